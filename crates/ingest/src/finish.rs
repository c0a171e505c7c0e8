//! Files put together, and the checks that need several of them.

use crate::sheet::{Apart, Place, SheetOutcome, is_too_large, ratio};
use crate::stated::{self, Votes};
use crate::{Context, FileOutcome, IngestOutput, derive, places, renamed, versions};
use ledger::books::{BooksFiller, BooksVisitor};
use ledger::codes::intake;
use ledger::tables::AssetOwner;
use ledger::{
    Books, Cell, CheckRun, Decimal, Finding, Renamed, Row, StepOutput, Subject, SubjectKind, Value,
    Verdict,
};
use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// Puts the files of a case together. `unlisted` are the files that no declared input names; they
/// were not read. The order in which the outcomes come does not matter.
#[must_use]
pub fn finish(
    outcomes: Vec<FileOutcome>,
    unlisted: &[String],
    context: &Context<'_>,
) -> IngestOutput {
    finish_renamed(outcomes, unlisted, context, &[])
}

/// The same, places by the names that they have on the day of the case.
#[must_use]
pub fn finish_renamed(
    mut outcomes: Vec<FileOutcome>,
    unlisted: &[String],
    context: &Context<'_>,
    places_renamed: &[Renamed],
) -> IngestOutput {
    outcomes.sort_by(|a, b| a.path.cmp(&b.path));
    versions::settle(&mut outcomes);
    part_equal_files(&mut outcomes);
    let mut out = IngestOutput {
        unreadable: outcomes.iter().any(|o| o.unreadable),
        ..IngestOutput::default()
    };
    let mut files = CheckRun::ruled("intake.files", None);
    let mut sheets = Vec::new();
    for outcome in outcomes {
        files.count(Verdict::from(!outcome.unreadable));
        out.findings.extend(outcome.findings);
        sheets.extend(outcome.sheets);
    }
    let mut checks = vec![files];
    checks.extend(units(&mut sheets));
    let mut owners = Vec::new();
    for mut sheet in sheets {
        out.findings.append(&mut sheet.findings);
        out.rejects.append(&mut sheet.rejects);
        checks.append(&mut sheet.checks);
        out.sheets.push(sheet.count);
        out.plans.push(sheet.plan);
        append(&mut out.books, sheet.books);
        owners.append(&mut sheet.owners);
    }
    derive_owners(&mut out.books, owners);
    renamed::books(&mut out.books, places_renamed, context.case.as_of);
    derive::assets(&mut out.books.assets, &out.books.villages);
    derive::balances(&mut out.books.account_balances);
    let asked = out.sheets.iter().filter(|s| s.columns.iter().any(|c| c == "physical_count_qty"));
    let asked = asked.map(|s| (s.file.clone(), s.sheet.clone())).collect();
    derive::not_counted(&mut out.books.physical_counts, &asked);
    derive::funding(&mut out.books);
    let mut check = PlaceCheck::new(&out.books, context);
    out.books.visit(&mut check);
    out.findings.append(&mut check.findings);
    checks.push(check.run);
    out.findings.extend(unlisted.iter().map(|path| {
        Finding::new(&intake::FILE_UNLISTED, Subject::new(SubjectKind::File, path.as_str()))
            .cells([Cell { src_file: path.as_str().into(), ..Cell::default() }])
    }));
    let mut step = StepOutput::<()> {
        findings: out.findings,
        checks: merged(checks),
        ..StepOutput::default()
    };
    step.settle();
    out.findings = step.findings;
    out.checks = step.checks;
    out
}

/// Owners that stand in columns of the county ledger, for assets of which no line was received.
fn derive_owners(books: &mut Books, owners: Vec<AssetOwner>) {
    if owners.is_empty() {
        return;
    }
    let received: BTreeSet<_> =
        books.asset_owners.iter().filter_map(|line| line.asset_id.clone()).collect();
    let more =
        owners.into_iter().filter(|o| o.asset_id.as_ref().is_none_or(|id| !received.contains(id)));
    let before = books.asset_owners.len();
    books.asset_owners.extend(more);
    if books.asset_owners.len() > before {
        books.received.insert("asset_owners");
    }
}

/// The same bytes twice in the inbox, read as different rows since their names say different things:
/// their rows keep apart by a number behind their ids.
fn part_equal_files(outcomes: &mut [FileOutcome]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for outcome in outcomes.iter_mut().filter(|outcome| !outcome.aside) {
        let copies = seen.entry(outcome.content_hash.clone()).or_insert(0);
        *copies += 1;
        if *copies == 1 {
            continue;
        }
        let end = format!("-{copies}");
        outcome.content_hash.push_str(&end);
        for sheet in &mut outcome.sheets {
            let Ok(()) = sheet.books.try_fill(&mut Rename { end: &end });
            let Ok(()) = (Rename { end: &end }).table(&mut sheet.owners);
            for finding in &mut sheet.findings {
                if finding.subject.kind == SubjectKind::Row {
                    finding.subject.id = format!("{}{end}", finding.subject.id).into();
                }
            }
        }
    }
}

