//! Expressions that are built at run time, and can be sent from any thread.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, TypedExpressionType, ValidGrouping,
    is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Nullable};

/// An expression of the SQL type `ST` that was built at run time. The tables of its columns were checked where it was built.
///
/// Diesel's `Box<dyn BoxableExpression>` is not `Send`. Its statement is not kept in the cache of prepared statements, because each request
/// has another one.
pub struct Dynamic<DB: Backend, ST> {
    part: Arc<dyn QueryFragment<DB> + Send + Sync>,
    sql_type: PhantomData<fn() -> ST>,
}

/// A condition that was built at run time.
pub type Condition<DB> = Dynamic<DB, Nullable<Bool>>;

/// An expression whose SQL type does not matter where it stands: what is compared, or ordered by.
pub type Operand<DB> = Dynamic<DB, Nullable<Bool>>;

impl<DB: Backend, ST> Dynamic<DB, ST> {
    pub(crate) fn new(part: impl QueryFragment<DB> + Send + Sync + 'static) -> Self {
        Dynamic {
            part: Arc::new(part),
            sql_type: PhantomData,
        }
    }
}

impl<DB: Backend, ST> Clone for Dynamic<DB, ST> {
    fn clone(&self) -> Self {
        Dynamic {
            part: Arc::clone(&self.part),
            sql_type: PhantomData,
        }
    }
}

impl<DB: Backend, ST> fmt::Debug for Dynamic<DB, ST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dynamic")
    }
}

impl<DB: Backend, ST> QueryFragment<DB> for Dynamic<DB, ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        self.part.walk_ast(out)
    }
}

impl<DB: Backend, ST> QueryId for Dynamic<DB, ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<DB: Backend, ST: TypedExpressionType> Expression for Dynamic<DB, ST> {
    type SqlType = ST;
}
impl<DB: Backend, ST: TypedExpressionType, QS: ?Sized> AppearsOnTable<QS> for Dynamic<DB, ST> {}
impl<DB: Backend, ST: TypedExpressionType, QS: ?Sized> SelectableExpression<QS>
    for Dynamic<DB, ST>
{
}
impl<DB: Backend, ST, GB> ValidGrouping<GB> for Dynamic<DB, ST> {
    type IsAggregate = is_aggregate::No;
}
