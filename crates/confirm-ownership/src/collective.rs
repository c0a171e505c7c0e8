//! What a village owns belongs to its collective organisation, never to the villagers' committee.

use crate::check::Outcome;
use crate::judged::Case;
use crate::names::fold;
use ledger::StepOutput;
use ledger::codes::owner;
use rulebook::checks::ownership::CollectiveOwner;

/// Whether a name is that of a villagers' committee.
pub(crate) fn is_committee(name: &str) -> bool {
    const COMMITTEES: &[&str] = &["村民委员会", "居民委员会", "村委会", "村委"];
    let name = fold(name);
    COMMITTEES.iter().any(|ending| name.ends_with(ending))
}

/// One finding per asset that a committee is stated to own.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    case.over_assets::<CollectiveOwner>(
        &["assets"],
        |_| None,
        |ruled, asset| {
            if asset.stated.level.as_deref() != Some("village_collective") {
                return Outcome::NotAbout;
            }
            let Some(found) = asset.stated.names.iter().find(|name| is_committee(name)) else {
                return Outcome::Passed;
            };
            let village = asset.view.village();
            let expected = village.map(|v| case.collectives.name(asset.view.township(), v));
            let finding = asset
                .finding(ruled, &owner::DIFFERS)
                .arg("expected", expected.unwrap_or_else(|| "村集体经济组织".into()))
                .arg("found", found.clone())
                .arg("says", ruled.clause.says.trim_end_matches('。'))
                .arg("cite", ruled.clause.cite.as_str())
                .cells(crate::title::owner_cells(asset));
            vec![finding].into()
        },
    )
}
