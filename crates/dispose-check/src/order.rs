//! Steps out of order: the fewest steps without which the rest stand in order.

use ledger::Day;

/// A step with the time it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dated<S> {
    pub(crate) step: S,
    pub(crate) from: Day,
    pub(crate) until: Day,
}

/// A step out of place, with the pair that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reversal<S> {
    /// The step out of place: one of the pair.
    pub(crate) step: S,
    /// What should have ended …
    pub(crate) first: Dated<S>,
    /// … before this began.
    pub(crate) then: Dated<S>,
}

/// The steps out of place in a sequence that should be in order. The same day is in order; a date
/// known to the month or year counts against nobody as long as some day of it fits.
///
/// Of two steps that stand the wrong way round the earlier one is named: it came too late.
pub(crate) fn reversals<S: Copy>(steps: &[Dated<S>]) -> Vec<Reversal<S>> {
    let kept = longest_in_order(steps);
    let mut out = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        if kept.contains(&at) {
            continue;
        }
        let later = kept
            .iter()
            .filter(|i| **i > at)
            .filter_map(|i| steps.get(*i))
            .find(|other| !in_order(step, other))
            .map(|other| (*step, *other));
        let earlier = kept
            .iter()
            .rev()
            .filter(|i| **i < at)
            .filter_map(|i| steps.get(*i))
            .find(|other| !in_order(other, step))
            .map(|other| (*other, *step));
        if let Some((first, then)) = later.or(earlier) {
            out.push(Reversal { step: step.step, first, then });
        }
    }
    out
}

fn in_order<S>(first: &Dated<S>, then: &Dated<S>) -> bool {
    first.until.date <= then.from.latest()
}

/// Indices of the longest subsequence in order; of equally long ones the one that ends last.
fn longest_in_order<S>(steps: &[Dated<S>]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let mut chain = best
            .iter()
            .filter(|chain| {
                let last = chain.last().and_then(|i| steps.get(*i));
                last.is_some_and(|last| in_order(last, step))
            })
            .max_by_key(|chain| chain.len())
            .cloned()
            .unwrap_or_default();
        chain.push(at);
        best.push(chain);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use DisposalStep::{Application, Appraisal, CountyApproval, Disposal};
    use rulebook::checks::disposal::DisposalStep;

    fn dated(step: DisposalStep, day: Day) -> Dated<DisposalStep> {
        Dated { step, from: day, until: day }
    }

    fn blamed(days: &[(DisposalStep, Day)]) -> Vec<DisposalStep> {
        let steps: Vec<Dated<DisposalStep>> = days.iter().map(|(s, d)| dated(*s, *d)).collect();
        reversals(&steps).into_iter().map(|r| r.step).collect()
    }

    fn day(text: &str) -> Day {
        Day::from(text.parse::<ledger::NaiveDate>().unwrap())
    }

    #[test]
    fn the_same_day_is_in_order_and_a_day_later_is_not() {
        let on = |approval: &str| {
            blamed(&[
                (Application, day("2024-03-01")),
                (CountyApproval, day(approval)),
                (Disposal, day("2024-05-20")),
            ])
        };
        assert_eq!(on("2024-05-20"), []);
        assert_eq!(on("2024-05-21"), [CountyApproval]);
    }

    #[test]
    fn one_step_out_of_place_is_one_reversal() {
        let days = [
            (Application, day("2024-03-01")),
            (Appraisal, day("2024-03-15")),
            (CountyApproval, day("2024-04-10")),
            (Disposal, day("2024-01-05")),
        ];
        assert_eq!(blamed(&days), [Disposal]);
    }

    #[test]
    fn a_month_is_late_only_when_all_its_days_are() {
        let in_month = |month| {
            blamed(&[
                (CountyApproval, Day::month(2024, month).unwrap()),
                (Disposal, day("2024-05-20")),
            ])
        };
        assert_eq!(in_month(5), []);
        assert_eq!(in_month(6), [CountyApproval]);
    }
}
