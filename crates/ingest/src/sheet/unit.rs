//! Whether a sheet's unit of money, 元 or 万元, agrees with its figures.

use super::Probe;
use super::plan::Plan;
use super::record::RowRead;
use super::totals::Comparison;
use super::whole::Work;
use crate::places;
use crate::texts::fold;
use crate::values::amount::Unit;
use ledger::{Decimal, Text, Value};

/// The factor between 万元 and 元.
const TEN_THOUSAND: i64 = 10_000;

/// Where a sheet states what its unit is tested by.
pub(super) struct Probing {
    /// Columns of the sheet: of the asset's value, or what the fund ledger calls settled, paid, paid
    /// for no asset, and returned.
    value: Option<usize>,
    settled: Option<usize>,
    paid: Option<usize>,
    less: [Option<usize>; 2],
    /// Fields: id, village and names of the asset, id of the project.
    asset_id: Option<usize>,
    village: Option<usize>,
    names: [Option<usize>; 2],
    project_id: Option<usize>,
}

impl Probing {
    pub(super) fn new(plan: &Plan) -> Self {
        let assets = matches!(plan.table.name, "assets" | "asset_cards" | "physical_counts");
        let funds = plan.table.name == "fund_ledger";
        let column = |field, wanted: bool| {
            plan.column_of(field).filter(|_| wanted).map(|mapped| mapped.heading.at)
        };
        Self {
            value: column("original_value", assets),
            settled: column("settled_amount", funds),
            paid: column("paid_amount", funds),
            less: ["non_asset_amount", "returned_amount"].map(|field| column(field, funds)),
            asset_id: plan.index_of("asset_id"),
            village: plan.index_of("village"),
            names: ["asset_name", "name"].map(|field| plan.index_of(field)),
            project_id: plan.index_of("project_id"),
        }
    }

    /// The exact yuan that a row states, but nought.
    fn stated(&self, read: &RowRead) -> Option<Decimal> {
        let yuan = |at: Option<usize>| read.money(at?).flatten().filter(|y| !y.is_zero());
        yuan(self.value).or_else(|| yuan(self.settled)).or_else(|| {
            self.less.into_iter().try_fold(yuan(self.paid)?, |sum, column| {
                sum.checked_sub(yuan(column).unwrap_or_default())
            })
        })
    }
}

impl Work<'_> {
    /// Notes what a row states of an asset and of a project, to test the sheet's unit against other
    /// sheets and the fund ledger.
    pub(super) fn probe(&mut self, read: &RowRead) {
        let Some(value) = self.probing.stated(read) else { return };
        let probing = &self.probing;
        let text = |field: Option<usize>| field.and_then(|i| read.record.text(i));
        let asset: Option<Text> = match (text(probing.asset_id), text(probing.village)) {
            (Some(id), _) => Some(fold(id).into()),
            (None, Some(village)) => {
                let name = probing.names.into_iter().find_map(text);
                name.map(|name| format!("{}@{}", fold(name), places::key(village)).into())
            }
            _ => None,
        };
        let project: Option<Text> =
            text(probing.project_id).map(|id| format!("项目@{}", fold(id)).into());
        if let Some(key) = asset {
            self.out.probes.push(Probe { key, yuan: value });
        }
        if let Some(project) = project {
            let sum = self.projects.entry(project).or_default();
            *sum = sum.checked_add(value).unwrap_or(*sum);
        }
    }

    /// Tests the unit of the sheet against its own figures: amounts in yuan finer than a fen, or
    /// values that price times quantity contradicts by the factor of 万元.
    pub(super) fn own_unit(&mut self) {
        let paid = ["settled_amount", "paid_amount"].iter().find_map(|f| self.plan.column_of(f));
        if let (Some(mapped), "fund_ledger") = (paid, self.plan.table.name) {
            self.out.unit = Some(mapped.unit.label());
        }
        if let (Some(mapped), "ledgers") =
            (self.plan.column_of("ledger_total_value"), self.plan.table.name)
        {
            self.out.unit = Some(mapped.unit.label());
        }
        let Some(mapped) = self.plan.column_of("original_value") else {
            return;
        };
        let at = mapped.heading.at;
        let unit = mapped.unit;
        self.out.unit = Some(unit.label());
        let index = self.plan.index_of("original_value");
        let values =
            self.records.iter().filter(|r| index.is_some_and(|i| r.get(i).is_some())).count();
        let finer = self.rounded.iter().filter(|(_, column, ..)| *column == at).count();
        if unit == Unit::Yuan && finer >= 3 && finer * 2 > values {
            self.out.unit_doubtful = true;
        }
        let [price, quantity, stated] =
            ["unit_price", "quantity", "original_value"].map(|name| self.plan.index_of(name));
        let (mut same, mut apart) = (0_usize, 0_usize);
        for record in &self.records {
            let (
                Some(Value::Amount(price)),
                Some(Value::Decimal(quantity)),
                Some(Value::Amount(value)),
            ) = (
                price.and_then(|i| record.get(i)),
                quantity.and_then(|i| record.get(i)),
                stated.and_then(|i| record.get(i)),
            )
            else {
                continue;
            };
            let Some(product) = price.to_decimal().checked_mul(*quantity) else {
                continue;
            };
            match ratio(product, value.to_decimal()) {
                Some(Apart::Same) => same += 1,
                Some(Apart::TenThousand) => apart += 1,
                None => {}
            }
        }
        if apart >= 2 && apart > same * 2 {
            self.out.unit_doubtful = true;
        }
    }
}

/// How two statements of one value compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apart {
    /// Equal, but for half a per cent.
    Same,
    /// Ten thousand times apart, but for half a per cent.
    TenThousand,
}

/// Compares two statements of one value; `None` where they differ otherwise.
pub(crate) fn ratio(a: Decimal, b: Decimal) -> Option<Apart> {
    let near = |x: Decimal, y: Decimal| {
        let slack = y.abs().checked_div(Decimal::from(200))?;
        Some(x.checked_sub(y)?.abs() <= slack)
    };
    if a.is_zero() || b.is_zero() {
        return None;
    }
    if near(a, b)? {
        return Some(Apart::Same);
    }
    let factor = Decimal::from(TEN_THOUSAND);
    if near(a.checked_mul(factor)?, b)? || near(a, b.checked_mul(factor)?)? {
        return Some(Apart::TenThousand);
    }
    None
}

/// Whether a total is exactly ten thousand times its rows, or the reverse.
pub(super) fn is_misplaced_point(comparison: &Comparison) -> bool {
    let computed = comparison.stated.minus(comparison.difference);
    let (a, b) = (i128::from(comparison.stated.0), i128::from(computed.0));
    let factor = i128::from(TEN_THOUSAND);
    b != 0 && a != 0 && (a == b * factor || (a * factor - b).abs() < factor / 2)
}
