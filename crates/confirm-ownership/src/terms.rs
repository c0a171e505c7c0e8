//! What contracts settle, with whom they are made, and consent to changes.

use crate::check::{Let, Outcome};
use crate::judged::{Case, Judged};
use crate::operation::label;
use ledger::codes::contract;
use ledger::day::months_later;
use ledger::tables::{Change, Contract, Publicity};
use ledger::words::contracts::{CONTRACT_CLAUSES, OPERATOR_TYPE};
use ledger::{Cell, CheckRun, Day, Finding, Row, StepOutput, Verdict};
use rulebook::checks::custody::{ContractClauses, OperationConsent, OperatorFit};
use rulebook::{Family, Holds, Ruled};

/// All of it.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let mut out = case.over_contracts::<ContractClauses>(
        |rule| (Some(&rule.when), &rule.modes),
        |ruled, one| settled(case, ruled, one),
        self_run,
    );
    out.absorb(case.over_contracts::<OperatorFit>(
        |rule| (Some(&rule.when), &[]),
        |ruled, one| fit(case, ruled, one),
        |_, _| Outcome::NotAbout,
    ));
    out.absorb(consent(case));
    out
}

/// What a contract leaves open: stable name, what people call it, and the column that says so.
struct Open {
    name: &'static str,
    label: &'static str,
    column: &'static str,
}

impl Open {
    fn field(field: &'static str) -> Self {
        Self { name: field, label: label(field), column: field }
    }
}

/// One finding lists everything that a contract leaves open under one clause.
fn settled(case: &Case, ruled: Ruled<'_, ContractClauses>, one: &Let) -> Outcome {
    if ruled.rule.curable && one.contract.contract_fix_date.is_some() {
        return Outcome::Passed;
    }
    let all = left_open(ruled.rule, one);
    let blind = !all.is_empty();
    let open: Vec<Open> =
        all.into_iter().filter(|item| case.columns.has(one.contract, item.column)).collect();
    if open.is_empty() {
        return Outcome::of(Vec::new(), blind);
    }
    let (township, village) = one.place();
    let finding = ruled.finding(&contract::CLAUSE_MISSING, one.subject()).place(township, village);
    let mut columns: Vec<&str> = open.iter().map(|item| item.column).collect();
    columns.dedup();
    vec![lists(finding, &open).cells(one.contract.cells(&columns))].into()
}

/// A target may stand on the asset instead.
fn left_open(rule: &ContractClauses, one: &Let) -> Vec<Open> {
    let row = one.contract;
    let clauses = rule
        .clauses
        .iter()
        .filter(|clause| !row.contract_clauses.iter().any(|c| &**c == **clause))
        .map(|clause| Open {
            name: clause,
            label: CONTRACT_CLAUSES.label_of(clause),
            column: "contract_clauses",
        });
    let on_asset = one.asset.map(|asset| asset.view.row);
    let target = |field: &str| {
        field == "performance_target" && on_asset.is_some_and(|a| a.performance_target.is_some())
    };
    let unsettled = |end: &str| end == "unclear";
    let end = row.end_of_term_disposition.as_deref();
    let end_of_term = (rule.end_of_term && end.is_none_or(unsettled))
        .then(|| Open::field("end_of_term_disposition"));
    let of_asset = rule
        .of_asset
        .iter()
        .filter(move |field| on_asset.is_some_and(|asset| asset.value(field).is_null()))
        .map(|field| Open { name: field, label: crate::papers::label(field), column: "asset_id" });
    let fields = rule
        .require
        .iter()
        .filter(|field| row.value(field).is_null() && !target(field))
        .map(|field| Open::field(field));
    let agreed = row.linkage_mode.as_deref();
    let linked = agreed.is_some_and(|mode| rule.linkage.contains(&mode));
    let linkage = (!rule.linkage.is_empty() && !linked).then(|| Open::field("linkage_mode"));
    clauses.chain(fields).chain(linkage).chain(end_of_term).chain(of_asset).collect()
}

fn lists(finding: Finding, open: &[Open]) -> Finding {
    let names: Vec<&str> = open.iter().map(|item| item.name).collect();
    let labels: Vec<&str> = open.iter().map(|item| item.label).collect();
    finding.detail(names.join(",")).arg("items", labels.join("、"))
}

