//! How long a search of ten filters takes over 10,000 rows, beside the same query by hand, and how much of it is not the database:
//! `cargo bench -p diesel-relations-benches --bench search -- [--quick]`

// The fields are there for the columns.
#![allow(dead_code)]

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::request::{Filters, Operator};
use diesel_relations::search::{ModelSearch, SearchRequest};
use diesel_relations_benches::Result;
use diesel_relations_benches::options::Options;
use diesel_relations_benches::timing::{Effort, compare};

diesel::table! { authors { id -> Integer, name -> Text, } }
diesel::table! {
    books {
        id -> Integer,
        title -> Text,
        body -> Text,
        votes -> Integer,
        pages -> Integer,
        price -> Double,
        printed -> Bool,
        author_id -> Integer,
    }
}
diesel::allow_tables_to_appear_in_same_query!(authors, books);

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = authors)]
#[model(search)]
struct Author {
    id: i32,
    name: String,
}

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = books)]
#[model(search(
    filter(title, body, votes, pages, price, printed, author.name),
    sort(votes),
    limit(max = 1000),
))]
struct Book {
    id: i32,
    title: String,
    body: String,
    votes: i32,
    pages: i32,
    price: f64,
    printed: bool,
    #[model(belongs_to(Author))]
    author_id: i32,
}

fn database(rows: usize) -> Result<SqliteConnection> {
    let mut conn = SqliteConnection::establish(":memory:")?;
    conn.batch_execute(&format!(
        "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
         CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL, votes INTEGER NOT NULL, pages INTEGER NOT NULL,
             price DOUBLE NOT NULL, printed BOOL NOT NULL, author_id INTEGER NOT NULL);
         WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100)
             INSERT INTO authors SELECT n, 'author ' || n FROM n;
         WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {rows})
             INSERT INTO books SELECT n, 'title ' || n, 'body ' || n, n % 97, n % 501, n % 13 + 0.5, n % 2, n % 100 + 1 FROM n WHERE {rows} > 0;"
    ))?;
    Ok(conn)
}

/// Ten filters, one of them through a relation.
fn request() -> SearchRequest {
    let texts = |texts: Filters| {
        let texts = texts.filter("title", Operator::Like, "title%");
        texts.or_filter("body", Operator::Eq, "body 7")
    };
    SearchRequest::new()
        .filter("votes", Operator::Ge, 3)
        .filter("votes", Operator::Lt, 90)
        .filter("pages", Operator::Ne, 5)
        .filter("pages", Operator::Le, 450)
        .filter("price", Operator::Gt, 1.0)
        .filter("printed", Operator::Eq, true)
        .filter("author.name", Operator::Ne, "author 3")
        .filter("votes", Operator::In, (0..80).collect::<Vec<i32>>())
        .group(texts)
        .sort_desc("votes")
        .limit(15)
}

fn by_hand(conn: &mut SqliteConnection) -> Result<usize> {
    let author = authors::table
        .filter(authors::id.eq(books::author_id))
        .filter(authors::name.ne("author 3"));
    let query = books::table
        .filter(books::votes.ge(3))
        .filter(books::votes.lt(90))
        .filter(books::pages.ne(5))
        .filter(books::pages.le(450))
        .filter(books::price.gt(1.0))
        .filter(books::printed.eq(true))
        .filter(diesel::dsl::exists(author))
        .filter(books::votes.eq_any(0..80))
        .filter(books::title.like("title%").or(books::body.eq("body 7")));
    let total: i64 = query.clone().count().get_result(conn)?;
    let rows: Vec<Book> = query
        .order((books::votes.desc(), books::id.desc()))
        .limit(15)
        .offset(0)
        .select(Book::as_select())
        .load(conn)?;
    let last = rows.last().map_or(0, |book| book.id + book.author_id);
    Ok(usize::try_from(total + i64::from(last))?)
}

fn ours(conn: &mut SqliteConnection) -> Result<usize> {
    let page = Book::search(&request()).load(conn)?;
    let last = page.rows.last();
    let last = last.map_or(0, |book| book.id + book.author_id);
    Ok(usize::try_from(page.total + i64::from(last))?)
}

fn main() -> Result<()> {
    let effort = Effort::new(Options::of_program().quick);
    println!("| rows | ours (ms) | by hand (ms) | ratio |\n|--:|--:|--:|--:|");
    let mut took = Vec::new();
    for rows in [0, 10_000] {
        let medians = compare(effort, &mut database(rows)?, ours, by_hand)?;
        let (ours, by_hand) = (medians.ours, medians.by_hand);
        println!(
            "| {rows} | {ours:.3} | {by_hand:.3} | {:.2} |",
            medians.ratio()
        );
        took.push(ours);
    }
    println!(
        "\nWithout rows: {:.1} % of the time with 10,000 rows.",
        took[0] / took[1] * 100.0
    );
    Ok(())
}
