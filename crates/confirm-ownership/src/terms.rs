//! What contracts settle, with whom they are made, and consent to changes.

use crate::check::{Let, Outcome};
use crate::judged::{Case, Judged};
use crate::operation::label;
use ledger::codes::contract;
use ledger::day::months_later;
use ledger::tables::{Change, Contract};
use ledger::words::contracts::CONTRACT_CLAUSES;
use ledger::{Cell, CheckRun, Day, Finding, Row, StepOutput, Verdict};
use rulebook::checks::custody::{ContractClauses, OperationConsent, OperatorFit};
use rulebook::{Family, Ruled};

/// All of it.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let mut out = case.over_contracts::<ContractClauses>(
        |rule| (Some(&rule.when), &rule.modes),
        settled,
        self_run,
    );
    out.absorb(case.over_contracts::<OperatorFit>(
        |rule| (Some(&rule.when), &[]),
        fit,
        |_, _| Outcome::NotAbout,
    ));
    out.absorb(consent(case));
    out
}

/// One finding lists everything that a contract leaves open under one clause. A target may stand on
/// the asset instead.
fn settled(ruled: Ruled<'_, ContractClauses>, one: &Let) -> Outcome {
    let row = one.contract;
    let rule = ruled.rule;
    let on_asset = one.asset.map(|asset| asset.view.row);
    let mut missing: Vec<(&str, &str)> = Vec::new();
    let mut cells = Vec::new();
    for clause in &rule.clauses {
        if !row.contract_clauses.iter().any(|c| &**c == *clause) {
            missing.push((clause, CONTRACT_CLAUSES.label_of(clause)));
        }
    }
    if !missing.is_empty() {
        cells.extend(row.cells(&["contract_clauses"]));
    }
    for field in &rule.require {
        let target = *field == "performance_target"
            && on_asset.is_some_and(|asset| asset.performance_target.is_some());
        if row.value(field).is_null() && !target {
            missing.push((field, label(field)));
            cells.extend(row.cells(&[field]));
        }
    }
    let agreed = row.linkage_mode.as_deref();
    if !rule.linkage.is_empty() && !agreed.is_some_and(|mode| rule.linkage.contains(&mode)) {
        missing.push(("linkage_mode", label("linkage_mode")));
        cells.extend(row.cells(&["linkage_mode"]));
    }
    if missing.is_empty() {
        return Outcome::Passed;
    }
    let (township, village) = one.place();
    let finding = ruled
        .finding(&contract::CLAUSE_MISSING, one.subject())
        .place(township, village);
    vec![lists(finding, &missing).cells(cells)].into()
}

fn lists(finding: Finding, missing: &[(&str, &str)]) -> Finding {
    let names: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
    let labels: Vec<&str> = missing.iter().map(|(_, label)| *label).collect();
    finding
        .detail(names.join(","))
        .arg("items", labels.join("、"))
}

/// A self-run asset without any row of mode self has none of what such a row must hold.
fn self_run(ruled: Ruled<'_, ContractClauses>, asset: &Judged) -> Outcome {
    let row = asset.view.row;
    let run_so = row.operation_mode.as_deref() == Some("self");
    if !run_so || !ruled.rule.modes.contains(&"self") {
        return Outcome::NotAbout;
    }
    let on_asset = |field: &str| field == "performance_target" && row.performance_target.is_some();
    let missing: Vec<(&str, &str)> = ruled
        .rule
        .require
        .iter()
        .filter(|field| !on_asset(field))
        .map(|field| (*field, label(field)))
        .collect();
    if missing.is_empty() {
        return Outcome::Passed;
    }
    let finding = ruled
        .finding(&contract::CLAUSE_MISSING, asset.view.subject())
        .of(row);
    let cells = row.cells(&["operation_mode", "contract_id", "performance_target"]);
    vec![lists(finding, &missing).cells(cells)].into()
}

/// Nobody discredited, and with the papers of fitness.
fn fit(ruled: Ruled<'_, OperatorFit>, one: &Let) -> Outcome {
    let row = one.contract;
    let (township, village) = one.place();
    let finding = |detail: &str, why: String| {
        ruled
            .finding(&contract::OPERATOR_UNFIT, one.subject())
            .detail(detail)
            .place(township, village)
            .arg("operator", row.operator_name.as_deref().unwrap_or("（空）"))
            .arg("why", why)
    };
    let mut out = Vec::new();
    if ruled.rule.no_discredited && row.operator_blacklist_flag == Some(true) {
        out.push(
            finding("operator_blacklist_flag", "在失信名单上".into())
                .cells(row.cells(&["operator_name", "operator_blacklist_flag"])),
        );
    }
    for field in &ruled.rule.papers {
        if row.value(field).is_null() {
            let why = format!("没有{}", label(field));
            out.push(finding(field, why).cells(row.cells(&["operator_name", field])));
        }
    }
    out.into()
}

/// What a choice or a change of the way an asset is run needs, and the cells that say whether it is
/// there.
struct Needed {
    detail: &'static str,
    label: &'static str,
    cells: Vec<Cell>,
}

/// A change is reported on its asset, a choice on its contract.
fn consent(case: &Case) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules = case.book.ruled::<OperationConsent>(case.day);
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(OperationConsent::NAME));
    }
    for ruled in rules {
        if !case.books.has("contracts") && !case.books.has("changes") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for one in case.lets().iter().filter(|one| one.is_let_out()) {
            let findings = chosen(case, ruled, one);
            run.count(Verdict::from(findings.is_empty()));
            out.findings.extend(findings);
        }
        for asset in &case.assets {
            for change in asset
                .view
                .changes
                .iter()
                .filter(|c| is_about(ruled.rule, c))
            {
                let findings = changed(case, ruled, asset, change);
                run.count(Verdict::from(findings.is_empty()));
                out.findings.extend(findings);
            }
        }
        out.checks.push(run);
    }
    out
}

