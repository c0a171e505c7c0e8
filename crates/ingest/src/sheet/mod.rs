//! One sheet: which table, which columns, its rows, and what is wrong with them.

mod around;
mod checks;
mod findings;
mod plan;
mod recognise;
mod record;
mod rows;
mod totals;
mod typed;
mod unit;
mod whole;

use crate::layout::names::{TableNames, all, distinct};
use crate::layout::{Layout, find, titles};
use crate::read::{Grid, Raw};
use crate::texts::{clean, fold, is_han};
use crate::values::begins_with_number;
use crate::{Context, SheetCount, privacy};
use ledger::codes::intake;
use ledger::table::Privacy;
use ledger::tables::Reject;
use ledger::{Books, CheckRun, Decimal, Finding, InputSpec, Subject, SubjectKind, Text};
use std::collections::BTreeMap;

pub(crate) use findings::{Place, is_too_large};
pub(crate) use record::{row_id, shown};
pub(crate) use typed::{Record, books};
pub(crate) use unit::{Apart, ratio};

/// The file that a sheet is of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) path: &'a str,
    pub(crate) content_hash: &'a str,
}

/// A value by which the unit of a sheet is tested against other sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Probe {
    /// The asset, by id, or by name and village; or the project.
    pub(crate) key: Text,
    /// Exact yuan as stated.
    pub(crate) yuan: Decimal,
}

/// What one sheet gave.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetOutcome {
    pub(crate) count: SheetCount,
    pub(crate) books: Books,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) checks: Vec<CheckRun>,
    pub(crate) probes: Vec<Probe>,
    /// Whether its own figures contradict the unit of money that it states.
    pub(crate) unit_doubtful: bool,
    /// The unit of money it states.
    pub(crate) unit: Option<&'static str>,
}

impl SheetOutcome {
    /// All rows set aside for one reason.
    fn aside(source: &Source<'_>, grid: &Grid, reason: &str) -> Self {
        let rows = grid.rows.len() as u64;
        Self {
            count: SheetCount {
                file: source.path.to_owned(),
                sheet: grid.name.as_deref().map(str::to_owned),
                rows_read: rows,
                rows_set_aside: rows,
                set_aside_reasons: BTreeMap::from([(reason.to_owned(), rows)]),
                ..SheetCount::default()
            },
            ..Self::default()
        }
    }
}

/// Reads one sheet; nothing for a sheet without a single value.
pub(crate) fn read_sheet(
    source: &Source<'_>,
    grid: &Grid,
    inputs: &[&InputSpec],
    context: &Context<'_>,
) -> Option<SheetOutcome> {
    if grid.rows.is_empty() {
        return None;
    }
    let place = Place::new(source.path, grid.name.as_deref());
    let spec = spec_for(grid.name.as_deref(), inputs);
    if spec.is_none() && !inputs.is_empty() {
        let mut out = SheetOutcome::aside(source, grid, "sheet-not-declared");
        out.findings
            .push(Finding::new(&intake::FILE_UNLISTED, place.subject()).cells([place.cell()]));
        return Some(out);
    }
    let declared = spec.and_then(|s| s.kind.as_deref()).and_then(|kind| all().get(kind));
    let layout = find(grid, declared, spec);
    let around = |layout: Option<&Layout>| -> Vec<String> {
        layout.map(|l| l.titles.clone()).unwrap_or_default()
    };
    let titles = around(layout.as_ref());
    let around = recognise::Around {
        titles: &titles,
        sheet: grid.name.as_deref().unwrap_or(""),
        path: source.path,
    };
    let names = match (declared, &layout) {
        (Some(names), _) => Some(names),
        (None, Some(layout)) => recognise::table(layout, &around),
        (None, None) => None,
    };
    let (Some(names), Some(layout)) = (names, layout) else {
        return Some(unrecognised(source, grid, &place, declared));
    };
    Some(whole::read(&whole::Task {
        source,
        grid,
        names,
        layout: &layout,
        spec,
        around: &around,
        context,
    }))
}

