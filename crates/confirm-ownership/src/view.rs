//! One asset with everything that other tables say about it.

use crate::names::fold;
use ledger::tables::{
    Asset, AssetFunding, AssetOwner, Change, Contract, Handover, Investment, Project, Publicity,
};
use ledger::{Books, Row, Subject, Text, Value};
use std::collections::BTreeMap;

/// One asset of the county ledger, or one that only other ledgers hold.
#[derive(Debug)]
pub(crate) struct View<'a> {
    /// Its id; its row's where it has none.
    pub id: Text,
    /// The row that speaks for it: the county ledger's, else the first.
    pub row: &'a Asset,
    /// Its rows in all ledgers and systems.
    pub rows: Vec<&'a Asset>,
    /// Its owners, one row each.
    pub titles: Vec<&'a AssetOwner>,
    /// Its project.
    pub project: Option<&'a Project>,
    /// Its money by source.
    pub funding: Vec<&'a AssetFunding>,
    /// What places put into it.
    pub investments: Vec<&'a Investment>,
    /// Its hand-over papers.
    pub handovers: Vec<&'a Handover>,
    /// Its contracts.
    pub contracts: Vec<&'a Contract>,
    /// Its changes.
    pub changes: Vec<&'a Change>,
    /// Its notices.
    pub notices: Vec<&'a Publicity>,
}

impl View<'_> {
    /// What findings about it are about.
    pub(crate) fn subject(&self) -> Subject {
        Subject::asset(self.row)
    }

    /// Where it stands.
    pub(crate) fn township(&self) -> Option<&str> {
        let row = self.row;
        row.township.as_deref().or(row.location_township.as_deref())
    }

    /// Where it stands.
    pub(crate) fn village(&self) -> Option<&str> {
        let row = self.row;
        row.village.as_deref().or(row.location_village.as_deref())
    }

    /// Township and village.
    pub(crate) fn place(&self) -> (Option<&str>, Option<&str>) {
        (self.township(), self.village())
    }

    /// Whether no ledger holds it, only the extract of a system.
    pub(crate) fn is_extract(&self) -> bool {
        self.row.ledger.as_deref().is_some_and(|l| l.starts_with("sys_"))
    }

    /// Whether it is gone: sold, scrapped, lost or written off.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(
            self.row.asset_status.as_deref(),
            Some("disposed" | "scrapped" | "lost" | "written_off")
        )
    }
}

/// Which asset a row of any table is about.
#[derive(Debug, Default)]
struct Index<'a> {
    by_id: BTreeMap<&'a str, usize>,
    /// Earlier ids of county rows, where no asset has them now.
    by_earlier_id: BTreeMap<&'a str, usize>,
    /// Name and village of county rows; `None` where several assets share them.
    by_name: BTreeMap<(String, String), Option<usize>>,
    by_contract: BTreeMap<&'a str, usize>,
}

impl<'a> Index<'a> {
    /// By the id that the row states, or by an earlier one.
    fn of_id<R: Row>(&self, row: &R) -> Option<usize> {
        let id = |field: &str| match row.value(field) {
            Value::Text(id) => Some(id),
            _ => None,
        };
        let own = id("asset_id")?;
        let known = |id: &str| {
            let now = self.by_id.get(id);
            now.or_else(|| self.by_earlier_id.get(id)).copied()
        };
        known(&own).or_else(|| known(&id("prior_asset_id")?))
    }

    /// The same; a row without any id by its name and village, if the county ledger has that once.
    fn of<R: Row>(&self, row: &R) -> Option<usize> {
        if row.value("asset_id").is_null() {
            self.by_name.get(&name_of(row)?).copied().flatten()
        } else {
            self.of_id(row)
        }
    }

    fn add(&mut self, row: &'a Asset, index: usize) {
        self.by_id.entry(own_id(row)).or_insert(index);
        if let Some(contract) = row.contract_id.as_deref() {
            self.by_contract.entry(contract).or_insert(index);
        }
    }

    /// By what else a county row is known.
    fn add_county(&mut self, row: &'a Asset, index: usize) {
        self.add(row, index);
        if let Some(earlier) = row.prior_asset_id.as_deref() {
            self.by_earlier_id.entry(earlier).or_insert(index);
        }
        if let Some(name) = name_of(row) {
            self.by_name
                .entry(name)
                .and_modify(|known| *known = known.filter(|k| *k == index))
                .or_insert(Some(index));
        }
    }
}

