//! The same file twice, and newer versions of a file: each thing is taken in once, and it is said.
//!
//! A copy is a file with the same bytes that gives the same rows. A version is a file beside another
//! whose name differs by a mark (v2, 修订, (1), 最终) and that holds, for the most part, the same
//! things: a mark alone is no proof, since a browser writes (1) behind any second download. The
//! newest stands; an `[[input]]` that names the older file itself keeps it.

use crate::difference::{RowCounts, between};
use crate::sheet::SheetOutcome;
use crate::texts::fold;
use crate::{FileOutcome, SheetCount};
use ledger::codes::{CodeSpec, intake};
use ledger::{Cell, Finding, Subject, SubjectKind};
use std::collections::BTreeMap;

/// Sets aside what stands there twice. The outcomes come in the order of their paths.
pub(crate) fn settle(outcomes: &mut [FileOutcome]) {
    for index in 1..outcomes.len() {
        let (before, rest) = outcomes.split_at_mut(index);
        let Some(file) = rest.first_mut().filter(|file| !file.unreadable) else {
            continue;
        };
        let first = before.iter().find(|first| {
            first.content_hash == file.content_hash && !first.aside && same(first, file)
        });
        if let Some(first) = first {
            let counts = between(&books(first), &books(file));
            set_aside(file, &first.path, "same-file", &intake::FILE_REPEATED, counts);
        }
    }
    let mut versions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, file) in outcomes.iter().enumerate().filter(|(_, f)| !f.unreadable && !f.aside) {
        versions.entry(version(&file.path).0).or_default().push(index);
    }
    for group in versions.into_values().filter(|group| group.len() > 1) {
        let newest = group.iter().max_by_key(|i| outcomes.get(**i).map(|f| version(&f.path).1));
        let Some(newest) = newest.and_then(|i| outcomes.get(*i)).cloned() else {
            continue;
        };
        let (_, rank) = version(&newest.path);
        let new = books(&newest);
        for index in group {
            let Some(file) = outcomes.get_mut(index) else { continue };
            if file.explicit || version(&file.path).1 >= rank {
                continue;
            }
            let counts = between(&books(file), &new);
            if is_version(counts) {
                set_aside(file, &newest.path, "superseded", &intake::FILE_SUPERSEDED, counts);
            }
        }
    }
}

/// Whether two files with the same bytes were also read as the same rows: their folders may name
/// different places.
fn same(first: &FileOutcome, file: &FileOutcome) -> bool {
    between(&books(first), &books(file)).is_nothing()
}

/// Whether most of the smaller side stands on the other too.
fn is_version(counts: RowCounts) -> bool {
    let both = counts.same + counts.changed;
    let smaller = both + counts.added.min(counts.removed);
    both > 0 && both * 2 >= smaller
}

fn books(file: &FileOutcome) -> ledger::Books {
    let mut books = ledger::Books::default();
    for sheet in &file.sheets {
        crate::finish::append(&mut books, sheet.books.clone());
    }
    books
}

/// Leaves nothing of a file but its rows, counted, and the reason.
fn set_aside(
    file: &mut FileOutcome,
    other: &str,
    reason: &str,
    code: &'static CodeSpec,
    counts: RowCounts,
) {
    for sheet in &mut file.sheets {
        let read = sheet.count.rows_read;
        *sheet = SheetOutcome {
            count: SheetCount {
                rows_accepted: 0,
                rows_rejected: 0,
                rows_set_aside: read,
                set_aside_reasons: BTreeMap::from([(reason.to_owned(), read)]),
                ..std::mem::take(&mut sheet.count)
            },
            ..SheetOutcome::default()
        };
    }
    let cell = |path: &str| Cell { src_file: path.into(), ..Cell::default() };
    file.aside = true;
    file.findings = vec![
        Finding::new(code, Subject::new(SubjectKind::File, file.path.as_str()))
            .arg("other", other)
            .arg("added", counts.added.to_string())
            .arg("removed", counts.removed.to_string())
            .arg("changed", counts.changed.to_string())
            .arg("same", counts.same.to_string())
            .cells([cell(&file.path), cell(other)]),
    ];
}

/// How new a version is: whether it is called final, its number in hundredths, and which copy.
type Rank = (bool, u32, u32);

/// The name under which the versions of a file stand together, and how new this one is.
fn version(path: &str) -> (String, Rank) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut stem = fold(stem);
    let (mut last, mut number, mut copy) = (false, 100, 0);
    while let Some((rest, mark)) = mark(&stem) {
        match mark {
            Mark::Final => last = true,
            Mark::Draft => number = 0,
            Mark::Revised => number = number.max(150),
            Mark::Version(n) => number = n,
            Mark::Copy(n) => copy = n,
        }
        stem = rest.trim_end_matches(SEPARATORS).to_owned();
    }
    (format!("{folder}/{stem}"), (last, number, copy))
}

