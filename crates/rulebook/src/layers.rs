//! Texts above a text: what a county leaves open, the superior text fills; what it rules or names as
//! silent, stays as it is.

use crate::book::{Clause, Rulebook, hex_of};
use std::collections::BTreeSet;

impl Rulebook {
    /// Takes over what `superior` orders and this text neither rules nor leaves out on purpose,
    /// family by family. The clauses taken over come after the own ones, cite the superior text,
    /// and bind from its own first day.
    ///
    /// Bodies, settings, dated values and readings are taken over where this text has none of that
    /// name; the order of the ownership clauses only together with those clauses.
    pub fn inherit(&mut self, superior: &Self) {
        let own: BTreeSet<String> = self.ruled_families().map(Into::into).collect();
        let open = |family: &str| !own.contains(family) && !self.silent.contains(family);
        let clauses: Vec<Clause> =
            superior.clauses.iter().filter_map(|c| taken_over(c, superior, &open)).collect();
        if open("owner") {
            self.ownership.clone_from(&superior.ownership);
        }
        self.clauses.extend(clauses);
        fill(&mut self.bodies, &superior.bodies);
        fill(&mut self.settings, &superior.settings);
        fill(&mut self.series, &superior.series);
        let known: BTreeSet<String> = self.readings.iter().map(|r| r.id.clone()).collect();
        let unknown = superior.readings.iter().filter(|r| !known.contains(&r.id));
        self.readings.extend(unknown.cloned());
        self.silent.extend(superior.silent.iter().filter(|f| !own.contains(*f)).cloned());
        self.sha256 = hex_of(&[&self.sha256, &superior.sha256]);
    }

    /// The families that its clauses order, each as often as it is ordered.
    pub fn ruled_families(&self) -> impl Iterator<Item = &'static str> {
        self.clauses.iter().flat_map(|c| c.checks.iter().map(crate::Check::family))
    }
}

/// The part of a clause that is taken over; `None` when nothing is.
fn taken_over(clause: &Clause, superior: &Rulebook, open: &dyn Fn(&str) -> bool) -> Option<Clause> {
    let mut taken = clause.clone();
    taken.checks.retain(|check| open(check.family()));
    taken.stated.retain(|family, _| open(family));
    taken.from = Some(clause.from.map_or(superior.effective, |d| d.max(superior.effective)));
    taken.until = clause.until.or(superior.expires);
    (!taken.checks.is_empty()).then_some(taken)
}

fn fill<T: Clone>(
    own: &mut std::collections::BTreeMap<String, T>,
    superior: &std::collections::BTreeMap<String, T>,
) {
    for (name, value) in superior {
        own.entry(name.clone()).or_insert_with(|| value.clone());
    }
}
