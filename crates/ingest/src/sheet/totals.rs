//! Control totals: what 小计, 合计 and 总计 rows state against what their rows add up to.

use super::rows::TotalLevel;
use crate::values::amount::to_fen;
use ledger::{Decimal, Fen};

/// Running sums of one column of money over the data rows.
#[derive(Debug, Default, Clone)]
pub(crate) struct Running {
    /// `exact[i]`: exact yuan of the first `i` rows.
    exact: Vec<Decimal>,
    /// `fen[i]`: the same, each row rounded to the fen.
    fen: Vec<Fen>,
    /// `unread[i]`: cells of the first `i` rows that could not be read.
    unread: Vec<usize>,
}

impl Running {
    /// Sums over no rows.
    pub(crate) fn new() -> Self {
        Self { exact: vec![Decimal::ZERO], fen: vec![Fen::ZERO], unread: vec![0] }
    }

    /// One more row: its amount, nothing, or a cell that could not be read.
    pub(crate) fn push(&mut self, yuan: Option<Decimal>, unread: bool) {
        let exact = self.exact.last().copied().unwrap_or_default();
        let fen = self.fen.last().copied().unwrap_or_default();
        let amount = yuan.unwrap_or_default();
        let rounded = Fen::from_decimal_rounded(amount).unwrap_or_default();
        self.exact.push(exact.checked_add(amount).unwrap_or(exact));
        self.fen.push(fen.plus(rounded).unwrap_or(fen));
        let before = self.unread.last().copied().unwrap_or(0);
        self.unread.push(before + usize::from(unread));
    }

    /// How many rows have been added.
    pub(crate) fn rows(&self) -> usize {
        self.exact.len().saturating_sub(1)
    }

    fn over<T: Copy>(sums: &[T], rows: &std::ops::Range<usize>) -> Option<(T, T)> {
        Some((*sums.get(rows.start)?, *sums.get(rows.end)?))
    }

    /// The difference stated − computed over those rows; zero when the total agrees with the exact
    /// or with the rounded rows.
    fn difference(&self, stated: Decimal, rows: &std::ops::Range<usize>) -> Option<Fen> {
        let stated = Fen::from_decimal_rounded(stated)?;
        let (from, to) = Self::over(&self.exact, rows)?;
        let exact = Fen::from_decimal_rounded(to.checked_sub(from)?)?;
        let (from, to) = Self::over(&self.fen, rows)?;
        let rounded = to.minus(from);
        Some(if stated == rounded { Fen::ZERO } else { stated.minus(exact) })
    }

    fn unread_in(&self, rows: &std::ops::Range<usize>) -> usize {
        Self::over(&self.unread, rows).map_or(0, |(from, to)| to - from)
    }
}

/// One row of totals.
#[derive(Debug, Clone)]
pub(crate) struct TotalRow {
    /// Row of the sheet, from 0.
    pub(crate) row: usize,
    pub(crate) level: TotalLevel,
    /// How many data rows stand above it.
    pub(crate) above: usize,
    /// What it states: index of the running sums, exact yuan.
    pub(crate) stated: Vec<(usize, Decimal)>,
}

/// A total compared with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub(crate) row: usize,
    /// Index of the running sums.
    pub(crate) column: usize,
    pub(crate) stated: Fen,
    /// Stated − computed.
    pub(crate) difference: Fen,
    /// Data rows that it covers.
    pub(crate) rows: std::ops::Range<usize>,
    /// Of them, cells that could not be read and count as nothing.
    pub(crate) unread: usize,
}

