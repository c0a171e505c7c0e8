//! One fault each: splits, approved plans, steps, recipients, owners, risk.

#![cfg(test)]

mod common;

use common::{
    day, facts, found, household, household_line, line, only, output, percent, sound, yuan,
};
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
    assert_eq!(
        found(|b| pay(b, ["30000.01", "29999.99", "20000.00", "20000.00"])),
        []
    );
    let two = found(|b| pay(b, ["30000.02", "29999.98", "20000.00", "20000.00"]));
    let amounts: Vec<&str> = two.iter().map(|f| &*f.3).collect();
    assert_eq!(amounts, ["-0.02", "0.02"]);
    assert!(
        two.iter()
            .all(|f| f.0 == "plan.split-differs" && f.2 == "TLA1-2.3-03")
    );
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
        assert!(
            found.len() == 2 && found.iter().all(|f| f.2 == "TLA1-2.3-03"),
            "{found:?}"
        );
    }
}

#[test]
fn a_departure_from_the_approved_plan_rests_on_its_clause() {
    let found = found(|b| approved(b, FORTY));
    let facts: Vec<(&str, &str)> = found.iter().map(|f| (&*f.2, &*f.3)).collect();
    assert_eq!(
        facts,
        [("TLA1-2.3-04", "10000.00"), ("TLA1-2.3-04", "-10000.00")]
    );
}

#[test]
fn a_plan_approved_in_the_village_counts_with_a_warning() {
    let low = found(|b| {
        approved(b, FORTY);
        pay(b, ["40000", "20000", "20000", "20000"]);
        b.distribution_plans[0].approved_plan_approver = Some("新山村村民委员会".into());
    });
    only(&low, "plan.approver-low", "F1", "TLA1-2.3-04", "");
}

