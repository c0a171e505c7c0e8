//! An approved implementation plan in place of the county's split (A37). It counts when it has a
//! number, a date not after the first payment, and ratios that name known purposes and add up to
//! 100 %.

use super::amounts::{Bucket, weights};
use crate::scene::{Plan, Scene};
use ledger::tables::Project;
use ledger::words::distribution::DIST_USE_CATEGORY;
use ledger::{Cell, Day, Decimal, List, NaiveDate, Row, Text};
use std::collections::BTreeMap;

/// How far percentages may be off for having been rounded: 0.01 point (A36).
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// An approval on file: the plan's own, else its project's.
pub(super) struct Approval<'a> {
    pub(super) number: Option<&'a Text>,
    date: Option<Day>,
    /// `None` where the table has no such column.
    pub(super) approver: Option<&'a Option<Text>>,
    ratio: &'a List,
    pub(super) cells: Vec<Cell>,
}

/// Whether an approval counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// With these ratios.
    Counts(Vec<Bucket>),
    /// For this reason it does not.
    Rejected(&'static str),
}

/// Projects with an approved ratio, by id.
pub(super) type Projects<'a> = BTreeMap<&'a str, &'a Project>;

/// Of several rows of one project the first by where it stands.
pub(super) fn projects<'a>(scene: &Scene<'a>) -> Projects<'a> {
    let mut rows: Vec<&Project> =
        scene.books.projects.iter().filter(|p| !p.approved_plan_ratio.is_empty()).collect();
    rows.sort_by(|a, b| b.origin.cmp(&a.origin));
    rows.into_iter().filter_map(|p| Some((p.project_id.as_deref()?, p))).collect()
}

impl<'a> Approval<'a> {
    /// The approval of a plan; `None` when nothing of one is on file.
    pub(super) fn of(projects: &Projects<'a>, plan: &Plan<'a>) -> Option<Self> {
        let row = plan.row;
        if row.approved_plan_no.is_some()
            || row.approved_plan_date.is_some()
            || !row.approved_plan_ratio.is_empty()
        {
            return Some(Self {
                number: row.approved_plan_no.as_ref(),
                date: row.approved_plan_date,
                approver: Some(&row.approved_plan_approver),
                ratio: &row.approved_plan_ratio,
                cells: row.cells(&[
                    "approved_plan_no",
                    "approved_plan_date",
                    "approved_plan_approver",
                    "approved_plan_ratio",
                ]),
            });
        }
        let project = projects.get(row.project_id.as_deref()?)?;
        Some(Self {
            number: project.approved_plan_no.as_ref(),
            date: project.plan_approval_date,
            approver: None,
            ratio: &project.approved_plan_ratio,
            cells: project.cells(&[
                "approved_plan_no",
                "plan_approval_date",
                "approved_plan_ratio",
            ]),
        })
    }

    /// Whether it counts for payments that begin on `payment`.
    pub(super) fn standing(&self, payment: NaiveDate) -> Standing {
        if self.number.is_none_or(|n| n.trim().is_empty()) {
            return Standing::Rejected("没有批复文号");
        }
        match self.date {
            None => return Standing::Rejected("没有批复日期"),
            Some(date) if date.latest() > payment => {
                return Standing::Rejected("批复晚于发放");
            }
            Some(_) => {}
        }
        match buckets(self.ratio) {
            None => Standing::Rejected("比例不是已知用途的百分比"),
            Some(parts) => {
                let sum: Decimal = parts.iter().map(|(_, share)| *share).sum();
                if (sum - Decimal::ONE_HUNDRED).abs() > ROUNDING {
                    return Standing::Rejected("比例合计不是百分之百");
                }
                let shares: Vec<Decimal> = parts.iter().map(|(_, share)| *share).collect();
                Standing::Counts(
                    parts
                        .into_iter()
                        .zip(weights(&shares))
                        .map(|((purpose, _), weight)| Bucket { purpose, weight })
                        .collect(),
                )
            }
        }
    }

    /// What the trace says of it.
    pub(super) fn facts(&self) -> Vec<Text> {
        self.cells.iter().map(|cell| format!("{}={}", cell.column, cell.value).into()).collect()
    }
}

/// Items of a purpose and a percentage. `None` when there are none or one is not of that form.
fn buckets(ratio: &List) -> Option<Vec<(Text, Decimal)>> {
    let mut parts: Vec<(Text, Decimal)> = Vec::new();
    let items = ratio
        .iter()
        .flat_map(|item| item.split(['、', '；', ';', '，', ',']))
        .map(str::trim)
        .filter(|item| !item.is_empty());
    for item in items {
        // 激发内生动力:40, 激发内生动力＝40％ or 激发内生动力40%.
        let (name, percent) = item.split_at(item.find(|c: char| c.is_ascii_digit())?);
        let name = name.trim_end_matches([':', '：', '=', '＝', ' ']);
        let purpose = DIST_USE_CATEGORY.code_of(name)?;
        let figure = percent.trim_end_matches(['%', '％', ' ']);
        let share = Decimal::from_str_exact(figure)
            .ok()
            .filter(|share| !share.is_sign_negative() && *share <= Decimal::ONE_HUNDRED)?;
        match parts.iter_mut().find(|(known, _)| &**known == purpose) {
            Some((_, sum)) => *sum += share,
            None => parts.push((purpose.into(), share)),
        }
    }
    (!parts.is_empty()).then_some(parts)
}
