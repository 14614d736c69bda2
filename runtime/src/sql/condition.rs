//! Conditions of our own, as Diesel takes them.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Nullable};

/// A condition on columns, to Diesel a plain boolean expression: `condition!(Name<Column, Other>)`.
macro_rules! condition {
    ($name:ident<C $(, $param:ident)*>) => {
        impl<C $(, $param)*> Expression for $name<C $(, $param)*> {
            type SqlType = Nullable<Bool>;
        }
        impl<C: $crate::sql::local::LocalTo<QS> $(, $param)*, QS: ?Sized> AppearsOnTable<QS>
            for $name<C $(, $param)*>
        {
        }
        impl<C: $crate::sql::local::LocalTo<QS> $(, $param)*, QS: ?Sized>
            SelectableExpression<QS> for $name<C $(, $param)*>
        {
        }
        impl<C $(, $param)*, GB> ValidGrouping<GB> for $name<C $(, $param)*> {
            type IsAggregate = is_aggregate::No;
        }
    };
}

pub(crate) use condition;

/// `a AND b`
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct And<A, B>(pub A, pub B);

impl<A: Expression, B: Expression> Expression for And<A, B> {
    type SqlType = Nullable<Bool>;
}
impl<A: AppearsOnTable<QS>, B: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for And<A, B> {}
impl<A, B, GB> ValidGrouping<GB> for And<A, B> {
    type IsAggregate = is_aggregate::No;
}
impl<A: QueryFragment<DB>, B: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for And<A, B> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AND (");
        self.1.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

/// No condition.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct True;

impl Expression for True {
    type SqlType = Bool;
}

impl<QS: ?Sized> AppearsOnTable<QS> for True {}

impl<GB> ValidGrouping<GB> for True {
    type IsAggregate = is_aggregate::Never;
}

impl<DB: Backend> QueryFragment<DB> for True {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("1 = 1");
        Ok(())
    }
}
