//! Things that ledgers hold, and the way to them from cards and counts, which may call them by an
//! id, an earlier id, or only by name, place and value. Never a guess: what could be one of
//! several is said to be so.

mod holding;
mod naming;

use crate::Entities;
use crate::keys::id::id_key;
use crate::units::Units;
pub(crate) use holding::{Holding, is_gone, is_household};
use ledger::codes::matching;
use ledger::tables::Asset;
use ledger::{Decimal, Fen, Finding, Row, Subject, SubjectKind};
pub(crate) use naming::{Named, Naming};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What a card or count says of its thing.
#[derive(Debug, Default)]
pub(crate) struct Clue<'c> {
    /// Its id.
    pub(crate) id: Option<&'c str>,
    /// Its earlier id.
    pub(crate) prior: Option<&'c str>,
    /// Its name.
    pub(crate) name: Option<&'c str>,
    /// Where it is booked.
    pub(crate) township: Option<&'c str>,
    /// Where it is booked.
    pub(crate) village: Option<&'c str>,
    /// Its original value.
    pub(crate) value: Option<Fen>,
    /// How many there are in the books.
    pub(crate) quantity: Option<Decimal>,
    /// Key of the unit that keeps it.
    pub(crate) unit: Option<String>,
}

/// Where a clue leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// To exactly one thing, by its index.
    One(usize),
    /// To several, equally well.
    Several(Vec<usize>),
    /// To none.
    Nothing,
}

/// All things that ledgers hold.
#[derive(Debug)]
pub(crate) struct Holdings<'a> {
    /// In the order of the books.
    pub(crate) all: Vec<Holding<'a>>,
    /// The unit that owns each of them, where it is known.
    pub(crate) owners: Vec<Option<String>>,
    units: &'a Units,
    naming: Naming,
    by_id: ByKey,
    by_prior: ByKey,
    /// Made when something has to be found by its name.
    by_name: OnceLock<ByKey>,
    /// Where each of them may stand; made when something has to be found by its place.
    places: OnceLock<Vec<Places>>,
}

/// Stems of the townships and villages that something states; nothing stated, nothing known.
#[derive(Debug, Default)]
struct Places {
    townships: Vec<String>,
    villages: Vec<String>,
}

impl<'a> Holdings<'a> {
    /// From the real assets.
    pub(crate) fn new(entities: &'a Entities<'a>, units: &'a Units, naming: Naming) -> Self {
        let all: Vec<Holding> = entities.all.iter().flat_map(Holding::of).collect();
        let owners = all.iter().map(|h| h.owner(units)).collect();
        let by_id = by(&all, |row| row.asset_id.as_deref(), id_key);
        let by_prior = by(&all, |row| row.prior_asset_id.as_deref(), id_key);
        Self {
            all,
            owners,
            units,
            naming,
            by_id,
            by_prior,
            by_name: OnceLock::new(),
            places: OnceLock::new(),
        }
    }

    /// The things with a row of that name.
    fn named(&self, name: &str) -> Vec<usize> {
        let stated = |row: &'a Asset| Named::of_asset(row);
        self.by_name.get_or_init(|| by(&self.all, stated, |n| self.naming.key(n))).get(name)
    }

    /// The things of the county ledger, or of all ledgers where that was not received.
    pub(crate) fn registered(&self) -> impl Iterator<Item = (usize, &Holding<'a>)> {
        let county = self.all.iter().any(|h| h.in_county);
        self.all.iter().enumerate().filter(move |(_, h)| h.in_county || !county)
    }

    /// The thing that a clue means: by id, else by earlier id (of either side), else by name,
    /// place and value.
    pub(crate) fn find(&self, clue: &Clue) -> Found {
        let (id, prior) = (clue.id.and_then(id_key), clue.prior.and_then(id_key));
        let rungs = [
            (&id, &self.by_id),
            (&prior, &self.by_id),
            (&id, &self.by_prior),
            (&prior, &self.by_prior),
        ];
        for (id, map) in rungs {
            let found = id.as_ref().map(|id| map.get(id)).unwrap_or_default();
            if !found.is_empty() {
                return self.settle(found, clue);
            }
        }
        let name = Named::of_clue(clue).and_then(|named| self.naming.key(named));
        let named = name.map(|name| self.named(&name)).unwrap_or_default();
        if named.is_empty() {
            return Found::Nothing;
        }
        let stated = self.places_of([clue.township], [clue.village]);
        let near: Vec<usize> = named
            .into_iter()
            .filter(|i| self.same_place(*i, &stated))
            // An id that no ledger knows speaks against a pairing, unless the value is the same.
            .filter(|i| clue.id.is_none() || self.same_value(*i, clue))
            .collect();
        self.settle(near, clue)
    }

