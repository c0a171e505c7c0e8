//! Balances against cards and against themselves: each code with the smallest case that raises it
//! and the nearest that does not.

#![cfg(test)]

mod support;

use ledger::tables::{AccountBalance, AssetCard};
use ledger::{Fen, Finding};
use support::cards::{COLLECTIVE, asset, books, card, closing, findings};
use support::checks::{codes, text, yuan};

/// One account with its opening, movement and closing.
fn account(code: &str, name: &str, amounts: [&str; 6]) -> AccountBalance {
    let [opening_debit, opening_credit, debit, credit, closing_debit, closing_credit] = amounts;
    AccountBalance {
        opening_debit: yuan(opening_debit),
        opening_credit: yuan(opening_credit),
        debit: yuan(debit),
        credit: yuan(credit),
        ..closing(code, name, closing_debit, closing_credit)
    }
}

/// A trial balance that adds up, with fixed assets of 1200 yuan.
fn balances() -> Vec<AccountBalance> {
    vec![
        account("102", "银行存款", ["50", "0", "5", "0", "55", "0"]),
        account("151", "固定资产", ["1200", "0", "0", "0", "1200", "0"]),
        account("152", "累计折旧", ["0", "400", "0", "10", "0", "410"]),
        account("181", "待处理财产损溢", ["0", "0", "0", "0", "0", "0"]),
        account("311", "公积公益金", ["0", "850", "0", "0", "0", "850"]),
        account("501", "经营收入", ["0", "0", "0", "5", "0", "5"]),
        account("514", "公益支出", ["0", "0", "10", "0", "10", "0"]),
    ]
}

fn with(rows: Vec<AccountBalance>) -> Vec<Finding> {
    let mut of = books(vec![asset("A1")], vec![card("A1")]);
    of.account_balances = rows;
    findings(of)
}

#[test]
fn balanced_books_are_silent() {
    assert_eq!(codes(&with(balances())), []);
}

#[test]
fn cards_add_up_to_the_fixed_asset_accounts_to_the_fen() {
    for (closing, surplus, differs) in [
        ("1199.99", "849.99", Some(Fen(1))),
        ("1200.00", "850.00", None),
        ("1200.01", "850.01", Some(Fen(-1))),
    ] {
        let mut rows = balances();
        rows[1] = account("151", "固定资产", [closing, "0", "0", "0", closing, "0"]);
        rows[4] = account("311", "公积公益金", ["0", surplus, "0", "0", "0", surplus]);
        let expected: Vec<_> =
            differs.map(|d| ("account.balance-differs", COLLECTIVE, Some(d))).into_iter().collect();
        assert_eq!(codes(&with(rows)), expected, "{closing}");
    }
}

#[test]
fn sub_accounts_are_not_counted_twice() {
    let mut rows = balances();
    rows.push(account("15101", "固定资产-经营性", ["700", "0", "0", "0", "700", "0"]));
    rows.push(account("151.02", "固定资产-公益性", ["500", "0", "0", "0", "500", "0"]));
    assert_eq!(codes(&with(rows.clone())), []);
    // Where only sub-accounts are listed they stand for their account.
    rows.remove(1);
    assert_eq!(codes(&with(rows)), []);
}

#[test]
fn infrastructure_counts_for_government_only() {
    let of = |regime: &str, unit: &str| {
        let row = |code: &str, name: &str, amount: &str| AccountBalance {
            unit: text(unit),
            regime: text(regime),
            closing_debit: yuan(amount),
            ..account(code, name, ["0"; 6])
        };
        let card = AssetCard { unit: text(unit), ..card("A1") };
        let mut of = books(vec![asset("A1")], vec![card]);
        of.account_balances =
            vec![row("1601", "固定资产", "200"), row("1801", "公共基础设施", "1000")];
        findings(of)
            .iter()
            .filter(|f| f.code.code == "account.balance-differs")
            .map(|f| f.amount)
            .collect::<Vec<_>>()
    };
    assert_eq!(of("gov", "水利局"), []);
    assert_eq!(of("rural2023", COLLECTIVE), [Some(Fen(100_000))]);
}

