//! How much of the law is shown: each clause that orders a check fires in one situation and stays
//! quiet in another. Clauses that only decide who owns are shown by the scenarios.

#![cfg(test)]

use rulebook::{Check, Rulebook, situation};

#[test]
fn every_clause_that_orders_a_check_is_shown_to_fire_and_to_stay_quiet() {
    let mut unshown = Vec::new();
    for id in Rulebook::builtin_ids() {
        let book = Rulebook::builtin(id).unwrap();
        let situations: Vec<_> = situation::STEPS
            .iter()
            .flat_map(|step| situation::builtin(id, step).unwrap())
            .collect();
        for (clause, shown) in situation::coverage(&book, &situations) {
            let decides_only = clause.checks.iter().all(|check| matches!(check, Check::Owner(_)));
            if !decides_only && (shown.fires == 0 || shown.quiet == 0) {
                unshown.push(format!("{id} {} {shown:?}", clause.id));
            }
        }
    }
    assert_eq!(unshown, Vec::<String>::new());
}
