//! Where the rows of a relation get the parent's key: in themselves, or by rows of a pivot table.

use diesel::{QueryResult, Table};

use crate::declare::relation_def::RelationDef;
use crate::declare::shape::{Many, One};
use crate::error::row::null_key;

/// A relation whose source is `T`. As a parameter of a method, `T` has the compiler say what is wrong with it.
pub trait HasSource<T>: RelationDef {}

impl<K: RelationDef> HasSource<K::Source> for K {}

/// Where the rows of a relation get the parent's key: in themselves, or by rows of a pivot table.
#[diagnostic::on_unimplemented(
    message = "no rows are made through `{K}`",
    label = "not through this relation",
    note = "`create`, `save` and the like are methods of has-one, has-many, many-to-many and their polymorphic relatives; where a \
            model stands between, use its own relation to the rows"
)]
pub trait Writes<K: RelationDef> {
    /// [`Children`], or [`Pivots`](crate::pivot::Pivots).
    type Link: Link<K> + Default;
}

/// The link of rows to their parent, which is written with them.
pub trait Link<K: RelationDef> {
    /// The result for rows that were saved: their number, or of a many-to-many relation [`Changes`](crate::Changes).
    type Saved: Default;
}

/// The rows hold the parent's key themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Children;

impl<K: RelationDef> Link<K> for Children {
    type Saved = usize;
}

impl<K: RelationDef<Shape: HasChildren>, T: Table> Writes<K> for T {
    type Link = Children;
}

/// Relations whose rows hold the parent's key.
#[diagnostic::on_unimplemented(
    message = "rows are not made through a relation to their owner",
    label = "this relation refers to an owner",
    note = "`create` and `save` are for the rows of has-one, has-many, many-to-many and the like; create the owner by itself, then \
            `associate` it"
)]
pub trait HasChildren {}

#[diagnostic::do_not_recommend]
impl HasChildren for Many {}

#[diagnostic::do_not_recommend]
impl HasChildren for One {}

/// The key of the parent, to which rows are to be related.
pub(crate) fn parent_key<K: RelationDef>(key: Option<K::Key>) -> QueryResult<K::Key> {
    key.ok_or_else(|| null_key(K::LOCAL.0, K::LOCAL.1))
}
