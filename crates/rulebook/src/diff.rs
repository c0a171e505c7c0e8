//! Two rulebooks side by side, family by family: what each orders and under which clause, where it
//! is silent, where it takes a superior text's rule, where it has not answered.
//!
//! In: two rulebooks. Out: one [`FamilyDiff`] for each family, in the order of the definitions, and
//! the settings and dated values that differ. What must always hold: every family stands once; two
//! sides are called alike only when they order the same under the same severity.

use crate::book::{Clause, Rulebook};
use crate::checks::Check;
use crate::show::readable;
use ledger::{NaiveDate, Severity};
use std::collections::BTreeSet;

/// How a text answers a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Clauses of its own order it.
    Ruled,
    /// Clauses of a superior text order it.
    Inherited,
    /// Silent, and said so.
    Silent,
    /// Neither ruled nor said to be silent.
    Open,
}

impl Answer {
    /// Stable English code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ruled => "ruled",
            Self::Inherited => "inherited",
            Self::Silent => "silent",
            Self::Open => "open",
        }
    }

    /// Chinese label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ruled => "有规定",
            Self::Inherited => "依上级办法",
            Self::Silent => "没有规定",
            Self::Open => "未答复",
        }
    }
}

/// What one clause orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order<'a> {
    /// Its id.
    pub clause: &'a str,
    /// Where it stands.
    pub cite: &'a str,
    /// Of a breach.
    pub severity: Severity,
    /// The parameters as people read them.
    pub rule: String,
    /// First day, where the clause has its own.
    pub from: Option<NaiveDate>,
    /// Last day, where the clause has its own.
    pub until: Option<NaiveDate>,
}

/// One text's side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side<'a> {
    /// How it answers.
    pub answer: Answer,
    /// Its clauses, in the law's order.
    pub orders: Vec<Order<'a>>,
}

/// One family in both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyDiff<'a> {
    /// The family.
    pub family: &'static str,
    /// The first text.
    pub left: Side<'a>,
    /// The second.
    pub right: Side<'a>,
}

/// A setting or dated value that differs; `None` where a text has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueDiff {
    /// Its name.
    pub name: String,
    /// In the first text.
    pub left: Option<String>,
    /// In the second.
    pub right: Option<String>,
}

impl FamilyDiff<'_> {
    /// Whether both order the same, whatever their clauses are called.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let orders = |side: &Side<'_>| -> Vec<_> {
            let mut all: Vec<_> =
                side.orders.iter().map(|o| (o.severity, o.rule.clone(), o.from, o.until)).collect();
            all.sort();
            all
        };
        self.left.answer == self.right.answer && orders(&self.left) == orders(&self.right)
    }
}

/// Lays every family of two rulebooks side by side.
#[must_use]
pub fn families<'a>(left: &'a Rulebook, right: &'a Rulebook) -> Vec<FamilyDiff<'a>> {
    let of = |family: &&'static str| FamilyDiff {
        family,
        left: side(left, family),
        right: side(right, family),
    };
    Check::FAMILIES.iter().map(of).collect()
}

/// Settings and dated values that differ, by name.
#[must_use]
pub fn values(left: &Rulebook, right: &Rulebook) -> Vec<ValueDiff> {
    let names: BTreeSet<&String> = [left, right]
        .into_iter()
        .flat_map(|book| book.settings.keys().chain(book.series.keys()))
        .collect();
    let all = names.into_iter().map(|name| ValueDiff {
        name: name.clone(),
        left: value(left, name),
        right: value(right, name),
    });
    all.filter(|diff| diff.left != diff.right).collect()
}

fn value(book: &Rulebook, name: &str) -> Option<String> {
    let dated = |series: &crate::book::Series| {
        let values = series.values.iter().map(|(from, value)| format!("{from} 起 {value}"));
        values.collect::<Vec<_>>().join("，")
    };
    book.settings.get(name).cloned().or_else(|| book.series.get(name).map(dated))
}

fn side<'a>(book: &'a Rulebook, family: &str) -> Side<'a> {
    let ordering: Vec<&Clause> = book
        .clauses
        .iter()
        .filter(|clause| clause.checks.iter().any(|check| check.family() == family))
        .collect();
    let answer = if ordering.iter().any(|clause| clause.book == book.id) {
        Answer::Ruled
    } else if !ordering.is_empty() {
        Answer::Inherited
    } else if book.silent.contains(family) {
        Answer::Silent
    } else {
        Answer::Open
    };
    let order = |clause: &'a Clause| Order {
        clause: &clause.id,
        cite: &clause.cite,
        severity: clause.severity,
        rule: clause.stated.get(family).map(readable).unwrap_or_default(),
        from: clause.from,
        until: clause.until,
    };
    Side { answer, orders: ordering.into_iter().map(order).collect() }
}
