//! The county's project library: the projects that it manages.

use super::{Scope, name};
use crate::entities::Entity;
use ledger::codes::scope::FUND_UNLISTED;
use ledger::{Cell, CheckRun, Row, StepOutput, Verdict};
use rulebook::checks::register::ProjectLibrary;
use rulebook::{Family, Ruled};

/// `project-library`: the asset or its project says that it is not in the library, or the list of
/// projects does not have it.
pub(super) fn check(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    let rules: Vec<Ruled<ProjectLibrary>> = scope.book.ruled(scope.day);
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(ProjectLibrary::NAME));
    }
    for rule in rules {
        let mut run = rule.run();
        for entity in entities {
            let (verdict, cells) = judge(scope, entity);
            run.count(verdict);
            if verdict == Verdict::Failed {
                let finding = rule
                    .finding(&FUND_UNLISTED, entity.subject())
                    .detail("project-library")
                    .of(entity.lead())
                    .arg("name", name(entity))
                    .arg("source", "未列入县级项目库的项目");
                out.findings.push(finding.cells(cells));
            }
        }
        out.checks.push(run);
    }
}

fn judge(scope: &Scope, entity: &Entity) -> (Verdict, Vec<Cell>) {
    let lead = entity.lead();
    let project = entity.rows.iter().find_map(|row| scope.project_of(row));
    let stated = entity.rows.iter().map(|row| row.in_project_library);
    let stated: Vec<bool> =
        stated.chain([project.and_then(|p| p.in_project_library)]).flatten().collect();
    let cells = || {
        let of_project =
            project.iter().flat_map(|p| p.cells(&["project_id", "in_project_library"]));
        lead.cells(&["project_id", "in_project_library"]).into_iter().chain(of_project).collect()
    };
    if stated.contains(&false) {
        return (Verdict::Failed, cells());
    }
    if stated.contains(&true) {
        return (Verdict::Passed, Vec::new());
    }
    let unlisted = lead.project_id.is_some() && project.is_none() && scope.books.has("projects");
    if unlisted { (Verdict::Failed, cells()) } else { (Verdict::Unknown, Vec::new()) }
}
