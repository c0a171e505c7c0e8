//! A county with one sound asset, in which each test spoils one thing.

#![allow(dead_code, reason = "each test file uses its part")]

use ledger::books::BooksFiller;
use ledger::finding::Lang;
use ledger::tables::{
    Asset, AssetOwner, Contract, DistributionLine, DistributionPlan, Household, Income, Publicity,
    Supervision, Village,
};
use ledger::{Books, CaseInfo, Day, Decimal, Fen, Finding, Origin, Row, StepOutput};
use rulebook::Rulebook;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(crate) fn yuan(text: &str) -> Option<Fen> {
    Some(text.parse().unwrap())
}

pub(crate) fn day(text: &str) -> Option<Day> {
    Some(text.parse::<ledger::NaiveDate>().unwrap().into())
}

pub(crate) fn percent(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

pub(crate) fn case() -> CaseInfo {
    CaseInfo {
        county: "托里县".into(),
        year: 2024,
        as_of: "2025-06-30".parse().unwrap(),
        tolerance: BTreeMap::new(),
        tolerance_max_total: None,
    }
}

pub(crate) fn tuoli() -> &'static Rulebook {
    static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::builtin("tuoli-2020").unwrap());
    &BOOK
}

/// An income-sharing greenhouse of a poor village, let to a company; its income of 2024 is split
/// 30/30/20/20 and everything is as it should be.
pub(crate) fn sound() -> Books {
    let mut books = Books {
        assets: vec![asset()],
        asset_owners: vec![owner()],
        contracts: vec![contract()],
        income: vec![income()],
        distribution_plans: vec![plan()],
        distribution_lines: vec![
            line("L1", "motivation", "30000.00"),
            line("L2", "industry", "30000.00"),
            line("L3", "infrastructure", "20000.00"),
            household_line("L4", "H1", "20000.00", "20"),
        ],
        households: vec![household("H1")],
        villages: vec![Village {
            township: Some("青山乡".into()),
            village: Some("新山村".into()),
            village_priority_type: Some("poor".into()),
            poor_village: Some(true),
            ..Village::default()
        }],
        publicity: vec![notice("G1", "distribution"), notice("G2", "result")],
        supervision: vec![Supervision {
            asset_id: Some("A1".into()),
            eval_type: Some("third_party".into()),
            eval_date: day("2024-12-10"),
            eval_report_no: Some("评1".into()),
            eval_result: Some("pass".into()),
            ..Supervision::default()
        }],
        ..Books::default()
    };
    books.received = [
        "assets",
        "asset_owners",
        "asset_funding",
        "contracts",
        "income",
        "distribution_plans",
        "distribution_lines",
        "households",
        "villages",
        "publicity",
        "supervision",
    ]
    .into();
    books
}

pub(crate) fn asset() -> Asset {
    Asset {
        ledger: Some("county".into()),
        asset_id: Some("A1".into()),
        asset_name: Some("大棚".into()),
        asset_class: Some("operating".into()),
        asset_subclass: Some("greenhouse".into()),
        asset_form: Some("fixed".into()),
        asset_status: Some("in_use".into()),
        fund_source: Some("special".into()),
        investment_amount: yuan("1000000"),
        original_value: yuan("1000000"),
        coverage_scope: Some("single_village".into()),
        township: Some("青山乡".into()),
        village: Some("新山村".into()),
        formation_date: day("2023-06-20"),
        owner_type: Some("village_collective".into()),
        owner_name: Some("新山村股份经济合作社".into()),
        income_scheme_flag: Some(true),
        quantifiable_flag: Some(true),
        operation_mode: Some("lease".into()),
        ..Asset::default()
    }
}

pub(crate) fn owner() -> AssetOwner {
    AssetOwner {
        asset_id: Some("A1".into()),
        owner_type: Some("village_collective".into()),
        owner_name: Some("新山村股份经济合作社".into()),
        owner_share_pct: percent("100"),
        village_meeting_date: day("2023-08-03"),
        quantification_plan_no: Some("量1".into()),
        ..AssetOwner::default()
    }
}

pub(crate) fn contract() -> Contract {
    Contract {
        contract_id: Some("C1".into()),
        asset_id: Some("A1".into()),
        township: Some("青山乡".into()),
        village: Some("新山村".into()),
        operation_mode: Some("lease".into()),
        operator_name: Some("青山农业公司".into()),
        operator_type: Some("enterprise".into()),
        business_type: Some("蔬菜种植".into()),
        contract_start_date: day("2024-01-01"),
        contract_end_date: day("2028-12-31"),
        contract_clauses: vec!["term".into(), "income".into()],
        agreed_income: yuan("100000"),
        agreed_income_due_date: day("2024-09-30"),
        no_go_list: vec!["民间借贷".into()],
        risk_list_doc_no: Some("险1".into()),
        ..Contract::default()
    }
}

pub(crate) fn income() -> Income {
    Income {
        income_id: Some("I1".into()),
        asset_id: Some("A1".into()),
        contract_id: Some("C1".into()),
        dist_plan_id: Some("F1".into()),
        township: Some("青山乡".into()),
        village: Some("新山村".into()),
        owner_type: Some("village_collective".into()),
        owner_name: Some("新山村股份经济合作社".into()),
        income_year: Some(2024),
        income_due_date: day("2024-09-30"),
        income_due_amount: yuan("100000"),
        income_amount: yuan("100000"),
        income_received_date: day("2024-09-10"),
        income_clearing_date: day("2025-01-15"),
        net_profit: yuan("200000"),
        guaranteed_income_amount: yuan("20000"),
        ..Income::default()
    }
}

