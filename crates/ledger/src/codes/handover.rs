//! `handover.*`: Change of posts.

use crate::codes::codes;

codes! {
    /// Post changed without the audit or the hand-over required.
    INCOMPLETE = "handover.incomplete", Error, "离任交接不全",
        "{subject}：{role}离任，缺少{item}。",
        "{subject}: {role} left the post without {item}.";
}
