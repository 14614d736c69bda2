//! The models: their relations, and what requests may name of them.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use serde::Serialize;

use crate::schema::{authors, award_book, awards, books, publishers, reviews};

/// A book. Nothing but what is listed in `search(..)` can be reached by a request.
#[derive(Debug, Clone, Serialize, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = books)]
// A review that is written through a book is shown at once.
#[has_many(Review, filter = reviews::approved.eq(true), defaults(approved = true))]
#[belongs_to_many(Award, using = Nomination, accessor = nomination, search(year: i32, won: bool))]
#[model(search(
    filter(id, title, released, pages, price_cents, added_on, author.name, author.country, publisher.name, reviews.count, awards.exists),
    sort(id, title, released, price_cents, added_on, author.name, reviews.count, reviews.avg(stars)),
    keywords(title, author.name),
    include(author, publisher, reviews, awards),
    aggregate(reviews.count, reviews.avg(stars), awards.count),
    scope(
        classic = books::released.lt(1970i32),
        priced(from: i32, to: i32) = books::price_cents.between(from, to),
    ),
    limit(default = 10, max = 50),
))]
pub struct Book {
    pub id: i32,
    pub title: String,
    /// The year.
    pub released: i32,
    pub pages: i32,
    pub price_cents: i32,
    pub added_on: NaiveDate,
    /// True where the shop shows it. It is in no answer, and in no list of the search.
    #[serde(skip)]
    pub published: bool,
    #[model(belongs_to(Author))]
    pub author_id: i32,
    #[model(belongs_to(Publisher))]
    pub publisher_id: Option<i32>,
}

/// An author. `author.books()` are the published ones, and so are those that a request includes.
#[derive(Debug, Clone, Serialize, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = authors)]
#[has_many(Book, filter = books::published.eq(true))]
#[model(search(
    filter(name, country, born_on, books.count, books.title),
    sort(name, born_on, books.count, books.max(released)),
    keywords(name),
    include(books, books.awards),
    aggregate(books.count, books.min(released), books.max(released)),
))]
pub struct Author {
    pub id: i32,
    pub name: String,
    pub country: String,
    pub born_on: NaiveDate,
}

#[derive(Debug, Clone, Serialize, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = publishers)]
#[model(search)]
pub struct Publisher {
    pub id: i32,
    pub name: String,
}

/// A review. Clients write the fields of `write(..)`, and no others; one that is deleted can be restored.
#[derive(Debug, Clone, Serialize, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = reviews)]
#[model(
    soft_delete,
    search(
        filter(stars, reader),
        sort(id, stars),
        include(book),
        write(reader, stars, body, book_id),
    )
)]
pub struct Review {
    pub id: i32,
    pub reader: String,
    pub stars: i32,
    pub body: String,
    #[serde(skip)]
    pub approved: bool,
    #[model(belongs_to(Book))]
    pub book_id: i32,
}

/// An award. A search through `award.books()` may name `pivot.year` and `pivot.won`.
#[derive(Debug, Clone, Serialize, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = awards)]
#[belongs_to_many(Book, using = Nomination, accessor = nomination, filter = books::published.eq(true), search(year: i32, won: bool))]
#[model(search(filter(name), sort(name)))]
pub struct Award {
    pub id: i32,
    pub name: String,
}

/// A row of the table between books and awards.
#[derive(Debug, Clone, Serialize, Queryable, Selectable)]
#[diesel(table_name = award_book)]
pub struct Nomination {
    pub year: i32,
    pub won: bool,
}
