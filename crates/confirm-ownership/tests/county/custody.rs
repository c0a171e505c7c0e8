//! Who keeps, who answers, who supervises.

use crate::common::{clean, expect, found, found_by, leased, list, origin, small_book, text};
use ledger::Books;
use ledger::tables::{Asset, Personnel};

#[track_caller]
fn without(change: impl FnOnce(&mut Asset), findings: &[&str]) {
    expect(clean(), |b| change(&mut b.assets[0]), findings);
}

#[test]
fn one_missing_item_is_one_finding_under_the_severest_clause() {
    without(
        |a| (a.custodian_unit, a.custodian_type) = (None, None),
        &["custody.missing asset:A1 custodian_unit TL-5.3-01"],
    );
    without(|a| a.supervisor_unit = None, &["custody.missing asset:A1 supervisor_unit TL-5.3-01"]);
    without(
        |a| a.custody_rule_doc_no = None,
        &["custody.missing asset:A1 custody_rule_doc_no TL-5.3-01;TL-4.3-01;TL-6.2-02"],
    );
    without(
        |a| a.custodian_person_role = None,
        &["custody.missing asset:A1 custodian_person_role TL-5.3-02"],
    );
    without(
        |a| a.post_mgmt_group_doc_no = None,
        &["custody.missing asset:A1 post_mgmt_group_doc_no TL-4.2-01"],
    );
    without(
        |a| a.county_coordinator_unit = None,
        &["custody.missing asset:A1 county_coordinator_unit TLA1-1-01"],
    );
    without(
        |a| a.beneficiary_list = Vec::new(),
        &["custody.missing asset:A1 beneficiary_list TLA1-1-01"],
    );
    without(
        |a| a.first_responsible_role = None,
        &["custody.missing asset:A1 first_responsible_role TLA1-1.4-01;TLA1-1.3-01"],
    );
    // What is gone needs no keeper.
    without(|a| (a.custodian_person_role, a.asset_status) = (None, text("disposed")), &[]);
}

#[test]
fn a_village_asset_answers_to_the_committees_director() {
    without(
        |a| a.first_responsible_role = text("驻村干部"),
        &["custody.keeper-differs asset:A1 first_responsible_role TLA1-1.4-01"],
    );
    without(|a| a.first_responsible_role = text("新山村村民委员会主任"), &[]);
    without(
        |a| a.custodian_type = text("township"),
        &["custody.keeper-differs asset:A1 custodian_unit TLA1-1.4-01"],
    );
    // TL-4-02 lets the township delegate to these.
    without(|a| a.custodian_type = text("co_operative"), &[]);
    without(|a| a.custodian_type = None, &[]);
}

#[test]
fn the_township_supervises_and_the_department_is_the_one_that_handled_the_money() {
    without(
        |a| a.supervisor_unit = text("甲县农业农村局"),
        &["custody.supervisor-differs asset:A1 supervisor_unit TL-4-01"],
    );
    without(
        |a| a.supervisor_unit = text("白山乡人民政府"),
        &["custody.supervisor-differs asset:A1 supervisor_unit TL-4-01"],
    );
    without(|a| a.supervisor_unit = text("甲县青山乡人民政府"), &[]);
    without(
        |a| a.industry_dept = text("甲县水利局"),
        &["custody.supervisor-differs asset:A1 industry_dept TLA1-1.2-01"],
    );
    without(|a| a.industry_dept = text("交通运输局"), &[]);
}

#[test]
fn shares_are_kept_by_the_operator() {
    let equity = |b: &mut Books| b.assets[0].asset_form = text("equity");
    expect(leased(), equity, &["custody.keeper-differs asset:A1 equity TL-5.4-05"]);
    expect(
        leased(),
        |b| {
            equity(b);
            b.assets[0].custodian_unit = text("新山农业开发有限公司");
        },
        &[],
    );
}

