//! A table of any size, batch by batch, with its relations.

use crate::sql::after::After;
use std::future::Future;

use diesel::QueryResult;
use diesel::connection::Connection;
use diesel::dsl;
use diesel::query_builder::AsQuery;
use diesel::query_dsl::methods::{FilterDsl, LimitDsl, OrderDsl, SelectDsl};
use diesel::result::Error::QueryBuilderError;

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf};
use crate::driver::connection::{Blocking, DbOf, Driver, Fetch};
use crate::error::query::EmptyChunk;
use crate::load::eager::{Eager, Loads};
use crate::load::extent::Extent;
use crate::query::keyed_rows::SelectKeyed;
use crate::query::model_query::Query;
use crate::query::repeatable::Repeatable;
use crate::relation::select::RowOf;
use crate::sql::key::KeyColumn;
use crate::unstable::unlimited::Unlimited;

/// For how many rows of a batch there is room before they come.
const MOST_RESERVED: usize = 1_000;

/// The rows of a query, one batch after the other: [`Query::batches`].
#[must_use = "nothing is loaded before `next`"]
pub struct Batches<M: HasPrimaryKey, Q, L = (), S = ()> {
    /// The query, its relations, and what is selected.
    parts: (Q, L, S),
    /// Copies them. As a bound of the load, `Clone` would hide what `Repeatable` says of a boxed query.
    copy: fn(&(Q, L, S)) -> (Q, L, S),
    size: u32,
    /// The key of the last row so far.
    after: Option<KeyOf<M>>,
    is_done: bool,
}

impl<M, Q, L, S> Query<M, Q, L, S> {
    /// All rows with their relations, at most `size` of them at a time, in the order of their primary key:
    /// `.. AND id > ? ORDER BY id LIMIT size + 1`, and one statement for each relation and level, for each batch. One batch
    /// is in memory, whatever the size of the table. Laravel's `chunkById` and `lazyById`.
    ///
    /// Each batch starts behind the last key of the one before, so rows may be changed or deleted between two batches without
    /// others being skipped. The row more that is read tells whether there is another batch, and stays out of this one. A row
    /// that a many-to-many relation holds several times is in one batch, which can be larger. An order of the query is
    /// replaced; one with a limit or an offset does not compile.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let mut batches = Post::query().with(Post::AUTHOR).batches(2);
    /// while let Some(posts) = batches.next(conn)? {
    ///     for post in posts {
    ///         let title = format!("{} by {}", post.title, post.author.name);
    ///         diesel::update(Post::find(post.id)).set(posts::title.eq(title)).execute(conn)?;
    ///     }
    /// }
    /// assert_eq!(Post::find(3).first(conn)?.title, "Hello by Bob");
    /// # Ok(()) }
    /// ```
    pub fn batches(self, size: u32) -> Batches<M, Q, L, S>
    where
        M: HasPrimaryKey,
        Q: AsQuery<Query: Unlimited>,
        (Q, L, S): Repeatable,
    {
        Batches {
            is_done: self.is_none(),
            parts: self.into_parts(),
            copy: Clone::clone,
            size,
            after: None,
        }
    }
}

impl<M: HasPrimaryKey, Q, L, S> Batches<M, Q, L, S>
where
    S: RowOf<M>,
    L: Loads,
{
    /// The next rows with their relations; `None` where there are no more, and then nothing is sent.
    ///
    /// # Errors
    ///
    /// [`EmptyChunk`] in a [`QueryBuilderError`] where the size is 0; otherwise as [`Query::load`]. The same batch can then be
    /// asked for again.
    pub fn next<'b, 'c, C, Mode>(
        &'b mut self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Option<Vec<L::Loaded<S::Row>>>>>
        + use<'b, 'c, M, Q, L, S, C, Mode>,
    >
    where
        C: Driver<Mode>,
        Self: LoadBatch<Mode, C::Connection, L::Loaded<S::Row>>,
    {
        <C as Driver<Mode>>::run(async move { self.load_batch(conn.connection()).await })
    }

    /// The rows one by one, which are loaded batch by batch: an iterator, which ends behind an error. The connection is in use
    /// as long as it lives. Laravel's `lazy`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let mut words = 0;
    /// for post in Post::query().with(Post::COMMENTS).batches(1_000).rows(conn) {
    ///     words += post?.comments.len();
    /// }
    /// assert_eq!(words, 1);
    /// # Ok(()) }
    /// ```
    pub fn rows<C>(self, conn: &mut C) -> BatchRows<'_, C, Self, L::Loaded<S::Row>>
    where
        Self: LoadBatch<Blocking, C, L::Loaded<S::Row>>,
    {
        BatchRows {
            batches: Some(self),
            conn,
            rows: Vec::new().into_iter(),
        }
    }
}

/// The rows of a query one by one: [`Batches::rows`].
#[must_use = "iterators are lazy"]
pub struct BatchRows<'c, C, B, R> {
    /// None behind an error.
    batches: Option<B>,
    conn: &'c mut C,
    rows: std::vec::IntoIter<R>,
}

