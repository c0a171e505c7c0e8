//! Rows with equal keys, in one pass over each side.

use crate::cells::Side;
use crate::fields::{Column, Matched};
use crate::plan::{Plan, PlanError};
use crate::{Comparison, Failed, LeftOver, Pair, Rung, Status};
use std::collections::BTreeMap;

/// Pairs of one ambiguous key that are listed; a key with more is no key.
const PAIRS_MAX: usize = 1_000_000;
/// No group.
const NONE: u32 = u32::MAX;

/// The rows that no rung has taken yet.
pub(crate) struct Open {
    /// Of the left side.
    pub(crate) left: Vec<LeftOver>,
    /// Of the right side.
    pub(crate) right: Vec<LeftOver>,
}

impl Open {
    /// Every row.
    pub(crate) fn all(left: &Side, right: &Side) -> Self {
        let all =
            |side: &Side| (0..index(side.rows())).map(|row| over(row, Failed::NoSuchKey)).collect();
        Self { left: all(left), right: all(right) }
    }
}

fn over(row: u32, failed_at: Failed) -> LeftOver {
    LeftOver { row, failed_at, nearest: Vec::new() }
}

/// A row number; sides have fewer than 2^32 - 1 rows.
pub(crate) fn index(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(NONE)
}

/// Pairs rows with equal keys; what is left goes on.
pub(crate) fn join(
    left: &Side,
    right: &Side,
    plan: &Plan,
    out: &mut Comparison,
) -> Result<Open, PlanError> {
    let keys: Vec<Matched> = plan.on.iter().map(|pair| Matched::new(left, right, pair)).collect();
    let grouped = Grouped::new(left.rows(), right.rows(), &keys);
    let why = plan.on.iter().map(|key| key.name.as_str()).collect::<Vec<_>>().join("、") + " 相同";
    out.reasons =
        vec![why.clone(), format!("{why}，其余同键的行已逐一配对"), format!("{why}，但有多行")];
    let mut open = Open { left: Vec::new(), right: Vec::new() };
    let lefts = Members::new(&grouped.left, left.rows());
    let rights = Members::new(&grouped.right, left.rows());
    out.pairs.reserve(left.rows().min(right.rows()));
    for group in 0..left.rows() {
        match (lefts.of(group), rights.of(group)) {
            ([], _) => {}
            (&[l], &[r]) => confirm(out, l, r, 0),
            (ls, []) => open.left.extend(ls.iter().map(|row| over(*row, Failed::NoSuchKey))),
            (ls, rs) => multiset(left, right, plan, (ls, rs), out, &mut open)?,
        }
    }
    for row in 0..left.rows() {
        if grouped.left[row] == NONE {
            open.left.push(over(index(row), Failed::EmptyKey));
        }
    }
    for row in 0..right.rows() {
        if grouped.right[row] == NONE {
            let empty = grouped.right_hashes[row] == 0;
            let failed = if empty { Failed::EmptyKey } else { Failed::NoSuchKey };
            open.right.push(over(index(row), failed));
        }
    }
    open.left.sort_by_key(|left_over| left_over.row);
    open.right.sort_by_key(|left_over| left_over.row);
    Ok(open)
}

fn confirm(out: &mut Comparison, left: u32, right: u32, why: u32) {
    let group = out.pairs.last().map_or(0, |pair| pair.group + 1);
    let (rung, status) = (Rung::Identifier, Status::Confirmed);
    out.pairs.push(Pair { group, left, right, rung, status, why, alternatives: 0 });
}

/// A key that several rows have: rows equal in all that is compared are paired one to one; one left
/// on each side are paired; more cannot be told apart.
fn multiset(
    left: &Side,
    right: &Side,
    plan: &Plan,
    (ls, rs): (&[u32], &[u32]),
    out: &mut Comparison,
    open: &mut Open,
) -> Result<(), PlanError> {
    let mut wanted: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for row in rs.iter().rev() {
        let columns = plan.compare.iter().map(|c| c.right);
        wanted.entry(content(right, columns, *row)).or_default().push(*row);
    }
    let mut ls_left = Vec::new();
    for row in ls {
        let columns = plan.compare.iter().map(|c| c.left);
        match wanted.get_mut(&content(left, columns, *row)).and_then(Vec::pop) {
            Some(other) => confirm(out, *row, other, 1),
            None => ls_left.push(*row),
        }
    }
    let mut rs_left: Vec<u32> = wanted.into_values().flatten().collect();
    rs_left.sort_unstable();
    match (&*ls_left, &*rs_left) {
        (&[l], &[r]) => confirm(out, l, r, 1),
        (ls, rs) if ls.is_empty() || rs.is_empty() => {
            open.left.extend(ls.iter().map(|row| over(*row, Failed::Surplus)));
            open.right.extend(rs.iter().map(|row| over(*row, Failed::Surplus)));
        }
        (ls, rs) => {
            if ls.len().saturating_mul(rs.len()) > PAIRS_MAX {
                let key = plan.on.iter().map(|k| left.text(k.left, ls[0] as usize));
                let key = key.collect::<Vec<_>>().join("、");
                return Err(PlanError::NotAKey { key, left: ls.len(), right: rs.len() });
            }
            let group = out.pairs.last().map_or(0, |pair| pair.group + 1);
            let alternatives = ways(ls.len(), rs.len());
            let (rung, status) = (Rung::Identifier, Status::Ambiguous);
            out.pairs.extend(ls.iter().flat_map(|left| {
                rs.iter().map(move |right| Pair {
                    group,
                    left: *left,
                    right: *right,
                    rung,
                    status,
                    why: 2,
                    alternatives,
                })
            }));
        }
    }
    Ok(())
}

