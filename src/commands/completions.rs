//! `completions`: scripts for shells.

use crate::cli::Cli;
use crate::exit::Outcome;
use clap::CommandFactory;
use std::io::Write;

pub(crate) fn run(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "duizhang", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Outcome::default())
}
