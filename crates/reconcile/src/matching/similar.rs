//! Rung 4: rows that are alike, paired so that each connected part is best as a whole. Accepted
//! above a threshold *and* by a margin over the best pairing without that pair; never more than a
//! suggestion, and never without the features that made it.

use super::assignment::{Scores, best_with_margins};
use super::evidence::{Evidence, Says};
use super::ladder::{Group, Ladder, Rung, Status};
use super::near::{edges, parts};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Pairs below are not suggested, of a thousand points.
const THRESHOLD: i64 = 600;
/// The best pairing must lose so many points without the pair.
const MARGIN: i64 = 100;
/// At most so many rows of one side are assigned at once; larger parts are left ambiguous.
const PART_MAX: usize = 64;

/// What agreement in everything but the name is worth, and what disagreement costs.
const VALUE: (i64, i64) = (250, 150);
const PROJECT: (i64, i64) = (150, 0);
const VILLAGE: (i64, i64) = (80, 0);
const YEAR: (i64, i64) = (60, 0);
const QUANTITY: (i64, i64) = (60, 60);
const SPEC: (i64, i64) = (0, 60);
/// What the same name is worth.
const NAME: i64 = 400;

/// Points of a pair, by feature.
struct Score {
    total: i64,
    features: Vec<(&'static str, i64)>,
    likeness: u32,
}

impl Score {
    /// The points; `None` where something decisive differs or the threshold is out of reach.
    fn of(ladder: &Ladder<'_, '_>, e: &Evidence, l: usize, r: usize) -> Option<Self> {
        if !is_open(ladder, e, l, r) {
            return None;
        }
        let mut features: Vec<(&'static str, i64)> = [
            ("原值", e.value, VALUE),
            ("项目", e.project, PROJECT),
            ("行政村", e.village, VILLAGE),
            ("年度", e.year, YEAR),
            ("数量", e.quantity, QUANTITY),
            ("规格型号", e.spec, SPEC),
        ]
        .into_iter()
        .map(|(label, says, (same, differs))| match says {
            Says::Same => (label, same),
            Says::Differs => (label, -differs),
            Says::Close | Says::Unknown => (label, 0),
        })
        .filter(|(_, points)| *points != 0)
        .collect();
        let base: i64 = features.iter().map(|(_, points)| points).sum();
        if base + NAME < THRESHOLD {
            return None;
        }
        let likeness = ladder.entries.likeness(l, r);
        let name = NAME * i64::from(likeness) / 1000;
        features.insert(0, ("名称", name));
        Some(Self { total: base + name, features, likeness }).filter(|s| s.total >= THRESHOLD)
    }

    fn told(&self) -> String {
        let mut out = format!("名称加权相似度{}‰；计分", self.likeness);
        for (label, points) in &self.features {
            // Writing into a string cannot fail.
            let _ = write!(out, "{label}{points:+}、");
        }
        format!("{}共{}分（门槛{THRESHOLD}分）", out.trim_end_matches('、'), self.total)
    }
}

/// Nothing decisive speaks against the pair, and neither row may stand for several assets.
fn is_open(ladder: &Ladder<'_, '_>, e: &Evidence, l: usize, r: usize) -> bool {
    let (left, right) = (&ladder.entries.all[l], &ladder.entries.all[r]);
    let decisive = [e.marks, e.year, e.subclass].contains(&Says::Differs)
        || e.elsewhere()
        || e.is_namesake()
        || ladder.numbered_apart(l, r)
        || ladder.doubted.contains_key(&(l, r));
    let one_place = e.village == Says::Same || (left.village.is_none() && right.village.is_none());
    let class = |row: usize| ladder.entries.all[row].asset.asset_class.as_deref();
    let same_class = class(l).zip(class(r)).is_none_or(|(l, r)| l == r);
    !decisive && one_place && same_class
}

pub(super) fn climb(ladder: &mut Ladder<'_, '_>) {
    let found = edges(ladder, &|ladder, e, l, r| Score::of(ladder, e, l, r).is_some());
    for part in parts(&found) {
        settle(ladder, &part);
    }
}

/// Assigns the rows of one connected part.
fn settle(ladder: &mut Ladder<'_, '_>, pairs: &[(usize, usize)]) {
    let left: Vec<usize> =
        pairs.iter().map(|(l, _)| *l).collect::<BTreeSet<_>>().into_iter().collect();
    let right: Vec<usize> =
        pairs.iter().map(|(_, r)| *r).collect::<BTreeSet<_>>().into_iter().collect();
    if left.len() > PART_MAX || right.len() > PART_MAX {
        ladder.searched.parts_cut += 1;
        return;
    }
    let mut known: BTreeMap<(usize, usize), Score> = BTreeMap::new();
    for (l, r) in pairs {
        let e = Evidence::of(ladder.entries, *l, *r);
        if let Some(score) = Score::of(ladder, &e, *l, *r) {
            known.insert((*l, *r), score);
        }
    }
    let total = |l: &usize, r: &usize| known.get(&(*l, *r)).map(|score| score.total);
    let scores: Scores = left.iter().map(|l| right.iter().map(|r| total(l, r)).collect()).collect();
    for (row, column, margin) in best_with_margins(&scores) {
        let (Some(l), Some(r)) = (left.get(row), right.get(column)) else {
            continue;
        };
        let Some(score) = known.get(&(*l, *r)).filter(|_| margin >= MARGIN) else {
            continue;
        };
        let e = Evidence::of(ladder.entries, *l, *r);
        let mut why = format!("相符：{}", e.in_favour().join("、"));
        let against = e.against();
        if !against.is_empty() {
            let _ = write!(why, "；不符：{}", against.join("、"));
        }
        let rivals = pairs.iter().filter(|(a, b)| (a == l) != (b == r)).count();
        let _ = write!(why, "；{}；", score.told());
        let _ = match rivals {
            0 => write!(why, "双方别无相近的行"),
            n => write!(why, "另有{n}个相近配对，整体最优领先{margin}分（至少{MARGIN}分）"),
        };
        ladder.add(Group {
            left: vec![*l],
            right: vec![*r],
            rung: Rung::Similar,
            status: Status::Suggested,
            alternatives: None,
            why,
        });
    }
}
