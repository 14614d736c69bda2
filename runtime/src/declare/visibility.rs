//! The rows that are visible, of a model with soft deletes: those that are not trashed, all, or the trashed ones.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, SqlType, is_nullable};
use diesel::{Column, QueryResult, Table};

use crate::declare::mark::MarkSql;
use crate::declare::presence::{Lenient, Presence, Strict};
use crate::declare::scope::Scope;
use crate::sql::condition::And;
use crate::sql::local::LocalTo;
use crate::sql::scoped::Tail;

/// The rows that are visible, of a model with soft deletes.
pub trait Visibility: 'static {
    /// `Some(true)` for the trashed rows, `Some(false)` for the others; `None` where all rows are visible.
    const TRASHED: Option<bool>;
    /// True where most rows are visible.
    const SHOWS_MOST: bool;
    /// Those that [`only_trashed`](crate::Relation::only_trashed) leaves. Where trashed rows were asked for, that wins.
    type OnlyTrashed: Visibility;
    /// Those that are deleted for good.
    type Forced: Visibility;
    /// The presence of an owner that its key refers to.
    type Presence: Presence;
    /// The nullability of an owner: its key may be NULL, or the owner hidden.
    type OwnerIsNull<Nullability>;
}

/// Rows that are not trashed.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct NotTrashed;

/// All rows.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct AnyRow;

/// Trashed rows.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct TrashedOnly;

impl Visibility for NotTrashed {
    const TRASHED: Option<bool> = Some(false);
    const SHOWS_MOST: bool = true;
    type OnlyTrashed = TrashedOnly;
    type Forced = AnyRow;
    type Presence = Lenient;
    type OwnerIsNull<Nullability> = is_nullable::IsNullable;
}

impl Visibility for AnyRow {
    const TRASHED: Option<bool> = None;
    const SHOWS_MOST: bool = true;
    type OnlyTrashed = AnyRow;
    type Forced = AnyRow;
    type Presence = Strict;
    type OwnerIsNull<Nullability> = Nullability;
}

impl Visibility for TrashedOnly {
    const TRASHED: Option<bool> = Some(true);
    const SHOWS_MOST: bool = false;
    type OnlyTrashed = TrashedOnly;
    type Forced = TrashedOnly;
    type Presence = Lenient;
    type OwnerIsNull<Nullability> = is_nullable::IsNullable;
}

/// `deleted_at IS NULL`, or `deleted = FALSE`
#[derive(Debug, QueryId)]
pub struct IsVisible<C, V> {
    column: C,
    visibility: PhantomData<V>,
}

impl<C: Default, V> Default for IsVisible<C, V> {
    fn default() -> Self {
        IsVisible {
            column: C::default(),
            visibility: PhantomData,
        }
    }
}

impl<C: Clone, V> Clone for IsVisible<C, V> {
    fn clone(&self) -> Self {
        IsVisible {
            column: self.column.clone(),
            visibility: PhantomData,
        }
    }
}
impl<C: Copy, V> Copy for IsVisible<C, V> {}

impl<C, V, DB> QueryFragment<DB> for IsVisible<C, V>
where
    DB: Backend,
    C: QueryFragment<DB> + Expression<SqlType: SqlType>,
    V: Visibility,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match V::TRASHED {
            None => out.push_sql("1 = 1"),
            Some(is_trashed) => {
                self.column.walk_ast(out.reborrow())?;
                out.push_sql(MarkSql::of::<C::SqlType>().test(is_trashed));
            }
        }
        Ok(())
    }
}

impl<C, V> Expression for IsVisible<C, V> {
    type SqlType = Bool;
}
impl<C: LocalTo<QS>, V, QS: ?Sized> AppearsOnTable<QS> for IsVisible<C, V> {}
impl<C, V, GB> ValidGrouping<GB> for IsVisible<C, V> {
    type IsAggregate = is_aggregate::No;
}

impl<C, V: Visibility> Scope for IsVisible<C, V> {
    const ALL_ROWS: bool = V::TRASHED.is_none();
    const SCANS_TABLE: bool = V::SHOWS_MOST;
    type Presence = V::Presence;
    type All<All: Default> = All;
    type And<Other> = And<Self, Other>;
    fn and<Other>(self, other: Other) -> And<Self, Other> {
        And(self, other)
    }
}

/// The condition that is added last to queries of a model with soft deletes.
impl<C: Column<Table: Default>, V> Tail for IsVisible<C, V> {
    type Condition = Self;
    type PrimaryKey = <C::Table as Table>::PrimaryKey;
    fn condition(self) -> Self {
        self
    }
    fn primary_key() -> Self::PrimaryKey {
        C::Table::default().primary_key()
    }
}

/// Scopes that hide trashed rows of the model between.
#[diagnostic::on_unimplemented(
    message = "no rows between are hidden in this relation",
    label = "nothing is trashed between",
    note = "`with_trashed_parents` is for relations through a model with `#[model(soft_delete)]`"
)]
pub trait HidesTrashed {}

impl<C, V> HidesTrashed for IsVisible<C, V> {}

/// The condition that rows are not trashed, for `auto_type`, which finds the type of a function by its name.
pub fn is_not_trashed<C: Column>(column: C) -> is_not_trashed<C> {
    IsVisible {
        column,
        visibility: PhantomData,
    }
}

/// The type of [`is_not_trashed`](fn@is_not_trashed).
#[allow(non_camel_case_types)]
pub type is_not_trashed<C> = IsVisible<C, NotTrashed>;
