//! Folding of texts so that width, blanks and brackets do not matter, and content hashes.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Characters that show nothing: zero-width spaces and joiners, byte order mark, soft hyphen.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
}

/// A full-width character as its half-width one; others as they are.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{3000}' | '\u{00a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '￥' => '¥',
        '−' | '–' => '-',
        _ => c,
    }
}

/// The text as people mean it: without invisible characters and blanks at its ends. Inner blanks
/// stay, line breaks become one blank.
pub(crate) fn clean(text: &str) -> String {
    if !text.chars().any(|c| c == ' ' || c.is_whitespace() || is_invisible(c)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if c == '\u{3000}' || c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out.trim_start().to_owned()
}

/// The text narrowed, without any blank or invisible character: for numbers and dates.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).map(narrow).filter(|c| !c.is_whitespace()).collect()
}

/// The key under which headings and labels are compared: narrow, lower case, no blanks, one kind
/// of bracket, no quotation marks; 帐 = 账, and the misprints of the county texts put right (A54).
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) {
            continue;
        }
        match narrow(c) {
            ' ' => {}
            c if c.is_whitespace() => {}
            '“' | '”' | '‘' | '’' | '"' | '\'' | '《' | '》' | '「' | '」' => {}
            '[' | '【' | '〔' | '〈' | '{' => out.push('('),
            ']' | '】' | '〕' | '〉' | '}' => out.push(')'),
            '帐' => out.push('账'),
            c => out.push(c.to_ascii_lowercase()),
        }
    }
    if out.contains('光') || out.contains("股分") || out.contains("公并") {
        for (wrong, right) in
            [("光优", "光伏"), ("光扶扶贫", "光伏扶贫"), ("股分", "股份"), ("公并", "公开")]
        {
            if out.contains(wrong) {
                out = out.replace(wrong, right);
            }
        }
    }
    out
}

/// Whether the character is a Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}' | '〇')
}

/// Lower-case hex of bytes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing into a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// SHA-256 of the parts, each closed by a zero byte, as hex.
pub(crate) fn hex_hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::{clean, fold, squeeze};

    #[test]
    fn folding_ignores_what_people_do_not_see() {
        assert_eq!(fold("资产\n原值（万元）"), "资产原值(万元)");
        assert_eq!(fold("农村“三资”管理平台"), "农村三资管理平台");
        assert_eq!(fold("ＺＣ－２０２０ "), "zc-2020");
        assert_eq!(fold("台帐"), "台账");
        assert_eq!(fold("股分经济合作社"), "股份经济合作社");
        assert_eq!(clean(" 项\n目 \u{200b}名"), "项 目 名");
        assert_eq!(squeeze("１，２３ ４．５"), "1,234.5");
    }
}