fn is_about(rule: &OperationConsent, change: &Change) -> bool {
    change
        .change_type
        .as_deref()
        .is_some_and(|kind| rule.changes.contains(&kind))
}

fn chosen(case: &Case, ruled: Ruled<'_, OperationConsent>, one: &Let) -> Vec<Finding> {
    let (township, village) = one.place();
    lacking_choice(case, ruled.rule, one)
        .into_iter()
        .map(|needed| {
            ruled
                .finding(&contract::STEP_MISSING, one.subject())
                .detail(needed.detail)
                .place(township, village)
                .arg("step", needed.label)
                .cells(needed.cells)
        })
        .collect()
}

fn lacking_choice(case: &Case, rule: &OperationConsent, one: &Let) -> Vec<Needed> {
    let row: &Contract = one.contract;
    let mut out = Vec::new();
    if rule.meeting && row.village_meeting_date.is_none() {
        out.push(Needed {
            detail: "village_meeting_date",
            label: label("village_meeting_date"),
            cells: row.cells(&["village_meeting_date"]),
        });
    }
    if rule.owner && row.owner_consent_date.is_none() {
        out.push(Needed {
            detail: "owner_consent_date",
            label: label("owner_consent_date"),
            cells: row.cells(&["owner_consent_date"]),
        });
    }
    if rule.approval && row.superior_approval_date.is_none() && row.township_review_date.is_none() {
        out.push(Needed {
            detail: "superior_approval_date",
            label: label("superior_approval_date"),
            cells: row.cells(&["superior_approval_date", "township_review_date"]),
        });
    }
    let posted = one
        .asset
        .is_none_or(|asset| notices(case, asset).next().is_some());
    if rule.publicity && case.books.has("publicity") && !posted {
        out.push(Needed {
            detail: "publicity",
            label: "公开公示",
            cells: row.cells(&["asset_id"]),
        });
    }
    out
}

fn changed(
    case: &Case,
    ruled: Ruled<'_, OperationConsent>,
    asset: &Judged,
    change: &Change,
) -> Vec<Finding> {
    let id = change.change_id.as_ref().unwrap_or(&change.origin.row_id);
    let named = |kind: &str| {
        ledger::words::accounts::CHANGE_TYPE
            .label_of(kind)
            .to_owned()
    };
    let kind = change.change_type.as_deref().map(named);
    lacking_change(case, ruled.rule, asset, change)
        .into_iter()
        .map(|needed| {
            ruled
                .finding(&contract::CHANGE_UNAPPROVED, asset.view.subject())
                .detail(format!("{id}:{}", needed.detail))
                .of(asset.view.row)
                .arg("change", kind.clone().unwrap_or_default())
                .arg("step", needed.label)
                .cells(change.cells(&["change_id", "change_type", "change_date"]))
                .cells(needed.cells)
        })
        .collect()
}

fn lacking_change(
    case: &Case,
    rule: &OperationConsent,
    asset: &Judged,
    change: &Change,
) -> Vec<Needed> {
    let mut out = Vec::new();
    let dated = [
        (
            rule.meeting,
            "village_meeting_date",
            change.village_meeting_date,
        ),
        (rule.owner, "owner_consent_date", change.owner_consent_date),
        (
            rule.approval,
            "superior_approval_date",
            change.superior_approval_date,
        ),
    ];
    for (_, field, _) in dated
        .iter()
        .filter(|(needed, _, day)| *needed && day.is_none())
    {
        out.push(Needed {
            detail: field,
            label: label(field),
            cells: change.cells(&[field]),
        });
    }
    if rule.publicity && case.books.has("publicity") && !change_is_posted(case, asset, change) {
        out.push(Needed {
            detail: "publicity",
            label: "公开公示",
            cells: change.cells(&["change_id"]),
        });
    }
    out
}

/// A notice on operation: the change's own, or one on the asset posted between the decision (a year
/// before, where its day is not stated) and the change.
fn change_is_posted(case: &Case, asset: &Judged, change: &Change) -> bool {
    let id = change.change_id.as_deref();
    let by = change.change_date.map(Day::latest);
    let from = change
        .village_meeting_date
        .map(|day| day.date)
        .or_else(|| Some(months_later(by?, -12)));
    notices(case, asset).any(|notice| {
        let about = notice.publicity_ref_id.as_deref();
        let on_asset = about.is_none() || about == Some(&*asset.view.id);
        let start = notice.publicity_start_date;
        let in_time = start.is_some_and(|start| {
            by.is_none_or(|by| start.date <= by) && from.is_none_or(|from| start.latest() >= from)
        });
        (id.is_some() && about == id) || (on_asset && in_time)
    })
}

/// Notices on operation: the asset's own, and those of its village that name no asset.
fn notices<'c>(
    case: &'c Case,
    asset: &'c Judged,
) -> impl Iterator<Item = &'c ledger::tables::Publicity> {
    let village = asset.view.village();
    let of_village = case.books.publicity.iter().filter(move |notice| {
        notice.asset_id.is_none() && village.is_some() && notice.village.as_deref() == village
    });
    asset
        .view
        .notices
        .iter()
        .copied()
        .chain(of_village)
        .filter(|notice| notice.publicity_subject.as_deref() == Some("operation"))
}
