//! `.with(..)` on any Diesel query of a model's table.

use diesel::prelude::*;

use crate::declare::relation_def::Keyed;
use crate::load::eager::Loadable;
use crate::query::model_query::Query;
use crate::relation::expressions::CountOf;
use crate::relation::relation::{Relation, RelationOf};
use crate::relation::select::{CountProperty, Selected};
use crate::relation::subquery::{ColumnsOf, RowsWhere};
use crate::sql::condition::True;
use crate::unstable::whole_rows::WholeRows;

/// Relations on any Diesel query of a model's table.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// let users = users::table.filter(users::id.lt(9)).with(User::POSTS).load(conn)?;
/// assert_eq!(users[0].posts.len(), 2);
/// # Ok(()) }
/// ```
pub trait WithDsl: QueryDsl + Sized {
    /// Loads a relation (or a tuple of them) of the model whose table this query selects from. See [`Query::with`].
    ///
    /// The query has no `select` of its own, or that of the model, `.select(User::as_select())`.
    fn with<R, Selects>(self, relation: R) -> Query<R::Parent, Self, ((), R)>
    where
        R: Loadable + RelationOf<R::Parent>,
        Self: WholeRows<R::Parent, Selects>,
    {
        Query::new(self, ((), relation), (), false)
    }

    /// Counts a relation beside each row. See [`Query::with_count`].
    fn with_count<K, Q, L, S, Selects>(
        self,
        relation: Relation<K, Q, L, S>,
    ) -> Query<K::Parent, Self, (), ((), Selected<CountProperty<K>, CountOf<K, Q>>)>
    where
        K: Keyed,
        Q: RowsWhere<K, True, ColumnsOf<K>>,
        Self: WholeRows<K::Parent, Selects>,
    {
        Query::new(self, (), ((), Selected::new(relation.count())), false)
    }
}

impl<Q: QueryDsl> WithDsl for Q {}
