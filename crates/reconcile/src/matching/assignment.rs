//! Pairing two sides so that the sum of the scores is the largest: best as a whole, not pair by
//! pair. Scores are whole numbers, so that every machine finds the same.

/// Score of each left and right position; `None` = they cannot be paired.
pub type Scores = Vec<Vec<Option<i64>>>;

/// More than any score, less than would overflow.
const FORBIDDEN: i64 = 1 << 40;

/// Which right position each left one is paired with, and the sum of the scores. Every pair scores
/// more than none.
#[must_use]
pub fn best(scores: &Scores) -> (i64, Vec<Option<usize>>) {
    let rows = scores.len();
    let columns = scores.first().map_or(0, Vec::len);
    // Each row may stay alone: a column of its own that costs nothing.
    let width = columns + rows;
    let cost = |row: usize, column: usize| -> i64 {
        if column >= columns { 0 } else { scores[row][column].map_or(FORBIDDEN, |score| -score) }
    };
    // The Hungarian method with potentials; position 0 of rows and columns is a sentinel.
    let (mut by_row, mut by_column) = (vec![0_i64; rows + 1], vec![0_i64; width + 1]);
    let (mut row_of, mut way) = (vec![0_usize; width + 1], vec![0_usize; width + 1]);
    for row in 1..=rows {
        row_of[0] = row;
        let mut at = 0;
        let (mut least, mut seen) = (vec![i64::MAX; width + 1], vec![false; width + 1]);
        loop {
            seen[at] = true;
            let (from, mut step, mut next) = (row_of[at], i64::MAX, 0);
            for column in 1..=width {
                if seen[column] {
                    continue;
                }
                let reduced = cost(from - 1, column - 1) - by_row[from] - by_column[column];
                if reduced < least[column] {
                    least[column] = reduced;
                    way[column] = at;
                }
                if least[column] < step {
                    step = least[column];
                    next = column;
                }
            }
            for column in 0..=width {
                if seen[column] {
                    by_row[row_of[column]] += step;
                    by_column[column] -= step;
                } else if column > 0 {
                    least[column] -= step;
                }
            }
            at = next;
            if row_of[at] == 0 {
                break;
            }
        }
        while at != 0 {
            let before = way[at];
            row_of[at] = row_of[before];
            at = before;
        }
    }
    let mut pairs = vec![None; rows];
    let mut total = 0;
    for column in 1..=columns {
        let Some(row) = row_of[column].checked_sub(1) else {
            continue;
        };
        if let Some(score) = scores[row][column - 1] {
            pairs[row] = Some(column - 1);
            total += score;
        }
    }
    (total, pairs)
}

/// The best assignment, and for each of its pairs by how much the best one without that pair is
/// worse.
#[must_use]
pub fn best_with_margins(scores: &Scores) -> Vec<(usize, usize, i64)> {
    let (total, pairs) = best(scores);
    let mut without = scores.clone();
    let mut out = Vec::new();
    for (row, column) in pairs.into_iter().enumerate() {
        let Some(column) = column else {
            continue;
        };
        let score = without[row][column].take();
        out.push((row, column, total - best(&without).0));
        without[row][column] = score;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Scores, best, best_with_margins};
    use proptest::prelude::{prop_assert_eq, proptest};

    #[test]
    fn the_whole_counts_and_not_the_first_pair() {
        // Greedy would take 90 and be left with 10.
        let scores = vec![vec![Some(90), Some(80)], vec![Some(85), Some(10)]];
        assert_eq!(best(&scores), (165, vec![Some(1), Some(0)]));
        assert_eq!(best_with_margins(&scores), [(0, 1, 65), (1, 0, 65)]);
    }

    #[test]
    fn twins_have_no_margin_and_a_lone_pair_its_score() {
        let twins = vec![vec![Some(70), Some(70)], vec![Some(70), Some(70)]];
        assert!(best_with_margins(&twins).iter().all(|(_, _, margin)| *margin == 0));
        assert_eq!(best_with_margins(&vec![vec![None, Some(70)]]), [(0, 1, 70)]);
        assert_eq!(best(&Scores::new()), (0, Vec::new()));
    }

    fn by_trial(scores: &Scores, row: usize, taken: u32) -> i64 {
        if row == scores.len() {
            return 0;
        }
        let alone = by_trial(scores, row + 1, taken);
        let paired = scores[row].iter().enumerate().filter(|(c, _)| taken >> c & 1 == 0);
        let paired = paired
            .filter_map(|(c, score)| Some((*score)? + by_trial(scores, row + 1, taken | 1 << c)));
        paired.max().unwrap_or(0).max(alone)
    }

    proptest! {
        #[test]
        fn nothing_is_better(
            scores in (0_usize..5).prop_flat_map_columns()
        ) {
            let (total, pairs) = best(&scores);
            prop_assert_eq!(total, by_trial(&scores, 0, 0));
            let said: i64 = pairs
                .iter()
                .enumerate()
                .filter_map(|(r, c)| scores[r][(*c)?])
                .sum();
            prop_assert_eq!(said, total);
        }
    }

    trait Columns {
        fn prop_flat_map_columns(self) -> proptest::strategy::BoxedStrategy<Scores>;
    }

    impl Columns for std::ops::Range<usize> {
        fn prop_flat_map_columns(self) -> proptest::strategy::BoxedStrategy<Scores> {
            use proptest::prelude::Strategy;
            self.prop_flat_map(|columns| {
                let score = proptest::option::of(1_i64..9);
                let row = proptest::collection::vec(score, columns);
                proptest::collection::vec(row, 0..5)
            })
            .boxed()
        }
    }
}
