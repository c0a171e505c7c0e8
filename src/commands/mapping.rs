//! `ingest --dry-run` and `--write-mapping`: how each sheet would be read, and the same as
//! `[[input]]` entries of case.toml for the officer to edit.

use crate::console::Console;
use ::ingest::{By, ColumnPlan, IngestOutput, Said, SheetPlan};
use anyhow::{Context as _, ensure};
use casefile::{Case, CaseFile};
use ledger::finding::Lang;
use ledger::{Books, InputSpec};
use present::TextTable;
use serde_json::json;
use std::fmt::Write;

/// Prints how everything in the inbox is read.
pub(crate) fn print(output: &IngestOutput, console: &Console) -> anyhow::Result<()> {
    if console.json {
        let sheets: Vec<_> = output.plans.iter().map(|plan| as_json(plan, console)).collect();
        let unreadable: Vec<&str> = unreadable(output).collect();
        return Ok(console.value(&json!({ "sheets": sheets, "unreadable": unreadable }))?);
    }
    for plan in &output.plans {
        console.line(&heading(plan, console))?;
        if !plan.columns.is_empty() {
            console.table(&columns(plan, console))?;
        }
        console.line("")?;
    }
    for path in unreadable(output) {
        console.line(&format!("{path}  {}", console.say("无法读取", "cannot be read")))?;
    }
    Ok(())
}

/// Files that could not be read.
fn unreadable(output: &IngestOutput) -> impl Iterator<Item = &str> {
    output
        .findings
        .iter()
        .filter(|f| f.code.code == "intake.file-unreadable")
        .map(|f| f.subject.id.as_ref())
}

fn said<'a>(phrase: &'a Said, console: &Console) -> &'a str {
    if console.lang == Lang::En { &phrase.en } else { &phrase.zh }
}

/// The table's name as people say it.
fn label<'a>(table: &'a str, console: &Console) -> &'a str {
    let known = Books::TABLES.iter().find(|t| t.name == table);
    known.map_or(table, |t| console.say(t.label, t.name))
}

/// All that is not a column, a line each.
fn heading(plan: &SheetPlan, console: &Console) -> String {
    let say = |zh: &'static str, en: &'static str| console.say(zh, en).to_owned();
    let mut place = plan.file.clone();
    for part in [&plan.sheet, &plan.area].into_iter().flatten() {
        let _ = write!(place, "!{part}");
    }
    let mut table = plan.table.map_or_else(
        || say("不收录", "not taken in"),
        |table| format!("{} {table}", label(table, console)),
    );
    if let Some(ledger) = &plan.ledger {
        table.push_str(&bracketed(ledger, console));
    }
    let mut lines = vec![format!("{place} → {table}")];
    let mut line = |name: String, text: String| {
        if !text.is_empty() {
            lines.push(format!("  {name}{}{text}", console.say("：", ": ")));
        }
    };
    let (then, and) = (console.say("；", "; "), console.say("，", ", "));
    let why: Vec<&str> = plan.why.iter().map(|w| said(w, console)).collect();
    line(say("依据", "why"), why.join(then));
    if let Some((table, percent)) = plan.runner_up {
        line(say("其次", "runner-up"), format!("{} {percent}%", label(table, console)));
    }
    let shape = match plan.layout {
        "card" => say("卡片（栏名与内容相间）", "cards"),
        "across" => say("横排（栏目在左，一列一条）", "records across"),
        _ => String::new(),
    };
    line(say("版式", "layout"), shape);
    let rows = |range: Option<(u32, u32)>| {
        range.map(|(from, to)| format!("{from}-{to}")).unwrap_or_default()
    };
    line(say("表头行", "heading rows"), rows(plan.heading_rows));
    line(say("数据行", "data rows"), rows(plan.data_rows));
    line(say("金额单位", "unit"), unit(plan.unit, console).to_owned());
    let filled: Vec<String> = plan
        .filled
        .iter()
        .map(|f| {
            let from = bracketed(said(&f.from, console), console);
            format!("{}={}{from}", f.field, f.value)
        })
        .collect();
    line(say("各行同值", "for every row"), filled.join(then));
    let aside: Vec<String> =
        plan.set_aside.iter().map(|(reason, rows)| format!("{reason} {rows}")).collect();
    let counts = format!(
        "{} {}{and}{} {}{and}{} {}",
        say("收录", "accepted"),
        plan.rows_accepted,
        say("退回", "rejected"),
        plan.rows_rejected,
        say("搁置", "set aside"),
        if aside.is_empty() { "0".to_owned() } else { aside.join(console.say("、", ", ")) },
    );
    line(say("行数", "rows"), counts);
    lines.join("\n")
}

