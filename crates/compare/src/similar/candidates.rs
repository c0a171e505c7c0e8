//! Pairs worth a look: rows that share something rare, the rarest first, a bounded number per row.

use super::levels::{Field, Kind};
use crate::key::{index, mix};

/// Pairs that one shared feature may give; a feature shared by more says nothing.
const SHARED_MAX: usize = 2_500;
/// Candidates of one row.
const PER_ROW: usize = 60;

/// A feature, the side (0 = left) and the row that has it.
type Entry = (u64, u8, u32);

/// Left and right rows, each among the open ones, in ascending order.
pub(crate) fn find(fields: &[Field], lefts: usize, rights: usize) -> Vec<(u32, u32)> {
    let mut entries = Vec::new();
    for row in 0..lefts {
        features(fields, row, true, |feature| entries.push((feature, 0_u8, index(row))));
    }
    for row in 0..rights {
        features(fields, row, false, |feature| entries.push((feature, 1_u8, index(row))));
    }
    entries.sort_unstable();
    entries.dedup();
    let mut shared: Vec<(usize, &[Entry], &[Entry])> = entries
        .chunk_by(|a, b| a.0 == b.0)
        .map(|run| run.split_at(run.partition_point(|(_, side, _)| *side == 0)))
        .map(|(ls, rs)| (ls.len() * rs.len(), ls, rs))
        .filter(|(pairs, ..)| (1..=SHARED_MAX).contains(pairs))
        .collect();
    shared.sort_by_key(|(pairs, ls, _)| (*pairs, ls[0].0));
    let mut of_left: Vec<Vec<u32>> = vec![Vec::new(); lefts];
    let mut of_right = vec![0_usize; rights];
    for (_, ls, rs) in shared {
        for (_, _, left) in ls {
            for (_, _, right) in rs {
                let (mine, theirs) = (&mut of_left[*left as usize], &mut of_right[*right as usize]);
                let room = mine.len() < PER_ROW && *theirs < PER_ROW;
                if room && !mine.contains(right) {
                    mine.push(*right);
                    *theirs += 1;
                }
            }
        }
    }
    let mut out: Vec<(u32, u32)> = Vec::new();
    for (left, mut rights) in of_left.into_iter().enumerate() {
        rights.sort_unstable();
        out.extend(rights.into_iter().map(|right| (index(left), right)));
    }
    out
}

/// What two rows of the same thing may share: whole values, words, and rough values of two columns
/// together.
fn features(fields: &[Field], row: usize, is_left: bool, mut push: impl FnMut(u64)) {
    let mut rough: Vec<Vec<u64>> = Vec::with_capacity(fields.len());
    for (number, field) in (1_u64..).zip(fields) {
        let salt = mix(number);
        let mut mine = Vec::new();
        match &field.kind {
            Kind::Text(left, right) => {
                let cells = if is_left { left } else { right };
                if let Some(word) = &cells[row] {
                    push(mix(salt ^ hash(&word.text)));
                    // Words of any column: first and family names change places.
                    word.tokens.iter().for_each(|token| push(hash(token)));
                    let start: String = word.text.chars().take(3).collect();
                    mine.push(mix(salt ^ hash(&start)));
                    mine.extend(word.tokens.iter().map(|token| mix(salt ^ mix(hash(token)))));
                }
            }
            Kind::Number(left, right) => {
                let cells = if is_left { left } else { right };
                if let Some(number) = cells[row] {
                    push(mix(salt ^ number as u64));
                    // Steps of a twentieth; with its neighbour, so that near numbers share one.
                    let step = twentieths(number);
                    mine.extend([mix(salt ^ step), mix(salt ^ (step + u64::from(is_left)))]);
                }
            }
            Kind::Date(left, right) => {
                let cells = if is_left { left } else { right };
                if let Some(day) = cells[row] {
                    let week = i64::from(day).div_euclid(7);
                    push(mix(salt ^ mix(i64::from(day) as u64)));
                    let neighbour = week + i64::from(is_left);
                    mine.extend([mix(salt ^ week as u64), mix(salt ^ neighbour as u64)]);
                }
            }
        }
        mine.dedup();
        rough.push(mine);
    }
    for (at, some) in rough.iter().enumerate() {
        for others in &rough[at + 1..] {
            for (a, b) in some.iter().flat_map(|a| others.iter().map(move |b| (a, b))) {
                push(mix(a.rotate_left(1) ^ b));
            }
        }
    }
}

/// The number of the step of about a twentieth on which a number stands.
fn twentieths(number: i128) -> u64 {
    let size = number.unsigned_abs();
    let bits = u64::from(128 - size.leading_zeros());
    let sixteenth = if bits > 5 { (size >> (bits - 5)) as u64 } else { size as u64 };
    bits * 32 + sixteenth + (u64::from(number < 0) << 40)
}

fn hash(text: &str) -> u64 {
    text.chars().fold(0x51_7c_c1, |sum, c| mix(sum ^ u64::from(u32::from(c))))
}
