//! One spelling of characters: widths, blanks, unit signs, traditional forms.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Full and half width in one form, unit signs spelled out (㎡ would become m2, ㎞ km), no blanks
/// and no invisible characters, Latin letters small.
#[must_use]
pub fn fold(raw: &str) -> Cow<'_, str> {
    if raw.chars().all(|c| is_plain(c) && !is_traditional(c)) {
        Cow::Borrowed(raw)
    } else if raw.chars().all(|c| is_plain(c) || is_wide(c) || c.is_ascii()) {
        Cow::Owned(raw.chars().filter_map(folded).map(simplified).collect())
    } else {
        Cow::Owned(normalised(raw))
    }
}

/// What normalisation makes of one plain, wide or ASCII character; none of them joins another.
fn folded(c: char) -> Option<char> {
    let narrow = match u32::from(c) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0)?,
        _ => c,
    };
    let blank = narrow == '\u{3000}' || narrow == ' ' || narrow.is_ascii_control();
    (!blank).then_some(narrow.to_ascii_lowercase())
}

/// Folds whatever there is.
fn normalised(raw: &str) -> String {
    let mut spelled = String::with_capacity(raw.len());
    for c in raw.chars() {
        match UNIT_SIGNS.iter().find(|(sign, _)| *sign == c) {
            Some((_, word)) => spelled.push_str(word),
            None => spelled.push(c),
        }
    }
    spelled
        .nfkc()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(simplified)
        .flat_map(char::to_lowercase)
        .collect()
}

/// Characters that carry no meaning in a name, dropped: brackets, quotes, commas, dashes. A dot or
/// dash between two digits or letters tells things apart and stays.
#[must_use]
pub fn without_punctuation(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_word) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let mut between = || {
            let plain = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
            matches!(c, '.' | '-' | '/') && plain(before.as_ref()) && plain(chars.peek())
        };
        if is_word(c) || between() {
            out.push(c);
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

/// Applies a further step to a text that an earlier one may have left as it was.
pub(super) fn then<'t>(
    text: Cow<'t, str>,
    step: impl for<'s> FnOnce(&'s str) -> Cow<'s, str>,
) -> Cow<'t, str> {
    match text {
        Cow::Borrowed(text) => step(text),
        Cow::Owned(text) => {
            let changed = match step(&text) {
                Cow::Borrowed(same) if same.len() == text.len() => None,
                changed => Some(changed.into_owned()),
            };
            Cow::Owned(changed.unwrap_or(text))
        }
    }
}

/// Share of common character pairs of two texts, in thousandths (Dice's coefficient).
#[must_use]
pub fn likeness(a: &str, b: &str) -> u32 {
    if a == b {
        return 1000;
    }
    let (mut left, mut right) = (pairs(a), pairs(b));
    if left.is_empty() || right.is_empty() {
        return 0;
    }
    left.sort_unstable();
    right.sort_unstable();
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while let (Some(l), Some(r)) = (left.get(i), right.get(j)) {
        match l.cmp(r) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    u32::try_from(2000 * common / (left.len() + right.len())).unwrap_or(0)
}

fn pairs(text: &str) -> Vec<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

/// Characters that folding leaves alone, but for their simplified form. Nearly all names consist of
/// them.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '!'..='@')
}

/// Full-width forms of ASCII, and the blank of that width.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{ff01}'..='\u{ff5e}')
}

/// Letters and digits of any script.
fn is_word(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}

fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
}

const UNIT_SIGNS: &[(char, &str)] = &[
    ('㎡', "平方米"),
    ('㎥', "立方米"),
    ('㎞', "公里"),
    ('㏊', "公顷"),
    ('㎏', "公斤"),
    ('㎾', "千瓦"),
    ('㎿', "兆瓦"),
];

/// Whether a character stands in [`TRADITIONAL`]: one look, because every character of every text
/// is asked.
fn is_traditional(c: char) -> bool {
    let at = (c as usize).wrapping_sub(FIRST);
    MARKED.get(at / 64).is_some_and(|bits| (bits >> (at % 64)) & 1 == 1)
}

/// The first of the common Chinese characters.
const FIRST: usize = 0x4e00;

/// One bit for each of the common Chinese characters.
static MARKED: [u64; 328] = {
    let mut bits = [0; 328];
    let mut i = 0;
    while i < TRADITIONAL.len() {
        let at = TRADITIONAL[i].0 as usize - FIRST;
        bits[at / 64] |= 1 << (at % 64);
        i += 1;
    }
    bits
};

/// The simplified form of a traditional or variant character.
fn simplified(c: char) -> char {
    if !is_traditional(c) {
        return c;
    }
    TRADITIONAL
        .binary_search_by_key(&c, |(traditional, _)| *traditional)
        .ok()
        .and_then(|i| TRADITIONAL.get(i))
        .map_or(c, |(_, simplified)| *simplified)
}

