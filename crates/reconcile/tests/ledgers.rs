//! Books against books: for each code the smallest case that fires it and the nearest that does
//! not.

#![cfg(test)]

mod support;

use ledger::tables::{Asset, FundLine, Project, Village};
use ledger::{CheckStatus, Day, Decimal, Fen, Severity};
use support::{asset, book, books, case, head, of, plain_book, run, told};

/// The county's row, and the township's row changed.
fn changed(change: impl FnOnce(&mut Asset)) -> Vec<Asset> {
    let mut row = asset("township", 2, "A");
    change(&mut row);
    vec![asset("county", 2, "A"), row]
}

fn codes(rows: Vec<Asset>) -> Vec<String> {
    told(&run(rows), "ledger")
}

#[test]
fn equal_rows_differ_in_nothing() {
    assert_eq!(codes(changed(|_| {})), Vec::<String>::new());
}

#[test]
fn a_fen_is_a_difference_and_net_value_follows() {
    let out = run(changed(|row| {
        row.original_value = Some(Fen(99_999));
        row.net_value = Some(Fen(79_999));
    }));
    assert_eq!(told(&out, "ledger"), ["ledger.value-differs A county|township"]);
    let finding = of(&out, "ledger.value-differs")[0];
    assert_eq!(finding.amount, Some(Fen(1)));
    assert_eq!(finding.clause.as_deref(), Some("T-1"));
    assert_eq!(out.rows.differences.len(), 2);

    let out = run(changed(|row| row.net_value = Some(Fen(80_001))));
    assert_eq!(told(&out, "ledger"), ["ledger.net-differs A county|township"]);
    assert_eq!(of(&out, "ledger.net-differs")[0].amount, Some(Fen(-1)));
    let blank = changed(|row| {
        row.original_value = None;
        row.net_value = None;
    });
    assert_eq!(codes(blank), Vec::<String>::new());
}

#[test]
fn quantities_are_compared_in_one_unit() {
    let metres = |n: i64| {
        codes(changed(|row| {
            row.quantity = Some(Decimal::from(n));
            row.quantity_unit = Some("米".into());
        }))
    };
    assert_eq!(metres(2000), Vec::<String>::new());
    assert_eq!(metres(2001), ["ledger.quantity-differs A county|township"]);
}

#[test]
fn class_status_and_name() {
    let found = codes(changed(|row| row.asset_class = Some("operating".into())));
    assert_eq!(found, ["ledger.class-differs A county|township"]);
    let unlisted = codes(changed(|row| row.asset_class = Some("怪类".into())));
    assert_eq!(unlisted, Vec::<String>::new());
    let out = run(changed(|row| row.asset_status = Some("idle".into())));
    assert_eq!(told(&out, "ledger"), ["ledger.status-differs A county|township"]);
    // A clause on books that must agree does not make a warning an error.
    assert_eq!(of(&out, "ledger.status-differs")[0].severity, Severity::Warning);
    let out = run(changed(|row| {
        row.asset_name = Some("红旗村综合设施".into());
    }));
    assert_eq!(told(&out, "ledger"), ["ledger.name-differs A county|township"]);
    assert_eq!(of(&out, "ledger.name-differs")[0].severity, Severity::Info);
    let written_otherwise = changed(|row| row.asset_name = Some("新建红旗村 巷道硬化项目".into()));
    assert_eq!(codes(written_otherwise), Vec::<String>::new());
}

#[test]
fn owners_by_another_name_are_one() {
    for alias in ["东风镇红旗村股份经济合作社", "红旗村集体经济组织", "红旗农牧合作社"]
    {
        let rows = changed(|row| row.owner_name = Some(alias.into()));
        let mut books = books(rows);
        books.villages.push(Village {
            township: Some("东风镇".into()),
            village: Some("红旗村".into()),
            collective_name: Some("红旗农牧合作社".into()),
            ..Village::default()
        });
        let out = reconcile::run(&books, &plain_book(), &case());
        assert_eq!(told(&out, "ledger"), Vec::<String>::new(), "{alias}");
    }
    for (kind, name) in
        [("village_collective", "育才村股份经济合作社"), ("township", "东风镇人民政府")]
    {
        let rows = changed(|row| {
            row.owner_type = Some(kind.into());
            row.owner_name = Some(name.into());
        });
        assert_eq!(codes(rows), ["ledger.owner-differs A county|township"]);
    }
}

