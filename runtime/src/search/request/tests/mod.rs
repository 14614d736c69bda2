//! Tests of whole requests.

mod hostile;
mod json;
mod limits;
mod query;
mod random;
#[cfg(feature = "json-schema")]
mod schema;

use crate::search::error::{ErrorCode, InvalidRequest};
use crate::search::request::request::SearchRequest;
use crate::search::request::value::Value;

fn raw(text: &str) -> Value {
    Value::Raw(text.to_owned())
}

/// The pointers and the codes of the mistakes.
fn mistakes(result: Result<SearchRequest, InvalidRequest>) -> Vec<(String, ErrorCode)> {
    let errors = result.err().map(|invalid| invalid.errors);
    let errors = errors.into_iter().flatten();
    errors.map(|error| (error.pointer, error.code)).collect()
}

/// The only mistake.
fn mistake(result: Result<SearchRequest, InvalidRequest>) -> (String, ErrorCode) {
    let mistakes = mistakes(result);
    match <[_; 1]>::try_from(mistakes) {
        Ok([mistake]) => mistake,
        Err(mistakes) => panic!("{mistakes:?}"),
    }
}
