//! Lists of keys, as each database reads them best.
//!
//! PostgreSQL gets an array: one value to bind, whatever its length. The others bind each key, and allow 32,766 values or 65,535 to a
//! statement; so the keys of a long list stand in the text. What several statements can do is cut: see
//! [`VALUES_PER_STATEMENT`](crate::load::eager::VALUES_PER_STATEMENT).

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

use crate::dialect::dialect::Dialect;
#[cfg(feature = "postgres")]
use crate::dialect::list_form::RowValues;
use crate::dialect::list_form::{ListForm, ListOf, SelectedRowValues, Tuples};
use crate::sql::condition::condition;
use crate::sql::key_binds::KeyBinds;
use crate::sql::literals::Literals;

/// Writes a key of a list: as a literal, or as a value to bind.
pub(crate) fn walk_listed<'b, ST, Bind, DB>(
    bind: &'b Bind,
    literal: Option<&String>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    DB: Backend + HasSqlType<ST>,
    Bind: ToSql<ST, DB>,
{
    match literal {
        Some(literal) => {
            out.push_sql(literal);
            Ok(())
        }
        None => out.push_bind_param::<ST, _>(bind),
    }
}

/// A list of which all keys are bound.
pub(crate) struct AllBound<'l, List>(pub(crate) &'l List);

impl<List, DB> QueryFragment<DB> for AllBound<'_, List>
where
    DB: Dialect + ListForm,
    List: ListOf<DB, <DB as ListForm>::RowLists>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_list(None, out)
    }
}

/// `column IN (keys)`: Diesel's `eq_any`, of any length.
#[derive(Debug, Clone)]
pub struct AnyOf<C, In> {
    column: C,
    list: In,
    count: usize,
    literals: Literals,
}

impl<C: Default, In> AnyOf<C, In> {
    pub(crate) fn new<Key>(
        keys: Vec<Key>,
        can_be_padded: bool,
        eq_any: impl FnOnce(C, Vec<Key>) -> In,
    ) -> Self {
        AnyOf {
            column: C::default(),
            count: keys.len(),
            list: eq_any(C::default(), keys),
            literals: Literals::new(can_be_padded),
        }
    }
}

impl<C, In> QueryId for AnyOf<C, In> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, In, DB> QueryFragment<DB> for AnyOf<C, In>
where
    DB: Backend + 'static,
    C: QueryFragment<DB>,
    In: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let Some(keys) = self.literals.of(self.count, &self.list) else {
            return self.list.walk_ast(out);
        };
        walk_literals(&self.column, keys, out)
    }
}

/// `column IN ('a', 'b')`
fn walk_literals<'b, DB: Backend>(
    column: &'b impl QueryFragment<DB>,
    keys: &[String],
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    out.unsafe_to_cache_prepared();
    column.walk_ast(out.reborrow())?;
    for (number, key) in keys.iter().enumerate() {
        out.push_sql(if number == 0 { " IN (" } else { ", " });
        out.push_sql(key);
    }
    out.push_sql(")");
    Ok(())
}

condition!(AnyOf<C, In>);

/// `column IN (keys)` in a query of joined tables. SQLite gets a sub-query: with statistics it reads the other table first
/// and looks through a plain list for each of its rows.
#[derive(Debug, Clone)]
pub struct Among<C, Key> {
    column: C,
    keys: Vec<Key>,
    literals: Literals,
}

impl<C: Default, Key> Among<C, Key> {
    pub(crate) fn new(keys: Vec<Key>, can_be_padded: bool) -> Self {
        Among {
            column: C::default(),
            keys,
            literals: Literals::new(can_be_padded),
        }
    }
}

impl<C, Key> QueryId for Among<C, Key> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, Key, DB> QueryFragment<DB> for Among<C, Key>
where
    DB: Dialect + ListForm,
    Self: ListOf<DB, <DB as ListForm>::RowLists>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if self.keys.is_empty() {
            out.push_sql("1 = 0");
            return Ok(());
        }
        let literals = self.literals.of(self.keys.len(), &AllBound(self));
        self.walk_list(literals, out)
    }
}

#[cfg(feature = "postgres")]
impl<C, Key> ListOf<diesel::pg::Pg, RowValues> for Among<C, Key>
where
    C: Expression<SqlType: SqlType> + QueryFragment<diesel::pg::Pg>,
    diesel::pg::Pg: HasSqlType<diesel::sql_types::Array<C::SqlType>>,
    Vec<Key>: ToSql<diesel::sql_types::Array<C::SqlType>, diesel::pg::Pg>,
{
    fn walk_list<'b>(
        &'b self,
        literals: Option<&[String]>,
        mut out: AstPass<'_, 'b, diesel::pg::Pg>,
    ) -> QueryResult<()> {
        if let Some(keys) = literals {
            return walk_literals(&self.column, keys, out);
        }
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
            fn walk_list<'b>(
                &'b self,
                literals: Option<&[String]>,
                mut out: AstPass<'_, 'b, DB>,
            ) -> QueryResult<()> {
                out.unsafe_to_cache_prepared();
                self.column.walk_ast(out.reborrow())?;
                for (number, key) in self.keys.iter().enumerate() {
                    out.push_sql(if number == 0 { $open } else { $between });
                    let literal = literals.and_then(|literals| literals.get(number));
                    walk_listed::<C::SqlType, _, DB>(key, literal, out.reborrow())?;
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
