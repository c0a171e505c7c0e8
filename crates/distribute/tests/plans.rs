//! One fault each: splits, approved plans, steps.

#![cfg(test)]

mod common;

use common::{day, facts, found, line, only, output, sound, yuan};
use ledger::tables::{DistributionLine, DistributionPlan, Publicity};
use ledger::{Books, Severity};

fn pay(books: &mut Books, amounts: [&str; 4]) {
    for (line, amount) in books.distribution_lines.iter_mut().zip(amounts) {
        line.dist_amount = yuan(amount);
    }
    books.income[0].guaranteed_income_amount = None;
}

#[test]
fn a_fen_a_bucket_passes_when_the_sum_is_exact_and_two_do_not() {
    assert_eq!(found(|b| pay(b, ["30000.01", "29999.99", "20000.00", "20000.00"])), []);
    let two = found(|b| pay(b, ["30000.02", "29999.98", "20000.00", "20000.00"]));
    let amounts: Vec<&str> = two.iter().map(|f| &*f.3).collect();
    assert_eq!(amounts, ["-0.02", "0.02"]);
    assert!(two.iter().all(|f| f.0 == "plan.split-differs" && f.2 == "TLA1-2.3-03"));
}

#[test]
fn a_deviation_is_an_error_in_the_campaign_and_a_warning_after_it() {
    for (year, severity) in [(2020, Severity::Error), (2021, Severity::Warning)] {
        let mut books = sound();
        pay(&mut books, ["40000", "20000", "20000", "20000"]);
        books.distribution_plans[0].income_year = Some(year);
        let findings = output(books).findings;
        let split: Vec<Severity> = findings
            .iter()
            .filter(|f| f.code.code == "plan.split-differs")
            .map(|f| f.severity)
            .collect();
        assert_eq!(split, [severity, severity], "{year}");
    }
}

#[test]
fn lines_that_lack_a_fen_differ_in_the_total_only() {
    let short = found(|b| pay(b, ["30000.00", "30000.00", "20000.00", "19999.99"]));
    only(&short, "plan.total-differs", "F1", "TLA1-2.3-03", "-0.01");
}

#[test]
fn plans_that_exceed_the_income_received_differ_in_the_total() {
    let over = found(|b| b.income[0].income_amount = yuan("99999.99"));
    assert_eq!(
        over,
        [
            ("income.unpaid", "C1", "TL-5.4-06", "0.01"),
            ("plan.total-differs", "F1", "TLA1-2.3-03", "0.01"),
        ]
        .map(|(a, b, c, d)| (a.into(), b.into(), c.into(), d.into()))
    );
}

#[test]
fn a_use_outside_the_countys_is_not_allowed_and_lacks_in_its_bucket() {
    let outside = found(|b| {
        pay(b, ["30000", "30000", "20000", "15000"]);
        let mut other = line("L5", "follow_up_development", "5000.00");
        other.share_pct = None;
        b.distribution_lines.push(other);
    });
    assert_eq!(
        outside,
        [
            ("plan.purpose-not-allowed", "F1", "TL-5.5-04", "5000.00"),
            ("plan.split-differs", "F1", "TLA1-2.3-03", "-5000.00"),
        ]
        .map(|(a, b, c, d)| (a.into(), b.into(), c.into(), d.into()))
    );
}

#[test]
fn welfare_has_no_bucket_without_an_approved_plan() {
    let welfare = |approve: bool| {
        found(|b| {
            pay(b, ["30000", "30000", "20000", "10000"]);
            let mut other = line("L5", "public_welfare", "10000.00");
            other.share_pct = None;
            b.distribution_lines.push(other);
            if approve {
                approved(
                    b,
                    "激发内生动力:30、脱贫产业服务:30、公共基础设施维护:20、救助:10、公益事业:10",
                );
            }
        })
    };
    assert_eq!(welfare(true), []);
    let codes: Vec<(String, String)> = welfare(false).into_iter().map(|f| (f.0, f.2)).collect();
    assert_eq!(
        codes,
        [
            ("plan.purpose-not-allowed".into(), "TLA1-2.3-03".into()),
            ("plan.split-differs".into(), "TLA1-2.3-03".into()),
        ]
    );
}

