//! Deleting rows, and restoring them: `delete`, `force_delete`, `restore`.

use std::future::Future;

use diesel::result::Error::NotFound;

use crate::declare::soft_delete::SoftDeletes;
use crate::driver::connection::{Driver, Execute, Transact};
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::search::error::{Conflict, SearchError};
use crate::search::load::search::Search;
use crate::search::resource::batch::within;
use crate::search::resource::keys::{FoundBy, Resource};
use crate::search::resource::rows::{Keys, RowsByKeys, View};
use crate::search::resource::unit::in_transaction;
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::touch::propagate::TouchOwners;
use crate::touch::step::Touching;
use crate::write::delete::{DeleteMode, RemoveRow};
use crate::write::lock_rows::{KeysIn, LocksRows, lock_rows};

/// A connection that deletes rows of the model `M` by their primary keys, and restores them.
#[diagnostic::on_unimplemented(
    message = "rows of `{M}` cannot be deleted with this connection",
    label = "cannot be deleted with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait DeleteRows<Mode, M: Resource>:
    Transact<Mode> + Execute<Mode, RemoveRow<M, KeysIn<M>>> + TouchOwners<Mode, M> + LocksRows<Mode, M>
{
}

#[diagnostic::do_not_recommend]
impl<C, Mode, M: Resource> DeleteRows<Mode, M> for C where
    C: Transact<Mode>
        + Execute<Mode, RemoveRow<M, KeysIn<M>>>
        + TouchOwners<Mode, M>
        + LocksRows<Mode, M>
{
}

