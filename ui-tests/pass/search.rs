//! The declaration of searches: every kind of entry, on models of every kind.
#![deny(warnings)]
#![allow(dead_code)]

use diesel::prelude::*;
use diesel_relations::Model;

diesel::table! { users (uid) { uid -> Integer, name -> Text, country_id -> Nullable<Integer>, options -> Json, } }
diesel::table! { country (code) { code -> Integer, name -> Text, } }
diesel::table! {
    posts {
        id -> Integer, title -> Text, body -> Nullable<Text>, votes -> Integer, kind -> Text, options -> Nullable<Json>, r#type -> Integer,
        deleted_at -> Nullable<Timestamp>, user_id -> Integer,
    }
}
diesel::table! { comments { id -> Integer, body -> Text, votes -> Nullable<Integer>, post_id -> Integer, user_id -> Integer, } }
diesel::table! { tags { id -> Integer, name -> Text, } }
diesel::table! { post_tag (post_id, tag_id) { post_id -> Integer, tag_id -> Integer, approved -> Bool, note -> Nullable<Text>, r#type -> Integer, } }
diesel::table! { marks { id -> Integer, place -> Integer, owner_id -> Integer, owner_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(users, country, posts, comments, tags, post_tag, marks);

/// A field of a type of its own.
#[derive(Debug, Clone, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow, serde::Serialize, serde::Deserialize)]
#[diesel(sql_type = diesel::sql_types::Text)]
#[serde(transparent)]
pub struct Kind(String);

impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for Kind
where
    String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        String::from_sql(bytes).map(Kind)
    }
}

impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for Kind
where
    String: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
        self.0.to_sql(out)
    }
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[model(soft_delete, search(
    filter(
        id, title, kind, r#type, author.name, author.country.name, comments.count, comments.exists, comments.author.name, tags.name,
        author.posts.count, marks.place, options->visible: bool, options->size->"in cm": i32, author.options->type: String,
    ),
    sort(
        votes, kind, type, author.name, author.country.name, newest_comment.body, comments.count, comments.sum(votes), comments.avg(votes),
        comments.min(body), comments.max(body), author.posts.count, author.posts.max(title), options->visible: bool,
        author.options->type: String,
    ),
    keywords(title, body, author.name, comments.body),
    include(author, comments.author.country, comments, tags, tags_with_rows, tags_with_named_rows, marks),
    aggregate(comments.count, comments.exists, comments.sum(votes), comments.avg(votes), comments.min(body), comments.max(body), tags.count),
    scope(
        popular = posts::votes.ge(10i32),
        voted(least: i32, most: i32) = posts::votes.between(least, most),
        r#as(r#type: i32) = posts::r#type.eq(r#type),
    ),
    limit(default = 20, max = 50),
    trashed,
))]
#[has_many(Comment)]
#[has_one(Comment, name = newest_comment, latest)]
#[morph_many(Mark, morph = owner)]
#[belongs_to_many(Tag, search(approved: bool, note: Option<String>, r#type: i32))]
#[belongs_to_many(Tag, name = tags_with_rows, using = PostTag)]
#[belongs_to_many(Tag, name = tags_with_named_rows, using = PostTag, accessor = placed)]
pub struct Post {
    pub id: i32,
    pub title: String,
    body: Option<String>,
    votes: i32,
    pub(crate) kind: Kind,
    options: Option<serde_json::Value>,
    pub r#type: i32,
    deleted_at: Option<Time>,
    #[model(belongs_to(people::Person, name = author))]
    pub user_id: i32,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = post_tag)]
pub struct PostTag {
    approved: bool,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
#[model(search(include(post.author)))]
pub struct Comment {
    id: i32,
    body: String,
    votes: Option<i32>,
    #[model(belongs_to(Post))]
    post_id: i32,
    #[model(belongs_to(people::Person, name = author))]
    user_id: i32,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[model(search(filter(posts.title), limit(max = 10)))]
#[belongs_to_many(Post, search(approved: bool))]
pub struct Tag {
    id: i32,
    name: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = marks)]
#[model(search(filter(place, owner_type), limit(default = 200)))]
pub struct Mark {
    id: i32,
    place: i32,
    #[model(morph_to(Post, name = owner))]
    owner_id: i32,
    owner_type: String,
}

pub mod people {
    use super::{country, users};
    use diesel::prelude::*;

    #[derive(Debug, Queryable, Selectable, Identifiable, diesel_relations::Model)]
    #[diesel(table_name = users, primary_key(uid))]
    #[model(search(filter(country.name), include(posts)))]
    #[has_many(super::Post, table = super::posts, foreign_key = user_id)]
    pub struct Person {
        uid: i32,
        name: String,
        #[model(belongs_to(Country, table = super::country))]
        country_id: Option<i32>,
        options: serde_json::Value,
    }

    #[derive(Debug, Queryable, Selectable, Identifiable, diesel_relations::Model)]
    #[diesel(table_name = country, primary_key(code))]
    #[model(search(sort(name, people.count), include(people)))]
    #[has_many(Person, name = people, table = users, foreign_key = country_id)]
    pub(crate) struct Hidden {
        code: i32,
        #[diesel(column_name = name)]
        name: String,
    }

    #[derive(Debug, Queryable, Selectable, Identifiable, diesel_relations::Model)]
    #[diesel(table_name = country, primary_key(code))]
    #[model(search)]
    pub struct Country {
        code: i32,
        #[diesel(column_name = name)]
        name: String,
    }
}

/// In a function, and of other crates' names.
fn local() {
    diesel::table! { cats { id -> Integer, cat_id -> Nullable<Integer>, } }

    #[derive(Debug, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = cats)]
    #[model(search(filter(cat.cat.cat.id, kittens.kittens.count), include(cat.kittens.cat), sort(cat.cat.id)))]
    #[has_many(Cat, name = kittens, table = cats)]
    struct Cat {
        id: i32,
        #[model(belongs_to(Cat))]
        cat_id: Option<i32>,
    }
}

fn main() {}

/// A time, as a type of its own.
#[derive(Debug, Clone, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Timestamp)]
pub struct Time(String);

impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Timestamp, DB> for Time
where
    String: diesel::deserialize::FromSql<diesel::sql_types::Timestamp, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        String::from_sql(bytes).map(Time)
    }
}
