//! Conditions by the names that people know, the same on every kind of query.

use diesel::dsl;
use diesel::query_dsl::methods::{FilterDsl, OrFilterDsl};

use crate::declare::many_to_many::ManyToMany;
use crate::declare::model::Model;
use crate::declare::relation_def::{DeclaredOn, Keyed, RelationDef};
use crate::pivot::sql::IdIn;
use crate::query::belongs_to::{BelongsTo, Owners, WhereBelongsTo, where_belongs_to};
use crate::query::model_query::Query;
use crate::query::related_query::RelatedQuery;
use crate::relation::refine::{Change, Refined, RelationQuery};
use crate::relation::relation::Relation;
use crate::relation::relation::RelationOf;
use crate::relation::relation::{AbsentOf, ExistsOf};
use crate::relation::select::RowOf;
use crate::relation::subquery::{ColumnsOf, RowsWhere, Same};
use crate::sql::key::KeyColumn;
use crate::write::row_ids::PivotRows;

/// Our own queries, with one more relation to load.
pub trait Nest<R> {
    /// With the relation.
    type Nested;
    /// With the relation.
    fn nest(self, relation: R) -> Self::Nested;
}

impl<M, Q, L, S: RowOf<M>, R: RelationOf<S::Core>> Nest<R> for Query<M, Q, L, S> {
    type Nested = Query<M, Q, (L, R), S>;
    fn nest(self, relation: R) -> Self::Nested {
        self.with(relation)
    }
}

impl<K: Keyed, Q, L, S: RowOf<K::Related>, R: RelationOf<S::Core>> Nest<R>
    for Relation<K, Q, L, S>
{
    type Nested = Relation<K, Q, (L, R), S>;
    fn nest(self, relation: R) -> Self::Nested {
        self.with(relation)
    }
}

impl<K: Keyed, Q, L, S: RowOf<K::Related>, R: RelationOf<S::Core>> Nest<R>
    for RelatedQuery<K, Q, L, S>
{
    type Nested = RelatedQuery<K, Q, (L, R), S>;
    fn nest(self, relation: R) -> Self::Nested {
        self.with(relation)
    }
}

/// A query that can be sent again, from a copy of it.
#[diagnostic::on_unimplemented(
    message = "a boxed query is sent only once",
    label = "this is, or contains, what `into_boxed` made",
    note = "give it its conditions without `into_boxed`"
)]
pub trait Repeatable: Clone {}

#[diagnostic::do_not_recommend]
impl<Q: Clone> Repeatable for Q {}

/// `primary_key IN (..)`
pub(crate) type KeysOf<M, Key> = <<M as Model>::PrimaryKey as KeyColumn<Key>>::In;

/// The condition, and whether there are no keys.
pub(crate) fn keys_are<M, Key>(keys: impl IntoIterator<Item = Key>) -> (KeysOf<M, Key>, bool)
where
    M: Model<PrimaryKey: KeyColumn<Key>>,
{
    let keys: Vec<Key> = keys.into_iter().collect();
    let none = keys.is_empty();
    (M::PrimaryKey::is_in(keys), none)
}

/// A relation whose rows have one of some ids.
type FilteredBy<K, Q> = Refined<
    dsl::Filter<<Q as RelationQuery<K>>::Query, IdIn<K>>,
    <Q as RelationQuery<K>>::Order,
    <Q as RelationQuery<K>>::Limit,
>;
/// Whether such a row is there.
type AttachedTo<K, Q> = ExistsOf<K, FilteredBy<K, Q>>;

/// Relations of the model `M` that [`has`](Query::has) and the like take: a relation, or the owners of a `morph_to`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relation of `{M}`",
    label = "not a relation of `{M}`",
    note = "use a constant of `{M}` itself, such as `{M}::NAME`; a relation of a related model goes inside: \
            `.has({M}::NAME.has(..))`"
)]
pub trait Existence<M> {
    /// Whether there is a related row.
    type Exists;
    /// Whether there is none.
    type Absent;
    /// Whether there is a related row.
    fn exists(self) -> Self::Exists;
    /// Whether there is none.
    fn absent(self) -> Self::Absent;
}

impl<M, K, Q, L, S> Existence<M> for Relation<K, Q, L, S>
where
    K: Keyed + DeclaredOn<M>,
    Q: RowsWhere<K, Same<K>, ColumnsOf<K>>,
{
    type Exists = ExistsOf<K, Q>;
    type Absent = AbsentOf<K, Q>;
    fn exists(self) -> ExistsOf<K, Q> {
        Relation::exists(self)
    }
    fn absent(self) -> AbsentOf<K, Q> {
        self.doesnt_exist()
    }
}

