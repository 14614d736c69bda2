//! What is asked of an empty list has no rows, and no statement.

use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;

on_every_backend! {
    fn find_many(conn, statements) {
        let none = || User::find_many([0i32; 0]);
        let (sent, users) = statements.during(|| none().filter(users::active.eq(true)).order(users::id).limit(3).with(User::POSTS).load(conn));
        assert_eq!((sent, users?.len()), (0, 0));
        let (sent, user) = statements.during(|| none().first(conn).optional());
        assert_eq!((sent, user?), (0, None));
        let (sent, page) = statements.during(|| none().paginate(1, 10).load(conn));
        let page = page?;
        assert_eq!((sent, page.rows.len(), page.total, page.last_page()), (0, 0, 0, 1));
        let (sent, batch) = statements.during(|| none().batches(10).next(conn).map(|batch| batch.is_none()));
        assert_eq!((sent, batch?), (0, true));
        let (sent, users) = statements.during(|| User::query().with(User::POSTS).find_many([0i32; 0]).load(conn));
        assert_eq!((sent, users?.len()), (0, 0));
    }

    fn owners(conn, statements) {
        let (sent, posts) = statements.during(|| Post::query().where_belongs_to(Post::EDITOR, &Vec::<User>::new()).load(conn));
        assert_eq!((sent, posts?.len()), (0, 0));
    }

    fn a_relation(conn, statements) {
        let (sent, users) = statements.during(|| User::query().order(users::id).with(User::POSTS.find_many([0i32; 0])).load(conn));
        let users = users?;
        assert_eq!((sent, users.len(), users[0].posts.len()), (1, 4, 0));
        let (sent, posts) = statements.during(|| users[0].posts().find_many([0i32; 0]).load(conn));
        assert_eq!((sent, posts?.len()), (0, 0));
        assert_eq!(User::query().filter(User::POSTS.find_many([0i32; 0]).exists()).load(conn)?.len(), 0);
    }

    fn a_condition_joined_by_or_has_rows(conn) {
        assert_eq!(User::find_many([0i32; 0]).or_filter(users::id.eq(1)).load(conn)?.len(), 1);
        let alice = User::find(1).first(conn)?;
        assert_eq!(alice.posts().find_many([0i32; 0]).or_filter(posts::id.eq(1)).load(conn)?.len(), 1);
        let users = User::query().filter(users::id.eq(1)).with(User::POSTS.find_many([0i32; 0]).or_filter(posts::id.eq(1))).load(conn)?;
        assert_eq!(users[0].posts.len(), 1);
    }

    fn counts_and_writes_of_none(conn) {
        assert_eq!(User::find_many([0i32; 0]).count().get_result::<i64>(conn)?, 0);
        assert_eq!(diesel::delete(User::find_many([0i32; 0])).execute(conn)?, 0);
    }
}
