//! Which rows are seen, of a model with soft deletes.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, SqlType, is_nullable};
use diesel::{Column, QueryResult};

use crate::declare::mark::MarkSql;
use crate::declare::presence::{Lenient, Presence};
#[cfg(doc)]
use crate::relation::relation::Relation;
use crate::sql::local::LocalTo;

/// Which rows are seen: those that are not trashed, all, or the trashed ones.
pub trait Visibility: 'static {
    /// Whether these are the trashed rows; nothing where all rows are seen.
    const TRASHED: Option<bool>;
    /// Whether most rows are seen.
    const SEES_MOST: bool;
    /// Those that [`only_trashed`](Relation::only_trashed) leaves. Where trashed rows were asked for, that wins.
    type OnlyTrashed: Visibility;
    /// Those that are deleted for good.
    type Forced: Visibility;
    /// Whether there is always an owner, where there is by `P`.
    type Presence<P: Presence>: Presence;
    /// Whether the key of an owner may be NULL, or the owner hidden.
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
    const SEES_MOST: bool = true;
    type OnlyTrashed = TrashedOnly;
    type Forced = AnyRow;
    type Presence<P: Presence> = Lenient;
    type OwnerIsNull<Nullability> = is_nullable::IsNullable;
}

impl Visibility for AnyRow {
    const TRASHED: Option<bool> = None;
    const SEES_MOST: bool = true;
    type OnlyTrashed = AnyRow;
    type Forced = AnyRow;
    type Presence<P: Presence> = P;
    type OwnerIsNull<Nullability> = Nullability;
}

impl Visibility for TrashedOnly {
    const TRASHED: Option<bool> = Some(true);
    const SEES_MOST: bool = false;
    type OnlyTrashed = TrashedOnly;
    type Forced = TrashedOnly;
    type Presence<P: Presence> = Lenient;
    type OwnerIsNull<Nullability> = is_nullable::IsNullable;
}

/// `deleted_at IS NULL`, or `deleted = FALSE`
#[derive(Debug, QueryId)]
pub struct IsSeen<C, V> {
    column: C,
    visibility: PhantomData<V>,
}

impl<C: Default, V> Default for IsSeen<C, V> {
    fn default() -> Self {
        IsSeen {
            column: C::default(),
            visibility: PhantomData,
        }
    }
}

impl<C: Clone, V> Clone for IsSeen<C, V> {
    fn clone(&self) -> Self {
        IsSeen {
            column: self.column.clone(),
            visibility: PhantomData,
        }
    }
}
impl<C: Copy, V> Copy for IsSeen<C, V> {}

impl<C, V, DB> QueryFragment<DB> for IsSeen<C, V>
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

impl<C, V> Expression for IsSeen<C, V> {
    type SqlType = Bool;
}
impl<C: LocalTo<QS>, V, QS: ?Sized> AppearsOnTable<QS> for IsSeen<C, V> {}
impl<C, V, GB> ValidGrouping<GB> for IsSeen<C, V> {
    type IsAggregate = is_aggregate::No;
}

/// Of rows that are not trashed. In the language of `auto_type`, whose types are called as its functions.
pub fn is_kept<C: Column>(column: C) -> is_kept<C> {
    IsSeen {
        column,
        visibility: PhantomData,
    }
}

/// The type of [`is_kept`](fn@is_kept).
#[allow(non_camel_case_types)]
pub type is_kept<C> = IsSeen<C, NotTrashed>;

/// A query of a model with soft deletes: `deleted_at IS NULL`, or `deleted = FALSE`, is added last, behind whatever `or_filter` was given.
#[derive(Debug)]
pub struct Scoped<Q, C, V = NotTrashed> {
    pub(crate) query: Q,
    seen: PhantomData<fn() -> (C, V)>,
}

impl<Q: Clone, C, V> Clone for Scoped<Q, C, V> {
    fn clone(&self) -> Self {
        Scoped::new(self.query.clone())
    }
}

impl<Q: Copy, C, V> Copy for Scoped<Q, C, V> {}

impl<Q, C, V> Scoped<Q, C, V> {
    pub(crate) fn new(query: Q) -> Self {
        let seen = PhantomData;
        Scoped { query, seen }
    }

    /// The query with another view of trashed rows.
    pub(crate) fn seeing<New>(self) -> Scoped<Q, C, New> {
        Scoped::new(self.query)
    }
}
