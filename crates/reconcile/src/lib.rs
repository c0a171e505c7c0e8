//! Books against books (账账), money, accounts (账证) and things (账实).
//!
//! ```text
//! Books ──keys──▶ Entries ──ladder──▶ Pairings ──union──▶ Entities
//!                             │                              │
//!               differences, missing, totals      scope, funds, accounts, counts
//! ```
//!
//! What goes in: all normalised rows, the county's rules, the case. What comes out: the rows paired
//! ([`Rows::matches`], [`Rows::residue`]), where they differ, one row per real asset, findings, and a
//! count of every check.
//!
//! The county ledger is the hub and the left side of every pair. Rows are paired on a ladder
//! ([`matching`]): decisions, ids, evidence keys, business keys, likeness, counted sums; what is
//! merely likely is *suggested*, what could be several things is *ambiguous*, and neither is called
//! missing or different.
//!
//! What must always hold: every row of both sides of a pair ends in exactly one group or in the
//! residue, and the sums per township, year and fund source are the sums that were given
//! ([`Rows::imbalances`] is empty); the order in which rows arrive changes nothing; no pair is
//! confirmed on likeness alone.

pub mod accounts;
mod basis;
pub mod counts;
pub mod entities;
pub mod funds;
pub mod ground;
mod holdings;
pub mod keys;
mod ledgers;
pub mod matching;
mod parallel;
pub mod register;
pub mod roll_forward;
pub mod scope;
mod units;

pub use entities::{Entities, Entity};
pub use ground::{examine, on_ground};
pub use roll_forward::Prior;

use accounts::Adjustments;
use ground::Check;
use ledger::tables::{
    CountAction, Difference, MatchDecision, MatchPair, ReconciledAsset, Residue, RollForward,
    RollUp, ToleranceUse,
};
use ledger::{Books, CaseInfo, StepOutput};
use ledgers::cited::add_up;
use ledgers::expected::{Expected, Owed};
use ledgers::{
    Scene, assets, between, doubts, equal, fields, headers, late_entry, missing, repeated, review,
    roll_up, rollups, wrong_system,
};
use matching::entry::Words;
use matching::union::HUB;
use matching::{Decided, Entries, hypothesis, partition, tables};
use rulebook::Rulebook;
use rulebook::checks::reconciliation::BooksAgree;

/// The tables of the step.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Pairs of rows, one for each left and right row of a group.
    pub matches: Vec<MatchPair>,
    /// Fields in which matched rows differ.
    pub differences: Vec<Difference>,
    /// Rows that ended in no group.
    pub residue: Vec<Residue>,
    /// One row per real asset.
    pub assets: Vec<ReconciledAsset>,
    /// Differences accepted because the case sets a tolerance.
    pub tolerance: Vec<ToleranceUse>,
    /// Adjusting entries for what ledger, cards and balances disagree on.
    pub adjustments: Adjustments,
    /// From the prior case's ledgers to this year's; empty without a prior case.
    pub rollforward: Vec<RollForward>,
    /// Lower ledgers against the county ledger.
    pub rollups: Vec<RollUp>,
    /// What is to be done about the findings of counts.
    pub count_actions: Vec<CountAction>,
    /// Sums that do not tie. Must be empty: a program that loses a fen may not go on.
    pub imbalances: Vec<String>,
}

/// The checks of real assets that only find; [`accounts`] also proposes.
const CHECKS: [Check; 4] = [scope::check, register::check, funds::check, counts::check];

/// Reconciles the books.
#[must_use]
pub fn run(books: &Books, book: &Rulebook, case: &CaseInfo) -> StepOutput<Rows> {
    run_with(books, book, case, &[])
}

/// Reconciles the books; what people decided about pairs of rows comes before everything else.
#[must_use]
pub fn run_with(
    books: &Books,
    book: &Rulebook,
    case: &CaseInfo,
    decisions: &[MatchDecision],
) -> StepOutput<Rows> {
    run_since(books, book, case, decisions, None)
}

