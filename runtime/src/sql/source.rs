//! The source of a relation's rows: a table, or a table joined to another one.

use std::any::{TypeId, type_name};
use std::marker::PhantomData;

use diesel::Table;
use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, IntoUpdateTarget, QueryFragment, QueryId};
use diesel::query_dsl::methods::{FilterDsl, SelectDsl};
use diesel::sql_types::Bool;

use crate::sql::key::KeyColumn;
use crate::sql::key_columns::ColumnsSql;
use crate::sql::key_filter::{Everything, Scanned};
use crate::sql::key_list::KeyList;
use crate::sql::local::{Local, LocalTo, walk_equal};

/// The source of a relation's rows: a table, or a table [`Joined`] to another one.
pub trait Source: Default {
    /// True where a row of the related table can stand under several keys.
    const SHARES_ROWS: bool;
    /// `key IN (keys)`, as it suits this source.
    type In<C: KeyColumn<Key>, Key>;
    /// `key IN (keys)`.
    fn is_in<C: KeyColumn<Key>, Key>(keys: Vec<Key>) -> Self::In<C, Key>;
    /// The condition where the keys of all parents need not be listed.
    type All: Default;
    /// True where the table, or another one of its name, is in it.
    fn has_table<Other: 'static>() -> bool;
}

/// A source that may have a pivot table, on the database `DB`.
#[cfg(feature = "search")]
pub trait PivotTable<DB: Backend>: Source + Send + Sync + 'static {
    /// Writes the name of the table that is joined to the related one, where there is one.
    fn walk_pivot<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

#[cfg(feature = "search")]
impl<T, DB> PivotTable<DB> for T
where
    T: Table + Default + Send + Sync + 'static,
    DB: Backend,
{
    fn walk_pivot<'b>(&'b self, _: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        Ok(())
    }
}

#[cfg(feature = "search")]
impl<R, T, RK, TK, Refers, DB> PivotTable<DB> for Joined<R, T, RK, TK, Refers>
where
    Self: Source + Send + Sync + 'static,
    T: QueryFragment<DB>,
    DB: Backend,
{
    fn walk_pivot<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.through.walk_ast(out)
    }
}

impl<T: Table + Default + 'static> Source for T {
    const SHARES_ROWS: bool = false;
    type In<C: KeyColumn<Key>, Key> = C::In;
    type All = Everything;
    fn is_in<C: KeyColumn<Key>, Key>(keys: Vec<Key>) -> C::In {
        C::is_in(keys)
    }
    fn has_table<Other: 'static>() -> bool {
        share_a_name::<T, Other>()
    }
}

/// True where the name of a column of one table may mean the other one: they are the same, or their modules are called alike, as those of
/// the table `posts` in two SQL schemas are.
fn share_a_name<A: 'static, B: 'static>() -> bool {
    let module = |table: &'static str| table.rsplit("::").nth(1);
    TypeId::of::<A>() == TypeId::of::<B>() || module(type_name::<A>()) == module(type_name::<B>())
}

/// `roles INNER JOIN role_user ON roles.id = role_user.role_id`. `Refers` is the one of the two keys that refers to the
/// other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Joined<Related, Through, RelatedKey, ThroughKey, Refers> {
    related: Related,
    through: Through,
    on: SameColumns<RelatedKey, ThroughKey>,
    refers: PhantomData<fn() -> Refers>,
}

impl<R, T, RK, TK, Refers> Source for Joined<R, T, RK, TK, Refers>
where
    R: Default + 'static,
    T: Default + 'static,
    RK: Default,
    TK: Default,
    Refers: Default,
{
    const SHARES_ROWS: bool = true;
    // A planner that has statistics may read the related table first and look through a plain list for each of its rows.
    type In<C: KeyColumn<Key>, Key> = KeyList<C, C::Keys>;
    type All = Scanned<Refers>;
    fn is_in<C: KeyColumn<Key>, Key>(keys: Vec<Key>) -> KeyList<C, C::Keys> {
        C::is_among(keys)
    }
    fn has_table<Other: 'static>() -> bool {
        share_a_name::<R, Other>() || share_a_name::<T, Other>()
    }
}

