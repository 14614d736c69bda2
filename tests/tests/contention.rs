//! Every write, by several connections at the same time, on the same rows: none of them fails because of another one, and no row is
//! there twice. `ROUNDS=200` makes it a long run.

use std::sync::OnceLock;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::one;
use diesel_relations_tests::several::{self, all_succeed};

diesel::table! { contended_users (id) { id -> Integer, name -> Text, updated_at -> Nullable<Timestamp>, } }
diesel::table! { contended_posts (id) { id -> Integer, title -> Text, user_id -> Integer, } }
diesel::table! { contended_notes (id) { id -> Integer, text -> Text, user_id -> Integer, } }
diesel::table! { contended_tags (id) { id -> Integer, name -> Text, } }
diesel::table! { contended_tag_user (user_id, tag_id) { user_id -> Integer, tag_id -> Integer, place -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(
    contended_users,
    contended_posts,
    contended_notes,
    contended_tags,
    contended_tag_user
);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = contended_users)]
#[has_many(Post, table = contended_posts, foreign_key = user_id)]
#[has_many(Note, table = contended_notes, foreign_key = user_id)]
#[belongs_to_many(Tag, table = contended_tags, pivot = contended_tag_user, foreign_key = user_id, related_key = tag_id)]
struct User {
    id: i32,
    name: String,
}

/// A post touches its user.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = contended_posts)]
struct Post {
    id: i32,
    title: String,
    #[model(belongs_to(User, table = contended_users, touch))]
    user_id: i32,
}

/// The texts of a user's notes are unique.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = contended_notes)]
struct Note {
    id: i32,
    text: String,
    user_id: i32,
}

/// The names of tags are unique.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = contended_tags)]
#[belongs_to_many(User, table = contended_users, pivot = contended_tag_user, foreign_key = tag_id, related_key = user_id)]
struct Tag {
    id: i32,
    name: String,
}

const TABLES: &str = "
DROP TABLE IF EXISTS contended_tag_user;
DROP TABLE IF EXISTS contended_notes;
DROP TABLE IF EXISTS contended_posts;
DROP TABLE IF EXISTS contended_tags;
DROP TABLE IF EXISTS contended_users;
CREATE TABLE contended_users (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL, updated_at TIMESTAMP NULL);
CREATE TABLE contended_posts (id $id, title VARCHAR(50) NOT NULL, user_id INTEGER NOT NULL, FOREIGN KEY (user_id) REFERENCES contended_users (id));
CREATE TABLE contended_notes (id $id, text VARCHAR(50) NOT NULL, user_id INTEGER NOT NULL, UNIQUE (user_id, text), FOREIGN KEY (user_id) REFERENCES contended_users (id));
CREATE TABLE contended_tags (id $id, name VARCHAR(50) NOT NULL UNIQUE);
CREATE TABLE contended_tag_user (user_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, place INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (user_id, tag_id),
    FOREIGN KEY (user_id) REFERENCES contended_users (id), FOREIGN KEY (tag_id) REFERENCES contended_tags (id));
INSERT INTO contended_users (id, name) VALUES (1, 'a'), (2, 'a'), (3, 'a'), (4, 'a'), (5, 'a'), (6, 'a'), (7, 'a'), (8, 'a'), (9, 'a'), (10, 'a'), (11, 'a'), (12, 'a'), (13, 'a'), (14, 'a');
INSERT INTO contended_tags (id, name) VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five'), (6, 'six'), (7, 'seven');
";

/// Makes the tables, once.
fn tables(conn: &mut impl SimpleConnection, id: &str) {
    conn.batch_execute(&TABLES.replace("$id", id))
        .expect("tables");
}

fn sqlite() -> one::Sqlite {
    static FILE: OnceLock<std::path::PathBuf> = OnceLock::new();
    several::sqlite(FILE.get_or_init(|| {
        let path = several::sqlite_file("contention");
        tables(&mut several::sqlite(&path), "INTEGER PRIMARY KEY");
        path
    }))
}

#[cfg(feature = "postgres")]
fn postgres() -> one::Postgres {
    static MADE: OnceLock<()> = OnceLock::new();
    MADE.get_or_init(|| {
        let mut conn = several::postgres();
        tables(&mut conn, "SERIAL PRIMARY KEY");
        conn.batch_execute("SELECT setval('contended_tags_id_seq', 100)")
            .expect("a sequence");
    });
    several::postgres()
}

#[cfg(feature = "mysql")]
fn mysql() -> one::Mysql {
    static MADE: OnceLock<()> = OnceLock::new();
    MADE.get_or_init(|| tables(&mut several::mysql(), "INTEGER PRIMARY KEY AUTO_INCREMENT"));
    several::mysql()
}

