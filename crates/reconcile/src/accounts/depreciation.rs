//! Accumulated depreciation of cards, recomputed by their [`Schedule`].

use super::cards::Cards;
use super::gap::{Cause, Gap};
use super::schedule::Schedule;
use crate::basis::{Basis, book_day};
use crate::ground::Ground;
use crate::holdings::is_gone;
use chrono::Datelike;
use ledger::codes::account;
use ledger::tables::{Asset, AssetCard};
use ledger::{
    Books, CaseInfo, Fen, Finding, NaiveDate, Row, StepOutput, Subject, SubjectKind, Verdict,
};
use rulebook::Ruled;
use rulebook::checks::reconciliation::Depreciation;

/// `account.depreciation-differs`.
pub(super) fn check<'a>(ground: &Ground<'a>, cards: &Cards) -> StepOutput<Vec<Gap<'a>>> {
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
        let index = cards.thing.get(&position).copied();
        let thing = index.and_then(|i| holdings.all.get(i));
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
            let finding = finding(card, subject, &schedule, found, expected, &basis);
            let cause = Cause::Depreciation { card, thing: index, schedule, found, expected };
            out.rows.push(Gap::new(&finding, cause));
            out.findings.push(finding);
        }
    }
    out.checks.push(run);
    out
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
