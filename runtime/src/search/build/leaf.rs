//! The condition of one filter on one column: operators, NULL, lists and days.

use crate::dialect::dialect::Dialect;
use crate::search::build::days::{Day, other_forms};
use crate::search::build::mistake::Mistake;
use crate::search::build::named::Named;
use crate::search::request::operator::Operator;
use crate::search::request::value::Value;
use crate::search::sql::class::Class;
use crate::search::sql::dynamic::{Condition, Operand};
use crate::search::sql::json::{HasItem, Item};
use crate::search::sql::test::Test;

/// A value of each row that is compared with those of requests: a column, a number of rows, a value inside of JSON.
pub trait Leaf<DB: Dialect>: Named {
    /// The value in SQL.
    fn operand(&self) -> Operand<DB>;
    /// A value of a request, where it is one of its Rust type.
    fn bind(&self, value: &Value) -> Option<Operand<DB>>;
}

/// The condition of a filter on `leaf`.
pub(crate) fn condition<DB: Dialect>(
    leaf: &dyn Leaf<DB>,
    operator: &str,
    value: &Value,
) -> Result<Condition<DB>, Mistake> {
    let operator = operator_of(leaf, operator, value)?;
    match (operator, value) {
        (Operator::Eq, Value::Null) => Ok(is_null(leaf, true)),
        (Operator::Ne, Value::Null) => Ok(is_null(leaf, false)),
        (Operator::Eq | Operator::In, Value::List(values)) => list(leaf, true, values),
        (Operator::Ne | Operator::NotIn, Value::List(values)) => list(leaf, false, values),
        (Operator::In, value) => list(leaf, true, std::slice::from_ref(value)),
        (Operator::NotIn, value) => list(leaf, false, std::slice::from_ref(value)),
        (Operator::AllIn, value) => items(leaf, value, true),
        (Operator::AnyIn, value) => items(leaf, value, false),
        (_, Value::Null) => Err(Mistake::value(format!(
            "nothing is `{}` null; `=` and `!=` find it",
            operator.name()
        ))),
        (_, Value::List(_)) => Err(Mistake::value(format!(
            "`{}` takes one value, not a list",
            operator.name()
        ))),
        (operator, value) => one(leaf, operator, value),
    }
}

fn operator_of<DB: Dialect>(
    leaf: &dyn Leaf<DB>,
    name: &str,
    value: &Value,
) -> Result<Operator, Mistake> {
    let allowed = leaf.operators();
    let operator = Operator::from_name(name).filter(|operator| {
        // NULL is found in any column.
        let asks_null = matches!(
            (operator, value),
            (Operator::Eq | Operator::Ne, Value::Null)
        );
        asks_null || allowed.contains(operator)
    });
    operator.ok_or_else(|| Mistake::operator(name, allowed))
}

fn is_null<DB: Dialect>(leaf: &dyn Leaf<DB>, is_null: bool) -> Condition<DB> {
    Test::IsNull(leaf.operand(), is_null).into_condition()
}

/// `IN` and `NOT IN`. NULL in the list is found by `IS NULL`, and left out by `IS NOT NULL`.
fn list<DB: Dialect>(
    leaf: &dyn Leaf<DB>,
    is_in: bool,
    values: &[Value],
) -> Result<Condition<DB>, Mistake> {
    let mut conditions = Vec::new();
    if values.contains(&Value::Null) {
        conditions.push(is_null(leaf, is_in));
    }
    let operator = if is_in { Operator::Eq } else { Operator::Ne };
    let mut listed = Vec::new();
    for value in values.iter().filter(|value| **value != Value::Null) {
        match (leaf.class(), day_of(value)) {
            (Class::Timestamp, Some(_)) => conditions.push(one(leaf, operator, value)?),
            _ => listed.push(bound(leaf, value)?),
        }
    }
    if !listed.is_empty() {
        conditions.push(Test::In(leaf.operand(), is_in, listed).into_condition());
    }
    let condition = match is_in {
        true => Test::Any(conditions),
        false => Test::All(conditions),
    };
    Ok(condition.into_condition())
}

/// `all in` and `any in`: the array of JSON has all the values, or one of them.
fn items<DB: Dialect>(
    leaf: &dyn Leaf<DB>,
    value: &Value,
    all: bool,
) -> Result<Condition<DB>, Mistake> {
    let values = match value {
        Value::List(values) => &values[..],
        value => std::slice::from_ref(value),
    };
    let mut conditions = Vec::new();
    for value in values {
        let Some(item) = Item::of(value) else {
            return Err(Mistake::value(
                "an item is a text, a number, true or false, or null",
            ));
        };
        let has_item = HasItem {
            array: leaf.operand(),
            binary: leaf.class() == Class::Json(true),
            item,
        };
        conditions.push(Condition::new(has_item));
    }
    let condition = match all {
        true => Test::All(conditions),
        false => Test::Any(conditions),
    };
    Ok(condition.into_condition())
}

