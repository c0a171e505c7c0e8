//! The tags and texts of an XML part, one at a time, as it is inflated. It knows just enough of XML
//! for the parts of a workbook, and holds no more of the part than one tag or text.

use super::unreadable::Unreadable;
use std::borrow::Cow;
use std::io::Read;

/// How much is inflated at a time.
const STEP: usize = 1 << 16;
/// No tag or text of a sound part is longer.
const LONGEST: usize = 1 << 26;

/// One piece of a part.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// An opening tag; `closed` where it closes itself.
    Open { name: &'a [u8], attributes: Attributes<'a>, closed: bool },
    /// A closing tag.
    Close(&'a [u8]),
    /// Text with its entities, as written.
    Text(&'a [u8]),
    /// Text in which nothing is an entity.
    Plain(&'a [u8]),
    /// The part is over.
    End,
}

/// Pieces of a part.
pub(super) struct Tags<R> {
    source: R,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
}

impl<R: Read> Tags<R> {
    pub(super) fn new(source: R) -> Self {
        Self { source, buffer: vec![0; 2 * STEP], at: 0, end: 0 }
    }

    /// The next piece.
    ///
    /// # Errors
    /// [`Unreadable::Damaged`] where the part breaks off or cannot be inflated.
    pub(super) fn next(&mut self) -> Result<Piece<'_>, Unreadable> {
        loop {
            let Some(text) = self.find(0, b"<")? else {
                if self.held(0, usize::MAX).iter().any(|b| !b.is_ascii_whitespace()) {
                    return Err(Unreadable::Damaged);
                }
                return Ok(Piece::End);
            };
            if text > 0 {
                self.at += text;
                return Ok(Piece::Text(self.held_before(text)));
            }
            self.want(9)?;
            let start = self.held(0, 9);
            if !matches!(start, [_, b'!' | b'?', ..]) {
                let end = self.tag_end()?;
                self.at += end + 1;
                let inner = self.held_before(end + 1).get(1..end).unwrap_or_default();
                return Ok(tag(inner));
            }
            if start.starts_with(b"<!--") {
                let end = self.find(4, b"-->")?.ok_or(Unreadable::Damaged)?;
                self.at += end + 3;
            } else if start == b"<![CDATA[" {
                let end = self.find(9, b"]]>")?.ok_or(Unreadable::Damaged)?;
                self.at += end + 3;
                let whole = self.held_before(end + 3);
                return Ok(Piece::Plain(whole.get(9..end).unwrap_or_default()));
            } else {
                let end = self.find(2, b">")?.ok_or(Unreadable::Damaged)?;
                self.at += end + 1;
            }
        }
    }

    /// Where the tag ends that begins here; a `>` in an attribute ends nothing.
    fn tag_end(&mut self) -> Result<usize, Unreadable> {
        let mut from = 1;
        loop {
            let end = self.find(from, b">")?.ok_or(Unreadable::Damaged)?;
            let inner = self.held(1, end);
            // Most tags hold pairs of one kind of quote; only of others is asked which closes which.
            let (mut single, mut double) = (0_usize, 0_usize);
            for byte in inner {
                single += usize::from(*byte == b'\'');
                double += usize::from(*byte == b'"');
            }
            if single == 0 && double.is_multiple_of(2) {
                return Ok(end);
            }
            let mut quote = None;
            for byte in inner {
                match quote {
                    None if *byte == b'"' || *byte == b'\'' => quote = Some(*byte),
                    Some(open) if open == *byte => quote = None,
                    _ => {}
                }
            }
            if quote.is_none() {
                return Ok(end);
            }
            from = end + 1;
        }
    }

    /// Where those bytes begin, counted from here; `None` at the end of the part.
    fn find(&mut self, from: usize, wanted: &[u8]) -> Result<Option<usize>, Unreadable> {
        let mut from = from;
        loop {
            let held = self.held(from, usize::MAX);
            let found = match wanted {
                [byte] => memchr::memchr(*byte, held),
                _ => memchr::memmem::find(held, wanted),
            };
            if let Some(at) = found {
                return Ok(Some(from + at));
            }
            from += held.len().saturating_sub(wanted.len() - 1);
            if self.end - self.at > LONGEST {
                return Err(Unreadable::Damaged);
            }
            if !self.more()? {
                return Ok(None);
            }
        }
    }

    /// Inflates until that many bytes are held, or the part is over.
    fn want(&mut self, bytes: usize) -> Result<(), Unreadable> {
        while self.end - self.at < bytes {
            if !self.more()? {
                break;
            }
        }
        Ok(())
    }

    /// Inflates some more; whether there was any.
    fn more(&mut self) -> Result<bool, Unreadable> {
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.end, 0);
            self.end -= self.at;
            self.at = 0;
        }
        if self.buffer.len() - self.end < STEP {
            self.buffer.resize(self.end + 2 * STEP, 0);
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let read = self.source.read(room).map_err(|_| Unreadable::Damaged)?;
        self.end += read;
        Ok(read > 0)
    }

    fn held(&self, from: usize, to: usize) -> &[u8] {
        let end = self.at.saturating_add(to).min(self.end);
        self.buffer.get(self.at + from..end).unwrap_or_default()
    }

    /// The bytes just passed.
    fn held_before(&self, length: usize) -> &[u8] {
        self.buffer.get(self.at - length..self.at).unwrap_or_default()
    }
}

