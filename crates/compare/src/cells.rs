//! A side of the comparison, its columns made as definite as their cells allow.

use frames::any::{AnyTable, Cells, Texts, is_filled};
use rust_decimal::Decimal;

/// Digits of a number that fits a column.
const DIGITS: usize = 18;

/// One of the two tables.
#[derive(Debug)]
pub struct Side {
    /// Its columns.
    pub table: AnyTable,
    /// Column that names the rows: the file's `row_id`.
    pub row_id: Option<usize>,
}

impl Side {
    /// Takes a table in. Texts lose their outer blanks. A column of texts that are all plain numbers
    /// is one of numbers, and one of dates (2024-06-30) one of dates; a column with leading zeros
    /// stays texts.
    #[must_use]
    pub fn new(mut table: AnyTable) -> Self {
        for column in &mut table.columns {
            if let Cells::Text(texts) = &mut column.cells {
                let texts = std::mem::take(texts).trimmed();
                let better = as_numbers(&texts).or_else(|| as_dates(&texts));
                column.cells = better.unwrap_or(Cells::Text(texts));
            }
        }
        let row_id = table.columns.iter().position(|column| column.name == "row_id");
        Self { table, row_id }
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.table.rows
    }

    /// The column of that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.table.columns.iter().position(|column| column.name == name)
    }

    /// What a cell shows; empty where it is.
    #[must_use]
    pub fn text(&self, column: usize, row: usize) -> String {
        self.table.columns.get(column).and_then(|c| text(&c.cells, row)).unwrap_or_default()
    }

    /// What the row is called: its `row_id`, else its number from 1.
    #[must_use]
    pub fn row_name(&self, row: usize) -> String {
        match self.row_id {
            Some(column) => self.text(column, row),
            None => (row + 1).to_string(),
        }
    }
}

/// What a cell shows; `None` where it is empty. Numbers without closing zeros.
pub(crate) fn text(cells: &Cells, row: usize) -> Option<String> {
    match cells {
        Cells::Number { scale, mantissas, valid } => {
            let number =
                Decimal::try_from_i128_with_scale(i128::from(*mantissas.get(row)?), *scale);
            is_filled(valid.as_deref(), row)
                .then(|| number.ok().map(|n| n.normalize().to_string()))?
        }
        Cells::Text(_) | Cells::Date { .. } => cells.show(row),
    }
}

/// The cells as numbers, if all that are filled are plain ones.
fn as_numbers(texts: &Texts) -> Option<Cells> {
    let mut parsed: Vec<Option<(i64, u32)>> = Vec::with_capacity(texts.len());
    let (mut scale, mut any) = (0, false);
    for row in 0..texts.len() {
        let number = texts.get(row).map(|text| plain(text).ok_or(())).transpose().ok()?;
        if let Some((_, decimals)) = number {
            scale = scale.max(decimals);
            any = true;
        }
        parsed.push(number);
    }
    if !any {
        return None;
    }
    let mut mantissas = Vec::with_capacity(parsed.len());
    for number in &parsed {
        let scaled = match number {
            Some((mantissa, decimals)) => {
                mantissa.checked_mul(10_i64.checked_pow(scale - decimals)?)?
            }
            None => 0,
        };
        mantissas.push(scaled);
    }
    let valid: Vec<bool> = parsed.iter().map(Option::is_some).collect();
    Some(Cells::Number { scale, mantissas, valid: valid.contains(&false).then_some(valid) })
}

/// A plain number: optional minus, digits without leading zeros, a point, decimals.
pub(crate) fn plain(text: &str) -> Option<(i64, u32)> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let leading = whole.len() > 1 && whole.starts_with('0');
    let pointless = unsigned.ends_with('.');
    if whole.is_empty() || leading || pointless || whole.len() + decimals.len() > DIGITS {
        return None;
    }
    if !digits(whole) || !digits(decimals) {
        return None;
    }
    let value = whole.bytes().chain(decimals.bytes());
    let value = value.fold(0_i64, |sum, byte| sum * 10 + i64::from(byte - b'0'));
    let signed = if text.starts_with('-') { -value } else { value };
    Some((signed, u32::try_from(decimals.len()).ok()?))
}

/// The cells as dates, if all that are filled are.
fn as_dates(texts: &Texts) -> Option<Cells> {
    let mut days = Vec::with_capacity(texts.len());
    let mut valid = Vec::with_capacity(texts.len());
    for row in 0..texts.len() {
        let day = texts.get(row).map(|text| day(text).ok_or(())).transpose().ok()?;
        valid.push(day.is_some());
        days.push(day.unwrap_or_default());
    }
    valid.contains(&true).then_some(())?;
    Some(Cells::Date { days, valid: valid.contains(&false).then_some(valid) })
}

/// Days since 1970-01-01 of `2024-06-30`.
fn day(text: &str) -> Option<i32> {
    if text.len() != 10 {
        return None;
    }
    let date: chrono::NaiveDate = text.parse().ok()?;
    i32::try_from((date - chrono::NaiveDate::default()).num_days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_and_nothing_else() {
        assert_eq!(plain("-12.50"), Some((-1250, 2)));
        assert_eq!(plain("0.5"), Some((5, 1)));
        for no in ["007", "1e3", "1,000", "", "-", "1.", ".5", "12345678901234567890", "１"] {
            assert_eq!(plain(no), None, "{no}");
        }
    }
}
