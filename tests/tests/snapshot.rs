//! Loads that see one state of the database, while others write.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::backend::Statements;
use diesel_relations_tests::insert_all;
#[cfg(any(feature = "postgres", feature = "mysql"))]
use diesel_relations_tests::one;

// Tables of their own, which other connections see. Each box holds as many balls as it says.
diesel::table! { snapshot_boxes (id) { id -> Integer, size -> Integer, } }
diesel::table! { snapshot_balls (id) { id -> Integer, box_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(snapshot_boxes, snapshot_balls);

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = snapshot_boxes)]
#[has_many(Ball, table = snapshot_balls, foreign_key = box_id)]
struct Container {
    id: i32,
    size: i32,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = snapshot_balls)]
#[allow(dead_code)]
struct Ball {
    id: i32,
    box_id: i32,
}

const TABLES: &str = "
DROP TABLE IF EXISTS snapshot_balls;
DROP TABLE IF EXISTS snapshot_boxes;
CREATE TABLE snapshot_boxes (id INTEGER PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE snapshot_balls (id INTEGER PRIMARY KEY, box_id INTEGER NOT NULL);
INSERT INTO snapshot_boxes VALUES (1, 1);
INSERT INTO snapshot_balls VALUES (1, 1);
";

/// Tests of one database run one after the other: they share the tables.
static ALONE: std::sync::Mutex<()> = std::sync::Mutex::new(());

macro_rules! with_a_writer {
    ($backend:ident, $connect:expr) => {
        mod $backend {
            use super::*;

            /// Loads the box and its balls again and again while another connection changes both in one transaction.
            /// Returns whether a load saw the size of one state and the balls of another.
            fn tears(loads: usize, is_snapshot: bool) -> bool {
                let connect = $connect;
                let conn = &mut connect();
                conn.batch_execute(TABLES).expect("the tables");
                let done = AtomicBool::new(false);
                thread::scope(|scope| {
                    scope.spawn(|| {
                        let conn = &mut connect();
                        let mut size = 1;
                        while !done.load(Ordering::Relaxed) {
                            size = size % 20 + 1;
                            conn.transaction(|conn| {
                                diesel::update(snapshot_boxes::table)
                                    .set(snapshot_boxes::size.eq(size))
                                    .execute(conn)?;
                                diesel::delete(snapshot_balls::table).execute(conn)?;
                                let balls: Vec<_> = (1..=size)
                                    .map(|id| {
                                        (snapshot_balls::id.eq(id), snapshot_balls::box_id.eq(1))
                                    })
                                    .collect();
                                Ok::<_, diesel::result::Error>(insert_all!(
                                    snapshot_balls::table,
                                    &balls,
                                    conn
                                ))
                            })
                            .expect("the writer writes");
                        }
                    });
                    let torn = (0..loads).any(|_| {
                        let query = Container::query().with(Container::BALLS);
                        let boxes = if is_snapshot {
                            query.snapshot().load(conn)
                        } else {
                            query.load(conn)
                        };
                        let boxes = boxes.expect("the reader reads");
                        boxes[0].size as usize != boxes[0].balls.len()
                    });
                    done.store(true, Ordering::Relaxed);
                    torn
                })
            }

            #[test]
            fn a_snapshot_never_tears_and_other_loads_do() {
                let _alone = ALONE.lock().unwrap_or_else(|error| error.into_inner());
                assert!(!tears(500, true), "a snapshot is one state");
                assert!(
                    tears(50_000, false),
                    "without a snapshot, a load of two statements sees two states"
                );
            }
        }
    };
}

mod sqlite_file {
    use diesel::prelude::*;
    use diesel_relations_tests::one;

    /// A file of this test run, in WAL mode, where readers and a writer do not wait for each other.
    pub(crate) fn connect() -> one::Sqlite {
        use diesel::connection::SimpleConnection;
        let path = std::env::temp_dir().join(format!(
            "diesel-relations-snapshot-{}.db",
            std::process::id()
        ));
        let mut conn: one::Sqlite = one::establish::<SqliteConnection, _>(&path.to_string_lossy());
        conn.batch_execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 10000;",
        )
        .expect("WAL");
        conn
    }
}

with_a_writer!(sqlite, sqlite_file::connect);
#[cfg(feature = "postgres")]
with_a_writer!(postgres, one::postgres);
#[cfg(feature = "mysql")]
with_a_writer!(mysql, one::mysql);

/// What the three databases have in common.
macro_rules! everywhere {
    ($backend:ident, $connect:expr, $in_transaction:expr) => {
        mod $backend {
            use super::*;

            #[test]
            fn the_forms_of_a_snapshot() -> QueryResult<()> {
                let _alone = ALONE.lock().unwrap_or_else(|error| error.into_inner());
                let conn = &mut $connect();
                conn.batch_execute(TABLES)?;
                let query = || Container::query().with(Container::BALLS);
                assert_eq!(query().snapshot().first(conn)?.balls.len(), 1);
                assert_eq!(query().snapshot().get_result(conn)?.id, 1);
                assert_eq!(query().paginate(1, 5).snapshot().load(conn)?.total, 1);
                assert_eq!(
                    Container::find(9)
                        .snapshot()
                        .first(conn)
                        .optional()?
                        .map(|container| container.id),
                    None
                );
                // The transaction is over, also after an error.
                let failed = Container::query()
                    .filter(diesel::dsl::sql::<diesel::sql_types::Bool>(
                        "no_such_column",
                    ))
                    .snapshot()
                    .load(conn);
                assert!(failed.is_err());
                let statements = Statements::of(conn);
                let (_, written) = statements.during(|| {
                    conn.transaction(|conn| {
                        diesel::update(snapshot_boxes::table)
                            .set(snapshot_boxes::size.eq(2))
                            .execute(conn)
                    })
                });
                assert_eq!(written?, 1);
                assert_eq!(query().snapshot().load(conn)?[0].size, 2);
                Ok(())
            }

            #[test]
            fn inside_a_transaction() -> QueryResult<()> {
                let _alone = ALONE.lock().unwrap_or_else(|error| error.into_inner());
                let conn = &mut $connect();
                conn.batch_execute(TABLES)?;
                conn.transaction(|conn| {
                    let loaded = Container::query()
                        .with(Container::BALLS)
                        .snapshot()
                        .load(conn);
                    assert_eq!(loaded.map(|boxes| boxes.len()), $in_transaction);
                    // The transaction goes on.
                    assert_eq!(Container::query().load(conn)?.len(), 1);
                    Ok(())
                })
            }
        }
    };
}
everywhere!(sqlite_forms, sqlite_file::connect, Ok(1));
#[cfg(feature = "postgres")]
everywhere!(
    postgres_forms,
    one::postgres,
    Err(diesel::result::Error::AlreadyInTransaction)
);
#[cfg(feature = "mysql")]
everywhere!(
    mysql_forms,
    one::mysql,
    Err(diesel::result::Error::AlreadyInTransaction)
);
