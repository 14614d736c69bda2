//! Rows that become children of a parent, or of none: `associate`, `dissociate` by id.

use std::collections::HashSet;
use std::fmt::Debug;
use std::future::Future;
use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::Arc;

use diesel::dsl::AsSelect;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::query_dsl::methods::FilterDsl;
use diesel::result::Error::NotFound;
use diesel::{QueryResult, Selectable, SelectableHelper};

use crate::declare::deletion::Deletion;
use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf};
use crate::declare::relation_def::Keyed;
use crate::declare::relation_def::RelatedTable;
use crate::declare::relation_def::RelationDef;
use crate::declare::scope::ClearsFields;
use crate::declare::shape::Many;
use crate::declare::timestamps::now;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch, Transact};
use crate::driver::statement::statement;
use crate::driver::transaction::{Inside, TRANSACTION, send};
#[cfg(doc)]
use crate::error::NullKey;
use crate::error::null_key;
use crate::load::equal_keys::{EqualPrimaryKeys, firsts};
use crate::query::model_query::LoadAs;
use crate::query::related_query::{KeyOf as ParentKey, RelatedQuery, key_is};
use crate::relation::refine::AsDeclared;
use crate::sql::key::KeyColumn;
use crate::sql::values::{KeyValues, NoFields, Overrides, Values};
use crate::touch::along::TouchOwners;
use crate::touch::step::{Touching, without_touching};
use crate::write::by_keys::{ByKeys, In, found, is_in, rest};
use crate::write::child::{Fixed, SavedRow, fixed};
use crate::write::create::{HasSource, Writes, parent_key};
use crate::write::owner::CanBeNull;
use crate::write::row_ids::{ByPrimaryKey, PivotRows};
use crate::write::row_statement::SelectRow;

/// Rows that become children of a parent, or of none.
#[must_use = "nothing is written before `execute` or `get_results`"]
pub struct Reparent<K: RelationDef<Related: HasPrimaryKey>, To> {
    key: Option<K::Key>,
    ids: Vec<Option<KeyOf<K::Related>>>,
    to: PhantomData<fn() -> To>,
    touching: Touching,
}

without_touching!(Reparent<K: RelationDef<Related: HasPrimaryKey>, To>);

/// They become children of the parent.
#[derive(Debug, Clone, Copy)]
pub struct ToParent;

/// They are children of the parent, and become children of none.
#[derive(Debug, Clone, Copy)]
pub struct ToNone;

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
    pub fn associate<I, Marker, T>(self, rows: I) -> Reparent<K, ToParent>
    where
        K: HasSource<T> + RelationDef<Related: HasPrimaryKey>,
        T: Writes<K>,
        Q: AsDeclared,
        I: PivotRows<ByPrimaryKey<K>, Marker>,
    {
        self.reparent(rows)
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
    pub fn dissociate<I, Marker, T>(self, rows: I) -> Reparent<K, ToNone>
    where
        K: HasSource<T>
            + RelationDef<Related: HasPrimaryKey, KeyColumn: CanBeNull, Own: ClearsFields>,
        T: Writes<K>,
        Q: AsDeclared,
        I: PivotRows<ByPrimaryKey<K>, Marker>,
    {
        self.reparent(rows)
    }

    fn reparent<I, Marker, To>(self, rows: I) -> Reparent<K, To>
    where
        K: RelationDef<Related: HasPrimaryKey>,
        I: PivotRows<ByPrimaryKey<K>, Marker>,
    {
        let ids = rows.into_rows().into_iter().map(|(id, _)| id);
        Reparent {
            key: self.into_key(),
            ids: ids.collect(),
            to: PhantomData,
            touching: Touching::default(),
        }
    }
}

/// `UPDATE posts SET user_id = ? WHERE id IN (..)`
pub struct UpdateParents<
    K: Keyed<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
> {
    table: RelatedTable<K>,
    fixed: Arc<Fixed<K>>,
    rows: In<K>,
    /// Where they become children of none: those that are children of the parent.
    within: Option<ParentKey<K>>,
}

statement!(UpdateParents<K: Keyed<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>>);

