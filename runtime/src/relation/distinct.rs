//! Distinct rows of a relation, in a load and in its aggregates.

use std::cell::RefCell;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::dsl::exists;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryBuilder, QueryFragment, QueryId};
use diesel::sql_types::Bool;

use crate::declare::model::Model;
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::relation::select::{As, Property, Selected};
use crate::relation::subquery::Numbered;
use crate::relation::with_pivot::SelectPivot;
use crate::sql::key_columns::ColumnsSql;
use crate::sql::row_number::{Limit, PerParent};

/// In place of a relation's limit: its rows are distinct. `Row` says what a row has beside the related one.
#[derive(Debug)]
pub struct Distinct<Row>(PhantomData<fn() -> Row>);

impl<Row> Distinct<Row> {
    pub(crate) const NEW: Self = Distinct(PhantomData);
}

impl<Row> Clone for Distinct<Row> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Row> Copy for Distinct<Row> {}

impl<Row> Limit for Distinct<Row> {
    fn limit(self) -> Option<PerParent> {
        None
    }
}

/// A relation whose rows can be limited for each parent.
#[diagnostic::on_unimplemented(
    message = "the distinct rows of a relation have no `limit`, `offset` or `one` for each parent",
    label = "of a relation with `distinct`",
    note = "the rows of a parent are numbered before they are made distinct: leave out `distinct`, or the limit"
)]
pub trait CanBeLimited {}
#[diagnostic::do_not_recommend]
impl CanBeLimited for () {}
#[diagnostic::do_not_recommend]
impl CanBeLimited for PerParent {}

/// A relation whose rows can be made distinct.
#[diagnostic::on_unimplemented(
    message = "a relation with `limit`, `offset` or `one` for each parent has no `distinct`",
    label = "of a relation with a limit for each parent",
    note = "the rows of a parent are numbered before they are made distinct: leave out the limit, or `distinct`"
)]
pub trait CanBeDistinct {}
#[diagnostic::do_not_recommend]
impl CanBeDistinct for () {}
#[diagnostic::do_not_recommend]
impl<Row> CanBeDistinct for Distinct<Row> {}

/// The columns beside the related row, by what is selected: none, or those of a pivot row.
pub trait BesideRow {
    /// Nothing, or [`PivotColumns`].
    type Row;
}

impl BesideRow for () {
    type Row = ();
}
impl<T> BesideRow for As<T> {
    type Row = ();
}
impl<S: BesideRow, P, E> BesideRow for (S, Selected<P, E>) {
    type Row = S::Row;
}
impl<S, P> BesideRow for (S, SelectPivot<P>) {
    type Row = PivotColumns<P>;
}

/// The columns of a pivot row.
#[derive(Debug, Clone, Copy)]
pub struct PivotColumns<P>(PhantomData<fn() -> P>);

impl<K: Keyed, O, V, Row> Numbered<K, O, V> for Distinct<Row> {
    type Select = (V, RowKey<PrimaryKeyOf<K>, Row>);
    fn numbered(_: O, value: V) -> Self::Select {
        (value, RowKey::default())
    }
}

pub(crate) type PrimaryKeyOf<K> = <<K as RelationDef>::Related as Model>::PrimaryKey;

/// `posts.id AS relation_key0`: what makes a row another than the others. Of a row with its pivot row, the columns of both.
#[derive(Debug)]
pub struct RowKey<PrimaryKey, Row> {
    primary_key: PrimaryKey,
    row: PhantomData<fn() -> Row>,
}

impl<PK: Default, Row> Default for RowKey<PK, Row> {
    fn default() -> Self {
        RowKey {
            primary_key: PK::default(),
            row: PhantomData,
        }
    }
}

impl<PK: Clone, Row> Clone for RowKey<PK, Row> {
    fn clone(&self) -> Self {
        RowKey {
            primary_key: self.primary_key.clone(),
            row: PhantomData,
        }
    }
}

impl<PK: Copy, Row> Copy for RowKey<PK, Row> {}

