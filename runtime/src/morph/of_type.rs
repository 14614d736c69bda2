//! The type column of a polymorphic relation: as a condition, as a part of a key, as a value to insert.

use crate::sql::exactly::walk_exactly;
use crate::unstable::insertable::{ValuesOf, insertable_values};
use std::any::TypeId;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, TypedExpressionType, ValidGrouping,
    is_aggregate,
};
use diesel::insertable::Insertable;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, HasSqlType, IntoNullable, Nullable, Text};

use crate::declare::fields::{ClearsFields, SetsFields};
use crate::declare::model::Model;
use crate::declare::presence::Strict;
use crate::declare::scope::Scope;
use crate::dialect::dialect::Dialect;
use crate::sql::condition::And;
use crate::sql::has_key::HasKey;
use crate::sql::key_columns::{NullableSql, WalkKey};
use crate::sql::key_filter::Everything;
use crate::sql::local::Local;
use crate::sql::values::{EachField, FieldValue, Values};
use crate::write::owner::CanBeNull;

/// `comments.commentable_type = 'Post'`: the column `C` says that the owner is an `M`. `How`: [`AsEqual`] or [`Exactly`].
#[derive(Debug)]
pub struct IsType<C, M, How = AsEqual> {
    column: C,
    name: MorphName<M>,
    how: PhantomData<fn() -> How>,
}

/// As the database compares texts. The models of a `morph_to` have names that no database takes for the same.
#[derive(Debug, Clone, Copy)]
pub struct AsEqual;

/// As it is written: nobody lists the models that share a pivot table, and `Post` may be `post` to the database.
#[derive(Debug, Clone, Copy)]
pub struct Exactly;

/// The morph name of `M`, as a value.
#[derive(Debug)]
pub struct MorphName<M>(PhantomData<fn() -> M>);

impl<M> Clone for MorphName<M> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<M> Copy for MorphName<M> {}
impl<M> Default for MorphName<M> {
    fn default() -> Self {
        MorphName(PhantomData)
    }
}

impl<M: Model, DB: Backend + HasSqlType<Text>> QueryFragment<DB> for MorphName<M>
where
    str: diesel::serialize::ToSql<Text, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_bind_param::<Text, str>(M::MORPH_NAME)
    }
}

impl<C: Clone, M, How> Clone for IsType<C, M, How> {
    fn clone(&self) -> Self {
        IsType {
            column: self.column.clone(),
            name: self.name,
            how: PhantomData,
        }
    }
}
impl<C: Copy, M, How> Copy for IsType<C, M, How> {}
impl<C: Default, M, How> Default for IsType<C, M, How> {
    fn default() -> Self {
        IsType {
            column: C::default(),
            name: MorphName::default(),
            how: PhantomData,
        }
    }
}

impl<C: QueryId, M: 'static, How: 'static> QueryId for IsType<C, M, How> {
    type QueryId = IsType<C::QueryId, M, How>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, M, How> Expression for IsType<C, M, How> {
    type SqlType = Nullable<Bool>;
}
impl<C: AppearsOnTable<QS>, M, How, QS: ?Sized> AppearsOnTable<QS> for IsType<C, M, How> {}
impl<C: SelectableExpression<QS>, M, How, QS: ?Sized> SelectableExpression<QS>
    for IsType<C, M, How>
{
}
impl<C, M, How, GB> ValidGrouping<GB> for IsType<C, M, How> {
    type IsAggregate = is_aggregate::No;
}
impl<C, M, DB> QueryFragment<DB> for IsType<C, M, AsEqual>
where
    DB: Backend,
    C: QueryFragment<DB>,
    MorphName<M>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        self.name.walk_ast(out)
    }
}
impl<C, M, DB> QueryFragment<DB> for IsType<C, M, Exactly>
where
    DB: Dialect,
    C: QueryFragment<DB>,
    MorphName<M>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        self.name.walk_ast(out.reborrow())?;
        walk_exactly(
            &mut |out| self.column.walk_ast(out),
            &mut |out| self.name.walk_ast(out),
            out,
        )
    }
}

/// `comments.commentable_type = 'Post'`, true or false, never NULL: a row without an owner is among those that
/// `not(..)` keeps.
#[derive(Debug)]
pub struct OwnerIs<C, M>(IsType<C, M>);

impl<C: Clone, M> Clone for OwnerIs<C, M> {
    fn clone(&self) -> Self {
        OwnerIs(self.0.clone())
    }
}
impl<C: Copy, M> Copy for OwnerIs<C, M> {}
impl<C: Default, M> Default for OwnerIs<C, M> {
    fn default() -> Self {
        OwnerIs(IsType::default())
    }
}

