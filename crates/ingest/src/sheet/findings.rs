//! Addresses of a sheet and its cells, and the findings about them.

use crate::read::Raw;
use ledger::{Cell, Finding, Kind, Subject, SubjectKind, Text};

/// A sheet as findings name it.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    file: Text,
    sheet: Option<Text>,
    /// The row of the sheet of each row, where they were laid out anew.
    lines: Option<Box<[usize]>>,
}

impl Place {
    /// The sheet of a file.
    pub(crate) fn new(path: &str, sheet: Option<&str>) -> Self {
        Self { file: path.into(), sheet: sheet.map(Into::into), lines: None }
    }

    /// The same sheet, whose rows stand where `lines` says.
    pub(crate) fn with_lines(self, lines: Option<&[usize]>) -> Self {
        Self { lines: lines.map(Into::into), ..self }
    }

    /// The number that a spreadsheet shows for a row as it was read.
    pub(crate) fn row_number(&self, row: usize) -> u32 {
        let lines = self.lines.as_deref().unwrap_or_default();
        row_number(lines.get(row).copied().unwrap_or(row))
    }

    /// `file!sheet`, or the file of a text table.
    pub(crate) fn label(&self) -> Text {
        match &self.sheet {
            Some(sheet) => format!("{}!{sheet}", self.file).into(),
            None => self.file.clone(),
        }
    }

    /// The subject.
    pub(crate) fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Sheet, self.label())
    }

    /// The file.
    pub(crate) fn file(&self) -> &Text {
        &self.file
    }

    /// The sheet.
    pub(crate) fn sheet(&self) -> Option<&Text> {
        self.sheet.as_ref()
    }

    /// The whole sheet as evidence.
    pub(crate) fn cell(&self) -> Cell {
        Cell { src_file: self.file.clone(), src_sheet: self.sheet.clone(), ..Cell::default() }
    }

    /// One cell as evidence; `row` from 0.
    pub(crate) fn at(&self, row: usize, column: &str, value: impl Into<Text>) -> Cell {
        Cell {
            src_row: Some(self.row_number(row)),
            column: column.into(),
            value: value.into(),
            ..self.cell()
        }
    }
}

/// The number that a spreadsheet shows for a row counted from 0.
pub(super) fn row_number(row: usize) -> u32 {
    u32::try_from(row + 1).unwrap_or(u32::MAX)
}

/// What a column expects: Chinese, English.
pub(crate) const fn expected(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Text => ("文本", "text"),
        Kind::Code => ("词表中的名称", "a listed label"),
        Kind::Amount => ("金额", "an amount"),
        Kind::Decimal => ("数量", "a number"),
        Kind::Percent => ("百分比", "a percentage"),
        Kind::Integer => ("整数", "a whole number"),
        Kind::Date => ("日期", "a date"),
        Kind::Bool => ("是或否", "yes or no"),
        Kind::List => ("以、或；分隔的列表", "a list parted by 、 or ;"),
    }
}

/// What an amount beyond [`ledger::Fen::CELL_MAX`] should have been.
pub(crate) const WITHIN_LIMIT: (&str, &str) =
    ("不超过 100 亿元的金额", "an amount up to 10 billion yuan");

/// What a figure said to be about so much should have been.
pub(crate) const EXACT: (&str, &str) =
    ("确切的数字（所写为约数）", "an exact figure (it says about)");

/// Whether a finding says that an amount is beyond what a cell may hold.
pub(crate) fn is_too_large(finding: &Finding) -> bool {
    finding.args.get("expected").is_some_and(|text| text.starts_with(WITHIN_LIMIT.0))
}

/// A cell as messages quote it, shortened.
pub(crate) fn quoted(raw: &Raw) -> String {
    let shown = raw.show();
    let mut text: String = shown.chars().take(60).collect();
    if text.len() < shown.len() {
        text.push('…');
    }
    text
}
