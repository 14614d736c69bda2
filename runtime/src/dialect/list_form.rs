//! The form in which a database reads a list of rows best.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::AstPass;

/// A database, and its form of a list of rows: [`RowValues`], [`SelectedRowValues`] or [`Tuples`].
pub trait ListForm: Backend {
    /// The form.
    type RowLists;
}

#[cfg(feature = "sqlite")]
impl ListForm for diesel::sqlite::Sqlite {
    type RowLists = SelectedRowValues;
}
#[cfg(feature = "postgres")]
impl ListForm for diesel::pg::Pg {
    type RowLists = RowValues;
}
#[cfg(feature = "mysql")]
impl ListForm for diesel::mysql::Mysql {
    type RowLists = Tuples;
}

/// `(a, b) IN (VALUES (1, 2), (3, 4))`
#[derive(Debug, Clone, Copy)]
pub struct RowValues;

/// `(a, b) IN (SELECT * FROM (VALUES (1, 2), (3, 4)))`: the form for which SQLite before 3.43 uses an index, too.
#[derive(Debug, Clone, Copy)]
pub struct SelectedRowValues;

/// `(a, b) IN ((1, 2), (3, 4))`
#[derive(Debug, Clone, Copy)]
pub struct Tuples;

/// A list of rows in the form `Lists`.
pub trait ListOf<DB: Backend, Lists> {
    /// Writes the list, with its values as literals where there are any: row by row.
    fn walk_list<'b>(
        &'b self,
        literals: Option<&[String]>,
        out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;
}
