//! Which heading names which column, for every table: labels, aliases and field names, folded.

use crate::texts::fold;
use crate::values::amount::Unit;
use ledger::{Books, TableDef};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A column that a heading names; the lower the rank, the more plainly: 0 is the label or the
/// field's name, 1 another name, 2 a word of one or two characters; more where parts had to be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Claim {
    pub(crate) rank: usize,
    pub(crate) column: usize,
}

/// The headings of one table.
#[derive(Debug)]
pub(crate) struct TableNames {
    pub(crate) table: &'static TableDef,
    names: BTreeMap<String, Vec<Claim>>,
}

/// A column that a heading is like, and how like; a rival is about as like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Likeness {
    pub(crate) column: usize,
    pub(crate) percent: u32,
    pub(crate) rival: Option<usize>,
}

/// From how many hundredths on a heading counts as like a name.
const LIKE: u32 = 75;
/// By how many hundredths it must be liker than any other column's names.
const LIKE_MARGIN: u32 = 12;
/// Characters by which headings that look alike mean different things: negation, plan and actual,
/// before and after, levels, periods, measures.
const CHANGES_SENSE: &str = "非不未无否原旧新老拟应已实欠缺本上下前后初末首次再复副共各均中央省市州县乡镇村户组社级年季月日增减变更计预估算差余额总分拆借贷收付支进出入起止始终甲乙丙丁大小多少元万亿亩率比号码人员法名称类型种文件位址据权责";

/// Words that stand for the whole of a group of columns.
const WHOLE: [&str; 5] = ["合计", "小计", "总计", "总额", "总数"];
/// Headings of row numbers.
const ROW_NUMBERS: [&str; 8] = ["序号", "编号", "行号", "行次", "项次", "no", "no.", "顺序号"];

impl TableNames {
    fn new(table: &'static TableDef) -> Self {
        let mut names: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
        for (column, def) in table.columns.iter().enumerate() {
            let mut claim = |name: &str, rank: usize| {
                let claims = names.entry(fold(name)).or_default();
                if claims.iter().all(|c| c.column != column) {
                    claims.push(Claim { rank, column });
                }
            };
            claim(def.label, 0);
            claim(def.name, 0);
            for alias in def.aliases {
                // Short words (金额, 名称, 类型) mean many things.
                claim(alias, if alias.chars().count() > 2 { 1 } else { 2 });
            }
        }
        for claims in names.values_mut() {
            claims.sort();
        }
        Self { table, names }
    }

    /// The columns that a heading may name, plainest first. `path` is the folded heading under its
    /// groups, outermost first.
    pub(crate) fn claims(&self, path: &[String]) -> Vec<Claim> {
        let Some((last, groups)) = path.split_last() else {
            return Vec::new();
        };
        let mut tries = Vec::with_capacity(4);
        for from in 0..groups.len() {
            tries.push(path.get(from..).unwrap_or_default().concat());
        }
        // 账面数 over 数量 is 账面数量, 账面数 over 原值 账面原值.
        if let Some(stem) = groups.last().and_then(|group| group.strip_suffix('数')) {
            tries.push(format!("{stem}{last}"));
        }
        tries.push(last.clone());
        if WHOLE.contains(&last.as_str())
            && let Some(group) = groups.last()
        {
            tries.push(group.clone());
        }
        for (penalty, heading) in tries.iter().enumerate() {
            if let Some(claims) = self.look_up(heading) {
                return claims.into_iter().map(|c| Claim { rank: c.rank + penalty, ..c }).collect();
            }
        }
        Vec::new()
    }

