//! Places in a request, for the pointers of errors.

use std::fmt;

/// A place in a request: a JSON pointer, such as `/filters/0/value`, or, in a request of a query string, a parameter, such as
/// `filter[votes][gte]`.
///
/// [`SearchRequest::place`](super::SearchRequest::place) is that of the whole request; the parts of a request have a method `place` as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Json(String),
    Query,
    Parameter(String),
}

impl Place {
    /// The whole of a JSON document.
    pub(crate) fn json() -> Self {
        Place(Kind::Json(String::new()))
    }

    /// The whole of a query string.
    pub(crate) fn query() -> Self {
        Place(Kind::Query)
    }

    /// A parameter of a query string.
    pub(crate) fn parameter(name: &str) -> Self {
        Place(Kind::Parameter(name.to_owned()))
    }

    /// The value of a key there. A parameter of a query string has no keys: it stays the place.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        match &self.0 {
            Kind::Json(pointer) => {
                let key = key.replace('~', "~0").replace('/', "~1");
                Place(Kind::Json(format!("{pointer}/{key}")))
            }
            Kind::Query => Place::parameter(match key {
                "filters" => "filter",
                "includes" => "include",
                "aggregates" => "aggregate",
                "scopes" => "scope",
                key => key,
            }),
            Kind::Parameter(_) => self.clone(),
        }
    }

    /// The item of a list there, counted from 0. A parameter of a query string stays the place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        match &self.0 {
            Kind::Json(pointer) => Place(Kind::Json(format!("{pointer}/{index}"))),
            Kind::Query | Kind::Parameter(_) => self.clone(),
        }
    }

    /// The place that a part kept of its query string, or else this one.
    pub(crate) fn or_at(self, at: &At) -> Self {
        match &at.0 {
            Some(parameter) => Place::parameter(parameter),
            None => self,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Json(pointer) => f.write_str(pointer),
            Kind::Query => Ok(()),
            Kind::Parameter(name) => f.write_str(name),
        }
    }
}

/// The parameter that a part of a request comes from. Parts of a JSON document and those made by hand have none: they are where they stand.
///
/// Requests that differ only in it are equal.
#[derive(Clone, Default)]
pub(crate) struct At(Option<Box<str>>);

impl At {
    pub(crate) fn parameter(name: &str) -> Self {
        At(Some(name.into()))
    }

    pub(crate) fn is_parameter(&self) -> bool {
        self.0.is_some()
    }
}

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_escapes_the_keys() {
        let place = Place::json().key("a/b~c").index(3).key("value");
        assert_eq!(place.to_string(), "/a~1b~0c/3/value");
    }

    #[test]
    fn a_place_in_a_query_string_is_a_parameter() {
        let place = Place::query().key("filters");
        assert_eq!(place.index(0).key("value").to_string(), "filter");

        let at = At::parameter("filter[votes]");
        let place = place.index(0).or_at(&at).key("value");
        assert_eq!(place.to_string(), "filter[votes]");
    }
}
