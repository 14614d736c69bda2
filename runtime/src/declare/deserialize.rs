//! Loaded rows from JSON: the value of the field is taken out of the map, and the row inside gets the rest of it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{StringDeserializer, UnitDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess,
    SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::declare::buffered::Buffered;

/// Deserialises a row and the value of the field `name` beside it: what [`beside`](crate::declare::serialize::beside) writes.
pub fn beside<'de, Inner, T, D>(name: &'static str, deserializer: D) -> Result<(Inner, T), D::Error>
where
    Inner: Deserialize<'de>,
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    if !deserializer.is_human_readable() {
        return Deserialize::deserialize(deserializer);
    }
    let mut value = None;
    let inner = Inner::deserialize(Without {
        deserializer,
        name,
        value: &mut value,
    })?;
    // A format that leaves out what is `None` has no such field.
    let value = match value {
        Some(value) => value,
        None => T::deserialize(UnitDeserializer::<serde::de::value::Error>::new())
            .map_err(|_| D::Error::missing_field(name))?,
    };
    Ok((inner, value))
}

/// A deserializer, or the entries of its map, without the field `name`, whose value is kept.
struct Without<'a, D, T> {
    deserializer: D,
    name: &'static str,
    value: &'a mut Option<T>,
}

impl<'de, D: Deserializer<'de>, T: Deserialize<'de>> Deserializer<'de> for Without<'_, D, T> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.deserializer.deserialize_map(Without {
            deserializer: visitor,
            name: self.name,
            value: self.value,
        })
    }

    // A wrapper around the struct, as `#[serde(transparent)]` makes it, is no level of its own.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        struct enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>, T: Deserialize<'de>> Visitor<'de> for Without<'_, V, T> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deserializer.expecting(formatter)
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<V::Value, M::Error> {
        self.deserializer.visit_map(Without {
            deserializer: map,
            name: self.name,
            value: self.value,
        })
    }
}

impl<'de, M: MapAccess<'de>, T: Deserialize<'de>> MapAccess<'de> for Without<'_, M, T> {
    type Error = M::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, M::Error> {
        while let Some(key) = self.deserializer.next_key::<String>()? {
            if key != self.name {
                let key: StringDeserializer<M::Error> = key.into_deserializer();
                return seed.deserialize(key).map(Some);
            }
            if self.value.is_some() {
                return Err(M::Error::duplicate_field(self.name));
            }
            *self.value = Some(self.deserializer.next_value()?);
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, M::Error> {
        self.deserializer.next_value_seed(seed)
    }
}

/// An owner of one of several models.
pub trait Tagged<'de>: Sized {
    /// The owner of the model with this name.
    fn of_type<D: Deserializer<'de>>(r#type: &str, data: D) -> Result<Self, D::Error>;
}

/// Deserialises an owner: what [`tagged`](crate::declare::serialize::tagged) writes.
pub fn tagged<'de, O: Tagged<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<O, D::Error> {
    deserializer.deserialize_struct("Owner", &["type", "data"], Owner(PhantomData))
}

/// An owner, whose type is not known yet.
struct Owner<O>(PhantomData<fn() -> O>);

/// The row of an owner with this type.
struct Data<'a, O>(&'a str, PhantomData<fn() -> O>);

impl<'de, O: Tagged<'de>> DeserializeSeed<'de> for Data<'_, O> {
    type Value = O;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<O, D::Error> {
        O::of_type(self.0, deserializer)
    }
}

impl<'de, O: Tagged<'de>> Visitor<'de> for Owner<O> {
    type Value = O;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an owner with its `type` and its `data`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<O, A::Error> {
        let r#type: Option<String> = list.next_element()?;
        let r#type = r#type.ok_or_else(|| A::Error::missing_field("type"))?;
        let owner = list.next_element_seed(Data(&r#type, PhantomData))?;
        owner.ok_or_else(|| A::Error::missing_field("data"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<O, A::Error> {
        let (mut r#type, mut data, mut owner) = (None::<String>, None::<Buffered>, None);
        while let Some(key) = map.next_key::<String>()? {
            match (key.as_str(), &r#type) {
                ("type", _) => r#type = Some(map.next_value()?),
                ("data", Some(r#type)) => {
                    owner = Some(map.next_value_seed(Data(r#type, PhantomData))?);
                }
                ("data", None) => data = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let r#type = r#type.ok_or_else(|| A::Error::missing_field("type"))?;
        match (owner, data) {
            (Some(owner), _) => Ok(owner),
            (None, Some(data)) => O::of_type(&r#type, data.into_deserializer()),
            (None, None) => Err(A::Error::missing_field("data")),
        }
    }
}