pub(crate) fn plan() -> DistributionPlan {
    DistributionPlan {
        dist_plan_id: Some("F1".into()),
        asset_id: Some("A1".into()),
        township: Some("青山乡".into()),
        village: Some("新山村".into()),
        owner_type: Some("village_collective".into()),
        owner_name: Some("新山村股份经济合作社".into()),
        income_year: Some(2024),
        income_amount: yuan("100000"),
        dist_proposer_unit: Some("新山村股份经济合作社".into()),
        party_branch_proposal_date: day("2024-09-12"),
        two_committees_date: day("2024-09-13"),
        party_members_meeting_date: day("2024-09-14"),
        village_meeting_date: day("2024-09-15"),
        dist_township_review_date: day("2024-09-20"),
        publicity_start_date: day("2024-09-21"),
        publicity_end_date: day("2024-09-29"),
        objection_flag: Some(false),
        quantification_plan_no: Some("量1".into()),
        plan_sections: [
            "scope",
            "principle",
            "standard",
            "method",
            "procedure",
            "result",
            "rights",
            "distribution",
        ]
        .map(Into::into)
        .into(),
        household_count: Some(1),
        person_count: Some(3),
        ..DistributionPlan::default()
    }
}

/// A payment of 2024-09-30 to the collective, its share as large as its part of 100,000 yuan.
pub(crate) fn line(id: &str, purpose: &str, amount: &str) -> DistributionLine {
    let amount = yuan(amount);
    DistributionLine {
        dist_line_id: Some(id.into()),
        dist_plan_id: Some("F1".into()),
        asset_id: Some("A1".into()),
        township: Some("青山乡".into()),
        village: Some("新山村".into()),
        income_year: Some(2024),
        dist_recipient_type: Some("village_collective".into()),
        dist_recipient_id: Some("新山村股份经济合作社".into()),
        dist_use_category: Some(purpose.into()),
        dist_amount: amount,
        dist_paid_date: day("2024-09-30"),
        dist_round_no: Some(1),
        share_holder_type: Some("village_collective".into()),
        share_pct: amount.map(|a| a.to_decimal() / Decimal::from(1000)),
        ..DistributionLine::default()
    }
}

/// The same to a poor household, with a factor score.
pub(crate) fn household_line(
    id: &str,
    household: &str,
    amount: &str,
    share: &str,
) -> DistributionLine {
    DistributionLine {
        dist_recipient_type: Some("household".into()),
        dist_recipient_id: Some(household.into()),
        dist_factor_score: percent("80"),
        share_holder_type: Some("poor_household".into()),
        share_pct: percent(share),
        ..line(id, "hardship", amount)
    }
}

pub(crate) fn household(id: &str) -> Household {
    Household {
        household_id: Some(id.into()),
        township: Some("青山乡".into()),
        village: Some("新山村".into()),
        recipient_status: Some("poor".into()),
        recipient_labour_capacity: Some("none".into()),
        population: Some(3),
        ..Household::default()
    }
}

pub(crate) fn notice(id: &str, subject: &str) -> Publicity {
    Publicity {
        publicity_id: Some(id.into()),
        publicity_ref_id: Some("F1".into()),
        publicity_subject: Some(subject.into()),
        publicity_start_date: day("2024-09-21"),
        publicity_end_date: day("2024-09-29"),
        objection_flag: Some(false),
        ..Publicity::default()
    }
}

/// Gives every row an address of its own.
struct Addresses;

impl BooksFiller<()> for Addresses {
    fn table<R: Row>(&mut self, rows: &mut Vec<R>) -> Result<(), ()> {
        for (row, number) in rows.iter_mut().zip(2_u32..) {
            let table = R::TABLE.name;
            if let Some(origin) = row.origin_mut()
                && origin.row_id.is_empty()
            {
                *origin = Origin {
                    row_id: format!("{table}-{number:04}").into(),
                    src_file: format!("inbox/{table}.csv").into(),
                    src_row: number,
                    ..Origin::default()
                };
            }
        }
        Ok(())
    }
}

pub(crate) fn address(books: &mut Books) {
    books.try_fill(&mut Addresses).unwrap();
}

pub(crate) fn output(mut books: Books) -> StepOutput<distribute::Rows> {
    address(&mut books);
    distribute::run(&books, tuoli(), &case())
}

/// Code, subject, clause and amount of each finding, in the order of the output.
pub(crate) fn facts(findings: &[Finding]) -> Vec<(String, String, String, String)> {
    findings
        .iter()
        .map(|f| {
            (
                f.code.code.to_owned(),
                f.subject.id.to_string(),
                f.clause.clone().unwrap_or_default().to_string(),
                f.amount.map(|a| a.to_string()).unwrap_or_default(),
            )
        })
        .collect()
}

/// What is found after one thing was spoilt.
pub(crate) fn found(spoil: impl FnOnce(&mut Books)) -> Vec<(String, String, String, String)> {
    let mut books = sound();
    spoil(&mut books);
    let findings = output(books).findings;
    for finding in &findings {
        for lang in [Lang::Zh, Lang::En] {
            let message = finding.message(lang);
            assert!(!message.contains('{'), "{message}");
        }
        assert!(!finding.evidence.is_empty(), "{}", finding.code.code);
    }
    facts(&findings)
}

/// Asserts exactly one finding.
#[track_caller]
pub(crate) fn only(
    found: &[(String, String, String, String)],
    code: &str,
    subject: &str,
    clause: &str,
    amount: &str,
) {
    let [code, subject, clause, amount] = [code, subject, clause, amount].map(str::to_owned);
    assert_eq!(found, [(code, subject, clause, amount)]);
}
