//! One large table, all of it: batch by batch, and at once.

use std::hint::black_box;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;

use crate::schema::users;
use crate::{Result, by_hand, ours};

/// How many rows a batch has.
const BATCH: u32 = 1_000;

/// SQLite in memory: users, and three posts of every tenth.
pub fn database(rows: usize) -> Result<SqliteConnection> {
    let mut conn = SqliteConnection::establish(":memory:")?;
    conn.batch_execute(&format!(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, active BOOL NOT NULL, \
           created_at TEXT NOT NULL, boss_id INTEGER);
         CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, \
           published BOOL NOT NULL, votes INTEGER NOT NULL);
         CREATE INDEX posts_user_id ON posts (user_id);
         BEGIN;
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
         INSERT INTO users SELECT i, 'User number ' || i, 'user' || i || '@example.com', i % 2 = 0, \
           '2024-03-01T12:00:00Z', NULL FROM n;
         INSERT INTO posts (user_id, title, body, published, votes) SELECT users.id, 'Title of post ' || i, \
           'The body of a post is a line of text', TRUE, i FROM users, (SELECT 1 AS i UNION SELECT 2 UNION SELECT 3) \
           WHERE users.id % 10 = 0;
         COMMIT;"
    ))?;
    Ok(conn)
}

/// All users with their posts, at once; how many rows.
pub fn load(conn: &mut SqliteConnection) -> QueryResult<usize> {
    let users = ours::User::query().with(ours::User::POSTS).load(conn)?;
    Ok(black_box(users)
        .iter()
        .map(|user| 1 + user.posts.len())
        .sum())
}

/// All users with their posts, batch by batch.
pub fn batches_with_posts(conn: &mut SqliteConnection) -> QueryResult<usize> {
    let mut rows = 0;
    let mut batches = ours::User::query().with(ours::User::POSTS).batches(BATCH);
    while let Some(users) = batches.next(conn)? {
        rows += black_box(users)
            .iter()
            .map(|user| 1 + user.posts.len())
            .sum::<usize>();
    }
    Ok(rows)
}

/// All users, batch by batch.
pub fn batches(conn: &mut SqliteConnection) -> QueryResult<usize> {
    let mut rows = 0;
    let mut batches = ours::User::query().batches(BATCH);
    while let Some(users) = batches.next(conn)? {
        rows += black_box(users).len();
    }
    Ok(rows)
}

/// The next users by hand.
fn users_after(last: i32, conn: &mut SqliteConnection) -> QueryResult<Vec<by_hand::User>> {
    users::table
        .filter(users::id.gt(last))
        .order(users::id)
        .limit(BATCH.into())
        .select(by_hand::User::as_select())
        .load(conn)
}

/// Hands all users to a function, batch by batch, by hand.
fn each_batch(
    conn: &mut SqliteConnection,
    mut each: impl FnMut(&mut SqliteConnection, Vec<by_hand::User>) -> QueryResult<usize>,
) -> QueryResult<usize> {
    let (mut rows, mut last) = (0, 0);
    loop {
        let users = users_after(last, conn)?;
        let Some(user) = users.last() else {
            return Ok(rows);
        };
        last = user.id;
        rows += each(conn, users)?;
    }
}

/// All users with their posts, batch by batch, by hand.
pub fn batches_with_posts_by_hand(conn: &mut SqliteConnection) -> QueryResult<usize> {
    each_batch(conn, |conn, users| {
        let posts = by_hand::Post::belonging_to(&users)
            .select(by_hand::Post::as_select())
            .load(conn)?
            .grouped_by(&users);
        let users: Vec<(by_hand::User, Vec<by_hand::Post>)> =
            users.into_iter().zip(posts).collect();
        Ok(black_box(users)
            .iter()
            .map(|(_, posts)| 1 + posts.len())
            .sum())
    })
}

/// All users, batch by batch, by hand.
pub fn batches_by_hand(conn: &mut SqliteConnection) -> QueryResult<usize> {
    each_batch(conn, |_, users| Ok(black_box(users).len()))
}
