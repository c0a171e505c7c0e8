//! What is asked for, in names of columns, and what that means for these two tables.

use crate::cells::Side;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What is asked for, in the left side's names of columns.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Columns that together are the key.
    pub on: Vec<String>,
    /// Columns by whose likeness rows are paired.
    pub similar: Vec<String>,
    /// Column of amounts by whose sums rows are paired.
    pub sum: Option<String>,
    /// Columns that hold the rows of a sum together.
    pub within: Vec<String>,
    /// Most rows of a sum.
    pub max_items: usize,
    /// Columns to compare in matched rows; all common ones where absent.
    pub compare: Option<Vec<String>>,
    /// Left name → right name, where they differ.
    pub map: BTreeMap<String, String>,
    /// Column → difference that is accepted.
    pub tolerance: BTreeMap<String, Decimal>,
}

/// What is asked for cannot be done with these tables.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// No such column.
    #[error("{side}没有列“{name}”，有的是：{known}")]
    NoColumn {
        /// 左表 or 右表.
        side: &'static str,
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// Nothing to pair by.
    #[error("没有说按什么配对：请给出 --on、--similar 或 --sum")]
    NothingToPairBy,
    /// A sum of, or a tolerance for, a column that is no number.
    #[error("列“{0}”不是数值：不能合计，也不能设容差")]
    NotANumber(String),
    /// A key so often repeated that its pairs cannot be listed.
    #[error("键“{key}”在左表出现 {left} 次、右表 {right} 次，配不出对：请在 --on 中增加列")]
    NotAKey {
        /// The key's value.
        key: String,
        /// Rows of the left side.
        left: usize,
        /// Rows of the right side.
        right: usize,
    },
}

/// A column of each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnPair {
    /// The left side's name.
    pub name: String,
    /// Column of the left side.
    pub left: usize,
    /// Column of the right side.
    pub right: usize,
    /// Difference that is accepted.
    pub tolerance: Option<Decimal>,
}

/// Column pairs to match by and to compare.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The key.
    pub on: Vec<ColumnPair>,
    /// What rows must be alike in.
    pub similar: Vec<ColumnPair>,
    /// The amounts that add up.
    pub sum: Option<ColumnPair>,
    /// What holds the rows of a sum together.
    pub within: Vec<ColumnPair>,
    /// Most rows of a sum.
    pub max_items: usize,
    /// What is compared.
    pub compare: Vec<ColumnPair>,
}

impl Plan {
    /// Finds the columns.
    ///
    /// # Errors
    /// A column that does not exist, a tolerance for what is no number, or nothing to pair by.
    pub fn new(left: &Side, right: &Side, request: &Request) -> Result<Self, PlanError> {
        let pair = |name: &String| pair(left, right, request, name);
        let on = request.on.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
        let similar = request.similar.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
        let sum = request.sum.as_ref().map(pair).transpose()?;
        let within = request.within.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
        if on.is_empty() && similar.is_empty() && sum.is_none() {
            return Err(PlanError::NothingToPairBy);
        }
        let compare = match &request.compare {
            Some(names) => names.iter().map(pair).collect::<Result<Vec<_>, _>>()?,
            None => common(left, right, request, &on)?,
        };
        let compared = |name: &str| compare.iter().any(|column| column.name == name);
        if let Some(name) = request.tolerance.keys().find(|name| !compared(name)) {
            return Err(no_column(
                "比较的列中",
                name,
                &compare.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(),
            ));
        }
        let number = |side: &Side, column: usize| {
            matches!(side.table.columns[column].cells, frames::any::Cells::Number { .. })
        };
        let bad = compare
            .iter()
            .find(|c| c.tolerance.is_some() && !(number(left, c.left) && number(right, c.right)));
        if let Some(column) = bad {
            return Err(PlanError::NotANumber(column.name.clone()));
        }
        if let Some(column) = sum.iter().find(|c| !number(left, c.left) || !number(right, c.right))
        {
            return Err(PlanError::NotANumber(column.name.clone()));
        }
        Ok(Self { on, similar, sum, within, max_items: request.max_items, compare })
    }
}

fn pair(left: &Side, right: &Side, request: &Request, name: &str) -> Result<ColumnPair, PlanError> {
    let other = request.map.get(name).map_or(name, String::as_str);
    Ok(ColumnPair {
        name: name.to_owned(),
        left: left.column(name).ok_or_else(|| no_column("左表", name, &names(left)))?,
        right: right.column(other).ok_or_else(|| no_column("右表", other, &names(right)))?,
        tolerance: request.tolerance.get(name).copied(),
    })
}

/// Every column that both sides have and that is no part of the key.
fn common(
    left: &Side,
    right: &Side,
    request: &Request,
    on: &[ColumnPair],
) -> Result<Vec<ColumnPair>, PlanError> {
    let free = |name: &&str| *name != "row_id" && on.iter().all(|key| key.name != **name);
    let both = |name: &&str| request.map.contains_key(*name) || right.column(name).is_some();
    names(left)
        .into_iter()
        .filter(free)
        .filter(both)
        .map(|n| pair(left, right, request, n))
        .collect()
}

fn names(side: &Side) -> Vec<&str> {
    side.table.columns.iter().map(|column| column.name.as_str()).collect()
}

fn no_column(side: &'static str, name: &str, known: &[&str]) -> PlanError {
    PlanError::NoColumn { side, name: name.to_owned(), known: known.join("、") }
}
