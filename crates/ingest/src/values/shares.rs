//! Several owners with their shares in one cell: 上滩村60%；下滩村40%, A村、B村各占三分之一.
//!
//! In: the text of a cell under an owner or a share. Out: each owner with its share, the shares
//! alone, or that the text speaks of shares and cannot be read. A share is exact or it is none: what
//! is left over (其余), about so much (约60%) or of two owners at once (A村、B村60%) is not shared out.

use super::amount::{Unit, in_yuan};
use super::number::chinese;
use super::six_decimals;
use crate::texts::{is_han, narrow, squeeze};
use ledger::Decimal;

/// One share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// Of the whole, 0–100.
    Percent(Decimal),
    /// Exact yuan.
    Yuan(Decimal),
}

/// What a text says of shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shares {
    /// Owners, each with its share, in their order.
    Owned(Vec<(String, Share)>),
    /// Shares of owners that stand elsewhere.
    Bare(Vec<Share>),
    /// Shares without a reading.
    Unreadable,
}

/// Owners in one cell at most: no asset has more, and a longer text is none.
const MAX_OWNERS: usize = 500;
/// What stands around a name and is no part of it.
const AROUND: [char; 8] = ['、', ',', ';', '。', ':', '(', ')', '|'];
/// Words between a name and its share.
const BEFORE_SHARE: [&str; 14] = [
    "占股比例",
    "持股比例",
    "所占比例",
    "占股",
    "占比",
    "持股",
    "股比",
    "份额",
    "比例",
    "持有",
    "占有",
    "享有",
    "占",
    "为",
];
/// Words behind a share.
const BEHIND_SHARE: [&str; 8] =
    ["的股份", "的份额", "股份", "股权", "份额", "产权", "所有权", "归"];
/// Words of texts that share nothing out.
const NO_NAME: [&str; 14] = [
    "按",
    "比例",
    "其余",
    "其他",
    "其中",
    "剩余",
    "余下",
    "合计",
    "总计",
    "不低于",
    "不少于",
    "以上",
    "以下",
    "约",
];

/// The shares that a text states; `None` where it speaks of none.
pub(crate) fn shares(text: &str) -> Option<Shares> {
    // Most owners are a name, and most shares a number.
    if !text.contains(|c: char| narrow(c).is_ascii_digit() || "分半成".contains(c)) {
        return None;
    }
    let text = text.replace(['\n', '|'], "、");
    let text = squeeze(&text);
    if let Some(found) = ratio(&text) {
        return Some(found);
    }
    let (mut tokens, mut names, mut from, mut at) = (Vec::new(), Vec::new(), 0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((share, length)) = token(rest) {
            names.push(text.get(from..at).unwrap_or(""));
            tokens.push(share);
            at += length;
            from = at;
        } else {
            at += figure(rest).max(rest.chars().next().map_or(1, char::len_utf8));
        }
    }
    let tail = text.get(from..).unwrap_or("");
    if tokens.is_empty() {
        return None;
    }
    Some(assigned(&tokens, &names, tail).unwrap_or(Shares::Unreadable))
}

/// Whether a text that cannot be read speaks of shares beyond doubt: one figure may be part of a
/// name.
pub(crate) fn is_about_shares(text: &str) -> bool {
    let text = squeeze(text);
    text.contains(['%', '‰']) || text.contains("分之")
}

