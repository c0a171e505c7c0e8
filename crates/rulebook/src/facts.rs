//! Facts: the closed list of what a condition may ask about an asset. Anything to be computed is a
//! named fact, computed in Rust; conditions themselves are only sets (see [`crate::when`]).

use ledger::Text;
use ledger::words::{Vocabulary, assets, contracts, money, projects};
use std::collections::BTreeMap;

/// One fact that conditions may name.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    /// Key in a rulebook: `sector`.
    pub name: &'static str,
    /// What people call it: 行业.
    pub label: &'static str,
    /// Every value that it can have.
    pub domain: &'static [&'static str],
    /// What it means and where it comes from.
    pub doc: &'static str,
    words: &'static Vocabulary,
}

static YES_NO: Vocabulary = Vocabulary(&[("yes", &["是"]), ("no", &["否"])]);

const ANSWER: &[&str] = &["yes", "no"];
const OWNERS: &[&str] = &[
    "county_gov",
    "county_dept",
    "township",
    "village_collective",
    "household",
    "state_farm",
    "joint",
    "operator",
    "undetermined",
];

/// A fact whose values are codes of a vocabulary.
const fn coded(
    name: &'static str,
    label: &'static str,
    domain: &'static [&'static str],
    words: &'static Vocabulary,
    doc: &'static str,
) -> Fact {
    Fact { name, label, domain, doc, words }
}

/// A fact that is true or not.
const fn yes_no(name: &'static str, label: &'static str, doc: &'static str) -> Fact {
    coded(name, label, ANSWER, &YES_NO, doc)
}

/// All facts.
pub static FACTS: &[Fact] = &[
    coded(
        "class",
        "资产类别",
        &["public", "operating", "household"],
        &assets::ASSET_CLASS,
        "Managed class.",
    ),
    coded(
        "subclass",
        "资产二级类型",
        &[
            "road",
            "bridge",
            "irrigation",
            "farmland",
            "water_supply",
            "drainage",
            "sanitation",
            "lighting",
            "power",
            "network",
            "education",
            "health",
            "culture_sports",
            "science",
            "public_service",
            "elderly_care",
            "industry_base",
            "greenhouse",
            "processing",
            "workshop",
            "industrial_park",
            "plant_building",
            "cold_storage",
            "photovoltaic",
            "tourism",
            "ecommerce",
            "shop",
            "market",
            "operating_infrastructure",
            "machinery",
            "equipment",
            "livestock",
            "orchard",
            "pen",
            "house",
            "courtyard",
            "cellar",
            "heating",
            "cooperative",
            "equity",
            "claim",
            "current",
            "other",
        ],
        &assets::ASSET_SUBCLASS,
        "Sub-class.",
    ),
    coded(
        "nature",
        "国有集体性质",
        &["state", "collective"],
        &assets::ASSET_NATURE,
        "State or collective: by who received the money (A25), else as stated.",
    ),
    coded(
        "operation",
        "经营方式",
        &["self", "contract", "lease", "trust", "co_operation", "entrusted", "equity"],
        &contracts::OPERATION_MODE,
        "How it is run.",
    ),
    yes_no("equity", "股权", "The asset is a share or a claim, by its form or its sub-class."),
    coded(
        "sector",
        "行业",
        &[
            "agriculture",
            "livestock",
            "forestry",
            "water",
            "transport",
            "education",
            "health",
            "culture",
            "commerce",
            "industry_park",
            "housing",
            "environment",
            "energy",
            "civil_affairs",
            "labour",
            "disabled",
            "organisation",
            "women",
            "ethnic",
            "natural_resources",
            "development",
            "other",
        ],
        &projects::INDUSTRY_SECTOR,
        "Sector: stated, else the project's, else what the sub-class shows.",
    ),
    coded(
        "coverage",
        "覆盖范围",
        &["single_village", "joint_village", "cross_village", "cross_township", "county"],
        &projects::COVERAGE_SCOPE,
        "Villages served: stated, else what the villages named, the project or the investments show.",
    ),
    coded(
        "implementer",
        "实施层级",
        &["county", "township", "village"],
        &projects::IMPLEMENTING_LEVEL,
        "Level of the unit that carried the project out: stated, else what its name shows.",
    ),
    coded(
        "recipient",
        "资金拨付去向",
        &["county_dept", "township", "village", "operator"],
        &money::FUND_RECIPIENT_LEVEL,
        "Who received the money.",
    ),
    coded(
        "project-type",
        "项目类型",
        &[
            "industry",
            "household_industry",
            "household_income",
            "technology",
            "four_no_one_standard",
            "six_improvements",
            "infrastructure",
            "public_service",
            "village_road",
            "drinking_water",
            "culture_square",
            "photovoltaic",
            "village_economy",
            "workshop",
            "care_centre",
            "housing",
            "relocation",
            "training",
            "finance",
            "equity",
            "other",
        ],
        &projects::PROJECT_TYPE,
        "Kind of project: stated, else the project's.",
    ),
    yes_no(
        "before-start",
        "形成于起始年度之前",
        "Formed before the county's first year (A14, A15: formation, else acceptance, completion, \
         fund year).",
    ),
    yes_no(
        "after-end",
        "形成于截止年度之后",
        "Formed after the county's last year, found likewise.",
    ),
    yes_no(
        "household-owned",
        "产权已明确到户",
        "A household asset, or one that a household is stated to benefit from alone.",
    ),
    yes_no("village-managed", "纳入村级管理", "The row is filed under a village."),
    yes_no(
        "income-scheme",
        "资产收益项目",
        "The asset is in the income-sharing scheme; not stated is no.",
    ),
    yes_no("fiscal-money", "含财政资金", "Any of its money is fiscal."),
    yes_no("collective-money", "含村集体资金", "Any of its money is the village collective's own."),
    yes_no("aid-money", "含帮扶捐赠资金", "Any of its money is pairing or social aid, or a gift."),
    yes_no(
        "boarded-livestock",
        "户有寄养畜禽",
        "Live animals that name the household they belong to.",
    ),
    yes_no("village-received", "已移交村集体", "It was handed over to a village's body."),
    yes_no("real-estate", "不动产", "It is real estate."),
    yes_no("relocation-only", "仅易地搬迁资金", "All of its money is for relocation."),
    yes_no("decided", "已有确权决定", "The title record names a decision by its number."),
    coded(
        "stated-owner",
        "登记的产权归属层级",
        OWNERS,
        &assets::OWNER_TYPE,
        "Level of the owner that the books state.",
    ),
    yes_no(
        "under-township",
        "乡镇组织实施或已移交乡村",
        "The township or a village carried the project out, or it was handed over to one of them.",
    ),
    coded(
        "owner",
        "产权归属层级",
        OWNERS,
        &assets::OWNER_TYPE,
        "Level of the owner, decided or stated: only for checks that follow title.",
    ),
];

