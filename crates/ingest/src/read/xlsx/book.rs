//! What a workbook says of its sheets and of how cells are shown.

use super::Parts;
use crate::read::grid::Grid;
use crate::read::tags::Piece;
use crate::read::unreadable::Unreadable;
use std::collections::BTreeMap;

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum Shows {
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

impl Shows {
    /// The formats that workbooks do not write out; 27–36 and 50–58 are the East Asian dates.
    pub(in crate::read) fn built_in(id: usize) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            46 => Self::Duration,
            _ => Self::Number,
        }
    }

    /// What a format code shows, by its first section.
    pub(in crate::read) fn by_code(code: &str) -> Self {
        if code.contains('%') {
            return Self::Percent;
        }
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c.to_ascii_lowercase() {
                ';' => return Self::Number,
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
                        return Self::Duration;
                    }
                }
                'd' | 'm' | 'h' | 'y' | 's' => return Self::Date,
                'a' if matches!(chars.clone().next(), Some('/' | 'm' | 'M')) => return Self::Date,
                _ => {}
            }
        }
        Self::Number
    }
}

/// A sheet that holds cells.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct Entry {
    pub(in crate::read) name: String,
    pub(in crate::read) part: String,
    pub(in crate::read) hidden: bool,
}

impl Entry {
    /// Its grid, empty still.
    pub(in crate::read) fn grid(&self, epoch_1904: bool) -> Grid {
        let mut grid = Grid {
            name: Some(self.name.as_str().into()),
            knows_merges: true,
            epoch_1904,
            ..Grid::default()
        };
        grid.hidden.sheet = self.hidden;
        grid
    }
}

/// The parts that a workbook names: by id, the kind of each and where it stands.
#[derive(Debug, Default)]
pub(in crate::read) struct Related(BTreeMap<String, (String, String)>);

impl Related {
    /// Reads the part of that name that lists them.
    pub(in crate::read) fn read(parts: &mut Parts<'_, '_>, name: &str) -> Result<Self, Unreadable> {
        let mut related = Self::default();
        let Some(mut tags) = parts.open(name)? else { return Ok(related) };
        loop {
            match tags.next()? {
                Piece::Open { name: b"Relationship", attributes, .. } => {
                    if let (Some(id), Some(kind), Some(target)) =
                        (attributes.text("Id"), attributes.text("Type"), attributes.text("Target"))
                    {
                        related.0.insert(id, (kind, placed(&target)));
                    }
                }
                Piece::End => return Ok(related),
                _ => {}
            }
        }
    }

    /// The part of a sheet that holds cells.
    pub(in crate::read) fn sheet(&self, id: &str) -> Option<String> {
        let (kind, part) = self.0.get(id)?;
        kind.ends_with("/worksheet").then(|| part.clone())
    }

    /// The first part of a kind, or where it usually stands.
    pub(in crate::read) fn part(&self, kind: &str, usual: &str) -> String {
        let found = self.0.values().find(|(k, _)| k.ends_with(kind));
        found.map_or_else(|| usual.to_owned(), |(_, part)| part.clone())
    }
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
    let related = Related::read(parts, "xl/_rels/workbook.xml.rels")?;
    let strings = related.part("/sharedStrings", "xl/sharedStrings.xml");
    let mut book = Book { strings, ..Book::default() };
    let mut tags = parts.open("xl/workbook.xml")?.ok_or(Unreadable::Damaged)?;
    loop {
        match tags.next()? {
            Piece::Open { name: b"workbookPr", attributes, .. } => {
                book.epoch_1904 = attributes.is_true("date1904");
            }
            Piece::Open { name: b"sheet", attributes, .. } => {
                let id = attributes.text("id").unwrap_or_default();
                if let (Some(name), Some(part)) = (attributes.text("name"), related.sheet(&id)) {
                    let state = attributes.text("state");
                    let hidden = state.is_some_and(|s| s != "visible");
                    book.sheets.push(Entry { name, part, hidden });
                }
            }
            Piece::End => break,
            _ => {}
        }
    }
    drop(tags);
    let styles = related.part("/styles", "xl/styles.xml");
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
                    own.insert(id, Shows::by_code(&code));
                }
            }
            Piece::Open { name: b"cellXfs", closed, .. } => inside = !closed,
            Piece::Close(b"cellXfs") => inside = false,
            Piece::Open { name: b"xf", attributes, .. } if inside => {
                let id = attributes.number("numFmtId").unwrap_or(0);
                styles.push(own.get(&id).copied().unwrap_or_else(|| Shows::built_in(id)));
            }
            Piece::End => return Ok(styles),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Shows, placed};

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
            assert_eq!(Shows::by_code(code), shows, "{code}");
        }
    }

    #[test]
    fn parts_are_named_from_the_workbook_or_the_root() {
        assert_eq!(placed("worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(placed("/xl/worksheets/sheet1.xml"), "/xl/worksheets/sheet1.xml");
        assert_eq!(placed("../xl2/s.xml"), "xl2/s.xml");
    }
}
