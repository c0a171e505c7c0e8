//! Where things were found.

use crate::basis::Basis;
use crate::holdings::Holding;
use crate::units::Units;
use ledger::codes::count;
use ledger::tables::{Asset, PhysicalCount};
use ledger::{Finding, Row, Text};

/// `count.place-differs`: one finding for a thing, with all rows that found it elsewhere.
pub(super) fn check(
    holding: &Holding,
    rows: &[&PhysicalCount],
    units: &Units,
    basis: &Basis,
) -> Option<Finding> {
    let lead = holding.lead;
    let elsewhere: Vec<&PhysicalCount> =
        rows.iter().copied().filter(|r| is_elsewhere(lead, r, units)).collect();
    let first = elsewhere.first()?;
    let found = first
        .location
        .clone()
        .unwrap_or_else(|| label(first.township.as_deref(), first.village.as_deref()).into());
    Some(
        basis
            .finding(&count::PLACE_DIFFERS, holding.subject.clone())
            .severity(count::PLACE_DIFFERS.severity)
            .of(lead)
            .unit(first.unit.as_deref())
            .arg("name", holding.name())
            .arg("expected", label(lead.township.as_deref(), lead.village.as_deref()))
            .arg("found", found)
            .cells(
                elsewhere
                    .iter()
                    .flat_map(|r| r.cells(&["asset_id", "township", "village", "location"])),
            )
            .cells(lead.cells(&["township", "village", "location"])),
    )
}

/// Whether a row found its thing in another township or village than the ledger says. A place that
/// either side leaves open is no difference.
fn is_elsewhere(lead: &Asset, row: &PhysicalCount, units: &Units) -> bool {
    let townships = [&lead.location_township, &lead.township];
    let township = row.township.as_deref().and_then(|t| units.township_stem(t));
    if differs(township, &townships, |t| units.township_stem(t)) {
        return true;
    }
    if serves_several(lead) {
        return false;
    }
    // The place as written is where the thing stood; the village column may be where it is filed.
    let found = row
        .location
        .as_deref()
        .and_then(|l| units.village_in(l))
        .map(str::to_owned)
        .or_else(|| row.village.as_deref().and_then(|v| units.village_stem(v)));
    let villages = [&lead.location_village, &lead.village];
    differs(found, &villages, |v| units.village_stem(v))
}

fn differs(
    found: Option<String>,
    stated: &[&Option<Text>],
    stem: impl Fn(&str) -> Option<String>,
) -> bool {
    let Some(found) = found else { return false };
    let known: Vec<String> = stated.iter().filter_map(|s| s.as_deref().and_then(&stem)).collect();
    !known.is_empty() && !known.contains(&found)
}

/// Whether a thing stands in several villages, any of which may be where it was found.
fn serves_several(lead: &Asset) -> bool {
    !lead.joint_villages.is_empty()
        || lead.coverage_scope.as_deref().is_some_and(|scope| scope != "single_village")
}

fn label(township: Option<&str>, village: Option<&str>) -> String {
    format!("{}{}", township.unwrap_or_default(), village.unwrap_or_default())
}
