//! Findings about assets: lots, removals, pledges, undertakings; and what is said where data lacks.

mod common;

use common::{NOTHING, asset, day, disposal, found, notice, one, owner, text, yuan};
use ledger::tables::{Change, WriteOff};
use ledger::{Books, CheckStatus, SubjectKind, Text};

/// Lots sold on these days for these values: each of an asset of its own, all of one project.
fn lots(lots: &[(&str, &str, &str)]) -> Books {
    let mut books = Books { received: common::in_order().received, ..Books::default() };
    for (index, (asset_id, on, value)) in lots.iter().enumerate() {
        let id = format!("D{index}");
        let mut lot = disposal(&id, asset_id);
        lot.project_id = text("P1");
        lot.disposal_date = day(on);
        lot.disposal_value = yuan(value);
        lot.book_net_value = yuan(value);
        lot.appraised_value = yuan(value);
        books.disposals.push(lot);
        books.publicity.push(notice(&id));
        if !books.assets.iter().any(|a| a.asset_id.as_deref() == Some(asset_id)) {
            books.assets.push(asset(asset_id));
            books.asset_owners.push(owner(asset_id));
        }
    }
    books
}

fn splits(books: &Books) -> Vec<(SubjectKind, String, String)> {
    common::run(books)
        .findings
        .iter()
        .inspect(|f| assert_eq!(f.code.code, "disposal.split-suspected"))
        .map(|f| {
            (f.subject.kind, f.subject.id.to_string(), f.amount.unwrap_or_default().to_string())
        })
        .collect()
}

#[test]
fn lots_of_one_asset_within_twelve_months_are_added_up() {
    let two = |on: &str, value: &str| {
        splits(&lots(&[("A1", "2024-05-20", "60000.00"), ("A1", on, value)]))
    };
    let split = |sum: &str| vec![(SubjectKind::Asset, "A1".to_owned(), sum.to_owned())];
    assert_eq!(two("2024-10-20", "60000.00"), split("120000.00"));
    assert_eq!(two("2024-10-20", "40000.00"), split("100000.00"));
    assert_eq!(two("2024-10-20", "39999.99"), []);
    assert_eq!(two("2025-05-20", "60000.00"), split("120000.00"));
    assert_eq!(two("2025-05-21", "60000.00"), []);
    // A lot at the threshold by itself is no part of a split.
    assert_eq!(two("2024-10-20", "100000.00"), []);
}

#[test]
fn lots_of_one_project_are_reported_on_the_project() {
    let two = [("A1", "2024-05-20", "60000.00"), ("A2", "2024-06-20", "60000.00")];
    let project = vec![(SubjectKind::Project, "P1".to_owned(), "120000.00".to_owned())];
    assert_eq!(splits(&lots(&two)), project);
    // Where the lots of one asset tell it already, the project adds nothing.
    let three = [two[0], two[1], ("A1", "2024-07-20", "60000.00")];
    assert_eq!(splits(&lots(&three)).len(), 1);
}

#[test]
fn an_asset_that_is_gone_has_a_disposal_or_a_write_off() {
    let gone = |change: fn(&mut Books)| {
        found(|books| {
            books.disposals.clear();
            change(books);
        })
    };
    let removed = one("disposal.unapproved-removal", "TL-5.6-06", "error");
    assert_eq!(gone(|_| ()), removed);
    assert_eq!(gone(|b| b.assets[0].asset_status = text("in_use")), NOTHING);
    let written_off = |approval: Option<Text>| WriteOff {
        asset_id: text("A1"),
        county_approval_no: approval,
        ..WriteOff::default()
    };
    let mut books = common::in_order();
    books.disposals.clear();
    books.writeoffs = vec![written_off(None)];
    assert_eq!(common::run(&books).findings.len(), 1);
    books.writeoffs = vec![written_off(text("批2"))];
    assert_eq!(common::run(&books).findings, []);
    let sold = gone(|b| {
        b.assets[0].asset_status = text("in_use");
        b.changes =
            vec![Change { asset_id: text("A1"), change_type: text("sale"), ..Change::default() }];
    });
    assert_eq!(sold, removed);
    // An asset that no ledger holds any more.
    let forgotten = gone(|b| {
        b.assets.clear();
        b.asset_owners.clear();
        b.changes =
            vec![Change { asset_id: text("A1"), change_type: text("scrap"), ..Change::default() }];
    });
    assert_eq!(forgotten, removed);
    let household = gone(|b| {
        b.assets[0].asset_class = text("household");
        b.assets[0].in_managed_scope = Some(false);
    });
    assert_eq!(household, one("disposal.unapproved-removal", "TLA1-1.4-03", "warning"));
}

