//! A search can be awaited by a task that goes from thread to thread: its future is `Send`.

// What the derive writes names everything from the root.
#![allow(dead_code, unused_qualifications)]

use diesel::prelude::*;

use super::search::ModelSearch as _;
use super::send::{SendSearch, What};
use crate::search::load::row::FoundRow;
use crate::search::request::request::SearchRequest;

diesel::table! { users { id -> Integer, name -> Text, } }
diesel::table! { posts { id -> Integer, title -> Text, user_id -> Integer, deleted_at -> Nullable<Timestamp>, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts);

#[derive(Debug, Queryable, Selectable, Identifiable, diesel_relations_macros::Model)]
#[diesel(table_name = users)]
#[has_many(Post)]
#[model(crate = crate, search(filter(name, posts.count), sort(posts.max(title)), include(posts), aggregate(posts.count)))]
struct User {
    id: i32,
    name: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, diesel_relations_macros::Model)]
#[diesel(table_name = posts)]
#[model(
    crate = crate,
    soft_delete,
    search(
        filter(title, author.name),
        sort(author.name),
        keywords(title),
        include(author),
        scope(named(title: String) = posts::title.eq(title)),
    )
)]
struct Post {
    id: i32,
    title: String,
    #[model(belongs_to(User, name = author))]
    user_id: i32,
}

fn can_be_sent<T: Send>(value: T) -> T {
    value
}

#[test]
fn the_future_of_a_search_can_be_sent() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let request = &SearchRequest::new();

    let search = User::search(request);
    drop(can_be_sent(
        SendSearch::<_, _, FoundRow<User>>::send_search(conn, search, What::Page),
    ));
    let user = User {
        id: 1,
        name: String::new(),
    };
    let search = user.posts().search(request);
    drop(can_be_sent(
        SendSearch::<_, _, FoundRow<Post>>::send_search(conn, search, What::ByCursor),
    ));
}
