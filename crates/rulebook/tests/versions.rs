//! Texts over time and in one village: what happened before a text is judged by the older one, single
//! clauses of a superior text stand back for the county's, a village's own text binds that village.

#![cfg(test)]

use rulebook::checks::distribution::UseCategories;
use rulebook::checks::ownership::TitlePublicity;
use rulebook::checks::register::AssetClass;
use rulebook::{BookError, Family, Rulebook, audit};

/// A book of these clauses: id, keys, checks.
fn book(head: &str, clauses: &[(&str, &str, &str)]) -> String {
    let mut text = format!("title = \"某办法\"\neffective = 2020-01-01\n{head}\n");
    for (id, keys, check) in clauses {
        text += &format!(
            "[[clause]]\nid = \"{id}\"\ncite = \"一\"\nsays = \"某条。\"\nseverity = \"error\"\n{keys}\n{check}\n"
        );
    }
    text
}

fn days(days: u32) -> String {
    format!("check.title-publicity = {{ at-least = \"{days} 日\" }}")
}

/// The clauses of a family that bind what happened on that day in that village.
fn binding<F: Family>(book: &Rulebook, day: &str, village: &str) -> Vec<String> {
    let day = day.parse().unwrap();
    let all = book.ruled_ever::<F>();
    let bind = all.iter().filter(|ruled| ruled.binds(day, (Some("青石镇"), Some(village))));
    bind.map(|ruled| format!("{}/{}", ruled.book, ruled.clause.id)).collect()
}

fn replaced(new: &str, old: &str) -> Result<Rulebook, BookError> {
    Rulebook::parse_with(new, &|name| (name == "old.toml").then(|| old.to_owned()))
}

#[test]
fn an_event_is_judged_by_the_text_in_force_that_day() {
    let (seven, ten) = (days(7), days(10));
    let old = book("id = \"old\"", &[("O-1", "", &seven)]);
    let new = book("id = \"new\"\nreplaces = \"old.toml\"", &[("N-1", "", &ten)]);
    let new = new.replace("effective = 2020-01-01", "effective = 2023-07-01\nexpires = 2025-06-30");
    let book = replaced(&new, &old).unwrap();
    let on = |day| binding::<TitlePublicity>(&book, day, "石门村");
    assert_eq!(on("2023-06-30"), ["old/O-1"]);
    assert_eq!(on("2023-07-01"), ["new/N-1"]);
    assert_eq!(on("2025-06-30"), ["new/N-1"]);
    assert_eq!(on("2025-07-01"), [""; 0], "expired, and nothing follows it");
    // What was there before any text is judged by the oldest.
    assert_eq!(on("2015-01-01"), ["old/O-1"]);
    assert_ne!(book.sha256, Rulebook::parse(&old).unwrap().sha256);
}

#[test]
fn two_versions_that_call_different_things_by_one_name_are_refused() {
    let old = book("id = \"old\"\n[bodies]\napprover = [\"扶贫办\"]", &[("O-1", "", &days(7))]);
    let new = |clause: &str, name: &str| {
        let head =
            format!("id = \"new\"\nreplaces = \"old.toml\"\n[bodies]\napprover = [\"{name}\"]");
        replaced(&book(&head, &[(clause, "", &days(10))]), &old)
    };
    assert!(new("N-1", "扶贫办").is_ok());
    assert!(
        matches!(new("N-1", "乡村振兴局"), Err(BookError::Differs(_, _, name)) if name == "approver")
    );
    assert!(matches!(new("O-1", "扶贫办"), Err(BookError::DuplicateClause(id)) if id == "O-1"));
}

#[test]
fn a_text_that_leads_back_to_itself_or_nowhere_is_an_error() {
    let old = book("id = \"old\"\nreplaces = \"old.toml\"", &[("O-1", "", &days(7))]);
    assert!(matches!(replaced(&old, &old), Err(BookError::Circular(_))));
    let lost = book("id = \"x\"\nextends = \"nowhere.toml\"", &[("O-1", "", &days(7))]);
    assert!(
        matches!(replaced(&lost, &old), Err(BookError::Unknown(name)) if name == "nowhere.toml")
    );
}

#[test]
fn both_versions_may_extend_one_text_whose_clauses_then_stand_once() {
    let files = |name: &str| {
        Some(match name {
            "up.toml" => book(
                "id = \"up\"",
                &[("U-1", "", "check.asset-class = { classes = [\"公益性资产\"] }")],
            ),
            "old.toml" => book("id = \"old\"\nextends = \"up.toml\"", &[("O-1", "", &days(7))]),
            _ => return None,
        })
    };
    let head = "id = \"new\"\nextends = \"up.toml\"\nreplaces = \"old.toml\"";
    let new = book(head, &[("N-1", "", &days(10))]);
    let book = Rulebook::parse_with(&new, &files).unwrap();
    assert_eq!(binding::<AssetClass>(&book, "2024-01-01", "石门村"), ["up/U-1"]);
    assert_eq!(book.clauses.len(), 3);
}

