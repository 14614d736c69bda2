//! The mistakes of a request.

use std::error::Error;
use std::fmt;

use serde::Serialize;

/// A mistake in a request: where it is, which kind of mistake it is, and what is allowed there.
///
/// It is serialised as an object for the client:
///
/// ```
/// use diesel_relations::search::SearchRequest;
///
/// let invalid = SearchRequest::from_json(br#"{"sort": [{"field": "id", "direction": "up"}]}"#).unwrap_err();
/// assert_eq!(
///     serde_json::to_value(&invalid.errors[0]).unwrap(),
///     serde_json::json!({
///         "pointer": "/sort/0/direction",
///         "code": "invalid_value",
///         "message": "there is no direction `up`",
///         "allowed": ["asc", "desc"],
///     }),
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RequestError {
    /// The place of the mistake: a JSON pointer, such as `/filters/0/value`, or the name of a parameter of the query string, such as
    /// `filter[votes][gte]`.
    pub pointer: String,
    /// The kind of mistake.
    pub code: ErrorCode,
    /// A sentence about it, for people.
    pub message: String,
    /// The names that are allowed there. It is empty where there is no such list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
}

impl RequestError {
    /// A mistake at a [`Place`](crate::search::request::Place) or another pointer.
    pub fn new(pointer: impl fmt::Display, code: ErrorCode, message: impl Into<String>) -> Self {
        RequestError {
            pointer: pointer.to_string(),
            code,
            message: message.into(),
            allowed: Vec::new(),
        }
    }

    /// Tells the client which names are allowed there.
    #[must_use]
    pub fn allow<T: Into<String>>(mut self, allowed: impl IntoIterator<Item = T>) -> Self {
        self.allowed = allowed.into_iter().map(Into::into).collect();
        self
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        f.write_str(&self.message)?;
        if !self.allowed.is_empty() {
            write!(f, " (allowed: {})", self.allowed.join(", "))?;
        }
        Ok(())
    }
}

impl Error for RequestError {}

/// A kind of mistake. It is serialised in snake case: `unknown_field`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorCode {
    /// The request is not JSON.
    Malformed,
    /// An object has a key, or a query string a parameter, that does not exist.
    UnknownKey,
    /// A key or a parameter stands there twice.
    DuplicateKey,
    /// A key is missing.
    MissingKey,
    /// A value has another type: a number where a text is expected.
    WrongType,
    /// There is no such field, or it is not open to this use.
    UnknownField,
    /// There is no such operator.
    UnknownOperator,
    /// The field does not have this operator.
    OperatorNotAllowed,
    /// The value is none of the field's type, or none of those that are allowed.
    InvalidValue,
    /// There is no such scope.
    UnknownScope,
    /// There is no such relation, or it is not open to this use.
    UnknownRelation,
    /// There is no such aggregate, or it is not open to requests.
    UnknownAggregate,
    /// There are more parts than allowed.
    TooMany,
    /// Parts are nested deeper than allowed.
    TooDeep,
    /// A text is longer than allowed.
    TooLong,
    /// There is no such page.
    InvalidPage,
    /// There is no such number of rows on a page.
    InvalidLimit,
    /// The cursor is none of this query.
    InvalidCursor,
    /// The model does not allow this part of a request.
    NotAllowed,
}

/// A request with mistakes: all of them at once.
///
/// It is serialised as `{"errors": [..]}`, the body of a response with status 422.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct InvalidRequest {
    /// The mistakes, at least one, in the order of the request.
    pub errors: Vec<RequestError>,
}

impl InvalidRequest {
    /// No more mistakes than this are collected of one request.
    pub const MAX_ERRORS: usize = 50;

    /// A request with these mistakes.
    pub fn new(errors: Vec<RequestError>) -> Self {
        InvalidRequest { errors }
    }
}

impl From<RequestError> for InvalidRequest {
    fn from(error: RequestError) -> Self {
        InvalidRequest::new(vec![error])
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, others)) = self.errors.split_first() else {
            return f.write_str("invalid request");
        };
        write!(f, "invalid request: {first}")?;
        match others.len() {
            0 => Ok(()),
            1 => f.write_str(", and another mistake"),
            count => write!(f, ", and {count} other mistakes"),
        }
    }
}

