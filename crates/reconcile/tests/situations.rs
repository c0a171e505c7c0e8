//! The situations of every built-in rulebook: on its few rows each clause says what it must.

#![cfg(test)]

use rulebook::situation;

#[test]
fn every_situation_comes_out_as_it_says() {
    let wrong = situation::failures("reconcile", |books, book, case| {
        let out = reconcile::run(books, book, case);
        (out.findings, out.checks)
    });
    assert_eq!(wrong.unwrap(), Vec::<String>::new());
}
