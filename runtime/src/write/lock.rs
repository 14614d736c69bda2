//! Holding a parent locked while its rows are read and written.

use diesel::QueryResult;
use diesel::expression::Expression;
use diesel::query_builder::{AstPass, Query, QueryFragment};
use diesel::query_dsl::methods::SelectDsl;
use diesel::sql_types::Text;

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::{Dialect, facts};
use crate::dialect::facts::Facts;
use crate::driver::connection::Fetch;
use crate::driver::statement::statement;
use crate::driver::transaction::Inside;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;

/// A relation whose parents can be locked.
pub trait Locks: RelationDef<LocalColumn: KeyColumn<<Self as RelationDef>::Key>> {}
impl<K: RelationDef<LocalColumn: KeyColumn<<K as RelationDef>::Key>>> Locks for K {}

/// The change of the row.
#[derive(Debug, Clone)]
enum Lock {
    /// It is locked.
    Row,
    /// It is asked for a column that can be set.
    Column,
    /// It is changed to what it is, so that a transaction that began before and locks it later gets a serialization failure.
    Update(String),
}

type LocalIs<K> = KeyIs<<K as RelationDef>::LocalColumn, <K as RelationDef>::Key>;
/// Locks the parent, so that writes of its relation follow one another:
/// `SELECT current_setting('transaction_isolation') FROM users WHERE id = ? FOR NO KEY UPDATE`. SQLite locks the database, by a write
/// of the table `T` that changes nothing: `DELETE FROM role_user WHERE 1 = 0`.
///
/// In a transaction of the user's that keeps its snapshot, on PostgreSQL, also `UPDATE users SET id = id WHERE id = ?`.
pub struct LockParent<K: Locks, T> {
    parents: <K::Parent as Model>::Table,
    is: LocalIs<K>,
    table: T,
    lock: Lock,
}

impl<K: Locks, T: Default> LockParent<K, T> {
    fn new(key: K::Key, lock: Lock) -> Self {
        LockParent {
            parents: Default::default(),
            is: K::LocalColumn::is(Some(key)),
            table: T::default(),
            lock,
        }
    }
}

statement!(LockParent<K: Locks, T>);

impl<K: Locks, T> Query for LockParent<K, T> {
    type SqlType = Text;
}

impl<K, T, DB> QueryFragment<DB> for LockParent<K, T>
where
    DB: Dialect,
    K: Locks,
    <K::Parent as Model>::Table: QueryFragment<DB>,
    T: QueryFragment<DB>,
    LocalIs<K>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let facts = facts(&out)?;
        let Some(lock) = facts.lock_row else {
            out.push_sql("DELETE FROM ");
            self.table.walk_ast(out.reborrow())?;
            out.push_sql(" WHERE 1 = 0");
            return Ok(());
        };
        match &self.lock {
            Lock::Row => {
                out.push_sql("SELECT ");
                out.push_sql(facts.isolation);
                self.walk_parent(out.reborrow())?;
                walk_lock(lock, facts, out);
            }
            Lock::Column => {
                let (before, behind) = facts.settable_column;
                out.push_sql(before);
                self.walk_parent(out.reborrow())?;
                out.push_sql(behind);
            }
            Lock::Update(column) => {
                out.push_sql("UPDATE ");
                self.parents.walk_ast(out.reborrow())?;
                out.push_sql(" SET ");
                out.push_identifier(column)?;
                out.push_sql(" = ");
                self.parents.walk_ast(out.reborrow())?;
                out.push_sql(".");
                out.push_identifier(column)?;
                out.push_sql(" WHERE ");
                self.is.walk_ast(out.reborrow())?;
                out.push_sql(" RETURNING ");
                out.push_sql(facts.isolation);
            }
        }
        Ok(())
    }
}

impl<K: Locks, T> LockParent<K, T> {
    /// ` FROM users WHERE id = ?`
    fn walk_parent<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        <K::Parent as Model>::Table: QueryFragment<DB>,
        LocalIs<K>: QueryFragment<DB>,
    {
        out.push_sql(" FROM ");
        self.parents.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.is.walk_ast(out)
    }
}

/// Writes the end of a `SELECT` that locks its rows.
pub(crate) fn walk_lock<DB: Dialect>(lock: &str, facts: &Facts, mut out: AstPass<'_, '_, DB>) {
    out.push_sql(lock);
    if !lock.is_empty() && !facts.caches_locks {
        out.unsafe_to_cache_prepared();
    }
}

/// Writes the end of a `SELECT` that sees what was committed after the transaction began to read.
pub(crate) fn walk_latest<DB: Dialect>(out: AstPass<'_, '_, DB>) -> QueryResult<()> {
    let facts = facts(&out)?;
    walk_lock(facts.read_latest, facts, out);
    Ok(())
}

/// Locks the parent, inside a transaction that sees what is committed from then on.
///
/// A transaction of the user's may not: of two such ones that lock the parent the second then fails.
pub(crate) async fn lock_parent<K, T, C, Mode>(
    key: K::Key,
    inside: Inside,
    conn: &mut C,
) -> QueryResult<()>
where
    K: Locks,
    T: Default,
    C: Fetch<Mode, LockParent<K, T>, String>,
{
    let mut isolation = String::new();
    let lock = LockParent::<K, T>::new(key.clone(), Lock::Row);
    conn.fetch(lock, |is: String| isolation = is).await?;
    if inside.keeps_snapshot(&isolation) {
        let mut column = None;
        let ask = LockParent::<K, T>::new(key.clone(), Lock::Column);
        conn.fetch(ask, |is: String| column = Some(is)).await?;
        if let Some(column) = column {
            let update = LockParent::<K, T>::new(key, Lock::Update(column));
            conn.fetch(update, |_: String| {}).await?;
        }
    }
    inside.sees_latest(&isolation)
}

/// A query that decides what is written. Inside a transaction that may have begun to read before, it sees what was committed since,
/// and locks the rows: `SELECT .. FOR UPDATE` on MySQL and MariaDB.
#[derive(Debug)]
pub struct ReadLatest<Q> {
    query: Q,
    has_read: bool,
}

impl<Q> ReadLatest<Q> {
    pub(crate) fn new(query: Q, has_read: bool) -> Self {
        ReadLatest { query, has_read }
    }
}

statement!(ReadLatest<Q>);

impl<Q: SelectDsl<E>, E: Expression> SelectDsl<E> for ReadLatest<Q> {
    type Output = ReadLatest<Q::Output>;
    fn select(self, selection: E) -> Self::Output {
        ReadLatest::new(self.query.select(selection), self.has_read)
    }
}

impl<Q: Query> Query for ReadLatest<Q> {
    type SqlType = Q::SqlType;
}

impl<Q: QueryFragment<DB>, DB: Dialect> QueryFragment<DB> for ReadLatest<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.query.walk_ast(out.reborrow())?;
        if self.has_read {
            walk_latest(out)?;
        }
        Ok(())
    }
}
