//! What the totals of a pair differ by, and the smallest set of leftover rows and differing values
//! that adds up to it: a hypothesis for people, never a claim.

use super::entry::Entries;
use super::ladder::{Pairing, Status};
use ::matching::subsets::LIMITS;
use ledger::{Fen, Trace};

/// At most so many combinations are tried.
const TRIES_MAX: usize = 1_000_000;

/// One thing that moves the totals apart.
struct Item {
    fen: i64,
    told: String,
}

/// What the search for pairs cost and left out, and the hypothesis about the totals.
#[must_use]
pub fn trace(
    entries: &Entries<'_>,
    pairing: &Pairing<'_>,
    excluded: impl Fn(usize) -> bool,
) -> Trace {
    let items = items(entries, pairing, excluded);
    let difference: i128 = items.iter().map(|i| i128::from(i.fen)).sum();
    let searched = pairing.searched;
    let facts = [
        ("按金额合计检索的行", searched.sums),
        ("已查的部分和", searched.nodes),
        ("未查尽合计的行", searched.sums_cut),
        ("未与全部同组行比对的行", searched.rows_cut),
        ("过大而未整体配对的组", searched.parts_cut),
    ];
    Trace {
        subject_kind: Some("pair".into()),
        subject_id: Some(pairing.name().into()),
        decision: Some("matching".into()),
        facts: facts.iter().map(|(label, n)| format!("{label}={n}").into()).collect(),
        parameters: vec![
            format!("items={}", LIMITS.items).into(),
            format!("nodes={}", LIMITS.nodes).into(),
            format!("solutions={}", LIMITS.solutions).into(),
            format!("block={}", super::near::BLOCK_MAX).into(),
            format!("tries={TRIES_MAX}").into(),
        ],
        outcome: Some(told(&items, difference).into()),
        ..Trace::default()
    }
}

fn items(
    entries: &Entries<'_>,
    pairing: &Pairing<'_>,
    excluded: impl Fn(usize) -> bool,
) -> Vec<Item> {
    let value = |row: usize| entries.all[row].value.map_or(0, |v| v.0);
    let told = |side: &str, row: usize| {
        let name = entries.all[row].asset.asset_name.as_deref().unwrap_or("（无名称）");
        format!("{side}“{name}”{}元", Fen(value(row)))
    };
    let mut out = Vec::new();
    for row in pairing.left_over.iter().filter(|row| !excluded(**row)) {
        out.push(Item { fen: value(*row), told: told("左方独有", *row) });
    }
    for row in &pairing.right_over {
        out.push(Item { fen: -value(*row), told: told("右方独有", *row) });
    }
    for group in pairing.groups.iter().filter(|g| g.status == Status::Confirmed) {
        let sum = |rows: &[usize]| Fen::sum(rows.iter().map(|row| Fen(value(*row))));
        let fen = sum(&group.left).minus(sum(&group.right)).0;
        let name = group.left.first().and_then(|row| entries.all[*row].asset.asset_name.as_deref());
        let name = name.unwrap_or("（无名称）");
        out.push(Item { fen, told: format!("“{name}”双方相差{}元", Fen(fen)) });
    }
    out.retain(|item| item.fen != 0);
    out
}

fn told(items: &[Item], difference: i128) -> String {
    if difference == 0 {
        return format!("双方合计一致（{}项差异互相抵销）", items.len());
    }
    let yuan = Fen(i64::try_from(difference).unwrap_or(i64::MAX));
    let mut search = Search { items, ways: 0, first: Vec::new(), tries: 0 };
    for size in 1..=items.len() {
        let complete = search.go(0, size, difference, &mut Vec::new());
        if search.ways > 0 {
            let first: Vec<&str> = search.first.iter().map(|i| items[*i].told.as_str()).collect();
            let word = if complete { "恰有" } else { "至少" };
            return format!(
                "双方合计相差{yuan}元；最少{size}项即可解释，{word}{}种，如：{}（仅为假设）",
                search.ways,
                first.join("＋")
            );
        }
        if !complete {
            return format!(
                "双方合计相差{yuan}元，涉及{}项；{}项以内的组合都不能解释，更多的未查（限{TRIES_MAX}次）",
                items.len(),
                size - 1
            );
        }
    }
    format!("双方合计相差{yuan}元")
}

struct Search<'i> {
    items: &'i [Item],
    ways: usize,
    first: Vec<usize>,
    tries: usize,
}

impl Search<'_> {
    /// Whether every choice of `size` further items was tried.
    fn go(&mut self, at: usize, size: usize, left: i128, chosen: &mut Vec<usize>) -> bool {
        self.tries += 1;
        if self.tries > TRIES_MAX {
            return false;
        }
        if size == 0 {
            if left == 0 {
                self.ways += 1;
                if self.first.is_empty() {
                    self.first.clone_from(chosen);
                }
            }
            return true;
        }
        for i in at..=self.items.len().saturating_sub(size) {
            chosen.push(i);
            let all = self.go(i + 1, size - 1, left - i128::from(self.items[i].fen), chosen);
            chosen.pop();
            if !all {
                return false;
            }
        }
        true
    }
}
