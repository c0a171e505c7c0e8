//! Collective assets that were given or built with aid: before they are let or disposed of the
//! donor is told, they are appraised, and the contract is approved or filed.

use crate::Rows;
use crate::context::Context;
use crate::contracts::{Deal, all};
use crate::evidence::{self, fields};
use crate::judge::{labels, tell};
use crate::lot::Lot;
use ledger::codes::disposal::{APPRAISAL_MISSING, DONOR_NOT_TOLD, STEP_MISSING};
use ledger::tables::{Asset, Contract, Disposal};
use ledger::words::contracts::OPERATION_MODE;
use ledger::{Cell, CheckRun, Day, Finding, NaiveDate, Row, StepOutput, Verdict};
use rulebook::checks::disposal::{DisposalStep, DonorNotice};
use rulebook::{Family, Ruled};

const NOTICE: &str = "donor_notice_date";
const FILING: [&str; 4] = [
    "superior_approval_date",
    "superior_filing_date",
    "township_review_date",
    "township_filing_date",
];
const APPRAISAL: [&str; 2] = ["appraisal_report_no", "appraisal_date"];

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let rules = context.book.ruled::<DonorNotice>(context.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(DonorNotice::NAME));
    }
    for ruled in &rules {
        let received = |table| context.books.has(table);
        if !received("assets") || !(received("contracts") || received("disposals")) {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for deal in all(context) {
            let let_out = deal.mode().is_some_and(|mode| ruled.rule.modes.contains(&mode));
            if let_out && deal.asset.is_some_and(|asset| is_gift(context, ruled.rule, asset)) {
                let findings = of_contract(context, ruled, &deal);
                run.count(settle(ruled, findings, out));
            }
        }
        for lot in &context.lots {
            if lot.asset.is_some_and(|asset| is_gift(context, ruled.rule, asset)) {
                let findings = of_disposal(context, ruled, lot).filter(|_| lot.carried_out);
                run.count(settle(ruled, findings, out));
            }
        }
        out.checks.push(run);
    }
}

/// Findings or, where nothing was asked for, none to be had.
fn settle(
    ruled: &Ruled<'_, DonorNotice>,
    findings: Option<Vec<Finding>>,
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let Some(findings) = findings else {
        return Verdict::Unknown;
    };
    let verdict = Verdict::from(findings.is_empty());
    findings.into_iter().for_each(|finding| tell(ruled, finding, out));
    verdict
}

/// A gift in kind, or one whose money was given; owned by one of those whom the rule binds, where
/// the owner is known.
fn is_gift(context: &Context<'_>, rule: &DonorNotice, asset: &Asset) -> bool {
    let source = asset.fund_source.as_deref();
    let given = asset.is_donated_in_kind == Some(true)
        || asset.donor_unit.is_some()
        || source.is_some_and(|source| rule.sources.contains(&source));
    let owner = asset.owner_type.as_deref().or_else(|| {
        let owners = asset.asset_id.as_deref().and_then(|id| context.owners.get(id));
        owners.and_then(|rows| rows.first()?.owner_type.as_deref())
    });
    given && (rule.owners.is_empty() || owner.is_none_or(|owner| rule.owners.contains(&owner)))
}

fn of_contract(
    context: &Context<'_>,
    ruled: &Ruled<'_, DonorNotice>,
    deal: &Deal<'_>,
) -> Option<Vec<Finding>> {
    let (contract, books) = (deal.contract, context.books);
    let mut findings = Vec::new();
    let of = |finding: Finding| deal.place(finding);
    if let Some(fault) = late(contract.donor_notice_date, deal.day()) {
        if books.has_column(contract, NOTICE) {
            let event = deal.mode().map_or("出租", |mode| OPERATION_MODE.label_of(mode));
            let told = ruled.finding(&DONOR_NOT_TOLD, deal.subject());
            let cells = contract.cells(&["donor_notice_date", "contract_sign_date"]);
            findings.push(of(not_told(told, deal.asset, event, fault, cells)));
        } else {
            return None;
        }
    }
    let missing: Vec<&'static str> =
        APPRAISAL.into_iter().filter(|field| books.lacks(contract, field)).collect();
    if ruled.rule.appraisal && !missing.is_empty() {
        findings.push(of(ruled
            .finding(&APPRAISAL_MISSING, deal.subject())
            .detail("appraisal")
            .arg_in("event", "援建捐赠资产出租、合作", "letting a donated asset")
            .arg("missing", labels::<Contract>(&missing))
            .cells(contract.cells(&APPRAISAL))));
    }
    let unfiled = FILING.iter().all(|field| contract.value(field).is_null());
    let asked = FILING.iter().any(|field| books.has_column(contract, field));
    if ruled.rule.filing && unfiled && asked {
        findings.push(of(ruled
            .finding(&STEP_MISSING, deal.subject())
            .detail("superior-approval")
            .arg_in("step", "上级审批或备案", "approval by or filing with the superior")
            .arg("missing", labels::<Contract>(&FILING))
            .cells(contract.cells(&FILING))));
    }
    Some(findings)
}

fn of_disposal(
    context: &Context<'_>,
    ruled: &Ruled<'_, DonorNotice>,
    lot: &Lot<'_>,
) -> Option<Vec<Finding>> {
    let disposal = lot.disposal;
    let mut findings = Vec::new();
    let day = disposal.disposal_date.map(|day| day.latest());
    if let Some(fault) = late(disposal.donor_notice_date, day) {
        if !context.books.has_column(disposal, NOTICE) {
            return None;
        }
        let told = ruled.finding(&DONOR_NOT_TOLD, lot.subject());
        let told = told.place(lot.township(), lot.village());
        let cells = lot.cells(&["donor_unit", "donor_notice_date", "disposal_date"]);
        findings.push(not_told(told, lot.asset, "处置", fault, cells));
    }
    let step = DisposalStep::Appraisal;
    let on_file = evidence::of(context, lot, step);
    if ruled.rule.appraisal && !on_file.unasked && !on_file.is_complete() {
        findings.push(
            lot.finding(ruled, &APPRAISAL_MISSING, step)
                .arg_in("event", "援建捐赠资产处置", "disposal of a donated asset")
                .arg("missing", labels::<Disposal>(&on_file.missing))
                .cells(lot.cells(fields(step))),
        );
    }
    Some(findings)
}

/// Why the donor was not told in time; the same day is in time.
fn late(told: Option<Day>, event: Option<NaiveDate>) -> Option<String> {
    match (told, event) {
        (None, _) => Some("未填告知日期".to_owned()),
        (Some(told), Some(event)) if told.date > event => Some(format!("{told} 才告知")),
        _ => None,
    }
}

fn not_told(
    finding: Finding,
    asset: Option<&Asset>,
    event: &str,
    fault: String,
    cells: Vec<Cell>,
) -> Finding {
    let donor = asset.and_then(|a| a.donor_unit.as_deref()).unwrap_or("（未填捐赠单位）");
    let gift = asset
        .into_iter()
        .flat_map(|a| a.cells(&["is_donated_in_kind", "donor_unit", "fund_source"]));
    finding
        .detail(NOTICE)
        .arg("event", event)
        .arg("donor", donor)
        .arg("found", fault)
        .cells(cells)
        .cells(gift)
}
