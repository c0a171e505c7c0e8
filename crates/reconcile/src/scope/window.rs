//! When an asset came into being, and whether that lies inside the county's years.

use super::Scope;
use crate::entities::Entity;
use chrono::Datelike;
use ledger::codes::scope::BEFORE_START;
use ledger::tables::{Asset, Project};
use ledger::{Cell, CheckRun, Day, Finding, Row, StepOutput, Verdict};
use rulebook::checks::reconciliation::ScopeWindow;
use rulebook::checks::register::EarlierAssets;
use rulebook::{Family, Ruled};

/// When an asset came into being, by one row.
#[derive(Debug)]
pub struct Formed {
    /// The date as stated, cut to what is known.
    pub date: String,
    /// The field that says so.
    pub by: &'static str,
    /// The cells that say so.
    pub cells: Vec<Cell>,
}

/// What states when an asset came into being.
enum Stated<'r> {
    /// A date of its row: field and name of the field.
    Row(Day, &'static str, &'static str),
    /// A date of its project: field and name of the field.
    Project(Day, &'r Project, &'static str, &'static str),
    /// The year of its money.
    Money(i32),
}

impl Stated<'_> {
    fn year(&self) -> i32 {
        match self {
            Self::Row(day, ..) | Self::Project(day, ..) => day.date.year(),
            Self::Money(year) => *year,
        }
    }

    fn formed(&self, row: &Asset) -> Formed {
        match *self {
            Self::Row(day, field, by) => {
                Formed { date: day.to_string(), by, cells: row.cells(&[field]) }
            }
            Self::Project(day, project, field, by) => {
                Formed { date: day.to_string(), by, cells: project.cells(&[field]) }
            }
            Self::Money(year) => {
                let (date, cells) = (year.to_string(), row.cells(&["fund_year"]));
                Formed { date, by: "资金年度", cells }
            }
        }
    }
}

impl<'a> Scope<'a> {
    /// The date of formation (A15): as stated, else acceptance, else completion, else the year of
    /// the money. `None` where nothing is stated.
    fn stated(&self, row: &Asset) -> Option<Stated<'a>> {
        let project = row.project_id.as_deref().and_then(|id| self.projects.get(id)).copied();
        let of_row = |date: Option<Day>, field, by| Some(Stated::Row(date?, field, by));
        let of_project = |date: fn(&Project) -> Option<Day>, field, by| {
            Some(Stated::Project(date(project?)?, project?, field, by))
        };
        of_row(row.formation_date, "formation_date", "资产形成日期")
            .or_else(|| of_project(|p| p.acceptance_date, "acceptance_date", "项目验收日期"))
            .or_else(|| of_row(row.completion_date, "completion_date", "建成日期"))
            .or_else(|| of_project(|p| p.completion_date, "completion_date", "项目完工日期"))
            .or_else(|| Some(Stated::Money(i32::try_from(row.fund_year?).ok()?)))
    }

    /// Whether some ledger says that the asset was formed outside the years of a clause.
    #[must_use]
    pub fn outside_window(&self, entity: &Entity) -> bool {
        self.window.iter().any(|rule| !self.formed(entity, |y| !rule.rule.holds(y)).is_empty())
    }

    /// What the ledgers say of when it was formed, those whose year is so.
    pub(super) fn formed(&self, entity: &Entity, is_so: impl Fn(i32) -> bool) -> Vec<Formed> {
        let stated = entity.rows.iter().filter_map(|row| Some((row, self.stated(row)?)));
        let so = stated.filter(|(_, stated)| is_so(stated.year()));
        so.map(|(row, stated)| stated.formed(row)).collect()
    }
}

