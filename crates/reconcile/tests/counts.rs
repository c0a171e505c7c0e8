//! Books against things: each code with the smallest case that raises it and the nearest that does
//! not.

#![cfg(test)]

mod support;

use ledger::tables::{Asset, Change, PhysicalCount};
use ledger::{Books, Day, Fen, Finding, Origin, StepOutput};
use proptest::prelude::*;
use reconcile::counts;
use support::book;
use support::checks::{self, codes, number, text};

fn check(mut books: Books) -> StepOutput<()> {
    books.received.insert("physical_counts");
    checks::check(&books, &book(""), counts::check)
}

fn findings(assets: Vec<Asset>, counts: Vec<PhysicalCount>) -> Vec<Finding> {
    check(books(assets, counts)).findings
}

fn books(assets: Vec<Asset>, physical_counts: Vec<PhysicalCount>) -> Books {
    Books { assets, physical_counts, ..Books::default() }
}

const COLLECTIVE: &str = "松林镇石桥村股份经济合作社";

/// Three sheds of the collective, net value 100 yuan.
fn asset(id: &str) -> Asset {
    Asset {
        origin: Origin { row_id: id.into(), ..Origin::default() },
        ledger: text("county"),
        asset_id: text(id),
        asset_name: text(id),
        asset_class: text("operating"),
        township: text("松林镇"),
        village: text("石桥村"),
        owner_name: text(COLLECTIVE),
        quantity: number("3"),
        quantity_unit: text("座"),
        original_value: Some(Fen(20_000)),
        net_value: Some(Fen(10_000)),
        ..Asset::default()
    }
}

/// A count of it that found `quantity`, with a reason.
fn counted(id: &str, quantity: &str) -> PhysicalCount {
    PhysicalCount {
        origin: Origin { row_id: format!("count {id}").into(), ..Origin::default() },
        physical_check_date: Day::ymd(2024, 12, 31),
        unit: text(COLLECTIVE),
        asset_id: text(id),
        asset_name: text(id),
        township: text("松林镇"),
        village: text("石桥村"),
        quantity_unit: text("座"),
        physical_count_qty: number(quantity),
        count_reason: text("水毁"),
        ..PhysicalCount::default()
    }
}

#[test]
fn less_or_more_than_the_ledger() {
    let of = |quantity: &str| findings(vec![asset("A1")], vec![counted("A1", quantity)]);
    assert_eq!(codes(&of("2.99")), [("count.shortage", "A1", Some(Fen(33)))]);
    assert_eq!(codes(&of("3.00")), []);
    assert_eq!(codes(&of("3.01")), [("count.surplus", "A1", None)]);
    // A share is rounded half up, once: a third of 100.00, two thirds.
    assert_eq!(codes(&of("2")), [("count.shortage", "A1", Some(Fen(3_333)))]);
    assert_eq!(codes(&of("1")), [("count.shortage", "A1", Some(Fen(6_667)))]);
    assert_eq!(codes(&of("0")), [("count.shortage", "A1", Some(Fen(10_000)))]);
}

#[test]
fn parts_of_one_thing_are_added_up_first() {
    let part = |place: &str, quantity: &str| PhysicalCount {
        location: text(place),
        ..counted("A1", quantity)
    };
    let whole = vec![part("东院", "1"), part("西院", "2")];
    assert_eq!(codes(&findings(vec![asset("A1")], whole)), []);
    let short = vec![part("东院", "1"), part("西院", "1")];
    assert_eq!(
        codes(&findings(vec![asset("A1")], short)),
        [("count.shortage", "A1", Some(Fen(3_333)))]
    );
}

#[test]
fn the_same_row_twice_is_one_count() {
    let twice = vec![counted("A1", "3"), counted("A1", "3")];
    assert_eq!(codes(&findings(vec![asset("A1")], twice)), []);
}

#[test]
fn quantities_in_other_units_are_converted_or_left_to_the_sheet() {
    let road = Asset { quantity: number("1.5"), quantity_unit: text("公里"), ..asset("A1") };
    let of = |unit: &str, book: Option<&str>, found: &str| {
        let row = PhysicalCount {
            quantity_unit: text(unit),
            book_quantity: book.and_then(number),
            ..counted("A1", found)
        };
        codes(&findings(vec![road.clone()], vec![row]))
            .iter()
            .map(|(code, _, amount)| ((*code).to_owned(), *amount))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("米", None, "1500"), []);
    assert_eq!(of("条", Some("2"), "1"), [("count.shortage".to_owned(), Some(Fen(5_000)))]);
    // Neither convertible nor stated on the sheet: unknown.
    assert_eq!(of("条", None, "1"), []);
}

