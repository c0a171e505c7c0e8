//! The example county, through the commands that a user types.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

mod support;

use ledger::Fen;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::copy_folder;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A copy of the example; the folder in the repository is never written to.
struct Copy {
    folder: TempDir,
}

impl Copy {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        copy_folder(&Path::new(ROOT).join("examples/yunchuan-2024"), &folder.path().join("案卷"));
        // Two runs are comparable only under one key.
        fs_err::write(folder.path().join("案卷/privacy.key"), "5a".repeat(32)).unwrap();
        Self { folder }
    }

    fn case(&self) -> PathBuf {
        self.folder.path().join("案卷")
    }

    fn duizhang(&self, command: &str, more: &[&str]) -> Output {
        duizhang(&[&[command, self.case().to_str().unwrap()], more].concat())
    }
}

fn duizhang(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duizhang"))
        .args(arguments)
        .env_remove("DUIZHANG_LANG")
        .output()
        .unwrap()
}

/// Every file that a run wrote, by its path in the case.
fn written(case: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    collect(case, case, &mut out);
    out.retain(|path, _| {
        !path.starts_with("inbox/")
            && path != "privacy.key"
            && path != "case.toml"
            && path != "expected.csv"
    });
    out
}

fn collect(root: &Path, folder: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs_err::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, out);
        } else {
            let relative = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            out.insert(relative, fs_err::read(&path).unwrap());
        }
    }
}

fn findings(copy: &Copy) -> Vec<Value> {
    let output = copy.duizhang("findings", &["--json"]);
    serde_json::from_slice::<Vec<Value>>(&output.stdout).unwrap()
}

fn text<'a>(finding: &'a Value, field: &str) -> &'a str {
    finding[field].as_str().unwrap_or_default()
}

/// One line for each finding: code, kind, subject, pair, amount. A row is named by its place.
fn line(finding: &Value) -> String {
    let mut subject = text(finding, "subject_id").to_owned();
    if text(finding, "subject_kind") == "row" {
        let cell = &finding["evidence"][0];
        subject =
            format!("{}!{}!{}", text(cell, "src_file"), text(cell, "src_sheet"), cell["src_row"]);
    }
    [
        text(finding, "code"),
        text(finding, "subject_kind"),
        &subject,
        text(finding, "pair"),
        text(finding, "amount"),
    ]
    .join(",")
}

fn expected() -> Vec<String> {
    let mut reader =
        csv::Reader::from_path(Path::new(ROOT).join("examples/yunchuan-2024/expected.csv"))
            .unwrap();
    let mut out: Vec<String> =
        reader.records().map(|r| r.unwrap().iter().collect::<Vec<_>>().join(",")).collect();
    out.sort();
    out
}

