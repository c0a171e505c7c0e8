//! Bits of evidence, learnt from the files themselves.
//!
//! For each field and level: how often rows of the same thing stand at it (m), how often any two
//! rows do (u). Evidence is log2(m / u); a value that is rare weighs more than one that is common.
//! Texts that are only in part the same weigh as much as the words they share are rare.

#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "likelihoods are estimates; what leaves are whole millibits, and no amount is touched"
)]

use super::Candidate;
use super::levels::{EMPTY, Field, Kind, LEVELS};
use crate::key::mix;
use crate::plan::Plan;
use std::collections::BTreeMap;

/// Random pairs by which chance agreement is counted.
const SAMPLE: u64 = 200_000;
/// Rounds of learning; it settles before.
const ROUNDS: usize = 12;
/// From this level on only the words in common speak for a text, if there are any.
const PARTLY: usize = 4;
/// At least this share of rows is taken to have no partner, however many have one.
const ALONE_MIN: f64 = 0.03;
/// Evidence beyond this makes nothing likelier.
const ODDS_MAX: i64 = 200_000;

/// Evidence of every field and level, in millibits.
pub(crate) struct Weights {
    bits: Vec<[i64; LEVELS]>,
    /// How often rows of the same thing stand at a level.
    same: Vec<[i64; LEVELS]>,
    rarity: Vec<Rarity>,
    prior: i64,
}

/// What a value's rarity adds to the evidence of being the same: by left row.
struct Rarity(Vec<i64>);

impl Weights {
    /// Learns the evidence and scores the candidates by it.
    pub(crate) fn learn(
        fields: &[Field],
        candidates: &mut [Candidate],
        lefts: usize,
        rights: usize,
    ) -> Self {
        let chance: Vec<[f64; LEVELS]> =
            fields.iter().map(|field| by_chance(field, lefts, rights)).collect();
        let rarity: Vec<Rarity> =
            fields.iter().zip(&chance).map(|(field, u)| Rarity::new(field, u[0])).collect();
        let mut weights = Self { bits: Vec::new(), same: Vec::new(), rarity, prior: 0 };
        let mut same = vec![[0.64, 0.08, 0.08, 0.06, 0.06, 0.04, 0.04]; fields.len()];
        let mut pairs = lefts.min(rights) as f64 / 2.0;
        for _ in 0..ROUNDS {
            weights.bits = same.iter().zip(&chance).map(|(m, u)| bits(m, u)).collect();
            weights.same = same.iter().map(|m| m.map(millibits)).collect();
            weights.prior = prior(pairs, lefts, rights);
            candidates.iter_mut().for_each(|c| c.score = weights.score(c));
            (same, pairs) = among_likely(fields.len(), candidates, lefts, rights);
        }
        weights
    }

    fn score(&self, candidate: &Candidate) -> i64 {
        let fields = 0..candidate.levels.len();
        self.prior + fields.map(|field| self.evidence(candidate, field)).sum::<i64>()
    }

    /// What one field says: by its level, and by its rarity or that of a word in common.
    fn evidence(&self, candidate: &Candidate, field: usize) -> i64 {
        let bits = &self.bits[field];
        match candidate.levels[field] {
            EMPTY => 0,
            0 => bits[0] + self.rarity[field].0[candidate.left as usize],
            level => {
                let (level, words) = (level as usize, candidate.words[field]);
                let by_words = self.same[field][level] + words;
                match level {
                    _ if words == 0 => bits[level],
                    PARTLY.. => by_words,
                    _ => bits[level].max(by_words),
                }
            }
        }
    }

    /// What made the score, in Chinese.
    pub(crate) fn explain(&self, fields: &[Field], plan: &Plan, candidate: &Candidate) -> String {
        let each = plan.similar.iter().zip(fields).zip(candidate.levels.iter().enumerate());
        let each = each.map(|((column, field), (number, level))| {
            let bits = self.evidence(candidate, number);
            format!("{} {}（{}）", column.name, field.describe(*level), shown(bits))
        });
        let each = each.collect::<Vec<_>>().join("，");
        format!("{each}；先验 {}，合计 {}", shown(self.prior), shown(candidate.score))
    }
}

