//! Ids and document numbers in one spelling.

use super::text::{fold, without_punctuation};

/// An id: widths, case, blanks and a leading apostrophe (how spreadsheets mark text) folded.
/// Leading zeros count. `None` when nothing is left.
#[must_use]
pub fn id_key(raw: &str) -> Option<String> {
    let mut id = fold(raw).into_owned();
    let marks = id.len() - id.trim_start_matches(['\'', '’', '`']).len();
    id.drain(..marks);
    (!id.is_empty() && id != "无" && id != "-").then_some(id)
}

/// A document number: brackets of all kinds, 第 and 号 folded away, so that 托财农〔2023〕110号,
/// 托财农[2023]第110号 and 托财农（2023）110号 are one.
#[must_use]
pub fn document_key(raw: &str) -> Option<String> {
    let spelled: String = fold(raw)
        .chars()
        .filter(|c| !matches!(c, '第' | '号'))
        .map(|c| if BRACKETS.contains(c) { '/' } else { c })
        .collect();
    let key = without_punctuation(&spelled);
    key.contains(|c: char| c.is_ascii_digit()).then(|| key.into_owned())
}

/// Brackets around the year of a document number.
const BRACKETS: &str = "()[]〔〕【】";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_its_zeros_and_loses_its_blanks() {
        assert_eq!(id_key(" ＺＣ-2020-000004 ").as_deref(), Some("zc-2020-000004"));
        assert_eq!(id_key("'001").as_deref(), Some("001"));
        assert_ne!(id_key("001"), id_key("1"));
        assert_eq!(id_key("　"), None);
    }

    #[test]
    fn brackets_of_a_document_number_do_not_matter() {
        let key = document_key("托财农〔2023〕110号");
        for text in ["托财农[2023]第110号", "托财农（2023）110号", "托财农【2023】110 号"]
        {
            assert_eq!(document_key(text), key, "{text}");
        }
        assert_ne!(document_key("托财农〔2023〕11号"), document_key("托财农〔20231〕1号"));
        assert_eq!(document_key("无"), None);
    }
}
