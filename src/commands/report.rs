//! `report`: workbook, summary and the list of all findings.

use super::{findings, step};
use crate::cli::StepOptions;
use crate::console::Console;
use crate::exit::Outcome;
use casefile::{Case, Step};
use frames::Format;
use ledger::StoredFinding;
use rulebook::Rulebook;

pub(crate) fn execute(case: &mut Case, book: &Rulebook, _options: &StepOptions) -> anyhow::Result<Outcome> {
    let planned = step::plan(case, book, Step::Report)?;
    let mut all: Vec<StoredFinding> = Vec::new();
    for s in Step::ALL { if s != Step::Report { all.extend(case.findings(s)?); } }
    let unreadable = case.entry(Step::Ingest)?.unreadable;
    let mut stage = case.begin(Step::Report, Format::Csv)?;
    stage.findings_as(&all, Format::Csv)?;
    stage.entry.inputs = planned.inputs;
    stage.entry.rulebook = planned.rulebook;
    stage.commit()?;
    Ok(step::outcome(&all, unreadable))
}

pub(crate) fn print(case: &Case, console: &Console) -> anyhow::Result<()> {
    let n = findings::all(case, None)?.len();
    console.line(&format!("{n}"))?;
    Ok(())
}
