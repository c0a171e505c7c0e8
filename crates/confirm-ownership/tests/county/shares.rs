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

#[test]
fn only_the_countys_own_leading_group_decides_with_number_and_day() {
    let by = |body: &'static str| {
        move |b: &mut Books| {
            for title in &mut b.asset_owners {
                title.decision_body = crate::common::list(&[body]);
            }
        }
    };
    let undecided: &[&str] = &["owner.undecided asset:A1 - TL-5.2-03"];
    for body in ["青山乡扶贫开发领导小组", "甲县扶贫开发领导小组办公室", "甲县人民政府"]
    {
        expect(joint(), by(body), undecided);
    }
    expect(joint(), by("县扶贫开发领导小组"), &[]);
    expect(joint(), by("扶贫开发领导小组"), &[]);
    let undated = |b: &mut Books| {
        for title in &mut b.asset_owners {
            title.decision_date = None;
        }
    };
    expect(joint(), undated, undecided);
}

#[test]
fn townships_that_own_together_share_by_their_villages_money() {
    let mut books = joint();
    books.assets[0].coverage_scope = text("cross_township");
    books.assets[0].register_system = crate::common::list(&["sys_state"]);
    for (i, place) in ["青山乡", "白水镇"].into_iter().enumerate() {
        books.investments[i].township = text(place);
        let title = &mut books.asset_owners[i];
        (title.township, title.village) = (text(place), None);
        title.owner_type = text("township");
        title.owner_name = text(&format!("甲县{place}政府"));
    }
    books.investments.push(put_in("A1", "新川村", 0));
    let names = shares(&books).into_iter().map(|s| (s.0, s.1)).collect::<Vec<_>>();
    let share = |name: &str, ratio: &str| (name.to_owned(), ratio.to_owned());
    assert_eq!(names, [share("青山乡人民政府", "7/10"), share("白水镇人民政府", "3/10")]);
    assert!(found(&books).is_empty(), "{:?}", found(&books));
    books.asset_owners[0].owner_share_pct = Some(Decimal::from(30));
    books.asset_owners[1].owner_share_pct = Some(Decimal::from(70));
    assert_eq!(found(&books), ["owner.shares-differ asset:A1 - TL-5.2-03"]);
}

#[test]
fn without_investments_the_money_by_place_tells() {
    let mut books = joint();
    books.asset_funding = books
        .investments
        .drain(..)
        .map(|row| ledger::tables::AssetFunding {
            origin: row.origin,
            asset_id: row.asset_id,
            township: row.township,
            village: row.village,
            fund_source: text("special"),
            fund_amount: row.amount,
            ..Default::default()
        })
        .collect();
    assert_eq!(shares(&books)[0].1, "7/10");
    books.asset_owners[0].owner_share_pct = Some(Decimal::from(60));
    books.asset_owners[1].owner_share_pct = Some(Decimal::from(40));
    assert_eq!(found(&books), ["owner.shares-differ asset:A1 - TL-5.2-03"]);
    // All of it in one place says nothing of shares.
    books.asset_funding.truncate(1);
    assert!(shares(&books).is_empty());
}

#[test]
fn a_percentage_may_be_off_what_is_shown() {
    let mut books = joint();
    books.investments =
        vec![put_in("A1", "新山村", 30_000_000), put_in("A1", "新水村", 70_000_001)];
    // 29.9999997 % is shown as 30.00: 30.01 is a hundredth off, 30.02 is two.
    let mut to = |first: i64| {
        books.asset_owners[0].owner_share_pct = Some(Decimal::new(first, 2));
        books.asset_owners[1].owner_share_pct = Some(Decimal::new(10_000 - first, 2));
        found(&books).len()
    };
    assert_eq!((to(3_001), to(3_002), to(2_999), to(2_998)), (0, 1, 0, 1));
}
