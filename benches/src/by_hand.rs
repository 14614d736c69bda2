//! The same models with Diesel's own associations.

use std::sync::Arc;

use diesel::prelude::*;

use crate::schema::{
    comments, notes, photos, posts, reviews, role_user, roles, tags, users, videos,
};

#[derive(Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i32,
    pub name: String,
    pub email: String,
    pub active: bool,
    pub created_at: String,
    pub boss_id: Option<i32>,
}

#[derive(Debug, Queryable, QueryableByName, Selectable, Identifiable, Associations)]
#[diesel(table_name = posts)]
#[diesel(belongs_to(User))]
pub struct Post {
    pub id: i32,
    pub user_id: i32,
    pub title: String,
    pub body: String,
    pub published: bool,
    pub votes: i32,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = comments)]
#[diesel(belongs_to(Post))]
pub struct Comment {
    pub id: i32,
    pub post_id: i32,
    pub body: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = roles)]
pub struct Role {
    pub id: i32,
    pub name: String,
    pub description: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = role_user, primary_key(user_id, role_id))]
#[diesel(belongs_to(User))]
pub struct RoleUser {
    pub user_id: i32,
    pub role_id: i32,
    pub kind: String,
    pub level: i32,
}

#[derive(Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = videos)]
pub struct Video {
    pub id: i32,
    pub title: String,
    pub url: String,
    pub seconds: i32,
}

#[derive(Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = photos)]
pub struct Photo {
    pub id: i32,
    pub caption: String,
    pub url: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = notes)]
pub struct Note {
    pub id: i32,
    pub body: String,
    pub pinned: bool,
    pub notable_id: i32,
    pub notable_type: String,
}

/// What a note is on.
#[derive(Debug, Clone)]
pub enum Notable {
    Post(Arc<Post>),
    Video(Arc<Video>),
    Photo(Arc<Photo>),
}

#[derive(Debug, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = reviews)]
#[diesel(belongs_to(User, foreign_key = reviewable_id))]
pub struct Review {
    pub id: i32,
    pub body: String,
    pub reviewable_id: i32,
    pub reviewable_type: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = tags)]
pub struct Tag {
    pub id: i32,
    pub name: String,
    pub description: String,
}

/// On SQLite, Diesel sends a statement for each row.
#[derive(Debug, Insertable)]
#[diesel(table_name = role_user)]
pub struct NewRoleUser {
    pub user_id: i32,
    pub role_id: i32,
}

/// All rows in one statement.
#[derive(Debug, Insertable)]
#[diesel(table_name = role_user, treat_none_as_default_value = false)]
pub struct NewRoleUserAtOnce {
    pub user_id: i32,
    pub role_id: i32,
}
