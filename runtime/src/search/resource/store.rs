//! Storing rows: `store`, `store_many`.

use std::borrow::Borrow;
use std::future::Future;

use diesel::QueryResult;
use diesel::result::Error::NotFound;

use crate::declare::primary_key::{HasPrimaryKey, primary_key};
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::declare::shape::Shaped;
use crate::driver::connection::{Driver, Fetch, Transact};
use crate::driver::transaction::Inside;
use crate::search::declare::writable::Writable;
use crate::search::error::{Conflict, SearchError};
use crate::search::load::parent::Parent;
use crate::search::load::search::Search;
use crate::search::resource::attributes::Attributes;
use crate::search::resource::batch::Batch;
use crate::search::resource::keys::Resource;
use crate::search::resource::missing::or_missing;
use crate::search::resource::pivot::{PivotLink, PivotValues, PivotWrites};
use crate::search::resource::rows::{Keys, RowsByKeys, View};
use crate::search::resource::unit::in_transaction;
use crate::search::resource::values::{WriteList, Written};
use crate::sql::values::NoFields;
use crate::touch::step::Touching;
use crate::write::link::{Writes, parent_key};
use crate::write::lock::{LockParent, Locks, lock_parent};
use crate::write::write_related::InsertRelated;
use crate::write::write_rows::{WriteRows, unknown_key};

/// The place where rows of the model `M` are stored with the connection `C`, the values `V` each: all rows of the model, `()`, or those of a
/// [`Parent`].
#[diagnostic::on_unimplemented(
    message = "rows of `{M}` cannot be stored here with this connection",
    label = "cannot be stored through this search",
    note = "rows are stored through has-one, has-many, many-to-many and their polymorphic relatives, or by `{M}` itself; the feature of the \
            database is on: `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait StoreRows<Mode, C, M, V>: PivotWrites {
    /// The name of the relation, where it has one row at most.
    const ONE: Option<&'static str>;
    /// Locks the parent, so that two of these writes follow one another.
    #[doc(hidden)]
    fn lock(&self, inside: Inside, conn: &mut C) -> impl Future<Output = QueryResult<()>>;
    /// Inserts the rows and links them to the parent, by rows of the pivot table with these values, inside a transaction; the rows.
    #[doc(hidden)]
    fn insert(
        &self,
        rows: Vec<(V, PivotValues<Self>)>,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<Vec<M>>>;
}

#[diagnostic::do_not_recommend]
impl<Mode, C, M, V> StoreRows<Mode, C, M, V> for ()
where
    M: HasPrimaryKey,
    C: WriteRows<Mode, M, V>,
{
    const ONE: Option<&'static str> = None;
    async fn lock(&self, _: Inside, _: &mut C) -> QueryResult<()> {
        Ok(())
    }
    async fn insert(&self, rows: Vec<(V, NoFields)>, conn: &mut C) -> QueryResult<Vec<M>> {
        let rows = rows.into_iter().map(|(row, NoFields)| row);
        let batch = conn.batch(rows.collect())?;
        conn.inserted_rows(&batch, &Touching::default()).await
    }
}

#[diagnostic::do_not_recommend]
impl<Mode, C, K, T, V> StoreRows<Mode, C, K::Related, V> for Parent<K>
where
    K: RelationDef<Source = T, PivotFields: PivotLink<T::Link>> + Locks,
    T: Writes<K>,
    C: InsertRelated<Mode, K, V, <K::PivotFields as PivotLink<T::Link>>::Link>
        + Fetch<Mode, LockParent<K, RelatedTable<K>>, String>,
{
    const ONE: Option<&'static str> = match <K::Shape as Shaped>::ONE {
        true => Some(K::NAME),
        false => None,
    };
    async fn lock(&self, inside: Inside, conn: &mut C) -> QueryResult<()> {
        let key = parent_key::<K>(self.key.clone())?;
        lock_parent::<K, RelatedTable<K>, C, Mode>(key, inside, conn).await
    }
    async fn insert(
        &self,
        rows: Vec<(V, PivotValues<Self>)>,
        conn: &mut C,
    ) -> QueryResult<Vec<K::Related>> {
        let key = parent_key::<K>(self.key.clone())?;
        let (rows, pivots) = rows.into_iter().unzip();
        let (link, touching) = (K::PivotFields::link(pivots), Touching::default());
        let inserted = conn
            .insert_related(key, rows, link, &touching, true)
            .await?;
        Ok(inserted.1)
    }
}