/// Millibits as bits with one decimal.
fn shown(millibits: i64) -> String {
    let tenths = millibits / 100;
    let sign = if tenths < 0 { "-" } else { "+" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

fn millibits(value: f64) -> i64 {
    (value.log2() * 1000.0).round() as i64
}

fn bits(same: &[f64; LEVELS], chance: &[f64; LEVELS]) -> [i64; LEVELS] {
    std::array::from_fn(|level| millibits(same[level] / chance[level]))
}

/// How often any two rows stand at each level, each level at least once.
fn by_chance(field: &Field, lefts: usize, rights: usize) -> [f64; LEVELS] {
    let mut counts = [0.5; LEVELS];
    if lefts == 0 || rights == 0 {
        return counts;
    }
    for number in 0..SAMPLE {
        let (a, b) = (mix(number), mix(number ^ 0xa5a5_a5a5));
        let (l, r) = (a % lefts as u64, b % rights as u64);
        let level = field.level(l as usize, r as usize);
        if level != EMPTY {
            counts[level as usize] += 1.0;
        }
    }
    let all: f64 = counts.iter().sum();
    counts.map(|count| count / all)
}

/// What speaks for a pair before anything of it is known, in millibits: of all pairs of rows, so many
/// are of one thing; and the more rows have a partner, the rarer is a row without.
fn prior(pairs: f64, lefts: usize, rights: usize) -> i64 {
    let (most, all) = (lefts.max(rights).max(1) as f64, (lefts * rights).max(1) as f64);
    let alone = (1.0 - pairs / most).max(ALONE_MIN);
    millibits(pairs.max(0.5) / all / alone)
}

/// How often rows of one thing stand at each level, and how many pairs there are: each candidate
/// counts by how likely it is, beside the other candidates of both its rows and beside none.
fn among_likely(
    fields: usize,
    candidates: &[Candidate],
    lefts: usize,
    rights: usize,
) -> (Vec<[f64; LEVELS]>, f64) {
    let odds =
        |candidate: &Candidate| (candidate.score.clamp(-ODDS_MAX, ODDS_MAX) as f64 / 1000.0).exp2();
    let (mut of_left, mut of_right) = (vec![1.0; lefts], vec![1.0; rights]);
    for candidate in candidates {
        of_left[candidate.left as usize] += odds(candidate);
        of_right[candidate.right as usize] += odds(candidate);
    }
    let mut counts = vec![[1.0; LEVELS]; fields];
    let mut pairs = 0.0;
    for candidate in candidates {
        let all = of_left[candidate.left as usize].max(of_right[candidate.right as usize]);
        let likely = odds(candidate) / all;
        pairs += likely;
        for (field, level) in candidate.levels.iter().enumerate().filter(|(_, l)| **l != EMPTY) {
            counts[field][*level as usize] += likely;
        }
    }
    let shares = counts.into_iter().map(|levels| {
        let all: f64 = levels.iter().sum();
        levels.map(|count| count / all)
    });
    (shares.collect(), pairs)
}

/// How rare each word of a text field is.
pub(crate) struct RareWords {
    rarity: BTreeMap<String, i64>,
    /// Of a word that one row of each side holds.
    most: i64,
}

impl RareWords {
    /// Counts the rows that hold each word.
    pub(crate) fn new(field: &Field) -> Self {
        let Kind::Text(left, right) = &field.kind else {
            return Self { rarity: BTreeMap::new(), most: 0 };
        };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let words = || left.iter().chain(right).flatten();
        for token in words().flat_map(|word| &word.tokens) {
            *counts.entry(token).or_default() += 1;
        }
        let all = words().count() as f64;
        let rarity = |count: usize| millibits(all / count.max(2) as f64);
        let most = rarity(2);
        let each = counts.into_iter().map(|(token, n)| (token.to_owned(), rarity(n)));
        Self { rarity: each.collect(), most }
    }

    /// The evidence of the words that both cells hold, in millibits: that of the rarest, and half of
    /// the others', for words keep company; never more than that of a row. 0 where there is none.
    pub(crate) fn shared(&self, field: &Field, l: usize, r: usize) -> i64 {
        let Kind::Text(left, right) = &field.kind else { return 0 };
        let (Some(left), Some(right)) = (&left[l], &right[r]) else { return 0 };
        let both =
            left.tokens.intersection(&right.tokens).filter_map(|token| self.rarity.get(token));
        let (rarest, all) = both.fold((0, 0), |(rarest, all), one| (rarest.max(*one), all + one));
        (rarest + (all - rarest) / 2).min(self.most)
    }
}

impl Rarity {
    /// log2 of how much rarer than the average shared value each left row's is on the right side.
    fn new(field: &Field, chance: f64) -> Self {
        match &field.kind {
            Kind::Text(left, right) => {
                let text = |word: &super::levels::Word| word.text.clone();
                Self::of(left, right, text, chance)
            }
            Kind::Number(left, right) => Self::of(left, right, |number| *number, chance),
            Kind::Date(left, right) => Self::of(left, right, |day| *day, chance),
        }
    }

    fn of<T, K: Ord>(
        left: &[Option<T>],
        right: &[Option<T>],
        key: impl Fn(&T) -> K,
        chance: f64,
    ) -> Self {
        let mut counts: BTreeMap<K, usize> = BTreeMap::new();
        for cell in left.iter().chain(right).flatten() {
            *counts.entry(key(cell)).or_default() += 1;
        }
        let all = left.iter().chain(right).flatten().count().max(1) as f64;
        let of = |cell: &T| {
            let count = counts.get(&key(cell)).copied().unwrap_or(1);
            // A value seen once on each side is as rare as can be.
            millibits(chance / (count.max(2) as f64 / all))
        };
        Self(left.iter().map(|cell| cell.as_ref().map_or(0, of)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_rows_have_a_partner_the_likelier_is_a_pair() {
        let of = |pairs: f64| prior(pairs, 1024, 1024);
        assert_eq!(of(512.0), -10_000, "one partner among 1024, as likely as none");
        assert_eq!(of(0.0), -21_000, "half a pair of 1024 × 1024 at least");
        assert_eq!(of(1024.0), millibits(1.0 / 1024.0 / ALONE_MIN), "some are always alone");
        assert!(of(900.0) > of(512.0));
        let of_20 = prior(10.0, 20, 1024);
        assert!(of_20 < prior(10.0, 20, 20), "of the larger side nearly all are alone");
    }
}
