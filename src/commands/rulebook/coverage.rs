//! `rulebook coverage`: clause by clause, the checks and the examples that show them.

use super::tested::{Tested, tested};
use crate::console::Console;
use crate::exit::Outcome;
use ledger::Severity;
use present::TextTable;
use rulebook::coverage::{Coverage, Kind, Row, coverage, percent};
use rulebook::{Rulebook, words};
use serde_json::{Value, json};

pub(super) fn run(name: Option<String>, console: &Console) -> anyhow::Result<Outcome> {
    let names = name
        .map_or_else(|| Rulebook::builtin_ids().map(str::to_owned).collect(), |name| vec![name]);
    let (mut values, mut whole) = (Vec::new(), true);
    for name in names {
        let tested = tested(&name)?;
        let coverage = coverage(&tested.book, &tested.scenarios, &tested.situations);
        whole &= coverage.is_whole() && tested.failures.is_empty();
        if console.json {
            values.push(to_json(&tested, &coverage));
        } else {
            print(&tested, &coverage, console)?;
        }
    }
    if console.json {
        console.value(&Value::Array(values))?;
    }
    Ok(Outcome { worst: (!whole).then_some(Severity::Error), unreadable: false })
}

fn print(tested: &Tested, coverage: &Coverage<'_>, console: &Console) -> anyhow::Result<()> {
    console.table(&clauses_table(&tested.book, coverage))?;
    console.table(&families_table(coverage))?;
    let attest: Vec<&str> =
        coverage.rows.iter().filter(|row| row.kind == Kind::Attest).map(|row| row.id).collect();
    if !attest.is_empty() {
        console.line(&format!("由人确认 {} 条：{}", attest.len(), attest.join("、")))?;
    }
    if !coverage.unused_readings.is_empty() {
        console.line(&format!("没有情形用到的理解：{}", coverage.unused_readings.join("、")))?;
    }
    for failure in &tested.failures {
        console.line(&format!("不计入：{failure}"))?;
    }
    let (covered, checked) = (coverage.covered(), coverage.count(Kind::Checked));
    console.line(&format!(
        "{}：{} 条，由程序检查 {checked} 条，其中有情形为证 {covered} 条（{}%）；由人确认 {} 条；无须检查 {} 条；取自上级办法 {} 条\n",
        coverage.book,
        coverage.rows.len(),
        percent(covered, checked),
        attest.len(),
        coverage.count(Kind::Note),
        coverage.inherited,
    ))?;
    Ok(())
}

fn clauses_table(book: &Rulebook, coverage: &Coverage<'_>) -> TextTable {
    let row = |row: &Row<'_>| {
        let answer = match row.kind {
            Kind::Attest => "由人确认".to_owned(),
            Kind::Note => "无须检查".to_owned(),
            Kind::Checked if row.lacks.is_empty() => "√".to_owned(),
            Kind::Checked => row.lacks.join("；"),
        };
        let count = |names: &[&str]| match names.len() {
            0 => String::new(),
            n => n.to_string(),
        };
        let mut cells = vec![row.id.to_owned(), row.cite.to_owned(), row.families.join("、")];
        cells.extend([&row.fires, &row.quiet, &row.decides, &row.yields].map(|names| count(names)));
        cells.push(answer);
        cells
    };
    let headings = ["条款", "出处", "检查", "提出问题", "不提出", "决定归属", "让位", "结论"];
    TextTable {
        title: book.title.clone(),
        headings: headings.map(str::to_owned).to_vec(),
        rows: coverage.rows.iter().map(row).collect(),
        right: vec![3, 4, 5, 6],
    }
}

fn families_table(coverage: &Coverage<'_>) -> TextTable {
    let families = coverage.families();
    let row = |(family, total): (&&str, &rulebook::coverage::FamilyTotal)| {
        let counts = [total.clauses, total.covered, total.fires, total.quiet];
        let mut cells = vec![(*family).to_owned(), words::label(family).to_owned()];
        cells.extend(counts.map(|count| count.to_string()));
        cells
    };
    let headings = ["检查", "名称", "条款", "有情形为证", "提出问题", "不提出"];
    TextTable {
        title: format!("检查 {} 项", families.len()),
        headings: headings.map(str::to_owned).to_vec(),
        rows: families.iter().map(row).collect(),
        right: vec![2, 3, 4, 5],
    }
}

fn to_json(tested: &Tested, coverage: &Coverage<'_>) -> Value {
    let clause = |row: &Row<'_>| {
        json!({
            "clause": row.id, "cite": row.cite, "kind": row.kind.code(), "checks": row.families,
            "fires": row.fires, "quiet": row.quiet,
            "decides": row.decides, "yields": row.yields, "lacks": row.lacks,
        })
    };
    let families = coverage.families();
    let family = |(family, total): (&&str, &rulebook::coverage::FamilyTotal)| {
        json!({
            "check": family, "clauses": total.clauses, "covered": total.covered,
            "fires": total.fires, "quiet": total.quiet,
        })
    };
    let (covered, checked) = (coverage.covered(), coverage.count(Kind::Checked));
    json!({
        "rulebook": coverage.book,
        "clauses": coverage.rows.iter().map(clause).collect::<Vec<_>>(),
        "checks": families.iter().map(family).collect::<Vec<_>>(),
        "checked": checked, "covered": covered, "percent": percent(covered, checked),
        "attest": coverage.count(Kind::Attest), "notes": coverage.count(Kind::Note),
        "inherited": coverage.inherited, "unused_readings": coverage.unused_readings,
        "failed": tested.failures,
    })
}
