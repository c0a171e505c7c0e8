//! Who owns an asset: the first clause of `[ownership] order` whose conditions hold decides; later
//! ones that also hold are set aside, each with the reading that says why.

use crate::book::{Clause, Reading, Rulebook, Ruled};
use crate::checks::ownership::Owner;
use crate::facts::Facts;
use crate::when::Holds;
use ledger::NaiveDate;

/// A clause that held, but came too late.
#[derive(Debug, Clone, Copy)]
pub struct SetAside<'a> {
    /// The clause.
    pub clause: &'a Clause,
    /// The reading that says why the other one decides.
    pub reading: Option<&'a Reading>,
}

/// What the county's decision table says of one asset.
#[derive(Debug, Clone)]
pub struct Decision<'a> {
    /// The clause that decides. `None` when no clause holds and the table has no residual clause.
    pub won: Option<Ruled<'a, Owner>>,
    /// The clauses that surely hold, in the order in which they are asked; the residual clause,
    /// which always holds, only where it decides.
    pub held: Vec<&'a Clause>,
    /// Those of them that others came before.
    pub set_aside: Vec<SetAside<'a>>,
    /// Facts that the data do not give and on which the decision depends. Title is then unclear:
    /// the residual clause decides.
    pub unknown: Vec<&'static str>,
}

/// Decides by the clauses in force on `day`.
///
/// A clause that may or may not hold, for want of a fact, and that comes before the first that
/// surely holds, matters unless it gives the same answer.
#[must_use]
pub fn decide<'a>(book: &'a Rulebook, facts: &Facts, day: NaiveDate) -> Decision<'a> {
    let table = table(book, day);
    let residual = table.iter().copied().find(|row| row.rule.when.is_empty());
    let mut sure: Vec<Ruled<'a, Owner>> = Vec::new();
    let mut open: Vec<(Ruled<'a, Owner>, Vec<&'static str>)> = Vec::new();
    for row in table.iter().filter(|row| !row.rule.when.is_empty()) {
        match row.rule.when.holds(facts) {
            Holds::Yes => sure.push(*row),
            Holds::No => {}
            Holds::Unknown(names) if sure.is_empty() => open.push((*row, names)),
            Holds::Unknown(_) => {}
        }
    }
    let candidate = sure.first().copied().or(residual);
    let mut unknown: Vec<&'static str> = open
        .into_iter()
        .filter(|(row, _)| !candidate.is_some_and(|c| c.rule.same_answer(row.rule)))
        .flat_map(|(_, names)| names)
        .collect();
    unknown.sort_unstable();
    unknown.dedup();
    let won = if unknown.is_empty() { candidate } else { residual };
    let won_id = won.map(|row| row.clause.id.as_str());
    let mut held: Vec<&Clause> = sure.iter().map(|row| row.clause).collect();
    held.dedup_by_key(|clause| clause.id.as_str());
    let set_aside = held
        .iter()
        .filter(|clause| Some(clause.id.as_str()) != won_id)
        .map(|clause| SetAside {
            clause,
            reading: won_id.and_then(|won| reading(book, won, &clause.id)),
        })
        .collect();
    if let Some(row) = won.filter(|row| row.rule.when.is_empty()) {
        held.push(row.clause);
    }
    Decision { won, held, set_aside, unknown }
}

/// The ownership clauses in the order in which they are asked. Ids that name no ownership clause in
/// force are passed over: the audit of the book names them.
#[must_use]
pub fn table(book: &Rulebook, day: NaiveDate) -> Vec<Ruled<'_, Owner>> {
    let ruled = book.ruled::<Owner>(day);
    book.ownership
        .order
        .iter()
        .flat_map(|id| ruled.iter().copied().filter(move |row| row.clause.id == *id))
        .collect()
}

/// The reading by which the clause that won comes before the other: it names the winner first.
fn reading<'a>(book: &'a Rulebook, won: &str, other: &str) -> Option<&'a Reading> {
    book.readings.iter().find(|reading| {
        let mut on = reading.on.iter();
        on.next().is_some_and(|first| first == won) && on.any(|clause| clause == other)
    })
}

