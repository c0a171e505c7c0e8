//! One sheet: which table, which columns, its rows, and what is wrong with them.

mod across;
mod alike;
mod around;
mod beside;
mod cards;
mod checks;
mod contents;
mod cut;
mod describe;
mod extra;
mod findings;
mod ids;
mod labels;
mod owners;
mod parted;
mod parts;
mod plan;
mod recognise;
mod record;
mod rows;
mod sayings;
mod shared;
mod totals;
mod typed;
mod unit;
mod whole;

use crate::layout::names::{TableNames, all, distinct};
use crate::layout::{Layout, titles};
use crate::plan::SheetPlan;
use crate::read::{Grid, Raw};
use crate::texts::{clean, fold, is_han};
use crate::values::begins_with_number;
use crate::{Context, SheetCount, privacy};
use ledger::codes::intake;
use ledger::table::Privacy;
use ledger::tables::{AssetOwner, Reject};
use ledger::{Books, CheckRun, Decimal, Finding, InputSpec, Subject, SubjectKind, Text};
use std::collections::BTreeMap;

pub(crate) use findings::{Place, is_too_large};
pub(crate) use ids::derived_id;
pub(crate) use record::shown;
pub(crate) use typed::{Record, books};
pub(crate) use unit::{Apart, ratio};

use parts::{Part, Seen};

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
    /// How it is read.
    pub(crate) plan: SheetPlan,
    /// Owners of the county ledger's assets that stand in columns of their own.
    pub(crate) owners: Vec<AssetOwner>,
    /// Whether its own figures contradict the unit of money that it states.
    pub(crate) unit_doubtful: bool,
    /// Bytes of its rows, as they lie in memory.
    pub(crate) row_bytes: usize,
    /// The unit of money it states.
    pub(crate) unit: Option<&'static str>,
}

impl SheetOutcome {
    /// All rows set aside for one reason.
    fn aside(source: &Source<'_>, sheet: Option<&str>, reason: &str, rows: u64) -> Self {
        Self {
            count: SheetCount {
                file: source.path.to_owned(),
                sheet: sheet.map(str::to_owned),
                rows_read: rows,
                rows_set_aside: rows,
                set_aside_reasons: BTreeMap::from([(reason.to_owned(), rows)]),
                ..SheetCount::default()
            },
            ..Self::default()
        }
    }
}

/// Reads one sheet: each of its tables; nothing for a sheet without a single value.
pub(crate) fn read_sheet(
    source: &Source<'_>,
    grid: &Grid,
    inputs: &[&InputSpec],
    context: &Context<'_>,
) -> Vec<SheetOutcome> {
    if grid.rows.is_empty() {
        return Vec::new();
    }
    let specs = specs_for(grid.name.as_deref(), inputs);
    if specs.is_empty() && !inputs.is_empty() {
        let place = Place::new(source.path, grid.name.as_deref());
        let mut out = SheetOutcome::aside(
            source,
            grid.name.as_deref(),
            "sheet-not-declared",
            grid.rows.len() as u64,
        );
        out.findings
            .push(Finding::new(&intake::FILE_UNLISTED, place.subject()).cells([place.cell()]));
        return vec![out];
    }
    let sheet = grid.name.as_deref().unwrap_or("");
    let parts = parts::of(&Seen { grid, path: source.path, sheet }, &specs);
    let several = parts.len() > 1;
    parts
        .iter()
        .map(|part| {
            let mut out = read_part(source, part, context);
            if several {
                part_findings(&mut out.findings, part.area.as_deref());
            }
            out
        })
        .collect()
}

/// Findings about one table of a sheet: their sheet is one subject, the area tells them apart.
fn part_findings(findings: &mut [Finding], area: Option<&str>) {
    let area = area.unwrap_or_default();
    for finding in findings.iter_mut().filter(|f| f.subject.kind == SubjectKind::Sheet) {
        finding.detail = Some(match finding.detail.as_deref() {
            Some(detail) => format!("{detail}@{area}").into(),
            None => area.into(),
        });
    }
}

/// Reads one table of a sheet.
fn read_part(source: &Source<'_>, part: &Part<'_>, context: &Context<'_>) -> SheetOutcome {
    let grid: &Grid = &part.grid;
    let declared = part.spec.and_then(|s| s.kind.as_deref()).and_then(|kind| all().get(kind));
    let titles = part.layout.as_ref().map(|l| l.titles.clone()).unwrap_or_default();
    let around = recognise::Around {
        titles: &titles,
        sheet: grid.name.as_deref().unwrap_or(""),
        path: source.path,
    };
    let recognition = match (declared, &part.layout) {
        (None, Some(layout)) => Some(recognise::table(layout, &around)),
        _ => None,
    };
    let names = declared.or_else(|| recognition.as_ref()?.taken());
    let why = describe::reasons(recognition.as_ref(), declared.is_some());
    let runner_up = recognition.as_ref().and_then(recognise::Recognition::runner_up);
    let (Some(names), Some(layout)) = (names, &part.layout) else {
        let mut out = unrecognised(source, part, declared, recognition.as_ref());
        out.plan = SheetPlan {
            why,
            runner_up,
            set_aside: out.count.set_aside_reasons.clone(),
            ..describe::empty(source.path, part)
        };
        return out;
    };
    let mut out = whole::read(&whole::Task {
        source,
        part,
        grid,
        names,
        layout,
        spec: part.spec,
        around: &around,
        context,
    });
    out.plan.why = why;
    out.plan.runner_up = runner_up;
    out.plan.rows_accepted = out.count.rows_accepted;
    out.plan.rows_rejected = out.count.rows_rejected;
    out.plan.set_aside.clone_from(&out.count.set_aside_reasons);
    out
}

