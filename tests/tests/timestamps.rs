//! When rows were made and changed.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;
use time::PrimitiveDateTime;

diesel::table! { books (id) { id -> Integer, name -> Text, } }
diesel::table! { pages (id) { id -> Integer, text -> Text, book_id -> Nullable<Integer>, created_at -> Timestamp, updated_at -> Timestamp, } }
diesel::table! {
    notes (id) {
        id -> Integer,
        text -> Text,
        #[sql_name = "made"]
        made_at -> Nullable<Timestamp>,
        #[sql_name = "changed"]
        changed_at -> Nullable<Timestamp>,
    }
}
diesel::table! { book_note (book_id, note_id) { book_id -> Integer, note_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(books, pages, notes, book_note);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = books)]
#[has_many(Page)]
#[has_many(Short, table = pages)]
#[belongs_to_many(Note)]
struct Book {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = pages)]
#[model(timestamps)]
struct Page {
    id: i32,
    text: String,
    #[model(belongs_to(Book))]
    book_id: Option<i32>,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

/// The same without the columns.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = pages)]
#[model(timestamps)]
struct Short {
    id: i32,
    text: String,
    #[model(belongs_to(Book))]
    book_id: Option<i32>,
}

#[derive(Insertable)]
#[diesel(table_name = pages)]
struct NewPage {
    id: i32,
    text: &'static str,
    created_at: Option<NaiveDateTime>,
    updated_at: Option<NaiveDateTime>,
}

/// Columns of other names, which can be NULL, and types of another crate.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = notes)]
#[model(timestamps = (made_at, changed_at))]
struct Note {
    id: i32,
    text: String,
    made_at: Option<PrimitiveDateTime>,
    changed_at: Option<PrimitiveDateTime>,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE books (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE pages (id INTEGER PRIMARY KEY, text VARCHAR(20) NOT NULL, book_id INTEGER,
    created_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE notes (id INTEGER PRIMARY KEY, text VARCHAR(20) NOT NULL, made TIMESTAMP NULL, changed TIMESTAMP NULL);
CREATE TEMPORARY TABLE book_note (book_id INTEGER NOT NULL, note_id INTEGER NOT NULL, PRIMARY KEY (book_id, note_id));
INSERT INTO books VALUES (1, 'one');
";

fn past() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default();
    day.and_time(chrono::NaiveTime::MIN)
}

/// Whether a time is about now, whatever the time zone of the database.
fn is_now(time: NaiveDateTime) -> bool {
    (Utc::now().naive_utc() - time).abs() < TimeDelta::hours(27)
}

/// Which of the two columns say now.
fn are_now(page: &Page) -> (bool, bool) {
    (is_now(page.created_at), is_now(page.updated_at))
}

fn new(id: i32, created_at: Option<NaiveDateTime>, updated_at: Option<NaiveDateTime>) -> NewPage {
    NewPage {
        id,
        text: "new",
        created_at,
        updated_at,
    }
}

on_every_backend! {
    fn inserts(conn, statements) {
        conn.batch_execute(TABLES)?;
        let book = Book::find(1).first(conn)?;
        // What is not given is now; what is given stays.
        let page = book.pages().create((pages::id.eq(1), pages::text.eq("a"))).get_result(conn)?;
        assert_eq!(are_now(&page), (true, true));
        let given = book.pages().create(new(2, Some(past()), None)).get_result(conn)?;
        assert_eq!((given.created_at, is_now(given.updated_at)), (past(), true));
        let (sent, pages) = statements.during(|| book.pages().create_many([new(3, None, None), new(4, None, None), new(5, None, Some(past()))]).execute(conn));
        assert_eq!((sent, pages?), (if facts().knows_default { 1 } else { 4 }, 3));
        let pages = book.pages().order(pages::id).load(conn)?;
        let times: Vec<_> = pages.iter().map(are_now).collect();
        assert_eq!(times, [(true, true), (false, true), (true, true), (true, true), (true, false)]);
        let found = book.pages().first_or_create(pages::id.eq(6), new(6, None, None)).get_result(conn)?;
        assert_eq!(are_now(&found), (true, true));
        assert_eq!(book.pages().first_or_create(pages::id.eq(6), new(6, None, Some(past()))).get_result(conn)?, found);
        assert_eq!(are_now(&book.pages().create_or_first(pages::id.eq(7), new(7, None, None)).get_result(conn)?), (true, true));
        // A whole row says both itself; one without the columns gets them.
        let whole = Page { id: 8, text: "b".to_owned(), book_id: None, created_at: past(), updated_at: past() };
        assert_eq!(whole.save(conn)?, 1);
        assert_eq!(Page::find(8).first(conn)?, whole);
        let short = Short { id: 9, text: "c".to_owned(), book_id: None };
        assert_eq!(short.save(conn)?, 1);
        assert_eq!(are_now(&Page::find(9).first(conn)?), (true, true));
        // Many-to-many.
        let note = book.notes().create((notes::id.eq(1), notes::text.eq("n"))).get_result(conn)?;
        assert!(note.made_at.is_some() && note.made_at == note.changed_at);
        let saved = Note { id: 2, text: "m".to_owned(), made_at: None, changed_at: None };
        book.notes().save(&saved).execute(conn)?;
        assert!(Note::find(2).first(conn)?.changed_at.is_some());
    }

    fn updates(conn, statements) {
        conn.batch_execute(TABLES)?;
        let book = Book::find(1).first(conn)?;
        let mut page = book.pages().create(new(1, Some(past()), Some(past()))).get_result(conn)?;
        // The same as before: an update that changes nothing, and the look whether there is such a row.
        let (sent, saved) = statements.during(|| page.save(conn));
        assert_eq!((sent, saved?), (2, 0));
        assert_eq!(Page::find(1).first(conn)?, page);
        page.text = "changed".to_owned();
        let (sent, saved) = statements.during(|| page.save(conn));
        assert_eq!((sent, saved?), (1, 1));
        let changed = Page::find(1).first(conn)?;
        assert_eq!((changed.text.as_str(), changed.created_at, is_now(changed.updated_at)), ("changed", past(), true));
        // The row in memory says another time of its last change, which does not count.
        assert_eq!(page.save(conn)?, 0);
        assert_eq!(Page::find(1).first(conn)?, changed);
        // Only the time when it was made.
        let older = Page { created_at: past() - TimeDelta::days(1), ..changed.clone() };
        assert_eq!(older.save(conn)?, 1);
        assert_eq!(Page::find(1).first(conn)?.created_at, older.created_at);
        // NULL and something else are not the same.
        let loose = Page { book_id: None, ..older.clone() };
        assert_eq!((loose.save(conn)?, loose.save(conn)?, older.save(conn)?), (1, 0, 1));

        let age = |conn: &mut _| diesel::update(pages::table).set((pages::created_at.eq(past()), pages::updated_at.eq(past()))).execute(conn);
        age(conn)?;
        let update = |text: &'static str| book.pages().update_or_create(pages::id.eq(1), pages::text.eq(text), new(1, None, None));
        assert_eq!(are_now(&update("more").get_result(conn)?), (false, true));
        age(conn)?;
        assert_eq!(are_now(&update("more").get_result(conn)?), (false, false));
        // A change that gives the time itself.
        let day = past() + TimeDelta::days(1);
        let given = book.pages().update_or_create(pages::id.eq(1), pages::updated_at.eq(day), new(1, None, None)).get_result(conn)?;
        assert_eq!(given.updated_at, day);
        age(conn)?;
        let mut short = Short::find(1).first(conn)?;
        assert_eq!(short.save(conn)?, 0);
        short.text = "short".to_owned();
        assert_eq!(book.shorts().save(&short).execute(conn)?, 1);
        assert_eq!(are_now(&Page::find(1).first(conn)?), (false, true));
        age(conn)?;
        book.pages().associate(1).execute(conn)?;
        assert_eq!(are_now(&Page::find(1).first(conn)?), (false, true));
        age(conn)?;
        assert_eq!(statements.during(|| short.touch(conn)), (1, Ok(1)));
        assert_eq!(are_now(&Page::find(1).first(conn)?), (false, true));

        // Of a many-to-many relation, and as the `time` crate has it.
        let note = book.notes().create((notes::id.eq(1), notes::text.eq("n"))).get_result(conn)?;
        assert_eq!(note.save(conn)?, 0);
        book.notes().save(&Note { text: "o".to_owned(), ..note.clone() }).execute(conn)?;
        let saved = Note::find(1).first(conn)?;
        assert_eq!((saved.text.as_str(), saved.made_at), ("o", note.made_at));
        assert!(saved.changed_at >= note.changed_at);
    }

    fn nothing_where_there_is_an_error(conn) {
        conn.batch_execute(TABLES)?;
        let book = Book::find(1).first(conn)?;
        book.pages().create(new(1, Some(past()), Some(past()))).execute(conn)?;
        let first = Page { text: "changed".to_owned(), ..Page::find(1).first(conn)? };
        let long = Page { id: 2, text: "x".repeat(30), ..first.clone() };
        let rows = [first.clone(), long];
        let result = book.pages().save_many(&rows).execute(conn);
        // SQLite does not mind long texts.
        if !facts().takes_hints {
            assert!(result.is_err());
            assert_eq!(Page::find(1).first(conn)?.text, "new");
        }
    }
}

/// The types that one database has alone.
macro_rules! own_type {
    ($backend:ident, $sql_type:ident, $name:literal, $now:literal) => {
        mod $backend {
            use chrono::{DateTime, Utc};
            use diesel::connection::SimpleConnection;
            use diesel::prelude::*;
            use diesel_relations::prelude::*;

            diesel::table! {
                use diesel::sql_types::*;
                stamps (id) { id -> Integer, text -> Text, created_at -> $sql_type, updated_at -> $sql_type, }
            }

            #[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
            #[diesel(table_name = stamps)]
            #[model(timestamps)]
            struct Stamp {
                id: i32,
                text: String,
                created_at: DateTime<Utc>,
                updated_at: DateTime<Utc>,
            }

            #[test]
            fn rows_know_when_they_changed() -> QueryResult<()> {
                let conn = &mut diesel_relations_tests::backend::$backend();
                let table = concat!(
                    "CREATE TEMPORARY TABLE stamps (id INTEGER PRIMARY KEY, text VARCHAR(20) NOT NULL, created_at ", $name,
                    " NOT NULL, updated_at ", $name, " NOT NULL); INSERT INTO stamps VALUES (1, 'new', ", $now, ", ", $now, ");"
                );
                conn.batch_execute(table)?;
                let mut stamp = Stamp::find(1).first(conn)?;
                // Whatever the database writes, and whatever is sent to it: the time is the same.
                assert_eq!(stamp.save(conn)?, 0);
                stamp.text = "changed".to_owned();
                assert_eq!(stamp.save(conn)?, 1);
                let changed = Stamp::find(1).first(conn)?;
                assert_eq!((&changed.text, changed.created_at), (&stamp.text, stamp.created_at));
                assert!(Utc::now() - changed.updated_at < chrono::TimeDelta::minutes(5));
                assert_eq!(changed.save(conn)?, 0);
                let older = Stamp { created_at: stamp.created_at - chrono::TimeDelta::seconds(1), ..changed };
                assert_eq!((older.save(conn)?, older.save(conn)?), (1, 0));
                Ok(())
            }
        }
    };
}

mod own_types {
    own_type!(sqlite, TimestamptzSqlite, "TIMESTAMP", "CURRENT_TIMESTAMP");
    #[cfg(feature = "postgres")]
    own_type!(
        postgres,
        Timestamptz,
        "TIMESTAMPTZ",
        "'2020-01-01 00:00:00+02'"
    );
}
