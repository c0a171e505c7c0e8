//! What a sheet says around its rows: defaults from the case, the title and the sheet's name, and
//! cells that show the value of a row above.

use super::keeper;
use super::plan::{Plan, Target};
use super::recognise;
use super::rows::RowKind;
use super::whole::Task;
use crate::places;
use crate::plan::Said;
use crate::read::Raw;
use crate::texts::fold;
use crate::values::amount::Unit;
use crate::values::{ColumnReader, Reading};
use ledger::table::Privacy;
use ledger::{Kind, Text, Value};
use std::collections::BTreeMap;

/// Values that hold for every row of the sheet that does not state them.
pub(super) struct Defaults {
    /// Set over what the row states.
    pub(super) forced: Vec<(usize, Value)>,
    pub(super) absent: Vec<(usize, Value)>,
    /// The same values, and where they stand.
    pub(super) said: Vec<(usize, Value, Said)>,
}

/// What the case and the words around say for every row.
pub(super) fn defaults(task: &Task<'_>, plan: &Plan) -> Defaults {
    let mut out = Defaults { forced: Vec::new(), absent: Vec::new(), said: Vec::new() };
    let keeper = keeper(task.spec, task.layout);
    let text = |value: &str| Value::Text(value.into());
    ledger(task, plan, keeper.as_deref(), &mut out);
    if let (Some(keeper), Some(index)) =
        (&keeper, plan.index_of("ledger_unit").or_else(|| plan.index_of("unit")))
    {
        let privacy = plan.field(index).map_or(Privacy::Public, crate::privacy::of);
        let keeper = text(&crate::privacy::mask(privacy, keeper));
        let from = match task.spec.and_then(|s| s.unit.as_ref()) {
            Some(_) => declared(),
            None => Said::new("标题", "the title"),
        };
        out.absent(index, keeper, from);
    }
    titles(task, plan, &mut out);
    let words = words(task, keeper.as_deref());
    place(task, plan, &words, &mut out);
    year(task, plan, &words, &mut out);
    out
}

impl Defaults {
    fn absent(&mut self, index: usize, value: Value, from: Said) {
        self.said.push((index, value.clone(), from));
        self.absent.push((index, value));
    }
}

fn declared() -> Said {
    Said::new("案卷", "the case")
}

/// Which ledger the rows of an assets sheet are of.
fn ledger(task: &Task<'_>, plan: &Plan, keeper: Option<&str>, out: &mut Defaults) {
    let (Some(index), "assets") = (plan.index_of("ledger"), plan.table.name) else {
        return;
    };
    let county = &task.context.case.county;
    if let Some(ledger) = task.spec.and_then(|s| s.ledger.as_deref()) {
        let ledger = Value::Text(ledger.into());
        out.said.push((index, ledger.clone(), declared()));
        out.forced.push((index, ledger));
    } else if let Some(code) = recognise::ledger(task.around, keeper, county) {
        let from = Said::new("标题、表名、文件名或填报单位", "the words around");
        out.absent(index, Value::Text(code.into()), from);
    }
}

/// What a title states under the name of a field that no column holds: 盘点日期：2024年12月20日.
fn titles(task: &Task<'_>, plan: &Plan, out: &mut Defaults) {
    let parts = task.layout.titles.iter().flat_map(|title| title.split(['\n', '；', ';']));
    for part in parts.flat_map(|t| t.split("  ")).flat_map(|t| t.split("　　")) {
        let Some((label, value)) = part.split_once(['：', ':']) else { continue };
        let claim = task.names.claims(&[fold(label)]).first().copied();
        // Short words mean many things, and the keeper of the rows is known already.
        let Some(claim) = claim.filter(|c| c.rank <= 1) else { continue };
        let Some(column) = plan.field(claim.column) else { continue };
        let taken = !stands_open(plan, claim.column)
            || out.absent.iter().any(|(index, _)| *index == claim.column);
        if taken || !matches!(column.kind, Kind::Date | Kind::Code | Kind::Text | Kind::Integer) {
            continue;
        }
        let mut reader = ColumnReader::new(column, Unit::Yuan, task.grid.epoch_1904);
        if let Reading::Value(value) = reader.read(&Raw::text(value)) {
            let value = match value {
                Value::Text(text) => {
                    Value::Text(Text::from(crate::privacy::mask(crate::privacy::of(column), &text)))
                }
                other => other,
            };
            out.absent(claim.column, value, Said::new("标题", "the title"));
        }
    }
}