/// `scope-window`: one finding per asset, with the cells of every ledger that says so. Where the county
/// traces earlier assets (`earlier-assets`), one that is untraced breaks that clause, too.
pub(super) fn check(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    if scope.earlier.is_empty() {
        out.checks.push(CheckRun::silent(EarlierAssets::NAME));
    }
    let mut traced: Vec<CheckRun> = scope.earlier.iter().map(Ruled::run).collect();
    for rule in &scope.window {
        let mut run = rule.run();
        for entity in entities {
            run.count(judge(scope, rule, entity, &mut traced, out));
        }
        out.checks.push(run);
    }
    out.checks.extend(traced);
}

fn judge(
    scope: &Scope,
    rule: &Ruled<ScopeWindow>,
    entity: &Entity,
    traced: &mut [CheckRun],
    out: &mut StepOutput<()>,
) -> Verdict {
    let early = scope.formed(entity, |year| year < rule.rule.first_year);
    let late = scope.formed(entity, |year| rule.rule.is_over(year));
    if let (true, Some(first), Some(last_year)) =
        (early.is_empty(), late.first(), rule.rule.last_year)
    {
        let finding = outside(rule, entity, first)
            .parameter(format!("last_year={last_year}"))
            .arg_in("bound", &format!("晚于{last_year}年"), &format!("after {last_year}"))
            .arg_in("treatment", LATER.0, LATER.1);
        out.findings.push(finding.cells(late.into_iter().flat_map(|f| f.cells)));
        return Verdict::Failed;
    }
    let Some(first) = early.first() else {
        let known = entity.rows.iter().any(|row| scope.stated(row).is_some());
        return if known { Verdict::Passed } else { Verdict::Unknown };
    };
    let is_traced = is_traced(entity);
    traced.iter_mut().for_each(|run| run.count(Verdict::from(is_traced)));
    let first_year = rule.rule.first_year;
    let mut finding = outside(rule, entity, first)
        .parameter(format!("first_year={first_year}"))
        .arg_in("bound", &format!("早于{first_year}年"), &format!("before {first_year}"));
    if !is_traced && let Some(earlier) = scope.earlier.first() {
        let clauses = format!("{};{}", rule.clause.id, earlier.clause.id);
        let severity = rule.clause.severity.max(earlier.clause.severity);
        finding = finding
            .clause(rule.book, &clauses, severity)
            .cells(entity.lead().cells(&["asset_status", "owner_type"]));
    }
    let (zh, en) = treatment(!scope.earlier.is_empty(), is_traced);
    out.findings
        .push(finding.arg_in("treatment", zh, en).cells(early.into_iter().flat_map(|f| f.cells)));
    Verdict::Failed
}

/// What the county does with later assets, in both languages.
const LATER: (&str, &str) = (
    "不属本办法的管理范围，应按以后的规定管理并注明",
    "it lies outside these rules and follows the later ones",
);

fn outside(rule: &Ruled<ScopeWindow>, entity: &Entity, formed: &Formed) -> Finding {
    rule.finding(&BEFORE_START, entity.subject())
        .of(entity.lead())
        .arg("name", super::name(entity))
        .arg("basis", formed.by)
        .arg("formed", formed.date.as_str())
}

/// Whether the state and the owner of an asset are known.
fn is_traced(entity: &Entity) -> bool {
    let states = |of: fn(&Asset) -> bool| entity.rows.iter().any(|row| of(row));
    states(|row| row.asset_status.is_some())
        && states(|row| !matches!(row.owner_type.as_deref(), None | Some("undetermined")))
}

/// What the county does with earlier assets, in both languages.
const fn treatment(takes_in: bool, is_traced: bool) -> (&'static str, &'static str) {
    match (takes_in, is_traced) {
        (false, _) => (
            "不属本办法的管理范围，应按原有规定管理并注明",
            "it lies outside these rules and follows the earlier ones",
        ),
        (true, true) => (
            "状态和权属已经查明，清查登记后尽可能纳入管理",
            "it is traced, and taken in as far as possible",
        ),
        (true, false) => (
            "应尽可能追溯后纳入管理，但资产状态或产权归属尚未查明",
            "it should be traced and taken in, but its state or its owner is unknown",
        ),
    }
}