impl<'r, M, Q, L, S, P> Search<'r, M, Q, L, S, P> {
    /// Inserts a row with these attributes, and returns it with what the request includes.
    ///
    /// The attributes are those that the model lists: `#[model(search(write(title, votes)))]`. Columns without one get the database's default; one
    /// that has none is a mistake, which the database finds.
    /// Through a relation the row gets the parent's key, or is attached: see [`create`](crate::RelatedQuery::create). The row of a pivot table gets the
    /// values of the attribute `pivot`, an object, of which the relation lists the fields: `#[belongs_to_many(Tag, search(write(place: i32)))]`.
    ///
    /// It is one transaction, or a savepoint inside one, and one more `SELECT` that reads the row as the query finds it: a row that the conditions of
    /// the code would not find is not stored. The filters of the request do not count.
    ///
    /// ```no_run
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/resource.rs"));
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
    /// let alice = User::find(1).first(conn)?;
    /// let request = SearchRequest::new().include("author");
    /// let attributes = Attributes::from_json(br#"{"title": "New", "votes": 1}"#)?;
    /// let post = alice.posts().search(&request).store(&attributes, conn)?;
    /// assert_eq!((&*post.title, post.user_id), ("New", 1));
    /// assert_eq!(post.author.iter().flatten().map(|author| &*author.name).collect::<Vec<_>>(), ["Alice"]);
    ///
    /// let attributes = Attributes::new().set("titel", "New");
    /// let invalid = alice.posts().search(&request).store(&attributes, conn).unwrap_err();
    /// assert_eq!(
    ///     invalid.to_string(),
    ///     "invalid request: /titel: there is no field `titel` to write (allowed: title, votes, user_id)"
    /// );
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// [`SearchError::Request`] for a request or attributes with mistakes, before anything is sent, and for attributes that are missing.
    /// [`Conflict::Filled`] where the relation has one
    /// row, and it is there; [`Conflict::OutOfReach`] where the conditions of the code would not find the row. Diesel's errors, such as a unique
    /// violation. Nothing is written then.
    pub fn store<'a, 'c, C, Mode>(
        self,
        attributes: &'a Attributes,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = Result<<Self as RowsByKeys<Mode, C, M>>::Row, SearchError>>
        + use<'r, 'a, 'c, M, Q, L, S, P, C, Mode>,
    >
    where
        M: Writable<Writes: WriteList> + Resource,
        C: Transact<Mode>,
        Self: RowsByKeys<Mode, C, M>,
        P: StoreRows<Mode, C, M, Written<M>>,
    {
        <C as Driver<Mode>>::run(async move {
            let batch = Batch::one(attributes);
            let rows = store(&self, &self.parent, batch, conn).await?;
            Ok(rows.into_iter().next().ok_or(NotFound)?)
        })
    }

    /// Inserts several rows, all or none, and returns them in the order in which they were given. See [`store`](Self::store); the pointers of
    /// mistakes have the number of the row in front, `/2/title`.
    ///
    /// Rows with the same attributes are one `INSERT`. No rows, no statement.
    ///
    /// ```no_run
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/resource.rs"));
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
    /// let request = SearchRequest::new();
    /// let new: Vec<Attributes> = serde_json::from_str(r#"[{"title": "A", "votes": 1}, {"title": "B", "votes": 2}]"#)?;
    /// let posts = User::find(1).first(conn)?.posts().search(&request).store_many(&new, conn)?;
    /// assert_eq!(posts.iter().map(|post| &*post.title).collect::<Vec<_>>(), ["A", "B"]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`store`](Self::store); also for more rows than [`SearchLimits::batch`](crate::search::SearchLimits::batch).
    pub fn store_many<'c, I, C, Mode>(
        self,
        rows: I,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = Result<Vec<<Self as RowsByKeys<Mode, C, M>>::Row>, SearchError>>
        + use<'r, 'c, M, Q, L, S, P, I, C, Mode>,
    >
    where
        I: IntoIterator<Item: Borrow<Attributes>>,
        M: Writable<Writes: WriteList> + Resource,
        C: Transact<Mode>,
        Self: RowsByKeys<Mode, C, M>,
        P: StoreRows<Mode, C, M, Written<M>>,
    {
        <C as Driver<Mode>>::run(async move {
            let rows: Vec<_> = rows.into_iter().collect();
            let rows = rows.iter().map(Borrow::borrow);
            let batch = Batch::list(rows, &self.limits)?;
            store(&self, &self.parent, batch, conn).await
        })
    }
}

async fn store<C, Mode, M, R, P>(
    search: &R,
    parent: &P,
    batch: Batch<'_>,
    conn: &mut C,
) -> Result<Vec<R::Row>, SearchError>
where
    M: Writable<Writes: WriteList> + Resource,
    C: Transact<Mode>,
    R: RowsByKeys<Mode, C, M>,
    P: StoreRows<Mode, C, M, Written<M>>,
{
    search.check()?;
    batch.values::<M, P>(false)?;
    if batch.is_empty() {
        return Ok(Vec::new());
    }
    let stored = in_transaction(conn, async |conn, inside| {
        if let Some(relation) = P::ONE {
            parent.lock(inside, conn).await?;
            let look = View::Shown.inside(inside.having_read());
            let there = search.by_keys(look, Keys::Any, false, conn).await?;
            if !there.keys.is_empty() || batch.len() > 1 {
                return Err(Conflict::Filled { relation }.into());
            }
        }
        // The values are read again: the work may be done again.
        let rows = parent.insert(batch.values::<M, P>(false)?, conn).await?;
        let keys: Vec<_> = rows.iter().filter_map(primary_key).collect();
        if keys.len() < rows.len() {
            return Err(unknown_key::<M>().into());
        }
        let look = View::Written.inside(inside);
        let found = search
            .by_keys(look, Keys::Primary(&keys), true, conn)
            .await?;
        match found.keys.len() == keys.len() {
            true => Ok(found.rows),
            false => Err(Conflict::OutOfReach.into()),
        }
    });
    stored
        .await
        .map_err(|error| or_missing::<M, P>(error, &batch))
}