/// In how many ways the smaller side can be paired with the larger one.
fn ways(a: usize, b: usize) -> u64 {
    let (few, many) = (a.min(b) as u64, a.max(b) as u64);
    (0..few).fold(1_u64, |product, taken| product.saturating_mul(many - taken))
}

fn content(side: &Side, columns: impl Iterator<Item = usize>, row: u32) -> String {
    columns.map(|c| side.text(c, row as usize) + "\u{1f}").collect()
}

/// Each row's group, named by its first left row: rows of one group have equal keys. [`NONE`] where
/// a cell of the key is empty, or the left side has no such key.
struct Grouped {
    left: Vec<u32>,
    right: Vec<u32>,
    /// 0 where a cell of the key is empty.
    right_hashes: Vec<u64>,
}

impl Grouped {
    fn new(left_rows: usize, right_rows: usize, keys: &[Matched]) -> Self {
        let left_hashes = hashes(left_rows, keys.iter().map(|key| &key.left));
        let right_hashes = hashes(right_rows, keys.iter().map(|key| &key.right));
        let mut slots = Slots::new(left_rows);
        let same =
            |first: usize, row: usize| keys.iter().all(|key| key.left.equal(first, &key.left, row));
        let left = left_hashes
            .iter()
            .enumerate()
            .map(|(row, hash)| match slots.find(*hash, |first| same(first, row)) {
                Found::Empty => NONE,
                Found::Row(first) => first,
                Found::Slot(slot) => slots.take(slot, *hash, row),
            })
            .collect();
        let same = |first: usize, row: usize| {
            keys.iter().all(|key| key.left.equal(first, &key.right, row))
        };
        let right = right_hashes
            .iter()
            .enumerate()
            .map(|(row, hash)| match slots.find(*hash, |first| same(first, row)) {
                Found::Row(first) => first,
                Found::Empty | Found::Slot(_) => NONE,
            })
            .collect();
        Self { left, right, right_hashes }
    }
}

/// The hash of each row's key; 0 where a cell of it is empty.
fn hashes<'a>(rows: usize, key: impl Iterator<Item = &'a Column<'a>>) -> Vec<u64> {
    let mut hashes = vec![0x9e37_79b9_7f4a_7c15; rows];
    key.for_each(|column| column.mix_into(&mut hashes));
    hashes
}

/// A table of rows by the hashes of their keys, at most half full. A slot holds the upper half of
/// the hash and the number of the row, from 1.
struct Slots(Vec<u64>);

/// What a hash leads to.
enum Found {
    /// The key has an empty cell.
    Empty,
    /// A row of that key.
    Row(u32),
    /// Where the first row of that key would stand.
    Slot(usize),
}

impl Slots {
    fn new(rows: usize) -> Self {
        Self(vec![0; (rows.max(1) * 2).next_power_of_two()])
    }

    fn find(&self, hash: u64, same: impl Fn(usize) -> bool) -> Found {
        if hash == 0 {
            return Found::Empty;
        }
        let mask = self.0.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let taken = self.0[slot];
            if taken == 0 {
                return Found::Slot(slot);
            }
            let row = (taken as u32) - 1;
            if (taken ^ hash) >> 32 == 0 && same(row as usize) {
                return Found::Row(row);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn take(&mut self, slot: usize, hash: u64, row: usize) -> u32 {
        self.0[slot] = (hash & 0xffff_ffff_0000_0000) | (row as u64 + 1);
        index(row)
    }
}

/// Spreads the bits of a number over all of it.
pub(crate) fn mix(value: u64) -> u64 {
    let product = u128::from(value ^ 0x2d35_8dcc_aa6c_78a5) * u128::from(0x8bb8_4b93_962e_acc9_u64);
    let [a, b] = [product as u64, (product >> 64) as u64];
    a ^ b
}

/// The rows of each group.
struct Members {
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Members {
    fn new(groups: &[u32], count: usize) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for group in groups.iter().filter(|group| **group != NONE) {
            starts[*group as usize + 1] += 1;
        }
        for group in 0..count {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut rows = vec![0; starts[count] as usize];
        for (row, group) in groups.iter().enumerate().filter(|(_, group)| **group != NONE) {
            let place = &mut next[*group as usize];
            rows[*place as usize] = index(row);
            *place += 1;
        }
        Self { starts, rows }
    }

    fn of(&self, group: usize) -> &[u32] {
        &self.rows[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}
