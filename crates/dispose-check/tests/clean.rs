//! Full rows, every column filled, that are in order under the rules of each county; and a whole
//! write-off, step by step.

#![cfg(test)]

mod common;

use common::{asset, day, disposal, notice, owner, text, verdict, yuan};
use ledger::tables::{Asset, AssetFunding, Contract, Disposal, Publicity, WriteOff};
use ledger::{Books, StepOutput};
use proptest::prelude::*;
use rulebook::Rulebook;
use std::sync::LazyLock;

fn run(id: &str, books: &Books) -> StepOutput<dispose_check::Rows> {
    static BOOKS: LazyLock<Vec<Rulebook>> = LazyLock::new(|| {
        Rulebook::builtin_ids().map(|id| Rulebook::builtin(id).unwrap()).collect()
    });
    let book = BOOKS.iter().find(|book| book.id == id).unwrap();
    dispose_check::run(books, book, &common::case())
}

/// A village road sold with every step that any of the counties knows.
fn sold(approver: &str, reason: &str, used: &str) -> Disposal {
    Disposal {
        disposal_reason: text(reason),
        village_meeting_date: day("2024-02-25"),
        township_review_date: day("2024-03-05"),
        dept_review_date: day("2024-03-12"),
        publicity_start_date: day("2024-03-18"),
        publicity_end_date: day("2024-03-30"),
        publicity_channel: vec!["village_board".into()],
        objection_flag: Some(false),
        commission_decision_date: day("2024-04-05"),
        county_approval_body: text(approver),
        recheck_filing_date: day("2024-04-15"),
        proceeds_tax_amount: yuan("0.00"),
        proceeds_account: text("某某县财政专户"),
        proceeds_deposit_date: day("2024-05-25"),
        proceeds_use_category: text(used),
        proceeds_new_asset_id: text("A9"),
        commitment_letter_no: text("诺1"),
        commitment_letter_date: day("2023-09-06"),
        pledge_flag: Some(false),
        ..disposal("D1", "A1")
    }
}

fn books(sold: Disposal) -> Books {
    let of_disposal = Publicity {
        publicity_subject: text("disposal"),
        publicity_start_date: day("2024-04-20"),
        publicity_end_date: day("2024-05-05"),
        ..notice("D1")
    };
    Books {
        assets: vec![asset("A1")],
        asset_owners: vec![owner("A1")],
        disposals: vec![sold],
        publicity: vec![notice("D1"), of_disposal],
        received: ["assets", "asset_owners", "disposals", "publicity", "changes", "contracts"]
            .into(),
        ..Books::default()
    }
}

#[test]
fn a_disposal_with_every_step_is_in_order_in_every_county() {
    for (id, approver, reason, used) in [
        ("tuoli-2020", "某某县扶贫开发领导小组", "poor_operation", "industry"),
        ("luoyang-2024", "某某县人民政府", "poor_operation", "project"),
        ("baofeng-2020", "某某县扶贫开发领导小组办公室", "poor_operation", "project"),
        ("akto-2021", "某某县人民政府", "poor_operation", "project"),
        ("makit-2025", "某某县人民政府", "natural_wear", "consolidation"),
    ] {
        let out = run(id, &books(sold(approver, reason, used)));
        assert_eq!(out.findings, [], "{id}");
        assert_eq!(verdict(&out, "D1"), Some(true), "{id}");
    }
}

#[test]
fn below_the_threshold_a_body_too_low_is_a_warning_and_no_approval_an_error() {
    let found = |value: &str, approver: Option<&str>| {
        let mut row = sold("", "poor_operation", "project");
        row.disposal_value = yuan(value);
        row.county_approval_body = approver.map(Into::into);
        if approver.is_none() {
            row.county_approval_no = None;
            row.county_approval_date = None;
        }
        let out = run("akto-2021", &books(row));
        out.findings.iter().map(common::brief).collect::<Vec<_>>()
    };
    let low = |severity| common::one("disposal.approver-level", "AK-4.12-05", severity);
    assert_eq!(found("99999.99", Some("某某县农业农村局")), low("warning"));
    assert_eq!(found("100000.00", Some("某某县农业农村局")), low("error"));
    assert_eq!(found("100000.00", Some("某某县人民政府")), common::NOTHING);
    let missing = common::one("disposal.step-missing", "AK-4.12-05", "error");
    assert_eq!(found("1.00", None), missing);
}

