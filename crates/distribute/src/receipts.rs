//! What operators owe and paid, and whether the households that come first were left waiting.
//!
//! Our reading: what is owed for a year is the contract's agreed income; for a part of a year (the
//! contract begins or ends in it) what the receipts state as due, where they do. It is due on the
//! day that the receipts state, else on the contract's day of that year. What came after the day is
//! owed on the day; so is what has no date where the sheet asks for one, since nothing shows that it
//! came in time.

use crate::first;
use crate::scene::{Scene, is_one_of, year_end, year_of, year_start};
use crate::talk::{first_day, trace, yuan};
use ledger::codes::income::UNPAID;
use ledger::tables::{Asset, Contract, Income};
use ledger::{
    Cell, CheckRun, Fen, NaiveDate, Row, StepOutput, Subject, SubjectKind, Text, Verdict,
};
use rulebook::checks::distribution::OperatorPays;
use rulebook::{Family, Ruled};
use std::collections::{BTreeMap, BTreeSet};

/// Receipts by the contract that they are paid under.
pub(crate) struct Linked<'a> {
    /// By contract: the receipts that name it, and those that name none where the asset has only
    /// that contract in the year.
    pub(crate) of: BTreeMap<&'a str, Vec<&'a Income>>,
    /// Receipts that belong to no contract.
    alone: Vec<&'a Income>,
    /// Assets with receipts that could belong to several contracts: none of them can be judged by
    /// what did not come.
    unclear: BTreeSet<&'a str>,
}

impl<'a> Linked<'a> {
    pub(crate) fn new(scene: &Scene<'a>) -> Self {
        let mut linked = Self { of: BTreeMap::new(), alone: Vec::new(), unclear: BTreeSet::new() };
        for row in scene.income.iter().copied() {
            let named = row.contract_id.as_deref().filter(|id| scene.contracts.contains_key(id));
            let asset = row.asset_id.as_deref().filter(|_| named.is_none());
            let year = row.income_year.unwrap_or(scene.case.year.into());
            let possible: Vec<&str> = scene
                .contracts_of(asset.unwrap_or_default())
                .iter()
                .filter(|c| in_force(c, year))
                .map(|c| id_of(c))
                .collect();
            match (named, possible.as_slice()) {
                (Some(id), _) | (None, &[id]) => linked.of.entry(id).or_default().push(row),
                (None, []) => linked.alone.push(row),
                (None, _) => {
                    linked.unclear.extend(asset);
                    linked.alone.push(row);
                }
            }
        }
        linked
    }
}

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let ruled = scene.ruled::<OperatorPays>();
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(OperatorPays::NAME));
    }
    let linked = Linked::new(scene);
    for ruled in ruled {
        if !scene.books.has("income") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for (id, contract) in &scene.contracts {
            let asset = contract.asset_id.as_deref().and_then(|id| scene.assets.get(id));
            if !is_about(ruled.rule, asset.copied()) {
                continue;
            }
            let mut years: BTreeMap<i64, Vec<&Income>> = BTreeMap::new();
            years.entry(scene.case.year.into()).or_default();
            for row in linked.of.get(id).into_iter().flatten() {
                let year = row.income_year.unwrap_or(scene.case.year.into());
                years.entry(year).or_default().push(row);
            }
            for (year, rows) in &years {
                let asset = contract.asset_id.as_deref().unwrap_or_default();
                if rows.is_empty() && linked.unclear.contains(asset) {
                    run.count(Verdict::Unknown);
                    continue;
                }
                agreed(scene, &ruled, (contract, *year), rows, &mut run, &mut out);
            }
        }
        for row in &linked.alone {
            let asset = row.asset_id.as_deref().and_then(|id| scene.assets.get(id));
            if !is_about(ruled.rule, asset.copied()) {
                continue;
            }
            stated(scene, &ruled, row, &mut run, &mut out);
        }
        for plan in scene.plans.iter().filter(|p| is_about(ruled.rule, p.asset)) {
            if let Some(found) = first::served(scene, &ruled, &ruled.rule.first, plan) {
                run.count(found.is_empty().into());
                out.findings.extend(found);
            }
        }
        out.checks.push(run);
    }
    out
}

/// Whether a clause is about an asset: by its form, where the clause names any.
fn is_about(rule: &OperatorPays, asset: Option<&Asset>) -> bool {
    rule.forms.is_empty() || asset.is_some_and(|a| is_one_of(&a.asset_form, &rule.forms))
}

fn id_of(contract: &Contract) -> &str {
    contract.contract_id.as_deref().unwrap_or(&contract.origin.row_id)
}

/// First and last day of a contract, open where not stated.
fn term(contract: &Contract) -> (NaiveDate, NaiveDate) {
    (
        first_day(contract.contract_start_date).unwrap_or(NaiveDate::MIN),
        contract.contract_end_date.map_or(NaiveDate::MAX, ledger::Day::latest),
    )
}

