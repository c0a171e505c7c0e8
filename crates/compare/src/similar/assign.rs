//! The one-to-one choice of candidates whose scores sum to the most.
//!
//! Successive shortest augmenting paths with potentials, component by component: rows that share no
//! candidate do not meet. Staying alone scores nothing, so only positive candidates are taken.

use super::Candidate;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

const FREE: usize = usize::MAX;

/// The numbers of the candidates chosen of those that score `least`, in the order of their left rows.
pub(crate) fn best(
    candidates: &[Candidate],
    least: i64,
    lefts: usize,
    rights: usize,
) -> Vec<usize> {
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); lefts];
    for (number, candidate) in candidates.iter().enumerate().filter(|(_, c)| c.score >= least) {
        edges[candidate.left as usize].push(number);
    }
    let mut state = State {
        candidates,
        edges: &edges,
        left_price: edges
            .iter()
            .map(|list| list.iter().map(|n| candidates[*n].score).max().unwrap_or(0))
            .collect(),
        right_price: vec![0; rights],
        left_choice: vec![FREE; lefts],
        right_choice: vec![FREE; rights],
        distance: vec![i64::MAX; rights],
        reached_by: vec![FREE; rights],
    };
    (0..lefts).filter(|left| !edges[*left].is_empty()).for_each(|left| state.augment(left));
    state.left_choice.into_iter().filter(|number| *number != FREE).collect()
}

struct State<'a> {
    candidates: &'a [Candidate],
    edges: &'a [Vec<usize>],
    // left_price + right_price >= score for every candidate, with equality for those chosen.
    left_price: Vec<i64>,
    right_price: Vec<i64>,
    left_choice: Vec<usize>,
    right_choice: Vec<usize>,
    distance: Vec<i64>,
    reached_by: Vec<usize>,
}

/// Where a path ends.
#[derive(Clone, Copy)]
enum End {
    /// At a free right row.
    Right(usize),
    /// At a left row that stays alone.
    Alone(usize),
}

impl State<'_> {
    /// Adds a left row: the cheapest alternating path to a free right row, or to a left row that
    /// then stays alone.
    fn augment(&mut self, start: usize) {
        let mut heap = BinaryHeap::new();
        let mut touched = Vec::new();
        let (mut lefts, mut left, mut at) = (vec![(start, 0_i64)], start, 0_i64);
        let mut alone = (self.left_price[start], start);
        let end = loop {
            for number in &self.edges[left] {
                let candidate = &self.candidates[*number];
                let right = candidate.right as usize;
                let slack = self.left_price[left] + self.right_price[right] - candidate.score;
                if at + slack < self.distance[right] {
                    self.distance[right] = at + slack;
                    self.reached_by[right] = *number;
                    touched.push(right);
                    heap.push(Reverse((at + slack, right)));
                }
            }
            let next = loop {
                match heap.pop() {
                    Some(Reverse((distance, right))) if distance > self.distance[right] => {}
                    other => break other.map(|Reverse(found)| found),
                }
            };
            match next {
                Some((distance, right)) if distance < alone.0 => {
                    if self.right_choice[right] == FREE {
                        break (distance, End::Right(right));
                    }
                    left = self.candidates[self.right_choice[right]].left as usize;
                    at = distance;
                    lefts.push((left, at));
                    if at + self.left_price[left] < alone.0 {
                        alone = (at + self.left_price[left], left);
                    }
                }
                _ => break (alone.0, End::Alone(alone.1)),
            }
        };
        let length = end.0;
        for (left, distance) in lefts.into_iter().filter(|(_, distance)| *distance < length) {
            self.left_price[left] -= length - distance;
        }
        touched.sort_unstable();
        touched.dedup();
        for right in &touched {
            let distance = std::mem::replace(&mut self.distance[*right], i64::MAX);
            if distance < length {
                self.right_price[*right] += length - distance;
            }
        }
        self.turn(end.1, start);
    }

    /// Swaps choices along the path that ends there, back to where it started.
    fn turn(&mut self, end: End, start: usize) {
        let mut right = match end {
            End::Right(right) => right,
            End::Alone(left) => {
                let number = std::mem::replace(&mut self.left_choice[left], FREE);
                if left == start {
                    return;
                }
                self.candidates[number].right as usize
            }
        };
        loop {
            let number = self.reached_by[right];
            let left = self.candidates[number].left as usize;
            let before = std::mem::replace(&mut self.left_choice[left], number);
            self.right_choice[right] = number;
            if left == start {
                return;
            }
            right = self.candidates[before].right as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidates(scores: &[(u32, u32, i64)]) -> Vec<Candidate> {
        let one = |(left, right, score): &(u32, u32, i64)| Candidate {
            left: *left,
            right: *right,
            levels: Vec::new(),
            words: Vec::new(),
            score: *score,
        };
        scores.iter().map(one).collect()
    }

    /// The most that any choice scores, by trying all.
    fn most(all: &[Candidate], left: u32, lefts: u32, taken: u32) -> i64 {
        if left == lefts {
            return 0;
        }
        let alone = most(all, left + 1, lefts, taken);
        let mine = all.iter().filter(|c| c.left == left && taken & (1 << c.right) == 0);
        let with = mine.map(|c| c.score + most(all, left + 1, lefts, taken | (1 << c.right)));
        with.max().unwrap_or(alone).max(alone)
    }

    #[test]
    fn the_best_for_all_beats_the_best_for_one() {
        let all = candidates(&[(0, 0, 10), (0, 1, 9), (1, 0, 9)]);
        assert_eq!(best(&all, 1, 2, 2), [1, 2]);
    }

    proptest! {
        #[test]
        fn no_other_choice_scores_more(scores in prop::collection::btree_map((0_u32..5, 0_u32..5), -5_i64..30, 0..20)) {
            let list: Vec<_> = scores.iter().map(|((l, r), s)| (*l, *r, *s)).collect();
            let all = candidates(&list);
            let chosen = best(&all, 1, 5, 5);
            let sum: i64 = chosen.iter().map(|n| all[*n].score).sum();
            prop_assert_eq!(sum, most(&all, 0, 5, 0));
            let mut rights: Vec<u32> = chosen.iter().map(|n| all[*n].right).collect();
            rights.sort_unstable();
            rights.dedup();
            prop_assert_eq!(rights.len(), chosen.len());
        }
    }
}
