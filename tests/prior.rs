//! The prior year's case, limits of memory, and places that got another name, through the commands
//! that a user types.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

fn duizhang(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duizhang"))
        .args(arguments)
        .env_remove("DUIZHANG_LANG")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A case of one made-up county with these files in its inbox.
fn case(folder: &Path, year: i32, more: &str, inbox: &[(&str, &str)]) -> PathBuf {
    let root = folder.join(year.to_string());
    fs_err::create_dir_all(root.join("inbox")).unwrap();
    let head = format!("[case]\ncounty = \"云川县\"\nrulebook = \"tuoli-2020\"\nyear = {year}\n");
    fs_err::write(root.join("case.toml"), format!("{head}{more}{INPUTS}")).unwrap();
    fs_err::write(root.join("privacy.key"), "5a".repeat(32)).unwrap();
    for (name, text) in inbox {
        fs_err::write(root.join("inbox").join(name), text).unwrap();
    }
    root
}

const INPUTS: &str = r#"
[[input]]
path = "inbox/县.csv"
kind = "assets"
ledger = "county"
[[input]]
path = "inbox/乡镇.csv"
kind = "assets"
ledger = "township"
[[input]]
path = "inbox/处置.csv"
kind = "disposals"
"#;

const HEAD: &str = "资产编号,资产名称,乡镇,行政村,资产类别,资金年度,资产原值\n";

/// A county ledger of a road, and of a cold store where it is worth something.
fn ledger(road: &str, store: Option<&str>) -> String {
    let store = store.map(|value| format!("B2,冷库,白杨镇,富民村,经营性资产,2020,{value}\n"));
    let road = format!("A1,道路,白杨镇,富民村,公益性资产,2020,{road}\n");
    format!("{HEAD}{road}{}", store.unwrap_or_default())
}

fn run(root: &Path, more: &[&str]) -> Output {
    duizhang(&[&["run", root.to_str().unwrap(), "--format", "csv"], more].concat())
}

/// Every file that a run wrote.
fn written(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    for step in ["normalized", "reconcile", "ownership", "distribution", "disposal", "report"] {
        for entry in fs_err::read_dir(root.join(step)).unwrap() {
            let path = entry.unwrap().path();
            out.insert(path.clone(), fs_err::read(path).unwrap());
        }
    }
    out.insert("manifest".into(), fs_err::read(root.join("manifest.json")).unwrap());
    out
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs_err::read(path).unwrap()).unwrap()
}

fn found(root: &Path, code: &str) -> Vec<(String, String)> {
    let listed = duizhang(&["findings", root.to_str().unwrap(), "--code", code, "--json"]);
    let found: Vec<Value> = serde_json::from_slice(&listed.stdout).unwrap();
    let text = |f: &Value, field: &str| f[field].as_str().unwrap_or_default().to_owned();
    found.iter().map(|f| (text(f, "subject_id"), text(f, "amount"))).collect()
}

const ROLLED: &str = "ledger.rollforward-differs";

/// Last year a road of 1000 yuan and a store of 700; this year the road is worth 1200 and the store
/// is gone. The township has both in another class.
fn two_years(folder: &Path) -> (PathBuf, PathBuf) {
    let year = |year: i32, road: &str, store: Option<&str>| {
        let county = ledger(road, store);
        let swapped =
            county.replace("公益性", "某").replace("经营性", "公益性").replace("某", "经营性");
        case(folder, year, "", &[("县.csv", &county), ("乡镇.csv", &swapped)])
    };
    let before = year(2023, "1000.00", Some("700.00"));
    assert!(run(&before, &["-q"]).status.code() < Some(2));
    (before, year(2024, "1200.00", None))
}

#[test]
fn the_prior_case_is_rolled_forward_and_its_findings_are_compared() {
    let folder = TempDir::new().unwrap();
    let (before, now) = two_years(folder.path());
    let prior = before.to_str().unwrap();
    let without = run(&now, &["-q"]);
    let plain = written(&now);
    assert_eq!(found(&now, ROLLED), []);
    assert!(!String::from_utf8_lossy(&without.stdout).contains("与2023年相比"));
    let output = run(&now, &["--prior", prior]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("与2023年相比"), "{}", told(&output));
    let expected = [("A1", "200.00"), ("B2", "-700.00")];
    let expected = expected.map(|(id, amount)| (id.to_owned(), amount.to_owned()));
    assert_eq!(found(&now, ROLLED), expected);
    let rolled = fs_err::read_to_string(now.join("reconcile/rollforward.csv")).unwrap();
    let (road, store) = (
        "county,白杨镇,public,1,1000.00,0,0.00,0,0.00,200.00,0.00,1,1200.00,200.00,0,0",
        "county,白杨镇,operating,1,700.00,0,0.00,1,700.00,0.00,0.00,0,0.00,-700.00,0,0",
    );
    assert!(rolled.contains(road) && rolled.contains(store), "{rolled}");
    // Every finding of either year is counted once.
    let (summary, earlier) =
        (json(&now.join("report/summary.json")), json(&before.join("report/summary.json")));
    let since = &summary["since_prior"];
    let count = |list: &str| since[list]["count"].as_u64().unwrap();
    assert_eq!(since["year"], 2023);
    let total = |of: &Value| of["findings"]["total"].as_u64().unwrap();
    assert_eq!(count("new") + count("persisting"), total(&summary));
    assert_eq!(count("cleared") + count("persisting"), total(&earlier));
    assert_eq!(since["by_code"][ROLLED]["new"], 2);
    assert!(count("persisting") > 0 && count("cleared") > 0, "{since}");
    // Without it everything is as it was, and nothing of it is left.
    run(&now, &["-q"]);
    assert!(written(&now) == plain);
}

