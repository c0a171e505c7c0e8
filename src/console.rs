//! Results to standard output, progress and diagnostics to standard error.

use crate::cli::{Global, Language};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ledger::finding::Lang;
use present::{Style, TextTable};
use std::io::{self, IsTerminal, Write};

/// Columns of a table of long texts where there is no terminal.
const WRAPPED_WIDTH: u16 = 120;

/// Where output goes, and how.
#[derive(Debug)]
pub(crate) struct Console {
    quiet: bool,
    /// Machine-readable results.
    pub(crate) json: bool,
    /// Language of messages.
    pub(crate) lang: Lang,
}

impl Console {
    pub(crate) fn new(global: &Global) -> Self {
        let lang = if global.lang == Language::En { Lang::En } else { Lang::Zh };
        Self { quiet: global.quiet, json: global.json, lang }
    }

    /// A line of the result.
    pub(crate) fn line(&self, text: &str) -> io::Result<()> {
        writeln!(io::stdout().lock(), "{text}")
    }

    /// The result as a file would hold it.
    pub(crate) fn bytes(&self, bytes: &[u8]) -> io::Result<()> {
        io::stdout().lock().write_all(bytes)
    }

    /// A table of the result.
    pub(crate) fn table(&self, table: &TextTable) -> io::Result<()> {
        self.line(&present::render(table, Style { width: self.width(), ascii: false }))
    }

    /// A table of long texts: wrapped also where there is no terminal to say how wide it is.
    pub(crate) fn wrapped_table(&self, table: &TextTable) -> io::Result<()> {
        let width = self.width().or(Some(WRAPPED_WIDTH));
        self.line(&present::render(table, Style { width, ascii: false }))
    }

    fn width(&self) -> Option<u16> {
        let terminal = ::console::Term::stdout();
        (terminal.is_term()).then(|| terminal.size().1)
    }

    /// A value of the result, as JSON.
    pub(crate) fn value(&self, value: &serde_json::Value) -> io::Result<()> {
        self.line(&format!("{value:#}"))
    }

    /// A diagnostic; not shown with `--quiet`.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            // Nobody is left to be told if standard error is closed.
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    /// An error; always shown.
    pub(crate) fn error(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}{text}", self.say("错误：", "error: "));
    }

    /// The text in the language chosen.
    pub(crate) fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        if self.lang == Lang::En { en } else { zh }
    }

    /// A progress bar on standard error; hidden where that is no terminal.
    pub(crate) fn progress(&self, length: u64, label: &str) -> ProgressBar {
        let bar = ProgressBar::new(length).with_message(label.to_owned());
        if self.quiet || !io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}") {
            bar.set_style(style);
        }
        bar
    }
}
