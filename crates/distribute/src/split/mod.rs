//! How income is split: the county's ratio, or an approved plan in its place; what every plan owes
//! to each purpose; and whether it was paid.

mod among;
mod amounts;
mod approved;
mod check;
mod ratio;
mod totals;

pub use amounts::{NoLocalRule, split_amount};

use crate::Rows;
use crate::scene::{Plan, Scene, year_end};
use crate::talk::{self, yuan};
use amounts::{Due, Tiers, due, due_by, tiers};
use approved::{Approval, Standing};
use ledger::tables::{Allocation, Income};
use ledger::{Fen, NaiveDate, StepOutput, Text, Trace};
use rulebook::checks::split::{ApprovedPlan, DatedBy, Split};
use rulebook::{Clause, Ruled};
use std::collections::BTreeSet;

/// The ratio that governs a plan.
struct Governing<'a> {
    /// How an income is split among purposes.
    tiers: Tiers,
    /// What the plan owes to each purpose; nothing where its income is not known.
    due: Vec<Due>,
    /// The family that says so.
    rule: &'static str,
    /// The clause.
    clause: &'a Clause,
    /// The county's own split.
    split: Ruled<'a, Split>,
    /// The approval on file, and whether it counts.
    approval: Option<(Approval<'a>, Standing)>,
}

impl Governing<'_> {
    /// Whether the approved plan governs.
    fn is_approved(&self) -> bool {
        self.rule == <ApprovedPlan as rulebook::Family>::NAME
    }

    fn has(&self, purpose: &str) -> bool {
        self.purposes().contains(&purpose)
    }

    /// The purposes that get something, in the order of the text.
    fn purposes(&self) -> Vec<&str> {
        let first = self.split.rule.first.iter().filter(|_| !self.is_approved());
        let mut purposes: Vec<&str> = first.map(|first| first.purpose).collect();
        for bucket in self.tiers.iter().flat_map(|(_, buckets)| buckets) {
            if !purposes.contains(&&*bucket.purpose) {
                purposes.push(&bucket.purpose);
            }
        }
        purposes
    }
}

/// What governs plans, found once for all of them.
struct Rules<'a> {
    splits: Vec<Ruled<'a, Split>>,
    approved: Option<Ruled<'a, ApprovedPlan>>,
    projects: approved::Projects<'a>,
}

impl<'a> Rules<'a> {
    fn new(scene: &Scene<'a>) -> Self {
        Self {
            splits: scene.book.ruled_ever::<Split>(),
            approved: scene.ruled::<ApprovedPlan>().into_iter().next(),
            projects: approved::projects(scene),
        }
    }
}

pub(crate) fn run(scene: &Scene) -> StepOutput<Rows> {
    let mut out = StepOutput::<Rows>::default();
    let rules = Rules::new(scene);
    let governed: Vec<(&Plan, Option<Governing>)> =
        scene.plans.iter().map(|plan| (plan, governing(scene, &rules, plan))).collect();
    let ratios = ratio::Ratios::new(scene);
    for (plan, governing) in &governed {
        match (governing, plan.base(), ratios.of(scene, plan)) {
            (Some(governing), Some(base), _) => {
                out.rows.allocations.extend(owed(scene, plan, governing, base));
                out.trace.push(decision(plan, governing, base));
            }
            (_, _, Some(shares)) => {
                out.rows.allocations.extend(shares.owed(plan));
                out.trace.push(shares.decision(plan));
            }
            _ => out.rows.allocations.extend(as_stated(plan)),
        }
    }
    out.absorb(ratio::run(scene, &ratios));
    out.rows.allocations.extend(without_plan(scene));
    out.absorb(check::run(scene, &governed));
    out.absorb(totals::run(scene, &governed));
    out
}

/// Which ratio governs (A37): an approved plan that counts, else the county's. `None` when the
/// county's split does not bind the owner of the income.
fn governing<'a>(scene: &Scene<'a>, rules: &Rules<'a>, plan: &Plan<'a>) -> Option<Governing<'a>> {
    let split = rules.splits.iter().copied().find(|ruled| {
        plan.is_owned_by(&ruled.rule.owner_types)
            && ruled.binds(dated(scene, ruled.rule, plan), plan.place())
    });
    let split = split.filter(|_| !scene.is_national(plan))?;
    let owed = |tiers: &Tiers| plan.base().map(|base| due(base, tiers)).unwrap_or_default();
    let county = || {
        let spent = |purpose: &str| {
            let lines =
                plan.lines.iter().filter(|l| l.dist_use_category.as_deref() == Some(purpose));
            Fen::sum(lines.filter_map(|l| l.dist_amount))
        };
        Governing {
            due: plan.base().map(|base| due_by(base, split.rule, &spent)).unwrap_or_default(),
            tiers: tiers(split.rule),
            rule: <Split as rulebook::Family>::NAME,
            clause: split.clause,
            split,
            approval: None,
        }
    };
    let Some(ruled) = rules.approved else {
        return Some(county());
    };
    let Some(approval) = Approval::of(&rules.projects, plan) else {
        return Some(county());
    };
    let standing = approval.standing(plan.first_payment().unwrap_or(scene.case.as_of));
    Some(match standing {
        Standing::Counts(buckets) => Governing {
            due: owed(&vec![(Fen::ZERO, buckets.clone())]),
            tiers: vec![(Fen::ZERO, buckets.clone())],
            rule: <ApprovedPlan as rulebook::Family>::NAME,
            clause: ruled.clause,
            split,
            approval: Some((approval, Standing::Counts(buckets))),
        },
        not => Governing { approval: Some((approval, not)), ..county() },
    })
}

