//! Which column of a sheet is which field.

use super::alike::{Doubt, alike};
use super::contents::{holds_bodies, states_fractions};
use super::owners::{self, Says};
use super::rows::{is_group_number, total_word};
use crate::layout::names::{Claim, TableNames, is_row_number, is_whole, split_unit};
use crate::layout::{Heading, Layout};
use crate::memo::Memo;
use crate::privacy::Safe;
use crate::provenance::FieldPlace;
use crate::read::{Grid, Raw};
use crate::texts::fold;
use crate::values::amount::Unit;
use crate::values::{ColumnReader, fund_sources, levelled};
use ledger::words::money::FUND_LEVEL;
use ledger::{Column, InputSpec, Kind, TableDef, Text, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a column of the sheet is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// The field of that index.
    Field(usize),
    /// Money from one source, under a heading of sources.
    Funding {
        /// Code of the source, or its heading where it is in no list.
        source: Text,
        /// Code of the budget level, where a heading says it.
        level: Option<&'static str>,
    },
    /// One code of a field, ticked where it holds: 资产类别{经营性, 公益性}.
    Tick {
        /// Index of the field.
        field: usize,
        /// Its code.
        code: &'static str,
    },
    /// One of several owners, or its share.
    Owner(Says),
    /// Numbers of the rows.
    RowNumber,
    /// Fits no field.
    Extra,
}

/// How a heading was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// The case says so.
    Declared,
    /// By its name.
    Name,
    /// By its likeness to a name, in hundredths.
    Likeness(u32),
}

/// One column of the sheet.
#[derive(Debug)]
pub(crate) struct Mapped {
    pub(crate) heading: Heading,
    pub(crate) target: Target,
    /// How its heading was understood.
    pub(crate) how: How,
    /// Unit of its amounts.
    pub(crate) unit: Unit,
    /// Reader of a field or of money from one source.
    pub(crate) reader: Option<ColumnReader>,
    /// Its heading as people read it.
    pub(crate) shown: Text,
    /// How a text of it is made safe to write as a value, and to keep beside the values.
    pub(crate) safe: Safe,
    pub(crate) kept_safe: Safe,
    /// What texts of it became.
    pub(crate) values: Memo<Value>,
    pub(crate) kept: Memo<Text>,
    /// Whether it alone tells which row it is.
    pub(crate) identifies: bool,
}

/// Several columns that claim one field.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ambiguity {
    pub(crate) field: usize,
    /// Index of the column taken.
    pub(crate) taken: usize,
    /// Indices of the others.
    pub(crate) others: Vec<usize>,
    /// Whether the one taken is named more plainly, or merely stands first.
    pub(crate) plainer: bool,
}

/// How a sheet is read.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) table: &'static TableDef,
    pub(crate) columns: Vec<Mapped>,
    pub(crate) ambiguous: Vec<Ambiguity>,
    pub(crate) doubts: Vec<Doubt>,
    /// Whether （一） in the first column heads a group of rows, and is not merely a row's number.
    pub(crate) has_groups: bool,
    /// Whether its rows are about persons.
    pub(crate) about_persons: bool,
}

/// A heading's claim on a field. Ordered by what decides: a declaration, then a column that holds
/// something, then the plainer name, then the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Bid {
    undeclared: bool,
    empty: bool,
    rank: usize,
    at: usize,
    field: usize,
}

