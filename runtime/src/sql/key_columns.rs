//! The columns of a key: what is known of them, and what they are in SQL.

use std::any::TypeId;

use diesel::backend::Backend;
use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment};
#[cfg(feature = "postgres")]
use diesel::sql_types::Citext;
use diesel::sql_types::{IntoNullable, Nullable, SqlType, Text, is_nullable};

/// The nullable form of a column's SQL type: the common ground of a key and the column that refers to it.
pub(crate) type NullableSql<C> = <<C as Expression>::SqlType as IntoNullable>::Nullable;

/// A nullability of Diesel as a value.
pub trait IsNullable {
    /// True for columns that can be NULL.
    const IS_NULLABLE: bool;
    /// Nullable where this or the other one is.
    type Or<Other: IsNullable>: IsNullable;
}

impl IsNullable for is_nullable::IsNullable {
    const IS_NULLABLE: bool = true;
    type Or<Other: IsNullable> = Self;
}

impl IsNullable for is_nullable::NotNull {
    const IS_NULLABLE: bool = false;
    type Or<Other: IsNullable> = Other;
}

/// The columns of a key: one, or a [`Composite`](crate::Composite) of several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a primary key of one column",
    note = "a model of a table with a primary key of several columns names them: `#[diesel(primary_key(a, b))]`"
)]
pub trait KeyColumns: Default {
    /// Their table.
    type Table: Default;
    /// `is_nullable::IsNullable` where one of them can be NULL, and so the key; otherwise `is_nullable::NotNull`.
    type IsNull: IsNullable;
    /// Their names.
    const NAMES: &'static [&'static str];
    /// For each, true where it can be NULL.
    const NULLABLE: &'static [bool];
    /// The number of columns.
    const WIDTH: usize = Self::NAMES.len();
    /// The SQL type of a column, by its number.
    fn sql_type(number: usize) -> TypeId;

    /// True where one of the columns is a text, whose values can be equal to the database though they are written differently.
    fn is_text() -> bool {
        (0..Self::WIDTH).any(|number| is_text(Self::sql_type(number)))
    }
    /// The name of the column, or of the columns: `tenant_id, id`.
    fn name() -> String {
        Self::NAMES.join(", ")
    }
    /// True where a column of this name is one of these, and cannot be NULL.
    fn is_not_null(column: &str) -> bool {
        let mut columns = Self::NAMES.iter().zip(Self::NULLABLE);
        columns.any(|(&name, &is_nullable)| name == column && !is_nullable)
    }
    /// Writes the names of the columns, without their table.
    fn walk_names<DB: Backend>(out: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
        for (number, name) in Self::NAMES.iter().enumerate() {
            out.push_sql(if number == 0 { "" } else { ", " });
            out.push_identifier(name)?;
        }
        Ok(())
    }
    /// Calls the function with each name.
    fn each_name(f: &mut dyn FnMut(&'static str) -> QueryResult<()>) -> QueryResult<()> {
        Self::NAMES.iter().try_for_each(|name| f(name))
    }
}

impl<C> KeyColumns for C
where
    C: Column<Table: Default, SqlType: SqlType<IsNull: IsNullable> + 'static> + Default,
{
    type Table = C::Table;
    type IsNull = <C::SqlType as SqlType>::IsNull;
    const NAMES: &'static [&'static str] = &[C::NAME];
    const NULLABLE: &'static [bool] = &[<C::SqlType as SqlType>::IsNull::IS_NULLABLE];
    fn sql_type(_: usize) -> TypeId {
        TypeId::of::<C::SqlType>()
    }
}

/// True where values of an SQL type are compared by a collation.
fn is_text(sql_type: TypeId) -> bool {
    #[cfg(feature = "postgres")]
    if [TypeId::of::<Citext>(), TypeId::of::<Nullable<Citext>>()].contains(&sql_type) {
        return true;
    }
    [TypeId::of::<Text>(), TypeId::of::<Nullable<Text>>()].contains(&sql_type)
}

/// A function that writes a part of a statement.
pub(crate) type WalkKey<'f, 'b, DB> = &'f mut dyn FnMut(AstPass<'_, 'b, DB>) -> QueryResult<()>;

/// The columns of a key in the SQL of a database.
pub trait ColumnsSql<DB: Backend>: KeyColumns {
    /// A column, by its number.
    fn column(&self, number: usize) -> &dyn QueryFragment<DB>;
    /// `column = value`
    fn walk_is<'b>(
        &'b self,
        number: usize,
        value: WalkKey<'_, 'b, DB>,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        self.column(number).walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        value(out)
    }
}

impl<C: Column + KeyColumns + QueryFragment<DB>, DB: Backend> ColumnsSql<DB> for C {
    fn column(&self, _: usize) -> &dyn QueryFragment<DB> {
        self
    }
}

/// A key column whose SQL type is that of the local column; one of them may be nullable.
#[diagnostic::on_unimplemented(
    message = "`{Self}` and `{Local}` have different SQL types",
    label = "this key can never match",
    note = "a foreign key must have the SQL type of the key that it refers to: change one of the columns in the \
            migration and in `table!`, or name another one with `foreign_key = ..`, `local_key = ..` or `owner_key = ..`; a key of \
            several columns has as many on both sides, `foreign_key = (tenant_id, user_id)`"
)]
pub trait KeyMatches<Local> {
    /// It is.
    const MATCHES: bool = true;
}

#[diagnostic::do_not_recommend]
impl<C, L> KeyMatches<L> for C
where
    C: Expression,
    L: Expression,
    C::SqlType: IntoNullable,
    L::SqlType: IntoNullable,
    NullableSql<C>: SameKeyType<NullableSql<L>>,
{
}

/// Two keys of one SQL type.
pub trait SameKeyType<Local> {}
impl<T> SameKeyType<T> for T {}
