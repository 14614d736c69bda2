//! Changing rows of a relation, each in its own way: `update_many`.

use std::collections::{HashMap, HashSet};
use std::fmt::Debug;
use std::future::Future;
use std::hash::Hash;

use diesel::query_dsl::methods::FilterDsl;
use diesel::{QueryResult, dsl};

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, primary_key};
use crate::declare::relation_def::{BaseOf, Keyed, RelatedTable, RelationDef, base_of};
use crate::driver::connection::{Driver, Fetch, Transact};
use crate::driver::transaction::{Inside, TRANSACTION, send};
use crate::load::equal_keys::EqualPrimaryKeys;
use crate::query::model_query::Query;
use crate::query::related_query::{KeyOf as ParentKey, RelatedQuery, key_is};
use crate::query::terminals::LoadAs;
use crate::relation::refine::AsDeclared;
use crate::sql::key_columns::KeyColumns;
use crate::touch::propagate::TouchOwners;
use crate::touch::step::{Touching, without_touching};
use crate::unstable::insertable::ColumnValues;
use crate::write::batch::Shared;
use crate::write::by_keys::{ByKeys, In, found, load_by_keys, spelled};
use crate::write::change::ChangeRelated;
use crate::write::lock::{LockParent, Locks, ReadLatest};
use crate::write::row_ids::{ByPrimaryKey, PivotRows};
use crate::write::update_statement::UpdateRow;
use crate::write::write_related::lock_if;

/// Rows of the relation `K`, each with what becomes of it: [`RelatedQuery::update_many`].
#[must_use = "nothing is written before `execute` or `get_results`"]
pub struct UpdateMany<K: RelationDef<Related: HasPrimaryKey>, V> {
    key: Option<K::Key>,
    rows: Vec<(Option<KeyOf<K::Related>>, Shared<V>)>,
    touching: Touching,
}

without_touching!(UpdateMany<K: RelationDef<Related: HasPrimaryKey>, V>);

impl<K: RelationDef<Related: HasPrimaryKey>, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// Changes rows of this relation, each in its own way: pairs of a primary key, or a model, and fields of the related table.
    /// `UPDATE posts SET .. WHERE user_id = ? AND id = ?` for each. A field that is `None` is left alone, as in Diesel's `AsChangeset`.
    ///
    /// Rows that are not there, or not of this relation, are left out. All rows in one way: `diesel::update(user.posts())`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let alice = User::find(1).first(conn)?;
    /// let changes = [(2, posts::title.eq("Two")), (1, posts::title.eq("One")), (3, posts::title.eq("Bob's"))];
    /// let posts = alice.posts().update_many(changes).get_results(conn)?;
    /// assert_eq!(posts.iter().map(|post| post.title.as_str()).collect::<Vec<_>>(), ["Two", "One"]);
    /// assert_eq!(Post::find(3).first(conn)?.title, "Hello");
    /// # Ok(()) }
    /// ```
    pub fn update_many<I, Marker, F, V>(self, rows: I) -> UpdateMany<K, V>
    where
        Q: AsDeclared,
        I: PivotRows<ByPrimaryKey<K>, Marker, Fields = F>,
        F: ColumnValues<RelatedTable<K>, Values = V>,
    {
        let rows = rows.into_rows().into_iter();
        UpdateMany {
            rows: rows
                .map(|(id, fields)| (id, Shared::one(fields.into_values())))
                .collect(),
            key: self.into_key(),
            touching: Touching::default(),
        }
    }
}

/// The rows of a parent that have one of some primary keys.
type Among<K> = dsl::Filter<dsl::Filter<BaseOf<K>, In<K>>, ParentKey<K>>;

