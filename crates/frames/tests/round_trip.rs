//! Reading what was written gives equal rows, in both formats; equal rows give equal bytes.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use frames::{Format, decode, decode_findings, encode, encode_findings, totals};
use ledger::finding::StoredFinding;
use ledger::tables::{Asset, Household};
use ledger::{Cell, Day, Decimal, Fen, Finding, Origin, Subject, SubjectKind, codes};
use proptest::prelude::*;

const FORMATS: [Format; 2] = [Format::Parquet, Format::Csv];

fn origin(row: u32) -> Origin {
    Origin {
        row_id: format!("assets-{row}").into(),
        src_file: "inbox/总台账.xlsx".into(),
        src_sheet: (row.is_multiple_of(2)).then(|| "经营性".into()),
        src_row: row,
        extra: Some("{\"单位\":\"座\"}".into()),
        person_hash: None,
    }
}

fn full_asset(row: u32, fen: i64) -> Asset {
    Asset {
        origin: origin(row),
        asset_id: Some("ZC-1".into()),
        asset_name: Some("=1+1".into()),
        original_value: Some(Fen(fen)),
        quantity: Decimal::from_str_exact("1.105").ok(),
        fund_year: Some(2020),
        completion_date: Day::month(2020, 9),
        pledge_flag: Some(false),
        joint_villages: vec!["甲村".into(), "乙村".into()],
        ..Asset::default()
    }
}

#[test]
fn every_kind_of_column_round_trips() {
    let rows = vec![full_asset(2, -23_264_485), Asset { origin: origin(3), ..Asset::default() }];
    for format in FORMATS {
        let bytes = encode(&rows, format).unwrap();
        assert_eq!(decode::<Asset>(&bytes, format).unwrap(), rows, "{format:?}");
        assert_eq!(encode(&rows, format).unwrap(), bytes, "{format:?}");
    }
}

#[test]
fn no_rows_round_trip() {
    for format in FORMATS {
        let bytes = encode::<Asset>(&[], format).unwrap();
        assert_eq!(decode::<Asset>(&bytes, format).unwrap(), [], "{format:?}");
    }
}

#[test]
fn personal_columns_are_named_masked_and_keep_the_hash() {
    let mut row = Household {
        origin: origin(4),
        person_id: Some("65**************1X".into()),
        ..Household::default()
    };
    row.origin.person_hash = Some("ab12".into());
    for format in FORMATS {
        let bytes = encode(std::slice::from_ref(&row), format).unwrap();
        assert_eq!(decode::<Household>(&bytes, format).unwrap(), [row.clone()], "{format:?}");
    }
    let text = String::from_utf8(encode(&[row], Format::Csv).unwrap()).unwrap();
    assert!(text.lines().next().unwrap().contains("person_id_masked"));
}

#[test]
fn findings_round_trip_with_their_evidence() {
    let cell = Cell {
        src_file: "inbox/a.csv".into(),
        src_row: Some(7),
        column: "quantity".into(),
        value: "abc".into(),
        ..Cell::default()
    };
    let finding =
        Finding::new(&codes::intake::VALUE_INVALID, Subject::new(SubjectKind::Row, "assets-1"))
            .cells([cell.clone(), cell]);
    let bare =
        Finding::new(&codes::intake::FILE_UNLISTED, Subject::new(SubjectKind::File, "inbox/b.csv"));
    let rows: Vec<StoredFinding> = [&finding, &bare].into_iter().map(StoredFinding::from).collect();
    for format in FORMATS {
        let bytes = encode_findings(&rows, format).unwrap();
        assert_eq!(decode_findings(&bytes, format).unwrap(), rows, "{format:?}");
    }
    let text = String::from_utf8(encode_findings(&rows, Format::Csv).unwrap()).unwrap();
    assert!(text.contains("inbox/a.csv!!7!quantity=abc;inbox/a.csv!!7!quantity=abc"));
}

#[test]
fn damaged_bytes_are_an_error() {
    for format in FORMATS {
        let mut bytes = encode(&[full_asset(2, 1)], format).unwrap();
        bytes.truncate(bytes.len() / 2);
        assert!(decode::<Asset>(&bytes, format).is_err(), "{format:?}");
    }
}

/// The engine writes wrong minima and maxima for wide decimals beyond one page; we write none and
/// keep money narrow. Small tables cannot show the fault.
#[test]
fn a_large_table_sorted_by_amount_keeps_every_row_and_sum() {
    let rows: Vec<Asset> = (0..140_000_i64)
        .map(|i| Asset {
            original_value: Some(Fen(-10_000_000_000 + i * 150_000)),
            ..Asset::default()
        })
        .collect();
    let bytes = encode(&rows, Format::Parquet).unwrap();
    let back = decode::<Asset>(&bytes, Format::Parquet).unwrap();
    assert_eq!(totals(&back), totals(&rows));
    assert_eq!(back.iter().filter(|a| a.original_value < Some(Fen::ZERO)).count(), 66_667);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_text_and_amount_round_trip(name in "[^\\x00]{1,12}", fen in -1_000_000_000_000_i64..1_000_000_000_000) {
        prop_assume!(!name.contains(['\r', '\n']));
        let rows = vec![Asset { asset_name: Some(name.into()), ..full_asset(2, fen) }];
        for format in FORMATS {
            prop_assert_eq!(&decode::<Asset>(&encode(&rows, format).unwrap(), format).unwrap(), &rows);
        }
    }
}
