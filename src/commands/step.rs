//! What all steps have in common: plan inputs, execute, say what came out.

use super::prior::PriorCase;
use super::{ingest, memory, report, rules};
use crate::cli::StepOptions;
use crate::console::Console;
use crate::exit::Outcome;
use casefile::{Case, RulebookEntry, Step, StepEntry};
use ledger::{Severity, StoredFinding};
use present::TextTable;
use rulebook::Rulebook;
use std::collections::BTreeMap;

/// What the steps judge by, besides the case itself.
#[derive(Clone, Copy)]
pub(crate) struct Basis<'a> {
    /// The county's rules.
    pub(crate) book: &'a Rulebook,
    /// The prior year's case, where there is one.
    pub(crate) prior: Option<&'a PriorCase>,
}

/// Runs one step and replaces its folder.
pub(crate) fn execute(
    case: &mut Case,
    basis: Basis<'_>,
    step: Step,
    options: &StepOptions,
    console: &Console,
) -> anyhow::Result<Outcome> {
    memory::check(case, step, basis.prior)?;
    match step {
        Step::Ingest => ingest::execute(case, options, console),
        Step::Report => report::execute(case, basis, options),
        _ => rules::execute(case, basis, step, options),
    }
}

/// What the manifest will say of a step's inputs, known before it runs.
pub(crate) fn plan(case: &Case, basis: Basis<'_>, step: Step) -> anyhow::Result<StepEntry> {
    if step == Step::Ingest {
        return ingest::plan(case);
    }
    let Basis { book, prior } = basis;
    let rulebook = Some(RulebookEntry { id: book.id.clone(), sha256: book.sha256.clone() });
    let mut inputs = case.inputs_of(step)?;
    inputs.extend(prior.map(|prior| prior.inputs_of(step)).transpose()?.into_iter().flatten());
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(StepEntry { rulebook, inputs, ..StepEntry::default() })
}

/// The worst finding of a step.
pub(crate) fn outcome(findings: &[StoredFinding], unreadable: bool) -> Outcome {
    let worst = findings
        .iter()
        .filter_map(|f| f.record.severity.as_deref().and_then(Severity::from_code))
        .max();
    Outcome { worst, unreadable }
}

/// Prints what a step found and looked at.
pub(crate) fn summarise(
    case: &Case,
    basis: Basis<'_>,
    step: Step,
    console: &Console,
) -> anyhow::Result<()> {
    let entry = case.entry(step)?;
    if console.json {
        let value = serde_json::json!({ "step": step.name(), "findings": entry.findings, "checks": entry.checks, "sheets": entry.sheets });
        return Ok(console.value(&value)?);
    }
    if step == Step::Report {
        return report::print(case, basis, console);
    }
    if step == Step::Ingest {
        console.table(&sheets_table(entry, console))?;
    } else {
        console.table(&checks_table(step, entry, console))?;
    }
    if step == Step::DisposeCheck {
        rules::print_checklists(case, console)?;
    }
    console.line(&findings_line(step, entry, console))?;
    Ok(())
}

fn findings_line(step: Step, entry: &StepEntry, console: &Console) -> String {
    let count =
        |severity: Severity| entry.findings.get(severity.code()).copied().unwrap_or_default();
    let parts = [Severity::Error, Severity::Warning, Severity::Info]
        .map(|s| format!("{} {}", console.say(s.label(), s.code()), count(s)));
    let (of, and) = (console.say("：", ": "), console.say("，", ", "));
    format!("{}{of}{}", console.say(step.label(), step.name()), parts.join(and))
}

fn sheets_table(entry: &StepEntry, console: &Console) -> TextTable {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut sum = [0; 4];
    for sheet in &entry.sheets {
        let counts =
            [sheet.rows_read, sheet.rows_accepted, sheet.rows_rejected, sheet.rows_set_aside];
        for (total, count) in sum.iter_mut().zip(counts) {
            *total += count;
        }
        let mut row = vec![
            sheet.file.clone(),
            sheet.sheet.clone().unwrap_or_default(),
            sheet.table.clone().unwrap_or_default(),
        ];
        row.extend(counts.map(|c| c.to_string()));
        rows.push(row);
    }
    let mut total = vec![console.say("合计", "total").to_owned(), String::new(), String::new()];
    total.extend(sum.map(|c| c.to_string()));
    rows.push(total);
    let headings = [
        ("文件", "file"),
        ("工作表", "sheet"),
        ("表", "table"),
        ("读取行", "read"),
        ("收录行", "accepted"),
        ("退回行", "rejected"),
        ("搁置行", "set aside"),
    ]
    .map(|(zh, en)| console.say(zh, en).to_owned())
    .to_vec();
    let title = console.say(Step::Ingest.label(), Step::Ingest.name()).to_owned();
    TextTable { title, headings, rows, right: vec![3, 4, 5, 6] }
}

/// Per family: subjects passed, failed, not checkable; families without a local rule.
fn checks_table(step: Step, entry: &StepEntry, console: &Console) -> TextTable {
    let mut families: BTreeMap<&str, ([u64; 3], Vec<&str>)> = BTreeMap::new();
    for check in &entry.checks {
        let (counts, statuses) = families.entry(&check.family).or_default();
        counts[0] += check.seen - check.failed - check.unknown;
        counts[1] += check.failed;
        counts[2] += check.unknown;
        if !statuses.contains(&check.status.as_str()) {
            statuses.push(&check.status);
        }
    }
    let label = |status: &&str| match *status {
        "ruled" => console.say("已核查", "checked"),
        "silent" => console.say("本县无规定", "no local rule"),
        "no-data" => console.say("无数据，无法核查", "no data, not checkable"),
        _ => console.say("待签字确认", "to be signed off"),
    };
    let rows = families
        .into_iter()
        .map(|(family, (counts, statuses))| {
            let mut row = vec![
                family.to_owned(),
                statuses.iter().map(label).collect::<Vec<_>>().join(console.say("；", "; ")),
            ];
            row.extend(counts.map(|c| c.to_string()));
            row
        })
        .collect();
    let headings = [
        ("检查", "check"),
        ("状态", "status"),
        ("通过", "passed"),
        ("有问题", "failed"),
        ("无法核查", "not checkable"),
    ]
    .map(|(zh, en)| console.say(zh, en).to_owned())
    .to_vec();
    let title = console.say(step.label(), step.name()).to_owned();
    TextTable { title, headings, rows, right: vec![2, 3, 4] }
}
