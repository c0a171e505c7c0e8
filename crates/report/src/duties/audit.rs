//! The audit bureau's plan of the year.

use super::Duty;
use super::evaluation::called;
use ledger::codes::duty::EVALUATION_MISSING;
use ledger::tables::Project;
use ledger::{Row, StepOutput, Subject, Verdict};
use rulebook::checks::duty::AuditPlan;
use std::collections::BTreeMap;

/// `audit-plan`: the project of a managed asset is in the plan of the year.
pub(super) fn check(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let projects: BTreeMap<&str, &Project> =
        duty.books.projects.iter().filter_map(|p| Some((p.project_id.as_deref()?, p))).collect();
    let year = duty.case.year;
    duty.each::<AuditPlan>(&["assets", "projects"], out, |ruled, run, findings| {
        for asset in duty.holdings.assets.iter().copied() {
            let project = asset.project_id.as_deref().and_then(|id| projects.get(id).copied());
            let Some(project) = project else {
                run.count(Verdict::Unknown);
                continue;
            };
            let verdict = match project.audit_plan_year {
                Some(planned) => Verdict::from(planned == i64::from(year)),
                None if duty.books.has_column(project, "audit_plan_year") => Verdict::Failed,
                None => Verdict::Unknown,
            };
            run.count(verdict);
            if verdict == Verdict::Failed {
                let stated = project.audit_plan_year;
                let found = stated.map_or_else(
                    || "未列入审计计划".to_owned(),
                    |planned| format!("列入的是 {planned} 年的计划"),
                );
                let finding = ruled.finding(&EVALUATION_MISSING, Subject::asset(asset));
                findings.push(
                    called(finding, asset)
                        .detail(format!("audit-{year}"))
                        .of(asset)
                        .arg("expected", format!("列入 {year} 年度审计计划"))
                        .arg("found", found)
                        .cells(asset.cells(&["project_id"]))
                        .cells(project.cells(&["audit_plan_year", "audit_report_no"])),
                );
            }
        }
    });
}
