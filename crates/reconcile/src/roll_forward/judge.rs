//! Whether what is on file explains what became of an asset.

use super::Passage;
use super::events::{Event, Events, direction};
use ledger::tables::{Asset, Change};
use ledger::{Cell, Fen};

/// What is said of one asset.
#[derive(Debug)]
pub(super) enum Judgement {
    /// Nothing happened, or what happened is on file.
    Explained,
    /// A pairing is only likely, or an amount is missing.
    Unknown,
    /// Something happened that is not on file.
    Unexplained(Gap),
}

/// What is not explained.
#[derive(Debug)]
pub(super) struct Gap {
    pub(super) kind: Kind,
    pub(super) opening: Fen,
    pub(super) closing: Fen,
    /// What the records on file explain, with its sign.
    pub(super) explained: Fen,
    /// The records.
    pub(super) cells: Vec<Cell>,
}

impl Gap {
    /// Closing − opening − explained.
    pub(super) fn amount(&self) -> Fen {
        self.closing.minus(self.opening).minus(self.explained)
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Added,
    Removed,
    Changed,
}

/// Judges one asset.
pub(super) fn judge(events: &Events<'_>, passage: &Passage<'_>) -> Judgement {
    if !passage.settled {
        return Judgement::Unknown;
    }
    let rows: Vec<&Asset> = passage.opening.iter().chain(&passage.closing).copied().collect();
    let records = events.of(&rows);
    if passage.closing.is_empty() {
        removed(events, &records, &passage.opening)
    } else if passage.opening.is_empty() {
        added(events, &records, &passage.closing)
    } else {
        changed(events, &records, passage)
    }
}

/// The sum of the values; `None` where a row states none.
fn value(rows: &[&Asset]) -> Option<Fen> {
    let values: Option<Vec<Fen>> = rows.iter().map(|row| row.original_value).collect();
    values.map(Fen::sum)
}

fn changes<'r>(records: &'r [Event<'_>]) -> impl Iterator<Item = &'r Change> {
    records.iter().filter_map(|record| match record {
        Event::Change(change) => Some(*change),
        Event::Disposal(_) | Event::WriteOff(_) => None,
    })
}

fn kind_of(change: &Change) -> &str {
    change.change_type.as_deref().unwrap_or_default()
}

/// An asset is gone: disposed of or written off, or changes that take the whole of it.
fn removed(events: &Events<'_>, records: &[Event<'_>], rows: &[&Asset]) -> Judgement {
    let happened: Vec<Event<'_>> =
        records.iter().copied().filter(|record| events.has_happened(record.day())).collect();
    let taking = changes(&happened).filter(|change| direction(kind_of(change)) == Some(-1));
    let taking: Vec<&Change> = taking.collect();
    let opening = value(rows);
    let leaving = happened.iter().filter(|record| !matches!(record, Event::Change(_)));
    let values: Vec<Option<Fen>> = leaving.map(Event::taken_off).collect();
    let judged = if values.is_empty() {
        whole(&taking, opening, -1)
    } else {
        left(&values, &taking, opening)
    };
    judged.unwrap_or_else(|explained| {
        Judgement::Unexplained(Gap {
            kind: Kind::Removed,
            opening: opening.unwrap_or_default(),
            closing: Fen::ZERO,
            explained,
            cells: happened.iter().flat_map(Event::cells).collect(),
        })
    })
}

/// Whether disposals and write-offs account for the whole value: one of them (the same may be on file
/// as both), all together, or with the changes that took off the rest; else what they account for. One
/// that states no value is one of the whole.
fn left(
    values: &[Option<Fen>],
    taking: &[&Change],
    opening: Option<Fen>,
) -> Result<Judgement, Fen> {
    let (Some(values), Some(opening)) =
        (values.iter().copied().collect::<Option<Vec<Fen>>>(), opening)
    else {
        return Ok(Judgement::Explained);
    };
    let sum = Fen::sum(values.iter().copied());
    let reduced = Fen::sum(taking.iter().filter_map(|change| change.change_amount).map(Fen::abs));
    let is_whole = values.contains(&opening) || [sum, Fen::sum([sum, reduced])].contains(&opening);
    if is_whole { Ok(Judgement::Explained) } else { Err(Fen::ZERO.minus(sum)) }
}

/// An asset is new: formed this year by its own row, or added by a change.
fn added(events: &Events<'_>, records: &[Event<'_>], rows: &[&Asset]) -> Judgement {
    let of_year: Vec<Event<'_>> =
        records.iter().copied().filter(|record| events.is_of_year(record.day())).collect();
    let adding = changes(&of_year).filter(|c| matches!(kind_of(c), "addition" | "transfer"));
    let adding: Vec<&Change> = adding.collect();
    if adding.is_empty() && rows.iter().all(|row| is_formed_after(events, row)) {
        return Judgement::Explained;
    }
    let closing = value(rows);
    whole(&adding, closing, 1).unwrap_or_else(|explained| {
        Judgement::Unexplained(Gap {
            kind: Kind::Added,
            opening: Fen::ZERO,
            closing: closing.unwrap_or_default(),
            explained,
            cells: adding.iter().flat_map(|change| Event::Change(change).cells()).collect(),
        })
    })
}

