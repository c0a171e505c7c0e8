//! One file per command: open the case, read rows, call the step, commit.

mod compare;
mod completions;
mod decide;
mod distribute;
mod explain;
mod findings;
mod ingest;
mod mapping;
mod new;
mod query;
mod report;
mod rulebook;
mod rules;
mod run;
mod step;
mod template;

use crate::cli::{Command, OnCase};
use crate::console::Console;
use crate::exit::Outcome;
use ::rulebook::Rulebook;
use anyhow::Context;
use casefile::{Case, Step};
use std::path::Path;

/// Totals that must agree do not: nothing was replaced (exit status 4).
#[derive(Debug)]
pub(crate) struct Imbalance(pub(crate) String);

impl std::fmt::Display for Imbalance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Imbalance {}

/// Runs a command.
pub(crate) fn dispatch(command: Command, console: &Console) -> anyhow::Result<Outcome> {
    match command {
        Command::New(args) => new::run(&args, console),
        Command::Template(args) => template::run(&args, console),
        Command::Run(args) => run::run(&args, console),
        Command::Ingest(args) if args.dry_run || args.write_mapping => {
            ingest::explain(&args, console)
        }
        Command::Ingest(args) => one_step(&args.on, Step::Ingest, console),
        Command::Reconcile(args) => compare::run(args, console),
        Command::ConfirmOwnership(args) => one_step(&args, Step::ConfirmOwnership, console),
        Command::Distribute(args) => distribute::run(args, console),
        Command::DisposeCheck(args) => one_step(&args, Step::DisposeCheck, console),
        Command::Report(args) => one_step(&args, Step::Report, console),
        Command::Findings(args) => findings::run(&args, console),
        Command::Explain(args) => explain::run(&args, console),
        Command::Query(args) => query::run(&args, console),
        Command::Decide(args) => decide::run(&args, console),
        Command::Rulebook(args) => rulebook::run(args.command, console),
        Command::Completions { shell } => completions::run(shell),
    }
}

fn one_step(args: &OnCase, step: Step, console: &Console) -> anyhow::Result<Outcome> {
    let mut case = Case::open(&args.case)?;
    let book = case_rulebook(&case)?;
    case.verify_predecessors(step)?;
    let outcome = step::execute(&mut case, &book, step, &args.options, console)?;
    step::summarise(&case, step, console)?;
    Ok(outcome)
}

/// The rulebook that case.toml names: a built-in id, or a path relative to the case.
fn case_rulebook(case: &Case) -> anyhow::Result<Rulebook> {
    let name = &case.file.case.rulebook;
    if ::rulebook::Rulebook::builtin_ids().any(|id| id == name) {
        return Ok(Rulebook::builtin(name)?);
    }
    let bytes = case.bytes(name).with_context(|| unknown_book(name))?;
    parse_book(name, &bytes)
}

/// A built-in id, or a path.
fn named_rulebook(name: &str) -> anyhow::Result<Rulebook> {
    if ::rulebook::Rulebook::builtin_ids().any(|id| id == name) {
        return Ok(Rulebook::builtin(name)?);
    }
    let bytes = casefile::read_file(Path::new(name)).with_context(|| unknown_book(name))?;
    parse_book(name, &bytes)
}

fn parse_book(name: &str, bytes: &[u8]) -> anyhow::Result<Rulebook> {
    let text =
        std::str::from_utf8(bytes).with_context(|| format!("规则集 {name} 不是 UTF-8 文本"))?;
    Rulebook::parse(text).with_context(|| format!("规则集 {name}"))
}

fn unknown_book(name: &str) -> String {
    let known = ::rulebook::Rulebook::builtin_ids().collect::<Vec<_>>().join("、");
    format!("没有规则集“{name}”：内置的有 {known}，也可写文件路径")
}