fn columns(plan: &SheetPlan, console: &Console) -> TextTable {
    let row = |column: &ColumnPlan| {
        let mut field = column.field.unwrap_or_default().to_owned();
        if let Some(code) = &column.code {
            let _ = write!(field, "={code}");
        }
        vec![
            column.at.clone(),
            column.heading.clone(),
            field,
            unit(column.unit, console).to_owned(),
            by(column.by, console),
        ]
    };
    let headings =
        [("列", "at"), ("表头", "heading"), ("栏目", "field"), ("单位", "unit"), ("依据", "by")]
            .map(|(zh, en)| console.say(zh, en).to_owned())
            .to_vec();
    TextTable {
        title: String::new(),
        headings,
        rows: plan.columns.iter().map(row).collect(),
        right: Vec::new(),
    }
}

fn bracketed(text: &str, console: &Console) -> String {
    console.say("（", " (").to_owned() + text + console.say("）", ")")
}

/// A unit of money.
fn unit(label: Option<&'static str>, console: &Console) -> &'static str {
    let Some(zh) = label else { return "" };
    if console.lang != Lang::En {
        return zh;
    }
    match zh {
        "元" => "yuan",
        "百元" => "hundred yuan",
        "千元" => "thousand yuan",
        "万元" => "ten thousand yuan",
        "十万元" => "hundred thousand yuan",
        "百万元" => "million yuan",
        "千万元" => "ten million yuan",
        "亿元" => "hundred million yuan",
        other => other,
    }
}

fn by(by: By, console: &Console) -> String {
    let (zh, en) = match by {
        By::Declared => ("案卷写明", "declared"),
        By::Name => ("名称", "name"),
        By::Group => ("分组", "group"),
        By::RowNumber => ("序号", "row number"),
        By::Extra => ("无对应栏目，原文保留", "no field, kept in extra"),
        By::Likeness(percent) => {
            return format!("{} {percent}%", console.say("相近", "likeness"));
        }
    };
    console.say(zh, en).to_owned()
}

fn as_json(plan: &SheetPlan, console: &Console) -> serde_json::Value {
    let why: Vec<&str> = plan.why.iter().map(|w| said(w, console)).collect();
    let runner_up =
        plan.runner_up.map(|(table, percent)| json!({ "table": table, "percent": percent }));
    let columns: Vec<_> = plan
        .columns
        .iter()
        .map(|c| {
            let by = match c.by {
                By::Declared => "declared",
                By::Name => "name",
                By::Likeness(_) => "likeness",
                By::Group => "group",
                By::RowNumber => "row-number",
                By::Extra => "extra",
            };
            let percent = if let By::Likeness(percent) = c.by { Some(percent) } else { None };
            json!({ "at": c.at, "heading": c.heading, "field": c.field, "code": c.code, "unit": c.unit, "by": by, "percent": percent })
        })
        .collect();
    let extra: Vec<&str> =
        plan.columns.iter().filter(|c| c.by == By::Extra).map(|c| c.heading.as_str()).collect();
    let filled: Vec<_> = plan
        .filled
        .iter()
        .map(|f| json!({ "field": f.field, "value": f.value, "from": said(&f.from, console) }))
        .collect();
    json!({
        "file": plan.file, "sheet": plan.sheet, "area": plan.area, "layout": plan.layout,
        "table": plan.table, "ledger": plan.ledger, "why": why, "runner_up": runner_up,
        "header_rows": plan.heading_rows, "rows": plan.data_rows, "amount_unit": plan.unit,
        "columns": columns, "extra": extra, "filled": filled,
        "rows_accepted": plan.rows_accepted, "rows_rejected": plan.rows_rejected,
        "rows_set_aside": plan.set_aside,
    })
}

/// Appends the plan to case.toml; what stands there stays, and a sheet that has an entry of its own
/// gets no second one.
pub(crate) fn write(case: &Case, output: &IngestOutput, console: &Console) -> anyhow::Result<()> {
    let bytes = case.bytes("case.toml")?;
    let old = String::from_utf8(bytes).context("case.toml 不是 UTF-8 文本")?;
    let (added, entries) = entries(&case.file.inputs, output);
    if entries == 0 {
        console.note(console.say(
            "各工作表均已写明，case.toml 未改动",
            "every sheet has its entry; case.toml is unchanged",
        ));
        return Ok(());
    }
    let gap = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
    let new = format!("{old}{gap}{added}");
    let read = CaseFile::parse(&new).context("映射未写入 case.toml")?;
    ensure!(read.inputs.len() == case.file.inputs.len() + entries, "映射未写入 case.toml");
    case.write_file("case.toml", new.as_bytes())?;
    console.note(&format!(
        "case.toml：{} {entries} {}",
        console.say("追加", "added"),
        console
            .say("条 [[input]]，请核对后再收录", "[[input]] entries; look them over, then ingest"),
    ));
    Ok(())
}

/// The entries that `inputs` lacks, and how many.
fn entries(inputs: &[InputSpec], output: &IngestOutput) -> (String, usize) {
    let known = |path: &str, sheet: Option<&str>, area: Option<&str>| {
        inputs.iter().any(|i| {
            i.path == path
                && (i.sheet.as_deref() == sheet
                    || i.sheet.is_none()
                    || i.sheet.as_deref() == Some("*"))
                && (area.is_none() || i.area.is_none() || i.area.as_deref() == area)
        })
    };
    let mut text = String::new();
    let mut count = 0;
    for plan in &output.plans {
        let path = escaped(&plan.file);
        if !known(&path, plan.sheet.as_deref(), plan.area.as_deref()) {
            text.push_str(&entry(plan, &path));
            count += 1;
        }
    }
    for file in unreadable(output) {
        let path = escaped(file);
        if !known(&path, None, None) {
            let _ =
                writeln!(text, "\n# 无法读取，修复后重新报送\n[[input]]\npath = {}", quoted(&path));
            count += 1;
        }
    }
    (text, count)
}

/// One `[[input]]`, with why as a comment.
fn entry(plan: &SheetPlan, path: &str) -> String {
    let why: Vec<&str> = plan.why.iter().map(|w| w.zh.as_str()).collect();
    let mut out = format!("\n# {}\n[[input]]\n", why.join("；").replace(['\n', '\r'], " "));
    let mut key = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{name} = {}", quoted(value));
        }
    };
    key("path", Some(path));
    key("sheet", plan.sheet.as_deref());
    key("area", plan.area.as_deref());
    let list = plan.layout == "list";
    key("layout", (!list && plan.table.is_some()).then_some(plan.layout));
    key("kind", plan.table);
    key("ledger", plan.ledger.as_deref());
    if list && plan.table.is_some() {
        let rows = |range: (u32, u32)| match range {
            (from, to) if from == to => from.to_string(),
            (from, to) => format!("{from}-{to}"),
        };
        key("header_rows", plan.heading_rows.map(rows).as_deref());
        key("rows", plan.data_rows.map(rows).as_deref());
    }
    // Columns that state units of their own need no word, and bear none.
    let mut units = plan.columns.iter().filter_map(|c| c.unit);
    let one = units.next().filter(|first| units.all(|unit| unit == *first));
    key("amount_unit", one);
    let fields = plan
        .columns
        .iter()
        .filter(|c| c.field.is_some() && matches!(c.by, By::Declared | By::Name | By::Likeness(_)));
    let mut seen = std::collections::BTreeSet::new();
    let fields: Vec<_> = fields.filter(|c| seen.insert(c.heading.as_str())).collect();
    if !fields.is_empty() {
        out.push_str("[input.columns]\n");
        for column in fields {
            let field = column.field.unwrap_or_default();
            let _ = writeln!(out, "{} = {}", quoted(&column.heading), quoted(field));
        }
    }
    out
}

/// A path that a glob matches only as it stands.
fn escaped(path: &str) -> String {
    path.chars().fold(String::with_capacity(path.len()), |mut out, c| {
        match c {
            '*' | '?' | '[' | ']' => out.extend(['[', c, ']']),
            c => out.push(c),
        }
        out
    })
}

/// A TOML string: JSON's escapes are TOML's.
fn quoted(text: &str) -> String {
    json!(text).to_string()
}
