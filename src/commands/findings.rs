//! `findings`: look at findings in the terminal.

use crate::cli::{Findings, SeverityName};
use crate::console::Console;
use crate::exit::Outcome;
use casefile::{Case, Step};
use ledger::finding::{FindingRecord, Lang};
use ledger::{Severity, StoredFinding, Text, codes};
use present::TextTable;

pub(crate) fn run(args: &Findings, console: &Console) -> anyhow::Result<Outcome> {
    let case = Case::open(&args.case)?;
    let found: Vec<StoredFinding> =
        all(&case, args.step)?.into_iter().filter(|f| wanted(&f.record, args)).collect();
    if console.json {
        console.value(&serde_json::Value::Array(found.iter().map(to_json).collect()))?;
        return Ok(Outcome::default());
    }
    let rows = found.iter().map(|f| row(&f.record, console)).collect();
    let headings = headings(console);
    console.table(&TextTable {
        title: format!("{} {}", console.say("问题", "findings"), found.len()),
        headings,
        rows,
        right: vec![5],
    })?;
    Ok(Outcome::default())
}

/// The findings of all steps that have run, in the order of the steps.
pub(crate) fn all(case: &Case, only: Option<Step>) -> anyhow::Result<Vec<StoredFinding>> {
    let mut out = Vec::new();
    for step in Step::ALL {
        let ran = case.manifest.steps.contains_key(step.name());
        if !ran || only.is_some_and(|only| only != step) {
            continue;
        }
        let found = case.findings(step)?;
        // The report repeats the findings of all steps; only its own are new.
        out.extend(found.into_iter().filter(|f| step != Step::Report || is_duty(&f.record)));
    }
    Ok(out)
}

fn is_duty(record: &FindingRecord) -> bool {
    record.code.as_deref().is_some_and(|code| code.starts_with("duty."))
}

fn wanted(record: &FindingRecord, args: &Findings) -> bool {
    let code = record.code.as_deref().unwrap_or_default();
    let is = |value: &Option<Text>, wanted: &Option<String>| {
        wanted.as_deref().is_none_or(|w| value.as_deref() == Some(w))
    };
    let severity = args.severity.map(|s| match s {
        SeverityName::Error => Severity::Error,
        SeverityName::Warning => Severity::Warning,
        SeverityName::Info => Severity::Info,
    });
    (args.code.is_empty()
        || args.code.iter().any(|c| code == c || code.starts_with(c.trim_end_matches('*'))))
        && severity.is_none_or(|s| record.severity.as_deref() == Some(s.code()))
        && is(&record.township, &args.township)
        && is(&record.village, &args.village)
        && is(&record.unit, &args.unit)
        && is(&record.subject_id, &args.subject)
}

/// What stands over the cells of [`row`].
pub(super) fn headings(console: &Console) -> Vec<String> {
    let headings = match console.lang {
        Lang::Zh => ["问题编号", "级别", "代码", "对象", "地点", "金额（元）", "说明"],
        Lang::En => ["finding", "severity", "code", "subject", "place", "amount (yuan)", "message"],
    };
    headings.map(str::to_owned).to_vec()
}

/// One finding as a row of a table.
pub(super) fn row(record: &FindingRecord, console: &Console) -> Vec<String> {
    let text = |value: &Option<Text>| value.as_deref().unwrap_or_default().to_owned();
    let severity = record.severity.as_deref().and_then(Severity::from_code);
    let (severity, message) = match console.lang {
        Lang::Zh => (severity.map_or("", Severity::label), &record.message),
        Lang::En => (severity.map_or("", Severity::code), &record.message_en),
    };
    vec![
        record.finding_id.as_deref().unwrap_or_default().chars().take(10).collect(),
        severity.to_owned(),
        text(&record.code),
        text(&record.subject_id),
        text(&record.township) + &text(&record.village),
        record.amount.map(|a| a.grouped()).unwrap_or_default(),
        text(message),
    ]
}

/// All columns, amounts as text, and the cells.
pub(crate) fn to_json(finding: &StoredFinding) -> serde_json::Value {
    use ledger::Row;
    let mut out = serde_json::Map::new();
    for (column, value) in FindingRecord::TABLE.columns.iter().zip(finding.record.values()) {
        let text = if value.is_null() { serde_json::Value::Null } else { value.to_string().into() };
        out.insert(column.name.to_owned(), text);
    }
    let title = finding.record.code.as_deref().and_then(codes::find).map(|c| c.title);
    out.insert("title".to_owned(), title.into());
    let cells = finding.evidence.iter().map(|c| {
        serde_json::json!({
            "src_file": &*c.src_file, "src_sheet": c.src_sheet.as_deref(), "src_row": c.src_row,
            "column": &*c.column, "value": &*c.value,
        })
    });
    out.insert("evidence".to_owned(), serde_json::Value::Array(cells.collect()));
    serde_json::Value::Object(out)
}
