//! Several texts that make up one county's law: the text above, the older version, a village's own.
//!
//! In: texts read alone. Out: one rulebook, whose clauses say for themselves when and where they bind
//! and from which text they are. What must always hold: no clause is lost or bent in silence (a name
//! that two texts use for different things is an error), and every text stands in the hash.

use crate::book::{BookError, Clause, Exception, Place, Rulebook, hex_of};
use crate::checks::Check;
use std::collections::{BTreeMap, BTreeSet};

/// Gives the text of a rulebook file by the name under which another one refers to it.
pub type Find<'a> = &'a dyn Fn(&str) -> Option<String>;

/// More texts than state, region, prefecture, county and their versions ever make.
const LONGEST_CHAIN: usize = 16;

impl Rulebook {
    /// Reads a rulebook with the texts that it extends and replaces: built-in ones by their ids,
    /// others as `find` gives them.
    ///
    /// # Errors
    /// As [`Rulebook::parse`], for any of the texts.
    pub fn parse_with(text: &str, find: Find<'_>) -> Result<Self, BookError> {
        Self::with_others(text, find, LONGEST_CHAIN)
    }

    fn with_others(text: &str, find: Find<'_>, left: usize) -> Result<Self, BookError> {
        let mut book = Self::parse_alone(text)?;
        let left = left.checked_sub(1).ok_or_else(|| BookError::Circular(book.id.clone()))?;
        let other = |name: &str| match Self::builtin(name) {
            Err(BookError::Unknown(_)) => {
                let text = find(name).ok_or_else(|| BookError::Unknown(name.to_owned()))?;
                Self::with_others(&text, find, left)
            }
            built_in => built_in,
        };
        // A village's text is laid into its county's, not the county's into it.
        if let Some(superior) = book.extends.clone().filter(|_| book.village.is_none()) {
            book.inherit(&other(&superior)?)?;
        }
        if let Some(older) = book.replaces.clone() {
            book.replace(other(&older)?)?;
        }
        Ok(book)
    }

    /// Takes over what `superior` orders and this text neither rules nor leaves out on purpose,
    /// family by family; where this text only overrides single clauses of a family, the others stay.
    /// The clauses taken over come after the own ones, cite the superior text, and bind from its own
    /// first day.
    ///
    /// Bodies, settings, dated values, working days and readings are taken over where this text has
    /// none of that name; the order of the ownership clauses only together with those clauses.
    ///
    /// # Errors
    /// [`BookError::Overridden`] when a clause overrides one that the superior text has not.
    pub fn inherit(&mut self, superior: &Self) -> Result<(), BookError> {
        let overridden = overridden(&self.clauses, superior)?;
        let closed: BTreeSet<&str> = closed(&self.clauses).collect();
        let open = |family: &str| !closed.contains(family) && !self.silent.contains(family);
        let clauses: Vec<Clause> = superior
            .clauses
            .iter()
            .filter(|clause| !overridden.contains_key(&*clause.id))
            .filter_map(|clause| taken_over(clause, superior, &open))
            .collect();
        if open("owner") && self.ownership.order.is_empty() {
            let own = |id: &String| overridden.get(&**id).map_or(id, |own| *own).clone();
            self.ownership.order = superior.ownership.order.iter().map(own).collect();
        }
        let own: BTreeSet<&str> = self.ruled_families().collect();
        let silent = superior.silent.iter().filter(|f| !own.contains(&***f)).cloned();
        self.silent.extend(silent.collect::<Vec<_>>());
        self.clauses.extend(clauses);
        fill(&mut self.bodies, &superior.bodies);
        fill(&mut self.settings, &superior.settings);
        fill(&mut self.series, &superior.series);
        self.calendar.fill(&superior.calendar);
        let known: BTreeSet<String> = self.readings.iter().map(|r| r.id.clone()).collect();
        let unknown = superior.readings.iter().filter(|r| !known.contains(&r.id));
        self.readings.extend(unknown.cloned());
        self.sha256 = hex_of(&[&self.sha256, &superior.sha256]);
        Ok(())
    }

