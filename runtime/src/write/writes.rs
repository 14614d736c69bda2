//! Relations through which rows are written: in the rows themselves, or by rows of a pivot table.

use diesel::QueryResult;

use crate::declare::relation_def::RelationDef;
use crate::error::row::null_key;

/// One new row.
#[derive(Debug)]
pub struct New<V>(pub(crate) V);

/// Several new rows.
#[derive(Debug)]
pub struct NewRows<V>(pub(crate) Vec<V>);

/// A row to save, and its values.
#[derive(Debug)]
pub struct Saved<'m, M, V>(pub(crate) &'m M, pub(crate) V);

/// Rows to save, and their values.
#[derive(Debug)]
pub struct SavedMany<'m, M, V>(pub(crate) Vec<(&'m M, V)>);

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
    /// The write of rows `R`.
    type Write<R>;
    /// What is written beside a row.
    type Beside: Default;
    /// The write of these rows.
    fn write<R>(key: Option<K::Key>, rows: R) -> Self::Write<R>;
}

/// The key of the parent, to which rows are to be related.
pub(crate) fn parent_key<K: RelationDef>(key: Option<K::Key>) -> QueryResult<K::Key> {
    key.ok_or_else(|| null_key(K::LOCAL.0, K::LOCAL.1))
}