impl Plan {
    /// Reads the headings of a sheet as columns of a table.
    pub(crate) fn new(
        names: &'static TableNames,
        layout: &Layout,
        grid: &Grid,
        spec: Option<&InputSpec>,
    ) -> Self {
        let table = names.table;
        let has_data: Vec<bool> = (0..layout.headings.len())
            .map(|c| layout.data.clone().any(|r| !grid.at(r, c).is_empty()))
            .collect();
        let mut targets = vec![Target::Extra; layout.headings.len()];
        let mut bids = Vec::new();
        let mut likeness = Vec::new();
        let owners = owners::numbered(names, layout);
        for heading in &layout.headings {
            if let Some(field) = declared_field(table, heading, layout, spec) {
                bids.push(Bid { undeclared: false, empty: false, rank: 0, at: heading.at, field });
                continue;
            }
            if let (Some(says), Some(slot)) = (owners.get(&heading.at), targets.get_mut(heading.at))
            {
                *slot = Target::Owner(says.clone());
                continue;
            }
            match look(names, heading, layout, grid) {
                Found::Claims(claims) if claims.is_empty() => likeness.push(heading),
                Found::Target(target) => {
                    if let Some(slot) = targets.get_mut(heading.at) {
                        *slot = target;
                    }
                }
                Found::Claims(claims) => bids.extend(claims.iter().map(|claim| Bid {
                    undeclared: true,
                    empty: !has_data.get(heading.at).copied().unwrap_or(false),
                    rank: claim.rank,
                    at: heading.at,
                    field: claim.column,
                })),
            }
        }
        let ambiguous = settle(&mut bids, &mut targets);
        let has_groups = has_groups(layout, grid);
        let declared: BTreeSet<usize> =
            bids.iter().filter(|b| !b.undeclared).map(|b| b.at).collect();
        let settled: BTreeSet<usize> =
            bids.iter().filter(|b| !b.undeclared).map(|b| b.field).collect();
        let (alike, doubts) = alike(names, &likeness, &has_data, &settled, &mut targets);
        let columns = layout
            .headings
            .iter()
            .zip(targets)
            .map(|(heading, target)| {
                let how = match alike.get(&heading.at) {
                    Some(percent) => How::Likeness(*percent),
                    None if declared.contains(&heading.at) => How::Declared,
                    None => How::Name,
                };
                Mapped { how, ..mapped(table, heading, target, layout, grid, spec) }
            })
            .collect();
        let about_persons = table.about_persons();
        Self { table, columns, ambiguous, doubts, has_groups, about_persons }
    }

    /// The column of the sheet that holds a field.
    pub(crate) fn column_of(&self, field: &str) -> Option<&Mapped> {
        self.columns.iter().find(|c| {
            matches!(c.target, Target::Field(i) if self.table.columns.get(i).is_some_and(|d| d.name == field))
        })
    }

    /// The fields that the sheet has a column for. Columns of money by source make up the
    /// composition; a place under which rows are filed stands for where the thing is, and the
    /// reverse, as their values do.
    pub(crate) fn fields(&self) -> BTreeSet<&'static str> {
        let name = |column: &Mapped| match &column.target {
            Target::Owner(Says::Name(_)) => Some("owner_name"),
            target => self.stated(target),
        };
        let mut fields: BTreeSet<&'static str> = self.columns.iter().filter_map(name).collect();
        for (filed, stands) in [("township", "location_township"), ("village", "location_village")]
        {
            if self.index_of(stands).is_some()
                && (fields.contains(filed) || fields.contains(stands))
            {
                fields.extend([filed, stands]);
            }
        }
        fields
    }

    /// In which columns each field stands.
    pub(crate) fn places(&self) -> BTreeMap<String, Vec<FieldPlace>> {
        let mut places: BTreeMap<String, Vec<FieldPlace>> = BTreeMap::new();
        for mapped in &self.columns {
            if let Some(field) = self.stated(&mapped.target) {
                let place = FieldPlace::new(mapped.heading.at, &mapped.heading.shown);
                places.entry(field.to_owned()).or_default().push(place);
            }
        }
        places
    }

    /// The field of its row that a column states.
    pub(crate) fn stated(&self, target: &Target) -> Option<&'static str> {
        match target {
            Target::Field(i) | Target::Tick { field: i, .. } => self.field(*i).map(|c| c.name),
            Target::Funding { .. } => Some("fund_composition"),
            Target::Owner(_) | Target::RowNumber | Target::Extra => None,
        }
    }

    /// The definition of a field.
    pub(crate) fn field(&self, index: usize) -> Option<&'static Column> {
        self.table.columns.get(index)
    }

    /// The index of a field in the table.
    pub(crate) fn index_of(&self, field: &str) -> Option<usize> {
        self.table.columns.iter().position(|c| c.name == field)
    }
}

/// Whether at least as many rows as those numbered （一） are numbered otherwise or not at all: those
/// are the rows, and （一） heads them. Totals count on neither side.
fn has_groups(layout: &Layout, grid: &Grid) -> bool {
    let (mut heads, mut rows) = (0_usize, 0_usize);
    for cells in layout.data.clone().filter_map(|row| grid.rows.get(row)) {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        let (Some(first), true) = (filled.next(), filled.next().is_some()) else {
            continue;
        };
        let texts =
            || cells.iter().filter_map(|c| if let Raw::Text(t) = c { Some(t) } else { None });
        if matches!(first, Raw::Text(text) if is_group_number(text)) {
            heads += 1;
        } else if !texts().take(3).any(|text| total_word(text).is_some()) {
            rows += 1;
        }
    }
    heads > 0 && rows >= heads
}

