//! Shares by investment.

use crate::common::{clean, expect, found, joint, put_in, road, run, text};
use ledger::{Books, Decimal, Fen};
use proptest::prelude::*;

fn shares(books: &Books) -> Vec<(String, String, i64)> {
    run(books)
        .rows
        .shares
        .iter()
        .map(|s| {
            let name = s.owner_name.as_deref().unwrap_or("").to_owned();
            let ratio = s.ratio.as_deref().unwrap_or("").to_owned();
            (name, ratio, s.amount.map_or(-1, |a| a.0))
        })
        .collect()
}

#[test]
fn each_place_owns_what_it_put_in() {
    let due = shares(&joint());
    let name = |v: &str| format!("{v}股份经济合作社");
    assert_eq!(
        due,
        [(name("新山村"), "7/10".into(), 70_000_000), (name("新水村"), "3/10".into(), 30_000_000)]
    );
    let mut thirds = joint();
    thirds.assets[0].original_value = Some(Fen(10_000_000));
    thirds.investments = ["新山村", "新水村", "新川村"].map(|v| put_in("A1", v, 5)).into();
    let parts: Vec<i64> = shares(&thirds).iter().map(|s| s.2).collect();
    assert_eq!(parts, [3_333_334, 3_333_333, 3_333_333]);
    assert_eq!(shares(&clean()), [(name("新山村"), "1/1".into(), 30_000_000)]);
}

#[test]
fn several_payments_of_one_place_add_up_and_a_projects_money_is_its_assets() {
    let mut books = joint();
    books.investments = vec![
        put_in("A1", "新山村", 40_000_000),
        put_in("A1", "新水村", 30_000_000),
        put_in("A1", "新山村", 30_000_000),
    ];
    for row in &mut books.investments {
        row.asset_id = None;
        row.project_id = text("P1");
    }
    books.assets[0].project_id = text("P1");
    assert_eq!(shares(&books)[0].1, "7/10");
    assert!(found(&books).is_empty());
}

#[test]
fn stated_shares_are_those_by_investment() {
    let to = |first: i64, second: i64| {
        move |b: &mut Books| {
            b.asset_owners[0].owner_share_pct = Some(Decimal::new(first, 2));
            b.asset_owners[1].owner_share_pct = Some(Decimal::new(second, 2));
        }
    };
    expect(joint(), to(5_000, 5_000), &["owner.shares-differ asset:A1 - TL-5.2-03"]);
    expect(joint(), to(7_001, 2_999), &[]);
    expect(joint(), to(7_002, 2_998), &["owner.shares-differ asset:A1 - TL-5.2-03"]);
    expect(joint(), to(7_000, 2_900), &["owner.shares-incomplete asset:A1 - TL-5.2-03"]);
    expect(joint(), to(7_000, 2_999), &[]);
    expect(joint(), to(7_000, 2_998), &["owner.shares-incomplete asset:A1 - TL-5.2-03"]);
}

#[test]
fn quantified_values_add_up_to_the_asset_and_follow_the_money() {
    let to = |first: i64, second: i64| {
        move |b: &mut Books| {
            b.asset_owners[0].owner_share_value = Some(Fen(first));
            b.asset_owners[1].owner_share_value = Some(Fen(second));
        }
    };
    expect(joint(), to(70_000_000, 30_000_000), &[]);
    expect(joint(), to(70_000_000, 29_999_999), &["owner.shares-incomplete asset:A1 - TL-5.2-03"]);
    let mut books = joint();
    to(70_000_100, 29_999_900)(&mut books);
    let out = run(&books);
    assert_eq!(out.findings[0].code.code, "owner.shares-differ");
    assert_eq!(out.findings[0].amount, Some(Fen(100)));
}

#[test]
fn a_joint_asset_needs_the_leading_groups_decision() {
    let undecided = |b: &mut Books| {
        for title in &mut b.asset_owners {
            title.decision_doc_no = None;
        }
    };
    expect(joint(), undecided, &["owner.undecided asset:A1 - TL-5.2-03"]);
    let mut books = joint();
    undecided(&mut books);
    assert_eq!(shares(&books).len(), 2, "the due shares are known all the same");
    // One owner alone is not the joint owners.
    let alone = |b: &mut Books| {
        b.asset_owners.truncate(1);
        b.asset_owners[0].owner_share_pct = Some(Decimal::ONE_HUNDRED);
    };
    expect(joint(), alone, &["owner.differs asset:A1 - TL-5.2-03"]);
}

proptest! {
    /// Whatever is put in, the parts sum to the asset, to the fen, and no order of other rows
    /// changes them.
    #[test]
    fn parts_sum_to_the_asset(
        value in 1_i64..1_000_000_000_000,
        money in proptest::collection::vec(1_i64..1_000_000_000, 2..12),
    ) {
        let mut books = joint();
        books.assets[0].original_value = Some(Fen(value));
        books.investments = money
            .iter()
            .enumerate()
            .map(|(i, fen)| put_in("A1", &format!("第{i}村"), *fen))
            .collect();
        let before = shares(&books);
        prop_assert_eq!(before.iter().map(|s| s.2).sum::<i64>(), value);
        books.asset_owners.reverse();
        books.handovers.reverse();
        books.villages.reverse();
        books.assets.insert(0, road("A0"));
        let mut after = shares(&books);
        after.retain(|s| s.1 != "1/1");
        prop_assert_eq!(before, after);
    }
}
