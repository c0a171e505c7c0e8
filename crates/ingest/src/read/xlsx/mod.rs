//! `.xlsx`, `.xlsm` and newer `.et`: the parts of a workbook, each passed over once.
//!
//! The library that reads the other formats gives neither hidden rows nor merges in the same pass,
//! and makes room for whatever a file announces. Here empty cells cost nothing, and nothing is kept
//! but the values.

mod book;
mod sheet;
mod strings;

pub(super) use book::{Entry, Related, Shows};

use super::grid::Grid;
use super::tags::Tags;
use super::unreadable::Unreadable;
use super::workbook::Meter;
use super::zipped::Zip;
use crate::limits::Limits;
use std::collections::BTreeMap;
use zip::read::ZipFile;

/// One part, inflated while it is read.
type Part<'p, 'z> = ZipFile<'p, std::io::Cursor<&'z [u8]>>;

/// The parts of a package by their names, whose case and slashes programs do not agree about.
pub(super) struct Parts<'a, 'z> {
    zip: &'a mut Zip<'z>,
    places: BTreeMap<String, usize>,
}

impl<'a, 'z> Parts<'a, 'z> {
    pub(super) fn new(zip: &'a mut Zip<'z>) -> Self {
        let places = zip
            .file_names()
            .enumerate()
            .filter_map(|(i, name)| Some((folded(&name.ok()?), i)))
            .collect();
        Self { zip, places }
    }

    /// A part; `None` where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'z>>, Unreadable> {
        let Some(place) = self.places.get(&folded(name)) else {
            return Ok(None);
        };
        self.zip.by_index(*place).map(Some).map_err(|_| Unreadable::Damaged)
    }

    /// The pieces of a part.
    fn open(&mut self, name: &str) -> Result<Option<Tags<Part<'_, 'z>>>, Unreadable> {
        Ok(self.part(name)?.map(Tags::new))
    }
}

fn folded(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

/// The sheets of the workbook that hold cells.
pub(super) fn grids(zip: &mut Zip<'_>, limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let mut parts = Parts::new(zip);
    let book = book::read(&mut parts)?;
    let strings = match parts.open(&book.strings)? {
        Some(mut tags) => strings::Strings::read(&mut tags, limits)?,
        None => strings::Strings::default(),
    };
    let mut meter = Meter::new(limits);
    let mut grids = Vec::with_capacity(book.sheets.len());
    for entry in &book.sheets {
        let mut grid = entry.grid(book.epoch_1904);
        let tags = parts.open(&entry.part)?.ok_or(Unreadable::Damaged)?;
        sheet::read(tags, &book, &strings, &mut meter, &mut grid)?;
        grid.trim();
        grids.push(grid);
    }
    Ok(grids)
}
