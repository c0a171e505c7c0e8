//! Further rows of an asset that already has its place: entered twice by one body, or claimed by
//! another. They join the group of their twin, so that the sums stay whole.

use super::evidence::{Evidence, Says};
use super::ladder::{Ladder, Status};
use crate::keys::symbol::Symbol;
use ledger::Fen;
use std::collections::BTreeMap;

pub(super) fn climb(ladder: &mut Ladder<'_, '_>) {
    for is_left in [true, false] {
        let side = if is_left { &ladder.left } else { &ladder.right };
        let joins = twins(ladder, side);
        for (row, group) in joins {
            let target = &mut ladder.groups[group];
            let rows = if is_left { &mut target.left } else { &mut target.right };
            rows.push(row);
            target.why.push_str("；另有同一资产的重复行");
            ladder.take(row, group);
        }
    }
}

/// Rows of one side without a place, and the group that their twins stand in.
fn twins(ladder: &Ladder<'_, '_>, side: &[usize]) -> Vec<(usize, usize)> {
    let free = ladder.free(side);
    // Only rows with the name and value of a row without a place are of interest.
    let mut placed: BTreeMap<(Symbol, Fen), Vec<usize>> =
        free.iter().flat_map(|row| keys(ladder, *row)).map(|key| (key, Vec::new())).collect();
    for row in side.iter().filter(|r| !ladder.is_free(**r)) {
        for key in keys(ladder, *row) {
            if let Some(rows) = placed.get_mut(&key) {
                rows.push(*row);
            }
        }
    }
    let mut joins = Vec::new();
    for row in free {
        let groups: Vec<usize> = keys(ladder, row)
            .filter_map(|key| placed.get(&key))
            .flatten()
            .filter(|twin| is_twin(ladder, **twin, row))
            .filter_map(|twin| ladder.group_of(*twin))
            .filter(|group| ladder.groups[*group].status == Status::Confirmed)
            .collect();
        // Twins in two groups: nobody can say whose duplicate it is.
        if let Some(first) = groups.first()
            && groups.iter().all(|group| group == first)
        {
            joins.push((row, *first));
        }
    }
    joins
}

/// Value with the bare and with the full name: a row filed under another village keeps its place
/// in its bare name.
fn keys(ladder: &Ladder<'_, '_>, row: usize) -> impl Iterator<Item = (Symbol, Fen)> {
    let e = &ladder.entries.all[row];
    let stated = e.bare.zip(e.full).zip(e.value);
    stated.into_iter().flat_map(|((bare, full), value)| {
        let other = (full != bare).then_some((full, value));
        std::iter::once((bare, value)).chain(other)
    })
}

/// The same name, value, year and project; quantity and specification do not speak against it, and
/// neither do two ids of one numbering (true twins have two).
fn is_twin(ladder: &Ladder<'_, '_>, placed: usize, row: usize) -> bool {
    let e = Evidence::of(ladder.entries, placed, row);
    let one_body = ladder.entries.all[placed].unit == ladder.entries.all[row].unit;
    let one_place = e.village != Says::Differs && e.township != Says::Differs;
    let agree = e.name == Says::Same && e.value == Says::Same;
    let against = [e.year, e.project, e.quantity, e.spec, e.household].contains(&Says::Differs);
    agree
        && !against
        && !ladder.numbered_apart(placed, row)
        && if one_body { one_place } else { e.project == Says::Same }
}
