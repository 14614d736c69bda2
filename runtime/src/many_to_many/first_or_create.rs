//! Rows that are looked for, and made where there is none: `first_or_create`, `update_or_create`, `create_or_first`.

use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::dsl;
use diesel::query_dsl::methods::{FilterDsl, LimitDsl};
use diesel::result::DatabaseErrorKind::UniqueViolation;
use diesel::result::Error::DatabaseError;

use crate::bound::{Bound, KeyOf as ParentKey, key_is};
use crate::driver::{Driver, Transact};
#[cfg(doc)]
use crate::error::NullKey;
use crate::fields::{FieldsOf, NoFields};
use crate::many_to_many::id_of;
use crate::many_to_many::plan::{ATTACH, WritePivot};
use crate::many_to_many::write::{AsDeclared, HasPivot};
use crate::query::{LoadAs, Query};
use crate::row_sql::{InsertModel, Keyed, UpdateModel};
use crate::write::{RelatedTable, null_key, parent_key};
use crate::{HasKey, ManyToMany, RelationDef};

/// A row of the relation `K` that is looked for, and made where there is none.
#[must_use = "nothing is written before `get_result`"]
pub struct FirstOrCreate<K: ManyToMany, Condition, V, U = NoFields, F = NoFields> {
    key: Option<K::Key>,
    condition: Condition,
    values: V,
    /// What becomes of a row that is found.
    changes: Option<U>,
    fields: F,
    /// Whether to look before a row is created.
    looks_first: bool,
}

impl<K: RelationDef, Q, L, S> Bound<K, Q, L, S> {
    /// The first related row that meets the condition. Where there is none, a row of the related table that meets it is
    /// attached; where there is none either, `new` is inserted and attached. Laravel's `firstOrCreate`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// for name in ["rust", "news", "diesel"] {
    ///     post.tags().first_or_create(tags::name.eq(name), tags::name.eq(name)).get_result(conn)?;
    /// }
    /// assert_eq!(post.tags().count().get_result::<i64>(conn)?, 4);
    /// assert_eq!(tags::table.count().get_result::<i64>(conn)?, 4);
    /// # Ok(()) }
    /// ```
    pub fn first_or_create<P, V, Pivot>(
        self,
        condition: P,
        new: V,
    ) -> FirstOrCreate<Pivot, P, V::Values, NoFields>
    where
        K: HasPivot<Pivot>,
        Pivot: ManyToMany,
        Q: AsDeclared,
        V: FieldsOf<RelatedTable<Pivot>>,
    {
        self.found_or_made(condition, new, None, true)
    }

    /// As [`first_or_create`](Self::first_or_create); a row that is found is changed. Laravel's `updateOrCreate`.
    ///
    /// A field of `changes` that is `None` is saved as NULL, as [`save`](Self::save) does: name the columns that change.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let upper = tags::name.eq("Rust");
    /// let tag = post.tags().update_or_create(tags::name.eq("rust"), upper, upper).get_result(conn)?;
    /// assert_eq!((tag.id, tag.name.as_str()), (1, "Rust"));
    /// # Ok(()) }
    /// ```
    pub fn update_or_create<P, U, V, Pivot>(
        self,
        condition: P,
        changes: U,
        new: V,
    ) -> FirstOrCreate<Pivot, P, V::Values, U::Values>
    where
        K: HasPivot<Pivot>,
        Pivot: ManyToMany,
        Q: AsDeclared,
        U: FieldsOf<RelatedTable<Pivot>>,
        V: FieldsOf<RelatedTable<Pivot>>,
    {
        self.found_or_made(condition, new, Some(changes.into_values()), true)
    }

    /// Inserts `new` and attaches it; where a unique key refuses it, the row that meets the condition is attached and
    /// returned. Laravel's `createOrFirst`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let news = tags::name.eq("news");
    /// assert_eq!(post.tags().create_or_first(news, news).get_result(conn)?.id, 3);
    /// # Ok(()) }
    /// ```
    pub fn create_or_first<P, V, Pivot>(
        self,
        condition: P,
        new: V,
    ) -> FirstOrCreate<Pivot, P, V::Values, NoFields>
    where
        K: HasPivot<Pivot>,
        Pivot: ManyToMany,
        Q: AsDeclared,
        V: FieldsOf<RelatedTable<Pivot>>,
    {
        self.found_or_made(condition, new, None, false)
    }

