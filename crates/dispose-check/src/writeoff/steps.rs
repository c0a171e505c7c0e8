//! The steps of the procedure: each on file with what it must hold, and in order.

use super::{Loss, each};
use crate::Rows;
use crate::context::Context;
use crate::judge::{Judged, labels, step_row};
use crate::notice::{self, Notice};
use crate::order::{Dated, Reversal, reversals};
use ledger::codes::writeoff::{STEP_MISSING, STEP_ORDER};
use ledger::tables::WriteOff;
use ledger::words::Vocabulary;
use ledger::words::disposals::{
    DISPOSAL_STEP, TOWNSHIP_REVIEW_DEPTS, VILLAGE_REVIEW_MINUTES_FIELDS,
    VILLAGE_REVIEW_PARTICIPANTS,
};
use ledger::{Cell, Day, Fen, Finding, Row, StepOutput, Text, Value};
use rulebook::Ruled;
use rulebook::checks::writeoff::{
    Paper, WriteOffChainStep, WriteOffEvidence, WriteOffStep, WriteOffSteps,
};
use std::collections::BTreeSet;

/// What is on file of one step.
#[derive(Default)]
struct OnFile {
    /// The step is called for.
    required: bool,
    /// What is missing or wrong, in words.
    faults: Vec<String>,
    /// The sheet asks for none of its fields.
    unasked: bool,
    from: Option<Day>,
    cells: Vec<Cell>,
}

pub(crate) fn check<'a>(context: &Context<'a>, losses: &[Loss<'a>], out: &mut StepOutput<Rows>) {
    each(
        context,
        losses,
        out,
        |_: &WriteOffSteps, _| true,
        |ruled, loss| steps(context, ruled, loss),
    );
}

fn steps(context: &Context<'_>, ruled: &Ruled<'_, WriteOffSteps>, loss: &Loss<'_>) -> Judged {
    let subject = loss.subject();
    let mut judged = Judged::default();
    for step in &ruled.rule.steps {
        let on_file = on_file(context, loss, step);
        let present = (!on_file.unasked).then_some(on_file.faults.is_empty());
        let mut row = step_row(ruled, &subject, step.step.code(), on_file.required, present);
        row.date = on_file.from;
        judged.rows.push(row);
        judged.unknown |= on_file.unasked && on_file.required;
        judged.facts.extend(on_file.cells.clone());
        if on_file.required && !on_file.unasked && !on_file.faults.is_empty() {
            judged.findings.push(
                loss.finding(ruled, &STEP_MISSING, step.step.code())
                    .arg("step", DISPOSAL_STEP.label_of(step.step.code()))
                    .arg("missing", on_file.faults.join("；"))
                    .cells(on_file.cells),
            );
        }
    }
    let mut blamed = BTreeSet::new();
    for order in &ruled.rule.orders {
        let dated: Vec<Dated<WriteOffStep>> = order
            .iter()
            .filter_map(|step| {
                let (from, until) = days(context, loss, *step);
                Some(Dated { step: *step, from: from?, until: until? })
            })
            .collect();
        judged.parameters.push(format!("order={}", codes(order).join("＞")));
        for reversal in reversals(&dated) {
            if blamed.insert(reversal.step) {
                judged.findings.push(out_of_order(ruled, loss, &reversal));
            }
        }
    }
    judged
}

/// The fields that prove a step.
const fn fields(step: WriteOffStep) -> &'static [&'static str] {
    match step {
        WriteOffStep::Investigation => &["investigation_date"],
        WriteOffStep::VillageReview => &["village_meeting_date"],
        WriteOffStep::ReviewPublicity => &[],
        WriteOffStep::LossReport => &["loss_report_no", "loss_report_date", "loss_cause"],
        WriteOffStep::TownshipReview => &["township_review_date", "township_review_report_no"],
        WriteOffStep::ResidualAppraisal => {
            &["appraisal_agency", "appraisal_agency_qualified", "residual_value"]
        }
        WriteOffStep::LeadershipMeeting => &["township_leadership_meeting_date"],
        WriteOffStep::Submission => &["application_date"],
        WriteOffStep::CountyApproval => &["county_approval_no", "county_approval_date"],
        WriteOffStep::BookWriteoff => &["book_writeoff_date"],
        WriteOffStep::Register => &["writeoff_register_no"],
        WriteOffStep::ScrapStorage => &["scrap_storage_location"],
        WriteOffStep::ScrapSale => &["sale_supervisor_unit"],
    }
}

