//! Holding rows locked from the moment they are looked at until they are written.

use diesel::QueryResult;
use diesel::query_builder::{AstPass, Query, QueryFragment};
use diesel::sql_types::Integer;

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf};
use crate::dialect::ask::facts_of;
use crate::dialect::dialect::{Dialect, facts};
use crate::driver::connection::{Driver, Fetch};
use crate::driver::statement::statement;
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::write::lock::walk_lock;

/// The condition on rows with some primary keys.
pub(crate) type KeysIn<M> = <<M as Model>::PrimaryKey as KeyColumn<KeyOf<M>>>::In;

/// `SELECT 1 FROM posts WHERE id IN (..) ORDER BY id FOR NO KEY UPDATE`: in the order of their keys, so that two transactions that lock the same
/// rows do not wait for each other.
pub struct LockRows<M: HasPrimaryKey> {
    table: M::Table,
    primary_key: M::PrimaryKey,
    is_in: KeysIn<M>,
}

statement!(LockRows<M: HasPrimaryKey>);

impl<M: HasPrimaryKey> Query for LockRows<M> {
    type SqlType = Integer;
}

impl<M, DB> QueryFragment<DB> for LockRows<M>
where
    DB: Dialect,
    M: HasPrimaryKey<Table: QueryFragment<DB>, PrimaryKey: QueryFragment<DB>>,
    KeysIn<M>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let facts = facts(&out)?;
        out.push_sql("SELECT 1 FROM ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.is_in.walk_ast(out.reborrow())?;
        out.push_sql(" ORDER BY ");
        self.primary_key.walk_ast(out.reborrow())?;
        walk_lock(facts.lock_row.unwrap_or_default(), facts, out);
        Ok(())
    }
}

/// A connection that locks rows of the model `M`.
pub trait LocksRows<Mode, M: HasPrimaryKey>:
    Driver<Mode, DB: Dialect> + Fetch<Mode, LockRows<M>, i32>
{
}

#[diagnostic::do_not_recommend]
impl<C, Mode, M: HasPrimaryKey> LocksRows<Mode, M> for C where
    C: Driver<Mode, DB: Dialect> + Fetch<Mode, LockRows<M>, i32>
{
}

/// Locks the rows with these keys, where the database locks rows.
pub(crate) async fn lock_rows<M, C, Mode>(keys: Vec<KeyOf<M>>, conn: &mut C) -> QueryResult<()>
where
    M: HasPrimaryKey,
    C: LocksRows<Mode, M>,
{
    if facts_of::<C, Mode>(conn)?.lock_row.is_none() {
        return Ok(());
    }
    for keys in keys.chunks(VALUES_PER_STATEMENT / M::PrimaryKey::WIDTH) {
        let lock = LockRows {
            table: M::Table::default(),
            primary_key: M::PrimaryKey::default(),
            is_in: M::PrimaryKey::is_in(keys.to_vec()),
        };
        conn.fetch(lock, |_: i32| {}).await?;
    }
    Ok(())
}