/// A comparison with one value.
fn one<DB: Dialect>(
    leaf: &dyn Leaf<DB>,
    operator: Operator,
    value: &Value,
) -> Result<Condition<DB>, Mistake> {
    if let (Class::Timestamp, Some(day)) = (leaf.class(), day_of(value)) {
        return on_day(leaf, operator, day);
    }
    let like = |ignores_case, value| -> Result<_, Mistake> {
        Ok(Test::Like(leaf.operand(), ignores_case, bound(leaf, value)?).into_condition())
    };
    let sign = match operator {
        Operator::Like => return like(false, value),
        Operator::NotLike => return Ok(Test::Not(like(false, value)?).into_condition()),
        Operator::Ilike => return like(true, value),
        Operator::NotIlike => return Ok(Test::Not(like(true, value)?).into_condition()),
        Operator::Ne => " <> ",
        Operator::Lt => " < ",
        Operator::Le => " <= ",
        Operator::Gt => " > ",
        Operator::Ge => " >= ",
        _ => " = ",
    };
    Ok(Test::Compare(leaf.operand(), sign, bound(leaf, value)?).into_condition())
}

/// A comparison of a time with a whole day, which an index answers: `created_at >= '2026-01-31' AND created_at < '2026-02-01'`.
fn on_day<DB: Dialect>(
    leaf: &dyn Leaf<DB>,
    operator: Operator,
    day: Day,
) -> Result<Condition<DB>, Mistake> {
    let compare = |sign, day: Day| -> Result<_, Mistake> {
        let mut forms = day.beginnings().into_iter().map(Value::Text);
        let moment = forms.find_map(|form| leaf.bind(&form));
        let moment = moment.ok_or_else(|| Mistake::value("this is no day that can be compared"))?;
        Ok(Test::Compare(leaf.operand(), sign, moment).into_condition())
    };
    // Every time is before the end of the last day.
    let (before_end, after_end) = match day.next() {
        Some(next) => (compare(" < ", next)?, compare(" >= ", next)?),
        None => (is_null(leaf, false), Test::Any(Vec::new()).into_condition()),
    };
    let condition = match operator {
        Operator::Lt => return compare(" < ", day),
        Operator::Le => return Ok(before_end),
        Operator::Gt => return Ok(after_end),
        Operator::Ge => return compare(" >= ", day),
        Operator::Ne => Test::Any(vec![compare(" < ", day)?, after_end]),
        _ => Test::All(vec![compare(" >= ", day)?, before_end]),
    };
    Ok(condition.into_condition())
}

fn day_of(value: &Value) -> Option<Day> {
    match value {
        Value::Text(text) | Value::Raw(text) => Day::read(text),
        _ => None,
    }
}

/// A value as one of the field's type.
fn bound<DB: Dialect>(leaf: &dyn Leaf<DB>, value: &Value) -> Result<Operand<DB>, Mistake> {
    let class = leaf.class();
    let operand = in_a_form(value, class, |form| leaf.bind(form));
    operand.ok_or_else(|| Mistake::no_value(class, leaf.variants()))
}

/// Reads a value that the database takes, a time in one of the forms in which it may be written.
pub(crate) fn in_a_form<T>(
    value: &Value,
    class: Class,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<T> {
    if !is_sendable(value, class) {
        return None;
    }
    if let (Class::Timestamp, Value::Text(text) | Value::Raw(text)) = (class, value) {
        let mut forms = other_forms(text).into_iter().map(Value::Text);
        return read(value).or_else(|| forms.find_map(|form| read(&form)));
    }
    read(value)
}

/// False for values that a database refuses, though they have the type: texts with a NUL, numbers without an end, years of more than four digits.
pub(crate) fn is_sendable(value: &Value, class: Class) -> bool {
    let exponent = |text: &str| {
        let exponent = text.split(['e', 'E']).nth(1).map(str::parse::<i32>);
        exponent.is_none_or(|exponent| exponent.is_ok_and(|it| it.abs() <= 308))
    };
    match value {
        Value::Text(text) | Value::Raw(text) => {
            let is_finite = || text.trim().parse::<f64>().is_ok_and(f64::is_finite);
            !text.contains('\0')
                && match class {
                    Class::Float => is_finite(),
                    Class::Decimal => is_finite() && exponent(text),
                    Class::Timestamp | Class::Date | Class::Ordered => {
                        !text.starts_with(['+', '-'])
                    }
                    _ => true,
                }
        }
        Value::Number(number) => class != Class::Decimal || exponent(&number.to_string()),
        _ => true,
    }
}
