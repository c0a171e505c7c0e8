//! 一总四分 as a table: each lower ledger against what the county ledger holds of it, by township,
//! class, year and source of the money, with the findings that explain the difference.
//!
//! What must always hold: every managed row of a lower ledger stands in exactly one cell, and the
//! differences of a cell's assets are the difference of the cell.

use super::Scene;
use super::expected::Expected;
use super::roll_up::parts;
use crate::keys::place::township_stem;
use crate::matching::Status;
use crate::matching::union::HUB;
use ledger::codes::ledger::ROLL_FORWARD_DIFFERS;
use ledger::tables::{Asset, RollUp};
use ledger::{Fen, Finding, Row, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The table, and where its sums do not tie. The latter must be empty.
#[derive(Debug, Default)]
pub(crate) struct RollUps {
    pub(crate) rows: Vec<RollUp>,
    pub(crate) imbalances: Vec<String>,
}

/// Stem of the township, class, year, source.
type Key = (String, String, Option<i64>, String);

/// Rows that are compared as one: a confirmed group, or a row in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Group(usize),
    Row(usize),
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sum {
    rows: i64,
    value: Fen,
}

impl Sum {
    fn add(&mut self, rows: i64, value: Fen) {
        self.rows += rows;
        self.value = Fen::sum([self.value, value]);
    }
}

#[derive(Debug, Default)]
struct Cell {
    county: Sum,
    own: Sum,
    /// What each unit of rows makes of the difference.
    units: BTreeMap<Unit, Sum>,
}

/// Rolls up every lower ledger that was received.
pub(crate) fn view(scene: &Scene<'_, '_>, expected: &Expected, findings: &[Finding]) -> RollUps {
    let mut out = RollUps::default();
    let by_subject = by_subject(findings);
    let lower = expected.ledgers().filter(|ledger| !ledger.starts_with("sys_"));
    for ledger in lower.filter(|ledger| expected.has(ledger)) {
        let units = units(scene, ledger);
        let (cells, names) = cells(scene, expected, ledger, &units);
        out.imbalances.extend(imbalances(scene, expected, ledger, &cells));
        let told = |unit: &Unit| told(scene, ledger, &by_subject, &units, *unit);
        out.rows
            .extend(cells.into_iter().map(|(key, cell)| row(ledger, &names, key, &cell, &told)));
    }
    out
}

/// Row → the confirmed group of that ledger and the county's that holds it.
fn units(scene: &Scene<'_, '_>, ledger: &str) -> BTreeMap<usize, usize> {
    let pairing = scene.matched.pairings.iter().find(|p| p.right_ledger == ledger);
    let groups = pairing.iter().flat_map(|p| p.groups.iter().enumerate());
    groups
        .filter(|(_, group)| group.status == Status::Confirmed)
        .flat_map(|(index, group)| group.left.iter().chain(&group.right).map(move |r| (*r, index)))
        .collect()
}

/// The cells of a ledger, and the names of townships by their stems.
fn cells(
    scene: &Scene<'_, '_>,
    expected: &Expected,
    ledger: &str,
    units: &BTreeMap<usize, usize>,
) -> (BTreeMap<Key, Cell>, BTreeMap<String, String>) {
    let mut cells: BTreeMap<Key, Cell> = BTreeMap::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for part in parts(scene, expected, ledger).into_values() {
        let county = part.county.into_iter().map(|asset| (asset, 1));
        for (asset, sign) in county.chain(part.own.into_iter().map(|asset| (asset, -1))) {
            let Some(row) = scene.entries.of_row(asset.row_id()) else {
                continue;
            };
            let key = key(scene, asset);
            let name = asset.township.as_deref().unwrap_or_default();
            let known = names.entry(key.0.clone()).or_insert_with(|| name.to_owned());
            if name < known.as_str() {
                name.clone_into(known);
            }
            let value = asset.original_value.unwrap_or_default();
            let cell = cells.entry(key).or_default();
            let unit = units.get(&row).map_or(Unit::Row(row), |group| Unit::Group(*group));
            let difference = cell.units.entry(unit).or_default();
            if sign > 0 {
                difference.add(1, value);
                cell.county.add(1, value);
            } else {
                difference.add(-1, Fen::ZERO.minus(value));
                cell.own.add(1, value);
            }
        }
    }
    (cells, names)
}

fn key(scene: &Scene<'_, '_>, asset: &Asset) -> Key {
    let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
    let township = asset.township.as_deref();
    let stem = township.and_then(|name| township_stem(name, &scene.case.county));
    (stem.unwrap_or_default(), text(&asset.asset_class), asset.fund_year, text(&asset.fund_source))
}

/// Where the cells of a ledger do not add up to its managed rows, or the units of a cell to its
/// difference.
fn imbalances(
    scene: &Scene<'_, '_>,
    expected: &Expected,
    ledger: &str,
    cells: &BTreeMap<Key, Cell>,
) -> Vec<String> {
    let mut given = Sum::default();
    for row in scene.entries.ledger(ledger) {
        let asset = scene.entries.all[*row].asset;
        if expected.is_managed(asset) {
            given.add(1, asset.original_value.unwrap_or_default());
        }
    }
    let mut placed = Sum::default();
    let mut out = Vec::new();
    for ((township, ..), cell) in cells {
        placed.add(cell.own.rows, cell.own.value);
        let units = Fen::sum(cell.units.values().map(|sum| sum.value));
        let difference = cell.county.value.minus(cell.own.value);
        if units != difference {
            out.push(format!("{ledger}台账“{township}”汇总差额{difference}，逐项为{units}"));
        }
    }
    if placed != given {
        out.push(format!(
            "{ledger}台账汇总不守恒：应有{}行{}元，实有{}行{}元",
            given.rows, given.value, placed.rows, placed.value
        ));
    }
    out
}

/// Findings by subject.
fn by_subject(findings: &[Finding]) -> BTreeMap<&str, Vec<&Finding>> {
    let mut out: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|f| *f.code != ROLL_FORWARD_DIFFERS) {
        out.entry(&*finding.subject.id).or_default().push(finding);
    }
    out
}

