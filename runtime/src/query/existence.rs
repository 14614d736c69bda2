//! `has`, `doesnt_have`, `where_belongs_to`, `find_many`: conditions that every kind of query has.

use diesel::dsl;
use diesel::query_dsl::methods::{FilterDsl, OrFilterDsl};

use crate::declare::model::Model;
use crate::declare::relation_def::{DeclaredOn, Keyed, RelationDef};
use crate::query::belongs_to::{BelongsTo, Owners, WhereBelongsTo, where_belongs_to};
use crate::query::model_query::Query;
use crate::query::related_query::RelatedQuery;
use crate::query::repeatable::Repeatable;
use crate::query::with::Nest;
use crate::relation::expressions::{AbsentOf, ExistsOf};
use crate::relation::relation::Relation;
use crate::relation::subquery::{ColumnsOf, RowsWhere, Same};
use crate::sql::key::KeyColumn;
use crate::sql::keys_in::{KeyIn, keys_in};

/// Relations of the model `M` that [`has`](Query::has) and the like take: a relation, or the owners of a `morph_to`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relation of `{M}`",
    label = "not a relation of `{M}`",
    note = "use a constant of `{M}` itself, such as `{M}::NAME`; a relation of a related model goes inside: \
            `.has({M}::NAME.has(..))`"
)]
pub trait Existence<M> {
    /// True where there is a related row.
    type Exists;
    /// True where there is none.
    type Absent;
    /// True where there is a related row.
    fn exists(self) -> Self::Exists;
    /// True where there is none.
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

            /// Only the rows with these primary keys: `AND id IN (..)`. Keys that no row has are left out; to load
            /// those of an empty list sends nothing.
            pub fn find_many<Key, Keys>(self, keys: Keys) -> dsl::Filter<Self, KeyIn<<$model as Model>::PrimaryKey, Key>>
            where
                $model: Model<PrimaryKey: KeyColumn<Key>>,
                Keys: IntoIterator<Item = Key>,
                Self: FilterDsl<KeyIn<<$model as Model>::PrimaryKey, Key>>,
            {
                let (keys, none) = keys_in::<<$model as Model>::PrimaryKey, Key>(keys);
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