/// The words around a sheet, nearest first, and where each stands: titles, the body that keeps the
/// rows, the sheet's name, the file's, its folders'.
fn words(task: &Task<'_>, keeper: Option<&str>) -> Vec<(String, Said)> {
    let title = || Said::new("标题", "the title");
    let mut words: Vec<(String, Said)> =
        task.layout.titles.iter().map(|t| (t.clone(), title())).collect();
    words.extend(keeper.map(|k| (k.to_owned(), title())));
    let sheet = Said::new("工作表名", "the name of the sheet");
    words.push((task.around.sheet.to_owned(), sheet));
    let mut parts = task.source.path.rsplit('/');
    let stem = parts.next().unwrap_or("");
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    words.push((stem.to_owned(), Said::new("文件名", "the name of the file")));
    words.extend(parts.map(|p| (p.to_owned(), Said::new("文件夹名", "the name of the folder"))));
    words
}

/// One sheet per township or village: the place stands in the words around only.
fn place(task: &Task<'_>, plan: &Plan, words: &[(String, Said)], out: &mut Defaults) {
    let stated = |field: &str| plan.column_of(field).is_some();
    let lacks = |field: &str| !stated(field) && !stated(&format!("location_{field}"));
    let county = &task.context.case.county;
    let mut found = (None, None);
    for (word, from) in words {
        let (township, village) = places::in_text(word, county);
        found.0 = found.0.or(township.map(|name| (name, from.clone())));
        found.1 = found.1.or(village.map(|name| (name, from.clone())));
    }
    for (field, name) in [("township", found.0), ("village", found.1)] {
        if let (true, Some((name, from)), Some(index)) = (lacks(field), name, plan.index_of(field))
        {
            out.absent(index, Value::Text(name.into()), from);
        }
    }
}

/// One sheet per year: a sheet that is called by a year holds that year's money or income; a year
/// in the title is the year of the ledger.
fn year(task: &Task<'_>, plan: &Plan, words: &[(String, Said)], out: &mut Defaults) {
    let sheet = fold(task.around.sheet);
    let called = sheet.trim_end_matches("年度").trim_end_matches('年');
    if let (Some(year), true) = (year_in(&sheet), called.len() == 4) {
        let field = ["income_year", "fund_year"].iter().find_map(|f| plan.index_of(f));
        if let Some(index) = field.filter(|i| stands_open(plan, *i)) {
            let from = Said::new("工作表名", "the name of the sheet");
            out.absent(index, Value::Integer(year), from);
        }
    }
    let field = ["ledger_year", "income_year"].iter().find_map(|f| plan.index_of(f));
    let Some(index) = field.filter(|i| stands_open(plan, *i)) else { return };
    let known = |out: &Defaults| out.absent.iter().any(|(i, _)| *i == index);
    let found = words.iter().find_map(|(word, from)| Some((year_in(&fold(word))?, from)));
    if let (Some((year, from)), false) = (found, known(out)) {
        out.absent(index, Value::Integer(year), from.clone());
    }
}

/// Whether no column holds a field.
fn stands_open(plan: &Plan, field: usize) -> bool {
    plan.field(field).is_some_and(|column| plan.column_of(column.name).is_none())
}

/// The only year that a folded text names: 2024年, 2024年度, or 2024 alone.
fn year_in(text: &str) -> Option<i64> {
    let mut years = text.match_indices("20").filter_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let digits = text.get(at..at + 4)?;
        let after = text.get(at + 4..)?;
        let alone = before.is_none() && after.is_empty();
        (digits.bytes().all(|b| b.is_ascii_digit())
            && before.is_none_or(|c| !c.is_ascii_digit())
            && (alone || after.starts_with('年') && !after.starts_with("年前")))
        .then(|| digits.parse::<i64>().ok())?
    });
    let first = years.next()?;
    // 2013年至2020年, 2024年12月31日: a span or a day is no year of the rows.
    let day = text
        .find('年')
        .and_then(|at| text.get(at + '年'.len_utf8()..))
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (years.next().is_none() && !day).then_some(first)
}

