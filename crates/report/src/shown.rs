//! A finding in the words that workbook and page share.

use crate::data::{AREAS, area, column, field_label};
use ledger::finding::FindingRecord;
use ledger::{Cell, Severity, StoredFinding};
use rulebook::{Clause, Rulebook};

/// Key by which findings are listed: the gravest first, then in the order of the catalogue.
pub(crate) fn rank(
    finding: &StoredFinding,
) -> (std::cmp::Reverse<Option<Severity>>, usize, Option<&str>) {
    let code = finding.record.code.as_deref().unwrap_or_default();
    let severity = finding.record.severity.as_deref();
    let place = AREAS.iter().take_while(|(name, _)| *name != area(code));
    (std::cmp::Reverse(severity.and_then(Severity::from_code)), place.count(), Some(code))
}

/// The clauses that a finding rests on.
pub(crate) fn clauses<'b>(book: &'b Rulebook, record: &FindingRecord) -> Vec<&'b Clause> {
    let ids = record.clause.as_deref().unwrap_or_default().split(';');
    ids.filter_map(|id| book.clause(id)).collect()
}

/// A cell of evidence in one line: file, sheet, row, heading, value.
pub(crate) fn cell(cell: &Cell) -> String {
    let sheet = cell.src_sheet.as_deref().map(|s| format!("〔{s}〕"));
    let row = cell.src_row.map(|row| format!(" 第{row}行"));
    let column = if cell.column.is_empty() {
        String::new()
    } else {
        format!(" {}：{}", field_label(None, &cell.column), value(cell))
    };
    let (sheet, row) = (sheet.unwrap_or_default(), row.unwrap_or_default());
    format!("{}{sheet}{row}{column}", cell.src_file)
}

/// A value as people write it: codes by their labels.
fn value(cell: &Cell) -> String {
    let words = column(None, &cell.column).and_then(|c| c.vocabulary);
    match (&*cell.value, words) {
        ("", _) => "（空）".to_owned(),
        (value, None) => value.to_owned(),
        (value, Some(words)) => {
            let labels: Vec<&str> = value.split('、').map(|code| words.label_of(code)).collect();
            labels.join("、")
        }
    }
}
