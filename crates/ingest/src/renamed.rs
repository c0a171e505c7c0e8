//! Places that got another name, or were merged into another: rows that name the former place become
//! rows of the new one.
//!
//! In: rows, what the case says of places, the day of the case. Out: the same rows, places by the
//! names of that day; what stood there is kept in `extra` under 原乡镇 and 原行政村, and names of
//! bodies (委员会, 合作社) that begin with the former place follow it. Names of assets stay as they
//! are. A change of name whose day has not come changes nothing; several of one place follow each
//! other in the order of their days.

use crate::places::key;
use ledger::books::BooksFiller;
use ledger::{Books, NaiveDate, Renamed, Row, Text, Value};
use std::convert::Infallible;

/// Columns of township and village that belong together, and under what the former names are kept.
const PLACES: [[&str; 4]; 2] = [
    ["township", "village", "原乡镇", "原行政村"],
    ["location_township", "location_village", "原所在乡镇", "原所在行政村"],
];

/// Columns that hold names of bodies.
const BODIES: [&str; 3] = ["ledger_unit", "unit", "owner_name"];

/// Renames in all tables but the list of villages, which says what there is.
pub(crate) fn books(books: &mut Books, renamed: &[Renamed], on: NaiveDate) {
    struct Renaming<'r>(&'r [Renamed], NaiveDate);
    impl BooksFiller<Infallible> for Renaming<'_> {
        fn table<R: Row>(&mut self, table: &mut Vec<R>) -> Result<(), Infallible> {
            if R::TABLE.name != "villages" {
                rename_places(table, self.0, self.1);
            }
            Ok(())
        }
    }
    if !renamed.is_empty() {
        let Ok(()) = books.try_fill(&mut Renaming(renamed, on));
    }
}

/// Renames the places of these rows as they are called on that day.
pub fn rename_places<R: Row>(rows: &mut [R], renamed: &[Renamed], on: NaiveDate) {
    let mut due: Vec<&Renamed> = renamed.iter().filter(|place| place.since <= on).collect();
    due.sort_by_key(|place| place.since);
    for row in rows {
        for place in &due {
            for columns in PLACES {
                rename(row, place, columns);
            }
        }
    }
}

fn rename<R: Row>(row: &mut R, place: &Renamed, [township, village, was, was_village]: [&str; 4]) {
    let text = |row: &R, column: &str| match row.value(column) {
        Value::Text(text) => Some(text),
        _ => None,
    };
    let (in_township, in_village) = (text(row, township), text(row, village));
    if in_township.as_deref().map(key) != Some(key(&place.township)) {
        return;
    }
    if let Some(former) = &place.village {
        if !in_village.as_deref().is_some_and(|name| is_village(name, former, &place.township)) {
            return;
        }
        if let Some(now) = &place.now_village {
            set(row, village, now, was_village, in_village.as_deref());
            rename_bodies(row, former, now);
        }
    }
    if let Some(now) = &place.now_township {
        set(row, township, now, was, in_township.as_deref());
        rename_bodies(row, &place.township, now);
    }
}

/// Whether a name is that of a village, the township in front or 村 behind or not.
fn is_village(name: &str, former: &str, township: &str) -> bool {
    let (name, former, township) = (key(name), key(former), key(township));
    let bare = |name: &str| name.strip_suffix('村').unwrap_or(name).to_owned();
    let name = name.strip_prefix(&*township).filter(|rest| !rest.is_empty()).unwrap_or(&name);
    bare(name) == bare(&former)
}

/// Writes the new name; what stood there first is kept.
fn set<R: Row>(row: &mut R, column: &str, now: &str, kept_as: &str, was: Option<&str>) {
    row.set(column, Value::Text(now.into()));
    let (Some(was), Some(origin)) = (was, row.origin_mut()) else {
        return;
    };
    let mut extra: serde_json::Map<String, serde_json::Value> = origin
        .extra
        .as_deref()
        .and_then(|extra| serde_json::from_str(extra).ok())
        .unwrap_or_default();
    extra.entry(kept_as).or_insert_with(|| was.into());
    origin.extra = serde_json::to_string(&extra).ok().map(Text::from);
}

