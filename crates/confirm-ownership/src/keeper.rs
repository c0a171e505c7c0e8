//! Who keeps an asset: its owner, who runs it, or its household.

use crate::judged::{Case, Judged};
use crate::names::{is_township, level_of, same_unit};
use rulebook::checks::custody::Keeper;

/// Whether somebody else than its owner runs it.
pub(crate) fn is_let(asset: &Judged) -> bool {
    let row = asset.view.row;
    let mode = |mode: Option<&str>| mode.is_some_and(|mode| mode != "self");
    let by_contract = asset.view.contracts.iter().any(|c| mode(c.operation_mode.as_deref()));
    mode(row.operation_mode.as_deref()) || by_contract || row.entrusted_to_operator == Some(true)
}

/// Whom a clause expects to keep it, where the stated keeper is somebody else. Nobody stated is
/// another clause's business.
pub(crate) fn expected(case: &Case, keeper: Keeper, asset: &Judged) -> Option<String> {
    let row = asset.view.row;
    let stated = row.custodian_unit.as_deref();
    match keeper {
        Keeper::Household => {
            let other_kind = row.custodian_type.as_deref().is_some_and(|kind| kind != "household");
            let unit = stated.is_some_and(|name| level_of(case.info, name).is_some());
            (other_kind || unit).then(|| "农户".to_owned())
        }
        Keeper::Owner => owner(case, asset, stated?),
        Keeper::Operator => {
            let of_contracts =
                asset.view.contracts.iter().filter_map(|c| c.operator_name.as_deref());
            let operators: Vec<&str> =
                row.operator_name.as_deref().into_iter().chain(of_contracts).collect();
            let stated = stated?;
            let township = asset.view.township();
            if operators.iter().any(|o| same_unit(case.info, township, stated, o)) {
                return None;
            }
            match operators.first().filter(|_| is_let(asset)) {
                Some(operator) => Some((*operator).to_owned()),
                None if is_let(asset) => None,
                None => owner(case, asset, stated),
            }
        }
    }
}

/// The owner's name, where the keeper is not the owner. For a village its committee and its
/// collective are one; for what is not known nobody is wrong.
fn owner(case: &Case, asset: &Judged, stated: &str) -> Option<String> {
    let township = asset.view.township();
    let mut owners: Vec<&str> = asset.name.as_deref().into_iter().collect();
    owners.extend(asset.stated.names.iter().map(|name| &**name));
    if owners.is_empty() || owners.iter().any(|o| same_unit(case.info, township, stated, o)) {
        return None;
    }
    let levels = asset.levels();
    let villages = asset.view.village().into_iter();
    let mut villages = villages.chain(asset.view.row.joint_villages.iter().map(|v| &**v));
    let of_village = levels.iter().any(|l| matches!(*l, "village_collective" | "joint"))
        && villages.any(|v| case.collectives.is(case.info, township, v, stated));
    let of_township =
        levels.contains(&"township") && township.is_some_and(|t| is_township(case.info, t, stated));
    let of_county = levels.contains(&"county_gov")
        && matches!(level_of(case.info, stated), Some("county_gov" | "county_dept"));
    if of_village || of_township || of_county {
        return None;
    }
    owners.first().map(|name| (*name).to_owned())
}
