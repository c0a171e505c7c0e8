//! What a report is made of: what the steps wrote, and nothing else.

use ledger::tables::{
    AdjustingLine, Allocation, CountAction, Difference, DisposalDecision, OwnerShare, Ownership,
    RollForward, Unadjusted,
};
use ledger::{Books, CaseInfo, CheckRun, CheckStatus, Column, Fen, StoredFinding, Text};
use rulebook::{Clause, Rulebook};

/// The outputs of all steps of a case.
#[derive(Debug, Clone, Copy)]
pub struct ReportData<'a> {
    /// The case.
    pub case: &'a CaseInfo,
    /// Its rulebook.
    pub book: &'a Rulebook,
    /// Findings of all steps.
    pub findings: &'a [StoredFinding],
    /// Differences of matched rows.
    pub differences: &'a [Difference],
    /// Proposed adjusting entries.
    pub adjusting: &'a [AdjustingLine],
    /// Differences for which none is proposed.
    pub unadjusted: &'a [Unadjusted],
    /// Owners by the county's rules.
    pub ownership: &'a [Ownership],
    /// Their shares.
    pub shares: &'a [OwnerShare],
    /// Where income went.
    pub allocations: &'a [Allocation],
    /// Steps and verdicts of disposals.
    pub decisions: &'a [DisposalDecision],
    /// The prior year's ledgers rolled forward; empty without a prior case.
    pub rollforward: &'a [RollForward],
    /// What is to be done about the findings of counts.
    pub count_actions: &'a [CountAction],
    /// What the prior year's report found, where there is a prior case.
    pub prior: Option<PriorFindings<'a>>,
    /// Control totals of what was taken in.
    pub totals: &'a [ControlTotal],
    /// What all steps looked at.
    pub checks: &'a [CheckRun],
}

/// What the report of an earlier case found.
#[derive(Debug, Clone, Copy)]
pub struct PriorFindings<'a> {
    /// Its year.
    pub year: i32,
    /// Its findings.
    pub findings: &'a [StoredFinding],
}

/// A control total: rows, how many state no amount, and the sum of the others. Never a sum alone,
/// since the sum of nothing is zero.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ControlTotal {
    /// Table, by name.
    pub table: Text,
    /// Ledger, system or other group of its rows; empty for the whole table.
    pub group: Text,
    /// Money column.
    pub field: Text,
    /// Rows.
    pub rows: u64,
    /// Rows that state no amount.
    pub nulls: u64,
    /// Sum of the others.
    pub amount: Fen,
}

/// What became of one check under one clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckOutcome {
    /// Subjects with a finding.
    Failed,
    /// None failed, but some or all could not be judged.
    Unknown,
    /// All were judged and passed.
    Passed,
    /// There was nothing to look at.
    Nothing,
    /// A table that it needs was not received.
    NoData,
    /// The county has no rule.
    Silent,
    /// A person must say so.
    Attest,
}

impl CheckOutcome {
    /// All outcomes, in the order in which reports list them.
    pub const ALL: [Self; 7] = [
        Self::Failed,
        Self::Unknown,
        Self::Passed,
        Self::Nothing,
        Self::NoData,
        Self::Silent,
        Self::Attest,
    ];

    /// What became of a check.
    #[must_use]
    pub const fn of(run: &CheckRun) -> Self {
        match run.status {
            CheckStatus::Silent => Self::Silent,
            CheckStatus::NoData => Self::NoData,
            CheckStatus::Attest => Self::Attest,
            CheckStatus::Ruled if run.failed > 0 => Self::Failed,
            CheckStatus::Ruled if run.unknown > 0 => Self::Unknown,
            CheckStatus::Ruled if run.seen == 0 => Self::Nothing,
            CheckStatus::Ruled => Self::Passed,
        }
    }

    /// Stable English code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Passed => "passed",
            Self::Nothing => "nothing-to-check",
            Self::NoData => "no-data",
            Self::Silent => "silent",
            Self::Attest => "attest",
        }
    }

    /// Chinese label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Failed => "有问题",
            Self::Unknown => "部分无法核查",
            Self::Passed => "通过",
            Self::Nothing => "无核查对象",
            Self::NoData => "缺少资料，无法核查",
            Self::Silent => "本县无规定",
            Self::Attest => "待签字确认",
        }
    }
}

/// Areas of the catalogue of findings, with their Chinese names, in its order.
pub(crate) const AREAS: [(&str, &str); 16] = [
    ("intake", "资料收录"),
    ("match", "账账匹配"),
    ("scope", "管理范围"),
    ("ledger", "账账相符"),
    ("fund", "资金与资产"),
    ("account", "台账与会计账"),
    ("count", "账实相符"),
    ("owner", "确权"),
    ("custody", "管护"),
    ("contract", "经营合同"),
    ("handover", "人员交接"),
    ("income", "收益"),
    ("plan", "收益分配"),
    ("disposal", "资产处置"),
    ("writeoff", "资产核销"),
    ("duty", "年度职责"),
];

/// The area of a code: what stands before the point.
pub(crate) fn area(code: &str) -> &str {
    code.split_once('.').map_or(code, |(area, _)| area)
}

/// The Chinese name of an input table.
pub(crate) fn table_label(table: &str) -> &str {
    Books::TABLES.iter().find(|t| t.name == table).map_or(table, |t| t.label)
}

/// The column of that field in a table, or in the first table that has it.
pub(crate) fn column(table: Option<&str>, field: &str) -> Option<&'static Column> {
    Books::TABLES
        .iter()
        .filter(|t| table.is_none_or(|name| t.name == name))
        .find_map(|t| t.column(field))
}

/// The heading of a field, as far as one knows it.
pub(crate) fn field_label<'a>(table: Option<&str>, field: &'a str) -> &'a str {
    column(table, field).map_or(field, |c| c.label)
}

/// The clauses that a person must attest, in the law's order.
pub(crate) fn attested<'a>(data: &ReportData<'a>) -> impl Iterator<Item = &'a Clause> {
    let (book, day) = (data.book, data.case.law_day());
    book.clauses.iter().filter(move |clause| clause.attest && clause.in_force(day))
}

/// Where a clause stands: number of the document and place in it.
pub(crate) fn citation(clause: &Clause) -> String {
    format!("{} {}", clause.document, clause.cite)
}
