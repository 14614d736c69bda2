//! Lists of keys, as each database reads them best.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_source::Column;
use diesel::serialize::ToSql;
#[cfg(feature = "postgres")]
use diesel::sql_types::SqlType;
use diesel::sql_types::{Bool, HasSqlType, Nullable};

#[cfg(feature = "postgres")]
use crate::dialect::RowValues;
use crate::dialect::{Dialect, ListOf, SelectedRowValues, Tuples};
use crate::key::{KeyBinds, OnTable, condition};

/// `column IN (keys)` in a query of joined tables. SQLite gets a sub-query: with statistics it reads the other table first
/// and looks through a plain list for each of its rows.
#[derive(Debug, Clone)]
pub struct Among<C, Key> {
    column: C,
    keys: Vec<Key>,
}

impl<C: Default, Key> Among<C, Key> {
    pub(crate) fn new(keys: Vec<Key>) -> Self {
        let column = C::default();
        Among { column, keys }
    }
}

impl<C, Key> QueryId for Among<C, Key> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, Key, DB> QueryFragment<DB> for Among<C, Key>
where
    DB: Dialect,
    Self: ListOf<DB, DB::RowLists>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if self.keys.is_empty() {
            out.push_sql("1 = 0");
            return Ok(());
        }
        self.walk_list(out)
    }
}

#[cfg(feature = "postgres")]
impl<C, Key> ListOf<diesel::pg::Pg, RowValues> for Among<C, Key>
where
    C: Expression<SqlType: SqlType> + QueryFragment<diesel::pg::Pg>,
    diesel::pg::Pg: HasSqlType<diesel::sql_types::Array<C::SqlType>>,
    Vec<Key>: ToSql<diesel::sql_types::Array<C::SqlType>, diesel::pg::Pg>,
{
    fn walk_list<'b>(&'b self, mut out: AstPass<'_, 'b, diesel::pg::Pg>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ANY(");
        out.push_bind_param::<diesel::sql_types::Array<C::SqlType>, _>(&self.keys)?;
        out.push_sql(")");
        Ok(())
    }
}

macro_rules! list {
    ($List:ident, $open:literal, $between:literal, $close:literal) => {
        impl<C, Key, DB> ListOf<DB, $List> for Among<C, Key>
        where
            DB: Backend + HasSqlType<C::SqlType>,
            C: Expression + QueryFragment<DB>,
            Key: ToSql<C::SqlType, DB>,
        {
            fn walk_list<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                out.unsafe_to_cache_prepared();
                self.column.walk_ast(out.reborrow())?;
                for (number, key) in self.keys.iter().enumerate() {
                    out.push_sql(if number == 0 { $open } else { $between });
                    out.push_bind_param::<C::SqlType, _>(key)?;
                }
                out.push_sql($close);
                Ok(())
            }
        }
    };
}
list!(
    SelectedRowValues,
    " IN (SELECT * FROM (VALUES (",
    "), (",
    ")))"
);
list!(Tuples, " IN (", ", ", ")");

condition!(Among<C, Key>);

/// Keys as the rows of a table, as the dialect `Lists` writes it.
pub trait KeyTable<Key, DB: Backend, Lists> {
    /// `unnest($1)`, `(VALUES (?), (?))`
    fn walk_table<'b>(keys: &'b [Key], out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

#[cfg(feature = "postgres")]
impl<C, Key> KeyTable<Key, diesel::pg::Pg, RowValues> for C
where
    C: Column<SqlType: SqlType>,
    diesel::pg::Pg: HasSqlType<diesel::sql_types::Array<C::SqlType>>,
    [Key]: ToSql<diesel::sql_types::Array<C::SqlType>, diesel::pg::Pg>,
{
    fn walk_table<'b>(
        keys: &'b [Key],
        mut out: AstPass<'_, 'b, diesel::pg::Pg>,
    ) -> QueryResult<()> {
        out.push_sql("unnest(");
        out.push_bind_param::<diesel::sql_types::Array<C::SqlType>, _>(keys)?;
        out.push_sql(")");
        Ok(())
    }
}

/// `(VALUES (?, ?), (?, ?))`
pub(crate) fn walk_values<'b, C, Key, DB>(
    keys: &'b [Key],
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    C: KeyBinds<Key, DB>,
    DB: Backend,
{
    out.unsafe_to_cache_prepared();
    for (number, key) in keys.iter().enumerate() {
        out.push_sql(if number == 0 { "(VALUES (" } else { "), (" });
        C::walk_key(key, out.reborrow())?;
    }
    out.push_sql("))");
    Ok(())
}

macro_rules! values {
    ($($List:ident)*) => {$(
        impl<C: Column + KeyBinds<Key, DB>, Key, DB: Backend> KeyTable<Key, DB, $List> for C {
            fn walk_table<'b>(keys: &'b [Key], out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                walk_values::<C, Key, DB>(keys, out)
            }
        }
    )*};
}
values!(SelectedRowValues Tuples);
