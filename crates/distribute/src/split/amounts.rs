//! Amounts by ratio: largest remainder, so that the parts sum to the whole (A38).

use ledger::tables::Allocation;
use ledger::{Decimal, Fen, NaiveDate, Text, money};
use rulebook::checks::split::{Part, Split, Takes};
use rulebook::{Family, Rate, Rulebook, Ruled};

/// A purpose and its weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bucket {
    pub(crate) purpose: Text,
    pub(crate) weight: i128,
}

/// What a purpose gets of an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) purpose: Text,
    /// Exact fraction of the amount.
    pub(crate) ratio: Text,
    pub(crate) amount: Fen,
}

/// Buckets for what lies above each amount, lowest first; the first lies above nothing.
pub(crate) type Tiers = Vec<(Fen, Vec<Bucket>)>;

/// The county's text states no split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoLocalRule;

impl std::fmt::Display for NoLocalRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("该县规定没有分配比例（无本地规定）")
    }
}

impl std::error::Error for NoLocalRule {}

/// What the rulebook's split in force on a day makes of an amount: one row for each purpose, summing
/// to the amount. The rows name no source.
///
/// # Errors
/// [`NoLocalRule`] when no clause in force on that day states a split.
pub fn split_amount(
    amount: Fen,
    book: &Rulebook,
    on: NaiveDate,
) -> Result<Vec<Allocation>, NoLocalRule> {
    let ruled = book.ruled::<Split>(on);
    ruled.first().map(|r| leaves(amount, r)).ok_or(NoLocalRule)
}

/// The split of an amount of income, without its source: what comes off as it was paid comes off up
/// to its limit.
pub(crate) fn leaves(amount: Fen, ruled: &Ruled<Split>) -> Vec<Allocation> {
    due_by(amount, ruled.rule, &|_| amount)
        .into_iter()
        .map(|due| Allocation {
            source_kind: Some("income".into()),
            stage: Some("due".into()),
            purpose: Some(due.purpose),
            ratio: Some(due.ratio),
            amount: Some(due.amount),
            rule: Some(Split::NAME.into()),
            clause: Some(ruled.clause.id.as_str().into()),
            ..Allocation::default()
        })
        .collect()
}

/// The county's buckets, in the order of the text.
pub(crate) fn tiers(split: &Split) -> Tiers {
    let mut tiers = vec![(Fen::ZERO, buckets(&split.parts))];
    tiers.extend(split.tiers.iter().map(|tier| (tier.above.0, buckets(&tier.parts))));
    tiers.sort_by_key(|(above, _)| *above);
    tiers
}

/// What each purpose gets by the county's split: what comes off first, then the rest by its buckets.
/// `paid` says what was paid for a purpose.
pub(crate) fn due_by(total: Fen, split: &Split, paid: &dyn Fn(&str) -> Fen) -> Vec<Due> {
    if split.first.is_empty() {
        return due(total, &tiers(split));
    }
    let mut left = total.max(Fen::ZERO);
    let mut out: Vec<Due> = Vec::new();
    let add = |purpose: &str, amount: Fen, out: &mut Vec<Due>| match out
        .iter_mut()
        .find(|due| *due.purpose == *purpose)
    {
        Some(due) => due.amount = Fen::sum([due.amount, amount]),
        None => out.push(Due { purpose: purpose.into(), ratio: "".into(), amount }),
    };
    for first in &split.first {
        let part = |rate: Rate| total.times(rate.0).unwrap_or(Fen::ZERO);
        let wanted = match first.takes {
            Takes::Share(rate) => part(rate),
            Takes::Amount(amount) => amount.0,
            Takes::UpTo(rate) => paid(first.purpose).min(part(rate)),
        };
        let taken = wanted.min(left).max(Fen::ZERO);
        left = left.minus(taken);
        add(first.purpose, taken, &mut out);
    }
    for rest in due(total.minus(total.max(Fen::ZERO).minus(left)), &tiers(split)) {
        add(&rest.purpose, rest.amount, &mut out);
    }
    for due in &mut out {
        due.ratio = fraction(due.amount.0.into(), total.0.into());
    }
    out
}

fn buckets(parts: &[Part]) -> Vec<Bucket> {
    let shares: Vec<Decimal> = parts.iter().map(|p| p.share.0).collect();
    parts
        .iter()
        .zip(weights(&shares))
        .map(|(part, weight)| Bucket { purpose: part.purpose.into(), weight })
        .collect()
}

/// Decimals as whole numbers in the same proportion.
pub(crate) fn weights(shares: &[Decimal]) -> Vec<i128> {
    let scale = shares.iter().map(Decimal::scale).max().unwrap_or(0);
    shares.iter().map(|share| share.mantissa() * 10_i128.pow(scale - share.scale())).collect()
}

/// What each purpose gets: every slice of the amount is split by the buckets of its tier. Nothing
/// when the weights of a tier are all zero.
pub(crate) fn due(total: Fen, tiers: &Tiers) -> Vec<Due> {
    let mut out: Vec<Due> = Vec::new();
    for (index, (above, buckets)) in tiers.iter().enumerate() {
        let upto = tiers.get(index + 1).map_or(Fen(i64::MAX), |(next, _)| *next);
        let above = if index == 0 { Fen(i64::MIN) } else { *above };
        if total <= above {
            break;
        }
        let below = if index == 0 { Fen::ZERO } else { above };
        let slice = total.min(upto).minus(below);
        let weights: Vec<i128> = buckets.iter().map(|b| b.weight).collect();
        let parts = money::split(slice, &weights).unwrap_or_default();
        for (bucket, part) in buckets.iter().zip(parts) {
            match out.iter_mut().find(|due| due.purpose == bucket.purpose) {
                Some(due) => due.amount = Fen::sum([due.amount, part]),
                None => out.push(Due {
                    purpose: bucket.purpose.clone(),
                    ratio: fraction(bucket.weight, weights.iter().sum()),
                    amount: part,
                }),
            }
        }
    }
    if tiers.len() > 1 {
        for due in &mut out {
            due.ratio = fraction(due.amount.0.into(), total.0.into());
        }
    }
    out
}

/// `weight / whole` in lowest terms: `3/10`.
pub(crate) fn fraction(weight: i128, whole: i128) -> Text {
    let divisor = gcd(weight, whole).max(1);
    format!("{}/{}", weight / divisor, whole / divisor).into()
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}
