//! Counted sums: in how many ways some of several amounts add up to one.
//!
//! A first hit says nothing where amounts are round: the number of ways, and whether it is the
//! whole number, is what the answer consists of.

/// What a search may cost. Whatever it leaves out is said, never passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// At most so many amounts to choose from.
    pub candidates: usize,
    /// At most so many amounts in a sum.
    pub items: usize,
    /// At most so many partial sums looked at.
    pub nodes: usize,
    /// Counting stops here: "at least so many".
    pub solutions: usize,
}

/// The limits of the step.
pub const LIMITS: Limits = Limits { candidates: 40, items: 40, nodes: 100_000, solutions: 10_000 };

/// One in so many chance sums is accepted at most, for a sum to count as evidence by itself.
const CHANCE: u128 = 1000;

/// In how many ways a sum can be made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ways {
    /// How many were found.
    pub number: usize,
    /// Whether that is all there are.
    pub complete: bool,
    /// Positions of the first one, in order.
    pub first: Vec<usize>,
    /// Positions that stand in some way, in order. All, where the search is not complete.
    pub used: Vec<usize>,
    /// Whether some way takes more than one amount.
    pub several: bool,
    /// Partial sums looked at.
    pub nodes: usize,
}

impl Ways {
    /// `恰有3种`, `至少10000种`.
    #[must_use]
    pub fn told(&self) -> String {
        let word = if self.complete { "恰有" } else { "至少" };
        format!("{word}{}种", self.number)
    }
}

/// Counts the ways in which some of `amounts` add up to `target`. Amounts that are not positive
/// take no part: with them a sum can be padded at will.
#[must_use]
pub fn ways(amounts: &[i64], target: i64, limits: Limits) -> Ways {
    let mut order: Vec<usize> =
        (0..amounts.len()).filter(|i| amounts[*i] > 0 && amounts[*i] <= target).collect();
    if order.len() > limits.candidates {
        let used = order;
        return Ways { used, ..Ways::default() };
    }
    // Large amounts first: what cannot fit is seen early.
    order.sort_by_key(|i| (std::cmp::Reverse(amounts[*i]), *i));
    let values: Vec<i64> = order.iter().map(|i| amounts[*i]).collect();
    let mut rest = vec![0_i128; values.len() + 1];
    for i in (0..values.len()).rev() {
        rest[i] = rest[i + 1] + i128::from(values[i]);
    }
    let used = vec![false; values.len()];
    let mut search = Search { values, rest, limits, used, found: Ways::default() };
    let complete = search.go(0, i128::from(target), &mut Vec::new());
    let used: Vec<usize> = (0..order.len()).filter(|at| !complete || search.used[*at]).collect();
    let back = |positions: &[usize]| {
        let mut out: Vec<usize> = positions.iter().map(|at| order[*at]).collect();
        out.sort_unstable();
        out
    };
    Ways { complete, first: back(&search.found.first), used: back(&used), ..search.found }
}

/// Whether a sum of these amounts is evidence by itself: chance would make one of `targets` sums
/// hit in less than one of a thousand cases. Round amounts have few different sums, and fail.
#[must_use]
pub fn is_telling(amounts: &[i64], target: i64, targets: usize) -> bool {
    let grain = amounts.iter().chain([&target]).fold(0_u64, |g, a| gcd(g, a.unsigned_abs()));
    let Ok(bits) = u32::try_from(amounts.len()) else {
        return false;
    };
    if grain == 0 || bits > 64 {
        return false;
    }
    let sums = u128::from(target.unsigned_abs() / grain);
    let tries = (1_u128 << bits) * u128::try_from(targets.max(1)).unwrap_or(u128::MAX >> 80);
    tries.saturating_mul(CHANCE) <= sums
}

fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

struct Search {
    /// In falling order.
    values: Vec<i64>,
    /// Sum of the values from here on.
    rest: Vec<i128>,
    limits: Limits,
    /// Whether a value stands in some way.
    used: Vec<bool>,
    found: Ways,
}

impl Search {
    /// Whether everything that begins with `chosen` was counted.
    fn go(&mut self, at: usize, left: i128, chosen: &mut Vec<usize>) -> bool {
        self.found.nodes += 1;
        if self.found.nodes > self.limits.nodes {
            return false;
        }
        if left == 0 {
            if self.found.number >= self.limits.solutions {
                return false;
            }
            self.found.number += 1;
            self.found.several |= chosen.len() > 1;
            for i in chosen.iter() {
                self.used[*i] = true;
            }
            if self.found.first.is_empty() {
                self.found.first.clone_from(chosen);
            }
            return true;
        }
        if chosen.len() >= self.limits.items {
            return true;
        }
        for i in at..self.values.len() {
            if self.rest[i] < left {
                return true;
            }
            let value = i128::from(self.values[i]);
            if value > left {
                continue;
            }
            chosen.push(i);
            let all = self.go(i + 1, left - value, chosen);
            chosen.pop();
            if !all {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{LIMITS, Limits, is_telling, ways};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn one_way_several_ways_and_none_are_told_apart() {
        let only = ways(&[5, 7, 11, 100], 16, LIMITS);
        assert_eq!((only.number, only.complete, only.first), (1, true, vec![0, 2]));
        let two = ways(&[4, 3, 7, 50], 7, LIMITS);
        assert_eq!(
            (two.number, two.used.clone(), two.told()),
            (2, vec![0, 1, 2], "恰有2种".into())
        );
        assert_eq!(ways(&[4, 6], 7, LIMITS).number, 0);
        assert_eq!(ways(&[0, -3, 7, 10], 7, LIMITS).first, [2], "nothing pads a sum");
    }

    #[test]
    fn a_search_that_was_cut_short_says_so() {
        let round = [1; 30];
        let cut = ways(&round, 15, LIMITS);
        assert_eq!((cut.number, cut.complete, cut.told()), (10_000, false, "至少10000种".into()));
        assert_eq!(cut.used.len(), 30);
        let few = Limits { nodes: 3, ..LIMITS };
        assert!(!ways(&[5, 7, 11], 23, few).complete);
        let narrow = Limits { candidates: 2, ..LIMITS };
        assert!(!ways(&[5, 7, 11], 12, narrow).complete);
        assert!(ways(&[5, 7, 110], 12, narrow).complete, "what cannot fit does not count");
        let short = Limits { items: 2, ..LIMITS };
        assert_eq!(ways(&[5, 7, 11, 23], 23, short).first, [3], "5 + 7 + 11 are three");
    }

    #[test]
    fn round_amounts_tell_nothing() {
        let yuan = |n: i64| n * 100;
        assert!(!is_telling(&[yuan(100_000), yuan(200_000)], yuan(300_000), 1));
        assert!(is_telling(&[77_362_764, 15_970_000, 80_570_000], 173_902_764, 1));
        assert!(!is_telling(&[77_362_764; 40], 173_902_764, 1));
        assert!(!is_telling(&[0], 0, 1));
    }

    proptest! {
        #[test]
        fn every_way_is_counted_once(
            amounts in proptest::collection::vec(1_i64..9, 0..10), target in 1_i64..30
        ) {
            let mut number = 0;
            for mask in 1_u32..1 << amounts.len() {
                let taken = amounts.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1);
                number += usize::from(taken.map(|(_, a)| a).sum::<i64>() == target);
            }
            let found = ways(&amounts, target, LIMITS);
            prop_assert!(found.complete);
            prop_assert_eq!(found.number, number);
            if number > 0 {
                let sum: i64 = found.first.iter().map(|i| amounts[*i]).sum();
                prop_assert_eq!(sum, target);
            }
        }
    }
}
