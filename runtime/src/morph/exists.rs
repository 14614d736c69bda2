//! `comment.commentable().exists(conn)`: whether the owner of one row is there.

use std::future::Future;

use diesel::QueryResult;
use diesel::query_dsl::methods::FilterDsl;

use crate::declare::model::LoadedRow;
use crate::declare::morph_to::MorphTo;
use crate::declare::presence::Presence;
use crate::declare::relation_def::Keyed;
use crate::driver::connection::Driver;
use crate::load::eager::Loads;
use crate::morph::load::{MorphOwners, known_type};
use crate::morph::one::OwnerOf;
use crate::query::model_query::Query;
use crate::query::related_query::{KeyOf, OfParent, RelatedQuery};
use crate::query::terminals::HasRows;
use crate::relation::refine::RelationQuery;
use crate::relation::relation::Relation;
use crate::relation::select::RowOf;

/// The relations to the owners of all models, of which the connection `C` can tell whether the row `P` has one.
pub trait HasOwner<Mode, C, P> {
    /// True where it has.
    fn has_owner(self, row: &P, conn: &mut C) -> impl Future<Output = QueryResult<bool>>;
}

impl<K, Q, L, S, C, Mode> HasOwner<Mode, C, K::Parent> for Relation<K, Q, L, S>
where
    K: Keyed,
    Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
    S: RowOf<K::Related>,
    L: Loads,
    Query<K::Related, OfParent<K, Q>, L, S>: HasRows<Mode, C>,
{
    async fn has_owner(self, row: &K::Parent, conn: &mut C) -> QueryResult<bool> {
        let owner = RelatedQuery::of_relation(self, row);
        owner.into_query().has_rows(conn).await
    }
}

macro_rules! arms {
    ($($A:ident $n:tt),+) => {
        impl<Mode, C, P, $($A: HasOwner<Mode, C, P>),+> HasOwner<Mode, C, P> for ($($A,)+) {
            async fn has_owner(self, row: &P, conn: &mut C) -> QueryResult<bool> {
                // The row has a key in the relation that its type names, and no statement is sent for the others.
                Ok(false $(|| self.$n.has_owner(row, conn).await?)+)
            }
        }
    };
}
arms!(A 0);
arms!(A 0, B 1);
arms!(A 0, B 1, C0 2);
arms!(A 0, B 1, C0 2, D 3);
arms!(A 0, B 1, C0 2, D 3, E 4);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6, H 7);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6, H 7, I 8);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);

#[diagnostic::do_not_recommend]
impl<P, F, C, Mode> HasRows<Mode, C> for OwnerOf<'_, P, F>
where
    C: Driver<Mode>,
    P: LoadedRow<Model = P>,
    F: MorphOwners<Def: MorphTo<Parent = P>>,
    F::Arms: HasOwner<Mode, C, P>,
{
    async fn has_rows(self, conn: &mut C) -> QueryResult<bool> {
        let (row, owners) = self.into_parts();
        let exists = owners.into_arms().has_owner(row, conn).await?;
        if !exists && F::Strictness::ALWAYS {
            known_type::<F::Def>(row)?;
        }
        Ok(exists)
    }
}