/// The declarations that hold for a sheet: by its name, else by a pattern, else those of every
/// sheet. Of several, those that say where in the sheet; else the first, one of this very file
/// before one of many.
fn specs_for<'a>(sheet: Option<&str>, inputs: &[&'a InputSpec]) -> Vec<&'a InputSpec> {
    let folded = sheet.map(fold);
    let tier = |spec: &InputSpec| match (folded.as_deref(), spec.sheet.as_deref()) {
        (None, _) | (Some(_), None | Some("*")) => Some(2),
        (Some(sheet), Some(name)) if fold(name) == sheet => Some(0),
        (Some(sheet), Some(name)) if name.contains('*') && matches_glob(&fold(name), sheet) => {
            Some(1)
        }
        _ => None,
    };
    let best = inputs.iter().filter_map(|s| tier(s)).min();
    let mut specs: Vec<&InputSpec> =
        inputs.iter().copied().filter(|s| best.is_some() && tier(s) == best).collect();
    let placed: Vec<&InputSpec> = specs.iter().copied().filter(|s| s.area.is_some()).collect();
    if !placed.is_empty() {
        return placed;
    }
    specs.sort_by_key(|s| s.path.contains(['*', '?', '[']));
    specs.truncate(1);
    specs
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
    part: &Part<'_>,
    declared: Option<&TableNames>,
    recognition: Option<&recognise::Recognition>,
) -> SheetOutcome {
    let grid: &Grid = &part.grid;
    let place = Place::new(source.path, grid.name.as_deref());
    let sheet = grid.name.as_deref();
    let rows = match &part.relaid {
        Some(relaid) => relaid.beside.values().sum::<u64>() + grid.rows.len() as u64 - 1,
        None => part.rows.len() as u64,
    } + part.outside;
    let own = || grid.rows.iter().skip(part.relaid.as_ref().map_or(part.rows.start, |_| 0));
    let widest = own().map(|row| row.iter().filter(|c| !c.is_empty()).count()).max().unwrap_or(0);
    if declared.is_none() && (widest < 3 || rows < 2) {
        let mut out = SheetOutcome::aside(source, sheet, "no-table", rows);
        out.count.area.clone_from(&part.area);
        return out;
    }
    let headings = own()
        .take(40)
        .find(|row| row.iter().filter(|c| !c.is_empty()).count() * 2 > widest)
        .map(|row| distinct(seen_headings(row)))
        .unwrap_or_default();
    let mut out = SheetOutcome::aside(source, sheet, "unrecognised", rows);
    out.count.area.clone_from(&part.area);
    out.count.table = declared.map(|names| names.table.name.to_owned());
    let (zh, en) = wanted(declared, recognition);
    out.findings.push(
        Finding::new(&intake::SHEET_UNRECOGNISED, place.subject())
            .arg("headings", headings)
            .arg_in("wanted", &zh, &en)
            .cells([place.cell()]),
    );
    out
}

/// What was declared of a sheet that cannot be told, or which two tables it is as like.
fn wanted(
    declared: Option<&TableNames>,
    recognition: Option<&recognise::Recognition>,
) -> (String, String) {
    if let Some(names) = declared {
        return (names.table.label.to_owned(), names.table.name.to_owned());
    }
    match recognition.map(|r| (r.is_tie(), r.candidates.as_slice())) {
        Some((true, [one, other, ..])) => (
            format!("无；既像“{}”又像“{}”", one.names.table.label, other.names.table.label),
            format!("none; as like {} as {}", one.names.table.name, other.names.table.name),
        ),
        _ => ("无".to_owned(), "none".to_owned()),
    }
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
    row.iter().filter_map(texts).map(|text| privacy::mask(privacy, &text).into_owned()).collect()
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
    use super::{matches_glob, specs_for};
    use ledger::InputSpec;

    #[test]
    fn sheets_find_their_declaration() {
        let named = InputSpec { sheet: Some("松林镇".to_owned()), ..InputSpec::default() };
        let starred = InputSpec { sheet: Some("*村".to_owned()), ..InputSpec::default() };
        let many = InputSpec { path: "inbox/*".to_owned(), ..InputSpec::default() };
        let every = InputSpec { path: "inbox/a.csv".to_owned(), ..InputSpec::default() };
        let inputs = [&many, &every, &starred, &named];
        assert_eq!(specs_for(Some("松林镇"), &inputs), [&named]);
        assert_eq!(specs_for(Some("下湾村"), &inputs), [&starred]);
        assert_eq!(specs_for(Some("Sheet1"), &inputs), [&every], "this file before many");
        assert!(specs_for(Some("Sheet1"), &[&named]).is_empty());
        let area = |area: &str| InputSpec { area: Some(area.to_owned()), ..InputSpec::default() };
        let (left, right) = (area("A1:C9"), area("E1:G9"));
        assert_eq!(specs_for(None, &[&left, &every, &right]), [&left, &right]);
        assert!(matches_glob("a*c*", "abcd") && !matches_glob("a*c", "abcd"));
    }
}
