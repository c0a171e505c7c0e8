//! Rows that are alike: what equal keys left, paired one to one as is best for all together.
//!
//! ```text
//! open rows ─candidates─▶ pairs that share something rare ─levels─▶ how alike in each column
//!   ─weights─▶ bits of evidence, learnt from the files themselves ─assign─▶ one-to-one pairs
//! ```
//!
//! No labels are needed: how often two rows agree by chance is counted on random pairs; how often
//! rows of the same thing agree, and how many of them there are, on the pairs that are likely beside
//! their rivals (Fellegi and Sunter 1969; maximum likelihood by rounds). What is not clearly better
//! than its rivals is ambiguous, and what is not clearly likelier than having no partner is left.
//! Scores are whole millibits.

mod assign;
mod candidates;
mod levels;
mod weights;

use crate::cells::Side;
use crate::key::{Open, index};
use crate::plan::Plan;
use crate::{Comparison, Failed, LeftOver, Pair, Rung, Status};
use levels::Field;
use weights::{RareWords, Weights};

/// By how many millibits a pair must be better than its best rival, and than no partner at all:
/// twice as likely.
const MARGIN: i64 = 1_000;
/// Rivals of a row left over that are named.
const NEAREST: usize = 3;

/// A pair that may be the same thing.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// Index among the open rows of the left side.
    pub(crate) left: u32,
    /// Index among the open rows of the right side.
    pub(crate) right: u32,
    /// Level of likeness by field.
    pub(crate) levels: Vec<u8>,
    /// By field, what the words that both cells hold say, in millibits.
    pub(crate) words: Vec<i64>,
    /// Evidence in millibits; above zero it is rather the same than not.
    pub(crate) score: i64,
}

/// Pairs open rows that are alike; what is left goes on.
pub(crate) fn pair(
    left: &Side,
    right: &Side,
    plan: &Plan,
    open: Open,
    out: &mut Comparison,
) -> Open {
    let (ls, rs) = (rows_of(&open.left), rows_of(&open.right));
    let fields: Vec<Field> =
        plan.similar.iter().map(|c| Field::new(left, right, c, &ls, &rs)).collect();
    let rare: Vec<RareWords> = fields.iter().map(RareWords::new).collect();
    let mut candidates: Vec<Candidate> = candidates::find(&fields, ls.len(), rs.len())
        .into_iter()
        .map(|(left, right)| {
            let (l, r) = (left as usize, right as usize);
            let levels = fields.iter().map(|field| field.level(l, r)).collect();
            let words = fields.iter().zip(&rare).map(|(field, rare)| rare.shared(field, l, r));
            Candidate { left, right, levels, words: words.collect(), score: 0 }
        })
        .collect();
    let weights = Weights::learn(&fields, &mut candidates, ls.len(), rs.len());
    let chosen = assign::best(&candidates, MARGIN, ls.len(), rs.len());
    let rivals = Rivals::new(&candidates, &chosen, ls.len(), rs.len());
    let (mut left_taken, mut right_taken) = (vec![false; ls.len()], vec![false; rs.len()]);
    for number in &chosen {
        let candidate = &candidates[*number];
        let (l, r) = (candidate.left as usize, candidate.right as usize);
        (left_taken[l], right_taken[r]) = (true, true);
        let others = rivals.close(candidate, &candidates);
        let status = if others == 0 { Status::Suggested } else { Status::Ambiguous };
        let why = index(out.reasons.len());
        out.reasons.push(weights.explain(&fields, plan, candidate));
        let group = out.pairs.last().map_or(0, |pair| pair.group + 1);
        let alternatives = if others == 0 { 0 } else { others + 1 };
        let (left, right, rung) = (ls[l], rs[r], Rung::Similar);
        out.pairs.push(Pair { group, left, right, rung, status, why, alternatives });
    }
    let near = |of: &dyn Fn(&Candidate) -> (u32, u32), taken: &[bool], names: &[u32]| {
        nearest(&candidates, of, taken, names, |c| weights.explain(&fields, plan, c))
    };
    let mut left_near = near(&|c| (c.left, c.right), &left_taken, &rs);
    let mut right_near = near(&|c| (c.right, c.left), &right_taken, &ls);
    Open {
        left: rest(open.left, &left_taken, &mut left_near),
        right: rest(open.right, &right_taken, &mut right_near),
    }
}

