//! What a request loads beside the rows: relations, aggregates, some of the fields.

use diesel_relations::prelude::*;
use diesel_relations::search::Found;
use diesel_relations_tests::on_every_backend;
use serde_json::{Value as Json, json};

use crate::ask::Ask as _;
use crate::models::*;
use crate::{query, request, tables};

/// The rows of a page as JSON.
macro_rules! rows {
    ($conn:ident, $request:expr) => {{
        let request = $request;
        match $conn.articles(&request) {
            Ok(page) => Json::from(page.rows),
            Err(error) => panic!("{error}: {request:?}"),
        }
    }};
}

/// A part of each row.
fn each(rows: &Json, name: &str) -> Vec<Json> {
    rows.as_array()
        .expect("a list")
        .iter()
        .map(|row| row[name].clone())
        .collect()
}

/// A part of each related row of each row.
fn inside(rows: &Json, relation: &str, name: &str) -> Vec<Json> {
    let inside = |related: Json| match related {
        Json::Array(_) => Json::from(each(&related, name)),
        Json::Null => Json::Null,
        one => one[name].clone(),
    };
    each(rows, relation).into_iter().map(inside).collect()
}

on_every_backend! {
    fn includes_send_one_statement_for_each_relation(conn, statements) {
        tables!(conn);
        let request = query("include=remarks,writer.country,writer.mentor,remarks.writer,summary,labels,pictures,tenant,best_remark&sort=id");
        let (sent, page) = statements.during(|| Article::search(&request).load(conn).unwrap());
        assert_eq!(sent, 12);
        let rows = serde_json::to_value(&page.rows).unwrap();
        assert_eq!(inside(&rows, "remarks", "remark_no"), [json!([1, 2, 6]), json!([]), json!([3]), json!([5])]);
        assert_eq!(inside(&rows, "writer", "name"), [json!("Ann"), json!(null), json!("Ben"), json!("Cid")]);
        assert_eq!(rows[0]["writer"]["country"]["name"], "Germany");
        assert_eq!(rows[0]["writer"]["mentor"], json!(null));
        assert_eq!(rows[2]["writer"]["mentor"]["name"], "Ann");
        assert_eq!(rows[0]["remarks"][0]["writer"]["name"], "Ben");
        assert_eq!(inside(&rows, "summary", "text"), [json!("short"), json!(null), json!("long"), json!(null)]);
        assert_eq!(inside(&rows, "labels", "name"), [json!(["rust", "sql"]), json!([]), json!(["rust"]), json!(["sql"])]);
        assert_eq!(inside(&rows, "pictures", "id"), [json!([1, 2]), json!([]), json!([4]), json!([])]);
        assert_eq!(inside(&rows, "tenant", "name"), [json!("one"), json!("one"), json!("one"), json!("two")]);
        assert_eq!(inside(&rows, "best_remark", "remark_no"), [json!(6), json!(null), json!(3), json!(5)]);
        // Typed, and optional.
        let first = &page.rows[0];
        assert_eq!(first.remarks.as_ref().map(Vec::len), Some(3));
        assert_eq!(first.writer.as_ref().and_then(|writer| writer.as_ref()).map(|writer| writer.name.as_str()), Some("Ann"));
    }

    fn what_is_not_asked_for_is_not_there(conn, statements) {
        tables!(conn);
        let request = query("sort=id");
        let (sent, page) = statements.during(|| conn.articles(&request).unwrap());
        assert_eq!(sent, 2);
        assert_eq!(page.rows[0], json!({
            "id": 1, "tenant_id": 1, "title": "Alpha", "views": 1, "size": 10, "score": 0.5, "weight": 0.5, "open": true, "note": "first",
            "status": "public", "published_at": "2026-01-31T10:00:00", "day": "2026-01-31", "author_no": 1, "secret": "hidden",
        }));
        // A page without rows loads no relations.
        let request = query("filter[id]=99&include=remarks,writer");
        assert_eq!(statements.during(|| conn.articles(&request).unwrap().total), (2, 0));
    }

    fn includes_are_narrowed_and_ordered(conn) {
        tables!(conn);
        let remarks = |part: Json| {
            let mut include = json!({"relation": "remarks"});
            include.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
            request(json!({"includes": [include], "sort": [{"field": "id"}], "filters": [{"field": "id", "operator": "<", "value": 5}]}))
        };
        for (part, expected) in [
            (json!({}), json!([[1, 2, 6], [], [3], [5]])),
            (json!({"sort": [{"field": "body"}]}), json!([[2, 6, 1], [], [3], [5]])),
            (json!({"sort": [{"field": "body", "direction": "desc"}], "limit": 2}), json!([[1, 6], [], [3], [5]])),
            (json!({"limit": 1}), json!([[1], [], [3], [5]])),
            (json!({"limit": 4_294_967_295_u32}), json!([[1, 2, 6], [], [3], [5]])),
            (json!({"filters": [{"field": "points", "operator": ">", "value": 0}]}), json!([[1, 6], [], [3], []])),
            (json!({"filters": [{"field": "points", "operator": "=", "value": null}]}), json!([[2], [], [], []])),
            (json!({"filters": [{"field": "body", "value": "bad"}, {"type": "or", "field": "body", "value": "good"}]}), json!([[1, 2], [], [3], []])),
            (json!({"filters": [{"field": "body", "value": "bad"}, {"type": "or", "field": "body", "value": "good"}], "limit": 1}), json!([[1], [], [3], []])),
            (json!({"filters": [{"field": "writer.name", "value": "Ben"}]}), json!([[1], [], [], []])),
            (json!({"filters": [{"field": "points", "operator": "in", "value": []}]}), json!([[], [], [], []])),
            // In the trash.
            (json!({"filters": [{"field": "body", "value": "trash"}]}), json!([[], [], [], []])),
        ] {
            let rows = rows!(conn, remarks(part.clone()));
            assert_eq!(json!(inside(&rows, "remarks", "remark_no")), expected, "{part}");
        }
        let request = request(json!({
            "includes": [{"relation": "remarks", "limit": 2, "sort": [{"field": "points", "direction": "desc"}], "includes": ["writer"],
                "filters": [{"field": "points", "operator": ">", "value": -5}]}],
            "sort": [{"field": "id"}],
        }));
        let rows = rows!(conn, request);
        assert_eq!(inside(&rows, "remarks", "remark_no")[0], json!([6, 1]));
        assert_eq!(rows[0]["remarks"][0]["writer"]["name"], "Dan");
    }

    fn includes_of_self_relations_and_trees(conn, statements) {
        tables!(conn);
        let request = request(json!({
            "includes": [{"relation": "students", "sort": [{"field": "name", "direction": "desc"}], "limit": 1, "includes": ["students"]}, "articles"],
            "sort": [{"field": "author_no"}],
        }));
        let (sent, page) = statements.during(|| conn.authors(&request).unwrap());
        assert_eq!(sent, 5);
        let rows = Json::from(page.rows);
        assert_eq!(inside(&rows, "students", "name"), [json!(["Dan"]), json!(["Cid"]), json!([]), json!([])]);
        assert_eq!(rows[0]["students"][0]["students"], json!([]));
        // The one in the trash is not there.
        assert_eq!(inside(&rows, "articles", "id"), [json!([1]), json!([3, 5]), json!([4]), json!([7])]);
    }

    fn includes_through_a_model_and_of_keys_of_several_columns(conn) {
        tables!(conn);
        let request = query("include=remarks,articles.remarks&sort=name");
        let rows = Json::from(conn.tenants(&request).unwrap().rows);
        let name = |row: usize| rows[row]["name"].clone();
        assert_eq!([name(0), name(1), name(2)], ["none", "one", "two"]);
        assert_eq!(inside(&rows, "remarks", "remark_no"), [json!([]), json!([1, 2, 3, 6]), json!([5])]);
        assert_eq!(inside(&rows, "articles", "id"), [json!([]), json!([1, 2, 3, 7]), json!([4, 5])]);
        let request = query("include=cartons&sort=name");
        let rows = Json::from(conn.shelves(&request).unwrap().rows);
        assert_eq!(inside(&rows, "cartons", "name"), [json!([]), json!(["x", "y"]), json!(["z"])]);
    }

    fn columns_of_the_pivot_table(conn) {
        tables!(conn);
        let labels = |part: Json| {
            let mut include = json!({"relation": "labels"});
            include.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
            request(json!({"includes": [include], "sort": [{"field": "id"}]}))
        };
        for (part, expected) in [
            (json!({"filters": [{"field": "pivot.approved", "value": true}]}), json!([[1], [], [], [2]])),
            (json!({"filters": [{"field": "pivot.note", "value": null}]}), json!([[2], [], [], [2]])),
            (json!({"filters": [{"field": "pivot.note", "operator": "like", "value": "_"}]}), json!([[1], [], [1], []])),
            (json!({"sort": [{"field": "pivot.approved"}]}), json!([[2, 1], [], [1], [2]])),
            (json!({"sort": [{"field": "pivot.approved", "direction": "desc"}], "limit": 1}), json!([[1], [], [1], [2]])),
            (json!({"filters": [{"field": "pivot.approved", "value": false}, {"type": "or", "field": "name", "value": "sql"}]}), json!([[2], [], [1], [2]])),
        ] {
            let rows = rows!(conn, labels(part.clone()));
            assert_eq!(json!(inside(&rows, "labels", "id")), expected, "{part}");
        }
        let article = Article::find(1).first(conn)?;
        for (text, expected) in [
            ("sort=pivot.approved", &[2, 1][..]),
            ("sort=-pivot.approved", &[1, 2]),
            ("filter[pivot.approved]=true", &[1]),
            ("filter[pivot.note][is]=null", &[2]),
            ("filter[pivot.note]=y", &[]),
        ] {
            let request = query(text);
            let page = article.labels().search(&request).load(conn).unwrap();
            assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), expected, "{text}");
        }
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let request = query(&format!("sort=-pivot.approved,pivot.note&limit=1{cursor}"));
            let page = article.labels().search(&request).load_by_cursor(conn).unwrap();
            found.extend(page.rows.iter().map(|row| row.id));
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(found, [1, 2]);
    }

    fn aggregates(conn, statements) {
        tables!(conn);
        let request = query("sort=id&aggregate=remarks.count,remarks.exists,remarks.sum(points),remarks.avg(points),remarks.min(points),remarks.max(body),labels.count,pictures.sum(width),summary.exists");
        let (sent, page) = statements.during(|| Article::search(&request).load(conn).unwrap());
        assert_eq!(sent, 2);
        assert_eq!(Found::aggregate(&page.rows[0], "remarks_count"), Some(&json!(3)));
        assert_eq!(Found::aggregate(&page.rows[0], "remarks_max_points"), None);
        let rows = serde_json::to_value(&page.rows).unwrap();
        for (name, expected) in [
            ("remarks_count", json!([3, 0, 1, 1])),
            ("remarks_exists", json!([true, false, true, true])),
            ("remarks_sum_points", json!([7, null, 5, -2])),
            ("remarks_avg_points", json!([3.5, null, 5.0, -2.0])),
            ("remarks_min_points", json!([3, null, 5, -2])),
            ("remarks_max_body", json!(["good", null, "good", "so so"])),
            ("labels_count", json!([2, 0, 1, 1])),
            ("pictures_sum_width", json!([100, null, 70, null])),
            ("summary_exists", json!([true, false, true, false])),
        ] {
            assert_eq!(json!(each(&rows, name)), expected, "{name}");
        }
    }

    fn aggregates_of_some_rows(conn) {
        tables!(conn);
        let aggregate = |kind: &str, field: Option<&str>, filters: Json| {
            let aggregate = match field {
                Some(field) => json!({"relation": "remarks", "type": kind, "field": field, "filters": filters}),
                None => json!({"relation": "remarks", "type": kind, "filters": filters}),
            };
            request(json!({"aggregates": [aggregate], "sort": [{"field": "id"}]}))
        };
        let good = || json!([{"field": "body", "value": "good"}]);
        let good_or_bad = || json!([{"field": "body", "value": "good"}, {"type": "or", "field": "body", "value": "bad"}]);
        let anns = || json!([{"nested": [{"field": "writer.name", "value": "Ann"}]}]);
        for (kind, field, filters, expected) in [
            ("count", None, good(), json!([1, 0, 1, 0])),
            ("count", None, good_or_bad(), json!([2, 0, 1, 0])),
            ("exists", None, good(), json!([true, false, true, false])),
            ("sum", Some("points"), good(), json!([3, null, 5, null])),
            ("sum", Some("points"), good_or_bad(), json!([3, null, 5, null])),
            ("avg", Some("points"), good(), json!([3.0, null, 5.0, null])),
            ("max", Some("body"), good_or_bad(), json!(["good", null, "good", null])),
            ("count", None, anns(), json!([0, 0, 1, 0])),
            ("count", None, json!([{"field": "body", "operator": "in", "value": []}]), json!([0, 0, 0, 0])),
        ] {
            let rows = rows!(conn, aggregate(kind, field, filters.clone()));
            let name = match field {
                Some(field) => format!("remarks_{kind}_{field}"),
                None => format!("remarks_{kind}"),
            };
            assert_eq!(json!(each(&rows, &name)), expected, "{kind} {filters}");
        }
    }

    fn aggregates_of_self_relations_and_through_a_model(conn) {
        tables!(conn);
        let request = query("sort=author_no&aggregate=students.count,students.max(name),articles.sum(views)");
        let rows = Json::from(conn.authors(&request).unwrap().rows);
        assert_eq!(json!(each(&rows, "students_count")), json!([2, 1, 0, 0]));
        assert_eq!(json!(each(&rows, "students_max_name")), json!(["Dan", "Cid", null, null]));
        assert_eq!(json!(each(&rows, "articles_sum_views")), json!([1, 3, 5, 3]));
        let request = query("sort=-remarks.sum(points)&filter[remarks.count][gt]=0&aggregate=remarks.count,remarks.sum(points),articles.count");
        let rows = Json::from(conn.tenants(&request).unwrap().rows);
        assert_eq!(json!(each(&rows, "remarks_sum_points")), json!([12, -2]));
        assert_eq!(json!(each(&rows, "remarks_count")), json!([4, 1]));
        assert_eq!(json!(each(&rows, "articles_count")), json!([4, 2]));
        let request = query("sort=name&aggregate=cartons.count,cartons.max(name)");
        let rows = Json::from(conn.shelves(&request).unwrap().rows);
        assert_eq!(json!(each(&rows, "cartons_max_name")), json!([null, "y", "z"]));
    }

    fn some_of_the_fields(conn) {
        tables!(conn);
        let rows = rows!(conn, query("sort=id&limit=1&fields=id,title&include=remarks&aggregate=labels.count"));
        let row = rows[0].as_object().unwrap();
        let mut names = row.keys().collect::<Vec<_>>();
        names.sort();
        assert_eq!(names, ["id", "labels_count", "remarks", "title"]);
        // The columns of related rows stay.
        assert_eq!(row["remarks"][0]["body"], "good");
        let rows = rows!(conn, query("limit=1&fields="));
        assert!(rows[0].as_object().unwrap().len() <= 14);
    }
}
