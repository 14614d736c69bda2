//! Requests that are refused: before anything is sent, with all mistakes, and with what is allowed.

use diesel_relations::search::{ErrorCode, ModelSearch as _, SearchLimits};
use diesel_relations_tests::on_every_backend;
use serde_json::json;

use crate::ask::Ask as _;
use crate::models::*;
use crate::{ids, query, refused, request, tables};

on_every_backend! {
    fn every_kind_of_mistake(conn, statements) {
        use ErrorCode::*;
        tables!(conn);
        let field = |field: &str| json!({"filters": [{"field": field, "value": 1}]});
        for (parts, pointer, code, allowed) in [
            (field("secret"), "/filters/0/field", UnknownField, Some("views")),
            (field("deleted_at"), "/filters/0/field", UnknownField, Some("views")),
            (field("author_no"), "/filters/0/field", UnknownField, Some("writer.name")),
            (field("writer"), "/filters/0/field", UnknownField, Some("writer.name")),
            (field("writer.author_no"), "/filters/0/field", UnknownField, Some("writer.name")),
            (field("writer.name.x"), "/filters/0/field", UnknownField, Some("writer.name")),
            (field("remarks.points.count"), "/filters/0/field", UnknownField, Some("remarks.count")),
            (field("pivot.approved"), "/filters/0/field", UnknownField, Some("views")),
            (field(""), "/filters/0/field", UnknownField, Some("views")),
            (field("views "), "/filters/0/field", UnknownField, Some("views")),
            (field("VIEWS"), "/filters/0/field", UnknownField, Some("views")),
            (field("articles.views"), "/filters/0/field", UnknownField, Some("views")),
            (field("views; DROP TABLE articles"), "/filters/0/field", UnknownField, Some("views")),
            (json!({"filters": [{"nested": [{"nested": [{"field": "x", "value": 1}]}]}]}), "/filters/0/nested/0/nested/0/field", UnknownField, None),
            (json!({"filters": [{"field": "views", "operator": "regexp", "value": 1}]}), "/filters/0/operator", UnknownOperator, Some(">=")),
            (json!({"filters": [{"field": "views", "operator": "like", "value": "1%"}]}), "/filters/0/operator", OperatorNotAllowed, Some("not in")),
            (json!({"filters": [{"field": "open", "operator": ">", "value": true}]}), "/filters/0/operator", OperatorNotAllowed, Some("!=")),
            (json!({"filters": [{"field": "title", "operator": "all in", "value": ["a"]}]}), "/filters/0/operator", OperatorNotAllowed, Some("ilike")),
            (json!({"filters": [{"field": "remarks.exists", "operator": ">", "value": true}]}), "/filters/0/operator", OperatorNotAllowed, Some("=")),
            (json!({"filters": [{"field": "views", "value": "many"}]}), "/filters/0/value", InvalidValue, None),
            (json!({"filters": [{"field": "views", "operator": "in", "value": [1, "x"]}]}), "/filters/0/value", InvalidValue, None),
            (json!({"sort": [{"field": "secret"}]}), "/sort/0/field", UnknownField, Some("remarks.sum(points)")),
            (json!({"sort": [{"field": "tenant_id"}]}), "/sort/0/field", UnknownField, Some("views")),
            (json!({"sort": [{"field": "remarks.sum(secret)"}]}), "/sort/0/field", UnknownField, Some("views")),
            (json!({"includes": ["secret"]}), "/includes/0/relation", UnknownRelation, Some("writer.country")),
            (json!({"includes": ["writer.students"]}), "/includes/0/relation", UnknownRelation, Some("writer.mentor")),
            (json!({"includes": [{"relation": "writer", "includes": ["articles"]}]}), "/includes/0/includes/0/relation", UnknownRelation, Some("writer.mentor")),
            (json!({"includes": [{"relation": "remarks", "filters": [{"field": "remark_no", "value": 1}]}]}), "/includes/0/filters/0/field", UnknownField, Some("body")),
            (json!({"includes": [{"relation": "remarks", "sort": [{"field": "id"}]}]}), "/includes/0/sort/0/field", UnknownField, Some("points")),
            (json!({"includes": [{"relation": "remarks", "limit": 1}, {"relation": "remarks", "limit": 2}]}), "/includes/1", DuplicateKey, None),
            (json!({"aggregates": ["secret.count"]}), "/aggregates/0", UnknownAggregate, Some("remarks.sum(points)")),
            (json!({"aggregates": ["remarks.sum(article_id)"]}), "/aggregates/0", UnknownAggregate, Some("remarks.count")),
            (json!({"aggregates": ["remarks.sum"]}), "/aggregates/0", UnknownAggregate, Some("remarks.count")),
            (json!({"aggregates": ["remarks.count", "remarks.count"]}), "/aggregates/1", DuplicateKey, None),
            (json!({"aggregates": [{"relation": "remarks", "type": "count", "filters": [{"field": "x", "value": 1}]}]}), "/aggregates/0/filters/0/field", UnknownField, Some("points")),
            (json!({"scopes": [{"name": "secret"}]}), "/scopes/0/name", UnknownScope, Some("popular")),
            (json!({"scopes": [{"name": "popular", "parameters": [1]}]}), "/scopes/0/parameters", InvalidValue, None),
            (json!({"scopes": [{"name": "between", "parameters": [1]}]}), "/scopes/0/parameters", InvalidValue, None),
            (json!({"scopes": [{"name": "between", "parameters": [1, "x"]}]}), "/scopes/0/parameters/1", InvalidValue, None),
            (json!({"fields": ["id", "password"]}), "/fields/1", UnknownField, Some("title")),
            (json!({"fields": ["deleted_at"]}), "/fields/0", UnknownField, Some("title")),
            (json!({"limit": 21}), "/limit", InvalidLimit, None),
            (json!({"cursor": "x"}), "/cursor", NotAllowed, None),
        ] {
            let text = parts.to_string();
            let request = request(parts);
            let (sent, found) = statements.during(|| conn.articles(&request));
            let invalid = refused(found);
            assert_eq!(invalid.errors.len(), 1, "{text}: {invalid}");
            let error = &invalid.errors[0];
            assert_eq!((sent, error.pointer.as_str(), error.code), (0, pointer, code), "{text}: {invalid}");
            if let Some(name) = allowed {
                assert!(error.allowed.iter().any(|it| it == name), "{text}: {invalid}");
            }
            assert!(!error.allowed.iter().any(|it| it.contains("secret") && pointer != "/fields/1" && pointer != "/fields/0"), "{text}: {invalid}");
        }
    }

    fn what_a_model_does_not_allow(conn, statements) {
        tables!(conn);
        for (text, pointer) in [("with_trashed=true", "with_trashed"), ("only_trashed=true", "only_trashed"), ("search=x", "search")] {
            let request = query(text);
            let (sent, found) = statements.during(|| Label::search(&request).load(conn));
            let error = refused(found).errors.remove(0);
            assert_eq!((sent, error.pointer.as_str(), error.code), (0, pointer, ErrorCode::NotAllowed));
        }
        // A model with a bare `search` opens nothing.
        for text in ["filter[id]=1", "sort=text", "include=article", "aggregate=article.count", "scope[x]=1"] {
            let request = query(text);
            assert!(refused(Summary::search(&request).load(conn)).errors[0].allowed.is_empty());
        }
        let request = query("");
        assert_eq!(Summary::search(&request).load(conn).unwrap().total, 2);
    }

    fn all_mistakes_at_once(conn, statements) {
        tables!(conn);
        let request = query("filter[x]=1&filter[views][gte]=many&sort=-y&include=z&aggregate=a.count&scope[q]=1&fields=k&limit=1000");
        let (sent, found) = statements.during(|| conn.articles(&request));
        let invalid = refused(found);
        let pointers: Vec<_> = invalid.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(sent, 0);
        assert_eq!(pointers, ["scope[q]", "filter[x]", "filter[views][gte]", "sort", "aggregate", "include", "fields", "limit"]);
        let json = serde_json::to_value(&invalid).unwrap();
        assert_eq!(json["errors"][0], json!({"pointer": "scope[q]", "code": "unknown_scope", "message": json["errors"][0]["message"], "allowed": ["popular", "between", "noted"]}));
    }

    fn limits(conn, statements) {
        use ErrorCode::*;
        tables!(conn);
        let one = || json!({"field": "id", "value": 1});
        let many = |count: usize| (0..count).map(|_| one()).collect::<Vec<_>>();
        let deep = |depth: usize| (0..depth).fold(one(), |inner, _| json!({"nested": [inner]}));
        for (parts, code) in [
            (json!({"filters": many(51)}), TooMany),
            (json!({"filters": many(30), "includes": [{"relation": "remarks", "filters": many(21)}]}), TooMany),
            (json!({"filters": [deep(4)]}), TooDeep),
            (json!({"filters": [{"field": "id", "operator": "in", "value": vec![1; 501]}]}), TooMany),
            (json!({"filters": [{"field": "title", "value": "x".repeat(4097)}]}), TooLong),
            (json!({"search": "x".repeat(201)}), TooLong),
            (json!({"sort": vec![json!({"field": "id"}); 9]}), TooMany),
            (json!({"scopes": vec![json!({"name": "popular"}); 11]}), TooMany),
            (json!({"includes": vec![json!("remarks"); 21]}), TooMany),
            (json!({"includes": ["a.b.c.d.e"]}), TooDeep),
            (json!({"aggregates": vec![json!("remarks.count"); 11]}), TooMany),
        ] {
            let text = parts.to_string();
            let request = request(parts);
            let (sent, found) = statements.during(|| conn.articles(&request));
            let invalid = refused(found);
            assert_eq!((sent, invalid.errors[0].code), (0, code), "{text}");
        }
        // As much as is allowed can be sent.
        let days = json!({"field": "published_at", "operator": "in", "value": vec!["2026-01-31"; 500]});
        let not_days = json!({"type": "or", "field": "published_at", "operator": "not in", "value": vec!["2026-01-31"; 500]});
        let list = json!({"field": "id", "operator": "in", "value": (0..500).collect::<Vec<_>>()});
        let lists: Vec<_> = (0..40).map(|_| list.clone()).collect();
        let pattern = json!({"type": "or", "field": "title", "operator": "ilike", "value": "%a".repeat(2048)});
        for filters in [many(50), vec![deep(3)], lists, vec![json!({"nested": [json!({"nested": [days, not_days]}), pattern]})]] {
            let request = request(json!({"filters": filters, "sort": [{"field": "id"}], "limit": 20}));
            ids!(conn, request);
        }
        let mut limits = SearchLimits::default();
        limits.filters = 1;
        let request = request(json!({"filters": many(2)}));
        assert_eq!(refused(Article::search(&request).limits(limits).load(conn)).errors[0].code, TooMany);
    }
}
