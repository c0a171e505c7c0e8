//! The books as this step looks at them: assets, plans with their lines, contracts, each found by
//! what they belong to. Everything is in an order that does not depend on the order of the rows.

use chrono::Datelike;
use ledger::tables::{
    Asset, Contract, DistributionLine, DistributionPlan, Household, Income, Village,
};
use ledger::{Books, CaseInfo, Fen, NaiveDate, Origin, Row, Subject, SubjectKind, Text};
use rulebook::checks::distribution::CampaignPeriod;
use rulebook::checks::reconciliation::ScopeWindow;
use rulebook::coded::Code;
use rulebook::{Family, Rulebook, Ruled};
use std::collections::{BTreeMap, BTreeSet};

/// Statuses of assets that are no longer there.
const GONE: [&str; 3] = ["disposed", "scrapped", "written_off"];

/// Everything a check needs.
pub(crate) struct Scene<'a> {
    pub(crate) books: &'a Books,
    pub(crate) book: &'a Rulebook,
    pub(crate) case: &'a CaseInfo,
    /// By asset id: the county ledger's row, else the first other. Assets without an id by row id.
    pub(crate) assets: BTreeMap<&'a str, &'a Asset>,
    /// In the order of their ids.
    pub(crate) plans: Vec<Plan<'a>>,
    /// Lines that belong to no plan received, by the plan id they state.
    pub(crate) orphans: BTreeMap<&'a str, Vec<&'a DistributionLine>>,
    /// By contract id; by row id without one.
    pub(crate) contracts: BTreeMap<&'a str, &'a Contract>,
    of_asset: BTreeMap<&'a str, Vec<&'a Contract>>,
    /// By income id order.
    pub(crate) income: Vec<&'a Income>,
    pub(crate) households: BTreeMap<&'a str, &'a Household>,
    villages: BTreeMap<(&'a str, &'a str), &'a Village>,
}

/// A plan with what belongs to it.
pub(crate) struct Plan<'a> {
    pub(crate) row: &'a DistributionPlan,
    /// Its payments, in the order of files and rows.
    pub(crate) lines: Vec<&'a DistributionLine>,
    /// The asset whose income it distributes.
    pub(crate) asset: Option<&'a Asset>,
    /// The receipts it distributes: those that name it, else those of its asset and year.
    pub(crate) income: Vec<&'a Income>,
}

