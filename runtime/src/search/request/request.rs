//! The request.

use serde::Serialize;

use crate::search::request::filter::{Filter, Filters, filter_methods};
use crate::search::request::parts::{Aggregate, Include, Keywords, ScopeCall, Sort};
use crate::search::request::place::{At, Place};
use crate::search::request::value::Value;

/// A query as data: what a client asks for.
///
/// It is read with [`from_json`](SearchRequest::from_json) or [`from_query`](SearchRequest::from_query), or by its `Deserialize`, which takes
/// both. [The module](super) is the reference of its format. Programs that send requests, and tests, write it with methods:
///
/// ```
/// use diesel_relations::search::SearchRequest;
/// use diesel_relations::search::request::{Aggregate, Include, Operator};
///
/// let request = SearchRequest::new()
///     .filter("votes", Operator::Ge, 3)
///     .group(|group| group.filter("title", Operator::Like, "A%").or_filter("author.name", Operator::Eq, "Ann"))
///     .sort_desc("created_at")
///     .include("author")
///     .include(Include::of("comments").limit(3))
///     .aggregate(Aggregate::count("comments"))
///     .page(2);
/// assert_eq!(
///     serde_json::to_value(&request).unwrap(),
///     serde_json::json!({
///         "filters": [
///             {"field": "votes", "operator": ">=", "value": 3},
///             {"nested": [
///                 {"field": "title", "operator": "like", "value": "A%"},
///                 {"type": "or", "field": "author.name", "operator": "=", "value": "Ann"},
///             ]},
///         ],
///         "sort": [{"field": "created_at", "direction": "desc"}],
///         "includes": ["author", {"relation": "comments", "limit": 3}],
///         "aggregates": ["comments.count"],
///         "page": 2,
///     }),
/// );
/// ```
///
/// Its `Serialize` writes JSON, and leaves out what is empty. Values of a query string have no types: such a request is written again with
/// [`to_query`](SearchRequest::to_query).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct SearchRequest {
    /// Scopes of the model. All of them apply.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<ScopeCall>,
    /// Conditions on the rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// Words that the rows have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Keywords>,
    /// The order, the most important one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<Sort>,
    /// Relations to load.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<Include>,
    /// Counts and aggregates of relations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aggregates: Vec<Aggregate>,
    /// The number of the page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The number of rows, at least 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// The place to go on from, as an earlier answer gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Trashed rows as well.
    #[serde(skip_serializing_if = "is_false")]
    pub with_trashed: bool,
    /// Trashed rows only.
    #[serde(skip_serializing_if = "is_false")]
    pub only_trashed: bool,
    /// The fields of the answer. `None` is all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<String>>,
    #[serde(skip)]
    pub(crate) at: At,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl SearchRequest {
    /// A request for all rows.
    pub fn new() -> Self {
        SearchRequest::default()
    }

    /// The place of the request, from which those of its parts are reached.
    ///
    /// ```
    /// use diesel_relations::search::SearchRequest;
    ///
    /// let request = SearchRequest::from_query("filter[votes][gte]=3&sort=id").unwrap();
    /// let place = request.filters[0].place(&request.place().key("filters"), 0);
    /// assert_eq!(place.key("value").to_string(), "filter[votes][gte]");
    ///
    /// let request = SearchRequest::new().filter("votes", ">=", 3).sort("id");
    /// let place = request.filters[0].place(&request.place().key("filters"), 0);
    /// assert_eq!(place.key("value").to_string(), "/filters/0/value");
    /// ```
    pub fn place(&self) -> Place {
        if self.at.is_parameter() {
            Place::query()
        } else {
            Place::json()
        }
    }

    /// Calls a scope of the model with a list of parameters, with one parameter, or with none: `()`.
    ///
    /// ```
    /// # use diesel_relations::search::SearchRequest;
    /// SearchRequest::new().scope("popular", [5]).scope("published", ());
    /// ```
    #[must_use]
    pub fn scope(mut self, name: impl Into<String>, parameters: impl Into<Value>) -> Self {
        let mut scope = ScopeCall::new(name);
        scope.parameters = match parameters.into() {
            Value::Null => Vec::new(),
            Value::List(parameters) => parameters,
            parameter => vec![parameter],
        };
        self.scopes.push(scope);
        self
    }

    /// Searches for words.
    #[must_use]
    pub fn keywords(mut self, keywords: impl Into<Keywords>) -> Self {
        self.search = Some(keywords.into());
        self
    }

    /// Adds an ascending order.
    #[must_use]
    pub fn sort(mut self, field: impl Into<String>) -> Self {
        self.sort.push(Sort::asc(field));
        self
    }

    /// Adds a descending order.
    #[must_use]
    pub fn sort_desc(mut self, field: impl Into<String>) -> Self {
        self.sort.push(Sort::desc(field));
        self
    }

    /// Loads a relation beside the rows.
    #[must_use]
    pub fn include(mut self, include: impl Into<Include>) -> Self {
        self.includes.push(include.into());
        self
    }

    /// Computes an aggregate beside the rows.
    #[must_use]
    pub fn aggregate(mut self, aggregate: Aggregate) -> Self {
        self.aggregates.push(aggregate);
        self
    }

    /// Asks for the page of this number, from 1.
    #[must_use]
    pub fn page(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }

    /// Asks for this many rows.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Goes on from a cursor.
    #[must_use]
    pub fn cursor(mut self, cursor: impl Into<String>) -> Self {
        self.cursor = Some(cursor.into());
        self
    }

    /// Asks for trashed rows as well.
    #[must_use]
    pub fn with_trashed(mut self) -> Self {
        self.with_trashed = true;
        self
    }

    /// Asks for trashed rows only.
    #[must_use]
    pub fn only_trashed(mut self) -> Self {
        self.only_trashed = true;
        self
    }

    /// Asks for these fields only.
    #[must_use]
    pub fn fields<T: Into<String>>(mut self, fields: impl IntoIterator<Item = T>) -> Self {
        self.fields = Some(fields.into_iter().map(Into::into).collect());
        self
    }
}

filter_methods!(SearchRequest, filters);
