//! Managed classes and their sub-classes. A sub-class in another class's list is an error; one in
//! no list is a warning where the lists are open (等).

use crate::entities::Entity;
use crate::scope::{Scope, name};
use ledger::codes::intake::CLASS_UNLISTED;
use ledger::tables::Asset;
use ledger::words::assets::{ASSET_CLASS, ASSET_SUBCLASS};
use ledger::{Books, CheckRun, Finding, Row, Severity, StepOutput, Verdict};
use rulebook::checks::reconciliation::ClassList;
use rulebook::checks::register::AssetClass;
use rulebook::{Family, Ruled};
use std::collections::BTreeSet;

type Lists<'r, 'b> = &'r [Ruled<'b, ClassList>];

/// What is wrong with the class or sub-class that a row states.
struct Fault {
    severity: Severity,
    clauses: Vec<String>,
    /// The classes or sub-classes that the county's text would have there.
    expected: String,
}

/// `asset-class`: an entry without a class, or with one that is none of the county's.
pub(super) fn stated(
    books: &Books,
    rules: &[Ruled<AssetClass>],
    entities: &[Entity],
    out: &mut StepOutput<()>,
) {
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(AssetClass::NAME));
    }
    for rule in rules {
        let mut run = rule.run();
        for entity in entities {
            let row = entity.lead();
            let class = entity.rows.iter().find_map(|r| r.asset_class.as_deref());
            let passed = class.is_some_and(|class| rule.rule.classes.contains(&class));
            if class.is_none() && !books.has_column(row, "asset_class") {
                run.count(Verdict::Unknown);
                continue;
            }
            run.count(Verdict::from(passed));
            if !passed {
                let expected = joined(rule.rule.classes.iter().map(|c| ASSET_CLASS.label_of(c)));
                let finding = rule
                    .finding(&CLASS_UNLISTED, entity.subject())
                    .of(row)
                    .arg("name", name(entity))
                    .arg("class", class.unwrap_or("空缺"))
                    .arg("subclass", subclass_label(row))
                    .arg("expected", expected);
                out.findings.push(finding.cells(row.cells(&["asset_class"])));
            }
        }
        out.checks.push(run);
    }
}

fn subclass_label(row: &Asset) -> &str {
    row.asset_subclass.as_deref().map_or("", |c| ASSET_SUBCLASS.label_of(c))
}

/// One finding per asset, with the cells of every ledger that is at fault, under the worst fault.
/// Where a clause says which classes there are (`classed`), it judges labels that are none.
pub(super) fn check(
    scope: &Scope,
    (lists, classed): (Lists, bool),
    entities: &[Entity],
    out: &mut StepOutput<()>,
) {
    if lists.is_empty() {
        out.checks.push(CheckRun::silent(ClassList::NAME));
        return;
    }
    let mut runs: Vec<CheckRun> = lists.iter().map(Ruled::run).collect();
    for entity in entities {
        let faulty: Vec<(&Asset, Fault)> = entity
            .rows
            .iter()
            .filter_map(|row| Some((*row, judge(scope, (lists, classed), entity, row)?)))
            .collect();
        for (run, list) in runs.iter_mut().zip(lists) {
            if let Some(verdict) = verdict(list.rule, entity, &faulty) {
                run.count(verdict);
            }
        }
        report(lists, entity, &faulty, out);
    }
    out.checks.extend(runs);
}

/// What a list says of an asset of its class; `None` for assets of other classes.
fn verdict(list: &ClassList, entity: &Entity, faulty: &[(&Asset, Fault)]) -> Option<Verdict> {
    let lead = entity.lead();
    let concerned = lead.asset_class.as_deref() == Some(list.class);
    let verdict = match lead.asset_subclass {
        _ if !faulty.is_empty() => Verdict::Failed,
        Some(_) => Verdict::Passed,
        None => Verdict::Unknown,
    };
    concerned.then_some(verdict)
}

fn judge(
    scope: &Scope,
    (lists, classed): (Lists, bool),
    entity: &Entity,
    row: &Asset,
) -> Option<Fault> {
    misplaced_form(scope, lists, entity, row).or_else(|| unlisted(lists, classed, row))
}

