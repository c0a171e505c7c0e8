//! `reconcile`: a case, or any two files.

use super::{Imbalance, one_step};
use crate::cli::{OnCase, Reconcile, TwoFiles};
use crate::console::Console;
use crate::exit::Outcome;
use ::compare::{Comparison, Plan, Request, Side, Status, compare, differences, matches, residue};
use anyhow::{Context as _, anyhow};
use casefile::Step;
use frames::any::{self, AnyTable};
use ingest::masked;
use ledger::Severity;
use present::TextTable;
use serde_json::json;
use std::path::Path;

pub(crate) fn run(args: Reconcile, console: &Console) -> anyhow::Result<Outcome> {
    match (args.case, &args.files.left, &args.files.right) {
        (Some(case), ..) => {
            let on = OnCase { case, options: args.options };
            one_step(&on, Step::Reconcile, args.prior.as_deref(), console)
        }
        (None, Some(left), Some(right)) => {
            let format = args.options.format.into();
            two_files((left, right), &args.files, format, console)
        }
        _ => Err(anyhow!("请写案卷目录，或 --left 与 --right")),
    }
}

fn two_files(
    (left, right): (&Path, &Path),
    args: &TwoFiles,
    format: frames::Format,
    console: &Console,
) -> anyhow::Result<Outcome> {
    let request = Request {
        on: args.on.clone(),
        similar: args.similar.clone(),
        sum: args.sum.clone(),
        within: args.within.clone(),
        max_items: args.max_items.into(),
        compare: args.compare.clone(),
        map: args.map.iter().cloned().collect(),
        tolerance: args.tolerance.iter().cloned().collect(),
    };
    let (wanted_left, wanted_right) = wanted(&request);
    let sides = (read(left, wanted_left), read(right, wanted_right));
    let (left, right) = match sides {
        (Ok(left), Ok(right)) => (Side::new(left), Side::new(right)),
        (left, right) => {
            for error in [left.err(), right.err()].into_iter().flatten() {
                console.error(&format!("{error:#}"));
            }
            return Ok(Outcome { worst: None, unreadable: true });
        }
    };
    let plan = Plan::new(&left, &right, &request)?;
    // The message may hold a key, and a key may be a person's number.
    let found = compare(&left, &right, &plan).map_err(|e| anyhow!(masked("", &e.to_string())))?;
    if let Some(total) = found.imbalance() {
        return Err(Imbalance(format!("“{}”的合计不等于已匹配与未匹配之和", total.name)).into());
    }
    if let Some(folder) = &args.out {
        let encode = |name: &str, table: &AnyTable| -> anyhow::Result<(String, Vec<u8>)> {
            Ok((format!("{name}.{}", format.extension()), any::encode(table, format)?))
        };
        let files = [
            encode("matches", &matches(&left, &right, &found, &masked))?,
            encode("differences", &differences(&left, &right, &plan, &found, &masked))?,
            encode("residue", &residue(&left, &right, &plan, &found, &masked))?,
        ];
        casefile::write_folder(folder, &files)?;
    }
    print(&left, &right, &plan, &found, console)?;
    let worst = (!found.equal()).then_some(Severity::Error);
    Ok(Outcome { worst, unreadable: false })
}

/// The columns that are needed of each side; all where those to compare are not named.
fn wanted(request: &Request) -> (Option<Vec<String>>, Option<Vec<String>>) {
    let Some(compare) = &request.compare else { return (None, None) };
    let named = request.on.iter().chain(&request.similar).chain(&request.sum);
    let mut lefts: Vec<String> = named.chain(&request.within).chain(compare).cloned().collect();
    lefts.push("row_id".to_owned());
    let rights = lefts.iter().map(|name| request.map.get(name).unwrap_or(name).clone()).collect();
    (Some(lefts), Some(rights))
}