/// Whether a village is poor, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Poor {
    Yes,
    No,
    Unknown,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(books: &'a Books, book: &'a Rulebook, case: &'a CaseInfo) -> Self {
        let assets = assets(books);
        let income = sorted(&books.income, |r| r.income_id.as_deref());
        let mut contracts = BTreeMap::new();
        let mut of_asset: BTreeMap<&str, Vec<&Contract>> = BTreeMap::new();
        for contract in sorted(&books.contracts, |r| r.contract_id.as_deref()) {
            let id = contract.contract_id.as_deref();
            contracts.entry(id.unwrap_or(&contract.origin.row_id)).or_insert(contract);
            if let Some(asset) = contract.asset_id.as_deref() {
                of_asset.entry(asset).or_default().push(contract);
            }
        }
        let (plans, orphans) = plans(books, &assets, &income);
        Self {
            books,
            book,
            case,
            plans,
            orphans,
            contracts,
            of_asset,
            income,
            households: sorted(&books.households, |r| r.household_id.as_deref())
                .into_iter()
                .rev()
                .filter_map(|h| Some((h.household_id.as_deref()?, h)))
                .collect(),
            villages: books
                .villages
                .iter()
                .filter_map(|v| Some(((v.township.as_deref()?, v.village.as_deref()?), v)))
                .collect(),
            assets,
        }
    }

    /// The clauses of a family in the year being cleared.
    pub(crate) fn ruled<F: Family>(&self) -> Vec<Ruled<'a, F>> {
        self.book.ruled(year_end(self.case.year.into()))
    }

    /// Whether a clause bound a plan on its day and in its place.
    pub(crate) fn binds<F: Family>(&self, ruled: &Ruled<F>, plan: &Plan) -> bool {
        let year = || year_end(plan.year().unwrap_or(self.case.year.into()));
        ruled.binds(plan.decided_on().unwrap_or_else(year), plan.place())
    }

    /// Whether a year lies in the campaign period: up to the setting `campaign-end` (A16). Without
    /// the setting every year does.
    pub(crate) fn in_campaign(&self, year: i64) -> bool {
        let end = self.book.settings.get("campaign-end");
        let end: Option<NaiveDate> = end.and_then(|day| day.parse().ok());
        end.is_none_or(|end| year_end(year) <= end)
    }

    /// Whether a year lies in that period.
    pub(crate) fn is_in(&self, period: CampaignPeriod, year: i64) -> bool {
        match period {
            CampaignPeriod::Always => true,
            CampaignPeriod::During => self.in_campaign(year),
            CampaignPeriod::After => !self.in_campaign(year),
        }
    }

    /// Whether a national scheme governs the income of a plan instead of the county's rules: that of
    /// photovoltaic stations, where the setting `national-income` says so.
    pub(crate) fn is_national(&self, plan: &Plan) -> bool {
        self.book.settings.get("national-income").is_some_and(|what| what == "photovoltaic")
            && (plan.row.photovoltaic_flag == Some(true)
                || plan.income.iter().any(|r| r.photovoltaic_flag == Some(true))
                || plan.asset.is_some_and(|a| is(&a.asset_subclass, "photovoltaic")))
    }

    /// Operating assets that are still there and under the county's rules, with the key under which
    /// they are known.
    pub(crate) fn operating(&self) -> impl Iterator<Item = (&'a str, &'a Asset)> {
        let window = self.ruled::<ScopeWindow>().first().map(|window| window.rule);
        self.assets
            .iter()
            .map(|(key, asset)| (*key, *asset))
            .filter(|(_, asset)| is(&asset.asset_class, "operating") && !is_gone(asset))
            .filter(|(_, asset)| asset.in_managed_scope != Some(false))
            .filter(move |(_, asset)| match (window, formed_in(asset)) {
                (Some(window), Some(formed)) => {
                    i32::try_from(formed).is_ok_and(|y| window.holds(y))
                }
                _ => true,
            })
    }

    /// The contracts of an asset.
    pub(crate) fn contracts_of(&self, key: &str) -> &[&'a Contract] {
        self.of_asset.get(key).map_or(&[], Vec::as_slice)
    }

    /// The village's row, where the list of villages has it.
    pub(crate) fn village(
        &self,
        township: Option<&str>,
        village: Option<&str>,
    ) -> Option<&'a Village> {
        let village = village?;
        if let Some(township) = township {
            return self.villages.get(&(township, village)).copied();
        }
        // Without a township only a name that stands once is sure.
        let mut named =
            self.villages.iter().filter(|((_, name), _)| *name == village).map(|(_, row)| *row);
        named.next().filter(|_| named.next().is_none())
    }

    /// The kinds of priority that a village has: by the list of villages, else as a line states.
    /// `None` when neither says anything.
    pub(crate) fn priorities(&self, line: &DistributionLine) -> Option<BTreeSet<Text>> {
        // The village that is paid, where the line names none besides.
        let paid = line.dist_recipient_id.as_deref();
        let paid = paid.filter(|_| is(&line.dist_recipient_type, "village"));
        let listed = self
            .village(line.township.as_deref(), line.village.as_deref().or(paid))
            .map(|row| {
                let flags = [
                    (row.poor_village, "poor"),
                    (row.deep_poverty, "deep_poor"),
                    (row.weak_collective, "weak_collective"),
                ];
                let mut kinds: BTreeSet<Text> = flags
                    .iter()
                    .filter(|(flag, _)| *flag == Some(true))
                    .map(|(_, kind)| (*kind).into())
                    .collect();
                match &row.village_priority_type {
                    Some(kind) => {
                        kinds.insert(kind.clone());
                    }
                    None if kinds.is_empty() && flags.iter().any(|(flag, _)| flag.is_some()) => {
                        kinds.insert("none".into());
                    }
                    None => {}
                }
                kinds
            })
            .filter(|kinds| !kinds.is_empty());
        listed.or_else(|| Some(BTreeSet::from([line.village_priority_type.clone()?])))
    }

    /// Whether the village of a line is a poor one.
    pub(crate) fn poor_village(&self, line: &DistributionLine) -> Poor {
        match self.priorities(line) {
            None => Poor::Unknown,
            Some(kinds) if kinds.contains("poor") || kinds.contains("deep_poor") => Poor::Yes,
            Some(_) => Poor::No,
        }
    }

    /// The status of the household of a line: the list of households first, else the line.
    pub(crate) fn status(&self, line: &'a DistributionLine) -> Option<&'a str> {
        let listed = line
            .dist_recipient_id
            .as_deref()
            .and_then(|id| self.households.get(id))
            .and_then(|h| h.recipient_status.as_deref());
        listed.or(line.recipient_status.as_deref())
    }

    /// The labour capacity of the household of a line, found likewise.
    pub(crate) fn labour(&self, line: &'a DistributionLine) -> Option<&'a str> {
        let listed = line
            .dist_recipient_id
            .as_deref()
            .and_then(|id| self.households.get(id))
            .and_then(|h| h.recipient_labour_capacity.as_deref());
        listed.or(line.recipient_labour_capacity.as_deref())
    }

    /// The number of persons of the household of a line, found likewise; `None` also for zero.
    pub(crate) fn persons(&self, line: &DistributionLine) -> Option<i64> {
        let listed = line
            .dist_recipient_id
            .as_deref()
            .and_then(|id| self.households.get(id))
            .and_then(|h| h.population);
        listed.or(line.population).filter(|n| *n > 0)
    }
}

impl<'a> Plan<'a> {
    /// Its id; its row id where it has none.
    pub(crate) fn id(&self) -> &'a str {
        id_of(self.row)
    }

    pub(crate) fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Plan, self.id())
    }

    /// Township and village: its own, else its asset's.
    pub(crate) fn place(&self) -> (Option<&'a str>, Option<&'a str>) {
        let asset = self.asset;
        (
            self.row.township.as_deref().or(asset.and_then(|a| a.township.as_deref())),
            self.row.village.as_deref().or(asset.and_then(|a| a.village.as_deref())),
        )
    }

    /// Owner type: as the plan states it, else as the asset does.
    pub(crate) fn owner_type(&self) -> Option<&'a str> {
        let stated = self.row.owner_type.as_deref();
        stated.or(self.asset.and_then(|a| a.owner_type.as_deref()))
    }

    /// Whether a clause about these owner types binds it.
    pub(crate) fn is_owned_by(&self, owner_types: &[Code]) -> bool {
        self.owner_type().is_some_and(|stated| owner_types.contains(&stated))
    }

    /// Whether it distributes income of an income-sharing asset (A23).
    pub(crate) fn in_scheme(&self) -> bool {
        self.asset.is_some_and(in_scheme)
    }

    /// Whether a clause binds it that may be about income-sharing assets only.
    pub(crate) fn is_bound(&self, scheme_only: bool) -> bool {
        !scheme_only || self.in_scheme()
    }

    /// The year whose income it distributes: its own, else that of its receipts.
    pub(crate) fn year(&self) -> Option<i64> {
        self.row.income_year.or(self.income.iter().find_map(|r| r.income_year))
    }

    /// The income that it distributes: as it states, else what was received for it (A40: gross).
    pub(crate) fn base(&self) -> Option<Fen> {
        self.row.income_amount.or_else(|| {
            let received: Vec<Fen> = self.income.iter().filter_map(|r| r.income_amount).collect();
            (!received.is_empty()).then(|| Fen::sum(received))
        })
    }

    /// The sum of its lines.
    pub(crate) fn paid(&self) -> Fen {
        Fen::sum(self.lines.iter().filter_map(|l| l.dist_amount))
    }

    /// The day on which it was put forward or decided: the first that is on file, else that of the
    /// first payment.
    pub(crate) fn decided_on(&self) -> Option<NaiveDate> {
        let row = self.row;
        let steps = [
            row.proposal_date,
            row.party_branch_proposal_date,
            row.two_committees_date,
            row.party_members_meeting_date,
            row.village_meeting_date,
            row.four_two_done_date,
            row.dist_township_review_date,
            row.township_filing_date,
            row.dist_filing_date,
        ];
        let first = steps.into_iter().flatten().map(|day| day.date).min();
        first.or_else(|| self.first_payment())
    }

    /// The day of its first payment.
    pub(crate) fn first_payment(&self) -> Option<NaiveDate> {
        self.lines.iter().filter_map(|l| Some(l.dist_paid_date?.date)).min()
    }
}

