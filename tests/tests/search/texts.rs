//! Patterns and keywords: case, and the characters that mean something in a pattern.

use diesel_relations_tests::on_every_backend;
use serde_json::json;

use crate::ask::Ask as _;
use crate::{filter, ids, query, request, tables};

on_every_backend! {
    fn patterns(conn) {
        tables!(conn);
        for (field, operator, pattern, expected) in [
            ("title", "like", "Alpha", &[1][..]),
            ("title", "like", "_amma", &[4]),
            ("title", "like", "50_ off_now%", &[3, 7]),
            ("title", "like", "50_ off_now_", &[3]),
            ("title", "like", "50%off_now%", &[3, 7]),
            ("title", "like", "Sm_rg_s", &[5]),
            ("title", "like", "%", &[1, 2, 3, 4, 5, 7]),
            ("title", "like", "", &[]),
            ("title", "not like", "5%", &[1, 2, 4, 5]),
            // A backslash is a character as any other, at the end, too.
            ("note", "like", "a\\b", &[3]),
            ("note", "like", "%\\%", &[3]),
            ("note", "like", "a\\", &[]),
            ("note", "like", "\\%", &[]),
            ("note", "not like", "\\%", &[1, 3, 4, 7]),
            ("note", "ilike", "A\\B", &[3]),
            ("note", "ilike", "%\\", &[]),
            ("title", "ilike", "ALPHA%", &[1, 2]),
            ("title", "ilike", "%AMM_", &[4]),
            ("title", "not ilike", "ALPHA%", &[3, 4, 5, 7]),
            // NULL does not match, and is not different.
            ("note", "not like", "first", &[3, 7]),
            ("note", "not ilike", "FIRST", &[3, 7]),
            ("note", "like", "%", &[1, 3, 4, 7]),
        ] {
            assert_eq!(ids!(conn, filter(field, operator, pattern)), expected, "{field} {operator} {pattern}");
        }
        // Case counts as it does in the database's `LIKE`.
        let alphas = if facts().name == "sqlite" { &[1, 2][..] } else { &[2] };
        assert_eq!(ids!(conn, filter("title", "like", "alpha%")), alphas);
        assert_eq!(ids!(conn, query("filter[title][like]=Al%25&sort=-id")).last(), Some(&1));
    }

    fn keywords_are_no_patterns(conn) {
        tables!(conn);
        for (words, expected) in [
            ("Alpha", &[1][..]),
            ("alpha", &[2]),
            ("50%", &[3]),
            ("%", &[3]),
            ("_", &[3]),
            ("!", &[3]),
            ("!%", &[]),
            ("\\", &[3]),
            ("a\\b", &[3]),
            ("\\b", &[3]),
            ("a\\", &[3]),
            ("'", &[]),
            ("ö", &[5]),
            ("o", &[1, 3, 4, 7]),
            ("first", &[1, 4]),
            // In a related row, to one and to many.
            ("Cid", &[4]),
            ("good", &[1, 3]),
            // Remarks in the trash are not found.
            ("trash", &[]),
            // Not in a text that is not listed.
            ("hidden", &[]),
            ("public", &[]),
            ("", &[1, 2, 3, 4, 5, 7]),
        ] {
            let request = request(json!({"search": words, "sort": [{"field": "id"}], "limit": 20}));
            assert_eq!(ids!(conn, request), expected, "{words}");
        }
    }

    fn keywords_that_ignore_case(conn) {
        tables!(conn);
        for (words, expected) in [
            ("ALPHA", &[1, 2][..]),
            ("NOTE", &[7]),
            ("OFF_NOW!", &[3]),
            ("50%", &[3]),
            ("cID", &[4]),
            ("A\\B", &[3]),
            ("HIDDEN", &[]),
        ] {
            let request = request(json!({"search": {"value": words, "case_sensitive": false}, "sort": [{"field": "id"}], "limit": 20}));
            assert_eq!(ids!(conn, request), expected, "{words}");
        }
        assert_eq!(ids!(conn, query("search=ALPHA&search[case_sensitive]=false&sort=id")), [1, 2]);
    }

    fn keywords_are_one_condition_beside_the_filters(conn) {
        tables!(conn);
        let request = request(json!({
            "search": "first",
            "filters": [{"field": "id", "value": 1}, {"type": "or", "field": "id", "value": 2}],
        }));
        assert_eq!(ids!(conn, request), [1]);
    }

    fn keywords_of_a_self_relation(conn) {
        tables!(conn);
        let request = query("search=Ann&sort=author_no");
        let found = conn.authors(&request).unwrap();
        assert_eq!(found.numbers("author_no"), [1, 2, 4]);
    }
}
