//! Forms written as text, made into real files: a row of cells a line, merges named below them.
//!
//! ```text
//! # What the form is.
//! file: inbox/台账.xlsx        or .csv, with  encoding: gb18030
//! sheet: 白杨镇               again for a further sheet
//! | 资产编号 | 资产名称 |       a cell of digits is a number, 'digits are text, \n a line break
//! merge: A1:B1 A2:A3
//! ```

#![expect(clippy::unwrap_used, reason = "a form that cannot be made tests nothing")]

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::collections::BTreeMap;

/// One form.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(crate) file: String,
    pub(crate) encoding: String,
    pub(crate) sheets: Vec<Sheet>,
}

/// One sheet of a form.
#[derive(Debug, Default, Clone)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<String>>,
    /// First row and column, last row and column, from 0.
    pub(crate) merges: Vec<[usize; 4]>,
}

impl Form {
    /// Reads the text of a form.
    pub(crate) fn parse(text: &str) -> Self {
        let mut form = Self::default();
        for line in text.lines() {
            if let Some(file) = line.strip_prefix("file: ") {
                file.clone_into(&mut form.file);
            } else if let Some(encoding) = line.strip_prefix("encoding: ") {
                encoding.clone_into(&mut form.encoding);
            } else if let Some(name) = line.strip_prefix("sheet: ") {
                form.sheets.push(Sheet { name: name.to_owned(), ..Sheet::default() });
            } else if let Some(merges) = line.strip_prefix("merge: ") {
                form.sheets.last_mut().unwrap().merges = merges.split(' ').map(area).collect();
            } else if let Some(cells) = line.strip_prefix('|') {
                if form.sheets.is_empty() {
                    form.sheets.push(Sheet::default());
                }
                let cells = cells.trim_end().trim_end_matches('|');
                let row = cells.split('|').map(|c| c.trim().replace("\\n", "\n")).collect();
                form.sheets.last_mut().unwrap().rows.push(row);
            } else {
                assert!(line.is_empty() || line.starts_with('#'), "{line}");
            }
        }
        form
    }

    /// The file that it stands for.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        if self.file.ends_with(".csv") {
            let text = csv(&self.sheets[0].rows);
            return match self.encoding.as_str() {
                "gb18030" => encoding_rs::GB18030.encode(&text).0.into_owned(),
                _ => text.into_bytes(),
            };
        }
        let mut book = Workbook::new();
        for sheet in &self.sheets {
            let out = book.add_worksheet();
            out.set_name(&sheet.name).unwrap();
            sheet.write(out);
        }
        book.save_to_buffer().unwrap()
    }
}

impl Sheet {
    fn write(&self, out: &mut Worksheet) {
        let plain = Format::new();
        for [top, left, bottom, right] in &self.merges {
            let (t, l) = (u32::try_from(*top).unwrap(), u16::try_from(*left).unwrap());
            let (b, r) = (u32::try_from(*bottom).unwrap(), u16::try_from(*right).unwrap());
            out.merge_range(t, l, b, r, "", &plain).unwrap();
        }
        for (row, cells) in (0..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                write(out, row, column, cell);
            }
        }
    }
}

#[expect(clippy::disallowed_types, reason = "a workbook stores its numbers so")]
fn write(out: &mut Worksheet, row: u32, column: u16, cell: &str) {
    if let Some(text) = cell.strip_prefix('\'') {
        out.write(row, column, text).unwrap();
    } else if let Ok(number) = cell.parse::<f64>() {
        out.write(row, column, number).unwrap();
    } else if !cell.is_empty() {
        out.write(row, column, cell).unwrap();
    }
}

fn csv(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        let text = text.strip_prefix('\'').unwrap_or(text);
        if text.contains([',', '"', '\n']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    rows.iter().map(|r| r.iter().map(cell).collect::<Vec<_>>().join(",") + "\n").collect()
}

/// `B3:H20`.
fn area(text: &str) -> [usize; 4] {
    let (from, to) = text.split_once(':').unwrap();
    let corner = |text: &str| {
        let column = usize::from(text.as_bytes()[0] - b'A');
        (text[1..].parse::<usize>().unwrap() - 1, column)
    };
    let ((top, left), (bottom, right)) = (corner(from), corner(to));
    [top, left, bottom, right]
}

/// Rows as CSV: table, row of the sheet, and every field that any row of the form states.
pub(crate) fn rows_as_csv(rows: &[(String, u32, BTreeMap<&'static str, String>)]) -> String {
    let mut fields: Vec<&str> = Vec::new();
    for (.., row) in rows {
        for field in row.keys() {
            if !fields.contains(field) {
                fields.push(field);
            }
        }
    }
    let mut lines: Vec<Vec<String>> = vec![
        ["table", "row"].into_iter().chain(fields.iter().copied()).map(str::to_owned).collect(),
    ];
    for (table, number, row) in rows {
        let mut line = vec![table.clone(), number.to_string()];
        line.extend(fields.iter().map(|f| row.get(f).cloned().unwrap_or_default()));
        lines.push(line);
    }
    csv(&lines)
}
