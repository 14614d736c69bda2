//! Values for columns of one table, as Diesel's `Insertable` gives them: which column, and which value.

use crate::dialect::dialect::{Dialect, facts};
use std::any::TypeId;
use std::marker::PhantomData;
use std::sync::Arc;

use diesel::backend::Backend;
use diesel::expression::{AsExpression, Expression, TypedExpressionType};
use diesel::insertable::{ColumnInsertValue, DefaultableColumnInsertValue, Insertable};
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::serialize::ToSql;
use diesel::sql_types::{HasSqlType, Nullable, SingleValue, SqlType};
use diesel::{Column, QueryResult};

use crate::sql::key_columns::{IsNullable, KeyColumns};
use crate::unstable::insertable::{ValuesOf, insertable_values};

/// No values.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFields;

impl<T> Insertable<T> for NoFields {
    type Values = ValuesOf<NoFields, T>;
    fn values(self) -> Self::Values {
        insertable_values(self)
    }
}

/// A function that is called with each column and its value; without a value where the database's default is meant.
pub(crate) type EachField<'a, 'b, DB> =
    dyn FnMut(&'static str, Option<&'b dyn FieldValue<DB>>) -> QueryResult<()> + 'a;

/// A value for a column.
pub trait FieldValue<DB: Backend>: QueryFragment<DB> {
    /// The SQL type of the column.
    fn sql_type(&self) -> TypeId;
    /// True where the column can be NULL.
    fn is_nullable(&self) -> bool;
}

impl<C: Column<SqlType: SqlType<IsNull: IsNullable> + 'static>, E, DB: Backend> FieldValue<DB>
    for ColumnInsertValue<C, E>
where
    Self: QueryFragment<DB>,
{
    fn sql_type(&self) -> TypeId {
        TypeId::of::<C::SqlType>()
    }
    fn is_nullable(&self) -> bool {
        <<C::SqlType as SqlType>::IsNull as IsNullable>::IS_NULLABLE
    }
}

/// Columns and their values.
pub trait Values<DB: Backend> {
    /// The number of columns.
    const WIDTH: usize;
    /// Each column with its value.
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()>;
    /// True where a column gets another value than the row itself says.
    fn is_fixed(&self, _: &str) -> QueryResult<bool> {
        Ok(false)
    }
    /// Writes the conditions on the rows with these values beside their equality, each with an `AND` before it.
    fn walk_also<'b>(&'b self, _: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        Ok(())
    }
}

impl<DB: Backend> Values<DB> for NoFields {
    const WIDTH: usize = 0;
    fn each<'b>(&'b self, _: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        Ok(())
    }
}

impl<C: Column<SqlType: SqlType<IsNull: IsNullable> + 'static>, E, DB: Backend> Values<DB>
    for ColumnInsertValue<C, E>
where
    Self: QueryFragment<DB>,
{
    const WIDTH: usize = 1;
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        f(C::NAME, Some(self))
    }
}

impl<C, E, DB: Backend> Values<DB> for DefaultableColumnInsertValue<ColumnInsertValue<C, E>>
where
    C: Column<SqlType: SqlType<IsNull: IsNullable> + 'static>,
    ColumnInsertValue<C, E>: QueryFragment<DB>,
{
    const WIDTH: usize = 1;
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        match self {
            Self::Expression(value) => f(C::NAME, Some(value)),
            Self::Default => f(C::NAME, None),
        }
    }
}

/// The values of all rows, and those of one row for the other columns.
pub(crate) fn each_field<'b, DB: Backend>(
    row: &'b impl Values<DB>,
    common: &'b impl Values<DB>,
    f: &mut EachField<'_, 'b, DB>,
) -> QueryResult<()> {
    common.each(f)?;
    row.each(&mut |column, value| {
        if has_column(common, column)? {
            return Ok(());
        }
        f(column, value)
    })
}

/// Returns true where a column has a value among these.
pub(crate) fn has_value<DB: Backend>(values: &impl Values<DB>, column: &str) -> QueryResult<bool> {
    let mut has = false;
    values.each(&mut |other, value| {
        has |= value.is_some() && other == column;
        Ok(())
    })?;
    Ok(has)
}

