//! A relation of one parent: `user.posts()`.

use crate::query::terminals::{HasRows, LoadAs, first_row, only_row, terminals};
use std::borrow::Cow;
use std::future::Future;

use diesel::associations::HasTable;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AsQuery, IntoUpdateTarget, UpdateTarget};
use diesel::query_dsl::methods::{DistinctDsl, FilterDsl, LimitDsl, SelectDsl};

use crate::declare::model::Model;
use crate::declare::primary_key::HasPrimaryKey;
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::soft_delete::{RowsWithKeys, rows_with_keys};
use crate::driver::connection::Driver;
use crate::load::eager::Loads;
use crate::query::batches::Batches;
use crate::query::model_query::Query;
use crate::query::paginate::{Paginated, Total};
use crate::query::repeatable::Repeatable;
use crate::relation::checked::{conditions, orders};
use crate::relation::distinct::{BesideRow, Distinct, PrimaryKeyOf as ModelKeyOf, RowKey};
use crate::relation::refine::{PrimaryKeyOf, Refined, RelationQuery, Unrefined, find};
use crate::relation::relation::Relation;
use crate::relation::select::RowOf;
use crate::relation::with_pivot::Declared;
use crate::sql::delegate::{Change, Refine, delegate};
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;
use crate::sql::scoped::{Scoped, Tail};
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
    query: Scoped<Q, ParentKey<K>>,
    nested: L,
    selection: S,
    /// True where it is known to have no rows: it asks for those of an empty list.
    none: bool,
}

/// The key of one parent of the relation `K`, which is added last to queries of its rows; `None` where it is NULL.
#[derive(Debug, Clone)]
pub struct ParentKey<K: RelationDef>(Option<K::Key>);

/// The condition on the rows of this parent.
pub(crate) type KeyOf<K> =
    RowsWithKeys<K, KeyIs<<K as RelationDef>::KeyColumn, <K as RelationDef>::Key>>;

pub(crate) fn key_is<K: Keyed>(key: Option<K::Key>) -> KeyOf<K> {
    rows_with_keys::<K, _>(K::KeyColumn::is(key))
}

impl<K: Keyed> Tail for ParentKey<K> {
    type Condition = KeyOf<K>;
    type PrimaryKey = PrimaryKeyOf<K>;
    fn condition(self) -> KeyOf<K> {
        key_is::<K>(self.0)
    }
    fn primary_key() -> PrimaryKeyOf<K> {
        <K::Related as Model>::Table::default().primary_key()
    }
}

impl<K: RelationDef, S: Declared> RelatedQuery<K, Unrefined, (), S> {
    /// The relation of this parent. The derive makes a method of it.
    #[doc(hidden)]
    pub fn to(parent: &K::Parent) -> Self {
        let key = K::local_key(parent).map(Cow::into_owned);
        RelatedQuery {
            query: Scoped::new(Unrefined, ParentKey(key)),
            nested: (),
            selection: S::default(),
            none: false,
        }
    }
}

impl<K: RelationDef, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// The relation of this parent, refined.
    pub(crate) fn of_relation(relation: Relation<K, Q, L, S>, parent: &K::Parent) -> Self {
        let key = K::local_key(parent).map(Cow::into_owned);
        RelatedQuery {
            query: Scoped::new(relation.query, ParentKey(key)),
            nested: relation.nested,
            selection: relation.selection,
            none: relation.none,
        }
    }

    /// Makes it a query of another relation.
    pub(crate) fn of<Other: RelationDef<Key = K::Key>>(self) -> RelatedQuery<Other, Q, L, S> {
        RelatedQuery {
            query: Scoped::new(self.query.query, ParentKey(self.query.tail.0)),
            nested: self.nested,
            selection: self.selection,
            none: self.none,
        }
    }

    /// Takes all rows away where `none`.
    pub(crate) fn none_if(self, none: bool) -> Self {
        let none = self.none || none;
        RelatedQuery { none, ..self }
    }

    /// Replaces the query.
    fn map<New>(self, method: impl FnOnce(Q) -> New) -> RelatedQuery<K, New, L, S> {
        RelatedQuery {
            query: self.query.refine(Change::Same, method),
            nested: self.nested,
            selection: self.selection,
            none: self.none,
        }
    }

    /// Replaces the relations and the selection.
    pub(crate) fn map_parts<New, Selects>(
        self,
        change: impl FnOnce(L, S) -> (New, Selects),
    ) -> RelatedQuery<K, Q, New, Selects> {
        let (nested, selection) = change(self.nested, self.selection);
        RelatedQuery {
            query: self.query,
            nested,
            selection,
            none: self.none,
        }
    }

    /// The parent's key.
    pub(crate) fn into_key(self) -> Option<K::Key> {
        self.query.tail.0
    }

    /// The parent's key.
    pub(crate) fn key(&self) -> Option<&K::Key> {
        self.query.tail.0.as_ref()
    }
}

/// The rows of one parent: the refined relation with the parent's key.
pub(crate) type OfParent<K, Q> = dsl::Filter<<Q as RelationQuery<K>>::Query, KeyOf<K>>;

