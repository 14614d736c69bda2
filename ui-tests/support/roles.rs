//! Users and roles, for the cases to make their mistakes with.

#![allow(unused)]

pub use diesel::prelude::*;
pub use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, name -> Text, } }
diesel::table! { roles { id -> Integer, name -> Text, } }
diesel::table! { role_user (user_id, role_id) { user_id -> Integer, role_id -> Integer, active -> Bool, } }
diesel::table! { posts { id -> Integer, user_id -> Integer, } }
diesel::table! { comments { id -> Integer, post_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(users, roles, role_user, posts, comments);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[belongs_to_many(Role)]
#[has_many(Post)]
#[has_many_through(Comment, through = Post)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = roles)]
#[belongs_to_many(User)]
pub struct Role {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
pub struct Post {
    pub id: i32,
    pub user_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
pub struct Comment {
    pub id: i32,
    pub post_id: i32,
}
