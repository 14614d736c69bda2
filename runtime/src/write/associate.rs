//! Rows that become children of a parent, or of none: `associate`, `dissociate` by id.

use std::collections::HashSet;
use std::future::Future;
use std::hash::Hash;
use std::sync::Arc;

use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::Error::NotFound;
use diesel::{QueryResult, RunQueryDsl};

use crate::bound::{Bound, KeyOf as ParentKey, key_is};
use crate::driver::{DbOf, Driver, Execute, Transact};
use crate::eager::VALUES_PER_STATEMENT;
#[cfg(doc)]
use crate::error::NullKey;
use crate::fields::{KeyValues, Values};
use crate::key::KeyColumn;
use crate::many_to_many::ids::{ByPrimaryKey, PivotRows};
use crate::many_to_many::write::AsDeclared;
use crate::model::CanBeNull;
use crate::own::ClearsFields;
use crate::row_sql::{KeyOf, Keyed};
use crate::shape::Many;
use crate::write::child::{Fixed, fixed};
use crate::write::{HasSource, RelatedTable, Writes, null_key, parent_key};
use crate::{Model, RelationDef};

/// Rows that become children of a parent, or of none.
#[must_use = "nothing is written before `execute`"]
pub struct Reparent<K: RelationDef<Related: Keyed>, To> {
    key: Option<K::Key>,
    ids: Vec<Option<KeyOf<K::Related>>>,
    to: To,
}

/// They become children of the parent.
#[derive(Debug, Clone, Copy)]
pub struct ToParent;

/// They are children of the parent, and become children of none.
#[derive(Debug, Clone, Copy)]
pub struct ToNone;

impl<K: RelationDef<Shape = Many>, Q, L, S> Bound<K, Q, L, S> {
    /// Makes rows children of this parent, by primary key or by model: `UPDATE posts SET user_id = ? WHERE id IN (..)`, and the
    /// type of a polymorphic relation. They may have had another parent.
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
        K: HasSource<T> + RelationDef<Related: Keyed>,
        T: Writes<K>,
        Q: AsDeclared,
        I: PivotRows<ByPrimaryKey<K>, Marker>,
    {
        self.reparent(rows, ToParent)
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
        K: HasSource<T> + RelationDef<Related: Keyed, KeyColumn: CanBeNull, Own: ClearsFields>,
        T: Writes<K>,
        Q: AsDeclared,
        I: PivotRows<ByPrimaryKey<K>, Marker>,
    {
        self.reparent(rows, ToNone)
    }

    fn reparent<I, Marker, To>(self, rows: I, to: To) -> Reparent<K, To>
    where
        K: RelationDef<Related: Keyed>,
        I: PivotRows<ByPrimaryKey<K>, Marker>,
    {
        let ids = rows.into_rows().into_iter().map(|(id, _)| id);
        Reparent {
            key: self.into_key(),
            ids: ids.collect(),
            to,
        }
    }
}

type In<K> = <<<K as RelationDef>::Related as Model>::PrimaryKey as KeyColumn<
    KeyOf<<K as RelationDef>::Related>,
>>::In;

/// `UPDATE posts SET user_id = ? WHERE id IN (..)`
pub struct UpdateParents<
    K: crate::Keyed<Related: Keyed, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
> {
    table: RelatedTable<K>,
    fixed: Arc<Fixed<K>>,
    rows: In<K>,
    /// Where they become children of none: those that are children of the parent.
    within: Option<ParentKey<K>>,
}

impl<K: crate::Keyed<Related: Keyed, KeyColumn: KeyValues<<K as RelationDef>::Key>>> QueryId
    for UpdateParents<K>
{
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<K: crate::Keyed<Related: Keyed, KeyColumn: KeyValues<<K as RelationDef>::Key>>, Conn>
    RunQueryDsl<Conn> for UpdateParents<K>
{
}

impl<K, DB> QueryFragment<DB> for UpdateParents<K>
where
    DB: Backend,
    K: crate::Keyed<Related: Keyed, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
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
        out.push_sql(" WHERE ");
        self.rows.walk_ast(out.reborrow())?;
        if let Some(within) = &self.within {
            out.push_sql(" AND ");
            within.walk_ast(out.reborrow())?;
        }
        Ok(())
    }
}

/// Which rows are meant, beside their keys.
pub trait Within<K: crate::Keyed> {
    /// The children of the parent, or all.
    fn within(key: K::Key) -> Option<ParentKey<K>>;
}

impl<K: crate::Keyed> Within<K> for ToParent {
    fn within(_: K::Key) -> Option<ParentKey<K>> {
        None
    }
}

impl<K: crate::Keyed> Within<K> for ToNone {
    fn within(key: K::Key) -> Option<ParentKey<K>> {
        Some(key_is::<K>(Some(key)))
    }
}

/// A connection that changes the parents of rows of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot get another parent with this connection",
    label = "not with this connection",
    note = "the model has the fields of its primary key"
)]
pub trait WriteParents<Mode, K: crate::Keyed<Related: Keyed>>: Transact<Mode> {
    /// Changes the parents of the rows with these keys.
    fn write_parents<To: Within<K>>(
        &mut self,
        key: Option<K::Key>,
        ids: Vec<KeyOf<K::Related>>,
        to: To,
    ) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K> WriteParents<Mode, K> for C
where
    C: Transact<Mode> + Execute<Mode, UpdateParents<K>>,
    K: crate::Keyed<Related: Keyed, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    Fixed<K>: Values<DbOf<C, Mode>>,
    KeyOf<K::Related>: Eq + Hash,
{
    async fn write_parents<To: Within<K>>(
        &mut self,
        key: Option<K::Key>,
        ids: Vec<KeyOf<K::Related>>,
        _: To,
    ) -> QueryResult<usize> {
        let key = parent_key::<K>(key)?;
        let fixed = fixed::<K>(key.clone());
        let distinct: HashSet<_> = ids.into_iter().collect();
        let expected = distinct.len();
        let mut ids: Vec<_> = distinct.into_iter().collect();
        self.begin().await?;
        let mut changed = Ok(0);
        while let (Ok(count), false) = (&changed, ids.is_empty()) {
            let rest = ids.split_off(ids.len().min(
                VALUES_PER_STATEMENT / <<K::Related as Model>::PrimaryKey as KeyColumn<_>>::WIDTH,
            ));
            let update = UpdateParents {
                table: RelatedTable::<K>::default(),
                fixed: Arc::clone(&fixed),
                rows: <<K::Related as Model>::PrimaryKey as KeyColumn<_>>::is_in(ids),
                within: To::within(key.clone()),
            };
            let count = *count;
            changed = self.execute(update).await.map(|more| count + more);
            ids = rest;
        }
        // A row that is not there, or not a child of the parent.
        let changed = match changed {
            Ok(count) if count < expected => Err(NotFound),
            changed => changed,
        };
        self.end(changed).await
    }
}

impl<K: crate::Keyed<Related: Keyed>, To: Within<K>> Reparent<K, To> {
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
            if self.ids.is_empty() {
                return Ok(0);
            }
            let ids: Option<Vec<_>> = self.ids.into_iter().collect();
            let ids = ids.ok_or_else(|| null_key(K::REMOTE, "primary key"))?;
            conn.write_parents(self.key, ids, self.to).await
        })
    }
}
