//! Amounts by ratio: largest remainder, so that the parts sum to the whole (A38).

use ledger::tables::Allocation;
use ledger::{Decimal, Fen, NaiveDate, Text, money};
use rulebook::checks::distribution::Split;
use rulebook::{Family, Rulebook, Ruled};

/// A purpose and its weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bucket {
    pub(crate) purpose: Text,
    pub(crate) weight: i128,
}

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

/// The split of an amount of income, without its source.
pub(crate) fn leaves(amount: Fen, ruled: &Ruled<Split>) -> Vec<Allocation> {
    let buckets = buckets(ruled.rule);
    let whole: i128 = buckets.iter().map(|b| b.weight).sum();
    due(amount, &buckets)
        .into_iter()
        .map(|(bucket, amount)| Allocation {
            source_kind: Some("income".into()),
            stage: Some("due".into()),
            purpose: Some(bucket.purpose.clone()),
            ratio: Some(fraction(bucket.weight, whole)),
            amount: Some(amount),
            rule: Some(Split::NAME.into()),
            clause: Some(ruled.clause.id.as_str().into()),
            ..Allocation::default()
        })
        .collect()
}

/// The county's buckets, in the order of the text.
pub(crate) fn buckets(split: &Split) -> Vec<Bucket> {
    let shares: Vec<Decimal> = split.parts.iter().map(|p| p.share.0).collect();
    split
        .parts
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

/// What each bucket gets. Nothing when all weights are zero.
pub(crate) fn due(total: Fen, buckets: &[Bucket]) -> Vec<(&Bucket, Fen)> {
    let weights: Vec<i128> = buckets.iter().map(|b| b.weight).collect();
    let parts = money::split(total, &weights).unwrap_or_default();
    buckets.iter().zip(parts).collect()
}

/// `weight / whole` in lowest terms: `3/10`.
pub(crate) fn fraction(weight: i128, whole: i128) -> Text {
    let divisor = gcd(weight, whole).max(1);
    format!("{}/{}", weight / divisor, whole / divisor).into()
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}
