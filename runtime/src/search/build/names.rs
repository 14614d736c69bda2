//! The names of a declaration, on any database: for the errors of a request, and for its JSON schema.

use crate::declare::morph_to::MorphTo;
use crate::declare::relation_def::RelationDef;
use crate::search::build::called::Called;
#[cfg(feature = "json-schema")]
use crate::search::build::named::Named;
use crate::search::declare::names::SearchColumn;
use crate::search::declare::path::{Aggregated, Column};
use crate::search::declare::searchable::{Included, IncludedOwner, SearchScope};

/// A list of fields.
#[cfg(feature = "json-schema")]
pub trait FieldNames {
    /// Adds them to the others.
    fn add_to(fields: &mut Vec<Box<dyn Named>>);

    /// All of them.
    fn all() -> Vec<Box<dyn Named>> {
        let mut fields = Vec::new();
        Self::add_to(&mut fields);
        fields
    }
}

#[cfg(feature = "json-schema")]
impl FieldNames for () {
    fn add_to(_: &mut Vec<Box<dyn Named>>) {}
}

#[cfg(feature = "json-schema")]
impl<F: Named + Default + 'static, Others: FieldNames> FieldNames for (F, Others) {
    fn add_to(fields: &mut Vec<Box<dyn Named>>) {
        fields.push(Box::new(F::default()));
        Others::add_to(fields);
    }
}

/// A list of relations that a request may load.
pub trait IncludeNames {
    /// Adds their names, with those inside of them: `comments`, `comments.author`.
    fn add_names(outside: &str, names: &mut Vec<String>);
}

impl IncludeNames for () {
    fn add_names(_: &str, _: &mut Vec<String>) {}
}

impl<K, S, Nested, Others> IncludeNames for (Included<K, S, Nested>, Others)
where
    K: RelationDef,
    Nested: IncludeNames,
    Others: IncludeNames,
{
    fn add_names(outside: &str, names: &mut Vec<String>) {
        let name = format!("{outside}{}", K::NAME);
        let inside = format!("{name}.");
        names.push(name);
        Nested::add_names(&inside, names);
        Others::add_names(outside, names);
    }
}

impl<D: MorphTo, Others: IncludeNames> IncludeNames for (IncludedOwner<D>, Others) {
    fn add_names(outside: &str, names: &mut Vec<String>) {
        names.push(format!("{outside}{}", D::NAME));
        Others::add_names(outside, names);
    }
}

/// The parts of an aggregate: `comments.sum(votes)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AggregateName {
    /// The relation.
    pub(crate) relation: &'static str,
    /// The function.
    pub(crate) function: &'static str,
    /// The column; `count` and `exists` have none.
    pub(crate) column: Option<&'static str>,
}

impl AggregateName {
    /// The name in requests: `comments.sum(votes)`.
    pub(crate) fn asked(&self) -> String {
        let AggregateName {
            relation,
            function,
            column,
        } = self;
        match column {
            Some(column) => format!("{relation}.{function}({column})"),
            None => format!("{relation}.{function}"),
        }
    }

    /// The name in the result: `comments_sum_votes`.
    pub(crate) fn in_result(&self) -> String {
        let parts = [Some(self.relation), Some(self.function), self.column];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        parts.join("_")
    }
}

/// The column of an aggregate: none for `count` and `exists`.
pub trait ColumnName {
    /// Its name.
    const NAME: Option<&'static str>;
}

impl ColumnName for () {
    const NAME: Option<&'static str> = None;
}

impl<M: SearchColumn<NAME>, const NAME: u64> ColumnName for Column<M, NAME> {
    const NAME: Option<&'static str> = Some(M::COLUMN);
}

/// An aggregate with its name.
pub trait NamedAggregate {
    /// The parts of the name.
    const NAME: AggregateName;
}

impl<F: Called, K: RelationDef, C: ColumnName> NamedAggregate for Aggregated<F, K, C> {
    const NAME: AggregateName = AggregateName {
        relation: K::NAME,
        function: F::NAME,
        column: C::NAME,
    };
}

/// A list of aggregates.
pub trait AggregateNames {
    /// Adds their names.
    fn add_names(names: &mut Vec<AggregateName>);
}

impl AggregateNames for () {
    fn add_names(_: &mut Vec<AggregateName>) {}
}

impl<A: NamedAggregate, Others: AggregateNames> AggregateNames for (A, Others) {
    fn add_names(names: &mut Vec<AggregateName>) {
        names.push(A::NAME);
        Others::add_names(names);
    }
}

/// The name of a scope, and those of its parameters.
pub(crate) type ScopeName = (&'static str, &'static [&'static str]);

/// A list of scopes.
pub trait ScopeNames {
    /// Adds their names.
    #[doc(hidden)]
    fn add_names(names: &mut Vec<ScopeName>);
}

impl ScopeNames for () {
    fn add_names(_: &mut Vec<ScopeName>) {}
}

impl<S: SearchScope, Others: ScopeNames> ScopeNames for (S, Others) {
    fn add_names(names: &mut Vec<ScopeName>) {
        names.push((S::NAME, S::PARAMETERS));
        Others::add_names(names);
    }
}
