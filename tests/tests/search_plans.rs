//! The plans of the databases for searches: what an index can answer, it answers.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use diesel_relations::prelude::*;
use diesel_relations::search::SearchRequest;
use diesel_relations_tests::backend::sent_by;
use diesel_relations_tests::on_every_backend;
use serde::Serialize;

diesel::table! { entries { id -> Integer, views -> Integer, title -> Text, body -> Text, made_at -> Timestamp, } }
diesel::table! { notes { id -> Integer, entry_id -> Integer, body -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(entries, notes);

#[derive(Debug, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = entries)]
#[has_many(Note)]
#[model(search(filter(views, made_at, notes.exists), sort(views), keywords(title)))]
struct Entry {
    id: i32,
    views: i32,
    title: String,
    body: String,
    made_at: chrono::NaiveDateTime,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = notes)]
#[model(search)]
struct Note {
    id: i32,
    entry_id: i32,
    body: String,
}

/// 4000 entries of ten years, and notes of a few of them.
fn tables(facts: diesel_relations_tests::backend::Facts) -> String {
    let entry = |id: i32| {
        let (year, month, day) = (2016 + id % 10, 1 + id % 12, 1 + id % 28);
        format!(
            "({id}, {}, 'title {id}', 'body', '{year}-{month:02}-{day:02} 10:00:00')",
            id % 500
        )
    };
    let entries: Vec<_> = (1..=4000).map(entry).collect();
    let notes: Vec<_> = (1..=40)
        .map(|id| format!("({id}, {}, 'x')", id * 90))
        .collect();
    let analyze = match facts.name {
        "mysql" => "ANALYZE TABLE entries, notes",
        _ => "ANALYZE",
    };
    format!(
        "CREATE TEMPORARY TABLE entries (id INTEGER PRIMARY KEY, views INTEGER NOT NULL, title VARCHAR(50) NOT NULL, body VARCHAR(200) NOT NULL, made_at TIMESTAMP NOT NULL);
         CREATE TEMPORARY TABLE notes (id INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL, body VARCHAR(50) NOT NULL);
         CREATE INDEX entries_views ON entries (views, id);
         CREATE INDEX entries_made_at ON entries (made_at);
         CREATE INDEX notes_entry_id ON notes (entry_id);
         INSERT INTO entries VALUES {};
         INSERT INTO notes VALUES {};
         {};",
        entries.join(", "),
        notes.join(", "),
        if facts.name == "postgres" { "ANALYZE entries; ANALYZE notes; SET enable_seqscan = off; SET enable_bitmapscan = off" } else { analyze },
    )
}

/// A statement with its values in it: `SELECT .. LIMIT ? -- binds: [15]` is `SELECT .. LIMIT 15`.
fn with_values(statement: &str) -> String {
    let (sql, values) = statement
        .split_once(" -- binds: [")
        .expect("a statement with values");
    let values = values.trim_end_matches(']').split(", ");
    let literal = |value: &str| match value.parse::<f64>() {
        Ok(_) => value.to_owned(),
        Err(_) => format!("'{}'", value.trim_matches('"').replace('T', " ")),
    };
    let mut values = values.map(literal);
    let mut filled = String::new();
    let mut rest = sql;
    while let Some(at) = rest.find(['?', '$']) {
        filled.push_str(&rest[..at]);
        filled.push_str(&values.next().expect("a value"));
        rest = rest[at + 1..].trim_start_matches(|digit: char| digit.is_ascii_digit());
    }
    assert_eq!(values.next(), None, "{statement}");
    filled + rest
}

#[derive(QueryableByName)]
struct OfSqlite {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct OfPostgres {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    plan: String,
}

#[derive(QueryableByName)]
struct OfMysql {
    #[diesel(sql_type = Nullable<Text>)]
    key: Option<String>,
    #[diesel(sql_type = Nullable<Text>, column_name = "Extra")]
    extra: Option<String>,
}

/// The plan of a statement, and whether the rows are sorted in it.
macro_rules! plan {
    ($conn:ident, $statement:expr) => {{
        let sql = with_values(&$statement);
        let explain = |before: &str| diesel::sql_query(format!("{before} {sql}"));
        let plan: Vec<String> = match facts().name {
            "sqlite" => explain("EXPLAIN QUERY PLAN")
                .load::<OfSqlite>($conn)?
                .into_iter()
                .map(|row| row.detail)
                .collect(),
            "postgres" => explain("EXPLAIN")
                .load::<OfPostgres>($conn)?
                .into_iter()
                .map(|row| row.plan)
                .collect(),
            _ => explain("EXPLAIN")
                .load::<OfMysql>($conn)?
                .into_iter()
                .map(|row| format!("{:?} {:?}", row.key, row.extra))
                .collect(),
        };
        let plan = plan.join("\n");
        let sorts = ["TEMP B-TREE", "Sort", "filesort"]
            .iter()
            .any(|sort| plan.contains(sort));
        (format!("{sql}\n{plan}"), plan, sorts)
    }};
}

fn request(query: &str) -> SearchRequest {
    SearchRequest::from_query(query).expect("a request")
}

on_every_backend! {
    fn an_index_finds_what_filters_ask_for(conn) {
        conn.batch_execute(&tables(facts()))?;
        let sent = sent_by(conn);
        for (query, index, rows) in [
            ("filter[views]=3", "entries_views", 8),
            ("filter[views][in]=3,7", "entries_views", 16),
            ("filter[made_at]=2020-05-05", "entries_made_at", 10),
            ("filter[made_at][gte]=2025-12-01&filter[made_at][lt]=2026-01-01", "entries_made_at", 66),
            ("filter[notes.exists]=true&filter[views]=90", "notes_entry_id", 1),
        ] {
            let found = Entry::search(&request(&format!("{query}&limit=100"))).load(conn).expect("rows");
            assert_eq!(found.rows.len(), rows, "{query}");
            for statement in sent() {
                let (text, plan, _) = plan!(conn, statement);
                assert!(plan.contains(index), "{text}");
            }
            sent();
        }
    }

    fn an_index_gives_the_order_and_the_next_page(conn) {
        conn.batch_execute(&tables(facts()))?;
        let sent = sent_by(conn);
        for sort in ["views", "-views"] {
            let first = Entry::search(&request(&format!("sort={sort}&limit=2"))).load_by_cursor(conn).expect("rows");
            let next = format!("sort={sort}&limit=2&cursor={}", first.next_cursor.expect("a next page"));
            let second = Entry::search(&request(&next)).load_by_cursor(conn).expect("rows");
            let back = format!("sort={sort}&limit=2&cursor={}", second.previous_cursor.expect("a page before"));
            Entry::search(&request(&back)).load_by_cursor(conn).expect("rows");
            let statements = sent();
            assert_eq!(statements.len(), 3);
            for statement in statements {
                let (text, plan, sorts) = plan!(conn, statement);
                assert!(plan.contains("entries_views") && !sorts, "{text}");
            }
            sent();
        }
    }

    fn keywords_are_looked_for_in_what_is_listed(conn) {
        conn.batch_execute(&tables(facts()))?;
        let sent = sent_by(conn);
        let found = Entry::search(&request("search=title 77&filter[views]=77")).load(conn).expect("rows");
        assert_eq!(found.total, 1);
        for statement in sent() {
            let condition = statement.split_once(" WHERE ").expect("a condition").1;
            let condition = condition.split(" ORDER BY ").next().unwrap_or_default();
            assert!(condition.contains("title") && !condition.contains("body"), "{condition}");
            // The index finds the rows, and the words are looked for in those.
            let (text, plan, _) = plan!(conn, statement);
            assert!(plan.contains("entries_views"), "{text}");
        }
    }
}
