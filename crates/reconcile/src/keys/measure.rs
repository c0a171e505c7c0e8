//! Quantities in different units of one measure: 1.1 公里 is 1100 米.

use super::text::fold;
use ledger::Decimal;

/// Names of a unit, its measure, and its size as a fraction of the measure's base.
const UNITS: &[(&[&str], &str, i64, i64)] = &[
    (&["米", "m", "延米", "延长米"], "长度", 1, 1),
    (&["公里", "千米", "km"], "长度", 1000, 1),
    (&["里", "华里"], "长度", 500, 1),
    (&["平方米", "平米", "平方", "m2"], "面积", 1, 1),
    (&["亩"], "面积", 2000, 3),
    (&["公顷", "ha"], "面积", 10_000, 1),
    (&["平方公里", "平方千米", "km2"], "面积", 1_000_000, 1),
    (&["立方米", "立方", "方", "m3"], "体积", 1, 1),
    (&["公斤", "千克", "kg"], "重量", 1, 1),
    (&["斤", "市斤"], "重量", 1, 2),
    (&["吨", "t"], "重量", 1000, 1),
    (&["千瓦", "kw"], "功率", 1, 1),
    (&["兆瓦", "mw"], "功率", 1000, 1),
    (&["瓦", "w"], "功率", 1, 1000),
];

/// Whether two quantities are the same; `None` when their units cannot be compared.
///
/// Where the conversion has no end (3.5亩 are 2333.33… 平方米), the one rounded to the decimals of
/// the other is the other.
#[must_use]
pub fn same_quantity(
    left: (Decimal, Option<&str>),
    right: (Decimal, Option<&str>),
) -> Option<bool> {
    let name = |unit| Option::map(unit, fold).filter(|u| !u.is_empty());
    let (left_unit, right_unit) = (name(left.1), name(right.1));
    if left_unit == right_unit {
        return Some(left.0 == right.0);
    }
    if let (Some(l), Some(r)) =
        (left_unit.as_deref().and_then(unit), right_unit.as_deref().and_then(unit))
        && l.0 == r.0
    {
        return Some(equals(left.0, l, right.0, r)? || equals(right.0, r, left.0, l)?);
    }
    // 3座 and 3处 agree; 3座 and 500平方米 measure different things.
    (left.0 == right.0).then_some(true)
}

type Size = (&'static str, i64, i64);

fn unit(name: &str) -> Option<Size> {
    UNITS
        .iter()
        .find(|(names, ..)| names.contains(&name))
        .map(|(_, measure, num, den)| (*measure, *num, *den))
}

/// Whether the one quantity, converted, is the other.
fn equals(quantity: Decimal, from: Size, other: Decimal, to: Size) -> Option<bool> {
    let (times, by) = (from.1.checked_mul(to.2)?, from.2.checked_mul(to.1)?);
    let converted = quantity.checked_mul(Decimal::from(times))?.checked_div(Decimal::from(by))?;
    if has_end(times, by) {
        return Some(converted == other);
    }
    Some(converted.round_dp(other.normalize().scale()) == other)
}

/// Whether a fraction is a decimal number.
fn has_end(times: i64, mut by: i64) -> bool {
    for prime in [2, 5] {
        while by % prime == 0 && by != 0 {
            by /= prime;
        }
    }
    by == 0 || times % by == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(left: (&str, Option<&str>), right: (&str, Option<&str>)) -> Option<bool> {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        same_quantity((number(left.0), left.1), (number(right.0), right.1))
    }

    #[test]
    fn units_of_one_measure_are_converted() {
        let (km, m) = (Some("公里"), Some("米"));
        assert_eq!(same(("1.1", km), ("1100", m)), Some(true));
        assert_eq!(same(("3.9", km), ("3901", m)), Some(false));
        assert_eq!(same(("3.5", Some("亩")), ("2333.33", Some("㎡"))), Some(true));
        assert_eq!(same(("3.5", Some("亩")), ("2334.33", Some("㎡"))), Some(false));
    }

    #[test]
    fn what_cannot_be_compared_is_unknown() {
        assert_eq!(same(("3", Some("座")), ("500", Some("平方米"))), None);
        assert_eq!(same(("3", Some("座")), ("4", None)), None);
        assert_eq!(same(("3", Some("座")), ("3", Some("处"))), Some(true));
        assert_eq!(same(("3", Some("座")), ("4", Some("座"))), Some(false));
    }
}
