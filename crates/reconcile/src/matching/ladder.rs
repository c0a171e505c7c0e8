//! The ladder of one pair of ledgers: each rung sees only what the rung before left.

use super::blocks::Blocks;
use super::entry::Entries;
use super::{business_key, decisions, evidence_key, identifier, near, similar, sums, surplus};
use crate::keys::symbol::Symbol;
use std::collections::{BTreeMap, BTreeSet};

/// By what a group was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// A person decided.
    Decision,
    /// Asset id, or an earlier or system number.
    Identifier,
    /// A paper, or the project and place.
    EvidenceKey,
    /// Name, place and year.
    BusinessKey,
    /// Likeness only: never more than a suggestion.
    Similar,
    /// Amounts that add up.
    Sum,
}

impl Rung {
    /// Stable English code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Identifier => "identifier",
            Self::EvidenceKey => "evidence-key",
            Self::BusinessKey => "business-key",
            Self::Similar => "similar",
            Self::Sum => "sum",
        }
    }
}

pub use ::matching::Status;

/// Rows of both sides that belong together, or may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Rows of the left side, in the order of files and rows.
    pub left: Vec<usize>,
    /// Rows of the right side, in the order of files and rows.
    pub right: Vec<usize>,
    /// By what.
    pub rung: Rung,
    /// How sure.
    pub status: Status,
    /// How many equally good pairings there are, where ambiguous.
    pub alternatives: Option<usize>,
    /// Why, for people.
    pub why: String,
}

impl Group {
    /// Whether one row of the right side states several assets of the left side together, for
    /// certain.
    #[must_use]
    pub fn is_sum_of_assets(&self) -> bool {
        self.rung == Rung::Sum && self.status == Status::Confirmed && self.left.len() > 1
    }
}

/// The partition of one pair of ledgers.
#[derive(Debug, Clone, Default)]
pub struct Pairing<'a> {
    /// Left ledger.
    pub left_ledger: &'a str,
    /// Right ledger.
    pub right_ledger: &'a str,
    /// Groups, by their first left row.
    pub groups: Vec<Group>,
    /// Rows of the left side in no group.
    pub left_over: Vec<usize>,
    /// Rows of the right side in no group.
    pub right_over: Vec<usize>,
    /// Pairs of one id that were not believed, with the features that speak against them.
    pub doubted: BTreeMap<(usize, usize), String>,
    /// What the search cost, and what it left out.
    pub searched: Searched,
}

/// What a search cost, and what its limits left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Searched {
    /// Rows whose amounts were looked for as sums.
    pub sums: usize,
    /// Partial sums looked at.
    pub nodes: usize,
    /// Rows whose sums were not, or not wholly, counted.
    pub sums_cut: usize,
    /// Rows not compared with all rows of a large block.
    pub rows_cut: usize,
    /// Connected parts too large for an assignment that is best as a whole.
    pub parts_cut: usize,
}

impl Pairing<'_> {
    /// `county|township`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}|{}", self.left_ledger, self.right_ledger)
    }

    /// The groups that hold rows of the left side, by row.
    #[must_use]
    pub fn by_left_row(&self) -> Vec<(usize, &Group)> {
        let rows = self.groups.iter().flat_map(|g| g.left.iter().map(move |row| (*row, g)));
        let mut rows: Vec<_> = rows.collect();
        rows.sort_unstable_by_key(|(row, _)| *row);
        rows
    }
}

/// Rows not yet placed, and groups made.
pub(super) struct Ladder<'e, 'a> {
    pub(super) entries: &'e Entries<'a>,
    pub(super) ledgers: (&'a str, &'a str),
    pub(super) left: Vec<usize>,
    pub(super) right: Vec<usize>,
    pub(super) groups: Vec<Group>,
    /// Row → the group that holds it.
    taken: Vec<Option<u32>>,
    pub(super) doubted: BTreeMap<(usize, usize), String>,
    /// Bodies of the right side that number in their own way.
    pub(super) distrusted: BTreeSet<Option<Symbol>>,
    pub(super) searched: Searched,
}

impl Ladder<'_, '_> {
    /// Whether two rows carry different numbers of one numbering: then only agreement in
    /// everything else can make them one asset.
    pub(super) fn numbered_apart(&self, l: usize, r: usize) -> bool {
        let own_numbers = self.distrusted.contains(&self.entries.all[r].unit);
        !own_numbers && self.entries.numbered_apart(l, r)
    }

    pub(super) fn is_free(&self, row: usize) -> bool {
        self.group_of(row).is_none()
    }

    /// The group that holds a row.
    pub(super) fn group_of(&self, row: usize) -> Option<usize> {
        self.taken.get(row).copied().flatten().and_then(|group| usize::try_from(group).ok())
    }

