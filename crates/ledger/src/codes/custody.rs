//! `custody.*`: Custody (管护).

use crate::codes::codes;

codes! {
    /// No custodian, or no responsible post.
    MISSING = "custody.missing", Error, "",
        "",
        "{subject}: no custodian, or no responsible post";
    /// Custodian or first responsible post ≠ the county's table.
    KEEPER_DIFFERS = "custody.keeper-differs", Warning, "",
        "",
        "{subject}: custodian or first responsible post ≠ the county's table";
    /// Supervising department ≠ the county's table.
    SUPERVISOR_DIFFERS = "custody.supervisor-differs", Warning, "",
        "",
        "{subject}: supervising department ≠ the county's table";
}
