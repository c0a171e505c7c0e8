//! `ledger.wrong-system`: an asset in a system that its owner type excludes, where a clause says
//! so.

use super::{Scene, label};
use crate::matching::union::HUB;
use ledger::codes::ledger::WRONG_SYSTEM;
use ledger::table::Row;
use ledger::words::assets::OWNER_TYPE;
use ledger::{CheckRun, StepOutput, Verdict};
use rulebook::Family;
use rulebook::checks::reconciliation::SystemAgree;

/// The family that this part of `system-agree` is counted under.
const FAMILY: &str = "system-owners";

/// Looks at every row of every system from which a clause excludes owners.
pub(crate) fn check(scene: &Scene<'_, '_>) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules: Vec<_> = scene
        .book
        .ruled::<SystemAgree>(scene.case.law_day())
        .into_iter()
        .filter(|r| !r.rule.excluded_owners.is_empty())
        .collect();
    if scene.book.ruled::<SystemAgree>(scene.case.law_day()).is_empty() {
        out.checks.push(CheckRun::silent(SystemAgree::NAME));
    }
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(FAMILY));
    }
    for rule in rules {
        let rows = scene.entries.ledger(rule.rule.system);
        if rows.is_empty() {
            out.checks.push(CheckRun::no_data(FAMILY, Some(&rule.clause.id)));
            continue;
        }
        let mut run = CheckRun::ruled(FAMILY, Some(&rule.clause.id));
        for row in rows {
            let asset = scene.entries.all[*row].asset;
            let entity = scene.matched.entities.of_row(asset.row_id());
            // The county ledger knows the owner best; the system's own word comes after.
            let county = entity.and_then(crate::Entity::county);
            let stated = county.filter(|a| a.owner_type.is_some()).unwrap_or(asset);
            let Some(owner) = stated.owner_type.as_deref() else {
                run.count(Verdict::Unknown);
                continue;
            };
            let wrong = rule.rule.excluded_owners.contains(&owner);
            run.count((!wrong).into());
            if wrong && let Some(entity) = entity {
                out.findings.push(
                    rule.finding(&WRONG_SYSTEM, entity.subject())
                        .detail(rule.rule.system)
                        .pair(HUB, rule.rule.system)
                        .of(asset)
                        .arg("name", asset.asset_name.as_deref().unwrap_or(""))
                        .arg("owner", OWNER_TYPE.label_of(owner))
                        .arg("system", label(rule.rule.system))
                        .cells(stated.cells(&["owner_type", "owner_name"]))
                        .cells(asset.cells(&["asset_name", "ledger"])),
                );
            }
        }
        out.checks.push(run);
    }
    out
}
