//! A unit's trial balance against itself.

use super::{keeper_name, keeper_of_account};
use crate::basis::Basis;
use crate::keys::text::fold;
use crate::units::Units;
use ledger::codes::account;
use ledger::tables::AccountBalance;
use ledger::{Books, Cell, Fen, Finding, Row, StepOutput, Subject, SubjectKind, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// The period of a balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Period {
    /// Not stated, or not readable.
    Unstated,
    /// A year.
    Year(i32),
    /// A month of a year.
    Month(i32, u32),
}

impl Period {
    /// `2024-12`, `202412`, `2024年12月`, `2024`, `2024年度`; of a span its last month.
    pub(super) fn of(row: &AccountBalance) -> Self {
        let Some(text) = row.period.as_deref().map(fold) else {
            return Self::Unstated;
        };
        let mut numbers: Vec<String> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        let Some(first) = numbers.first().cloned() else {
            return Self::Unstated;
        };
        if let (6 | 8, true) = (first.len(), first.is_ascii()) {
            let (year, month) = first.split_at(4);
            numbers = vec![year.to_owned(), month.chars().take(2).collect()];
        }
        let year =
            numbers.first().and_then(|y| y.parse().ok()).filter(|y| (1900..2200).contains(y));
        let month =
            numbers.iter().skip(1).filter_map(|m| m.parse().ok()).rfind(|m| (1..=12).contains(m));
        match (year, month) {
            (Some(year), Some(month)) if numbers.len() < 5 => Self::Month(year, month),
            (Some(year), None) => Self::Year(year),
            _ => Self::Unstated,
        }
    }
}

/// `account.trial-unbalanced`: by unit and period, debits = credits at the opening, of the movement
/// and at the closing; of every account closing = opening ± movement.
pub(super) fn check(books: &Books, units: &Units) -> StepOutput<()> {
    let basis = Basis::arithmetic("trial-balance");
    let mut out = StepOutput::default();
    if !books.has("account_balances") {
        out.checks.push(basis.no_data());
        return out;
    }
    let mut groups: BTreeMap<(String, Period), Vec<&AccountBalance>> = BTreeMap::new();
    for row in &books.account_balances {
        if let Some(key) = keeper_of_account(row, units) {
            groups.entry((key, Period::of(row))).or_default().push(row);
        }
    }
    let mut run = basis.run();
    for rows in groups.values() {
        let trial = Trial::of(rows);
        run.count(trial.verdict());
        out.findings.extend(trial.finding(rows, &basis));
    }
    out.checks.push(run);
    out
}

/// Rows whose parents are not among them: adding these up counts each amount once. A child's code
/// begins with its parent's.
pub(super) fn tops<'a>(rows: &[&'a AccountBalance]) -> Vec<&'a AccountBalance> {
    let code = |row: &AccountBalance| -> String {
        let code = row.account_code.as_deref().unwrap_or_default();
        fold(code).chars().filter(char::is_ascii_alphanumeric).collect()
    };
    let codes: BTreeSet<String> = rows.iter().map(|r| code(r)).collect();
    rows.iter()
        .copied()
        .filter(|row| {
            let own = code(row);
            // Only letters and digits of one byte are left, so that every cut is one.
            !(1..own.len()).any(|end| own.get(..end).is_some_and(|head| codes.contains(head)))
        })
        .collect()
}

/// Debit less credit; `None` when neither is stated, or the side of a single column is not.
fn net(
    debit: Option<Fen>,
    credit: Option<Fen>,
    single: Option<Fen>,
    side: Option<&str>,
) -> Option<Fen> {
    if debit.is_some() || credit.is_some() {
        return Some(debit.unwrap_or_default().minus(credit.unwrap_or_default()));
    }
    match (single?, side) {
        (amount, Some("debit")) => Some(amount),
        (amount, Some("credit")) => Some(Fen::ZERO.minus(amount)),
        (Fen::ZERO, _) | (_, Some("zero")) => Some(Fen::ZERO),
        _ => None,
    }
}

