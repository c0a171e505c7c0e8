//! What a row below the headings is: data, or something to set aside, and why.

use super::plan::{Plan, Target};
use crate::layout::names::{core, undecorated};
use crate::layout::titles::{self, is_note, names_who_signs};
use crate::read::Raw;
use crate::texts::{fold, folded_chars};
use crate::values::begins_with_number;
use ledger::example::{EXAMPLE_MARK, example};

/// How far up a total reaches: a 小计 ends at the last 小计, a 总计 covers everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TotalLevel {
    /// （一）: stands above the rows that it adds up.
    Group,
    /// 一、: stands above the groups that it adds up.
    Chapter,
    /// 小计, 本页合计.
    Sub,
    /// 累计, 承前页, 过次页: everything so far.
    Running,
    /// 合计.
    Sum,
    /// 总计.
    Grand,
}

impl TotalLevel {
    /// Whether it stands above its rows.
    pub(crate) const fn heads(self) -> bool {
        matches!(self, Self::Group | Self::Chapter)
    }
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// A row of the table.
    Data,
    /// Nothing in it.
    Blank,
    /// The headings once more, as on every printed page.
    RepeatedHeading,
    /// The columns' numbers under the headings: 栏次 1 2 3.
    ColumnNumbers,
    /// A control total.
    Total(TotalLevel),
    /// Part of a total (其中：…), which cannot be checked.
    PartOfTotal,
    /// Numbered, but empty.
    NumberOnly,
    /// The example row of a template, as it was sent out.
    Example,
    /// The example row of a template with something else typed into it.
    ChangedExample,
    /// Who filled, checked, sealed.
    Signature,
    /// A note.
    Note,
    /// A text that heads a section.
    Section,
}

impl RowKind {
    /// The reason for setting it aside, as the manifest prints it.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Blank => "blank",
            Self::RepeatedHeading => "repeated-heading",
            Self::ColumnNumbers => "column-numbers",
            Self::Total(_) => "total",
            Self::PartOfTotal => "part-of-total",
            Self::NumberOnly => "number-only",
            Self::Example | Self::ChangedExample => "example",
            Self::Signature => "signature",
            Self::Note => "note",
            Self::Section => "section",
        }
    }
}

/// Tells what a row is.
pub(crate) fn kind(cells: &[Raw], plan: &Plan) -> RowKind {
    // Every row of every sheet passes here: what most rows are not is asked of few cells first.
    let mut filled = filled(cells);
    let Some((first_at, first)) = filled.next() else {
        return RowKind::Blank;
    };
    if is_repeated_heading(cells, plan) {
        return RowKind::RepeatedHeading;
    }
    if is_column_numbers(cells) {
        return RowKind::ColumnNumbers;
    }
    if let Some(kind) = example_row(cells, plan) {
        return kind;
    }
    if let Some(kind) = total(cells, first, plan) {
        return kind;
    }
    if is_signature(cells) {
        return RowKind::Signature;
    }
    if let Raw::Text(text) = first
        && is_note(text)
        && words(cells).nth(2).is_none()
    {
        return RowKind::Note;
    }
    if self::filled(cells).all(|(at, cell)| match cell {
        Raw::Number(n) if n.is_zero() => true,
        cell => is_target(plan, at, &Target::RowNumber) && cell.show().chars().count() <= 6,
    }) {
        return RowKind::NumberOnly;
    }
    if let (None, Raw::Text(text)) = (filled.next(), first)
        && !names_the_row(plan, first_at)
    {
        return if text.chars().count() > 20 { RowKind::Note } else { RowKind::Section };
    }
    RowKind::Data
}

/// The cells that hold something, with their columns.
fn filled(cells: &[Raw]) -> impl Iterator<Item = (usize, &Raw)> {
    cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty())
}

/// Words, not figures that merely came as text, with their columns.
fn words(cells: &[Raw]) -> impl Iterator<Item = (usize, &str)> {
    cells.iter().enumerate().filter_map(|(at, cell)| match cell {
        Raw::Text(text) if !begins_with_number(text) => Some((at, text.as_ref())),
        _ => None,
    })
}

fn is_target(plan: &Plan, at: usize, target: &Target) -> bool {
    plan.columns.get(at).is_some_and(|c| c.target == *target)
}

/// Whether a column holds what a row of the table cannot lack.
fn names_the_row(plan: &Plan, at: usize) -> bool {
    matches!(plan.columns.get(at).map(|c| &c.target), Some(Target::Field(i))
        if plan.field(*i).is_some_and(|d| d.required || d.key))
}

/// Whether a column holds a name: where a total's word stands when bodies and years stand before it.
fn is_name(plan: &Plan, at: usize) -> bool {
    matches!(plan.columns.get(at).map(|c| &c.target), Some(Target::Field(i))
        if plan.field(*i).is_some_and(|d| d.required || d.name.ends_with("name")))
}

