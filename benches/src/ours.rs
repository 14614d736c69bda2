//! The models with relations.

use diesel::prelude::*;
use diesel_relations::prelude::*;

use crate::schema::{comments, posts, users};

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post)]
pub struct User {
    pub id: i32,
    pub name: String,
    pub email: String,
    pub active: bool,
    pub created_at: String,
    #[belongs_to(User)]
    pub boss_id: Option<i32>,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[has_many(Comment)]
pub struct Post {
    pub id: i32,
    #[belongs_to(User, name = author)]
    pub user_id: i32,
    pub title: String,
    pub body: String,
    pub published: bool,
    pub votes: i32,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
pub struct Comment {
    pub id: i32,
    #[belongs_to(Post)]
    pub post_id: i32,
    pub body: String,
}
