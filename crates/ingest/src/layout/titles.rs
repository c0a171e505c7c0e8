//! What stands above the headings: the unit of money, the body that keeps the rows.

use crate::texts::{fold, folded_chars, is_han, squeeze};
use crate::values::amount::Unit;

/// The words behind which a title row names the body that keeps the rows.
const KEEPER_KEYS: [&str; 15] = [
    "填报单位",
    "编报单位",
    "填表单位",
    "编制单位",
    "报送单位",
    "上报单位",
    "登记单位",
    "建账单位",
    "台账单位",
    "清查单位",
    "被清查单位",
    "盘点单位",
    "核算单位",
    "单位名称",
    "制表单位",
];

/// The unit of money that a title row states: 单位：万元, 金额单位:元, （万元）.
pub(crate) fn stated_unit(text: &str) -> Option<Unit> {
    let text = squeeze(text).replace('：', ":");
    let mut rest = text.as_str();
    while let Some(at) = rest.find("单位") {
        rest = rest.get(at + "单位".len()..)?;
        let value =
            rest.trim_start_matches(':').trim_start_matches("人民币").trim_start_matches('(');
        if let Some(unit) = leading_unit(value) {
            return Some(unit);
        }
    }
    ["(万元)", "(元)", "(亿元)", "(千元)", "(百元)", "(百万元)", "(人民币万元)", "(人民币元)"]
        .iter()
        .find(|mark| text.contains(**mark))
        .and_then(|mark| Unit::named(mark.trim_matches(['(', ')'])))
}

/// A unit at the start of a text, not the start of a longer word (元阳县).
fn leading_unit(text: &str) -> Option<Unit> {
    let (unit, after) = Unit::beginning(text)?;
    (!after.starts_with(is_han)).then_some(unit)
}

/// The body that title rows name as the keeper of the rows.
pub(crate) fn keeper(titles: &[String]) -> Option<String> {
    titles.iter().find_map(|title| {
        KEEPER_KEYS.iter().find_map(|key| {
            let (_, after) = title.split_once(key)?;
            let after = after.trim_start();
            let after = after
                .strip_prefix(['：', ':'])
                .or_else(|| after.strip_prefix(['（', '(']).and_then(after_seal))?;
            let value = after.trim_start();
            let end = value
                .find(|c: char| {
                    c.is_whitespace() || matches!(c, '：' | ':' | '；' | ';' | '（' | '(')
                })
                .unwrap_or(value.len());
            let value = value.get(..end)?.trim();
            (value.chars().count() >= 2 && Unit::named(value).is_none()).then(|| value.to_owned())
        })
    })
}

/// 填报单位（盖章）：…
fn after_seal(text: &str) -> Option<&str> {
    let (_, after) = text.split_once(['）', ')'])?;
    after.trim_start().strip_prefix(['：', ':'])
}

/// Whether a row under the table is for signatures: every text names who fills, checks or seals.
pub(crate) fn is_signature(texts: &[&str]) -> bool {
    !texts.is_empty()
        && texts.iter().all(|text| names_who_signs(text))
        && texts.iter().any(|t| t.contains(['：', ':']) || t.contains("盖章") || t.contains("签"))
}

/// Whether a text names who fills, checks or seals, or when.
pub(crate) fn names_who_signs(text: &str) -> bool {
    const KEYS: [&str; 24] = [
        "填表人",
        "制表人",
        "制表",
        "审核人",
        "审核",
        "复核人",
        "复核",
        "填报人",
        "填报日期",
        "填表日期",
        "制表日期",
        "负责人",
        "单位负责人",
        "经办人",
        "移交单位",
        "接收单位",
        "监交单位",
        "移交人",
        "接收人",
        "监交人",
        "盘点人",
        "监盘人",
        "联系电话",
        "日期",
    ];
    let first = folded_chars(text).next();
    if first.is_none_or(|c| {
        c != '(' && c != '年' && c != '盖' && !KEYS.iter().any(|k| k.starts_with(c))
    }) {
        return false;
    }
    let key = fold(text);
    KEYS.iter().any(|k| {
        key.strip_prefix(k).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with([':', '(']) || rest.starts_with("签")
        })
    }) || key.starts_with("(盖章")
        || key == "年月日"
        || key == "盖章"
}

/// Whether a text begins a note: 备注：, 注1, 说明：, 填表说明.
pub(crate) fn is_note(text: &str) -> bool {
    if !folded_chars(text).next().is_some_and(|c| matches!(c, '备' | '附' | '填' | '说' | '注'))
    {
        return false;
    }
    let text = fold(text);
    ["备注", "附注", "填表说明", "填报说明", "说明", "注释", "注"].iter().any(|key| {
        text.strip_prefix(key).is_some_and(|rest| {
            rest.starts_with([':', '：', '.', '、'])
                || rest.starts_with(|c: char| c.is_ascii_digit())
                || rest.is_empty()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{is_note, is_signature, keeper, stated_unit};
    use crate::values::amount::Unit;

    #[test]
    fn unit_lines() {
        for (text, unit) in [
            ("单位：万元", Some(Unit::TenThousand)),
            ("金额单位: 元", Some(Unit::Yuan)),
            ("填报单位：松林镇人民政府    单位：万元", Some(Unit::TenThousand)),
            ("（单位：人民币元）", Some(Unit::Yuan)),
            ("2024年资产台账（万元）", Some(Unit::TenThousand)),
            ("填报单位：元阳县人民政府", None),
            ("填报单位：松林镇人民政府", None),
        ] {
            assert_eq!(stated_unit(text), unit, "{text}");
        }
    }

    #[test]
    fn keepers() {
        for (text, name) in [
            ("填报单位：松林镇人民政府    填报日期：2025年1月10日", Some("松林镇人民政府")),
            ("编制单位（盖章）：教育局", Some("教育局")),
            ("单位：万元", None),
            ("2024年度台账", None),
        ] {
            assert_eq!(keeper(&[text.to_owned()]).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn signatures_and_notes() {
        assert!(is_signature(&["填表人：", "审核人：", "填报日期：2025年1月12日"]));
        assert!(is_signature(&["移交单位（盖章）："]));
        assert!(!is_signature(&["松林一村"]));
        assert!(!is_signature(&["审核"]));
        assert!(is_note("备注：本表数据截至2024年12月31日"));
        assert!(is_note("注1：含管理费"));
        assert!(!is_note("注塑机"));
        assert!(!is_note("说明书打印机"));
    }
}
