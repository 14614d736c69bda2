//! Columns of a table that stands in a query twice.

use std::fmt;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::{
    AppearsOnTable, AsExpression, Expression, SelectableExpression, TypedExpressionType,
    ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_source::{AliasSource, AliasedField};
use diesel::sql_types::SqlType;

use crate::sql::key::OwnTable;
use crate::sql::key::{ColumnVisitor, EachColumn, KeyColumn, KeyIs, Nullness, is_text};
use crate::sql::key_binds::KeyBinds;
use crate::sql::key_list::{Among, AnyOf};
use crate::sql::local::walk_key;
use crate::sql::local::{ComparedWith, Local};
use crate::sql::padded::can_be_padded;

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

impl<S, C, Key> KeyColumn<Key> for Aliased<S, C>
where
    C: Column,
    Self: Expression<SqlType = C::SqlType> + ExpressionMethods + Default,
    C::SqlType: SqlType + TypedExpressionType,
    dsl::Nullable<Self>: Expression,
    Key: AsExpression<C::SqlType> + fmt::Debug,
{
    const WIDTH: usize = 1;
    type Columns = Self;
    type Nullable = dsl::Nullable<Self>;
    type Raw = Option<Key>;
    type Is = KeyIs<Self, Key>;
    type In = AnyOf<Self, dsl::EqAny<Self, Vec<Key>>>;
    type Among = Among<Self, Key>;
    fn nullable() -> Self::Nullable {
        Self::default().nullable()
    }
    fn key(raw: Option<Key>) -> Option<Key> {
        raw
    }
    fn is(key: Option<Key>) -> Self::Is {
        KeyIs::new(key)
    }
    fn is_in(keys: Vec<Key>) -> Self::In {
        AnyOf::new(
            keys,
            can_be_padded::<C::SqlType>(),
            ExpressionMethods::eq_any,
        )
    }
    fn is_among(keys: Vec<Key>) -> Self::Among {
        Among::new(keys, can_be_padded::<C::SqlType>())
    }
    fn is_text() -> bool {
        is_text::<C::SqlType>()
    }
    fn name() -> String {
        C::NAME.to_owned()
    }
}

impl<S, C: Column<Table: Default>> OwnTable for Aliased<S, C> {
    type Table = C::Table;
}

impl<S, C, Key, DB> KeyBinds<Key, DB> for Aliased<S, C>
where
    DB: Backend,
    C: KeyBinds<Key, DB>,
    Self: QueryFragment<DB>,
{
    fn walk_key<'b>(key: &'b Key, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        C::walk_key(key, out)
    }
    fn walk_key_is<'b>(&'b self, key: &'b Key, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        C::walk_key(key, out)
    }
}

impl<S, C: Column, DB: Backend> EachColumn<DB> for Aliased<S, C>
where
    Self: QueryFragment<DB>,
    C::SqlType: SqlType<IsNull: Nullness>,
{
    fn each_column<'b>(&'b self, each: ColumnVisitor<'_, 'b, DB>) -> QueryResult<()> {
        each(
            self,
            <<C::SqlType as SqlType>::IsNull as Nullness>::CAN_BE_NULL,
        )
    }
}

impl<S, C, L, DB> ComparedWith<L, DB> for Aliased<S, C>
where
    DB: Backend,
    C: Column,
    Self: QueryFragment<DB>,
    L: Local<DB>,
{
    fn walk_equal<'b>(
        &'b self,
        local: &'b L,
        derived: bool,
        out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        local.walk_equal(&mut |out| walk_key(self, C::NAME, derived, out), out)
    }
}

impl<S, C, DB: Backend> Local<DB> for Aliased<S, C>
where
    Self: QueryFragment<DB>,
{
    fn walk_local<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_ast(out)
    }
}
