//! Plans that are divided by recipient: by what each owner put in, by the shares that the plan
//! states, or, where the bureau has set factor weights, among villages by their priority.

use super::amounts::{fraction, weights};
use crate::scene::{Plan, Scene, is_one_of};
use crate::talk;
use ledger::codes::plan::SPLIT_DIFFERS;
use ledger::tables::{Allocation, Asset, AssetOwner, DistributionLine, Investment};
use ledger::{Cell, CheckRun, Decimal, Fen, Finding, Row, StepOutput, Text, Trace, Verdict, money};
use rulebook::checks::allocation::{InvestmentDividend, ShareSplit};
use rulebook::checks::distribution::VillagePriority;
use rulebook::{Clause, Family, Ruled};
use std::collections::BTreeMap;

/// The setting that gives each priority of villages its weight: `poor=3、weak_collective=2`.
const PRIORITY_WEIGHTS: &str = "village-priority-weights";

/// How far stated percentages may be off for having been rounded: 0.01 point (A36).
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// What owners put in, by asset; the clauses.
pub(super) struct Ratios<'a> {
    dividends: Vec<Ruled<'a, InvestmentDividend>>,
    stated: Option<Ruled<'a, ShareSplit>>,
    pools: Vec<Ruled<'a, VillagePriority>>,
    owners: BTreeMap<&'a str, Vec<&'a AssetOwner>>,
    investments: BTreeMap<&'a str, Vec<&'a Investment>>,
    weights: BTreeMap<Text, i128>,
}

/// One recipient of a plan.
struct Share {
    name: Text,
    township: Option<Text>,
    village: Option<Text>,
    household: Option<Text>,
    purpose: Option<Text>,
    weight: i128,
    paid: Fen,
    cells: Vec<Cell>,
}

/// A plan divided by recipient.
pub(super) struct Shares<'a> {
    clause: &'a Clause,
    rule: &'static str,
    /// How far a part may be off; `None` where the text gives no figure to check.
    tolerance: Option<Fen>,
    /// What is divided.
    pool: Fen,
    shares: Vec<Share>,
    /// The weight of what nobody named gets.
    rest: i128,
}

impl<'a> Ratios<'a> {
    pub(super) fn new(scene: &Scene<'a>) -> Self {
        let mut owners: BTreeMap<&str, Vec<&AssetOwner>> = BTreeMap::new();
        for row in &scene.books.asset_owners {
            if let (Some(asset), true) =
                (row.asset_id.as_deref(), is_some(row.owner_investment_amount))
            {
                owners.entry(asset).or_default().push(row);
            }
        }
        let mut investments: BTreeMap<&str, Vec<&Investment>> = BTreeMap::new();
        for row in &scene.books.investments {
            if let (Some(asset), true) = (row.asset_id.as_deref(), is_some(row.amount)) {
                investments.entry(asset).or_default().push(row);
            }
        }
        owners.values_mut().for_each(|rows| rows.sort_by_key(|r| r.origin.clone()));
        investments.values_mut().for_each(|rows| rows.sort_by_key(|r| r.origin.clone()));
        Self {
            dividends: scene.ruled(),
            stated: scene.ruled().into_iter().next(),
            pools: scene.ruled(),
            owners,
            investments,
            weights: priority_weights(scene),
        }
    }