#[test]
fn case_toml_may_name_the_prior_case() {
    let folder = TempDir::new().unwrap();
    two_years(folder.path());
    let files = [("县.csv", &*ledger("1200.00", None))];
    let now = case(folder.path(), 2024, "prior = \"../2023\"\n", &files);
    run(&now, &["-q"]);
    assert_eq!(found(&now, ROLLED).len(), 2);
    // A second run does nothing, and says the same.
    let once = written(&now);
    run(&now, &["-q"]);
    assert!(written(&now) == once);
    let reconciled = duizhang(&["reconcile", now.to_str().unwrap(), "--format", "csv"]);
    assert_eq!(reconciled.status.code(), Some(1), "{}", told(&reconciled));
    assert!(written(&now) == once);
}

#[test]
fn a_prior_case_that_changed_or_is_none_is_refused() {
    let folder = TempDir::new().unwrap();
    let (before, now) = two_years(folder.path());
    let (prior, this) = (before.to_str().unwrap(), now.to_str().unwrap());
    let later = run(&before, &["--prior", this]);
    assert_eq!(later.status.code(), Some(2), "{}", told(&later));
    assert!(told(&later).contains("早于2023年"), "{}", told(&later));
    assert_eq!(run(&now, &["--prior", folder.path().to_str().unwrap()]).status.code(), Some(2));
    let path = before.join("normalized/assets.csv");
    let text = fs_err::read_to_string(&path).unwrap();
    fs_err::write(&path, text.replace("1000.00", "1200.00")).unwrap();
    let changed = run(&now, &["--prior", prior]);
    assert_eq!(changed.status.code(), Some(4), "{}", told(&changed));
    assert!(
        told(&changed).contains("上年案卷") && told(&changed).contains("normalized/assets.csv")
    );
    assert!(!now.join("reconcile").exists());
}

#[test]
fn a_step_that_would_need_too_much_memory_does_not_start() {
    let folder = TempDir::new().unwrap();
    let files = [("县.csv", &*ledger("1000.00", None))];
    let root = case(folder.path(), 2024, "[limits]\nmemory_bytes = 1000000\n", &files);
    let output = run(&root, &[]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("memory_bytes"), "{}", told(&output));
    assert!(!root.join("normalized").exists());
    let shown = root.to_str().unwrap();
    assert_eq!(duizhang(&["ingest", shown, "--dry-run"]).status.code(), Some(2));
    // What is enough to read is not enough to match: nothing of the later step is written.
    let enough = |limit: u64| {
        case(folder.path(), 2024, &format!("[limits]\nmemory_bytes = {limit}\n"), &files);
        run(&root, &[]).status.code()
    };
    let start = 96 << 20;
    let text = u64::try_from(files[0].1.len()).unwrap();
    assert_eq!(enough(start + 32 * text - 1), Some(2));
    assert!(!root.join("normalized").exists());
    assert_eq!(enough(start + 32 * text), Some(2));
    assert!(root.join("normalized").exists() && !root.join("reconcile").exists());
    assert_eq!(enough(start + 11_000), Some(0));
    assert!(root.join("report").exists());
}

/// The township's ledger already has the new name of the village, the county's has the old one.
#[test]
fn a_renamed_village_is_one_place_from_its_day_on() {
    let folder = TempDir::new().unwrap();
    let county = ledger("1000.00", None);
    let township = county.replace("富民村", "新民村");
    let files = [("县.csv", &*county), ("乡镇.csv", &*township)];
    let differs = |since: &str| {
        let place = format!(
            "[[place]]\ntownship = \"白杨镇\"\nvillage = \"富民村\"\nnow_village = \"新民村\"\nsince = {since}\n"
        );
        let root = case(folder.path(), 2024, &place, &files);
        run(&root, &["-q"]);
        let stored = fs_err::read_to_string(root.join("normalized/assets.csv")).unwrap();
        (found(&root, "ledger.place-differs").len(), stored.contains("原行政村"))
    };
    assert_eq!(differs("2025-01-01"), (1, false));
    assert_eq!(differs("2024-12-31"), (0, true));
}
