//! Disputed values: appraised, decided by the county, made public.

use crate::ground::Ground;
use ledger::codes::account::VALUE_BASIS;
use ledger::tables::Asset;
use ledger::words::accounts::VALUE_BASIS as BASES;
use ledger::{CheckRun, Fen, Finding, Row, StepOutput, Subject, Verdict};
use rulebook::bodies::is_body;
use rulebook::checks::tied::DisputedValue;
use rulebook::{Family, Ruled};

/// `disputed-value`: steps that a disputed value lacks, or a value that is not the appraised one.
pub(super) fn check(ground: &Ground<'_>) -> StepOutput<()> {
    let Ground { entities, book, case, .. } = *ground;
    let mut out = StepOutput::default();
    let rules = book.ruled::<DisputedValue>(case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(DisputedValue::NAME));
    }
    for rule in rules {
        let mut run = rule.run();
        for row in entities.all.iter().filter_map(|e| e.county()) {
            if row.valuation_dispute_flag != Some(true) {
                if row.valuation_dispute_flag == Some(false) {
                    run.count(Verdict::Passed);
                }
                continue;
            }
            let finding = judge(ground, &rule, row);
            run.count(Verdict::from(finding.is_none()));
            out.findings.extend(finding);
        }
        out.checks.push(run);
    }
    out
}

fn judge(ground: &Ground<'_>, rule: &Ruled<'_, DisputedValue>, row: &Asset) -> Option<Finding> {
    let missing = missing(ground, rule.rule, row);
    let appraised = appraised(ground, row);
    let wrong = appraised.zip(row.original_value).filter(|(due, found)| due != found);
    if missing.is_empty() && wrong.is_none() {
        return None;
    }
    let shown = |value: Option<Fen>| value.map_or_else(|| "（空）".to_owned(), Fen::grouped);
    let paper = if missing.is_empty() {
        "已有".to_owned()
    } else {
        format!("缺{}", missing.join("、"))
    };
    let mut finding = rule
        .finding(&VALUE_BASIS, Subject::asset(row))
        .detail("disputed")
        .of(row)
        .arg("name", row.asset_name.clone().unwrap_or_default())
        .arg("found", shown(row.original_value))
        .arg("stated", BASES.label_of(row.value_basis.as_deref().unwrap_or("（空）")))
        .arg("basis", "经评估审定的价值")
        .arg("expected", shown(appraised))
        .arg("paper", paper)
        .cells(row.cells(&["valuation_dispute_flag", "original_value", "valuation_doc_no"]))
        .cells(row.cells(&["decision_doc_no"]));
    if let Some((due, found)) = wrong {
        finding = finding.amount(found.minus(due));
    }
    Some(finding)
}

/// The last appraised value on record.
fn appraised(ground: &Ground<'_>, row: &Asset) -> Option<Fen> {
    let of_row =
        ground.books.changes.iter().filter(|c| c.asset_id.is_some() && c.asset_id == row.asset_id);
    of_row
        .filter(|c| c.appraised_value.is_some())
        .max_by_key(|c| c.appraisal_date.or(c.change_date))
        .and_then(|c| c.appraised_value)
}

fn missing(ground: &Ground<'_>, rule: &DisputedValue, row: &Asset) -> Vec<&'static str> {
    let Ground { books, book, case, .. } = *ground;
    let id = row.asset_id.as_deref();
    let is_of = |other: Option<&str>| id.is_some() && other == id;
    let title = books.asset_owners.iter().filter(|o| is_of(o.asset_id.as_deref()));
    let names: Vec<&str> =
        rule.decided_by.iter().flat_map(|role| book.body(role)).map(String::as_str).collect();
    let by_county = |bodies: &[ledger::Text]| {
        names.is_empty()
            || bodies.iter().any(|body| {
                names.iter().any(|n| is_body(&case.county, row.township.as_deref(), body, n))
            })
    };
    let decided = row.decision_doc_no.is_some()
        || title.clone().any(|o| o.decision_doc_no.is_some() && by_county(&o.decision_body));
    let named_others = title.clone().any(|o| !o.decision_body.is_empty())
        && !title.clone().any(|o| by_county(&o.decision_body));
    let published = books.publicity.iter().any(|notice| {
        let about = notice.asset_id.as_deref().or(notice.publicity_ref_id.as_deref());
        is_of(about) && notice.publicity_subject.as_deref() == Some("valuation")
    });
    let has_appraisal = row.valuation_doc_no.is_some() || appraised(ground, row).is_some();
    let steps = [
        (has_appraisal, "专业机构评估"),
        (decided && !named_others, "县人民政府审定"),
        (published || !books.has("publicity"), "价值公示"),
    ];
    steps.into_iter().filter(|(there, _)| !there).map(|(_, step)| step).collect()
}
