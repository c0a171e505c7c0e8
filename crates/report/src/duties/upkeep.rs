//! Money and rules for the upkeep of assets.

use super::Duty;
use super::holdings::binds;
use ledger::codes::custody::MISSING;
use ledger::tables::Asset;
use ledger::{Fen, Finding, Row, StepOutput, Subject, Verdict};
use rulebook::checks::duty::{CustodyBudget, CustodyRule};
use rulebook::{Family, Ruled};

/// `custody-budget`: upkeep that the budget pays (or of which nobody says who pays) has its amount.
pub(super) fn budget(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    const FIELD: &str = "custody_budget_amount";
    duty.each::<CustodyBudget>(&["assets"], out, |ruled, run, findings| {
        for asset in duty.holdings.assets.iter().copied() {
            let by_budget = matches!(asset.custody_fund_source.as_deref(), None | Some("budget"));
            if !binds(&[], &ruled.rule.except_classes, asset) {
                continue;
            }
            let verdict = match asset.custody_budget_amount {
                _ if !by_budget => Verdict::Passed,
                Some(amount) => Verdict::from(amount > Fen::ZERO),
                None if duty.books.has_column(asset, FIELD) => Verdict::Failed,
                None => Verdict::Unknown,
            };
            run.count(verdict);
            if verdict == Verdict::Failed {
                findings.push(lacks(ruled, asset, FIELD, "财政预算安排的管护经费"));
            }
        }
    });
}

/// `custody-rule`: the asset has upkeep rules of its own.
pub(super) fn rule(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    const FIELD: &str = "custody_rule_doc_no";
    duty.each::<CustodyRule>(&["assets"], out, |ruled, run, findings| {
        for asset in duty.holdings.assets.iter().copied() {
            if !binds(&[], &ruled.rule.except_classes, asset) {
                continue;
            }
            let stated = asset.custody_rule_doc_no.is_some();
            let verdict = match stated {
                true => Verdict::Passed,
                false if duty.books.has_column(asset, FIELD) => Verdict::Failed,
                false => Verdict::Unknown,
            };
            run.count(verdict);
            if verdict == Verdict::Failed {
                findings.push(lacks(ruled, asset, FIELD, "该项资产的管理制度"));
            }
        }
    });
}

fn lacks<F: Family>(ruled: &Ruled<'_, F>, asset: &Asset, field: &str, item: &str) -> Finding {
    ruled
        .finding(&MISSING, Subject::asset(asset))
        .detail(field)
        .of(asset)
        .arg("name", asset.asset_name.clone().unwrap_or_default())
        .arg("item", item)
        .cells(asset.cells(&["custody_fund_source", field]))
}