/// Fields read besides those that prove the step.
const fn more_fields(step: WriteOffStep) -> &'static [&'static str] {
    match step {
        WriteOffStep::VillageReview => &[
            "village_review_participants",
            "village_review_minutes_fields",
            "village_review_signed_flag",
            "village_seal_flag",
        ],
        WriteOffStep::LossReport => &["loss_description", "evidence_doc_types"],
        WriteOffStep::TownshipReview => &["township_review_depts", "township_review_signatures"],
        WriteOffStep::ResidualAppraisal => &["appraisal_report_no", "appraisal_date"],
        WriteOffStep::CountyApproval => &["county_approval_body"],
        WriteOffStep::ScrapSale => &["disposal_date", "proceeds_amount"],
        _ => &[],
    }
}

fn on_file(context: &Context<'_>, loss: &Loss<'_>, step: &WriteOffChainStep) -> OnFile {
    if step.step == WriteOffStep::ReviewPublicity {
        return posted(context, loss, step);
    }
    let row = loss.row;
    let wanted = fields(step.step);
    let (from, _) = days(context, loss, step.step);
    let asked = wanted.iter().any(|field| context.books.has_column(row, field));
    let missing: Vec<&'static str> =
        wanted.iter().copied().filter(|field| context.books.lacks(row, field)).collect();
    let mut on_file = OnFile {
        required: is_required(context, loss, step.step),
        unasked: !asked,
        from,
        cells: loss.cells(wanted),
        ..OnFile::default()
    };
    on_file.cells.extend(loss.cells(more_fields(step.step)));
    if !missing.is_empty() {
        on_file.faults.push(format!("未填{}", labels::<WriteOff>(&missing)));
    }
    on_file.faults.extend(content(context, loss, step));
    on_file
}

