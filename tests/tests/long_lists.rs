//! Lists of keys that are longer than a statement can bind values: 32,766 on SQLite, 65,535 on the others.

use std::sync::{Arc, Mutex};

use diesel::backend::Backend;
use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::deserialize::FromSqlRow;
use diesel::dsl::sql;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{Integer, Text};
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { readers { id -> Integer, name -> Text, } }
diesel::table! { letters { id -> Integer, reader_id -> Integer, } }
diesel::table! { stamps { id -> BigInt, } }
diesel::table! { letter_stamp (letter_id, stamp_id) { letter_id -> Integer, stamp_id -> BigInt, } }
diesel::table! { memos { id -> Integer, notable_id -> Integer, notable_type -> Text, } }
diesel::table! { seats (room, id) { room -> Integer, id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(readers, letters, stamps, letter_stamp, memos);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = readers)]
#[has_many(Letter)]
struct Reader {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = letters)]
#[belongs_to_many(Stamp)]
#[morph_many(Memo, morph = notable)]
struct Letter {
    id: i32,
    #[model(belongs_to(Reader))]
    reader_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = stamps)]
struct Stamp {
    id: i64,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = memos)]
struct Memo {
    id: i32,
    #[morph_to(Letter)]
    notable_id: i32,
    notable_type: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = seats, primary_key(room, id))]
struct Seat {
    room: i32,
    id: i32,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE readers (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE letters (id INTEGER PRIMARY KEY, reader_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE stamps (id BIGINT PRIMARY KEY);
CREATE TEMPORARY TABLE letter_stamp (letter_id INTEGER NOT NULL, stamp_id BIGINT NOT NULL);
CREATE TEMPORARY TABLE memos (id INTEGER PRIMARY KEY, notable_id INTEGER NOT NULL, notable_type VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE seats (room INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (room, id));
INSERT INTO readers VALUES (-7, 'below'), (1, 'Alice'), (70000, 'last');
INSERT INTO letters VALUES (1, 1), (2, 70000), (3, -7), (4, 70001);
INSERT INTO stamps VALUES (5), (70000);
INSERT INTO letter_stamp VALUES (1, 5), (2, 70000), (4, 70001);
INSERT INTO memos VALUES (1, 1, 'Letter'), (2, 70000, 'Letter'), (3, 70001, 'Letter');
INSERT INTO seats VALUES (1, 1), (1, 70000), (70000, 1);
";

/// A text with a type of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
struct Isbn(String);

impl<DB: Backend> ToSql<Text, DB> for Isbn
where
    String: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> diesel::deserialize::FromSql<Text, DB> for Isbn
where
    String: diesel::deserialize::FromSql<Text, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        String::from_sql(value).map(Isbn)
    }
}

/// A number with a type of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Integer)]
struct ShelfId(i32);

impl<DB: Backend> ToSql<Integer, DB> for ShelfId
where
    i32: ToSql<Integer, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> diesel::deserialize::FromSql<Integer, DB> for ShelfId
where
    i32: diesel::deserialize::FromSql<Integer, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        i32::from_sql(value).map(ShelfId)
    }
}

diesel::table! { books (isbn) { isbn -> Text, } }
diesel::table! { shelves { id -> Integer, } }
diesel::table! { book_shelf (isbn, shelf_id) { isbn -> Text, shelf_id -> Integer, } }
diesel::table! { copies { id -> Integer, isbn -> Text, } }
diesel::table! { labels { id -> Integer, labelled_id -> Text, labelled_type -> Text, } }
diesel::table! { chapters (isbn, number) { isbn -> Text, number -> Integer, } }
diesel::table! { covers (digest) { digest -> Binary, } }
diesel::table! { names (name) { name -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(books, shelves, book_shelf, copies, labels);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = books, primary_key(isbn))]
#[has_many(Copy, foreign_key = isbn, table = copies)]
#[belongs_to_many(Shelf, table = shelves, pivot = book_shelf, foreign_key = isbn, related_key = shelf_id)]
#[morph_many(Label, morph = labelled)]
struct Book {
    isbn: Isbn,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = shelves)]
