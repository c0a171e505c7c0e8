//! Field by field: what matched rows state differently.

use super::cited::Cited;
use super::repeated::Listing;
use super::tolerance::Tolerance;
use super::{Scene, label};
use crate::keys::body::{body_key, same_body};
use crate::matching::evidence::{Evidence, Says};
use crate::matching::tables::group_id;
use crate::matching::union::HUB;
use crate::matching::{Group, Pairing, Status};
use crate::parallel::each;
use ledger::codes::{CodeSpec, ledger as codes};
use ledger::finding::or_blank;
use ledger::table::Row;
use ledger::tables::{Asset, Difference};
use ledger::words::Vocabulary;
use ledger::words::assets::{ASSET_CLASS, ASSET_STATUS, OWNER_TYPE};
use ledger::{Fen, StepOutput, Text, Verdict};
use std::collections::BTreeMap;

/// One field in which two rows differ.
struct Differs {
    code: &'static CodeSpec,
    field: &'static str,
    left: String,
    right: String,
    amount: Option<Fen>,
    columns: &'static [&'static str],
}

/// What comparing the fields gives.
pub(crate) struct Compared {
    /// What is wrong, and what was looked at.
    pub(crate) found: StepOutput<()>,
    /// Every difference, also those accepted.
    pub(crate) differences: Vec<Difference>,
    /// Those accepted.
    pub(crate) tolerance: Tolerance,
}

/// Compares the rows of all confirmed groups.
pub(crate) fn check(scene: &Scene<'_, '_>) -> Compared {
    let owners = collectives(scene);
    let mut all = Compared {
        found: StepOutput::default(),
        differences: Vec::new(),
        tolerance: Tolerance::new(scene.case),
    };
    for part in each(&scene.matched.pairings, |pairing| of_pairing(scene, pairing, &owners)) {
        all.found.absorb(part.found);
        all.differences.extend(part.differences);
        all.tolerance.uses.extend(part.tolerance.uses);
    }
    all
}

fn of_pairing(
    scene: &Scene<'_, '_>,
    pairing: &Pairing<'_>,
    owners: &BTreeMap<String, String>,
) -> Compared {
    let (mut out, mut differences) = (StepOutput::default(), Vec::new());
    let mut tolerance = Tolerance::new(scene.case);
    let cited = Cited::of(scene.book, scene.case.as_of, pairing.right_ledger);
    let mut run = cited.run();
    for (index, group) in pairing.groups.iter().enumerate() {
        // Rows added up agree in their sum, and state nothing else of each asset.
        if group.status != Status::Confirmed || group.is_sum_of_assets() {
            continue;
        }
        let comparison =
            Comparison { scene, cited: &cited, pairing, owners, group_id: group_id(index) };
        let before = out.findings.len();
        comparison.group(group, &mut tolerance, &mut out, &mut differences);
        run.count(Verdict::from(out.findings.len() == before));
    }
    out.checks.push(run);
    Compared { found: out, differences, tolerance }
}

struct Comparison<'c, 's, 'a> {
    scene: &'c Scene<'s, 'a>,
    cited: &'c Cited,
    pairing: &'c Pairing<'a>,
    owners: &'c BTreeMap<String, String>,
    group_id: Text,
}

