//! Money against assets: each code with the smallest case that raises it and the nearest that does
//! not.

#![cfg(test)]

mod support;

use ledger::tables::{Asset, Change, FundLine, Project};
use ledger::{Books, CheckStatus, Fen, Finding, Origin, Severity, StepOutput};
use reconcile::funds;
use rulebook::Rulebook;
use support::book;
use support::checks::{self, codes, text};

fn clause(id: &str, check: &str) -> String {
    format!(
        "[[clause]]\nid = \"{id}\"\ncite = \"一\"\nsays = \"。\"\nseverity = \"error\"\ncheck.{check}\n"
    )
}

fn check(mut books: Books, book: &Rulebook) -> StepOutput<()> {
    books.received.insert("fund_ledger");
    checks::check(&books, book, funds::check)
}

fn findings(books: Books) -> Vec<Finding> {
    check(books, &book("")).findings
}

/// One asset of project P1 at `yuan`.
fn asset(id: &str, yuan: &str) -> Asset {
    Asset {
        origin: Origin { row_id: id.into(), ..Origin::default() },
        ledger: text("county"),
        asset_id: text(id),
        project_id: text("P1"),
        asset_class: text("public"),
        original_value: yuan.parse().ok(),
        ..Asset::default()
    }
}

/// One line of project P1, allotted and paid `yuan`, not settled.
fn line(yuan: &str) -> FundLine {
    FundLine {
        project_id: text("P1"),
        fund_year: Some(2023),
        fund_use_direction: text("asset"),
        allotted_amount: yuan.parse().ok(),
        paid_amount: yuan.parse().ok(),
        ..FundLine::default()
    }
}

fn books(assets: Vec<Asset>, lines: Vec<FundLine>) -> Books {
    Books { assets, fund_ledger: lines, ..Books::default() }
}

/// Another project that ties, so that the county ledger counts as received.
fn other() -> (Asset, FundLine) {
    let mut asset = asset("Z9", "5");
    asset.project_id = text("P9");
    let mut line = line("5");
    line.project_id = text("P9");
    (asset, line)
}

#[test]
fn payments_without_an_asset() {
    let (a, l) = other();
    let mut unpaired = line("100");
    unpaired.non_asset_amount = "10".parse().ok();
    unpaired.returned_amount = "2.5".parse().ok();
    let out = findings(books(vec![a], vec![l, unpaired]));
    assert_eq!(codes(&out), [("fund.no-asset", "P1", Some(Fen(8_750)))]);
}

#[test]
fn what_forms_no_asset_owes_none() {
    let subsidy = FundLine { fund_use_direction: text("subsidy"), ..line("100") };
    let all_fees = FundLine { non_asset_amount: "100".parse().ok(), ..line("100") };
    for owes_nothing in [subsidy, all_fees] {
        let (a, l) = other();
        assert_eq!(codes(&findings(books(vec![a], vec![l, owes_nothing]))), []);
    }
}

#[test]
fn a_project_under_construction_has_no_asset_yet() {
    let (a, l) = other();
    let mut books = books(vec![a], vec![l, line("100")]);
    books.projects = vec![Project {
        project_id: text("P1"),
        project_status: text("building"),
        ..Project::default()
    }];
    let out = check(books, &book(""));
    assert_eq!(codes(&out.findings), []);
    let run = out.checks.iter().find(|c| &*c.family == "fund-trace").unwrap();
    assert_eq!((run.seen, run.failed, run.unknown), (2, 0, 1));
}

#[test]
fn an_asset_given_to_households_owes_the_county_ledger_nothing() {
    let registered = book(&clause(
        "C1",
        "register-only = { owners = [\"household\"], classes = [\"household\"] }",
    ));
    let (a, l) = other();
    let mut given = asset("H1", "100");
    given.ledger = text("household");
    given.asset_class = text("household");
    let of = |rulebook: &Rulebook| {
        let all = books(vec![a.clone(), given.clone()], vec![l.clone(), line("100")]);
        check(all, rulebook).findings.len()
    };
    assert_eq!(of(&registered), 0);
    assert_eq!(of(&book("")), 1);
}

#[test]
fn an_asset_without_payments() {
    let (_, l) = other();
    let out = findings(books(vec![asset("A1", "100")], vec![l]));
    // Of the other project nothing is in the ledger.
    assert_eq!(
        codes(&out),
        [("fund.no-fund", "A1", None), ("fund.no-asset", "P9", Some(Fen(500)))]
    );
}

#[test]
fn a_project_is_found_by_its_name_where_its_id_is_lost() {
    let mut named = line("100");
    named.project_name = text("2023年 水渠项目");
    let mut lost = asset("A1", "100");
    lost.project_id = None;
    lost.project_name = text("2023年水渠项目");
    assert_eq!(codes(&findings(books(vec![lost], vec![named]))), []);
}