    /// Puts the older text behind this one: what happened before this text's first day is judged by
    /// the older text, the rest by this one. Clauses that both took over from one superior text stand
    /// once.
    ///
    /// # Errors
    /// [`BookError::DuplicateClause`] when both have a clause of one id, [`BookError::Differs`] when
    /// both call different bodies or settings by one name.
    pub fn replace(&mut self, older: Self) -> Result<(), BookError> {
        differs(self, &older)?;
        let eve = self.effective.pred_opt();
        let both =
            |a: &Clause, b: &Clause| a.id == b.id && a.book == b.book && a.stated == b.stated;
        for clause in &mut self.clauses {
            // What the older text had taken over from a later day on, it had from that day on.
            let known = older.clauses.iter().find(|other| both(clause, other));
            let first = known.map_or(Some(self.effective), |other| other.from);
            clause.from = clause.from.max(first);
        }
        let earlier = older
            .clauses
            .into_iter()
            .map(|clause| Clause { until: clause.until.into_iter().chain(eve).min(), ..clause });
        let new: Vec<Clause> =
            earlier.filter(|c| !self.clauses.iter().any(|own| both(own, c))).collect();
        self.add(new)?;
        let asked = older.ownership.order.into_iter();
        let asked: Vec<String> = asked.filter(|id| !self.ownership.order.contains(id)).collect();
        self.ownership.order.extend(asked);
        self.silent.extend(older.silent);
        let ruled: BTreeSet<&str> = self.ruled_families().collect();
        self.silent.retain(|family| !ruled.contains(&**family));
        fill(&mut self.bodies, &older.bodies);
        fill(&mut self.settings, &older.settings);
        fill(&mut self.series, &older.series);
        self.calendar.fill(&older.calendar);
        self.readings.extend(older.readings.into_iter().map(|mut reading| {
            // The same number may stand for another question in the older text.
            reading.id = format!("{}:{}", older.id, reading.id);
            reading
        }));
        self.sha256 = hex_of(&[&self.sha256, &older.sha256]);
        Ok(())
    }

    /// Lays a village's own text into its county's: it binds what stands in that village, and there
    /// closes the families that it rules (or, with `overrides`, single clauses).
    ///
    /// # Errors
    /// [`BookError::Village`] when the text is no village's, extends another county's text, or rules
    /// what is not judged village by village; otherwise as [`Rulebook::replace`].
    pub fn admit(&mut self, village: Self) -> Result<(), BookError> {
        let fault = |why: String| BookError::Village(village.id.clone(), why);
        let place = village.village.clone().ok_or_else(|| fault("没有写明 village".into()))?;
        if village.extends.as_deref() != Some(&*self.id) {
            return Err(fault(format!("应写明 extends = \"{}\"", self.id)));
        }
        if let Some(other) =
            village.ruled_families().find(|family| !Check::OF_A_VILLAGE.contains(family))
        {
            return Err(fault(format!("{other} 不按村核查，不能由村级规定")));
        }
        if !village.silent.is_empty() {
            return Err(fault("不得用 silent 免除县级规定".into()));
        }
        differs(self, &village)?;
        overridden(&village.clauses, self)?;
        let effective = village.effective;
        let own = village.clauses.into_iter().map(|clause| Clause {
            from: clause.from.max(Some(effective)),
            only: Some(place.clone()),
            ..clause
        });
        let own: Vec<Clause> = own.collect();
        for clause in &mut self.clauses {
            let exceptions: Vec<Exception> =
                own.iter().flat_map(|other| stands_back(clause, other, &place)).collect();
            clause.except.extend(exceptions);
        }
        self.add(own)?;
        fill(&mut self.bodies, &village.bodies);
        self.readings.extend(village.readings.into_iter().map(|mut reading| {
            reading.id = format!("{}:{}", village.id, reading.id);
            reading
        }));
        self.sha256 = hex_of(&[&self.sha256, &village.sha256]);
        Ok(())
    }

