//! From the prior year's ledgers to this year's: opening + additions − disposals ± changes = closing.
//!
//! Goes in: the asset rows of the prior case ([`Prior`]), this year's books with their changes,
//! disposals and write-offs. Comes out: per ledger, township and class one row that ties to the fen
//! ([`RollForward`]), and a finding for each asset that came, went or changed its value while
//! nothing on file says so.
//!
//! Rows of both years are paired on the ladder like rows of two ledgers. Assets that have left the
//! books (disposed of, scrapped, written off) stand in neither opening nor closing. A ledger of which
//! a unit's part came in one year only is not checkable in that part. What is merely likely to be
//! one asset is called neither added nor removed.
//!
//! What must always hold: opening and closing are the sums of all rows compared, added up apart from
//! how they were paired; what moves between cells adds up to nothing ([`Forward::imbalances`] is
//! empty).

mod cells;
mod events;
mod faults;
mod judge;

pub(crate) use events::direction;

use crate::basis::book_day;
use crate::holdings::is_gone;
use crate::keys::place::township_stem;
use crate::ledgers::Scene;
use crate::matching::entry::{Entries, Words};
use crate::matching::ladder::{Status, pair};
use crate::matching::union::HUB;
use crate::units::Units;
use cells::Cells;
use events::Events;
use faults::Faults;
use judge::{Judgement, judge};
use ledger::tables::{Asset, RollForward};
use ledger::{Books, CaseInfo, CheckRun, NaiveDate, StepOutput, Verdict};
use std::collections::BTreeMap;

/// Name of the check.
pub(crate) const FAMILY: &str = "roll-forward";

/// What stands in front of the files of the prior case, where cells of it are evidence.
pub const PRIOR_FILES: &str = "prior:";

/// The ledgers with which the prior case ended.
#[derive(Debug, Clone)]
pub struct Prior {
    /// The day at which its books stand.
    book_day: NaiveDate,
    /// Its year.
    year: i64,
    /// Its asset rows; their files are marked with [`PRIOR_FILES`].
    assets: Vec<Asset>,
}

impl Prior {
    /// The ledgers of a case.
    #[must_use]
    pub fn new(case: &CaseInfo, mut assets: Vec<Asset>) -> Self {
        for asset in &mut assets {
            asset.origin.src_file = format!("{PRIOR_FILES}{}", asset.origin.src_file).into();
        }
        Self { book_day: book_day(case), year: case.year.into(), assets }
    }
}

/// What rolling forward gives.
#[derive(Debug, Default)]
pub(crate) struct Forward {
    pub(crate) rows: Vec<RollForward>,
    /// Where the sums do not tie. Must be empty.
    pub(crate) imbalances: Vec<String>,
}

/// What became of one asset of a ledger from year to year.
#[derive(Debug)]
struct Passage<'e> {
    /// Its rows in the prior year's ledger; none = added.
    opening: Vec<&'e Asset>,
    /// Its rows in this year's; none = removed.
    closing: Vec<&'e Asset>,
    /// Whether the pairing is certain.
    settled: bool,
}

/// Rolls every ledger forward that came in both years.
pub(crate) fn check(
    scene: &Scene<'_, '_>,
    words: Words<'_>,
    prior: Option<&Prior>,
) -> StepOutput<Forward> {
    let mut out = StepOutput::<Forward>::default();
    let Some(prior) = prior else {
        out.checks.push(CheckRun::no_data(FAMILY, None));
        return out;
    };
    let units = Units::new(scene.books, &scene.case.county);
    let events = Events::new(scene.books, prior, book_day(scene.case), &units);
    let mut run = CheckRun::ruled(FAMILY, None);
    let mut faults = Faults::default();
    for (ledger, years) in both_years(&prior.assets, &scene.books.assets, &units) {
        for _ in 0..years.apart {
            run.count(Verdict::Unknown);
        }
        let books = Books { assets: years.marked(), ..Books::default() };
        let entries = Entries::new(&books, words);
        let mut cells = Cells::new(&entries, |name| township_stem(name, &scene.case.county));
        for passage in passages(&entries) {
            let judgement = judge(&events, &passage);
            run.count(match &judgement {
                Judgement::Explained => Verdict::Passed,
                Judgement::Unknown => Verdict::Unknown,
                Judgement::Unexplained(_) => Verdict::Failed,
            });
            cells.place(&passage, &judgement);
            if let Judgement::Unexplained(gap) = judgement {
                faults.add(scene, ledger, &passage, gap);
            }
        }
        out.rows.imbalances.extend(cells.imbalances(ledger));
        out.rows.rows.extend(cells.rows(ledger));
    }
    out.findings = faults.findings();
    out.checks.push(run);
    out
}

