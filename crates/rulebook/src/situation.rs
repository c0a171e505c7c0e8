//! Situations: a few rows of the books and what one clause makes of them, readable by a finance
//! officer. They are to the steps what [`crate::scenario`] is to the decision of title, and the
//! measure of how much of the law is shown: each clause that orders a check must fire in one and
//! stay quiet in another ([`crate::coverage`]).
//!
//! ```toml
//! [[situation]]
//! clause = "TL-5.6-04"
//! name   = "处置价值恰为十万元而没有评估报告：须委托评估"
//! as-of  = 2024-12-31                       # this day where absent
//! tables = ["publicity"]                    # received without a row
//! expect = [ { code = "disposal.appraisal-missing", subject = "C1" } ]   # none = nothing is found
//! rows.disposals = [ { disposal_id = "C1", disposal_value = "100000.00" } ]
//! ```
//!
//! In: the text of a file, later the findings and checks of the step that was run on
//! [`Situation::books`]. Out: the books, and whether what came out is what must. A situation that
//! expects nothing passes only if its clause was looked at: silence must not read as a pass.

use crate::book::{BookError, Rulebook};
use ledger::books::BooksFiller;
use ledger::table::Kind;
use ledger::{Books, CaseInfo, CheckRun, Day, Decimal, Fen, Finding, NaiveDate, Row, Value};
use serde::{Deserialize, Deserializer};
use std::collections::{BTreeMap, BTreeSet};

/// The steps that have situations: the names of their files.
pub const STEPS: &[&str] =
    &["reconcile", "confirm-ownership", "distribute", "dispose-check", "report"];

/// Rows of the books and what one clause makes of them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Situation {
    /// The clause that it shows.
    pub clause: String,
    /// One sentence, in Chinese.
    pub name: String,
    /// "Today"; its year is the year that is cleared.
    #[serde(default = "year_end", deserialize_with = "crate::book::date")]
    pub as_of: NaiveDate,
    /// Tables received without a row.
    #[serde(default)]
    pub tables: BTreeSet<String>,
    /// What must be found under the clause, and nothing else.
    #[serde(default)]
    pub expect: BTreeSet<Expected>,
    /// Table → rows: field → value.
    #[serde(default)]
    pub rows: BTreeMap<String, Vec<toml::Table>>,
}

/// A finding that must be there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Its code.
    pub code: String,
    /// The id of its subject.
    pub subject: String,
    /// Its amount in yuan; any where absent.
    #[serde(default, deserialize_with = "amount")]
    pub amount: Option<Fen>,
}

