//! What a model is, and what carries one.

use std::future::Future;

use diesel::QueryResult;
use diesel::query_dsl::methods::FilterDsl;
use diesel::sql_types::is_nullable;

use crate::composite::KeyNullability;
use crate::driver::Driver;
use crate::fields::FieldsOf;
use crate::key::KeyColumn;
use crate::named::{KeysOf, keys_are};
use crate::owners::BelongsTo;
use crate::query::Query;
use crate::write::model::{FindModel, SaveModel, ValuesOf};
use crate::{HasKey, Relation, RelationDef};

/// A struct that stands for the rows of one table and declares relations: what `#[derive(Model)]` implements.
///
/// It brings [`Model::query`] and [`Model::find`]. The relations themselves are constants and methods of the struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "`{Self}` does not derive `Model`",
    note = "add `#[derive(diesel_relations::Model)]` to `{Self}`: both ends of a relation are models"
)]
pub trait Model: Rooted<Model = Self> + Sized + 'static {
    /// The table of the model: `#[diesel(table_name = ..)]`.
    type Table: diesel::Table + Default + 'static;

    /// The primary key: a column, or a [`Composite`](crate::Composite) of several.
    type PrimaryKey: Default;

    /// The relations that every query of the model loads: `#[model(with(..))]`.
    type Defaults;

    /// The relations that every query of the model loads.
    #[doc(hidden)]
    const DEFAULTS: Self::Defaults;

    /// The name of the model in the type column of a polymorphic relation: `#[model(morph_name = "posts")]`, or the name of
    /// the struct. Laravel's `getMorphClass`.
    const MORPH_NAME: &'static str;

    /// The name of the table, for messages.
    #[doc(hidden)]
    const TABLE: &'static str;

    /// `Clone::clone`, where the model has it. A row that several parents of a to-many relation share is copied with
    /// it; without it, the statement is sent once more.
    #[doc(hidden)]
    const CLONE: Option<fn(&Self) -> Self>;

    /// All rows of the model, a query to refine with Diesel's own methods: `SELECT .. FROM users`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let users = User::query().filter(users::name.ne("Bob")).order(users::id).load(conn)?;
    /// assert_eq!(users[0].name, "Alice");
    /// # Ok(()) }
    /// ```
    fn query() -> Query<Self, Self::Table, Self::Defaults> {
        Query::new(Self::Table::default(), Self::DEFAULTS, (), true)
    }

    /// The row with this primary key, a query: `SELECT .. FROM users WHERE id = ?`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let alice = User::find(1).with(User::POSTS).first(conn)?;
    /// assert_eq!(alice.posts.len(), 2);
    /// # Ok(()) }
    /// ```
    fn find<PK>(id: PK) -> Query<Self, diesel::dsl::Find<Self::Table, PK>, Self::Defaults>
    where
        Self::Table: diesel::query_dsl::methods::FindDsl<PK>,
    {
        diesel::query_dsl::methods::FindDsl::find(Self::query(), id)
    }

    /// Makes this row refer to an owner, in memory: by the foreign key, and of a `morph_to` by type and id.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let bob = User::find(2).first(conn)?;
    /// let mut post = Post::find(1).first(conn)?;
    /// post.associate(Post::AUTHOR, &bob);
    /// assert_eq!(post.user_id, 2);
    ///
    /// let mut note = Note::find(3).first(conn)?;
    /// note.associate(Note::NOTABLE, &bob);
    /// assert_eq!((note.notable_id, note.notable_type.as_deref()), (Some(2), Some("User")));
    /// note.dissociate(Note::NOTABLE);
    /// assert_eq!((note.notable_id, note.notable_type), (None, None));
    /// # Ok(()) }
    /// ```
    fn associate<R, O>(&mut self, relation: R, owner: &O)
    where
        R: Associates<Self, O>,
    {
        let _ = relation;
        R::associate(self, owner);
    }

    /// Makes this row refer to no owner, in memory: the foreign key, and of a `morph_to` type and id, are `None`. Their
    /// columns must be nullable.
    fn dissociate<R>(&mut self, relation: R)
    where
        R: Dissociates<Self>,
    {
        let _ = relation;
        R::dissociate(self);
    }

    /// Saves this row: an `UPDATE` by primary key, and an `INSERT` where there is no such row. All columns are written, whether they
    /// have changed or not, and a field that is `None` as NULL. How many rows: one. Laravel's `save`.
    ///
    /// The model derives `Insertable`. A primary key that the database makes is not read back: for a new row there is
    /// `diesel::insert_into`, and [`Bound::create`](crate::Bound::create).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let mut note = Note::find(3).first(conn)?;
    /// note.associate(Note::NOTABLE, &Post::find(2).first(conn)?);
    /// note.save(conn)?;
    /// assert_eq!(Post::find(2).with(Post::NOTES).first(conn)?.notes, [note]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Diesel's errors.
    fn save<'m, 'c, C, Mode>(
        &'m self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        &'m Self: FieldsOf<Self::Table>,
        C: Driver<Mode> + SaveModel<Mode, Self, ValuesOf<'m, Self>>,
    {
        <C as Driver<Mode>>::run(conn.save_model(self, self.into_values()))
    }

    /// Deletes this row: `DELETE FROM users WHERE id = ?`. How many rows: none where it is gone. Laravel's `delete`.
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
        C: Driver<Mode> + FindModel<Mode, Self>,
    {
        <C as Driver<Mode>>::run(conn.delete_model(self))
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
        C: Driver<Mode> + FindModel<Mode, Self>,
    {
        <C as Driver<Mode>>::run(async move {
            *self = conn.fresh_model(self).await?;
            Ok(())
        })
    }

    /// The rows with these primary keys, a query: `SELECT .. FROM users WHERE id IN (..)`. Keys that no row has are left
    /// out, and the order is the database's.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// assert_eq!(Post::find_many([1, 3, 99]).load(conn)?.len(), 2);
    /// # Ok(()) }
    /// ```
    fn find_many<Key, Keys>(
        keys: Keys,
    ) -> Query<Self, diesel::dsl::Filter<Self::Table, KeysOf<Self, Key>>, Self::Defaults>
    where
        Self::PrimaryKey: KeyColumn<Key>,
        Keys: IntoIterator<Item = Key>,
        Self::Table: FilterDsl<KeysOf<Self, Key>>,
    {
        FilterDsl::filter(Self::query(), keys_are::<Self, Key>(keys))
    }
}

/// Relations to an owner, as [`Model::associate`] takes them: belongs-to, and `morph_to`.
#[diagnostic::on_unimplemented(
    message = "`{Owner}` cannot be the owner of a `{M}` by this relation",
    label = "not an owner of this relation",
    note = "`associate` takes a relation of `{M}` to an owner, as it was declared, and a row that it can refer to: of \
            belongs-to the related model, of `morph_to` one of the listed models"
)]
pub trait Associates<M, Owner> {
    /// Makes the row refer to the owner.
    fn associate(row: &mut M, owner: &Owner);
}

