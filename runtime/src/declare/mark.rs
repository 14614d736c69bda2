//! Columns that mark deleted rows, and their SQL: a time, or a flag.

use std::any::TypeId;

use diesel::backend::Backend;
use diesel::expression::{AsExpression, TypedExpressionType};
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::sql_types::{Bool, Nullable, SqlType, is_nullable};
use diesel::{Column, QueryResult};

use crate::declare::model::Model;
use crate::declare::timestamps::{Timestamp, walk_now};
use crate::dialect::dialect::{Database, Dialect};
use crate::sql::values::{Typed, walk_now_in};

/// A column that marks deleted rows.
#[diagnostic::on_unimplemented(
    message = "`soft_delete` needs a nullable column that holds a time, or a `Bool` that is not null, not `{Self}`",
    label = "cannot mark deleted rows",
    note = "a column of type `Nullable<Timestamp>`, `Nullable<Timestamptz>` or `Nullable<Datetime>` says when a row was deleted, and is NULL \
            before; a column of type `Bool` is TRUE for deleted rows, and FALSE for the others"
)]
pub trait MarksDeleted: Column {
    /// True where it is a time that is stored with its zone.
    const HAS_ZONE: bool;
}

#[diagnostic::do_not_recommend]
impl<C: Column<SqlType: DeletionMark>> MarksDeleted for C {
    const HAS_ZONE: bool = <C::SqlType as DeletionMark>::HAS_ZONE;
}

/// The SQL type of a column that marks deleted rows.
pub trait DeletionMark {
    /// True where it is a time that is stored with its zone.
    const HAS_ZONE: bool;
}

impl<T: Timestamp + SqlType<IsNull = is_nullable::NotNull>> DeletionMark for Nullable<T> {
    const HAS_ZONE: bool = T::HAS_ZONE;
}

impl DeletionMark for Bool {
    const HAS_ZONE: bool = false;
}

/// Checks the type of a column; whether it has a zone.
pub const fn is_deletion_mark<C: MarksDeleted>() -> bool {
    C::HAS_ZONE
}

/// The SQL of a mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MarkSql {
    /// The SQL behind the column, of rows that are not trashed and of those that are.
    is_kept: &'static str,
    is_trashed: &'static str,
    /// The values that the column gets; the time now where there is none.
    kept: &'static str,
    trashed: Option<&'static str>,
}

impl MarkSql {
    const TIME: Self = MarkSql {
        is_kept: " IS NULL",
        is_trashed: " IS NOT NULL",
        kept: "NULL",
        trashed: None,
    };
    const FLAG: Self = MarkSql {
        is_kept: " = FALSE",
        // On MySQL, a flag is a number, and each but 0 is true.
        is_trashed: " <> FALSE",
        kept: "FALSE",
        trashed: Some("TRUE"),
    };

    /// Of a column of this type. (Not a part of [`DeletionMark`]: a type that does not fit is an error where the column is named, once,
    /// and not in each query.)
    pub(crate) fn of<ST: SqlType>() -> Self {
        match TypeId::of::<ST>() == TypeId::of::<Bool>() {
            true => Self::FLAG,
            false => Self::TIME,
        }
    }

    /// ` IS NULL`, ` IS NOT NULL`; ` = FALSE`, ` <> FALSE`
    pub(crate) fn test(self, is_trashed: bool) -> &'static str {
        match is_trashed {
            true => self.is_trashed,
            false => self.is_kept,
        }
    }
}

/// The column that marks deleted rows of a model.
#[derive(Debug, Clone, Copy)]
pub struct DeletionColumn {
    name: &'static str,
    sql: fn() -> MarkSql,
}

impl DeletionColumn {
    pub(crate) const fn of<C: Column<SqlType: SqlType>>() -> Self {
        DeletionColumn {
            name: C::NAME,
            sql: MarkSql::of::<C::SqlType>,
        }
    }

    /// `deleted_at IS NULL`
    pub(crate) fn walk_test<DB: Backend>(
        self,
        is_trashed: bool,
        out: &mut AstPass<'_, '_, DB>,
    ) -> QueryResult<()> {
        out.push_identifier(self.name)?;
        out.push_sql((self.sql)().test(is_trashed));
        Ok(())
    }

    /// `deleted_at = CURRENT_TIMESTAMP`
    pub(crate) fn walk_set<M: Model, DB: Database>(
        self,
        is_trashed: bool,
        out: &mut AstPass<'_, '_, DB>,
    ) -> QueryResult<()> {
        out.push_identifier(self.name)?;
        out.push_sql(" = ");
        let sql = (self.sql)();
        match sql.trashed {
            _ if !is_trashed => out.push_sql(sql.kept),
            Some(value) => out.push_sql(value),
            None => walk_now::<M, DB>(out)?,
        }
        Ok(())
    }
}

/// The value of such a column in rows that are not deleted. The type of the column is checked by itself.
#[derive(Debug, Clone, Copy)]
pub struct NotDeleted;

impl<ST: SqlType + TypedExpressionType> AsExpression<ST> for NotDeleted {
    type Expression = Typed<Self, ST>;
    fn as_expression(self) -> Self::Expression {
        Typed::new()
    }
}

// `NULL`, or `FALSE`
impl<ST: SqlType, DB: Backend> QueryFragment<DB> for Typed<NotDeleted, ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(MarkSql::of::<ST>().kept);
        Ok(())
    }
}

/// The value of such a column in deleted rows; a time in UTC, or in that of the session.
#[derive(Debug, Clone, Copy)]
pub struct Deleted<const UTC: bool>;

impl<ST: SqlType + TypedExpressionType, const UTC: bool> AsExpression<ST> for Deleted<UTC> {
    type Expression = Typed<Self, ST>;
    fn as_expression(self) -> Self::Expression {
        Typed::new()
    }
}

// `CURRENT_TIMESTAMP`, or `TRUE`
impl<ST: SqlType, DB: Dialect, const UTC: bool> QueryFragment<DB> for Typed<Deleted<UTC>, ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match MarkSql::of::<ST>().trashed {
            Some(value) => out.push_sql(value),
            None => walk_now_in(UTC, &mut out)?,
        }
        Ok(())
    }
}
