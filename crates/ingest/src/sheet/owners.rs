//! Several owners of one asset in one row of a sheet: a column for the share of each, columns 所有权人1,
//! 份额1, 所有权人2 … in turns, or all of them in one cell.
//!
//! In: cells under such headings. Out: an owner each, which becomes a line of `asset_owners` (of the
//! county ledger only); the row itself names them all. A share without an owner, and a cell that
//! cannot be read, is a finding, never shared out.

use super::findings::quoted;
use super::ids::derived_id;
use super::plan::{Plan, Target};
use super::record::{Issue, RowRead};
use super::typed::Record;
use crate::layout::names::{TableNames, all, core};
use crate::layout::{Heading, Layout};
use crate::privacy;
use crate::read::Raw;
use crate::values::amount::to_fen;
use crate::values::shares::{Share, Shares, is_about_shares, shares, spaced, split};
use ledger::codes::intake;
use ledger::table::Privacy;
use ledger::tables::AssetOwner;
use ledger::{Column, Decimal, Fen, Origin, Row, Text, Value};
use std::collections::BTreeMap;

/// The fields whose name over a group says that the columns below are owners.
const GROUPS: [&str; 4] = ["owner_name", "owner_share_pct", "owner_share_value", "owner_type"];

/// The tables whose rows may name several owners.
const TABLES: [&str; 2] = ["assets", "asset_owners"];

/// What a column says of one of several owners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Says {
    /// The share of the owner that its heading names; an amount, or a percentage.
    ShareOf { name: Text, amount: bool },
    /// The name of the owner of that number.
    Name(u32),
    /// Its percentage.
    Percent(u32),
    /// The value of its share.
    Amount(u32),
}

impl Says {
    /// The column of `asset_owners` that its cells state.
    pub(super) fn column(&self) -> Option<&'static Column> {
        AssetOwner::TABLE.column(match self {
            Self::Name(_) => "owner_name",
            Self::ShareOf { amount: false, .. } | Self::Percent(_) => "owner_share_pct",
            Self::ShareOf { amount: true, .. } | Self::Amount(_) => "owner_share_value",
        })
    }

    /// Whose it is, as the plan shows it.
    pub(super) fn whose(&self) -> String {
        match self {
            Self::ShareOf { name, .. } => name.to_string(),
            Self::Name(number) | Self::Percent(number) | Self::Amount(number) => number.to_string(),
        }
    }
}

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
    Some(Target::Owner(Says::ShareOf { name: last.as_str().into(), amount }))
}

/// The columns of owners that are numbered, by their place; none where fewer than two are named.
pub(super) fn numbered(names: &TableNames, layout: &Layout) -> BTreeMap<usize, Says> {
    if !TABLES.contains(&names.table.name) {
        return BTreeMap::new();
    }
    let found: BTreeMap<usize, Says> = layout
        .headings
        .iter()
        .filter_map(|heading| Some((heading.at, says(&heading.path)?)))
        .collect();
    let named = found.values().filter(|says| matches!(says, Says::Name(_))).count();
    if named < 2 { BTreeMap::new() } else { found }
}

/// 所有权人1, 占股比例（二）, 第一所有权人, 所有权人1 › 份额, 所有权人1份额.
fn says(path: &[String]) -> Option<Says> {
    let names = all().get(AssetOwner::TABLE.name)?;
    let field = |text: &str| {
        let claim = *names.claims(&[text.to_owned()]).first()?;
        names.table.columns.get(claim.column).map(|c| c.name)
    };
    let what = |text: &str, number: u32| match text {
        "名称" | "姓名" | "单位" | "主体" => Some(Says::Name(number)),
        "比例" | "占比" | "股比" => Some(Says::Percent(number)),
        "金额" | "价值" => Some(Says::Amount(number)),
        _ => match field(text)? {
            "owner_name" => Some(Says::Name(number)),
            "owner_share_pct" => Some(Says::Percent(number)),
            "owner_share_value" => Some(Says::Amount(number)),
            _ => None,
        },
    };
    let (last, groups) = path.split_last()?;
    if let Some((before, number, after)) = numbered_part(core(last)) {
        let owner = field(before) == Some("owner_name");
        return match (before, after) {
            ("" | "第", after) => what(after, number),
            (before, "") => what(before, number),
            (_, after) => owner.then(|| what(after, number))?,
        };
    }
    let (before, number, after) =
        groups.iter().rev().find_map(|group| numbered_part(core(group)))?;
    let owner = [before, after].iter().any(|text| field(text) == Some("owner_name"));
    owner.then(|| what(core(last), number))?
}

