//! Saving a row with everything that was loaded beside it: `push`.

use std::any::TypeId;
use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::ops::Deref;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::Error::QueryBuilderError;

use crate::declare::loaded_row::{Around, Beside, Core};
use crate::declare::model::{LoadedRow, Model};
use crate::driver::connection::{Driver, Transact};
use crate::driver::transaction::{TRANSACTION, send};
use crate::error::row::CopiesDiffer;
use crate::load::row_or_default::RowOrDefault;
use crate::touch::step::Touching;
use crate::unstable::insertable::ColumnValues;
use crate::write::model::{RowInMemory, SaveModel, ValuesOf};

/// The rows that were saved already: a row that was loaded more than once is saved once.
#[derive(Debug, Default)]
pub struct Pushed {
    /// Owners that several rows share.
    owners: HashSet<usize>,
    /// The columns of each row, by table and primary key.
    rows: HashMap<(TypeId, String), Vec<(&'static str, String)>>,
}

impl Pushed {
    /// True where another copy of this row was saved, with all of its columns. Where the two differ, it is an error.
    fn has_row<M: Model>(&mut self, row: RowInMemory) -> QueryResult<bool> {
        let key = (TypeId::of::<M::Table>(), row.key);
        let Some(saved) = self.rows.get_mut(&key) else {
            self.rows.insert(key, row.columns);
            return Ok(false);
        };
        let mut has_all = true;
        for (column, value) in row.columns {
            match saved.iter().find(|(name, _)| *name == column) {
                Some((_, other)) if *other == value => {}
                Some(_) => {
                    return Err(QueryBuilderError(Box::new(CopiesDiffer {
                        column: (M::TABLE, column),
                        key: row.shown,
                    })));
                }
                None => {
                    has_all = false;
                    saved.push((column, value));
                }
            }
        }
        Ok(has_all)
    }
}

/// A connection that can save the loaded row `R` with what was loaded beside it.
#[diagnostic::on_unimplemented(
    message = "`{R}` cannot be saved with what was loaded beside it",
    label = "not to be saved with this connection",
    note = "each model among the loaded rows derives `Queryable`, `Selectable` and `Insertable`; the columns of `select_as` alone are no \
            row to save; turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases"
)]
pub trait PushLoaded<Mode, R>: Transact<Mode> {
    /// Saves it, inside a transaction; how many rows were written.
    fn push_loaded(&mut self, row: &R) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, R> PushLoaded<Mode, R> for C
where
    C: Transact<Mode>,
    R: Push<C, Mode>,
{
    async fn push_loaded(&mut self, row: &R) -> QueryResult<usize> {
        send(self, TRANSACTION.contested(), async |conn, _| {
            row.push_to(conn, &mut Pushed::default()).await
        })
        .await
    }
}

/// A loaded row, or the value of a loaded relation, that the connection `C` can save with what was loaded beside it.
pub trait Push<C, Mode> {
    /// Saves it; how many rows were written.
    fn push_to(
        &self,
        conn: &mut C,
        pushed: &mut Pushed,
    ) -> impl Future<Output = QueryResult<usize>>;
}

/// A way to save a row: by itself, or with what it is around.
pub trait PushRow<R, C, Mode> {
    /// Saves it.
    fn push_row(
        row: &R,
        conn: &mut C,
        pushed: &mut Pushed,
    ) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<R, C, Mode> Push<C, Mode> for R
where
    R: LoadedRow<Kind: PushRow<R, C, Mode>>,
{
    fn push_to(
        &self,
        conn: &mut C,
        pushed: &mut Pushed,
    ) -> impl Future<Output = QueryResult<usize>> {
        R::Kind::push_row(self, conn, pushed)
    }
}

impl<M, C, Mode> PushRow<M, C, Mode> for Core
where
    M: Model,
    for<'m> &'m M: ColumnValues<M::Table>,
    for<'m> C: SaveModel<Mode, M, ValuesOf<'m, M>>,
{
    async fn push_row(row: &M, conn: &mut C, pushed: &mut Pushed) -> QueryResult<usize> {
        if let Some(row) = conn.row_in_memory(row, &row.into_values())? {
            if pushed.has_row::<M>(row)? {
                return Ok(0);
            }
        }
        conn.save_model(row, row.into_values(), &Touching::default())
            .await
    }
}

impl<R, T, C, Mode> PushRow<R, C, Mode> for Around<T>
where
    R: Beside<T> + Deref<Target: Push<C, Mode> + Sized>,
    T: Push<C, Mode>,
{
    async fn push_row(row: &R, conn: &mut C, pushed: &mut Pushed) -> QueryResult<usize> {
        let inside = R::Target::push_to(row, conn, pushed).await?;
        let beside = row.beside().push_to(conn, pushed).await?;
        Ok(inside + beside)
    }
}

/// No relation.
impl<C, Mode> Push<C, Mode> for () {
    async fn push_to(&self, _: &mut C, _: &mut Pushed) -> QueryResult<usize> {
        Ok(0)
    }
}

impl<R: Push<C, Mode>, C, Mode> Push<C, Mode> for Vec<R> {
    async fn push_to(&self, conn: &mut C, pushed: &mut Pushed) -> QueryResult<usize> {
        let mut saved = 0;
        for row in self {
            saved += row.push_to(conn, pushed).await?;
        }
        Ok(saved)
    }
}

impl<R: Push<C, Mode>, C, Mode> Push<C, Mode> for Option<R> {
    async fn push_to(&self, conn: &mut C, pushed: &mut Pushed) -> QueryResult<usize> {
        match self {
            Some(row) => row.push_to(conn, pushed).await,
            None => Ok(0),
        }
    }
}

impl<R: Push<C, Mode>, C, Mode> Push<C, Mode> for Arc<R> {
    async fn push_to(&self, conn: &mut C, pushed: &mut Pushed) -> QueryResult<usize> {
        match pushed.owners.insert(Arc::as_ptr(self).addr()) {
            true => R::push_to(self, conn, pushed).await,
            false => Ok(0),
        }
    }
}

impl<T: Push<C, Mode>, C, Mode> Push<C, Mode> for RowOrDefault<T> {
    async fn push_to(&self, conn: &mut C, pushed: &mut Pushed) -> QueryResult<usize> {
        match self.is_default {
            true => Ok(0),
            false => self.row.push_to(conn, pushed).await,
        }
    }
}

/// Saves a loaded row, or a `Vec` of them, and all that was loaded beside it, to any depth: [`Model::save`](crate::Model::save) of each,
/// in one transaction. How many rows were written. Laravel's `push`; a function, as Diesel's verbs are, so that it hides no method of the
/// row's own.
///
/// Foreign keys are saved as the rows say; rows of a pivot table, and defaults of [`or_default`](crate::Relation::or_default), are
/// left alone. A row that is there more than once, as a shared owner or as a copy, is saved once.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// Tag::find(1).first(conn)?.notes().create(notes::body.eq("see also")).execute(conn)?;
/// let mut tag = Tag::find(1).with(Tag::NOTES).first(conn)?;
/// tag.name = "Rust".into();
/// for note in &mut tag.notes {
///     note.body.push('!');
/// }
/// assert_eq!(diesel_relations::push(&tag, conn)?, 2);
/// assert_eq!(Note::find(4).first(conn)?.body, "see also!");
/// # Ok(()) }
/// ```
///
/// # Errors
///
/// As [`Model::save`](crate::Model::save); and [`CopiesDiffer`](crate::CopiesDiffer) where one row was loaded more than once and the
/// copies are not the same. Then nothing is written.
pub fn push<R, C, Mode>(
    row: &R,
    conn: &mut C,
) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
where
    C: Driver<Mode, Connection: PushLoaded<Mode, R>>,
{
    <C as Driver<Mode>>::run(async move { conn.connection().push_loaded(row).await })
}
