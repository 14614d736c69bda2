//! A sub-query of related rows: what a place in a related model is, in SQL.

use diesel::QueryResult;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Nullable};

use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::relation::correlate::{SameKey, is_self_relation};
use crate::search::sql::dynamic::{Condition, Operand};
use crate::search::sql::function::Function;
use crate::sql::key_columns::ColumnsSql;
use crate::sql::local::{Local, LocalTo, walk_equal};

/// `EXISTS (SELECT posts.user_id FROM posts WHERE .. AND posts.user_id = users.id)`,
/// `(SELECT SUM(posts.votes) FROM posts WHERE .. AND posts.user_id = users.id)`.
///
/// Where both tables have one name, the related rows are a derived table:
/// `(SELECT SUM(relations__rows.relations__value) FROM (SELECT key, value FROM ..) AS relations__rows WHERE relations__rows.key = local)`.
#[derive(Debug)]
pub(crate) struct Related<KeyColumn, Rows, LocalColumn> {
    pub(crate) rows: Rows,
    pub(crate) key: KeyColumn,
    pub(crate) local: LocalColumn,
    pub(crate) function: Function,
    pub(crate) derived: bool,
}

impl<C, Q, L, DB> QueryFragment<DB> for Related<C, Q, L>
where
    DB: Dialect,
    C: ColumnsSql<DB>,
    L: Local<DB>,
    Q: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match self.function {
            Function::Exists => out.push_sql("EXISTS ("),
            Function::Absent => {
                out.push_sql("(");
                self.local.walk_condition(out.reborrow())?;
                out.push_sql("NOT EXISTS (");
            }
            _ => out.push_sql("("),
        }
        if self.derived {
            self.walk_derived(out.reborrow())?;
        } else {
            self.rows.walk_ast(out.reborrow())?;
        }
        out.push_sql(match self.function {
            Function::Value => " LIMIT 1)",
            Function::Absent => "))",
            _ => ")",
        });
        Ok(())
    }
}

impl<C, Q, L> Related<C, Q, L> {
    fn walk_derived<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        C: ColumnsSql<DB>,
        L: Local<DB>,
        Q: QueryFragment<DB>,
    {
        out.push_sql("SELECT ");
        match self.function {
            Function::Exists | Function::Absent => out.push_sql("1"),
            Function::Count => out.push_sql("COUNT(*)"),
            function => {
                let (before, after) = function.call();
                out.push_sql(before);
                out.push_sql("relations__rows.relations__value");
                out.push_sql(after);
            }
        }
        out.push_sql(" FROM (");
        self.rows.walk_ast(out.reborrow())?;
        out.push_sql(") AS relations__rows WHERE ");
        walk_equal(&self.key, &self.local, true, out)
    }
}

/// The condition of the related rows: that their key is the parent's, and what a request says of them.
#[derive(Debug)]
pub struct Beside<KeyColumn, LocalColumn, DB: Dialect> {
    same: SameKey<KeyColumn, LocalColumn>,
    condition: Option<Condition<DB>>,
    derived: bool,
}

impl<C: Default, L: Default, DB: Dialect> Beside<C, L, DB> {
    pub(crate) fn of<K: RelationDef>(condition: Option<Condition<DB>>) -> Self {
        Beside {
            same: SameKey::of::<K>(false),
            condition,
            derived: is_self_relation::<K>(),
        }
    }
}

impl<C, L, DB> QueryFragment<DB> for Beside<C, L, DB>
where
    DB: Dialect,
    SameKey<C, L>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let Some(condition) = &self.condition else {
            return self.same.walk_ast(out);
        };
        if !self.derived {
            self.same.walk_ast(out.reborrow())?;
            out.push_sql(" AND ");
        }
        condition.walk_ast(out)
    }
}

impl<C, L, DB: Dialect> QueryId for Beside<C, L, DB> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<C, L, DB: Dialect> Expression for Beside<C, L, DB> {
    type SqlType = Nullable<Bool>;
}
impl<C: LocalTo<QS>, L, DB: Dialect, QS: ?Sized> AppearsOnTable<QS> for Beside<C, L, DB> {}
impl<C, L, DB: Dialect, GB> ValidGrouping<GB> for Beside<C, L, DB> {
    type IsAggregate = is_aggregate::No;
}

/// The selection of the sub-query: the keys of a derived table and a value, or the function of the rows.
#[derive(Debug)]
pub struct Selects<Keys, DB: Dialect> {
    keys: Keys,
    value: Option<Operand<DB>>,
    function: Function,
    derived: bool,
}

impl<Keys: Default, DB: Dialect> Selects<Keys, DB> {
    pub(crate) fn of<K: RelationDef>(function: Function, value: Option<Operand<DB>>) -> Self {
        Selects {
            keys: Keys::default(),
            value,
            function,
            derived: is_self_relation::<K>(),
        }
    }
}

impl<Keys: QueryFragment<DB>, DB: Dialect> QueryFragment<DB> for Selects<Keys, DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if self.derived || self.function.is_test() {
            self.keys.walk_ast(out.reborrow())?;
            if let Some(value) = &self.value {
                out.push_sql(", ");
                value.walk_ast(out.reborrow())?;
                out.push_sql(" AS relations__value");
            }
            return Ok(());
        }
        let Some(value) = &self.value else {
            out.push_sql("COUNT(*)");
            return Ok(());
        };
        let (before, after) = self.function.call();
        out.push_sql(before);
        value.walk_ast(out.reborrow())?;
        out.push_sql(after);
        Ok(())
    }
}

impl<Keys, DB: Dialect> QueryId for Selects<Keys, DB> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
// Inside of a sub-query that is read by the names above.
impl<Keys, DB: Dialect> Expression for Selects<Keys, DB> {
    type SqlType = Nullable<Bool>;
}
impl<Keys, DB: Dialect, QS: ?Sized> AppearsOnTable<QS> for Selects<Keys, DB> {}
impl<Keys, DB: Dialect, QS: ?Sized> SelectableExpression<QS> for Selects<Keys, DB> {}
impl<Keys, DB: Dialect, GB> ValidGrouping<GB> for Selects<Keys, DB> {
    type IsAggregate = is_aggregate::No;
}