impl<C, B, R> Iterator for BatchRows<'_, C, B, R>
where
    C: Connection,
    B: LoadBatch<Blocking, C, R>,
{
    type Item = QueryResult<R>;
    fn next(&mut self) -> Option<QueryResult<R>> {
        if let Some(row) = self.rows.next() {
            return Some(Ok(row));
        }
        let batch = self.batches.as_mut()?.load_batch(self.conn);
        match <C as Driver<Blocking>>::run(batch) {
            Ok(rows) => {
                self.rows = rows?.into_iter();
                self.rows.next().map(Ok)
            }
            Err(error) => {
                self.batches = None;
                Some(Err(error))
            }
        }
    }
}

/// A query of which the connection `C` can load batches of rows `R`.
#[diagnostic::on_unimplemented(
    message = "this query cannot be loaded in batches of `{R}`",
    label = "cannot be loaded with this connection",
    note = "it must be one that `load` takes, without `distinct_on`; keys of several columns, many-to-many and through relations \
            need the feature of the database, `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases"
)]
pub trait LoadBatch<Mode, C, R> {
    /// The next rows.
    fn load_batch(&mut self, conn: &mut C) -> impl Future<Output = QueryResult<Option<Vec<R>>>>;
}

type PrimaryKey<M> = <M as Model>::PrimaryKey;
type ColumnsOf<M> = <PrimaryKey<M> as KeyColumn<KeyOf<M>>>::Columns;
type AfterKey<M> = After<PrimaryKey<M>, KeyOf<M>>;
type Ordered<M, Q> = dsl::Order<dsl::Filter<Q, AfterKey<M>>, ColumnsOf<M>>;
type Batch<M, Q, E> = dsl::Select<dsl::Limit<Ordered<M, Q>>, E>;

#[diagnostic::do_not_recommend]
impl<M, Q, L, S, C, Mode> LoadBatch<Mode, C, L::Loaded<S::Row>> for Batches<M, Q, L, S>
where
    C: Driver<Mode>,
    M: HasPrimaryKey,
    KeyOf<M>: PartialEq,
    S: SelectKeyed<M, DbOf<C, Mode>>,
    Q: FilterDsl<AfterKey<M>>,
    dsl::Filter<Q, AfterKey<M>>: OrderDsl<ColumnsOf<M>>,
    Ordered<M, Q>: LimitDsl,
    dsl::Limit<Ordered<M, Q>>: SelectDsl<S::Expression>,
    C: Fetch<Mode, Batch<M, Q, S::Expression>, S::Raw>,
    L: Eager<Mode, C, S::Row>,
{
    async fn load_batch(&mut self, conn: &mut C) -> QueryResult<Option<Vec<L::Loaded<S::Row>>>> {
        if self.size == 0 {
            return Err(QueryBuilderError(Box::new(EmptyChunk)));
        }
        if self.is_done {
            return Ok(None);
        }
        let mut size = self.size as usize;
        let (rows, nested, last) = loop {
            let (query, nested, selection) = (self.copy)(&self.parts);
            let batch = FilterDsl::filter(query, AfterKey::<M>::new(self.after.clone()));
            let batch = OrderDsl::order(batch, ColumnsOf::<M>::default());
            let batch = LimitDsl::limit(
                batch,
                i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1),
            );
            let batch = SelectDsl::select(batch, selection.keyed());

            let mut rows = Vec::with_capacity(size.min(MOST_RESERVED) + 1);
            // The rows before those with the last key, and the last of their keys.
            let (mut before, mut key_before) = (0, None);
            let mut last: Option<KeyOf<M>> = None;
            conn.fetch(batch, |raw: S::Raw| {
                let (key, row) = S::key_and_row(raw);
                if key != last {
                    before = rows.len();
                    key_before = std::mem::replace(&mut last, key);
                }
                rows.push(row);
            })
            .await?;
            if rows.len() <= size {
                break (rows, nested, None);
            }
            // Those with the last key open the next batch. In a many-to-many relation they can be several.
            if key_before.is_some() {
                rows.truncate(before);
                break (rows, nested, key_before);
            }
            size = size.saturating_mul(2);
        };
        if rows.is_empty() {
            self.is_done = true;
            return Ok(None);
        }
        let rows = nested.load_onto(rows, Extent::default(), conn).await?;
        self.is_done = last.is_none();
        self.after = last;
        Ok(Some(rows))
    }
}
