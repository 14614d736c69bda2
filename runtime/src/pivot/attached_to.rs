//! `where_attached_to`: rows to which given related rows are attached.

use diesel::dsl;
use diesel::query_dsl::methods::FilterDsl;

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::{DeclaredOn, Keyed, RelationDef};
use crate::pivot::pivots_of::IdIn;
use crate::query::model_query::Query;
use crate::query::related_query::RelatedQuery;
use crate::relation::expressions::ExistsOf;
use crate::relation::refine::{Refined, RelationQuery};
use crate::relation::relation::Relation;
use crate::relation::subquery::{ColumnsOf, RowsWhere, Same};
use crate::sql::delegate::Change;
use crate::sql::key::KeyColumn;
use crate::write::row_ids::PivotRows;

/// A relation whose rows have one of some ids.
type FilteredBy<K, Q> = Refined<
    dsl::Filter<<Q as RelationQuery<K>>::Query, IdIn<K>>,
    <Q as RelationQuery<K>>::Order,
    <Q as RelationQuery<K>>::Limit,
>;
/// True where such a row is there.
type AttachedTo<K, Q> = ExistsOf<K, FilteredBy<K, Q>>;

macro_rules! where_attached_to {
    ($ty:ident <$($param:ident $(: $bound:ident)?),*>, $model:ty) => {
        impl<$($param $(: $bound)?),*> $ty<$($param),*> {
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
        }
    };
}
where_attached_to!(Query<M, Q, L, S>, M);
where_attached_to!(Relation<K: RelationDef, Q, L, S>, K::Related);
where_attached_to!(RelatedQuery<K: Keyed, Q, L, S>, K::Related);
