//! Dated steps: present, and in order.

use ledger::codes::CodeSpec;
use ledger::{Cell, Day, Finding};

/// What people call the step or the paper that a column is about: 乡镇备案日期 → 乡镇备案.
pub(crate) fn short(label: &str) -> &str {
    ["日期", "文号", "编号", "文件号"]
        .iter()
        .find_map(|tail| label.strip_suffix(tail))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(label)
}

/// One step of a chain.
#[derive(Debug, Clone)]
pub(crate) struct Step<'a> {
    /// Stable name: the field.
    pub name: &'a str,
    /// What people call it.
    pub label: &'a str,
    /// When; absent where it is not on file.
    pub day: Option<Day>,
    /// The cells that say so, or that should.
    pub cells: Vec<Cell>,
}

/// The codes of one kind of chain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chain {
    /// A step is absent.
    pub missing: &'static CodeSpec,
    /// A step came before the one that must precede it.
    pub order: &'static CodeSpec,
}

impl Chain {
    /// One finding per absent step, one per step that surely came before its predecessor. Steps of
    /// one day are in order; a day stated to the month or year is out of order only when no day of
    /// it would be in order.
    pub(crate) fn check(
        self,
        steps: &[Step],
        finding: impl Fn(&'static CodeSpec) -> Finding,
    ) -> Vec<Finding> {
        let mut out = Vec::new();
        for step in steps.iter().filter(|step| step.day.is_none()) {
            out.push(
                finding(self.missing)
                    .detail(step.name)
                    .arg("step", step.label)
                    .cells(step.cells.clone()),
            );
        }
        out.extend(self.order(steps, finding));
        out
    }

    /// Only the order.
    pub(crate) fn order(
        self,
        steps: &[Step],
        finding: impl Fn(&'static CodeSpec) -> Finding,
    ) -> Vec<Finding> {
        let dated: Vec<(&Step, Day)> =
            steps.iter().filter_map(|step| Some((step, step.day?))).collect();
        let pairs = dated.iter().zip(dated.iter().skip(1));
        pairs
            .filter(|((_, first), (_, then))| first.date > then.latest())
            .map(|((first, first_day), (then, then_day))| {
                finding(self.order)
                    .detail(format!("{}>{}", first.name, then.name))
                    .arg("first", first.label)
                    .arg("first_day", first_day.to_string())
                    .arg("then", then.label)
                    .arg("then_day", then_day.to_string())
                    .cells(first.cells.clone())
                    .cells(then.cells.clone())
            })
            .collect()
    }
}
