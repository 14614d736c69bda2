//! A whole table, chunk by chunk.

use std::future::Future;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_dsl::methods::{FilterDsl, LimitDsl, OrderDsl};
use diesel::result::Error::QueryBuilderError;
use diesel::sql_types::{Bool, Nullable};

use crate::correlate::LocalTo;
use crate::driver::Driver;
use crate::eager::Loads;
use crate::error::EmptyChunk;
use crate::key::{Compared, KeyColumn};
use crate::named::Repeatable;
use crate::query::LoadAs;
use crate::select::RowOf;
use crate::{HasKey, Model, Query, Rooted};

/// `primary_key > ?`; everything at first.
#[derive(Debug, Clone)]
pub struct After<PrimaryKey, Key> {
    columns: PrimaryKey,
    key: Option<Key>,
}

impl<C, Key> QueryId for After<C, Key> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, Key, DB> QueryFragment<DB> for After<C, Key>
where
    DB: Backend,
    C: Compared<Key, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match &self.key {
            Some(key) => self.columns.walk_compared(" > ", key, out),
            None => {
                out.push_sql("1 = 1");
                Ok(())
            }
        }
    }
}

impl<C, Key> Expression for After<C, Key> {
    type SqlType = Nullable<Bool>;
}
impl<C: LocalTo<QS>, Key, QS: ?Sized> AppearsOnTable<QS> for After<C, Key> {}
impl<C, Key, GB> ValidGrouping<GB> for After<C, Key> {
    type IsAggregate = is_aggregate::No;
}

type KeyOf<M> = <M as HasKey<<M as Model>::PrimaryKey>>::Key;
type ColumnsOf<M> = <<M as Model>::PrimaryKey as KeyColumn<KeyOf<M>>>::Columns;
type AfterKey<M> = After<<M as Model>::PrimaryKey, KeyOf<M>>;
type Chunk<M, Q> = dsl::Limit<dsl::Order<dsl::Filter<Q, AfterKey<M>>, ColumnsOf<M>>>;

impl<M, Q, L, S> Query<M, Q, L, S>
where
    S: RowOf<M>,
    L: Loads<S::Row>,
{
    /// Hands all rows with their relations to a function, at most `size` of them at a time, in the order of their
    /// primary key: `.. AND id > ? ORDER BY id LIMIT size`, and one statement for each relation and level, for each chunk.
    ///
    /// The next chunk starts behind the last key of the one before, so rows may be changed or deleted meanwhile without
    /// others being skipped. An order of the query is replaced.
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
        M: Model + HasKey<M::PrimaryKey>,
        M::PrimaryKey: KeyColumn<KeyOf<M>>,
        KeyOf<M>: Clone,
        Self: Repeatable,
        Q: FilterDsl<AfterKey<M>>,
        dsl::Filter<Q, AfterKey<M>>: OrderDsl<ColumnsOf<M>>,
        dsl::Order<dsl::Filter<Q, AfterKey<M>>, ColumnsOf<M>>: LimitDsl,
        Query<M, Chunk<M, Q>, L, S>: LoadAs<Mode, C, L::Output>,
        L::Output: Rooted<Model = M>,
        F: FnMut(&mut C, Vec<L::Output>) -> QueryResult<()>,
    {
        <C as Driver<Mode>>::run(chunks(self, size, conn, each))
    }
}

async fn chunks<M, Q, L, S, C, Mode, F>(
    query: Query<M, Q, L, S>,
    size: u32,
    conn: &mut C,
    mut each: F,
) -> QueryResult<()>
where
    C: Driver<Mode>,
    S: RowOf<M>,
    L: Loads<S::Row, Output: Rooted<Model = M>>,
    M: Model<PrimaryKey: KeyColumn<KeyOf<M>>> + HasKey<M::PrimaryKey, Key: Clone>,
    Query<M, Q, L, S>: Repeatable,
    Q: FilterDsl<AfterKey<M>>,
    dsl::Filter<Q, AfterKey<M>>: OrderDsl<ColumnsOf<M>>,
    dsl::Order<dsl::Filter<Q, AfterKey<M>>, ColumnsOf<M>>: LimitDsl,
    Query<M, Chunk<M, Q>, L, S>: LoadAs<Mode, C, L::Output>,
    F: FnMut(&mut C, Vec<L::Output>) -> QueryResult<()>,
{
    if size == 0 {
        return Err(QueryBuilderError(Box::new(EmptyChunk)));
    }
    let mut last: Option<KeyOf<M>> = None;
    loop {
        let columns = M::PrimaryKey::default();
        let chunk = FilterDsl::filter(
            query.clone(),
            After {
                columns,
                key: last.take(),
            },
        );
        let chunk = OrderDsl::order(chunk, ColumnsOf::<M>::default());
        let chunk = LimitDsl::limit(chunk, i64::from(size));
        let rows = chunk.rows(usize::MAX, conn).await?;
        let is_last = rows.len() < size as usize;
        last = rows
            .last()
            .and_then(|row| row.model().key().map(|key| key.into_owned()));
        if !rows.is_empty() {
            each(conn, rows)?;
        }
        if is_last || last.is_none() {
            return Ok(());
        }
    }
}
