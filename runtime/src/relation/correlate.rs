//! Existence, counts and aggregates: one correlated sub-query, as an expression.

use crate::sql::key_columns::ColumnsSql;
use crate::sql::local::{FromTable, Local, LocalTo, walk_equal};
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, TypedExpressionType, ValidGrouping,
    is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType};

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::sql::aggregate::Aggregate;
use crate::sql::row_number::PerParent;
use crate::sql::source::Source;

/// True where a parent has a related row: `EXISTS (SELECT key FROM .. WHERE .. AND key = local)`.
///
/// Where both tables have one name, the local column would mean the inner one; there the related rows are a derived
/// table, which needs no alias: `EXISTS (SELECT 1 FROM (SELECT key FROM ..) AS relations__rows WHERE relations__rows.key = local)`.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct RelationExists<KeyColumn, Keys, LocalColumn>(Correlated<KeyColumn, Keys, LocalColumn>);

/// True where a parent has no related row: `NOT EXISTS (..)`. Of the owners of one model in a polymorphic relation, only the
/// parents whose type says this model: `commentable_type = 'Post' AND NOT EXISTS (..)`.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct RelationAbsent<KeyColumn, Keys, LocalColumn>(
    RelationExists<KeyColumn, Keys, LocalColumn>,
);

impl<C, Q, L> RelationAbsent<C, Q, L> {
    pub(crate) fn new(exists: RelationExists<C, Q, L>) -> Self {
        RelationAbsent(exists)
    }
}

/// The number of related rows that a parent has, or another aggregate of them, `F`:
/// `(SELECT COUNT(*) FROM (SELECT key FROM ..) AS relations__rows WHERE relations__rows.key = local)`.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct RelationAggregate<F, SqlType, KeyColumn, Keys, LocalColumn> {
    correlated: Correlated<KeyColumn, Keys, LocalColumn>,
    function: PhantomData<fn() -> (F, SqlType)>,
}

#[derive(Debug, Clone, Copy)]
struct Correlated<KeyColumn, Keys, LocalColumn> {
    keys: Keys,
    key_column: KeyColumn,
    local: LocalColumn,
    /// True where the keys are a derived table: of self relations, of limits per parent, and of aggregates.
    derived: bool,
    /// The numbers of the rows that count, where the relation has a limit.
    limit: Option<(i64, i64)>,
}

// A limit changes the text.
impl<C: QueryId, Q: QueryId, L: QueryId> QueryId for Correlated<C, Q, L> {
    type QueryId = Correlated<C::QueryId, Q::QueryId, L::QueryId>;
    const HAS_STATIC_QUERY_ID: bool =
        C::HAS_STATIC_QUERY_ID && Q::HAS_STATIC_QUERY_ID && L::HAS_STATIC_QUERY_ID;
}

impl<C: Default, Q, L: Default> Correlated<C, Q, L> {
    fn new(keys: Q, derived: bool, limit: Option<PerParent>) -> Self {
        Correlated {
            keys,
            key_column: C::default(),
            local: L::default(),
            derived,
            limit: limit.map(PerParent::bounds),
        }
    }

    fn walk<'b, DB>(&'b self, select: &str, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend + HasSqlType<BigInt>,
        C: ColumnsSql<DB>,
        L: Local<DB>,
        Q: QueryFragment<DB>,
        i64: ToSql<BigInt, DB>,
    {
        out.push_sql("(");
        if !self.derived {
            self.keys.walk_ast(out.reborrow())?;
        } else {
            out.push_sql("SELECT ");
            out.push_sql(select);
            out.push_sql(" FROM (");
            self.keys.walk_ast(out.reborrow())?;
            out.push_sql(") AS relations__rows WHERE ");
            walk_equal(&self.key_column, &self.local, true, out.reborrow())?;
            if let Some((after, last)) = &self.limit {
                out.push_sql(" AND relations__rows.relations__row > ");
                out.push_bind_param::<BigInt, _>(after)?;
                out.push_sql(" AND relations__rows.relations__row <= ");
                out.push_bind_param::<BigInt, _>(last)?;
            }
        }
        out.push_sql(")");
        Ok(())
    }
}

impl<C: Default, Q, L: Default> RelationExists<C, Q, L> {
    /// `keys` select the key where it equals the local column: see [`SameKey`].
    pub(crate) fn new<K: RelationDef>(keys: Q, limit: Option<PerParent>) -> Self {
        let derived = is_self_relation::<K>() || limit.is_some();
        RelationExists(Correlated::new(keys, derived, limit))
    }
}

