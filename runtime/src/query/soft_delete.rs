//! Queries of models with soft deletes.

use crate::declare::visibility::Scoped;

use diesel::associations::HasTable;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_builder::{AsQuery, IntoUpdateTarget, UpdateTarget};
use diesel::query_dsl::methods::{FilterDsl, SelectDsl};

use crate::declare::soft_delete::SoftDeletes;
use crate::declare::view::View;
use crate::declare::view::{OnlyTrashed, WithTrashed};
use crate::declare::visibility::{IsVisible, Visibility};
use crate::query::model_query::Query;
use crate::relation::refine::{Change, Refine, delegate};

type Visible<Q, C, V> = dsl::Filter<Q, IsVisible<C, V>>;

impl<Q: FilterDsl<IsVisible<C, V>>, C: Default, V> Scoped<Q, C, V> {
    fn visible(self) -> Visible<Q, C, V> {
        FilterDsl::filter(self.query, IsVisible::default())
    }
}

impl<Q, C, V> Refine for Scoped<Q, C, V> {
    type Query = Q;
    type Around<New> = Scoped<New, C, V>;
    fn refine<New>(self, _: Change, method: impl FnOnce(Q) -> New) -> Scoped<New, C, V> {
        Scoped::new(method(self.query))
    }
}

delegate!(Scoped<Q, C, V>: filter, or_filter, find, order, limit, distinct, lock, boxed);

impl<Q, C, V, E> SelectDsl<E> for Scoped<Q, C, V>
where
    E: Expression,
    C: Default,
    Q: FilterDsl<IsVisible<C, V>, Output: SelectDsl<E>>,
{
    type Output = dsl::Select<Visible<Q, C, V>, E>;
    fn select(self, selection: E) -> Self::Output {
        SelectDsl::select(self.visible(), selection)
    }
}

impl<Q, C, V> AsQuery for Scoped<Q, C, V>
where
    C: Default,
    Q: FilterDsl<IsVisible<C, V>, Output: AsQuery>,
{
    type SqlType = <Visible<Q, C, V> as AsQuery>::SqlType;
    type Query = <Visible<Q, C, V> as AsQuery>::Query;
    fn as_query(self) -> Self::Query {
        self.visible().as_query()
    }
}

impl<Q: HasTable, C, V> HasTable for Scoped<Q, C, V> {
    type Table = Q::Table;
    fn table() -> Q::Table {
        Q::table()
    }
}

impl<Q, C, V> IntoUpdateTarget for Scoped<Q, C, V>
where
    C: Default,
    Q: HasTable
        + FilterDsl<IsVisible<C, V>, Output: IntoUpdateTarget<Table = <Q as HasTable>::Table>>,
{
    type WhereClause = <Visible<Q, C, V> as IntoUpdateTarget>::WhereClause;
    fn into_update_target(self) -> UpdateTarget<Self::Table, Self::WhereClause> {
        self.visible().into_update_target()
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
impl<M: SoftDeletes, Q, C, V: Visibility> Hides<M> for Scoped<Q, C, V> {
    type Viewed<W: View> = Scoped<Q, C, W::Visible<V>>;
    fn viewed<W: View>(self) -> Self::Viewed<W> {
        self.seeing()
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
