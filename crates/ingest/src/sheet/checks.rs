//! Checks of a sheet as a whole: columns, dates and signs of its rows, repeats, totals, roundings,
//! hidden data, its unit.

use super::plan::Target;
use super::record::RowRead;
use super::totals::{Comparison, Running, compare};
use super::unit::is_misplaced_point;
use super::whole::Work;
use super::{Record, row_subject};
use crate::layout::names::distinct;
use crate::texts::quick_hash;
use ledger::codes::intake;
use ledger::example::EXAMPLE_MARK;
use ledger::{
    Cell, CheckRun, Column, Day, Decimal, Fen, Finding, Kind, NaiveDate, Text, Value, Verdict,
};
use std::collections::{BTreeMap, BTreeSet};

/// Cells shown as evidence of a finding about many.
const SHOWN: usize = 20;

/// What makes two rows equal: all values, and what fits no field.
type Content<'a> = (Vec<&'a (usize, Value)>, Option<&'a Text>);

impl Work<'_> {
    /// Columns that are missing, claimed twice, or ledgers that cannot be told.
    pub(super) fn columns(&mut self) {
        let headings = distinct(self.plan.columns.iter().map(|c| c.heading.shown.clone()));
        let row = self.task.layout.last_heading_row;
        for column in self.missing.clone() {
            self.out.findings.push(
                Finding::new(&intake::COLUMN_MISSING, self.place.subject())
                    .detail(column.name)
                    .arg_in("field", column.label, column.name)
                    .arg("headings", headings.clone())
                    .cells([self.place.at(row, column.name, "")]),
            );
        }
        let mut run = CheckRun::ruled("intake.columns", None);
        self.ambiguous_columns(row);
        run.count(Verdict::from(
            self.plan.ambiguous.is_empty()
                && self.plan.doubts.is_empty()
                && self.missing.is_empty(),
        ));
        self.out.checks.push(run);
        if self.plan.table.name == "assets"
            && self.plan.column_of("ledger").is_none()
            && !self.defaults_hold("ledger")
        {
            self.out.findings.push(
                Finding::new(&intake::SHEET_UNRECOGNISED, self.place.subject())
                    .detail("ledger")
                    .arg_in(
                        "wanted",
                        "资产台账，但看不出是哪一级台账或哪个系统的",
                        "assets, but of which ledger or system",
                    )
                    .arg("headings", headings)
                    .cells([self.place.cell()]),
            );
        }
    }

    /// Columns that claim one field, and columns that fit two.
    fn ambiguous_columns(&mut self, row: usize) {
        for ambiguity in &self.plan.ambiguous {
            let Some(column) = self.plan.field(ambiguity.field) else {
                continue;
            };
            // Two columns of notes are no question of meaning.
            if column.name == "note" {
                continue;
            }
            let shown = |at: usize| {
                self.plan.columns.get(at).map(|c| c.heading.shown.clone()).unwrap_or_default()
            };
            let taken = shown(ambiguity.taken);
            let others: Vec<String> = ambiguity.others.iter().map(|at| shown(*at)).collect();
            let (why, why_en) = if ambiguity.plainer {
                ("名称更明确", "named more plainly")
            } else {
                ("排列在前", "it stands first")
            };
            let left = others.join("、");
            let (zh, en) = (column.label, column.name);
            self.out.findings.push(
                Finding::new(&intake::COLUMN_AMBIGUOUS, self.place.subject())
                    .detail(column.name)
                    .arg_in(
                        "what",
                        &format!("有多栏可作“{zh}”，取“{taken}”（{why}），未取“{left}”"),
                        &format!("several columns could be {en}; {taken} was taken ({why_en}), not {left}"),
                    )
                    .arg("taken", taken.clone())
                    .cells([self.place.at(row, column.name, taken)])
                    .cells(
                        others
                            .iter()
                            .map(|o| self.place.at(row, o, o.as_str()))
                            .collect::<Vec<_>>(),
                    ),
            );
        }
        for doubt in &self.plan.doubts {
            let heading = self.plan.columns.get(doubt.at).map_or("", |c| c.heading.shown.as_str());
            let [one, other] = doubt.fields.map(|field| self.plan.field(field));
            let (Some(one), Some(other)) = (one, other) else { continue };
            self.out.findings.push(
                Finding::new(&intake::COLUMN_AMBIGUOUS, self.place.subject())
                    .detail(heading)
                    .arg_in(
                        "what",
                        &format!(
                            "“{heading}”既可作“{}”也可作“{}”，都未取，原文保留",
                            one.label, other.label
                        ),
                        &format!(
                            "{heading} may be {} or {}; it was taken as neither, its text was kept",
                            one.name, other.name
                        ),
                    )
                    .cells([self.place.at(row, heading, heading)]),
            );
        }
    }

    /// A row that lacks a required field, though its column is there.
    pub(super) fn blank_required(&self, read: &RowRead, column: &'static Column) -> Finding {
        let origin = &read.record.origin;
        let heading =
            self.plan.column_of(column.name).map_or(column.label, |c| c.heading.shown.as_str());
        Finding::new(&intake::VALUE_INVALID, row_subject(&origin.row_id))
            .detail(column.name)
            .arg("at", self.place.label())
            .arg("row", origin.src_row.to_string())
            .arg("heading", heading)
            .arg("found", "（空）")
            .arg_in("expected", "必填内容", "filled, the row cannot do without it")
            .cells([origin.cell(column.name, "")])
    }

    /// The example row of a template with something else typed into it: whether it is meant is the
    /// sender's to say.
    pub(super) fn changed_example(&self, origin: &ledger::Origin) -> Finding {
        Finding::new(&intake::VALUE_INVALID, row_subject(&origin.row_id))
            .detail("example")
            .arg("at", self.place.label())
            .arg("row", origin.src_row.to_string())
            .arg("heading", "序号")
            .arg("found", EXAMPLE_MARK)
            .arg_in(
                "expected",
                "行号（示例行已填写：如是实际数据请改写序号，否则请删去整行）",
                "a row number (the example row was filled: number it if it is meant, else delete it)",
            )
            .cells([origin.cell("序号", EXAMPLE_MARK)])
    }

    /// All checks that need the rows.
    pub(super) fn whole_sheet(&mut self) {
        self.signs_and_dates();
        self.repeats();
        self.control_totals();
        self.roundings();
        self.shared_amounts();
        self.hidden();
        self.own_unit();
    }

    fn signs_and_dates(&mut self) {
        let as_of = self.task.context.case.as_of;
        let mut dates = CheckRun::ruled("intake.dates", None);
        let mut signs = CheckRun::ruled("intake.signs", None);
        let mut said = std::mem::take(&mut self.said);
        let mut found = Vec::new();
        for record in &self.records {
            let (mut bad_date, mut bad_sign) = (false, false);
            for (index, value) in &record.values {
                let Some(column) = self.plan.field(*index) else {
                    continue;
                };
                let code = match value {
                    Value::Date(day) if !is_plausible(column, *day, as_of) => {
                        bad_date = true;
                        &intake::DATE_IMPLAUSIBLE
                    }
                    Value::Amount(fen) if fen.0 < 0 && is_signless(column) => {
                        bad_sign = true;
                        &intake::AMOUNT_NEGATIVE
                    }
                    Value::Decimal(n) if n.is_sign_negative() && is_signless(column) => {
                        bad_sign = true;
                        &intake::AMOUNT_NEGATIVE
                    }
                    _ => continue,
                };
                if !said.is_said(code) {
                    continue;
                }
                found.push(
                    self.about_row(code, record, column)
                        .arg("found", value.to_string())
                        .arg("as_of", as_of.to_string()),
                );
            }
            dates.count(Verdict::from(!bad_date));
            signs.count(Verdict::from(!bad_sign));
        }
        self.said = said;
        self.out.findings.extend(found);
        self.out.checks.extend([dates, signs]);
    }

    /// A finding about one field of a row that was taken in.
    fn about_row(
        &self,
        code: &'static ledger::CodeSpec,
        record: &Record,
        column: &'static Column,
    ) -> Finding {
        let text = |field: &str| self.plan.index_of(field).and_then(|i| record.text(i));
        let value = self
            .plan
            .index_of(column.name)
            .and_then(|i| record.get(i))
            .map(ToString::to_string)
            .unwrap_or_default();
        Finding::new(code, row_subject(&record.origin.row_id))
            .detail(column.name)
            .place(text("township"), text("village"))
            .unit(text("ledger_unit").or_else(|| text("unit")))
            .arg("at", self.place.label())
            .arg("row", record.origin.src_row.to_string())
            .arg_in("field", column.label, column.name)
            .cells([record.origin.cell(column.name, value)])
    }

    /// Rows equal in all business columns; what fits no field counts too.
    fn repeats(&mut self) {
        let mut run = CheckRun::ruled("intake.repeats", None);
        let mut seen: BTreeMap<Content<'_>, &Record> = BTreeMap::new();
        let mut said = std::mem::take(&mut self.said);
        let mut found = Vec::new();
        // Few rows share a fingerprint: only they are compared value by value.
        let prints: Vec<u64> = self.records.iter().map(fingerprint).collect();
        let mut sorted = prints.clone();
        sorted.sort_unstable();
        let shared: BTreeSet<u64> = sorted
            .windows(2)
            .filter(|pair| pair.first() == pair.last())
            .flatten()
            .copied()
            .collect();
        for (record, print) in self.records.iter().zip(prints) {
            if !shared.contains(&print) {
                run.count(Verdict::Passed);
                continue;
            }
            let mut key: Vec<&(usize, Value)> = record.values.iter().collect();
            key.sort_by_key(|(index, _)| *index);
            match seen.entry((key, record.origin.extra.as_ref())) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(record);
                    run.count(Verdict::Passed);
                }
                std::collections::btree_map::Entry::Occupied(entry) => {
                    run.count(Verdict::Failed);
                    if !said.is_said(&intake::ROW_REPEATED) {
                        continue;
                    }
                    let first = entry.get();
                    let text = |field: &str| self.plan.index_of(field).and_then(|i| record.text(i));
                    let name = ["asset_id", "asset_name", "name", "project_name", "account_code"]
                        .iter()
                        .find(|f| self.plan.index_of(f).is_some())
                        .copied()
                        .unwrap_or("");
                    let shown = text(name).unwrap_or("").to_owned();
                    found.push(
                        Finding::new(&intake::ROW_REPEATED, row_subject(&record.origin.row_id))
                            .place(text("township"), text("village"))
                            .unit(text("ledger_unit").or_else(|| text("unit")))
                            .arg("at", self.place.label())
                            .arg("row", record.origin.src_row.to_string())
                            .arg("first", first.origin.src_row.to_string())
                            .arg("what", shown.as_str())
                            .cells([
                                record.origin.cell(name, shown.as_str()),
                                first.origin.cell(name, shown.as_str()),
                            ]),
                    );
                }
            }
        }
        self.said = said;
        self.out.findings.extend(found);
        self.out.checks.push(run);
    }

    fn control_totals(&mut self) {
        let running: Vec<&Running> = self.money.iter().map(|(_, sums)| sums).collect();
        let rows = running.first().map_or(0, |sums| sums.rows());
        let comparisons = compare(&self.totals, &running, rows);
        let mut run = CheckRun::ruled("intake.totals", None);
        for comparison in &comparisons {
            run.count(Verdict::from(comparison.difference == Fen::ZERO));
            if comparison.difference == Fen::ZERO {
                continue;
            }
            let Some(at) = self.money.get(comparison.column).map(|(at, _)| *at) else {
                continue;
            };
            if is_misplaced_point(comparison) {
                self.out.unit_doubtful = true;
                continue;
            }
            if self.said.is_said(&intake::TOTAL_MISMATCH) {
                let finding = self.total_finding(comparison, at);
                self.out.findings.push(finding);
            }
        }
        if run.seen > 0 {
            self.out.checks.push(run);
        }
    }

    fn total_finding(&self, comparison: &Comparison, at: usize) -> Finding {
        let Some(mapped) = self.plan.columns.get(at) else {
            return Finding::new(&intake::TOTAL_MISMATCH, self.place.subject());
        };
        let name = match &mapped.target {
            Target::Field(i) => self.plan.field(*i).map_or("", |c| c.name),
            _ => mapped.heading.shown.as_str(),
        };
        let computed = comparison.stated.minus(comparison.difference);
        let (unread, unread_en) = match comparison.unread {
            0 => (String::new(), String::new()),
            n => (
                format!("（其中 {n} 处未能读取，按零计）"),
                format!(" ({n} of them unread, counted as nothing)"),
            ),
        };
        let raw = self.task.grid.at(comparison.row, at).show().into_owned();
        Finding::new(&intake::TOTAL_MISMATCH, self.place.subject())
            .detail(format!("{name}@{}", self.place.row_number(comparison.row)))
            .amount(comparison.difference)
            .arg("at", self.place.label())
            .arg("row", self.place.row_number(comparison.row).to_string())
            .arg("heading", mapped.heading.shown.as_str())
            .arg("stated", comparison.stated.grouped())
            .arg("computed", computed.grouped())
            .arg("rows", comparison.rows.len().to_string())
            .arg_in("unread", &unread, &unread_en)
            .cells([self.place.at(comparison.row, name, raw)])
    }

    /// Amounts finer than a fen: once a sheet, with their number and the sum of the roundings.
    fn roundings(&mut self) {
        if self.rounded.is_empty() {
            return;
        }
        let sum = self
            .rounded
            .iter()
            .filter_map(|(.., yuan, fen)| fen.to_decimal().checked_sub(*yuan))
            .try_fold(Decimal::ZERO, Decimal::checked_add)
            .unwrap_or_default();
        let cells: Vec<Cell> = self
            .rounded
            .iter()
            .take(SHOWN)
            .filter_map(|(row, at, ..)| {
                let mapped = self.plan.columns.get(*at)?;
                let name = match &mapped.target {
                    Target::Field(i) => self.plan.field(*i)?.name,
                    _ => mapped.heading.shown.as_str(),
                };
                let raw = self.task.grid.at(*row, *at).show().into_owned();
                Some(self.place.at(*row, name, raw))
            })
            .collect();
        self.out.findings.push(
            Finding::new(&intake::SUB_FEN, self.place.subject())
                .arg("at", self.place.label())
                .arg("count", self.rounded.len().to_string())
                .arg("sum", sum.normalize().to_string())
                .cells(cells),
        );
    }

    /// Data in hidden sheets, rows or columns: taken in, and said.
    fn hidden(&mut self) {
        let grid = self.task.grid;
        let holds = |row: &usize| {
            self.task.layout.data.contains(row)
                && grid.rows.get(*row).is_some_and(|cells| cells.iter().any(|c| !c.is_empty()))
        };
        let rows: Vec<String> = grid
            .hidden
            .rows
            .iter()
            .filter(|r| holds(r))
            .map(|r| self.place.row_number(*r).to_string())
            .collect();
        let columns: Vec<String> = grid
            .hidden
            .columns
            .iter()
            .filter(|c| self.plan.columns.get(**c).is_some_and(|m| !m.heading.path.is_empty()))
            .map(|c| crate::layout::column_letters(*c))
            .collect();
        if !grid.hidden.sheet && rows.is_empty() && columns.is_empty() {
            return;
        }
        let (mut what, mut what_en) = (Vec::new(), Vec::new());
        if grid.hidden.sheet {
            what.push("整张工作表".to_owned());
            what_en.push("the whole sheet".to_owned());
        }
        if !rows.is_empty() {
            let list: Vec<&str> = rows.iter().take(SHOWN).map(String::as_str).collect();
            what.push(format!("第 {} 行（共 {} 行）", list.join("、"), rows.len()));
            what_en.push(format!("{} rows: {}", rows.len(), list.join(", ")));
        }
        if !columns.is_empty() {
            what.push(format!("{} 列", columns.join("、")));
            what_en.push(format!("columns {}", columns.join(", ")));
        }
        let cells: Vec<Cell> = grid
            .hidden
            .rows
            .iter()
            .filter(|r| holds(r))
            .take(SHOWN)
            .map(|r| self.place.at(*r, "", ""))
            .collect();
        self.out.findings.push(
            Finding::new(&intake::HIDDEN_DATA, self.place.subject())
                .arg_in("what", &what.join("；"), &what_en.join("; "))
                .cells([self.place.cell()])
                .cells(cells),
        );
    }
}

