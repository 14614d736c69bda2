//! A mistake in one part of a request, before it is known where in the request the part stands.

use crate::search::error::{ErrorCode, RequestError};
use crate::search::request::operator::Operator;
use crate::search::request::place::Place;
use crate::search::sql::class::Class;

/// A mistake in one part of a filter, a sort or the like.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// The key of the value: `operator`, `value`.
    key: &'static str,
    code: ErrorCode,
    message: String,
    allowed: Vec<String>,
}

impl Mistake {
    pub(crate) fn new(key: &'static str, code: ErrorCode, message: impl Into<String>) -> Self {
        Mistake {
            key,
            code,
            message: message.into(),
            allowed: Vec::new(),
        }
    }

    /// A value that the field does not have.
    pub(crate) fn value(message: impl Into<String>) -> Self {
        Mistake::new("value", ErrorCode::InvalidValue, message)
    }

    /// A value that is none of a field of this class, or of its variants.
    pub(crate) fn no_value(class: Class, variants: &'static [&'static str]) -> Self {
        match variants {
            [] => {
                let described = class.described();
                Mistake::value(format!(
                    "this is no value of the field, which is {described}"
                ))
            }
            variants => Mistake::value("there is no such value").allow(variants.iter().copied()),
        }
    }

    /// An operator that the field does not have, or that nothing has.
    pub(crate) fn operator(name: &str, allowed: &[Operator]) -> Self {
        let mistake = match Operator::from_name(name) {
            Some(operator) => Mistake::new(
                "operator",
                ErrorCode::OperatorNotAllowed,
                format!("this field is not compared by `{}`", operator.name()),
            ),
            None => Mistake::new(
                "operator",
                ErrorCode::UnknownOperator,
                format!("there is no operator `{name}`"),
            ),
        };
        mistake.allow(allowed.iter().map(|operator| operator.name()))
    }

    pub(crate) fn allow<T: Into<String>>(mut self, allowed: impl IntoIterator<Item = T>) -> Self {
        self.allowed = allowed.into_iter().map(Into::into).collect();
        self
    }

    /// The error of the part at this place.
    pub(crate) fn at(self, place: &Place) -> RequestError {
        let place = place.key(self.key);
        self.at_place(place)
    }

    /// The error at this very place.
    pub(crate) fn at_place(self, place: Place) -> RequestError {
        RequestError::new(place, self.code, self.message).allow(self.allowed)
    }
}
