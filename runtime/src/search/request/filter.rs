//! Filters of a request.

use crate::search::request::place::{At, Place};
use crate::search::request::value::Value;

/// A condition of a request: a comparison, or a group of filters in parentheses.
///
/// ```
/// use diesel_relations::search::request::{Filter, Filters, Operator};
///
/// let rust = Filter::new("title", Operator::Like, "%Rust%");
/// let popular = Filter::group(Filters::new().filter("votes", ">=", 10).or_filter("pinned", "=", true));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Filter {
    /// The link to the filters before it. That of the first filter of a list says nothing.
    pub connective: Connective,
    /// The comparison or the group.
    pub term: Term,
    pub(crate) at: At,
}

/// The link of a filter to the filters before it.
///
/// `and` binds closer than `or`, as in SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Connective {
    /// `AND`
    #[default]
    And,
    /// `OR`
    Or,
}

/// The condition of a [`Filter`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Term {
    /// A comparison of a field with a value.
    #[non_exhaustive]
    Field {
        /// The name of the field, which may be a path: `author.name`.
        field: String,
        /// The name of the operator, see [`Operator::from_name`](super::Operator::from_name).
        operator: String,
        /// The value.
        value: Value,
    },
    /// Filters in parentheses. A group of none is no condition.
    Group(Vec<Filter>),
}

impl Filter {
    /// A comparison, linked by `AND`.
    pub fn new(
        field: impl Into<String>,
        operator: impl Into<String>,
        value: impl Into<Value>,
    ) -> Self {
        Filter::of(Term::Field {
            field: field.into(),
            operator: operator.into(),
            value: value.into(),
        })
    }

    /// A group of filters, linked by `AND`.
    pub fn group(filters: impl Into<Vec<Filter>>) -> Self {
        Filter::of(Term::Group(filters.into()))
    }

    /// Links it to the filters before it by `OR`.
    #[must_use]
    pub fn or(mut self) -> Self {
        self.connective = Connective::Or;
        self
    }

    /// Its place, where it is the filter of this index in the list of this place.
    pub fn place(&self, list: &Place, index: usize) -> Place {
        list.index(index).or_at(&self.at)
    }

    fn of(term: Term) -> Self {
        Filter {
            connective: Connective::And,
            term,
            at: At::default(),
        }
    }
}

/// The methods that add filters.
macro_rules! filter_methods {
    ($type:ty, $filters:tt) => {
        impl $type {
            /// Adds a condition, linked by `AND`.
            #[must_use]
            pub fn filter(
                mut self,
                field: impl Into<String>,
                operator: impl Into<String>,
                value: impl Into<Value>,
            ) -> Self {
                self.$filters.push(Filter::new(field, operator, value));
                self
            }

            /// Adds a condition, linked by `OR` to those before it.
            #[must_use]
            pub fn or_filter(
                mut self,
                field: impl Into<String>,
                operator: impl Into<String>,
                value: impl Into<Value>,
            ) -> Self {
                self.$filters.push(Filter::new(field, operator, value).or());
                self
            }

            /// Adds conditions in parentheses, linked by `AND`.
            #[must_use]
            pub fn group(mut self, filters: impl FnOnce(Filters) -> Filters) -> Self {
                self.$filters.push(Filter::group(filters(Filters::new())));
                self
            }

            /// Adds conditions in parentheses, linked by `OR` to those before them.
            #[must_use]
            pub fn or_group(mut self, filters: impl FnOnce(Filters) -> Filters) -> Self {
                self.$filters
                    .push(Filter::group(filters(Filters::new())).or());
                self
            }
        }
    };
}

pub(crate) use filter_methods;

/// The filters of a group, while they are collected.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filters(Vec<Filter>);

impl Filters {
    /// No filters.
    pub fn new() -> Self {
        Filters::default()
    }
}

filter_methods!(Filters, 0);

impl From<Filters> for Vec<Filter> {
    fn from(filters: Filters) -> Self {
        filters.0
    }
}
