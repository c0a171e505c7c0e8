//! Each finding on one disposal, and its nearest neighbour that raises none.

mod common;

use common::{NOTHING, day, found, of, one, text, yuan};

#[test]
fn a_disposal_in_order_has_no_finding_and_a_good_verdict() {
    let output = common::run(&common::in_order());
    assert_eq!(output.findings, []);
    assert_eq!(common::verdict(&output, "D1"), Some(true));
    assert!(output.rows.decisions.iter().all(|r| r.ok == Some(true)));
}

#[test]
fn a_well_performing_asset_is_kept() {
    let rated = |rating: Option<&str>| {
        found(|books| books.assets[0].performance_rating = rating.map(Into::into))
    };
    let kept = one("disposal.performing-asset", "TL-5.6-01", "warning");
    assert_eq!(rated(Some("good")), kept);
    assert_eq!(rated(Some("fair")), NOTHING);
    assert_eq!(rated(None), NOTHING);
}

#[test]
fn a_ground_is_stated() {
    let missing = one("disposal.ground-missing", "TL-5.6-01", "warning");
    assert_eq!(of(|d| d.disposal_reason = None), missing);
    assert_eq!(of(|d| d.disposal_reason = text("other")), NOTHING);
}

#[test]
fn every_disposal_is_appraised_whatever_its_value() {
    let missing = one("disposal.appraisal-missing", "TL-5.6-02", "error");
    assert_eq!(of(|d| d.appraisal_report_no = None), missing);
    assert_eq!(of(|d| d.appraisal_date = None), missing);
    assert_eq!(of(|d| d.appraised_value = None), missing);
    // Without any appraisal there is no result to publish either: one cause, one finding.
    let bare = found(|books| {
        let disposal = &mut books.disposals[0];
        disposal.appraisal_report_no = None;
        disposal.appraisal_date = None;
        disposal.appraised_value = None;
        books.publicity.clear();
    });
    assert_eq!(bare, missing);
}

#[test]
fn an_agency_is_needed_at_the_threshold_and_not_a_fen_below() {
    let in_house = |declared: &str, net: &str, appraised: &str| {
        of(|d| {
            d.disposal_value = yuan(declared);
            d.book_net_value = yuan(net);
            d.appraised_value = yuan(appraised);
            d.appraisal_agency_qualified = Some(false);
        })
    };
    let missing = one("disposal.agency-missing", "TL-5.6-04", "error");
    assert_eq!(in_house("99999.99", "1.00", "1.00"), NOTHING);
    assert_eq!(in_house("100000.00", "1.00", "1.00"), missing);
    assert_eq!(in_house("100000.01", "1.00", "1.00"), missing);
    // A2: the larger of declared and net value; an in-house appraisal that reaches the threshold.
    assert_eq!(in_house("50000.00", "100000.00", "1.00"), missing);
    assert_eq!(in_house("50000.00", "99999.99", "99999.99"), NOTHING);
    assert_eq!(in_house("50000.00", "50000.00", "100000.00"), missing);
    assert_eq!(of(|d| d.disposal_value = yuan("100000.00")), NOTHING);
    // An agency whose licence is not stated is missing evidence.
    let unstated = of(|d| {
        d.disposal_value = yuan("100000.00");
        d.appraisal_agency_qualified = None;
    });
    assert_eq!(unstated, missing);
}

#[test]
fn without_a_net_value_the_original_value_only_warns() {
    let unknown_net = of(|d| {
        d.book_net_value = None;
        d.original_value = yuan("300000.00");
        d.appraisal_agency_qualified = Some(false);
    });
    let warned = one("disposal.agency-missing", "TL-5.6-04", "warning");
    assert_eq!(unknown_net, warned);
}

#[test]
fn the_appraisal_result_is_published_where_the_asset_belongs() {
    let missing = one("disposal.appraisal-unpublished", "TL-5.6-03", "error");
    assert_eq!(found(|b| b.publicity.clear()), missing);
    assert_eq!(found(|b| b.publicity[0].publicity_end_date = None), missing);
    let channel =
        |channel: &str| found(|b| b.publicity[0].publicity_channel = vec![channel.into()]);
    assert_eq!(channel("meeting"), missing);
    assert_eq!(channel("website"), NOTHING);
    let place = |place| found(|b| b.publicity[0].publicity_location = place);
    assert_eq!(place(text("丙村")), missing);
    assert_eq!(place(text("甲乡政府大院")), NOTHING);
    assert_eq!(place(None), NOTHING);
    let objected = |recheck| {
        found(|b| {
            b.publicity[0].objection_flag = Some(true);
            b.publicity[0].objection_recheck_date = recheck;
        })
    };
    assert_eq!(objected(None), missing);
    assert_eq!(objected(day("2024-04-02")), NOTHING);
    // The notice may stand in the disposal's own row.
    let inline = found(|b| {
        b.publicity.clear();
        let disposal = &mut b.disposals[0];
        disposal.publicity_start_date = day("2024-03-18");
        disposal.publicity_end_date = day("2024-03-30");
        disposal.publicity_channel = vec!["village_board".into()];
    });
    assert_eq!(inline, NOTHING);
    // Where the same notice stands in the table, too, the table says where it hung.
    let elsewhere = found(|b| {
        b.publicity[0].publicity_location = text("丙村");
        let disposal = &mut b.disposals[0];
        disposal.publicity_start_date = day("2024-03-18");
        disposal.publicity_end_date = day("2024-03-30");
        disposal.publicity_channel = vec!["village_board".into()];
    });
    assert_eq!(elsewhere, missing);
}

