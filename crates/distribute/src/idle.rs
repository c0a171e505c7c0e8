//! Income that lies idle: received and not distributed within the county's time, first in first out
//! (A45). What was distributed only after the time was idle, too.

use crate::each::{self, Judged};
use crate::scene::Scene;
use ledger::codes::income::UNALLOCATED;
use ledger::tables::{DistributionLine, Income};
use ledger::{CheckRun, Fen, NaiveDate, Row, StepOutput, Subject, SubjectKind, Text};
use rulebook::checks::distribution::IdleIncome;
use rulebook::{Family, Ruled};
use std::collections::BTreeMap;

/// Receipts and payments that meet: of one asset, or of one plan where no asset is stated.
#[derive(Default)]
struct Purse<'a> {
    receipts: Vec<&'a Income>,
    lines: Vec<&'a DistributionLine>,
}

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    if scene.ruled::<IdleIncome>().is_empty() {
        out.checks.push(CheckRun::silent(IdleIncome::NAME));
        return out;
    }
    let mut purses: BTreeMap<&str, Purse> = BTreeMap::new();
    for row in scene.income.iter().copied() {
        let key = row.asset_id.as_deref().or(row.dist_plan_id.as_deref());
        let key = key.unwrap_or(&row.origin.row_id);
        purses.entry(key).or_default().receipts.push(row);
    }
    for plan in &scene.plans {
        let asset = plan.row.asset_id.as_deref();
        for line in &plan.lines {
            let key = line.asset_id.as_deref().or(asset).unwrap_or(plan.id());
            if let Some(purse) = purses.get_mut(key) {
                purse.lines.push(line);
            }
        }
    }
    for (plan, lines) in &scene.orphans {
        for line in lines {
            let key = line.asset_id.as_deref().unwrap_or(plan);
            if let Some(purse) = purses.get_mut(key) {
                purse.lines.push(line);
            }
        }
    }
    let mut purses: Vec<Purse> = purses.into_values().collect();
    for purse in &mut purses {
        purse
            .receipts
            .sort_by_key(|r| (r.income_received_date, r.income_id.clone(), r.origin.clone()));
        purse.lines.sort_by_key(|l| (l.dist_paid_date, l.dist_line_id.clone(), l.origin.clone()));
    }
    let tables = ["income", "distribution_lines"];
    each::rows::<IdleIncome, _>(scene, &tables, &purses, &mut out, idle);
    out
}

fn idle(scene: &Scene, ruled: &Ruled<IdleIncome>, purse: &Purse) -> Judged {
    let mut found = Vec::new();
    let mut before = Fen::ZERO;
    let mut unknown = false;
    for row in &purse.receipts {
        let (Some(amount), Some(received)) = (row.income_amount, row.income_received_date) else {
            unknown = true;
            continue;
        };
        let Some(deadline) = ruled.last_day(ruled.rule.within, received.latest()) else {
            unknown = true;
            continue;
        };
        let upto = Fen::sum([before, amount]);
        let paid = paid_by(purse, deadline);
        // What earlier receipts took of the payments is not there for this one.
        let left = upto.minus(paid.max(before)).max(Fen::ZERO);
        before = upto;
        if left == Fen::ZERO || scene.case.as_of <= deadline {
            continue;
        }
        let id: &Text = row.income_id.as_ref().unwrap_or(&row.origin.row_id);
        found.push(
            ruled
                .finding(&UNALLOCATED, Subject::new(SubjectKind::Income, id.clone()))
                .place(row.township.as_deref(), row.village.as_deref())
                .amount(left)
                .parameter(ruled.rule.within.to_string())
                .arg("received", received.to_string())
                .arg("deadline", deadline.to_string())
                .cells(row.cells(&["income_amount", "income_received_date"]))
                .cells(
                    purse.lines.iter().flat_map(|l| l.cells(&["dist_amount", "dist_paid_date"])),
                ),
        );
    }
    if found.is_empty() && unknown {
        return Judged::Unknown;
    }
    Judged::Found(found)
}

fn paid_by(purse: &Purse, deadline: NaiveDate) -> Fen {
    let in_time =
        purse.lines.iter().filter(|l| l.dist_paid_date.is_some_and(|d| d.date <= deadline));
    Fen::sum(in_time.filter_map(|l| l.dist_amount))
}