#[test]
fn debits_equal_credits_to_the_fen() {
    let mut rows = balances();
    rows[5] = account("501", "经营收入", ["0", "0", "0", "4.99", "0", "4.99"]);
    assert_eq!(codes(&with(rows)), [("account.trial-unbalanced", COLLECTIVE, Some(Fen(1)))]);
}

#[test]
fn a_closing_follows_to_the_fen() {
    // Both sides are a fen off, so that debits equal credits all the same.
    let mut rows = balances();
    rows[0] = account("102", "银行存款", ["50", "0", "5", "0", "55.01", "0"]);
    rows[4] = account("311", "公积公益金", ["0", "850", "0", "0", "0", "850.01"]);
    assert_eq!(codes(&with(rows)), [("account.trial-unbalanced", COLLECTIVE, Some(Fen(1)))]);
}

#[test]
fn the_suspense_account_may_not_hold_a_fen_on_either_side() {
    for (side, amount) in [(["0.01", "0"], Fen(1)), (["0", "0.01"], Fen(-1))] {
        let [debit, credit] = side;
        let mut rows = balances();
        rows[3] = account("181", "待处理财产损溢", ["0", "0", debit, credit, debit, credit]);
        rows[0] = account("102", "银行存款", ["50", "0", "5", debit, "55", debit]);
        let out = with(rows);
        let open: Vec<_> = out.iter().filter(|f| f.code.code == "account.suspense-open").collect();
        assert_eq!(open.iter().map(|f| f.amount).collect::<Vec<_>>(), [Some(amount)]);
    }
}

#[test]
fn a_closing_that_does_not_follow_is_one_finding() {
    let mut rows = balances();
    rows[0] = account("102", "银行存款", ["50", "0", "5", "0", "132", "0"]);
    let out = with(rows);
    assert_eq!(codes(&out), [("account.trial-unbalanced", COLLECTIVE, Some(Fen(7_700)))]);
    assert!(out[0].evidence.iter().any(|c| &*c.value == "132.00"));
}

#[test]
fn two_closings_that_hide_each_other_are_seen() {
    let mut rows = balances();
    rows[0] = account("102", "银行存款", ["50", "0", "5", "0", "56", "0"]);
    rows[4] = account("311", "公积公益金", ["0", "850", "0", "0", "0", "851"]);
    assert_eq!(codes(&with(rows)), [("account.trial-unbalanced", COLLECTIVE, Some(Fen(100)))]);
}

#[test]
fn periods_are_balanced_one_by_one() {
    let november =
        balances().into_iter().map(|row| AccountBalance { period: text("2024-11"), ..row });
    let rows = balances().into_iter().chain(november).collect();
    assert_eq!(codes(&with(rows)), []);
}

#[test]
fn the_suspense_account_must_be_empty_at_year_end() {
    let open = |period: &str| {
        let mut rows = balances();
        rows[3] = account("181", "待处理财产损溢", ["0", "0", "26", "0", "26", "0"]);
        rows[4] = account("311", "公积公益金", ["0", "850", "0", "26", "0", "876"]);
        rows.iter_mut().for_each(|r| r.period = text(period));
        with(rows)
    };
    for period in ["2024-12", "202412", "2024年12月", "2024年度", "2024年1-12月"] {
        assert_eq!(
            codes(&open(period)),
            [("account.suspense-open", COLLECTIVE, Some(Fen(2_600)))],
            "{period}"
        );
    }
    assert_eq!(codes(&open("2024-11")), []);
    assert_eq!(codes(&open("2023-12")), []);
}

#[test]
fn balances_in_one_column_have_a_side() {
    let single = |code: &str, name: &str, side: &str, amount: &str| AccountBalance {
        balance_direction: text(side),
        opening_balance: yuan(amount),
        closing_balance: yuan(amount),
        unit: text(COLLECTIVE),
        regime: text("rural2023"),
        account_code: text(code),
        account_name: text(name),
        ..AccountBalance::default()
    };
    let rows = |equity: &str| {
        vec![
            single("151", "固定资产", "debit", "1200"),
            single("181", "待处理财产损溢", "zero", "0"),
            single("311", "公积公益金", "credit", equity),
        ]
    };
    assert_eq!(codes(&with(rows("1200"))), []);
    assert_eq!(
        codes(&with(rows("1201"))),
        [("account.trial-unbalanced", COLLECTIVE, Some(Fen(-100)))]
    );
}
