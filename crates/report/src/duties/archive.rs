//! What the file of an asset must hold.

use super::Duty;
use super::holdings::binds;
use ledger::codes::duty::ARCHIVE_INCOMPLETE;
use ledger::tables::Asset;
use ledger::words::Vocabulary;
use ledger::words::assets::{ARCHIVE_DOC_TYPES, ARCHIVE_STAGE};
use ledger::{Row, StepOutput, Subject, Text, Verdict};
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
                    .cells(asset.cells(&FIELDS)),
            );
        }
    });
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
