//! Axes that a county may state: approvers by bands of value, lots together, classes that always go
//! to the top, a floor under the price.

#![cfg(test)]

mod common;

use common::{asset, case, day, disposal, text, yuan};
use ledger::tables::Disposal;
use ledger::{Books, Fen};
use rulebook::Rulebook;

fn book(check: &str) -> Rulebook {
    let text = format!(
        "id = \"t\"\ntitle = \"t\"\neffective = 2020-01-01\n[[clause]]\nid = \"T-1\"\ncite = \"一\"\n\
         says = \"某条。\"\nseverity = \"error\"\n{check}\n"
    );
    Rulebook::parse(&text).unwrap()
}

const BANDS: &str = r#"check.approver-bands = { step = "county-approval", lots-within = "12 个月",
always-top-classes = ["经营性资产"], always-top-subclasses = ["桥梁"], bands = [
    { below = "50000.00 元", bodies = ["乡镇人民政府"] },
    { below = "200000.00 元", bodies = ["县财政局"] },
    { bodies = ["县人民政府"] },
] }"#;

fn lot(id: &str, value: &str, body: &str, on: &str) -> Disposal {
    let mut lot = disposal(id, "A1");
    lot.disposal_value = yuan(value);
    lot.book_net_value = yuan("0.00");
    lot.appraised_value = yuan("0.00");
    lot.county_approval_body = text(body);
    lot.disposal_date = day(on);
    lot
}

fn too_low(lots: Vec<Disposal>, change: impl FnOnce(&mut Books)) -> Vec<String> {
    let mut books = Books {
        assets: vec![asset("A1")],
        disposals: lots,
        received: ["assets", "disposals"].into(),
        ..Books::default()
    };
    change(&mut books);
    let out = dispose_check::run(&books, &book(BANDS), &case());
    assert!(out.findings.iter().all(|f| f.code.code == "disposal.approver-level"));
    out.findings.iter().map(|f| f.subject.id.to_string()).collect()
}

#[test]
fn each_band_has_its_approver_and_a_higher_one_will_do() {
    let single =
        |value: &str, body: &str| too_low(vec![lot("D1", value, body, "2024-05-20")], |_| ()).len();
    assert_eq!(single("49999.99", "甲乡人民政府"), 0);
    assert_eq!(single("50000.00", "甲乡人民政府"), 1);
    assert_eq!(single("50000.01", "甲乡人民政府"), 1);
    assert_eq!(single("50000.00", "某某县财政局"), 0);
    assert_eq!(single("199999.99", "某某县财政局"), 0);
    assert_eq!(single("200000.00", "某某县财政局"), 1);
    assert_eq!(single("200000.01", "某某县财政局"), 1);
    assert_eq!(single("200000.00", "某某县人民政府"), 0);
    assert_eq!(single("1.00", "某某县人民政府"), 0);
    assert_eq!(single("1.00", "乙村村民委员会"), 1);
}

#[test]
fn lots_that_fall_together_go_to_the_band_of_their_sum() {
    let two = |second: &str, on: &str| {
        let lots = vec![
            lot("D1", "30000.00", "甲乡人民政府", "2024-01-10"),
            lot("D2", second, "甲乡人民政府", on),
        ];
        too_low(lots, |_| ())
    };
    assert_eq!(two("19999.99", "2024-06-01"), Vec::<String>::new());
    assert_eq!(two("20000.00", "2024-06-01"), ["D1", "D2"]);
    assert_eq!(two("20000.00", "2025-01-10"), ["D1", "D2"]);
    assert_eq!(two("20000.00", "2025-01-11"), Vec::<String>::new());
}

#[test]
fn some_assets_go_to_the_top_whatever_their_value() {
    let cheap = || vec![lot("D1", "1.00", "甲乡人民政府", "2024-05-20")];
    assert_eq!(too_low(cheap(), |b| b.assets[0].asset_class = text("operating")), ["D1"]);
    assert_eq!(too_low(cheap(), |b| b.assets[0].asset_subclass = text("bridge")), ["D1"]);
    assert!(too_low(cheap(), |b| b.assets[0].asset_subclass = text("road")).is_empty());
}

#[test]
fn a_price_below_the_share_of_the_appraised_value_is_told_with_what_it_lacks() {
    let sold = |price: &str| {
        let mut lot = lot("D1", "1.00", "甲乡人民政府", "2024-05-20");
        lot.appraised_value = yuan("100000.05");
        lot.sale_price = yuan(price);
        let books =
            Books { disposals: vec![lot], received: ["disposals"].into(), ..Books::default() };
        let book = book("check.price-floor = { share = \"90%\" }");
        let out = dispose_check::run(&books, &book, &case());
        out.findings.iter().map(|f| (f.code.code, f.amount)).collect::<Vec<_>>()
    };
    // 90 % of 100000.05 is 90000.045, rounded half up to 90000.05.
    assert_eq!(sold("90000.04"), [("disposal.below-appraisal", Some(Fen(1)))]);
    assert_eq!(sold("90000.05"), []);
    assert_eq!(sold("90000.06"), []);
}
