use diesel::prelude::*;
use diesel_relations::prelude::*;
use serde::Serialize;

use crate::schema::*;

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = countries, primary_key(code))]
#[has_many(User, name = inhabitants, foreign_key = country)]
pub struct Country {
    pub code: String,
    pub name: String,
}

#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Queryable,
    Selectable,
    Identifiable,
    Insertable,
    Serialize,
    Model,
)]
#[diesel(table_name = users)]
#[model(has_one(Profile))]
#[has_many(Post)]
#[has_many(Post, name = edited_posts, foreign_key = editor_id)]
#[has_many(Post, name = popular_posts, filter = posts::votes.ge(5i32))]
#[has_many(User, name = reports, foreign_key = boss_id)]
#[has_many(User, name = compatriots, foreign_key = users::country, local_key = country)]
#[has_one(Post, name = latest_post, latest)]
#[has_one(Post, name = top_post, latest = votes)]
#[has_one(Post, name = flop, oldest = votes, filter = posts::votes.gt(0i32))]
#[has_one(Post, name = last_edited, latest = editor_id)]
#[has_one(Post, name = first_edited, oldest = posts::editor_id)]
#[has_one(Post, name = by_editor_and_votes, latest = (editor_id, votes))]
#[has_one(User, name = newest_report, foreign_key = boss_id, latest)]
pub struct User {
    pub id: i32,
    pub name: String,
    pub active: bool,
    #[model(belongs_to(User))]
    pub boss_id: Option<i32>,
    #[belongs_to(Country, name = home)]
    pub country: Option<String>,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = profiles)]
#[has_one(User, name = reader, foreign_key = id, local_key = user_id)]
pub struct Profile {
    pub id: i32,
    pub bio: String,
    #[belongs_to(User)]
    pub user_id: i32,
}

#[derive(
    Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Serialize, Model,
)]
#[diesel(table_name = posts)]
#[has_many(Comment)]
pub struct Post {
    pub id: i32,
    pub title: String,
    pub votes: i32,
    #[belongs_to(User, name = author)]
    #[belongs_to(User, name = active_author, filter = users::active.eq(true))]
    pub user_id: i32,
    #[belongs_to(User)]
    pub editor_id: Option<i32>,
}

/// Without `Clone`: rows that several parents share are fetched once more.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = comments)]
pub struct Comment {
    pub id: i32,
    pub body: String,
    #[belongs_to(Post)]
    pub post_id: Option<i32>,
}
