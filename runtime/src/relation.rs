//! A relation as a value: `User::POSTS`.

use std::marker::PhantomData;

use diesel::dsl;
use diesel::query_dsl::methods::{FilterDsl, SelectDsl};

use crate::correlate::{RelationCount, RelationExists, SameKey};
use crate::eager::RelationOf;
use crate::refine::{Refine, Refined, RelationQuery, Unrefined, delegate};
use crate::select::Counted;
use crate::{DeclaredOn, RelationDef};

/// A relation as a value: the constant `User::POSTS`, and what comes of it when it is refined.
///
/// Refine it with Diesel's own methods ([`filter`], [`or_filter`], [`find`], [`order`], [`then_order_by`],
/// [`distinct`], [`into_boxed`]), nest further relations with [`with`](Self::with), and hand it to `.with(..)` of a
/// query, or turn it into an expression with [`exists`](Self::exists) or [`count`](Self::count).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// let users = User::query()
///     .with(User::POSTS.filter(posts::published.eq(true)).order(posts::id.desc()).with(Post::COMMENTS))
///     .load(conn)?;
/// assert_eq!(users[0].posts[0].comments.len(), 1);
/// # Ok(()) }
/// ```
///
/// [`filter`]: diesel::QueryDsl::filter
/// [`or_filter`]: diesel::QueryDsl::or_filter
/// [`find`]: diesel::QueryDsl::find
/// [`order`]: diesel::QueryDsl::order
/// [`then_order_by`]: diesel::QueryDsl::then_order_by
/// [`distinct`]: diesel::QueryDsl::distinct
/// [`into_boxed`]: diesel::QueryDsl::into_boxed
#[derive(Debug)]
#[must_use = "a relation does nothing until a query loads it or an expression uses it"]
pub struct Relation<K, Q = Unrefined, L = (), S = ()> {
    pub(crate) query: Q,
    pub(crate) nested: L,
    pub(crate) selection: S,
    relation: PhantomData<fn() -> K>,
}

impl<K> Relation<K> {
    /// The relation as it was declared. The derive makes a constant of it.
    #[doc(hidden)]
    pub const fn declared() -> Self {
        Relation {
            query: Unrefined,
            nested: (),
            selection: (),
            relation: PhantomData,
        }
    }
}

impl<K, Q: Clone, L: Clone, S: Clone> Clone for Relation<K, Q, L, S> {
    fn clone(&self) -> Self {
        Relation {
            query: self.query.clone(),
            nested: self.nested.clone(),
            selection: self.selection.clone(),
            relation: PhantomData,
        }
    }
}

impl<K, Q: Copy, L: Copy, S: Copy> Copy for Relation<K, Q, L, S> {}

impl<K, Q: RelationQuery<K>, L, S> Refine for Relation<K, Q, L, S> {
    type Query = Q::Query;
    type Around<New> = Relation<K, Refined<New>, L, S>;
    fn refine<New>(
        self,
        keeps_rows: bool,
        method: impl FnOnce(Q::Query) -> New,
    ) -> Self::Around<New> {
        let whole = keeps_rows && self.query.is_whole();
        Relation {
            query: Refined {
                query: method(self.query.into_query()),
                whole,
            },
            nested: self.nested,
            selection: self.selection,
            relation: PhantomData,
        }
    }
}

// No `limit` and `offset`: for an eager load they would have to count per parent.
delegate!(Relation<K, Q, L, S>: filter, or_filter, find, order, distinct, boxed);

impl<K: RelationDef, Q, L, S> Relation<K, Q, L, S> {
    /// Loads a relation of the related model with each related row, to any depth: one more statement for the whole load.
    ///
    /// It takes a relation or a tuple of them.
    pub fn with<R>(self, relation: R) -> Relation<K, Q, (L, R), S>
    where
        R: RelationOf<K::Related>,
    {
        Relation {
            query: self.query,
            nested: (self.nested, relation),
            selection: self.selection,
            relation: PhantomData,
        }
    }

    /// Counts a relation of the related model beside each related row: `comments_count`, in the same statement.
    pub fn with_count<K2, Q2, L2, S2>(
        self,
        relation: Relation<K2, Q2, L2, S2>,
    ) -> Relation<K, Q, L, (S, Counted<K2, CountOf<K2, Q2>>)>
    where
        K2: RelationDef + DeclaredOn<K::Related>,
        Q2: KeysOf<K2>,
    {
        Relation {
            query: self.query,
            nested: self.nested,
            selection: (self.selection, Counted::new(relation.count())),
            relation: PhantomData,
        }
    }

    #[doc(hidden)]
    pub fn limit(self, _: i64) -> Self
    where
        Self: OfOneParent,
    {
        self
    }

