//! What SQL lacks for exact figures: fen written as yuan, and exact sums of decimals.

use ledger::Fen;
use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Error, Result};
use rust_decimal::Decimal;

/// Adds `yuan(fen)` and `exact_sum(column)`. `SUM` is the same: the engine's own would add up texts
/// of yuan as floats.
pub(crate) fn add(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("yuan", 1, flags, |context| {
        let fen: Option<i64> = context.get(0)?;
        Ok(fen.map(|fen| Fen(fen).to_string()))
    })?;
    for name in ["exact_sum", "sum"] {
        connection.create_aggregate_function(name, 1, flags, ExactSum)?;
    }
    Ok(())
}

/// The sum of whole numbers and of decimals written as text: a whole number as such, another as text;
/// nothing where no row states one.
struct ExactSum;

impl Aggregate<Option<Decimal>, Value> for ExactSum {
    fn init(&self, _: &mut Context<'_>) -> Result<Option<Decimal>> {
        Ok(None)
    }

    fn step(&self, context: &mut Context<'_>, sum: &mut Option<Decimal>) -> Result<()> {
        let next = match context.get_raw(0) {
            ValueRef::Null => return Ok(()),
            ValueRef::Integer(number) => Some(Decimal::from(number)),
            ValueRef::Text(text) => {
                std::str::from_utf8(text).ok().and_then(|t| Decimal::from_str_exact(t).ok())
            }
            ValueRef::Real(_) | ValueRef::Blob(_) => None,
        };
        let before = sum.unwrap_or_default();
        let after = next.and_then(|next| before.checked_add(next));
        *sum = Some(after.ok_or_else(|| refused("exact_sum：有不是准确数字的值，或合计过大"))?);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, sum: Option<Option<Decimal>>) -> Result<Value> {
        Ok(sum.flatten().map(|sum| sum.normalize()).map_or(Value::Null, |sum| {
            let whole = i64::try_from(sum).ok().filter(|_| sum.is_integer());
            whole.map_or_else(|| Value::Text(sum.to_string()), Value::Integer)
        }))
    }
}

fn refused(why: &'static str) -> Error {
    Error::UserFunctionError(why.into())
}
