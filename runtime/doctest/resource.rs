// The blog that the examples of operations by data run on.

use diesel::prelude::*;
use diesel::result::Error::NotFound;
use diesel_relations::prelude::*;
use diesel_relations::search::{Attributes, Conflict, SearchError, SearchRequest};

diesel::table! { users { id -> Integer, name -> Text, } }
diesel::table! { posts { id -> Integer, title -> Text, votes -> Integer, user_id -> Integer, deleted_at -> Nullable<Timestamp>, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[model(search)]
#[has_many(Post)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[model(soft_delete, search(include(author), write(title, votes, user_id)))]
pub struct Post {
    pub id: i32,
    #[model(key)]
    pub title: String,
    pub votes: i32,
    #[model(belongs_to(User, name = author))]
    pub user_id: i32,
}

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
