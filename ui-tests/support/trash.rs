//! Models with soft deletes and one without, for the cases to make their mistakes with.

#![allow(unused)]

pub use diesel::prelude::*;
pub use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, name -> Text, deleted_at -> Nullable<Timestamp>, } }
diesel::table! { posts { id -> Integer, title -> Text, user_id -> Integer, deleted_at -> Nullable<Timestamp>, } }
diesel::table! { comments { id -> Integer, body -> Text, post_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts, comments);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[model(soft_delete)]
#[has_many(Post)]
#[has_many_through(Comment, through = Post)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[model(soft_delete)]
#[has_many(Comment)]
pub struct Post {
    pub id: i32,
    pub title: String,
    #[belongs_to(User, name = author)]
    pub user_id: i32,
}

/// Without soft deletes.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
pub struct Comment {
    pub id: i32,
    pub body: String,
    #[belongs_to(Post)]
    pub post_id: i32,
}
