//! `ingest`: bytes of the inbox to normalised tables.

use super::step::outcome;
use crate::cli::StepOptions;
use crate::console::Console;
use crate::exit::Outcome;
use ::ingest::{Context, FileOutcome, IngestOutput, Limits, SheetCount, SourceFile};
use anyhow::Context as _;
use casefile::{Case, CaseError, FileEntry, InboxFile, SheetEntry, Stage, Step, StepEntry};
use frames::Format;
use ledger::books::BooksVisitor;
use ledger::{Books, Row, StoredFinding};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The files that will be read, as inputs of the manifest.
pub(crate) fn plan(case: &Case) -> anyhow::Result<StepEntry> {
    let mut inputs = vec![FileEntry::plain("case.toml", &case.bytes("case.toml")?)];
    let key = &case.file.privacy.key_file;
    if case.has_file(key) {
        inputs.push(FileEntry::plain(key, &case.bytes(key)?));
    }
    for file in case.inbox()? {
        inputs.push(FileEntry::plain(&file.path, &case.bytes(&file.path)?));
    }
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(StepEntry { inputs, ..StepEntry::default() })
}

/// Reads the inbox and replaces `normalized/`.
pub(crate) fn execute(
    case: &mut Case,
    options: &StepOptions,
    console: &Console,
) -> anyhow::Result<Outcome> {
    let key = key(case, console)?;
    let planned = plan(case)?;
    let files = case.inbox()?;
    let declared = !case.file.inputs.is_empty();
    let (listed, unlisted): (Vec<InboxFile>, Vec<InboxFile>) =
        files.into_iter().partition(|f| !declared || !f.inputs.is_empty());
    missing_inputs(case, &listed, console);
    let unlisted: Vec<String> = unlisted.into_iter().map(|f| f.path).collect();
    let context = Context { case: &case.info, key: &key, limits: limits(case) };
    let outcomes = read_all(case, &listed, &context, options, console)?;
    let output = ::ingest::finish(outcomes, &unlisted, &context);
    check_conservation(&output.sheets)?;
    let findings: Vec<StoredFinding> = output.findings.iter().map(Into::into).collect();
    let result = outcome(&findings, output.unreadable);
    commit(case, &output, &findings, planned, options.format.into())?;
    Ok(result)
}

/// A declared input that names no file is said: a glob that matches nothing is easily a slip.
fn missing_inputs(case: &Case, files: &[InboxFile], console: &Console) {
    for (index, input) in case.file.inputs.iter().enumerate() {
        if !files.iter().any(|f| f.inputs.contains(&index)) {
            console.note(&format!(
                "{} case.toml [[input]] path = \"{}\"",
                console.say("没有文件符合", "no file matches"),
                input.path
            ));
        }
    }
}

/// The case's key; made at the first ingest, and said.
fn key(case: &Case, console: &Console) -> anyhow::Result<[u8; 32]> {
    if let Some(key) = case.key()? {
        return Ok(key);
    }
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|e| anyhow::anyhow!("无法取得随机数：{e}"))?;
    case.create_key(&key)?;
    console.note(&format!(
        "{} {}",
        console.say("已新建个人信息密钥", "created the privacy key"),
        case.file.privacy.key_file
    ));
    Ok(key)
}

/// Reads files in parallel; the results keep the order of the files.
fn read_all(
    case: &Case,
    files: &[InboxFile],
    context: &Context,
    options: &StepOptions,
    console: &Console,
) -> anyhow::Result<Vec<FileOutcome>> {
    let threads = options
        .threads
        .map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let bar = console.progress(files.len() as u64, "收录");
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, Result<FileOutcome, CaseError>)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(files.len()) {
            scope.spawn(|| {
                while let Some((index, file)) = {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    files.get(i).map(|f| (i, f))
                } {
                    let result = read_one(case, file, context);
                    bar.inc(1);
                    // A poisoned lock means that another file panicked: the scope reports it.
                    if let Ok(mut results) = results.lock() {
                        results.push((index, result));
                    }
                }
            });
        }
    });
    bar.finish_and_clear();
    let mut results = results.into_inner().map_err(|_| anyhow::anyhow!("读取线程异常终止"))?;
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| Ok(result?)).collect()
}

