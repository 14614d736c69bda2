//! What a model is, and what carries one.

use diesel::query_dsl::methods::FilterDsl;

use crate::key::KeyColumn;
use crate::named::{KeysOf, keys_are};
use crate::query::Query;

/// A struct that stands for the rows of one table and declares relations: what `#[derive(Model)]` implements.
///
/// It brings [`Model::query`] and [`Model::find`]. The relations themselves are constants and methods of the struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "`{Self}` does not derive `Model`",
    note = "add `#[derive(diesel_relations::Model)]` to `{Self}`: both ends of a relation are models"
)]
pub trait Model: Rooted<Model = Self> + Sized {
    /// The table of the model: `#[diesel(table_name = ..)]`.
    type Table: diesel::Table + Default + 'static;

    /// The primary key: a column, or a [`Composite`](crate::Composite) of several.
    type PrimaryKey: Default;

    /// The relations that every query of the model loads: `#[model(with(..))]`.
    type Defaults;

    /// The relations that every query of the model loads.
    #[doc(hidden)]
    const DEFAULTS: Self::Defaults;

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

/// A value with a model at its core: the model itself, and every loaded row around it
/// (`User`, `UserWithPosts<User>`, `UserWithPostsCount<UserWithPosts<User>>`, ..).
pub trait Rooted {
    /// The model at the core.
    type Model: Model;

    /// Whether a field beside this row may be absent: whether it was [`Asked`](crate::Asked) for at run time.
    #[doc(hidden)]
    const MAY_BE_ABSENT: bool = false;

    /// The model at the core.
    fn model(&self) -> &Self::Model;
}
