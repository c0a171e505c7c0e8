//! Where income and assets of a collective are booked.

use crate::entities::Entity;
use crate::ground::Ground;
use crate::keys::text::fold;
use ledger::codes::income::UNBOOKED;
use ledger::tables::{Asset, Income};
use ledger::{Books, CheckRun, Fen, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::Family;
use rulebook::bodies::is_body;
use rulebook::checks::tied::{IncomeBooked, SeparateBooks};
use std::collections::BTreeMap;

/// Asset id → its row in the county ledger.
fn by_id<'a>(ground: &Ground<'a>) -> BTreeMap<&'a str, &'a Asset> {
    let rows = ground.entities.all.iter().map(Entity::lead);
    rows.filter_map(|row| Some((row.asset_id.as_deref()?, row))).collect()
}

/// The level of the owner of income: as its row states it, else as the asset does.
fn owner<'a>(assets: &BTreeMap<&str, &'a Asset>, income: &'a Income) -> Option<&'a str> {
    let of_asset = || assets.get(income.asset_id.as_deref()?)?.owner_type.as_deref();
    income.owner_type.as_deref().or_else(of_asset)
}

fn subject(income: &Income) -> Subject {
    let id = income.income_id.as_deref().unwrap_or_else(|| income.row_id());
    Subject::new(SubjectKind::Income, id)
}

/// `income-booked`: income that was received is in the sub-account that the county wants.
pub(super) fn income(ground: &Ground<'_>) -> StepOutput<()> {
    let Ground { books, book, case, .. } = *ground;
    let mut out = StepOutput::default();
    let rules = book.ruled::<IncomeBooked>(case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(IncomeBooked::NAME));
    }
    let assets = by_id(ground);
    for rule in rules {
        if !books.has("income") {
            out.checks.push(rule.no_data());
            continue;
        }
        let mut run = rule.run();
        for row in books.income.iter().filter(|row| row.income_amount.is_some_and(is_some_money)) {
            let owner = owner(&assets, row);
            let bound = rule.rule.owners.is_empty()
                || owner.is_some_and(|owner| rule.rule.owners.contains(&owner));
            if !bound {
                continue;
            }
            let verdict = booked(books, rule.rule, row);
            run.count(verdict);
            if verdict == Verdict::Failed {
                out.findings.push(
                    rule.finding(&UNBOOKED, subject(row))
                        .place(row.township.as_deref(), row.village.as_deref())
                        .parameter(format!("subaccount={}", rule.rule.subaccount))
                        .cells(row.cells(&["account_code", "subaccount_name"])),
                );
            }
        }
        out.checks.push(run);
    }
    out
}

fn is_some_money(amount: Fen) -> bool {
    amount > Fen::ZERO
}

fn booked(books: &Books, rule: &IncomeBooked, row: &Income) -> Verdict {
    let Some(subaccount) = row.subaccount_name.as_deref() else {
        let asked = books.has_column(row, "subaccount_name");
        return if asked { Verdict::Failed } else { Verdict::Unknown };
    };
    let in_subaccount = fold(subaccount).contains(&*fold(&rule.subaccount));
    // An account that is not stated is where its sub-account is.
    let in_account = rule.accounts.is_empty()
        || row.account_code.as_deref().is_none_or(|code| {
            let code = fold(code).into_owned();
            rule.accounts.iter().any(|account| code.contains(&*fold(account)))
        });
    Verdict::from(in_subaccount && in_account)
}

/// `separate-books`: an asset of the collective that is not kept in separate books, or income of it
/// that is in the committee's name.
pub(super) fn separate(ground: &Ground<'_>) -> StepOutput<()> {
    let Ground { books, entities, book, case, .. } = *ground;
    let mut out = StepOutput::default();
    let rules = book.ruled::<SeparateBooks>(case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(SeparateBooks::NAME));
    }
    let assets = by_id(ground);
    for rule in rules {
        let mut run = rule.run();
        for row in entities.all.iter().map(Entity::lead) {
            if !row.owner_type.as_deref().is_some_and(|o| rule.rule.owners.contains(&o)) {
                continue;
            }
            let verdict = match row.separate_book_flag {
                Some(separate) => Verdict::from(separate),
                None if books.has_column(row, "separate_book_flag") => Verdict::Failed,
                None => Verdict::Unknown,
            };
            run.count(verdict);
            if verdict == Verdict::Failed {
                out.findings.push(
                    rule.finding(&UNBOOKED, Subject::asset(row))
                        .detail("separate_book_flag")
                        .of(row)
                        .cells(row.cells(&["owner_name", "separate_book_flag", "book_entry_no"])),
                );
            }
        }
        for row in books.income.iter().filter(|_| !rule.rule.apart_from.is_empty()) {
            let (Some(owner), Some(name)) = (owner(&assets, row), row.owner_name.as_deref()) else {
                continue;
            };
            if !rule.rule.owners.contains(&owner) {
                continue;
            }
            let township = row.township.as_deref();
            let wrong =
                rule.rule.apart_from.iter().any(|body| is_body(&case.county, township, name, body));
            run.count(Verdict::from(!wrong));
            if wrong {
                out.findings.push(
                    rule.finding(&UNBOOKED, subject(row))
                        .detail("owner_name")
                        .place(township, row.village.as_deref())
                        .cells(row.cells(&["owner_type", "owner_name"])),
                );
            }
        }
        out.checks.push(run);
    }
    out
}
