//! The statements that write rows of a model, and read them again, as one type: what a connection is asked to run is proved once.

use diesel::QueryResult;
use diesel::expression::Expression;
use diesel::query_builder::{AstPass, Query, QueryFragment};

use crate::declare::primary_key::HasPrimaryKey;
use crate::dialect::dialect::Dialect;
use crate::driver::statement::statement;
use crate::write::insert_statement::InsertRows;
use crate::write::select_rows::SelectRows;
use crate::write::update_statement::UpdateRow;

/// A statement on rows of the model `M`, with the values `V` each; `E` is what it returns of them.
pub enum RowStatement<M: HasPrimaryKey, V, E> {
    /// `INSERT INTO roles (name) VALUES (?), (?) RETURNING id, name`
    Insert(InsertRows<M, V, E>),
    /// `UPDATE roles SET name = ? WHERE id = ?`
    Update(UpdateRow<M, V>),
    /// `SELECT id, name FROM roles WHERE id = ?`
    Select(SelectRows<M, V, E>),
    /// Forgets the key that the database made last.
    ForgetLastKey,
}

statement!(RowStatement<M: HasPrimaryKey, V, E>);

impl<M: HasPrimaryKey, V, E: Expression> Query for RowStatement<M, V, E> {
    type SqlType = E::SqlType;
}

impl<M, V, E, DB> QueryFragment<DB> for RowStatement<M, V, E>
where
    DB: Dialect,
    M: HasPrimaryKey,
    InsertRows<M, V, E>: QueryFragment<DB>,
    UpdateRow<M, V>: QueryFragment<DB>,
    SelectRows<M, V, E>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match self {
            RowStatement::Insert(insert) => insert.walk_ast(out),
            RowStatement::Update(update) => update.walk_ast(out),
            RowStatement::Select(select) => select.walk_ast(out),
            RowStatement::ForgetLastKey => {
                out.push_sql("DO LAST_INSERT_ID(0)");
                Ok(())
            }
        }
    }
}
