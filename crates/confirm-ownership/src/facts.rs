//! The facts of one asset, each with the cell that gave it.

use crate::columns::Columns;
use crate::names::{fold, level_of};
use crate::view::View;
use chrono::Datelike;
use ledger::tables::{AssetFunding, Project};
use ledger::words::money::FUND_SOURCE;
use ledger::{CaseInfo, Cell, Fen, NaiveDate, Text};
use rulebook::checks::reconciliation::ScopeWindow;
use rulebook::{Fact, Facts, Rulebook};
use std::collections::{BTreeMap, BTreeSet};

/// Sources of money that are a government's own.
const FISCAL: &[&str] = &[
    "special",
    "bridging",
    "integrated",
    "minority",
    "border",
    "work_relief",
    "state_farm",
    "relocation",
    "bond",
    "industry_dept",
    "stock_revival",
    "aid_xinjiang",
    "east_west",
    "intra_region",
    "lottery",
    "land_quota",
    "other_fiscal",
];

/// Sources of money that are aid or a gift.
const AID: &[&str] = &["pairing", "designated", "social", "donation"];

/// Facts and where they were read.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The facts.
    pub facts: Facts,
    /// For the trace: `行业=教育 ← file!sheet!row!column=value`, by the fact's name.
    pub readable: Vec<(&'static str, Text)>,
    /// The cell that gave each fact.
    pub cells: BTreeMap<&'static str, Cell>,
}

impl Known {
    fn put(&mut self, name: &str, value: &str, cell: Option<Cell>) {
        if self.facts.get(name).is_some() || !self.facts.set(name, value) {
            return;
        }
        if let Some((fact, value)) = Fact::find(name).zip(self.facts.get(name)) {
            let said = format!("{}={}", fact.label, fact.label_of(value));
            let from = cell.as_ref().map(|cell| format!(" ← {cell}"));
            let said = format!("{said}{}", from.unwrap_or_default());
            self.readable.push((fact.name, said.into()));
            self.cells.extend(cell.map(|cell| (fact.name, cell)));
        }
    }

    fn put_if(&mut self, name: &str, value: Option<&Text>, cell: impl FnOnce() -> Cell) {
        if let Some(value) = value {
            self.put(name, value, Some(cell()));
        }
    }

    fn answer(&mut self, name: &str, yes: bool, cell: Option<Cell>) {
        self.put(name, if yes { "yes" } else { "no" }, cell);
    }
}

/// What is known of an asset before its owner is decided.
pub(crate) fn known(
    case: &CaseInfo,
    book: &Rulebook,
    columns: &Columns,
    view: &View,
    stated: Option<&str>,
    day: NaiveDate,
) -> Known {
    let mut known = Known::default();
    let row = view.row;
    known.put_if("class", row.asset_class.as_ref(), || row.cell("asset_class"));
    known.put_if("recipient", row.fund_recipient_level.as_ref(), || {
        row.cell("fund_recipient_level")
    });
    known.put_if("project-type", row.project_type.as_ref(), || row.cell("project_type"));
    known.put_if("subclass", row.asset_subclass.as_ref(), || row.cell("asset_subclass"));
    if let Some(project) = view.project {
        known.put_if("recipient", project.fund_recipient_level.as_ref(), || {
            project.cell("fund_recipient_level")
        });
        known
            .put_if("project-type", project.project_type.as_ref(), || project.cell("project_type"));
    }
    project_type(&mut known, view);
    nature(&mut known, view);
    operation(&mut known, case, view);
    equity(&mut known, view);
    sector(&mut known, view);
    coverage(&mut known, view);
    implementer(&mut known, case, view);
    before_start(&mut known, book, view, day);
    household_owned(&mut known, view, stated);
    let village = if row.village.is_some() { "village" } else { "location_village" };
    if view.village().is_some() {
        known.answer("village-managed", true, Some(row.cell(village)));
    }
    known.answer(
        "income-scheme",
        row.income_scheme_flag == Some(true),
        Some(row.cell("income_scheme_flag")),
    );
    fund_sources(&mut known, view);
    if let Some(level) = stated {
        known.put("stated-owner", level, None);
    }
    if let Some((number, cells)) = columns.title_value(view, "decision_doc_no") {
        known.answer("decided", !number.is_null(), cells.into_iter().next());
    }
    known
}

