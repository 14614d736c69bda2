//! The times that the crate writes: as many digits as the column has, in UTC where the model says so, and never in the future.

use chrono::{NaiveDateTime, TimeDelta, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { shelves (id) { id -> Integer, created_at -> Timestamp, updated_at -> Timestamp, } }
diesel::table! {
    books (id) {
        id -> Integer,
        title -> Text,
        shelf_id -> Nullable<Integer>,
        #[sql_name = "made"]
        created_at -> Timestamp,
        #[sql_name = "changed"]
        updated_at -> Timestamp,
        #[sql_name = "removed"]
        deleted_at -> Nullable<Timestamp>,
    }
}
diesel::table! { labels (id) { id -> Integer, } }
diesel::table! {
    book_label (book_id, label_id) {
        book_id -> Integer,
        label_id -> Integer,
        place -> Integer,
        #[sql_name = "made"]
        created_at -> Timestamp,
        #[sql_name = "changed"]
        updated_at -> Timestamp,
    }
}
diesel::allow_tables_to_appear_in_same_query!(shelves, books, labels, book_label);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = shelves)]
#[model(timestamps, utc)]
#[has_many(Book)]
#[has_many(Local, table = books, name = local_books)]
struct Shelf {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = books)]
#[model(timestamps, soft_delete, utc)]
#[belongs_to_many(Label, timestamps)]
struct Book {
    id: i32,
    title: String,
    #[model(belongs_to(Shelf, table = shelves, touch))]
    shelf_id: Option<i32>,
}

/// The same in the time of the session.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = books)]
#[model(timestamps)]
struct Local {
    id: i32,
    title: String,
    shelf_id: Option<i32>,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = labels)]
#[belongs_to_many(Book, timestamps)]
struct Label {
    id: i32,
}

/// How a database declares a time without a zone, how a session goes to Tokyo, and how far away that is.
fn session(database: &str) -> (&'static str, &'static str, TimeDelta) {
    let hours = TimeDelta::hours(9);
    match database {
        "sqlite" => ("TIMESTAMP", "SELECT 1", TimeDelta::zero()),
        "postgres" => ("TIMESTAMP", "SET TIME ZONE 'Asia/Tokyo'", hours),
        _ => ("DATETIME(6)", "SET time_zone = '+09:00'", hours),
    }
}

fn tables(database: &str, conn: &mut impl SimpleConnection) -> QueryResult<()> {
    let (time, tokyo, _) = session(database);
    conn.batch_execute(tokyo)?;
    conn.batch_execute(&format!(
        "CREATE TEMPORARY TABLE shelves (id INTEGER PRIMARY KEY, created_at {0} NOT NULL, updated_at {0} NOT NULL);
         CREATE TEMPORARY TABLE books (id INTEGER PRIMARY KEY, title VARCHAR(9) NOT NULL, shelf_id INTEGER,
            made {0} NOT NULL, changed {0} NOT NULL, removed {0} NULL);
         CREATE TEMPORARY TABLE labels (id INTEGER PRIMARY KEY);
         CREATE TEMPORARY TABLE book_label (book_id INTEGER NOT NULL, label_id INTEGER NOT NULL, place INTEGER NOT NULL DEFAULT 0,
            made {0} NOT NULL, changed {0} NOT NULL);
         INSERT INTO shelves VALUES (1, '2020-01-01 00:00:00', '2020-01-01 00:00:00');
         INSERT INTO labels VALUES (1), (2);
         INSERT INTO books VALUES (1, 'a', 1, '2020-01-01 00:00:00', '2020-01-01 00:00:00', NULL)",
        time
    ))
}

/// Whether a time is now, in UTC.
fn is_now(time: NaiveDateTime) -> bool {
    (Utc::now().naive_utc() - time).abs() < TimeDelta::minutes(2)
}