impl<C: QueryId, M: 'static> QueryId for OwnerIs<C, M> {
    type QueryId = OwnerIs<C::QueryId, M>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, M> Expression for OwnerIs<C, M> {
    type SqlType = Bool;
}
impl<C: AppearsOnTable<QS>, M, QS: ?Sized> AppearsOnTable<QS> for OwnerIs<C, M> {}
impl<C: SelectableExpression<QS>, M, QS: ?Sized> SelectableExpression<QS> for OwnerIs<C, M> {}
impl<C, M, GB> ValidGrouping<GB> for OwnerIs<C, M> {
    type IsAggregate = is_aggregate::No;
}
impl<C, M, DB> QueryFragment<DB> for OwnerIs<C, M>
where
    DB: Backend,
    C: QueryFragment<DB>,
    IsType<C, M>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(");
        self.0.column.walk_ast(out.reborrow())?;
        out.push_sql(" IS NOT NULL AND ");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

impl<C: Default, M, How> Scope for IsType<C, M, How> {
    const SCANS_TABLE: bool = true;
    type Presence = Strict;
    // With the type, a planner knows which table is read first.
    type All<All: Default> = Everything;
    type And<Other> = And<Self, Other>;
    fn and<Other>(self, other: Other) -> And<Self, Other> {
        And(self, other)
    }
}

impl<C: Default, M, How> IsType<C, M, How> {
    /// The scope of the rows whose owner is an `M`.
    pub fn scope() -> Self {
        IsType::default()
    }
}

/// The type column `C` with the name of `M`, as a value to insert.
#[derive(Debug)]
pub struct TypeField<C, M> {
    name: MorphName<M>,
    column: PhantomData<fn() -> C>,
}

impl<C, M> Clone for TypeField<C, M> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<C, M> Copy for TypeField<C, M> {}
impl<C, M> Default for TypeField<C, M> {
    fn default() -> Self {
        TypeField {
            name: MorphName::default(),
            column: PhantomData,
        }
    }
}

#[diagnostic::do_not_recommend]
impl<C: CanBeNull, M> ClearsFields for TypeField<C, M> {}

impl<Row, C, M> SetsFields<Row> for TypeField<C, M>
where
    M: Model,
    Row: HasKey<C, Key: From<&'static str>>,
{
    fn set_fields(row: &mut Row) {
        row.set_key(M::MORPH_NAME.into());
    }
}

impl<C: Column, M> Insertable<C::Table> for TypeField<C, M> {
    type Values = ValuesOf<Self, C::Table>;
    fn values(self) -> Self::Values {
        insertable_values(self)
    }
}

impl<M, DB: Backend> FieldValue<DB> for MorphName<M>
where
    Self: QueryFragment<DB>,
{
    fn sql_type(&self) -> TypeId {
        TypeId::of::<Text>()
    }
    fn is_nullable(&self) -> bool {
        false
    }
}

impl<C: Column, M, DB: Dialect> Values<DB> for TypeField<C, M>
where
    MorphName<M>: QueryFragment<DB>,
{
    const WIDTH: usize = 1;
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        f(C::NAME, Some(&self.name))
    }
    fn walk_also<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        walk_exactly(
            &mut |mut out| out.push_identifier(C::NAME),
            &mut |out| self.name.walk_ast(out),
            out,
        )
    }
    fn is_fixed(&self, column: &str) -> QueryResult<bool> {
        Ok(column == C::NAME)
    }
}

/// The id `L` of an owner, where the column `C` says that this is an `M`.
#[derive(Debug)]
pub struct OfType<L, C, M> {
    id: L,
    is_type: IsType<C, M>,
}

impl<L: Clone, C: Clone, M> Clone for OfType<L, C, M> {
    fn clone(&self) -> Self {
        OfType {
            id: self.id.clone(),
            is_type: self.is_type.clone(),
        }
    }
}
impl<L: Copy, C: Copy, M> Copy for OfType<L, C, M> {}
impl<L: Default, C: Default, M> Default for OfType<L, C, M> {
    fn default() -> Self {
        OfType {
            id: L::default(),
            is_type: IsType::default(),
        }
    }
}

impl<L: QueryId, C: QueryId, M: 'static> QueryId for OfType<L, C, M> {
    type QueryId = OfType<L::QueryId, C::QueryId, M>;
    const HAS_STATIC_QUERY_ID: bool = L::HAS_STATIC_QUERY_ID && C::HAS_STATIC_QUERY_ID;
}

impl<L, C, M> Expression for OfType<L, C, M>
where
    L: Expression<SqlType: IntoNullable<Nullable: TypedExpressionType>>,
{
    type SqlType = NullableSql<L>;
}
impl<L, C, M, QS: ?Sized> AppearsOnTable<QS> for OfType<L, C, M>
where
    L: AppearsOnTable<QS>,
    Self: Expression,
{
}
impl<L, C, M, QS: ?Sized> SelectableExpression<QS> for OfType<L, C, M>
where
    L: SelectableExpression<QS>,
    Self: AppearsOnTable<QS>,
{
}
impl<L, C, M, GB> ValidGrouping<GB> for OfType<L, C, M> {
    type IsAggregate = is_aggregate::No;
}

impl<L, C, M, DB> Local<DB> for OfType<L, C, M>
where
    DB: Backend,
    L: Local<DB>,
    C: QueryFragment<DB>,
    IsType<C, M>: QueryFragment<DB>,
{
    fn walk_equal<'b>(
        &'b self,
        number: usize,
        key: WalkKey<'_, 'b, DB>,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        self.id.walk_equal(number, key, out.reborrow())?;
        out.push_sql(" AND ");
        self.is_type.walk_ast(out)
    }

    fn walk_condition<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        // True or false, never NULL.
        self.is_type.column.walk_ast(out.reborrow())?;
        out.push_sql(" IS NOT NULL AND ");
        self.is_type.walk_ast(out.reborrow())?;
        out.push_sql(" AND ");
        Ok(())
    }
}
