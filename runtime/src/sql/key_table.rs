//! Keys as the rows of a table.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::expression::Expression;
#[cfg(feature = "postgres")]
use diesel::pg::Pg;
use diesel::query_builder::AstPass;
#[cfg(feature = "postgres")]
use diesel::serialize::ToSql;
#[cfg(feature = "postgres")]
use diesel::sql_types::{Array, HasSqlType, SqlType};

#[cfg(feature = "postgres")]
use crate::dialect::list_form::RowValues;
use crate::dialect::list_form::{SelectedRowValues, Tuples};
use crate::sql::composite::Composite;
use crate::sql::key_binds::KeyBinds;

/// Keys as the rows of a table, as the dialect `Lists` writes it.
pub trait KeyTable<Key, DB: Backend, Lists> {
    /// `unnest($1)`, `(VALUES (?), (?))`
    fn walk_table<'b>(keys: &'b [Key], out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

#[cfg(feature = "postgres")]
impl<C, Key> KeyTable<Key, Pg, RowValues> for C
where
    C: Expression<SqlType: SqlType>,
    Pg: HasSqlType<Array<C::SqlType>>,
    [Key]: ToSql<Array<C::SqlType>, Pg>,
{
    fn walk_table<'b>(keys: &'b [Key], mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("unnest(");
        out.push_bind_param::<Array<C::SqlType>, _>(keys)?;
        out.push_sql(")");
        Ok(())
    }
}

macro_rules! values {
    ($($List:ident)*) => {$(
        impl<C, Key, DB> KeyTable<Key, DB, $List> for C
        where
            DB: Backend + 'static,
            C: Expression + KeyBinds<Key, DB>,
        {
            fn walk_table<'b>(keys: &'b [Key], out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                walk_values::<C, Key, DB>(keys, out)
            }
        }
    )*};
}
values!(SelectedRowValues Tuples);

impl<T, Key, DB, Lists> KeyTable<Key, DB, Lists> for Composite<T>
where
    DB: Backend + 'static,
    Self: KeyBinds<Key, DB>,
{
    fn walk_table<'b>(keys: &'b [Key], out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        walk_values::<Self, Key, DB>(keys, out)
    }
}

/// `(VALUES (?, ?), (?, ?))`
fn walk_values<'b, C, Key, DB>(keys: &'b [Key], mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
where
    DB: Backend + 'static,
    C: KeyBinds<Key, DB>,
{
    out.unsafe_to_cache_prepared();
    for (number, key) in keys.iter().enumerate() {
        out.push_sql(if number == 0 { "(VALUES (" } else { "), (" });
        C::walk_key(key, out.reborrow())?;
    }
    out.push_sql("))");
    Ok(())
}
