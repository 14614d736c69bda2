//! Rows that become children of a parent, or of none: `associate`, `dissociate` by id.

use std::future::Future;

use diesel::QueryResult;
#[cfg(doc)]
use diesel::result::Error::NotFound;

use crate::declare::fields::ClearsFields;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf};
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::shape::Many;
use crate::driver::connection::Driver;
use crate::driver::transaction::{TRANSACTION, send};
#[cfg(doc)]
use crate::error::row::NullKey;
use crate::error::row::null_key;
use crate::query::related_query::RelatedQuery;
use crate::relation::refine::AsDeclared;
use crate::touch::step::{Touching, without_touching};
use crate::write::link::{HasSource, Writes, parent_key};
use crate::write::owner::CanBeNull;
use crate::write::row_ids::{ByPrimaryKey, PivotRows};
use crate::write::update_parents::{ReadParents, WriteParents};

/// Rows that become children of a parent, or of none.
#[must_use = "nothing is written before `execute` or `get_results`"]
pub struct Reparent<K: RelationDef<Related: HasPrimaryKey>> {
    key: Option<K::Key>,
    ids: Vec<Option<KeyOf<K::Related>>>,
    /// True where they are children of the parent, and become children of none.
    dissociates: bool,
    touching: Touching,
}

without_touching!(Reparent<K: RelationDef<Related: HasPrimaryKey>>);

impl<K: RelationDef<Shape = Many>, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// Makes rows children of this parent, by primary key or by model: `UPDATE posts SET user_id = ? WHERE id IN (..)`, and the
    /// type of a polymorphic relation. They may have had another parent. Of a model with `timestamps`, `updated_at` is set; what the rows
    /// touch is touched, the new parent if it is among that.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let bob = User::find(2).first(conn)?;
    /// assert_eq!(bob.posts().associate([1, 2]).execute(conn)?, 2);
    /// assert_eq!(bob.posts().count().get_result::<i64>(conn)?, 3);
    /// # Ok(()) }
    /// ```
    pub fn associate<I, Marker, T>(self, rows: I) -> Reparent<K>
    where
        K: HasSource<T> + RelationDef<Related: HasPrimaryKey>,
        T: Writes<K>,
        Q: AsDeclared,
        I: PivotRows<ByPrimaryKey<K>, Marker>,
    {
        self.reparent(rows, false)
    }

    /// Makes children of this parent children of none, by primary key or by model:
    /// `UPDATE posts SET user_id = NULL WHERE id IN (..) AND user_id = ?`, and so the type of a polymorphic relation. The columns must
    /// be nullable.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// assert_eq!(post.notes().dissociate(1).execute(conn)?, 1);
    /// assert_eq!(Note::find(1).first(conn)?.notable_type, None);
    /// # Ok(()) }
    /// ```
    pub fn dissociate<I, Marker, T>(self, rows: I) -> Reparent<K>
    where
        K: HasSource<T>
            + RelationDef<Related: HasPrimaryKey, KeyColumn: CanBeNull, Fields: ClearsFields>,
        T: Writes<K>,
        Q: AsDeclared,
        I: PivotRows<ByPrimaryKey<K>, Marker>,
    {
        self.reparent(rows, true)
    }

    fn reparent<I, Marker>(self, rows: I, dissociates: bool) -> Reparent<K>
    where
        K: RelationDef<Related: HasPrimaryKey>,
        I: PivotRows<ByPrimaryKey<K>, Marker>,
    {
        let ids = rows.into_rows().into_iter().map(|(id, _)| id);
        Reparent {
            key: self.into_key(),
            ids: ids.collect(),
            dissociates,
            touching: Touching::default(),
        }
    }
}

impl<K: Keyed<Related: HasPrimaryKey>> Reparent<K> {
    /// Sends the statement in a transaction, or a savepoint inside one; how many rows. No rows, no statement.
    ///
    /// # Errors
    ///
    /// [`NotFound`] where one of the rows is not there, or is not a child of this parent that is to be dissociated: then nothing has
    /// changed. [`NullKey`] where the key of the parent or of a row is NULL. Otherwise Diesel's errors.
    pub fn execute<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<Mode, Connection: WriteParents<Mode, K>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            let Some((key, ids)) = keys::<K>(self.key, self.ids)? else {
                return Ok(0);
            };
            let (ids, touching) = (conn.distinct(ids).await?, &self.touching);
            send(conn, TRANSACTION, async |conn, _| {
                conn.write_parents(key.clone(), ids.clone(), self.dissociates, touching)
                    .await
            })
            .await
        })
    }

    /// As [`execute`](Self::execute); the rows as they are then, in the order in which they were given, each once:
    /// `SELECT .. FROM posts WHERE id IN (..)` behind the `UPDATE`, and where the relation's key is a part of the rows' own, one
    /// more for each row whose key has changed with it.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let bob = User::find(2).first(conn)?;
    /// let posts = bob.posts().associate([2, 1]).get_results(conn)?;
    /// assert_eq!(posts.iter().map(|post| (post.id, post.user_id)).collect::<Vec<_>>(), [(2, 2), (1, 2)]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub fn get_results<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Vec<K::Related>>>>
    where
        C: Driver<Mode, Connection: ReadParents<Mode, K>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            let Some((key, ids)) = keys::<K>(self.key, self.ids)? else {
                return Ok(Vec::new());
            };
            let (ids, touching) = (conn.distinct(ids).await?, &self.touching);
            send(conn, TRANSACTION, async |conn, inside| {
                conn.write_parents(key.clone(), ids.clone(), self.dissociates, touching)
                    .await?;
                conn.read_parents(key.clone(), ids.clone(), inside).await
            })
            .await
        })
    }
}

type Keys<K> = (
    <K as RelationDef>::Key,
    Vec<KeyOf<<K as RelationDef>::Related>>,
);

/// The keys of the parent and of the rows; none where there are no rows.
fn keys<K: RelationDef<Related: HasPrimaryKey>>(
    key: Option<K::Key>,
    ids: Vec<Option<KeyOf<K::Related>>>,
) -> QueryResult<Option<Keys<K>>> {
    if ids.is_empty() {
        return Ok(None);
    }
    let ids: Option<Vec<_>> = ids.into_iter().collect();
    let ids = ids.ok_or_else(|| null_key(K::REMOTE, "primary key"))?;
    Ok(Some((parent_key::<K>(key)?, ids)))
}