/// A greenhouse lost to a storm and written off, step by step.
fn storm() -> WriteOff {
    let mut row = WriteOff {
        writeoff_id: text("W1"),
        asset_id: text("A1"),
        township: text("甲乡"),
        village: text("乙村"),
        writeoff_reason_code: text("mishap"),
        applicant_unit: text("乙村股份经济合作社"),
        loss_cause: text("disaster"),
        force_majeure_flag: Some(true),
        loss_description: text("大风掀翻棚架"),
        recoverable_flag: Some(false),
        investigation_date: day("2024-02-10"),
        evidence_doc_types: [
            "book_value_basis",
            "liability_file",
            "appraisal",
            "statement",
            "insurance",
            "technical_opinion",
        ]
        .map(Into::into)
        .into(),
        technical_opinion_no: text("鉴1"),
        authority_report_type: text("weather"),
        authority_report_no: text("气1"),
        book_net_value: yuan("100000.00"),
        residual_value: yuan("5000.00"),
        insurance_policy_no: text("保1"),
        insurance_recovery: yuan("30000.00"),
        liable_compensation: yuan("0.00"),
        loss_amount: yuan("65000.00"),
        village_meeting_date: day("2024-02-20"),
        village_review_participants: ["two_committees", "representatives", "poor_representatives"]
            .map(Into::into)
            .into(),
        village_review_minutes_fields: ["time", "place", "participants", "process", "result"]
            .map(Into::into)
            .into(),
        village_review_signed_flag: Some(true),
        village_seal_flag: Some(true),
        loss_report_no: text("损1"),
        loss_report_date: day("2024-03-05"),
        township_review_date: day("2024-03-12"),
        township_review_report_no: text("审1"),
        appraisal_agency: text("诚信资产评估有限公司"),
        appraisal_agency_qualified: Some(true),
        appraisal_report_no: text("评1"),
        appraisal_date: day("2024-03-20"),
        appraised_value: yuan("5000.00"),
        township_leadership_meeting_date: day("2024-03-28"),
        application_date: day("2024-04-01"),
        county_approval_body: text("某某县脱贫攻坚领导小组办公室"),
        county_approval_no: text("批1"),
        county_approval_date: day("2024-04-15"),
        book_writeoff_date: day("2024-04-20"),
        writeoff_register_no: text("存1"),
        scrap_storage_location: text("乡镇仓库"),
        sale_supervisor_unit: text("甲乡人民政府"),
        disposal_date: day("2024-05-10"),
        proceeds_amount: yuan("5000.00"),
        proceeds_tax_amount: yuan("150.00"),
        proceeds_account: text("甲乡财政所"),
        proceeds_deposit_date: day("2024-05-15"),
        ..WriteOff::default()
    };
    let departments = ["agri_economy", "finance", "alleviation", "discipline"];
    row.township_review_depts = departments.map(Into::into).into();
    row.township_review_signatures = departments.map(Into::into).into();
    row.origin.row_id = "row-W1".into();
    row
}

fn written_off(row: WriteOff) -> Books {
    let asset = Asset {
        asset_class: text("operating"),
        asset_form: text("fixed"),
        asset_status: text("written_off"),
        ..asset("A1")
    };
    let funding = AssetFunding {
        asset_id: text("A1"),
        fund_source: text("special"),
        fund_managing_dept: text("某某县扶贫开发办公室"),
        ..AssetFunding::default()
    };
    let notice = Publicity {
        publicity_subject: text("writeoff"),
        publicity_start_date: day("2024-02-22"),
        publicity_end_date: day("2024-03-04"),
        ..notice("W1")
    };
    let contract = Contract {
        contract_id: text("H1"),
        asset_id: text("A1"),
        operation_mode: text("lease"),
        appraisal_report_no: text("镇估1"),
        appraisal_date: day("2023-11-10"),
        appraised_value: yuan("100000.00"),
        ..Contract::default()
    };
    Books {
        assets: vec![asset],
        asset_funding: vec![funding],
        writeoffs: vec![row],
        publicity: vec![notice],
        contracts: vec![contract],
        received: [
            "assets",
            "asset_funding",
            "writeoffs",
            "publicity",
            "contracts",
            "disposals",
            "changes",
        ]
        .into(),
        ..Books::default()
    }
}

