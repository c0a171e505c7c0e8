//! Who distributes, and to which villages income from above the village goes.

use crate::each::{self, Judged};
use crate::scene::{Plan, Scene, year_end};
use crate::talk::{label, labels};
use ledger::codes::plan::{NOT_OWNER, PRIORITY_MISSED};
use ledger::tables::{AssetOwner, DistributionLine};
use ledger::words::distribution::VILLAGE_PRIORITY_TYPE;
use ledger::{Cell, CheckRun, Fen, Finding, Row, StepOutput, Text};
use rulebook::checks::distribution::{OwnerDistributes, VillagePriority};
use rulebook::{Family, Ruled};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let mut owners: BTreeMap<&str, Vec<&AssetOwner>> = BTreeMap::new();
    for row in &scene.books.asset_owners {
        if let Some(asset) = row.asset_id.as_deref() {
            owners.entry(asset).or_default().push(row);
        }
    }
    for rows in owners.values_mut() {
        rows.sort_by_key(|r| r.origin.clone());
    }
    let tables = ["distribution_plans"];
    each::plan::<OwnerDistributes>(scene, &tables, &mut out, |scene, ruled, plan| {
        let key = plan.row.asset_id.as_deref().unwrap_or_default();
        let rows = owners.get(key).map_or(&[][..], Vec::as_slice);
        distributes(scene, ruled, plan, rows)
    });
    priorities(scene, &mut out);
    out
}

/// Names of one unit are equal after folding blanks and widths, with or without the names of county
/// and township in front.
fn same(scene: &Scene, plan: &Plan, one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let mut name: String = name
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| match c {
                '（' => '(',
                '）' => ')',
                other => other,
            })
            .collect();
        for place in [Some(&*scene.case.county), plan.place().0].into_iter().flatten() {
            // Not the whole name: 青山乡 alone is no unit.
            if let Some(rest) = name.strip_prefix(place)
                && !rest.is_empty()
            {
                name = rest.to_owned();
            }
        }
        name
    };
    bare(one) == bare(other)
}

/// Who the papers say the income belongs to and is distributed by, against the asset's owner (all
/// of them where several own it). Without an asset the plan's own owner is all there is.
///
/// Our reading: income rights of the income-sharing scheme are quantified to others by design, so
/// the register's holder of them is compared for other assets only.
fn distributes(
    scene: &Scene,
    ruled: &Ruled<OwnerDistributes>,
    plan: &Plan,
    rows: &[&AssetOwner],
) -> Judged {
    let mut owners: BTreeSet<&str> = rows.iter().filter_map(|r| r.owner_name.as_deref()).collect();
    owners.extend(plan.asset.and_then(|a| a.owner_name.as_deref()));
    if owners.is_empty() {
        owners.extend(plan.row.owner_name.as_deref());
    }
    if owners.is_empty() {
        return Judged::Unknown;
    }
    let village = plan.place().1;
    let acts_for_village = |name: &str| {
        plan.owner_type() == Some("village_collective")
            && village.is_some_and(|v| {
                name.ends_with(v)
                    || (name.contains(v)
                        && ruled.rule.village_bodies.iter().any(|b| name.ends_with(b.as_str())))
            })
    };
    let is_owner = |name: &str| {
        acts_for_village(name) || owners.iter().any(|owner| same(scene, plan, name, owner))
    };
    let owner = owners.iter().copied().collect::<Vec<_>>().join("、");
    // A plan in the name of another and proposed by that other is one fault: the first tells it.
    let beneficiary = |name: &str| ruled.rule.beneficiaries.iter().any(|b| name.contains(b));
    let wrong = stated(plan, rows).into_iter().find(|(column, name, _)| {
        !is_owner(name) && (*column != "income_right_holder" || !beneficiary(name))
    });
    let Some((column, distributor, cells)) = wrong else {
        let stated = plan.row.dist_proposer_unit.is_some();
        return if stated { Judged::Found(Vec::new()) } else { Judged::Unknown };
    };
    let (township, village) = plan.place();
    let mut finding = ruled
        .finding(&NOT_OWNER, plan.subject())
        .detail(column)
        .place(township, village)
        .arg("what", label_of(column))
        .arg("distributor", distributor)
        .arg("owner", owner)
        .cells(plan.row.cells(&["owner_name", "dist_proposer_unit"]))
        .cells(cells);
    if let Some(asset) = plan.asset {
        finding = finding.cells(asset.cells(&["owner_name"]));
    }
    Judged::Found(vec![finding])
}