#[cfg(test)]
mod tests {
    use super::decide;
    use crate::{Facts, Rulebook};

    /// Schools are the county's, single villages' assets the village's, shares bought with the
    /// collective's money too; the rest is decided by somebody.
    fn book() -> Rulebook {
        let clause = |id: &str, check: &str| {
            format!(
                "[[clause]]\nid = \"{id}\"\ncite = \"\"\nsays = \"\"\nseverity = \"error\"\n\
                 check.owner = {check}\n"
            )
        };
        let text = [
            "id = \"b\"\ntitle = \"\"\neffective = 2020-01-01\n\
             [ownership]\norder = [\"school\", \"village\", \"shares\", \"rest\"]\n"
                .to_owned(),
            clause("village", "{ when = { coverage = [\"单村\"] }, owner = \"village_collective\" }"),
            clause("school", "{ when = { sector = [\"教育\"] }, owner = \"county_gov\" }"),
            clause("shares", "{ when = { equity = [\"是\"] }, owner = \"village_collective\" }"),
            clause("rest", "{ owner = \"undetermined\", decided-by = [\"leading-group\"] }"),
            clause("unasked", "{ owner = \"household\" }"),
            "[[reading]]\nid = \"R\"\non = [\"school\", \"village\"]\nbecause = \"特别先于一般。\"\n"
                .to_owned(),
        ]
        .concat();
        Rulebook::parse(&text).unwrap()
    }

    /// Winner, those that held, those set aside with their readings, unknown facts.
    fn decided(facts: &Facts) -> (String, String, String, String) {
        let book = book();
        let decision = decide(&book, facts, "2025-06-30".parse().unwrap());
        let aside = |s: &super::SetAside| {
            let reading = s.reading.map_or("-", |r| r.id.as_str());
            format!("{}:{reading}", s.clause.id)
        };
        (
            decision.won.map(|w| w.clause.id.clone()).unwrap_or_default(),
            decision.held.iter().map(|c| &*c.id).collect::<Vec<_>>().join(","),
            decision.set_aside.iter().map(aside).collect::<Vec<_>>().join(","),
            decision.unknown.join(","),
        )
    }

    fn facts(coverage: &str, sector: &str, equity: &str) -> Facts {
        Facts::new().with("coverage", coverage).with("sector", sector).with("equity", equity)
    }

    #[test]
    fn the_first_in_order_decides_and_the_others_are_set_aside() {
        let (won, held, aside, unknown) = decided(&facts("单村", "教育", "是"));
        assert_eq!(won, "school");
        assert_eq!(held, "school,village,shares");
        assert_eq!(aside, "village:R,shares:-");
        assert_eq!(unknown, "");
        assert_eq!(decided(&facts("单村", "交通", "否")).0, "village");
        assert_eq!(decided(&facts("跨村", "交通", "是")).0, "shares");
    }

    #[test]
    fn the_residual_clause_decides_what_no_other_does() {
        let (won, held, aside, _) = decided(&facts("跨村", "交通", "否"));
        assert_eq!((&*won, &*held, &*aside), ("rest", "rest", ""));
    }

    #[test]
    fn an_unknown_fact_matters_only_where_it_could_change_the_answer() {
        // School or not decides between two owners.
        let (won, held, aside, unknown) = decided(&facts("单村", "?", "否"));
        assert_eq!((&*won, &*unknown), ("rest", "sector"));
        assert_eq!((&*held, &*aside), ("village,rest", "village:-"));
        // Which of two clauses names the collective does not matter.
        let (won, _, _, unknown) = decided(&facts("?", "交通", "是"));
        assert_eq!((&*won, &*unknown), ("shares", ""));
        // What comes after the first that holds does not either.
        assert_eq!(decided(&facts("单村", "教育", "?")).3, "");
    }
}
