//! One definition per table. [`table!`](crate::table!) turns it into the struct, the list of
//! [`Column`]s and the two-way street between a row and its [`Value`]s; reader, writer, schema,
//! templates, aliases and reference page are all made from the columns.

use crate::day::Day;
use crate::money::Fen;
use crate::origin::{Cell, Origin};
use crate::words::Vocabulary;
use rust_decimal::Decimal;
use std::sync::Arc;

/// Text of a cell. Shared: columns of a register repeat few texts, and its rows are copied often.
pub type Text = Arc<str>;
/// Several texts in one cell; empty means not stated.
pub type List = Vec<Text>;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Free text.
    Text,
    /// A code of the column's vocabulary, or the label as it stood where it is in no list.
    Code,
    /// Money, yuan with two decimals, exact.
    Amount,
    /// A quantity, up to six decimals, exact.
    Decimal,
    /// A percentage: the figure before the sign, 0–100, up to six decimals, exact.
    Percent,
    /// A whole number.
    Integer,
    /// A date with its precision.
    Date,
    /// Yes or no; absent = not stated.
    Bool,
    /// Several texts (or codes).
    List,
}

/// What of a column could identify a natural person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Privacy {
    /// Nothing.
    #[default]
    Public,
    /// Identity number: never written, only its keyed hash and a masked form.
    IdNumber,
    /// Bank account: never written, only masked.
    BankAccount,
    /// Phone number: never written, only masked.
    Phone,
    /// A natural person's name: never written, only masked.
    PersonName,
    /// A post or a person: posts are kept, names masked.
    PostOrPerson,
    /// A unit or a person: units are kept, names masked.
    UnitOrPerson,
}

/// One column of a table: its only definition.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Stable English name: the field.
    pub name: &'static str,
    /// Chinese heading, as templates and reports print it.
    pub label: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Meaning, as the reference page prints it.
    pub doc: &'static str,
    /// Other headings by which sources call it.
    pub aliases: &'static [&'static str],
    /// The codes, where the kind is `Code` (or a list of codes).
    pub vocabulary: Option<&'static Vocabulary>,
    /// Part of the table's key.
    pub key: bool,
    /// A row without it is rejected.
    pub required: bool,
    /// What of it could identify a person.
    pub privacy: Privacy,
    /// Unit of measure, where the kind does not say it.
    pub unit: Option<&'static str>,
}

impl Column {
    /// A public column of that kind.
    #[must_use]
    pub const fn new(
        name: &'static str,
        label: &'static str,
        kind: Kind,
        doc: &'static str,
        aliases: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            label,
            kind,
            doc,
            aliases,
            vocabulary: None,
            key: false,
            required: false,
            privacy: Privacy::Public,
            unit: None,
        }
    }

    /// Its codes.
    #[must_use]
    pub const fn vocabulary(self, vocabulary: &'static Vocabulary) -> Self {
        Self { vocabulary: Some(vocabulary), ..self }
    }

    /// Marks part of the key.
    #[must_use]
    pub const fn key(self) -> Self {
        Self { key: true, ..self }
    }

    /// Marks a column no row may lack.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Its unit of measure.
    #[must_use]
    pub const fn unit(self, unit: &'static str) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// See [`Privacy::IdNumber`].
    #[must_use]
    pub const fn id_number(self) -> Self {
        Self { privacy: Privacy::IdNumber, ..self }
    }

    /// See [`Privacy::BankAccount`].
    #[must_use]
    pub const fn bank_account(self) -> Self {
        Self { privacy: Privacy::BankAccount, ..self }
    }

    /// See [`Privacy::Phone`].
    #[must_use]
    pub const fn phone(self) -> Self {
        Self { privacy: Privacy::Phone, ..self }
    }

    /// See [`Privacy::PersonName`].
    #[must_use]
    pub const fn person_name(self) -> Self {
        Self { privacy: Privacy::PersonName, ..self }
    }

    /// See [`Privacy::PostOrPerson`].
    #[must_use]
    pub const fn post_or_person(self) -> Self {
        Self { privacy: Privacy::PostOrPerson, ..self }
    }

    /// See [`Privacy::UnitOrPerson`].
    #[must_use]
    pub const fn unit_or_person(self) -> Self {
        Self { privacy: Privacy::UnitOrPerson, ..self }
    }

    /// Whether only a masked form of it may be written.
    #[must_use]
    pub const fn is_personal(&self) -> bool {
        !matches!(self.privacy, Privacy::Public | Privacy::UnitOrPerson)
    }

    /// The name under which files hold it: the field's, or `<field>_masked` where only a masked
    /// form may be written.
    #[must_use]
    pub fn file_name(&self) -> String {
        if self.is_personal() { format!("{}_masked", self.name) } else { self.name.to_owned() }
    }
}

