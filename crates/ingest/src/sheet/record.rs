//! One data row: its cells read, masked and checked.

use super::extra;
use super::findings::{EXACT, Place, WITHIN_LIMIT, expected, quoted};
use super::owners::{Owners, Says};
use super::plan::{Mapped, Plan, Target};
use super::row_subject;
use super::typed::Record;
use crate::Context;
use crate::places;
use crate::privacy::{self, Safe};
use crate::read::Raw;
use crate::texts::squeeze;
use crate::values::{Reading, composition_item, spells_error, yes_or_no};
use ledger::codes::{CodeSpec, intake};
use ledger::table::Privacy;
use ledger::{Column, Decimal, Fen, Finding, Kind, Text, Value};

/// Something about one cell.
#[derive(Debug, Clone)]
pub(crate) struct Issue {
    pub(crate) code: &'static CodeSpec,
    /// Field, or the heading where it fits none.
    pub(crate) column: Text,
    pub(crate) heading: Text,
    /// What stood there, masked.
    pub(crate) found: String,
    /// What should have stood there: Chinese, English.
    pub(crate) expected: (&'static str, &'static str),
}

/// A cell of the sheet: what stands in which column.
#[derive(Clone, Copy)]
struct Cell<'a> {
    raw: &'a Raw,
    at: usize,
    context: &'a Context<'a>,
}

/// A row as read.
#[derive(Debug, Default)]
pub(crate) struct RowRead {
    pub(crate) record: Record,
    pub(crate) issues: Vec<Issue>,
    /// Cells of money by column of the sheet: exact yuan, or `None` where it could not be read.
    money: Vec<(usize, Option<Decimal>)>,
    /// Amounts that had to be rounded: column of the sheet and exact yuan.
    pub(crate) rounded: Vec<(usize, Decimal, Fen)>,
    /// Fields of the table whose cell could not be read.
    pub(crate) unread: Vec<usize>,
    /// Owners beside or instead of one.
    pub(super) owners: Owners,
    /// Texts kept beside the values, by heading; of one heading the last.
    extra: Vec<(Text, Text)>,
    by_source: Vec<(Text, Fen)>,
    /// Identity number and name as stated, for the keyed hash; never written.
    identity: Option<String>,
    name: Option<String>,
    measure: Option<Text>,
    /// Ends of spans that stood in the cell of their start, by field.
    ends: Vec<(String, Value)>,
}

impl RowRead {
    /// Empties it for the next row.
    pub(crate) fn clear(&mut self) {
        self.record.values.clear();
        self.issues.clear();
        self.money.clear();
        self.rounded.clear();
        self.unread.clear();
        self.owners = Owners::default();
        self.extra.clear();
        self.by_source.clear();
        self.ends.clear();
        (self.identity, self.name, self.measure) = (None, None, None);
    }

    /// The record, in no more memory than it needs.
    pub(crate) fn take_record(&mut self) -> Record {
        let origin = std::mem::take(&mut self.record.origin);
        Record { origin, values: self.record.values.drain(..).collect() }
    }

    /// What a column of the sheet states of money: nothing, exact yuan, or what could not be read.
    pub(crate) fn money(&self, column: usize) -> Option<Option<Decimal>> {
        self.money.iter().find(|(at, _)| *at == column).map(|(_, yuan)| *yuan)
    }

    /// Reads one cell into the row.
    pub(crate) fn cell(&mut self, plan: &mut Plan, at: usize, raw: &Raw, context: &Context<'_>) {
        if raw.is_empty() {
            return;
        }
        let table = plan.table;
        let Some(mapped) = plan.columns.get_mut(at) else {
            return;
        };
        if let Raw::Text(text) = raw
            && let Some(value) = mapped.values.get(text)
            && let Target::Field(index) = mapped.target
        {
            self.record.values.push((index, value.clone()));
            if let (Value::Date(day), Some(reader)) = (value, &mut mapped.reader) {
                reader.above = Some(*day);
            }
            return;
        }
        let cell = Cell { raw, at, context };
        match &mapped.target {
            Target::RowNumber => {}
            Target::Extra => self.keep(mapped, raw, context),
            Target::Tick { field, code } => {
                let (field, ticked) = (*field, Value::Text((*code).into()));
                match yes_or_no(raw) {
                    Reading::Value(Value::Bool(true)) if self.record.get(field).is_none() => {
                        self.record.values.push((field, ticked));
                    }
                    Reading::Value(Value::Bool(false)) | Reading::Null => {}
                    _ => self.keep(mapped, raw, context),
                }
            }
            Target::Owner(says) => {
                let says = says.clone();
                self.owner(mapped, &says, cell);
            }
            Target::Field(index) => {
                let index = *index;
                let Some(column) = table.columns.get(index) else {
                    return;
                };
                match self.owners.cell(table.name, column, &mapped.shown, (at, raw)) {
                    Some(told) => {
                        self.extra.push((mapped.shown.clone(), told.text.into()));
                        self.issues.extend(told.issue);
                    }
                    None => self.field(column, index, mapped, cell),
                }
            }
            Target::Funding { source, level } => {
                let (source, level) = (source.clone(), level.is_some());
                // The composition is by source; the level stays readable under its heading.
                if level {
                    self.keep(mapped, raw, context);
                }
                self.funding(mapped, source, cell);
            }
        }
    }

