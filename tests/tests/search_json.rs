//! Searches of values inside of JSON columns.

// A connection of several databases has no columns of JSON.
#![cfg(not(feature = "multi"))]

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::{SearchError, SearchRequest};
use diesel_relations_tests::on_every_backend;

diesel::table! { device (serial) { serial -> Integer, settings -> Nullable<Json>, tags -> Json, } }

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Model, serde::Serialize)]
#[diesel(table_name = device, primary_key(serial))]
#[model(search(
    filter(serial, tags, settings->visible: bool, settings->size->width: i32, settings->name: String, settings->ratio: f64),
    sort(settings->size->width: i32, settings->name: String, settings->ratio: f64),
))]
struct Device {
    serial: i32,
    settings: Option<serde_json::Value>,
    tags: serde_json::Value,
}

fn table(conn: &mut impl SimpleConnection) -> QueryResult<()> {
    conn.batch_execute("CREATE TEMPORARY TABLE device (serial INTEGER PRIMARY KEY, settings JSON, tags JSON NOT NULL)")?;
    let rows = [
        (
            r#"'{"visible": true, "size": {"width": 3}, "name": "a", "ratio": 1.5}'"#,
            r#"'["x", 1, true, null]'"#,
        ),
        (
            r#"'{"visible": false, "size": {"width": 30}, "name": "B%", "ratio": 2}'"#,
            r#"'["y", "1", 2.5]'"#,
        ),
        (
            r#"'{"visible": "true", "size": {"width": "3"}, "name": 3, "ratio": "x"}'"#,
            r#"'["x", "y"]'"#,
        ),
        (r#"'{"visible": null, "size": 3, "ratio": 1e300}'"#, "'[]'"),
        ("'[1, 2]'", r#"'{"x": "x"}'"#),
        ("NULL", r#"'"x"'"#),
        (r#"'{"size": {"width": 3.5}}'"#, "'1'"),
    ];
    for (serial, (settings, tags)) in rows.into_iter().enumerate() {
        let serial = serial + 1;
        conn.batch_execute(&format!(
            "INSERT INTO device VALUES ({serial}, {settings}, {tags})"
        ))?;
    }
    Ok(())
}

/// The rows that a query string finds.
macro_rules! found {
    ($conn:ident, $query:expr) => {{
        let request = SearchRequest::from_query($query).expect("a request");
        let page = Device::search(&request).load($conn);
        page.map(|page| page.rows.iter().map(|row| row.serial).collect::<Vec<_>>())
    }};
}

on_every_backend! {
    fn values_are_compared_by_their_type(conn) {
        table(conn)?;
        assert_eq!(found!(conn, "filter[settings->visible]=true"), Ok(vec![1]));
        assert_eq!(found!(conn, "filter[settings->visible][ne]=true"), Ok(vec![2]));
        assert_eq!(found!(conn, "filter[settings->size->width]=3"), Ok(vec![1]));
        assert_eq!(found!(conn, "filter[settings->size->width][gt]=3"), Ok(vec![2]));
        assert_eq!(found!(conn, "filter[settings->size->width][in]=3,30"), Ok(vec![1, 2]));
        assert_eq!(found!(conn, "filter[settings->name]=a"), Ok(vec![1]));
        assert_eq!(found!(conn, "filter[settings->name][like]=B%25"), Ok(vec![2]));
        assert_eq!(found!(conn, "filter[settings->ratio][gte]=1.5"), Ok(vec![1, 2, 4]));
        assert_eq!(found!(conn, "filter[settings->name][is]=null"), Ok(vec![3, 4, 5, 6, 7]));
        assert_eq!(found!(conn, "filter[settings->visible][is_not]=null"), Ok(vec![1, 2]));
    }

    fn arrays_have_items(conn) {
        table(conn)?;
        assert_eq!(found!(conn, "filter[tags][any_in]=x"), Ok(vec![1, 3]));
        assert_eq!(found!(conn, "filter[tags][all_in]=x,y"), Ok(vec![3]));
        assert_eq!(found!(conn, "filter[tags][any_in]=x,y"), Ok(vec![1, 2, 3]));
        assert_eq!(found!(conn, "filter[tags][any_in]=1"), Ok(vec![1]));
        assert_eq!(found!(conn, "filter[tags][any_in]=true"), Ok(vec![1]));
        assert_eq!(found!(conn, "filter[tags][any_in]=null"), Ok(vec![1]));
        assert_eq!(found!(conn, "filter[tags][any_in]=2.5"), Ok(vec![2]));
        let request = SearchRequest::new().filter("tags", "any in", ["1"]);
        let page = Device::search(&request).load(conn)?;
        assert_eq!(page.rows.iter().map(|row| row.serial).collect::<Vec<_>>(), [2]);
    }

    fn values_are_sorted_by(conn) {
        table(conn)?;
        let first = facts().name == "postgres";
        let by = |mut nulls: Vec<i32>, values: Vec<i32>| {
            if first { return [values, nulls].concat(); }
            nulls.extend(values);
            nulls
        };
        assert_eq!(found!(conn, "sort=settings->size->width"), Ok(by(vec![3, 4, 5, 6, 7], vec![1, 2])));
        assert_eq!(found!(conn, "sort=settings->ratio"), Ok(by(vec![3, 5, 6, 7], vec![1, 2, 4])));
        let mut cursor = String::new();
        let mut serials = Vec::new();
        loop {
            let request = SearchRequest::from_query(&format!("sort=-settings->ratio,settings->name&limit=2{cursor}")).expect("a request");
            let page = Device::search(&request).load_by_cursor(conn)?;
            serials.extend(page.rows.iter().map(|row| row.serial));
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(serials, if first { [3, 5, 6, 7, 4, 2, 1] } else { [4, 2, 1, 3, 5, 6, 7] });
    }

    fn operators_of_other_types_are_refused(conn) {
        table(conn)?;
        for query in ["filter[settings->visible][gt]=true", "filter[tags]=x", "filter[settings->size->width]=a", "filter[settings->other]=1"] {
            assert!(matches!(found!(conn, query), Err(SearchError::Request(_))), "{query}");
        }
    }
}
