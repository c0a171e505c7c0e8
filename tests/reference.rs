//! The reference pages are made from the definitions. `UPDATE=1 cargo test --test reference`
//! writes them anew.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use ledger::table::Kind;
use ledger::tables::WRITTEN;
use ledger::{Books, Column, TableDef, codes};
use std::fmt::Write;
use std::path::Path;

fn check(name: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs_err::write(&path, now).unwrap();
    }
    let stored = fs_err::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == now,
        "{} is out of date: UPDATE=1 cargo test --test reference",
        path.display()
    );
}

#[test]
fn tables_page_is_up_to_date() {
    let mut page = String::from(
        "# Tables\n\nMade from the table definitions; the headings a reader knows stand under *also*.\n",
    );
    for table in Books::TABLES {
        table_section(&mut page, table.name, table);
    }
    page.push_str("\n# Tables that the steps write\n");
    for (folder, table) in WRITTEN {
        table_section(&mut page, &format!("{folder}/{}", table.name), table);
    }
    check("tables.md", &page);
}

fn table_section(page: &mut String, name: &str, table: &TableDef) {
    write!(page, "\n## `{}` {}\n\n{}\n\n| field | heading | holds | meaning | also |\n|---|---|---|---|---|\n", name, table.label, table.doc.trim()).unwrap();
    for column in table.columns {
        let flags =
            [(column.key, "key"), (column.required, "required"), (column.is_personal(), "masked")];
        let flags: Vec<&str> = flags.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
        let flags =
            if flags.is_empty() { String::new() } else { format!(" ({})", flags.join(", ")) };
        let also = column.aliases.join("、");
        writeln!(
            page,
            "| `{}`{flags} | {} | {} | {} | {also} |",
            column.file_name(),
            column.label,
            kind(column),
            column.doc.trim()
        )
        .unwrap();
    }
    for column in table.columns.iter().filter(|c| c.vocabulary.is_some()) {
        let Some(vocabulary) = column.vocabulary else {
            continue;
        };
        let codes: Vec<String> = vocabulary
            .0
            .iter()
            .map(|(code, labels)| format!("{code} {}", labels.join("/")))
            .collect();
        writeln!(page, "\n`{}`: {}", column.name, codes.join("; ")).unwrap();
    }
}

fn kind(column: &Column) -> String {
    let name = match column.kind {
        Kind::Text => "text",
        Kind::Code => "code",
        Kind::Amount => "yuan",
        Kind::Decimal => "number",
        Kind::Percent => "%",
        Kind::Integer => "integer",
        Kind::Date => "date",
        Kind::Bool => "yes/no",
        Kind::List => "list",
    };
    column.unit.map_or_else(|| name.to_owned(), |unit| format!("{name} ({unit})"))
}

#[test]
fn findings_page_is_up_to_date() {
    let mut page = String::from(
        "# Findings\n\nMade from the catalogue. A clause may set another severity.\n\n| code | severity | title | when |\n|---|---|---|---|\n",
    );
    for code in codes::all() {
        writeln!(
            page,
            "| `{}` | {} | {} | {} |",
            code.code,
            code.severity.code(),
            code.title,
            code.doc.trim().replace('|', "\\|")
        )
        .unwrap();
    }
    check("findings.md", &page);
}
