//! Scenarios: one situation, one decision, readable by a finance officer. They live beside the
//! rulebook, are run by the tests, and show what the ownership clauses come to.
//!
//! ```toml
//! [[scenario]]
//! name   = "县里在单个村建的幼儿园：归县人民政府，不归村"
//! on     = 2021-03-01
//! given  = { sector = "教育", coverage = "单村", implementer = "县" }
//! expect = { owner = "县人民政府", by = "TL-5.2-04", sets_aside = ["TL-5.2-02"] }
//! ```

use crate::book::{BookError, Rulebook};
use crate::decide::{Decision, decide};
use crate::facts::{Fact, Facts};
use ledger::NaiveDate;
use serde::{Deserialize, Deserializer, de};
use std::collections::{BTreeMap, BTreeSet};

/// One situation and what must come of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// One sentence, in Chinese.
    pub name: String,
    /// The day by whose clauses it is judged.
    #[serde(deserialize_with = "crate::book::date")]
    pub on: NaiveDate,
    /// Fact → code or label. Facts that are absent are unknown.
    #[serde(deserialize_with = "facts")]
    pub given: Facts,
    /// What must come out.
    pub expect: Expectation,
}

/// What must come out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The owner, as people call it.
    pub owner: String,
    /// The clause that decides.
    pub by: String,
    /// The clauses set aside.
    #[serde(default)]
    pub sets_aside: BTreeSet<String>,
    /// Facts without which it cannot be decided, so that title is unclear.
    #[serde(default)]
    pub unknown: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "scenario")]
    scenarios: Vec<Scenario>,
}

/// Reads the scenarios of a rulebook.
///
/// # Errors
/// [`BookError::Syntax`], also for unknown facts and values.
pub fn parse(text: &str) -> Result<Vec<Scenario>, BookError> {
    Ok(toml::from_str::<File>(text)?.scenarios)
}

/// The scenarios of a built-in rulebook.
///
/// # Errors
/// [`BookError::Unknown`] when there are none.
pub fn builtin(id: &str) -> Result<Vec<Scenario>, BookError> {
    BUILT_IN
        .iter()
        .find(|(name, _)| *name == id)
        .map_or_else(|| Err(BookError::Unknown(id.to_owned())), |(_, text)| parse(text))
}

const BUILT_IN: &[(&str, &str)] = &[
    ("tuoli-2020", include_str!("../books/tuoli-2020-scenarios.toml")),
    ("luoyang-2024", include_str!("../books/luoyang-2024-scenarios.toml")),
    ("baofeng-2020", include_str!("../books/baofeng-2020-scenarios.toml")),
    ("akto-2021", include_str!("../books/akto-2021-scenarios.toml")),
    ("makit-2025", include_str!("../books/makit-2025-scenarios.toml")),
];

impl Scenario {
    /// What the rulebook makes of it.
    #[must_use]
    pub fn outcome(&self, book: &Rulebook) -> Expectation {
        let decision = decide(book, &self.given, self.on);
        let set_aside = decision.set_aside.iter().map(|other| other.clause.id.clone());
        Expectation {
            owner: owner(&decision).to_owned(),
            by: decision.won.map(|won| won.clause.id.clone()).unwrap_or_default(),
            sets_aside: set_aside.collect(),
            unknown: decision.unknown.iter().map(|&fact| fact.to_owned()).collect(),
        }
    }
}

fn owner(decision: &Decision) -> &'static str {
    decision.won.map_or("", |won| won.rule.owner.label())
}

fn facts<'de, D: Deserializer<'de>>(given: D) -> Result<Facts, D::Error> {
    let mut out = Facts::new();
    for (name, value) in BTreeMap::<String, String>::deserialize(given)? {
        if Fact::find(&name).is_none() {
            return Err(de::Error::custom(format!("没有名为“{name}”的事实")));
        }
        if !out.set(&name, &value) {
            return Err(de::Error::custom(format!("“{value}”不是“{name}”的取值")));
        }
    }
    Ok(out)
}
