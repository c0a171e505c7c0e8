//! Scope: for each code the smallest case that fires it and the nearest that does not.

#![cfg(test)]

mod support;

use ledger::tables::{Asset, Disposal, Project};
use ledger::{Books, CheckStatus, Day, Fen, Finding, Origin, StepOutput};
use reconcile::{Entities, examine, scope};
use rulebook::Rulebook;
use support::{book, case, checks};

const BOOK: &str = r#"
id = "test"
title = "测试"
effective = 2020-01-01

[[clause]]
id = "T-1"
cite = "一"
says = "2014年以后。"
severity = "warning"
check.scope-window = { first_year = 2014 }

[[clause]]
id = "T-2"
cite = "二"
says = "专项资金。"
severity = "warning"
check.fund-sources = { sources = ["special"], purposes = ["alleviation"] }

[[clause]]
id = "T-3"
cite = "三"
says = "援疆资金。"
severity = "warning"
check.fund-sources = { sources = ["aid_xinjiang"], purposes = ["alleviation"] }

[[clause]]
id = "T-4"
cite = "四"
says = "应纳尽纳。"
severity = "error"
check.in-scope-money = {}

[[clause]]
id = "T-5"
cite = "五"
says = "到户的只登记。"
severity = "warning"
check.register-only = { owners = ["household"], classes = ["household"] }

[[clause]]
id = "T-6"
cite = "六"
says = "收益扶贫的范围。"
severity = "warning"
check.income-scheme = { first_year = 2014, subclasses = ["greenhouse"], classes = ["operating"], owners = ["village_collective"], sources = ["donation"] }

[[clause]]
id = "T-7"
cite = "七"
says = "物化资产。"
severity = "warning"
check.income-scheme-form = { forms = ["fixed"] }

[[clause]]
id = "T-8"
cite = "八"
says = "搬迁资金除外。"
severity = "warning"
check.fund-excluded = { sources = ["relocation"] }
"#;

fn row(ledger: &str, id: &str, number: u32) -> Asset {
    Asset {
        origin: Origin {
            row_id: format!("{ledger}-{id}-{number}").into(),
            src_file: format!("inbox/{ledger}.csv").into(),
            src_row: number,
            ..Origin::default()
        },
        ledger: Some(ledger.into()),
        asset_id: Some(id.into()),
        asset_name: Some("村道".into()),
        fund_source: Some("special".into()),
        formation_date: Day::ymd(2020, 1, 1),
        ..Asset::default()
    }
}

fn run(books: &Books) -> StepOutput<()> {
    let mut out = checks::check(books, &Rulebook::parse(BOOK).unwrap(), scope::check);
    out.settle();
    checks::assert_told(&out.findings);
    out
}

fn findings(assets: Vec<Asset>) -> Vec<Finding> {
    run(&Books { assets, ..Books::default() }).findings
}

fn codes(assets: Vec<Asset>) -> Vec<&'static str> {
    findings(assets).iter().map(|f| f.code.code).collect()
}

/// The same asset in the county ledger and the township's.
fn twice(change: impl Fn(&mut Asset)) -> Vec<Asset> {
    let mut rows = vec![row("county", "A1", 2), row("township", "A1", 3)];
    rows.iter_mut().for_each(change);
    rows
}

#[test]
fn the_last_day_before_the_first_year_is_outside_and_one_finding_cites_every_ledger() {
    let formed = |y, m, d| twice(|a| a.formation_date = Day::ymd(y, m, d));
    let found = findings(formed(2013, 12, 31));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code.code, "scope.before-start");
    assert_eq!(found[0].clause.as_deref(), Some("T-1"));
    assert_eq!(found[0].detail, None);
    assert_eq!(found[0].evidence.len(), 2);
    assert!(codes(formed(2014, 1, 1)).is_empty());
}

