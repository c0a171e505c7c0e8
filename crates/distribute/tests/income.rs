//! One fault each: what operators owe, cover, evaluation, clearing, income rights.

#![cfg(test)]

mod common;

use common::{contract, day, found, household, household_line, income, only, percent, yuan};
use ledger::tables::{AssetFunding, Income, Supervision};

#[test]
fn a_sound_county_has_no_findings() {
    assert_eq!(found(|_| {}), []);
}

#[test]
fn one_fen_short_of_the_agreed_income_is_owed() {
    let short = found(|b| {
        b.income[0].income_amount = yuan("99999.99");
        b.distribution_plans[0].income_amount = yuan("99999.99");
        b.distribution_lines[0].dist_amount = yuan("29999.99");
    });
    only(&short, "income.unpaid", "C1", "TL-5.4-06", "0.01");
}

#[test]
fn what_comes_on_the_due_day_is_in_time_and_a_day_later_is_owed() {
    assert_eq!(found(|b| b.income[0].income_received_date = day("2024-09-30")), []);
    let late = found(|b| b.income[0].income_received_date = day("2024-10-01"));
    only(&late, "income.unpaid", "C1", "TL-5.4-06", "100000.00");
    // Without a date nothing shows that it came in time.
    let undated = found(|b| b.income[0].income_received_date = None);
    only(&undated, "income.unpaid", "C1", "TL-5.4-06", "100000.00");
}

#[test]
fn a_year_without_a_receipt_is_owed_in_full() {
    let nothing = found(|b| {
        b.income.clear();
        b.distribution_plans[0].income_amount = yuan("100000");
    });
    only(&nothing, "income.unpaid", "C1", "TL-5.4-06", "100000.00");
}

#[test]
fn a_receipt_that_names_no_contract_belongs_to_the_only_one_of_its_asset() {
    assert_eq!(found(|b| b.income[0].contract_id = None), []);
    // With two it may belong to either: neither can be judged.
    assert_eq!(
        found(|b| {
            b.income[0].contract_id = None;
            b.contracts
                .push(ledger::tables::Contract { contract_id: Some("C2".into()), ..contract() });
        }),
        []
    );
}

#[test]
fn a_receipt_without_a_contract_is_judged_by_what_it_states() {
    let owed = found(|b| {
        b.income.push(Income {
            income_id: Some("I2".into()),
            asset_id: None,
            contract_id: None,
            dist_plan_id: None,
            income_amount: yuan("60000"),
            ..income()
        });
    });
    only(&owed, "income.unpaid", "I2", "TL-5.4-06", "40000.00");
}

#[test]
fn households_that_come_first_must_not_wait_while_others_are_paid() {
    let waiting = found(|b| {
        b.distribution_lines[3].dist_paid_date = None;
        b.income[0].guaranteed_income_amount = None;
    });
    only(&waiting, "plan.priority-missed", "F1", "TL-5.4-06", "80000.00");
}

#[test]
fn clearing_is_due_on_31_march_of_the_next_year() {
    for (done, late) in [(day("2025-03-31"), false), (day("2025-04-01"), true), (None, true)] {
        let found = found(|b| b.income[0].income_clearing_date = done);
        if late {
            only(&found, "income.not-cleared", "I1", "TL-5.5-01", "");
        } else {
            assert_eq!(found, []);
        }
    }
}

#[test]
fn live_animals_need_a_policy_in_force_today() {
    let insure = |policy: Option<&str>, end| {
        found(|b| {
            b.assets[0].asset_form = Some("biological".into());
            b.contracts[0].insurance_policy_no = policy.map(Into::into);
            b.contracts[0].insurance_coverage_end = end;
        })
    };
    assert_eq!(insure(Some("保1"), day("2025-06-30")), []);
    for (policy, end) in [(None, None), (Some("保1"), day("2025-06-29")), (Some("保1"), None)] {
        only(&insure(policy, end), "income.uninsured", "A1", "TLA1-2.2-01", "");
    }
}