/// The text with blanks around everything that is no name.
pub(crate) fn spaced(text: &str) -> String {
    let mut text = text.to_owned();
    for word in
        BEFORE_SHARE.iter().chain(&BEHIND_SHARE).chain(&["百分之", "分之", "各", "约", "按"])
    {
        text = text.replace(word, &format!(" {word} "));
    }
    let is_figure = |c: char| c.is_ascii_digit() || "零一二三四五六七八九十百.%％".contains(c);
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        if is_figure(narrow(c)) != inside {
            inside = !inside;
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Owners named before their shares, or behind them.
fn assigned(tokens: &[Share], names: &[&str], tail: &str) -> Option<Shares> {
    let sound = |share: &Share| match share {
        Share::Percent(n) => *n > Decimal::ZERO && *n <= Decimal::ONE_HUNDRED,
        Share::Yuan(n) => *n > Decimal::ZERO,
    };
    if tokens.len() > MAX_OWNERS || !tokens.iter().all(sound) {
        return None;
    }
    let bare = |text: &str| trimmed(text).is_empty();
    let before = bare(tail);
    if before && names.iter().all(|name| bare(name)) {
        return Some(Shares::Bare(tokens.to_vec()));
    }
    let ahead: Vec<&str> = if before {
        names.to_vec()
    } else if names.first().is_some_and(|name| bare(name)) {
        names.iter().skip(1).copied().chain([tail]).collect()
    } else {
        return None;
    };
    let mut out = Vec::new();
    for (share, words) in tokens.iter().zip(ahead) {
        let words = trimmed(words);
        let each = words.strip_suffix('各').map(trimmed);
        let named = match each {
            Some(words) => split(words),
            None => vec![words],
        };
        let several = named.len() > 1;
        if several != each.is_some() || !named.iter().all(|name| is_name(name)) {
            return None;
        }
        out.extend(named.into_iter().map(|name| (name.to_owned(), *share)));
    }
    (out.len() <= MAX_OWNERS).then_some(Shares::Owned(out))
}

/// 上滩村、下滩村按6:4: the parts of a ratio, exact to the six decimals of a share.
fn ratio(text: &str) -> Option<Shares> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ':');
    let start = text.char_indices().find(|(at, c)| {
        c.is_ascii_digit()
            && text.get(*at..).is_some_and(|rest| {
                let run = rest.find(|c| !is_part(c)).and_then(|end| rest.get(..end));
                run.unwrap_or(rest).trim_end_matches(':').contains(':')
            })
    })?;
    let (before, rest) = text.split_at_checked(start.0)?;
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let (figures, after) = rest.split_at_checked(end)?;
    let parts: Option<Vec<Decimal>> = figures.split(':').map(|part| part.parse().ok()).collect();
    let (Some(parts), true) =
        (parts, ["", "比例", "的比例", "共有", "分成"].contains(&trimmed(after)))
    else {
        return Some(Shares::Unreadable);
    };
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))?;
    let share = |part: &Decimal| {
        let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(sum)?;
        six_decimals(percent).filter(|p| *p > Decimal::ZERO).map(Share::Percent)
    };
    let Some(shares) = parts.iter().map(share).collect::<Option<Vec<Share>>>() else {
        return Some(Shares::Unreadable);
    };
    let names = trimmed(trimmed(before).trim_end_matches(['按', '以', '各']));
    if names.is_empty() {
        return Some(Shares::Bare(shares));
    }
    let names = split(names);
    if names.len() != shares.len() || !names.iter().all(|name| is_name(name)) {
        return Some(Shares::Unreadable);
    }
    let names = names.into_iter().map(str::to_owned);
    Some(Shares::Owned(names.zip(shares).collect()))
}

/// The share that a text begins with, and how many bytes it takes.
fn token(text: &str) -> Option<(Share, usize)> {
    let behind = |rest: &str| text.len() - rest.len();
    let percent = |n: Decimal, rest: &str| Some((Share::Percent(six_decimals(n)?), behind(rest)));
    if let Some(rest) = text.strip_prefix("一半").or_else(|| text.strip_prefix("二分之一")) {
        return percent(Decimal::from(50), rest);
    }
    if let Some(rest) = text.strip_prefix("百分之") {
        let (n, rest) = number(rest)?;
        return percent(n, rest);
    }
    let (n, rest) = number(text)?;
    let part = |whole: Decimal, part: Decimal, rest: &str| {
        percent(part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?, rest)
    };
    if let Some(rest) = rest.strip_prefix('%') {
        return percent(n, rest);
    }
    if let Some(rest) = rest.strip_prefix('‰') {
        return percent(n.checked_div(Decimal::TEN)?, rest);
    }
    if let Some((m, rest)) = rest.strip_prefix("分之").and_then(number) {
        return part(n, m, rest);
    }
    if let Some((m, rest)) = rest.strip_prefix('/').and_then(number) {
        return part(m, n, rest);
    }
    // 六成村 is a village.
    if let Some(rest) = rest.strip_prefix('成')
        && (rest.is_empty() || rest.starts_with(AROUND))
    {
        return percent(n.checked_mul(Decimal::TEN)?, rest);
    }
    let (unit, rest) = Unit::beginning(rest)?;
    Some((Share::Yuan(in_yuan(n, unit)?), behind(rest)))
}

/// A plain number or a Chinese numeral in front of a text, and what follows it.
fn number(text: &str) -> Option<(Decimal, &str)> {
    let (figure, rest) = text.split_at_checked(figure(text)).filter(|(f, _)| !f.is_empty())?;
    let number = figure.parse().ok().or_else(|| chinese(figure).map(Decimal::from))?;
    Some((number, rest))
}

/// How many bytes in front of a text are of one figure.
fn figure(text: &str) -> usize {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    if digits > 0 {
        return digits;
    }
    let numeral = |c: char| "零一二三四五六七八九十百千两".contains(c);
    text.find(|c: char| !numeral(c)).unwrap_or(text.len())
}

/// A name without what stands around it.
fn trimmed(text: &str) -> &str {
    let mut name = text;
    loop {
        let before = name.len();
        name = name.trim_matches(AROUND);
        for word in BEHIND_SHARE {
            name = name.strip_prefix(word).unwrap_or(name);
        }
        for word in BEFORE_SHARE {
            name = name.strip_suffix(word).unwrap_or(name);
        }
        if name.len() == before {
            return name;
        }
    }
}

