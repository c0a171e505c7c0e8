//! The tutorial is true: its commands print what it shows, and what it quotes stands in the example.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

mod support;

use std::path::Path;
use support::copy_folder;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn page() -> String {
    fs_err::read_to_string(Path::new(ROOT).join("docs/writing-a-rulebook.md")).unwrap()
}

/// The commands run in a copy of the example, where they may write.
#[test]
fn every_command_prints_what_the_page_shows() {
    let folder = TempDir::new().unwrap();
    copy_folder(&Path::new(ROOT).join("examples/rulebooks"), &folder.path().join("page.in"));
    let copy = folder.path().join("page.md");
    fs_err::write(&copy, page()).unwrap();
    trycmd::TestCases::new().case(copy.to_str().unwrap());
}

#[test]
fn every_excerpt_stands_in_the_example() {
    let folder = Path::new(ROOT).join("examples/rulebooks");
    let example: String = [
        "yunling-2024.toml",
        "yunling-2024-scenarios.toml",
        "situations/yunling-2024/dispose-check.toml",
    ]
    .iter()
    .map(|file| fs_err::read_to_string(folder.join(file)).unwrap())
    .collect();
    let page = page();
    let excerpts: Vec<&str> =
        page.split("```toml\n").skip(1).map(|rest| rest.split_once("```").unwrap().0).collect();
    assert!(!excerpts.is_empty());
    for excerpt in excerpts {
        assert!(example.contains(excerpt), "{excerpt}");
    }
}
