//! What a row below the headings is: data, or something to set aside, and why.

use super::plan::{Plan, Target};
use crate::layout::titles::{is_note, is_signature};
use crate::read::Raw;
use crate::texts::fold;
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
    let filled: Vec<(usize, &Raw)> =
        cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    let Some((first_at, first)) = filled.first() else {
        return RowKind::Blank;
    };
    if is_repeated_heading(&filled, plan) {
        return RowKind::RepeatedHeading;
    }
    if is_column_numbers(&filled) {
        return RowKind::ColumnNumbers;
    }
    if let Some(kind) = example_row(&filled, plan) {
        return kind;
    }
    let texts: Vec<(usize, &str)> = filled
        .iter()
        .filter_map(|(at, cell)| match cell {
            Raw::Text(text) => Some((*at, text.as_ref())),
            _ => None,
        })
        .collect();
    // Words, not figures that merely came as text.
    let words: Vec<(usize, &str)> =
        texts.iter().filter(|(_, text)| !begins_with_number(text)).copied().collect();
    if let Some(kind) = total(&words, first, plan) {
        return kind;
    }
    if texts.len() == filled.len() {
        let all: Vec<&str> = texts.iter().map(|(_, t)| *t).collect();
        if is_signature(&all) {
            return RowKind::Signature;
        }
    }
    if let Raw::Text(text) = first
        && words.len() <= 2
        && is_note(text)
    {
        return RowKind::Note;
    }
    if filled.iter().all(|(at, cell)| match cell {
        Raw::Number(n) if n.is_zero() => true,
        cell => is_target(plan, *at, &Target::RowNumber) && cell.show().chars().count() <= 6,
    }) {
        return RowKind::NumberOnly;
    }
    if let (1, Raw::Text(text)) = (filled.len(), first)
        && !names_the_row(plan, *first_at)
    {
        return if text.chars().count() > 20 { RowKind::Note } else { RowKind::Section };
    }
    RowKind::Data
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
fn example_row(filled: &[(usize, &Raw)], plan: &Plan) -> Option<RowKind> {
    let (at, Raw::Text(mark)) = filled.first()? else {
        return None;
    };
    if !is_target(plan, *at, &Target::RowNumber) || fold(mark) != EXAMPLE_MARK {
        return None;
    }
    let untouched = filled.iter().skip(1).all(|(at, cell)| {
        let Some(Target::Field(field)) = plan.columns.get(*at).map(|c| &c.target) else {
            return false;
        };
        let shown = plan.field(*field).and_then(example);
        shown.is_some_and(|shown| fold(&shown) == fold(&cell.show()))
    });
    Some(if untouched { RowKind::Example } else { RowKind::ChangedExample })
}

/// Half of the filled cells, and at least two, say what their column's heading says.
fn is_repeated_heading(filled: &[(usize, &Raw)], plan: &Plan) -> bool {
    let says = |(at, cell): &&(usize, &Raw)| {
        matches!(cell, Raw::Text(text) if plan.columns.get(*at).is_some_and(|c| {
            let folded = fold(text);
            let core = crate::layout::names::core(&folded);
            c.heading.path.iter().any(|p| p == core || *p == folded)
        }))
    };
    // A row of data is told by its first cells; only then are all compared.
    if filled.iter().take(4).filter(says).count() == 0 {
        return false;
    }
    let same = filled.iter().filter(says).count();
    same >= 2 && same * 2 >= filled.len()
}

/// Whether the cells count the columns: at least four, all numbers that follow each other, after
/// the words and letters that forms put into their first columns (栏次, 甲, 乙), each perhaps with
/// its formula behind it (`5=3-4`).
fn is_column_numbers(filled: &[(usize, &Raw)]) -> bool {
    if filled.len() < 4 {
        return false;
    }
    let (mut next, mut counted) = (None, 0_usize);
    for (_, cell) in filled {
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
    counted >= 3
}

/// A total: one of the first words, or the word where the row's name should stand, says so, and
/// nothing else identifies the row.
fn total(words: &[(usize, &str)], first: &Raw, plan: &Plan) -> Option<RowKind> {
    if let Some(level) = group(words, first, plan) {
        return Some(RowKind::Total(level));
    }
    // 其中 where the row's number should stand: a part, whatever it is called beside it.
    if let Some((at, text)) = words.first()
        && is_target(plan, *at, &Target::RowNumber)
        && fold(text).starts_with("其中")
    {
        return Some(RowKind::PartOfTotal);
    }
    let identified = words.iter().any(|(at, text)| {
        matches!(plan.columns.get(*at).map(|c| &c.target), Some(Target::Field(i)) if identifies(plan, *i))
            && total_word(text).is_none()
    });
    if identified {
        return None;
    }
    for (place, (at, text)) in words.iter().enumerate() {
        if (place < 2 || is_name(plan, *at))
            && let Some(kind) = total_word(text)
        {
            return Some(kind);
        }
    }
    None
}

/// （一） or 一、 in the first cell, with one word beside it: heads a group, with the group's totals.
/// Where the rows themselves are numbered so it is one of them, and so it is with a key of its own.
fn group(words: &[(usize, &str)], first: &Raw, plan: &Plan) -> Option<TotalLevel> {
    let Raw::Text(text) = first else {
        return None;
    };
    let keyed = words.iter().skip(1).any(|(at, _)| {
        matches!(plan.columns.get(*at).map(|c| &c.target), Some(Target::Field(i))
            if plan.field(*i).is_some_and(|c| c.key))
    });
    if words.len() != 2 || !plan.has_groups || keyed || !is_group_number(text) {
        return None;
    }
    Some(if fold(text).starts_with('(') { TotalLevel::Group } else { TotalLevel::Chapter })
}

/// Whether a field alone tells which row it is: a key in words, or the only required text.
fn identifies(plan: &Plan, field: usize) -> bool {
    let Some(column) = plan.field(field) else {
        return false;
    };
    let required =
        plan.table.columns.iter().filter(|c| c.required && c.kind == ledger::Kind::Text).count();
    column.kind == ledger::Kind::Text && (column.key || column.required && required == 1)
}

/// 合计, 松林镇小计, 合 计：, 其中：中央资金.
pub(super) fn total_word(text: &str) -> Option<RowKind> {
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
            let filled: Vec<_> = raw.iter().enumerate().filter(|(_, c)| !c.is_empty()).collect();
            is_column_numbers(&filled)
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
