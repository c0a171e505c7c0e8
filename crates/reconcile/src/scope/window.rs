//! When an asset came into being, and whether that lies inside the county's years.

use super::Scope;
use crate::entities::Entity;
use chrono::Datelike;
use ledger::codes::scope::BEFORE_START;
use ledger::tables::Asset;
use ledger::{Cell, Row, StepOutput, Verdict};
use rulebook::Ruled;
use rulebook::checks::reconciliation::ScopeWindow;

/// When an asset came into being, by one row.
#[derive(Debug)]
pub struct Formed {
    /// The date as stated, cut to what is known.
    pub date: String,
    /// Its year.
    pub year: i32,
    /// The field that says so.
    pub by: &'static str,
    /// The cells that say so.
    pub cells: Vec<Cell>,
}

impl Scope<'_> {
    /// The date of formation (A15): as stated, else acceptance, else completion, else the year of
    /// the money. `None` where nothing is stated.
    #[must_use]
    pub fn formed(&self, row: &Asset) -> Option<Formed> {
        let project = row.project_id.as_deref().and_then(|id| self.projects.get(id));
        let of_asset =
            |date: Option<ledger::Day>, column, by| date.map(|d| (d, by, row.cells(&[column])));
        let of_project = |date: Option<ledger::Day>, column, by| {
            date.zip(project).map(|(d, p)| (d, by, p.cells(&[column])))
        };
        let dated = of_asset(row.formation_date, "formation_date", "资产形成日期")
            .or_else(|| of_project(project?.acceptance_date, "acceptance_date", "项目验收日期"))
            .or_else(|| of_asset(row.completion_date, "completion_date", "建成日期"))
            .or_else(|| of_project(project?.completion_date, "completion_date", "项目完工日期"));
        if let Some((day, by, cells)) = dated {
            return Some(Formed { date: day.to_string(), year: day.date.year(), by, cells });
        }
        let year = row.fund_year?;
        Some(Formed {
            date: year.to_string(),
            year: i32::try_from(year).ok()?,
            by: "资金年度",
            cells: row.cells(&["fund_year"]),
        })
    }

    /// Whether some ledger says that the asset was formed before the first year of a clause.
    #[must_use]
    pub fn before_start(&self, entity: &Entity) -> bool {
        self.window.iter().any(|rule| !self.early(entity, rule.rule.first_year).is_empty())
    }

    pub(super) fn early(&self, entity: &Entity, first_year: i32) -> Vec<Formed> {
        let formed = entity.rows.iter().filter_map(|row| self.formed(row));
        formed.filter(|f| f.year < first_year).collect()
    }
}

/// `scope-window`: one finding per asset, with the cells of every ledger that says so.
pub(super) fn check(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    for rule in &scope.window {
        let mut run = rule.run();
        for entity in entities {
            run.count(judge(scope, rule, entity, out));
        }
        out.checks.push(run);
    }
}

fn judge(
    scope: &Scope,
    rule: &Ruled<ScopeWindow>,
    entity: &Entity,
    out: &mut StepOutput<()>,
) -> Verdict {
    let early = scope.early(entity, rule.rule.first_year);
    let Some(first) = early.first() else {
        let known = entity.rows.iter().any(|row| scope.formed(row).is_some());
        return if known { Verdict::Passed } else { Verdict::Unknown };
    };
    let finding = rule
        .finding(&BEFORE_START, entity.subject())
        .of(entity.lead())
        .parameter(format!("first_year={}", rule.rule.first_year))
        .arg("name", super::name(entity))
        .arg("basis", first.by)
        .arg("formed", first.date.as_str())
        .arg("year", rule.rule.first_year.to_string());
    out.findings.push(finding.cells(early.into_iter().flat_map(|f| f.cells)));
    Verdict::Failed
}
