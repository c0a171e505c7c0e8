//! The prior year's ledgers rolled forward to this year's.

#![cfg(test)]

mod support;

use ledger::tables::{Asset, Change, Disposal, RollForward, WriteOff};
use ledger::{Books, CheckStatus, Day, Fen, Finding, StepOutput, Text};
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, proptest};
use reconcile::{Prior, Rows, run_since};
use support::{asset, books, case, of, plain_book};

const CODE: &str = "ledger.rollforward-differs";

/// The prior year's case.
fn prior(assets: Vec<Asset>) -> Prior {
    let case = ledger::CaseInfo { year: 2023, as_of: "2023-12-31".parse().unwrap(), ..case() };
    Prior::new(&case, assets)
}

#[expect(clippy::needless_pass_by_value, reason = "books are made where they are rolled")]
fn roll(before: Vec<Asset>, now: Books) -> StepOutput<Rows> {
    let out = run_since(&now, &plain_book(), &case(), &[], Some(&prior(before)));
    assert_eq!(out.rows.imbalances, Vec::<String>::new());
    for finding in of(&out, CODE) {
        assert!(!finding.evidence.is_empty());
        for lang in [ledger::finding::Lang::Zh, ledger::finding::Lang::En] {
            assert!(!finding.message(lang).contains('{'), "{}", finding.message(lang));
        }
    }
    out
}

/// A road and a cold store of the county ledger.
fn two() -> Vec<Asset> {
    let mut store = asset("county", 3, "B");
    store.asset_name = Some("育才村冷库".into());
    store.village = Some("育才村".into());
    store.project_id = Some("P2".into());
    store.original_value = Some(Fen(70_000));
    vec![asset("county", 2, "A"), store]
}

fn found(out: &StepOutput<Rows>) -> Vec<(&str, Option<Fen>)> {
    of(out, CODE).iter().map(|f: &&Finding| (&*f.subject.id, f.amount)).collect()
}

fn change(id: &str, kind: &str, day: Option<Day>, fen: Option<i64>) -> Change {
    Change {
        asset_id: Some(id.into()),
        change_type: Some(kind.into()),
        change_date: day,
        change_amount: fen.map(Fen),
        ..Change::default()
    }
}

/// What the change of the road's value from 1000 to 1200 yuan is called, given these records.
fn raised(changes: Vec<Change>) -> Vec<Option<Fen>> {
    let mut now = two();
    now[0].original_value = Some(Fen(120_000));
    let out = roll(two(), Books { changes, ..books(now) });
    found(&out).into_iter().map(|(_, amount)| amount).collect()
}

#[test]
fn without_a_prior_case_it_is_not_checkable_and_nothing_is_said() {
    let out = reconcile::run(&books(two()), &plain_book(), &case());
    let run = out.checks.iter().find(|c| &*c.family == "roll-forward").unwrap();
    assert_eq!((run.status, run.seen), (CheckStatus::NoData, 0));
    assert_eq!(out.rows.rollforward, Vec::<RollForward>::new());
}

#[test]
fn an_unchanged_ledger_rolls_forward_by_itself() {
    let out = roll(two(), books(two()));
    assert_eq!(found(&out), []);
    let run = out.checks.iter().find(|c| &*c.family == "roll-forward").unwrap();
    assert_eq!((run.status, run.seen, run.failed), (CheckStatus::Ruled, 2, 0));
    let [row] = out.rows.rollforward.as_slice() else {
        panic!("{:?}", out.rows.rollforward);
    };
    assert_eq!((row.opening_rows, row.closing_rows), (Some(2), Some(2)));
    assert_eq!((row.opening, row.closing), (Some(Fen(170_000)), Some(Fen(170_000))));
}

#[test]
fn a_change_of_value_needs_its_record_to_the_fen() {
    let day = Day::ymd(2024, 6, 1);
    assert_eq!(raised(Vec::new()), [Some(Fen(20_000))]);
    for (fen, left) in [(19_999, Some(1)), (20_000, None), (20_001, Some(-1))] {
        let said = raised(vec![change("A", "revaluation", day, Some(fen))]);
        assert_eq!(said, Vec::from_iter(left.map(|left| Some(Fen(left)))), "{fen}");
    }
    assert_eq!(raised(vec![change("A", "addition", day, Some(20_000))]), []);
    let parts = [(25_000, "addition"), (5_000, "reduction")];
    let parts = parts.map(|(fen, kind)| change("A", kind, day, Some(fen)));
    assert_eq!(raised(parts.to_vec()), []);
    // Of the asset, of the year, of its value.
    for other in [
        change("B", "revaluation", day, Some(20_000)),
        change("A", "revaluation", Day::ymd(2023, 12, 31), Some(20_000)),
        change("A", "revaluation", Day::ymd(2025, 1, 1), Some(20_000)),
        change("A", "operator", day, Some(20_000)),
    ] {
        assert!(raised(vec![other]).contains(&Some(Fen(20_000))));
    }
    // Without an amount nobody can say.
    assert_eq!(raised(vec![change("A", "revaluation", day, None)]), []);
}

