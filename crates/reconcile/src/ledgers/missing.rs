//! `ledger.missing`: an asset that a ledger is expected to hold, and does not.

use super::cited::Cited;
use super::expected::{Expected, Owed};
use super::{Scene, label};
use crate::matching::union::HUB;
use crate::matching::{Pairing, Status};
use ledger::codes::ledger::MISSING;
use ledger::table::Row;
use ledger::tables::Asset;
use ledger::{CheckRun, StepOutput, Subject, Verdict};
use rulebook::checks::reconciliation::Keeper;
use std::collections::BTreeSet;

/// Looks for every asset of the county ledger in every ledger that should hold it. A row whose
/// counterpart is plausibly there, but unproven, is not called missing: `match.*` says so.
pub(crate) fn check(scene: &Scene<'_, '_>, expected: &Expected) -> StepOutput<()> {
    let mut out = StepOutput::default();
    for ledger in expected.ledgers() {
        let cited = Cited::of(scene.book, scene.case.as_of, ledger);
        if scene.entries.ledger(HUB).is_empty() || !expected.has(ledger) {
            out.checks.push(cited.no_data());
            continue;
        }
        let mut run = cited.run();
        in_ledger(scene, expected, ledger, &cited, &mut run, &mut out);
        out.checks.push(run);
    }
    out
}

fn in_ledger(
    scene: &Scene<'_, '_>,
    expected: &Expected,
    ledger: &str,
    cited: &Cited,
    run: &mut CheckRun,
    out: &mut StepOutput<()>,
) {
    let entries = scene.entries;
    let pairing = scene.matched.pairings.iter().find(|p| p.right_ledger == ledger);
    let groups = pairing.map(Pairing::by_left_row).unwrap_or_default();
    let status = |row: usize| {
        let at = groups.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        groups.get(at).map(|(_, group)| group.status)
    };
    for entity in &scene.matched.entities.all {
        let Some(county) = entity.county() else {
            continue;
        };
        let owed = entries.of_row(county.row_id()).map(|row| expected.owed(ledger, row));
        match owed {
            None | Some(Owed::No(_)) => continue,
            Some(Owed::Unknown) => {
                run.count(Verdict::Unknown);
                continue;
            }
            Some(Owed::Yes(_)) => {}
        }
        let statuses: BTreeSet<Status> = entity
            .in_ledger(HUB)
            .filter_map(|row| entries.of_row(row.row_id()))
            .filter_map(status)
            .collect();
        if statuses.contains(&Status::Confirmed) {
            run.count(Verdict::Passed);
            continue;
        }
        if !statuses.is_empty() {
            run.count(Verdict::Unknown);
            continue;
        }
        run.count(Verdict::Failed);
        let mut finding = cited
            .about(county)
            .finding(&MISSING, Subject::asset(county))
            .pair(HUB, ledger)
            .of(county)
            .arg("what", held_by(county, HUB))
            .arg_in(
                "found",
                "该台账已收到，但其中没有对应的资产",
                "which was received, but has no counterpart there",
            )
            .arg("right", label(ledger))
            .arg("keeper", kept_by(expected, ledger, county))
            .cells(county.cells(&[
                "asset_id",
                "asset_name",
                "township",
                "village",
                "industry_dept",
                "owner_type",
                "original_value",
            ]));
        finding.amount = county.original_value;
        out.findings.push(finding);
    }
}

/// An asset as a ledger has it, for people.
pub(super) fn held_by(row: &Asset, ledger: &str) -> String {
    let value = row.original_value.map_or_else(|| "（空）".to_owned(), |v| v.grouped());
    let name = row.asset_name.as_deref().unwrap_or("");
    format!("{}中的“{name}”（原值{value}元）", label(ledger))
}

/// By whom the ledger is kept, for people.
fn kept_by(expected: &Expected, ledger: &str, county: &Asset) -> String {
    let township = county.location_township.as_deref().or(county.township.as_deref());
    let village = county.location_village.as_deref().or(county.village.as_deref());
    match expected.kept_by(ledger) {
        Some(Keeper::Department) => county.industry_dept.as_deref().unwrap_or("").to_owned(),
        Some(Keeper::Township) => township.unwrap_or("").to_owned(),
        Some(Keeper::Village) => {
            format!("{}{}", township.unwrap_or(""), village.unwrap_or(""))
        }
        None => label(ledger).to_owned(),
    }
}
