//! Custody: who keeps, who answers, who supervises.

use crate::check::Outcome;
use crate::facts::main_source;
use crate::judged::{Case, Judged};
use crate::keeper::{self, is_let};
use crate::names::{fold, level_of, same_unit};
use crate::papers::label;
use ledger::codes::custody;
use ledger::words::assets::CUSTODIAN_TYPE;
use ledger::{Row, StepOutput};
use rulebook::bodies::is_body;
use rulebook::checks::custody::{
    Custody, DepartmentSupervisor, EquityKeeper, FirstResponsible, Supervisor,
};
use rulebook::{Holds, Ruled};

/// All of it. What is gone needs no keeper. The clause that names the post comes first: it speaks
/// where another asks for the same.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let mut out = case.over_assets::<FirstResponsible>(
        &["assets"],
        |rule| Some(&rule.when),
        |ruled, asset| responsible(case, ruled, asset),
    );
    out.absorb(case.over_assets::<Custody>(
        &["assets"],
        |rule| Some(&rule.when),
        |ruled, asset| stated(case, ruled, asset),
    ));
    out.absorb(case.over_assets::<Supervisor>(
        &["assets"],
        |rule| Some(&rule.when),
        |ruled, asset| supervised(case, ruled, asset),
    ));
    out.absorb(case.over_assets::<DepartmentSupervisor>(
        &["assets"],
        |_| None,
        |ruled, asset| department(case, ruled, asset),
    ));
    out.absorb(case.over_assets::<EquityKeeper>(
        &["assets"],
        |_| None,
        |ruled, asset| equity(case, ruled, asset),
    ));
    out
}

/// Each required field is filled. A place counts where the row is filed under it; an asset of the
/// whole county stands under no village.
fn stated(case: &Case, ruled: Ruled<'_, Custody>, asset: &Judged) -> Outcome {
    if asset.view.is_gone() {
        return Outcome::NotAbout;
    }
    let mut out = Vec::new();
    let mut blind = false;
    out.extend(unissued(case, ruled, asset, &mut blind));
    for field in &ruled.rule.require {
        let Some((value, cells)) = case.columns.asset_value(&asset.view, field) else {
            blind |= !stands_in(asset, field);
            continue;
        };
        if value.is_null() && !stands_in(asset, field) {
            out.push(
                asset
                    .finding(ruled, &custody::MISSING)
                    .detail(*field)
                    .arg("item", label(field))
                    .cells(cells),
            );
        }
    }
    Outcome::of(out, blind)
}

/// The rules to be issued of which none of those on file speaks, in one finding.
fn unissued(
    case: &Case,
    ruled: Ruled<'_, Custody>,
    asset: &Judged,
    blind: &mut bool,
) -> Option<ledger::Finding> {
    const FIELD: &str = "rule_doc_list";
    if ruled.rule.rules.is_empty() {
        return None;
    }
    let Some((_, cells)) = case.columns.asset_value(&asset.view, FIELD) else {
        *blind = true;
        return None;
    };
    let issued = &asset.view.row.rule_doc_list;
    let lacks = |word: &&String| !issued.iter().any(|rule| rule.contains(&***word));
    let missing: Vec<&str> = ruled.rule.rules.iter().filter(lacks).map(|word| &**word).collect();
    (!missing.is_empty()).then(|| {
        asset
            .finding(ruled, &custody::MISSING)
            .detail(FIELD)
            .arg("item", format!("{}（{}）", label(FIELD), missing.join("、")))
            .cells(cells)
    })
}

/// Whether the asset does not owe a field, or says the same in another.
fn stands_in(asset: &Judged, field: &str) -> bool {
    match field {
        "location_township" => asset.view.township().is_some(),
        "location_village" => {
            let wide = matches!(asset.fact("coverage"), Some("county" | "cross_township"));
            wide || asset.view.village().is_some()
        }
        "beneficiary_list" => asset.view.row.beneficiary_household_id.is_some(),
        _ => false,
    }
}