#[test]
fn one_clause_of_a_superior_text_stands_back_and_the_others_stay() {
    let uses = |uses: &str| {
        format!("check.use-categories = {{ owner-types = [\"村集体\"], uses = [\"{uses}\"] }}")
    };
    let up = book("id = \"old\"", &[("U-1", "", &uses("dividend")), ("U-2", "", &uses("upkeep"))]);
    let over = |keys: &str| {
        let own = uses("industry");
        let text = book("id = \"down\"\nextends = \"old.toml\"", &[("D-1", keys, &own)]);
        replaced(&text, &up)
    };
    let on = |book: &Rulebook| binding::<UseCategories>(book, "2024-01-01", "石门村");
    assert_eq!(on(&over("").unwrap()), ["down/D-1"], "the whole family");
    let single = over("overrides = [\"U-2\"]").unwrap();
    assert_eq!(on(&single), ["down/D-1", "old/U-1"]);
    assert!(
        matches!(over("overrides = [\"U-9\"]"), Err(BookError::Overridden(own, _)) if own == "D-1")
    );
}

#[test]
fn an_overridden_ownership_clause_is_asked_in_the_old_place() {
    let owner = |when: &str, owner: &str| format!("check.owner = {{ {when}owner = \"{owner}\" }}");
    let school = owner("when = { sector = [\"教育\"] }, ", "county_gov");
    let rest = owner("", "undetermined");
    let up = book(
        "id = \"old\"\n[ownership]\norder = [\"S\", \"R\"]",
        &[("S", "", &school), ("R", "", &rest)],
    );
    let own = owner("when = { sector = [\"教育\", \"卫生\"] }, ", "township");
    let head = "id = \"down\"\nextends = \"old.toml\"";
    let book = replaced(&book(head, &[("D", "overrides = [\"S\"]", &own)]), &up).unwrap();
    assert_eq!(book.ownership.order, ["D", "R"]);
    let about = |id: &str| audit::audit(&book).problems.iter().any(|p| p.about == id);
    assert!(!about("D") && !about("R"));
}

fn admitted(village: &str) -> Result<Rulebook, BookError> {
    let county = book(
        "id = \"county\"",
        &[("C-1", "", &days(7)), ("C-2", "", "check.asset-class = { classes = [\"公益性资产\"] }")],
    );
    let mut county = Rulebook::parse(&county)?;
    county.admit(Rulebook::parse(village)?)?;
    Ok(county)
}

const VILLAGE: &str =
    "id = \"v\"\nextends = \"county\"\nvillage = { township = \"青石镇\", village = \"石门村\" }";

#[test]
fn a_villages_own_text_binds_that_village_and_no_other() {
    let book = admitted(&book(VILLAGE, &[("V-1", "", &days(15))])).unwrap();
    let at = |village| binding::<TitlePublicity>(&book, "2024-01-01", village);
    assert_eq!(at("石门村"), ["v/V-1"]);
    assert_eq!(at("小峪村"), ["county/C-1"]);
    let clause = book.ruled_ever::<TitlePublicity>()[1];
    let day = "2024-01-01".parse().unwrap();
    assert!(!clause.binds(day, (Some("河湾乡"), Some("石门村"))), "a village of the same name");
    assert!(clause.binds(day, (None, Some("石门村"))), "a row that states no township");
    assert!(!clause.binds(day, (Some("青石镇"), None)));
    assert_eq!(book.ruled::<TitlePublicity>(day).len(), 1, "what holds everywhere");
}

#[test]
fn a_villages_clause_displaces_the_countys_for_its_own_time_only() {
    let dated = "from = 2024-03-01\nuntil = 2024-08-31";
    let book = admitted(&book(VILLAGE, &[("V-1", dated, &days(15))])).unwrap();
    let on = |day| binding::<TitlePublicity>(&book, day, "石门村");
    assert_eq!(on("2024-02-29"), ["county/C-1"]);
    assert_eq!(on("2024-03-01"), ["v/V-1"]);
    assert_eq!(on("2024-08-31"), ["v/V-1"]);
    assert_eq!(on("2024-09-01"), ["county/C-1"]);
}

#[test]
fn a_villages_text_binds_from_its_own_first_day() {
    let text = book(VILLAGE, &[("V-1", "", &days(15))]);
    let later = text.replace("effective = 2020-01-01", "effective = 2024-07-01");
    assert_ne!(text, later);
    let book = admitted(&later).unwrap();
    let on = |day| binding::<TitlePublicity>(&book, day, "石门村");
    assert_eq!(on("2024-06-30"), ["county/C-1"]);
    assert_eq!(on("2024-07-01"), ["v/V-1"]);
}

#[test]
fn a_village_may_not_rule_what_the_county_sums_up_nor_be_silent() {
    let why = |text: &str| match admitted(text).unwrap_err() {
        BookError::Village(_, why) => why,
        other => other.to_string(),
    };
    let class = "check.asset-class = { classes = [\"经营性资产\"] }";
    assert!(why(&book(VILLAGE, &[("V-1", "", class)])).contains("asset-class"));
    let silent = VILLAGE.to_owned() + "\nsilent = [\"title-publicity\"]";
    assert!(why(&book(&silent, &[("V-1", "", &days(15))])).contains("silent"));
    let other = VILLAGE.replace("\"county\"", "\"other\"");
    assert!(why(&book(&other, &[("V-1", "", &days(15))])).contains("extends = \"county\""));
    assert!(why(&book("id = \"v\"\n", &[("V-1", "", &days(15))])).contains("village"));
    assert!(
        why(&book(VILLAGE, &[("C-1", "", &days(15))])).contains("C-1"),
        "an id of the county's"
    );
}