struct Rename<'a> {
    end: &'a str,
}

impl BooksFiller<Infallible> for Rename<'_> {
    fn table<R: Row>(&mut self, rows: &mut Vec<R>) -> Result<(), Infallible> {
        for origin in rows.iter_mut().filter_map(Row::origin_mut) {
            origin.row_id = format!("{}{}", origin.row_id, self.end).into();
        }
        Ok(())
    }
}

/// Moves all rows of one set of books into another.
pub(crate) fn append(books: &mut Books, mut more: Books) {
    books.received.append(&mut more.received);
    let Ok(()) = books.try_fill(&mut Append { from: &mut more });
}

struct Append<'a> {
    from: &'a mut Books,
}

impl BooksFiller<Infallible> for Append<'_> {
    fn table<R: Row>(&mut self, rows: &mut Vec<R>) -> Result<(), Infallible> {
        self.from.try_fill(&mut Take { into: rows })
    }
}

struct Take<'a, R> {
    into: &'a mut Vec<R>,
}

impl<R: Row> BooksFiller<Infallible> for Take<'_, R> {
    fn table<Q: Row>(&mut self, rows: &mut Vec<Q>) -> Result<(), Infallible> {
        if let Some(rows) = (rows as &mut dyn Any).downcast_mut::<Vec<R>>() {
            if self.into.is_empty() {
                // Most tables are of one sheet: nothing is moved.
                std::mem::swap(self.into, rows);
            } else {
                self.into.append(rows);
            }
        }
        Ok(())
    }
}

/// Checks of the same family added up.
fn merged(checks: Vec<CheckRun>) -> Vec<CheckRun> {
    let mut by_family: BTreeMap<ledger::Text, CheckRun> = BTreeMap::new();
    for check in checks {
        match by_family.get_mut(&check.family) {
            Some(sum) => {
                sum.seen += check.seen;
                sum.failed += check.failed;
                sum.unknown += check.unknown;
            }
            None => {
                by_family.insert(check.family.clone(), check);
            }
        }
    }
    by_family.into_values().collect()
}

/// More statements of one asset or project than there are ledgers and systems, by far.
const STATEMENTS_MAX: usize = 200;

/// Tests the unit of each sheet by what other sheets state of the same assets, and by totals stated
/// elsewhere: a sheet most of whose values stand ten thousand times apart from theirs misstates 元
/// and 万元. The amounts stay as stated; nothing is guessed.
fn units(sheets: &mut [SheetOutcome]) -> Vec<CheckRun> {
    let mut stated: BTreeMap<&str, Vec<(usize, Decimal)>> = BTreeMap::new();
    // One sheet alone agrees with itself.
    let several = sheets.iter().filter(|sheet| !sheet.probes.is_empty()).count() > 1;
    for (index, sheet) in sheets.iter().enumerate().filter(|_| several) {
        for probe in &sheet.probes {
            stated.entry(&probe.key).or_default().push((index, probe.yuan));
        }
    }
    let mut votes = vec![Votes::default(); sheets.len()];
    // What is stated over and over is no one asset, and every statement would meet all others.
    for values in stated.values().filter(|values| values.len() <= STATEMENTS_MAX) {
        for (sheet, value) in values {
            let (mut same, mut apart) = (0_usize, 0_usize);
            for (other, against) in values {
                if other == sheet {
                    continue;
                }
                match ratio(*value, *against) {
                    Some(Apart::Same) => same += 1,
                    Some(Apart::TenThousand) => apart += 1,
                    None => {}
                }
            }
            // One ledger against the fund ledger: the ledger is doubted.
            let funds = sheets.get(*sheet).and_then(|s| s.count.table.as_deref());
            let enough = if funds == Some("fund_ledger") { 2 } else { 1 };
            if let Some(vote) = votes.get_mut(*sheet) {
                vote.same += usize::from(same > 0 && same >= apart);
                vote.apart += usize::from(apart > same && apart >= enough);
            }
        }
    }
    stated::vote(sheets, &mut votes);
    let mut run = CheckRun::ruled("intake.units", None);
    for (sheet, vote) in sheets.iter_mut().zip(votes) {
        let Some(unit) = sheet.unit else { continue };
        sheet.unit_doubtful |= vote.apart > vote.same;
        run.count(if sheet.unit_doubtful {
            Verdict::Failed
        } else if vote.same > 0 {
            Verdict::Passed
        } else {
            Verdict::Unknown
        });
        if sheet.unit_doubtful {
            doubt(sheet, unit, vote);
        }
    }
    vec![run]
}

