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
pub(crate) fn compare(totals: &[TotalRow], running: &[Running], rows: usize) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    for (index, total) in totals.iter().enumerate() {
        let ranges = ranges(totals, index, rows);
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
        // The first of equally good ranges.
        let Some(range) = ranges.iter().rev().max_by_key(|r| agreeing(r)) else {
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

/// The ranges of data rows that a total may cover, likeliest first.
fn ranges(totals: &[TotalRow], index: usize, rows: usize) -> Vec<std::ops::Range<usize>> {
    let Some(total) = totals.get(index) else {
        return Vec::new();
    };
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    let before = totals.get(..index).unwrap_or_default();
    let after = totals.get(index + 1..).unwrap_or_default();
    let next = |from_level: TotalLevel| {
        after
            .iter()
            .find(|t| t.level >= from_level && t.above > total.above)
            .map_or(rows, |t| t.above)
    };
    if total.level == TotalLevel::Group {
        let end = after.iter().find(|t| t.level == TotalLevel::Group).map_or(rows, |t| t.above);
        out.push(total.above..end.max(total.above));
        return out;
    }
    let since = before
        .iter()
        .rev()
        .find(|t| t.level >= total.level && t.level != TotalLevel::Group)
        .map_or(0, |t| t.above);
    if since < total.above {
        out.push(since..total.above);
    }
    // The last group's rows, for a 小计 that ends a group headed by （一）.
    if let Some(group) = before.iter().rev().find(|t| t.above < total.above) {
        out.push(group.above..total.above);
    }
    if total.above > 0 {
        out.push(0..total.above);
    }
    // A total above its rows.
    if total.above < rows && (total.above == 0 || since == total.above) {
        out.push(total.above..next(total.level));
        out.push(total.above..rows);
    }
    if out.is_empty() {
        out.push(0..total.above);
    }
    out
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

    fn differences(totals: &[TotalRow], sums: Running, rows: usize) -> Vec<i64> {
        compare(totals, &[sums], rows).iter().map(|c: &Comparison| c.difference.0).collect()
    }

    #[test]
    fn subtotals_cover_their_block_and_totals_everything() {
        let totals = [
            total(2, TotalLevel::Sub, 2, 3),
            total(5, TotalLevel::Sub, 4, 7),
            total(6, TotalLevel::Sum, 4, 10),
        ];
        assert_eq!(differences(&totals, running(&[1, 2, 3, 4]), 4), [0, 0, 0]);
        let totals = [
            total(2, TotalLevel::Sum, 2, 3),
            total(5, TotalLevel::Sum, 4, 7),
            total(6, TotalLevel::Sum, 4, 10),
        ];
        assert_eq!(differences(&totals, running(&[1, 2, 3, 4]), 4), [0, 0, 0]);
    }

    #[test]
    fn a_total_one_fen_off_is_told_by_the_fen() {
        let mut totals = [total(3, TotalLevel::Sum, 2, 3)];
        totals[0].stated = vec![(0, "3.01".parse().unwrap())];
        assert_eq!(differences(&totals, running(&[1, 2]), 2), [1]);
    }

    #[test]
    fn totals_above_their_rows_and_groups() {
        let totals = [
            total(0, TotalLevel::Sum, 0, 10),
            total(1, TotalLevel::Group, 0, 3),
            total(4, TotalLevel::Group, 2, 7),
        ];
        assert_eq!(differences(&totals, running(&[1, 2, 3, 4]), 4), [0, 0, 0]);
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
            assert_eq!(differences(&totals, sums.clone(), 3), [0], "{stated}");
        }
        assert_eq!(Fen::ZERO, Fen(0));
    }
}