/// The plan's id; its row id where it has none.
fn id_of(plan: &DistributionPlan) -> &str {
    plan.dist_plan_id.as_deref().unwrap_or(&plan.origin.row_id)
}

fn assets(books: &Books) -> BTreeMap<&str, &Asset> {
    let mut assets = BTreeMap::new();
    let rows = sorted(&books.assets, |a| a.asset_id.as_deref());
    let (county, other): (Vec<&Asset>, Vec<&Asset>) =
        rows.into_iter().partition(|a| is(&a.ledger, "county"));
    // Household and system ledgers hold what the county does not manage; they speak for an asset
    // only where no county row does.
    for asset in county.into_iter().chain(other) {
        let key = asset.asset_id.as_deref().unwrap_or(&asset.origin.row_id);
        assets.entry(key).or_insert(asset);
    }
    assets
}

type Orphans<'a> = BTreeMap<&'a str, Vec<&'a DistributionLine>>;

fn plans<'a>(
    books: &'a Books,
    assets: &BTreeMap<&str, &'a Asset>,
    income: &[&'a Income],
) -> (Vec<Plan<'a>>, Orphans<'a>) {
    let receipts = Receipts::new(income);
    let mut plans: Vec<Plan> = Vec::new();
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_year: BTreeMap<(&str, i64), Vec<&str>> = BTreeMap::new();
    for row in sorted(&books.distribution_plans, |p| p.dist_plan_id.as_deref()) {
        let asset = row.asset_id.as_deref();
        let id = id_of(row);
        if by_id.contains_key(id) {
            continue; // the same id twice: a repeated row, which intake reports
        }
        by_id.insert(id, plans.len());
        if let (Some(asset), Some(year)) = (asset, row.income_year) {
            of_year.entry((asset, year)).or_default().push(id);
        }
        let asset = asset.and_then(|id| assets.get(id)).copied();
        let (lines, income) = (Vec::new(), receipts.of(row));
        plans.push(Plan { row, lines, asset, income });
    }
    let mut orphans: BTreeMap<&str, Vec<&DistributionLine>> = BTreeMap::new();
    // Payments of one plan mostly stand together: it is looked up once.
    let mut last: Option<(&str, Option<usize>)> = None;
    for line in sorted(&books.distribution_lines, |l| l.dist_line_id.as_deref()) {
        let only_plan = || {
            let key = (line.asset_id.as_deref()?, line.income_year?);
            match of_year.get(&key).map(Vec::as_slice) {
                Some([only]) => Some(*only),
                _ => None,
            }
        };
        let id = line.dist_plan_id.as_deref().or_else(only_plan).unwrap_or("");
        let index = match last {
            Some((known, index)) if known == id => index,
            _ => by_id.get(id).copied(),
        };
        last = Some((id, index));
        match index.and_then(|index| plans.get_mut(index)) {
            Some(plan) => plan.lines.push(line),
            None => orphans.entry(id).or_default().push(line),
        }
    }
    plans.sort_by(|a, b| a.id().cmp(b.id()));
    (plans, orphans)
}

