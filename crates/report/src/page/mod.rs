//! report.html: one page that a browser shows without a network, and that prints on A4.
//!
//! Goes in: the same [`ReportData`] as for the workbook. Comes out: one HTML text, styles and charts
//! inside, no script. What must always hold: every figure is one of the summary's; a finding that the
//! page does not list is counted where the list ends; text of other people's files is never markup.

mod chart;

use crate::data::{AREAS, ReportData, area, citation};
use crate::shown;
use crate::summary;
use chart::{Bar, bars};
use ledger::finding::Lang;
use ledger::{Fen, Severity, StoredFinding, codes};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use present::{TextTable, safe};
use std::collections::BTreeMap;

const STYLE: &str = include_str!("page.css");

/// Findings of one code that the page lists; all of them stand in findings.csv.
const LISTED_MAX: usize = 100;
/// Cells of evidence that one finding shows; all of them stand in findings.csv.
const CELLS_MAX: usize = 6;

/// The page. The same data gives the same text.
#[must_use]
pub fn build(data: &ReportData<'_>) -> String {
    let title = format!("{}{}年年终清算报告", data.case.county, data.case.year);
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { h1 { (title) } (about(data)) }
                main {
                    (verdict(data))
                    (areas(data))
                    (townships(data))
                    @for table in &summary::after_areas(data, Lang::Zh) { (section(table)) }
                    (findings(data))
                }
                footer { "逐项核对：duizhang explain 案卷 问题编号。全部问题与单元格见 findings.csv，各表明细见年终清算报告.xlsx。" }
            }
        }
    };
    page.into_string()
}

/// Under which rules and as of which day.
fn about(data: &ReportData<'_>) -> Markup {
    let book = data.book;
    let number = book.number.as_deref().unwrap_or("无文号");
    html! {
        p { "规则集 " (book.id) "　" (book.title) "（" (number) "）　核查截止 " (data.case.as_of.to_string()) }
        p.hash { "规则集校验值 " (book.sha256) }
    }
}

/// How many findings of each severity, and what could not be said.
fn verdict(data: &ReportData<'_>) -> Markup {
    let counts = summary::counts::areas(data);
    let total = counts.last().map(|(_, _, counts)| *counts).unwrap_or_default();
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    html! {
        ul.verdict {
            @for (severity, count) in severities.into_iter().zip(total) {
                li class=(severity.code()) { b { (count) } (severity.label()) }
            }
        }
        p { "“无法核查”与“本县无规定”的项目不算通过，见核查项目。" }
    }
}

fn areas(data: &ReportData<'_>) -> Markup {
    let rows: Vec<Bar> = summary::counts::areas(data)
        .into_iter()
        .filter(|(code, _, _)| AREAS.iter().any(|(area, _)| area == code))
        .map(|(_, name, parts)| Bar { label: name.to_owned(), parts })
        .collect();
    html! { section { h2 { "问题数量" } (bars("各领域问题数量", &rows)) } }
}

/// Where the findings lie, and the money at stake.
fn townships(data: &ReportData<'_>) -> Markup {
    let mut places: BTreeMap<&str, ([u64; 3], Fen)> = BTreeMap::new();
    for finding in data.findings {
        let place = finding.record.township.as_deref().unwrap_or_default();
        let (counts, sum) = places.entry(place).or_default();
        summary::counts::count(counts, finding);
        *sum = Fen::sum([*sum, finding.record.amount.unwrap_or_default().abs()]);
    }
    let row = |(place, (counts, sum)): (&str, ([u64; 3], Fen))| {
        let place = if place.is_empty() { "（未列乡镇）" } else { place };
        let mut row = vec![place.to_owned()];
        row.extend(counts.iter().map(u64::to_string));
        row.push(sum.grouped());
        row
    };
    let severities = [Severity::Error, Severity::Warning, Severity::Info].map(Severity::label);
    let headings =
        ["乡镇", severities[0], severities[1], severities[2], "涉及金额（元，绝对值相加）"];
    section(&TextTable {
        title: "分乡镇".to_owned(),
        headings: headings.map(str::to_owned).to_vec(),
        rows: places.into_iter().map(row).collect(),
        right: vec![1, 2, 3, 4],
    })
}

fn section(table: &TextTable) -> Markup {
    let class = |column: usize| table.right.contains(&column).then_some("amount");
    html! {
        @if !table.rows.is_empty() {
            section {
                h2 { (table.title) }
                table {
                    thead { tr { @for (at, heading) in table.headings.iter().enumerate() {
                        th class=[class(at)] { (heading) }
                    } } }
                    tbody { @for row in &table.rows { tr { @for (at, cell) in row.iter().enumerate() {
                        td class=[class(at)] { (safe(cell)) }
                    } } } }
                }
            }
        }
    }
}

/// All codes, the gravest first, each with its findings.
fn findings(data: &ReportData<'_>) -> Markup {
    let mut order: Vec<&StoredFinding> = data.findings.iter().collect();
    order.sort_by_key(|f| shown::rank(f));
    let code = |f: &&StoredFinding| f.record.code.clone().unwrap_or_default();
    html! {
        section {
            h2 { "问题清单" }
            @for group in order.chunk_by(|a, b| code(a) == code(b) && a.record.severity == b.record.severity) {
                (of_code(data, group))
            }
        }
    }
}

/// The findings of one code and severity.
fn of_code(data: &ReportData<'_>, group: &[&StoredFinding]) -> Markup {
    let first = group.first().map(|f| &f.record);
    let code = first.and_then(|r| r.code.as_deref()).unwrap_or_default();
    let severity = first.and_then(|r| r.severity.as_deref()).unwrap_or_default();
    let label = Severity::from_code(severity).map_or(severity, |s| s.label());
    let area = AREAS.iter().find(|(name, _)| *name == area(code)).map_or("", |(_, label)| label);
    let title = codes::find(code).map_or(code, |spec| spec.title);
    let unlisted = group.len().saturating_sub(LISTED_MAX);
    html! {
        details {
            summary {
                span.mark class=(severity) { (label) } " " (area) "　" b { (title) } "　" (group.len()) " 项　" code { (code) }
            }
            @for finding in group.iter().take(LISTED_MAX) { (one(data, finding)) }
            @if unlisted > 0 { p { "其余 " (unlisted) " 项见 findings.csv。" } }
        }
    }
}

fn one(data: &ReportData<'_>, finding: &StoredFinding) -> Markup {
    let record = &finding.record;
    let text = |value: &Option<ledger::Text>| safe(value.as_deref().unwrap_or_default());
    let clauses = shown::clauses(data.book, record);
    let unlisted = finding.evidence.len().saturating_sub(CELLS_MAX);
    html! {
        article {
            p { (text(&record.message)) }
            p.about {
                code { (text(&record.finding_id)) } "　" (text(&record.subject_id)) "　"
                (text(&record.township)) (text(&record.village)) "　" (text(&record.unit))
                @if let Some(amount) = record.amount { "　金额 " (amount.grouped()) " 元" }
            }
            ul {
                @for clause in clauses { li { (citation(clause)) "：" (clause.says) } }
                @for cell in finding.evidence.iter().take(CELLS_MAX) { li.cell { (safe(&shown::cell(cell))) } }
                @if unlisted > 0 { li.cell { "另有 " (unlisted) " 处" } }
            }
        }
    }
}
