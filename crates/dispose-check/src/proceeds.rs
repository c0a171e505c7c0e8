//! What becomes of the proceeds: a decision, an allowed use, a destination.

use crate::Rows;
use crate::context::Context;
use crate::evidence;
use crate::judge::{Binding, Judged, any, binds_lot, each_lot, whatever};
use crate::lot::Lot;
use ledger::codes::disposal::PROCEEDS_USE;
use ledger::words::disposals::PROCEEDS_USE_CATEGORY;
use ledger::{Fen, Finding, StepOutput};
use rulebook::Ruled;
use rulebook::checks::disposal::{DisposalStep, Proceeds};

const FIELDS: [&str; 6] = [
    "sale_price",
    "proceeds_amount",
    "proceeds_decision_doc_no",
    "proceeds_use_category",
    "proceeds_use_project_id",
    "proceeds_new_asset_id",
];

/// Methods of disposal that bring money in.
pub(crate) const SALES: [&str; 2] = ["auction", "transfer"];

const BINDING: Binding<Proceeds> = Binding {
    classes: any,
    except: |rule| &rule.except_classes,
    owners: |rule| &rule.owners,
    values: whatever,
};

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    each_lot(context, out, &BINDING, |ruled, lot| proceeds(context, ruled, lot));
}

fn proceeds(context: &Context<'_>, ruled: &Ruled<'_, Proceeds>, lot: &Lot<'_>) -> Judged {
    let disposal = lot.disposal;
    let rule = ruled.rule;
    let amount = disposal.proceeds_amount.or(disposal.sale_price);
    let sold = disposal.disposal_method.as_deref().is_some_and(|method| SALES.contains(&method));
    let due = amount.map_or(sold, |amount| amount > Fen::ZERO);
    let mut judged = Judged {
        facts: lot.cells(&FIELDS),
        parameters: vec![format!("uses={}", rule.uses.join("、"))],
        unknown: amount.is_none() && !sold,
        ..Judged::default()
    };
    let finding = |step, found: String, expected: String| -> Finding {
        let finding = lot
            .finding(ruled, &PROCEEDS_USE, step)
            .arg("found", found)
            .arg("expected", expected)
            .cells(lot.cells(&FIELDS));
        match amount {
            Some(amount) => finding.amount(amount),
            None => finding,
        }
    };
    if rule.decision {
        let step = DisposalStep::ProceedsDecision;
        let on_file = evidence::of(context, lot, step);
        judged.rows.push(lot.step_row(ruled, step, due, &on_file));
        judged.unknown |= due && on_file.unasked;
        if due && !on_file.missing.is_empty() {
            judged.findings.push(finding(
                step,
                "未见收入安排决定".to_owned(),
                "由有权机构决定安排".to_owned(),
            ));
        }
    }
    let step = DisposalStep::ProceedsUse;
    let used_for = disposal.proceeds_use_category.as_deref();
    let on_file = evidence::of(context, lot, step);
    let needed = due && !rule.use_by_destination;
    judged.rows.push(lot.step_row(ruled, step, needed, &on_file));
    judged.unknown |= needed && on_file.unasked;
    let forbidden = due && !on_file.unasked && forbids(rule, used_for);
    if forbidden && is_gravest(context, ruled, lot) {
        judged.findings.push(finding(step, stated(used_for), allowed(rule)));
    }
    let project = disposal.proceeds_use_project_id.is_some();
    let new_asset = disposal.proceeds_new_asset_id.is_some();
    let (destined, wanted) = if rule.new_asset {
        (project && new_asset, "注明投入的新项目和新形成的资产")
    } else {
        (project || new_asset, "注明投入的项目或新形成的资产")
    };
    let asked = ["proceeds_use_project_id", "proceeds_new_asset_id"]
        .iter()
        .any(|field| context.books.has_column(disposal, field));
    if due && rule.destination && asked && !destined && !forbidden {
        judged.findings.push(finding(step, format!("未{wanted}"), wanted.to_owned()));
    }
    judged
}

/// Whether a rule forbids a use; a use that is not stated is undecided.
fn forbids(rule: &Proceeds, used_for: Option<&str>) -> bool {
    !rule.uses.is_empty()
        && !used_for.map_or(rule.use_by_destination, |used| rule.uses.contains(&used))
}

/// Whether no graver clause forbids the same use: then that one is reported (A8).
fn is_gravest(context: &Context<'_>, ruled: &Ruled<'_, Proceeds>, lot: &Lot<'_>) -> bool {
    let used_for = lot.disposal.proceeds_use_category.as_deref();
    context
        .book
        .ruled_ever::<Proceeds>()
        .iter()
        .filter(|other| binds_lot(context, other, &BINDING, lot) && forbids(other.rule, used_for))
        .all(|other| other.clause.severity <= ruled.clause.severity)
}

fn stated(used_for: Option<&str>) -> String {
    used_for.map_or_else(
        || "未注明用途".to_owned(),
        |used| format!("用于“{}”", PROCEEDS_USE_CATEGORY.label_of(used)),
    )
}

fn allowed(rule: &Proceeds) -> String {
    let labels: Vec<&str> =
        rule.uses.iter().map(|used| PROCEEDS_USE_CATEGORY.label_of(used)).collect();
    format!("用于{}", labels.join("或"))
}