#[test]
fn a_count_may_state_only_its_difference() {
    let of = |change: &dyn Fn(&mut PhysicalCount)| {
        let mut row = counted("A1", "0");
        row.physical_count_qty = None;
        change(&mut row);
        findings(vec![asset("A1")], vec![row])
            .iter()
            .map(|f| (f.code.code, f.amount))
            .collect::<Vec<_>>()
    };
    let third = [("count.shortage", Some(Fen(3_333)))];
    assert_eq!(of(&|r| r.count_diff_qty = number("-1")), third);
    assert_eq!(of(&|r| r.shortage_qty = number("1")), third);
    assert_eq!(of(&|r| r.count_result = text("match")), []);
    assert_eq!(of(&|r| r.count_result = text("shortage")), [("count.shortage", Some(Fen(10_000)))]);
    assert_eq!(of(&|_| {}), []);
}

#[test]
fn a_change_after_the_count_is_rolled_back() {
    // Counted in October; in November one of four was sold, three are in the books of December.
    let of = |day: Option<Day>, amount: Option<Fen>, found: &str| {
        let mut row = counted("A1", found);
        row.physical_check_date = Day::ymd(2024, 10, 31);
        let mut books =
            books(vec![Asset { original_value: Some(Fen(30_000)), ..asset("A1") }], vec![row]);
        books.changes = vec![Change {
            asset_id: text("A1"),
            change_type: text("sale"),
            change_date: day,
            change_amount: amount,
            ..Change::default()
        }];
        check(books).findings.iter().map(|f| (f.code.code, f.amount)).collect::<Vec<_>>()
    };
    let (before, after) = (Day::ymd(2024, 10, 31), Day::ymd(2024, 11, 1));
    let amount = Some(Fen(-10_000));
    assert_eq!(of(after, amount, "4"), []);
    assert_eq!(of(after, amount, "3"), [("count.shortage", Some(Fen(3_333)))]);
    // On the day of the count the books had it already.
    assert_eq!(of(before, amount, "3"), []);
    // Without an amount it cannot be rolled.
    assert_eq!(of(after, None, "4"), []);
}

#[test]
fn a_change_before_a_late_count_is_done_ahead() {
    let mut row = counted("A1", "2");
    row.physical_check_date = Day::ymd(2025, 1, 20);
    let mut books = books(vec![asset("A1")], vec![row]);
    assert_eq!(check(books.clone()).findings.len(), 1);
    books.assets[0].original_value = Some(Fen(30_000));
    books.changes = vec![Change {
        asset_id: text("A1"),
        change_type: text("scrap"),
        change_date: Day::ymd(2025, 1, 10),
        change_amount: Some(Fen(10_000)),
        ..Change::default()
    }];
    assert_eq!(codes(&check(books).findings), []);
}

#[test]
fn a_thing_that_no_ledger_knows() {
    let found =
        PhysicalCount { asset_id: None, asset_name: text("喷灌机"), ..counted("X", "2") };
    let nothing = PhysicalCount { physical_count_qty: number("0"), ..found.clone() };
    let of = |row: PhysicalCount| findings(vec![asset("A1")], vec![counted("A1", "3"), row]);
    assert_eq!(codes(&of(found)), [("count.surplus", "count X", None)]);
    assert_eq!(codes(&of(nothing)), []);
}

#[test]
fn a_thing_left_out_of_the_county_ledger_is_no_surplus() {
    let village = Asset { ledger: text("village"), ..asset("A2") };
    let rows = vec![counted("A1", "3"), counted("A2", "3")];
    assert_eq!(codes(&findings(vec![asset("A1"), village], rows)), []);
}

#[test]
fn a_row_that_could_be_one_of_several_is_said_not_claimed() {
    let twin = |id: &str| Asset { asset_name: text("公厕"), ..asset(id) };
    let row = PhysicalCount { asset_id: None, asset_name: text("公厕"), ..counted("X", "1") };
    let out = check(books(vec![twin("A1"), twin("A2")], vec![row]));
    assert_eq!(codes(&out.findings), [("match.ambiguous", "count X", None)]);
    assert_eq!((out.checks[0].failed, out.checks[0].unknown), (0, 3));
}

#[test]
fn a_thing_of_a_counted_unit_must_be_counted() {
    let of = |change: &dyn Fn(&mut Asset)| {
        let mut second = asset("A2");
        change(&mut second);
        findings(vec![asset("A1"), second], vec![counted("A1", "3")])
            .iter()
            .map(|f| f.code.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&|_| {}), ["count.not-counted"]);
    assert_eq!(of(&|a| a.owner_name = text("石桥村村委会")), ["count.not-counted"]);
    assert_eq!(of(&|a| a.owner_name = text("平川镇石桥村村委会")), [""; 0]);
    assert_eq!(of(&|a| a.asset_status = text("disposed")), [""; 0]);
    assert_eq!(of(&|a| a.asset_form = text("equity")), [""; 0]);
    assert_eq!(of(&|a| a.asset_class = text("household")), [""; 0]);
    assert_eq!(of(&|a| a.formation_date = Day::ymd(2025, 1, 1)), [""; 0]);
}