    /// The column whose names a heading is clearly likest, where it is none of them: at least
    /// [`LIKE`] hundredths of the pairs of neighbouring characters agree (Dice's measure), and what
    /// the two do not share changes no meaning. Another column about as like is its rival.
    pub(crate) fn likeness(&self, path: &[String]) -> Option<Likeness> {
        let heading = core(path.last()?);
        if heading.chars().count() < 3 {
            return None;
        }
        let own = pairs(heading);
        let mut best: BTreeMap<usize, u32> = BTreeMap::new();
        for (name, claims) in &self.names {
            let percent = dice(&own, &pairs(name));
            if percent >= LIKE && is_same_sense(heading, name) {
                for claim in claims {
                    let known = best.entry(claim.column).or_insert(0);
                    *known = percent.max(*known);
                }
            }
        }
        let mut ranked: Vec<(u32, usize)> = best.into_iter().map(|(c, p)| (p, c)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let (percent, column) = *ranked.first()?;
        let rival =
            ranked.get(1).filter(|(next, _)| *next + LIKE_MARGIN > percent).map(|(_, c)| *c);
        Some(Likeness { column, percent, rival })
    }

    fn look_up(&self, heading: &str) -> Option<Vec<Claim>> {
        variants(heading).into_iter().enumerate().find_map(|(i, v)| {
            let claims = self.names.get(&v)?;
            Some(claims.iter().map(|c| Claim { rank: c.rank + i * 100, ..*c }).collect())
        })
    }
}

/// Pairs of neighbouring characters.
fn pairs(text: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = text.chars().filter(|c| !matches!(c, '(' | ')' | '/' | '、')).collect();
    chars.iter().copied().zip(chars.iter().copied().skip(1)).collect()
}

/// Twice the pairs that two texts share, in hundredths of all their pairs.
fn dice(a: &[(char, char)], b: &[(char, char)]) -> u32 {
    let mut rest: Vec<&(char, char)> = b.iter().collect();
    let mut shared = 0_usize;
    for pair in a {
        if let Some(at) = rest.iter().position(|other| *other == pair) {
            rest.swap_remove(at);
            shared += 1;
        }
    }
    let all = a.len() + b.len();
    u32::try_from((shared * 200).checked_div(all).unwrap_or(0)).unwrap_or(0)
}

/// Whether what one of two texts has and the other lacks changes no meaning: 计划完工日期 is not
/// 完工日期, 上年净值 not 净值, 县级审批 not 审批; 项目完工时间 is 完工时间.
fn is_same_sense(a: &str, b: &str) -> bool {
    let differs = |text: &str, other: &str| {
        text.chars().any(|c| !other.contains(c) && CHANGES_SENSE.contains(c))
    };
    !differs(a, b) && !differs(b, a)
}

/// The heading as it stands, then without what people add: a unit, a bracket, a number in front, a
/// mark that it is required.
fn variants(heading: &str) -> Vec<String> {
    let mut out = vec![heading.to_owned()];
    let mut add = |text: &str| {
        if !text.is_empty() && out.iter().all(|v| v != text) {
            out.push(text.to_owned());
        }
    };
    let bare = undecorated(heading)
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、'));
    add(bare);
    let (core, _) = split_unit(bare);
    add(core);
    if let Some((before, _)) = core.split_once('(') {
        add(before);
    }
    out
}

/// A folded heading without the marks that people put around it: `*合计：`.
pub(crate) fn undecorated(heading: &str) -> &str {
    heading.trim_matches(['*', '※', '#', ':', '：', '.', '、', '·'])
}

/// A folded heading without marks and unit.
pub(crate) fn core(heading: &str) -> &str {
    undecorated(split_unit(undecorated(heading)).0)
}

/// A folded heading without the unit of money behind it, and that unit: `原值(万元)`, `原值/元`,
/// `原值万元`.
pub(crate) fn split_unit(heading: &str) -> (&str, Option<Unit>) {
    if let Some(open) = heading.rfind('(')
        && let Some(inner) = heading.get(open + 1..).and_then(|t| t.strip_suffix(')'))
    {
        let inner = inner
            .trim_start_matches("单位")
            .trim_start_matches("金额")
            .trim_start_matches([':', '：']);
        let core = heading.get(..open).unwrap_or(heading);
        if let Some(unit) = Unit::named(inner) {
            return (core, Some(unit));
        }
        let measure = matches!(
            inner,
            "年" | "%" | "个" | "户" | "人" | "条" | "股" | "平方米" | "亩" | "必填" | "选填"
        );
        return (if measure { core } else { heading }, None);
    }
    if let Some((unit, length)) = Unit::ending(heading) {
        let core = heading
            .get(..heading.len() - length)
            .unwrap_or(heading)
            .trim_end_matches(['/', ':', '：', ',', '，']);
        if !core.is_empty() {
            return (core, Some(unit));
        }
    }
    (heading, None)
}

/// Whether a folded heading is that of the row numbers.
pub(crate) fn is_row_number(heading: &str) -> bool {
    ROW_NUMBERS.contains(&heading)
}

/// Whether a folded heading stands for the whole of its group.
pub(crate) fn is_whole(heading: &str) -> bool {
    WHOLE.contains(&heading)
}

/// The names of every input table, built once.
pub(crate) fn all() -> &'static BTreeMap<&'static str, TableNames> {
    static ALL: OnceLock<BTreeMap<&'static str, TableNames>> = OnceLock::new();
    ALL.get_or_init(|| {
        Books::TABLES.iter().map(|table| (table.name, TableNames::new(table))).collect()
    })
}

/// How many tables know each heading.
pub(crate) fn known() -> &'static BTreeMap<String, usize> {
    static KNOWN: OnceLock<BTreeMap<String, usize>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known = BTreeMap::new();
        for names in all().values() {
            for name in names.names.keys() {
                *known.entry(name.clone()).or_insert(0) += 1;
            }
        }
        known
    })
}

