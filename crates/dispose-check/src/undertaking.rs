//! Once title is confirmed the owner undertakes in writing not to dispose privately.

use crate::Rows;
use crate::context::{Context, HOUSEHOLD, binds, class_of};
use crate::evidence::{self, has_letter};
use crate::judge::trace_of;
use crate::lot::Lot;
use ledger::codes::disposal::UNDERTAKING_MISSING;
use ledger::tables::{Asset, AssetOwner, Disposal};
use ledger::{CheckRun, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::disposal::{DisposalStep, Undertaking};
use rulebook::{Family, Ruled};
use std::collections::BTreeSet;

const FIELDS: [&str; 5] = [
    "owner_name",
    "registration_date",
    "certificate_no",
    "commitment_letter_no",
    "commitment_letter_date",
];

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let rules = context.book.ruled::<Undertaking>(context.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(Undertaking::NAME));
    }
    for ruled in &rules {
        if !context.books.has("asset_owners") && !context.books.has("disposals") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        let ids: BTreeSet<&str> = context
            .owners
            .keys()
            .copied()
            .chain(context.lots.iter().filter_map(|lot| lot.asset_id))
            .collect();
        for id in ids {
            if let Some(verdict) = one_asset(context, ruled, id, out) {
                run.count(verdict);
            }
        }
        out.checks.push(run);
    }
}

/// `None` where the rule does not bind the asset, or its title is not confirmed yet.
fn one_asset(
    context: &Context<'_>,
    ruled: &Ruled<'_, Undertaking>,
    id: &str,
    out: &mut StepOutput<Rows>,
) -> Option<Verdict> {
    let asset = context.assets.get(id).and_then(|rows| rows.first().copied());
    let owners: Vec<&AssetOwner> = context
        .owners
        .get(id)
        .into_iter()
        .flatten()
        .copied()
        .filter(|owner| owner.owner_type.as_deref() != Some(HOUSEHOLD))
        .collect();
    let lots: Vec<&Lot<'_>> = context.lots_of(id).collect();
    let class = match asset {
        Some(a) => class_of(a.asset_class.as_deref(), a.owner_type.as_deref()),
        None => lots.first().and_then(|lot| lot.class()),
    };
    if !binds(&[], &ruled.rule.except_classes, class, asset) {
        return None;
    }
    rows(context, ruled, &lots, out);
    if lots.iter().any(|lot| has_letter(context, lot.disposal)) {
        return Some(Verdict::Passed);
    }
    let confirmed: Vec<&AssetOwner> =
        owners.into_iter().filter(|owner| is_confirmed(owner, asset)).collect();
    let lot = lots.first().copied();
    if confirmed.is_empty() {
        // Without a register of owners only the disposal itself can show the letter.
        return lot.map(|_| Verdict::Unknown);
    }
    let mut verdict = Verdict::Passed;
    for owner in confirmed {
        if has_letter(context, owner) {
            continue;
        }
        let asked = |row: &Disposal| context.books.has_column(row, "commitment_letter_no");
        if context.books.has_column(owner, "commitment_letter_no")
            || lots.iter().any(|lot| asked(lot.disposal))
        {
            verdict = Verdict::Failed;
            report(ruled, id, asset, owner, lot, out);
        } else if verdict == Verdict::Passed {
            verdict = Verdict::Unknown;
        }
    }
    Some(verdict)
}

/// Title is confirmed once it is registered or has a certificate.
fn is_confirmed(owner: &AssetOwner, asset: Option<&Asset>) -> bool {
    owner.registration_date.is_some()
        || owner.certificate_no.is_some()
        || owner.certificate_date.is_some()
        || asset.is_some_and(|a| {
            a.registration_date.is_some()
                || a.certificate_no.is_some()
                || a.certificate_date.is_some()
        })
}

fn rows(
    context: &Context<'_>,
    ruled: &Ruled<'_, Undertaking>,
    lots: &[&Lot<'_>],
    out: &mut StepOutput<Rows>,
) {
    for lot in lots {
        let on_file = evidence::of(context, lot, DisposalStep::Undertaking);
        let row = lot.step_row(ruled, DisposalStep::Undertaking, true, &on_file);
        out.rows.decisions.push(row);
    }
}

/// The finding is about the disposal where there is one, else about the asset; one per owner.
fn report(
    ruled: &Ruled<'_, Undertaking>,
    id: &str,
    asset: Option<&Asset>,
    owner: &AssetOwner,
    lot: Option<&Lot<'_>>,
    out: &mut StepOutput<Rows>,
) {
    let subject = match (lot, asset) {
        (Some(lot), _) => lot.subject(),
        (None, Some(asset)) => Subject::asset(asset),
        (None, None) => Subject::new(SubjectKind::Asset, id),
    };
    let name = owner.owner_name.as_deref().unwrap_or("（空）");
    let step = DisposalStep::Undertaking.code();
    let mut finding = ruled
        .finding(&UNDERTAKING_MISSING, subject)
        .detail(format!("{step}:{name}"))
        .place(owner.township.as_deref(), owner.village.as_deref())
        .arg("owner", name)
        .arg("number", owner.commitment_letter_no.as_deref().unwrap_or("（空）"))
        .arg("date", owner.commitment_letter_date.map_or("（空）".to_owned(), |d| d.to_string()))
        .cells(owner.cells(&FIELDS));
    if let Some(lot) = lot {
        finding = finding.cells(lot.cells(evidence::fields(DisposalStep::Undertaking)));
    }
    out.trace.push(trace_of(ruled, &finding));
    out.findings.push(finding);
}
