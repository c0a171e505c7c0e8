//! What the county's register must hold (登记内容): one finding per asset and blank field.

use crate::entities::{Entities, Entity};
use crate::scope::name;
use ledger::codes::intake::FIELD_MISSING;
use ledger::tables::{Asset, FundLine};
use ledger::{
    Books, Cell, CheckRun, Row, StepOutput, Subject, SubjectKind, TableDef, Text, Verdict,
};
use rulebook::checks::reconciliation::Register;
use rulebook::{Family, Ruled};
use std::collections::BTreeMap;

/// `register`.
pub(super) fn check(
    books: &Books,
    rules: &[Ruled<Register>],
    entities: &Entities,
    out: &mut StepOutput<()>,
) {
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(Register::NAME));
    }
    for rule in rules {
        let asked = rule.rule.asset_fields().next().is_some();
        let in_assets = asked.then(|| of_assets(rule, entities, out));
        let in_funds = (!rule.rule.fund_fields.is_empty()).then(|| {
            if books.has("fund_ledger") {
                of_funds(books, rule, entities, out)
            } else {
                rule.no_data()
            }
        });
        out.checks.extend(in_assets);
        out.checks.extend(in_funds);
    }
}

fn of_assets(rule: &Ruled<Register>, entities: &Entities, out: &mut StepOutput<()>) -> CheckRun {
    let mut run = rule.run();
    for entity in &entities.all {
        let mut owed = false;
        let mut complete = true;
        for field in rule.rule.asset_fields() {
            let rows: Vec<_> = entity.rows.iter().filter(|r| owes(rule.rule, r, field)).collect();
            owed |= !rows.is_empty();
            let blank: Vec<_> = rows.into_iter().filter(|r| !states(r, field)).collect();
            let Some(row) = blank.first() else { continue };
            complete = false;
            let finding = rule
                .finding(&FIELD_MISSING, entity.subject())
                .detail(field)
                .of(row)
                .arg("name", name(entity))
                .arg("field", label(Asset::TABLE, field));
            let cells = blank.iter().flat_map(|r| r.cells(&[field]));
            out.findings.push(finding.cells(cells));
        }
        if owed {
            run.count(Verdict::from(complete));
        }
    }
    run
}

/// Whether a row must state a field: the rule asks it of the row's ledger and class, and the field
/// is one that such a row has at all.
fn owes(rule: &Register, row: &Asset, field: &str) -> bool {
    let ledger = row.ledger.as_deref();
    // A row of no ledger owes nothing but its ledger: that is the level it is registered at.
    let unplaced = ledger.is_none() && field == "ledger";
    if !unplaced && !ledger.is_some_and(|l| rule.ledgers.contains(&l)) {
        return false;
    }
    if !rule.asks(field, row.asset_class.as_deref()) {
        return false;
    }
    match field {
        "system_record_id" => ledger.is_some_and(|l| l.starts_with("sys_")),
        "contract_id" => !matches!(row.operation_mode.as_deref(), None | Some("self")),
        "beneficiary_household_id" => row.asset_class.as_deref() == Some("household"),
        _ => true,
    }
}

/// Whether a row states a field. A village or an address says where a thing stands, too.
fn states(row: &Asset, field: &str) -> bool {
    let elsewhere: &[&str] = match field {
        "location_village" => &["village", "location"],
        _ => &[],
    };
    [field].iter().chain(elsewhere).any(|f| !row.value(f).is_null())
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
                    .arg("field", label(FundLine::TABLE, field));
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