/// A row that the column of row numbers calls an example: untouched where every other cell says
/// what the template said.
fn example_row(cells: &[Raw], plan: &Plan) -> Option<RowKind> {
    let (at, Raw::Text(mark)) = filled(cells).next()? else {
        return None;
    };
    if !is_target(plan, at, &Target::RowNumber) || fold(mark) != EXAMPLE_MARK {
        return None;
    }
    let untouched = filled(cells).skip(1).all(|(at, cell)| {
        let Some(Target::Field(field)) = plan.columns.get(at).map(|c| &c.target) else {
            return false;
        };
        let shown = plan.field(*field).and_then(example);
        shown.is_some_and(|shown| fold(&shown) == fold(&cell.show()))
    });
    Some(if untouched { RowKind::Example } else { RowKind::ChangedExample })
}

/// Half of the filled cells, and at least two, say what their column's heading says.
fn is_repeated_heading(cells: &[Raw], plan: &Plan) -> bool {
    let says = |(at, cell): &(usize, &Raw)| {
        matches!(cell, Raw::Text(text) if plan.columns.get(*at).is_some_and(|c| {
            // Few texts begin as their heading does, whose marks do not count.
            let first = folded_chars(text).find(|c| !undecorated(c.encode_utf8(&mut [0; 4])).is_empty());
            if !c.heading.path.iter().any(|p| p.chars().next() == first) {
                return false;
            }
            let folded = fold(text);
            let core = core(&folded);
            c.heading.path.iter().any(|p| p == core || *p == folded)
        }))
    };
    // A row of data is told by its first cells; only then are all compared.
    if !filled(cells).take(4).any(|cell| says(&cell)) {
        return false;
    }
    let same = filled(cells).filter(says).count();
    same >= 2 && same * 2 >= filled(cells).count()
}

/// Whether the cells count the columns: at least four, all numbers that follow each other, after
/// the words and letters that forms put into their first columns (栏次, 甲, 乙), each perhaps with
/// its formula behind it (`5=3-4`).
fn is_column_numbers(cells: &[Raw]) -> bool {
    let (mut next, mut counted) = (None, 0_usize);
    for (_, cell) in filled(cells) {
        if let Raw::Text(text) = cell
            && !may_count(text)
        {
            return false;
        }
        let shown = fold(&cell.show());
        let shown = shown.trim_matches(['(', ')', '第', '栏', '.']);
        let digits = shown.split(['=', '＝']).next().unwrap_or("");
        match (digits.parse::<u32>(), next) {
            (Ok(number @ 1..=3), None) => next = Some(number + 1),
            (Ok(number), Some(wanted)) if number == wanted => next = Some(number + 1),
            (Err(_), None)
                if shown.is_empty()
                    || ["栏次", "行次", "序号", "次", "a", "b", "c", "d"].contains(&shown)
                    || "甲乙丙丁戊己庚辛壬癸".contains(shown) =>
            {
                continue;
            }
            _ => return false,
        }
        counted += 1;
    }
    counted >= 3 && filled(cells).nth(3).is_some()
}

/// Whether a text begins as the words and figures do that count columns.
fn may_count(text: &str) -> bool {
    let first = folded_chars(text).find(|c| !matches!(c, '(' | ')' | '第' | '栏' | '.'));
    first.is_none_or(|c| {
        matches!(c, '0'..='9' | '+' | '行' | '序' | '次' | 'a'..='d')
            || "甲乙丙丁戊己庚辛壬癸".contains(c)
    })
}

/// A total: one of the first words, or the word where the row's name should stand, says so, and
/// nothing else identifies the row.
fn total(cells: &[Raw], first: &Raw, plan: &Plan) -> Option<RowKind> {
    if plan.has_groups
        && let Some(level) = group(cells, first, plan)
    {
        return Some(RowKind::Total(level));
    }
    // 其中 where the row's number should stand: a part, whatever it is called beside it.
    if let Some((at, text)) = words(cells).next()
        && is_target(plan, at, &Target::RowNumber)
        && fold(text).starts_with("其中")
    {
        return Some(RowKind::PartOfTotal);
    }
    let identified = cells.iter().zip(&plan.columns).any(|(cell, column)| {
        matches!(cell, Raw::Text(text)
            if column.identifies && !begins_with_number(text) && total_word(text).is_none())
    });
    if identified {
        return None;
    }
    words(cells)
        .enumerate()
        .filter(|(place, (at, _))| *place < 2 || is_name(plan, *at))
        .find_map(|(_, (_, text))| total_word(text))
}