#[test]
fn proceeds_are_decided_on_and_stay_in_industry() {
    let error = one("disposal.proceeds-use", "TL-5.6-08", "error");
    assert_eq!(of(|d| d.proceeds_decision_doc_no = None), error);
    let used = |used: Option<&str>| of(|d| d.proceeds_use_category = used.map(Into::into));
    // A8: within projects but outside industry is a warning, outside both an error.
    let warning = one("disposal.proceeds-use", "TLA1-2.5-03", "warning");
    assert_eq!(used(Some("project")), warning);
    assert_eq!(used(Some("other")), error);
    assert_eq!(used(None), error);
    assert_eq!(of(|d| d.proceeds_use_project_id = None), error);
    let new_asset = of(|d| {
        d.proceeds_use_project_id = None;
        d.proceeds_new_asset_id = text("A9");
    });
    assert_eq!(new_asset, NOTHING);
    let nothing_received = of(|d| {
        d.proceeds_amount = yuan("0.00");
        d.proceeds_decision_doc_no = None;
        d.proceeds_use_category = None;
    });
    assert_eq!(nothing_received, NOTHING);
}

#[test]
fn household_assets_need_an_approval_and_nothing_else() {
    let household = |change: fn(&mut ledger::tables::Disposal)| {
        found(|books| {
            books.assets[0].asset_class = text("household");
            books.assets[0].owner_type = text("household");
            books.assets[0].in_managed_scope = Some(false);
            books.publicity.clear();
            books.asset_owners.clear();
            let disposal = &mut books.disposals[0];
            *disposal = ledger::tables::Disposal {
                origin: disposal.origin.clone(),
                disposal_id: text("D1"),
                asset_id: text("A1"),
                owner_type: text("household"),
                superior_approval_unit: text("甲乡人民政府"),
                superior_approval_date: day("2024-03-08"),
                disposal_date: day("2024-05-20"),
                ..ledger::tables::Disposal::default()
            };
            change(disposal);
        })
    };
    assert_eq!(household(|_| ()), NOTHING);
    let unapproved = |d: &mut ledger::tables::Disposal| {
        d.superior_approval_unit = None;
        d.superior_approval_date = None;
    };
    let missing = one("disposal.step-missing", "TLA1-1.4-03", "warning");
    assert_eq!(household(unapproved), missing);
}

#[test]
fn what_was_only_applied_for_is_listed_and_left_open() {
    let mut books = common::in_order();
    books.assets[0].asset_status = text("in_use");
    let disposal = &mut books.disposals[0];
    disposal.disposal_date = None;
    disposal.sale_price = None;
    disposal.proceeds_amount = None;
    disposal.county_approval_body = None;
    disposal.county_approval_no = None;
    disposal.county_approval_date = None;
    let output = common::run(&books);
    assert_eq!(output.findings, []);
    assert_eq!(common::verdict(&output, "D1"), None);
    let approval = output
        .rows
        .decisions
        .iter()
        .find(|r| r.step.as_deref() == Some("county-approval"))
        .unwrap();
    assert_eq!((approval.present, approval.ok), (Some(false), None));
    // An asset that runs well is told of before it is gone.
    books.assets[0].performance_rating = text("good");
    let codes: Vec<_> = common::run(&books).findings.iter().map(|f| f.code.code).collect();
    assert_eq!(codes, ["disposal.performing-asset"]);
}

#[test]
fn what_a_sheet_has_no_column_for_was_not_asked_and_stays_open() {
    let unasked = |columns: &[&str], blank: fn(&mut ledger::tables::Disposal)| {
        let mut books = common::in_order();
        let columns = columns.iter().map(|c| (*c).into()).collect();
        books.columns.insert(("".into(), None), columns);
        blank(&mut books.disposals[0]);
        common::run(&books)
    };
    let appraisal = |d: &mut ledger::tables::Disposal| {
        d.appraisal_report_no = None;
        d.appraisal_date = None;
        d.appraised_value = None;
    };
    let output = unasked(&[], appraisal);
    assert_eq!(output.findings, []);
    let row = output.rows.decisions.iter().find(|r| r.step.as_deref() == Some("appraisal"));
    assert_eq!(row.map(|r| (r.present, r.ok)), Some((None, None)));
    let check = output.checks.iter().find(|c| &*c.family == "appraisal").unwrap();
    assert_eq!((check.unknown, check.failed), (1, 0));
    // A column for one of its fields asks for that one.
    let asked = unasked(&["appraisal_date"], appraisal).findings;
    assert_eq!(asked.len(), 1);
    let unasked_use = unasked(&[], |d| {
        d.proceeds_use_category = None;
        d.proceeds_decision_doc_no = None;
        d.county_approval_no = None;
    });
    assert_eq!(unasked_use.findings, []);
}
