//! Assets are not sold below a share of their appraised value.

use crate::Rows;
use crate::context::Context;
use crate::judge::{Binding, Judged, each_lot};
use crate::lot::Lot;
use ledger::StepOutput;
use ledger::codes::disposal::BELOW_APPRAISAL;
use rulebook::Ruled;
use rulebook::checks::disposal::{DisposalStep, PriceFloor};

const FIELDS: [&str; 3] = ["sale_price", "proceeds_amount", "appraised_value"];

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let binding = Binding::<PriceFloor>::except(|rule| &rule.except_classes);
    each_lot(context, out, &binding, floor);
}

fn floor(ruled: &Ruled<'_, PriceFloor>, lot: &Lot<'_>) -> Judged {
    let share = ruled.rule.share;
    let mut judged = Judged {
        facts: lot.cells(&FIELDS),
        parameters: vec![format!("share={share}")],
        ..Judged::default()
    };
    let disposal = lot.disposal;
    let price = disposal.sale_price.or(disposal.proceeds_amount);
    let Some((price, appraised)) = price.zip(disposal.appraised_value) else {
        judged.unknown = true;
        return judged;
    };
    let Some(floor) = appraised.times(share.0) else {
        judged.unknown = true;
        return judged;
    };
    if price < floor {
        judged.findings.push(
            lot.finding(ruled, &BELOW_APPRAISAL, DisposalStep::Disposal)
                .detail("price")
                .amount(floor.minus(price))
                .parameter(format!("share={share}"))
                .arg("price", price.to_string())
                .arg("appraised", appraised.to_string())
                .arg("share", share.to_string())
                .cells(judged.facts.clone()),
        );
    }
    judged
}