#[test]
fn co_operation_needs_a_full_guarantee_and_lease_needs_none() {
    let guarantee = |mode: &str, kind: Option<&str>, amount: Option<&str>| {
        let mut books = common::sound();
        books.contracts[0].operation_mode = Some(mode.into());
        books.contracts[0].guarantee_type = kind.map(Into::into);
        books.contracts[0].guarantee_amount = amount.and_then(yuan);
        common::output(books).findings
    };
    assert!(guarantee("lease", None, None).is_empty());
    assert!(guarantee("entrusted", None, None).is_empty());
    assert!(guarantee("co_operation", Some("joint"), Some("1000000.00")).is_empty());
    let short = guarantee("co_operation", Some("joint"), Some("999999.99"));
    only(&common::facts(&short), "income.unguaranteed", "A1", "TLA1-2.2-02", "0.01");
    assert_eq!(short[0].severity, ledger::Severity::Warning);
    let none = guarantee("co_operation", None, None);
    assert_eq!(none[0].severity, ledger::Severity::Error);
}

#[test]
fn every_year_needs_a_third_party_and_failures_are_rectified() {
    for (spoil, fails) in [
        (("third_party", "2024-01-01", "pass", None), false),
        (("third_party", "2023-12-31", "pass", None), true),
        (("self", "2024-12-10", "pass", None), true),
        (("third_party", "2024-12-10", "fail", None), true),
        (("third_party", "2024-12-10", "fail", Some("2025-02-01")), false),
    ] {
        let (kind, date, result, rectified) = spoil;
        let found = found(|b| {
            let row = &mut b.supervision[0];
            row.eval_type = Some(kind.into());
            row.eval_date = day(date);
            row.eval_result = Some(result.into());
            row.rectification_date = rectified.and_then(day);
        });
        if fails {
            only(&found, "income.not-evaluated", "A1", "TLA1-2.2-04", "");
        } else {
            assert_eq!(found, [], "{spoil:?}");
        }
    }
}

#[test]
fn an_evaluation_has_a_report_and_a_result_and_a_failure_is_rectified_afterwards() {
    let spoilt = |spoil: fn(&mut Supervision)| found(|b| spoil(&mut b.supervision[0]));
    let faults: [fn(&mut Supervision); 3] = [
        |row| row.eval_report_no = None,
        |row| row.eval_result = None,
        |row| {
            row.eval_result = Some("fail".into());
            row.rectification_date = day("2024-12-09");
        },
    ];
    for fault in faults {
        only(&spoilt(fault), "income.not-evaluated", "A1", "TLA1-2.2-04", "");
    }
    let same_day = spoilt(|row| {
        row.eval_result = Some("fail".into());
        row.rectification_date = day("2024-12-10");
    });
    assert_eq!(same_day, []);
}

/// Sets the income of the year everywhere, split as it should be.
fn earn(books: &mut ledger::Books, amount: &str) {
    books.income[0].income_due_amount = yuan(amount);
    books.income[0].income_amount = yuan(amount);
    books.income[0].guaranteed_income_amount = None;
    books.contracts[0].agreed_income = yuan(amount);
    books.distribution_plans[0].income_amount = yuan(amount);
    let total: ledger::Fen = amount.parse().unwrap();
    let parts = ledger::money::split(total, &[30, 30, 20, 20]).unwrap();
    for (line, part) in books.distribution_lines.iter_mut().zip(parts) {
        line.dist_amount = Some(part);
    }
}

#[test]
fn a_scheme_asset_earns_the_benchmark_rate_of_the_year() {
    // 4.35 % of 1,000,000 yuan.
    assert_eq!(found(|b| earn(b, "43500.00")), []);
    let low = found(|b| earn(b, "43499.99"));
    only(&low, "income.yield-low", "A1", "TLA4-4.1-02", "0.01");
    // A23: the annex binds no other asset.
    assert_eq!(
        found(|b| {
            earn(b, "20000.00");
            b.assets[0].income_scheme_flag = Some(false);
        }),
        []
    );
}

#[test]
fn a_year_that_the_contract_begins_in_is_taken_by_its_days() {
    // 184 of 366 days from 1 July: 1,000,000 × 4.35 % × 184 ÷ 366 = 21,868.85.
    let half = |amount: &str| {
        found(|b| {
            earn(b, amount);
            b.contracts[0].contract_start_date = day("2024-07-01");
        })
    };
    assert_eq!(half("21868.85"), []);
    only(&half("21868.84"), "income.yield-low", "A1", "TLA4-4.1-02", "0.01");
}

#[test]
fn special_money_in_an_ordinary_village_is_for_poor_households_alone() {
    let ordinary = found(|b| {
        b.villages[0].village_priority_type = Some("none".into());
        b.villages[0].poor_village = Some(false);
    });
    only(&ordinary, "income.right-holder", "A1", "TLA4-4.1-03", "80000.00");
}