impl<K: Keyed, Q: RelationQuery<K>, L, S> RelatedQuery<K, Q, L, S> {
    /// The query that Diesel has of the rows, to which the key is still to be added.
    fn rows(self) -> Scoped<Q::Query, ParentKey<K>> {
        let refine = |query: Q| query.refined().query;
        self.query.refine(Change::Same, refine)
    }
}

impl<K: Keyed, Q: RelationQuery<K>, L, S> Refine for RelatedQuery<K, Q, L, S> {
    type Query = Q::Query;
    type Around<New> = RelatedQuery<K, Refined<New, (), Q::Limit>, L, S>;
    fn refine<New>(
        self,
        change: Change,
        method: impl FnOnce(Q::Query) -> New,
    ) -> Self::Around<New> {
        let none = self.none && change != Change::More;
        let refined = self.map(|query| {
            let refined = query.refined().reordered(|_| ());
            refined.map(change, method)
        });
        RelatedQuery { none, ..refined }
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
        self.map(|query| Refined {
            query: DistinctDsl::distinct(query.refined().query),
            order: (),
            limit: Distinct::NEW,
            whole: false,
        })
    }
}

type DistinctKeys<K, Q, Row> =
    dsl::Select<OfParent<K, Refined<Q, (), Distinct<Row>>>, RowKey<ModelKeyOf<K>, Row>>;

impl<K: Keyed, Q, S, Row> RelatedQuery<K, Refined<Q, (), Distinct<Row>>, (), S> {
    /// The number of distinct rows, by their primary key, and by that of their pivot row where the relation has one:
    /// `SELECT COUNT(*) FROM (SELECT DISTINCT posts.id FROM posts WHERE .. AND user_id = ?)`.
    pub fn count(self) -> Total<DistinctKeys<K, Q, Row>>
    where
        Q: FilterDsl<KeyOf<K>>,
        OfParent<K, Refined<Q, (), Distinct<Row>>>: SelectDsl<RowKey<ModelKeyOf<K>, Row>>,
    {
        Total::of(SelectDsl::select(self.rows().whole(), RowKey::default()))
    }
}

conditions!(RelatedQuery<K: Keyed, Q, L, S> of K::Related);
orders!(RelatedQuery<K: Keyed, Q, L, S> of K::Related);
delegate!(RelatedQuery<K: Keyed, Q, L, S>: filter, or_filter, order, limit, lock, boxed);

find!(RelatedQuery<K: Keyed, Q, L, S>);

impl<K: Keyed, Q, L, S> RelatedQuery<K, Q, L, S>
where
    Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
    S: RowOf<K::Related>,
    L: Loads,
{
    /// Turns this into a query of the related model, for what that has more: `chunk_by_id`, `snapshot`.
    pub fn into_query(self) -> Query<K::Related, OfParent<K, Q>, L, S> {
        let none = self.none || self.key().is_none();
        let query = self
            .query
            .refine(Change::Same, |query| query.refined().query);
        Query::new(query.whole(), self.nested, self.selection, false).none_if(none)
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

terminals! { [load, get_result, first sole first_or, exists doesnt_exist] {
    impl [K: Keyed, Q, L, S] RelatedQuery<K, Q, L, S>,
    where [Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>, S: RowOf<K::Related>, L: Loads],
    captures [K, Q, L, S], on [Driver<Mode>], returns L::Loaded<S::Row>,
    docs [("alice.posts()", ""), "as of [`Query::load`]"],
    sends Query<K::Related, OfParent<K, Q>, L, S> as RelatedQuery::into_query where [LoadAs<Mode, C::Connection, L::Loaded<S::Row>>] [HasRows<Mode, C::Connection>],
    limited Query<K::Related, dsl::Limit<OfParent<K, Q>>, L, S> as LimitDsl::limit where [OfParent<K, Q>: LimitDsl,]
        [", sent with `LIMIT 1`", ", sent with `LIMIT 2`"],
} }

/// The query that Diesel runs for a relation of one parent, in `exists`, `get_results`, `execute` and the like.
impl<K: Keyed, Q, S: Declared> AsQuery for RelatedQuery<K, Q, (), S>
where
    Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
    OfParent<K, Q>: AsQuery,
{
    type SqlType = <OfParent<K, Q> as AsQuery>::SqlType;
    type Query = <OfParent<K, Q> as AsQuery>::Query;
    fn as_query(self) -> Self::Query {
        self.rows().as_query()
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
        K::Source::target(self.rows().whole()).into_update_target()
    }
}

/// A selection of the user's own, `user.posts().select(posts::title)`, `user.posts().count()`: Diesel runs it, and the parent's key is still
/// added last.
impl<K: Keyed, Q, S: Declared, E> SelectDsl<E> for RelatedQuery<K, Q, (), S>
where
    E: Expression,
    Q: RelationQuery<K, Query: SelectDsl<E>>,
{
    type Output = Scoped<dsl::Select<Q::Query, E>, ParentKey<K>>;
    fn select(self, selection: E) -> Self::Output {
        let select = |query| SelectDsl::select(query, selection);
        self.rows().refine(Change::Same, select)
    }
}
