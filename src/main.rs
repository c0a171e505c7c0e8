//! `duizhang`: parse, dispatch, print one error, exit.

mod cli;
mod commands;
mod console;
mod exit;
mod help;

use clap::{CommandFactory, FromArgMatches};
use std::process::ExitCode;

fn main() -> ExitCode {
    let english = speaks_english();
    let command = help::localised(cli::Cli::command(), english);
    let parsed = command.try_get_matches().and_then(|matches| cli::Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return exit::usage(&error, english),
    };
    let console = console::Console::new(&cli.global);
    match commands::dispatch(cli.command, &console) {
        Ok(outcome) => exit::code(outcome, cli.global.fail_on),
        Err(error) => exit::failure(&error, &console),
    }
}

/// Help must know the language before the command line is parsed.
fn speaks_english() -> bool {
    let arguments: Vec<_> = std::env::args_os().collect();
    let flag = arguments.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en");
    flag || arguments.iter().any(|a| a == "--lang=en")
        || (std::env::var_os("DUIZHANG_LANG").is_some_and(|l| l == "en")
            && !arguments.iter().any(|a| a == "--lang"))
}
