//! One row against several that add up to it: what equal keys and likeness left.
//!
//! A sum is claimed only when it can be made in exactly one way, all ways were counted, and no other
//! row wants its members. Where no column holds the rows together, the amounts must besides be so
//! particular that chance would not do the same; otherwise it is only suggested. What can be made in
//! several ways is ambiguous, with their number.

use crate::cells::Side;
use crate::fields::Matched;
use crate::key::{Open, index};
use crate::plan::Plan;
use crate::{Comparison, Failed, LeftOver, Pair, Rung, Status};
use matching::subsets::{LIMITS, Limits, Ways, is_telling, ways};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of one ambiguous group that are listed; beyond, only those of its first target.
const PAIRS_MAX: usize = 10_000;

/// A block with more pairs than this is not searched.
const BLOCK_MAX: usize = 25_000_000;

/// Rows of both sides: places in the open lists.
type Group = (BTreeSet<usize>, BTreeSet<usize>);

/// Pairs open rows by sums; what is left goes on.
pub(crate) fn pair(
    left: &Side,
    right: &Side,
    plan: &Plan,
    open: Open,
    out: &mut Comparison,
) -> Open {
    let Some(column) = &plan.sum else { return open };
    let Some((l, r)) = Matched::new(left, right, column).numbers() else { return open };
    let amount = |number: Option<i128>| number.and_then(|n| i64::try_from(n).ok()).unwrap_or(0);
    let lefts: Vec<i64> = open.left.iter().map(|o| amount(l.get(o.row as usize))).collect();
    let rights: Vec<i64> = open.right.iter().map(|o| amount(r.get(o.row as usize))).collect();
    let limits = Limits { items: plan.max_items, ..LIMITS };
    let (mut left_taken, mut right_taken) = (vec![false; lefts.len()], vec![false; rights.len()]);
    let mut unsearched: Group = (BTreeSet::new(), BTreeSet::new());
    for (bond, (ls, rs)) in blocks(left, right, plan, &open) {
        if ls.len().saturating_mul(rs.len()) > BLOCK_MAX {
            unsearched.0.extend(ls);
            unsearched.1.extend(rs);
            continue;
        }
        let all = (&*lefts, &*rights);
        for (group, status, ways) in
            settle(&ls, &rs, all, limits, !plan.within.is_empty(), &mut unsearched)
        {
            group.0.iter().for_each(|at| left_taken[*at] = true);
            group.1.iter().for_each(|at| right_taken[*at] = true);
            let why = index(out.reasons.len());
            out.reasons.push(format!("{bond}{} 合计相等（{}）", column.name, ways.told()));
            let number = out.pairs.last().map_or(0, |pair| pair.group + 1);
            let alternatives = if status == Status::Ambiguous { ways.number as u64 } else { 0 };
            let pairs = group.0.iter().flat_map(|l| group.1.iter().map(move |r| (*l, *r)));
            out.pairs.extend(pairs.map(|(l, r)| Pair {
                group: number,
                left: open.left[l].row,
                right: open.right[r].row,
                rung: Rung::Sum,
                status,
                why,
                alternatives,
            }));
        }
    }
    Open {
        left: rest(open.left, &left_taken, &unsearched.0),
        right: rest(open.right, &right_taken, &unsearched.1),
    }
}

fn rest(open: Vec<LeftOver>, taken: &[bool], unsearched: &BTreeSet<usize>) -> Vec<LeftOver> {
    let left = open.into_iter().enumerate().filter(|(at, _)| !taken[*at]);
    left.map(|(at, over)| {
        let failed_at = if unsearched.contains(&at) { Failed::Unsearched } else { Failed::NoSum };
        LeftOver { failed_at, ..over }
    })
    .collect()
}

