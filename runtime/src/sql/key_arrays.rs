//! Keys as arrays, which PostgreSQL takes: one value to bind for each column.

use diesel::QueryResult;
use diesel::expression::Expression;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::serialize::ToSql;
use diesel::sql_types::{Array, HasSqlType, SqlType};

use crate::dialect::list_form::{ListOf, RowValues};
use crate::sql::key_columns::ColumnsSql;
use crate::sql::key_list::{KeyList, walk_literals, walk_row};
use crate::sql::padded::is_padded;
use crate::sql::row_number::{column_name, walk_columns};

/// The keys of a list, an array for each column.
pub trait BindsArrays<C> {
    /// Binds the values of a column, by its number.
    fn bind_array<'b>(&'b self, column: usize, out: AstPass<'_, 'b, Pg>) -> QueryResult<()>;
}

impl<C, Key> BindsArrays<C> for Vec<Key>
where
    C: Expression<SqlType: SqlType>,
    Pg: HasSqlType<Array<C::SqlType>>,
    Vec<Key>: ToSql<Array<C::SqlType>, Pg>,
{
    fn bind_array<'b>(&'b self, _: usize, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_bind_param::<Array<C::SqlType>, _>(self)
    }
}

/// An array of the keys.
struct KeyArray<'l, C, Keys>(&'l KeyList<C, Keys>, usize);

impl<C, Keys: BindsArrays<C>> QueryFragment<Pg> for KeyArray<'_, C, Keys> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.keys.bind_array(self.1, out)
    }
}

impl<C, Keys> ListOf<Pg, RowValues> for KeyList<C, Keys>
where
    C: ColumnsSql<Pg> + QueryFragment<Pg>,
    Keys: BindsArrays<C>,
{
    fn walk_list<'b>(
        &'b self,
        literals: Option<&[String]>,
        mut out: AstPass<'_, 'b, Pg>,
    ) -> QueryResult<()> {
        match literals {
            Some(keys) if C::WIDTH == 1 => return walk_literals(&self.columns, keys, out),
            Some(_) => return self.walk_padded(out),
            None => walk_row(&self.columns, out.reborrow())?,
        }
        if C::WIDTH == 1 {
            out.push_sql(" = ANY(");
            self.keys.bind_array(0, out.reborrow())?;
            out.push_sql(")");
            return Ok(());
        }
        out.push_sql(" IN (SELECT * FROM unnest(");
        self.walk_arrays(out.reborrow())?;
        out.push_sql("))");
        Ok(())
    }
}

impl<C, Keys> KeyList<C, Keys>
where
    C: ColumnsSql<Pg> + QueryFragment<Pg>,
    Keys: BindsArrays<C>,
{
    /// `$1, $2`
    fn walk_arrays<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        for column in 0..C::WIDTH {
            out.push_sql(if column == 0 { "" } else { ", " });
            self.keys.bind_array(column, out.reborrow())?;
        }
        Ok(())
    }

    /// The same where keys have blanks at their end, which do not count in a `CHAR(n)`:
    /// `(a, b, pg_typeof(b) = 'bpchar'::regtype) IN (SELECT a, rtrim(b, ..), TRUE .. UNION ALL ..)`.
    fn walk_padded<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let padded = (0..C::WIDTH).map(|column| is_padded::<Pg>(&KeyArray(self, column)));
        let padded: Vec<bool> = padded.collect();
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
        self.walk_arrays(out.reborrow())?;
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
