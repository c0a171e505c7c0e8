//! Words: codes by their labels, yes and no, lists, compositions, spelled errors.

use super::Reading;
use super::amount::{self, Stated, Unit};
use super::number::leading;
use crate::read::Raw;
use crate::texts::{clean, fold};
use ledger::words::Vocabulary;
use ledger::words::money::{FUND_LEVEL, FUND_SOURCE};
use ledger::{Text, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The labels of a vocabulary, folded.
#[derive(Debug)]
pub(crate) struct Labels {
    codes: BTreeMap<String, &'static str>,
    /// Whether they are sources of money.
    of_money: bool,
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
        Self { codes, of_money: std::ptr::eq(vocabulary, &FUND_SOURCE) }
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
        let bare = key.split_once('(').map_or(key.as_str(), |(before, _)| before);
        if let Some(code) = self.codes.get(bare) {
            return Some(code);
        }
        // 1.公益性资产, A-正确, 01 经营性资产: the number of the label in a form's list.
        let numbered = bare.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        let label = numbered.trim_start_matches(['.', '、', '-', ':', '_', ')']);
        let number = bare.len() - numbered.len();
        (number <= 3 && label.len() < bare.len()).then(|| self.codes.get(label).copied())?
    }

    /// The code of a label, or of a source of money behind a budget level.
    fn stated(&self, label: &str) -> Option<&'static str> {
        let levelled = || levelled(label).filter(|_| self.of_money).map(|(_, code)| code);
        self.code_of(label).or_else(levelled)
    }

    /// The label ticked among those that a printed form lists: ☑公益性 □经营性 □到户类.
    fn ticked(&self, text: &str) -> Option<&'static str> {
        const TICKED: [char; 6] = ['☑', '√', '✓', '✔', '■', '☒'];
        const OPEN: [char; 4] = ['□', '☐', '○', '◯'];
        if !text.contains(OPEN) {
            return None;
        }
        let is_mark = |c: char| TICKED.contains(&c) || OPEN.contains(&c);
        let mut found = None;
        for (at, mark) in text.char_indices().filter(|(_, c)| TICKED.contains(c)) {
            let label = text.get(at + mark.len_utf8()..)?.split(is_mark).next()?;
            // Two ticks say two things.
            if found.replace(self.code_of(label)?).is_some() {
                return None;
            }
        }
        found
    }

    /// The code that a cell states. Several known labels in one cell: the first, and the text is
    /// kept; a label in no list is kept as it is.
    pub(super) fn code(&self, text: &str) -> Reading {
        if let Some(code) = self.code_of(text) {
            return Reading::Value(Value::Text(code.into()));
        }
        if let Some(code) = self.ticked(text) {
            return Reading::Partly(Value::Text(code.into()));
        }
        let items = items(text);
        let codes: Option<Vec<_>> = items.iter().map(|i| self.stated(i)).collect();
        match codes.as_deref() {
            // Of one source, the words around its code are the budget level.
            Some([first, ..]) => Reading::Partly(Value::Text((*first).into())),
            _ => Reading::Unlisted(Value::Text(clean(text).into())),
        }
    }
}

/// The labels of sources of money.
pub(crate) fn fund_sources() -> &'static Labels {
    static LABELS: OnceLock<Labels> = OnceLock::new();
    LABELS.get_or_init(|| Labels::new(&FUND_SOURCE))
}

/// Sources of fiscal money, which a budget level may stand before.
const FISCAL: [&str; 9] = [
    "special",
    "bridging",
    "integrated",
    "minority",
    "border",
    "work_relief",
    "state_farm",
    "lottery",
    "other_fiscal",
];

