//! Insurance of live assets, guarantees of co-operative operation, yearly evaluation.

use crate::each::{self, Judged};
use crate::scene::{Scene, is_one_of, year_end, year_of};
use crate::talk::{day, label, text, yuan};
use ledger::codes::income::{NOT_EVALUATED, UNGUARANTEED, UNINSURED};
use ledger::tables::{Asset, Contract, Supervision};
use ledger::words::{contracts, oversight};
use ledger::{Cell, Decimal, Fen, Row, Severity, StepOutput, Subject, SubjectKind};
use rulebook::Ruled;
use rulebook::checks::distribution::{Guarantee, Insurance, ThirdPartyEvaluation};
use std::collections::BTreeMap;

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    each::asset::<Insurance>(scene, &["assets", "contracts"], &mut out, insured);
    each::asset::<Guarantee>(scene, &["assets", "contracts"], &mut out, guaranteed);
    let mut evaluations: BTreeMap<&str, Vec<&Supervision>> = BTreeMap::new();
    for row in &scene.books.supervision {
        if let Some(asset) = row.asset_id.as_deref() {
            evaluations.entry(asset).or_default().push(row);
        }
    }
    for rows in evaluations.values_mut() {
        rows.sort_by_key(|r| (r.eval_date, r.origin.clone()));
    }
    each::asset::<ThirdPartyEvaluation>(
        scene,
        &["assets", "supervision"],
        &mut out,
        |scene, ruled, key, asset| {
            let rows = evaluations.get(key).map_or(&[][..], Vec::as_slice);
            evaluated(scene, ruled, key, asset, rows)
        },
    );
    out
}

fn subject(key: &str) -> Subject {
    Subject::new(SubjectKind::Asset, key)
}

/// The contracts that run today; all of them where none does, so that a lapsed one can be shown.
fn running<'a>(scene: &Scene<'a>, key: &str) -> Vec<&'a Contract> {
    let all = scene.contracts_of(key);
    let today = scene.case.as_of;
    let now: Vec<&Contract> = all
        .iter()
        .copied()
        .filter(|c| {
            c.contract_start_date.is_none_or(|d| d.date <= today)
                && c.contract_end_date.is_none_or(|d| d.latest() >= today)
        })
        .collect();
    if now.is_empty() { all.to_vec() } else { now }
}

fn insured(scene: &Scene, ruled: &Ruled<Insurance>, key: &str, asset: &Asset) -> Judged {
    let contracts = running(scene, key);
    let live = is_one_of(&asset.asset_form, &ruled.rule.forms)
        || is_one_of(&asset.asset_subclass, &ruled.rule.subclasses)
        || contracts.iter().any(|c| c.livestock_flag == Some(true));
    if !live {
        return Judged::Unbound;
    }
    let in_force = |c: &&Contract| {
        c.insurance_policy_no.is_some()
            && c.insurance_coverage_end.is_some_and(|end| end.latest() >= scene.case.as_of)
    };
    if contracts.iter().any(in_force) {
        return Judged::Found(Vec::new());
    }
    if is_unasked(scene, &contracts, "insurance_policy_no") {
        return Judged::Unknown;
    }
    let shown = contracts.first();
    Judged::Found(vec![
        ruled
            .finding(&UNINSURED, subject(key))
            .of(asset)
            .arg("as_of", scene.case.as_of.to_string())
            .arg("policy", shown.map_or(crate::talk::BLANK, |c| text(&c.insurance_policy_no)))
            .arg("until", day(shown.and_then(|c| c.insurance_coverage_end)))
            .cells(asset.cells(&["asset_form", "asset_subclass"]))
            .cells(contracts.iter().flat_map(|c| insurance_cells(c))),
    ])
}

/// Whether there are contracts, and the sheet of none of them has a column for a field.
fn is_unasked(scene: &Scene, contracts: &[&Contract], field: &str) -> bool {
    let asked = |c: &&Contract| scene.books.has_column(*c, field);
    !contracts.is_empty() && !contracts.iter().any(asked)
}

fn insurance_cells(contract: &Contract) -> Vec<Cell> {
    contract.cells(&["livestock_flag", "insurance_policy_no", "insurance_coverage_end"])
}

