//! Rulebooks as people read them. The page in the manual is generated: after a change of a rulebook
//! run this test once with `SNAPSHOTS=overwrite` and read the difference.

#![cfg(test)]

use rulebook::{Rulebook, show};

#[test]
fn the_page_in_the_manual_is_that_of_the_rulebook() {
    let manual = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rulebooks"));
    for id in Rulebook::builtin_ids() {
        let book = Rulebook::builtin(id).unwrap();
        let page = snapbox::Data::read_from(&manual.join(format!("{id}.md")), None);
        snapbox::assert_data_eq!(show::markdown(&book), page.raw());
    }
}

#[test]
fn the_list_names_every_built_in_book_with_its_number() {
    let list = show::list().unwrap();
    assert_eq!(list.lines().count(), Rulebook::builtin_ids().count());
    assert!(list.contains("tuoli-2020") && list.contains("托扶贫领字〔2020〕22号"));
}

#[test]
fn the_text_names_every_clause_reading_and_the_order_of_the_ownership_clauses() {
    let book = Rulebook::builtin("tuoli-2020").unwrap();
    let page = show::page(&book);
    assert_eq!(page.clauses.len(), book.clauses.len());
    assert_eq!(page.readings.len(), book.readings.len());
    let order: Vec<&str> = page.ownership.iter().map(|row| row.clause.as_str()).collect();
    assert_eq!(order, book.ownership.order);
    let text = page.to_string();
    for clause in &book.clauses {
        assert!(text.contains(&clause.id) && text.contains(&clause.says), "{}", clause.id);
    }
    assert!(text.contains("TL-5.2-04  行业为教育或卫生 → 县人民政府"), "{text}");
    assert!(text.contains("TL-5.2-06  其余 → 由决定机构确定，由县扶贫开发领导小组决定"));
}

#[test]
fn parameters_are_shown_as_they_are_stated() {
    let text = "id = \"t\"\ntitle = \"t\"\neffective = 2020-01-01\n[[clause]]\nid = \"A|1\"\ncite = \"一\"\n\
                says = \"某条。\"\nseverity = \"error\"\n\
                check.class-list = { class = \"公益性资产\", subclasses = [\"道路交通\", \"教育\"], open = true }\n\
                check.in-scope-money = {}\n";
    let book = Rulebook::parse(text).unwrap();
    let checks = &show::page(&book).clauses[0].checks;
    assert_eq!(checks[0], "class-list：class 公益性资产；open；subclasses 道路交通、教育");
    assert_eq!(checks[1], "in-scope-money");
    assert!(show::markdown(&book).contains("| A\\|1 | 一 |"));
}