/// 中央财政专项扶贫资金, 自治区衔接资金: the code of the level, and that of the source of fiscal money
/// behind it. Other money names no level: what 县级自筹 means is left to its reader.
pub(crate) fn levelled(label: &str) -> Option<(&'static str, &'static str)> {
    let key = fold(label);
    let behind = |level: &str| {
        let rest = key.strip_prefix(&fold(level))?;
        let code = fund_sources().code_of(rest.strip_prefix('级').unwrap_or(rest))?;
        FISCAL.contains(&code).then_some(code)
    };
    FUND_LEVEL.0.iter().find_map(|(level, labels)| {
        labels.iter().find_map(|label| behind(label)).map(|code| (*level, code))
    })
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
            Some(labels) => match labels.stated(&item) {
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
        let source: Text = match fund_sources().stated(&label) {
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
        let yuan = match amount::parse(figure, unit) {
            Some(Stated::Yuan(yuan)) => yuan,
            Some(Stated::About) => return Reading::Approximate,
            // Words beside a part of the mix may be a part of the part.
            Some(Stated::Noted(_)) | None => return Reading::Invalid,
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

/// Brackets that close the year of a document number, as people type them.
pub(super) const CLOSE: [char; 6] = ['〕', '］', ']', '）', ')', '】'];

/// A document number: who issued it, in which year, the how-manieth.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DocumentNumber {
    prefix: String,
    year: u32,
    number: u32,
}

impl DocumentNumber {
    /// Reads 托财农〔2023〕110号 however its brackets were typed; one or both may be lost
    /// (浙财农〔202275号, 国办函202151). `None` for anything else.
    fn parse(text: &str) -> Option<Self> {
        const OPEN: [char; 6] = ['〔', '［', '[', '（', '(', '【'];
        let text = crate::texts::squeeze(text);
        let rest = text.strip_suffix('号').unwrap_or(&text);
        let (whole, numbered) =
            (rest.len() < text.len(), text.contains([OPEN, CLOSE].concat().as_slice()));
        let rest = rest.replace(CLOSE, "]");
        let start = rest.find(|c: char| c.is_ascii_digit())?;
        let (prefix, rest) = rest.split_at_checked(start)?;
        let prefix = prefix.trim_end_matches(OPEN);
        let (year, number) = match rest.split_once(']') {
            Some((year, number)) => {
                (year, number.trim_start_matches("年").trim_start_matches('第'))
            }
            // Four figures of the year, then the number.
            None => rest.split_at_checked(4)?,
        };
        let closed = rest.contains(']');
        let number = if closed { number } else { number.trim_start_matches('年') };
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let han = prefix.chars().all(crate::texts::is_han) && prefix.chars().count() >= 2;
        // Without any bracket eight figures may be a day.
        let sure = closed || (numbered || han) && (1..=3).contains(&number.len());
        if year.len() != 4 || !digits(year) || !digits(number) || !(1..=5).contains(&number.len()) {
            return None;
        }
        let year = year.parse().ok().filter(|year| (1949..=2100).contains(year))?;
        let number = number.parse().ok().filter(|number| *number > 0)?;
        (sure && (closed || han || whole)).then(|| Self { prefix: prefix.to_owned(), year, number })
    }
}

impl std::fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}〔{}〕{}号", self.prefix, self.year, self.number)
    }
}

/// A document number in the one form of the standard, anything else as it stands.
pub(crate) fn document_number(text: &str) -> String {
    DocumentNumber::parse(text).map_or_else(|| text.to_owned(), |number| number.to_string())
}

/// Whether the text is what a spreadsheet shows for a formula error.
pub(crate) fn spells_error(text: &str) -> bool {
    if !text.bytes().any(|b| b == b'#') && !text.contains('＃') {
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
    use super::{Labels, composition, document_number, levelled, list, spells_error, yes_or_no};
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
            ("浙财农〔202275号", "浙财农〔2022〕75号"),
            ("国办函202151", "国办函〔2021〕51号"),
            ("托财农 〔2023〕第 05 号", "托财农〔2023〕5号"),
            ("托财农〔2023〕110", "托财农〔2023〕110号"),
            ("宁财农指标【2020】624号", "宁财农指标〔2020〕624号"),
            ("中标通知20210510", "中标通知20210510"),
            ("ZB202151", "ZB202151"),
            ("财农〔2023〕110号、111号", "财农〔2023〕110号、111号"),
            ("2021", "2021"),
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
        assert_eq!(labels.code_of("1.援疆资金"), Some("aid_xinjiang"));
        assert_eq!(labels.code_of("A-以工代赈"), Some("work_relief"));
        for (text, code) in [
            ("中央财政专项扶贫资金", "special"),
            ("自治区财政衔接推进乡村振兴补助资金", "bridging"),
            ("州级衔接资金", "bridging"),
        ] {
            // The level is kept in the row's own words.
            assert_eq!(labels.code(text), Reading::Partly(Value::Text(code.into())), "{text}");
        }
        assert_eq!(levelled("省级以工代赈资金"), Some(("province", "work_relief")));
        for text in ["县级自筹", "中央", "市政资金", "中央神秘资金"] {
            assert!(matches!(labels.code(text), Reading::Unlisted(_)), "{text}");
        }
        let ticked = |text: &str| labels.code(text);
        let one = Reading::Partly(Value::Text("bond".into()));
        assert_eq!(ticked("□援疆资金 ☑债券资金 □其他"), one);
        assert_eq!(ticked("√债券资金□援疆资金"), one);
        assert!(matches!(ticked("☑援疆资金 ☑债券资金 □其他"), Reading::Unlisted(_)));
        assert!(matches!(ticked("□援疆资金 □债券资金"), Reading::Unlisted(_)));
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
