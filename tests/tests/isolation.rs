//! Writes beside those of other connections, at the isolation of the database: what decides a write is what is committed.

#[cfg(any(feature = "postgres", feature = "mysql"))]
use std::{sync::mpsc, thread, time::Duration};

use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::{one, several};

diesel::table! { isolated_users (id) { id -> Integer, seen_at -> Nullable<Timestamp>, } }
diesel::table! { isolated_notes (id) { id -> Integer, text -> Text, user_id -> Nullable<Integer>, } }
diesel::table! { isolated_tags (id) { id -> Integer, name -> Text, } }
diesel::table! { isolated_tag_user (user_id, tag_id) { user_id -> Integer, tag_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(
    isolated_users,
    isolated_notes,
    isolated_tags,
    isolated_tag_user
);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = isolated_users)]
#[has_many(Note, table = isolated_notes, foreign_key = user_id)]
#[belongs_to_many(Tag, table = isolated_tags, pivot = isolated_tag_user, foreign_key = user_id, related_key = tag_id)]
struct User {
    id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = isolated_notes)]
struct Note {
    id: i32,
    text: String,
    user_id: Option<i32>,
}

/// A note that touches its user, and so is seen not to change.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = isolated_notes)]
struct SeenNote {
    id: i32,
    text: String,
    #[model(belongs_to(User, table = isolated_users, touch = seen_at))]
    user_id: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = isolated_tags)]
struct Tag {
    id: i32,
    name: String,
}

/// New tables, without unique keys beside the primary ones.
const TABLES: &str = "
DROP TABLE IF EXISTS isolated_users;
DROP TABLE IF EXISTS isolated_notes;
DROP TABLE IF EXISTS isolated_tags;
DROP TABLE IF EXISTS isolated_tag_user;
CREATE TABLE isolated_users (id INTEGER PRIMARY KEY, seen_at TIMESTAMP NULL);
CREATE TABLE isolated_notes (id $id, text VARCHAR(50) NOT NULL, user_id INTEGER);
CREATE TABLE isolated_tags (id $id, name VARCHAR(50) NOT NULL);
CREATE TABLE isolated_tag_user (user_id INTEGER NOT NULL, tag_id INTEGER NOT NULL);
INSERT INTO isolated_users (id) VALUES (1), (2);
INSERT INTO isolated_notes VALUES (10, 'first', 1), (11, 'second', 1);
INSERT INTO isolated_tags VALUES (10, 'first');
INSERT INTO isolated_tag_user VALUES (1, 10);
";

const ALICE: User = User { id: 1 };
const BOB: User = User { id: 2 };

fn text(text: &'static str) -> diesel::dsl::Eq<isolated_notes::text, &'static str> {
    isolated_notes::text.eq(text)
}

/// Has another connection send a statement before this one sends its statement of this number.
fn meanwhile<C: Connection + Send + 'static>(
    conn: &mut impl Connection,
    number: usize,
    mut other: C,
    statement: &'static str,
) {
    let mut sent = 0;
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            sent += usize::from(!query.to_string().starts_with("BEGIN"));
            if sent == number {
                other
                    .batch_execute(statement)
                    .expect("the other connection");
            }
        }
    });
}

