//! One fault each: who is paid, when, by whom, and at whose risk.

#![cfg(test)]

mod common;

use common::{day, found, household, household_line, line, only, percent, yuan};
use ledger::tables::DistributionLine;

/// Divides the hardship bucket among households with nothing recorded, outside the scheme.
fn plain(amounts: &[(&str, i64)]) -> Vec<(String, String, String, String)> {
    found(|b| {
        b.assets[0].income_scheme_flag = Some(false);
        b.distribution_lines.truncate(3);
        for (index, (amount, persons)) in amounts.iter().enumerate() {
            let id = format!("H{index}");
            b.households
                .push(ledger::tables::Household { population: Some(*persons), ..household(&id) });
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
    // 20,000 yuan for nine persons: what a household gets is in whole fen.
    let rounded = plain(&[("2222.22", 1), ("6666.67", 3), ("11111.11", 5)]);
    only(&rounded, "plan.equal-shares", "F1", "TL-5.5-02", "");
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
            b.distribution_lines.push(household_line("L4", "H1", weak, "10"));
            b.distribution_lines.push(household_line("L5", "H2", full, "10"));
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
    only(&tilt("9999.99", "10000.01", 3), "plan.priority-missed", "F1", "TLA4-5.4-03", "10000.01");
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
    only(&exit("2024-09-29"), "plan.ineligible", "H1", "TLA4-4.4-01", "20000.00");
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
    only(&paid("2024-12-01"), "plan.late", "F1", "TLA4-5.5-02", "20000.00");
    // Households that wait for it are reported once, by its clock.
    let unpaid = found(|b| b.distribution_lines[3].dist_paid_date = None);
    only(&unpaid, "plan.late", "F1", "TLA4-5.5-02", "20000.00");
}

#[test]
fn guaranteed_income_that_no_plan_distributes_is_late_too() {
    let unplanned = |guaranteed: Option<&str>| {
        found(|b| {
            b.distribution_plans.clear();
            b.distribution_lines.clear();
            b.income[0].dist_plan_id = None;
            b.income[0].guaranteed_income_amount = guaranteed.and_then(yuan);
        })
    };
    let late = unplanned(Some("20000")).into_iter().filter(|f| f.0 == "plan.late");
    only(&late.collect::<Vec<_>>(), "plan.late", "I1", "TLA4-5.5-02", "20000.00");
    assert!(unplanned(None).iter().all(|f| f.0 != "plan.late"));
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
    only(&rounds([1, 2, 3, 3]), "plan.too-many-payments", "F1", "TLA4-5.5-01", "");
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
    for name in
        ["青山乡新山村股份经济合作社", "新山村村民委员会", "托里县青山乡新山村股份经济合作社"]
    {
        assert_eq!(by(name), [], "{name}");
    }
    for name in ["青山农业公司", "青山乡人民政府", "下新村股份经济合作社"] {
        only(&by(name), "plan.not-owner", "F1", "TLA1-2.3-01", "");
    }
}

#[test]
fn income_is_booked_to_the_owner_and_its_people() {
    let booked = |name: &str| found(|b| b.income[0].owner_name = Some(name.into()));
    only(&booked("青山农业公司"), "plan.not-owner", "F1", "TLA1-2.3-01", "");
    let held = |scheme: bool, name: &str| {
        found(|b| {
            b.assets[0].income_scheme_flag = Some(scheme);
            b.asset_owners[0].income_right_holder = Some(name.into());
        })
    };
    only(&held(false, "青山农业公司"), "plan.not-owner", "F1", "TLA1-2.3-01", "");
    for name in ["新山村股份经济合作社", "村集体", "全体村民"] {
        assert_eq!(held(false, name), [], "{name}");
    }
    // The scheme quantifies income rights to others.
    assert_eq!(held(true, "青山农业公司"), []);
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
        only(&pooled(kind, 2024), "plan.priority-missed", "F1", "TL-5.5-03", "100000.00");
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
    only(&term("household_risk", false, false), loss, "C1", "TL-5.4-07", "");
    only(&term("household_risk", true, true), loss, "C1", "TL-5.4-07;TLA4-6.2-01", "");
    only(&term("village_risk", false, true), loss, "C1", "TLA4-6.2-01", "");
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
    only(&lost(&[2023], false), "plan.loss-on-protected", "C1", "TL-5.4-09", "");
    assert_eq!(lost(&[2023], true), []);
}

#[test]
fn buying_back_with_own_money_and_force_majeure_answer_a_loss() {
    fn bought(b: &mut ledger::Books, money: &str) {
        b.disposals.push(ledger::tables::Disposal {
            asset_id: Some("A1".into()),
            buyback_date: day("2025-02-01"),
            buyback_amount: yuan("1000"),
            buyback_fund_source: Some(money.into()),
            ..Default::default()
        });
    }
    let answered = |answer: fn(&mut ledger::Books)| {
        found(|b| {
            let mut before = b.income[0].clone();
            before.income_id = Some("I0".into());
            before.income_year = Some(2023);
            before.dist_plan_id = Some("F0".into());
            before.income_due_date = None;
            before.income_clearing_date = day("2024-01-15");
            before.net_profit = yuan("-1.00");
            b.income.push(before);
            b.income[0].net_profit = yuan("-1.00");
            answer(b);
        })
    };
    let loss = "plan.loss-on-protected";
    only(&answered(|_| ()), loss, "C1", "TL-5.4-09", "");
    only(&answered(|b| bought(b, "村集体收益")), loss, "C1", "TL-5.4-09", "");
    assert_eq!(answered(|b| bought(b, "自有资金")), []);
    let disaster = answered(|b| {
        b.writeoffs.push(ledger::tables::WriteOff {
            asset_id: Some("A1".into()),
            force_majeure_flag: Some(true),
            ..Default::default()
        });
    });
    assert_eq!(disaster, []);
}

#[test]
fn business_on_the_no_go_list_and_a_missing_list() {
    let business = found(|b| b.contracts[0].business_type = Some("民间借贷服务".into()));
    only(&business, "contract.forbidden-business", "C1", "TLA2-3-02", "");
    let unlisted = found(|b| b.contracts[0].no_go_list.clear());
    only(&unlisted, "contract.risk-paper-missing", "C1", "TLA2-3-02", "");
    let no_risk_list = found(|b| b.contracts[0].risk_list_doc_no = None);
    only(&no_risk_list, "contract.risk-paper-missing", "C1", "TLA2-3-02", "");
    // The lists are the village's, whichever of its contracts states them.
    let in_the_other = |business: &str| {
        found(|b| {
            let mut other = b.contracts[0].clone();
            other.contract_id = Some("C0".into());
            other.asset_id = None;
            other.agreed_income = None;
            b.contracts.push(other);
            b.contracts[0].no_go_list.clear();
            b.contracts[0].risk_list_doc_no = None;
            b.contracts[0].business_type = Some(business.into());
        })
    };
    assert_eq!(in_the_other("蔬菜种植"), []);
    only(&in_the_other("民间借贷"), "contract.forbidden-business", "C1", "TLA2-3-02", "");
}

#[test]
fn a_loss_taken_from_a_household_is_charged_to_it() {
    let charged = found(|b| {
        b.assets[0].income_scheme_flag = Some(false);
        b.distribution_lines[3].dist_amount = yuan("20000.01");
        let mut charge = household_line("L5", "H1", "-0.01", "0");
        charge.share_pct = None;
        b.distribution_lines.push(charge);
    });
    only(&charged, "plan.loss-on-protected", "F1", "TL-5.4-07", "0.01");
}

#[test]
fn what_was_formed_before_the_countys_first_year_is_not_judged() {
    let formed = |year: i32| {
        found(|b| {
            b.assets[0].formation_date = ledger::Day::ymd(year, 12, 31);
            b.supervision.clear();
        })
    };
    assert_eq!(formed(2013), []);
    only(&formed(2014), "income.not-evaluated", "A1", "TLA1-2.2-04", "");
}
