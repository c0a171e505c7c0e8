//! Adjusting entries as a plain-text journal in the format of hledger.
//!
//! What goes in: the lines of [`AdjustingLine`], and what was left without an entry. What comes out:
//! declarations of every account and the commodity, then one transaction an entry, marked as
//! pending, so that `hledger check --strict` passes. What must always hold: other people's text can
//! neither begin a line nor be read as a tag, a date, an account of its own or a second posting.

use ledger::tables::{AdjustingLine, Unadjusted};
use ledger::{CaseInfo, Fen, Text};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The one commodity.
const YUAN: &str = "CNY";

/// The journal of a case.
#[must_use]
pub fn journal(case: &CaseInfo, lines: &[AdjustingLine], unadjusted: &[Unadjusted]) -> String {
    let mut out = format!(
        "; {} {}年 建议调账分录。经单位负责人批准后方可过账；“!”表示待批准。\n\
         ; Proposed adjusting entries; \"!\" marks them as pending approval.\n\n\
         commodity 1000.00 {YUAN}\n\n",
        comment(&case.county),
        case.year
    );
    for class in lines.iter().map(|l| plain(&l.account_class)).collect::<BTreeSet<_>>() {
        push(&mut out, format_args!("account {class}  ; type: {}\n", account_type(&class)));
    }
    for name in lines.iter().map(account).collect::<BTreeSet<_>>() {
        push(&mut out, format_args!("account {name}\n"));
    }
    for entry in lines.chunk_by(|a, b| a.entry_no == b.entry_no) {
        transaction(&mut out, entry);
    }
    if !unadjusted.is_empty() {
        out.push_str("\n; 未拟分录的差异：\n");
    }
    for row in unadjusted {
        let amount = row.amount.map(|a| format!(" {a} 元")).unwrap_or_default();
        let (id, code) = (said(&row.finding_id), said(&row.code));
        let (subject, unit, why) = (said(&row.subject_id), said(&row.unit), said(&row.reason));
        push(&mut out, format_args!("; {id} {code} {subject} {unit}{amount}：{why}\n"));
    }
    out
}

fn transaction(out: &mut String, entry: &[AdjustingLine]) {
    let Some(first) = entry.first() else {
        return;
    };
    let date = first.date.map(|day| day.date.to_string()).unwrap_or_default();
    let (number, unit, reason) = (plain(&first.entry_no), plain(&first.unit), plain(&first.reason));
    push(out, format_args!("\n{date} ! ({number}) {unit}｜{reason}\n"));
    let (id, code) = (said(&first.finding_id), said(&first.code));
    push(out, format_args!("    ; {id} {code} {}\n", said(&first.subject_id)));
    for cell in &first.cells {
        push(out, format_args!("    ; {}\n", comment(cell)));
    }
    for line in entry {
        let amount = line.debit.unwrap_or_default().minus(line.credit.unwrap_or(Fen::ZERO));
        let code = line.account_code.as_deref().map(|code| format!("  ; {}", comment(code)));
        let name = account(line);
        push(out, format_args!("    {name}  {amount} {YUAN}{}\n", code.unwrap_or_default()));
    }
}

/// `资产:固定资产:<entity>`: class, account, accounting entity.
fn account(line: &AdjustingLine) -> String {
    [&line.account_class, &line.account_name, &line.unit].map(plain).join(":")
}

/// What a class of accounts is to hledger: asset, liability, equity, revenue or expense.
fn account_type(class: &str) -> &'static str {
    match class {
        "资产" => "A",
        "负债" => "L",
        "净资产" | "所有者权益" => "E",
        "收入" => "R",
        _ => "X",
    }
}

/// Text as part of an account's or transaction's name: no mark that hledger reads, no two blanks.
fn plain(text: &Option<Text>) -> String {
    let text = comment(text.as_deref().unwrap_or("?"));
    let text = text.replace(';', "；").replace('|', "｜").replace('(', "（").replace(')', "）");
    if text.is_empty() { "?".to_owned() } else { text }
}

fn said(text: &Option<Text>) -> String {
    comment(text.as_deref().unwrap_or_default())
}

/// Text of a comment: on one line, without what hledger reads as a tag or a date.
fn comment(text: &str) -> String {
    let shown: String = crate::safe(text)
        .chars()
        .map(|c| match c {
            ':' => '：',
            '[' => '［',
            ']' => '］',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push(out: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing into a string cannot fail.
    let _ = out.write_fmt(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::Day;

    fn line(account: &str, debit: Option<i64>, credit: Option<i64>, unit: &str) -> AdjustingLine {
        AdjustingLine {
            entry_no: Some("TZ-0001".into()),
            finding_id: Some("F-1".into()),
            code: Some("account.depreciation-differs".into()),
            subject_id: Some("ZC-1".into()),
            unit: Some(unit.into()),
            date: Day::ymd(2024, 12, 31),
            account_code: Some("152".into()),
            account_name: Some(account.into()),
            account_class: Some("资产".into()),
            debit: debit.map(Fen),
            credit: credit.map(Fen),
            reason: Some("冲回多提折旧; 2024:12".into()),
            cells: vec!["inbox/a.csv!!3!original_value=date:2024-99".into()],
            ..AdjustingLine::default()
        }
    }

    fn case() -> CaseInfo {
        CaseInfo {
            county: "某某县".into(),
            year: 2024,
            as_of: "2024-12-31".parse().unwrap(),
            tolerance: Default::default(),
            tolerance_max_total: None,
        }
    }

    #[test]
    fn a_journal_declares_what_it_posts_to() {
        let lines = [
            line("累计折旧", Some(960), None, "石桥村股份经济合作社"),
            line("公益支出", None, Some(960), "石桥村股份经济合作社"),
        ];
        let open = [Unadjusted {
            finding_id: Some("F-2".into()),
            code: Some("account.suspense-open".into()),
            subject_id: Some("水利局".into()),
            amount: Some(Fen(2_600)),
            reason: Some("须经批准".into()),
            ..Unadjusted::default()
        }];
        insta::assert_snapshot!(journal(&case(), &lines, &open));
    }

    #[test]
    fn a_name_cannot_break_out_of_its_place() {
        let evil = "甲  村\n2024-01-01 x\n  (a:b);c | [2024-01-01]";
        let text = journal(&case(), &[line("累计折旧", Some(1), None, evil)], &[]);
        let account = "资产:累计折旧:甲 村 2024-01-01 x （a：b）；c ｜ ［2024-01-01］";
        let posting = format!("    {account}  0.01 CNY  ; 152");
        assert!(text.lines().any(|line| line == posting), "{text}");
        assert!(text.lines().any(|line| line == format!("account {account}")), "{text}");
        assert!(!text.contains("date:"), "{text}");
    }
}
