//! `explain`: why a finding stands.

use super::{case_rulebook, findings};
use crate::cli::Explain;
use crate::console::Console;
use crate::exit::Outcome;
use ::ingest::{CellAddress, Limits, raw_texts};
use anyhow::bail;
use casefile::{Case, SheetEntry, Step};
use ledger::tables::{AdjustingLine, DepreciationMonth, MatchPair, Unadjusted};
use ledger::{Books, Row, StoredFinding, Trace};
use present::{Background, CellSource};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn run(args: &Explain, console: &Console) -> anyhow::Result<Outcome> {
    let case = Case::open(&args.case)?;
    let all = findings::all(&case, None)?;
    let finding = find(&all, &args.finding)?;
    if console.json {
        console.value(&findings::to_json(finding))?;
        return Ok(Outcome::default());
    }
    let matches = matches(&case, finding)?;
    let trace = trace(&case, finding)?;
    let of_accounts = OfAccounts::read(&case, finding)?;
    let book = case_rulebook(&case)?;
    let ids = finding.record.clause.as_deref().unwrap_or_default();
    let clauses = ids
        .split(';')
        .filter_map(|id| book.clause(id.trim()))
        .map(|c| (c.id.clone(), c.cite.clone(), c.says.clone()))
        .collect();
    let first = ids.split(';').find_map(|id| book.clause(id.trim()));
    let document = first.map(|clause| clause.document.clone());
    let background = Background {
        matches: matches.iter().collect(),
        trace: trace.iter().collect(),
        depreciation: of_accounts.depreciation.iter().collect(),
        adjusting: of_accounts.adjusting.iter().collect(),
        unadjusted: of_accounts.unadjusted.iter().collect(),
        clauses,
        document,
        sources: sources(&case, finding),
    };
    console.line(present::explain(finding, &background, console.lang).trim_end())?;
    Ok(Outcome::default())
}

/// What `reconcile` proposes for a finding about accounts.
#[derive(Default)]
struct OfAccounts {
    depreciation: Vec<DepreciationMonth>,
    adjusting: Vec<AdjustingLine>,
    unadjusted: Vec<Unadjusted>,
}

impl OfAccounts {
    fn read(case: &Case, finding: &StoredFinding) -> anyhow::Result<Self> {
        let about = finding.record.code.as_deref().is_some_and(|code| code.starts_with("account."));
        if !about || !case.manifest.steps.contains_key(Step::Reconcile.name()) {
            return Ok(Self::default());
        }
        let id = &finding.record.finding_id;
        let mut out = Self {
            depreciation: case.table(Step::Reconcile, "depreciation")?,
            adjusting: case.table(Step::Reconcile, "adjusting_entries")?,
            unadjusted: case.table(Step::Reconcile, "unadjusted")?,
        };
        out.depreciation.retain(|row| row.finding_id == *id);
        out.adjusting.retain(|row| row.finding_id == *id);
        out.unadjusted.retain(|row| row.finding_id == *id);
        Ok(out)
    }
}

/// The finding whose id begins so; any unique beginning will do.
fn find<'a>(all: &'a [StoredFinding], beginning: &str) -> anyhow::Result<&'a StoredFinding> {
    let id = |f: &StoredFinding| f.record.finding_id.as_deref().unwrap_or_default().to_owned();
    let hits: Vec<&StoredFinding> = all.iter().filter(|f| id(f).starts_with(beginning)).collect();
    match hits.as_slice() {
        [one] => Ok(one),
        [] => bail!("没有以 {beginning} 开头的问题；可用 duizhang findings 查看"),
        several => {
            let ids: Vec<String> = several.iter().take(5).map(|f| id(f)).collect();
            bail!("有 {} 个问题以 {beginning} 开头：{}…；请写得更长", several.len(), ids.join("、"))
        }
    }
}

