//! Check families: what a clause can order. One variant each, with typed parameters; a county
//! states only what its text states. Unknown keys are errors.

pub mod custody;
pub mod disposal;
pub mod distribution;
pub mod duty;
pub mod ownership;
pub mod reconciliation;

use serde::Deserialize;

/// A check family's parameters.
pub trait Family: Sized {
    /// The key under `check.` in a rulebook.
    const NAME: &'static str;
    /// The parameters, if the check is of this family.
    fn of(check: &Check) -> Option<&Self>;
}

macro_rules! families {
    ($($variant:ident($type:ty) = $name:literal,)+) => {
        /// The check that a clause orders.
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        pub enum Check {
            $(
                #[doc = concat!("`check.", $name, "`")]
                #[serde(rename = $name)]
                $variant($type),
            )+
        }

        impl Check {
            /// The names of all families.
            pub const FAMILIES: &'static [&'static str] = &[$($name),+];

            /// The name of its family.
            #[must_use]
            pub const fn family(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)+ }
            }
        }

        $(
            impl Family for $type {
                const NAME: &'static str = $name;
                fn of(check: &Check) -> Option<&Self> {
                    if let Check::$variant(rule) = check { Some(rule) } else { None }
                }
            }
        )+
    };
}

// Grouped by the step that makes the check; the structs stand in the file of that group.
families! {
    // reconcile (reconciliation.rs)
    // confirm-ownership: title (ownership.rs)
    Owner(ownership::Owner) = "owner",
    // confirm-ownership: custody and operation (custody.rs)
    // distribute (distribution.rs)
    // dispose-check (disposal.rs)
    // report (duty.rs)
}
