//! Reading the rows that a statement has inserted, where the database cannot return them from it.

use std::ops::Range;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::declare::model::Model;
use crate::declare::primary_key::HasPrimaryKey;
use crate::dialect::dialect::Dialect;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::Values;
use crate::write::batch::Shared;

/// The way in which the rows of one `INSERT` are found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FoundBy {
    /// By the keys that the rows give.
    TheirKeys,
    /// By the keys that the database has made: one `INSERT` takes them one after the other.
    MadeKeys,
    /// Only one at a time: the rows give a part of their keys.
    EachAlone,
}

impl FoundBy {
    /// The condition by which a row like this one is found.
    pub(crate) fn of<M: HasPrimaryKey, DB: Dialect>(row: &impl Values<DB>) -> QueryResult<Self> {
        let mut given = 0;
        row.each(&mut |column, value| {
            M::PrimaryKey::each_name(&mut |name| {
                given += usize::from(name == column && value.is_some());
                Ok(())
            })
        })?;
        Ok(match (given, <M::PrimaryKey as KeyColumns>::WIDTH) {
            (0, 1) => FoundBy::MadeKeys,
            (given, width) if given == width => FoundBy::TheirKeys,
            _ => FoundBy::EachAlone,
        })
    }

    /// True where the key that the database made last is to be forgotten before such a row is inserted.
    pub(crate) fn forgets_last_key(self) -> bool {
        self != FoundBy::TheirKeys
    }

    /// The number of rows that one statement reads. Those with keys of their own are put into order by a list of all keys.
    pub(crate) fn most(self) -> usize {
        match self {
            FoundBy::TheirKeys => 500,
            FoundBy::MadeKeys => usize::MAX,
            FoundBy::EachAlone => 1,
        }
    }
}

/// The row that was inserted with these values: `(roles.id) = (?)`. A part of the primary key that is not among them was made by the
/// database, which has not made another one since: `(roles.id) = (CONCAT(NULLIF(LAST_INSERT_ID(), 0)))`.
pub struct Inserted<M: Model, V> {
    row: Shared<V>,
    primary_key: M::PrimaryKey,
}

impl<M: Model, V> Inserted<M, V> {
    pub(crate) fn new(row: Shared<V>) -> Self {
        Inserted {
            row,
            primary_key: M::PrimaryKey::default(),
        }
    }
}

impl<M, V, DB> QueryFragment<DB> for Inserted<M, V>
where
    DB: Dialect,
    M: HasPrimaryKey<PrimaryKey: QueryFragment<DB>>,
    V: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(");
        self.primary_key.walk_ast(out.reborrow())?;
        out.push_sql(") = ");
        let mut separator = "(";
        M::PrimaryKey::each_name(&mut |name| {
            out.push_sql(separator);
            separator = ", ";
            if !walk_value(&self.row, name, out.reborrow())? {
                // As a text: a key that is one would be compared as a number, and `a1b2` is 0.
                out.push_sql("CONCAT(NULLIF(LAST_INSERT_ID(), 0))");
            }
            Ok(())
        })?;
        out.push_sql(")");
        Ok(())
    }
}

/// The rows that were inserted, in their order:
/// `.. id BETWEEN LAST_INSERT_ID() AND LAST_INSERT_ID() + 2 * @@auto_increment_increment ORDER BY id`, or by the keys that they gave:
/// `(id) IN ((?), (?)) ORDER BY CASE WHEN (id) = (?) THEN 0 WHEN (id) = (?) THEN 1 END`
pub(crate) struct InsertedRows<M: Model, V> {
    pub(crate) primary_key: M::PrimaryKey,
    pub(crate) rows: Arc<[V]>,
    pub(crate) part: Range<usize>,
    pub(crate) found_by: FoundBy,
}

impl<M, V, DB> QueryFragment<DB> for InsertedRows<M, V>
where
    DB: Dialect,
    M: HasPrimaryKey<PrimaryKey: QueryFragment<DB>>,
    V: Values<DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match self.found_by {
            FoundBy::MadeKeys => self.walk_made_keys(out),
            FoundBy::TheirKeys | FoundBy::EachAlone => self.walk_their_keys(out),
        }
    }
}

impl<M: Model, V> InsertedRows<M, V> {
    fn walk_made_keys<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        M: HasPrimaryKey<PrimaryKey: QueryFragment<DB>>,
    {
        // 0 where the database has made none; and a key that is a text is none that it has made, whatever number it begins with.
        out.push_sql("LAST_INSERT_ID() > 0 AND CONCAT(");
        self.primary_key.walk_ast(out.reborrow())?;
        out.push_sql(") = CONCAT(0 + ");
        self.primary_key.walk_ast(out.reborrow())?;
        out.push_sql(") AND ");
        self.primary_key.walk_ast(out.reborrow())?;
        let behind = self.part.len().saturating_sub(1);
        out.push_sql(&format!(
            " BETWEEN LAST_INSERT_ID() AND LAST_INSERT_ID() + {behind} * @@auto_increment_increment ORDER BY "
        ));
        self.primary_key.walk_ast(out)
    }

    fn walk_their_keys<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        M: HasPrimaryKey<PrimaryKey: QueryFragment<DB>>,
        V: Values<DB>,
    {
        out.push_sql("(");
        self.primary_key.walk_ast(out.reborrow())?;
        out.push_sql(") IN (");
        for (number, row) in self.rows[self.part.clone()].iter().enumerate() {
            if number > 0 {
                out.push_sql(", ");
            }
            walk_key::<M, DB>(row, out.reborrow())?;
        }
        out.push_sql(") ORDER BY CASE");
        for (number, row) in self.rows[self.part.clone()].iter().enumerate() {
            out.push_sql(" WHEN (");
            self.primary_key.walk_ast(out.reborrow())?;
            out.push_sql(") = ");
            walk_key::<M, DB>(row, out.reborrow())?;
            out.push_sql(&format!(" THEN {number}"));
        }
        out.push_sql(" END");
        Ok(())
    }
}

/// `(?, ?)`: the key that a row gives.
fn walk_key<'b, M: HasPrimaryKey, DB: Dialect>(
    row: &'b impl Values<DB>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    let mut separator = "(";
    M::PrimaryKey::each_name(&mut |name| {
        out.push_sql(separator);
        separator = ", ";
        walk_value(row, name, out.reborrow()).map(drop)
    })?;
    out.push_sql(")");
    Ok(())
}

/// Writes the value for a column; whether there is one.
pub(crate) fn walk_value<'b, DB: Backend>(
    values: &'b impl Values<DB>,
    name: &str,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<bool> {
    let mut is_given = false;
    values.each(&mut |column, value| {
        if let (Some(value), true) = (value, column == name) {
            is_given = true;
            value.walk_ast(out.reborrow())?;
        }
        Ok(())
    })?;
    Ok(is_given)
}