fn user(id: i32) -> User {
    User {
        id,
        name: "a".to_owned(),
    }
}

/// The same rows, in an order of the thread's own.
fn turned<T: Clone>(rows: &[T], thread: usize) -> Vec<T> {
    let mut rows = rows.to_vec();
    let by = thread % rows.len();
    rows.rotate_left(by);
    if thread % 2 == 1 {
        rows.reverse();
    }
    rows
}

/// The tests of one database.
macro_rules! contention {
    ($backend:ident) => {
        mod $backend {
            use super::*;

            #[test]
            fn create_of_rows_that_touch_their_owner() {
                all_succeed(super::$backend, |thread, n, conn| {
                    let title = contended_posts::title.eq("new");
                    match thread % 3 {
                        0 => user(1).posts().create(title).get_result(conn).map(drop),
                        1 => user(1).posts().create(title).execute(conn).map(drop),
                        _ => user(1)
                            .posts()
                            .create_many((0..n % 4).map(|_| title))
                            .get_results(conn)
                            .map(drop),
                    }
                });
            }

            #[test]
            fn save_and_delete_of_rows_that_touch_their_owner() -> QueryResult<()> {
                let conn = &mut super::$backend();
                let posts = user(2)
                    .posts()
                    .create_many(["a", "b", "c", "d"].map(|title| contended_posts::title.eq(title)))
                    .get_results(conn)?;
                all_succeed(super::$backend, |thread, n, conn| {
                    let title = format!("{thread} {n}");
                    let changed: Vec<_> = turned(&posts, thread)
                        .into_iter()
                        .map(|post| Post {
                            title: title.clone(),
                            ..post
                        })
                        .collect();
                    match thread % 4 {
                        0 => user(2).posts().save_many(&changed).execute(conn).map(drop),
                        1 => user(2)
                            .posts()
                            .save_many(&changed)
                            .get_results(conn)
                            .map(drop),
                        2 => changed[n % 4].save(conn).map(drop),
                        _ => {
                            let post = user(2)
                                .posts()
                                .create(contended_posts::title.eq("short"))
                                .get_result(conn)?;
                            post.touch_owners(conn)?;
                            post.delete(conn).map(drop)
                        }
                    }
                });
                Ok(())
            }

            #[test]
            fn update_many_in_different_orders() -> QueryResult<()> {
                let conn = &mut super::$backend();
                let notes = user(3)
                    .notes()
                    .create_many(["a", "b", "c", "d"].map(|text| contended_notes::text.eq(text)))
                    .get_results(conn)?;
                let ids: Vec<_> = notes.iter().map(|note| note.id).collect();
                all_succeed(super::$backend, |thread, n, conn| {
                    let changes = turned(&ids, thread)
                        .into_iter()
                        .map(|id| (id, contended_notes::text.eq(format!("{id} {thread} {n}"))));
                    let update = user(3).notes().update_many(changes);
                    assert_eq!(update.get_results(conn)?.len(), 4);
                    Ok(())
                });
                Ok(())
            }

            #[test]
            fn first_or_create_and_its_kin_make_one_row() -> QueryResult<()> {
                let is = |text: &str| contended_notes::text.eq(text.to_owned());
                all_succeed(super::$backend, |thread, n, conn| {
                    let (text, id) = (format!("{}", n / 2), 4);
                    let note = match thread % 3 {
                        0 => user(id)
                            .notes()
                            .first_or_create(is(&text), is(&text))
                            .get_result(conn),
                        1 => user(id)
                            .notes()
                            .update_or_create(is(&text), is(&text), is(&text))
                            .get_result(conn),
                        _ => user(id)
                            .notes()
                            .create_or_first(is(&text), is(&text))
                            .get_result(conn),
                    }?;
                    assert_eq!((note.user_id, note.text), (id, text));
                    Ok(())
                });
                let made = user(4)
                    .notes()
                    .count()
                    .get_result::<i64>(&mut super::$backend())?;
                assert_eq!(made as usize, several::rounds().div_ceil(2));
                Ok(())
            }

            #[test]
            fn first_or_create_of_many_to_many_makes_one_row() -> QueryResult<()> {
                let is = |name: &str| contended_tags::name.eq(name.to_owned());
                all_succeed(super::$backend, |thread, n, conn| {
                    let name = format!("made {}", n / 2);
                    let user = user(5 + (thread % 2) as i32);
                    let tag = match thread % 3 {
                        0 => user
                            .tags()
                            .first_or_create(is(&name), is(&name))
                            .get_result(conn),
                        1 => user
                            .tags()
                            .update_or_create(is(&name), is(&name), is(&name))
                            .get_result(conn),
                        _ => user
                            .tags()
                            .create_or_first(is(&name), is(&name))
                            .get_result(conn),
                    }?;
                    assert_eq!(tag.name, name);
                    Ok(())
                });
                for id in [5, 6] {
                    let made = user(id)
                        .tags()
                        .count()
                        .get_result::<i64>(&mut super::$backend())?;
                    assert_eq!(made as usize, several::rounds().div_ceil(2));
                }
                Ok(())
            }

            #[test]
            fn both_sides_of_one_relation() {
                let ids: Vec<i32> = (1..=7).collect();
                all_succeed(super::$backend, |thread, n, conn| {
                    if thread % 2 == 0 {
                        let user = user(7 + (n % 3) as i32);
                        let tags = turned(&ids, thread + n).into_iter().take(4);
                        match n % 4 {
                            0 => user.tags().sync(tags).execute(conn),
                            1 => user.tags().detach(tags).execute(conn),
                            2 => user.tags().toggle(tags).execute(conn),
                            _ => user
                                .tags()
                                .attach(tags)
                                .with_pivot(contended_tag_user::place.eq(thread as i32))
                                .execute(conn),
                        }
                    } else {
                        let tag = Tag {
                            id: 1 + (n % 7) as i32,
                            name: String::new(),
                        };
                        let users = turned(&[7, 8, 9], thread + n).into_iter().take(2);
                        match n % 4 {
                            0 => tag.users().sync(users).without_detaching().execute(conn),
                            1 => tag.users().detach(users).execute(conn),
                            2 => tag.users().toggle(users).execute(conn),
                            _ => tag
                                .users()
                                .attach(users)
                                .with_pivot(contended_tag_user::place.eq(thread as i32))
                                .execute(conn),
                        }
                    }
                    .map(drop)
                });
            }

            #[test]
            fn create_and_save_through_many_to_many() {
                all_succeed(super::$backend, |thread, n, conn| {
                    let user = user(10);
                    let names =
                        [0, 1].map(|k| contended_tags::name.eq(format!("tag {thread} {n} {k}")));
                    let tags = user.tags().create_many(names).get_results(conn)?;
                    assert!(
                        user.tags()
                            .save_many(&tags)
                            .execute(conn)?
                            .attached
                            .is_empty()
                    );
                    let shared = Tag {
                        id: 1 + (n % 7) as i32,
                        name: format!("shared {}", 1 + n % 7),
                    };
                    user.tags().save(&shared).execute(conn)?;
                    Ok(())
                });
            }

            #[test]
            fn rows_that_change_their_parents() -> QueryResult<()> {
                let conn = &mut super::$backend();
                let notes = user(11)
                    .notes()
                    .create_many(["a", "b", "c", "d"].map(|text| contended_notes::text.eq(text)))
                    .get_results(conn)?;
                let posts = user(11)
                    .posts()
                    .create_many(["a", "b", "c", "d"].map(|title| contended_posts::title.eq(title)))
                    .get_results(conn)?;
                all_succeed(super::$backend, |thread, n, conn| {
                    let to = user(11 + (n % 2) as i32);
                    match thread % 2 {
                        0 => to
                            .notes()
                            .associate(&turned(&notes, thread))
                            .get_results(conn)
                            .map(drop),
                        _ => to
                            .posts()
                            .associate(&turned(&posts, thread))
                            .execute(conn)
                            .map(drop),
                    }
                });
                Ok(())
            }

            #[test]
            fn upsert_in_different_orders() -> QueryResult<()> {
                let texts: Vec<String> = (0..5).map(|n| format!("text {n}")).collect();
                all_succeed(super::$backend, |thread, _, conn| {
                    let rows = turned(&texts, thread)
                        .into_iter()
                        .map(|text| contended_notes::text.eq(text));
                    let unique = (contended_notes::user_id, contended_notes::text);
                    user(13)
                        .notes()
                        .upsert(rows, unique, contended_notes::text)
                        .execute(conn)
                        .map(drop)
                });
                assert_eq!(
                    user(13)
                        .notes()
                        .count()
                        .get_result::<i64>(&mut super::$backend())?,
                    5
                );
                Ok(())
            }
        }
    };
}

contention!(sqlite);
#[cfg(feature = "postgres")]
contention!(postgres);
#[cfg(feature = "mysql")]
contention!(mysql);