/// The named forms of existence: each is `filter` or `or_filter` with [`Relation::exists`].
macro_rules! existence_methods {
    ($ty:ident <$($param:ident $(: $bound:ident)?),*>, $model:ty) => {
        impl<$($param $(: $bound)?),*> $ty<$($param),*> {
            /// Only rows with a related row: `AND EXISTS (..)`.
            pub fn has<R>(self, relation: R) -> dsl::Filter<Self, R::Exists>
            where
                R: Existence<$model>,
                Self: FilterDsl<R::Exists>,
            {
                FilterDsl::filter(self, relation.exists())
            }

            /// Also rows with a related row: `OR EXISTS (..)`, joined to all conditions so far.
            pub fn or_has<R>(self, relation: R) -> dsl::OrFilter<Self, R::Exists>
            where
                R: Existence<$model>,
                Self: OrFilterDsl<R::Exists>,
            {
                OrFilterDsl::or_filter(self, relation.exists())
            }

            /// Only rows without a related row: `AND NOT EXISTS (..)`.
            pub fn doesnt_have<R>(self, relation: R) -> dsl::Filter<Self, R::Absent>
            where
                R: Existence<$model>,
                Self: FilterDsl<R::Absent>,
            {
                FilterDsl::filter(self, relation.absent())
            }

            /// Only rows with a related row, and these related rows with them: [`has`](Self::has) and
            /// [`with`](Self::with) by one condition, Laravel's `withWhereHas`.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// let drafts = User::POSTS.filter(posts::published.eq(false));
            /// let users = User::query().with_where_has(drafts).load(conn)?;
            /// assert_eq!((users.len(), users[0].posts.len()), (1, 1));
            /// # Ok(()) }
            /// ```
            pub fn with_where_has<K2, Q2, L2, S2>(
                self,
                relation: Relation<K2, Q2, L2, S2>,
            ) -> <dsl::Filter<Self, ExistsOf<K2, Q2>> as Nest<Relation<K2, Q2, L2, S2>>>::Nested
            where
                K2: Keyed + DeclaredOn<$model>,
                Q2: RowsWhere<K2, Same<K2>, ColumnsOf<K2>> + Repeatable,
                Self: FilterDsl<ExistsOf<K2, Q2>, Output: Nest<Relation<K2, Q2, L2, S2>>>,
            {
                FilterDsl::filter(self, relation.query_alone().exists()).nest(relation)
            }

            /// Only rows that belong to the owner, or to one of several: `AND foreign_key = ?`, or `IN (..)`. An owner
            /// without a key, and an empty list, match nothing.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// let users = User::query().order(users::id).load(conn)?;
            /// assert_eq!(Post::query().where_belongs_to(Post::AUTHOR, &users[0]).load(conn)?.len(), 2);
            /// assert_eq!(Post::query().where_belongs_to(Post::AUTHOR, &users).load(conn)?.len(), 3);
            /// # Ok(()) }
            /// ```
            pub fn where_belongs_to<K2, O>(
                self,
                relation: Relation<K2>,
                owners: O,
            ) -> WhereBelongsTo<Self, K2, O>
            where
                K2: Keyed<Shape: BelongsTo> + DeclaredOn<$model>,
                O: Owners<K2>,
                Self: FilterDsl<O::Condition>,
            {
                let _ = relation;
                let none = owners.are_none();
                where_belongs_to::<Self, K2, O>(self.none_if(none), owners)
            }

            /// Only rows to which the given related rows are attached, by id or by model: one of them, or of several.
            /// `AND EXISTS (.. WHERE role_user.role_id IN (..))`. An empty list matches nothing. Laravel's `whereAttachedTo`.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// let sql = Tag::find(2).first(conn)?;
            /// assert_eq!(Post::query().where_attached_to(Post::TAGS, &sql).load(conn)?.len(), 1);
            /// assert_eq!(Post::query().where_attached_to(Post::TAGS, [2, 3]).load(conn)?.len(), 1);
            /// # Ok(()) }
            /// ```
            pub fn where_attached_to<K2, Q2, L2, S2, I, Marker>(
                self,
                relation: Relation<K2, Q2, L2, S2>,
                rows: I,
            ) -> dsl::Filter<Self, AttachedTo<K2, Q2>>
            where
                K2: Keyed + DeclaredOn<$model> + ManyToMany,
                I: PivotRows<K2, Marker>,
                Q2: RelationQuery<K2, Query: FilterDsl<IdIn<K2>>>,
                FilteredBy<K2, Q2>: RowsWhere<K2, Same<K2>, ColumnsOf<K2>>,
                Self: FilterDsl<AttachedTo<K2, Q2>>,
            {
                let rows = rows.into_rows().into_iter();
                let ids: Vec<_> = rows.filter_map(|(id, _)| id).collect();
                let none = ids.is_empty();
                let relation = relation.map(|query| {
                    let condition = K2::RelatedKey::is_in(ids);
                    query.refined().map(Change::Fewer, |query| FilterDsl::filter(query, condition))
                });
                FilterDsl::filter(self.none_if(none), relation.exists())
            }

            /// Only the rows with these primary keys: `AND id IN (..)`. Keys that no row has are left out; to load
            /// those of an empty list sends nothing.
            pub fn find_many<Key, Keys>(self, keys: Keys) -> dsl::Filter<Self, KeysOf<$model, Key>>
            where
                $model: Model<PrimaryKey: KeyColumn<Key>>,
                Keys: IntoIterator<Item = Key>,
                Self: FilterDsl<KeysOf<$model, Key>>,
            {
                let (keys, none) = keys_are::<$model, Key>(keys);
                FilterDsl::filter(self.none_if(none), keys)
            }

            /// Also rows without a related row: `OR NOT EXISTS (..)`, joined to all conditions so far.
            pub fn or_doesnt_have<R>(self, relation: R) -> dsl::OrFilter<Self, R::Absent>
            where
                R: Existence<$model>,
                Self: OrFilterDsl<R::Absent>,
            {
                OrFilterDsl::or_filter(self, relation.absent())
            }
        }
    };
}
existence_methods!(Query<M, Q, L, S>, M);
existence_methods!(Relation<K: RelationDef, Q, L, S>, K::Related);
existence_methods!(RelatedQuery<K: Keyed, Q, L, S>, K::Related);
