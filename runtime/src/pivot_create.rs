//! Writing related rows through a many-to-many relation: `create`, `save`, `first_or_create` and the like.

use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::dsl;
use diesel::query_dsl::methods::{FilterDsl, LimitDsl};
use diesel::result::DatabaseErrorKind::UniqueViolation;
use diesel::result::Error::{DatabaseError, NotFound, QueryBuilderError};

use crate::bound::{Bound, KeyOf as ParentKey, key_is};
use crate::driver::{Driver, Transact};
use crate::error::{NullKey, PivotCount};
use crate::fields::{FieldsOf, NoFields};
use crate::many_to_many::RelatedTable;
use crate::pivot_write::{ATTACH, AsDeclared, Changes, HasPivot, WritePivot};
use crate::query::{LoadAs, Query};
use crate::row_sql::{InsertModel, Keyed, UpdateModel};
use crate::{HasKey, ManyToMany, Model, RelationDef, Rooted};

/// New related rows, or related rows to save, which are attached: `R` are the rows, `F` the fields of the pivot rows.
#[must_use = "nothing is written before `execute`, `get_result` or `get_results`"]
pub struct RelatedWrite<K: ManyToMany, R, F = AllPivots<NoFields>> {
    key: Option<K::Key>,
    rows: R,
    fields: F,
}

/// One new row.
#[derive(Debug)]
pub struct New<V>(V);
/// Several new rows.
#[derive(Debug)]
pub struct NewRows<V>(Vec<V>);
/// Rows to save, by their keys.
#[derive(Debug)]
pub struct Saved<Id, Key, V>(Vec<(Option<Id>, Option<Key>, V)>);

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

type ValuesOf<K, V> = <V as FieldsOf<RelatedTable<K>>>::Values;
type RowKey<K> = <<K as RelationDef>::Related as HasKey<
    <<K as RelationDef>::Related as Model>::PrimaryKey,
>>::Key;
type SavedRow<K, V> = Saved<<K as ManyToMany>::RelatedId, RowKey<K>, V>;

impl<K: RelationDef, Q, L, S> Bound<K, Q, L, S> {
    /// Inserts a new related row and attaches it: `INSERT INTO roles ..`, `INSERT INTO role_user ..`, in one transaction.
    /// `new` is a struct that derives `Insertable`, or Diesel's tuple of columns and values.
    ///
    /// Sent by [`get_result`](RelatedWrite::get_result), which returns the row, or [`execute`](RelatedWrite::execute).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let tag = post.tags().create(tags::name.eq("diesel")).with_pivot(post_tag::place.eq(3)).get_result(conn)?;
    /// assert_eq!(tag.name, "diesel");
    /// assert_eq!(post.tags().count().get_result::<i64>(conn)?, 3);
    /// # Ok(()) }
    /// ```
    pub fn create<V, Pivot>(self, new: V) -> RelatedWrite<Pivot, New<V::Values>>
    where
        K: HasPivot<Pivot>,
        Pivot: ManyToMany,
        Q: AsDeclared,
        V: FieldsOf<RelatedTable<Pivot>>,
    {
        RelatedWrite {
            key: K::key(self.into_key()),
            rows: New(new.into_values()),
            fields: AllPivots(NoFields),
        }
    }

    /// Inserts new related rows and attaches them, in one transaction. See [`create`](Self::create).
    ///
    /// Sent by [`get_results`](RelatedWrite::get_results) or [`execute`](RelatedWrite::execute).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(2).first(conn)?;
    /// let new = [tags::name.eq("a"), tags::name.eq("b")];
    /// let places = [post_tag::place.eq(1), post_tag::place.eq(2)];
    /// assert_eq!(post.tags().create_many(new).with_pivots(places).get_results(conn)?.len(), 2);
    /// # Ok(()) }
    /// ```
    pub fn create_many<I, V, Pivot>(self, new: I) -> RelatedWrite<Pivot, NewRows<V::Values>>
    where
        K: HasPivot<Pivot>,
        Pivot: ManyToMany,
        Q: AsDeclared,
        I: IntoIterator<Item = V>,
        V: FieldsOf<RelatedTable<Pivot>>,
    {
        RelatedWrite {
            key: K::key(self.into_key()),
            rows: NewRows(new.into_iter().map(V::into_values).collect()),
            fields: AllPivots(NoFields),
        }
    }