/// A self-run asset without any row of mode self has none of what such a row must hold.
fn self_run(ruled: Ruled<'_, ContractClauses>, asset: &Judged) -> Outcome {
    let row = asset.view.row;
    let run_so = row.operation_mode.as_deref() == Some("self");
    if !run_so || !ruled.rule.modes.contains(&"self") {
        return Outcome::NotAbout;
    }
    let on_asset = |field: &str| field == "performance_target" && row.performance_target.is_some();
    let missing: Vec<Open> = ruled
        .rule
        .require
        .iter()
        .filter(|field| !on_asset(field))
        .map(|field| Open::field(field))
        .chain(ruled.rule.of_asset.iter().filter(|field| row.value(field).is_null()).map(|field| {
            Open { name: field, label: crate::papers::label(field), column: "asset_id" }
        }))
        .collect();
    if missing.is_empty() {
        return Outcome::Passed;
    }
    let finding = ruled.finding(&contract::CLAUSE_MISSING, asset.view.subject()).of(row);
    let cells = row.cells(&["operation_mode", "contract_id", "performance_target"]);
    vec![lists(finding, &missing).cells(cells)].into()
}

/// Nobody discredited, and with the papers of fitness.
fn fit(case: &Case, ruled: Ruled<'_, OperatorFit>, one: &Let) -> Outcome {
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
    let types = &ruled.rule.types;
    if let Some(kind) = row.operator_type.as_deref().filter(|kind| !types.contains(kind))
        && !types.is_empty()
    {
        let why = format!("不得由{}经营", OPERATOR_TYPE.label_of(kind));
        out.push(
            finding("operator_type", why).cells(row.cells(&["operator_name", "operator_type"])),
        );
    }
    let mut blind = false;
    for field in &ruled.rule.papers {
        if !case.columns.has(row, field) {
            blind = true;
        } else if row.value(field).is_null() {
            let why = format!("没有{}", label(field));
            out.push(finding(field, why).cells(row.cells(&["operator_name", field])));
        }
    }
    Outcome::of(out, blind)
}

/// What a choice or a change of the way an asset is run needs, and the cells that say whether it is
/// there.
struct Needed {
    detail: &'static str,
    label: &'static str,
    cells: Vec<Cell>,
}

impl Needed {
    fn field(field: &'static str, cells: Vec<Cell>) -> Self {
        Self { detail: field, label: label(field), cells }
    }

    const fn publicity(cells: Vec<Cell>) -> Self {
        Self { detail: "publicity", label: "公开公示", cells }
    }
}

