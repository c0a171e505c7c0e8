//! Operators, contracts and changes.

use crate::common::{
    day, expect, found, found_by, lease, leased, list, origin, run, small_book, text,
};
use ledger::tables::{Change, Contract};
use ledger::{Books, CheckStatus, Severity};

#[track_caller]
fn with(change: impl FnOnce(&mut Contract), findings: &[&str]) {
    expect(leased(), |b| change(&mut b.contracts[0]), findings);
}

/// The same of an asset in the income scheme.
#[track_caller]
fn in_scheme(change: impl FnOnce(&mut Contract), findings: &[&str]) {
    expect(
        leased(),
        |b| {
            b.assets[0].income_scheme_flag = Some(true);
            change(&mut b.contracts[0]);
        },
        findings,
    );
}

#[test]
fn who_lets_has_a_signed_contract() {
    let none = |b: &mut Books| {
        b.contracts.clear();
        b.assets[0].contract_id = None;
    };
    expect(leased(), none, &["contract.missing asset:A1 - TL-5.4-04"]);
    let no_longer = |b: &mut Books| {
        none(b);
        b.assets[0].operation_mode = None;
        b.assets[0].operator_name = None;
    };
    expect(leased(), no_longer, &[]);
    // Whoever is named as operator operates it, unless that is the owner.
    let operated = |name: &'static str| {
        move |b: &mut Books| {
            no_longer(b);
            b.assets[0].operator_name = text(name);
        }
    };
    expect(leased(), operated("新山农业开发有限公司"), &["contract.missing asset:A1 - TL-5.4-04"]);
    expect(leased(), operated("新山村股份经济合作社"), &[]);
    with(
        |c| c.contract_sign_date = None,
        &["contract.missing contract:C-A1 contract_sign_date TL-5.4-04"],
    );
    for form in ["oral", "letter_of_intent"] {
        with(
            |c| (c.contract_form, c.contract_sign_date) = (text(form), None),
            &["contract.informal contract:C-A1 - TL-5.4-04"],
        );
    }
    // A contract that states no asset is found by its number.
    with(|c| c.asset_id = None, &[]);
    let mut books = leased();
    books.contracts.clear();
    books.received.remove("contracts");
    let out = run(&books);
    let check = out.checks.iter().find(|c| &*c.family == "contract").unwrap();
    assert_eq!(check.status, CheckStatus::NoData);
}

#[test]
fn a_contract_that_ended_was_renewed_or_the_asset_recovered() {
    let to = |end: &'static str| move |c: &mut Contract| c.contract_end_date = day(end);
    with(to("2025-06-30"), &[]);
    with(to("2025-06-29"), &["contract.expired contract:C-A1 - TL-5.4-04"]);
    let renewed = |c: &mut Contract| {
        to("2025-06-29")(c);
        c.renewal_decision_date = day("2025-06-01");
    };
    with(renewed, &[]);
    let followed = |b: &mut Books| {
        to("2025-06-29")(&mut b.contracts[0]);
        b.contracts.push(Contract {
            origin: origin("contracts/2"),
            contract_id: text("C-2"),
            contract_end_date: day("2030-12-31"),
            ..lease("A1")
        });
    };
    expect(leased(), followed, &[]);
    let mut books = leased();
    to("2025-06-29")(&mut books.contracts[0]);
    assert_eq!(run(&books).findings[0].severity, Severity::Warning);
}

