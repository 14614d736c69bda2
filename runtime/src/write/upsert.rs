//! Rows that are inserted, or updated where a unique key has them already: `upsert`.

use std::future::Future;
use std::sync::Arc;

use diesel::expression::AppearsOnTable;
use diesel::query_builder::{AstPass, Query, QueryFragment};
use diesel::result::Error::{self, DatabaseError, QueryBuilderError};
use diesel::sql_types::BigInt;
use diesel::{Column, QueryResult, Table};

use crate::declare::model::Model;
use crate::declare::relation_def::RelatedTable;
use crate::declare::relation_def::RelationDef;
use crate::declare::timestamps::now;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch, Transact};
use crate::driver::statement::statement;
use crate::driver::transaction::{Unit, send};
#[cfg(doc)]
use crate::error::NullKey;
use crate::error::{NoUniqueKey, OwnedByAnother};
use crate::query::related_query::RelatedQuery;
use crate::relation::refine::AsDeclared;
use crate::sql::order_key::ColumnNames;
use crate::sql::values::{ColumnValues, KeyValues, Values};
use crate::write::child::{Fixed, Row, lock_if, rows_of};
use crate::write::create::{HasChildren, HasSource, parent_key};
use crate::write::insert_rows::{Batch, Part, named_columns};
use crate::write::lock::{LockParent, Locks};
use crate::write::row_statement::walk_value;

/// New related rows, or changes of those that a unique key has already: [`RelatedQuery::upsert`].
#[must_use = "nothing is written before `execute`"]
pub struct Upsert<K: RelationDef, V> {
    key: Option<K::Key>,
    rows: Vec<V>,
    unique: Vec<&'static str>,
    updated: Vec<&'static str>,
}

/// Which columns are unique, and which are updated.
#[derive(Debug, Clone)]
struct Conflict {
    unique: Vec<&'static str>,
    updated: Vec<&'static str>,
    /// The columns of the relation's key in which a row of another parent differs: those outside the unique key that are not updated.
    owned_by: Vec<&'static str>,
}

impl<K: RelationDef, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// Inserts related rows, with the relation's key, and the type of a polymorphic relation; where a unique key has a row
    /// already, columns of it are updated. Laravel's `upsert`.
    ///
    /// `unique` is the column of the unique key, or a tuple of its columns; `updated` a column or a tuple of the columns that get the
    /// new values, `()` for none:
    /// `INSERT INTO posts (.., user_id) VALUES (.., ?), .. ON CONFLICT (slug) DO UPDATE SET title = excluded.title`, or
    /// `DO NOTHING`. MySQL and MariaDB take any unique key of the table, whatever `unique` says:
    /// `.. ON DUPLICATE KEY UPDATE title = VALUES(title)`.
    ///
    /// A row that is there already and belongs to another parent is not touched: [`OwnedByAnother`], and nothing is written. The update has
    /// the condition `WHERE posts.user_id = excluded.user_id`. Where the foreign key is among the updated columns, such rows become this
    /// parent's instead.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let rows = [
    ///     (comments::id.eq(1), comments::body.eq("edited")),
    ///     (comments::id.eq(2), comments::body.eq("second!")),
    /// ];
    /// assert_eq!(post.comments().upsert(rows, comments::id, comments::body).execute(conn)?, 2);
    /// let bodies = post.comments().order(comments::id).select(comments::body).load::<String>(conn)?;
    /// assert_eq!(bodies, ["edited", "second!"]);
    /// # Ok(()) }
    /// ```
    pub fn upsert<I, V, R, T, U, C, Unique, Updated>(
        self,
        rows: I,
        unique: U,
        updated: C,
    ) -> Upsert<K, R>
    where
        K: HasSource<T>,
        T: HoldsKeys<K>,
        Q: AsDeclared,
        I: IntoIterator<Item = V>,
        V: ColumnValues<RelatedTable<K>, Values = R>,
        U: ColumnsIn<RelatedTable<K>, Unique>,
        C: UpdatedIn<RelatedTable<K>, Updated>,
    {
        let _ = (unique, updated);
        Upsert {
            key: self.into_key(),
            rows: rows.into_iter().map(V::into_values).collect(),
            unique: U::names(),
            updated: C::names(),
        }
    }
}

