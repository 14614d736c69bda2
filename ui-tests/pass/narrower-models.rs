//! Public models with relations to models that fewer may see: a relation is as visible as the narrower of the two.
#![deny(warnings)]

pub mod models {
    use diesel::prelude::*;
    use diesel_relations::prelude::*;

    diesel::table! { users { id -> Integer, post_id -> Integer, } }
    diesel::table! { posts { id -> Integer, user_id -> Integer, owner_id -> Integer, owner_type -> Text, } }
    diesel::table! { notes { id -> Integer, post_id -> Integer, owner_id -> Integer, owner_type -> Text, } }
    diesel::table! { post_user (user_id, post_id) { user_id -> Integer, post_id -> Integer, } }
    diesel::table! { ownings (post_id, owner_id, owner_type) { post_id -> Integer, owner_id -> Integer, owner_type -> Text, } }
    diesel::allow_tables_to_appear_in_same_query!(users, posts, notes, post_user, ownings);

    #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = users)]
    #[has_many(Post)]
    #[has_one(Post, name = last_post, latest, filter = posts::id.gt(1i32))]
    #[has_many_through(Note, through = Post)]
    #[belongs_to_many(Post, name = written, pivot = post_user)]
    #[belongs_to_many(Post, name = with_row, pivot = post_user, using = Row)]
    #[belongs_to_many(Post, name = with_named_row, pivot = post_user, using = Row, accessor = row)]
    #[morph_many(Post, name = owned, morph = owner)]
    #[morph_to_many(Post, name = shared, morph = owner, pivot = ownings)]
    #[has_many(Hidden, name = hidden, table = posts)]
    pub struct User {
        pub id: i32,
        #[model(belongs_to(Post))]
        pub post_id: i32,
    }

    #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = posts)]
    #[morphed_by_many(User, name = sharing, morph = owner, pivot = ownings)]
    pub(crate) struct Post {
        pub(crate) id: i32,
        #[model(belongs_to(User))]
        pub(crate) user_id: i32,
        #[model(morph_to(User))]
        pub(crate) owner_id: i32,
        pub(crate) owner_type: String,
    }

    #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = notes)]
    pub struct Note {
        pub id: i32,
        #[model(belongs_to(Post))]
        pub post_id: i32,
        #[model(morph_to(User, Post, Hidden, enum_name = NoteOwner))]
        pub owner_id: i32,
        pub owner_type: String,
    }

    /// Neither `Clone` nor `Debug`, and seen here alone.
    #[derive(Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = posts)]
    #[morph_many(Note, morph = owner)]
    struct Hidden {
        id: i32,
    }

    #[derive(Debug, Clone, Queryable, Selectable)]
    #[diesel(table_name = post_user)]
    pub(crate) struct Row {
        pub(crate) post_id: i32,
    }

    pub fn hidden(conn: &mut SqliteConnection) -> usize {
        let users = User::query().with(User::HIDDEN).load(conn);
        let note = Note::find(1).with(Note::OWNER).first(conn);
        let notes = note.iter().filter_map(|note| note.owner.as_hidden()).map(|hidden| hidden.id);
        users.map_or(0, |users| users[0].hidden.len()) + notes.count()
    }
}

mod elsewhere {
    use crate::models::{Note, Post, User};
    use diesel_relations::prelude::*;

    pub fn load(conn: &mut diesel::SqliteConnection) {
        let relations = (User::POSTS.with(Post::USER), User::LAST_POST, User::OWNED, User::POST);
        let users = User::query().with(relations).load(conn);
        let _ = users.map(|users| users[0].posts[0].user.posts().clone());
        let _ = User::query().with((User::NOTES, User::WRITTEN, User::WITH_ROW, User::WITH_NAMED_ROW, User::SHARED));
        let _ = Note::query().with(Note::POST.with(Post::SHARING)).has(Note::POST);
        let _ = |row: crate::models::Row| row.post_id;
    }
}

fn main() {
    let conn = &mut <diesel::SqliteConnection as diesel::Connection>::establish(":memory:").unwrap();
    elsewhere::load(conn);
    models::hidden(conn);
}
