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
        pub struct Ok;
        pub struct Err;
        pub struct Arc;
        pub struct Box;
        pub trait Clone {}
        pub trait Copy {}
        pub trait Debug {}
        pub trait Deref {}
        pub trait From {}
        pub trait FnOnce {}
        pub trait AsRef {}
        pub trait PartialEq {}
        pub trait Sized {}
        pub trait Iterator {}
        pub mod std {}
        pub mod core {}
        pub mod diesel {}
        pub mod diesel_relations {}
        pub type i64 = ();
        pub type str = ();
        pub type bool = ();
    }
    #[allow(unused_imports)]
    use shadows::{
        Arc, AsRef, Box, Clone, Copy, Debug, Deref, Err, FnOnce, From, Iterator, None, Ok, Option, PartialEq, Result, Some,
        String, Vec,
    };

    ::diesel::table! { users { id -> Integer, boss_id -> Nullable<Integer>, } }
    ::diesel::table! { posts { id -> Integer, user_id -> Integer, } }
    ::diesel::table! { notes { id -> Integer, notable_id -> Nullable<Integer>, notable_type -> Nullable<Text>, } }
    ::diesel::table! { notables (note_id, notable_id, notable_type) { note_id -> Integer, notable_id -> Integer, notable_type -> Text, } }
    ::diesel::allow_tables_to_appear_in_same_query!(users, posts, notes, notables);

    #[derive(Model)]
    #[model(search(filter(id, posts.user.id, posts.count), sort(boss.id, posts.max(id)), include(posts, shared_notes, boss.posts), aggregate(posts.count)))]
    #[has_many(Post)]
    #[has_one(Post, name = first)]
    #[morph_many(Note, morph = notable)]
    #[morph_one(Note, morph = notable, latest)]
    #[morph_to_many(Note, name = shared_notes, morph = notable, search(note_id: i32))]
    pub struct User {
        pub id: i32,
        #[belongs_to(User)]
        pub boss_id: ::std::option::Option<i32>,
    }

    #[derive(Model)]
    #[model(search)]
    #[has_many(User, name = fans, foreign_key = boss_id)]
    pub struct Post {
        pub id: i32,
        #[belongs_to(User)]
        pub user_id: i32,
    }

    #[derive(Model)]
    #[model(search)]
    #[morphed_by_many(User, morph = notable)]
    pub struct Note {
        pub id: i32,
        #[morph_to(User, Note)]
        pub notable_id: ::std::option::Option<i32>,
        pub notable_type: ::std::option::Option<::std::string::String>,
    }

    pub fn has_owner() -> impl Expression {
        Note::NOTABLE.exists()
    }

    pub fn exists() -> impl Expression {
        User::POSTS.exists()
    }
}

fn main() {
    let _ = (blog::exists(), blog::has_owner());
}