/// Says that a sheet's unit is doubtful. What follows from the unit alone, amounts too large for a
/// cell, is not said again.
fn doubt(sheet: &mut SheetOutcome, unit: &'static str, votes: Votes) {
    let column = match sheet.count.table.as_deref() {
        Some("ledgers") => "ledger_total_value",
        _ => "original_value",
    };
    let times = votes.times.unwrap_or(10_000).to_string();
    let place = Place::new(&sheet.count.file, sheet.count.sheet.as_deref());
    sheet.findings.retain(|f| !is_too_large(f));
    sheet.findings.push(
        Finding::new(&intake::UNIT_DOUBTFUL, place.subject())
            .arg("unit", unit)
            .arg("apart", votes.apart.to_string())
            .arg("compared", (votes.apart + votes.same).to_string())
            .arg("times", times)
            .cells([Cell { column: column.into(), ..place.cell() }]),
    );
}

/// Places against the villages table.
struct PlaceCheck {
    townships: BTreeSet<String>,
    villages: BTreeSet<(String, String)>,
    names: BTreeSet<String>,
    county: String,
    given: bool,
    run: CheckRun,
    findings: Vec<Finding>,
}

/// Words that stand for no single township or village.
const WIDER: [&str; 16] = [
    "县直",
    "县级",
    "县本级",
    "全县",
    "本级",
    "县",
    "跨乡镇",
    "全镇",
    "全乡",
    "跨村",
    "多村",
    "各村",
    "全体",
    "县城",
    "城区",
    "镇区",
];

impl PlaceCheck {
    fn new(books: &Books, context: &Context<'_>) -> Self {
        let key = |text: &Option<ledger::Text>| text.as_deref().map(places::key);
        let mut check = Self {
            townships: BTreeSet::new(),
            villages: BTreeSet::new(),
            names: BTreeSet::new(),
            county: places::key(&context.case.county),
            given: !books.villages.is_empty(),
            run: CheckRun::no_data("intake.places", None),
            findings: Vec::new(),
        };
        if check.given {
            check.run = CheckRun::ruled("intake.places", None);
        }
        for row in &books.villages {
            if let (Some(township), Some(village)) = (key(&row.township), key(&row.village)) {
                check.townships.insert(township.clone());
                check.names.insert(village.clone());
                check.villages.insert((township, village));
            }
        }
        check
    }

    /// The places that a cell names, without words that stand for more than one.
    fn places<'a>(&self, value: &'a Value) -> Vec<(&'a str, String)> {
        let Value::Text(text) = value else {
            return Vec::new();
        };
        text.split(['、', '，', ',', ';', '；'])
            .map(|name| (name, places::key(name)))
            .filter(|(_, key)| {
                !key.is_empty() && *key != self.county && !WIDER.contains(&key.as_str())
            })
            .collect()
    }

    fn row<R: Row>(&mut self, row: &R) {
        let (township, village) = (row.value("township"), row.value("village"));
        let townships = self.places(&township);
        let villages = self.places(&village);
        if townships.is_empty() && villages.is_empty() {
            return;
        }
        let unknown_township =
            townships.iter().find(|(_, key)| !self.townships.contains(key)).map(|(name, _)| *name);
        let under = |key: &String| {
            if townships.is_empty() || unknown_township.is_some() {
                self.names.contains(key)
            } else {
                townships.iter().any(|(_, t)| self.villages.contains(&(t.clone(), key.clone())))
            }
        };
        let unknown_village = villages
            .iter()
            .find(|(_, key)| {
                let bare = key.strip_suffix('村').unwrap_or(key);
                !under(key) && !under(&format!("{key}村")) && !under(&bare.to_owned())
            })
            .map(|(name, _)| *name);
        let mut found = Vec::new();
        for (field, name) in [("township", unknown_township), ("village", unknown_village)] {
            let (Some(name), Some(origin)) = (name, row.origin()) else {
                continue;
            };
            let text = |value: &Value| match value {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            };
            let unit = text(&row.value("ledger_unit")).or_else(|| text(&row.value("unit")));
            found.push(
                Finding::new(&intake::PLACE_UNKNOWN, Subject::new(SubjectKind::Row, row.row_id()))
                    .detail(field)
                    .place(text(&township).as_deref(), text(&village).as_deref())
                    .unit(unit.as_deref())
                    .arg("at", Place::new(&origin.src_file, origin.src_sheet.as_deref()).label())
                    .arg("row", origin.src_row.to_string())
                    .arg_in("field", R::TABLE.column(field).map_or("", |c| c.label), field)
                    .arg("found", name)
                    .cells(row.cells(&["township", "village"])),
            );
        }
        self.run.count(Verdict::from(found.is_empty()));
        self.findings.extend(found);
    }
}

impl BooksVisitor for PlaceCheck {
    fn table<R: Row>(&mut self, rows: &[R]) {
        let placed = R::TABLE.column("township").is_some() && R::TABLE.column("village").is_some();
        if !self.given || !placed || R::TABLE.name == "villages" {
            return;
        }
        for row in rows {
            self.row(row);
        }
    }
}