/// A connection that changes rows of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be changed with this connection",
    label = "cannot be changed with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the \
            values must be such that this database takes for their columns, and the model derives `Queryable` and \
            `Selectable`"
)]
pub trait UpdateRelated<Mode, K: RelationDef<Related: HasPrimaryKey>, V>: Transact<Mode> {
    /// Changes the rows, inside a transaction; the keys of those that were found, each once.
    fn update_related(
        &mut self,
        update: &UpdateMany<K, V>,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Vec<KeyOf<K::Related>>>>;
    /// The rows with these keys, in their order.
    fn read_updated(
        &mut self,
        ids: Vec<KeyOf<K::Related>>,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Vec<K::Related>>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K, V> UpdateRelated<Mode, K, V> for C
where
    K: Keyed + Locks<Related: HasPrimaryKey>,
    BaseOf<K>: FilterDsl<In<K>>,
    C: Fetch<Mode, LockParent<K, RelatedTable<K>>, String>,
    dsl::Filter<BaseOf<K>, In<K>>: FilterDsl<ParentKey<K>>,
    Query<K::Related, ReadLatest<Among<K>>>: LoadAs<Mode, C, K::Related>,
    RelatedTable<K>: FilterDsl<In<K>>,
    ByKeys<K>: LoadAs<Mode, C, K::Related>,
    C: Transact<Mode> + ChangeRelated<Mode, K, V> + TouchOwners<Mode, K::Related>,
    C: Fetch<Mode, EqualPrimaryKeys<K::Related>, (i32, i32)>,
    KeyOf<K::Related>: Eq + Hash + Debug,
{
    async fn update_related(
        &mut self,
        update: &UpdateMany<K, V>,
        inside: Inside,
    ) -> QueryResult<Vec<KeyOf<K::Related>>> {
        let Some(key) = &update.key else {
            return Ok(Vec::new());
        };
        // The order of the rows is the caller's: two writes of the same rows in different orders would wait for each other.
        lock_if::<K, C, Mode>(update.rows.len() > 1, key, inside, self).await?;
        // A text may be written otherwise in the table.
        let mut written = HashMap::new();
        if <K::Related as Model>::PrimaryKey::is_text() {
            let ids = || update.rows.iter().filter_map(|(id, _)| id.as_ref());
            let rows = ids().cloned().collect();
            let there = there::<K, C, Mode>(key, rows, inside, self).await?;
            written = spelled::<<K::Related as Model>::PrimaryKey, _, C, Mode>(ids(), &there, self)
                .await?;
        }
        // A row that is named twice stands where it was named first, as it is at last.
        let (mut ids, mut changed) = (Vec::with_capacity(update.rows.len()), HashSet::new());
        for (id, values) in &update.rows {
            let Some(id) = id else {
                continue;
            };
            let id = written.get(id).unwrap_or(id);
            let change = self.change_row(key.clone(), id.clone(), values.clone());
            if change.await? > 0 {
                changed.insert(id.clone());
            }
            ids.push(id.clone());
        }
        let mut there = changed.clone();
        if UpdateRow::<K::Related, V>::SEES_CHANGES {
            // The others may have these values already.
            let mut rest = ids.clone();
            rest.retain(|id| !changed.contains(id));
            there.extend(self::there::<K, C, Mode>(key, rest, inside, self).await?);
        }
        let touched = changed.into_iter().collect();
        self.touch_owners_of(touched, &[], &update.touching).await?;
        ids.retain(|id| there.remove(id));
        Ok(ids)
    }

    async fn read_updated(
        &mut self,
        ids: Vec<KeyOf<K::Related>>,
        inside: Inside,
    ) -> QueryResult<Vec<K::Related>> {
        let mut found = found::<K, C, Mode>(ids.clone(), inside, self).await?;
        let rows = ids.iter().filter_map(|id| found.remove(id));
        Ok(rows.collect())
    }
}

/// The parent's rows among them.
async fn there<K, C, Mode>(
    key: &K::Key,
    ids: Vec<KeyOf<K::Related>>,
    inside: Inside,
    conn: &mut C,
) -> QueryResult<HashSet<KeyOf<K::Related>>>
where
    K: Keyed<Related: HasPrimaryKey>,
    BaseOf<K>: FilterDsl<In<K>>,
    dsl::Filter<BaseOf<K>, In<K>>: FilterDsl<ParentKey<K>>,
    Query<K::Related, ReadLatest<Among<K>>>: LoadAs<Mode, C, K::Related>,
    KeyOf<K::Related>: Eq + Hash,
{
    let rows = load_by_keys::<K, C, Mode, _>(ids, conn, |is_in| {
        let rows = FilterDsl::filter(base_of::<K>(), is_in);
        let rows = FilterDsl::filter(rows, key_is::<K>(Some(key.clone())));
        ReadLatest::new(rows, inside.has_read)
    });
    Ok(rows.await?.iter().filter_map(primary_key).collect())
}

impl<K: RelationDef<Related: HasPrimaryKey>, V> UpdateMany<K, V> {
    /// Sends the statements in one transaction, or a savepoint inside one; how many rows were found. The parent is
    /// locked where there are several rows; an `UPDATE` changes each row, as
    /// long as it is the relation's; of a model with timestamps, or one that touches others, one more statement reads which of the
    /// rows that did not change are there. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors; then nothing has changed.
    pub fn execute<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<Mode, Connection: UpdateRelated<Mode, K, V>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            if self.rows.is_empty() || self.key.is_none() {
                return Ok(0);
            }
            send(conn, TRANSACTION, async |conn, inside| {
                Ok(conn.update_related(&self, inside).await?.len())
            })
            .await
        })
    }

    /// As [`execute`](Self::execute); one more statement reads the rows as they are then, in the order in which they were given, each
    /// once.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub fn get_results<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Vec<K::Related>>>>
    where
        C: Driver<Mode, Connection: UpdateRelated<Mode, K, V>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            if self.rows.is_empty() || self.key.is_none() {
                return Ok(Vec::new());
            }
            send(conn, TRANSACTION, async |conn, inside| {
                let ids = conn.update_related(&self, inside).await?;
                conn.read_updated(ids, inside).await
            })
            .await
        })
    }
}