    /// A row that could mean one of several things: said, not claimed.
    pub(crate) fn ambiguous<R: Row>(&self, row: &R, things: &[usize]) -> Finding {
        let leads = things.iter().filter_map(|i| self.lead(*i));
        let columns: Vec<&str> = ["asset_id", "asset_name", "name", "township", "village"]
            .into_iter()
            .filter(|c| R::TABLE.column(c).is_some())
            .collect();
        let number = things.len().to_string();
        Finding::new(&matching::AMBIGUOUS, Subject::new(SubjectKind::Row, row.row_id()))
            .detail(R::TABLE.name)
            .arg("left", R::TABLE.label)
            .arg("right", "台账")
            .arg("left_rows", "1")
            .arg("right_rows", number.clone())
            .arg("count", number)
            .arg("why", "编号、名称、地点和原值都不能区分")
            .cells(row.cells(&columns))
            .cells(leads.flat_map(|a| a.cells(&["asset_id", "asset_name"])))
    }

    /// Narrows candidates by what else the clue says; each feature counts only if it leaves some.
    fn settle(&self, mut candidates: Vec<usize>, clue: &Clue) -> Found {
        if candidates.len() == 1 {
            return Found::One(candidates[0]);
        }
        let stated = self.places_of([clue.township], [clue.village]);
        let features: [&dyn Fn(usize) -> bool; 5] = [
            &|i| self.same_name(i, clue),
            &|i| self.same_place(i, &stated),
            &|i| self.same_owner(i, clue),
            &|i| self.same_value(i, clue),
            &|i| clue.quantity.is_some() && clue.quantity == self.lead(i).and_then(|a| a.quantity),
        ];
        for feature in features {
            if candidates.len() < 2 {
                break;
            }
            let narrowed: Vec<usize> = candidates.iter().copied().filter(|i| feature(*i)).collect();
            if !narrowed.is_empty() {
                candidates = narrowed;
            }
        }
        match candidates.as_slice() {
            [] => Found::Nothing,
            [one] => Found::One(*one),
            _ => Found::Several(candidates),
        }
    }

    fn lead(&self, index: usize) -> Option<&'a Asset> {
        self.all.get(index).map(|h| h.lead)
    }

    fn same_name(&self, index: usize, clue: &Clue) -> bool {
        let stated = Named::of_clue(clue).and_then(|named| self.naming.key(named));
        let known = self.lead(index).and_then(Named::of_asset);
        stated.is_some() && known.and_then(|named| self.naming.key(named)) == stated
    }

    /// Places that both state must be equal; one that either leaves open does not speak against.
    fn same_place(&self, index: usize, stated: &Places) -> bool {
        let known = self.places.get_or_init(|| {
            let leads = self.all.iter().map(|thing| thing.lead);
            leads
                .map(|a| {
                    self.places_of(
                        [a.township.as_deref(), a.location_township.as_deref()],
                        [a.village.as_deref(), a.location_village.as_deref()],
                    )
                })
                .collect()
        });
        known.get(index).is_some_and(|known| {
            open_or_common(&stated.townships, &known.townships)
                && open_or_common(&stated.villages, &known.villages)
        })
    }

    fn places_of<const N: usize>(
        &self,
        townships: [Option<&str>; N],
        villages: [Option<&str>; N],
    ) -> Places {
        let townships = townships.into_iter().flatten();
        let villages = villages.into_iter().flatten();
        Places {
            townships: townships.filter_map(|t| self.units.township_stem(t)).collect(),
            villages: villages.filter_map(|v| self.units.village_stem(v)).collect(),
        }
    }

    fn same_owner(&self, index: usize, clue: &Clue) -> bool {
        clue.unit.is_some() && self.owners.get(index).is_some_and(|o| *o == clue.unit)
    }

    fn same_value(&self, index: usize, clue: &Clue) -> bool {
        clue.value.is_some() && self.lead(index).and_then(|a| a.original_value) == clue.value
    }
}

/// Things by a key, in the order of both.
#[derive(Debug)]
struct ByKey(Vec<(String, usize)>);

impl ByKey {
    fn get(&self, key: &str) -> Vec<usize> {
        let first = self.0.partition_point(|(known, _)| known.as_str() < key);
        let rest = self.0.get(first..).unwrap_or_default();
        rest.iter().take_while(|(known, _)| known == key).map(|(_, thing)| *thing).collect()
    }
}

