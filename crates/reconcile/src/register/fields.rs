//! What the county's register must hold (登记内容): one finding per asset and blank field.

use crate::entities::{Entities, Entity};
use crate::scope::mix::Mixes;
use crate::scope::name;
use ledger::codes::intake::FIELD_MISSING;
use ledger::tables::{Asset, FundLine};
use ledger::{
    Books, Cell, CheckRun, Finding, Row, StepOutput, Subject, SubjectKind, TableDef, Text, Verdict,
};
use rulebook::checks::reconciliation::Register;
use rulebook::{Family, Ruled};
use std::collections::BTreeMap;

/// Rows and the money of assets, from which a field may be stated.
type Stated<'b, 'a> = (&'b Books, &'b Mixes<'a>);

/// A field that an asset lacks, under every clause that asks for it.
struct Blank<'r, 'a> {
    rules: Vec<&'r Ruled<'r, Register>>,
    rows: Vec<&'a Asset>,
}

/// `register`.
pub(super) fn check(
    (books, mixes): Stated,
    rules: &[Ruled<Register>],
    entities: &Entities,
    out: &mut StepOutput<()>,
) {
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(Register::NAME));
    }
    of_assets((books, mixes), rules, entities, out);
    for rule in rules.iter().filter(|rule| !rule.rule.fund_fields.is_empty()) {
        let run = if books.has("fund_ledger") {
            of_funds(books, rule, entities, out)
        } else {
            rule.no_data()
        };
        out.checks.push(run);
    }
}

fn of_assets(
    stated: Stated,
    rules: &[Ruled<Register>],
    entities: &Entities,
    out: &mut StepOutput<()>,
) {
    let asking: Vec<_> =
        rules.iter().filter(|rule| rule.rule.asset_fields().next().is_some()).collect();
    let mut runs: Vec<CheckRun> = asking.iter().map(|rule| rule.run()).collect();
    for entity in &entities.all {
        let mut blanks: BTreeMap<&str, Blank> = BTreeMap::new();
        for (rule, run) in asking.iter().zip(&mut runs) {
            if let Some(verdict) = look(stated, rule, entity, &mut blanks) {
                run.count(verdict);
            }
        }
        out.findings.extend(blanks.into_iter().filter_map(|(field, b)| found(entity, field, &b)));
    }
    out.checks.extend(runs);
}

/// Looks for the fields of one clause in an asset; `None` where it owes none.
fn look<'r, 'a>(
    (books, mixes): Stated,
    rule: &'r Ruled<'r, Register>,
    entity: &Entity<'a>,
    blanks: &mut BTreeMap<&'static str, Blank<'r, 'a>>,
) -> Option<Verdict> {
    let mut verdict = None;
    for field in rule.rule.asset_fields() {
        let owing: Vec<&Asset> =
            entity.rows.iter().copied().filter(|row| owes(rule.rule, row, field)).collect();
        if owing.is_empty() {
            continue;
        }
        verdict = verdict.or(Some(Verdict::Passed));
        let money = || !mixes.of_lines(entity).is_empty();
        let states = |row: &Asset| states(mixes, row, field) || (field == "fund_source" && money());
        let blank: Vec<&Asset> = owing.into_iter().filter(|row| !states(row)).collect();
        let asked: Vec<&Asset> =
            blank.iter().copied().filter(|row| books.has_column(*row, field)).collect();
        if !asked.is_empty() {
            verdict = Some(Verdict::Failed);
            let entry = blanks.entry(field);
            entry.or_insert_with(|| Blank { rules: Vec::new(), rows: asked }).rules.push(rule);
        } else if !blank.is_empty() && verdict == Some(Verdict::Passed) {
            verdict = Some(Verdict::Unknown);
        }
    }
    verdict
}

fn found(entity: &Entity, field: &'static str, blank: &Blank) -> Option<Finding> {
    let (first, row) = (blank.rules.first()?, blank.rows.first()?);
    let clauses: Vec<&str> = blank.rules.iter().map(|r| r.clause.id.as_str()).collect();
    let severity = blank.rules.iter().map(|r| r.clause.severity).max()?;
    let finding = first
        .finding(&FIELD_MISSING, entity.subject())
        .clause(first.book, &clauses.join(";"), severity)
        .detail(field)
        .of(row)
        .arg("name", name(entity))
        .arg("field", label(Asset::TABLE, field))
        .arg_in("fault", "空缺", "blank");
    Some(finding.cells(blank.rows.iter().flat_map(|r| r.cells(&[field]))))
}

