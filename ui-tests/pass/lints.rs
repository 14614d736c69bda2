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
}

/// The models.
pub mod models {
    use crate::schema::{posts, users};
    use diesel::prelude::*;
    use diesel_relations::Model;

    /// A user.
    #[derive(Debug, Queryable, Selectable, Model)]
    #[has_many(Post)]
    #[has_many(Post, name = firsts, filter = posts::id.eq(1i32))]
    #[has_one(Post, name = any)]
    pub struct User {
        /// Key.
        pub id: i32,
        /// Boss.
        #[belongs_to(User)]
        pub boss_id: Option<i32>,
    }

    /// A post.
    #[derive(Debug, Queryable, Selectable, Model)]
    pub struct Post {
        /// Key.
        pub id: i32,
        /// Writer.
        #[belongs_to(User, name = author)]
        pub user_id: i32,
    }
}

fn main() {}
