//! The sheets that list what the steps wrote.

use super::ReportError;
use super::grid::{Grid, Item, Styles, headings, items};
use crate::data::{CheckOutcome, ReportData, citation, field_label};
use crate::{families, shown};
use ledger::codes;
use ledger::tables::{Allocation, Difference, DisposalDecision, OwnerShare, Ownership};
use ledger::words::assets::LEDGER;
use ledger::{Cell, Row, Severity, StoredFinding, SubjectKind};
use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;

/// Cells of evidence that one row of the workbook shows; all of them stand in findings.csv.
const EVIDENCE_MAX: usize = 12;

/// Columns of 问题清单 that are printed; the others are for the screen.
const PRINTED: u16 = 9;

/// 问题清单, the gravest first, then in the order of the catalogue.
pub(super) fn findings(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    let grid = Grid {
        name: "问题清单",
        headings: [
            "级别",
            "问题",
            "对象编号",
            "乡镇",
            "行政村",
            "金额（元）",
            "问题说明",
            "条款出处",
            "问题编号",
            // From here on for the screen.
            "问题代码",
            "对象类别",
            "建账单位",
            "比对双方",
            "依据条款",
            "条款内容",
            "参数",
            "证据",
        ]
        .map(str::to_owned)
        .to_vec(),
        frozen: 2,
        printed: Some(PRINTED),
    };
    let mut order: Vec<&StoredFinding> = data.findings.iter().collect();
    order.sort_by_key(|f| shown::rank(f));
    grid.add(workbook, styles, || order.iter().map(|f| finding(data, f)))
}

fn finding(data: &ReportData<'_>, finding: &StoredFinding) -> Vec<Item> {
    let record = &finding.record;
    let code = record.code.as_deref().unwrap_or_default();
    let severity = record.severity.as_deref().unwrap_or_default();
    let kind = record.subject_kind.as_deref().unwrap_or_default();
    let clauses = shown::clauses(data.book, record);
    let cited: Vec<String> = clauses.iter().map(|c| citation(c)).collect();
    let said: Vec<&str> = clauses.iter().map(|c| c.says.as_str()).collect();
    vec![
        Item::text(Severity::from_code(severity).map_or(severity, |s| s.label())),
        Item::text(codes::find(code).map_or(code, |spec| spec.title)),
        Item::optional(record.subject_id.as_ref()),
        Item::optional(record.township.as_ref()),
        Item::optional(record.village.as_ref()),
        Item::amount(record.amount),
        Item::optional(record.message.as_ref()),
        Item::text(cited.join("\n")),
        Item::optional(record.finding_id.as_ref()),
        Item::text(code),
        Item::text(SubjectKind::from_code(kind).map_or(kind, |k| k.label())),
        Item::optional(record.unit.as_ref()),
        Item::text(pair(record.pair.as_deref())),
        Item::optional(record.clause.as_ref()),
        Item::text(said.join("\n")),
        Item::optional(record.parameter.as_ref()),
        Item::text(evidence(&finding.evidence)),
    ]
}

/// `county|township` in words.
fn pair(pair: Option<&str>) -> String {
    let sides = pair.unwrap_or_default().split('|');
    let labels: Vec<&str> = sides.map(|side| LEDGER.label_of(side)).collect();
    labels.join(" 与 ")
}

/// One line a cell, as far as there is room.
fn evidence(cells: &[Cell]) -> String {
    let mut lines: Vec<String> = cells.iter().take(EVIDENCE_MAX).map(shown::cell).collect();
    if cells.len() > EVIDENCE_MAX {
        lines.push(format!("……共 {} 处", cells.len()));
    }
    lines.join("\n")
}

/// 账账差异.
pub(super) fn differences(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    let grid =
        Grid { name: "账账差异", headings: headings::<Difference>(), frozen: 1, printed: None };
    let mut order: Vec<&Difference> = data.differences.iter().collect();
    order.sort_by_key(|d| &d.pair);
    grid.add(workbook, styles, || {
        order.iter().map(|row| {
            let mut shown = (*row).clone();
            shown.pair = row.pair.as_deref().map(|p| pair(Some(p)).into());
            shown.field =
                row.field.as_deref().map(|field| field_label(Some("assets"), field).into());
            items(&shown)
        })
    })
}

/// Columns of 确权登记 that stand first and are printed, before the shares.
const OWNERSHIP_FIRST: [&str; 7] =
    ["asset_id", "owner_type", "owner_name", "status", "stated_owner_name", "agrees", "clause"];

