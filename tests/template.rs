//! Templates through the commands that a user types: out of a case, back into one; and what ingest
//! says of an inbox that changed.

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

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A new case in the folder, with one ledger in its inbox.
fn case(folder: &Path) -> String {
    let case = folder.join("案卷");
    let root = case.to_str().unwrap().to_owned();
    let new = ["new", &root, "--county", "云川县", "--rulebook", "tuoli-2020", "--year", "2024"];
    assert!(duizhang(&new).status.success());
    fs_err::write(case.join("inbox/县总台账.csv"), LEDGER).unwrap();
    root
}

const LEDGER: &str = "资产编号,资产名称,资产类别,乡镇,行政村,坐落位置,数量,计量单位,资产原值\n\
    YC-1,机井,公益性资产,清泉镇,上泉村,村东,2,眼,120000\n\
    YC-2,机井,公益性资产,清泉镇,下泉村,村西,1,眼,60000\n\
    YC-3,路灯,公益性资产,柳树乡,柳树村,村内,30,盏,90000\n";

fn findings(root: &str) -> String {
    text(&duizhang(&["findings", root, "--json"]).stdout)
}

#[test]
fn count_sheets_of_a_township_come_back_without_a_word() {
    let folder = TempDir::new().unwrap();
    let root = case(folder.path());
    assert!(duizhang(&["ingest", &root, "-q"]).status.success());
    let out = folder.path().join("盘点");
    let command = [
        "template",
        "--table",
        "physical_counts",
        "--township",
        "清泉镇",
        "--from",
        &root,
        "-o",
        out.to_str().unwrap(),
    ];
    let made = duizhang(&command);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let mut names: Vec<String> = fs_err::read_dir(&out)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["盘点表_清泉镇_上泉村.xlsx", "盘点表_清泉镇_下泉村.xlsx"]);
    // Somebody may have filled them: they are not written over.
    assert_eq!(duizhang(&command).status.code(), Some(2));

    for name in &names {
        fs_err::copy(out.join(name), Path::new(&root).join("inbox").join(name)).unwrap();
    }
    let back = duizhang(&["ingest", &root, "--format", "csv"]);
    assert!(back.status.success());
    assert_eq!(findings(&root).trim(), "[]");
    let counts = fs_err::read_to_string(Path::new(&root).join("normalized/physical_counts.csv"));
    let counts = counts.unwrap();
    assert_eq!(counts.lines().count(), 3, "{counts}");
    assert!(counts.contains("YC-1") && counts.contains("YC-2") && counts.contains("missing"));
    assert!(text(&back.stderr).contains("新收到：新增 1 行"), "{}", text(&back.stderr));
}

#[test]
fn a_filled_register_comes_back_as_the_townships() {
    let folder = TempDir::new().unwrap();
    let root = case(folder.path());
    assert!(duizhang(&["ingest", &root, "-q"]).status.success());
    let command = ["template", "--table", "assets", "--township", "清泉镇", "--from", &root];
    let made = duizhang(&command);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let name = "资产台账_清泉镇.xlsx";
    let root_path = Path::new(&root);
    fs_err::copy(root_path.join("templates").join(name), root_path.join("inbox").join(name))
        .unwrap();
    assert!(duizhang(&["ingest", &root, "-q", "--format", "csv"]).status.success());
    assert_eq!(findings(&root).trim(), "[]");
    let assets = fs_err::read_to_string(root_path.join("normalized/assets.csv")).unwrap();
    let returned = assets.lines().skip(1).filter(|line| line.contains(",township,"));
    assert_eq!(returned.count(), 2, "{assets}");
}

#[test]
fn a_changed_inbox_is_compared_with_what_was_read_of_it() {
    let folder = TempDir::new().unwrap();
    let root = case(folder.path());
    assert!(duizhang(&["ingest", &root, "-q"]).status.success());
    let again = duizhang(&["ingest", &root]);
    assert!(!text(&again.stderr).contains("未变"), "{}", text(&again.stderr));

    let changed = LEDGER.replace("60000", "61000").replace("YC-3,路灯", "YC-4,路灯");
    fs_err::write(Path::new(&root).join("inbox/县总台账.csv"), changed).unwrap();
    let said = text(&duizhang(&["ingest", &root]).stderr);
    let line = "inbox/县总台账.csv 有改动：新增 1 行，删去 1 行，变更 1 行，未变 1 行";
    assert!(said.contains(line), "{said}");
}

#[test]
fn a_blank_template_needs_no_case() {
    let folder = TempDir::new().unwrap();
    let output = folder.path().to_str().unwrap();
    assert!(duizhang(&["template", "--table", "合同", "-o", output]).status.code() == Some(2));
    let made = duizhang(&["template", "--table", "contracts", "-o", output]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let refused = duizhang(&["template", "--table", "assets", "--township", "清泉镇"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("--from"), "{}", text(&refused.stderr));
}
