//! The endpoints. Each is a query of the program, which a request narrows.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use diesel::prelude::*;
use diesel_relations::Page;
use diesel_relations::prelude::*;
use diesel_relations::search::{CursorPage, FoundRow, SearchError};

use crate::database::{AnyConnection, Database};
use crate::models::{Author, Award, Book, Review};
use crate::problem::Problem;
use crate::request::{Fields, Id, Returning, Search};
use crate::schema::books;

/// All endpoints.
pub fn router(database: Database) -> Router {
    Router::new()
        .route("/books", get(list_books))
        .route("/books/search", post(list_books))
        .route("/books/by-cursor", get(books_by_cursor))
        .route("/books/schema", get(request_schema))
        .route("/books/{id}", get(find_book))
        .route(
            "/books/{id}/reviews",
            get(reviews_of_book).post(store_review),
        )
        .route(
            "/books/{id}/reviews/{review}",
            patch(update_review).delete(delete_review),
        )
        .route("/books/{id}/reviews/{review}/restore", post(restore_review))
        .route("/reviews/schema", get(review_schema))
        .route("/authors", get(list_authors))
        .route("/authors/{id}/books", get(books_of_author))
        .route("/awards/{id}/books", get(books_of_award))
        .fallback(async || Problem::new(StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(async || Problem::new(StatusCode::METHOD_NOT_ALLOWED))
        .with_state(database)
}

type Answer<T> = Result<Json<T>, Problem>;

/// One page of books. Books that are not published are never found, whatever the request says.
async fn list_books(
    State(database): State<Database>,
    Search(request): Search,
) -> Answer<Page<FoundRow<Book>>> {
    let found = database.run(move |conn| {
        Book::query()
            .filter(books::published.eq(true))
            .search(&request)
            .load(conn)
    });
    found.await.map(Json)
}

/// Books behind a cursor: the answer has that of the next page.
async fn books_by_cursor(
    State(database): State<Database>,
    Search(request): Search,
) -> Answer<CursorPage<FoundRow<Book>>> {
    let found = database.run(move |conn| {
        let published = Book::query().filter(books::published.eq(true));
        published.search(&request).load_by_cursor(conn)
    });
    found.await.map(Json)
}

/// One book, with what the request includes: `/books/1?include=author`.
async fn find_book(
    State(database): State<Database>,
    Id(id): Id,
    Search(request): Search,
) -> Answer<FoundRow<Book>> {
    let found = database.run(move |conn| {
        let published = Book::query().filter(books::published.eq(true));
        published.search(&request).find(id, conn)
    });
    found.await.map(Json)
}

/// One page of authors.
async fn list_authors(
    State(database): State<Database>,
    Search(request): Search,
) -> Answer<Page<FoundRow<Author>>> {
    let page = database
        .run(move |conn| Author::search(&request).load(conn))
        .await?;
    Ok(Json(page))
}

/// The books of an author. Those of another author are never found.
async fn books_of_author(
    State(database): State<Database>,
    Id(id): Id,
    Search(request): Search,
) -> Answer<Page<FoundRow<Book>>> {
    let found = database.run(move |conn| {
        let author = Author::find(id).first(conn)?;
        author.books().search(&request).load(conn)
    });
    found.await.map(Json)
}

/// The books that were nominated for an award: `/awards/1/books?filter[pivot.won]=true&sort=-pivot.year`.
async fn books_of_award(
    State(database): State<Database>,
    Id(id): Id,
    Search(request): Search,
) -> Answer<impl serde::Serialize> {
    let found = database.run(move |conn| {
        let award = Award::find(id).first(conn)?;
        award.books().search(&request).load(conn)
    });
    found.await.map(Json)
}

/// The JSON schema of `POST /books/search`: a front end is made of it.
async fn request_schema() -> Json<impl serde::Serialize> {
    Json(diesel_relations::search::json_schema::<Book>())
}

/// The JSON schema of the fields of a new review.
async fn review_schema() -> Json<impl serde::Serialize> {
    Json(diesel_relations::search::store_schema::<Review>())
}

/// A book that the shop shows.
fn book(id: i32, conn: &mut AnyConnection) -> Result<Book, SearchError> {
    let published = Book::query().filter(books::published.eq(true));
    Ok(published.filter(books::id.eq(id)).first(conn)?)
}

/// The reviews of a book.
async fn reviews_of_book(
    State(database): State<Database>,
    Id(id): Id,
    Search(request): Search,
) -> Answer<Page<FoundRow<Review>>> {
    let found = database.run(move |conn| book(id, conn)?.reviews().search(&request).load(conn));
    found.await.map(Json)
}

/// Writes a review of a book. The body has the fields that `write(..)` lists; what the answer shows is said by the query string.
async fn store_review(
    State(database): State<Database>,
    Id(id): Id,
    Returning(request): Returning,
    Fields(fields): Fields,
) -> Result<(StatusCode, Json<FoundRow<Review>>), Problem> {
    let stored = database.run(move |conn| {
        let book = book(id, conn)?;
        book.reviews().search(&request).store(&fields, conn)
    });
    Ok((StatusCode::CREATED, Json(stored.await?)))
}

/// Changes a review: that of another book is not found, and none can be given to another book.
async fn update_review(
    State(database): State<Database>,
    Id((id, review)): Id<(i32, i32)>,
    Returning(request): Returning,
    Fields(fields): Fields,
) -> Answer<FoundRow<Review>> {
    let updated = database.run(move |conn| {
        let book = book(id, conn)?;
        book.reviews()
            .search(&request)
            .update(review, &fields, conn)
    });
    updated.await.map(Json)
}

/// Deletes a review: it stays in the table, and is found no more.
async fn delete_review(
    State(database): State<Database>,
    Id((id, review)): Id<(i32, i32)>,
    Returning(request): Returning,
) -> Answer<FoundRow<Review>> {
    let deleted = database.run(move |conn| {
        let book = book(id, conn)?;
        book.reviews().search(&request).delete(review, conn)
    });
    deleted.await.map(Json)
}

/// Restores a review that was deleted.
async fn restore_review(
    State(database): State<Database>,
    Id((id, review)): Id<(i32, i32)>,
    Returning(request): Returning,
) -> Answer<FoundRow<Review>> {
    let restored = database.run(move |conn| {
        let book = book(id, conn)?;
        book.reviews().search(&request).restore(review, conn)
    });
    restored.await.map(Json)
}
