//! Groups and residue as the tables that are written.

use super::entry::Entries;
use super::evidence::{Evidence, Says};
use super::ladder::Pairing;
use super::near::BLOCK_MAX;
use crate::keys::symbol::Symbol;
use ledger::Text;
use ledger::tables::{MatchPair, Residue};
use std::collections::BTreeMap;

/// Candidates named for one row of the residue.
const NEAREST: usize = 3;

/// The id of a group within its pair.
#[must_use]
pub fn group_id(index: usize) -> Text {
    format!("G{:06}", index + 1).into()
}

/// One row for each left and right row of each group.
#[must_use]
pub fn matches(entries: &Entries<'_>, pairing: &Pairing<'_>) -> Vec<MatchPair> {
    let row_id = |row: usize| Some(entries.all[row].asset.origin.row_id.clone());
    let pair: Text = pairing.name().into();
    let mut out = Vec::new();
    for (index, group) in pairing.groups.iter().enumerate() {
        for left in &group.left {
            for right in &group.right {
                out.push(MatchPair {
                    pair: Some(pair.clone()),
                    group_id: Some(group_id(index)),
                    left_row_id: row_id(*left),
                    right_row_id: row_id(*right),
                    rung: Some(group.rung.code().into()),
                    status: Some(group.status.code().into()),
                    alternatives: group.alternatives.and_then(|n| i64::try_from(n).ok()),
                    why: Some(why(entries, &group.why, *left, *right).into()),
                });
            }
        }
    }
    out
}

/// Why a group was made; where two names became one key, the steps by which they did.
fn why(entries: &Entries<'_>, why: &str, left: usize, right: usize) -> String {
    let (l, r) = (&entries.all[left], &entries.all[right]);
    let one_key = l.bare.is_some() && (l.bare == r.bare || l.full == r.full);
    if !one_key || l.asset.asset_name == r.asset.asset_name {
        return why.to_owned();
    }
    format!("{why}；名称归一：{}，{}", entries.explain_name(left), entries.explain_name(right))
}

/// One row for each row in no group. `excluded` says of a left row why the right side owes it no
/// counterpart, if so.
#[must_use]
pub fn residue(
    entries: &Entries<'_>,
    pairing: &Pairing<'_>,
    (left, right): (&[usize], &[usize]),
    excluded: impl Fn(usize) -> Option<&'static str>,
) -> Vec<Residue> {
    let mut taken = vec![false; entries.all.len()];
    let rows = pairing.groups.iter().flat_map(|g| g.left.iter().chain(&g.right));
    rows.for_each(|row| taken[*row] = true);
    let mut out = Vec::new();
    let right_blocks = Blocks::new(entries, right);
    for row in &pairing.left_over {
        let told = match excluded(*row) {
            Some(reason) => (Vec::new(), format!("excluded: {reason}")),
            None => nearest(entries, pairing, &taken, *row, &right_blocks),
        };
        out.push(line(entries, pairing, "left", *row, told));
    }
    let left_blocks = Blocks::new(entries, left);
    for row in &pairing.right_over {
        let told = nearest(entries, pairing, &taken, *row, &left_blocks);
        out.push(line(entries, pairing, "right", *row, told));
    }
    out
}

fn line(
    entries: &Entries<'_>,
    pairing: &Pairing<'_>,
    side: &str,
    row: usize,
    (nearest, failed_at): (Vec<Text>, String),
) -> Residue {
    Residue {
        pair: Some(pairing.name().into()),
        side: Some(side.into()),
        row_id: Some(entries.all[row].asset.origin.row_id.clone()),
        nearest,
        failed_at: Some(failed_at.into()),
        amount: entries.all[row].value,
    }
}

/// Rows of one side by project and by place.
struct Blocks {
    projects: BTreeMap<Symbol, Vec<usize>>,
    places: BTreeMap<(Option<Symbol>, Symbol), Vec<usize>>,
}

impl Blocks {
    fn new(entries: &Entries<'_>, rows: &[usize]) -> Self {
        let mut out = Self { projects: BTreeMap::new(), places: BTreeMap::new() };
        for row in rows {
            let entry = &entries.all[*row];
            if let Some(project) = entry.project {
                out.projects.entry(project).or_default().push(*row);
            }
            if let Some(village) = entry.village {
                let place = (entry.township, village);
                out.places.entry(place).or_default().push(*row);
            }
        }
        out
    }

