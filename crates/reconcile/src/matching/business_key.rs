//! Rung 3: normalised name, place and year; the value, then quantity and specification, as
//! tie-break. Taken only where it is unique on both sides inside its block.

use super::evidence::{Evidence, Says};
use super::ladder::{Ladder, Rung};
use crate::keys::symbol::Symbol;
use ledger::Fen;
use std::collections::BTreeMap;

type Key = (Option<Symbol>, Option<Symbol>, Option<i64>, Symbol, Option<Symbol>);

pub(super) fn climb(ladder: &mut Ladder<'_, '_>) {
    by_name_place_year(ladder);
    by_full_name_and_value(ladder);
}

/// Name, place and year of a row.
pub(super) fn key(ladder: &Ladder<'_, '_>, row: usize) -> Option<Key> {
    let e = &ladder.entries.all[row];
    Some((e.township, e.village, e.year, e.bare?, e.household))
}

fn by_name_place_year(ladder: &mut Ladder<'_, '_>) {
    let blocks = ladder.open_by_key(|row| key(ladder, row));
    for (key, left, right) in blocks.iter() {
        let (free_left, free_right) = (ladder.free(left), ladder.free(right));
        if free_left.is_empty() || free_right.is_empty() {
            continue;
        }
        let (township, village, year, name, _) = *key;
        // A name without a place or year is too little to be told apart by.
        let placed = (township.is_some() || village.is_some()) && year.is_some();
        let why = format!(
            "名称（{}）、所在地（{}{}）、年度（{}）相同",
            ladder.entries.symbols.text(name),
            ladder.entries.text(township),
            ladder.entries.text(village),
            year.map_or_else(|| "—".to_owned(), |y| y.to_string()),
        );
        if let ([l], [r]) = (left, right)
            && placed
            && village.is_some()
            && accepts(ladder, *l, *r)
        {
            ladder.confirm(vec![*l], vec![*r], Rung::BusinessKey, why);
            continue;
        }
        if placed {
            by_value(ladder, &free_left, &free_right, &why);
        }
    }
}

/// Whether a unique name, place and year suffice: not against different ids of one numbering,
/// unless the value agrees too.
fn accepts(ladder: &Ladder<'_, '_>, l: usize, r: usize) -> bool {
    let evidence = Evidence::of(ladder.entries, l, r);
    let agrees =
        evidence.value == Says::Same || !(evidence.is_namesake() || ladder.numbered_apart(l, r));
    agrees && !evidence.apart
}

/// Rows of one name, place and year told apart by value, then by quantity and specification.
fn by_value(ladder: &mut Ladder<'_, '_>, left: &[usize], right: &[usize], why: &str) {
    let mut values: BTreeMap<Fen, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for row in left {
        if let Some(value) = ladder.entries.all[*row].value {
            values.entry(value).or_default().0.push(*row);
        }
    }
    for row in right {
        if let Some(value) = ladder.entries.all[*row].value {
            values.entry(value).or_default().1.push(*row);
        }
    }
    for (value, (left, right)) in values {
        let why = format!("{why}，以原值（{value}元）区分");
        match (left.as_slice(), right.as_slice()) {
            ([], _) | (_, []) => {}
            ([l], [r]) if !Evidence::of(ladder.entries, *l, *r).elsewhere() => {
                ladder.confirm(left, right, Rung::BusinessKey, why);
            }
            _ => by_detail(ladder, &left, &right, &why),
        }
    }
}

/// Pairs whose quantity and specification agree with exactly one row of the other side. What no
/// detail tells apart is ambiguous, and left.
fn by_detail(ladder: &mut Ladder<'_, '_>, left: &[usize], right: &[usize], why: &str) {
    let fits = |l: usize, r: usize| {
        let e = Evidence::of(ladder.entries, l, r);
        !e.elsewhere() && e.quantity != Says::Differs && e.spec != Says::Differs
    };
    let mut found = Vec::new();
    for l in left {
        let candidates: Vec<usize> = right.iter().copied().filter(|r| fits(*l, *r)).collect();
        if let [r] = candidates.as_slice()
            && left.iter().filter(|l| fits(**l, *r)).count() == 1
        {
            found.push((*l, *r));
        }
    }
    if found.is_empty()
        && let ([l], [first, ..]) = (left, right)
        && right.iter().all(|r| fits(*l, *r) && same_unit(ladder, *first, *r))
    {
        // One asset, entered more than once by one body: the further rows are duplicates.
        found.push((*l, *first));
    }
    for (l, r) in found {
        ladder.confirm(vec![l], vec![r], Rung::BusinessKey, format!("{why}、数量和规格"));
    }
}

fn same_unit(ladder: &Ladder<'_, '_>, a: usize, b: usize) -> bool {
    ladder.entries.all[a].unit == ladder.entries.all[b].unit
}

/// The same name with the place in it, the same value and year, unique on both sides: for rows
/// that state no place, or another one.
fn by_full_name_and_value(ladder: &mut Ladder<'_, '_>) {
    let blocks = ladder.open_by_key(|row| {
        let e = &ladder.entries.all[row];
        Some((e.full?, e.value?, e.household))
    });
    for ((full, value, _), left, right) in blocks.iter() {
        let ([l], [r]) = (left, right) else {
            continue;
        };
        if !ladder.is_free(*l) || !ladder.is_free(*r) || ladder.numbered_apart(*l, *r) {
            continue;
        }
        let e = Evidence::of(ladder.entries, *l, *r);
        let anchored = e.project == Says::Same
            || (e.township == Says::Same && e.year == Says::Same && e.village != Says::Differs);
        if !anchored || e.apart || e.year == Says::Differs || e.project == Says::Differs {
            continue;
        }
        let why = format!(
            "全称（{}）和原值（{value}元）相同且双方唯一；相符：{}",
            ladder.entries.symbols.text(*full),
            e.in_favour().join("、")
        );
        ladder.confirm(vec![*l], vec![*r], Rung::BusinessKey, why);
    }
}