/// Whether changes account for a whole value; else what they account for. A change without an amount
/// is one of the whole.
fn whole(taken: &[&Change], value: Option<Fen>, sign: i64) -> Result<Judgement, Fen> {
    let amounts: Option<Vec<Fen>> = taken.iter().map(|c| c.change_amount.map(Fen::abs)).collect();
    match (amounts, value) {
        (None, _) => Ok(Judgement::Explained),
        (Some(amounts), None) if !amounts.is_empty() => Ok(Judgement::Unknown),
        (Some(amounts), value) => {
            let sum = Fen::sum(amounts.iter().copied());
            let whole = !amounts.is_empty() && value == Some(sum);
            let signed = if sign < 0 { Fen::ZERO.minus(sum) } else { sum };
            if whole { Ok(Judgement::Explained) } else { Err(signed) }
        }
    }
}

/// Whether a row itself says that its asset was formed after the prior year's books were closed.
fn is_formed_after(events: &Events<'_>, row: &Asset) -> bool {
    match row.formation_date.or(row.completion_date) {
        Some(day) => day.latest() > events.since,
        None => row.fund_year.is_some_and(|year| year > events.prior_year),
    }
}

/// Both years hold the asset: its value changes as the records of the year say.
fn changed(events: &Events<'_>, records: &[Event<'_>], passage: &Passage<'_>) -> Judgement {
    let of_year: Vec<Event<'_>> =
        records.iter().copied().filter(|record| events.is_of_year(record.day())).collect();
    let signed: Vec<Option<Fen>> = changes(&of_year).filter_map(signed).collect();
    let (opening, closing) = match (value(&passage.opening), value(&passage.closing)) {
        (Some(opening), Some(closing)) => (opening, closing),
        (None, None) => return Judgement::Explained,
        _ => return Judgement::Unknown,
    };
    let difference = closing.minus(opening);
    let Some(amounts) = signed.into_iter().collect::<Option<Vec<Fen>>>() else {
        return if difference == Fen::ZERO { Judgement::Explained } else { Judgement::Unknown };
    };
    let by_changes = Fen::sum(amounts.iter().copied());
    let by_disposals = Fen::ZERO.minus(Fen::sum(of_year.iter().filter_map(Event::taken_off)));
    // A part that was sold may be registered as a change, as a disposal, or as both. That the
    // ledger still holds what was disposed of is another finding.
    let both = Fen::sum([by_changes, by_disposals]);
    let is_told = match (amounts.is_empty(), by_disposals == Fen::ZERO) {
        (true, _) => [Fen::ZERO, by_disposals].contains(&difference),
        (false, true) => by_changes == difference,
        (false, false) => [by_changes, by_disposals, both].contains(&difference),
    };
    if is_told {
        return Judgement::Explained;
    }
    Judgement::Unexplained(Gap {
        kind: Kind::Changed,
        opening,
        closing,
        explained: if amounts.is_empty() { by_disposals } else { by_changes },
        cells: of_year.iter().flat_map(Event::cells).collect(),
    })
}

/// By how much a change changes the original value; `None` when it is none of value,
/// `Some(None)` when it states no amount.
fn signed(change: &Change) -> Option<Option<Fen>> {
    let amount = change.change_amount;
    match direction(kind_of(change)) {
        Some(1) => Some(amount.map(Fen::abs)),
        Some(_) => Some(amount.map(|amount| Fen::ZERO.minus(amount.abs()))),
        None => (kind_of(change) == "revaluation").then_some(amount),
    }
}
