//! Projects with their money on one side and their assets on the other.

use super::Compared;
use crate::keys::text::fold;
use crate::scope::mix::Mixes;
use crate::{Entities, Entity};
use ledger::tables::{Asset, FundLine, Project};
use ledger::{Books, Fen, Subject, SubjectKind, Text};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// One project.
#[derive(Debug, Default)]
pub(crate) struct ProjectMoney<'a> {
    /// Its id as written; its name where it has none.
    pub(crate) id: Text,
    /// Its name, where a row states it.
    pub(crate) name: Text,
    /// Its row in the projects table.
    pub(crate) record: Option<&'a Project>,
    /// Its lines of the fund ledger, all of them.
    pub(crate) lines: Vec<&'a FundLine>,
    /// Its rows of the county ledger that are compared, one for each asset.
    pub(crate) assets: Vec<&'a Asset>,
    /// Rows of its other assets: not in the county ledger, or not compared.
    pub(crate) elsewhere: Vec<&'a Asset>,
}

impl<'a> ProjectMoney<'a> {
    /// The subject of findings about it.
    pub(crate) fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Project, self.id.clone())
    }

    /// Takes an asset: its county rows, one for each id, also where a row stands twice.
    fn take(&mut self, entity: &Entity<'a>, compared: &Compared) {
        let mut seen = BTreeSet::new();
        for row in entity.in_ledger("county").filter(|a| compared.asset(a)) {
            if row.asset_id.as_deref().is_none_or(|id| seen.insert(id)) {
                self.assets.push(row);
            }
        }
        if entity.county().is_none_or(|a| !compared.asset(a)) {
            self.elsewhere.push(entity.lead());
        }
    }

    /// Its lines that form assets, of money that is compared.
    pub(crate) fn forming<'s>(
        &'s self,
        compared: &'s Compared,
    ) -> impl Iterator<Item = &'a FundLine> + 's {
        self.lines
            .iter()
            .copied()
            .filter(move |l| compared.money(l.fund_source.as_deref()) && self.forms_asset(l))
    }

    /// Whether a line forms an asset: as its use says, else as the project says, else by whether
    /// there is a settlement of works.
    pub(crate) fn forms_asset(&self, line: &FundLine) -> bool {
        match line.fund_use_direction.as_deref() {
            Some("asset") => true,
            None | Some("other") => self
                .record
                .and_then(|p| p.asset_forming)
                .unwrap_or(line.fund_use_direction.is_none() || line.settled_amount.is_some()),
            Some(_) => false,
        }
    }
}

/// What a line brings into assets: its settlement, else what was paid less what formed no asset
/// and what was taken back. `None` when it states neither.
pub(crate) fn formed(line: &FundLine) -> Option<Fen> {
    line.settled_amount.or_else(|| net_paid(line))
}

/// What a line paid for assets: paid less what formed no asset and what was taken back.
pub(crate) fn net_paid(line: &FundLine) -> Option<Fen> {
    let paid = line.paid_amount?;
    Some(
        paid.minus(line.non_asset_amount.unwrap_or_default())
            .minus(line.returned_amount.unwrap_or_default()),
    )
}

/// All projects that money or assets name.
#[derive(Debug)]
pub(crate) struct Projects<'a> {
    /// By key.
    pub(crate) all: BTreeMap<String, ProjectMoney<'a>>,
    /// Lines that name no project.
    pub(crate) unnamed: Vec<&'a FundLine>,
    /// The money of assets by source.
    mixes: &'a Mixes<'a>,
    /// What is compared.
    pub(crate) compared: &'a Compared<'a>,
    /// Projects of disposals and write-offs, by key.
    left: BTreeSet<String>,
}

impl<'a> Projects<'a> {
    /// Groups lines and assets by project.
    pub(crate) fn new(
        books: &'a Books,
        entities: &Entities<'a>,
        mixes: &'a Mixes<'a>,
        compared: &'a Compared<'a>,
    ) -> Self {
        let mut groups = Groups::new(books);
        let mut unnamed = Vec::new();
        for line in &books.fund_ledger {
            match groups.at(line.project_id.as_deref(), line.project_name.as_deref()) {
                Some(project) => project.lines.push(line),
                None => unnamed.push(line),
            }
        }
        for record in &books.projects {
            let (id, name) = (record.project_id.as_deref(), record.project_name.as_deref());
            if let Some(project) = groups.at(id, name) {
                project.record.get_or_insert(record);
            }
        }
        for entity in &entities.all {
            let (id, name) = project_of(&entity.rows);
            if let Some(project) = groups.at(id, name) {
                project.take(entity, compared);
            }
        }
        let disposed = books.disposals.iter().map(|d| d.project_id.as_deref());
        let written_off = books.writeoffs.iter().map(|w| w.project_id.as_deref());
        let left =
            disposed.chain(written_off).filter_map(|id| groups.names.key(id, None)).collect();
        Self { all: groups.all, unnamed, mixes, compared, left }
    }

