//! Rows that are looked for, and made where there is none: `first_or_create`, `update_or_create`, `create_or_first`.

use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::Error::NotFound;

use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::driver::connection::Driver;
use crate::driver::transaction::{TRANSACTION, send};
#[cfg(doc)]
use crate::error::row::NullKey;
use crate::query::related_query::RelatedQuery;
use crate::relation::refine::AsDeclared;
use crate::sql::values::NoFields;
use crate::touch::step::{Touching, without_touching};
use crate::unstable::insertable::ColumnValues;
use crate::write::batch::Shared;
use crate::write::find_or_create::FindOrCreate;
use crate::write::link::{Children, HasSource, Writes, parent_key};

type FoundOf<K, P, V, U, T> = FirstOrCreate<K, P, V, U, <T as Writes<K>>::Link>;

/// A row of the relation `K` that is looked for, and made where there is none.
#[must_use = "nothing is written before `get_result`"]
pub struct FirstOrCreate<K: RelationDef, Condition, V, U = NoFields, F = Children> {
    key: Option<K::Key>,
    condition: Condition,
    values: V,
    /// The change of a row that is found.
    changes: Option<U>,
    fields: F,
    /// True where a row is looked for before one is created.
    looks_first: bool,
    touching: Touching,
}

without_touching!(FirstOrCreate<K: RelationDef, P, V, U, F>);

impl<K: RelationDef, P, V, U, F> FirstOrCreate<K, P, V, U, F> {
    /// This row with something else beside it.
    pub(crate) fn beside<New>(self, fields: New) -> FirstOrCreate<K, P, V, U, New> {
        FirstOrCreate {
            key: self.key,
            condition: self.condition,
            values: self.values,
            changes: self.changes,
            fields,
            looks_first: self.looks_first,
            touching: self.touching,
        }
    }
}

impl<K: RelationDef, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// The first related row that meets the condition; where there is none, `new` is inserted, with the relation's key. Laravel's
    /// `firstOrCreate`. Many-to-many: where there is none, a row of the related table that meets the condition, and the `filter` of the
    /// relation, is attached; where there is none either, `new` is inserted and attached.
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
    ///
    /// let text = comments::body.eq("first!");
    /// assert_eq!(post.comments().first_or_create(text, text).get_result(conn)?.id, 1);
    /// # Ok(()) }
    /// ```
    pub fn first_or_create<P, V, R, T>(self, condition: P, new: V) -> FoundOf<K, P, R, NoFields, T>
    where
        K: HasSource<T>,
        T: Writes<K>,
        Q: AsDeclared,
        V: ColumnValues<RelatedTable<K>, Values = R>,
    {
        self.found_or_made(condition, new, None, true)
    }

    /// As [`first_or_create`](Self::first_or_create); a row that is found is changed. Laravel's `updateOrCreate`.
    ///
    /// A field of `changes` that is `None` is left alone, as in Diesel's `AsChangeset`.
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
    pub fn update_or_create<P, U, Changes, V, R, T>(
        self,
        condition: P,
        changes: U,
        new: V,
    ) -> FoundOf<K, P, R, Changes, T>
    where
        K: HasSource<T>,
        T: Writes<K>,
        Q: AsDeclared,
        U: ColumnValues<RelatedTable<K>, Values = Changes>,
        V: ColumnValues<RelatedTable<K>, Values = R>,
    {
        self.found_or_made(condition, new, Some(changes.into_values()), true)
    }

    /// Inserts `new`, with the relation's key; where a unique key refuses it, the related row that meets the condition is returned.
    /// Laravel's `createOrFirst`. Many-to-many: the row is attached.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let news = tags::name.eq("news");
    /// assert_eq!(post.tags().create_or_first(news, news).get_result(conn)?.id, 3);
    /// # Ok(()) }
    /// ```
    pub fn create_or_first<P, V, R, T>(self, condition: P, new: V) -> FoundOf<K, P, R, NoFields, T>
    where
        K: HasSource<T>,
        T: Writes<K>,
        Q: AsDeclared,
        V: ColumnValues<RelatedTable<K>, Values = R>,
    {
        self.found_or_made(condition, new, None, false)
    }

    fn found_or_made<P, V, R, U, T>(
        self,
        condition: P,
        new: V,
        changes: Option<U>,
        looks_first: bool,
    ) -> FoundOf<K, P, R, U, T>
    where
        K: HasSource<T>,
        T: Writes<K>,
        V: ColumnValues<RelatedTable<K>, Values = R>,
    {
        FirstOrCreate {
            key: self.into_key(),
            condition,
            values: new.into_values(),
            changes,
            fields: Default::default(),
            looks_first,
            touching: Touching::default(),
        }
    }
}

impl<K: RelationDef, P: Clone, V, U, F: Clone> FirstOrCreate<K, P, V, U, F> {
    /// Sends the statements and returns the row. What is written is one transaction, or a savepoint inside one.
    ///
    /// Another connection may insert the same row between the look and the insert: where a unique key refuses ours, that
    /// row is returned, and of a many-to-many relation attached.
    ///
    /// # Errors
    ///
    /// Diesel's errors; and [`NullKey`] where the parent's key, or that of the row, is NULL.
    pub fn get_result<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<K::Related>>>
    where
        C: Driver<Mode, Connection: FindOrCreate<Mode, K, P, V, U, F>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            let FirstOrCreate {
                key,
                condition,
                values,
                changes,
                fields,
                looks_first,
                touching,
            } = self;
            let key = parent_key::<K>(key)?;
            let (values, changes) = (Arc::new(values), changes.map(Shared::one));
            if looks_first {
                let found = conn.first_of_parent(key.clone(), condition.clone()).await?;
                match (found, &changes) {
                    (None, _) => {}
                    (Some(row), None) => return Ok(row),
                    (Some(row), Some(changes)) => {
                        let changed = send(conn, TRANSACTION, async |conn, inside| {
                            let (key, changes) = (key.clone(), changes.clone());
                            conn.change(key, &row, changes, &touching, inside).await
                        });
                        if let Some(row) = changed.await? {
                            return Ok(row);
                        }
                    }
                }
            }
            let mut looks = looks_first;
            send(conn, TRANSACTION.contested(), async |conn, inside| {
                conn.lock(key.clone(), inside).await?;
                // Where a unique key refuses the row, it is looked for in the next attempt.
                if std::mem::replace(&mut looks, true) {
                    let (condition, fields) = (condition.clone(), fields.clone());
                    let found = conn.found(key.clone(), condition, fields, &touching, inside);
                    let found = found.await?;
                    let was_found = found.is_some();
                    let changed = match (found, &changes) {
                        (Some(row), Some(changes)) => {
                            let (key, changes) = (key.clone(), changes.clone());
                            conn.change(key, &row, changes, &touching, inside).await?
                        }
                        (found, _) => found,
                    };
                    match changed {
                        Some(row) => return Ok(row),
                        None if was_found
                            && !<C::Connection as FindOrCreate<Mode, K, P, V, U, F>>::ROWS_MOVE =>
                        {
                            return Err(NotFound);
                        }
                        None => {}
                    }
                }
                let (values, fields) = (Arc::clone(&values), fields.clone());
                conn.created(key.clone(), values, fields, &touching, inside)
                    .await
            })
            .await
        })
    }
}
