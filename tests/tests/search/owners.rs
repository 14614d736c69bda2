//! Owners of several models: a request loads them, and asks whether they are there.

use diesel_relations::prelude::*;
use diesel_relations::search::ErrorCode;
use diesel_relations_tests::on_every_backend;
use serde_json::json;

use crate::models::*;
use crate::{query, refused, request, tables};

/// Pictures whose owners are not there, are trashed, or of a model that is not listed.
const LOST: &str = "INSERT INTO pictures VALUES (5, 'e', 1, 99, 'Article'), (6, 'f', 1, 1, 'Planet'), (7, 'g', 1, 6, 'Article')";

on_every_backend! {
    fn owners_are_loaded_by_one_statement_for_each_model(conn, statements) {
        use diesel::connection::SimpleConnection as _;
        tables!(conn);
        conn.batch_execute(LOST)?;
        let request = query("include=owner");
        let (sent, page) = statements.during(|| Picture::search(&request).load(conn).unwrap());
        assert_eq!(sent, 4);
        let titles: Vec<_> = page.rows.iter().map(|row| match &row.owner {
            Some(Some(Owner::Article(article))) => article.title.clone(),
            Some(Some(Owner::Author(author))) => author.name.clone(),
            Some(None) => "nobody".into(),
            None => "not asked for".into(),
        }).collect();
        assert_eq!(titles, ["Alpha", "Alpha", "Ann", "50% off_now!", "nobody", "nobody", "nobody"]);
        let row = serde_json::to_value(&page.rows[2]).unwrap();
        assert_eq!((&row["owner"]["type"], &row["owner"]["data"]["name"], &row["url"]), (&json!("Author"), &json!("Ann"), &json!("c")));
        let request = query("");
        let (sent, page) = statements.during(|| Picture::search(&request).load(conn).unwrap());
        assert_eq!(sent, 2);
        assert!(page.rows.iter().all(|row| row.owner.is_none()));
        assert_eq!(serde_json::to_value(&page.rows[0]).unwrap(), json!({"id": 1, "url": "a", "width": 100, "owner_id": 1, "owner_type": "Article"}));
    }

    fn owners_that_are_there(conn) {
        use diesel::connection::SimpleConnection as _;
        tables!(conn);
        conn.batch_execute(LOST)?;
        for (text, expected) in [
            ("filter[owner.exists]=true", &[1, 2, 3, 4][..]),
            ("filter[owner.exists]=false", &[5, 6, 7]),
            ("filter[owner.exists][ne]=true", &[5, 6, 7]),
            ("filter[owner.exists]=true&filter[owner_type]=Article", &[1, 2, 4]),
            ("filter[owner.exists]=false&filter[owner_type]=Article", &[5, 7]),
            ("filter[owner_type][ne]=Article", &[3, 6]),
        ] {
            let request = query(text);
            let page = Picture::search(&request).load(conn).unwrap();
            assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    fn nothing_is_asked_of_their_rows(conn, statements) {
        tables!(conn);
        for (body, pointer, code, allowed) in [
            (json!({"includes": [{"relation": "owner", "limit": 1}]}), "/includes/0", ErrorCode::NotAllowed, &[][..]),
            (json!({"includes": ["owner.writer"]}), "/includes/0/relation", ErrorCode::UnknownRelation, &[]),
            (json!({"includes": ["owners"]}), "/includes/0/relation", ErrorCode::UnknownRelation, &["owner"]),
            (json!({"filters": [{"field": "owner.exists", "operator": "<", "value": true}]}), "/filters/0/operator", ErrorCode::OperatorNotAllowed, &["=", "!="]),
            (json!({"filters": [{"field": "owner.exists", "value": 1}]}), "/filters/0/value", ErrorCode::InvalidValue, &[]),
            (json!({"filters": [{"field": "owner.id", "value": 1}]}), "/filters/0/field", ErrorCode::UnknownField, &["url", "width", "owner_type", "owner.exists"]),
        ] {
            let request = request(body);
            let (sent, found) = statements.during(|| Picture::search(&request).load(conn));
            let error = refused(found).errors.remove(0);
            assert_eq!((sent, error.pointer.as_str(), error.code), (0, pointer, code), "{error:?}");
            assert_eq!(error.allowed, allowed, "{error:?}");
        }
    }
}
