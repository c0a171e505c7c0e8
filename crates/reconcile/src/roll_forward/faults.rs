//! `ledger.rollforward-differs`: one fault of one asset is one finding, in however many ledgers.

use super::Passage;
use super::judge::{Gap, Kind};
use crate::Entity;
use crate::ledgers::{Scene, label};
use ledger::codes::ledger::ROLL_FORWARD_DIFFERS;
use ledger::{Finding, Row, Subject, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The faults of all ledgers, by asset.
#[derive(Debug, Default)]
pub(super) struct Faults<'a> {
    by_subject: BTreeMap<Subject, Vec<Fault<'a>>>,
}

#[derive(Debug)]
struct Fault<'a> {
    ledger: &'a str,
    row_id: Text,
    finding: Finding,
}

impl Fault<'_> {
    /// What it says, apart from where.
    fn says(&self) -> [Option<&Text>; 3] {
        ["opening", "closing", "why"].map(|name| self.finding.args.get(name))
    }
}

impl<'a> Faults<'a> {
    /// Notes what became of an asset in one ledger.
    pub(super) fn add(
        &mut self,
        scene: &Scene<'_, '_>,
        ledger: &'a str,
        passage: &Passage<'_>,
        gap: Gap,
    ) {
        let Some(lead) = passage.closing.first().or(passage.opening.first()) else {
            return;
        };
        // The asset that this year's ledgers know goes before what one row calls it.
        let known = passage.closing.first();
        let known = known.and_then(|row| scene.matched.entities.of_row(row.row_id()));
        let subject = known.map_or_else(|| Subject::asset(lead), Entity::subject);
        let (zh, en) = match gap.kind {
            Kind::Added => (
                "本年末新列，没有增加变动登记，也不是本年形成",
                "new, without a record of addition, and not formed this year",
            ),
            Kind::Removed => (
                "本年末不再列账，没有处置、核销或减少变动登记与之相符",
                "no longer held, without a matching disposal, write-off or reduction",
            ),
            Kind::Changed => (
                "原值变化与本年变动、处置登记不符",
                "its value does not change as the records of the year say",
            ),
        };
        let is_blank =
            passage.opening.iter().chain(&passage.closing).all(|row| row.original_value.is_none());
        let mut finding = Finding::new(&ROLL_FORWARD_DIFFERS, subject.clone())
            .of(lead)
            .arg("name", lead.asset_name.clone().unwrap_or_default())
            .arg_in("why", zh, en)
            .arg("opening", gap.opening.grouped())
            .arg("closing", gap.closing.grouped())
            .arg("explained", gap.explained.grouped())
            .cells(passage.opening.iter().flat_map(|row| row.cells(&["original_value"])))
            .cells(passage.closing.iter().flat_map(|row| row.cells(&["original_value"])));
        finding.amount = (!is_blank).then(|| gap.amount());
        finding.evidence.extend(gap.cells);
        let fault = Fault { ledger, row_id: lead.row_id().into(), finding };
        self.by_subject.entry(subject).or_default().push(fault);
    }

    /// One finding where all ledgers say the same, else one for each.
    pub(super) fn findings(&self) -> Vec<Finding> {
        self.by_subject.values().flat_map(|faults| of_subject(faults)).collect()
    }
}

fn of_subject(faults: &[Fault<'_>]) -> Vec<Finding> {
    let ledgers: BTreeSet<&str> = faults.iter().map(|fault| fault.ledger).collect();
    let same = faults.windows(2).all(|pair| pair[0].says() == pair[1].says());
    if same && ledgers.len() == faults.len() {
        let labels: Vec<&str> = faults.iter().map(|fault| label(fault.ledger)).collect();
        let mut all = faults.iter().map(|fault| &fault.finding);
        let first = all.next().cloned();
        let more: Vec<_> = all.flat_map(|finding| finding.evidence.clone()).collect();
        let one = first.map(|finding| finding.arg("ledgers", labels.join("、")).cells(more));
        return one.into_iter().collect();
    }
    let repeated = |ledger: &str| faults.iter().filter(|f| f.ledger == ledger).count() > 1;
    let each = |fault: &Fault<'_>| {
        let detail = match repeated(fault.ledger) {
            true => format!("{}:{}", fault.ledger, fault.row_id),
            false => fault.ledger.to_owned(),
        };
        fault.finding.clone().detail(detail).arg("ledgers", label(fault.ledger))
    };
    faults.iter().map(each).collect()
}
