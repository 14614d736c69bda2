//! Of the derive alone: what Diesel's macros emit, which includes `filter = ..`, needs the prelude.

mod schema {
    diesel::table! { users { id -> Integer, boss_id -> Nullable<Integer>, } }
    diesel::table! { posts { id -> Integer, user_id -> Integer, } }
    diesel::table! { notes { id -> Integer, notable_id -> Nullable<Integer>, notable_type -> Nullable<Text>, } }
    diesel::table! { notables (note_id, notable_id, notable_type) { note_id -> Integer, notable_id -> Integer, notable_type -> Text, } }
    diesel::allow_tables_to_appear_in_same_query!(users, posts, notes, notables);
}

#[no_implicit_prelude]
mod models {
    use crate::schema::{notables, notes, posts, users};

    #[derive(::diesel_relations::Model)]
    #[model(search(filter(id, posts.user.id, posts.count), sort(boss.id, posts.max(id)), include(posts, shared_notes, boss.posts), aggregate(posts.count)))]
    #[has_many(Post)]
    #[has_one(Post, name = any)]
    #[morph_many(Note, morph = notable)]
    #[morph_one(Note, morph = notable, latest)]
    #[morph_to_many(Note, name = shared_notes, morph = notable, search(note_id: i32))]
    pub struct User {
        pub id: i32,
        #[belongs_to(User)]
        pub boss_id: ::std::option::Option<i32>,
    }

    #[derive(::diesel_relations::Model)]
    #[model(search)]
    pub struct Post {
        pub id: i32,
        #[belongs_to(User)]
        pub user_id: i32,
    }

    #[derive(::diesel_relations::Model)]
    #[model(search)]
    #[morphed_by_many(User, morph = notable)]
    pub struct Note {
        pub id: i32,
        #[morph_to(User, Note)]
        pub notable_id: ::std::option::Option<i32>,
        pub notable_type: ::std::option::Option<::std::string::String>,
    }

    pub fn notes() -> impl ::std::marker::Sized {
        let owners = Note::NOTABLE.with_user((User::NOTES, User::NOTE)).lenient();
        <Note as ::diesel_relations::ModelQuery>::query().with((owners, Note::USERS)).has(Note::NOTABLE)
    }

    pub fn query() -> impl ::std::marker::Sized {
        let relations = (User::POSTS, User::ANY, User::BOSS);
        <User as ::diesel_relations::ModelQuery>::query().with(relations).with_count(User::POSTS)
    }
}

fn main() {
    let _ = (models::query(), models::notes());
}
