//! The verbs of a model: queries of it, and writes of its rows.

use std::future::Future;

use diesel::QueryResult;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_dsl::methods::FilterDsl;

use crate::declare::deletion::Deletion;
use crate::declare::model::Model as ModelDef;
use crate::declare::soft_delete::{RowsOf, SoftDeletes};
use crate::declare::timestamps::Timestamped;
use crate::driver::connection::Driver;
use crate::query::model_query::Query;
use crate::relation::checked::{KeyAmong, KeyOf, PrimaryKeyOf};
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::keys_in::{KeyIn, keys_in};
use crate::touch::step::Touching;
use crate::unstable::insertable::ColumnValues;
use crate::write::delete::DeleteMode;
use crate::write::model::{DeleteModel, FindModel, SaveModel, TouchModel, ValuesOf};
use crate::write::replicate::Replica;

/// A struct that stands for the rows of one table and declares relations: what `#[derive(Model)]` implements.
///
/// Its queries begin with [`query`](ModelQuery::query), [`find`](Self::find) and [`find_many`](Self::find_many), and its rows are written with
/// [`save`](Self::save), [`delete`](Self::delete) and the like. The relations are constants and methods of the struct itself. Its table,
/// its primary key and what else is declared are in [`ModelDef`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "`{Self}` does not derive `Model`",
    note = "add `#[derive(diesel_relations::Model)]` to `{Self}`: both ends of a relation are models"
)]
pub trait Model: ModelDef {
    /// The row with this primary key, a query: `SELECT .. FROM users WHERE id = ?`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let alice = User::find(1).with(User::POSTS).first(conn)?;
    /// assert_eq!(alice.posts.len(), 2);
    /// # Ok(()) }
    /// ```
    fn find<PK, N, Is>(id: PK) -> Query<Self, RowsOf<Self, N>, Self::Defaults>
    where
        PrimaryKeyOf<Self>: Expression,
        PK: KeyOf<
                Self,
                PrimaryKeyOf<Self>,
                dsl::SqlTypeOf<PrimaryKeyOf<Self>>,
                Self::Base,
                Is,
                Output = N,
            >,
    {
        let rows = id.find_in(Self::base());
        Query::new(Self::Deletion::rows(rows), Self::DEFAULTS, (), false)
    }

    /// The rows with these primary keys, a query: `SELECT .. FROM users WHERE id IN (..)`. Keys that no row has are left
    /// out, and the order is the database's. To load those of an empty list sends nothing.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// assert_eq!(Post::find_many([1, 3, 99]).load(conn)?.len(), 2);
    /// # Ok(()) }
    /// ```
    fn find_many<Key, Keys, K>(
        keys: Keys,
    ) -> Query<
        Self,
        RowsOf<Self, dsl::Filter<Self::Base, KeyIn<Self::PrimaryKey, K>>>,
        Self::Defaults,
    >
    where
        Self::PrimaryKey: KeyColumn<K>,
        PrimaryKeyOf<Self>: Expression,
        Keys: IntoIterator<Item = Key>,
        Key: KeyAmong<Self, PrimaryKeyOf<Self>, dsl::SqlTypeOf<PrimaryKeyOf<Self>>, K>,
        Self::Base: FilterDsl<KeyIn<Self::PrimaryKey, K>>,
    {
        let keys = keys.into_iter().map(Key::key);
        let (keys, none) = keys_in::<Self::PrimaryKey, K>(keys);
        let rows = FilterDsl::filter(Self::base(), keys);
        Query::new(Self::Deletion::rows(rows), Self::DEFAULTS, (), false).none_if(none)
    }

