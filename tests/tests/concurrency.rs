//! Several connections that write a relation of one parent at the same time.

use std::collections::HashSet;
use std::sync::Barrier;
use std::sync::atomic::{AtomicIsize, Ordering};
use std::thread;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::one;

const THREADS: usize = 16;
const ROUNDS: usize = 200;

/// The tests of one database; `$schema` and `$other` keep the tables of its tests apart.
macro_rules! concurrency {
    ($backend:ident, $Conn:ty, $connect:expr) => {
        #[allow(dead_code)]
        mod $backend {
            use super::*;

            diesel::table! { concurrent_users (id) { id -> Integer, } }
            diesel::table! { concurrent_roles (id) { id -> Integer, } }
            // No unique key: only the lock keeps twins out.
            diesel::table! { concurrent_role_user (user_id, role_id) { user_id -> Integer, role_id -> Integer, } }
            diesel::table! { concurrent_notes (id) { id -> Integer, number -> Integer, user_id -> Integer, } }
            diesel::allow_tables_to_appear_in_same_query!(concurrent_users, concurrent_roles, concurrent_role_user, concurrent_notes);

            #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
            #[diesel(table_name = concurrent_users)]
            #[belongs_to_many(Role, table = concurrent_roles, pivot = concurrent_role_user)]
            #[has_many(Membership, table = concurrent_role_user, foreign_key = user_id)]
            #[has_many(Note, table = concurrent_notes, foreign_key = user_id)]
            pub(super) struct User {
                id: i32,
            }

            #[derive(Debug, Clone, Queryable, Selectable, Model)]
            #[diesel(table_name = concurrent_role_user, primary_key(user_id, role_id))]
            pub(super) struct Membership {
                user_id: i32,
                role_id: i32,
            }

            #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
            #[diesel(table_name = concurrent_roles)]
            pub(super) struct Role {
                id: i32,
            }

            #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
            #[diesel(table_name = concurrent_notes)]
            pub(super) struct Note {
                id: i32,
                number: i32,
            }

            /// Runs the rounds of every thread, on connections of their own, for a user of their own.
            fn run(user: i32, round: impl Fn(&User, usize, usize, &mut $Conn) -> QueryResult<()> + Sync) -> QueryResult<Vec<i32>> {
                let connect: fn() -> $Conn = $connect;
                let mut conn = connect();
                conn.batch_execute(&format!("DELETE FROM concurrent_role_user WHERE user_id = {user}"))?;
                let start = Barrier::new(THREADS);
                thread::scope(|scope| {
                    let (start, round) = (&start, &round);
                    for number in 0..THREADS {
                        scope.spawn(move || {
                            let conn = &mut connect();
                            let user = User { id: user };
                            start.wait();
                            for n in 0..ROUNDS {
                                round(&user, number, n, conn).expect("a round");
                            }
                        });
                    }
                });
                concurrent_role_user::table
                    .filter(concurrent_role_user::user_id.eq(user))
                    .order(concurrent_role_user::role_id)
                    .select(concurrent_role_user::role_id)
                    .load(&mut conn)
            }

            fn ids(thread: usize) -> Vec<i32> {
                // Sets that overlap.
                (0..6).map(|n| (thread * 3 + n) as i32).collect()
            }

            #[test]
            fn sync_ends_in_one_of_the_sets() -> QueryResult<()> {
                let left = run(1, |user, thread, _, conn| {
                    user.roles().sync(ids(thread)).execute(conn).map(|_| ())
                })?;
                assert!((0..THREADS).any(|thread| ids(thread) == left), "{left:?}");
                Ok(())
            }

            #[test]
            fn toggle_an_even_number_of_times_changes_nothing() -> QueryResult<()> {
                let balance = AtomicIsize::new(0);
                let left = run(2, |user, _, _, conn| {
                    let changes = user.roles().toggle([1, 2, 3]).execute(conn)?;
                    balance.fetch_add(changes.attached.len() as isize - changes.detached.len() as isize, Ordering::Relaxed);
                    Ok(())
                })?;
                assert_eq!((left, balance.into_inner()), (vec![], 0));
                Ok(())
            }

            #[test]
            fn first_or_create_creates_one() -> QueryResult<()> {
                let left = run(4, |user, _, n, conn| {
                    let id = 1_000 + (n / 4) as i32;
                    let is = concurrent_roles::id.eq(id);
                    let role = user.roles().first_or_create(is, is).get_result(conn)?;
                    assert_eq!(role.id, id);
                    Ok(())
                })?;
                assert_eq!(left, (1_000..1_000 + (ROUNDS / 4) as i32).collect::<Vec<_>>());
                Ok(())
            }

            #[test]
            fn first_or_create_of_has_many_creates_one() -> QueryResult<()> {
                let left = run(5, |user, _, n, conn| {
                    let is = concurrent_role_user::role_id.eq((n / 4) as i32);
                    let row = user.memberships().first_or_create(is, is).get_result(conn)?;
                    assert_eq!((row.user_id, row.role_id), (5, (n / 4) as i32));
                    Ok(())
                })?;
                assert_eq!(left, (0..(ROUNDS / 4) as i32).collect::<Vec<_>>());
                Ok(())
            }

            /// The database makes the keys, of which MySQL and MariaDB tell only the first.
            #[test]
            fn a_batch_returns_its_own_rows() -> QueryResult<()> {
                run(6, |user, thread, n, conn| {
                    let numbers = (0..(n % 20) as i32).map(|k| (thread * 100_000 + n * 100) as i32 + k);
                    let new = numbers.clone().map(|number| concurrent_notes::number.eq(number));
                    let rows = user.notes().create_many(new).get_results(conn)?;
                    assert!(rows.iter().map(|note| note.number).eq(numbers));
                    assert!(rows.windows(2).all(|pair| pair[0].id < pair[1].id));
                    Ok(())
                })?;
                Ok(())
            }

            #[test]
            fn attach_and_detach_leave_no_twins() -> QueryResult<()> {
                let balance = AtomicIsize::new(0);
                let left = run(3, |user, thread, n, conn| {
                    let changes = if (thread + n) % 4 == 0 {
                        user.roles().detach(ids(thread)).execute(conn)?
                    } else {
                        user.roles().attach(ids(thread)).execute(conn)?
                    };
                    balance.fetch_add(changes.attached.len() as isize - changes.detached.len() as isize, Ordering::Relaxed);
                    Ok(())
                })?;
                let distinct: HashSet<_> = left.iter().collect();
                assert_eq!((distinct.len(), left.len() as isize), (left.len(), balance.into_inner()));
                Ok(())
            }
        }
    };
}

