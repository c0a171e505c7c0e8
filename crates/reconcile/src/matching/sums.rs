//! Rung 5: one row against several that add up to it, inside a block of evidence.
//!
//! A sum is claimed only when it can be made in exactly one way, all ways were counted, no other
//! row wants its members, and the amounts are not so round that chance would do the same. Made in
//! several ways it is ambiguous, with their number. Where only unit or place and year hold the
//! rows together, a sum is never more than a suggestion, and a doubtful one is left alone.

use super::evidence::{Evidence, Says};
use super::ladder::{Group, Ladder, Rung, Status};
use super::near::parts;

use crate::keys::body::body_key;
use ::matching::subsets::{LIMITS, Limits, Ways, is_telling, ways};
use std::collections::{BTreeMap, BTreeSet};

/// Partial sums looked at for one row, where only unit or place and year hold the rows together.
const WEAK_NODES: usize = 20_000;
/// Partial sums looked at for one pair of ledgers; what comes after is not searched, and counted.
const NODES_MAX: usize = 20_000_000;
/// Blocks with more rows on one side say too little.
const WEAK_ROWS: usize = 60;

/// What holds the rows of a block together.
struct Bond {
    told: String,
    /// A project or document number: stands on both sides.
    strong: bool,
}

/// A row, and the ways in which rows of the other side add up to it.
struct Target {
    row: usize,
    is_left: bool,
    candidates: Vec<usize>,
    ways: Ways,
}

impl Target {
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let members = self.ways.used.iter().filter_map(|at| self.candidates.get(*at));
        members.map(|m| if self.is_left { (self.row, *m) } else { (*m, self.row) })
    }
}

pub(super) fn climb(ladder: &mut Ladder<'_, '_>) {
    let entries = ladder.entries;
    for (project, left, right) in ladder.free_by_keys(|row| entries.all[row].project).iter() {
        let told = format!("同属项目{}", entries.symbols.text(*project));
        settle(ladder, left, right, &Bond { told, strong: true });
    }
    let papers = ladder.free_by_keys(|row| entries.all[row].papers.iter().copied());
    for (paper, left, right) in papers.iter() {
        let told = format!("同依文书{}", entries.symbols.text(*paper));
        settle(ladder, left, right, &Bond { told, strong: true });
    }
    let units = ladder.free_by_keys(|row| unit_and_year(ladder, row));
    for ((unit, year), left, right) in units.iter() {
        let told = format!("同属{unit}、{year}年度");
        settle(ladder, left, right, &Bond { told, strong: false });
    }
    let place = |row: usize| Some((entries.all[row].township?, entries.all[row].year?));
    for ((township, year), left, right) in ladder.free_by_keys(place).iter() {
        let told = format!("同在{}、{year}年度", entries.symbols.text(*township));
        settle(ladder, left, right, &Bond { told, strong: false });
    }
}

/// The body that keeps a row of the right side, or the department that answers for a county row.
fn unit_and_year(ladder: &Ladder<'_, '_>, row: usize) -> Option<(String, i64)> {
    let entry = &ladder.entries.all[row];
    if entry.asset.ledger.as_deref() == Some(ladder.ledgers.1) {
        return Some((ladder.entries.text(Some(entry.unit?)).to_owned(), entry.year?));
    }
    let dept = entry.asset.industry_dept.as_deref()?;
    Some((body_key(dept, &ladder.entries.county, None)?, entry.year?))
}

fn settle(ladder: &mut Ladder<'_, '_>, left: &[usize], right: &[usize], bond: &Bond) {
    let (left, right) = (ladder.free(left), ladder.free(right));
    if left.is_empty() || right.is_empty() || left.len() + right.len() < 3 {
        return;
    }
    if !bond.strong && (left.len() > WEAK_ROWS || right.len() > WEAK_ROWS) {
        ladder.searched.sums_cut += left.len() + right.len();
        return;
    }
    let mut targets = Vec::new();
    for (rows, others, is_left) in [(&right, &left, false), (&left, &right, true)] {
        for row in rows {
            targets.extend(target(ladder, *row, others, is_left, bond));
        }
    }
    // Row → the targets that could take it in.
    let mut wanted: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for target in &targets {
        for at in &target.ways.used {
            if let Some(member) = target.candidates.get(*at) {
                wanted.entry(*member).or_default().insert(target.row);
            }
        }
    }
    let rivals = |row: usize, of: usize| {
        wanted.get(&row).is_some_and(|targets| targets.iter().any(|t| *t != of))
    };
    let mut doubtful = Vec::new();
    for target in &targets {
        let members: Vec<usize> =
            target.ways.first.iter().filter_map(|at| target.candidates.get(*at).copied()).collect();
        let alone = target.ways.complete && target.ways.number == 1 && members.len() > 1;
        let contested =
            rivals(target.row, target.row) || members.iter().any(|m| rivals(*m, target.row));
        if alone && !contested {
            claim(ladder, target, &members, targets.len(), bond);
        } else if target.ways.several {
            doubtful.push(target);
        }
    }
    if bond.strong {
        ambiguous(ladder, &doubtful, bond);
    }
}