    fn found_or_made<P, V, U, Pivot>(
        self,
        condition: P,
        new: V,
        changes: Option<U>,
        looks_first: bool,
    ) -> FirstOrCreate<Pivot, P, V::Values, U>
    where
        K: HasPivot<Pivot>,
        Pivot: ManyToMany,
        V: FieldsOf<RelatedTable<Pivot>>,
    {
        FirstOrCreate {
            key: K::key(self.into_key()),
            condition,
            values: new.into_values(),
            changes,
            fields: NoFields,
            looks_first,
        }
    }
}

impl<K: ManyToMany, P, V, U> FirstOrCreate<K, P, V, U> {
    /// Fields of the pivot row, where the row is attached.
    pub fn with_pivot<F>(self, fields: F) -> FirstOrCreate<K, P, V, U, F::Values>
    where
        F: FieldsOf<K::Pivot>,
    {
        FirstOrCreate {
            key: self.key,
            condition: self.condition,
            values: self.values,
            changes: self.changes,
            fields: fields.into_values(),
            looks_first: self.looks_first,
        }
    }
}

/// The rows of a parent that meet the condition `P`.
type OfParentWhere<K, P> = dsl::Filter<dsl::Filter<<K as RelationDef>::Base, P>, ParentKey<K>>;
/// The first of the query `Q`.
type First<K, Q> = Query<<K as RelationDef>::Related, dsl::Limit<Q>>;

/// A connection that can look for a row of the relation `K` by the condition `P`, and make it.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be looked for and made like this",
    label = "cannot be looked for and made",
    note = "the condition takes columns of the related table; the values are such that this database takes for their \
            columns; the model derives `Queryable` and `Selectable`; turn on the feature of the \
            database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait FindOrCreate<Mode, K: ManyToMany, P, V, U, F>: Transact<Mode> {
    /// The first row of the parent that meets the condition.
    fn first_of_parent(
        &mut self,
        key: K::Key,
        condition: P,
    ) -> impl Future<Output = QueryResult<Option<K::Related>>>;
    /// Begins a transaction that holds the parent locked.
    fn begin_locked(&mut self, key: K::Key) -> impl Future<Output = QueryResult<()>>;
    /// The first row of the related table that meets the condition, attached; inside a transaction.
    fn attach_first(
        &mut self,
        key: K::Key,
        condition: P,
        fields: F,
    ) -> impl Future<Output = QueryResult<Option<K::Related>>>;
    /// A new row, attached; inside a transaction.
    fn create_attached(
        &mut self,
        key: K::Key,
        values: V,
        fields: F,
    ) -> impl Future<Output = QueryResult<K::Related>>;
    /// The row, changed.
    fn change(
        &mut self,
        row: K::Related,
        changes: U,
    ) -> impl Future<Output = QueryResult<K::Related>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K, P, V, U, F> FindOrCreate<Mode, K, P, V, U, F> for C
