//! What holds for any books: no fen is lost, and the order of rows says nothing.

#![cfg(test)]

mod support;

use ledger::tables::Asset;
use ledger::{Fen, Row};
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, proptest};
use std::collections::BTreeSet;
use support::{asset, run};

/// A few rows of three ledgers with ids, names, places and values that often meet.
fn rows() -> impl Strategy<Value = Vec<Asset>> {
    let row = (0_u8..3, 0_u8..5, 0_u8..4, 0_u8..3, 0_u8..4, 0_u8..3);
    proptest::collection::vec(row, 0..24).prop_map(|picks| {
        (2_u32..)
            .zip(picks)
            .map(|(n, (ledger, id, name, village, value, project))| {
                let ledger = ["county", "township", "village"][usize::from(ledger)];
                let id = ["", "A", "B", "C", "D"][usize::from(id)];
                let mut row = asset(ledger, n, id);
                let name =
                    ["巷道硬化", "巷道硬化（二期）", "巷道水泥硬化", "冷库"][usize::from(name)];
                let village = [Some("红旗村"), Some("育才村"), None][usize::from(village)];
                row.asset_name = Some(format!("{}{name}", village.unwrap_or("")).into());
                row.village = village.map(Into::into);
                row.original_value =
                    [None, Some(Fen(100)), Some(Fen(200)), Some(Fen(300))][usize::from(value)];
                row.project_id =
                    [None, Some("P1".into()), Some("P2".into())][usize::from(project)].clone();
                row
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn every_row_of_a_pair_ends_in_exactly_one_place(rows in rows()) {
        let out = run(rows.clone());
        prop_assert!(out.rows.imbalances.is_empty(), "{:?}", out.rows.imbalances);
        for right in ["township", "village"] {
            let name = format!("county|{right}");
            if !rows.iter().any(|r| r.ledger.as_deref() == Some(right)) {
                continue;
            }
            let of_pair = |pair: &Option<ledger::Text>| pair.as_deref() == Some(&*name);
            let mut placed = BTreeSet::new();
            for m in out.rows.matches.iter().filter(|m| of_pair(&m.pair)) {
                placed.insert((m.left_row_id.clone(), m.group_id.clone()));
                placed.insert((m.right_row_id.clone(), m.group_id.clone()));
            }
            for r in out.rows.residue.iter().filter(|r| of_pair(&r.pair)) {
                placed.insert((r.row_id.clone(), None));
            }
            let ids: Vec<_> = placed.iter().map(|(row, _)| row.clone()).collect();
            let given: BTreeSet<_> = rows
                .iter()
                .filter(|r| matches!(r.ledger.as_deref(), Some(l) if l == "county" || l == right))
                .map(|r| Some(r.row_id().into()))
                .collect();
            prop_assert_eq!(ids.len(), given.len());
            prop_assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), given);
        }
    }

    #[test]
    fn the_order_of_rows_says_nothing(
        (rows, shuffled) in rows().prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle()))
    ) {
        let (one, other) = (run(rows), run(shuffled));
        let sentences = |out: &ledger::StepOutput<reconcile::Rows>| {
            out.findings
                .iter()
                .filter(|f| f.code.code.starts_with("ledger") || f.code.code.starts_with("match"))
                .map(|f| (f.id(), f.amount, f.message(ledger::finding::Lang::Zh)))
                .collect::<Vec<_>>()
        };
        prop_assert_eq!(sentences(&one), sentences(&other));
        prop_assert_eq!(one.rows.matches, other.rows.matches);
        prop_assert_eq!(one.rows.residue, other.rows.residue);
        prop_assert_eq!(one.rows.differences, other.rows.differences);
        prop_assert_eq!(one.rows.assets, other.rows.assets);
    }

    #[test]
    fn a_ledger_compared_with_its_copy_agrees(rows in rows()) {
        let county: Vec<Asset> = rows
            .into_iter()
            .filter(|r| r.ledger.as_deref() == Some("county"))
            .enumerate()
            .map(|(i, mut r)| {
                // An id of its own for each row.
                r.asset_id = Some(format!("N{i}").into());
                r
            })
            .collect();
        let copies = county.iter().map(|r| {
            let mut copy = r.clone();
            copy.ledger = Some("township".into());
            copy.ledger_unit = Some("东风镇人民政府".into());
            copy.origin.row_id = format!("copy-{}", r.row_id()).into();
            copy.origin.src_file = "inbox/township.csv".into();
            copy
        });
        let all: Vec<Asset> = county.iter().cloned().chain(copies).collect();
        let out = run(all);
        prop_assert_eq!(out.rows.matches.len(), county.len());
        for m in &out.rows.matches {
            prop_assert_eq!(m.status.as_deref(), Some("confirmed"));
            let copy = format!("copy-{}", m.left_row_id.as_deref().unwrap_or(""));
            prop_assert_eq!(m.right_row_id.as_deref(), Some(&*copy));
        }
        prop_assert_eq!(support::told(&out, "ledger"), Vec::<String>::new());
    }
}