/// The only number of a heading, with what stands before and behind it.
fn numbered_part(text: &str) -> Option<(&str, u32, &str)> {
    const NUMERALS: &str = "一二三四五六七八九";
    let is_number = |c: char| c.is_ascii_digit() || NUMERALS.contains(c);
    let start = text.find(is_number)?;
    let (before, rest) = text.split_at_checked(start)?;
    let end = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
    let (digits, after) = rest.split_at_checked(end)?;
    let numeral = || {
        let at = NUMERALS.chars().position(|c| digits.chars().eq([c]))?;
        u32::try_from(at + 1).ok()
    };
    let number = digits.parse().ok().or_else(numeral).filter(|n| (1..100).contains(n))?;
    let after = after.trim_start_matches([')', '号', '、', '.']);
    (!after.contains(is_number)).then(|| (before.trim_end_matches('('), number, after))
}

/// One owner that a row names.
#[derive(Debug, Clone)]
struct Owner {
    /// What tells it apart in its row.
    part: u32,
    number: Option<u32>,
    name: Option<Text>,
    /// Whether its heading names it.
    heading: bool,
    percent: Option<Decimal>,
    value: Option<Fen>,
    /// Heading and text of its share.
    share: Option<(Text, String)>,
}

/// A cell that speaks of several owners: its text, masked, and what is wrong with it.
pub(super) struct Told {
    pub(super) text: String,
    pub(super) issue: Option<Issue>,
}

/// Shares in one cell of owners that stand in another.
#[derive(Debug)]
struct Bare {
    part: u32,
    heading: Text,
    found: String,
    shares: Vec<Share>,
}

/// The owners that a row names beside or instead of one.
#[derive(Debug, Default)]
pub(super) struct Owners {
    all: Vec<Owner>,
    bare: Option<Bare>,
}

impl Owners {
    /// Notes what a cell says of one of several owners.
    pub(super) fn note(&mut self, at: usize, says: &Says, value: Value, heading: &str, raw: &Raw) {
        let number = match says {
            Says::ShareOf { .. } => None,
            Says::Name(number) | Says::Percent(number) | Says::Amount(number) => Some(*number),
        };
        let known = self.all.iter().position(|owner| number.is_some() && owner.number == number);
        let index = known.unwrap_or_else(|| {
            let part = u32::try_from(at + 1).unwrap_or(u32::MAX);
            self.all.push(Owner::new(part, number));
            self.all.len() - 1
        });
        let Some(owner) = self.all.get_mut(index) else { return };
        if let Says::ShareOf { name, .. } = says {
            owner.name = Some(name.clone());
            owner.heading = true;
        }
        match value {
            Value::Text(name) => {
                owner.name = Some(privacy::mask(Privacy::UnitOrPerson, &name).into());
            }
            Value::Decimal(percent) => owner.percent = Some(percent),
            Value::Amount(fen) => owner.value = Some(fen),
            _ => {}
        }
        if !matches!(says, Says::Name(_)) {
            owner.share = Some((heading.into(), quoted(raw)));
        }
    }

    /// Takes a cell of the owner, of its share or its value that speaks of several.
    pub(super) fn cell(
        &mut self,
        table: &str,
        column: &'static Column,
        heading: &str,
        (at, raw): (usize, &Raw),
    ) -> Option<Told> {
        let Raw::Text(text) = raw else { return None };
        if !GROUPS[..3].contains(&column.name) || !TABLES.contains(&table) {
            return None;
        }
        let names = column.name == "owner_name";
        let first = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let said = shares(text)?;
        // A name stands alone between blanks, and is masked where it is a person's.
        let text = privacy::mask(Privacy::UnitOrPerson, &spaced(&quoted(raw))).replace(' ', "");
        let told = |issue| Some(Told { text: text.clone(), issue });
        match said {
            // One owner and an amount: part of a name, or of something else.
            Shares::Owned(list) if matches!(list.as_slice(), [(_, Share::Yuan(_))]) => None,
            Shares::Owned(list) => {
                for (part, (name, share)) in (1..).zip(list) {
                    let name = privacy::mask(Privacy::UnitOrPerson, &name);
                    self.all.push(Owner::listed(first, part, &name, share));
                }
                told(None)
            }
            Shares::Bare(list) if !names && list.len() > 1 => {
                let found = text.clone();
                self.bare =
                    Some(Bare { part: first, heading: heading.into(), found, shares: list });
                told(None)
            }
            Shares::Unreadable | Shares::Bare(_) if names && is_about_shares(&text) => {
                told(Some(issue(column.name, heading, text.clone())))
            }
            Shares::Unreadable if !names => told(Some(issue(column.name, heading, text.clone()))),
            _ => None,
        }
    }

