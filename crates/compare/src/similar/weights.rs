//! Bits of evidence, learnt from the files themselves.
//!
//! For each field and level: how often rows of the same thing stand at it (m), how often any two
//! rows do (u). Evidence is log2(m / u); a value that is rare weighs more than one that is common.

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
/// Rounds of learning; it settles long before.
const ROUNDS: usize = 8;

/// Evidence of every field and level, in millibits.
pub(crate) struct Weights {
    bits: Vec<[i64; LEVELS]>,
    /// Of having a word in common at all.
    alike: Vec<i64>,
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
        let prior = -millibits(lefts.max(rights).max(1) as f64);
        let mut weights = Self { bits: Vec::new(), alike: Vec::new(), rarity, prior };
        let mut same = vec![[0.70, 0.08, 0.08, 0.06, 0.04, 0.04]; fields.len()];
        for _ in 0..ROUNDS {
            weights.bits = same.iter().zip(&chance).map(|(m, u)| bits(m, u)).collect();
            weights.alike = same.iter().map(|m| millibits(1.0 - m[LEVELS - 1])).collect();
            candidates.iter_mut().for_each(|c| c.score = weights.score(c));
            let next = among_best(fields.len(), candidates, lefts, rights);
            if next == same {
                break;
            }
            same = next;
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
            level if candidate.words[field] > 0 => {
                bits[level as usize].max(self.alike[field] + candidate.words[field])
            }
            level => bits[level as usize],
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

/// How often candidates that are the best of both their rows stand at each level.
fn among_best(
    fields: usize,
    candidates: &[Candidate],
    lefts: usize,
    rights: usize,
) -> Vec<[f64; LEVELS]> {
    let (mut of_left, mut of_right) = (vec![i64::MIN; lefts], vec![i64::MIN; rights]);
    for candidate in candidates {
        let (l, r) = (candidate.left as usize, candidate.right as usize);
        of_left[l] = of_left[l].max(candidate.score);
        of_right[r] = of_right[r].max(candidate.score);
    }
    let mut counts = vec![[1.0; LEVELS]; fields];
    for candidate in candidates {
        let (l, r) = (candidate.left as usize, candidate.right as usize);
        let best = candidate.score == of_left[l] && candidate.score == of_right[r];
        if !best || candidate.score <= 0 {
            continue;
        }
        for (field, level) in candidate.levels.iter().enumerate().filter(|(_, l)| **l != EMPTY) {
            counts[field][*level as usize] += 1.0;
        }
    }
    counts
        .into_iter()
        .map(|levels| {
            let all: f64 = levels.iter().sum();
            levels.map(|count| count / all)
        })
        .collect()
}

/// How rare each word of a text field is.
pub(crate) struct RareWords(BTreeMap<String, i64>);

impl RareWords {
    /// Counts the rows that hold each word.
    pub(crate) fn new(field: &Field) -> Self {
        let Kind::Text(left, right) = &field.kind else { return Self(BTreeMap::new()) };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let words = || left.iter().chain(right).flatten();
        for token in words().flat_map(|word| &word.tokens) {
            *counts.entry(token).or_default() += 1;
        }
        let all = words().count() as f64;
        let rarity = |count: usize| millibits(all / count.max(2) as f64);
        Self(counts.into_iter().map(|(token, n)| (token.to_owned(), rarity(n))).collect())
    }

    /// The evidence of the rarest word that both cells hold; 0 where there is none.
    pub(crate) fn shared(&self, field: &Field, l: usize, r: usize) -> i64 {
        let Kind::Text(left, right) = &field.kind else { return 0 };
        let (Some(left), Some(right)) = (&left[l], &right[r]) else { return 0 };
        let both = left.tokens.intersection(&right.tokens);
        both.filter_map(|token| self.0.get(token)).copied().max().unwrap_or(0)
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