/// Cells below a vertical merge show its value, and cells with a ditto mark the value above. Money
/// and quantities are not carried: a figure merged over several rows is one figure.
pub(super) fn carried(
    task: &Task<'_>,
    plan: &Plan,
    kinds: &[RowKind],
) -> BTreeMap<(usize, usize), usize> {
    let grid = task.grid;
    let carries = |column: usize| match plan.columns.get(column).map(|c| &c.target) {
        Some(Target::Field(i)) => plan
            .field(*i)
            .is_some_and(|c| !matches!(c.kind, Kind::Amount | Kind::Decimal | Kind::Percent)),
        Some(Target::Extra) => true,
        _ => false,
    };
    let mut carried = BTreeMap::new();
    let data = &task.layout.data;
    let is_data = |row: usize| {
        row.checked_sub(data.start).and_then(|at| kinds.get(at)) == Some(&RowKind::Data)
    };
    for merge in &grid.merges {
        let holds = merge.bottom > merge.top && !grid.at(merge.top, merge.left).is_empty();
        if holds && data.contains(&merge.top) && carries(merge.left) {
            for row in merge.top + 1..=merge.bottom.min(data.end.saturating_sub(1)) {
                carried.insert((row, merge.left), merge.top);
            }
        }
    }
    // The last row of the table that was seen, and up to where was looked.
    let (mut last, mut looked) = (None, data.start);
    for (row, cells) in grid.rows.iter().enumerate().take(data.end).skip(data.start + 1) {
        for (column, cell) in cells.iter().enumerate() {
            if let Raw::Text(text) = cell
                && is_ditto(text)
                && carries(column)
            {
                // The row above, past headings and totals that stand between.
                last = (looked..row).rev().find(|r| is_data(*r)).or(last);
                looked = row;
                let Some(above) = last else {
                    continue;
                };
                let above = carried.get(&(above, column)).copied().unwrap_or(above);
                carried.insert((row, column), above);
            }
        }
    }
    if !grid.knows_merges {
        for prefix in ["", "location_"] {
            carry_township(task, plan, &is_data, prefix, &mut carried);
        }
    }
    carried
}

fn is_ditto(text: &str) -> bool {
    // -"- and —〃— are the same mark between strokes.
    let beside = |c: char| matches!(c, '-' | '—' | '－' | '_') || c.is_whitespace();
    let mark = text.trim_start_matches(beside);
    if !mark.starts_with(|c| "同如〃″\"'”“々dD".contains(c)) {
        return false;
    }
    let mark = mark.trim_end_matches(beside);
    matches!(
        mark,
        "同上"
            | "如上"
            | "〃"
            | "″"
            | "\""
            | "\"\""
            | "''"
            | "”"
            | "“"
            | "々"
            | "ditto"
            | "Ditto"
            | "do."
    )
}

/// In formats without merges, a township written once above its villages looks like a column in
/// which no name ever follows itself; then it holds for the rows below that name a village.
fn carry_township(
    task: &Task<'_>,
    plan: &Plan,
    is_data: &impl Fn(usize) -> bool,
    prefix: &str,
    carried: &mut BTreeMap<(usize, usize), usize>,
) {
    let column = |field: &str| plan.column_of(&format!("{prefix}{field}"));
    let (Some(township), Some(village)) = (column("township"), column("village")) else {
        return;
    };
    let (township, village) = (township.heading.at, village.heading.at);
    let grid = task.grid;
    let rows: Vec<usize> = task
        .layout
        .data
        .clone()
        .filter(|r| !grid.at(*r, village).is_empty() && is_data(*r))
        .collect();
    let repeats = rows.windows(2).any(|pair| {
        let [a, b] = pair else { return false };
        !grid.at(*a, township).is_empty() && grid.at(*a, township) == grid.at(*b, township)
    });
    if repeats {
        return;
    }
    let mut above = None;
    for row in rows {
        if grid.at(row, township).is_empty() {
            if let Some(above) = above {
                carried.insert((row, township), above);
            }
        } else {
            above = Some(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::year_in;

    #[test]
    fn years_that_texts_name() {
        for (text, year) in [
            ("2024年度收益分配表", Some(2024)),
            ("2023", Some(2023)),
            ("2022年", Some(2022)),
            ("2013年至2020年资产", None),
            ("填报日期:2024年12月31日", None),
            ("zc20240001", None),
            ("台账", None),
        ] {
            assert_eq!(year_in(text), year, "{text}");
        }
    }
}