fn rows_of(open: &[LeftOver]) -> Vec<u32> {
    open.iter().map(|over| over.row).collect()
}

/// The best candidates of each row that was not taken, with what they share.
fn nearest(
    candidates: &[Candidate],
    of: &dyn Fn(&Candidate) -> (u32, u32),
    taken: &[bool],
    names: &[u32],
    explain: impl Fn(&Candidate) -> String,
) -> Vec<Vec<(u32, String)>> {
    let mut best: Vec<Vec<usize>> = vec![Vec::new(); taken.len()];
    let open = |candidate: &Candidate| !taken[of(candidate).0 as usize];
    for (number, candidate) in candidates.iter().enumerate().filter(|(_, c)| open(c)) {
        let list = &mut best[of(candidate).0 as usize];
        list.push(number);
        list.sort_by_key(|n| (std::cmp::Reverse(candidates[*n].score), of(&candidates[*n]).1));
        list.truncate(NEAREST);
    }
    let named = |n: &usize| (names[of(&candidates[*n]).1 as usize], explain(&candidates[*n]));
    best.iter().map(|list| list.iter().map(named).collect()).collect()
}

fn rest(open: Vec<LeftOver>, taken: &[bool], near: &mut [Vec<(u32, String)>]) -> Vec<LeftOver> {
    let left = open.into_iter().enumerate().filter(|(at, _)| !taken[*at]);
    left.map(|(at, over)| {
        let failed_at =
            if over.failed_at == Failed::Surplus { over.failed_at } else { Failed::NotAlike };
        LeftOver { failed_at, nearest: std::mem::take(&mut near[at]), ..over }
    })
    .collect()
}

/// What else each row could have been paired with.
struct Rivals {
    by_left: Vec<Vec<usize>>,
    by_right: Vec<Vec<usize>>,
    left_score: Vec<i64>,
    right_score: Vec<i64>,
}

impl Rivals {
    fn new(candidates: &[Candidate], chosen: &[usize], lefts: usize, rights: usize) -> Self {
        let (mut by_left, mut by_right) = (vec![Vec::new(); lefts], vec![Vec::new(); rights]);
        for (number, candidate) in candidates.iter().enumerate().filter(|(_, c)| c.score >= MARGIN)
        {
            by_left[candidate.left as usize].push(number);
            by_right[candidate.right as usize].push(number);
        }
        let (mut left_score, mut right_score) = (vec![0; lefts], vec![0; rights]);
        for candidate in chosen.iter().map(|number| &candidates[*number]) {
            left_score[candidate.left as usize] = candidate.score;
            right_score[candidate.right as usize] = candidate.score;
        }
        Self { by_left, by_right, left_score, right_score }
    }

    /// How many rivals would cost less than the margin: a free row, or one whose own partner would
    /// have to look elsewhere.
    fn close(&self, chosen: &Candidate, candidates: &[Candidate]) -> u64 {
        let lost = |rival: &Candidate, other: i64| chosen.score + other - rival.score < MARGIN;
        let by_left = self.by_left[chosen.left as usize].iter().map(|n| &candidates[*n]);
        let by_left = by_left.filter(|rival| rival.right != chosen.right);
        let by_right = self.by_right[chosen.right as usize].iter().map(|n| &candidates[*n]);
        let by_right = by_right.filter(|rival| rival.left != chosen.left);
        let left = by_left.filter(|rival| lost(rival, self.right_score[rival.right as usize]));
        let right = by_right.filter(|rival| lost(rival, self.left_score[rival.left as usize]));
        (left.count() + right.count()) as u64
    }
}
