//! One asset with its owner decided, and the whole case.

use crate::columns::Columns;
use crate::facts::{known, with_owner};
use crate::names::{Collectives, fold, is_township, level_of, same_unit};
use crate::view::{View, views};
use ledger::codes::CodeSpec;
use ledger::tables::{AssetOwner, Publicity};
use ledger::{Books, CaseInfo, Cell, Finding, NaiveDate, Row, Text};
use rulebook::bodies::is_body;
use rulebook::checks::ownership::{CollectiveOwner, Owner, OwnerIs};
use rulebook::{Decision, Facts, Family, Holds, Rulebook, Ruled, When, decide};
use std::collections::{BTreeMap, BTreeSet};

/// What the county does with an asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is managed.
    Managed,
    /// It is only registered: it owes what a clause asks of such assets by name, nothing else.
    RegisterOnly,
    /// Other rules apply.
    OutOfScope,
}

/// The owner that the books state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Stated {
    /// Level; read from the name where only that is stated.
    pub level: Option<Text>,
    /// Names, one per owner.
    pub names: Vec<Text>,
    /// Whether the rows of `asset_owners` say so; the asset row does otherwise.
    pub in_titles: bool,
}

impl Stated {
    fn of(
        case: &CaseInfo,
        levels: impl Iterator<Item = Text>,
        names: impl Iterator<Item = Text>,
        owners: usize,
    ) -> Self {
        let mut levels: Vec<Text> = levels.collect();
        levels.sort();
        let mut seen = BTreeSet::new();
        let names: Vec<Text> = names.filter(|name| seen.insert(fold(name))).collect();
        // Several rows without any name are several owners.
        let several = names.len() > 1 || (names.is_empty() && owners > 1 && !levels.is_empty());
        let by_name = || names.first().and_then(|name| level_of(case, name));
        let level = if several && owners > 1 {
            Some("joint".into())
        } else {
            levels.into_iter().next().or_else(|| by_name().map(Into::into))
        };
        Self { level: level.filter(|level| &**level != "undetermined"), names, in_titles: false }
    }

    fn is_empty(&self) -> bool {
        self.level.is_none() && self.names.is_empty()
    }
}

/// An asset, decided.
#[derive(Debug)]
pub(crate) struct Judged<'a> {
    /// The asset.
    pub view: View<'a>,
    /// Facts as the trace prints them, by their names.
    pub readable: Vec<(&'static str, Text)>,
    /// The cell that gave each fact.
    pub cells: BTreeMap<&'static str, Cell>,
    /// What the county's table says.
    pub decision: Decision<'a>,
    /// What the county does with it.
    pub standing: Standing,
    /// What the books state.
    pub stated: Stated,
    /// Level of the owner decided; for what a body decides, the stated one if it did decide.
    pub level: Option<Text>,
    /// Owner decided.
    pub name: Option<Text>,
    /// A body has to decide, and no decision is on file.
    pub undecided: bool,
    /// Whether the stated owner is the one decided; `None` where one of both is not there.
    pub agrees: Option<bool>,
    /// Facts with the owner decided, and with the stated one where it differs: what follows title
    /// is held against neither before title itself is settled (one cause, one finding).
    facts: Vec<Facts>,
}

impl<'a> Judged<'a> {
    /// The row of the table that decided.
    pub(crate) fn won(&self) -> Option<Ruled<'a, Owner>> {
        self.decision.won
    }

    /// Whether a condition holds for it. A condition on the owner must hold whichever owner is
    /// right, the one decided or the one stated. An asset that only the extract of a system shows
    /// owes nothing here: that no ledger holds it is the finding.
    pub(crate) fn is(&self, when: &When) -> Holds {
        if self.standing == Standing::OutOfScope || self.view.is_extract() {
            return Holds::No;
        }
        let names_households = when.conditions().any(|(fact, admitted)| {
            matches!(fact, "class" | "owner") && admitted.contains(&"household")
        });
        if self.standing == Standing::RegisterOnly && !names_households {
            return Holds::No;
        }
        let mut worst = Holds::Yes;
        for facts in &self.facts {
            match when.holds(facts) {
                Holds::Yes => {}
                Holds::No => return Holds::No,
                unknown @ Holds::Unknown(_) => worst = unknown,
            }
        }
        worst
    }

    /// A finding about it under a clause, with its place and its name.
    pub(crate) fn finding<F: Family>(
        &self,
        ruled: Ruled<'_, F>,
        code: &'static CodeSpec,
    ) -> Finding {
        self.placed(ruled.finding(code, self.view.subject()))
    }

    /// Adds place and name.
    pub(crate) fn placed(&self, finding: Finding) -> Finding {
        let row = self.view.row;
        let name = row.asset_name.as_deref().unwrap_or("");
        finding.of(row).arg("name", name)
    }

    /// A fact about it; `None` where it is unknown.
    pub(crate) fn fact(&self, name: &str) -> Option<&'static str> {
        self.facts.first()?.get(name)
    }

    /// Levels of the owner for what follows title: decided and stated.
    pub(crate) fn levels(&self) -> Vec<&str> {
        let mut levels: Vec<&str> =
            self.facts.iter().filter_map(|facts| facts.get("owner")).collect();
        levels.dedup();
        levels
    }
}

