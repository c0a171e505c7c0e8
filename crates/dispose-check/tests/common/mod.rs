//! One village road, sold as the rules demand; tests change one thing of it.

#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use dispose_check::Rows;
use ledger::tables::{Asset, AssetOwner, Disposal, Publicity};
use ledger::{Books, CaseInfo, Day, Fen, Finding, StepOutput, Text};
use rulebook::Rulebook;
use std::sync::LazyLock;

pub(crate) fn day(text: &str) -> Option<Day> {
    Some(Day::from(text.parse::<ledger::NaiveDate>().unwrap()))
}

pub(crate) fn text(text: &str) -> Option<Text> {
    Some(text.into())
}

pub(crate) fn yuan(amount: &str) -> Option<Fen> {
    Some(amount.parse().unwrap())
}

pub(crate) fn case() -> CaseInfo {
    CaseInfo {
        county: "某某县".into(),
        year: 2024,
        as_of: "2025-06-30".parse().unwrap(),
        tolerance: Default::default(),
        tolerance_max_total: None,
    }
}

pub(crate) fn asset(id: &str) -> Asset {
    let mut asset = Asset {
        ledger: text("county"),
        asset_id: text(id),
        asset_name: text("村组道路"),
        asset_class: text("public"),
        asset_status: text("disposed"),
        project_id: text("P1"),
        township: text("甲乡"),
        village: text("乙村"),
        owner_type: text("village_collective"),
        in_managed_scope: Some(true),
        performance_rating: text("poor"),
        pledge_flag: Some(false),
        ..Asset::default()
    };
    asset.origin.row_id = format!("row-{id}").into();
    asset
}

pub(crate) fn owner(asset: &str) -> AssetOwner {
    AssetOwner {
        asset_id: text(asset),
        owner_type: text("village_collective"),
        owner_name: text("乙村股份经济合作社"),
        registration_date: day("2023-08-10"),
        commitment_letter_no: text("诺1"),
        commitment_letter_date: day("2023-09-06"),
        ..AssetOwner::default()
    }
}

pub(crate) fn disposal(id: &str, asset: &str) -> Disposal {
    let mut disposal = Disposal {
        disposal_id: text(id),
        asset_id: text(asset),
        township: text("甲乡"),
        village: text("乙村"),
        owner_type: text("village_collective"),
        disposal_method: text("transfer"),
        disposal_reason: text("poor_operation"),
        disposal_value: yuan("60000.00"),
        book_net_value: yuan("60000.00"),
        applicant_unit: text("乙村股份经济合作社"),
        application_date: day("2024-03-01"),
        superior_approval_unit: text("甲乡人民政府"),
        superior_approval_date: day("2024-03-08"),
        appraisal_agency: text("诚信资产评估有限公司"),
        appraisal_agency_qualified: Some(true),
        appraisal_report_no: text("评1"),
        appraisal_date: day("2024-03-15"),
        appraised_value: yuan("60000.00"),
        county_approval_body: text("某某县扶贫开发领导小组"),
        county_approval_no: text("批1"),
        county_approval_date: day("2024-04-10"),
        disposal_date: day("2024-05-20"),
        sale_price: yuan("60000.00"),
        proceeds_amount: yuan("60000.00"),
        proceeds_decision_doc_no: text("用1"),
        proceeds_use_category: text("industry"),
        proceeds_use_project_id: text("P9"),
        ..Disposal::default()
    };
    disposal.origin.row_id = format!("row-{id}").into();
    disposal
}

pub(crate) fn notice(of: &str) -> Publicity {
    Publicity {
        publicity_ref_id: text(of),
        publicity_subject: text("appraisal"),
        publicity_channel: vec!["village_board".into()],
        publicity_location: text("乙村"),
        publicity_start_date: day("2024-03-18"),
        publicity_end_date: day("2024-03-30"),
        objection_flag: Some(false),
        ..Publicity::default()
    }
}

/// The road sold in order.
pub(crate) fn in_order() -> Books {
    Books {
        assets: vec![asset("A1")],
        asset_owners: vec![owner("A1")],
        disposals: vec![disposal("D1", "A1")],
        publicity: vec![notice("D1")],
        received: ["assets", "asset_owners", "disposals", "publicity"].into(),
        ..Books::default()
    }
}

pub(crate) fn run(books: &Books) -> StepOutput<Rows> {
    static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::builtin("tuoli-2020").unwrap());
    dispose_check::run(books, &BOOK, &case())
}

/// The road's disposal with one change: code, clause and severity of what is found.
pub(crate) fn found(change: impl FnOnce(&mut Books)) -> Vec<(&'static str, String, &'static str)> {
    let mut books = in_order();
    change(&mut books);
    run(&books).findings.iter().map(brief).collect()
}

/// The same, of a change to the disposal alone.
pub(crate) fn of(change: impl FnOnce(&mut Disposal)) -> Vec<(&'static str, String, &'static str)> {
    found(|books| change(&mut books.disposals[0]))
}

pub(crate) fn brief(finding: &Finding) -> (&'static str, String, &'static str) {
    let clause = finding.clause.as_deref().unwrap_or_default().to_owned();
    (finding.code.code, clause, finding.severity.code())
}

pub(crate) fn one(
    code: &'static str,
    clause: &str,
    severity: &'static str,
) -> Vec<(&'static str, String, &'static str)> {
    vec![(code, clause.to_owned(), severity)]
}

pub(crate) const NOTHING: Vec<(&str, String, &str)> = Vec::new();

pub(crate) fn verdict(output: &StepOutput<Rows>, id: &str) -> Option<bool> {
    let rows = output.rows.decisions.iter();
    let mut verdicts = rows
        .filter(|r| r.step.as_deref() == Some("verdict") && r.disposal_id.as_deref() == Some(id));
    let verdict = verdicts.next().expect("a verdict").ok;
    assert!(verdicts.next().is_none(), "one verdict");
    verdict
}
