//! Money as integer fen (分), and splits whose parts sum to the whole.

use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;
use std::str::FromStr;

/// An amount of money in fen (1 yuan = 100 fen). Integer, so equality is equality.
///
/// It has no `Add`: sums go through [`Fen::sum`] and [`Fen::plus`], which report overflow.
/// A legal cell holds at most [`Fen::CELL_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fen(pub i64);

/// The text is no plain yuan amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnAmount(pub String);

impl fmt::Display for NotAnAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an amount in yuan: {:?}", self.0)
    }
}

impl std::error::Error for NotAnAmount {}

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount one cell may hold: 100 亿元. With at most nine million rows a table, no
    /// sum of a legal case can leave `i64`.
    pub const CELL_MAX: Self = Self(1_000_000_000_000);

    /// Whole yuan.
    #[must_use]
    pub const fn from_yuan(yuan: i64) -> Self {
        Self(yuan * 100)
    }

    /// Exact conversion of a decimal number of yuan; `None` if it is finer than a fen or too large.
    #[must_use]
    pub fn from_decimal_exact(yuan: Decimal) -> Option<Self> {
        let fen = yuan.checked_mul(Decimal::ONE_HUNDRED)?;
        if !fen.fract().is_zero() {
            return None;
        }
        // `trunc` leaves scale zero, so the mantissa is the number itself.
        i64::try_from(fen.trunc().mantissa()).ok().map(Self)
    }

    /// A decimal number of yuan rounded half up (away from zero) to the fen.
    #[must_use]
    pub fn from_decimal_rounded(yuan: Decimal) -> Option<Self> {
        // Most amounts are in fen: nothing is rounded, and sums of many are made this way.
        if let Some(places) = 2_u32.checked_sub(yuan.scale()) {
            return i64::try_from(yuan.mantissa() * 10_i128.pow(places)).ok().map(Self);
        }
        let fen = yuan
            .checked_mul(Decimal::ONE_HUNDRED)?
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Self::from_decimal_exact(fen.checked_div(Decimal::ONE_HUNDRED)?)
    }

    /// The amount as a decimal number of yuan.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// `self + other`, `None` on overflow.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// `self - other`. Amounts of a legal case cannot overflow here; should they, the result stays
    /// at the end of the range instead of wrapping.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The size without the sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Checked sum; `None` on overflow.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Sum of amounts of a legal case, which cannot overflow (see [`Fen::CELL_MAX`]); held at the
    /// end of the range instead of wrapping should that ever fail.
    #[must_use]
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Self {
        Self(amounts.into_iter().fold(0, |sum: i64, a| sum.saturating_add(a.0)))
    }

    /// `self × numerator ÷ denominator`, rounded half up (away from zero) once. `None` when the
    /// denominator is zero or the result leaves the range.
    #[must_use]
    pub fn ratio(self, numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let product = i128::from(self.0).checked_mul(numerator)?;
        let (product, denominator) =
            if denominator < 0 { (-product, -denominator) } else { (product, denominator) };
        let doubled = product.abs().checked_mul(2)?.checked_add(denominator)?
            / (denominator.checked_mul(2)?);
        i64::try_from(doubled * product.signum()).ok().map(Self)
    }

    /// `self × rate` for an exact decimal rate (0.05 for 5 %), rounded half up once.
    #[must_use]
    pub fn times(self, rate: Decimal) -> Option<Self> {
        self.ratio(rate.mantissa(), 10_i128.checked_pow(rate.scale())?)
    }

    /// With thousands separators, for people: `1,129,200.00`.
    #[must_use]
    pub fn grouped(self) -> String {
        let digits = (self.0.unsigned_abs() / 100).to_string();
        let mut out = String::from(if self.0 < 0 { "-" } else { "" });
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        format!("{out}.{:02}", self.0.unsigned_abs() % 100)
    }
}

/// Yuan with two decimals and no separators: `-1234.50`.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

