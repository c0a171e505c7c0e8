//! `run`: every step from the first that is stale, then the report.

use super::{case_rulebook, prior, step};
use crate::cli::SincePrior;
use crate::console::Console;
use crate::exit::Outcome;
use casefile::{Case, Step};

pub(crate) fn run(args: &SincePrior, console: &Console) -> anyhow::Result<Outcome> {
    let SincePrior { on: args, prior } = args;
    let mut case = Case::open(&args.case)?;
    let book = case_rulebook(&case)?;
    let prior = prior::open(&case, prior.as_deref())?;
    let basis = step::Basis { book: &book, prior: prior.as_ref() };
    let bar = console.progress(Step::ALL.len() as u64, console.say("清算", "run"));
    let mut stale = false;
    let mut outcome = Outcome::default();
    for step in Step::ALL {
        stale = stale
            || !case.is_current(step, &step::plan(&case, basis, step)?, args.options.format.into());
        outcome = outcome.merge(if stale {
            step::execute(&mut case, basis, step, &args.options, console)?
        } else {
            step::outcome(&case.findings(step)?, case.entry(step)?.unreadable)
        });
        bar.inc(1);
    }
    bar.finish_and_clear();
    step::summarise(&case, basis, Step::Report, console)?;
    Ok(outcome)
}
