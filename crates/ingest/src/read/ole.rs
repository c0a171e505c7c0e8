//! Compound files, the containers of `.xls`: their streams, taken out only where the container is
//! sound. The workbook reader would follow a damaged chain for ever.

/// End of a chain of sectors.
const END: u32 = 0xffff_fffe;
/// Streams shorter than this stand in the mini stream.
const MINI_LIMIT: usize = 4096;

/// A compound file: its sectors and the table that chains them.
struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    chains: Vec<u32>,
}

/// The stream of the workbook; `None` where the container is damaged.
pub(super) fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let container = Container::open(bytes)?;
    let directory = container.chain(u32_at(bytes, 48)?, usize::MAX)?;
    let entries: Vec<(String, u32, usize)> = directory
        .chunks_exact(128)
        .filter_map(|entry| {
            let length = usize::from(u16_at(entry, 64)?).min(64);
            let units: Vec<u16> = entry
                .get(..length.saturating_sub(2))?
                .chunks_exact(2)
                .filter_map(|pair| u16_at(pair, 0))
                .collect();
            let start = u32_at(entry, 116)?;
            let size = u32_at(entry, 120)? as usize;
            Some((String::from_utf16_lossy(&units), start, size))
        })
        .collect();
    let (_, mini_start, mini_size) = entries.first()?;
    let (_, start, size) = ["workbook", "book"]
        .iter()
        .find_map(|name| entries.iter().find(|(n, ..)| n.eq_ignore_ascii_case(name)))?;
    if *size > bytes.len() || *mini_size > bytes.len() {
        return None;
    }
    if *size >= MINI_LIMIT {
        return container.chain(*start, *size);
    }
    let mini = container.chain(*mini_start, *mini_size)?;
    let table = container.chain(u32_at(bytes, 60)?, usize::MAX)?;
    let small = Container {
        bytes: &mini,
        sector: 64,
        chains: table.chunks_exact(4).filter_map(|c| u32_at(c, 0)).collect(),
    };
    small.follow(*start, *size, 0)
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        if !(7..=16).contains(&shift) {
            return None;
        }
        let sector = 1_usize << shift;
        let mut container = Self { bytes, sector, chains: Vec::new() };
        // The first 109 sectors of the table stand in the header, further ones in a chain.
        let mut tables: Vec<u32> = (0..109).filter_map(|i| u32_at(bytes, 76 + 4 * i)).collect();
        let mut next = u32_at(bytes, 68)?;
        let mut steps = 0;
        while next < END - 4 {
            let more = container.sector(next, sector)?;
            let (last, ids) = more.split_at_checked(sector - 4).map(|(a, b)| (b, a))?;
            tables.extend(ids.chunks_exact(4).filter_map(|c| u32_at(c, 0)));
            next = u32_at(last, 0)?;
            steps += 1;
            if steps > bytes.len() / sector + 1 {
                return None;
            }
        }
        for id in tables.into_iter().filter(|id| *id < END - 4) {
            let table = container.sector(id, sector)?;
            let ids: Vec<u32> = table.chunks_exact(4).filter_map(|c| u32_at(c, 0)).collect();
            container.chains.extend(ids);
            if container.chains.len() > bytes.len() / sector * 2 + sector {
                return None;
            }
        }
        Some(container)
    }

    /// A sector, behind a header as long as `header`; short at the end of the file.
    fn sector(&self, id: u32, header: usize) -> Option<&'a [u8]> {
        let from = header.checked_add((id as usize).checked_mul(self.sector)?)?;
        let to = (from + self.sector).min(self.bytes.len());
        self.bytes.get(from..to).filter(|s| !s.is_empty())
    }

    fn chain(&self, start: u32, size: usize) -> Option<Vec<u8>> {
        self.follow(start, size, self.sector.max(512))
    }

    /// The bytes of a chain; `None` where it runs in a circle or out of the file.
    fn follow(&self, start: u32, size: usize, header: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut id = start;
        while id != END && out.len() < size {
            out.extend_from_slice(self.sector(id, header)?);
            if out.len() > self.bytes.len() + self.sector {
                return None;
            }
            id = *self.chains.get(id as usize)?;
        }
        out.truncate(size);
        Some(out)
    }
}

/// Two bytes as a number, the lowest first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    pair.try_into().ok().map(u16::from_le_bytes)
}

/// Four bytes as a number, the lowest first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::{END, workbook_stream};

    /// A container whose directory's chain runs as `next` says.
    fn container(next: u32) -> Vec<u8> {
        let mut bytes = vec![0_u8; 512 * 3];
        let mut put =
            |at: usize, value: u32| bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        put(30, 9);
        put(48, 1);
        put(68, END);
        put(76, 0);
        (1..109).for_each(|i| put(76 + 4 * i, u32::MAX));
        put(512 + 4, next);
        bytes
    }

    #[test]
    fn a_chain_that_runs_in_a_circle_or_out_of_the_file_is_refused() {
        for next in [1, 2, 77, END] {
            assert_eq!(workbook_stream(&container(next)), None, "{next}");
        }
        assert_eq!(workbook_stream(b"\xd0\xcf\x11\xe0"), None);
    }
}
