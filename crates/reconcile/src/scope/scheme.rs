//! The income-sharing scheme: which assets may enter it, and what its money may become. Binds
//! assets that are flagged as being in it, no others (A23).

use super::{Scope, name};
use crate::entities::Entity;
use ledger::codes::scope::{BEFORE_START, FUND_EXCLUDED, FUND_UNLISTED};
use ledger::tables::Asset;
use ledger::words::assets::{ASSET_FORM, ASSET_SUBCLASS};
use ledger::{CheckRun, Row, StepOutput, Verdict};
use rulebook::checks::reconciliation::{IncomeScheme, IncomeSchemeForm};
use rulebook::{Family, Ruled};

fn in_scheme<'a, 'b>(entities: &'b [Entity<'a>]) -> impl Iterator<Item = &'b Entity<'a>> {
    entities.iter().filter(|e| e.rows.iter().any(|r| r.income_scheme_flag == Some(true)))
}

fn holds(list: &[&str], code: Option<&str>) -> bool {
    code.is_some_and(|code| list.contains(&code))
}

/// `income-scheme`: the asset is of none of the kinds that may enter.
pub(super) fn admission(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    let rules = scope.book.ruled::<IncomeScheme>(scope.day);
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(IncomeScheme::NAME));
    }
    for rule in &rules {
        let mut run = rule.run();
        for entity in in_scheme(entities) {
            run.count(admit(scope, rule, entity, out));
        }
        out.checks.push(run);
    }
}

fn admit(
    scope: &Scope,
    rule: &Ruled<IncomeScheme>,
    entity: &Entity,
    out: &mut StepOutput<()>,
) -> Verdict {
    let (kinds, lead) = (rule.rule, entity.lead());
    let given =
        scope.mixes.of_entity(entity).iter().any(|p| holds(&kinds.sources, Some(&p.source)));
    let collective = holds(&kinds.classes, lead.asset_class.as_deref())
        && holds(&kinds.owners, lead.owner_type.as_deref());
    let industry = holds(&kinds.subclasses, lead.asset_subclass.as_deref());
    let early = scope.formed(entity, |year| year < kinds.first_year);
    if given || collective || (industry && early.is_empty()) {
        return Verdict::Passed;
    }
    let about = |code| {
        rule.finding(code, entity.subject())
            .detail("income-scheme")
            .of(lead)
            .arg("name", name(entity))
    };
    if let Some(first) = early.first().filter(|_| industry) {
        // Formed before the county's own first year: that is the cause, and reported.
        if !scope.outside_window(entity) {
            let finding = about(&BEFORE_START)
                .arg("basis", first.by)
                .arg("formed", first.date.as_str())
                .arg_in(
                    "bound",
                    &format!("早于{}年", kinds.first_year),
                    &format!("before {}", kinds.first_year),
                )
                .arg_in(
                    "treatment",
                    "不能用于资产收益扶贫",
                    "it may not enter the income-sharing scheme",
                );
            out.findings.push(finding.cells(early.into_iter().flat_map(|f| f.cells)));
        }
        return Verdict::Failed;
    }
    let kind = lead.asset_subclass.as_deref().map_or("未填", |c| ASSET_SUBCLASS.label_of(c));
    let columns =
        ["income_scheme_flag", "asset_class", "asset_subclass", "owner_type", "fund_source"];
    let finding =
        about(&FUND_UNLISTED).arg("source", format!("资产收益扶贫资金（资产类型：{kind}）"));
    out.findings.push(finding.cells(lead.cells(&columns)));
    Verdict::Failed
}

/// `income-scheme-form`: the scheme's money became something that cannot be inspected.
pub(super) fn form(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    let rules = scope.book.ruled::<IncomeSchemeForm>(scope.day);
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(IncomeSchemeForm::NAME));
    }
    for rule in &rules {
        let mut run = rule.run();
        for entity in in_scheme(entities) {
            let stated: Vec<&Asset> =
                entity.rows.iter().copied().filter(|r| r.asset_form.is_some()).collect();
            let odd = stated.iter().find(|r| !holds(&rule.rule.forms, r.asset_form.as_deref()));
            run.count(match odd {
                Some(_) => Verdict::Failed,
                None if stated.is_empty() => Verdict::Unknown,
                None => Verdict::Passed,
            });
            if let Some(row) = odd {
                let form = row.asset_form.as_deref().map_or("", |c| ASSET_FORM.label_of(c));
                let finding = rule
                    .finding(&FUND_EXCLUDED, entity.subject())
                    .detail("income-scheme")
                    .of(entity.lead())
                    .arg("name", name(entity))
                    .arg("source", format!("资产收益扶贫资金（形成{form}，不是可核查的物化资产）"));
                out.findings.push(finding.cells(row.cells(&["income_scheme_flag", "asset_form"])));
            }
        }
        out.checks.push(run);
    }
}
