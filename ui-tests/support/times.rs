//! Users with timestamps, and posts without, for the cases to make their mistakes with.

#![allow(unused)]

pub use diesel::prelude::*;
pub use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, name -> Text, created_at -> Timestamp, updated_at -> Timestamp, } }
diesel::table! { posts { id -> Integer, title -> Text, user_id -> Integer, made_at -> Timestamp, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[model(timestamps)]
#[has_many(Post)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
pub struct Post {
    pub id: i32,
    pub title: String,
    #[belongs_to(User, name = author, touch)]
    pub user_id: i32,
}
