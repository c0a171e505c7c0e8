//! The second stage of a split: a bucket among the households that are paid from it.
//!
//! Our reading: what each head gets first is taken from the whole bucket; where it does not suffice,
//! all of it goes by heads. The rest is divided by the measure, weighted by labour capacity. Where a
//! household's figure is not stated, nothing can be divided and the bucket stays whole.

use super::Governing;
use super::amounts::{Due, fraction, weights};
use crate::scene::{Plan, Scene};
use ledger::tables::DistributionLine;
use ledger::{Decimal, Fen, Text, money};
use rulebook::checks::split::{Among, Measure};
use std::collections::BTreeMap;

/// What a household gets of a bucket; the bucket itself without one.
pub(super) struct Leaf {
    pub(super) household: Option<Text>,
    /// Exact fraction of the plan.
    pub(super) ratio: Text,
    pub(super) amount: Fen,
}

/// The households of a bucket with what each gets, summing to it; none where the county divides it
/// no further, or cannot.
pub(super) fn of(
    scene: &Scene,
    plan: &Plan,
    governing: &Governing,
    due: &Due,
    base: Fen,
) -> Vec<Leaf> {
    let part = governing.split.rule.parts.iter().find(|p| *p.purpose == *due.purpose);
    let Some(among) = part.and_then(|p| p.among.as_ref()).filter(|_| !governing.is_approved())
    else {
        return Vec::new();
    };
    let mut households: BTreeMap<&Text, &DistributionLine> = BTreeMap::new();
    for line in &plan.lines {
        let bucket = line.dist_use_category.as_ref() == Some(&due.purpose);
        let household = line.dist_recipient_type.as_deref() == Some("household");
        if let (true, true, Some(id)) = (bucket, household, &line.dist_recipient_id) {
            households.entry(id).or_insert(line);
        }
    }
    let lines: Vec<&DistributionLine> = households.values().copied().collect();
    divided(scene, among, due.amount, &lines)
        .unwrap_or_default()
        .into_iter()
        .zip(households.into_keys())
        .map(|(amount, id)| Leaf {
            household: Some(id.clone()),
            ratio: fraction(amount.0.into(), base.0.into()),
            amount,
        })
        .collect()
}

fn divided(
    scene: &Scene,
    among: &Among,
    total: Fen,
    lines: &[&DistributionLine],
) -> Option<Vec<Fen>> {
    let measures: Option<Vec<Decimal>> = lines.iter().map(|l| measure(scene, among, l)).collect();
    let measures = weights(&measures?);
    let Some(minimum) = among.minimum_per_head else {
        return money::split(total, &measures);
    };
    let heads: Option<Vec<i64>> = lines.iter().map(|l| scene.persons(l)).collect();
    let heads = heads?;
    minimum_first(total, minimum.0, &heads, &measures)
}

/// What each head gets first, then the rest by the measures.
fn minimum_first(total: Fen, minimum: Fen, heads: &[i64], measures: &[i128]) -> Option<Vec<Fen>> {
    let by_heads: Vec<i128> = heads.iter().map(|n| i128::from(*n)).collect();
    let first: Option<Vec<Fen>> = by_heads.iter().map(|n| minimum.ratio(*n, 1)).collect();
    let first = first?;
    let rest = total.minus(Fen::checked_sum(first.iter().copied())?);
    if rest < Fen::ZERO {
        return money::split(total, &by_heads);
    }
    let rest = money::split(rest, measures)?;
    first.into_iter().zip(rest).map(|(one, other)| one.plus(other)).collect()
}

fn measure(scene: &Scene, among: &Among, line: &DistributionLine) -> Option<Decimal> {
    let measure = match among.by {
        Measure::Households => Decimal::ONE,
        Measure::Heads => scene.persons(line)?.into(),
        Measure::Shares => line.share_pct.or(line.share_qty)?,
        Measure::Scores => line.dist_factor_score?,
    };
    let counts = scene.labour(line).and_then(|capacity| among.labour.get(capacity));
    measure
        .checked_mul(counts.map_or(Decimal::ONE, |rate| rate.0))
        .map(|weighted| weighted.normalize())
        .filter(|weighted| !weighted.is_sign_negative())
}

#[cfg(test)]
mod tests {
    use super::minimum_first;
    use ledger::Fen;
    use proptest::prelude::*;

    #[test]
    fn every_head_has_its_minimum_before_the_rest_is_divided() {
        let divided = |total| minimum_first(Fen(total), Fen(100), &[1, 3], &[1, 1]).unwrap();
        assert_eq!(divided(1000), [Fen(400), Fen(600)]);
        assert_eq!(divided(400), [Fen(100), Fen(300)]);
        assert_eq!(divided(399), [Fen(100), Fen(299)], "not enough: by heads");
    }

    proptest! {
        #[test]
        fn the_parts_are_the_whole(
            total in 0_i64..1_000_000_000,
            minimum in 0_i64..100_000,
            heads in prop::collection::vec((1_i64..9, 1_i128..100), 1..12),
        ) {
            let (heads, measures): (Vec<i64>, Vec<i128>) = heads.into_iter().unzip();
            let parts = minimum_first(Fen(total), Fen(minimum), &heads, &measures).unwrap();
            prop_assert_eq!(Fen::sum(parts), Fen(total));
        }
    }
}
