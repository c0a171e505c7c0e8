//! Tolerance that the case sets: every use of it is listed, summed and capped.

use ledger::codes::matching::TOLERANCE_OVER;
use ledger::table::Row;
use ledger::tables::{Asset, ToleranceUse};
use ledger::{CaseInfo, Fen, Finding, Subject, SubjectKind};

/// What was accepted so far.
#[derive(Debug)]
pub(crate) struct Tolerance {
    case: CaseInfo,
    /// Every difference accepted.
    pub(crate) uses: Vec<ToleranceUse>,
}

impl Tolerance {
    /// Nothing accepted yet.
    pub(crate) fn new(case: &CaseInfo) -> Self {
        Self { case: case.clone(), uses: Vec::new() }
    }

    /// The tolerance of a field: its own, else the one for amounts; zero where none is set (A55).
    fn of(&self, field: &str) -> Fen {
        let set = |name: &str| self.case.tolerance.get(name).copied();
        set(field).or_else(|| set("amount")).unwrap_or(Fen::ZERO)
    }

    /// Whether a difference is accepted; if so, it is listed.
    pub(crate) fn accepts(
        &mut self,
        pair: &str,
        field: &str,
        left: &Asset,
        right: &Asset,
        difference: Option<Fen>,
    ) -> bool {
        let tolerance = self.of(field);
        let Some(difference) = difference.filter(|d| d.abs() <= tolerance) else {
            return false;
        };
        self.uses.push(ToleranceUse {
            pair: Some(pair.into()),
            field: Some(field.into()),
            left_row_id: Some(left.row_id().into()),
            right_row_id: Some(right.row_id().into()),
            difference: Some(difference),
            tolerance: Some(tolerance),
        });
        true
    }

    /// What goes over the cap.
    pub(crate) fn check(&self) -> Option<Finding> {
        let cap = self.case.tolerance_max_total?;
        let accepted = || self.uses.iter().filter_map(|u| u.difference);
        let total = Fen::sum(accepted().map(Fen::abs));
        let over = total.minus(cap);
        (over > Fen::ZERO).then(|| {
            Finding::new(&TOLERANCE_OVER, Subject::new(SubjectKind::Unit, self.case.county.clone()))
                .amount(over)
                .parameter(format!("max_total={cap} 元"))
                .arg("count", self.uses.len().to_string())
                .arg("total", total.grouped())
                .arg("net", Fen::sum(accepted()).grouped())
                .arg("cap", cap.grouped())
        })
    }
}
