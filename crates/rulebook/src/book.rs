//! The shape of a rulebook file, and the clauses in force on a day.

use crate::calendar::Calendar;
use crate::checks::{Check, Family};
use crate::units::{Period, Rate};
use ledger::codes::CodeSpec;
use ledger::{CheckRun, Finding, NaiveDate, Severity, Subject};
use serde::{Deserialize, Deserializer, de};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Why a rulebook cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The text is no rulebook; the message names line and column.
    #[error("规则集无法读取：{0}")]
    Syntax(#[from] toml::de::Error),
    /// Two clauses share an id.
    #[error("条款编号重复：{0}")]
    DuplicateClause(String),
    /// No built-in rulebook of that id, and no file of that name.
    #[error("没有名为“{0}”的规则集")]
    Unknown(String),
    /// Texts that extend or replace each other in a circle.
    #[error("规则集“{0}”通过 extends 或 replaces 引用了自己")]
    Circular(String),
    /// Two texts of one county call different bodies, or settings, by one name.
    #[error("规则集 {0} 与 {1} 的“{2}”不同：请在其中一份换一个名称")]
    Differs(String, String, String),
    /// A clause that is to stand back, but is none of the superior text: clause and what it names.
    #[error("条款 {0} 的 overrides 提到 {1}，上级规则集没有这一条")]
    Overridden(String, String),
    /// A village's text that cannot be one, and why.
    #[error("村级规则集 {0}：{1}")]
    Village(String, String),
    /// A dated value that is none: series and entry.
    #[error("[series.{0}] 的“{1}”不是日期和比率，应写作 2015-10-24 = \"4.35%\"")]
    Series(String, String),
}

/// A county's rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rulebook {
    /// Id: `tuoli-2020`.
    pub id: String,
    /// Title of the document.
    pub title: String,
    /// Its number (文号).
    pub number: Option<String>,
    /// First day in force.
    #[serde(deserialize_with = "date")]
    pub effective: NaiveDate,
    /// Last day in force.
    #[serde(default, deserialize_with = "optional_date")]
    pub expires: Option<NaiveDate>,
    /// A circulated template: its dates never raise errors.
    #[serde(default)]
    pub template: bool,
    /// Id or file of a superior text whose rules fill what this one leaves open.
    pub extends: Option<String>,
    /// Id or file of the text that this one replaces from its first day on.
    pub replaces: Option<String>,
    /// The village whose own text this is; it binds nobody else.
    pub village: Option<Place>,
    /// Which days are working days.
    #[serde(default)]
    pub calendar: Calendar,
    /// Families on which the text is silent, said so on purpose.
    #[serde(default)]
    pub silent: BTreeSet<String>,
    /// Bodies that the clauses name: role → name, or several names.
    #[serde(default)]
    pub bodies: BTreeMap<String, Vec<String>>,
    /// Settings that no clause states but checks need (campaign end, …): name → value with its
    /// reason in a reading.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
    /// The order in which the ownership clauses are asked.
    #[serde(default)]
    pub ownership: OwnershipOrder,
    /// Dated values.
    #[serde(default)]
    pub series: BTreeMap<String, Series>,
    /// The law, in the law's order; none yet in a book that is only begun.
    #[serde(default, rename = "clause")]
    pub clauses: Vec<Clause>,
    /// How we read what the text leaves open.
    #[serde(default, rename = "reading")]
    pub readings: Vec<Reading>,
    /// SHA-256 of the file's text, in hex; stands in every manifest.
    #[serde(skip)]
    pub sha256: String,
}

/// A village.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Township; only where two villages have one name.
    pub township: Option<String>,
    /// Village.
    pub village: String,
}

impl Place {
    /// Whether a row stands there. A row that states no township is known by its village.
    #[must_use]
    pub fn holds(&self, township: Option<&str>, village: Option<&str>) -> bool {
        let same = self.township.as_deref().zip(township).is_none_or(|(own, other)| own == other);
        same && village == Some(self.village.as_str())
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.township.as_deref().unwrap_or_default(), self.village)
    }
}

/// See [`Rulebook::ownership`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnershipOrder {
    /// Clause ids.
    pub order: Vec<String>,
}

/// A value that changes on dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// What the figures are.
    pub unit: String,
    /// Where they come from.
    pub source: String,
    /// First day in force → value.
    pub values: BTreeMap<String, String>,
}

impl Series {
    /// The value in force on a day, with the day from which it holds; `None` before the first.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<(NaiveDate, &str)> {
        self.values
            .iter()
            .filter_map(|(from, value)| {
                from.parse().ok().map(|from: NaiveDate| (from, value.as_str()))
            })
            .filter(|(from, _)| *from <= day)
            .max_by_key(|(from, _)| *from)
    }

    /// The first entry that is no date with a rate.
    fn unreadable(&self) -> Option<String> {
        let bad = |(from, value): &(&String, &String)| {
            from.parse::<NaiveDate>().is_err() || value.parse::<Rate>().is_err()
        };
        let entry = self.values.iter().find(bad);
        entry.map(|(from, value)| format!("{from} = {value}"))
    }
}

