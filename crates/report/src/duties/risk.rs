//! Papers against risk that assets of the income-sharing scheme need.

use super::Duty;
use chrono::Datelike;
use ledger::codes::contract::RISK_PAPER_MISSING;
use ledger::tables::{Asset, Contract, Project};
use ledger::{Books, Cell, Row, StepOutput, Subject, SubjectKind, Verdict};
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
            // An asset without a contract answers for its project's papers itself; that it has no
            // contract is another finding.
            let mut holders: Vec<Option<&Contract>> = contracts.iter().copied().map(Some).collect();
            if holders.is_empty() {
                holders.push(None);
            }
            for contract in holders {
                let held = Held { books: duty.books, asset, contract, project };
                let papers = ruled.rule.papers.iter().copied();
                let known = papers.clone().all(|paper| held.is_known(paper));
                let missing: Vec<RiskPaper> = papers.filter(|p| held.lacks(*p)).collect();
                if !missing.is_empty() {
                    run.count(Verdict::Failed);
                    findings.push(report(ruled, &held, &missing));
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

/// What may name the papers of an asset.
struct Held<'a> {
    books: &'a Books,
    asset: &'a Asset,
    contract: Option<&'a Contract>,
    project: Option<&'a Project>,
}

impl Held<'_> {
    fn is_known(&self, paper: RiskPaper) -> bool {
        let field = field(paper);
        if is_of_project(paper) {
            self.project.is_some_and(|project| self.books.has_column(project, field))
        } else {
            self.contract.is_some_and(|contract| self.books.has_column(contract, field))
        }
    }

    fn lacks(&self, paper: RiskPaper) -> bool {
        let field = field(paper);
        if is_of_project(paper) {
            self.project.is_some_and(|project| self.books.lacks(project, field))
        } else {
            self.contract.is_some_and(|contract| self.books.lacks(contract, field))
        }
    }

    fn cells(&self, paper: RiskPaper) -> Vec<Cell> {
        let field = [field(paper)];
        if is_of_project(paper) {
            self.project.map_or_else(Vec::new, |project| project.cells(&field))
        } else {
            self.contract.map_or_else(Vec::new, |contract| contract.cells(&field))
        }
    }

    /// The contract; the asset where it has none.
    fn subject(&self) -> Subject {
        self.contract.map_or_else(
            || Subject::asset(self.asset),
            |contract| {
                let id = contract.contract_id.clone();
                let id = id.unwrap_or_else(|| contract.origin.row_id.clone());
                Subject::new(SubjectKind::Contract, id)
            },
        )
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
    held: &Held<'_>,
    missing: &[RiskPaper],
) -> ledger::Finding {
    let fields: Vec<&str> = missing.iter().map(|paper| field(*paper)).collect();
    let labels: Vec<&str> = missing.iter().map(|paper| label(*paper)).collect();
    let asset = held.asset;
    ruled
        .finding(&RISK_PAPER_MISSING, held.subject())
        .detail(fields.join("+"))
        .place(asset.township.as_deref(), asset.village.as_deref())
        .arg("paper", labels.join("、"))
        .cells(asset.cells(&["income_scheme_flag"]))
        .cells(missing.iter().flat_map(|paper| held.cells(*paper)))
}