#[test]
fn every_step_has_its_day_and_its_place() {
    type Spoil = fn(&mut DistributionPlan);
    let cases: [(Spoil, &str, &str); 8] = [
        (
            |p| p.dist_township_review_date = None,
            "plan.step-missing",
            "TLA1-1.4-02",
        ),
        (
            |p| p.dist_township_review_date = day("2024-09-14"),
            "plan.step-order",
            "TLA1-1.4-02",
        ),
        (
            |p| p.dist_township_review_date = day("2024-10-01"),
            "plan.step-order",
            "TLA1-1.4-02",
        ),
        (
            |p| p.party_members_meeting_date = None,
            "plan.step-missing",
            "TLA4-5.4-02",
        ),
        (
            |p| p.two_committees_date = day("2024-09-11"),
            "plan.step-order",
            "TLA4-5.4-02",
        ),
        (
            |p| {
                p.plan_sections.pop();
            },
            "plan.step-missing",
            "TLA4-5.4-01",
        ),
        (
            |p| p.household_count = None,
            "plan.step-missing",
            "TLA4-5.3-01",
        ),
        (
            |p| p.objection_flag = Some(true),
            "plan.step-missing",
            "TLA4-5.3-01",
        ),
    ];
    for (spoil, code, clause) in cases {
        only(
            &found(|b| spoil(&mut b.distribution_plans[0])),
            code,
            "F1",
            clause,
            "",
        );
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
    only(
        &of_asset("2023"),
        "plan.step-missing",
        "F1",
        "TLA4-5.4-02",
        "",
    );
}

#[test]
fn payment_waits_for_the_posting_to_end() {
    let early = found(|b| b.distribution_plans[0].publicity_end_date = day("2024-10-01"));
    only(&early, "plan.step-order", "F1", "TLA4-5.3-01", "");
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

/// Divides the hardship bucket among households with nothing recorded, outside the scheme.
fn plain(amounts: &[(&str, i64)]) -> Vec<(String, String, String, String)> {
    found(|b| {
        b.assets[0].income_scheme_flag = Some(false);
        b.distribution_lines.truncate(3);
        for (index, (amount, persons)) in amounts.iter().enumerate() {
            let id = format!("H{index}");
            b.households.push(ledger::tables::Household {
                population: Some(*persons),
                ..household(&id)
            });
            let mut line = household_line(&format!("L1{index}"), &id, amount, "1");
            line.dist_factor_score = None;
            line.share_pct = None;
            b.distribution_lines.push(line);
        }
        b.households.remove(0);
    })
}

#[test]
fn three_equal_amounts_with_nothing_recorded_are_flat_sharing() {
    assert_eq!(plain(&[("10000", 3), ("10000", 3)]), []);
    assert_eq!(plain(&[("10000", 3), ("6000", 3), ("4000", 3)]), []);
    let flat = plain(&[("5000", 3), ("5000", 2), ("5000", 4), ("5000", 1)]);
    only(&flat, "plan.equal-shares", "F1", "TL-5.5-02", "");
    let per_head = plain(&[("4000", 1), ("16000", 4)]);
    assert_eq!(per_head, []);
    let per_head = plain(&[("4000", 2), ("10000", 5), ("6000", 3)]);
    only(&per_head, "plan.equal-shares", "F1", "TL-5.5-02", "");
}

#[test]
fn equal_amounts_that_follow_from_a_record_are_no_flat_sharing() {
    type Record = fn(&mut DistributionLine);
    let records: [Record; 4] = [
        |l| l.dist_factor_score = percent("80"),
        |l| l.share_pct = percent("4"),
        |l| l.dist_condition = Some("labour".into()),
        |l| l.dist_reason_code = Some("illness".into()),
    ];
    for record in records {
        let found = found(|b| {
            b.assets[0].income_scheme_flag = Some(false);
            b.distribution_lines.truncate(3);
            for id in ["H1", "H2", "H3", "H4"] {
                let mut line = household_line(id, id, "5000", "1");
                line.dist_factor_score = None;
                line.share_pct = None;
                record(&mut line);
                b.distribution_lines.push(line);
            }
        });
        assert_eq!(found, []);
    }
}

#[test]
fn households_without_labour_do_not_get_less_than_others() {
    let tilt = |weak: &str, full: &str, persons: i64| {
        found(|b| {
            b.distribution_lines.pop();
            b.distribution_lines
                .push(household_line("L4", "H1", weak, "10"));
            b.distribution_lines
                .push(household_line("L5", "H2", full, "10"));
            b.households.push(ledger::tables::Household {
                recipient_labour_capacity: Some("full".into()),
                population: Some(persons),
                ..household("H2")
            });
        })
    };
    assert_eq!(tilt("10000", "10000", 3), []);
    // Six persons against three: less in all, not per head.
    assert_eq!(tilt("8000", "12000", 6), []);
    only(
        &tilt("9999.99", "10000.01", 3),
        "plan.priority-missed",
        "F1",
        "TLA4-5.4-03",
        "10000.01",
    );
}

#[test]
fn a_household_stably_out_of_poverty_draws_nothing_more() {
    let exit = |on: &str| {
        found(|b| {
            b.households[0].stable_exit_flag = Some(true);
            b.households[0].stable_exit_date = day(on);
        })
    };
    assert_eq!(exit("2024-09-30"), [], "paid on the day is not after it");
    only(
        &exit("2024-09-29"),
        "plan.ineligible",
        "H1",
        "TLA4-4.4-01",
        "20000.00",
    );
}

#[test]
fn guaranteed_income_reaches_households_by_30_november() {
    let paid = |on: &str| {
        found(|b| {
            for line in &mut b.distribution_lines {
                line.dist_paid_date = day(on);
            }
        })
    };
    assert_eq!(paid("2024-11-30"), []);
    only(
        &paid("2024-12-01"),
        "plan.late",
        "F1",
        "TLA4-5.5-02",
        "20000.00",
    );
}

#[test]
fn dividends_are_paid_once_or_twice_a_year() {
    let rounds = |numbers: [i64; 4]| {
        found(|b| {
            for (line, round) in b.distribution_lines.iter_mut().zip(numbers) {
                line.dist_round_no = Some(round);
            }
        })
    };
    assert_eq!(rounds([1, 2, 2, 2]), []);
    only(
        &rounds([1, 2, 3, 3]),
        "plan.too-many-payments",
        "F1",
        "TLA4-5.5-01",
        "",
    );
    let none = found(|b| {
        for line in &mut b.distribution_lines {
            line.dist_paid_date = day("2025-01-10");
        }
        b.income[0].guaranteed_income_amount = None;
    });
    only(&none, "plan.too-many-payments", "F1", "TLA4-5.5-01", "");
}

#[test]
fn the_owner_distributes_by_whatever_name() {
    let by = |name: &str| found(|b| b.distribution_plans[0].dist_proposer_unit = Some(name.into()));
    for name in [
        "青山乡新山村股份经济合作社",
        "新山村村民委员会",
        "托里县青山乡新山村股份经济合作社",
    ] {
        assert_eq!(by(name), [], "{name}");
    }
    for name in ["青山农业公司", "青山乡人民政府", "下新村股份经济合作社"] {
        only(&by(name), "plan.not-owner", "F1", "TLA1-2.3-01", "");
    }
}

/// Income of a township asset, all given to one village.
fn pooled(priority: Option<&str>, year: i64) -> Vec<(String, String, String, String)> {
    found(|b| {
        b.assets[0].income_scheme_flag = Some(false);
        b.assets[0].owner_type = Some("township".into());
        let plan = &mut b.distribution_plans[0];
        plan.owner_type = Some("township".into());
        plan.income_year = Some(year);
        b.distribution_lines = vec![DistributionLine {
            dist_recipient_type: Some("village".into()),
            village: Some("下新村".into()),
            village_priority_type: priority.map(Into::into),
            ..line("L1", "dividend", "100000")
        }];
    })
}

#[test]
fn pooled_income_goes_to_priority_villages_and_3322_does_not_bind_it() {
    for kind in ["poor", "weak_collective", "concentrated"] {
        assert_eq!(pooled(Some(kind), 2024), [], "{kind}");
    }
    for kind in [Some("none"), Some("lagging"), None] {
        only(
            &pooled(kind, 2024),
            "plan.priority-missed",
            "F1",
            "TL-5.5-03",
            "100000.00",
        );
    }
    let in_campaign = pooled(Some("none"), 2020);
    assert_eq!(in_campaign[0].2, "TL-5.5-03;TLA1-2.3-02");
}

#[test]
fn risk_stays_with_the_operator() {
    let term = |term: &str, self_run: bool, scheme: bool| {
        found(|b| {
            b.assets[0].income_scheme_flag = Some(scheme);
            b.contracts[0].contract_clauses.push(term.into());
            if self_run {
                b.contracts[0].operator_type = Some("village_collective".into());
            }
        })
    };
    let loss = "plan.loss-on-protected";
    only(
        &term("household_risk", false, false),
        loss,
        "C1",
        "TL-5.4-07",
        "",
    );
    only(
        &term("household_risk", true, true),
        loss,
        "C1",
        "TL-5.4-07;TLA4-6.2-01",
        "",
    );
    only(
        &term("village_risk", false, true),
        loss,
        "C1",
        "TLA4-6.2-01",
        "",
    );
    assert_eq!(term("village_risk", true, true), []);
    assert_eq!(term("village_risk", false, false), []);
}

#[test]
fn two_years_of_loss_without_buying_back_are_one_too_many() {
    let lost = |years: &[i64], recovered: bool| {
        found(|b| {
            for year in years {
                let mut row = b.income[0].clone();
                row.income_id = Some(format!("I{year}").into());
                row.income_year = Some(*year);
                row.dist_plan_id = Some("F0".into());
                row.net_profit = yuan("-1.00");
                row.income_due_date = None;
                row.income_clearing_date = day(&format!("{}-01-15", year + 1));
                b.income.push(row);
            }
            b.income[0].net_profit = yuan("-0.01");
            b.contracts[0].agreed_income_due_date = day("2024-09-30");
            b.contracts[0].recovery_date = recovered.then(|| day("2025-01-01")).flatten();
        })
    };
    assert_eq!(lost(&[], false), []);
    assert_eq!(lost(&[2022], false), [], "a year between was no loss");
    only(
        &lost(&[2023], false),
        "plan.loss-on-protected",
        "C1",
        "TL-5.4-09",
        "",
    );
    assert_eq!(lost(&[2023], true), []);
}

#[test]
fn business_on_the_no_go_list_and_a_missing_list() {
    let business = found(|b| b.contracts[0].business_type = Some("民间借贷服务".into()));
    only(
        &business,
        "contract.forbidden-business",
        "C1",
        "TLA2-3-02",
        "",
    );
    let unlisted = found(|b| b.contracts[0].no_go_list.clear());
    only(
        &unlisted,
        "contract.risk-paper-missing",
        "C1",
        "TLA2-3-02",
        "",
    );
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