#[test]
fn an_asset_of_the_whole_county_stands_under_no_village() {
    let mut books = clean();
    let asset = &mut books.assets[0];
    (asset.coverage_scope, asset.village, asset.location_village) = (text("county"), None, None);
    asset.industry_sector = text("health");
    (asset.owner_type, asset.owner_name) = (text("county_gov"), text("甲县人民政府"));
    asset.register_system = list(&["sys_state"]);
    asset.first_responsible_role = text("青山乡项目负责人");
    books.asset_owners[0].owner_type = text("county_gov");
    books.asset_owners[0].owner_name = text("甲县人民政府");
    assert!(found(&books).is_empty());
    books.assets[0].coverage_scope = text("single_village");
    assert_eq!(found(&books), ["custody.missing asset:A1 location_village TLA1-1-01"]);
}

#[test]
fn a_change_of_post_leaves_what_the_county_asks_for() {
    let book = small_book(
        "check.personnel-handover = { require = [\"asset_audit_report_no\", \"ledger_handover_complete_flag\"] }",
    );
    let mut books = clean();
    books.received.insert("personnel");
    books.personnel = vec![Personnel {
        origin: origin("personnel/1"),
        unit: text("青山乡人民政府"),
        departing_role: text("乡镇项目管理员"),
        asset_audit_report_no: text("审1"),
        ledger_handover_complete_flag: Some(true),
        ..Personnel::default()
    }];
    assert!(found_by(&books, &book).is_empty());
    books.personnel[0].ledger_handover_complete_flag = Some(false);
    assert_eq!(
        found_by(&books, &book),
        ["handover.incomplete unit:青山乡人民政府 personnel/1:ledger_handover_complete_flag S-2"]
    );
}

#[test]
fn who_keeps_a_villages_asset_shows_in_the_name_too() {
    let kept = |name: &'static str| move |a: &mut Asset| a.custodian_unit = text(name);
    let differs: &[&str] = &["custody.keeper-differs asset:A1 custodian_unit TLA1-1.4-01"];
    for name in ["甲县水利局", "青山乡人民政府", "新水村村民委员会"] {
        without(kept(name), differs);
    }
    for name in ["新山村村委", "新山村股份经济合作社", "新山村便民服务中心", "甲县农业开发有限公司"]
    {
        without(kept(name), &[]);
    }
}

#[test]
fn the_lead_of_a_township_is_no_head_of_an_office_for_the_country() {
    let school = |role: &'static str| {
        move |b: &mut Books| {
            let a = &mut b.assets[0];
            a.industry_sector = text("education");
            (a.owner_type, a.owner_name) = (text("county_gov"), text("甲县人民政府"));
            a.register_system = list(&["sys_state"]);
            a.first_responsible_role = text(role);
            b.asset_owners[0].owner_type = text("county_gov");
            b.asset_owners[0].owner_name = text("甲县人民政府");
        }
    };
    expect(clean(), school("青山乡副乡长"), &[]);
    expect(clean(), school("乡镇项目负责人"), &[]);
    expect(
        clean(),
        school("乡村振兴局局长"),
        &["custody.keeper-differs asset:A1 first_responsible_role TLA1-1.3-01"],
    );
}

#[test]
fn a_households_asset_is_supervised_by_the_villages_group() {
    let with = |group: Option<&str>| {
        let mut books = clean();
        let a = &mut books.assets[0];
        (a.asset_class, a.owner_type) = (text("household"), text("household"));
        a.owner_name = text("农户");
        a.supervisor_unit = group.and_then(text);
        books.asset_owners[0].owner_type = text("household");
        books.asset_owners[0].owner_name = text("农户");
        found(&books)
    };
    assert!(with(Some("新山村后续管理小组")).is_empty());
    let differs = ["custody.supervisor-differs asset:A1 supervisor_unit TL-4.2-02"];
    assert_eq!(with(Some("青山乡人民政府")), differs);
    assert_eq!(with(None), differs);
}

#[test]
fn every_asset_names_its_first_responsible_post() {
    let mut books = crate::common::joint();
    assert!(found(&books).is_empty());
    books.assets[0].first_responsible_role = None;
    assert_eq!(found(&books), ["custody.missing asset:A1 first_responsible_role TLA1-1.3-01"]);
}
