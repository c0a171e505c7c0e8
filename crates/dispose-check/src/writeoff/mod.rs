//! Write-offs: scope, ground, papers, loss, steps, liability, what the remains and later recoveries
//! bring.
//!
//! A write-off that was only applied for, neither approved nor booked, is not judged: what is
//! missing may still come. What is claimed (scope, ground, amount) is judged at once.

mod evidence;
mod ground;
mod liability;
mod loss;
mod money;
mod proof;
mod scope;
mod steps;

use crate::Rows;
use crate::context::Context;
use crate::judge::{Judged, keep};
use ledger::tables::{Asset, WriteOff};
use ledger::{CheckRun, CodeSpec, Finding, NaiveDate, Row, StepOutput, Subject, SubjectKind};
use rulebook::{Family, Ruled};

/// A write-off with its asset.
pub(crate) struct Loss<'a> {
    pub(crate) row: &'a WriteOff,
    /// Its asset's row, the county ledger's where there is one.
    pub(crate) asset: Option<&'a Asset>,
    /// Whether it was approved or booked, or its asset written off.
    pub(crate) carried_out: bool,
}

/// All checks of write-offs.
pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let losses = all(context);
    scope::check(context, &losses, out);
    ground::check(context, &losses, out);
    evidence::check(context, &losses, out);
    loss::check(context, &losses, out);
    steps::check(context, &losses, out);
    liability::check(context, &losses, out);
    money::check(context, &losses, out);
}

/// The write-offs, by id.
pub(crate) fn all<'a>(context: &Context<'a>) -> Vec<Loss<'a>> {
    let mut losses: Vec<Loss<'a>> = context
        .books
        .writeoffs
        .iter()
        .map(|row| {
            let asset = row.asset_id.as_deref().and_then(|id| context.leading(id));
            let status = asset.and_then(|asset| asset.asset_status.as_deref());
            let carried_out = status == Some("written_off")
                || row.county_approval_no.is_some()
                || row.county_approval_date.is_some()
                || row.book_writeoff_date.is_some();
            Loss { row, asset, carried_out }
        })
        .collect();
    losses.sort_by(|a, b| (a.id(), &a.row.origin).cmp(&(b.id(), &b.row.origin)));
    losses
}

impl<'a> Loss<'a> {
    /// The write-off's id; its row's without one.
    pub(crate) fn id(&self) -> &'a str {
        self.row.writeoff_id.as_deref().unwrap_or(&self.row.origin.row_id)
    }

    pub(crate) fn subject(&self) -> Subject {
        Subject::new(SubjectKind::WriteOff, self.id())
    }

    /// A finding against this write-off, with the step or paper that it is about.
    fn finding<F: Family>(
        &self,
        ruled: &Ruled<'_, F>,
        code: &'static CodeSpec,
        detail: &str,
    ) -> Finding {
        ruled.finding(code, self.subject()).detail(detail).place(self.township(), self.village())
    }

    fn township(&self) -> Option<&'a str> {
        let asset = self.asset.and_then(|a| a.township.as_deref());
        self.row.township.as_deref().or(asset)
    }

    fn village(&self) -> Option<&'a str> {
        let asset = self.asset.and_then(|a| a.village.as_deref());
        self.row.village.as_deref().or(asset)
    }

    /// Form of the asset.
    fn form(&self) -> Option<&'a str> {
        self.asset.and_then(|a| a.asset_form.as_deref())
    }

    /// The day by whose law it is judged: of the books, else the approval, else the application.
    fn day(&self) -> Option<NaiveDate> {
        let row = self.row;
        let day = row.book_writeoff_date.or(row.county_approval_date).or(row.application_date);
        day.map(|day| day.date)
    }

    fn cells(&self, fields: &[&str]) -> Vec<ledger::Cell> {
        self.row.cells(fields)
    }
}

/// Judges every write-off that a rule of family `F` binds and that happened while it held.
fn each<'a, F: Family + 'a>(
    context: &Context<'a>,
    losses: &[Loss<'a>],
    out: &mut StepOutput<Rows>,
    binds: impl Fn(&F, &Loss<'_>) -> bool,
    judge: impl Fn(&Ruled<'a, F>, &Loss<'a>) -> Judged,
) {
    let rules = context.book.ruled_ever::<F>();
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(F::NAME));
    }
    for ruled in &rules {
        if !context.books.has("writeoffs") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for loss in losses.iter().filter(|loss| binds(ruled.rule, loss)) {
            let day = loss.day().unwrap_or(context.case.as_of);
            if ruled.clause.in_force(day) {
                let judged = judge(ruled, loss);
                run.count(keep(judged, ruled, &loss.subject(), loss.carried_out, out));
            }
        }
        out.checks.push(run);
    }
}

/// Whether a form is one of those bound and none of those left out. One that is not stated is
/// bound only by rules that name no form to be bound: the fewer demands.
fn form_fits(forms: &[&str], except: &[&str], form: Option<&str>) -> bool {
    let has = |list: &[&str]| form.is_some_and(|form| list.contains(&form));
    (forms.is_empty() || has(forms)) && !has(except)
}
