//! How a card is depreciated, month by month.
//!
//! Accumulated = original value × (1 − residual) × months served ÷ months of life, rounded half up
//! to the fen once; months capped at the life. Books round each month, so a difference up to 0.01
//! yuan a month of service is none.

use super::regime::Regime;
use chrono::Datelike;
use ledger::day::{months_between, months_later};
use ledger::tables::AssetCard;
use ledger::{Day, Decimal, Fen, NaiveDate, Precision};

/// How a card is depreciated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schedule {
    pub(super) regime: Regime,
    /// Months served, capped at the life.
    pub(super) months: i64,
    /// Months of life; zero when it is not depreciated.
    pub(super) life: i64,
    /// A day in the first month that is depreciated; of no meaning when none is.
    pub(super) first: NaiveDate,
    residual: Residual,
}

/// One month of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) month: Day,
    /// Months served by the end of it, from 1.
    pub(super) served: i64,
    pub(super) charge: Fen,
    /// By the end of it.
    pub(super) accumulated: Fen,
}

#[derive(Debug, Clone, Copy)]
enum Residual {
    /// As a fraction of the original value.
    Rate(Decimal),
    /// As an amount.
    Amount(Fen),
}

impl Schedule {
    /// `None` when the card does not say enough, or is not depreciated by straight line.
    pub(super) fn of(card: &AssetCard, day: NaiveDate) -> Option<Self> {
        let regime = Regime::of_card(card)?;
        let not_depreciated = card.depreciation_method.as_deref() == Some("none")
            || card.depreciation_state.as_deref() == Some("not_depreciated");
        if not_depreciated {
            let residual = Residual::Rate(Decimal::ZERO);
            return Some(Self { regime, months: 0, life: 0, first: day, residual });
        }
        if !matches!(card.depreciation_method.as_deref(), None | Some("straight_line")) {
            return None;
        }
        let residual = match regime {
            Regime::Government => Residual::Rate(Decimal::ZERO),
            Regime::Rural => match (card.residual_rate, card.residual_value) {
                (Some(percent), _) => Residual::Rate(percent.checked_div(Decimal::ONE_HUNDRED)?),
                (None, Some(amount)) => Residual::Amount(amount),
                (None, None) => return None,
            },
        };
        let life = card
            .useful_life_months
            .or_else(|| card.expected_life_years?.checked_mul(12))
            .filter(|life| *life > 0)?;
        let start = card.in_use_date.filter(|d| d.precision != Precision::Year && d.date <= day)?;
        // The month of use counts by the government's regime only.
        let (own, first) = match regime {
            Regime::Government => (1, start.date),
            Regime::Rural => (0, months_later(start.date, 1)),
        };
        let served = months_between(start.date, day) + own;
        Some(Self { regime, months: served.clamp(0, life), life, first, residual })
    }

    /// Accumulated depreciation of an original value.
    pub(super) fn accumulated(&self, original: Fen) -> Option<Fen> {
        self.accumulated_by(original, self.months)
    }

    /// What is to be depreciated in the whole life: original value less residual.
    pub(super) fn base(&self, original: Fen) -> Option<Fen> {
        self.accumulated_by(original, self.life)
    }

    /// The months that were served, in order. Their charges add up to what is accumulated.
    pub(super) fn served(&self, original: Fen) -> impl Iterator<Item = Month> + use<> {
        let schedule = *self;
        (1..=self.months).map_while(move |served| {
            let accumulated = schedule.accumulated_by(original, served)?;
            let before = schedule.accumulated_by(original, served - 1)?;
            let later = i32::try_from(served - 1).ok()?;
            let day = months_later(schedule.first, later);
            Some(Month {
                month: Day::month(day.year(), day.month())?,
                served,
                charge: accumulated.minus(before),
                accumulated,
            })
        })
    }

    fn accumulated_by(&self, original: Fen, months: i64) -> Option<Fen> {
        if self.life == 0 {
            return Some(Fen::ZERO);
        }
        let (base, numerator, denominator) = match self.residual {
            Residual::Amount(amount) => (original.minus(amount), 1, 1),
            Residual::Rate(rate) => {
                let kept = Decimal::ONE.checked_sub(rate)?;
                (original, kept.mantissa(), 10_i128.checked_pow(kept.scale())?)
            }
        };
        base.ratio(
            numerator.checked_mul(months.into())?,
            denominator.checked_mul(self.life.into())?,
        )
    }

    /// Whether a recorded amount is the expected one, but for the rounding of each month.
    pub(super) fn allows(&self, found: Fen, expected: Fen) -> bool {
        found.minus(expected).abs() <= Fen(self.months)
    }

    pub(super) fn residual_label(&self) -> String {
        match self.residual {
            Residual::Rate(rate) => format!("{}%", (rate * Decimal::ONE_HUNDRED).normalize()),
            Residual::Amount(amount) => format!("{} 元", amount.grouped()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Never more than what is to be depreciated, never less with more months, and all of it at
        /// the end of life.
        #[test]
        fn it_grows_to_what_is_to_be_depreciated(
            original in 0_i64..1_000_000_000_000,
            percent in 0_i64..100,
            life in 1_i64..1_200,
            months in 0_i64..1_200,
        ) {
            let months = months.min(life);
            let of = |months| {
                let residual = Residual::Rate(Decimal::new(percent, 2));
                let first = NaiveDate::default();
                let schedule = Schedule { regime: Regime::Rural, months, life, first, residual };
                schedule.accumulated(Fen(original)).unwrap()
            };
            prop_assert!(of(months) <= of(life));
            prop_assert!(of((months - 1).max(0)) <= of(months));
            prop_assert_eq!(Some(of(life)), Fen(original).ratio((100 - percent).into(), 100));
        }

        /// The months of a schedule add up to what is accumulated by the end of it.
        #[test]
        fn its_months_add_up(
            original in 0_i64..1_000_000_000_000,
            percent in 0_i64..100,
            life in 1_i64..600,
            months in 0_i64..600,
        ) {
            let residual = Residual::Rate(Decimal::new(percent, 2));
            let (months, first) = (months.min(life), NaiveDate::default());
            let schedule = Schedule { regime: Regime::Rural, months, life, first, residual };
            let served: Vec<Month> = schedule.served(Fen(original)).collect();
            prop_assert_eq!(served.len() as i64, months);
            let sum = Fen::sum(served.iter().map(|month| month.charge));
            prop_assert_eq!(Some(sum), schedule.accumulated(Fen(original)));
        }
    }
}
