//! Why a finding stands: cells, match, rule, clause.

use crate::safe;
use ledger::finding::{FindingRecord, StoredFinding};
use ledger::tables::MatchPair;
use ledger::words::assets::LEDGER;
use ledger::{Books, Cell, Severity, SubjectKind, Text, Trace, codes};
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
    section(&mut out, "单元格", finding.evidence.iter().map(cell_line));
    section(&mut out, "匹配", background.matches.iter().map(|m| match_line(m)));
    for trace in &background.trace {
        section(&mut out, &format!("判定 {}", text(&trace.decision)), trace_lines(trace));
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

/// `county|township` as 县总台账—乡镇台账.
fn pair_label(pair: &str) -> String {
    pair.split('|').map(|code| LEDGER.label_of(code)).collect::<Vec<_>>().join("—")
}

fn cell_line(cell: &Cell) -> String {
    let sheet = cell.src_sheet.as_deref().map(|s| format!("!{s}")).unwrap_or_default();
    let row = cell.src_row.map(|r| format!(" 第 {r} 行")).unwrap_or_default();
    let value = if cell.value.is_empty() { "（空）" } else { &*cell.value };
    format!("{}{sheet}{row}  {} = {value}", cell.src_file, column_label(&cell.column))
}

fn match_line(pair: &MatchPair) -> String {
    format!(
        "{}  {} ↔ {}  按{}{}：{}",
        pair_label(text(&pair.pair)),
        text(&pair.left_row_id),
        text(&pair.right_row_id),
        match_label(text(&pair.rung)),
        match_label(text(&pair.status)),
        text(&pair.why),
    )
}

fn heading(out: &mut String, record: &FindingRecord, english: bool) {
    let severity =
        record.severity.as_deref().and_then(Severity::from_code).map_or("", Severity::label);
    let title = record.code.as_deref().and_then(codes::find).map_or("", |c| c.title);
    let message = if english { &record.message_en } else { &record.message };
    // Writing into a string cannot fail, here and below.
    let _ =
        writeln!(out, "{}  {severity}  {}  {title}", text(&record.finding_id), text(&record.code));
    let _ = writeln!(out, "{}", safe(text(message)));
    let amount = record.amount.map(|a| format!("金额 {} 元", a.grouped()));
    let facts: Vec<String> = [
        Some(format!("{} {}", subject_label(record), text(&record.subject_id))),
        record.pair.as_deref().map(|p| format!("比对 {}", pair_label(p))),
        place(record),
        record.unit.as_deref().map(|u| format!("单位 {u}")),
        amount,
    ]
    .into_iter()
    .flatten()
    .collect();
    let _ = writeln!(out, "{}", safe(&facts.join("  ")));
}

fn subject_label(record: &FindingRecord) -> &str {
    let kind = text(&record.subject_kind);
    SubjectKind::from_code(kind).map_or(kind, |known| known.label())
}

fn place(record: &FindingRecord) -> Option<String> {
    let place: String =
        [&record.township, &record.village].into_iter().flatten().map(|t| &**t).collect();
    (!place.is_empty()).then(|| format!("地点 {place}"))
}

/// One line each: facts are many and carry their cells.
fn trace_lines(trace: &Trace) -> Vec<String> {
    let each = |label: &'static str, items: &[Text]| {
        items.iter().map(move |item| format!("{label}  {item}")).collect::<Vec<_>>()
    };
    let one = |label: &str, item: &Option<Text>| item.as_deref().map(|i| format!("{label}  {i}"));
    let mut out = each("事实", &trace.facts);
    out.extend(each("成立", &trace.held));
    out.extend(one("采用", &trace.won));
    out.extend(each("让位", &trace.set_aside));
    out.extend(each("参数", &trace.parameters));
    out.extend(one("结论", &trace.outcome));
    out
}

/// The heading of a field, where one knows it.
fn column_label(name: &str) -> String {
    let label = Books::TABLES.iter().find_map(|t| t.column(name)).map(|c| c.label);
    label.map_or_else(|| name.to_owned(), |label| format!("{label}（{name}）"))
}

/// Rungs and states of a match, in Chinese.
fn match_label(code: &str) -> &str {
    match code {
        "decision" => "人工认定",
        "identifier" => "编号",
        "evidence-key" => "凭证号",
        "business-key" => "名称、地点、年度",
        "similar" => "相似",
        "sum" => "合计",
        "confirmed" => "已确认",
        "suggested" => "建议",
        "ambiguous" => "存疑",
        other => other,
    }
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