/// Reads what [`Display`](fmt::Display) writes, and fewer decimals: `12`, `12.3`, `-12.34`.
impl FromStr for Fen {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let refuse = || NotAnAmount(text.to_owned());
        if !text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-') {
            return Err(refuse());
        }
        let yuan = Decimal::from_str_exact(text).map_err(|_| refuse())?;
        Self::from_decimal_exact(yuan).ok_or_else(refuse)
    }
}

/// Divides `total` by `weights` with the largest-remainder method: each part is floored to the fen,
/// the fen left over go to the largest fractional parts, ties to the earlier part.
///
/// The parts sum to `total` exactly, also for negative totals. `None` when there are no weights,
/// one is negative, all are zero, or the arithmetic leaves `i128`.
///
/// Source: A38 of the clause map.
#[must_use]
pub fn split(total: Fen, weights: &[i128]) -> Option<Vec<Fen>> {
    let sum =
        weights.iter().try_fold(0_i128, |s, w| if *w < 0 { None } else { s.checked_add(*w) })?;
    if sum == 0 {
        return None;
    }
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for weight in weights {
        let product = i128::from(total.0).checked_mul(*weight)?;
        parts.push(product.div_euclid(sum));
        remainders.push(product.rem_euclid(sum));
    }
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| remainders[*b].cmp(&remainders[*a]).then(a.cmp(b)));
    let left = i128::from(total.0) - parts.iter().sum::<i128>();
    for index in order.into_iter().take(usize::try_from(left).ok()?) {
        parts[index] += 1;
    }
    parts.into_iter().map(|p| i64::try_from(p).ok().map(Fen)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_round_trips() {
        for (text, fen) in [
            ("0", 0),
            ("12", 1200),
            ("12.3", 1230),
            ("-0.05", -5),
            ("92233720368547758.07", i64::MAX),
        ] {
            assert_eq!(text.parse(), Ok(Fen(fen)), "{text}");
        }
        for text in ["", "1,000", "0.001", "1e3", "1_0", "１", "--1", "."] {
            assert!(text.parse::<Fen>().is_err(), "{text}");
        }
        assert_eq!(Fen(-5).to_string(), "-0.05");
        assert_eq!(Fen(112_920_000).grouped(), "1,129,200.00");
        assert_eq!(Fen(-99).grouped(), "-0.99");
    }

    #[test]
    fn rounding_is_half_up_away_from_zero() {
        assert_eq!(Fen::from_decimal_rounded("105.675".parse().unwrap()), Some(Fen(10_568)));
        assert_eq!(Fen::from_decimal_rounded("-105.675".parse().unwrap()), Some(Fen(-10_568)));
        assert_eq!(Fen(1).ratio(1, 2), Some(Fen(1)));
        assert_eq!(Fen(-1).ratio(1, 2), Some(Fen(-1)));
        assert_eq!(Fen(100).times("0.0435".parse().unwrap()), Some(Fen(4)));
    }

    #[test]
    fn the_left_over_fen_goes_to_the_largest_remainder() {
        assert_eq!(split(Fen(10_000), &[1, 1, 1]), Some(vec![Fen(3334), Fen(3333), Fen(3333)]));
        assert_eq!(split(Fen(-100), &[1, 1, 1]), Some(vec![Fen(-33), Fen(-33), Fen(-34)]));
        assert_eq!(split(Fen(1), &[30, 30, 20, 20]), Some(vec![Fen(1), Fen(0), Fen(0), Fen(0)]));
        assert_eq!(split(Fen(1), &[]), None);
        assert_eq!(split(Fen(1), &[0, 0]), None);
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(total in -1_000_000_000_000_i64..1_000_000_000_000, weights in prop::collection::vec(0_i128..1_000_000, 1..20)) {
            prop_assume!(weights.iter().sum::<i128>() > 0);
            let parts = split(Fen(total), &weights).unwrap();
            prop_assert_eq!(Fen::sum(parts), Fen(total));
        }

        #[test]
        fn display_and_parse_agree(fen in any::<i64>()) {
            prop_assert_eq!(Fen(fen).to_string().parse(), Ok(Fen(fen)));
        }
    }
}
