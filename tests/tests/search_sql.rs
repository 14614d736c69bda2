//! The SQL of searches, on each database, as reviewed files: `sql/search_{sqlite,postgres,mysql}.sql`.
//!
//! `UPDATE_EXPECT=1 cargo test -p diesel-relations-tests --features postgres,mysql --test search_sql` writes them anew.

#[allow(dead_code)]
#[path = "search/data.rs"]
mod data;
#[allow(dead_code)]
#[path = "search/models.rs"]
mod models;

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::SearchRequest;
use diesel_relations_tests::backend::sent_by;
use diesel_relations_tests::on_every_backend;
use expect_test::expect_file;
use models::*;

/// The requests, as query strings or as JSON.
const REQUESTS: &[&str] = &[
    "",
    "filter[views]=3",
    "filter[views][gte]=3&filter[note][ne]=x",
    "filter[note][is]=null",
    "filter[id][in]=1,2",
    "filter[size][not_in]=1,2",
    r#"{"filters": [{"field": "size", "operator": "in", "value": [null, 1]}]}"#,
    r#"{"filters": [{"field": "size", "operator": "not in", "value": [null, 1]}]}"#,
    r#"{"filters": [{"field": "size", "operator": "in", "value": []}]}"#,
    r#"{"filters": [{"field": "size", "operator": "not in", "value": []}]}"#,
    "filter[title][like]=A%25",
    "filter[title][not_ilike]=a%25",
    "filter[published_at]=2026-01-31",
    "filter[published_at][lte]=2026-01-31",
    "filter[published_at][gt]=2026-01-31T10:00:00",
    "filter[status]=public",
    "filter[writer.name]=Ann",
    "filter[writer.country.name]=Peru",
    "filter[remarks.body][like]=%25good%25",
    "filter[remarks.count][gte]=3",
    "filter[remarks.exists]=true",
    "filter[remarks.exists]=false",
    "filter[labels.name]=rust",
    "filter[best_remark.points][gt]=3",
    "filter[pictures.width][gt]=3",
    r#"{"filters": [{"field": "views", "value": 1}, {"nested": [{"field": "title", "value": "a"}, {"type": "or", "field": "note", "value": "b"}]}]}"#,
    r#"{"filters": [{"field": "views", "value": 1}, {"field": "size", "value": 2}, {"type": "or", "field": "id", "value": 3}]}"#,
    "search=50%25",
    "search=rust&search[case_sensitive]=false",
    "scope[between][]=1&scope[between][]=5",
    "sort=-views,title",
    "sort=id",
    "sort=writer.name,-writer.country.name",
    "sort=-remarks.count,remarks.sum(points),remarks.avg(points)",
    "page=3&limit=10",
    "with_trashed=true",
    "only_trashed=true",
    "include=writer,remarks.writer,labels",
    r#"{"includes": [{"relation": "remarks", "filters": [{"field": "points", "operator": ">", "value": 1}], "sort": [{"field": "points", "direction": "desc"}], "limit": 3}]}"#,
    r#"{"includes": [{"relation": "labels", "filters": [{"field": "pivot.approved", "value": true}], "sort": [{"field": "pivot.note"}]}]}"#,
    "aggregate=remarks.count,remarks.exists,remarks.sum(points),remarks.avg(points),remarks.max(body)",
    r#"{"aggregates": [{"relation": "remarks", "type": "count", "filters": [{"field": "body", "value": "good"}]}]}"#,
];

/// Orders whose first pages are left by a cursor.
const ORDERS: &[&str] = &[
    "",
    "sort=-views",
    "sort=size",
    "sort=-size,title",
    "sort=writer.name",
    "sort=-remarks.count",
];

fn request(text: &str) -> SearchRequest {
    let request = match text.starts_with('{') {
        true => SearchRequest::from_json(text.as_bytes()),
        false => SearchRequest::from_query(text),
    };
    request.expect("a request")
}

