//! What follows title: system, rights, steps, papers, posting, deadline.

use crate::common::{
    clean, day, expect, found, found_by, list, notice, origin, papers, road, run, small_book, text,
};
use ledger::Books;
use ledger::CheckStatus;
use ledger::tables::{Asset, Publicity};

#[test]
fn an_asset_stands_in_the_system_of_its_owner() {
    let nowhere = |b: &mut Books| b.assets[0].register_system = list(&["other"]);
    expect(clean(), nowhere, &["owner.unregistered asset:A1 - TL-1.2-01"]);
    let unstated = |b: &mut Books| b.assets[0].register_system.clear();
    expect(clean(), unstated, &["owner.unregistered asset:A1 - TL-1.2-01"]);
    let state = |b: &mut Books| b.assets[0].register_system = list(&["sys_state"]);
    expect(clean(), state, &["owner.unregistered asset:A1 - TL-1.2-01"]);
    // An extract that lists it is proof enough.
    let extract = |b: &mut Books| {
        b.assets[0].register_system.clear();
        b.assets.push(Asset { ledger: text("sys_collective_national"), ..road("A1") });
    };
    expect(clean(), extract, &[]);
}

#[test]
fn each_of_the_five_rights_has_a_holder() {
    let none = |b: &mut Books| b.assets[0].income_right_holder = None;
    expect(clean(), none, &["owner.right-missing asset:A1 income_right_holder TLA1-2-01"]);
    let in_titles = |b: &mut Books| {
        none(b);
        b.asset_owners[0].income_right_holder = text("新山村股份经济合作社");
    };
    expect(clean(), in_titles, &[]);
    // A59: the right to manage is none of the five.
    expect(clean(), |b| b.assets[0].management_right_holder = None, &[]);
}

#[test]
fn a_villages_title_is_decided_below_and_reviewed_above() {
    let unreviewed = |b: &mut Books| b.asset_owners[0].township_review_date = None;
    expect(clean(), unreviewed, &["owner.step-missing asset:A1 township_review_date TLA1-1.4-02"]);
    let to = |review: &'static str| {
        move |b: &mut Books| b.asset_owners[0].township_review_date = day(review)
    };
    expect(clean(), to("2023-08-03"), &[]);
    expect(
        clean(),
        to("2023-08-02"),
        &["owner.step-order asset:A1 village_meeting_date>township_review_date TLA1-1.4-02"],
    );
    let mut books = clean();
    books.asset_owners.clear();
    books.received.remove("asset_owners");
    let out = run(&books);
    let check = out.checks.iter().find(|c| &*c.family == "title-steps").unwrap();
    assert_eq!(check.status, CheckStatus::NoData);
    assert!(out.findings.is_empty());
}

#[test]
fn hand_over_leaves_two_papers_with_number_and_date() {
    let without = |paper: &'static str| {
        move |b: &mut Books| {
            b.handovers.retain(|h| h.handover_doc_type.as_deref() != Some(paper));
        }
    };
    expect(clean(), without("agreement"), &["owner.paper-missing asset:A1 agreement TL-6.2-01"]);
    expect(
        clean(),
        without("transfer_paper"),
        &["owner.paper-missing asset:A1 transfer_paper TLA1-2.1-01"],
    );
    expect(
        clean(),
        |b| b.handovers[0].handover_date = None,
        &["owner.paper-missing asset:A1 agreement TL-6.2-01"],
    );
    expect(
        clean(),
        |b| b.assets[0].title_guiding_dept = None,
        &["owner.paper-missing asset:A1 title_guiding_dept TL-6.1-01"],
    );
    // The county government's own assets owe no agreement with a township or village.
    let school = |b: &mut Books| {
        let a = &mut b.assets[0];
        a.industry_sector = text("education");
        (a.owner_type, a.owner_name) = (text("county_gov"), text("县人民政府"));
        a.register_system = list(&["sys_state"]);
        a.custodian_type = text("county_dept");
        a.first_responsible_role = text("乡镇项目负责人");
        b.asset_owners[0].owner_type = text("county_gov");
        b.asset_owners[0].owner_name = text("甲县人民政府");
        b.handovers = papers("A1").split_off(1);
    };
    expect(clean(), school, &[]);
    let mut books = clean();
    school(&mut books);
    books.asset_owners[0].owner_name = text("甲县教育局");
    assert_eq!(found(&books), ["owner.differs asset:A1 - TL-5.2-04"]);
}

