//! Commands with their output.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use std::process::{Command, Output};
use tempfile::TempDir;

fn duizhang(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duizhang"))
        .args(arguments)
        .env_remove("DUIZHANG_LANG")
        .output()
        .unwrap()
}

#[test]
fn pages_of_commands() {
    trycmd::TestCases::new().case("tests/cmd/*.md");
}

#[test]
fn a_new_case_holds_a_template_for_every_table_and_runs_empty() {
    let folder = TempDir::new().unwrap();
    let case = folder.path().join("2024清算");
    let shown = case.to_str().unwrap();
    let new = duizhang(&[
        "new",
        shown,
        "--county",
        "云川县",
        "--rulebook",
        "tuoli-2020",
        "--year",
        "2024",
    ]);
    assert!(new.status.success(), "{}", String::from_utf8_lossy(&new.stderr));
    assert_eq!(
        fs_err::read_dir(case.join("templates")).unwrap().count(),
        ledger::Books::TABLES.len()
    );
    assert!(
        !duizhang(&[
            "new",
            shown,
            "--county",
            "云川县",
            "--rulebook",
            "tuoli-2020",
            "--year",
            "2024"
        ])
        .status
        .success()
    );
    let run = duizhang(&["run", shown]);
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
}

/// Every damaged, encrypted or foreign file is a finding with a remedy; the good one is read.
#[test]
fn damaged_files_are_findings_and_the_rest_goes_on() {
    let folder = TempDir::new().unwrap();
    let case = folder.path().join("damaged");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/damaged");
    fs_err::create_dir_all(case.join("inbox")).unwrap();
    fs_err::copy(format!("{source}/case.toml"), case.join("case.toml")).unwrap();
    let mut files = Vec::new();
    for entry in fs_err::read_dir(format!("{source}/inbox")).unwrap() {
        let entry = entry.unwrap();
        fs_err::copy(entry.path(), case.join("inbox").join(entry.file_name())).unwrap();
        files.push(format!("inbox/{}", entry.file_name().to_str().unwrap()));
    }
    let shown = case.to_str().unwrap();
    let run = duizhang(&["run", shown]);
    assert_eq!(run.status.code(), Some(3), "{}", String::from_utf8_lossy(&run.stderr));
    let found = duizhang(&["findings", shown, "--code", "intake.file-unreadable", "--json"]);
    let found: Vec<serde_json::Value> = serde_json::from_slice(&found.stdout).unwrap();
    let mut unreadable: Vec<&str> = found.iter().filter_map(|f| f["subject_id"].as_str()).collect();
    unreadable.sort_unstable();
    files.retain(|f| f != "inbox/县级总台账.xlsx");
    files.sort();
    assert_eq!(unreadable, files);
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs_err::read(case.join("manifest.json")).unwrap()).unwrap();
    let accepted: u64 = manifest["steps"]["ingest"]["sheets"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|s| s["rows_accepted"].as_u64())
        .sum();
    assert_eq!(accepted, 2);
}
