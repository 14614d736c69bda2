//! Operations by data on the same rows, by several connections at the same time.

use std::sync::{Barrier, OnceLock};
use std::thread;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::{Attributes, Conflict, SearchError, SearchRequest};
use diesel_relations_tests::one;

const THREADS: usize = 8;
const ROUNDS: i32 = 20;

diesel::table! { concurrent_owners (id) { id -> Integer, } }
diesel::table! { concurrent_badges (id) { id -> Integer, text -> Text, owner_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(concurrent_owners, concurrent_badges);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = concurrent_owners)]
#[model(search)]
#[has_one(Badge, table = concurrent_badges, foreign_key = owner_id)]
struct Owner {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = concurrent_badges)]
#[model(search(write(text, owner_id)))]
#[allow(dead_code)]
struct Badge {
    id: i32,
    text: String,
    owner_id: i32,
}

fn tables(serial: &str) -> String {
    let owners: Vec<_> = (0..ROUNDS).map(|id| format!("({id})")).collect();
    format!(
        "DROP TABLE IF EXISTS concurrent_badges;
         DROP TABLE IF EXISTS concurrent_owners;
         CREATE TABLE concurrent_owners (id INTEGER PRIMARY KEY);
         CREATE TABLE concurrent_badges (id {serial}, text VARCHAR(20) NOT NULL, owner_id INTEGER NOT NULL);
         INSERT INTO concurrent_owners VALUES {}",
        owners.join(", ")
    )
}

/// What every thread does, in a round, with a connection of its own.
macro_rules! in_threads {
    ($connect:expr, $round:expr) => {{
        let start = Barrier::new(THREADS);
        let results = thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS)
                .map(|thread| {
                    let start = &start;
                    scope.spawn(move || {
                        let conn = &mut $connect();
                        let mut results = Vec::new();
                        for round in 0..ROUNDS {
                            start.wait();
                            results.push($round(thread, round, conn));
                        }
                        results
                    })
                })
                .collect();
            let threads = threads.into_iter().map(|it| it.join().expect("a thread"));
            threads.collect::<Vec<_>>()
        });
        results
    }};
}

macro_rules! races {
    ($backend:ident, $Conn:ty) => {
        /// Both on one table, one after the other.
        #[test]
        fn $backend() {
            let conn = &mut connect::$backend();
            let request = SearchRequest::new();

            // A to-one relation is filled once, without a unique key.
            let results = in_threads!(connect::$backend, |thread: usize, id, conn: &mut $Conn| {
                let text = Attributes::new().set("text", thread.to_string());
                let request = SearchRequest::new();
                Owner { id }
                    .badge()
                    .search(&request)
                    .store(&text, conn)
                    .map(|badge| badge.id)
            });
            for round in 0..ROUNDS as usize {
                let stored = results.iter().filter(|results| results[round].is_ok());
                assert_eq!(stored.count(), 1);
                for result in results
                    .iter()
                    .filter_map(|results| results[round].as_ref().err())
                {
                    assert_eq!(
                        *result,
                        SearchError::Conflict(Conflict::Filled { relation: "badge" })
                    );
                }
            }

            // Rows are changed in any order, and a row that leaves its owner is not changed through it any more.
            let ids: Vec<i32> = concurrent_badges::table
                .select(concurrent_badges::id)
                .load(conn)
                .expect("the rows");
            assert_eq!(ids.len(), ROUNDS as usize);
            let ids = &ids;
            let results = in_threads!(
                connect::$backend,
                |thread: usize, round: i32, conn: &mut $Conn| {
                    let mut ids = ids.clone();
                    if thread % 2 == 0 {
                        ids.reverse();
                    }
                    let request = SearchRequest::new();
                    if thread == 1 {
                        let (owner, id) = (0, ids[round as usize]);
                        let leaves = Attributes::new().set("owner_id", owner);
                        return Badge::search(&request).update(id, &leaves, conn).map(|_| 1);
                    }
                    let text = Attributes::new().set("text", format!("{thread} {round}"));
                    let changes = ids.iter().map(|id| (*id, &text));
                    Badge::search(&request)
                        .update_many(changes, conn)
                        .map(|badges| badges.len())
                }
            );
            for (thread, results) in results.into_iter().enumerate() {
                for result in results {
                    assert_eq!(result, Ok(if thread == 1 { 1 } else { ROUNDS as usize }));
                }
            }
            let of_owner = Owner { id: 0 };
            let badges = of_owner.badge().search(&request).count(conn);
            assert_eq!(badges, Ok(i64::from(ROUNDS)));

            // Rows are deleted once, by whichever thread.
            let results = in_threads!(
                connect::$backend,
                |thread: usize, round: i32, conn: &mut $Conn| {
                    let mut ids = ids[round as usize..]
                        .iter()
                        .take(3)
                        .copied()
                        .collect::<Vec<_>>();
                    if thread % 2 == 0 {
                        ids.reverse();
                    }
                    let request = SearchRequest::new();
                    let deleted = Badge::search(&request).delete_many(&ids, conn);
                    deleted.map(|badges| badges.iter().map(|badge| badge.id).collect::<Vec<_>>())
                }
            );
            let results = results.into_iter().flatten();
            let mut deleted: Vec<_> = results.flat_map(|ids| ids.expect("a deletion")).collect();
            deleted.sort_unstable();
            let mut ids = ids.clone();
            ids.sort_unstable();
            assert_eq!(deleted, ids);
        }
    };
}

races!(sqlite, one::Sqlite);
#[cfg(feature = "postgres")]
races!(postgres, one::Postgres);
#[cfg(feature = "mysql")]
races!(mysql, one::Mysql);

mod connect {
    use super::*;

    pub(super) fn sqlite() -> one::Sqlite {
        static PATH: OnceLock<String> = OnceLock::new();
        let connect = |path: &str| -> one::Sqlite {
            let mut conn: one::Sqlite = one::establish::<SqliteConnection, _>(path);
            conn.batch_execute("PRAGMA busy_timeout = 30000")
                .expect("settings");
            conn
        };
        let path = PATH.get_or_init(|| {
            let path = std::env::temp_dir().join(format!(
                "diesel-relations-races-{}.sqlite",
                std::process::id()
            ));
            let _ = std::fs::remove_file(&path);
            let path = path.display().to_string();
            let mut conn = connect(&path);
            conn.batch_execute("PRAGMA journal_mode = WAL")
                .expect("settings");
            conn.batch_execute(&tables("INTEGER PRIMARY KEY"))
                .expect("tables");
            path
        });
        connect(path)
    }

    #[cfg(feature = "postgres")]
    pub(super) fn postgres() -> one::Postgres {
        static TABLES: OnceLock<()> = OnceLock::new();
        let url = std::env::var("POSTGRES_URL")
            .unwrap_or_else(|_| "postgres://postgres@127.0.0.1/test".to_owned());
        let mut conn: one::Postgres = one::establish::<PgConnection, _>(&url);
        TABLES.get_or_init(|| {
            conn.batch_execute(&tables("SERIAL PRIMARY KEY"))
                .expect("tables");
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
            conn.batch_execute(&tables("INTEGER PRIMARY KEY AUTO_INCREMENT"))
                .expect("tables");
        });
        conn
    }
}