#[test]
fn assets_add_up_to_the_settlement_to_the_fen() {
    let settled = |yuan: &str| FundLine { settled_amount: yuan.parse().ok(), ..line("120") };
    for (yuan, differs) in [("99.99", Some(1)), ("100", None), ("100.01", Some(-1))] {
        let out = findings(books(vec![asset("A1", "60"), asset("A2", "40")], vec![settled(yuan)]));
        let expected: Vec<_> =
            differs.map(|d| ("fund.value-differs", "P1", Some(Fen(d)))).into_iter().collect();
        assert_eq!(codes(&out), expected, "{yuan}");
    }
}

#[test]
fn lines_settle_one_by_one() {
    let first = FundLine { settled_amount: "60".parse().ok(), ..line("70") };
    let second = FundLine {
        non_asset_amount: "5".parse().ok(),
        returned_amount: "1".parse().ok(),
        ..line("46")
    };
    let subsidy = FundLine { fund_use_direction: text("training"), ..line("9") };
    let out = findings(books(vec![asset("A1", "100")], vec![first, second, subsidy]));
    assert_eq!(codes(&out), []);
}

#[test]
fn final_accounts_take_the_place_of_the_settlement() {
    let settled = FundLine { settled_amount: "100".parse().ok(), ..line("100") };
    let project = |required: bool| Project {
        project_id: text("P1"),
        final_accounts_required: Some(required),
        final_accounts_amount: "98".parse().ok(),
        ..Project::default()
    };
    for (required, amount) in [(true, Some(Fen(200))), (false, None)] {
        let mut books = books(vec![asset("A1", "100")], vec![settled.clone()]);
        books.projects = vec![project(required)];
        let out = findings(books);
        assert_eq!(out.first().and_then(|f| f.amount), amount);
    }
}

#[test]
fn a_registered_change_of_value_explains_a_difference() {
    let mut books = books(vec![asset("A1", "80")], vec![line("100")]);
    assert_eq!(findings(books.clone()).len(), 1);
    books.changes = vec![Change {
        asset_id: text("A1"),
        change_amount: "-20".parse().ok(),
        ..Change::default()
    }];
    assert_eq!(findings(books).len(), 0);
}

#[test]
fn an_asset_without_a_value_makes_the_sum_unknown() {
    let mut valueless = asset("A2", "0");
    valueless.original_value = None;
    let out = check(books(vec![asset("A1", "60"), valueless], vec![line("100")]), &book(""));
    assert_eq!(codes(&out.findings), []);
    let run = out.checks.iter().find(|c| &*c.family == "fund-trace").unwrap();
    assert_eq!((run.seen, run.unknown), (1, 1));
}

#[test]
fn an_asset_that_stands_twice_in_the_ledger_is_one_value() {
    let twice = vec![asset("A1", "100"), asset("A1", "100")];
    assert_eq!(codes(&findings(books(twice, vec![line("100")]))), []);
}

#[test]
fn a_payment_that_names_no_project_cannot_be_followed() {
    let nameless = FundLine { project_id: None, ..line("100") };
    let of = |rulebook: &Rulebook| {
        let (a, l) = other();
        check(books(vec![a], vec![l, nameless.clone()]), rulebook)
    };
    let ruled = of(&book(&clause("C1", "fund-trace = {}")));
    assert_eq!(ruled.findings.len(), 1);
    assert_eq!(ruled.findings[0].code.code, "fund.no-asset");
    let silent = of(&book(""));
    assert_eq!(codes(&silent.findings), []);
    let run = silent.checks.iter().find(|c| &*c.family == "fund-trace").unwrap();
    assert_eq!(run.unknown, 1);
}

