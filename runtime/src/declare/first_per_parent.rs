//! One of many: the rows that come first among those of their parent.

use crate::declare::scope::HidesParents;
use crate::declare::scope::Own;
use crate::declare::scope::Stamps;
use crate::declare::visibility::Visibility;
use crate::sql::condition::And;
use crate::sql::condition::True;
use crate::sql::order_key::ColumnNames;
use std::fmt;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::sql::local::LocalTo;
use crate::sql::row_number::{RowNumber, column_name, walk_columns};
use crate::sql::source::Source;

type PrimaryKeyOf<K> = <<K as RelationDef>::Related as Model>::PrimaryKey;

/// The rows that come first among those of their parent:
/// `id IN (SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY key ORDER BY ..) FROM .. WHERE competing) WHERE row = 1)`.
///
/// The numbers are of narrow rows, and only the rows that come first are read whole. Where a row can stand under several
/// keys, as in a join, the row is found by both: `(key, id) IN (..)`.
pub struct FirstPerParent<K: RelationDef, Candidates, Order> {
    source: K::Source,
    key: K::KeyColumn,
    primary_key: PrimaryKeyOf<K>,
    number: RowNumber<K::KeyColumn, Order>,
    competing: Candidates,
}

impl<K: RelationDef, Candidates: fmt::Debug, Order: fmt::Debug> fmt::Debug
    for FirstPerParent<K, Candidates, Order>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FirstPerParent")
            .field(&K::NAME)
            .field(&self.competing)
            .finish()
    }
}

impl<K: RelationDef, Candidates, Order> FirstPerParent<K, Candidates, Order> {
    pub(crate) fn new(competing: Candidates, order: Order) -> Self {
        FirstPerParent {
            source: K::Source::default(),
            key: K::KeyColumn::default(),
            primary_key: Default::default(),
            number: RowNumber::new(order),
            competing,
        }
    }
}

impl<K, Candidates, Order, DB> QueryFragment<DB> for FirstPerParent<K, Candidates, Order>
where
    DB: Backend,
    K: RelationDef,
    K::Source: QueryFragment<DB>,
    K::KeyColumn: QueryFragment<DB> + ColumnNames,
    PrimaryKeyOf<K>: QueryFragment<DB> + ColumnNames,
    RowNumber<K::KeyColumn, Order>: QueryFragment<DB>,
    Candidates: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        // The names of the inner columns are our own: a key and a primary key may have the same ones.
        let mut width = PrimaryKeyOf::<K>::WIDTH;
        if K::Source::SHARES_ROWS {
            width += K::KeyColumn::WIDTH;
        }
        out.push_sql("(");
        self.walk_row(out.reborrow())?;
        out.push_sql(") IN (WITH relations__rows (");
        walk_columns(&mut out, width + 1);
        out.push_sql(") AS (SELECT ");
        self.walk_row(out.reborrow())?;
        out.push_sql(", ");
        self.number.walk_ast(out.reborrow())?;
        out.push_sql(" FROM ");
        self.source.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.competing.walk_ast(out.reborrow())?;
        out.push_sql(") SELECT ");
        walk_columns(&mut out, width);
        let number = column_name(width);
        out.push_sql(&format!(" FROM relations__rows WHERE {number} = 1)"));
        Ok(())
    }
}

impl<K: RelationDef, Candidates, Order> FirstPerParent<K, Candidates, Order> {
    fn walk_row<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend,
        K::KeyColumn: QueryFragment<DB>,
        PrimaryKeyOf<K>: QueryFragment<DB>,
    {
        if K::Source::SHARES_ROWS {
            self.key.walk_ast(out.reborrow())?;
            out.push_sql(", ");
        }
        self.primary_key.walk_ast(out)
    }
}

impl<K: RelationDef, C: QueryId, O: QueryId> QueryId for FirstPerParent<K, C, O> {
    type QueryId = (K, C::QueryId, O::QueryId);
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID && O::HAS_STATIC_QUERY_ID;
}
impl<K: RelationDef, C, O> Expression for FirstPerParent<K, C, O> {
    type SqlType = Bool;
}
impl<K: RelationDef, C, O, QS: ?Sized> AppearsOnTable<QS> for FirstPerParent<K, C, O> where
    PrimaryKeyOf<K>: LocalTo<QS>
{
}
impl<K: RelationDef, C, O, GB> ValidGrouping<GB> for FirstPerParent<K, C, O> {
    type IsAggregate = is_aggregate::No;
}

/// An order by columns of the table `T`.
#[diagnostic::on_unimplemented(
    message = "these are not columns of `{T}`",
    label = "not columns of the related table",
    note = "`latest = ..` and `oldest = ..` take columns of the related table"
)]
pub trait OrderOf<T> {}

#[diagnostic::do_not_recommend]
impl<O: AppearsOnTable<T>, T> OrderOf<T> for O {}

/// One row of each parent: the first in an order, of the rows that compete.
#[derive(Debug)]
pub struct OneOf<K, Candidates, Order> {
    competing: Candidates,
    order: Order,
    relation: PhantomData<fn() -> K>,
}

impl<K: RelationDef, Candidates, Order: Default> OneOf<K, Candidates, Order> {
    /// Of the rows that compete, the first in the order.
    pub fn of(competing: Candidates) -> Self
    where
        Order: OrderOf<<K::Related as Model>::Table>,
    {
        OneOf {
            competing,
            order: Order::default(),
            relation: PhantomData,
        }
    }
}

impl<K, Candidates, Order> OneOf<K, Candidates, Order> {
    fn competing<New>(self, change: impl FnOnce(Candidates) -> New) -> OneOf<K, New, Order> {
        OneOf {
            competing: change(self.competing),
            order: self.order,
            relation: PhantomData,
        }
    }
}

impl<K: RelationDef, Candidates: Own, Order> Own for OneOf<K, Candidates, Order> {
    const IS_EVERY: bool = false;
    const SCANS_TABLE: bool = Candidates::SCANS_TABLE;
    type Fields = Candidates::Fields;
    type Defaults = Candidates::Defaults;
    type Presence = Candidates::Presence;
    type WithTrashedParents = OneOf<K, Candidates::WithTrashedParents, Order>;
    // Trashed rows do not compete.
    type Kept<C: Default, V: Visibility> = OneOf<K, Candidates::Kept<C, V>, Order>;
    type All<All: Default> = Candidates::All<All>;
    type Within<Keys> = FirstPerParent<K, Candidates::Within<Keys>, Order>;
    type Beside<Keys> = And<FirstPerParent<K, Candidates::Within<True>, Order>, Keys>;
    fn defaults(self) -> Candidates::Defaults {
        self.competing.defaults()
    }
    fn with_trashed_parents(self) -> Self::WithTrashedParents {
        self.competing(Own::with_trashed_parents)
    }
    fn kept<C: Default, V: Visibility>(self) -> Self::Kept<C, V> {
        self.competing(Own::kept)
    }
    fn within<Keys>(self, keys: Keys) -> Self::Within<Keys> {
        FirstPerParent::new(self.competing.within(keys), self.order)
    }
    fn beside<Keys>(self, keys: Keys) -> Self::Beside<Keys> {
        let picked = FirstPerParent::new(self.competing.within(True), self.order);
        And(picked, keys)
    }
}

impl<Row, K, Candidates: Stamps<Row>, Order> Stamps<Row> for OneOf<K, Candidates, Order> {
    fn stamp(row: &mut Row) {
        Candidates::stamp(row);
    }
}

#[diagnostic::do_not_recommend]
impl<K, Candidates: HidesParents, Order> HidesParents for OneOf<K, Candidates, Order> {}
