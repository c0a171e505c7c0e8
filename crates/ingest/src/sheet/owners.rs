//! Owners and their shares in columns of their own, one column per owner: each cell becomes a line
//! of `asset_owners`.

use super::RowIds;
use super::plan::{Plan, Target};
use super::record::RowRead;
use crate::layout::Heading;
use crate::layout::names::TableNames;
use ledger::tables::AssetOwner;
use ledger::{Column, Origin, Row, Text, Value};

/// The fields whose name over a group says that the columns below are owners.
const GROUPS: [&str; 4] = ["owner_name", "owner_share_pct", "owner_share_value", "owner_type"];

/// An owner's column: under a group of owners or shares, headed by a name that is no field and no
/// code.
pub(super) fn target(names: &TableNames, heading: &Heading) -> Option<Target> {
    let (last, groups) = heading.path.split_last()?;
    let claim = *names.claims(groups).first()?;
    let group = names.table.columns.get(claim.column)?.name;
    let free = names.claims(std::slice::from_ref(last)).is_empty();
    let body =
        ["村", "社", "局", "镇", "乡", "公司", "委员会", "政府"].iter().any(|e| last.ends_with(e));
    if names.table.name != "assets" || !GROUPS.contains(&group) || !free || !body {
        return None;
    }
    let amount = heading.unit.is_some() || group == "owner_share_value";
    Some(Target::Owner { name: last.as_str().into(), amount })
}

/// The column of `asset_owners` that a cell of an owner's column states.
pub(super) fn column(amount: bool) -> Option<&'static Column> {
    AssetOwner::TABLE.column(if amount { "owner_share_value" } else { "owner_share_pct" })
}

/// The lines of one asset; the part of a line in its row is its column.
pub(super) fn lines(plan: &Plan, read: &RowRead, hash: &str) -> Vec<AssetOwner> {
    let origin = &read.record.origin;
    let ids = RowIds::new("asset_owners", hash, origin.src_sheet.as_deref());
    let text =
        |field: &str| -> Option<Text> { read.record.text(plan.index_of(field)?).map(Into::into) };
    read.owners
        .iter()
        .map(|(at, name, value)| {
            let part = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let mut line = AssetOwner {
                origin: Origin {
                    row_id: ids.id(origin.src_row, part),
                    extra: None,
                    ..origin.clone()
                },
                asset_id: text("asset_id"),
                asset_name: text("asset_name"),
                township: text("township").or_else(|| text("location_township")),
                village: text("village").or_else(|| text("location_village")),
                owner_name: Some(name.clone()),
                ..AssetOwner::default()
            };
            match value {
                Value::Amount(fen) => line.owner_share_value = Some(*fen),
                Value::Decimal(percent) => line.owner_share_pct = Some(*percent),
                _ => {}
            }
            line
        })
        .collect()
}