/// Gives each field to the best bid and each column one field; says where columns were left over.
fn settle(bids: &mut [Bid], targets: &mut [Target]) -> Vec<Ambiguity> {
    bids.sort_unstable();
    let mut taken: std::collections::BTreeMap<usize, Bid> = std::collections::BTreeMap::new();
    let mut placed = std::collections::BTreeSet::new();
    for bid in bids.iter() {
        if placed.contains(&bid.at) || taken.contains_key(&bid.field) {
            continue;
        }
        if let Some(slot) = targets.get_mut(bid.at) {
            *slot = Target::Field(bid.field);
            placed.insert(bid.at);
            taken.insert(bid.field, *bid);
        }
    }
    let mut ambiguous: Vec<Ambiguity> = Vec::new();
    for bid in bids.iter() {
        if placed.contains(&bid.at) || bid.empty {
            continue;
        }
        let Some(winner) = taken.get(&bid.field) else {
            continue;
        };
        // A column that claims several fields is left over once.
        placed.insert(bid.at);
        // What the case settles is no question any more, but for two columns that it names.
        if !winner.undeclared && bid.undeclared {
            continue;
        }
        match ambiguous.iter_mut().find(|a| a.field == bid.field) {
            Some(known) => known.others.push(bid.at),
            None => ambiguous.push(Ambiguity {
                field: bid.field,
                taken: winner.at,
                others: vec![bid.at],
                plainer: winner.rank < bid.rank,
            }),
        }
    }
    ambiguous
}

/// The field that case.toml gives a heading: by all that it says, groups too; by its last line
/// alone where no other heading says just that.
fn declared_field(
    table: &TableDef,
    heading: &Heading,
    layout: &Layout,
    spec: Option<&InputSpec>,
) -> Option<usize> {
    let whole = |name: &str, heading: &Heading| {
        let shown = fold(&heading.shown);
        name == shown || name.replace(['>', '›', '/'], "") == shown.replace('›', "")
    };
    let columns = &spec?.columns;
    let names = || columns.iter().map(|(name, field)| (fold(name), field));
    let (_, field) = names().find(|(name, _)| whole(name, heading)).or_else(|| {
        names().find(|(name, _)| {
            let (core, _) = split_unit(name);
            heading.path.last().is_some_and(|last| last == name || last == core)
                && !layout.headings.iter().any(|other| whole(name, other))
        })
    })?;
    table.columns.iter().position(|c| c.name == field)
}

enum Found {
    Target(Target),
    Claims(Vec<Claim>),
}

/// What a heading may be.
fn look(names: &TableNames, heading: &Heading, layout: &Layout, grid: &Grid) -> Found {
    let Some(last) = heading.path.last() else {
        return Found::Target(Target::Extra);
    };
    if let Some(target) = funding(names, heading) {
        return Found::Target(target);
    }
    if let Some(target) = tick(names, heading) {
        return Found::Target(target);
    }
    if let Some(target) = owners::target(names, heading) {
        return Found::Target(target);
    }
    if last == "单位"
        && holds_bodies(grid, layout, heading.at)
        && let Some(column) = ["ledger_unit", "unit"]
            .iter()
            .find_map(|name| names.table.columns.iter().position(|c| c.name == *name))
    {
        return Found::Claims(vec![Claim { rank: 50, column }]);
    }
    let mut claims = names.claims(&heading.path);
    if claims.is_empty() && is_row_number(last) {
        return Found::Target(Target::RowNumber);
    }
    // 预计使用年限（月）: a life in months, whatever it is called.
    if last.contains("(月)") || last.contains("(个月)") {
        let months = names.table.columns.iter().position(|c| c.name == "useful_life_months");
        for claim in &mut claims {
            let years = names.table.columns.get(claim.column);
            if let (Some(months), true) =
                (months, years.is_some_and(|c| c.name == "expected_life_years"))
            {
                claim.column = months;
            }
        }
    }
    Found::Claims(claims)
}

