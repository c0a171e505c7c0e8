//! The chain of title: dated steps of the title record, the hand-over, the project and the notice, and
//! the papers that prove them.

use crate::check::Outcome;
use crate::judged::{Case, Judged};
use crate::papers::label;
use crate::posting;
use crate::steps::{Chain, Step};
use ledger::codes::owner;
use ledger::{Cell, Day, Row, Value};
use rulebook::Ruled;
use rulebook::bodies::is_body;
use rulebook::checks::ownership::TitleSteps;
use rulebook::fields::FieldOf;

/// Steps and papers that are absent, steps out of order, papers with the wrong body.
pub(crate) fn check(case: &Case, ruled: Ruled<'_, TitleSteps>, asset: &Judged) -> Outcome {
    const CHAIN: Chain = Chain { missing: &owner::STEP_MISSING, order: &owner::STEP_ORDER };
    let rule = ruled.rule;
    let finding = |code| asset.finding(ruled, code);
    let mut blind = false;
    let mut out = Vec::new();
    let mut dated = |fields: &[FieldOf]| -> Vec<Step<'static>> {
        let steps: Vec<Step> =
            fields.iter().filter_map(|field| step(case, asset, *field)).collect();
        blind |= steps.len() < fields.len();
        steps
    };
    let steps = dated(&rule.steps);
    let order = dated(&rule.order);
    if order.is_empty() {
        out.extend(CHAIN.check(&steps, finding));
    } else {
        out.extend(steps.iter().filter(|step| step.day.is_none()).map(|step| {
            let missing = finding(&owner::STEP_MISSING).detail(step.name);
            missing.arg("step", step.label).cells(step.cells.clone())
        }));
        out.extend(CHAIN.order(&order, finding));
    }
    for paper in &rule.papers {
        match value(case, asset, *paper) {
            None => blind = true,
            Some((Value::Null, cells)) => out.push(
                finding(&owner::PAPER_MISSING)
                    .detail(paper.field)
                    .arg("paper", label(paper.field))
                    .cells(cells),
            ),
            Some(_) => {}
        }
    }
    for (field, roles) in &rule.bodies {
        let Some((stated, cells)) = case.columns.title_value(&asset.view, field) else {
            blind = true;
            continue;
        };
        let names = || roles.iter().flat_map(|role| case.book.body(role));
        let township = asset.view.township();
        let right = names().any(|n| is_body(&case.info.county, township, &stated.to_string(), n));
        // Where nothing was filed at all the step itself is missing.
        if !right && !stated.is_null() {
            let expected = names().next().cloned().unwrap_or_default();
            out.push(
                finding(&owner::STEP_MISSING)
                    .detail(field.clone())
                    .arg("step", format!("{}（{expected}）", label(field)))
                    .cells(cells),
            );
        }
    }
    Outcome::of(out, blind)
}

/// A dated step; `None` where no sheet has it.
fn step(case: &Case, asset: &Judged, field: FieldOf) -> Option<Step<'static>> {
    let (name, label) = (field.field, label(field.field));
    if field.table == "publicity" {
        let (end, cells) = posting::ended(asset)?;
        return Some(Step { name, label, day: Some(end), cells });
    }
    let (value, cells) = value(case, asset, field)?;
    let day: Option<Day> = match value {
        Value::Date(day) => Some(day),
        _ => None,
    };
    Some(Step { name, label, day, cells })
}

/// A value, and the cells that state it or that should. Of several papers the first that states it.
fn value(case: &Case, asset: &Judged, field: FieldOf) -> Option<(Value, Vec<Cell>)> {
    let name = field.field;
    match field.table {
        "handovers" => {
            let rows = &asset.view.handovers;
            if rows.is_empty() {
                let empty = || (Value::Null, asset.view.row.cells(&["asset_id"]));
                return case.books.has("handovers").then(empty);
            }
            let has = rows.iter().any(|row| case.columns.has(*row, name));
            let row = rows.iter().find(|row| !row.value(name).is_null()).or(rows.first())?;
            has.then(|| (row.value(name), row.cells(&[name])))
        }
        "projects" => {
            let project = asset.view.project.filter(|p| case.columns.has(*p, name))?;
            Some((project.value(name), project.cells(&["project_id", name])))
        }
        _ => case.columns.title_value(&asset.view, name),
    }
}
