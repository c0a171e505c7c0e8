//! How much of a rulebook is shown: clause by clause, the checks that it orders and the situations
//! and scenarios that show them.
//!
//! In: a rulebook with its scenarios and situations. Out: a [`Coverage`] with one row for each of
//! the book's own clauses, in the law's order. What must always hold: every own clause has exactly
//! one row; a clause that orders a check is covered only when each way of showing it that it owes
//! is there; a clause without a check is never counted as covered.
//!
//! * A check owes a situation in which it fires, and one in which it stays quiet.
//! * The decision of title owes a scenario in which the clause decides, and, where it meets clauses
//!   that come before it, one in which it yields.
//!
//! Clauses taken over from a superior text are shown by the tests of that text.

use crate::audit::audit;
use crate::book::{Clause, Rulebook};
use crate::checks::Check;
use crate::decide::decide;
use crate::scenario::Scenario;
use crate::situation::Situation;
use std::collections::{BTreeMap, BTreeSet};

/// What a clause asks of us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It orders at least one check.
    Checked,
    /// A person confirms it on the sign-off form.
    Attest,
    /// Nothing: a definition, a wish, a word on organisation.
    Note,
}

impl Kind {
    /// Stable English code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::Attest => "attest",
            Self::Note => "note",
        }
    }
}

/// One clause and where it is shown; the lists hold names of situations and scenarios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its id.
    pub id: &'a str,
    /// Where it stands in the text.
    pub cite: &'a str,
    /// What it asks.
    pub kind: Kind,
    /// The families that it orders, each once, in the file's order.
    pub families: Vec<&'static str>,
    /// Situations in which it fires.
    pub fires: Vec<&'a str>,
    /// Situations in which it stays quiet.
    pub quiet: Vec<&'a str>,
    /// Scenarios in which it decides who owns.
    pub decides: Vec<&'a str>,
    /// Scenarios in which it holds and another clause decides.
    pub yields: Vec<&'a str>,
    /// What is still owed, in Chinese; empty = covered, or nothing to show.
    pub lacks: Vec<&'static str>,
}

/// How much of one rulebook is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// Its id.
    pub book: &'a str,
    /// Its own clauses.
    pub rows: Vec<Row<'a>>,
    /// Clauses taken over from a superior text.
    pub inherited: usize,
    /// Readings that settle a meeting of clauses, but in no scenario.
    pub unused_readings: Vec<String>,
}

/// What one family comes to in one rulebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FamilyTotal {
    /// Clauses that order it.
    pub clauses: usize,
    /// Those that are covered.
    pub covered: usize,
    /// Situations in which such a clause fires.
    pub fires: usize,
    /// Situations in which such a clause stays quiet.
    pub quiet: usize,
}

impl Coverage<'_> {
    /// Clauses of a kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.kind == kind).count()
    }

    /// Clauses that order a check and are shown.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.rows.iter().filter(|row| row.kind == Kind::Checked && row.lacks.is_empty()).count()
    }

    /// Whether everything is shown that must be.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.covered() == self.count(Kind::Checked) && self.unused_readings.is_empty()
    }

    /// The families that its own clauses order, by name.
    #[must_use]
    pub fn families(&self) -> BTreeMap<&'static str, FamilyTotal> {
        let mut out: BTreeMap<_, FamilyTotal> = BTreeMap::new();
        for row in &self.rows {
            for family in &row.families {
                let total = out.entry(*family).or_default();
                total.clauses += 1;
                total.covered += usize::from(row.lacks.is_empty());
                total.fires += row.fires.len();
                total.quiet += row.quiet.len();
            }
        }
        out
    }
}

/// A part of a whole in percent with one decimal, rounded down, so that only the whole is 100.0;
/// `-` where there is nothing to be shown.
#[must_use]
pub fn percent(part: usize, whole: usize) -> String {
    match (part * 1000).checked_div(whole) {
        Some(permille) => format!("{}.{}", permille / 10, permille % 10),
        None => "-".to_owned(),
    }
}

