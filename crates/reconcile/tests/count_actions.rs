//! What is to be done about findings of counts, and how old they are.

#![cfg(test)]

mod support;

use ledger::tables::{CountAction, Disposal, PhysicalCount};
use ledger::{Books, Day};
use support::checks::number;
use support::{asset, books, case, plain_book};

/// A count of asset A at a place, on that day, that found so much of two kilometres.
fn counted(day: Option<Day>, quantity: &str) -> PhysicalCount {
    let mut row = PhysicalCount {
        physical_check_date: day,
        unit: Some("东风镇红旗村村民委员会".into()),
        asset_id: Some("A".into()),
        asset_name: Some("红旗村巷道硬化".into()),
        township: Some("东风镇".into()),
        village: Some("红旗村".into()),
        quantity_unit: Some("公里".into()),
        physical_count_qty: number(quantity),
        count_reason: Some("水毁".into()),
        ..PhysicalCount::default()
    };
    row.origin.src_file = "inbox/盘点.csv".into();
    row.origin.src_row = 2;
    row.origin.row_id = "count-2".into();
    row
}

fn actions(change: impl FnOnce(&mut Books)) -> Vec<CountAction> {
    let mut books = books(vec![asset("county", 2, "A")]);
    books.received.insert("physical_counts");
    change(&mut books);
    reconcile::run(&books, &plain_book(), &case()).rows.count_actions
}

fn kinds(actions: &[CountAction]) -> Vec<(&str, Option<i64>, Option<i64>)> {
    assert!(actions.iter().all(|a| a.next_action.is_some() && a.finding_id.is_some()));
    actions.iter().map(|a| (a.kind.as_deref().unwrap(), a.age_days, a.months_open)).collect()
}

#[test]
fn a_shortage_is_as_old_as_its_count() {
    let of = |day: Option<Day>| actions(|b| b.physical_counts.push(counted(day, "1.9")));
    assert_eq!(kinds(&of(Day::ymd(2024, 12, 31))), [("shortage", Some(0), Some(0))]);
    assert_eq!(kinds(&of(Day::ymd(2024, 11, 30))), [("shortage", Some(31), Some(1))]);
    // Known to the month: not older than its last day.
    assert_eq!(kinds(&of(Day::month(2024, 11))), [("shortage", Some(31), Some(1))]);
    // After the day of the case, or not stated: no age.
    assert_eq!(kinds(&of(Day::ymd(2025, 1, 1))), [("shortage", None, None)]);
    assert_eq!(kinds(&of(None)), [("shortage", None, None)]);
    assert_eq!(kinds(&actions(|b| b.physical_counts.push(counted(None, "2")))), []);
}

#[test]
fn what_was_disposed_of_is_to_be_taken_off_the_books() {
    let of = |day: Option<Day>| {
        actions(|b| {
            b.physical_counts.push(counted(Day::ymd(2024, 12, 1), "0"));
            let id = Some("A".into());
            b.disposals.push(Disposal { asset_id: id, disposal_date: day, ..Disposal::default() });
        })
    };
    let kind = |day| of(day)[0].kind.as_deref().unwrap().to_owned();
    assert_eq!(kind(Day::ymd(2024, 12, 31)), "disposed_on_book");
    assert_eq!(kind(Day::ymd(2025, 1, 1)), "shortage");
    assert_eq!(kind(None), "shortage");
}

#[test]
fn more_than_the_ledger_is_not_what_no_ledger_holds() {
    let more = actions(|b| b.physical_counts.push(counted(Day::ymd(2024, 12, 1), "2.1")));
    assert_eq!(kinds(&more), [("surplus", Some(30), Some(0))]);
    let unknown = actions(|b| {
        b.physical_counts.push(counted(Day::ymd(2024, 12, 1), "2"));
        let mut row = counted(Day::ymd(2024, 12, 2), "1");
        row.asset_id = Some("X9".into());
        row.asset_name = Some("旧锅炉".into());
        row.origin.src_row = 3;
        row.origin.row_id = "count-3".into();
        b.physical_counts.push(row);
    });
    assert_eq!(kinds(&unknown), [("off_book", Some(29), Some(0))]);
}

#[test]
fn what_the_count_left_out_is_as_old_as_the_count_of_its_unit() {
    let left_out = actions(|b| {
        let mut other = asset("county", 3, "B");
        other.asset_name = Some("红旗村冷库".into());
        other.project_id = Some("P2".into());
        b.assets.push(other);
        b.physical_counts.push(counted(Day::ymd(2024, 12, 1), "2"));
    });
    assert_eq!(kinds(&left_out), [("not_counted", Some(30), Some(0))]);
}

#[test]
fn a_row_that_stands_twice_is_an_action_only_where_there_was_a_count() {
    let twice = |b: &mut Books| {
        let mut again = asset("county", 3, "A");
        again.asset_content = Some("巷道硬化2公里".into());
        b.assets.push(again);
    };
    let with = actions(|b| {
        twice(b);
        b.physical_counts.push(counted(Day::ymd(2024, 12, 1), "2"));
    });
    assert_eq!(kinds(&with), [("duplicate", Some(30), Some(0))]);
    let without = actions(|b| {
        twice(b);
        b.received.remove("physical_counts");
    });
    assert_eq!(kinds(&without), []);
}
