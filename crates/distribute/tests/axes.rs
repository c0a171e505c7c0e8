//! Ways of dividing income that a county may state though none of the built-in ones does: tiers, a
//! split that changes on a date, a second stage among households, a minimum for each head, factor
//! weights of villages, yield bands with a fallback.

#![cfg(test)]

mod common;

use common::{
    address, case, day, facts, household, household_line, line, only, percent, sound, yuan,
};
use distribute::split_amount;
use ledger::tables::{Allocation, DistributionLine, Household};
use ledger::{Books, Fen};
use proptest::prelude::*;
use rulebook::Rulebook;

fn book(settings: &str, clauses: &[(&str, &str)]) -> Rulebook {
    let head =
        format!("id = \"x\"\ntitle = \"x\"\neffective = 2020-01-01\n[settings]\n{settings}\n");
    let clauses = clauses.iter().enumerate().map(|(n, (dates, check))| {
        format!(
            "[[clause]]\nid = \"X-{}\"\ncite = \"一\"\nsays = \"一句\"\nseverity = \"error\"\n{dates}\n{check}\n",
            n + 1
        )
    });
    Rulebook::parse(&(head + &clauses.collect::<String>())).unwrap()
}

fn split(parts: &str, more: &str) -> String {
    format!(
        "check.split = {{ owner-types = [\"村集体\"], tolerance = \"0.01 元\", parts = [{parts}]{more} }}"
    )
}

fn shown(rows: &[Allocation]) -> Vec<String> {
    let who = |r: &Allocation| {
        let named = r.household_id.as_deref().or(r.purpose.as_deref()).or(r.village.as_deref());
        named.unwrap_or("-").to_owned()
    };
    rows.iter().map(|r| format!("{} {}", who(r), r.amount.unwrap())).collect()
}

#[test]
fn what_lies_above_an_amount_is_split_by_its_own_tier() {
    let tiers = ", tiers = [{ above = \"1000.00 元\", parts = [{ purpose = \"industry\", share = \"100%\" }] }]";
    let parts =
        "{ purpose = \"hardship\", share = \"60%\" }, { purpose = \"industry\", share = \"40%\" }";
    let book = book("", &[("", &split(parts, tiers))]);
    let of = |amount: &str| {
        let on = "2024-12-31".parse().unwrap();
        shown(&split_amount(amount.parse().unwrap(), &book, on).unwrap())
    };
    assert_eq!(of("999.99"), ["hardship 599.99", "industry 400.00"]);
    assert_eq!(of("1000.00"), ["hardship 600.00", "industry 400.00"]);
    assert_eq!(of("1000.01"), ["hardship 600.00", "industry 400.01"]);
    assert_eq!(of("5000.00"), ["hardship 600.00", "industry 4400.00"]);
}

#[test]
fn a_split_that_changes_on_a_date_follows_the_year_of_the_income() {
    let all =
        |purpose: &str| split(&format!("{{ purpose = \"{purpose}\", share = \"100%\" }}"), "");
    let (before, after) = (all("hardship"), all("industry"));
    let book = book("", &[("until = 2023-12-31", &before), ("from = 2024-01-01", &after)]);
    for (year, purpose, clause) in [(2023, "hardship", "X-1"), (2024, "industry", "X-2")] {
        let mut books = sound();
        books.distribution_plans[0].income_year = Some(year);
        books.distribution_lines = vec![line("L1", purpose, "100000.00")];
        address(&mut books);
        let out = distribute::run(&books, &book, &case());
        assert_eq!(facts(&out.findings), [], "{year}");
        assert_eq!(out.rows.allocations[0].clause.as_deref(), Some(clause));
        assert_eq!(shown(&out.rows.allocations), [format!("{purpose} 100000.00")]);
    }
}

/// Three households of one, two and three persons, the last without labour.
fn families(amounts: [&str; 3]) -> Books {
    let mut books = sound();
    books.distribution_plans[0].income_amount = yuan("1000.00");
    books.households = (1..=3)
        .map(|n| Household {
            population: Some(n),
            recipient_labour_capacity: Some(if n == 3 { "none" } else { "full" }.into()),
            ..household(&format!("H{n}"))
        })
        .collect();
    books.distribution_lines = amounts
        .iter()
        .zip(1..)
        .map(|(amount, n)| household_line(&format!("L{n}"), &format!("H{n}"), amount, "10"))
        .collect();
    address(&mut books);
    books
}

