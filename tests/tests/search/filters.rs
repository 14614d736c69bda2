//! Filters: operators, NULL, lists, days, groups.

use diesel_relations::search::ErrorCode;
use diesel_relations_tests::on_every_backend;
use serde_json::json;

use crate::ask::Ask as _;
use crate::{filter, filtered, ids, query, refused, tables};

on_every_backend! {
    fn comparisons_of_every_type(conn) {
        tables!(conn);
        let none: [i64; 0] = [];
        for (field, operator, value, expected) in [
            ("id", "=", json!(3), &[3][..]),
            ("views", "=", json!(3), &[2, 3, 7]),
            ("views", "!=", json!(3), &[1, 4, 5]),
            ("views", "<", json!(3), &[1, 5]),
            ("views", "<=", json!(3), &[1, 2, 3, 5, 7]),
            ("views", ">", json!(3), &[4]),
            ("views", ">=", json!(3), &[2, 3, 4, 7]),
            ("views", "=", json!(2_147_483_647), &none),
            // NULL is neither equal nor different.
            ("size", "=", json!(20), &[3, 4]),
            ("size", "!=", json!(20), &[1, 7]),
            ("size", ">", json!(10), &[3, 4, 7]),
            // No digit is lost.
            ("size", "=", json!(9_007_199_254_740_993_i64), &[7]),
            ("size", "=", json!(9_007_199_254_740_992_i64), &none),
            ("score", "=", json!(0.1), &[7]),
            ("score", "<", json!(0.5), &[5, 7]),
            ("score", ">=", json!(1), &[3, 4]),
            ("weight", "=", json!(0.5), &[1]),
            ("weight", "=", json!(0.125), &[5, 7]),
            ("weight", ">", json!(0.5), &[3, 4]),
            ("open", "=", json!(true), &[1, 4, 7]),
            ("open", "!=", json!(true), &[3, 5]),
            ("title", "=", json!("Alpha"), &[1]),
            ("title", "<", json!("Alpha"), &[3, 7]),
            ("note", "=", json!("first"), &[1, 4]),
            ("note", "!=", json!("first"), &[3, 7]),
            ("note", "=", json!("a\\b"), &[3]),
            ("title", "=", json!("Smörgås"), &[5]),
            ("title", "=", json!("' OR 1 = 1 --"), &none),
            ("status", "=", json!("public"), &[1, 3, 7]),
            ("status", "!=", json!("public"), &[2, 4, 5]),
            ("status", "in", json!(["draft", "gone"]), &[2, 4, 5]),
            ("day", "=", json!("2026-01-31"), &[1, 4]),
            ("day", ">", json!("2024-02-29"), &[1, 3, 4]),
            ("day", "!=", json!("2026-01-31"), &[3, 7]),
        ] {
            assert_eq!(ids!(conn, filter(field, operator, value.clone())), expected, "{field} {operator} {value}");
        }
    }

    fn null_is_found_by_equality(conn) {
        tables!(conn);
        for field in ["size", "note", "score", "weight", "open", "published_at", "day"] {
            let nulls = ids!(conn, filter(field, "=", json!(null)));
            let others = ids!(conn, filter(field, "!=", json!(null)));
            assert!(!nulls.is_empty() && !others.is_empty(), "{field}");
            let mut all = [nulls, others].concat();
            all.sort_unstable();
            assert_eq!(all, [1, 2, 3, 4, 5, 7], "{field}");
        }
        assert_eq!(ids!(conn, filter("note", "=", json!(null))), [2, 5]);
        assert_eq!(ids!(conn, filter("title", "=", json!(null))), [0_i64; 0]);
        assert_eq!(ids!(conn, query("filter[size][is]=null&sort=id")), [2, 5]);
        assert_eq!(ids!(conn, query("filter[size][is_not]=null&sort=id")), [1, 3, 4, 7]);
        for operator in ["<", "<=", ">", ">="] {
            let request = filter("size", operator, json!(null));
            assert_eq!(refused(conn.articles(&request)).errors[0].code, ErrorCode::InvalidValue);
        }
    }

    fn lists(conn) {
        tables!(conn);
        for (field, operator, value, expected) in [
            ("id", "in", json!([1, 3, 3, 99]), &[1, 3][..]),
            ("id", "not in", json!([1, 3]), &[2, 4, 5, 7]),
            ("id", "in", json!([]), &[]),
            ("id", "not in", json!([]), &[1, 2, 3, 4, 5, 7]),
            ("size", "in", json!([10, 20]), &[1, 3, 4]),
            ("size", "not in", json!([10]), &[3, 4, 7]),
            ("size", "in", json!([null]), &[2, 5]),
            ("size", "in", json!([null, 10]), &[1, 2, 5]),
            ("size", "not in", json!([null]), &[1, 3, 4, 7]),
            ("size", "not in", json!([null, 10]), &[3, 4, 7]),
            // A list with another operator, and one value instead of a list.
            ("size", "=", json!([null, 10]), &[1, 2, 5]),
            ("size", "!=", json!([20, 10]), &[7]),
            ("size", "in", json!(10), &[1]),
            ("size", "not in", json!(10), &[3, 4, 7]),
            ("size", "in", json!(null), &[2, 5]),
            ("size", "not in", json!(null), &[1, 3, 4, 7]),
            ("note", "in", json!(["first", "Note", null]), &[1, 2, 4, 5, 7]),
            ("open", "in", json!([true, null]), &[1, 2, 4, 7]),
            ("score", "in", json!([0.1, -1]), &[5, 7]),
            ("day", "in", json!(["2026-01-31", "2024-02-29"]), &[1, 4, 7]),
        ] {
            assert_eq!(ids!(conn, filter(field, operator, value.clone())), expected, "{field} {operator} {value}");
        }
        assert_eq!(ids!(conn, query("filter[id][in]=1,3&sort=id")), [1, 3]);
        assert_eq!(ids!(conn, query("filter[title][in][]=Alpha&filter[title][in][]=a,b&sort=id")), [1]);
        let many: Vec<i32> = (1..=500).collect();
        assert_eq!(ids!(conn, filter("id", "in", many)), [1, 2, 3, 4, 5, 7]);
        for operator in ["<", "like"] {
            let request = filter("title", operator, json!(["a"]));
            assert_eq!(refused(conn.articles(&request)).errors[0].code, ErrorCode::InvalidValue);
        }
    }

    fn days_of_times(conn) {
        tables!(conn);
        for (operator, value, expected) in [
            ("=", json!("2026-01-31"), &[1, 4][..]),
            ("!=", json!("2026-01-31"), &[3, 5, 7]),
            ("<", json!("2026-01-31"), &[5, 7]),
            ("<=", json!("2026-01-31"), &[1, 4, 5, 7]),
            (">", json!("2026-01-31"), &[3]),
            (">=", json!("2026-01-31"), &[1, 3, 4]),
            ("in", json!(["2026-01-31", "2025-12-31"]), &[1, 4, 5]),
            ("in", json!(["2026-01-31", null, "2025-12-31T00:00:00"]), &[1, 2, 4, 5]),
            ("not in", json!(["2026-01-31", "2025-12-31"]), &[3, 7]),
            ("not in", json!(["2026-01-31", null]), &[3, 5, 7]),
            ("=", json!("2026-01-31T10:00:00"), &[1]),
            ("=", json!("2026-01-31 10:00:00"), &[1]),
            ("=", json!("2026-01-31T10:00:00Z"), &[1]),
            (">", json!("2026-01-31 10:00:00"), &[3, 4]),
            // With a time of the day, though it is midnight.
            ("=", json!("2026-02-01T00:00:00"), &[3]),
            ("<=", json!("2026-01-31T00:00:00"), &[5, 7]),
            ("=", json!(null), &[2]),
        ] {
            assert_eq!(ids!(conn, filter("published_at", operator, value.clone())), expected, "{operator} {value}");
        }
        assert_eq!(ids!(conn, query("filter[published_at]=2026-01-31&sort=id")), [1, 4]);
        for wrong in ["2026-13-01", "2026-02-30", "yesterday", "", "10:00:00"] {
            let request = filter("published_at", "=", wrong);
            assert_eq!(refused(conn.articles(&request)).errors[0].code, ErrorCode::InvalidValue, "{wrong}");
        }
    }

    fn and_binds_closer_than_or(conn) {
        tables!(conn);
        let views = |views| json!({"field": "views", "value": views});
        let or_views = |views| json!({"type": "or", "field": "views", "value": views});
        let size = json!({"field": "size", "value": 20});
        for (filters, expected) in [
            (json!([]), &[1, 2, 3, 4, 5, 7][..]),
            (json!([or_views(3)]), &[2, 3, 7]),
            (json!([views(3), or_views(5)]), &[2, 3, 4, 7]),
            (json!([views(3), size]), &[3]),
            (json!([views(1), or_views(3), size]), &[1, 3]),
            (json!([views(3), size, or_views(1)]), &[1, 3]),
            (json!([size, {"nested": [views(1), or_views(5)]}]), &[4]),
            (json!([size, {"type": "or", "nested": [views(1), {"field": "title", "value": "Alpha"}]}]), &[1, 3, 4]),
            (json!([{"nested": [views(1), or_views(3)]}, size]), &[3]),
            (json!([{"nested": [{"nested": [{"nested": [views(3)]}]}, or_views(1)]}]), &[1, 2, 3, 7]),
            (json!([{"nested": []}]), &[1, 2, 3, 4, 5, 7]),
            (json!([{"nested": []}, size]), &[3, 4]),
            (json!([size, {"type": "or", "nested": []}]), &[3, 4]),
            (json!([size, {"type": "or", "nested": []}, views(3)]), &[3]),
        ] {
            assert_eq!(ids!(conn, filtered(filters.clone())), expected, "{filters}");
        }
    }

    fn scopes_are_anded(conn) {
        tables!(conn);
        assert_eq!(ids!(conn, query("scope[popular]&sort=id")), [2, 3, 4, 7]);
        assert_eq!(ids!(conn, query("scope[between][]=1&scope[between][]=3&sort=id")), [1, 2, 3, 7]);
        assert_eq!(ids!(conn, query("scope[popular]&scope[between][]=1&scope[between][]=3&sort=id")), [2, 3, 7]);
        assert_eq!(ids!(conn, query("scope[noted]=first&filter[views][lt]=5&sort=id")), [1]);
        // A scope holds beside each alternative of the filters.
        let request = crate::request(json!({
            "scopes": [{"name": "noted", "parameters": ["first"]}],
            "filters": [{"field": "views", "value": 1}, {"type": "or", "field": "views", "value": 3}],
        }));
        assert_eq!(ids!(conn, request), [1]);
    }

    fn values_at_the_ends_of_types(conn) {
        tables!(conn);
        for (field, value) in [
            ("views", json!(i32::MIN)), ("views", json!(i32::MAX)), ("size", json!(i64::MIN)), ("size", json!(i64::MAX)),
            ("score", json!(f64::MAX)), ("score", json!(f64::MIN_POSITIVE)), ("score", json!(-0.0)), ("weight", json!(f32::MAX)),
            ("weight", json!(1e-40)), ("remarks.count", json!(i64::MAX)), ("day", json!("0001-01-01")), ("day", json!("9999-12-31")),
            ("published_at", json!("0001-01-01")), ("published_at", json!("9999-12-31")), ("published_at", json!("9999-12-31T23:59:59")),
            ("note", json!("\u{10FFFF}\u{FEFF}")), ("note", json!("\"'`;--\\")),
        ] {
            for operator in ["=", "!=", "<", ">=", "in", "not in"] {
                ids!(conn, filter(field, operator, value.clone()));
            }
        }
        for (field, value) in [
            ("views", json!(2_147_483_648_i64)), ("views", json!(-2_147_483_649_i64)), ("size", json!(u64::MAX)), ("size", json!(1e30)),
            ("views", json!(1.5)), ("views", json!("3")), ("views", json!(true)), ("views", json!([[1]])), ("score", json!("1")),
            ("weight", json!(1e300)), ("open", json!(1)), ("open", json!("true")), ("title", json!(1)), ("title", json!("\0")),
            ("status", json!("Public")), ("status", json!("other")), ("status", json!(1)), ("day", json!("2026-02-30")),
            ("day", json!("2026-01-31T00:00:00")), ("published_at", json!(1)), ("remarks.exists", json!(null)), ("remarks.count", json!("1")),
            // Days and times that not every database has.
            ("day", json!("-0044-03-15")), ("day", json!("+10000-01-01")), ("day", json!("-200000-01-01")), ("published_at", json!("-200000-01-01T00:00:00")),
            ("published_at", json!("+200000-01-01T00:00:00")),
        ] {
            let request = filter(field, "=", value.clone());
            let invalid = refused(conn.articles(&request));
            assert_eq!(invalid.errors[0].code, ErrorCode::InvalidValue, "{field} {value}");
        }
        for (operator, expected) in [("=", &[][..]), ("!=", &[1, 3, 4, 5, 7]), ("<=", &[1, 3, 4, 5, 7]), (">", &[])] {
            assert_eq!(ids!(conn, filter("published_at", operator, "9999-12-31")), expected, "{operator}");
        }
    }
}