impl<K, DB> QueryFragment<DB> for UpdateParents<K>
where
    DB: Dialect,
    K: Keyed<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    RelatedTable<K>: QueryFragment<DB>,
    Fixed<K>: Values<DB>,
    In<K>: QueryFragment<DB>,
    ParentKey<K>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        let mut separator = " SET ";
        self.fixed.each(&mut |column, value| {
            if self.within.is_some() && K::KeyColumn::is_not_null(column) {
                return Ok(());
            }
            out.push_sql(separator);
            separator = ", ";
            out.push_identifier(column)?;
            match (&self.within, value) {
                (None, Some(value)) => {
                    out.push_sql(" = ");
                    value.walk_ast(out.reborrow())
                }
                _ => {
                    out.push_sql(" = NULL");
                    Ok(())
                }
            }
        })?;
        if let Some((_, updated_at)) = K::Related::TIMESTAMPS {
            out.push_sql(", ");
            out.push_identifier(updated_at)?;
            out.push_sql(" = ");
            out.push_sql(now::<K::Related, DB>());
        }
        out.push_sql(" WHERE ");
        self.rows.walk_ast(out.reborrow())?;
        if let Some(within) = &self.within {
            out.push_sql(" AND ");
            within.walk_ast(out.reborrow())?;
        } else if let Some(column) = <K::Related as Model>::Deletion::COLUMN {
            out.push_sql(" AND ");
            column.walk_test(false, &mut out)?;
        }
        Ok(())
    }
}

/// Which rows are meant, beside their keys.
pub trait Within<K: Keyed> {
    /// The children of the parent, or all.
    fn within(key: K::Key) -> Option<ParentKey<K>>;
}

impl<K: Keyed> Within<K> for ToParent {
    fn within(_: K::Key) -> Option<ParentKey<K>> {
        None
    }
}

impl<K: Keyed> Within<K> for ToNone {
    fn within(key: K::Key) -> Option<ParentKey<K>> {
        Some(key_is::<K>(Some(key)))
    }
}