    /// Closes the row: shares find their owners, a single owner is the row's own, several are named
    /// in the row one after the other.
    pub(super) fn settle(&mut self, plan: &Plan, record: &mut Record, issues: &mut Vec<Issue>) {
        let Some(name_at) = plan.index_of("owner_name") else { return };
        if let Some(bare) = self.bare.take() {
            let names = record.text(name_at).map(split).unwrap_or_default();
            if names.len() == bare.shares.len() {
                for (part, (name, share)) in (1..).zip(names.iter().zip(bare.shares)) {
                    self.all.push(Owner::listed(bare.part, part, name, share));
                }
            } else {
                issues.push(issue("owner_share_pct", &bare.heading, bare.found));
            }
        }
        self.all.retain(|owner| {
            if let (None, Some((heading, found))) = (&owner.name, &owner.share) {
                issues.push(issue("owner_name", heading, found.clone()));
            }
            owner.name.is_some()
        });
        self.all.sort_by_key(|owner| (owner.number, owner.part));
        if self.all.iter().any(|owner| owner.heading) {
            return;
        }
        let names: Vec<&str> = self.all.iter().filter_map(|owner| owner.name.as_deref()).collect();
        if !names.is_empty() && plan.table.name == "assets" {
            record.set_if_absent(name_at, Value::Text(names.join("、").into()));
        }
        if let [only] = self.all.as_slice()
            && plan.table.name == "assets"
            && only.value.is_none()
        {
            if let (Some(index), Some(percent)) = (plan.index_of("owner_share_pct"), only.percent) {
                record.set_if_absent(index, Value::Decimal(percent));
            }
            self.all.clear();
        }
    }
}

impl Owner {
    fn new(part: u32, number: Option<u32>) -> Self {
        Self { part, number, heading: false, name: None, percent: None, value: None, share: None }
    }

    /// One of several in the cell of a column; their parts lie above those of all columns.
    fn listed(column: u32, index: u32, name: &str, share: Share) -> Self {
        let mut owner = Self::new(column.saturating_add(index << 16), None);
        owner.name = Some(name.into());
        match share {
            Share::Percent(percent) => owner.percent = Some(percent),
            Share::Yuan(yuan) => owner.value = to_fen(yuan).map(|(fen, _)| fen),
        }
        owner
    }
}

/// Owners whose shares cannot be told.
fn issue(column: &str, heading: &str, found: String) -> Issue {
    Issue {
        code: &intake::VALUE_INVALID,
        column: column.into(),
        heading: heading.into(),
        found,
        expected: (
            "每个所有权人及其份额（如：甲村60%、乙村40%）",
            "each owner with its share (甲村60%、乙村40%)",
        ),
    }
}

/// The lines of one asset.
pub(super) fn lines(plan: &Plan, read: &RowRead) -> Vec<AssetOwner> {
    let origin = &read.record.origin;
    let text =
        |field: &str| -> Option<Text> { read.record.text(plan.index_of(field)?).map(Into::into) };
    let line = |owner: &Owner| AssetOwner {
        origin: Origin {
            row_id: derived_id("asset_owners", origin, owner.part),
            extra: None,
            ..origin.clone()
        },
        asset_id: text("asset_id"),
        asset_name: text("asset_name"),
        township: text("township").or_else(|| text("location_township")),
        village: text("village").or_else(|| text("location_village")),
        owner_name: owner.name.clone(),
        owner_share_pct: owner.percent,
        owner_share_value: owner.value,
        ..AssetOwner::default()
    };
    read.owners.all.iter().map(line).collect()
}

/// A row of `asset_owners` that names several owners, as a row of each.
pub(super) fn apart(plan: &Plan, read: &mut RowRead) -> Vec<Record> {
    let fields = ["owner_name", "owner_share_pct", "owner_share_value"];
    let indices = fields.map(|field| plan.index_of(field));
    let set = |record: &mut Record, owner: &Owner| {
        record.values.retain(|(index, _)| !indices.contains(&Some(*index)));
        let values = [
            owner.name.clone().map(Value::Text),
            owner.percent.map(Value::Decimal),
            owner.value.map(Value::Amount),
        ];
        let stated = indices.iter().zip(values).filter_map(|(index, value)| (*index).zip(value));
        record.values.extend(stated);
    };
    let mut more = Vec::new();
    for (index, owner) in read.owners.all.iter().enumerate() {
        if index == 0 {
            set(&mut read.record, owner);
        } else {
            let mut record = read.record.clone();
            record.origin.row_id = derived_id("asset_owners", &read.record.origin, owner.part);
            set(&mut record, owner);
            more.push(record);
        }
    }
    more
}

#[cfg(test)]
mod tests {
    use super::numbered_part;

    #[test]
    fn headings_with_one_number() {
        assert_eq!(numbered_part("所有权人1"), Some(("所有权人", 1, "")));
        assert_eq!(numbered_part("占股比例(二"), Some(("占股比例", 2, "")));
        assert_eq!(numbered_part("第一所有权人"), Some(("第", 1, "所有权人")));
        assert_eq!(numbered_part("所有权人(1)份额"), Some(("所有权人", 1, "份额")));
        for text in ["所有权人", "所有权人1至2", "所有权人2024"] {
            assert_eq!(numbered_part(text), None, "{text}");
        }
    }
}
