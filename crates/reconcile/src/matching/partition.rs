//! The proof that nothing got lost: sums of both sides, as given and as placed, by township, class,
//! year and fund source.

use super::entry::Entries;
use super::ladder::Pairing;
use crate::entities::Entities;
use std::collections::{BTreeMap, BTreeSet};

/// Township, class, year and fund source.
type Cell<'a> = (&'a str, &'a str, Option<i64>, &'a str);
/// Rows and fen.
type Sum = (u64, i128);

/// Where the sums of a pair do not tie: per township, class, year and fund source, every row given must
/// stand in exactly one group or in the residue. Empty when all is well.
#[must_use]
pub fn imbalances(
    entries: &Entries<'_>,
    pairing: &Pairing<'_>,
    left: &[usize],
    right: &[usize],
) -> Vec<String> {
    let placed = |side: fn(&super::ladder::Group) -> &Vec<usize>, over: &[usize]| {
        let grouped = pairing.groups.iter().flat_map(|g| side(g).iter().copied());
        let mut rows: Vec<usize> = grouped.chain(over.iter().copied()).collect();
        rows.sort_unstable();
        rows
    };
    let mut out = Vec::new();
    for (label, given, placed) in [
        ("左方", left, placed(|g| &g.left, &pairing.left_over)),
        ("右方", right, placed(|g| &g.right, &pairing.right_over)),
    ] {
        let mut given = given.to_vec();
        given.sort_unstable();
        // Every row stands in one place: then the sums tie as well.
        if given == placed {
            continue;
        }
        let label = format!("{}{label}", pairing.name());
        out.extend(unlike(entries, &label, &given, &placed));
    }
    out
}

/// Where the sums of the real assets are not those of the ledgers: every row must stand in exactly
/// one asset, so that each of the ledgers rolls up to what it states.
#[must_use]
pub fn lost_by_assets(entries: &Entries<'_>, entities: &Entities<'_>) -> Vec<String> {
    let rows = entities.all.iter().flat_map(|entity| &entity.rows);
    let mut placed: Vec<usize> =
        rows.filter_map(|row| entries.of_row(&row.origin.row_id)).collect();
    placed.sort_unstable();
    let given: Vec<usize> = (0..entries.all.len()).collect();
    if given == placed {
        return Vec::new();
    }
    unlike(entries, "实物资产归并", &given, &placed)
}

/// The sums that differ.
fn unlike(entries: &Entries<'_>, label: &str, given: &[usize], placed: &[usize]) -> Vec<String> {
    let (given, placed) = (sums(entries, given), sums(entries, placed));
    let cells: BTreeSet<&Cell<'_>> = given.keys().chain(placed.keys()).collect();
    cells
        .into_iter()
        .filter(|cell| given.get(*cell) != placed.get(*cell))
        .map(|cell| {
            let (want, got) = (amount(given.get(cell)), amount(placed.get(cell)));
            format!("{label}不守恒：{}，应有{want}，实有{got}", describe(cell))
        })
        .collect()
}

fn sums<'a>(entries: &Entries<'a>, rows: &[usize]) -> BTreeMap<Cell<'a>, Sum> {
    let mut out: BTreeMap<Cell<'a>, Sum> = BTreeMap::new();
    for row in rows {
        let entry = &entries.all[*row];
        let asset = entry.asset;
        let cell = (
            asset.township.as_deref().unwrap_or(""),
            asset.asset_class.as_deref().unwrap_or(""),
            asset.fund_year,
            asset.fund_source.as_deref().unwrap_or(""),
        );
        let sum = out.entry(cell).or_default();
        sum.0 += 1;
        sum.1 += entry.value.map_or(0, |fen| i128::from(fen.0));
    }
    out
}

fn describe((township, class, year, source): &Cell<'_>) -> String {
    let year = year.map(|y| y.to_string()).unwrap_or_default();
    format!("乡镇“{township}”、类别“{class}”、年度“{year}”、资金来源“{source}”")
}

fn amount(sum: Option<&Sum>) -> String {
    let (rows, fen) = sum.copied().unwrap_or_default();
    format!("{rows}行{fen}分")
}

#[cfg(test)]
mod tests {
    use super::super::entry::{Entries, Words};
    use super::super::ladder::Pairing;
    use super::imbalances;
    use ledger::tables::Asset;
    use ledger::{Books, Fen};

    #[test]
    fn a_lost_row_and_one_placed_twice_are_told_with_their_sums() {
        let row = |ledger: &str, fen| Asset {
            ledger: Some(ledger.into()),
            original_value: Some(Fen(fen)),
            ..Asset::default()
        };
        let assets = vec![row("county", 100), row("township", 200)];
        let books = Books { assets, ..Books::default() };
        let entries = Entries::new(&books, Words { county: "", light: &[], same: &[] });
        let of = |left_over: &[usize]| {
            let (left_over, right_over) = (left_over.to_vec(), vec![1]);
            let pairing = Pairing { left_over, right_over, ..Pairing::default() };
            imbalances(&entries, &pairing, &[0], &[1])
        };
        assert!(of(&[0]).is_empty());
        assert!(of(&[])[0].ends_with("应有1行100分，实有0行0分"));
        assert!(of(&[0, 0])[0].ends_with("应有1行100分，实有2行200分"));
    }
}
