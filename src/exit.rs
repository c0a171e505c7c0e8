//! Results to exit statuses: the only table of them.

use crate::cli::FailOn;
use crate::console::Console;
use crate::help;
use casefile::CaseError;
use ledger::Severity;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// What a command found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Outcome {
    /// The worst finding.
    pub(crate) worst: Option<Severity>,
    /// Some input could not be read; the rest was done.
    pub(crate) unreadable: bool,
}

impl Outcome {
    /// Both together.
    pub(crate) fn merge(self, other: Self) -> Self {
        Self { worst: self.worst.max(other.worst), unreadable: self.unreadable || other.unreadable }
    }
}

const USAGE: u8 = 2;
const UNREADABLE: u8 = 3;
const INTEGRITY: u8 = 4;

/// 0 nothing at or above the limit, 1 findings at or above it, 3 unreadable input; the highest.
pub(crate) fn code(outcome: Outcome, fail_on: FailOn) -> ExitCode {
    let failing = fail_on.severity().is_some_and(|limit| outcome.worst >= Some(limit));
    ExitCode::from(if outcome.unreadable { UNREADABLE } else { u8::from(failing) })
}

/// A wrong command line is 2; help and version are 0.
pub(crate) fn usage(error: &clap::Error, english: bool) -> ExitCode {
    if error.use_stderr() && !english {
        // Nobody is left to be told if standard error is closed.
        let _ = writeln!(std::io::stderr().lock(), "错误：{}", help::usage_error(error));
    } else {
        let _ = error.print();
    }
    if error.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}

/// A wrong case is 2, a changed or corrupt file 4; a closed pipe is none.
pub(crate) fn failure(error: &anyhow::Error, console: &Console) -> ExitCode {
    let broken_pipe = |e: &std::io::Error| e.kind() == ErrorKind::BrokenPipe;
    if error.chain().any(|cause| cause.downcast_ref().is_some_and(broken_pipe)) {
        return ExitCode::SUCCESS;
    }
    console.error(&sentence(error));
    let integrity = error.chain().any(|cause| {
        matches!(cause.downcast_ref(), Some(CaseError::Integrity { .. } | CaseError::Encode { .. }))
            || cause.is::<crate::commands::Imbalance>()
    });
    ExitCode::from(if integrity { INTEGRITY } else { USAGE })
}

/// The error and its causes in one line; a cause that only repeats what was said is left out.
fn sentence(error: &anyhow::Error) -> String {
    let mut out = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if out.is_empty() {
            out = cause;
        } else if !out.contains(&cause) {
            out = format!("{out}：{cause}");
        }
    }
    out
}