    fn around(&self, entries: &Entries<'_>, row: usize) -> Vec<usize> {
        let entry = &entries.all[row];
        let project = entry.project.and_then(|p| self.projects.get(&p));
        let place = entry.village.and_then(|v| self.places.get(&(entry.township, v)));
        let mut out: Vec<usize> = [project, place]
            .into_iter()
            .flat_map(|rows| rows.into_iter().flatten().copied().take(BLOCK_MAX))
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The nearest rows of the other side, and where each failed.
fn nearest(
    entries: &Entries<'_>,
    pairing: &Pairing<'_>,
    taken: &[bool],
    row: usize,
    other: &Blocks,
) -> (Vec<Text>, String) {
    let (placed, free): (Vec<usize>, Vec<usize>) =
        other.around(entries, row).into_iter().partition(|c| taken.get(*c) == Some(&true));
    let mut free: Vec<(i32, u32, usize)> = free
        .into_iter()
        .map(|c| {
            let e = Evidence::of(entries, row, c);
            (-e.balance(), 1000 - e.likeness, c)
        })
        .collect();
    free.sort_unstable();
    let mut candidates: Vec<(bool, usize)> = free.into_iter().map(|(.., c)| (false, c)).collect();
    if candidates.len() < NEAREST {
        // Of rows that have their place elsewhere only the keys are compared: there are many.
        let mut placed: Vec<(usize, usize)> =
            placed.into_iter().map(|c| (unlike(entries, row, c), c)).collect();
        placed.sort_unstable();
        candidates.extend(placed.into_iter().map(|(_, c)| (true, c)));
    }
    candidates.truncate(NEAREST);
    if candidates.is_empty() {
        return (Vec::new(), "对方同一项目、同一村均无任何行".to_owned());
    }
    let rows = candidates.iter().map(|c| entries.all[c.1].asset.origin.row_id.clone()).collect();
    let told: Vec<String> =
        candidates.iter().map(|(taken, c)| failed_at(entries, pairing, row, *c, *taken)).collect();
    (rows, told.join(" | "))
}

/// How many keys of two rows are not the same.
fn unlike(entries: &Entries<'_>, a: usize, b: usize) -> usize {
    let (a, b) = (&entries.all[a], &entries.all[b]);
    [
        a.bare != b.bare,
        a.value != b.value,
        a.project != b.project,
        a.village != b.village,
        a.year != b.year,
        a.quantity != b.quantity,
    ]
    .into_iter()
    .filter(|differs| *differs)
    .count()
}

fn failed_at(
    entries: &Entries<'_>,
    pairing: &Pairing<'_>,
    row: usize,
    candidate: usize,
    taken: bool,
) -> String {
    if taken {
        return "taken: 该行已与他行配对".to_owned();
    }
    let (a, b) = (&entries.all[row], &entries.all[candidate]);
    let e = Evidence::of(entries, row, candidate);
    if e.apart {
        return "decision: 人工决定不是同一资产".to_owned();
    }
    let doubt =
        pairing.doubted.get(&(row, candidate)).or_else(|| pairing.doubted.get(&(candidate, row)));
    let identifier = match (doubt, a.id, b.id) {
        (Some(against), ..) => format!("编号相同而{against}不符"),
        (None, Some(_), Some(_)) => "编号不同".to_owned(),
        _ => "缺编号".to_owned(),
    };
    let evidence = feature(e.project, "项目").or_else(|| feature(e.village, "行政村"));
    let business = feature(e.name, "名称")
        .or_else(|| feature(e.village, "行政村"))
        .or_else(|| feature(e.year, "年度"));
    let similar = decisive(&e).map_or_else(
        || format!("名称加权相似度{}‰，计分或领先不足", entries.likeness(row, candidate)),
        |label| format!("{label}不同"),
    );
    let sum = match (a.value.is_some() && b.value.is_some(), decisive(&e)) {
        (false, _) => "缺金额".to_owned(),
        (true, Some(label)) => format!("{label}不同"),
        (true, None) => "与其他行的金额合计凑不成，或不止一种".to_owned(),
    };
    format!(
        "identifier: {identifier}；evidence-key: {}；business-key: {}；similar: {similar}；sum: {sum}",
        evidence.unwrap_or_else(|| "项目与村不唯一".to_owned()),
        business.unwrap_or_else(|| "不唯一".to_owned()),
    )
}

/// The first feature that forbids a pair whatever else agrees.
fn decisive(e: &Evidence) -> Option<&'static str> {
    [
        ("乡镇", e.township),
        ("行政村", e.village),
        ("项目", e.project),
        ("受益户", e.household),
        ("年度", e.year),
        ("期次或数字", e.marks),
        ("资产子类", e.subclass),
    ]
    .into_iter()
    .find(|(_, says)| *says == Says::Differs)
    .map(|(label, _)| label)
}

fn feature(says: Says, label: &str) -> Option<String> {
    match says {
        Says::Differs => Some(format!("{label}不同")),
        Says::Close => Some(format!("{label}相近而不同")),
        Says::Unknown => Some(format!("{label}未载明")),
        Says::Same => None,
    }
}