/// Compares every total of a sheet. Which rows a total covers is told by its word and by what
/// adds up: of the ranges it may cover, the one that most of its columns agree with.
pub(crate) fn compare(totals: &[TotalRow], running: &[&Running], rows: usize) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    for (index, total) in totals.iter().enumerate() {
        let Ranges { ranges, told } = ranges(totals, index, rows);
        let agreeing = |range: &std::ops::Range<usize>| {
            total
                .stated
                .iter()
                .filter(|(column, stated)| {
                    running.get(*column).and_then(|r| r.difference(*stated, range))
                        == Some(Fen::ZERO)
                })
                .count()
        };
        // The first of equally good ranges; where its word tells of none, and none agrees, the one
        // that its figures come nearest to.
        let best = ranges.iter().map(agreeing).max().unwrap_or(0);
        let apart = |range: &&std::ops::Range<usize>| {
            total.stated.iter().find_map(|(column, stated)| {
                Some(running.get(*column)?.difference(*stated, range)?.abs())
            })
        };
        let found = if best == 0 && !told {
            ranges.iter().min_by_key(|range| apart(range).unwrap_or(Fen(i64::MAX)))
        } else {
            ranges.iter().find(|range| agreeing(range) == best)
        };
        let Some(range) = found else {
            continue;
        };
        for (column, stated) in &total.stated {
            let Some(sums) = running.get(*column) else {
                continue;
            };
            let (Some(difference), Some((stated, _))) =
                (sums.difference(*stated, range), to_fen(*stated))
            else {
                continue;
            };
            comparisons.push(Comparison {
                row: total.row,
                column: *column,
                stated,
                difference,
                rows: range.clone(),
                unread: sums.unread_in(range),
            });
        }
    }
    comparisons
}

/// How many totals above are looked at as the place where a total's rows begin.
const STARTS: usize = 64;

/// The ranges of data rows that a total may cover, likeliest first.
struct Ranges {
    ranges: Vec<std::ops::Range<usize>>,
    /// Whether the first is told by the total's word.
    told: bool,
}

