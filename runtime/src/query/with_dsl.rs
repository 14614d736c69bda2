//! `.with(..)` on any Diesel query of a model's table.

use std::iter::{self, Repeat};
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::prelude::*;

use crate::declare::relation_def::Keyed;
use crate::declare::row_names::RowNames;
use crate::driver::connection::Driver;
use crate::load::eager::{Eager, Loads};
use crate::load::extent::Extent;
use crate::query::model_query::Query;
use crate::relation::checked::SelectsFrom;
use crate::relation::expressions::CountOf;
use crate::relation::relation::Relation;
use crate::relation::relation_of::RelationOf;
use crate::relation::select::{CountProperty, Selected};
use crate::relation::subquery::{ColumnsOf, RowsWhere};
use crate::sql::condition::True;
use crate::unstable::whole_rows::{AllColumns, ModelColumns, WholeRows};

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
    fn with<R, N, M, Q, Selects>(self, relation: R) -> Query<M, Q, (Selects::Relations, N)>
    where
        R: RelationOf<M, N>,
        Self: SelectsFrom<M, Q> + WholeRows<M, Selects>,
        Selects: Begin,
    {
        Query::new(
            self.query(),
            (Selects::Relations::default(), relation.relations()),
            (),
            false,
        )
    }

    /// Counts a relation beside each row. See [`Query::with_count`].
    fn with_count<K, Refinement, L, S, Q, Selects>(
        self,
        relation: Relation<K, Refinement, L, S>,
    ) -> Query<
        K::Parent,
        Q,
        Selects::Relations,
        ((), Selected<CountProperty<K>, CountOf<K, Refinement>>),
    >
    where
        K: Keyed,
        Refinement: RowsWhere<K, True, ColumnsOf<K>>,
        Self: SelectsFrom<K::Parent, Q> + WholeRows<K::Parent, Selects>,
        Selects: Begin,
    {
        Query::new(
            self.query(),
            Selects::Relations::default(),
            ((), Selected::new(relation.count())),
            false,
        )
    }
}

impl<Q: QueryDsl> WithDsl for Q {}

/// The selection of a query of the user's own, and where the relations to load with it begin.
pub trait Begin {
    /// No relation.
    type Relations: Default;
}

impl Begin for AllColumns {
    type Relations = ();
}

impl<DB> Begin for ModelColumns<DB> {
    type Relations = SentTo<DB>;
}

/// No relation, of a query that selects columns as the backend `DB` does: its connection tells which one.
#[derive(Debug)]
pub struct SentTo<DB>(PhantomData<fn() -> DB>);

impl<DB> Default for SentTo<DB> {
    fn default() -> Self {
        SentTo(PhantomData)
    }
}

impl<DB> Clone for SentTo<DB> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<DB> Copy for SentTo<DB> {}

impl<DB> Loads for SentTo<DB> {
    const NAMES: &'static RowNames = <() as Loads>::NAMES;
    type Values = ();
    type Columns = Repeat<()>;
    type Loaded<P> = P;
    fn wrap<P>(row: P, (): ()) -> P {
        row
    }
}

impl<Mode, C: Driver<Mode, DB = DB>, P, DB: Backend> Eager<Mode, C, P> for SentTo<DB> {
    const NAMES_FIT: () = ();

    async fn load_columns(self, _: &[P], _: Extent, _: &mut C) -> QueryResult<Repeat<()>> {
        Ok(iter::repeat(()))
    }

    async fn load_onto(self, parents: Vec<P>, _: Extent, _: &mut C) -> QueryResult<Vec<P>> {
        Ok(parents)
    }
}
