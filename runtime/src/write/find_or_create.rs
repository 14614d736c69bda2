//! Connections that look for a row of a relation, and create it.

use std::future::Future;
use std::sync::Arc;

use diesel::query_dsl::methods::{FilterDsl, LimitDsl};
use diesel::result::Error::NotFound;
use diesel::{QueryResult, dsl};

use crate::declare::primary_key::{HasPrimaryKey, primary_key};
use crate::declare::relation_def::{BaseOf, Keyed, RelatedTable, RelationDef, base_of};
use crate::driver::connection::{Fetch, Transact};
use crate::driver::transaction::Inside;
use crate::error::row::null_key;
use crate::query::model_query::Query;
use crate::query::related_query::{KeyOf as ParentKey, key_is};
use crate::query::terminals::LoadAs;
use crate::sql::values::{Fallbacks, KeyValues, Overrides};
use crate::touch::step::Touching;
use crate::write::batch::Shared;
use crate::write::change::ChangeRelated;
use crate::write::child_values::{Row, fixed};
use crate::write::link::Children;
use crate::write::lock::{LockParent, Locks, ReadLatest, lock_parent};
use crate::write::write_rows::WriteRows;

/// The rows of a parent that meet the condition `P`.
pub(crate) type OfParentWhere<K, P> = dsl::Filter<dsl::Filter<BaseOf<K>, P>, ParentKey<K>>;
/// The first of the query `Q`.
pub(crate) type First<K, Q> = Query<<K as RelationDef>::Related, ReadLatest<dsl::Limit<Q>>>;

/// The first row of the query; `has_read`: inside a transaction that may have read before.
pub(crate) async fn first<K, Q, C, Mode>(
    query: Q,
    has_read: bool,
    conn: &mut C,
) -> QueryResult<Option<K::Related>>
where
    K: RelationDef,
    Q: LimitDsl,
    First<K, Q>: LoadAs<Mode, C, K::Related>,
{
    let query = ReadLatest::new(LimitDsl::limit(query, 1), has_read);
    let query: First<K, Q> = Query::new(query, (), (), false);
    Ok(query.rows(1, conn).await?.pop())
}

/// A connection that can look for a row of the relation `K` by the condition `P`, and make it.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be looked for and made like this",
    label = "cannot be looked for and made",
    note = "the condition takes columns of the related table; the values are such that this database takes for their \
            columns; the model derives `Queryable` and `Selectable`; turn on the feature of the \
            database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases"
)]
pub trait FindOrCreate<Mode, K: RelationDef, P, V, U, F>: Transact<Mode> {
    /// True where a row that was found inside the transaction can be another parent's before it is changed.
    const ROWS_MOVE: bool;
    /// The first row of the parent that meets the condition.
    fn first_of_parent(
        &mut self,
        key: K::Key,
        condition: P,
    ) -> impl Future<Output = QueryResult<Option<K::Related>>>;
    /// Locks the parent, inside a transaction.
    fn lock(&mut self, key: K::Key, inside: Inside) -> impl Future<Output = QueryResult<()>>;
    /// The first row that meets the condition, inside a transaction; one of the related table is attached.
    fn found(
        &mut self,
        key: K::Key,
        condition: P,
        fields: F,
        touching: &Touching,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Option<K::Related>>>;
    /// A new row of the parent, inside a transaction.
    fn created(
        &mut self,
        key: K::Key,
        values: Arc<V>,
        fields: F,
        touching: &Touching,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<K::Related>>;
    /// The row, changed, inside a transaction; none where it is no longer the parent's.
    fn change(
        &mut self,
        key: K::Key,
        row: &K::Related,
        changes: Shared<U>,
        touching: &Touching,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Option<K::Related>>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K, P, V, U> FindOrCreate<Mode, K, P, V, U, Children> for C
where
    K: Keyed + Locks + RelationDef<Related: HasPrimaryKey>,
    BaseOf<K>: FilterDsl<P>,
    K::KeyColumn: KeyValues<K::Key>,
    dsl::Filter<BaseOf<K>, P>: FilterDsl<ParentKey<K>>,
    OfParentWhere<K, P>: LimitDsl,
    First<K, OfParentWhere<K, P>>: LoadAs<Mode, C, K::Related>,
    C: Transact<Mode> + Fetch<Mode, LockParent<K, RelatedTable<K>>, String>,
    C: WriteRows<Mode, K::Related, Row<K, Arc<V>>> + ChangeRelated<Mode, K, U>,
{
    const ROWS_MOVE: bool = true;

    async fn first_of_parent(
        &mut self,
        key: K::Key,
        condition: P,
    ) -> QueryResult<Option<K::Related>> {
        first_where::<K, P, C, Mode>(key, condition, false, self).await
    }

    async fn lock(&mut self, key: K::Key, inside: Inside) -> QueryResult<()> {
        lock_parent::<K, RelatedTable<K>, C, Mode>(key, inside, self).await
    }

    async fn found(
        &mut self,
        key: K::Key,
        condition: P,
        _: Children,
        _: &Touching,
        inside: Inside,
    ) -> QueryResult<Option<K::Related>> {
        first_where::<K, P, C, Mode>(key, condition, inside.has_read, self).await
    }

    async fn created(
        &mut self,
        key: K::Key,
        values: Arc<V>,
        _: Children,
        touching: &Touching,
        _: Inside,
    ) -> QueryResult<K::Related> {
        let fixed = fixed::<K>(key);
        let defaults = Arc::new(K::defaults());
        let values = Fallbacks { defaults, values };
        let batch = self.batch(vec![Overrides { fixed, values }])?;
        let mut rows = self.inserted_rows(&batch, touching).await?;
        rows.pop().ok_or(NotFound)
    }

    async fn change(
        &mut self,
        key: K::Key,
        row: &K::Related,
        changes: Shared<U>,
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<Option<K::Related>> {
        changed::<K, C, Mode, U>(key, row, changes, touching, inside, self).await
    }
}

/// The first row of the parent that meets the condition.
pub(crate) async fn first_where<K, P, C, Mode>(
    key: K::Key,
    condition: P,
    has_read: bool,
    conn: &mut C,
) -> QueryResult<Option<K::Related>>
where
    K: Keyed,
    BaseOf<K>: FilterDsl<P>,
    dsl::Filter<BaseOf<K>, P>: FilterDsl<ParentKey<K>>,
    OfParentWhere<K, P>: LimitDsl,
    First<K, OfParentWhere<K, P>>: LoadAs<Mode, C, K::Related>,
{
    let query = FilterDsl::filter(base_of::<K>(), condition);
    let query = FilterDsl::filter(query, key_is::<K>(Some(key)));
    first::<K, OfParentWhere<K, P>, C, Mode>(query, has_read, conn).await
}

/// The row, changed, where it is one of the parent's.
pub(crate) async fn changed<K, C, Mode, U>(
    key: K::Key,
    row: &K::Related,
    changes: Shared<U>,
    touching: &Touching,
    inside: Inside,
    conn: &mut C,
) -> QueryResult<Option<K::Related>>
where
    K: Keyed<Related: HasPrimaryKey>,
    C: ChangeRelated<Mode, K, U>,
{
    let id = primary_key(row).ok_or_else(|| null_key(K::REMOTE, "primary key"))?;
    conn.changed_row(key, id, changes, touching, inside).await
}