/// Things by the key of what their rows state; rows that state the same have one key.
fn by<'a, T: Ord + Copy>(
    things: &[Holding<'a>],
    stated: impl Fn(&'a Asset) -> Option<T>,
    key: impl Fn(T) -> Option<String>,
) -> ByKey {
    let mut out = Vec::with_capacity(things.len());
    for (index, thing) in things.iter().enumerate() {
        let stated: BTreeSet<T> = thing.rows.iter().filter_map(|row| stated(row)).collect();
        out.extend(stated.into_iter().filter_map(&key).map(|key| (key, index)));
    }
    out.sort_unstable();
    out.dedup();
    ByKey(out)
}

fn open_or_common(stated: &[String], known: &[String]) -> bool {
    stated.is_empty() || known.is_empty() || stated.iter().any(|s| known.contains(s))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{Books, Origin};

    fn asset(row: &str, id: Option<&str>, name: &str, village: &str, value: i64) -> Asset {
        Asset {
            origin: Origin { row_id: row.into(), ..Origin::default() },
            ledger: Some("county".into()),
            asset_id: id.map(Into::into),
            asset_name: Some(name.into()),
            township: Some("松林镇".into()),
            village: Some(village.into()),
            original_value: Some(Fen(value)),
            ..Asset::default()
        }
    }

    fn find(assets: Vec<Asset>, clue: &Clue) -> Found {
        let books = Books { assets, ..Books::default() };
        let units = Units::new(&books, "青山县");
        let entities = Entities::by_asset_id(&books);
        Holdings::new(&entities, &units, Naming::default()).find(clue)
    }

    #[test]
    fn an_id_leads_to_its_thing_whatever_the_name() {
        let assets = vec![asset("1", Some("ZC-1"), "水厂", "石桥村", 100)];
        let clue = Clue { id: Some("ｚｃ-1"), name: Some("饮水工程"), ..Clue::default() };
        assert_eq!(find(assets, &clue), Found::One(0));
    }

    #[test]
    fn an_earlier_id_leads_to_its_thing() {
        let mut renumbered = asset("1", Some("ZC-1"), "水厂", "石桥村", 100);
        renumbered.prior_asset_id = Some("OLD-7".into());
        for clue in [
            Clue { id: Some("OLD-7"), ..Clue::default() },
            Clue { id: Some("NEW-1"), prior: Some("ZC-1"), ..Clue::default() },
        ] {
            assert_eq!(find(vec![renumbered.clone()], &clue), Found::One(0));
        }
    }

    #[test]
    fn a_name_must_be_unique_in_its_place() {
        let twins = vec![
            asset("1", Some("ZC-1"), "公厕", "石桥村", 100),
            asset("2", Some("ZC-2"), "公厕", "石桥村", 200),
            asset("3", Some("ZC-3"), "公厕", "下湾村", 300),
        ];
        let clue = |village, value: Option<i64>| Clue {
            name: Some("公 厕"),
            village: Some(village),
            value: value.map(Fen),
            ..Clue::default()
        };
        assert_eq!(find(twins.clone(), &clue("下湾村", None)), Found::One(2));
        assert_eq!(find(twins.clone(), &clue("石桥村", None)), Found::Several(vec![0, 1]));
        assert_eq!(find(twins.clone(), &clue("石桥", Some(200))), Found::One(1));
        assert_eq!(find(twins, &clue("新寨村", None)), Found::Nothing);
    }

    #[test]
    fn an_unknown_id_needs_the_same_value() {
        let assets = vec![asset("1", Some("ZC-1"), "公厕", "石桥村", 100)];
        let clue = |value: i64| Clue {
            id: Some("X-9"),
            name: Some("公厕"),
            village: Some("石桥村"),
            value: Some(Fen(value)),
            ..Clue::default()
        };
        assert_eq!(find(assets.clone(), &clue(100)), Found::One(0));
        assert_eq!(find(assets, &clue(101)), Found::Nothing);
    }

    #[test]
    fn an_asset_listed_in_parts_is_several_things() {
        let whole = Asset {
            ledger: Some("village".into()),
            ..asset("3", None, "道路", "石桥村", 300)
        };
        let parts = [
            asset("1", Some("ZC-1"), "道路（一期）", "石桥村", 100),
            asset("2", Some("ZC-2"), "道路（二期）", "石桥村", 200),
        ];
        let entities = Entities::from_groups(vec![vec![&parts[0], &parts[1], &whole]]);
        let units = Units::default();
        let holdings = Holdings::new(&entities, &units, Naming::default());
        assert_eq!(holdings.all.len(), 2);
        assert_eq!(&*holdings.all[1].subject.id, "ZC-2");
    }
}