/// How much of `book` its scenarios and situations show.
#[must_use]
pub fn coverage<'a>(
    book: &'a Rulebook,
    scenarios: &'a [Scenario],
    situations: &'a [Situation],
) -> Coverage<'a> {
    let titles = Titles::of(book, scenarios);
    let meetings = audit(book).meetings;
    let yielding: BTreeSet<&str> = meetings.iter().map(|m| m.set_aside.as_str()).collect();
    let (own, inherited): (Vec<_>, Vec<_>) =
        book.clauses.iter().partition(|clause| clause.book == book.id);
    let rows = own.into_iter().map(|clause| {
        let must_yield = yielding.contains(clause.id.as_str());
        row(clause, situations, &titles, must_yield)
    });
    let unused = meetings.iter().filter_map(|m| m.reading.as_deref());
    let unused: BTreeSet<&str> = unused.filter(|id| !titles.readings.contains(id)).collect();
    Coverage {
        book: &book.id,
        rows: rows.collect(),
        inherited: inherited.len(),
        unused_readings: unused.into_iter().map(str::to_owned).collect(),
    }
}

/// What the scenarios come to: clause → names of scenarios.
#[derive(Default)]
struct Titles<'a> {
    decides: BTreeMap<&'a str, Vec<&'a str>>,
    yields: BTreeMap<&'a str, Vec<&'a str>>,
    readings: BTreeSet<&'a str>,
}

impl<'a> Titles<'a> {
    fn of(book: &'a Rulebook, scenarios: &'a [Scenario]) -> Self {
        let mut out = Self::default();
        for scenario in scenarios {
            let decision = decide(book, &scenario.given, scenario.on);
            if let Some(won) = decision.won {
                out.decides.entry(&won.clause.id).or_default().push(&scenario.name);
            }
            for other in &decision.set_aside {
                out.yields.entry(&other.clause.id).or_default().push(&scenario.name);
                out.readings.extend(other.reading.map(|reading| reading.id.as_str()));
            }
        }
        out
    }
}

fn row<'a>(
    clause: &'a Clause,
    situations: &'a [Situation],
    titles: &Titles<'a>,
    must_yield: bool,
) -> Row<'a> {
    let id = clause.id.as_str();
    let of_clause = situations.iter().filter(|situation| situation.clause == id);
    let (quiet, fires): (Vec<_>, Vec<_>) = of_clause.partition(|s| s.expect.is_empty());
    let names = |list: Vec<&'a Situation>| list.into_iter().map(|s| s.name.as_str()).collect();
    let scenarios = |of: &BTreeMap<&str, Vec<&'a str>>| of.get(id).cloned().unwrap_or_default();
    let mut families: Vec<&'static str> = Vec::new();
    for family in clause.checks.iter().map(Check::family) {
        if !families.contains(&family) {
            families.push(family);
        }
    }
    let mut out = Row {
        id,
        cite: &clause.cite,
        kind: match (families.is_empty(), clause.attest) {
            (false, _) => Kind::Checked,
            (true, true) => Kind::Attest,
            (true, false) => Kind::Note,
        },
        fires: names(fires),
        quiet: names(quiet),
        decides: scenarios(&titles.decides),
        yields: scenarios(&titles.yields),
        families,
        lacks: Vec::new(),
    };
    let is_title = |check: &Check| matches!(check, Check::Owner(_));
    let (decides, checks) =
        (clause.checks.iter().any(is_title), clause.checks.iter().any(|c| !is_title(c)));
    let owed = [
        (checks && out.fires.is_empty(), "没有提出问题的情形"),
        (checks && out.quiet.is_empty(), "没有不提出问题的情形"),
        (decides && out.decides.is_empty(), "没有由它决定的情形"),
        (decides && must_yield && out.yields.is_empty(), "没有它让位的情形"),
    ];
    out.lacks = owed.into_iter().filter(|(is_owed, _)| *is_owed).map(|(_, says)| says).collect();
    out
}
