//! Idle assets, and those that make losses, need a plan that brings them back.

use super::Duty;
use ledger::codes::duty::IDLE_UNREVIVED;
use ledger::tables::Income;
use ledger::words::assets::ASSET_STATUS;
use ledger::{Cell, Fen, Row, StepOutput, Subject, Verdict};
use rulebook::checks::duty::IdleRevival;
use std::collections::{BTreeMap, BTreeSet};

/// `idle-revival`: an asset that is being disposed of needs no plan.
pub(super) fn check(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let year = i64::from(duty.case.year);
    let mut income: BTreeMap<&str, Vec<&Income>> = BTreeMap::new();
    for row in duty.books.income.iter().filter(|row| row.income_year == Some(year)) {
        if let Some(asset) = row.asset_id.as_deref() {
            income.entry(asset).or_default().push(row);
        }
    }
    let disposed: BTreeSet<&str> =
        duty.books.disposals.iter().filter_map(|d| d.asset_id.as_deref()).collect();
    duty.each::<IdleRevival>(&["assets"], out, |ruled, run, findings| {
        for asset in duty.holdings.assets.iter().copied() {
            let id = asset.asset_id.as_deref().unwrap_or_default();
            let status = asset.asset_status.as_deref();
            let is_idle = status.is_some_and(|s| ruled.rule.statuses.contains(&s));
            let rows = income.get(id).map_or(&[][..], Vec::as_slice);
            let loss = Fen::sum(rows.iter().filter_map(|row| row.net_profit));
            let at_loss = ruled.rule.losses && loss < Fen::ZERO;
            let planned = asset.revitalization_plan_no.is_some();
            if (!is_idle && !at_loss) || planned || disposed.contains(id) {
                let known = status.is_some() || planned;
                run.count(if known { Verdict::Passed } else { Verdict::Unknown });
                continue;
            }
            if !duty.books.has_column(asset, "revitalization_plan_no") {
                run.count(Verdict::Unknown);
                continue;
            }
            run.count(Verdict::Failed);
            let since = asset.idle_since_date.map(|day| format!("自 {day} 起"));
            let idle = status
                .filter(|_| is_idle)
                .map(|s| format!("{}{}", since.unwrap_or_default(), ASSET_STATUS.label_of(s)));
            let losing = at_loss.then(|| format!("{year} 年净亏损 {} 元", loss.abs().grouped()));
            let told: Vec<String> = idle.into_iter().chain(losing).collect();
            let profits: Vec<Cell> = rows.iter().flat_map(|r| r.cells(&["net_profit"])).collect();
            findings.push(
                ruled
                    .finding(&IDLE_UNREVIVED, Subject::asset(asset))
                    .of(asset)
                    .arg("status", told.join("、"))
                    .cells(asset.cells(&[
                        "asset_status",
                        "idle_since_date",
                        "revitalization_plan_no",
                    ]))
                    .cells(profits),
            );
        }
    });
}