/// Money from one source, one column per source: under a group of sources, or named by a source.
fn funding(names: &TableNames, heading: &Heading) -> Option<Target> {
    names.table.column("fund_composition")?;
    let (last, groups) = heading.path.split_last()?;
    let level = |text: &str| {
        let own = FUND_LEVEL.code_of(text.trim_end_matches("资金"));
        own.or_else(|| levelled(split_unit(text).0).map(|(level, _)| level))
    };
    let of_part = |part: &String| {
        let named = split_unit(part).0;
        fund_sources().code_of(named).or_else(|| levelled(named).map(|(_, code)| code))
    };
    let source = heading.path.iter().rev().find_map(of_part);
    let under_sources = groups.iter().any(|group| {
        names.claims(std::slice::from_ref(group)).iter().any(|c| {
            names
                .table
                .columns
                .get(c.column)
                .is_some_and(|d| matches!(d.name, "fund_source" | "fund_composition"))
        }) || group.contains("资金来源")
    });
    if is_whole(last) && (under_sources || source.is_some()) {
        return (!groups.is_empty() && under_sources).then_some(Target::Extra);
    }
    if let Some(code) = source {
        // The heading 资金来源 of a text column is a field, not a source.
        let named_by_source = of_part(last).is_some();
        if named_by_source || under_sources || level(last).is_some() {
            return Some(Target::Funding { source: code.into(), level: level(last) });
        }
    }
    if !under_sources {
        return None;
    }
    let own_field = !names.claims(std::slice::from_ref(last)).is_empty();
    (!own_field).then(|| Target::Funding { source: last.as_str().into(), level: level(last) })
}

/// A column per code under the name of a field with codes.
fn tick(names: &TableNames, heading: &Heading) -> Option<Target> {
    let (last, groups) = heading.path.split_last()?;
    let claim = *names.claims(groups).first()?;
    let vocabulary = names.table.columns.get(claim.column)?.vocabulary?;
    let code = vocabulary.code_of(last)?;
    Some(Target::Tick { field: claim.column, code })
}

fn mapped(
    table: &'static TableDef,
    heading: &Heading,
    target: Target,
    layout: &Layout,
    grid: &Grid,
    spec: Option<&InputSpec>,
) -> Mapped {
    let unit = spec
        .and_then(|s| s.amount_unit.as_deref())
        .and_then(Unit::named)
        .or(heading.unit)
        .or(layout.unit)
        .or_else(|| is_funding(table, &target).then(|| headings_unit(layout)).flatten())
        .unwrap_or(Unit::Yuan);
    let column = match &target {
        Target::Field(index) => table.columns.get(*index),
        // Money from one source is read like any amount of the table.
        Target::Funding { .. } => table.columns.iter().find(|c| c.kind == Kind::Amount),
        Target::Owner(says) => says.column(),
        _ => None,
    };
    let mut reader = column.map(|c| ColumnReader::new(c, unit, grid.epoch_1904));
    if let (Some(column), Some(reader)) = (column, &mut reader)
        && column.kind == Kind::Percent
        && matches!(target, Target::Field(_) | Target::Owner(_))
    {
        reader.fractions = states_fractions(column, heading, layout, grid);
    }
    let field = match &target {
        Target::Field(index) => table.columns.get(*index),
        _ => None,
    };
    let kept_safe = Safe::of_heading(&heading.shown);
    Mapped {
        how: How::Name,
        unit,
        reader,
        shown: heading.shown.as_str().into(),
        safe: field.map_or(kept_safe, Safe::of),
        kept_safe,
        values: Memo::default(),
        kept: Memo::default(),
        identifies: field.is_some_and(|column| identifies(table, column)),
        heading: heading.clone(),
        target,
    }
}

/// Whether a field alone tells which row it is: a key in words, or the only required text.
fn identifies(table: &TableDef, column: &Column) -> bool {
    let required = table.columns.iter().filter(|c| c.required && c.kind == Kind::Text).count();
    column.kind == Kind::Text && (column.key || column.required && required == 1)
}

/// Money by source: parts of the value beside it, in the unit of the sheet.
fn is_funding(table: &TableDef, target: &Target) -> bool {
    match target {
        Target::Funding { .. } => true,
        Target::Field(index) => {
            table.columns.get(*index).is_some_and(|c| c.name == "fund_composition")
        }
        _ => false,
    }
}

/// The unit of a sheet that states it in its headings only: the one on which all of them agree.
fn headings_unit(layout: &Layout) -> Option<Unit> {
    let mut units = layout.headings.iter().filter_map(|h| h.unit);
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}