    /// Saves a related row and attaches it, in one transaction: an `UPDATE` by primary key, an `INSERT` where there is no
    /// such row. The model derives `Insertable`; a field that is `None` is saved as NULL.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(2).first(conn)?;
    /// let tag = Tag { id: 3, name: "old news".into() };
    /// assert_eq!(post.tags().save(&tag).execute(conn)?.attached, [3]);
    /// assert_eq!(Tag::find(3).first(conn)?, tag);
    /// # Ok(()) }
    /// ```
    pub fn save<'m>(
        self,
        row: &'m K::Related,
    ) -> RelatedWrite<K, SavedRow<K, ValuesOf<K, &'m K::Related>>>
    where
        K: ManyToMany<Related: Keyed>,
        Q: AsDeclared,
        &'m K::Related: FieldsOf<RelatedTable<K>>,
    {
        self.save_many(std::slice::from_ref(row))
    }

    /// Saves related rows and attaches them, in one transaction. See [`save`](Self::save).
    pub fn save_many<'m, R>(
        self,
        rows: &'m [R],
    ) -> RelatedWrite<K, SavedRow<K, ValuesOf<K, &'m K::Related>>>
    where
        K: ManyToMany<Related: Keyed>,
        Q: AsDeclared,
        R: Rooted<Model = K::Related>,
        &'m K::Related: FieldsOf<RelatedTable<K>>,
    {
        let saved = |row: &'m R| {
            let row = row.model();
            let key = row.key().map(|key| key.into_owned());
            (K::related_id(row), key, row.into_values())
        };
        RelatedWrite {
            key: self.into_key(),
            rows: Saved(rows.iter().map(saved).collect()),
            fields: AllPivots(NoFields),
        }
    }

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
        FirstOrCreate {
            key: K::key(self.into_key()),
            condition,
            values: new.into_values(),
            changes: None,
            fields: NoFields,
            looks_first: true,
        }
    }

    /// As [`first_or_create`](Self::first_or_create); a row that is found is changed. Laravel's `updateOrCreate`.
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
        FirstOrCreate {
            key: K::key(self.into_key()),
            condition,
            values: new.into_values(),
            changes: Some(changes.into_values()),
            fields: NoFields,
            looks_first: true,
        }
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
        FirstOrCreate {
            key: K::key(self.into_key()),
            condition,
            values: new.into_values(),
            changes: None,
            fields: NoFields,
            looks_first: false,
        }
    }
}

impl<K: ManyToMany, R> RelatedWrite<K, R> {
    /// Fields of the pivot rows.
    pub fn with_pivot<F>(self, fields: F) -> RelatedWrite<K, R, AllPivots<F::Values>>
    where
        F: FieldsOf<K::Pivot>,
    {
        RelatedWrite {
            key: self.key,
            rows: self.rows,
            fields: AllPivots(fields.into_values()),
        }
    }
}

/// Fields of each pivot row, by position.
#[derive(Debug)]
pub struct EachPivot<F>(Vec<F>);