/// The same, with the ledgers of the prior case rolled forward to this year's.
#[must_use]
pub fn run_since(
    books: &Books,
    book: &Rulebook,
    case: &CaseInfo,
    decisions: &[MatchDecision],
    prior: Option<&Prior>,
) -> StepOutput<Rows> {
    let naming: Vec<_> = book.ruled::<BooksAgree>(case.law_day());
    let light: Vec<String> = naming.iter().flat_map(|r| r.rule.light_words.clone()).collect();
    let same: Vec<Vec<String>> = naming.iter().flat_map(|r| r.rule.same_words.clone()).collect();
    let words = Words { county: &case.county, light: &light, same: &same };
    let mut entries = Entries::new(books, words);
    entries.decided = Decided::new(&entries, decisions);
    let matched = matching::reconcile(&entries);
    let scene = Scene { books, book, case, entries: &entries, matched: &matched };
    let expected = Expected::new(&scene);
    let of_assets = || {
        on_ground(books, &matched.entities, book, case, |ground| {
            (accounts::run(ground), ground::make(ground, &CHECKS))
        })
    };
    let (of_assets, mut out) = parallel::both(of_assets, || compare(&scene, &expected));
    let ((adjustments, of_accounts), checked) = of_assets;
    out.absorb(checked);
    out.absorb(of_accounts);
    out.rows.imbalances.extend(adjustments.imbalances());
    out.rows.adjustments = adjustments;
    let StepOutput { rows: forward, findings, checks, trace } =
        roll_forward::check(&scene, words, prior);
    out.absorb(StepOutput { rows: (), findings, checks, trace });
    out.rows.rollforward = forward.rows;
    out.rows.imbalances.extend(forward.imbalances);
    out.checks = add_up(std::mem::take(&mut out.checks));
    out.settle();
    let rollups = rollups::view(&scene, &expected, &out.findings);
    out.rows.rollups = rollups.rows;
    out.rows.imbalances.extend(rollups.imbalances);
    out.rows.count_actions = counts::actions(&out.findings, books, case);
    out
}

/// A part of the comparison of ledgers with ledgers.
type Part = fn(&Scene<'_, '_>, &Expected) -> StepOutput<()>;

/// The parts but for the fields of paired rows, in the order of their findings.
const PARTS: [Part; 11] = [
    |scene, _| doubts::check(scene),
    missing::check,
    |scene, _| repeated::check(scene),
    |scene, _| headers::check(scene),
    roll_up::check,
    |scene, _| late_entry::check(scene),
    |scene, _| wrong_system::check(scene),
    between::check,
    |scene, _| equal::check(scene),
    |scene, _| review::check(scene),
    |scene, _| review::yearly(scene),
];

/// Ledgers with ledgers.
fn compare(scene: &Scene<'_, '_>, expected: &Expected) -> StepOutput<Rows> {
    let mut out: StepOutput<Rows> = StepOutput::default();
    let fields::Compared { found, differences, tolerance } = fields::check(scene);
    out.absorb(found);
    for part in parallel::each(PARTS, |part| part(scene, expected)) {
        out.absorb(part);
    }
    out.findings.extend(tolerance.check());
    let entries = scene.entries;
    let hub = entries.ledger(HUB);
    let told = parallel::each(&scene.matched.pairings, |pairing| {
        let other = entries.ledger(pairing.right_ledger);
        let owed = |row: usize| match expected.owed(pairing.right_ledger, row) {
            Owed::No(reason) => Some(*reason),
            Owed::Yes(_) | Owed::Unknown => None,
        };
        (
            tables::matches(entries, pairing),
            hypothesis::trace(entries, pairing, |row| owed(row).is_some()),
            tables::residue(entries, pairing, (hub, other), owed),
            partition::imbalances(entries, pairing, hub, other),
        )
    });
    for (matches, trace, residue, imbalances) in told {
        out.rows.matches.extend(matches);
        out.trace.push(trace);
        out.rows.residue.extend(residue);
        out.rows.imbalances.extend(imbalances);
    }
    out.rows.imbalances.extend(partition::lost_by_assets(entries, &scene.matched.entities));
    out.rows.assets = assets::view(scene, expected, &differences);
    out.rows.differences = differences;
    out.rows.tolerance = tolerance.uses;
    out
}
