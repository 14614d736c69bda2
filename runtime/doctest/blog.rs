// The blog that the documentation's examples run on.

use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, name -> Text, boss_id -> Nullable<Integer>, } }
diesel::table! { posts { id -> Integer, title -> Text, published -> Bool, user_id -> Integer, } }
diesel::table! { comments { id -> Integer, body -> Text, post_id -> Integer, } }
diesel::table! { notes { id -> Integer, body -> Text, notable_id -> Nullable<Integer>, notable_type -> Nullable<Text>, } }
diesel::table! { tags { id -> Integer, name -> Text, } }
diesel::table! { post_tag (post_id, tag_id) { post_id -> Integer, tag_id -> Integer, place -> Integer, note -> Nullable<Text>, } }
diesel::table! { letters { id -> Integer, text -> Text, user_id -> Integer, deleted_at -> Nullable<Timestamp>, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts, comments, notes, tags, post_tag, letters);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post)]
#[has_many(User, name = reports, foreign_key = boss_id)]
#[has_many_through(Comment, through = Post)]
#[has_many(Letter)]
#[morph_many(Note, morph = notable)]
pub struct User {
    pub id: i32,
    pub name: String,
    #[model(belongs_to(User))]
    pub boss_id: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[has_many(Comment)]
#[morph_many(Note, morph = notable)]
#[belongs_to_many(Tag)]
#[belongs_to_many(Tag, name = placed_tags, using = PostTag)]
pub struct Post {
    pub id: i32,
    pub title: String,
    pub published: bool,
    #[model(belongs_to(User, name = author))]
    pub user_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
pub struct Comment {
    pub id: i32,
    pub body: String,
    #[model(belongs_to(Post))]
    pub post_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = notes)]
pub struct Note {
    pub id: i32,
    pub body: String,
    #[morph_to(Post, User, Tag)]
    pub notable_id: Option<i32>,
    pub notable_type: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = tags)]
#[belongs_to_many(Post)]
#[morph_many(Note, morph = notable)]
pub struct Tag {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = letters)]
#[model(soft_delete)]
pub struct Letter {
    pub id: i32,
    pub text: String,
    #[model(belongs_to(User, name = author))]
    pub user_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = post_tag)]
pub struct PostTag {
    pub place: i32,
    pub note: Option<String>,
}

fn blog() -> SqliteConnection {
    use diesel::connection::SimpleConnection;
    let mut conn = SqliteConnection::establish(":memory:").unwrap();
    conn.batch_execute(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, boss_id INTEGER);
         CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT NOT NULL, published BOOL NOT NULL, user_id INTEGER NOT NULL);
         CREATE TABLE comments (id INTEGER PRIMARY KEY, body TEXT NOT NULL, post_id INTEGER NOT NULL);
         CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL, notable_id INTEGER, notable_type TEXT);
         CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
         CREATE TABLE post_tag (post_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, place INTEGER NOT NULL DEFAULT 0, note TEXT,
             PRIMARY KEY (post_id, tag_id));
         CREATE TABLE letters (id INTEGER PRIMARY KEY, text TEXT NOT NULL, user_id INTEGER NOT NULL, deleted_at TIMESTAMP);
         INSERT INTO users VALUES (1, 'Alice', NULL), (2, 'Bob', 1);
         INSERT INTO posts VALUES (1, 'Relations', TRUE, 1), (2, 'Drafts', FALSE, 1), (3, 'Hello', TRUE, 2);
         INSERT INTO comments VALUES (1, 'first!', 1);
         INSERT INTO notes VALUES (1, 'good start', 1, 'Post'), (2, 'busy', 1, 'User'), (3, 'loose', NULL, NULL);
         INSERT INTO tags VALUES (1, 'rust'), (2, 'sql'), (3, 'news');
         INSERT INTO post_tag VALUES (1, 1, 2, NULL), (1, 2, 1, 'mostly');
         INSERT INTO letters VALUES (1, 'Dear Bob', 1, NULL), (2, 'Dear all', 1, NULL);",
    )
    .unwrap();
    conn
}
