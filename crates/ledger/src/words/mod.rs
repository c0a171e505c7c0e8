//! Closed vocabularies: stable English codes with the Chinese labels by which sources state them.

pub mod accounts;
pub mod assets;
pub mod contracts;
pub mod disposals;
pub mod distribution;
pub mod money;
pub mod oversight;
pub mod projects;

/// The codes of a column, each with its labels; the first label is the one that outputs print.
#[derive(Debug)]
pub struct Vocabulary(pub &'static [(&'static str, &'static [&'static str])]);

impl Vocabulary {
    /// The code that a label (or the code itself) stands for. The label must be equal to one in
    /// the list; folding widths and blanks is the reader's business.
    #[must_use]
    pub fn code_of(&self, label: &str) -> Option<&'static str> {
        self.0
            .iter()
            .find(|(code, labels)| *code == label || labels.contains(&label))
            .map(|(code, _)| *code)
    }

    /// The first label of a code; the code itself where it is in no list (it then is a label).
    #[must_use]
    pub fn label_of<'a>(&self, code: &'a str) -> &'a str {
        self.0
            .iter()
            .find(|(c, _)| *c == code)
            .and_then(|(_, labels)| labels.first())
            .map_or(code, |l| l)
    }

    /// Whether it is one of the codes.
    #[must_use]
    pub fn has(&self, code: &str) -> bool {
        self.0.iter().any(|(c, _)| *c == code)
    }
}

#[cfg(test)]
mod tests {
    use super::money::FUND_SOURCE;

    #[test]
    fn labels_and_codes_meet() {
        assert_eq!(FUND_SOURCE.code_of("衔接资金"), Some("bridging"));
        assert_eq!(FUND_SOURCE.code_of("bridging"), Some("bridging"));
        assert_eq!(FUND_SOURCE.code_of("神秘资金"), None);
        assert_eq!(FUND_SOURCE.label_of("special"), "财政专项扶贫资金");
        assert_eq!(FUND_SOURCE.label_of("神秘资金"), "神秘资金");
    }
}