on_every_backend! {
    fn an_insert_sets_utc(conn) {
        tables(facts().name, conn)?;
        Shelf { id: 1 }.books().create((books::id.eq(2), books::title.eq("b"))).execute(conn)?;
        let times = books::table.find(2).select((books::created_at, books::updated_at)).get_result::<(NaiveDateTime, NaiveDateTime)>(conn)?;
        assert!(is_now(times.0) && is_now(times.1), "{times:?}");
    }

    fn a_save_sets_utc_and_touches_in_utc(conn) {
        tables(facts().name, conn)?;
        let mut book = Book::find(1).first(conn)?;
        book.title.push('!');
        assert_eq!(book.save(conn)?, 1);
        assert!(is_now(books::table.select(books::updated_at).get_result(conn)?));
        assert!(is_now(shelves::table.select(shelves::updated_at).get_result(conn)?));
    }

    fn touch_sets_utc(conn) {
        tables(facts().name, conn)?;
        let shelf = Shelf::find(1).first(conn)?;
        assert_eq!(shelf.touch(conn)?, 1);
        assert_eq!(shelf.books().touch(conn)?, 1);
        assert!(is_now(books::table.select(books::updated_at).get_result(conn)?));
        assert!(is_now(shelves::table.select(shelves::updated_at).get_result(conn)?));
    }

    fn a_soft_delete_sets_utc(conn) {
        tables(facts().name, conn)?;
        assert_eq!(Book::query().delete(conn)?, 1);
        let (deleted_at, updated_at) = books::table.select((books::deleted_at, books::updated_at)).get_result::<(Option<NaiveDateTime>, NaiveDateTime)>(conn)?;
        assert!(deleted_at.is_some_and(is_now) && is_now(updated_at));
    }

    fn associate_and_upsert_set_utc(conn) {
        tables(facts().name, conn)?;
        Shelf { id: 1 }.books().dissociate([1]).execute(conn)?;
        assert!(is_now(books::table.select(books::updated_at).get_result(conn)?));
        conn.batch_execute("UPDATE books SET shelf_id = 1, changed = '2020-01-01 00:00:00'")?;
        Shelf { id: 1 }.books().upsert([(books::id.eq(1), books::title.eq("c"))], books::id, books::title).execute(conn)?;
        assert!(is_now(books::table.select(books::updated_at).get_result(conn)?));
    }

    fn pivot_rows_have_utc_from_either_side(conn) {
        tables(facts().name, conn)?;
        Book::find(1).first(conn)?.labels().attach([1]).execute(conn)?;
        Label { id: 2 }.books().attach([1]).execute(conn)?;
        for times in book_label::table.select((book_label::created_at, book_label::updated_at)).load::<(NaiveDateTime, NaiveDateTime)>(conn)? {
            assert!(is_now(times.0) && is_now(times.1), "{times:?}");
        }
        conn.batch_execute("UPDATE book_label SET changed = '2020-01-01 00:00:00'")?;
        Label { id: 2 }.books().update_pivot(1, book_label::place.eq(7)).execute(conn)?;
        assert!(is_now(book_label::table.filter(book_label::place.eq(7)).select(book_label::updated_at).get_result(conn)?));
    }

    fn without_utc_it_is_the_time_of_the_session(conn) {
        tables(facts().name, conn)?;
        Shelf { id: 1 }.local_books().create((books::id.eq(2), books::title.eq("b"))).execute(conn)?;
        let time: NaiveDateTime = books::table.find(2).select(books::created_at).get_result(conn)?;
        let (_, _, offset) = session(facts().name);
        assert!(is_now(time - offset), "{time}");
    }
}

#[cfg(feature = "mysql")]
mod digits {
    use super::*;
    use diesel_relations_tests::one::{Mysql, mysql};

    #[derive(QueryableByName)]
    struct Now {
        #[diesel(sql_type = diesel::sql_types::Timestamp)]
        now: NaiveDateTime,
    }

    fn now(conn: &mut Mysql) -> QueryResult<NaiveDateTime> {
        let now: Now = diesel::sql_query("SELECT NOW(6) AS now").get_result(conn)?;
        Ok(now.now)
    }

    /// The time that a save sets, and those of the database before and behind it.
    fn saved(conn: &mut Mysql) -> QueryResult<[NaiveDateTime; 3]> {
        let before = now(conn)?;
        let book = Local::find(1).first(conn)?;
        let title = format!("{}!", book.title.trim_end_matches("!!!"));
        Local { title, ..book }.save(conn)?;
        let set = books::table.select(books::updated_at).get_result(conn)?;
        Ok([before, set, now(conn)?])
    }

    #[test]
    fn a_column_has_as_many_digits_as_it_holds() -> QueryResult<()> {
        let conn = &mut mysql();
        tables("mysql", conn)?;
        for _ in 0..5 {
            let [before, set, after] = saved(conn)?;
            assert!(before <= set && set <= after, "{before} {set} {after}");
        }
        Ok(())
    }

    #[test]
    fn a_column_of_whole_seconds_is_never_in_the_future() -> QueryResult<()> {
        let conn = &mut mysql();
        tables("mysql", conn)?;
        conn.batch_execute("ALTER TABLE books MODIFY changed DATETIME NOT NULL")?;
        for _ in 0..5 {
            let [before, set, after] = saved(conn)?;
            assert!(
                set <= after && before - set < TimeDelta::seconds(1),
                "{before} {set} {after}"
            );
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        Ok(())
    }
}
