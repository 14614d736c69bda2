//! The trashed rows of relations to models with soft deletes, and through them.

use crate::declare::relation_def::RelationDef;
use crate::declare::soft_delete::SoftDeletes;
use crate::declare::view::{OnlyTrashed, Viewed, WithTrashed, WithTrashedParents};
use crate::declare::visibility::HidesTrashed;
use crate::query::related_query::RelatedQuery;
use crate::relation::relation::Relation;

macro_rules! views {
    ($ty:ident <K: $K:ident, Q, L, S>) => {
        impl<K: $K, Q, L, S> $ty<K, Q, L, S> {
            /// With the trashed rows, which are otherwise left out.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// let user = User::find(1).first(conn)?;
            /// user.letters().find(1).delete(conn)?;
            /// assert_eq!(user.letters().load(conn)?.len(), 1);
            /// assert_eq!(user.letters().with_trashed().load(conn)?.len(), 2);
            /// let users = User::query().order(users::id).with(User::LETTERS.with_trashed()).load(conn)?;
            /// assert_eq!(users[0].letters.len(), 2);
            /// # Ok(()) }
            /// ```
            ///
            /// An owner that may be trashed is an `Option`, and with this one it is as its foreign key says.
            pub fn with_trashed(self) -> $ty<Viewed<K, WithTrashed>, Q, L, S>
            where
                K: RelationDef<Related: SoftDeletes>,
            {
                self.of()
            }

            /// Only the trashed rows: `deleted_at IS NOT NULL`, or `deleted <> FALSE`. [`with_trashed`](Self::with_trashed) wins over it.
            pub fn only_trashed(self) -> $ty<Viewed<K, OnlyTrashed>, Q, L, S>
            where
                K: RelationDef<Related: SoftDeletes>,
            {
                self.of()
            }

            /// With related rows whose row of the model between is trashed. Laravel's `withTrashedParents`.
            pub fn with_trashed_parents(self) -> $ty<Viewed<K, WithTrashedParents>, Q, L, S>
            where
                K: RelationDef<Through: HidesTrashed>,
            {
                self.of()
            }
        }
    };
}
views!(Relation<K: RelationDef, Q, L, S>);
views!(RelatedQuery<K: RelationDef, Q, L, S>);