impl Comparison<'_, '_, '_> {
    fn group(
        &self,
        group: &Group,
        tolerance: &mut Tolerance,
        out: &mut StepOutput<()>,
        differences: &mut Vec<Difference>,
    ) {
        let entries = self.scene.entries;
        let entity = group
            .left
            .first()
            .and_then(|l| self.scene.matched.entities.of_row(entries.all[*l].asset.row_id()));
        let Some(entity) = entity else {
            return;
        };
        let of_county = Listing::new(entries, entity, HUB);
        let Some(left) = of_county.kept().next() else {
            return;
        };
        let listing = Listing::new(entries, entity, self.pairing.right_ledger);
        let whole = !listing.is_shared() && !listing.has_parts() && !of_county.has_parts();
        if !whole
            && listing.overclaim().is_none()
            && let Some(found) = shares(left, &listing)
        {
            let right = listing.kept().next().unwrap_or(left);
            self.report(left, right, found, tolerance, out, differences);
        }
        for right in listing.kept() {
            for found in self.fields(left, right, whole) {
                self.report(left, right, found, tolerance, out, differences);
            }
        }
    }

    /// The fields in which a county row and another differ. Amounts and places of an asset that
    /// several units share are not compared row by row.
    fn fields(&self, left: &Asset, right: &Asset, whole: bool) -> Vec<Differs> {
        let entries = self.scene.entries;
        let (Some(l), Some(r)) = (entries.of_row(left.row_id()), entries.of_row(right.row_id()))
        else {
            return Vec::new();
        };
        let evidence = Evidence::of(entries, l, r);
        let mut out = Vec::new();
        if whole {
            amounts(left, right, &mut out);
            if evidence.quantity == Says::Differs {
                out.push(quantity(left, right));
            }
            out.extend(place(&evidence, left, right));
        }
        out.extend(coded(&codes::CLASS_DIFFERS, CLASS, &ASSET_CLASS, left, right));
        if whole {
            out.extend(self.owner(left, right));
        }
        out.extend(coded(&codes::STATUS_DIFFERS, STATUS, &ASSET_STATUS, left, right));
        if matches!(evidence.name, Says::Differs | Says::Close) {
            out.push(plain(&codes::NAME_DIFFERS, "asset_name", left, right));
        }
        out
    }

    fn owner(&self, left: &Asset, right: &Asset) -> Option<Differs> {
        let types = coded(&codes::OWNER_DIFFERS, OWNER, &OWNER_TYPE, left, right);
        let key = |row: &Asset| {
            let key = body_key(
                row.owner_name.as_deref()?,
                &self.scene.case.county,
                row.township.as_deref(),
            )?;
            Some(self.owners.get(&key).cloned().unwrap_or(key))
        };
        let as_written = left.owner_name == right.owner_name && left.township == right.township;
        let names_differ = !as_written
            && matches!((key(left), key(right)), (Some(l), Some(r)) if !same_body(&l, &r));
        if types.is_none() && !names_differ {
            return None;
        }
        let shown = |row: &Asset| {
            let level = row.owner_type.as_deref().map_or("", |t| OWNER_TYPE.label_of(t));
            format!("{level}（{}）", row.owner_name.as_deref().unwrap_or("未载明"))
        };
        Some(Differs {
            code: &codes::OWNER_DIFFERS,
            field: if names_differ { "owner_name" } else { "owner_type" },
            left: shown(left),
            right: shown(right),
            amount: None,
            columns: &["owner_type", "owner_name"],
        })
    }

    fn report(
        &self,
        left: &Asset,
        right: &Asset,
        found: Differs,
        tolerance: &mut Tolerance,
        out: &mut StepOutput<()>,
        differences: &mut Vec<Difference>,
    ) {
        let pair = self.pairing.name();
        let within = tolerance.accepts(&pair, found.field, left, right, found.amount);
        let follows = found.field == "net_value" && net_follows(left, right);
        differences.push(Difference {
            pair: Some(pair.into()),
            group_id: Some(self.group_id.clone()),
            field: Some(found.field.into()),
            left_value: Some(found.left.as_str().into()),
            right_value: Some(found.right.as_str().into()),
            difference: found.amount,
            left_row_id: Some(left.row_id().into()),
            right_row_id: Some(right.row_id().into()),
            within_tolerance: found.amount.map(|_| within),
        });
        if within || follows {
            return;
        }
        let subject = self
            .scene
            .matched
            .entities
            .of_row(left.row_id())
            .map_or_else(|| ledger::Subject::asset(left), crate::Entity::subject);
        let mut finding = self
            .cited
            .about(left)
            .finding(found.code, subject)
            .detail(right.ledger_unit.as_deref().unwrap_or(""))
            .pair(HUB, self.pairing.right_ledger)
            .of(left)
            .unit(right.ledger_unit.as_deref())
            .arg("name", left.asset_name.as_deref().unwrap_or(""))
            .arg("left", label(HUB))
            .arg("right", label(self.pairing.right_ledger))
            .arg("left_value", found.left)
            .arg("right_value", found.right)
            .cells(left.cells(found.columns))
            .cells(right.cells(found.columns));
        finding.amount = found.amount;
        out.findings.push(finding);
    }
}

/// Several units, or several parts, that together state another value than the county ledger.
fn shares(left: &Asset, listing: &Listing<'_>) -> Option<Differs> {
    let (stated, claimed) = (left.original_value?, listing.claimed()?);
    (stated != claimed).then(|| Differs {
        code: &codes::VALUE_DIFFERS,
        field: "original_value",
        left: stated.grouped(),
        right: claimed.grouped(),
        amount: Some(stated.minus(claimed)),
        columns: &["original_value"],
    })
}

