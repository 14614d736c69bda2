//! Several relations between the same two models, a relation to the model itself, and a cycle.

use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, boss_id -> Nullable<Integer>, favourite_id -> Nullable<Integer>, } }
diesel::table! { posts { id -> Integer, user_id -> Integer, editor_id -> Nullable<Integer>, } }

#[derive(Queryable, Selectable, Model)]
#[has_many(Post)]
#[has_many(Post, name = edited_posts, foreign_key = editor_id)]
#[has_one(Post, name = first_post)]
#[has_many(User, name = reports, foreign_key = boss_id)]
pub struct User {
    pub id: i32,
    #[belongs_to(User)]
    pub boss_id: Option<i32>,
    #[belongs_to(Post)]
    pub favourite_id: Option<i32>,
}

#[derive(Queryable, Selectable, Model)]
#[has_many(User, name = fans, foreign_key = favourite_id)]
pub struct Post {
    pub id: i32,
    #[belongs_to(User, name = author)]
    pub user_id: i32,
    #[belongs_to(User)]
    pub editor_id: Option<i32>,
}

pub fn load(conn: &mut SqliteConnection) -> QueryResult<()> {
    let nested = Post::FANS.with(User::FAVOURITE.with(Post::EDITOR.with(User::BOSS.with(User::REPORTS))));
    let users = User::query()
        .has(User::POSTS.has(Post::FANS.has(User::POSTS)))
        .with((User::EDITED_POSTS, User::FIRST_POST, User::POSTS.with((Post::AUTHOR, nested))))
        .load(conn)?;
    for user in &users {
        for fan in user.posts.iter().flat_map(|post| &post.fans) {
            let favourite = fan.favourite.as_ref();
            let _ = favourite.and_then(|post| post.editor.as_ref()?.boss.as_ref().map(|boss| boss.reports.len()));
        }
    }
    Ok(())
}

fn main() {}
