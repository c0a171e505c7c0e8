//! Printing any table in any layout that a clerk makes, and reading it again, gives the same rows.

#![expect(clippy::unwrap_used, reason = "a test whose file cannot be made has nothing to test")]

mod common;

use common::input;
use ledger::books::BooksVisitor;
use ledger::table::Privacy;
use ledger::{Books, Column, InputSpec, Kind, Row, TableDef};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// How a table is printed.
#[derive(Clone)]
struct Printed {
    table: &'static TableDef,
    columns: Vec<&'static Column>,
    /// Values by row, as cells show them.
    rows: Vec<Vec<String>>,
    titles: usize,
    ten_thousand: bool,
    /// Rows of headings.
    levels: usize,
    blanks: bool,
    total: bool,
    shape: Shape,
}

impl std::fmt::Debug for Printed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let columns: Vec<&str> = self.columns.iter().map(|c| c.label).collect();
        f.debug_struct(self.table.name)
            .field("shape", &self.shape)
            .field("columns", &columns)
            .field("rows", &self.rows)
            .field("titles", &self.titles)
            .field("levels", &self.levels)
            .field("flags", &(self.ten_thousand, self.blanks, self.total))
            .finish()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    List,
    Across,
    Card,
}

/// Columns that are read for themselves: no person, and nothing that another column explains.
fn plain(column: &Column) -> bool {
    const EXPLAINED: [&str; 5] =
        ["ledger", "quantity_unit", "fund_composition", "balance_direction", "note"];
    column.privacy == Privacy::Public
        && !EXPLAINED.contains(&column.name)
        && !column.name.ends_with("doc_no")
        && !column.name.contains("_credit_code")
        && matches!(
            column.kind,
            Kind::Text | Kind::Amount | Kind::Integer | Kind::Date | Kind::Code
        )
}

/// A value of a column, by a number.
fn value(column: &Column, seed: u32, ten_thousand: bool) -> String {
    match column.kind {
        Kind::Amount if ten_thousand => format!("{}.{:04}", seed % 900 + 1, seed % 7919),
        Kind::Amount => format!("{}.{:02}", seed % 9_000_000 + 1, seed % 97),
        Kind::Integer => (2000 + seed % 24).to_string(),
        Kind::Date => format!("{}-{:02}-{:02}", 2000 + seed % 24, seed % 12 + 1, seed % 28 + 1),
        Kind::Code => {
            let labels: Vec<&str> = column
                .vocabulary
                .map(|v| v.0)
                .unwrap_or_default()
                .iter()
                .map(|(_, l)| l[0])
                .collect();
            labels[seed as usize % labels.len()].to_owned()
        }
        _ => format!("甲{}号", seed % 100_000),
    }
}

fn printed() -> impl Strategy<Value = Printed> {
    let tables = prop::sample::select(Books::TABLES);
    let shape =
        prop_oneof![4 => Just(Shape::List), 1 => Just(Shape::Across), 1 => Just(Shape::Card)];
    let numbers = (2_usize..7, 4_usize..12, 0_usize..3, 1_usize..5, any::<u64>());
    (tables, shape, numbers, any::<[bool; 3]>()).prop_map(|(table, shape, numbers, flags)| {
        let (rows, width, titles, levels, seed) = numbers;
        let [ten_thousand, blanks, total] = flags;
        // A small generator of its own, so that a case is its few numbers.
        let mut state = seed | 1;
        let mut next = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            u32::try_from(state >> 33).unwrap()
        };
        let mut columns: Vec<&Column> = table.columns.iter().filter(|c| c.required).collect();
        let others: Vec<&Column> =
            table.columns.iter().filter(|c| plain(c) && !c.required).collect();
        while columns.len() < width.min(others.len()) {
            let column = others[next() as usize % others.len()];
            if !columns.iter().any(|c| c.name == column.name) {
                columns.push(column);
            }
        }
        let rows = (0..rows)
            .map(|_| columns.iter().map(|c| value(c, next(), ten_thousand)).collect())
            .collect();
        Printed { table, columns, rows, titles, ten_thousand, levels, blanks, total, shape }
    })
}

impl Printed {
    fn file(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let mut at = 0;
        for title in 0..self.titles {
            let text = format!("{}（第{}部分）", self.table.label, title + 1);
            sheet.merge_range(at, 0, at, 3, &text, &Format::new()).unwrap();
            at += 1;
        }
        sheet.write(at, 0, if self.ten_thousand { "单位：万元" } else { "单位：元" }).unwrap();
        at += 1;
        match self.shape {
            Shape::List => self.list(sheet, at),
            Shape::Across => self.across(sheet, at),
            Shape::Card => self.cards(sheet, at),
        }
        book.save_to_buffer().unwrap()
    }