/// What stands between a name and its mark.
const SEPARATORS: [char; 4] = ['-', '_', '.', '+'];

enum Mark {
    Final,
    Draft,
    Revised,
    /// In hundredths.
    Version(u32),
    Copy(u32),
}

/// The mark at the end of a folded name, and what stands before it.
fn mark(stem: &str) -> Option<(String, Mark)> {
    const FINAL: [&str; 8] =
        ["最终版", "最终稿", "最终", "终稿", "终版", "定稿", "正式稿", "final"];
    const REVISED: [&str; 11] = [
        "修订版",
        "修订稿",
        "修订",
        "修改版",
        "修改稿",
        "修改",
        "更正版",
        "更正",
        "更新版",
        "更新",
        "最新",
    ];
    const DRAFT: [&str; 4] = ["初稿", "草稿", "征求意见稿", "旧版"];
    let stem = stem.trim_end_matches(SEPARATORS);
    let bracketed = stem.strip_suffix(')').and_then(|s| s.rsplit_once('('));
    let (outer, inner) = bracketed.unwrap_or((stem, stem));
    let rest = |inner_rest: &str| match bracketed {
        // A bracket must hold the mark alone.
        Some((before, _)) => inner_rest.is_empty().then(|| before.to_owned()),
        None => (!inner_rest.is_empty()).then(|| inner_rest.to_owned()),
    };
    let word = |words: &[&str]| words.iter().find_map(|w| rest(inner.strip_suffix(w)?));
    if let Some(rest) = word(&FINAL) {
        return Some((rest, Mark::Final));
    }
    if let Some(rest) = word(&REVISED) {
        return Some((rest, Mark::Revised));
    }
    if let Some(rest) = word(&DRAFT) {
        return Some((rest, Mark::Draft));
    }
    let (number, after) = match inner.strip_suffix(['版', '稿']) {
        Some(before) => (before, true),
        None => (inner, false),
    };
    let figures = number.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = number.get(figures.len()..)?;
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    if after {
        let before = figures.strip_suffix('第').or_else(|| figures.strip_suffix('v'))?;
        return Some((rest(before)?, Mark::Version(hundredths(digits)?)));
    }
    if let Some(before) = figures.strip_suffix('v') {
        return Some((rest(before)?, Mark::Version(hundredths(digits)?)));
    }
    // A number in brackets is what browsers and mail programs add to a second copy.
    let copy = bracketed.is_some() && figures.is_empty() && !outer.is_empty();
    (copy && digits.len() <= 2)
        .then(|| Some((outer.to_owned(), Mark::Copy(digits.parse().ok()?))))?
}

/// `2` and `2.1` in hundredths.
fn hundredths(digits: &str) -> Option<u32> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let (whole, part) = (whole.parse::<u32>().ok()?, part.parse::<u32>().ok()?);
    (part < 100).then(|| whole.checked_mul(100)?.checked_add(part))?
}

#[cfg(test)]
mod tests {
    use super::version;
    use proptest::prelude::*;

    #[test]
    fn marks_tell_versions_of_one_name_apart() {
        let order = [
            "inbox/乡镇/台账（初稿）.xlsx",
            "inbox/乡镇/台账.xls",
            "inbox/乡镇/台账(1).xlsx",
            "inbox/乡镇/台账（2）.xlsx",
            "inbox/乡镇/台账-修订.xlsx",
            "inbox/乡镇/台账_v2.xlsx",
            "inbox/乡镇/台账V2.1.xlsx",
            "inbox/乡镇/台账第3版.xlsx",
            "inbox/乡镇/台账（最终）.xlsx",
            "inbox/乡镇/台账最终版(1).xlsx",
        ];
        let read: Vec<_> = order.iter().map(|path| version(path)).collect();
        assert!(read.iter().all(|(name, _)| name == "inbox/乡镇/台账"), "{read:?}");
        assert!(read.is_sorted_by(|a, b| a.1 < b.1), "{read:?}");
        for path in ["inbox/台账2024.xlsx", "inbox/3村.xlsx", "inbox/(1).xlsx", "inbox/最终.xlsx"]
        {
            assert_eq!(version(path).1, (false, 100, 0), "{path}");
        }
        assert_ne!(version("inbox/甲镇.csv").0, version("inbox/乙镇.csv").0);
    }

    proptest! {
        #[test]
        fn any_name_has_a_version(path in "(inbox/)?[台账v第版稿最终修订0-9.()（）_-]{0,12}") {
            let _ = version(&path);
        }
    }
}
