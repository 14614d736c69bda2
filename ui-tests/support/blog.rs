//! A blog, for the cases to make their mistakes with.

#![allow(unused)]

pub use diesel::prelude::*;
pub use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, name -> Text, boss_id -> Nullable<Integer>, } }
diesel::table! { posts { id -> Integer, title -> Text, user_id -> Integer, } }
diesel::table! { comments { id -> Integer, body -> Text, post_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts, comments);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post)]
pub struct User {
    pub id: i32,
    pub name: String,
    #[belongs_to(User)]
    pub boss_id: Option<i32>,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[has_many(Comment)]
pub struct Post {
    pub id: i32,
    pub title: String,
    #[belongs_to(User, name = author)]
    pub user_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
pub struct Comment {
    pub id: i32,
    pub body: String,
    #[belongs_to(Post)]
    pub post_id: i32,
}
