//! What the file of an asset must hold.

use super::Duty;
use super::holdings::binds;
use chrono::Datelike;
use ledger::codes::duty::ARCHIVE_INCOMPLETE;
use ledger::tables::Asset;
use ledger::words::Vocabulary;
use ledger::words::assets::{ARCHIVE_DOC_TYPES, ARCHIVE_STAGE};
use ledger::{Cell, Day, Row, StepOutput, Subject, Text, Verdict};
use rulebook::checks::duty::Archive;
use rulebook::coded::Code;

const FIELDS: [&str; 3] = ["archive_stage", "archive_doc_types", "archive_filing_date"];

pub(super) fn check(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let some_paper =
        duty.book.ruled::<Archive>(duty.case.as_of).iter().any(|ruled| ruled.rule.some_paper);
    duty.each::<Archive>(&["assets"], out, |ruled, run, findings| {
        let rule = ruled.rule;
        for asset in &duty.holdings.assets {
            let in_scheme = !rule.scheme || asset.income_scheme_flag == Some(true);
            if !binds(&[], &rule.except_classes, asset) || !in_scheme {
                continue;
            }
            let mut missing = lacking(&rule.stages, &asset.archive_stage, &ARCHIVE_STAGE);
            missing.extend(lacking(&rule.papers, &asset.archive_doc_types, &ARCHIVE_DOC_TYPES));
            if rule.some_paper && asset.archive_doc_types.is_empty() {
                missing.push("全部档案资料".to_owned());
            }
            let changes = if rule.changes_reported { unreported(duty, asset) } else { Vec::new() };
            if !changes.is_empty() {
                missing.push("股权变动的年度报告".to_owned());
            }
            run.count(Verdict::from(missing.is_empty()));
            // Of an empty file the clause that wants any paper says all there is to say.
            let said = some_paper && !rule.some_paper && is_empty(asset);
            if missing.is_empty() || said {
                continue;
            }
            let detail = if rule.stages.is_empty() { "papers" } else { "stages" };
            let which = rule.papers.join("+");
            findings.push(
                ruled
                    .finding(&ARCHIVE_INCOMPLETE, Subject::asset(asset))
                    .detail(format!("{detail}:{which}"))
                    .of(asset)
                    .arg("missing", missing.join("、"))
                    .cells(asset.cells(&FIELDS))
                    .cells(changes),
            );
        }
    });
}

/// The changes of shares in the year, where no report of the asset, dated on or after the first of
/// them, is on record.
fn unreported(duty: &Duty<'_>, asset: &Asset) -> Vec<Cell> {
    let (Some(id), true) = (asset.asset_id.as_deref(), duty.books.has("supervision")) else {
        return Vec::new();
    };
    let in_year = |day: &Day| day.date.year() == duty.case.year;
    let changed: Vec<_> = duty
        .books
        .distribution_lines
        .iter()
        .filter(|l| {
            l.asset_id.as_deref() == Some(id) && l.share_adjust_date.is_some_and(|d| in_year(&d))
        })
        .collect();
    let Some(first) = changed.iter().filter_map(|l| l.share_adjust_date).min() else {
        return Vec::new();
    };
    let reported = duty.books.supervision.iter().any(|row| {
        row.asset_id.as_deref() == Some(id)
            && row.annual_report_date.is_some_and(|day| day.latest() >= first.date)
    });
    if reported {
        return Vec::new();
    }
    changed.into_iter().flat_map(|l| l.cells(&["share_adjust_date"])).collect()
}

fn is_empty(asset: &Asset) -> bool {
    asset.archive_stage.is_empty() && asset.archive_doc_types.is_empty()
}

/// The labels of what is required and not there.
fn lacking(required: &[Code], there: &[Text], words: &Vocabulary) -> Vec<String> {
    required
        .iter()
        .filter(|code| !there.iter().any(|t| **t == ***code))
        .map(|code| words.label_of(code).to_owned())
        .collect()
}
