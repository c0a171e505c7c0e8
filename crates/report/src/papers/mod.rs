//! Draft papers from the decisions, to be printed, signed and sealed.
//!
//! Goes in: the decisions of confirm-ownership with their shares, the assets as taken in (names of
//! persons already masked), the rulebook. Comes out: [`Papers`]: 确权书, a workbook a township with
//! one sheet an owner, and one workbook of what is left open. What must always hold: every decided
//! asset stands in the papers of each of its owners and nowhere else; the amounts of one asset sum to
//! those of its shares; every managed asset without a paper is listed with its reason; a fact that
//! is missing is a visible blank, and listed; the same data gives the same bytes.

mod certificate;
mod open;

use crate::ReportError;
use ledger::tables::{Asset, OwnerShare, Ownership};
use ledger::{CaseInfo, Fen, Text};
use rulebook::Rulebook;
use std::collections::BTreeMap;

/// What stands where a fact is missing, to be written in by hand.
const BLANK: &str = "＿＿＿";

/// What papers are made of.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// The case.
    pub case: &'a CaseInfo,
    /// Its rulebook.
    pub book: &'a Rulebook,
    /// The assets as taken in.
    pub assets: &'a [Asset],
    /// The owners decided.
    pub ownership: &'a [Ownership],
    /// Their shares, where an asset has several owners.
    pub shares: &'a [OwnerShare],
}

/// The papers of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Papers {
    /// 确权书, by the name of the township; empty where it is not known.
    pub certificates: Vec<Certificates>,
    /// 待定: decisions without a paper, and the blanks of the papers.
    pub open: Open,
}

/// The certificates of one township.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificates {
    /// The township.
    pub township: Text,
    /// How many owners, each with a sheet.
    pub owners: usize,
    /// How many lines: an asset counts once for each of its owners here.
    pub lines: usize,
    /// Sum of the owners' shares of the original values.
    pub amount: Fen,
    /// The workbook.
    pub bytes: Vec<u8>,
}

/// What is left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Managed assets whose owner is not decided, or not as the ledger states.
    pub undecided: usize,
    /// Blanks to be filled in on papers.
    pub blanks: usize,
    /// The workbook.
    pub bytes: Vec<u8>,
}

/// One asset on the paper of one owner.
struct Line<'a> {
    decision: &'a Ownership,
    asset: Option<&'a Asset>,
    ratio: Text,
    amount: Option<Fen>,
}

/// Whose paper it is. Owners without a name are kept apart by village.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Holder {
    township: Text,
    village: Text,
    level: Text,
    name: Text,
}

/// The papers of the townships that `wanted` takes.
///
/// # Errors
/// When the workbook library refuses.
pub fn build(basis: Basis<'_>, wanted: impl Fn(&str) -> bool) -> Result<Papers, ReportError> {
    let known = known(basis.assets);
    let place = |decision: &Ownership| {
        let asset = decision.asset_id.as_ref().and_then(|id| known.get(id).copied());
        (asset, asset.and_then(|a| a.township.clone()).unwrap_or_default())
    };
    let mut townships: BTreeMap<Text, BTreeMap<Holder, Vec<Line<'_>>>> = BTreeMap::new();
    for (holder, line) in lines(&basis, &known).filter(|(h, _)| wanted(&h.township)) {
        let owners = townships.entry(holder.township.clone()).or_default();
        owners.entry(holder).or_default().push(line);
    }
    let pending: Vec<_> = basis
        .ownership
        .iter()
        .filter(|d| matches!(d.status.as_deref(), Some("conflict" | "needs-decision")))
        .map(|decision| (decision, place(decision)))
        .filter(|(_, (_, township))| wanted(township))
        .map(|(decision, (asset, _))| (decision, asset))
        .collect();
    let mut blanks = Vec::new();
    let mut certificates = Vec::new();
    for (township, mut owners) in townships {
        for lines in owners.values_mut() {
            lines.sort_by(|a, b| a.decision.asset_id.cmp(&b.decision.asset_id));
        }
        let all = || owners.values().flatten();
        certificates.push(Certificates {
            owners: owners.len(),
            lines: all().count(),
            amount: Fen::sum(all().filter_map(|line| line.amount)),
            bytes: certificate::workbook(&basis, &owners, &mut blanks)?,
            township,
        });
    }
    let bytes = open::workbook(&pending, &blanks)?;
    let open = Open { undecided: pending.len(), blanks: blanks.len(), bytes };
    Ok(Papers { certificates, open })
}

/// The row that describes each asset: the county ledger's, or the first of any other.
fn known(assets: &[Asset]) -> BTreeMap<&Text, &Asset> {
    let mut known: BTreeMap<&Text, &Asset> = BTreeMap::new();
    let rank = |a: &Asset| (a.ledger.as_deref() != Some("county"), a.ledger.clone());
    for (id, asset) in assets.iter().filter_map(|a| Some((a.asset_id.as_ref()?, a))) {
        let best = known.entry(id).or_insert(asset);
        if rank(asset) < rank(best) {
            *best = asset;
        }
    }
    known
}

/// What each owner of each decided asset holds of it; the whole where no shares are written.
fn lines<'a>(
    basis: &Basis<'a>,
    known: &BTreeMap<&Text, &'a Asset>,
) -> impl Iterator<Item = (Holder, Line<'a>)> {
    let mut shares: BTreeMap<Option<&Text>, Vec<&OwnerShare>> = BTreeMap::new();
    for share in basis.shares {
        shares.entry(share.asset_id.as_ref()).or_default().push(share);
    }
    let decided = basis.ownership.iter().filter(|d| d.status.as_deref() == Some("decided"));
    decided.flat_map(move |decision| {
        let asset = decision.asset_id.as_ref().and_then(|id| known.get(id).copied());
        let held = shares.get(&decision.asset_id.as_ref()).cloned().unwrap_or_default();
        if held.is_empty() {
            let amount = asset.and_then(|a| a.original_value);
            let line = Line { decision, asset, ratio: "1/1".into(), amount };
            let owner = (&decision.owner_type, &decision.owner_name);
            return vec![(holder(owner, (&None, &None), asset), line)];
        }
        let one = |share: &OwnerShare| {
            let owner = (&share.owner_type, &share.owner_name);
            let ratio = share.ratio.clone().unwrap_or_default();
            let line = Line { decision, asset, ratio, amount: share.amount };
            (holder(owner, (&share.township, &share.village), asset), line)
        };
        held.into_iter().map(one).collect()
    })
}

type Stated<'a> = (&'a Option<Text>, &'a Option<Text>);

/// The owner, at the place stated of its share or else where the asset is filed. One with a name has
/// one paper in a township, wherever its assets stand.
fn holder((level, name): Stated<'_>, at: Stated<'_>, asset: Option<&Asset>) -> Holder {
    let or = |stated: &Option<Text>, filed: Option<&Text>| {
        stated.as_ref().or(filed).cloned().unwrap_or_default()
    };
    let village = or(at.1, asset.and_then(|a| a.village.as_ref()));
    let of_a_village = name.is_none() || level.as_deref() == Some("village_collective");
    Holder {
        township: or(at.0, asset.and_then(|a| a.township.as_ref())),
        village: if of_a_village { village } else { Text::default() },
        level: level.clone().unwrap_or_default(),
        name: name.clone().unwrap_or_default(),
    }
}
