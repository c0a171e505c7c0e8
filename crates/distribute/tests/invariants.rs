//! What must always hold, for any amounts and any order of the rows.

#![cfg(test)]

mod common;

use common::{address, asset, case, day, line, output, plan, sound, tuoli, yuan};
use distribute::{NoLocalRule, split_amount};
use ledger::tables::{Allocation, DistributionLine, DistributionPlan};
use ledger::{Books, CheckStatus, Fen};
use proptest::prelude::*;
use rulebook::Rulebook;

/// A book with one check.
fn book(check: &str) -> Rulebook {
    Rulebook::parse(&format!(
        "id = \"x\"\ntitle = \"x\"\neffective = 2020-01-01\n[[clause]]\nid = \"X-1\"\ncite = \"一\"\n\
         says = \"一句\"\nseverity = \"error\"\n{check}\n"
    ))
    .unwrap()
}

/// A split with any shares.
fn split_book(shares: &[u32]) -> Rulebook {
    let purposes = ["motivation", "industry", "infrastructure", "hardship", "reserve"];
    let parts: Vec<String> = shares
        .iter()
        .zip(purposes)
        .map(|(share, purpose)| format!("{{ purpose = \"{purpose}\", share = \"{share}.5%\" }}"))
        .collect();
    book(&format!(
        "check.split = {{ owner-types = [\"village_collective\"], tolerance = \"0.01 元\", parts = [{}] }}",
        parts.join(", ")
    ))
}

fn sum(rows: &[Allocation]) -> Fen {
    Fen::sum(rows.iter().filter_map(|r| r.amount))
}

#[test]
fn an_amount_is_split_by_the_law_of_the_day() {
    let on = "2024-12-31".parse().unwrap();
    let rows = split_amount("128456.37".parse().unwrap(), tuoli(), on).unwrap();
    let parts: Vec<String> = rows
        .iter()
        .map(|r| {
            format!(
                "{} {} {}",
                r.purpose.as_deref().unwrap(),
                r.ratio.as_deref().unwrap(),
                r.amount.unwrap()
            )
        })
        .collect();
    assert_eq!(
        parts,
        [
            "motivation 3/10 38536.91",
            "industry 3/10 38536.91",
            "infrastructure 1/5 25691.28",
            "hardship 1/5 25691.27"
        ]
    );
    assert!(rows.iter().all(|r| r.clause.as_deref() == Some("TLA1-2.3-03")));
    let silent = book("note = true");
    assert_eq!(split_amount(Fen(100), &silent, on), Err(NoLocalRule));
}

#[test]
fn a_county_without_a_rule_is_silent_and_a_missing_table_is_not_checkable() {
    let mut books = sound();
    address(&mut books);
    let silent = distribute::run(&books, &book("note = true"), &case());
    assert!(silent.findings.is_empty());
    assert!(silent.checks.len() > 20);
    assert!(silent.checks.iter().all(|c| c.status == CheckStatus::Silent));

    let nothing = distribute::run(&Books::default(), tuoli(), &case());
    assert!(nothing.findings.is_empty());
    for check in &nothing.checks {
        let silent = tuoli().silent.contains(&*check.family);
        let expected = if silent { CheckStatus::Silent } else { CheckStatus::NoData };
        assert_eq!(check.status, expected, "{}", check.family);
    }
}

#[test]
fn income_without_a_plan_shows_what_a_plan_will_owe() {
    let mut books = sound();
    books.distribution_plans.clear();
    books.distribution_lines.clear();
    books.income[0].dist_plan_id = None;
    let rows = output(books).rows.allocations;
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|r| r.source_kind.as_deref() == Some("income")));
    assert_eq!(sum(&rows), yuan("100000").unwrap());
}

#[test]
fn every_decision_on_a_split_leaves_a_trace_with_what_was_set_aside() {
    let mut books = sound();
    let plan = &mut books.distribution_plans[0];
    plan.approved_plan_no = Some("批1".into());
    plan.approved_plan_date = day("2024-10-01");
    plan.approved_plan_ratio = vec!["激发内生动力:100".into()];
    let out = output(books);
    let split: Vec<_> =
        out.trace.iter().filter(|t| t.decision.as_deref() == Some("split")).collect();
    assert_eq!(split.len(), 1);
    assert_eq!(split[0].won.as_deref(), Some("TLA1-2.3-03"));
    assert_eq!(&*split[0].set_aside[0], "approved-plan（A37：批复晚于发放）");
}