/// The findings about the assets of a unit that speak of this pair, or of no pair of ledgers at all
/// but of duplicates, of scope or of pairing.
fn told(
    scene: &Scene<'_, '_>,
    ledger: &str,
    by_subject: &BTreeMap<&str, Vec<&Finding>>,
    units: &BTreeMap<usize, usize>,
    unit: Unit,
) -> BTreeSet<Text> {
    let rows: Vec<usize> = match unit {
        Unit::Row(row) => vec![row],
        Unit::Group(group) => {
            units.iter().filter(|(_, of)| **of == group).map(|(row, _)| *row).collect()
        }
    };
    let pair = format!("{HUB}|{ledger}");
    let speaks = |finding: &&&Finding| match finding.pair.as_deref() {
        Some(of) => of == pair,
        None => ["ledger.", "scope.", "match."].iter().any(|a| finding.code.code.starts_with(a)),
    };
    let mut out = BTreeSet::new();
    for row in rows {
        let row_id = scene.entries.all[row].asset.row_id();
        let entity = scene.matched.entities.of_row(row_id).map(|entity| &*entity.id);
        for subject in [Some(row_id), entity].into_iter().flatten() {
            let found = by_subject.get(subject).into_iter().flatten();
            out.extend(found.filter(speaks).map(|finding| finding.id()));
        }
    }
    out
}

fn row(
    ledger: &str,
    names: &BTreeMap<String, String>,
    (stem, class, year, source): Key,
    cell: &Cell,
    told: &dyn Fn(&Unit) -> BTreeSet<Text>,
) -> RollUp {
    let text = |text: &str| (!text.is_empty()).then(|| text.into());
    let mut explained = Fen::ZERO;
    let mut findings = BTreeSet::new();
    for (unit, sum) in cell.units.iter().filter(|(_, sum)| **sum != Sum::default()) {
        let of_unit = told(unit);
        if !of_unit.is_empty() {
            explained = Fen::sum([explained, sum.value]);
            findings.extend(of_unit);
        }
    }
    RollUp {
        ledger: Some(ledger.into()),
        township: names.get(&stem).and_then(|name| text(name)),
        class: text(&class),
        year,
        source: text(&source),
        county_rows: Some(cell.county.rows),
        county_value: Some(cell.county.value),
        own_rows: Some(cell.own.rows),
        own_value: Some(cell.own.value),
        difference: Some(cell.county.value.minus(cell.own.value)),
        explained: Some(explained),
        findings: findings.into_iter().collect(),
    }
}
