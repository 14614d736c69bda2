//! Requests as arguments of a handler. Mistakes are problems.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::IntoResponse;
use diesel_relations::search::{Attributes, SearchRequest};
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// The request of a search: the JSON of a `POST`, the query string otherwise.
pub struct Search(pub SearchRequest);

impl<S: Send + Sync> FromRequest<S> for Search {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let request = if request.method() == Method::POST {
            SearchRequest::from_json(&body(request, state).await?)?
        } else {
            SearchRequest::from_query(request.uri().query().unwrap_or_default())?
        };
        Ok(Search(request))
    }
}

/// The part of a request that says how a row is returned that was written: the query string, `?include=book`.
pub struct Returning(pub SearchRequest);

impl<S: Send + Sync> FromRequestParts<S> for Returning {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Returning(SearchRequest::from_query(query)?))
    }
}

/// The fields of a row that is written: a JSON object.
pub struct Fields(pub Attributes);

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let body = body(request, state).await?;
        Ok(Fields(Attributes::from_json(body)?))
    }
}

/// The id in a path, or several: `Id((book, review))`. A path with something else there does not exist.
pub struct Id<T = i32>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let id = Path::<T>::from_request_parts(parts, state).await;
        id.map(|Path(id)| Id(id))
            .map_err(|_| Problem::new(StatusCode::NOT_FOUND))
    }
}

/// Axum refuses bodies of more than 2 MB.
async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    let body = Bytes::from_request(request, state).await;
    body.map_err(|error| Problem::new(error.into_response().status()))
}
