//! Queries that arrive as data: the filters, sorts, includes and aggregates that a client asks for.
//!
//! A client sends a [`SearchRequest`], as JSON or as a query string; [`request`] is the reference of its format. The model lists what a request may name,
//! and the program says which rows there are. Everything in a request is a name that is looked up or a value that is bound: no part of it becomes SQL text.
//! Mistakes come back all at once, as an [`InvalidRequest`] that says for each where it stands and what is allowed there.
//!
//! # Declare
//!
//! `search(..)` lists what requests may name: columns, and by a path those of related rows. The compiler checks each name, and says which one is wrong.
//!
//! ```
//! # use diesel::prelude::*;
//! # use diesel_relations::prelude::*;
//! # diesel::table! { users { id -> Integer, name -> Text, password_hash -> Text, } }
//! # diesel::table! { posts { id -> Integer, title -> Text, votes -> Integer, published -> Bool, user_id -> Integer, } }
//! # diesel::table! { comments { id -> Integer, body -> Text, votes -> Integer, post_id -> Integer, } }
//! # diesel::allow_tables_to_appear_in_same_query!(users, posts, comments);
//! #[derive(Queryable, Selectable, Identifiable, Model, serde::Serialize)]
//! #[diesel(table_name = posts)]
//! #[has_many(Comment)]
//! #[model(search(
//!     filter(title, votes, author.name, comments.count),
//!     sort(title, votes, author.name, comments.count),
//!     keywords(title, author.name),
//!     include(author, comments),
//!     aggregate(comments.count, comments.sum(votes)),
//!     scope(popular(least: i32) = posts::votes.ge(least)),
//!     limit(default = 15, max = 100),
//! ))]
//! pub struct Post {
//!     pub id: i32,
//!     pub title: String,
//!     pub votes: i32,
//!     #[serde(skip)]
//!     pub published: bool,
//!     #[model(belongs_to(User, name = author))]
//!     pub user_id: i32,
//! }
//!
//! #[derive(Queryable, Selectable, Identifiable, Model, serde::Serialize)]
//! #[diesel(table_name = users)]
//! #[has_many(Post)]
//! #[model(search)] // it is reached by a path of another model
//! pub struct User {
//!     pub id: i32,
//!     pub name: String,
//!     #[serde(skip)]
//!     pub password_hash: String,
//! }
//!
//! #[derive(Queryable, Selectable, Identifiable, Model, serde::Serialize)]
//! #[diesel(table_name = comments)]
//! #[model(search(filter(votes), sort(votes)))] // what an include of comments may name
//! pub struct Comment {
//!     pub id: i32,
//!     pub body: String,
//!     pub votes: i32,
//!     #[model(belongs_to(Post))]
//!     pub post_id: i32,
//! }
//! ```
//!
//! [`derive(Model)`](derive@crate::Model) has all keys. The examples below run on these models.
//!
//! # Call
//!
//! [`Post::search`](ModelSearch::search) searches all rows of a model, [`Query::search`](crate::Query::search) those of a query, and
//! [`RelatedQuery::search`](crate::RelatedQuery::search) those of one parent:
//!
//! ```no_run
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/searched_blog.rs"));
//! # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
//! let request = SearchRequest::from_query("filter[author.name]=Ann&sort=-votes&include=comments&aggregate=comments.count&limit=1")?;
//!
//! // SELECT COUNT(*) FROM posts WHERE ..; SELECT .. ORDER BY votes DESC, id DESC LIMIT 1; SELECT .. FROM comments WHERE post_id IN (1)
//! let page = Post::search(&request).load(conn)?;
//! assert_eq!((page.total, page.rows[0].title.as_str()), (2, "Relations"));
//!
//! // Conditions of the program hold beside those of the request, whatever it says.
//! let page = Post::query().filter(posts::published.eq(true)).search(&request).load(conn)?;
//! assert_eq!(page.total, 1);
//!
//! // The posts of one user, and never one of another user.
//! let bob = User::find(2).first(conn)?;
//! assert_eq!(bob.posts().search(&request).load(conn)?.total, 0);
//! # Ok(()) }
//! ```
//!
//! | method | answer |
//! | --- | --- |
//! | [`load`](Search::load) | a [`Page`](crate::Page) by its number, and the number of all rows |
//! | [`load_by_cursor`](Search::load_by_cursor) | a [`CursorPage`] behind a row |
//! | [`first`](Search::first) | the first row, or `NotFound` |
//! | [`count`](Search::count) | the number of rows |
//! | those of [`resource`] | single rows found, stored, changed and deleted by data |
//!
//! A request is read from JSON by [`from_json`](SearchRequest::from_json), from a query string by [`from_query`](SearchRequest::from_query), and by serde from both.
//! A program writes one with methods: `SearchRequest::new().filter("votes", Operator::Ge, 3).sort_desc("votes")`.
//!
//! # Answer
//!
//! A page is serialised as an object with the rows, nested as loaded rows are. In Rust, a row derefs to the model. An include is an `Option`, because a request may leave
//! it out, around what the relation holds: an `Option` of one row, which may not be there, a `Vec`, or an `Option` of the enum of a `morph_to`. [`Found::aggregate`] has an aggregate by its name, which takes the
//! place of a column of this name in the answer:
//!
//! ```no_run
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/searched_blog.rs"));
//! # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
//! let request = SearchRequest::from_query("fields=id,title&include=author&aggregate=comments.sum(votes)&limit=1")?;
//! let page = Post::search(&request).load(conn)?;
//!
//! let post = &page.rows[0];
//! assert_eq!(post.title, "Relations");
//! assert!(matches!(&post.author, Some(Some(author)) if author.name == "Ann"));
//! assert!(post.comments.is_none());
//! assert_eq!(Found::aggregate(post, "comments_sum_votes"), Some(&7.into()));
//!
//! assert_eq!(
//!     serde_json::to_string(&page)?,
//!     concat!(
//!         r#"{"rows":[{"id":1,"title":"Relations","comments_sum_votes":7,"author":{"id":1,"name":"Ann"}}],"#,
//!         r#""total":3,"page":1,"per_page":1}"#,
//!     ),
//! );
//! # Ok(()) }
//! ```
//!
//! The type of a row is [`FoundRow<Post>`](FoundRow): a function returns a `Page<FoundRow<Post>>`. A relation that the program wants in every answer is loaded by `with`, and is no `Option`: `Post::query().with(Post::AUTHOR).search(&request)`. It is then in no list
//! of includes.
//!
//! # Mistakes
//!
//! A request is checked as a whole before a statement is sent. [`SearchError::Request`] has its mistakes, and is serialised as the body of a response with status 422. A
//! value has to be one of the column's Rust type, and an operator one that this type has:
//!
//! ```no_run
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/searched_blog.rs"));
//! # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
//! let request = SearchRequest::from_query("filter[votes][like]=5&sort=password_hash")?;
//! match Post::search(&request).load(conn) {
//!     Err(SearchError::Request(invalid)) => assert_eq!(
//!         serde_json::to_value(&invalid)?,
//!         serde_json::json!({"errors": [
//!             {
//!                 "pointer": "filter[votes][like]",
//!                 "code": "operator_not_allowed",
//!                 "message": "this field is not compared by `like`",
//!                 "allowed": ["=", "!=", "<", "<=", ">", ">=", "in", "not in"],
//!             },
//!             {
//!                 "pointer": "sort",
//!                 "code": "unknown_field",
//!                 "message": "there is no field `password_hash` to sort by",
//!                 "allowed": ["title", "votes", "author.name", "comments.count"],
//!             },
//!         ]}),
//!     ),
//!     answer => panic!("{answer:?}"),
//! }
//! # Ok(()) }
//! ```
//!
//! [`SearchError::Conflict`] is status 409, and comes of writes alone. [`SearchError::Database`] is none of the client's: its text belongs into a log, and not into a
//! response; `NotFound` in it is status 404. In a function that returns Diesel's errors, `?` turns all of them into those.
//!
//! # Limits
//!
//! [`SearchLimits`] bound the size of every request: its filters and their depth, lists of values, includes, words, texts. They are on by default. A search may have others:
//!
//! ```no_run
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/searched_blog.rs"));
//! # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
//! let mut limits = SearchLimits::default();
//! limits.includes = 5;
//! let request = SearchRequest::from_query("include=author")?;
//! let search = Post::search(&request).limits(limits);
//! # Ok(()) }
//! ```
//!
//! The rows of a page are bounded by `limit(max = ..)` of the model. The length of the text that a request is read from is bounded by the program: web servers have a limit
//! of their own.
//!
//! # What a request can never do
//!
//! - It names nothing but what the model lists: no other column, relation, function or operator. A name is looked up, and the SQL is that of the column it stands for.
//! - Its values are bound. `%` and `_` are pattern characters in `like`, and characters like others in keywords.
//! - It does not widen a query: conditions of the program are in parentheses, and those of the request are added by `AND`, with each `or` of it inside.
//! - It sees no row of another parent, and none that a relation's `filter` leaves out: in includes, counts and paths as well.
//! - It sees no trashed row, unless the model lists `trashed`.
//! - It loads no more rows than a page has, and of an include as many as there are, unless it has a `limit` itself.
//!
//! Two things are the program's. An answer has all fields that the model serialises, of included rows, too: `#[serde(skip)]` keeps one out. And a filter or a sort by a column
//! tells something about it, even where the column is not shown: whoever may filter users by `password_hash` can find it letter by letter.
//!
//! # Cursors
//!
//! [`load_by_cursor`](Search::load_by_cursor) loads a page behind a row. It counts nothing, an index finds the page, and rows that come or go meanwhile move none. The answer has the
//! cursors of the next page and of the one before, and a request hands one back:
//!
//! ```no_run
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/searched_blog.rs"));
//! # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
//! let request = SearchRequest::from_query("sort=-votes&limit=2")?;
//! let page = Post::search(&request).load_by_cursor(conn)?;
//! let next = request.cursor(page.next_cursor.ok_or("no next page")?);
//!
//! let page = Post::search(&next).load_by_cursor(conn)?;
//! assert_eq!(page.rows[0].title, "Drafts");
//! assert_eq!(page.next_cursor, None);
//! # Ok(()) }
//! ```
//!
//! A cursor holds the values of its row that the request sorts by, and is not encrypted. It is one of this order: with another `sort` it is a mistake.
//!
//! # Through relations
//!
//! `user.posts().search(&request)` searches the rows of one parent, of a relation of every kind. Where rows of a pivot table are between them, a request may name their columns,
//! which the relation lists, `#[belongs_to_many(Post, search(place: i32))]`:
//!
//! ```no_run
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/searched_blog.rs"));
//! # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
//! let tag = Tag::find(1).first(conn)?;
//! let request = SearchRequest::from_query("filter[pivot.place][lte]=2&sort=pivot.place")?;
//! let page = tag.posts().search(&request).load(conn)?;
//! assert_eq!(page.rows[0].title, "Hello");
//! # Ok(()) }
//! ```
//!
//! # Connections and tasks
//!
//! Every connection sends searches, and so does one of several databases that derives Diesel's `MultiConnection`, of the types that it has. A search and all that comes
//! of it can be sent to another thread, which Diesel's boxed expressions cannot: `tokio::task::spawn_blocking(move || Post::search(&request).load(&mut conn))`.
//!
//! ```no_run
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/searched_blog.rs"));
//! fn can_be_sent<T: Send + Sync>(_: &T) {}
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
//! let request = SearchRequest::new();
//! can_be_sent(&request);
//! can_be_sent(&Post::search(&request));
//!
//! let page = std::thread::spawn(move || Post::search(&request).load(&mut blog())).join();
//! assert_eq!(page.map_err(|_| "panic")??.total, 3);
//! # Ok(()) }
//! ```
//!
//! # What it costs
//!
//! - A page is two statements, `COUNT(*)` and the rows, and one for each relation that is included. A page by cursor is without the first.
//! - A filter by a related row is `EXISTS` with a sub-query, and a sort by one a sub-query: an index on its foreign key makes them fast. A sort is fast with an index on
//!   its columns, and only those that are listed can be asked for.
//! - Keywords are looked for in each row that the other conditions leave, because `LIKE '%word%'` uses no index.
//! - Each request has its own SQL text. It is not put into the cache of prepared statements, which stays as small as it was.
//! - The compiler makes code for each name of each list, for each kind of connection.

pub(crate) mod build;
pub mod declare;
pub(crate) mod error;
pub mod load;
#[cfg(feature = "json-schema")]
mod model_schema;
pub mod request;
pub mod resource;
pub mod sql;
#[cfg(feature = "json-schema")]
mod write_schema;

pub use error::{Conflict, ErrorCode, InvalidRequest, RequestError, SearchError};
pub use load::{CursorPage, Found, FoundRow, ModelSearch, Search};
#[cfg(feature = "json-schema")]
pub use model_schema::json_schema;
pub use request::{SearchLimits, SearchRequest};
pub use resource::Attributes;
#[cfg(feature = "json-schema")]
pub use write_schema::{store_schema, update_schema};
