//! The error of our own. Everything else that goes wrong is Diesel's error.

use std::error::Error;
use std::fmt;

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
    pub(crate) owner_key: (&'static str, &'static str),
    pub(crate) key: String,
}

impl MissingOwner {
    /// The table and the column of the foreign key: `("posts", "user_id")`.
    pub fn foreign_key(&self) -> (&'static str, &'static str) {
        self.foreign_key
    }

    /// The owner's table, and the column that the foreign key refers to: `("users", "id")`.
    pub fn owner_key(&self) -> (&'static str, &'static str) {
        self.owner_key
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
        write!(
            f,
            "{table}.{column} is {key}, but no row of {owners} has this {key_column}"
        )
    }
}

impl Error for MissingOwner {}