#[test]
fn places_are_compared_by_their_stems() {
    let same = changed(|row| {
        row.township = Some("青山县东风镇".into());
        row.village = Some("红旗村委会".into());
    });
    assert_eq!(codes(same), Vec::<String>::new());
    let other = changed(|row| row.village = Some("育才村".into()));
    assert_eq!(codes(other), ["ledger.place-differs A county|township"]);
}

#[test]
fn missing_is_what_a_ledger_that_was_received_should_hold() {
    let other = |ledger: &str| {
        let mut row = asset(ledger, 9, "B");
        row.asset_name = Some("红旗村冷库".into());
        row.project_id = Some("P2".into());
        row
    };
    let county = |change: fn(&mut Asset)| {
        let mut row = asset("county", 2, "A");
        change(&mut row);
        vec![row, other("county"), other("industry"), other("township"), other("village")]
    };
    assert_eq!(
        codes(county(|_| {})),
        [
            "ledger.missing A county|industry",
            "ledger.missing A county|township",
            "ledger.missing A county|village"
        ]
    );
    // Another department, township, village, whose ledgers were not received.
    let elsewhere = county(|row| {
        row.industry_dept = Some("青山县水利局".into());
        row.township = Some("南湖乡".into());
        row.village = Some("育才村".into());
    });
    assert_eq!(codes(elsewhere), Vec::<String>::new());
    // A department's own asset is no village's; what is not managed is nobody's.
    let of_department = county(|row| {
        row.owner_type = Some("county_dept".into());
        row.industry_dept = None;
    });
    assert_eq!(codes(of_department), ["ledger.missing A county|township"]);
    for unmanaged in [
        county(|row| row.in_managed_scope = Some(false)),
        county(|row| row.asset_status = Some("disposed".into())),
    ] {
        assert_eq!(codes(unmanaged), Vec::<String>::new());
    }
}

#[test]
fn a_ledger_that_was_not_received_is_not_checkable() {
    let out = run(vec![asset("county", 2, "A")]);
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
    let run_of = |clause: Option<&str>| {
        out.checks
            .iter()
            .find(|c| &*c.family == "books-agree" && c.clause.as_deref() == clause)
            .map(|c| c.status)
    };
    assert_eq!(run_of(Some("T-1")), Some(CheckStatus::NoData));
    // Without a county ledger nothing can be missing from the others.
    let out = run(vec![asset("township", 2, "A")]);
    assert!(
        out.checks.iter().any(|c| c.status == CheckStatus::NoData && &*c.family == "books-agree")
    );
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
}

#[test]
fn an_empty_ledger_is_received_when_its_head_says_so() {
    let mut books = books(vec![asset("county", 2, "A"), {
        let mut other = asset("township", 2, "B");
        other.township = Some("南湖乡".into());
        other.ledger_unit = Some("南湖乡人民政府".into());
        other.project_id = None;
        other
    }]);
    books.ledgers = vec![head("township", "东风镇人民政府", 0, 0)];
    books.received.insert("ledgers");
    let out = reconcile::run(&books, &plain_book(), &case());
    assert_eq!(told(&out, "ledger.missing"), ["ledger.missing A county|township"]);
}

#[test]
fn a_second_row_of_one_unit_is_a_duplicate_with_or_without_its_id() {
    for id in ["A", ""] {
        let mut again = asset("township", 3, id);
        again.asset_name = Some("红旗村巷道硬化工程".into());
        let out = run(vec![asset("county", 2, "A"), asset("township", 2, "A"), again]);
        assert_eq!(told(&out, "ledger"), ["ledger.duplicate A -"]);
        let finding = of(&out, "ledger.duplicate")[0];
        assert_eq!(finding.detail.as_deref(), Some("township-3"));
        assert_eq!(out.rows.matches.len(), 2);
    }
    // Equal in every cell: ingest has said so already.
    let out =
        run(vec![asset("county", 2, "A"), asset("township", 2, "A"), asset("township", 3, "A")]);
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
    // Two things of one name, with two ids in both ledgers.
    let twin = |ledger: &str, row, id: &str| asset(ledger, row, id);
    let out = run(vec![
        twin("county", 2, "A"),
        twin("county", 3, "B"),
        twin("township", 2, "A"),
        twin("township", 3, "B"),
    ]);
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
}

