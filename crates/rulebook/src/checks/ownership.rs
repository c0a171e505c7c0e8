//! Title: who owns what, with which papers.

use serde::Deserialize;
use std::collections::BTreeMap;

/// `owner`: one row of the county's decision table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// Conditions: fact → admitted values. Absent = the residual row.
    #[serde(default)]
    pub when: BTreeMap<String, Vec<String>>,
    /// Level of the owner.
    pub owner: String,
}
