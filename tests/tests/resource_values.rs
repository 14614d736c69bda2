//! Attributes as values of the types of their fields.

// A connection of several databases has no columns of JSON.
#![cfg(not(feature = "multi"))]

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::{Attributes, ErrorCode, SearchError, SearchRequest};
use diesel_relations_tests::on_every_backend;
use serde_json::json;

diesel::table! {
    things {
        id -> Integer,
        flag -> Nullable<Bool>,
        ratio -> Nullable<Double>,
        large -> Nullable<BigInt>,
        at -> Nullable<Timestamp>,
        day -> Nullable<Date>,
        kind -> Nullable<Text>,
        options -> Nullable<Json>,
    }
}

const TABLE: &str = "CREATE TEMPORARY TABLE things (id INTEGER PRIMARY KEY, flag BOOL, ratio DOUBLE PRECISION, large BIGINT, at TIMESTAMP NULL,
    day DATE, kind VARCHAR(20), options JSON)";

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = things)]
#[model(search(write(id, flag, ratio, large, at, day, kind, options)))]
pub struct Thing {
    pub id: i32,
    pub flag: Option<bool>,
    pub ratio: Option<f64>,
    pub large: Option<i64>,
    pub at: Option<chrono::NaiveDateTime>,
    pub day: Option<chrono::NaiveDate>,
    pub kind: Option<String>,
    pub options: Option<serde_json::Value>,
}

fn invalid<T: std::fmt::Debug>(result: Result<T, SearchError>) -> Vec<(String, ErrorCode)> {
    match result.expect_err("a mistake") {
        SearchError::Request(invalid) => {
            let errors = invalid.errors.into_iter();
            errors.map(|error| (error.pointer, error.code)).collect()
        }
        error => panic!("{error}"),
    }
}

on_every_backend! {
    fn values_have_the_types_of_their_fields(conn) {
        conn.batch_execute(TABLE)?;
        let request = SearchRequest::new();
        let json = json!({
            "id": 1, "flag": true, "ratio": 2, "large": i64::MAX, "at": "2026-01-31T10:00:00", "day": "2026-01-31", "kind": "x%_",
            "options": {"a": [1, {"b": null}]},
        });
        let attributes: Attributes = serde_json::from_value(json.clone()).unwrap();
        let thing = Thing::search(&request).store(&attributes, conn).unwrap();
        let mut expected = json;
        expected["ratio"] = json!(2.0);
        assert_eq!(serde_json::to_value(&thing).unwrap(), expected);
        // Another form of a time.
        let at = Attributes::new().set("at", "2026-02-01T10:00:00Z");
        let thing = Thing::search(&request).update(1, &at, conn).unwrap();
        assert_eq!(thing.at.unwrap().to_string(), "2026-02-01 10:00:00");
        let wrong = [
            ("flag", json!(1)), ("flag", json!("true")), ("ratio", json!("2")), ("large", json!(1e30)), ("large", json!(1.5)), ("at", json!("x")),
            ("at", json!(5)), ("day", json!("2026-02-30")), ("kind", json!(5)), ("kind", json!({"a": 1})), ("kind", json!(["a"])), ("id", json!(null)),
        ];
        for (name, value) in wrong {
            let attributes = Attributes::new().set("id", 2).set(name, value.clone());
            let found = invalid(Thing::search(&request).store(&attributes, conn));
            assert_eq!(found, [(format!("/{name}"), ErrorCode::InvalidValue)], "{value}");
        }
        let hostile = Attributes::new().set("id", 2).set("kind", "a\0b");
        assert_eq!(invalid(Thing::search(&request).store(&hostile, conn))[0].1, ErrorCode::InvalidValue);
        let hostile = Attributes::new().set("id", 2).set("options", json!({"a": ["b\0"]}));
        assert_eq!(invalid(Thing::search(&request).store(&hostile, conn))[0].1, ErrorCode::InvalidValue);
        // A row without attributes has the defaults.
        let thing = Thing::search(&request).store(&Attributes::new().set("id", 3), conn).unwrap();
        assert_eq!((thing.flag, thing.at, thing.options.clone()), (None, None, None));
        let null = Attributes::new().set("kind", json!(null)).set("options", json!(null));
        let thing = Thing::search(&request).update(1, &null, conn).unwrap();
        assert_eq!((thing.kind.clone(), thing.options.clone()), (None, None));
    }
}
