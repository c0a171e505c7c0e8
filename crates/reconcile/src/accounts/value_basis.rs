//! The amount at which assets stand against what the county's text says it must be.

use super::gap::{Cause, Gap};
use crate::ground::Ground;
use crate::holdings::is_household;
use crate::keys::text::fold;
use ledger::codes::account;
use ledger::tables::{Asset, Project};
use ledger::words::accounts::VALUE_BASIS;
use ledger::{Cell, CheckRun, Fen, Finding, Row, StepOutput, Subject, Verdict};
use rulebook::checks::reconciliation::{DueValue, FinalAccounts, ValueBasis};
use rulebook::{Family, Ruled};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// `account.value-basis`, only where a clause asks. A project's amount is compared with what its
/// assets add up to; of several assets the finding stands on the first at fault.
pub(super) fn check<'a>(ground: &Ground<'a>) -> StepOutput<Vec<Gap<'a>>> {
    let Ground { books, entities, book, case, .. } = *ground;
    let mut out = StepOutput::default();
    let ruled = book.ruled::<ValueBasis>(case.law_day());
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(ValueBasis::NAME));
        return out;
    }
    let mut assets: BTreeMap<Cow<'_, str>, Vec<&Asset>> = BTreeMap::new();
    for asset in entities.all.iter().filter_map(|e| e.county()) {
        if let (Some(project), false) = (asset.project_id.as_deref(), is_household(asset)) {
            assets.entry(fold(project)).or_default().push(asset);
        }
    }
    for rule in ruled {
        if !books.has("projects") {
            out.checks.push(rule.no_data());
            continue;
        }
        let mut run = rule.run();
        for project in books.projects.iter().filter(|p| applies(&rule, p)) {
            let id = project.project_id.as_deref().map(fold);
            let Some(of) = id.and_then(|id| assets.get(&id)) else {
                continue;
            };
            let (verdict, finding) = compare(&rule, project, of);
            run.count(verdict);
            let due = due_of(rule.rule.value, project).0;
            let cause = Cause::ValueBasis { assets: of.clone(), due };
            out.rows.extend(finding.as_ref().map(|finding| Gap::new(finding, cause)));
            out.findings.extend(finding);
        }
        out.checks.push(run);
    }
    out
}

fn applies(rule: &Ruled<ValueBasis>, project: &Project) -> bool {
    let made = project.final_accounts_amount.is_some() || project.final_accounts_date.is_some();
    match rule.rule.projects {
        FinalAccounts::Made => project.final_accounts_required == Some(true) && made,
        FinalAccounts::Pending => project.final_accounts_required == Some(true) && !made,
        FinalAccounts::NotRequired => project.final_accounts_required == Some(false),
    }
}

/// How a value is said to have been found, where that contradicts the amount at which it must
/// stand. 原值 says nothing of where the amount comes from.
fn contradicts(asset: &Asset, value: DueValue) -> bool {
    let due = match value {
        DueValue::FinalAccount => "final_account",
        DueValue::ActualSpend => "actual_spend",
    };
    asset.value_basis.as_deref().is_some_and(|basis| basis != due && basis != "original")
}

/// The amount at which a project's assets must stand, its column, and what it is.
fn due_of(value: DueValue, project: &Project) -> (Option<Fen>, &'static str, &'static str) {
    match value {
        DueValue::FinalAccount => {
            (project.final_accounts_amount, "final_accounts_amount", "竣工财务决算金额")
        }
        DueValue::ActualSpend => (project.disbursed_amount, "disbursed_amount", "实际列支金额"),
    }
}

fn compare(
    rule: &Ruled<ValueBasis>,
    project: &Project,
    assets: &[&Asset],
) -> (Verdict, Option<Finding>) {
    let (due, column, basis) = due_of(rule.rule.value, project);
    let papers = Papers::of(rule.rule, project, assets);
    let values: Option<Vec<Fen>> = assets.iter().map(|a| a.original_value).collect();
    let wrong = assets.iter().find(|a| contradicts(a, rule.rule.value));
    let (Some(values), Some(first)) = (values, wrong.or(assets.first())) else {
        return (Verdict::Unknown, None);
    };
    let found = Fen::sum(values);
    if due == Some(found) && papers.present && wrong.is_none() {
        return (Verdict::Passed, None);
    }
    let known = due.map_or_else(|| "（空）".to_owned(), |d| format!("{} 元", d.grouped()));
    let stated = first.value_basis.as_deref().unwrap_or("（空）");
    let mut finding = rule
        .finding(&account::VALUE_BASIS, Subject::asset(first))
        .of(first)
        .arg("name", first.asset_name.clone().unwrap_or_default())
        .arg("found", found.grouped())
        .arg("stated", VALUE_BASIS.label_of(stated))
        .arg("basis", basis)
        .arg("expected", known)
        .arg("paper", if papers.present { "已有" } else { "缺失" })
        .cells(project.cells(&["project_id", "final_accounts_required", column]))
        .cells(papers.cells)
        .cells(assets.iter().flat_map(|a| a.cells(&["original_value", "value_basis"])));
    if let Some(due) = due {
        finding = finding.amount(found.minus(due));
    }
    (Verdict::Failed, Some(finding))
}

/// The papers behind a value: one of those that the clause names suffices; none named, none owed.
struct Papers {
    present: bool,
    cells: Vec<Cell>,
}

impl Papers {
    fn of(rule: &ValueBasis, project: &Project, assets: &[&Asset]) -> Self {
        let mut papers = Self { present: rule.papers.is_empty(), cells: Vec::new() };
        for field in rule.papers.iter().map(String::as_str) {
            if Project::TABLE.column(field).is_some() {
                papers.present |= !project.value(field).is_null();
                papers.cells.extend(project.cells(&[field]));
            } else if Asset::TABLE.column(field).is_some() {
                papers.present |= assets.iter().all(|a| !a.value(field).is_null());
                papers.cells.extend(assets.iter().flat_map(|a| a.cells(&[field])));
            }
        }
        papers
    }
}