    /// Headings merged over all their rows, but for the third and fourth, which stand in a group.
    fn list(&self, sheet: &mut Worksheet, top: u32) {
        let plain = Format::new();
        let levels = u32::try_from(self.levels).unwrap();
        let bottom = top + levels - 1;
        let grouped = levels > 1 && self.columns.len() > 4;
        for (column, def) in (1..).zip(&self.columns) {
            if grouped && (3..=4).contains(&column) {
                write(sheet, bottom, column, def.label);
                if levels > 2 {
                    sheet.merge_range(top + 1, column, bottom, column, def.label, &plain).unwrap();
                }
            } else if levels > 1 {
                sheet.merge_range(top, column, bottom, column, def.label, &plain).unwrap();
            } else {
                write(sheet, top, column, def.label);
            }
        }
        if grouped {
            sheet.merge_range(top, 3, top, 4, "其中", &plain).unwrap();
        }
        if levels > 1 {
            sheet.merge_range(top, 0, bottom, 0, "序号", &plain).unwrap();
        } else {
            write(sheet, top, 0, "序号");
        }
        let mut at = bottom + 1;
        for (number, row) in (1..).zip(&self.rows) {
            sheet.write(at, 0, number).unwrap();
            for (column, cell) in (1..).zip(row) {
                write(sheet, at, column, cell);
            }
            at += if self.blanks { 2 } else { 1 };
        }
        if self.total {
            write(sheet, at, 0, "合计");
            for (column, def) in self.columns.iter().enumerate() {
                if def.kind == Kind::Amount && def.name != "unit_price" {
                    let sum: ledger::Decimal = self
                        .rows
                        .iter()
                        .map(|r| r[column].parse::<ledger::Decimal>().unwrap())
                        .sum();
                    let column = u16::try_from(column + 1).unwrap();
                    write(sheet, at, column, &sum.to_string());
                }
            }
        }
    }

    fn across(&self, sheet: &mut Worksheet, top: u32) {
        for (index, (line, def)) in (top..).zip(&self.columns).enumerate() {
            write(sheet, line, 0, def.label);
            for (column, row) in (1..).zip(&self.rows) {
                write(sheet, line, column, &row[index]);
            }
        }
    }

    fn cards(&self, sheet: &mut Worksheet, top: u32) {
        let mut at = top;
        for row in &self.rows {
            for (index, (def, cell)) in self.columns.iter().zip(row).enumerate() {
                let left = u16::try_from(index % 2 * 2).unwrap();
                write(sheet, at, left, &format!("{}：", def.label));
                write(sheet, at, left + 1, cell);
                if index % 2 == 1 || index + 1 == self.columns.len() {
                    at += 1;
                }
            }
            at += u32::from(self.blanks);
        }
    }

    fn spec(&self) -> InputSpec {
        let ledger = (self.table.name == "assets").then_some("county");
        input(self.table.name, ledger)
    }
}

#[expect(clippy::disallowed_types, reason = "a workbook stores its numbers so")]
fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    match cell.parse::<f64>() {
        Ok(number) => sheet.write(row, column, number).unwrap(),
        Err(_) => sheet.write(row, column, cell).unwrap(),
    };
}

/// The rows of one table, the printed columns only.
struct Read<'a> {
    printed: &'a Printed,
    rows: Vec<Vec<String>>,
}

impl BooksVisitor for Read<'_> {
    fn table<R: Row>(&mut self, rows: &[R]) {
        if R::TABLE.name == self.printed.table.name {
            let fields = || self.printed.columns.iter().map(|c| c.name);
            self.rows.extend(
                rows.iter().map(|row| fields().map(|f| row.value(f).to_string()).collect()),
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_table_is_read_as_it_was(printed in printed()) {
        let spec = printed.spec();
        let out = common::ingest(&[("inbox/a.xlsx", &printed.file(), Some(&spec))]);
        let mut read = Read { printed: &printed, rows: Vec::new() };
        out.books.visit(&mut read);
        let expected: Vec<Vec<String>> = printed
            .rows
            .iter()
            .map(|row| {
                let cell = |(column, cell): (&&Column, &String)| match column.kind {
                    Kind::Amount => {
                        let factor = if printed.ten_thousand { 10_000 } else { 1 };
                        let yuan = cell.parse::<ledger::Decimal>().unwrap();
                        format!("{:.2}", yuan * ledger::Decimal::from(factor))
                    }
                    Kind::Code => column
                        .vocabulary
                        .and_then(|v| v.code_of(cell))
                        .map_or_else(|| cell.clone(), str::to_owned),
                    _ => cell.clone(),
                };
                printed.columns.iter().zip(row).map(cell).collect()
            })
            .collect();
        prop_assert_eq!(read.rows, expected);
        let wrong: Vec<_> = out.findings.iter().map(|f| f.code.code).filter(|code| {
            matches!(*code, "intake.column-ambiguous" | "intake.column-missing" | "intake.total-mismatch" | "intake.sheet-unrecognised")
        }).collect();
        prop_assert!(wrong.is_empty(), "{:?}", wrong);
    }
}
