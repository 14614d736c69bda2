//! A whole table, handed to a function chunk by chunk.

use std::future::Future;

use diesel::QueryResult;
use diesel::query_builder::AsQuery;
#[cfg(doc)]
use diesel::result::Error::QueryBuilderError;

use crate::declare::primary_key::HasPrimaryKey;
use crate::driver::connection::Driver;
#[cfg(doc)]
use crate::error::query::EmptyChunk;
use crate::load::eager::Loads;
use crate::query::batches::{Batches, LoadBatch};
use crate::query::model_query::Query;
use crate::query::repeatable::Repeatable;
use crate::relation::select::RowOf;
use crate::unstable::unlimited::Unlimited;

impl<M, Q, L, S> Query<M, Q, L, S>
where
    S: RowOf<M>,
    L: Loads,
{
    /// Hands all rows with their relations to a function, at most `size` of them at a time, in the order of their
    /// primary key: the batches of [`batches`](Self::batches). Laravel's `chunkById`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let mut titles = Vec::new();
    /// Post::query().with(Post::AUTHOR).chunk_by_id(2, conn, |_, posts| {
    ///     titles.push(posts.into_iter().map(|post| post.title.clone()).collect::<Vec<_>>());
    ///     Ok(())
    /// })?;
    /// assert_eq!(titles, [vec!["Relations", "Drafts"], vec!["Hello"]]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The function's first error, which ends it; [`EmptyChunk`] in a [`QueryBuilderError`] where the size is 0;
    /// otherwise as [`load`](Self::load).
    pub fn chunk_by_id<'c, C, Mode, F>(
        self,
        size: u32,
        conn: &'c mut C,
        each: F,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<()>> + use<'c, M, Q, L, S, C, Mode, F>,
    >
    where
        C: Driver<Mode>,
        M: HasPrimaryKey,
        Q: AsQuery<Query: Unlimited>,
        (Q, L, S): Repeatable,
        Batches<M, Q, L, S>: LoadBatch<Mode, C::Connection, L::Loaded<S::Row>>,
        F: FnMut(&mut C, Vec<L::Loaded<S::Row>>) -> QueryResult<()>,
    {
        let mut batches = self.batches(size);
        let mut each = each;
        <C as Driver<Mode>>::run(async move {
            while let Some(rows) = batches.load_batch(conn.connection()).await? {
                each(conn, rows)?;
            }
            Ok(())
        })
    }
}
