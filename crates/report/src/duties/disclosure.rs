//! Villagers are told of the assets in their village.

use super::Duty;
use super::holdings::Village;
use chrono::Datelike;
use ledger::codes::duty::PUBLICITY_MISSING;
use ledger::tables::{Asset, Publicity};
use ledger::words::disposals::PUBLICITY_CHANNEL;
use ledger::words::oversight::PUBLICITY_SUBJECT;
use ledger::{Fen, Finding, Row, Severity, StepOutput, Subject, SubjectKind, Text, Verdict};
use rulebook::Ruled;
use rulebook::checks::duty::PublicDisclosure;
use rulebook::coded::Code;
use std::collections::BTreeMap;

/// `public-disclosure`: what a village is not told is one finding, under every clause that would have
/// it told; figures and objections are findings of their own.
pub(super) fn check(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let notices = Notices::new(duty);
    let mut untold: BTreeMap<(Text, Option<&str>), Untold> = BTreeMap::new();
    duty.each::<PublicDisclosure>(&["assets", "publicity"], out, |ruled, run, findings| {
        let owners = &ruled.rule.owners;
        let owned = |asset: &Asset| {
            let owner = asset.owner_type.as_deref();
            owners.is_empty() || owner.is_some_and(|o| owners.contains(&o))
        };
        for village in duty.holdings.villages(owned) {
            let told: Vec<&Publicity> = notices.of(&village).collect();
            let lacking = lacking(duty, ruled.rule, &village, &told);
            let over = !ruled.rule.yearly || duty.case.as_of.year() > duty.case.year;
            run.count(match (lacking.is_empty(), over) {
                (true, _) => Verdict::Passed,
                (false, true) => Verdict::Failed,
                (false, false) => Verdict::Unknown,
            });
            if !lacking.is_empty() && over {
                let place = (village.name.clone(), village.township);
                let entry = untold.entry(place).or_insert_with(|| Untold::new(ruled, &village));
                entry.add(ruled, expected(duty, ruled.rule, &lacking));
            }
        }
        for asset in &duty.holdings.assets {
            let id = asset.asset_id.as_deref().unwrap_or_default();
            for notice in notices.by_asset.get(id).into_iter().flatten() {
                if let Some(finding) = figure_differs(ruled, asset, notice) {
                    run.count(Verdict::Failed);
                    findings.push(finding);
                }
                if let Some(finding) = objection_open(duty, ruled, asset, notice) {
                    run.count(Verdict::Failed);
                    findings.push(finding);
                }
            }
        }
    });
    out.findings.extend(untold.into_values().map(Untold::finding));
}

/// What a village is not told.
struct Untold {
    finding: Finding,
    book: String,
    clauses: Vec<String>,
    severity: Severity,
    expected: Vec<String>,
}

impl Untold {
    fn new(ruled: &Ruled<'_, PublicDisclosure>, village: &Village<'_>) -> Self {
        let finding = ruled
            .finding(&PUBLICITY_MISSING, Subject::new(SubjectKind::Unit, village.name.clone()))
            .detail("disclosure")
            .place(village.township, Some(village.village))
            .cells(village.assets.iter().flat_map(|asset| asset.cells(&["asset_id"])));
        Self {
            finding,
            book: ruled.book.to_owned(),
            clauses: Vec::new(),
            severity: ruled.clause.severity,
            expected: Vec::new(),
        }
    }

    fn add(&mut self, ruled: &Ruled<'_, PublicDisclosure>, expected: String) {
        if !self.clauses.contains(&ruled.clause.id) {
            self.clauses.push(ruled.clause.id.clone());
        }
        self.severity = self.severity.max(ruled.clause.severity);
        self.expected.push(expected);
    }

    fn finding(self) -> Finding {
        self.finding
            .clause(&self.book, &self.clauses.join(";"), self.severity)
            .arg("expected", self.expected.join("；"))
            .arg("found", "未见公示记录")
    }
}

/// The subjects of which a village is told nothing, or not where it should be; all of them where one
/// of them would do.
fn lacking(
    duty: &Duty<'_>,
    rule: &PublicDisclosure,
    village: &Village<'_>,
    notices: &[&Publicity],
) -> Vec<Code> {
    let shown = |subjects: &[Code]| {
        let counting: Vec<&&Publicity> =
            notices.iter().filter(|notice| counts(duty, rule, subjects, notice)).collect();
        let in_group = |group: &Vec<Code>| counting.iter().any(|notice| is_on(group, notice));
        !counting.is_empty() && rule.every.iter().all(in_group)
    };
    if rule.each {
        let elsewhere = |s: &Code| rule.told_elsewhere.contains(s) && !notices.is_empty();
        let owed = rule.subjects.iter().copied().filter(|s| is_owed(duty, village, s));
        let owed = owed.filter(|s| !elsewhere(s));
        return owed.filter(|subject| !shown(told_by(subject))).collect();
    }
    match (shown(&rule.subjects), rule.subjects.is_empty()) {
        (true, _) => Vec::new(),
        (false, true) => vec![ANYTHING],
        (false, false) => rule.subjects.clone(),
    }
}