    fn owner(&mut self, mapped: &mut Mapped, says: &Says, cell: Cell<'_>) {
        let Cell { raw, at, .. } = cell;
        let (Some(column), Some(reader)) = (says.column(), &mut mapped.reader) else {
            return;
        };
        let reading = reader.read(raw);
        let found = shown(column, raw);
        // The share stays readable in its row, whatever becomes of it.
        self.extra.push((mapped.shown.clone(), found.as_str().into()));
        match reading {
            Reading::Null => {}
            Reading::Value(value) => self.owners.note(at, says, value, &mapped.shown, raw),
            _ => self
                .issues
                .push(Issue { found, ..issue_of_none(mapped, raw, expected(column.kind)) }),
        }
    }

    fn field(
        &mut self,
        column: &'static Column,
        index: usize,
        mapped: &mut Mapped,
        cell: Cell<'_>,
    ) {
        let Cell { raw, at, context } = cell;
        let Some(reader) = &mut mapped.reader else {
            return;
        };
        let reading = reader.read(raw);
        if column.kind == Kind::Amount {
            self.money.push((at, exact(&reading).or_else(|| reader.yuan(raw))));
        }
        let heading = mapped.shown.clone();
        let issue = |code: &'static CodeSpec| Issue {
            code,
            column: column.name.into(),
            heading: heading.clone(),
            found: shown(column, raw),
            expected: expected(column.kind),
        };
        match reading {
            Reading::Null => {}
            Reading::Value(value) => {
                let value = self.set(index, column, mapped.safe, value, context);
                // A value that is also money, or of a person, does more than stand in its field.
                if let Raw::Text(text) = raw
                    && column.kind != Kind::Amount
                    && !matches!(column.privacy, Privacy::IdNumber | Privacy::PersonName)
                {
                    mapped.values.keep(text, value);
                }
            }
            Reading::Rounded(value, yuan) => {
                if let Value::Amount(fen) = value {
                    self.rounded.push((at, yuan, fen));
                }
                self.keep(mapped, raw, context);
                self.set(index, column, mapped.safe, value, context);
            }
            Reading::Partly(value) => {
                self.keep(mapped, raw, context);
                self.set(index, column, mapped.safe, value, context);
            }
            Reading::WithUnit(value, unit) => {
                self.keep(mapped, raw, context);
                self.set(index, column, mapped.safe, value, context);
                self.measure = Some(unit);
            }
            Reading::Span(start, end) => {
                self.set(index, column, mapped.safe, start, context);
                self.ends.push((column.name.replace("_start_", "_end_"), end));
            }
            Reading::Unlisted(value) => {
                // Classes are judged against the county's lists, after matching.
                if !matches!(column.name, "asset_class" | "asset_subclass") {
                    self.issues.push(issue(&intake::VALUE_INVALID));
                }
                self.set(index, column, mapped.safe, value, context);
            }
            Reading::BadCheck(value) => {
                self.issues.push(issue(&intake::ID_NUMBER_INVALID));
                self.set(index, column, mapped.safe, value, context);
            }
            Reading::Invalid => self.lost(index, &intake::VALUE_INVALID, raw, issue),
            Reading::Approximate => self.lost(index, &intake::VALUE_INVALID, raw, |code| Issue {
                expected: EXACT,
                ..issue(code)
            }),
            Reading::TooLarge => self.lost(index, &intake::VALUE_INVALID, raw, |code| Issue {
                expected: WITHIN_LIMIT,
                ..issue(code)
            }),
            Reading::Error => self.lost(index, &intake::FORMULA_ERROR, raw, issue),
            Reading::Uncached => self.lost(index, &intake::FORMULA_UNCACHED, raw, issue),
            Reading::DigitsLost => self.lost(index, &intake::DIGITS_LOST, raw, issue),
        }
    }

    /// A cell that becomes null; its text is kept.
    fn lost(
        &mut self,
        index: usize,
        code: &'static CodeSpec,
        raw: &Raw,
        issue: impl Fn(&'static CodeSpec) -> Issue,
    ) {
        let issue = issue(code);
        if matches!(raw, Raw::Text(_) | Raw::Number(_) | Raw::Date(_) | Raw::Bool(_)) {
            self.extra.push((issue.heading.clone(), issue.found.as_str().into()));
        }
        self.issues.push(issue);
        self.unread.push(index);
    }

    fn funding(&mut self, mapped: &mut Mapped, source: Text, cell: Cell<'_>) {
        let Cell { raw, at, context } = cell;
        let Some(reader) = &mut mapped.reader else {
            return;
        };
        let reading = reader.read(raw);
        self.money.push((at, exact(&reading).or_else(|| reader.yuan(raw))));
        let mut wanted = expected(Kind::Amount);
        let code = match reading {
            Reading::Null => return,
            Reading::Value(Value::Amount(fen)) => return self.add(source, fen),
            Reading::Rounded(Value::Amount(fen), yuan) => {
                self.rounded.push((at, yuan, fen));
                return self.add(source, fen);
            }
            Reading::Partly(Value::Amount(fen)) => {
                self.add(source, fen);
                return self.keep(mapped, raw, context);
            }
            Reading::Error => &intake::FORMULA_ERROR,
            Reading::Uncached => &intake::FORMULA_UNCACHED,
            Reading::Approximate => {
                wanted = EXACT;
                &intake::VALUE_INVALID
            }
            Reading::TooLarge => {
                wanted = WITHIN_LIMIT;
                &intake::VALUE_INVALID
            }
            _ => &intake::VALUE_INVALID,
        };
        self.issues.push(Issue { code, ..issue_of_none(mapped, raw, wanted) });
        self.keep(mapped, raw, context);
    }

    /// Money from one source.
    fn add(&mut self, source: Text, fen: Fen) {
        match self.by_source.iter_mut().find(|(known, _)| *known == source) {
            Some((_, sum)) => *sum = sum.plus(fen).unwrap_or(*sum),
            None => self.by_source.push((source, fen)),
        }
    }

    /// Keeps the text of a cell under its heading, masked.
    fn keep(&mut self, mapped: &mut Mapped, raw: &Raw, context: &Context<'_>) {
        let text = match raw {
            Raw::Text(text) => match mapped.kept.get(text) {
                Some(kept) => kept.clone(),
                None => {
                    let kept = mapped.kept_safe.shared(context.key, text);
                    mapped.kept.keep(text, kept.clone());
                    kept
                }
            },
            other => mapped.kept_safe.text(context.key, &other.show()).into(),
        };
        self.extra.push((mapped.shown.clone(), text));
    }

    /// Sets a field, masked as its column demands; what it was set to.
    fn set(
        &mut self,
        index: usize,
        column: &'static Column,
        safe: Safe,
        value: Value,
        context: &Context<'_>,
    ) -> Value {
        let value = match value {
            Value::Text(text) => {
                match column.privacy {
                    Privacy::IdNumber => self.identity = Some(text.to_string()),
                    Privacy::PersonName if self.name.is_none() => {
                        self.name = Some(text.to_string());
                    }
                    _ => {}
                }
                Value::Text(safe.shared(context.key, &text))
            }
            Value::List(items) if column.name != "fund_composition" => {
                Value::List(items.iter().map(|item| safe.shared(context.key, item)).collect())
            }
            other => other,
        };
        self.record.values.push((index, value.clone()));
        value
    }

    /// Closes the row: funding columns become the composition, a unit behind a quantity its unit,
    /// `extra` its JSON, and a person gets the keyed hash.
    pub(crate) fn close(&mut self, plan: &Plan, context: &Context<'_>) {
        if let Some(unit) = self.measure.take()
            && let Some(index) = plan.index_of("quantity_unit")
        {
            self.record.set_if_absent(index, Value::Text(unit));
        }
        for (field, end) in std::mem::take(&mut self.ends) {
            if let Some(index) = plan.index_of(&field) {
                self.record.set_if_absent(index, end);
            }
        }
        self.by_source.sort_unstable();
        let parts: Vec<Text> = self
            .by_source
            .iter()
            .filter(|(_, fen)| *fen != Fen::ZERO)
            .map(|(source, fen)| composition_item(source, *fen))
            .collect();
        if !parts.is_empty()
            && let Some(index) = plan.index_of("fund_composition")
        {
            self.record.set_if_absent(index, Value::List(parts));
        }
        self.owners.settle(plan, &mut self.record, &mut self.issues);
        self.hide_name();
        if !self.extra.is_empty() {
            self.record.origin.extra = Some(extra::json(&mut self.extra).into());
        }
        if plan.about_persons {
            self.record.origin.person_hash = self.person_hash(plan, context);
        }
    }

    /// A household's head is named in its row more than once: as holder of rights, in notes.
    fn hide_name(&mut self) {
        let Some(name) = self.name.as_deref().filter(|n| n.chars().count() >= 2) else {
            return;
        };
        let masked = privacy::mask(Privacy::PersonName, name);
        for (_, value) in &mut self.record.values {
            match value {
                Value::Text(text) if text.contains(name) => {
                    *text = text.replace(name, &masked).into();
                }
                Value::List(items) => {
                    for item in items.iter_mut().filter(|i| i.contains(name)) {
                        *item = item.replace(name, &masked).into();
                    }
                }
                _ => {}
            }
        }
        for (_, text) in self.extra.iter_mut().filter(|(_, t)| t.contains(name)) {
            *text = text.replace(name, &masked).into();
        }
        for issue in &mut self.issues {
            issue.found = issue.found.replace(name, &masked);
        }
    }

    /// The hash of the identity number; of name and village where there is none.
    fn person_hash(&self, plan: &Plan, context: &Context<'_>) -> Option<Text> {
        if let Some(number) = &self.identity {
            return Some(privacy::keyed_hash(context.key, &[number]).into());
        }
        let name = self.name.as_deref()?;
        let text = |field: &str| self.record.text(plan.index_of(field)?);
        let village = text("village")
            .or_else(|| text("location_village"))
            .map(str::to_owned)
            .or_else(|| places::in_text(text("location")?, &context.case.county).1)
            .map(|village| places::key(&village))
            .unwrap_or_default();
        Some(privacy::keyed_hash(context.key, &[&squeeze(name), &village]).into())
    }

    /// The findings of the row's cells.
    pub(crate) fn findings(&self, plan: &Plan, place: &Place, row: usize) -> Vec<Finding> {
        if self.issues.is_empty() {
            return Vec::new();
        }
        let text = |name: &str| plan.index_of(name).and_then(|i| self.record.text(i));
        let unit = text("ledger_unit").or_else(|| text("unit"));
        self.issues
            .iter()
            .map(|issue| {
                Finding::new(issue.code, row_subject(&self.record.origin.row_id))
                    .detail(issue.column.clone())
                    .place(text("township"), text("village"))
                    .unit(unit)
                    .arg("at", place.label())
                    .arg("row", (row + 1).to_string())
                    .arg("heading", issue.heading.clone())
                    .arg("found", issue.found.as_str())
                    .arg_in("expected", issue.expected.0, issue.expected.1)
                    .cells([place.at(row, &issue.column, issue.found.as_str())])
            })
            .collect()
    }
}

/// The exact yuan of an amount that was read.
fn exact(reading: &Reading) -> Option<Decimal> {
    match reading {
        Reading::Value(Value::Amount(fen)) => Some(fen.to_decimal()),
        Reading::Rounded(_, yuan) => Some(*yuan),
        _ => None,
    }
}

/// What is said of a cell that fits no field and could not be read.
fn issue_of_none(mapped: &Mapped, raw: &Raw, expected: (&'static str, &'static str)) -> Issue {
    Issue {
        code: &intake::VALUE_INVALID,
        column: mapped.shown.clone(),
        heading: mapped.shown.clone(),
        found: privacy::scrub(&quoted(raw)).into_owned(),
        expected,
    }
}

/// A cell as evidence shows it.
pub(crate) fn shown(column: &Column, raw: &Raw) -> String {
    let text = quoted(raw);
    match (privacy::of(column), raw) {
        (Privacy::Public, _) if privacy::is_identifier(column.name) => {
            privacy::scrub_identifier(&text).into_owned()
        }
        (_, Raw::Error(_)) => text,
        (_, Raw::Text(spelled)) if spells_error(spelled) => text,
        (privacy, _) => privacy::mask(privacy, &text).into_owned(),
    }
}
