//! A new county's rulebook: it can be read as it stands, asks every question, and names everything
//! that an answer can hold.

#![cfg(test)]

use rulebook::audit::audit;
use rulebook::outline::outline;
use rulebook::probe::{Holds, parameters, required};
use rulebook::{Check, Rulebook};

#[test]
fn a_new_book_can_be_read_and_every_family_is_open() {
    let book = Rulebook::parse(&outline("yunling-2024", "云岭县")).unwrap();
    assert_eq!(book.id, "yunling-2024");
    assert_eq!(book.effective.to_string(), "2024-01-01");
    let result = audit(&book);
    assert_eq!(result.open, Check::FAMILIES);
    assert_eq!(result.problems.len(), Check::FAMILIES.len());
    assert!(!result.is_fit());
}

#[test]
fn a_family_that_is_marked_silent_is_open_no_more() {
    let text = outline("yunling-2024", "云岭县");
    let silent = text.replace("    # \"", "    \"");
    assert_eq!(audit(&Rulebook::parse(&silent).unwrap()).problems, []);
}

#[test]
fn every_family_and_parameter_is_described() {
    let text = outline("yunling-2024", "云岭县");
    for family in Check::FAMILIES {
        assert!(text.contains(&format!("# check.{family} = {{")), "{family}");
        for parameter in parameters(family) {
            assert!(text.contains(&format!("#   {}（", parameter.name)), "{family}");
        }
    }
    assert!(!text.contains('?'), "every unit and vocabulary is read off its refusal");
    assert!(text.contains("#   at-least（金额，如“100000.00 元”，必填）不低于（含）"));
}

#[test]
fn a_county_name_cannot_break_out_of_its_line() {
    let text = outline("x", "云\nsilent = []\"县");
    let book = Rulebook::parse(&text).unwrap();
    assert!(book.title.starts_with("云silent = []\"县"), "{}", book.title);
}

#[test]
fn parameters_are_read_off_the_definitions() {
    let of = |family: &str, name: &str| {
        parameters(family).into_iter().find(|parameter| parameter.name == name).unwrap()
    };
    let orders = of("approval-chain", "orders");
    assert_eq!((orders.lists, orders.by_key), (2, false));
    assert!(matches!(orders.holds, Holds::OneOf(words) if words.contains(&"village-meeting")));
    let Holds::Table(bands) = of("approver-bands", "bands").holds else { panic!("a table") };
    let names: Vec<&str> = bands.iter().map(|parameter| parameter.name).collect();
    assert_eq!(names, ["below", "bodies"]);
    assert!(of("books-agree", "ledgers").by_key);
    assert_eq!(of("scope-window", "first_year").holds, Holds::Number);
    assert_eq!(of("class-list", "open").holds, Holds::YesNo);
    assert!(parameters("fund-trace").is_empty());
    assert!(parameters("no-such-family").is_empty());
}

#[test]
fn what_a_family_cannot_do_without_is_known() {
    assert_eq!(required("agency-threshold"), ["at-least"]);
    assert_eq!(required("class-list"), ["class", "subclasses"]);
    assert_eq!(required("entry-deadline"), ["of", "system", "within"]);
    assert_eq!(required("price-floor"), ["share"]);
    assert_eq!(required("owner"), ["owner"]);
    assert!(required("fund-trace").is_empty());
}

#[test]
fn no_clause_of_a_built_in_book_lacks_what_is_called_required() {
    for id in Rulebook::builtin_ids() {
        for clause in Rulebook::builtin(id).unwrap().clauses {
            for (family, rule) in &clause.stated {
                let rules = rule.as_array().map_or(std::slice::from_ref(rule), Vec::as_slice);
                for name in required(family) {
                    let states = |rule: &toml::Value| rule.get(name).is_some();
                    assert!(rules.iter().all(states), "{} {family}.{name}", clause.id);
                }
            }
        }
    }
}
