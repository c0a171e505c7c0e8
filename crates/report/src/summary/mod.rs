//! The case in figures: as JSON for programs, as tables of text for the terminal.

pub(crate) mod counts;

use crate::data::{CheckOutcome, ReportData, field_label, table_label};
use crate::since::{Since, money};
use counts::{areas, by, outcomes, sums};
use ledger::words::assets::LEDGER;
use ledger::words::distribution::DIST_USE_CATEGORY;
use ledger::{Fen, Severity, codes};
use present::TextTable;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// How many codes of findings the terminal shows.
const CODES_SHOWN: usize = 15;

/// The amounts that people compare between tables: table and field.
const MAIN_AMOUNTS: [(&str, &str); 16] = [
    ("account_balances", "closing_debit"),
    ("asset_cards", "original_value"),
    ("asset_funding", "fund_amount"),
    ("asset_owners", "owner_share_value"),
    ("assets", "original_value"),
    ("contracts", "agreed_income"),
    ("disposals", "disposal_value"),
    ("disposals", "proceeds_amount"),
    ("distribution_lines", "dist_amount"),
    ("distribution_plans", "income_amount"),
    ("fund_ledger", "paid_amount"),
    ("income", "income_amount"),
    ("ledgers", "ledger_total_value"),
    ("physical_counts", "original_value"),
    ("projects", "settled_amount"),
    ("writeoffs", "loss_amount"),
];

/// The summary as JSON. Keys are stable English; amounts are text in yuan, never floats.
#[must_use]
pub fn json(data: &ReportData<'_>) -> Value {
    let mut summary = json!({
        "county": &*data.case.county,
        "year": data.case.year,
        "as_of": data.case.as_of.to_string(),
        "rulebook": {
            "id": data.book.id,
            "title": data.book.title,
            "number": data.book.number,
            "sha256": data.book.sha256,
        },
        "findings": findings(data),
        "control_totals": control_totals(data),
        "checks": checks(data),
        "differences": map(by(data.differences, |d| d.pair.as_deref())),
        "ownership": map(by(data.ownership, |o| o.status.as_deref())),
        "allocations": allocations(data),
        "disposals": disposals(data),
    });
    if let (Some(since), Some(summary)) = (Since::of(data), summary.as_object_mut()) {
        summary.insert("since_prior".to_owned(), since_prior(&since));
    }
    summary
}

/// Findings against those of the prior case, with the money that they speak of.
fn since_prior(since: &Since<'_>) -> Value {
    let mut by_code: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
    let lists = [since.new.clone(), since.still().collect(), since.cleared.clone()];
    for (place, list) in lists.iter().enumerate() {
        for (code, count) in by(list, |f| f.record.code.as_deref()) {
            by_code.entry(code).or_default()[place] += count;
        }
    }
    let by_code = by_code.into_iter().map(|(code, [new, persisting, cleared])| {
        let counts = json!({ "new": new, "persisting": persisting, "cleared": cleared });
        (code.to_owned(), counts)
    });
    let [new, persisting, cleared] = lists.each_ref().map(|list| {
        let amount = money(list.iter().copied()).to_string();
        json!({ "count": list.len(), "amount": amount })
    });
    json!({
        "year": since.year,
        "new": new,
        "persisting": persisting,
        "persisting_amount_before": money(since.earlier()).to_string(),
        "cleared": cleared,
        "by_code": Value::Object(by_code.collect()),
    })
}

fn findings(data: &ReportData<'_>) -> Value {
    let all = data.findings;
    let by_code = by(all, |f| f.record.code.as_deref());
    let mut by_area: BTreeMap<&str, u64> = BTreeMap::new();
    for (code, count) in &by_code {
        *by_area.entry(crate::data::area(code)).or_default() += count;
    }
    json!({
        "total": all.len(),
        "by_severity": map(by(all, |f| f.record.severity.as_deref())),
        "by_area": map(by_area),
        "by_code": map(by_code),
        "by_township": map(by(all, |f| f.record.township.as_deref())),
    })
}