/// What is behind the tests of a server: tables that other connections see, made once.
#[cfg(any(feature = "postgres", feature = "mysql"))]
const TABLES: &str = "
DROP TABLE IF EXISTS concurrent_users;
DROP TABLE IF EXISTS concurrent_roles;
DROP TABLE IF EXISTS concurrent_role_user;
DROP TABLE IF EXISTS concurrent_notes;
CREATE TABLE concurrent_users (id INTEGER PRIMARY KEY);
CREATE TABLE concurrent_roles (id INTEGER PRIMARY KEY);
CREATE TABLE concurrent_role_user (user_id INTEGER NOT NULL, role_id INTEGER NOT NULL);
CREATE INDEX concurrent_role_user_ids ON concurrent_role_user (user_id, role_id);
INSERT INTO concurrent_users VALUES (1), (2), (3), (4), (5);
";

mod databases {
    use std::sync::OnceLock;

    use super::*;

    /// A file, with the tables, for all tests of this program.
    pub(super) fn sqlite() -> one::Sqlite {
        static FILE: OnceLock<String> = OnceLock::new();
        let establish = |path: &str| {
            let mut conn: one::Sqlite = one::establish::<SqliteConnection, _>(path);
            conn.batch_execute("PRAGMA busy_timeout = 60000; PRAGMA synchronous = OFF")
                .expect("settings");
            conn
        };
        let path = FILE.get_or_init(|| {
            let name = format!("diesel-relations-concurrency-{}.sqlite", std::process::id());
            let path = std::env::temp_dir().join(name).to_string_lossy().into_owned();
            let _ = std::fs::remove_file(&path);
            let conn = &mut establish(&path);
            conn.batch_execute(
                "PRAGMA journal_mode = WAL;
                 CREATE TABLE concurrent_users (id INTEGER PRIMARY KEY);
                 CREATE TABLE concurrent_roles (id INTEGER PRIMARY KEY);
                 CREATE TABLE concurrent_role_user (user_id INTEGER NOT NULL, role_id INTEGER NOT NULL);
                 CREATE TABLE concurrent_notes (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, user_id INTEGER NOT NULL);
                 INSERT INTO concurrent_users VALUES (1), (2), (3), (4), (5)",
            )
            .expect("tables");
            path
        });
        establish(path)
    }

    #[cfg(feature = "postgres")]
    pub(super) fn postgres() -> one::Postgres {
        static TABLES: OnceLock<()> = OnceLock::new();
        let url = std::env::var("POSTGRES_URL")
            .unwrap_or_else(|_| "postgres://postgres@127.0.0.1/test".to_owned());
        let mut conn: one::Postgres = one::establish::<PgConnection, _>(&url);
        conn.batch_execute("SET synchronous_commit = off")
            .expect("settings");
        TABLES.get_or_init(|| {
            conn.batch_execute(super::TABLES).expect("tables");
            conn.batch_execute("CREATE TABLE concurrent_notes (id SERIAL PRIMARY KEY, number INTEGER NOT NULL, user_id INTEGER NOT NULL)")
                .expect("a table");
        });
        conn
    }

