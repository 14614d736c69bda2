//! Orders and pages.

use diesel_relations::search::ModelSearch as _;
use diesel_relations_tests::on_every_backend;

use crate::ask::Ask as _;
use crate::models::*;
use crate::{ids, query, tables};

on_every_backend! {
    fn columns(conn) {
        tables!(conn);
        for (sort, expected) in [
            ("", &[1, 2, 3, 4, 5, 7][..]),
            ("id", &[1, 2, 3, 4, 5, 7]),
            ("-id", &[7, 5, 4, 3, 2, 1]),
            // Ties are in the order of the key, in the direction of the last field.
            ("views", &[5, 1, 2, 3, 7, 4]),
            ("-views", &[4, 7, 3, 2, 1, 5]),
            ("-views,id", &[4, 2, 3, 7, 1, 5]),
            ("views,-id", &[5, 1, 7, 3, 2, 4]),
            ("views,-status", &[5, 1, 7, 3, 2, 4]),
            ("status,-title", &[2, 5, 4, 1, 7, 3]),
            ("title", &[3, 7, 1, 4, 5, 2]),
            // The second time, nothing is left to order.
            ("views,-views", &[5, 1, 2, 3, 7, 4]),
        ] {
            assert_eq!(ids!(conn, query(&format!("sort={sort}&limit=20"))), expected, "{sort}");
        }
    }

    fn null_is_where_the_database_has_it(conn) {
        tables!(conn);
        let nulls_first = facts().name != "postgres";
        for (sort, nulls, others) in [
            ("size", &[2, 5][..], &[1, 3, 4, 7][..]),
            ("score", &[2], &[5, 7, 1, 3, 4]),
            ("weight", &[2], &[5, 7, 1, 3, 4]),
            ("open", &[2], &[3, 5, 1, 4, 7]),
            ("note", &[2, 5], &[7, 3, 1, 4]),
            ("published_at", &[2], &[5, 7, 1, 4, 3]),
            ("day", &[2, 5], &[7, 1, 4, 3]),
            ("writer.name", &[2], &[1, 3, 5, 4, 7]),
            // No writer, or one without a country.
            ("writer.country.name", &[2, 4], &[3, 5, 1, 7]),
            ("writer.mentor.name", &[1, 2], &[3, 5, 7, 4]),
            ("summary.text", &[2, 4, 5, 7], &[3, 1]),
            ("best_remark.points", &[2, 5, 7], &[4, 1, 3]),
            ("remarks.sum(points)", &[2, 5, 7], &[4, 3, 1]),
            ("remarks.avg(points)", &[2, 5, 7], &[4, 1, 3]),
            ("remarks.min(points)", &[2, 5, 7], &[4, 1, 3]),
            ("remarks.max(body)", &[2, 5, 7], &[1, 3, 4]),
            ("pictures.max(width)", &[2, 4, 5, 7], &[3, 1]),
        ] {
            let expected = match nulls_first {
                true => [nulls, others].concat(),
                false => [others, nulls].concat(),
            };
            assert_eq!(ids!(conn, query(&format!("sort={sort}&limit=20"))), expected, "{sort}");
            let mut descending = ids!(conn, query(&format!("sort=-{sort},-id&limit=20")));
            descending.reverse();
            assert_eq!(descending, expected, "-{sort}");
        }
        assert_eq!(ids!(conn, query("sort=-remarks.count,-labels.count&limit=20")), [1, 4, 3, 7, 5, 2]);
    }

    fn a_self_relation(conn) {
        tables!(conn);
        for (sort, expected) in [
            ("-students.count,name", &[1, 2, 3, 4][..]),
            ("mentor.name,-name", if facts().name == "postgres" { &[4, 2, 3, 1][..] } else { &[1, 4, 2, 3] }),
            ("-mentor.mentor.name,name", if facts().name == "postgres" { &[1, 2, 4, 3][..] } else { &[3, 1, 2, 4] }),
            ("-articles.max(views)", &[4, 3, 2, 1]),
        ] {
            let request = query(&format!("sort={sort}"));
            let found = conn.authors(&request).unwrap();
            let found: Vec<_> = found.numbers("author_no");
            if sort.starts_with("-articles") {
                // Cid has 5, Ben and Dan have 3, Ann has 1.
                assert_eq!(found, [3, 4, 2, 1]);
            } else {
                assert_eq!(found, expected, "{sort}");
            }
        }
    }

    fn pages(conn, statements) {
        tables!(conn);
        let page = |text: &str| query(text);
        let request = page("sort=-id");
        let (sent, found) = statements.during(|| conn.articles(&request));
        let found = found.unwrap();
        assert_eq!(sent, 2);
        assert_eq!((found.total, found.page, found.per_page), (6, 1, 4));
        assert_eq!(found.ids(), [7, 5, 4, 3]);
        for (text, expected) in [
            ("sort=-id&page=2", &[2, 1][..]),
            ("sort=-id&page=3", &[]),
            ("sort=-id&page=4294967295&limit=20", &[]),
            ("sort=-id&limit=1&page=6", &[1]),
            // Less than one is the default.
            ("sort=-id&limit=0", &[7, 5, 4, 3]),
            ("sort=-id&limit=-3", &[7, 5, 4, 3]),
        ] {
            let request = page(text);
            let found = conn.articles(&request).unwrap();
            assert_eq!(found.total, 6, "{text}");
            assert_eq!(found.ids(), expected, "{text}");
        }
        let request = page("filter[views]=3&limit=1&page=2&sort=id&search=o");
        assert_eq!(statements.during(|| Article::search(&request).count(conn).unwrap()), (1, 2));
        let (sent, first) = statements.during(|| Article::search(&request).first(conn).unwrap().id);
        assert_eq!((sent, first), (1, 3));
        let request = page("filter[views]=77");
        assert_eq!(Article::search(&request).count(conn).unwrap(), 0);
        let first = Article::search(&request).first(conn).map(|row| row.id);
        assert_eq!(first, Err(diesel_relations::search::SearchError::Database(diesel::result::Error::NotFound)));
    }

    fn trashed_rows(conn) {
        tables!(conn);
        assert_eq!(ids!(conn, query("sort=-id&limit=20&with_trashed=true")), [7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(ids!(conn, query("only_trashed=true")), [6]);
        assert_eq!(ids!(conn, query("only_trashed=true&with_trashed=true&limit=20")).len(), 7);
        assert_eq!(ids!(conn, query("only_trashed=true&filter[views]=3")), [0; 0]);
        let request = crate::request(serde_json::json!({
            "filters": [{"field": "views", "value": 3}, {"type": "or", "field": "views", "value": 9}],
            "only_trashed": true,
        }));
        assert_eq!(ids!(conn, request), [6]);
    }
}