macro_rules! isolation {
    ($backend:ident) => {
        mod $backend {
            use super::*;

            /// A row that was found is given to another parent before it is changed.
            #[test]
            fn a_row_that_moved_is_not_changed() -> QueryResult<()> {
                let (mut conn, other, _alone) = super::connect::$backend("moved");
                meanwhile(
                    &mut conn,
                    2,
                    other,
                    "UPDATE isolated_notes SET user_id = 2 WHERE id = 10",
                );
                let new = (isolated_notes::id.eq(20), text("first"));
                let changed = ALICE
                    .notes()
                    .update_or_create(text("first"), text("changed"), new)
                    .get_result(&mut conn)?;
                assert_eq!((changed.id, changed.text.as_str()), (20, "first"));
                assert_eq!(
                    BOB.notes()
                        .select(isolated_notes::text)
                        .load::<String>(&mut conn)?,
                    ["first"]
                );
                Ok(())
            }

            /// The same for `update_many`, which had read which rows are the parent's.
            #[test]
            fn a_row_that_moved_is_not_among_those_that_change() -> QueryResult<()> {
                let (mut conn, other, _alone) = super::connect::$backend("moved_many");
                let is_sqlite = stringify!($backend) == "sqlite";
                // SQLite holds the database from the first statement on.
                let number = if is_sqlite { 1 } else { 2 };
                meanwhile(
                    &mut conn,
                    number,
                    other,
                    "UPDATE isolated_notes SET user_id = 2 WHERE id = 11",
                );
                let changes = [(10, text("a")), (11, text("b"))];
                let changed = ALICE.notes().update_many(changes).get_results(&mut conn)?;
                assert_eq!(changed.iter().map(|note| note.id).collect::<Vec<_>>(), [10]);
                assert_eq!(
                    BOB.notes()
                        .select(isolated_notes::text)
                        .load::<String>(&mut conn)?,
                    ["second"]
                );
                Ok(())
            }

            /// A tag that is detached before it is changed.
            #[test]
            fn a_row_that_was_detached_is_attached_again() -> QueryResult<()> {
                let (mut conn, other, _alone) = super::connect::$backend("detached");
                meanwhile(&mut conn, 2, other, "DELETE FROM isolated_tag_user");
                let name = |name: &'static str| isolated_tags::name.eq(name);
                let tag = ALICE
                    .tags()
                    .update_or_create(name("first"), name("changed"), name("first"))
                    .get_result(&mut conn)?;
                assert_eq!((tag.id, tag.name.as_str()), (10, "changed"));
                assert_eq!(ALICE.tags().count().get_result::<i64>(&mut conn)?, 1);
                Ok(())
            }
        }
    };
}

