//! One row of a has-many, at the place of use.

use std::marker::PhantomData;

use crate::declare::relation_def::wraps;
use crate::declare::relation_def::{DeclaredOn, RelationDef};
use crate::declare::shape::{Many, One};
use crate::relation::distinct::CanBeLimited;
use crate::relation::refine::{Refined, RelationQuery};
use crate::relation::relation::Relation;
use crate::sql::row_number::PerParent;

/// The has-many `K` as a has-one: [`Relation::one`].
#[derive(Debug, Clone, Copy)]
pub struct AsOne<K>(PhantomData<fn() -> K>);

impl<K: RelationDef> RelationDef for AsOne<K> {
    wraps!(K);
    type Own = K::Own;
    type Seen = K::Seen;
    type Shape = One;
    fn own() -> K::Own {
        K::own()
    }
}

impl<M, K: DeclaredOn<M>> DeclaredOn<M> for AsOne<K> {}

impl<K: RelationDef<Shape = Many>, Q: RelationQuery<K>, L, S> Relation<K, Q, L, S> {
    /// The first row of each parent in the relation's order: the loaded field is an `Option`. Laravel's `one`, and
    /// [`limit(1)`](Self::limit) with the value that fits it.
    ///
    /// What is always meant has a name: declare it as `#[has_one(Post, name = newest_post, latest = id)]`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let users = User::query().order(users::id).with(User::POSTS.order(posts::id.desc()).one()).load(conn)?;
    /// assert_eq!(users[0].posts.as_ref().map(|post| post.title.as_str()), Some("Drafts"));
    /// # Ok(()) }
    /// ```
    pub fn one(self) -> Relation<AsOne<K>, Refined<Q::Query, Q::Order, PerParent>, L, S>
    where
        Q::Limit: CanBeLimited,
    {
        self.limit(1).of()
    }
}
