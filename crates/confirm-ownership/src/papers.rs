//! What follows title: the system, the rights, the steps and the papers.

use crate::check::Outcome;
use crate::judged::{Case, Judged};
use crate::names::level_of;
use crate::steps::{Chain, Step, short};
use ledger::codes::owner;
use ledger::tables::{Asset, AssetOwner, Handover};
use ledger::words::assets::REGISTER_SYSTEM;
use ledger::words::projects::HANDOVER_DOC_TYPE;
use ledger::{Cell, Finding, Row, StepOutput, Value};
use rulebook::Ruled;
use rulebook::checks::ownership::{HandoverPapers, Rights, TitlePapers, TitleRegister, TitleSteps};
use std::collections::BTreeSet;

/// All of them.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let mut out = case.over_assets::<TitleRegister>(
        &["assets"],
        |_| None,
        |ruled, asset| registered(case, ruled, asset),
    );
    out.absorb(case.over_assets::<Rights>(
        &["assets"],
        |_| None,
        |ruled, asset| rights(case, ruled, asset),
    ));
    out.absorb(case.over_assets::<TitleSteps>(
        &["asset_owners"],
        |rule| Some(&rule.when),
        |ruled, asset| title_steps(case, ruled, asset),
    ));
    out.absorb(case.over_assets::<TitlePapers>(
        &["assets"],
        |rule| Some(&rule.when),
        |ruled, asset| title_papers(case, ruled, asset),
    ));
    out.absorb(case.over_assets::<HandoverPapers>(
        &["handovers"],
        |rule| Some(&rule.when),
        |ruled, asset| handed_over(case, ruled, asset),
    ));
    out
}

/// What people call the thing that a column is about.
pub(crate) fn label(field: &str) -> &str {
    Asset::TABLE
        .column(field)
        .or_else(|| AssetOwner::TABLE.column(field))
        .map_or(field, |column| short(column.label))
}

/// The asset is declared to sit in, or was exported from, a system that its owner's level requires;
/// where no level is known or the county names none for it, any of the county's systems.
fn registered(case: &Case, ruled: Ruled<'_, TitleRegister>, asset: &Judged) -> Outcome {
    let systems = &ruled.rule.systems;
    let levels = asset.levels();
    let mut wanted: Vec<&str> =
        levels.iter().filter_map(|level| systems.get(*level)).flatten().copied().collect();
    if wanted.is_empty() {
        wanted.extend(systems.values().flatten());
    }
    let row = asset.view.row;
    let declared = row.register_system.iter().map(|system| &**system);
    let held = asset.view.rows.iter().filter_map(|r| r.ledger.as_deref());
    if declared.chain(held).any(|system| wanted.contains(&system)) {
        return Outcome::Passed;
    }
    let extracts = wanted.iter().any(|system| case.ledgers.contains(system));
    let column = case.columns.asset_value(&asset.view, "register_system");
    if column.is_none() && !extracts {
        return Outcome::Unknown;
    }
    let mut seen = BTreeSet::new();
    wanted.retain(|system| seen.insert(*system));
    let names: Vec<&str> = wanted.iter().map(|s| REGISTER_SYSTEM.label_of(s)).collect();
    let level = asset.level.as_deref().or(asset.stated.level.as_deref());
    let found = match row.register_system.as_slice() {
        [] => "（空）".to_owned(),
        systems => {
            systems.iter().map(|s| REGISTER_SYSTEM.label_of(s)).collect::<Vec<_>>().join("、")
        }
    };
    vec![
        asset
            .finding(ruled, &owner::UNREGISTERED)
            .arg("owner", crate::title::called(level, asset.name.as_deref()))
            .arg("systems", names.join("或"))
            .arg("found", found)
            .cells(row.cells(&["register_system"]))
            .cells(crate::title::owner_cells(asset)),
    ]
    .into()
}

fn rights(case: &Case, ruled: Ruled<'_, Rights>, asset: &Judged) -> Outcome {
    absent(case, asset, &ruled.rule.holders, |field| {
        let right = label(field).trim_end_matches('人');
        asset.finding(ruled, &owner::RIGHT_MISSING).arg("right", right)
    })
}

