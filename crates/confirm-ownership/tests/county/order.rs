//! The order in which rows stand is of no account.

use crate::common::{joint, lease, notice, papers, road, run, text, title};
use ledger::Books;
use ledger::tables::Asset;
use proptest::prelude::*;

/// A joint asset and three leased ones, each with another fault.
fn county() -> Books {
    let mut books = joint();
    for (i, id) in ["B1", "B2", "B3"].into_iter().enumerate() {
        let mut asset =
            Asset { asset_class: text("operating"), operation_mode: text("lease"), ..road(id) };
        let mut contract = lease(id);
        match i {
            0 => asset.supervisor_unit = None,
            1 => contract.linkage_mode = None,
            _ => asset.industry_sector = text("health"),
        }
        books.assets.push(asset);
        books.asset_owners.push(title(id));
        books.handovers.extend(papers(id));
        books.publicity.push(notice(id));
        books.contracts.push(contract);
    }
    books
}

fn told(books: &Books) -> (Vec<String>, String, String) {
    let out = run(books);
    let findings = out.findings.iter().map(|f| format!("{f:?}")).collect();
    (findings, format!("{:?}", out.rows), format!("{:?}", out.checks))
}

proptest! {
    #[test]
    fn any_order_gives_the_same(turns in proptest::collection::vec(0_usize..8, 6)) {
        let straight = told(&county());
        prop_assert!(straight.0.len() >= 3);
        let mut books = county();
        let by = |i: usize, len: usize| turns.get(i).copied().unwrap_or(0) % len.max(1);
        let n = books.assets.len();
        books.assets.rotate_left(by(0, n));
        let n = books.handovers.len();
        books.handovers.rotate_left(by(1, n));
        let n = books.contracts.len();
        books.contracts.rotate_left(by(2, n));
        let n = books.publicity.len();
        books.publicity.rotate_left(by(3, n));
        let n = books.villages.len();
        books.villages.rotate_left(by(4, n));
        if by(5, 2) == 1 {
            books.assets.reverse();
            books.handovers.reverse();
        }
        prop_assert_eq!(told(&books), straight);
    }
}