/// Where no kind of project is stated, what the sub-class shows; another sub-class is of no kind that
/// a text names.
fn project_type(known: &mut Known, view: &View) {
    let row = view.row;
    let kind = match row.asset_subclass.as_deref() {
        Some("road") => "village_road",
        Some("water_supply") => "drinking_water",
        Some("culture_sports") => "culture_square",
        Some("photovoltaic") => "photovoltaic",
        Some("workshop") => "workshop",
        Some(_) => "other",
        None => return,
    };
    known.put("project-type", kind, Some(row.cell("asset_subclass")));
}

/// A25: who received the money decides; where that is not stated, what the books say.
fn nature(known: &mut Known, view: &View) {
    let cell = known.cells.get("recipient").cloned();
    match known.facts.get("recipient") {
        Some("county_dept" | "township") => known.put("nature", "state", cell),
        Some(_) => known.put("nature", "collective", cell),
        None => {}
    }
    let row = view.row;
    known.put_if("nature", row.asset_nature.as_ref(), || row.cell("asset_nature"));
}

/// How it is run, to whom it was handed over, and what kind of thing it is.
fn operation(known: &mut Known, case: &CaseInfo, view: &View) {
    let row = view.row;
    known.put_if("operation", row.operation_mode.as_ref(), || row.cell("operation_mode"));
    for contract in &view.contracts {
        known.put_if("operation", contract.operation_mode.as_ref(), || {
            contract.cell("operation_mode")
        });
    }
    let alive = row.asset_subclass.as_deref() == Some("livestock")
        || row.asset_form.as_deref() == Some("biological");
    let boarded = alive && row.beneficiary_household_id.is_some();
    known.answer("boarded-livestock", boarded, Some(row.cell("beneficiary_household_id")));
    let is_village = |unit: &Text| level_of(case, unit) == Some("village_collective");
    let paper = view.handovers.iter().find(|h| h.handover_to_unit.iter().any(is_village));
    let in_row = row.handover_to_unit.iter().any(is_village);
    let cell = paper.map(|h| h.cell("handover_to_unit"));
    known.answer(
        "village-received",
        in_row || paper.is_some(),
        Some(cell.unwrap_or_else(|| row.cell("handover_to_unit"))),
    );
    if let Some(flag) = row.real_estate_flag {
        known.answer("real-estate", flag, Some(row.cell("real_estate_flag")));
    }
}

/// The source of most of its money; at a tie, and where no amounts are stated, the first (A31).
pub(crate) fn main_source(view: &View) -> Option<Text> {
    let mut parts: Vec<(Text, Fen)> = Vec::new();
    for line in &view.funding {
        let (Some(source), Some(amount)) = (&line.fund_source, line.fund_amount) else {
            continue;
        };
        match parts.iter_mut().find(|(known, _)| known == source) {
            Some((_, sum)) => *sum = Fen(sum.0.saturating_add(amount.0)),
            None => parts.push((source.clone(), amount)),
        }
    }
    let most = parts.iter().map(|(_, amount)| *amount).max();
    let lead = parts.into_iter().find(|(_, amount)| Some(*amount) == most);
    lead.map(|(source, _)| source).or_else(|| view.row.fund_source.clone())
}

fn equity(known: &mut Known, view: &View) {
    let row = view.row;
    let is_share =
        |code: Option<&Text>| matches!(code.map(|c| &**c), Some("equity" | "debt" | "claim"));
    let column = if is_share(row.asset_form.as_ref()) { "asset_form" } else { "asset_subclass" };
    known.answer(
        "equity",
        is_share(row.asset_form.as_ref()) || is_share(row.asset_subclass.as_ref()),
        Some(row.cell(column)),
    );
}