/// The opening balance of an account, credit as a minus.
fn opening(row: &AccountBalance) -> Option<Fen> {
    let side = row.balance_direction.as_deref();
    net(row.opening_debit, row.opening_credit, row.opening_balance, side)
}

/// The closing balance of an account, credit as a minus.
pub(super) fn closing(row: &AccountBalance) -> Option<Fen> {
    let side = row.balance_direction.as_deref();
    net(row.closing_debit, row.closing_credit, row.closing_balance, side)
}

/// What does not add up.
#[derive(Debug, Default)]
struct Trial {
    /// What breaks, for people.
    breaks: Vec<String>,
    /// Debits less credits at the closing, else of the movement, else at the opening, else what an
    /// account's closing is off.
    amount: Option<Fen>,
    /// Accounts whose closing does not follow.
    cells: Vec<Cell>,
    /// A sum that could not be made, because a cell of it is empty.
    incomplete: bool,
}

impl Trial {
    fn of(rows: &[&AccountBalance]) -> Self {
        let mut trial = Self::default();
        let tops = tops(rows);
        let sums: [(&str, Option<Fen>); 3] = [
            ("期末", sum(&tops, closing)),
            ("本期发生额", sum(&tops, movement)),
            ("期初", sum(&tops, opening)),
        ];
        for (label, difference) in sums {
            match difference {
                None => trial.incomplete = true,
                Some(Fen::ZERO) => {}
                Some(difference) => {
                    trial.amount.get_or_insert(difference);
                    trial.breaks.push(format!("{label}借方减贷方 {}", difference.grouped()));
                }
            }
        }
        for row in rows {
            trial.roll_forward(row);
        }
        trial
    }

    /// Closing = opening ± movement of one account.
    fn roll_forward(&mut self, row: &AccountBalance) {
        let (Some(opening), Some(movement), Some(closing)) =
            (opening(row), movement(row), closing(row))
        else {
            return;
        };
        let due = Fen::sum([opening, movement]);
        if due == closing {
            return;
        }
        self.amount.get_or_insert(closing.minus(due));
        self.breaks.push(format!(
            "{}期末 {}，按期初和发生额应为 {}",
            row.account_name.as_deref().unwrap_or_default(),
            closing.abs().grouped(),
            due.abs().grouped()
        ));
        self.cells.extend(row.cells(&[
            "account_name",
            "opening_debit",
            "opening_credit",
            "debit",
            "credit",
            "closing_debit",
            "closing_credit",
        ]));
    }

    fn verdict(&self) -> Verdict {
        if self.breaks.is_empty() && self.incomplete {
            Verdict::Unknown
        } else {
            Verdict::from(self.breaks.is_empty())
        }
    }

    fn finding(&self, rows: &[&AccountBalance], basis: &Basis) -> Option<Finding> {
        let amount = self.amount?;
        let first = rows.first()?;
        let unit = keeper_name(first);
        let period = first.period.as_deref().unwrap_or_default();
        // Where no single account breaks, all that were added up are the evidence.
        let cells = if self.cells.is_empty() {
            tops(rows)
                .iter()
                .flat_map(|r| r.cells(&["account_name", "closing_debit", "closing_credit"]))
                .collect()
        } else {
            self.cells.clone()
        };
        Some(
            basis
                .finding(&account::TRIAL_UNBALANCED, Subject::new(SubjectKind::Unit, unit.as_str()))
                .detail(period)
                .unit(Some(&unit))
                .amount(amount)
                .arg("period", period)
                .arg("breaks", self.breaks.join("；"))
                .cells(cells),
        )
    }
}

fn movement(row: &AccountBalance) -> Option<Fen> {
    net(row.debit, row.credit, None, None)
}

/// The sum over all rows; `None` when one of them states nothing while others do.
fn sum(rows: &[&AccountBalance], amount: impl Fn(&AccountBalance) -> Option<Fen>) -> Option<Fen> {
    let amounts: Option<Vec<Fen>> = rows.iter().map(|r| amount(r)).collect();
    Fen::checked_sum(amounts?)
}
