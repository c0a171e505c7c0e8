//! `handover.*`: Change of posts.

use crate::codes::codes;

codes! {
    /// Post changed without the audit or the hand-over required.
    INCOMPLETE = "handover.incomplete", Error, "",
        "",
        "{subject}: post changed without the audit or the hand-over required";
}