/// Equal records have equal fingerprints, in whichever order their values stand.
fn fingerprint(record: &Record) -> u64 {
    let value = |(index, value): &(usize, Value)| {
        let content = match value {
            Value::Text(text) => quick_hash(text.as_bytes()),
            Value::Amount(fen) => fen.0.unsigned_abs(),
            Value::Integer(number) => number.unsigned_abs(),
            Value::Date(day) => chrono::Datelike::ordinal(&day.date).into(),
            _ => 0,
        };
        quick_hash(&[content, *index as u64].map(u64::to_le_bytes).concat())
    };
    let extra = record.origin.extra.as_deref().map_or(0, |text| quick_hash(text.as_bytes()));
    record.values.iter().map(value).fold(extra, u64::wrapping_add)
}

/// From 1978 to the day of the case; dates on which something will end or fall due may lie later.
fn is_plausible(column: &Column, day: Day, as_of: NaiveDate) -> bool {
    let later = || {
        let ends = |word| matches!(word, "end" | "due" | "expiry" | "expire" | "deadline");
        column.name.split('_').any(ends)
    };
    let from = NaiveDate::from_ymd_opt(1978, 1, 1).unwrap_or(NaiveDate::MIN);
    day.latest() >= from && (day.date <= as_of || later())
}

/// Columns in which a negative number is a mistake: values, quantities, depreciation, not
/// differences, changes or balances.
fn is_signless(column: &Column) -> bool {
    matches!(column.kind, Kind::Amount | Kind::Decimal)
        && ["value", "depreciation", "quantity", "qty", "price"]
            .iter()
            .any(|word| column.name.contains(word))
        && !["diff", "change"].iter().any(|word| column.name.contains(word))
}