/// Where rows hold the parent's key themselves.
#[diagnostic::on_unimplemented(
    message = "no rows are upserted through `{K}`",
    label = "not through this relation",
    note = "`upsert` is a method of has-one, has-many and their polymorphic relatives, whose rows hold the key; rows of a \
            many-to-many relation are written by Diesel's `insert_into`, and then attached"
)]
pub trait HoldsKeys<K> {}
impl<K: RelationDef<Shape: HasChildren>, T: Table> HoldsKeys<K> for T {}

/// Columns of the table `T`: one, or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column of `{T}`, nor a tuple of such columns",
    label = "not columns of the related table",
    note = "name columns of the related table, one or a tuple of at most eight: `posts::slug`, `(posts::title, posts::body)`"
)]
pub trait ColumnsIn<T, Marker> {
    /// Their names.
    fn names() -> Vec<&'static str>;
}

/// Columns of the table `T` to update: one, a tuple of them, or `()`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column of `{T}`, nor a tuple of such columns",
    label = "not columns of the related table",
    note = "name columns of the related table, one or a tuple of at most eight, `posts::title`, `(posts::title, posts::body)`, or \
            `()` to leave the row as it is"
)]
pub trait UpdatedIn<T, Marker> {
    /// Their names.
    fn names() -> Vec<&'static str>;
}

/// One column.
#[derive(Debug)]
pub struct OneColumn;
/// Several columns.
#[derive(Debug)]
pub struct SeveralColumns;
/// No column.
#[derive(Debug)]
pub struct NoColumns;

#[diagnostic::do_not_recommend]
impl<C: Column + AppearsOnTable<T>, T> ColumnsIn<T, OneColumn> for C {
    fn names() -> Vec<&'static str> {
        vec![C::NAME]
    }
}

#[diagnostic::do_not_recommend]
impl<C: Column + AppearsOnTable<T>, T> UpdatedIn<T, OneColumn> for C {
    fn names() -> Vec<&'static str> {
        vec![C::NAME]
    }
}

impl<T> UpdatedIn<T, NoColumns> for () {
    fn names() -> Vec<&'static str> {
        Vec::new()
    }
}

macro_rules! tuples {
    ($(($($C:ident),+))+) => {$(
        #[diagnostic::do_not_recommend]
        impl<T, $($C: ColumnsIn<T, OneColumn>),+> ColumnsIn<T, SeveralColumns> for ($($C,)+) {
            fn names() -> Vec<&'static str> {
                [$($C::names()),+].concat()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<T, $($C: ColumnsIn<T, OneColumn>),+> UpdatedIn<T, SeveralColumns> for ($($C,)+) {
            fn names() -> Vec<&'static str> {
                [$($C::names()),+].concat()
            }
        }
    )+};
}
tuples! {
    (A)
    (A, B)
    (A, B, C)
    (A, B, C, D)
    (A, B, C, D, E)
    (A, B, C, D, E, F)
    (A, B, C, D, E, F, G)
    (A, B, C, D, E, F, G, H)
}

/// `INSERT INTO posts (..) VALUES (..), (..) ON CONFLICT (slug) DO UPDATE SET title = excluded.title`
pub struct UpsertRows<M: Model, V> {
    table: M::Table,
    rows: Arc<Vec<V>>,
    part: Part,
    conflict: Arc<Conflict>,
}

statement!(UpsertRows<M: Model, V>);

impl<M, V, DB> QueryFragment<DB> for UpsertRows<M, V>
where
    DB: Dialect,
    M: Model<Table: QueryFragment<DB>>,
    V: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.part
            .walk_insert::<M, V, DB>(&self.table, &self.rows, out.reborrow())?;
        self.conflict.walk::<M, DB>(&self.table, out)
    }
}

