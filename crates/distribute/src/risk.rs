//! Risk that falls on those whom the text protects, and business on a no-go list.

use crate::each::{self, Judged};
use crate::receipts::Linked;
use crate::scene::{Poor, Scene, in_scheme, is};
use crate::talk::label;
use ledger::codes::contract::{FORBIDDEN_BUSINESS, RISK_PAPER_MISSING};
use ledger::codes::plan::LOSS_ON_PROTECTED;
use ledger::tables::{Contract, DistributionLine, Income};
use ledger::words::contracts;
use ledger::{CheckRun, Fen, Finding, Row, StepOutput, Subject, SubjectKind};
use rulebook::checks::distribution::{BuyBack, ForbiddenBusiness, LossOnProtected};
use rulebook::{Family, Ruled};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    losses(scene, &mut out);
    let contracts: Vec<&Contract> = scene.contracts.values().copied().collect();
    let tables = ["contracts", "income"];
    let linked = Linked::new(scene);
    each::rows::<BuyBack, _>(scene, &tables, &contracts, &mut out, |scene, ruled, contract| {
        let id = contract.contract_id.as_deref().unwrap_or(&contract.origin.row_id);
        let receipts = linked.of.get(id).map_or(&[][..], Vec::as_slice);
        bought_back(scene, ruled, contract, receipts)
    });
    let listed = lists(&contracts);
    let tables = ["contracts"];
    each::rows::<ForbiddenBusiness, _>(scene, &tables, &contracts, &mut out, |scene, ruled, c| {
        allowed(scene, ruled, c, &listed)
    });
    out
}

/// Contract terms that put risk on the protected, and payments below zero.
fn losses(scene: &Scene, out: &mut StepOutput<()>) {
    let clauses = scene.ruled::<LossOnProtected>();
    if clauses.is_empty() {
        out.checks.push(CheckRun::silent(LossOnProtected::NAME));
        return;
    }
    let mut found: Vec<Finding> = Vec::new();
    for ruled in clauses {
        if !scene.books.has("contracts") && !scene.books.has("distribution_lines") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for contract in scene.contracts.values() {
            let asset = contract.asset_id.as_deref().and_then(|id| scene.assets.get(id));
            if ruled.rule.scheme_only && !asset.is_some_and(|a| in_scheme(a)) {
                continue;
            }
            let terms = terms(scene, &ruled, contract);
            run.count(terms.is_empty().into());
            found.extend(terms);
        }
        for plan in &scene.plans {
            if !plan.is_bound(ruled.rule.scheme_only) {
                continue;
            }
            let key = plan.row.asset_id.as_deref().unwrap_or_default();
            let self_run = scene.contracts_of(key).iter().any(|c| is_self_run(c));
            for line in &plan.lines {
                if let Some(charge) = charge(scene, &ruled, line, self_run) {
                    let (township, village) = plan.place();
                    let finding = ruled
                        .finding(&LOSS_ON_PROTECTED, plan.subject())
                        .detail(format!("charged:{}", line.origin.row_id))
                        .place(township, village)
                        .amount(charge)
                        .arg("burden", format!("扣减{}元", charge.grouped()))
                        .cells(line.cells(&["dist_recipient_type", "dist_amount"]));
                    found.push(finding);
                }
            }
        }
        out.checks.push(run);
    }
    out.findings.extend(found);
}

fn is_self_run(contract: &Contract) -> bool {
    is(&contract.operator_type, "village_collective") || is(&contract.operation_mode, "self")
}

fn terms(scene: &Scene, ruled: &Ruled<LossOnProtected>, contract: &Contract) -> Vec<Finding> {
    let place = DistributionLine {
        township: contract.township.clone(),
        village: contract.village.clone(),
        ..DistributionLine::default()
    };
    // Only a village that is known not to be poor is unprotected.
    let village_protected =
        ruled.rule.village && !is_self_run(contract) && scene.poor_village(&place) != Poor::No;
    [("household_risk", true), ("village_risk", village_protected)]
        .into_iter()
        .filter(|(term, protected)| {
            *protected && contract.contract_clauses.iter().any(|c| &**c == *term)
        })
        .map(|(term, _)| {
            let id = contract.contract_id.as_ref().unwrap_or(&contract.origin.row_id);
            ruled
                .finding(&LOSS_ON_PROTECTED, Subject::new(SubjectKind::Contract, id.clone()))
                .detail(term)
                .place(contract.township.as_deref(), contract.village.as_deref())
                .arg("burden", label(&contracts::CONTRACT_CLAUSES, Some(term)))
                .cells(contract.cells(&["contract_clauses", "operator_type", "operation_mode"]))
        })
        .collect()
}

/// What a line takes from the protected.
fn charge(
    scene: &Scene,
    ruled: &Ruled<LossOnProtected>,
    line: &DistributionLine,
    self_run: bool,
) -> Option<Fen> {
    let charge = line.dist_amount.filter(|a| *a < Fen::ZERO)?.abs();
    let protected = match line.dist_recipient_type.as_deref()? {
        "household" => true,
        "village" | "village_collective" => {
            ruled.rule.village && !self_run && scene.poor_village(line) != Poor::No
        }
        _ => false,
    };
    protected.then_some(charge)
}

