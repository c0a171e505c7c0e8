//! Rows whose counterpart is plausibly there, but not proven: a suggestion where one left and one
//! right row point at each other only, else ambiguous. Neither may be called missing.

use super::blocks::Blocks;
use super::evidence::{Evidence, Says};
use super::ladder::{Group, Ladder, Rung, Status};
use ledger::Fen;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// A row is compared with at most this many rows of one block; what lies behind is not searched.
pub(super) const BLOCK_MAX: usize = 200;

pub(super) fn climb(ladder: &mut Ladder<'_, '_>) {
    // First pairs that agree in value and are alike in name, then whatever is merely possible.
    settle(ladder, &likely, true);
    settle(ladder, &possible, false);
}

pub(super) type Test = dyn Fn(&Ladder<'_, '_>, &Evidence, usize, usize) -> bool;

/// Groups the free rows that pass the test; with `only_pairs` just the parts of one and one.
fn settle(ladder: &mut Ladder<'_, '_>, test: &Test, only_pairs: bool) {
    let edges = edges(ladder, test);
    for pairs in parts(&edges) {
        let left: BTreeSet<usize> = pairs.iter().map(|(l, _)| *l).collect();
        let right: BTreeSet<usize> = pairs.iter().map(|(_, r)| *r).collect();
        let one = pairs.len() == 1;
        if only_pairs && !one {
            continue;
        }
        let why = why(ladder, &pairs, left.len(), right.len());
        ladder.add(Group {
            left: left.into_iter().collect(),
            right: right.into_iter().collect(),
            rung: Rung::Similar,
            status: if one { Status::Suggested } else { Status::Ambiguous },
            alternatives: (!one).then_some(pairs.len()),
            why,
        });
    }
}

fn why(
    ladder: &Ladder<'_, '_>,
    pairs: &[(usize, usize)],
    count_left: usize,
    count_right: usize,
) -> String {
    let Some((l, r)) = pairs.first() else {
        return String::new();
    };
    let e = Evidence::of(ladder.entries, *l, *r);
    let mut text = String::new();
    if count_left + count_right > 2 {
        text = format!("左方{count_left}行、右方{count_right}行互有可能；首对");
    }
    format!(
        "{text}相符：{}；不符：{}；名称相似度{}‰",
        e.in_favour().join("、"),
        e.against().join("、"),
        e.likeness
    )
}

/// Pairs of free rows of one project, place or value that pass the test.
pub(super) fn edges(ladder: &mut Ladder<'_, '_>, test: &Test) -> Vec<(usize, usize)> {
    let (mut found, mut cut) = (Vec::new(), BTreeSet::new());
    let ladder_now = &*ladder;
    let mut search = |blocks: Blocks<_>| {
        for (_, left, right) in blocks.iter() {
            for l in left.iter().copied() {
                if right.len() > BLOCK_MAX {
                    cut.insert(l);
                }
                for r in right.iter().copied().take(BLOCK_MAX) {
                    let evidence = Evidence::of(ladder_now.entries, l, r);
                    if test(ladder_now, &evidence, l, r) {
                        found.push((l, r));
                    }
                }
            }
        }
    };
    let entry = |row: usize| &ladder_now.entries.all[row];
    search(ladder_now.free_by_keys(|row| entry(row).project.map(|project| (project, None))));
    search(ladder_now.free_by_keys(|row| entry(row).village.map(|v| (v, entry(row).year))));
    search(ladder_now.free_by_keys(|row| entry(row).full.map(|full| (full, None))));
    search(ladder_now.free_by_keys(|row| entry(row).id.map(|id| (id, None))));
    ladder.searched.rows_cut = ladder.searched.rows_cut.max(cut.len());
    found.sort_unstable();
    found.dedup();
    found
}

/// The same value and decisive tokens, alike in name, nothing against it.
fn likely(ladder: &Ladder<'_, '_>, e: &Evidence, l: usize, r: usize) -> bool {
    e.value == Says::Same
        && matches!(e.name, Says::Same | Says::Close)
        && !e.elsewhere()
        && e.year != Says::Differs
        && !ladder.numbered_apart(l, r)
}

/// Nothing decisive against it, and enough for it that a person must look.
fn possible(ladder: &Ladder<'_, '_>, e: &Evidence, l: usize, r: usize) -> bool {
    let own_numbers = ladder.distrusted.contains(&ladder.entries.all[r].unit);
    if !e.apart && !own_numbers && ladder.doubted.contains_key(&(l, r)) {
        return true;
    }
    if ladder.numbered_apart(l, r) || e.household == Says::Differs || e.apart {
        return false;
    }
    let alike = matches!(e.name, Says::Same | Says::Close);
    let one_place = e.village == Says::Same && e.township != Says::Differs;
    let of_project = e.project == Says::Same
        && e.village != Says::Differs
        && e.marks != Says::Differs
        && (alike || e.value == Says::Same);
    let of_place = one_place
        && e.year != Says::Differs
        && e.marks != Says::Differs
        && e.subclass != Says::Differs
        && e.project != Says::Differs
        && (alike || (e.value == Says::Same && e.year == Says::Same));
    let of_name = e.name == Says::Same
        && e.township != Says::Differs
        && (e.value == Says::Same || e.project == Says::Same);
    of_project || of_place || of_name || may_be_part(ladder, e, l, r)
}

/// One row that states no village and is worth at least as much may stand for several assets of
/// its project.
fn may_be_part(ladder: &Ladder<'_, '_>, e: &Evidence, l: usize, r: usize) -> bool {
    let (left, right) = (&ladder.entries.all[l], &ladder.entries.all[r]);
    let whole_of = |whole: Option<Fen>, part: Option<Fen>| match (whole, part) {
        (Some(whole), Some(part)) => whole >= part,
        _ => true,
    };
    e.project == Says::Same
        && e.year != Says::Differs
        && e.township != Says::Differs
        && ((right.village.is_none()
            && left.village.is_some()
            && whole_of(right.value, left.value))
            || (left.village.is_none()
                && right.village.is_some()
                && whole_of(left.value, right.value)))
}

/// The connected parts of a set of pairs, by their first left rows; pairs stay in their order.
pub(super) fn parts(edges: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
    let mut neighbours: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (l, r) in edges {
        neighbours.entry(*l).or_default().push(*r);
        neighbours.entry(*r).or_default().push(*l);
    }
    // Row → the part that holds it.
    let mut part_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out: Vec<Vec<(usize, usize)>> = Vec::new();
    for (l, r) in edges {
        let mut queue = vec![*l];
        while let Some(row) = queue.pop() {
            if let Entry::Vacant(free) = part_of.entry(row) {
                free.insert(out.len());
                queue.extend(neighbours.get(&row).into_iter().flatten());
            }
        }
        match part_of.get(l).and_then(|part| out.get_mut(*part)) {
            Some(pairs) => pairs.push((*l, *r)),
            None => out.push(vec![(*l, *r)]),
        }
    }
    out
}