/// A table: name, label and columns.
#[derive(Debug)]
pub struct TableDef {
    /// Stable English name; the file is `<name>.parquet`.
    pub name: &'static str,
    /// Chinese name.
    pub label: &'static str,
    /// What one row is.
    pub doc: &'static str,
    /// In the order in which files hold them.
    pub columns: &'static [Column],
    /// Whether rows carry an [`Origin`] (input tables do, tables that steps write do not).
    pub has_origin: bool,
}

impl TableDef {
    /// The column of that field name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// Whether rows carry a `person_hash`.
    #[must_use]
    pub fn about_persons(&self) -> bool {
        self.columns.iter().any(|c| matches!(c.privacy, Privacy::IdNumber | Privacy::PersonName))
    }
}

/// The value of one cell, owned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Value {
    /// Not stated.
    #[default]
    Null,
    /// Text or code.
    Text(Text),
    /// Money.
    Amount(Fen),
    /// Quantity or percentage.
    Decimal(Decimal),
    /// Whole number.
    Integer(i64),
    /// Date.
    Date(Day),
    /// Yes or no.
    Bool(bool),
    /// Several texts.
    List(List),
}

impl Value {
    /// Whether nothing is stated.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// As CSV files and evidence show it; empty when null. Lists are joined by `、`.
impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Text(v) => f.write_str(v),
            Self::Amount(v) => v.fmt(f),
            Self::Decimal(v) => v.normalize().fmt(f),
            Self::Integer(v) => v.fmt(f),
            Self::Date(v) => v.fmt(f),
            Self::Bool(v) => v.fmt(f),
            Self::List(v) => f.write_str(&v.join("、")),
        }
    }
}

/// A Rust type that a cell can have.
pub trait CellType: Sized + Default {
    /// The value to write.
    fn to_value(&self) -> Value;
    /// Reads a value back; `None` if it is of another type.
    fn from_value(value: Value) -> Option<Self>;
    /// Whether nothing is stated.
    fn is_null(&self) -> bool;
}

macro_rules! cell_type {
    ($($type:ty => $variant:ident),+ $(,)?) => {$(
        impl CellType for Option<$type> {
            fn to_value(&self) -> Value {
                self.clone().map_or(Value::Null, Value::$variant)
            }
            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Null => Some(None),
                    Value::$variant(v) => Some(Some(v)),
                    _ => None,
                }
            }
            fn is_null(&self) -> bool {
                self.is_none()
            }
        }
    )+};
}

cell_type! { Text => Text, Fen => Amount, Decimal => Decimal, i64 => Integer, Day => Date, bool => Bool }

impl CellType for List {
    fn to_value(&self) -> Value {
        if self.is_empty() { Value::Null } else { Value::List(self.clone()) }
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Null => Some(Self::new()),
            Value::List(v) => Some(v),
            _ => None,
        }
    }
    fn is_null(&self) -> bool {
        self.is_empty()
    }
}

/// A row of a table, whichever.
pub trait Row: Default + Clone + Send + Sync + 'static {
    /// Its table.
    const TABLE: &'static TableDef;
    /// Where it came from; `None` for tables that steps write.
    fn origin(&self) -> Option<&Origin>;
    /// The same, to be filled.
    fn origin_mut(&mut self) -> Option<&mut Origin>;
    /// The values, in the order of the columns.
    fn values(&self) -> Vec<Value>;
    /// The value of one column; `Null` where there is no such column.
    fn value(&self, column: &str) -> Value;
    /// Sets one column; `false` if there is none of that name or the value is of another type.
    fn set(&mut self, column: &str, value: Value) -> bool;
    /// The same, by the column's place in [`TableDef::columns`].
    fn set_at(&mut self, index: usize, value: Value) -> bool;

    /// The cells of this row that a finding rests on, by field name; empty for rows without origin.
    fn cells(&self, columns: &[&str]) -> Vec<Cell> {
        debug_assert!(
            columns.iter().all(|c| Self::TABLE.column(c).is_some()),
            "{columns:?} of {}",
            Self::TABLE.name
        );
        let Some(origin) = self.origin() else {
            return Vec::new();
        };
        columns.iter().map(|c| origin.cell(c, self.value(c).to_string())).collect()
    }

    /// The row's id; empty for rows without origin.
    fn row_id(&self) -> &str {
        self.origin().map_or("", |o| &o.row_id)
    }
}

