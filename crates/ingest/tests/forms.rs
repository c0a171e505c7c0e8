//! Forms re-keyed from the shapes that counties use, each a real file with its expected rows.
//!
//! `testdata/forms/NAME.form` is the form, `NAME.csv` what must be read from it: every field that
//! any row states, and the findings behind `#`. With `DUIZHANG_ACCEPT=1` the rows that are read
//! replace the expected ones, to be looked over before they are kept.

#![expect(clippy::unwrap_used, reason = "a form that cannot be made tests nothing")]
#![expect(clippy::disallowed_methods, reason = "the forms are files of the repository")]

mod common;
#[path = "common/forms.rs"]
mod forms;

use common::ingest;
use forms::{Form, rows_as_csv};
use ingest::{By, IngestOutput, SheetPlan};
use ledger::books::BooksVisitor;
use ledger::{InputSpec, Row};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Rows = Vec<(String, u32, BTreeMap<&'static str, String>)>;

/// The rows of all tables, without what follows from other fields of the row.
struct Stated(Rows);

impl BooksVisitor for Stated {
    fn table<R: Row>(&mut self, rows: &[R]) {
        const FOLLOWS: [&str; 8] = [
            "row_id",
            "src_file",
            "src_sheet",
            "src_row",
            "duplicate_key",
            "location_township",
            "location_village",
            "person_hash",
        ];
        for row in rows {
            let stated = R::TABLE
                .columns
                .iter()
                .filter(|c| !FOLLOWS.contains(&c.name))
                .map(|c| (c.name, row.value(c.name).to_string()))
                .filter(|(_, value)| !value.is_empty());
            let number = row.origin().map_or(0, |o| o.src_row);
            self.0.push((R::TABLE.name.to_owned(), number, stated.collect()));
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/forms")
}

fn all() -> Vec<(String, Form)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "form"))
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    paths
        .iter()
        .map(|path| (name(path), Form::parse(&std::fs::read_to_string(path).unwrap())))
        .collect()
}

fn told(out: &IngestOutput) -> String {
    let mut stated = Stated(Vec::new());
    out.books.visit(&mut stated);
    let mut text = rows_as_csv(&stated.0);
    for finding in &out.findings {
        let detail = finding.detail.as_deref().unwrap_or_default();
        text.push_str(&format!("# {} {detail}\n", finding.code.code).replace(" \n", "\n"));
    }
    text
}

/// The lines in which two texts differ.
fn difference(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), found.lines().collect());
    let mut out = String::new();
    for i in 0..expected.len().max(found.len()) {
        let (a, b) = (expected.get(i).unwrap_or(&""), found.get(i).unwrap_or(&""));
        if a != b {
            out.push_str(&format!("  line {}\n  - {a}\n  + {b}\n", i + 1));
        }
    }
    out
}

#[test]
fn every_form_gives_its_rows() {
    let forms = all();
    assert!(forms.len() >= 25);
    let mut wrong = String::new();
    for (name, form) in &forms {
        let bytes = form.bytes();
        let found = told(&ingest(&[(&form.file, &bytes, None)]));
        let path = folder().join(format!("{name}.csv"));
        if std::env::var_os("DUIZHANG_ACCEPT").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if expected != found {
            wrong.push_str(&format!("{name}\n{}", difference(&expected, &found)));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What `--write-mapping` saves of a plan.
fn declaration(plan: &SheetPlan) -> InputSpec {
    let list = plan.layout == "list";
    let rows = |range: (u32, u32)| format!("{}-{}", range.0, range.1);
    InputSpec {
        path: plan.file.clone(),
        sheet: plan.sheet.clone(),
        area: plan.area.clone(),
        layout: (!list && plan.table.is_some()).then(|| plan.layout.to_owned()),
        kind: plan.table.map(str::to_owned),
        ledger: plan.ledger.clone(),
        header_rows: plan.heading_rows.filter(|_| list).map(rows),
        rows: plan.data_rows.filter(|_| list).map(rows),
        columns: plan
            .columns
            .iter()
            .filter(|c| matches!(c.by, By::Name | By::Likeness(_)))
            .filter_map(|c| Some((c.heading.clone(), c.field?.to_owned())))
            .collect(),
        ..InputSpec::default()
    }
}

#[test]
fn the_plan_as_declarations_gives_the_same_rows() {
    for (name, form) in all() {
        let bytes = form.bytes();
        let free = ingest(&[(&form.file, &bytes, None)]);
        let specs: Vec<InputSpec> = free.plans.iter().map(declaration).collect();
        let bound = common::ingest_declared(&form.file, &bytes, &specs.iter().collect::<Vec<_>>());
        assert_eq!(told(&free), told(&bound), "{name}: {specs:?}");
    }
}

#[test]
fn the_plan_says_how_a_sheet_is_read() {
    let form = |name: &str| all().into_iter().find(|(n, _)| n == name).unwrap().1;
    let plans = |name: &str| {
        let form = form(name);
        ingest(&[(&form.file, &form.bytes(), None)]).plans
    };
    let [one, other] = <[SheetPlan; 2]>::try_from(plans("stacked")).unwrap();
    assert_eq!((one.area.as_deref(), one.table), (Some("A1:F6"), Some("assets")));
    assert_eq!((one.heading_rows, one.data_rows), (Some((2, 2)), Some((3, 5))));
    assert_eq!((one.unit, one.ledger.as_deref()), (Some("万元"), Some("county")));
    assert_eq!((other.table, other.heading_rows), (Some("contracts"), Some((8, 8))));
    assert_eq!(other.unit, Some("元"));
    let plan = &plans("like-headings")[0];
    let by = |heading: &str| plan.columns.iter().find(|c| c.heading == heading).unwrap().by;
    assert!(matches!(by("项目完工时间"), By::Likeness(75..)));
    assert_eq!((by("计划完工时间"), by("天气情况")), (By::Extra, By::Extra));
    let plan = &plans("sheet-per-township")[1];
    let filled: Vec<_> =
        plan.filled.iter().map(|f| (f.field, f.value.as_str(), f.from.zh.as_str())).collect();
    assert!(filled.contains(&("township", "松林镇", "工作表名")), "{filled:?}");
}