/// The ways in which rows of the other side add up to one row; `None` where there is none.
fn target(
    ladder: &mut Ladder<'_, '_>,
    row: usize,
    others: &[usize],
    is_left: bool,
    bond: &Bond,
) -> Option<Target> {
    let value = ladder.entries.all[row].value?.0;
    if value <= 0 {
        return None;
    }
    let amount = |row: &usize| ladder.entries.all[*row].value.map_or(0, |v| v.0);
    let candidates: Vec<usize> = others
        .iter()
        .copied()
        .filter(|other| (1..=value).contains(&amount(other)))
        .filter(|other| {
            let (l, r) = if is_left { (row, *other) } else { (*other, row) };
            may_be_part(ladder, l, r)
        })
        .collect();
    let amounts: Vec<i64> = candidates.iter().map(amount).collect();
    if candidates.is_empty() || amounts.iter().map(|a| i128::from(*a)).sum::<i128>() < value.into()
    {
        return None;
    }
    ladder.searched.sums += 1;
    let nodes = if bond.strong { LIMITS.nodes } else { WEAK_NODES };
    let left = NODES_MAX.saturating_sub(ladder.searched.nodes);
    let found = ways(&amounts, value, Limits { nodes: nodes.min(left), ..LIMITS });
    ladder.searched.nodes += found.nodes;
    ladder.searched.sums_cut += usize::from(!found.complete);
    (found.number > 0 || !found.complete).then_some(Target {
        row,
        is_left,
        candidates,
        ways: found,
    })
}

/// Whether the one row may state the other together with further ones: nothing that both state
/// differs, except for name, value and size.
fn may_be_part(ladder: &Ladder<'_, '_>, l: usize, r: usize) -> bool {
    let e = Evidence::of(ladder.entries, l, r);
    let class = |row: usize| ladder.entries.all[row].asset.asset_class.as_deref();
    !e.elsewhere()
        && e.year != Says::Differs
        && e.subclass != Says::Differs
        && class(l).zip(class(r)).is_none_or(|(l, r)| l == r)
        && !ladder.numbered_apart(l, r)
}

fn claim(
    ladder: &mut Ladder<'_, '_>,
    target: &Target,
    members: &[usize],
    targets: usize,
    bond: &Bond,
) {
    let value = |row: &usize| ladder.entries.all[*row].value.map_or(0, |v| v.0);
    let amounts: Vec<i64> = target.candidates.iter().map(value).collect();
    let telling = is_telling(&amounts, value(&target.row), targets);
    let status = match (bond.strong, telling) {
        (true, true) => Status::Confirmed,
        (true, false) | (false, true) => Status::Suggested,
        (false, false) => return,
    };
    let shown: Vec<String> = members
        .iter()
        .filter_map(|row| ladder.entries.all[*row].value)
        .map(|v| v.to_string())
        .collect();
    let sum = ladder.entries.all[target.row].value.unwrap_or_default();
    let chance =
        if telling { "金额足以排除巧合" } else { "金额较整，不能排除巧合" };
    let why = format!(
        "{}；{}＝{sum}元，{}行备选中恰有1种凑法（已查尽），别无他行争用；{chance}",
        bond.told,
        shown.join("＋"),
        target.candidates.len(),
    );
    let (mut left, mut right) = (members.to_vec(), vec![target.row]);
    if target.is_left {
        std::mem::swap(&mut left, &mut right);
    }
    ladder.add(Group { left, right, rung: Rung::Sum, status, alternatives: None, why });
}

/// Groups rows whose sums can be made in several ways, or that several rows want.
fn ambiguous(ladder: &mut Ladder<'_, '_>, targets: &[&Target], bond: &Bond) {
    let free = |(l, r): &(usize, usize)| ladder.is_free(*l) && ladder.is_free(*r);
    let pairs: BTreeSet<(usize, usize)> =
        targets.iter().flat_map(|t| t.pairs()).filter(free).collect();
    let pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
    for part in parts(&pairs) {
        let left: BTreeSet<usize> = part.iter().map(|(l, _)| *l).collect();
        let right: BTreeSet<usize> = part.iter().map(|(_, r)| *r).collect();
        let here = targets.iter().filter(|t| {
            let side = if t.is_left { &left } else { &right };
            side.contains(&t.row)
        });
        let (mut number, mut told) = (0_usize, Vec::new());
        for target in here {
            number = number.saturating_add(target.ways.number);
            let sum = ladder.entries.all[target.row].value.unwrap_or_default();
            told.push(format!("{sum}元{}凑法", target.ways.told()));
        }
        ladder.add(Group {
            left: left.into_iter().collect(),
            right: right.into_iter().collect(),
            rung: Rung::Sum,
            status: Status::Ambiguous,
            alternatives: Some(number),
            why: format!("{}；{}", bond.told, told.join("，")),
        });
    }
}
