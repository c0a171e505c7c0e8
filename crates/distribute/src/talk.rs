//! Values as sentences and traces show them.

use ledger::words::Vocabulary;
use ledger::{Day, Fen, NaiveDate, Subject, Text, Trace};
use rulebook::Clause;

/// What stands for a value that was not stated.
pub(crate) const BLANK: &str = "（空）";

pub(crate) fn text(value: &Option<Text>) -> &str {
    value.as_deref().filter(|t| !t.trim().is_empty()).unwrap_or(BLANK)
}

pub(crate) fn day(value: Option<Day>) -> String {
    value.map_or_else(|| BLANK.to_owned(), |d| d.to_string())
}

pub(crate) fn yuan(value: Option<Fen>) -> String {
    value.map_or_else(|| BLANK.to_owned(), Fen::grouped)
}

/// The label of a code; blank where none is stated.
pub(crate) fn label(words: &Vocabulary, code: Option<&str>) -> String {
    code.map_or(BLANK, |c| words.label_of(c)).to_owned()
}

/// The labels of codes, joined.
pub(crate) fn labels(words: &Vocabulary, codes: &[&str]) -> String {
    let labels: Vec<&str> = codes.iter().map(|c| words.label_of(c)).collect();
    labels.join("、")
}

/// The first day on which a date lies, for deadlines: late only when even that day is.
pub(crate) fn first_day(value: Option<Day>) -> Option<NaiveDate> {
    value.map(|d| d.date)
}

/// A decision of one clause, with nothing set aside.
pub(crate) fn trace(
    subject: &Subject,
    decision: &str,
    clause: &Clause,
    facts: &[(&str, String)],
    outcome: impl Into<Text>,
) -> Trace {
    Trace {
        subject_kind: Some(subject.kind.code().into()),
        subject_id: Some(subject.id.clone()),
        decision: Some(decision.into()),
        facts: facts.iter().map(|(name, value)| format!("{name}={value}").into()).collect(),
        held: vec![clause.id.as_str().into()],
        won: Some(clause.id.as_str().into()),
        outcome: Some(outcome.into()),
        ..Trace::default()
    }
}