#[test]
fn a_registered_change_must_show_in_the_ledger() {
    let changes = vec![change("A", "reduction", Day::ymd(2024, 3, 1), Some(100))];
    let out = roll(two(), Books { changes, ..books(two()) });
    assert_eq!(found(&out), [("A", Some(Fen(100)))]);
}

/// A part that was sold stands in a disposal, in a change, or in both.
#[test]
fn a_part_that_was_sold_is_told_once_or_twice() {
    let sold = |fen: i64, changes: Vec<Change>| {
        let mut now = two();
        now[0].original_value = Some(Fen(60_000));
        let disposal = Disposal {
            asset_id: Some("A".into()),
            disposal_date: Day::ymd(2024, 8, 1),
            original_value: Some(Fen(fen)),
            ..Disposal::default()
        };
        let out = roll(two(), Books { disposals: vec![disposal], changes, ..books(now) });
        found(&out).into_iter().map(|(_, amount)| amount).collect::<Vec<_>>()
    };
    let change = |fen| vec![change("A", "sale", Day::ymd(2024, 8, 1), Some(fen))];
    assert_eq!(sold(40_000, Vec::new()), []);
    assert_eq!(sold(39_999, Vec::new()), [Some(Fen(-1))]);
    assert_eq!(sold(40_000, change(40_000)), []);
    assert_eq!(sold(30_000, change(10_000)), []);
    assert_eq!(sold(30_000, change(10_001)), [Some(Fen(-29_999))]);
}

#[test]
fn what_is_gone_needs_a_disposal_a_write_off_or_a_change() {
    let gone = |with: &dyn Fn(&mut Books)| {
        let mut now = books(two().into_iter().take(1).collect());
        with(&mut now);
        let out = roll(two(), now);
        found(&out).into_iter().map(|(id, amount)| (id.to_owned(), amount)).collect::<Vec<_>>()
    };
    let unexplained = vec![("B".to_owned(), Some(Fen(-70_000)))];
    let id: Option<Text> = Some("B".into());
    assert_eq!(gone(&|_| {}), unexplained);
    let disposal =
        |day| Disposal { asset_id: id.clone(), disposal_date: day, ..Disposal::default() };
    assert_eq!(gone(&|b| b.disposals.push(disposal(Day::ymd(2024, 12, 31)))), []);
    assert_eq!(gone(&|b| b.disposals.push(disposal(Day::ymd(2025, 1, 1)))), unexplained);
    // A disposal of less than the whole leaves the rest to be told.
    let of = |fen| Disposal { original_value: Some(Fen(fen)), ..disposal(Day::ymd(2024, 8, 1)) };
    let less = [("B".to_owned(), Some(Fen(-1)))];
    assert_eq!(gone(&|b| b.disposals.push(of(69_999))), less);
    assert_eq!(gone(&|b| b.disposals.push(of(70_000))), []);
    assert_eq!(gone(&|b| b.disposals.extend([of(69_999), of(1)])), []);
    let one = change("B", "scrap", Day::ymd(2024, 5, 1), Some(1));
    let both = gone(&|b| {
        b.disposals.push(of(69_999));
        b.changes.push(one.clone());
    });
    assert_eq!(both, []);
    let writeoff = WriteOff { asset_id: id.clone(), ..WriteOff::default() };
    assert_eq!(gone(&|b| b.writeoffs.push(writeoff.clone())), []);
    let day = Day::ymd(2024, 5, 1);
    assert_eq!(gone(&|b| b.changes.push(change("B", "sale", day, None))), []);
    assert_eq!(gone(&|b| b.changes.push(change("B", "scrap", day, Some(-70_000)))), []);
    let part = gone(&|b| b.changes.push(change("B", "scrap", day, Some(69_999))));
    assert_eq!(part, [("B".to_owned(), Some(Fen(-1)))]);
    // A row that says disposed is as gone as no row.
    let mut disposed = two();
    disposed[1].asset_status = Some("disposed".into());
    assert_eq!(found(&roll(two(), books(disposed))), [("B", Some(Fen(-70_000)))]);
}

#[test]
fn what_is_new_was_formed_this_year_or_registered_as_an_addition() {
    let new = |with: &dyn Fn(&mut Books)| {
        let mut now = books(two());
        now.assets[1].fund_year = Some(2023);
        with(&mut now);
        let out = roll(two().into_iter().take(1).collect(), now);
        let row = out.rows.rollforward[0].clone();
        assert_eq!((row.added_rows, row.added), (Some(1), Some(Fen(70_000))));
        found(&out).into_iter().map(|(_, amount)| amount).collect::<Vec<_>>()
    };
    assert_eq!(new(&|_| {}), [Some(Fen(70_000))]);
    assert_eq!(new(&|b| b.assets[1].fund_year = Some(2024)), []);
    assert_eq!(new(&|b| b.assets[1].formation_date = Day::ymd(2024, 1, 1)), []);
    assert_eq!(new(&|b| b.assets[1].formation_date = Day::ymd(2023, 12, 31)), [Some(Fen(70_000))]);
    let day = Day::ymd(2024, 5, 1);
    assert_eq!(new(&|b| b.changes.push(change("B", "addition", day, Some(70_000)))), []);
    let part = new(&|b| b.changes.push(change("B", "addition", day, Some(69_999))));
    assert_eq!(part, [Some(Fen(1))]);
}

