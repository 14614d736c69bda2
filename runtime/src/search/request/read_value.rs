//! Values of a request as values of a column's type.

use std::any::type_name;
use std::fmt;

use serde::de::value::{SeqDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error, IntoDeserializer, Visitor};
use serde_json::{Number, Value as Json};

use crate::search::request::value::Value;

/// Floats keep every integer up to this one.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

impl Value {
    /// A value of the type `T`, or `None` where it is none.
    ///
    /// - Types are those of JSON: the text `"3"` is no integer, and the number 3.5 is none either. A number beyond the range of `T` is none,
    ///   as are infinity and NaN.
    /// - A text of a query string, [`Value::Raw`], is read as whatever `T` is: `3`, `2026-01-31`, `true` or `1`. Types that have no form as a
    ///   plain text, such as lists and maps, take it as JSON.
    /// - Decimals, the types that read any number as well as a text, get the digits as they were written. Where JSON numbers cannot carry all digits, a
    ///   text can: `"12345678901234567.89"`.
    /// - `serde_json::Value` takes any value; a text of a query string is JSON where it can be, and otherwise a text.
    ///
    /// ```
    /// use diesel_relations::search::request::Value;
    ///
    /// assert_eq!(Value::from(3).parse::<i32>(), Some(3));
    /// assert_eq!(Value::from("3").parse::<i32>(), None);
    /// assert_eq!(Value::Raw("3".to_owned()).parse::<i32>(), Some(3));
    /// assert_eq!(Value::Raw("3".to_owned()).parse::<String>(), Some("3".to_owned()));
    /// assert_eq!(Value::from([1, 2]).parse::<Vec<i64>>(), Some(vec![1, 2]));
    /// assert_eq!(Value::Null.parse::<Option<bool>>(), Some(None));
    /// ```
    pub fn parse<T: DeserializeOwned>(&self) -> Option<T> {
        if type_name::<T>().contains("serde_json::") {
            return serde_json::from_value(self.to_json()).ok();
        }
        match (T::deserialize(self), self) {
            (Ok(value), _) => Some(value),
            (Err(_), Value::Raw(text)) => serde_json::from_str(text).ok(),
            (Err(_), _) => None,
        }
    }

    /// The value as one of JSON. A text of a query string is JSON where it can be, and otherwise a text.
    pub(crate) fn to_json(&self) -> Json {
        match self {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(number) => Json::Number(number.clone()),
            Value::Text(text) => Json::String(text.clone()),
            Value::Raw(text) => {
                let json = serde_json::from_str(text);
                json.unwrap_or_else(|_| Json::String(text.clone()))
            }
            Value::List(items) => Json::Array(items.iter().map(Value::to_json).collect()),
        }
    }
}

/// A value that is none of the type that is asked for.
#[derive(Debug)]
pub struct Mismatch;

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of another type")
    }
}

impl std::error::Error for Mismatch {}

impl Error for Mismatch {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Mismatch
    }
}