/// Characters of asset, place and unit names whose traditional or variant form is in use, in the
/// order of code points.
#[rustfmt::skip]
const TRADITIONAL: &[(char, char)] = &[
    ('倉', '仓'), ('個', '个'), ('備', '备'), ('儲', '储'), ('兩', '两'), ('劃', '划'),
    ('務', '务'), ('區', '区'), ('員', '员'), ('園', '园'), ('團', '团'), ('場', '场'),
    ('壓', '压'), ('壩', '坝'), ('學', '学'), ('實', '实'), ('導', '导'), ('屬', '属'),
    ('峯', '峰'), ('嶺', '岭'), ('庫', '库'), ('廠', '厂'), ('廣', '广'), ('廳', '厅'),
    ('後', '后'), ('戶', '户'), ('會', '会'), ('東', '东'), ('條', '条'), ('棗', '枣'),
    ('棟', '栋'), ('業', '业'), ('樓', '楼'), ('標', '标'), ('樹', '树'), ('橋', '桥'),
    ('機', '机'), ('氣', '气'), ('淨', '净'), ('溝', '沟'), ('溫', '温'), ('潔', '洁'),
    ('澗', '涧'), ('灣', '湾'), ('熱', '热'), ('燈', '灯'), ('牆', '墙'), ('獎', '奖'),
    ('環', '环'), ('產', '产'), ('畝', '亩'), ('畫', '画'), ('療', '疗'), ('發', '发'),
    ('種', '种'), ('紅', '红'), ('純', '纯'), ('級', '级'), ('紡', '纺'), ('組', '组'),
    ('統', '统'), ('絲', '丝'), ('綜', '综'), ('綠', '绿'), ('網', '网'), ('線', '线'),
    ('緞', '缎'), ('縣', '县'), ('織', '织'), ('羣', '群'), ('聯', '联'), ('臺', '台'),
    ('興', '兴'), ('莊', '庄'), ('華', '华'), ('萬', '万'), ('藥', '药'), ('蘋', '苹'),
    ('處', '处'), ('號', '号'), ('蟲', '虫'), ('衛', '卫'), ('裏', '里'), ('計', '计'),
    ('記', '记'), ('設', '设'), ('試', '试'), ('護', '护'), ('變', '变'), ('財', '财'),
    ('貧', '贫'), ('貿', '贸'), ('賓', '宾'), ('車', '车'), ('輸', '输'), ('辦', '办'),
    ('農', '农'), ('達', '达'), ('遠', '远'), ('邊', '边'), ('鄉', '乡'), ('醫', '医'),
    ('銷', '销'), ('鋪', '铺'), ('錄', '录'), ('鎮', '镇'), ('間', '间'), ('閣', '阁'),
    ('隊', '队'), ('隻', '只'), ('雞', '鸡'), ('雲', '云'), ('電', '电'), ('項', '项'),
    ('頭', '头'), ('類', '类'), ('飲', '饮'), ('養', '养'), ('館', '馆'), ('馬', '马'),
    ('驗', '验'), ('驛', '驿'), ('體', '体'), ('魚', '鱼'), ('鴨', '鸭'), ('鵝', '鹅'),
    ('麥', '麦'), ('黃', '黄'), ('點', '点'), ('龍', '龙'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn short_ways_lead_to_the_same_spelling(
            text in "[ !-~\t\u{7f}\u{3000}\u{ff01}-\u{ff5e}縣级①㎡é\u{301}\u{200b}\u{4e00}-\u{4eff}]{0,12}"
        ) {
            prop_assert_eq!(fold(&text).into_owned(), normalised(&text));
        }
    }

    #[test]
    fn widths_blanks_and_signs_have_one_form() {
        assert_eq!(fold(" 富民村　电商\u{200b}服务站 "), "富民村电商服务站");
        assert_eq!(fold("ＫＷ（１０㎡）"), "kw(10平方米)");
        assert_eq!(fold("縣級農業園區"), "县级农业园区");
        assert!(TRADITIONAL.is_sorted());
    }

    #[test]
    fn punctuation_goes_but_a_dot_between_digits_stays() {
        assert_eq!(without_punctuation("道路(1.1公里)-甲·乙"), "道路1.1公里甲乙");
        assert_eq!(without_punctuation("3-2号"), "3-2号");
    }

    #[test]
    fn likeness_is_one_for_equal_and_zero_for_alien() {
        assert_eq!(likeness("巷道硬化", "巷道硬化"), 1000);
        assert_eq!(likeness("巷道硬化", "电商服务站"), 0);
        // 巷道 道硬 硬化 against 巷道 道水 水泥 泥硬 硬化: two of eight pairs are common, twice.
        assert_eq!(likeness("巷道硬化", "巷道水泥硬化"), 500);
    }
}