/// The case: everything that checks need.
#[derive(Debug)]
pub(crate) struct Case<'a> {
    pub books: &'a Books,
    pub book: &'a Rulebook,
    pub info: &'a CaseInfo,
    /// Today.
    pub day: NaiveDate,
    /// The day whose rules judge what is no event.
    pub law_day: NaiveDate,
    pub collectives: Collectives<'a>,
    pub columns: Columns<'a>,
    /// Ledgers and systems that were received.
    pub ledgers: BTreeSet<&'a str>,
    /// Notices that name no asset, by village.
    pub village_notices: BTreeMap<&'a str, Vec<&'a Publicity>>,
    pub assets: Vec<Judged<'a>>,
}

impl<'a> Case<'a> {
    /// Decides every asset.
    pub(crate) fn new(books: &'a Books, book: &'a Rulebook, info: &'a CaseInfo) -> Self {
        let mut case = Self {
            books,
            book,
            info,
            day: info.as_of,
            law_day: info.law_day(),
            collectives: Collectives::of(&books.villages),
            columns: Columns::of(books),
            ledgers: books.ledgers_received(),
            village_notices: BTreeMap::new(),
            assets: Vec::new(),
        };
        for notice in books.publicity.iter().filter(|n| n.asset_id.is_none()) {
            if let Some(village) = notice.village.as_deref() {
                case.village_notices.entry(village).or_default().push(notice);
            }
        }
        case.assets = views(books).into_iter().map(|v| case.judge(v)).collect();
        case
    }

