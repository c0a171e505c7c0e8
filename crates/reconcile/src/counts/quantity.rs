//! Quantities: what was counted against what the books hold on the day of the count.

use super::sheet::Sheets;
use crate::basis::{Basis, book_day};
use crate::holdings::Holding;
use crate::keys::measure::same_quantity;
use crate::roll_forward::direction;
use ledger::codes::count;
use ledger::tables::{Change, PhysicalCount};
use ledger::{CaseInfo, Cell, Decimal, Fen, Finding, NaiveDate, Row, Text, Verdict};

/// `count.shortage` and `count.surplus` of one thing.
pub(super) fn check(
    sheets: &Sheets,
    holding: &Holding,
    rows: &[&PhysicalCount],
    case: &CaseInfo,
    basis: &Basis,
) -> (Verdict, Vec<Finding>) {
    if holding.is_gone() {
        // Disposed of between count and books, or not yet hauled away: not a matter of quantity.
        return (Verdict::Unknown, Vec::new());
    }
    let Some(held) = Held::of(holding, rows) else {
        return (Verdict::Unknown, Vec::new());
    };
    let counted: Option<Vec<Decimal>> = rows.iter().map(|r| counted(r, held.quantity)).collect();
    let Some(found) = counted.and_then(sum) else {
        return (Verdict::Unknown, Vec::new());
    };
    let Some(change) = change(&sheets.changes(holding), rows, case) else {
        return (Verdict::Unknown, Vec::new());
    };
    let same = same_quantity((held.quantity, held.unit.as_deref()), (found, row_unit(rows)));
    if change == Fen::ZERO && same == Some(true) {
        return (Verdict::Passed, Vec::new());
    }
    let rolled =
        held.in_unit_of(rows).and_then(|held| Some((rolled(holding, &held, change)?, held)));
    let Some((rolled, held)) = rolled else {
        return (Verdict::Unknown, Vec::new());
    };
    // A share of the value need not be a round quantity: as many decimals as books and count have.
    let scale = |d: Decimal| d.normalize().scale();
    let rolled = rolled.round_dp(scale(found).max(scale(held.quantity)));
    if found == rolled {
        return (Verdict::Passed, Vec::new());
    }
    let difference = Difference { holding, rows, expected: rolled, found, held };
    let finding =
        if found < rolled { difference.shortage(basis) } else { difference.surplus(basis) };
    (Verdict::Failed, vec![finding])
}

/// What the books hold, and in which cells that stands.
struct Held {
    quantity: Decimal,
    unit: Option<Text>,
    cells: Vec<Cell>,
}

impl Held {
    /// The ledger's quantity, else the book quantity on the sheet.
    fn of(holding: &Holding, rows: &[&PhysicalCount]) -> Option<Self> {
        let Some(quantity) = holding.lead.quantity else {
            return Self::of_sheet(rows);
        };
        Some(Self {
            quantity,
            unit: holding.lead.quantity_unit.clone(),
            cells: holding.lead.cells(&["quantity", "quantity_unit"]),
        })
    }

    /// The book quantity on the sheet, where its rows agree on one or each states its part.
    fn of_sheet(rows: &[&PhysicalCount]) -> Option<Self> {
        let stated: Option<Vec<Decimal>> = rows.iter().map(|r| r.book_quantity).collect();
        let stated = stated?;
        let first = *stated.first()?;
        // Each row of a thing may repeat the whole, or state its part: only one row is certain.
        let quantity = (stated.len() == 1).then_some(first)?;
        Some(Self {
            quantity,
            unit: row_unit(rows).map(Into::into),
            cells: rows.iter().flat_map(|r| r.cells(&["book_quantity"])).collect(),
        })
    }

    /// The same in the unit of the sheet. Where units cannot be converted, the sheet's own book
    /// quantity.
    fn in_unit_of(self, rows: &[&PhysicalCount]) -> Option<Self> {
        let unit = row_unit(rows);
        let one = Decimal::ONE;
        let same_unit = unit.is_none()
            || self.unit.is_none()
            || same_quantity((one, self.unit.as_deref()), (Decimal::TWO, unit)) == Some(false)
                && same_quantity((one, self.unit.as_deref()), (one, unit)) == Some(true);
        if same_unit {
            return Some(self);
        }
        Self::of_sheet(rows)
    }
}

fn row_unit<'a>(rows: &[&'a PhysicalCount]) -> Option<&'a str> {
    rows.iter().find_map(|r| r.quantity_unit.as_deref())
}

