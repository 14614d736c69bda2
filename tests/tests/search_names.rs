//! Names of fields in JSON: requests and attributes have those that the answers have.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::{
    Attributes, Found, InvalidRequest, SearchError, SearchRequest, json_schema, store_schema,
    update_schema,
};
use diesel_relations_tests::on_every_backend;
use serde_json::{Value, json};

diesel::table! { writers { id -> Integer, full_name -> Text, } }
diesel::table! { books { id -> Integer, book_title -> Text, page_count -> Integer, writer_id -> Integer, secret_key -> Text, is_old -> Bool, } }
diesel::allow_tables_to_appear_in_same_query!(writers, books);

const TABLES: &str = "
    CREATE TEMPORARY TABLE writers (id INTEGER PRIMARY KEY, full_name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE books (id INTEGER PRIMARY KEY, book_title VARCHAR(20) NOT NULL, page_count INTEGER NOT NULL, writer_id INTEGER NOT NULL,
        secret_key VARCHAR(20) NOT NULL, is_old BOOL NOT NULL);
    INSERT INTO writers VALUES (1, 'Ann'), (2, 'Ben');
    INSERT INTO books VALUES (1, 'Relations', 30, 1, 'x', TRUE), (2, 'Keys', 20, 2, 'y', FALSE);";

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = writers)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[has_many(Book)]
#[model(search(include(books), aggregate(books.sum(page_count)), sort(books.max(page_count))))]
struct Writer {
    id: i32,
    full_name: String,
}

#[derive(
    Debug,
    Clone,
    PartialEq,
    Queryable,
    Selectable,
    Identifiable,
    Model,
    serde::Serialize,
    serde::Deserialize,
)]
#[diesel(table_name = books)]
#[serde(rename_all(serialize = "camelCase", deserialize = "UPPERCASE"))]
#[model(search(
    filter(r#book_title, page_count, secret, writer.full_name),
    sort(page_count, writer.full_name),
    keywords(book_title),
    include(writer),
    write(id, book_title, page_count, writer_id, secret, is_old),
))]
struct Book {
    id: i32,
    #[serde(rename(serialize = "title", deserialize = "T"))]
    book_title: String,
    page_count: i32,
    #[model(belongs_to(Writer))]
    writer_id: i32,
    #[serde(skip, default)]
    #[diesel(column_name = secret_key)]
    secret: String,
    #[serde(skip_serializing)]
    is_old: bool,
}

fn refused<T>(found: Result<T, SearchError>) -> InvalidRequest {
    match found {
        Err(SearchError::Request(invalid)) => invalid,
        Err(error) => panic!("not an error of the request: {error}"),
        Ok(_) => panic!("the request is allowed"),
    }
}

/// The place of the only mistake, and what is allowed there.
fn mistake(invalid: &InvalidRequest) -> (&str, Vec<&str>) {
    let [error] = &invalid.errors[..] else {
        panic!("{invalid:?}");
    };
    let allowed = error.allowed.iter().map(|name| &**name);
    (&error.pointer, allowed.collect())
}

/// The page of a query string, as JSON.
macro_rules! rows {
    ($Model:ident, $conn:ident, $query:expr) => {{
        let request = SearchRequest::from_query($query).expect("a request");
        let page = $Model::search(&request).load($conn);
        page.map(|page| serde_json::to_value(&page.rows).expect("JSON"))
    }};
}