#[test]
fn several_units_may_share_an_asset_but_not_claim_more_than_it_is_worth() {
    let of_village = |row, unit: &str, fen| {
        let mut a = asset("village", row, "A");
        a.ledger_unit = Some(unit.into());
        a.original_value = Some(Fen(fen));
        a.net_value = None;
        a
    };
    let both = |first, second| {
        run(vec![
            asset("county", 2, "A"),
            of_village(2, "东风镇红旗村村民委员会", first),
            of_village(3, "东风镇育才村村民委员会", second),
        ])
    };
    assert_eq!(told(&both(60_000, 40_000), "ledger"), Vec::<String>::new());
    let out = both(60_000, 40_001);
    assert_eq!(told(&out, "ledger"), ["ledger.double-claim A county|village"]);
    assert_eq!(of(&out, "ledger.double-claim")[0].amount, Some(Fen(1)));
    let out = both(60_000, 39_999);
    assert_eq!(told(&out, "ledger"), ["ledger.value-differs A county|village"]);
    assert_eq!(of(&out, "ledger.value-differs")[0].amount, Some(Fen(1)));
}

#[test]
fn the_head_of_a_ledger_must_state_its_rows() {
    let heads = |records, fen| {
        let mut books = books(vec![asset("county", 2, "A"), asset("township", 2, "A")]);
        books.ledgers = vec![head("township", "青山县东风镇人民政府", records, fen)];
        books.received.insert("ledgers");
        let out = reconcile::run(&books, &plain_book(), &case());
        of(&out, "ledger.total-differs")
            .iter()
            .map(|f| (f.subject.id.to_string(), f.amount))
            .collect::<Vec<_>>()
    };
    let unit = "青山县东风镇人民政府".to_owned();
    assert_eq!(heads(1, 100_000), []);
    assert_eq!(heads(1, 99_999), [(unit.clone(), Some(Fen(-1)))]);
    assert_eq!(heads(2, 100_000), [(unit, None)]);
}

#[test]
fn totals_roll_up_where_the_text_asks_for_it() {
    let clause = r#"[[clause]]
id = "R-1"
cite = "三"
says = "逐级汇总"
severity = "error"
check.ledger-roll-up = { ledgers = ["township", "village"] }
"#;
    let rows = || {
        changed(|row| {
            row.original_value = Some(Fen(90_000));
            row.net_value = None;
        })
    };
    let out = reconcile::run(&books(rows()), &book(clause), &case());
    let found = of(&out, "ledger.total-differs");
    assert_eq!(found.len(), 1);
    assert_eq!(&*found[0].subject.id, "东风镇人民政府");
    assert_eq!(found[0].amount, Some(Fen(10_000)));
    assert_eq!(found[0].clause.as_deref(), Some("R-1"));
    let silent = reconcile::run(&books(rows()), &plain_book(), &case());
    assert_eq!(of(&silent, "ledger.total-differs").len(), 0);
    assert!(
        silent
            .checks
            .iter()
            .any(|c| &*c.family == "ledger-roll-up" && c.status == CheckStatus::Silent)
    );
    let level = reconcile::run(&books(changed(|_| {})), &book(clause), &case());
    assert_eq!(of(&level, "ledger.total-differs").len(), 0);
}

const DEADLINES: &str = r#"[[clause]]
id = "D-1"
cite = "一"
says = "十日内"
severity = "error"
check.entry-deadline = { of = "fund-batch", system = "sys_poverty", within = "10 日" }
[[clause]]
id = "D-2"
cite = "二"
says = "十五日内"
severity = "error"
check.entry-deadline = { of = "project", system = "sys_poverty", within = "15 日" }
"#;

