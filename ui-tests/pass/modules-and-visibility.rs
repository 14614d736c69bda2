//! Models in different modules, visible only as far as they say.

mod schema {
    diesel::table! { users { id -> Integer, } }
    diesel::table! { posts { id -> Integer, user_id -> Integer, } }
    diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }
    diesel::table! { notables (note_id, notable_id, notable_type) { note_id -> Integer, notable_id -> Integer, notable_type -> Text, } }
    diesel::allow_tables_to_appear_in_same_query!(users, posts, notes, notables);
}

mod users {
    use crate::posts::models::Post;
    use crate::schema::{posts, users};
    use diesel::prelude::*;
    use diesel_relations::{Model, ModelQuery};

    #[derive(Queryable, Selectable, Model)]
    #[has_many(Post)]
    #[morph_many(crate::notes::Note, table = crate::schema::notes, morph = notable)]
    #[morph_to_many(crate::notes::Note, name = shared_notes, table = crate::schema::notes, pivot = crate::schema::notables, morph = notable)]
    pub(crate) struct User {
        id: i32,
    }

    #[derive(Queryable, Selectable, Model)]
    #[diesel(table_name = users)]
    #[has_many(Private, table = users, foreign_key = id)]
    struct Private {
        id: i32,
    }

    pub(crate) fn private(conn: &mut SqliteConnection) {
        let _ = Private::query().doesnt_have(Private::PRIVATES).load(conn);
    }
}

mod posts {
    pub(super) mod models {
        use diesel::prelude::*;

        #[derive(Queryable, Selectable, diesel_relations::Model)]
        #[diesel(table_name = crate::schema::posts)]
        #[has_many(crate::users::User, name = namesakes, table = crate::schema::users, foreign_key = id)]
        pub(in crate::posts) struct Hidden {
            id: i32,
        }

        #[derive(Queryable, Selectable, diesel_relations::Model)]
        #[diesel(table_name = crate::schema::posts)]
        pub(crate) struct Post {
            id: i32,
            #[belongs_to(crate::users::User, table = crate::schema::users)]
            user_id: i32,
        }
    }

    pub(crate) fn hidden(conn: &mut diesel::SqliteConnection) {
        use diesel_relations::ModelQuery;
        let _ = models::Hidden::query().with(models::Hidden::NAMESAKES).load(conn);
    }
}

mod notes {
    use crate::posts::models::Post;
    use diesel::prelude::*;
    use diesel_relations::{Model, ModelQuery};

    // The models' own fields and methods are not visible here.
    #[derive(Queryable, Selectable, Model)]
    #[diesel(table_name = crate::schema::notes)]
    #[morphed_by_many(crate::users::User, table = crate::schema::users, pivot = crate::schema::notables, morph = notable)]
    pub(crate) struct Note {
        id: i32,
        #[morph_to(crate::users::User, Post, private::Private)]
        notable_id: i32,
        notable_type: String,
    }

    mod private {
        #[derive(diesel::Queryable, diesel::Selectable, diesel_relations::Model)]
        #[diesel(table_name = crate::schema::posts)]
        #[morph_one(super::Note, table = crate::schema::notes, morph = notable)]
        pub(crate) struct Private {
            id: i32,
        }
    }

    #[derive(Queryable, Selectable, Model)]
    #[diesel(table_name = crate::schema::notes)]
    struct Hidden {
        id: i32,
        #[morph_to(Hidden, name = owner)]
        notable_id: i32,
        notable_type: String,
    }

    pub(crate) fn hidden(conn: &mut SqliteConnection) {
        let _ = Hidden::query().with(Hidden::OWNER.with_hidden(Hidden::OWNER)).load(conn);
    }
}

pub fn load_notes(conn: &mut diesel::SqliteConnection) {
    use diesel_relations::ModelQuery;
    let owners = notes::Note::NOTABLE.with_post(posts::models::Post::USER).with_user(users::User::NOTES);
    let _ = notes::Note::query().with(notes::Note::USERS.with(users::User::SHARED_NOTES.with(owners)));
    if let Ok(notes) = notes::Note::query().with(owners).load(conn) {
        for note in &notes {
            match &note.notable {
                notes::Notable::User(user) => assert!(user.notes.is_empty()),
                notes::Notable::Post(post) => assert!(post.user.notes().first(conn).is_ok()),
                notes::Notable::Private(private) => assert!(private.note().first(conn).is_err()),
            }
        }
    }
    notes::hidden(conn);
}

pub fn load(conn: &mut diesel::SqliteConnection) {
    use diesel_relations::ModelQuery;
    let users = users::User::query().with(users::User::POSTS.with(posts::models::Post::USER));
    if let Ok(users) = users.load(conn) {
        let _ = users.iter().flat_map(|user| &user.posts).map(|post| &post.user).count();
    }
    users::private(conn);
    posts::hidden(conn);
}

fn main() {}
