//! `ledger.total-differs`: the ledgers of townships, villages and households against what the
//! county ledger holds of each of them, where the county's text asks that totals roll up.

use super::expected::{Expected, Owed};
use super::{Scene, label};
use crate::matching::Status;
use crate::matching::union::HUB;
use ledger::codes::ledger::TOTAL_DIFFERS;
use ledger::table::Row;
use ledger::tables::Asset;
use ledger::{CheckRun, Fen, Finding, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::reconciliation::LedgerRollUp;
use rulebook::{Family, Ruled};
use std::collections::{BTreeMap, BTreeSet};

/// One keeper's part: rows of the county ledger, and rows of its own ledger.
#[derive(Debug, Default)]
pub(super) struct Part<'a> {
    pub(super) county: Vec<&'a Asset>,
    pub(super) own: Vec<&'a Asset>,
}

/// Adds up every ledger that a clause names.
pub(crate) fn check(scene: &Scene<'_, '_>, expected: &Expected) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules = scene.book.ruled::<LedgerRollUp>(scene.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(LedgerRollUp::NAME));
    }
    for rule in rules.into_iter().filter(|rule| !rule.rule.ledgers.is_empty()) {
        let mut run = rule.run();
        let mut any = false;
        for ledger in &rule.rule.ledgers {
            if scene.entries.ledger(HUB).is_empty() || !expected.has(ledger) {
                continue;
            }
            any = true;
            for (keeper, part) in parts(scene, expected, ledger) {
                let finding = compare(&rule, ledger, keeper, &part);
                run.count(finding.is_none().into());
                out.findings.extend(finding);
            }
            if has_unknown(scene, expected, ledger) {
                run.count(Verdict::Unknown);
            }
        }
        out.checks.push(if any { run } else { rule.no_data() });
    }
    out
}

/// Whether some county row should stand in a part of the ledger that was not received.
fn has_unknown(scene: &Scene<'_, '_>, expected: &Expected, ledger: &str) -> bool {
    scene.entries.ledger(HUB).iter().any(|row| *expected.owed(ledger, *row) == Owed::Unknown)
}

/// Keeper → managed rows of both ledgers, for the keepers whose ledger was received.
pub(super) fn parts<'e, 'a>(
    scene: &Scene<'_, 'a>,
    expected: &'e Expected,
    ledger: &str,
) -> BTreeMap<&'e str, Part<'a>> {
    let mut out: BTreeMap<&str, Part<'a>> = BTreeMap::new();
    for row in scene.entries.ledger(ledger) {
        let asset = scene.entries.all[*row].asset;
        if expected.is_managed(asset) {
            let keeper = expected.keeper_of(*row).unwrap_or_default();
            out.entry(keeper).or_default().own.push(asset);
        }
    }
    let matched = keepers_of_matches(scene, expected, ledger);
    for row in scene.entries.ledger(HUB) {
        let asset = scene.entries.all[*row].asset;
        let owed = match expected.owed(ledger, *row) {
            Owed::Yes(keeper) => Some(keeper.as_str()),
            Owed::No(_) | Owed::Unknown => None,
        };
        // A row counts with the keeper that holds its counterpart: where it stands is another
        // question than whether the totals agree.
        let keeper = match matched.get(row) {
            Some(keepers) => {
                owed.filter(|k| keepers.contains(k)).or_else(|| keepers.first().copied())
            }
            None => owed,
        };
        if let Some(keeper) = keeper {
            out.entry(keeper).or_default().county.push(asset);
        }
    }
    out
}

/// County row → keepers of the managed rows that are confirmed to be the same asset.
fn keepers_of_matches<'e>(
    scene: &Scene<'_, '_>,
    expected: &'e Expected,
    ledger: &str,
) -> BTreeMap<usize, BTreeSet<&'e str>> {
    let mut out: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    let pairing = scene.matched.pairings.iter().find(|p| p.right_ledger == ledger);
    let groups = pairing.iter().flat_map(|p| &p.groups).filter(|g| g.status == Status::Confirmed);
    for group in groups {
        for right in &group.right {
            let asset = scene.entries.all[*right].asset;
            if expected.is_managed(asset) {
                let keeper = expected.keeper_of(*right).unwrap_or_default();
                for left in &group.left {
                    out.entry(*left).or_default().insert(keeper);
                }
            }
        }
    }
    out
}

fn compare(
    rule: &Ruled<'_, LedgerRollUp>,
    ledger: &str,
    keeper: &str,
    part: &Part<'_>,
) -> Option<Finding> {
    let total = |rows: &[&Asset]| Fen::sum(rows.iter().filter_map(|r| r.original_value));
    let (county, own) = (total(&part.county), total(&part.own));
    if county == own {
        return None;
    }
    let blank = part.county.iter().chain(&part.own).filter(|r| r.original_value.is_none()).count();
    let unit = part.own.iter().find_map(|r| r.ledger_unit.as_deref());
    let lead = part.own.first().or(part.county.first())?;
    let mut finding = rule
        .finding(&TOTAL_DIFFERS, Subject::new(SubjectKind::Unit, unit.unwrap_or(keeper)))
        .detail(format!("roll-up:{ledger}:{keeper}"))
        .pair(HUB, ledger)
        .place(lead.township.as_deref(), None)
        .unit(unit)
        .amount(county.minus(own))
        .arg("ledger", label(ledger))
        .arg("stated_in", format!("{}应列于该台账的资产", label(HUB)))
        .arg("stated_records", part.county.len().to_string())
        .arg("stated", county.grouped())
        .arg("records", part.own.len().to_string())
        .arg("computed", own.grouped())
        .arg("blank", blank.to_string());
    // Every row takes part; the first of each side leads there.
    for row in part.county.first().into_iter().chain(part.own.first()) {
        finding = finding.cells(row.cells(&["original_value"]));
    }
    Some(finding)
}
