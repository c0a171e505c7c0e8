//! `report`: workbook, summary and the list of all findings.

use super::step::{self, Basis};
use crate::cli::StepOptions;
use crate::console::Console;
use crate::exit::Outcome;
use ::report::{ControlTotal, PriorFindings, ReportData};
use anyhow::Context as _;
use casefile::{Case, CheckEntry, FileEntry, Step};
use frames::Format;
use ledger::tables::{
    AdjustingLine, Allocation, Asset, CountAction, Difference, DisposalDecision, OwnerShare,
    Ownership, RollForward, Unadjusted,
};
use ledger::words::assets::LEDGER;
use ledger::{Books, CheckRun, CheckStatus, Fen, Row, StoredFinding};
use std::collections::BTreeMap;

const WORKBOOK: &str = "年终清算报告.xlsx";
const PAGE: &str = "report.html";

/// Everything a report is made of, read back from the steps.
struct Material {
    findings: Vec<StoredFinding>,
    differences: Vec<Difference>,
    adjusting: Vec<AdjustingLine>,
    unadjusted: Vec<Unadjusted>,
    ownership: Vec<Ownership>,
    shares: Vec<OwnerShare>,
    allocations: Vec<Allocation>,
    decisions: Vec<DisposalDecision>,
    rollforward: Vec<RollForward>,
    count_actions: Vec<CountAction>,
    /// The prior case's year and findings.
    prior: Option<(i32, Vec<StoredFinding>)>,
    totals: Vec<ControlTotal>,
    checks: Vec<CheckRun>,
}

impl Material {
    fn data<'a>(&'a self, case: &'a Case, basis: Basis<'a>) -> ReportData<'a> {
        let prior = self.prior.as_ref();
        ReportData {
            case: &case.info,
            book: basis.book,
            findings: &self.findings,
            differences: &self.differences,
            adjusting: &self.adjusting,
            unadjusted: &self.unadjusted,
            ownership: &self.ownership,
            shares: &self.shares,
            allocations: &self.allocations,
            decisions: &self.decisions,
            rollforward: &self.rollforward,
            count_actions: &self.count_actions,
            prior: prior.map(|(year, findings)| PriorFindings { year: *year, findings }),
            totals: &self.totals,
            checks: &self.checks,
        }
    }
}

/// Checks the yearly duties and replaces `report/`.
pub(crate) fn execute(
    case: &mut Case,
    basis: Basis<'_>,
    _: &StepOptions,
) -> anyhow::Result<Outcome> {
    let planned = step::plan(case, basis, Step::Report)?;
    let books = case.books()?;
    let duties = ::report::duties::run(&books, basis.book, &case.info);
    let mut material = gather(case, basis, &books)?;
    material.findings.extend(duties.findings.iter().map(StoredFinding::from));
    material.checks.extend(duties.checks.iter().cloned());
    let data = material.data(case, basis);
    let workbook = ::report::workbook::build(&data).context(WORKBOOK)?;
    let page = ::report::page::build(&data);
    let summary = summary(case, &data)?;
    let unreadable = case.entry(Step::Ingest)?.unreadable;
    let mut stage = case.begin(Step::Report, Format::Csv)?;
    stage.file(WORKBOOK, &workbook)?;
    stage.file(PAGE, page.as_bytes())?;
    stage.file("summary.json", summary.as_bytes())?;
    stage.findings(&material.findings)?;
    stage.trace(&duties.trace)?;
    stage.checks(&duties.checks);
    stage.entry.inputs = planned.inputs;
    stage.entry.rulebook = planned.rulebook;
    stage.commit().context("写出 report/")?;
    Ok(step::outcome(&material.findings, unreadable))
}

/// The summary, with the control totals of the manifest beside those of the report.
fn summary(case: &Case, data: &ReportData) -> anyhow::Result<String> {
    let mut summary = ::report::summary::json(data);
    let tables: BTreeMap<&str, &FileEntry> = case
        .entry(Step::Ingest)?
        .outputs
        .iter()
        .filter(|f| f.rows.is_some())
        .map(|f| (file_stem(&f.path), f))
        .collect();
    if let Some(object) = summary.as_object_mut() {
        let entry = |f: &FileEntry| serde_json::json!({ "rows": f.rows, "totals": f.totals });
        object.insert(
            "tables".to_owned(),
            tables.iter().map(|(name, f)| ((*name).to_owned(), entry(f))).collect(),
        );
    }
    Ok(format!("{summary:#}\n"))
}

fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}

