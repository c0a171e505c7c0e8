//! Words: codes by their labels, yes and no, lists, compositions, spelled errors.

use super::Reading;
use super::amount::{self, Unit};
use super::number::leading;
use crate::read::Raw;
use crate::texts::{clean, fold};
use ledger::words::Vocabulary;
use ledger::words::money::FUND_SOURCE;
use ledger::{Text, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The labels of a vocabulary, folded.
#[derive(Debug)]
pub(crate) struct Labels {
    codes: BTreeMap<String, &'static str>,
}

impl Labels {
    /// Folds a vocabulary.
    pub(crate) fn new(vocabulary: &'static Vocabulary) -> Self {
        let mut codes = BTreeMap::new();
        for (code, labels) in vocabulary.0 {
            codes.insert(fold(code), *code);
            for label in *labels {
                codes.entry(fold(label)).or_insert(*code);
            }
        }
        Self { codes }
    }

    /// Whether the text is one of the labels.
    pub(crate) fn knows(&self, text: &str) -> bool {
        self.codes.contains_key(&fold(text))
    }

    /// The code of a label; a bracket behind it does not count.
    pub(crate) fn code_of(&self, label: &str) -> Option<&'static str> {
        let key = fold(label);
        if let Some(code) = self.codes.get(&key) {
            return Some(code);
        }
        let bare = key.split_once('(').map(|(before, _)| before)?;
        self.codes.get(bare).copied()
    }

    /// The code that a cell states. Several known labels in one cell: the first, and the text is
    /// kept; a label in no list is kept as it is.
    pub(super) fn code(&self, text: &str) -> Reading {
        if let Some(code) = self.code_of(text) {
            return Reading::Value(Value::Text(code.into()));
        }
        let items = items(text);
        let codes: Option<Vec<_>> = items.iter().map(|i| self.code_of(i)).collect();
        match codes.as_deref() {
            Some([first, _, ..]) => Reading::Partly(Value::Text((*first).into())),
            _ => Reading::Unlisted(Value::Text(clean(text).into())),
        }
    }
}

/// The labels of sources of money.
pub(crate) fn fund_sources() -> &'static Labels {
    static LABELS: OnceLock<Labels> = OnceLock::new();
    LABELS.get_or_init(|| Labels::new(&FUND_SOURCE))
}

/// The items of a list: between 、 or ; or line breaks.
fn items(text: &str) -> Vec<String> {
    text.split(['、', ';', '；', '\n']).map(clean).filter(|item| !item.is_empty()).collect()
}

/// A list of texts or codes.
pub(super) fn list(text: &str, labels: Option<&Labels>) -> Reading {
    let mut unlisted = false;
    let values: Vec<Text> = items(text)
        .into_iter()
        .map(|item| match labels {
            Some(labels) => match labels.code_of(&item) {
                Some(code) => code.into(),
                None => {
                    unlisted = true;
                    item.into()
                }
            },
            None => item.into(),
        })
        .collect();
    if values.is_empty() {
        Reading::Null
    } else if unlisted {
        Reading::Unlisted(Value::List(values))
    } else {
        Reading::Value(Value::List(values))
    }
}

/// One source of money: `source=yuan`, the source as its code (as it stands where it is in no
/// list), the amount with two decimals.
pub(crate) fn composition_item(source: &str, fen: ledger::Fen) -> Text {
    format!("{source}={fen}").into()
}

/// The funding mix in one cell: `label:amount; label:amount`, the amounts in the sheet's unit
/// unless the cell says its own.
pub(super) fn composition(text: &str, unit: Unit) -> Reading {
    let mut values: Vec<Text> = Vec::new();
    let mut unlisted = false;
    let mut rounded = None;
    for item in composition_items(text) {
        let (label, figure) = match item.split_once([':', '：', '=', '＝']) {
            Some((label, figure)) => (label, figure),
            None => {
                let at = item
                    .find(|c: char| crate::texts::narrow(c).is_ascii_digit())
                    .unwrap_or(item.len());
                item.split_at_checked(at).unwrap_or((&item, ""))
            }
        };
        let label = clean(label);
        let source: Text = match fund_sources().code_of(&label) {
            Some(code) => code.into(),
            None => {
                unlisted = true;
                label.as_str().into()
            }
        };
        if figure.trim().is_empty() {
            values.push(source);
            continue;
        }
        let Some(yuan) = amount::parse(figure, unit) else {
            return Reading::Invalid;
        };
        let Some((fen, was_rounded)) = amount::to_fen(yuan) else {
            return Reading::Invalid;
        };
        if was_rounded {
            rounded = Some(yuan);
        }
        values.push(composition_item(&source, fen));
    }
    if values.is_empty() {
        return Reading::Null;
    }
    let value = Value::List(values);
    match (unlisted, rounded) {
        (true, _) => Reading::Unlisted(value),
        (false, Some(yuan)) => Reading::Rounded(value, yuan),
        (false, None) => Reading::Value(value),
    }
}

/// Items of a composition; a comma parts them only where no digit follows it.
fn composition_items(text: &str) -> Vec<String> {
    let mut parted = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let comma = matches!(c, ',' | '，')
            && !chars.peek().is_some_and(|next| crate::texts::narrow(*next).is_ascii_digit());
        parted.push(if comma { ';' } else { c });
    }
    items(&parted)
}

