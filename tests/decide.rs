//! Decisions about pairs of rows, through the commands that a user types.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn duizhang(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duizhang"))
        .args(arguments)
        .env_remove("DUIZHANG_LANG")
        .output()
        .unwrap()
}

/// Left row, right row and rung of every pair.
fn matches(case: &Path) -> Vec<(String, String, String)> {
    let bytes = fs_err::read(case.join("reconcile/matches.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap());
    let headings = reader.headers().unwrap().clone();
    let at = |name: &str| headings.iter().position(|h| h == name).unwrap();
    let (left, right, rung) = (at("left_row_id"), at("right_row_id"), at("rung"));
    reader
        .records()
        .map(|row| row.unwrap())
        .map(|row| (row[left].to_owned(), row[right].to_owned(), row[rung].to_owned()))
        .collect()
}

#[test]
fn a_decision_is_recorded_applied_and_replaced() {
    let folder = TempDir::new().unwrap();
    let case = folder.path().join("案卷");
    let shown = case.to_str().unwrap();
    let county = "云川县";
    let made =
        duizhang(&["new", shown, "--county", county, "--rulebook", "tuoli-2020", "--year", "2024"]);
    assert!(made.status.success());
    let headings = "资产编号,资产名称,乡镇,行政村,资金年度,资产原值\n";
    let ledger = |name: &str, id: &str| {
        let row = format!("{headings}{id},石桥村{name},松林镇,石桥村,2020,123456.78\n");
        fs_err::write(case.join(format!("inbox/{name}.csv")), row).unwrap();
    };
    ledger("公厕", "A1");
    ledger("公共厕所", "");
    let inputs = "[[input]]\npath = \"inbox/公厕.csv\"\nkind = \"assets\"\nledger = \"county\"\n\
                  [[input]]\npath = \"inbox/公共厕所.csv\"\nkind = \"assets\"\nledger = \"township\"\nunit = \"松林镇人民政府\"\n";
    let toml = fs_err::read_to_string(case.join("case.toml")).unwrap();
    fs_err::write(case.join("case.toml"), format!("{toml}\n{inputs}")).unwrap();
    let run = |step: &str| {
        let out = duizhang(&[step, shown, "--format", "csv"]);
        assert!(out.status.code().unwrap() < 2, "{}", String::from_utf8_lossy(&out.stderr));
    };
    run("ingest");
    run("reconcile");
    let [(left, right, rung)] = matches(&case).try_into().unwrap();
    assert_eq!(rung, "similar");

    let by = ["--by", "资产管理岗", "--reason", "现场核实"];
    let decide = |flag: &str, left: &str, right: &str| {
        duizhang(&[&["decide", shown, flag, left, right], by.as_slice()].concat())
    };
    assert!(decide("--match", &left, "inbox/公共厕所.csv!!2").status.success());
    run("reconcile");
    assert_eq!(matches(&case)[0].2, "decision");

    // The last word counts, whichever row is named first.
    assert!(decide("--not-match", &right, &left).status.success());
    run("reconcile");
    assert_eq!(matches(&case), []);
    let recorded = fs_err::read_to_string(case.join("decisions.csv")).unwrap();
    assert_eq!(recorded.lines().count(), 2, "{recorded}");

    assert_eq!(decide("--match", &left, &left).status.code(), Some(2), "one ledger");
    assert_eq!(decide("--match", &left, "assets-none").status.code(), Some(2), "no such row");
}