/// Stands for whatever there is to tell.
const ANYTHING: Code = "";

/// The subjects of notices that tell of a subject: the outcome of a disposal tells of it, too.
fn told_by(subject: &Code) -> &[Code] {
    if *subject == "disposal" { &["disposal", "result"] } else { std::slice::from_ref(subject) }
}

/// Whether there is something of that subject to tell in a village.
fn is_owed(duty: &Duty<'_>, village: &Village<'_>, subject: &str) -> bool {
    let is_disposed = |asset: &&Asset| {
        let id = asset.asset_id.as_deref();
        duty.books
            .disposals
            .iter()
            .any(|d| id.is_some() && d.asset_id.as_deref() == id && d.disposal_date.is_some())
    };
    match subject {
        "distribution" => {
            village.assets.iter().any(|asset| asset.asset_class.as_deref() == Some("operating"))
        }
        "disposal" => village.assets.iter().any(is_disposed),
        _ => true,
    }
}

fn is_on(channels: &[Code], notice: &Publicity) -> bool {
    notice.publicity_channel.iter().any(|c| channels.iter().any(|x| **x == **c))
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

fn counts(duty: &Duty<'_>, rule: &PublicDisclosure, subjects: &[Code], notice: &Publicity) -> bool {
    let subject = notice.publicity_subject.as_deref();
    let subject_fits = subjects.is_empty() || subject.is_some_and(|s| subjects.contains(&s));
    let channel_fits = rule.channels.is_empty() || is_on(&rule.channels, notice);
    let day = notice.publicity_start_date.or(notice.publicity_end_date);
    let in_year = !rule.yearly || day.is_some_and(|day| day.date.year() == duty.case.year);
    subject_fits && channel_fits && in_year
}

/// What should have been told, in words.
fn expected(duty: &Duty<'_>, rule: &PublicDisclosure, lacking: &[Code]) -> String {
    let labels = |codes: &[Code]| {
        codes.iter().map(|c| PUBLICITY_CHANNEL.label_of(c)).collect::<Vec<_>>().join("或")
    };
    let groups: Vec<String> = rule.every.iter().map(|group| labels(group)).collect();
    let by = match (rule.channels.is_empty(), groups.is_empty()) {
        (true, true) => String::new(),
        (false, _) => format!("通过{}", labels(&rule.channels)),
        (true, false) => format!("通过{}", groups.join("和")),
    };
    let when = if rule.yearly { format!("在 {} 年", duty.case.year) } else { String::new() };
    let subjects: Vec<&str> = lacking.iter().map(|s| PUBLICITY_SUBJECT.label_of(s)).collect();
    let what = match (lacking, rule.each) {
        ([ANYTHING], _) => "资产有关情况".to_owned(),
        (_, true) => subjects.join("、"),
        (_, false) => format!("{}之一", subjects.join("、")),
    };
    format!("{when}{by}公开{what}")
}

/// An objection that nobody looked into, or the outcome of which was not made public again.
fn objection_open(
    duty: &Duty<'_>,
    ruled: &Ruled<'_, PublicDisclosure>,
    asset: &Asset,
    notice: &Publicity,
) -> Option<Finding> {
    let rule = ruled.rule;
    let subject = notice.publicity_subject.as_deref();
    let about = rule.subjects.is_empty() || subject.is_some_and(|s| rule.subjects.contains(&s));
    if !rule.objections || !about || notice.objection_flag != Some(true) {
        return None;
    }
    let steps = [("objection_recheck_date", "核实"), ("republicity_date", "再次公示")];
    let open: Vec<&str> =
        steps.into_iter().filter(|(f, _)| duty.books.lacks(notice, f)).map(|(_, s)| s).collect();
    (!open.is_empty()).then(|| {
        let number = notice.publicity_id.as_deref().unwrap_or(&notice.origin.row_id);
        ruled
            .finding(&PUBLICITY_MISSING, Subject::asset(asset))
            .detail(format!("objection:{number}"))
            .of(asset)
            .arg("expected", "对公示期间的异议核实，并把结果再次公示")
            .arg("found", format!("没有{}", open.join("和")))
            .cells(notice.cells(&["objection_flag", "objection_recheck_date", "republicity_date"]))
    })
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
