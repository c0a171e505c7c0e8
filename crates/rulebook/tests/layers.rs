//! A superior text fills what a county leaves open, and nothing else.

#![cfg(test)]

use rulebook::checks::reconciliation::{FundSources, InScopeMoney, ScopeWindow};
use rulebook::{Family, Rulebook, Ruled};

const SUPERIOR: &str = r#"
id = "up"
title = "上级办法"
effective = 2021-01-01
silent = ["pledge"]

[bodies]
leading-group = ["省领导小组"]
finance = ["财政厅"]

[[clause]]
id = "UP-1"
cite = "一"
says = "2013年以后。"
severity = "warning"
check.scope-window = { first_year = 2013 }
check.in-scope-money = {}

[[clause]]
id = "UP-2"
cite = "二"
says = "专项资金。"
severity = "warning"
check.fund-sources = { sources = ["专项扶贫资金"] }

[[clause]]
id = "UP-3"
cite = "三"
says = "宣传。"
severity = "info"
note = true
"#;

const COUNTY: &str = r#"
id = "down"
title = "本县办法"
effective = 2022-01-01
silent = ["fund-sources"]

[bodies]
leading-group = ["县领导小组"]

[[clause]]
id = "D-1"
cite = "一"
says = "2016年以后。"
severity = "error"
check.scope-window = { first_year = 2016 }
"#;

fn merged() -> Rulebook {
    let mut county = Rulebook::parse(COUNTY).unwrap();
    county.inherit(&Rulebook::parse(SUPERIOR).unwrap()).unwrap();
    county
}

fn ruled<F: Family>(book: &Rulebook, day: &str) -> Vec<(String, String)> {
    let of = |r: &Ruled<'_, F>| (r.book.to_owned(), r.clause.id.clone());
    book.ruled::<F>(day.parse().unwrap()).iter().map(of).collect()
}

#[test]
fn what_the_county_rules_stays_what_it_leaves_open_comes_from_above() {
    let book = merged();
    assert_eq!(ruled::<ScopeWindow>(&book, "2024-01-01"), [("down".into(), "D-1".into())]);
    assert_eq!(ruled::<InScopeMoney>(&book, "2024-01-01"), [("up".into(), "UP-1".into())]);
    assert!(
        ruled::<FundSources>(&book, "2024-01-01").is_empty(),
        "the county is silent on purpose"
    );
    assert!(book.clause("UP-3").is_none(), "nothing of it is taken over");
}

#[test]
fn the_superior_text_binds_from_its_own_first_day() {
    let book = merged();
    assert!(ruled::<InScopeMoney>(&book, "2020-12-31").is_empty());
    assert_eq!(ruled::<InScopeMoney>(&book, "2021-01-01").len(), 1);
}

#[test]
fn names_are_filled_in_and_both_texts_stand_in_the_hash() {
    let book = merged();
    assert_eq!(book.body("leading-group"), ["县领导小组"]);
    assert_eq!(book.body("finance"), ["财政厅"]);
    assert!(book.silent.contains("pledge"));
    assert_ne!(book.sha256, Rulebook::parse(COUNTY).unwrap().sha256);
}

#[test]
fn extending_a_text_that_is_not_built_in_is_an_error() {
    let text = COUNTY.replace("silent", "extends = \"no-such-book\"\nsilent");
    assert!(Rulebook::parse(&text).is_err());
    let own = COUNTY.replace("silent", "extends = \"tuoli-2020\"\nsilent");
    let book = Rulebook::parse(&own).unwrap();
    assert_eq!(ruled::<ScopeWindow>(&book, "2024-01-01"), [("down".into(), "D-1".into())]);
    assert_eq!(
        ruled::<InScopeMoney>(&book, "2024-01-01"),
        [("tuoli-2020".into(), "TL-3-02".into())]
    );
}

#[test]
fn a_dated_value_that_is_none_is_an_error() {
    let with = |entry: &str| {
        let series = format!(
            "[series.rate]\nunit = \"年\"\nsource = \"某处\"\nvalues = {{ {entry} }}\n\n[bodies]"
        );
        Rulebook::parse(&COUNTY.replacen("[bodies]", &series, 1))
    };
    assert!(with("2015-10-24 = \"4.35%\"").is_ok());
    assert!(with("2015-13-24 = \"4.35%\"").is_err());
    assert!(with("2015-10-24 = \"4.35\"").is_err());
}

#[test]
fn an_unknown_family_or_parameter_is_an_error_with_its_place() {
    for (from, to) in [("scope-window", "scope-door"), ("first_year", "last_year")] {
        let error = Rulebook::parse(&COUNTY.replace(from, to)).unwrap_err().to_string();
        assert!(error.contains("line 15"), "{error}");
    }
}
