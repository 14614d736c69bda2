//! Columns of a table, one or a tuple of them, as `upsert` takes them.

use std::marker::PhantomData;

use diesel::Column;
use diesel::expression::AppearsOnTable;

/// Columns of the table `T`: one, or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column of `{T}`, nor a tuple of such columns",
    label = "not columns of the related table",
    note = "name columns of the related table, one or a tuple of at most eight: `posts::slug`, `(posts::title, posts::body)`"
)]
pub trait ColumnsIn<T, Marker> {
    /// Their names.
    fn names() -> Vec<&'static str>;
}

/// Columns of the table `T` to update: one, a tuple of them, or `()`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column of `{T}`, nor a tuple of such columns",
    label = "not columns of the related table",
    note = "name columns of the related table, one or a tuple of at most eight, `posts::title`, `(posts::title, posts::body)`, or \
            `()` to leave the row as it is"
)]
pub trait UpdatedIn<T, Marker> {
    /// Their names.
    fn names() -> Vec<&'static str>;
}

/// One column.
#[derive(Debug)]
pub struct OneColumn;

/// Several columns.
#[derive(Debug)]
pub struct SeveralColumns;

/// One column, or several, which are updated.
#[derive(Debug)]
pub struct Listed<Marker>(PhantomData<Marker>);

/// No column.
#[derive(Debug)]
pub struct NoColumns;

#[diagnostic::do_not_recommend]
impl<C: Column + AppearsOnTable<T>, T> ColumnsIn<T, OneColumn> for C {
    fn names() -> Vec<&'static str> {
        vec![C::NAME]
    }
}

#[diagnostic::do_not_recommend]
impl<C: ColumnsIn<T, Marker>, T, Marker> UpdatedIn<T, Listed<Marker>> for C {
    fn names() -> Vec<&'static str> {
        <C as ColumnsIn<T, Marker>>::names()
    }
}

impl<T> UpdatedIn<T, NoColumns> for () {
    fn names() -> Vec<&'static str> {
        Vec::new()
    }
}

macro_rules! tuples {
    ($(($($C:ident),+))+) => {$(
        #[diagnostic::do_not_recommend]
        impl<T, $($C: ColumnsIn<T, OneColumn>),+> ColumnsIn<T, SeveralColumns> for ($($C,)+) {
            fn names() -> Vec<&'static str> {
                [$($C::names()),+].concat()
            }
        }
    )+};
}

tuples! {
    (A)
    (A, B)
    (A, B, C)
    (A, B, C, D)
    (A, B, C, D, E)
    (A, B, C, D, E, F)
    (A, B, C, D, E, F, G)
    (A, B, C, D, E, F, G, H)
}
