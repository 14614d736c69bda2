//! Models in different modules, visible only as far as they say.

mod schema {
    diesel::table! { users { id -> Integer, } }
    diesel::table! { posts { id -> Integer, user_id -> Integer, } }
}

mod users {
    use crate::posts::models::Post;
    use crate::schema::{posts, users};
    use diesel::prelude::*;
    use diesel_relations::Model;

    #[derive(Queryable, Selectable, Model)]
    #[has_many(Post)]
    pub(crate) struct User {
        id: i32,
    }

    #[derive(Queryable, Selectable, Model)]
    #[diesel(table_name = users)]
    #[has_many(Private, table = posts, foreign_key = user_id)]
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
        use diesel_relations::Model;
        let _ = models::Hidden::query().with(models::Hidden::NAMESAKES).load(conn);
    }
}

pub fn load(conn: &mut diesel::SqliteConnection) {
    use diesel_relations::Model;
    let users = users::User::query().with(users::User::POSTS.with(posts::models::Post::USER));
    if let Ok(users) = users.load(conn) {
        let _ = users.iter().flat_map(|user| &user.posts).map(|post| &post.user).count();
    }
    users::private(conn);
    posts::hidden(conn);
}

fn main() {}
