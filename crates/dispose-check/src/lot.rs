//! One disposal with the asset it is about.

use crate::context::class_of;
use crate::evidence::Evidence;
use crate::judge::step_row;
use ledger::tables::{Asset, Disposal, DisposalDecision};
use ledger::{Cell, CodeSpec, Fen, Finding, NaiveDate, Row, Subject, SubjectKind};
use rulebook::checks::disposal::DisposalStep;
use rulebook::{Family, Ruled};

/// A disposal.
pub(crate) struct Lot<'a> {
    pub(crate) disposal: &'a Disposal,
    pub(crate) asset_id: Option<&'a str>,
    /// Its asset's row, the county ledger's where there is one.
    pub(crate) asset: Option<&'a Asset>,
    /// Whether it took place: it has a date, a price or proceeds, or its asset is gone. Otherwise
    /// it was only applied for.
    pub(crate) carried_out: bool,
}

/// The value that thresholds are compared with (A2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LotValue {
    pub(crate) amount: Fen,
    /// Which figure it is, in words.
    pub(crate) basis: &'static str,
    /// The net value is not stated and the original value stands in for it.
    pub(crate) doubtful: bool,
}

impl<'a> Lot<'a> {
    pub(crate) fn new(
        disposal: &'a Disposal,
        asset_id: Option<&'a str>,
        asset: Option<&'a Asset>,
        gone: bool,
    ) -> Self {
        let carried_out = gone
            || disposal.disposal_date.is_some()
            || disposal.sale_price.is_some()
            || disposal.proceeds_amount.is_some()
            || disposal.proceeds_deposit_date.is_some();
        Self { disposal, asset_id, asset, carried_out }
    }

    /// The disposal's id; its row's without one.
    pub(crate) fn id(&self) -> &'a str {
        let disposal = self.disposal;
        disposal.disposal_id.as_deref().unwrap_or(&disposal.origin.row_id)
    }

    pub(crate) fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Disposal, self.id())
    }

    /// A finding against this disposal about one of its steps.
    pub(crate) fn finding<F: Family>(
        &self,
        ruled: &Ruled<'_, F>,
        code: &'static CodeSpec,
        step: DisposalStep,
    ) -> Finding {
        ruled
            .finding(code, self.subject())
            .detail(step.code())
            .place(self.township(), self.village())
    }

    /// A row for one step. Whether it is as it should be is settled at the end.
    pub(crate) fn row<F: Family>(
        &self,
        ruled: &Ruled<'_, F>,
        step: DisposalStep,
        required: bool,
        present: bool,
    ) -> DisposalDecision {
        step_row(ruled, &self.subject(), step.code(), required, Some(present))
    }

    /// A step by what is on file of it: with its day, and open where nothing was asked for.
    pub(crate) fn step_row<F: Family>(
        &self,
        ruled: &Ruled<'_, F>,
        step: DisposalStep,
        required: bool,
        on_file: &Evidence,
    ) -> DisposalDecision {
        let row = self.row(ruled, step, required, on_file.is_complete());
        let present = row.present.filter(|_| !on_file.unasked);
        DisposalDecision { present, date: on_file.from, ..row }
    }

    pub(crate) fn township(&self) -> Option<&'a str> {
        let asset = self.asset.and_then(|a| a.township.as_deref());
        self.disposal.township.as_deref().or(asset)
    }

    pub(crate) fn village(&self) -> Option<&'a str> {
        let asset = self.asset.and_then(|a| a.village.as_deref());
        self.disposal.village.as_deref().or(asset)
    }

    /// Level of the owner: as the disposal states it, else the asset.
    pub(crate) fn owner_type(&self) -> Option<&'a str> {
        let asset = self.asset.and_then(|a| a.owner_type.as_deref());
        self.disposal.owner_type.as_deref().or(asset)
    }

    /// The project: as the disposal states it, else the asset.
    pub(crate) fn project_id(&self) -> Option<&'a str> {
        let asset = self.asset.and_then(|a| a.project_id.as_deref());
        self.disposal.project_id.as_deref().or(asset)
    }

    /// Managed class of the asset.
    pub(crate) fn class(&self) -> Option<&'a str> {
        class_of(self.asset.and_then(|a| a.asset_class.as_deref()), self.owner_type())
    }

    /// The day by whose law it is judged: of the disposal, else of the application.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        let disposal = self.disposal;
        let day = disposal.disposal_date.or(disposal.application_date);
        day.map(|day| day.date)
    }

    /// The larger of declared value and book net value; where no net value is known the original
    /// value stands in for it (A2).
    pub(crate) fn value(&self) -> Option<LotValue> {
        let value = |basis, doubtful| move |amount| LotValue { amount, basis, doubtful };
        let declared = self.disposal.disposal_value.map(value("申报处置价值", false));
        let book = self
            .net_value()
            .map(value("账面净值", false))
            .or_else(|| self.original_value().map(value("账面原值（净值未填）", true)));
        match (declared, book) {
            (Some(declared), Some(book)) if book.amount > declared.amount => Some(book),
            (declared, book) => declared.or(book),
        }
    }

    /// The value, or the appraised value where that is larger.
    pub(crate) fn decisive_value(&self) -> Option<Fen> {
        let value = self.value().map(|v| v.amount);
        value.max(self.disposal.appraised_value)
    }

    fn net_value(&self) -> Option<Fen> {
        let disposal = self.disposal;
        let less =
            |original: Option<Fen>, depreciation: Option<Fen>| Some(original?.minus(depreciation?));
        disposal
            .book_net_value
            .or_else(|| less(disposal.original_value, disposal.accumulated_depreciation))
            .or_else(|| self.asset.and_then(|a| a.net_value))
            .or_else(|| {
                let asset = self.asset?;
                less(asset.original_value, asset.accumulated_depreciation)
            })
    }

    fn original_value(&self) -> Option<Fen> {
        let asset = self.asset.and_then(|a| a.original_value);
        self.disposal.original_value.or(asset)
    }

    pub(crate) fn cells(&self, fields: &[&str]) -> Vec<Cell> {
        self.disposal.cells(fields)
    }
}