#[test]
fn formation_is_acceptance_before_completion_before_the_year_of_the_money() {
    let bare = |change: &dyn Fn(&mut Asset)| {
        let mut asset = row("county", "A1", 2);
        asset.formation_date = None;
        change(&mut asset);
        asset
    };
    let completed = bare(&|a| {
        a.completion_date = Day::ymd(2013, 12, 1);
        a.fund_year = Some(2014);
    });
    assert_eq!(codes(vec![completed.clone()]), ["scope.before-start"]);

    let accepted = Project {
        project_id: Some("P1".into()),
        acceptance_date: Day::ymd(2014, 1, 5),
        ..Project::default()
    };
    let of_project = Asset { project_id: Some("P1".into()), ..completed };
    let books = Books { assets: vec![of_project], projects: vec![accepted], ..Books::default() };
    assert!(run(&books).findings.is_empty());

    assert_eq!(codes(vec![bare(&|a| a.fund_year = Some(2013))]), ["scope.before-start"]);
    assert!(codes(vec![bare(&|a| a.fund_year = Some(2014))]).is_empty());
}

#[test]
fn an_asset_without_any_date_is_unknown_not_passed() {
    let mut asset = row("county", "A1", 2);
    asset.formation_date = None;
    let out = run(&Books { assets: vec![asset], ..Books::default() });
    let window = out.checks.iter().find(|c| &*c.family == "scope-window").unwrap();
    assert_eq!((window.seen, window.failed, window.unknown), (1, 0, 1));
}

#[test]
fn a_source_is_listed_when_any_clause_names_it() {
    let of = |source: &str| twice(|a| a.fund_source = Some(source.into()));
    let found = findings(of("bank_loan"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code.code, "scope.fund-unlisted");
    assert_eq!(found[0].clause.as_deref(), Some("T-2;T-3"));
    assert!(codes(of("special")).is_empty());
    assert!(codes(of("aid_xinjiang")).is_empty());
    // Any part of listed money brings the whole asset in.
    let mixed = twice(|a| {
        a.fund_source = Some("bank_loan".into());
        a.fund_composition = vec!["银行贷款:10".into(), "专项扶贫资金:0.01".into()];
    });
    assert!(codes(mixed).is_empty());
}

#[test]
fn money_that_the_county_leaves_out_is_excluded_only_when_there_is_no_other() {
    let of = |composition: &[&str]| {
        twice(|a| {
            a.fund_source = Some("relocation".into());
            a.fund_composition = composition.iter().map(|&c| c.into()).collect();
        })
    };
    assert_eq!(codes(of(&[])), ["scope.fund-excluded"]);
    assert!(codes(of(&["relocation=5", "special=5"])).is_empty());
}

#[test]
fn an_asset_with_listed_money_that_the_county_ledger_lacks_is_left_out() {
    let with = |change: &dyn Fn(&mut Asset)| {
        let mut lone = row("township", "A2", 3);
        change(&mut lone);
        vec![row("county", "A1", 2), lone]
    };
    let found = findings(with(&|_| ()));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code.code, "scope.left-out");
    assert_eq!(&*found[0].subject.id, "A2");
    assert!(codes(with(&|a| a.ledger = Some("county".into()))).is_empty());
    assert!(codes(with(&|a| a.fund_composition = vec!["special=0".into()])).is_empty());
    assert!(codes(with(&|a| a.owner_type = Some("household".into()))).is_empty());
    assert!(codes(with(&|a| a.asset_purpose = Some("other".into()))).is_empty());
    assert!(codes(with(&|a| a.asset_status = Some("disposed".into()))).is_empty());
    let unlisted = with(&|a| a.fund_source = Some("bank_loan".into()));
    assert_eq!(codes(unlisted), ["scope.fund-unlisted"]);
    let early = with(&|a| a.formation_date = Day::ymd(2013, 1, 1));
    assert_eq!(codes(early), ["scope.before-start"]);
}

