//! `ingest --dry-run` and `--write-mapping` as a user types them.

#![expect(clippy::unwrap_used, reason = "a case that cannot be made tests nothing")]

use std::path::Path;
use std::process::Output;

const LEDGER: &str = "单位：万元,,\n资产编号,资产名称,资产原值,所在乡\n\
                      A-1,泵房,1.5,白杨镇\nA-2,水塔,2,松林镇\n合计,,3.5,\n";
const TWO: &str = "项目台账,,,,合同台账,,,\n项目编号,项目名称,项目类型,,合同编号,资产编号,资产名称,承租方\n\
                   X-1,道路,基础设施,,H-1,A-1,泵房,甲公司\n";

fn case() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("inbox");
    fs_err::create_dir_all(&inbox).unwrap();
    let case = "# 本县案卷\n[case]\ncounty = \"青山县\"\nrulebook = \"tuoli-2020\"\nyear = 2024\n";
    fs_err::write(folder.path().join("case.toml"), case).unwrap();
    fs_err::write(inbox.join("县级总台账[1].csv"), LEDGER).unwrap();
    fs_err::write(inbox.join("两表.csv"), TWO).unwrap();
    fs_err::write(inbox.join("坏.xlsx"), "PK\u{3}\u{4}").unwrap();
    folder
}

fn ingest(folder: &Path, flags: &[&str]) -> Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_duizhang"))
        .arg("ingest")
        .arg(folder)
        .args(flags)
        .output()
        .unwrap()
}

fn tables(folder: &Path) -> Vec<String> {
    ["assets", "projects", "contracts", "findings"]
        .map(|name| fs_err::read_to_string(folder.join(format!("normalized/{name}.csv"))).unwrap())
        .to_vec()
}

#[test]
fn a_dry_run_tells_the_plan_and_writes_nothing() {
    let folder = case();
    let out = ingest(folder.path(), &["--dry-run", "--json"]);
    assert_eq!(out.status.code(), Some(3), "one file cannot be read");
    let plan: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let sheets = plan["sheets"].as_array().unwrap();
    let told: Vec<_> = sheets
        .iter()
        .map(|s| (s["area"].as_str(), s["table"].as_str(), s["header_rows"][0].as_u64()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("A1:C3"), Some("projects"), Some(2)),
            (Some("E1:H3"), Some("contracts"), Some(2)),
            (None, Some("assets"), Some(2)),
        ]
    );
    assert_eq!(sheets[2]["amount_unit"], "万元");
    assert_eq!(sheets[2]["ledger"], "county");
    assert_eq!(sheets[2]["rows_set_aside"]["total"], 1);
    assert_eq!(plan["unreadable"][0], "inbox/坏.xlsx");
    let names: Vec<_> = fs_err::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let text = String::from_utf8(ingest(folder.path(), &["--dry-run"]).stdout).unwrap();
    assert!(
        text.contains("inbox/两表.csv!E1:H2 → 合同 contracts") || text.contains("contracts"),
        "{text}"
    );
}

#[test]
fn a_saved_mapping_reads_the_same_and_is_saved_once() {
    let folder = case();
    ingest(folder.path(), &["--format", "csv"]);
    let free = tables(folder.path());
    ingest(folder.path(), &["--write-mapping"]);
    let path = folder.path().join("case.toml");
    let once = fs_err::read_to_string(&path).unwrap();
    assert!(once.starts_with("# 本县案卷\n[case]"), "{once}");
    assert_eq!(once.matches("[[input]]").count(), 4, "{once}");
    assert!(once.contains("path = \"inbox/县级总台账[[]1[]].csv\""), "{once}");
    assert!(once.contains("\"资产原值\" = \"original_value\""), "{once}");
    ingest(folder.path(), &["--write-mapping"]);
    assert_eq!(fs_err::read_to_string(&path).unwrap(), once);
    ingest(folder.path(), &["--format", "csv"]);
    assert_eq!(tables(folder.path()), free);
}
