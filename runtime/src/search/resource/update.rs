//! Changing rows: `update`, `update_many`.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::future::Future;

use diesel::result::Error::NotFound;

use crate::declare::primary_key::KeyOf;
use crate::driver::connection::{Driver, Execute, Fetch, Transact};
use crate::load::equal_keys::{CompareKeys, EqualKeys};
use crate::search::declare::writable::Writable;
use crate::search::error::{Conflict, SearchError};
use crate::search::load::search::Search;
use crate::search::resource::attributes::Attributes;
use crate::search::resource::batch::Batch;
use crate::search::resource::keys::{FoundBy, KeyBy, Resource};
use crate::search::resource::pivot::ChangePivots;
use crate::search::resource::rows::{Keys, Look, RowsByKeys, View};
use crate::search::resource::unit::in_transaction;
use crate::search::resource::values::{WriteList, Written, parts};
use crate::touch::propagate::TouchOwners;
use crate::touch::step::Touching;
use crate::write::batch::Shared;
use crate::write::by_keys::spelled;
use crate::write::lock_rows::{LocksRows, lock_rows};
use crate::write::update_statement::UpdateRow;

/// A connection that changes rows of the model `M`, which are found by `K`, with the values `V`.
#[diagnostic::on_unimplemented(
    message = "rows of `{M}` cannot be changed with this connection",
    label = "cannot be changed with this connection",
    note = "the fields that requests may write need types that Diesel writes to their columns; the feature of the database is on: `sqlite`, \
            `postgres` or `mysql` of `diesel-relations`"
)]
pub trait UpdateRows<Mode, M: Resource, V, K: FoundBy<M>>:
    Transact<Mode>
    + Execute<Mode, UpdateRow<M, V>>
    + TouchOwners<Mode, M>
    + LocksRows<Mode, M>
    + Fetch<Mode, EqualKeys<M::PrimaryKey, KeyOf<M>>, (i32, i32)>
    + Fetch<Mode, EqualKeys<K::Columns, K::Key>, (i32, i32)>
{
}

#[diagnostic::do_not_recommend]
impl<C, Mode, M: Resource, V, K: FoundBy<M>> UpdateRows<Mode, M, V, K> for C where
    C: Transact<Mode>
        + Execute<Mode, UpdateRow<M, V>>
        + TouchOwners<Mode, M>
        + LocksRows<Mode, M>
        + Fetch<Mode, EqualKeys<M::PrimaryKey, KeyOf<M>>, (i32, i32)>
        + Fetch<Mode, EqualKeys<K::Columns, K::Key>, (i32, i32)>
{
}

