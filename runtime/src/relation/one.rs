//! One row of a has-many, at the place of use.

use crate::declare::relation_def::RelationDef;
use crate::declare::shape::{Many, One};
use crate::declare::view::Viewed;
use crate::relation::distinct::CanBeLimited;
use crate::relation::refine::{Refined, RelationQuery};
use crate::relation::relation::Relation;
use crate::sql::row_number::PerParent;

impl<K: RelationDef<Shape = Many>, Q: RelationQuery<K>, L, S> Relation<K, Q, L, S> {
    /// The first row of each parent in the relation's order: the loaded field is an `Option`. Laravel's `one`, and
    /// [`limit(1)`](Self::limit) with the value that fits it.
    ///
    /// A relation that is always used this way has a name: declare it as `#[has_one(Post, name = newest_post, latest = id)]`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let users = User::query().order(users::id).with(User::POSTS.order(posts::id.desc()).one()).load(conn)?;
    /// assert_eq!(users[0].posts.as_ref().map(|post| post.title.as_str()), Some("Drafts"));
    /// # Ok(()) }
    /// ```
    pub fn one(self) -> Relation<Viewed<K, One>, Refined<Q::Query, Q::Order, PerParent>, L, S>
    where
        Q::Limit: CanBeLimited,
    {
        self.limit(1).of()
    }
}