#[test]
fn the_year_end_lists_exactly_the_planted_problems_and_explains_each() {
    let copy = Copy::new();
    let output = copy.duizhang("run", &["--quiet"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let findings = findings(&copy);
    let mut found: Vec<String> = findings.iter().map(line).collect();
    found.sort();
    let (extra, missed) = difference(&found, &expected());
    assert!(extra.is_empty() && missed.is_empty(), "extra: {extra:#?}\nmissed: {missed:#?}");
    for finding in &findings {
        let id = text(finding, "finding_id");
        let output = copy.duizhang("explain", &[id]);
        let explanation = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && explanation.contains(id), "{id}");
        let file = text(&finding["evidence"][0], "src_file");
        let subject_is_file = text(finding, "subject_kind") == "file";
        assert!(
            subject_is_file || (!file.is_empty() && explanation.contains(file)),
            "{id} leads to no cell"
        );
        assert!(!text(finding, "message").contains('{'), "{finding}");
    }
}

fn difference(found: &[String], expected: &[String]) -> (Vec<String>, Vec<String>) {
    let mut missed = expected.to_vec();
    let mut extra = Vec::new();
    for one in found {
        match missed.iter().position(|m| m == one) {
            Some(index) => drop(missed.remove(index)),
            None => extra.push(one.clone()),
        }
    }
    (extra, missed)
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_number_of_threads() {
    let (one, two) = (Copy::new(), Copy::new());
    one.duizhang("run", &["--threads", "1"]);
    two.duizhang("run", &["--threads", "2"]);
    let (one, two) = (written(&one.case()), written(&two.case()));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(bytes == &two[path], "{path} differs");
    }
}

#[test]
fn a_second_run_does_nothing_and_changes_nothing() {
    let copy = Copy::new();
    copy.duizhang("run", &[]);
    let before = written(&copy.case());
    let output = copy.duizhang("run", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(written(&copy.case()) == before);
}

#[test]
fn planted_personal_data_stand_in_no_output() {
    let copy = Copy::new();
    let run = copy.duizhang("run", &["--format", "csv"]);
    let listed = copy.duizhang("findings", &["--json"]);
    let planted =
        fs_err::read_to_string(Path::new(ROOT).join("testdata/example-personal-data.txt")).unwrap();
    let mut outputs = written(&copy.case());
    outputs.insert("standard output".into(), [run.stdout, run.stderr, listed.stdout].concat());
    for (path, bytes) in &outputs {
        let text = workbook_text(path, bytes);
        for personal in planted.lines().filter(|l| !l.is_empty()) {
            assert!(!text.contains(personal), "{path} holds {personal}");
        }
    }
}

/// The text of a file; of a workbook, that of all its parts.
fn workbook_text(path: &str, bytes: &[u8]) -> String {
    if !path.ends_with(".xlsx") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = String::new();
    for index in 0..archive.len() {
        std::io::Read::read_to_string(&mut archive.by_index(index).unwrap(), &mut out).unwrap();
    }
    out
}

#[test]
fn a_step_refuses_inputs_that_changed_since_the_manifest() {
    let copy = Copy::new();
    copy.duizhang("ingest", &["--format", "csv"]);
    let path = copy.case().join("normalized/assets.csv");
    let before = fs_err::read_to_string(&path).unwrap();
    fs_err::write(&path, before.replacen("2019", "2018", 1)).unwrap();
    let output = copy.duizhang("reconcile", &[]);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("normalized/assets.csv"));
    assert!(!copy.case().join("reconcile").exists());
}

#[test]
fn parquet_and_csv_lead_to_the_same_findings() {
    let (parquet, csv) = (Copy::new(), Copy::new());
    parquet.duizhang("run", &[]);
    csv.duizhang("run", &["--format", "csv"]);
    let ids = |copy: &Copy| {
        findings(copy).iter().map(|f| text(f, "finding_id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&parquet), ids(&csv));
}

/// The report's control totals are those of the manifest.
#[test]
fn control_totals_of_manifest_and_report_agree() {
    let copy = Copy::new();
    copy.duizhang("run", &[]);
    let read = |path: &str| {
        serde_json::from_slice::<Value>(&fs_err::read(copy.case().join(path)).unwrap()).unwrap()
    };
    let (manifest, summary) = (read("manifest.json"), read("report/summary.json"));
    let tables = manifest["steps"]["ingest"]["outputs"].as_array().unwrap();
    let mut compared = 0;
    for table in tables.iter().filter(|t| t["totals"].is_object()) {
        let name = Path::new(table["path"].as_str().unwrap())
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        for (column, total) in table["totals"].as_object().unwrap() {
            assert_eq!(summary["tables"][&name]["totals"][column], *total, "{name}.{column}");
            compared += 1;
        }
    }
    assert!(compared > 50, "{compared}");
}

/// The look at the output that README gives is what the program prints.
#[test]
fn the_readme_shows_what_explain_prints() {
    let readme = fs_err::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let (_, rest) = readme.split_once("$ duizhang explain yunchuan-2024 ").unwrap();
    let (id, rest) = rest.split_once('\n').unwrap();
    let (shown, _) = rest.split_once("```").unwrap();
    let copy = Copy::new();
    copy.duizhang("run", &[]);
    let output = copy.duizhang("explain", &[id]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), shown);
}

/// Every difference between ledger, cards and balances has balanced entries, or a reason for none;
/// the journal posts the same amounts.
#[test]
fn every_finding_about_accounts_is_adjusted_or_said_why_not() {
    let copy = Copy::new();
    copy.duizhang("run", &["--format", "csv"]);
    let mut about: Vec<String> = findings(&copy)
        .iter()
        .filter(|f| text(f, "code").starts_with("account."))
        .map(|f| text(f, "finding_id").to_owned())
        .collect();
    about.sort();
    let lines = rows(&copy, "adjusting_entries");
    let mut settled: Vec<String> = lines.iter().map(|l| l["finding_id"].clone()).collect();
    settled.sort();
    settled.dedup();
    settled.extend(rows(&copy, "unadjusted").iter().map(|row| row["finding_id"].clone()));
    settled.sort();
    assert_eq!(settled, about);
    let journal =
        fs_err::read_to_string(copy.case().join("reconcile/adjustments.journal")).unwrap();
    let mut net: BTreeMap<String, Fen> = BTreeMap::new();
    for line in &lines {
        let amount = |side: &str| line[side].parse::<Fen>().unwrap_or_default();
        let amount = amount("debit").minus(amount("credit"));
        let account = format!("{}:{}", line["account_name"], line["unit"]);
        assert!(journal.contains(&format!("{account}  {amount} CNY")), "{account}");
        let sum = net.entry(line["entry_no"].clone()).or_default();
        *sum = Fen::sum([*sum, amount]);
    }
    assert!(!net.is_empty() && net.values().all(|sum| *sum == Fen::ZERO), "{net:?}");
}

/// The rows of a table of `reconcile`, by column.
fn rows(copy: &Copy, table: &str) -> Vec<BTreeMap<String, String>> {
    let path = copy.case().join(format!("reconcile/{table}.csv"));
    let text = fs_err::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn what_if_shows_the_differences_and_leaves_the_case_as_it_is() {
    let copy = Copy::new();
    assert_eq!(
        copy.duizhang("run", &["--what-if", "makit-2025"]).status.code(),
        Some(2),
        "nothing has been ingested"
    );
    let _ = copy.duizhang("run", &["--format", "csv"]);
    let before = written(&copy.case());
    let ask = |other: &str| -> Value {
        let out = copy.duizhang("run", &["--what-if", other, "--json"]);
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        serde_json::from_slice(&out.stdout).unwrap()
    };
    let length = |value: &Value, list: &str| value[list].as_array().unwrap().len();
    let own = ask("tuoli-2020");
    for list in ["only_here", "only_there", "changed", "totals"] {
        assert_eq!(length(&own, list), 0, "{list}: a rulebook differs from itself in nothing");
    }
    let other = ask("makit-2025");
    let judged = own["same"].as_u64().unwrap() as usize;
    let accounted = other["same"].as_u64().unwrap() as usize
        + length(&other, "only_here")
        + length(&other, "changed");
    assert_eq!(accounted, judged, "every finding of the case is accounted for");
    let agency = other["only_here"].as_array().unwrap().iter();
    let agency: Vec<_> = agency.filter(|f| text(f, "code") == "disposal.agency-missing").collect();
    assert_eq!(agency.len(), 1, "only one of the two counties has a threshold for agencies");
    assert_eq!(agency[0]["checks"], serde_json::json!(["agency-threshold", "lot-splitting"]));
    assert_eq!(text(agency[0], "amount"), "211008.00");
    assert_eq!(written(&copy.case()), before);
    let shown = copy.duizhang("run", &["--what-if", "makit-2025"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    let data = fs_err::read_to_string(Path::new(ROOT).join("testdata/example-personal-data.txt"));
    for datum in data.unwrap().lines().filter(|line| !line.trim().is_empty()) {
        assert!(!shown.contains(datum) && !other.to_string().contains(datum), "{datum}");
    }
}
