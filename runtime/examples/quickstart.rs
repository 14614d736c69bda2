//! A blog on SQLite in memory: declare relations, load them, read them.
//!
//! `cargo run --example quickstart`

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! {
    users {
        id -> Integer,
        name -> Text,
        boss_id -> Nullable<Integer>,
    }
}
diesel::table! {
    posts {
        id -> Integer,
        title -> Text,
        published -> Bool,
        user_id -> Integer,
    }
}
diesel::table! {
    comments {
        id -> Integer,
        body -> Text,
        post_id -> Integer,
        user_id -> Integer,
    }
}
diesel::table! {
    notes {
        id -> Integer,
        body -> Text,
        notable_id -> Integer,
        notable_type -> Text,
    }
}
diesel::allow_tables_to_appear_in_same_query!(users, posts, comments, notes);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post)] // posts.user_id
#[has_many(User, name = reports, foreign_key = boss_id)]
#[morph_many(Note, morph = notable)] // notes.notable_id, where notes.notable_type is 'User'
pub struct User {
    pub id: i32,
    pub name: String,
    #[model(belongs_to(User))] // named `boss`, after the field
    pub boss_id: Option<i32>,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[has_many(Comment)] // comments.post_id
#[morph_many(Note, morph = notable)]
pub struct Post {
    pub id: i32,
    pub title: String,
    pub published: bool,
    #[model(belongs_to(User, name = author))]
    pub user_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
pub struct Comment {
    pub id: i32,
    pub body: String,
    #[model(belongs_to(Post))]
    pub post_id: i32,
    #[model(belongs_to(User, name = author))]
    pub user_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = notes)]
pub struct Note {
    pub id: i32,
    pub body: String,
    #[morph_to(User, Post)] // named `notable`: the owner is a user or a post
    pub notable_id: i32,
    pub notable_type: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let conn = &mut SqliteConnection::establish(":memory:")?;
    conn.batch_execute(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, boss_id INTEGER);
         CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT NOT NULL, published BOOL NOT NULL,
                             user_id INTEGER NOT NULL);
         CREATE TABLE comments (id INTEGER PRIMARY KEY, body TEXT NOT NULL, post_id INTEGER NOT NULL,
                                user_id INTEGER NOT NULL);
         CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL, notable_id INTEGER NOT NULL,
                             notable_type TEXT NOT NULL);
         INSERT INTO users VALUES (1, 'Alice', NULL), (2, 'Bob', 1), (3, 'Carol', 1);
         INSERT INTO posts VALUES (1, 'Relations', TRUE, 1), (2, 'Drafts', FALSE, 1), (3, 'Hello', TRUE, 2);
         INSERT INTO comments VALUES (1, 'first!', 1, 2), (2, 'nice', 1, 3), (3, 'welcome', 3, 1);
         INSERT INTO notes VALUES (1, 'back on Monday', 2, 'User'), (2, 'needs a picture', 1, 'Post');",
    )?;

    // Four statements, whatever the number of rows: users, their posts, the comments of those, and their authors.
    let published = User::POSTS
        .filter(posts::published.eq(true))
        .order(posts::id);
    let users = User::query()
        .order(users::name)
        .with(published.with(Post::COMMENTS.order(comments::id).with(Comment::AUTHOR)))
        .with(User::BOSS)
        .with_count(User::POSTS)
        .load(conn)?;
    for user in &users {
        let boss = user.boss.as_ref().map_or("nobody", |boss| &boss.name);
        println!(
            "{} (#{}) has written {} posts and reports to {boss}",
            user.name, user.id, user.posts_count
        );
        for post in &user.posts {
            println!("  {} (#{})", post.title, post.id);
            for comment in &post.comments {
                println!("    {}: {}", comment.author.name, comment.body);
            }
        }
    }

    // Existence and counts are SQL expressions.
    let silent = User::query().doesnt_have(User::POSTS).load(conn)?;
    println!("without a post: {}", silent[0].name);
    let popular = Post::query()
        .filter(Post::COMMENTS.count().ge(2))
        .first(conn)?;
    println!("two comments or more: {}", popular.title);

    // A polymorphic relation: one statement for each model that is among the owners, and a `match` that is exhaustive.
    let notes = Note::query()
        .order(notes::id)
        .with(Note::NOTABLE.with_post(Post::AUTHOR))
        .load(conn)?;
    for note in &notes {
        match &note.notable {
            Notable::User(user) => println!("note on {}: {}", user.name, note.body),
            Notable::Post(post) => {
                println!(
                    "note on {} by {}: {}",
                    post.title, post.author.name, note.body
                );
            }
        }
    }
    users[1]
        .notes()
        .create((notes::id.eq(3), notes::body.eq("asked for leave")))
        .execute(conn)?;

    // A relation of one row is a query of its own.
    let drafts = users[0].posts().filter(posts::published.eq(false));
    println!(
        "drafts of {}: {:?}",
        users[0].name,
        drafts.select(posts::title).load::<String>(conn)?
    );
    Ok(())
}