fn sum(parts: Vec<Decimal>) -> Option<Decimal> {
    parts.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// What one row counted: as stated, else its book quantity and the difference that it states, else
/// what its result says.
fn counted(row: &PhysicalCount, held: Decimal) -> Option<Decimal> {
    if let Some(counted) = row.physical_count_qty {
        return Some(counted);
    }
    let book = row.book_quantity.unwrap_or(held);
    if let Some(difference) = row.count_diff_qty {
        return book.checked_add(difference);
    }
    match (row.surplus_qty, row.shortage_qty) {
        (None, None) => {}
        (more, less) => {
            return book
                .checked_add(more.unwrap_or_default())?
                .checked_sub(less.unwrap_or_default());
        }
    }
    match row.count_result.as_deref() {
        Some("match" | "correct") => Some(book),
        // Nothing but 盘亏: the whole thing is missing.
        Some("shortage") => Some(Decimal::ZERO),
        _ if row.asset_status.as_deref() == Some("lost") => Some(Decimal::ZERO),
        _ => None,
    }
}

/// What has to be added to the original value in the books to roll it to the day of the count:
/// changes between the two days are undone, or done ahead. `None` when one of them states no
/// amount.
fn change(changes: &[&Change], rows: &[&PhysicalCount], case: &CaseInfo) -> Option<Fen> {
    let days = rows.iter().filter_map(|r| r.physical_check_date);
    let Some(counted_on) = days.map(|d| d.latest()).max() else {
        return Some(Fen::ZERO);
    };
    let books_on = book_day(case);
    let mut change = Fen::ZERO;
    for entry in changes {
        let (Some(sign), Some(day)) =
            (entry.change_type.as_deref().and_then(direction), entry.change_date)
        else {
            continue;
        };
        if between(day.date, counted_on, books_on) {
            let signed = entry.change_amount?.abs().0.checked_mul(sign)?;
            // Booked after the count: the thing was counted as it stood before.
            let rolled = if counted_on < books_on { -signed } else { signed };
            change = Fen::sum([change, Fen(rolled)]);
        }
    }
    Some(change)
}

/// The quantity that the books held when the original value was higher by `change`.
fn rolled(holding: &Holding, held: &Held, change: Fen) -> Option<Decimal> {
    if change == Fen::ZERO {
        return Some(held.quantity);
    }
    let value = holding.lead.original_value.filter(|v| v.0 > 0)?;
    let then = Fen::sum([value, change]);
    held.quantity.checked_mul(then.to_decimal())?.checked_div(value.to_decimal())
}

/// Whether a change lies between the day of the count and that of the books, the earlier day
/// excluded.
fn between(day: NaiveDate, counted_on: NaiveDate, books_on: NaiveDate) -> bool {
    day > counted_on.min(books_on) && day <= counted_on.max(books_on)
}

/// A difference of quantity.
struct Difference<'a> {
    holding: &'a Holding<'a>,
    rows: &'a [&'a PhysicalCount],
    expected: Decimal,
    found: Decimal,
    held: Held,
}

impl Difference<'_> {
    /// Less than the books: the amount is the share of the net value.
    fn shortage(self, basis: &Basis) -> Finding {
        let missing = self.expected - self.found;
        let net = self.holding.net_value().or_else(|| {
            let nets: Option<Vec<Fen>> = self.rows.iter().map(|r| r.net_value).collect();
            nets.map(Fen::sum)
        });
        let amount = net.and_then(|net| share(net, missing, self.held.quantity));
        let lead = self.holding.lead;
        let mut finding = self
            .common(basis.finding(&count::SHORTAGE, self.holding.subject.clone()))
            .arg("missing", missing.normalize().to_string())
            .cells(lead.cells(&["net_value"]));
        finding.amount = amount;
        finding
    }

    /// More than the books: one finding, named after the first of its rows by id.
    fn surplus(self, basis: &Basis) -> Finding {
        let more = self.found - self.expected;
        let row = self.rows.iter().map(|r| r.row_id()).min();
        let stated: Vec<Fen> = self.rows.iter().filter_map(|r| r.surplus_amount).collect();
        let mut finding = self
            .common(basis.finding(&count::SURPLUS, self.holding.subject.clone()))
            .detail(row.unwrap_or_default())
            .arg("surplus", more.normalize().to_string());
        finding.amount = (!stated.is_empty()).then(|| Fen::sum(stated));
        finding
    }

    fn common(&self, finding: Finding) -> Finding {
        let first = self.rows.first();
        let day = first.and_then(|r| r.physical_check_date);
        finding
            .of(self.holding.lead)
            .unit(first.and_then(|r| r.unit.as_deref()))
            .arg("name", self.holding.name())
            .arg("measure", row_unit(self.rows).unwrap_or_default())
            .arg("expected", self.expected.normalize().to_string())
            .arg("found", self.found.normalize().to_string())
            .arg("day", day.map(|d| d.to_string()).unwrap_or_default())
            .cells(self.rows.iter().flat_map(|r| {
                r.cells(&["asset_id", "physical_count_qty", "book_quantity", "count_result"])
            }))
            .cells(self.held.cells.iter().cloned())
    }
}

/// `net × missing ÷ held`, rounded half up to the fen once.
fn share(net: Fen, missing: Decimal, held: Decimal) -> Option<Fen> {
    let scale = missing.scale().max(held.scale());
    let factor = Decimal::from(10_u64.checked_pow(scale)?);
    let whole = |d: Decimal| Some(d.checked_mul(factor)?.trunc().mantissa());
    net.ratio(whole(missing)?, whole(held)?)
}
