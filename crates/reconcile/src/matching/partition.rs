//! The proof that nothing got lost: sums of both sides, as given and as placed.

use super::entry::Entries;
use super::ladder::Pairing;
use std::collections::BTreeMap;

/// Township, year and fund source.
type Cell = (String, Option<i64>, String);
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
        let grouped: Vec<usize> =
            pairing.groups.iter().flat_map(|g| side(g).iter().copied()).collect();
        sums(entries, grouped.into_iter().chain(over.iter().copied()))
    };
    let mut out = Vec::new();
    for (label, given, placed) in [
        ("左方", left, placed(|g| &g.left, &pairing.left_over)),
        ("右方", right, placed(|g| &g.right, &pairing.right_over)),
    ] {
        let given = sums(entries, given.iter().copied());
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

fn sums(entries: &Entries<'_>, rows: impl Iterator<Item = usize>) -> BTreeMap<Cell, Sum> {
    let mut out: BTreeMap<Cell, Sum> = BTreeMap::new();
    for row in rows {
        let entry = &entries.all[row];
        let text = |value: Option<&str>| value.unwrap_or("").to_owned();
        let cell = (
            text(entry.asset.township.as_deref()),
            entry.asset.fund_year,
            text(entry.asset.fund_source.as_deref()),
        );
        let sum = out.entry(cell).or_default();
        sum.0 += 1;
        sum.1 += entry.value.map_or(0, |fen| i128::from(fen.0));
    }
    out
}

fn describe((township, year, source): &Cell) -> String {
    let year = year.map(|y| y.to_string()).unwrap_or_default();
    format!("乡镇“{township}”、年度“{year}”、资金来源“{source}”")
}

fn amount(sum: Option<&Sum>) -> String {
    let (rows, fen) = sum.copied().unwrap_or_default();
    format!("{rows}行{fen}分")
}
