//! Papers of the project that the register must name.

use super::fields::{by_project, subjects};
use crate::entities::{Entities, Entity};
use crate::scope::{Scope, name};
use ledger::codes::contract::RISK_PAPER_MISSING;
use ledger::codes::custody::SUPERVISOR_DIFFERS;
use ledger::tables::Asset;
use ledger::{Books, CheckRun, Row, StepOutput, Verdict};
use rulebook::checks::reconciliation::{AfterCareGroup, ProjectRiskPaper};
use rulebook::{Family, Ruled};

/// `project-risk-paper`: no feasibility and risk assessment is named. Reported on the assets of the
/// project, on the project where it has none. Where no project names one, the column was not
/// received.
pub(super) fn risk(
    books: &Books,
    rules: &[Ruled<ProjectRiskPaper>],
    entities: &Entities,
    out: &mut StepOutput<()>,
) {
    const FIELD: &str = "feasibility_risk_report_no";
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(ProjectRiskPaper::NAME));
    }
    let projects = by_project(entities);
    for rule in rules {
        if books.projects.iter().all(|p| p.value(FIELD).is_null()) {
            out.checks.push(rule.no_data());
            continue;
        }
        let mut run = rule.run();
        let of_type = |code: &str| rule.rule.project_types.contains(&code);
        for project in &books.projects {
            if !project.project_type.as_deref().is_some_and(of_type) {
                continue;
            }
            let stated = project.feasibility_risk_report_no.is_some();
            run.count(Verdict::from(stated));
            let Some(id) = project.project_id.as_deref().filter(|_| !stated) else {
                continue;
            };
            let project_name = project.project_name.as_deref().unwrap_or_default();
            for (subject, name) in subjects(&projects, id, project_name) {
                let finding = rule
                    .finding(&RISK_PAPER_MISSING, subject)
                    .detail(FIELD)
                    .place(project.township.as_deref(), project.village.as_deref())
                    .arg("name", name)
                    .arg("paper", "可行性及风险评估报告");
                out.findings.push(finding.cells(project.cells(&["project_type", FIELD])));
            }
        }
        out.checks.push(run);
    }
}

/// `after-care-group`: the county ledger names no after-care group. An asset that stands in a
/// village owes the village's own group, which another clause asks for; the same blank is not
/// reported twice. Where no row names one, the column was not received.
pub(super) fn after_care(
    scope: &Scope,
    rules: &[Ruled<AfterCareGroup>],
    entities: &[Entity],
    out: &mut StepOutput<()>,
) {
    const FIELD: &str = "post_mgmt_group_doc_no";
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(AfterCareGroup::NAME));
    }
    let managed = entities.iter().filter(|e| !scope.register_only(e) && !scope.gone(e));
    let rows: Vec<(&Entity, &Asset)> = managed.filter_map(|e| Some((e, e.county()?))).collect();
    for rule in rules {
        if rows.iter().all(|(_, row)| row.post_mgmt_group_doc_no.is_none()) {
            out.checks.push(rule.no_data());
            continue;
        }
        let mut run = rule.run();
        for (entity, row) in rows.iter().filter(|(_, row)| row.village.is_none()) {
            let stated = row.post_mgmt_group_doc_no.is_some();
            run.count(Verdict::from(stated));
            if !stated {
                let finding = rule
                    .finding(&SUPERVISOR_DIFFERS, entity.subject())
                    .detail(FIELD)
                    .of(row)
                    .arg("name", name(entity))
                    .arg("expected", "后续管理监督小组")
                    .arg("found", "未明确");
                out.findings.push(finding.cells(row.cells(&["project_id", FIELD])));
            }
        }
        out.checks.push(run);
    }
}