/// Rows that the columns of `within` hold together, with what they say; all rows where there are none.
fn blocks(
    left: &Side,
    right: &Side,
    plan: &Plan,
    open: &Open,
) -> BTreeMap<String, (Vec<usize>, Vec<usize>)> {
    let mut out: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, over) in open.left.iter().enumerate() {
        let cells =
            plan.within.iter().map(|c| (c.name.as_str(), left.text(c.left, over.row as usize)));
        if let Some(bond) = bond(cells) {
            out.entry(bond).or_default().0.push(at);
        }
    }
    for (at, over) in open.right.iter().enumerate() {
        let cells =
            plan.within.iter().map(|c| (c.name.as_str(), right.text(c.right, over.row as usize)));
        if let Some(bond) = bond(cells) {
            out.entry(bond).or_default().1.push(at);
        }
    }
    out
}

/// `村=甲村、年=2020：`; `None` where a cell is empty.
fn bond<'a>(cells: impl Iterator<Item = (&'a str, String)>) -> Option<String> {
    let parts = cells.map(|(name, cell)| (!cell.is_empty()).then(|| format!("{name}={cell}")));
    let parts = parts.collect::<Option<Vec<_>>>()?;
    Some(if parts.is_empty() { String::new() } else { parts.join("、") + "：" })
}

/// The groups of one block.
fn settle(
    ls: &[usize],
    rs: &[usize],
    (lefts, rights): (&[i64], &[i64]),
    limits: Limits,
    bound: bool,
    unsearched: &mut Group,
) -> Vec<(Group, Status, Ways)> {
    // Which rows each target wants: a group where there is one way, else all that stand in some way.
    let mut wanted: BTreeMap<Group, Ways> = BTreeMap::new();
    let mut want =
        |targets: &[usize], of: &[i64], others: &[usize], amounts: &[i64], is_left: bool| {
            let choices: Vec<i64> = others.iter().map(|at| amounts[*at]).collect();
            for target in targets.iter().filter(|at| of[**at] > 0) {
                let mut ways = ways(&choices, of[*target], limits);
                if !ways.complete && ways.number == 0 {
                    ways.used.clear();
                    let side = if is_left { &mut unsearched.0 } else { &mut unsearched.1 };
                    side.insert(*target);
                }
                let mine = BTreeSet::from([*target]);
                let theirs: BTreeSet<usize> = ways.used.iter().map(|at| others[*at]).collect();
                if !theirs.is_empty() {
                    wanted.insert(if is_left { (mine, theirs) } else { (theirs, mine) }, ways);
                }
            }
        };
    want(ls, lefts, rs, rights, true);
    want(rs, rights, ls, lefts, false);
    let mut out = Vec::new();
    for (mut group, ways) in components(wanted) {
        let only = ways.complete && ways.number == 1;
        let members =
            group.0.iter().map(|at| lefts[*at]).chain(group.1.iter().map(|at| rights[*at]));
        let members: Vec<i64> = members.collect();
        let target = members.iter().copied().max().unwrap_or(0);
        let telling = bound || is_telling(&members, target, ls.len() + rs.len());
        let status = match (only, telling) {
            (true, true) => Status::Confirmed,
            (true, false) => Status::Suggested,
            (false, _) => Status::Ambiguous,
        };
        if group.0.len() * group.1.len() > PAIRS_MAX {
            group.0 = group.0.into_iter().take(PAIRS_MAX / group.1.len().max(1)).collect();
        }
        out.push((group, status, ways));
    }
    out
}

/// Wants that share a row become one: none of them is the only one.
fn components(wanted: BTreeMap<Group, Ways>) -> Vec<(Group, Ways)> {
    let mut out: Vec<(Group, Ways)> = Vec::new();
    for (mut group, mut ways) in wanted {
        let meets = |(other, _): &(Group, Ways)| {
            !other.0.is_disjoint(&group.0) || !other.1.is_disjoint(&group.1)
        };
        let (met, apart): (Vec<_>, Vec<_>) = out.into_iter().partition(meets);
        out = apart;
        for (other, others) in met {
            group.0.extend(other.0);
            group.1.extend(other.1);
            ways.number = ways.number.saturating_add(others.number);
            ways.complete &= others.complete;
        }
        out.push((group, ways));
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}
