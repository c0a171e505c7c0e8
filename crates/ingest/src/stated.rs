//! Totals that are stated elsewhere than in the sheet of their rows: in the table of ledgers, and by
//! the fund ledger as a whole. Where such a total is exactly a thousand, ten thousand … times the sum
//! of the rows, or the reverse, one of the two sheets misstates its unit of money.
//!
//! In: the sheets, and what their single values have said of their units so far. Out: one more vote
//! for or against the sheet that is the likelier to be wrong. No amount is changed.

use crate::sheet::SheetOutcome;
use crate::texts::fold;
use ledger::Fen;
use ledger::tables::{Asset, FundLine, LedgerHeader};
use std::collections::BTreeSet;

/// What other sheets and stated totals say of a sheet's unit of money.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Votes {
    pub(crate) same: usize,
    pub(crate) apart: usize,
    /// How many times apart its totals are, where those told.
    pub(crate) times: Option<i64>,
}

/// The factors between the units in which sheets state money: 千元, 万元, 百万元, 亿元 to 元.
const FACTORS: [i64; 4] = [1_000, 10_000, 1_000_000, 100_000_000];

/// A total against the sum of its rows.
#[derive(Debug)]
struct Statement {
    /// The sheet that states it.
    by: usize,
    /// The sheets whose rows it adds up.
    of: BTreeSet<usize>,
    /// The factor between the two; `None` where they agree.
    times: Option<i64>,
}

/// Adds what stated totals say.
pub(crate) fn vote(sheets: &[SheetOutcome], votes: &mut [Votes]) {
    let mut statements: Vec<Statement> = heads(sheets);
    statements.extend(funds(sheets));
    for by in statements.iter().map(|s| s.by).collect::<BTreeSet<usize>>() {
        let own = || statements.iter().filter(|s| s.by == by);
        let apart: Vec<(&Statement, i64)> =
            own().filter_map(|statement| Some((statement, statement.times?))).collect();
        for statement in own().filter(|statement| statement.times.is_none()) {
            for sheet in statement.of.iter().chain([&by]) {
                if let Some(vote) = votes.get_mut(*sheet) {
                    vote.same += 1;
                }
            }
        }
        let doubted: BTreeSet<usize> = apart.iter().flat_map(|(s, _)| s.of.clone()).collect();
        let borne_out = doubted.iter().any(|s| votes.get(*s).is_some_and(|v| v.same > v.apart));
        // Many sheets are not all wrong in one way: then the one that states their totals is.
        let stater = borne_out || (doubted.len() > 1 && apart.len() == own().count());
        for (statement, times) in apart {
            let only = BTreeSet::from([by]);
            for sheet in if stater { &only } else { &statement.of } {
                if let Some(vote) = votes.get_mut(*sheet) {
                    vote.apart += 1;
                    vote.times = Some(times);
                }
            }
        }
    }
}

/// The totals of the table of ledgers.
fn heads(sheets: &[SheetOutcome]) -> Vec<Statement> {
    let mut out = Vec::new();
    for (by, sheet) in sheets.iter().enumerate() {
        for head in &sheet.books.ledgers {
            let Some(stated) = head.ledger_total_value else { continue };
            let (of, sum) = rows(sheets, |asset| is_of(asset, head));
            out.extend(statement(by, of, stated, sum));
        }
    }
    out
}

/// What the fund ledger says that it paid for assets, against the county ledger as a whole.
fn funds(sheets: &[SheetOutcome]) -> Option<Statement> {
    let stating = |sheet: &&SheetOutcome| !sheet.books.fund_ledger.is_empty();
    let by = sheets.iter().position(|sheet| stating(&sheet))?;
    if sheets.iter().filter(stating).count() > 1 {
        return None;
    }
    let lines = &sheets.get(by)?.books.fund_ledger;
    let stated = lines.iter().try_fold(Fen::ZERO, |sum, line| sum.plus(for_assets(line)?))?;
    let (of, sum) = rows(sheets, |asset| asset.ledger.as_deref() == Some("county"));
    statement(by, of, stated, sum)
}

/// What a fund line says that became assets: what was settled, else what was paid less what formed
/// none and what came back.
fn for_assets(line: &FundLine) -> Option<Fen> {
    line.settled_amount.or_else(|| {
        let less = [line.non_asset_amount, line.returned_amount];
        Some(less.into_iter().flatten().fold(line.paid_amount?, Fen::minus))
    })
}

/// The sheets that hold such assets, and the sum of their values.
fn rows(
    sheets: &[SheetOutcome],
    is_one: impl Fn(&Asset) -> bool,
) -> (BTreeSet<usize>, Option<Fen>) {
    let (mut of, mut sum) = (BTreeSet::new(), Some(Fen::ZERO));
    for (index, sheet) in sheets.iter().enumerate() {
        for value in
            sheet.books.assets.iter().filter(|a| is_one(a)).filter_map(|a| a.original_value)
        {
            of.insert(index);
            sum = sum.and_then(|sum| sum.plus(value));
        }
    }
    (of, sum)
}

