//! One let greenhouse with everything in order; tests change one thing of it.

#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use ledger::tables::{Asset, Contract, Project, Publicity, Supervision};
use ledger::{Books, CaseInfo, Day, StepOutput, Text};
use rulebook::Rulebook;
use std::sync::LazyLock;

pub(crate) static BOOK: LazyLock<Rulebook> =
    LazyLock::new(|| Rulebook::builtin("tuoli-2020").unwrap());

pub(crate) fn day(text: &str) -> Option<Day> {
    Some(Day::from(text.parse::<ledger::NaiveDate>().unwrap()))
}

pub(crate) fn text(text: &str) -> Option<Text> {
    Some(text.into())
}

pub(crate) fn list(items: &[&str]) -> Vec<Text> {
    items.iter().map(|i| (*i).into()).collect()
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

fn asset() -> Asset {
    Asset {
        ledger: text("county"),
        asset_id: text("A1"),
        asset_class: text("operating"),
        asset_status: text("in_use"),
        project_id: text("P1"),
        township: text("甲乡"),
        village: text("乙村"),
        owner_type: text("village_collective"),
        custodian_type: text("co_operative"),
        in_managed_scope: Some(true),
        income_scheme_flag: Some(true),
        original_value: Some("300000.00".parse().unwrap()),
        formation_date: day("2023-06-20"),
        archive_stage: list(&["pre", "build", "handover", "operate", "distribute"]),
        archive_doc_types: list(&["decision_minutes", "share_register"]),
        ..Asset::default()
    }
}

pub(crate) fn in_order() -> Books {
    Books {
        assets: vec![asset()],
        supervision: vec![Supervision {
            asset_id: text("A1"),
            eval_type: text("third_party"),
            eval_date: day("2024-12-10"),
            eval_result: text("pass"),
            ..Supervision::default()
        }],
        publicity: vec![Publicity {
            asset_id: text("A1"),
            township: text("甲乡"),
            village: text("乙村"),
            publicity_subject: text("distribution"),
            publicity_channel: list(&["village_board"]),
            publicity_start_date: day("2024-09-26"),
            ..Publicity::default()
        }],
        contracts: vec![Contract {
            contract_id: text("C1"),
            asset_id: text("A1"),
            operator_type: text("enterprise"),
            risk_plan_doc_no: text("险1"),
            emergency_plan_doc_no: text("急1"),
            ..Contract::default()
        }],
        projects: vec![Project {
            project_id: text("P1"),
            feasibility_risk_report_no: text("可1"),
            fund_exit_doc_no: text("退1"),
            ..Project::default()
        }],
        received: ["assets", "supervision", "publicity", "contracts", "projects"].into(),
        ..Books::default()
    }
}

pub(crate) fn run(books: &Books) -> StepOutput<()> {
    report::duties::run(books, &BOOK, &case())
}

/// Code, clause and subject of what is found after a change.
pub(crate) fn found(change: impl FnOnce(&mut Books)) -> Vec<(&'static str, String, String)> {
    let mut books = in_order();
    change(&mut books);
    let findings = run(&books).findings;
    let brief = findings.iter().map(|f| {
        let clause = f.clause.as_deref().unwrap_or_default().to_owned();
        (f.code.code, clause, f.subject.id.to_string())
    });
    brief.collect()
}

pub(crate) fn one(
    code: &'static str,
    clause: &str,
    subject: &str,
) -> Vec<(&'static str, String, String)> {
    vec![(code, clause.to_owned(), subject.to_owned())]
}

pub(crate) const NOTHING: Vec<(&str, String, String)> = Vec::new();
