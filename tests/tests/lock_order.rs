//! The order in which writes of a row lock: first the row, then the owners that it touches. So two writes of one row never wait for each
//! other.
#![cfg(feature = "postgres")]

use std::thread;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel_relations::prelude::*;
use diesel_relations_tests::one::Postgres;
use diesel_relations_tests::several::postgres;

diesel::table! { ordered_users (id) { id -> Integer, updated_at -> Nullable<Timestamp>, } }
diesel::table! { ordered_posts (id) { id -> Integer, title -> Text, user_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(ordered_users, ordered_posts);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = ordered_users)]
#[has_many(Post, table = ordered_posts, foreign_key = user_id)]
struct User {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = ordered_posts)]
struct Post {
    id: i32,
    title: String,
    #[model(belongs_to(User, table = ordered_users, touch))]
    user_id: i32,
}

/// A write of a post.
type Write = fn(&Post, &mut Postgres) -> QueryResult<usize>;

const TABLES: &str = "
DROP TABLE IF EXISTS ordered_posts;
DROP TABLE IF EXISTS ordered_users;
CREATE TABLE ordered_users (id INTEGER PRIMARY KEY, updated_at TIMESTAMP NULL);
CREATE TABLE ordered_posts (id INTEGER PRIMARY KEY, title TEXT NOT NULL, user_id INTEGER NOT NULL REFERENCES ordered_users (id));
INSERT INTO ordered_users VALUES (1);
INSERT INTO ordered_posts VALUES (1, 'a', 1);";

#[test]
fn a_write_that_waits_for_the_row_has_not_locked_the_owner() -> QueryResult<()> {
    let (mut holder, mut writer, mut watcher) = (postgres(), postgres(), postgres());
    watcher.batch_execute(TABLES)?;
    let pid: i64 =
        diesel::select(sql::<BigInt>("pg_backend_pid()::bigint")).get_result(&mut writer)?;
    let waits = format!(
        "(SELECT COUNT(*) FROM pg_stat_activity WHERE pid = {pid} AND wait_event_type = 'Lock')"
    );
    let post = Post {
        id: 1,
        title: "b".into(),
        user_id: 1,
    };
    let save: Write = |post, conn| post.save(conn);
    let delete: Write = |post, conn| post.delete(conn);
    for write in [save, delete] {
        holder.batch_execute("BEGIN; SELECT 1 FROM ordered_posts WHERE id = 1 FOR UPDATE")?;
        watcher.batch_execute("UPDATE ordered_users SET updated_at = NULL")?;
        let written = thread::scope(|scope| {
            let written = scope.spawn(|| write(&post, &mut writer));
            let is_waiting = |watcher: &mut Postgres| {
                let waiting: QueryResult<i64> =
                    diesel::select(sql::<BigInt>(&waits)).get_result(watcher);
                waiting.expect("the state of the writer") > 0
            };
            while !written.is_finished() && !is_waiting(&mut watcher) {
                thread::sleep(Duration::from_millis(10));
            }
            let owner =
                watcher.batch_execute("SELECT 1 FROM ordered_users WHERE id = 1 FOR UPDATE NOWAIT");
            holder.batch_execute("ROLLBACK").expect("the row is free");
            written
                .join()
                .expect("no panic")
                .and_then(|count| owner.map(|()| count))
        });
        assert_eq!(written, Ok(1));
        let touched = ordered_users::table.filter(ordered_users::updated_at.is_not_null());
        assert_eq!(touched.count().get_result::<i64>(&mut watcher)?, 1);
    }
    Ok(())
}