/// What only servers do: on SQLite, whoever has read before another connection wrote cannot write.
#[cfg(any(feature = "postgres", feature = "mysql"))]
macro_rules! servers {
    ($name:ident, $backend:ident) => {
        mod $name {
            use super::*;

            /// The transaction of the user has read before another connection commits.
            #[test]
            fn what_was_committed_meanwhile_is_found() -> QueryResult<()> {
                let (mut conn, mut other, _alone) = super::connect::$backend("read_before");
                conn.transaction::<_, diesel::result::Error, _>(|conn| {
                    assert_eq!(ALICE.notes().count().get_result::<i64>(conn)?, 2);
                    other.batch_execute(
                        "INSERT INTO isolated_notes VALUES (12, 'new', 1);
                         INSERT INTO isolated_tags VALUES (12, 'new');
                         INSERT INTO isolated_tag_user VALUES (1, 12)",
                    )?;
                    let new = (isolated_notes::id.eq(13), text("new"));
                    assert_eq!(
                        ALICE
                            .notes()
                            .first_or_create(text("new"), new)
                            .get_result(conn)?
                            .id,
                        12
                    );
                    assert_eq!(
                        ALICE
                            .notes()
                            .update_or_create(text("new"), text("newer"), new)
                            .get_result(conn)?
                            .id,
                        12
                    );
                    let name = isolated_tags::name.eq("new");
                    assert_eq!(
                        ALICE
                            .tags()
                            .first_or_create(name, name)
                            .get_result(conn)?
                            .id,
                        12
                    );
                    assert!(ALICE.tags().attach(12).execute(conn)?.attached.is_empty());
                    Ok(())
                })?;
                assert_eq!(
                    isolated_notes::table.count().get_result::<i64>(&mut conn)?,
                    3
                );
                assert_eq!(
                    isolated_tags::table.count().get_result::<i64>(&mut conn)?,
                    2
                );
                assert_eq!(
                    isolated_tag_user::table
                        .count()
                        .get_result::<i64>(&mut conn)?,
                    2
                );
                Ok(())
            }

            /// The same where nothing changes, so that the row stays as the transaction of the user has seen it.
            #[test]
            fn what_was_committed_meanwhile_can_be_written_unchanged() -> QueryResult<()> {
                let (mut conn, mut other, _alone) = super::connect::$backend("unchanged");
                conn.transaction::<_, diesel::result::Error, _>(|conn| {
                    assert_eq!(ALICE.notes().count().get_result::<i64>(conn)?, 2);
                    other.batch_execute("INSERT INTO isolated_notes VALUES (12, 'new', 1)")?;
                    let note = Note {
                        id: 12,
                        text: "new".to_owned(),
                        user_id: Some(1),
                    };
                    assert_eq!(ALICE.notes().save(&note).get_result(conn)?, note);
                    assert_eq!(
                        ALICE.notes().associate([12]).get_results(conn)?,
                        std::slice::from_ref(&note)
                    );
                    assert_eq!(
                        ALICE
                            .notes()
                            .update_many([(12, text("new"))])
                            .get_results(conn)?,
                        std::slice::from_ref(&note)
                    );
                    let new = (isolated_notes::id.eq(13), text("new"));
                    assert_eq!(
                        ALICE
                            .notes()
                            .update_or_create(text("new"), text("new"), new)
                            .get_result(conn)?,
                        note
                    );
                    let seen = SeenNote {
                        id: 12,
                        text: "new".to_owned(),
                        user_id: Some(1),
                    };
                    assert_eq!(seen.save(conn)?, 0);
                    Ok(())
                })
            }

            /// A transaction of our own waits for another connection, which then commits the row.
            #[test]
            fn what_was_committed_while_the_parent_was_locked_is_found() -> QueryResult<()> {
                let isolations: &[&str] = match stringify!($backend) {
                    "postgres" => &["read committed", "repeatable read", "serializable"],
                    _ => &["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"],
                };
                for isolation in isolations {
                    let (mut conn, mut other, _alone) = super::connect::$backend("locked");
                    for conn in [&mut conn, &mut other] {
                        conn.batch_execute(&match stringify!($backend) {
                            "postgres" => {
                                format!("SET default_transaction_isolation = '{isolation}'")
                            }
                            _ => format!("SET SESSION TRANSACTION ISOLATION LEVEL {isolation}"),
                        })?;
                    }
                    other.begin_test_transaction()?;
                    BOB.notes()
                        .first_or_create(text("x"), text("x"))
                        .get_result(&mut other)?;
                    let made = ALICE
                        .notes()
                        .first_or_create(text("new"), text("new"))
                        .get_result(&mut other)?;
                    let (tell, told) = mpsc::channel();
                    let waiting = thread::spawn(move || {
                        tell.send(()).expect("the test");
                        ALICE
                            .notes()
                            .first_or_create(text("new"), text("new"))
                            .get_result(&mut conn)
                    });
                    told.recv().expect("the thread");
                    thread::sleep(Duration::from_millis(300));
                    other.batch_execute("COMMIT")?;
                    assert_eq!(waiting.join().expect("the thread")?, made, "{isolation}");
                }
                Ok(())
            }

            /// The statements that lock rows are sent again after they were given up because of a deadlock.
            #[test]
            fn locks_in_opposite_orders_do_not_hang() {
                let (conn, other, _alone) = super::connect::$backend("opposite");
                let (tell, told) = mpsc::channel();
                for (mut conn, first, second) in [(conn, ALICE, BOB), (other, BOB, ALICE)] {
                    let tell = tell.clone();
                    thread::spawn(move || {
                        let mut given_up = 0;
                        for n in 0..30 {
                            let result = conn.transaction::<_, diesel::result::Error, _>(|conn| {
                                first.tags().attach(n).execute(conn)?;
                                first
                                    .notes()
                                    .update_many([(10, text("a")), (11, text("b"))])
                                    .execute(conn)?;
                                second.tags().attach(n).execute(conn)?;
                                second
                                    .notes()
                                    .first_or_create(text("c"), text("c"))
                                    .get_result(conn)
                            });
                            given_up += usize::from(result.is_err());
                            let left = first.tags().detach_all().execute(&mut conn);
                            given_up += usize::from(left.is_err());
                        }
                        tell.send(given_up)
                    });
                }
                for _ in 0..2 {
                    told.recv_timeout(Duration::from_secs(120))
                        .expect("no connection hangs");
                }
            }
        }
    };
}

