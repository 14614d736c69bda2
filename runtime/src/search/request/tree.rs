//! A document before it is known what it says: duplicate keys are there, and what is too deep or too much is marked.

use std::cell::Cell;
use std::fmt;

use serde::Deserializer;
use serde::de::{
    Deserialize as _, DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Number;

/// The depth to which a document is read. The deepest request of the default limits takes 18 levels.
const MAX_DEPTH: usize = 64;

/// The number of values of a document that are read, so that a short text does not become a large tree.
const MAX_VALUES: usize = 100_000;

/// The key of the map that `serde_json` makes of a number where some crate of the program turns on its feature `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

#[derive(Debug)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
    /// A list or a map that is deeper than [`MAX_DEPTH`].
    TooDeep,
    /// The value after [`MAX_VALUES`] others. Those that follow are not there.
    TooMany,
}

impl Tree {
    /// Reads JSON, and nothing behind it.
    pub(crate) fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        let mut deserializer = serde_json::Deserializer::from_slice(json);
        let tree = Tree::read(&mut deserializer)?;
        deserializer.end()?;
        Ok(tree)
    }

    /// Reads any value.
    pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = &Cell::new(0);
        Read { depth: 0, values }.deserialize(deserializer)
    }

    /// Reads an object, and says so: formats of query strings make a list of it otherwise.
    pub(crate) fn read_map<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = &Cell::new(0);
        deserializer.deserialize_map(Read { depth: 0, values })
    }

    /// The type of it, for a sentence of an error.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Tree::Null => "null",
            Tree::Bool(_) => "a boolean",
            Tree::Number(_) => "a number",
            Tree::Text(_) => "a text",
            Tree::List(_) => "a list",
            Tree::Map(_) => "an object",
            Tree::TooDeep => "what is nested too deep",
            Tree::TooMany => "what is too much",
        }
    }
}

/// Reads a value at a depth; `values` counts them.
#[derive(Clone, Copy)]
struct Read<'a> {
    depth: usize,
    values: &'a Cell<usize>,
}

impl<'a> Read<'a> {
    fn deeper(self) -> Read<'a> {
        let depth = self.depth + 1;
        Read { depth, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for Read<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        let values = self.values.get() + 1;
        if values > MAX_VALUES {
            IgnoredAny::deserialize(deserializer)?;
            return Ok(Tree::TooMany);
        }
        self.values.set(values);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Read<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a search request")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
        let number = Number::from_f64(value);
        number
            .map(Tree::Number)
            .ok_or_else(|| E::custom("a number that is not finite"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Tree, E> {
        Ok(Tree::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        if self.depth == MAX_DEPTH {
            while items.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Tree::TooDeep);
        }
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper())? {
            let is_last = matches!(item, Tree::TooMany);
            list.push(item);
            if is_last {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        if self.depth == MAX_DEPTH {
            while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Tree::TooDeep);
        }
        let mut map = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(self.deeper())?;
            let is_last = matches!(value, Tree::TooMany);
            map.push((key, value));
            if is_last {
                while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                break;
            }
        }
        Ok(number(&map).unwrap_or(Tree::Map(map)))
    }
}

/// The number that a map stands for.
fn number(map: &[(String, Tree)]) -> Option<Tree> {
    match map {
        [(key, Tree::Text(text))] if key == NUMBER => text.parse().ok().map(Tree::Number),
        _ => None,
    }
}