/// 是/否, 有/无, √/×, Y/N.
pub(crate) fn yes_or_no(raw: &Raw) -> Reading {
    let word = match raw {
        Raw::Bool(b) => return Reading::Value(Value::Bool(*b)),
        other => fold(&other.show()),
    };
    let word = word.split('(').next().unwrap_or("");
    match word {
        "是" | "有" | "√" | "✓" | "✔" | "☑" | "y" | "yes" | "true" | "1" | "对" | "已" => {
            Reading::Value(Value::Bool(true))
        }
        "否" | "无" | "×" | "✗" | "✘" | "x" | "n" | "no" | "false" | "0" | "没有" | "不是"
        | "未" | "非" => Reading::Value(Value::Bool(false)),
        "" | "-" | "--" | "—" | "——" | "/" | "不详" | "空" | "暂无" => Reading::Null,
        _ => Reading::Invalid,
    }
}

/// A document number with its year in the brackets of the standard: 托财农〔2023〕110号, however the
/// brackets were typed. Anything else stays as it is.
pub(crate) fn document_number(text: &str) -> String {
    const OPEN: [char; 6] = ['〔', '［', '[', '（', '(', '【'];
    const CLOSE: [char; 6] = ['〕', '］', ']', '）', ')', '】'];
    let Some((prefix, rest)) = text.split_once(OPEN) else {
        return text.to_owned();
    };
    let Some((year, number)) = rest.split_once(CLOSE) else {
        return text.to_owned();
    };
    let year = crate::texts::squeeze(year);
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    if !is_year || !number.contains('号') {
        return text.to_owned();
    }
    format!("{}〔{year}〕{}", prefix.trim(), number.trim())
}

/// Whether the text is what a spreadsheet shows for a formula error.
pub(crate) fn spells_error(text: &str) -> bool {
    if !text.contains(['#', '＃']) {
        return false;
    }
    let text = crate::texts::squeeze(text).to_ascii_uppercase();
    matches!(
        text.as_str(),
        "#REF!"
            | "#DIV/0!"
            | "#VALUE!"
            | "#NAME?"
            | "#NULL!"
            | "#NUM!"
            | "#N/A"
            | "#SPILL!"
            | "#CALC!"
            | "#DATA!"
            | "#GETTING_DATA"
            | "#N/A!"
            | "#BLOCKED!"
            | "#FIELD!"
    )
}

/// Whether a text begins with a number: what a heading never does and a datum often.
pub(crate) fn begins_with_number(text: &str) -> bool {
    let first = text.trim_start().chars().next().map(crate::texts::narrow);
    first.is_some_and(|c| c.is_ascii_digit() || "-+.△▲负".contains(c)) && leading(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::Reading;
    use super::super::amount::Unit;
    use super::{Labels, composition, document_number, list, spells_error, yes_or_no};
    use crate::read::Raw;
    use ledger::Value;
    use ledger::words::money::FUND_SOURCE;
    use proptest::prelude::*;

    #[test]
    fn document_numbers_keep_one_kind_of_bracket() {
        for (text, read) in [
            ("托财农[2023]110号", "托财农〔2023〕110号"),
            ("托财农（２０２３）110号", "托财农〔2023〕110号"),
            ("〔2024〕9号", "〔2024〕9号"),
            ("浙财农〔202275号", "浙财农〔202275号"),
            ("方案（修订）", "方案（修订）"),
        ] {
            assert_eq!(document_number(text), read);
        }
    }

    #[test]
    fn compositions() {
        let read = |text: &str| match composition(text, Unit::TenThousand) {
            Reading::Value(Value::List(items)) => items.join("|"),
            other => format!("{other:?}"),
        };
        assert_eq!(
            read("以工代赈资金:17.01、援疆：3元"),
            "work_relief=170100.00|aid_xinjiang=3.00"
        );
        assert_eq!(read("援疆资金=1,234.5,债券资金=2"), "aid_xinjiang=12345000.00|bond=20000.00");
        assert_eq!(read("援疆资金20万元"), "aid_xinjiang=200000.00");
        assert_eq!(composition("援疆资金:若干", Unit::Yuan), Reading::Invalid);
        assert!(matches!(composition("神秘资金:1", Unit::Yuan), Reading::Unlisted(_)));
    }

    #[test]
    fn codes_lists_and_answers() {
        let labels = Labels::new(&FUND_SOURCE);
        assert_eq!(labels.code_of("衔接资金（2024年）"), Some("bridging"));
        assert_eq!(labels.code_of("神秘资金"), None);
        assert!(matches!(labels.code("援疆资金、债券资金"), Reading::Partly(_)));
        assert_eq!(
            list("甲；乙、丙", None),
            Reading::Value(Value::List(vec!["甲".into(), "乙".into(), "丙".into()]))
        );
        for (text, answer) in
            [("√", Some(true)), ("是（部分）", Some(true)), ("无", Some(false)), ("也许", None)]
        {
            let expected = answer.map_or(Reading::Invalid, |a| Reading::Value(Value::Bool(a)));
            assert_eq!(yes_or_no(&Raw::text(text)), expected, "{text}");
        }
        assert!(spells_error("#div/0!") && spells_error("＃N/A") && !spells_error("3#楼"));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,24}") {
            let _ = (composition(&text, Unit::Yuan), list(&text, None), document_number(&text));
            let _ = Labels::new(&FUND_SOURCE).code(&text);
        }
    }
}
