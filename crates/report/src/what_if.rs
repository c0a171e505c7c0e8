//! The findings of one set of books under two rulebooks, and how they differ.
//!
//! In: the findings under the case's own rulebook (here) and under another (there). Out: those that
//! only one of them raises, and those that both raise with another severity or amount. What must
//! always hold: every finding of either side is in exactly one of the lists, or the same on both.

use ledger::{Fen, StoredFinding};
use std::collections::BTreeMap;

/// How the findings differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhatIf<'a> {
    /// Only under the case's own rulebook.
    pub only_here: Vec<&'a StoredFinding>,
    /// Only under the other one.
    pub only_there: Vec<&'a StoredFinding>,
    /// Under both, with another severity or amount: here, there.
    pub changed: Vec<(&'a StoredFinding, &'a StoredFinding)>,
    /// Under both alike.
    pub same: usize,
}

/// What one problem comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Findings only here.
    pub only_here: usize,
    /// Their amounts, added up.
    pub here: Fen,
    /// Findings only there.
    pub only_there: usize,
    /// Their amounts, added up.
    pub there: Fen,
    /// Findings that changed.
    pub changed: usize,
}

/// Lays the findings of both rulebooks side by side: the same code, subject, pair and detail are one
/// finding, whatever clause orders it.
#[must_use]
pub fn compare<'a>(here: &'a [StoredFinding], there: &'a [StoredFinding]) -> WhatIf<'a> {
    let mut sides: BTreeMap<_, (Vec<&StoredFinding>, Vec<&StoredFinding>)> = BTreeMap::new();
    for finding in here {
        sides.entry(key(finding)).or_default().0.push(finding);
    }
    for finding in there {
        sides.entry(key(finding)).or_default().1.push(finding);
    }
    let mut out = WhatIf::default();
    for (left, right) in sides.into_values() {
        let both = left.len().min(right.len());
        for (&left, &right) in left.iter().zip(&right) {
            let (l, r) = (&left.record, &right.record);
            if l.severity == r.severity && l.amount == r.amount {
                out.same += 1;
            } else {
                out.changed.push((left, right));
            }
        }
        out.only_here.extend(left.into_iter().skip(both));
        out.only_there.extend(right.into_iter().skip(both));
    }
    out
}

/// Code and subject first, so that the lists are in their order.
fn key(finding: &StoredFinding) -> [&str; 4] {
    let record = &finding.record;
    [&record.code, &record.subject_kind, &record.subject_id, &record.finding_id]
        .map(|text| text.as_deref().unwrap_or_default())
}

impl WhatIf<'_> {
    /// What each problem comes to, by code.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<&str, Total> {
        let mut out: BTreeMap<&str, Total> = BTreeMap::new();
        for finding in &self.only_here {
            let total = out.entry(code(finding)).or_default();
            total.only_here += 1;
            total.here = Fen::sum([total.here].into_iter().chain(finding.record.amount));
        }
        for finding in &self.only_there {
            let total = out.entry(code(finding)).or_default();
            total.only_there += 1;
            total.there = Fen::sum([total.there].into_iter().chain(finding.record.amount));
        }
        for (here, _) in &self.changed {
            out.entry(code(here)).or_default().changed += 1;
        }
        out
    }
}

fn code(finding: &StoredFinding) -> &str {
    finding.record.code.as_deref().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::finding::FindingRecord;

    fn finding(code: &str, subject: &str, severity: &str, fen: Option<i64>) -> StoredFinding {
        let record = FindingRecord {
            finding_id: Some(format!("F-{code}-{subject}").into()),
            code: Some(code.into()),
            subject_id: Some(subject.into()),
            severity: Some(severity.into()),
            amount: fen.map(Fen),
            ..FindingRecord::default()
        };
        StoredFinding { record, evidence: Vec::new() }
    }

    #[test]
    fn every_finding_is_in_one_list_and_one_fen_or_one_grade_makes_a_change() {
        let here = [
            finding("a", "1", "error", Some(100)),
            finding("a", "2", "error", Some(100)),
            finding("a", "3", "error", None),
            finding("b", "1", "error", Some(7)),
            finding("b", "1", "error", Some(8)),
        ];
        let there = [
            finding("a", "1", "error", Some(100)),
            finding("a", "2", "error", Some(101)),
            finding("a", "3", "warning", None),
            finding("b", "1", "error", Some(7)),
            finding("c", "9", "info", Some(5)),
        ];
        let result = compare(&here, &there);
        assert_eq!(result.same, 2);
        assert_eq!(result.changed, [(&here[1], &there[1]), (&here[2], &there[2])]);
        assert_eq!((result.only_here, result.only_there), (vec![&here[4]], vec![&there[4]]));
    }

    #[test]
    fn totals_add_up_by_code() {
        let here = [finding("a", "1", "error", Some(100)), finding("a", "2", "error", None)];
        let there = [finding("a", "3", "error", Some(-5)), finding("c", "1", "info", None)];
        let result = compare(&here, &there);
        let a = Total { only_here: 2, here: Fen(100), only_there: 1, there: Fen(-5), changed: 0 };
        let c = Total { only_there: 1, ..Total::default() };
        assert_eq!(result.totals(), BTreeMap::from([("a", a), ("c", c)]));
    }
}
