//! Money that no department supervises.

use super::projects::Projects;
use crate::basis::Basis;
use ledger::codes::fund;
use ledger::words::money::FUND_SOURCE;
use ledger::words::projects::INDUSTRY_SECTOR;
use ledger::{Books, CaseInfo, CheckRun, Row, StepOutput, Verdict};
use rulebook::checks::reconciliation::FundSupervisor;
use rulebook::{Family, Rulebook};
use std::collections::BTreeSet;

/// `fund.supervisor-missing`: the county's table names departments by source of money and by
/// industry; a project whose money and industry stand in none of them has no supervisor.
pub(super) fn check(
    books: &Books,
    projects: &Projects,
    book: &Rulebook,
    case: &CaseInfo,
) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let ruled = book.ruled::<FundSupervisor>(case.law_day());
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(FundSupervisor::NAME));
        return out;
    }
    let basis = Basis::of::<FundSupervisor>(book, case.as_of);
    if !books.has("fund_ledger") {
        out.checks.push(basis.no_data());
        return out;
    }
    let sources: BTreeSet<&str> = ruled.iter().flat_map(|r| r.rule.sources.clone()).collect();
    let sectors: BTreeSet<&str> = ruled.iter().flat_map(|r| r.rule.sectors.clone()).collect();
    let mut run = basis.run();
    for project in projects.all.values().filter(|p| !p.lines.is_empty()) {
        let sector = project
            .record
            .and_then(|p| p.industry_sector.as_deref())
            .or_else(|| project.assets.iter().find_map(|a| a.industry_sector.as_deref()));
        for source in
            project.lines.iter().map(|l| l.fund_source.as_deref()).collect::<BTreeSet<_>>()
        {
            if source.is_none() && sector.is_none() {
                run.count(Verdict::Unknown);
                continue;
            }
            let supervised = source.is_some_and(|s| sources.contains(s))
                || sector.is_some_and(|s| sectors.contains(s));
            run.count(Verdict::from(supervised));
            if supervised {
                continue;
            }
            let lines = project.lines.iter().filter(|l| l.fund_source.as_deref() == source);
            let record = project.record.iter().flat_map(|p| p.cells(&["industry_sector"]));
            out.findings.push(
                basis
                    .finding(&fund::SUPERVISOR_MISSING, project.subject())
                    .detail(source.unwrap_or_default())
                    .arg("project", project.name.clone())
                    .arg("source", FUND_SOURCE.label_of(source.unwrap_or("未说明")))
                    .arg("sector", INDUSTRY_SECTOR.label_of(sector.unwrap_or("未说明")))
                    .cells(lines.flat_map(|l| l.cells(&["project_id", "fund_source"])))
                    .cells(record),
            );
        }
    }
    out.checks.push(run);
    out
}
