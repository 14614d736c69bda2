//! What a model is, and what carries one.

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
    fn query() -> Query<Self, Self::Table> {
        Query::whole(Self::Table::default())
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
    fn find<PK>(id: PK) -> Query<Self, diesel::dsl::Find<Self::Table, PK>>
    where
        Self::Table: diesel::query_dsl::methods::FindDsl<PK>,
    {
        diesel::query_dsl::methods::FindDsl::find(Self::query(), id)
    }
}

/// A value with a model at its core: the model itself, and every loaded row around it
/// (`User`, `UserWithPosts<User>`, `UserWithPostsCount<UserWithPosts<User>>`, ..).
pub trait Rooted {
    /// The model at the core.
    type Model: Model;

    /// The model at the core.
    fn model(&self) -> &Self::Model;
}
