//! Each duty, broken and kept.

mod common;

use common::{NOTHING, day, found, list, one, text};
use ledger::tables::{DistributionLine, Supervision};
use ledger::{Books, CheckStatus};

const EVALUATION: &str = "duty.evaluation-missing";
const ARCHIVE: &str = "duty.archive-incomplete";
const PUBLICITY: &str = "duty.publicity-missing";
const RISK: &str = "contract.risk-paper-missing";

#[test]
fn duties_that_are_kept_raise_nothing() {
    let output = common::run(&common::in_order());
    assert_eq!(output.findings, []);
    let ruled = output.checks.iter().filter(|c| c.status == CheckStatus::Ruled);
    for run in ruled {
        assert_eq!((run.failed, run.unknown), (0, 0), "{run:?}");
        assert!(run.seen > 0, "{run:?}");
    }
}

#[test]
fn the_evaluation_of_december_is_made_in_december() {
    let on = |date: &str| found(|b| b.supervision[0].eval_date = day(date));
    let missing = one(EVALUATION, "TL-4.1-02", "A1");
    assert_eq!(on("2024-11-30"), missing);
    assert_eq!(on("2024-12-01"), NOTHING);
    assert_eq!(on("2024-12-31"), NOTHING);
    // An evaluation of another year is none of this year, for either clause.
    assert_eq!(on("2025-01-01").len(), 2);
    let month = found(|b| b.supervision[0].eval_date = ledger::Day::month(2024, 12));
    assert_eq!(month, NOTHING);
    // Without a result it is no evaluation.
    assert_eq!(found(|b| b.supervision[0].eval_result = None).len(), 2);
}

#[test]
fn only_production_projects_that_somebody_runs_are_evaluated_in_december() {
    let november = |change: fn(&mut Books)| {
        found(|b| {
            b.supervision[0].eval_date = day("2024-11-30");
            change(b);
        })
    };
    assert_eq!(november(|b| b.assets[0].asset_class = text("public")), NOTHING);
    let kept_by_committee = november(|b| {
        b.assets[0].custodian_type = text("village_committee");
        b.contracts[0].operator_type = text("individual");
    });
    assert_eq!(kept_by_committee, NOTHING);
    assert_eq!(november(|b| b.assets[0].asset_status = text("disposed")), NOTHING);
    assert_eq!(november(|b| b.assets[0].formation_date = day("2025-01-05")), NOTHING);
    assert_eq!(november(|b| b.assets[0].in_managed_scope = Some(false)), NOTHING);
}

#[test]
fn finance_inspects_once_a_year_or_a_third_party_evaluates() {
    let inspected = |by: &str, on: &str, village: Option<&str>| {
        found(|b| {
            b.supervision[0].eval_type = text("self");
            b.supervision.push(Supervision {
                asset_id: village.is_none().then(|| "A1".into()),
                township: text("甲乡"),
                village: village.map(Into::into),
                inspection_unit: text(by),
                inspection_date: day(on),
                ..Supervision::default()
            });
        })
    };
    let missing = one(EVALUATION, "TL-4.4-01", "A1");
    assert_eq!(inspected("某某县财政局", "2024-10-15", None), NOTHING);
    assert_eq!(inspected("某某县财政局", "2023-10-15", None), missing);
    assert_eq!(inspected("甲乡人民政府", "2024-10-15", None), missing);
    // An inspection of the whole village covers what stands in it.
    assert_eq!(inspected("某某县财政局", "2024-10-15", Some("乙村")), NOTHING);
    assert_eq!(inspected("某某县财政局", "2024-10-15", Some("丙村")), missing);
}

#[test]
fn a_duty_whose_month_is_not_over_is_not_missing_yet() {
    let mut books = common::in_order();
    books.supervision.clear();
    let mut case = common::case();
    let evaluations = |case: &ledger::CaseInfo| {
        let output = report::duties::run(&books, &common::BOOK, case);
        let codes = output.findings.iter().filter(|f| f.code.code == EVALUATION);
        codes.count()
    };
    case.as_of = "2024-12-30".parse().unwrap();
    assert_eq!(evaluations(&case), 0);
    case.as_of = "2024-12-31".parse().unwrap();
    assert_eq!(evaluations(&case), 2);
}

#[test]
fn the_file_covers_all_stages_and_holds_papers() {
    let stages = ["pre", "build", "handover", "operate"];
    let four = found(|b| b.assets[0].archive_stage = list(&stages));
    assert_eq!(four, one(ARCHIVE, "TLA1-1.3-03", "A1"));
    let no_share_register = found(|b| b.assets[0].archive_doc_types = list(&["decision_minutes"]));
    assert_eq!(no_share_register, one(ARCHIVE, "TLA4-5.6-01", "A1"));
    let outside_the_scheme = found(|b| {
        b.assets[0].income_scheme_flag = Some(false);
        b.assets[0].archive_doc_types = list(&["decision_minutes"]);
    });
    assert_eq!(outside_the_scheme, NOTHING);
    let empty = found(|b| {
        b.assets[0].archive_doc_types.clear();
        b.assets[0].archive_stage.clear();
    });
    assert_eq!(empty, one(ARCHIVE, "TL-6.2-03", "A1"));
}

