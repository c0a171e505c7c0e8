//! Accumulated depreciation of cards, recomputed.
//!
//! Accumulated = original value × (1 − residual) × months served ÷ months of life, rounded half up
//! to the fen once; months capped at the life. Books round each month, so a difference up to 0.01
//! yuan a month of service is none.

use super::cards::Cards;
use super::regime::Regime;
use crate::basis::{Basis, book_day};
use crate::ground::Ground;
use crate::holdings::is_gone;
use chrono::Datelike;
use ledger::codes::account;
use ledger::day::months_between;
use ledger::tables::{Asset, AssetCard};
use ledger::{
    Books, CaseInfo, Decimal, Fen, Finding, NaiveDate, Precision, Row, StepOutput, Subject,
    SubjectKind, Verdict,
};
use rulebook::Ruled;
use rulebook::checks::reconciliation::Depreciation;

/// `account.depreciation-differs`.
pub(super) fn check(ground: &Ground<'_>, cards: &Cards) -> StepOutput<()> {
    let Ground { books, holdings, book, case, .. } = *ground;
    let basis = Basis::of::<Depreciation>(book, case.as_of);
    let mut out = StepOutput::default();
    if !books.has("asset_cards") {
        out.checks.push(basis.no_data());
        return out;
    }
    let day = book_day(case);
    let mut run = basis.run();
    for (position, card) in books.asset_cards.iter().enumerate() {
        if is_gone(card.asset_status.as_deref()) {
            continue;
        }
        let thing = cards.thing.get(&position).and_then(|i| holdings.all.get(*i));
        let (Some(schedule), Some(original), Some(found)) =
            (Schedule::of(card, day), card.original_value, card.accumulated_depreciation)
        else {
            run.count(Verdict::Unknown);
            continue;
        };
        let Some(expected) = schedule.accumulated(original) else {
            run.count(Verdict::Unknown);
            continue;
        };
        // A wrong original value is reported as such; what follows from it is not reported again.
        let by_ledger =
            thing.and_then(|t| t.lead.original_value).and_then(|value| schedule.accumulated(value));
        let passed = schedule.allows(found, expected)
            || by_ledger.is_some_and(|expected| schedule.allows(found, expected));
        run.count(Verdict::from(passed));
        if !passed {
            let subject = thing.map_or_else(|| subject(card), |t| t.subject.clone());
            out.findings.push(finding(card, subject, &schedule, found, expected, &basis));
        }
    }
    out.checks.push(run);
    out
}

/// How a card is depreciated.
#[derive(Debug)]
struct Schedule {
    regime: Regime,
    /// Months served, capped at the life.
    months: i64,
    /// Months of life; zero when it is not depreciated.
    life: i64,
    residual: Residual,
}

#[derive(Debug)]
enum Residual {
    /// As a fraction of the original value.
    Rate(Decimal),
    /// As an amount.
    Amount(Fen),
}

impl Schedule {
    /// `None` when the card does not say enough, or is not depreciated by straight line.
    fn of(card: &AssetCard, day: NaiveDate) -> Option<Self> {
        let regime = Regime::of_card(card)?;
        let not_depreciated = card.depreciation_method.as_deref() == Some("none")
            || card.depreciation_state.as_deref() == Some("not_depreciated");
        if not_depreciated {
            let residual = Residual::Rate(Decimal::ZERO);
            return Some(Self { regime, months: 0, life: 0, residual });
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
        let first = i64::from(regime == Regime::Government);
        let served = months_between(start.date, day) + first;
        Some(Self { regime, months: served.clamp(0, life), life, residual })
    }

    /// Accumulated depreciation of an original value.
    fn accumulated(&self, original: Fen) -> Option<Fen> {
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
            numerator.checked_mul(self.months.into())?,
            denominator.checked_mul(self.life.into())?,
        )
    }

    /// Whether a recorded amount is the expected one, but for the rounding of each month.
    fn allows(&self, found: Fen, expected: Fen) -> bool {
        found.minus(expected).abs() <= Fen(self.months)
    }

    fn residual_label(&self) -> String {
        match self.residual {
            Residual::Rate(rate) => format!("{}%", (rate * Decimal::ONE_HUNDRED).normalize()),
            Residual::Amount(amount) => format!("{} 元", amount.grouped()),
        }
    }
}

