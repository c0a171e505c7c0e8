//! The situations of every built-in rulebook: on its few rows each clause says what it must.

#![cfg(test)]

use rulebook::{Rulebook, situation};

#[test]
fn every_situation_comes_out_as_it_says() {
    let wrong = situation::failures("confirm-ownership", |books, book, case| {
        let out = confirm_ownership::run(books, book, case);
        (out.findings, out.checks)
    });
    assert_eq!(wrong.unwrap(), Vec::<String>::new());
}

/// Ledgers in order, by rulebook.
const CLEAN: &[(&str, &str)] = &[
    ("tuoli-2020", include_str!("clean/tuoli-2020.toml")),
    ("luoyang-2024", include_str!("clean/luoyang-2024.toml")),
    ("baofeng-2020", include_str!("clean/baofeng-2020.toml")),
    ("akto-2021", include_str!("clean/akto-2021.toml")),
    ("makit-2025", include_str!("clean/makit-2025.toml")),
];

/// A small county whose papers are all in order: one asset of each kind that its text tells apart.
/// No clause may find anything, and every asset is decided.
#[test]
fn nothing_is_found_where_everything_is_in_order() {
    let mut wrong = Vec::new();
    for (id, text) in CLEAN {
        let book = Rulebook::builtin(id).unwrap();
        for county in situation::parse(text).unwrap() {
            let out = confirm_ownership::run(&county.books().unwrap(), &book, &county.case());
            let found: Vec<String> = out
                .findings
                .iter()
                .map(|f| {
                    format!(
                        "{} {:?} {}",
                        f.code.code,
                        f.clause,
                        f.message(ledger::finding::Lang::Zh)
                    )
                })
                .collect();
            wrong.extend(found.into_iter().map(|said| format!("{id} {said}")));
            let open = |row: &ledger::tables::Ownership| {
                matches!(row.status.as_deref(), Some("needs-decision" | "conflict"))
            };
            let rows = out.rows.ownership.iter().filter(|row| open(row));
            wrong.extend(rows.map(|row| format!("{id} {:?} {:?}", row.asset_id, row.status)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
