//! The texts that cells share, and texts with several formats.

use crate::limits::Limits;
use crate::read::grid::Raw;
use crate::read::tags::{Piece, Tags, unescape};
use crate::read::unreadable::Unreadable;
use ledger::Text;
use std::borrow::Cow;
use std::io::Read;

/// The table of shared texts; `None` where one is blank.
#[derive(Debug, Default)]
pub(super) struct Strings {
    texts: Vec<Option<Text>>,
}

impl Strings {
    /// Reads the table.
    pub(super) fn read<R: Read>(tags: &mut Tags<R>, limits: &Limits) -> Result<Self, Unreadable> {
        let mut strings = Self::default();
        let mut text = String::new();
        let mut bytes = 0;
        loop {
            match tags.next()? {
                Piece::Open { name: b"si", closed, .. } => {
                    text.clear();
                    if !closed {
                        rich_text(tags, b"si", &mut text)?;
                    }
                    bytes += text.len();
                    let blank = text.trim_start().is_empty();
                    strings.texts.push((!blank).then(|| text.as_str().into()));
                    if strings.texts.len() > limits.cells || bytes > limits.text_bytes {
                        return Err(Unreadable::TooManyCells);
                    }
                }
                Piece::End => return Ok(strings),
                _ => {}
            }
        }
    }

    /// The cell that holds the text at that place.
    pub(super) fn get(&self, index: usize) -> Option<Raw> {
        Some(self.texts.get(index)?.clone().map_or(Raw::Empty, Raw::Text))
    }
}

/// Appends the texts within an element up to its end, without those that tell how to pronounce it.
pub(super) fn rich_text<R: Read>(
    tags: &mut Tags<R>,
    closing: &[u8],
    out: &mut String,
) -> Result<(), Unreadable> {
    let (mut spoken, mut inside, mut kept) = (false, false, false);
    let mut text = String::new();
    loop {
        match tags.next()? {
            Piece::Open { name: b"rPh", closed, .. } => spoken = !closed,
            Piece::Close(b"rPh") => spoken = false,
            Piece::Open { name: b"t", closed: false, mut attributes } => {
                inside = !spoken;
                kept = attributes.any(|(name, value)| name == b"space" && value == b"preserve");
                text.clear();
            }
            Piece::Close(b"t") if inside => {
                inside = false;
                let text = if kept { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
                out.push_str(&spelled(text));
            }
            Piece::Text(bytes) if inside => {
                unescape(bytes, &mut text).ok_or(Unreadable::Damaged)?;
            }
            Piece::Plain(bytes) if inside => {
                text.push_str(std::str::from_utf8(bytes).map_err(|_| Unreadable::Damaged)?);
            }
            Piece::Close(name) if name == closing => return Ok(()),
            Piece::End => return Err(Unreadable::Damaged),
            _ => {}
        }
    }
}

/// `_x000D_` is how workbooks write characters that XML cannot hold.
pub(super) fn spelled(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let code = from
            .get(2..6)
            .filter(|_| from.get(6..7) == Some("_"))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        match code {
            Some('\r') => rest = from.get(7..).unwrap_or(""),
            Some(c) => {
                out.push(c);
                rest = from.get(7..).unwrap_or("");
            }
            None => {
                out.push_str("_x");
                rest = from.get(2..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{Strings, spelled};
    use crate::limits::Limits;
    use crate::read::tags::Tags;
    use crate::read::{Raw, Unreadable};

    #[test]
    fn rich_texts_join_and_pronunciations_are_left_out() {
        let xml = "<sst><si><t> 甲 </t></si><si/><si><r><t xml:space=\"preserve\">乙 </t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si></sst>";
        let strings = Strings::read(&mut Tags::new(xml.as_bytes()), &Limits::default()).unwrap();
        let all: Vec<_> = (0..4).map(|i| strings.get(i)).collect();
        let text = |text| Some(Raw::text(text));
        assert_eq!(all, [text("甲"), text(""), text("乙 丙"), None]);
        let few = Limits { cells: 2, ..Limits::default() };
        let refused = Strings::read(&mut Tags::new(xml.as_bytes()), &few);
        assert_eq!(refused.err(), Some(Unreadable::TooManyCells));
    }

    #[test]
    fn spelled_characters() {
        assert_eq!(spelled("a_x000D_\nb_x4e00_c_x12"), "a\nb一c_x12");
    }
}
