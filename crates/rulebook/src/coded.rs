//! Codes of a vocabulary as parameters, written as codes or as labels (财政专项扶贫资金): checked
//! when a rulebook is read, so that a misspelt one is an error of the book.

use ledger::words::{
    Vocabulary, accounts, assets, contracts, disposals, distribution, money, oversight, projects,
};
use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeMap;

/// A code of a vocabulary.
pub type Code = &'static str;

/// Codes of `fund_source`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn fund_sources<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &money::FUND_SOURCE)
}

/// Codes of `asset_purpose`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn purposes<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::ASSET_PURPOSE)
}

/// Codes of `owner_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn owner_types<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::OWNER_TYPE)
}

/// Codes of `asset_class`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn classes<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::ASSET_CLASS)
}

/// One code of `asset_class`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn class<'de, D: Deserializer<'de>>(text: D) -> Result<Code, D::Error> {
    code(&String::deserialize(text)?, &assets::ASSET_CLASS)
}

/// Codes of `asset_subclass`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn subclasses<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::ASSET_SUBCLASS)
}

/// Codes of `asset_form`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn forms<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::ASSET_FORM)
}

/// Codes of `ledger`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn ledgers<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::LEDGER)
}

/// One code of `ledger`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn ledger<'de, D: Deserializer<'de>>(text: D) -> Result<Code, D::Error> {
    code(&String::deserialize(text)?, &assets::LEDGER)
}

/// Code of `ledger` → parameters.
///
/// # Errors
/// A key that is neither code nor label.
pub fn by_ledger<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    map: D,
) -> Result<BTreeMap<Code, T>, D::Error> {
    BTreeMap::<String, T>::deserialize(map)?
        .into_iter()
        .map(|(ledger, value)| Ok((code(&ledger, &assets::LEDGER)?, value)))
        .collect()
}

/// Codes of `industry_sector`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn sectors<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &projects::INDUSTRY_SECTOR)
}

/// Codes of `project_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn project_types<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &projects::PROJECT_TYPE)
}

/// Code of `asset_class` → texts.
///
/// # Errors
/// A key that is neither code nor label.
pub fn by_class<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    map: D,
) -> Result<BTreeMap<Code, T>, D::Error> {
    BTreeMap::<String, T>::deserialize(map)?
        .into_iter()
        .map(|(class, value)| Ok((code(&class, &assets::ASSET_CLASS)?, value)))
        .collect()
}

/// Codes of `operation_mode`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn modes<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &contracts::OPERATION_MODE)
}

/// Codes of `operator_selection_method`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn selection_methods<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &contracts::OPERATOR_SELECTION_METHOD)
}

/// Codes of `proposer_roles`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn proposers<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &contracts::PROPOSER_ROLES)
}

/// Codes of `village_meeting_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn meetings<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &contracts::VILLAGE_MEETING_TYPE)
}

/// Codes of `operator_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn operator_types<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &contracts::OPERATOR_TYPE)
}

/// Codes of `contract_clauses`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn contract_clauses<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &contracts::CONTRACT_CLAUSES)
}

/// Codes of `linkage_mode`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn linkage_modes<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &contracts::LINKAGE_MODE)
}

/// Codes of `custodian_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn custodian_types<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::CUSTODIAN_TYPE)
}

/// Codes of `change_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn change_types<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &accounts::CHANGE_TYPE)
}

/// Codes of `handover_doc_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn handover_papers<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &projects::HANDOVER_DOC_TYPE)
}

/// Codes of `publicity_channel`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn channels<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &disposals::PUBLICITY_CHANNEL)
}

/// Code of `owner_type` → codes of `register_system`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn systems_by_owner<'de, D: Deserializer<'de>>(
    map: D,
) -> Result<BTreeMap<Code, Vec<Code>>, D::Error> {
    BTreeMap::<String, Vec<String>>::deserialize(map)?
        .into_iter()
        .map(|(owner, systems)| {
            let systems = systems
                .iter()
                .map(|system| code(system, &assets::REGISTER_SYSTEM))
                .collect::<Result<_, _>>()?;
            Ok((code(&owner, &assets::OWNER_TYPE)?, systems))
        })
        .collect()
}

/// Codes of `certificate_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn certificates<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::CERTIFICATE_TYPE)
}

/// Codes of `recipient_status`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn statuses<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &distribution::RECIPIENT_STATUS)
}

/// Codes of `dist_reason_code`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn reasons<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &distribution::DIST_REASON_CODE)
}

/// Codes of `share_reassigned_to_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn reassigned<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &distribution::SHARE_REASSIGNED_TO_TYPE)
}

