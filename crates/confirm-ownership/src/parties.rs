//! Who takes part in a hand-over.

use crate::judged::{Case, Judged};
use crate::names::{is_township, same_unit};
use ledger::Text;
use rulebook::checks::ownership::Party;

/// Whether among these units each part is played. Who is neither implementer nor owner is taken for
/// the contractor: its name shows no more.
pub(crate) fn all_play(case: &Case, asset: &Judged, units: &[Text], parts: &[Party]) -> bool {
    parts.iter().all(|part| units.iter().any(|unit| plays(case, asset, unit, *part)))
}

fn plays(case: &Case, asset: &Judged, unit: &str, part: Party) -> bool {
    let township = asset.view.township();
    match part {
        Party::Implementer => {
            let of_project = || asset.view.project?.implementing_unit.as_deref();
            let implementer = asset.view.row.implementing_unit.as_deref().or_else(of_project);
            implementer.is_none_or(|name| same_unit(case.info, township, name, unit))
        }
        Party::Township => township.is_none_or(|place| is_township(case.info, place, unit)),
        Party::Owner => is_owner(case, asset, unit),
        Party::Contractor => {
            !is_owner(case, asset, unit) && !plays(case, asset, unit, Party::Implementer)
        }
    }
}

fn is_owner(case: &Case, asset: &Judged, unit: &str) -> bool {
    let township = asset.view.township();
    let mut named = asset.name.iter().chain(&asset.stated.names);
    if named.any(|name| same_unit(case.info, township, name, unit)) {
        return true;
    }
    let villages = asset.view.village().into_iter();
    let joint = asset.view.row.joint_villages.iter().map(|village| &**village);
    let of_village = asset.levels().iter().any(|l| matches!(*l, "village_collective" | "joint"));
    of_village && villages.chain(joint).any(|v| case.collectives.is(case.info, township, v, unit))
}
