//! Running one check family over assets or contracts, counted.

use crate::judged::{Case, Judged};
use ledger::tables::Contract;
use ledger::{CheckRun, Finding, NaiveDate, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::{Family, Holds, Ruled, When};

/// What a check says of one subject that it applies to.
pub(crate) enum Outcome {
    /// As it should be.
    Passed,
    /// The data for it are missing.
    Unknown,
    /// The check is not about it after all: not counted.
    NotAbout,
    /// What is wrong; never empty.
    Failed(Vec<Finding>),
}

impl Outcome {
    /// What is wrong; where nothing is, whether everything could be looked at.
    pub(crate) fn of(findings: Vec<Finding>, blind: bool) -> Self {
        if findings.is_empty() && blind { Self::Unknown } else { findings.into() }
    }
}

impl From<Vec<Finding>> for Outcome {
    fn from(findings: Vec<Finding>) -> Self {
        if findings.is_empty() { Self::Passed } else { Self::Failed(findings) }
    }
}

/// A contract with its asset, where that is known.
pub(crate) struct Let<'c, 'a> {
    /// The contract.
    pub contract: &'a Contract,
    /// The asset that it lets.
    pub asset: Option<&'c Judged<'a>>,
}

impl Let<'_, '_> {
    /// How the asset is run: by the contract, else by the asset row.
    pub(crate) fn mode(&self) -> Option<&str> {
        let of_asset = || self.asset?.view.row.operation_mode.as_deref();
        self.contract.operation_mode.as_deref().or_else(of_asset)
    }

    /// What findings about it are about.
    pub(crate) fn subject(&self) -> Subject {
        let id = self.contract.contract_id.as_ref();
        Subject::new(SubjectKind::Contract, id.unwrap_or(&self.contract.origin.row_id).clone())
    }

    /// Township and village.
    pub(crate) fn place(&self) -> (Option<&str>, Option<&str>) {
        let township = || self.asset?.view.township();
        let village = || self.asset?.view.village();
        (
            self.contract.township.as_deref().or_else(township),
            self.contract.village.as_deref().or_else(village),
        )
    }

    /// The day by whose law it is judged: that of its signing, else of its beginning.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        let contract = self.contract;
        let day = contract.contract_sign_date.or(contract.contract_start_date);
        day.map(|day| day.date)
    }

    /// Whether a rule on these assets and modes is about it. No modes = every mode but self-run.
    pub(crate) fn is(&self, when: &When, modes: &[&str]) -> Holds {
        let of_asset = match self.asset {
            Some(asset) => asset.is(when),
            None if when.is_empty() => Holds::Yes,
            None => Holds::Unknown(when.conditions().map(|(fact, _)| fact).collect()),
        };
        let of_mode = match self.mode() {
            Some(mode) if modes.is_empty() => mode != "self",
            Some(mode) => modes.contains(&mode),
            None if modes.is_empty() => true,
            None if of_asset == Holds::No => return Holds::No,
            None => return Holds::Unknown(vec!["operation_mode"]),
        };
        if of_mode { of_asset } else { Holds::No }
    }
}

impl<'a> Case<'a> {
    /// Runs the clauses of one family that hold at the end of the year over all assets. `when` says which assets a
    /// clause is about; tables that it needs and that were not received make it not checkable.
    pub(crate) fn over_assets<F: Family>(
        &self,
        needs: &[&str],
        when: impl Fn(&F) -> Option<&When>,
        check: impl Fn(Ruled<'_, F>, &Judged<'a>) -> Outcome,
    ) -> StepOutput<()> {
        self.over_dated(needs, |_| self.law_day, when, check)
    }

    /// The same for what was done to confirm title, by the clauses of the day on which it was confirmed.
    pub(crate) fn over_titles<F: Family>(
        &self,
        needs: &[&str],
        when: impl Fn(&F) -> Option<&When>,
        check: impl Fn(Ruled<'_, F>, &Judged<'a>) -> Outcome,
    ) -> StepOutput<()> {
        self.over_dated(needs, |asset| self.title_day(&asset.view), when, check)
    }