impl<R, T, RK, TK, Refers, DB> QueryFragment<DB> for Joined<R, T, RK, TK, Refers>
where
    DB: Backend,
    R: QueryFragment<DB>,
    T: QueryFragment<DB>,
    SameColumns<RK, TK>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.related.walk_ast(out.reborrow())?;
        out.push_sql(" INNER JOIN ");
        self.through.walk_ast(out.reborrow())?;
        out.push_sql(" ON ");
        self.on.walk_ast(out)
    }
}

/// `roles.id = role_user.role_id`: what joins the two tables of a relation.
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct SameColumns<A, B> {
    a: A,
    b: B,
}

impl<A: ColumnsSql<DB>, B: Local<DB>, DB: Backend> QueryFragment<DB> for SameColumns<A, B> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        walk_equal(&self.a, &self.b, false, out)
    }
}

impl<A, B> Expression for SameColumns<A, B> {
    type SqlType = Bool;
}
impl<A: LocalTo<QS>, B: LocalTo<QS>, QS: ?Sized> AppearsOnTable<QS> for SameColumns<A, B> {}
impl<A, B, GB> ValidGrouping<GB> for SameColumns<A, B> {
    type IsAggregate = is_aggregate::No;
}

/// The rows of a query, as what `diesel::update` and `diesel::delete` take.
pub trait Updates<Q> {
    /// The rows.
    type Target: IntoUpdateTarget;
    /// True where the conditions of the query are those of the statement itself, and not of a sub-query.
    const KEEPS_CONDITIONS: bool;
    /// The rows.
    fn target(query: Q) -> Self::Target;
}

impl<T: Table, Q: IntoUpdateTarget> Updates<Q> for T {
    type Target = Q;
    const KEEPS_CONDITIONS: bool = true;
    fn target(query: Q) -> Q {
        query
    }
}

impl<R, T, RK, TK, Refers, Q> Updates<Q> for Joined<R, T, RK, TK, Refers>
where
    R: Table + Default + FilterDsl<RowsOf<R::PrimaryKey, dsl::Select<Q, R::PrimaryKey>>>,
    R::PrimaryKey: Default,
    Q: SelectDsl<R::PrimaryKey>,
    dsl::Filter<R, RowsOf<R::PrimaryKey, dsl::Select<Q, R::PrimaryKey>>>: IntoUpdateTarget,
{
    type Target = dsl::Filter<R, RowsOf<R::PrimaryKey, dsl::Select<Q, R::PrimaryKey>>>;
    const KEEPS_CONDITIONS: bool = false;
    fn target(query: Q) -> Self::Target {
        let rows = RowsOf {
            primary_key: R::PrimaryKey::default(),
            rows: SelectDsl::select(query, R::PrimaryKey::default()),
        };
        FilterDsl::filter(R::default(), rows)
    }
}

/// `(id) IN (SELECT * FROM (SELECT id FROM ..) AS relations__rows)`: a derived table, because MySQL does not read the table
/// that it writes.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct RowsOf<PrimaryKey, Rows> {
    primary_key: PrimaryKey,
    rows: Rows,
}

impl<PK: QueryFragment<DB>, Q: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for RowsOf<PK, Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(");
        self.primary_key.walk_ast(out.reborrow())?;
        out.push_sql(") IN (SELECT * FROM (");
        self.rows.walk_ast(out.reborrow())?;
        out.push_sql(") AS relations__rows)");
        Ok(())
    }
}

impl<PK, Q> Expression for RowsOf<PK, Q> {
    type SqlType = Bool;
}
impl<PK: AppearsOnTable<QS>, Q, QS: ?Sized> AppearsOnTable<QS> for RowsOf<PK, Q> {}
impl<PK, Q, GB> ValidGrouping<GB> for RowsOf<PK, Q> {
    type IsAggregate = is_aggregate::No;
}