fn read_one(case: &Case, file: &InboxFile, context: &Context) -> Result<FileOutcome, CaseError> {
    let bytes = case.bytes(&file.path)?;
    let inputs = file.inputs.iter().filter_map(|i| case.file.inputs.get(*i)).collect();
    let source = SourceFile { path: &file.path, bytes: &bytes, inputs };
    if ::ingest::is_parquet(&bytes) {
        let texts = |bytes: &[u8], limits: &Limits| frames::texts(bytes, limits.cells).ok();
        return Ok(::ingest::read_parquet(&source, context, texts));
    }
    Ok(::ingest::read_file(&source, context))
}

/// The limits that the case raises or lowers.
fn limits(case: &Case) -> Limits {
    let (set, usual) = (case.file.limits, Limits::default());
    Limits {
        cells: set.cells.unwrap_or(usual.cells),
        text_bytes: set.text_mib.map_or(usual.text_bytes, |n| (n as usize) << 20),
        inflated_bytes: set.inflated_mib.map_or(usual.inflated_bytes, |n| u64::from(n) << 20),
        ratio: set.ratio.map_or(usual.ratio, u64::from),
        rows: set.rows.unwrap_or(usual.rows),
        columns: set.columns.unwrap_or(usual.columns),
    }
}

/// Rows in = rows accepted + rejected + set aside, for every sheet.
fn check_conservation(sheets: &[SheetCount]) -> anyhow::Result<()> {
    let broken =
        sheets.iter().find(|s| s.rows_read != s.rows_accepted + s.rows_rejected + s.rows_set_aside);
    broken.map_or(Ok(()), |s| {
        let place = format!("{}!{}", s.file, s.sheet.as_deref().unwrap_or(""));
        Err(super::Imbalance(format!("{place} 的行数不守恒")).into())
    })
}

fn commit(
    case: &mut Case,
    output: &IngestOutput,
    findings: &[StoredFinding],
    planned: StepEntry,
    format: Format,
) -> anyhow::Result<()> {
    let mut stage = case.begin(Step::Ingest, format)?;
    write_books(&output.books, &mut stage)?;
    stage.table_as("rejects", &output.rejects, Format::Csv)?;
    stage.findings(findings)?;
    stage.checks(&output.checks);
    stage.entry.inputs = planned.inputs;
    stage.entry.sheets = output.sheets.iter().map(sheet_entry).collect();
    stage.entry.received = output.books.received.iter().map(|name| (*name).to_owned()).collect();
    stage.entry.unreadable = output.unreadable;
    stage.commit().context("写出 normalized/")
}

fn write_books(books: &Books, stage: &mut Stage) -> Result<(), CaseError> {
    struct Writer<'a, 'b> {
        stage: &'a mut Stage<'b>,
        result: Result<(), CaseError>,
    }
    impl BooksVisitor for Writer<'_, '_> {
        fn table<R: Row>(&mut self, rows: &[R]) {
            if self.result.is_ok() {
                self.result = self.stage.table(R::TABLE.name, rows);
            }
        }
    }
    let mut writer = Writer { stage, result: Ok(()) };
    books.visit(&mut writer);
    writer.result
}

fn sheet_entry(sheet: &SheetCount) -> SheetEntry {
    SheetEntry {
        file: sheet.file.clone(),
        sheet: sheet.sheet.clone(),
        table: sheet.table.clone(),
        rows_read: sheet.rows_read,
        rows_accepted: sheet.rows_accepted,
        rows_rejected: sheet.rows_rejected,
        rows_set_aside: sheet.rows_set_aside,
        set_aside_reasons: sheet.set_aside_reasons.clone(),
        columns: sheet.columns.clone(),
    }
}
