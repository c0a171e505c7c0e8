//! Money that the county leaves out, by where it comes from and by what it was spent on.

use super::money::labels;
use super::{Scope, name};
use crate::entities::Entity;
use ledger::codes::scope::FUND_EXCLUDED;
use ledger::tables::FundLine;
use ledger::words::money::FUND_USE_DIRECTION;
use ledger::{Cell, CheckRun, Row, StepOutput, Verdict};
use rulebook::checks::reconciliation::FundExcluded;
use rulebook::{Family, Ruled};
use std::collections::BTreeSet;

/// Why an asset is left out.
struct Why {
    /// Its money, in words.
    money: String,
    cells: Vec<Cell>,
}

/// `fund-excluded`: the asset is left out, and still counted among what is managed.
pub(super) fn check(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    if scope.excluded.is_empty() {
        out.checks.push(CheckRun::silent(FundExcluded::NAME));
    }
    for rule in &scope.excluded {
        let lacks_lines = !rule.rule.uses.is_empty() && !scope.books.has("fund_ledger");
        if lacks_lines && rule.rule.sources.is_empty() && rule.rule.words.is_empty() {
            out.checks.push(rule.no_data());
            continue;
        }
        let mut run = rule.run();
        for entity in entities {
            let verdict = judge(scope, rule, entity, out);
            run.count(verdict);
        }
        out.checks.push(run);
    }
}

fn judge(
    scope: &Scope,
    rule: &Ruled<FundExcluded>,
    entity: &Entity,
    out: &mut StepOutput<()>,
) -> Verdict {
    let (by_source, by_use) =
        (by_source(scope, rule.rule, entity), by_use(scope, rule.rule, entity));
    let known = by_source.is_some() || by_use.is_some();
    let why = by_source.flatten().or(by_use.flatten()).or_else(|| by_name(rule.rule, entity));
    let outside = entity.rows.iter().all(|row| row.in_managed_scope == Some(false));
    let Some(why) = why.filter(|_| !outside) else {
        let by_words_only = rule.rule.sources.is_empty() && rule.rule.uses.is_empty();
        return if known || outside || by_words_only { Verdict::Passed } else { Verdict::Unknown };
    };
    let finding = rule
        .finding(&FUND_EXCLUDED, entity.subject())
        .of(entity.lead())
        .arg("name", name(entity))
        .arg("source", why.money)
        .cells(why.cells)
        .cells(entity.rows.iter().flat_map(|row| row.cells(&["in_managed_scope"])));
    out.findings.push(finding);
    Verdict::Failed
}

/// All its money is of sources that are left out. `None` where no source is stated, or none is asked
/// for.
fn by_source(scope: &Scope, rule: &FundExcluded, entity: &Entity) -> Option<Option<Why>> {
    if rule.sources.is_empty() {
        return None;
    }
    let parts = scope.mixes.of_entity(entity);
    if parts.is_empty() {
        return None;
    }
    let all = parts.iter().all(|p| rule.sources.contains(&&*p.source));
    Some(all.then(|| Why {
        money: labels(&parts),
        cells: parts.into_iter().flat_map(|p| p.cells).collect(),
    }))
}

/// All lines of its project say that they were spent on something else than assets. `None` where no
/// line says on what, or it is not asked.
fn by_use(scope: &Scope, rule: &FundExcluded, entity: &Entity) -> Option<Option<Why>> {
    let lead = entity.lead();
    let is_excepted = lead.asset_class.as_deref().is_some_and(|c| rule.except_classes.contains(&c));
    if rule.uses.is_empty() || is_excepted {
        return None;
    }
    let lines: &[&FundLine] = scope.lines.get(lead.project_id.as_deref()?)?;
    let uses: Vec<&str> = lines.iter().filter_map(|l| l.fund_use_direction.as_deref()).collect();
    if uses.len() < lines.len() {
        return None;
    }
    let all = uses.iter().all(|u| rule.uses.contains(u));
    Some(all.then(|| {
        Why {
            money: uses
                .iter()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .map(|u| FUND_USE_DIRECTION.label_of(u))
                .collect::<Vec<_>>()
                .join("、"),
            cells: lines
                .iter()
                .flat_map(|l| l.cells(&["project_id", "fund_use_direction"]))
                .collect(),
        }
    }))
}

/// Its name says that it is no asset.
fn by_name(rule: &FundExcluded, entity: &Entity) -> Option<Why> {
    let lead = entity.lead();
    let name = lead.asset_name.as_deref()?;
    let word = rule.words.iter().find(|word| name.contains(word.as_str()))?;
    Some(Why { money: word.clone(), cells: lead.cells(&["asset_name"]) })
}
