//! Shares of joint owners: by what each place put in, to the fen.

use crate::judged::{Case, Judged, Standing};
use crate::names::{is_township, level_of, same_unit};
use crate::title::called;
use ledger::codes::{CodeSpec, owner};
use ledger::tables::{AssetOwner, OwnerShare};
use ledger::{Cell, Decimal, Fen, Finding, Row, Text, Trace, money};
use rulebook::Ruled;
use rulebook::checks::ownership::{Owner, SharesBy};

/// One owner's due share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Share {
    /// Level.
    pub level: Text,
    /// Name.
    pub name: Text,
    /// Place.
    pub township: Option<Text>,
    /// Place.
    pub village: Option<Text>,
    /// What it put in, in fen.
    pub put_in: i128,
    /// What all put in.
    pub total: i128,
    /// Its part of the original value; absent where that is.
    pub amount: Option<Fen>,
    /// The cells that say what it put in.
    pub cells: Vec<Cell>,
}

impl Share {
    /// The exact fraction in lowest terms.
    fn ratio(&self) -> String {
        let divisor = gcd(self.put_in, self.total).max(1);
        format!("{}/{}", self.put_in / divisor, self.total / divisor)
    }

    /// Percent, exact as far as decimals go.
    fn percent(&self) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.put_in, 0)
            .ok()?
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(Decimal::try_from_i128_with_scale(self.total, 0).ok()?)
    }
}

const fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The due shares: by investment for joint assets (investments, else what the title rows say each
/// owner put in), the whole for a single owner. Empty where nothing says it.
pub(crate) fn due(case: &Case, asset: &Judged) -> Vec<Share> {
    let Some(won) = asset.won().filter(|_| asset.standing == Standing::Managed) else {
        return Vec::new();
    };
    let mut parts = match won.rule.shares() {
        Some(SharesBy::Investment) => invested(case, asset),
        Some(SharesBy::Decision) if asset.undecided => Vec::new(),
        Some(SharesBy::Decision) => settled(asset),
        None => whole(asset),
    };
    parts.retain(|part| part.put_in > 0);
    let total: i128 = parts.iter().map(|part| part.put_in).sum();
    let weights: Vec<i128> = parts.iter().map(|part| part.put_in).collect();
    let amounts = asset.view.row.original_value.and_then(|value| money::split(value, &weights));
    for (i, part) in parts.iter_mut().enumerate() {
        part.total = total;
        part.amount = amounts.as_ref().and_then(|all| all.get(i).copied());
    }
    parts
}

fn whole(asset: &Judged) -> Vec<Share> {
    let (Some(level), Some(name)) = (asset.level.clone(), asset.name.clone()) else {
        return Vec::new();
    };
    if &*level == "joint" || asset.stated.names.len() > 1 && asset.agrees != Some(false) {
        return Vec::new();
    }
    vec![Share {
        level,
        name,
        township: asset.view.township().map(Into::into),
        village: asset.view.village().map(Into::into),
        put_in: 1,
        total: 1,
        amount: None,
        cells: Vec::new(),
    }]
}

/// The parts that the deciding body settled, as the title rows state them: by value where all state
/// one, else by percentage.
fn settled(asset: &Judged) -> Vec<Share> {
    let titles = &asset.view.titles;
    let by_value = titles.iter().all(|title| title.owner_share_value.is_some());
    let part = |title: &&AssetOwner| {
        let percent = || {
            let micro = title.owner_share_pct?.checked_mul(Decimal::from(1_000_000))?;
            micro.fract().is_zero().then(|| micro.trunc().mantissa())
        };
        let value = title.owner_share_value.filter(|_| by_value).map(|v| i128::from(v.0));
        Some(Share {
            level: title.owner_type.clone().or_else(|| asset.level.clone())?,
            name: title.owner_name.clone()?,
            township: title.township.clone(),
            village: title.village.clone(),
            put_in: value.or_else(percent)?,
            total: 0,
            amount: None,
            cells: title.cells(&["owner_name", "owner_share_pct", "owner_share_value"]),
        })
    };
    let parts: Vec<Share> = titles.iter().filter_map(part).collect();
    if parts.len() == titles.len() { parts } else { Vec::new() }
}

/// What each place put in, in the order of the rows: investments; else what the title rows say that
/// each owner put in; else the asset's money by place, where it came from several.
fn invested(case: &Case, asset: &Judged) -> Vec<Share> {
    let view = &asset.view;
    let places = Places { case, by_township: are_townships(case, asset) };
    let invested = places.add_up(view.investments.iter().filter_map(|row| {
        let place = (row.township.as_deref(), row.village.as_deref());
        Some((place, row.amount?, row.cells(&["village", "amount"])))
    }));
    if !invested.is_empty() {
        return invested;
    }
    let titled: Vec<Share> = view
        .titles
        .iter()
        .filter_map(|row| {
            Some(Share {
                level: row.owner_type.clone().unwrap_or_else(|| "village_collective".into()),
                name: row.owner_name.clone().unwrap_or_default(),
                township: row.township.clone(),
                village: row.village.clone(),
                put_in: row.owner_investment_amount?.0.into(),
                total: 0,
                amount: None,
                cells: row.cells(&["owner_name", "owner_investment_amount"]),
            })
        })
        .collect();
    if !titled.is_empty() {
        return titled;
    }
    let funded = places.add_up(view.funding.iter().filter_map(|row| {
        let place = (row.township.as_deref(), row.village.as_deref());
        Some((place, row.fund_amount?, row.cells(&["village", "fund_amount"])))
    }));
    if funded.len() > 1 { funded } else { Vec::new() }
}

/// Whether the owners that the title rows name are townships: the villages' money is then theirs.
fn are_townships(case: &Case, asset: &Judged) -> bool {
    let level = |title: &AssetOwner| {
        let by_name = || level_of(case.info, title.owner_name.as_deref()?);
        title.owner_type.as_deref().or_else(by_name) == Some("township")
    };
    let titles = &asset.view.titles;
    !titles.is_empty() && titles.iter().all(|title| level(title))
}

/// Township and village.
type Place<'a> = (Option<&'a str>, Option<&'a str>);

/// Money by place: by village, or by township where townships own.
struct Places<'c, 'a> {
    case: &'c Case<'a>,
    by_township: bool,
}

impl Places<'_, '_> {
    /// One share per place, in the order of the rows.
    fn add_up<'r>(&self, rows: impl Iterator<Item = (Place<'r>, Fen, Vec<Cell>)>) -> Vec<Share> {
        let mut out: Vec<Share> = Vec::new();
        for ((township, village), amount, cells) in rows {
            let village = village.filter(|_| !self.by_township);
            let same = |s: &&mut Share| {
                s.township.as_deref() == township && s.village.as_deref() == village
            };
            if let Some(known) = out.iter_mut().find(same) {
                known.put_in += i128::from(amount.0);
                known.cells.extend(cells);
                continue;
            }
            let (level, name): (&str, Text) = match (township, village) {
                (_, Some(village)) => {
                    ("village_collective", self.case.collectives.name(township, village))
                }
                (Some(township), None) => ("township", format!("{township}人民政府").into()),
                (None, None) => continue,
            };
            out.push(Share {
                level: level.into(),
                name,
                township: township.map(Into::into),
                village: village.map(Into::into),
                put_in: amount.0.into(),
                total: 0,
                amount: None,
                cells,
            });
        }
        out
    }
}

