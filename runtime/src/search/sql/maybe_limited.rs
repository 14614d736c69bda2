//! Rows of several parents, with a limit for each where the request has one.

use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AsQuery, AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType};

use crate::declare::relation_def::{Keyed, RelationDef};
use crate::dialect::dialect::Dialect;
use crate::load::keyed_query::Finish;
use crate::relation::select::{Selection, Width};
use crate::search::sql::dynamic::{Condition, Operand};
use crate::search::sql::order::Ordering;
use crate::search::sql::statement::{Rows, SelectRows};
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::row_number::{Limit, Limited, PerParent, RowNumber};

/// The limit for each parent that a request has, or has not.
#[derive(Debug, Clone, Copy)]
pub struct MaybePerParent(pub(crate) Option<u32>);

impl Limit for MaybePerParent {
    fn limit(self) -> Option<PerParent> {
        let limit = self.0?;
        Some(PerParent {
            offset: 0,
            limit: Some(limit),
        })
    }
}

/// The columns of a row, and its number within its parent where there is a limit.
#[derive(Debug)]
pub struct MaybeNumbered<E, DB: Dialect> {
    columns: E,
    number: Option<Operand<DB>>,
}

impl<E: QueryFragment<DB>, DB: Dialect> QueryFragment<DB> for MaybeNumbered<E, DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.columns.walk_ast(out.reborrow())?;
        if let Some(number) = &self.number {
            out.push_sql(", ");
            number.walk_ast(out)?;
        }
        Ok(())
    }
}

impl<E, DB: Dialect> QueryId for MaybeNumbered<E, DB> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<E: Expression, DB: Dialect> Expression for MaybeNumbered<E, DB> {
    type SqlType = E::SqlType;
}
impl<E: AppearsOnTable<QS>, DB: Dialect, QS: ?Sized> AppearsOnTable<QS> for MaybeNumbered<E, DB> {}
impl<E: SelectableExpression<QS>, DB: Dialect, QS: ?Sized> SelectableExpression<QS>
    for MaybeNumbered<E, DB>
{
}
impl<E, DB: Dialect, GB> ValidGrouping<GB> for MaybeNumbered<E, DB> {
    type IsAggregate = is_aggregate::No;
}

/// The rows of a query, in the order of their numbers where there is a limit.
#[derive(Debug)]
pub struct MaybeLimited<Q, SqlType> {
    limited: Limited<Q, SqlType>,
    is_limited: bool,
}

impl<Q: Query, ST> Query for MaybeLimited<Q, ST> {
    type SqlType = ST;
}

impl<Q, ST> QueryId for MaybeLimited<Q, ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q, ST, DB> QueryFragment<DB> for MaybeLimited<Q, ST>
where
    DB: Backend + HasSqlType<BigInt>,
    Q: QueryFragment<DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match self.is_limited {
            true => self.limited.walk_ast(out),
            false => self.limited.query.walk_ast(out),
        }
    }
}

impl<Conn, Q, ST> RunQueryDsl<Conn> for MaybeLimited<Q, ST> {}

type NullableKey<K> =
    <<K as RelationDef>::KeyColumn as KeyColumn<<K as RelationDef>::Key>>::Nullable;
/// The key of a row, its columns, and its number within its parent.
type Columns<K, S, DB> = (
    NullableKey<K>,
    MaybeNumbered<<S as Selection<<K as RelationDef>::Related, DB>>::Expression, DB>,
);
type SqlOf<K, S, DB> = dsl::SqlTypeOf<(
    NullableKey<K>,
    <S as Selection<<K as RelationDef>::Related, DB>>::Expression,
)>;

/// The order that a request gives to the rows of a relation, and its condition.
#[derive(Debug)]
pub struct Narrowed<DB: Dialect> {
    pub(crate) order: Ordering<DB>,
    pub(crate) condition: Option<Condition<DB>>,
}

impl<K, Q, S, DB> Finish<K, Q, Narrowed<DB>, S, DB> for MaybePerParent
where
    DB: Dialect,
    K: Keyed<KeyColumn: KeyColumns + QueryFragment<DB> + Send + Sync + 'static>,
    S: Selection<K::Related, DB> + Width<K::Related, DB>,
    Q: AsQuery,
    (NullableKey<K>, S::Expression): Expression,
{
    type Query =
        MaybeLimited<SelectRows<Q::Query, Columns<K, S, DB>, SqlOf<K, S, DB>, DB>, SqlOf<K, S, DB>>;
    fn finish(self, query: Q, narrowed: Narrowed<DB>, selection: S) -> Self::Query {
        let limit = self.limit();
        let (order, number) = match limit {
            None => (Some(narrowed.order), None),
            Some(_) => {
                let number = RowNumber::<K::KeyColumn, _>::new(narrowed.order);
                (None, Some(Operand::new(number)))
            }
        };
        let columns = selection.expression();
        let columns = (K::KeyColumn::nullable(), MaybeNumbered { columns, number });
        let rows = Rows::new(query.as_query(), Vec::from_iter(narrowed.condition));
        let width = K::KeyColumn::WIDTH + S::WIDTH;
        let query = SelectRows::new(rows, columns, order);
        MaybeLimited {
            limited: Limited::new(query, width, limit.unwrap_or(PerParent::NONE)),
            is_limited: limit.is_some(),
        }
    }
}