fn control_totals(data: &ReportData<'_>) -> Value {
    let totals = data.totals.iter().map(|total| {
        json!({
            "table": &*total.table,
            "group": &*total.group,
            "field": &*total.field,
            "rows": total.rows,
            "nulls": total.nulls,
            "amount": total.amount.to_string(),
        })
    });
    totals.collect()
}

fn checks(data: &ReportData<'_>) -> Value {
    let counted = outcomes(data.checks);
    let by_outcome: Map<String, Value> = CheckOutcome::ALL
        .into_iter()
        .map(|outcome| {
            let count = counted.get(&outcome).copied().unwrap_or_default();
            (outcome.code().to_owned(), count.into())
        })
        .collect();
    Value::Object(by_outcome)
}

fn allocations(data: &ReportData<'_>) -> Value {
    let purpose = sums(data.allocations, |a| a.purpose.as_deref(), |a| a.amount);
    let township = sums(data.allocations, |a| a.township.as_deref(), |a| a.amount);
    let total = Fen::sum(data.allocations.iter().filter_map(|a| a.amount));
    json!({
        "total": total.to_string(),
        "by_purpose": amounts(purpose),
        "by_township": amounts(township),
    })
}

fn disposals(data: &ReportData<'_>) -> Value {
    let [ok, not_ok, open] = verdicts(data);
    json!({ "ok": ok, "not_ok": not_ok, "open": open })
}

/// Verdicts: in order, not in order, open.
fn verdicts(data: &ReportData<'_>) -> [u64; 3] {
    let mut out = [0; 3];
    let [ok, not_ok, open] = &mut out;
    let verdicts = data.decisions.iter();
    for row in verdicts.filter(|row| row.step.as_deref() == Some("verdict")) {
        match row.ok {
            Some(true) => *ok += 1,
            Some(false) => *not_ok += 1,
            None => *open += 1,
        }
    }
    out
}

fn map(counts: BTreeMap<&str, u64>) -> Value {
    let entries = counts.into_iter();
    Value::Object(entries.map(|(k, v)| (k.to_owned(), v.into())).collect())
}

fn amounts(sums: BTreeMap<&str, Fen>) -> Value {
    let entries = sums.into_iter();
    let text = |sum: Fen| Value::String(sum.to_string());
    Value::Object(entries.map(|(k, v)| (k.to_owned(), text(v))).collect())
}

/// The summary as tables for the terminal; tables without rows are left out.
#[must_use]
pub fn tables(data: &ReportData<'_>) -> Vec<TextTable> {
    let mut tables = vec![area_table(data)];
    tables.extend(after_areas(data));
    tables.into_iter().filter(|t| !t.rows.is_empty()).collect()
}

/// The tables that follow the count of findings by area; some may be without rows.
pub(crate) fn after_areas(data: &ReportData<'_>) -> [TextTable; 7] {
    [
        code_table(data),
        since_table(data),
        check_table(data),
        total_table(data),
        ownership_table(data),
        allocation_table(data),
        disposal_table(data),
    ]
}

fn table(title: &str, headings: &[&str], rows: Vec<Vec<String>>, right: Vec<usize>) -> TextTable {
    TextTable {
        title: title.to_owned(),
        headings: headings.iter().map(|h| (*h).to_owned()).collect(),
        rows,
        right,
    }
}

fn area_table(data: &ReportData<'_>) -> TextTable {
    let rows = areas(data)
        .into_iter()
        .map(|(name, counts)| {
            let mut row = vec![name.to_owned()];
            row.extend(counts.iter().map(u64::to_string));
            row.push(counts.iter().sum::<u64>().to_string());
            row
        })
        .collect();
    let [error, warning, info] = [Severity::Error, Severity::Warning, Severity::Info];
    let headings = ["领域", error.label(), warning.label(), info.label(), "合计"];
    table("问题数量", &headings, rows, vec![1, 2, 3, 4])
}

