//! Who owns, and what the books say against it.

use crate::common::{
    clean, day, decided, expect, found, joint, leased, list, origin, road, run, text, title,
};
use ledger::tables::{Asset, Ownership};
use ledger::{Books, Fen};

fn owned(books: &Books) -> Ownership {
    run(books).rows.ownership.remove(0)
}

#[track_caller]
fn decides(change: impl FnOnce(&mut Asset), level: &str, name: &str, clause: &str) {
    let mut books = clean();
    change(&mut books.assets[0]);
    let row = owned(&books);
    assert_eq!(
        (row.owner_type.as_deref(), row.owner_name.as_deref(), row.clause.as_deref()),
        (Some(level), Some(name), Some(clause))
    );
}

#[test]
fn a_clean_county_has_no_findings() {
    expect(clean(), |_| (), &[]);
    expect(leased(), |_| (), &[]);
    expect(joint(), |_| (), &[]);
}

#[test]
fn a_single_villages_asset_is_its_collectives_whoever_built_it() {
    for level in ["county", "township", "village"] {
        decides(
            |a| a.implementing_level = text(level),
            "village_collective",
            "新山村股份经济合作社",
            "TL-5.2-02",
        );
    }
    let row = owned(&clean());
    assert_eq!(row.status.as_deref(), Some("decided"));
    assert_eq!(row.agrees, Some(true));
    assert_eq!(row.register_in.as_deref(), Some("sys_sanzi"));
    assert_eq!(row.papers_required.len(), 2);
}

#[test]
fn a_school_is_the_county_governments_even_inside_one_village() {
    for sector in ["education", "health"] {
        decides(|a| a.industry_sector = text(sector), "county_gov", "甲县人民政府", "TL-5.2-04");
    }
    let by_name = |a: &mut Asset| {
        a.industry_sector = None;
        a.asset_subclass = None;
        a.asset_name = text("新山村幼儿园");
    };
    decides(by_name, "county_gov", "甲县人民政府", "TL-5.2-04");
    let mut books = clean();
    books.assets[0].industry_sector = text("education");
    let out = run(&books);
    let trace = out.trace.iter().find(|t| t.decision.as_deref() == Some("owner")).unwrap();
    assert_eq!(trace.won.as_deref(), Some("TL-5.2-04"));
    assert!(trace.set_aside[0].starts_with("TL-5.2-02（A24"));
    assert_eq!(out.rows.ownership[0].status.as_deref(), Some("conflict"));
    assert_eq!(out.findings[0].code.code, "owner.differs");
    assert_eq!(out.findings.len(), 1, "what follows from a wrong owner is not reported again");
}

#[test]
fn the_stated_owner_must_be_the_one_decided() {
    let by_township = |b: &mut Books| {
        b.asset_owners[0].owner_type = text("township");
        b.asset_owners[0].owner_name = text("青山乡人民政府");
    };
    expect(clean(), by_township, &["owner.differs asset:A1 - TL-5.2-02"]);
    let by_name = |b: &mut Books| b.asset_owners[0].owner_name = text("新水村股份经济合作社");
    expect(clean(), by_name, &["owner.differs asset:A1 - TL-5.2-02"]);
    for alias in ["新山村集体", "甲县青山乡新山村股份经济合作社", "村集体"] {
        expect(clean(), |b| b.asset_owners[0].owner_name = text(alias), &[]);
    }
    // The ledger must say the same as the title.
    let by_ledger = |b: &mut Books| b.assets[0].owner_type = text("township");
    expect(clean(), by_ledger, &["owner.differs asset:A1 - TL-5.2-02"]);
    // Without title rows the asset row speaks.
    let by_row = |b: &mut Books| {
        b.asset_owners.clear();
        b.received.remove("asset_owners");
        b.assets[0].owner_type = text("township");
        b.assets[0].owner_name = None;
    };
    expect(clean(), by_row, &["owner.differs asset:A1 - TL-5.2-02"]);
}

