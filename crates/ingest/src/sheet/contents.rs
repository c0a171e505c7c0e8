//! What the cells of a column tell of it, where its heading does not.

use crate::layout::{Heading, Layout};
use crate::read::{Grid, Raw};
use crate::texts::fold;
use ledger::Column;

/// Whether most cells of a column name bodies rather than measures.
pub(super) fn holds_bodies(grid: &Grid, layout: &Layout, column: usize) -> bool {
    const ENDS: [&str; 10] =
        ["局", "委员会", "合作社", "政府", "公司", "中心", "学校", "医院", "办公室", "村委会"];
    let (mut bodies, mut others) = (0_usize, 0_usize);
    for row in layout.data.clone().take(200) {
        if let Raw::Text(text) = grid.at(row, column) {
            let text = fold(text);
            if text.chars().count() >= 3 && ENDS.iter().any(|e| text.ends_with(e)) {
                bodies += 1;
            } else {
                others += 1;
            }
        }
    }
    bodies > others
}

/// Whether a column of percentages states fractions of one: no sign anywhere, nothing above one,
/// something between nought and one. Shares of households may truly be below one per cent.
pub(super) fn states_fractions(
    column: &Column,
    heading: &Heading,
    layout: &Layout,
    grid: &Grid,
) -> bool {
    if column.name == "share_pct" || heading.shown.contains(['%', '％']) {
        return false;
    }
    let mut between = false;
    for row in layout.data.clone() {
        let number = match grid.at(row, heading.at) {
            Raw::Number(n) => Some(*n),
            Raw::Text(text) => match text.trim().parse::<ledger::Decimal>() {
                Ok(n) => Some(n),
                Err(_) if text.contains(['%', '％']) => return false,
                Err(_) => None,
            },
            Raw::Percent(_) => return false,
            _ => None,
        };
        if let Some(n) = number {
            if n > ledger::Decimal::ONE {
                return false;
            }
            between |= !n.fract().is_zero();
        }
    }
    between
}