#[test]
fn a_pledge_is_reported_on_the_disposal_else_on_the_asset() {
    let pledged = |change: fn(&mut Books)| {
        let mut books = common::in_order();
        change(&mut books);
        let findings = common::run(&books).findings;
        assert!(findings.iter().all(|f| f.code.code == "disposal.pledged"));
        let subjects = findings.iter().map(|f| (f.subject.kind, f.subject.id.to_string()));
        subjects.collect::<Vec<_>>()
    };
    let disposal = vec![(SubjectKind::Disposal, "D1".to_owned())];
    assert_eq!(pledged(|b| b.disposals[0].pledge_flag = Some(true)), disposal);
    assert_eq!(pledged(|b| b.disposals[0].pledge_doc_no = text("押1")), disposal);
    assert_eq!(pledged(|b| b.assets[0].pledge_flag = Some(true)), disposal);
    let of_asset = pledged(|b| {
        b.disposals.clear();
        b.assets[0].asset_status = text("in_use");
        b.assets[0].pledge_flag = Some(true);
    });
    assert_eq!(of_asset, [(SubjectKind::Asset, "A1".to_owned())]);
    assert_eq!(pledged(|_| ()), []);
}

#[test]
fn every_confirmed_owner_gives_an_undertaking() {
    let held = |change: fn(&mut Books)| {
        found(|b| {
            b.disposals.clear();
            b.assets[0].asset_status = text("in_use");
            b.asset_owners[0].commitment_letter_no = None;
            change(b);
        })
    };
    let missing = one("disposal.undertaking-missing", "TLA1-2.5-02", "error");
    assert_eq!(held(|_| ()), missing);
    // Title that is not confirmed yet owes none.
    assert_eq!(held(|b| b.asset_owners[0].registration_date = None), NOTHING);
    assert_eq!(held(|b| b.asset_owners[0].commitment_letter_no = text("诺")), NOTHING);
    let undated = held(|b| {
        b.asset_owners[0].commitment_letter_no = text("诺");
        b.asset_owners[0].commitment_letter_date = None;
    });
    assert_eq!(undated, missing);
    let two = held(|b| {
        let mut second = b.asset_owners[0].clone();
        second.owner_name = text("丙村股份经济合作社");
        b.asset_owners.push(second);
    });
    assert_eq!(two.len(), 2);
}

#[test]
fn a_table_that_was_not_received_makes_its_checks_not_checkable() {
    let mut books = common::in_order();
    books.disposals.clear();
    books.received.remove("disposals");
    let output = common::run(&books);
    assert_eq!(output.findings, []);
    let status = |family: &str| {
        let run = output.checks.iter().find(|c| &*c.family == family);
        run.unwrap_or_else(|| panic!("{family}")).status
    };
    for family in ["appraisal", "approval-chain", "unapproved-removal", "lot-splitting"] {
        assert_eq!(status(family), CheckStatus::NoData, "{family}");
    }
    assert_eq!(status("pledge"), CheckStatus::Ruled);
    for family in ["write-off-steps", "donor-notice", "equity-term-end"] {
        assert_eq!(status(family), CheckStatus::Silent, "{family}");
    }
}

#[test]
fn a_write_off_has_an_open_verdict_where_no_rule_is_stated() {
    let mut books = common::in_order();
    books.writeoffs = vec![WriteOff { writeoff_id: text("W1"), ..WriteOff::default() }];
    let output = common::run(&books);
    let row = output.rows.decisions.iter().find(|r| r.writeoff_id.is_some()).unwrap();
    assert_eq!((row.step.as_deref(), row.ok), (Some("verdict"), None));
    let lists = dispose_check::checklist(&output.rows.decisions);
    let ids: Vec<_> = lists.iter().map(|l| (&*l.id, l.ok)).collect();
    assert_eq!(ids, [("W1", None), ("D1", Some(true))]);
    let steps: Vec<_> = lists[1].items.iter().map(|i| &*i.label).collect();
    assert_eq!(steps.first(), Some(&"不擅自处置承诺"));
    assert_eq!(steps.last(), Some(&"处置收入用途"));
}