#[test]
fn no_owner_stated() {
    let nobody = |b: &mut Books| {
        (b.assets[0].owner_type, b.assets[0].owner_name) = (None, None);
        (b.asset_owners[0].owner_type, b.asset_owners[0].owner_name) = (None, None);
    };
    expect(clean(), nobody, &["owner.missing asset:A1 - TL-5.2-01"]);
    let mut books = clean();
    nobody(&mut books);
    let row = owned(&books);
    assert_eq!(row.status.as_deref(), Some("decided"));
    assert_eq!(row.agrees, None);
    // One table is enough, and a name without a level; a level alone names nobody.
    expect(clean(), |b| b.asset_owners[0].owner_name = None, &[]);
    expect(clean(), |b| b.assets[0].owner_name = None, &[]);
    expect(clean(), |b| (b.asset_owners[0].owner_type, b.assets[0].owner_type) = (None, None), &[]);
    let unnamed =
        |b: &mut Books| (b.asset_owners[0].owner_name, b.assets[0].owner_name) = (None, None);
    expect(clean(), unnamed, &["owner.missing asset:A1 - TL-5.2-01"]);
    expect(
        clean(),
        |b| {
            nobody(b);
            b.assets[0].owner_type = text("undetermined");
        },
        &["owner.missing asset:A1 - TL-5.2-01"],
    );
}

#[test]
fn what_no_rule_settles_needs_a_decision_of_the_leading_group() {
    let countywide = |b: &mut Books| b.assets[0].coverage_scope = text("county");
    expect(clean(), countywide, &["owner.undecided asset:A1 - TL-5.2-06"]);
    let mut books = clean();
    countywide(&mut books);
    assert_eq!(owned(&books).status.as_deref(), Some("needs-decision"));
    assert_eq!(owned(&books).owner_type, None);
    books.asset_owners[0] = decided(title("A1"));
    let row = owned(&books);
    assert_eq!(row.status.as_deref(), Some("decided"));
    assert_eq!(row.owner_name.as_deref(), Some("新山村股份经济合作社"));
    assert!(found(&books).is_empty());
    // Somebody else's decision is none.
    books.asset_owners[0].decision_body = list(&["青山乡人民政府"]);
    assert_eq!(found(&books), ["owner.undecided asset:A1 - TL-5.2-06"]);
}

#[test]
fn title_is_unclear_where_a_fact_that_matters_is_unknown() {
    let mut books = clean();
    let asset = &mut books.assets[0];
    (asset.coverage_scope, asset.village, asset.location_village) = (None, None, None);
    let out = run(&books);
    assert_eq!(out.rows.ownership[0].clause.as_deref(), Some("TL-5.2-06"));
    assert!(out.trace[0].parameters.contains(&"unknown=coverage".into()));
    assert!(out.rows.ownership[0].basis.as_deref().unwrap().contains("覆盖范围"));
    // One village named and nothing that points beyond it is that village.
    books.assets[0].village = text("新山村");
    assert_eq!(owned(&books).clause.as_deref(), Some("TL-5.2-02"));
}

#[test]
fn households_are_only_registered_and_older_assets_left_alone() {
    let household = |b: &mut Books| {
        b.asset_owners.clear();
        let a = &mut b.assets[0];
        a.asset_class = text("household");
        a.owner_type = text("household");
        a.beneficiary_household_id = text("H1");
        a.supervisor_unit = text("新山村后续管理小组");
        a.custodian_type = text("household");
        (a.custodian_unit, a.custody_rule_doc_no, a.register_system) = (None, None, Vec::new());
    };
    expect(clean(), household, &[]);
    let mut books = clean();
    household(&mut books);
    assert_eq!(owned(&books).status.as_deref(), Some("register-only"));
    books.assets[0].supervisor_unit = text("青山乡人民政府");
    assert_eq!(found(&books), ["custody.supervisor-differs asset:A1 supervisor_unit TL-4.2-02"]);

    for (formed, status) in [("2013-12-31", "out-of-scope"), ("2014-01-01", "decided")] {
        let mut books = clean();
        books.assets[0].formation_date = day(formed);
        books.assets[0].custodian_unit = text("新山村村民委员会");
        assert_eq!(owned(&books).status.as_deref(), Some(status), "{formed}");
    }
    expect(
        clean(),
        |b| {
            b.assets[0].formation_date = day("2013-12-31");
            b.assets[0].custodian_unit = None;
            b.handovers.clear();
        },
        &[],
    );
}