/// Whether a row is one of those that the head of a ledger adds up.
fn is_of(asset: &Asset, head: &LedgerHeader) -> bool {
    let Some(level) = head.ledger_level.as_deref() else { return false };
    // Ledgers by class are parts of the county ledger.
    let ledger = if level == "class" { "county" } else { level };
    let same = |stated: Option<&str>, own: Option<&str>| {
        stated.is_none_or(|stated| own.is_some_and(|own| fold(stated) == fold(own)))
    };
    let unit = || match level {
        "county" | "class" => true,
        _ => same(head.ledger_unit.as_deref(), asset.ledger_unit.as_deref()),
    };
    let place = || {
        head.ledger_unit.is_some()
            || (same(head.township.as_deref(), asset.township.as_deref())
                && same(head.village.as_deref(), asset.village.as_deref()))
    };
    let year = || head.ledger_year.is_none_or(|y| asset.ledger_year.is_none_or(|own| own == y));
    let class = || same(head.asset_class.as_deref(), asset.asset_class.as_deref());
    asset.ledger.as_deref() == Some(ledger) && unit() && place() && year() && class()
}

/// A total that agrees with the sum, or is exactly a factor of units apart; none where neither is.
fn statement(by: usize, of: BTreeSet<usize>, stated: Fen, sum: Option<Fen>) -> Option<Statement> {
    let sum = sum?;
    if of.is_empty() || stated == Fen::ZERO || sum == Fen::ZERO {
        return None;
    }
    if stated == sum {
        return Some(Statement { by, of, times: None });
    }
    let (a, b) = (i128::from(stated.0.min(sum.0)), i128::from(stated.0.max(sum.0)));
    let times = FACTORS.into_iter().find(|factor| a * i128::from(*factor) == b)?;
    Some(Statement { by, of, times: Some(times) })
}

#[cfg(test)]
mod tests {
    use super::{Votes, vote};
    use crate::sheet::SheetOutcome;
    use ledger::tables::{Asset, LedgerHeader};
    use ledger::{Books, Fen};

    fn ledger(level: &str, values: &[i64]) -> SheetOutcome {
        let asset = |yuan: &i64| Asset {
            ledger: Some(level.into()),
            original_value: Some(Fen::from_yuan(*yuan)),
            ..Asset::default()
        };
        let books = Books { assets: values.iter().map(asset).collect(), ..Books::default() };
        SheetOutcome { books, ..SheetOutcome::default() }
    }

    fn heads(totals: &[(&str, Fen)]) -> SheetOutcome {
        let head = |(level, total): &(&str, Fen)| LedgerHeader {
            ledger_level: Some((*level).into()),
            ledger_total_value: Some(*total),
            ..LedgerHeader::default()
        };
        let books = Books { ledgers: totals.iter().map(head).collect(), ..Books::default() };
        SheetOutcome { books, ..SheetOutcome::default() }
    }

    fn told(sheets: &[SheetOutcome], before: &[Votes]) -> Vec<(usize, usize, Option<i64>)> {
        let mut votes = before.to_vec();
        votes.resize(sheets.len(), Votes::default());
        vote(sheets, &mut votes);
        votes.iter().map(|v| (v.same, v.apart, v.times)).collect()
    }

    #[test]
    fn a_total_exactly_a_factor_apart_doubts_the_ledger_of_one_sheet() {
        let sheets = |total: Fen| [ledger("county", &[10, 20]), heads(&[("county", total)])];
        for (total, times) in [(30_000, 1_000), (300_000, 10_000), (30_000_000, 1_000_000)] {
            let told = told(&sheets(Fen::from_yuan(total)), &[]);
            assert_eq!(told, [(0, 1, Some(times)), (0, 0, None)]);
        }
        // One fen beside the factor is another difference; so are ten and a hundred.
        for total in [Fen(30_000_001), Fen(29_999_999), Fen(30_000), Fen(300_000)] {
            assert_eq!(told(&sheets(total), &[]), [(0, 0, None), (0, 0, None)], "{total}");
        }
        assert_eq!(told(&sheets(Fen(3_000)), &[]), [(1, 0, None), (1, 0, None)]);
    }

    #[test]
    fn the_sheet_of_totals_is_doubted_where_all_of_them_are_apart() {
        let totals = [("county", Fen::from_yuan(300_000)), ("township", Fen::from_yuan(70_000))];
        let sheets = [ledger("county", &[30]), ledger("township", &[7]), heads(&totals)];
        let told_of = |before: &[Votes]| told(&sheets, before);
        assert_eq!(told_of(&[])[2], (0, 2, Some(10_000)));
        assert_eq!((told_of(&[])[0].1, told_of(&[])[1].1), (0, 0));
        // So it is where other ledgers bear the rows out.
        let one = [ledger("county", &[30]), heads(&totals[..1])];
        let borne_out = Votes { same: 3, ..Votes::default() };
        assert_eq!(told(&one, &[borne_out])[1], (0, 1, Some(10_000)));
    }
}