/// The rows of one ledger in both years.
#[derive(Debug, Default)]
struct Years<'a> {
    opening: Vec<&'a Asset>,
    closing: Vec<&'a Asset>,
    /// Parts that came in one year only.
    apart: usize,
}

impl Years<'_> {
    /// The rows that have not left the books, as two ledgers to be paired: the prior year's in the
    /// place of the hub.
    fn marked(&self) -> Vec<Asset> {
        let of = |rows: &[&Asset], ledger: &str| {
            let held = rows.iter().filter(|a| !is_gone(a.asset_status.as_deref()));
            held.map(|a| Asset { ledger: Some(ledger.into()), ..(*a).clone() }).collect::<Vec<_>>()
        };
        [of(&self.opening, HUB), of(&self.closing, CLOSING)].concat()
    }
}

/// The ledger that this year's rows stand in while they are paired.
const CLOSING: &str = "closing";

/// Ledger → its rows in both years, without the parts that came in one year only.
fn both_years<'a>(
    prior: &'a [Asset],
    now: &'a [Asset],
    units: &Units,
) -> BTreeMap<&'a str, Years<'a>> {
    let mut parts: BTreeMap<(&str, String), [Vec<&Asset>; 2]> = BTreeMap::new();
    for (year, assets) in [prior, now].into_iter().enumerate() {
        for asset in assets {
            if let Some(ledger) = asset.ledger.as_deref() {
                parts.entry((ledger, part(ledger, asset, units))).or_default()[year].push(asset);
            }
        }
    }
    let mut out: BTreeMap<&str, Years<'_>> = BTreeMap::new();
    for ((ledger, _), [opening, closing]) in parts {
        let years = out.entry(ledger).or_default();
        if opening.is_empty() || closing.is_empty() {
            years.apart += 1;
        } else {
            years.opening.extend(opening);
            years.closing.extend(closing);
        }
    }
    out
}

/// Which body's part of a ledger a row stands in. The county ledger and the systems are one part.
fn part(ledger: &str, asset: &Asset, units: &Units) -> String {
    let township = asset.township.as_deref();
    let of_unit = || units.key(asset.ledger_unit.as_deref()?, township);
    let of_row = || match ledger {
        "industry" => units.key(asset.industry_dept.as_deref()?, township),
        "village" => units.village(township?, asset.village.as_deref()?),
        _ => units.key(township?, None),
    };
    let whole = ledger == HUB || ledger.starts_with("sys_");
    if whole { String::new() } else { of_unit().or_else(of_row).unwrap_or_default() }
}

/// Pairs the rows of both years.
fn passages<'e>(entries: &Entries<'e>) -> Vec<Passage<'e>> {
    let pairing = pair(entries, (HUB, CLOSING));
    let rows = |rows: &[usize]| rows.iter().map(|row| entries.all[*row].asset).collect::<Vec<_>>();
    let mut out = Vec::new();
    let mut alone = |left: &[usize], right: &[usize], settled: bool| {
        let opened = left.iter().map(|row| (rows(&[*row]), Vec::new()));
        let closed = right.iter().map(|row| (Vec::new(), rows(&[*row])));
        out.extend(opened.chain(closed).map(|(opening, closing)| Passage {
            opening,
            closing,
            settled,
        }));
    };
    alone(&pairing.left_over, &pairing.right_over, true);
    let (sure, likely): (Vec<_>, Vec<_>) =
        pairing.groups.iter().partition(|group| group.status == Status::Confirmed);
    for group in likely {
        alone(&group.left, &group.right, false);
    }
    out.extend(sure.into_iter().map(|group| Passage {
        opening: rows(&group.left),
        closing: rows(&group.right),
        settled: true,
    }));
    out
}
