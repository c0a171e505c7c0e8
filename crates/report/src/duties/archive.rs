//! What the file of an asset must hold.

use super::Duty;
use super::holdings::binds;
use chrono::Datelike;
use ledger::codes::duty::ARCHIVE_INCOMPLETE;
use ledger::tables::{Asset, DistributionLine};
use ledger::words::Vocabulary;
use ledger::words::assets::{ARCHIVE_DOC_TYPES, ARCHIVE_STAGE};
use ledger::{Row, StepOutput, Subject, Text, Verdict};
use rulebook::checks::duty::Archive;
use rulebook::coded::Code;
use std::collections::BTreeMap;

const FIELDS: [&str; 3] = ["archive_stage", "archive_doc_types", "archive_filing_date"];

pub(super) fn check(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let some_paper =
        duty.book.ruled::<Archive>(duty.case.law_day()).iter().any(|ruled| ruled.rule.some_paper);
    let unreported = unreported(duty);
    duty.each::<Archive>(&["assets"], out, |ruled, run, findings| {
        let rule = ruled.rule;
        for asset in duty.holdings.assets.iter().copied() {
            let in_scheme = !rule.scheme || asset.income_scheme_flag == Some(true);
            if !binds(&rule.classes, &rule.except_classes, asset) || !in_scheme {
                continue;
            }
            let Gaps { mut missing, unasked } = gaps(duty, rule, asset);
            let id = asset.asset_id.as_deref().unwrap_or_default();
            let changes = unreported.get(id).filter(|_| rule.changes_reported);
            if changes.is_some() {
                missing.push("股权变动的年度报告".to_owned());
            }
            if missing.is_empty() && unasked {
                run.count(Verdict::Unknown);
                continue;
            }
            run.count(Verdict::from(missing.is_empty()));
            // Of an empty file the clause that wants any paper says all there is to say.
            let empty =
                asset.archive_stage.is_empty() && duty.books.lacks(asset, "archive_doc_types");
            if missing.is_empty() || (empty && some_paper && !rule.some_paper) {
                continue;
            }
            let detail = if rule.stages.is_empty() { "papers" } else { "stages" };
            let which = rule.papers.join("+");
            let changed = changes.into_iter().flatten();
            findings.push(
                ruled
                    .finding(&ARCHIVE_INCOMPLETE, Subject::asset(asset))
                    .detail(format!("{detail}:{which}"))
                    .of(asset)
                    .arg("missing", missing.join("、"))
                    .cells(asset.cells(&FIELDS))
                    .cells(changed.flat_map(|line| line.cells(&["share_adjust_date"]))),
            );
        }
    });
}

/// What an asset's file does not hold.
struct Gaps {
    /// In words.
    missing: Vec<String>,
    /// Its ledger has no column for something that is required.
    unasked: bool,
}

fn gaps(duty: &Duty<'_>, rule: &Archive, asset: &Asset) -> Gaps {
    let asked = |field| duty.books.has_column(asset, field);
    let (stages, papers) = (asked("archive_stage"), asked("archive_doc_types"));
    let mut missing = Vec::new();
    if stages {
        missing.extend(lacking(&rule.stages, &asset.archive_stage, &ARCHIVE_STAGE));
    }
    if papers {
        missing.extend(lacking(&rule.papers, &asset.archive_doc_types, &ARCHIVE_DOC_TYPES));
        if rule.some_paper && asset.archive_doc_types.is_empty() {
            missing.push("全部档案资料".to_owned());
        }
    }
    let filing = asked("archive_filing_date");
    if rule.filed && filing && asset.archive_filing_date.is_none() {
        missing.push("归档备案".to_owned());
    }
    let wants_papers = rule.some_paper || !rule.papers.is_empty();
    let unasked = (!rule.stages.is_empty() && !stages)
        || (wants_papers && !papers)
        || (rule.filed && !filing);
    Gaps { missing, unasked }
}

/// Shares that were changed in the year, by asset, where no report of the asset, dated on or after
/// the first change, is on record.
fn unreported<'a>(duty: &Duty<'a>) -> BTreeMap<&'a str, Vec<&'a DistributionLine>> {
    let mut changed: BTreeMap<&str, Vec<&DistributionLine>> = BTreeMap::new();
    if !duty.books.has("supervision") {
        return changed;
    }
    for line in &duty.books.distribution_lines {
        let in_year = line.share_adjust_date.is_some_and(|day| day.date.year() == duty.case.year);
        if let (Some(asset), true) = (line.asset_id.as_deref(), in_year) {
            changed.entry(asset).or_default().push(line);
        }
    }
    for row in &duty.books.supervision {
        let asset = row.asset_id.as_deref().unwrap_or_default();
        let first = changed.get(asset).and_then(|lines| {
            lines.iter().filter_map(|line| line.share_adjust_date).map(|day| day.date).min()
        });
        if let (Some(first), Some(report)) = (first, row.annual_report_date)
            && report.latest() >= first
        {
            changed.remove(asset);
        }
    }
    changed
}

/// The labels of what is required and not there.
fn lacking(required: &[Code], there: &[Text], words: &Vocabulary) -> Vec<String> {
    required
        .iter()
        .filter(|code| !there.iter().any(|t| **t == ***code))
        .map(|code| words.label_of(code).to_owned())
        .collect()
}
