//! The workbook, the page and the summaries.

mod common;

use common::{BOOK, text};
use ledger::finding::Lang;
use ledger::tables::{
    AdjustingLine, Allocation, CountAction, Difference, DisposalDecision, OwnerShare, Ownership,
    RollForward, Unadjusted,
};
use ledger::{CheckRun, Fen, StoredFinding, Verdict};
use report::{ControlTotal, PriorFindings, ReportData};

fn entry() -> AdjustingLine {
    AdjustingLine {
        entry_no: text("TZ-0001"),
        line: Some(1),
        unit: text("=2+2"),
        account_name: text("累计折旧"),
        debit: Some(Fen(960)),
        ..AdjustingLine::default()
    }
}

fn open() -> Unadjusted {
    Unadjusted { unit: text("甲局"), reason: text("须经批准"), ..Unadjusted::default() }
}

struct Parts {
    case: ledger::CaseInfo,
    findings: Vec<StoredFinding>,
    differences: Vec<Difference>,
    adjusting: Vec<AdjustingLine>,
    unadjusted: Vec<Unadjusted>,
    ownership: Vec<Ownership>,
    shares: Vec<OwnerShare>,
    allocations: Vec<Allocation>,
    decisions: Vec<DisposalDecision>,
    rollforward: Vec<RollForward>,
    count_actions: Vec<CountAction>,
    prior: Option<(i32, Vec<StoredFinding>)>,
    totals: Vec<ControlTotal>,
    checks: Vec<CheckRun>,
}

impl Parts {
    fn empty() -> Self {
        Self {
            case: common::case(),
            findings: Vec::new(),
            differences: Vec::new(),
            adjusting: Vec::new(),
            unadjusted: Vec::new(),
            ownership: Vec::new(),
            shares: Vec::new(),
            allocations: Vec::new(),
            decisions: Vec::new(),
            rollforward: Vec::new(),
            count_actions: Vec::new(),
            prior: None,
            totals: Vec::new(),
            checks: Vec::new(),
        }
    }

    fn full() -> Self {
        let mut books = common::in_order();
        books.publicity.clear();
        books.assets[0].archive_stage.clear();
        let output = common::run(&books);
        let mut passed = CheckRun::ruled("archive", Some("TL-6.2-03"));
        passed.count(Verdict::Passed);
        let mut unknown = CheckRun::ruled("pledge", Some("TL-5.6-07"));
        unknown.count(Verdict::Unknown);
        let mut checks = vec![passed, unknown, CheckRun::silent("write-off-loss")];
        checks.push(CheckRun::no_data("appraisal", Some("TL-5.6-02")));
        checks.push(CheckRun::attest("attest", "TL-5.7-01"));
        checks.push(CheckRun::attest("attest", "TL-5.7-01"));
        let decision = |step: &str, ok| DisposalDecision {
            disposal_id: text("D1"),
            step: text(step),
            ok: Some(ok),
            ..DisposalDecision::default()
        };
        let allocation = |purpose: &str, fen| Allocation {
            source_kind: text("income"),
            source_id: text("I1"),
            purpose: text(purpose),
            township: text("甲乡"),
            amount: Some(Fen(fen)),
            ..Allocation::default()
        };
        Self {
            findings: output.findings.iter().map(Into::into).collect(),
            differences: vec![Difference {
                pair: text("county|township"),
                field: text("original_value"),
                difference: Some(Fen(-1)),
                ..Difference::default()
            }],
            adjusting: vec![entry()],
            unadjusted: vec![open()],
            ownership: vec![Ownership {
                asset_id: text("=1+1"),
                owner_type: text("village_collective"),
                status: text("decided"),
                ..Ownership::default()
            }],
            shares: vec![OwnerShare {
                asset_id: text("=1+1"),
                ratio: text("1/3"),
                amount: Some(Fen(100)),
                ..OwnerShare::default()
            }],
            allocations: vec![
                allocation("project_operation", 10),
                allocation("project_operation", 25),
                allocation("other", 1),
            ],
            decisions: vec![decision("appraisal", true), decision("verdict", false)],
            totals: vec![ControlTotal {
                table: "assets".into(),
                group: "county".into(),
                field: "original_value".into(),
                rows: 3,
                nulls: 1,
                amount: Fen(112_920_000),
            }],
            checks,
            ..Self::empty()
        }
    }

    fn data(&self) -> ReportData<'_> {
        ReportData {
            case: &self.case,
            book: &BOOK,
            findings: &self.findings,
            differences: &self.differences,
            adjusting: &self.adjusting,
            unadjusted: &self.unadjusted,
            ownership: &self.ownership,
            shares: &self.shares,
            allocations: &self.allocations,
            decisions: &self.decisions,
            rollforward: &self.rollforward,
            count_actions: &self.count_actions,
            prior: self
                .prior
                .as_ref()
                .map(|(year, findings)| PriorFindings { year: *year, findings }),
            totals: &self.totals,
            checks: &self.checks,
        }
    }
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    for parts in [Parts::empty(), Parts::full()] {
        let bytes = report::workbook::build(&parts.data()).unwrap();
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(report::workbook::build(&parts.data()).unwrap(), bytes);
    }
}

#[test]
fn other_data_gives_other_bytes() {
    let full = Parts::full();
    let mut changed = Parts::full();
    changed.totals[0].amount = Fen(112_920_001);
    let build = |parts: &Parts| report::workbook::build(&parts.data()).unwrap();
    assert_ne!(build(&full), build(&changed));
}

