//! One data row: its cells read, masked and checked.

use super::findings::{EXACT, Place, WITHIN_LIMIT, expected, quoted};
use super::owners::Owners;
use super::plan::{Plan, Target};
use super::row_subject;
use super::typed::Record;
use crate::Context;
use crate::places;
use crate::privacy;
use crate::read::Raw;
use crate::texts::{hex_hash, squeeze};
use crate::values::{Reading, composition_item, spells_error, yes_or_no};
use ledger::codes::{CodeSpec, intake};
use ledger::table::Privacy;
use ledger::{Column, Decimal, Fen, Finding, Kind, Origin, Text, Value};
use std::collections::BTreeMap;

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

/// A row as read.
#[derive(Debug, Default)]
pub(crate) struct RowRead {
    pub(crate) record: Record,
    pub(crate) issues: Vec<Issue>,
    /// Exact yuan by column of the sheet, and whether a cell of money could not be read.
    pub(crate) money: BTreeMap<usize, Option<Decimal>>,
    /// Amounts that had to be rounded: column of the sheet and exact yuan.
    pub(crate) rounded: Vec<(usize, Decimal, Fen)>,
    /// Fields of the table whose cell could not be read.
    pub(crate) unread: Vec<usize>,
    /// Owners beside or instead of one.
    pub(super) owners: Owners,
    extra: BTreeMap<Text, String>,
    by_source: BTreeMap<Text, Fen>,
    /// Identity number and name as stated, for the keyed hash; never written.
    identity: Option<String>,
    name: Option<String>,
    measure: Option<Box<str>>,
    /// Ends of spans that stood in the cell of their start, by field.
    ends: Vec<(String, Value)>,
}

/// The stable id of a row.
pub(crate) fn row_id(
    table: &str,
    content_hash: &str,
    sheet: Option<&str>,
    row: u32,
    part: u32,
) -> Text {
    let hash = hex_hash(&[
        table.as_bytes(),
        content_hash.as_bytes(),
        sheet.unwrap_or("").as_bytes(),
        row.to_string().as_bytes(),
        part.to_string().as_bytes(),
    ]);
    format!("{table}-{}", hash.get(..16).unwrap_or(&hash)).into()
}

/// The stable id of one of several rows that come from one row.
pub(crate) fn derived_id(table: &str, of: &Origin, part: u32) -> Text {
    row_id(table, &of.row_id, None, of.src_row, part)
}

