//! The models with relations.

use diesel::prelude::*;
use diesel_relations::prelude::*;

use crate::schema::{
    articles, comments, members, notes, photos, posts, reviews, role_user, roles, taggables, tags,
    users, videos,
};

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post)]
#[has_one(Post, name = top_post, latest = votes)]
#[has_many_through(Comment, through = Post)]
#[belongs_to_many(Role, pivot = role_user)]
#[belongs_to_many(Role, name = memberships, pivot = role_user, using = Membership)]
#[morph_many(Review, morph = reviewable)]
#[morph_to_many(Tag, morph = taggable)]
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

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = roles)]
pub struct Role {
    pub id: i32,
    pub name: String,
    pub description: String,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = role_user)]
pub struct Membership {
    pub kind: String,
    pub level: i32,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = videos)]
pub struct Video {
    pub id: i32,
    pub title: String,
    pub url: String,
    pub seconds: i32,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = photos)]
pub struct Photo {
    pub id: i32,
    pub caption: String,
    pub url: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = notes)]
pub struct Note {
    pub id: i32,
    pub body: String,
    pub pinned: bool,
    #[morph_to(Post, Video, Photo)]
    pub notable_id: i32,
    pub notable_type: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = reviews)]
pub struct Review {
    pub id: i32,
    pub body: String,
    #[morph_to(User, Video, Photo)]
    pub reviewable_id: i32,
    pub reviewable_type: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
pub struct Tag {
    pub id: i32,
    pub name: String,
    pub description: String,
}

/// A model whose key has two columns, though one would do: so that both can be compared.
#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = members, primary_key(tenant_id, id))]
#[has_many(Article, foreign_key = (tenant_id, member_id))]
#[has_many(Article, name = articles_by_id, foreign_key = member_id, local_key = id)]
pub struct Member {
    pub tenant_id: i32,
    pub id: i32,
    pub name: String,
    pub active: bool,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = articles)]
pub struct Article {
    pub id: i32,
    pub tenant_id: i32,
    #[model(belongs_to(Member, foreign_key = (tenant_id, member_id)))]
    #[model(belongs_to(Member, name = member_by_id, owner_key = id))]
    pub member_id: i32,
    pub title: String,
    pub subtitle: String,
    pub summary: String,
    pub body: String,
    pub language: String,
    pub license: String,
    pub votes: i32,
}

/// Two of ten columns.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = articles)]
pub struct Title {
    pub id: i32,
    pub title: String,
}

diesel_relations::property!(pub WithVotes => votes: Option<i64>);