/// Why a row of a situation is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SituationError {
    /// No input table of that name.
    #[error("没有名为“{0}”的表")]
    Table(String),
    /// No such field in that table.
    #[error("表 {0} 没有字段“{1}”")]
    Field(&'static str, String),
    /// The value is none of the field's.
    #[error("{0}.{1} 的值“{2}”不合规格")]
    Value(&'static str, String, String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "situation")]
    situations: Vec<Situation>,
}

/// Reads a file of situations.
///
/// # Errors
/// [`BookError::Syntax`] with line and column.
pub fn parse(text: &str) -> Result<Vec<Situation>, BookError> {
    Ok(toml::from_str::<File>(text)?.situations)
}

/// The situations of a built-in rulebook for one of the [`STEPS`]; none where there are none.
///
/// # Errors
/// As [`parse`].
pub fn builtin(id: &str, step: &str) -> Result<Vec<Situation>, BookError> {
    let found = BUILT_IN.iter().find(|(book, of, _)| *book == id && *of == step);
    found.map_or_else(|| Ok(Vec::new()), |(_, _, text)| parse(text))
}

impl Situation {
    /// The books that hold its rows; tables with rows and those it names are received.
    ///
    /// # Errors
    /// A table or field that does not exist, or a value of another kind.
    pub fn books(&self) -> Result<Books, SituationError> {
        let mut filler = Filler { rows: &self.rows };
        let mut books = Books::default();
        books.try_fill(&mut filler)?;
        for name in self.rows.keys().chain(&self.tables) {
            let table = Books::TABLES.iter().find(|table| table.name == name);
            books.received.insert(table.ok_or_else(|| SituationError::Table(name.clone()))?.name);
        }
        Ok(books)
    }

    /// The case in which it happens.
    #[must_use]
    pub fn case(&self) -> CaseInfo {
        CaseInfo {
            county: "甲县".into(),
            year: chrono::Datelike::year(&self.as_of),
            as_of: self.as_of,
            tolerance: BTreeMap::new(),
            tolerance_max_total: None,
        }
    }

    /// Whether the step's findings and checks are what must come out.
    ///
    /// # Errors
    /// What was expected and what was found, in one sentence.
    pub fn verify(&self, findings: &[Finding], checks: &[CheckRun]) -> Result<(), String> {
        let found: BTreeSet<Expected> = findings
            .iter()
            .filter(|finding| names(finding.clause.as_deref(), &self.clause))
            .map(|finding| self.comparable(finding))
            .collect();
        if found != self.expect {
            return Err(format!(
                "{}：{}\n  应有 {:?}\n  实有 {found:?}",
                self.clause, self.name, self.expect
            ));
        }
        let looked_at = checks
            .iter()
            .any(|run| names(run.clause.as_deref(), &self.clause) && run.seen > run.unknown);
        if self.expect.is_empty() && !looked_at {
            return Err(format!("{}：{}\n  这一条根本没有查", self.clause, self.name));
        }
        Ok(())
    }

    /// The finding with its amount only where the situation states one.
    fn comparable(&self, finding: &Finding) -> Expected {
        let (code, subject) = (finding.code.code.to_owned(), finding.subject.id.to_string());
        let stated = self
            .expect
            .iter()
            .any(|e| e.code == code && e.subject == subject && e.amount.is_some());
        Expected { code, subject, amount: finding.amount.filter(|_| stated) }
    }
}

/// Runs a step on all situations of all built-in rulebooks for it: what does not come out as it says,
/// one sentence each.
///
/// # Errors
/// A built-in file that cannot be read.
pub fn failures(
    step: &str,
    run: impl Fn(&Books, &Rulebook, &CaseInfo) -> (Vec<Finding>, Vec<CheckRun>),
) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut wrong = Vec::new();
    for id in Rulebook::builtin_ids() {
        wrong.extend(failures_of(&Rulebook::builtin(id)?, &builtin(id, step)?, &run)?);
    }
    Ok(wrong)
}

/// The same for the situations of one rulebook.
///
/// # Errors
/// A situation whose rows cannot be read.
pub fn failures_of(
    book: &Rulebook,
    situations: &[Situation],
    run: impl Fn(&Books, &Rulebook, &CaseInfo) -> (Vec<Finding>, Vec<CheckRun>),
) -> Result<Vec<String>, SituationError> {
    let mut wrong = Vec::new();
    for situation in situations {
        let (findings, checks) = run(&situation.books()?, book, &situation.case());
        wrong.extend(situation.verify(&findings, &checks).err());
    }
    Ok(wrong)
}

/// Whether a `;`-joined list of clauses names this one.
fn names(clauses: Option<&str>, clause: &str) -> bool {
    clauses.is_some_and(|list| list.split(';').any(|one| one.trim() == clause))
}

struct Filler<'a> {
    rows: &'a BTreeMap<String, Vec<toml::Table>>,
}

impl BooksFiller<SituationError> for Filler<'_> {
    fn table<R: Row>(&mut self, rows: &mut Vec<R>) -> Result<(), SituationError> {
        let table = R::TABLE.name;
        for (number, given) in (1_u32..).zip(self.rows.get(table).into_iter().flatten()) {
            let mut row = R::default();
            for (field, value) in given {
                let column = R::TABLE.column(field);
                let column = column.ok_or_else(|| SituationError::Field(table, field.clone()))?;
                let refuse = || SituationError::Value(table, field.clone(), value.to_string());
                let value = typed(column.kind, value).ok_or_else(refuse)?;
                row.set(column.name, value);
            }
            if let Some(origin) = row.origin_mut() {
                origin.row_id = format!("{table}-{number}").into();
                origin.src_file = format!("{table}.csv").into();
                origin.src_row = number;
            }
            rows.push(row);
        }
        Ok(())
    }
}

