//! Text tables: CSV, tab-separated, with `;` or `|`, in UTF-8, UTF-16 or GB18030.

use super::grid::{Grid, Raw};
use super::unreadable::Unreadable;
use crate::limits::Limits;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The grid of a text table.
pub(crate) fn grid(bytes: &[u8], limits: &Limits) -> Result<Grid, Unreadable> {
    let text = decode(bytes)?;
    let delimiter = delimiter(&text);
    let mut rows = records(&text, delimiter);
    if rows.len() > limits.rows
        || rows.iter().any(|r| r.len() > limits.columns)
        || rows.iter().map(Vec::len).sum::<usize>() > limits.cells
    {
        return Err(Unreadable::TooManyCells);
    }
    // A line that names the separator is Excel's own, not data; it keeps its row.
    if let Some(first) = rows.first_mut()
        && first.first().is_some_and(|c| c.starts_with("sep="))
    {
        first.clear();
    }
    let mut grid = Grid {
        rows: rows.into_iter().map(|row| row.iter().map(|cell| raw(cell)).collect()).collect(),
        ..Grid::default()
    };
    grid.trim();
    Ok(grid)
}

/// An apostrophe in front of digits only says that they are text.
fn raw(cell: &str) -> Raw {
    let text = match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => cell,
    };
    Raw::text(text)
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
        return Err(Unreadable::Foreign);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Unreadable::Encoding)
}

/// The separator that the first lines hold most often outside quotes.
fn delimiter(text: &str) -> char {
    let mut counts = [(',', 0_usize), ('\t', 0), (';', 0), ('|', 0)];
    let mut quoted = false;
    for c in text.chars().take(20_000) {
        if c == '"' {
            quoted = !quoted;
        } else if !quoted && let Some(count) = counts.iter_mut().find(|(d, _)| *d == c) {
            count.1 += 1;
        }
    }
    // The first wins a tie.
    counts.iter().rev().max_by_key(|(_, n)| *n).map_or(',', |(c, _)| *c)
}

/// The records of a text, quoted fields joined over line breaks; each record one row, also an
/// empty one, so that row numbers are those a spreadsheet shows.
fn records(text: &str, delimiter: char) -> Vec<Vec<Cow<'_, str>>> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (row, after) = match record(rest, delimiter, true) {
            Some(found) => found,
            // An unclosed quote would swallow the rest of the file: take it as a plain character.
            None => match record(rest, delimiter, false) {
                Some(found) => found,
                None => break,
            },
        };
        rows.push(row);
        rest = after;
    }
    rows
}

/// The first record and what follows; `None` if a quote stays open to the end of the text.
fn record(text: &str, delimiter: char, quotes: bool) -> Option<(Vec<Cow<'_, str>>, &str)> {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        let (field, after) = if quotes && rest.starts_with('"') {
            quoted(rest.get(1..)?, delimiter)?
        } else {
            let end = rest.find([delimiter, '\n', '\r']).unwrap_or(rest.len());
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
        let end = rest.find([delimiter, '\n', '\r']).unwrap_or(rest.len());
        let tail = rest.get(..end)?;
        if !tail.is_empty() {
            field.to_mut().push_str(tail);
        }
        return Some((field, rest.get(end..)?));
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, delimiter, grid, records};
    use crate::limits::Limits;
    use crate::read::Unreadable;
    use proptest::prelude::*;

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
    }

    #[test]
    fn the_separator_is_the_most_frequent_one() {
        assert_eq!(delimiter("a\tb\tc,d"), '\t');
        assert_eq!(delimiter("a;b;\"x,y,z,w\""), ';');
        assert_eq!(delimiter("a"), ',');
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
