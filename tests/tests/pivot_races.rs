//! Writes of a many-to-many relation, while the other side writes the same pivot table. SQLite locks the database instead.
#![cfg(any(feature = "postgres", feature = "mysql"))]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::one;

/// The tests of one database.
macro_rules! races {
    ($backend:ident, $Conn:ty, $Established:ty, $url:literal, $default:literal) => {
        mod $backend {
            use super::*;

            diesel::table! { racing_users (id) { id -> Integer, } }
            diesel::table! { racing_roles (id) { id -> Integer, } }
            diesel::table! { racing_role_user (user_id, role_id) { user_id -> Integer, role_id -> Integer, } }
            diesel::allow_tables_to_appear_in_same_query!(racing_users, racing_roles, racing_role_user);

            #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
            #[diesel(table_name = racing_users)]
            #[belongs_to_many(Role, table = racing_roles, pivot = racing_role_user)]
            struct User {
                id: i32,
            }

            #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
            #[diesel(table_name = racing_roles)]
            #[belongs_to_many(User, table = racing_users, pivot = racing_role_user)]
            struct Role {
                id: i32,
            }

            fn connect() -> $Conn {
                let url = std::env::var($url).unwrap_or_else(|_| $default.to_owned());
                one::establish::<$Established, _>(&url)
            }

            /// The related keys of the user, 60 of them, and of another program that attaches 100 before `write` deletes.
            fn race<T>(user: i32, write: impl FnOnce(&User, &mut $Conn) -> QueryResult<T>) -> QueryResult<(T, Vec<i32>)> {
                let mut other = connect();
                static TABLES: OnceLock<()> = OnceLock::new();
                TABLES.get_or_init(|| {
                    let tables = "DROP TABLE IF EXISTS racing_users; CREATE TABLE racing_users (id INTEGER PRIMARY KEY);
                         DROP TABLE IF EXISTS racing_role_user;
                         CREATE TABLE racing_role_user (user_id INTEGER NOT NULL, role_id INTEGER NOT NULL);
                         INSERT INTO racing_users VALUES (1), (2), (3), (4);
                         DROP TABLE IF EXISTS racing_roles; CREATE TABLE racing_roles (id INTEGER PRIMARY KEY)";
                    other.batch_execute(tables).expect("the tables");
                });
                other.batch_execute(&format!("DELETE FROM racing_role_user WHERE user_id = {user}"))?;
                let conn = &mut connect();
                let user = User { id: user };
                user.roles().attach(1..=60).execute(conn)?;
                let attached = Arc::new(AtomicUsize::new(0));
                let count = Arc::clone(&attached);
                let (role, id) = (Role { id: 100 }, user.id);
                conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
                    if let InstrumentationEvent::StartQuery { query, .. } = event {
                        if query.to_string().starts_with("DELETE") && count.fetch_add(1, Ordering::Relaxed) == 0 {
                            role.users().attach(id).execute(&mut other).expect("the other program attaches");
                        }
                    }
                });
                let result = write(&user, conn)?;
                assert!(attached.load(Ordering::Relaxed) > 0, "rows are deleted");
                let left = user.roles().pivots().order(racing_role_user::role_id).select(racing_role_user::role_id);
                Ok((result, left.load(conn)?))
            }

            #[test]
            fn detach_deletes_no_row_that_nobody_named() -> QueryResult<()> {
                let (changes, left) = race(1, |user, conn| user.roles().detach(1..=60).execute(conn))?;
                assert_eq!((changes.detached.len(), left), (60, vec![100]));
                Ok(())
            }

            #[test]
            fn toggle_deletes_no_row_that_nobody_named() -> QueryResult<()> {
                let (changes, left) = race(2, |user, conn| user.roles().toggle(1..=60).execute(conn))?;
                assert_eq!((changes.detached.len(), left), (60, vec![100]));
                Ok(())
            }

            #[test]
            fn sync_deletes_what_it_has_seen() -> QueryResult<()> {
                let (changes, left) = race(3, |user, conn| user.roles().sync([61]).execute(conn))?;
                assert_eq!((changes.detached.len(), left), (60, vec![61, 100]));
                Ok(())
            }

            #[test]
            fn detach_all_deletes_all() -> QueryResult<()> {
                let (_, left) = race(4, |user, conn| user.roles().detach_all().execute(conn))?;
                assert_eq!(left, [0; 0]);
                Ok(())
            }
        }
    };
}

#[cfg(feature = "postgres")]
races!(
    postgres,
    one::Postgres,
    PgConnection,
    "POSTGRES_URL",
    "postgres://postgres@127.0.0.1/test"
);
#[cfg(feature = "mysql")]
races!(
    mysql,
    one::Mysql,
    MysqlConnection,
    "MYSQL_URL",
    "mysql://root@127.0.0.1/test"
);
