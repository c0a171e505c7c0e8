//! `rulebook diff`: two rulebooks side by side.

use crate::commands::named_rulebook;
use crate::console::Console;
use crate::exit::Outcome;
use present::TextTable;
use rulebook::diff::{Answer, FamilyDiff, Order, Side, families, values};
use rulebook::{Rulebook, words};
use serde_json::{Value, json};

pub(super) fn run(left: &str, right: &str, console: &Console) -> anyhow::Result<Outcome> {
    let (left, right) = (named_rulebook(left)?, named_rulebook(right)?);
    let families = families(&left, &right);
    if console.json {
        console.value(&to_json(&left, &right, &families))?;
        return Ok(Outcome::default());
    }
    let (same, other): (Vec<_>, Vec<_>) = families.iter().partition(|family| family.is_same());
    let cells = |text: &str, l: String, r: String| vec![text.to_owned(), l, r];
    let mut rows = vec![
        cells(
            "文号",
            left.number.clone().unwrap_or_default(),
            right.number.clone().unwrap_or_default(),
        ),
        cells("施行日期", in_force(&left), in_force(&right)),
    ];
    rows.extend(other.iter().flat_map(|family| family_rows(family)));
    rows.extend(values(&left, &right).into_iter().map(|value| {
        let of = |side: Option<String>| side.unwrap_or_else(|| "—".to_owned());
        cells(&value.name, of(value.left), of(value.right))
    }));
    console.wrapped_table(&TextTable {
        title: format!("{} 与 {}：{} 项检查规定不同", left.id, right.id, other.len()),
        headings: vec!["检查".to_owned(), left.title.clone(), right.title.clone()],
        rows,
        right: Vec::new(),
    })?;
    let same: Vec<&str> = same.iter().map(|family| words::label(family.family)).collect();
    console.line(&format!("规定相同（或都没有规定）{} 项：{}", same.len(), same.join("、")))?;
    Ok(Outcome::default())
}

fn in_force(book: &Rulebook) -> String {
    let until = book.expires.map(|day| format!("，{day} 止")).unwrap_or_default();
    format!("{} 起{until}", book.effective)
}

/// One row for each clause, those of both sides next to each other in the law's order.
fn family_rows(family: &FamilyDiff<'_>) -> Vec<Vec<String>> {
    let (left, right) = (shown(&family.left), shown(&family.right));
    let cell = |lines: &[String], row: usize| lines.get(row).cloned().unwrap_or_default();
    (0..left.len().max(right.len()))
        .map(|row| {
            let name = if row == 0 { words::label(family.family) } else { "" };
            vec![name.to_owned(), cell(&left, row), cell(&right, row)]
        })
        .collect()
}

/// One line for each clause; how the text answers where there is none.
fn shown(side: &Side<'_>) -> Vec<String> {
    if side.orders.is_empty() {
        return vec![side.answer.label().to_owned()];
    }
    let day = |label: &str, day: Option<ledger::NaiveDate>| {
        day.map(|day| format!("，{day} {label}")).unwrap_or_default()
    };
    let inherited = match side.answer {
        Answer::Inherited => "，依上级办法",
        Answer::Ruled | Answer::Silent | Answer::Open => "",
    };
    let order = |order: &Order<'_>| {
        let dates = day("起", order.from) + &day("止", order.until);
        format!("{}（{}{inherited}{dates}）{}", order.clause, order.severity.label(), order.rule)
    };
    side.orders.iter().map(order).collect()
}

fn to_json(left: &Rulebook, right: &Rulebook, families: &[FamilyDiff<'_>]) -> Value {
    let order = |o: &Order<'_>| {
        json!({
            "clause": o.clause, "cite": o.cite, "severity": o.severity.code(), "rule": o.rule,
            "from": o.from.map(|day| day.to_string()), "until": o.until.map(|day| day.to_string()),
        })
    };
    let side = |side: &Side<'_>| {
        json!({
            "answer": side.answer.code(),
            "clauses": side.orders.iter().map(order).collect::<Vec<_>>(),
        })
    };
    let family = |f: &FamilyDiff<'_>| {
        json!({
            "check": f.family, "name": words::label(f.family), "same": f.is_same(),
            "left": side(&f.left), "right": side(&f.right),
        })
    };
    let book = |b: &Rulebook| {
        json!({
            "id": b.id, "title": b.title, "number": b.number,
            "effective": b.effective.to_string(), "expires": b.expires.map(|day| day.to_string()),
        })
    };
    let value =
        |v: rulebook::diff::ValueDiff| json!({ "name": v.name, "left": v.left, "right": v.right });
    json!({
        "left": book(left), "right": book(right),
        "checks": families.iter().map(family).collect::<Vec<_>>(),
        "values": values(left, right).into_iter().map(value).collect::<Vec<_>>(),
    })
}
