//! What checking a province's income costs, and whether that grows with its rows and no faster: half
//! of the rows are receipts, half are the plans that distribute them, each in four payments.

#![allow(clippy::unwrap_used, reason = "a bench may stop at the first thing that is wrong")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ledger::tables::{
    Asset, AssetOwner, Contract, DistributionLine, DistributionPlan, Income, Project, Supervision,
};
use ledger::{Books, CaseInfo, Day, Decimal, Fen, NaiveDate, Origin, Text};
use rulebook::Rulebook;
use std::collections::BTreeMap;

fn day(text: &str) -> Option<Day> {
    Some(text.parse::<NaiveDate>().unwrap().into())
}

fn id(kind: &str, number: u32) -> Option<Text> {
    Some(format!("{kind}{number:07}").into())
}

fn origin(table: &str, row: u32) -> Origin {
    Origin {
        row_id: format!("{table}-{row:07}").into(),
        src_file: format!("{table}.csv").into(),
        src_row: row,
        ..Origin::default()
    }
}

/// Purposes, with what each gets in thousands of yuan.
type Uses = &'static [(&'static str, i64)];

/// Every twentieth plan has a fault; an asset has ten plans.
fn province(plans: u32, uses: Uses) -> Books {
    let mut books = Books::default();
    for number in 0..plans {
        if number.is_multiple_of(10) {
            asset(&mut books, number / 10);
        }
        plan(&mut books, number, uses);
    }
    books.received = Books::TABLES.iter().map(|table| table.name).collect();
    books
}

fn village(asset: u32) -> Option<Text> {
    Some(format!("村{:04}", asset % 5_000).into())
}

fn collective() -> Option<Text> {
    Some("village_collective".into())
}

fn asset(books: &mut Books, asset: u32) {
    books.assets.push(Asset {
        origin: origin("assets", asset),
        ledger: Some("county".into()),
        asset_id: id("A", asset),
        asset_class: Some("operating".into()),
        owner_type: collective(),
        owner_name: Some("村股份经济合作社".into()),
        village: village(asset),
        investment_amount: Some(Fen::from_yuan(1_000_000)),
        project_id: id("P", asset),
        ..Asset::default()
    });
    books.contracts.push(Contract {
        origin: origin("contracts", asset),
        contract_id: id("C", asset),
        asset_id: id("A", asset),
        village: village(asset),
        operation_mode: Some("lease".into()),
        agreed_income: Some(Fen::from_yuan(1_000_000)),
        agreed_income_due_date: day("2024-12-31"),
        risk_plan_doc_no: Some("险1".into()),
        risk_list_doc_no: Some("单1".into()),
        no_go_list: vec!["民间借贷".into()],
        ..Contract::default()
    });
    books.asset_owners.push(AssetOwner {
        origin: origin("asset_owners", asset),
        asset_id: id("A", asset),
        owner_name: Some("村股份经济合作社".into()),
        owner_share_pct: Some(Decimal::ONE_HUNDRED),
        ..AssetOwner::default()
    });
    books.projects.push(Project {
        origin: origin("projects", asset),
        project_id: id("P", asset),
        ..Project::default()
    });
    books.supervision.push(Supervision {
        origin: origin("supervision", asset),
        asset_id: id("A", asset),
        eval_type: Some("third_party".into()),
        eval_date: day("2024-12-10"),
        eval_report_no: Some("评1".into()),
        eval_result: Some("pass".into()),
        ..Supervision::default()
    });
}

fn plan(books: &mut Books, number: u32, uses: Uses) {
    let asset = number / 10;
    books.income.push(Income {
        origin: origin("income", number),
        income_id: id("I", number),
        asset_id: id("A", asset),
        contract_id: id("C", asset),
        dist_plan_id: id("F", number),
        village: village(asset),
        owner_type: collective(),
        income_year: Some(2024),
        income_amount: Some(Fen::from_yuan(100_000)),
        income_received_date: day("2024-09-10"),
        income_clearing_date: day("2025-01-15"),
        ..Income::default()
    });
    books.distribution_plans.push(DistributionPlan {
        origin: origin("distribution_plans", number),
        dist_plan_id: id("F", number),
        asset_id: id("A", asset),
        project_id: id("P", asset),
        village: village(asset),
        owner_type: collective(),
        income_year: Some(2024),
        income_amount: Some(Fen::from_yuan(100_000)),
        proposal_date: day("2024-09-12"),
        four_two_done_date: day("2024-09-16"),
        village_meeting_date: day("2024-09-15"),
        dist_township_review_date: day("2024-09-20").filter(|_| !number.is_multiple_of(20)),
        dist_filing_date: day("2024-09-25"),
        dist_filing_body: Some("某县农业农村局".into()),
        dist_proposer_unit: Some("村股份经济合作社".into()),
        quantification_plan_no: Some("量1".into()),
        ..DistributionPlan::default()
    });
    for (part, (purpose, share)) in (0..).zip(uses.iter().copied()) {
        books.distribution_lines.push(DistributionLine {
            origin: origin("distribution_lines", number * 4 + part),
            dist_line_id: id("L", number * 4 + part),
            dist_plan_id: id("F", number),
            village: village(asset),
            dist_recipient_type: Some("village_collective".into()),
            dist_use_category: Some(purpose.into()),
            dist_amount: Some(Fen::from_yuan(share * 1_000)),
            dist_paid_date: day("2024-09-30"),
            ..DistributionLine::default()
        });
    }
}

fn million(c: &mut Criterion) {
    let case = CaseInfo {
        county: "某县".into(),
        year: 2024,
        as_of: "2025-06-30".parse().unwrap(),
        tolerance: BTreeMap::new(),
        tolerance_max_total: None,
    };
    let split: Uses =
        &[("motivation", 30), ("industry", 30), ("infrastructure", 20), ("hardship", 20)];
    let three: Uses =
        &[("upkeep", 30), ("consolidation", 30), ("public_service", 20), ("hardship", 20)];
    for (id, uses) in [("tuoli-2020", split), ("baofeng-2020", three)] {
        let book = Rulebook::builtin(id).unwrap();
        let mut group = c.benchmark_group(id);
        group.sample_size(10);
        for plans in [50_000, 500_000] {
            let books = province(plans, uses);
            let rows = u64::from(plans) * 2;
            let found = distribute::run(&books, &book, &case).findings.len();
            assert_eq!(found, usize::try_from(plans / 20).unwrap(), "{id}");
            group.throughput(Throughput::Elements(rows));
            group.bench_with_input(BenchmarkId::from_parameter(rows), &books, |b, books| {
                b.iter_with_large_drop(|| distribute::run(books, &book, &case));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, million);
criterion_main!(benches);