#[test]
fn proposal_meeting_filing_and_only_then_the_beginning() {
    with(
        |c| c.village_meeting_date = None,
        &["contract.step-missing contract:C-A1 village_meeting_date TL-5.4-03;TLA1-2.2-03"],
    );
    with(
        |c| c.township_filing_date = None,
        &["contract.step-missing contract:C-A1 township_filing_date TL-5.4-03"],
    );
    with(
        |c| (c.proposal_date, c.proposer_roles) = (None, Vec::new()),
        &["contract.step-missing contract:C-A1 proposal_date TL-5.4-03"],
    );
    with(
        |c| c.proposer_roles = list(&["operator"]),
        &["contract.step-missing contract:C-A1 proposal_date TL-5.4-03"],
    );
    with(|c| c.township_filing_date = day("2024-01-01"), &[]);
    with(
        |c| c.township_filing_date = day("2024-01-02"),
        &["contract.step-order contract:C-A1 township_filing_date>contract_start_date TL-5.4-03"],
    );
    with(|c| c.proposal_date = day("2023-11-20"), &[]);
    with(
        |c| c.proposal_date = day("2023-11-21"),
        &["contract.step-order contract:C-A1 proposal_date>village_meeting_date TL-5.4-03"],
    );
    // Other modes follow no such chain, but the way of operation is decided all the same.
    with(
        |c| {
            c.operation_mode = text("co_operation");
            (c.proposal_date, c.township_filing_date) = (None, None);
        },
        &[],
    );
    with(
        |c| {
            c.operation_mode = text("co_operation");
            (c.superior_approval_date, c.township_review_date) = (None, None);
        },
        &["contract.step-missing contract:C-A1 superior_approval_date TLA1-2.2-03"],
    );
    expect(
        leased(),
        |b| b.publicity.clear(),
        &["contract.step-missing contract:C-A1 publicity TLA1-2.2-03"],
    );
}

#[test]
fn a_contract_settles_linkage_and_a_self_run_asset_its_duty_and_target() {
    with(
        |c| c.linkage_mode = None,
        &["contract.clause-missing contract:C-A1 linkage_mode TL-4-02"],
    );
    in_scheme(
        |c| c.linkage_mode = text("分红"),
        &["contract.clause-missing contract:C-A1 linkage_mode TLA4-4.2-01"],
    );
    let own = |b: &mut Books| {
        b.assets[0].operation_mode = text("self");
        b.contracts[0].operation_mode = text("self");
        b.contracts[0].linkage_mode = None;
        b.contracts[0].contract_sign_date = None;
    };
    expect(
        leased(),
        own,
        &["contract.clause-missing contract:C-A1 operating_plan_no,performance_target TL-5.4-02"],
    );
    expect(
        leased(),
        |b| {
            own(b);
            b.contracts[0].operating_plan_no = text("运营1");
            b.assets[0].performance_target = text("带动60户");
        },
        &[],
    );
    expect(
        leased(),
        |b| {
            own(b);
            b.contracts.clear();
            b.assets[0].performance_target = text("带动60户");
        },
        &["contract.clause-missing asset:A1 operating_plan_no TL-5.4-02"],
    );
}

#[test]
fn clauses_that_a_county_lists_stand_in_the_contract() {
    let book = small_book("check.contract-clauses = { clauses = [\"经营方式\", \"term\"] }");
    let mut books = leased();
    books.contracts[0].contract_clauses = list(&["mode", "income"]);
    assert_eq!(found_by(&books, &book), ["contract.clause-missing contract:C-A1 term S-2"]);
    books.contracts[0].contract_clauses = list(&["mode", "term"]);
    assert!(found_by(&books, &book).is_empty());
}

#[test]
fn operators_are_fit_and_openly_chosen() {
    with(
        |c| c.operator_blacklist_flag = Some(true),
        &["contract.operator-unfit contract:C-A1 operator_blacklist_flag TL-6.4-02"],
    );
    with(|c| c.operator_blacklist_flag = None, &[]);
    let unproven = |c: &mut Contract| c.operator_qualification_doc_no = None;
    in_scheme(
        unproven,
        &["contract.operator-unfit contract:C-A1 operator_qualification_doc_no TLA4-3.1-01"],
    );
    with(unproven, &[]);
    let unchosen = |c: &mut Contract| c.operator_selection_method = None;
    in_scheme(
        unchosen,
        &["contract.step-missing contract:C-A1 operator_selection_method TLA4-3.2-01"],
    );
    with(unchosen, &[]);
}

