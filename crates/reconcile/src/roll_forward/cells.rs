//! The roll-forward of one ledger, by township and class.

use super::judge::Judgement;
use super::{CLOSING, Passage};
use crate::matching::entry::Entries;
use crate::matching::union::HUB;
use ledger::Fen;
use ledger::tables::{Asset, RollForward};
use std::collections::BTreeMap;

/// Township (its stem) and class.
type Key = (String, String);

/// Rows and their value.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    rows: i64,
    value: Fen,
}

impl Sum {
    fn add(&mut self, asset: &Asset) {
        self.rows += 1;
        self.value = Fen::sum([self.value, asset.original_value.unwrap_or_default()]);
    }
}

#[derive(Debug, Default)]
struct Cell {
    opening: Sum,
    added: Sum,
    removed: Sum,
    value_change: Fen,
    moved: Fen,
    closing: Sum,
    unexplained: Fen,
    unsettled: i64,
    blank: i64,
}

/// The cells of one ledger.
pub(super) struct Cells<F> {
    all: BTreeMap<Key, Cell>,
    /// Stem of a township → its name; the first in the order of text, where there are several.
    names: BTreeMap<String, String>,
    stem: F,
}

impl<F: Fn(&str) -> Option<String>> Cells<F> {
    /// Opening and closing, added up from the rows alone.
    pub(super) fn new(entries: &Entries<'_>, stem: F) -> Self {
        let mut out = Self { all: BTreeMap::new(), names: BTreeMap::new(), stem };
        for (ledger, sum) in [
            (HUB, (|cell| &mut cell.opening) as fn(&mut Cell) -> &mut Sum),
            (CLOSING, |cell| &mut cell.closing),
        ] {
            for row in entries.ledger(ledger) {
                let asset = entries.all[*row].asset;
                let cell = out.cell(asset);
                sum(cell).add(asset);
                cell.blank += i64::from(asset.original_value.is_none());
            }
        }
        out
    }

    fn key(&self, asset: &Asset) -> Key {
        let township = asset.township.as_deref().unwrap_or_default();
        let stem = (self.stem)(township).unwrap_or_default();
        (stem, asset.asset_class.as_deref().unwrap_or_default().to_owned())
    }

    fn cell(&mut self, asset: &Asset) -> &mut Cell {
        let key = self.key(asset);
        let name = asset.township.as_deref().unwrap_or_default();
        let known = self.names.entry(key.0.clone()).or_insert_with(|| name.to_owned());
        if name < known.as_str() {
            name.clone_into(known);
        }
        self.all.entry(key).or_default()
    }

    /// Places what became of one asset.
    pub(super) fn place(&mut self, passage: &Passage<'_>, judgement: &Judgement) {
        let Some(lead) = passage.closing.first().or(passage.opening.first()) else {
            return;
        };
        let cell = self.cell(lead);
        match judgement {
            Judgement::Explained => {}
            Judgement::Unknown => cell.unsettled += 1,
            Judgement::Unexplained(gap) => {
                cell.unexplained = Fen::sum([cell.unexplained, gap.amount()]);
            }
        }
        if passage.closing.is_empty() {
            for asset in &passage.opening {
                self.cell(asset).removed.add(asset);
            }
        } else if passage.opening.is_empty() {
            for asset in &passage.closing {
                self.cell(asset).added.add(asset);
            }
        } else {
            self.carry(passage, lead);
        }
    }

    /// The change of value stands where the asset stands now; the rest of what its cells gained and
    /// lost has moved between them.
    fn carry(&mut self, passage: &Passage<'_>, lead: &Asset) {
        let mut gained: BTreeMap<Key, Fen> = BTreeMap::new();
        let mut add = |key: Key, value: Fen| {
            let sum = gained.entry(key).or_default();
            *sum = Fen::sum([*sum, value]);
        };
        for asset in &passage.closing {
            add(self.key(asset), asset.original_value.unwrap_or_default());
        }
        for asset in &passage.opening {
            add(self.key(asset), Fen::ZERO.minus(asset.original_value.unwrap_or_default()));
        }
        let change = Fen::sum(gained.values().copied());
        let here = self.key(lead);
        for (key, gain) in gained {
            let own = if key == here { change } else { Fen::ZERO };
            let cell = self.all.entry(key).or_default();
            cell.value_change = Fen::sum([cell.value_change, own]);
            cell.moved = Fen::sum([cell.moved, gain.minus(own)]);
        }
    }

    /// Where opening + added − removed + value_change + moved ≠ closing, or what moved is not
    /// nothing in all.
    pub(super) fn imbalances(&self, ledger: &str) -> Vec<String> {
        let mut out = Vec::new();
        for ((township, class), cell) in &self.all {
            let to = [cell.opening.value, cell.added.value, cell.value_change, cell.moved];
            let rolled = Fen::sum(to).minus(cell.removed.value);
            if rolled != cell.closing.value {
                let closing = cell.closing.value;
                out.push(format!(
                    "{ledger}台账“{township}”“{class}”年初年末结转不守恒：结转得{rolled}，年末为{closing}"
                ));
            }
        }
        let moved = Fen::sum(self.all.values().map(|cell| cell.moved));
        if moved != Fen::ZERO {
            out.push(format!("{ledger}台账乡镇与类别之间的调整合计{moved}，不为零"));
        }
        out
    }

    /// The rows of the table.
    pub(super) fn rows(self, ledger: &str) -> Vec<RollForward> {
        let text = |text: String| (!text.is_empty()).then(|| text.into());
        let Self { all, mut names, .. } = self;
        let row = |((stem, class), cell): (Key, Cell)| RollForward {
            ledger: Some(ledger.into()),
            township: text(names.entry(stem).or_default().clone()),
            class: text(class),
            opening_rows: Some(cell.opening.rows),
            opening: Some(cell.opening.value),
            added_rows: Some(cell.added.rows),
            added: Some(cell.added.value),
            removed_rows: Some(cell.removed.rows),
            removed: Some(cell.removed.value),
            value_change: Some(cell.value_change),
            moved: Some(cell.moved),
            closing_rows: Some(cell.closing.rows),
            closing: Some(cell.closing.value),
            unexplained: Some(cell.unexplained),
            unsettled_rows: Some(cell.unsettled),
            blank_rows: Some(cell.blank),
        };
        all.into_iter().map(row).collect()
    }
}
