//! Queries of models with soft deletes.

use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_dsl::methods::{FilterDsl, SelectDsl};

use crate::declare::soft_delete::SoftDeletes;
use crate::declare::view::{OnlyTrashed, View, WithTrashed};
use crate::declare::visibility::{IsVisible, Visibility};
use crate::query::model_query::Query;
use crate::sql::scoped::{Scoped, Tail, Whole};

/// A selection of the user's own ends the scope: what comes of it is a plain Diesel query.
impl<Q, C, V, E> SelectDsl<E> for Scoped<Q, IsVisible<C, V>>
where
    E: Expression,
    IsVisible<C, V>: Tail,
    Q: FilterDsl<<IsVisible<C, V> as Tail>::Condition, Output: SelectDsl<E>>,
{
    type Output = dsl::Select<Whole<Q, IsVisible<C, V>>, E>;
    fn select(self, selection: E) -> Self::Output {
        SelectDsl::select(self.whole(), selection)
    }
}

/// A query that hides trashed rows of the model `M`.
#[diagnostic::on_unimplemented(
    message = "no trashed rows of `{M}` are hidden in this query",
    label = "nothing is hidden here",
    note = "`{M}` needs `#[model(soft_delete)]`, and the query is one of `{M}::query()`, `{M}::find(..)` or the like: a query of the \
            table itself sees all rows"
)]
pub trait Hides<M>: Sized {
    /// The query with another view of them.
    type Viewed<W: View>;
    /// The query with another view of them.
    fn viewed<W: View>(self) -> Self::Viewed<W>;
}

#[diagnostic::do_not_recommend]
impl<M: SoftDeletes, Q, C: Default, V: Visibility> Hides<M> for Scoped<Q, IsVisible<C, V>> {
    type Viewed<W: View> = Scoped<Q, IsVisible<C, W::Visible<V>>>;
    fn viewed<W: View>(self) -> Self::Viewed<W> {
        Scoped::new(self.query, IsVisible::default())
    }
}

impl<M, Q, L, S> Query<M, Q, L, S> {
    /// With the trashed rows, which are otherwise left out.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let letter = Letter::find(1).first(conn)?;
    /// letter.delete(conn)?;
    /// assert_eq!(Letter::find(1).first(conn).optional()?, None);
    /// assert_eq!(Letter::find(1).with_trashed().first(conn)?.text, "Dear Bob");
    /// # Ok(()) }
    /// ```
    pub fn with_trashed<V>(self) -> Query<M, V, L, S>
    where
        Q: Hides<M, Viewed<WithTrashed> = V>,
    {
        self.viewed::<WithTrashed>()
    }

    /// Only the trashed rows: `deleted_at IS NOT NULL`, or `deleted <> FALSE`. [`with_trashed`](Self::with_trashed) wins over it.
    pub fn only_trashed<V>(self) -> Query<M, V, L, S>
    where
        Q: Hides<M, Viewed<OnlyTrashed> = V>,
    {
        self.viewed::<OnlyTrashed>()
    }

    fn viewed<W: View>(self) -> Query<M, Q::Viewed<W>, L, S>
    where
        Q: Hides<M>,
    {
        let none = self.is_none();
        let (query, nested, selection) = self.into_parts();
        Query::new(query.viewed::<W>(), nested, selection, false).none_if(none)
    }
}