impl Fact {
    /// The fact of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        FACTS.iter().find(|fact| fact.name == name)
    }

    /// The value that a code or a label (教育, 单村, 是) stands for.
    #[must_use]
    pub fn value_of(&self, text: &str) -> Option<&'static str> {
        let code = self.words.code_of(text)?;
        self.domain.iter().copied().find(|value| *value == code)
    }

    /// What people call a value.
    #[must_use]
    pub fn label_of<'a>(&self, value: &'a str) -> &'a str {
        self.words.label_of(value)
    }
}

/// What is known of one asset: fact → value. A fact that the data do not give is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts(BTreeMap<&'static str, &'static str>);

impl Facts {
    /// Nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a fact by its name, to a code or a label. `false` where there is no such fact or the
    /// value is none of its values; the fact then stays as it was.
    pub fn set(&mut self, name: &str, value: &str) -> bool {
        let Some(fact) = Fact::find(name) else {
            return false;
        };
        let Some(value) = fact.value_of(value) else {
            return false;
        };
        self.0.insert(fact.name, value);
        true
    }

    /// The same, chained; a value that is none of the fact's leaves it unknown.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// The value of a fact; `None` where it is unknown.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'static str> {
        self.0.get(name).copied()
    }

    /// The known facts, in alphabetical order.
    pub fn known(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.iter().map(|(name, value)| (*name, *value))
    }

    /// The known facts as people read them: `行业=教育`.
    #[must_use]
    pub fn readable(&self) -> Vec<Text> {
        self.known()
            .filter_map(|(name, value)| {
                let fact = Fact::find(name)?;
                Some(format!("{}={}", fact.label, fact.label_of(value)).into())
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{FACTS, Fact, Facts};
    use std::collections::BTreeSet;

    #[test]
    fn every_value_of_every_fact_has_a_label_that_leads_back_to_it() {
        let mut names = BTreeSet::new();
        for fact in FACTS {
            assert!(names.insert(fact.name), "{} stands twice", fact.name);
            for value in fact.domain {
                assert_ne!(fact.label_of(value), *value, "{} {value}", fact.name);
                assert_eq!(fact.value_of(fact.label_of(value)), Some(*value), "{}", fact.name);
            }
        }
    }

    #[test]
    fn facts_take_codes_and_labels_and_refuse_the_rest() {
        let mut facts = Facts::new();
        assert!(facts.set("sector", "教育") && facts.set("coverage", "single_village"));
        assert!(!facts.set("sector", "天文") && !facts.set("weather", "rain"));
        assert_eq!(facts.get("sector"), Some("education"));
        assert_eq!(facts.get("weather"), None);
        assert_eq!(&*facts.readable()[0], "覆盖范围=单村");
        assert_eq!(Fact::find("sector").and_then(|f| f.value_of("卫生")), Some("health"));
    }
}
