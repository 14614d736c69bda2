//! Existence and counts: one correlated sub-query, as an expression.

use std::any::TypeId;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Bool};

use crate::{Model, RelationDef};

/// Whether a parent has a related row: `EXISTS (SELECT key FROM .. WHERE .. AND key = local)`.
///
/// Where both tables are the same, the local column would mean the inner one; there the related rows are a derived
/// table, which needs no alias: `EXISTS (SELECT 1 FROM (SELECT key FROM ..) AS related WHERE related.key = local)`.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct RelationExists<KeyColumn, Keys, LocalColumn>(Correlated<KeyColumn, Keys, LocalColumn>);

/// How many related rows a parent has:
/// `(SELECT COUNT(*) FROM (SELECT key FROM ..) AS related WHERE related.key = local)`; 0 where there are none, never NULL.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct RelationCount<KeyColumn, Keys, LocalColumn>(Correlated<KeyColumn, Keys, LocalColumn>);

#[derive(Debug, Clone, Copy, QueryId)]
struct Correlated<KeyColumn, Keys, LocalColumn> {
    keys: Keys,
    local: LocalColumn,
    /// Whether the keys are a derived table: of self relations, and of counts.
    derived: bool,
    key_column: PhantomData<fn() -> KeyColumn>,
}

impl<C, Q, L: Default> RelationExists<C, Q, L> {
    /// `keys` select the key where it equals the local column: see [`SameKey`].
    pub(crate) fn new<K: RelationDef>(keys: Q) -> Self {
        RelationExists(Correlated {
            keys,
            local: L::default(),
            derived: is_self_relation::<K>(),
            key_column: PhantomData,
        })
    }
}

impl<C, Q, L: Default> RelationCount<C, Q, L> {
    /// `keys` select the key of all related rows.
    pub(crate) fn new(keys: Q) -> Self {
        RelationCount(Correlated {
            keys,
            local: L::default(),
            derived: true,
            key_column: PhantomData,
        })
    }
}

/// Whether both ends are in one table.
fn is_self_relation<K: RelationDef>() -> bool {
    TypeId::of::<<K::Parent as Model>::Table>() == TypeId::of::<<K::Related as Model>::Table>()
}

impl<C, Q, L> Correlated<C, Q, L> {
    fn walk<'b, DB>(&'b self, select: &str, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend,
        C: Column,
        Q: QueryFragment<DB>,
        L: QueryFragment<DB>,
    {
        out.push_sql("(");
        if !self.derived {
            self.keys.walk_ast(out.reborrow())?;
        } else {
            out.push_sql(select);
            out.push_sql(" FROM (");
            self.keys.walk_ast(out.reborrow())?;
            out.push_sql(") AS ");
            out.push_identifier("related")?;
            out.push_sql(" WHERE ");
            out.push_identifier("related")?;
            out.push_sql(".");
            out.push_identifier(C::NAME)?;
            out.push_sql(" = ");
            self.local.walk_ast(out.reborrow())?;
        }
        out.push_sql(")");
        Ok(())
    }
}

impl<C, Q, L, DB> QueryFragment<DB> for RelationExists<C, Q, L>
where
    DB: Backend,
    C: Column,
    Q: QueryFragment<DB>,
    L: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("EXISTS ");
        self.0.walk("SELECT 1", out)
    }
}

impl<C, Q, L, DB> QueryFragment<DB> for RelationCount<C, Q, L>
where
    DB: Backend,
    C: Column,
    Q: QueryFragment<DB>,
    L: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk("SELECT COUNT(*)", out)
    }
}

impl<C, Q, L> Expression for RelationExists<C, Q, L> {
    type SqlType = Bool;
}

impl<C, Q, L> Expression for RelationCount<C, Q, L> {
    type SqlType = BigInt;
}

// To the query around them, both are expressions over the local column alone.
macro_rules! expression_over_the_local_column {
    ($name:ident) => {
        impl<C, Q: Query, L: LocalTo<QS>, QS: ?Sized> AppearsOnTable<QS> for $name<C, Q, L> {}
        impl<C, Q: Query, L: SelectableExpression<QS>, QS: ?Sized> SelectableExpression<QS>
            for $name<C, Q, L>
        {
        }
        impl<C, Q, L, GB> ValidGrouping<GB> for $name<C, Q, L> {
            type IsAggregate = is_aggregate::No;
        }
    };
}
expression_over_the_local_column!(RelationExists);
expression_over_the_local_column!(RelationCount);

/// `key = local`, inside the query of the related rows: the local column is one of the query around it.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct SameKey<KeyColumn, LocalColumn> {
    key: KeyColumn,
    local: LocalColumn,
    /// In a self relation, where the comparison stands outside.
    outside: bool,
}

impl<C: Default, L: Default> SameKey<C, L> {
    pub(crate) fn of<K: RelationDef>() -> Self {
        SameKey {
            key: C::default(),
            local: L::default(),
            outside: is_self_relation::<K>(),
        }
    }
}

impl<C, L, DB> QueryFragment<DB> for SameKey<C, L>
where
    DB: Backend,
    C: QueryFragment<DB>,
    L: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if self.outside {
            out.push_sql("1 = 1");
            return Ok(());
        }
        self.key.walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        self.local.walk_ast(out)
    }
}

impl<C: Expression, L> Expression for SameKey<C, L> {
    type SqlType = Bool;
}
impl<C: AppearsOnTable<QS>, L, QS: ?Sized> AppearsOnTable<QS> for SameKey<C, L> {}
impl<C, L, GB> ValidGrouping<GB> for SameKey<C, L> {
    type IsAggregate = is_aggregate::No;
}

/// A local column of the tables of a query: what Diesel calls `AppearsOnTable`, in the words of relations.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column of `{QS}`: this is a relation of another model",
    label = "this query has no column `{Self}`",
    note = "`.exists()` and `.count()` of a relation are expressions over the table of the model that declares it"
)]
pub trait LocalTo<QS: ?Sized> {}

#[diagnostic::do_not_recommend]
impl<L: AppearsOnTable<QS>, QS: ?Sized> LocalTo<QS> for L {}
