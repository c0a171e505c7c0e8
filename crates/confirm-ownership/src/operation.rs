//! Operation: how the operator was chosen, and that a contract binds it.

use crate::check::{Let, Outcome};
use crate::judged::{Case, Judged};
use crate::names::fold;
use crate::steps::{Step, short};
use ledger::codes::contract;
use ledger::tables::Contract;
use ledger::{Day, Row, Severity, StepOutput, Value};
use rulebook::Ruled;
use rulebook::checks::custody::{ContractSigned, ContractTerm, OperatorChosen, OperatorSelection};

/// All of it.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let mut out = case.over_contracts::<OperatorChosen>(
        |rule| (Some(&rule.when), &rule.modes),
        |ruled, one| crate::chosen::check(case, ruled, one),
        |_, _| Outcome::NotAbout,
    );
    out.absorb(case.over_contracts::<OperatorSelection>(
        |rule| (Some(&rule.when), &[]),
        |ruled, one| selected(case, ruled, one),
        |_, _| Outcome::NotAbout,
    ));
    out.absorb(case.over_contracts::<ContractSigned>(
        |rule| (None, &rule.modes),
        |ruled, one| in_force(case, ruled, one),
        let_without_contract,
    ));
    out.absorb(case.over_contracts::<ContractTerm>(
        |rule| (Some(&rule.when), &rule.modes),
        term,
        |_, _| Outcome::NotAbout,
    ));
    out
}