/// `account.depreciation-differs` of the county ledger: fixed assets that the clause would have
/// depreciated at the end of the year, and that were not.
pub(super) fn year_end(ground: &Ground<'_>) -> StepOutput<()> {
    let Ground { books, entities, book, case, .. } = *ground;
    let mut out = StepOutput::default();
    for rule in book.ruled::<Depreciation>(case.law_day()) {
        if rule.rule.year_end_of.is_empty() {
            continue;
        }
        let mut run = rule.run();
        for row in entities.all.iter().filter_map(|e| e.county()) {
            let coverage = row.coverage_scope.as_deref();
            let bound = coverage.is_some_and(|c| rule.rule.year_end_of.contains(&c))
                && matches!(row.asset_form.as_deref(), None | Some("fixed"))
                && !is_gone(row.asset_status.as_deref());
            if !bound {
                continue;
            }
            let verdict = charged(books, case, row);
            run.count(verdict);
            if verdict == Verdict::Failed {
                out.findings.push(uncharged(&rule, case, row));
            }
        }
        out.checks.push(run);
    }
    out
}

/// Whether the last depreciation of a row is that of the year's end.
fn charged(books: &Books, case: &CaseInfo, row: &Asset) -> Verdict {
    let end = NaiveDate::from_ymd_opt(case.year, 12, 31);
    let in_use_later = row.in_use_date.is_some_and(|d| d.date.year() > case.year);
    if end.is_none_or(|end| case.as_of < end) || in_use_later {
        return Verdict::Unknown;
    }
    match row.depreciation_date {
        Some(day) => Verdict::from(
            day.date.year() > case.year
                || (day.date.year() == case.year && day.latest().month() == 12),
        ),
        None if books.has_column(row, "depreciation_date") => Verdict::Failed,
        None => Verdict::Unknown,
    }
}

fn uncharged(rule: &Ruled<'_, Depreciation>, case: &CaseInfo, row: &Asset) -> Finding {
    let year = case.year;
    let last = row.depreciation_date.map(|day| day.to_string());
    let (zh, en) = last.map_or_else(
        || ("台账没有计提折旧的日期".to_owned(), "no depreciation on record".to_owned()),
        |day| (format!("最近计提折旧的日期为{day}"), format!("last depreciated on {day}")),
    );
    rule.finding(&account::DEPRECIATION_DIFFERS, Subject::asset(row))
        .detail(format!("year-end-{year}"))
        .of(row)
        .arg("name", row.asset_name.clone().unwrap_or_default())
        .arg_in("found", &zh, &en)
        .arg_in(
            "expected",
            &format!("{year}年年终应当计提折旧"),
            &format!("it is to be depreciated at the end of {year}"),
        )
        .cells(row.cells(&["coverage_scope", "depreciation_date", "accumulated_depreciation"]))
}

/// The subject of a card that led to no asset.
fn subject(card: &AssetCard) -> Subject {
    let id = card.asset_id.as_deref().unwrap_or_else(|| card.row_id());
    Subject::new(SubjectKind::Asset, id)
}

fn finding(
    card: &AssetCard,
    subject: Subject,
    schedule: &Schedule,
    found: Fen,
    expected: Fen,
    basis: &Basis,
) -> Finding {
    let columns = [
        "card_no",
        "asset_id",
        "original_value",
        "accumulated_depreciation",
        "in_use_date",
        "useful_life_months",
        "residual_rate",
        "accounting_rule",
    ];
    let (regime, residual) = (schedule.regime.label(), schedule.residual_label());
    let (life, months) = (schedule.life, schedule.months);
    let (due, gap) = (expected.grouped(), found.minus(expected).grouped());
    let zh = format!(
        "按{regime}，折旧年限{life}个月，净残值{residual}，应已计提{months}个月共{due}元，相差{gap}元"
    );
    let en = format!(
        "by {regime}, {life} months of life and residual {residual}, {months} months make {due} yuan, a difference of {gap} yuan"
    );
    basis
        .finding(&account::DEPRECIATION_DIFFERS, subject)
        .detail(card.card_no.as_deref().unwrap_or_else(|| card.row_id()))
        .place(card.township.as_deref(), card.village.as_deref())
        .unit(card.unit.as_deref())
        .amount(found.minus(expected))
        .arg("name", card.name.clone().unwrap_or_default())
        .arg_in(
            "found",
            &format!("卡片累计折旧{}元", found.grouped()),
            &format!("{} yuan depreciated on the card", found.grouped()),
        )
        .arg_in("expected", &zh, &en)
        .cells(card.cells(&columns))
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
                let schedule = Schedule { regime: Regime::Rural, months, life, residual };
                schedule.accumulated(Fen(original)).unwrap()
            };
            prop_assert!(of(months) <= of(life));
            prop_assert!(of((months - 1).max(0)) <= of(months));
            prop_assert_eq!(Some(of(life)), Fen(original).ratio((100 - percent).into(), 100));
        }
    }
}
