//! Identity numbers (GB 11643) and credit codes (GB 32100).

use crate::texts::squeeze;
use ledger::NaiveDate;

/// What an identity number looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Identity {
    /// Eighteen places with a right check digit (or the old fifteen), normalised to eighteen.
    Valid(String),
    /// It reads as a number but fails; eighteen places that end in 000 have lost digits.
    Invalid(String),
    /// Its last digits are gone: eighteen places that end in 000 and fail.
    DigitsLost,
}

/// Reads an identity number.
pub(crate) fn identity(text: &str) -> Identity {
    let number: String =
        squeeze(text).chars().filter(|c| *c != '-').collect::<String>().to_ascii_uppercase();
    if let Some(long) = long_form(&number) {
        return match check_digit(long.as_bytes()) {
            Some(check) if has_birthday(&long) => Identity::Valid(format!("{long}{check}")),
            _ => Identity::Invalid(number),
        };
    }
    if is_valid(&number) {
        Identity::Valid(number)
    } else if number.len() == 18 && number.ends_with("000") {
        Identity::DigitsLost
    } else {
        Identity::Invalid(number)
    }
}

/// An identity number of the old fifteen places with its century, without a check digit.
fn long_form(number: &str) -> Option<String> {
    let old = number.len() == 15 && number.bytes().all(|b| b.is_ascii_digit());
    old.then(|| format!("{}19{}", number.get(..6).unwrap_or(""), number.get(6..).unwrap_or("")))
}

/// Whether it is an identity number of the old fifteen places with a real birthday.
pub(crate) fn is_old_identity(number: &str) -> bool {
    long_form(number).is_some_and(|long| has_birthday(&long))
}

/// Whether it is an eighteen-place number with a real birthday and a right check digit.
pub(crate) fn is_valid(number: &str) -> bool {
    let bytes = number.as_bytes();
    number.len() == 18
        && bytes.iter().take(17).all(u8::is_ascii_digit)
        && has_birthday(number)
        && bytes.get(..17).and_then(check_digit)
            == bytes.last().map(|b| char::from(b.to_ascii_uppercase()))
}

/// Whether an eighteen-place number holds a real birthday.
pub(crate) fn has_birthday(number: &str) -> bool {
    let part = |from: usize, to: usize| number.get(from..to).and_then(|t| t.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (part(6, 10), part(10, 12), part(12, 14)) else {
        return false;
    };
    (1890..=2100).contains(&year)
        && i32::try_from(year).ok().and_then(|y| NaiveDate::from_ymd_opt(y, month, day)).is_some()
}

/// The eighteenth place of seventeen digits.
fn check_digit(digits: &[u8]) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if digits.len() != 17 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| u32::from(d - b'0') * w).sum();
    "10X98765432".chars().nth((sum % 11) as usize)
}

/// Whether an eighteen-place credit code has a right check character.
pub(crate) fn is_credit_code(text: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let code = squeeze(text).to_ascii_uppercase();
    if code.len() != 18 {
        return false;
    }
    let mut values = Vec::with_capacity(18);
    for c in code.chars() {
        match ALPHABET.find(c) {
            Some(value) => values.push(value),
            None => return false,
        }
    }
    let mut weight = 1_usize;
    let mut sum = 0_usize;
    for value in values.iter().take(17) {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    values.last() == Some(&((31 - sum % 31) % 31))
}

#[cfg(test)]
mod tests {
    use super::{Identity, identity, is_credit_code};
    use proptest::prelude::*;

    #[test]
    fn check_digits() {
        assert_eq!(
            identity("11010519491231002x"),
            Identity::Valid("11010519491231002X".to_owned())
        );
        assert!(matches!(identity("110105194912310021"), Identity::Invalid(_)));
        assert!(matches!(identity("11010519491331002X"), Identity::Invalid(_)));
        assert_eq!(identity("654224197609272000"), Identity::DigitsLost);
        assert_eq!(identity("110105491231002"), Identity::Valid("11010519491231002X".to_owned()));
        assert!(matches!(identity("六位汉字号码"), Identity::Invalid(_)));
    }

    #[test]
    fn credit_codes() {
        assert!(is_credit_code("91350100M000100Y43"));
        assert!(!is_credit_code("91350100M000100Y44"));
        assert!(!is_credit_code("91350100I000100Y43"));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,24}|[0-9X]{15,18}") {
            let _ = (identity(&text), is_credit_code(&text));
        }
    }
}
