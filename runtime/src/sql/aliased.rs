//! Columns of a table that stands in a query twice.

use std::any::TypeId;
use std::fmt;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_source::{AliasSource, AliasedField};

use crate::sql::key_columns::{ColumnsSql, KeyColumns};

/// The column `C` of the alias `S`: the key of a relation through the related table itself.
pub struct Aliased<S, C>(PhantomData<fn() -> (S, C)>);

impl<S, C: Column> fmt::Debug for Aliased<S, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Aliased").field(&C::NAME).finish()
    }
}

impl<S, C> Default for Aliased<S, C> {
    fn default() -> Self {
        Aliased(PhantomData)
    }
}

impl<S, C> Clone for Aliased<S, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S, C> Copy for Aliased<S, C> {}

impl<S, C> QueryId for Aliased<S, C>
where
    AliasedField<S, C>: QueryId,
{
    type QueryId = <AliasedField<S, C> as QueryId>::QueryId;
    const HAS_STATIC_QUERY_ID: bool = <AliasedField<S, C> as QueryId>::HAS_STATIC_QUERY_ID;
}

impl<S: AliasSource, C: Column, DB: Backend> QueryFragment<DB> for Aliased<S, C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_identifier(S::NAME)?;
        out.push_sql(".");
        out.push_identifier(C::NAME)
    }
}

impl<S, C> Expression for Aliased<S, C>
where
    AliasedField<S, C>: Expression,
{
    type SqlType = <AliasedField<S, C> as Expression>::SqlType;
}
impl<S, C, QS: ?Sized> AppearsOnTable<QS> for Aliased<S, C> where
    AliasedField<S, C>: AppearsOnTable<QS>
{
}
impl<S, C, QS: ?Sized> SelectableExpression<QS> for Aliased<S, C>
where
    AliasedField<S, C>: SelectableExpression<QS>,
    Self: AppearsOnTable<QS>,
{
}
impl<S, C, GB> ValidGrouping<GB> for Aliased<S, C> {
    type IsAggregate = is_aggregate::No;
}

impl<S, C: KeyColumns> KeyColumns for Aliased<S, C> {
    type Table = C::Table;
    type IsNull = C::IsNull;
    const NAMES: &'static [&'static str] = C::NAMES;
    const NULLABLE: &'static [bool] = C::NULLABLE;
    fn sql_type(number: usize) -> TypeId {
        C::sql_type(number)
    }
}

impl<S, C, DB> ColumnsSql<DB> for Aliased<S, C>
where
    DB: Backend,
    C: KeyColumns,
    Self: QueryFragment<DB>,
{
    fn column(&self, _: usize) -> &dyn QueryFragment<DB> {
        self
    }
}
