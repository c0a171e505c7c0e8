//! `decide`: what a person found out about two rows, for all later runs.

use crate::cli::Decide;
use crate::console::Console;
use crate::exit::Outcome;
use anyhow::{Context as _, bail};
use casefile::Case;
use frames::Format;
use ledger::tables::{Asset, MatchDecision};
use ledger::{Day, NaiveDate, Precision, Row as _};
use reconcile::matching::decisions::{MATCH, NOT_MATCH, record};
use std::time::{Duration, UNIX_EPOCH};

/// Where a case keeps them.
const FILE: &str = "decisions.csv";

pub(crate) fn run(args: &Decide, console: &Console) -> anyhow::Result<Outcome> {
    let case = Case::open(&args.case)?;
    let books = case.books()?;
    let (left, right) = (find(&books.assets, &args.left)?, find(&books.assets, &args.right)?);
    if left.ledger == right.ledger {
        bail!("两行在同一台账中：配对决定只用于不同台账的行");
    }
    let date = args.date.map_or_else(today, Ok)?;
    let decision = MatchDecision {
        verdict: Some(if args.is_match { MATCH } else { NOT_MATCH }.into()),
        by: Some(args.by.as_str().into()),
        date: Some(Day { date, precision: Precision::Day }),
        reason: Some(args.reason.as_str().into()),
        ..record(left, right)
    };
    let mut all = recorded(&case)?;
    // The last word on two rows counts, whichever of them was named first.
    let pair = |d: &MatchDecision| {
        let mut pair = [d.left_hash.clone(), d.right_hash.clone()];
        pair.sort();
        pair
    };
    all.retain(|d| pair(d) != pair(&decision));
    all.push(decision);
    case.write_file(FILE, &frames::encode(&all, Format::Csv)?)?;
    let verdict = if args.is_match { "是同一资产" } else { "不是同一资产" };
    let name = |a: &Asset| a.asset_name.as_deref().unwrap_or("（无名称）").to_owned();
    let said = format!("已记录：“{}”与“{}”{verdict}（{FILE}）", name(left), name(right));
    let english = format!("recorded in {FILE}: {} {verdict} {}", name(left), name(right));
    console.line(console.say(&said, &english))?;
    console.note(&format!("重新运行 duizhang run {} 后生效", args.case.display()));
    Ok(Outcome::default())
}

/// What people have decided so far.
pub(super) fn recorded(case: &Case) -> anyhow::Result<Vec<MatchDecision>> {
    if !case.has_file(FILE) {
        return Ok(Vec::new());
    }
    frames::decode(&case.bytes(FILE)?, Format::Csv).with_context(|| format!("读取 {FILE}"))
}

/// The row of that id, of a unique beginning of one, or at `file!sheet!row` as evidence shows it.
fn find<'a>(assets: &'a [Asset], named: &str) -> anyhow::Result<&'a Asset> {
    let at = |asset: &Asset| {
        let o = &asset.origin;
        format!("{}!{}!{}", o.src_file, o.src_sheet.as_deref().unwrap_or(""), o.src_row)
    };
    let is_exact = |a: &&Asset| a.row_id() == named || at(a) == named;
    let exact: Vec<&Asset> = assets.iter().filter(is_exact).collect();
    let hits = if exact.is_empty() {
        assets.iter().filter(|a| a.row_id().starts_with(named)).collect()
    } else {
        exact
    };
    match hits.as_slice() {
        [one] => Ok(one),
        [] => {
            bail!("资产表中没有行“{named}”：请用 matches、residue 中的行编号，或“文件!工作表!行号”")
        }
        several => bail!("有 {} 行以“{named}”开头，请写得更长", several.len()),
    }
}

/// The date in China. A decision is an act of a person, dated on the day it is made.
#[expect(
    clippy::disallowed_types,
    reason = "no step reads it; what is written is the person's act"
)]
fn today() -> anyhow::Result<NaiveDate> {
    let since = std::time::SystemTime::now().duration_since(UNIX_EPOCH).context("系统时钟有误")?;
    let days = (since + Duration::from_secs(8 * 3600)).as_secs() / 86_400;
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1);
    epoch.and_then(|epoch| epoch.checked_add_days(chrono::Days::new(days))).context("系统时钟有误")
}