/// The rows that the step writes.
pub(crate) fn rows(asset: &Judged, due: Vec<Share>) -> Vec<OwnerShare> {
    due.into_iter()
        .map(|share| OwnerShare {
            asset_id: Some(asset.view.id.clone()),
            ratio: Some(share.ratio().into()),
            owner_type: Some(share.level),
            owner_name: Some(share.name),
            township: share.township,
            village: share.village,
            amount: share.amount,
        })
        .collect()
}

/// Why joint shares are what they are.
pub(crate) fn trace(asset: &Judged, due: &[Share]) -> Option<Trace> {
    let won = asset.won().filter(|won| won.rule.shares().is_some() && !due.is_empty())?;
    let subject = asset.view.subject();
    let part = |s: &Share| format!("{}={}", called(Some(&s.level), Some(&s.name)), s.ratio());
    Some(Trace {
        subject_kind: Some(subject.kind.code().into()),
        subject_id: Some(subject.id),
        decision: Some("shares".into()),
        facts: due.iter().flat_map(|s| &s.cells).map(|cell| cell.to_string().into()).collect(),
        held: vec![won.clause.id.as_str().into()],
        won: Some(won.clause.id.as_str().into()),
        set_aside: Vec::new(),
        parameters: Vec::new(),
        outcome: Some(due.iter().map(part).collect::<Vec<_>>().join("；").into()),
    })
}

/// Stated shares that do not make up the whole, or are not those by investment.
pub(crate) fn against(
    case: &Case,
    won: Ruled<'_, Owner>,
    asset: &Judged,
    due: &[Share],
) -> Option<Finding> {
    if asset.view.titles.is_empty() {
        return None;
    }
    let settled = won.rule.shares() == Some(SharesBy::Decision);
    incomplete(asset, |code| asset.finding(won, code))
        .or_else(|| if settled { None } else { differ(case, won, asset, due) })
}

