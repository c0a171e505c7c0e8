//! An asset that left the register has a disposal or an approved write-off on file. Whether that
//! disposal was in order is judged with the disposal: one cause, one finding.

use crate::Rows;
use crate::context::{Context, binds, class_of};
use crate::judge::trace_of;
use ledger::codes::disposal::UNAPPROVED_REMOVAL;
use ledger::tables::{Asset, Change, WriteOff};
use ledger::words::accounts::CHANGE_TYPE;
use ledger::words::assets::ASSET_STATUS;
use ledger::{Cell, CheckRun, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::disposal::UnapprovedRemoval;
use rulebook::checks::writeoff::WriteOffSteps;
use rulebook::{Family, Ruled};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let rules = context.book.ruled::<UnapprovedRemoval>(context.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(UnapprovedRemoval::NAME));
    }
    let mut changes: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in &context.books.changes {
        if let Some(asset) = change.asset_id.as_deref() {
            changes.entry(asset).or_default().push(change);
        }
    }
    for ruled in &rules {
        if !context.books.has("assets") || !context.books.has("disposals") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        // An asset that no ledger holds any more may still stand in the register of changes.
        let ids: BTreeSet<&str> = context.assets.keys().chain(changes.keys()).copied().collect();
        for id in ids {
            let asset = context.assets.get(id).and_then(|rows| rows.first().copied());
            let class =
                asset.and_then(|a| class_of(a.asset_class.as_deref(), a.owner_type.as_deref()));
            let rule = ruled.rule;
            if binds(&rule.classes, &rule.except_classes, class, asset) {
                let changes = changes.get(id).map_or(&[][..], Vec::as_slice);
                run.count(one_asset(context, ruled, (id, asset), changes, out));
            }
        }
        out.checks.push(run);
    }
}

fn one_asset(
    context: &Context<'_>,
    ruled: &Ruled<'_, UnapprovedRemoval>,
    (id, asset): (&str, Option<&Asset>),
    changes: &[&Change],
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let rule = ruled.rule;
    let status = asset.and_then(|a| a.asset_status.as_deref());
    let gone = status.filter(|status| rule.statuses.contains(status));
    let removed = changes.iter().find(|change| {
        let kind = change.change_type.as_deref();
        kind.is_some_and(|kind| rule.changes.contains(&kind))
    });
    let mut cells: Vec<Cell> = asset.map_or_else(Vec::new, |a| a.cells(&["asset_status"]));
    let found = match (gone, removed) {
        (Some(status), _) => format!("台账状态为“{}”", ASSET_STATUS.label_of(status)),
        (None, Some(change)) => {
            let kind = change.change_type.as_deref().unwrap_or_default();
            format!("变动登记为“{}”", CHANGE_TYPE.label_of(kind))
        }
        (None, None) if status.is_none() => return Verdict::Unknown,
        (None, None) => return Verdict::Passed,
    };
    cells.extend(
        removed.into_iter().flat_map(|change| change.cells(&["change_type", "change_date"])),
    );
    let disposed = context.lots_of(id).next().is_some();
    // Where the county rules write-offs, an approval that is missing is told with the write-off.
    let judged = !context.book.ruled_ever::<WriteOffSteps>().is_empty();
    let written_off = context.writeoffs.get(id).is_some_and(|writeoffs| {
        let approved =
            |w: &&WriteOff| w.county_approval_no.is_some() || w.county_approval_date.is_some();
        judged || writeoffs.iter().any(approved)
    });
    if disposed || written_off {
        return Verdict::Passed;
    }
    let subject = asset.map_or_else(|| Subject::new(SubjectKind::Asset, id), Subject::asset);
    let finding = ruled.finding(&UNAPPROVED_REMOVAL, subject).detail("removal");
    let finding = match (asset, removed) {
        (Some(asset), _) => finding.of(asset),
        (None, Some(change)) => {
            finding.place(change.township.as_deref(), change.village.as_deref())
        }
        (None, None) => finding,
    };
    let finding = finding.arg("found", found).cells(cells);
    out.trace.push(trace_of(ruled, &finding));
    out.findings.push(finding);
    Verdict::Failed
}
