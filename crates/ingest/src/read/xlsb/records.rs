//! The records of a binary part: kind, length, data.

use crate::read::ole::{u16_at, u32_at};
use crate::read::unreadable::Unreadable;
use std::io::{BufRead, BufReader, Read, copy, sink};

/// The longest record that is kept; those of cells and names are far shorter.
const LONGEST: usize = 1 << 20;

/// The records of a part, one at a time.
pub(super) struct Records<R> {
    from: BufReader<R>,
    data: Vec<u8>,
}

impl<R: Read> Records<R> {
    pub(super) fn new(part: R) -> Self {
        Self { from: BufReader::with_capacity(64 << 10, part), data: Vec::new() }
    }

    /// The next record, its data empty where it is longer than any that is wanted; `None` at the end.
    ///
    /// # Errors
    /// Where the part breaks off inside a record.
    pub(super) fn next(&mut self) -> Result<Option<(u16, &[u8])>, Unreadable> {
        if self.from.fill_buf().map_err(|_| Unreadable::Damaged)?.is_empty() {
            return Ok(None);
        }
        let first = self.byte()?;
        let mut kind = u16::from(first & 0x7f);
        if first & 0x80 != 0 {
            kind |= u16::from(self.byte()? & 0x7f) << 7;
        }
        let mut length = 0_usize;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.data.clear();
        let mut rest = self.from.by_ref().take(length as u64);
        let read = if length > LONGEST {
            copy(&mut rest, &mut sink())
        } else {
            rest.read_to_end(&mut self.data).map(|n| n as u64)
        };
        match read {
            Ok(read) if read == length as u64 => Ok(Some((kind, &self.data))),
            _ => Err(Unreadable::Damaged),
        }
    }

    fn byte(&mut self) -> Result<u8, Unreadable> {
        let mut byte = [0];
        self.from.read_exact(&mut byte).map_err(|_| Unreadable::Damaged)?;
        let [byte] = byte;
        Ok(byte)
    }
}

/// The text at a place of a record, its length in front, and where it ends; `None` where it does not
/// fit in.
pub(super) fn wide(data: &[u8], at: usize) -> Option<(String, usize)> {
    let units = u32_at(data, at)? as usize;
    let start = at + 4;
    let end = start.checked_add(units.checked_mul(2)?)?;
    let text = data.get(start..end)?;
    let units = text.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
    let chars = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some((chars.collect(), end))
}

#[cfg(test)]
mod tests {
    use super::{Records, wide};
    use crate::read::unreadable::Unreadable;

    #[test]
    fn kinds_and_lengths_of_one_or_more_bytes() {
        let long =
            [vec![0x07, 0x80, 0x80, 0x41], vec![0; 65 << 14], vec![0x9c, 0x01, 2, 5, 6]].concat();
        let mut records = Records::new(long.as_slice());
        assert_eq!(records.next(), Ok(Some((7, &[][..]))), "too long to be kept");
        assert_eq!(records.next(), Ok(Some((156, &[5, 6][..]))));
        assert_eq!(records.next(), Ok(None));
        for broken in [&[0x80][..], &[1], &[1, 0x80], &[1, 3, 0, 0]] {
            assert_eq!(Records::new(broken).next(), Err(Unreadable::Damaged), "{broken:?}");
        }
    }

    #[test]
    fn texts_end_where_they_say() {
        let data = [2, 0, 0, 0, b'a', 0, 0x4e, 0x67, 9];
        assert_eq!(wide(&data, 0), Some(("a李".to_owned(), 8)));
        assert_eq!(wide(&[3, 0, 0, 0, 1, 1], 0), None);
        assert_eq!(wide(&[0xff, 0xff, 0xff, 0xff], 0), None);
    }
}