/// （一） or 一、 in the first cell, with one word beside it: heads a group, with the group's totals.
/// Where the rows themselves are numbered so it is one of them, and so it is with a key of its own.
fn group(cells: &[Raw], first: &Raw, plan: &Plan) -> Option<TotalLevel> {
    let Raw::Text(text) = first else {
        return None;
    };
    if !is_group_number(text) || words(cells).count() != 2 {
        return None;
    }
    let keyed = words(cells).skip(1).any(|(at, _)| {
        matches!(plan.columns.get(at).map(|c| &c.target), Some(Target::Field(i))
            if plan.field(*i).is_some_and(|c| c.key))
    });
    if keyed {
        return None;
    }
    Some(if fold(text).starts_with('(') { TotalLevel::Group } else { TotalLevel::Chapter })
}

/// Whether all that stands in the row names who fills, checks or seals.
fn is_signature(cells: &[Raw]) -> bool {
    // Most rows are told by their first cell.
    if !matches!(filled(cells).next(), Some((_, Raw::Text(text))) if names_who_signs(text)) {
        return false;
    }
    let mut all = Vec::new();
    for (_, cell) in filled(cells) {
        let Raw::Text(text) = cell else { return false };
        all.push(text.as_ref());
    }
    titles::is_signature(&all)
}

/// 合计, 松林镇小计, 合 计：, 其中：中央资金.
pub(super) fn total_word(text: &str) -> Option<RowKind> {
    // What all of these words have one of.
    if text.is_ascii() || !text.contains(['计', '页', '其', '均', '值']) {
        return None;
    }
    let folded = fold(text);
    let word = folded.trim_end_matches([':', '.', ';']);
    let word = word.split_once('(').map_or(word, |(before, _)| before);
    if word.starts_with("其中") {
        return Some(RowKind::PartOfTotal);
    }
    if ["平均", "平均值", "均值", "最大值", "最小值"].contains(&word) {
        return Some(RowKind::PartOfTotal);
    }
    if word.chars().count() > 16 {
        return None;
    }
    let page = word.starts_with("本页") || word.starts_with("本表页");
    let level = if word.ends_with("小计")
        || (page && word.ends_with('计') && !word.ends_with("累计"))
    {
        TotalLevel::Sub
    } else if word.ends_with("累计")
        || ["承前页", "过次页", "转下页", "接上页", "承上页", "转次页"].contains(&word)
    {
        TotalLevel::Running
    } else if word.ends_with("总计") || word.ends_with("总合计") {
        TotalLevel::Grand
    } else if word.ends_with("合计") || word.ends_with("共计") {
        TotalLevel::Sum
    } else {
        return None;
    };
    Some(RowKind::Total(level))
}

/// （一）, 一、, 二.
pub(super) fn is_group_number(text: &str) -> bool {
    let folded = fold(text);
    let inner = folded.trim_start_matches('(').trim_end_matches([')', '、', '.']);
    !inner.is_empty() && inner.chars().all(|c| "一二三四五六七八九十".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{Raw, RowKind, TotalLevel, is_column_numbers, total_word};

    #[test]
    fn columns_are_counted_under_headings() {
        let counts = |cells: &[&str]| {
            let raw: Vec<Raw> = cells.iter().map(|c| Raw::text(c)).collect();
            is_column_numbers(&raw)
        };
        assert!(counts(&["1", "2", "3", "4"]));
        assert!(counts(&["甲", "乙", "1", "2", "", "3=1-2"]));
        assert!(counts(&["栏次", "（1）", "（2）", "（3）", "（4）"]));
        assert!(!counts(&["1", "2", "4", "5"]));
        assert!(!counts(&["1", "2", "3"]));
        assert!(!counts(&["1", "松林镇", "2", "3"]));
        assert!(!counts(&["5", "6", "7", "8"]));
    }

    #[test]
    fn words_of_totals() {
        for (text, kind) in [
            ("合  计", Some(RowKind::Total(TotalLevel::Sum))),
            ("松林镇小计", Some(RowKind::Total(TotalLevel::Sub))),
            ("总计：", Some(RowKind::Total(TotalLevel::Grand))),
            ("合计（元）", Some(RowKind::Total(TotalLevel::Sum))),
            ("其中：中央资金", Some(RowKind::PartOfTotal)),
            ("平均值", Some(RowKind::PartOfTotal)),
            ("本页小计", Some(RowKind::Total(TotalLevel::Sub))),
            ("本页合计", Some(RowKind::Total(TotalLevel::Sub))),
            ("累计", Some(RowKind::Total(TotalLevel::Running))),
            ("承前页", Some(RowKind::Total(TotalLevel::Running))),
            ("会计室", None),
            ("统计设备", None),
        ] {
            assert_eq!(total_word(text), kind, "{text}");
        }
    }
}
