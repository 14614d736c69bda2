//! Lists of keys, as each database reads them best.
//!
//! PostgreSQL gets an array: one value to bind, whatever its length. The others bind each key, and allow 32,766 values or 65,535 to a
//! statement; so the keys of a long list stand in the text. What several statements can do is cut: see
//! [`VALUES_PER_STATEMENT`](crate::load::key_parts::VALUES_PER_STATEMENT).

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Nullable};

use crate::dialect::dialect::{Dialect, facts};
use crate::dialect::facts::Lists;
use crate::sql::condition::condition;
use crate::sql::key_binds::KeyBinds;
use crate::sql::key_columns::{ColumnsSql, KeyColumns};
use crate::sql::literals::{AsLiterals, Literals};
use crate::sql::padded::can_be_padded;
use crate::unstable::backend::backend_of;
use crate::unstable::many::Many;

/// The literals of a list of keys of these columns, which are not written yet.
fn literals<C: KeyColumns>() -> Literals {
    Literals::new((0..C::WIDTH).any(|number| can_be_padded(C::sql_type(number))))
}

/// `column IN (keys)`: Diesel's `eq_any`, of any length.
#[derive(Debug, Clone)]
pub struct AnyOf<C, In> {
    column: C,
    list: In,
    count: usize,
    literals: Literals,
}

impl<C: KeyColumns, In> AnyOf<C, In> {
    pub(crate) fn new<Key>(keys: Vec<Key>, eq_any: impl FnOnce(C, Vec<Key>) -> In) -> Self {
        AnyOf {
            column: C::default(),
            count: keys.len(),
            list: eq_any(C::default(), keys),
            literals: literals::<C>(),
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
    In: AsLiterals<DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let literals = self.literals.of(self.count, &self.list, backend_of(&out))?;
        let Some(keys) = literals else {
            return self.list.walk_ast(out);
        };
        walk_literals(&self.column, keys, out)
    }
}

/// `column IN ('a', 'b')`
pub(super) fn walk_literals<'b, DB: Backend>(
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

/// `(a, b) IN (..)`, and `a IN (..)` in a query of joined tables. SQLite gets a sub-query: with statistics it reads the other table first
/// and looks through a plain list for each of its rows. The keys of several columns are held column by column, as PostgreSQL takes them.
#[derive(Debug, Clone)]
pub struct KeyList<C, Keys> {
    pub(super) columns: C,
    pub(super) keys: Keys,
    count: usize,
    literals: Literals,
}

impl<C: KeyColumns, Keys> KeyList<C, Keys> {
    pub(crate) fn new(count: usize, keys: Keys) -> Self {
        KeyList {
            columns: C::default(),
            keys,
            count,
            literals: literals::<C>(),
        }
    }
}

impl<C, Keys> QueryId for KeyList<C, Keys> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, Keys, DB> QueryFragment<DB> for KeyList<C, Keys>
where
    DB: Dialect,
    C: ColumnsSql<DB> + QueryFragment<DB>,
    Keys: ListBinds<C, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if self.count == 0 {
            out.push_sql("1 = 0");
            return Ok(());
        }
        let literals = self.literals.of(self.count, &self.keys, backend_of(&out))?;
        self.walk_list(literals, out)
    }
}

condition!(KeyList<C, Keys>);

/// The keys of a list.
pub trait ListBinds<C, DB: Backend>: AsLiterals<DB> {
    /// Binds the value of a column of a key, by their numbers.
    fn bind<'b>(&'b self, key: usize, column: usize, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
    /// All values of a column, which are bound as one array where the database has arrays.
    fn column(&self, column: usize) -> &dyn AsLiterals<DB>;
}

impl<C, ST, Key, DB> ListBinds<C, DB> for Many<ST, Key>
where
    DB: Backend,
    C: KeyBinds<Key, DB>,
    Self: AsLiterals<DB>,
{
    fn bind<'b>(&'b self, key: usize, column: usize, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        C::bind(self.values.get(key), column, out)
    }
    fn column(&self, _: usize) -> &dyn AsLiterals<DB> {
        self
    }
}

impl<C, Keys> KeyList<C, Keys> {
    /// Writes the list as the database reads it best, with its values as literals where there are any.
    fn walk_list<'b, DB>(
        &'b self,
        literals: Option<&[String]>,
        out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: Dialect,
        C: ColumnsSql<DB> + QueryFragment<DB>,
        Keys: ListBinds<C, DB>,
    {
        match facts(&out)?.lists {
            Lists::Arrays => self.walk_arrays(literals, out),
            Lists::RowsOfQuery => {
                self.walk_in(literals, ("(SELECT * FROM (VALUES ", "))"), true, out)
            }
            Lists::Rows => self.walk_in(literals, ("(", ")"), false, out),
        }
    }

    /// The columns, ` IN ` and the keys, each in parentheses where `rows` says so or where it has several columns.
    fn walk_in<'b, DB>(
        &'b self,
        literals: Option<&[String]>,
        (open, close): (&str, &str),
        rows: bool,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: Backend,
        C: ColumnsSql<DB> + QueryFragment<DB>,
        Keys: ListBinds<C, DB>,
    {
        out.unsafe_to_cache_prepared();
        // They are written column by column.
        let literals = literals.unwrap_or_default();
        walk_row(&self.columns, out.reborrow())?;
        out.push_sql(" IN ");
        out.push_sql(open);
        let rows = rows || C::WIDTH > 1;
        for key in 0..self.count {
            out.push_sql(if key == 0 { "" } else { ", " });
            out.push_sql(if rows { "(" } else { "" });
            for column in 0..C::WIDTH {
                out.push_sql(if column == 0 { "" } else { ", " });
                match literals.get(column * self.count + key) {
                    Some(literal) => out.push_sql(literal),
                    None => self.keys.bind(key, column, out.reborrow())?,
                }
            }
            out.push_sql(if rows { ")" } else { "" });
        }
        out.push_sql(close);
        Ok(())
    }

    /// The keys as the rows of a table: `unnest($1)`, `(VALUES (?, ?), (?, ?))`
    pub(crate) fn walk_table<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        C: KeyColumns,
        Keys: ListBinds<C, DB>,
    {
        if C::WIDTH == 1 && facts(&out)?.lists == Lists::Arrays {
            out.push_sql("unnest(");
            self.keys.column(0).walk_ast(out.reborrow())?;
            out.push_sql(")");
            return Ok(());
        }
        out.unsafe_to_cache_prepared();
        for key in 0..self.count {
            out.push_sql(if key == 0 { "(VALUES (" } else { "), (" });
            for column in 0..C::WIDTH {
                out.push_sql(if column == 0 { "" } else { ", " });
                self.keys.bind(key, column, out.reborrow())?;
            }
        }
        out.push_sql("))");
        Ok(())
    }
}

/// `a`, `(a, b)`
pub(super) fn walk_row<'b, C, DB>(columns: &'b C, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
where
    DB: Backend,
    C: KeyColumns + QueryFragment<DB>,
{
    if C::WIDTH == 1 {
        return columns.walk_ast(out);
    }
    out.push_sql("(");
    columns.walk_ast(out.reborrow())?;
    out.push_sql(")");
    Ok(())
}
