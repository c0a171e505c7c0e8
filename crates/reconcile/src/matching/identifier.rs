//! Rung 1: asset ids, then earlier numbers and system numbers.
//!
//! An id is believed unless name and value both contradict it *and* place, project or household do
//! so too, or one of the two rows has a better counterpart under another id. Then the rows go on
//! to the next rung: a wrong claim costs more than a row left over.

use super::evidence::Evidence;
use super::ladder::{Ladder, Rung};
use crate::keys::symbol::Symbol;
use ledger::Fen;
use std::collections::BTreeMap;

/// Place, bare name and value: what a better counterpart agrees in.
type Likeness = (Option<Symbol>, Option<Symbol>, Symbol, Fen);

pub(super) fn climb(ladder: &mut Ladder<'_, '_>) {
    by_asset_id(ladder);
    by_other_number(ladder);
}

fn likeness(ladder: &Ladder<'_, '_>, row: usize) -> Option<Likeness> {
    let e = &ladder.entries.all[row];
    Some((e.township, e.village, e.bare?, e.value?))
}

fn by_asset_id(ladder: &mut Ladder<'_, '_>) {
    let alike = ladder.by_key(|row| likeness(ladder, row));
    let blocks = ladder.by_key(|row| ladder.entries.all[row].id);
    for (id, (left, right)) in blocks {
        if left.is_empty() || right.is_empty() {
            continue;
        }
        for (left, right) in believed(ladder, &alike, &left, &right) {
            let why = format!("资产编号相同：{}", ladder.entries.symbols.text(id));
            ladder.confirm(left, right, Rung::Identifier, why);
        }
    }
}

/// The connected parts of the rows of one id, over the pairs that are believed. Duplicates are
/// multisets: two rows of one id on one side stay together when they are the same asset.
fn believed(
    ladder: &mut Ladder<'_, '_>,
    alike: &BTreeMap<Likeness, (Vec<usize>, Vec<usize>)>,
    left: &[usize],
    right: &[usize],
) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut parts: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for l in left {
        for r in right {
            let evidence = Evidence::of(ladder.entries, *l, *r);
            let better = |row: usize| {
                likeness(ladder, row)
                    .and_then(|key| alike.get(&key))
                    .is_some_and(|(l, r)| !l.is_empty() && !r.is_empty())
            };
            if evidence.contradicts() && (evidence.elsewhere() || better(*l) || better(*r)) {
                let against = evidence.against().join("、");
                ladder.doubted.insert((*l, *r), against);
                continue;
            }
            join(&mut parts, *l, *r);
        }
    }
    parts
}

fn join(parts: &mut Vec<(Vec<usize>, Vec<usize>)>, l: usize, r: usize) {
    let (mut merged, rest): (Vec<_>, Vec<_>) = std::mem::take(parts)
        .into_iter()
        .partition(|(left, right)| left.contains(&l) || right.contains(&r));
    let mut left: Vec<usize> = merged
        .iter_mut()
        .flat_map(|p| std::mem::take(&mut p.0))
        .collect();
    let mut right: Vec<usize> = merged.into_iter().flat_map(|p| p.1).collect();
    left.push(l);
    right.push(r);
    for side in [&mut left, &mut right] {
        side.sort_unstable();
        side.dedup();
    }
    *parts = rest;
    parts.push((left, right));
}

/// Numbers other than the asset id, taken only where they are unique on both sides.
fn by_other_number(ladder: &mut Ladder<'_, '_>) {
    type Number = fn(&super::entry::Entry<'_>) -> Option<Symbol>;
    let rules: [(Number, Number, &str); 4] = [
        (|e| e.id, |e| e.prior, "右方原资产编号"),
        (|e| e.prior, |e| e.id, "左方原资产编号"),
        (|e| e.record, |e| e.record, "系统记录号"),
        (|e| e.record, |e| e.id, "系统记录号即右方编号"),
    ];
    for (of_left, of_right, label) in rules {
        let entries = ladder.entries;
        let mut blocks: BTreeMap<Symbol, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for row in &ladder.left {
            if let Some(number) = of_left(&entries.all[*row]) {
                blocks.entry(number).or_default().0.push(*row);
            }
        }
        for row in &ladder.right {
            if let Some(number) = of_right(&entries.all[*row]) {
                blocks.entry(number).or_default().1.push(*row);
            }
        }
        for (number, (left, right)) in blocks {
            let ([l], [r]) = (left.as_slice(), right.as_slice()) else {
                continue;
            };
            if !ladder.is_free(*l) || !ladder.is_free(*r) {
                continue;
            }
            let evidence = Evidence::of(entries, *l, *r);
            if evidence.contradicts() {
                ladder
                    .doubted
                    .insert((*l, *r), evidence.against().join("、"));
                continue;
            }
            let why = format!("{label}相符：{}", entries.symbols.text(number));
            ladder.confirm(left, right, Rung::Identifier, why);
        }
    }
}
