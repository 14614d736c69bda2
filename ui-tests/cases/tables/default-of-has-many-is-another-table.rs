use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, } }
diesel::table! { posts { id -> Integer, user_id -> Integer, } }
diesel::table! { blog_posts { id -> Integer, user_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts, blog_posts);

#[derive(Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post)]
struct User {
    id: i32,
}

#[derive(Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = blog_posts)]
struct Post {
    id: i32,
    #[model(belongs_to(User))]
    user_id: i32,
}

fn delete_all(user: User, conn: &mut SqliteConnection) {
    let _ = diesel::delete(user.posts()).execute(conn);
}

fn main() {}
