//! Income rights: quantified, held by those the text admits, adding up to the whole.

use crate::each::{self, Judged};
use crate::scene::{Plan, Poor, Scene, in_scheme};
use crate::talk::{label, labels};
use ledger::codes::income::{QUANTIFICATION_MISSING, RIGHT_HOLDER};
use ledger::codes::plan::TOTAL_DIFFERS;
use ledger::tables::{Asset, AssetFunding, AssetOwner, DistributionLine};
use ledger::words::{distribution, money};
use ledger::{Cell, Decimal, Fen, Finding, Row, StepOutput, Subject, SubjectKind};
use rulebook::Ruled;
use rulebook::checks::distribution::{
    IncomeRightHolders, PoorPortion, Quantification, QuantificationProof, ShareLedger,
};
use std::collections::{BTreeMap, BTreeSet};

/// How far percentages may be off for having been rounded: 0.01 point (A36).
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// What belongs to an asset.
#[derive(Default)]
struct Belongings<'a> {
    owners: Vec<&'a AssetOwner>,
    funding: Vec<&'a AssetFunding>,
    plans: Vec<&'a Plan<'a>>,
}

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let all = belongings(scene);
    let none = Belongings::default();
    let of = |key: &str| all.get(key).unwrap_or(&none);
    let lines = ["assets", "distribution_lines"];
    each::asset::<IncomeRightHolders>(scene, &lines, &mut out, |scene, ruled, key, asset| {
        holders(scene, ruled, key, asset, of(key))
    });
    each::asset::<PoorPortion>(scene, &lines, &mut out, |_, ruled, key, asset| {
        portion(ruled, key, asset, of(key))
    });
    let either = scene.books.has("asset_owners") || scene.books.has("distribution_plans");
    let tables: &[&str] = if either { &["assets"] } else { &["assets", "asset_owners"] };
    each::asset::<Quantification>(scene, tables, &mut out, |scene, ruled, key, asset| {
        quantified(scene, ruled, key, asset, of(key))
    });
    let tables = ["distribution_plans", "distribution_lines", "assets"];
    each::plan::<ShareLedger>(scene, &tables, &mut out, |_, ruled, plan| shares(ruled, plan));
    out
}

fn belongings<'a>(scene: &'a Scene<'a>) -> BTreeMap<&'a str, Belongings<'a>> {
    let mut all: BTreeMap<&str, Belongings> = BTreeMap::new();
    for row in &scene.books.asset_owners {
        if let Some(asset) = row.asset_id.as_deref() {
            all.entry(asset).or_default().owners.push(row);
        }
    }
    for row in &scene.books.asset_funding {
        if let Some(asset) = row.asset_id.as_deref() {
            all.entry(asset).or_default().funding.push(row);
        }
    }
    for plan in &scene.plans {
        if let Some(asset) = plan.row.asset_id.as_deref() {
            all.entry(asset).or_default().plans.push(plan);
        }
    }
    for one in all.values_mut() {
        one.owners.sort_by_key(|r| r.origin.clone());
        one.funding.sort_by_key(|r| r.origin.clone());
    }
    all
}

impl<'a> Belongings<'a> {
    fn lines(&self) -> impl Iterator<Item = &'a DistributionLine> {
        self.plans.iter().flat_map(|p| p.lines.iter().copied())
    }

    /// The sources of its money: its funding lines, else what the asset states. A source without
    /// money is none.
    fn funds(&self, asset: &'a Asset) -> BTreeSet<&'a str> {
        let listed: BTreeSet<&str> = self
            .funding
            .iter()
            .filter(|f| f.fund_amount.is_none_or(|a| a > Fen::ZERO))
            .filter_map(|f| f.fund_source.as_deref())
            .collect();
        if listed.is_empty() { asset.fund_source.as_deref().into_iter().collect() } else { listed }
    }

    fn funding_cells(&self, asset: &Asset) -> Vec<Cell> {
        if self.funding.is_empty() {
            return asset.cells(&["fund_source"]);
        }
        let rows = self.funding.iter();
        rows.flat_map(|f| f.cells(&["fund_source"])).collect()
    }
}

fn subject(key: &str) -> Subject {
    Subject::new(SubjectKind::Asset, key)
}

fn holder_cells(line: &DistributionLine) -> Vec<Cell> {
    line.cells(&["dist_recipient_id", "share_holder_type", "share_qty", "share_pct"])
}

