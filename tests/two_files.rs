//! `reconcile --left --right`: exit statuses, and what may not leave.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use std::path::Path;
use std::process::Command;

/// Runs it on two CSV texts; the exit status and the texts of what was written.
fn run(folder: &Path, left: &str, right: &str, on: &str) -> (Option<i32>, String) {
    fs_err::write(folder.join("l.csv"), left).unwrap();
    fs_err::write(folder.join("r.csv"), right).unwrap();
    let out = folder.join("out");
    let status = Command::new(env!("CARGO_BIN_EXE_duizhang"))
        .current_dir(folder)
        .args(["reconcile", "--left", "l.csv", "--right", "r.csv", "--format", "csv", "-q"])
        .args(["--on", on, "--out", "out"])
        .output()
        .unwrap()
        .status;
    let read = |name: &str| fs_err::read_to_string(out.join(name)).unwrap_or_default();
    (status.code(), ["matches.csv", "differences.csv", "residue.csv"].map(read).concat())
}

#[test]
fn equal_files_are_0_and_others_1_and_the_folder_is_replaced_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (status, _) = run(folder.path(), "id,v\n1,2.50\n", "id,v\n1,2.5\n", "id");
    assert_eq!(status, Some(0));
    let (status, written) = run(folder.path(), "id,v\n1,2.50\n", "id,v\n1,3\n", "id");
    assert_eq!(status, Some(1));
    assert!(written.contains("left|right,g1,v,2.5,3,-0.50,1,1,false"), "{written}");
    let names = fs_err::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 3, "two inputs and the results, nothing beside them");
}

#[test]
fn a_folder_that_holds_anything_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs_err::create_dir(folder.path().join("out")).unwrap();
    fs_err::write(folder.path().join("out/matches.txt"), "mine").unwrap();
    let (status, _) = run(folder.path(), "id,v\n1,2\n", "id,v\n1,2\n", "id");
    assert_eq!(status, Some(2));
    assert_eq!(fs_err::read_to_string(folder.path().join("out/matches.txt")).unwrap(), "mine");
}

#[test]
fn numbers_of_persons_and_their_names_do_not_leave() {
    let folder = tempfile::tempdir().unwrap();
    let left = "id,户主姓名,电话,v\n1,王小明,13812345678,1\n2,李大山,13912345678,5\n";
    let right = "id,户主姓名,电话,v\n1,王小强,13812345679,1\n";
    let (status, written) = run(folder.path(), left, right, "id");
    assert_eq!(status, Some(1));
    assert!(written.contains("电话,138****5678,138****5679"), "{written}");
    for personal in ["13812345678", "13812345679", "13912345678", "王小明", "王小强"] {
        assert!(!written.contains(personal), "{personal} in {written}");
    }
}