/// The sector: stated, else the project's, else what the sub-class shows. Schools and clinics that
/// state none of these are known by their names; whatever else states none is of no special sector.
fn sector(known: &mut Known, view: &View) {
    let row = view.row;
    known.put_if("sector", row.industry_sector.as_ref(), || row.cell("industry_sector"));
    if let Some(project) = view.project {
        known
            .put_if("sector", project.industry_sector.as_ref(), || project.cell("industry_sector"));
    }
    known.put_if("sector", row.asset_subclass.as_ref(), || row.cell("asset_subclass"));
    let name = row.asset_name.as_deref().unwrap_or("");
    for (sector, words) in [
        ("education", ["学校", "小学", "中学", "幼儿园"]),
        ("health", ["卫生室", "卫生院", "医院", "卫生所"]),
    ] {
        if words.iter().any(|word| name.contains(word)) {
            known.put("sector", sector, Some(row.cell("asset_name")));
        }
    }
    known.put("sector", "other", None);
}

/// The coverage: stated, else what the villages named, the project or the investments show. A row
/// filed under one village, with nothing that points beyond it, is about that village.
fn coverage(known: &mut Known, view: &View) {
    let row = view.row;
    known.put_if("coverage", row.coverage_scope.as_ref(), || row.cell("coverage_scope"));
    if row.joint_villages.len() > 1 {
        known.put("coverage", "cross_village", Some(row.cell("joint_villages")));
    }
    let beyond = |p: &&Project| p.cross_village == Some(true) || p.joint_villages.len() > 1;
    if let Some(project) = view.project.filter(beyond) {
        known.put("coverage", "cross_village", Some(project.cell("cross_village")));
    }
    let places: BTreeSet<_> =
        view.investments.iter().filter_map(|i| i.village.as_deref()).collect();
    if places.len() > 1 {
        let cell = view.investments.first().map(|i| i.cell("village"));
        known.put("coverage", "cross_village", cell);
    }
    if let Some(village) = view.village() {
        let several = village.contains(['、', '，', ',', ';', '；']);
        let value = if several { "cross_village" } else { "single_village" };
        known.put("coverage", value, Some(row.cell("village")));
    }
}

fn implementer(known: &mut Known, case: &CaseInfo, view: &View) {
    let row = view.row;
    let project = view.project;
    known.put_if("implementer", row.implementing_level.as_ref(), || row.cell("implementing_level"));
    if let Some(project) = project {
        known.put_if("implementer", project.implementing_level.as_ref(), || {
            project.cell("implementing_level")
        });
    }
    let stated = row.implementing_unit.as_deref().map(|name| (name, row.cell("implementing_unit")));
    let of_project = || unit_of(project?);
    if let Some((name, cell)) = stated.or_else(of_project)
        && let Some(level) = level_of_unit(case, name)
    {
        known.put("implementer", level, Some(cell));
    }
}

fn unit_of(project: &Project) -> Option<(&str, Cell)> {
    let name = project.implementing_unit.as_deref()?;
    Some((name, project.cell("implementing_unit")))
}

fn level_of_unit(case: &CaseInfo, name: &str) -> Option<&'static str> {
    match level_of(case, name)? {
        "village_collective" => Some("village"),
        "township" => Some("township"),
        _ => Some("county"),
    }
}

/// A14, A15: formation, else acceptance, completion, fund year. An asset that states none of them
/// is not shown to be older than the county's first year, nor younger than its last.
fn before_start(known: &mut Known, book: &Rulebook, view: &View, day: NaiveDate) {
    let windows = book.ruled::<ScopeWindow>(day);
    let Some(first) = windows.iter().map(|ruled| ruled.rule.first_year).min() else {
        return;
    };
    let (year, cell) = formed(view);
    known.answer("before-start", year.is_some_and(|year| year < i64::from(first)), cell.clone());
    let over = |year| windows.iter().all(|ruled| ruled.rule.is_over(year));
    let year = year.and_then(|year| i32::try_from(year).ok());
    known.answer("after-end", year.is_some_and(over), cell);
}

/// The last day that its project's acceptance can mean.
pub(crate) fn accepted_on(view: &View) -> Option<NaiveDate> {
    view.project?.acceptance_date.map(ledger::Day::latest)
}

