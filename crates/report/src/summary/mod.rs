//! The case in figures: as JSON for programs, as tables of text for the terminal.

pub(crate) mod counts;

use crate::data::{CheckOutcome, ReportData, field_label, table_label};
use crate::since::{Since, money};
use counts::{areas, by, outcomes, sums};
use ledger::finding::Lang;
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

/// A phrase in the language chosen; in English what the books have codes for goes by its code.
const fn say<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The summary as tables for the terminal; tables without rows are left out.
#[must_use]
pub fn tables(data: &ReportData<'_>, lang: Lang) -> Vec<TextTable> {
    let mut tables = vec![area_table(data, lang)];
    tables.extend(after_areas(data, lang));
    tables.into_iter().filter(|t| !t.rows.is_empty()).collect()
}

/// The tables that follow the count of findings by area; some may be without rows.
pub(crate) fn after_areas(data: &ReportData<'_>, lang: Lang) -> [TextTable; 7] {
    [
        code_table(data, lang),
        since_table(data, lang),
        check_table(data, lang),
        total_table(data, lang),
        ownership_table(data, lang),
        allocation_table(data, lang),
        disposal_table(data, lang),
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

fn area_table(data: &ReportData<'_>, lang: Lang) -> TextTable {
    let rows = areas(data)
        .into_iter()
        .map(|(code, name, counts)| {
            let mut row = vec![say(lang, name, code).to_owned()];
            row.extend(counts.iter().map(u64::to_string));
            row.push(counts.iter().sum::<u64>().to_string());
            row
        })
        .collect();
    let [error, warning, info] = [Severity::Error, Severity::Warning, Severity::Info]
        .map(|severity| say(lang, severity.label(), severity.code()));
    let headings = [say(lang, "领域", "area"), error, warning, info, say(lang, "合计", "total")];
    table(say(lang, "问题数量", "findings"), &headings, rows, vec![1, 2, 3, 4])
}

/// The most frequent codes; the report lists them all.
fn code_table(data: &ReportData<'_>, lang: Lang) -> TextTable {
    let counts = by(data.findings, |f| f.record.code.as_deref());
    let mut counts: Vec<(&str, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rest = counts.split_off(counts.len().min(CODES_SHOWN));
    let mut rows: Vec<Vec<String>> = counts
        .into_iter()
        .map(|(code, count)| {
            let title = codes::find(code).map_or("", |spec| spec.title);
            vec![code.to_owned(), say(lang, title, "").to_owned(), count.to_string()]
        })
        .collect();
    if !rest.is_empty() {
        let sum: u64 = rest.iter().map(|(_, count)| count).sum();
        let others = match lang {
            Lang::Zh => format!("其余 {} 类", rest.len()),
            Lang::En => format!("{} others", rest.len()),
        };
        rows.push(vec![others, String::new(), sum.to_string()]);
    }
    if lang == Lang::En {
        // A code has no other title.
        rows.iter_mut().for_each(|row| drop(row.remove(1)));
        return table("findings by code", &["code", "count"], rows, vec![1]);
    }
    table("问题分类", &["代码", "问题", "数量"], rows, vec![2])
}

/// Findings against those of the prior case.
fn since_table(data: &ReportData<'_>, lang: Lang) -> TextTable {
    let Some(since) = Since::of(data) else {
        return table("", &[], Vec::new(), Vec::new());
    };
    let row = |label: &str, count: usize, amount: Fen, before: Option<Fen>| {
        let before = before.map(Fen::grouped).unwrap_or_default();
        vec![label.to_owned(), count.to_string(), amount.grouped(), before]
    };
    let (still, earlier) = (money(since.still()), money(since.earlier()));
    let cleared = Some(money(since.cleared.iter().copied()));
    let rows = vec![
        row(say(lang, "新增", "new"), since.new.len(), money(since.new.iter().copied()), None),
        row(say(lang, "延续", "persisting"), since.persisting.len(), still, Some(earlier)),
        row(say(lang, "消除", "cleared"), since.cleared.len(), Fen::ZERO, cleared),
    ];
    let title = match lang {
        Lang::Zh => format!("与{}年相比", since.year),
        Lang::En => format!("since {}", since.year),
    };
    let headings = [
        say(lang, "问题", "findings"),
        say(lang, "数量", "count"),
        say(lang, "本年金额（元）", "this year (yuan)"),
        say(lang, "上年金额（元）", "last year (yuan)"),
    ];
    table(&title, &headings, rows, vec![1, 2, 3])
}

fn check_table(data: &ReportData<'_>, lang: Lang) -> TextTable {
    let rows = outcomes(data.checks)
        .into_iter()
        .map(|(outcome, count)| {
            vec![say(lang, outcome.label(), outcome.code()).to_owned(), count.to_string()]
        })
        .collect();
    let headings = [say(lang, "结果", "result"), say(lang, "项数", "count")];
    table(say(lang, "核查项目", "checks"), &headings, rows, vec![1])
}

/// Totals of the main amounts: of ledgers by ledger, of other tables as a whole. The report lists
/// those of every column.
fn total_table(data: &ReportData<'_>, lang: Lang) -> TextTable {
    let by_group: BTreeSet<&str> =
        data.totals.iter().filter(|t| !t.group.is_empty()).map(|t| &*t.table).collect();
    let rows = data
        .totals
        .iter()
        .filter(|total| MAIN_AMOUNTS.contains(&(&*total.table, &*total.field)))
        .filter(|total| !total.group.is_empty() || !by_group.contains(&*total.table))
        .map(|total| {
            vec![
                say(lang, table_label(&total.table), &total.table).to_owned(),
                group(&total.group, lang).to_owned(),
                say(lang, field_label(Some(&total.table), &total.field), &total.field).to_owned(),
                total.rows.to_string(),
                total.nulls.to_string(),
                total.amount.grouped(),
            ]
        })
        .collect();
    let headings = [
        ("表", "table"),
        ("台账或分组", "ledger or group"),
        ("金额项目", "amount"),
        ("行数", "rows"),
        ("未填", "blank"),
        ("合计（元）", "total (yuan)"),
    ]
    .map(|(zh, en)| say(lang, zh, en));
    table(say(lang, "控制合计", "control totals"), &headings, rows, vec![3, 4, 5])
}

/// The ledger or group of a control total, by its label or its code.
fn group(stated: &str, lang: Lang) -> &str {
    say(lang, LEDGER.label_of(stated), LEDGER.code_of(stated).unwrap_or(stated))
}

fn ownership_table(data: &ReportData<'_>, lang: Lang) -> TextTable {
    let rows = by(data.ownership, |o| o.status.as_deref())
        .into_iter()
        .map(|(status, count)| {
            let label = crate::workbook::status_label(status);
            vec![say(lang, label, status).to_owned(), count.to_string()]
        })
        .collect();
    let headings = [say(lang, "状态", "status"), say(lang, "资产数", "assets")];
    table(say(lang, "确权结果", "ownership"), &headings, rows, vec![1])
}

fn allocation_table(data: &ReportData<'_>, lang: Lang) -> TextTable {
    let rows = sums(data.allocations, |a| a.purpose.as_deref(), |a| a.amount)
        .into_iter()
        .map(|(purpose, sum)| {
            let label = say(lang, DIST_USE_CATEGORY.label_of(purpose), purpose);
            vec![label.to_owned(), sum.grouped()]
        })
        .collect();
    let headings = [say(lang, "用途", "purpose"), say(lang, "金额（元）", "amount (yuan)")];
    table(say(lang, "收益分配", "distribution"), &headings, rows, vec![1])
}

fn disposal_table(data: &ReportData<'_>, lang: Lang) -> TextTable {
    let labels = [("合规", "in order"), ("不合规", "not in order"), ("待定", "open")]
        .map(|(zh, en)| say(lang, zh, en));
    let rows = labels
        .into_iter()
        .zip(verdicts(data))
        .filter(|(_, count)| *count > 0)
        .map(|(label, count)| vec![label.to_owned(), count.to_string()])
        .collect();
    let headings = [say(lang, "结论", "verdict"), say(lang, "项数", "count")];
    table(say(lang, "资产处置", "disposals"), &headings, rows, vec![1])
}