impl<'r, M, Q, L, S, P, K> Search<'r, M, Q, L, S, P, K> {
    /// Changes the row with this primary key, and returns it as it is then, with what the request includes. Fields that are not among the attributes
    /// are left alone; `null` sets a column to NULL that can be NULL. Through a many-to-many relation, `pivot` has values of the row of the pivot table.
    ///
    /// It is one transaction, or a savepoint inside one: a `SELECT` that finds the row as [`find`](Self::find) does, an `UPDATE` by primary key, and
    /// a `SELECT` that reads the row. It sets `updated_at` and touches as the other writes do. A row that the conditions of the code would no longer
    /// find stays as it was.
    ///
    /// ```no_run
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/resource.rs"));
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
    /// let alice = User::find(1).first(conn)?;
    /// let request = SearchRequest::new();
    /// let attributes = Attributes::new().set("votes", 8);
    /// let post = alice.posts().search(&request).update(1, &attributes, conn)?;
    /// assert_eq!((&*post.title, post.votes), ("Relations", 8));
    ///
    /// let to_bob = Attributes::new().set("user_id", 2);
    /// let error = alice.posts().search(&request).update(1, &to_bob, conn).unwrap_err();
    /// assert_eq!(error, SearchError::Conflict(Conflict::OutOfReach));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// [`SearchError::Request`] for a request or attributes with mistakes, before anything is sent. [`NotFound`] where there is no such row;
    /// [`Conflict::OutOfReach`] where the conditions of the code would no longer find it; otherwise Diesel's errors. Nothing is written then.
    pub fn update<'a, 'c, C, Mode>(
        self,
        key: K::Key,
        attributes: &'a Attributes,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = Result<<Self as RowsByKeys<Mode, C, M, K>>::Row, SearchError>>
        + use<'r, 'a, 'c, M, Q, L, S, P, K, C, Mode>,
    >
    where
        M: Writable<Writes: WriteList> + Resource,
        K: FoundBy<M>,
        C: UpdateRows<Mode, M, Written<M>, K>,
        P: ChangePivots<Mode, C, M>,
        Self: RowsByKeys<Mode, C, M, K>,
    {
        <C as Driver<Mode>>::run(async move {
            let batch = Batch::one(attributes);
            let rows = update(&self, &self.parent, &[key], batch, conn).await?;
            Ok(rows.into_iter().next().ok_or(NotFound)?)
        })
    }

    /// Changes several rows, all or none: pairs of a primary key and attributes, such as a map. Keys of rows that are not there, or not found by this
    /// search, are skipped. It returns the others, in the order in which they were given, each once. See [`update`](Self::update); the pointers of
    /// mistakes have the key in front, `/3/title`, as the JSON of such a map has.
    ///
    /// The rows are found by one `SELECT`, locked, changed by an `UPDATE` each, and read by one `SELECT`. No rows, no statement.
    ///
    /// ```no_run
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/resource.rs"));
    /// # use std::collections::BTreeMap;
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
    /// let alice = User::find(1).first(conn)?;
    /// let changes: BTreeMap<i32, Attributes> = serde_json::from_str(r#"{"1": {"votes": 8}, "3": {"title": "Bob's"}}"#)?;
    /// let posts = alice.posts().search(&SearchRequest::new()).update_many(&changes, conn)?;
    /// assert_eq!(posts.iter().map(|post| (post.id, post.votes)).collect::<Vec<_>>(), [(1, 8)]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update); also for more rows than [`SearchLimits::batch`](crate::search::SearchLimits::batch).
    pub fn update_many<'c, I, Key, A, C, Mode>(
        self,
        changes: I,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = Result<Vec<<Self as RowsByKeys<Mode, C, M, K>>::Row>, SearchError>>
        + use<'r, 'c, M, Q, L, S, P, K, I, Key, A, C, Mode>,
    >
    where
        I: IntoIterator<Item = (Key, A)>,
        Key: Borrow<K::Key>,
        A: Borrow<Attributes>,
        M: Writable<Writes: WriteList> + Resource,
        K: FoundBy<M>,
        C: UpdateRows<Mode, M, Written<M>, K>,
        P: ChangePivots<Mode, C, M>,
        Self: RowsByKeys<Mode, C, M, K>,
    {
        <C as Driver<Mode>>::run(async move {
            let (keys, rows): (Vec<_>, Vec<_>) = (changes.into_iter())
                .map(|(key, attributes)| (key.borrow().clone(), attributes))
                .unzip();
            let rows = rows.iter().map(Borrow::borrow);
            let batch = Batch::map(&keys, rows, &self.limits)?;
            update(&self, &self.parent, &keys, batch, conn).await
        })
    }
}

async fn update<C, Mode, M, K, P, R>(
    search: &R,
    parent: &P,
    given: &[K::Key],
    batch: Batch<'_>,
    conn: &mut C,
) -> Result<Vec<R::Row>, SearchError>
where
    M: Writable<Writes: WriteList> + Resource,
    K: FoundBy<M>,
    C: UpdateRows<Mode, M, Written<M>, K>,
    P: ChangePivots<Mode, C, M>,
    R: RowsByKeys<Mode, C, M, K>,
{
    search.check()?;
    batch.values::<M, P>(true)?;
    if given.is_empty() {
        return Ok(Vec::new());
    }
    in_transaction(conn, async |conn, inside| {
        let mut inside = inside;
        let mut rows = batch.rows();
        if rows.any(|attributes| parts::<P::Writes>(attributes).1) {
            parent.lock_pivots(inside, conn).await?;
            inside = inside.having_read();
        }
        let keys = match K::primary_keys(given) {
            Some(keys) => keys.iter().cloned().map(Some).collect(),
            None => {
                let look = View::Asked.inside(inside);
                inside = inside.having_read();
                primary_keys::<C, Mode, M, K, R>(search, look, given, conn).await?
            }
        };
        let named: Vec<_> = keys.iter().flatten().cloned().collect();
        if named.len() > 1 {
            // The order of the rows is the client's: two writes of the same rows in different orders would wait for each other.
            lock_rows::<M, C, Mode>(named.clone(), conn).await?;
            inside = inside.having_read();
        }
        let look = View::Asked.inside(inside);
        let there = search.by_keys(look, Keys::Primary(&named), false, conn);
        let there: HashSet<_> = there.await?.keys.into_iter().collect();
        if there.is_empty() {
            return Ok(Vec::new());
        }
        // A text may be written otherwise in the table.
        let written = spelled::<M::PrimaryKey, _, C, Mode>(named.iter(), &there, conn).await?;
        let (mut found, mut changed, mut pivots) = (Vec::new(), Vec::new(), Vec::new());
        let rows = keys
            .iter()
            .zip(batch.rows())
            .zip(batch.values::<M, P>(true)?);
        for ((key, attributes), (values, pivot)) in rows {
            let key = key.as_ref().map(|key| written.get(key).unwrap_or(key));
            let Some(key) = key.filter(|key| there.contains(*key)) else {
                continue;
            };
            found.push(key.clone());
            let (of_row, of_pivot) = parts::<P::Writes>(attributes);
            if of_pivot {
                if pivots.iter().any(|(other, _)| other == key) {
                    let before = std::mem::take(&mut pivots);
                    parent.change_pivots(before, inside, conn).await?;
                }
                pivots.push((key.clone(), pivot));
            }
            if of_row {
                let update = UpdateRow::<M, _>::new(key.clone(), Shared::one(values)).leaving();
                if conn.execute(update).await? > 0 {
                    changed.push(key.clone());
                }
            }
        }
        if !changed.is_empty() {
            let touching = Touching::default();
            conn.touch_owners_of(changed, &[], &touching).await?;
        }
        parent.change_pivots(pivots, inside, conn).await?;
        let look = View::Written.inside(inside);
        let read = search
            .by_keys(look, Keys::Primary(&found), true, conn)
            .await?;
        match read.keys.len() == HashSet::<_>::from_iter(&found).len() {
            true => Ok(read.rows),
            false => Err(Conflict::OutOfReach.into()),
        }
    })
    .await
}

/// The primary key of the row of each key; `None` where there is no such row.
async fn primary_keys<C, Mode, M, K, R>(
    search: &R,
    look: Look,
    keys: &[K::Key],
    conn: &mut C,
) -> Result<Vec<Option<KeyOf<M>>>, SearchError>
where
    M: Resource,
    K: FoundBy<M>,
    C: CompareKeys<Mode, K::Columns, K::Key>,
    R: RowsByKeys<Mode, C, M, K>,
{
    let found = search.by_keys(look, Keys::By(keys), false, conn).await?;
    let rows: HashMap<KeyBy<K, M>, KeyOf<M>> = found.by.into_iter().zip(found.keys).collect();
    let there = rows.keys().cloned().collect();
    let written = spelled::<K::Columns, _, C, Mode>(keys.iter(), &there, conn).await?;
    let row = |key| rows.get(written.get(key).unwrap_or(key)).cloned();
    Ok(keys.iter().map(row).collect())
}
