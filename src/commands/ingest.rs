//! `ingest`: bytes of the inbox to normalised tables.

use super::step::outcome;
use super::{mapping, memory};
use crate::cli::{Ingest, StepOptions};
use crate::console::Console;
use crate::exit::Outcome;
use ::ingest::{Context, FileOutcome, IngestOutput, Limits, RowCounts, SheetCount, SourceFile};
use anyhow::Context as _;
use casefile::{
    CardEntry, Case, CaseError, FileEntry, InboxFile, PartEntry, PlaceEntry, SheetEntry, Stage,
    Step, StepEntry,
};
use frames::Format;
use ledger::books::BooksVisitor;
use ledger::finding::Lang;
use ledger::{Books, Row, StoredFinding};
use std::collections::{BTreeMap, BTreeSet};
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
    let output = read(case, &key, options, console)?;
    check_conservation(&output.sheets)?;
    let findings: Vec<StoredFinding> = output.findings.iter().map(Into::into).collect();
    let result = outcome(&findings, output.unreadable);
    changes(case, &planned, &output.books, console);
    commit(case, &output, &findings, planned, options.format.into())?;
    Ok(result)
}

/// Says how each sheet would be read, or saves that to case.toml. Nothing else is written, not even
/// a key.
pub(crate) fn explain(args: &Ingest, console: &Console) -> anyhow::Result<Outcome> {
    let case = Case::open(&args.on.case)?;
    memory::check(&case, Step::Ingest, None)?;
    let key = case.key()?.unwrap_or_default();
    let output = read(&case, &key, &args.on.options, console)?;
    if args.write_mapping {
        mapping::write(&case, &output, console)?;
    } else {
        mapping::print(&output, console)?;
    }
    Ok(Outcome { unreadable: output.unreadable, ..Outcome::default() })
}

/// Reads the inbox.
fn read(
    case: &Case,
    key: &[u8; 32],
    options: &StepOptions,
    console: &Console,
) -> anyhow::Result<IngestOutput> {
    let files = case.inbox()?;
    let declared = !case.file.inputs.is_empty();
    let (listed, unlisted): (Vec<InboxFile>, Vec<InboxFile>) =
        files.into_iter().partition(|f| !declared || !f.inputs.is_empty());
    missing_inputs(case, &listed, console);
    let unlisted: Vec<String> = unlisted.into_iter().map(|f| f.path).collect();
    let context = Context { case: &case.info, key, limits: limits(case) };
    let outcomes = read_all(case, &listed, &context, options, console)?;
    Ok(::ingest::finish_renamed(outcomes, &unlisted, &context, &case.file.renamed()?))
}

/// Says how the rows differ from those of the last ingest, for the files that changed since. Only
/// said, not written: what is written depends on the inbox alone, not on what it once held.
fn changes(case: &Case, planned: &StepEntry, now: &Books, console: &Console) {
    let Ok(entry) = case.entry(Step::Ingest) else {
        return;
    };
    let hash = |entry: &StepEntry, path: &str| {
        entry.inputs.iter().find(|f| f.path == path).map(|f| f.sha256.clone())
    };
    let changed: BTreeSet<&str> = entry
        .inputs
        .iter()
        .chain(&planned.inputs)
        .map(|f| f.path.as_str())
        .filter(|path| path.starts_with("inbox/") && hash(entry, path) != hash(planned, path))
        .collect();
    // Tables of an older program or touched by hand are no base to compare with.
    let Ok(before) = case.books() else {
        console.note(console.say(
            "上次收录的结果已被改动或不可读，无法比较",
            "the tables of the last ingest were changed or cannot be read: nothing to compare with",
        ));
        return;
    };
    let mut files: BTreeMap<String, RowCounts> =
        changed.into_iter().map(|path| (path.to_owned(), RowCounts::default())).collect();
    // Another declaration, or another file in its place, changes rows without a byte of their file.
    for ((file, _), counts) in ::ingest::differences(&before, now) {
        if files.contains_key(&*file) || !counts.is_nothing() {
            let sum = files.entry(file.to_string()).or_default();
            *sum = sum.plus(counts);
        }
    }
    for (path, counts) in &files {
        let what = match (hash(entry, path), hash(planned, path)) {
            (None, _) => console.say("新收到", "new"),
            (_, None) => console.say("已不在", "gone"),
            (was, is) if was == is => console.say("读法有变", "read otherwise"),
            _ => console.say("有改动", "changed"),
        };
        console.note(&match console.lang {
            Lang::Zh => format!(
                "{path} {what}：新增 {} 行，删去 {} 行，变更 {} 行，未变 {} 行",
                counts.added, counts.removed, counts.changed, counts.same
            ),
            Lang::En => format!(
                "{path} {what}: {} rows added, {} removed, {} changed, {} the same",
                counts.added, counts.removed, counts.changed, counts.same
            ),
        });
    }
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
        row_bytes: set.rows_mib.map_or(usual.row_bytes, |n| (n as usize) << 20),
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
    stage.entry.sheets = sheet_entries(&output.sheets);
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

/// One entry per sheet: the tables of a sheet are added up, and stand in it.
fn sheet_entries(sheets: &[SheetCount]) -> Vec<SheetEntry> {
    let mut entries: Vec<SheetEntry> = Vec::new();
    for sheet in sheets {
        let one = sheet_entry(sheet);
        match entries.last_mut() {
            Some(entry)
                if sheet.area.is_some() && entry.file == one.file && entry.sheet == one.sheet =>
            {
                if entry.parts.is_empty() {
                    entry.parts.push(part_entry(entry));
                }
                entry.parts.push(part_entry(&one));
                entry.area = None;
                entry.add(one);
            }
            _ => entries.push(one),
        }
    }
    entries
}

fn part_entry(entry: &SheetEntry) -> PartEntry {
    PartEntry {
        area: entry.area.clone(),
        table: entry.table.clone(),
        rows_read: entry.rows_read,
        rows_accepted: entry.rows_accepted,
        rows_rejected: entry.rows_rejected,
        rows_set_aside: entry.rows_set_aside,
    }
}

fn sheet_entry(sheet: &SheetCount) -> SheetEntry {
    SheetEntry {
        area: sheet.area.clone(),
        parts: Vec::new(),
        file: sheet.file.clone(),
        sheet: sheet.sheet.clone(),
        table: sheet.table.clone(),
        rows_read: sheet.rows_read,
        rows_accepted: sheet.rows_accepted,
        rows_rejected: sheet.rows_rejected,
        rows_set_aside: sheet.rows_set_aside,
        set_aside_reasons: sheet.set_aside_reasons.clone(),
        columns: sheet.columns.clone(),
        places: sheet
            .places
            .iter()
            .map(|(field, places)| (field.clone(), places.iter().map(place_entry).collect()))
            .collect(),
        cards: sheet
            .cards
            .iter()
            .map(|(row, cells)| (*row, cells.iter().map(card_entry).collect()))
            .collect(),
    }
}

fn card_entry((field, cell): (&String, &::ingest::CardCell)) -> (String, CardEntry) {
    let (column, heading) = (cell.column.clone(), cell.heading.clone());
    (field.clone(), CardEntry { row: cell.row, column, heading })
}

fn place_entry(place: &::ingest::FieldPlace) -> PlaceEntry {
    PlaceEntry { column: place.column.clone(), heading: place.heading.clone() }
}