#[test]
fn shares_changed_in_the_year_are_reported() {
    let changed = |on: &str, reported: Option<&str>| {
        found(|b| {
            b.distribution_lines = vec![DistributionLine {
                asset_id: text("A1"),
                share_adjust_date: day(on),
                ..DistributionLine::default()
            }];
            b.supervision[0].annual_report_date = reported.and_then(day);
        })
    };
    let unreported = one(ARCHIVE, "TLA4-5.6-01", "A1");
    assert_eq!(changed("2024-06-01", None), unreported);
    assert_eq!(changed("2024-06-01", Some("2024-05-31")), unreported);
    assert_eq!(changed("2024-06-01", Some("2024-06-01")), NOTHING);
    assert_eq!(changed("2023-06-01", None), NOTHING);
}

#[test]
fn villagers_are_told_and_told_the_ledgers_figures() {
    let untold = found(|b| b.publicity.clear());
    let clauses: Vec<_> = untold.iter().map(|f| (f.0, &*f.1, &*f.2)).collect();
    // One village that is told nothing is one finding, under both clauses.
    assert_eq!(clauses, [(PUBLICITY, "TLA1-1.5-01;TLA2-3-01", "乙村")]);
    let last_year = found(|b| b.publicity[0].publicity_start_date = day("2023-09-26"));
    assert_eq!(last_year, one(PUBLICITY, "TLA2-3-01", "乙村"));
    let figure = |figure: &str| {
        found(|b| {
            b.publicity[0].publicity_subject = text("list");
            b.publicity[0].publicity_figure = Some(figure.parse().unwrap());
        })
    };
    assert_eq!(figure("300000.00"), NOTHING);
    assert_eq!(figure("300000.01"), one(PUBLICITY, "TLA2-3-01", "A1"));
}

#[test]
fn villages_that_share_a_name_are_told_apart() {
    let output = found(|b| {
        let mut other = b.assets[0].clone();
        other.asset_id = text("A2");
        other.township = text("丁乡");
        other.asset_class = text("public");
        b.supervision.push(Supervision {
            asset_id: text("A2"),
            eval_type: text("third_party"),
            eval_date: day("2024-12-10"),
            eval_result: text("pass"),
            ..Supervision::default()
        });
        other.income_scheme_flag = Some(false);
        b.assets.push(other);
    });
    assert_eq!(output, one(PUBLICITY, "TLA1-1.5-01;TLA2-3-01", "丁乡乙村"));
}

#[test]
fn scheme_assets_have_papers_against_risk() {
    let plan = found(|b| b.contracts[0].emergency_plan_doc_no = None);
    assert_eq!(plan, one(RISK, "TLA4-6.2-02", "C1"));
    let exit = found(|b| b.projects[0].fund_exit_doc_no = None);
    assert_eq!(exit, one(RISK, "TLA4-4.3-01", "C1"));
    let without_contract = found(|b| {
        b.contracts.clear();
        b.projects[0].fund_exit_doc_no = None;
    });
    assert_eq!(without_contract, one(RISK, "TLA4-4.3-01", "A1"));
    let outside = found(|b| {
        b.assets[0].income_scheme_flag = None;
        b.contracts[0].emergency_plan_doc_no = None;
    });
    assert_eq!(outside, NOTHING);
    let ended = found(|b| {
        b.contracts[0].emergency_plan_doc_no = None;
        b.contracts[0].contract_end_date = day("2023-12-31");
    });
    assert_eq!(ended, NOTHING);
}

#[test]
fn what_was_not_received_is_not_checkable_and_what_a_person_must_say_is_attested() {
    let mut books = common::in_order();
    books.supervision.clear();
    books.received.remove("supervision");
    let output = common::run(&books);
    assert_eq!(output.findings, []);
    let evaluations = output.checks.iter().filter(|c| &*c.family == "yearly-evaluation");
    assert!(evaluations.clone().all(|c| c.status == CheckStatus::NoData));
    assert_eq!(evaluations.count(), 2);
    let attested: Vec<_> = output
        .checks
        .iter()
        .filter(|c| c.status == CheckStatus::Attest)
        .filter_map(|c| c.clause.as_deref())
        .collect();
    for clause in ["TL-5.7-01", "TL-6.1-02", "TLA3-3.2-03"] {
        assert!(attested.contains(&clause), "{clause}");
    }
}

#[test]
fn every_sentence_has_its_values() {
    let mut books = common::in_order();
    books.supervision.clear();
    books.publicity.clear();
    books.assets[0].archive_stage.clear();
    books.contracts[0].risk_plan_doc_no = None;
    let findings = common::run(&books).findings;
    assert!(findings.len() >= 5);
    for finding in findings {
        for lang in [ledger::finding::Lang::Zh, ledger::finding::Lang::En] {
            let message = finding.message(lang);
            assert!(!message.contains('{'), "{message}");
        }
        assert!(!finding.evidence.is_empty(), "{}", finding.code.code);
    }
}

#[test]
fn what_a_sheet_has_no_column_for_was_not_asked() {
    let unasked = |columns: &[&str]| {
        found(|b| {
            let columns = columns.iter().map(|c| (*c).into()).collect();
            b.columns.insert(("".into(), None), columns);
            b.assets[0].archive_stage.clear();
            b.assets[0].archive_doc_types.clear();
            b.supervision[0].eval_result = None;
            b.projects[0].fund_exit_doc_no = None;
        })
    };
    assert_eq!(unasked(&[]), NOTHING);
    assert_eq!(unasked(&["archive_stage"]), one(ARCHIVE, "TLA1-1.3-03", "A1"));
    assert_eq!(unasked(&["fund_exit_doc_no"]), one(RISK, "TLA4-4.3-01", "C1"));
    assert_eq!(unasked(&["eval_result"]).len(), 2);
}