    /// How a plan is divided; `None` where no clause says so, or the figures are not stated.
    pub(super) fn of(&self, scene: &Scene<'a>, plan: &Plan<'a>) -> Option<Shares<'a>> {
        if scene.is_national(plan) {
            return None;
        }
        let shares = self.invested(plan).or_else(|| self.stated(plan));
        shares.or_else(|| self.pooled(scene, plan))
    }

    /// Our reading: what all put in is the asset's investment, where it is more than what the named
    /// owners put in; the rest of the income is the others'.
    fn invested(&self, plan: &Plan<'a>) -> Option<Shares<'a>> {
        let asset = plan.asset?;
        let ruled = self.dividends_of(asset)?;
        let id = asset.asset_id.as_deref()?;
        let owners = self.owners.get(id).into_iter().flatten().map(|o| {
            let cells = o.cells(&["owner_name", "owner_investment_amount"]);
            (o.owner_name.as_ref(), &o.township, &o.village, o.owner_investment_amount, cells)
        });
        let investors = self.investments.get(id).into_iter().flatten().map(|i| {
            (i.village.as_ref(), &i.township, &i.village, i.amount, i.cells(&["village", "amount"]))
        });
        let mut rows: Vec<_> = owners.collect();
        if rows.is_empty() {
            rows = investors.collect();
        }
        let only = rows.len() == 1;
        let mut shares: Vec<Share> = rows
            .into_iter()
            .map(|(name, township, village, amount, cells)| Share {
                name: name.or(village.as_ref()).cloned().unwrap_or_default(),
                township: township.clone(),
                village: village.clone(),
                household: None,
                purpose: None,
                weight: amount.map_or(0, |a| a.0.into()),
                paid: Fen::ZERO,
                cells,
            })
            .collect();
        for line in &plan.lines {
            let share = shares.iter_mut().find(|share| only || is_paid_to(line, share));
            if let (Some(share), Some(amount)) = (share, line.dist_amount) {
                share.paid = Fen::sum([share.paid, amount]);
                share.cells.extend(line.cells(&["village", "dist_recipient_id", "dist_amount"]));
            }
        }
        let named: i128 = shares.iter().map(|s| s.weight).sum();
        let whole = asset.investment_amount.map_or(0, |a| i128::from(a.0)).max(named);
        (named > 0).then_some(Shares {
            clause: ruled.clause,
            rule: InvestmentDividend::NAME,
            tolerance: Some(ruled.rule.tolerance.0),
            pool: plan.base()?,
            shares,
            rest: whole - named,
        })
    }

    /// The clause that divides the income of an asset by investment.
    fn dividends_of(&self, asset: &Asset) -> Option<&Ruled<'a, InvestmentDividend>> {
        self.dividends.iter().find(|r| is_one_of(&asset.asset_form, &r.rule.forms))
    }

    fn stated(&self, plan: &Plan<'a>) -> Option<Shares<'a>> {
        stated(self.stated.as_ref()?, plan)
    }

    /// Pooled income among the villages of the plan, by the bureau's weights.
    fn pooled(&self, scene: &Scene<'a>, plan: &Plan<'a>) -> Option<Shares<'a>> {
        let ruled = self.pools.iter().find(|r| plan.is_owned_by(&r.rule.owner_types))?;
        if self.weights.is_empty() {
            return None;
        }
        let mut shares: BTreeMap<(Option<Text>, Text), Share> = BTreeMap::new();
        for line in &plan.lines {
            let name = line.village.as_ref().or(line.dist_recipient_id.as_ref())?;
            let kinds = scene.priorities(line).unwrap_or_default();
            let weight = kinds.iter().filter_map(|kind| self.weights.get(kind)).max();
            let share =
                shares.entry((line.township.clone(), name.clone())).or_insert_with(|| Share {
                    name: name.clone(),
                    township: line.township.clone(),
                    village: Some(name.clone()),
                    household: None,
                    purpose: None,
                    weight: weight.copied().unwrap_or_default(),
                    paid: Fen::ZERO,
                    cells: Vec::new(),
                });
            share.paid = Fen::sum([share.paid, line.dist_amount.unwrap_or_default()]);
        }
        let shares: Vec<Share> = shares.into_values().collect();
        shares.iter().any(|s| s.weight > 0).then_some(Shares {
            clause: ruled.clause,
            rule: VillagePriority::NAME,
            tolerance: None,
            pool: plan.base()?,
            shares,
            rest: 0,
        })
    }
}

fn is_some(amount: Option<Fen>) -> bool {
    amount.is_some_and(|a| a > Fen::ZERO)
}

fn priority_weights(scene: &Scene) -> BTreeMap<Text, i128> {
    let setting = scene.book.settings.get(PRIORITY_WEIGHTS).map_or("", String::as_str);
    let items = setting.split(['、', ',', '，', ';', '；']);
    items
        .filter_map(|item| item.split_once(['=', '：', ':']))
        .filter_map(|(kind, weight)| {
            let kind = ledger::words::distribution::VILLAGE_PRIORITY_TYPE.code_of(kind.trim())?;
            Some((kind.into(), weight.trim().parse().ok()?))
        })
        .collect()
}

