//! Rung 0: what people decided earlier. A decision holds as long as both rows say what they said;
//! it is bound to their contents, not to files or rows, so that a ledger sent again keeps it.

use super::entry::Entries;
use super::ladder::{Ladder, Rung};
use super::near::parts;
use super::union::HUB;
use ledger::tables::{Asset, MatchDecision};
use ledger::{Row, Text, Value};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Verdict: the rows are one asset.
pub const MATCH: &str = "match";
/// Verdict: the rows are not one asset.
pub const NOT_MATCH: &str = "not-match";

/// Decisions that hold, and those that do not any more.
#[derive(Debug, Default)]
pub struct Decided {
    together: BTreeMap<(usize, usize), String>,
    apart: BTreeSet<(usize, usize)>,
    /// Decisions one of whose rows is gone or has changed.
    pub stale: Vec<MatchDecision>,
}

impl Decided {
    /// Finds the rows of each decision again.
    #[must_use]
    pub fn new(entries: &Entries<'_>, decisions: &[MatchDecision]) -> Self {
        let mut out = Self::default();
        if decisions.is_empty() {
            return out;
        }
        let mut by_content: BTreeMap<Text, Vec<usize>> = BTreeMap::new();
        for (row, entry) in entries.all.iter().enumerate() {
            by_content.entry(content_hash(entry.asset)).or_default().push(row);
        }
        let find = |ledger: &Option<Text>, hash: &Option<Text>, row_id: &Option<Text>| {
            let rows = by_content.get(hash.as_deref()?)?;
            let here: Vec<usize> =
                rows.iter().copied().filter(|r| entries.all[*r].asset.ledger == *ledger).collect();
            // Rows that say the same are told apart by the row decided on, if it is still there.
            let same =
                |row: &&usize| Some(&*entries.all[**row].asset.origin.row_id) == row_id.as_deref();
            here.iter().find(same).or_else(|| here.first().filter(|_| here.len() == 1)).copied()
        };
        for decision in decisions {
            let left = find(&decision.left_ledger, &decision.left_hash, &decision.left_row_id);
            let right = find(&decision.right_ledger, &decision.right_hash, &decision.right_row_id);
            let (Some(left), Some(right)) = (left, right) else {
                out.stale.push(decision.clone());
                continue;
            };
            let on_left = entries.all[right].asset.ledger.as_deref() != Some(HUB);
            let pair = if on_left { (left, right) } else { (right, left) };
            match decision.verdict.as_deref() {
                Some(MATCH) => {
                    out.apart.remove(&pair);
                    out.together.insert(pair, told(decision));
                }
                Some(NOT_MATCH) => {
                    out.together.remove(&pair);
                    out.apart.insert(pair);
                }
                _ => out.stale.push(decision.clone()),
            }
        }
        out
    }

    /// Whether a person decided that two rows are not one asset.
    #[must_use]
    pub fn apart(&self, a: usize, b: usize) -> bool {
        !self.apart.is_empty() && (self.apart.contains(&(a, b)) || self.apart.contains(&(b, a)))
    }
}

fn told(decision: &MatchDecision) -> String {
    let text = |t: &Option<Text>| t.as_deref().unwrap_or("—").to_owned();
    let date = decision.date.map_or_else(|| "—".to_owned(), |d| Value::Date(d).to_string());
    format!("人工决定：{}，{date}，{}", text(&decision.by), text(&decision.reason))
}

/// Pairs what people decided to be one, before anything else is looked at.
pub(super) fn climb(ladder: &mut Ladder<'_, '_>) {
    let decided = &ladder.entries.decided.together;
    if decided.is_empty() {
        return;
    }
    let left: BTreeSet<usize> = ladder.left.iter().copied().collect();
    let right: BTreeSet<usize> = ladder.right.iter().copied().collect();
    let pairs: Vec<(usize, usize)> =
        decided.keys().copied().filter(|(l, r)| left.contains(l) && right.contains(r)).collect();
    for part in parts(&pairs) {
        let why: BTreeSet<&str> =
            part.iter().filter_map(|pair| decided.get(pair)).map(String::as_str).collect();
        let why = why.into_iter().collect::<Vec<_>>().join("；");
        let left: BTreeSet<usize> = part.iter().map(|(l, _)| *l).collect();
        let right: BTreeSet<usize> = part.iter().map(|(_, r)| *r).collect();
        let (left, right) = (left.into_iter().collect(), right.into_iter().collect());
        ladder.confirm(left, right, Rung::Decision, why);
    }
}

/// A decision about two rows, ready to be recorded.
#[must_use]
pub fn record(left: &Asset, right: &Asset) -> MatchDecision {
    MatchDecision {
        left_ledger: left.ledger.clone(),
        left_row_id: Some(left.row_id().into()),
        left_name: left.asset_name.clone(),
        left_hash: Some(content_hash(left)),
        right_ledger: right.ledger.clone(),
        right_row_id: Some(right.row_id().into()),
        right_name: right.asset_name.clone(),
        right_hash: Some(content_hash(right)),
        ..MatchDecision::default()
    }
}

/// The hash of what a row says: every field with its name, wherever the row stands.
#[must_use]
pub fn content_hash(asset: &Asset) -> Text {
    let mut hash = Sha256::new();
    let mut add = |name: &str, value: &str| {
        for part in [name, value] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
    };
    for (column, value) in Asset::TABLE.columns.iter().zip(asset.values()) {
        if !value.is_null() {
            add(column.name, &value.to_string());
        }
    }
    if let Some(person) = asset.origin.person_hash.as_deref() {
        add("person_hash", person);
    }
    let mut out = String::with_capacity(32);
    for byte in hash.finalize().iter().take(16) {
        // Writing into a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out.into()
}
