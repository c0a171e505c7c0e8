//! `template`: blank or filled tables to send out, and count sheets for the field.

use crate::cli::Template;
use crate::console::Console;
use crate::exit::Outcome;
use ::report::{template, template_count};
use anyhow::{Context as _, bail};
use casefile::Case;
use ledger::books::BooksVisitor;
use ledger::{Books, Row, TableDef, Value};
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &Template, console: &Console) -> anyhow::Result<Outcome> {
    let table = table(&args.table)?;
    let Some(root) = &args.from else {
        if args.township.is_some() || args.village.is_some() {
            bail!("--township 与 --village 要与 --from 同用：空白样表没有行");
        }
        let folder = args.output.clone().unwrap_or_else(|| PathBuf::from("."));
        let file = (format!("{}.xlsx", table.label), template::build(table)?);
        return write(&folder, &[file], console);
    };
    let case = Case::open(root)?;
    let books = case.books()?;
    let folder = args.output.clone().unwrap_or_else(|| root.join("templates"));
    let files = if table.name == "physical_counts" {
        count_sheets(args, &case, &books)?
    } else {
        vec![filled(args, table, &books)?]
    };
    if files.is_empty() {
        bail!("案卷中没有{}的资产", place(args));
    }
    write(&folder, &files, console)
}

/// The table of that name, English or Chinese.
fn table(name: &str) -> anyhow::Result<&'static TableDef> {
    let found = Books::TABLES.iter().find(|t| t.name == name || t.label == name);
    found.copied().with_context(|| {
        let names: Vec<String> =
            Books::TABLES.iter().map(|t| format!("{}（{}）", t.name, t.label)).collect();
        format!("没有表“{name}”：可用 {}", names.join("、"))
    })
}

/// The place asked for, as messages name it.
fn place(args: &Template) -> String {
    let parts = [&args.township, &args.village];
    parts.into_iter().flatten().map(String::as_str).collect()
}

/// Whether a place is the one asked for; none asked for is any.
pub(super) fn is_wanted(wanted: Option<&String>, place: &str) -> bool {
    wanted.is_none_or(|wanted| wanted.trim() == place)
}

fn count_sheets(
    args: &Template,
    case: &Case,
    books: &Books,
) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let wanted = |township: &str, village: &str| {
        is_wanted(args.township.as_ref(), township) && is_wanted(args.village.as_ref(), village)
    };
    let sheets = template_count::count_sheets(&books.assets, &case.info, wanted)?;
    let name = |sheet: &template_count::CountSheet| {
        let parts: Vec<String> = [&sheet.township, &sheet.village]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| file_name(part))
            .collect();
        let place = if parts.is_empty() { "未注明地点".to_owned() } else { parts.join("_") };
        format!("盘点表_{place}.xlsx")
    };
    Ok(sheets.into_iter().map(|sheet| (name(&sheet), sheet.bytes)).collect())
}

/// The rows of one table that stand in the place asked for. A register goes out as the county holds
/// it, and comes back as the township's.
fn filled(
    args: &Template,
    table: &'static TableDef,
    books: &Books,
) -> anyhow::Result<(String, Vec<u8>)> {
    let mut rows = Rows { args, table, hub: has_hub(books), rows: Vec::new() };
    books.visit(&mut rows);
    if rows.rows.is_empty() {
        bail!("案卷中没有{}的{}", place(args), table.label);
    }
    let place = file_name(&place(args));
    let name = if place.is_empty() { String::new() } else { format!("_{place}") };
    Ok((format!("{}{name}.xlsx", table.label), template::filled(table, &rows.rows)?))
}

fn has_hub(books: &Books) -> bool {
    books.assets.iter().any(|a| a.ledger.as_deref() == Some("county"))
}

struct Rows<'a> {
    args: &'a Template,
    table: &'static TableDef,
    hub: bool,
    rows: Vec<Vec<Value>>,
}

impl BooksVisitor for Rows<'_> {
    fn table<R: Row>(&mut self, rows: &[R]) {
        if R::TABLE.name != self.table.name {
            return;
        }
        let assets = self.table.name == "assets";
        for row in rows {
            let stands = |field: &str| row.value(field).to_string();
            let here = is_wanted(self.args.township.as_ref(), &stands("township"))
                && is_wanted(self.args.village.as_ref(), &stands("village"));
            let county = row.value("ledger") == Value::Text("county".into());
            if !here || (assets && self.hub && !county) {
                continue;
            }
            let mut row = row.clone();
            if assets {
                // Sent back, the county's own rows would stand in its ledger twice.
                let ledger = match (&self.args.village, &self.args.township) {
                    (Some(_), _) => Value::Text("village".into()),
                    (None, Some(_)) => Value::Text("township".into()),
                    (None, None) => row.value("ledger"),
                };
                row.set("ledger", ledger);
                for derived in ["ledger_unit", "duplicate_key"] {
                    row.set(derived, Value::Null);
                }
            }
            self.rows.push(row.values());
        }
    }
}

/// A place as part of a file's name.
pub(super) fn file_name(place: &str) -> String {
    place.chars().filter(|c| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c)).collect()
}

/// Writes the files; none that is there already, since somebody may have filled it.
pub(super) fn write(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    console: &Console,
) -> anyhow::Result<Outcome> {
    let taken: Vec<&str> = files
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| folder.join(name).exists())
        .collect();
    if !taken.is_empty() {
        bail!("{} 中已有 {}，不予覆盖", folder.display(), taken.join("、"));
    }
    for (name, bytes) in files {
        casefile::write_file(&folder.join(name), bytes)?;
    }
    if console.json {
        let names: Vec<&String> = files.iter().map(|(name, _)| name).collect();
        console.value(
            &serde_json::json!({ "folder": folder.display().to_string(), "files": names }),
        )?;
        return Ok(Outcome::default());
    }
    for (name, _) in files {
        console.line(&folder.join(name).display().to_string())?;
    }
    Ok(Outcome::default())
}

#[cfg(test)]
mod tests {
    use super::{file_name, table};

    #[test]
    fn tables_are_named_in_both_languages() {
        assert_eq!(table("physical_counts").unwrap().label, "实物盘点");
        assert_eq!(table("实物盘点").unwrap().name, "physical_counts");
        assert!(table("没有").unwrap_err().to_string().contains("assets"));
        assert_eq!(file_name("白杨镇/富民村:1"), "白杨镇富民村1");
    }
}