/// The Rust type of a column kind.
#[doc(hidden)]
#[macro_export]
macro_rules! __type {
    (text) => { Option<$crate::Text> };
    (code) => { Option<$crate::Text> };
    (amount) => { Option<$crate::Fen> };
    (decimal) => { Option<$crate::Decimal> };
    (percent) => { Option<$crate::Decimal> };
    (integer) => { Option<i64> };
    (date) => { Option<$crate::Day> };
    (bool) => { Option<bool> };
    (list) => { $crate::List };
}

/// The [`Kind`] of a column kind.
#[doc(hidden)]
#[macro_export]
macro_rules! __kind {
    (text) => {
        $crate::Kind::Text
    };
    (code) => {
        $crate::Kind::Code
    };
    (amount) => {
        $crate::Kind::Amount
    };
    (decimal) => {
        $crate::Kind::Decimal
    };
    (percent) => {
        $crate::Kind::Percent
    };
    (integer) => {
        $crate::Kind::Integer
    };
    (date) => {
        $crate::Kind::Date
    };
    (bool) => {
        $crate::Kind::Bool
    };
    (list) => {
        $crate::Kind::List
    };
}

/// Defines a table. `input` tables carry an [`Origin`]; `output` tables do not.
///
/// ```text
/// table! {
///     /// What one row is.
///     input Asset = "assets", "资产" {
///         /// Meaning.
///         name: kind(VOCABULARY) [flag, flag] in "unit" = "标签", "别名", …;
///     }
/// }
/// ```
#[macro_export]
macro_rules! table {
    (
        $(#[doc = $doc:literal])+
        input $name:ident = $table:literal, $label:literal { $($body:tt)+ }
    ) => {
        $crate::table! { @ [$($doc)+] $name $table $label (origin: $crate::Origin,) true {$($body)+} }
        impl $name {
            /// The address of a cell of this row.
            #[must_use]
            pub fn cell(&self, column: &str) -> $crate::Cell {
                debug_assert!(<Self as $crate::Row>::TABLE.column(column).is_some(), "{column}");
                self.origin.cell(column, $crate::Row::value(self, column).to_string())
            }
        }
    };
    (
        $(#[doc = $doc:literal])+
        output $name:ident = $table:literal, $label:literal { $($body:tt)+ }
    ) => {
        $crate::table! { @ [$($doc)+] $name $table $label () false {$($body)+} }
    };
    (
        @ [$($doc:literal)+] $name:ident $table:literal $label:literal ($($origin:ident : $origin_type:ty,)?) $has_origin:literal {
            $(
                $(#[doc = $cdoc:literal])+
                $column:ident : $kind:ident $(($vocabulary:expr))? $([$($flag:ident),+])? $(in $unit:literal)? = $clabel:literal $(, $alias:literal)*;
            )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name {
            $(/// Where the row came from.
            pub $origin: $origin_type,)?
            $($(#[doc = $cdoc])+ pub $column: $crate::__type!($kind),)+
        }

        impl $crate::Row for $name {
            const TABLE: &'static $crate::TableDef = &$crate::TableDef {
                name: $table,
                label: $label,
                doc: concat!($($doc),+),
                columns: &[$(
                    $crate::Column::new(stringify!($column), $clabel, $crate::__kind!($kind), concat!($($cdoc),+), &[$($alias),*])
                        $(.vocabulary(&$vocabulary))? $($(.$flag())+)? $(.unit($unit))?
                ),+],
                has_origin: $has_origin,
            };
            fn origin(&self) -> Option<&$crate::Origin> {
                $(return Some(&self.$origin);)?
                #[allow(unreachable_code, reason = "tables that steps write have no origin")]
                None
            }
            fn origin_mut(&mut self) -> Option<&mut $crate::Origin> {
                $(return Some(&mut self.$origin);)?
                #[allow(unreachable_code, reason = "tables that steps write have no origin")]
                None
            }
            fn values(&self) -> Vec<$crate::Value> {
                vec![$($crate::table::CellType::to_value(&self.$column)),+]
            }
            fn value(&self, column: &str) -> $crate::Value {
                match column {
                    $(stringify!($column) => $crate::table::CellType::to_value(&self.$column),)+
                    _ => $crate::Value::Null,
                }
            }
            fn set(&mut self, column: &str, value: $crate::Value) -> bool {
                match column {
                    $(stringify!($column) => $crate::table::CellType::from_value(value).map(|v| self.$column = v).is_some(),)+
                    _ => false,
                }
            }
            fn set_at(&mut self, index: usize, value: $crate::Value) -> bool {
                let mut at = 0;
                $(
                    if index == at {
                        return $crate::table::CellType::from_value(value).map(|v| self.$column = v).is_some();
                    }
                    at += 1;
                )+
                debug_assert!(at == Self::TABLE.columns.len());
                false
            }
        }
    };
}
