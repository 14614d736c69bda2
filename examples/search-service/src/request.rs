//! Requests as arguments of a handler. Mistakes are problems.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::IntoResponse;
use diesel_relations::search::SearchRequest;

use crate::problem::Problem;

/// The request of a search: the JSON of a `POST`, the query string otherwise.
pub struct Search(pub SearchRequest);

impl<S: Send + Sync> FromRequest<S> for Search {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let request = if request.method() == Method::POST {
            // Axum refuses bodies of more than 2 MB.
            let body = Bytes::from_request(request, state).await;
            let body = body.map_err(|error| Problem::new(error.into_response().status()))?;
            SearchRequest::from_json(&body)?
        } else {
            SearchRequest::from_query(request.uri().query().unwrap_or_default())?
        };
        Ok(Search(request))
    }
}

/// The id in a path. A path with something else there does not exist.
pub struct Id(pub i32);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let id = Path::<i32>::from_request_parts(parts, state).await;
        id.map(|Path(id)| Id(id))
            .map_err(|_| Problem::new(StatusCode::NOT_FOUND))
    }
}