/// The day whose split divides a plan: a split may change on a date.
fn dated(scene: &Scene, rule: &Split, plan: &Plan) -> NaiveDate {
    let year = year_end(plan.year().unwrap_or(scene.case.year.into()));
    let received = || plan.income.iter().filter_map(|r| Some(r.income_received_date?.date)).min();
    match rule.dated_by {
        DatedBy::IncomeYear => year,
        DatedBy::Receipt => received().unwrap_or(year),
        DatedBy::Plan => plan.decided_on().unwrap_or(year),
    }
}

/// What the plan owes to each purpose.
fn owed(scene: &Scene, plan: &Plan, governing: &Governing, base: Fen) -> Vec<Allocation> {
    let (township, village) = plan.place();
    governing
        .due
        .iter()
        .flat_map(|due| {
            let households = among::of(scene, plan, governing, due, base);
            let ratio = due.ratio.clone();
            let whole = vec![among::Leaf { household: None, ratio, amount: due.amount }];
            let leaves = if households.is_empty() { whole } else { households };
            leaves.into_iter().map(move |leaf| (due.purpose.clone(), leaf))
        })
        .map(|(purpose, leaf)| Allocation {
            source_kind: Some("plan".into()),
            source_id: Some(plan.id().into()),
            stage: Some("due".into()),
            purpose: Some(purpose),
            township: township.map(Into::into),
            village: village.map(Into::into),
            household_id: leaf.household,
            ratio: Some(leaf.ratio),
            amount: Some(leaf.amount),
            rule: Some(governing.rule.into()),
            clause: Some(governing.clause.id.as_str().into()),
        })
        .collect()
}

/// A plan for which the county states no ratio: its lines as they stand, and what they leave over,
/// so that the leaves still sum to the plan.
fn as_stated(plan: &Plan) -> Vec<Allocation> {
    let leaf = |stage: &str, amount: Option<Fen>| Allocation {
        source_kind: Some("plan".into()),
        source_id: Some(plan.id().into()),
        stage: Some(stage.into()),
        amount,
        ..Allocation::default()
    };
    let mut leaves: Vec<Allocation> = plan
        .lines
        .iter()
        .filter(|line| line.dist_amount.is_some())
        .map(|line| {
            let household = line.dist_recipient_type.as_deref() == Some("household");
            Allocation {
                purpose: line.dist_use_category.clone(),
                township: line.township.clone(),
                village: line.village.clone(),
                household_id: line.dist_recipient_id.clone().filter(|_| household),
                ..leaf("stated", line.dist_amount)
            }
        })
        .collect();
    if let Some(base) = plan.base() {
        let left = base.minus(plan.paid());
        if left != Fen::ZERO {
            leaves.push(leaf("left-over", Some(left)));
        }
    }
    leaves
}

/// Receipts of owners whom the split binds, for which there is no plan yet.
fn without_plan(scene: &Scene) -> Vec<Allocation> {
    let planned: BTreeSet<*const Income> = scene
        .plans
        .iter()
        .flat_map(|p| p.income.iter().map(|r| std::ptr::from_ref::<Income>(r)))
        .collect();
    let splits = scene.book.ruled_ever::<Split>();
    let mut leaves = Vec::new();
    for row in &scene.income {
        if planned.contains(&std::ptr::from_ref::<Income>(row)) {
            continue;
        }
        let asset = row.asset_id.as_deref().and_then(|id| scene.assets.get(id));
        let owner = row.owner_type.as_deref().or(asset.and_then(|a| a.owner_type.as_deref()));
        let year = year_end(row.income_year.unwrap_or(scene.case.year.into()));
        let received = row.income_received_date.map(|day| day.date);
        let place = (row.township.as_deref(), row.village.as_deref());
        let split = splits.iter().find(|s| {
            let by_receipt = s.rule.dated_by == DatedBy::Receipt;
            let day = received.filter(|_| by_receipt).unwrap_or(year);
            owner.is_some_and(|o| s.rule.owner_types.contains(&o)) && s.binds(day, place)
        });
        if let (Some(split), Some(amount)) = (split, row.income_amount) {
            let id: &Text = row.income_id.as_ref().unwrap_or(&row.origin.row_id);
            leaves.extend(amounts::leaves(amount, split).into_iter().map(|leaf| Allocation {
                source_id: Some(id.clone()),
                township: row.township.clone(),
                village: row.village.clone(),
                ..leaf
            }));
        }
    }
    leaves
}

/// Why these ratios.
fn decision(plan: &Plan, governing: &Governing, base: Fen) -> Trace {
    let due = &governing.due;
    let parts: Vec<Text> =
        due.iter().map(|d| format!("{}={}", d.purpose, d.amount).into()).collect();
    let county = governing.split.clause.id.as_str();
    let mut trace = talk::trace(
        &plan.subject(),
        "split",
        governing.clause,
        &[
            ("income_amount", yuan(Some(base))),
            ("owner_type", plan.owner_type().unwrap_or("").to_owned()),
        ],
        parts.join("; "),
    );
    trace.parameters = due.iter().map(|d| format!("{}={}", d.purpose, d.ratio).into()).collect();
    match &governing.approval {
        None => {}
        Some((approval, Standing::Counts(_))) => {
            trace.facts.extend(approval.facts());
            trace.held.push(county.into());
            trace.set_aside = vec![format!("{county}（A37：批复的实施方案优先）").into()];
        }
        Some((approval, Standing::Rejected(reason))) => {
            trace.facts.extend(approval.facts());
            trace.set_aside = vec![format!("approved-plan（A37：{reason}）").into()];
        }
    }
    trace
}