fn of_write_off(id: &str, change: impl FnOnce(&mut WriteOff)) -> StepOutput<dispose_check::Rows> {
    let mut row = storm();
    change(&mut row);
    run(id, &written_off(row))
}

fn write_off_verdict(out: &StepOutput<dispose_check::Rows>) -> Option<bool> {
    let mut rows = out.rows.decisions.iter().filter(|r| r.writeoff_id.is_some());
    rows.find(|r| r.step.as_deref() == Some("verdict")).unwrap().ok
}

#[test]
fn a_write_off_with_every_step_is_in_order_and_each_step_stands_in_its_checklist() {
    let out = of_write_off("baofeng-2020", |_| ());
    assert_eq!(out.findings, []);
    assert_eq!(write_off_verdict(&out), Some(true));
    let lists = dispose_check::checklist(&out.rows.decisions);
    let steps: Vec<&str> = lists[0].items.iter().map(|item| &*item.step).collect();
    for step in ["investigation", "village-review", "review-publicity", "loss-report", "liability"]
    {
        assert!(steps.contains(&step), "{step}");
    }
    assert!(lists[0].items.iter().all(|item| item.ok == Some(true)), "{:?}", lists[0]);
}

#[test]
fn one_thing_amiss_is_one_finding_under_its_clause() {
    type Change = fn(&mut WriteOff);
    let cases: [(Change, &str, &str); 14] = [
        (|w| w.writeoff_reason_code = None, "writeoff.ground-missing", "BF3-3-01"),
        (|w| w.investigation_date = None, "writeoff.step-missing", "BF3-4-01"),
        (|w| w.loss_amount = yuan("65000.01"), "writeoff.amount-differs", "BF3-5-01"),
        (|w| drop(w.evidence_doc_types.remove(2)), "writeoff.evidence-missing", "BF3-5-02"),
        (|w| w.authority_report_no = None, "writeoff.evidence-missing", "BF3-5-03"),
        (|w| w.village_seal_flag = None, "writeoff.step-missing", "BF3-7.1-01"),
        (|w| w.loss_report_date = day("2024-03-01"), "writeoff.step-order", "BF3-7.1-02"),
        (|w| w.loss_report_no = None, "writeoff.step-missing", "BF3-7.1-03"),
        (|w| w.appraisal_agency_qualified = Some(false), "writeoff.step-missing", "BF3-7.2-02"),
        (|w| w.application_date = day("2024-03-27"), "writeoff.step-order", "BF3-7.2-03"),
        (|w| w.county_approval_date = day("2024-04-21"), "writeoff.step-order", "BF3-7.3-01"),
        (|w| w.proceeds_account = None, "writeoff.proceeds-missing", "BF3-7.3-02"),
        (|w| w.writeoff_register_no = None, "writeoff.step-missing", "BF3-8-01"),
        (|w| w.later_recovery_amount = yuan("1.00"), "writeoff.recovery-unbooked", "BF3-8-02"),
    ];
    for (change, code, clause) in cases {
        let out = of_write_off("baofeng-2020", change);
        assert_eq!(
            out.findings.iter().map(common::brief).collect::<Vec<_>>(),
            common::one(code, clause, "error")
        );
        assert_eq!(write_off_verdict(&out), Some(false), "{clause}");
    }
}

#[test]
fn no_appraisal_at_all_is_one_missing_paper() {
    let out = of_write_off("baofeng-2020", |w| {
        w.appraisal_agency = None;
        w.appraisal_agency_qualified = None;
        w.appraisal_report_no = None;
        w.appraisal_date = None;
        w.evidence_doc_types.retain(|doc| &**doc != "appraisal");
    });
    let found: Vec<_> = out.findings.iter().map(common::brief).collect();
    assert_eq!(found, common::one("writeoff.evidence-missing", "BF1-19-01", "error"));
}