#[test]
fn assets_that_are_only_registered_owe_the_totals_nothing() {
    let registered =
        book(&clause("C1", "register-only = { owners = [\"农户\"], classes = [\"到户类资产\"] }"));
    let mut household = asset("H1", "100");
    household.asset_class = text("household");
    let (a, l) = other();
    let of = |rulebook: &Rulebook| {
        let out = check(books(vec![a.clone(), household.clone()], vec![l.clone()]), rulebook);
        codes(&out.findings).iter().map(|(code, ..)| (*code).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of(&registered), [""; 0]);
    assert_eq!(of(&book("")), ["fund.no-fund"]);
}

#[test]
fn only_money_in_scope_is_compared() {
    let scope = book(&clause("C1", "fund-sources = { sources = [\"special\"] }"));
    let mut mixed = asset("A1", "100");
    mixed.fund_composition = vec!["special=70.00".into(), "self_raised=30.00".into()];
    let special = FundLine { fund_source: text("special"), ..line("70") };
    let out = check(books(vec![mixed.clone()], vec![special.clone()]), &scope);
    assert_eq!(codes(&out.findings), []);
    let out = check(books(vec![mixed], vec![special]), &book(""));
    assert_eq!(out.findings.first().and_then(|f| f.amount), Some(Fen(3_000)));
}

#[test]
fn the_clause_gives_its_severity() {
    let ruled = book(&clause("C1", "fund-trace = {}"));
    let (_, l) = other();
    let out = check(books(vec![asset("A1", "100")], vec![l]), &ruled);
    let first = out.findings.first().unwrap();
    assert_eq!(first.clause.as_deref(), Some("C1"));
    assert_eq!(first.severity, Severity::Error);
}

#[test]
fn paid_beyond_allotted_to_the_fen() {
    for (paid, over) in [("99.99", None), ("100.00", None), ("100.01", Some(Fen(1)))] {
        let line = FundLine {
            paid_amount: paid.parse().ok(),
            settled_amount: "100".parse().ok(),
            fund_source: text("special"),
            ..line("100")
        };
        let out = findings(books(vec![asset("A1", "100")], vec![line]));
        let expected: Vec<_> = over.map(|o| ("fund.overpaid", "P1", Some(o))).into_iter().collect();
        assert_eq!(codes(&out), expected, "{paid}");
    }
}

#[test]
fn what_earlier_years_left_may_be_paid_later_but_not_before() {
    let of = |year: i64, allotted: &str, paid: &str| FundLine {
        fund_year: Some(year),
        fund_source: text("special"),
        paid_amount: paid.parse().ok(),
        ..line(allotted)
    };
    let assets = || vec![asset("A1", "100")];
    let carried = vec![of(2022, "60", "50"), of(2023, "40", "50")];
    assert_eq!(codes(&findings(books(assets(), carried))), []);
    let ahead = vec![of(2022, "40", "50"), of(2023, "60", "50")];
    assert_eq!(
        codes(&findings(books(assets(), ahead))),
        [("fund.overpaid", "P1", Some(Fen(1_000)))]
    );
}

#[test]
fn money_of_one_source_does_not_pay_for_another() {
    let of = |source: &str, allotted: &str, paid: &str| FundLine {
        fund_source: text(source),
        paid_amount: paid.parse().ok(),
        ..line(allotted)
    };
    let lines = vec![of("special", "60", "61"), of("bond", "40", "39")];
    let out = findings(books(vec![asset("A1", "100")], lines));
    assert_eq!(codes(&out), [("fund.overpaid", "P1", Some(Fen(100)))]);
    assert_eq!(out[0].detail.as_deref(), Some("special"));
}

#[test]
fn totals_are_compared_only_where_a_clause_asks() {
    let industry = |yuan: &str| Asset {
        ledger: text("industry"),
        ledger_unit: text("青山县水利局"),
        fund_year: Some(2023),
        fund_source: text("special"),
        ..asset("A1", yuan)
    };
    let finance =
        FundLine { handling_dept: text("水利局"), fund_source: text("special"), ..line("100") };
    let of = |yuan: &str| books(vec![asset("A1", "100"), industry(yuan)], vec![finance.clone()]);
    let silent = check(of("90"), &book(""));
    assert_eq!(codes(&silent.findings), []);
    assert!(
        silent
            .checks
            .iter()
            .any(|c| &*c.family == "fund-totals" && c.status == CheckStatus::Silent)
    );
    let ruled = book(&clause("C1", "fund-totals = {}"));
    assert_eq!(codes(&check(of("100"), &ruled).findings), []);
    assert_eq!(
        codes(&check(of("90"), &ruled).findings),
        [("fund.total-differs", "青山县水利局", Some(Fen(-1_000)))]
    );
}

#[test]
fn a_department_whose_ledger_was_not_received_is_not_checkable() {
    let ruled = book(&clause("C1", "fund-totals = {}"));
    let mut industry = asset("Z9", "5");
    industry.ledger = text("industry");
    industry.ledger_unit = text("教育局");
    industry.fund_year = Some(2023);
    let schools = FundLine { handling_dept: text("教育局"), ..line("5") };
    let water = FundLine { handling_dept: text("水利局"), ..line("100") };
    let out = check(books(vec![asset("A1", "105"), industry], vec![schools, water]), &ruled);
    assert_eq!(codes(&out.findings), []);
    let run = out.checks.iter().find(|c| &*c.family == "fund-totals").unwrap();
    assert_eq!((run.seen, run.unknown), (2, 1));
}

#[test]
fn money_and_industry_in_no_department_s_table() {
    let ruled = book(&clause(
        "C1",
        "fund-supervisor = { department = \"水利局\", sources = [\"special\"], sectors = [\"water\"] }",
    ));
    let of = |source: &str, sector: &str| {
        let mut books = books(
            vec![asset("A1", "100")],
            vec![FundLine { fund_source: text(source), ..line("100") }],
        );
        books.projects = vec![Project {
            project_id: text("P1"),
            industry_sector: text(sector),
            ..Project::default()
        }];
        check(books, &ruled).findings
    };
    assert_eq!(codes(&of("special", "transport")), []);
    assert_eq!(codes(&of("lottery", "water")), []);
    assert_eq!(codes(&of("lottery", "transport")), [("fund.supervisor-missing", "P1", None)]);
}

#[test]
fn without_a_fund_ledger_nothing_is_passed() {
    let out = checks::check(&books(vec![asset("A1", "100")], Vec::new()), &book(""), funds::check);
    assert!(out.findings.is_empty());
    assert!(out.checks.iter().all(|c| c.status != CheckStatus::Ruled));
}
