//! Keys as arrays, which PostgreSQL takes: one value to bind for each column.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::sql::key_columns::{ColumnsSql, KeyColumns};
use crate::sql::key_list::{KeyList, ListBinds, walk_literals, walk_row};
use crate::sql::literals::Literals;
use crate::sql::row_number::{column_name, walk_columns};
use crate::unstable::backend::backend_of;

impl<C, Keys> KeyList<C, Keys> {
    /// `a = ANY($1)`, `(a, b) IN (SELECT * FROM unnest($1, $2))`
    pub(super) fn walk_arrays<'b, DB>(
        &'b self,
        literals: Option<&[String]>,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: Backend + 'static,
        C: ColumnsSql<DB> + QueryFragment<DB>,
        Keys: ListBinds<C, DB>,
    {
        match literals {
            Some(keys) if C::WIDTH == 1 => return walk_literals(&self.columns, keys, out),
            Some(_) => return self.walk_padded(out),
            None => walk_row(&self.columns, out.reborrow())?,
        }
        let (open, close) = match C::WIDTH {
            1 => (" = ANY(", ")"),
            _ => (" IN (SELECT * FROM unnest(", "))"),
        };
        out.push_sql(open);
        self.walk_each_array(out.reborrow())?;
        out.push_sql(close);
        Ok(())
    }

    /// `$1, $2`
    fn walk_each_array<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend,
        C: KeyColumns,
        Keys: ListBinds<C, DB>,
    {
        for column in 0..C::WIDTH {
            out.push_sql(if column == 0 { "" } else { ", " });
            self.keys.column(column).walk_ast(out.reborrow())?;
        }
        Ok(())
    }

    /// True where a text of a column has a blank at its end.
    fn is_padded<DB: Backend>(&self, column: usize, backend: &DB) -> QueryResult<bool>
    where
        Keys: ListBinds<C, DB>,
    {
        let literals = Literals::new(true);
        let literals = literals.of(1, self.keys.column(column), backend)?;
        Ok(literals.is_some())
    }

    /// The condition where keys have blanks at their end, which do not count in a `CHAR(n)`:
    /// `(a, b, pg_typeof(b) = 'bpchar'::regtype) IN (SELECT a, rtrim(b, ..), TRUE .. UNION ALL ..)`.
    fn walk_padded<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend + 'static,
        C: ColumnsSql<DB> + QueryFragment<DB>,
        Keys: ListBinds<C, DB>,
    {
        let padded = (0..C::WIDTH).map(|column| self.is_padded(column, backend_of(&out)));
        let padded = padded.collect::<QueryResult<Vec<bool>>>()?;
        let padded_columns = || (0..C::WIDTH).filter(|&column| padded[column]);
        out.push_sql("(");
        self.columns.walk_ast(out.reborrow())?;
        for column in padded_columns() {
            out.push_sql(", pg_typeof(");
            self.columns.column(column).walk_ast(out.reborrow())?;
            out.push_sql(") = 'bpchar'::regtype");
        }
        out.push_sql(") IN (SELECT ");
        let parts = padded.iter().enumerate();
        let parts: Vec<_> = parts.map(|(number, &is)| padded_key(number, is)).collect();
        out.push_sql(&parts.join(", "));
        for column in padded_columns() {
            out.push_sql(&format!(", relations__blank_{column}.blank <> ''"));
        }
        out.push_sql(" FROM unnest(");
        self.walk_each_array(out.reborrow())?;
        out.push_sql(") AS relations__keys (");
        walk_columns(&mut out, C::WIDTH);
        out.push_sql(")");
        for column in padded_columns() {
            out.push_sql(&format!(
                ", (VALUES (''), (' ')) AS relations__blank_{column} (blank)"
            ));
        }
        out.push_sql(")");
        Ok(())
    }
}

/// A part of a key, without blanks at its end where the column is a `CHAR(n)`.
fn padded_key(number: usize, is_padded: bool) -> String {
    let name = column_name(number);
    match is_padded {
        true => format!("rtrim({name}, relations__blank_{number}.blank)"),
        false => name,
    }
}
