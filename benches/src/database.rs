//! The databases, and the rows in them.

use std::env;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use tempfile::TempDir;

use crate::Result;

/// How many rows there are.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub users: usize,
    pub posts_per_user: usize,
    pub comments_per_post: usize,
    pub roles_per_user: usize,
    pub reviews_per_owner: usize,
    pub tags_per_owner: usize,
}

impl Size {
    /// The usual: ten posts and ten roles per user, two comments per post; ten reviews and ten tags per user, video and
    /// photo.
    pub fn of(users: usize) -> Self {
        Size {
            users,
            posts_per_user: 10,
            comments_per_post: 2,
            roles_per_user: 10,
            reviews_per_owner: 10,
            tags_per_owner: 10,
        }
    }
}

/// SQLite in memory.
pub fn sqlite_in_memory(size: Size) -> Result<SqliteConnection> {
    let mut conn = SqliteConnection::establish(":memory:")?;
    fill(&mut conn, "TABLE", size)?;
    Ok(conn)
}

/// SQLite in a file, which lives as long as the directory, with statistics.
pub fn sqlite_on_disk(size: Size) -> Result<(SqliteConnection, TempDir)> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("blog.sqlite");
    let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
    conn.batch_execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")?;
    fill(&mut conn, "TABLE", size)?;
    conn.batch_execute("ANALYZE")?;
    Ok((conn, dir))
}

/// PostgreSQL: temporary tables with statistics, in the database that `DATABASE_URL_POSTGRES` names.
///
/// `vacuumed`: as autovacuum leaves a table; a sub-query then reads an index without the table behind it. Just written
/// rows are not.
pub fn postgres(size: Size, vacuumed: bool) -> Result<PgConnection> {
    let url = env::var("DATABASE_URL_POSTGRES")
        .unwrap_or_else(|_| "postgres://postgres@127.0.0.1/test".to_owned());
    let mut conn = PgConnection::establish(&url)?;
    fill(&mut conn, "TEMPORARY TABLE", size)?;
    let statement = if vacuumed {
        "VACUUM ANALYZE"
    } else {
        "ANALYZE"
    };
    let tables = [
        "users",
        "posts",
        "comments",
        "members",
        "articles",
        "roles",
        "role_user",
        "videos",
        "photos",
        "notes",
        "reviews",
        "tags",
        "taggables",
    ];
    for table in tables {
        conn.batch_execute(&format!("{statement} {table}"))?;
    }
    Ok(conn)
}

/// Adds two users whose roles are written: one without roles, and one with the roles 501 to 1,500.
pub fn add_writers(conn: &mut impl SimpleConnection, size: Size) -> QueryResult<()> {
    let (new, old) = (size.users + 1, size.users + 2);
    conn.batch_execute(&format!(
        "INSERT INTO users SELECT {new}, name, email, active, created_at, boss_id FROM users WHERE id = 1;
         INSERT INTO users SELECT {old}, name, email, active, created_at, boss_id FROM users WHERE id = 1;
         INSERT INTO role_user (user_id, role_id) SELECT {old}, id FROM roles WHERE id BETWEEN 501 AND 1500;"
    ))
}

