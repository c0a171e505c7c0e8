//! `rulebook list | show | check | coverage | diff | new`.

mod check;
mod coverage;
mod diff;
mod tested;

use super::named_rulebook;
use crate::cli::RulebookVerb;
use crate::console::Console;
use crate::exit::Outcome;
use ::rulebook::{outline, show};
use anyhow::bail;
use std::path::Path;

pub(crate) fn run(verb: RulebookVerb, console: &Console) -> anyhow::Result<Outcome> {
    match verb {
        RulebookVerb::List => console.line(show::list()?.trim_end())?,
        RulebookVerb::Show { book } => {
            console.line(show::page(&named_rulebook(&book)?).to_string().trim_end())?;
        }
        RulebookVerb::Check { book } => return check::run(&book, console),
        RulebookVerb::Coverage { book } => return coverage::run(book, console),
        RulebookVerb::Diff { left, right } => return diff::run(&left, &right, console),
        RulebookVerb::New { id, county, output } => begin(&id, &county, &output, console)?,
    }
    Ok(Outcome::default())
}

/// Writes a rulebook to be filled in; never over a file that is there.
fn begin(id: &str, county: &str, output: &Path, console: &Console) -> anyhow::Result<()> {
    if casefile::read_if_present(output)?.is_some() {
        bail!("{} 已存在，不予覆盖", output.display());
    }
    casefile::write_file(output, outline::outline(id, county).as_bytes())?;
    let shown = output.display();
    console.line(&format!("{} {shown}", console.say("已写出", "wrote")))?;
    console.note(&format!("逐项填写后运行 duizhang rulebook check {shown}"));
    Ok(())
}
