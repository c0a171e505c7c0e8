//! All ledgers at once: pairs with the county ledger, what follows from them transitively, and the
//! real assets that come of it.

use super::entry::Entries;
use super::evidence::{Evidence, Says};
use super::ladder::{Ladder, Pairing, Rung, Status};
use crate::entities::Entities;
use crate::keys::symbol::Symbol;
use crate::parallel::each;
use std::collections::{BTreeMap, BTreeSet};

/// The ledger that all others are compared with.
pub const HUB: &str = "county";

/// Pairings that together put two rows of the county ledger into one asset.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// The smallest set of pairs that causes it, in order from the one row to the other.
    pub pairs: Vec<(usize, usize)>,
}

/// What pairing all ledgers gives.
#[derive(Debug, Default)]
pub struct Matched<'a> {
    /// County ledger against each other one.
    pub pairings: Vec<Pairing<'a>>,
    /// The real assets.
    pub entities: Entities<'a>,
    /// Pairings that cannot all be true.
    pub contradictions: Vec<Contradiction>,
    /// County rows that one row of another ledger states together with others, and that ledger.
    pub covered: BTreeMap<usize, BTreeSet<&'a str>>,
    /// Rows that state several assets in one sum: no assets by themselves.
    pub summed: BTreeSet<usize>,
}

/// Pairs all ledgers.
#[must_use]
pub fn reconcile<'a>(entries: &Entries<'a>) -> Matched<'a> {
    let hub = entries.ledger(HUB);
    let others: Vec<&'a str> = entries.ledgers().filter(|l| *l != HUB).collect();
    let mut ladders: Vec<Ladder<'_, 'a>> = each(others.iter(), |other| {
        Ladder::climb(entries, (HUB, other), hub, entries.ledger(other))
    });
    let contradictions = close(entries, &mut ladders);
    let pairings: Vec<Pairing<'a>> = each(ladders, Ladder::finish);
    let entities = entities(entries, &pairings, &others);
    let mut out = Matched { pairings, entities, contradictions, ..Matched::default() };
    for pairing in &out.pairings {
        for group in pairing.groups.iter().filter(|g| g.is_sum_of_assets()) {
            out.summed.extend(&group.right);
            for row in &group.left {
                out.covered.entry(*row).or_default().insert(pairing.right_ledger);
            }
        }
    }
    out
}

/// Rows of two other ledgers with one id, alike in name and not against each other in value, are
/// one asset: where one of them is paired with the county ledger and the other is not yet, it
/// follows; where they are paired with different county rows, that is a contradiction.
fn close(entries: &Entries<'_>, ladders: &mut [Ladder<'_, '_>]) -> Vec<Contradiction> {
    let mut ids: Vec<(Symbol, usize, usize)> = Vec::new();
    for (index, ladder) in ladders.iter().enumerate() {
        let rows = ladder.right.iter();
        ids.extend(rows.filter_map(|row| Some((entries.all[*row].id?, index, *row))));
    }
    ids.sort_unstable();
    let mut found = BTreeSet::new();
    for rows in ids.chunk_by(|a, b| a.0 == b.0) {
        for (i, (id, ladder, row)) in rows.iter().enumerate() {
            for (_, other_ladder, other) in rows.iter().skip(i + 1) {
                if ladder == other_ladder {
                    continue;
                }
                let (a, b) =
                    (anchors(&ladders[*ladder], *row), anchors(&ladders[*other_ladder], *other));
                let agree = match (a.first(), b.first()) {
                    (None, None) => true,
                    (Some(_), Some(_)) => a.iter().any(|x| b.contains(x)),
                    _ => false,
                };
                // Most agree; only the others are worth a look at the rows.
                if agree || !alike(entries, *row, *other) {
                    continue;
                }
                match (a.first(), b.first()) {
                    (Some(l), Some(r)) => {
                        found.insert(Contradiction {
                            pairs: vec![(*l, *row), (*row, *other), (*r, *other)],
                        });
                    }
                    (Some(_), None) => {
                        let county = a.to_vec();
                        follow(&mut ladders[*other_ladder], &county, *other, *id);
                    }
                    _ => {
                        let county = b.to_vec();
                        follow(&mut ladders[*ladder], &county, *row, *id);
                    }
                }
            }
        }
    }
    found.into_iter().collect()
}

