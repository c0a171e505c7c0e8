//! State or collective: by whom the money received (A25), and in which systems the county's text
//! would have each of them.

use crate::entities::Entity;
use crate::scope::{Scope, name};
use ledger::codes::intake::CLASS_UNLISTED;
use ledger::tables::Asset;
use ledger::words::assets::{ASSET_NATURE, REGISTER_SYSTEM};
use ledger::words::money::FUND_RECIPIENT_LEVEL;
use ledger::{CheckRun, Finding, Row, StepOutput, Verdict};
use rulebook::checks::register::{AssetNature, NatureRegister};
use rulebook::{Family, Ruled};

/// `asset-nature`: one finding per asset, under the clause that its nature breaks.
pub(super) fn check(
    scope: &Scope,
    rules: &[Ruled<AssetNature>],
    entities: &[Entity],
    out: &mut StepOutput<()>,
) {
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(AssetNature::NAME));
    }
    for rule in rules {
        let mut run = rule.run();
        for entity in entities {
            let lead = entity.lead();
            let class = lead.asset_class.as_deref();
            if class.is_some_and(|class| rule.rule.except_classes.contains(&class)) {
                continue;
            }
            let nature = entity.rows.iter().find_map(|row| row.asset_nature.as_deref());
            let judged = match rule.rule.nature {
                Some(due) => by_recipient(scope, rule, due, entity, nature),
                None => stated(scope, rule, entity, nature),
            };
            if let Some((verdict, finding)) = judged {
                run.count(verdict);
                out.findings.extend(finding);
            }
        }
        out.checks.push(run);
    }
}

type Judged = Option<(Verdict, Option<Finding>)>;

/// Every asset carries a nature.
fn stated(
    scope: &Scope,
    rule: &Ruled<AssetNature>,
    entity: &Entity,
    nature: Option<&str>,
) -> Judged {
    let lead = entity.lead();
    match nature {
        Some(nature) if rule.rule.one_of.contains(&nature) => Some((Verdict::Passed, None)),
        None if !scope.has_column(lead, "asset_nature") => Some((Verdict::Unknown, None)),
        _ => {
            let expected = labels(&rule.rule.one_of);
            Some((Verdict::Failed, Some(finding(rule, entity, nature, &expected))))
        }
    }
}

/// Money of these recipients makes assets of that nature; a blank nature is the other clause's.
fn by_recipient(
    scope: &Scope,
    rule: &Ruled<AssetNature>,
    due: &'static str,
    entity: &Entity,
    nature: Option<&str>,
) -> Judged {
    let nature = nature?;
    let stated = entity.rows.iter().find_map(|row| row.fund_recipient_level.as_deref());
    let project = || scope.project_of(entity.lead())?.fund_recipient_level.as_deref();
    let Some(recipient) = stated.or_else(project) else {
        return Some((Verdict::Unknown, None));
    };
    if !rule.rule.recipients.contains(&recipient) {
        return None;
    }
    if nature == due {
        return Some((Verdict::Passed, None));
    }
    let expected = format!(
        "{}（资金拨付到{}）",
        ASSET_NATURE.label_of(due),
        FUND_RECIPIENT_LEVEL.label_of(recipient)
    );
    Some((Verdict::Failed, Some(finding(rule, entity, Some(nature), &expected))))
}

fn finding(
    rule: &Ruled<AssetNature>,
    entity: &Entity,
    nature: Option<&str>,
    expected: &str,
) -> Finding {
    let lead = entity.lead();
    rule.finding(&CLASS_UNLISTED, entity.subject())
        .detail("asset_nature")
        .of(lead)
        .arg("name", name(entity))
        .arg("class", "国有集体性质")
        .arg("subclass", nature.map_or("空缺", |n| ASSET_NATURE.label_of(n)))
        .arg("expected", expected)
        .cells(entity.rows.iter().flat_map(|r| r.cells(&["asset_nature", "fund_recipient_level"])))
}

fn labels(natures: &[&str]) -> String {
    natures.iter().map(|n| ASSET_NATURE.label_of(n)).collect::<Vec<_>>().join("或")
}

/// `nature-register`: an asset declared to stand in a system that is only the other nature's.
pub(super) fn register(
    scope: &Scope,
    rules: &[Ruled<NatureRegister>],
    entities: &[Entity],
    out: &mut StepOutput<()>,
) {
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(NatureRegister::NAME));
    }
    for rule in rules {
        let mut run = rule.run();
        for entity in entities.iter().filter(|e| !scope.gone(e)) {
            let lead = entity.lead();
            let nature = lead.asset_nature.as_deref();
            let own = nature.and_then(|nature| rule.rule.systems.get(nature));
            let (Some(nature), Some(own)) = (nature, own) else {
                continue;
            };
            if lead.register_system.is_empty() {
                run.count(Verdict::Unknown);
                continue;
            }
            let wrong: Vec<&str> = lead
                .register_system
                .iter()
                .map(|system| &**system)
                .filter(|s| !own.contains(s) && is_of_another(rule.rule, nature, s))
                .collect();
            run.count(Verdict::from(wrong.is_empty()));
            if !wrong.is_empty() {
                out.findings.push(misplaced(rule, entity, lead, (&wrong, own)));
            }
        }
        out.checks.push(run);
    }
}

fn is_of_another(rule: &NatureRegister, nature: &str, system: &str) -> bool {
    rule.systems.iter().any(|(other, systems)| *other != nature && systems.contains(&system))
}

fn misplaced(
    rule: &Ruled<NatureRegister>,
    entity: &Entity,
    lead: &Asset,
    (wrong, own): (&[&str], &[&str]),
) -> Finding {
    let labels = |systems: &[&str]| {
        systems.iter().map(|s| REGISTER_SYSTEM.label_of(s)).collect::<Vec<_>>().join("、")
    };
    rule.finding(&CLASS_UNLISTED, entity.subject())
        .detail("register_system")
        .of(lead)
        .arg("name", name(entity))
        .arg("class", lead.asset_nature.as_deref().map_or("", |n| ASSET_NATURE.label_of(n)))
        .arg("subclass", labels(wrong))
        .arg("expected", labels(own))
        .cells(lead.cells(&["asset_nature", "register_system"]))
}
