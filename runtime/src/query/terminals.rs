//! The methods that send a query and return its rows, written once for every kind of query.

use std::future::Future;

use diesel::QueryResult;
use diesel::result::Error::{NotFound, QueryBuilderError};

use crate::error::query::SeveralRows;

/// A query that the connection `C` can load as rows `R`: all that a load needs, as one bound, so that the compiler
/// reports what is missing once.
#[diagnostic::on_unimplemented(
    message = "this query cannot be loaded as `{R}`",
    label = "cannot be loaded with this connection",
    note = "each model of the load, and each struct of `select_as`, needs `#[derive(Queryable, Selectable)]` with fields \
            that fit their columns; `#[diesel(check_for_backend(..))]` on it shows which field does not",
    note = "the query and each of its relations select from the table of their own model: conditions take columns of \
            that table only, and `into_boxed` the backend of the connection",
    note = "a property has the type that Diesel decodes: `i64` for a count, an `Option` for other aggregates; many-to-many \
            and through relations, and keys of several columns, need the feature of the database, `sqlite`, `postgres` or \
            `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases"
)]
pub trait LoadAs<Mode, C, R>: Sized {
    /// Loads at most so many rows.
    fn rows(self, most: usize, conn: &mut C) -> impl Future<Output = QueryResult<Vec<R>>>;
}

/// A row that a query loads, which is an `R`: where a type is given, as Diesel takes one, `.load::<User, _, _>(conn)`, it is that of the row.
#[diagnostic::on_unimplemented(
    message = "this query loads `{Self}`, and not `{R}`",
    label = "loads `{Self}`",
    note = "the type of the rows is known: write `.load(conn)`"
)]
pub trait LoadedAs<R> {}

#[diagnostic::do_not_recommend]
impl<R> LoadedAs<R> for R {}

/// A query of which the connection `C` can tell whether it has rows.
#[diagnostic::on_unimplemented(
    message = "this query cannot be asked whether it has rows",
    label = "cannot be sent with this connection",
    note = "the query selects from the table of its own model: conditions take columns of that table only, and `into_boxed` the \
            backend of the connection; on MySQL and MariaDB an `offset` stands beside a `limit`"
)]
pub trait HasRows<Mode, C>: Sized {
    /// True where it has.
    fn has_rows(self, conn: &mut C) -> impl Future<Output = QueryResult<bool>>;
}

/// The first one of the rows.
pub(crate) fn first_row<R>(rows: Vec<R>) -> QueryResult<R> {
    rows.into_iter().next().ok_or(NotFound)
}

/// The only one of the rows.
pub(crate) fn only_row<R>(rows: Vec<R>) -> QueryResult<R> {
    let mut rows = rows.into_iter();
    match (rows.next(), rows.next()) {
        (None, _) => Err(NotFound),
        (Some(row), None) => Ok(row),
        (Some(_), Some(_)) => Err(QueryBuilderError(Box::new(SeveralRows))),
    }
}

