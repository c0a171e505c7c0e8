//! Rung 1: asset ids, then earlier numbers and system numbers.
//!
//! An id is believed, unless
//! * the names differ, the values do not agree, *and* place, project or household differ too, or one
//!   of the two rows has a namesake in its place and year on the other side; or
//! * the values differ, and both rows have an exact double under another id (two ids are swapped);
//!   or
//! * the ids of that body say nothing (more than a quarter of them meet unlike rows), and name and
//!   value do not both agree.
//!
//! Then the rows go on to the next rung: a wrong claim costs more than a row left over.

use super::blocks::Blocks;
use super::evidence::{Evidence, Says};
use super::ladder::{Ladder, Rung};
use crate::keys::symbol::Symbol;
use ledger::Fen;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Place, year and bare name: what a namesake agrees in.
type Namesake = (Option<Symbol>, Option<Symbol>, Option<i64>, Symbol);

/// Who else could be meant; looked up only where an id is in doubt.
#[derive(Default)]
struct Others {
    namesakes: OnceCell<Blocks<Namesake>>,
    doubles: OnceCell<Blocks<(Namesake, Fen)>>,
}

impl Others {
    /// Whether a row's name stands on both sides, in its place and year.
    fn has_namesake(&self, ladder: &Ladder<'_, '_>, row: usize) -> bool {
        let blocks = || self.namesakes.get_or_init(|| ladder.by_key(|row| namesake(ladder, row)));
        namesake(ladder, row).is_some_and(|key| blocks().has(&key))
    }

    /// The same, with its value.
    fn has_double(&self, ladder: &Ladder<'_, '_>, row: usize) -> bool {
        let blocks = || self.doubles.get_or_init(|| ladder.by_key(|row| double(ladder, row)));
        double(ladder, row).is_some_and(|key| blocks().has(&key))
    }
}

fn namesake(ladder: &Ladder<'_, '_>, row: usize) -> Option<Namesake> {
    let e = &ladder.entries.all[row];
    Some((e.township, e.village, e.year, e.bare?))
}

fn double(ladder: &Ladder<'_, '_>, row: usize) -> Option<(Namesake, Fen)> {
    Some((namesake(ladder, row)?, ladder.entries.all[row].value?))
}

pub(super) fn climb(ladder: &mut Ladder<'_, '_>) {
    by_asset_id(ladder);
    by_other_number(ladder);
}

fn by_asset_id(ladder: &mut Ladder<'_, '_>) {
    let blocks = ladder.by_key(|row| ladder.entries.all[row].id);
    ladder.distrusted = distrusted(ladder, &blocks);
    let others = Others::default();
    for (id, left, right) in blocks.iter() {
        // Rows that a person placed have their place.
        let (left, right) = (ladder.free(left), ladder.free(right));
        if left.is_empty() || right.is_empty() {
            continue;
        }
        for (left, right) in believed(ladder, &others, &left, &right) {
            let why = format!("资产编号相同：{}", ladder.entries.symbols.text(*id));
            ladder.confirm(left, right, Rung::Identifier, why);
        }
    }
}

/// The bodies whose ids meet unlike rows too often: they number in their own way.
fn distrusted(ladder: &Ladder<'_, '_>, blocks: &Blocks<Symbol>) -> BTreeSet<Option<Symbol>> {
    let mut counts: BTreeMap<Option<Symbol>, (usize, usize)> = BTreeMap::new();
    for (_, left, right) in blocks.iter() {
        for r in right {
            let (met, unlike) = counts.entry(ladder.entries.all[*r].unit).or_default();
            *met += 1;
            let all_unlike = left.iter().all(|l| Evidence::of(ladder.entries, *l, *r).is_unlike());
            *unlike += usize::from(all_unlike);
        }
    }
    counts
        .into_iter()
        .filter(|(_, (met, unlike))| unlike * 4 > *met && *unlike > 1)
        .map(|(unit, _)| unit)
        .collect()
}

/// The connected parts of the rows of one id, over the pairs that are believed. Duplicates are
/// multisets: two rows of one id on one side stay together when they are the same asset.
fn believed(
    ladder: &mut Ladder<'_, '_>,
    others: &Others,
    left: &[usize],
    right: &[usize],
) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut parts: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for l in left {
        for r in right {
            let evidence = Evidence::of(ladder.entries, *l, *r);
            let elsewhere = || {
                evidence.elsewhere()
                    || others.has_namesake(ladder, *l)
                    || others.has_namesake(ladder, *r)
            };
            let swapped = evidence.value == Says::Differs
                && others.has_double(ladder, *l)
                && others.has_double(ladder, *r);
            let own_numbers = ladder.distrusted.contains(&ladder.entries.all[*r].unit);
            if evidence.apart
                || (evidence.is_unlike() && elsewhere())
                || swapped
                || (own_numbers && !evidence.is_exact())
            {
                let against = evidence.against().join("、");
                ladder.doubted.insert((*l, *r), against);
                continue;
            }
            join(&mut parts, *l, *r);
        }
    }
    parts
}

/// Joins the parts of two rows. Rows of a part are in order.
fn join(parts: &mut Vec<(Vec<usize>, Vec<usize>)>, l: usize, r: usize) {
    let joined = |(left, right): &(Vec<usize>, Vec<usize>)| {
        left.binary_search(&l).is_ok() && right.binary_search(&r).is_ok()
    };
    if parts.iter().any(joined) {
        return;
    }
    let (mut merged, rest): (Vec<_>, Vec<_>) = std::mem::take(parts)
        .into_iter()
        .partition(|(left, right)| left.contains(&l) || right.contains(&r));
    let mut left: Vec<usize> = merged.iter_mut().flat_map(|p| std::mem::take(&mut p.0)).collect();
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
        let blocks = ladder
            .open_by_keys(|row| of_left(&entries.all[row]), |row| of_right(&entries.all[row]));
        for (number, left, right) in blocks.iter() {
            let ([l], [r]) = (left, right) else {
                continue;
            };
            if !ladder.is_free(*l) || !ladder.is_free(*r) {
                continue;
            }
            let evidence = Evidence::of(entries, *l, *r);
            if evidence.contradicts() {
                ladder.doubted.insert((*l, *r), evidence.against().join("、"));
                continue;
            }
            let why = format!("{label}相符：{}", entries.symbols.text(*number));
            ladder.confirm(vec![*l], vec![*r], Rung::Identifier, why);
        }
    }
}