/// A change is reported on its asset, a choice on its contract.
fn consent(case: &Case) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules = case.book.ruled::<OperationConsent>(case.law_day);
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(OperationConsent::NAME));
    }
    for ruled in rules {
        if !case.books.has("contracts") && !case.books.has("changes") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        let lets = if ruled.rule.choices { case.lets() } else { Vec::new() };
        for one in lets.iter().filter(|one| one.is(&ruled.rule.when, &[]) == Holds::Yes) {
            let findings = chosen(case, ruled, one);
            run.count(Verdict::from(findings.is_empty()));
            out.findings.extend(findings);
        }
        let about = |asset: &&Judged| asset.is(&ruled.rule.when) == Holds::Yes;
        for asset in case.assets.iter().filter(about) {
            for change in asset.view.changes.iter().filter(|c| is_about(ruled.rule, c)) {
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
    change.change_type.as_deref().is_some_and(|kind| rule.changes.contains(&kind))
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
    let dated = [
        (rule.meeting, "village_meeting_date", row.village_meeting_date),
        (rule.owner, "owner_consent_date", row.owner_consent_date),
        (rule.approval, "superior_approval_date", approval(case, row)),
        (rule.filing, "superior_filing_date", row.superior_filing_date),
    ];
    let posted = || {
        let by = row.contract_start_date.or(row.contract_sign_date);
        let id = row.contract_id.as_deref();
        one.asset.is_none_or(|asset| is_posted(case, asset, id, row.village_meeting_date, by))
    };
    let absent = |(asked, field, day): &(bool, &str, Option<Day>)| {
        *asked && day.is_none() && case.columns.has(row, field)
    };
    let mut out: Vec<Needed> = dated
        .into_iter()
        .filter(absent)
        .map(|(_, field, _)| Needed::field(field, row.cells(&[field])))
        .collect();
    if rule.publicity && case.books.has("publicity") && !posted() {
        out.push(Needed::publicity(row.cells(&["asset_id"])));
    }
    out
}

/// The approval from above; the township's review stands for it where no column names it.
fn approval(case: &Case, row: &Contract) -> Option<Day> {
    let named = case.columns.has(row, "superior_approval_date");
    row.superior_approval_date.or_else(|| row.township_review_date.filter(|_| !named))
}

fn changed(
    case: &Case,
    ruled: Ruled<'_, OperationConsent>,
    asset: &Judged,
    change: &Change,
) -> Vec<Finding> {
    let id = change.change_id.as_ref().unwrap_or(&change.origin.row_id);
    let named = |kind: &str| ledger::words::accounts::CHANGE_TYPE.label_of(kind).to_owned();
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
    let dated = [
        (rule.meeting, "village_meeting_date", change.village_meeting_date),
        (rule.owner, "owner_consent_date", change.owner_consent_date),
        (rule.approval, "superior_approval_date", change.superior_approval_date),
        (rule.filing, "superior_filing_date", change.superior_filing_date),
    ];
    let mut out: Vec<Needed> = dated
        .into_iter()
        .filter(|(asked, field, day)| *asked && day.is_none() && case.columns.has(change, field))
        .map(|(_, field, _)| Needed::field(field, change.cells(&[field])))
        .collect();
    let posted = || {
        let id = change.change_id.as_deref();
        is_posted(case, asset, id, change.village_meeting_date, change.change_date)
    };
    if rule.publicity && case.books.has("publicity") && !posted() {
        out.push(Needed::publicity(change.cells(&["change_id"])));
    }
    out
}

/// The notice on the choice of an operator: one on the contract (`id`), else one on the asset that
/// began on or after the day of the decision and by the day `by`.
pub(crate) fn posting<'c>(
    case: &'c Case,
    asset: &'c Judged,
    id: Option<&str>,
    decided: Option<Day>,
    by: Option<Day>,
) -> Option<&'c Publicity> {
    let on_it = |n: &&Publicity| id.is_some() && n.publicity_ref_id.as_deref() == id;
    let in_time = |n: &&Publicity| {
        let start = n.publicity_start_date;
        start.is_some_and(|start| {
            decided.is_none_or(|day| start.latest() >= day.date)
                && by.is_none_or(|by| start.date <= by.latest())
        })
    };
    notices(case, asset).find(on_it).or_else(|| notices(case, asset).find(in_time))
}

/// A dated notice on operation: one on the choice or the change itself (`id`), or one on the asset
/// posted between the decision (a year before, where its day is not stated) and the day `by` on
/// which it takes effect.
fn is_posted(
    case: &Case,
    asset: &Judged,
    id: Option<&str>,
    decided: Option<Day>,
    by: Option<Day>,
) -> bool {
    let by = by.map(Day::latest);
    let from = decided.map(|day| day.date).or_else(|| Some(months_later(by?, -12)));
    let in_time = |start: Day| {
        by.is_none_or(|by| start.date <= by) && from.is_none_or(|from| start.latest() >= from)
    };
    notices(case, asset).any(|notice| {
        let about = notice.publicity_ref_id.as_deref();
        let on_asset = about.is_none() || about == Some(&*asset.view.id);
        let on_it = id.is_some() && about == id;
        match notice.publicity_start_date {
            Some(start) => on_it || (on_asset && in_time(start)),
            None => !case.columns.has(notice, "publicity_start_date") && (on_it || on_asset),
        }
    })
}

/// Notices on operation: the asset's own, and those of its village that name no asset.
fn notices<'c>(case: &'c Case, asset: &'c Judged) -> impl Iterator<Item = &'c Publicity> {
    let of_village = asset.view.village().and_then(|village| case.village_notices.get(village));
    let township = asset.view.township();
    let here = move |notice: &&Publicity| {
        let place = notice.township.as_deref();
        place.is_none() || township.is_none() || place == township
    };
    asset
        .view
        .notices
        .iter()
        .copied()
        .chain(of_village.into_iter().flatten().copied().filter(here))
        .filter(|notice| notice.publicity_subject.as_deref() == Some("operation"))
}
