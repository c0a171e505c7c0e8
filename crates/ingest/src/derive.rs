//! What follows from the rows themselves: copies where only one of two fields is stated, and the
//! lines of money of assets whose funding mix stands in one cell or in columns.

use crate::places;
use crate::sheet::derived_id;
use crate::texts::fold;
use ledger::tables::{AccountBalance, Asset, AssetFunding, PhysicalCount, Village};
use ledger::{Books, Fen, Origin};
use std::collections::{BTreeMap, BTreeSet};

/// Fills what follows in the assets table, row by row.
pub(crate) fn assets(assets: &mut [Asset], villages: &[Village]) {
    let known = known(villages);
    for asset in assets {
        part_places(asset, &known);
        both(&mut asset.township, &mut asset.location_township);
        both(&mut asset.village, &mut asset.location_village);
        if asset.duplicate_key.is_none() {
            asset.duplicate_key = duplicate_key(asset);
        }
        if let Some(ledger) = &asset.ledger
            && ledger.starts_with("sys_")
        {
            // The row states what that system holds of the asset.
            asset.system_name = Some(ledger.clone());
            if asset.system_value.is_none() {
                asset.system_value = asset.original_value;
            }
            if asset.system_owner.is_none() {
                asset.system_owner.clone_from(&asset.owner_name);
            }
        }
    }
}

/// A line of a count sheet on which nothing was filled in says that its thing was not counted, not
/// that none was found. `asked` are the sheets that have a column for what was counted.
pub(crate) fn not_counted(rows: &mut [PhysicalCount], asked: &BTreeSet<SheetKey>) {
    for row in rows {
        let sheet =
            (row.origin.src_file.to_string(), row.origin.src_sheet.as_deref().map(str::to_owned));
        let silent = row.physical_count_qty.is_none()
            && row.physical_check_date.is_none()
            && row.count_diff_qty.is_none()
            && row.surplus_qty.is_none()
            && row.shortage_qty.is_none()
            && row.count_result.is_none()
            && row.count_reason.is_none()
            && row.asset_status.is_none()
            && row.note.is_none()
            // A figure that could not be read is no silence; its text stands here.
            && row.origin.extra.is_none();
        if silent && asked.contains(&sheet) {
            row.count_result = Some("missing".into());
        }
    }
}

/// A sheet: its file, and its name where the file has sheets.
pub(crate) type SheetKey = (String, Option<String>);

/// Splits balances stated in one column by the side that the row names.
pub(crate) fn balances(balances: &mut [AccountBalance]) {
    for row in balances {
        let debit = match row.balance_direction.as_deref() {
            Some("debit") => true,
            Some("credit") => false,
            _ => continue,
        };
        let (opening, closing) = if debit {
            (&mut row.opening_debit, &mut row.closing_debit)
        } else {
            (&mut row.opening_credit, &mut row.closing_credit)
        };
        *opening = opening.or(row.opening_balance);
        *closing = closing.or(row.closing_balance);
    }
}

/// What a person compares to find one asset listed twice: name, village, year and value.
fn duplicate_key(asset: &Asset) -> Option<ledger::Text> {
    let name = asset.asset_name.as_deref()?;
    let year = asset.fund_year.map(|y| y.to_string()).unwrap_or_default();
    let value = asset.original_value.map(|v| v.to_string()).unwrap_or_default();
    let village = asset.village.as_deref().unwrap_or("");
    Some(format!("{}|{}|{year}|{value}", fold(name), places::key(village)).into())
}

/// Where only one of two is stated, it stands for the other.
fn both(one: &mut Option<ledger::Text>, other: &mut Option<ledger::Text>) {
    match (one.as_ref(), other.as_ref()) {
        (Some(stated), None) => *other = Some(stated.clone()),
        (None, Some(stated)) => *one = Some(stated.clone()),
        _ => {}
    }
}

