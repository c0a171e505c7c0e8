//! Rung 2: papers, then project and place. A key counts only where it is unique on both sides in
//! the whole of both ledgers, not only among the rows left.

use super::evidence::{Evidence, Says};
use super::ladder::{Blocks, Ladder, Rung};
use crate::keys::symbol::Symbol;

/// Names of rows of one project, place and value must be at least this alike, in thousandths.
const KINDRED: u32 = 400;

pub(super) fn climb(ladder: &mut Ladder<'_, '_>) {
    by_paper(ladder);
    by_project_and_place(ladder);
    by_project_place_and_value(ladder);
}

fn by_paper(ladder: &mut Ladder<'_, '_>) {
    let mut papers: Blocks<Symbol> = Blocks::new();
    for row in &ladder.left {
        for paper in &ladder.entries.all[*row].papers {
            papers.entry(*paper).or_default().0.push(*row);
        }
    }
    for row in &ladder.right {
        for paper in &ladder.entries.all[*row].papers {
            papers.entry(*paper).or_default().1.push(*row);
        }
    }
    for (paper, (mut left, mut right)) in papers {
        left.dedup();
        right.dedup();
        let text = ladder.entries.symbols.text(paper).to_owned();
        take(ladder, left, right, |_| true, || format!("文书号相同：{text}"));
    }
}

fn by_project_and_place(ladder: &mut Ladder<'_, '_>) {
    let blocks = ladder.open_by_key(|row| {
        let e = &ladder.entries.all[row];
        Some((e.project?, e.township?, e.village?))
    });
    for ((project, ..), (left, right)) in blocks {
        let text = ladder.entries.symbols.text(project).to_owned();
        take(ladder, left, right, |_| true, || format!("双方在该村均只有项目{text}的这一项资产"));
    }
}

fn by_project_place_and_value(ladder: &mut Ladder<'_, '_>) {
    let blocks = ladder.open_by_key(|row| {
        let e = &ladder.entries.all[row];
        Some((e.project?, e.township?, e.village?, e.value?))
    });
    for ((project, _, _, value), (left, right)) in blocks {
        let text = ladder.entries.symbols.text(project).to_owned();
        let kindred = |e: &Evidence| {
            e.marks != Says::Differs
                && e.likeness >= KINDRED
                && e.quantity != Says::Differs
                && e.subclass != Says::Differs
                && e.year != Says::Differs
        };
        take(ladder, left, right, kindred, || {
            format!("项目{text}在该村仅此一项原值为{value}元，期次、数量不矛盾，名称相近")
        });
    }
}

/// Confirms one left and one right row, if they are the only ones, free and not contradicted.
fn take(
    ladder: &mut Ladder<'_, '_>,
    left: Vec<usize>,
    right: Vec<usize>,
    admits: impl Fn(&Evidence) -> bool,
    why: impl Fn() -> String,
) {
    let ([l], [r]) = (left.as_slice(), right.as_slice()) else {
        return;
    };
    if !ladder.is_free(*l) || !ladder.is_free(*r) || ladder.numbered_apart(*l, *r) {
        return;
    }
    let evidence = Evidence::of(ladder.entries, *l, *r);
    if evidence.contradicts()
        || evidence.is_namesake()
        || evidence.household == Says::Differs
        || !admits(&evidence)
    {
        return;
    }
    let why = format!("{}；相符：{}", why(), evidence.in_favour().join("、"));
    ladder.confirm(left, right, Rung::EvidenceKey, why);
}