fn guaranteed(scene: &Scene, ruled: &Ruled<Guarantee>, key: &str, asset: &Asset) -> Judged {
    let contracts = running(scene, key);
    let modes = &ruled.rule.modes;
    let stated = contracts.iter().any(|c| c.operation_mode.is_some());
    let bound = contracts.iter().any(|c| is_one_of(&c.operation_mode, modes))
        || (!stated && is_one_of(&asset.operation_mode, modes));
    if !bound {
        return Judged::Unbound;
    }
    let counts = |c: &Contract| {
        c.guarantee_type.is_some()
            && (ruled.rule.types.is_empty() || is_one_of(&c.guarantee_type, &ruled.rule.types))
    };
    let given: Vec<&&Contract> = contracts.iter().filter(|c| counts(c)).collect();
    let amount = Fen::sum(given.iter().filter_map(|c| c.guarantee_amount));
    let amount = given.iter().any(|c| c.guarantee_amount.is_some()).then_some(amount);
    let value = asset.original_value;
    let needed = value.and_then(|v| v.times(ruled.rule.cover.map_or(Decimal::ONE, |c| c.0)));
    let full = match (amount, needed) {
        (Some(amount), Some(value)) => amount >= value,
        (Some(_), None) => true,
        (None, _) => false,
    };
    if full && !given.is_empty() {
        return Judged::Found(Vec::new());
    }
    if is_unasked(scene, &contracts, "guarantee_type") {
        return Judged::Unknown;
    }
    let kind = given.first().and_then(|c| c.guarantee_type.as_deref());
    let mode = contracts
        .iter()
        .find_map(|c| c.operation_mode.as_deref())
        .or(asset.operation_mode.as_deref());
    let mut finding = ruled
        .finding(&UNGUARANTEED, subject(key))
        .of(asset)
        .arg("mode", label(&contracts::OPERATION_MODE, mode))
        .arg("need", need(ruled.rule))
        .arg("value", yuan(value))
        .arg("kind", label(&contracts::GUARANTEE_TYPE, kind))
        .arg("guaranteed", yuan(amount))
        .cells(asset.cells(&["operation_mode", "original_value"]))
        .cells(contracts.iter().flat_map(|c| guarantee_cells(c)));
    finding.amount = needed.map(|v| v.minus(amount.unwrap_or(Fen::ZERO)));
    if !given.is_empty() && ruled.rule.cover.is_none() {
        finding.severity = Severity::Warning; // A50: there is one, but it falls short
    }
    Judged::Found(vec![finding])
}

fn need(rule: &Guarantee) -> String {
    rule.cover.map_or("全额担保".to_owned(), |cover| format!("不低于资产价值{cover}的担保"))
}

fn guarantee_cells(contract: &Contract) -> Vec<Cell> {
    contract.cells(&["operation_mode", "guarantee_type", "guarantee_amount"])
}

/// Our reading: an evaluation counts for the year in which it is dated, when its report and its
/// result are on file; a failure is rectified by what was done on its day or later. What was formed
/// after the year owes none.
fn evaluated(
    scene: &Scene,
    ruled: &Ruled<ThirdPartyEvaluation>,
    key: &str,
    asset: &Asset,
    rows: &[&Supervision],
) -> Judged {
    let year = i64::from(scene.case.year);
    let formed = asset.formation_date.or(asset.in_use_date);
    if formed.is_some_and(|d| d.date > year_end(year)) || scene.case.as_of < year_end(year) {
        return Judged::Unbound;
    }
    let made: Vec<&Supervision> = rows
        .iter()
        .copied()
        .filter(|r| {
            is_one_of(&r.eval_type, &ruled.rule.types)
                && r.eval_date.is_some_and(|d| year_of(d.date) == year)
        })
        .collect();
    let (partly, done): (Vec<&Supervision>, Vec<&Supervision>) = made
        .into_iter()
        .partition(|r| ["eval_report_no", "eval_result"].iter().any(|f| scene.books.lacks(*r, f)));
    let make = |detail: &str, row: Option<&Supervision>| {
        let result = row.and_then(|r| r.eval_result.as_deref());
        ruled
            .finding(&NOT_EVALUATED, subject(key))
            .detail(format!("{detail}:{year}"))
            .of(asset)
            .arg("year", year.to_string())
            .arg("result", label(&oversight::EVAL_RESULT, result))
            .arg("rectified", day(row.and_then(|r| r.rectification_date)))
    };
    if done.is_empty() {
        let cells = rows
            .iter()
            .flat_map(|r| r.cells(&["eval_type", "eval_date", "eval_report_no", "eval_result"]));
        let finding = make("evaluation", partly.first().copied());
        return Judged::Found(vec![finding.cells(asset.cells(&["asset_id"])).cells(cells)]);
    }
    let failing = done
        .iter()
        .filter(|r| is_one_of(&r.eval_result, &ruled.rule.failing) && !is_rectified(r))
        .map(|r| {
            make("rectification", Some(r)).cells(r.cells(&[
                "eval_type",
                "eval_date",
                "eval_result",
                "rectification_date",
            ]))
        });
    Judged::Found(failing.take(1).collect())
}

fn is_rectified(row: &Supervision) -> bool {
    let evaluated = row.eval_date.map(|day| day.date);
    row.rectification_date.is_some_and(|done| evaluated.is_none_or(|day| day <= done.latest()))
}