impl Conflict {
    fn walk<'b, M, DB>(&self, table: &'b M::Table, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        M: Model<Table: QueryFragment<DB>>,
    {
        if DB::NAMES_CONFLICT {
            let mut separator = " ON CONFLICT (";
            for column in &self.unique {
                out.push_sql(separator);
                out.push_identifier(column)?;
                separator = ", ";
            }
            out.push_sql(") DO ");
        }
        let mut separator = match (DB::NAMES_CONFLICT, self.updated.is_empty()) {
            (true, true) => {
                out.push_sql("NOTHING");
                return Ok(());
            }
            (true, false) => "UPDATE SET ",
            (false, _) => " ON DUPLICATE KEY UPDATE ",
        };
        if let (Some(column), false) = (self.owned_by.first(), DB::NAMES_CONFLICT) {
            // First of all, a value that is an error where the row is another parent's.
            out.push_sql(separator);
            separator = ", ";
            out.push_identifier(column)?;
            out.push_sql(" = IF(");
            let mut and = "";
            for column in &self.owned_by {
                out.push_sql(and);
                and = " AND ";
                out.push_identifier(column)?;
                out.push_sql(DB::NULL_SAFE_EQUAL);
                walk_new(column, out.reborrow())?;
            }
            out.push_sql(", ");
            out.push_identifier(column)?;
            out.push_sql(", (SELECT 1 UNION ALL SELECT 2))");
        }
        for column in &self.updated {
            out.push_sql(separator);
            separator = ", ";
            out.push_identifier(column)?;
            out.push_sql(" = ");
            walk_new(column, out.reborrow())?;
        }
        let updated_at = M::TIMESTAMPS.map(|(_, updated_at)| updated_at);
        let updated_at = updated_at.filter(|name| !self.updated.contains(name));
        if let (Some(updated_at), false) = (updated_at, self.updated.is_empty()) {
            out.push_sql(separator);
            out.push_identifier(updated_at)?;
            out.push_sql(" = ");
            out.push_sql(now::<M, DB>());
        }
        // Without a column to update: one that stays as it is.
        if let ([], Some(column)) = (self.updated.as_slice(), self.unique.first()) {
            out.push_sql(separator);
            out.push_identifier(column)?;
            out.push_sql(" = ");
            out.push_identifier(column)?;
        }
        if DB::NAMES_CONFLICT {
            let mut separator = " WHERE ";
            for column in &self.owned_by {
                out.push_sql(separator);
                separator = " AND ";
                table.walk_ast(out.reborrow())?;
                out.push_sql(".");
                out.push_identifier(column)?;
                out.push_sql(DB::NULL_SAFE_EQUAL);
                walk_new(column, out.reborrow())?;
            }
        }
        Ok(())
    }
}

/// `excluded.title`, `VALUES(title)`: the value of the row that could not be inserted.
fn walk_new<DB: Dialect>(column: &str, mut out: AstPass<'_, '_, DB>) -> QueryResult<()> {
    if DB::NAMES_CONFLICT {
        out.push_sql("excluded.");
        return out.push_identifier(column);
    }
    out.push_sql("VALUES(");
    out.push_identifier(column)?;
    out.push_sql(")");
    Ok(())
}

/// How many of the unique keys of these rows several rows have:
/// `SELECT COUNT(*) FROM (SELECT 1 FROM posts WHERE (slug) IN ((?), (?)) GROUP BY slug HAVING COUNT(*) > 1) AS relations__twins`
pub struct CountTwins<M: Model, V>(UpsertRows<M, V>);

statement!(CountTwins<M: Model, V>);

impl<M: Model, V> Query for CountTwins<M, V> {
    type SqlType = BigInt;
}

