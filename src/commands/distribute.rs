//! `distribute`: on a case, or one amount by a rulebook.

use super::{named_rulebook, one_step};
use crate::cli::{Distribute, OnCase};
use crate::console::Console;
use crate::exit::Outcome;
use anyhow::{Context as _, bail};
use casefile::Step;
use ledger::words::distribution::DIST_USE_CATEGORY;
use ledger::{Decimal, Fen};
use present::TextTable;

pub(crate) fn run(args: Distribute, console: &Console) -> anyhow::Result<Outcome> {
    match (args.case, args.amount, args.rulebook) {
        (Some(case), ..) => {
            one_step(&OnCase { case, options: args.options }, Step::Distribute, None, console)
        }
        (None, Some(amount), Some(rulebook)) => split(&amount, &rulebook, console),
        _ => bail!("请写案卷目录，或 --amount 与 --rulebook"),
    }
}

fn split(amount: &str, rulebook: &str, console: &Console) -> anyhow::Result<Outcome> {
    let Ok(amount) = amount.replace([',', '，'], "").parse::<Fen>() else {
        bail!("--amount 应为以元为单位、不超过两位小数的金额，不是“{amount}”");
    };
    let book = named_rulebook(rulebook)?;
    let parts = ::distribute::split_amount(amount, &book, book.effective)
        .with_context(|| format!("规则集 {rulebook} 没有规定分配比例（本县无规定）"))?;
    if console.json {
        let rows: Vec<_> = parts
            .iter()
            .map(|p| serde_json::json!({ "purpose": p.purpose.as_deref(), "ratio": p.ratio.as_deref(), "amount": p.amount.map(|a| a.to_string()), "clause": p.clause.as_deref() }))
            .collect();
        console.value(&serde_json::Value::Array(rows))?;
        return Ok(Outcome::default());
    }
    let mut rows: Vec<Vec<String>> = parts
        .iter()
        .map(|p| {
            let purpose =
                DIST_USE_CATEGORY.label_of(p.purpose.as_deref().unwrap_or_default()).to_owned();
            vec![
                purpose,
                percent(p.ratio.as_deref()),
                p.amount.unwrap_or_default().grouped(),
                p.clause.as_deref().unwrap_or_default().to_owned(),
            ]
        })
        .collect();
    let total = Fen::sum(parts.iter().filter_map(|p| p.amount));
    rows.push(vec!["合计".to_owned(), String::new(), total.grouped(), String::new()]);
    let headings = ["用途", "比例", "金额（元）", "依据条款"].map(str::to_owned).to_vec();
    console.table(&TextTable {
        title: format!("{} {}", book.title, amount.grouped()),
        headings,
        rows,
        right: vec![1, 2],
    })?;
    Ok(Outcome::default())
}

/// `3/10` as `30%`, where that is exact; the fraction itself otherwise.
fn percent(ratio: Option<&str>) -> String {
    let ratio = ratio.unwrap_or_default();
    let exact = ratio.split_once('/').and_then(|(n, d)| {
        let (n, d): (Decimal, Decimal) = (n.parse().ok()?, d.parse().ok()?);
        let percent = (n * Decimal::ONE_HUNDRED).checked_div(d)?.normalize();
        (percent * d == n * Decimal::ONE_HUNDRED).then(|| format!("{percent}%"))
    });
    exact.unwrap_or_else(|| ratio.to_owned())
}
