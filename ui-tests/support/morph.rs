//! Rows that have owners of several models, for the cases to make their mistakes with.

#![allow(unused)]

pub use diesel::prelude::*;
pub use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, name -> Text, } }
diesel::table! { posts { id -> Integer, title -> Text, user_id -> Integer, } }
diesel::table! { videos { id -> Integer, title -> Text, } }
diesel::table! { comments { id -> Integer, body -> Text, commentable_id -> Nullable<Integer>, commentable_type -> Nullable<Text>, } }
diesel::table! { images { id -> Integer, url -> Text, imageable_id -> Integer, imageable_type -> Text, } }
diesel::table! { tags { id -> Integer, name -> Text, } }
diesel::table! { taggables (tag_id, taggable_id, taggable_type) { tag_id -> Integer, taggable_id -> Integer, taggable_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts, videos, comments, images, tags, taggables);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[morph_many(Comment, morph = commentable)]
#[morph_one(Image, morph = imageable)]
#[morph_to_many(Tag, morph = taggable)]
pub struct Post {
    pub id: i32,
    pub title: String,
    #[belongs_to(User, name = author)]
    pub user_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = videos)]
#[morph_many(Comment, morph = commentable)]
#[morph_one(Image, morph = imageable)]
pub struct Video {
    pub id: i32,
    pub title: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
pub struct Comment {
    pub id: i32,
    pub body: String,
    #[morph_to(Post, Video)]
    pub commentable_id: Option<i32>,
    pub commentable_type: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = images)]
pub struct Image {
    pub id: i32,
    pub url: String,
    #[morph_to(Post, Video)]
    pub imageable_id: i32,
    pub imageable_type: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[morphed_by_many(Post, morph = taggable)]
pub struct Tag {
    pub id: i32,
    pub name: String,
}