macro_rules! on {
    ($backend:ident, $facts:ident) => {
        #[test]
        fn $backend() -> QueryResult<()> {
            let conn = &mut diesel_relations_tests::backend::$backend();
            conn.batch_execute(&data::tables(diesel_relations_tests::backend::$facts))?;
            let sent = sent_by(conn);
            let mut text = String::new();
            let sent = || sent().into_iter().map(|statement| statement + "\n").collect::<String>();
            let mut write = |title: &str| writeln!(text, "-- {title}\n{}", sent()).expect("a String takes all");
            for text in REQUESTS {
                Article::search(&request(text)).load(conn).expect("rows");
                write(&format!("Article::search({text})"));
            }
            for order in ORDERS {
                let first = format!("{order}&limit=2");
                let page = Article::search(&request(&first)).load_by_cursor(conn).expect("rows");
                write(&format!("Article::search({first}).load_by_cursor"));
                let next = format!("{first}&cursor={}", page.next_cursor.expect("another page"));
                let page = Article::search(&request(&next)).load_by_cursor(conn).expect("rows");
                write("and the next page");
                let previous = format!("{first}&cursor={}", page.previous_cursor.expect("a page before"));
                Article::search(&request(&previous)).load_by_cursor(conn).expect("rows");
                write("and back");
            }
            let some = request("filter[views]=3&sort=-views");
            Article::search(&some).first(conn).expect("a row");
            write("Article::search(filter[views]=3&sort=-views).first");
            Article::search(&some).count(conn).expect("a number");
            write("Article::search(filter[views]=3&sort=-views).count");
            let query = Article::query().filter(articles::tenant_id.eq(1)).or_filter(articles::id.eq(9)).with(Article::RATED_REMARKS).with_count(Article::LABELS);
            query.order(articles::title).search(&some).load(conn).expect("rows");
            write("Article::query().filter(..).or_filter(..).with(..).with_count(..).order(articles::title).search(filter[views]=3&sort=-views)");
            Tenant { id: 1, ..Tenant::default() }.articles().search(&some).load(conn).expect("rows");
            write("tenant.articles().search(filter[views]=3&sort=-views)");
            Article { id: 1, ..Article::default() }.labels().search(&request("filter[pivot.approved]=true&sort=pivot.note")).load(conn).expect("rows");
            write("article.labels().search(filter[pivot.approved]=true&sort=pivot.note)");
            Tenant::search(&request("filter[remarks.body]=good&sort=-remarks.sum(points)&include=remarks")).load(conn).expect("rows");
            write("Tenant::search(filter[remarks.body]=good&sort=-remarks.sum(points)&include=remarks)");
            Author::search(&request("filter[mentor.name]=Ann&filter[students.exists]=false&sort=mentor.name&aggregate=students.count")).load(conn).expect("rows");
            write("Author::search(filter[mentor.name]=Ann&filter[students.exists]=false&sort=mentor.name&aggregate=students.count)");
            Shelf::search(&request("filter[cartons.name]=x&include=cartons&aggregate=cartons.count")).load(conn).expect("rows");
            write("Shelf::search(filter[cartons.name]=x&include=cartons&aggregate=cartons.count)");
            expect_file![concat!("sql/search_", stringify!($backend), ".sql")].assert_eq(&text);
            Ok(())
        }
    };
}

on!(sqlite, SQLITE);
#[cfg(feature = "postgres")]
on!(postgres, POSTGRES);
#[cfg(feature = "mysql")]
on!(mysql, MYSQL);

/// How many statements the connection caches from now on.
fn cached<C: Connection>(conn: &mut C) -> impl Fn() -> usize + use<C> {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::CacheQuery { .. } = event {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    });
    move || count.swap(0, Ordering::Relaxed)
}

on_every_backend! {
    fn the_cache_of_prepared_statements_does_not_grow(conn) {
        conn.batch_execute(&data::tables(facts()))?;
        let cached = cached(conn);
        for text in REQUESTS {
            Article::search(&request(text)).load(conn).expect("rows");
            Article::search(&request(text)).first(conn).ok();
            Article::search(&request(text)).count(conn).expect("a number");
        }
        for order in ORDERS {
            Article::search(&request(order)).load_by_cursor(conn).expect("rows");
        }
        // Those of the included rows, by their keys.
        let grown = cached();
        assert!(grown <= 2, "{grown}");
    }
}
