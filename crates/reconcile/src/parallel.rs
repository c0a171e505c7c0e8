//! Several parts of one kind at once, on as many threads as there are cores.
//!
//! What goes in: the parts, and what is to be done with each of them. What comes out: the results,
//! in the order of the parts. What must always hold: the work looks at its own part and at what no
//! other part changes, so that the number of threads decides nothing but the time.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The number of cores.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does the work on every part.
pub(crate) fn each<T: Send, R: Send>(
    parts: impl IntoIterator<Item = T, IntoIter: Send>,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let parts = Mutex::new(parts.into_iter().enumerate());
    let next = || parts.lock().unwrap_or_else(PoisonError::into_inner).next();
    let mut done: Vec<(usize, R)> = thread::scope(|threads| {
        let worker = || {
            let mut done = Vec::new();
            while let Some((place, part)) = next() {
                done.push((place, work(part)));
            }
            done
        };
        let workers: Vec<_> = (0..cores()).map(|_| threads.spawn(worker)).collect();
        let joined = workers.into_iter().map(|w| w.join().unwrap_or_else(|e| resume_unwind(e)));
        joined.flatten().collect()
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does two different things at once.
pub(crate) fn both<A: Send, B>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    thread::scope(|threads| {
        let one = threads.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|e| resume_unwind(e)), other)
    })
}

#[cfg(test)]
mod tests {
    use super::{both, each};

    #[test]
    fn results_stand_in_the_order_of_the_parts() {
        // The earlier a part, the longer it takes.
        let work = |part: u64| (0..(64 - part) * 2_000).fold(part, |sum, n| sum ^ (n & 64));
        let one_by_one: Vec<u64> = (0..64).map(work).collect();
        assert_eq!(each(0..64, work), one_by_one);
        assert_eq!(both(|| 1, || 2), (1, 2));
    }

    #[test]
    #[should_panic(expected = "part 3")]
    fn a_panic_of_one_part_is_that_of_all() {
        each(0..8, |part| assert!(part != 3, "part {part}"));
    }
}
