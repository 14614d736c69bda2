//! A column that counts related rows, beside the aggregate that has its name.

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::Found;
use diesel_relations_tests::on_every_backend;
use serde::Serialize;
use serde_json::json;

use crate::query;

diesel::table! { topics { id -> Integer, replies_count -> Integer, } }
diesel::table! { replies { id -> Integer, topic_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(topics, replies);

#[derive(Debug, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = topics)]
#[has_many(Reply)]
#[model(search(filter(replies_count, replies.count), sort(replies_count, replies.count), aggregate(replies.count)))]
struct Topic {
    id: i32,
    replies_count: i32,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = replies)]
#[model(search)]
struct Reply {
    id: i32,
    topic_id: i32,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE topics (id INTEGER PRIMARY KEY, replies_count INTEGER NOT NULL);
CREATE TEMPORARY TABLE replies (id INTEGER PRIMARY KEY, topic_id INTEGER NOT NULL);
INSERT INTO topics VALUES (1, 7), (2, 1), (3, 0);
INSERT INTO replies VALUES (1, 1), (2, 2), (3, 2);
";

/// The first row that a request finds, as JSON, and its aggregate.
macro_rules! row {
    ($conn:ident, $query:expr) => {{
        let request = query($query);
        let page = Topic::search(&request).load($conn).unwrap();
        assert_eq!(page.rows[0].replies_count, 7);
        let aggregate = Found::aggregate(&page.rows[0], "replies_count").cloned();
        (serde_json::to_string(&page.rows[0]).unwrap(), aggregate)
    }};
}

on_every_backend! {
    fn each_has_its_own_name_in_requests(conn) {
        conn.batch_execute(TABLES)?;
        for (text, expected) in [
            ("filter[replies_count]=7", &[1][..]),
            ("filter[replies.count]=2", &[2]),
            ("filter[replies_count]=1&filter[replies.count]=2", &[2]),
            ("sort=-replies_count", &[1, 2, 3]),
            ("sort=-replies.count", &[2, 1, 3]),
        ] {
            let request = query(text);
            let page = Topic::search(&request).load(conn).unwrap();
            assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    fn the_answer_has_the_name_once(conn) {
        conn.batch_execute(TABLES)?;
        assert_eq!(row!(conn, ""), (r#"{"id":1,"replies_count":7}"#.into(), None));
        // The aggregate that a request asks for takes the place of the column.
        assert_eq!(row!(conn, "aggregate=replies.count"), (r#"{"id":1,"replies_count":1}"#.into(), Some(json!(1))));
        assert_eq!(row!(conn, "aggregate=replies.count&fields=id"), (r#"{"id":1,"replies_count":1}"#.into(), Some(json!(1))));
        assert_eq!(row!(conn, "aggregate=replies.count&fields=replies_count"), (r#"{"replies_count":1}"#.into(), Some(json!(1))));
    }
}