/// Bodies of the former place are called by the new one.
fn rename_bodies<R: Row>(row: &mut R, former: &str, now: &str) {
    for column in BODIES {
        if let Value::Text(name) = row.value(column)
            && name.contains(former)
        {
            row.set(column, Value::Text(name.replacen(former, now, 1).into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::tables::{Asset, Village};

    fn place(village: Option<&str>, now: [Option<&str>; 2], since: &str) -> Renamed {
        let [township, now_village] = now.map(|name| name.map(str::to_owned));
        Renamed {
            township: "松林镇".to_owned(),
            village: village.map(str::to_owned),
            now_township: township,
            now_village,
            since: since.parse().unwrap(),
        }
    }

    fn asset(township: &str, village: &str) -> Asset {
        Asset {
            township: Some(township.into()),
            village: Some(village.into()),
            owner_name: Some(format!("{village}股份经济合作社").into()),
            ..Asset::default()
        }
    }

    fn after(mut row: Asset, renamed: &[Renamed], on: &str) -> [String; 3] {
        rename_places(std::slice::from_mut(&mut row), renamed, on.parse().unwrap());
        [row.township, row.village, row.owner_name].map(|name| name.unwrap().to_string())
    }

    #[test]
    fn a_merged_village_is_called_by_its_new_name_from_its_day_on() {
        let merged = [place(Some("石桥村"), [None, Some("新桥村")], "2023-05-01")];
        let of = |on| after(asset("松林镇", "石桥村"), &merged, on);
        assert_eq!(of("2023-04-30"), ["松林镇", "石桥村", "石桥村股份经济合作社"]);
        assert_eq!(of("2023-05-01"), ["松林镇", "新桥村", "新桥村股份经济合作社"]);
        for name in ["石桥", "松林镇石桥村", "石桥村村民委员会"] {
            assert_eq!(after(asset("松林镇", name), &merged, "2024-12-31")[1], "新桥村", "{name}");
        }
        // Another township's village of that name is another village.
        assert_eq!(after(asset("平川镇", "石桥村"), &merged, "2024-12-31")[1], "石桥村");
        assert_eq!(after(asset("松林镇", "大石桥村"), &merged, "2024-12-31")[1], "大石桥村");
    }

    #[test]
    fn what_stood_there_is_kept() {
        let mut row = asset("松林镇", "石桥村");
        row.origin.extra = Some(r#"{"序号":"1"}"#.into());
        let merged = [place(Some("石桥村"), [Some("平川镇"), Some("新桥村")], "2023-05-01")];
        rename_places(std::slice::from_mut(&mut row), &merged, "2024-12-31".parse().unwrap());
        let kept = r#"{"原乡镇":"松林镇","原行政村":"石桥村","序号":"1"}"#;
        assert_eq!(row.origin.extra.as_deref(), Some(kept));
    }

    #[test]
    fn names_follow_each_other_in_the_order_of_their_days() {
        let renamed = [
            Renamed {
                township: "松柏镇".to_owned(),
                ..place(None, [Some("青松镇"), None], "2024-01-01")
            },
            place(None, [Some("松柏镇"), None], "2022-01-01"),
        ];
        assert_eq!(after(asset("松林镇人民政府", "石桥村"), &renamed, "2023-12-31")[0], "松柏镇");
        assert_eq!(after(asset("松林镇", "石桥村"), &renamed, "2024-01-01")[0], "青松镇");
    }

    #[test]
    fn the_list_of_villages_says_what_there_is() {
        let listed = Village {
            township: Some("松林镇".into()),
            village: Some("石桥村".into()),
            ..Village::default()
        };
        let mut all = Books { villages: vec![listed], ..Books::default() };
        let merged = [place(Some("石桥村"), [None, Some("新桥村")], "2023-05-01")];
        books(&mut all, &merged, "2024-12-31".parse().unwrap());
        assert_eq!(all.villages[0].village.as_deref(), Some("石桥村"));
    }
}
