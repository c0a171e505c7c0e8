//! Rung 2: papers, then project and place. A key counts only where it is unique on both sides in
//! the whole of both ledgers, not only among the rows left.

use super::blocks::Blocks;
use super::evidence::{Evidence, Says};
use super::ladder::{Ladder, Rung};
use crate::keys::symbol::Symbol;

/// Names of rows of one project, place and value must be at least this alike, in thousandths.
const KINDRED: u32 = 400;

pub(super) fn climb(ladder: &mut Ladder<'_, '_>) {
    by_paper(ladder);
    by_project_and_place(ladder);
    by_project_place_and_value(ladder);
}

fn by_paper(ladder: &mut Ladder<'_, '_>) {
    let entries = ladder.entries;
    let papers = |side: &[usize]| {
        let of = |row: &usize| {
            let row = *row;
            entries.all[row].papers.iter().map(move |paper| (*paper, row))
        };
        side.iter().flat_map(of).collect::<Vec<(Symbol, usize)>>()
    };
    let blocks = Blocks::new(papers(&ladder.left), papers(&ladder.right));
    for (paper, left, right) in blocks.iter() {
        let text = || format!("文书号相同：{}", entries.symbols.text(*paper));
        take(ladder, left, right, |_| true, text);
    }
}

fn by_project_and_place(ladder: &mut Ladder<'_, '_>) {
    let blocks = ladder.open_by_key(|row| {
        let e = &ladder.entries.all[row];
        Some((e.project?, e.township?, e.village?))
    });
    let symbols = &ladder.entries.symbols;
    for ((project, ..), left, right) in blocks.iter() {
        let why = || format!("双方在该村均只有项目{}的这一项资产", symbols.text(*project));
        take(ladder, left, right, |_| true, why);
    }
}

fn by_project_place_and_value(ladder: &mut Ladder<'_, '_>) {
    let blocks = ladder.open_by_key(|row| {
        let e = &ladder.entries.all[row];
        Some((e.project?, e.township?, e.village?, e.value?))
    });
    let symbols = &ladder.entries.symbols;
    for ((project, _, _, value), left, right) in blocks.iter() {
        let text = symbols.text(*project);
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
    left: &[usize],
    right: &[usize],
    admits: impl Fn(&Evidence) -> bool,
    why: impl Fn() -> String,
) {
    let ([l], [r]) = (left, right) else {
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
    ladder.confirm(vec![*l], vec![*r], Rung::EvidenceKey, why);
}
