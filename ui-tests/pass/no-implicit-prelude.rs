//! Of the derive alone: what Diesel's macros emit, which includes `filter = ..`, needs the prelude.

mod schema {
    diesel::table! { users { id -> Integer, boss_id -> Nullable<Integer>, } }
    diesel::table! { posts { id -> Integer, user_id -> Integer, } }
}

#[no_implicit_prelude]
mod models {
    use crate::schema::{posts, users};

    #[derive(::diesel_relations::Model)]
    #[has_many(Post)]
    #[has_one(Post, name = any)]
    pub struct User {
        pub id: i32,
        #[belongs_to(User)]
        pub boss_id: ::std::option::Option<i32>,
    }

    #[derive(::diesel_relations::Model)]
    pub struct Post {
        pub id: i32,
        #[belongs_to(User)]
        pub user_id: i32,
    }

    pub fn query() -> impl ::std::marker::Sized {
        let relations = (User::POSTS, User::ANY, User::BOSS);
        <User as ::diesel_relations::Model>::query().with(relations).with_count(User::POSTS)
    }
}

fn main() {
    let _ = models::query();
}