#[test]
fn shares_of_the_collective_and_scheme_assets_are_the_collectives() {
    decides(
        |a| {
            a.coverage_scope = text("county");
            a.asset_form = text("equity");
            a.fund_source = text("village_collective");
        },
        "village_collective",
        "新山村股份经济合作社",
        "TL-3-05",
    );
    decides(
        |a| {
            a.coverage_scope = text("county");
            a.income_scheme_flag = Some(true);
        },
        "village_collective",
        "新山村股份经济合作社",
        "TLA4-4.1-01",
    );
}

#[test]
fn ledgers_with_other_numbers_are_one_asset() {
    let mut books = clean();
    let mut renumbered = road("T-9");
    renumbered.ledger = text("township");
    renumbered.prior_asset_id = text("A1");
    let mut numberless = road("");
    numberless.asset_id = None;
    numberless.ledger = text("village");
    let mut extract = Asset {
        origin: origin("assets/sys"),
        ledger: text("sys_sanzi"),
        asset_id: text("S-1"),
        asset_name: text("别处的资产"),
        original_value: Some(Fen::from_yuan(1)),
        ..Asset::default()
    };
    extract.owner_type = text("village_collective");
    books.assets.extend([renumbered, numberless, extract]);
    let out = run(&books);
    let ids: Vec<_> = out.rows.ownership.iter().filter_map(|r| r.asset_id.as_deref()).collect();
    assert_eq!(ids, ["A1", "S-1"]);
    assert!(
        out.findings.iter().all(|f| f.code.code == "owner.undecided"),
        "an extract alone owes no papers"
    );
}

#[test]
fn what_became_of_an_asset_is_another_asset() {
    let mut books = clean();
    let mut new = road("A0");
    new.prior_asset_id = text("A1");
    books.assets.insert(0, new);
    // Two things without numbers are two, whatever they are called.
    for row in ["assets/x", "assets/y"] {
        let mut numberless = road("");
        numberless.origin = origin(row);
        numberless.asset_id = None;
        books.assets.push(numberless);
    }
    let out = run(&books);
    let ids: Vec<_> = out.rows.ownership.iter().filter_map(|r| r.asset_id.as_deref()).collect();
    assert_eq!(ids, ["A0", "A1", "assets/x", "assets/y"]);
}

#[test]
fn public_and_operating_assets_are_no_households() {
    let by_household = |b: &mut Books| {
        (b.assets[0].owner_type, b.assets[0].owner_name) = (text("household"), text("农户"));
        b.asset_owners[0].owner_type = text("household");
        b.asset_owners[0].owner_name = text("农户");
    };
    expect(clean(), by_household, &["owner.differs asset:A1 - TL-5.2-02"]);
    let mut books = clean();
    by_household(&mut books);
    books.assets[0].beneficiary_household_id = text("H1");
    assert_eq!(owned(&books).status.as_deref(), Some("register-only"));
}

#[test]
fn rows_without_names_are_joint_owners_without_names() {
    let mut books = crate::common::joint();
    books.assets[0].owner_name = None;
    for title in &mut books.asset_owners {
        title.owner_name = None;
    }
    assert_eq!(found(&books), ["owner.missing asset:A1 - TL-5.2-01"]);
}
