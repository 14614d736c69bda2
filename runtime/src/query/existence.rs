//! `has`, `doesnt_have`, `where_belongs_to`, `find_many`: conditions that every kind of query has.

use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_dsl::methods::FilterDsl;

use crate::declare::model::Model;
use crate::declare::relation_def::{DeclaredOn, Keyed, RelationDef};
use crate::query::belongs_to::{BelongsTo, Owners};
use crate::query::model_query::Query;
use crate::query::related_query::RelatedQuery;
use crate::query::repeatable::Repeatable;
use crate::query::with::Nest;
use crate::relation::checked::{
    And, ConditionOf, Fails, Fits, KeyAmong, Never, OneOf, Or, PrimaryKeyOf,
};
use crate::relation::expressions::{AbsentOf, ExistsOf};
use crate::relation::relation::Relation;
use crate::relation::subquery::{ColumnsOf, RowsWhere, Same};
use crate::sql::delegate::{Around, Change, Inner, Refine};
use crate::sql::key::KeyColumn;
use crate::sql::keys_in::{KeyIn, keys_in};

/// Relations of the model `M` that [`has`](Query::has) and the like take: a relation, or the owners of a `morph_to`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relation of `{M}`",
    label = "not a relation of `{M}`",
    note = "use a constant of `{M}` itself, such as `{M}::NAME`; a relation of a related model goes inside: \
            `.has({M}::NAME.has(..))`"
)]
pub trait Existence<M, Is = Fits> {
    /// True where there is a related row.
    type Exists;
    /// True where there is none.
    type Absent;
    /// True where there is a related row.
    fn exists(self) -> Self::Exists;
    /// True where there is none.
    fn absent(self) -> Self::Absent;
}

#[diagnostic::do_not_recommend]
impl<M, K: Keyed + DeclaredOn<M>, Q, L, S> Existence<M, Fits> for Relation<K, Q, L, S>
where
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

#[diagnostic::do_not_recommend]
impl<M, R: Never, T> Existence<M, (Fails, T)> for R {
    type Exists = T;
    type Absent = T;
    fn exists(self) -> T {
        R::anything()
    }
    fn absent(self) -> T {
        R::anything()
    }
}

/// The named forms of existence: each is `filter` or `or_filter` with [`Relation::exists`].
macro_rules! existence_methods {
    ($ty:ident <$($param:ident $(: $bound:ident)?),*>, $model:ty) => {
        impl<$($param $(: $bound)?),*> $ty<$($param),*>
        where
            Self: Refine,
        {
            /// Only rows with a related row: `AND EXISTS (..)`.
            pub fn has<R, P, N, Is, Added>(self, relation: R) -> Around<Self, N>
            where
                R: Existence<$model, Is, Exists = P>,
                P: ConditionOf<$model, Inner<Self>, And, Added, Output = N>,
            {
                self.refine(Change::Fewer, |query| relation.exists().add_to(query))
            }

            /// Also rows with a related row: `OR EXISTS (..)`, joined to all conditions so far.
            pub fn or_has<R, P, N, Is, Added>(self, relation: R) -> Around<Self, N>
            where
                R: Existence<$model, Is, Exists = P>,
                P: ConditionOf<$model, Inner<Self>, Or, Added, Output = N>,
            {
                self.refine(Change::More, |query| relation.exists().add_to(query))
            }

            /// Only rows without a related row: `AND NOT EXISTS (..)`.
            pub fn doesnt_have<R, P, N, Is, Added>(self, relation: R) -> Around<Self, N>
            where
                R: Existence<$model, Is, Absent = P>,
                P: ConditionOf<$model, Inner<Self>, And, Added, Output = N>,
            {
                self.refine(Change::Fewer, |query| relation.absent().add_to(query))
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
            pub fn with_where_has<K2, Q2, L2, S2, K3, N, Is>(
                self,
                relation: Relation<K2, Q2, L2, S2>,
            ) -> <Around<Self, N> as Nest<Relation<K3, Q2, L2, S2>>>::Nested
            where
                K2: OneOf<$model, K3>,
                K3: Keyed,
                Q2: RowsWhere<K3, Same<K3>, ColumnsOf<K3>> + Repeatable,
                ExistsOf<K3, Q2>: ConditionOf<$model, Inner<Self>, And, Is, Output = N>,
                Around<Self, N>: Nest<Relation<K3, Q2, L2, S2>>,
            {
                let relation = relation.of::<K3>();
                let exists = relation.query_alone().exists();
                self.refine(Change::Fewer, |query| exists.add_to(query)).nest(relation)
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
            pub fn where_belongs_to<K2, O, K3, P, N, Is, Added>(self, relation: Relation<K2>, owners: O) -> Around<Self, N>
            where
                K2: OneOf<$model, K3>,
                K3: Keyed<Shape: BelongsTo>,
                O: Owners<K3, Is, Condition = P>,
                P: ConditionOf<$model, Inner<Self>, And, Added, Output = N>,
            {
                let _ = relation;
                let none = owners.are_none();
                self.none_if(none).refine(Change::Fewer, |query| owners.condition().add_to(query))
            }

            /// Only the rows with these primary keys: `AND id IN (..)`. Keys that no row has are left out; to load
            /// those of an empty list sends nothing.
            pub fn find_many<Key, Keys, K2>(self, keys: Keys) -> dsl::Filter<Self, KeyIn<<$model as Model>::PrimaryKey, K2>>
            where
                $model: Model<PrimaryKey: KeyColumn<K2>>,
                PrimaryKeyOf<$model>: Expression,
                Keys: IntoIterator<Item = Key>,
                Key: KeyAmong<$model, PrimaryKeyOf<$model>, dsl::SqlTypeOf<PrimaryKeyOf<$model>>, K2>,
                Self: FilterDsl<KeyIn<<$model as Model>::PrimaryKey, K2>>,
            {
                let keys = keys.into_iter().map(Key::key);
                let (keys, none) = keys_in::<<$model as Model>::PrimaryKey, K2>(keys);
                FilterDsl::filter(self.none_if(none), keys)
            }

            /// Also rows without a related row: `OR NOT EXISTS (..)`, joined to all conditions so far.
            pub fn or_doesnt_have<R, P, N, Is, Added>(self, relation: R) -> Around<Self, N>
            where
                R: Existence<$model, Is, Absent = P>,
                P: ConditionOf<$model, Inner<Self>, Or, Added, Output = N>,
            {
                self.refine(Change::More, |query| relation.absent().add_to(query))
            }
        }
    };
}
existence_methods!(Query<M, Q, L, S>, M);
existence_methods!(Relation<K: RelationDef, Q, L, S>, K::Related);
existence_methods!(RelatedQuery<K: Keyed, Q, L, S>, K::Related);