#[test]
fn an_ordinary_household_holds_no_right_formed_with_special_money() {
    let household = found(|b| b.households[0].recipient_status = Some("ordinary".into()));
    only(&household, "income.right-holder", "H1", "TLA4-4.1-03", "20000.00");
}

#[test]
fn integrated_money_leaves_a_part_to_poor_households() {
    let integrated = |holder: &str| {
        found(|b| {
            b.asset_funding.push(AssetFunding {
                asset_id: Some("A1".into()),
                fund_source: Some("integrated".into()),
                fund_amount: yuan("1000000"),
                ..AssetFunding::default()
            });
            b.distribution_lines[3].share_holder_type = Some(holder.into());
        })
    };
    assert_eq!(integrated("poor_household"), []);
    only(
        &integrated("village_collective"),
        "income.quantification-missing",
        "A1",
        "TLA4-4.1-04",
        "",
    );
}

#[test]
fn an_operating_asset_without_a_share_plan_is_not_quantified() {
    let unplanned = found(|b| {
        b.asset_owners[0].quantification_plan_no = None;
        b.distribution_plans[0].quantification_plan_no = None;
    });
    only(&unplanned, "income.quantification-missing", "A1", "TL-5.4-01", "");
    let undecided = found(|b| b.assets[0].quantifiable_flag = None);
    only(&undecided, "income.quantification-missing", "A1", "TLA4-5.2-01", "");
}

#[test]
fn shares_add_up_to_the_whole_within_rounding() {
    assert_eq!(found(|b| b.distribution_lines[0].share_pct = percent("29.99")), []);
    let lacking = found(|b| b.distribution_lines[0].share_pct = percent("29.98"));
    only(&lacking, "plan.total-differs", "F1", "TLA4-5.4-04", "");
    // Holders without an id are told apart within a round.
    assert_eq!(
        found(|b| {
            b.distribution_lines[3].dist_amount = yuan("10000");
            b.distribution_lines[3].share_pct = percent("10");
            b.distribution_lines[3].dist_recipient_id = None;
            let mut other = b.distribution_lines[3].clone();
            other.dist_line_id = Some("L5".into());
            b.distribution_lines.push(other);
        }),
        []
    );
    // A holder that is paid in two rounds has one share.
    assert_eq!(
        found(|b| {
            b.distribution_lines[3].dist_amount = yuan("12000");
            let mut second = household_line("L5", "H1", "8000.00", "20");
            second.dist_round_no = Some(2);
            b.distribution_lines.push(second);
        }),
        []
    );
}

#[test]
fn a_list_of_households_decides_before_the_line() {
    let mut poor = household("H1");
    poor.recipient_status = Some("poor".into());
    assert_eq!(
        found(|b| {
            b.households = vec![poor];
            b.distribution_lines[3].recipient_status = Some("exited_stable".into());
        }),
        []
    );
}

#[test]
fn what_a_sheet_has_no_column_for_was_not_asked() {
    // Blanks a cell of a sheet that has none but these columns.
    let unasked = |table: &str, columns: &[&str], blank: fn(&mut ledger::Books)| {
        found(|b| {
            let columns = columns.iter().map(|c| (*c).into()).collect();
            b.columns.insert((format!("inbox/{table}.csv").into(), None), columns);
            blank(b);
        })
    };
    let income =
        |columns: &[&str]| unasked("income", columns, |b| b.income[0].income_received_date = None);
    assert_eq!(income(&[]), []);
    only(&income(&["income_received_date"]), "income.unpaid", "C1", "TL-5.4-06", "100000.00");
    let plan = |columns: &[&str]| {
        unasked("distribution_plans", columns, |b| {
            b.distribution_plans[0].dist_township_review_date = None;
            b.distribution_plans[0].plan_sections.clear();
        })
    };
    assert_eq!(plan(&[]), []);
    let review = plan(&["dist_township_review_date"]);
    only(&review, "plan.step-missing", "F1", "TLA1-1.4-02", "");
    only(&plan(&["plan_sections"]), "plan.step-missing", "F1", "TLA4-5.4-01", "");
    let clearing = unasked("income", &[], |b| b.income[0].income_clearing_date = None);
    assert_eq!(clearing, []);
    let lists = unasked("contracts", &[], |b| {
        b.contracts[0].no_go_list.clear();
        b.contracts[0].risk_list_doc_no = None;
    });
    assert_eq!(lists, []);
    let evaluation = unasked("supervision", &[], |b| b.supervision[0].eval_report_no = None);
    assert_eq!(evaluation, []);
}
