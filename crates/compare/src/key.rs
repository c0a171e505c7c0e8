//! Rows with equal keys, in one pass over each side.

use crate::cells::Side;
use crate::fields::Matched;
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
    let (lefts, rights) =
        (Members::new(&grouped.left, grouped.count), Members::new(&grouped.right, grouped.count));
    out.pairs.reserve(grouped.count.min(right.rows()));
    for group in 0..grouped.count {
        match (lefts.of(group), rights.of(group)) {
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
            let empty = keys.iter().any(|key| key.right_empty(row));
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

/// Each row's group: rows of one group have equal keys. Groups in the order of their first left row.
struct Grouped {
    left: Vec<u32>,
    right: Vec<u32>,
    count: usize,
}

impl Grouped {
    fn new(left_rows: usize, right_rows: usize, keys: &[Matched]) -> Self {
        let mask = (left_rows.max(1) * 2).next_power_of_two() - 1;
        // A slot holds the upper half of the hash and the number of its first left row, plus one.
        let mut slots = vec![0_u64; mask + 1];
        let mut firsts: Vec<u32> = Vec::new();
        let mut left = vec![NONE; left_rows];
        for (row, mine) in left.iter_mut().enumerate() {
            let Some(hash) = hash(keys, |key| key.left_hash(row)) else { continue };
            let mut slot = slot_of(hash, mask);
            *mine = loop {
                match slots[slot] {
                    0 => {
                        firsts.push(index(row));
                        slots[slot] = entry(hash, firsts.len());
                        break index(firsts.len() - 1);
                    }
                    taken if same_half(taken, hash) => {
                        let group = group_of(taken);
                        let first = firsts[group] as usize;
                        if keys.iter().all(|key| key.lefts_equal(first, row)) {
                            break index(group);
                        }
                    }
                    _ => {}
                }
                slot = (slot + 1) & mask;
            };
        }
        let mut right = vec![NONE; right_rows];
        for (row, mine) in right.iter_mut().enumerate() {
            let Some(hash) = hash(keys, |key| key.right_hash(row)) else { continue };
            let mut slot = slot_of(hash, mask);
            while slots[slot] != 0 {
                let group = group_of(slots[slot]);
                if same_half(slots[slot], hash)
                    && keys.iter().all(|key| key.equal(firsts[group] as usize, row))
                {
                    *mine = index(group);
                    break;
                }
                slot = (slot + 1) & mask;
            }
        }
        Self { left, right, count: firsts.len() }
    }
}

fn hash(keys: &[Matched], of: impl Fn(&Matched) -> Option<u64>) -> Option<u64> {
    keys.iter().try_fold(0x9e37_79b9_7f4a_7c15, |sum, key| of(key).map(|hash| mix(sum ^ hash)))
}

/// Spreads the bits of a number over all of it.
pub(crate) fn mix(value: u64) -> u64 {
    let product = u128::from(value ^ 0x2d35_8dcc_aa6c_78a5) * u128::from(0x8bb8_4b93_962e_acc9_u64);
    let [a, b] = [product as u64, (product >> 64) as u64];
    a ^ b
}

const fn slot_of(hash: u64, mask: usize) -> usize {
    hash as usize & mask
}
const fn entry(hash: u64, number: usize) -> u64 {
    (hash & 0xffff_ffff_0000_0000) | number as u64
}
const fn same_half(slot: u64, hash: u64) -> bool {
    (slot ^ hash) >> 32 == 0
}
const fn group_of(slot: u64) -> usize {
    (slot & 0xffff_ffff) as usize - 1
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