/// One finding per field that neither the title nor the asset states.
fn absent(
    case: &Case,
    asset: &Judged,
    fields: &[&'static str],
    finding: impl Fn(&'static str) -> Finding,
) -> Outcome {
    let mut out = Vec::new();
    let mut blind = false;
    for field in fields {
        match case.columns.title_value(&asset.view, field) {
            None => blind = true,
            Some((Value::Null, cells)) => out.push(finding(field).detail(*field).cells(cells)),
            Some(_) => {}
        }
    }
    Outcome::of(out, blind)
}

fn title_steps(case: &Case, ruled: Ruled<'_, TitleSteps>, asset: &Judged) -> Outcome {
    const CHAIN: Chain = Chain { missing: &owner::STEP_MISSING, order: &owner::STEP_ORDER };
    let fields = &ruled.rule.steps;
    let dated: Vec<Step> = fields
        .iter()
        .filter_map(|field| {
            let (value, cells) = case.columns.title_value(&asset.view, field)?;
            let day = match value {
                Value::Date(day) => Some(day),
                _ => None,
            };
            Some(Step { name: field, label: label(field), day, cells })
        })
        .collect();
    let found = CHAIN.check(&dated, |code| asset.finding(ruled, code));
    Outcome::of(found, dated.len() < fields.len())
}

fn title_papers(case: &Case, ruled: Ruled<'_, TitlePapers>, asset: &Judged) -> Outcome {
    absent(case, asset, &ruled.rule.papers, |field| {
        asset.finding(ruled, &owner::PAPER_MISSING).arg("paper", label(field))
    })
}

/// Each paper is there with its number, its date and those who sign it.
fn handed_over(case: &Case, ruled: Ruled<'_, HandoverPapers>, asset: &Judged) -> Outcome {
    const NUMBER: &[&str] = &["handover_doc_type", "handover_doc_no", "handover_date"];
    const PARTIES: &[&str] = &["handover_doc_type", "handover_doc_no", "handover_parties"];
    let mut out = Vec::new();
    for paper in &ruled.rule.papers {
        let of_kind: Vec<&Handover> = asset
            .view
            .handovers
            .iter()
            .copied()
            .filter(|h| h.handover_doc_type.as_deref() == Some(*paper))
            .collect();
        let states = |h: &Handover, field| !h.value(field).is_null() || !case.columns.has(h, field);
        let dated: Vec<&Handover> = of_kind
            .iter()
            .copied()
            .filter(|h| states(h, "handover_doc_no") && states(h, "handover_date"))
            .collect();
        if dated.iter().any(|h| signed(case, h, &ruled.rule.parties)) {
            continue;
        }
        let (rows, lacks, fields) = match (of_kind.is_empty(), dated.is_empty()) {
            (true, _) => (&of_kind, "", NUMBER),
            (false, true) => (&of_kind, "的编号或日期", NUMBER),
            (false, false) => (&dated, "的签订各方", PARTIES),
        };
        let cells: Vec<Cell> = if rows.is_empty() {
            asset.view.row.cells(&["handover_date", "handover_to_unit"])
        } else {
            rows.iter().flat_map(|h| h.cells(fields)).collect()
        };
        out.push(
            asset
                .finding(ruled, &owner::PAPER_MISSING)
                .detail(*paper)
                .arg("paper", format!("{}{lacks}", HANDOVER_DOC_TYPE.label_of(paper)))
                .cells(cells),
        );
    }
    out.into()
}

/// Of each group of levels one is among those who sign. A name that shows no level may be anybody.
fn signed(case: &Case, paper: &Handover, groups: &[Vec<&str>]) -> bool {
    let parties = &paper.handover_parties;
    if groups.is_empty() || !case.columns.has(paper, "handover_parties") {
        return true;
    }
    let levels: Vec<Option<&str>> = parties.iter().map(|p| level_of(case.info, p)).collect();
    let has = |group: &Vec<&str>| levels.iter().any(|l| l.is_none_or(|l| group.contains(&l)));
    groups.iter().all(has)
}
