//! The service, without a port.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use search_service::database::Database;
use search_service::routes::router;
use serde_json::Value;
use tower::ServiceExt as _;

pub struct Service {
    pub database: Database,
    router: Router,
}

pub struct Answer {
    pub status: u16,
    pub content_type: String,
    pub body: Value,
}

impl Service {
    /// Starts it with a database of its own: of the server at `POSTGRES_URL` with the feature `postgres`, and in a file otherwise.
    pub fn start() -> Self {
        let database = Database::open(&address()).expect("a database");
        Service {
            router: router(database.clone()),
            database,
        }
    }

    pub async fn send(&self, method: &str, url: &str, body: &str) -> Answer {
        let request = Request::builder().method(method).uri(url);
        let request = request
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let content_type = response.headers().get(header::CONTENT_TYPE);
        let content_type = content_type.map(|it| it.to_str().expect("a text").to_owned());
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("a body");
        let body = serde_json::from_slice(&body)
            .unwrap_or_else(|error| panic!("{url}: {error}: {body:?}"));
        Answer {
            status,
            content_type: content_type.unwrap_or_default(),
            body,
        }
    }
}

/// The address of an empty database, one for each test.
fn address() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("search_service_{number}");
    #[cfg(feature = "postgres")]
    {
        use diesel::prelude::*;
        let server = std::env::var("POSTGRES_URL").expect("POSTGRES_URL");
        let conn = &mut PgConnection::establish(&server).expect("a server");
        for sql in [
            format!("DROP DATABASE IF EXISTS {name}"),
            format!("CREATE DATABASE {name}"),
        ] {
            diesel::sql_query(sql).execute(conn).expect("a database");
        }
        let (server, _) = server.rsplit_once('/').expect("the name of a database");
        format!("{server}/{name}")
    }
    #[cfg(not(feature = "postgres"))]
    {
        let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_file(&file);
        file.to_str().expect("a path of UTF-8").to_owned()
    }
}
