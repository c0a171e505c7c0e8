//! A village whose income is in order under each county's rules: full ledgers, nothing to say.

#![cfg(test)]

mod common;

use common::{address, asset, case, day, line, sound, yuan};
use ledger::tables::{AssetOwner, DistributionLine};
use ledger::{Books, CaseInfo, Fen};
use rulebook::Rulebook;

/// The county's own words for what the income is used for.
fn county(id: &str) -> (Rulebook, Books, CaseInfo) {
    let mut books = sound();
    let purposes = match id {
        "luoyang-2024" => ["industry", "collective_growth", "public_welfare", "hardship"],
        "baofeng-2020" => ["upkeep", "consolidation", "public_service", "hardship"],
        _ => ["collective_growth", "public_posts", "public_welfare", "hardship"],
    };
    for (line, purpose) in books.distribution_lines.iter_mut().zip(purposes) {
        line.dist_use_category = Some(purpose.into());
    }
    let plan = &mut books.distribution_plans[0];
    plan.proposal_date = day("2024-09-12");
    plan.four_two_done_date = day("2024-09-16");
    plan.dist_filing_date = day("2024-09-25");
    plan.dist_filing_body = Some("某县农业农村局".into());
    plan.township_filing_date = day("2024-09-21");
    plan.dist_plan_end_date = day("2025-12-31");
    for notice in &mut books.publicity {
        notice.publicity_start_date = day("2024-09-26");
    }
    let contract = &mut books.contracts[0];
    contract.insurance_policy_no = Some("保1".into());
    contract.insurance_coverage_end = day("2025-12-31");
    contract.guarantee_type = Some("house_mortgage".into());
    contract.guarantee_amount = yuan("1000000");
    contract.risk_plan_doc_no = Some("险1".into());
    books.assets[0].asset_nature = Some("collective".into());
    (Rulebook::builtin(id).unwrap(), books, CaseInfo { county: "某县".into(), ..case() })
}

const OTHERS: [&str; 4] = ["luoyang-2024", "baofeng-2020", "akto-2021", "makit-2025"];

#[test]
fn a_village_in_order_has_no_findings_under_any_county() {
    for id in OTHERS {
        let (book, mut books, case) = county(id);
        address(&mut books);
        let out = distribute::run(&books, &book, &case);
        assert_eq!(common::facts(&out.findings), [], "{id}");
    }
}

#[test]
fn photovoltaic_income_follows_its_national_scheme() {
    for (id, bound) in OTHERS.into_iter().zip([false, false, false, true]) {
        let (book, mut books, case) = county(id);
        books.distribution_plans[0].photovoltaic_flag = Some(true);
        books.distribution_lines[0].dist_use_category = Some("other".into());
        address(&mut books);
        let found = distribute::run(&books, &book, &case).findings;
        let codes: Vec<&str> = found.iter().map(|f| f.code.code).collect();
        let expected: &[&str] = if bound { &["plan.purpose-not-allowed"] } else { &[] };
        assert_eq!(codes, expected, "{id}");
    }
}

#[test]
fn no_countys_number_leaks_into_another() {
    for id in OTHERS {
        let (book, mut books, case) = county(id);
        // 托里's split, clearing by 31 March and payments a year; 宝丰's eight percent and month.
        books.income[0].income_clearing_date = day("2025-04-10");
        if id != "baofeng-2020" {
            books.assets[0].investment_amount = yuan("100000000");
            books.distribution_plans[0].dist_filing_date = day("2024-12-31");
            books.distribution_lines.iter_mut().for_each(|l| l.dist_paid_date = day("2024-12-31"));
        }
        address(&mut books);
        let out = distribute::run(&books, &book, &case);
        assert_eq!(common::facts(&out.findings), [], "{id}");
    }
}

#[test]
fn one_fault_under_two_clauses_is_one_finding() {
    let (book, mut books, case) = county("baofeng-2020");
    books.distribution_plans[0].dist_township_review_date = day("2024-09-14");
    address(&mut books);
    let found = common::facts(&distribute::run(&books, &book, &case).findings);
    common::only(&found, "plan.step-order", "F1", "BF1-26-01;BF2-7-02", "");
}

#[test]
fn income_of_a_share_is_allocated_by_what_each_village_put_in() {
    let (book, mut books, case) = county("baofeng-2020");
    books.assets = vec![ledger::tables::Asset {
        asset_form: Some("equity".into()),
        investment_amount: yuan("900"),
        asset_nature: Some("collective".into()),
        ..asset()
    }];
    let owner = |village: &str, amount: &str| AssetOwner {
        asset_id: Some("A1".into()),
        owner_name: Some(format!("{village}股份经济合作社").into()),
        village: Some(village.into()),
        owner_investment_amount: yuan(amount),
        ..AssetOwner::default()
    };
    books.asset_owners = vec![owner("新山村", "100"), owner("新水村", "200")];
    books.distribution_lines = ["新山村", "新水村"]
        .iter()
        .zip(["11111.11", "22222.22"])
        .map(|(village, amount)| DistributionLine {
            village: Some((*village).into()),
            dist_recipient_id: Some(format!("{village}股份经济合作社").into()),
            dist_use_category: Some("dividend".into()),
            ..line(village, "dividend", amount)
        })
        .collect();
    address(&mut books);
    let out = distribute::run(&books, &book, &case);
    let leaves: Vec<String> = out
        .rows
        .allocations
        .iter()
        .map(|a| {
            format!(
                "{} {} {}",
                a.village.as_deref().unwrap_or("-"),
                a.ratio.as_deref().unwrap_or("-"),
                a.amount.unwrap()
            )
        })
        .collect();
    assert_eq!(leaves, ["新山村 1/9 11111.11", "新水村 2/9 22222.22", "- - 66666.67"]);
    let sum = Fen::sum(out.rows.allocations.iter().filter_map(|a| a.amount));
    assert_eq!(sum, yuan("100000").unwrap());
    let differing = out.findings.iter().filter(|f| f.code.code == "plan.split-differs");
    assert_eq!(differing.count(), 0);
}
