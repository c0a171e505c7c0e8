//! `rulebook list | show | check`.

use super::named_rulebook;
use crate::cli::RulebookVerb;
use crate::console::Console;
use crate::exit::Outcome;

pub(crate) fn run(verb: RulebookVerb, console: &Console) -> anyhow::Result<Outcome> {
    let text = match verb {
        RulebookVerb::List => ::rulebook::show::list()?,
        RulebookVerb::Show { book } => ::rulebook::show::page(&named_rulebook(&book)?).to_string(),
        RulebookVerb::Check { book } => {
            ::rulebook::audit::audit(&named_rulebook(&book)?).to_string()
        }
    };
    console.line(text.trim_end())?;
    Ok(Outcome::default())
}
