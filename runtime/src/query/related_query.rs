//! A relation of one parent: `user.posts()`.

use crate::query::terminals::{LoadAs, first_row, only_row, terminals};
use std::borrow::Cow;
use std::future::Future;
use std::marker::PhantomData;

use diesel::associations::HasTable;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AsQuery, IntoUpdateTarget, UpdateTarget};
use diesel::query_dsl::methods::{DistinctDsl, FilterDsl, LimitDsl, SelectDsl};

use crate::declare::primary_key::HasPrimaryKey;
use crate::declare::relation_def::{DeclaredOn, Keyed, RelationDef};
use crate::declare::soft_delete::{RowsWithKeys, rows_with_keys};
use crate::driver::connection::Driver;
use crate::load::eager::Loads;
use crate::query::batches::Batches;
use crate::query::model_query::Query;
use crate::query::paginate::{Paginated, Total};
use crate::query::repeatable::Repeatable;
use crate::relation::distinct::{BesideRow, Distinct, PrimaryKeyOf, RowKey};
use crate::relation::property::PropertyName;
use crate::relation::refine::{Change, Refine, Refined, RelationQuery, Unrefined, delegate, find};
use crate::relation::relation::CountOf;
use crate::relation::relation::Relation;
use crate::relation::relation::RelationOf;
use crate::relation::select::{CountProperty, Property, RowOf, Selected};
use crate::relation::subquery::{ColumnsOf, RowsWhere};
use crate::relation::with_pivot::Declared;
use crate::sql::condition::True;
use crate::sql::key::KeyColumn;
use crate::sql::source::Updates;
use crate::unstable::unlimited::Unlimited;

/// A relation of one parent: `user.posts()`, a query of its rows: `SELECT .. FROM posts WHERE .. AND user_id = ?`.
///
/// It has Diesel's own methods. The parent's key is added last, behind whatever `or_filter` was given, so the query
/// never returns, updates or deletes rows of another parent. Where the parent's key is NULL there is nothing to find:
/// [`load`](Self::load), [`first`](Self::first) and [`get_result`](Self::get_result) then send no statement.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// let alice = User::find(1).first(conn)?;
/// let newest = alice.posts().order(posts::id.desc()).with(Post::COMMENTS).first(conn)?;
/// assert_eq!(newest.title, "Drafts");
/// assert_eq!(alice.posts().count().get_result::<i64>(conn)?, 2);
/// assert_eq!(alice.posts().select(posts::title).load::<String>(conn)?, ["Relations", "Drafts"]);
/// let drafts = alice.posts().filter(posts::published.eq(false));
/// assert_eq!(diesel::update(drafts).set(posts::published.eq(true)).execute(conn)?, 1);
/// assert_eq!(diesel::delete(alice.posts()).execute(conn)?, 2);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[must_use = "queries are only sent by `load`, `first`, `get_result` or `execute`"]
pub struct RelatedQuery<K: RelationDef, Q = Unrefined, L = (), S = ()> {
    query: Q,
    nested: L,
    selection: S,
    key: Option<K::Key>,
    /// True where it is known to have no rows: it asks for those of an empty list.
    none: bool,
    relation: PhantomData<fn() -> K>,
}

impl<K: RelationDef, S: Declared> RelatedQuery<K, Unrefined, (), S> {
    /// The relation of this parent. The derive makes a method of it.
    #[doc(hidden)]
    pub fn to(parent: &K::Parent) -> Self {
        RelatedQuery {
            query: Unrefined,
            nested: (),
            selection: S::default(),
            key: K::local_key(parent).map(Cow::into_owned),
            none: false,
            relation: PhantomData,
        }
    }
}

impl<K: RelationDef, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// The same query as one of another relation.
    pub(crate) fn of<Other: RelationDef<Key = K::Key>>(self) -> RelatedQuery<Other, Q, L, S> {
        RelatedQuery {
            query: self.query,
            nested: self.nested,
            selection: self.selection,
            key: self.key,
            none: self.none,
            relation: PhantomData,
        }
    }

    /// The same; without rows where `none`.
    pub(crate) fn none_if(self, none: bool) -> Self {
        let none = self.none || none;
        RelatedQuery { none, ..self }
    }

    /// The parent's key.
    pub(crate) fn into_key(self) -> Option<K::Key> {
        self.key
    }

    /// The parent's key.
    pub(crate) fn key(&self) -> Option<&K::Key> {
        self.key.as_ref()
    }
}

