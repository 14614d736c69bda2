//! Every kind of blocking connection loads.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, Pool};
use diesel_relations::prelude::*;
use diesel_relations_tests::schema::{self, users};
use diesel_relations_tests::{Post, User};

#[test]
fn a_pooled_connection() -> QueryResult<()> {
    let manager = ConnectionManager::<SqliteConnection>::new(":memory:");
    let pool = Pool::builder().max_size(1).build(manager).expect("a pool");
    let conn = &mut pool.get().expect("a connection");
    conn.batch_execute(schema::TABLES)?;
    let users = User::query()
        .with(User::POSTS.with(Post::AUTHOR))
        .order(users::id)
        .load(conn)?;
    assert_eq!(users[0].posts.len(), 3);
    assert_eq!(users[1].posts().first(conn)?.title, "Third");
    Ok(())
}

#[cfg(all(feature = "postgres", feature = "mysql"))]
mod multi {
    use super::*;
    use diesel_relations_tests::schema::posts;

    #[derive(diesel::MultiConnection)]
    enum AnyConnection {
        Postgres(PgConnection),
        Mysql(MysqlConnection),
        Sqlite(SqliteConnection),
    }

    #[test]
    fn an_enum_of_connections() -> QueryResult<()> {
        let connections = [
            AnyConnection::Postgres(diesel_relations_tests::backend::postgres()),
            AnyConnection::Mysql(diesel_relations_tests::backend::mysql()),
            AnyConnection::Sqlite(diesel_relations_tests::backend::sqlite()),
        ];
        for mut conn in connections {
            let conn = &mut conn;
            let users = User::query()
                .has(User::POSTS)
                .order(users::id)
                .with(User::POSTS.order(posts::id))
                .with_count(User::REPORTS)
                .load(conn)?;
            assert_eq!(
                users[0]
                    .posts
                    .iter()
                    .map(|post| post.id)
                    .collect::<Vec<_>>(),
                [1, 2, 4]
            );
            assert_eq!(users[0].reports_count, 2);
            assert_eq!(users[1].posts().first(conn)?.title, "Third");
        }
        Ok(())
    }
}