/// Reads a table: Parquet, or a sheet of a workbook or text file, headed by its first row.
fn read(path: &Path, wanted: Option<Vec<String>>) -> anyhow::Result<AnyTable> {
    let shown = path.display().to_string();
    let (file, sheet) = match shown.rsplit_once('#') {
        Some((file, sheet)) if !path.exists() => (Path::new(file), Some(sheet)),
        _ => (path, None),
    };
    let bytes = casefile::read_file(file)?;
    if bytes.starts_with(b"PAR1") {
        let known = any::column_names(&bytes).with_context(|| shown.clone())?;
        let only = wanted.map(|names| known.into_iter().filter(|n| names.contains(n)).collect());
        return any::read(&bytes, only).with_context(|| shown.clone());
    }
    // Somebody chose these two files: only what a row number can count bounds them.
    let limits = ingest::Limits {
        rows: usize::MAX >> 32,
        cells: 400_000_000,
        text_bytes: 4 << 30,
        ..ingest::Limits::default()
    };
    let rows =
        ingest::sheet_texts(&bytes, sheet, &limits).map_err(|why| anyhow!("{shown}：{why}"))?;
    Ok(AnyTable::from_texts(&rows))
}

fn print(
    left: &Side,
    right: &Side,
    plan: &Plan,
    found: &Comparison,
    console: &Console,
) -> anyhow::Result<()> {
    let pairs = |status: Status| found.pairs.iter().filter(|p| p.status == status).count();
    let (rows_left, rows_right) = (left.rows(), right.rows());
    let (over_left, over_right) = (found.left_over.len(), found.right_over.len());
    let fields: Vec<(&str, usize)> = plan
        .compare
        .iter()
        .enumerate()
        .map(|(field, column)| {
            let differ = found.differing.iter().filter(|d| d.field as usize == field);
            (column.name.as_str(), differ.count())
        })
        .collect();
    if console.json {
        let differences: serde_json::Map<_, _> =
            fields.iter().map(|(name, count)| ((*name).to_owned(), json!(count))).collect();
        let totals: Vec<_> = found
            .totals
            .iter()
            .map(|total| {
                let side = |side: &::compare::SideTotal| {
                    json!({ "all": side.all.to_string(), "matched": side.matched.to_string(), "residue": side.residue.to_string() })
                };
                json!({ "column": total.name, "left": side(&total.left), "right": side(&total.right) })
            })
            .collect();
        console.value(&json!({
            "equal": found.equal(),
            "rows": { "left": rows_left, "right": rows_right },
            "pairs": {
                "confirmed": pairs(Status::Confirmed),
                "suggested": pairs(Status::Suggested),
                "ambiguous": pairs(Status::Ambiguous),
            },
            "residue": { "left": over_left, "right": over_right },
            "differences": differences,
            "within_tolerance": found.differing.iter().filter(|d| d.within_tolerance).count(),
            "totals": totals,
        }))?;
        return Ok(());
    }
    let row = |zh: &str, en: &str, left: usize, right: String| {
        vec![console.say(zh, en).to_owned(), left.to_string(), right]
    };
    let mut rows = vec![
        row("行数", "rows", rows_left, rows_right.to_string()),
        row("配对（确认）", "pairs confirmed", pairs(Status::Confirmed), String::new()),
        row("配对（疑似）", "pairs suggested", pairs(Status::Suggested), String::new()),
        row("配对（不能分辨）", "pairs ambiguous", pairs(Status::Ambiguous), String::new()),
        row("未匹配", "residue", over_left, over_right.to_string()),
    ];
    let differing = fields.iter().filter(|(_, count)| *count > 0);
    rows.extend(differing.map(|(name, count)| {
        vec![
            format!("{}：{name}", console.say("差异", "differs")),
            count.to_string(),
            String::new(),
        ]
    }));
    let headings = vec![
        console.say("项目", "item").to_owned(),
        console.say("左表", "left").to_owned(),
        console.say("右表", "right").to_owned(),
    ];
    console.table(&TextTable { title: String::new(), headings, rows, right: vec![1, 2] })?;
    Ok(())
}
