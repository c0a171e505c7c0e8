//! Folding of texts so that width, blanks and brackets do not matter, and content hashes.

use sha2::{Digest, Sha256};
use std::borrow::Cow;

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

/// What one pass over the bytes of a text tells: most texts of a register need no closer look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    seen: u8,
    /// How many ASCII digits.
    pub(crate) digits: usize,
}

/// Blanks, control characters, and the lead bytes of all blanks, of invisible characters and of what
/// is narrowed or folded, 帐 and the misprints apart.
const ODD: u8 = 1;
/// `#`, which begins a formula error.
const HASH: u8 = 2;
/// `e`, which may make a number one in float notation, and the apostrophe that makes it a text.
const NUMERIC: u8 = 4;
const DIGIT: u8 = 8;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            0..=b' ' | 0x7f | 0xc2 | 0xe1..=0xe3 | 0xef => ODD,
            b'#' => HASH,
            b'e' | b'E' | b'\'' => NUMERIC,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

impl Look {
    pub(crate) fn at(text: &str) -> Self {
        let (mut seen, mut digits) = (0, 0);
        for byte in text.bytes() {
            let class = CLASSES[usize::from(byte)];
            seen |= class;
            digits += usize::from(class == DIGIT);
        }
        Self { seen, digits }
    }

    /// No blank, nothing invisible, nothing full-width: [`clean`] and [`squeeze`] change nothing.
    pub(crate) const fn is_narrow(self) -> bool {
        self.seen & ODD == 0
    }

    /// Besides, neither a formula error nor a number in float notation, nor marked as a text.
    pub(crate) const fn is_plain(self) -> bool {
        self.seen & (ODD | HASH | NUMERIC) == 0
    }
}

/// The text as people mean it: without invisible characters and blanks at its ends. Inner blanks
/// stay, line breaks become one blank.
pub(crate) fn clean(text: &str) -> String {
    if Look::at(text).is_narrow()
        || !text.chars().any(|c| c == ' ' || c.is_whitespace() || is_invisible(c))
    {
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
pub(crate) fn squeeze(text: &str) -> Cow<'_, str> {
    if Look::at(text).is_narrow() {
        return Cow::Borrowed(text);
    }
    let chars = text.chars().filter(|c| !is_invisible(*c)).map(narrow);
    Cow::Owned(chars.filter(|c| !c.is_whitespace()).collect())
}

/// The key under which headings and labels are compared: narrow, lower case, no blanks, one kind
/// of bracket, no quotation marks; 帐 = 账, and the misprints of the county texts put right (A54).
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut doubtful = false;
    for c in folded_chars(text) {
        doubtful |= matches!(c, '光' | '股' | '公');
        out.push(c);
    }
    if doubtful {
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

/// The characters of a folded text, before misprints, of which none is the first character, are
/// put right.
pub(crate) fn folded_chars(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|c| match c {
        '0'..='9' | 'a'..='z' => Some(c),
        '帐' => Some('账'),
        '\u{4e00}'..='\u{9fff}' => Some(c),
        c if is_invisible(c) => None,
        c => match narrow(c) {
            c if c.is_whitespace() => None,
            '“' | '”' | '‘' | '’' | '"' | '\'' | '《' | '》' | '「' | '」' => None,
            '[' | '【' | '〔' | '〈' | '{' => Some('('),
            ']' | '】' | '〕' | '〉' | '}' => Some(')'),
            c => Some(c.to_ascii_lowercase()),
        },
    })
}

/// Whether the character is a Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}' | '〇')
}

/// A hash of bytes that is fast and nothing else: equal bytes have equal hashes, what must not
/// collide is compared.
pub(crate) fn quick_hash(bytes: &[u8]) -> u64 {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    for (slot, byte) in last.iter_mut().zip(rest) {
        *slot = *byte;
    }
    words.iter().chain([&last]).fold(bytes.len() as u64, |hash, word| {
        (hash.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(MIX)
    })
}

/// Lower-case hex of bytes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit =
        |nibble: u8| char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 });
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
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
