//! Assets do not secure debts. What an operator gives *to* the owner is a guarantee, no pledge, and
//! stands in other fields (A6).

use crate::Rows;
use crate::context::{Context, binds, class_of};
use crate::judge::{labels, trace_of};
use crate::lot::Lot;
use ledger::codes::disposal::PLEDGED;
use ledger::tables::{Asset, Disposal};
use ledger::{Cell, CheckRun, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::disposal::Pledge;
use rulebook::{Family, Ruled};
use std::collections::BTreeSet;

const FIELDS: [&str; 4] = ["pledge_flag", "pledge_debtor", "pledge_doc_no", "pledge_legal_basis"];

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let rules = context.book.ruled::<Pledge>(context.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(Pledge::NAME));
    }
    for ruled in &rules {
        if !context.books.has("assets") && !context.books.has("disposals") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let ids: BTreeSet<&str> = context
            .assets
            .keys()
            .copied()
            .chain(context.lots.iter().filter_map(|lot| lot.asset_id))
            .collect();
        let mut run = ruled.run();
        for id in ids {
            let rows = context.assets.get(id).map_or(&[][..], Vec::as_slice);
            let lots: Vec<_> = context.lots_of(id).collect();
            if bound(ruled.rule, rows, &lots) {
                run.count(one_asset(ruled, id, rows, &lots, out));
            }
        }
        // A disposal that names no asset of any ledger still says whether it is pledged.
        for lot in context.lots.iter().filter(|lot| lot.asset_id.is_none()) {
            if bound(ruled.rule, &[], &[lot]) {
                run.count(one_asset(ruled, lot.id(), &[], &[lot], out));
            }
        }
        out.checks.push(run);
    }
}

fn bound(rule: &Pledge, rows: &[&Asset], lots: &[&Lot<'_>]) -> bool {
    let asset = rows.first().copied();
    let class = match asset {
        Some(a) => class_of(a.asset_class.as_deref(), a.owner_type.as_deref()),
        None => lots.first().and_then(|lot| lot.class()),
    };
    binds(&[], &rule.except_classes, class, asset)
}

/// The finding is about the disposal where there is one, else about the asset.
fn one_asset(
    ruled: &Ruled<'_, Pledge>,
    id: &str,
    rows: &[&Asset],
    lots: &[&Lot<'_>],
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let in_ledgers = rows.iter().filter(|a| a.pledge_flag == Some(true));
    let in_disposals = || lots.iter().filter(|lot| is_pledged(lot.disposal));
    let mut cells: Vec<Cell> = in_ledgers.flat_map(|a| a.cells(&["pledge_flag"])).collect();
    cells.extend(in_disposals().flat_map(|lot| lot.cells(&FIELDS)));
    if cells.is_empty() {
        let said = rows.iter().any(|a| a.pledge_flag.is_some())
            || lots.iter().any(|lot| lot.disposal.pledge_flag.is_some());
        return if said { Verdict::Passed } else { Verdict::Unknown };
    }
    let lawful = in_disposals().any(|lot| lot.disposal.pledge_legal_basis.is_some());
    if ruled.rule.with_legal_basis && lawful {
        return Verdict::Passed;
    }
    let lot = in_disposals().next().or_else(|| lots.first()).copied();
    let subject = match (lot, rows.first()) {
        (Some(lot), _) => lot.subject(),
        (None, Some(asset)) => Subject::asset(asset),
        (None, None) => Subject::new(SubjectKind::Asset, id),
    };
    let asset = rows.first();
    let township = asset.and_then(|a| a.township.as_deref());
    let village = asset.and_then(|a| a.village.as_deref());
    let debtor = lot.and_then(|lot| lot.disposal.pledge_debtor.as_deref());
    let expected = if ruled.rule.with_legal_basis {
        format!("未填{}", labels::<Disposal>(&["pledge_legal_basis"]))
    } else {
        "规定严禁以资产为债务抵押担保".to_owned()
    };
    let found = debtor.map_or_else(
        || "资产已用于抵押担保".to_owned(),
        |debtor| format!("资产已为{debtor}的债务抵押担保"),
    );
    let finding = ruled
        .finding(&PLEDGED, subject)
        .detail("pledge")
        .place(township.or(lot.and_then(Lot::township)), village.or(lot.and_then(Lot::village)))
        .arg("found", found)
        .arg("expected", expected)
        .cells(cells);
    out.trace.push(trace_of(ruled, &finding));
    out.findings.push(finding);
    Verdict::Failed
}

/// Where the flag is not stated, a paper or a debtor says it.
fn is_pledged(disposal: &Disposal) -> bool {
    disposal
        .pledge_flag
        .unwrap_or(disposal.pledge_doc_no.is_some() || disposal.pledge_debtor.is_some())
}