    /// The families that its clauses order, each as often as it is ordered.
    pub fn ruled_families(&self) -> impl Iterator<Item = &'static str> {
        self.clauses.iter().flat_map(|c| c.checks.iter().map(Check::family))
    }

    /// Adds clauses of another text whose ids are their own.
    fn add(&mut self, clauses: Vec<Clause>) -> Result<(), BookError> {
        let own: BTreeSet<&str> = self.clauses.iter().map(|c| &*c.id).collect();
        let twice = clauses.iter().find(|c| own.contains(&*c.id));
        if let Some(twice) = twice {
            return Err(BookError::DuplicateClause(twice.id.clone()));
        }
        self.clauses.extend(clauses);
        Ok(())
    }
}

/// The families that clauses rule as a whole: not those that only override single clauses.
fn closed(clauses: &[Clause]) -> impl Iterator<Item = &'static str> {
    let whole = clauses.iter().filter(|clause| clause.overrides.is_empty());
    whole.flat_map(|clause| clause.checks.iter().map(Check::family))
}

/// Where a county's clause stands back for a village's: for as long as that one holds.
fn stands_back<'a>(
    clause: &'a Clause,
    other: &'a Clause,
    place: &'a Place,
) -> impl Iterator<Item = Exception> + 'a {
    let whole = other.overrides.contains(&clause.id);
    let closes = move |family: &&'static str| {
        whole || (other.overrides.is_empty() && other.checks.iter().any(|c| c.family() == *family))
    };
    clause.checks.iter().map(Check::family).filter(closes).filter_map(move |family| {
        Some(Exception { family, place: place.clone(), from: other.from?, until: other.until })
    })
}

/// The clauses of a superior text that stand back → the clause for which they do.
fn overridden<'a>(
    clauses: &'a [Clause],
    superior: &Rulebook,
) -> Result<BTreeMap<&'a str, &'a String>, BookError> {
    let mut out = BTreeMap::new();
    for clause in clauses {
        for other in &clause.overrides {
            if superior.clause(other).is_none() {
                return Err(BookError::Overridden(clause.id.clone(), other.clone()));
            }
            out.insert(&**other, &clause.id);
        }
    }
    Ok(out)
}

/// The part of a clause that is taken over; `None` when nothing is.
fn taken_over(clause: &Clause, superior: &Rulebook, open: &dyn Fn(&str) -> bool) -> Option<Clause> {
    let mut taken = clause.clone();
    taken.checks.retain(|check| open(check.family()));
    taken.stated.retain(|family, _| open(family));
    taken.from = Some(clause.from.map_or(superior.effective, |d| d.max(superior.effective)));
    (!taken.checks.is_empty()).then_some(taken)
}

/// Whether two texts of one county use one name for different bodies or settings: clauses of both
/// refer to them by that name.
fn differs(own: &Rulebook, other: &Rulebook) -> Result<(), BookError> {
    let bodies = other
        .bodies
        .iter()
        .filter(|(role, names)| own.bodies.get(*role).is_some_and(|known| known != *names));
    let settings = other
        .settings
        .iter()
        .filter(|(name, value)| own.settings.get(*name).is_some_and(|known| known != *value));
    let name = bodies.map(|(role, _)| role).chain(settings.map(|(name, _)| name)).next();
    name.map_or(Ok(()), |name| {
        Err(BookError::Differs(own.id.clone(), other.id.clone(), name.clone()))
    })
}

fn fill<T: Clone>(own: &mut BTreeMap<String, T>, other: &BTreeMap<String, T>) {
    for (name, value) in other {
        own.entry(name.clone()).or_insert_with(|| value.clone());
    }
}
