//! Keys as texts: those of several models in one column.

use std::any::TypeId;
use std::marker::PhantomData;

use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, TypedExpressionType, ValidGrouping,
    is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{self, IntoNullable, Nullable, Text, is_nullable};

use crate::dialect::dialect::{Dialect, facts};
use crate::dialect::facts::Facts;
use crate::sql::key_columns::{ColumnsSql, KeyColumns, NullableSql, WalkKey};
use crate::sql::local::Local;

/// An SQL type that is also written as a text.
pub trait Written {
    /// The name of the type in `CAST`, where a text of it is cast back.
    fn name(facts: &Facts) -> &'static str;
    /// True where any text is cast to it without an error.
    fn takes_any_text(facts: &Facts) -> bool;
}

macro_rules! integers {
    ($($ty:ident)*) => {$(
        impl Written for Nullable<sql_types::$ty> {
            fn name(facts: &Facts) -> &'static str {
                facts.integer
            }
            fn takes_any_text(facts: &Facts) -> bool {
                facts.casts_any_text
            }
        }
    )*};
}
integers!(SmallInt Integer BigInt);

#[cfg(feature = "postgres")]
impl Written for Nullable<sql_types::Uuid> {
    fn name(_: &Facts) -> &'static str {
        "UUID"
    }
    fn takes_any_text(_: &Facts) -> bool {
        false
    }
}

/// `CAST(posts.id AS TEXT)`: a key as the text that a polymorphic relation has of it.
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct TextOf<C>(C);

impl<C> Expression for TextOf<C> {
    type SqlType = Nullable<Text>;
}
impl<C: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for TextOf<C> {}
impl<C: SelectableExpression<QS>, QS: ?Sized> SelectableExpression<QS> for TextOf<C> {}
impl<C, GB> ValidGrouping<GB> for TextOf<C> {
    type IsAggregate = is_aggregate::No;
}

impl<C: QueryFragment<DB>, DB: Dialect> QueryFragment<DB> for TextOf<C> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        walk_as_text(&mut |out| self.0.walk_ast(out), out)
    }
}

impl<C: KeyColumns> KeyColumns for TextOf<C> {
    type Table = C::Table;
    type IsNull = is_nullable::IsNullable;
    const NAMES: &'static [&'static str] = C::NAMES;
    const NULLABLE: &'static [bool] = C::NULLABLE;
    // A number, say, which is written in one way.
    fn sql_type(number: usize) -> TypeId {
        C::sql_type(number)
    }
}

impl<C, DB> ColumnsSql<DB> for TextOf<C>
where
    DB: Dialect,
    C: KeyColumns + Expression<SqlType: IntoNullable> + QueryFragment<DB>,
    NullableSql<C>: Written,
{
    fn column(&self, _: usize) -> &dyn QueryFragment<DB> {
        self
    }
    /// `posts.id = CAST(? AS BIGINT)`: the row with a key that is given as a text.
    fn walk_is<'b>(
        &'b self,
        _: usize,
        value: WalkKey<'_, 'b, DB>,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        walk_cast(value, NullableSql::<C>::name(facts(&out)?), out)
    }
}

/// `CAST(.. AS TEXT)`
fn walk_as_text<'b, DB: Dialect>(
    of: WalkKey<'_, 'b, DB>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    let (before, after) = facts(&out)?.as_text;
    out.push_sql(before);
    of(out.reborrow())?;
    out.push_sql(after);
    Ok(())
}

/// `CAST(.. AS ..)`
fn walk_cast<'b, DB: Dialect>(
    of: WalkKey<'_, 'b, DB>,
    name: &str,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    out.push_sql("CAST(");
    of(out.reborrow())?;
    out.push_sql(" AS ");
    out.push_sql(name);
    out.push_sql(")");
    Ok(())
}

/// The text column `C`, where it holds the key `O`.
///
/// It is compared as a text. Where the database casts any text to an integer, that is compared, too: so that an index of
/// the key is of use.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextKey<C, O> {
    column: C,
    owner: PhantomData<fn() -> O>,
}

impl<C: QueryId, O> QueryId for TextKey<C, O> {
    type QueryId = C::QueryId;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, O> Expression for TextKey<C, O>
where
    O: Expression<SqlType: IntoNullable<Nullable: TypedExpressionType>>,
{
    type SqlType = NullableSql<O>;
}
impl<C, O, QS: ?Sized> AppearsOnTable<QS> for TextKey<C, O>
where
    C: AppearsOnTable<QS>,
    Self: Expression,
{
}
impl<C, O, QS: ?Sized> SelectableExpression<QS> for TextKey<C, O>
where
    C: SelectableExpression<QS>,
    Self: AppearsOnTable<QS>,
{
}
impl<C, O, GB> ValidGrouping<GB> for TextKey<C, O> {
    type IsAggregate = is_aggregate::No;
}

impl<C, O, DB> Local<DB> for TextKey<C, O>
where
    DB: Dialect,
    C: QueryFragment<DB>,
    O: Expression<SqlType: IntoNullable>,
    NullableSql<O>: Written,
{
    fn walk_equal<'b>(
        &'b self,
        _: usize,
        key: WalkKey<'_, 'b, DB>,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        walk_as_text(key, out.reborrow())?;
        out.push_sql(" = ");
        self.column.walk_ast(out.reborrow())?;
        let facts = facts(&out)?;
        if NullableSql::<O>::takes_any_text(facts) {
            out.push_sql(" AND ");
            key(out.reborrow())?;
            out.push_sql(" = ");
            let name = NullableSql::<O>::name(facts);
            walk_cast(&mut |out| self.column.walk_ast(out), name, out)?;
        }
        Ok(())
    }
}