#[test]
fn adjusting_entries_make_a_difference_to_the_workbook() {
    let full = Parts::full();
    let build = |parts: &Parts| report::workbook::build(&parts.data()).unwrap();
    let mut without = Parts::full();
    without.adjusting.clear();
    assert_ne!(build(&full), build(&without));
    let mut open = Parts::full();
    open.unadjusted.clear();
    assert_ne!(build(&full), build(&open));
}

#[test]
fn the_summary_counts_what_there_is() {
    let json = report::summary::json(&Parts::full().data());
    assert_eq!(json["rulebook"]["id"], "tuoli-2020");
    assert_eq!(json["findings"]["total"], 2);
    assert_eq!(json["findings"]["by_code"]["duty.publicity-missing"], 1);
    assert_eq!(json["findings"]["by_severity"]["warning"], 2);
    assert_eq!(json["findings"]["by_area"]["duty"], 2);
    assert_eq!(json["control_totals"][0]["amount"], "1129200.00");
    assert_eq!(json["control_totals"][0]["nulls"], 1);
    assert_eq!(json["allocations"]["total"], "0.36");
    assert_eq!(json["allocations"]["by_purpose"]["project_operation"], "0.35");
    assert_eq!(json["ownership"]["decided"], 1);
    assert_eq!(json["disposals"]["not_ok"], 1);
    assert_eq!(json["differences"]["county|township"], 1);
}

#[test]
fn what_was_not_checked_never_counts_as_passed() {
    let json = report::summary::json(&Parts::full().data());
    let checks = &json["checks"];
    assert_eq!(checks["passed"], 1);
    for outcome in ["unknown", "silent", "no-data", "attest"] {
        assert_eq!(checks[outcome], 1, "{outcome}");
    }
}

#[test]
fn tables_without_rows_are_left_out_and_all_rows_have_all_columns() {
    let full = report::summary::tables(&Parts::full().data(), Lang::Zh);
    assert_eq!(full.len(), 7);
    for table in &full {
        for row in &table.rows {
            assert_eq!(row.len(), table.headings.len(), "{}", table.title);
        }
    }
    let titles: Vec<_> = report::summary::tables(&Parts::empty().data(), Lang::Zh)
        .into_iter()
        .map(|t| t.title)
        .collect();
    assert_eq!(titles, ["问题数量"]);
}

#[test]
fn the_terminal_shows_main_totals_by_ledger_and_the_commonest_codes() {
    let mut parts = Parts::full();
    let total = |table: &str, group: &str, field: &str| ControlTotal {
        table: table.into(),
        group: group.into(),
        field: field.into(),
        rows: 1,
        nulls: 0,
        amount: Fen(100),
    };
    // Of the ledgers together, of a lesser amount, and of a table without ledgers.
    parts.totals.push(total("assets", "", "original_value"));
    parts.totals.push(total("assets", "county", "net_value"));
    parts.totals.push(total("income", "", "income_amount"));
    let sample = parts.findings[0].clone();
    let commonest = sample.record.code.clone();
    parts.findings.push(sample.clone());
    for number in 0..30 {
        let mut finding = sample.clone();
        finding.record.code = text(&format!("duty.x{number:02}"));
        parts.findings.push(finding);
    }
    let tables = report::summary::tables(&parts.data(), Lang::Zh);
    let rows = |title: &str| tables.iter().find(|t| t.title == title).unwrap().rows.clone();
    let totals: Vec<_> = rows("控制合计").into_iter().map(|r| r[2].clone()).collect();
    assert_eq!(totals, ["资产原值", "实收收益"]);
    let codes = rows("问题分类");
    assert_eq!(codes.len(), 16);
    assert_eq!((codes[0][0].as_str(), codes[0][2].as_str()), (commonest.as_deref().unwrap(), "2"));
    assert_eq!(codes[15][0], "其余 17 类");
}

#[test]
fn the_page_states_what_the_summary_states_and_needs_nothing_else() {
    let parts = Parts::full();
    let page = report::page::build(&parts.data());
    assert_eq!(report::page::build(&parts.data()), page);
    for table in report::summary::tables(&parts.data(), Lang::Zh).iter().skip(1) {
        assert!(page.contains(&format!("<h2>{}</h2>", table.title)), "{}", table.title);
    }
    assert!(page.contains("1,129,200.00"));
    for outside in ["<script", "http:", "https:", "<link", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn what_other_people_wrote_is_never_markup_on_the_page() {
    let mut parts = Parts::full();
    let record = &mut parts.findings[0].record;
    record.message = text("<img src=x onerror=alert(1)>\u{202e}");
    record.township = text("</style><b>");
    let page = report::page::build(&parts.data());
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(page.contains("&lt;/style&gt;&lt;b&gt;"));
    assert!(!page.contains('\u{202e}'));
}

#[test]
fn the_page_counts_the_findings_that_it_does_not_list() {
    let mut parts = Parts::full();
    let sample = parts.findings[0].clone();
    parts.findings = vec![sample.clone(); 100];
    assert!(!report::page::build(&parts.data()).contains("其余"));
    parts.findings.push(sample);
    let page = report::page::build(&parts.data());
    assert!(page.contains("其余 1 项见 findings.csv"));
    assert_eq!(page.matches("<article>").count(), 100);
}

#[test]
fn the_money_of_a_township_is_that_of_its_findings() {
    let mut parts = Parts::full();
    for (finding, fen) in parts.findings.iter_mut().zip([-12_345, 100]) {
        finding.record.township = text("甲乡");
        finding.record.amount = Some(Fen(fen));
    }
    assert!(report::page::build(&parts.data()).contains("<td class=\"amount\">124.45</td>"));
}
