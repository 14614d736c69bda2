//! Models that can be searched and one that cannot, for the cases to make their mistakes with.

#![allow(unused)]

pub use diesel::prelude::*;
pub use diesel_relations::prelude::*;
pub use diesel_relations::search::{ModelSearch, SearchRequest};

diesel::table! { countries { id -> Integer, name -> Text, } }
diesel::table! { users { id -> Integer, name -> Text, country_id -> Integer, editor_id -> Integer, } }
diesel::table! { editors { id -> Integer, name -> Text, } }
diesel::table! {
    posts { id -> Integer, title -> Text, votes -> Integer, kind -> Text, options -> Json, user_id -> Integer, editor_id -> Integer, }
}
diesel::table! { comments { id -> Integer, body -> Text, votes -> Integer, kind -> Text, post_id -> Integer, user_id -> Integer, } }
diesel::table! { tags { id -> Integer, name -> Text, } }
diesel::table! { post_tag (post_id, tag_id) { post_id -> Integer, tag_id -> Integer, approved -> Bool, kind -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(countries, users, editors, posts, comments, tags, post_tag);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = countries)]
#[model(search)]
pub struct Country {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[model(search)]
#[has_many(Comment)]
pub struct User {
    pub id: i32,
    pub name: String,
    #[model(belongs_to(Country))]
    pub country_id: i32,
    #[model(belongs_to(Editor))]
    pub editor_id: i32,
}

/// Without a search.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = editors)]
pub struct Editor {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
#[model(search)]
pub struct Comment {
    pub id: i32,
    pub body: String,
    pub votes: i32,
    pub kind: Kind,
    pub post_id: i32,
    #[model(belongs_to(User, name = author))]
    pub user_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[model(search)]
pub struct Tag {
    pub id: i32,
    pub name: String,
}

/// A type that serde neither reads nor writes.
#[derive(Debug, Clone, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct Kind(String);

impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::sqlite::Sqlite> for Kind {
    fn from_sql(bytes: diesel::sqlite::SqliteValue<'_, '_, '_>) -> diesel::deserialize::Result<Self> {
        <String as diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::sqlite::Sqlite>>::from_sql(bytes).map(Kind)
    }
}

impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::sqlite::Sqlite> for Kind {
    fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, diesel::sqlite::Sqlite>) -> diesel::serialize::Result {
        <String as diesel::serialize::ToSql<diesel::sql_types::Text, diesel::sqlite::Sqlite>>::to_sql(&self.0, out)
    }
}
