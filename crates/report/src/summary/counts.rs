//! Counts that workbook, JSON and terminal share.

use crate::data::{AREAS, CheckOutcome, ReportData, area};
use ledger::{CheckRun, CheckStatus, Fen, Severity, StoredFinding};
use std::collections::{BTreeMap, BTreeSet};

/// Errors, warnings and notices of each area that has any, by its code and Chinese name, and of all.
pub(crate) fn areas(data: &ReportData<'_>) -> Vec<(&'static str, &'static str, [u64; 3])> {
    let mut total = [0; 3];
    let mut out = Vec::new();
    for (code, name) in AREAS {
        let mut counts = [0; 3];
        for finding in data.findings {
            if area(finding.record.code.as_deref().unwrap_or_default()) == code {
                count(&mut counts, finding);
            }
        }
        if counts.iter().any(|n| *n > 0) {
            for (sum, n) in total.iter_mut().zip(counts) {
                *sum += n;
            }
            out.push((code, name, counts));
        }
    }
    out.push(("total", "合计", total));
    out
}

/// Adds a finding to the errors, warnings or notices.
pub(crate) fn count(counts: &mut [u64; 3], finding: &StoredFinding) {
    let severity = finding.record.severity.as_deref();
    let [errors, warnings, infos] = counts;
    match severity.and_then(Severity::from_code) {
        Some(Severity::Error) => *errors += 1,
        Some(Severity::Warning) => *warnings += 1,
        Some(Severity::Info) => *infos += 1,
        None => {}
    }
}

/// Checks by what became of them. A clause that several steps name for attestation is one.
pub(crate) fn outcomes(checks: &[CheckRun]) -> BTreeMap<CheckOutcome, u64> {
    let mut out = BTreeMap::new();
    let mut attested = BTreeSet::new();
    for run in checks {
        if run.status == CheckStatus::Attest && !attested.insert(&run.clause) {
            continue;
        }
        *out.entry(CheckOutcome::of(run)).or_default() += 1;
    }
    out
}

/// How often each value of a field stands in rows; rows that state none count under "".
pub(crate) fn by<'a, R>(
    rows: &'a [R],
    field: impl Fn(&'a R) -> Option<&'a str>,
) -> BTreeMap<&'a str, u64> {
    let mut out = BTreeMap::new();
    for row in rows {
        *out.entry(field(row).unwrap_or_default()).or_default() += 1;
    }
    out
}

/// Sums by each value of a field.
pub(crate) fn sums<'a, R>(
    rows: &'a [R],
    field: impl Fn(&'a R) -> Option<&'a str>,
    amount: impl Fn(&R) -> Option<Fen>,
) -> BTreeMap<&'a str, Fen> {
    let mut out: BTreeMap<&str, Fen> = BTreeMap::new();
    for row in rows {
        let sum = out.entry(field(row).unwrap_or_default()).or_default();
        *sum = Fen::sum([*sum, amount(row).unwrap_or_default()]);
    }
    out
}
