//! A step's folder is replaced as a whole or not at all, and changes are noticed.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use casefile::{Case, CaseError, FileEntry, Step};
use frames::Format;
use fs_err as fs;
use ledger::tables::Village;
use ledger::{Books, Origin, Row};
use std::path::Path;
use tempfile::TempDir;

const CASE: &str = "[case]\ncounty = '甲县'\nrulebook = 'tuoli-2020'\nyear = 2024\n";

fn village(row: u32) -> Village {
    let origin =
        Origin { row_id: format!("villages-{row}").into(), src_row: row, ..Origin::default() };
    Village { origin, village: Some("甲村".into()), ..Village::default() }
}

fn case(folder: &Path) -> Case {
    Case::create(&folder.join("案卷"), CASE).unwrap()
}

/// Writes `normalized/` with every table, one of them with a row.
fn ingest(case: &mut Case, row: u32) {
    let mut stage = case.begin(Step::Ingest, Format::Csv).unwrap();
    for table in Books::TABLES.iter().filter(|t| t.name != Village::TABLE.name) {
        // All tables are written, also empty ones; the content is not what this is about.
        stage.file(&format!("{}.csv", table.name), b"").unwrap();
    }
    stage.table("villages", &[village(row)]).unwrap();
    stage.findings(&[]).unwrap();
    stage.entry.inputs = vec![FileEntry::plain("case.toml", CASE.as_bytes())];
    stage.commit().unwrap();
}

#[test]
fn a_stage_that_is_dropped_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let mut case = case(folder.path());
    ingest(&mut case, 2);
    let before = case.table::<Village>(Step::Ingest, "villages").unwrap();
    let mut stage = case.begin(Step::Ingest, Format::Csv).unwrap();
    stage.table("villages", &[village(9)]).unwrap();
    drop(stage);
    assert_eq!(case.table::<Village>(Step::Ingest, "villages").unwrap(), before);
    let left: Vec<_> =
        fs::read_dir(folder.path().join("案卷")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_str().unwrap().ends_with(".partial")), "{left:?}");
}

#[test]
fn a_committed_stage_replaces_the_folder_and_is_read_back() {
    let folder = TempDir::new().unwrap();
    let mut case = case(folder.path());
    ingest(&mut case, 2);
    ingest(&mut case, 3);
    let again = Case::open(&folder.path().join("案卷")).unwrap();
    assert_eq!(again.manifest, case.manifest);
    assert_eq!(again.table::<Village>(Step::Ingest, "villages").unwrap(), [village(3)]);
    assert!(again.verify_predecessors(Step::Reconcile).is_ok());
}

#[test]
fn a_changed_output_and_a_changed_input_are_refused_by_name() {
    let folder = TempDir::new().unwrap();
    let mut case = case(folder.path());
    ingest(&mut case, 2);
    let refused = |case: &Case, path: &str| {
        let error = case.verify_predecessors(Step::Reconcile).unwrap_err();
        assert!(
            matches!(&error, CaseError::Integrity { path: named, .. } if named == path),
            "{error}"
        );
    };
    let output = folder.path().join("案卷/normalized/villages.csv");
    let before = fs::read_to_string(&output).unwrap();
    fs::write(&output, before.replace("甲村", "乙村")).unwrap();
    refused(&case, "normalized/villages.csv");
    fs::remove_file(&output).unwrap();
    refused(&case, "normalized/villages.csv");
    fs::write(&output, before).unwrap();
    fs::write(folder.path().join("案卷/case.toml"), format!("{CASE}# 改\n")).unwrap();
    refused(&case, "case.toml");
}

#[test]
fn a_swap_that_was_cut_short_is_repaired() {
    let folder = TempDir::new().unwrap();
    let mut case = case(folder.path());
    ingest(&mut case, 2);
    let root = folder.path().join("案卷");
    fs::rename(root.join("normalized"), root.join(".normalized.old")).unwrap();
    let case = Case::open(&root).unwrap();
    assert_eq!(case.table::<Village>(Step::Ingest, "villages").unwrap(), [village(2)]);
}

#[test]
fn a_step_that_has_not_run_is_said() {
    let folder = TempDir::new().unwrap();
    let case = case(folder.path());
    let error = case.verify_predecessors(Step::Report).unwrap_err();
    assert!(
        matches!(error, CaseError::Config(_)) && error.to_string().contains("duizhang ingest"),
        "{error}"
    );
}

#[test]
fn globs_name_files_and_leave_editors_droppings_out() {
    let folder = TempDir::new().unwrap();
    let root = folder.path().join("案卷");
    let toml = format!(
        "{CASE}[[input]]\npath = 'inbox/*.csv'\n[[input]]\npath = 'inbox/乡镇/甲[1].xlsx'\n"
    );
    let case = Case::create(&root, &toml).unwrap();
    fs::create_dir_all(root.join("inbox/乡镇")).unwrap();
    for name in ["总台账.csv", "~$总台账.csv", ".隐藏.csv", "乡镇/甲[1].xlsx", "乡镇/乙.csv"]
    {
        fs::write(root.join("inbox").join(name), b"x").unwrap();
    }
    let found: Vec<(String, Vec<usize>)> =
        case.inbox().unwrap().into_iter().map(|f| (f.path, f.inputs)).collect();
    let expected = [
        ("inbox/乡镇/乙.csv", vec![]),
        ("inbox/乡镇/甲[1].xlsx", vec![1]),
        ("inbox/总台账.csv", vec![0]),
    ];
    assert_eq!(found, expected.map(|(path, inputs)| (path.to_owned(), inputs)));
}

#[test]
fn a_key_is_made_once_and_a_damaged_one_refused() {
    let folder = TempDir::new().unwrap();
    let case = case(folder.path());
    assert_eq!(case.key().unwrap(), None);
    case.create_key(&[0xa5; 32]).unwrap();
    assert_eq!(case.key().unwrap(), Some([0xa5; 32]));
    case.write_file("privacy.key", "五".repeat(64).as_bytes()).unwrap();
    assert!(case.key().is_err());
}
