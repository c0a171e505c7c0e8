//! Two counties that nobody has: a county is data. Their rulebooks stand in `testdata/rulebooks`, use
//! what the built-in books leave unused, and are held to the same measure; and no line of Rust names a
//! county.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use ledger::{Books, CaseInfo, CheckRun, Finding, StepOutput};
use rulebook::coverage::coverage;
use rulebook::scenario::{self, Scenario};
use rulebook::situation::{self, Situation};
use rulebook::{Rulebook, audit};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The rulebooks, each with the texts of its villages.
const BOOKS: &[(&str, &[&str])] = &[("qinglan-2024", &["qinglan-shimen"]), ("heyuan-2022", &[])];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/rulebooks")
}

fn text(name: &str) -> String {
    fs_err::read_to_string(folder().join(name)).unwrap()
}

fn read(id: &str) -> Rulebook {
    let beside = |name: &str| fs_err::read_to_string(folder().join(name)).ok();
    Rulebook::parse_with(&text(&format!("{id}.toml")), &beside).unwrap()
}

/// The county's book with its villages laid into it.
fn book(id: &str, villages: &[&str]) -> Rulebook {
    let mut book = read(id);
    for village in villages {
        book.admit(read(village)).unwrap();
    }
    book
}

fn books() -> impl Iterator<Item = Rulebook> {
    BOOKS.iter().map(|(id, villages)| book(id, villages))
}

fn situations(book: &Rulebook, step: &str) -> Vec<Situation> {
    situation::parse(&text(&format!("situations/{}/{step}.toml", book.id))).unwrap()
}

fn scenarios(book: &Rulebook) -> Vec<Scenario> {
    scenario::parse(&text(&format!("{}-scenarios.toml", book.id))).unwrap()
}

fn said<Rows>(out: StepOutput<Rows>) -> (Vec<Finding>, Vec<CheckRun>) {
    (out.findings, out.checks)
}

fn run(
    step: &str,
    books: &Books,
    book: &Rulebook,
    case: &CaseInfo,
) -> (Vec<Finding>, Vec<CheckRun>) {
    match step {
        "reconcile" => said(reconcile::run(books, book, case)),
        "confirm-ownership" => said(confirm_ownership::run(books, book, case)),
        "distribute" => said(distribute::run(books, book, case)),
        "dispose-check" => said(dispose_check::run(books, book, case)),
        _ => said(report::duties::run(books, book, case)),
    }
}

#[test]
fn the_books_are_fit_and_no_meeting_lacks_a_reading() {
    for book in books() {
        let result = audit::audit(&book);
        assert!(result.problems.is_empty(), "{}\n{result}", book.id);
        assert_eq!(result.unanswered, Vec::<String>::new());
    }
}