/// A connection that changes the parents of rows of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot get another parent with this connection",
    label = "not with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; the model \
            has the fields of its primary key"
)]
pub trait WriteParents<Mode, K: Keyed<Related: HasPrimaryKey>>: Transact<Mode> {
    /// The keys, each once, in their order.
    fn distinct(
        &mut self,
        ids: Vec<KeyOf<K::Related>>,
    ) -> impl Future<Output = QueryResult<Vec<KeyOf<K::Related>>>>;
    /// Changes the parents of the rows with these keys, inside a transaction; how many.
    fn write_parents<To: Within<K>>(
        &mut self,
        key: K::Key,
        ids: Vec<KeyOf<K::Related>>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K> WriteParents<Mode, K> for C
where
    C: Transact<Mode> + Execute<Mode, UpdateParents<K>> + TouchOwners<Mode, K::Related>,
    C: Fetch<Mode, EqualPrimaryKeys<K::Related>, (i32, i32)>,
    K: Keyed<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    Fixed<K>: Values<DbOf<C, Mode>>,
    KeyOf<K::Related>: Eq + Hash + Debug,
{
    async fn distinct(
        &mut self,
        mut ids: Vec<KeyOf<K::Related>>,
    ) -> QueryResult<Vec<KeyOf<K::Related>>> {
        let mut seen = HashSet::with_capacity(ids.len());
        ids.retain(|id| seen.insert(id.clone()));
        if <K::Related as Model>::PrimaryKey::is_text() {
            let keys: Vec<_> = ids.iter().collect();
            let firsts = firsts::<<K::Related as Model>::PrimaryKey, _, _, _>(&keys, self).await?;
            let mut firsts = firsts.into_iter().enumerate();
            ids.retain(|_| firsts.next().is_some_and(|(number, first)| number == first));
        }
        Ok(ids)
    }

    async fn write_parents<To: Within<K>>(
        &mut self,
        key: K::Key,
        mut ids: Vec<KeyOf<K::Related>>,
        touching: &Touching,
    ) -> QueryResult<usize> {
        let fixed = fixed::<K>(key.clone());
        let expected = ids.len();
        let all = match touching.is_due::<K::Related>() {
            true => ids.clone(),
            false => Vec::new(),
        };
        let mut changed = 0;
        while !ids.is_empty() {
            let rest = rest::<K>(&mut ids);
            let update = UpdateParents {
                table: RelatedTable::<K>::default(),
                fixed: Arc::clone(&fixed),
                rows: is_in::<K>(ids),
                within: To::within(key.clone()),
            };
            changed += self.execute(update).await?;
            ids = rest;
        }
        // A row that is not there, or not a child of the parent.
        if changed < expected {
            return Err(NotFound);
        }
        self.touch_owners_of(all, &[], touching).await?;
        Ok(changed)
    }
}

/// A connection that reads rows of the relation `K` whose parents it has changed.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be read again with this connection",
    label = "not with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; the model \
            derives `Queryable` and `Selectable`, and has the fields of its primary key"
)]
pub trait ReadParents<Mode, K: Keyed<Related: HasPrimaryKey>>: WriteParents<Mode, K> {
    /// The rows that had these keys, in their order.
    fn read_parents(
        &mut self,
        key: K::Key,
        ids: Vec<KeyOf<K::Related>>,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Vec<K::Related>>>;
}

type SelectChild<K, DB> = SelectRow<
    <K as RelationDef>::Related,
    SavedRow<K, NoFields>,
    AsSelect<<K as RelationDef>::Related, DB>,
>;

#[diagnostic::do_not_recommend]
impl<C, Mode, K> ReadParents<Mode, K> for C
where
    C: WriteParents<Mode, K>,
    K: Keyed<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    K::Related: Selectable<DbOf<C, Mode>>,
    RelatedTable<K>: FilterDsl<In<K>>,
    ByKeys<K>: LoadAs<Mode, C, K::Related>,
    C: Fetch<Mode, SelectChild<K, DbOf<C, Mode>>, K::Related>,
    KeyOf<K::Related>: Eq + Hash + Debug,
{
    async fn read_parents(
        &mut self,
        key: K::Key,
        ids: Vec<KeyOf<K::Related>>,
        inside: Inside,
    ) -> QueryResult<Vec<K::Related>> {
        let mut found = found::<K, C, Mode>(ids.clone(), inside, self).await?;
        let fixed = Arc::new(Overrides {
            fixed: fixed::<K>(key),
            values: NoFields,
        });
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let mut row = found.remove(&id);
            if row.is_none() {
                // Its key has changed with its parent.
                let select = SelectRow::written(id, Arc::clone(&fixed), K::Related::as_select());
                let select = select.after_reads(inside.has_read);
                self.fetch(select, |moved| row = Some(moved)).await?;
            }
            rows.push(row.ok_or(NotFound)?);
        }
        Ok(rows)
    }
}

impl<K: Keyed<Related: HasPrimaryKey>, To: Within<K>> Reparent<K, To> {
    /// Sends the statement in a transaction, or a savepoint inside one; how many rows. No rows, no statement.
    ///
    /// # Errors
    ///
    /// [`NotFound`] where one of the rows is not there, or is not a child of this parent that is to be dissociated: then nothing has
    /// changed. [`NullKey`] where the key of the parent or of a row is NULL. Otherwise Diesel's errors.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>> + use<'c, K, To, C, Mode>>
    where
        C: Driver<Mode> + WriteParents<Mode, K>,
    {
        <C as Driver<Mode>>::run(async move {
            let Some((key, ids)) = keys::<K>(self.key, self.ids)? else {
                return Ok(0);
            };
            let (ids, touching) = (conn.distinct(ids).await?, &self.touching);
            send(conn, TRANSACTION, async |conn, _| {
                conn.write_parents::<To>(key.clone(), ids.clone(), touching)
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
    pub fn get_results<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Vec<K::Related>>> + use<'c, K, To, C, Mode>,
    >
    where
        C: Driver<Mode> + ReadParents<Mode, K>,
    {
        <C as Driver<Mode>>::run(async move {
            let Some((key, ids)) = keys::<K>(self.key, self.ids)? else {
                return Ok(Vec::new());
            };
            let (ids, touching) = (conn.distinct(ids).await?, &self.touching);
            send(conn, TRANSACTION, async |conn, inside| {
                conn.write_parents::<To>(key.clone(), ids.clone(), touching)
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