/// What people call the thing that a column of contracts is about.
pub(crate) fn label(field: &'static str) -> &'static str {
    Contract::TABLE.column(field).map_or(field, |column| short(column.label))
}

/// A dated step of a contract.
pub(crate) fn step(contract: &Contract, field: &'static str) -> Step<'static> {
    Step {
        name: field,
        label: label(field),
        day: date(contract, field),
        cells: contract.cells(&[field]),
    }
}

pub(crate) fn date(contract: &Contract, field: &str) -> Option<Day> {
    match contract.value(field) {
        Value::Date(day) => Some(day),
        _ => None,
    }
}

/// By an open way, and with everything settled that the clause asks for.
fn selected(case: &Case, ruled: Ruled<'_, OperatorSelection>, one: &Let) -> Outcome {
    const METHOD: &str = "operator_selection_method";
    let row = one.contract;
    let (township, village) = one.place();
    let missing = |field: &'static str| {
        ruled
            .finding(&contract::STEP_MISSING, one.subject())
            .detail(field)
            .place(township, village)
            .arg("step", label(field))
    };
    let mut out = Vec::new();
    let mut blind = false;
    let method = row.operator_selection_method.as_deref();
    if !method.is_some_and(|method| ruled.rule.methods.contains(&method)) {
        let principle = ruled.clause.severity.min(Severity::Warning);
        let severity = if ruled.rule.in_principle { principle } else { ruled.clause.severity };
        if case.columns.has(row, METHOD) {
            let cells = row.cells(&[METHOD, "village_meeting_date"]);
            out.push(missing(METHOD).severity(severity).cells(cells));
        } else {
            blind = true;
        }
    }
    for field in &ruled.rule.require {
        if !case.columns.has(row, field) {
            blind = true;
        } else if row.value(field).is_null() {
            out.push(missing(field).cells(row.cells(&[field])));
        }
    }
    Outcome::of(out, blind)
}

/// Signed, in writing, and still running while the asset is let.
fn in_force(case: &Case, ruled: Ruled<'_, ContractSigned>, one: &Let) -> Outcome {
    let row = one.contract;
    let (township, village) = one.place();
    let finding = |code| ruled.finding(code, one.subject()).place(township, village);
    if let Some(form) = row.contract_form.as_deref().filter(|form| *form != "formal") {
        let named = ledger::words::contracts::CONTRACT_FORM.label_of(form);
        return vec![
            finding(&contract::INFORMAL).arg("form", named).cells(row.cells(&["contract_form"])),
        ]
        .into();
    }
    if ruled.rule.form_only {
        return Outcome::Passed;
    }
    if row.contract_sign_date.is_none() && case.columns.has(row, "contract_sign_date") {
        return vec![
            finding(&contract::MISSING)
                .detail("contract_sign_date")
                .arg("operator", row.operator_name.as_deref().unwrap_or("（空）"))
                .cells(row.cells(&["contract_sign_date", "contract_form"])),
        ]
        .into();
    }
    let open_end = row.contract_end_date.filter(|_| ruled.rule.expiry && !ruled.rule.form_only);
    let Some(end) = open_end.filter(|_| !ended_well(case, one)) else {
        return Outcome::Passed;
    };
    if end.latest() >= case.day {
        return Outcome::Passed;
    }
    vec![
        finding(&contract::EXPIRED)
            .severity(contract::EXPIRED.severity)
            .arg("end", end.to_string())
            .arg("as_of", case.day.to_string())
            .cells(row.cells(&["contract_end_date", "renewal_decision_date", "recovery_date"])),
    ]
    .into()
}

/// Renewed, recovered, followed by another contract, or the asset is gone or no longer let.
pub(crate) fn ended_well(case: &Case, one: &Let) -> bool {
    let row = one.contract;
    let followed = one.asset.is_some_and(|asset| {
        asset.view.contracts.iter().any(|other| {
            other.contract_end_date.is_none_or(|end| end.latest() >= case.day)
                && other.contract_id != row.contract_id
        })
    });
    let over = one.asset.is_some_and(|asset| {
        let mode = asset.view.row.operation_mode.as_deref();
        asset.view.is_gone() || mode == Some("self")
    });
    followed || over || row.renewal_decision_date.is_some() || row.recovery_date.is_some()
}

/// An asset that its row says is let or entrusted, and that no contract names.
fn let_without_contract(ruled: Ruled<'_, ContractSigned>, asset: &Judged) -> Outcome {
    let row = asset.view.row;
    if ruled.rule.form_only || !is_let(ruled.rule, asset) {
        return Outcome::NotAbout;
    }
    vec![
        ruled
            .finding(&contract::MISSING, asset.view.subject())
            .of(row)
            .arg("operator", row.operator_name.as_deref().unwrap_or("（空）"))
            .cells(row.cells(&["operation_mode", "operator_name", "contract_id"])),
    ]
    .into()
}

fn is_let(rule: &ContractSigned, asset: &Judged) -> bool {
    let row = asset.view.row;
    match row.operation_mode.as_deref() {
        Some(mode) if rule.modes.is_empty() => mode != "self",
        Some(mode) => rule.modes.contains(&mode),
        None => {
            let owners = &asset.stated.names;
            let operator = row.operator_name.as_deref();
            row.entrusted_to_operator == Some(true)
                || operator.is_some_and(|operator| owners.iter().all(|o| fold(o) != fold(operator)))
        }
    }
}

fn term(ruled: Ruled<'_, ContractTerm>, one: &Let) -> Outcome {
    let row = one.contract;
    let (Some(start), Some(end)) =
        (row.contract_start_date.or(row.contract_sign_date), row.contract_end_date)
    else {
        return Outcome::Unknown;
    };
    // A lease from 1 January to 31 December twenty years later runs exactly twenty years.
    let Some(limit) = ruled.last_day(ruled.rule.at_most, start.latest()) else {
        return Outcome::Unknown;
    };
    if end.date <= limit {
        return Outcome::Passed;
    }
    let (township, village) = one.place();
    vec![
        ruled
            .finding(&contract::OVER_TERM, one.subject())
            .place(township, village)
            .parameter(format!("at-most={}", ruled.rule.at_most))
            .arg("start", start.to_string())
            .arg("end", end.to_string())
            .arg("limit", ruled.rule.at_most.to_string())
            .cells(row.cells(&["contract_start_date", "contract_end_date"])),
    ]
    .into()
}