fn in_force(contract: &Contract, year: i64) -> bool {
    let (start, end) = term(contract);
    start <= year_end(year) && end >= year_start(year)
}

/// What was owed and what came, for one contract or one receipt.
struct Account<'a> {
    subject: Subject,
    place: (Option<&'a str>, Option<&'a str>),
    year: i64,
    agreed: Fen,
    due: NaiveDate,
    received: Fen,
    cells: Vec<Cell>,
}

/// One contract in one year.
fn agreed(
    scene: &Scene,
    ruled: &Ruled<OperatorPays>,
    (contract, year): (&Contract, i64),
    rows: &[&Income],
    run: &mut CheckRun,
    out: &mut StepOutput<()>,
) {
    if rows.is_empty() && !in_force(contract, year) {
        return;
    }
    let (start, end) = term(contract);
    let stated: Vec<Fen> = rows.iter().filter_map(|r| r.income_due_amount).collect();
    let stated = (!stated.is_empty()).then(|| Fen::sum(stated));
    let part_year = start > year_start(year) || end < year_end(year);
    let owed = if part_year {
        stated.or(contract.agreed_income)
    } else {
        contract.agreed_income.or(stated)
    };
    let day = rows
        .iter()
        .filter_map(|r| r.income_due_date)
        .map(ledger::Day::latest)
        .max()
        .or_else(|| of_year(contract.agreed_income_due_date?.latest(), year));
    let (Some(owed), Some(due)) = (owed, day) else {
        run.count(Verdict::Unknown);
        return;
    };
    if rows.is_empty() && (due < start || due > end) {
        return; // nothing fell due under the contract in that year
    }
    let mut cells = contract.cells(&["agreed_income", "agreed_income_due_date"]);
    cells.extend(rows.iter().flat_map(|r| received_cells(r)));
    let account = Account {
        subject: Subject::new(SubjectKind::Contract, id_of(contract)),
        place: (contract.township.as_deref(), contract.village.as_deref()),
        year,
        agreed: owed,
        due,
        received: Fen::sum(rows.iter().map(|r| received_by(scene, r, due))),
        cells,
    };
    settle(scene, ruled, account, run, out);
}

/// A receipt without a contract, by what it states itself.
fn stated(
    scene: &Scene,
    ruled: &Ruled<OperatorPays>,
    row: &Income,
    run: &mut CheckRun,
    out: &mut StepOutput<()>,
) {
    let (Some(agreed), Some(due)) = (row.income_due_amount, row.income_due_date) else {
        run.count(Verdict::Unknown);
        return;
    };
    let id: &Text = row.income_id.as_ref().unwrap_or(&row.origin.row_id);
    let account = Account {
        subject: Subject::new(SubjectKind::Income, id.clone()),
        place: (row.township.as_deref(), row.village.as_deref()),
        year: row.income_year.unwrap_or(scene.case.year.into()),
        agreed,
        due: due.latest(),
        received: received_by(scene, row, due.latest()),
        cells: received_cells(row),
    };
    settle(scene, ruled, account, run, out);
}

fn settle(
    scene: &Scene,
    ruled: &Ruled<OperatorPays>,
    account: Account,
    run: &mut CheckRun,
    out: &mut StepOutput<()>,
) {
    if account.due > scene.case.as_of {
        return; // not due yet
    }
    let owed = account.agreed.minus(account.received);
    let short = owed > Fen::ZERO;
    run.count((!short).into());
    out.trace.push(trace(
        &account.subject,
        &format!("paid-{}", account.year),
        ruled.clause,
        &[
            ("agreed", yuan(Some(account.agreed))),
            ("due", account.due.to_string()),
            ("received", yuan(Some(account.received))),
        ],
        if short { format!("short={owed}") } else { "paid".to_owned() },
    ));
    if short {
        out.findings.push(
            ruled
                .finding(&UNPAID, account.subject)
                .detail(account.year.to_string())
                .place(account.place.0, account.place.1)
                .amount(owed)
                .arg("year", account.year.to_string())
                .arg("agreed", account.agreed.grouped())
                .arg("due", account.due.to_string())
                .arg("received", account.received.grouped())
                .cells(account.cells),
        );
    }
}

fn received_by(scene: &Scene, row: &Income, due: NaiveDate) -> Fen {
    let in_time = match first_day(row.income_received_date) {
        Some(day) => day <= due,
        None => !scene.books.has_column(row, "income_received_date"),
    };
    row.income_amount.filter(|_| in_time).unwrap_or(Fen::ZERO)
}

fn received_cells(row: &Income) -> Vec<Cell> {
    row.cells(&["income_due_amount", "income_due_date", "income_amount", "income_received_date"])
}

/// The contract's day for a year: the day it states, moved on to the year where it states an
/// earlier one; the last of February for the 29th.
fn of_year(day: NaiveDate, year: i64) -> Option<NaiveDate> {
    let years = year.checked_sub(year_of(day))?.max(0);
    let months = i32::try_from(years.checked_mul(12)?).ok()?;
    Some(ledger::day::months_later(day, months))
}