/// An empty supervisor differs too, unless another clause already asks for one.
fn supervised(case: &Case, ruled: Ruled<'_, Supervisor>, asset: &Judged) -> Outcome {
    let row = asset.view.row;
    if asset.view.is_gone() {
        return Outcome::NotAbout;
    }
    if !ruled.rule.sources.is_empty() {
        match main_source(&asset.view) {
            None => return Outcome::Unknown,
            Some(source) if !ruled.rule.sources.contains(&&*source) => return Outcome::NotAbout,
            Some(_) => {}
        }
    }
    let township = asset.view.township();
    let stated = match row.supervisor_unit.as_deref() {
        None if is_asked_for(case, asset, "supervisor_unit") => return Outcome::Unknown,
        None => "（空）",
        Some(stated) => stated,
    };
    let right = |body: &String| names_in(stated).any(|one| is_own_body(case, township, one, body));
    if ruled.rule.bodies.iter().any(right) {
        return Outcome::Passed;
    }
    let own = |body: &String| match (body.strip_prefix("乡镇"), township) {
        (Some(rest), Some(township)) => format!("{township}{rest}"),
        _ => body.clone(),
    };
    let expected = ruled.rule.bodies.first().map(own).unwrap_or_default();
    vec![
        asset
            .finding(ruled, &custody::SUPERVISOR_DIFFERS)
            .detail("supervisor_unit")
            .arg("expected", expected)
            .arg("found", stated)
            .cells(row.cells(&[
                "supervisor_unit",
                "township",
                "implementing_level",
                "fund_source",
            ])),
    ]
    .into()
}

/// The names in a cell that may hold several.
pub(crate) fn names_in(stated: &str) -> impl Iterator<Item = &str> {
    stated.split(['、', '，', ',', ';', '；', '/']).map(str::trim).filter(|name| !name.is_empty())
}

/// Whether an empty cell is `custody`'s business, or nobody's where there is no such column.
pub(crate) fn is_asked_for(case: &Case, asset: &Judged, field: &str) -> bool {
    let rules = case.book.ruled::<Custody>(case.law_day);
    let asked = |r: &Ruled<'_, Custody>| {
        r.rule.require.contains(&field) && asset.is(&r.rule.when) == Holds::Yes
    };
    case.columns.asset_value(&asset.view, field).is_none() || rules.iter().any(asked)
}

/// Whether it is that body of the asset's own township, where the body is a township's.
pub(crate) fn is_own_body(case: &Case, township: Option<&str>, stated: &str, body: &str) -> bool {
    let county = &case.info.county;
    match (body.strip_prefix("乡镇"), township) {
        (Some(rest), Some(township)) => {
            fold(stated).ends_with(&format!("{township}{rest}")) || fold(stated) == body
        }
        _ => is_body(county, township, stated, body),
    }
}

/// The department that handled the money is the industry department. Neither is guessed.
fn department(case: &Case, ruled: Ruled<'_, DepartmentSupervisor>, asset: &Judged) -> Outcome {
    let row = asset.view.row;
    if asset.view.is_gone() {
        return Outcome::NotAbout;
    }
    let (Some(dept), Some(handled)) = (row.industry_dept.as_deref(), row.handling_dept.as_deref())
    else {
        return Outcome::Unknown;
    };
    if same_unit(case.info, None, dept, handled) {
        return Outcome::Passed;
    }
    vec![
        asset
            .finding(ruled, &custody::SUPERVISOR_DIFFERS)
            .detail("industry_dept")
            .arg("expected", handled)
            .arg("found", dept)
            .cells(row.cells(&["industry_dept", "handling_dept"])),
    ]
    .into()
}

