//! The proof that nothing got lost: sums of both sides, as given and as placed.

use super::entry::Entries;
use super::ladder::Pairing;
use std::collections::BTreeMap;

/// Township, year and fund source.
type Cell<'a> = (&'a str, Option<i64>, &'a str);
/// Rows and fen.
type Sum = (u64, i128);

/// Where the sums of a pair do not tie: per township, year and fund source, every row given must
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
        let (given, placed) = (sums(entries, &given), sums(entries, &placed));
        for cell in given.keys().chain(placed.keys()) {
            let (want, got) = (given.get(cell), placed.get(cell));
            if want != got {
                let line = format!(
                    "{}{label}不守恒：{}，应有{}，实有{}",
                    pairing.name(),
                    describe(cell),
                    amount(want),
                    amount(got)
                );
                if !out.contains(&line) {
                    out.push(line);
                }
            }
        }
    }
    out
}

fn sums<'a>(entries: &Entries<'a>, rows: &[usize]) -> BTreeMap<Cell<'a>, Sum> {
    let mut out: BTreeMap<Cell<'a>, Sum> = BTreeMap::new();
    for row in rows {
        let entry = &entries.all[*row];
        let asset = entry.asset;
        let cell = (
            asset.township.as_deref().unwrap_or(""),
            asset.fund_year,
            asset.fund_source.as_deref().unwrap_or(""),
        );
        let sum = out.entry(cell).or_default();
        sum.0 += 1;
        sum.1 += entry.value.map_or(0, |fen| i128::from(fen.0));
    }
    out
}

fn describe((township, year, source): &Cell<'_>) -> String {
    let year = year.map(|y| y.to_string()).unwrap_or_default();
    format!("乡镇“{township}”、年度“{year}”、资金来源“{source}”")
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
