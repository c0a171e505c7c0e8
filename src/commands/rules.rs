//! The steps that read the normalised tables: reconcile and the three rule steps.

use super::step::{Basis, outcome, plan};
use crate::cli::StepOptions;
use crate::console::Console;
use crate::exit::Outcome;
use anyhow::Context as _;
use casefile::{Case, Step, StepEntry};
use frames::Format;
use ledger::tables::DisposalDecision;
use ledger::{StepOutput, StoredFinding};
use present::TextTable;

/// Runs the step and replaces its folder.
pub(crate) fn execute(
    case: &mut Case,
    basis: Basis<'_>,
    step: Step,
    options: &StepOptions,
) -> anyhow::Result<Outcome> {
    let planned = plan(case, basis, step)?;
    let book = basis.book;
    let books = case.books()?;
    let format = options.format.into();
    let info = case.info.clone();
    match step {
        Step::Reconcile => {
            let decisions = super::decide::recorded(case)?;
            let prior = basis.prior.map(|prior| prior.ledgers(case)).transpose()?;
            let output = reconcile::run_since(&books, book, &info, &decisions, prior.as_ref());
            if let Some(imbalance) = output.rows.imbalances.first() {
                return Err(super::Imbalance(imbalance.clone()).into());
            }
            commit(case, step, format, planned, &output, |stage, rows| {
                stage.table("matches", &rows.matches)?;
                stage.table("differences", &rows.differences)?;
                stage.table("residue", &rows.residue)?;
                stage.table("assets", &rows.assets)?;
                stage.table("rollforward", &rows.rollforward)?;
                stage.table("rollups", &rows.rollups)?;
                stage.table("count_actions", &rows.count_actions)?;
                stage.table_as("tolerance", &rows.tolerance, Format::Csv)?;
                let of = &rows.adjustments;
                stage.table("adjusting_entries", &of.lines)?;
                stage.table("unadjusted", &of.unadjusted)?;
                stage.table("depreciation", &of.depreciation)?;
                let journal = present::journal(&info, &of.lines, &of.unadjusted);
                stage.file("adjustments.journal", journal.as_bytes())
            })
        }
        Step::ConfirmOwnership => {
            let output = confirm_ownership::run(&books, book, &info);
            commit(case, step, format, planned, &output, |stage, rows| {
                stage.table("ownership", &rows.ownership)?;
                stage.table("shares", &rows.shares)
            })
        }
        Step::Distribute => {
            let output = distribute::run(&books, book, &info);
            commit(case, step, format, planned, &output, |stage, rows| {
                stage.table("allocations", &rows.allocations)
            })
        }
        Step::DisposeCheck => {
            let output = dispose_check::run(&books, book, &info);
            commit(case, step, format, planned, &output, |stage, rows| {
                stage.table("decisions", &rows.decisions)
            })
        }
        Step::Ingest | Step::Report => Err(anyhow::anyhow!("{} 不是规则步骤", step.name())),
    }
}

fn commit<Rows>(
    case: &mut Case,
    step: Step,
    format: Format,
    planned: StepEntry,
    output: &StepOutput<Rows>,
    tables: impl FnOnce(&mut casefile::Stage, &Rows) -> Result<(), casefile::CaseError>,
) -> anyhow::Result<Outcome> {
    let findings: Vec<StoredFinding> = output.findings.iter().map(Into::into).collect();
    let mut stage = case.begin(step, format)?;
    tables(&mut stage, &output.rows)?;
    stage.findings(&findings)?;
    stage.trace(&output.trace)?;
    stage.checks(&output.checks);
    stage.entry.inputs = planned.inputs;
    stage.entry.rulebook = planned.rulebook;
    stage.commit().with_context(|| format!("写出 {}/", step.folder()))?;
    Ok(outcome(&findings, false))
}

/// Prints each disposal's steps.
pub(crate) fn print_checklists(case: &Case, console: &Console) -> anyhow::Result<()> {
    let decisions: Vec<DisposalDecision> = case.table(Step::DisposeCheck, "decisions")?;
    for list in dispose_check::checklist(&decisions) {
        console.table(&checklist_table(&list))?;
    }
    Ok(())
}

fn checklist_table(list: &dispose_check::Checklist) -> TextTable {
    let mark = |ok: Option<bool>| ok.map_or("—", |ok| if ok { "√" } else { "×" }).to_owned();
    let rows = list
        .items
        .iter()
        .map(|item| {
            vec![
                item.label.to_string(),
                if item.required { "必须" } else { "" }.to_owned(),
                if item.present { "有" } else { "无" }.to_owned(),
                item.date.map(|d| d.to_string()).unwrap_or_default(),
                mark(item.ok),
                item.clause.as_deref().unwrap_or_default().to_owned(),
            ]
        })
        .collect();
    let verdict = list.ok.map_or("待定", |ok| if ok { "合规" } else { "不合规" });
    let headings = ["步骤", "要求", "材料", "日期", "结论", "依据条款"].map(str::to_owned).to_vec();
    TextTable { title: format!("{} {verdict}", list.id), headings, rows, right: Vec::new() }
}