    #[cfg(feature = "mysql")]
    pub(super) fn mysql() -> one::Mysql {
        static TABLES: OnceLock<()> = OnceLock::new();
        let url =
            std::env::var("MYSQL_URL").unwrap_or_else(|_| "mysql://root@127.0.0.1/test".to_owned());
        let mut conn: one::Mysql = one::establish::<MysqlConnection, _>(&url);
        TABLES.get_or_init(|| {
            conn.batch_execute(super::TABLES).expect("tables");
            conn.batch_execute(
                "CREATE TABLE concurrent_notes (id INTEGER PRIMARY KEY AUTO_INCREMENT, number INTEGER NOT NULL, user_id INTEGER NOT NULL)",
            )
            .expect("a table");
        });
        conn
    }
}

concurrency!(sqlite, one::Sqlite, databases::sqlite);
#[cfg(feature = "postgres")]
concurrency!(postgres, one::Postgres, databases::postgres);
#[cfg(feature = "mysql")]
concurrency!(mysql, one::Mysql, databases::mysql);

/// The server ends the connection in the middle of a `sync`: rows were deleted, the insert waits for another connection.
#[cfg(any(feature = "postgres", feature = "mysql"))]
macro_rules! killed {
    ($name:ident, $Conn:ty, $connect:expr, $pid:literal, $waits:literal, $kill:literal) => {
        #[test]
        #[allow(dead_code)]
        fn $name() -> QueryResult<()> {
            use std::time::Duration;

            use diesel::sql_types::BigInt;

            diesel::table! { killed_users (id) { id -> Integer, } }
            diesel::table! { killed_roles (id) { id -> Integer, } }
            diesel::table! { killed_role_user (user_id, role_id) { user_id -> Integer, role_id -> Integer, } }
            diesel::allow_tables_to_appear_in_same_query!(killed_users, killed_roles, killed_role_user);

            #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
            #[diesel(table_name = killed_users)]
            #[belongs_to_many(Role, table = killed_roles, pivot = killed_role_user)]
            struct User {
                id: i32,
            }

            #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
            #[diesel(table_name = killed_roles)]
            struct Role {
                id: i32,
            }

            let connect: fn() -> $Conn = $connect;
            let (mut victim, mut other, mut watcher) = (connect(), connect(), connect());
            watcher.batch_execute(
                "DROP TABLE IF EXISTS killed_users;
                 DROP TABLE IF EXISTS killed_roles;
                 DROP TABLE IF EXISTS killed_role_user;
                 CREATE TABLE killed_users (id INTEGER PRIMARY KEY);
                 CREATE TABLE killed_roles (id INTEGER PRIMARY KEY);
                 CREATE TABLE killed_role_user (user_id INTEGER NOT NULL, role_id INTEGER NOT NULL, PRIMARY KEY (user_id, role_id));
                 INSERT INTO killed_users VALUES (1);
                 INSERT INTO killed_role_user VALUES (1, 1), (1, 2)",
            )?;
            let pid: i64 = diesel::select(diesel::dsl::sql::<BigInt>($pid)).get_result(&mut victim)?;
            other.batch_execute("BEGIN; INSERT INTO killed_role_user VALUES (1, 9)")?;
            let user = User { id: 1 };
            let result = thread::scope(|scope| {
                let sync = scope.spawn(|| {
                    let result = user.roles().sync([2, 9, 10]).execute(&mut victim);
                    drop(victim);
                    result
                });
                let waits = format!($waits, pid);
                for _ in 0..600 {
                    let waiting: i64 = diesel::select(diesel::dsl::sql::<BigInt>(&waits)).get_result(&mut watcher).unwrap();
                    if waiting > 0 {
                        break;
                    }
                    thread::sleep(Duration::from_millis(50));
                }
                watcher.batch_execute(&format!($kill, pid)).unwrap();
                sync.join().unwrap()
            });
            assert!(result.is_err());
            other.batch_execute("ROLLBACK")?;
            let left = killed_role_user::table
                .order(killed_role_user::role_id)
                .select(killed_role_user::role_id)
                .load::<i32>(&mut other)?;
            assert_eq!(left, [1, 2]);
            // The lock is gone with the connection.
            let changes = user.roles().sync([2, 9, 10]).execute(&mut other)?;
            assert_eq!((changes.attached, changes.detached), (vec![9, 10], vec![1]));
            Ok(())
        }
    };
}

#[cfg(feature = "postgres")]
killed!(
    a_connection_killed_on_postgres_leaves_nothing_behind,
    one::Postgres,
    databases::postgres,
    "pg_backend_pid()::bigint",
    "(SELECT COUNT(*) FROM pg_stat_activity WHERE pid = {} AND wait_event_type = 'Lock' AND query LIKE 'INSERT%')",
    "SELECT pg_terminate_backend({})"
);
#[cfg(feature = "mysql")]
killed!(
    a_connection_killed_on_mysql_leaves_nothing_behind,
    one::Mysql,
    databases::mysql,
    "CONNECTION_ID()",
    "(SELECT COUNT(*) FROM information_schema.processlist WHERE id = {} AND info LIKE 'INSERT%')",
    "KILL {}"
);