impl RowRead {
    /// Reads one cell into the row.
    pub(crate) fn cell(&mut self, plan: &mut Plan, at: usize, raw: &Raw, context: &Context<'_>) {
        if raw.is_empty() {
            return;
        }
        let table = plan.table;
        let Some(mapped) = plan.columns.get_mut(at) else {
            return;
        };
        let heading = mapped.heading.shown.as_str();
        match &mapped.target {
            Target::RowNumber => {}
            Target::Extra => self.keep(heading, raw),
            Target::Tick { field, code } => {
                let ticked = Value::Text((*code).into());
                match yes_or_no(raw) {
                    Reading::Value(Value::Bool(true)) if self.record.get(*field).is_none() => {
                        self.record.values.push((*field, ticked));
                    }
                    Reading::Value(Value::Bool(false)) | Reading::Null => {}
                    _ => self.keep(heading, raw),
                }
            }
            Target::Owner(says) => {
                let (Some(column), Some(reader)) = (says.column(), &mut mapped.reader) else {
                    return;
                };
                let found = shown(column, raw);
                // The share stays readable in its row, whatever becomes of it.
                self.extra.insert(heading.into(), found.clone());
                match reader.read(raw) {
                    Reading::Null => {}
                    Reading::Value(value) => self.owners.note(at, says, value, heading, raw),
                    _ => self.issues.push(Issue {
                        code: &intake::VALUE_INVALID,
                        column: heading.into(),
                        heading: heading.into(),
                        found,
                        expected: expected(column.kind),
                    }),
                }
            }
            Target::Field(index) => {
                let (Some(column), Some(reader)) = (table.columns.get(*index), &mut mapped.reader)
                else {
                    return;
                };
                if let Some(told) = self.owners.cell(table.name, column, heading, (at, raw)) {
                    self.extra.insert(heading.into(), told.text);
                    self.issues.extend(told.issue);
                    return;
                }
                let reading = reader.read(raw);
                if column.kind == Kind::Amount {
                    self.money.insert(at, exact(&reading).or_else(|| reader.yuan(raw)));
                }
                self.field(*index, column, heading, raw, reading, at, context);
            }
            Target::Funding { source, level } => {
                let Some(reader) = &mut mapped.reader else {
                    return;
                };
                let (source, level) = (source.clone(), *level);
                let reading = reader.read(raw);
                self.money.insert(at, exact(&reading).or_else(|| reader.yuan(raw)));
                // The composition is by source; the level stays readable under its heading.
                if level.is_some() {
                    self.keep(heading, raw);
                }
                self.funding(&source, heading, raw, &reading, at);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a cell with all that is known about its column")]
    fn field(
        &mut self,
        index: usize,
        column: &'static Column,
        heading: &str,
        raw: &Raw,
        reading: Reading,
        at: usize,
        context: &Context<'_>,
    ) {
        let issue = |code: &'static CodeSpec| Issue {
            code,
            column: column.name.into(),
            heading: heading.into(),
            found: shown(column, raw),
            expected: expected(column.kind),
        };
        match reading {
            Reading::Null => {}
            Reading::Value(value) => self.set(index, column, value, context),
            Reading::Rounded(value, yuan) => {
                if let Value::Amount(fen) = value {
                    self.rounded.push((at, yuan, fen));
                }
                self.keep(heading, raw);
                self.set(index, column, value, context);
            }
            Reading::Partly(value) => {
                self.keep(heading, raw);
                self.set(index, column, value, context);
            }
            Reading::WithUnit(value, unit) => {
                self.keep(heading, raw);
                self.set(index, column, value, context);
                self.measure = Some(unit);
            }
            Reading::Span(start, end) => {
                self.set(index, column, start, context);
                self.ends.push((column.name.replace("_start_", "_end_"), end));
            }
            Reading::Unlisted(value) => {
                // Classes are judged against the county's lists, after matching.
                if !matches!(column.name, "asset_class" | "asset_subclass") {
                    self.issues.push(issue(&intake::VALUE_INVALID));
                }
                self.set(index, column, value, context);
            }
            Reading::BadCheck(value) => {
                self.issues.push(issue(&intake::ID_NUMBER_INVALID));
                self.set(index, column, value, context);
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
            self.extra.insert(issue.heading.clone(), issue.found.clone());
        }
        self.issues.push(issue);
        self.unread.push(index);
    }

    fn funding(&mut self, source: &Text, heading: &str, raw: &Raw, reading: &Reading, at: usize) {
        let mut wanted = expected(Kind::Amount);
        let code = match reading {
            Reading::Value(Value::Amount(fen)) => {
                let sum = self.by_source.entry(source.clone()).or_default();
                *sum = sum.plus(*fen).unwrap_or(*sum);
                return;
            }
            Reading::Rounded(Value::Amount(fen), yuan) => {
                let sum = self.by_source.entry(source.clone()).or_default();
                *sum = sum.plus(*fen).unwrap_or(*sum);
                self.rounded.push((at, *yuan, *fen));
                return;
            }
            Reading::Error => &intake::FORMULA_ERROR,
            Reading::Uncached => &intake::FORMULA_UNCACHED,
            Reading::Null => return,
            Reading::Partly(Value::Amount(fen)) => {
                let sum = self.by_source.entry(source.clone()).or_default();
                *sum = sum.plus(*fen).unwrap_or(*sum);
                self.keep(heading, raw);
                return;
            }
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
        self.issues.push(Issue {
            code,
            column: heading.into(),
            heading: heading.into(),
            found: privacy::scrub(&quoted(raw)).into_owned(),
            expected: wanted,
        });
        self.keep(heading, raw);
    }

    /// Keeps the text of a cell under its heading, masked.
    fn keep(&mut self, heading: &str, raw: &Raw) {
        let shown = raw.show();
        let text = privacy::mask(privacy::of_heading(heading), &shown);
        self.extra.insert(heading.into(), text);
    }

    /// Sets a field, masked as its column demands.
    fn set(&mut self, index: usize, column: &'static Column, value: Value, context: &Context<'_>) {
        let value = match value {
            Value::Text(text) => {
                match column.privacy {
                    Privacy::IdNumber => self.identity = Some(text.to_string()),
                    Privacy::PersonName if self.name.is_none() => {
                        self.name = Some(text.to_string());
                    }
                    _ => {}
                }
                Value::Text(safe(column, &text, context))
            }
            Value::List(items) if column.name != "fund_composition" => {
                Value::List(items.iter().map(|i| safe(column, i, context)).collect())
            }
            other => other,
        };
        self.record.values.push((index, value));
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
        let parts: Vec<Text> = std::mem::take(&mut self.by_source)
            .into_iter()
            .filter(|(_, fen)| *fen != Fen::ZERO)
            .map(|(source, fen)| composition_item(&source, fen))
            .collect();
        if let Some(index) = plan.index_of("fund_composition")
            && !parts.is_empty()
        {
            self.record.set_if_absent(index, Value::List(parts));
        }
        self.owners.settle(plan, &mut self.record, &mut self.issues);
        self.hide_name();
        if !self.extra.is_empty() {
            self.record.origin.extra = serde_json::to_string(&self.extra).ok().map(Into::into);
        }
        if plan.table.about_persons() {
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
        for text in self.extra.values_mut().filter(|t| t.contains(name)) {
            *text = text.replace(name, &masked);
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

/// A cell as evidence shows it.
pub(crate) fn shown(column: &Column, raw: &Raw) -> String {
    let text = quoted(raw);
    match (privacy::of(column), raw) {
        (Privacy::Public, _) if privacy::is_identifier(column.name) => {
            privacy::scrub_identifier(&text).into_owned()
        }
        (_, Raw::Error(_)) => text,
        (_, Raw::Text(spelled)) if spells_error(spelled) => text,
        (privacy, _) => privacy::mask(privacy, &text),
    }
}

/// What may be written of a text of that column.
fn safe(column: &Column, text: &str, context: &Context<'_>) -> Text {
    match privacy::of(column) {
        Privacy::Public if privacy::is_identifier(column.name) => {
            privacy::identifier(context.key, text).into()
        }
        privacy => privacy::mask(privacy, text).into(),
    }
}