#[test]
fn a_change_of_mode_is_decided_approved_and_posted() {
    let changed = |b: &mut Books| {
        b.changes = vec![Change {
            origin: origin("changes/1"),
            change_id: text("K1"),
            asset_id: text("A1"),
            change_type: text("mode"),
            change_date: day("2024-07-01"),
            village_meeting_date: day("2024-06-10"),
            superior_approval_date: day("2024-06-20"),
            ..Change::default()
        }];
        let mut own = b.publicity[0].clone();
        own.origin = origin("notices/K1");
        own.publicity_ref_id = text("K1");
        b.publicity.push(own);
    };
    expect(leased(), changed, &[]);
    let mut books = leased();
    changed(&mut books);
    books.changes[0].superior_approval_date = None;
    assert_eq!(
        found(&books),
        ["contract.change-unapproved asset:A1 K1:superior_approval_date TLA1-2.2-03"]
    );
    books.changes[0].change_type = text("use");
    assert!(found(&books).is_empty());

    // A notice on the asset stands for the change's own when it was posted in between.
    changed(&mut books);
    books.publicity.truncate(1);
    let mut of_contract = books.publicity[0].clone();
    of_contract.publicity_ref_id = text("C-A1");
    books.publicity.push(of_contract);
    books.publicity[0].publicity_start_date = day("2024-07-01");
    assert!(found(&books).is_empty());
    books.publicity[0].publicity_start_date = day("2024-07-02");
    assert_eq!(found(&books), ["contract.change-unapproved asset:A1 K1:publicity TLA1-2.2-03"]);
}

#[test]
fn twenty_years_is_the_longest() {
    let book = small_book("check.contract-term = {}");
    let to = |end: &str| {
        let mut books = leased();
        books.contracts[0].contract_end_date = day(end);
        found_by(&books, &book)
    };
    assert!(to("2043-12-31").is_empty());
    assert!(to("2044-01-01").is_empty());
    assert_eq!(to("2044-01-02"), ["contract.over-term contract:C-A1 - S-2"]);
}

#[test]
fn a_proposal_is_made_together_and_a_meeting_says_what_it_was() {
    let step = |name: &str| format!("contract.step-missing contract:C-A1 {name} TL-5.4-03");
    with(|c| c.proposer_roles = list(&["village_committees"]), &[&step("proposal_date")]);
    with(|c| c.proposer_roles = list(&["first_secretary", "work_team"]), &[]);
    with(|c| c.village_meeting_type = None, &[&step("village_meeting_date")]);
    with(|c| c.village_meeting_type = text("assembly"), &[]);
}

#[test]
fn without_a_beginning_there_is_no_order() {
    with(
        |c| {
            c.township_filing_date = day("2023-12-25");
            c.contract_start_date = None;
        },
        &[],
    );
}

#[test]
fn the_way_of_operation_is_approved_above_and_posted_before_it_begins() {
    with(
        |c| c.superior_approval_date = None,
        &["contract.step-missing contract:C-A1 superior_approval_date TLA1-2.2-03"],
    );
    let missing: &[&str] = &["contract.step-missing contract:C-A1 publicity TLA1-2.2-03"];
    let posted = |start: &'static str, about: &'static str| {
        move |b: &mut Books| {
            b.publicity[0].publicity_start_date = day(start);
            b.publicity[0].publicity_ref_id = text(about);
        }
    };
    expect(leased(), posted("2024-01-01", "A1"), &[]);
    expect(leased(), posted("2024-01-02", "A1"), missing);
    expect(leased(), posted("2024-01-02", "C-A1"), &[]);
    expect(leased(), |b| b.publicity[0].publicity_start_date = None, missing);
    // A notice of the village counts; one of a village of the same name elsewhere does not.
    let of_village = |township: &'static str| {
        move |b: &mut Books| {
            let notice = &mut b.publicity[0];
            (notice.asset_id, notice.publicity_ref_id) = (None, None);
            (notice.township, notice.village) = (text(township), text("新山村"));
        }
    };
    expect(leased(), of_village("青山乡"), &[]);
    expect(leased(), of_village("白水镇"), missing);
}

#[test]
fn the_income_scheme_has_firms_co_operatives_and_collectives() {
    in_scheme(
        |c| c.operator_type = text("big_household"),
        &["contract.operator-unfit contract:C-A1 operator_type TLA4-3.1-01"],
    );
    in_scheme(|c| c.operator_type = text("co_operative"), &[]);
    with(|c| c.operator_type = text("big_household"), &[]);
}
