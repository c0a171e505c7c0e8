//! Equity and claims: past their term they are renewed or recovered, and contracts on them settle
//! how they are left.

use crate::Rows;
use crate::context::Context;
use crate::contracts::{Deal, all};
use crate::judge::tell;
use ledger::codes::contract::CLAUSE_MISSING;
use ledger::codes::disposal::EQUITY_TERM_ENDED;
use ledger::tables::Contract;
use ledger::words::assets::ASSET_FORM;
use ledger::{CheckRun, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::disposal::{EquityExitTerms, EquityTermEnd};
use rulebook::{Family, Ruled};

const TERM: [&str; 4] =
    ["contract_end_date", "renewal_decision_date", "recovery_date", "recovery_amount"];
const EXIT: [&str; 2] = ["equity_exit_terms_flag", "contract_clauses"];

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let deals = all(context);
    each(context, out, |ruled: &Ruled<'_, EquityTermEnd>, out| {
        let bound = deals.iter().filter(|deal| is_of(deal, &ruled.rule.forms));
        bound.map(|deal| term(context, ruled, deal, out)).collect()
    });
    each(context, out, |ruled: &Ruled<'_, EquityExitTerms>, out| {
        let bound = deals.iter().filter(|deal| is_of(deal, &ruled.rule.forms));
        bound.map(|deal| exit(context, ruled, deal, out)).collect()
    });
}

/// Counts what each rule of a family says of the contracts.
fn each<'a, F: Family + 'a>(
    context: &Context<'a>,
    out: &mut StepOutput<Rows>,
    judge: impl Fn(&Ruled<'a, F>, &mut StepOutput<Rows>) -> Vec<Verdict>,
) {
    let rules = context.book.ruled::<F>(context.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(F::NAME));
    }
    for ruled in &rules {
        if !context.books.has("contracts") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        judge(ruled, out).into_iter().for_each(|verdict| run.count(verdict));
        out.checks.push(run);
    }
}

fn is_of(deal: &Deal<'_>, forms: &[&str]) -> bool {
    deal.form().is_some_and(|form| forms.contains(&form))
}

/// Past its last day and neither renewed nor recovered. Another contract on the same asset that
/// runs on is a renewal; an asset that is gone was recovered or disposed of.
fn term(
    context: &Context<'_>,
    ruled: &Ruled<'_, EquityTermEnd>,
    deal: &Deal<'_>,
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let contract = deal.contract;
    let Some(end) = contract.contract_end_date else {
        return Verdict::Unknown;
    };
    let asset = contract.asset_id.as_deref();
    let runs_on = asset.and_then(|id| context.contracts.get(id)).is_some_and(|contracts| {
        let later = |c: &&Contract| c.contract_end_date.is_some_and(|on| on.date > end.latest());
        contracts.iter().any(later)
    });
    let settled = contract.renewal_decision_date.is_some()
        || contract.recovery_date.is_some()
        || asset.is_some_and(|id| context.is_gone(id));
    if end.latest() >= context.case.as_of || settled || runs_on {
        return Verdict::Passed;
    }
    let subject = match (deal.asset, asset) {
        (Some(asset), _) => Subject::asset(asset),
        (None, Some(id)) => Subject::new(SubjectKind::Asset, id),
        (None, None) => deal.subject(),
    };
    let finding = deal
        .place(ruled.finding(&EQUITY_TERM_ENDED, subject))
        .detail(format!("term:{}", deal.subject().id))
        .arg("form", deal.form().map_or("股权", |form| ASSET_FORM.label_of(form)))
        .arg("contract", deal.subject().id)
        .arg("date", end.to_string())
        .arg("as_of", context.case.as_of.to_string())
        .cells(contract.cells(&TERM));
    tell(ruled, finding, out);
    Verdict::Failed
}

fn exit(
    context: &Context<'_>,
    ruled: &Ruled<'_, EquityExitTerms>,
    deal: &Deal<'_>,
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let contract = deal.contract;
    let listed = contract.contract_clauses.iter().any(|clause| &**clause == "equity_exit");
    if contract.equity_exit_terms_flag.unwrap_or(listed) {
        return Verdict::Passed;
    }
    if EXIT.iter().all(|field| !context.books.has_column(contract, field)) {
        return Verdict::Unknown;
    }
    let finding = deal
        .place(ruled.finding(&CLAUSE_MISSING, deal.subject()))
        .detail("equity_exit")
        .arg_in("items", "股权退出办法和处置方式", "how equity is left and disposed of")
        .cells(contract.cells(&EXIT));
    tell(ruled, finding, out);
    Verdict::Failed
}
