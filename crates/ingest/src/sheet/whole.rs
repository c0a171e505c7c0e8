//! A sheet whose table is known: its rows read, its totals compared, its repeats found.

use super::around::{Defaults, carried, defaults};
use super::describe;
use super::findings::{Place, row_number};
use super::ids::RowIds;
use super::parted::{Parted, parted};
use super::parts::Part;
use super::plan::{Plan, Target};
use super::record::RowRead;
use super::rows::{RowKind, TotalLevel, kind};
use super::sayings::Sayings;
use super::totals::{Running, TotalRow};
use super::typed::row_size;
use super::unit::Probing;
use super::{Probe, Record, SheetOutcome, Source, books, recognise};
use crate::layout::names::TableNames;
use crate::layout::{Layout, column_letters};
use crate::provenance::{CardCell, CardCells, place_cells};
use crate::read::{Grid, Raw};
use crate::{Context, SheetCount};
use ledger::tables::Reject;
use ledger::{CheckRun, Column, InputSpec, Kind, Origin, Text, Value, Verdict};
use std::collections::BTreeMap;

/// Everything that reading a sheet needs.
pub(crate) struct Task<'a> {
    pub(crate) source: &'a Source<'a>,
    pub(crate) part: &'a Part<'a>,
    pub(crate) grid: &'a Grid,
    pub(crate) names: &'static TableNames,
    pub(crate) layout: &'a Layout,
    pub(crate) spec: Option<&'a InputSpec>,
    pub(crate) around: &'a recognise::Around<'a>,
    pub(crate) context: &'a Context<'a>,
}

/// A sheet while it is read.
pub(super) struct Work<'a> {
    pub(super) task: &'a Task<'a>,
    pub(super) place: Place,
    pub(super) plan: Plan,
    defaults: Defaults,
    ids: RowIds,
    required: Vec<(usize, &'static Column)>,
    /// The row that is read, emptied for the next.
    read: RowRead,
    pub(super) probing: Probing,
    /// What each row below the headings is.
    kinds: Vec<RowKind>,
    /// Cells that show the value of another row: of a merge, of a ditto mark.
    carried: BTreeMap<(usize, usize), usize>,
    /// Rows that are parts of others though they do not say so.
    parted: Parted,
    pub(super) out: SheetOutcome,
    pub(super) records: Vec<Record>,
    /// Rows beside the first where one row of the sheet gives several.
    further: Vec<Record>,
    /// Columns of the sheet that hold money, with their running sums.
    pub(super) money: Vec<(usize, Running)>,
    pub(super) totals: Vec<TotalRow>,
    pub(super) rounded: Vec<(usize, usize, ledger::Decimal, ledger::Fen)>,
    pub(super) missing: Vec<&'static Column>,
    /// How much was said of what.
    pub(super) said: Sayings,
    /// What the rows state of each project, to test the sheet's unit.
    pub(super) projects: BTreeMap<Text, ledger::Decimal>,
    identity: CheckRun,
    values: CheckRun,
}

/// Reads the sheet.
pub(super) fn read(task: &Task<'_>) -> SheetOutcome {
    // Blank rows at the end of a sheet are no rows of its grid.
    let row_bytes = task.layout.data.len().saturating_mul(row_size(task.names.table));
    if row_bytes > task.context.limits.row_bytes {
        return SheetOutcome { row_bytes, ..SheetOutcome::default() };
    }
    let plan = Plan::new(task.names, task.layout, task.grid, task.spec);
    let lines = task.part.relaid.as_ref().map(|relaid| relaid.lines.as_slice());
    let place = Place::new(task.source.path, task.grid.name.as_deref()).with_lines(lines);
    let defaults = defaults(task, &plan);
    let money = plan
        .columns
        .iter()
        .filter(|c| is_summed(&plan, &c.target))
        .map(|c| (c.heading.at, Running::new()))
        .collect();
    let missing = missing(&plan, &defaults);
    let cells = |row: usize| task.grid.rows.get(row).map_or(&[][..], Vec::as_slice);
    let kinds: Vec<RowKind> = task.layout.data.clone().map(|row| kind(cells(row), &plan)).collect();
    let columns = plan.table.columns.iter().enumerate();
    let mut work = Work {
        parted: parted(task, &plan),
        carried: carried(task, &plan, &kinds),
        ids: RowIds::new(plan.table.name, task.source.content_hash, task.grid.name.as_deref()),
        required: columns.filter(|(_, column)| column.required).collect(),
        kinds,
        read: RowRead::default(),
        probing: Probing::new(&plan),
        task,
        place,
        plan,
        defaults,
        out: SheetOutcome { row_bytes, ..SheetOutcome::default() },
        records: Vec::new(),
        further: Vec::new(),
        money,
        totals: Vec::new(),
        rounded: Vec::new(),
        missing,
        said: Sayings::default(),
        projects: BTreeMap::new(),
        identity: CheckRun::ruled("intake.identity", None),
        values: CheckRun::ruled("intake.values", None),
    };
    work.out.plan = describe::plan(task, &work.plan, &work.defaults.said);
    work.columns();
    work.rows();
    work.whole_sheet();
    work.finish()
}

