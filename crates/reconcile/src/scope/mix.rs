//! The money of an asset by source, from whichever table states it.

use crate::entities::Entity;
use ledger::tables::{Asset, AssetFunding};
use ledger::words::money::FUND_SOURCE;
use ledger::{Books, Cell, Fen, Origin, Row, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Money from one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Code of `fund_source`, or the label as it stood where it is in no list.
    pub source: Text,
    /// How much, where stated.
    pub amount: Option<Fen>,
    /// The cells that state it.
    pub cells: Vec<Cell>,
}

/// A place in a source: file, sheet, row.
type Place<'a> = (&'a str, Option<&'a str>, u32);

fn place(origin: &Origin) -> Place<'_> {
    (&origin.src_file, origin.src_sheet.as_deref(), origin.src_row)
}

/// The money of all assets, by where it is stated.
#[derive(Debug, Default)]
pub struct Mixes<'a> {
    /// Funding lines that came out of a row of the assets table.
    within: BTreeMap<Place<'a>, Vec<&'a AssetFunding>>,
    /// Funding lines of a table of their own, by asset id.
    apart: BTreeMap<&'a str, Vec<&'a AssetFunding>>,
}

impl<'a> Mixes<'a> {
    /// Indexes the funding lines.
    #[must_use]
    pub fn new(books: &'a Books) -> Self {
        // Only rows of sheets that funding lines come from can be where one of them stands.
        let sheet = |origin: &'a Origin| (&*origin.src_file, origin.src_sheet.as_deref());
        let sheets: BTreeSet<_> = books.asset_funding.iter().map(|l| sheet(&l.origin)).collect();
        let rows = books.assets.iter().map(|a| &a.origin).filter(|o| sheets.contains(&sheet(o)));
        let rows: BTreeSet<Place> = rows.map(place).collect();
        let mut out = Self::default();
        for line in &books.asset_funding {
            let at = place(&line.origin);
            if rows.contains(&at) {
                out.within.entry(at).or_default().push(line);
            } else if let Some(id) = line.asset_id.as_deref() {
                out.apart.entry(id).or_default().push(line);
            }
        }
        out
    }

    /// The mix that one row of a ledger states; empty where it states none.
    #[must_use]
    pub fn of_row(&self, row: &Asset) -> Vec<Part> {
        let lines = self.within.get(&place(&row.origin)).map(|lines| parts(lines));
        lines.unwrap_or_else(|| {
            let read = |item: &Text| composed(row, item);
            row.fund_composition.iter().filter_map(read).collect()
        })
    }

    /// The mix that the table of funding lines states for an asset; empty where it states none.
    #[must_use]
    pub fn of_lines(&self, entity: &Entity) -> Vec<Part> {
        let ids: BTreeSet<&str> =
            entity.rows.iter().filter_map(|r| r.asset_id.as_deref()).collect();
        let lines = ids.iter().filter_map(|id| self.apart.get(id)).flatten();
        parts(&lines.copied().collect::<Vec<_>>())
    }

    /// All money stated for an asset, in whichever ledger or table, the main source included.
    #[must_use]
    pub fn of_entity(&self, entity: &Entity) -> Vec<Part> {
        let mut out = self.of_lines(entity);
        for row in &entity.rows {
            if let Some(source) = &row.fund_source {
                let cells = row.cells(&["fund_source"]);
                out.push(Part { source: source.clone(), amount: None, cells });
            }
            out.extend(self.of_row(row));
        }
        out
    }
}

fn parts(lines: &[&AssetFunding]) -> Vec<Part> {
    let part = |line: &&AssetFunding| {
        Some(Part {
            source: line.fund_source.clone()?,
            amount: line.fund_amount,
            cells: line.cells(&["fund_source", "fund_amount"]),
        })
    };
    lines.iter().filter_map(part).collect()
}

/// One item of `fund_composition`: `source=amount` or `source:amount`, in yuan.
fn composed(row: &Asset, item: &str) -> Option<Part> {
    let (label, amount) = item.rsplit_once(['=', ':', '：'])?;
    let label = label.trim();
    let amount: String = amount.chars().filter(|c| !matches!(c, ',' | '，' | '元' | ' ')).collect();
    Some(Part {
        source: FUND_SOURCE.code_of(label).unwrap_or(label).into(),
        amount: amount.parse().ok(),
        cells: row.cells(&["fund_composition"]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(composition: &[&str]) -> Asset {
        Asset {
            fund_composition: composition.iter().map(|&c| c.into()).collect(),
            ..Asset::default()
        }
    }

    #[test]
    fn an_item_is_a_source_and_an_amount() {
        let row = row(&["财政专项扶贫资金:1,200.50元", "social=3", "援疆资金：未定"]);
        let mixes = Mixes::default();
        let read: Vec<_> = mixes.of_row(&row).into_iter().map(|p| (p.source, p.amount)).collect();
        assert_eq!(
            read,
            [
                ("special".into(), Some(Fen(120_050))),
                ("social".into(), Some(Fen(300))),
                ("aid_xinjiang".into(), None)
            ]
        );
    }

    #[test]
    fn lines_cut_from_a_ledger_row_are_not_counted_again_by_id() {
        let at =
            |file: &str, row| Origin { src_file: file.into(), src_row: row, ..Origin::default() };
        let line = |origin, fen| AssetFunding {
            origin,
            asset_id: Some("A1".into()),
            fund_source: Some("special".into()),
            fund_amount: Some(Fen(fen)),
            ..AssetFunding::default()
        };
        let asset =
            Asset { origin: at("a.csv", 2), asset_id: Some("A1".into()), ..row(&["social:9"]) };
        let books = Books {
            assets: vec![asset],
            asset_funding: vec![line(at("a.csv", 2), 100), line(at("f.csv", 2), 200)],
            ..Books::default()
        };
        let mixes = Mixes::new(&books);
        let entities = crate::Entities::by_asset_id(&books);
        let amounts = |parts: Vec<Part>| parts.iter().map(|p| p.amount).collect::<Vec<_>>();
        assert_eq!(amounts(mixes.of_row(&books.assets[0])), [Some(Fen(100))]);
        assert_eq!(amounts(mixes.of_lines(&entities.all[0])), [Some(Fen(200))]);
    }
}
