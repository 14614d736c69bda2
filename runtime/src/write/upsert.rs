//! Rows that are inserted, or updated where a unique key has them already: `upsert`.

use std::future::Future;
use std::ops::Range;
use std::sync::Arc;

use diesel::expression::AppearsOnTable;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::{Column, QueryResult, Table};

use crate::bound::Bound;
use crate::dialect::Dialect;
use crate::driver::{DbOf, Driver, Execute, Transact};
#[cfg(doc)]
use crate::error::NullKey;
use crate::fields::{FieldsOf, KeyValues, Values};
use crate::insert_rows::{Batch, walk_insert};
use crate::many_to_many::write::AsDeclared;
use crate::statement::statement;
use crate::timestamps::now;
use crate::transaction::{Unit, send};
use crate::write::child::{Row, rows_of};
use crate::write::{HasChildren, HasSource, RelatedTable};
use crate::{Model, RelationDef};

/// New related rows, or changes of those that a unique key has already: [`Bound::upsert`].
#[must_use = "nothing is written before `execute`"]
pub struct Upsert<K: RelationDef, V> {
    key: Option<K::Key>,
    rows: Vec<V>,
    conflict: Conflict,
}

/// Which columns are unique, and which are updated.
#[derive(Debug, Clone)]
struct Conflict {
    unique: Vec<&'static str>,
    updated: Vec<&'static str>,
}

impl<K: RelationDef, Q, L, S> Bound<K, Q, L, S> {
    /// Inserts related rows, with the relation's key, and the type of a polymorphic relation; where a unique key has a row
    /// already, columns of it are updated. Laravel's `upsert`.
    ///
    /// `unique` is the column of the unique key, or a tuple of its columns; `updated` a column or a tuple of the columns that get the
    /// new values, `()` for none:
    /// `INSERT INTO posts (.., user_id) VALUES (.., ?), .. ON CONFLICT (slug) DO UPDATE SET title = excluded.title`, or
    /// `DO NOTHING`. MySQL and MariaDB take any unique key of the table, whatever `unique` says:
    /// `.. ON DUPLICATE KEY UPDATE title = VALUES(title)`.
    ///
    /// A row that is there already may be another parent's: it is updated, and stays with that parent, unless the foreign key is
    /// among the updated columns.
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
        V: FieldsOf<RelatedTable<K>, Values = R>,
        U: ColumnsIn<RelatedTable<K>, Unique>,
        C: UpdatedIn<RelatedTable<K>, Updated>,
    {
        let _ = (unique, updated);
        Upsert {
            key: self.into_key(),
            rows: rows.into_iter().map(V::into_values).collect(),
            conflict: Conflict {
                unique: U::names(),
                updated: C::names(),
            },
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
    /// Those of this statement.
    part: Range<usize>,
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
        if self.part.len() > 1 {
            out.unsafe_to_cache_prepared();
        }
        let rows = &self.rows[self.part.clone()];
        walk_insert::<M, DB>(&self.table, rows, out.reborrow())?;
        self.conflict.walk::<M, DB>(out)
    }
}

impl Conflict {
    fn walk<M: Model, DB: Dialect>(&self, mut out: AstPass<'_, '_, DB>) -> QueryResult<()> {
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
        for column in &self.updated {
            out.push_sql(separator);
            separator = ", ";
            out.push_identifier(column)?;
            out.push_sql(if DB::NAMES_CONFLICT {
                " = excluded."
            } else {
                " = VALUES("
            });
            out.push_identifier(column)?;
            if !DB::NAMES_CONFLICT {
                out.push_sql(")");
            }
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
        Ok(())
    }
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
    K: RelationDef<KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    C: Transact<Mode> + Driver<Mode, DB: Dialect>,
    C: Execute<Mode, UpsertRows<K::Related, Row<K, V>>>,
    Row<K, V>: Values<DbOf<C, Mode>>,
{
    async fn upsert_children(&mut self, upsert: Upsert<K, V>) -> QueryResult<usize> {
        let rows = rows_of::<K, V>(upsert.key, upsert.rows)?;
        let given = rows.len();
        let batch = Batch::new::<DbOf<C, Mode>>(rows)?;
        let unit = Unit::transaction_if(!batch.is_one_statement());
        let conflict = Arc::new(upsert.conflict);
        let upserted = send(self, unit, async |conn, _| {
            let mut count = 0;
            for part in &batch.parts {
                let upsert = UpsertRows {
                    table: RelatedTable::<K>::default(),
                    rows: Arc::clone(&batch.rows),
                    part: part.clone(),
                    conflict: Arc::clone(&conflict),
                };
                count += conn.execute(upsert).await?;
            }
            Ok(count)
        });
        let upserted = upserted.await?;
        // MySQL counts an update as two rows.
        let names_conflict = <DbOf<C, Mode> as Dialect>::NAMES_CONFLICT;
        Ok(if names_conflict { upserted } else { given })
    }
}

impl<K: RelationDef, V> Upsert<K, V> {
    /// Sends the statement; several of them, in a transaction, or a savepoint inside one, where there are more rows than one takes,
    /// or rows with values for other columns. How many rows were inserted or updated; MySQL and MariaDB do not tell which rows they
    /// left as they are, so these count, too. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors: where another unique key refuses a row, say, or on PostgreSQL where two of the rows have one key. Then
    /// nothing is written. [`NullKey`] where the parent's key is NULL.
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
