//! `query`: ask the tables of a case in SQL.

use crate::cli::Query;
use crate::console::Console;
use crate::exit::Outcome;
use ::query::{Answer, Database, Field};
use anyhow::Context as _;
use casefile::{Case, Step};
use frames::Format;
use frames::any::AnyTable;
use ledger::books::BooksVisitor;
use ledger::finding::FindingRecord;
use ledger::table::TableDef;
use ledger::tables::{
    AdjustingLine, Allocation, CountAction, DepreciationMonth, Difference, DisposalDecision,
    MatchPair, OwnerShare, Ownership, ReconciledAsset, Residue, RollForward, RollUp, Unadjusted,
};
use ledger::{Books, Row};
use present::TextTable;
use std::io::Read as _;

pub(crate) fn run(args: &Query, console: &Console) -> anyhow::Result<Outcome> {
    let case = Case::open(&args.case)?;
    match &args.sql {
        Some(sql) => answer(&case, &question(sql)?, args, console)?,
        None => list(console)?,
    }
    Ok(Outcome::default())
}

/// The statement, from standard input where it is `-`.
fn question(sql: &str) -> anyhow::Result<String> {
    if sql != "-" {
        return Ok(sql.to_owned());
    }
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text).context("标准输入")?;
    Ok(text)
}

fn answer(case: &Case, sql: &str, args: &Query, console: &Console) -> anyhow::Result<()> {
    let answer = load(case)?.ask(sql)?;
    if console.json {
        return Ok(console.value(&json(&answer))?);
    }
    let rows: Vec<Vec<String>> =
        answer.rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    if args.csv {
        let mut texts = vec![answer.columns];
        texts.extend(rows);
        let bytes = frames::any::encode(&AnyTable::from_texts(&texts), Format::Csv)?;
        return Ok(console.bytes(&bytes)?);
    }
    let is_number = |at: usize| {
        let mut stated = answer.rows.iter().filter_map(|row| row.get(at)).peekable();
        stated.peek().is_some() && stated.all(|field| !matches!(field, Field::Text(_)))
    };
    let right = (0..answer.columns.len()).filter(|at| is_number(*at)).collect();
    let title = format!("{} {}", console.say("行数", "rows"), rows.len());
    Ok(console.table(&TextTable { title, headings: answer.columns, rows, right })?)
}

/// One object a row; money in fen.
fn json(answer: &Answer) -> serde_json::Value {
    let value = |field: &Field| match field {
        Field::Null => serde_json::Value::Null,
        Field::Integer(number) => (*number).into(),
        Field::Real(text) | Field::Text(text) => text.as_str().into(),
    };
    let object = |row: &Vec<Field>| {
        answer.columns.iter().cloned().zip(row.iter().map(value)).collect::<serde_json::Map<_, _>>()
    };
    answer.rows.iter().map(object).collect()
}

/// All tables of the case: what came in, and what the steps that have run wrote.
fn load(case: &Case) -> anyhow::Result<Database> {
    let mut loader = Loader { database: Database::new()?, result: Ok(()) };
    case.books()?.visit(&mut loader);
    loader.result?;
    let mut database = loader.database;
    for (step, written) in WRITTEN {
        if case.manifest.steps.contains_key(step.name()) {
            (written.load)(case, *step, written, &mut database)?;
        }
    }
    database.add("findings", &findings(case)?)?;
    Ok(database)
}

fn findings(case: &Case) -> anyhow::Result<Vec<FindingRecord>> {
    Ok(super::findings::all(case, None)?.into_iter().map(|f| f.record).collect())
}

struct Loader {
    database: Database,
    result: Result<(), ::query::QueryError>,
}

impl BooksVisitor for Loader {
    fn table<R: Row>(&mut self, rows: &[R]) {
        if self.result.is_ok() {
            self.result = self.database.add(R::TABLE.name, rows);
        }
    }
}

/// A table that a step writes.
struct Written {
    file: &'static str,
    /// Its name in SQL, where another table has that of the file.
    name: &'static str,
    definition: &'static TableDef,
    load: fn(&Case, Step, &Written, &mut Database) -> anyhow::Result<()>,
}

const fn written<R: Row>(file: &'static str, name: &'static str) -> Written {
    Written { file, name, definition: R::TABLE, load: add::<R> }
}

fn add<R: Row>(
    case: &Case,
    step: Step,
    table: &Written,
    database: &mut Database,
) -> anyhow::Result<()> {
    Ok(database.add(table.name, &case.table::<R>(step, table.file)?)?)
}

const WRITTEN: &[(Step, Written)] = &[
    (Step::Reconcile, written::<MatchPair>("matches", "matches")),
    (Step::Reconcile, written::<Difference>("differences", "differences")),
    (Step::Reconcile, written::<Residue>("residue", "residue")),
    (Step::Reconcile, written::<ReconciledAsset>("assets", "reconciled_assets")),
    (Step::Reconcile, written::<RollForward>("rollforward", "rollforward")),
    (Step::Reconcile, written::<RollUp>("rollups", "rollups")),
    (Step::Reconcile, written::<CountAction>("count_actions", "count_actions")),
    (Step::Reconcile, written::<AdjustingLine>("adjusting_entries", "adjusting_entries")),
    (Step::Reconcile, written::<Unadjusted>("unadjusted", "unadjusted")),
    (Step::Reconcile, written::<DepreciationMonth>("depreciation", "depreciation")),
    (Step::ConfirmOwnership, written::<Ownership>("ownership", "ownership")),
    (Step::ConfirmOwnership, written::<OwnerShare>("shares", "shares")),
    (Step::Distribute, written::<Allocation>("allocations", "allocations")),
    (Step::DisposeCheck, written::<DisposalDecision>("decisions", "decisions")),
];

/// The tables that can be asked, with their columns.
fn list(console: &Console) -> anyhow::Result<()> {
    let received = Books::TABLES.iter().map(|table| (table.name, *table));
    let steps = WRITTEN.iter().map(|(_, written)| (written.name, written.definition));
    let findings = [("findings", FindingRecord::TABLE)];
    let row = |(name, table): (&str, &TableDef)| {
        let columns: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
        vec![name.to_owned(), table.label.to_owned(), columns.join(" ")]
    };
    let headings = [("表", "table"), ("名称", "label"), ("列", "columns")];
    let notes = console.say(
        "金额为整数分，另有以元为单位的 <列名>_yuan；yuan(分) 写成元，exact_sum(列) 准确求和。",
        "Money is in fen; <column>_yuan is its text in yuan; yuan(fen) writes a sum so; exact_sum(column) adds exactly.",
    );
    console.table(&TextTable {
        title: console.say("可查询的表", "tables").to_owned(),
        headings: headings.map(|(zh, en)| console.say(zh, en).to_owned()).to_vec(),
        rows: received.chain(steps).chain(findings).map(row).collect(),
        right: Vec::new(),
    })?;
    Ok(console.line(notes)?)
}
