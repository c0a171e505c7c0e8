//! What a check family can be told, read off its definition: the names of its parameters and what
//! each may hold. A reader that offers nothing watches what the definition asks for, so this
//! cannot say anything else than what a rulebook may say.
//!
//! In: the name of a family. Out: its [`Parameter`]s in the order of the definition, tables within
//! tables too. What must always hold: no definition is repeated here, and none is left out.

use crate::checks::{Check, OfFamily};
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;
use std::fmt;

/// One parameter of a check family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its key.
    pub name: &'static str,
    /// How many lists stand around it: 1 = a list, 2 = a list of lists.
    pub lists: usize,
    /// Whether it is a table of such values, by keys of the county's choosing.
    pub by_key: bool,
    /// What it holds.
    pub holds: Holds,
}

/// What a parameter holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// `true` or `false`.
    YesNo,
    /// A whole number.
    Number,
    /// A text; what is said of one that is none of those admitted: the unit, or the vocabulary.
    Text(Option<String>),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A table of further parameters.
    Table(Vec<Parameter>),
}

/// The parameters of a family; none where there is no such family.
#[must_use]
pub fn parameters(family: &str) -> Vec<Parameter> {
    within(family, &mut Vec::new())
}

/// The parameters that a family cannot do without: taken out of a rule that states all of them, it
/// can no longer be read.
#[must_use]
pub fn required(family: &str) -> Vec<&'static str> {
    let parameters = parameters(family);
    let stated = |without: Option<&str>| {
        samples(parameters.iter().filter(|parameter| Some(parameter.name) != without))
    };
    let is_read =
        |rule: toml::Table| OfFamily(family).deserialize(toml::Value::Table(rule)).is_ok();
    debug_assert!(is_read(stated(None)), "{family}: every parameter has a sample");
    let names = parameters.iter().map(|parameter| parameter.name);
    names.filter(|name| !is_read(stated(Some(name)))).collect()
}

/// A table in which every parameter that has a sample is stated.
fn samples<'a>(parameters: impl Iterator<Item = &'a Parameter>) -> toml::Table {
    parameters.filter_map(|p| Some((p.name.to_owned(), sample(p)?))).collect()
}

/// Something that a parameter can hold: nothing where it may hold nothing, else a word of its
/// vocabulary or the example that its refusal gives. None is known for the name of one field.
fn sample(parameter: &Parameter) -> Option<toml::Value> {
    if parameter.by_key {
        return Some(toml::Value::Table(toml::Table::new()));
    }
    if parameter.lists > 0 {
        return Some(toml::Value::Array(Vec::new()));
    }
    Some(match &parameter.holds {
        Holds::YesNo => true.into(),
        Holds::Number => 1.into(),
        Holds::OneOf(words) => (*words.first()?).into(),
        Holds::Text(None) => "文字".into(),
        Holds::Text(Some(says)) if says.contains("应写作") => {
            let (_, example) = says.split_once("应写作“")?;
            example.split_once('”')?.0.into()
        }
        Holds::Text(Some(says)) => says.split_once("可写")?.1.split('、').next()?.into(),
        Holds::Table(inner) => samples(inner.iter()).into(),
    })
}

fn within(family: &str, path: &mut Vec<&'static str>) -> Vec<Parameter> {
    let Some(Shape { holds: Asked::Fields(fields), .. }) = shape(family, path) else {
        return Vec::new();
    };
    let parameter = |name: &&'static str| {
        path.push(name);
        let parameter = one(family, path);
        path.pop();
        parameter
    };
    fields.iter().filter_map(parameter).collect()
}

fn one(family: &str, path: &mut Vec<&'static str>) -> Option<Parameter> {
    let Shape { lists, by_key, holds } = shape(family, path)?;
    let holds = match holds {
        Asked::YesNo => Holds::YesNo,
        Asked::Number => Holds::Number,
        Asked::Text(says) => Holds::Text(says),
        Asked::OneOf(words) => Holds::OneOf(words),
        Asked::Fields(_) => Holds::Table(within(family, path)),
    };
    Some(Parameter { name: path.last()?, lists, by_key, holds })
}

/// What the definition asked for at the end of a path.
struct Shape {
    lists: usize,
    by_key: bool,
    holds: Asked,
}