fn posting(channel: &str, start: &str, end: &str) -> Publicity {
    Publicity {
        origin: origin(&format!("notices/{channel}")),
        publicity_subject: text("title"),
        publicity_channel: list(&[channel]),
        publicity_start_date: day(start),
        publicity_end_date: day(end),
        ..notice("A1")
    }
}

#[test]
fn title_is_posted_long_enough_on_every_board_and_before_the_paper() {
    let book = small_book(
        "check.title-publicity = { at-least = \"10 日\", channels = [\"village_board\", \"township_board\"] }",
    );
    let found = |notices: Vec<Publicity>| {
        let mut books = clean();
        books.publicity = notices;
        found_by(&books, &book)
    };
    let village = |end: &str| posting("village_board", "2023-08-12", end);
    let township = posting("township_board", "2023-08-12", "2023-08-14");
    assert!(found(vec![village("2023-08-22"), township.clone()]).is_empty());
    assert_eq!(
        found(vec![village("2023-08-21"), township.clone()]),
        ["owner.publicity-short asset:A1 - S-2"]
    );
    assert_eq!(
        found(vec![village("2023-08-22")]),
        ["owner.publicity-missing asset:A1 township_board S-2"]
    );
    assert_eq!(found(Vec::new()), ["owner.publicity-missing asset:A1 - S-2"]);
    // Where the text wants the paper made out after the posting, the chain says so.
    let chain = small_book(
        "check.title-steps = { steps = [\"certificate_date\"], order = [\"publicity.publicity_end_date\", \"certificate_date\"] }",
    );
    let mut books = clean();
    books.publicity = vec![village("2023-09-05"), township.clone()];
    assert!(found_by(&books, &chain).is_empty());
    books.publicity = vec![village("2023-09-06"), township];
    assert_eq!(
        found_by(&books, &chain),
        ["owner.step-order asset:A1 publicity_end_date>certificate_date S-2"]
    );
}

#[test]
fn title_is_registered_by_the_day() {
    let by = |day: &str| small_book(&format!("check.title-deadline = {{ by = \"{day}\" }}"));
    assert!(found_by(&clean(), &by("2023-08-10")).is_empty());
    assert_eq!(found_by(&clean(), &by("2023-08-09")), ["owner.late asset:A1 - S-2"]);
    let mut template = by("2023-08-09");
    template.template = true;
    let out = confirm_ownership::run(&clean(), &template, &crate::common::info());
    assert_eq!(out.findings[0].severity, ledger::Severity::Warning);
}

#[test]
fn the_county_and_the_receiver_sign_the_agreement() {
    let by = |parties: &'static [&'static str]| {
        move |b: &mut Books| b.handovers[0].handover_parties = list(parties)
    };
    let missing: &[&str] = &["owner.paper-missing asset:A1 agreement TL-6.2-01"];
    expect(clean(), by(&[]), missing);
    expect(clean(), by(&["青山乡人民政府", "新山村村民委员会"]), missing);
    expect(clean(), by(&["甲县交通运输局", "甲县财政局"]), missing);
    expect(clean(), by(&["甲县交通运输局", "青山乡人民政府"]), &[]);
    // A name that shows no level may be anybody's.
    expect(clean(), by(&["甲县交通运输局", "新山村"]), &[]);
    // A second row of the same paper, signed, is enough.
    let again = |b: &mut Books| {
        let mut row = papers("A1").swap_remove(0);
        row.origin = origin("handovers/A1/again");
        b.handovers[0].handover_date = None;
        b.handovers.push(row);
    };
    expect(clean(), again, &[]);
}

#[test]
fn where_no_level_has_its_system_any_of_the_countys_will_do() {
    let of_operator = |system: &'static str| {
        move |b: &mut Books| {
            b.assets[0].coverage_scope = text("county");
            b.assets[0].register_system = list(&[system]);
            (b.assets[0].owner_type, b.assets[0].owner_name) = (text("operator"), text("某公司"));
            b.asset_owners[0] = crate::common::decided(b.asset_owners[0].clone());
            b.asset_owners[0].owner_type = text("operator");
            b.asset_owners[0].owner_name = text("某公司");
        }
    };
    expect(clean(), of_operator("ledger_state"), &[]);
    expect(clean(), of_operator("sys_poverty"), &["owner.unregistered asset:A1 - TL-1.2-01"]);
}