/// Relations to an owner that there need not be, as [`Model::dissociate`] takes them.
#[diagnostic::on_unimplemented(
    message = "`dissociate` takes a relation of `{M}` to an owner, not `{Self}`",
    label = "not a relation to an owner",
    note = "it is for belongs-to and `morph_to`, as they were declared"
)]
pub trait Dissociates<M> {
    /// Makes the row refer to no owner.
    fn dissociate(row: &mut M);
}

/// Key columns that can be NULL.
#[diagnostic::on_unimplemented(
    message = "a row of this relation always has an owner: its key is NOT NULL",
    label = "this relation cannot be dissociated",
    note = "associate another owner; or make the column nullable, in the migration, in `table!` and as an `Option` field"
)]
pub trait CanBeNull {}

#[diagnostic::do_not_recommend]
impl<C: KeyNullability<IsNull = is_nullable::IsNullable>> CanBeNull for C {}

#[diagnostic::do_not_recommend]
impl<M, O, K> Associates<M, O> for Relation<K>
where
    K: RelationDef<Parent = M, Shape: BelongsTo>,
    K::KeyColumn: KeyNullability<IsNull = is_nullable::NotNull>,
    M: HasKey<K::LocalColumn, Key = K::Key>,
    O: Rooted<Model = K::Related>,
    K::Related: HasKey<K::KeyColumn, Key = K::Key>,
{
    fn associate(row: &mut M, owner: &O) {
        // The owner's key is NOT NULL.
        if let Some(key) = owner.model().key() {
            row.set_key(key.into_owned());
        }
    }
}

impl<M, K> Dissociates<M> for Relation<K>
where
    K: RelationDef<Parent = M, Shape: BelongsTo, LocalColumn: CanBeNull>,
    M: HasKey<K::LocalColumn>,
{
    fn dissociate(row: &mut M) {
        row.take_key();
    }
}

/// A value with a model at its core: the model itself, and every loaded row around it
/// (`User`, `UserWithPosts<User>`, `UserWithPostsCount<UserWithPosts<User>>`, ..).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row of a model",
    label = "neither a model nor a loaded row",
    note = "of an owner of several models, take the row out of the enum with a `match`"
)]
pub trait Rooted {
    /// The model at the core.
    type Model: Model;

    /// Whether a field beside this row may be absent: whether it was [`Asked`](crate::Asked) for at run time.
    #[doc(hidden)]
    const MAY_BE_ABSENT: bool = false;

    /// The model at the core.
    fn model(&self) -> &Self::Model;
}