/// The day on which it came into being, where one is stated (A15).
pub(crate) fn formed_on(view: &View) -> Option<NaiveDate> {
    let row = view.row;
    let accepted = view.project.and_then(|p| p.acceptance_date);
    let day = row.formation_date.or(accepted).or(row.completion_date)?;
    Some(day.date)
}

fn formed(view: &View) -> (Option<i64>, Option<Cell>) {
    let row = view.row;
    let accepted = view.project.and_then(|p| p.acceptance_date);
    for (date, cell) in [
        (row.formation_date, row.cell("formation_date")),
        (accepted, view.project.map(|p| p.cell("acceptance_date")).unwrap_or_default()),
        (row.completion_date, row.cell("completion_date")),
    ] {
        if let Some(date) = date {
            return (Some(i64::from(date.date.year())), Some(cell));
        }
    }
    (row.fund_year, row.fund_year.map(|_| row.cell("fund_year")))
}

/// Title is clear when a household is stated as owner, or when a household asset states none. Public
/// and operating assets are no household's, unless they name the one that benefits.
fn household_owned(known: &mut Known, view: &View, stated: Option<&str>) {
    let row = view.row;
    let by_class = row.asset_class.as_deref() == Some("household");
    let may_be = by_class || row.asset_class.is_none() || row.beneficiary_household_id.is_some();
    let by_key = row.asset_class.is_none() && row.beneficiary_household_id.is_some();
    let (yes, column) = match stated {
        Some(level) => (level == "household" && may_be, "owner_type"),
        None if by_key => (true, "beneficiary_household_id"),
        None => (by_class, "asset_class"),
    };
    known.answer("household-owned", yes, Some(row.cell(column)));
}

/// All sources of the asset's money.
fn fund_sources(known: &mut Known, view: &View) {
    let row = view.row;
    let mut sources: Vec<(Text, Cell)> = Vec::new();
    if let Some(source) = &row.fund_source {
        sources.push((source.clone(), row.cell("fund_source")));
    }
    for line in &view.funding {
        sources.extend(source_of(line));
    }
    for part in &row.fund_composition {
        let label = part.split([':', '：']).next().map(fold).unwrap_or_default();
        if let Some(code) = FUND_SOURCE.code_of(&label) {
            sources.push((code.into(), row.cell("fund_composition")));
        }
    }
    if sources.is_empty() {
        return;
    }
    for (fact, wanted) in [
        ("fiscal-money", FISCAL),
        ("collective-money", &["village_collective"] as &[&str]),
        ("aid-money", AID),
    ] {
        let found = sources.iter().find(|(source, _)| wanted.contains(&&**source));
        let cell = found.or(sources.first()).map(|(_, cell)| cell.clone());
        known.answer(fact, found.is_some(), cell);
    }
    let other = sources.iter().find(|(source, _)| &**source != "relocation");
    let cell = other.or(sources.first()).map(|(_, cell)| cell.clone());
    known.answer("relocation-only", other.is_none(), cell);
}

fn source_of(line: &AssetFunding) -> Option<(Text, Cell)> {
    Some((line.fund_source.clone()?, line.cell("fund_source")))
}

/// Adds what is only known with the owner: its level, and whether the township answers.
pub(crate) fn with_owner(
    case: &CaseInfo,
    facts: &Facts,
    view: &View,
    owner: Option<&str>,
) -> Facts {
    let mut facts = facts.clone();
    if let Some(owner) = owner {
        facts.set("owner", owner);
    }
    let implementer = facts.get("implementer");
    let receivers = view
        .row
        .handover_to_unit
        .iter()
        .chain(view.handovers.iter().filter_map(|h| h.handover_to_unit.as_ref()));
    let handed_over = receivers
        .filter_map(|unit| level_of(case, unit))
        .chain(owner)
        .any(|level| matches!(level, "township" | "village_collective" | "joint"));
    let run_below = matches!(implementer, Some("township" | "village"));
    if run_below || handed_over {
        facts.set("under-township", "yes");
    } else if implementer.is_some() {
        facts.set("under-township", "no");
    }
    facts
}
