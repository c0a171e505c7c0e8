//! Cards of a unit against the balance of its fixed-asset accounts.

use super::gap::{Cause, Gap};
use super::regime::{Regime, account_name};
use super::trial::{Period, closing, tops};
use super::{keeper_name, keeper_of_account, keeper_of_card};
use crate::basis::Basis;
use crate::holdings::is_gone;
use crate::units::Units;
use ledger::codes::account;
use ledger::tables::{AccountBalance, AssetCard};
use ledger::{Books, CaseInfo, Fen, Finding, Row, StepOutput, Subject, SubjectKind, Verdict};
use std::collections::BTreeMap;

/// Names of the account of assets pending treatment.
const SUSPENSE: [&str; 4] =
    ["待处理财产损溢", "待处理财产损益", "待处理资产损溢", "待处理资产损益"];

/// `account.balance-differs` and `account.suspense-open`, at the end of the year being cleared.
pub(super) fn check<'a>(
    books: &'a Books,
    units: &Units,
    case: &CaseInfo,
) -> StepOutput<Vec<Gap<'a>>> {
    let balance = Basis::arithmetic("card-balance");
    let suspense = Basis::arithmetic("suspense-account");
    let mut out = StepOutput::default();
    if !books.has("account_balances") {
        out.checks.push(balance.no_data());
        out.checks.push(suspense.no_data());
        return out;
    }
    let mut cards: BTreeMap<String, Vec<&AssetCard>> = BTreeMap::new();
    for card in &books.asset_cards {
        if let Some(key) = keeper_of_card(card, units) {
            cards.entry(key).or_default().push(card);
        }
    }
    let (mut balance_run, mut suspense_run) = (balance.run(), suspense.run());
    for (key, rows) in year_end(books, units, case) {
        let (verdict, finding) = match cards.get(&key) {
            Some(cards) => compare(&rows, cards, &balance),
            None => (Verdict::Unknown, None),
        };
        balance_run.count(verdict);
        let cause = Cause::Balance { entity: key.clone() };
        out.rows.extend(finding.as_ref().map(|finding| Gap::new(finding, cause)));
        out.findings.extend(finding);
        if let Some((verdict, finding)) = open(&rows, &suspense) {
            suspense_run.count(verdict);
            out.findings.extend(finding);
        }
    }
    out.checks.push(if books.has("asset_cards") { balance_run } else { balance.no_data() });
    out.checks.push(suspense_run);
    out
}

/// The balances of each unit at the end of the year: of December, of the year as a whole, or of no
/// stated period.
pub(super) fn year_end<'a>(
    books: &'a Books,
    units: &Units,
    case: &CaseInfo,
) -> BTreeMap<String, Vec<&'a AccountBalance>> {
    let mut out: BTreeMap<String, Vec<&AccountBalance>> = BTreeMap::new();
    for row in &books.account_balances {
        let at_end = match Period::of(row) {
            Period::Unstated => true,
            Period::Year(year) => year == case.year,
            Period::Month(year, month) => year == case.year && month == 12,
        };
        if let (Some(key), true) = (keeper_of_account(row, units), at_end) {
            out.entry(key).or_default().push(row);
        }
    }
    out
}

/// Rows of accounts of these names, each amount once: parents, not their children.
fn named<'a>(
    rows: &[&'a AccountBalance],
    names: impl Fn(&AccountBalance) -> bool,
) -> Vec<&'a AccountBalance> {
    let named: Vec<&AccountBalance> = rows.iter().copied().filter(|r| names(r)).collect();
    tops(&named)
}

/// Σ cards against the closing balance of the fixed-asset accounts.
fn compare(
    rows: &[&AccountBalance],
    cards: &[&AssetCard],
    basis: &Basis,
) -> (Verdict, Option<Finding>) {
    let accounts = named(rows, |row| {
        let names = Regime::of_balance(row).map_or(&[][..], Regime::fixed_asset_accounts);
        account_name(row).is_some_and(|name| names.contains(&name.as_str()))
    });
    let closings: Option<Vec<Fen>> = accounts.iter().map(|r| debit_closing(r)).collect();
    let live: Vec<&&AssetCard> =
        cards.iter().filter(|c| !is_gone(c.asset_status.as_deref())).collect();
    let values: Option<Vec<Fen>> = live.iter().map(|c| c.original_value).collect();
    let (Some(closings), Some(values), false) = (closings, values, accounts.is_empty()) else {
        return (Verdict::Unknown, None);
    };
    let (found, expected) = (Fen::sum(values), Fen::sum(closings));
    if found == expected {
        return (Verdict::Passed, None);
    }
    let columns = ["account_code", "account_name", "closing_debit", "closing_credit"];
    let unit = rows.first().map(|r| keeper_name(r)).unwrap_or_default();
    let finding = basis
        .finding(&account::BALANCE_DIFFERS, Subject::new(SubjectKind::Unit, unit.as_str()))
        .unit(Some(&unit))
        .amount(found.minus(expected))
        .arg("found", found.grouped())
        .arg("expected", expected.grouped())
        .cells(accounts.iter().flat_map(|r| r.cells(&columns)))
        .cells(live.iter().flat_map(|c| c.cells(&["original_value"])));
    (Verdict::Failed, Some(finding))
}

/// Whether the account of assets pending treatment is still open; `None` when the unit has none.
fn open(rows: &[&AccountBalance], basis: &Basis) -> Option<(Verdict, Option<Finding>)> {
    let accounts =
        named(rows, |row| account_name(row).is_some_and(|name| SUSPENSE.contains(&name.as_str())));
    if accounts.is_empty() {
        return None;
    }
    let closings: Option<Vec<Fen>> = accounts.iter().map(|r| debit_closing(r)).collect();
    let Some(closings) = closings else {
        return Some((Verdict::Unknown, None));
    };
    let amount = Fen::sum(closings);
    if amount == Fen::ZERO {
        return Some((Verdict::Passed, None));
    }
    let columns = ["account_name", "closing_debit", "closing_credit"];
    let unit = rows.first().map(|r| keeper_name(r)).unwrap_or_default();
    let period = accounts.first().and_then(|r| r.period.clone());
    let finding = basis
        .finding(&account::SUSPENSE_OPEN, Subject::new(SubjectKind::Unit, unit.as_str()))
        .unit(Some(&unit))
        .amount(amount)
        .arg("period", period.unwrap_or_default())
        .cells(accounts.iter().flat_map(|r| r.cells(&columns)));
    Some((Verdict::Failed, Some(finding)))
}

/// The closing balance of an account that stands on the debit side, credit as a minus.
pub(super) fn debit_closing(row: &AccountBalance) -> Option<Fen> {
    closing(row).or(row.closing_balance)
}
