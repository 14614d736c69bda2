//! Owners that are not there.

use std::error::Error;
use std::fmt;

use crate::error::columns::named;

/// A row names an owner that its table does not hold: a `NOT NULL` foreign key without a foreign key constraint.
///
/// Loads return it inside [`diesel::result::Error::DeserializationError`].
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// use diesel::result::Error::DeserializationError;
/// use diesel_relations::MissingOwner;
///
/// diesel::delete(User::find(1)).execute(conn)?;
/// let Err(DeserializationError(error)) = Post::query().with(Post::AUTHOR).load(conn) else { panic!() };
/// let missing = error.downcast_ref::<MissingOwner>().unwrap();
/// assert_eq!(missing.to_string(), "posts.user_id is 1, but no row of users has this id");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingOwner {
    pub(crate) foreign_key: (&'static str, &'static str),
    pub(crate) owner_key: (&'static str, String),
    pub(crate) key: String,
}

impl MissingOwner {
    /// The table and the column of the foreign key: `("posts", "user_id")`.
    pub fn foreign_key(&self) -> (&'static str, &'static str) {
        self.foreign_key
    }

    /// The owner's table, and the column that the foreign key refers to: `("users", "id")`.
    pub fn owner_key(&self) -> (&'static str, &str) {
        (self.owner_key.0, &self.owner_key.1)
    }

    /// The key that no owner has, in its `Debug` form.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for MissingOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MissingOwner {
            foreign_key: (table, column),
            owner_key: (owners, key_column),
            key,
        } = self;
        let (column, key_column) = (named(column), named(key_column));
        write!(
            f,
            "{table}.{column} is {key}, but no row of {owners} has this {key_column}"
        )
    }
}

impl Error for MissingOwner {}

/// A row has an owner of a type that its `morph_to` does not list.
///
/// Loads return it inside [`diesel::result::Error::DeserializationError`]. `lenient()` of the relation loads such rows
/// without their owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownMorphType {
    pub(crate) column: (&'static str, &'static str),
    pub(crate) row: String,
    pub(crate) morph_type: String,
    pub(crate) known: &'static [&'static str],
}

impl UnknownMorphType {
    /// The table and the column of the type: `("comments", "commentable_type")`.
    pub fn column(&self) -> (&'static str, &'static str) {
        self.column
    }

    /// The primary key of the row, in its `Debug` form.
    pub fn row(&self) -> &str {
        &self.row
    }

    /// The type that is not listed.
    pub fn morph_type(&self) -> &str {
        &self.morph_type
    }

    /// The morph names of the listed models.
    pub fn known(&self) -> &'static [&'static str] {
        self.known
    }
}

impl fmt::Display for UnknownMorphType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnknownMorphType {
            column: (table, column),
            row,
            morph_type,
            known,
        } = self;
        let known = known.join(", ");
        write!(
            f,
            "{table}.{column} of the row {row} is {morph_type:?}, which is the morph name of none of its models: {known}"
        )
    }
}

impl Error for UnknownMorphType {}

/// A row names an owner that is not there, and its columns are `NOT NULL`: there must be one.
///
/// Loads return it inside [`diesel::result::Error::DeserializationError`]. `lenient()` of the relation loads such rows
/// without their owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingMorphOwner {
    pub(crate) columns: (&'static str, &'static str, &'static str),
    pub(crate) row: String,
    pub(crate) morph_type: String,
    pub(crate) id: String,
}

impl MissingMorphOwner {
    /// The table, and its columns of the type and the id: `("comments", "commentable_type", "commentable_id")`.
    pub fn columns(&self) -> (&'static str, &'static str, &'static str) {
        self.columns
    }

    /// The primary key of the row, in its `Debug` form.
    pub fn row(&self) -> &str {
        &self.row
    }

    /// The type of the owner that is not there.
    pub fn morph_type(&self) -> &str {
        &self.morph_type
    }

    /// The id of the owner that is not there, in its `Debug` form.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for MissingMorphOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MissingMorphOwner {
            columns: (table, type_column, id_column),
            row,
            morph_type,
            id,
        } = self;
        write!(
            f,
            "the row {row} of {table} has no owner: {type_column} is {morph_type:?} and {id_column} is {id}, but there is no \
             such row"
        )
    }
}

impl Error for MissingMorphOwner {}