#[belongs_to_many(Book, table = books, pivot = book_shelf, foreign_key = shelf_id, related_key = isbn)]
struct Shelf {
    id: ShelfId,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = copies)]
struct Copy {
    id: i32,
    #[model(belongs_to(Book, name = book))]
    isbn: Isbn,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = labels)]
struct Label {
    id: i32,
    #[morph_to(Book)]
    labelled_id: Isbn,
    labelled_type: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = chapters, primary_key(isbn, number))]
struct Chapter {
    isbn: Isbn,
    number: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = covers, primary_key(digest))]
struct Cover {
    digest: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = names, primary_key(name))]
struct Name {
    name: String,
}

const BOOKS: &str = "
CREATE TEMPORARY TABLE books (isbn VARCHAR(50) PRIMARY KEY);
CREATE TEMPORARY TABLE shelves (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE book_shelf (isbn VARCHAR(50) NOT NULL, shelf_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE copies (id INTEGER PRIMARY KEY, isbn VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE labels (id INTEGER PRIMARY KEY, labelled_id VARCHAR(50) NOT NULL, labelled_type VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE chapters (isbn VARCHAR(50) NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (isbn, number));
INSERT INTO books VALUES ('isbn-1'), ('isbn-70000'), ('isbn-70001');
INSERT INTO shelves VALUES (1), (70000);
INSERT INTO book_shelf VALUES ('isbn-1', 1), ('isbn-70000', 70000), ('isbn-70001', 70001);
INSERT INTO copies VALUES (1, 'isbn-1'), (2, 'isbn-70000'), (3, 'isbn-70001');
INSERT INTO labels VALUES (1, 'isbn-1', 'Book'), (2, 'isbn-70000', 'Book'), (3, 'isbn-70001', 'Book');
INSERT INTO chapters VALUES ('isbn-1', 1), ('isbn-70000', 1), ('isbn-1', 2);
";

fn isbns() -> impl Iterator<Item = Isbn> {
    (1..=MANY).map(|number| Isbn(format!("isbn-{number}")))
}

fn books() -> Vec<Book> {
    isbns().map(|isbn| Book { isbn }).collect()
}

/// Texts that mean something in SQL, and those that nobody has, more than any database binds.
fn strange_names(nul: bool) -> Vec<String> {
    let signs = [
        "'",
        "''",
        "\"",
        "`",
        "\\",
        "\\'",
        "\\\\'",
        "'; DROP TABLE names; -- ",
        "') OR 1 = 1 -- ",
        "\\') OR 1 = 1 -- ",
    ];
    let others = [
        "?",
        "$1",
        "%s",
        "\n\r\t",
        "\u{301}\u{200b}",
        "é😀",
        "'é😀",
        " a",
        "x'41'",
        "/*",
        "\u{1a}",
        "\u{7f}",
    ];
    let nuls = ["a\0b", "'\0'", "\0"];
    let all = signs
        .iter()
        .chain(&others)
        .chain(nuls.iter().filter(|_| nul));
    all.map(|&text| text.to_owned()).collect()
}

/// More than any database binds.
const MANY: i32 = 70_000;

fn ids<R>(rows: Vec<R>, id: impl Fn(&R) -> i32) -> Vec<i32> {
    let mut ids: Vec<i32> = rows.iter().map(id).collect();
    ids.sort_unstable();
    ids
}

on_every_backend! {
    fn find_many(conn) {
        conn.batch_execute(TABLES)?;
        let keys = || -MANY..=MANY;
        assert_eq!(ids(Reader::find_many(keys()).load(conn)?, |reader| reader.id), [-7, 1, 70_000]);
        let named = Reader::query().filter(readers::name.ne("last")).find_many(keys()).order(readers::id.desc()).limit(1);
        assert_eq!(ids(named.load(conn)?, |reader| reader.id), [1]);
        assert_eq!(diesel::delete(Reader::find_many(2..=MANY)).execute(conn)?, 1);
    }

    fn find_many_by_keys_of_two_columns(conn) {
        conn.batch_execute(TABLES)?;
        let seats = Seat::find_many((1..=MANY).map(|id| (1, id))).load(conn)?;
        assert_eq!(ids(seats, |seat| seat.id), [1, 70_000]);
    }

    fn where_belongs_to(conn) {
        conn.batch_execute(TABLES)?;
        let readers: Vec<Reader> = (-10..=MANY).map(|id| Reader { id, name: String::new() }).collect();
        assert_eq!(ids(Letter::query().where_belongs_to(Letter::READER, &readers).load(conn)?, |letter| letter.id), [1, 2, 3]);
    }

    fn where_attached_to(conn) {
        conn.batch_execute(TABLES)?;
        let letters = Letter::query().where_attached_to(Letter::STAMPS, 1..=i64::from(MANY)).load(conn)?;
        assert_eq!(ids(letters, |letter| letter.id), [1, 2]);
    }

    fn morphed_to(conn) {
        conn.batch_execute(TABLES)?;
        let letters: Vec<Letter> = (1..=MANY).map(|id| Letter { id, reader_id: 1 }).collect();
        let memos = Memo::query().filter(Memo::NOTABLE.morphed_to(&letters)).load(conn)?;
        assert_eq!(ids(memos, |memo| memo.id), [1, 2]);
    }

    fn several_lists_in_one_statement(conn) {
        conn.batch_execute(TABLES)?;
        let readers: Vec<Reader> = (1..=20_000).map(|id| Reader { id, name: String::new() }).collect();
        let letters = Letter::query()
            .where_belongs_to(Letter::READER, &readers)
            .where_attached_to(Letter::STAMPS, 1..=20_000i64)
            .find_many(1..=20_000)
            .load(conn)?;
        assert_eq!(ids(letters, |letter| letter.id), [1]);
    }

    fn the_rows_of_many_parents(conn) {
        conn.batch_execute(TABLES)?;
        let readers: Vec<Reader> = (-10..=MANY).map(|id| Reader { id, name: String::new() }).collect();
        let readers = readers.load_related(Reader::LETTERS.with(Letter::STAMPS), conn)?;
        assert_eq!(readers.iter().map(|reader| reader.letters.len()).sum::<usize>(), 3);
        assert_eq!(readers.iter().flat_map(|reader| &reader.letters).map(|letter| letter.stamps.len()).sum::<usize>(), 2);
    }

    fn texts_of_a_type_of_their_own(conn) {
        conn.batch_execute(BOOKS)?;
        assert_eq!(Book::find_many(isbns()).load(conn)?.len(), 2);
        assert_eq!(ids(Copy::query().where_belongs_to(Copy::BOOK, &books()).load(conn)?, |copy| copy.id), [1, 2]);
        let shelves = Shelf::query().where_attached_to(Shelf::BOOKS, isbns()).load(conn)?;
        assert_eq!(ids(shelves, |shelf| shelf.id.0), [1, 70_000]);
        let labels = Label::query().filter(Label::LABELLED.morphed_to(&books())).load(conn)?;
        assert_eq!(ids(labels, |label| label.id), [1, 2]);
        assert_eq!(diesel::delete(Book::find_many(isbns())).execute(conn)?, 2);
    }

    fn numbers_of_a_type_of_their_own(conn) {
        conn.batch_execute(BOOKS)?;
        let shelf_ids = || (-10..=MANY).map(ShelfId);
        assert_eq!(ids(Shelf::find_many(shelf_ids()).load(conn)?, |shelf| shelf.id.0), [1, 70_000]);
        let books = Book::query().where_attached_to(Book::SHELVES, shelf_ids()).load(conn)?;
        assert_eq!(books.len(), 2);
    }

    fn keys_of_a_text_and_a_number(conn) {
        conn.batch_execute(BOOKS)?;
        let mut chapters = Chapter::find_many(isbns().map(|isbn| (isbn, 1))).load(conn)?;
        chapters.sort_by(|a, b| a.isbn.0.cmp(&b.isbn.0));
        let isbns = chapters.iter().map(|chapter| (chapter.isbn.0.as_str(), chapter.number));
        assert_eq!(isbns.collect::<Vec<_>>(), [("isbn-1", 1), ("isbn-70000", 1)]);
    }

    fn bytes(conn) {
        conn.batch_execute(match facts().name {
            "postgres" => "CREATE TEMPORARY TABLE covers (digest BYTEA PRIMARY KEY)",
            _ => "CREATE TEMPORARY TABLE covers (digest VARBINARY(16) PRIMARY KEY)",
        })?;
        for digest in [&[0u8, 39, 92, 255] as &[u8], &[], &[7]] {
            diesel::insert_into(covers::table).values(covers::digest.eq(digest)).execute(conn)?;
        }
        let many = (0..MANY as u32).map(|number| number.to_be_bytes().to_vec());
        let asked = [vec![], vec![0, 39, 92, 255]].into_iter().chain(many);
        assert_eq!(Cover::find_many(asked).load(conn)?.len(), 2);
    }

    fn texts_that_mean_something_in_sql(conn) {
        let database = facts().name;
        conn.batch_execute("CREATE TEMPORARY TABLE names (name VARCHAR(60) PRIMARY KEY)")?;
        if database == "mysql" {
            conn.batch_execute("ALTER TABLE names MODIFY name VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin")?;
        }
        let strange = strange_names(database != "postgres");
        for name in &strange {
            diesel::insert_into(names::table).values(names::name.eq(name)).execute(conn)?;
        }
        diesel::insert_into(names::table).values(names::name.eq("bystander")).execute(conn)?;
        let many = |count| (1..=count).map(|number| format!("nobody {number}"));
        for modes in ["", "NO_BACKSLASH_ESCAPES", "ANSI_QUOTES"] {
            if database == "mysql" {
                diesel::sql_query(format!("SET SESSION sql_mode = '{modes}'")).execute(conn)?;
            }
            let asked = strange.iter().cloned().chain(many(MANY));
            let mut found: Vec<String> = Name::find_many(asked).load(conn)?.into_iter().map(|name| name.name).collect();
            found.sort();
            let mut expected = strange.clone();
            expected.sort();
            assert_eq!(found, expected, "{modes}");
            for name in &strange {
                let asked = std::iter::once(name.clone()).chain(many(1_500));
                assert_eq!(Name::find_many(asked).load(conn)?, [Name { name: name.clone() }], "{modes}");
            }
        }
        assert_eq!(names::table.count().get_result::<i64>(conn)?, strange.len() as i64 + 1);
    }

    fn texts_are_compared_by_the_collation_of_their_column(conn) {
        let database = facts().name;
        let types: &[&str] = match database {
            "sqlite" => &["TEXT", "TEXT COLLATE NOCASE", "TEXT COLLATE RTRIM", "BLOB", "INTEGER"],
            "postgres" => &["VARCHAR(20)"],
            _ => &[
                "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
                "VARCHAR(20) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci",
                "VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci",
                "VARBINARY(20)",
            ],
        };
        if database == "mysql" {
            conn.batch_execute("SET NAMES utf8mb4 COLLATE utf8mb4_unicode_520_ci")?;
        }
        for sql_type in types {
            conn.batch_execute(&format!("DROP TABLE IF EXISTS names; CREATE TEMPORARY TABLE names (name {sql_type})"))?;
            for name in ["ab", "AB", "ab ", "Ab  ", "o'ab", "O'AB", "1", "01", "é", "É", "é'", "e"] {
                diesel::insert_into(names::table).values(names::name.eq(name)).execute(conn)?;
            }
            // In latin1 there are no such letters, and the database says so.
            for asked in ["ab", "AB ", "o'ab", "O'ab ", "é", "é'", "1", "ж", "😀'"] {
                let [short, long] = [10, 1_500].map(|count| {
                    let keys = std::iter::once(asked.to_owned()).chain((1..count).map(|number| format!("nobody {number}")));
                    let name = sql::<Text>("CAST(name AS CHAR(20))");
                    let names = Name::find_many(keys).select(name).load::<String>(conn);
                    names.map(|mut names| {
                        names.sort();
                        names
                    }).map_err(|error| error.to_string())
                });
                assert_eq!(long, short, "{asked} in {sql_type}");
            }
        }
    }
}

/// The statement that a load sends.
fn sent<C: Connection>(
    conn: &mut C,
    load: impl FnOnce(&mut C) -> QueryResult<Vec<Name>>,
) -> QueryResult<String> {
    let statement = Arc::new(Mutex::new(String::new()));
    let seen = Arc::clone(&statement);
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            *seen.lock().expect("a statement") = query.to_string();
        }
    });
    load(conn)?;
    conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    let statement = statement.lock().expect("a statement").clone();
    Ok(statement)
}

/// The index of a key is of use for a long list, too.
#[test]
fn an_index_is_used_by_sqlite() -> QueryResult<()> {
    let conn = &mut diesel_relations_tests::one::sqlite();
    conn.batch_execute("CREATE TEMPORARY TABLE names (name TEXT COLLATE NOCASE PRIMARY KEY)")?;
    let long = Name::find_many((1..1_500).map(|number| format!("o'{number}\0")));
    let explain = format!("EXPLAIN QUERY PLAN {}", sent(conn, |conn| long.load(conn))?);
    #[derive(QueryableByName)]
    struct Plan {
        #[diesel(sql_type = Text)]
        detail: String,
    }
    let plan: Vec<Plan> = diesel::sql_query(explain).load(conn)?;
    assert!(
        plan[0].detail.starts_with("SEARCH names USING"),
        "{}",
        plan[0].detail
    );
    Ok(())
}

#[cfg(feature = "mysql")]
#[test]
fn an_index_is_used_by_mysql() -> QueryResult<()> {
    use diesel::sql_types::Nullable;
    let conn = &mut diesel_relations_tests::one::mysql();
    for collation in ["utf8mb4_bin", "utf8mb4_unicode_ci", "latin1_swedish_ci"] {
        let (charset, _) = collation.split_once('_').expect("a charset");
        conn.batch_execute(&format!(
            "CREATE OR REPLACE TEMPORARY TABLE names (name VARCHAR(60) CHARACTER SET {charset} COLLATE {collation} PRIMARY KEY);
             INSERT INTO names SELECT CONCAT('nobody ', seq) FROM seq_1_to_20000"
        ))?;
        // Longer ones are looked up in another order, as the optimizer thinks best.
        let long = Name::find_many((1..1_500).map(|number| format!("{number}'")));
        let explain = format!("EXPLAIN {}", sent(conn, |conn| long.load(conn))?);
        #[derive(QueryableByName)]
        struct Plan {
            #[diesel(sql_type = Nullable<Text>)]
            table: Option<String>,
            #[diesel(sql_type = Nullable<Text>)]
            key: Option<String>,
        }
        let plan: Vec<Plan> = diesel::sql_query(explain).load(conn)?;
        let of_names = plan
            .iter()
            .find(|row| row.table.as_deref() == Some("names"));
        assert_eq!(
            of_names.and_then(|row| row.key.as_deref()),
            Some("PRIMARY"),
            "{collation}"
        );
    }
    Ok(())
}
