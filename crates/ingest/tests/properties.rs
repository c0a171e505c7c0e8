//! What must hold for any input: nothing panics, no row is lost, equal input gives equal output.

mod common;

use common::{ingest, input};
use proptest::prelude::*;

/// Cells as they turn up: headings, figures, dates, totals, notes, nothing.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        prop::sample::select(vec![
            "资产名称",
            "资产原值（万元）",
            "资金来源",
            "援疆资金",
            "序号",
            "合计",
            "小计",
            "（一）",
            "其中：",
            "备注：无",
            "填表人：",
            "同上",
            "#REF!",
            "无",
            "泵房",
            "单位：万元",
            "2024年3月",
        ])
        .prop_map(str::to_owned),
        "[0-9,.]{1,8}",
        "[0-9]{11}|[0-9]{18}",
        "[^,\"\r\n]{0,6}",
    ]
}

fn table() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::collection::vec(cell(), 1..7), 1..14).prop_map(|rows| {
        let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        lines.join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    // `ingest` asserts that rows read = accepted + rejected + set aside, for every sheet.
    #[test]
    fn no_row_is_lost(text in table(), declared in any::<bool>()) {
        let spec = input("assets", Some("county"));
        let out = ingest(&[("inbox/a.csv", text.as_bytes(), declared.then_some(&spec))]);
        let accepted: u64 = out.sheets.iter().map(|s| s.rows_accepted).sum();
        let rejected: u64 = out.sheets.iter().map(|s| s.rows_rejected).sum();
        prop_assert_eq!(rejected, out.rejects.len() as u64);
        if declared {
            prop_assert_eq!(accepted, out.books.assets.len() as u64);
        }
        let again = ingest(&[("inbox/a.csv", text.as_bytes(), declared.then_some(&spec))]);
        prop_assert_eq!(out.findings, again.findings);
        prop_assert_eq!(out.books.assets, again.books.assets);
    }

    #[test]
    fn any_bytes_are_read_or_refused(head in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"<"]), tail in prop::collection::vec(any::<u8>(), 0..300)) {
        let bytes = [head, &tail].concat();
        let spec = input("villages", None);
        let out = ingest(&[("inbox/a.xlsx", &bytes, Some(&spec)), ("inbox/b.csv", &bytes, None)]);
        prop_assert_eq!(out.unreadable, out.findings.iter().any(|f| f.code.code == "intake.file-unreadable"));
    }
}