fn responsible(case: &Case, ruled: Ruled<'_, FirstResponsible>, asset: &Judged) -> Outcome {
    const ROLE: &str = "first_responsible_role";
    let row = asset.view.row;
    if asset.view.is_gone() {
        return Outcome::NotAbout;
    }
    if ruled.rule.unless_let && is_let(asset) {
        return Outcome::NotAbout;
    }
    let mut out = Vec::new();
    let asks = !ruled.rule.roles.is_empty();
    let role = case.columns.asset_value(&asset.view, ROLE).filter(|_| asks);
    let blind = asks && role.is_none();
    if let Some((role, cells)) = role {
        let named = fold(&role.to_string()).replace("村民委员会", "村委会");
        if role.is_null() {
            out.push(
                asset
                    .finding(ruled, &custody::MISSING)
                    .detail(ROLE)
                    .arg("item", label(ROLE))
                    .cells(cells),
            );
        } else if !ruled.rule.roles.iter().any(|word| named.contains(&**word)) {
            let expected = ruled.rule.roles.first().cloned().unwrap_or_default();
            out.push(
                asset
                    .finding(ruled, &custody::KEEPER_DIFFERS)
                    .detail(ROLE)
                    .arg("item", label(ROLE))
                    .arg("expected", expected)
                    .arg("found", role.to_string())
                    .cells(cells)
                    .cells(row.cells(&["owner_type"])),
            );
        }
    }
    if let Some(keeper) = ruled.rule.keeper
        && !is_equity_kept(case, asset)
        && let Some(expected) = keeper::expected(case, keeper, asset)
    {
        out.push(
            asset
                .finding(ruled, &custody::KEEPER_DIFFERS)
                .detail("custodian_unit")
                .arg("item", label("custodian_unit"))
                .arg("expected", expected)
                .arg("found", row.custodian_unit.as_deref().unwrap_or("（空）"))
                .cells(row.cells(&[
                    "custodian_unit",
                    "custodian_type",
                    "owner_name",
                    "operator_name",
                ])),
        );
    }
    if !may_keep(case, &ruled.rule.keepers, asset) {
        let expected = ruled.rule.keepers.first().map(|k| CUSTODIAN_TYPE.label_of(k));
        let kind = row.custodian_type.as_deref().map(|kind| CUSTODIAN_TYPE.label_of(kind));
        out.push(
            asset
                .finding(ruled, &custody::KEEPER_DIFFERS)
                .detail("custodian_unit")
                .arg("item", label("custodian_unit"))
                .arg("expected", expected.unwrap_or_default())
                .arg("found", row.custodian_unit.as_deref().or(kind).unwrap_or("（空）"))
                .cells(row.cells(&["custodian_unit", "custodian_type", "owner_type"])),
        );
    }
    Outcome::of(out, blind)
}

/// Whether the stated keeper is of a kind that may keep it: by its type, and by what its name shows.
/// A village's body keeps its own village's assets. Nothing stated may keep, and who keeps shares is
/// `equity-keeper`'s business.
fn may_keep(case: &Case, keepers: &[&str], asset: &Judged) -> bool {
    let row = asset.view.row;
    if is_equity_kept(case, asset) {
        return true;
    }
    if keepers.is_empty() || row.custodian_type.as_deref().is_some_and(|k| !keepers.contains(&k)) {
        return keepers.is_empty();
    }
    let Some(name) = row.custodian_unit.as_deref() else {
        return true;
    };
    match level_of(case.info, name) {
        // 新山村服务中心 is no department of the county.
        Some("county_dept") if asset.view.village().is_some_and(|v| name.contains(v)) => true,
        Some("county_gov" | "county_dept") => keepers.contains(&"county_dept"),
        Some("township") => keepers.contains(&"township"),
        Some("village_collective") => {
            let township = asset.view.township();
            let joint = row.joint_villages.iter().map(|village| &**village);
            let mut villages = asset.view.village().into_iter().chain(joint).peekable();
            villages.peek().is_none()
                || villages.any(|v| case.collectives.is(case.info, township, v, name))
        }
        _ => true,
    }
}

/// Whether who keeps it is `equity-keeper`'s business.
fn is_equity_kept(case: &Case, asset: &Judged) -> bool {
    asset.fact("equity") == Some("yes") && !case.book.ruled::<EquityKeeper>(case.law_day).is_empty()
}

/// Shares are kept by the operator. An empty custodian is `custody`'s business.
fn equity(case: &Case, ruled: Ruled<'_, EquityKeeper>, asset: &Judged) -> Outcome {
    let row = asset.view.row;
    if asset.fact("equity") != Some("yes") || asset.view.is_gone() {
        return Outcome::NotAbout;
    }
    let of_contracts = asset.view.contracts.iter().filter_map(|c| c.operator_name.as_deref());
    let operators: Vec<&str> =
        row.operator_name.as_deref().into_iter().chain(of_contracts).collect();
    let (Some(operator), Some(keeper)) = (operators.first(), row.custodian_unit.as_deref()) else {
        return Outcome::Unknown;
    };
    let township = asset.view.township();
    if operators.iter().any(|operator| same_unit(case.info, township, keeper, operator)) {
        return Outcome::Passed;
    }
    vec![
        asset
            .finding(ruled, &custody::KEEPER_DIFFERS)
            .detail("equity")
            .arg("item", label("custodian_unit"))
            .arg("expected", *operator)
            .arg("found", keeper)
            .cells(row.cells(&["custodian_unit", "operator_name", "asset_form"])),
    ]
    .into()
}