impl<M, V, DB> QueryFragment<DB> for CountTwins<M, V>
where
    DB: Dialect,
    M: Model<Table: QueryFragment<DB>>,
    V: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let UpsertRows {
            table,
            rows,
            part,
            conflict,
        } = &self.0;
        if part.rows.len() > 1 {
            out.unsafe_to_cache_prepared();
        }
        out.push_sql("SELECT COUNT(*) FROM (SELECT 1 FROM ");
        table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        walk_columns(&conflict.unique, "(", out.reborrow())?;
        out.push_sql(") IN (");
        let mut separator = "(";
        for row in &rows[part.rows.clone()] {
            for column in &conflict.unique {
                out.push_sql(separator);
                separator = ", ";
                walk_value(row, column, out.reborrow())?;
            }
            out.push_sql(")");
            separator = ", (";
        }
        out.push_sql(") GROUP BY ");
        walk_columns(&conflict.unique, "", out.reborrow())?;
        out.push_sql(" HAVING COUNT(*) > 1) AS relations__twins");
        Ok(())
    }
}

fn walk_columns<DB: Dialect>(
    columns: &[&str],
    before: &'static str,
    mut out: AstPass<'_, '_, DB>,
) -> QueryResult<()> {
    let mut separator = before;
    for column in columns {
        out.push_sql(separator);
        separator = ", ";
        out.push_identifier(column)?;
    }
    Ok(())
}

/// Whether a row has values for all these columns.
fn has_all<DB: Dialect>(row: &impl Values<DB>, columns: &[&str]) -> QueryResult<bool> {
    let mut given = 0;
    row.each(&mut |column, value| {
        given += usize::from(value.is_some() && columns.contains(&column));
        Ok(())
    })?;
    Ok(given == columns.len())
}

/// Whether these columns are the primary key of the model.
fn is_primary_key<M: Model<PrimaryKey: ColumnNames>>(columns: &[&str]) -> QueryResult<bool> {
    let mut is_key = columns.len() == <M::PrimaryKey as ColumnNames>::WIDTH;
    M::PrimaryKey::each_name(&mut |name| {
        is_key &= columns.contains(&name);
        Ok(())
    })?;
    Ok(is_key)
}

