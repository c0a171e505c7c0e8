//! What is wrong with a rulebook, found before any data is read: questions that nobody answers,
//! clauses that can never decide, clauses that meet without a reading that says which yields.
//!
//! The decision table is tried with every combination of the facts that it names. Values that no
//! clause names behave alike, so one of them stands for all. A table of more than
//! [`MOST_COMBINATIONS`] is refused and said to be too large, never tried in part.

use crate::book::Rulebook;
use crate::checks::Check;
use crate::checks::distribution::YieldFloor;
use crate::checks::ownership::{Owner, TitleDeadline, TitlePapers, TitleSteps};
use crate::decide::{decide, table};
use crate::facts::{Fact, Facts};
use crate::words;
use ledger::{NaiveDate, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// Most combinations of facts that are tried for one day: some seconds of work.
pub const MOST_COMBINATIONS: usize = 1_000_000;

/// Most combinations without an answer that [`Audit`] prints; their number is always given.
const MOST_PRINTED: usize = 20;

/// Something wrong with a rulebook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// An error makes the book unfit for use; a warning wants a reading.
    pub severity: Severity,
    /// The clause, family or reading.
    pub about: String,
    /// What is wrong, in Chinese.
    pub says: String,
}

/// Two ownership clauses that hold together and lead to different owners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The clause that decides.
    pub won: String,
    /// The clause set aside.
    pub set_aside: String,
    /// The reading that says why.
    pub reading: Option<String>,
    /// In how many combinations they meet.
    pub times: usize,
}

/// The result of an audit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// Families that no clause rules and `silent` does not name: questions still to be answered.
    pub open: Vec<&'static str>,
    /// Combinations of facts that were tried.
    pub combinations: usize,
    /// Combinations that no clause answers, as people read them.
    pub unanswered: Vec<String>,
    /// Pairs of clauses that meet with different answers.
    pub meetings: Vec<Meeting>,
    /// Everything that is wrong, worst first.
    pub problems: Vec<Problem>,
}

/// Audits a rulebook.
#[must_use]
pub fn audit(book: &Rulebook) -> Audit {
    let mut out = Audit::default();
    families(book, &mut out);
    clauses(book, &mut out);
    dates(book, &mut out);
    readings(book, &mut out);
    references(book, &mut out);
    order(book, &mut out);
    decisions(book, &mut out);
    out.problems.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.cmp(b)));
    out
}

impl Audit {
    fn push(&mut self, severity: Severity, about: impl Into<String>, says: impl Into<String>) {
        self.problems.push(Problem { severity, about: about.into(), says: says.into() });
    }

    /// Whether the book may be used.
    #[must_use]
    pub fn is_fit(&self) -> bool {
        self.problems.iter().all(|p| p.severity < Severity::Error)
    }
}

/// As `rulebook check` prints it.
impl std::fmt::Display for Audit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            f,
            "确权条款：试算事实组合 {} 种，无条款回答 {} 种",
            self.combinations,
            self.unanswered.len()
        )?;
        for meeting in &self.meetings {
            let reading = meeting.reading.as_deref().unwrap_or("没有说明理由");
            writeln!(
                f,
                "  {} 先于 {}（{reading}），相遇 {} 种",
                meeting.won, meeting.set_aside, meeting.times
            )?;
        }
        for facts in self.unanswered.iter().take(MOST_PRINTED) {
            writeln!(f, "  没有条款回答：{facts}")?;
        }
        if self.unanswered.len() > MOST_PRINTED {
            writeln!(f, "  ……")?;
        }
        if !self.open.is_empty() {
            writeln!(f, "未答复的检查 {} 项", self.open.len())?;
        }
        if self.problems.is_empty() {
            return writeln!(f, "没有发现问题");
        }
        for problem in &self.problems {
            writeln!(f, "{}：{} {}", problem.severity.label(), problem.about, problem.says)?;
        }
        Ok(())
    }
}

/// Every family is ruled, or the text is silent on it and says so.
fn families(book: &Rulebook, out: &mut Audit) {
    let ruled: BTreeSet<&str> = book.ruled_families().collect();
    for family in Check::FAMILIES {
        match (ruled.contains(family), book.silent.contains(*family)) {
            (false, false) => {
                out.open.push(family);
                let (label, asks) = (words::label(family), words::asks(family));
                let says = format!("未答复：没有条款规定，也没有列入 silent（{label}：{asks}）");
                out.push(Severity::Error, *family, says);
            }
            (true, true) => out.push(Severity::Error, *family, "列入了 silent，却有条款规定"),
            _ => {}
        }
    }
    for family in &book.silent {
        if !Check::FAMILIES.contains(&family.as_str()) {
            out.push(Severity::Error, family, "列入了 silent，但没有这种检查");
        }
    }
}

