//! Whether an asset is one that this procedure writes off.

use super::{Loss, each};
use crate::Rows;
use crate::context::Context;
use crate::judge::Judged;
use ledger::codes::scope::FUND_UNLISTED;
use ledger::words::money::FUND_SOURCE;
use ledger::{Row, StepOutput, Subject};
use rulebook::Ruled;
use rulebook::checks::writeoff::WriteOffScope;

pub(crate) fn check<'a>(context: &Context<'a>, losses: &[Loss<'a>], out: &mut StepOutput<Rows>) {
    each(
        context,
        losses,
        out,
        |_: &WriteOffScope, _| true,
        |ruled, loss| scope(context, ruled, loss),
    );
}

/// The class must be listed, and the department that manages the money, where the books name it,
/// be one of the county's. The finding is about the asset.
fn scope(context: &Context<'_>, ruled: &Ruled<'_, WriteOffScope>, loss: &Loss<'_>) -> Judged {
    let mut judged = Judged { holds_early: true, ..Judged::default() };
    let Some(asset) = loss.asset else {
        judged.unknown = true;
        return judged;
    };
    judged.facts = asset.cells(&["asset_class", "fund_source"]);
    let class = asset.asset_class.as_deref();
    let listed = class.is_none_or(|class| ruled.rule.classes.contains(&class));
    let id = asset.asset_id.as_deref();
    let lines = id.and_then(|id| context.funding.get(id)).map_or(&[][..], Vec::as_slice);
    let mut stated = lines.iter().filter_map(|l| l.fund_managing_dept.as_deref()).peekable();
    let managed = ruled.rule.managed_by.is_empty()
        || stated.peek().is_none()
        || stated.any(|dept| context.is_one_of(loss.township(), dept, &ruled.rule.managed_by));
    judged.unknown = class.is_none() && lines.is_empty();
    judged.facts.extend(lines.iter().flat_map(|l| l.cells(&["fund_source", "fund_managing_dept"])));
    if !(listed && managed) {
        let source = asset.fund_source.as_deref().map(|s| FUND_SOURCE.label_of(s));
        let names: Vec<&str> = context.names(&ruled.rule.managed_by).collect();
        judged.findings.push(
            ruled
                .finding(&FUND_UNLISTED, Subject::asset(asset))
                .detail(format!("writeoff:{}", loss.id()))
                .of(asset)
                .arg("name", asset.asset_name.as_deref().unwrap_or("（空）"))
                .arg("source", source.unwrap_or("（空）"))
                .parameter(format!("managed-by={}", names.join("、")))
                .cells(judged.facts.clone()),
        );
    }
    judged
}