/// The owners that a text names one by one: 上滩村、下滩村, 上滩村和下滩村.
pub(crate) fn split(text: &str) -> Vec<&str> {
    const BODIES: [char; 9] = ['村', '社', '镇', '乡', '局', '司', '会', '场', '户'];
    let mut out = Vec::new();
    for part in text.split(['、', ',', '，', ';', '；', '\n']) {
        let joint = part.char_indices().find(|(at, c)| {
            matches!(c, '和' | '与' | '及')
                && part.get(..*at).is_some_and(|before| before.ends_with(BODIES))
                && part.get(*at + c.len_utf8()..).is_some_and(|after| after.chars().count() > 2)
        });
        let two = joint.and_then(|(at, c)| Some((part.get(..at)?, part.get(at + c.len_utf8()..)?)));
        match two {
            Some((one, other)) => out.extend([one.trim(), other.trim()]),
            None => out.push(part.trim()),
        }
    }
    out.retain(|name| !name.is_empty());
    out
}

/// Whether a text may be an owner's name.
fn is_name(name: &str) -> bool {
    let brackets = name.matches('(').count() == name.matches(')').count();
    brackets
        && (1..=40).contains(&name.chars().count())
        && name.chars().any(|c| is_han(c) || c.is_alphabetic())
        && !name.contains(['、', ',', ';'])
        && !NO_NAME.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{Share, Shares, shares};
    use ledger::Decimal;
    use proptest::prelude::*;

    fn told(text: &str) -> Option<String> {
        let share = |share: &Share| match share {
            Share::Percent(n) => format!("{n}%"),
            Share::Yuan(n) => format!("{n}元"),
        };
        let parts: Vec<String> = match shares(text)? {
            Shares::Owned(list) => {
                list.iter().map(|(name, s)| format!("{name}={}", share(s))).collect()
            }
            Shares::Bare(list) => list.iter().map(share).collect(),
            Shares::Unreadable => vec!["?".to_owned()],
        };
        Some(parts.join(" "))
    }

    #[test]
    fn owners_with_their_shares() {
        for (text, read) in [
            ("上滩村60%；下滩村40%", "上滩村=60% 下滩村=40%"),
            ("A村 ６０％、B村：４０%", "A村=60% B村=40%"),
            ("上滩村占60%\n下滩村占40%", "上滩村=60% 下滩村=40%"),
            ("上滩村（60%）下滩村（40%）", "上滩村=60% 下滩村=40%"),
            ("上滩村1/3，三道河村2/3", "上滩村=33.333333% 三道河村=66.666667%"),
            ("上滩村、下滩村各占50%", "上滩村=50% 下滩村=50%"),
            ("上滩村和下滩村各占一半", "上滩村=50% 下滩村=50%"),
            (
                "上滩村、下滩村、六成村各三分之一",
                "上滩村=33.333333% 下滩村=33.333333% 六成村=33.333333%",
            ),
            ("上滩村百分之六十股份、县供销社百分之四十股份", "上滩村=60% 县供销社=40%"),
            ("60%归上滩村，40%归下滩村", "上滩村=60% 下滩村=40%"),
            ("上滩村六成、下滩村四成", "上滩村=60% 下滩村=40%"),
            ("上滩村、下滩村按6：4", "上滩村=60% 下滩村=40%"),
            ("上滩村30万元、下滩村20.5万元", "上滩村=300000元 下滩村=205000.0元"),
            ("石桥村100%", "石桥村=100%"),
            ("60%、40%", "60% 40%"),
            ("1:2", "33.333333% 66.666667%"),
        ] {
            assert_eq!(told(text).as_deref(), Some(read), "{text}");
        }
    }

    #[test]
    fn what_is_left_open_is_not_shared_out() {
        for text in [
            "上滩村60%，其余归县水利局",
            "上滩村约60%、下滩村40%",
            "上滩村、下滩村60%",
            "上滩村60%、下滩村",
            "上滩村各60%",
            "上滩村、下滩村、石桥村按6:4",
            "上滩村160%、下滩村40%",
            "上滩村0%、下滩村40%",
            "村集体占股不低于51%",
        ] {
            assert_eq!(told(text).as_deref(), Some("?"), "{text}");
        }
        for text in ["上滩村", "上滩村、下滩村", "六成村", "第三村民小组", "", "2号楼"]
        {
            assert_eq!(told(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}|[上下滩村0-9%％/：:、；各占分之百三一半成万元.]{0,24}") {
            if let Some(Shares::Owned(list)) = shares(&text) {
                for (name, share) in list {
                    prop_assert!(!name.is_empty());
                    let positive = match share { Share::Percent(n) | Share::Yuan(n) => n > Decimal::ZERO };
                    prop_assert!(positive);
                }
            }
        }
    }
}
