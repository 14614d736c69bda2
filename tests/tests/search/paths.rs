//! Filters by related rows: paths, numbers of rows, existence.

use diesel_relations::search::ModelSearch as _;
use diesel_relations_tests::on_every_backend;
use serde_json::json;

use crate::ask::Ask as _;
use crate::models::*;
use crate::{filter, filtered, ids, query, request, tables};

on_every_backend! {
    fn columns_of_related_rows(conn) {
        tables!(conn);
        for (field, operator, value, expected) in [
            ("writer.name", "=", json!("Ann"), &[1][..]),
            ("writer.name", "in", json!(["Ann", "Ben", "Zoe"]), &[1, 3, 5]),
            // An article without a writer has none of another name either.
            ("writer.name", "!=", json!("Ann"), &[3, 4, 5, 7]),
            ("writer.name", "=", json!(null), &[]),
            ("writer.name", "!=", json!(null), &[1, 3, 4, 5, 7]),
            ("writer.country.name", "=", json!("Germany"), &[1, 7]),
            ("writer.country.name", "like", json!("Fr%"), &[3, 5]),
            ("writer.mentor.name", "=", json!("Ann"), &[3, 5, 7]),
            ("writer.mentor.name", "=", json!("Ben"), &[4]),
            ("summary.text", "=", json!("short"), &[1]),
            ("remarks.body", "=", json!("good"), &[1, 3]),
            ("remarks.body", "ilike", json!("GOOD"), &[1, 3]),
            ("remarks.points", ">", json!(3), &[1, 3]),
            ("remarks.points", "=", json!(null), &[1]),
            // In the trash.
            ("remarks.body", "=", json!("trash"), &[]),
            ("remarks.points", ">", json!(8), &[]),
            ("remarks.writer.name", "=", json!("Ann"), &[3]),
            ("best_remark.points", "=", json!(4), &[1]),
            ("labels.name", "=", json!("sql"), &[1, 4]),
            ("labels.name", "like", json!("%s%"), &[1, 3, 4]),
            ("pictures.width", ">=", json!(70), &[1, 3]),
            ("pictures.width", "=", json!(null), &[1]),
            ("pictures.width", "=", json!(50), &[]),
        ] {
            assert_eq!(ids!(conn, filter(field, operator, value.clone())), expected, "{field} {operator} {value}");
        }
    }

    fn numbers_of_related_rows(conn) {
        tables!(conn);
        for (field, operator, value, expected) in [
            ("remarks.count", "=", json!(0), &[2, 5, 7][..]),
            ("remarks.count", ">=", json!(1), &[1, 3, 4]),
            ("remarks.count", "=", json!(3), &[1]),
            ("remarks.count", "in", json!([0, 3]), &[1, 2, 5, 7]),
            ("remarks.count", "!=", json!(null), &[1, 2, 3, 4, 5, 7]),
            ("remarks.exists", "=", json!(true), &[1, 3, 4]),
            ("remarks.exists", "=", json!(false), &[2, 5, 7]),
            ("remarks.exists", "!=", json!(true), &[2, 5, 7]),
            ("labels.count", ">", json!(1), &[1]),
            ("labels.exists", "=", json!(false), &[2, 5, 7]),
            ("pictures.count", "=", json!(2), &[1]),
        ] {
            assert_eq!(ids!(conn, filter(field, operator, value.clone())), expected, "{field} {operator} {value}");
        }
    }

    fn each_filter_may_be_met_by_another_row(conn) {
        tables!(conn);
        let filters = json!([{"field": "remarks.body", "value": "bad"}, {"field": "remarks.points", "value": 3}]);
        assert_eq!(ids!(conn, filtered(filters)), [1]);
    }

    fn a_self_relation(conn) {
        tables!(conn);
        for (text, expected) in [
            ("filter[mentor.name]=Ann", &[2, 4][..]),
            ("filter[mentor.country.name]=Germany", &[2, 4]),
            ("filter[students.count]=2", &[1]),
            ("filter[students.count]=0", &[3, 4]),
            ("filter[students.exists]=true", &[1, 2]),
            ("filter[students.exists]=false", &[3, 4]),
            ("filter[students.name]=Cid", &[2]),
            // Of Ann's articles, one is in the trash.
            ("filter[articles.count]=1", &[1, 3, 4]),
            ("filter[articles.count]=2", &[2]),
            ("filter[country.name]=Germany", &[1, 4]),
        ] {
            let request = query(&format!("{text}&sort=author_no"));
            let found = conn.authors(&request).unwrap();
            assert_eq!(found.numbers("author_no"), expected, "{text}");
        }
    }

    fn through_a_model(conn) {
        tables!(conn);
        for (text, expected) in [
            ("filter[remarks.body]=good", &[1][..]),
            ("filter[remarks.body]=so so", &[2]),
            ("filter[remarks.count]=4", &[1]),
            // A remark of an article in the trash.
            ("filter[remarks.body]=of old", &[]),
            ("filter[articles.title]=Old", &[]),
            ("filter[articles.title]=Gamma", &[2]),
        ] {
            let request = query(&format!("{text}&sort=name"));
            let found = conn.tenants(&request).unwrap();
            assert_eq!(found.ids(), expected, "{text}");
        }
    }

    fn keys_of_several_columns(conn) {
        tables!(conn);
        for (text, expected) in [
            ("filter[cartons.name]=x", &[(1, 1)][..]),
            ("filter[cartons.count]=0", &[(1, 2)]),
            ("filter[cartons.count][gte]=1&sort=-cartons.count", &[(1, 1), (2, 1)]),
            ("filter[name]=top&sort=-room", &[(2, 1), (1, 1)]),
            // The key comes last in every order.
            ("sort=name", &[(1, 2), (1, 1), (2, 1)]),
            ("sort=-name", &[(2, 1), (1, 1), (1, 2)]),
        ] {
            let request = query(text);
            let found = conn.shelves(&request).unwrap();
            assert_eq!(found.numbers("room").into_iter().zip(found.numbers("nr")).collect::<Vec<_>>(), expected, "{text}");
        }
        let request = query("filter[shelf.name]=top&sort=shelf.name&include=shelf");
        let found = Carton::search(&request).load(conn).unwrap();
        assert_eq!(found.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(found.rows.iter().all(|row| row.shelf.as_ref().and_then(|shelf| shelf.as_ref()).is_some_and(|shelf| shelf.name == "top")));
    }

    fn alternatives_of_paths(conn) {
        tables!(conn);
        let request = request(json!({
            "filters": [
                {"field": "writer.country.name", "value": "Germany"},
                {"field": "remarks.exists", "value": false},
                {"type": "or", "nested": [{"field": "labels.name", "value": "sql"}, {"field": "pictures.count", "operator": "<", "value": 1}]},
            ],
            "sort": [{"field": "id", "direction": "desc"}],
        }));
        assert_eq!(ids!(conn, request), [7, 4]);
    }
}