impl<'de> IntoDeserializer<'de, Mismatch> for &'de Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The method of a type of numbers: a text of a query string is parsed as that type.
macro_rules! numbers {
    ($($method:ident => $visit:ident, $number:ty;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            let number: Option<$number> = match self {
                Value::Number(number) => number.to_string().parse().ok(),
                Value::Raw(text) => text.parse().ok(),
                _ => None,
            };
            visitor.$visit(number.ok_or(Mismatch)?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &'de Value {
    type Error = Mismatch;

    numbers! {
        deserialize_i8 => visit_i8, i8;
        deserialize_i16 => visit_i16, i16;
        deserialize_i32 => visit_i32, i32;
        deserialize_i64 => visit_i64, i64;
        deserialize_i128 => visit_i128, i128;
        deserialize_u8 => visit_u8, u8;
        deserialize_u16 => visit_u16, u16;
        deserialize_u32 => visit_u32, u32;
        deserialize_u64 => visit_u64, u64;
        deserialize_u128 => visit_u128, u128;
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let finite = float(self).filter(|float: &f32| float.is_finite());
        visitor.visit_f32(finite.ok_or(Mismatch)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let finite = float(self).filter(|float: &f64| float.is_finite());
        visitor.visit_f64(finite.ok_or(Mismatch)?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Raw(text) => visitor.visit_bool(boolean(text).ok_or(Mismatch)?),
            _ => Err(Mismatch),
        }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => any_number(number, visitor),
            Value::Text(text) | Value::Raw(text) => visitor.visit_str(text),
            Value::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Value::Text(text) | Value::Raw(text) => visitor.visit_str(text),
            _ => Err(Mismatch),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Value::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self {
            Value::Text(text) | Value::Raw(text) => visitor.visit_enum(StrDeserializer::new(text)),
            _ => Err(Mismatch),
        }
    }

    serde::forward_to_deserialize_any! {
        bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// A number for a type that reads any value. Integers are integers. Those with a fraction are texts: a decimal reads its digits from it, and would read the binary
/// fraction that is next to them from a float.
fn any_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Mismatch> {
    if let Some(integer) = number.as_i64() {
        visitor.visit_i64(integer)
    } else if let Some(integer) = number.as_u64() {
        visitor.visit_u64(integer)
    } else if number
        .as_f64()
        .is_some_and(|float| float.abs() < LARGEST_EXACT)
    {
        visitor.visit_str(&number.to_string())
    } else {
        Err(Mismatch)
    }
}

fn float<F: std::str::FromStr>(value: &Value) -> Option<F> {
    match value {
        Value::Number(number) => number.to_string().parse().ok(),
        Value::Raw(text) => text.parse().ok(),
        _ => None,
    }
}

/// A boolean of a query string.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    fn raw(text: &str) -> Value {
        Value::Raw(text.to_owned())
    }

    fn json(text: &str) -> Value {
        Value::Number(text.parse().unwrap())
    }

    #[test]
    fn integers_lose_no_digits() {
        assert_eq!(Value::from(i64::MIN).parse(), Some(i64::MIN));
        assert_eq!(Value::from(u64::MAX).parse(), Some(u64::MAX));
        assert_eq!(Value::from(u64::MAX).parse::<i64>(), None);
        assert_eq!(Value::from(128).parse::<i8>(), None);
        assert_eq!(Value::from(-1).parse::<u32>(), None);
        assert_eq!(json("99999999999999999999").parse::<i64>(), None);
        assert_eq!(json("99999999999999999999").parse::<i128>(), None);
        assert_eq!(json("1.0").parse::<i32>(), None);
        assert_eq!(raw("99999999999999999999").parse::<u64>(), None);
        assert_eq!(
            raw("99999999999999999999").parse(),
            Some(99_999_999_999_999_999_999_i128)
        );
    }

    #[test]
    fn floats_are_finite() {
        assert_eq!(Value::from(3).parse(), Some(3.0));
        assert_eq!(Value::from(0.1).parse(), Some(0.1_f32));
        assert_eq!(Value::from(1e300).parse::<f32>(), None);
        assert_eq!(raw("2.5").parse(), Some(2.5));
        for text in ["NaN", "inf", "-infinity", "1e400"] {
            assert_eq!(raw(text).parse::<f64>(), None, "{text}");
            assert_eq!(Value::from(text).parse::<f64>(), None, "{text}");
        }
    }

    #[test]
    fn json_has_types_and_a_query_string_has_none() {
        assert_eq!(Value::from("true").parse::<bool>(), None);
        assert_eq!(Value::from(1).parse::<bool>(), None);
        assert_eq!(Value::from(1).parse::<String>(), None);
        assert_eq!(Value::from(0.5).parse::<String>(), None);
        assert_eq!(Value::from([1]).parse::<String>(), None);
        assert_eq!(Value::Null.parse::<String>(), None);

        assert_eq!(raw("1").parse(), Some(true));
        assert_eq!(raw("false").parse(), Some(false));
        assert_eq!(raw("x").parse(), Some('x'));
        assert_eq!(raw("null").parse(), Some(Some("null".to_owned())));
        assert_eq!(raw("[1,2]").parse(), Some(vec![1, 2]));
        assert_eq!(raw("1,2").parse::<Vec<i32>>(), None);
        assert_eq!(
            raw("{\"a\":1}").parse(),
            Some(BTreeMap::from([("a".to_owned(), 1)]))
        );
    }

    #[test]
    fn lists_of_a_query_string_have_items_of_any_type() {
        let list = Value::List(vec![raw("1"), raw("2")]);
        assert_eq!(list.parse(), Some(vec![1, 2]));
        assert_eq!(list.parse(), Some(vec!["1".to_owned(), "2".to_owned()]));
        assert_eq!(list.parse::<Vec<bool>>(), None);
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Status {
        Draft,
        Published,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Id(i32);

    #[test]
    fn enums_and_newtypes_are_read() {
        assert_eq!(Value::from("draft").parse(), Some(Status::Draft));
        assert_eq!(raw("published").parse(), Some(Status::Published));
        assert_eq!(raw("gone").parse::<Status>(), None);
        assert_eq!(Value::from(1).parse::<Status>(), None);
        assert_eq!(raw("7").parse(), Some(Some(Id(7))));
        assert_eq!(Value::from(7).parse(), Some(Id(7)));
    }

    #[test]
    fn json_columns_take_any_value() {
        use serde_json::json;

        assert_eq!(Value::from(0.5).parse(), Some(json!(0.5)));
        assert_eq!(Value::from("a").parse(), Some(json!("a")));
        assert_eq!(raw("{\"a\": [1.5]}").parse(), Some(json!({"a": [1.5]})));
        assert_eq!(raw("a").parse(), Some(json!("a")));
        assert_eq!(raw("\"1\"").parse(), Some(json!("1")));
        let list = Value::List(vec![raw("1"), raw("a b")]);
        assert_eq!(list.parse(), Some(json!([1, "a b"])));
        assert_eq!(
            raw(&"[".repeat(10_000)).parse(),
            Some(json!("[".repeat(10_000)))
        );
        assert_eq!(Value::from([1]).parse(), Some(vec![json!(1)]));
    }

    /// A type that reads numbers and texts, as those of decimals do.
    #[derive(Debug, PartialEq)]
    struct Decimal(String);

    impl<'de> Deserialize<'de> for Decimal {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Digits;

            impl Visitor<'_> for Digits {
                type Value = Decimal;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("a number")
                }

                fn visit_i64<E: Error>(self, value: i64) -> Result<Decimal, E> {
                    Ok(Decimal(value.to_string()))
                }

                fn visit_f64<E: Error>(self, value: f64) -> Result<Decimal, E> {
                    Ok(Decimal(format!("{value:.30}")))
                }

                fn visit_str<E: Error>(self, value: &str) -> Result<Decimal, E> {
                    Ok(Decimal(value.to_owned()))
                }
            }

            deserializer.deserialize_any(Digits)
        }
    }

    #[test]
    fn decimals_keep_their_digits() {
        let decimal = |digits: &str| Some(Decimal(digits.to_owned()));
        assert_eq!(json("0.1").parse(), decimal("0.1"));
        assert_eq!(json("3").parse(), decimal("3"));
        assert_eq!(
            raw("0.10000000000000000001").parse(),
            decimal("0.10000000000000000001")
        );
        assert_eq!(json("99999999999999999999").parse::<Decimal>(), None);
    }
}
