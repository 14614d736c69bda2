//! The user's own types have the names of the prelude's.

mod blog {
    use diesel::prelude::*;
    use diesel_relations::Model;

    #[allow(dead_code)]
    mod shadows {
        pub struct Vec;
        pub struct Option;
        pub struct Some;
        pub struct None;
        pub struct String;
        pub struct Result;
        pub struct Arc;
        pub struct Box;
        pub trait Clone {}
        pub trait Copy {}
        pub trait Debug {}
        pub trait Deref {}
        pub trait From {}
        pub trait Iterator {}
        pub mod std {}
        pub mod core {}
        pub mod diesel {}
        pub mod diesel_relations {}
        pub type i64 = ();
        pub type str = ();
    }
    #[allow(unused_imports)]
    use shadows::{
        Arc, Box, Clone, Copy, Debug, Deref, From, Iterator, None, Option, Result, Some, String, Vec,
    };

    ::diesel::table! { users { id -> Integer, boss_id -> Nullable<Integer>, } }
    ::diesel::table! { posts { id -> Integer, user_id -> Integer, } }

    #[derive(Model)]
    #[has_many(Post)]
    #[has_one(Post, name = first)]
    pub struct User {
        pub id: i32,
        #[belongs_to(User)]
        pub boss_id: ::std::option::Option<i32>,
    }

    #[derive(Model)]
    #[has_many(User, name = fans, foreign_key = boss_id)]
    pub struct Post {
        pub id: i32,
        #[belongs_to(User)]
        pub user_id: i32,
    }

    pub fn exists() -> impl Expression {
        User::POSTS.exists()
    }
}

fn main() {
    let _ = blog::exists();
}