#[test]
fn entry_is_late_on_the_day_after_the_last() {
    let late = |fund_day: Option<Day>, project_day: Option<Day>| {
        let mut books = books(Vec::new());
        books.fund_ledger = vec![
            FundLine {
                project_id: Some("P1".into()),
                allotted_date: Day::ymd(2024, 3, 1),
                fund_entry_date: fund_day,
                ..FundLine::default()
            },
            FundLine { fund_entry_date: Day::ymd(2024, 1, 1), ..FundLine::default() },
        ];
        books.projects = vec![Project {
            project_id: Some("P1".into()),
            plan_approval_date: Day::ymd(2024, 3, 1),
            project_entry_date: project_day,
            ..Project::default()
        }];
        books.received.extend(["fund_ledger", "projects"]);
        let out = reconcile::run(&books, &book(DEADLINES), &case());
        for finding in &out.findings {
            assert!(!finding.message(ledger::finding::Lang::Zh).contains('{'));
        }
        of(&out, "ledger.late-entry")
            .iter()
            .map(|f| format!("{} {}", f.clause.as_deref().unwrap(), f.subject.id))
            .collect::<Vec<_>>()
    };
    assert_eq!(late(Day::ymd(2024, 3, 11), Day::ymd(2024, 3, 16)), Vec::<String>::new());
    assert_eq!(late(Day::ymd(2024, 3, 12), Day::ymd(2024, 3, 17)), ["D-1 P1", "D-2 P1"]);
    // Known to the month only: not surely late.
    assert_eq!(late(Day::month(2024, 3), Day::ymd(2024, 3, 2)), Vec::<String>::new());
    // Not entered, and the time is over. A column that was not delivered at all is not checkable.
    assert_eq!(late(None, None), ["D-1 P1"]);
}

#[test]
fn a_system_may_exclude_owners() {
    let clause = r#"[[clause]]
id = "S-1"
cite = "一"
says = "国有资产"
severity = "error"
check.system-agree = { system = "sys_state", holds = { owners = ["county_dept"] }, excluded_owners = ["village_collective"] }
"#;
    let owned = |kind: &str| {
        let mut rows = vec![asset("county", 2, "A"), asset("sys_state", 2, "A")];
        for row in &mut rows {
            row.owner_type = Some(kind.into());
        }
        let out = reconcile::run(&books(rows), &book(clause), &case());
        told(&out, "ledger")
    };
    assert_eq!(owned("village_collective"), ["ledger.wrong-system A county|sys_state"]);
    assert_eq!(owned("county_dept"), Vec::<String>::new());
}

#[test]
fn tolerance_is_listed_and_capped() {
    let with = |tolerance, cap| {
        let mut case = case();
        case.tolerance.insert("original_value".into(), Fen(tolerance));
        case.tolerance_max_total = Some(Fen(cap));
        let rows = changed(|row| {
            row.original_value = Some(Fen(99_990));
            row.net_value = None;
        });
        let out = reconcile::run(&books(rows), &plain_book(), &case);
        ([told(&out, "ledger"), told(&out, "match")].concat(), out.rows.tolerance.len())
    };
    assert_eq!(with(10, 10), (Vec::new(), 1));
    assert_eq!(with(10, 9), (vec!["match.tolerance-over 青山县 -".to_owned()], 1));
    assert_eq!(with(9, 10), (vec!["ledger.value-differs A county|township".to_owned()], 0));
}

#[test]
fn every_sentence_has_its_values() {
    use ledger::finding::Lang;
    let mut again = asset("township", 3, "");
    again.asset_name = Some("红旗村巷道硬化工程".into());
    let mut rows = changed(|row| {
        row.original_value = Some(Fen(5));
        row.net_value = Some(Fen(6));
        row.quantity = Some(Decimal::from(9));
        row.owner_type = Some("township".into());
        row.village = Some("育才村".into());
        row.asset_status = Some("idle".into());
    });
    rows.push(again);
    let mut books = books(rows);
    books.ledgers = vec![head("township", "东风镇人民政府", 9, 9)];
    books.received.insert("ledgers");
    let out = reconcile::run(&books, &plain_book(), &case());
    assert!(out.findings.len() > 5);
    for finding in out.findings.iter().filter(|f| f.code.code.starts_with("ledger")) {
        for lang in [Lang::Zh, Lang::En] {
            let message = finding.message(lang);
            assert!(!message.contains(['{', '}']), "{message}");
        }
    }
}