where
    K: crate::Keyed + ManyToMany<Related: Keyed, Base: FilterDsl<P>>,
    dsl::Filter<K::Base, P>: FilterDsl<ParentKey<K>>,
    OfParentWhere<K, P>: LimitDsl,
    RelatedTable<K>: FilterDsl<P>,
    dsl::Filter<RelatedTable<K>, P>: LimitDsl,
    First<K, OfParentWhere<K, P>>: LoadAs<Mode, C, K::Related>,
    First<K, dsl::Filter<RelatedTable<K>, P>>: LoadAs<Mode, C, K::Related>,
    C: Transact<Mode>
        + InsertModel<Mode, K::Related, V>
        + UpdateModel<Mode, K::Related, U>
        + WritePivot<Mode, K, NoFields, F>,
{
    async fn first_of_parent(
        &mut self,
        key: K::Key,
        condition: P,
    ) -> QueryResult<Option<K::Related>> {
        let query = FilterDsl::filter(K::base(), condition);
        let query = FilterDsl::filter(query, key_is::<K>(Some(key)));
        let query: First<K, OfParentWhere<K, P>> =
            Query::new(LimitDsl::limit(query, 1), (), (), false);
        Ok(query.rows(1, self).await?.pop())
    }

    async fn begin_locked(&mut self, key: K::Key) -> QueryResult<()> {
        self.begin().await?;
        let locked = self.lock_parent(key).await;
        if locked.is_err() {
            return self.end(locked).await;
        }
        locked
    }

    async fn attach_first(
        &mut self,
        key: K::Key,
        condition: P,
        fields: F,
    ) -> QueryResult<Option<K::Related>> {
        let query = FilterDsl::filter(RelatedTable::<K>::default(), condition);
        let query: First<K, dsl::Filter<RelatedTable<K>, P>> =
            Query::new(LimitDsl::limit(query, 1), (), (), false);
        let Some(row) = query.rows(1, self).await?.pop() else {
            return Ok(None);
        };
        let id = id_of::<K>(K::related_id(&row))?;
        self.write_pivot(key, vec![(id, NoFields)], fields, ATTACH)
            .await?;
        Ok(Some(row))
    }

    async fn create_attached(
        &mut self,
        key: K::Key,
        values: V,
        fields: F,
    ) -> QueryResult<K::Related> {
        let row = self.insert_row(values).await?;
        let id = id_of::<K>(K::related_id(&row))?;
        self.write_pivot(key, vec![(id, NoFields)], fields, ATTACH.blindly())
            .await?;
        Ok(row)
    }

    async fn change(&mut self, row: K::Related, changes: U) -> QueryResult<K::Related> {
        let key = row.key().map(|key| key.into_owned());
        let key = key.ok_or_else(|| null_key(K::REMOTE, "primary key"))?;
        self.updated_row(key, changes).await
    }
}

impl<K: ManyToMany, P: Clone, V, U, F> FirstOrCreate<K, P, V, U, F> {
    /// Sends the statements and returns the row. What is written is one transaction, or a savepoint inside one.
    ///
    /// Another connection may insert the same row between the look and the insert: where a unique key refuses ours, that
    /// row is attached and returned.
    ///
    /// # Errors
    ///
    /// Diesel's errors; and [`NullKey`] where the parent's key, or that of the row, is NULL.
    pub fn get_result<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<K::Related>> + use<'c, K, P, V, U, F, C, Mode>,
    >
    where
        C: FindOrCreate<Mode, K, P, V, U, Arc<F>>,
    {
        <C as Driver<Mode>>::run(async move {
            let FirstOrCreate {
                key,
                condition,
                values,
                changes,
                fields,
                looks_first,
            } = self;
            let key = parent_key::<K>(key)?;
            let fields = Arc::new(fields);
            let mut changes = changes;
            if looks_first {
                let found = conn.first_of_parent(key.clone(), condition.clone()).await?;
                if let Some(row) = found {
                    if changes.is_none() {
                        return Ok(row);
                    }
                    conn.begin().await?;
                    let changed = change(conn, row, changes).await;
                    return conn.end(changed).await;
                }
            }
            let mut refused = false;
            conn.begin_locked(key.clone()).await?;
            let result = async {
                if looks_first {
                    let fields = Arc::clone(&fields);
                    let found = conn
                        .attach_first(key.clone(), condition.clone(), fields)
                        .await?;
                    if let Some(row) = found {
                        return change(conn, row, changes.take()).await;
                    }
                }
                let created = conn
                    .create_attached(key.clone(), values, Arc::clone(&fields))
                    .await;
                refused = matches!(created, Err(DatabaseError(UniqueViolation, _)));
                created
            };
            let result = result.await;
            let result = conn.end(result).await;
            if !refused {
                return result;
            }
            conn.begin_locked(key.clone()).await?;
            let first = conn.attach_first(key, condition, fields).await;
            let first = match first {
                Ok(Some(row)) => change(conn, row, changes.take()).await,
                Ok(None) => result,
                Err(error) => Err(error),
            };
            conn.end(first).await
        })
    }
}

/// A row that was found, changed where it is to be.
async fn change<C, Mode, K, P, V, U, F>(
    conn: &mut C,
    row: K::Related,
    changes: Option<U>,
) -> QueryResult<K::Related>
where
    K: ManyToMany,
    C: FindOrCreate<Mode, K, P, V, U, F>,
{
    match changes {
        Some(changes) => conn.change(row, changes).await,
        None => Ok(row),
    }
}