/// Every clause is checked, attested, or marked as having nothing to check.
fn clauses(book: &Rulebook, out: &mut Audit) {
    for clause in &book.clauses {
        match (clause.checks.is_empty(), clause.attest, clause.note) {
            (true, false, false) => {
                out.push(Severity::Error, &clause.id, "没有检查，也没有注明由人确认或无须检查");
            }
            (false, _, true) => out.push(Severity::Error, &clause.id, "注明无须检查，却规定了检查"),
            _ => {}
        }
    }
}

/// Every text and every clause begins before it ends.
fn dates(book: &Rulebook, out: &mut Audit) {
    if book.expires.is_some_and(|expires| expires < book.effective) {
        out.push(Severity::Error, &book.id, "失效日期早于施行日期");
    }
    for clause in &book.clauses {
        if clause.from.zip(clause.until).is_some_and(|(from, until)| until < from) {
            out.push(Severity::Error, &clause.id, "until 早于 from，任何一天都不施行");
        }
    }
}

fn readings(book: &Rulebook, out: &mut Audit) {
    let mut seen = BTreeSet::new();
    for reading in &book.readings {
        if !seen.insert(&reading.id) {
            out.push(Severity::Error, &reading.id, "理解说明的编号重复");
        }
        for clause in &reading.on {
            if book.clause(clause).is_none() {
                out.push(Severity::Error, &reading.id, format!("提到的条款 {clause} 不存在"));
            }
        }
    }
}

/// Names by which clauses refer to bodies and dated values.
fn references(book: &Rulebook, out: &mut Audit) {
    for row in book.ruled_ever::<Owner>() {
        for role in &row.rule.decided_by {
            if book.body(role).is_empty() {
                out.push(Severity::Error, &row.clause.id, format!("[bodies] 没有 {role}"));
            }
        }
    }
    let confirmers = book.ruled_ever::<TitlePapers>();
    let confirmers =
        confirmers.iter().flat_map(|r| r.rule.confirmed_by.iter().map(|role| (&r.clause.id, role)));
    let chains = book.ruled_ever::<TitleSteps>();
    let filed = chains
        .iter()
        .flat_map(|r| r.rule.bodies.values().flatten().map(|role| (&r.clause.id, role)));
    for (clause, role) in confirmers.chain(filed) {
        if book.body(role).is_empty() {
            out.push(Severity::Error, clause, format!("[bodies] 没有 {role}"));
        }
    }
    for row in book.ruled_ever::<TitleDeadline>() {
        if row.rule.by.is_none() && row.rule.within.is_none() {
            out.push(Severity::Error, &row.clause.id, "title-deadline 应写明 by 或者 within");
        }
    }
    for row in book.ruled_ever::<YieldFloor>() {
        if let Some(series) = row.rule.series.as_ref().filter(|s| !book.series.contains_key(*s)) {
            out.push(Severity::Error, &row.clause.id, format!("没有 [series.{series}]"));
        }
    }
}

/// The order names every ownership clause once, and the residual one last.
fn order(book: &Rulebook, out: &mut Audit) {
    let ruled = book.ruled_ever::<Owner>();
    let mut seen = BTreeSet::new();
    for id in &book.ownership.order {
        if !seen.insert(id.as_str()) {
            out.push(Severity::Error, id, "在 [ownership] order 中重复");
        }
        if !ruled.iter().any(|row| row.clause.id == *id) {
            out.push(Severity::Error, id, "列在 [ownership] order 中，但不是确权条款");
        }
    }
    for row in &ruled {
        if !seen.contains(row.clause.id.as_str()) {
            out.push(Severity::Error, &row.clause.id, "是确权条款，但不在 [ownership] order 中");
        }
        let last = book.ownership.order.last() == Some(&row.clause.id);
        if row.rule.when.is_empty() && !last {
            out.push(Severity::Error, &row.clause.id, "没有条件的确权条款应排在最后");
        }
    }
}

