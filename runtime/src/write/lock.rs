//! Holding a parent locked while its rows are read and written.

use diesel::QueryResult;
use diesel::expression::Expression;
use diesel::query_builder::{AstPass, Query, QueryFragment};

use crate::dialect::Dialect;
use crate::key::KeyColumn;
use crate::statement::statement;
use crate::{Model, RelationDef};

/// A relation whose parents can be locked.
pub trait Locks: RelationDef<LocalColumn: KeyColumn<<Self as RelationDef>::Key>> {}
impl<K: RelationDef<LocalColumn: KeyColumn<<K as RelationDef>::Key>>> Locks for K {}

type LocalIs<K> = <<K as RelationDef>::LocalColumn as KeyColumn<<K as RelationDef>::Key>>::Is;
type LocalOf<K> = <<K as RelationDef>::LocalColumn as KeyColumn<<K as RelationDef>::Key>>::Nullable;
/// What Diesel decodes of the parent's key.
pub(crate) type RawLocal<K> =
    <<K as RelationDef>::LocalColumn as KeyColumn<<K as RelationDef>::Key>>::Raw;

/// Locks the parent, so that writes of its relation follow one another:
/// `SELECT id FROM users WHERE id = ? FOR NO KEY UPDATE`. SQLite locks the database, by a write of the table `T` that changes
/// nothing: `DELETE FROM role_user WHERE 1 = 0`.
pub struct LockParent<K: Locks, T> {
    parents: <K::Parent as Model>::Table,
    local: K::LocalColumn,
    is: LocalIs<K>,
    table: T,
}

impl<K: Locks, T: Default> LockParent<K, T> {
    pub(crate) fn new(key: K::Key) -> Self {
        LockParent {
            parents: Default::default(),
            local: Default::default(),
            is: K::LocalColumn::is(Some(key)),
            table: T::default(),
        }
    }
}

statement!(LockParent<K: Locks, T>);

impl<K: Locks, T> Query for LockParent<K, T> {
    type SqlType = <LocalOf<K> as Expression>::SqlType;
}

impl<K, T, DB> QueryFragment<DB> for LockParent<K, T>
where
    DB: Dialect,
    K: Locks<LocalColumn: QueryFragment<DB>>,
    <K::Parent as Model>::Table: QueryFragment<DB>,
    T: QueryFragment<DB>,
    LocalIs<K>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let Some(lock) = DB::LOCK_ROW else {
            out.push_sql("DELETE FROM ");
            self.table.walk_ast(out.reborrow())?;
            out.push_sql(" WHERE 1 = 0");
            return Ok(());
        };
        out.push_sql("SELECT ");
        self.local.walk_ast(out.reborrow())?;
        out.push_sql(" FROM ");
        self.parents.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.is.walk_ast(out.reborrow())?;
        out.push_sql(lock);
        Ok(())
    }
}
