//! Two small tables, and what must come of them.

#![cfg(test)]

use compare::{Comparison, Failed, Plan, PlanError, Request, Rung, Side, Status, compare};
use frames::any::AnyTable;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

fn side(text: &str) -> Side {
    let cells = |line: &str| line.trim().split(',').map(str::to_owned).collect();
    Side::new(AnyTable::from_texts(&text.trim().lines().map(cells).collect::<Vec<Vec<String>>>()))
}

fn names(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn on(columns: &[&str]) -> Request {
    Request { on: names(columns), max_items: 8, ..Request::default() }
}

fn found(left: &str, right: &str, request: &Request) -> Comparison {
    let (left, right) = (side(left), side(right));
    let plan = Plan::new(&left, &right, request).unwrap();
    let found = compare(&left, &right, &plan).unwrap();
    assert_eq!(found.imbalance(), None);
    found
}

/// Left and right row of each pair, from 1, with its status.
fn pairs(found: &Comparison) -> Vec<(u32, u32, Status)> {
    found.pairs.iter().map(|p| (p.left + 1, p.right + 1, p.status)).collect()
}

#[test]
fn equal_keys_are_paired_and_their_fields_compared_as_numbers() {
    let found = found("id,v\n1,10.50\n2,7\n3,1", "id,v\n3,1.00\n1,10.5\n2,7.01", &on(&["id"]));
    assert_eq!(
        pairs(&found),
        [(1, 2, Status::Confirmed), (2, 3, Status::Confirmed), (3, 1, Status::Confirmed)]
    );
    assert_eq!(found.differing.iter().map(|d| d.pair).collect::<Vec<_>>(), [1]);
    assert!(!found.equal());
}

#[test]
fn a_tolerance_accepts_a_cent_and_not_two() {
    let mut request = on(&["id"]);
    request.tolerance.insert("v".into(), "0.01".parse().unwrap());
    assert!(found("id,v\n1,7", "id,v\n1,7.01", &request).equal());
    assert!(!found("id,v\n1,7", "id,v\n1,7.02", &request).equal());
}

#[test]
fn an_empty_key_matches_nothing_and_leading_zeros_count() {
    let found = found("id,v\n007,1\n,2", "id,v\n7,1\n,2", &on(&["id"]));
    assert_eq!(pairs(&found), []);
    let failed: Vec<Failed> = found.left_over.iter().map(|o| o.failed_at).collect();
    assert_eq!(failed, [Failed::NoSuchKey, Failed::EmptyKey]);
}

#[test]
fn a_repeated_key_is_a_multiset() {
    let surplus = found("id,v\n1,5\n1,5\n1,6", "id,v\n1,6\n1,5", &on(&["id"]));
    assert_eq!(pairs(&surplus), [(1, 2, Status::Confirmed), (3, 1, Status::Confirmed)]);
    assert_eq!(surplus.left_over[0].failed_at, Failed::Surplus);
    let unclear = found("id,v\n1,5\n1,6", "id,v\n1,7\n1,8", &on(&["id"]));
    assert_eq!(unclear.pairs.len(), 4);
    assert!(unclear.pairs.iter().all(|p| p.status == Status::Ambiguous && p.alternatives == 2));
    assert_eq!(unclear.differing, [], "what may not be a pair does not differ");
}

#[test]
fn a_sum_is_claimed_only_where_there_is_one() {
    let request = Request {
        sum: Some("v".into()),
        within: names(&["p"]),
        max_items: 8,
        ..Request::default()
    };
    let left = "p,v\nA,12.30\nB,10";
    let one = found(left, "p,v\nA,5.10\nA,7.20\nA,1\nB,9", &request);
    assert_eq!(pairs(&one), [(1, 1, Status::Confirmed), (1, 2, Status::Confirmed)]);
    assert!(one.pairs.iter().all(|p| p.rung == Rung::Sum));
    assert_eq!((one.left_over.len(), one.right_over.len()), (1, 2));
    let several = found("p,v\nA,10", "p,v\nA,4\nA,6\nA,3\nA,7", &request);
    assert!(several.pairs.iter().all(|p| p.status == Status::Ambiguous && p.alternatives == 2));
}

#[test]
fn what_is_alike_is_suggested_and_what_is_twice_alike_is_ambiguous() {
    let request =
        Request { similar: names(&["name", "day", "v"]), max_items: 8, ..Request::default() };
    let mut left = String::from("name,day,v\n");
    let mut right = String::from("name,day,v\n");
    for i in 0..40 {
        let (month, day) = (i % 12 + 1, i % 27 + 1);
        left += &format!(
            "第{i}号大棚甲{},2020-{month:02}-{day:02},{}.00\n",
            i * 37 % 40,
            1000 + i * 713
        );
        right += &format!(
            "第{i}号大棚甲{},2020-{month:02}-{day:02},{}.50\n",
            i * 37 % 40,
            1000 + i * 713
        );
    }
    let found = found(&left, &right, &request);
    assert_eq!(found.pairs.len(), 40);
    assert!(found.pairs.iter().all(|p| p.left == p.right && p.rung == Rung::Similar));
    assert!(found.pairs.iter().all(|p| p.status != Status::Confirmed));
}

#[test]
fn what_cannot_be_done_is_said_with_what_there_is() {
    let (left, right) = (side("id,v\n1,a"), side("id,w\n1,2"));
    let plan = |request: &Request| Plan::new(&left, &right, request).unwrap_err().to_string();
    assert_eq!(plan(&Request::default()), PlanError::NothingToPairBy.to_string());
    assert_eq!(plan(&on(&["v"])), "右表没有列“v”，有的是：id、w");
}

proptest! {
    #[test]
    fn every_row_ends_in_one_place_and_equal_files_are_equal(keys in proptest::collection::vec((0_u8..6, 0_i64..4), 0..30)) {
        let text = |rows: &[(u8, i64)]| {
            let lines: String = rows.iter().map(|(k, v)| format!("k{k},{v}\n")).collect();
            format!("id,v\n{lines}")
        };
        let other: Vec<(u8, i64)> = keys.iter().skip(3).rev().copied().collect();
        let found = found(&text(&keys), &text(&other), &on(&["id"]));
        let mut rows: Vec<u32> = found.pairs.iter().map(|p| p.left).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.extend(found.left_over.iter().map(|o| o.row));
        rows.sort_unstable();
        prop_assert_eq!(rows, (0..u32::try_from(keys.len()).unwrap()).collect::<Vec<_>>());
        let mut turned = keys.clone();
        turned.reverse();
        let same = self::found(&text(&keys), &text(&turned), &on(&["id"]));
        prop_assert!(same.equal());
    }
}
