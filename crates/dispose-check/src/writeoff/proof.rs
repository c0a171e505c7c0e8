//! Where the papers of a write-off stand, and whether they are on file.

use crate::context::Context;
use ledger::Row;
use ledger::tables::WriteOff;
use ledger::words::disposals::EVIDENCE_DOC_TYPES;
use rulebook::checks::writeoff::Paper;

/// The fields that show a paper.
pub(super) const fn fields(paper: Paper) -> &'static [&'static str] {
    match paper {
        Paper::AppraisalReport => &["appraisal_report_no", "appraisal_date"],
        Paper::TechnicalOpinion => &["technical_opinion_no", "evidence_doc_types"],
        Paper::AuthorityReport => &["authority_report_type", "authority_report_no"],
        Paper::RevivalPlan => &["revitalization_plan_no"],
        _ => &["evidence_doc_types"],
    }
}

/// What people call it.
pub(super) fn label(paper: Paper) -> &'static str {
    match paper {
        Paper::AppraisalReport => "资产评估报告（编号、日期）",
        Paper::AuthorityReport => "主管部门出具的证明",
        Paper::RevivalPlan => "盘活方案",
        other => EVIDENCE_DOC_TYPES.label_of(other.code()),
    }
}

/// Whether a paper is on file; `None` where the sheet asks for none of its fields.
pub(super) fn on_file(context: &Context<'_>, row: &WriteOff, paper: Paper) -> Option<bool> {
    let listed = row.evidence_doc_types.iter().any(|doc| **doc == *paper.code());
    let stated = |field: &str| !row.value(field).is_null();
    let present = match paper {
        Paper::AppraisalReport | Paper::AuthorityReport => {
            fields(paper).iter().all(|field| !context.books.lacks(row, field))
        }
        Paper::RevivalPlan => stated("revitalization_plan_no"),
        Paper::TechnicalOpinion => listed || stated("technical_opinion_no"),
        _ => listed,
    };
    let asked = fields(paper).iter().any(|field| context.books.has_column(row, field));
    asked.then_some(present)
}