/// 确权登记, with the shares of each asset.
pub(super) fn ownership(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    let mut shares: BTreeMap<&str, Vec<&OwnerShare>> = BTreeMap::new();
    for share in data.shares {
        let asset = share.asset_id.as_deref().unwrap_or_default();
        shares.entry(asset).or_default().push(share);
    }
    let shares_at = OWNERSHIP_FIRST.len();
    let mut headings = first(&OWNERSHIP_FIRST, headings::<Ownership>());
    headings.insert(shares_at, "产权份额".to_owned());
    let printed = u16::try_from(shares_at + 1).ok();
    let grid = Grid { name: "确权登记", headings, frozen: 1, printed };
    grid.add(workbook, styles, || {
        data.ownership.iter().map(|row| {
            let mut shown = row.clone();
            shown.status = row.status.as_deref().map(|s| status_label(s).into());
            shown.register_in = row.register_in.as_deref().map(|s| LEDGER.label_of(s).into());
            let mut out = first(&OWNERSHIP_FIRST, items(&shown));
            let of = row.asset_id.as_deref().and_then(|id| shares.get(id));
            out.insert(shares_at, Item::text(of.map(|s| share_lines(s)).unwrap_or_default()));
            out
        })
    })
}

/// What stands in the columns of 确权登记, those of these fields first.
fn first<T>(fields: &[&str], columns: Vec<T>) -> Vec<T> {
    let names = Ownership::TABLE.columns.iter().map(|c| c.name);
    let place = |name: &str| fields.iter().position(|f| *f == name).unwrap_or(fields.len());
    let mut ranked: Vec<(usize, T)> = names.map(place).zip(columns).collect();
    ranked.sort_by_key(|(place, _)| *place);
    ranked.into_iter().map(|(_, column)| column).collect()
}

/// Status of ownership, in Chinese.
pub(crate) fn status_label(code: &str) -> &str {
    match code {
        "decided" => "已确定",
        "needs-decision" => "待县级决定",
        "conflict" => "与台账不一致",
        "register-only" => "仅登记",
        "out-of-scope" => "不在管理范围",
        other => other,
    }
}

fn share_lines(shares: &[&OwnerShare]) -> String {
    let line = |share: &&OwnerShare| {
        let amount = share.amount.map(|a| format!("{} 元", a.grouped()));
        let parts = [
            share.owner_name.as_deref().unwrap_or_default().to_owned(),
            share.ratio.as_deref().unwrap_or_default().to_owned(),
            amount.unwrap_or_default(),
        ];
        parts.join(" ").trim().to_owned()
    };
    let lines: Vec<String> = shares.iter().map(line).collect();
    lines.join("\n")
}

/// 收益分配.
pub(super) fn allocations(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    let grid =
        Grid { name: "收益分配", headings: headings::<Allocation>(), frozen: 2, printed: None };
    grid.add(workbook, styles, || {
        data.allocations.iter().map(|row| {
            let mut shown = row.clone();
            shown.source_kind = row.source_kind.as_deref().map(|kind| {
                match kind {
                    "income" => SubjectKind::Income.label(),
                    "plan" => SubjectKind::Plan.label(),
                    other => other,
                }
                .into()
            });
            shown.stage = row.stage.as_deref().map(|stage| stage_label(stage).into());
            shown.rule = row.rule.as_deref().map(|rule| families::label(rule).into());
            items(&shown)
        })
    })
}

/// Stage of an allocation, in Chinese.
fn stage_label(code: &str) -> &str {
    match code {
        "due" => "应分",
        "stated" => "实列",
        "left-over" => "未列",
        other => other,
    }
}

/// 资产处置: the steps of each disposal, and its verdict.
pub(super) fn decisions(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    let grid = Grid {
        name: "资产处置",
        headings: headings::<DisposalDecision>(),
        frozen: 1,
        printed: None,
    };
    grid.add(workbook, styles, || {
        data.decisions.iter().map(|row| {
            let mut shown = row.clone();
            shown.rule = row.rule.as_deref().map(|rule| families::label(rule).into());
            items(&shown)
        })
    })
}

/// 核查项目: every check under every clause, and what became of it.
pub(super) fn checks(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    let grid = Grid {
        name: "核查项目",
        headings: [
            "核查项目",
            "依据条款",
            "条款内容",
            "结果",
            "核查数",
            "有问题",
            "无法核查",
            "通过",
            "检查代码",
        ]
        .map(str::to_owned)
        .to_vec(),
        frozen: 1,
        printed: None,
    };
    grid.add(workbook, styles, || {
        data.checks.iter().map(|run| {
            let clause = run.clause.as_deref().and_then(|id| data.book.clause(id));
            let passed = run.seen.saturating_sub(run.failed).saturating_sub(run.unknown);
            vec![
                Item::text(families::label(&run.family)),
                Item::optional(run.clause.as_ref()),
                Item::text(clause.map(|c| c.says.as_str()).unwrap_or_default()),
                Item::text(CheckOutcome::of(run).label()),
                Item::Count(run.seen),
                Item::Count(run.failed),
                Item::Count(run.unknown),
                Item::Count(passed),
                Item::text(&*run.family),
            ]
        })
    })
}
