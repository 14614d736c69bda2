// The blog that the examples of searches run on.

use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::{Found, SearchError, SearchLimits, SearchRequest};
use serde::Serialize;

diesel::table! { users { id -> Integer, name -> Text, password_hash -> Text, } }
diesel::table! { posts { id -> Integer, title -> Text, votes -> Integer, published -> Bool, user_id -> Integer, } }
diesel::table! { comments { id -> Integer, body -> Text, votes -> Integer, post_id -> Integer, } }
diesel::table! { tags { id -> Integer, name -> Text, } }
diesel::table! { post_tag (post_id, tag_id) { post_id -> Integer, tag_id -> Integer, place -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts, comments, tags, post_tag);

#[derive(Debug, Clone, Serialize, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[has_many(Comment)]
#[model(search(
    filter(title, votes, author.name, comments.count),
    sort(title, votes, author.name, comments.count),
    keywords(title, author.name),
    include(author, comments),
    aggregate(comments.count, comments.sum(votes)),
    scope(popular(least: i32) = posts::votes.ge(least)),
    limit(default = 15, max = 100),
))]
pub struct Post {
    pub id: i32,
    pub title: String,
    pub votes: i32,
    #[serde(skip)]
    pub published: bool,
    #[model(belongs_to(User, name = author))]
    pub user_id: i32,
}

#[derive(Debug, Clone, Serialize, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post)]
#[model(search)]
pub struct User {
    pub id: i32,
    pub name: String,
    #[serde(skip)]
    pub password_hash: String,
}

#[derive(Debug, Clone, Serialize, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
#[model(search(filter(votes), sort(votes)))]
pub struct Comment {
    pub id: i32,
    pub body: String,
    pub votes: i32,
    #[model(belongs_to(Post))]
    pub post_id: i32,
}

#[derive(Debug, Clone, Serialize, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[belongs_to_many(Post, search(place: i32))]
#[model(search(filter(name)))]
pub struct Tag {
    pub id: i32,
    pub name: String,
}

fn blog() -> SqliteConnection {
    use diesel::connection::SimpleConnection;
    let mut conn = SqliteConnection::establish(":memory:").unwrap();
    conn.batch_execute(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, password_hash TEXT NOT NULL);
         CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT NOT NULL, votes INTEGER NOT NULL, published BOOL NOT NULL, user_id INTEGER NOT NULL);
         CREATE TABLE comments (id INTEGER PRIMARY KEY, body TEXT NOT NULL, votes INTEGER NOT NULL, post_id INTEGER NOT NULL);
         CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
         CREATE TABLE post_tag (post_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (post_id, tag_id));
         INSERT INTO users VALUES (1, 'Ann', 'x'), (2, 'Bob', 'y');
         INSERT INTO posts VALUES (1, 'Relations', 5, TRUE, 1), (2, 'Drafts', 1, FALSE, 1), (3, 'Hello', 7, TRUE, 2);
         INSERT INTO comments VALUES (1, 'first!', 3, 1), (2, 'second', 4, 1), (3, 'hi', 1, 3);
         INSERT INTO tags VALUES (1, 'rust');
         INSERT INTO post_tag VALUES (1, 1, 2), (3, 1, 1);",
    )
    .unwrap();
    conn
}