/// The same fault in two ledgers is one finding; different faults are one for each ledger.
#[test]
fn one_fault_of_one_asset_is_one_finding() {
    let both = |value: [i64; 2]| {
        ["county", "township"].into_iter().zip(value).map(|(ledger, fen)| {
            let mut row = asset(ledger, 2, "A");
            row.original_value = Some(Fen(fen));
            row
        })
    };
    let before: Vec<Asset> = both([100, 100]).collect();
    let same = roll(before.clone(), books(both([90, 90]).collect()));
    assert_eq!(found(&same), [("A", Some(Fen(-10)))]);
    assert!(of(&same, CODE)[0].detail.is_none());
    let unlike = roll(before, books(both([90, 80]).collect()));
    let told: Vec<_> = of(&unlike, CODE).iter().map(|f| (f.detail.as_deref(), f.amount)).collect();
    assert_eq!(told, [(Some("county"), Some(Fen(-10))), (Some("township"), Some(Fen(-20)))]);
}

/// A township whose ledger did not come this year lost nothing that anybody knows.
#[test]
fn a_part_that_came_in_one_year_only_is_not_checkable() {
    let before = vec![asset("county", 2, "A"), asset("township", 2, "A")];
    let out = roll(before, books(vec![asset("county", 2, "A")]));
    assert_eq!(found(&out), []);
    let run = out.checks.iter().find(|c| &*c.family == "roll-forward").unwrap();
    assert_eq!((run.seen, run.failed, run.unknown), (2, 0, 1));
}

/// A renumbered asset of another class is the same, and moves between cells.
#[test]
fn what_moves_between_cells_is_neither_added_nor_removed() {
    let mut now = two();
    now[0].asset_class = Some("operating".into());
    let out = roll(two(), books(now));
    assert_eq!(found(&out), []);
    let of_class = |class: &str| {
        let mut rows = out.rows.rollforward.iter();
        rows.find(|row| row.class.as_deref() == Some(class)).cloned().unwrap()
    };
    let (to, from) = (of_class("operating"), of_class("public"));
    assert_eq!(
        (to.opening, to.moved, to.closing),
        (Some(Fen(0)), Some(Fen(100_000)), Some(Fen(100_000)))
    );
    assert_eq!((from.moved, from.closing), (Some(Fen(-100_000)), Some(Fen(70_000))));
}

/// A few rows of two ledgers and years, with ids, names, classes and values that often meet.
fn years() -> impl Strategy<Value = (Vec<Asset>, Vec<Asset>)> {
    let row = (0_u8..2, 0_u8..2, 0_u8..5, 0_u8..4, 0_u8..2, 0_u8..4);
    proptest::collection::vec(row, 0..24).prop_map(|picks| {
        let mut years = (Vec::new(), Vec::new());
        for (n, (year, ledger, id, name, class, value)) in (2_u32..).zip(picks) {
            let ledger = ["county", "township"][usize::from(ledger)];
            let mut row = asset(ledger, n, ["", "A", "B", "C", "D"][usize::from(id)]);
            let name = ["巷道硬化", "巷道硬化（二期）", "巷道水泥硬化", "冷库"][usize::from(name)];
            row.asset_name = Some(name.into());
            row.asset_class = Some(["public", "operating"][usize::from(class)].into());
            row.original_value =
                [None, Some(Fen(100)), Some(Fen(200)), Some(Fen(300))][usize::from(value)];
            if year == 0 { years.0.push(row) } else { years.1.push(row) }
        }
        years
    })
}

proptest! {
    #[test]
    fn every_cell_ties_to_the_fen_whatever_the_order_of_rows(
        (before, now, shuffled) in years().prop_flat_map(|(before, now)| {
            (Just(before), Just(now.clone()), Just(now).prop_shuffle())
        })
    ) {
        let one = roll(before.clone(), books(now));
        for row in &one.rows.rollforward {
            let sum = |parts: [Option<Fen>; 4]| Fen::sum(parts.into_iter().flatten());
            let rolled = sum([row.opening, row.added, row.value_change, row.moved]);
            prop_assert!(Some(rolled.minus(row.removed.unwrap())) == row.closing, "{row:?}");
        }
        let moved = one.rows.rollforward.iter().filter_map(|row| row.moved);
        prop_assert_eq!(Fen::sum(moved), Fen::ZERO);
        let other = roll(before.into_iter().rev().collect(), books(shuffled));
        prop_assert_eq!(&one.rows.rollforward, &other.rows.rollforward);
        prop_assert_eq!(&one.rows.rollups, &other.rows.rollups);
        let told = |out: &StepOutput<Rows>| {
            of(out, CODE).iter().map(|f| (f.id(), f.amount)).collect::<Vec<_>>()
        };
        prop_assert_eq!(told(&one), told(&other));
    }
}
