//! `custody.*`: Custody (管护).

use crate::codes::codes;

codes! {
    /// No custodian, or no responsible post.
    MISSING = "custody.missing", Error, "管护责任缺项",
        "{subject}“{name}”：管护责任缺少“{item}”。",
        "{subject} “{name}”: its custody lacks “{item}”.";
    /// Custodian or first responsible post ≠ the county's table.
    KEEPER_DIFFERS = "custody.keeper-differs", Warning, "管护责任人不符",
        "{subject}“{name}”：{item}应为{expected}，登记为{found}。",
        "{subject} “{name}”: “{item}” should be {expected}, but {found} is stated.";
    /// Supervising department ≠ the county's table.
    SUPERVISOR_DIFFERS = "custody.supervisor-differs", Warning, "监管主体不符",
        "{subject}“{name}”：监管（主管）单位应为{expected}，登记为{found}。",
        "{subject} “{name}”: it should be supervised by {expected}, but {found} is stated.";
}
