//! Values of a request.

use serde::{Serialize, Serializer};
use serde_json::Number;

/// A value of a request: what a filter compares with, or a parameter of a scope.
///
/// Rust values become one by `into()`. [`parse`](Value::parse) makes it a value of a column's type.
///
/// ```
/// use diesel_relations::search::request::Value;
///
/// assert_eq!(Value::from("rust"), Value::Text("rust".to_owned()));
/// assert_eq!(Value::from([1, 2]), Value::List(vec![1.into(), 2.into()]));
/// assert_eq!(Value::from(None::<i32>), Value::Null);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// No value.
    Null,
    /// True or false.
    Bool(bool),
    /// A number. One with a fraction is an `f64`, as is one beyond the integers of 64 bits.
    Number(Number),
    /// A text.
    Text(String),
    /// A text of a query string: the column says of which type it is.
    Raw(String),
    /// A list.
    List(Vec<Value>),
}

impl Value {
    /// True where it is [`Value::Null`].
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The type of it, for a sentence of an error: `a text`.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) | Value::Raw(_) => "a text",
            Value::List(_) => "a list",
        }
    }
}

/// [`Value::Raw`] is written as a text.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) => number.serialize(serializer),
            Value::Text(text) | Value::Raw(text) => serializer.serialize_str(text),
            Value::List(items) => items.serialize(serializer),
        }
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Value {
            fn from(value: $integer) -> Self {
                Value::Number(value.into())
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

/// Infinity and NaN, which are no numbers of JSON, become their text, which no column of numbers takes.
impl From<f64> for Value {
    fn from(value: f64) -> Self {
        match Number::from_f64(value) {
            Some(number) => Value::Number(number),
            None => Value::Text(value.to_string()),
        }
    }
}

/// It keeps its decimal digits: `0.1_f32` becomes 0.1.
impl From<f32> for Value {
    fn from(value: f32) -> Self {
        Value::from(value.to_string().parse().unwrap_or(f64::from(value)))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Text(value)
    }
}

impl From<()> for Value {
    fn from((): ()) -> Self {
        Value::Null
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        values.into_iter().collect()
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(values: [T; N]) -> Self {
        values.into_iter().collect()
    }
}

impl<T: Clone + Into<Value>> From<&[T]> for Value {
    fn from(values: &[T]) -> Self {
        values.iter().cloned().collect()
    }
}

/// A list.
impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Value::List(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_become_the_number_that_they_are_written_as() {
        assert_eq!(Value::from(0.1_f32), Value::from(0.1_f64));
        assert_eq!(Value::from(f64::NAN), Value::Text("NaN".to_owned()));
        let infinite = Value::from(f32::INFINITY);
        assert_eq!(infinite, Value::Text("inf".to_owned()));
    }
}
