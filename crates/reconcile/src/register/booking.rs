//! By which accounting rules an asset is booked.

use crate::entities::Entity;
use crate::scope::name;
use ledger::codes::intake::FIELD_MISSING;
use ledger::words::accounts::ACCOUNTING_RULE;
use ledger::{Books, CheckRun, Row, StepOutput, Verdict};
use rulebook::checks::register::AccountingRule;
use rulebook::{Family, Ruled};

const FIELD: &str = "accounting_rule";

/// `accounting-rule`: the county ledger names no rules for the books of an asset, or others than the
/// clause does.
pub(super) fn check(
    books: &Books,
    rules: &[Ruled<AccountingRule>],
    entities: &[Entity],
    out: &mut StepOutput<()>,
) {
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(AccountingRule::NAME));
    }
    for rule in rules {
        let mut run = rule.run();
        for entity in entities {
            let Some(row) = entity.county() else { continue };
            let class = row.asset_class.as_deref();
            let bound = row.owner_type.as_deref().is_some_and(|o| rule.rule.owners.contains(&o))
                && (rule.rule.classes.is_empty()
                    || class.is_some_and(|class| rule.rule.classes.contains(&class)));
            if !bound {
                continue;
            }
            let found = row.accounting_rule.as_deref();
            let verdict = match found {
                Some(found) => Verdict::from(found == rule.rule.rule),
                None if books.has_column(row, FIELD) => Verdict::Failed,
                None => Verdict::Unknown,
            };
            run.count(verdict);
            if verdict == Verdict::Failed {
                let due = ACCOUNTING_RULE.label_of(rule.rule.rule);
                let stated = found.map_or("空缺", |f| ACCOUNTING_RULE.label_of(f));
                let finding = rule
                    .finding(&FIELD_MISSING, entity.subject())
                    .detail(FIELD)
                    .of(row)
                    .arg("name", name(entity))
                    .arg("field", "会计制度")
                    .arg_in(
                        "fault",
                        &format!("应为{due}，登记为{stated}"),
                        &format!("{due} is due, {stated} is stated"),
                    );
                out.findings.push(finding.cells(row.cells(&["owner_type", "asset_class", FIELD])));
            }
        }
        out.checks.push(run);
    }
}