/// Whether a payment goes to an owner: it stands in its village, or names it.
fn is_paid_to(line: &DistributionLine, share: &Share) -> bool {
    let recipient = line.dist_recipient_id.as_ref();
    let named = recipient.is_some_and(|r| *r == share.name || Some(r) == share.village.as_ref());
    let villages_name = |village: &Text| share.village.is_none() && share.name.contains(&**village);
    named
        || (line.village.is_some() && line.village == share.village)
        || line.village.as_ref().is_some_and(villages_name)
}

/// Our reading: where every payment states a share, the shares are of the plan; where only some do,
/// of what these payments come to. A holder paid in several rounds has one share.
fn stated<'a>(ruled: &Ruled<'a, ShareSplit>, plan: &Plan<'a>) -> Option<Shares<'a>> {
    type Holder<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);
    let mut holders: BTreeMap<Holder, BTreeMap<_, Decimal>> = BTreeMap::new();
    let mut lines: BTreeMap<Holder, Vec<&DistributionLine>> = BTreeMap::new();
    let mut pool = Fen::ZERO;
    let mut all = true;
    for line in plan.lines.iter().copied() {
        let Some(share) = line.share_pct.filter(|s| !s.is_sign_negative()) else {
            all = false;
            continue;
        };
        let holder = (
            line.dist_recipient_type.as_deref(),
            line.dist_recipient_id.as_deref(),
            line.dist_use_category.as_deref(),
        );
        let round = (line.dist_round_no, line.dist_paid_date);
        *holders.entry(holder).or_default().entry(round).or_default() += share;
        lines.entry(holder).or_default().push(line);
        pool = Fen::sum([pool, line.dist_amount.unwrap_or_default()]);
    }
    let stated: Vec<Decimal> =
        holders.values().map(|rounds| rounds.values().copied().max().unwrap_or_default()).collect();
    let sum: Decimal = stated.iter().sum();
    if sum.is_zero() {
        return None;
    }
    let short = Decimal::ONE_HUNDRED - sum;
    let rest = if all && short > ROUNDING { short } else { Decimal::ZERO };
    let pool = if all { plan.base()? } else { pool };
    let figures: Vec<Decimal> = stated.iter().copied().chain([rest]).collect();
    let mut figures = weights(&figures);
    let rest = figures.pop().unwrap_or_default();
    // Percentages with two decimals may have been rounded: a third is 33.33.
    let rounded = stated.iter().any(|s| s.normalize().scale() >= 2);
    let slack = if rounded { pool.abs().ratio(1, 10_000)? } else { Fen::ZERO };
    let shares =
        lines.into_iter().zip(figures).map(|(((kind, id, purpose), lines), weight)| Share {
            name: id.or(purpose).unwrap_or_default().into(),
            township: lines.first().and_then(|l| l.township.clone()),
            village: lines.first().and_then(|l| l.village.clone()),
            household: id.filter(|_| kind == Some("household")).map(Into::into),
            purpose: purpose.map(Into::into),
            weight,
            paid: Fen::sum(lines.iter().filter_map(|l| l.dist_amount)),
            cells: lines
                .iter()
                .flat_map(|l| l.cells(&["dist_recipient_id", "share_pct", "dist_amount"]))
                .collect(),
        });
    Some(Shares {
        clause: ruled.clause,
        rule: ShareSplit::NAME,
        tolerance: Some(ruled.rule.tolerance.0.max(slack)),
        pool,
        shares: shares.collect(),
        rest,
    })
}

