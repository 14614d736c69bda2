//! Existence and counts: one correlated sub-query, as an expression.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Bool};

/// The related rows whose key equals the local column of the row at hand:
/// `FROM (SELECT key FROM ..) AS related WHERE related.key = local`.
///
/// They are a derived table, so the query inside never sees the tables outside: self relations and cycles need no alias.
#[derive(Debug, Clone, Copy, QueryId)]
struct Correlated<KeyColumn, Keys, LocalColumn> {
    keys: Keys,
    local: LocalColumn,
    key_column: PhantomData<fn() -> KeyColumn>,
}

impl<C, Q, L> Correlated<C, Q, L> {
    fn walk<'b, DB>(&'b self, select: &str, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend,
        C: Column,
        Q: QueryFragment<DB>,
        L: QueryFragment<DB>,
    {
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
        out.push_sql(")");
        Ok(())
    }
}

macro_rules! correlated_expression {
    ($(#[$doc:meta])* $name:ident: $sql_type:ty = $select:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, QueryId)]
        pub struct $name<KeyColumn, Keys, LocalColumn>(Correlated<KeyColumn, Keys, LocalColumn>);

        impl<C, Q, L: Default> $name<C, Q, L> {
            pub(crate) fn new(keys: Q) -> Self {
                $name(Correlated { keys, local: L::default(), key_column: PhantomData })
            }
        }

        impl<C, Q, L> Expression for $name<C, Q, L> {
            type SqlType = $sql_type;
        }

        impl<C, Q, L, DB> QueryFragment<DB> for $name<C, Q, L>
        where
            DB: Backend,
            C: Column,
            Q: QueryFragment<DB>,
            L: QueryFragment<DB>,
        {
            fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                self.0.walk($select, out)
            }
        }

        impl<C, Q: Query, L: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for $name<C, Q, L> {}

        impl<C, Q: Query, L: SelectableExpression<QS>, QS: ?Sized> SelectableExpression<QS> for $name<C, Q, L> {}

        impl<C, Q, L, GB> ValidGrouping<GB> for $name<C, Q, L> {
            type IsAggregate = is_aggregate::No;
        }
    };
}

correlated_expression! {
    /// `EXISTS (SELECT 1 FROM (related rows) AS related WHERE related.key = local)`.
    RelationExists: Bool = "EXISTS (SELECT 1"
}
correlated_expression! {
    /// `(SELECT COUNT(*) FROM (related rows) AS related WHERE related.key = local)`: 0 where there are none, never NULL.
    RelationCount: BigInt = "(SELECT COUNT(*)"
}