/// Where each cell of the finding stands in its file, and what was written there. A file that is no
/// longer the one that was read is not quoted.
fn sources(case: &Case, finding: &StoredFinding) -> Vec<Option<CellSource>> {
    let Ok(entry) = case.entry(Step::Ingest) else {
        return Vec::new();
    };
    let mut sources = Vec::with_capacity(finding.evidence.len());
    let mut by_file: BTreeMap<&str, Vec<(usize, CellAddress<'_>)>> = BTreeMap::new();
    for (index, cell) in finding.evidence.iter().enumerate() {
        let found = place(&entry.sheets, cell);
        sources.push(found.map(|(address, heading)| CellSource {
            address: format!("{}{}", address.column, address.row),
            heading: heading.to_owned(),
            raw: None,
        }));
        if let Some((address, _)) = found {
            by_file.entry(&cell.src_file).or_default().push((index, address));
        }
    }
    for (path, cells) in by_file {
        let Ok(bytes) = case.bytes(path) else {
            continue;
        };
        let hash = casefile::sha256_hex(&bytes);
        if !entry.inputs.iter().any(|f| f.path == path && f.sha256 == hash) {
            continue;
        }
        let addresses: Vec<CellAddress<'_>> = cells.iter().map(|(_, address)| *address).collect();
        let texts = raw_texts(&bytes, &Limits::default(), &addresses);
        for ((index, _), raw) in cells.iter().zip(texts) {
            if let Some(Some(source)) = sources.get_mut(*index) {
                source.raw = raw;
            }
        }
    }
    sources
}

/// The only column of its sheet in which a cell's field stands, and that column's heading.
fn place<'a>(
    sheets: &'a [SheetEntry],
    cell: &'a ledger::Cell,
) -> Option<(CellAddress<'a>, &'a str)> {
    let sheet = sheets.iter().find(|sheet| sheet.holds(cell))?;
    let (row, column, heading) = match sheet.on_card(cell) {
        Some((_, own)) => (own.row, own.column.as_deref()?, &own.heading),
        None => match sheet.places.get(&*cell.column)?.as_slice() {
            [place] => (cell.src_row?, place.column.as_str(), &place.heading),
            _ => return None,
        },
    };
    let address = CellAddress {
        sheet: cell.src_sheet.as_deref(),
        row,
        column,
        table: sheet.table.as_deref()?,
        field: &cell.column,
    };
    Some((address, heading))
}

/// The matches of the rows in which the finding's cells stand.
fn matches(case: &Case, finding: &StoredFinding) -> anyhow::Result<Vec<MatchPair>> {
    if !case.manifest.steps.contains_key(Step::Reconcile.name()) {
        return Ok(Vec::new());
    }
    let books: Books = case.books()?;
    let sheets = case.entry(Step::Ingest).map(|entry| entry.sheets.as_slice()).unwrap_or_default();
    let at: BTreeSet<(&str, Option<&str>, Option<u32>)> = finding
        .evidence
        .iter()
        .map(|c| {
            let sheet = sheets.iter().find(|sheet| sheet.holds(c));
            // A row that was read from a card is known by where the card begins.
            let card = sheet.and_then(|s| s.on_card(c)).map(|(row, _)| row);
            (&*c.src_file, c.src_sheet.as_deref(), card.or(c.src_row))
        })
        .collect();
    let rows: BTreeSet<&str> = books
        .assets
        .iter()
        .filter(|a| {
            at.contains(&(
                &*a.origin.src_file,
                a.origin.src_sheet.as_deref(),
                Some(a.origin.src_row),
            ))
        })
        .map(Row::row_id)
        .collect();
    let touches = |m: &MatchPair| {
        let is = |id: &Option<ledger::Text>| id.as_deref().is_some_and(|id| rows.contains(id));
        (is(&m.left_row_id) || is(&m.right_row_id))
            && finding.record.pair.as_ref().is_none_or(|p| m.pair.as_ref() == Some(p))
    };
    let all: Vec<MatchPair> = case.table(Step::Reconcile, "matches")?;
    Ok(all.into_iter().filter(touches).collect())
}

/// What the rule steps decided about the finding's subject: the decisions under its clauses, and
/// for questions of title the decision on the owner.
fn trace(case: &Case, finding: &StoredFinding) -> anyhow::Result<Vec<Trace>> {
    let record = &finding.record;
    let clauses: Vec<&str> = record.clause.as_deref().unwrap_or_default().split(';').collect();
    let about_title = record.code.as_deref().is_some_and(|code| code.starts_with("owner."));
    let wanted = |t: &Trace| {
        let under = t.held.iter().any(|held| clauses.contains(&&**held));
        let title = about_title && t.decision.as_deref() == Some("owner");
        t.subject_kind == record.subject_kind
            && t.subject_id == record.subject_id
            && (under || title)
    };
    let mut out = Vec::new();
    for step in [Step::Reconcile, Step::ConfirmOwnership, Step::Distribute, Step::DisposeCheck] {
        if record.clause.is_some() && case.manifest.steps.contains_key(step.name()) {
            let all: Vec<Trace> = case.table(step, "trace")?;
            out.extend(all.into_iter().filter(wanted));
        }
    }
    Ok(out)
}