impl Shares<'_> {
    /// What each gets, and last what is left; they sum to the pool.
    fn due(&self) -> Vec<Fen> {
        let weights: Vec<i128> = self.shares.iter().map(|s| s.weight).chain([self.rest]).collect();
        money::split(self.pool, &weights).unwrap_or_default()
    }

    fn whole(&self) -> i128 {
        self.shares.iter().map(|s| s.weight).sum::<i128>() + self.rest
    }

    /// One leaf for each recipient, and one for what is left of the plan.
    pub(super) fn owed(&self, plan: &Plan) -> Vec<Allocation> {
        let leaf = |stage: &str, amount: Fen| Allocation {
            source_kind: Some("plan".into()),
            source_id: Some(plan.id().into()),
            stage: Some(stage.into()),
            amount: Some(amount),
            rule: Some(self.rule.into()),
            clause: Some(self.clause.id.as_str().into()),
            ..Allocation::default()
        };
        let due = self.due();
        let mut leaves: Vec<Allocation> = self
            .shares
            .iter()
            .zip(&due)
            .map(|(share, amount)| Allocation {
                purpose: share.purpose.clone(),
                township: share.township.clone(),
                village: share.village.clone(),
                household_id: share.household.clone(),
                ratio: Some(fraction(share.weight, self.whole())),
                ..leaf("due", *amount)
            })
            .collect();
        let shared = Fen::sum(due.into_iter().take(self.shares.len()));
        let left = plan.base().map_or(Fen::ZERO, |base| base.minus(shared));
        if left != Fen::ZERO {
            leaves.push(leaf("left-over", left));
        }
        leaves
    }

    /// Why these amounts.
    pub(super) fn decision(&self, plan: &Plan) -> Trace {
        let parts: Vec<String> = self
            .shares
            .iter()
            .zip(self.due())
            .map(|(s, due)| format!("{}={due}", s.name))
            .collect();
        let facts = [("income_amount", self.pool.to_string())];
        talk::trace(&plan.subject(), self.rule, self.clause, &facts, parts.join("; "))
    }

    fn differences(&self, plan: &Plan) -> Vec<Finding> {
        let Some(tolerance) = self.tolerance else {
            return Vec::new();
        };
        let whole = self.whole();
        let off = |(share, due): &(&Share, Fen)| share.paid.minus(*due).abs() > tolerance;
        self.shares
            .iter()
            .zip(self.due())
            .filter(off)
            .map(|(share, due)| {
                let ratio = fraction(share.weight, whole);
                super::check::under(self.clause, &SPLIT_DIFFERS, plan)
                    .detail(format!("{}:{}", self.rule, share.name))
                    .amount(share.paid.minus(due))
                    .parameter(ratio.clone())
                    .arg("purpose", share.name.clone())
                    .arg("ratio", ratio)
                    .arg("due", due.grouped())
                    .arg("actual", share.paid.grouped())
                    .cells(plan.row.cells(&["income_amount"]))
                    .cells(share.cells.clone())
            })
            .collect()
    }
}

/// What recipients got, against what they were due.
pub(super) fn run<'a>(scene: &Scene<'a>, ratios: &Ratios<'a>) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    check::<InvestmentDividend>(scene, &mut out, |plan| {
        let bound = plan.asset.is_some_and(|a| ratios.dividends_of(a).is_some());
        bound.then(|| ratios.invested(plan))
    });
    check::<ShareSplit>(scene, &mut out, |plan| Some(ratios.stated(plan)));
    out
}

/// Counts and reports plans; the outer `None` does not bind, the inner one cannot be judged.
fn check<'a, F: Family>(
    scene: &Scene<'a>,
    out: &mut StepOutput<()>,
    divide: impl Fn(&Plan<'a>) -> Option<Option<Shares<'a>>>,
) {
    let ruled = scene.ruled::<F>();
    let Some(ruled) = ruled.first() else {
        out.checks.push(CheckRun::silent(F::NAME));
        return;
    };
    if !scene.books.has("distribution_plans") || !scene.books.has("distribution_lines") {
        out.checks.push(ruled.no_data());
        return;
    }
    let mut run = ruled.run();
    for plan in scene.plans.iter().filter(|p| !scene.is_national(p) && !p.lines.is_empty()) {
        match divide(plan) {
            None => {}
            Some(None) => run.count(Verdict::Unknown),
            Some(Some(shares)) => {
                let found = shares.differences(plan);
                run.count(found.is_empty().into());
                out.findings.extend(found);
            }
        }
    }
    out.checks.push(run);
}