fn approved(books: &mut Books, ratio: &str) {
    let plan = &mut books.distribution_plans[0];
    plan.approved_plan_no = Some("批〔2024〕8号".into());
    plan.approved_plan_date = day("2024-09-30");
    plan.approved_plan_approver = Some("托里县人民政府".into());
    plan.approved_plan_ratio = ratio.split('、').map(Into::into).collect();
}

const FORTY: &str =
    "激发内生动力:40%、脱贫产业服务：20、公共基础设施维护=20、特困户生产生活困难:20";

#[test]
fn an_approved_plan_governs_from_the_day_of_payment_backwards() {
    let forty = ["40000", "20000", "20000", "20000"];
    assert_eq!(
        found(|b| {
            approved(b, FORTY);
            pay(b, forty);
        }),
        []
    );
    for spoil in [
        |p: &mut DistributionPlan| p.approved_plan_no = None,
        |p: &mut DistributionPlan| p.approved_plan_date = None,
        |p: &mut DistributionPlan| p.approved_plan_date = day("2024-10-01"),
        |p: &mut DistributionPlan| p.approved_plan_ratio[3] = "救助:10".into(),
        |p: &mut DistributionPlan| p.approved_plan_ratio[3] = "看情况:20".into(),
    ] {
        let mut spoilt = sound();
        approved(&mut spoilt, FORTY);
        spoil(&mut spoilt.distribution_plans[0]);
        let kept = output(spoilt.clone());
        assert_eq!(facts(&kept.findings), [], "3322 was paid and applies");
        pay(&mut spoilt, forty);
        let found = facts(&output(spoilt).findings);
        assert!(found.len() == 2 && found.iter().all(|f| f.2 == "TLA1-2.3-03"), "{found:?}");
    }
}

#[test]
fn a_departure_from_the_approved_plan_rests_on_its_clause() {
    let found = found(|b| approved(b, FORTY));
    let facts: Vec<(&str, &str)> = found.iter().map(|f| (&*f.2, &*f.3)).collect();
    assert_eq!(facts, [("TLA1-2.3-04", "10000.00"), ("TLA1-2.3-04", "-10000.00")]);
}

#[test]
fn a_plan_approved_in_the_village_counts_with_a_warning() {
    let by = |approver: &str| {
        found(|b| {
            approved(b, FORTY);
            pay(b, ["40000", "20000", "20000", "20000"]);
            b.distribution_plans[0].approved_plan_approver = Some(approver.into());
        })
    };
    for low in ["新山村村民委员会", "新山村", "驻村工作队", "青山农业公司"] {
        only(&by(low), "plan.approver-low", "F1", "TLA1-2.3-04", "");
    }
    for high in ["青山乡人民政府", "托里县农业农村局", "县扶贫开发领导小组"]
    {
        assert_eq!(by(high), [], "{high}");
    }
}

#[test]
fn every_step_has_its_day_and_its_place() {
    type Spoil = fn(&mut DistributionPlan);
    let cases: [(Spoil, &str, &str); 8] = [
        (|p| p.dist_township_review_date = None, "plan.step-missing", "TLA1-1.4-02"),
        (|p| p.dist_township_review_date = day("2024-09-14"), "plan.step-order", "TLA1-1.4-02"),
        (|p| p.dist_township_review_date = day("2024-10-01"), "plan.step-order", "TLA1-1.4-02"),
        (|p| p.party_members_meeting_date = None, "plan.step-missing", "TLA4-5.4-02"),
        (|p| p.two_committees_date = day("2024-09-11"), "plan.step-order", "TLA4-5.4-02"),
        (
            |p| {
                p.plan_sections.pop();
            },
            "plan.step-missing",
            "TLA4-5.4-01",
        ),
        (|p| p.household_count = None, "plan.step-missing", "TLA4-5.3-01"),
        (|p| p.objection_flag = Some(true), "plan.step-missing", "TLA4-5.3-01"),
    ];
    for (spoil, code, clause) in cases {
        only(&found(|b| spoil(&mut b.distribution_plans[0])), code, "F1", clause, "");
    }
    // Same-day steps are in order.
    assert_eq!(
        found(|b| b.distribution_plans[0].dist_township_review_date = day("2024-09-15")),
        []
    );
}

#[test]
fn the_chain_of_the_scheme_does_not_bind_other_assets() {
    assert_eq!(
        found(|b| {
            b.assets[0].income_scheme_flag = Some(false);
            b.distribution_plans[0].party_branch_proposal_date = None;
            b.distribution_plans[0].plan_sections.clear();
            b.publicity.clear();
        }),
        []
    );
}