/// One sentence of the law.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Id: `TL-5.2-04`.
    pub id: String,
    /// Where it stands: 五（二）三是.
    pub cite: String,
    /// Lines of the source document.
    #[serde(default)]
    pub lines: String,
    /// What it says, in own words, in Chinese.
    pub says: String,
    /// Severity of a breach.
    #[serde(deserialize_with = "severity")]
    pub severity: Severity,
    /// First day in force; the book's where absent.
    #[serde(default, deserialize_with = "optional_date")]
    pub from: Option<NaiveDate>,
    /// Last day in force; the book's where absent.
    #[serde(default, deserialize_with = "optional_date")]
    pub until: Option<NaiveDate>,
    /// Clauses of the superior text that stand back for this one. The superior text's other clauses
    /// on the same checks then stay.
    #[serde(default)]
    pub overrides: Vec<String>,
    /// A person must confirm it: printed on the sign-off form.
    #[serde(default)]
    pub attest: bool,
    /// Nothing to check: a definition, a wish, a word on organisation.
    #[serde(default)]
    pub note: bool,
    /// The checks it orders: `check.<family> = { … }`.
    #[serde(default, rename = "check", deserialize_with = "crate::checks::checks")]
    pub checks: Vec<Check>,
    /// The same as the text states them, for people to read.
    #[serde(skip)]
    pub stated: toml::Table,
    /// Id of the rulebook it stands in: a superior text's where it is inherited.
    #[serde(skip)]
    pub book: String,
    /// Number of the document it stands in; the title where it has none.
    #[serde(skip)]
    pub document: String,
    /// The village that it binds; every place where absent.
    #[serde(skip)]
    pub only: Option<Place>,
    /// Villages whose own text rules a family in its place.
    #[serde(skip)]
    pub except: Vec<Exception>,
}

/// Where, and from when until when, a check of a clause stands back for one of a village's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The check's family.
    pub family: &'static str,
    /// The village.
    pub place: Place,
    /// First day of the village's clause.
    pub from: NaiveDate,
    /// Its last day; no end where absent.
    pub until: Option<NaiveDate>,
}

impl Exception {
    fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl Clause {
    /// Whether it holds on that day. The book's own `effective` day does not bar it: what was formed
    /// before a text is judged by the text when the year is cleared under it, unless there is an
    /// older text that was in force then ([`Rulebook::replace`]).
    #[must_use]
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// How we read something that the text leaves open.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Id: `A24`.
    pub id: String,
    /// Clauses it is about.
    #[serde(default)]
    pub on: Vec<String>,
    /// Why, in Chinese.
    pub because: String,
}

/// A clause that orders a check of one family.
#[derive(Debug)]
pub struct Ruled<'a, F> {
    /// The rulebook's id.
    pub book: &'a str,
    /// The clause.
    pub clause: &'a Clause,
    /// Its parameters.
    pub rule: &'a F,
    /// Working days, for its periods.
    pub calendar: &'a Calendar,
}

// Derived, these would ask the same of the parameters, which are only pointed at.
impl<F> Clone for Ruled<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<F> Copy for Ruled<'_, F> {}

impl<F: Family> Ruled<'_, F> {
    /// A finding under this clause, with its severity.
    #[must_use]
    pub fn finding(&self, code: &'static CodeSpec, subject: Subject) -> Finding {
        Finding::new(code, subject).clause(self.book, &self.clause.id, self.clause.severity)
    }

    /// Whether it binds what happened on that day in that township and village.
    #[must_use]
    pub fn binds(&self, day: NaiveDate, (township, village): (Option<&str>, Option<&str>)) -> bool {
        let here = |place: &Place| place.holds(township, village);
        self.clause.in_force(day)
            && self.clause.only.as_ref().is_none_or(here)
            && !self
                .clause
                .except
                .iter()
                .any(|e| e.family == F::NAME && e.holds(day) && here(&e.place))
    }

    /// The last day of a period that began after `from`; `None` where the rulebook's calendar does
    /// not cover its working days.
    #[must_use]
    pub fn last_day(&self, period: Period, from: NaiveDate) -> Option<NaiveDate> {
        period.end(from, self.calendar)
    }

    /// A count of this check, to be filled.
    #[must_use]
    pub fn run(&self) -> CheckRun {
        CheckRun::ruled(F::NAME, Some(&self.clause.id))
    }

    /// The check lacks its table.
    #[must_use]
    pub fn no_data(&self) -> CheckRun {
        CheckRun::no_data(F::NAME, Some(&self.clause.id))
    }
}

impl Rulebook {
    /// Reads a rulebook. The texts that it extends or replaces must be built in.
    ///
    /// # Errors
    /// [`BookError`] when the text is no rulebook, a clause id stands twice, a dated value is none,
    /// or there is no such text.
    pub fn parse(text: &str) -> Result<Self, BookError> {
        Self::parse_with(text, &|_| None)
    }