/// Transactions of the user's at `REPEATABLE READ` on PostgreSQL, which see the database as of their first statement.
#[cfg(feature = "postgres")]
mod snapshots {
    use diesel::result::DatabaseErrorKind::SerializationFailure;
    use diesel::result::Error::{self, DatabaseError};

    use super::*;

    fn snapshot<T>(
        conn: &mut one::Postgres,
        work: impl FnOnce(&mut one::Postgres) -> QueryResult<T>,
    ) -> QueryResult<T> {
        conn.transaction(|conn| {
            conn.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")?;
            work(conn)
        })
    }

    fn see(conn: &mut one::Postgres) -> QueryResult<()> {
        assert_eq!(ALICE.notes().count().get_result::<i64>(conn)?, 2);
        Ok(())
    }

    fn note(conn: &mut one::Postgres) -> QueryResult<Note> {
        let new = text("new");
        ALICE.notes().first_or_create(new, new).get_result(conn)
    }

    fn tag(conn: &mut one::Postgres) -> QueryResult<Tag> {
        let name = isolated_tags::name.eq("new");
        ALICE.tags().first_or_create(name, name).get_result(conn)
    }

    /// Has two transactions see the database and then do the same one after the other: the result of the second.
    fn second<T>(
        (conn, other): (&mut one::Postgres, &mut one::Postgres),
        work: impl Fn(&mut one::Postgres) -> QueryResult<T>,
    ) -> QueryResult<T> {
        snapshot(conn, |conn| {
            see(conn)?;
            snapshot(other, |other| {
                see(other)?;
                work(other)
            })?;
            work(conn)
        })
    }

    #[test]
    fn of_two_that_create_the_same_the_second_fails() -> QueryResult<()> {
        let (mut conn, mut other, _alone) = connect::postgres("two_snapshots");
        let conns = (&mut conn, &mut other);
        let made = second(conns, note);
        assert!(
            matches!(made, Err(DatabaseError(SerializationFailure, _))),
            "{made:?}"
        );
        // It is the user's to repeat.
        assert_eq!(snapshot(&mut conn, note)?.text, "new");
        assert_eq!(
            isolated_notes::table.count().get_result::<i64>(&mut conn)?,
            3
        );
        Ok(())
    }

    #[test]
    fn of_two_that_attach_the_same_the_second_fails() -> QueryResult<()> {
        let (mut conn, mut other, _alone) = connect::postgres("two_attach");
        let made = second((&mut conn, &mut other), tag);
        assert!(
            matches!(made, Err(DatabaseError(SerializationFailure, _))),
            "{made:?}"
        );
        let attached = second((&mut conn, &mut other), |conn| {
            ALICE.tags().attach(99).execute(conn)
        });
        assert!(
            matches!(attached, Err(DatabaseError(SerializationFailure, _))),
            "{attached:?}"
        );
        assert_eq!(
            isolated_tag_user::table
                .count()
                .get_result::<i64>(&mut conn)?,
            3
        );
        Ok(())
    }

    /// A key that cannot be set is left out.
    #[test]
    fn a_key_that_is_always_generated() -> QueryResult<()> {
        let (mut conn, mut other, _alone) = connect::postgres("generated");
        conn.batch_execute("ALTER TABLE isolated_users ALTER id ADD GENERATED ALWAYS AS IDENTITY")?;
        let made = second((&mut conn, &mut other), note);
        assert!(
            matches!(made, Err(DatabaseError(SerializationFailure, _))),
            "{made:?}"
        );
        Ok(())
    }