impl<K: ManyToMany, R> RelatedWrite<K, R> {
    /// Fields of each pivot row, in the order of the rows: as many as there are rows.
    pub fn with_pivots<I, F>(self, fields: I) -> RelatedWrite<K, R, EachPivot<F::Values>>
    where
        I: IntoIterator<Item = F>,
        F: FieldsOf<K::Pivot>,
    {
        RelatedWrite {
            key: self.key,
            rows: self.rows,
            fields: EachPivot(fields.into_iter().map(F::into_values).collect()),
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

fn null_key(table: &'static str, column: &str) -> diesel::result::Error {
    QueryBuilderError(Box::new(NullKey {
        key: (table, column.to_owned()),
    }))
}

fn parent_key<K: ManyToMany>(key: Option<K::Key>) -> QueryResult<K::Key> {
    key.ok_or_else(|| null_key(K::LOCAL.0, K::LOCAL.1))
}

fn id_of<K: ManyToMany>(id: Option<K::RelatedId>) -> QueryResult<K::RelatedId> {
    id.ok_or_else(|| null_key(K::REMOTE, K::OWNER_KEY))
}

/// The fields of pivot rows: the same for all, or of each.
pub trait PivotFields {
    /// Those of each row.
    type Row;
    /// Those of all rows.
    type Common;
    /// Both, for so many rows.
    fn rows(self, count: usize) -> QueryResult<(Vec<Self::Row>, Self::Common)>;
}

impl<F> PivotFields for EachPivot<F> {
    type Row = F;
    type Common = NoFields;
    fn rows(self, count: usize) -> QueryResult<(Vec<F>, NoFields)> {
        let pivots = self.0.len();
        if pivots != count {
            return Err(QueryBuilderError(Box::new(PivotCount {
                rows: count,
                pivots,
            })));
        }
        Ok((self.0, NoFields))
    }
}

/// The same fields for all rows.
#[derive(Debug)]
pub struct AllPivots<F>(F);

impl<F> PivotFields for AllPivots<F> {
    type Row = NoFields;
    type Common = F;
    fn rows(self, count: usize) -> QueryResult<(Vec<NoFields>, F)> {
        Ok((vec![NoFields; count], self.0))
    }
}

/// A connection that writes related rows `R` of the relation `K`, and attaches them.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be written with this connection",
    label = "cannot be written with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; the \
            values must be such that this database takes for their columns, and the model derives `Queryable` and \
            `Selectable`"
)]
pub trait WriteRelated<Mode, K: ManyToMany, R, F> {
    /// What comes of it.
    type Output;
    /// Writes the rows and attaches them, inside a transaction.
    fn write_related(
        &mut self,
        key: K::Key,
        rows: R,
        fields: F,
    ) -> impl Future<Output = QueryResult<Self::Output>>;
}

impl<C, Mode, K, V, F> WriteRelated<Mode, K, NewRows<V>, F> for C
where
    K: ManyToMany,
    F: PivotFields,
    C: InsertModel<Mode, K::Related, V> + WritePivot<Mode, K, F::Row, F::Common>,
{
    type Output = Vec<K::Related>;
    async fn write_related(
        &mut self,
        key: K::Key,
        new: NewRows<V>,
        fields: F,
    ) -> QueryResult<Vec<K::Related>> {
        let (fields, common) = fields.rows(new.0.len())?;
        let mut rows = Vec::with_capacity(new.0.len());
        for values in new.0 {
            rows.push(self.insert_row(values).await?);
        }
        let mut pivots = Vec::with_capacity(rows.len());
        for (row, fields) in rows.iter().zip(fields) {
            pivots.push((id_of::<K>(K::related_id(row))?, fields));
        }
        self.write_pivot(key, pivots, common, ATTACH.blindly())
            .await?;
        Ok(rows)
    }
}

impl<C, Mode, K, Key, V, F> WriteRelated<Mode, K, Saved<K::RelatedId, Key, V>, F> for C
where
    K: ManyToMany<Related: Keyed + HasKey<<K::Related as Model>::PrimaryKey, Key = Key>>,
    F: PivotFields,
    C: UpdateModel<Mode, K::Related, V> + WritePivot<Mode, K, F::Row, F::Common>,
{
    type Output = Changes<K::RelatedId>;
    async fn write_related(
        &mut self,
        key: K::Key,
        saved: Saved<K::RelatedId, Key, V>,
        fields: F,
    ) -> QueryResult<Changes<K::RelatedId>> {
        let (fields, common) = fields.rows(saved.0.len())?;
        let mut pivots = Vec::with_capacity(saved.0.len());
        for ((id, row, values), fields) in saved.0.into_iter().zip(fields) {
            let row = row.ok_or_else(|| null_key(K::REMOTE, "primary key"))?;
            self.save_row(row, values).await?;
            pivots.push((id_of::<K>(id)?, fields));
        }
        self.write_pivot(key, pivots, common, ATTACH).await
    }
}

/// The same in a transaction; nothing where there are no rows.
async fn write_all<C, Mode, K, R, F>(
    conn: &mut C,
    key: Option<K::Key>,
    rows: R,
    fields: F,
) -> QueryResult<C::Output>
where
    K: ManyToMany,
    C: Transact<Mode> + WriteRelated<Mode, K, R, F>,
{
    let key = parent_key::<K>(key)?;
    conn.begin().await?;
    let result = conn.write_related(key, rows, fields).await;
    conn.end(result).await
}

impl<K: ManyToMany, V, F> RelatedWrite<K, New<V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one, and returns the row as it was inserted.
    ///
    /// # Errors
    ///
    /// Diesel's errors; and [`NullKey`] where the parent's key, or that of the new row, is NULL.
    pub fn get_result<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<K::Related>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, NewRows<V>, F, Output = Vec<K::Related>>,
    {
        <C as Driver<Mode>>::run(async move {
            let rows = write_all(conn, self.key, NewRows(vec![self.rows.0]), self.fields).await?;
            rows.into_iter().next().ok_or(NotFound)
        })
    }

