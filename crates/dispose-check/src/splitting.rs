//! Lots of one asset or project that stay below the agency threshold one by one and reach it
//! together (A2).

use crate::Rows;
use crate::context::Context;
use crate::judge::{Binding, bound, trace_of};
use crate::lot::Lot;
use ledger::codes::disposal::SPLIT_SUSPECTED;
use ledger::{
    Cell, CheckRun, Fen, Finding, NaiveDate, Severity, StepOutput, Subject, SubjectKind, Verdict,
};
use rulebook::checks::disposal::LotSplitting;
use rulebook::{Family, Ruled};
use std::collections::{BTreeMap, BTreeSet};

/// A lot below the threshold, with its day and value.
#[derive(Clone, Copy)]
struct Small<'c, 'a> {
    lot: &'c Lot<'a>,
    day: NaiveDate,
    value: Fen,
}

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let rules = context.book.ruled_ever::<LotSplitting>();
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(LotSplitting::NAME));
    }
    for ruled in &rules {
        if context.books.has("disposals") {
            one_rule(context, ruled, out);
        } else {
            out.checks.push(ruled.no_data());
        }
    }
}

fn one_rule<'a>(
    context: &Context<'a>,
    ruled: &Ruled<'a, LotSplitting>,
    out: &mut StepOutput<Rows>,
) {
    let binding = Binding::<LotSplitting>::except(|rule| &rule.except_classes);
    let mut run = ruled.run();
    let mut small = Vec::new();
    for lot in bound(context, ruled, &binding) {
        match (lot.disposal.disposal_date, lot.value()) {
            (Some(day), Some(_)) if ruled.last_day(ruled.rule.within, day.date).is_none() => {
                run.count(Verdict::Unknown);
            }
            (Some(day), Some(value)) if value.amount < ruled.rule.at_least.0 => {
                small.push(Small { lot, day: day.date, value: value.amount });
            }
            (Some(_), Some(_)) => {}
            _ => run.count(Verdict::Unknown),
        }
    }
    small.sort_by_key(|s| (s.day, s.lot.id()));
    let mut told = BTreeSet::new();
    for (asset, lots) in group(&small, |lot| lot.asset_id) {
        let found = reaching(ruled, &lots);
        run.count(Verdict::from(found.is_none()));
        if let Some(lots) = found {
            told.insert(asset);
            report(ruled, Subject::new(SubjectKind::Asset, asset), &lots, out);
        }
    }
    for (project, lots) in group(&small, Lot::project_id) {
        let assets: BTreeSet<_> = lots.iter().map(|s| s.lot.asset_id).collect();
        let already = assets.iter().flatten().any(|asset| told.contains(asset));
        // Lots of a single asset were looked at as such.
        if assets.len() < 2 || already {
            continue;
        }
        let found = reaching(ruled, &lots);
        run.count(Verdict::from(found.is_none()));
        if let Some(lots) = found {
            report(ruled, Subject::new(SubjectKind::Project, project), &lots, out);
        }
    }
    out.checks.push(run);
}

fn group<'c, 'a>(
    small: &[Small<'c, 'a>],
    key: impl Fn(&Lot<'a>) -> Option<&'a str>,
) -> BTreeMap<&'a str, Vec<Small<'c, 'a>>> {
    let mut groups: BTreeMap<&str, Vec<Small<'_, '_>>> = BTreeMap::new();
    for lot in small {
        if let Some(key) = key(lot.lot) {
            groups.entry(key).or_default().push(*lot);
        }
    }
    groups
}

/// The lots of the first window that reach the threshold together. `lots` are in order of days.
fn reaching<'c, 'a>(
    ruled: &Ruled<'_, LotSplitting>,
    lots: &[Small<'c, 'a>],
) -> Option<Vec<Small<'c, 'a>>> {
    lots.iter().enumerate().find_map(|(at, first)| {
        let end = ruled.last_day(ruled.rule.within, first.day)?;
        let window: Vec<_> =
            lots.iter().skip(at).take_while(|lot| lot.day <= end).copied().collect();
        let together = Fen::sum(window.iter().map(|lot| lot.value));
        (window.len() > 1 && together >= ruled.rule.at_least.0).then_some(window)
    })
}

fn report(
    ruled: &Ruled<'_, LotSplitting>,
    subject: Subject,
    lots: &[Small<'_, '_>],
    out: &mut StepOutput<Rows>,
) {
    let ids: Vec<&str> = lots.iter().map(|s| s.lot.id()).collect();
    let cells: Vec<Cell> = lots
        .iter()
        .flat_map(|s| {
            s.lot.cells(&[
                "asset_id",
                "project_id",
                "disposal_value",
                "book_net_value",
                "disposal_date",
            ])
        })
        .collect();
    let first = lots.first().map(|s| s.lot);
    let parameter = format!("at-least={}；within={}", ruled.rule.at_least, ruled.rule.within);
    let finding: Finding = ruled
        .finding(&SPLIT_SUSPECTED, subject)
        .severity(Severity::Warning.min(ruled.clause.severity))
        .detail("lots")
        .place(first.and_then(Lot::township), first.and_then(Lot::village))
        .amount(Fen::sum(lots.iter().map(|s| s.value)))
        .parameter(parameter.as_str())
        .arg("lots", lots.len().to_string())
        .arg("list", ids.join("、"))
        .arg("period", ruled.rule.within.to_string())
        .arg("threshold", ruled.rule.at_least.to_string())
        .cells(cells);
    out.trace.push(trace_of(ruled, &finding));
    out.findings.push(finding);
}
