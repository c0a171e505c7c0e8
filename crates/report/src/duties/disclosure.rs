//! Villagers are told of the assets in their village.

use super::Duty;
use super::holdings::Village;
use chrono::Datelike;
use ledger::codes::duty::PUBLICITY_MISSING;
use ledger::tables::{Asset, Publicity};
use ledger::words::disposals::PUBLICITY_CHANNEL;
use ledger::words::oversight::PUBLICITY_SUBJECT;
use ledger::{Fen, Finding, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::Ruled;
use rulebook::checks::duty::PublicDisclosure;
use std::collections::BTreeMap;

pub(super) fn check(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let notices = Notices::new(duty);
    duty.each::<PublicDisclosure>(&["assets", "publicity"], out, |ruled, run, findings| {
        let owners = &ruled.rule.owners;
        let owned = |asset: &Asset| {
            let owner = asset.owner_type.as_deref();
            owners.is_empty() || owner.is_some_and(|o| owners.contains(&o))
        };
        for village in duty.holdings.villages(owned) {
            let told = notices.of(&village).any(|notice| counts(duty, ruled.rule, notice));
            let over = !ruled.rule.yearly || duty.case.as_of.year() > duty.case.year;
            if told {
                run.count(Verdict::Passed);
            } else if over {
                run.count(Verdict::Failed);
                findings.push(untold(duty, ruled, &village));
            } else {
                run.count(Verdict::Unknown);
            }
        }
        for asset in &duty.holdings.assets {
            let id = asset.asset_id.as_deref().unwrap_or_default();
            for notice in notices.by_asset.get(id).into_iter().flatten() {
                if let Some(finding) = figure_differs(ruled, asset, notice) {
                    run.count(Verdict::Failed);
                    findings.push(finding);
                }
            }
        }
    });
}

/// Notices by village and by asset.
struct Notices<'a> {
    by_village: BTreeMap<&'a str, Vec<&'a Publicity>>,
    by_asset: BTreeMap<&'a str, Vec<&'a Publicity>>,
}

impl<'a> Notices<'a> {
    fn new(duty: &Duty<'a>) -> Self {
        let mut out = Self { by_village: BTreeMap::new(), by_asset: BTreeMap::new() };
        for notice in &duty.books.publicity {
            if let Some(village) = notice.village.as_deref() {
                out.by_village.entry(village).or_default().push(notice);
            }
            let asset = notice.asset_id.as_deref();
            if let Some(asset) = asset.or(notice.publicity_ref_id.as_deref()) {
                out.by_asset.entry(asset).or_default().push(notice);
            }
        }
        out
    }

    /// Notices in the village or about one of its assets.
    fn of(&self, village: &Village<'a>) -> impl Iterator<Item = &'a Publicity> {
        let township = village.township;
        let here = self.by_village.get(village.village).into_iter().flatten().copied().filter(
            move |notice| {
                let stated = notice.township.as_deref();
                stated.is_none() || township.is_none() || stated == township
            },
        );
        let about = village
            .assets
            .iter()
            .filter_map(|asset| self.by_asset.get(asset.asset_id.as_deref()?))
            .flatten()
            .copied();
        here.chain(about)
    }
}

fn counts(duty: &Duty<'_>, rule: &PublicDisclosure, notice: &Publicity) -> bool {
    let subject = notice.publicity_subject.as_deref();
    let subject_fits =
        rule.subjects.is_empty() || subject.is_some_and(|s| rule.subjects.contains(&s));
    let channel_fits = rule.channels.is_empty()
        || notice.publicity_channel.iter().any(|c| rule.channels.iter().any(|x| **x == **c));
    let day = notice.publicity_start_date.or(notice.publicity_end_date);
    let in_year = !rule.yearly || day.is_some_and(|day| day.date.year() == duty.case.year);
    subject_fits && channel_fits && in_year
}

fn untold(duty: &Duty<'_>, ruled: &Ruled<'_, PublicDisclosure>, village: &Village<'_>) -> Finding {
    let rule = ruled.rule;
    let year = duty.case.year;
    let subjects: Vec<&str> = rule.subjects.iter().map(|s| PUBLICITY_SUBJECT.label_of(s)).collect();
    let channels: Vec<&str> = rule.channels.iter().map(|c| PUBLICITY_CHANNEL.label_of(c)).collect();
    let when = if rule.yearly { format!("在 {year} 年") } else { String::new() };
    let by =
        if channels.is_empty() { String::new() } else { format!("通过{}", channels.join("或")) };
    let what = if subjects.is_empty() {
        "资产有关情况".to_owned()
    } else {
        format!("{}之一", subjects.join("、"))
    };
    let detail = if rule.yearly { format!("disclosure-{year}") } else { "disclosure".to_owned() };
    ruled
        .finding(&PUBLICITY_MISSING, Subject::new(SubjectKind::Unit, village.name.clone()))
        .detail(detail)
        .place(village.township, Some(village.village))
        .arg("expected", format!("{when}{by}公开{what}"))
        .arg("found", "未见公示记录")
        .cells(village.assets.iter().flat_map(|asset| asset.cells(&["asset_id"])))
}

/// A figure made public that is not the ledger's; amount = published − ledger.
fn figure_differs(
    ruled: &Ruled<'_, PublicDisclosure>,
    asset: &Asset,
    notice: &Publicity,
) -> Option<Finding> {
    let subject = notice.publicity_subject.as_deref()?;
    if !ruled.rule.figures.contains(&subject) {
        return None;
    }
    let published = notice.publicity_figure?;
    let ledger = asset.original_value?;
    let amount = published.minus(ledger);
    (amount != Fen::ZERO).then(|| {
        let label = PUBLICITY_SUBJECT.label_of(subject);
        ruled
            .finding(&PUBLICITY_MISSING, Subject::asset(asset))
            .detail(format!("figure:{subject}"))
            .of(asset)
            .amount(amount)
            .arg("expected", format!("“{label}”公示 {} 元", ledger.grouped()))
            .arg("found", format!("公示数为 {} 元", published.grouped()))
            .cells(asset.cells(&["original_value"]))
            .cells(notice.cells(&["publicity_subject", "publicity_figure"]))
    })
}