impl<F, ST, C: Default, Q, L: Default> RelationAggregate<F, ST, C, Q, L> {
    /// `keys` select the key of all related rows, and what is aggregated.
    pub(crate) fn new(keys: Q, limit: Option<PerParent>) -> Self {
        RelationAggregate {
            correlated: Correlated::new(keys, true, limit),
            function: PhantomData,
        }
    }
}

/// True where the parent's table, or another one of its name, is among those of the related rows, or may be.
pub(crate) fn is_self_relation<K: RelationDef>() -> bool {
    K::Related::HAS_BASE_QUERY || K::Source::has_table::<<K::Parent as Model>::Table>()
}

impl<C: Default, Q, L: Default, DB> QueryFragment<DB> for RelationExists<C, Q, L>
where
    DB: Backend + HasSqlType<BigInt>,
    C: ColumnsSql<DB>,
    L: Local<DB>,
    Q: QueryFragment<DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("EXISTS ");
        self.0.walk("1", out)
    }
}

impl<C: Default, Q, L: Default, DB> QueryFragment<DB> for RelationAbsent<C, Q, L>
where
    DB: Backend,
    C: ColumnsSql<DB>,
    L: Local<DB>,
    RelationExists<C, Q, L>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let RelationAbsent(exists) = self;
        out.push_sql("(");
        exists.0.local.walk_condition(out.reborrow())?;
        out.push_sql("NOT ");
        exists.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

impl<F: Aggregate, ST, C: Default, Q, L: Default, DB> QueryFragment<DB>
    for RelationAggregate<F, ST, C, Q, L>
where
    DB: Backend + HasSqlType<BigInt>,
    C: ColumnsSql<DB>,
    L: Local<DB>,
    Q: QueryFragment<DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.correlated.walk(F::CALL, out)
    }
}

impl<C, Q, L> Expression for RelationExists<C, Q, L> {
    type SqlType = Bool;
}

impl<C, Q, L> Expression for RelationAbsent<C, Q, L> {
    type SqlType = Bool;
}

impl<F, ST: TypedExpressionType, C, Q, L> Expression for RelationAggregate<F, ST, C, Q, L> {
    type SqlType = ST;
}

// To the query around them, both are expressions over the local column alone.
macro_rules! expression_over_the_local_column {
    ($name:ident $(<$($param:ident $(: $bound:ident)?),*>)?) => {
        impl<$($($param $(: $bound)?,)*)? C, Q: Query, L: LocalTo<QS>, QS: ?Sized> AppearsOnTable<QS> for $name<$($($param,)*)? C, Q, L> {}
        impl<$($($param $(: $bound)?,)*)? C, Q: Query, L: LocalTo<QS> + FromTable<QS>, QS: ?Sized> SelectableExpression<QS>
            for $name<$($($param,)*)? C, Q, L>
        {
        }
        impl<$($($param $(: $bound)?,)*)? C, Q, L, GB> ValidGrouping<GB> for $name<$($($param,)*)? C, Q, L> {
            type IsAggregate = is_aggregate::No;
        }
    };
}
expression_over_the_local_column!(RelationExists);
expression_over_the_local_column!(RelationAbsent);
expression_over_the_local_column!(RelationAggregate<F, ST: TypedExpressionType>);

/// `key = local`, inside the query of the related rows: the local column is one of the query around it.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct SameKey<KeyColumn, LocalColumn> {
    key: KeyColumn,
    local: LocalColumn,
    /// In a self relation, where the comparison stands outside.
    outside: bool,
}

impl<C: Default, L: Default> SameKey<C, L> {
    pub(crate) fn of<K: RelationDef>(is_limited: bool) -> Self {
        SameKey {
            key: C::default(),
            local: L::default(),
            outside: is_limited || is_self_relation::<K>(),
        }
    }
}

impl<C, L, DB> QueryFragment<DB> for SameKey<C, L>
where
    DB: Backend,
    C: ColumnsSql<DB>,
    L: Local<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if self.outside {
            out.push_sql("1 = 1");
            return Ok(());
        }
        walk_equal(&self.key, &self.local, false, out)
    }
}

impl<C, L> Expression for SameKey<C, L> {
    type SqlType = Bool;
}
impl<C: LocalTo<QS>, L, QS: ?Sized> AppearsOnTable<QS> for SameKey<C, L> {}
impl<C, L, GB> ValidGrouping<GB> for SameKey<C, L> {
    type IsAggregate = is_aggregate::No;
}
