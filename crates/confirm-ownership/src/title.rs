//! Title: one row per asset, and whether the books agree with it.

use crate::check::Outcome;
use crate::judged::{Case, Judged, Standing};
use crate::shares::{self, Share};
use ledger::codes::owner;
use ledger::tables::Ownership;
use ledger::words::assets::OWNER_TYPE;
use ledger::{Cell, CheckRun, Finding, Row, StepOutput, Text, Trace, Verdict};
use rulebook::checks::ownership::{Owner, TitleConfirmed, TitleRegister};
use rulebook::{Family, Ruled};
use std::collections::{BTreeMap, BTreeSet};

/// The decision on every asset, and what the books say against it.
pub(crate) fn check(case: &Case) -> StepOutput<crate::Rows> {
    let mut out: StepOutput<crate::Rows> = StepOutput::default();
    let mut table = case.book.ruled_ever::<Owner>();
    table.retain(|row| case.book.ownership.order.contains(&row.clause.id));
    let asked: BTreeSet<&str> =
        table.iter().flat_map(|row| row.rule.when.conditions()).map(|(fact, _)| fact).collect();
    let mut runs: BTreeMap<&str, CheckRun> =
        table.iter().map(|row| (row.clause.id.as_str(), row.run())).collect();
    if runs.is_empty() {
        out.checks.push(CheckRun::silent(Owner::NAME));
    }
    for asset in &case.assets {
        let due = shares::due(case, asset);
        let findings = against(case, asset, &due);
        let won = asset.won().map(|won| won.clause.id.as_str());
        if let Some(run) = won.and_then(|id| runs.get_mut(id)) {
            run.count(if !findings.is_empty() {
                Verdict::Failed
            } else if asset.agrees.is_none() && asset.standing == Standing::Managed {
                Verdict::Unknown
            } else {
                Verdict::Passed
            });
        }
        out.findings.extend(findings);
        out.trace.push(trace(asset, &asked));
        out.trace.extend(shares::trace(asset, &due));
        out.rows.ownership.push(row(case, asset));
        out.rows.shares.extend(shares::rows(asset, due));
    }
    out.checks.extend(runs.into_values());
    out.absorb(confirmed(case));
    out
}

/// `decided`, `needs-decision`, `conflict`, `register-only` or `out-of-scope`.
fn status(asset: &Judged) -> &'static str {
    match asset.standing {
        Standing::OutOfScope => "out-of-scope",
        Standing::RegisterOnly => "register-only",
        Standing::Managed if asset.undecided => "needs-decision",
        Standing::Managed if asset.agrees == Some(false) => "conflict",
        Standing::Managed => "decided",
    }
}

fn row(case: &Case, asset: &Judged) -> Ownership {
    let won = asset.won();
    let clause: Option<Text> = won.map(|won| won.clause.id.as_str().into());
    Ownership {
        asset_id: Some(asset.view.id.clone()),
        owner_type: asset.level.clone(),
        owner_name: asset.name.clone(),
        rule: clause.clone(),
        clause,
        basis: won.map(|won| basis(asset, won).into()),
        register_in: register_in(case, asset),
        papers_required: won
            .map(|won| won.rule.papers.iter().map(|p| p.as_str().into()).collect())
            .unwrap_or_default(),
        status: Some(status(asset).into()),
        stated_owner_type: asset.stated.level.clone(),
        stated_owner_name: stated_name(asset),
        agrees: asset.agrees,
    }
}

fn basis(asset: &Judged, won: Ruled<'_, Owner>) -> String {
    let mut said = won.clause.says.clone();
    if !asset.decision.unknown.is_empty() {
        said.push_str(&format!("（缺少事实：{}）", unknown(asset)));
    }
    said
}

/// Facts that were missing, as people call them.
fn unknown(asset: &Judged) -> String {
    let label = |name: &&'static str| rulebook::Fact::find(name).map_or(*name, |fact| fact.label);
    asset.decision.unknown.iter().map(label).collect::<Vec<_>>().join("、")
}

/// The first system that the county wants for that owner.
fn register_in(case: &Case, asset: &Judged) -> Option<Text> {
    if asset.standing != Standing::Managed {
        return None;
    }
    let level = asset.level.as_deref()?;
    let rules = case.book.ruled::<TitleRegister>(case.law_day);
    let systems = rules.iter().find_map(|r| r.rule.systems.get(level))?;
    systems.first().map(|system| (*system).into())
}

fn stated_name(asset: &Judged) -> Option<Text> {
    let names = &asset.stated.names;
    (!names.is_empty()).then(|| names.join("、").into())
}

/// What the books say against the decision.
fn against(case: &Case, asset: &Judged, due: &[Share]) -> Vec<Finding> {
    let mut out = Vec::new();
    if asset.standing == Standing::OutOfScope {
        return out;
    }
    if asset.undecided {
        out.push(undecided(case, asset));
    }
    let Some(won) = asset.won() else {
        return out;
    };
    if asset.agrees == Some(false) {
        out.push(differs(won, asset));
    } else if won.rule.shares().is_some() {
        out.extend(shares::against(case, won, asset, due));
    }
    out
}