/// Whether a folded text is a heading of some table (of `table` where one is declared), or of the
/// row numbers.
pub(crate) fn is_heading(text: &str, table: Option<&TableNames>) -> bool {
    is_row_number(text)
        || match table {
            Some(names) => names.look_up(text).is_some(),
            None => variants(text).iter().any(|v| known().contains_key(v)),
        }
}

/// Whether a folded text is a label of some code, which may head a column of ticks.
pub(crate) fn is_label(text: &str) -> bool {
    static LABELS: OnceLock<BTreeSet<String>> = OnceLock::new();
    LABELS
        .get_or_init(|| {
            Books::TABLES
                .iter()
                .flat_map(|table| table.columns)
                .filter_map(|column| column.vocabulary)
                .flat_map(|vocabulary| vocabulary.0)
                .flat_map(|(_, labels)| *labels)
                .map(|label| fold(label))
                .collect()
        })
        .contains(text)
}

/// The headings a table's columns have, for messages.
pub(crate) fn distinct(headings: impl IntoIterator<Item = String>) -> String {
    let mut seen = BTreeSet::new();
    let list: Vec<String> =
        headings.into_iter().filter(|h| !h.is_empty() && seen.insert(h.clone())).take(40).collect();
    list.join("、")
}

#[cfg(test)]
mod tests {
    use super::{all, core, is_heading, split_unit};
    use crate::texts::fold;
    use crate::values::amount::Unit;
    use proptest::prelude::*;

    fn field(table: &str, path: &[&str]) -> Option<&'static str> {
        let names = all().get(table).unwrap();
        let path: Vec<String> = path.iter().map(|p| fold(p)).collect();
        names.claims(&path).first().map(|c| names.table.columns[c.column].name)
    }

    #[test]
    fn headings_name_columns() {
        for (table, path, column) in [
            ("assets", &["资产原值（万元）"][..], Some("original_value")),
            ("assets", &["资产\n原值"], Some("original_value")),
            ("assets", &["*资产名称："], Some("asset_name")),
            ("assets", &["折旧年限（月）"], Some("useful_life_months")),
            ("assets", &["折旧年限（年）"], Some("expected_life_years")),
            ("assets", &["资产原值", "合计"], Some("original_value")),
            ("assets", &["资产登记情况", "资产名称"], Some("asset_name")),
            ("assets", &["管护", "联系电话"], Some("custodian_phone")),
            ("assets", &["单位"], Some("quantity_unit")),
            ("assets", &["编号"], None),
            ("assets", &["天气"], None),
            ("assets", &["original_value"], Some("original_value")),
            ("account_balances", &["期初余额", "借方"], Some("opening_debit")),
            ("account_balances", &["期初余额"], Some("opening_balance")),
            ("physical_counts", &["账面数", "数量"], Some("book_quantity")),
            ("physical_counts", &["实盘数", "数量"], Some("physical_count_qty")),
        ] {
            assert_eq!(field(table, path), column, "{path:?}");
        }
    }

    #[test]
    fn headings_like_a_name_are_told_with_a_margin() {
        let like = |table: &str, heading: &str| {
            let names = all().get(table).unwrap();
            let found = names.likeness(&[fold(heading)])?;
            let name = |column: usize| names.table.columns[column].name;
            Some((name(found.column), found.rival.map(name)))
        };
        assert_eq!(like("assets", "项目完工时间"), Some(("completion_date", None)));
        for other in ["计划完工时间", "上年资产净值", "拟完工日期", "天气情况", "资产"]
        {
            assert_eq!(like("assets", other), None, "{other}");
        }
    }

    #[test]
    fn units_of_headings() {
        for (heading, core, unit) in [
            ("资产原值(万元)", "资产原值", Some(Unit::TenThousand)),
            ("资产原值/元", "资产原值", Some(Unit::Yuan)),
            ("资产原值万元", "资产原值", Some(Unit::TenThousand)),
            ("金额(单位:亿元)", "金额", Some(Unit::HundredMillion)),
            ("折旧年限(月)", "折旧年限(月)", None),
            ("净残值率(%)", "净残值率", None),
            ("元", "元", None),
        ] {
            assert_eq!(split_unit(heading), (core, unit));
        }
        assert_eq!([core("*借方(万元):"), core("合计:"), core("no.")], ["借方", "合计", "no"]);
        assert!(is_heading("资产名称", None) && !is_heading("天气", None));
    }

    proptest! {
        #[test]
        fn any_heading_is_looked_up(text in ".{0,20}") {
            let folded = fold(&text);
            let _ = (is_heading(&folded, None), split_unit(&folded));
            for names in all().values() {
                let _ = names.claims(&[folded.clone(), folded.clone()]);
            }
        }
    }
}