/// Creates the tables and their rows. Posts and comments come in another order than what they belong to, as they do
/// where people write them over time, and so do the roles of users; half of the users are active. There are as many
/// videos, photos and notes as users; the notes are on a tenth of the videos and photos, and as many posts; half of the
/// notes are pinned.
fn fill(conn: &mut impl SimpleConnection, table: &str, size: Size) -> QueryResult<()> {
    let users = size.users;
    let posts = users * size.posts_per_user;
    let comments = posts * size.comments_per_post;
    let roles = (users / 10).max(2_000);
    let roles_of_users = users * size.roles_per_user;
    let noted = users.div_ceil(10);
    let reviews = 3 * users * size.reviews_per_owner;
    let tags = roles;
    let tags_of_all = 3 * users * size.tags_per_owner;
    let numbers = |count: usize| {
        format!(
            "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count} - 1)"
        )
    };
    conn.batch_execute(&format!(
        "CREATE {table} users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, \
           active BOOL NOT NULL, created_at TEXT NOT NULL, boss_id INTEGER);
         CREATE {table} posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, title TEXT NOT NULL, \
           body TEXT NOT NULL, published BOOL NOT NULL, votes INTEGER NOT NULL);
         CREATE {table} comments (id INTEGER PRIMARY KEY, post_id INTEGER NOT NULL, body TEXT NOT NULL);
         CREATE {table} members (tenant_id INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, active BOOL NOT NULL, \
           PRIMARY KEY (tenant_id, id));
         CREATE {table} articles (id INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL, member_id INTEGER NOT NULL, \
           title TEXT NOT NULL, subtitle TEXT NOT NULL, summary TEXT NOT NULL, body TEXT NOT NULL, language TEXT NOT NULL, \
           license TEXT NOT NULL, votes INTEGER NOT NULL);
         CREATE {table} roles (id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL);
         CREATE {table} role_user (user_id INTEGER NOT NULL, role_id INTEGER NOT NULL, \
           kind TEXT NOT NULL DEFAULT 'member', level INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (user_id, role_id));
         CREATE {table} videos (id INTEGER PRIMARY KEY, title TEXT NOT NULL, url TEXT NOT NULL, seconds INTEGER NOT NULL);
         CREATE {table} photos (id INTEGER PRIMARY KEY, caption TEXT NOT NULL, url TEXT NOT NULL);
         CREATE {table} notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL, pinned BOOL NOT NULL, \
           notable_id INTEGER NOT NULL, notable_type TEXT NOT NULL);
         CREATE {table} reviews (id INTEGER PRIMARY KEY, body TEXT NOT NULL, reviewable_id INTEGER NOT NULL, \
           reviewable_type TEXT NOT NULL);
         CREATE {table} tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL);
         CREATE {table} taggables (tag_id INTEGER NOT NULL, taggable_id INTEGER NOT NULL, taggable_type TEXT NOT NULL, \
           PRIMARY KEY (tag_id, taggable_id, taggable_type));
         CREATE UNIQUE INDEX members_id ON members (id);
         CREATE INDEX articles_member ON articles (tenant_id, member_id);
         CREATE INDEX articles_member_id ON articles (member_id);
         CREATE INDEX users_boss_id ON users (boss_id);
         CREATE INDEX posts_user_id ON posts (user_id);
         CREATE INDEX comments_post_id ON comments (post_id);
         CREATE INDEX role_user_role_id ON role_user (role_id);
         CREATE INDEX notes_notable ON notes (notable_type, notable_id);
         CREATE INDEX reviews_reviewable ON reviews (reviewable_type, reviewable_id);
         CREATE INDEX taggables_taggable ON taggables (taggable_type, taggable_id);
         BEGIN;
         {}
         INSERT INTO users SELECT i + 1, 'User number ' || i, 'user' || i || '@example.com', i % 2 = 0, \
           '2024-03-01T12:00:00Z', CASE WHEN i > 9 THEN i / 10 END FROM n;
         {}
         INSERT INTO posts SELECT i + 1, i * 7919 % {users} + 1, 'Title of post ' || i, \
           'The body of a post is a few lines of text, about a hundred characters of it, as in this post: ' || i, \
           i % 3 > 0, i * 31 % 97 FROM n;
         {}
         INSERT INTO comments SELECT i + 1, i % {posts} + 1, 'A comment is short. This is number ' || i FROM n;
         {}
         INSERT INTO members SELECT i % 10, i + 1, 'Member number ' || i, i % 2 = 0 FROM n;
         {}
         INSERT INTO articles SELECT i + 1, (i * 7919 % {users}) % 10, i * 7919 % {users} + 1, 'Title of article ' || i, \
           'And a second title', 'What the article says, in one or two sentences that one reads first.', \
           'The body of an article is a few lines of text, about a hundred characters of it, as in this one: ' || i, \
           'en', 'CC BY 4.0', i * 31 % 97 FROM n;
         {}
         INSERT INTO roles SELECT i + 1, 'Role number ' || i, \
           'Who has this role may do what people of role ' || i || ' do' FROM n;
         {}
         INSERT INTO role_user SELECT i * 7919 % {users} + 1, \
           (i * 7919 % {users} * 31 + i / {users} * 7919) % {roles} + 1, \
           CASE WHEN i % 20 = 0 THEN 'owner' ELSE 'member' END, i * 31 % 97 FROM n WHERE i < {roles_of_users};
         {}
         INSERT INTO videos SELECT i + 1, 'Title of video ' || i, 'https://example.com/videos/' || i, i * 31 % 597 FROM n;
         {}
         INSERT INTO photos SELECT i + 1, 'What one sees in photo ' || i, 'https://example.com/photos/' || i FROM n;
         {}
         INSERT INTO notes SELECT i + 1, 'A note is short. This is number ' || i, i / {noted} % 2 = 0, \
           i * 7919 % {noted} + 1, CASE i % 3 WHEN 0 THEN 'Post' WHEN 1 THEN 'Video' ELSE 'Photo' END FROM n;
         {}
         INSERT INTO reviews SELECT i + 1, \
           'The body of a review is a few lines of text, about a hundred characters of it, as in this review: ' || i, \
           i / 3 * 7919 % {users} + 1, CASE i % 3 WHEN 0 THEN 'User' WHEN 1 THEN 'Video' ELSE 'Photo' END \
           FROM n WHERE i < {reviews};
         {}
         INSERT INTO tags SELECT i + 1, 'Tag number ' || i, 'What this tag has to do with subject ' || i FROM n;
         {}
         INSERT INTO taggables SELECT (i / 3 * 7919 % {users} * 31 + i / 3 / {users} * 7919) % {tags} + 1, \
           i / 3 * 7919 % {users} + 1, CASE i % 3 WHEN 0 THEN 'User' WHEN 1 THEN 'Video' ELSE 'Photo' END \
           FROM n WHERE i < {tags_of_all};
         COMMIT;",
        numbers(users),
        numbers(posts),
        numbers(comments),
        numbers(users),
        numbers(posts),
        numbers(roles),
        numbers(roles_of_users),
        numbers(users),
        numbers(users),
        numbers(users),
        numbers(reviews),
        numbers(tags),
        numbers(tags_of_all),
    ))
}
