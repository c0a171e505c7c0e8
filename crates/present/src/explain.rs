//! Why a finding stands: cells, match, rule, clause.

use crate::safe;
use ledger::finding::{FindingRecord, StoredFinding};
use ledger::tables::MatchPair;
use ledger::{Severity, Text, Trace, codes};
use std::fmt::Write;

/// What is known of a finding besides itself.
#[derive(Debug, Clone, Default)]
pub struct Background<'a> {
    /// Matches of the rows that the finding rests on.
    pub matches: Vec<&'a MatchPair>,
    /// Decisions about its subject.
    pub trace: Vec<&'a Trace>,
    /// Its clauses: id, citation, own words.
    pub clauses: Vec<(String, String, String)>,
    /// The document that the clauses stand in.
    pub document: Option<String>,
}

/// The explanation, as lines. `english` chooses the sentence's language.
#[must_use]
pub fn explain(finding: &StoredFinding, background: &Background, english: bool) -> String {
    let record = &finding.record;
    let mut out = String::new();
    heading(&mut out, record, english);
    section(
        &mut out,
        "单元格",
        finding.evidence.iter().map(|cell| {
            let sheet = cell
                .src_sheet
                .as_deref()
                .map(|s| format!("!{s}"))
                .unwrap_or_default();
            let row = cell
                .src_row
                .map(|r| format!(" 第 {r} 行"))
                .unwrap_or_default();
            let value = if cell.value.is_empty() {
                "（空）"
            } else {
                &*cell.value
            };
            format!("{}{sheet}{row}  {} = {value}", cell.src_file, cell.column)
        }),
    );
    section(
        &mut out,
        "匹配",
        background.matches.iter().map(|m| {
            format!(
                "{}  {} ↔ {}  依据 {}（{}） {}",
                text(&m.pair),
                text(&m.left_row_id),
                text(&m.right_row_id),
                text(&m.rung),
                text(&m.status),
                text(&m.why)
            )
        }),
    );
    for trace in &background.trace {
        section(
            &mut out,
            &format!("判定 {}", text(&trace.decision)),
            trace_lines(trace),
        );
    }
    let document = background.document.as_deref().unwrap_or("");
    section(
        &mut out,
        "条款",
        background
            .clauses
            .iter()
            .map(|(id, cite, says)| format!("{id}  {document} {cite}：{says}")),
    );
    if let Some(parameter) = &record.parameter {
        section(&mut out, "参数", [parameter.to_string()]);
    }
    out
}

fn heading(out: &mut String, record: &FindingRecord, english: bool) {
    let severity = record
        .severity
        .as_deref()
        .and_then(Severity::from_code)
        .map_or("", Severity::label);
    let title = record
        .code
        .as_deref()
        .and_then(codes::find)
        .map_or("", |c| c.title);
    let message = if english {
        &record.message_en
    } else {
        &record.message
    };
    // Writing into a string cannot fail, here and below.
    let _ = writeln!(
        out,
        "{}  {severity}  {}  {title}",
        text(&record.finding_id),
        text(&record.code)
    );
    let _ = writeln!(out, "{}", safe(text(message)));
    let amount = record.amount.map(|a| format!("金额 {} 元", a.grouped()));
    let facts: Vec<String> = [
        Some(format!(
            "对象 {} {}",
            text(&record.subject_kind),
            text(&record.subject_id)
        )),
        record.pair.as_deref().map(|p| format!("比对 {p}")),
        place(record),
        record.unit.as_deref().map(|u| format!("单位 {u}")),
        amount,
    ]
    .into_iter()
    .flatten()
    .collect();
    let _ = writeln!(out, "{}", safe(&facts.join("  ")));
}

fn place(record: &FindingRecord) -> Option<String> {
    let place: String = [&record.township, &record.village]
        .into_iter()
        .flatten()
        .map(|t| &**t)
        .collect();
    (!place.is_empty()).then(|| format!("地点 {place}"))
}

fn trace_lines(trace: &Trace) -> Vec<String> {
    let list = |label: &str, items: &[Text]| {
        (!items.is_empty()).then(|| format!("{label}  {}", items.join("；")))
    };
    [
        list("事实", &trace.facts),
        list("成立", &trace.held),
        trace.won.as_deref().map(|w| format!("采用  {w}")),
        list("让位", &trace.set_aside),
        list("参数", &trace.parameters),
        trace.outcome.as_deref().map(|o| format!("结论  {o}")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn section(out: &mut String, title: &str, lines: impl IntoIterator<Item = String>) {
    let mut lines = lines.into_iter().peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    for line in lines {
        let _ = writeln!(out, "  {}", safe(&line));
    }
}

fn text(value: &Option<Text>) -> &str {
    value.as_deref().unwrap_or("")
}
