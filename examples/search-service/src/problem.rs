//! Errors as problem details, RFC 9457.

use std::fmt::Display;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use diesel_relations::search::{Conflict, InvalidRequest, RequestError, SearchError};
use serde::Serialize;

/// The answer to a request that fails.
#[derive(Debug, Serialize)]
pub struct Problem {
    status: u16,
    title: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The conflict that a write meets: its `code`, and more where there is more to say.
    #[serde(flatten)]
    conflict: Option<Conflict>,
    /// The mistakes of a request, each with its place and what is allowed there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<RequestError>,
}

impl Problem {
    /// A problem of which the status says all.
    pub fn new(status: StatusCode) -> Self {
        Problem {
            status: status.as_u16(),
            title: status.canonical_reason().unwrap_or("Error"),
            detail: None,
            conflict: None,
            errors: Vec::new(),
        }
    }

    /// An error that is none of the client's. It stands in the log, and not in the answer.
    pub fn internal(error: impl Display) -> Self {
        eprintln!("error: {error}");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<InvalidRequest> for Problem {
    fn from(invalid: InvalidRequest) -> Self {
        Problem {
            errors: invalid.errors,
            ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

impl From<SearchError> for Problem {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Request(invalid) => invalid.into(),
            SearchError::Conflict(conflict) => Problem {
                detail: Some(conflict.to_string()),
                conflict: Some(conflict),
                ..Problem::new(StatusCode::CONFLICT)
            },
            SearchError::Database(diesel::result::Error::NotFound) => {
                Problem::new(StatusCode::NOT_FOUND)
            }
            error => Problem::internal(error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        (status, kind, body).into_response()
    }
}
