//! Who may approve depends on the value: of the lot, and of the lots of one asset or project that
//! fall together. Some assets go to the top whatever their value.

use crate::Rows;
use crate::approval::at_least;
use crate::context::Context;
use crate::evidence::{body, body_field};
use crate::judge::{Binding, Judged, each_lot, whatever};
use crate::lot::Lot;
use ledger::codes::disposal::APPROVER_LEVEL;
use ledger::words::disposals::DISPOSAL_STEP;
use ledger::{Fen, StepOutput};
use rulebook::Ruled;
use rulebook::checks::disposal::{ApproverBand, ApproverBands};
use std::collections::BTreeMap;

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let binding = Binding::<ApproverBands> {
        classes: |rule| &rule.classes,
        except: |rule| &rule.except_classes,
        owners: |rule| &rule.owners,
        values: whatever,
    };
    let mut by_project: BTreeMap<&str, Vec<&Lot<'_>>> = BTreeMap::new();
    for lot in &context.lots {
        if let Some(project) = lot.project_id() {
            by_project.entry(project).or_default().push(lot);
        }
    }
    each_lot(context, out, &binding, |ruled, lot| {
        let of_project = lot.project_id().and_then(|project| by_project.get(project));
        let of_asset = lot.asset_id.into_iter().flat_map(|asset| context.lots_of(asset));
        let kin = of_project.into_iter().flatten().copied().chain(of_asset);
        let kin: BTreeMap<&str, &Lot<'_>> = kin.map(|lot| (lot.id(), lot)).collect();
        approver(context, ruled, lot, &kin)
    });
}

fn approver(
    context: &Context<'_>,
    ruled: &Ruled<'_, ApproverBands>,
    lot: &Lot<'_>,
    kin: &BTreeMap<&str, &Lot<'_>>,
) -> Judged {
    let rule = ruled.rule;
    let value = rule.lots_within.and_then(|_| together(kin, lot, ruled)).max(lot.decisive_value());
    let mut judged = Judged {
        facts: lot.cells(&["disposal_value", "book_net_value", "appraised_value", "disposal_date"]),
        ..Judged::default()
    };
    judged.facts.extend(body_field(rule.step).into_iter().flat_map(|field| lot.cells(&[field])));
    let band = if always_top(rule, lot) {
        rule.bands.len().checked_sub(1)
    } else {
        value.and_then(|value| band_of(&rule.bands, value))
    };
    let open_ended = |period| lot.day().is_some_and(|day| ruled.last_day(period, day).is_none());
    let band = band.filter(|_| !rule.lots_within.is_some_and(open_ended));
    let Some((band, stated)) = band.zip(body(lot, rule.step)) else {
        judged.unknown = true;
        return judged;
    };
    let high_enough = rule.bands.get(band..).unwrap_or_default();
    let fits = |band: &ApproverBand| context.is_one_of(lot.township(), stated, &band.bodies);
    if !high_enough.iter().any(fits) {
        let names: Vec<&str> =
            high_enough.iter().flat_map(|band| context.names(&band.bodies)).collect();
        let mut finding = lot
            .finding(ruled, &APPROVER_LEVEL, rule.step)
            .arg("step", DISPOSAL_STEP.label_of(rule.step.code()))
            .arg("found", stated)
            .arg("expected", at_least(&names))
            .cells(judged.facts.clone());
        if let Some(value) = value {
            finding = finding.parameter(format!("value={value} 元"));
        }
        judged.findings.push(finding);
    }
    judged
}

/// The band of a value: the first whose limit lies above it.
fn band_of(bands: &[ApproverBand], value: Fen) -> Option<usize> {
    bands.iter().position(|band| band.below.is_none_or(|limit| value < limit.0))
}

fn always_top(rule: &ApproverBands, lot: &Lot<'_>) -> bool {
    let subclass = lot.asset.and_then(|asset| asset.asset_subclass.as_deref());
    lot.class().is_some_and(|class| rule.always_top_classes.contains(&class))
        || subclass.is_some_and(|s| rule.always_top_subclasses.contains(&s))
}

/// The largest sum of lots of the same asset or project, this one among them, that fall into one
/// period.
fn together(
    kin: &BTreeMap<&str, &Lot<'_>>,
    lot: &Lot<'_>,
    ruled: &Ruled<'_, ApproverBands>,
) -> Option<Fen> {
    let (day, period) = (lot.day()?, ruled.rule.lots_within?);
    let kin: Vec<_> =
        kin.values().filter_map(|other| Some((other.day()?, other.decisive_value()?))).collect();
    let window = |from| {
        let end = ruled.last_day(period, from)?;
        let inside = kin.iter().filter(|(on, _)| (from..=end).contains(on));
        (day <= end).then(|| Fen::sum(inside.map(|(_, value)| *value)))
    };
    kin.iter().map(|(from, _)| *from).filter(|from| *from <= day).filter_map(window).max()
}