/// The most frequent codes; the report lists them all.
fn code_table(data: &ReportData<'_>) -> TextTable {
    let counts = by(data.findings, |f| f.record.code.as_deref());
    let mut counts: Vec<(&str, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rest = counts.split_off(counts.len().min(CODES_SHOWN));
    let mut rows: Vec<Vec<String>> = counts
        .into_iter()
        .map(|(code, count)| {
            let title = codes::find(code).map_or("", |spec| spec.title);
            vec![code.to_owned(), title.to_owned(), count.to_string()]
        })
        .collect();
    if !rest.is_empty() {
        let sum: u64 = rest.iter().map(|(_, count)| count).sum();
        rows.push(vec![format!("其余 {} 类", rest.len()), String::new(), sum.to_string()]);
    }
    table("问题分类", &["代码", "问题", "数量"], rows, vec![2])
}

/// Findings against those of the prior case.
fn since_table(data: &ReportData<'_>) -> TextTable {
    let Some(since) = Since::of(data) else {
        return table("", &[], Vec::new(), Vec::new());
    };
    let row = |label: &str, count: usize, amount: Fen, before: Option<Fen>| {
        let before = before.map(Fen::grouped).unwrap_or_default();
        vec![label.to_owned(), count.to_string(), amount.grouped(), before]
    };
    let (still, earlier) = (money(since.still()), money(since.earlier()));
    let rows = vec![
        row("新增", since.new.len(), money(since.new.iter().copied()), None),
        row("延续", since.persisting.len(), still, Some(earlier)),
        row("消除", since.cleared.len(), Fen::ZERO, Some(money(since.cleared.iter().copied()))),
    ];
    let title = format!("与{}年相比", since.year);
    table(&title, &["问题", "数量", "本年金额（元）", "上年金额（元）"], rows, vec![1, 2, 3])
}

fn check_table(data: &ReportData<'_>) -> TextTable {
    let rows = outcomes(data.checks)
        .into_iter()
        .map(|(outcome, count)| vec![outcome.label().to_owned(), count.to_string()])
        .collect();
    table("核查项目", &["结果", "项数"], rows, vec![1])
}

/// Totals of the main amounts: of ledgers by ledger, of other tables as a whole. The report lists
/// those of every column.
fn total_table(data: &ReportData<'_>) -> TextTable {
    let by_group: BTreeSet<&str> =
        data.totals.iter().filter(|t| !t.group.is_empty()).map(|t| &*t.table).collect();
    let rows = data
        .totals
        .iter()
        .filter(|total| MAIN_AMOUNTS.contains(&(&*total.table, &*total.field)))
        .filter(|total| !total.group.is_empty() || !by_group.contains(&*total.table))
        .map(|total| {
            vec![
                table_label(&total.table).to_owned(),
                LEDGER.label_of(&total.group).to_owned(),
                field_label(Some(&total.table), &total.field).to_owned(),
                total.rows.to_string(),
                total.nulls.to_string(),
                total.amount.grouped(),
            ]
        })
        .collect();
    let headings = ["表", "台账或分组", "金额项目", "行数", "未填", "合计（元）"];
    table("控制合计", &headings, rows, vec![3, 4, 5])
}

fn ownership_table(data: &ReportData<'_>) -> TextTable {
    let rows = by(data.ownership, |o| o.status.as_deref())
        .into_iter()
        .map(|(status, count)| {
            let label = crate::workbook::status_label(status);
            vec![label.to_owned(), count.to_string()]
        })
        .collect();
    table("确权结果", &["状态", "资产数"], rows, vec![1])
}

fn allocation_table(data: &ReportData<'_>) -> TextTable {
    let rows = sums(data.allocations, |a| a.purpose.as_deref(), |a| a.amount)
        .into_iter()
        .map(|(purpose, sum)| vec![DIST_USE_CATEGORY.label_of(purpose).to_owned(), sum.grouped()])
        .collect();
    table("收益分配", &["用途", "金额（元）"], rows, vec![1])
}

fn disposal_table(data: &ReportData<'_>) -> TextTable {
    let labels = ["合规", "不合规", "待定"];
    let rows = labels
        .into_iter()
        .zip(verdicts(data))
        .filter(|(_, count)| *count > 0)
        .map(|(label, count)| vec![label.to_owned(), count.to_string()])
        .collect();
    table("资产处置", &["结论", "项数"], rows, vec![1])
}
