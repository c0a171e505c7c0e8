//! `run --what-if`: which findings would differ under another rulebook. The steps run in memory on
//! the tables that `ingest` wrote, under both rulebooks; nothing is written into the case.

use super::{case_rulebook, findings, in_memory, named_rulebook};
use crate::console::Console;
use crate::exit::Outcome;
use ::report::what_if::{Total, WhatIf, compare};
use casefile::{Case, Step};
use ledger::finding::FindingRecord;
use ledger::{Severity, StoredFinding, codes};
use present::TextTable;
use rulebook::{Check, Rulebook, words};
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn run(case: &Path, other: &str, console: &Console) -> anyhow::Result<Outcome> {
    let case = Case::open(case)?;
    let (here, there) = (case_rulebook(&case)?, named_rulebook(other)?);
    case.verify_predecessors(Step::Reconcile)?;
    let books = case.books()?;
    let decisions = super::decide::recorded(&case)?;
    let judged = |book: &Rulebook| -> anyhow::Result<Vec<StoredFinding>> {
        let mut out = Vec::new();
        for step in in_memory::STEPS {
            let (found, _) = in_memory::run(step, &books, book, &case.info, &decisions)?;
            out.extend(found.iter().map(StoredFinding::from));
        }
        Ok(out)
    };
    let (left, right) = (judged(&here)?, judged(&there)?);
    let result = compare(&left, &right);
    if console.json {
        console.value(&to_json(&result, &here, &there))?;
    } else {
        print(&result, &here, &there, console)?;
    }
    Ok(Outcome::default())
}

fn print(
    result: &WhatIf<'_>,
    here: &Rulebook,
    there: &Rulebook,
    console: &Console,
) -> anyhow::Result<()> {
    console.table(&totals_table(result, here, there))?;
    let lists = [(&result.only_here, here), (&result.only_there, there)];
    for (list, book) in lists.into_iter().filter(|(list, _)| !list.is_empty()) {
        let row = |finding: &&StoredFinding| {
            let mut cells = vec![checks(book, &finding.record)];
            cells.extend(findings::row(&finding.record, console));
            cells
        };
        let mut headings = vec!["检查".to_owned()];
        headings.extend(findings::headings(console));
        console.wrapped_table(&TextTable {
            title: format!("只在 {} 之下 {} 个", book.id, list.len()),
            headings,
            rows: list.iter().map(row).collect(),
            right: vec![6],
        })?;
    }
    if !result.changed.is_empty() {
        console.wrapped_table(&changed_table(result, here, there))?;
    }
    let counts = [result.only_here.len(), result.only_there.len(), result.changed.len()];
    console.line(&format!(
        "只在 {} 之下 {} 个，只在 {} 之下 {} 个，级别或金额不同 {} 个，相同 {} 个；案卷没有改动",
        here.id, counts[0], there.id, counts[1], counts[2], result.same
    ))?;
    Ok(())
}

/// By problem: how many findings only one side raises, and their money.
fn totals_table(result: &WhatIf<'_>, here: &Rulebook, there: &Rulebook) -> TextTable {
    let count = |n: usize| if n == 0 { String::new() } else { n.to_string() };
    // Most problems have no amount.
    let money = |amount: ledger::Fen| {
        if amount == ledger::Fen(0) { String::new() } else { amount.grouped() }
    };
    let row = |(code, total): (&str, Total)| {
        let title = codes::find(code).map_or("", |code| code.title);
        vec![
            code.to_owned(),
            title.to_owned(),
            count(total.only_here),
            money(total.here),
            count(total.only_there),
            money(total.there),
            count(total.changed),
        ]
    };
    let only = |book: &Rulebook| format!("只在 {}", book.id);
    let texts = ["代码", "问题"].map(str::to_owned).into_iter();
    let amount = || "金额（元）".to_owned();
    let figures = [only(here), amount(), only(there), amount(), "级别或金额不同".to_owned()];
    TextTable {
        title: format!("{}（本案卷）与 {}", here.title, there.title),
        headings: texts.chain(figures).collect(),
        rows: result.totals().into_iter().map(row).collect(),
        right: vec![2, 3, 4, 5, 6],
    }
}

fn changed_table(result: &WhatIf<'_>, here: &Rulebook, there: &Rulebook) -> TextTable {
    let side = |record: &FindingRecord| {
        let severity = record.severity.as_deref().and_then(Severity::from_code);
        let amount = record.amount.map(|amount| amount.grouped()).unwrap_or_default();
        [severity.map_or("", Severity::label).to_owned(), amount]
    };
    let row = |(left, right): &(&StoredFinding, &StoredFinding)| {
        let record = &left.record;
        let text = |value: &Option<ledger::Text>| value.as_deref().unwrap_or_default().to_owned();
        let mut cells = vec![checks(here, record), text(&record.code), text(&record.subject_id)];
        cells.extend(side(record));
        cells.extend(side(&right.record));
        cells
    };
    let amount = "金额（元）";
    let headings = ["检查", "代码", "对象", &here.id, amount, &there.id, amount];
    TextTable {
        title: format!("级别或金额不同 {} 个", result.changed.len()),
        headings: headings.map(str::to_owned).to_vec(),
        rows: result.changed.iter().map(row).collect(),
        right: vec![4, 6],
    }
}

/// The families that a finding's clauses order.
fn families(book: &Rulebook, record: &FindingRecord) -> Vec<&'static str> {
    let ids = record.clause.as_deref().unwrap_or_default().split(';');
    let clauses = ids.filter_map(|id| book.clause(id.trim()));
    let mut out: Vec<&'static str> =
        clauses.flat_map(|clause| clause.checks.iter().map(Check::family)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

fn checks(book: &Rulebook, record: &FindingRecord) -> String {
    families(book, record).into_iter().map(words::label).collect::<Vec<_>>().join("、")
}

fn to_json(result: &WhatIf<'_>, here: &Rulebook, there: &Rulebook) -> Value {
    let one = |book: &Rulebook, finding: &StoredFinding| {
        let mut value = findings::to_json(finding);
        if let Some(object) = value.as_object_mut() {
            object.insert("checks".to_owned(), json!(families(book, &finding.record)));
        }
        value
    };
    let list = |book: &Rulebook, all: &[&StoredFinding]| -> Vec<Value> {
        all.iter().map(|finding| one(book, finding)).collect()
    };
    let changed = result
        .changed
        .iter()
        .map(|(left, right)| json!({ "here": one(here, left), "there": one(there, right) }));
    let total = |(code, t): (&str, Total)| {
        json!({
            "code": code,
            "only_here": t.only_here, "amount_here": t.here.to_string(),
            "only_there": t.only_there, "amount_there": t.there.to_string(),
            "changed": t.changed,
        })
    };
    json!({
        "here": here.id, "there": there.id, "same": result.same,
        "totals": result.totals().into_iter().map(total).collect::<Vec<_>>(),
        "only_here": list(here, &result.only_here),
        "only_there": list(there, &result.only_there),
        "changed": changed.collect::<Vec<_>>(),
    })
}