    /// Places a row in a group.
    pub(super) fn take(&mut self, row: usize, group: usize) {
        if let Some(taken) = self.taken.get_mut(row) {
            *taken = u32::try_from(group).ok();
        }
    }

    pub(super) fn free(&self, side: &[usize]) -> Vec<usize> {
        side.iter().copied().filter(|r| self.is_free(*r)).collect()
    }

    pub(super) fn confirm(&mut self, left: Vec<usize>, right: Vec<usize>, rung: Rung, why: String) {
        self.add(Group { left, right, rung, status: Status::Confirmed, alternatives: None, why });
    }

    pub(super) fn add(&mut self, group: Group) {
        let index = self.groups.len();
        for row in group.left.iter().chain(&group.right) {
            self.take(*row, index);
        }
        self.groups.push(group);
    }

    /// Rows of both sides by a key; rows without one are left out.
    pub(super) fn by_key<K: Ord>(&self, key: impl Fn(usize) -> Option<K>) -> Blocks<K> {
        Blocks::new(keyed(&self.left, &key), keyed(&self.right, &key))
    }

    /// Free rows of both sides by their keys.
    pub(super) fn free_by_keys<K: Ord, I: IntoIterator<Item = K>>(
        &self,
        keys: impl Fn(usize) -> I,
    ) -> Blocks<K> {
        let of = |side| {
            let rows = self.free(side).into_iter();
            rows.flat_map(|row| keys(row).into_iter().map(move |key| (key, row)))
        };
        Blocks::new(of(&self.left), of(&self.right))
    }

    /// Rows of both sides, placed ones too, by the keys that free rows of both sides have.
    pub(super) fn open_by_key<K: Ord>(&self, key: impl Fn(usize) -> Option<K>) -> Blocks<K> {
        self.open_by_keys(&key, &key)
    }

    /// The same, with another key for each side.
    pub(super) fn open_by_keys<K: Ord>(
        &self,
        left: impl Fn(usize) -> Option<K>,
        right: impl Fn(usize) -> Option<K>,
    ) -> Blocks<K> {
        let (free_left, free_right) = (self.free(&self.left), self.free(&self.right));
        let open = Blocks::new(keyed(&free_left, &left), keyed(&free_right, &right));
        Blocks::new(
            keyed(&self.left, &left).filter(|(key, _)| open.has(key)),
            keyed(&self.right, &right).filter(|(key, _)| open.has(key)),
        )
    }
}

/// Pairs the rows of two ledgers, whatever else the books hold.
#[must_use]
pub fn pair<'a>(entries: &Entries<'a>, ledgers: (&'a str, &'a str)) -> Pairing<'a> {
    let (left, right) = (entries.ledger(ledgers.0), entries.ledger(ledgers.1));
    Ladder::climb(entries, ledgers, left, right).finish()
}

/// Rows with their keys, where they have one.
fn keyed<K>(rows: &[usize], key: impl Fn(usize) -> Option<K>) -> impl Iterator<Item = (K, usize)> {
    rows.iter().filter_map(move |row| Some((key(*row)?, *row)))
}

impl<'e, 'a> Ladder<'e, 'a> {
    /// Climbs the rungs that confirm.
    pub(super) fn climb(
        entries: &'e Entries<'a>,
        ledgers: (&'a str, &'a str),
        left: &[usize],
        right: &[usize],
    ) -> Self {
        let mut ladder = Self {
            entries,
            ledgers,
            left: left.to_vec(),
            right: right.to_vec(),
            groups: Vec::new(),
            taken: vec![None; entries.all.len()],
            doubted: BTreeMap::new(),
            distrusted: BTreeSet::new(),
            searched: Searched::default(),
        };
        decisions::climb(&mut ladder);
        identifier::climb(&mut ladder);
        evidence_key::climb(&mut ladder);
        business_key::climb(&mut ladder);
        surplus::climb(&mut ladder);
        ladder
    }

    /// What is left is suggested, ambiguous or residue.
    pub(super) fn finish(mut self) -> Pairing<'a> {
        similar::climb(&mut self);
        sums::climb(&mut self);
        near::climb(&mut self);
        let (left_over, right_over) = (self.free(&self.left), self.free(&self.right));
        for group in &mut self.groups {
            group.left.sort_unstable();
            group.right.sort_unstable();
        }
        self.groups.sort_by(|a, b| (&a.left, &a.right).cmp(&(&b.left, &b.right)));
        Pairing {
            left_ledger: self.ledgers.0,
            right_ledger: self.ledgers.1,
            groups: self.groups,
            left_over,
            right_over,
            doubted: self.doubted,
            searched: self.searched,
        }
    }
}
