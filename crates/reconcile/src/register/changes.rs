//! What happens to an asset is registered, and rests on a document.

use crate::entities::Entities;
use crate::keys::id::id_key;
use crate::scope::name;
use ledger::codes::owner::STEP_MISSING;
use ledger::tables::Change;
use ledger::words::accounts::CHANGE_TYPE;
use ledger::{Books, CheckRun, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::register::ChangesRegistered;
use rulebook::{Family, Ruled};
use std::collections::BTreeMap;

/// `changes-registered`: a change of these kinds has no date of registration, or no document.
pub(super) fn check(
    books: &Books,
    rules: &[Ruled<ChangesRegistered>],
    entities: &Entities,
    out: &mut StepOutput<()>,
) {
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(ChangesRegistered::NAME));
        return;
    }
    let mut by_id = BTreeMap::new();
    for entity in &entities.all {
        for id in entity.rows.iter().filter_map(|row| row.asset_id.as_deref().and_then(id_key)) {
            by_id.entry(id).or_insert(entity);
        }
    }
    for rule in rules {
        if !books.has("changes") {
            out.checks.push(rule.no_data());
            continue;
        }
        let mut run = rule.run();
        for change in &books.changes {
            let entity = change.asset_id.as_deref().and_then(id_key);
            let entity = entity.and_then(|id| by_id.get(&id)).copied();
            let owner = entity.and_then(|e| e.lead().owner_type.as_deref());
            if !is_bound(rule.rule, change, owner) {
                continue;
            }
            let id = change.asset_id.as_deref().unwrap_or_else(|| change.row_id());
            let subject =
                entity.map_or_else(|| Subject::new(SubjectKind::Asset, id), crate::Entity::subject);
            let named = entity.map(name).or_else(|| change.asset_name.clone()).unwrap_or_default();
            let owed = owed(rule.rule);
            let lacking: Vec<_> = owed.iter().filter(|(f, _)| books.lacks(change, f)).collect();
            let known = owed.iter().all(|(field, _)| books.has_column(change, field));
            run.count(match (lacking.is_empty(), known) {
                (false, _) => Verdict::Failed,
                (true, true) => Verdict::Passed,
                (true, false) => Verdict::Unknown,
            });
            for (field, step) in lacking {
                let kind = change.change_type.as_deref().map_or("", |t| CHANGE_TYPE.label_of(t));
                let number = change.change_id.as_deref().unwrap_or_else(|| change.row_id());
                let finding = rule
                    .finding(&STEP_MISSING, subject.clone())
                    .detail(format!("{field}:{number}"))
                    .place(change.township.as_deref(), change.village.as_deref())
                    .arg("name", named.clone())
                    .arg("step", format!("{kind}的{step}"));
                out.findings.push(finding.cells(change.cells(&[
                    "change_type",
                    "change_date",
                    field,
                ])));
            }
        }
        out.checks.push(run);
    }
}

fn is_bound(rule: &ChangesRegistered, change: &Change, owner: Option<&str>) -> bool {
    change.change_type.as_deref().is_some_and(|kind| rule.types.contains(&kind))
        && (rule.owners.is_empty() || owner.is_some_and(|o| rule.owners.contains(&o)))
}

/// Fields that a change owes, with what they are called.
fn owed(rule: &ChangesRegistered) -> Vec<(&'static str, &'static str)> {
    let registered = rule.registered.then_some(("change_registration_date", "变更登记"));
    let basis = rule.basis.then_some(("change_basis_doc_no", "变更依据文件"));
    registered.into_iter().chain(basis).collect()
}