/// The condition on the rows of this parent.
pub(crate) type KeyOf<K> =
    RowsWithKeys<K, <<K as RelationDef>::KeyColumn as KeyColumn<<K as RelationDef>::Key>>::Is>;

pub(crate) fn key_is<K: Keyed>(key: Option<K::Key>) -> KeyOf<K> {
    rows_with_keys::<K, _>(K::KeyColumn::is(key))
}

/// The rows of one parent: the refined relation with the parent's key.
pub(crate) type OfParent<K, Q> = dsl::Filter<<Q as RelationQuery<K>>::Query, KeyOf<K>>;

impl<K: Keyed, Q: RelationQuery<K>, L, S> Refine for RelatedQuery<K, Q, L, S> {
    type Query = Q::Query;
    type Around<New> = RelatedQuery<K, Refined<New, (), Q::Limit>, L, S>;
    fn refine<New>(
        self,
        change: Change,
        method: impl FnOnce(Q::Query) -> New,
    ) -> Self::Around<New> {
        RelatedQuery {
            query: refined(self.query, method),
            nested: self.nested,
            selection: self.selection,
            key: self.key,
            none: self.none && change != Change::More,
            relation: PhantomData,
        }
    }
}

/// The key goes last, behind whatever `or_filter` was given.
fn keyed<K, Q>(query: Q, key: Option<K::Key>) -> OfParent<K, Q>
where
    K: Keyed,
    Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
{
    FilterDsl::filter(query.refined().query, key_is::<K>(key))
}

fn refined<K, Q: RelationQuery<K>, New>(
    query: Q,
    method: impl FnOnce(Q::Query) -> New,
) -> Refined<New, (), Q::Limit> {
    let refined = query.refined();
    Refined {
        query: method(refined.query),
        order: (),
        limit: refined.limit,
        whole: false,
    }
}

/// Distinct rows, which [`count`](RelatedQuery::count) counts by their primary key.
impl<K: Keyed, Q, L, S> DistinctDsl for RelatedQuery<K, Q, L, S>
where
    Q: RelationQuery<K, Query: DistinctDsl>,
    S: BesideRow,
{
    type Output = RelatedQuery<K, Refined<dsl::Distinct<Q::Query>, (), Distinct<S::Row>>, L, S>;
    fn distinct(self) -> Self::Output {
        RelatedQuery {
            query: Refined {
                query: DistinctDsl::distinct(self.query.refined().query),
                order: (),
                limit: Distinct::NEW,
                whole: false,
            },
            nested: self.nested,
            selection: self.selection,
            key: self.key,
            none: self.none,
            relation: PhantomData,
        }
    }
}

type DistinctKeys<K, Q, Row> =
    dsl::Select<OfParent<K, Refined<Q, (), Distinct<Row>>>, RowKey<PrimaryKeyOf<K>, Row>>;

impl<K: Keyed, Q, S, Row> RelatedQuery<K, Refined<Q, (), Distinct<Row>>, (), S> {
    /// How many distinct rows there are, by their primary key, and by that of their pivot row where the relation has one:
    /// `SELECT COUNT(*) FROM (SELECT DISTINCT posts.id FROM posts WHERE .. AND user_id = ?)`.
    pub fn count(self) -> Total<DistinctKeys<K, Q, Row>>
    where
        Q: FilterDsl<KeyOf<K>>,
        OfParent<K, Refined<Q, (), Distinct<Row>>>: SelectDsl<RowKey<PrimaryKeyOf<K>, Row>>,
    {
        let query = keyed::<K, _>(self.query, self.key);
        Total::of(SelectDsl::select(query, RowKey::default()))
    }
}

delegate!(RelatedQuery<K: Keyed, Q, L, S>: filter, or_filter, order, limit, lock, boxed);

