//! What a workbook says of its sheets and of how cells are shown.

use super::Parts;
use crate::read::tags::Piece;
use crate::read::unreadable::Unreadable;
use std::collections::BTreeMap;

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shows {
    /// As a number.
    #[default]
    Number,
    /// As a percentage.
    Percent,
    /// As a day, or a day and time.
    Date,
    /// As a length of time.
    Duration,
}

/// A sheet that holds cells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) hidden: bool,
}

/// The workbook.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Entry>,
    pub(super) epoch_1904: bool,
    /// Name of the part of shared texts.
    pub(super) strings: String,
    shows: Vec<Shows>,
}

impl Book {
    /// How a cell of that style is shown.
    pub(super) fn shows(&self, style: usize) -> Shows {
        self.shows.get(style).copied().unwrap_or_default()
    }
}

/// Reads the lists of sheets and styles.
pub(super) fn read(parts: &mut Parts<'_, '_>) -> Result<Book, Unreadable> {
    // By id: the kind of part and where it stands.
    let mut related = BTreeMap::new();
    if let Some(mut tags) = parts.open("xl/_rels/workbook.xml.rels")? {
        loop {
            match tags.next()? {
                Piece::Open { name: b"Relationship", attributes, .. } => {
                    if let (Some(id), Some(kind), Some(target)) =
                        (attributes.text("Id"), attributes.text("Type"), attributes.text("Target"))
                    {
                        related.insert(id, (kind, placed(&target)));
                    }
                }
                Piece::End => break,
                _ => {}
            }
        }
    }
    let part_of = |kind: &str, usual: &str| {
        related
            .values()
            .find(|(k, _)| k.ends_with(kind))
            .map_or_else(|| usual.to_owned(), |(_, part)| part.clone())
    };
    let mut book =
        Book { strings: part_of("/sharedStrings", "xl/sharedStrings.xml"), ..Book::default() };
    let mut tags = parts.open("xl/workbook.xml")?.ok_or(Unreadable::Damaged)?;
    loop {
        match tags.next()? {
            Piece::Open { name: b"workbookPr", attributes, .. } => {
                book.epoch_1904 = attributes.is_true("date1904");
            }
            Piece::Open { name: b"sheet", attributes, .. } => {
                let id = attributes.text("id").unwrap_or_default();
                if let (Some(name), Some((kind, part))) =
                    (attributes.text("name"), related.get(&id))
                    && kind.ends_with("/worksheet")
                {
                    let state = attributes.text("state");
                    let hidden = state.is_some_and(|s| s != "visible");
                    book.sheets.push(Entry { name, part: part.clone(), hidden });
                }
            }
            Piece::End => break,
            _ => {}
        }
    }
    drop(tags);
    let styles = part_of("/styles", "xl/styles.xml");
    book.shows = shown_by_styles(parts, &styles)?;
    Ok(book)
}

/// Where a part stands that the workbook names.
fn placed(target: &str) -> String {
    if target.starts_with('/') {
        target.to_owned()
    } else if let Some(above) = target.strip_prefix("../") {
        above.to_owned()
    } else {
        format!("xl/{}", target.strip_prefix("./").unwrap_or(target))
    }
}

/// How each cell format shows numbers.
fn shown_by_styles(parts: &mut Parts<'_, '_>, name: &str) -> Result<Vec<Shows>, Unreadable> {
    let mut own = BTreeMap::new();
    let mut styles = Vec::new();
    // Cell formats follow a list of style formats whose entries have the same name.
    let mut inside = false;
    let Some(mut tags) = parts.open(name)? else {
        return Ok(styles);
    };
    loop {
        match tags.next()? {
            Piece::Open { name: b"numFmt", attributes, .. } => {
                if let (Some(id), Some(code)) =
                    (attributes.number("numFmtId"), attributes.text("formatCode"))
                {
                    own.insert(id, by_code(&code));
                }
            }
            Piece::Open { name: b"cellXfs", closed, .. } => inside = !closed,
            Piece::Close(b"cellXfs") => inside = false,
            Piece::Open { name: b"xf", attributes, .. } if inside => {
                let id = attributes.number("numFmtId").unwrap_or(0);
                styles.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
            }
            Piece::End => return Ok(styles),
            _ => {}
        }
    }
}

/// The formats that workbooks do not write out; 27–36 and 50–58 are the East Asian dates.
fn built_in(id: usize) -> Shows {
    match id {
        9 | 10 => Shows::Percent,
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shows::Date,
        46 => Shows::Duration,
        _ => Shows::Number,
    }
}

/// What a format code shows, by its first section.
fn by_code(code: &str) -> Shows {
    if code.contains('%') {
        return Shows::Percent;
    }
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            ';' => return Shows::Number,
            // The next character is shown, skipped or repeated as it is.
            '\\' | '_' | '*' => {
                chars.next();
            }
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let inner = inner.to_ascii_lowercase();
                let first = inner.chars().next();
                if first.is_some_and(|f| "hms".contains(f) && inner.chars().all(|c| c == f)) {
                    return Shows::Duration;
                }
            }
            'd' | 'm' | 'h' | 'y' | 's' => return Shows::Date,
            'a' if matches!(chars.clone().next(), Some('/' | 'm' | 'M')) => return Shows::Date,
            _ => {}
        }
    }
    Shows::Number
}

#[cfg(test)]
mod tests {
    use super::{Shows, by_code, placed};

    #[test]
    fn codes_of_number_formats() {
        for (code, shows) in [
            ("yyyy\"年\"m\"月\"d\"日\"", Shows::Date),
            ("[$-804]yyyy/m/d;@", Shows::Date),
            ("[DBNum1]yyyy\"年\"m\"月\"", Shows::Date),
            ("h:mm AM/PM", Shows::Date),
            ("[h]:mm:ss", Shows::Duration),
            ("[Red]#,##0.00;-#,##0.00", Shows::Number),
            ("0.00\"days\"", Shows::Number),
            ("0\\d", Shows::Number),
            ("#,##0.00_d", Shows::Number),
            ("General", Shows::Number),
            ("0.00E+00", Shows::Number),
            ("aaaa", Shows::Number),
            ("0.00%", Shows::Percent),
        ] {
            assert_eq!(by_code(code), shows, "{code}");
        }
    }

    #[test]
    fn parts_are_named_from_the_workbook_or_the_root() {
        assert_eq!(placed("worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(placed("/xl/worksheets/sheet1.xml"), "/xl/worksheets/sheet1.xml");
        assert_eq!(placed("../xl2/s.xml"), "xl2/s.xml");
    }
}