#[test]
fn fault_without_a_finding_on_liability_is_one_finding_under_both_clauses() {
    let out = of_write_off("baofeng-2020", |w| {
        w.loss_cause = text("mismanagement");
        w.force_majeure_flag = Some(false);
    });
    let found: Vec<_> = out.findings.iter().map(common::brief).collect();
    assert_eq!(
        found,
        [
            ("contract.loss-unexcused", "BF2-5-02".to_owned(), "error"),
            ("writeoff.liability-open", "BF1-19-02;BF3-10-01".to_owned(), "error"),
        ]
    );
}

#[test]
fn what_was_only_applied_for_is_open_but_its_amount_is_judged() {
    let applied = |amount: &str| {
        let mut row = storm();
        row.county_approval_no = None;
        row.county_approval_date = None;
        row.book_writeoff_date = None;
        row.writeoff_register_no = None;
        row.village_seal_flag = None;
        row.loss_amount = yuan(amount);
        let mut books = written_off(row);
        books.assets[0].asset_status = text("damaged");
        run("baofeng-2020", &books)
    };
    let open = applied("65000.00");
    assert_eq!((open.findings.len(), write_off_verdict(&open)), (0, None));
    let wrong = applied("1.00");
    assert_eq!((wrong.findings.len(), write_off_verdict(&wrong)), (1, Some(false)));
}

#[test]
fn an_approval_that_is_missing_is_told_with_the_write_off_alone() {
    let out = of_write_off("baofeng-2020", |w| {
        w.county_approval_no = None;
        w.county_approval_date = None;
    });
    let found: Vec<_> = out.findings.iter().map(common::brief).collect();
    assert_eq!(found, common::one("writeoff.step-missing", "BF3-7.3-01", "error"));
}

#[test]
fn where_no_rule_is_stated_a_write_off_is_left_open() {
    for id in ["tuoli-2020", "luoyang-2024", "akto-2021", "makit-2025"] {
        let out = of_write_off(id, |w| w.loss_amount = None);
        assert!(out.findings.iter().all(|f| !f.code.code.starts_with("writeoff.")), "{id}");
        assert_eq!(write_off_verdict(&out), None, "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The loss that the parts give is the only one without a finding, and the finding says by how
    /// much another differs.
    #[test]
    fn the_loss_is_net_value_less_what_came_back(
        parts in prop::array::uniform4(0_i64..1_000_000_000),
        off in -1_000_i64..1_000,
    ) {
        let [net, residual, insurance, compensation] = parts.map(ledger::Fen);
        let computed = net.minus(residual).minus(insurance).minus(compensation);
        let out = of_write_off("baofeng-2020", |w| {
            w.book_net_value = Some(net);
            w.residual_value = Some(residual);
            w.insurance_recovery = Some(insurance);
            w.liable_compensation = Some(compensation);
            w.loss_amount = Some(ledger::Fen(computed.0 + off));
        });
        let found = out.findings.iter().find(|f| f.code.code == "writeoff.amount-differs");
        let expected = (off != 0).then_some(ledger::Fen(off));
        prop_assert_eq!(found.and_then(|f| f.amount), expected);
    }

    #[test]
    fn the_order_of_write_offs_changes_nothing(sealed in prop::collection::vec(any::<bool>(), 0..5)) {
        let rows: Vec<WriteOff> = sealed
            .iter()
            .enumerate()
            .map(|(at, sealed)| {
                let mut row = storm();
                row.writeoff_id = Some(format!("W{at}").into());
                row.origin.row_id = format!("row-W{at}").into();
                row.village_seal_flag = Some(*sealed);
                row
            })
            .collect();
        let mut books = written_off(storm());
        books.writeoffs = rows;
        let forward = run("baofeng-2020", &books);
        books.writeoffs.reverse();
        let backward = run("baofeng-2020", &books);
        prop_assert_eq!(forward.rows, backward.rows);
        prop_assert_eq!(forward.findings, backward.findings);
        prop_assert_eq!(forward.checks, backward.checks);
        prop_assert_eq!(forward.trace, backward.trace);
    }
}