/// Tries every combination of facts, on every day from which another set of clauses holds.
fn decisions(book: &Rulebook, out: &mut Audit) {
    let rows = book.ruled_ever::<Owner>();
    if rows.is_empty() {
        return;
    }
    let mut winners = BTreeSet::new();
    let mut meetings: BTreeMap<(String, String), Meeting> = BTreeMap::new();
    for day in turning_days(book) {
        let combinations = match combinations(book, day) {
            Ok(combinations) => combinations,
            Err(TooMany) => {
                let says = format!("确权条款所问事实的组合超过 {MOST_COMBINATIONS} 种，没有试算");
                return out.push(Severity::Error, "[ownership]", says);
            }
        };
        for facts in combinations {
            out.combinations += 1;
            let decision = decide(book, &facts, day);
            let Some(won) = decision.won else {
                out.unanswered.push(facts.readable().join("，"));
                continue;
            };
            winners.insert(won.clause.id.clone());
            // Where a fact is missing nothing is set aside: title is unclear.
            let set_aside = decision.set_aside.iter().filter(|_| decision.unknown.is_empty());
            for other in set_aside {
                let differs = rows
                    .iter()
                    .any(|row| row.clause.id == other.clause.id && !row.rule.same_answer(won.rule));
                if differs {
                    let pair = (won.clause.id.clone(), other.clause.id.clone());
                    let meeting = meetings.entry(pair).or_insert_with_key(|(won, other)| Meeting {
                        won: won.clone(),
                        set_aside: other.clone(),
                        reading: None,
                        times: 0,
                    });
                    meeting.reading = other.reading.map(|r| r.id.clone());
                    meeting.times += 1;
                }
            }
        }
    }
    for row in rows.iter().filter(|row| !winners.contains(&row.clause.id)) {
        out.push(Severity::Error, &row.clause.id, "任何情形下都轮不到它决定");
    }
    for meeting in meetings.values().filter(|m| m.reading.is_none()) {
        let says = format!("与 {} 相遇而结论不同，没有说明为何让位", meeting.set_aside);
        out.push(Severity::Warning, &meeting.won, says);
    }
    if !out.unanswered.is_empty() {
        let says = format!("有 {} 种情形没有条款回答", out.unanswered.len());
        out.push(Severity::Error, "[ownership]", says);
    }
    out.meetings = meetings.into_values().collect();
}

/// The days from which another set of ownership clauses holds, while the text is in force.
fn turning_days(book: &Rulebook) -> BTreeSet<NaiveDate> {
    let rows = book.ruled_ever::<Owner>();
    let begins = rows.iter().filter_map(|row| row.clause.from);
    let ends = rows.iter().filter_map(|row| row.clause.until?.succ_opt());
    let in_force = |day: &NaiveDate| book.expires.is_none_or(|expires| *day <= expires);
    begins.chain(ends).filter(in_force).chain([book.effective]).collect()
}

/// More than [`MOST_COMBINATIONS`].
struct TooMany;

/// Every combination of the values that the clauses in force name, plus one unnamed value of each
/// fact that has any; of a fact all of whose values are named, also that it is not stated.
fn combinations(book: &Rulebook, day: NaiveDate) -> Result<impl Iterator<Item = Facts>, TooMany> {
    let mut named: BTreeMap<&'static str, BTreeSet<&'static str>> = BTreeMap::new();
    for row in table(book, day) {
        for (fact, values) in row.rule.when.conditions() {
            named.entry(fact).or_default().extend(values);
        }
    }
    let tried = |(name, values): (&'static str, BTreeSet<&'static str>)| {
        let unnamed = Fact::find(name)
            .and_then(|fact| fact.domain.iter().find(|value| !values.contains(*value)));
        let tried: Vec<Option<&str>> =
            values.into_iter().map(Some).chain([unnamed.copied()]).collect();
        (name, tried)
    };
    let axes: Vec<_> = named.into_iter().map(tried).collect();
    let count = axes.iter().try_fold(1_usize, |n, (_, tried)| n.checked_mul(tried.len()));
    let count = count.filter(|count| *count <= MOST_COMBINATIONS).ok_or(TooMany)?;
    // One at a time: each number, read in the mixed base of the axes, is one combination.
    Ok((0..count).map(move |number| {
        let mut rest = number;
        axes.iter().fold(Facts::new(), |facts, (name, tried)| {
            let value = tried.get(rest % tried.len()).copied().flatten();
            rest /= tried.len();
            match value {
                Some(value) => facts.with(name, value),
                None => facts,
            }
        })
    }))
}
