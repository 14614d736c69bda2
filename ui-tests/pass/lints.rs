//! The output of the derive is as clean as code written by hand.

#![forbid(unsafe_code)]
#![deny(warnings)]
#![deny(
    future_incompatible,
    missing_debug_implementations,
    missing_docs,
    nonstandard_style,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unused,
    unused_lifetimes,
    unused_qualifications,
    variant_size_differences
)]

/// The tables.
pub mod schema {
    diesel::table! {
        /// Users.
        users {
            /// Key.
            id -> Integer,
            /// Boss.
            boss_id -> Nullable<Integer>,
        }
    }
    diesel::table! {
        /// Posts.
        posts {
            /// Key.
            id -> Integer,
            /// Writer.
            user_id -> Integer,
        }
    }
    diesel::table! {
        /// Notes.
        notes {
            /// Key.
            id -> Integer,
            /// Owner.
            notable_id -> Nullable<Integer>,
            /// Its model.
            notable_type -> Nullable<Text>,
        }
    }
    diesel::table! {
        /// Shared notes.
        notables (note_id, notable_id, notable_type) {
            /// Note.
            note_id -> Integer,
            /// Owner.
            notable_id -> Integer,
            /// Its model.
            notable_type -> Text,
        }
    }
    diesel::allow_tables_to_appear_in_same_query!(users, posts, notes, notables);
}

/// The models.
pub mod models {
    use crate::schema::{notables, notes, posts, users};
    use diesel::prelude::*;
    use diesel_relations::Model;

    /// A user.
    #[derive(Debug, Queryable, Selectable, Model)]
    #[model(search(
        filter(id, posts.author.id, posts.count), sort(boss.id, posts.max(id)), include(posts, shared_notes, boss.posts),
        aggregate(posts.count), scope(first = users::id.eq(1i32), of(key: i32) = users::id.eq(key)),
    ))]
    #[has_many(Post)]
    #[has_many(Post, name = firsts, filter = posts::id.eq(1i32))]
    #[has_one(Post, name = any)]
    #[morph_many(Note, morph = notable)]
    #[morph_one(Note, morph = notable, latest)]
    #[morph_to_many(Note, name = shared_notes, morph = notable, search(note_id: i32))]
    pub struct User {
        /// Key.
        pub id: i32,
        /// Boss.
        #[belongs_to(User)]
        pub boss_id: Option<i32>,
    }

    /// A post.
    #[derive(Debug, Queryable, Selectable, Model)]
    #[model(search)]
    pub struct Post {
        /// Key.
        pub id: i32,
        /// Writer.
        #[belongs_to(User, name = author)]
        pub user_id: i32,
    }

    /// A note.
    #[derive(Debug, Queryable, Selectable, Model)]
    #[model(search)]
    #[morphed_by_many(User, morph = notable)]
    pub struct Note {
        /// Key.
        pub id: i32,
        /// Owner.
        #[morph_to(User, Post, Private)]
        pub notable_id: Option<i32>,
        /// Its model.
        pub notable_type: Option<String>,
    }

    #[derive(Debug, Queryable, Selectable, Model)]
    #[diesel(table_name = posts)]
    #[morph_many(Note, morph = notable)]
    pub(crate) struct Private {
        id: i32,
    }

    #[derive(Debug, Queryable, Selectable, Model)]
    #[diesel(table_name = notes)]
    struct Alone {
        id: i32,
        #[morph_to(Alone, Private, enum_name = Either)]
        notable_id: Option<i32>,
        notable_type: Option<String>,
    }
}

fn main() {}