enum Asked {
    YesNo,
    Number,
    Text(Option<String>),
    OneOf(&'static [&'static str]),
    Fields(&'static [&'static str]),
}

fn shape(family: &str, path: &[&'static str]) -> Option<Shape> {
    let seen = RefCell::new(Seen::default());
    let read: Result<Check, Stop> = OfFamily(family).deserialize(Walker { path, seen: &seen });
    let Seen { lists, by_key, mut holds } = seen.into_inner();
    if let (Some(Asked::Text(says)), Err(Stop::Says(message))) = (&mut holds, read) {
        *says = Some(message);
    }
    holds.map(|holds| Shape { lists, by_key, holds })
}

#[derive(Default)]
struct Seen {
    lists: usize,
    by_key: bool,
    holds: Option<Asked>,
}

/// Why reading ended.
#[derive(Debug)]
enum Stop {
    /// Enough was seen, or something else is missing.
    Enough,
    /// The definition refuses the text that it was offered, in these words.
    Says(String),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Enough => f.write_str("enough"),
            Self::Says(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Stop {}

impl de::Error for Stop {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Says(message.to_string())
    }
    fn missing_field(_: &'static str) -> Self {
        Self::Enough
    }
}

/// Follows a path of keys and notes what is asked for at its end.
#[derive(Clone, Copy)]
struct Walker<'a> {
    path: &'a [&'static str],
    seen: &'a RefCell<Seen>,
}

/// Never a word of any vocabulary, nor an amount, a rate, a period or a day.
const NO_WORD: &str = "?";

impl Walker<'_> {
    fn at_end(&self) -> bool {
        self.path.is_empty()
    }

    fn note(&self, holds: Asked) {
        self.seen.borrow_mut().holds = Some(holds);
    }

    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.note(Asked::Number);
        visitor.visit_u64(1)
    }
}

macro_rules! numbers {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
            self.number(visitor)
        }
    )+};
}

impl<'de> Deserializer<'de> for Walker<'_> {
    type Error = Stop;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Stop> {
        Err(Stop::Enough)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.note(Asked::YesNo);
        visitor.visit_bool(true)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.note(Asked::Text(None));
        visitor.visit_str(NO_WORD)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        // Lists on the way to the end are not what stands at the end.
        if self.at_end() {
            self.seen.borrow_mut().lists += 1;
        }
        visitor.visit_seq(Once(Some(self)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if self.at_end() {
            self.seen.borrow_mut().by_key = true;
        }
        visitor.visit_map(Entry { key: NO_WORD, value: Some(self) })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let Some((key, rest)) = self.path.split_first() else {
            self.note(Asked::Fields(fields));
            return Err(Stop::Enough);
        };
        visitor.visit_map(Entry { key, value: Some(Walker { path: rest, ..self }) })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.note(Asked::OneOf(variants));
        let first = variants.first().ok_or(Stop::Enough)?;
        visitor.visit_enum(Word(first))
    }

    serde::forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
        ignored_any
    }
}

/// A list of one value.
struct Once<'a>(Option<Walker<'a>>);

impl<'de> SeqAccess<'de> for Once<'_> {
    type Error = Stop;
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Stop> {
        self.0.take().map(|value| seed.deserialize(value)).transpose()
    }
}

/// A table of one entry.
struct Entry<'a> {
    key: &'a str,
    value: Option<Walker<'a>>,
}

impl<'de> MapAccess<'de> for Entry<'_> {
    type Error = Stop;
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Stop> {
        match self.value {
            Some(_) => seed.deserialize(StrDeserializer::new(self.key)).map(Some),
            None => Ok(None),
        }
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        seed.deserialize(self.value.take().ok_or(Stop::Enough)?)
    }
}

/// A word of an enumeration, without content.
struct Word(&'static str);

impl<'de> EnumAccess<'de> for Word {
    type Error = Stop;
    type Variant = Self;
    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Stop> {
        Ok((seed.deserialize(StrDeserializer::new(self.0))?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Word {
    type Error = Stop;
    fn unit_variant(self) -> Result<(), Stop> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Stop> {
        Err(Stop::Enough)
    }
    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Stop> {
        Err(Stop::Enough)
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Stop> {
        Err(Stop::Enough)
    }
}
