//! What speaks for and against two rows being one asset, feature by feature.

use super::entry::{Entries, Entry};
use crate::keys::alike::orders_differ;
use crate::keys::measure::same_quantity;
use crate::keys::name::marks_differ;
use crate::keys::text::likeness;

/// What one feature says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Both state it and agree.
    Same,
    /// Both state it, and it is alike (names only).
    Close,
    /// Both state it and differ.
    Differs,
    /// One does not state it, or it cannot be compared.
    Unknown,
}

/// The features of two rows, compared.
#[derive(Debug, Clone, Copy)]
pub struct Evidence {
    /// Asset names.
    pub name: Says,
    /// Decisive tokens of the names (phases, numbers, directions).
    pub marks: Says,
    /// Townships.
    pub township: Says,
    /// Villages.
    pub village: Says,
    /// Years.
    pub year: Says,
    /// Projects.
    pub project: Says,
    /// Original values.
    pub value: Says,
    /// Quantities.
    pub quantity: Says,
    /// Specifications.
    pub spec: Says,
    /// Sub-classes.
    pub subclass: Says,
    /// Households.
    pub household: Says,
    /// Likeness of the names, in thousandths.
    pub likeness: u32,
    /// A person decided that they are not one.
    pub apart: bool,
}

/// Names at least this alike, in thousandths, are close.
const CLOSE: u32 = 500;

impl Evidence {
    /// Compares two rows.
    #[must_use]
    pub fn of(entries: &Entries<'_>, left: usize, right: usize) -> Self {
        let (l, r) = (&entries.all[left], &entries.all[right]);
        let village = compare(l.village, r.village);
        let (name, marks, likeness) = names(entries, l, r, village);
        let quantity = quantities(l, r);
        Self {
            name,
            marks,
            township: compare(l.township, r.township),
            village,
            year: compare(l.year, r.year),
            project: compare(l.project, r.project),
            value: compare(l.value, r.value),
            quantity,
            spec: compare(
                l.asset.spec_model.as_deref().map(str::trim),
                r.asset.spec_model.as_deref().map(str::trim),
            ),
            subclass: compare(l.asset.asset_subclass.as_deref(), r.asset.asset_subclass.as_deref()),
            household: compare(l.household, r.household),
            likeness,
            apart: entries.decided.apart(left, right),
        }
    }

    /// Name and value are both stated and both differ, or a person decided so.
    #[must_use]
    pub fn contradicts(&self) -> bool {
        self.apart || (self.name == Says::Differs && self.value == Says::Differs)
    }

    /// The names differ, and the values do not agree; or the values differ, and a name is missing.
    #[must_use]
    pub fn is_unlike(&self) -> bool {
        if self.apart {
            return true;
        }
        match self.name {
            Says::Differs => self.value != Says::Same,
            Says::Unknown => self.value == Says::Differs,
            Says::Same | Says::Close => false,
        }
    }

    /// Value and size both differ: a namesake, not the same thing with a wrong figure.
    #[must_use]
    pub fn is_namesake(&self) -> bool {
        self.value == Says::Differs
            && (self.quantity == Says::Differs || self.spec == Says::Differs)
    }

    /// Name and value both agree.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        matches!(self.name, Says::Same | Says::Close) && self.value == Says::Same
    }

    /// Another place, project or household.
    #[must_use]
    pub fn elsewhere(&self) -> bool {
        self.apart
            || [self.township, self.village, self.project, self.household].contains(&Says::Differs)
    }

    /// The features by which the two differ, for people.
    #[must_use]
    pub fn against(&self) -> Vec<&'static str> {
        let mut out = self.listed(|says| says == Says::Differs);
        if self.apart {
            out.push("人工决定");
        }
        out
    }

    /// The features in which the two agree, for people.
    #[must_use]
    pub fn in_favour(&self) -> Vec<&'static str> {
        self.listed(|says| matches!(says, Says::Same | Says::Close))
    }

    /// How many features agree less how many differ; names count twice, closeness once.
    #[must_use]
    pub fn balance(&self) -> i32 {
        let name = match self.name {
            Says::Same => 2,
            Says::Close => 1,
            Says::Differs => -1,
            Says::Unknown => 0,
        };
        self.features().into_iter().skip(1).fold(name, |sum, (_, says)| match says {
            Says::Same => sum + 1,
            Says::Differs => sum - 1,
            Says::Close | Says::Unknown => sum,
        })
    }

    fn listed(&self, wanted: impl Fn(Says) -> bool) -> Vec<&'static str> {
        self.features()
            .into_iter()
            .filter(|(_, says)| wanted(*says))
            .map(|(label, _)| label)
            .collect()
    }

    fn features(&self) -> [(&'static str, Says); 10] {
        [
            ("名称", self.name),
            ("期次或数字", self.marks),
            ("乡镇", self.township),
            ("行政村", self.village),
            ("年度", self.year),
            ("项目", self.project),
            ("原值", self.value),
            ("数量", self.quantity),
            ("规格型号", self.spec),
            ("受益户", self.household),
        ]
    }
}

fn compare<T: PartialEq>(left: Option<T>, right: Option<T>) -> Says {
    match (left, right) {
        (Some(l), Some(r)) if l == r => Says::Same,
        (Some(_), Some(_)) => Says::Differs,
        _ => Says::Unknown,
    }
}

fn quantities(l: &Entry<'_>, r: &Entry<'_>) -> Says {
    let (Some(a), Some(b)) = (l.quantity, r.quantity) else {
        return Says::Unknown;
    };
    let (a_unit, b_unit) = (&l.asset.quantity_unit, &r.asset.quantity_unit);
    match same_quantity((a, a_unit.as_deref()), (b, b_unit.as_deref())) {
        Some(true) => Says::Same,
        Some(false) => Says::Differs,
        None => Says::Unknown,
    }
}

/// The names of two rows. Without their places they are one only where the places are: 红旗村冷库 of
/// 红旗村 is not 育才村冷库 of 育才村.
fn names(entries: &Entries<'_>, l: &Entry<'_>, r: &Entry<'_>, village: Says) -> (Says, Says, u32) {
    let (Some(lb), Some(rb), Some(lf), Some(rf)) = (l.bare, r.bare, l.full, r.full) else {
        return (Says::Unknown, Says::Unknown, 0);
    };
    let one_place = village != Says::Differs;
    if lf == rf || (lb == rb && one_place) {
        return (Says::Same, Says::Same, 1000);
    }
    let (left, right) = if one_place { (lb, rb) } else { (lf, rf) };
    let (left, right) = (entries.symbols.text(left), entries.symbols.text(right));
    let alike = likeness(left, right);
    let marks = if marks_differ(left, right) || orders_differ(left, right) {
        Says::Differs
    } else {
        Says::Same
    };
    let name = if alike >= CLOSE && marks == Says::Same && one_place {
        Says::Close
    } else {
        Says::Differs
    };
    (name, marks, alike)
}