/// Stated shares that do not add up: percentages to 100 within a hundredth of a point (A36), or
/// quantified values to the original value.
pub(crate) fn incomplete(
    asset: &Judged,
    finding: impl Fn(&'static CodeSpec) -> Finding,
) -> Option<Finding> {
    let titles = &asset.view.titles;
    let percents: Vec<Decimal> = titles.iter().filter_map(|t| t.owner_share_pct).collect();
    let values: Vec<Fen> = titles.iter().filter_map(|t| t.owner_share_value).collect();
    let sum: Decimal = percents.iter().sum();
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    let by_percent = !percents.is_empty() && off > Decimal::new(1, 2);
    let value = Fen::sum(values.iter().copied());
    let original = asset.view.row.original_value;
    let by_value = !values.is_empty() && original.is_some_and(|original| original != value);
    let unstated = percents.is_empty() && values.is_empty();
    if !(by_percent || by_value || unstated) {
        return None;
    }
    let percent =
        if percents.is_empty() { "（空）".to_owned() } else { format!("{}%", sum.normalize()) };
    let mut out = finding(&owner::SHARES_INCOMPLETE)
        .arg("percent", percent)
        .arg("value", if values.is_empty() { "（空）".to_owned() } else { value.grouped() })
        .arg("original", original.map(Fen::grouped).unwrap_or_default())
        .cells(
            titles
                .iter()
                .flat_map(|t| t.cells(&["owner_name", "owner_share_pct", "owner_share_value"])),
        )
        .cells(asset.view.row.cells(&["original_value"]));
    if let Some(original) = original.filter(|_| !values.is_empty()) {
        out = out.amount(value.minus(original));
    }
    Some(out)
}

/// The amount is what owners hold too much of, together.
fn differ(case: &Case, won: Ruled<'_, Owner>, asset: &Judged, due: &[Share]) -> Option<Finding> {
    if due.is_empty() {
        return None;
    }
    let mut said = Vec::new();
    let mut cells = Vec::new();
    let mut excess = Fen::ZERO;
    for share in due {
        let title = asset.view.titles.iter().find(|t| is_of(case, t, share));
        let percent = title.and_then(|t| t.owner_share_pct);
        let value = title.and_then(|t| t.owner_share_value);
        let percent_off =
            percent.zip(share.percent()).is_some_and(|(stated, due)| !is_near(stated, due));
        let value_off = value.zip(share.amount).is_some_and(|(stated, due)| stated != due);
        if title.is_none() || percent_off || value_off {
            said.push(compared(share, percent, value));
        }
        if let Some((stated, due)) = value.zip(share.amount) {
            excess = Fen(excess.0.saturating_add(stated.minus(due).0.max(0)));
        }
        cells.extend(share.cells.clone());
    }
    for title in &asset.view.titles {
        if !due.iter().any(|share| is_of(case, title, share)) {
            let name = title.owner_name.as_deref().unwrap_or("（空）");
            said.push(format!("{name} 未出资"));
        }
        cells.extend(title.cells(&["owner_name", "owner_share_pct", "owner_share_value"]));
    }
    (!said.is_empty()).then(|| {
        asset
            .finding(won, &owner::SHARES_DIFFER)
            .amount(excess)
            .arg("shares", said.join("；"))
            .cells(cells)
    })
}

/// Within a hundredth of a point of the exact percentage, or of what it is shown as (A36).
fn is_near(stated: Decimal, due: Decimal) -> bool {
    let near = |due: Decimal| (stated - due).abs() <= Decimal::new(1, 2);
    near(due) || near(due.round_dp(2))
}

/// `甲村股份经济合作社 登记50%、应为70%`.
fn compared(share: &Share, percent: Option<Decimal>, value: Option<Fen>) -> String {
    let stated = match (percent, value) {
        (Some(percent), _) => format!("{}%", percent.normalize()),
        (None, Some(value)) => format!("{} 元", value.grouped()),
        (None, None) => "（空）".to_owned(),
    };
    let due = share.percent().map(|p| p.round_dp(6).normalize());
    let name = &share.name;
    format!("{name} 登记{stated}、应为{}%", due.unwrap_or_default())
}

/// Whether a title row is about the owner of a due share.
fn is_of(case: &Case, title: &AssetOwner, share: &Share) -> bool {
    let Some(stated) = title.owner_name.as_deref() else {
        return title.village.is_some() && title.village == share.village;
    };
    let township = share.township.as_deref();
    if same_unit(case.info, township, stated, &share.name) {
        let apart = title.township.as_deref().zip(township).is_some_and(|(own, of)| own != of);
        return !(share.village.is_some() && apart);
    }
    match (township, share.village.as_deref()) {
        (_, Some(village)) => {
            case.collectives.is(case.info, township, village, stated)
                && title.village.as_deref().is_none_or(|own| own == village)
        }
        (Some(township), None) => is_township(case.info, township, stated),
        (None, None) => false,
    }
}
