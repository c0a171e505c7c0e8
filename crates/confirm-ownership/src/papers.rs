//! What follows title: the system, the rights, the steps and the papers.

use crate::check::Outcome;
use crate::facts::formed_on;
use crate::judged::{Case, Judged};
use crate::names::level_of;
use crate::parties;
use crate::steps::short;
use ledger::codes::owner;
use ledger::tables::{Asset, AssetOwner, Handover, Project, Publicity};
use ledger::words::assets::{CERTIFICATE_TYPE, REGISTER_SYSTEM};
use ledger::words::projects::HANDOVER_DOC_TYPE;
use ledger::{Cell, Finding, Row, StepOutput, Text, Value};
use rulebook::Ruled;
use rulebook::bodies::is_body;
use rulebook::checks::ownership::{
    HandoverPapers, Party, Rights, TitlePapers, TitleRegister, TitleSteps,
};
use std::collections::BTreeSet;

/// All of them.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let mut out = case.over_assets::<TitleRegister>(
        &["assets"],
        |rule| Some(&rule.when),
        |ruled, asset| registered(case, ruled, asset),
    );
    out.absorb(case.over_assets::<Rights>(
        &["assets"],
        |_| None,
        |ruled, asset| rights(case, ruled, asset),
    ));
    let chains = case.book.ruled_ever::<TitleSteps>();
    let mut fields = chains.iter().flat_map(|r| r.rule.steps.iter().chain(&r.rule.order));
    let by_titles = fields.all(|field| field.table.is_empty());
    out.absorb(case.over_titles::<TitleSteps>(
        if by_titles { &["asset_owners"] } else { &[] },
        |rule| Some(&rule.when),
        |ruled, asset| crate::chain::check(case, ruled, asset),
    ));
    out.absorb(case.over_titles::<TitlePapers>(
        &["assets"],
        |rule| Some(&rule.when),
        |ruled, asset| title_papers(case, ruled, asset),
    ));
    out.absorb(case.over_titles::<HandoverPapers>(
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
        .or_else(|| Handover::TABLE.column(field))
        .or_else(|| Project::TABLE.column(field))
        .or_else(|| Publicity::TABLE.column(field))
        .map_or(field, |column| short(column.label))
}

/// The asset is declared to sit in, or was exported from, a system that its owner's level requires;
/// where no level is known or the county names none for it, any of the systems that the clause names.
fn registered(case: &Case, ruled: Ruled<'_, TitleRegister>, asset: &Judged) -> Outcome {
    let systems = &ruled.rule.systems;
    let levels = asset.levels();
    let mut wanted: Vec<&str> =
        levels.iter().filter_map(|level| systems.get(*level)).flatten().copied().collect();
    if wanted.is_empty() && (is_named_elsewhere(case, &levels) || levels.contains(&"household")) {
        return Outcome::NotAbout;
    }
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

/// Whether a clause of the county names systems for one of these levels.
fn is_named_elsewhere(case: &Case, levels: &[&str]) -> bool {
    let rules = case.book.ruled::<TitleRegister>(case.law_day);
    rules.iter().any(|r| levels.iter().any(|level| r.rule.systems.contains_key(level)))
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

/// Papers by their numbers, the right kind of title paper, who confirmed title, papers of the project.
fn title_papers(case: &Case, ruled: Ruled<'_, TitlePapers>, asset: &Judged) -> Outcome {
    let rule = ruled.rule;
    let missing = |field: &str, paper: &str| {
        asset.finding(ruled, &owner::PAPER_MISSING).detail(field).arg("paper", paper)
    };
    let mut out = Vec::new();
    let mut blind = false;
    for field in &rule.papers {
        match case.columns.title_value(&asset.view, field) {
            None => blind = true,
            Some((Value::Null, cells)) => out.push(missing(field, label(field)).cells(cells)),
            Some(_) => {}
        }
    }
    let stated: Vec<_> =
        rule.any_of.iter().filter_map(|f| case.columns.title_value(&asset.view, f)).collect();
    if let (Some(first), true) = (rule.any_of.first(), stated.iter().all(|(v, _)| v.is_null())) {
        let names: Vec<&str> = rule.any_of.iter().map(|field| label(field)).collect();
        let cells: Vec<Cell> = stated.iter().flat_map(|(_, cells)| cells.clone()).collect();
        if stated.is_empty() {
            blind = true;
        } else {
            out.push(missing(first, &names.join("或")).cells(cells));
        }
    }
    out.extend(
        certificate(case, rule, asset, &mut blind)
            .map(|(paper, cells)| missing("certificate_no", &paper).cells(cells)),
    );
    if let Some(body) = rule.confirmed_by.first() {
        let own = asset.won().is_some_and(|won| !won.rule.decided_by.is_empty());
        if !own && !confirmed(case, rule, asset, &mut blind) {
            let name = case.book.body(body).first().cloned().unwrap_or_default();
            let titles = asset.view.titles.iter();
            out.push(
                missing("decision_doc_no", &format!("{name}的审核确认文件"))
                    .cells(titles.flat_map(|t| t.cells(&["decision_body", "decision_doc_no"]))),
            );
        }
    }
    for field in &rule.project {
        let Some(project) = asset.view.project.filter(|p| case.columns.has(*p, field)) else {
            blind = true;
            continue;
        };
        if project.value(field).is_null() {
            out.push(missing(field, label(field)).cells(project.cells(&["project_id", field])));
        }
    }
    Outcome::of(out, blind)
}

/// What is wrong with the title paper: its kind, or that it has no number.
fn certificate(
    case: &Case,
    rule: &TitlePapers,
    asset: &Judged,
    blind: &mut bool,
) -> Option<(String, Vec<Cell>)> {
    if rule.certificates.is_empty() {
        return None;
    }
    let value = |field| case.columns.title_value(&asset.view, field);
    let (Some((kind, mut cells)), Some((number, more))) =
        (value("certificate_type"), value("certificate_no"))
    else {
        *blind = true;
        return None;
    };
    cells.extend(more);
    let right = matches!(&kind, Value::Text(kind) if rule.certificates.contains(&&**kind));
    let named: Vec<&str> =
        rule.certificates.iter().map(|kind| CERTIFICATE_TYPE.label_of(kind)).collect();
    match (right, number.is_null()) {
        (true, false) => None,
        (true, true) => Some((format!("{}的编号", named.join("或")), cells)),
        (false, _) => Some((named.join("或"), cells)),
    }
}

/// Whether one of the bodies has confirmed title by a document with its number.
fn confirmed(case: &Case, rule: &TitlePapers, asset: &Judged, blind: &mut bool) -> bool {
    if asset.view.titles.is_empty() && !case.books.has("asset_owners") {
        *blind = true;
        return true;
    }
    let names = || rule.confirmed_by.iter().flat_map(|role| case.book.body(role));
    let township = asset.view.township();
    let is_named = |stated: &str| names().any(|n| is_body(&case.info.county, township, stated, n));
    asset.view.titles.iter().any(|title| {
        let by_body = title.decision_body.iter().any(|stated| is_named(stated));
        title.decision_doc_no.is_some() && (by_body || !case.columns.has(*title, "decision_body"))
    })
}

/// Each paper is there with its number, its date and those who sign it.
fn handed_over(case: &Case, ruled: Ruled<'_, HandoverPapers>, asset: &Judged) -> Outcome {
    let kinds: Vec<Option<&str>> = if ruled.rule.papers.is_empty() {
        vec![None]
    } else {
        ruled.rule.papers.iter().map(|paper| Some(*paper)).collect()
    };
    let earlier = |since| formed_on(&asset.view).is_some_and(|day| day < since);
    if ruled.rule.accepted_since.is_some_and(earlier) {
        return Outcome::NotAbout;
    }
    let mut out = Vec::new();
    for kind in kinds {
        let of_kind: Vec<&Handover> = asset
            .view
            .handovers
            .iter()
            .copied()
            .filter(|h| kind.is_none_or(|kind| h.handover_doc_type.as_deref() == Some(kind)))
            .collect();
        let Some((lacks, rows, fields)) = lacking(case, ruled.rule, asset, &of_kind) else {
            continue;
        };
        let cells: Vec<Cell> = if rows.is_empty() {
            asset.view.row.cells(&["handover_date", "handover_to_unit"])
        } else {
            rows.iter().flat_map(|h| h.cells(fields)).collect()
        };
        let name = kind.map_or("移交文书", |kind| HANDOVER_DOC_TYPE.label_of(kind));
        out.push(
            asset
                .finding(ruled, &owner::PAPER_MISSING)
                .detail(kind.unwrap_or("handover"))
                .arg("paper", format!("{name}{lacks}"))
                .cells(cells),
        );
    }
    out.extend(too_early(ruled, asset));
    out.into()
}

/// What the papers of one kind lack, the rows that show it and the cells that should say it.
fn lacking<'a>(
    case: &Case,
    rule: &HandoverPapers,
    asset: &Judged,
    of_kind: &[&'a Handover],
) -> Option<(&'static str, Vec<&'a Handover>, &'static [&'static str])> {
    const NUMBER: &[&str] = &["handover_doc_type", "handover_doc_no", "handover_date"];
    const PARTIES: &[&str] = &["handover_doc_type", "handover_doc_no", "handover_parties"];
    const WITNESSES: &[&str] = &["handover_doc_type", "handover_doc_no", "handover_witness_units"];
    let states = |h: &Handover, field| !h.value(field).is_null() || !case.columns.has(h, field);
    let dated: Vec<&Handover> = of_kind
        .iter()
        .copied()
        .filter(|h| states(h, "handover_doc_no") && states(h, "handover_date"))
        .collect();
    if of_kind.is_empty() {
        return Some(("", Vec::new(), NUMBER));
    }
    if dated.is_empty() {
        return Some(("的编号或日期", of_kind.to_vec(), NUMBER));
    }
    let plays = |list: &[Text], field: &str, parts: &[Party], h: &Handover| {
        !case.columns.has(h, field) || parties::all_play(case, asset, list, parts)
    };
    let by_parties: Vec<&Handover> = dated
        .iter()
        .copied()
        .filter(|h| signed(case, h, &rule.parties))
        .filter(|h| plays(&h.handover_parties, "handover_parties", &rule.roles, h))
        .collect();
    if by_parties.is_empty() {
        return Some(("的签订各方", dated, PARTIES));
    }
    let watched = |h: &&Handover| {
        plays(&h.handover_witness_units, "handover_witness_units", &rule.witnesses, h)
    };
    if by_parties.iter().any(watched) {
        return None;
    }
    Some(("的监交单位", by_parties, WITNESSES))
}

/// Handed over before it was accepted.
fn too_early(ruled: Ruled<'_, HandoverPapers>, asset: &Judged) -> Option<Finding> {
    let project = asset.view.project.filter(|_| ruled.rule.after_acceptance)?;
    let accepted = project.acceptance_date?;
    let early = asset
        .view
        .handovers
        .iter()
        .find(|h| h.handover_date.is_some_and(|day| accepted.date > day.latest()))?;
    let finding = asset
        .finding(ruled, &owner::STEP_ORDER)
        .detail("acceptance_date>handover_date")
        .arg("first", label("acceptance_date"))
        .arg("first_day", accepted.to_string())
        .arg("then", label("handover_date"))
        .arg("then_day", early.handover_date.map(|day| day.to_string()).unwrap_or_default());
    Some(finding.cells(project.cells(&["acceptance_date"])).cells(early.cells(&["handover_date"])))
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
