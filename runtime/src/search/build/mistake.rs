//! A mistake in one part of a request, before it is known where in the request the part stands.

use crate::search::error::{ErrorCode, RequestError};
use crate::search::request::operator::Operator;
use crate::search::request::place::Place;

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
        RequestError::new(place.key(self.key), self.code, self.message).allow(self.allowed)
    }
}
