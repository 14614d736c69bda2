//! The names of the variants of an enum, as serde has them: what a request may say for a value of it.

use serde::de::{self, DeserializeOwned, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

/// The names of the variants, where the type is an enum, or one that may be missing; otherwise none.
pub(crate) fn variants<T: DeserializeOwned>() -> &'static [&'static str] {
    match T::deserialize(Ask) {
        Err(Answer(variants)) => variants,
        Ok(_) => &[],
    }
}

/// Asks a type which variants it has. It has no value.
struct Ask;

/// The variants, as an error: nothing is read.
#[derive(Debug)]
struct Answer(&'static [&'static str]);

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a type was asked for its variants")
    }
}

impl std::error::Error for Answer {}

impl de::Error for Answer {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Answer(&[])
    }
}

impl<'de> Deserializer<'de> for Ask {
    type Error = Answer;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Answer> {
        Err(Answer(&[]))
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Answer> {
        visitor.visit_some(self)
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Answer> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Answer> {
        Err(Answer(variants))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Daily,
        TwiceAWeek,
    }

    #[derive(Deserialize)]
    #[expect(dead_code)]
    struct Wrapped(Option<Kind>);

    #[test]
    fn an_enum_tells_its_variants() {
        assert_eq!(variants::<Kind>(), ["daily", "twice_a_week"]);
        assert_eq!(variants::<Wrapped>(), ["daily", "twice_a_week"]);
        assert_eq!(variants::<Option<i32>>().len(), 0);
        assert_eq!(variants::<Vec<Kind>>().len(), 0);
        assert_eq!(variants::<serde_json::Value>().len(), 0);
    }
}
