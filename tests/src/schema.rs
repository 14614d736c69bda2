//! The tables of the tests.

diesel::table! { countries (code) { code -> Text, name -> Text, } }
diesel::table! { users { id -> Integer, name -> Text, active -> Bool, boss_id -> Nullable<Integer>, country -> Nullable<Text>, } }
diesel::table! { profiles { id -> Integer, bio -> Text, user_id -> Integer, } }
diesel::table! { posts { id -> Integer, title -> Text, votes -> Integer, user_id -> Integer, editor_id -> Nullable<Integer>, } }
diesel::table! { comments { id -> Integer, body -> Text, post_id -> Nullable<Integer>, } }
diesel::allow_tables_to_appear_in_same_query!(countries, users, profiles, posts, comments);

/// One text for all backends: each test has tables and rows of its own.
pub const TABLES: &str = "
CREATE TEMPORARY TABLE countries (code VARCHAR(10) PRIMARY KEY, name VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL, active BOOL NOT NULL,
    boss_id INTEGER, country VARCHAR(10));
CREATE TEMPORARY TABLE profiles (id INTEGER PRIMARY KEY, bio VARCHAR(50) NOT NULL, user_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE posts (id INTEGER PRIMARY KEY, title VARCHAR(50) NOT NULL, votes INTEGER NOT NULL,
    user_id INTEGER NOT NULL, editor_id INTEGER);
CREATE TEMPORARY TABLE comments (id INTEGER PRIMARY KEY, body VARCHAR(50) NOT NULL, post_id INTEGER);
INSERT INTO countries VALUES ('de', 'Germany'), ('fr', 'France');
INSERT INTO users VALUES (1, 'Alice', TRUE, NULL, 'de'), (2, 'Bob', TRUE, 1, 'de'), (3, 'Carol', FALSE, 1, NULL),
    (4, 'Dan', TRUE, 3, 'fr');
INSERT INTO profiles VALUES (10, 'writes', 1), (11, 'writes more', 1), (12, 'reads', 3);
INSERT INTO posts VALUES (1, 'First', 5, 1, 2), (2, 'Second', 0, 1, NULL), (3, 'Third', 7, 2, 1), (4, 'Fourth', 1, 1, 2);
INSERT INTO comments VALUES (1, 'good', 1), (2, 'bad', 1), (3, 'good', 3), (4, 'lost', NULL), (5, 'bad', 4);
";
