//! Other people's text on a terminal.

/// The text with control and bidirectional characters escaped, so that a cell can neither move the
/// cursor nor reorder what stands beside it. Line breaks become a blank.
#[must_use]
pub fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.extend(c.escape_unicode());
            }
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_cell_cannot_move_the_cursor() {
        assert_eq!(safe("甲\u{1b}[31m乙"), "甲\\u{1b}[31m乙");
        assert_eq!(safe("a\nb\u{202e}c"), "a b\\u{202e}c");
    }
}