fn undecided(case: &Case, asset: &Judged) -> Finding {
    let finding = match asset.won() {
        Some(won) => asset.finding(won, &owner::UNDECIDED),
        None => asset.placed(Finding::new(&owner::UNDECIDED, asset.view.subject())),
    };
    let bodies: Vec<&str> = asset
        .won()
        .iter()
        .flat_map(|won| &won.rule.decided_by)
        .filter_map(|role| case.book.body(role).first())
        .map(String::as_str)
        .collect();
    let why = if asset.decision.unknown.is_empty() {
        String::new()
    } else {
        format!("（缺少事实：{}）", unknown(asset))
    };
    let on_file = |field| case.columns.title_value(&asset.view, field);
    let mut cells: Vec<Cell> = ["decision_body", "decision_doc_no"]
        .into_iter()
        .filter_map(on_file)
        .flat_map(|(_, cells)| cells)
        .collect();
    if cells.is_empty() {
        cells = asset.view.row.cells(&["decision_doc_no"]);
    }
    finding
        .arg("body", if bodies.is_empty() { "县人民政府".into() } else { bodies.join("、") })
        .arg("why", why)
        .cells(rule_cells(asset))
        .cells(cells)
}

fn differs(won: Ruled<'_, Owner>, asset: &Judged) -> Finding {
    asset
        .finding(won, &owner::DIFFERS)
        .arg("expected", called(asset.level.as_deref(), asset.name.as_deref()))
        .arg("found", called(asset.stated.level.as_deref(), stated_name(asset).as_deref()))
        .arg("says", won.clause.says.trim_end_matches('。'))
        .arg("cite", won.clause.cite.as_str())
        .cells(owner_cells(asset))
        .cells(rule_cells(asset))
}

/// An owner as people say it: the name, else the level.
pub(crate) fn called(level: Option<&str>, name: Option<&str>) -> String {
    match (level, name) {
        (_, Some(name)) => name.to_owned(),
        (Some(level), None) => OWNER_TYPE.label_of(level).to_owned(),
        (None, None) => "（空）".to_owned(),
    }
}

/// The cells that state the owner.
pub(crate) fn owner_cells(asset: &Judged) -> Vec<Cell> {
    const FIELDS: &[&str] = &["owner_type", "owner_name"];
    let titles = asset.view.titles.iter().flat_map(|title| title.cells(FIELDS));
    let row = if asset.stated.in_titles { Vec::new() } else { asset.view.row.cells(FIELDS) };
    row.into_iter().chain(titles).collect()
}

/// The cells of the facts that the deciding clause asked for.
fn rule_cells(asset: &Judged) -> Vec<Cell> {
    let Some(won) = asset.won() else {
        return Vec::new();
    };
    won.rule.when.conditions().filter_map(|(fact, _)| asset.cells.get(fact).cloned()).collect()
}

/// `asked` = the facts that the table's conditions name.
fn trace(asset: &Judged, asked: &BTreeSet<&'static str>) -> Trace {
    let subject = asset.view.subject();
    let decision = &asset.decision;
    let set_aside = |s: &rulebook::SetAside| {
        let why = s.reading.map(|r| format!("（{} {}）", r.id, r.because));
        format!("{}{}", s.clause.id, why.unwrap_or_default()).into()
    };
    let owner = called(asset.level.as_deref(), asset.name.as_deref());
    Trace {
        subject_kind: Some(subject.kind.code().into()),
        subject_id: Some(subject.id),
        decision: Some("owner".into()),
        facts: asset
            .readable
            .iter()
            .filter(|(fact, _)| asked.contains(fact))
            .map(|(_, said)| said.clone())
            .collect(),
        held: decision.held.iter().map(|c| c.id.as_str().into()).collect(),
        won: asset.won().map(|won| won.clause.id.as_str().into()),
        set_aside: decision.set_aside.iter().map(set_aside).collect(),
        parameters: decision.unknown.iter().map(|fact| format!("unknown={fact}").into()).collect(),
        outcome: Some(format!("{} {owner}", status(asset)).into()),
    }
}

/// `title-confirmed`: no owner is named, or owners do not make up the whole.
fn confirmed(case: &Case) -> StepOutput<()> {
    case.over_assets::<TitleConfirmed>(
        &["assets"],
        |rule| Some(&rule.when),
        |ruled, asset| {
            let column = |field| case.columns.title_value(&asset.view, field);
            let name = column("owner_name");
            if name.is_none() && column("owner_type").is_none() {
                return Outcome::Unknown;
            }
            let unnamed = name.map_or(asset.stated.level.is_none(), |(name, _)| name.is_null());
            // A household is known by its key; its name is nobody's business.
            let is_household = asset.stated.level.as_deref() == Some("household");
            let unnamed = unnamed && !is_household;
            if unnamed && asset.agrees != Some(false) {
                let missing = asset
                    .finding(ruled, &owner::MISSING)
                    .cells(asset.view.row.cells(&["owner_type", "owner_name"]))
                    .cells(asset.view.titles.iter().flat_map(|t| t.cells(&["owner_name"])));
                return vec![missing].into();
            }
            let by_shares = asset.won().is_some_and(|won| won.rule.shares().is_some());
            if by_shares || asset.view.titles.len() < 2 {
                return Vec::new().into();
            }
            shares::incomplete(asset, |code| asset.finding(ruled, code))
                .into_iter()
                .collect::<Vec<_>>()
                .into()
        },
    )
}
