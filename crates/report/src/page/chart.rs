//! Bars of findings: one bar a row, its parts by severity.

use ledger::Severity;
use maud::{Markup, html};

/// A row of the chart: what it stands for, and how many errors, warnings and notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) parts: [u64; 3],
}

/// Width of the longest bar, in pixels.
const LONGEST: u64 = 520;
/// Where bars begin, right of their labels.
const LEFT: u64 = 110;
/// Room for the total, right of a bar.
const RIGHT: u64 = 60;
/// Height of a row.
const ROW: u64 = 24;

/// The chart; nothing where there are no rows. Lengths are whole pixels, each part at least one.
pub(super) fn bars(title: &str, rows: &[Bar]) -> Markup {
    let most = rows.iter().map(|bar| bar.parts.iter().sum::<u64>()).max().unwrap_or(0).max(1);
    let height = ROW * rows.len() as u64;
    html! {
        @if rows.is_empty() {
            p { "没有问题。" }
        } @else {
            svg role="img" aria-label=(title) width=(LEFT + LONGEST + RIGHT) height=(height) {
                @for (at, bar) in (0_u64..).zip(rows) { (one(bar, at * ROW, most)) }
            }
        }
    }
}

fn one(bar: &Bar, top: u64, most: u64) -> Markup {
    let mut x = LEFT;
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    let parts =
        severities.into_iter().zip(bar.parts).filter(|(_, n)| *n > 0).map(|(severity, n)| {
            let width = (n.saturating_mul(LONGEST) / most).max(1);
            let part = (severity, n, x, width);
            x += width;
            part
        });
    let parts: Vec<_> = parts.collect();
    let total: u64 = bar.parts.iter().sum();
    html! {
        text x=(LEFT - 8) y=(top + 16) text-anchor="end" { (bar.label) }
        @for (severity, n, x, width) in parts {
            rect class=(severity.code()) x=(x) y=(top + 3) width=(width) height=(ROW - 6) {
                title { (bar.label) " " (severity.label()) " " (n) }
            }
        }
        text x=(x + 6) y=(top + 16) { (total) }
    }
}