/// Receipts by the plan they name and, where they name none, by asset and year.
struct Receipts<'a> {
    named: BTreeMap<&'a str, Vec<&'a Income>>,
    unnamed: BTreeMap<(&'a str, i64), Vec<&'a Income>>,
}

impl<'a> Receipts<'a> {
    fn new(income: &[&'a Income]) -> Self {
        let mut receipts = Self { named: BTreeMap::new(), unnamed: BTreeMap::new() };
        for row in income.iter().copied() {
            if let Some(plan) = row.dist_plan_id.as_deref() {
                receipts.named.entry(plan).or_default().push(row);
            } else if let (Some(asset), Some(year)) = (row.asset_id.as_deref(), row.income_year) {
                receipts.unnamed.entry((asset, year)).or_default().push(row);
            }
        }
        receipts
    }

    fn of(&self, plan: &DistributionPlan) -> Vec<&'a Income> {
        let named = plan.dist_plan_id.as_deref().and_then(|id| self.named.get(id));
        let unnamed = || {
            let key = (plan.asset_id.as_deref()?, plan.income_year?);
            self.unnamed.get(&key)
        };
        named.or_else(unnamed).cloned().unwrap_or_default()
    }
}

/// Rows by id, then by where they came from.
fn sorted<R: Row>(rows: &[R], id: impl Fn(&R) -> Option<&str>) -> Vec<&R> {
    let mut rows: Vec<&R> = rows.iter().collect();
    rows.sort_by(|a, b| (id(a), a.origin().map(place_of)).cmp(&(id(b), b.origin().map(place_of))));
    rows
}

