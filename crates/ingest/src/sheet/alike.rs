//! Headings that no name knows, taken by likeness, or said to be doubtful.

use super::plan::Target;
use crate::layout::Heading;
use crate::layout::names::{Likeness, TableNames};
use std::collections::{BTreeMap, BTreeSet};

/// A column whose heading is as like one field's names as another's.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// Index of the column.
    pub(crate) at: usize,
    /// Indices of the two fields that it is likest.
    pub(crate) fields: [usize; 2],
}

/// Gives headings that no name knows to the field whose names they are clearly likest, where no
/// column is that field yet; says where two fields are about as like, unless the case has `settled`
/// one of them. A column without data claims nothing.
pub(super) fn alike(
    names: &TableNames,
    headings: &[&Heading],
    has_data: &[bool],
    settled: &BTreeSet<usize>,
    targets: &mut [Target],
) -> (BTreeMap<usize, u32>, Vec<Doubt>) {
    let mut taken: BTreeSet<usize> = targets
        .iter()
        .filter_map(|target| match target {
            Target::Field(field) | Target::Tick { field, .. } => Some(*field),
            _ => None,
        })
        .collect();
    let (mut alike, mut doubts) = (BTreeMap::new(), Vec::new());
    let mut likenesses: Vec<(u32, usize, Likeness)> = headings
        .iter()
        .filter(|h| has_data.get(h.at).copied().unwrap_or(false))
        .filter_map(|h| {
            let likeness = unsettled(names.likeness(&h.path)?, settled);
            Some((likeness.percent, h.at, likeness))
        })
        .collect();
    // The likest first, so that the order of the columns does not matter.
    likenesses.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (percent, at, likeness) in likenesses {
        match likeness.rival {
            Some(rival) => doubts.push(Doubt { at, fields: [likeness.column, rival] }),
            None if taken.insert(likeness.column) => {
                if let Some(slot) = targets.get_mut(at) {
                    *slot = Target::Field(likeness.column);
                    alike.insert(at, percent);
                }
            }
            None => {}
        }
    }
    doubts.sort_by_key(|d| d.at);
    (alike, doubts)
}

/// A likeness without the fields that the case gives to other columns.
fn unsettled(likeness: Likeness, settled: &BTreeSet<usize>) -> Likeness {
    match likeness.rival {
        Some(rival) if settled.contains(&likeness.column) => {
            Likeness { column: rival, rival: None, ..likeness }
        }
        Some(rival) if settled.contains(&rival) => Likeness { rival: None, ..likeness },
        _ => likeness,
    }
}
