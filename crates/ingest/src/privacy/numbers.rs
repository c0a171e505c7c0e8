//! Numbers by which a person could be found, wherever they stand: identity, mobile and bank numbers.

use super::keyed_hash;
use crate::texts::{Look, is_invisible, narrow, squeeze};
use crate::values::identity::{has_birthday, is_old_identity};
use std::borrow::Cow;

/// Masks whatever in a text reads as an identity number (18 places, or the old 15), a bank account
/// (16–19 digits) or a mobile number (11 digits from 13 to 19, perhaps behind 86), also in groups
/// with blanks or hyphens.
pub(crate) fn scrub(text: &str) -> Cow<'_, str> {
    masked_runs(text, shown_of_number)
}

/// The same for an identifier, of which long numbers are a part by right: only what cannot well be
/// anything else is masked.
pub(crate) fn scrub_identifier(text: &str) -> Cow<'_, str> {
    masked_runs(text, |number| {
        is_certainly_personal(number).then(|| shown_of_number(number)).flatten()
    })
}

/// Masks the runs of digits of which `shown` says how many of the first places may be shown.
fn masked_runs(text: &str, shown: impl Fn(&str) -> Option<usize>) -> Cow<'_, str> {
    if !has_eleven_digits(text) {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().filter(|c| !is_invisible(*c)).collect();
    let mut out: Vec<char> = chars.clone();
    let mut at = 0;
    while at < chars.len() {
        let Some(run) = digit_run(&chars, at) else {
            at += 1;
            continue;
        };
        let places: Vec<(usize, char)> = (run.0..run.1)
            .filter_map(|i| chars.get(i).map(|c| (i, narrow(*c).to_ascii_uppercase())))
            .filter(|(_, c)| c.is_ascii_digit() || *c == 'X')
            .collect();
        let number: String = places.iter().map(|(_, c)| *c).collect();
        if let Some(first) = shown(&number) {
            let hidden = places.len().saturating_sub(first + 4);
            for (index, _) in places.iter().skip(first).take(hidden) {
                if let Some(c) = out.get_mut(*index) {
                    *c = '*';
                }
            }
        }
        at = run.1.max(at + 1);
    }
    Cow::Owned(out.into_iter().collect())
}

/// Whether a text has as many digits as the shortest number of a person.
fn has_eleven_digits(text: &str) -> bool {
    let look = Look::at(text);
    let digits = || text.chars().filter(|c| narrow(*c).is_ascii_digit()).count();
    look.digits >= 11 || !look.is_narrow() && text.len() >= 11 && digits() >= 11
}

/// How many of the first places of a number of a person may be shown; `None` for other numbers.
fn shown_of_number(number: &str) -> Option<usize> {
    match number.len() {
        11 if is_mobile(number) => Some(3),
        13 | 15 if without_country(number).is_some_and(is_mobile) => Some(number.len() - 8),
        15 if is_old_identity(number) => Some(3),
        16..=19 => Some(3),
        _ => None,
    }
}

/// Whether a number can hardly be anything but a mobile number, an identity number (whose check
/// digit may be wrong) or a bank card.
fn is_certainly_personal(number: &str) -> bool {
    match number.len() {
        11 | 13 | 15 => without_country(number).is_some_and(is_mobile),
        18 if has_birthday(number) => true,
        16..=19 => number.starts_with("62") && is_luhn(number),
        _ => false,
    }
}

fn is_mobile(number: &str) -> bool {
    number.len() == 11 && number.get(..2).is_some_and(|start| ("13"..="19").contains(&start))
}

/// A number without the code of the country in front.
fn without_country(number: &str) -> Option<&str> {
    match number.len() {
        11 => Some(number),
        13 => number.strip_prefix("86"),
        15 => number.strip_prefix("0086"),
        _ => None,
    }
}