#[test]
fn a_notice_about_the_asset_in_the_year_shows_the_plan_too() {
    let of_asset = |year: &str| {
        found(|b| {
            b.publicity[1] = Publicity {
                publicity_ref_id: None,
                asset_id: Some("A1".into()),
                publicity_start_date: day(&format!("{year}-10-08")),
                ..b.publicity[1].clone()
            };
        })
    };
    assert_eq!(of_asset("2024"), []);
    only(&of_asset("2023"), "plan.step-missing", "F1", "TLA4-5.4-02", "");
}

#[test]
fn payment_waits_for_the_posting_to_end() {
    let early = found(|b| b.distribution_plans[0].publicity_end_date = day("2024-10-01"));
    only(&early, "plan.step-order", "F1", "TLA4-5.3-01", "");
}

#[test]
fn the_list_of_poor_households_is_on_file() {
    let paid_to_nobody = |list: &[&str]| {
        found(|b| {
            b.assets[0].beneficiary_list = list.iter().map(|name| (*name).into()).collect();
            b.income[0].guaranteed_income_amount = None;
            let line = &mut b.distribution_lines[3];
            line.dist_recipient_type = Some("village_collective".into());
            line.share_holder_type = Some("village_collective".into());
        })
    };
    only(&paid_to_nobody(&[]), "plan.step-missing", "F1", "TLA4-5.3-01", "");
    assert_eq!(paid_to_nobody(&["新山村脱贫户"]), []);
}

#[test]
fn joint_income_needs_an_agreement() {
    let joint = found(|b| b.assets[0].coverage_scope = Some("joint_village".into()));
    only(&joint, "plan.step-missing", "F1", "TL-5.5-05", "");
    assert_eq!(
        found(|b| {
            b.assets[0].coverage_scope = Some("joint_village".into());
            b.distribution_plans[0].sharing_agreement_no = Some("享1".into());
        }),
        []
    );
}

#[test]
fn the_approved_ratio_may_stand_on_the_project() {
    let mut books = sound();
    pay(&mut books, ["40000", "20000", "20000", "20000"]);
    books.distribution_plans[0].project_id = Some("P1".into());
    books.projects.push(ledger::tables::Project {
        project_id: Some("P1".into()),
        approved_plan_no: Some("批1".into()),
        plan_approval_date: day("2022-12-02"),
        approved_plan_ratio: vec![
            "激发内生动力40%".into(),
            "脱贫产业服务20%".into(),
            "公共基础设施维护20%".into(),
            "救助20%".into(),
        ],
        ..ledger::tables::Project::default()
    });
    assert_eq!(facts(&output(books).findings), []);
}

#[test]
fn a_plan_of_an_unknown_owner_is_neither_passed_nor_failed() {
    let mut books = sound();
    books.assets[0].owner_type = None;
    books.distribution_plans[0].owner_type = None;
    let checks = output(books).checks;
    let split: Vec<(u64, u64, u64)> = checks
        .iter()
        .filter(|c| &*c.family == "split")
        .map(|c| (c.seen, c.failed, c.unknown))
        .collect();
    assert_eq!(split, [(1, 0, 1)]);
}

#[test]
fn a_date_known_to_the_month_breaks_an_order_only_when_no_day_of_it_keeps_it() {
    let month = |month: u32| {
        found(|b| {
            b.distribution_plans[0].dist_township_review_date = ledger::Day::month(2024, month);
        })
    };
    assert_eq!(month(9), []);
    only(&month(8), "plan.step-order", "F1", "TLA1-1.4-02", "");
}

#[test]
fn a_repeated_plan_does_not_take_the_lines_twice() {
    let mut books = sound();
    let twice = books.distribution_plans[0].clone();
    books.distribution_plans.push(twice);
    let out = output(books);
    assert_eq!(facts(&out.findings), []);
    assert_eq!(out.rows.allocations.len(), 4);
}

#[test]
fn a_payment_without_a_plan_lacks_the_plan() {
    let orphan = found(|b| {
        b.distribution_lines.push(DistributionLine {
            dist_plan_id: Some("F9".into()),
            ..line("L9", "motivation", "5")
        });
    });
    only(&orphan, "plan.step-missing", "F9", "TLA1-1.4-02", "5.00");
}
