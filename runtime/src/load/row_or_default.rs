//! The value of a relation with a default: `user.boss`.

use std::ops::{Deref, DerefMut};

/// A related row, or the default in its place where there is none: what [`or_default`](crate::Relation::or_default) loads. It derefs
/// to the row, and has no methods of its own, which could hide some of the row.
///
/// A default is no row of the database: [`push`](crate::push) leaves it alone, and what is loaded with it is empty.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// use diesel_relations::RowOrDefault;
///
/// let nobody = |_: &User| User { id: 0, name: "nobody".to_owned(), boss_id: None };
/// let users = User::query().order(users::id).with(User::BOSS.or_default_with(nobody)).load(conn)?;
/// assert_eq!((users[0].boss.name.as_str(), RowOrDefault::is_default(&users[0].boss)), ("nobody", true));
/// assert_eq!((users[1].boss.name.as_str(), RowOrDefault::is_default(&users[1].boss)), ("Alice", false));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowOrDefault<T> {
    pub(crate) row: T,
    pub(crate) is_default: bool,
}

impl<T> RowOrDefault<T> {
    pub(crate) fn new(row: T, is_default: bool) -> Self {
        RowOrDefault { row, is_default }
    }

    /// True where it is the default.
    pub fn is_default(this: &Self) -> bool {
        this.is_default
    }

    /// The row, or the default.
    pub fn into_inner(this: Self) -> T {
        this.row
    }

    /// The row, where there is one.
    pub fn into_row(this: Self) -> Option<T> {
        (!this.is_default).then_some(this.row)
    }
}

impl<T> Deref for RowOrDefault<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.row
    }
}

impl<T> DerefMut for RowOrDefault<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.row
    }
}

impl<T: PartialEq> PartialEq<T> for RowOrDefault<T> {
    fn eq(&self, row: &T) -> bool {
        self.row == *row
    }
}

#[cfg(feature = "serde")]
impl<T: serde::Serialize> serde::Serialize for RowOrDefault<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.row.serialize(serializer)
    }
}