/// What a step must hold besides being on file.
fn content(context: &Context<'_>, loss: &Loss<'_>, step: &WriteOffChainStep) -> Vec<String> {
    let row = loss.row;
    match step.step {
        WriteOffStep::VillageReview => village_review(context, row, step),
        WriteOffStep::TownshipReview => [
            ("参与审核部门", "township_review_depts", &row.township_review_depts),
            ("审核签字", "township_review_signatures", &row.township_review_signatures),
        ]
        .into_iter()
        .filter(|(_, field, _)| context.books.has_column(row, field))
        .filter_map(|(what, _, found)| {
            lacking(what, &TOWNSHIP_REVIEW_DEPTS, &step.departments, found)
        })
        .collect(),
        WriteOffStep::LossReport => {
            let told = row.loss_description.is_some()
                || row.evidence_doc_types.iter().any(|doc| &**doc == "statement");
            let silent = !told && context.books.has_column(row, "loss_description");
            silent.then(|| "未写明损失情况".to_owned()).into_iter().collect()
        }
        WriteOffStep::ResidualAppraisal => {
            let unqualified = row.appraisal_agency_qualified == Some(false);
            unqualified.then(|| "评估机构不具备资质".to_owned()).into_iter().collect()
        }
        WriteOffStep::CountyApproval => {
            let stated = row.county_approval_body.as_deref().filter(|_| !step.bodies.is_empty());
            let low = stated.filter(|body| !context.is_one_of(loss.township(), body, &step.bodies));
            low.map(|body| format!("由{body}批复，不是有权机构")).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn village_review(context: &Context<'_>, row: &WriteOff, step: &WriteOffChainStep) -> Vec<String> {
    let asked = |field: &str| context.books.has_column(row, field);
    let not = |flag: Option<bool>, field, what: &str| {
        (step.signed_and_sealed && asked(field) && flag != Some(true)).then(|| what.to_owned())
    };
    let lack = |what, field, words, wanted: &[&str], found: &[Text]| {
        lacking(what, words, wanted, found).filter(|_| asked(field))
    };
    let faults = [
        lack(
            "参加人员",
            "village_review_participants",
            &VILLAGE_REVIEW_PARTICIPANTS,
            &step.participants,
            &row.village_review_participants,
        ),
        lack(
            "评议记录",
            "village_review_minutes_fields",
            &VILLAGE_REVIEW_MINUTES_FIELDS,
            &step.minutes,
            &row.village_review_minutes_fields,
        ),
        not(row.village_review_signed_flag, "village_review_signed_flag", "评议人员未签字"),
        not(row.village_seal_flag, "village_seal_flag", "村委未盖章"),
    ];
    faults.into_iter().flatten().collect()
}

/// What a list should hold and does not, in words.
fn lacking(what: &str, words: &Vocabulary, wanted: &[&str], found: &[Text]) -> Option<String> {
    let missing: Vec<&str> = wanted
        .iter()
        .filter(|code| !found.iter().any(|found| **found == ***code))
        .map(|code| words.label_of(code))
        .collect();
    (!missing.is_empty()).then(|| format!("{what}缺{}", missing.join("、")))
}

/// Some steps are called for only by what happened.
fn is_required(context: &Context<'_>, loss: &Loss<'_>, step: WriteOffStep) -> bool {
    let row = loss.row;
    match step {
        // Without any appraisal the paper is missing, which is another finding.
        WriteOffStep::ResidualAppraisal => {
            let none = row.appraisal_report_no.is_none() && row.appraisal_date.is_none();
            !(none && demands_report(context))
        }
        WriteOffStep::ScrapStorage => {
            let physical = loss
                .form()
                .is_none_or(|form| !["equity", "debt", "current", "intangible"].contains(&form));
            physical && row.residual_value != Some(Fen::ZERO)
        }
        WriteOffStep::ScrapSale => {
            row.disposal_date.is_some() || row.proceeds_amount.is_some_and(|p| p > Fen::ZERO)
        }
        _ => true,
    }
}

fn demands_report(context: &Context<'_>) -> bool {
    let rules = context.book.ruled_ever::<WriteOffEvidence>();
    rules.iter().any(|ruled| ruled.rule.papers.contains(&Paper::AppraisalReport))
}

/// When a step was taken.
fn days(context: &Context<'_>, loss: &Loss<'_>, step: WriteOffStep) -> (Option<Day>, Option<Day>) {
    if step == WriteOffStep::ReviewPublicity {
        let dates = notice::dates(&notices(context, loss));
        return (dates.from, dates.until);
    }
    let dates = fields(step).iter().chain(more_fields(step)).filter(|f| **f != "disposal_date");
    let day = dates.into_iter().find_map(|field| match loss.row.value(field) {
        Value::Date(day) => Some(day),
        _ => None,
    });
    (day, day)
}

/// Notices about the write-off; those that name only its asset must be about a write-off.
fn notices<'a>(context: &Context<'a>, loss: &Loss<'a>) -> Vec<Notice<'a>> {
    let own = notice::of(context, [Some(loss.id()), None], &["writeoff", "result", "disposal"]);
    let asset = loss.row.asset_id.as_deref();
    own.into_iter().chain(notice::of(context, [asset, None], &["writeoff"])).collect()
}

fn posted(context: &Context<'_>, loss: &Loss<'_>, step: &WriteOffChainStep) -> OnFile {
    let notices = notices(context, loss);
    let dates = notice::dates(&notices);
    let elsewhere = |notice: &Notice<'_>| {
        let village = loss.village();
        step.in_village
            && village.is_some()
            && notice.location.is_some_and(|place| !notice::names_place(place, [village]))
    };
    let mut faults: Vec<String> =
        notice::fault_of_all(&notices, notice::fault).into_iter().map(Into::into).collect();
    if faults.is_empty() && notices.iter().all(elsewhere) {
        faults.push("不在村内公示".to_owned());
    }
    OnFile {
        required: true,
        faults,
        unasked: notices.is_empty() && !context.books.has("publicity"),
        from: dates.from,
        cells: notices.into_iter().flat_map(|notice| notice.cells).collect(),
    }
}

fn out_of_order(
    ruled: &Ruled<'_, WriteOffSteps>,
    loss: &Loss<'_>,
    reversal: &Reversal<WriteOffStep>,
) -> Finding {
    let Reversal { step, first, then } = reversal;
    loss.finding(ruled, &STEP_ORDER, step.code())
        .arg("first", DISPOSAL_STEP.label_of(first.step.code()))
        .arg("first_date", first.until.to_string())
        .arg("then", DISPOSAL_STEP.label_of(then.step.code()))
        .arg("then_date", then.from.to_string())
        .cells(loss.cells(fields(first.step)))
        .cells(loss.cells(fields(then.step)))
}

fn codes(steps: &[WriteOffStep]) -> Vec<&'static str> {
    steps.iter().map(|step| step.code()).collect()
}
