//! Conditions: for each fact that a rule names, the values it admits. No expressions.

use crate::facts::{Fact, Facts};
use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeMap;

/// `when = { coverage = ["single_village"], village-managed = ["yes"] }`: all must hold. Values
/// are codes or labels; an unknown fact or value is an error of the rulebook. Empty always holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When(BTreeMap<&'static str, Vec<&'static str>>);

/// Whether a condition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// Every fact that it names has an admitted value.
    Yes,
    /// One fact has another value, whatever the unknown ones are.
    No,
    /// It depends on these facts, which the data do not give.
    Unknown(Vec<&'static str>),
}

impl When {
    /// Whether there is no condition.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The facts that it names, each with the values it admits.
    pub fn conditions(&self) -> impl Iterator<Item = (&'static str, &[&'static str])> {
        self.0.iter().map(|(name, values)| (*name, values.as_slice()))
    }

    /// Whether it holds for what is known.
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> Holds {
        let mut unknown = Vec::new();
        for (name, admitted) in &self.0 {
            match facts.get(name) {
                Some(value) if admitted.contains(&value) => {}
                Some(_) => return Holds::No,
                None => unknown.push(*name),
            }
        }
        if unknown.is_empty() { Holds::Yes } else { Holds::Unknown(unknown) }
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut out = BTreeMap::new();
        for (name, values) in BTreeMap::<String, Vec<String>>::deserialize(deserializer)? {
            let fact = Fact::find(&name)
                .ok_or_else(|| de::Error::custom(format!("没有名为“{name}”的事实")))?;
            let admitted = values
                .iter()
                .map(|text| {
                    fact.value_of(text)
                        .ok_or_else(|| de::Error::custom(format!("“{text}”不是“{name}”的取值")))
                })
                .collect::<Result<Vec<_>, _>>()?;
            out.insert(fact.name, admitted);
        }
        Ok(Self(out))
    }
}

#[cfg(test)]
mod tests {
    use super::{Holds, When};
    use crate::facts::Facts;

    fn when(text: &str) -> When {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn all_conditions_must_hold_and_one_that_fails_settles_it() {
        let rule = when("coverage = [\"单村\"]\nimplementer = [\"county\", \"township\"]");
        let single = Facts::new().with("coverage", "single_village");
        assert_eq!(rule.holds(&single), Holds::Unknown(vec!["implementer"]));
        assert_eq!(rule.holds(&single.clone().with("implementer", "乡镇")), Holds::Yes);
        assert_eq!(rule.holds(&single.with("implementer", "village")), Holds::No);
        assert_eq!(rule.holds(&Facts::new().with("coverage", "全县")), Holds::No);
        assert_eq!(When::default().holds(&Facts::new()), Holds::Yes);
    }

    #[test]
    fn unknown_facts_and_values_are_errors() {
        assert!(toml::from_str::<When>("weather = [\"rain\"]").is_err());
        assert!(toml::from_str::<When>("coverage = [\"on the moon\"]").is_err());
    }
}