/// Codes of `recipient_labour_capacity`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn labour<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &distribution::RECIPIENT_LABOUR_CAPACITY)
}

/// Code of `recipient_labour_capacity` → parameter.
///
/// # Errors
/// A key that is neither code nor label.
pub fn by_labour<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    map: D,
) -> Result<BTreeMap<Code, T>, D::Error> {
    BTreeMap::<String, T>::deserialize(map)?
        .into_iter()
        .map(|(key, value)| Ok((code(&key, &distribution::RECIPIENT_LABOUR_CAPACITY)?, value)))
        .collect()
}

/// Codes of `dist_use_category`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn uses<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &distribution::DIST_USE_CATEGORY)
}

/// Codes of `village_priority_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn villages<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &distribution::VILLAGE_PRIORITY_TYPE)
}

/// Codes of `share_holder_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn holders<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &distribution::SHARE_HOLDER_TYPE)
}

/// Codes of `plan_sections`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn sections<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &distribution::PLAN_SECTIONS)
}

/// Codes of `eval_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn evaluations<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &oversight::EVAL_TYPE)
}

/// Codes of `eval_result`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn results<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &oversight::EVAL_RESULT)
}

/// Codes of `publicity_subject`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn notices<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &oversight::PUBLICITY_SUBJECT)
}

/// Codes of `guarantee_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn guarantees<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &contracts::GUARANTEE_TYPE)
}

/// Codes of `coverage_scope`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn scopes<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &projects::COVERAGE_SCOPE)
}

/// Codes of `performance_rating`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn ratings<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::PERFORMANCE_RATING)
}

/// Codes of `asset_status`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn asset_statuses<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::ASSET_STATUS)
}

/// Codes of `disposal_reason`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn disposal_reasons<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &disposals::DISPOSAL_REASON)
}

/// Codes of `disposal_method`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn disposal_methods<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &disposals::DISPOSAL_METHOD)
}

/// Codes of `proceeds_use_category`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn proceeds_uses<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &disposals::PROCEEDS_USE_CATEGORY)
}

/// Codes of `eval_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn eval_types<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &oversight::EVAL_TYPE)
}

/// Codes of `publicity_subject`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn publicity_subjects<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &oversight::PUBLICITY_SUBJECT)
}

/// Codes of `archive_stage`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn archive_stages<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::ARCHIVE_STAGE)
}

/// Codes of `archive_doc_types`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn archive_papers<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::ARCHIVE_DOC_TYPES)
}

/// Codes of `custodian_type` or of `operator_type`.
///
/// # Errors
/// A text that is neither code nor label of one of them.
pub fn keepers_or_operators<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    Vec::<String>::deserialize(list)?
        .iter()
        .map(|text| {
            code(text, &assets::CUSTODIAN_TYPE)
                .or_else(|_: D::Error| code(text, &contracts::OPERATOR_TYPE))
        })
        .collect()
}

/// Groups of codes of `owner_type`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn groups_of_owners<'de, D: Deserializer<'de>>(lists: D) -> Result<Vec<Vec<Code>>, D::Error> {
    Vec::<Vec<String>>::deserialize(lists)?
        .iter()
        .map(|group| group.iter().map(|text| code(text, &assets::OWNER_TYPE)).collect())
        .collect()
}

/// One code of `dist_use_category`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn one_use<'de, D: Deserializer<'de>>(text: D) -> Result<Code, D::Error> {
    code(&String::deserialize(text)?, &distribution::DIST_USE_CATEGORY)
}

pub(crate) fn of<'de, D: Deserializer<'de>>(
    list: D,
    words: &'static Vocabulary,
) -> Result<Vec<Code>, D::Error> {
    let texts = Vec::<String>::deserialize(list)?;
    texts.iter().map(|text| code(text, words)).collect()
}

pub(crate) fn code<E: de::Error>(text: &str, words: &'static Vocabulary) -> Result<Code, E> {
    words.code_of(text).ok_or_else(|| {
        let labels: Vec<&str> = words.0.iter().map(|(code, _)| words.label_of(code)).collect();
        E::custom(format!("“{text}”不在词表之中，可写{}", labels.join("、")))
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Rule {
        #[serde(deserialize_with = "super::fund_sources")]
        sources: Vec<&'static str>,
    }

    #[test]
    fn labels_and_codes_are_read_and_the_rest_is_refused_with_its_place() {
        let rule: Rule = toml::from_str("sources = [\"衔接资金\", \"social\"]").unwrap();
        assert_eq!(rule.sources, ["bridging", "social"]);
        let error = toml::from_str::<Rule>("\nsources = [\"神秘资金\"]").err().unwrap();
        assert!(error.to_string().contains("神秘资金"));
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