    /// Saves this row: an `UPDATE` by primary key, and an `INSERT` where there is no such row. All columns are written, whether they
    /// have changed or not, and a field that is `None` as NULL. How many rows were written: one. Laravel's `save`.
    ///
    /// Of a model with `timestamps` or `touch`, only a row that differs from the one in the database is written: then `updated_at`
    /// is set to the time of the database, whatever the row says, and the relations with `touch` are touched, in one transaction. Where
    /// nothing differs, nothing is written or touched, and the number is 0. The row in memory is left as it is: see
    /// [`refresh`](Self::refresh). A loaded row is saved with what was loaded beside it by [`push`](crate::push).
    ///
    /// The model derives `Insertable`. A primary key that the database makes is not read back: for a new row there is
    /// `diesel::insert_into`, and [`RelatedQuery::create`](crate::RelatedQuery::create).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let mut note = Note::find(3).first(conn)?;
    /// Note::NOTABLE.associate(&mut note, &Post::find(2).first(conn)?);
    /// note.save(conn)?;
    /// assert_eq!(Post::find(2).with(Post::NOTES).first(conn)?.notes, [note]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Diesel's errors.
    fn save<'m, 'c, C, Mode, V>(
        &'m self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        &'m Self: ColumnValues<Self::Table, Values = V>,
        C: Driver<Mode, Connection: SaveModel<Mode, Self, V>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            conn.save_model(self, self.into_values(), &Touching::default())
                .await
        })
    }

    /// As [`save`](Self::save), but touches nothing: the relations with `touch` are left alone. The row itself keeps its
    /// `timestamps`.
    ///
    /// # Errors
    ///
    /// As [`save`](Self::save).
    fn save_without_touching<'m, 'c, C, Mode, V>(
        &'m self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        &'m Self: ColumnValues<Self::Table, Values = V>,
        C: Driver<Mode, Connection: SaveModel<Mode, Self, V>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            conn.save_model(self, self.into_values(), &Touching::nothing())
                .await
        })
    }

    /// A copy of this row without its primary key and `timestamps`, to be inserted: through a relation with
    /// [`create`](crate::RelatedQuery::create), or with `diesel::insert_into`. Laravel's `replicate`.
    ///
    /// The model derives `Insertable`. [`set`](Replica::set) gives it other values, [`except`](Replica::except) leaves out more columns.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let note = Note::find(1).first(conn)?;
    /// let post = Post::find(2).first(conn)?;
    /// let copy = post.notes().create(note.replicate().set(notes::body.eq("a copy"))).get_result(conn)?;
    /// assert_eq!((copy.id, copy.body.as_str(), copy.notable_id), (4, "a copy", Some(2)));
    /// diesel::insert_into(notes::table).values(note.replicate()).execute(conn)?;
    /// assert_eq!(Note::find(5).first(conn)?, Note { id: 5, ..note });
    /// # Ok(()) }
    /// ```
    fn replicate<'m>(&'m self) -> Replica<Self::Table, ValuesOf<'m, Self>>
    where
        &'m Self: ColumnValues<Self::Table>,
        Self::PrimaryKey: KeyColumns,
    {
        Replica::of::<Self>(self.into_values())
    }

    /// Deletes this row: `DELETE FROM users WHERE id = ?`. How many rows: none where it is gone. Laravel's `delete`. Relations with
    /// `touch` are touched before, in one transaction.
    ///
    /// Of a model with soft deletes: `UPDATE users SET deleted_at = CURRENT_TIMESTAMP WHERE id = ? AND deleted_at IS NULL`, none where it is
    /// trashed already. The row in memory stays as it is: see [`refresh`](Self::refresh).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).with(Post::COMMENTS).first(conn)?;
    /// assert_eq!(post.delete(conn)?, 1);
    /// assert_eq!(post.delete(conn)?, 0);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Diesel's errors, such as that of a foreign key that still names the row.
    fn delete<C, Mode>(
        &self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<Mode, Connection: DeleteModel<Mode, Self>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            let mode = DeleteMode::of_deleted::<Self>();
            conn.remove_model(self, mode, &Touching::default()).await
        })
    }

    /// As [`delete`](Self::delete), but touches nothing: the relations with `touch` are left alone.
    ///
    /// # Errors
    ///
    /// As [`delete`](Self::delete).
    fn delete_without_touching<C, Mode>(
        &self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<Mode, Connection: DeleteModel<Mode, Self>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            let mode = DeleteMode::of_deleted::<Self>();
            conn.remove_model(self, mode, &Touching::nothing()).await
        })
    }

    /// Deletes this row for good, whether it is trashed or not: `DELETE FROM users WHERE id = ?`. How many rows. Without soft
    /// deletes, it is [`delete`](Self::delete). Laravel's `forceDelete`.
    ///
    /// # Errors
    ///
    /// As [`delete`](Self::delete).
    fn force_delete<C, Mode>(
        &self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<Mode, Connection: DeleteModel<Mode, Self>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            conn.remove_model(self, DeleteMode::Hard, &Touching::default())
                .await
        })
    }

    /// Restores this row, if it is trashed: `UPDATE users SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL`. How many rows.
    /// Relations with `touch` are touched, in one transaction. Laravel's `restore`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let letter = Letter::find(1).first(conn)?;
    /// assert_eq!((letter.delete(conn)?, letter.delete(conn)?), (1, 0));
    /// assert_eq!(letter.restore(conn)?, 1);
    /// assert_eq!(letter.force_delete(conn)?, 1);
    /// assert_eq!(letter.restore(conn)?, 0);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Diesel's errors.
    fn restore<C, Mode>(
        &self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        Self: SoftDeletes,
        C: Driver<Mode, Connection: DeleteModel<Mode, Self>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            conn.remove_model(self, DeleteMode::Restore, &Touching::default())
                .await
        })
    }

    /// Touches this row: `UPDATE posts SET updated_at = CURRENT_TIMESTAMP WHERE id = ?`, and then its relations with `touch`, in one
    /// transaction. How many rows: none where it is gone. The row in memory is left as it is. Laravel's `touch`.
    ///
    /// ```
    /// # use diesel::prelude::*;
    /// # use diesel_relations::prelude::*;
    /// # diesel::table! { posts { id -> Integer, created_at -> Timestamp, updated_at -> Timestamp, } }
    /// # diesel::table! { comments { id -> Integer, post_id -> Integer, } }
    /// # diesel::allow_tables_to_appear_in_same_query!(posts, comments);
    /// #[derive(Queryable, Selectable, Identifiable, Model)]
    /// #[diesel(table_name = posts)]
    /// #[model(timestamps)]
    /// #[has_many(Comment)]
    /// struct Post { id: i32 }
    ///
    /// #[derive(Queryable, Selectable, Identifiable, Model)]
    /// #[diesel(table_name = comments)]
    /// struct Comment { id: i32, #[model(belongs_to(Post, touch))] post_id: i32 }
    /// # fn main() -> QueryResult<()> {
    /// # let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    /// # diesel::connection::SimpleConnection::batch_execute(conn, "
    /// #     CREATE TABLE posts (id INTEGER PRIMARY KEY, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL);
    /// #     CREATE TABLE comments (id INTEGER PRIMARY KEY, post_id INTEGER NOT NULL);
    /// #     INSERT INTO posts VALUES (1, '2020-01-01 00:00:00', '2020-01-01 00:00:00'), (2, '2020-01-01 00:00:00', '2020-01-01 00:00:00');")?;
    ///
    /// let post = Post::find(1).first(conn)?;
    /// assert_eq!(post.touch(conn)?, 1);
    /// // A new comment touches its post.
    /// Post::find(2).first(conn)?.comments().create(comments::id.eq(7)).execute(conn)?;
    /// let untouched = posts::table.filter(posts::created_at.eq(posts::updated_at));
    /// assert_eq!(untouched.count().get_result::<i64>(conn)?, 0);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Diesel's errors.
    fn touch<C, Mode>(
        &self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        Self: Timestamped,
        C: Driver<Mode, Connection: TouchModel<Mode, Self>>,
    {
        <C as Driver<Mode>>::run(async move { conn.connection().touch_model(self).await })
    }

    /// Touches the relations of this row with `touch`, and what these touch in turn, in one transaction; how many rows:
    /// `UPDATE users SET updated_at = CURRENT_TIMESTAMP WHERE id IN (SELECT user_id FROM posts WHERE id = ?)`. Laravel's `touchOwners`.
    ///
    /// # Errors
    ///
    /// Diesel's errors.
    fn touch_owners<C, Mode>(
        &self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<Mode, Connection: TouchModel<Mode, Self>>,
    {
        <C as Driver<Mode>>::run(async move { conn.connection().touch_owners_of_model(self).await })
    }

    /// Reads this row again, by primary key. Laravel's `refresh`; loaded relations are those that were loaded.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let mut post = Post::find(1).first(conn)?;
    /// diesel::update(Post::find(1)).set(posts::title.eq("Renamed")).execute(conn)?;
    /// post.refresh(conn)?;
    /// assert_eq!(post.title, "Renamed");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// [`NotFound`](diesel::result::Error::NotFound) where it is gone; otherwise Diesel's errors.
    fn refresh<C, Mode>(
        &mut self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<()>>>
    where
        C: Driver<Mode, Connection: FindModel<Mode, Self>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            *self = conn.fresh_model(self).await?;
            Ok(())
        })
    }
}

/// The query of a model: of every model but those that derive Diesel's [`HasQuery`](diesel::HasQuery), whose `query()` stays Diesel's.
pub trait ModelQuery: ModelDef {
    /// All rows of the model, a query to refine with Diesel's own methods: `SELECT .. FROM users`. Of a model with soft deletes, the
    /// rows that are not trashed: see [`Query::with_trashed`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let users = User::query().filter(users::name.ne("Bob")).order(users::id).load(conn)?;
    /// assert_eq!(users[0].name, "Alice");
    /// # Ok(()) }
    /// ```
    fn query() -> Query<Self, RowsOf<Self, Self::Base>, Self::Defaults> {
        let rows = Self::Deletion::rows(Self::base());
        let whole = Self::Deletion::COLUMN.is_none() && !Self::HAS_BASE_QUERY;
        Query::new(rows, Self::DEFAULTS, (), whole)
    }
}