#[test]
fn shortage_and_not_counted_are_never_both() {
    let missing = PhysicalCount {
        physical_count_qty: None,
        count_result: text("missing"),
        ..counted("A1", "0")
    };
    assert_eq!(
        codes(&findings(vec![asset("A1")], vec![missing])),
        [("count.not-counted", "A1", None)]
    );
    assert_eq!(
        codes(&findings(vec![asset("A1")], vec![counted("A1", "0")])),
        [("count.shortage", "A1", Some(Fen(10_000)))]
    );
}

#[test]
fn found_elsewhere() {
    let neighbour = Asset { village: text("松林一村"), ..asset("A2") };
    let of = |change: &dyn Fn(&mut PhysicalCount)| {
        let mut row = counted("A1", "3");
        change(&mut row);
        let rows = vec![row, PhysicalCount { village: None, ..counted("A2", "3") }];
        findings(vec![asset("A1"), neighbour.clone()], rows)
            .iter()
            .map(|f| (f.code.code, f.subject.id.to_string()))
            .collect::<Vec<_>>()
    };
    let elsewhere = [("count.place-differs", "A1".to_owned())];
    assert_eq!(of(&|r| r.village = text("松林一村")), elsewhere);
    assert_eq!(of(&|r| r.township = text("平川镇")), elsewhere);
    assert_eq!(of(&|r| r.location = text("松林镇松林一村二组")), elsewhere);
    assert_eq!(of(&|r| r.village = text("石桥村村委会")), []);
    assert_eq!(of(&|r| r.location = text("松林镇石桥村二组")), []);
    assert_eq!(of(&|r| r.location = text("仓库")), []);
}

#[test]
fn a_thing_of_several_villages_may_be_found_in_any() {
    let joint = Asset { coverage_scope: text("joint_village"), ..asset("A1") };
    let row = PhysicalCount { village: text("松林一村"), ..counted("A1", "3") };
    assert_eq!(codes(&findings(vec![joint], vec![row])), []);
}

#[test]
fn found_idle_or_damaged() {
    let of = |status: &str| {
        let row = PhysicalCount { asset_status: text(status), ..counted("A1", "3") };
        findings(vec![asset("A1")], vec![row]).iter().map(|f| f.code.code).collect::<Vec<_>>()
    };
    assert_eq!(of("idle"), ["count.idle"]);
    assert_eq!(of("inefficient"), ["count.idle"]);
    assert_eq!(of("damaged"), ["count.damaged"]);
    assert_eq!(of("pending_scrap"), ["count.damaged"]);
    assert_eq!(of("in_use"), [""; 0]);
}

#[test]
fn a_difference_needs_a_reason() {
    let silent = |quantity: &str| PhysicalCount { count_reason: None, ..counted("A1", quantity) };
    let of = |row: PhysicalCount| {
        findings(vec![asset("A1")], vec![row]).iter().map(|f| f.code.code).collect::<Vec<_>>()
    };
    assert_eq!(of(silent("3")), [""; 0]);
    assert_eq!(of(silent("2")), ["count.shortage", "count.reason-missing"]);
    let noted = PhysicalCount { note: text("水毁"), ..silent("2") };
    assert_eq!(of(noted), ["count.shortage"]);
}

proptest! {
    /// Neither the order of assets nor that of count rows changes what is found.
    #[test]
    fn order_does_not_matter(
        counts in prop::collection::btree_set((0_u8..6, 0_u8..5), 1..12)
            .prop_map(|set| set.into_iter().collect::<Vec<_>>()),
        order in any::<prop::sample::Index>(),
        assets in Just((0_u8..5).collect::<Vec<u8>>()).prop_shuffle(),
    ) {
        let found = |counts: &[(u8, u8)], assets: &[u8]| {
            let assets = assets.iter().map(|i| asset(&format!("A{i}"))).collect();
            let rows = counts.iter().map(|(id, quantity)| PhysicalCount {
                origin: Origin {
                    row_id: format!("{id}-{quantity}").into(),
                    ..Origin::default()
                },
                ..counted(&format!("A{id}"), &quantity.to_string())
            });
            let mut out = check(books(assets, rows.collect()));
            out.settle();
            let facts = |f: &Finding| (f.id(), f.amount);
            out.findings.iter().map(facts).collect::<Vec<_>>()
        };
        let mut turned = counts.clone();
        turned.rotate_left(order.index(counts.len()));
        prop_assert_eq!(found(&counts, &[0, 1, 2, 3, 4]), found(&turned, &assets));
    }
}
