//! Columns that a search selects behind those of a row: what the rows are sorted by, and aggregates.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSqlRow, QueryableByName};
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::row::{Field as _, NamedRow, Row};
use diesel::sql_types::Untyped;
use serde_json::Value as Json;

use crate::dialect::dialect::Dialect;
use crate::search::build::aggregate::Aggregates;
use crate::search::build::list::ReadFields;
use crate::search::load::parent::Between;
use crate::search::sql::dynamic::Operand;

/// The columns behind those of the row: `.., (SELECT COUNT(*) ..) AS relations__a0`.
#[derive(Debug)]
pub(crate) struct ExtraColumns<DB: Dialect> {
    pub(crate) sorted: Vec<(usize, Operand<DB>)>,
    pub(crate) aggregates: Vec<(usize, Operand<DB>)>,
}

const SORTED: &str = "relations__s";
const AGGREGATE: &str = "relations__a";

impl<DB: Dialect> QueryFragment<DB> for ExtraColumns<DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let sorted = self.sorted.iter().map(|column| (SORTED, column));
        let aggregates = self.aggregates.iter().map(|column| (AGGREGATE, column));
        for (kind, (number, operand)) in sorted.chain(aggregates) {
            out.push_sql(", ");
            operand.walk_ast(out.reborrow())?;
            out.push_sql(&format!(" AS {kind}{number}"));
        }
        Ok(())
    }
}

/// The columns of a row, and these behind them.
#[derive(Debug)]
pub struct WithExtras<E, DB: Dialect> {
    columns: E,
    extras: ExtraColumns<DB>,
}

impl<E, DB: Dialect> WithExtras<E, DB> {
    pub(crate) fn new(columns: E, extras: ExtraColumns<DB>) -> Self {
        WithExtras { columns, extras }
    }
}

impl<E: QueryFragment<DB>, DB: Dialect> QueryFragment<DB> for WithExtras<E, DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.columns.walk_ast(out.reborrow())?;
        self.extras.walk_ast(out)
    }
}

impl<E, DB: Dialect> QueryId for WithExtras<E, DB> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
// The request decides how many there are: they are read by their names.
impl<E: Expression, DB: Dialect> Expression for WithExtras<E, DB> {
    type SqlType = Untyped;
}
impl<E: AppearsOnTable<QS>, DB: Dialect, QS: ?Sized> AppearsOnTable<QS> for WithExtras<E, DB> {}
impl<E: SelectableExpression<QS>, DB: Dialect, QS: ?Sized> SelectableExpression<QS>
    for WithExtras<E, DB>
{
}
impl<E, DB: Dialect, GB> ValidGrouping<GB> for WithExtras<E, DB> {
    type IsAggregate = is_aggregate::No;
}

/// The values of these columns: `S` are the fields to sort by, `P` those of the pivot table and its key, `K` the columns of the primary key,
/// `A` the aggregates.
#[derive(Debug)]
pub struct Extras<S, P, K, A> {
    pub(crate) sorted: Vec<Json>,
    pub(crate) aggregates: Vec<Json>,
    of: PhantomData<fn() -> (S, P, K, A)>,
}

/// A row of the SQL type `ST`, and the values of the columns behind it.
#[derive(Debug)]
pub struct FoundRaw<Raw, ST, Extras> {
    pub(crate) raw: Raw,
    pub(crate) extras: Extras,
    sql_type: PhantomData<fn() -> ST>,
}

impl<DB, Raw, ST, S, P, K, A> QueryableByName<DB> for FoundRaw<Raw, ST, Extras<S, P, K, A>>
where
    DB: Dialect,
    Raw: FromSqlRow<ST, DB>,
    S: ReadFields<DB>,
    P: Between<DB>,
    K: ReadFields<DB>,
    A: Aggregates<DB>,
{
    fn build<'a>(row: &impl NamedRow<'a, DB>) -> deserialize::Result<Self> {
        let mut extras = Extras {
            sorted: Vec::new(),
            aggregates: Vec::new(),
            of: PhantomData,
        };
        let mut width = row.field_count();
        while let Some(field) = width.checked_sub(1).and_then(|last| Row::get(row, last)) {
            let name = field.field_name().unwrap_or_default();
            if let Some(number) = number(name, SORTED) {
                let value = read_sorted::<S, P, K, DB>(number, field.value())?;
                extras.sorted.push(value);
            } else if let Some(number) = number(name, AGGREGATE) {
                extras.aggregates.push(A::read(number, field.value())?);
            } else {
                break;
            }
            width -= 1;
        }
        extras.sorted.reverse();
        extras.aggregates.reverse();
        let raw = Raw::build_from_row(&row.partial_row(0..width))?;
        Ok(FoundRaw {
            raw,
            extras,
            sql_type: PhantomData,
        })
    }
}

fn number(name: &str, kind: &str) -> Option<usize> {
    name.strip_prefix(kind)?.parse().ok()
}

fn read_sorted<S, P, K, DB>(
    number: usize,
    raw: Option<<DB as Backend>::RawValue<'_>>,
) -> deserialize::Result<Json>
where
    DB: Dialect,
    S: ReadFields<DB>,
    P: Between<DB>,
    K: ReadFields<DB>,
{
    let Some(behind) = number.checked_sub(S::LEN) else {
        return S::read(number, raw);
    };
    let Some(of_key) = behind.checked_sub(P::LEN) else {
        return P::read(behind, raw);
    };
    match of_key.checked_sub(K::LEN) {
        None => K::read(of_key, raw),
        Some(of_pivot) => P::read_key(of_pivot, raw),
    }
}