on_every_backend! {
    fn requests_have_the_names_of_the_answers(conn) {
        conn.batch_execute(TABLES)?;
        assert_eq!(
            rows!(Book, conn, "filter[title]=Keys&filter[secret]=y&filter[writer.FULL-NAME]=Ben&include=writer"),
            Ok(json!([{"id": 2, "title": "Keys", "pageCount": 20, "writerId": 2, "writer": {"ID": 2, "FULL-NAME": "Ben"}}]))
        );
        let titles = |rows: Value| rows.as_array().unwrap().iter().map(|row| row["title"].clone()).collect::<Vec<_>>();
        assert_eq!(rows!(Book, conn, "sort=pageCount").map(titles), Ok(vec![json!("Keys"), json!("Relations")]));
        assert_eq!(rows!(Book, conn, "sort=-writer.FULL-NAME").map(titles), Ok(vec![json!("Keys"), json!("Relations")]));
        // A renamed field is hidden as others are.
        assert_eq!(rows!(Book, conn, "fields=id,title&limit=1"), Ok(json!([{"id": 1, "title": "Relations"}])));
        assert_eq!(rows!(Book, conn, "fields=pageCount&limit=1"), Ok(json!([{"pageCount": 30}])));
        assert_eq!(
            rows!(Writer, conn, "aggregate=books.sum(pageCount)&sort=-books.max(pageCount)&limit=1&fields=FULL-NAME"),
            Ok(json!([{"FULL-NAME": "Ann", "books_sum_pageCount": 30}]))
        );
        let request = SearchRequest::from_query("aggregate=books.sum(pageCount)").unwrap();
        let page = Writer::search(&request).load(conn)?;
        assert_eq!(Found::aggregate(&page.rows[1], "books_sum_pageCount"), Some(&json!(20)));
    }

    fn mistakes_name_what_the_answers_have(conn) {
        conn.batch_execute(TABLES)?;
        let error = refused(rows!(Book, conn, "filter[book_title]=Keys"));
        assert_eq!(mistake(&error), ("filter[book_title]", vec!["title", "pageCount", "secret", "writer.FULL-NAME"]));
        let error = refused(rows!(Book, conn, "sort=page_count"));
        assert_eq!(mistake(&error), ("sort", vec!["pageCount", "writer.FULL-NAME"]));
        // A column that no answer has cannot be asked for.
        for hidden in ["secret", "secret_key", "isOld", "book_title"] {
            let error = refused(rows!(Book, conn, &format!("fields={hidden}")));
            assert_eq!(mistake(&error), ("fields", vec!["id", "title", "pageCount", "writerId"]));
        }
        let error = refused(rows!(Writer, conn, "aggregate=books.sum(page_count)"));
        assert_eq!(mistake(&error).1, ["books.sum(pageCount)"]);
    }

    fn attributes_have_the_names_of_the_answers(conn) {
        conn.batch_execute(TABLES)?;
        let request = SearchRequest::new();
        let new = json!({"id": 3, "title": "New", "pageCount": 5, "writerId": 1, "secret": "z", "isOld": false});
        let new: Attributes = serde_json::from_value(new).unwrap();
        let book = Book::search(&request).store(&new, conn).unwrap();
        assert_eq!(serde_json::to_value(&book).unwrap(), json!({"id": 3, "title": "New", "pageCount": 5, "writerId": 1}));
        assert_eq!((&*book.secret, book.is_old), ("z", false));
        let book = Book::search(&request).update(3, &Attributes::new().set("pageCount", 6), conn).unwrap();
        assert_eq!(book.page_count, 6);

        let wrong = Attributes::new().set("pageCount", "x");
        assert_eq!(mistake(&refused(Book::search(&request).update(3, &wrong, conn))).0, "/pageCount");
        let unknown = Attributes::new().set("page_count", 7);
        let error = refused(Book::search(&request).update(3, &unknown, conn));
        assert_eq!(mistake(&error), ("/page_count", vec!["id", "title", "pageCount", "writerId", "secret", "isOld"]));
    }
}

#[test]
fn the_schema_has_the_names_of_the_answers() {
    let schema = Value::from(json_schema::<Book>());
    let at = |pointer: &str| schema.pointer(pointer).cloned().expect(pointer);
    assert_eq!(
        at("/properties/fields/items/enum"),
        json!(["id", "title", "pageCount", "writerId"])
    );
    assert_eq!(
        at("/properties/sort/items/properties/field/enum"),
        json!(["pageCount", "writer.FULL-NAME"])
    );
    assert_eq!(
        at("/$defs/Filter/anyOf/1/properties/field/const"),
        json!("title")
    );
    for schema in [
        Value::from(store_schema::<Book>()),
        Value::from(update_schema::<Book>()),
    ] {
        assert_eq!(
            schema["properties"]["pageCount"],
            json!({"type": "integer"})
        );
        assert_eq!(schema["properties"]["page_count"], Value::Null);
    }
}