    fn judge(&self, view: View<'a>) -> Judged<'a> {
        let mut stated = self.stated(&view);
        // Somebody owns it, also where the text of that day does not say who: then today's text does.
        let title_day = self.title_day(&view);
        let ruled = !rulebook::decide::table(self.book, title_day).is_empty();
        let day = if ruled { title_day } else { self.law_day };
        let known = known(self.info, self.book, &self.columns, &view, stated.level.as_deref(), day);
        let decision = decide(self.book, &known.facts, day);
        let rule = decision.won.map(|won| won.rule);
        let standing = match rule {
            Some(rule) if rule.owner == OwnerIs::OutOfScope => Standing::OutOfScope,
            Some(rule) if rule.register_only => Standing::RegisterOnly,
            _ => Standing::Managed,
        };
        let undecided = rule
            .is_none_or(|rule| !rule.decided_by.is_empty() && !self.decision_on_file(&view, rule));
        let (level, name) = if undecided { (None, None) } else { self.owner(&view, rule, &stated) };
        let agrees_with =
            |stated: &Stated| self.agrees(&view, level.as_deref(), name.as_deref(), stated);
        let mut agrees = agrees_with(&stated);
        // Title and ledger state one owner each: where only the title is right, the ledger is not. Of
        // joint owners the ledger may name whom it likes.
        if stated.in_titles && agrees == Some(true) && level.as_deref() != Some("joint") {
            let in_row = self.stated_in_row(&view);
            if agrees_with(&in_row) == Some(false) {
                (agrees, stated) = (Some(false), in_row);
            }
        }
        let mut facts = vec![with_owner(
            self.info,
            &known.facts,
            &view,
            level.as_deref().or(stated.level.as_deref()),
        )];
        if agrees == Some(false) {
            let other = stated.level.as_deref();
            facts.push(with_owner(self.info, &known.facts, &view, other));
        }
        Judged {
            readable: known.readable,
            cells: known.cells,
            view,
            decision,
            standing,
            stated,
            level,
            name,
            undecided,
            agrees,
            facts,
        }
    }

    /// The day by whose law title is judged: the first on which it was decided, made out or
    /// registered; the end of the year where none is on file.
    pub(crate) fn title_day(&self, view: &View) -> NaiveDate {
        let days = |title: &&AssetOwner| {
            [title.decision_date, title.certificate_date, title.registration_date]
        };
        let first = view.titles.iter().flat_map(days).flatten().map(|day| day.date).min();
        first.map_or(self.law_day, |first| first.min(self.law_day))
    }

    /// The owner that the asset row states.
    fn stated_in_row(&self, view: &View) -> Stated {
        let row = view.row;
        let levels = row.owner_type.clone().into_iter();
        Stated::of(self.info, levels, row.owner_name.clone().into_iter(), 1)
    }

    /// The owner that the books state: the rows of `asset_owners`, else the asset row.
    fn stated(&self, view: &View) -> Stated {
        let levels = view.titles.iter().filter_map(|title| title.owner_type.clone());
        let names = view.titles.iter().filter_map(|title| title.owner_name.clone());
        let titles = Stated::of(self.info, levels, names, view.titles.len());
        if titles.is_empty() {
            return self.stated_in_row(view);
        }
        Stated { in_titles: true, ..titles }
    }

    /// A decision of a body that may decide, with its number and its day. Where the table of titles
    /// was not received, the asset row's number stands for it: no column names the body there.
    fn decision_on_file(&self, view: &View, rule: &Owner) -> bool {
        let bodies =
            || rule.decided_by.iter().flat_map(|role| self.book.body(role)).map(|name| &**name);
        if view.titles.is_empty() && !self.books.has("asset_owners") {
            return view.row.decision_doc_no.is_some();
        }
        view.titles.iter().any(|title| {
            title.decision_doc_no.is_some()
                && (title.decision_date.is_some() || !self.columns.has(*title, "decision_date"))
                && title.decision_body.iter().any(|stated| {
                    bodies().any(|name| is_body(&self.info.county, view.township(), stated, name))
                })
        })
    }

    /// The owner by the rule: level and name.
    fn owner(
        &self,
        view: &View,
        rule: Option<&Owner>,
        stated: &Stated,
    ) -> (Option<Text>, Option<Text>) {
        let Some(rule) = rule else {
            return (None, None);
        };
        let name = match rule.owner {
            OwnerIs::CountyGov => Some(format!("{}人民政府", self.info.county).into()),
            OwnerIs::CountyDept => {
                let named = self.departments(view, rule);
                let is_stated = |name: &&Text| {
                    stated.names.iter().any(|other| same_unit(self.info, None, name, other))
                };
                named.iter().find(is_stated).or(named.first()).cloned()
            }
            OwnerIs::Township => view.township().map(|t| format!("{t}人民政府").into()),
            OwnerIs::VillageCollective => {
                view.village().map(|village| self.collectives.name(view.township(), village))
            }
            OwnerIs::Household => view.row.beneficiary_household_id.clone(),
            OwnerIs::Joint => None,
            OwnerIs::Undetermined => {
                let name = (!stated.names.is_empty()).then(|| stated.names.join("、").into());
                return (stated.level.clone(), name);
            }
            OwnerIs::OutOfScope => return (None, None),
        };
        (rule.owner.code().map(Into::into), name)
    }

    /// The departments that a rule may mean: the fields that it names, but for names that are plainly
    /// a township's or a village's.
    fn departments(&self, view: &View, rule: &Owner) -> Vec<Text> {
        let values = rule.named_by.iter().map(|field| view.row.value(field));
        values
            .filter(|value| !value.is_null())
            .map(|value| Text::from(value.to_string()))
            .filter(|name| {
                !matches!(level_of(self.info, name), Some("township" | "village_collective"))
            })
            .collect()
    }

    /// Whether the county wants village property in the name of the collective organisation alone.
    fn bars_committees(&self) -> bool {
        !self.book.ruled::<CollectiveOwner>(self.law_day).is_empty()
    }

    /// Whether the stated owner is the one decided. A level or name that is not stated does not
    /// disagree; nothing stated at all neither agrees nor disagrees.
    fn agrees(
        &self,
        view: &View,
        level: Option<&str>,
        name: Option<&str>,
        stated: &Stated,
    ) -> Option<bool> {
        let level = level?;
        if stated.is_empty() {
            return None;
        }
        let several = || {
            // What several villages built together belongs to the collective of each.
            view.titles.iter().all(|t| t.owner_type.as_deref() == Some("village_collective"))
                && view.row.coverage_scope.as_deref() != Some("single_village")
        };
        match stated.level.as_deref() {
            Some("joint") if level == "village_collective" && several() => return Some(true),
            Some(other) if other != level => return Some(false),
            _ => {}
        }
        Some(match (level, name, stated.names.as_slice()) {
            (_, _, []) | ("joint" | "household", _, _) => true,
            ("county_gov", Some(_), [other]) => {
                ["县人民政府", "县政府"]
                    .iter()
                    .any(|body| is_body(&self.info.county, None, other, body))
                    || fold(other) == *self.info.county
            }
            ("village_collective", _, [other])
                if crate::collective::is_committee(other) && self.bars_committees() =>
            {
                false
            }
            ("village_collective", Some(name), [other]) => {
                same_unit(self.info, view.township(), name, other)
                    || view.village().is_some_and(|village| {
                        self.collectives.is(self.info, view.township(), village, other)
                    })
            }
            ("township", Some(name), [other]) => {
                same_unit(self.info, None, name, other)
                    || view.township().is_some_and(|place| is_township(self.info, place, other))
            }
            (_, None, _) => true,
            (_, Some(name), [other]) => same_unit(self.info, view.township(), name, other),
            (_, Some(name), names) => fold(name) == fold(&names.join("、")),
        })
    }
}
