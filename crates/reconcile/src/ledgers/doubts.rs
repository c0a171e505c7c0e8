//! `match.suggested`, `match.ambiguous`, `match.contradiction`, `match.decision-stale`: what could not
//! be settled, or not any more.

use super::{Scene, label};
use crate::matching::union::{Contradiction, HUB};
use crate::matching::{Group, Pairing, Status};
use ledger::codes::matching::{AMBIGUOUS, CONTRADICTION, DECISION_STALE, SUGGESTED};
use ledger::table::Row;
use ledger::tables::{Asset, MatchDecision};
use ledger::{Cell, CheckRun, Finding, StepOutput, Subject, SubjectKind, Value, Verdict};

/// Rows of one group that are named as evidence; a large group is listed in full in `matches`.
const EVIDENCE_MAX: usize = 50;

const COLUMNS: &[&str] =
    &["asset_id", "asset_name", "township", "village", "project_id", "original_value"];

/// Reports every doubtful group and every contradiction.
pub(crate) fn check(scene: &Scene<'_, '_>) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let mut run = CheckRun::ruled("matching", None);
    for pairing in &scene.matched.pairings {
        for group in &pairing.groups {
            match group.status {
                Status::Confirmed => run.count(Verdict::Passed),
                Status::Suggested => {
                    run.count(Verdict::Unknown);
                    out.findings.extend(suggested(scene, pairing, group));
                }
                Status::Ambiguous => {
                    run.count(Verdict::Unknown);
                    out.findings.extend(ambiguous(scene, pairing, group));
                }
            }
        }
    }
    for decision in &scene.entries.decided.stale {
        run.count(Verdict::Failed);
        out.findings.push(stale(decision));
    }
    for contradiction in &scene.matched.contradictions {
        run.count(Verdict::Failed);
        out.findings.extend(contradictory(scene, contradiction));
    }
    out.checks.push(run);
    out
}

fn asset<'a>(scene: &Scene<'_, 'a>, row: usize) -> &'a Asset {
    scene.entries.all[row].asset
}

fn name(row: &Asset) -> &str {
    row.asset_name.as_deref().unwrap_or("（无名称）")
}

/// The names of rows that are paired together: one, or several that add up.
fn names(scene: &Scene<'_, '_>, rows: &[usize]) -> String {
    let shown: Vec<&str> = rows.iter().map(|row| name(asset(scene, *row))).collect();
    shown.join("＋")
}

fn stale(decision: &MatchDecision) -> Finding {
    let text = |t: &Option<ledger::Text>| t.as_deref().unwrap_or("").to_owned();
    let (left, right) = (text(&decision.left_ledger), text(&decision.right_ledger));
    let date = decision.date.map(|day| Value::Date(day).to_string()).unwrap_or_default();
    Finding::new(&DECISION_STALE, Subject::new(SubjectKind::Row, text(&decision.left_row_id)))
        .detail(text(&decision.right_row_id))
        .pair(&left, &right)
        .arg("by", text(&decision.by))
        .arg("date", date)
        .arg("left", label(&left))
        .arg("right", label(&right))
        .arg("left_name", text(&decision.left_name))
        .arg("right_name", text(&decision.right_name))
        .arg("verdict", text(&decision.verdict))
}

fn cells(scene: &Scene<'_, '_>, rows: &[usize]) -> Vec<Cell> {
    rows.iter().take(EVIDENCE_MAX).flat_map(|row| asset(scene, *row).cells(COLUMNS)).collect()
}

fn suggested(scene: &Scene<'_, '_>, pairing: &Pairing<'_>, group: &Group) -> Option<Finding> {
    let (left, right) = (asset(scene, *group.left.first()?), asset(scene, *group.right.first()?));
    Some(
        Finding::new(&SUGGESTED, Subject::asset(left))
            .detail(right.origin.row_id.clone())
            .pair(HUB, pairing.right_ledger)
            .of(left)
            .arg("left", label(HUB))
            .arg("right", label(pairing.right_ledger))
            .arg("left_name", names(scene, &group.left))
            .arg("right_name", names(scene, &group.right))
            .arg("why", group.why.as_str())
            .cells(cells(scene, &group.left))
            .cells(cells(scene, &group.right)),
    )
}

fn ambiguous(scene: &Scene<'_, '_>, pairing: &Pairing<'_>, group: &Group) -> Option<Finding> {
    let right = asset(scene, *group.right.first()?);
    Some(
        Finding::new(&AMBIGUOUS, Subject::new(SubjectKind::Row, right.row_id()))
            .pair(HUB, pairing.right_ledger)
            .of(right)
            .arg("left", label(HUB))
            .arg("right", label(pairing.right_ledger))
            .arg("left_rows", group.left.len().to_string())
            .arg("right_rows", group.right.len().to_string())
            .arg("count", group.alternatives.unwrap_or(0).to_string())
            .arg("why", group.why.as_str())
            .cells(cells(scene, &group.right))
            .cells(cells(scene, &group.left)),
    )
}

fn contradictory(scene: &Scene<'_, '_>, contradiction: &Contradiction) -> Option<Finding> {
    let (first, last) = (contradiction.pairs.first()?, contradiction.pairs.last()?);
    let (left, other) = (asset(scene, first.0), asset(scene, last.0));
    let pairs: Vec<String> = contradiction
        .pairs
        .iter()
        .map(|(a, b)| {
            let shown = |row: &Asset| {
                format!("{}“{}”", label(row.ledger.as_deref().unwrap_or("")), name(row))
            };
            format!("{}—{}", shown(asset(scene, *a)), shown(asset(scene, *b)))
        })
        .collect();
    let mut finding = Finding::new(&CONTRADICTION, Subject::asset(left))
        .detail(other.origin.row_id.clone())
        .of(left)
        .arg("name", name(left))
        .arg("other", name(other))
        .arg("ledger", label(HUB))
        .arg("pairs", pairs.join("；"));
    for (a, b) in &contradiction.pairs {
        finding = finding.cells(cells(scene, &[*a, *b]));
    }
    Some(finding)
}
