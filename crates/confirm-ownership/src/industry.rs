//! The department that looks after one kind of assets, by the county's list of departments.

use crate::custody::is_own_body;
use crate::facts::main_source;
use crate::judged::{Case, Judged};
use ledger::codes::custody;
use ledger::{CheckRun, Finding, Row, StepOutput, Text, Value, Verdict};
use rulebook::checks::custody::IndustrySupervisor;
use rulebook::{Family, Holds, Ruled, When};

type Rule<'a> = Ruled<'a, IndustrySupervisor>;

/// One finding per asset that no department is said to look after whose kind it is.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules = case.book.ruled::<IndustrySupervisor>(case.law_day);
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(IndustrySupervisor::NAME));
    }
    let mut runs: Vec<CheckRun> = rules.iter().map(Ruled::run).collect();
    for asset in &case.assets {
        if asset.is(&When::default()) != Holds::Yes && !is_of_household(asset)
            || asset.view.is_gone()
        {
            continue;
        }
        let about: Vec<usize> = (0..rules.len())
            .filter(|i| rules.get(*i).is_some_and(|r| covers(case, r, asset)))
            .collect();
        let all: Vec<Rule> = about.iter().filter_map(|i| rules.get(*i)).copied().collect();
        let Some(speaks) = speaker(case, &all, asset) else {
            continue;
        };
        let found = judge(case, &all, speaks, asset);
        for i in about {
            let is_speaker = rules.get(i).is_some_and(|r| std::ptr::eq(r.rule, speaks.rule));
            let verdict = match &found {
                Judgement::Unknown => Verdict::Unknown,
                Judgement::Right => Verdict::Passed,
                Judgement::Wrong(_) if is_speaker => Verdict::Failed,
                Judgement::Wrong(_) => Verdict::Unknown,
            };
            if let Some(run) = runs.get_mut(i) {
                run.count(verdict);
            }
        }
        if let Judgement::Wrong(finding) = found {
            out.findings.push(*finding);
        }
    }
    out.checks.extend(runs);
    out
}

enum Judgement {
    Unknown,
    Right,
    Wrong(Box<Finding>),
}

fn is_of_household(asset: &Judged) -> bool {
    asset.fact("class") == Some("household") && !asset.view.is_extract()
}

/// Whether the asset is of a kind that the department looks after.
fn covers(case: &Case, rule: &Rule, asset: &Judged) -> bool {
    let rule = rule.rule;
    let is = |fact: &str, codes: &[&str]| asset.fact(fact).is_some_and(|v| codes.contains(&v));
    let name = asset.view.row.asset_name.as_deref().unwrap_or("");
    let source = main_source(&asset.view);
    is("subclass", &rule.subclasses)
        || is("project-type", &rule.project_types)
        || is("sector", &rule.sectors)
        || source.is_some_and(|source| rule.sources.contains(&&*source))
        || rule.words.iter().any(|word| name.contains(&**word))
        || (rule.own_projects && carried_out(case, rule, asset))
}

fn carried_out(case: &Case, rule: &IndustrySupervisor, asset: &Judged) -> bool {
    let of_project = || asset.view.project?.implementing_unit.as_ref();
    let unit: Option<&Text> = asset.view.row.implementing_unit.as_ref().or_else(of_project);
    let township = asset.view.township();
    unit.is_some_and(|unit| rule.bodies.iter().any(|b| is_own_body(case, township, unit, b)))
}

/// A57: implementing unit, then fund channel, then the order of the list.
fn speaker<'r>(case: &Case, all: &[Rule<'r>], asset: &Judged) -> Option<Rule<'r>> {
    let field = all.first()?.rule.named_in;
    let same_field = || all.iter().filter(|r| r.rule.named_in == field);
    let source = main_source(&asset.view);
    let by_money = |r: &&Rule| source.as_deref().is_some_and(|s| r.rule.sources.contains(&s));
    same_field()
        .find(|r| carried_out(case, r.rule, asset))
        .or_else(|| same_field().find(by_money))
        .or_else(|| same_field().next())
        .copied()
}

fn judge(case: &Case, all: &[Rule], speaks: Rule, asset: &Judged) -> Judgement {
    let field = speaks.rule.named_in.field();
    let row = asset.view.row;
    let Some((value, cells)) = case.columns.asset_value(&asset.view, field) else {
        return Judgement::Unknown;
    };
    if value == Value::Null && crate::custody::is_asked_for(case, asset, field) {
        return Judgement::Unknown;
    }
    let stated = if value.is_null() { "（空）".to_owned() } else { value.to_string() };
    let township = asset.view.township();
    let right = |rule: &Rule| {
        rule.rule.bodies.iter().any(|body| {
            crate::custody::names_in(&stated).any(|one| is_own_body(case, township, one, body))
        })
    };
    if all.iter().any(right) {
        return Judgement::Right;
    }
    let finding = asset
        .finding(speaks, &custody::SUPERVISOR_DIFFERS)
        .detail(field)
        .arg("expected", speaks.rule.bodies.first().cloned().unwrap_or_default())
        .arg("found", stated)
        .cells(cells)
        .cells(row.cells(&["industry_sector", "asset_subclass", "fund_source"]));
    Judgement::Wrong(Box::new(finding))
}
