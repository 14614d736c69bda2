//! Methods of rows in memory, which a query has not: each says how its rows are loaded.

use std::slice;

use crate::declare::relation_def::Keyed;
use crate::load::eager::Loads;
use crate::query::model_query::Query;
use crate::query::related_query::RelatedQuery;
use crate::relation::select::RowOf;

/// Rows that are in memory, which those of a query are not: no type implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the rows of this query are not loaded",
    label = "a query, and not its rows",
    note = "load them beside their parents, `.with(User::POSTS)`, and they are a field, `user.posts`; or send the query itself: `.load(conn)?`",
    note = "`.count().get_result::<i64>(conn)?` counts them, and `.exists(conn)?` asks whether there are any"
)]
pub trait InMemory {}

impl<M, Q, L: Loads, S: RowOf<M>> Query<M, Q, L, S> {
    #[doc(hidden)]
    pub fn len(&self) -> usize
    where
        Self: InMemory,
    {
        0
    }

    #[doc(hidden)]
    pub fn is_empty(&self) -> bool
    where
        Self: InMemory,
    {
        true
    }

    #[doc(hidden)]
    pub fn iter(&self) -> slice::Iter<'_, L::Loaded<S::Row>>
    where
        Self: InMemory,
    {
        [].iter()
    }
}

impl<K: Keyed, Q, L: Loads, S: RowOf<K::Related>> RelatedQuery<K, Q, L, S> {
    #[doc(hidden)]
    pub fn len(&self) -> usize
    where
        Self: InMemory,
    {
        0
    }

    #[doc(hidden)]
    pub fn is_empty(&self) -> bool
    where
        Self: InMemory,
    {
        true
    }

    #[doc(hidden)]
    pub fn iter(&self) -> slice::Iter<'_, L::Loaded<S::Row>>
    where
        Self: InMemory,
    {
        [].iter()
    }
}
