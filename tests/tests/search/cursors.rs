//! Pages by cursor: forward and backward through all rows, in every order.

use diesel_relations::search::ErrorCode;
use diesel_relations_tests::on_every_backend;

use crate::ask::Ask as _;
use crate::models::*;
use crate::{ids, query, refused, tables};

/// The key of a shelf.
fn place(row: &serde_json::Value) -> (i64, i64) {
    let number = |name: &str| row[name].as_i64().expect("a number");
    (number("room"), number("nr"))
}

const SORTS: [&str; 32] = [
    "",
    "id",
    "-id",
    "title",
    "-title",
    "views",
    "-views",
    "views,-id",
    "size",
    "-size",
    "score",
    "-score",
    "weight",
    "-weight",
    "open",
    "-open",
    "note",
    "-note",
    "status",
    "-status,size",
    "published_at",
    "-published_at",
    "day",
    "-day,note",
    "writer.name",
    "-writer.country.name",
    "writer.mentor.name,-size",
    "-remarks.count",
    "remarks.sum(points)",
    "-remarks.avg(points)",
    "remarks.max(body),-views",
    "-best_remark.points,summary.text",
];

on_every_backend! {
    fn all_rows_forward_and_backward(conn) {
        tables!(conn);
        for sort in SORTS {
            let all = ids!(conn, query(&format!("sort={sort}&limit=20&with_trashed=true")));
            for limit in [1, 2, 3, 7, 8] {
                let mut pages = Vec::new();
                let mut cursor = String::new();
                let mut previous;
                loop {
                    let request = query(&format!("sort={sort}&limit={limit}&with_trashed=true{cursor}"));
                    let page = conn.articles_by_cursor(&request).unwrap();
                    assert_eq!(page.per_page, limit);
                    pages.push(page.ids());
                    assert!(pages.len() < 9, "{sort} {limit}: {pages:?}");
                    assert_eq!(page.previous_cursor.is_some(), pages.len() > 1, "{sort} {limit}");
                    previous = page.previous_cursor;
                    match page.next_cursor {
                        Some(next) => cursor = format!("&cursor={next}"),
                        None => break,
                    }
                }
                assert_eq!(pages.concat(), all, "{sort} {limit}");
                pages.pop();
                while let Some(cursor) = previous {
                    let request = query(&format!("sort={sort}&limit={limit}&with_trashed=true&cursor={cursor}"));
                    let page = conn.articles_by_cursor(&request).unwrap();
                    assert!(page.next_cursor.is_some());
                    let found = page.ids();
                    assert_eq!(Some(found), pages.pop(), "back {sort} {limit}");
                    previous = page.previous_cursor;
                }
                assert!(pages.is_empty(), "{sort} {limit}");
            }
        }
    }

    fn one_statement_and_one_for_each_relation(conn, statements) {
        tables!(conn);
        let request = query("sort=-views&limit=2&include=remarks,writer&aggregate=remarks.count");
        let (sent, page) = statements.during(|| conn.articles_by_cursor(&request).unwrap());
        assert_eq!(sent, 3);
        assert_eq!(page.ids(), [4, 7]);
        assert_eq!(page.rows[0]["remarks"].as_array().map(Vec::len), Some(1));
    }

    fn rows_that_come_and_go_do_not_move_the_page(conn) {
        use diesel::prelude::*;
        tables!(conn);
        let request = query("sort=-views&limit=2");
        let page = conn.articles_by_cursor(&request).unwrap();
        let cursor = page.next_cursor.unwrap();
        // The row of the cursor itself is gone.
        diesel::delete(articles::table.filter(articles::id.eq(7))).execute(conn)?;
        let request = query(&format!("sort=-views&limit=2&cursor={cursor}"));
        let page = conn.articles_by_cursor(&request).unwrap();
        assert_eq!(page.ids(), [3, 2]);
    }

    fn a_cursor_of_another_order_is_refused(conn, statements) {
        tables!(conn);
        let request = query("sort=-views&limit=2");
        let cursor = conn.articles_by_cursor(&request).unwrap().next_cursor.unwrap();
        for (text, pointer, code) in [
            (format!("sort=views&cursor={cursor}"), "cursor", ErrorCode::InvalidCursor),
            (format!("cursor={cursor}"), "cursor", ErrorCode::InvalidCursor),
            (format!("sort=-views,title&cursor={cursor}"), "cursor", ErrorCode::InvalidCursor),
            (format!("sort=-views&cursor={}", &cursor[1..]), "cursor", ErrorCode::InvalidCursor),
            (format!("sort=-views&cursor={cursor}A"), "cursor", ErrorCode::InvalidCursor),
            ("sort=-views&cursor=".to_owned() + "e30", "cursor", ErrorCode::InvalidCursor),
            ("page=2".to_owned(), "page", ErrorCode::NotAllowed),
        ] {
            let request = query(&text);
            let (sent, found) = statements.during(|| conn.articles_by_cursor(&request));
            let error = refused(found).errors.remove(0);
            assert_eq!((sent, error.pointer.as_str(), error.code), (0, pointer, code), "{text}");
        }
        let request = query(&format!("sort=-views&cursor={cursor}"));
        let error = refused(conn.articles(&request)).errors.remove(0);
        assert_eq!((error.pointer.as_str(), error.code), ("cursor", ErrorCode::NotAllowed));
    }

    fn values_of_a_cursor_are_checked(conn) {
        use base64::Engine as _;
        tables!(conn);
        let cursor = |sort: &str, values: &str| {
            base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(format!("{{\"s\":[\"{sort}\",\"id\"],\"v\":[{values},1]}}"))
        };
        for (sort, value) in [
            ("views", "\"1\""), ("views", "1.5"), ("views", "3000000000"), ("views", "[1]"), ("views", "{}"), ("title", "1"), ("title", "\"\\u0000\""),
            ("status", "\"other\""), ("day", "\"2026-02-30\""), ("day", "\"-200000-01-01\""), ("published_at", "\"+200000-01-01T00:00:00\""),
            ("published_at", "\"x\""), ("open", "1"), ("score", "\"NaN\""), ("weight", "1e300"),
        ] {
            let request = query(&format!("sort={sort}&cursor={}", cursor(sort, value)));
            let error = refused(conn.articles_by_cursor(&request)).errors.remove(0);
            assert_eq!(error.code, ErrorCode::InvalidCursor, "{sort} {value}");
        }
        for (sort, value) in [("views", "null"), ("size", "null"), ("title", "\"\\\\' OR 1 = 1\""), ("score", "1e308")] {
            let request = query(&format!("sort={sort}&cursor={}", cursor(sort, value)));
            conn.articles_by_cursor(&request).unwrap();
        }
    }

    fn keys_of_several_columns(conn) {
        tables!(conn);
        for sort in ["", "-name", "room", "-cartons.count", "name"] {
            let request = query(&format!("sort={sort}"));
            let all: Vec<_> = conn.shelves(&request).unwrap().rows.iter().map(place).collect();
            let (mut found, mut cursor) = (Vec::new(), String::new());
            while found.len() < 9 {
                let request = query(&format!("sort={sort}&limit=1{cursor}"));
                let page = conn.shelves_by_cursor(&request).unwrap();
                found.extend(page.rows.iter().map(place));
                match page.next_cursor {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(found, all, "{sort}");
        }
    }
}