fn own_id(row: &Asset) -> &str {
    row.asset_id.as_deref().unwrap_or_else(|| row.row_id())
}

/// Name and village, where both are stated.
fn name_of<R: Row>(row: &R) -> Option<(String, String)> {
    let name = row.value("asset_name");
    let village = row.value("village");
    let stated = !name.is_null() && !village.is_null();
    stated.then(|| (fold(&name.to_string()), fold(&village.to_string())))
}

/// The assets, in the order of their ids.
pub(crate) fn views(books: &Books) -> Vec<View<'_>> {
    let mut out: Vec<View> = Vec::new();
    let mut index = Index::default();
    let (county, others): (Vec<&Asset>, Vec<&Asset>) =
        books.assets.iter().partition(|row| row.ledger.as_deref() == Some("county"));
    for row in county {
        let known = index.by_id.get(own_id(row)).copied();
        index.add_county(row, known.unwrap_or(out.len()));
        put(&mut out, known, row);
    }
    for row in others {
        let known = index.of(row);
        index.add(row, known.unwrap_or(out.len()));
        put(&mut out, known, row);
    }
    // The village of these rows is the owner's or the investor's: no name leads to their asset.
    join(&mut out, &books.asset_owners, |r| index.of_id(r), |v| &mut v.titles);
    join(&mut out, &books.investments, |r| index.of_id(r), |v| &mut v.investments);
    join(&mut out, &books.asset_funding, |r| index.of(r), |v| &mut v.funding);
    join(&mut out, &books.handovers, |r| index.of(r), |v| &mut v.handovers);
    join(&mut out, &books.changes, |r| index.of(r), |v| &mut v.changes);
    join(&mut out, &books.publicity, |r| index.of(r), |v| &mut v.notices);
    let by_contract = |r: &Contract| index.by_contract.get(r.contract_id.as_deref()?).copied();
    join(
        &mut out,
        &books.contracts,
        |r| index.of(r).or_else(|| by_contract(r)),
        |v| &mut v.contracts,
    );
    join_projects(&mut out, books);
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

fn put<'a>(views: &mut Vec<View<'a>>, known: Option<usize>, row: &'a Asset) {
    match known.and_then(|i| views.get_mut(i)) {
        Some(view) => view.rows.push(row),
        None => views.push(empty_view(row)),
    }
}

fn empty_view(row: &Asset) -> View<'_> {
    View {
        id: row.asset_id.as_deref().unwrap_or_else(|| row.row_id()).into(),
        row,
        rows: vec![row],
        titles: Vec::new(),
        project: None,
        funding: Vec::new(),
        investments: Vec::new(),
        handovers: Vec::new(),
        contracts: Vec::new(),
        changes: Vec::new(),
        notices: Vec::new(),
    }
}

fn join<'a, R: Row>(
    views: &mut [View<'a>],
    rows: &'a [R],
    of: impl Fn(&R) -> Option<usize>,
    list: impl for<'v> Fn(&'v mut View<'a>) -> &'v mut Vec<&'a R>,
) {
    for row in rows {
        if let Some(view) = of(row).and_then(|i| views.get_mut(i)) {
            list(view).push(row);
        }
    }
}

/// Projects, and what was put into a project as a whole: investments without an asset id belong to
/// every asset of their project.
fn join_projects<'a>(views: &mut [View<'a>], books: &'a Books) {
    let projects: BTreeMap<&str, &Project> =
        books.projects.iter().rev().filter_map(|p| Some((p.project_id.as_deref()?, p))).collect();
    let mut whole: BTreeMap<&str, Vec<&Investment>> = BTreeMap::new();
    for row in books.investments.iter().filter(|i| i.asset_id.is_none()) {
        if let Some(project) = row.project_id.as_deref() {
            whole.entry(project).or_default().push(row);
        }
    }
    for view in views {
        let Some(project) = view.row.project_id.as_deref() else {
            continue;
        };
        view.project = projects.get(project).copied();
        if view.investments.is_empty() {
            view.investments.extend(whole.get(project).into_iter().flatten());
        }
    }
}
