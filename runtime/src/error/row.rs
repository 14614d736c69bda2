//! Rows and their keys: what is missing, NULL, unknown, or in the way.

use std::error::Error;
use std::fmt;

use diesel::result::Error::QueryBuilderError;

use crate::error::columns::named;

/// A row that was loaded before is gone: [`load_count`](crate::LoadRelated::load_count) and
/// [`load_property`](crate::LoadRelated::load_property) find no row with its primary key.
///
/// They return it inside [`diesel::result::Error::DeserializationError`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingRow {
    pub(crate) primary_key: (&'static str, String),
    pub(crate) key: String,
}

impl MissingRow {
    /// The table and its primary key: `("users", "id")`.
    pub fn primary_key(&self) -> (&'static str, &str) {
        (self.primary_key.0, &self.primary_key.1)
    }

    /// The key that no row has, in its `Debug` form.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for MissingRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MissingRow {
            primary_key: (table, column),
            key,
        } = self;
        write!(f, "no row of {table} has the {} {key}", named(column))
    }
}

impl Error for MissingRow {}

/// A key is NULL where rows are to be related: nothing can refer to a row without a key.
///
/// Writes of many-to-many relations return it inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NullKey {
    pub(crate) key: (&'static str, String),
}

impl NullKey {
    /// The table and the column that is NULL: `("users", "id")`.
    pub fn key(&self) -> (&'static str, &str) {
        (self.key.0, &self.key.1)
    }
}

impl fmt::Display for NullKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, column) = &self.key;
        write!(
            f,
            "{table}.{} is NULL: no row can be related by it",
            named(column)
        )
    }
}

impl Error for NullKey {}

/// A row was inserted, but its primary key is not known: it is not the one that was given, nor one of `AUTO_INCREMENT`, and MySQL and
/// MariaDB tell no other. Nothing is written.
///
/// Writes that return rows return it inside [`diesel::result::Error::DeserializationError`]. Give the row its key, or insert it by
/// `execute`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    pub(crate) primary_key: (&'static str, String),
}

impl UnknownKey {
    /// The table and the column of the primary key: `("tokens", "id")`.
    pub fn primary_key(&self) -> (&'static str, &str) {
        (self.primary_key.0, &self.primary_key.1)
    }
}

impl fmt::Display for UnknownKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, column) = &self.primary_key;
        write!(
            f,
            "a row of {table} cannot be read after it was inserted: the database does not tell its {}, which is neither the one that was \
             given nor one of AUTO_INCREMENT",
            named(column)
        )
    }
}

impl Error for UnknownKey {}

/// A row that [`upsert`](crate::RelatedQuery::upsert) was to change is not a row of this parent. Nothing was written.
///
/// It is returned inside [`diesel::result::Error::QueryBuilderError`].
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// use diesel::result::Error::QueryBuilderError;
/// use diesel_relations::OwnedByAnother;
///
/// let post = Post::find(2).first(conn)?;
/// let rows = [(comments::id.eq(1), comments::body.eq("mine"))]; // of post 1
/// let result = post.comments().upsert(rows, comments::id, comments::body).execute(conn);
/// let Err(QueryBuilderError(error)) = result else { panic!() };
/// let owned = error.downcast_ref::<OwnedByAnother>().unwrap();
/// assert_eq!(
///     owned.to_string(),
///     "a row of comments that is there already, with the id of a row to upsert, is not this parent's; nothing was written",
/// );
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnedByAnother {
    pub(crate) unique: (&'static str, String),
}

impl OwnedByAnother {
    /// The table and the columns of the unique key: `("documents", "reference")`.
    pub fn unique_key(&self) -> (&'static str, &str) {
        (self.unique.0, &self.unique.1)
    }
}

impl fmt::Display for OwnedByAnother {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, columns) = &self.unique;
        write!(
            f,
            "a row of {table} that is there already, with the {} of a row to upsert, is not this parent's; nothing was written",
            named(columns)
        )
    }
}

impl Error for OwnedByAnother {}

/// The columns that [`upsert`](crate::RelatedQuery::upsert) was to find rows by are no unique key: several rows have the same values. Nothing was
/// written. MySQL and MariaDB only: the other databases refuse the statement themselves.
///
/// It is returned inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoUniqueKey {
    pub(crate) columns: (&'static str, String),
}

impl NoUniqueKey {
    /// The table and the columns: `("documents", "reference")`.
    pub fn columns(&self) -> (&'static str, &str) {
        (self.columns.0, &self.columns.1)
    }
}

impl fmt::Display for NoUniqueKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, columns) = &self.columns;
        write!(
            f,
            "{table} has no unique key over {}: several rows would have the same; nothing was written",
            named(columns)
        )
    }
}

impl Error for NoUniqueKey {}

/// A row is loaded more than once among what is pushed, and the copies are not the same: it cannot be told which of them is to be
/// saved.
///
/// [`push`](crate::push) returns it inside [`diesel::result::Error::QueryBuilderError`], with nothing written.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// use diesel::result::Error::QueryBuilderError;
/// use diesel_relations::CopiesDiffer;
///
/// Tag::find(1).first(conn)?.notes().create(notes::body.eq("see also")).execute(conn)?;
/// let mut tag = Tag::find(1).with(Tag::NOTES).first(conn)?;
/// let mut copy = tag.notes[0].clone();
/// copy.body.push('!');
/// tag.notes.push(copy);
/// let Err(QueryBuilderError(error)) = diesel_relations::push(&tag, conn) else { panic!() };
/// let differ = error.downcast_ref::<CopiesDiffer>().unwrap();
/// assert_eq!(differ.column(), ("notes", "body"));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiesDiffer {
    pub(crate) column: (&'static str, &'static str),
    pub(crate) key: String,
}

impl CopiesDiffer {
    /// The table and the column in which they differ: `("posts", "title")`.
    pub fn column(&self) -> (&'static str, &'static str) {
        self.column
    }

    /// The primary key of the row, in its `Debug` form.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for CopiesDiffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CopiesDiffer {
            column: (table, column),
            key,
        } = self;
        write!(
            f,
            "the row {key} of {table} was loaded more than once, and its copies differ in {column}; change all of them, or save \
             the one that is meant"
        )
    }
}

impl Error for CopiesDiffer {}

pub(crate) fn null_key(table: &'static str, column: &str) -> diesel::result::Error {
    QueryBuilderError(Box::new(NullKey {
        key: (table, column.to_owned()),
    }))
}
