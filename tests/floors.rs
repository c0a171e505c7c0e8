//! The floors: a crate may use the floors below its own, never its own floor, never above. Steps
//! do not know each other; they meet in tables.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What each crate may use. Only `frames` names the table engine; only `casefile` opens files.
const FLOORS: &[(&str, &[&str])] = &[
    ("ledger", &[]),
    ("rulebook", &["ledger"]),
    ("frames", &["ledger"]),
    ("present", &["ledger"]),
    ("matching", &[]),
    ("compare", &["frames", "matching"]),
    ("query", &["ledger"]),
    ("casefile", &["ledger", "frames"]),
    ("ingest", &["ledger", "rulebook"]),
    ("reconcile", &["ledger", "rulebook", "matching"]),
    ("confirm-ownership", &["ledger", "rulebook"]),
    ("distribute", &["ledger", "rulebook"]),
    ("dispose-check", &["ledger", "rulebook", "present"]),
    ("report", &["ledger", "rulebook", "frames", "present"]),
];

fn manifests() -> BTreeMap<String, toml::Table> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    fs_err::read_dir(crates)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = fs_err::read_to_string(path.join("Cargo.toml")).unwrap();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), text.parse().unwrap())
        })
        .collect()
}

#[test]
fn no_crate_reaches_up_or_sideways() {
    let manifests = manifests();
    let ours: BTreeSet<&str> = manifests.keys().map(String::as_str).collect();
    let floors: BTreeMap<&str, &[&str]> = FLOORS.iter().copied().collect();
    assert_eq!(ours, floors.keys().copied().collect(), "every crate has its floor");
    for (name, manifest) in &manifests {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(dependencies) = manifest.get(section).and_then(toml::Value::as_table) else {
                continue;
            };
            for used in dependencies.keys().filter(|d| ours.contains(d.as_str())) {
                assert!(
                    floors[name.as_str()].contains(&used.as_str()),
                    "{name} may not use {used}"
                );
            }
        }
    }
}

#[test]
fn only_one_crate_names_the_table_engine_and_one_opens_files() {
    for (name, manifest) in manifests() {
        let dependencies = manifest.get("dependencies");
        let uses = |library: &str| dependencies.is_some_and(|list| list.get(library).is_some());
        assert_eq!(uses("polars"), name == "frames", "{name}");
        assert_eq!(uses("fs-err"), name == "casefile", "{name}");
    }
}

#[test]
fn every_file_of_code_can_be_read_in_one_sitting() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut long = Vec::new();
    for folder in ["src", "crates", "tests", "benches"] {
        walk(&root.join(folder), &mut |path, lines| {
            if lines > 500 {
                long.push(format!("{} has {lines} lines", path.display()));
            }
        });
    }
    assert!(long.is_empty(), "{long:#?}");
}

fn walk(folder: &Path, visit: &mut impl FnMut(&Path, usize)) {
    let Ok(entries) = fs_err::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, visit);
        } else if path.extension().is_some_and(|e| e == "rs") {
            visit(&path, fs_err::read_to_string(&path).unwrap().lines().count());
        }
    }
}
