//! An asset that left the register has a disposal or an approved write-off on file. Whether that
//! disposal was in order is judged with the disposal: one cause, one finding.

use crate::Rows;
use crate::context::{Context, binds, class_of};
use crate::judge::trace_of;
use ledger::codes::disposal::UNAPPROVED_REMOVAL;
use ledger::tables::{Asset, Change};
use ledger::words::accounts::CHANGE_TYPE;
use ledger::words::assets::ASSET_STATUS;
use ledger::{Cell, CheckRun, Row, StepOutput, Subject, Verdict};
use rulebook::checks::disposal::UnapprovedRemoval;
use rulebook::{Family, Ruled};
use std::collections::BTreeMap;

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let rules = context.book.ruled::<UnapprovedRemoval>(context.case.as_of);
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
        for (id, rows) in &context.assets {
            let Some(asset) = rows.first().copied() else {
                continue;
            };
            let class = class_of(asset.asset_class.as_deref(), asset.owner_type.as_deref());
            let rule = ruled.rule;
            if binds(&rule.classes, &rule.except_classes, class, Some(asset)) {
                let changes = changes.get(id).map_or(&[][..], Vec::as_slice);
                run.count(one_asset(context, ruled, id, asset, changes, out));
            }
        }
        out.checks.push(run);
    }
}

fn one_asset(
    context: &Context<'_>,
    ruled: &Ruled<'_, UnapprovedRemoval>,
    id: &str,
    asset: &Asset,
    changes: &[&Change],
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let rule = ruled.rule;
    let status = asset.asset_status.as_deref();
    let gone = status.filter(|status| rule.statuses.contains(status));
    let removed = changes.iter().find(|change| {
        let kind = change.change_type.as_deref();
        kind.is_some_and(|kind| rule.changes.contains(&kind))
    });
    let mut cells: Vec<Cell> = asset.cells(&["asset_status"]);
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
    let written_off = context.writeoffs.get(id).is_some_and(|writeoffs| {
        writeoffs.iter().any(|w| w.county_approval_no.is_some() || w.county_approval_date.is_some())
    });
    if disposed || written_off {
        return Verdict::Passed;
    }
    let finding = ruled
        .finding(&UNAPPROVED_REMOVAL, Subject::asset(asset))
        .detail("removal")
        .of(asset)
        .arg("found", found)
        .cells(cells);
    out.trace.push(trace_of(ruled, &finding));
    out.findings.push(finding);
    Verdict::Failed
}
