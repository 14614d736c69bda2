//! Feature `serde`: loaded rows that were written, as JSON or in a binary format, are read back.

use std::fmt::Debug;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::Page;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

diesel::table! { authors { id -> Integer, name -> Text, mentor_id -> Nullable<Integer>, } }
diesel::table! { books { id -> Integer, title -> Text, author_id -> Integer, } }
diesel::table! { shelves { id -> Integer, } }
diesel::table! { book_shelf (book_id, shelf_id) { book_id -> Integer, shelf_id -> Integer, place -> Integer, } }
diesel::table! { marks { id -> Integer, marked_id -> Nullable<Integer>, marked_type -> Nullable<Text>, } }
diesel::allow_tables_to_appear_in_same_query!(authors, books, shelves, book_shelf, marks);

macro_rules! model {
    ($($tokens:tt)*) => {
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Queryable, Selectable, Identifiable, Model)]
        $($tokens)*
    };
}

model! {
    #[diesel(table_name = authors)]
    #[has_many(Book)]
    struct Author {
        id: i32,
        name: String,
        #[model(belongs_to(Author, name = mentor))]
        mentor_id: Option<i32>,
    }
}

model! {
    #[diesel(table_name = books)]
    #[belongs_to_many(Shelf, name = places, using = Place)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Book {
        id: i32,
        title: String,
        #[model(belongs_to(Author))]
        author_id: i32,
    }
}

model! {
    #[diesel(table_name = shelves)]
    struct Shelf {
        id: i32,
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Queryable, Selectable)]
#[diesel(table_name = book_shelf)]
struct Place {
    place: i32,
}

model! {
    #[diesel(table_name = marks)]
    struct Mark {
        id: i32,
        #[morph_to(Author, Book)]
        marked_id: Option<i32>,
        marked_type: Option<String>,
    }
}

diesel_relations::property!(WithLast => last: Option<i32>);

const TABLES: &str = "
CREATE TEMPORARY TABLE authors (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, mentor_id INTEGER);
CREATE TEMPORARY TABLE books (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, author_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE shelves (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE book_shelf (book_id INTEGER NOT NULL, shelf_id INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (book_id, shelf_id));
CREATE TEMPORARY TABLE marks (id INTEGER PRIMARY KEY, marked_id INTEGER, marked_type VARCHAR(20));
INSERT INTO authors VALUES (1, 'Zoe', 2), (2, 'Ann', NULL), (3, 'Eve', 9);
INSERT INTO books VALUES (1, 'b', 1), (2, 'a', 2), (3, 'c', 1);
INSERT INTO shelves VALUES (1);
INSERT INTO book_shelf VALUES (1, 1, 7);
INSERT INTO marks VALUES (1, 2, 'Author'), (2, 1, 'Book'), (3, NULL, NULL);
";

/// As a JSON text, as a JSON value, whose fields are in another order, and in a binary format.
fn is_read_back<R: Serialize + DeserializeOwned + PartialEq + Debug>(rows: R) {
    let text = serde_json::to_string(&rows).expect("JSON");
    assert_eq!(serde_json::from_str::<R>(&text).expect(&text), rows);
    let value = serde_json::to_value(&rows).expect("JSON");
    assert_eq!(serde_json::from_value::<R>(value).expect(&text), rows);
    let bytes = postcard::to_allocvec(&rows).expect("bytes");
    assert_eq!(postcard::from_bytes::<R>(&bytes).expect(&text), rows);
}

on_every_backend! {
    fn relations_and_counts(conn) {
        conn.batch_execute(TABLES)?;
        is_read_back(Author::query().order(authors::id).with(Author::BOOKS.order(books::id)).with_count(Author::BOOKS).load(conn)?);
        is_read_back(Author::query().with_count(Author::BOOKS).with(Author::BOOKS.with(Book::AUTHOR).with_count(Book::PLACES)).load(conn)?);
    }

    fn owners(conn) {
        conn.batch_execute(TABLES)?;
        is_read_back(Book::query().with(Book::AUTHOR).load(conn)?);
        is_read_back(Author::query().order(authors::id).with(Author::MENTOR).load(conn)?);
    }

    fn owners_of_several_models(conn) {
        conn.batch_execute(TABLES)?;
        let marked = Mark::MARKED.with_author(Author::BOOKS).with_book(Book::PLACES);
        is_read_back(Mark::query().order(marks::id).with(marked).load(conn)?);
    }

    fn rows_of_pivot_tables_and_properties(conn) {
        conn.batch_execute(TABLES)?;
        is_read_back(Book::query().with(Book::PLACES).load(conn)?);
        is_read_back(Author::query().with_property(WithLast, Author::BOOKS.max(books::id)).load(conn)?);
    }

    fn relations_that_were_asked_for_at_run_time(conn) {
        conn.batch_execute(TABLES)?;
        for wanted in [true, false] {
            is_read_back(Author::query().with(wanted.then_some(Author::BOOKS)).load(conn)?);
        }
    }

    fn a_page(conn) {
        conn.batch_execute(TABLES)?;
        let page: Page<AuthorWithBooks> = Author::query().order(authors::id).with(Author::BOOKS).paginate(1, 2).load(conn)?;
        is_read_back(page);
    }
}

fn error<R: DeserializeOwned + Debug>(json: &str) -> String {
    serde_json::from_str::<R>(json).expect_err(json).to_string()
}

#[test]
fn a_field_that_is_missing_or_there_twice() {
    let missing = error::<AuthorWithBooks>(r#"{"id": 1, "name": "Zoe", "mentor_id": null}"#);
    assert!(missing.starts_with("missing field `books`"), "{missing}");
    let twice = error::<AuthorWithBooks>(r#"{"id": 1, "books": [], "name": "Zoe", "books": []}"#);
    assert!(twice.starts_with("duplicate field `books`"), "{twice}");
    let inner = error::<AuthorWithBooks>(r#"{"id": 1, "books": []}"#);
    assert!(inner.starts_with("missing field `name`"), "{inner}");
    let unknown = error::<BookWithAuthor>(r#"{"id": 1, "votes": 2}"#);
    assert!(unknown.starts_with("unknown field `votes`"), "{unknown}");
}

#[test]
fn an_owner_of_no_such_model() {
    let unknown = error::<Marked>(r#"{"type": "Ship", "data": {}}"#);
    assert!(
        unknown.starts_with("unknown variant `Ship`, expected `Author` or `Book`"),
        "{unknown}"
    );
    let unknown = error::<Marked>(r#"{"data": {}, "type": "Ship"}"#);
    assert!(
        unknown.starts_with("unknown variant `Ship`, expected `Author` or `Book`"),
        "{unknown}"
    );
    assert!(error::<Marked>(r#"{"data": {}}"#).starts_with("missing field `type`"));
    assert!(error::<Marked>(r#"{"type": "Author"}"#).starts_with("missing field `data`"));
}