/// Writes groups of terminals for a type: `terminals! { [load, first sole first_or] { .. } }`. A new terminal is one more method of a group
/// below. The names of the methods and their bounds are tokens of the call, because the compiler adds the whole call to an error whose tokens
/// are of the macro. The braces say of the type:
///
/// - `impl`, `where`: its parameters and their bounds; `captures`: the parameters that the futures hold;
/// - `on`: the bound of the connection; `returns`: the loaded row;
/// - `docs`: for the examples, a query of posts and what follows conditions on it; the errors of a load;
/// - `sends`: the query that is sent, the function that makes it, and its bounds: to be loaded, and to be asked whether it has rows;
/// - `limited`: the same query with a limit, the function that sets it, and the words for limits of one and two rows.
macro_rules! terminals {
    ([$($group:ident $($method:ident)*),+] $target:tt) => {
        $($crate::query::terminals::terminals! { @$group [$group $($method)*] $target })+
    };
    (@load [$load:ident] {
        impl [$($param:tt)*] $ty:ty, where [$($bound:tt)*], captures [$($capture:tt)*], on [$($connection:tt)*], returns $row:ty,
        docs [$(($posts:literal, $then:literal),)? $errors:literal], sends $sent:ty as $into:path where [$($loads:tt)*] $([$($asks:tt)*])?,
        $($rest:tt)*
    }) => {
        impl<$($param)*> $ty where $($bound)* {
            /// Returns all rows with their relations: `QueryResult<Vec<_>>`. One statement, and one more for each relation and level; a level
            /// without rows, or whose keys are all NULL, sends nothing.
            ///
            $(
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # #[cfg(feature = "sqlite")]
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// # let alice = User::find(1).first(conn)?;
            #[doc = concat!("let posts = ", $posts, ".order(posts::id)", $then, ".load(conn)?;")]
            /// assert_eq!(posts[1].title, "Drafts");
            /// # Ok(()) }
            /// # #[cfg(not(feature = "sqlite"))]
            /// # fn main() {}
            /// ```
            ///
            )?
            /// # Errors
            ///
            #[doc = concat!($errors, ".")]
            pub fn $load<'c, R, C, Mode>(
                self,
                conn: &'c mut C,
            ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Vec<$row>>> + use<'c, $($capture)*, R, C, Mode>>
            where
                $row: $crate::query::terminals::LoadedAs<R>,
                C: $($connection)*,
                C::Connection: 'c,
                $sent: $($loads)*,
            {
                <C as Driver<Mode>>::run($into(self).rows(usize::MAX, conn.connection()))
            }
        }
    };
    (@get_result [$get_result:ident] {
        impl [$($param:tt)*] $ty:ty, where [$($bound:tt)*], captures [$($capture:tt)*], on [$($connection:tt)*], returns $row:ty,
        docs [$(($posts:literal, $then:literal),)? $errors:literal], sends $sent:ty as $into:path where [$($loads:tt)*] $([$($asks:tt)*])?,
        $($rest:tt)*
    }) => {
        impl<$($param)*> $ty where $($bound)* {
            /// Returns the first row of the query with its relations: a `QueryResult` of the row. The query is sent as it is, without a limit,
            /// as Diesel's `get_result`.
            ///
            $(
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # #[cfg(feature = "sqlite")]
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// # let alice = User::find(1).first(conn)?;
            #[doc = concat!("let post = ", $posts, ".find(1)", $then, ".get_result(conn)?;")]
            /// assert_eq!(post.title, "Relations");
            /// # Ok(()) }
            /// # #[cfg(not(feature = "sqlite"))]
            /// # fn main() {}
            /// ```
            ///
            )?
            /// # Errors
            ///
            #[doc = concat!("[`NotFound`](diesel::result::Error::NotFound) where there is none, which `.optional()` turns into `None`; ", $errors, ".")]
            pub fn $get_result<'c, R, C, Mode>(
                self,
                conn: &'c mut C,
            ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<$row>> + use<'c, $($capture)*, R, C, Mode>>
            where
                $row: $crate::query::terminals::LoadedAs<R>,
                C: $($connection)*,
                C::Connection: 'c,
                $sent: $($loads)*,
            {
                <C as Driver<Mode>>::run(async move { first_row($into(self).rows(1, conn.connection()).await?) })
            }
        }
    };
    (@first [$first:ident $sole:ident $first_or:ident] {
        impl [$($param:tt)*] $ty:ty, where [$($bound:tt)*], captures [$($capture:tt)*], on [$($connection:tt)*], returns $row:ty,
        docs [$(($posts:literal, $then:literal),)? $errors:literal], sends $sent:ty as $into:path where [$($loads:tt)*] $([$($asks:tt)*])?,
        limited $limited:ty as $limit:path where [$($limit_bound:tt)*] [$limit_1:literal, $limit_2:literal],
    }) => {
        impl<$($param)*> $ty where $($bound)* {
            #[doc = concat!("Returns one row with its relations", $limit_1, ": a `QueryResult` of the row. Diesel's and Laravel's `first`.")]
            ///
            $(
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # #[cfg(feature = "sqlite")]
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// # let alice = User::find(1).first(conn)?;
            #[doc = concat!("let post = ", $posts, ".order(posts::id.desc()).filter(posts::id.lt(3))", $then, ".first(conn)?;")]
            /// assert_eq!(post.title, "Drafts");
            /// # Ok(()) }
            /// # #[cfg(not(feature = "sqlite"))]
            /// # fn main() {}
            /// ```
            ///
            )?
            /// # Errors
            ///
            #[doc = concat!("[`NotFound`](diesel::result::Error::NotFound) where there is none, which `.optional()` turns into `None`; ", $errors, ".")]
            pub fn $first<'c, R, C, Mode>(
                self,
                conn: &'c mut C,
            ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<$row>> + use<'c, $($capture)*, R, C, Mode>>
            where
                $row: $crate::query::terminals::LoadedAs<R>,
                C: $($connection)*,
                C::Connection: 'c,
                $($limit_bound)*
                $limited: $($loads)*,
            {
                <C as Driver<Mode>>::run(async move {
                    first_row($limit($into(self), 1).rows(1, conn.connection()).await?)
                })
            }

            #[doc = concat!("Returns the only row with its relations", $limit_2, ": a `QueryResult` of the row. Laravel's `sole`.")]
            ///
            $(
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # #[cfg(feature = "sqlite")]
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// # let alice = User::find(1).first(conn)?;
            #[doc = concat!("let post = ", $posts, ".filter(posts::published.eq(false))", $then, ".sole(conn)?;")]
            /// assert_eq!(post.title, "Drafts");
            /// # Ok(()) }
            /// # #[cfg(not(feature = "sqlite"))]
            /// # fn main() {}
            /// ```
            ///
            )?
            /// # Errors
            ///
            /// [`NotFound`](diesel::result::Error::NotFound) where there is none; [`SeveralRows`](crate::SeveralRows) in a
            /// [`QueryBuilderError`](diesel::result::Error::QueryBuilderError) where there are more;
            #[doc = concat!($errors, ".")]
            pub fn $sole<'c, R, C, Mode>(
                self,
                conn: &'c mut C,
            ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<$row>> + use<'c, $($capture)*, R, C, Mode>>
            where
                $row: $crate::query::terminals::LoadedAs<R>,
                C: $($connection)*,
                C::Connection: 'c,
                $($limit_bound)*
                $limited: $($loads)*,
            {
                <C as Driver<Mode>>::run(async move {
                    only_row($limit($into(self), 2).rows(2, conn.connection()).await?)
                })
            }

            #[doc = concat!("Returns the first row with its relations", $limit_1, "; where there is none, what a function makes: a `QueryResult` of the row. Laravel's `firstOr`.")]
            ///
            $(
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # #[cfg(feature = "sqlite")]
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// # let alice = User::find(1).first(conn)?;
            /// let new = || Post { id: 9, title: "New".into(), published: false, user_id: 1 };
            #[doc = concat!("let post = ", $posts, ".find(9)", $then, ".first_or(new, conn)?;")]
            /// assert_eq!(post.title, "New");
            /// # Ok(()) }
            /// # #[cfg(not(feature = "sqlite"))]
            /// # fn main() {}
            /// ```
            ///
            )?
            /// # Errors
            ///
            #[doc = concat!($errors, ".")]
            pub fn $first_or<'c, R, C, Mode, Make>(
                self,
                default: Make,
                conn: &'c mut C,
            ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<$row>> + use<'c, $($capture)*, R, C, Mode, Make>>
            where
                $row: $crate::query::terminals::LoadedAs<R>,
                C: $($connection)*,
                C::Connection: 'c,
                $($limit_bound)*
                $limited: $($loads)*,
                Make: FnOnce() -> $row,
            {
                <C as Driver<Mode>>::run(async move {
                    let rows = $limit($into(self), 1).rows(1, conn.connection()).await?;
                    Ok(rows.into_iter().next().unwrap_or_else(default))
                })
            }
        }
    };
    (@exists [$exists:ident $doesnt_exist:ident] {
        impl [$($param:tt)*] $ty:ty, where [$($bound:tt)*], captures [$($capture:tt)*], on [$($connection:tt)*], returns $row:ty,
        docs [$(($posts:literal, $then:literal),)? $errors:literal], sends $sent:ty as $into:path where [$($loads:tt)*] $([$($asks:tt)*])?,
        $($rest:tt)*
    }) => {
        impl<$($param)*> $ty where $($bound)* {
            /// Returns true where there are rows: `QueryResult<bool>`. One statement, `SELECT EXISTS (SELECT 1 FROM posts WHERE ..)`, and none where
            /// a key of the parent is NULL. Relations are not loaded, and an order is left out; a limit and an offset hold, of distinct
            /// rows, too. Laravel's `exists`.
            ///
            $(
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # #[cfg(feature = "sqlite")]
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// # let alice = User::find(1).first(conn)?;
            #[doc = concat!("assert!(", $posts, ".filter(posts::published.eq(false))", $then, ".exists(conn)?);")]
            #[doc = concat!("assert!(!", $posts, ".filter(posts::title.eq(\"Memoirs\"))", $then, ".exists(conn)?);")]
            /// # Ok(()) }
            /// # #[cfg(not(feature = "sqlite"))]
            /// # fn main() {}
            /// ```
            ///
            )?
            /// # Errors
            ///
            #[doc = concat!($errors, ".")]
            pub fn $exists<'c, C, Mode>(
                self,
                conn: &'c mut C,
            ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<bool>> + use<'c, $($capture)*, C, Mode>>
            where
                C: $($connection)*,
                C::Connection: 'c,
                $sent: $($($asks)*)?,
            {
                <C as Driver<Mode>>::run($crate::query::terminals::HasRows::has_rows($into(self), conn.connection()))
            }

            /// Returns true where there are no rows: the opposite of [`exists`](Self::exists). Laravel's `doesntExist`.
            ///
            /// # Errors
            ///
            /// As [`exists`](Self::exists).
            pub fn $doesnt_exist<'c, C, Mode>(
                self,
                conn: &'c mut C,
            ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<bool>> + use<'c, $($capture)*, C, Mode>>
            where
                C: $($connection)*,
                C::Connection: 'c,
                $sent: $($($asks)*)?,
            {
                <C as Driver<Mode>>::run(async move {
                    let exists = $crate::query::terminals::HasRows::has_rows($into(self), conn.connection()).await?;
                    Ok(!exists)
                })
            }
        }
    };
    (@page [$page:ident $load:ident] {
        impl [$($param:tt)*] $ty:ty, where [$($bound:tt)*], captures [$($capture:tt)*], on [$($connection:tt)*], returns $row:ty,
        docs [$(($posts:literal, $then:literal),)? $errors:literal], sends $sent:ty as $into:path where [$($loads:tt)*] $([$($asks:tt)*])?,
        $($rest:tt)*
    }) => {
        impl<$($param)*> $ty where $($bound)* {
            /// Returns the page: a `QueryResult` of [`Page`](crate::Page). See [`Query::paginate`](crate::Query::paginate).
            ///
            $(
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # #[cfg(feature = "sqlite")]
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// # let alice = User::find(1).first(conn)?;
            #[doc = concat!("let page = ", $posts, $then, ".load(conn)?;")]
            /// assert_eq!((page.rows[0].title.as_str(), page.total), ("Relations", 3));
            /// # Ok(()) }
            /// # #[cfg(not(feature = "sqlite"))]
            /// # fn main() {}
            /// ```
            ///
            )?
            /// # Errors
            ///
            /// [`InvalidPage`](crate::InvalidPage) in a [`QueryBuilderError`](diesel::result::Error::QueryBuilderError) where the page or its size
            /// is 0;
            #[doc = concat!($errors, ".")]
            pub fn $load<'c, C, Mode>(
                self,
                conn: &'c mut C,
            ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Page<$row>>> + use<'c, $($capture)*, C, Mode>>
            where
                C: $($connection)*,
                C::Connection: 'c,
                $sent: $($loads)*,
            {
                <C as Driver<Mode>>::run($into(self).load_page(conn.connection()))
            }
        }
    };
}
pub(crate) use terminals;