/// The terminals, each for one row and for several.
macro_rules! terminals {
    ($(
        $(#[$one_doc:meta])* $one:ident,
        $(#[$many_doc:meta])* $many:ident: $mode:expr $(, where $bound:path)?;
    )*) => {
        impl<'r, M, Q, L, S, P, K> Search<'r, M, Q, L, S, P, K> {$(
            $(#[$one_doc])*
            pub fn $one<'c, C, Mode>(
                self,
                key: K::Key,
                conn: &'c mut C,
            ) -> <C as Driver<Mode>>::Out<
                impl Future<Output = Result<<Self as RowsByKeys<Mode, C, M, K>>::Row, SearchError>>
                + use<'r, 'c, M, Q, L, S, P, K, C, Mode>,
            >
            where
                M: Resource $(+ $bound)?,
                K: FoundBy<M>,
                C: DeleteRows<Mode, M>,
                Self: RowsByKeys<Mode, C, M, K>,
            {
                <C as Driver<Mode>>::run(async move {
                    let rows = remove(&self, &[key], $mode, conn).await?;
                    Ok(rows.into_iter().next().ok_or(NotFound)?)
                })
            }

            $(#[$many_doc])*
            pub fn $many<'k, 'c, C, Mode>(
                self,
                keys: &'k [K::Key],
                conn: &'c mut C,
            ) -> <C as Driver<Mode>>::Out<
                impl Future<Output = Result<Vec<<Self as RowsByKeys<Mode, C, M, K>>::Row>, SearchError>>
                + use<'r, 'k, 'c, M, Q, L, S, P, K, C, Mode>,
            >
            where
                M: Resource $(+ $bound)?,
                K: FoundBy<M>,
                C: DeleteRows<Mode, M>,
                Self: RowsByKeys<Mode, C, M, K>,
            {
                <C as Driver<Mode>>::run(async move {
                    within(keys.len(), &self.limits)?;
                    remove(&self, keys, $mode, conn).await
                })
            }
        )*}
    };
}

terminals! {
    /// Deletes the row with this primary key: softly where the model has soft deletes, otherwise for good. It returns the row as it is then, or as it
    /// was, with what the request includes. A row that is trashed already is not found.
    ///
    /// It is one transaction, or a savepoint inside one: a `SELECT` that finds the row as [`find`](Self::find) does, an `UPDATE` or a `DELETE` by
    /// primary key, and a `SELECT` that reads the row. It touches as the other writes do.
    ///
    /// ```no_run
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/resource.rs"));
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
    /// let alice = User::find(1).first(conn)?;
    /// let request = SearchRequest::new();
    /// assert_eq!(alice.posts().search(&request).delete(1, conn)?.title, "Relations");
    /// assert!(alice.posts().search(&request).delete(1, conn).is_err());
    /// assert_eq!(alice.posts().search(&request).restore(1, conn)?.title, "Relations");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// [`SearchError::Request`] for a request with mistakes, before anything is sent; [`NotFound`] where there is no such row; otherwise Diesel's
    /// errors, such as that of a foreign key that still names the row. Nothing is written then.
    delete,
    /// Deletes the rows with these primary keys, all or none. Keys of rows that are not there, or not found by this search, are skipped. It returns
    /// the others, in the order of the keys, each once. See [`delete`](Self::delete).
    ///
    /// The number of statements is that of one row. No keys, no statement.
    ///
    /// ```no_run
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/resource.rs"));
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
    /// let alice = User::find(1).first(conn)?;
    /// let request = SearchRequest::new();
    /// let posts = alice.posts().search(&request).delete_many(&[2, 3, 1], conn)?;
    /// assert_eq!(posts.iter().map(|post| post.id).collect::<Vec<_>>(), [2, 1]);
    /// assert_eq!(alice.posts().search(&request).restore_many(&[1, 2, 3], conn)?.len(), 2);
    /// assert_eq!(alice.posts().search(&request).force_delete_many(&[1, 2, 3], conn)?.len(), 2);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`delete`](Self::delete); also for more keys than [`SearchLimits::batch`](crate::search::SearchLimits::batch).
    delete_many: DeleteMode::of_deleted::<M>();

    /// Deletes the row with this primary key for good, be it trashed or not. It returns the row as it was, with what the request includes. Without soft
    /// deletes, it is [`delete`](Self::delete).
    ///
    /// ```no_run
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/resource.rs"));
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
    /// let request = SearchRequest::new();
    /// Post::search(&request).delete(1, conn)?;
    /// assert_eq!(Post::search(&request).force_delete(1, conn)?.title, "Relations");
    /// assert!(Post::search(&request).restore(1, conn).is_err());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`delete`](Self::delete).
    force_delete,
    /// Deletes the rows with these primary keys for good, trashed ones, too. See [`delete_many`](Self::delete_many).
    ///
    /// # Errors
    ///
    /// As [`delete_many`](Self::delete_many).
    force_delete_many: DeleteMode::Hard;

    /// Restores the row with this primary key, and returns it with what the request includes. One that is not trashed stays as it is.
    ///
    /// # Errors
    ///
    /// As [`delete`](Self::delete).
    restore,
    /// Restores the rows with these primary keys, all or none. See [`restore`](Self::restore) and [`delete_many`](Self::delete_many).
    ///
    /// # Errors
    ///
    /// As [`delete_many`](Self::delete_many).
    restore_many: DeleteMode::Restore, where SoftDeletes;
}

async fn remove<C, Mode, M, K, R>(
    search: &R,
    keys: &[K::Key],
    mode: DeleteMode,
    conn: &mut C,
) -> Result<Vec<R::Row>, SearchError>
where
    M: Resource,
    K: FoundBy<M>,
    C: DeleteRows<Mode, M>,
    R: RowsByKeys<Mode, C, M, K>,
{
    search.check()?;
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    in_transaction(conn, async |conn, inside| {
        let (mut inside, mut touching) = (inside, Touching::default());
        let view = match mode {
            DeleteMode::Soft => View::NotTrashed,
            DeleteMode::Hard | DeleteMode::Restore => View::AllAsked,
        };
        let keys = match K::primary_keys(keys) {
            Some(keys) => keys.to_vec(),
            None => {
                let look = view.inside(inside);
                inside = inside.having_read();
                search
                    .by_keys(look, Keys::By(keys), false, conn)
                    .await?
                    .keys
            }
        };
        if mode == DeleteMode::Hard {
            // What is gone cannot be looked at once more.
            lock_rows::<M, C, Mode>(keys.clone(), conn).await?;
            inside = inside.having_read();
            touching = touching.before_deletion();
        }
        let look = view.inside(inside);
        let found = search.by_keys(look, Keys::Primary(&keys), false, conn);
        let found = found.await?.keys;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let look = View::Written.inside(inside);
        let mut read = None;
        if mode == DeleteMode::Hard {
            read = Some(
                search
                    .by_keys(look, Keys::Primary(&found), true, conn)
                    .await?,
            );
            // While the rows still say who their owners are.
            conn.touch_owners_of(found.clone(), &[], &touching).await?;
        }
        let mut removed = 0;
        for keys in found.chunks(VALUES_PER_STATEMENT / M::PrimaryKey::WIDTH) {
            let is_in = M::PrimaryKey::is_in(keys.to_vec());
            removed += conn.execute(RemoveRow::<M, _>::rows(is_in, mode)).await?;
        }
        if mode != DeleteMode::Hard {
            if removed > 0 {
                conn.touch_owners_of(found.clone(), &[], &touching).await?;
            }
            read = Some(
                search
                    .by_keys(look, Keys::Primary(&found), true, conn)
                    .await?,
            );
        }
        match read {
            Some(read) if read.keys.len() == found.len() => Ok(read.rows),
            _ => Err(Conflict::OutOfReach.into()),
        }
    })
    .await
}