    /// As [`get_result`](Self::get_result); how many rows were inserted.
    ///
    /// # Errors
    ///
    /// As [`get_result`](Self::get_result).
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<usize>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, NewRows<V>, F, Output = Vec<K::Related>>,
    {
        let rows = NewRows(vec![self.rows.0]);
        RelatedWrite {
            key: self.key,
            rows,
            fields: self.fields,
        }
        .execute(conn)
    }
}

impl<K: ManyToMany, V, F> RelatedWrite<K, NewRows<V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one, and returns the rows as they were inserted, in
    /// the order in which they were given. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors; [`NullKey`] where the parent's key, or that of a new row, is NULL; and [`PivotCount`] where there
    /// are not as many pivot rows as rows.
    pub fn get_results<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Vec<K::Related>>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, NewRows<V>, F, Output = Vec<K::Related>>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.0.is_empty() {
                return Ok(Vec::new());
            }
            write_all(conn, self.key, self.rows, self.fields).await
        })
    }

    /// As [`get_results`](Self::get_results); how many rows were inserted.
    ///
    /// # Errors
    ///
    /// As [`get_results`](Self::get_results).
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<usize>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, NewRows<V>, F, Output = Vec<K::Related>>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.0.is_empty() {
                return Ok(0);
            }
            let rows = write_all(conn, self.key, self.rows, self.fields).await?;
            Ok(rows.len())
        })
    }
}

impl<K: ManyToMany, Key, V, F> RelatedWrite<K, Saved<K::RelatedId, Key, V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one. A row that is attached already is not attached
    /// twice; the fields of its pivot row are updated. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors; [`NullKey`] where the key of the parent or of a row is NULL; and [`PivotCount`] where there are not
    /// as many pivot rows as rows.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Changes<K::RelatedId>>> + use<'c, K, Key, V, F, C, Mode>,
    >
    where
        C: Transact<Mode>
            + WriteRelated<Mode, K, Saved<K::RelatedId, Key, V>, F, Output = Changes<K::RelatedId>>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.0.is_empty() {
                return Ok(Changes::default());
            }
            write_all(conn, self.key, self.rows, self.fields).await
        })
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
            conn.begin().await?;
            let mut changes = changes;
            let mut refused = false;
            let result = async {
                if looks_first {
                    let mut found = conn.first_of_parent(key.clone(), condition.clone()).await?;
                    if found.is_none() {
                        let fields = Arc::clone(&fields);
                        found = conn
                            .attach_first(key.clone(), condition.clone(), fields)
                            .await?;
                    }
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
            conn.begin().await?;
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