#[test]
fn idle_income_is_what_was_left_when_the_time_ended_first_in_first_out() {
    let book = book("check.idle-income = { within = \"1 年\" }");
    let idle = |payments: &[(&str, &str)]| {
        let mut books = sound();
        for (id, received) in [("I1", "2023-03-01"), ("I2", "2023-06-01")] {
            let mut row = books.income[0].clone();
            row.income_id = Some(id.into());
            row.income_amount = yuan("100");
            row.income_received_date = day(received);
            books.income.push(row);
        }
        books.income.remove(0);
        books.distribution_lines = payments
            .iter()
            .map(|(on, amount)| DistributionLine {
                dist_paid_date: day(on),
                ..line(on, "motivation", amount)
            })
            .collect();
        address(&mut books);
        let out = distribute::run(&books, &book, &case());
        common::facts(&out.findings)
            .into_iter()
            .map(|f| format!("{} {}", f.1, f.3))
            .collect::<Vec<_>>()
    };
    assert_eq!(idle(&[("2024-03-01", "100"), ("2024-06-01", "100")]), [""; 0]);
    assert_eq!(idle(&[("2024-03-02", "100"), ("2024-06-01", "100")]), ["I1 100.00"]);
    assert_eq!(idle(&[("2024-03-01", "150")]), ["I2 50.00"]);
    assert_eq!(idle(&[("2024-02-01", "60")]), ["I1 40.00", "I2 100.00"]);
    assert_eq!(idle(&[]), ["I1 100.00", "I2 100.00"]);
}

/// Several faulty assets, so that every kind of row can change places.
fn crowd() -> Books {
    let mut books = sound();
    for number in 2..6 {
        let id = format!("A{number}");
        let plan_id = format!("F{number}");
        books.assets.push(ledger::tables::Asset { asset_id: Some(id.as_str().into()), ..asset() });
        books.distribution_plans.push(DistributionPlan {
            dist_plan_id: Some(plan_id.as_str().into()),
            asset_id: Some(id.as_str().into()),
            dist_township_review_date: None,
            ..plan()
        });
        for (index, purpose) in ["motivation", "industry", "other", "hardship"].iter().enumerate() {
            books.distribution_lines.push(DistributionLine {
                dist_plan_id: Some(plan_id.as_str().into()),
                asset_id: Some(id.as_str().into()),
                ..line(&format!("L{number}{index}"), purpose, "25000.01")
            });
        }
        let mut row = books.income[0].clone();
        row.income_id = Some(format!("I{number}").into());
        row.asset_id = Some(id.as_str().into());
        row.contract_id = None;
        row.dist_plan_id = None;
        row.income_amount = yuan("20000");
        books.income.push(row);
    }
    address(&mut books);
    books
}

/// Turns every table round by its own number of rows.
fn turned(mut books: Books, by: usize) -> Books {
    fn turn<T>(rows: &mut [T], by: usize) {
        if !rows.is_empty() {
            let by = by % rows.len();
            rows.rotate_left(by);
        }
    }
    turn(&mut books.assets, by);
    turn(&mut books.asset_owners, by);
    turn(&mut books.contracts, by);
    turn(&mut books.income, by + 1);
    turn(&mut books.distribution_plans, by + 2);
    turn(&mut books.distribution_lines, by + 3);
    turn(&mut books.publicity, by);
    books.households.reverse();
    books
}

proptest! {
    #[test]
    fn parts_sum_to_the_amount_for_any_shares(
        fen in 0_i64..1_000_000_000_000,
        shares in prop::collection::vec(0_u32..1000, 1..6),
    ) {
        let on = "2024-12-31".parse().unwrap();
        let rows = split_amount(Fen(fen), &split_book(&shares), on).unwrap();
        prop_assert_eq!(rows.len(), shares.len());
        prop_assert_eq!(sum(&rows), Fen(fen));
    }

    #[test]
    fn the_leaves_of_a_plan_sum_to_it_whoever_owns_the_income(
        total in 0_i64..1_000_000_000,
        lines in prop::collection::vec(-1000_i64..1_000_000_000, 0..6),
        village in any::<bool>(),
    ) {
        let mut books = sound();
        let owner = if village { "village_collective" } else { "township" };
        let plan = &mut books.distribution_plans[0];
        plan.owner_type = Some(owner.into());
        plan.income_amount = Some(Fen(total));
        books.distribution_lines = lines
            .iter()
            .enumerate()
            .map(|(index, fen)| DistributionLine {
                dist_amount: Some(Fen(*fen)),
                ..line(&format!("L{index}"), "motivation", "1")
            })
            .collect();
        let rows = output(books).rows.allocations;
        prop_assert_eq!(sum(&rows), Fen(total));
    }

    #[test]
    fn the_order_of_rows_changes_nothing(by in 0_usize..50) {
        let straight = distribute::run(&crowd(), tuoli(), &case());
        let turned = distribute::run(&turned(crowd(), by), tuoli(), &case());
        prop_assert!(straight.findings.len() > 10);
        prop_assert_eq!(straight.findings, turned.findings);
        prop_assert_eq!(straight.checks, turned.checks);
        prop_assert_eq!(straight.trace, turned.trace);
        prop_assert_eq!(straight.rows, turned.rows);
    }
}