#[test]
fn what_was_disposed_of_or_may_stand_in_the_county_ledger_is_not_called_left_out() {
    let assets = vec![row("county", "A1", 2), row("township", "A2", 3)];
    let disposal = Disposal {
        asset_id: Some("A2".into()),
        disposal_date: Day::ymd(2023, 5, 1),
        ..Disposal::default()
    };
    let books = Books { assets, disposals: vec![disposal], ..Books::default() };
    assert!(run(&books).findings.is_empty());

    let assets = vec![row("county", "A1", 2), row("township", "A2", 3)];
    let books = Books { assets, ..Books::default() };
    let book = Rulebook::parse(BOOK).unwrap();
    let mut entities = Entities::by_asset_id(&books);
    entities.all[1].unsettled = true;
    let out = examine(&books, &entities, &book, &case(), &[scope::check]);
    assert!(out.findings.is_empty());
    assert_eq!(checks::counted(&out, "in-scope-money"), (2, 0, 1));
}

#[test]
fn without_a_county_ledger_nothing_is_left_out_and_the_check_has_no_data() {
    let out = run(&Books { assets: vec![row("township", "A2", 3)], ..Books::default() });
    assert!(out.findings.is_empty());
    let check = out.checks.iter().find(|c| &*c.family == "in-scope-money").unwrap();
    assert_eq!(check.status, CheckStatus::NoData);
}

#[test]
fn a_household_asset_may_be_registered_but_not_managed() {
    let household = |ledger: &str, managed| {
        let mut asset = row(ledger, "A1", 2);
        asset.asset_class = Some("household".into());
        asset.owner_type = Some("household".into());
        asset.in_managed_scope = managed;
        vec![asset]
    };
    assert_eq!(codes(household("county", Some(true))), ["scope.household-managed"]);
    assert_eq!(codes(household("county", None)), ["scope.household-managed"]);
    assert_eq!(codes(household("household", Some(true))), ["scope.household-managed"]);
    assert!(codes(household("county", Some(false))).is_empty());
    assert!(codes(household("household", None)).is_empty());
    let mut collective = household("county", Some(true));
    collective[0].owner_type = Some("village_collective".into());
    assert!(codes(collective).is_empty());
}

#[test]
fn the_income_scheme_admits_three_kinds_of_assets() {
    let flagged = |change: &dyn Fn(&mut Asset)| {
        twice(|a| {
            a.income_scheme_flag = Some(true);
            change(a);
        })
    };
    assert!(codes(flagged(&|a| a.asset_subclass = Some("greenhouse".into()))).is_empty());
    assert!(
        codes(flagged(&|a| a.fund_source = Some("donation".into())))
            .contains(&"scope.fund-unlisted")
    );
    let collective = flagged(&|a| {
        a.asset_class = Some("operating".into());
        a.owner_type = Some("village_collective".into());
    });
    assert!(codes(collective).is_empty());

    let road = findings(flagged(&|a| a.asset_subclass = Some("road".into())));
    assert_eq!(road.len(), 1);
    assert_eq!(road[0].code.code, "scope.fund-unlisted");
    assert_eq!(road[0].detail.as_deref(), Some("income-scheme"));
    assert_eq!(road[0].clause.as_deref(), Some("T-6"));
    let unflagged = twice(|a| a.asset_subclass = Some("road".into()));
    assert!(codes(unflagged).is_empty());
}

#[test]
fn scheme_money_becomes_things_that_can_be_inspected() {
    let of = |form: &str| {
        twice(|a| {
            a.income_scheme_flag = Some(true);
            a.asset_subclass = Some("greenhouse".into());
            a.asset_form = Some(form.into());
        })
    };
    let found = findings(of("equity"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].clause.as_deref(), Some("T-7"));
    assert!(codes(of("fixed")).is_empty());
}

#[test]
fn a_county_without_clauses_is_silent_on_every_family() {
    let mut asset = row("township", "A1", 2);
    asset.fund_source = Some("bank_loan".into());
    asset.formation_date = Day::ymd(1990, 1, 1);
    asset.original_value = Some(Fen(1));
    let books = Books { assets: vec![asset], ..Books::default() };
    let out = checks::check(&books, &book(""), scope::check);
    assert!(out.findings.is_empty());
    assert_eq!(out.checks.len(), 11);
    assert!(out.checks.iter().all(|c| c.status == CheckStatus::Silent));
}