/// Our reading: the clause binds assets formed with the listed money alone; of a mixture nobody can
/// say which right came from which money. Where the excluded holder is a household, it is the
/// subject, else the asset.
fn holders(
    scene: &Scene,
    ruled: &Ruled<IncomeRightHolders>,
    key: &str,
    asset: &Asset,
    of: &Belongings,
) -> Judged {
    let rule = ruled.rule;
    let funds = of.funds(asset);
    let listed = |fund: &&str| rule.funds.iter().any(|f| f == fund);
    if (rule.scheme_only && !in_scheme(asset)) || !funds.iter().any(listed) {
        return Judged::Unbound;
    }
    let held: Vec<_> = of.lines().filter(|l| l.share_holder_type.is_some()).collect();
    if !funds.iter().all(listed) || held.is_empty() {
        return Judged::Unknown;
    }
    let mut excluded: BTreeMap<(Subject, &str), Vec<&DistributionLine>> = BTreeMap::new();
    let mut admitted = &rule.other_village;
    for line in held {
        admitted = match scene.poor_village(line) {
            Poor::Yes => &rule.poor_village,
            Poor::No => &rule.other_village,
            Poor::Unknown => return Judged::Unknown,
        };
        let holder = line.share_holder_type.as_deref().unwrap_or_default();
        let household = line.dist_recipient_type.as_deref() == Some("household");
        let not_poor = household
            && holder == "poor_household"
            && scene.status(line).is_some_and(|s| rule.not_poor.contains(&s));
        if admitted.contains(&holder) && !not_poor {
            continue;
        }
        let of_household = holder.ends_with("_household");
        let subject = match line.dist_recipient_id.as_deref() {
            Some(id) if household && of_household => Subject::new(SubjectKind::Household, id),
            _ => subject(key),
        };
        let holder = if not_poor { "ordinary_household" } else { holder };
        excluded.entry((subject, holder)).or_default().push(line);
    }
    let fund = funds.first().copied();
    Judged::Found(
        excluded
            .into_iter()
            .map(|((subject, holder), lines)| {
                ruled
                    .finding(&RIGHT_HOLDER, subject)
                    .detail(format!("{holder}:{key}"))
                    .of(asset)
                    .amount(Fen::sum(lines.iter().filter_map(|l| l.dist_amount)))
                    .arg("fund", label(&money::FUND_SOURCE, fund))
                    .arg("holder", label(&distribution::SHARE_HOLDER_TYPE, Some(holder)))
                    .arg("place", asset.village.clone().unwrap_or_default())
                    .arg("admitted", labels(&distribution::SHARE_HOLDER_TYPE, admitted))
                    .cells(of.funding_cells(asset))
                    .cells(lines.iter().flat_map(|l| holder_cells(l)))
            })
            .collect(),
    )
}

fn portion(ruled: &Ruled<PoorPortion>, key: &str, asset: &Asset, of: &Belongings) -> Judged {
    let rule = ruled.rule;
    let funds = of.funds(asset);
    let bound = funds.iter().any(|f| rule.funds.iter().any(|r| r == f));
    if (rule.scheme_only && !in_scheme(asset)) || !bound {
        return Judged::Unbound;
    }
    let held: Vec<_> = of.lines().filter(|l| l.share_holder_type.is_some()).collect();
    if held.is_empty() {
        return Judged::Unknown; // nothing is quantified at all: the record itself is missing
    }
    let has_share = |l: &&&DistributionLine| {
        let holder = l.share_holder_type.as_deref().unwrap_or_default();
        let nothing = l.share_pct.is_some_and(|s| s.is_zero())
            || (l.share_pct.is_none() && l.share_qty.is_some_and(|s| s.is_zero()));
        rule.holders.contains(&holder) && !nothing
    };
    if held.iter().find(has_share).is_some() {
        return Judged::Found(Vec::new());
    }
    Judged::Found(vec![
        ruled
            .finding(&QUANTIFICATION_MISSING, subject(key))
            .detail("poor-portion")
            .of(asset)
            .arg("missing", labels(&distribution::SHARE_HOLDER_TYPE, &rule.holders))
            .cells(of.funding_cells(asset))
            .cells(held.iter().flat_map(|l| holder_cells(l))),
    ])
}