    /// Whether an asset of the project left by disposal or write-off, so that the ledger need not
    /// hold all of them any more.
    pub(crate) fn has_left(&self, key: &str) -> bool {
        self.left.contains(key)
    }

    /// The money of an asset by source: as its row says, else as the funding table does, else all
    /// of its value from its one source. `None` when no value is stated.
    pub(crate) fn mix(&self, asset: &'a Asset) -> Option<Vec<(Option<Text>, Fen)>> {
        let value = asset.original_value?;
        let mut parts = self.mixes.of_row(asset);
        if parts.is_empty() {
            parts = self.mixes.of_lines(&Entity {
                key: Text::default(),
                id: Text::default(),
                rows: vec![asset],
                unsettled: false,
            });
        }
        let stated: Vec<_> =
            parts.into_iter().filter_map(|p| Some((Some(p.source), p.amount?))).collect();
        Some(if stated.is_empty() { vec![(asset.fund_source.clone(), value)] } else { stated })
    }

    /// The part of an asset's original value that is compared: without money out of scope. `None`
    /// when no value is stated.
    pub(crate) fn compared_value(&self, asset: &'a Asset) -> Option<Fen> {
        let outside = self
            .mix(asset)?
            .into_iter()
            .filter(|(source, _)| !self.compared.money(source.as_deref()))
            .map(|(_, amount)| amount);
        Some(asset.original_value?.minus(Fen::sum(outside)))
    }
}

/// The project of an asset: as the county row states it, else as another row does.
pub(crate) fn project_of<'a>(rows: &[&'a Asset]) -> (Option<&'a str>, Option<&'a str>) {
    let county = rows.iter().filter(|a| a.ledger.as_deref() == Some("county"));
    county
        .chain(rows)
        .map(|a| (a.project_id.as_deref(), a.project_name.as_deref()))
        .find(|(id, name)| id.is_some() || name.is_some())
        .unwrap_or_default()
}

/// Projects as they are found, by key.
struct Groups<'a> {
    names: Names,
    all: BTreeMap<String, ProjectMoney<'a>>,
}

impl<'a> Groups<'a> {
    fn new(books: &Books) -> Self {
        Self { names: Names::new(books), all: BTreeMap::new() }
    }

    /// The project of that id or name; `None` where neither is stated.
    fn at(&mut self, id: Option<&str>, name: Option<&str>) -> Option<&mut ProjectMoney<'a>> {
        let key = self.names.key(id, name)?;
        let project = self.all.entry(key).or_default();
        if project.id.is_empty() {
            project.id = id.or(name).unwrap_or_default().into();
        }
        if project.name.is_empty() {
            project.name = name.unwrap_or_default().into();
        }
        Some(project)
    }
}

/// Which names stand for which project ids.
struct Names {
    known: BTreeSet<String>,
    /// Name → id; `None` where several projects have it.
    ids: BTreeMap<String, Option<String>>,
}

impl Names {
    fn new(books: &Books) -> Self {
        let projects = books.projects.iter().map(|p| (&p.project_id, &p.project_name));
        let lines = books.fund_ledger.iter().map(|l| (&l.project_id, &l.project_name));
        let mut out = Self { known: BTreeSet::new(), ids: BTreeMap::new() };
        for (id, name) in projects.chain(lines) {
            let Some(id) = id.as_deref().map(|id| fold(id).into_owned()) else {
                continue;
            };
            if let Some(name) = name {
                out.ids
                    .entry(fold(name).into_owned())
                    .and_modify(|known| {
                        if known.as_deref() != Some(&id) {
                            *known = None;
                        }
                    })
                    .or_insert_with(|| Some(id.clone()));
            }
            out.known.insert(id);
        }
        out
    }

    /// The key of a project: its id where fund ledger or projects table know it, else the id that
    /// its name stands for, else whatever is stated.
    fn key(&self, id: Option<&str>, name: Option<&str>) -> Option<String> {
        let id = id.map(fold);
        if let Some(id) = &id
            && let Some(id) = self.known.get(&**id)
        {
            return Some(id.clone());
        }
        let name = name.map(fold);
        let by_name = name.as_ref().and_then(|n| self.ids.get(&**n).cloned()?);
        by_name.or(id.map(Cow::into_owned)).or(name.map(|n| format!("name:{n}")))
    }
}
