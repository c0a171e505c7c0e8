//! What the workbook reader does not tell of an `.xlsx`, or tells only by another pass over all
//! cells: merges, hidden rows and columns, and which numbers are shown as percentages.

use super::grid::{Grid, Merge};
use super::zipped::{Zip, part, to_percent};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::{BTreeMap, BTreeSet};

/// Where the sheets of a workbook stand, and which of its styles show percentages.
pub(super) struct Extras {
    parts: BTreeMap<String, String>,
    percent_styles: BTreeSet<usize>,
}

impl Extras {
    /// Reads the workbook's lists of sheets and styles.
    pub(super) fn new(zip: &mut Zip<'_>) -> Self {
        let mut targets = BTreeMap::new();
        if let Some(xml) = part(zip, "xl/_rels/workbook.xml.rels") {
            each(&xml, |tag| {
                if local(tag) == "Relationship"
                    && let (Some(id), Some(target)) =
                        (attribute(tag, "Id"), attribute(tag, "Target"))
                {
                    let path = match target.strip_prefix('/') {
                        Some(absolute) => absolute.to_owned(),
                        None => format!("xl/{target}"),
                    };
                    targets.insert(id, path);
                }
            });
        }
        let mut parts = BTreeMap::new();
        if let Some(xml) = part(zip, "xl/workbook.xml") {
            each(&xml, |tag| {
                if local(tag) == "sheet"
                    && let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id"))
                    && let Some(path) = targets.get(&id)
                {
                    parts.insert(name, path.clone());
                }
            });
        }
        let percent_styles =
            part(zip, "xl/styles.xml").map(|xml| percent_styles(&xml)).unwrap_or_default();
        Self { parts, percent_styles }
    }

    /// Takes the merges of a sheet, marks what is hidden in it and turns its percentages.
    pub(super) fn apply(&mut self, zip: &mut Zip<'_>, sheet: &str, grid: &mut Grid) {
        let Some(xml) = self.parts.get(sheet).and_then(|path| part(zip, path)) else {
            return;
        };
        // The merges stand behind the cells.
        let tail = xml.rfind("sheetData>").and_then(|at| xml.get(at + "sheetData>".len()..));
        each(tail.unwrap_or(""), |tag| {
            if local(tag) == "mergeCell"
                && let Some(merge) = attribute(tag, "ref").and_then(|r| merge(&r))
            {
                grid.merges.push(merge);
            }
        });
        // Most sheets hide nothing and show no percentage: a search is cheaper than a parse.
        if self.percent_styles.is_empty() && !xml.contains("hidden=") {
            return;
        }
        // A declaration may hide columns far beyond those that hold something.
        let width = grid.width();
        let (mut row, mut column) = (0_usize, 0_usize);
        let mut percents = Vec::new();
        each(&xml, |tag| match local(tag) {
            "col" if is_true(tag, "hidden") => {
                let from = number(tag, "min").unwrap_or(1).max(1);
                let to = number(tag, "max").unwrap_or(from).min(width);
                grid.hidden.columns.extend(from - 1..to);
            }
            "row" => {
                row = number(tag, "r").unwrap_or(row + 1);
                column = 0;
                if is_true(tag, "hidden") && row > 0 {
                    grid.hidden.rows.insert(row - 1);
                }
            }
            "c" if !self.percent_styles.is_empty() => {
                column = attribute(tag, "r").and_then(|r| column_number(&r)).unwrap_or(column + 1);
                if number(tag, "s").is_some_and(|s| self.percent_styles.contains(&s))
                    && row > 0
                    && column > 0
                {
                    percents.push((row - 1, column - 1));
                }
            }
            _ => {}
        });
        for (row, column) in percents {
            if let Some(percent) = to_percent(grid.at(row, column)) {
                grid.put(row, column, percent);
            }
        }
    }
}

/// Indices of the cell formats that show a percentage.
fn percent_styles(xml: &str) -> BTreeSet<usize> {
    let mut formats = BTreeSet::from([9, 10]);
    let mut styles = BTreeSet::new();
    let mut index = None;
    each(xml, |tag| match local(tag) {
        "numFmt" => {
            if attribute(tag, "formatCode").is_some_and(|code| code.contains('%'))
                && let Some(id) = number(tag, "numFmtId")
            {
                formats.insert(id);
            }
        }
        // Cell formats follow the list of style formats, which has entries of the same name.
        "cellXfs" => index = Some(0),
        "cellStyles" | "dxfs" => index = None,
        "xf" => {
            if let Some(i) = index {
                if number(tag, "numFmtId").is_some_and(|id| formats.contains(&id)) {
                    styles.insert(i);
                }
                index = Some(i + 1);
            }
        }
        _ => {}
    });
    styles
}

/// Calls `visit` with every opening tag; stops at the first damage.
pub(super) fn each(xml: &str, mut visit: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => visit(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The name without its prefix.
fn local<'a>(tag: &'a BytesStart<'_>) -> &'a str {
    let name = tag.name().into_inner();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The attribute of that name, with or without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().flatten().find_map(|a| {
        let key = a.key.into_inner();
        let key = key.rsplit_once(':').map_or(key, |(_, local)| local);
        (key == name)
            .then(|| a.normalized_value(XmlVersion::Implicit1_0).ok().map(|v| v.into_owned()))
            .flatten()
    })
}

/// The attribute as a number.
pub(super) fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(tag, name)?.parse().ok()
}

fn is_true(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|v| v == "1" || v == "true")
}

/// The area of a reference like `A1:C3`.
fn merge(reference: &str) -> Option<Merge> {
    let (from, to) = reference.split_once(':')?;
    let place = |text: &str| {
        let row: usize = text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
        Some((row.checked_sub(1)?, column_number(text)?.checked_sub(1)?))
    };
    let ((top, left), (bottom, right)) = (place(from)?, place(to)?);
    (bottom >= top && right >= left).then_some(Merge { top, left, bottom, right })
}

/// The column of a reference like `AB12`, from 1.
fn column_number(reference: &str) -> Option<usize> {
    let mut column = 0_usize;
    for c in reference.bytes().take_while(u8::is_ascii_alphabetic) {
        column =
            column.checked_mul(26)?.checked_add(usize::from(c.to_ascii_uppercase() - b'A') + 1)?;
    }
    (column > 0).then_some(column)
}