/// Township and village written into one cell: 白杨镇富民村 in the column of townships, or as the
/// place where the thing stands where no column names the village. `known` are the pairs that the
/// villages table names, joined; without it the ends of the names tell.
fn part_places(asset: &mut Asset, known: &Known) {
    if asset.village.is_some() || asset.location_village.is_some() {
        return;
    }
    let apart = |text: &str| {
        let joined = fold(text);
        known.get(&joined).cloned().or_else(|| match places::in_text(text, "") {
            (Some(township), Some(village)) if joined == fold(&format!("{township}{village}")) => {
                Some((township.into(), Some(village.into())))
            }
            _ => None,
        })
    };
    if let Some((township, village)) = asset.township.as_deref().and_then(apart)
        && village.is_some()
    {
        asset.township = Some(township);
        asset.village = village;
    } else if let Some((township, village)) = asset.location.as_deref().and_then(apart) {
        let other = |stated: &Option<ledger::Text>| {
            stated.as_deref().is_some_and(|name| places::key(name) != places::key(&township))
        };
        if !other(&asset.township) && !other(&asset.location_township) {
            asset.location_township.get_or_insert(township);
            asset.location_village = village;
        }
    }
}

/// Townships and villages of the villages table by their joined names, townships alone as well.
type Known = BTreeMap<String, (ledger::Text, Option<ledger::Text>)>;

fn known(villages: &[Village]) -> Known {
    let mut known = Known::new();
    for row in villages {
        let Some(township) = &row.township else { continue };
        known.insert(fold(township), (township.clone(), None));
        if let Some(village) = &row.village {
            let joined = fold(&format!("{township}{village}"));
            known.insert(joined, (township.clone(), Some(village.clone())));
        }
    }
    known
}

/// Lines of money from the funding mix of the county ledger's assets, for the assets of which no
/// line was received. Only the county ledger's: the others list the same assets once more, and
/// their mix stays in `fund_composition`. The part number of a line is in its `row_id`.
pub(crate) fn funding(books: &mut Books) {
    let key = |id: &Option<ledger::Text>, name: &Option<ledger::Text>| {
        id.as_ref().or(name.as_ref()).map(|text| fold(text)).unwrap_or_default()
    };
    let received: BTreeSet<String> =
        books.asset_funding.iter().map(|line| key(&line.asset_id, &line.asset_name)).collect();
    let is_received = |asset: &Asset| {
        !received.is_empty() && received.contains(&key(&asset.asset_id, &asset.asset_name))
    };
    let mut lines = Vec::new();
    for asset in &books.assets {
        if asset.ledger.as_deref() != Some("county") || is_received(asset) {
            continue;
        }
        let mix: Option<Vec<_>> = asset.fund_composition.iter().map(|i| item(i)).collect();
        for (part, (source, amount)) in (1..).zip(mix.unwrap_or_default()) {
            lines.push(line(asset, part, source, amount));
        }
    }
    if !lines.is_empty() {
        books.received.insert("asset_funding");
        books.asset_funding.extend(lines);
    }
}

/// `source=yuan`.
fn item(text: &str) -> Option<(&str, Fen)> {
    let (source, amount) = text.rsplit_once('=')?;
    amount.parse().ok().map(|amount| (source, amount))
}

