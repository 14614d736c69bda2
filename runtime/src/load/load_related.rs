//! Relations of rows that are loaded already.

use std::future::Future;

use diesel::QueryResult;
use diesel::result::Error::NotFound;

use crate::declare::model::{LoadedRow, Model};
use crate::driver::connection::Driver;
use crate::load::eager::Eager;
use crate::load::extent::Extent;
use crate::load::load_count::{Counts, LoadProperties, Properties};
use crate::load::reload_related::Reload;
use crate::relation::checked::ValueOf;
use crate::relation::property::PropertyName;
use crate::relation::relation_of::RelationOf;
use crate::relation::select::{Property, Selected};

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
    type Row: LoadedRow;
    /// As many of `T` as there are rows.
    type Each<T>;

    #[doc(hidden)]
    fn into_rows(this: Self) -> Vec<Self::Row>;
    #[doc(hidden)]
    fn rows_mut(this: &mut Self) -> &mut [Self::Row];
    #[doc(hidden)]
    fn collect<T>(rows: Vec<T>) -> QueryResult<Self::Each<T>>;

    /// Loads a relation, or a tuple of them.
    ///
    /// Onto a row that has the relation already, it is loaded by [`reload_related`](Self::reload_related); otherwise the program is not
    /// built.
    ///
    /// # Errors
    ///
    /// As [`Query::load`](crate::Query::load).
    fn load_related<R, N, C, Mode>(
        self,
        relation: R,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Self::Each<N::Loaded<Self::Row>>>>>
    where
        C: Driver<Mode>,
        R: RelationOf<ModelOf<Self>, N>,
        N: Eager<Mode, C::Connection, Self::Row>,
    {
        <C as Driver<Mode>>::run(async move {
            let rows = relation
                .relations()
                .load_onto(Self::into_rows(self), Extent::default(), conn.connection())
                .await?;
            Self::collect(rows)
        })
    }

    /// Loads a relation again, or a tuple of them, onto rows that have it already: the new value stands where the old one stood,
    /// whatever else was loaded. The statements are those of [`load_related`](Self::load_related). Laravel's `load`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let mut post = Post::find(1).with((Post::AUTHOR, Post::COMMENTS)).first(conn)?;
    /// post.user_id = 2;
    /// post.reload_related(Post::AUTHOR, conn)?;
    /// assert_eq!(post.author.name, "Bob");
    ///
    /// let mut users = User::query().order(users::id).with(User::POSTS).load(conn)?;
    /// users[0].posts().delete(conn)?;
    /// users.reload_related(User::POSTS, conn)?;
    /// assert!(users[0].posts.is_empty());
    /// # Ok(()) }
    /// ```
    ///
    /// The relation may be refined in another way than before, but the type of its value is the one that it had: with the same relations
    /// inside of it.
    ///
    /// # Errors
    ///
    /// As [`Query::load`](crate::Query::load). The rows then have what they had; of a tuple, the relations before the one that fails
    /// are loaded again.
    fn reload_related<R, C, Mode, At>(
        &mut self,
        relation: R,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<()>>>
    where
        C: Driver<Mode>,
        R: Reload<Mode, C, Self::Row, At>,
    {
        <C as Driver<Mode>>::run(relation.reload(Self::rows_mut(self), conn))
    }

    /// Counts a relation, or each of a tuple of them, of rows that were loaded before:
    /// `SELECT id, (SELECT COUNT(*) ..) FROM users WHERE id IN (..)`, one statement.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let users = User::query().order(users::id).load(conn)?;
    /// let users = users.load_count((User::POSTS, User::REPORTS), conn)?;
    /// assert_eq!((users[0].posts_count, users[0].reports_count), (2, 1));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Diesel's errors; and [`MissingRow`](crate::MissingRow) where a row is gone.
    fn load_count<R, N, C, Mode>(
        self,
        relations: R,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Self::Each<Beside<N, Self>>>>>
    where
        C: Driver<Mode>,
        R: Counts<ModelOf<Self>, N>,
        N: LoadProperties<Mode, C::Connection, ModelOf<Self>>,
    {
        <C as Driver<Mode>>::run(async move {
            load_properties(self, relations.counts(), conn.connection()).await
        })
    }

    /// Loads the value of an expression over the model's table beside rows that were loaded before: an aggregate, say,
    /// under the name that [`property!`](crate::property) declares. One statement, as [`load_count`](Self::load_count).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// diesel_relations::property!(WithNewest => newest: Option<i32>);
    ///
    /// let alice = User::find(1).first(conn)?;
    /// let alice = alice.load_property(WithNewest, User::POSTS.max(posts::id), conn)?;
    /// assert_eq!(alice.newest, Some(2));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`load_count`](Self::load_count).
    fn load_property<P, E, V, C, Mode>(
        self,
        property: PropertyName<P>,
        expression: E,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Self::Each<Beside<Selected<P, V>, Self>>>>,
    >
    where
        C: Driver<Mode>,
        P: Property<Value: Clone>,
        E: ValueOf<ModelOf<Self>, <ModelOf<Self> as Model>::Table, V>,
        Selected<P, V>: LoadProperties<Mode, C::Connection, ModelOf<Self>>,
    {
        let _ = property;
        <C as Driver<Mode>>::run(async move {
            let value = Selected::<P, V>::new(expression.value());
            load_properties(self, value, conn.connection()).await
        })
    }
}

type ModelOf<R> = <<R as LoadRelated>::Row as LoadedRow>::Model;

/// A row of `T` with the values `V` beside it.
type Beside<V, T> = <V as Properties>::With<<T as LoadRelated>::Row>;

async fn load_properties<T, V, C, Mode>(
    rows: T,
    properties: V,
    conn: &mut C,
) -> QueryResult<T::Each<Beside<V, T>>>
where
    T: LoadRelated,
    V: LoadProperties<Mode, C, ModelOf<T>>,
{
    const { <T::Row as LoadedRow>::NAMES.can_take_all(V::NAMES) };
    let rows = T::into_rows(rows);
    let values = properties.load_properties(&rows, conn).await?;
    let rows = rows.into_iter().zip(values);
    T::collect(rows.map(|(row, value)| V::wrap(row, value)).collect())
}

impl<P: LoadedRow> LoadRelated for Vec<P> {
    type Row = P;
    type Each<T> = Vec<T>;

    fn into_rows(this: Self) -> Vec<P> {
        this
    }

    fn rows_mut(this: &mut Self) -> &mut [P] {
        this
    }

    fn collect<T>(rows: Vec<T>) -> QueryResult<Vec<T>> {
        Ok(rows)
    }
}

impl<P: LoadedRow> LoadRelated for P {
    type Row = P;
    type Each<T> = T;

    fn into_rows(this: Self) -> Vec<P> {
        vec![this]
    }

    fn rows_mut(this: &mut Self) -> &mut [P] {
        std::slice::from_mut(this)
    }

    fn collect<T>(rows: Vec<T>) -> QueryResult<T> {
        // One row in, one row out.
        rows.into_iter().next().ok_or(NotFound)
    }
}
