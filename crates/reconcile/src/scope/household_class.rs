//! What stands in the class of household assets must be a thing of a household; animals of an
//! eligible household that somebody else keeps are one.

use super::{Scope, name};
use crate::entities::Entity;
use ledger::codes::intake::CLASS_UNLISTED;
use ledger::codes::scope::HOUSEHOLD_MANAGED;
use ledger::tables::Asset;
use ledger::words::assets::{ASSET_CLASS, ASSET_FORM, ASSET_SUBCLASS};
use ledger::words::distribution::RECIPIENT_STATUS;
use ledger::{CheckRun, Row, StepOutput, Verdict};
use rulebook::checks::register::{BoardedLivestock, HouseholdBreach, HouseholdClass};
use rulebook::{Family, Ruled};

const HOUSEHOLD: &str = "household";

const COLUMNS: [&str; 4] =
    ["asset_class", "asset_form", "beneficiary_household_id", "recipient_status"];

/// `household-class` and `boarded-livestock`.
pub(super) fn check(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    let rules: Vec<Ruled<HouseholdClass>> = scope.book.ruled(scope.day);
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(HouseholdClass::NAME));
    }
    for rule in rules {
        let mut run = rule.run();
        let of_class = |e: &&Entity| e.lead().asset_class.as_deref() == Some(HOUSEHOLD);
        for entity in entities.iter().filter(of_class).filter(|e| !scope.gone(e)) {
            run.count(household(scope, &rule, entity, out));
        }
        out.checks.push(run);
    }
    let rules: Vec<Ruled<BoardedLivestock>> = scope.book.ruled(scope.day);
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(BoardedLivestock::NAME));
    }
    for rule in rules {
        let mut run = rule.run();
        let boarded = |e: &&Entity| is_boarded(scope, rule.rule, e.lead());
        for entity in entities.iter().filter(boarded).filter(|e| !scope.gone(e)) {
            run.count(boarded_as(&rule, entity, out));
        }
        out.checks.push(run);
    }
}

/// The status of the household of a row: as the row states it, else as the list of households does.
fn status<'a>(scope: &'a Scope, row: &'a Asset) -> Option<&'a str> {
    let of_household = || scope.households.get(row.beneficiary_household_id.as_deref()?).copied();
    row.recipient_status.as_deref().or_else(of_household)
}

/// What is wrong with a row as a household asset; `None` where nothing is, `Some(None)` where the
/// ledger has no column that would say.
fn fault(scope: &Scope, rule: &HouseholdClass, row: &Asset) -> Option<Option<String>> {
    let nobody = row.beneficiary_household_id.is_none() && row.head_name.is_none();
    if nobody {
        let asked = scope.books.has_column(row, "beneficiary_household_id");
        return Some(asked.then(|| "列为到户类资产，却没有登记受益农户".to_owned()));
    }
    if let Some(form) = row.asset_form.as_deref().filter(|f| !rule.forms.contains(f)) {
        let form = ASSET_FORM.label_of(form);
        return Some(Some(format!("列为到户类资产，形态却是{form}")));
    }
    let status = status(scope, row).filter(|_| !rule.statuses.is_empty())?;
    (!rule.statuses.contains(&status)).then(|| {
        let status = RECIPIENT_STATUS.label_of(status);
        Some(format!("列为到户类资产，受益户却是{status}"))
    })
}

fn household(
    scope: &Scope,
    rule: &Ruled<HouseholdClass>,
    entity: &Entity,
    out: &mut StepOutput<()>,
) -> Verdict {
    let row = entity.lead();
    let why = match fault(scope, rule.rule, row) {
        None => return Verdict::Passed,
        Some(None) => return Verdict::Unknown,
        Some(Some(why)) => why,
    };
    let finding = match rule.rule.breach {
        HouseholdBreach::HouseholdManaged => rule
            .finding(&HOUSEHOLD_MANAGED, entity.subject())
            .arg("fault", why)
            .arg("ledgers", super::ledgers(entity)),
        HouseholdBreach::ClassUnlisted => rule
            .finding(&CLASS_UNLISTED, entity.subject())
            .arg("class", ASSET_CLASS.label_of(HOUSEHOLD))
            .arg("subclass", subclass(row))
            .arg("expected", format!("有受益农户的生物资产或固定资产（{why}）")),
    };
    let finding = finding.detail("household").of(row).arg("name", name(entity));
    out.findings.push(finding.cells(row.cells(&COLUMNS)));
    Verdict::Failed
}

/// Animals of a household of one of these statuses, kept by somebody else.
fn is_boarded(scope: &Scope, rule: &BoardedLivestock, row: &Asset) -> bool {
    let animals = row.asset_form.as_deref() == Some("biological")
        || row.asset_subclass.as_deref().is_some_and(|s| rule.subclasses.contains(&s));
    let eligible = status(scope, row).is_some_and(|s| rule.statuses.contains(&s));
    animals
        && row.entrusted_to_operator == Some(true)
        && row.beneficiary_household_id.is_some()
        && eligible
}

fn boarded_as(
    rule: &Ruled<BoardedLivestock>,
    entity: &Entity,
    out: &mut StepOutput<()>,
) -> Verdict {
    let row = entity.lead();
    if row.asset_class.as_deref() == Some(rule.rule.class) {
        return Verdict::Passed;
    }
    let class = row.asset_class.as_deref().map_or("空缺", |c| ASSET_CLASS.label_of(c));
    let finding = rule
        .finding(&CLASS_UNLISTED, entity.subject())
        .detail("boarded")
        .of(row)
        .arg("name", name(entity))
        .arg("class", class)
        .arg("subclass", subclass(row))
        .arg("expected", ASSET_CLASS.label_of(rule.rule.class));
    out.findings.push(finding.cells(row.cells(&COLUMNS)));
    Verdict::Failed
}

fn subclass(row: &Asset) -> &str {
    row.asset_subclass.as_deref().map_or("", |c| ASSET_SUBCLASS.label_of(c))
}
