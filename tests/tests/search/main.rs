//! Searches: queries that arrive as data.

mod ask;
mod counters;
mod cursors;
mod data;
mod errors;
mod filters;
mod loads;
mod models;
mod owners;
mod parents;
mod paths;
mod pivots;
mod sorts;
mod texts;

use diesel_relations::search::{InvalidRequest, SearchError, SearchRequest};
use serde_json::Value as Json;

/// A request of JSON.
fn request(json: Json) -> SearchRequest {
    match SearchRequest::from_json(json.to_string().as_bytes()) {
        Ok(request) => request,
        Err(error) => panic!("{json}: {error}"),
    }
}

/// A request with these filters, in the order of the key.
fn filtered(filters: Json) -> SearchRequest {
    request(serde_json::json!({"filters": filters, "sort": [{"field": "id"}], "limit": 20}))
}

/// A request with one filter.
fn filter(field: &str, operator: &str, value: impl Into<Json>) -> SearchRequest {
    filtered(serde_json::json!([{"field": field, "operator": operator, "value": value.into()}]))
}

/// A request of a query string.
fn query(query: &str) -> SearchRequest {
    match SearchRequest::from_query(query) {
        Ok(request) => request,
        Err(error) => panic!("{query}: {error}"),
    }
}

/// The mistakes of a request that was refused.
fn refused<T>(found: Result<T, SearchError>) -> InvalidRequest {
    match found {
        Err(SearchError::Request(invalid)) => invalid,
        Err(error) => panic!("not an error of the request: {error}"),
        Ok(_) => panic!("the request is allowed"),
    }
}

/// Creates the tables, and fills them.
macro_rules! tables {
    ($conn:ident) => {{
        use diesel::connection::SimpleConnection as _;
        $conn.batch_execute(&$crate::data::tables(facts()))?;
    }};
}

/// The keys of the articles that a request finds, in the order of the page.
macro_rules! ids {
    ($conn:ident, $request:expr) => {{
        let request = $request;
        match $conn.articles(&request) {
            Ok(page) => page.ids(),
            Err(error) => panic!("{error}: {request:?}"),
        }
    }};
}
pub(crate) use {ids, tables};
