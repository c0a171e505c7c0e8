//! What a sheet says around its rows: defaults from the case, the title and the sheet's name, and
//! cells that show the value of a row above.

use super::keeper;
use super::plan::{Plan, Target};
use super::recognise;
use super::rows::{RowKind, kind};
use super::whole::Task;
use crate::places;
use crate::read::Raw;
use ledger::table::Privacy;
use ledger::{Kind, Value};
use std::collections::BTreeMap;

/// Values that hold for every row of the sheet that does not state them.
pub(super) struct Defaults {
    /// Set over what the row states.
    pub(super) forced: Vec<(usize, Value)>,
    pub(super) absent: Vec<(usize, Value)>,
}

/// What the case and the words around say for every row.
pub(super) fn defaults(task: &Task<'_>, plan: &Plan) -> Defaults {
    let mut forced = Vec::new();
    let mut absent = Vec::new();
    let text = |value: &str| Value::Text(value.into());
    let keeper = keeper(task.spec, task.layout);
    let county = &task.context.case.county;
    if plan.table.name == "assets"
        && let Some(index) = plan.index_of("ledger")
    {
        match task.spec.and_then(|s| s.ledger.as_deref()) {
            Some(ledger) => forced.push((index, text(ledger))),
            None => {
                if let Some(code) = recognise::ledger(task.around, keeper.as_deref(), county) {
                    absent.push((index, text(code)));
                }
            }
        }
    }
    if let (Some(keeper), Some(index)) =
        (&keeper, plan.index_of("ledger_unit").or_else(|| plan.index_of("unit")))
    {
        let privacy = plan.field(index).map_or(Privacy::Public, crate::privacy::of);
        absent.push((index, text(&crate::privacy::mask(privacy, keeper))));
    }
    // One sheet per township or village: the place stands in the title or the sheet's name only.
    let stated = |field: &str| plan.column_of(field).is_some();
    let lacks = |field: &str| !stated(field) && !stated(&format!("location_{field}"));
    if lacks("township") || lacks("village") {
        let stem = task.source.path.rsplit('/').next().unwrap_or("");
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let mut found = (None, None);
        let words = task
            .layout
            .titles
            .iter()
            .map(String::as_str)
            .chain(keeper.as_deref())
            .chain([task.around.sheet, stem]);
        for word in words {
            let (township, village) = places::in_text(word, county);
            found.0 = found.0.or(township);
            found.1 = found.1.or(village);
        }
        for (field, name) in [("township", found.0), ("village", found.1)] {
            if let (true, Some(name), Some(index)) = (lacks(field), name, plan.index_of(field)) {
                absent.push((index, text(&name)));
            }
        }
    }
    Defaults { forced, absent }
}

/// Cells below a vertical merge show its value, and cells with a ditto mark the value above. Money
/// and quantities are not carried: a figure merged over several rows is one figure.
pub(super) fn carried(task: &Task<'_>, plan: &Plan) -> BTreeMap<(usize, usize), usize> {
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
    for merge in &grid.merges {
        if merge.bottom > merge.top && data.contains(&merge.top) && carries(merge.left) {
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
                last = (looked..row).rev().find(|r| is_data(task, plan, *r)).or(last);
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
            carry_township(task, plan, prefix, &mut carried);
        }
    }
    carried
}

/// Whether a row is one of the table's.
fn is_data(task: &Task<'_>, plan: &Plan, row: usize) -> bool {
    task.grid.rows.get(row).is_some_and(|cells| kind(cells, plan) == RowKind::Data)
}

fn is_ditto(text: &str) -> bool {
    matches!(text.trim(), "同上" | "〃" | "″" | "\"" | "”" | "ditto" | "Ditto")
}

/// In formats without merges, a township written once above its villages looks like a column in
/// which no name ever follows itself; then it holds for the rows below that name a village.
fn carry_township(
    task: &Task<'_>,
    plan: &Plan,
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
        .filter(|r| !grid.at(*r, village).is_empty() && is_data(task, plan, *r))
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