/// Returns true where a column is among these.
pub(crate) fn has_column<DB: Backend>(values: &impl Values<DB>, column: &str) -> QueryResult<bool> {
    let mut has = false;
    values.each(&mut |other, _| {
        has |= other == column;
        Ok(())
    })?;
    Ok(has)
}

/// The columns that a row has values for.
pub(crate) fn columns<DB: Backend>(row: &impl Values<DB>) -> QueryResult<u128> {
    let mut columns = 0;
    let mut bit = 1u128;
    row.each(&mut |_, value| {
        if value.is_some() {
            columns |= bit;
        }
        bit = bit.rotate_left(1);
        Ok(())
    })?;
    Ok(columns)
}

/// The values of a row, but for some columns others.
#[derive(Debug)]
pub struct Overrides<F, V> {
    pub(crate) fixed: Arc<F>,
    pub(crate) values: V,
}

impl<F: Values<DB>, V: Values<DB>, DB: Backend> Values<DB> for Overrides<F, V> {
    const WIDTH: usize = F::WIDTH + V::WIDTH;
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        each_field(&self.values, &*self.fixed, f)
    }
    fn is_fixed(&self, column: &str) -> QueryResult<bool> {
        has_column(&*self.fixed, column)
    }
}

/// The values of a row, and others for the columns that it has no value for.
#[derive(Debug)]
pub struct Fallbacks<D, V> {
    pub(crate) defaults: Arc<D>,
    pub(crate) values: V,
}

impl<D: Values<DB>, V: Values<DB>, DB: Backend> Values<DB> for Fallbacks<D, V> {
    const WIDTH: usize = D::WIDTH + V::WIDTH;
    // The columns are the same in the same order, whichever of them the row has values for.
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        self.values.each(&mut |column, mut value| {
            if value.is_none() {
                self.defaults.each(&mut |other, default| {
                    if other == column {
                        value = default;
                    }
                    Ok(())
                })?;
            }
            f(column, value)
        })?;
        self.defaults.each(&mut |column, value| {
            if has_column(&self.values, column)? {
                return Ok(());
            }
            f(column, value)
        })
    }
}

/// NULL, as a value of any nullable column.
#[derive(Debug, Clone, Copy)]
pub struct Null;

impl<ST: SingleValue> AsExpression<Nullable<ST>> for Null
where
    Nullable<ST>: TypedExpressionType,
{
    type Expression = Typed<Null, Nullable<ST>>;
    fn as_expression(self) -> Self::Expression {
        Typed::new()
    }
}

/// The value `V` of any column, such as [`Null`], as one of the SQL type `ST`.
#[derive(Debug)]
pub struct Typed<V, ST>(PhantomData<fn() -> (V, ST)>);

impl<V, ST> Typed<V, ST> {
    pub(crate) fn new() -> Self {
        Typed(PhantomData)
    }
}

impl<V, ST: SqlType + TypedExpressionType> Expression for Typed<V, ST> {
    type SqlType = ST;
}

impl<ST, DB: Backend> QueryFragment<DB> for Typed<Null, ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("NULL");
        Ok(())
    }
}

/// The values of a key, as values to insert.
pub trait KeyValues<Key>: KeyColumns {
    /// The values.
    type Values;
    /// The values.
    fn values(key: Key) -> Self::Values;
}

impl<C: Column + KeyColumns, Key> KeyValues<Key> for C {
    type Values = ColumnValue<C, Key>;
    fn values(key: Key) -> ColumnValue<C, Key> {
        ColumnValue(key, PhantomData)
    }
}

/// A value for the column `C`.
#[derive(Debug)]
pub struct ColumnValue<C, V>(V, PhantomData<fn() -> C>);

impl<C, V, DB> QueryFragment<DB> for ColumnValue<C, V>
where
    DB: Backend + HasSqlType<C::SqlType>,
    C: Column,
    V: ToSql<C::SqlType, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_bind_param::<C::SqlType, _>(&self.0)
    }
}

impl<C: Column<SqlType: SqlType<IsNull: IsNullable> + 'static>, V, DB: Backend> FieldValue<DB>
    for ColumnValue<C, V>
where
    Self: QueryFragment<DB>,
{
    fn sql_type(&self) -> TypeId {
        TypeId::of::<C::SqlType>()
    }
    fn is_nullable(&self) -> bool {
        <<C::SqlType as SqlType>::IsNull as IsNullable>::IS_NULLABLE
    }
}

