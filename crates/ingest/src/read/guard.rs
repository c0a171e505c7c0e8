//! Readers of others that may panic on damaged input.

use super::unreadable::Unreadable;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is expected, and is no news for standard error.
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader that may panic on damaged input; then the file is damaged, and nothing is printed.
/// Panics elsewhere are reported as before.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let report = take_hook();
        set_hook(Box::new(move |panic| {
            if !EXPECTED.get() {
                report(panic);
            }
        }));
    });
    let before = EXPECTED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(read));
    EXPECTED.set(before);
    outcome.unwrap_or(Err(Unreadable::Damaged))
}

#[cfg(test)]
mod tests {
    use super::{EXPECTED, guarded};
    use crate::read::Unreadable;

    #[test]
    fn a_panicking_reader_is_a_damaged_file() {
        let panics = || -> Result<(), Unreadable> { panic!("of the reader") };
        assert_eq!(guarded(panics), Err(Unreadable::Damaged));
        assert_eq!(guarded(|| Ok(1)), Ok(1));
        assert!(!EXPECTED.get());
    }
}
