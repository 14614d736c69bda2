//! The parts of a request beside filters.

use crate::search::request::filter::{Filter, Filters, filter_methods};
use crate::search::request::place::{At, Place};
use crate::search::request::value::Value;

/// A relation to load beside the rows.
///
/// ```
/// use diesel_relations::search::request::{Include, Operator};
///
/// let include = Include::of("comments")
///     .filter("votes", Operator::Gt, 0)
///     .sort_desc("created_at")
///     .limit(3)
///     .include("author");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Include {
    /// The name of the relation, which may be a path: `comments.author`.
    pub relation: String,
    /// Which related rows are loaded.
    pub filters: Vec<Filter>,
    /// Their order.
    pub sort: Vec<Sort>,
    /// The number of them, for each parent.
    pub limit: Option<u32>,
    /// The relations that are loaded beside them.
    pub includes: Vec<Include>,
    pub(crate) at: At,
}

impl Include {
    /// All rows of a relation.
    pub fn of(relation: impl Into<String>) -> Self {
        Include {
            relation: relation.into(),
            filters: Vec::new(),
            sort: Vec::new(),
            limit: None,
            includes: Vec::new(),
            at: At::default(),
        }
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

    /// Loads this many rows at most, for each parent.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Loads a relation of the related rows.
    #[must_use]
    pub fn include(mut self, include: impl Into<Include>) -> Self {
        self.includes.push(include.into());
        self
    }

    /// True where it is a name and nothing else.
    pub(crate) fn is_plain(&self) -> bool {
        self.filters.is_empty()
            && self.sort.is_empty()
            && self.limit.is_none()
            && self.includes.is_empty()
    }
}

filter_methods!(Include, filters);

impl<T: Into<String>> From<T> for Include {
    fn from(relation: T) -> Self {
        Include::of(relation)
    }
}

/// A number of each row that is computed from a relation: a count, or an aggregate of a field.
///
/// ```
/// use diesel_relations::search::request::{Aggregate, Operator};
///
/// let spam = Aggregate::count("comments").filter("spam", Operator::Eq, true);
/// let votes = Aggregate::sum("comments", "votes");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Aggregate {
    /// The name of the relation, which may be a path.
    pub relation: String,
    /// The kind: `count`, `exists`, `sum`, `avg`, `min` or `max`.
    pub kind: String,
    /// The field. `count` and `exists` have none.
    pub field: Option<String>,
    /// Which related rows are counted.
    pub filters: Vec<Filter>,
    pub(crate) at: At,
}

impl Aggregate {
    /// The number of related rows.
    pub fn count(relation: impl Into<String>) -> Self {
        Aggregate::new(relation, "count", None)
    }

    /// A test: true where there are related rows.
    pub fn exists(relation: impl Into<String>) -> Self {
        Aggregate::new(relation, "exists", None)
    }

    /// The sum of a field.
    pub fn sum(relation: impl Into<String>, field: impl Into<String>) -> Self {
        Aggregate::new(relation, "sum", Some(field.into()))
    }

    /// The average of a field.
    pub fn avg(relation: impl Into<String>, field: impl Into<String>) -> Self {
        Aggregate::new(relation, "avg", Some(field.into()))
    }

    /// The smallest value of a field.
    pub fn min(relation: impl Into<String>, field: impl Into<String>) -> Self {
        Aggregate::new(relation, "min", Some(field.into()))
    }

    /// The largest value of a field.
    pub fn max(relation: impl Into<String>, field: impl Into<String>) -> Self {
        Aggregate::new(relation, "max", Some(field.into()))
    }

    /// An aggregate of any kind.
    pub fn new(
        relation: impl Into<String>,
        kind: impl Into<String>,
        field: Option<String>,
    ) -> Self {
        Aggregate {
            relation: relation.into(),
            kind: kind.into(),
            field,
            filters: Vec::new(),
            at: At::default(),
        }
    }

    /// The aggregate of a short name: `comments.count`, `comments.sum(votes)`.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let (path, field) = match name.split_once('(') {
            Some((path, field)) => (path, Some(field.strip_suffix(')')?.to_owned())),
            None => (name, None),
        };
        let (relation, kind) = path.rsplit_once('.')?;
        Some(Aggregate::new(relation, kind, field))
    }

    /// The short name, where it says all of it.
    pub(crate) fn short_name(&self) -> Option<String> {
        let Aggregate { relation, kind, .. } = self;
        let name = match &self.field {
            Some(field) => format!("{relation}.{kind}({field})"),
            None => format!("{relation}.{kind}"),
        };
        let said = Aggregate::from_name(&name);
        said.is_some_and(|said| said == *self).then_some(name)
    }
}

filter_methods!(Aggregate, filters);

/// An order of the rows.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Sort {
    /// The name of the field, which may be a path or an aggregate: `author.name`, `comments.count`.
    pub field: String,
    /// True where the largest value comes first.
    pub descending: bool,
    pub(crate) at: At,
}

impl Sort {
    /// The smallest value first.
    pub fn asc(field: impl Into<String>) -> Self {
        Sort {
            field: field.into(),
            descending: false,
            at: At::default(),
        }
    }

    /// The largest value first.
    pub fn desc(field: impl Into<String>) -> Self {
        Sort {
            descending: true,
            ..Sort::asc(field)
        }
    }
}

/// A scope of the model, with the values of its parameters.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ScopeCall {
    /// The name of the scope.
    pub name: String,
    /// The values of its parameters.
    pub parameters: Vec<Value>,
    pub(crate) at: At,
}

impl ScopeCall {
    /// A scope without parameters.
    pub fn new(name: impl Into<String>) -> Self {
        ScopeCall {
            name: name.into(),
            parameters: Vec::new(),
            at: At::default(),
        }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn parameter(mut self, value: impl Into<Value>) -> Self {
        self.parameters.push(value.into());
        self
    }
}

/// Words to search for in the texts that the model lists as `keywords`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Keywords {
    /// The words.
    pub value: String,
    /// True where `Rust` and `rust` differ. By default they do.
    pub case_sensitive: bool,
}

impl Keywords {
    /// Words whose case is respected.
    pub fn new(value: impl Into<String>) -> Self {
        Keywords {
            value: value.into(),
            case_sensitive: true,
        }
    }

    /// Ignores case.
    #[must_use]
    pub fn ignore_case(mut self) -> Self {
        self.case_sensitive = false;
        self
    }
}

impl<T: Into<String>> From<T> for Keywords {
    fn from(value: T) -> Self {
        Keywords::new(value)
    }
}

macro_rules! place {
    ($($part:ty),*) => {$(
        impl $part {
            /// Its place, where it is the part of this index in the list of this place.
            pub fn place(&self, list: &Place, index: usize) -> Place {
                list.index(index).or_at(&self.at)
            }
        }
    )*};
}

place!(Include, Aggregate, Sort, ScopeCall);