impl Error for InvalidRequest {}

/// A write that the state of the data does not allow: a response with status 409.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Conflict {
    /// The relation has one row, and it is there already.
    Filled {
        /// The name of the relation.
        relation: &'static str,
    },
    /// The row that was to be written is not one that the query finds: it would belong to another parent or tenant, or lack another condition of the
    /// query.
    OutOfReach,
    /// Rows are found by a column of which several have one value.
    NotUnique {
        /// The name of the column in its table.
        column: &'static str,
    },
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Conflict::Filled { relation } => write!(f, "`{relation}` has a row already"),
            Conflict::OutOfReach => f.write_str("the row would not be one of these rows"),
            Conflict::NotUnique { column } => write!(f, "several rows have the same `{column}`"),
        }
    }
}

impl Error for Conflict {}

/// An error of a search: a mistake of the client, or an error of the database.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum SearchError {
    /// The request has mistakes. The client can correct them.
    Request(InvalidRequest),
    /// The state of the data does not allow the write.
    Conflict(Conflict),
    /// The database returned an error.
    Database(diesel::result::Error),
}

impl From<InvalidRequest> for SearchError {
    fn from(invalid: InvalidRequest) -> Self {
        SearchError::Request(invalid)
    }
}

/// In a function that returns Diesel's errors, a request with mistakes is a
/// [`QueryBuilderError`](diesel::result::Error::QueryBuilderError) with the [`InvalidRequest`], and a conflict one with the [`Conflict`].
impl From<SearchError> for diesel::result::Error {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Request(invalid) => {
                diesel::result::Error::QueryBuilderError(Box::new(invalid))
            }
            SearchError::Conflict(conflict) => {
                diesel::result::Error::QueryBuilderError(Box::new(conflict))
            }
            SearchError::Database(error) => error,
        }
    }
}

impl From<Conflict> for SearchError {
    fn from(conflict: Conflict) -> Self {
        SearchError::Conflict(conflict)
    }
}

impl From<diesel::result::Error> for SearchError {
    fn from(error: diesel::result::Error) -> Self {
        SearchError::Database(error)
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchError::Request(invalid) => invalid.fmt(f),
            SearchError::Conflict(conflict) => conflict.fmt(f),
            SearchError::Database(error) => error.fmt(f),
        }
    }
}

impl Error for SearchError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            SearchError::Request(invalid) => Some(invalid),
            SearchError::Conflict(conflict) => Some(conflict),
            SearchError::Database(error) => Some(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_request_tells_the_first_mistake() {
        let first = RequestError::new("/sort/0/field", ErrorCode::UnknownField, "no field `x`");
        let first = first.allow(["id", "title"]);
        let mut invalid = InvalidRequest::from(first);
        let text = "invalid request: /sort/0/field: no field `x` (allowed: id, title)";
        assert_eq!(invalid.to_string(), text);

        let other = RequestError::new("", ErrorCode::Malformed, "not JSON");
        invalid.errors.push(other.clone());
        assert_eq!(invalid.to_string(), format!("{text}, and another mistake"));

        invalid.errors.push(other);
        assert_eq!(invalid.to_string(), format!("{text}, and 2 other mistakes"));
    }

    #[test]
    fn the_error_of_a_search_has_a_source() {
        let error = SearchError::from(diesel::result::Error::NotFound);
        assert_eq!(error.to_string(), "Record not found");
        assert!(error.source().is_some());

        let mistake = RequestError::new("/page", ErrorCode::InvalidPage, "there is no page 0");
        let error = SearchError::from(InvalidRequest::from(mistake));
        assert_eq!(
            error.to_string(),
            "invalid request: /page: there is no page 0"
        );
        assert!(
            error
                .source()
                .is_some_and(|source| source.is::<InvalidRequest>())
        );
    }

    #[test]
    fn codes_are_written_in_snake_case() {
        let code = serde_json::to_string(&ErrorCode::OperatorNotAllowed);
        assert_eq!(code.ok().as_deref(), Some("\"operator_not_allowed\""));
    }
}