/// A form that a clause puts into one class, in another.
fn misplaced_form(scope: &Scope, lists: Lists, entity: &Entity, row: &Asset) -> Option<Fault> {
    let form = row.asset_form.as_deref()?;
    let of_money = |list: &ClassList| {
        let parts = || scope.mixes().of_entity(entity);
        list.sources.is_empty() || parts().iter().any(|p| list.sources.contains(&&*p.source))
    };
    let list = lists.iter().find(|l| l.rule.forms.contains(&form) && of_money(l.rule))?;
    let class = row.asset_class.as_deref().is_none_or(|c| c == list.rule.class);
    let subclass = row.asset_subclass.as_deref().is_none_or(|s| holds(list.rule, s));
    (!class || !subclass).then(|| Fault {
        severity: list.clause.severity,
        clauses: vec![list.clause.id.clone()],
        expected: words(list.rule.class, &list.rule.subclasses),
    })
}

fn unlisted(lists: Lists, classed: bool, row: &Asset) -> Option<Fault> {
    let class = row.asset_class.as_deref()?;
    let own: Vec<_> = lists.iter().filter(|l| l.rule.class == class).collect();
    let ids = |of: &[&Ruled<ClassList>]| of.iter().map(|l| l.clause.id.clone()).collect::<Vec<_>>();
    if own.is_empty() && !ASSET_CLASS.has(class) {
        if classed {
            return None;
        }
        return Some(Fault {
            severity: Severity::Warning,
            clauses: ids(&lists.iter().collect::<Vec<_>>()),
            expected: joined(lists.iter().map(|l| ASSET_CLASS.label_of(l.rule.class))),
        });
    }
    let subclass = row.asset_subclass.as_deref()?;
    // A class without a list: nothing to hold the sub-class against, unless nobody knows it.
    if own.iter().any(|l| holds(l.rule, subclass))
        || (own.is_empty() && ASSET_SUBCLASS.has(subclass))
    {
        return None;
    }
    let other = lists.iter().find(|l| l.rule.class != class && holds(l.rule, subclass));
    let mut clauses = ids(&own);
    if let Some(other) = other.filter(|_| !own.is_empty()) {
        clauses.push(other.clause.id.clone());
        let severity = own.iter().map(|l| l.clause.severity).max().unwrap_or(other.clause.severity);
        let expected = words(other.rule.class, &[subclass]);
        return Some(Fault { severity, clauses, expected });
    }
    let closed = own.iter().filter(|l| !l.rule.open).map(|l| l.clause.severity).max();
    Some(Fault {
        severity: closed.unwrap_or(Severity::Warning),
        clauses,
        expected: joined(
            own.iter().flat_map(|l| &l.rule.subclasses).map(|s| ASSET_SUBCLASS.label_of(s)),
        ),
    })
}

/// A class with sub-classes of it: 经营性资产／扶贫车间.
fn words(class: &str, subclasses: &[&str]) -> String {
    let class = ASSET_CLASS.label_of(class);
    format!("{class}／{}", joined(subclasses.iter().map(|s| ASSET_SUBCLASS.label_of(s))))
}

/// Labels, each once.
fn joined<'a>(labels: impl Iterator<Item = &'a str>) -> String {
    let mut seen = BTreeSet::new();
    labels.filter(|l| seen.insert(*l)).collect::<Vec<_>>().join("、")
}

fn holds(list: &ClassList, subclass: &str) -> bool {
    list.subclasses.contains(&subclass)
}

fn report(lists: Lists, entity: &Entity, faulty: &[(&Asset, Fault)], out: &mut StepOutput<()>) {
    let worst = faulty.iter().map(|(_, f)| f.severity).max();
    let Some((row, fault)) = faulty.iter().find(|(_, f)| Some(f.severity) == worst) else {
        return;
    };
    let mut finding = Finding::new(&CLASS_UNLISTED, entity.subject());
    if let Some(first) = lists.first().filter(|_| !fault.clauses.is_empty()) {
        finding = finding.clause(first.book, &fault.clauses.join(";"), fault.severity);
    }
    let label = |code: Option<&str>, words: &ledger::words::Vocabulary| {
        code.map_or_else(String::new, |c| words.label_of(c).to_owned())
    };
    let finding = finding
        .of(entity.lead())
        .arg("name", name(entity))
        .arg("class", label(row.asset_class.as_deref(), &ASSET_CLASS))
        .arg("subclass", label(row.asset_subclass.as_deref(), &ASSET_SUBCLASS))
        .arg("expected", fault.expected.as_str());
    let columns = ["asset_class", "asset_subclass"];
    let cells = |(row, _): &(&Asset, Fault)| {
        let form = row.asset_form.is_some().then(|| row.cells(&["asset_form"]));
        row.cells(&columns).into_iter().chain(form.into_iter().flatten())
    };
    out.findings.push(finding.cells(faulty.iter().flat_map(cells)));
}