    #[doc(hidden)]
    pub fn offset(self, _: i64) -> Self
    where
        Self: OfOneParent,
    {
        self
    }

    #[doc(hidden)]
    pub fn select<E>(self, _: E) -> Self
    where
        Self: OfOneParent,
    {
        self
    }

    /// Whether a parent has a related row, an expression over the parent's table:
    /// `EXISTS (SELECT posts.user_id FROM posts WHERE .. AND posts.user_id = users.id)`.
    ///
    /// It goes into `filter`, `order` and `select`, and combines with `and`, `or` and `not`; inside the relation's own
    /// filter it nests to any depth, self relations and cycles included.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// use diesel::dsl::not;
    /// let silent = User::query().filter(not(User::POSTS.filter(Post::COMMENTS.exists()).exists())).load(conn)?;
    /// assert_eq!(silent[0].name, "Bob");
    /// # Ok(()) }
    /// ```
    pub fn exists(self) -> ExistsOf<K, Q>
    where
        Q: MatchesOf<K>,
    {
        RelationExists::new::<K>(self.query.into_matches())
    }

    /// How many related rows a parent has, an expression over the parent's table:
    /// `(SELECT COUNT(*) FROM (SELECT posts.user_id FROM posts WHERE ..) AS related WHERE related.user_id = users.id)`.
    ///
    /// 0 where there are none, never NULL.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let busy = users::table
    ///     .filter(User::POSTS.count().ge(2))
    ///     .order(User::POSTS.count().desc())
    ///     .select((users::name, User::POSTS.count()))
    ///     .load::<(String, i64)>(conn)?;
    /// assert_eq!(busy, [("Alice".to_owned(), 2)]);
    /// # Ok(()) }
    /// ```
    pub fn count(self) -> CountOf<K, Q>
    where
        Q: KeysOf<K>,
    {
        RelationCount::new(self.query.into_keys())
    }
}

/// What a relation value is not: `limit` and `offset` would cut the rows of all parents together, `select` would lose
/// their keys.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a relation has no `limit`, `offset` and `select`: one statement loads the whole rows of all parents",
    label = "not a method of relations",
    note = "call it on the query of one parent, such as `user.posts().limit(..)`, or take from the rows that were loaded"
)]
pub trait OfOneParent {}

/// The keys of a relation's rows: what counts select from.
pub trait KeysOf<K: RelationDef> {
    /// `SELECT key FROM ..`
    type Keys;
    /// `SELECT key FROM ..`
    fn into_keys(self) -> Self::Keys;
}

impl<K, Q> KeysOf<K> for Q
where
    K: RelationDef<KeyColumn: diesel::Expression>,
    Q: RelationQuery<K>,
    Q::Query: SelectDsl<K::KeyColumn>,
{
    type Keys = dsl::Select<Q::Query, K::KeyColumn>;
    fn into_keys(self) -> Self::Keys {
        SelectDsl::select(self.into_query(), K::KeyColumn::default())
    }
}

/// The rows of a relation that match the parent at hand: what existence asks for.
pub trait MatchesOf<K: RelationDef> {
    /// `SELECT key FROM .. WHERE .. AND key = local`
    type Matches;
    /// `SELECT key FROM .. WHERE .. AND key = local`
    fn into_matches(self) -> Self::Matches;
}

type SameKeyOf<K> = SameKey<<K as RelationDef>::KeyColumn, <K as RelationDef>::LocalColumn>;

impl<K, Q> MatchesOf<K> for Q
where
    K: RelationDef<KeyColumn: diesel::Expression>,
    Q: RelationQuery<K>,
    Q::Query: FilterDsl<SameKeyOf<K>>,
    dsl::Filter<Q::Query, SameKeyOf<K>>: SelectDsl<K::KeyColumn>,
{
    type Matches = dsl::Select<dsl::Filter<Q::Query, SameKeyOf<K>>, K::KeyColumn>;
    fn into_matches(self) -> Self::Matches {
        let matches = FilterDsl::filter(self.into_query(), SameKey::of::<K>());
        SelectDsl::select(matches, K::KeyColumn::default())
    }
}

/// The expression of [`Relation::exists`].
pub type ExistsOf<K, Q> = RelationExists<
    <K as RelationDef>::KeyColumn,
    <Q as MatchesOf<K>>::Matches,
    <K as RelationDef>::LocalColumn,
>;

/// The expression of [`Relation::count`].
pub type CountOf<K, Q> = RelationCount<
    <K as RelationDef>::KeyColumn,
    <Q as KeysOf<K>>::Keys,
    <K as RelationDef>::LocalColumn,
>;