/// Our reading: a plan number and any share (of title or of income) on record prove quantification;
/// that shares add up to the whole is checked by itself. The decision is proven by the answer
/// whether the asset can be quantified and the day of the villagers' meeting.
fn quantified(
    scene: &Scene,
    ruled: &Ruled<Quantification>,
    key: &str,
    asset: &Asset,
    of: &Belongings,
) -> Judged {
    if ruled.rule.scheme_only && !in_scheme(asset) {
        return Judged::Unbound;
    }
    let make = |detail: &str, missing: &str, cells: Vec<Cell>| -> Finding {
        ruled
            .finding(&QUANTIFICATION_MISSING, subject(key))
            .detail(detail)
            .of(asset)
            .arg("missing", missing)
            .cells(asset.cells(&["asset_class"]))
            .cells(cells)
    };
    let both = |column: &str| -> Vec<Cell> {
        let owners = of.owners.iter().flat_map(|o| o.cells(&[column]));
        owners.chain(of.plans.iter().flat_map(|p| p.row.cells(&[column]))).collect()
    };
    // Whether any of its rows could show it; an asset without rows shows nothing at all.
    let asked = |column: &str| {
        let owners = of.owners.iter().any(|o| scene.books.has_column(*o, column));
        let none = of.owners.is_empty() && of.plans.is_empty();
        none || owners || of.plans.iter().any(|p| scene.books.has_column(p.row, column))
    };
    let mut found = Vec::new();
    let mut unasked = false;
    match ruled.rule.proof {
        QuantificationProof::Plan => {
            let planned = of.owners.iter().any(|o| o.quantification_plan_no.is_some())
                || of.plans.iter().any(|p| p.row.quantification_plan_no.is_some());
            let shared = of
                .owners
                .iter()
                .any(|o| o.owner_share_pct.is_some() || o.owner_share_value.is_some())
                || of.lines().any(|l| l.share_pct.is_some() || l.share_qty.is_some());
            if !planned && !asked("quantification_plan_no") {
                unasked = true;
            } else if !planned {
                let cells = both("quantification_plan_no");
                found.push(make("quantification-plan", "量化方案编号", cells));
            } else if !shared {
                let lines = of.lines().flat_map(holder_cells).collect();
                found.push(make("shares", "股份记录", lines));
            }
        }
        QuantificationProof::Decision => {
            let met = of.owners.iter().any(|o| o.village_meeting_date.is_some())
                || of.plans.iter().any(|p| p.row.village_meeting_date.is_some());
            unasked = !asked("village_meeting_date")
                || !scene.books.has_column(asset, "quantifiable_flag");
            if scene.books.lacks(asset, "quantifiable_flag") {
                let cells = asset.cells(&["quantifiable_flag"]);
                found.push(make("quantifiable", "是否可折股量化", cells));
            }
            if !met && asked("village_meeting_date") {
                let cells = both("village_meeting_date");
                found.push(make("decision", "村民（代表）会议决议", cells));
            }
        }
    }
    Judged::of(found, unasked)
}

/// Recipient type, recipient, purpose, percentage.
type Share<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>, Decimal);

/// The shares that the lines of a plan state. A holder that is paid in several rounds has one share:
/// figures repeated in another round count once, those of one round all count.
fn stated_shares<'a>(plan: &Plan<'a>) -> Vec<Decimal> {
    let mut rounds: BTreeMap<Share<'a>, BTreeMap<_, usize>> = BTreeMap::new();
    for line in &plan.lines {
        let Some(share) = line.share_pct else { continue };
        let holder = (
            line.dist_recipient_type.as_deref(),
            line.dist_recipient_id.as_deref(),
            line.dist_use_category.as_deref(),
            share,
        );
        let round = (line.dist_round_no, line.dist_paid_date);
        *rounds.entry(holder).or_default().entry(round).or_default() += 1;
    }
    rounds
        .into_iter()
        .flat_map(|((.., share), rounds)| {
            let times = rounds.into_values().max().unwrap_or_default();
            std::iter::repeat_n(share, times)
        })
        .collect()
}

/// The shares of a plan's holders add up to 100 %.
fn shares(ruled: &Ruled<ShareLedger>, plan: &Plan) -> Judged {
    if !plan.is_bound(ruled.rule.scheme_only) {
        return Judged::Unbound;
    }
    if plan.lines.is_empty() {
        return Judged::Unknown;
    }
    let stated = stated_shares(plan);
    let (township, village) = plan.place();
    let make = |detail: &str, what: &str, actual: String| {
        ruled
            .finding(&TOTAL_DIFFERS, plan.subject())
            .detail(detail)
            .place(township, village)
            .arg("what", what)
            .arg("actual", actual)
            .arg("due", "100%")
            .cells(plan.lines.iter().flat_map(|l| holder_cells(l)))
    };
    if stated.is_empty() {
        let counted = plan.lines.iter().any(|l| l.share_qty.is_some());
        let planned = plan.row.quantification_plan_no.is_some();
        // Counted shares are a ledger; without a plan the missing quantification is reported.
        let missing = !counted && planned;
        let finding = make("share-ledger", "收益权分配台账", crate::talk::BLANK.to_owned());
        return Judged::Found(missing.then_some(finding).into_iter().collect());
    }
    let sum: Decimal = stated.iter().sum();
    let differs = (sum - Decimal::ONE_HUNDRED).abs() > ROUNDING;
    let finding = make("shares", "收益权比例", format!("{}%", sum.normalize()));
    Judged::Found(differs.then_some(finding).into_iter().collect())
}