impl<PK, Row> QueryId for RowKey<PK, Row> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<PK, Row, DB> QueryFragment<DB> for RowKey<PK, Row>
where
    DB: Backend,
    PK: ColumnsSql<DB>,
    Row: ColumnsBeside<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let mut number = 0;
        let mut separate = |out: &mut AstPass<'_, 'b, DB>| {
            if number > 0 {
                out.push_sql(&format!(" AS relation_key{}, ", number - 1));
            }
            number += 1;
        };
        for number in 0..PK::WIDTH {
            separate(&mut out);
            self.primary_key.column(number).walk_ast(out.reborrow())?;
        }
        for column in Row::columns(out.backend())? {
            separate(&mut out);
            out.push_sql(&column);
        }
        out.push_sql(&format!(" AS relation_key{}", number - 1));
        Ok(())
    }
}

/// Columns beside those of the related row, as SQL.
pub trait ColumnsBeside<DB: Backend> {
    /// The columns.
    fn columns(backend: &DB) -> QueryResult<Vec<String>>;
}

impl<DB: Backend> ColumnsBeside<DB> for () {
    fn columns(_: &DB) -> QueryResult<Vec<String>> {
        Ok(Vec::new())
    }
}

impl<P, DB> ColumnsBeside<DB> for PivotColumns<P>
where
    DB: Backend,
    for<'c> exists<WritesColumns<'c, P>>: QueryFragment<DB>,
{
    fn columns(backend: &DB) -> QueryResult<Vec<String>> {
        let columns = RefCell::default();
        let written = WritesColumns::<'_, P> {
            columns: &columns,
            row: PhantomData,
        };
        exists(written).is_noop(backend)?;
        Ok(columns.take())
    }
}

/// Writes the columns of a pivot row for the database that it is walked for. Inside of an `EXISTS` that is one of Diesel's own, where the
/// backend is that of a `#[derive(MultiConnection)]`, for which there is no query builder.
#[derive(Debug)]
pub struct WritesColumns<'c, P> {
    columns: &'c RefCell<Vec<String>>,
    row: PhantomData<fn() -> P>,
}

impl<P, DB> QueryFragment<DB> for WritesColumns<'_, P>
where
    DB: Backend,
    P: Property<Value: Selectable<DB, SelectExpression: EachElement<DB>>>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let selection = P::Value::construct_selection();
        self.columns.replace(selection.each_element(out.backend())?);
        Ok(())
    }
}

/// The elements of a tuple of expressions, as SQL.
pub trait EachElement<DB: Backend> {
    /// The elements.
    fn each_element(&self, backend: &DB) -> QueryResult<Vec<String>>;
}

macro_rules! elements {
    ($($E:ident $n:tt),+) => {
        impl<DB: Backend<QueryBuilder: Default>, $($E: QueryFragment<DB>),+> EachElement<DB> for ($($E,)+) {
            fn each_element(&self, backend: &DB) -> QueryResult<Vec<String>> {
                Ok(vec![$({
                    let mut sql = DB::QueryBuilder::default();
                    self.$n.to_sql(&mut sql, backend)?;
                    sql.finish()
                },)+])
            }
        }
    };
}
elements!(A 0);
elements!(A 0, B 1);
elements!(A 0, B 1, C 2);
elements!(A 0, B 1, C 2, D 3);
elements!(A 0, B 1, C 2, D 3, E 4);
elements!(A 0, B 1, C 2, D 3, E 4, F 5);
elements!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
elements!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
elements!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
elements!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
elements!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
elements!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);

// Inside a sub-query whose columns are read by name.
impl<PK, Row> Expression for RowKey<PK, Row> {
    type SqlType = Bool;
}
impl<PK, Row, QS: ?Sized> AppearsOnTable<QS> for RowKey<PK, Row> {}
impl<PK, Row, QS: ?Sized> SelectableExpression<QS> for RowKey<PK, Row> {}
impl<PK, Row, GB> ValidGrouping<GB> for RowKey<PK, Row> {
    type IsAggregate = is_aggregate::No;
}