find!(RelatedQuery<K: Keyed, Q, L, S>);
find!(RelatedSelect<K: Keyed, Q>);

impl<K: Keyed, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// Loads a relation (or a tuple of them) of the related model with each row. See [`Query::with`].
    pub fn with<R>(self, relation: R) -> RelatedQuery<K, Q, (L, R), S>
    where
        S: RowOf<K::Related>,
        R: RelationOf<S::Core>,
    {
        RelatedQuery {
            query: self.query,
            nested: (self.nested, relation),
            selection: self.selection,
            key: self.key,
            none: self.none,
            relation: PhantomData,
        }
    }

    /// Counts a relation of the related model beside each row. See [`Query::with_count`].
    pub fn with_count<K2, Q2, L2, S2>(
        self,
        relation: Relation<K2, Q2, L2, S2>,
    ) -> RelatedQuery<K, Q, L, (S, Selected<CountProperty<K2>, CountOf<K2, Q2>>)>
    where
        K2: Keyed + DeclaredOn<K::Related>,
        Q2: RowsWhere<K2, True, ColumnsOf<K2>>,
    {
        self.selecting(relation.count())
    }

    /// Selects an expression beside each row, under a name of its own. See [`Query::with_property`].
    pub fn with_property<P, E>(
        self,
        property: PropertyName<P>,
        expression: E,
    ) -> RelatedQuery<K, Q, L, (S, Selected<P, E>)>
    where
        P: Property,
        E: Expression,
    {
        let _ = property;
        self.selecting(expression)
    }

    fn selecting<P, E>(self, expression: E) -> RelatedQuery<K, Q, L, (S, Selected<P, E>)> {
        RelatedQuery {
            query: self.query,
            nested: self.nested,
            selection: (self.selection, Selected::new(expression)),
            key: self.key,
            none: self.none,
            relation: PhantomData,
        }
    }
}

impl<K: Keyed, Q, S: Declared> RelatedQuery<K, Q, (), S> {
    /// Only the columns of a smaller struct `T`. See [`Relation::select_as`].
    pub fn select_as<T>(self) -> RelatedQuery<K, Q, (), S::Of<T>> {
        RelatedQuery {
            query: self.query,
            nested: (),
            selection: self.selection.of::<T>(),
            key: self.key,
            none: self.none,
            relation: PhantomData,
        }
    }
}

impl<K: Keyed, Q, L, S> RelatedQuery<K, Q, L, S>
where
    Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
    S: RowOf<K::Related>,
    L: Loads<S::Row>,
{
    /// Turns this into a query of the related model, for what that has more: `chunk_by_id`, `snapshot`.
    pub fn into_query(self) -> Query<K::Related, OfParent<K, Q>, L, S> {
        let none = self.none || self.key.is_none();
        let query = keyed::<K, Q>(self.query, self.key);
        Query::new(query, self.nested, self.selection, false).none_if(none)
    }

    /// One page of the rows. See [`Query::paginate`].
    pub fn paginate(
        self,
        page: u32,
        per_page: u32,
    ) -> Paginated<Query<K::Related, OfParent<K, Q>, L, S>>
    where
        OfParent<K, Q>: AsQuery<Query: Unlimited>,
    {
        self.into_query().paginate(page, per_page)
    }

    /// The rows batch by batch; none where the parent's key is NULL. See [`Query::batches`].
    pub fn batches(self, size: u32) -> Batches<K::Related, OfParent<K, Q>, L, S>
    where
        K::Related: HasPrimaryKey,
        OfParent<K, Q>: AsQuery<Query: Unlimited>,
        (OfParent<K, Q>, L, S): Repeatable,
    {
        self.into_query().batches(size)
    }
}

terminals! { [load, get_result, first] {
    impl [K: Keyed, Q, L, S] RelatedQuery<K, Q, L, S>,
    where [Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>, S: RowOf<K::Related>, L: Loads<S::Row>],
    captures [K, Q, L, S], on Driver, returns L::Output,
    docs [("alice.posts()", ""), "as of [`Query::load`]"],
    sends Query<K::Related, OfParent<K, Q>, L, S> as RelatedQuery::into_query,
    limited Query<K::Related, dsl::Limit<OfParent<K, Q>>, L, S> as LimitDsl::limit where [OfParent<K, Q>: LimitDsl,]
        [", sent with `LIMIT 1`", ", sent with `LIMIT 2`"],
} }