    /// One that only locked the parent leaves no trace.
    #[test]
    fn what_another_isolation_wrote_meanwhile_is_not_seen() -> QueryResult<()> {
        let (mut conn, mut other, _alone) = connect::postgres("unseen");
        snapshot(&mut conn, |conn| {
            see(conn)?;
            note(&mut other)?;
            note(conn)
        })?;
        assert_eq!(
            isolated_notes::table.count().get_result::<i64>(&mut conn)?,
            4
        );
        Ok(())
    }

    /// One that waits for it sees what it has written.
    #[test]
    fn another_isolation_waits_for_it() -> QueryResult<()> {
        let (mut conn, mut other, _alone) = connect::postgres("waits");
        let made = snapshot(&mut conn, |conn| {
            let made = note(conn)?;
            let waiting = thread::spawn(move || note(&mut other));
            thread::sleep(Duration::from_millis(300));
            Ok::<_, Error>((made, waiting))
        });
        let (made, waiting) = made?;
        assert_eq!(waiting.join().expect("the thread")?, made);
        Ok(())
    }

    #[test]
    fn a_trigger_of_the_table_of_the_parent_fires() -> QueryResult<()> {
        let (mut conn, _, _alone) = connect::postgres("trigger");
        conn.batch_execute(
            "CREATE OR REPLACE FUNCTION pg_temp.refuse() RETURNS TRIGGER LANGUAGE plpgsql AS
             $$ BEGIN RAISE 'an update of users'; END $$;
             CREATE TRIGGER refuse BEFORE UPDATE ON isolated_users FOR EACH ROW EXECUTE FUNCTION pg_temp.refuse()",
        )?;
        let refused = snapshot(&mut conn, note).expect_err("the trigger");
        assert_eq!(refused.to_string(), "an update of users");
        assert_eq!(note(&mut conn)?.text, "new");
        Ok(())
    }
}

mod connect {
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use super::*;

    /// The tables of a server are those of one test at a time.
    fn alone() -> MutexGuard<'static, ()> {
        static ALONE: Mutex<()> = Mutex::new(());
        ALONE.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Two connections to a database with the tables.
    pub(super) fn sqlite(name: &str) -> (one::Sqlite, one::Sqlite, MutexGuard<'static, ()>) {
        let path = several::sqlite_file(name);
        let mut conn = several::sqlite(&path);
        conn.batch_execute(&TABLES.replace("$id", "INTEGER PRIMARY KEY"))
            .expect("tables");
        (conn, several::sqlite(&path), alone())
    }

    #[cfg(feature = "postgres")]
    pub(super) fn postgres(_: &str) -> (one::Postgres, one::Postgres, MutexGuard<'static, ()>) {
        let alone = alone();
        let mut conn = several::postgres();
        conn.batch_execute(&TABLES.replace("$id", "SERIAL PRIMARY KEY"))
            .expect("tables");
        (conn, several::postgres(), alone)
    }

    #[cfg(feature = "mysql")]
    pub(super) fn mysql(_: &str) -> (one::Mysql, one::Mysql, MutexGuard<'static, ()>) {
        let alone = alone();
        let mut conn = several::mysql();
        conn.batch_execute(&TABLES.replace("$id", "INTEGER PRIMARY KEY AUTO_INCREMENT"))
            .expect("tables");
        (conn, several::mysql(), alone)
    }
}

isolation!(sqlite);
#[cfg(feature = "postgres")]
isolation!(postgres);
#[cfg(feature = "mysql")]
isolation!(mysql);
#[cfg(feature = "postgres")]
servers!(postgres_alone, postgres);
#[cfg(feature = "mysql")]
servers!(mysql_alone, mysql);
