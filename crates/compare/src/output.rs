//! What came of it as tables, in the columns of the suite's own.

use crate::cells::Side;
use crate::fields::Matched;
use crate::plan::Plan;
use crate::{Comparison, Differing, LeftOver};
use frames::any::{AnyColumn, AnyTable, Cells};
use rust_decimal::Decimal;

const PAIR: &str = "left|right";
/// The column that names rows.
const ROW: &str = "row_id";

/// What may be written of a cell, by the name of its column: personal data never leave unmasked.
pub type Mask<'a> = &'a dyn Fn(&str, &str) -> String;

/// One row for each left–right pair of a group.
#[must_use]
pub fn matches(left: &Side, right: &Side, of: &Comparison, mask: Mask<'_>) -> AnyTable {
    let reasons: Vec<String> = of.reasons.iter().map(|why| mask("", why)).collect();
    let rows = of.pairs.len();
    let pairs = || of.pairs.iter();
    let alternatives: Vec<i64> =
        pairs().map(|p| i64::try_from(p.alternatives).unwrap_or(i64::MAX)).collect();
    let several: Vec<bool> = alternatives.iter().map(|n| *n > 0).collect();
    table(
        rows,
        vec![
            texts("pair", pairs().map(|_| PAIR)),
            owned("group_id", pairs().map(|p| group_name(p.group))),
            owned("left_row_id", pairs().map(|p| mask(ROW, &left.row_name(p.left as usize)))),
            owned("right_row_id", pairs().map(|p| mask(ROW, &right.row_name(p.right as usize)))),
            texts("rung", pairs().map(|p| p.rung.code())),
            texts("status", pairs().map(|p| p.status.code())),
            column(
                "alternatives",
                Cells::Number { scale: 0, mantissas: alternatives, valid: Some(several) },
            ),
            texts("why", pairs().map(|p| reasons[p.why as usize].as_str())),
        ],
    )
}

/// A field in which paired rows differ.
#[must_use]
pub fn differences(
    left: &Side,
    right: &Side,
    plan: &Plan,
    of: &Comparison,
    mask: Mask<'_>,
) -> AnyTable {
    let field = |d: &Differing| &plan.compare[d.field as usize];
    let columns: Vec<Matched> = plan.compare.iter().map(|c| Matched::new(left, right, c)).collect();
    let each = || of.differing.iter().map(|d| (&of.pairs[d.pair as usize], d));
    let amounts: Vec<Option<Decimal>> = each()
        .map(|(p, d)| {
            let difference =
                &columns[d.field as usize].difference(p.left as usize, p.right as usize);
            unless_masked(*difference, &field(d).name, mask)
        })
        .collect();
    table(
        of.differing.len(),
        vec![
            texts("pair", each().map(|_| PAIR)),
            owned("group_id", each().map(|(p, _)| group_name(p.group))),
            texts("field", each().map(|(_, d)| field(d).name.as_str())),
            owned(
                "left_value",
                each()
                    .map(|(p, d)| mask(&field(d).name, &left.text(field(d).left, p.left as usize))),
            ),
            owned(
                "right_value",
                each().map(|(p, d)| {
                    mask(&field(d).name, &right.text(field(d).right, p.right as usize))
                }),
            ),
            decimals("difference", &amounts),
            owned("left_row_id", each().map(|(p, _)| mask(ROW, &left.row_name(p.left as usize)))),
            owned(
                "right_row_id",
                each().map(|(p, _)| mask(ROW, &right.row_name(p.right as usize))),
            ),
            texts(
                "within_tolerance",
                each().map(|(_, d)| if d.within_tolerance { "true" } else { "false" }),
            ),
        ],
    )
}

/// The rows that ended in no group; `amount` is the first compared number.
#[must_use]
pub fn residue(
    left: &Side,
    right: &Side,
    plan: &Plan,
    of: &Comparison,
    mask: Mask<'_>,
) -> AnyTable {
    let amount = plan.compare.iter().find_map(|column| {
        let (left, right) = Matched::new(left, right, column).numbers()?;
        Some((left, right, column.name.as_str()))
    });
    let sides = || {
        let lefts = of.left_over.iter().map(|o| (true, o));
        lefts.chain(of.right_over.iter().map(|o| (false, o)))
    };
    let name = |is_left: bool, row: u32| {
        let side = if is_left { left } else { right };
        mask(ROW, &side.row_name(row as usize))
    };
    let amounts: Vec<Option<Decimal>> = sides()
        .map(|(is_left, over)| {
            let (left, right, column) = amount.as_ref()?;
            let side = if is_left { left } else { right };
            unless_masked(side.decimal(side.get(over.row as usize)?), column, mask)
        })
        .collect();
    let nearest = |is_left: bool, over: &LeftOver| {
        let names = over.nearest.iter().map(|(row, _)| name(!is_left, *row));
        names.collect::<Vec<_>>().join("、")
    };
    let failed = |over: &LeftOver| {
        let reasons = over.nearest.iter().map(|(_, why)| why.clone());
        std::iter::once(over.failed_at.text().to_owned())
            .chain(reasons)
            .collect::<Vec<_>>()
            .join("；")
    };
    table(
        of.left_over.len() + of.right_over.len(),
        vec![
            texts("pair", sides().map(|_| PAIR)),
            texts("side", sides().map(|(is_left, _)| if is_left { "left" } else { "right" })),
            owned("row_id", sides().map(|(is_left, over)| name(is_left, over.row))),
            owned("nearest", sides().map(|(is_left, over)| nearest(is_left, over))),
            owned("failed_at", sides().map(|(_, over)| failed(over))),
            decimals("amount", &amounts),
        ],
    )
}

/// The number, if it may be written as it is.
fn unless_masked(number: Option<Decimal>, column: &str, mask: Mask<'_>) -> Option<Decimal> {
    number.filter(|number| {
        let text = number.normalize().to_string();
        mask(column, &text) == text
    })
}

/// What a group is called.
fn group_name(group: u32) -> String {
    format!("g{}", group + 1)
}

fn table(rows: usize, columns: Vec<AnyColumn>) -> AnyTable {
    AnyTable { rows, columns }
}

fn column(name: &str, cells: Cells) -> AnyColumn {
    AnyColumn { name: name.to_owned(), cells }
}

fn texts<'a>(name: &str, values: impl Iterator<Item = &'a str>) -> AnyColumn {
    column(name, Cells::Text(values.map(Some).collect()))
}

fn owned(name: &str, values: impl Iterator<Item = String>) -> AnyColumn {
    column(name, Cells::Text(values.map(|value| Some(value).filter(|v| !v.is_empty())).collect()))
}

/// At the largest scale there is; texts where one does not fit.
fn decimals(name: &str, values: &[Option<Decimal>]) -> AnyColumn {
    let scale = values.iter().flatten().map(Decimal::scale).max().unwrap_or(2).max(2);
    let mantissa = |value: &Option<Decimal>| match value {
        Some(number) => {
            let factor = 10_i128.checked_pow(scale - number.scale())?;
            i64::try_from(number.mantissa().checked_mul(factor)?).ok()
        }
        None => Some(0),
    };
    let valid = Some(values.iter().map(Option::is_some).collect());
    match values.iter().map(mantissa).collect::<Option<Vec<_>>>() {
        Some(mantissas) => column(name, Cells::Number { scale, mantissas, valid }),
        None => owned(name, values.iter().map(|v| v.map(|v| v.to_string()).unwrap_or_default())),
    }
}