/// The check of bank cards.
fn is_luhn(number: &str) -> bool {
    let sum: u32 = number
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(i, d)| match (i % 2, d * 2) {
            (0, _) => d,
            (_, twice) => twice / 10 + twice % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The digits that begin at a place and belong together: joined, in groups of three to four parted
/// by one blank or hyphen, or as an identity number's place, birthday and rest. A letter or a
/// decimal point beside them makes them another number.
fn digit_run(chars: &[char], start: usize) -> Option<(usize, usize)> {
    let digit = |i: usize| chars.get(i).is_some_and(|c| narrow(*c).is_ascii_digit());
    let beside =
        |i: usize| chars.get(i).is_some_and(|c| narrow(*c).is_ascii_alphanumeric() || *c == '.');
    if !digit(start) || (start > 0 && beside(start - 1)) {
        return None;
    }
    let run = |from: usize| (from..chars.len()).find(|i| !digit(*i)).unwrap_or(chars.len());
    let parted =
        |at: usize| chars.get(at).is_some_and(|c| matches!(narrow(*c), ' ' | '-')) && digit(at + 1);
    let check = |at: usize| chars.get(at).is_some_and(|c| matches!(narrow(*c), 'X' | 'x'));
    let end = run(start);
    if end - start == 17 && check(end) {
        return Some((start, end + 1));
    }
    // 654221 19850312 123X.
    if end - start == 6 && parted(end) && run(end + 1) == end + 9 && parted(end + 9) {
        let last = run(end + 10);
        match last - end - 10 {
            4 => return Some((start, last)),
            3 if check(last) => return Some((start, last + 1)),
            _ => {}
        }
    }
    // 138 1234 5678, 6228 4800 1234 5678 901.
    let mut stop = end;
    if (3..=4).contains(&(end - start)) {
        while parted(stop) && (3..=4).contains(&(run(stop + 1) - stop - 1)) {
            stop = run(stop + 1);
        }
    }
    Some((start, stop))
}

/// Names whose identifiers may look like bank accounts and are kept.
pub(crate) fn is_identifier(column: &str) -> bool {
    ["_id", "_no", "_code"].iter().any(|end| column.ends_with(end))
}

/// What may be written of an identifier: itself, unless it is a number of a person; then a
/// pseudonym by which rows of different tables still meet.
pub(crate) fn identifier<'a>(key: &[u8; 32], text: &'a str) -> Cow<'a, str> {
    if !has_eleven_digits(text) {
        return Cow::Borrowed(text);
    }
    let number = squeeze(text).to_ascii_uppercase();
    let bare = number.replace('-', "");
    let bare = bare.trim_start_matches(['+', '\'']);
    let plain = bare.bytes().enumerate().all(|(i, b)| b.is_ascii_digit() || (i == 17 && b == b'X'));
    if plain && is_certainly_personal(bare) {
        let hash = keyed_hash(key, &[bare]);
        Cow::Owned(format!("P-{}", hash.get(..16).unwrap_or(&hash)))
    } else {
        scrub_identifier(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{identifier, is_luhn, scrub};
    use crate::privacy::keyed_hash;

    #[test]
    fn numbers_of_persons_are_found_anywhere() {
        for (text, clean) in [
            ("电话13812345678。", "电话138****5678。"),
            ("138-1234-5678", "138-****-5678"),
            ("证件11010519491231002X", "证件110***********002X"),
            ("卡6228 4800 1234 5678", "卡622* **** **** 5678"),
            ("ZC-2020-000004", "ZC-2020-000004"),
            ("2024-12-31", "2024-12-31"),
            ("合同A13812345678", "合同A13812345678"),
            ("12345678901.25", "12345678901.25"),
            ("１３８１２３４５６７８", "１３８****５６７８"),
            ("+8613812345678", "+86138****5678"),
            ("0086-138-1234-5678", "0086-138-****-5678"),
            ("110105 19491231 002X", "110*** ******** 002X"),
            ("1101051949\u{200b}1231002X", "110***********002X"),
            ("110105491231002", "110********1002"),
            ("20200101-20201231", "20200101-20201231"),
            ("654224100200", "654224100200"),
        ] {
            assert_eq!(scrub(text), clean, "{text}");
        }
    }

    #[test]
    fn an_identity_number_used_as_an_id_becomes_a_pseudonym() {
        let key = [7; 32];
        for plain in ["ZC-1", "6542241002018010", "20240000001", "托财农〔2023〕110号"] {
            assert_eq!(identifier(&key, plain), plain);
        }
        // Wrong in its check digit, a mobile number, a bank card.
        for personal in ["654221198503121234", "13812345678", "6222 0212 0011 2233 445"] {
            assert!(identifier(&key, personal).starts_with("P-"), "{personal}");
        }
        assert_eq!(identifier(&key, "张三13812345678"), "张三138****5678");
        let pseudonym = identifier(&key, "11010519491231002x");
        assert!(pseudonym.starts_with("P-") && !pseudonym.contains("1949"));
        assert_ne!(keyed_hash(&key, &["a", "b"]), keyed_hash(&key, &["ab", ""]));
        assert_ne!(keyed_hash(&key, &["a"]), keyed_hash(&[8; 32], &["a"]));
    }

    #[test]
    fn bank_cards_have_a_check() {
        assert!(is_luhn("6222021200112233445") && !is_luhn("6222021200112233446"));
    }
}
