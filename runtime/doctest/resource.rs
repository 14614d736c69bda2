// The blog that the examples of operations by data run on.

use diesel::prelude::*;
use diesel::result::Error::NotFound;
use diesel_relations::prelude::*;
use diesel_relations::search::declare::{self, *};
use diesel_relations::search::{Attributes, Conflict, ModelSearch, SearchError, SearchRequest};

diesel::table! { users { id -> Integer, name -> Text, } }
diesel::table! { posts { id -> Integer, title -> Text, votes -> Integer, user_id -> Integer, deleted_at -> Nullable<Timestamp>, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[model(soft_delete)]
pub struct Post {
    pub id: i32,
    pub title: String,
    pub votes: i32,
    #[model(belongs_to(User, name = author))]
    pub user_id: i32,
}

macro_rules! declare {
    ($M:ident, $table:ident, $includes:ty, $writes:ty, [$($number:literal $column:ident: $ty:ty),*]) => {
        $(impl SearchColumn<$number> for $M {
            const COLUMN: &'static str = stringify!($column);
            type Column = $table::$column;
            type Value = $ty;
        })*
        impl Searchable for $M {
            type Filters = ();
            type Sorts = ();
            type Keywords = ();
            type Includes = $includes;
            type Aggregates = ();
            type Scopes = ();
            type Key = (declare::Column<$M, 0>, ());
            const DEFAULT_LIMIT: u32 = 15;
            const MAX_LIMIT: u32 = 100;
            const TRASHED: bool = false;
            const FIELDS: &'static [&'static str] = &[$(stringify!($column)),*];
        }
        impl Writable for $M {
            type Writes = $writes;
        }
    };
}
declare!(User, users, (), (), [0 id: i32, 1 name: String]);
declare!(Post, posts, (Included<AuthorOfPost, (), ()>, ()), (declare::Column<Post, 1>, (declare::Column<Post, 2>, (declare::Column<Post, 3>, ()))),
    [0 id: i32, 1 title: String, 2 votes: i32, 3 user_id: i32]);

fn blog() -> SqliteConnection {
    use diesel::connection::SimpleConnection;
    let mut conn = SqliteConnection::establish(":memory:").unwrap();
    conn.batch_execute(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
         CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE, votes INTEGER NOT NULL DEFAULT 0, user_id INTEGER NOT NULL,
             deleted_at TIMESTAMP);
         INSERT INTO users VALUES (1, 'Alice'), (2, 'Bob');
         INSERT INTO posts VALUES (1, 'Relations', 5, 1, NULL), (2, 'Drafts', 1, 1, NULL), (3, 'Hello', 7, 2, NULL);",
    )
    .unwrap();
    conn
}