/// A connection that upserts rows of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be upserted with this connection",
    label = "cannot be upserted with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; the \
            values must be such that this database takes for their columns"
)]
pub trait UpsertChildren<Mode, K: RelationDef, V>: Transact<Mode> {
    /// Upserts the rows.
    fn upsert_children(&mut self, upsert: Upsert<K, V>)
    -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K, V> UpsertChildren<Mode, K, V> for C
where
    K: Locks<
            KeyColumn: KeyValues<<K as RelationDef>::Key>,
            Related: Model<PrimaryKey: ColumnNames>,
        >,
    C: Transact<Mode> + Driver<Mode, DB: Dialect>,
    C: Fetch<Mode, LockParent<K, RelatedTable<K>>, String>,
    C: Execute<Mode, UpsertRows<K::Related, Row<K, V>>>
        + Fetch<Mode, CountTwins<K::Related, Row<K, V>>, i64>,
    Row<K, V>: Values<DbOf<C, Mode>>,
    Fixed<K>: Values<DbOf<C, Mode>>,
{
    async fn upsert_children(&mut self, upsert: Upsert<K, V>) -> QueryResult<usize> {
        let parent = parent_key::<K>(upsert.key)?;
        let rows = rows_of::<K, V>(parent.clone(), upsert.rows);
        let (unique, updated) = (upsert.unique, upsert.updated);
        let key = named_columns::<_, C::DB>(&rows, &unique)?;
        let batch = Batch::new::<C::DB>(rows, key)?;
        let mut owned_by = Vec::new();
        if let (Some(row), false) = (batch.rows.first(), updated.is_empty()) {
            row.fixed.each(&mut |column, _| {
                if !unique.contains(&column) && !updated.contains(&column) {
                    owned_by.push(column);
                }
                Ok(())
            })?;
        }
        let conflict = Arc::new(Conflict {
            unique,
            updated,
            owned_by,
        });
        let names_conflict = <DbOf<C, Mode> as Dialect>::NAMES_CONFLICT;
        // Where the database takes any unique key, there may be none over these columns.
        let seeks_twins = !names_conflict && !is_primary_key::<K::Related>(&conflict.unique)?;
        let can_be_refused = names_conflict && !conflict.owned_by.is_empty();
        let statement = |part: &Part| UpsertRows {
            table: RelatedTable::<K>::default(),
            rows: Arc::clone(&batch.rows),
            part: part.clone(),
            conflict: Arc::clone(&conflict),
        };
        // Several rows that fail do not end the user's transaction.
        let is_alone =
            batch.is_one_statement() && (batch.rows.len() == 1 || !self.in_transaction()?);
        let unit = Unit::transaction_if(!is_alone || seeks_twins || can_be_refused);
        let upserted = send(self, unit, async |conn, inside| {
            // Two writes of the same rows in different orders wait for each other: the next attempts follow one another.
            lock_if::<K, C, Mode>(inside.is_repeated, &parent, inside, conn).await?;
            let mut count = 0;
            for part in &batch.parts {
                let written = conn.execute(statement(part)).await;
                let written =
                    written.map_err(|error| owned_by_another_or::<K>(error, &conflict))?;
                if can_be_refused && written < part.rows.len() {
                    return Err(owned_by_another::<K>(&conflict));
                }
                let row = &batch.rows[part.rows.start];
                if seeks_twins && has_all::<C::DB>(row, &conflict.unique)? {
                    let mut twins = 0;
                    let count_twins = CountTwins(statement(part));
                    conn.fetch(count_twins, |count| twins = count).await?;
                    if twins > 0 {
                        return Err(no_unique_key::<K>(&conflict));
                    }
                }
                // MySQL counts an update as two rows.
                count += if names_conflict {
                    written
                } else {
                    part.rows.len()
                };
            }
            Ok(count)
        });
        upserted.await
    }
}

fn owned_by_another<K: RelationDef>(conflict: &Conflict) -> Error {
    QueryBuilderError(Box::new(OwnedByAnother {
        unique: (K::REMOTE, conflict.unique.join(", ")),
    }))
}

/// What the value that is an error has become on MySQL.
fn owned_by_another_or<K: RelationDef>(error: Error, conflict: &Conflict) -> Error {
    match &error {
        DatabaseError(_, info)
            if !conflict.owned_by.is_empty()
                && info.message() == "Subquery returns more than 1 row" =>
        {
            owned_by_another::<K>(conflict)
        }
        _ => error,
    }
}

fn no_unique_key<K: RelationDef>(conflict: &Conflict) -> Error {
    QueryBuilderError(Box::new(NoUniqueKey {
        columns: (K::REMOTE, conflict.unique.join(", ")),
    }))
}

impl<K: RelationDef, V> Upsert<K, V> {
    /// Sends the statement; several of them, in a transaction, or a savepoint inside one, where there are more rows than one takes,
    /// or rows with values for other columns; and where a row of another parent could be refused. How many rows were inserted or updated;
    /// MySQL and MariaDB do not tell which rows they left as they are, so these count, too. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors: where another unique key refuses a row, say, or on PostgreSQL where two of the rows have one key.
    /// [`OwnedByAnother`] where a row is there already and belongs to another parent; [`NoUniqueKey`] where there is no unique key over
    /// these columns and a row would have a twin, on MySQL and MariaDB, while the other databases refuse the statement. Then nothing is
    /// written. [`NullKey`] where the parent's key is NULL.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>> + use<'c, K, V, C, Mode>>
    where
        C: UpsertChildren<Mode, K, V>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.is_empty() {
                return Ok(0);
            }
            conn.upsert_children(self).await
        })
    }
}