/// Prints the summary.
pub(crate) fn print(case: &Case, basis: Basis<'_>, console: &Console) -> anyhow::Result<()> {
    let mut material = gather(case, basis, &case.books()?)?;
    material.findings = case.findings(Step::Report)?;
    material.checks.extend(case.entry(Step::Report)?.checks.iter().map(check_run));
    for table in ::report::summary::tables(&material.data(case, basis), console.lang) {
        console.table(&table)?;
    }
    let folder = Step::Report.folder();
    console.line(&format!(
        "{} {folder}/{WORKBOOK}{and}{folder}/{PAGE}{and}{folder}/summary.json{and}{folder}/findings.csv",
        console.say("报告", "report"),
        and = console.say("、", ", "),
    ))?;
    Ok(())
}

fn gather(case: &Case, basis: Basis<'_>, books: &Books) -> anyhow::Result<Material> {
    let steps = [
        Step::Ingest,
        Step::Reconcile,
        Step::ConfirmOwnership,
        Step::Distribute,
        Step::DisposeCheck,
    ];
    let mut findings = Vec::new();
    let mut checks = Vec::new();
    for step in steps {
        findings.extend(case.findings(step)?);
        checks.extend(case.entry(step)?.checks.iter().map(check_run));
    }
    Ok(Material {
        findings,
        differences: case.table(Step::Reconcile, "differences")?,
        adjusting: case.table(Step::Reconcile, "adjusting_entries")?,
        unadjusted: case.table(Step::Reconcile, "unadjusted")?,
        ownership: case.table(Step::ConfirmOwnership, "ownership")?,
        shares: case.table(Step::ConfirmOwnership, "shares")?,
        allocations: case.table(Step::Distribute, "allocations")?,
        decisions: case.table(Step::DisposeCheck, "decisions")?,
        rollforward: case.table(Step::Reconcile, "rollforward")?,
        count_actions: case.table(Step::Reconcile, "count_actions")?,
        prior: basis
            .prior
            .map(|prior| anyhow::Ok((prior.year(), prior.findings()?)))
            .transpose()?,
        totals: control_totals(case, books)?,
        checks,
    })
}

fn check_run(entry: &CheckEntry) -> CheckRun {
    let status =
        [CheckStatus::Ruled, CheckStatus::Silent, CheckStatus::NoData, CheckStatus::Attest]
            .into_iter()
            .find(|s| s.code() == entry.status)
            .unwrap_or(CheckStatus::NoData);
    CheckRun {
        family: entry.family.as_str().into(),
        clause: entry.clause.as_deref().map(Into::into),
        status,
        seen: entry.seen,
        failed: entry.failed,
        unknown: entry.unknown,
    }
}

/// The control totals of the manifest for every table, and of the assets by ledger. That the
/// ledgers sum to the table is asserted: two ways to the same figure.
fn control_totals(case: &Case, books: &Books) -> anyhow::Result<Vec<ControlTotal>> {
    let mut out = Vec::new();
    for file in case.entry(Step::Ingest)?.outputs.iter().filter(|f| f.rows.is_some()) {
        for (field, total) in &file.totals {
            let amount: Fen = total.sum.parse().with_context(|| file.path.clone())?;
            let total = ControlTotal {
                table: file_stem(&file.path).into(),
                group: "".into(),
                field: field.as_str().into(),
                rows: file.rows.unwrap_or_default(),
                nulls: total.nulls,
                amount,
            };
            if total.nulls < total.rows {
                out.push(total);
            }
        }
    }
    let by_ledger = ledger_totals(books);
    let whole = out
        .iter()
        .find(|t| &*t.table == Asset::TABLE.name && &*t.field == "original_value")
        .map(|t| t.amount);
    let parts = Fen::sum(by_ledger.iter().map(|t| t.amount));
    if whole.unwrap_or_default() != parts {
        return Err(super::Imbalance(format!(
            "资产原值：各台账合计 {parts} 与总计 {} 不符",
            whole.unwrap_or_default()
        ))
        .into());
    }
    out.extend(by_ledger);
    Ok(out)
}

fn ledger_totals(books: &Books) -> Vec<ControlTotal> {
    let mut groups: BTreeMap<&str, Vec<&Asset>> = BTreeMap::new();
    for asset in &books.assets {
        groups.entry(asset.ledger.as_deref().unwrap_or_default()).or_default().push(asset);
    }
    groups
        .into_iter()
        .map(|(ledger, rows)| ControlTotal {
            table: Asset::TABLE.name.into(),
            group: LEDGER.label_of(ledger).into(),
            field: "original_value".into(),
            rows: rows.len() as u64,
            nulls: rows.iter().filter(|a| a.original_value.is_none()).count() as u64,
            amount: Fen::sum(rows.iter().filter_map(|a| a.original_value)),
        })
        .collect()
}