#[test]
fn every_situation_comes_out_as_it_says() {
    let mut wrong = Vec::new();
    for book in books() {
        for step in situation::STEPS {
            let all = situations(&book, step);
            let by_step =
                |books: &Books, book: &Rulebook, case: &CaseInfo| run(step, books, book, case);
            wrong.extend(situation::failures_of(&book, &all, by_step).unwrap());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_decision_of_title_comes_out_as_it_says() {
    for book in books() {
        for scenario in &scenarios(&book) {
            assert_eq!(scenario.outcome(&book), scenario.expect, "{}：{}", book.id, scenario.name);
        }
    }
}

#[test]
fn every_clause_and_reading_is_shown() {
    for book in books() {
        let all: Vec<Situation> =
            situation::STEPS.iter().flat_map(|step| situations(&book, step)).collect();
        let decided = scenarios(&book);
        let shown = coverage(&book, &decided, &all);
        let lacking: Vec<_> = shown.rows.iter().filter(|row| !row.lacks.is_empty()).collect();
        assert!(shown.is_whole(), "{} {lacking:?} {:?}", book.id, shown.unused_readings);
    }
}

/// Without its calendar the same text cannot count working days: nothing is passed.
#[test]
fn working_days_without_a_calendar_are_not_checkable() {
    let mut book = book("qinglan-2024", &[]);
    book.calendar = rulebook::calendar::Calendar::default();
    for (clause, step) in
        [("QL-8", "confirm-ownership"), ("QL-17", "distribute"), ("QL-5", "reconcile")]
    {
        let all = situations(&book, step);
        let quiet = |s: &&Situation| s.clause == clause && s.expect.is_empty();
        let situation = all.iter().find(quiet).unwrap();
        let (found, checks) = run(step, &situation.books().unwrap(), &book, &situation.case());
        let of_clause = |c: &&CheckRun| c.clause.as_deref() == Some(clause);
        let looked = checks.iter().find(of_clause).unwrap();
        assert_eq!((looked.seen, looked.unknown, looked.failed), (1, 1, 0), "{clause}");
        assert!(found.iter().all(|f| f.clause.as_deref() != Some(clause)), "{clause}");
    }
}

/// A county whose rules ran out is told so, once.
#[test]
fn an_expired_rulebook_is_said() {
    let book = book("heyuan-2022", &[]);
    let on = |day: &str| {
        let text = format!("[[situation]]\nclause = 'X'\nname = 'x'\nas-of = {day}\n");
        let situation = situation::parse(&text).unwrap().remove(0);
        let (found, _) = run("report", &Books::default(), &book, &situation.case());
        found.iter().map(|f| format!("{} {}", f.code.code, f.subject.id)).collect::<Vec<_>>()
    };
    assert_eq!(on("2025-12-31"), [""; 0]);
    assert_eq!(on("2026-01-01"), ["duty.rules-expired heyuan-2022"]);
}

/// A copy of a case with the rulebooks beside it; the folder in the repository is never written to.
fn case(name: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&self::folder().join("cases").join(name), folder.path());
    let rules = folder.path().join("rulebooks");
    fs_err::create_dir_all(&rules).unwrap();
    for entry in fs_err::read_dir(self::folder()).unwrap().map(Result::unwrap) {
        if entry.path().is_file() {
            fs_err::copy(entry.path(), rules.join(entry.file_name())).unwrap();
        }
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs_err::create_dir_all(to).unwrap();
    for entry in fs_err::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs_err::copy(entry.path(), target).unwrap();
        }
    }
}

fn duizhang(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duizhang"))
        .args(arguments)
        .env_remove("DUIZHANG_LANG")
        .output()
        .unwrap()
}

/// `code subject clause amount`, one line each, sorted.
fn found(case: &Path) -> String {
    let shown = case.to_str().unwrap();
    let run = duizhang(&["run", shown, "--format", "csv", "-q"]);
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    let found = duizhang(&["findings", shown, "--json"]);
    let found: Vec<serde_json::Value> = serde_json::from_slice(&found.stdout).unwrap();
    let text = |f: &serde_json::Value, key: &str| f[key].as_str().unwrap_or("-").to_owned();
    let mut lines: Vec<String> = found
        .iter()
        .map(|f| ["code", "subject_id", "clause", "amount"].map(|key| text(f, key)).join(" "))
        .collect();
    lines.sort();
    lines.join("\n") + "\n"
}

#[test]
fn a_case_under_each_book_finds_what_was_planted_and_nothing_else() {
    for (id, _) in BOOKS {
        let case = case(id);
        let expected = fs_err::read_to_string(case.path().join("expected.txt")).unwrap();
        assert_eq!(found(case.path()), expected, "{id}");
    }
}

/// What a county is called, and its rulebook, stands in data only.
#[test]
fn no_line_of_rust_knows_a_county() {
    let mut names: Vec<String> = Vec::new();
    for id in Rulebook::builtin_ids().map(str::to_owned) {
        let book = Rulebook::builtin(&id).unwrap();
        let stem = id.split('-').next().unwrap().to_owned();
        let county = book.title.split('县').next().unwrap().to_owned();
        names.extend([id, stem, county]);
    }
    names.extend(["qinglan", "heyuan", "yunling", "青岚", "禾源", "云岭"].map(str::to_owned));
    let mut known = Vec::new();
    for source in sources() {
        let text = fs_err::read_to_string(&source).unwrap();
        for (number, line) in shipped(&text) {
            let code = line.split("//").next().unwrap_or_default();
            // The help shows how a built-in book is named on the command line.
            let hit = names.iter().find(|name| code.contains(&***name) && !code.contains("示例"));
            known.extend(hit.map(|name| format!("{}:{number}: {name}", source.display())));
        }
    }
    assert!(known.is_empty(), "{known:#?}");
}

/// The lines of a file that are compiled into the program and do more than embed a rulebook: neither
/// tests, nor the lists of built-in files.
fn shipped(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut listing = false;
    let mut lines = (1..).zip(text.lines());
    std::iter::from_fn(move || {
        loop {
            let (number, line) = lines.next()?;
            if line.trim() == "#[cfg(test)]" {
                return None;
            }
            listing |= line.starts_with("const BUILT_IN:");
            let embedded = listing;
            listing &= !matches!(line.trim(), "];" | "};");
            if !embedded {
                return Some((number, line));
            }
        }
    })
}

fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    let crates = fs_err::read_dir(root.join("crates")).unwrap().map(Result::unwrap);
    folders.extend(crates.map(|entry| entry.path().join("src")));
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs_err::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    out.sort();
    assert!(out.len() > 100, "the sources are there");
    out
}