/// What Diesel runs for a relation of one parent: `exists`, `get_results`, `execute` and the like.
impl<K: Keyed, Q, S: Declared> AsQuery for RelatedQuery<K, Q, (), S>
where
    Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
    OfParent<K, Q>: AsQuery,
{
    type SqlType = <OfParent<K, Q> as AsQuery>::SqlType;
    type Query = <OfParent<K, Q> as AsQuery>::Query;
    fn as_query(self) -> Self::Query {
        keyed::<K, Q>(self.query, self.key).as_query()
    }
}

impl<K: Keyed, Q, S: Declared, Conn> RunQueryDsl<Conn> for RelatedQuery<K, Q, (), S> {}

impl<K: Keyed, Q, S: Declared> HasTable for RelatedQuery<K, Q, (), S>
where
    Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
    K::Source: Updates<OfParent<K, Q>>,
{
    type Table = <Target<K, Q> as HasTable>::Table;
    fn table() -> Self::Table {
        <Target<K, Q> as HasTable>::table()
    }
}

/// The rows of one parent, to be written.
pub(crate) type Target<K, Q> = <<K as RelationDef>::Source as Updates<OfParent<K, Q>>>::Target;

/// `diesel::update(user.posts())` and `diesel::delete(user.posts())`.
impl<K: Keyed, Q, S: Declared> IntoUpdateTarget for RelatedQuery<K, Q, (), S>
where
    Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
    K::Source: Updates<OfParent<K, Q>>,
{
    type WhereClause = <Target<K, Q> as IntoUpdateTarget>::WhereClause;
    fn into_update_target(self) -> UpdateTarget<Self::Table, Self::WhereClause> {
        K::Source::target(keyed::<K, Q>(self.query, self.key)).into_update_target()
    }
}

/// A relation of one parent with a selection of the user's own: `user.posts().select(posts::title)`,
/// `user.posts().count()`. Diesel runs it; the parent's key is still added last.
#[derive(Debug, Clone)]
#[must_use = "queries are only sent by `load`, `first`, `get_result` or the like"]
pub struct RelatedSelect<K: RelationDef, Q> {
    query: Q,
    key: Option<K::Key>,
    relation: PhantomData<fn() -> K>,
}

impl<K: Keyed, Q, S: Declared, E> SelectDsl<E> for RelatedQuery<K, Q, (), S>
where
    E: Expression,
    Q: RelationQuery<K, Query: SelectDsl<E>>,
{
    type Output = RelatedSelect<K, dsl::Select<Q::Query, E>>;
    fn select(self, selection: E) -> Self::Output {
        RelatedSelect {
            query: SelectDsl::select(self.query.refined().query, selection),
            key: self.key,
            relation: PhantomData,
        }
    }
}

impl<K: Keyed, Q> Refine for RelatedSelect<K, Q> {
    type Query = Q;
    type Around<New> = RelatedSelect<K, New>;
    fn refine<New>(self, _: Change, method: impl FnOnce(Q) -> New) -> RelatedSelect<K, New> {
        RelatedSelect {
            query: method(self.query),
            key: self.key,
            relation: PhantomData,
        }
    }
}

delegate!(RelatedSelect<K: Keyed, Q>: filter, or_filter, order, limit, distinct, lock, boxed);

impl<K: Keyed, Q> AsQuery for RelatedSelect<K, Q>
where
    Q: FilterDsl<KeyOf<K>>,
    dsl::Filter<Q, KeyOf<K>>: AsQuery,
{
    type SqlType = <dsl::Filter<Q, KeyOf<K>> as AsQuery>::SqlType;
    type Query = <dsl::Filter<Q, KeyOf<K>> as AsQuery>::Query;
    fn as_query(self) -> Self::Query {
        FilterDsl::filter(self.query, key_is::<K>(self.key)).as_query()
    }
}

impl<K: Keyed, Q, Conn> RunQueryDsl<Conn> for RelatedSelect<K, Q> {}