impl<C: Column<SqlType: SqlType<IsNull: IsNullable> + 'static>, V, DB: Backend> Values<DB>
    for ColumnValue<C, V>
where
    Self: QueryFragment<DB>,
{
    const WIDTH: usize = 1;
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        f(C::NAME, Some(self))
    }
}

impl<V: Values<DB>, DB: Backend> Values<DB> for Arc<V> {
    const WIDTH: usize = V::WIDTH;
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        (**self).each(f)
    }
    fn is_fixed(&self, column: &str) -> QueryResult<bool> {
        (**self).is_fixed(column)
    }
}

/// Tuples of as many columns as a table of Diesel's has: 32 by default, more by the features that Diesel has for it, because their
/// compile time grows with the square of it. A step takes two columns, so that 128 stay below the compiler's limit of recursion.
macro_rules! tuples {
    (@ [$($done:tt)*]) => {};
    (@ [$($done:tt)*] feature $feature:tt: $($rest:tt)+) => {
        #[cfg(feature = $feature)]
        tuples!(@ [$($done)*] $($rest)+);
    };
    (@ [$($done:tt)*] $V:ident $n:tt, $W:ident $m:tt, $($rest:tt)*) => {
        tuples!(# $($done)* $V $n,);
        tuples!(# $($done)* $V $n, $W $m,);
        tuples!(@ [$($done)* $V $n, $W $m,] $($rest)*);
    };
    (# $($V:ident $n:tt,)+) => {
        impl<$($V: Values<DB>,)+ DB: Backend> Values<DB> for ($($V,)+) {
            const WIDTH: usize = 0 $(+ $V::WIDTH)+;
            fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
                $(self.$n.each(f)?;)+
                Ok(())
            }
            fn walk_also<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                $(self.$n.walk_also(out.reborrow())?;)+
                Ok(())
            }
            fn is_fixed(&self, column: &str) -> QueryResult<bool> {
                $(
                    if self.$n.is_fixed(column)? {
                        return Ok(true);
                    }
                )+
                Ok(false)
            }
        }
    };
}
tuples! {
    @ []
    V0 0, V1 1, V2 2, V3 3, V4 4, V5 5, V6 6, V7 7,
    V8 8, V9 9, V10 10, V11 11, V12 12, V13 13, V14 14, V15 15,
    V16 16, V17 17, V18 18, V19 19, V20 20, V21 21, V22 22, V23 23,
    V24 24, V25 25, V26 26, V27 27, V28 28, V29 29, V30 30, V31 31,
    feature "64-column-tables":
    V32 32, V33 33, V34 34, V35 35, V36 36, V37 37, V38 38, V39 39,
    V40 40, V41 41, V42 42, V43 43, V44 44, V45 45, V46 46, V47 47,
    V48 48, V49 49, V50 50, V51 51, V52 52, V53 53, V54 54, V55 55,
    V56 56, V57 57, V58 58, V59 59, V60 60, V61 61, V62 62, V63 63,
    feature "128-column-tables":
    V64 64, V65 65, V66 66, V67 67, V68 68, V69 69, V70 70, V71 71,
    V72 72, V73 73, V74 74, V75 75, V76 76, V77 77, V78 78, V79 79,
    V80 80, V81 81, V82 82, V83 83, V84 84, V85 85, V86 86, V87 87,
    V88 88, V89 89, V90 90, V91 91, V92 92, V93 93, V94 94, V95 95,
    V96 96, V97 97, V98 98, V99 99, V100 100, V101 101, V102 102, V103 103,
    V104 104, V105 105, V106 106, V107 107, V108 108, V109 109, V110 110, V111 111,
    V112 112, V113 113, V114 114, V115 115, V116 116, V117 117, V118 118, V119 119,
    V120 120, V121 121, V122 122, V123 123, V124 124, V125 125, V126 126, V127 127,
}

/// Writes the time now: UTC, or that of the session.
pub(crate) fn walk_now_in<DB: Dialect>(
    utc: bool,
    out: &mut AstPass<'_, '_, DB>,
) -> QueryResult<()> {
    let facts = facts(out)?;
    out.push_sql(if utc { facts.now_utc } else { facts.now });
    Ok(())
}
