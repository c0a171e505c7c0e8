//! Ledger against accounting books: each code with the smallest case that raises it and the nearest
//! that does not.

#![cfg(test)]

mod support;

use ledger::tables::{Asset, AssetCard, Project};
use ledger::{CheckStatus, Day, Fen};
use support::book;
use support::cards::{asset, books, card, check, findings};
use support::checks::{codes, counted, text, yuan};

#[test]
fn an_asset_without_a_card() {
    let of = books(vec![asset("A1"), asset("A2")], vec![card("A1")]);
    assert_eq!(codes(&findings(of)), [("account.card-missing", "A2", None)]);
}

#[test]
fn a_unit_whose_cards_were_not_given_is_not_checkable() {
    let elsewhere = Asset { owner_name: text("青山县水利局"), ..asset("A2") };
    let out = check(books(vec![asset("A1"), elsewhere], vec![card("A1")]), &book(""));
    assert_eq!(codes(&out.findings), []);
    assert_eq!(counted(&out, "card-value"), (2, 0, 1));
}

#[test]
fn aliases_of_the_owner_are_one_unit() {
    let committee = Asset { owner_name: text("石桥村村民委员会"), ..asset("A2") };
    let of = books(vec![asset("A1"), committee], vec![card("A1")]);
    assert_eq!(codes(&findings(of)), [("account.card-missing", "A2", None)]);
}

#[test]
fn what_owes_no_card() {
    let change = |change: &dyn Fn(&mut Asset)| {
        let mut asset = asset("A2");
        change(&mut asset);
        asset
    };
    let free = [
        change(&|a| a.asset_form = text("equity")),
        change(&|a| a.asset_status = text("disposed")),
        change(&|a| a.asset_class = text("household")),
    ];
    for asset_2 in free {
        let of = books(vec![asset("A1"), asset_2], vec![card("A1")]);
        assert_eq!(codes(&findings(of)), []);
    }
}

#[test]
fn a_card_without_an_id_is_led_by_name_and_place() {
    let lost = AssetCard { asset_id: None, name: text("A 2"), ..card("A2") };
    let of = books(vec![asset("A1"), asset("A2")], vec![card("A1"), lost]);
    assert_eq!(codes(&findings(of)), []);
}

#[test]
fn a_card_that_could_be_of_several_claims_none() {
    let twin = |id: &str| Asset { asset_name: text("公厕"), ..asset(id) };
    let lost = AssetCard { asset_id: None, name: text("公厕"), ..card("?") };
    let out = check(books(vec![twin("A1"), twin("A2")], vec![lost]), &book(""));
    assert_eq!(codes(&out.findings), [("match.ambiguous", "card ?", None)]);
    assert_eq!(counted(&out, "card-value"), (2, 0, 2));
}

#[test]
fn original_values_to_the_fen() {
    for (ledger, differs) in
        [("1199.99", Some(Fen(1))), ("1200.00", None), ("1200.01", Some(Fen(-1)))]
    {
        let asset = Asset { original_value: yuan(ledger), ..asset("A1") };
        let expected: Vec<_> =
            differs.map(|d| ("account.value-differs", "A1", Some(d))).into_iter().collect();
        assert_eq!(codes(&findings(books(vec![asset], vec![card("A1")]))), expected);
    }
}

#[test]
fn components_are_added_up() {
    let part = |value: &str, depreciation: &str| AssetCard {
        original_value: yuan(value),
        accumulated_depreciation: yuan(depreciation),
        ..card("A1")
    };
    let of = books(vec![asset("A1")], vec![part("700", "330.40"), part("500", "236")]);
    assert_eq!(codes(&findings(of)), []);
}

#[test]
fn the_same_card_twice_is_one_card() {
    let of = books(vec![asset("A1")], vec![card("A1"), card("A1")]);
    assert_eq!(codes(&findings(of)), []);
}

/// The finding about the depreciation of one card, where there is one.
fn depreciation(card: AssetCard) -> Option<Option<Fen>> {
    let of = books(vec![asset("A1")], vec![card]);
    let out = findings(of);
    out.iter().find(|f| f.code.code == "account.depreciation-differs").map(|f| f.amount)
}

#[test]
fn rural_depreciation_begins_the_month_after_with_its_residual() {
    // 1200 × 96 % × 59 ÷ 120 = 566.40; a fen a month of service is allowed.
    for (recorded, differs) in [
        ("565.80", Some(Fen(-60))),
        ("565.81", None),
        ("566.40", None),
        ("566.99", None),
        ("567.00", Some(Fen(60))),
    ] {
        let card = AssetCard { accumulated_depreciation: yuan(recorded), ..card("A1") };
        assert_eq!(depreciation(card).flatten(), differs, "{recorded}");
    }
}

#[test]
fn government_depreciation_begins_in_the_month_without_residual() {
    let government = |recorded: &str| AssetCard {
        accounting_rule: text("admin_state"),
        accumulated_depreciation: yuan(recorded),
        ..card("A1")
    };
    // 1200 × 60 ÷ 120.
    assert_eq!(depreciation(government("600")), None);
    assert_eq!(depreciation(government("576")), Some(Some(Fen(-2_400))));
}