/// Value, and net value. Whether the net difference merely follows is decided when reporting.
fn amounts(left: &Asset, right: &Asset, out: &mut Vec<Differs>) {
    for (code, field, columns, l, r) in [
        (
            &codes::VALUE_DIFFERS,
            "original_value",
            &["original_value"] as &[_],
            left.original_value,
            right.original_value,
        ),
        (
            &codes::NET_DIFFERS,
            "net_value",
            &["original_value", "accumulated_depreciation", "net_value"],
            left.net_value,
            right.net_value,
        ),
    ] {
        if let (Some(l), Some(r)) = (l, r)
            && l != r
        {
            out.push(Differs {
                code,
                field,
                left: l.grouped(),
                right: r.grouped(),
                amount: Some(l.minus(r)),
                columns,
            });
        }
    }
}

/// Whether the difference of net values is the difference of original values.
fn net_follows(left: &Asset, right: &Asset) -> bool {
    let difference = |l: Option<Fen>, r: Option<Fen>| Some(l?.minus(r?));
    let value = difference(left.original_value, right.original_value);
    value.is_some() && value == difference(left.net_value, right.net_value)
}

fn quantity(left: &Asset, right: &Asset) -> Differs {
    let shown = |row: &Asset| {
        format!("{}{}", row.value("quantity"), row.quantity_unit.as_deref().unwrap_or(""))
    };
    Differs {
        code: &codes::QUANTITY_DIFFERS,
        field: "quantity",
        left: shown(left),
        right: shown(right),
        amount: None,
        columns: &["quantity", "quantity_unit"],
    }
}

fn place(evidence: &Evidence, left: &Asset, right: &Asset) -> Option<Differs> {
    let stated = |says: Says, l: Option<&Text>, r: Option<&Text>| {
        says == Says::Differs && l.is_some() && r.is_some()
    };
    let township = stated(evidence.township, left.township.as_ref(), right.township.as_ref());
    let village = stated(evidence.village, left.village.as_ref(), right.village.as_ref());
    if !township && !village {
        return None;
    }
    let shown = |row: &Asset| {
        format!("{}{}", row.township.as_deref().unwrap_or(""), row.village.as_deref().unwrap_or(""))
    };
    Some(Differs {
        code: &codes::PLACE_DIFFERS,
        field: if village { "village" } else { "township" },
        left: shown(left),
        right: shown(right),
        amount: None,
        columns: &["township", "village"],
    })
}

/// A coded field: its name, and what a row states there.
type Coded = (&'static str, fn(&Asset) -> Option<&str>);

const CLASS: Coded = ("asset_class", |row| row.asset_class.as_deref());
const OWNER: Coded = ("owner_type", |row| row.owner_type.as_deref());
const STATUS: Coded = ("asset_status", |row| row.asset_status.as_deref());

/// A coded field that both state, in codes of the list, differently.
fn coded(
    code: &'static CodeSpec,
    (field, of): Coded,
    words: &Vocabulary,
    left: &Asset,
    right: &Asset,
) -> Option<Differs> {
    let (l, r) = (of(left)?, of(right)?);
    (words.has(l) && words.has(r) && l != r).then(|| Differs {
        left: words.label_of(l).to_owned(),
        right: words.label_of(r).to_owned(),
        ..plain(code, field, left, right)
    })
}

fn plain(code: &'static CodeSpec, field: &'static str, left: &Asset, right: &Asset) -> Differs {
    let columns: &[&str] = match field {
        "asset_class" => &["asset_class"],
        "asset_status" => &["asset_status"],
        "owner_type" => &["owner_type", "owner_name"],
        _ => &["asset_name"],
    };
    Differs {
        code,
        field,
        left: or_blank(&left.value(field)),
        right: or_blank(&right.value(field)),
        amount: None,
        columns,
    }
}

/// Names of village collectives that do not read as such → the usual name of that collective.
fn collectives(scene: &Scene<'_, '_>) -> BTreeMap<String, String> {
    let county = &scene.case.county;
    scene
        .books
        .villages
        .iter()
        .filter_map(|v| {
            let township = v.township.as_deref();
            let own = body_key(v.collective_name.as_deref()?, county, township)?;
            let village = v.village.as_deref()?;
            let usual = format!("{}村股份经济合作社", village.trim_end_matches('村'));
            Some((own, body_key(&usual, county, township)?))
        })
        .collect()
}