#[test]
fn a_second_stage_divides_a_bucket_by_heads_with_labour_weights() {
    let among = "among = { by = \"heads\", labour = { none = \"200%\" } }";
    let parts = format!("{{ purpose = \"hardship\", share = \"100%\", {among} }}");
    let book = book("", &[("", &split(&parts, ""))]);
    let out = distribute::run(&families(["111.11", "222.22", "666.67"]), &book, &case());
    assert_eq!(shown(&out.rows.allocations), ["H1 111.11", "H2 222.22", "H3 666.67"]);
    assert_eq!(facts(&out.findings), []);
    let out = distribute::run(&families(["111.13", "222.22", "666.65"]), &book, &case());
    let amounts: Vec<String> = facts(&out.findings).into_iter().map(|f| f.3).collect();
    assert_eq!(amounts, ["0.02", "-0.02"]);
}

#[test]
fn each_head_has_its_minimum_before_the_rest_is_divided() {
    let among = "among = { by = \"households\", minimum-per-head = \"100.00 元\" }";
    let parts = format!("{{ purpose = \"hardship\", share = \"100%\", {among} }}");
    let book = book("", &[("", &split(&parts, ""))]);
    let out = distribute::run(&families(["233.34", "333.33", "433.33"]), &book, &case());
    assert_eq!(shown(&out.rows.allocations), ["H1 233.34", "H2 333.33", "H3 433.33"]);
    assert_eq!(facts(&out.findings), []);
}

#[test]
fn pooled_income_is_allocated_by_the_weights_that_the_bureau_set() {
    let check = "check.village-priority = { owner-types = [\"乡镇\"], priorities = [\"贫困村\", \"集体经济薄弱村\"] }";
    let mut books = sound();
    books.villages.clear();
    books.distribution_plans[0].owner_type = Some("township".into());
    books.distribution_lines = [("甲村", "poor"), ("乙村", "weak_collective")]
        .iter()
        .map(|(village, kind)| DistributionLine {
            village: Some((*village).into()),
            village_priority_type: Some((*kind).into()),
            ..line(village, "dividend", "50000.00")
        })
        .collect();
    address(&mut books);
    let weighed = book("village-priority-weights = \"贫困村=3、集体经济薄弱村=1\"", &[("", check)]);
    let out = distribute::run(&books, &weighed, &case());
    let villages: Vec<String> = out
        .rows
        .allocations
        .iter()
        .map(|a| format!("{} {}", a.village.as_deref().unwrap(), a.amount.unwrap()))
        .collect();
    assert_eq!(villages, ["乙村 25000.00", "甲村 75000.00"]);
    assert_eq!(facts(&out.findings), [], "the text gives the order only");
}

#[test]
fn a_yield_band_states_the_floor_and_the_fallback_where_nothing_else_does() {
    let bands = "bands = [{ modes = [\"租赁\"], below = \"1000000.00 元\", at-least = \"6%\" }]";
    let book = book("", &[("", &format!("check.yield-floor = {{ {bands}, fallback = \"3%\" }}"))]);
    let at = |put_in: &str, income: &str| {
        let mut books = sound();
        books.assets[0].investment_amount = yuan(put_in);
        books.income[0].income_amount = yuan(income);
        books.income[0].benchmark_rate_pct = None;
        address(&mut books);
        facts(&distribute::run(&books, &book, &case()).findings)
    };
    only(&at("999999.99", "59999.99"), "income.yield-low", "A1", "X-1", "0.01");
    assert_eq!(at("999999.99", "60000.00"), []);
    assert_eq!(at("1000000.00", "30000.00"), []);
    only(&at("1000000.00", "29999.99"), "income.yield-low", "A1", "X-1", "0.01");
}

proptest! {
    #[test]
    fn the_leaves_are_the_plan_however_it_is_divided(
        total in 0_i64..1_000_000_000,
        shares in prop::collection::vec(0_u32..6000, 1..6),
        stated in any::<bool>(),
    ) {
        let share = "check.share-split = { tolerance = \"0.01 元\" }";
        let among = "among = { by = \"shares\", minimum-per-head = \"1.00 元\" }";
        let parts = format!("{{ purpose = \"hardship\", share = \"70%\", {among} }}, {{ purpose = \"industry\", share = \"30%\" }}");
        let of_split = split(&parts, "");
        let book = book("", &[("", if stated { share } else { &of_split })]);
        let mut books = sound();
        books.distribution_plans[0].income_amount = Some(Fen(total));
        books.distribution_lines = shares
            .iter()
            .enumerate()
            .map(|(n, share)| DistributionLine {
                share_pct: percent(&format!("{}.{:02}", share / 100, share % 100)),
                dist_paid_date: day("2024-09-30"),
                ..household_line(&format!("L{n}"), &format!("H{n}"), "10.00", "1")
            })
            .collect();
        address(&mut books);
        let rows = distribute::run(&books, &book, &case()).rows.allocations;
        prop_assert_eq!(Fen::sum(rows.iter().filter_map(|r| r.amount)), Fen(total));
    }
}