/// Our reading: a loss is persistent after the rulebook's number of years on end, the last of them
/// the latest on record; a recorded recovery or buying back answers it, and so does force majeure
/// on record in a write-off of the asset.
fn bought_back(
    scene: &Scene,
    ruled: &Ruled<BuyBack>,
    contract: &Contract,
    receipts: &[&Income],
) -> Judged {
    let id = contract.contract_id.as_ref().unwrap_or(&contract.origin.row_id);
    let mut years: BTreeMap<i64, Vec<&Income>> = BTreeMap::new();
    for row in receipts {
        if let (Some(year), Some(_)) = (row.income_year, row.net_profit) {
            years.entry(year).or_default().push(row);
        }
    }
    if years.is_empty() {
        return Judged::Unknown;
    }
    let mut lost: Vec<i64> = Vec::new();
    let mut expected = None;
    for (year, rows) in years.iter().rev() {
        let profit = Fen::sum(rows.iter().filter_map(|r| r.net_profit));
        if profit >= Fen::ZERO || expected.is_some_and(|e| e != *year) {
            break;
        }
        lost.push(*year);
        expected = year.checked_sub(1);
    }
    let answered = contract.recovery_date.is_some() || is_answered(scene, ruled, contract);
    if lost.len() < ruled.rule.loss_years || answered {
        return Judged::Found(Vec::new());
    }
    let span: Vec<String> = lost.iter().rev().map(i64::to_string).collect();
    Judged::Found(vec![
        ruled
            .finding(&LOSS_ON_PROTECTED, Subject::new(SubjectKind::Contract, id.clone()))
            .detail("buy-back")
            .place(contract.township.as_deref(), contract.village.as_deref())
            .parameter(format!("loss_years={}", ruled.rule.loss_years))
            .arg("burden", format!("{}年连续亏损，没有回购记录", span.join("、")))
            .cells(contract.cells(&["recovery_date"]))
            .cells(years.values().flatten().flat_map(|r| r.cells(&["income_year", "net_profit"]))),
    ])
}

/// Whether the asset's books show that it was bought back, or lost to force majeure.
fn is_answered(scene: &Scene, ruled: &Ruled<BuyBack>, contract: &Contract) -> bool {
    let Some(asset) = contract.asset_id.as_deref() else {
        return false;
    };
    let own = &ruled.rule.own_money;
    let bought = scene.books.disposals.iter().any(|d| {
        let money = d.buyback_fund_source.as_deref().unwrap_or_default();
        d.asset_id.as_deref() == Some(asset)
            && d.buyback_date.is_some()
            && d.buyback_amount.is_some_and(|amount| amount > Fen::ZERO)
            && (own.is_empty() || own.iter().any(|word| money.contains(word.as_str())))
    });
    bought
        || scene
            .books
            .writeoffs
            .iter()
            .any(|w| w.asset_id.as_deref() == Some(asset) && w.force_majeure_flag == Some(true))
}

/// What the villages' lists say, whichever contract of the village states them.
#[derive(Default)]
struct Lists<'a> {
    no_go: BTreeSet<&'a str>,
    has_risk_list: bool,
}

fn place(contract: &Contract) -> (&str, &str) {
    (
        contract.township.as_deref().unwrap_or_default(),
        contract.village.as_deref().unwrap_or_default(),
    )
}

fn lists<'a>(contracts: &[&'a Contract]) -> BTreeMap<(&'a str, &'a str), Lists<'a>> {
    let mut lists: BTreeMap<_, Lists> = BTreeMap::new();
    for contract in contracts.iter().filter(|c| c.village.is_some()) {
        let village = lists.entry(place(contract)).or_default();
        village.no_go.extend(contract.no_go_list.iter().map(|entry| entry.trim()));
        village.has_risk_list |= contract.risk_list_doc_no.is_some();
    }
    lists
}

/// A business is on a list when it is an entry of it or contains one.
fn allowed(
    scene: &Scene,
    ruled: &Ruled<ForbiddenBusiness>,
    contract: &Contract,
    lists: &BTreeMap<(&str, &str), Lists>,
) -> Judged {
    let id = contract.contract_id.as_ref().unwrap_or(&contract.origin.row_id);
    let make = |code, detail: &str| {
        ruled
            .finding(code, Subject::new(SubjectKind::Contract, id.clone()))
            .detail(detail)
            .place(contract.township.as_deref(), contract.village.as_deref())
            .cells(contract.cells(&["business_type", "no_go_list", "risk_list_doc_no"]))
    };
    let of_village = lists.get(&place(contract));
    let no_go = of_village.into_iter().flat_map(|l| l.no_go.iter().copied());
    let own = contract.no_go_list.iter().map(|entry| entry.trim());
    let county = ruled.rule.businesses.iter().map(String::as_str);
    let business = contract.business_type.as_deref().unwrap_or_default();
    let hit =
        own.chain(no_go).chain(county).find(|entry| !entry.is_empty() && business.contains(entry));
    let mut found = Vec::new();
    if let Some(entry) = hit {
        found.push(make(&FORBIDDEN_BUSINESS, entry).arg("business", business).arg("entry", entry));
    }
    let lacks = |field| scene.books.lacks(contract, field);
    let no_go_missing = lacks("no_go_list") && of_village.is_none_or(|l| l.no_go.is_empty());
    let risk_missing = ruled.rule.risk_list
        && lacks("risk_list_doc_no")
        && !of_village.is_some_and(|l| l.has_risk_list);
    for (lacking, detail, paper) in [
        (no_go_missing, "no-go-list", "投资经营禁入清单"),
        (risk_missing, "risk-list", "高风险发展项目清单"),
    ] {
        if lacking {
            found.push(make(&RISK_PAPER_MISSING, detail).arg("paper", paper));
        }
    }
    let listed = of_village.is_some_and(|l| !l.no_go.is_empty()) || !contract.no_go_list.is_empty();
    if found.is_empty() && (contract.business_type.is_none() || !listed) {
        return Judged::Unknown;
    }
    Judged::Found(found)
}