/// A value as the file states it, in the type of its column.
fn typed(kind: Kind, value: &toml::Value) -> Option<Value> {
    let text = match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Boolean(yes) => yes.to_string(),
        toml::Value::Datetime(day) => day.to_string(),
        toml::Value::Array(items) if kind == Kind::List => {
            let texts = items.iter().map(|item| item.as_str().map(Into::into));
            return texts.collect::<Option<Vec<_>>>().map(Value::List);
        }
        _ => return None,
    };
    match kind {
        Kind::Text | Kind::Code => Some(Value::Text(text.into())),
        Kind::Amount => text.parse::<Fen>().ok().map(Value::Amount),
        Kind::Decimal | Kind::Percent => {
            Decimal::from_str_exact(&text).ok().map(|decimal| Value::Decimal(decimal.normalize()))
        }
        Kind::Integer => text.parse().ok().map(Value::Integer),
        Kind::Date => day(&text).map(Value::Date),
        Kind::Bool => text.parse().ok().map(Value::Bool),
        Kind::List => Some(Value::List(text.split('、').map(Into::into).collect())),
    }
}

/// `2024`, `2024-06` or `2024-06-30`, with its precision.
fn day(text: &str) -> Option<Day> {
    let parts: Option<Vec<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    let year = |year: u32| i32::try_from(year).ok();
    match *parts?.as_slice() {
        [y] => Day::year(year(y)?),
        [y, m] => Day::month(year(y)?, m),
        [y, m, d] => Day::ymd(year(y)?, m, d),
        _ => None,
    }
}

fn year_end() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 31).unwrap_or_default()
}

fn amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Fen>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(|_| serde::de::Error::custom("金额应写作 \"100000.00\""))
}

macro_rules! situations {
    ($($book:literal: $($step:literal)+;)+) => {
        &[$($(
            ($book, $step, include_str!(concat!("../books/situations/", $book, "/", $step, ".toml"))),
        )+)+]
    };
}

const BUILT_IN: &[(&str, &str, &str)] = situations! {
    "tuoli-2020": "reconcile" "confirm-ownership" "distribute" "dispose-check" "report";
    "luoyang-2024": "reconcile" "confirm-ownership" "distribute" "dispose-check" "report";
    "baofeng-2020": "reconcile" "confirm-ownership" "distribute" "dispose-check" "report";
    "akto-2021": "reconcile" "confirm-ownership" "distribute" "dispose-check" "report";
    "makit-2025": "reconcile" "confirm-ownership" "distribute" "dispose-check" "report";
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_file_can_be_read_and_names_clauses_and_rows_that_exist() {
        for id in Rulebook::builtin_ids() {
            let book = Rulebook::builtin(id).unwrap();
            for step in STEPS {
                for situation in builtin(id, step).unwrap_or_else(|e| panic!("{id} {step}: {e}")) {
                    let clause = book.clause(&situation.clause);
                    assert!(clause.is_some(), "{id} {step}: {}", situation.clause);
                    situation.books().unwrap_or_else(|e| panic!("{id} {step}: {e}"));
                }
            }
        }
    }

    #[test]
    fn rows_that_are_none_are_refused_by_name() {
        let of = |rows: &str| {
            let text = format!("[[situation]]\nclause = 'X'\nname = 'x'\n{rows}\n");
            parse(&text).unwrap().remove(0).books().map(|_| ()).unwrap_err().to_string()
        };
        assert_eq!(of("rows.weather = [{ a = 1 }]"), "没有名为“weather”的表");
        assert_eq!(of("rows.assets = [{ colour = 'x' }]"), "表 assets 没有字段“colour”");
        assert_eq!(
            of("rows.assets = [{ original_value = '约十万' }]"),
            "assets.original_value 的值“\"约十万\"”不合规格"
        );
    }

    #[test]
    fn a_quiet_situation_that_was_not_looked_at_fails() {
        let situation = parse("[[situation]]\nclause = 'X'\nname = 'x'\n").unwrap().remove(0);
        assert!(situation.verify(&[], &[]).is_err());
        assert!(situation.verify(&[], &[CheckRun::no_data("f", Some("X"))]).is_err());
        let mut run = CheckRun::ruled("f", Some("X"));
        run.count(ledger::Verdict::Passed);
        assert_eq!(situation.verify(&[], &[run]), Ok(()));
    }
}
