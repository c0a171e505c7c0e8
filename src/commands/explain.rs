//! `explain`: why a finding stands.

use super::{case_rulebook, findings};
use crate::cli::Explain;
use crate::console::Console;
use crate::exit::Outcome;
use anyhow::bail;
use casefile::{Case, Step};
use ledger::tables::MatchPair;
use ledger::{Books, Row, StoredFinding, Trace};
use present::Background;
use std::collections::BTreeSet;

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
    let book = case_rulebook(&case)?;
    let ids = finding.record.clause.as_deref().unwrap_or_default();
    let clauses = ids
        .split(';')
        .filter_map(|id| book.clause(id.trim()))
        .map(|c| (c.id.clone(), c.cite.clone(), c.says.clone()))
        .collect();
    let document = book.number.clone().or_else(|| Some(book.title.clone()));
    let background = Background {
        matches: matches.iter().collect(),
        trace: trace.iter().collect(),
        clauses,
        document,
    };
    console.line(present::explain(finding, &background, console.lang).trim_end())?;
    Ok(Outcome::default())
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

/// The matches of the rows in which the finding's cells stand.
fn matches(case: &Case, finding: &StoredFinding) -> anyhow::Result<Vec<MatchPair>> {
    if !case.manifest.steps.contains_key(Step::Reconcile.name()) {
        return Ok(Vec::new());
    }
    let books: Books = case.books()?;
    let at: BTreeSet<(&str, Option<&str>, Option<u32>)> = finding
        .evidence
        .iter()
        .map(|c| (&*c.src_file, c.src_sheet.as_deref(), c.src_row))
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
