//! Rows that are inserted, or updated where a unique key has them already: `upsert`.

use std::future::Future;
use std::sync::Arc;

use diesel::result::Error;
use diesel::result::Error::{DatabaseError, QueryBuilderError};
use diesel::{QueryResult, Table};

use crate::declare::model::Model;
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::dialect::ask::facts_of;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch, Transact};
use crate::driver::transaction::{Unit, send};
#[cfg(doc)]
use crate::error::row::NullKey;
use crate::error::row::{NoUniqueKey, OwnedByAnother};
use crate::query::related_query::RelatedQuery;
use crate::relation::refine::AsDeclared;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::{KeyValues, Values};
use crate::unstable::insertable::ColumnValues;
use crate::write::batch::{Batch, Part, named_columns};
use crate::write::child_values::{Fixed, Row, rows_of};
use crate::write::columns_in::{ColumnsIn, UpdatedIn};
use crate::write::conflict::Conflict;
use crate::write::insert_statement::InsertRows;
use crate::write::link::{HasChildren, HasSource, parent_key};
use crate::write::lock::{LockParent, Locks};
use crate::write::twins::{CountTwins, has_all, is_primary_key};
use crate::write::write_related::lock_if;

/// New related rows, or changes of those that a unique key has already: [`RelatedQuery::upsert`].
#[must_use = "nothing is written before `execute`"]
pub struct Upsert<K: RelationDef, V> {
    key: Option<K::Key>,
    rows: Vec<V>,
    unique: Vec<&'static str>,
    updated: Vec<&'static str>,
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

/// A connection that upserts rows of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be upserted with this connection",
    label = "cannot be upserted with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the \
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
    K: Locks<KeyColumn: KeyValues<<K as RelationDef>::Key>, Related: Model<PrimaryKey: KeyColumns>>,
    C: Transact<Mode> + Driver<Mode, DB: Dialect>,
    C: Fetch<Mode, LockParent<K, RelatedTable<K>>, String>,
    C: Execute<Mode, InsertRows<K::Related, Row<K, V>>>
        + Fetch<Mode, CountTwins<K::Related, Row<K, V>>, i64>,
    Row<K, V>: Values<DbOf<C, Mode>>,
    Fixed<K>: Values<DbOf<C, Mode>>,
{
    async fn upsert_children(&mut self, upsert: Upsert<K, V>) -> QueryResult<usize> {
        let parent = parent_key::<K>(upsert.key)?;
        let rows = rows_of::<K, V>(parent.clone(), upsert.rows);
        let (unique, updated) = (upsert.unique, upsert.updated);
        let key = named_columns::<_, C::DB>(&rows, &unique)?;
        let batch = Batch::new(self, rows, key)?;
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
        let names_conflict = facts_of(self)?.names_conflict;
        // Where the database takes any unique key, there may be none over these columns.
        let seeks_twins = !names_conflict && !is_primary_key::<K::Related>(&conflict.unique)?;
        let can_be_refused = names_conflict && !conflict.owned_by.is_empty();
        let statement =
            |part: &Part| InsertRows::new(&batch.rows, part.clone()).on_conflict(&conflict);
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
                    let count_twins = CountTwins {
                        upsert: statement(part),
                        conflict: Arc::clone(&conflict),
                    };
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

/// The text that stands for an error among the values of MySQL.
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
    pub fn execute<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<Mode, Connection: UpsertChildren<Mode, K, V>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            if self.rows.is_empty() {
                return Ok(0);
            }
            conn.upsert_children(self).await
        })
    }
}
