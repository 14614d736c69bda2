//! Pages that begin behind a row, whose sorted values a cursor has: Laravel's `cursorPaginate`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::dialect::dialect::Dialect;
use crate::search::build::field::ReadField;
use crate::search::build::filter::all_of;
use crate::search::build::leaf::is_sendable;
use crate::search::build::sort::SortedBy;
use crate::search::request::value::Value;
use crate::search::sql::dynamic::{Condition, Operand};
use crate::search::sql::test::{Direction, Test};

/// The place of a page: behind a row, or before one. A client gets it as a text, and sends it back as it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cursor {
    /// The order that the values are of: `["-votes", "id"]`.
    #[serde(rename = "s")]
    pub(crate) sort: Vec<String>,
    /// The sorted values of the row.
    #[serde(rename = "v")]
    pub(crate) values: Vec<Json>,
    /// True of the page before the row.
    #[serde(rename = "b", default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) backward: bool,
}

impl Cursor {
    /// The text of a client; `None` where it is none of ours.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let json = URL_SAFE_NO_PAD.decode(text).ok()?;
        serde_json::from_slice(&json).ok()
    }

    /// The text for a client.
    pub(crate) fn write(&self) -> String {
        // A vector of JSON values is always written.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }
}

/// The names of an order: `["-votes", "id"]`.
pub(crate) fn names<DB: Dialect>(
    order: &[SortedBy<DB>],
    fields: &[Box<dyn ReadField<DB>>],
) -> Vec<String> {
    let name = |by: &SortedBy<DB>| {
        let sign = if by.direction.descending { "-" } else { "" };
        format!("{sign}{}", fields[by.field].name())
    };
    order.iter().map(name).collect()
}

/// The condition of the rows behind the row of a cursor; `None` where the cursor is not of this order, or has other values.
///
/// `(a < ? OR (a = ? AND b > ?))`. Where the first field cannot be NULL, `a <= ? AND ..` lets an index begin there.
pub(crate) fn behind<DB: Dialect>(
    cursor: &Cursor,
    order: &[SortedBy<DB>],
    fields: &[Box<dyn ReadField<DB>>],
) -> Option<Condition<DB>> {
    // A page of distinct rows has no more.
    let (order, others) = order.split_at_checked(cursor.values.len())?;
    let is_left_out = |by: &SortedBy<DB>| fields[by.field].is_pivot_key();
    if cursor.sort != names(order, fields) || !others.iter().all(is_left_out) {
        return None;
    }
    let mut before: Vec<Condition<DB>> = Vec::new();
    let mut alternatives = Vec::new();
    let mut begins = None;
    for (number, (by, value)) in order.iter().zip(&cursor.values).enumerate() {
        let value = bound(&*fields[by.field], value)?;
        let direction = Direction {
            descending: by.direction.descending != cursor.backward,
            ..by.direction
        };
        let mut all = before.clone();
        let behind = Test::Behind(by.operand.clone(), direction, value.clone());
        all.push(behind.into_condition());
        alternatives.push(all_of(all));
        let operand = by.operand.clone();
        if let (0, Some(value), false) = (number, &value, by.direction.is_nullable) {
            let sign = if direction.descending { " <= " } else { " >= " };
            let begin = Test::Compare(operand.clone(), sign, value.clone());
            begins = Some(begin.into_condition());
        }
        before.push(match value {
            Some(value) => Test::Compare(operand, " = ", value).into_condition(),
            None => Test::IsNull(operand, true).into_condition(),
        });
    }
    if alternatives.len() == 1 {
        return alternatives.pop();
    }
    let any = Test::Any(alternatives).into_condition();
    Some(all_of(begins.into_iter().chain([any]).collect()))
}

/// A value of a cursor: `Some(None)` is NULL.
fn bound<DB: Dialect>(field: &dyn ReadField<DB>, value: &Json) -> Option<Option<Operand<DB>>> {
    if value.is_null() {
        return Some(None);
    }
    let value = value_of(value).filter(|value| is_sendable(value, field.class()))?;
    field.bind(&value).map(Some)
}

/// JSON as a value of a request.
fn value_of(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => Value::Number(number.clone()),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(value_of).collect::<Option<_>>()?),
        Json::Object(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let cursor = Cursor {
            sort: vec!["-votes".to_owned(), "id".to_owned()],
            values: vec![serde_json::json!(5), Json::Null],
            backward: true,
        };
        assert_eq!(Cursor::read(&cursor.write()), Some(cursor));
        for text in ["", "x", "e30", "bnVsbA", "\0", "eyJzIjpbXSwidiI6W119="] {
            assert_eq!(Cursor::read(text), None, "{text}");
        }
    }
}
