//! Which rows are seen, of a model with soft deletes.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, SqlType, is_nullable};
use diesel::{Column, QueryResult};

use crate::declare::mark::MarkSql;
use crate::declare::scope::Own;
use crate::morph::load::{Lenient, Presence};
#[cfg(doc)]
use crate::relation::relation::Relation;
use crate::sql::correlate::LocalTo;

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

/// Another view of trashed rows: [`WithTrashed`] and the like.
pub trait View: 'static {
    /// Which rows are seen, of those that were.
    type Seen<V: Visibility>: Visibility;
    /// What is asked of them beside that.
    type Own<O: Own>: Own;
    /// What is asked of them beside that.
    fn own<O: Own>(own: O) -> Self::Own<O>;
}

macro_rules! view {
    ($(#[$doc:meta])* $name:ident: |$V:ident| $seen:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;

        impl View for $name {
            type Seen<$V: Visibility> = $seen;
            type Own<O: Own> = O;
            fn own<O: Own>(own: O) -> O {
                own
            }
        }
    };
}
view!(
    /// Trashed rows, too: [`Relation::with_trashed`].
    WithTrashed: |V| AnyRow
);
view!(
    /// Trashed rows only: [`Relation::only_trashed`].
    OnlyTrashed: |V| V::OnlyTrashed
);
view!(
    /// The rows that are deleted for good.
    Forced: |V| V::Forced
);
view!(
    /// The rows that are restored.
    Restored: |V| TrashedOnly
);

/// Related rows whose row between is trashed, too: [`Relation::with_trashed_parents`].
#[derive(Debug, Clone, Copy)]
pub struct WithTrashedParents;

impl View for WithTrashedParents {
    type Seen<V: Visibility> = V;
    type Own<O: Own> = O::WithTrashedParents;
    fn own<O: Own>(own: O) -> O::WithTrashedParents {
        own.with_trashed_parents()
    }
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
