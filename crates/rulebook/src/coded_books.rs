//! Codes of vocabularies about money, ledgers and systems as parameters, as in [`crate::coded`].

use crate::coded::{Code, code, of};
use ledger::words::{accounts, assets, disposals, money};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// Codes of `fund_use_direction`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn fund_uses<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &money::FUND_USE_DIRECTION)
}

/// Codes of `fund_recipient_level`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn recipients<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &money::FUND_RECIPIENT_LEVEL)
}

/// Codes of `asset_nature`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn natures<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::ASSET_NATURE)
}

/// One code of `asset_nature`, or none.
///
/// # Errors
/// A text that is neither code nor label.
pub fn nature<'de, D: Deserializer<'de>>(text: D) -> Result<Option<Code>, D::Error> {
    code(&String::deserialize(text)?, &assets::ASSET_NATURE).map(Some)
}

/// Code of `asset_nature` → codes of `register_system`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn systems_by_nature<'de, D: Deserializer<'de>>(
    map: D,
) -> Result<BTreeMap<Code, Vec<Code>>, D::Error> {
    let by_nature = BTreeMap::<String, Vec<String>>::deserialize(map)?;
    let systems = |texts: Vec<String>| -> Result<Vec<Code>, D::Error> {
        texts.iter().map(|system| code(system, &assets::REGISTER_SYSTEM)).collect()
    };
    by_nature
        .into_iter()
        .map(|(nature, texts)| Ok((code(&nature, &assets::ASSET_NATURE)?, systems(texts)?)))
        .collect()
}

/// Codes of `ledger_level`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn levels<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    of(list, &assets::LEDGER_LEVEL)
}

/// One code of `accounting_rule`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn accounting_rule<'de, D: Deserializer<'de>>(text: D) -> Result<Code, D::Error> {
    code(&String::deserialize(text)?, &accounts::ACCOUNTING_RULE)
}

/// Groups of codes of `publicity_channel`.
///
/// # Errors
/// A text that is neither code nor label.
pub fn groups_of_channels<'de, D: Deserializer<'de>>(lists: D) -> Result<Vec<Vec<Code>>, D::Error> {
    Vec::<Vec<String>>::deserialize(lists)?
        .iter()
        .map(|group| group.iter().map(|text| code(text, &disposals::PUBLICITY_CHANNEL)).collect())
        .collect()
}
