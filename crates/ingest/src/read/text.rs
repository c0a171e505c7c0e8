//! Text tables: CSV, tab-separated, with `;` or `|`, in UTF-8, UTF-16 or GB18030.

use super::grid::{Grid, Raw};
use super::unreadable::Unreadable;
use super::workbook::Meter;
use crate::limits::Limits;
use crate::memo::Memo;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The grid of a text table.
pub(crate) fn grid(bytes: &[u8], limits: &Limits) -> Result<Grid, Unreadable> {
    let text = decode(bytes)?;
    let delimiter = delimiter(&text);
    let mut meter = Meter::new(limits);
    let mut grid = Grid::default();
    let mut columns: Vec<Memo<()>> = Vec::new();
    for (row, record) in Records::new(&text, delimiter).enumerate() {
        if row >= limits.rows {
            return Err(Unreadable::TooManyCells);
        }
        // A line that names the separator is Excel's own, not data; it keeps its row.
        if row == 0 && record.first().is_some_and(|c| c.starts_with("sep=")) {
            grid.rows.push(Vec::new());
            continue;
        }
        let mut cells = Vec::with_capacity(record.len());
        for (column, text) in record.iter().enumerate() {
            if columns.len() <= column && column < limits.columns {
                columns.resize_with(column + 1, Memo::default);
            }
            let value = raw(text, columns.get_mut(column));
            if !value.is_empty() {
                meter.cell(row, column, &value)?;
                cells.resize(column, Raw::Empty);
                cells.push(value);
            }
        }
        grid.rows.push(cells);
    }
    grid.trim();
    Ok(grid)
}

/// An apostrophe in front of digits only says that they are text.
fn raw(cell: &str, column: Option<&mut Memo<()>>) -> Raw {
    let text = match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => cell,
    };
    match column {
        Some(column) if !text.trim_start().is_empty() => Raw::Text(column.shared(text)),
        _ => Raw::text(text),
    }
}

/// Byte order mark, else strict UTF-8, else strict GB18030: the order decides, since half of all
/// UTF-8 Han texts are valid GB18030 as well.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return std::str::from_utf8(rest).map(Cow::Borrowed).map_err(|_| Unreadable::Encoding);
    }
    for (mark, encoding) in [(b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            // UTF-32 begins with the mark of UTF-16; every other character would be a zero.
            return encoding
                .decode_without_bom_handling_and_without_replacement(rest)
                .filter(|text| !text.contains('\0'))
                .ok_or(Unreadable::Encoding);
        }
    }
    if bytes.contains(&0) {
        return without_mark(bytes).map(Cow::Owned).ok_or(Unreadable::Foreign);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Unreadable::Encoding)
}

/// UTF-16 without its mark: separators, digits and line ends have their zeros all on one side.
fn without_mark(bytes: &[u8]) -> Option<String> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, _) => UTF_16LE,
        (_, 0) => UTF_16BE,
        _ => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    (!text.contains(strange)).then(|| text.into_owned())
}

/// The characters that may separate fields; the first wins a tie.
const DELIMITERS: [char; 4] = [',', '\t', ';', '|'];

/// The separator that stands equally often in most of the first records, outside quotes: a comma
/// within texts stands now here, now there.
fn delimiter(text: &str) -> char {
    let mut records: Vec<[usize; 4]> = Vec::new();
    let mut record = [0_usize; 4];
    let mut quoted = false;
    for c in text.chars().take(20_000).chain(['\n']) {
        if c == '"' {
            quoted = !quoted;
        } else if !quoted {
            if let Some(at) = DELIMITERS.iter().position(|d| *d == c) {
                record[at] += 1;
            } else if c == '\n' || c == '\r' {
                records.push(std::mem::take(&mut record));
            }
        }
    }
    // A quote that stays open: what was counted up to it decides.
    records.push(record);
    let score = |at: usize| {
        let mut times: BTreeMap<usize, usize> = BTreeMap::new();
        for count in records.iter().filter_map(|r| r.get(at)).filter(|n| **n > 0) {
            *times.entry(*count).or_insert(0) += 1;
        }
        times.into_iter().map(|(count, records)| (records, count)).max().unwrap_or((0, 0))
    };
    (0..DELIMITERS.len())
        .rev()
        .max_by_key(|at| score(*at))
        .and_then(|at| DELIMITERS.get(at))
        .copied()
        .unwrap_or(',')
}

/// The records of a text, quoted fields joined over line breaks; each record one row, also an
/// empty one, so that row numbers are those a spreadsheet shows.
struct Records<'a> {
    rest: &'a str,
    delimiter: char,
    /// Fields of the record before: most have as many.
    width: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text, delimiter, width: 0 }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Vec<Cow<'a, str>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        // An unclosed quote would swallow the rest of the file: take it as a plain character.
        let (row, after) = record(self.rest, self.delimiter, true, self.width)
            .or_else(|| record(self.rest, self.delimiter, false, self.width))?;
        (self.rest, self.width) = (after, row.len());
        Some(row)
    }
}

