//! The steps of each disposal as a checklist, for printing.

use crate::verdict::VERDICT;
use ledger::tables::DisposalDecision;
use ledger::words::disposals::DISPOSAL_STEP;
use ledger::{Day, Text};

/// One disposal or write-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// Disposal or write-off id.
    pub id: Text,
    /// The verdict; `None` where it is open.
    pub ok: Option<bool>,
    /// Clauses that errors stand on, joined with `;`.
    pub clauses: Option<Text>,
    /// Its steps, in the order in which they are taken.
    pub items: Vec<ChecklistItem>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistItem {
    /// Code of the step.
    pub step: Text,
    /// Its Chinese name.
    pub label: Text,
    /// Whether the rules demand it.
    pub required: bool,
    /// Whether it is on file.
    pub present: bool,
    /// When it was done.
    pub date: Option<Day>,
    /// Whether it is as it should be; `None` where it may still come.
    pub ok: Option<bool>,
    /// The clause that demands it.
    pub clause: Option<Text>,
}

/// Groups decisions by disposal or write-off, in the order in which they stand.
#[must_use]
pub fn checklist(decisions: &[DisposalDecision]) -> Vec<Checklist> {
    let mut out: Vec<Checklist> = Vec::new();
    for row in decisions {
        let id = row.disposal_id.as_ref().or(row.writeoff_id.as_ref());
        let id: Text = id.map_or_else(Text::default, Clone::clone);
        if out.last().is_none_or(|list| list.id != id) {
            out.push(Checklist { id, ok: None, clauses: None, items: Vec::new() });
        }
        let Some(list) = out.last_mut() else { continue };
        let step = row.step.as_deref().unwrap_or_default();
        if step == VERDICT {
            list.ok = row.ok;
            list.clauses.clone_from(&row.clause);
        } else {
            list.items.push(ChecklistItem {
                step: step.into(),
                label: DISPOSAL_STEP.label_of(step).into(),
                required: row.required == Some(true),
                present: row.present == Some(true),
                date: row.date,
                ok: row.ok,
                clause: row.clause.clone(),
            });
        }
    }
    out
}
