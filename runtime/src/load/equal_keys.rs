//! The statement that asks the database which keys are equal in the collation of their column.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment};
use diesel::sql_types::Integer;

use crate::declare::model::Model;
use crate::declare::primary_key::KeyOf;
use crate::driver::connection::Fetch;
use crate::driver::statement::statement;
use crate::sql::key_binds::KeyBinds;
use crate::sql::key_columns::KeyColumns;
use crate::sql::row_number::column_name;

/// A query for the keys that are equal in the collation of the key column `C`: the number of each, and of the first that is equal to it.
/// `WITH .. AS (SELECT -1, slug FROM posts WHERE 1 = 0 UNION ALL SELECT 0, ? UNION ALL ..) SELECT number, MIN(number) OVER (PARTITION BY slug) FROM ..`
pub struct EqualKeys<C: KeyColumns, Key> {
    table: C::Table,
    keys: Vec<Key>,
}

statement!(EqualKeys<C: KeyColumns, Key>);

/// The condition on primary keys.
pub(crate) type EqualPrimaryKeys<M> = EqualKeys<<M as Model>::PrimaryKey, KeyOf<M>>;

impl<C: KeyColumns, Key> Query for EqualKeys<C, Key> {
    type SqlType = (Integer, Integer);
}

impl<C, Key, DB> QueryFragment<DB> for EqualKeys<C, Key>
where
    DB: Backend + 'static,
    C: KeyColumns<Table: QueryFragment<DB>> + KeyBinds<Key, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        let columns: Vec<_> = (0..C::WIDTH).map(column_name).collect();
        let columns = columns.join(", ");
        out.push_sql("WITH relations__keys (relations__number, ");
        out.push_sql(&columns);
        // The rows of none are there for the collation.
        out.push_sql(") AS (");
        self.walk_none(out.reborrow())?;
        for (number, key) in self.keys.iter().enumerate() {
            out.push_sql(" UNION ALL ");
            let is_literal =
                !KeyOnly::<C, Key>(key, PhantomData).is_safe_to_cache_prepared(out.backend())?;
            if is_literal {
                // In the type of the column, before it is one of others.
                out.push_sql("SELECT * FROM (");
                self.walk_none(out.reborrow())?;
                out.push_sql(" UNION ALL ");
            }
            out.push_sql(&format!("SELECT {number}, "));
            C::walk_key(key, out.reborrow())?;
            if is_literal {
                out.push_sql(") AS relations__key");
            }
        }
        out.push_sql(") SELECT relations__number, MIN(relations__number) OVER (PARTITION BY ");
        out.push_sql(&columns);
        out.push_sql(") FROM relations__keys");
        Ok(())
    }
}

impl<C: KeyColumns, Key> EqualKeys<C, Key> {
    /// Finds the keys that are equal.
    pub(crate) fn new(keys: Vec<Key>) -> Self {
        let table = C::Table::default();
        EqualKeys { table, keys }
    }

    /// `SELECT -1, slug FROM posts WHERE 1 = 0`
    fn walk_none<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend,
        C: KeyColumns<Table: QueryFragment<DB>>,
    {
        out.push_sql("SELECT -1, ");
        C::walk_names(&mut out)?;
        out.push_sql(" FROM ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE 1 = 0");
        Ok(())
    }
}

/// The values of a key.
struct KeyOnly<'k, C, Key>(&'k Key, PhantomData<fn() -> C>);

impl<C: KeyBinds<Key, DB>, Key, DB: Backend + 'static> QueryFragment<DB> for KeyOnly<'_, C, Key> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        C::walk_key(self.0, out)
    }
}

/// A connection that asks the database which keys are equal.
pub(crate) trait CompareKeys<Mode, C: KeyColumns, Key>:
    Fetch<Mode, EqualKeys<C, Key>, (i32, i32)>
{
}
impl<Mode, C, Key, Conn> CompareKeys<Mode, C, Key> for Conn
where
    C: KeyColumns,
    Conn: Fetch<Mode, EqualKeys<C, Key>, (i32, i32)>,
{
}
