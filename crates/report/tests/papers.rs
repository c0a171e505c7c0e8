//! The papers, read back as printed.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

mod common;

use calamine::{Reader, Xlsx};
use common::{BOOK, text};
use ledger::Fen;
use ledger::tables::{Asset, OwnerShare, Ownership};
use report::papers::{Basis, Papers, build};
use std::io::Cursor;

fn asset(id: &str, fen: i64) -> Asset {
    Asset {
        ledger: text("county"),
        asset_id: text(id),
        asset_name: text("=1+1"),
        township: text("甲乡"),
        village: text("乙村"),
        original_value: Some(Fen(fen)),
        ..Asset::default()
    }
}

fn decision(id: &str, status: &str) -> Ownership {
    Ownership {
        asset_id: text(id),
        owner_type: text("village_collective"),
        owner_name: text("乙村股份经济合作社"),
        clause: Some(BOOK.clauses[0].id.as_str().into()),
        status: text(status),
        ..Ownership::default()
    }
}

fn share(id: &str, name: &str, fen: i64) -> OwnerShare {
    OwnerShare {
        asset_id: text(id),
        owner_type: text("township"),
        owner_name: text(name),
        township: text(&name[..6]),
        ratio: text("1/2"),
        amount: Some(Fen(fen)),
        ..OwnerShare::default()
    }
}

fn papers(township: Option<&str>) -> Papers {
    // A1 whole, A2 of two townships, the others without a paper.
    let assets = [asset("A2", 301), asset("A1", 100), asset("A3", 7), asset("A4", 8)];
    let status = |(id, status)| decision(id, status);
    let ownership = [
        ("A2", "decided"),
        ("A1", "decided"),
        ("A3", "conflict"),
        ("A4", "needs-decision"),
        ("A5", "register-only"),
        ("A6", "out-of-scope"),
    ]
    .map(status);
    let shares = [share("A2", "甲乡人民政府", 151), share("A2", "丙乡人民政府", 150)];
    let case = common::case();
    let basis =
        Basis { case: &case, book: &BOOK, assets: &assets, ownership: &ownership, shares: &shares };
    build(basis, |place| township.is_none_or(|wanted| wanted == place)).unwrap()
}

/// All sheets as text, a line a row, cells parted by `|`; and no cell holds a formula.
fn printed(bytes: &[u8]) -> Vec<String> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        assert_eq!(workbook.worksheet_formula(&name).unwrap().used_cells().count(), 0);
        let range = workbook.worksheet_range(&name).unwrap();
        let row = |row: &[calamine::Data]| {
            let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
            cells.join("|")
        };
        sheets.push(range.rows().map(row).collect::<Vec<_>>().join("\n"));
    }
    sheets
}

#[test]
fn each_decided_asset_stands_on_the_paper_of_each_owner() {
    let papers = papers(None);
    let counted: Vec<_> =
        papers.certificates.iter().map(|c| (&*c.township, c.owners, c.lines, c.amount)).collect();
    assert_eq!(counted, [("丙乡", 1, 1, Fen(150)), ("甲乡", 2, 2, Fen(251))]);
    let sheets = printed(&papers.certificates[1].bytes);
    assert_eq!(sheets.len(), 2);
    let of_township = &sheets[0];
    assert!(of_township.contains("产权所有人：甲乡人民政府"), "{of_township}");
    assert!(of_township.contains("1|A2|=1+1|＿＿＿|3.01|1/2|1.51|"), "{of_township}");
    assert!(of_township.contains("|合计|||||1.51|"), "{of_township}");
    let of_village = &sheets[1];
    assert!(of_village.contains("乙村股份经济合作社"), "{of_village}");
    assert!(of_village.contains("1|A1|=1+1|＿＿＿|1|1/1|1|"), "{of_village}");
    assert!(of_village.contains(&BOOK.clauses[0].says), "{of_village}");
}

#[test]
fn what_is_not_decided_is_listed_and_so_is_every_blank() {
    let papers = papers(None);
    let [pending, blanks] = printed(&papers.open.bytes).try_into().unwrap();
    assert_eq!((papers.open.undecided, pending.lines().count()), (2, 3));
    assert!(pending.contains("A3|=1+1|甲乡|乙村|与台账不一致"), "{pending}");
    assert!(pending.contains("A4|=1+1|甲乡|乙村|待县级决定"), "{pending}");
    assert!(!pending.contains("A5") && !pending.contains("A6"), "{pending}");
    assert_eq!((papers.open.blanks, blanks.lines().count()), (3, 4));
    assert!(blanks.contains("|A1|坐落"), "{blanks}");
}

#[test]
fn one_township_alone_and_the_same_bytes_again() {
    let alone = papers(Some("丙乡"));
    assert_eq!((alone.certificates.len(), alone.open.undecided), (1, 0));
    assert_eq!(alone, papers(Some("丙乡")));
    assert_eq!(papers(None).certificates[0], alone.certificates[0]);
}
