//! A rulebook with the examples that show it.
//!
//! Beside a file `yunling-2024.toml` stand, where they exist, `yunling-2024-scenarios.toml` (who owns
//! what) and `situations/yunling-2024/STEP.toml` (a few rows and what is found in them): the same
//! names as those of the built-in rulebooks.

use crate::commands::{in_memory, named_rulebook};
use anyhow::Context as _;
use rulebook::scenario::{self, Scenario};
use rulebook::situation::{self, Situation};
use rulebook::{BookError, Rulebook};
use std::path::Path;

/// A rulebook and its examples, as far as they come out as they say.
pub(super) struct Tested {
    pub(super) book: Rulebook,
    pub(super) scenarios: Vec<Scenario>,
    pub(super) situations: Vec<Situation>,
    /// The examples that do not, one sentence each.
    pub(super) failures: Vec<String>,
}

/// Reads a rulebook, built in or a file, and tries its examples.
///
/// # Errors
/// A file that is no rulebook, no scenarios or no situations.
pub(super) fn tested(name: &str) -> anyhow::Result<Tested> {
    let book = named_rulebook(name)?;
    let builtin = Rulebook::builtin_ids().any(|id| id == name);
    let read = if builtin { examples_of(name)? } else { examples_beside(Path::new(name))? };
    let mut out =
        Tested { book, scenarios: Vec::new(), situations: Vec::new(), failures: Vec::new() };
    for scenario in read.scenarios {
        match scenario_failure(&out.book, &scenario) {
            Some(failure) => out.failures.push(failure),
            None => out.scenarios.push(scenario),
        }
    }
    for (step, situation) in read.situations {
        match situation_failure(&out.book, step, &situation) {
            Some(failure) => out.failures.push(failure),
            None => out.situations.push(situation),
        }
    }
    Ok(out)
}

struct Examples {
    scenarios: Vec<Scenario>,
    situations: Vec<(casefile::Step, Situation)>,
}

fn examples_of(id: &str) -> Result<Examples, BookError> {
    let mut situations = Vec::new();
    for step in in_memory::STEPS {
        situations.extend(situation::builtin(id, step.name())?.into_iter().map(|s| (step, s)));
    }
    Ok(Examples { scenarios: scenario::builtin(id)?, situations })
}

fn examples_beside(path: &Path) -> anyhow::Result<Examples> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let text = |path: &Path| -> anyhow::Result<String> {
        let bytes = casefile::read_if_present(path)?.unwrap_or_default();
        String::from_utf8(bytes).with_context(|| format!("{} 不是 UTF-8 文本", path.display()))
    };
    let file = folder.join(format!("{stem}-scenarios.toml"));
    let scenarios = scenario::parse(&text(&file)?).with_context(|| file.display().to_string())?;
    let mut situations = Vec::new();
    for step in in_memory::STEPS {
        let file = folder.join("situations").join(&stem).join(format!("{}.toml", step.name()));
        let read = situation::parse(&text(&file)?).with_context(|| file.display().to_string())?;
        situations.extend(read.into_iter().map(|situation| (step, situation)));
    }
    Ok(Examples { scenarios, situations })
}

fn scenario_failure(book: &Rulebook, scenario: &Scenario) -> Option<String> {
    let outcome = scenario.outcome(book);
    let says = |e: &scenario::Expectation| {
        let list = |ids: &std::collections::BTreeSet<String>| {
            ids.iter().map(String::as_str).collect::<Vec<_>>().join("、")
        };
        let aside = (!e.sets_aside.is_empty()).then(|| format!("，{}让位", list(&e.sets_aside)));
        let unknown = (!e.unknown.is_empty()).then(|| format!("，缺{}", list(&e.unknown)));
        let (aside, unknown) = (aside.unwrap_or_default(), unknown.unwrap_or_default());
        format!("{} 决定归“{}”{aside}{unknown}", e.by, e.owner)
    };
    (outcome != scenario.expect).then(|| {
        format!("{}\n  应由 {}\n  实由 {}", scenario.name, says(&scenario.expect), says(&outcome))
    })
}

fn situation_failure(
    book: &Rulebook,
    step: casefile::Step,
    situation: &Situation,
) -> Option<String> {
    let (clause, name) = (&situation.clause, &situation.name);
    if book.clause(clause).is_none() {
        return Some(format!("{clause}：{name}\n  没有这一条"));
    }
    let run = || -> anyhow::Result<()> {
        let (findings, checks) =
            in_memory::run(step, &situation.books()?, book, &situation.case(), &[])?;
        situation.verify(&findings, &checks).map_err(anyhow::Error::msg)
    };
    run().err().map(|error| match error.downcast_ref::<situation::SituationError>() {
        Some(error) => format!("{clause}：{name}\n  {error}"),
        None => error.to_string(),
    })
}