/// Column, name in it, further cells: what the papers say, the weightiest first.
fn stated<'a>(plan: &Plan<'a>, rows: &[&'a AssetOwner]) -> Vec<(&'static str, &'a str, Vec<Cell>)> {
    let mut stated = Vec::new();
    let mut say = |column, name: &'a Option<Text>, cells| {
        if let Some(name) = name.as_deref() {
            stated.push((column, name, cells));
        }
    };
    say("dist_proposer_unit", &plan.row.dist_proposer_unit, Vec::new());
    say("owner_name", &plan.row.owner_name, Vec::new());
    for row in &plan.income {
        say("owner_name", &row.owner_name, row.cells(&["owner_name"]));
    }
    if !plan.in_scheme() {
        for row in rows {
            let cells = row.cells(&["income_right_holder"]);
            say("income_right_holder", &row.income_right_holder, cells);
        }
    }
    stated
}

fn label_of(column: &str) -> &'static str {
    match column {
        "dist_proposer_unit" => "分配方案提出单位",
        "income_right_holder" => "收益权人",
        _ => "收益的所有权人",
    }
}

/// Plans of owners above the village, under the clauses that hold in the plan's year. Several
/// clauses that say the same make one finding, which names them all.
fn priorities(scene: &Scene, out: &mut StepOutput<()>) {
    let ruled = scene.book.ruled_ever::<VillagePriority>();
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(VillagePriority::NAME));
    }
    let tables = ["distribution_plans", "distribution_lines"];
    if !tables.iter().all(|t| scene.books.has(t)) {
        out.checks.extend(ruled.iter().map(Ruled::no_data));
        return;
    }
    let mut runs: Vec<CheckRun> = ruled.iter().map(Ruled::run).collect();
    for plan in &scene.plans {
        let year = plan.row.income_year.unwrap_or(scene.case.year.into());
        let mut first: Option<Vec<Finding>> = None;
        let mut names: Vec<&str> = Vec::new();
        for (ruled, run) in ruled.iter().zip(&mut runs) {
            if !plan.is_owned_by(&ruled.rule.owner_types)
                || scene.is_national(plan)
                || !ruled.clause.in_force(year_end(year))
                || (ruled.rule.campaign_only && !scene.in_campaign(year))
            {
                continue;
            }
            let found = unranked(scene, ruled, plan);
            run.count(found.is_empty().into());
            names.push(&ruled.clause.id);
            first.get_or_insert(found);
        }
        for mut finding in first.unwrap_or_default() {
            finding.clause = Some(names.join(";").into());
            out.findings.push(finding);
        }
    }
    out.checks.extend(runs);
}

/// Villages that got pooled income without a tag that puts them first; one finding each.
fn unranked(scene: &Scene, ruled: &Ruled<VillagePriority>, plan: &Plan) -> Vec<Finding> {
    let mut villages: BTreeMap<&str, Vec<&DistributionLine>> = BTreeMap::new();
    let mut ranked: BTreeMap<&str, Vec<&DistributionLine>> = BTreeMap::new();
    for line in &plan.lines {
        let kinds = scene.priorities(line).unwrap_or_default();
        let comes_first = kinds.iter().any(|kind| ruled.rule.priorities.contains(&&**kind));
        if line.dist_amount.is_some_and(|a| a > Fen::ZERO) {
            let name = line.village.as_deref().or(line.dist_recipient_id.as_deref());
            let group = if comes_first { &mut ranked } else { &mut villages };
            group.entry(name.unwrap_or_default()).or_default().push(line);
        }
    }
    let most = |lines: &[&DistributionLine]| Fen::sum(lines.iter().filter_map(|l| l.dist_amount));
    // Where the text only tilts: others may get as much as the village that comes first with least.
    let least = ruled.rule.tilt.then(|| ranked.values().map(|l| most(l)).min()).flatten();
    villages
        .into_iter()
        .filter(|(_, lines)| least.is_none_or(|least| most(lines) > least))
        .map(|(village, lines)| {
            let kinds = lines.first().and_then(|l| scene.priorities(l)).unwrap_or_default();
            let kind = label(&VILLAGE_PRIORITY_TYPE, kinds.first().map(|k| &**k));
            let township = lines.first().and_then(|l| l.township.as_deref());
            ruled
                .finding(&PRIORITY_MISSED, plan.subject())
                .detail(format!("village:{village}"))
                .place(township, Some(village))
                .amount(Fen::sum(lines.iter().filter_map(|l| l.dist_amount)))
                .arg("recipient", format!("{village}（{kind}）"))
                .arg("first", labels(&VILLAGE_PRIORITY_TYPE, &ruled.rule.priorities))
                .cells(plan.row.cells(&["owner_type"]))
                .cells(
                    lines.iter().flat_map(|l| {
                        l.cells(&["village", "village_priority_type", "dist_amount"])
                    }),
                )
        })
        .collect()
}
