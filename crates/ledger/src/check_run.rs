//! What was looked at: a check that passed, one that failed, and one that could not be made.

use crate::table::Text;

/// Whether the county rules a check, and whether it could be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckStatus {
    /// The county's text (or plain arithmetic) orders it, and it was made.
    Ruled,
    /// The county's text is silent: no local rule.
    Silent,
    /// Ordered, but the data it needs was not received: not checkable.
    NoData,
    /// A person must say so: on the sign-off form.
    Attest,
}

impl CheckStatus {
    /// `ruled`, `silent`, `no-data` or `attest`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ruled => "ruled",
            Self::Silent => "silent",
            Self::NoData => "no-data",
            Self::Attest => "attest",
        }
    }
}

/// One check family under one clause, counted. Unknown is never passed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CheckRun {
    /// Name of the check family, or of the arithmetic check.
    pub family: Text,
    /// The clause, where one orders it.
    pub clause: Option<Text>,
    /// Whether it could be made.
    pub status: CheckStatus,
    /// Subjects looked at.
    pub seen: u64,
    /// Subjects with a finding.
    pub failed: u64,
    /// Subjects that lack the data for it.
    pub unknown: u64,
}

impl CheckRun {
    /// A check that can be made; count with [`CheckRun::count`].
    #[must_use]
    pub fn ruled(family: &str, clause: Option<&str>) -> Self {
        Self::with(family, clause, CheckStatus::Ruled)
    }

    /// A check for which the county has no rule.
    #[must_use]
    pub fn silent(family: &str) -> Self {
        Self::with(family, None, CheckStatus::Silent)
    }

    /// A check that lacks its table.
    #[must_use]
    pub fn no_data(family: &str, clause: Option<&str>) -> Self {
        Self::with(family, clause, CheckStatus::NoData)
    }

    /// A duty that only a person can confirm.
    #[must_use]
    pub fn attest(family: &str, clause: &str) -> Self {
        Self::with(family, Some(clause), CheckStatus::Attest)
    }

    fn with(family: &str, clause: Option<&str>, status: CheckStatus) -> Self {
        Self {
            family: family.into(),
            clause: clause.map(Into::into),
            status,
            seen: 0,
            failed: 0,
            unknown: 0,
        }
    }

    /// Counts one subject.
    pub fn count(&mut self, verdict: Verdict) {
        self.seen += 1;
        match verdict {
            Verdict::Passed => {}
            Verdict::Failed => self.failed += 1,
            Verdict::Unknown => self.unknown += 1,
        }
    }
}

/// What a check says of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Passed,
    /// There is a finding.
    Failed,
    /// The data for it is missing.
    Unknown,
}

impl From<bool> for Verdict {
    /// `true` = passed.
    fn from(passed: bool) -> Self {
        if passed { Self::Passed } else { Self::Failed }
    }
}