    /// Reads a rulebook without the superior text that it extends; see [`Rulebook::inherit`].
    ///
    /// # Errors
    /// As [`Rulebook::parse`].
    pub fn parse_alone(text: &str) -> Result<Self, BookError> {
        let mut book: Self = toml::from_str(text)?;
        let mut seen = BTreeSet::new();
        if let Some(twice) = book.clauses.iter().find(|c| !seen.insert(c.id.as_str())) {
            return Err(BookError::DuplicateClause(twice.id.clone()));
        }
        for (name, series) in &book.series {
            if let Some(entry) = series.unreadable() {
                return Err(BookError::Series(name.clone(), entry));
            }
        }
        let raw: toml::Table = toml::from_str(text)?;
        let stated = raw.get("clause").and_then(toml::Value::as_array);
        for (clause, stated) in book.clauses.iter_mut().zip(stated.into_iter().flatten()) {
            clause.book.clone_from(&book.id);
            clause.document.clone_from(book.number.as_ref().unwrap_or(&book.title));
            clause.until = clause.until.into_iter().chain(book.expires).min();
            let checks = stated.get("check").and_then(toml::Value::as_table);
            clause.stated = checks.cloned().unwrap_or_default();
        }
        book.sha256 = hex_of(&[text]);
        Ok(book)
    }

    /// The built-in rulebook of that id.
    ///
    /// # Errors
    /// [`BookError::Unknown`] when there is none.
    pub fn builtin(id: &str) -> Result<Self, BookError> {
        BUILT_IN
            .iter()
            .find(|(name, _)| *name == id)
            .map_or_else(|| Err(BookError::Unknown(id.to_owned())), |(_, text)| Self::parse(text))
    }

    /// The ids of the built-in rulebooks.
    pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(id, _)| *id)
    }

    /// The clause of that id.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|c| c.id == id)
    }

    /// The clauses in force on `day` that order a check of family `F` everywhere in the county, in
    /// the law's order. Empty = no local rule.
    #[must_use]
    pub fn ruled<F: Family>(&self, day: NaiveDate) -> Vec<Ruled<'_, F>> {
        let everywhere = self.clauses.iter().filter(|c| c.only.is_none() && c.in_force(day));
        everywhere.flat_map(|clause| self.ordered_by(clause)).collect()
    }

    /// The clauses that order a check of family `F`, whenever and wherever they hold. For checks that
    /// judge each event by its own day and place, see [`Ruled::binds`].
    #[must_use]
    pub fn ruled_ever<F: Family>(&self) -> Vec<Ruled<'_, F>> {
        self.clauses.iter().flat_map(|clause| self.ordered_by(clause)).collect()
    }

    /// The checks of family `F` that one clause orders.
    fn ordered_by<'a, F: Family + 'a>(
        &'a self,
        clause: &'a Clause,
    ) -> impl Iterator<Item = Ruled<'a, F>> {
        let rules = clause.checks.iter().filter_map(F::of);
        rules.map(|rule| Ruled { book: &clause.book, clause, rule, calendar: &self.calendar })
    }

    /// Names of a body by role; empty when the text names none.
    #[must_use]
    pub fn body(&self, role: &str) -> &[String] {
        self.bodies.get(role).map_or(&[], Vec::as_slice)
    }
}

/// The built-in rulebooks.
const BUILT_IN: &[(&str, &str)] = &[
    ("tuoli-2020", include_str!("../books/tuoli-2020.toml")),
    ("luoyang-2024", include_str!("../books/luoyang-2024.toml")),
    ("baofeng-2020", include_str!("../books/baofeng-2020.toml")),
    ("akto-2021", include_str!("../books/akto-2021.toml")),
    ("makit-2025", include_str!("../books/makit-2025.toml")),
];

/// SHA-256 of texts one after the other, in hex.
pub(crate) fn hex_of(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    texts.iter().for_each(|text| hash.update(text.as_bytes()));
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

fn to_date(datetime: toml::value::Datetime) -> Option<NaiveDate> {
    let date = datetime.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

pub(crate) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    to_date(toml::value::Datetime::deserialize(deserializer)?)
        .ok_or_else(|| de::Error::custom("日期应写作 2020-09-04"))
}

fn optional_date<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NaiveDate>, D::Error> {
    date(deserializer).map(Some)
}

fn severity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Severity, D::Error> {
    let code = String::deserialize(deserializer)?;
    Severity::from_code(&code).ok_or_else(|| de::Error::custom("级别应为 error、warning 或 info"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_book_can_be_read() {
        for id in Rulebook::builtin_ids() {
            let book = Rulebook::builtin(id).unwrap_or_else(|e| panic!("{id}: {e}"));
            assert_eq!(book.id, id);
        }
    }

    #[test]
    fn a_series_gives_the_value_of_the_day() {
        let values = BTreeMap::from([
            ("2015-10-24".into(), "4.35%".into()),
            ("2025-01-01".into(), "3.1%".into()),
        ]);
        let series = Series { unit: String::new(), source: String::new(), values };
        let on = |day: &str| series.on(day.parse().unwrap()).map(|(_, value)| value);
        assert_eq!(on("2015-10-23"), None);
        assert_eq!(on("2015-10-24"), Some("4.35%"));
        assert_eq!(on("2025-06-30"), Some("3.1%"));
    }
}