/// Money that totals add up: amounts, not prices.
fn is_summed(plan: &Plan, target: &Target) -> bool {
    match target {
        Target::Field(i) => {
            plan.field(*i).is_some_and(|c| c.kind == Kind::Amount && c.name != "unit_price")
        }
        Target::Funding { .. } => true,
        _ => false,
    }
}

/// Required columns that neither a heading nor the words around give.
fn missing(plan: &Plan, defaults: &Defaults) -> Vec<&'static Column> {
    plan.table
        .columns
        .iter()
        .enumerate()
        .filter(|(i, c)| {
            c.required
                && plan.columns.iter().all(|m| match m.target {
                    Target::Field(field) | Target::Tick { field, .. } => field != *i,
                    _ => true,
                })
                && defaults.absent.iter().all(|(d, _)| d != i)
        })
        .map(|(_, c)| c)
        .collect()
}

impl Work<'_> {
    /// Whether the case or the words around give that field for every row.
    pub(super) fn defaults_hold(&self, field: &str) -> bool {
        let index = self.plan.index_of(field);
        let gives = |(i, _): &(usize, Value)| Some(*i) == index;
        self.defaults.forced.iter().any(gives) || self.defaults.absent.iter().any(gives)
    }

    fn rows(&mut self) {
        let (layout, part) = (self.task.layout, self.task.part);
        let mut aside: BTreeMap<&'static str, u64> = BTreeMap::new();
        // Of records laid out anew, the headings are no row of the sheet; what else its rows are
        // is known.
        let rows = match &part.relaid {
            Some(relaid) => {
                aside.clone_from(&relaid.beside);
                layout.data.clone()
            }
            None => part.rows.clone(),
        };
        if part.outside > 0 {
            *aside.entry("outside-declared-rows").or_insert(0) += part.outside;
        }
        let mut total = aside.values().sum::<u64>();
        for row in rows {
            total += 1;
            let reason = if layout.data.contains(&row) {
                self.row(row)
            } else if row < layout.first_heading_row {
                let cells = self.task.grid.rows.get(row);
                let blank = cells.is_none_or(|cells| cells.iter().all(Raw::is_empty));
                Some(if blank { "blank" } else { "title" })
            } else if row <= layout.last_heading_row {
                Some("heading")
            } else {
                Some("outside-declared-rows")
            };
            if let Some(reason) = reason {
                *aside.entry(reason).or_insert(0) += 1;
            }
        }
        let accepted = self.records.len() as u64;
        let rejected = self.out.rejects.len() as u64;
        let set_aside = aside.values().sum();
        self.out.count = SheetCount {
            file: self.task.source.path.to_owned(),
            sheet: self.task.grid.name.as_deref().map(str::to_owned),
            table: Some(self.plan.table.name.to_owned()),
            area: part.area.clone(),
            rows_read: total,
            rows_accepted: accepted,
            rows_rejected: rejected,
            rows_set_aside: set_aside,
            set_aside_reasons: aside
                .into_iter()
                .map(|(reason, rows)| (reason.to_owned(), rows))
                .collect(),
            columns: self.plan.fields().into_iter().map(str::to_owned).collect(),
            places: match part.relaid {
                Some(_) => BTreeMap::new(),
                None => self.plan.places(),
            },
            cards: self.card_cells(),
        };
        debug_assert_eq!(total, accepted + rejected + set_aside);
    }

    /// Where the values of each card stand. Of records that run across, whose first rows are one,
    /// a field has a row of its own but no column.
    fn card_cells(&self) -> CardCells {
        let mut cards = CardCells::new();
        let Some(relaid) = &self.task.part.relaid else { return cards };
        for ((line, at), (row, column)) in &relaid.cells {
            let Some(mapped) = self.plan.columns.get(*at) else { continue };
            let heading = mapped.heading.shown.clone();
            let cell = CardCell {
                row: row_number(*row),
                column: Some(column_letters(*column)),
                heading: heading.clone(),
            };
            let card = cards.entry(self.place.row_number(*line)).or_default();
            let name = self.plan.stated(&mapped.target).map_or(heading, str::to_owned);
            match card.get_mut(&name) {
                None => drop(card.insert(name, cell)),
                Some(known) if known.row == cell.row => known.column = None,
                // A label that stands twice on a card: the first is read.
                Some(_) => {}
            }
        }
        cards
    }

    /// Reads one row below the headings; the reason where it is set aside.
    fn row(&mut self, row: usize) -> Option<&'static str> {
        let grid = self.task.grid;
        let cells = grid.rows.get(row).map_or(&[][..], Vec::as_slice);
        let kind = row.checked_sub(self.task.layout.data.start).and_then(|at| self.kinds.get(at));
        let kind = match *kind? {
            RowKind::Data if self.parted.parts.contains(&row) => RowKind::PartOfTotal,
            kind => kind,
        };
        match kind {
            RowKind::Data => {
                self.data(row, cells.len());
                None
            }
            RowKind::Total(level) => {
                self.total(row, level, cells);
                Some(kind.reason())
            }
            RowKind::ChangedExample => {
                let finding = self.changed_example(&self.origin(row));
                self.out.findings.push(finding);
                self.reject(row, "示例行已填写，但仍标有“示例”");
                None
            }
            _ => Some(kind.reason()),
        }
    }

    fn data(&mut self, row: usize, cells: usize) {
        let grid = self.task.grid;
        let mut read = std::mem::take(&mut self.read);
        read.clear();
        let beyond: Vec<usize> =
            self.carried.range((row, cells)..(row + 1, 0)).map(|((_, at), _)| *at).collect();
        for at in (0..cells).chain(beyond) {
            let source = self.carried.get(&(row, at)).copied().unwrap_or(row);
            read.cell(&mut self.plan, at, grid.at(source, at), self.task.context);
        }
        read.record.origin = self.origin(row);
        for (index, value) in &self.defaults.forced {
            read.record.values.retain(|(i, _)| i != index);
            read.record.values.push((*index, value.clone()));
        }
        let stated = read.record.values.len() - self.defaults.forced.len();
        for (index, value) in &self.defaults.absent {
            read.record.set_if_absent(*index, value.clone());
        }
        read.close(&self.plan, self.task.context);
        self.count(&read);
        if !read.issues.is_empty() {
            let findings = read.findings(&self.plan, &self.place, row);
            self.said.say(&mut self.out.findings, findings);
        }
        let why = self.why_rejected(&read, stated);
        for (at, sums) in &mut self.money {
            // A rejected row stands in the sheet, and in its totals, all the same.
            let amount = read.money(*at);
            sums.push(amount.flatten(), amount == Some(None));
        }
        for (at, yuan, fen) in &read.rounded {
            self.rounded.push((row, *at, *yuan, *fen));
        }
        match why {
            Some((reason, finding)) => {
                self.said.say(&mut self.out.findings, finding);
                self.reject(row, &reason);
            }
            None => {
                self.probe(&read);
                if self.parted.doubtful.contains(&row) {
                    let finding = self.doubtful_part(&read);
                    self.said.say(&mut self.out.findings, [finding]);
                }
                let ledger = self.plan.index_of("ledger").and_then(|i| read.record.text(i));
                match self.plan.table.name {
                    "asset_owners" => {
                        self.further.extend(super::owners::apart(&self.plan, &mut read));
                    }
                    _ if ledger == Some("county") => {
                        self.out.owners.extend(super::owners::lines(&self.plan, &read));
                    }
                    _ => {}
                }
                self.records.push(read.take_record());
            }
        }
        self.read = read;
    }

    fn origin(&self, row: usize) -> Origin {
        let number = self.place.row_number(row);
        // What tells rows apart that stand in one row of the sheet: the column where they begin.
        let across = self.task.part.relaid.as_ref().and_then(|relaid| relaid.part.get(row));
        let left = u32::try_from(self.task.part.left).unwrap_or(u32::MAX);
        let part = left.saturating_add(across.copied().unwrap_or(0));
        Origin {
            row_id: self.ids.id(number, part),
            src_file: self.place.file().clone(),
            src_sheet: self.place.sheet().cloned(),
            src_row: number,
            ..Origin::default()
        }
    }

    fn count(&mut self, read: &RowRead) {
        let bad = |code: &str| read.issues.iter().any(|i| i.code.code == code);
        self.values.count(Verdict::from(
            !(bad("intake.value-invalid")
                || bad("intake.formula-error")
                || bad("intake.formula-uncached")
                || bad("intake.digits-lost")),
        ));
        if self.plan.about_persons {
            self.identity.count(Verdict::from(!bad("intake.id-number-invalid")));
        }
    }

    /// Why a row cannot be taken in: a required field is missing, or nothing identifies it.
    fn why_rejected(
        &self,
        read: &RowRead,
        stated: usize,
    ) -> Option<(String, Option<ledger::Finding>)> {
        if let Some(column) = self.missing.first() {
            return Some((format!("表中没有必填栏“{}”", column.label), None));
        }
        let lacking = self.required.iter().find(|(i, _)| read.record.get(*i).is_none());
        if let Some((index, column)) = lacking {
            let unread = read.unread.contains(index);
            let reason = if unread {
                format!("必填栏“{}”无法读取", column.label)
            } else {
                format!("必填栏“{}”为空", column.label)
            };
            let finding = (!unread).then(|| self.blank_required(read, column));
            return Some((reason, finding));
        }
        if stated == 0 {
            return Some(("没有可识别的内容".to_owned(), None));
        }
        None
    }

    fn reject(&mut self, row: usize, reason: &str) {
        let grid = self.task.grid;
        let raw: Vec<String> = self
            .plan
            .columns
            .iter()
            .filter(|c| !grid.at(row, c.heading.at).is_empty())
            .map(|c| {
                let cell = grid.at(row, c.heading.at);
                format!("{}={}", c.shown, c.safe.text(self.task.context.key, &cell.show()))
            })
            .collect();
        self.out.rejects.push(Reject {
            table: Some(self.plan.table.name.into()),
            src_file: Some(self.place.file().clone()),
            src_sheet: self.place.sheet().cloned(),
            src_row: Some(i64::from(self.place.row_number(row))),
            reason: Some(reason.into()),
            raw: Some(raw.join("；").into()),
        });
    }

    fn total(&mut self, row: usize, level: TotalLevel, cells: &[Raw]) {
        let above = self.money.first().map_or(0, |(_, sums)| sums.rows());
        let mut stated = Vec::new();
        for (index, (at, _)) in self.money.iter().enumerate() {
            let Some(reader) = self.plan.columns.get(*at).and_then(|c| c.reader.as_ref()) else {
                continue;
            };
            if let Some(yuan) = cells.get(*at).and_then(|raw| reader.yuan(raw)) {
                stated.push((index, yuan));
            }
        }
        self.totals.push(TotalRow { row, level, above, stated });
    }

    fn finish(mut self) -> SheetOutcome {
        if self.values.seen > 0 {
            self.out.checks.push(self.values);
        }
        if self.identity.seen > 0 {
            self.out.checks.push(self.identity);
        }
        for (project, yuan) in self.projects {
            self.out.probes.push(Probe { key: project, yuan });
        }
        self.records.append(&mut self.further);
        let more = self.said.left_out(&self.place);
        self.out.findings.extend(more);
        if !self.out.count.cards.is_empty() {
            place_cells(&mut self.out.findings, &self.out.count.cards);
        }
        self.out.books = books(self.plan.table, self.records);
        self.out
    }
}