fn place_of(origin: &Origin) -> (&str, Option<&str>, u32, &str) {
    (&origin.src_file, origin.src_sheet.as_deref(), origin.src_row, &origin.row_id)
}

/// Whether a code column states that code.
pub(crate) fn is(column: &Option<Text>, code: &str) -> bool {
    column.as_deref() == Some(code)
}

/// Whether a code column states one of these codes.
pub(crate) fn is_one_of(column: &Option<Text>, codes: &[Code]) -> bool {
    column.as_deref().is_some_and(|stated| codes.contains(&stated))
}

/// Whether an asset shares its income under the scheme (A23: the annex binds no other).
pub(crate) fn in_scheme(asset: &Asset) -> bool {
    asset.income_scheme_flag == Some(true)
}

/// The year in which an asset came into being (A15).
fn formed_in(asset: &Asset) -> Option<i64> {
    let day = asset.formation_date.or(asset.completion_date);
    day.map(|d| year_of(d.date)).or(asset.fund_year)
}

fn is_gone(asset: &Asset) -> bool {
    asset.asset_status.as_deref().is_some_and(|s| GONE.contains(&s))
}

/// 31 December of a year; of the year 9999 should it lie outside the calendar.
pub(crate) fn year_end(year: i64) -> NaiveDate {
    i32::try_from(year)
        .ok()
        .and_then(|y| NaiveDate::from_ymd_opt(y, 12, 31))
        .unwrap_or(NaiveDate::MAX)
}

/// 1 January of a year.
pub(crate) fn year_start(year: i64) -> NaiveDate {
    i32::try_from(year)
        .ok()
        .and_then(|y| NaiveDate::from_ymd_opt(y, 1, 1))
        .unwrap_or(NaiveDate::MAX)
}

/// The year of a day.
pub(crate) fn year_of(day: NaiveDate) -> i64 {
    day.year().into()
}
