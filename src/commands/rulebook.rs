//! `rulebook list | show | check`.

use super::named_rulebook;
use crate::cli::RulebookVerb;
use crate::console::Console;
use crate::exit::Outcome;

pub(crate) fn run(verb: RulebookVerb, console: &Console) -> anyhow::Result<Outcome> {
    match verb {
        RulebookVerb::List => console.line(::rulebook::show::list()?.trim_end())?,
        RulebookVerb::Show { book } => {
            console.line(::rulebook::show::page(&named_rulebook(&book)?).to_string().trim_end())?
        }
        RulebookVerb::Check { book } => console
            .line(::rulebook::audit::audit(&named_rulebook(&book)?).to_string().trim_end())?,
    }
    Ok(Outcome::default())
}
