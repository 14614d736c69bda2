//! Relations of rows that are loaded already.

use std::future::Future;

use diesel::QueryResult;
use diesel::result::Error::NotFound;

use crate::Rooted;
use crate::driver::Driver;
use crate::eager::{Eager, Loads, RelationOf};

/// Loads relations onto rows that were loaded before: a `Vec` of them, or one.
///
/// The statements are those of [`Query::with`](crate::Query::with): one for each relation and level.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// let posts = Post::query().order(posts::id).load(conn)?;
/// let posts = posts.load_related((Post::AUTHOR, Post::COMMENTS), conn)?;
/// assert_eq!(posts[0].author.name, "Alice");
///
/// let alice = User::find(1).first(conn)?;
/// let alice = alice.load_related(User::POSTS.filter(posts::published.eq(true)), conn)?;
/// assert_eq!(alice.posts.len(), 1);
/// # Ok(()) }
/// ```
pub trait LoadRelated: Sized {
    /// One of the rows.
    type Row: Rooted;
    /// The rows, each with the relations `R`.
    type With<R: Loads<Self::Row>>;

    /// Loads a relation, or a tuple of them.
    ///
    /// # Errors
    ///
    /// As [`Query::load`](crate::Query::load).
    fn load_related<R, C, Mode>(
        self,
        relation: R,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Self::With<R>>>>
    where
        C: Driver<Mode>,
        R: RelationOf<<Self::Row as Rooted>::Model> + Eager<Mode, C, Self::Row>;
}

impl<P: Rooted> LoadRelated for Vec<P> {
    type Row = P;
    type With<R: Loads<P>> = Vec<R::Output>;

    fn load_related<R, C, Mode>(
        self,
        relation: R,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Vec<R::Output>>>>
    where
        C: Driver<Mode>,
        R: RelationOf<P::Model> + Eager<Mode, C, P>,
    {
        <C as Driver<Mode>>::run(relation.load_onto(self, false, conn))
    }
}

impl<P: Rooted> LoadRelated for P {
    type Row = P;
    type With<R: Loads<P>> = R::Output;

    fn load_related<R, C, Mode>(
        self,
        relation: R,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<R::Output>>>
    where
        C: Driver<Mode>,
        R: RelationOf<P::Model> + Eager<Mode, C, P>,
    {
        <C as Driver<Mode>>::run(async move {
            let rows = relation.load_onto(vec![self], false, conn).await?;
            // One row in, one row out.
            rows.into_iter().next().ok_or(NotFound)
        })
    }
}