    fn over_dated<F: Family>(
        &self,
        needs: &[&str],
        day: impl Fn(&Judged<'a>) -> NaiveDate,
        when: impl Fn(&F) -> Option<&When>,
        check: impl Fn(Ruled<'_, F>, &Judged<'a>) -> Outcome,
    ) -> StepOutput<()> {
        let always = When::default();
        self.over(needs, |ruled: Ruled<'_, F>, tally| {
            let bound = |asset: &&Judged<'a>| ruled.binds(day(asset), asset.view.place());
            for asset in self.assets.iter().filter(bound) {
                match asset.is(when(ruled.rule).unwrap_or(&always)) {
                    Holds::No => {}
                    Holds::Unknown(_) => tally.count(Outcome::Unknown),
                    Holds::Yes => tally.count(check(ruled, asset)),
                }
            }
        })
    }

    /// Runs the clauses of one family over all contracts of assets and modes that it names, and over
    /// the assets, for what they owe where no contract names them.
    pub(crate) fn over_contracts<F: Family>(
        &self,
        about: impl Fn(&F) -> (Option<&When>, &[&'static str]),
        check: impl Fn(Ruled<'_, F>, &Let<'_, 'a>) -> Outcome,
        without: impl Fn(Ruled<'_, F>, &Judged<'a>) -> Outcome,
    ) -> StepOutput<()> {
        let always = When::default();
        let all = self.lets();
        self.over(&["contracts"], |ruled: Ruled<'_, F>, tally| {
            let (when, modes) = about(ruled.rule);
            let bound =
                |one: &&Let<'_, 'a>| ruled.binds(one.day().unwrap_or(self.law_day), one.place());
            for one in all.iter().filter(bound) {
                match one.is(when.unwrap_or(&always), modes) {
                    Holds::No => {}
                    Holds::Unknown(_) => tally.count(Outcome::Unknown),
                    Holds::Yes => tally.count(check(ruled, one)),
                }
            }
            for asset in self.assets.iter().filter(|a| a.view.contracts.is_empty()) {
                let bound = ruled.binds(self.law_day, asset.view.place()) && !asset.view.is_gone();
                if bound && asset.is(when.unwrap_or(&always)) == Holds::Yes {
                    tally.count(without(ruled, asset));
                }
            }
        })
    }

    /// Every contract once, with its asset.
    pub(crate) fn lets(&self) -> Vec<Let<'_, 'a>> {
        let mut out: Vec<Let<'_, 'a>> = Vec::new();
        for asset in &self.assets {
            out.extend(
                asset.view.contracts.iter().map(|contract| Let { contract, asset: Some(asset) }),
            );
        }
        let known: std::collections::BTreeSet<&str> =
            out.iter().map(|one| &*one.contract.origin.row_id).collect();
        let strays: Vec<_> = self
            .books
            .contracts
            .iter()
            .filter(|contract| !known.contains(&*contract.origin.row_id))
            .collect();
        out.extend(strays.into_iter().map(|contract| Let { contract, asset: None }));
        out
    }

    fn over<F: Family>(
        &self,
        needs: &[&str],
        body: impl Fn(Ruled<'_, F>, &mut Tally),
    ) -> StepOutput<()> {
        let mut out = StepOutput::default();
        let rules = self.book.ruled_ever::<F>();
        if rules.is_empty() {
            out.checks.push(CheckRun::silent(F::NAME));
        }
        for ruled in rules {
            if !needs.iter().all(|table| self.books.has(table)) {
                out.checks.push(ruled.no_data());
                continue;
            }
            let mut tally = Tally { run: ruled.run(), findings: Vec::new() };
            body(ruled, &mut tally);
            out.checks.push(tally.run);
            out.findings.extend(tally.findings);
        }
        out
    }
}

/// A check's count and findings.
struct Tally {
    run: CheckRun,
    findings: Vec<Finding>,
}

impl Tally {
    fn count(&mut self, outcome: Outcome) {
        self.run.count(match &outcome {
            Outcome::NotAbout => return,
            Outcome::Passed => Verdict::Passed,
            Outcome::Unknown => Verdict::Unknown,
            Outcome::Failed(_) => Verdict::Failed,
        });
        if let Outcome::Failed(findings) = outcome {
            self.findings.extend(findings);
        }
    }
}
