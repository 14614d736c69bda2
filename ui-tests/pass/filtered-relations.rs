use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, active -> Bool, } }
diesel::table! { posts { id -> Integer, title -> Text, deleted_at -> Nullable<Integer>, user_id -> Integer, } }

#[derive(Queryable, Selectable, Model)]
#[has_many(Post, filter = posts::deleted_at.is_null())]
#[has_many(Post, name = drafts, filter = posts::title.eq("draft").or(posts::title.like("draft %")))]
#[has_one(Post, name = welcome, filter = posts::title.eq("welcome"))]
pub struct User {
    pub id: i32,
}

#[derive(Queryable, Selectable, Model)]
pub struct Post {
    pub id: i32,
    #[belongs_to(User)]
    #[belongs_to(User, name = active_user, filter = users::active.eq(true))]
    pub user_id: i32,
}

pub fn load(conn: &mut SqliteConnection) -> QueryResult<()> {
    let drafts = User::DRAFTS.filter(posts::id.gt(1)).or_filter(posts::id.lt(0)).order(posts::id);
    let users = User::query()
        .filter(User::POSTS.exists().and(User::DRAFTS.count().ge(2)))
        .with((User::POSTS.with((Post::USER, Post::ACTIVE_USER)), drafts.into_boxed(), User::WELCOME))
        .with_count(User::DRAFTS)
        .load(conn)?;
    for user in &users {
        let _ = (user.welcome.is_some(), user.drafts.len(), user.drafts_count);
        let _ = user.posts.iter().filter(|post| post.active_user.is_some() && post.user.id == 1).count();
        let _ = user.drafts().limit(3).load(conn)?;
    }
    Ok(())
}

fn main() {}