fn line(asset: &Asset, part: u32, source: &str, amount: Fen) -> AssetFunding {
    let origin = &asset.origin;
    AssetFunding {
        origin: Origin {
            row_id: derived_id("asset_funding", origin, part),
            src_file: origin.src_file.clone(),
            src_sheet: origin.src_sheet.clone(),
            src_row: origin.src_row,
            ..Origin::default()
        },
        asset_id: asset.asset_id.clone(),
        asset_name: asset.asset_name.clone(),
        project_id: asset.project_id.clone(),
        township: asset.township.clone(),
        village: asset.village.clone(),
        fund_year: asset.fund_year,
        fund_source: Some(source.into()),
        fund_amount: Some(amount),
        ..AssetFunding::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{assets, balances, funding, not_counted};
    use ledger::tables::{AccountBalance, Asset, AssetFunding, PhysicalCount, Village};
    use ledger::{Books, Fen, Origin};
    use std::collections::BTreeSet;

    fn asset(ledger: &str, id: &str, mix: &[&str]) -> Asset {
        Asset {
            ledger: Some(ledger.into()),
            asset_id: Some(id.into()),
            fund_composition: mix.iter().map(|m| (*m).into()).collect(),
            ..Asset::default()
        }
    }

    #[test]
    fn only_county_assets_without_lines_get_lines() {
        let mut books = Books {
            assets: vec![
                asset("county", "A", &["special=10.00", "bond=2.50"]),
                asset("township", "A", &["special=10.00"]),
                asset("county", "B", &["special=1.00"]),
                asset("county", "C", &["special"]),
            ],
            asset_funding: vec![AssetFunding {
                asset_id: Some("B".into()),
                ..AssetFunding::default()
            }],
            ..Books::default()
        };
        funding(&mut books);
        let lines: Vec<_> = books
            .asset_funding
            .iter()
            .skip(1)
            .map(|l| (l.asset_id.as_deref(), l.fund_source.as_deref(), l.fund_amount))
            .collect();
        assert_eq!(
            lines,
            [
                (Some("A"), Some("special"), Some(Fen(1000))),
                (Some("A"), Some("bond"), Some(Fen(250))),
            ]
        );
        assert_ne!(books.asset_funding[1].origin.row_id, books.asset_funding[2].origin.row_id);
    }

    #[test]
    fn balances_of_one_column_go_to_their_side() {
        let row = |side: Option<&str>| AccountBalance {
            balance_direction: side.map(Into::into),
            opening_balance: Some(Fen(5)),
            ..AccountBalance::default()
        };
        let mut rows = [row(Some("debit")), row(Some("credit")), row(None)];
        balances(&mut rows);
        let sides: Vec<_> = rows.iter().map(|r| (r.opening_debit, r.opening_credit)).collect();
        assert_eq!(sides, [(Some(Fen(5)), None), (None, Some(Fen(5))), (None, None)]);
    }

    #[test]
    fn an_unfilled_line_of_a_count_sheet_is_not_counted() {
        let line = |file: &str, counted: Option<i64>| PhysicalCount {
            origin: Origin { src_file: file.into(), ..Origin::default() },
            book_quantity: Some(3.into()),
            physical_count_qty: counted.map(Into::into),
            ..PhysicalCount::default()
        };
        let mut rows = [line("a.csv", None), line("a.csv", Some(0)), line("b.csv", None)];
        not_counted(&mut rows, &BTreeSet::from([("a.csv".to_owned(), None)]));
        let results: Vec<_> = rows.iter().map(|r| r.count_result.as_deref()).collect();
        assert_eq!(results, [Some("missing"), None, None]);
    }

    #[test]
    fn copies_fill_what_only_one_field_states() {
        let mut rows = [
            Asset { township: Some("白杨镇富民村".into()), ..Asset::default() },
            Asset { location: Some("白杨镇富民村".into()), ..Asset::default() },
            Asset { location: Some("白杨镇富民村东侧".into()), ..Asset::default() },
            Asset { location: Some("老风口林场草原站".into()), ..Asset::default() },
            Asset { location: Some("老风口林场".into()), ..Asset::default() },
            Asset {
                ledger: Some("sys_sanzi".into()),
                original_value: Some(Fen(100)),
                owner_name: Some("富民村股份经济合作社".into()),
                ..Asset::default()
            },
        ];
        let villages = [Village {
            township: Some("老风口林场".into()),
            village: Some("草原站".into()),
            ..Village::default()
        }];
        assets(&mut rows, &villages);
        assert_eq!(rows[0].township.as_deref(), Some("白杨镇"));
        assert_eq!(rows[0].location_village.as_deref(), Some("富民村"));
        assert_eq!(rows[1].village.as_deref(), Some("富民村"));
        assert_eq!(rows[2].township, None);
        assert_eq!(rows[3].village.as_deref(), Some("草原站"));
        assert_eq!(rows[4].township.as_deref(), Some("老风口林场"));
        assert_eq!(rows[4].village, None);
        assert_eq!(rows[5].system_value, Some(Fen(100)));
        assert_eq!(rows[5].system_name.as_deref(), Some("sys_sanzi"));
    }
}