/// Whether a row must state a field: the rule asks it of the row's ledger, owner and class, and the
/// field is one that such a row has at all.
fn owes(rule: &Register, row: &Asset, field: &str) -> bool {
    let ledger = row.ledger.as_deref();
    // A row of no ledger owes nothing but its ledger: that is the level it is registered at.
    let unplaced = ledger.is_none() && field == "ledger";
    if !unplaced && !ledger.is_some_and(|l| rule.ledgers.contains(&l)) {
        return false;
    }
    let bound = |list: &[&str], code: Option<&str>| {
        list.is_empty() || code.is_some_and(|code| list.contains(&code))
    };
    let class = row.asset_class.as_deref();
    if !bound(&rule.owners, row.owner_type.as_deref()) || !bound(&rule.classes, class) {
        return false;
    }
    if !rule.asks(field, class) {
        return false;
    }
    match field {
        "system_record_id" => ledger.is_some_and(|l| l.starts_with("sys_")),
        "contract_id" => !matches!(row.operation_mode.as_deref(), None | Some("self")),
        "beneficiary_household_id" => class == Some("household"),
        _ => true,
    }
}

/// Whether a row states a field. A village or an address says where a thing stands, too; a funding
/// mix says where its money comes from.
fn states(mixes: &Mixes, row: &Asset, field: &str) -> bool {
    let elsewhere: &[&str] = match field {
        "location_village" => &["village", "location"],
        _ => &[],
    };
    let own = [field].iter().chain(elsewhere).any(|f| !row.value(f).is_null());
    own || (field == "fund_source" && !mixes.of_row(row).is_empty())
}

/// Fields of fund lines, reported on the assets of the line's project; on the project where it has
/// none.
fn of_funds(
    books: &Books,
    rule: &Ruled<Register>,
    entities: &Entities,
    out: &mut StepOutput<()>,
) -> CheckRun {
    let mut run = rule.run();
    let projects = by_project(entities);
    for &field in &rule.rule.fund_fields {
        let mut blank: BTreeMap<Text, Vec<&FundLine>> = BTreeMap::new();
        for line in &books.fund_ledger {
            let stated = !line.value(field).is_null();
            run.count(Verdict::from(stated));
            if !stated {
                let project = line.project_id.clone().unwrap_or_else(|| line.row_id().into());
                blank.entry(project).or_default().push(line);
            }
        }
        for (project, lines) in blank {
            let cells: Vec<Cell> = lines.iter().flat_map(|l| l.cells(&[field])).collect();
            for (subject, name) in subjects(&projects, &project, &project) {
                let finding = rule
                    .finding(&FIELD_MISSING, subject)
                    .detail(field)
                    .arg("name", name)
                    .arg("field", label(FundLine::TABLE, field))
                    .arg_in("fault", "空缺", "blank");
                out.findings.push(finding.cells(cells.clone()));
            }
        }
    }
    run
}

/// Whom to report something of a project on, with names: its assets, or the project itself where
/// it has none.
pub(super) fn subjects(
    projects: &BTreeMap<&str, Vec<&Entity>>,
    project: &str,
    project_name: &str,
) -> Vec<(Subject, Text)> {
    match projects.get(project) {
        Some(assets) => assets.iter().map(|e| (e.subject(), name(e))).collect(),
        None => vec![(Subject::new(SubjectKind::Project, project), project_name.into())],
    }
}

/// The assets that the county ledger holds, by project.
pub(super) fn by_project<'e, 'a>(
    entities: &'e Entities<'a>,
) -> BTreeMap<&'a str, Vec<&'e Entity<'a>>> {
    let mut out: BTreeMap<&str, Vec<&Entity>> = BTreeMap::new();
    for entity in &entities.all {
        if let Some(project) = entity.county().and_then(|row| row.project_id.as_deref()) {
            out.entry(project).or_default().push(entity);
        }
    }
    out
}

fn label<'a>(table: &TableDef, field: &'a str) -> &'a str {
    table.column(field).map_or(field, |c| c.label)
}
