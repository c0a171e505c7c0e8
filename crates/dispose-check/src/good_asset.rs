//! Well-performing assets are kept, and disposals have a ground.

use crate::Rows;
use crate::context::Context;
use crate::judge::{Binding, Judged, each_lot};
use crate::life::{LIFE_REACHED, Life};
use crate::lot::Lot;
use ledger::codes::disposal::{GROUND_MISSING, PERFORMING_ASSET};
use ledger::words::assets::PERFORMANCE_RATING;
use ledger::words::disposals::DISPOSAL_REASON;
use ledger::{Row, Severity, StepOutput};
use rulebook::Ruled;
use rulebook::checks::disposal::{DisposalGround, DisposalStep, GoodAssetKept};

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let kept = Binding::<GoodAssetKept>::except(|rule| &rule.except_classes);
    each_lot(context, out, &kept, good_asset);
    let grounds = Binding::<DisposalGround>::except(|rule| &rule.except_classes);
    each_lot(context, out, &grounds, |ruled, lot| ground(context, ruled, lot));
}

/// The rating stands in the ledger; an asset without one cannot be judged.
fn good_asset(ruled: &Ruled<'_, GoodAssetKept>, lot: &Lot<'_>) -> Judged {
    let mut judged = Judged {
        facts: lot.cells(&["disposal_reason"]),
        parameters: vec![format!("ratings={}", ruled.rule.ratings.join("、"))],
        holds_early: true,
        ..Judged::default()
    };
    let Some((asset, rating)) = lot.asset.and_then(|a| Some((a, a.performance_rating.as_deref()?)))
    else {
        judged.unknown = true;
        return judged;
    };
    judged.facts.extend(asset.cells(&["performance_rating"]));
    let excepted = |ground| ruled.rule.except_grounds.contains(&ground);
    let excused = lot.disposal.disposal_reason.as_deref().is_some_and(excepted);
    if ruled.rule.ratings.contains(&rating) && !excused {
        judged.findings.push(
            lot.finding(ruled, &PERFORMING_ASSET, DisposalStep::Disposal)
                .detail("performance")
                .arg("asset", lot.asset_id.unwrap_or_default())
                .arg("rating", PERFORMANCE_RATING.label_of(rating))
                .cells(judged.facts.clone()),
        );
    }
    judged
}

fn ground(context: &Context<'_>, ruled: &Ruled<'_, DisposalGround>, lot: &Lot<'_>) -> Judged {
    let rule = ruled.rule;
    let stated = lot.disposal.disposal_reason.as_deref();
    let listed =
        stated.is_some_and(|ground| rule.grounds.is_empty() || rule.grounds.contains(&ground));
    let mut judged = Judged {
        facts: lot.cells(&["disposal_reason"]),
        parameters: vec![format!("grounds={}", rule.grounds.join("、"))],
        holds_early: stated.is_some(),
        rows: vec![lot.row(ruled, DisposalStep::Ground, true, stated.is_some())],
        ..Judged::default()
    };
    if !listed {
        let labels: Vec<&str> = rule.grounds.iter().map(|g| DISPOSAL_REASON.label_of(g)).collect();
        let expected = if labels.is_empty() {
            "写明处置原因".to_owned()
        } else {
            format!("为{}之一", labels.join("、"))
        };
        let found = stated.map_or_else(
            || "（空）".to_owned(),
            |ground| format!("“{}”", DISPOSAL_REASON.label_of(ground)),
        );
        let mut finding = lot
            .finding(ruled, &GROUND_MISSING, DisposalStep::Ground)
            .arg("found", found)
            .arg("expected", expected)
            .cells(judged.facts.clone());
        // A list that ends in 等 leaves others possible.
        if rule.open && stated.is_some() {
            finding = finding.severity(Severity::Warning.min(ruled.clause.severity));
        }
        judged.findings.push(finding);
    } else if rule.life_proven && stated == Some(LIFE_REACHED) {
        let day = lot.day().unwrap_or(context.case.as_of);
        if let Some(life) = lot.asset.and_then(Life::of).filter(|life| life.end > day) {
            judged.facts.extend(life.cells());
            judged.findings.push(
                lot.finding(ruled, &GROUND_MISSING, DisposalStep::Ground)
                    .arg("found", format!("“{}”", DISPOSAL_REASON.label_of(LIFE_REACHED)))
                    .arg("expected", life.expected())
                    .cells(judged.facts.clone()),
            );
        }
    }
    judged
}