fn ranges(totals: &[TotalRow], index: usize, rows: usize) -> Ranges {
    let none = Ranges { ranges: Vec::new(), told: false };
    let Some(total) = totals.get(index) else {
        return none;
    };
    let before = totals.get(..index).unwrap_or_default();
    let after = totals.get(index + 1..).unwrap_or_default();
    let above = total.above;
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    if total.level.heads() {
        // Up to the next head of its level or of a higher one.
        let ends = |t: &&TotalRow| t.level.heads() && t.level >= total.level;
        let end = after.iter().find(ends).map_or(rows, |t| t.above);
        out.push(above..end.max(above));
        return Ranges { ranges: out, told: true };
    }
    if total.level == TotalLevel::Running {
        out.push(0..above);
    }
    // Since the last total of its level.
    let since = before
        .iter()
        .rev()
        .find(|t| t.level >= total.level && !t.level.heads())
        .map_or(0, |t| t.above);
    if since < above {
        out.push(since..above);
    }
    let told = !out.is_empty();
    // Since any total above: a 小计 that ends a group headed by （一）, or that adds up 小计.
    let mut last = above;
    for start in before.iter().rev().map(|t| t.above).filter(|start| *start < above).take(STARTS) {
        if start < last {
            out.push(start..above);
            last = start;
        }
    }
    if above > 0 {
        out.push(0..above);
    }
    // A total above its rows.
    if above < rows && (above == 0 || since == above) {
        let next = after
            .iter()
            .find(|t| t.level >= total.level && t.above > above)
            .map_or(rows, |t| t.above);
        out.push(above..next);
        out.push(above..rows);
    }
    let told = told || above == 0;
    if out.is_empty() {
        out.push(0..above);
    }
    Ranges { ranges: out, told }
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Running, TotalLevel, TotalRow, compare};
    use ledger::{Decimal, Fen};

    fn running(amounts: &[i64]) -> Running {
        let mut sums = Running::new();
        for amount in amounts {
            sums.push(Some(Decimal::from(*amount)), false);
        }
        sums
    }

    fn total(row: usize, level: TotalLevel, above: usize, stated: i64) -> TotalRow {
        TotalRow { row, level, above, stated: vec![(0, Decimal::from(stated))] }
    }

    fn differences(totals: &[TotalRow], sums: &Running, rows: usize) -> Vec<i64> {
        compare(totals, &[sums], rows).iter().map(|c: &Comparison| c.difference.0).collect()
    }

    #[test]
    fn subtotals_cover_their_block_and_totals_everything() {
        let totals = [
            total(2, TotalLevel::Sub, 2, 3),
            total(5, TotalLevel::Sub, 4, 7),
            total(6, TotalLevel::Sum, 4, 10),
        ];
        assert_eq!(differences(&totals, &running(&[1, 2, 3, 4]), 4), [0, 0, 0]);
        let totals = [
            total(2, TotalLevel::Sum, 2, 3),
            total(5, TotalLevel::Sum, 4, 7),
            total(6, TotalLevel::Sum, 4, 10),
        ];
        assert_eq!(differences(&totals, &running(&[1, 2, 3, 4]), 4), [0, 0, 0]);
    }

    #[test]
    fn a_total_one_fen_off_is_told_by_the_fen() {
        let mut totals = [total(3, TotalLevel::Sum, 2, 3)];
        totals[0].stated = vec![(0, "3.01".parse().unwrap())];
        assert_eq!(differences(&totals, &running(&[1, 2]), 2), [1]);
    }

    #[test]
    fn totals_above_their_rows_and_groups() {
        let totals = [
            total(0, TotalLevel::Sum, 0, 10),
            total(1, TotalLevel::Group, 0, 3),
            total(4, TotalLevel::Group, 2, 7),
        ];
        assert_eq!(differences(&totals, &running(&[1, 2, 3, 4]), 4), [0, 0, 0]);
    }

    #[test]
    fn subtotals_of_subtotals_find_their_rows() {
        // Two townships of two villages each; the second township's 小计 is 0.01 off.
        let totals = [
            total(1, TotalLevel::Sub, 1, 1),
            total(3, TotalLevel::Sub, 2, 2),
            total(4, TotalLevel::Sub, 2, 3),
            total(6, TotalLevel::Sub, 3, 3),
            total(8, TotalLevel::Sub, 4, 4),
            TotalRow {
                stated: vec![(0, "7.01".parse().unwrap())],
                ..total(9, TotalLevel::Sub, 4, 0)
            },
            total(10, TotalLevel::Sum, 4, 10),
        ];
        assert_eq!(differences(&totals, &running(&[1, 2, 3, 4]), 4), [0, 0, 0, 0, 0, 1, 0]);
    }

    #[test]
    fn pages_end_in_a_subtotal_and_a_running_total() {
        let totals = [
            total(2, TotalLevel::Sub, 2, 3),
            total(3, TotalLevel::Running, 2, 3),
            total(4, TotalLevel::Running, 2, 3),
            total(7, TotalLevel::Sub, 4, 7),
            total(8, TotalLevel::Running, 4, 11),
        ];
        assert_eq!(differences(&totals, &running(&[1, 2, 3, 4]), 4), [0, 0, 0, 0, 100]);
    }

    #[test]
    fn chapters_add_up_their_groups() {
        let totals = [
            total(0, TotalLevel::Chapter, 0, 6),
            total(1, TotalLevel::Group, 0, 3),
            total(4, TotalLevel::Group, 2, 3),
            total(6, TotalLevel::Chapter, 3, 4),
        ];
        assert_eq!(differences(&totals, &running(&[1, 2, 3, 4]), 4), [0, 0, 0, 0]);
    }

    #[test]
    fn rounded_rows_may_add_up_to_either_sum() {
        let mut sums = Running::new();
        for _ in 0..3 {
            sums.push(Some("0.335".parse().unwrap()), false);
        }
        for stated in ["1.01", "1.02"] {
            let mut totals = [total(3, TotalLevel::Sum, 3, 0)];
            totals[0].stated = vec![(0, stated.parse().unwrap())];
            assert_eq!(differences(&totals, &sums, 3), [0], "{stated}");
        }
        assert_eq!(Fen::ZERO, Fen(0));
    }
}