#[test]
fn depreciation_stops_at_the_end_of_life() {
    let old = |recorded: &str| AssetCard {
        in_use_date: Day::ymd(2005, 1, 1),
        accumulated_depreciation: yuan(recorded),
        ..card("A1")
    };
    assert_eq!(depreciation(old("1152.00")), None);
    assert_eq!(depreciation(old("1200.00")), Some(Some(Fen(4_800))));
}

#[test]
fn a_card_in_use_this_month_depends_on_its_regime() {
    let new = |rule: &str, recorded: &str| AssetCard {
        in_use_date: Day::ymd(2024, 12, 31),
        accounting_rule: text(rule),
        accumulated_depreciation: yuan(recorded),
        ..card("A1")
    };
    assert_eq!(depreciation(new("admin_state", "10")), None);
    assert_eq!(depreciation(new("village_collective", "0")), None);
    assert_eq!(depreciation(new("village_collective", "9.60")), Some(Some(Fen(960))));
}

#[test]
fn a_residual_may_be_an_amount() {
    let card = AssetCard { residual_rate: None, residual_value: yuan("48"), ..card("A1") };
    assert_eq!(depreciation(card), None);
}

#[test]
fn what_a_card_does_not_say_is_unknown() {
    let change = |change: &dyn Fn(&mut AssetCard)| {
        let mut card = AssetCard { accumulated_depreciation: yuan("1"), ..card("A1") };
        change(&mut card);
        card
    };
    let unknown = [
        change(&|c| c.residual_rate = None),
        change(&|c| c.useful_life_months = None),
        change(&|c| c.in_use_date = None),
        change(&|c| c.in_use_date = Day::year(2020)),
        change(&|c| c.in_use_date = Day::ymd(2025, 1, 1)),
        change(&|c| c.depreciation_method = text("workload")),
        change(&|c| c.accumulated_depreciation = None),
    ];
    for card in unknown {
        let out = check(books(vec![asset("A1")], vec![card]), &book(""));
        assert_eq!(codes(&out.findings), []);
        assert_eq!(counted(&out, "depreciation"), (1, 0, 1));
    }
}

#[test]
fn depreciation_that_follows_from_a_wrong_value_is_not_reported_again() {
    let wrong = AssetCard { original_value: yuan("1000"), ..card("A1") };
    assert_eq!(
        codes(&findings(books(vec![asset("A1")], vec![wrong]))),
        [("account.value-differs", "A1", Some(Fen(-20_000)))]
    );
}

#[test]
fn value_basis_is_silent_without_a_clause() {
    let out = check(books(vec![asset("A1")], vec![card("A1")]), &book(""));
    assert!(
        out.checks.iter().any(|c| &*c.family == "value-basis" && c.status == CheckStatus::Silent)
    );
}

#[test]
fn assets_stand_at_what_the_clause_says() {
    let clauses = [
        ("made", "final-account", "final_accounts_report_no"),
        ("pending", "actual-spend", "note"),
        ("not-required", "actual-spend", "valuation_doc_no"),
    ]
    .map(|(projects, value, paper)| {
        format!(
            "[[clause]]\nid = \"{projects}\"\ncite = \"一\"\nsays = \"。\"\nseverity = \"error\"\n\
             check.value-basis = {{ projects = \"{projects}\", value = \"{value}\", papers = [\"{paper}\"] }}\n"
        )
    });
    let rulebook = book(&clauses.concat());
    let of = |project: Project, basis: Option<&str>| {
        let asset = Asset {
            project_id: text("P1"),
            value_basis: basis.and_then(text),
            valuation_doc_no: text("决算〔2023〕1号"),
            ..asset("A1")
        };
        let mut of = books(vec![asset], Vec::new());
        of.projects = vec![Project { project_id: text("P1"), note: text("说明"), ..project }];
        check(of, &rulebook)
            .findings
            .iter()
            .map(|f| (f.clause.as_deref().unwrap().to_owned(), f.amount))
            .collect::<Vec<_>>()
    };
    let made = |amount: &str, report: Option<&str>| Project {
        final_accounts_required: Some(true),
        final_accounts_amount: yuan(amount),
        final_accounts_report_no: report.and_then(text),
        disbursed_amount: yuan("1300"),
        ..Project::default()
    };
    let spent = |required: bool, amount: &str| Project {
        final_accounts_required: Some(required),
        disbursed_amount: yuan(amount),
        ..Project::default()
    };
    assert_eq!(of(made("1200", Some("报告")), Some("final_account")), []);
    assert_eq!(
        of(made("1199", Some("报告")), Some("final_account")),
        [("made".to_owned(), Some(Fen(100)))]
    );
    assert_eq!(
        of(made("1200", None), Some("final_account")),
        [("made".to_owned(), Some(Fen::ZERO))]
    );
    assert_eq!(
        of(made("1200", Some("报告")), Some("provisional")),
        [("made".to_owned(), Some(Fen::ZERO))]
    );
    assert_eq!(of(spent(true, "1200"), Some("actual_spend")), []);
    assert_eq!(of(spent(false, "1200"), None), []);
    assert_eq!(
        of(spent(false, "1200.01"), Some("original")),
        [("not-required".to_owned(), Some(Fen(-1)))]
    );
}
