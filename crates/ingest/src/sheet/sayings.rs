//! How often a sheet says one thing. A finding holds its cells and words: a million of one kind would
//! take more memory than the rows that they are about, and nobody reads them one by one.

use super::findings::Place;
use ledger::Finding;
use ledger::codes::{CodeSpec, intake};
use std::collections::BTreeMap;

/// Findings of one code that a sheet says one by one; the others are counted.
pub(super) const SAID_MAX: u64 = 20_000;

/// How often each code was said.
#[derive(Debug, Default)]
pub(super) struct Sayings {
    times: BTreeMap<&'static str, (&'static CodeSpec, u64)>,
}

impl Sayings {
    /// Whether one more of a code is said, not merely counted.
    pub(super) fn is_said(&mut self, code: &'static CodeSpec) -> bool {
        let (_, times) = self.times.entry(code.code).or_insert((code, 0));
        *times += 1;
        *times <= SAID_MAX
    }

    /// Says findings, as far as they are said.
    pub(super) fn say(
        &mut self,
        said: &mut Vec<Finding>,
        findings: impl IntoIterator<Item = Finding>,
    ) {
        said.extend(findings.into_iter().filter(|finding| self.is_said(finding.code)));
    }

    /// What was counted only: how many of each code.
    pub(super) fn left_out(&self, place: &Place) -> Vec<Finding> {
        let more = |(code, times): &(&'static CodeSpec, u64)| {
            let left_out = times.checked_sub(SAID_MAX).filter(|n| *n > 0)?;
            let finding = Finding::new(&intake::MORE_OF_THE_SAME, place.subject())
                .detail(code.code)
                .arg("code", code.code)
                .arg("said", SAID_MAX.to_string())
                .arg("count", left_out.to_string());
            Some(finding.cells([place.cell()]))
        };
        self.times.values().filter_map(more).collect()
    }
}
