//! Papers against risk that assets of the income-sharing scheme need.

use super::Duty;
use chrono::Datelike;
use ledger::codes::contract::RISK_PAPER_MISSING;
use ledger::tables::{Asset, Contract, Project};
use ledger::{Cell, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::Ruled;
use rulebook::checks::duty::{RiskPaper, RiskPapers};
use std::collections::BTreeMap;

pub(super) fn check(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let projects: BTreeMap<&str, &Project> =
        duty.books.projects.iter().filter_map(|p| Some((p.project_id.as_deref()?, p))).collect();
    let mut contracts: BTreeMap<&str, Vec<&Contract>> = BTreeMap::new();
    for contract in duty.books.contracts.iter().filter(|c| is_running(duty, c)) {
        if let Some(asset) = contract.asset_id.as_deref() {
            contracts.entry(asset).or_default().push(contract);
        }
    }
    duty.each::<RiskPapers>(&["assets", "contracts"], out, |ruled, run, findings| {
        let scheme = duty.holdings.assets.iter().filter(|a| a.income_scheme_flag == Some(true));
        for asset in scheme {
            let id = asset.asset_id.as_deref().unwrap_or_default();
            let project = asset.project_id.as_deref().and_then(|p| projects.get(p).copied());
            let contracts = contracts.get(id).map_or(&[][..], Vec::as_slice);
            if contracts.is_empty() {
                // The asset's contract is missing; that is another finding.
                run.count(Verdict::Unknown);
            }
            for contract in contracts {
                let papers = &ruled.rule.papers;
                let known = papers.iter().all(|p| !is_of_project(*p) || project.is_some());
                let missing: Vec<RiskPaper> = papers
                    .iter()
                    .copied()
                    .filter(|paper| is_missing(*paper, contract, project))
                    .collect();
                if !missing.is_empty() {
                    run.count(Verdict::Failed);
                    findings.push(report(ruled, asset, contract, project, &missing));
                } else if known {
                    run.count(Verdict::Passed);
                } else {
                    run.count(Verdict::Unknown);
                }
            }
        }
    });
}

/// Whether a contract ran in the year that is cleared.
fn is_running(duty: &Duty<'_>, contract: &Contract) -> bool {
    contract.contract_end_date.is_none_or(|end| end.latest().year() >= duty.case.year)
}

/// Table and field that name a paper.
const fn field(paper: RiskPaper) -> &'static str {
    match paper {
        RiskPaper::RiskPlan => "risk_plan_doc_no",
        RiskPaper::EmergencyPlan => "emergency_plan_doc_no",
        RiskPaper::RiskAssessment => "feasibility_risk_report_no",
        RiskPaper::FundExit => "fund_exit_doc_no",
    }
}

const fn is_of_project(paper: RiskPaper) -> bool {
    matches!(paper, RiskPaper::RiskAssessment | RiskPaper::FundExit)
}

fn is_missing(paper: RiskPaper, contract: &Contract, project: Option<&Project>) -> bool {
    if is_of_project(paper) {
        project.is_some_and(|project| project.value(field(paper)).is_null())
    } else {
        contract.value(field(paper)).is_null()
    }
}

const fn label(paper: RiskPaper) -> &'static str {
    match paper {
        RiskPaper::RiskPlan => "风险防范措施",
        RiskPaper::EmergencyPlan => "应急预案",
        RiskPaper::RiskAssessment => "资金投入风险评估",
        RiskPaper::FundExit => "资金退出文件",
    }
}

fn report(
    ruled: &Ruled<'_, RiskPapers>,
    asset: &Asset,
    contract: &Contract,
    project: Option<&Project>,
    missing: &[RiskPaper],
) -> ledger::Finding {
    let id = contract.contract_id.clone();
    let id = id.unwrap_or_else(|| contract.origin.row_id.clone());
    let fields: Vec<&str> = missing.iter().map(|paper| field(*paper)).collect();
    let labels: Vec<&str> = missing.iter().map(|paper| label(*paper)).collect();
    let cells = missing.iter().flat_map(|paper| -> Vec<Cell> {
        match project.filter(|_| is_of_project(*paper)) {
            Some(project) => project.cells(&[field(*paper)]),
            None => contract.cells(&[field(*paper)]),
        }
    });
    ruled
        .finding(&RISK_PAPER_MISSING, Subject::new(SubjectKind::Contract, id))
        .detail(fields.join("+"))
        .place(asset.township.as_deref(), asset.village.as_deref())
        .arg("paper", labels.join("、"))
        .cells(asset.cells(&["income_scheme_flag"]))
        .cells(cells)
}