/// A tag without its angle brackets.
fn tag(inner: &[u8]) -> Piece<'_> {
    if let [b'/', name @ ..] = inner {
        return Piece::Close(local(name.trim_ascii_end()));
    }
    let (inner, closed) = match inner {
        [rest @ .., b'/'] => (rest, true),
        _ => (inner, false),
    };
    let end = inner.iter().position(u8::is_ascii_whitespace).unwrap_or(inner.len());
    let (name, rest) = inner.split_at_checked(end).unwrap_or((inner, &[]));
    Piece::Open { name: local(name), attributes: Attributes { rest }, closed }
}

/// A name without its prefix.
fn local(name: &[u8]) -> &[u8] {
    match name.iter().position(|b| *b == b':') {
        Some(at) => name.get(at + 1..).unwrap_or_default(),
        None => name,
    }
}

/// The attributes of a tag: names without prefixes, values as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_ascii_start();
        let equals = rest.iter().position(|b| *b == b'=')?;
        let name = rest.get(..equals)?.trim_ascii_end();
        let rest = rest.get(equals + 1..)?.trim_ascii_start();
        let (quote, rest) = rest.split_first()?;
        let end = rest.iter().position(|b| b == quote)?;
        self.rest = rest.get(end + 1..)?;
        Some((local(name), rest.get(..end)?))
    }
}

impl Attributes<'_> {
    /// The text of an attribute.
    pub(super) fn text(self, name: &str) -> Option<String> {
        let (_, value) = { self }.find(|(n, _)| *n == name.as_bytes())?;
        let mut out = String::new();
        unescape(value, &mut out)?;
        Some(out)
    }

    /// An attribute that is a number.
    pub(super) fn number(self, name: &str) -> Option<usize> {
        let (_, value) = { self }.find(|(n, _)| *n == name.as_bytes())?;
        whole(value)
    }

    /// Whether an attribute is `1` or `true`.
    pub(super) fn is_true(mut self, name: &str) -> bool {
        self.any(|(n, value)| n == name.as_bytes() && matches!(value, b"1" | b"true"))
    }
}

/// A whole number.
pub(super) fn whole(digits: &[u8]) -> Option<usize> {
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    digits.iter().try_fold(0_usize, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + usize::from(digit - b'0'))
    })
}

/// Appends text with its entities resolved and its line breaks made one kind; `None` where it is
/// no UTF-8. An entity that is unknown stays as written.
pub(super) fn unescape(text: &[u8], out: &mut String) -> Option<()> {
    let text = std::str::from_utf8(text).ok()?;
    if memchr::memchr2(b'&', b'\r', text.as_bytes()).is_none() {
        out.push_str(text);
        return Some(());
    }
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let mut rest = text.as_ref();
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let known = after.split_once(';').and_then(|(name, tail)| Some((entity(name)?, tail)));
        match known {
            Some((c, tail)) => {
                out.push(c);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Some(())
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, Tags, unescape};
    use proptest::prelude::*;

    /// Every piece as one text.
    fn pieces(xml: &[u8]) -> Vec<String> {
        let mut tags = Tags::new(xml);
        let mut out = Vec::new();
        let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        loop {
            match tags.next() {
                Ok(Piece::End) => return out,
                Ok(Piece::Open { name, attributes, closed }) => {
                    let attributes: Vec<String> =
                        attributes.map(|(n, v)| format!(" {}={}", show(n), show(v))).collect();
                    out.push(format!("<{}{}{closed}", show(name), attributes.concat()));
                }
                Ok(Piece::Close(name)) => out.push(format!("/{}", show(name))),
                Ok(Piece::Text(text)) => out.push(show(text)),
                Ok(Piece::Plain(text)) => out.push(format!("plain {}", show(text))),
                Err(_) => {
                    out.push("damaged".to_owned());
                    return out;
                }
            }
        }
    }

    #[test]
    fn tags_attributes_comments_and_plain_text() {
        let xml =
            br#"<?xml version="1.0"?><x:a r:id="1>2" s='b'><!-- <c> -->t<b/><![CDATA[<&]]></x:a >"#;
        assert_eq!(pieces(xml), ["<a id=1>2 s=bfalse", "t", "<btrue", "plain <&", "/a"]);
        assert_eq!(pieces(b"<a>cut off"), ["<afalse", "damaged"]);
        assert_eq!(pieces(b"<a b=\"c>"), ["damaged"]);
    }

    #[test]
    fn entities_are_resolved_and_unknown_ones_kept() {
        let mut out = String::new();
        assert_eq!(unescape("甲&lt;&#20057;&#x4e19;&nbsp;&\r\n".as_bytes(), &mut out), Some(()));
        assert_eq!(out, "甲<乙丙&nbsp;&\n");
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = pieces(&bytes);
        }
    }
}