fn alike(entries: &Entries<'_>, a: usize, b: usize) -> bool {
    let e = Evidence::of(entries, a, b);
    matches!(e.name, Says::Same | Says::Close)
        && !e.elsewhere()
        && e.value != Says::Differs
        && e.year != Says::Differs
}

/// The county rows that a row is paired with.
fn anchors<'l>(ladder: &'l Ladder<'_, '_>, row: usize) -> &'l [usize] {
    ladder.group_of(row).map_or(&[], |group| &ladder.groups[group].left)
}

/// Pairs a free row with the county rows of its twin in another ledger, if they are free too.
fn follow(ladder: &mut Ladder<'_, '_>, county: &[usize], row: usize, id: Symbol) {
    let apart = county.iter().any(|l| ladder.entries.decided.apart(*l, row));
    if apart || !ladder.is_free(row) || !county.iter().all(|l| ladder.is_free(*l)) {
        return;
    }
    let id = ladder.entries.symbols.text(id);
    let why = format!("与其他台账中编号同为{id}的同一资产配对，由此推得");
    ladder.confirm(county.to_vec(), vec![row], Rung::Identifier, why);
}

/// Sets of rows that grow together.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn find(&mut self, row: usize) -> usize {
        let mut root = row;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut at = row;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    /// The earlier row stands for both.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }

    fn join_all(&mut self, rows: impl Iterator<Item = usize> + Clone) {
        for (a, b) in rows.clone().zip(rows.skip(1)) {
            self.join(a, b);
        }
    }
}

fn entities<'a>(
    entries: &Entries<'a>,
    pairings: &[Pairing<'a>],
    others: &[&'a str],
) -> Entities<'a> {
    let mut sets = Sets { parent: (0..entries.all.len()).collect() };
    let mut placed = vec![false; entries.all.len()];
    let mut unsettled = placed.clone();
    for group in pairings.iter().flat_map(|p| &p.groups) {
        let rows = || group.left.iter().chain(&group.right).copied();
        let is_sum = group.is_sum_of_assets();
        if is_sum {
            // Several assets stay several; the row that adds them up is none.
            group.right.iter().for_each(|row| unsettled[*row] = true);
        } else if group.status == Status::Confirmed {
            sets.join_all(rows());
        } else {
            rows().for_each(|row| unsettled[row] = true);
        }
        if is_sum || group.status == Status::Confirmed {
            rows().for_each(|row| placed[row] = true);
        }
    }
    // Rows that the county ledger lacks may still be one asset among the others.
    let loose = |ledger: &str| -> Vec<usize> {
        entries.ledger(ledger).iter().copied().filter(|row| !placed[*row]).collect()
    };
    let others: Vec<(&str, Vec<usize>)> = others.iter().map(|l| (*l, loose(l))).collect();
    let pairs: Vec<_> = others
        .iter()
        .enumerate()
        .flat_map(|(i, left)| others.iter().skip(i + 1).map(move |right| (left, right)))
        .collect();
    let found = each(pairs, |((left, rows), (right, other_rows))| {
        Ladder::climb(entries, (left, right), rows, other_rows).groups
    });
    for group in found.iter().flatten() {
        sets.join_all(group.left.iter().chain(&group.right).copied());
    }
    for (_, rows) in &others {
        join_repeated(entries, &mut sets, rows);
    }
    join_repeated(entries, &mut sets, &loose(HUB));
    let mut rows: Vec<(usize, usize)> =
        (0..entries.all.len()).map(|row| (sets.find(row), row)).collect();
    rows.sort_unstable();
    Entities::from_matched(rows.chunk_by(|a, b| a.0 == b.0).map(|rows| {
        let doubtful = rows.iter().any(|(_, row)| unsettled[*row]);
        (rows.iter().map(|(_, row)| entries.all[*row].asset).collect(), doubtful)
    }))
}

/// Rows of one ledger, in no pair, that carry one id and do not contradict each other.
fn join_repeated(entries: &Entries<'_>, sets: &mut Sets, rows: &[usize]) {
    let mut first: BTreeMap<Symbol, usize> = BTreeMap::new();
    for row in rows {
        let Some(id) = entries.all[*row].id else {
            continue;
        };
        match first.get(&id) {
            Some(earlier) if !Evidence::of(entries, *earlier, *row).contradicts() => {
                sets.join(*earlier, *row);
            }
            Some(_) => {}
            None => {
                first.insert(id, *row);
            }
        }
    }
}
