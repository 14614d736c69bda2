//! Rows and answers that no request can reach.

use crate::client::Service;
use serde_json::json;

#[tokio::test]
async fn books_that_are_not_published_and_books_of_another_author_are_never_found() {
    let service = Service::start();
    // Book 9, `Foundation`, of author 3, is not published.
    let any = json!({"filters": [
        {"field": "id", "value": 9},
        {"type": "or", "field": "id", "operator": ">", "value": 0},
        {"type": "or", "nested": [{"field": "title", "operator": "like", "value": "%"}]},
    ], "limit": 50});
    let answer = service
        .send("POST", "/books/search", &any.to_string())
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["total"], 32);
    assert!(ids(&answer.body["rows"]).iter().all(|id| id % 9 != 0));

    for query in [
        "",
        "filter[id][gt]=0",
        "search=a&search[case_sensitive]=false",
        "filter[id][in]=1,2,9,10",
    ] {
        let answer = service
            .send("GET", &format!("/authors/3/books?{query}"), "")
            .await;
        let ids = ids(&answer.body["rows"]);
        assert!(
            !ids.is_empty() && ids.iter().all(|id| [10, 11].contains(id)),
            "{query}: {ids:?}"
        );
    }
    let answer = service
        .send(
            "GET",
            "/authors?include=books&aggregate=books.count&limit=50",
            "",
        )
        .await;
    for author in answer.body["rows"].as_array().expect("rows") {
        let ids = ids(&author["books"]);
        assert_eq!(author["books_count"], ids.len());
        assert!(ids.iter().all(|id| id % 9 != 0));
    }
    assert!(!answer.body.to_string().contains("published"));
}

#[tokio::test]
async fn errors_are_problems_and_say_nothing_of_the_database() {
    let service = Service::start();
    for (method, url, body, status) in [
        ("GET", "/books?filter[author_id]=1", "", 422),
        ("GET", "/books?include=author.books", "", 422),
        ("GET", "/books?filter[title]='%20OR%201=1--", "", 200),
        ("GET", "/books/by-cursor?cursor=forged", "", 422),
        ("GET", "/books/0", "", 404),
        ("GET", "/books/x", "", 404),
        ("GET", "/authors/99/books", "", 404),
        ("GET", "/", "", 404),
        ("DELETE", "/books/1", "", 405),
        ("POST", "/books/search", "{", 422),
        (
            "POST",
            "/books/search",
            r#"{"filters": [{"field": "id; DROP TABLE books", "value": 1}]}"#,
            422,
        ),
        // Book 9 is not published.
        ("POST", "/books/9/reviews", r#"{"reader": "x"}"#, 404),
        ("POST", "/books/2/reviews", r#"{"approved": true}"#, 422),
        ("POST", "/books/2/reviews", r#"{"reader": "a\u0000"}"#, 422),
        ("POST", "/books/2/reviews?include=author", "{}", 422),
        ("POST", "/books/2/reviews", "[]", 422),
        ("POST", "/books/2/reviews", "{", 422),
        ("POST", "/books/2/reviews", &"[".repeat(3_000_000), 413),
        ("PATCH", "/books/2/reviews/x", "{}", 404),
        ("DELETE", "/books/2/reviews/1", "", 404),
        ("POST", "/books/2/reviews/1/restore", "", 404),
        ("POST", "/books/search", &"[".repeat(3_000_000), 413),
        ("POST", "/books/search", &"[".repeat(1_000_000), 422),
    ] {
        let answer = service.send(method, url, body).await;
        assert_eq!(answer.status, status, "{method} {url}: {}", answer.body);
        if status != 200 {
            assert_eq!(answer.content_type, "application/problem+json");
            assert_eq!(answer.body["status"], status);
        }
    }
}

#[tokio::test]
async fn an_error_of_the_database_is_not_the_clients() {
    use diesel::connection::SimpleConnection as _;

    let service = Service::start();
    let drop = |conn: &mut search_service::database::AnyConnection| {
        Ok(conn.batch_execute("DROP TABLE reviews")?)
    };
    assert!(service.database.run(drop).await.is_ok());
    let answer = service.send("GET", "/books?include=reviews", "").await;
    assert_eq!(answer.status, 500);
    assert_eq!(
        answer.body,
        json!({"status": 500, "title": "Internal Server Error"})
    );
}

fn ids(rows: &serde_json::Value) -> Vec<i64> {
    let rows = rows.as_array().expect("rows");
    rows.iter()
        .map(|row| row["id"].as_i64().expect("an id"))
        .collect()
}