/// The declaration that holds for a sheet: by its name, else one for every sheet.
fn spec_for<'a>(sheet: Option<&str>, inputs: &[&'a InputSpec]) -> Option<&'a InputSpec> {
    let all_sheets = |s: &&&InputSpec| s.sheet.as_deref().is_none_or(|name| name == "*");
    let Some(sheet) = sheet else {
        return inputs.first().copied();
    };
    let sheet = fold(sheet);
    inputs
        .iter()
        .find(|s| s.sheet.as_deref().is_some_and(|name| fold(name) == sheet))
        .or_else(|| {
            inputs.iter().find(|s| {
                s.sheet.as_deref().is_some_and(|name| {
                    name != "*" && name.contains('*') && matches_glob(&fold(name), &sheet)
                })
            })
        })
        .or_else(|| inputs.iter().find(all_sheets))
        .copied()
}

/// Whether a name matches a pattern in which `*` stands for anything.
fn matches_glob(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or(""),
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// A sheet whose table cannot be told. A sheet of prose (rows of one or two cells) needs no word,
/// unless a table was declared for it.
fn unrecognised(
    source: &Source<'_>,
    grid: &Grid,
    place: &Place,
    declared: Option<&TableNames>,
) -> SheetOutcome {
    let widest =
        grid.rows.iter().map(|row| row.iter().filter(|c| !c.is_empty()).count()).max().unwrap_or(0);
    if declared.is_none() && (widest < 3 || grid.rows.len() < 2) {
        return SheetOutcome::aside(source, grid, "no-table");
    }
    let headings = grid
        .rows
        .iter()
        .take(40)
        .find(|row| row.iter().filter(|c| !c.is_empty()).count() * 2 > widest)
        .map(|row| distinct(seen_headings(row)))
        .unwrap_or_default();
    let mut out = SheetOutcome::aside(source, grid, "unrecognised");
    out.count.table = declared.map(|names| names.table.name.to_owned());
    out.findings.push(
        Finding::new(&intake::SHEET_UNRECOGNISED, place.subject())
            .arg("headings", headings)
            .arg_in(
                "wanted",
                declared.map_or("未申报", |names| names.table.label),
                declared.map_or("none is declared", |names| names.table.name),
            )
            .cells([place.cell()]),
    );
    out
}

/// The texts of a row that may be headings. Where some are figures it is a row of data without
/// headings, and its names may be those of persons.
fn seen_headings(row: &[Raw]) -> Vec<String> {
    let texts = |cell: &Raw| match cell {
        Raw::Text(text) => Some(clean(text)),
        _ => None,
    };
    let data = row.iter().any(|cell| match cell {
        Raw::Text(text) => {
            (begins_with_number(text) && !text.chars().any(is_han))
                || *privacy::scrub(text) != **text
        }
        cell => !cell.is_empty(),
    });
    let privacy = if data { Privacy::UnitOrPerson } else { Privacy::Public };
    row.iter().filter_map(texts).map(|text| privacy::mask(privacy, &text)).collect()
}

/// The subject of a row.
pub(crate) fn row_subject(row_id: &str) -> Subject {
    Subject::new(SubjectKind::Row, row_id)
}

/// The body that title rows or the case name as keeper of the rows.
fn keeper(spec: Option<&InputSpec>, layout: &Layout) -> Option<String> {
    spec.and_then(|s| s.unit.clone()).or_else(|| titles::keeper(&layout.titles))
}

#[cfg(test)]
mod tests {
    use super::{matches_glob, spec_for};
    use ledger::InputSpec;

    #[test]
    fn sheets_find_their_declaration() {
        let named = InputSpec { sheet: Some("松林镇".to_owned()), ..InputSpec::default() };
        let starred = InputSpec { sheet: Some("*村".to_owned()), ..InputSpec::default() };
        let every = InputSpec::default();
        let inputs = [&every, &starred, &named];
        assert_eq!(spec_for(Some("松林镇"), &inputs), Some(&named));
        assert_eq!(spec_for(Some("下湾村"), &inputs), Some(&starred));
        assert_eq!(spec_for(Some("Sheet1"), &inputs), Some(&every));
        assert_eq!(spec_for(Some("Sheet1"), &[&named]), None);
        assert!(matches_glob("a*c*", "abcd") && !matches_glob("a*c", "abcd"));
    }
}
