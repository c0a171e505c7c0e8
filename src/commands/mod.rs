//! One file per command: open the case, read rows, call the step, commit.

mod compare;
mod completions;
mod decide;
mod distribute;
mod explain;
mod findings;
mod in_memory;
mod ingest;
mod mapping;
mod memory;
mod new;
mod papers;
mod prior;
mod query;
mod report;
mod rulebook;
mod rules;
mod run;
mod step;
mod template;
mod what_if;

use crate::cli::{Command, OnCase, Run};
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
        Command::Run(Run { since, what_if: Some(other) }) => {
            what_if::run(&since.on.case, &other, console)
        }
        Command::Run(args) => run::run(&args.since, console),
        Command::Ingest(args) if args.dry_run || args.write_mapping => {
            ingest::explain(&args, console)
        }
        Command::Ingest(args) => one_step(&args.on, Step::Ingest, None, console),
        Command::Reconcile(args) => compare::run(args, console),
        Command::ConfirmOwnership(args) => one_step(&args, Step::ConfirmOwnership, None, console),
        Command::Distribute(args) => distribute::run(args, console),
        Command::DisposeCheck(args) => one_step(&args, Step::DisposeCheck, None, console),
        Command::Report(args) => one_step(&args.on, Step::Report, args.prior.as_deref(), console),
        Command::Papers(args) => papers::run(&args, console),
        Command::Findings(args) => findings::run(&args, console),
        Command::Explain(args) => explain::run(&args, console),
        Command::Query(args) => query::run(&args, console),
        Command::Decide(args) => decide::run(&args, console),
        Command::Rulebook(args) => rulebook::run(args.command, console),
        Command::Completions { shell } => completions::run(shell),
    }
}

/// Runs one step. `prior`: the folder of the prior year's case, for the steps that look back.
fn one_step(
    args: &OnCase,
    step: Step,
    prior: Option<&Path>,
    console: &Console,
) -> anyhow::Result<Outcome> {
    let mut case = Case::open(&args.case)?;
    let book = case_rulebook(&case)?;
    case.verify_predecessors(step)?;
    let looks_back = matches!(step, Step::Reconcile | Step::Report);
    let prior = if looks_back { prior::open(&case, prior)? } else { None };
    let basis = step::Basis { book: &book, prior: prior.as_ref() };
    let outcome = step::execute(&mut case, basis, step, &args.options, console)?;
    step::summarise(&case, basis, step, console)?;
    Ok(outcome)
}

/// The rulebook that case.toml names: a built-in id, or a path relative to the case; with those of
/// its villages laid into it.
fn case_rulebook(case: &Case) -> anyhow::Result<Rulebook> {
    let read = |name: &str| case.bytes(name).map_err(Into::into);
    let mut book = read_rulebook(&case.file.case.rulebook, &read)?;
    for village in &case.file.villages {
        let own = read_rulebook(&village.rulebook, &read)?;
        book.admit(own).with_context(|| format!("规则集 {}", village.rulebook))?;
    }
    Ok(book)
}

/// A built-in id, or a path.
fn named_rulebook(name: &str) -> anyhow::Result<Rulebook> {
    read_rulebook(name, &|name| casefile::read_file(Path::new(name)).map_err(Into::into))
}

/// A built-in rulebook, or a file; the texts that it extends or replaces stand beside it.
fn read_rulebook(
    name: &str,
    read: &dyn Fn(&str) -> anyhow::Result<Vec<u8>>,
) -> anyhow::Result<Rulebook> {
    if Rulebook::builtin_ids().any(|id| id == name) {
        return Ok(Rulebook::builtin(name)?);
    }
    let bytes = read(name).with_context(|| unknown_book(name))?;
    let text =
        std::str::from_utf8(&bytes).with_context(|| format!("规则集 {name} 不是 UTF-8 文本"))?;
    let folder = Path::new(name).parent().unwrap_or(Path::new(""));
    let beside = |other: &str| {
        let path = folder.join(other);
        String::from_utf8(read(path.to_str()?).ok()?).ok()
    };
    Rulebook::parse_with(text, &beside).with_context(|| format!("规则集 {name}"))
}

fn unknown_book(name: &str) -> String {
    let known = ::rulebook::Rulebook::builtin_ids().collect::<Vec<_>>().join("、");
    format!("没有规则集“{name}”：内置的有 {known}，也可写文件路径")
}