/// The first record and what follows; `None` if a quote stays open to the end of the text.
fn record(
    text: &str,
    delimiter: char,
    quotes: bool,
    room: usize,
) -> Option<(Vec<Cow<'_, str>>, &str)> {
    let mut fields = Vec::with_capacity(room);
    let mut rest = text;
    loop {
        let (field, after) = if quotes && rest.starts_with('"') {
            quoted(rest.get(1..)?, delimiter)?
        } else {
            let end = field_end(rest, delimiter);
            (Cow::Borrowed(rest.get(..end)?), rest.get(end..)?)
        };
        fields.push(field);
        let mut chars = after.chars();
        match chars.next() {
            Some(c) if c == delimiter => rest = chars.as_str(),
            Some('\r') => {
                let tail = chars.as_str();
                return Some((fields, tail.strip_prefix('\n').unwrap_or(tail)));
            }
            Some(_) => return Some((fields, chars.as_str())),
            None => return Some((fields, "")),
        }
    }
}

/// Where a field without quotes ends.
fn field_end(text: &str, delimiter: char) -> usize {
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    memchr::memchr3(delimiter, b'\n', b'\r', text.as_bytes()).unwrap_or(text.len())
}

/// A field after its opening quote, and what follows its closing one.
fn quoted(text: &str, delimiter: char) -> Option<(Cow<'_, str>, &str)> {
    let mut field = Cow::Borrowed("");
    let mut rest = text;
    loop {
        let end = rest.find('"')?;
        let part = rest.get(..end)?;
        if field.is_empty() {
            field = Cow::Borrowed(part);
        } else {
            field.to_mut().push_str(part);
        }
        rest = rest.get(end + 1..)?;
        if let Some(after) = rest.strip_prefix('"') {
            field.to_mut().push('"');
            rest = after;
            continue;
        }
        // What stands between the closing quote and the separator belongs to the field.
        let end = field_end(rest, delimiter);
        let tail = rest.get(..end)?;
        if !tail.is_empty() {
            field.to_mut().push_str(tail);
        }
        return Some((field, rest.get(end..)?));
    }
}

#[cfg(test)]
mod tests {
    use super::{Records, decode, delimiter, grid};
    use crate::limits::Limits;
    use crate::read::Unreadable;
    use proptest::prelude::*;
    use std::borrow::Cow;

    fn records(text: &str, delimiter: char) -> Vec<Vec<Cow<'_, str>>> {
        Records::new(text, delimiter).collect()
    }

    #[test]
    fn quotes_breaks_and_empty_lines_keep_their_rows() {
        let rows = records("a,\"b\n\"\"c\"\"\",d\r\n\r\ne,f", ',');
        assert_eq!(rows, vec![vec!["a", "b\n\"c\"", "d"], vec![""], vec!["e", "f"]]);
    }

    #[test]
    fn an_unclosed_quote_does_not_swallow_the_file() {
        let rows = records("a,\"b\nc,d\n", ',');
        assert_eq!(rows, vec![vec!["a", "\"b"], vec!["c", "d"]]);
    }

    #[test]
    fn encodings_are_told_by_mark_then_strictly() {
        assert_eq!(decode("资金".as_bytes()).unwrap(), "资金");
        assert_eq!(decode(&[0xd7, 0xca, 0xbd, 0xf0]).unwrap(), "资金");
        assert_eq!(decode(&[0xff, 0xfe, 0x44, 0x8d]).unwrap(), "资");
        let utf32 = [0xff, 0xfe, 0, 0, 0x44, 0x8d, 0, 0];
        assert_eq!(decode(&utf32), Err(Unreadable::Encoding));
        assert_eq!(decode(&[0xff, 0xff, 0xff]), Err(Unreadable::Encoding));
        assert_eq!(decode(&[b'a', 0, 1]), Err(Unreadable::Foreign));
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert_eq!(decode(&wide("资产\t1\r\n")).unwrap(), "资产\t1\r\n");
        let big: Vec<u8> = "资产,1\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&big).unwrap(), "资产,1\n");
        assert_eq!(decode(&[0, 0, 0, 0]), Err(Unreadable::Foreign));
    }

    #[test]
    fn the_separator_is_the_most_frequent_one() {
        assert_eq!(delimiter("a\tb\tc,d"), '\t');
        assert_eq!(delimiter("a;b;\"x,y,z,w\""), ';');
        assert_eq!(delimiter("a"), ',');
        assert_eq!(delimiter("名称\t坐落\n泵站\t一,二,三,四\n水渠\t五,六,七\n"), '\t');
        assert_eq!(delimiter("标题\n\na|b\n\"c\nd\"|e\n"), '|');
        assert_eq!(delimiter("a;b\nc;\"open,,,,\n"), ';');
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = grid(&bytes, &Limits::default());
        }

        #[test]
        fn what_is_written_quoted_is_read_back(cells in prop::collection::vec(prop::collection::vec("[a-z,\"\n资 ]{0,6}", 1..5), 1..6)) {
            let mut text = String::new();
            for row in &cells {
                let row: Vec<String> = row.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect();
                text.push_str(&row.join(","));
                text.push('\n');
            }
            prop_assert_eq!(records(&text, ','), cells);
        }
    }
}
