//! A relation of one row, as a query.

use diesel::prelude::*;
use diesel::result::Error::NotFound;
use diesel_relations::prelude::*;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;

on_every_backend! {
    fn the_method_always_queries(conn, statements) {
        let alice = User::find(1).first(conn)?;
        let (sent, _) = statements.during(|| alice.posts());
        assert_eq!(sent, 0);
        let (sent, posts) = statements.during(|| alice.posts().order(posts::id).load(conn));
        assert_eq!((sent, posts?.len()), (1, 3));
    }

    fn or_filter_never_leaks(conn) {
        let alice = User::find(1).first(conn)?;
        let ids = |posts: Vec<Post>| posts.iter().map(|post| post.id).collect::<Vec<_>>();
        let either = alice.posts().filter(posts::votes.eq(5)).or_filter(posts::votes.eq(7));
        assert_eq!(ids(either.clone().load(conn)?), [1]);
        assert_eq!(either.clone().count().get_result::<i64>(conn)?, 1);
        assert_eq!(either.clone().select(posts::id).or_filter(posts::id.gt(0)).order(posts::id).load::<i32>(conn)?, [1, 2, 4]);
        assert_eq!(ids(either.clone().into_boxed::<DB>().or_filter(posts::id.eq(3)).load(conn)?), [1]);
        assert_eq!(diesel::update(either.clone()).set(posts::votes.eq(50)).execute(conn)?, 1);
        let anything = alice.posts().filter(posts::id.eq(1)).or_filter(posts::id.gt(0));
        assert_eq!(diesel::delete(anything).execute(conn)?, 3);
        assert_eq!(Post::query().select(posts::id).load::<i32>(conn)?, [3]);
    }

    fn diesels_methods(conn) {
        let alice = User::find(1).first(conn)?;
        assert_eq!(alice.posts().find(2).first(conn)?.title, "Second");
        assert_eq!(alice.posts().find(3).first(conn), Err(NotFound));
        assert_eq!(alice.posts().find(3).first(conn).optional()?, None);
        assert_eq!(alice.posts().order(posts::id).limit(1).offset(1).load(conn)?[0].id, 2);
        assert_eq!(alice.posts().order(posts::id.desc()).first(conn)?.id, 4);
        assert_eq!(alice.posts().select(posts::title).order(posts::id).first::<String>(conn)?, "First");
        assert_eq!(alice.posts().select(posts::votes).distinct().load::<i32>(conn)?.len(), 3);
        let mut boxed = alice.posts().into_boxed::<DB>();
        boxed = boxed.filter(posts::votes.gt(0));
        assert_eq!(boxed.load(conn)?.len(), 2);
        assert!(diesel::select(diesel::dsl::exists(diesel::query_builder::AsQuery::as_query(alice.posts()))).get_result::<bool>(conn)?);
    }

    fn nested_loads(conn, statements) {
        let alice = User::find(1).first(conn)?;
        let (sent, posts) = statements.during(|| {
            alice.posts().order(posts::id).with((Post::COMMENTS.order(comments::id), Post::AUTHOR)).load(conn)
        });
        assert_eq!(sent, 3);
        let posts = posts?;
        assert_eq!(posts[0].comments.iter().map(|comment| comment.id).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(posts[1].author.id, 1);
    }

    fn updates_and_deletes_stay_with_the_parent(conn) {
        let alice = User::find(1).first(conn)?;
        assert_eq!(diesel::update(alice.posts().filter(posts::votes.lt(2))).set(posts::votes.eq(9)).execute(conn)?, 2);
        assert_eq!(diesel::delete(alice.posts()).execute(conn)?, 3);
        assert_eq!(Post::query().count().get_result::<i64>(conn)?, 1);
    }

    fn an_owner(conn, statements) {
        let post = Post::find(1).first(conn)?;
        assert_eq!(post.author().first(conn)?.name, "Alice");
        assert_eq!(post.editor().first(conn)?.name, "Bob");
        let unedited = Post::find(2).first(conn)?;
        let (sent, editor) = statements.during(|| unedited.editor().first(conn).optional());
        assert_eq!((sent, editor?), (0, None));
        let (sent, editors) = statements.during(|| unedited.editor().load(conn));
        assert_eq!((sent, editors?), (0, vec![]));
    }

    fn a_null_key_changes_nothing(conn) {
        let carol = User::find(3).first(conn)?;
        assert_eq!(diesel::delete(carol.compatriots()).execute(conn)?, 0);
        assert_eq!(carol.compatriots().count().get_result::<i64>(conn)?, 0);
    }

    fn a_loaded_row_still_has_its_methods(conn) {
        let alice = User::find(1).with(User::POSTS).with_count(User::POSTS).first(conn)?;
        assert_eq!(alice.posts().count().get_result::<i64>(conn)?, alice.posts_count);
        let (alice, posts) = UserWithPosts::into_parts(alice);
        let (alice, count) = UserWithPostsCount::into_parts(alice);
        assert_eq!((alice.name.as_str(), posts.len(), count), ("Alice", 3, 3));
    }

    fn a_broken_statement_is_diesels_error(conn) {
        diesel::sql_query("DROP TABLE comments").execute(conn)?;
        let error = Post::query().with(Post::COMMENTS).load(conn).unwrap_err();
        assert!(matches!(error, diesel::result::Error::DatabaseError(..)), "{error}");
    }
}
