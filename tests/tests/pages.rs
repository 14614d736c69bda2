//! Pages, chunks, many keys, owners: the ways to ask for some of the rows.

use diesel::prelude::*;
use diesel::result::Error::QueryBuilderError;
use diesel_relations::prelude::*;
use diesel_relations::{EmptyChunk, InvalidPage, SeveralRows};
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;

fn ids(users: &[User]) -> Vec<i32> {
    users.iter().map(|user| user.id).collect()
}

on_every_backend! {
    fn a_page_and_the_total(conn, statements) {
        let query = User::query().order(users::id).with(User::POSTS);
        let (sent, page) = statements.during(|| query.paginate(1, 3).load(conn));
        let page = page?;
        assert_eq!(sent, 3);
        assert_eq!((page.rows.len(), page.total, page.page, page.per_page, page.last_page(), page.has_more()), (3, 4, 1, 3, 2, true));
        assert_eq!(page.rows[0].posts.len(), 3);
        let page = User::query().order(users::id).paginate(2, 3).load(conn)?;
        assert_eq!((ids(&page.rows), page.has_more()), (vec![4], false));
        // Behind the end: no rows, and still the total.
        let page = User::query().order(users::id).paginate(u32::MAX, 3).load(conn)?;
        assert_eq!((ids(&page.rows), page.total, page.has_more()), (vec![], 4, false));
        let page = User::query().filter(users::id.gt(99)).paginate(1, 3).load(conn)?;
        assert_eq!((page.total, page.last_page(), page.has_more()), (0, 1, false));
    }

    fn pages_of_boxed_queries_and_of_relations(conn) {
        let mut query = User::query().order(users::id).into_boxed();
        query = query.filter(users::active.eq(true));
        let page = query.with(User::BOSS).with_count(User::POSTS).paginate(2, 2).load(conn)?;
        assert_eq!((page.rows[0].id, page.rows[0].posts_count, page.total), (4, 0, 3));
        assert_eq!(page.rows[0].boss.as_ref().map(|boss| boss.id), Some(3));
        let alice = User::find(1).first(conn)?;
        let page = alice.posts().order(posts::id).paginate(2, 2).load(conn)?;
        assert_eq!((page.rows[0].id, page.total), (4, 3));
        let page = User::query().has(User::POSTS).into_boxed().limit(1).offset(1).paginate(1, 10).load(conn)?;
        assert_eq!((page.rows.len(), page.total), (2, 2));
        let page = Post::query().distinct().order(posts::id).paginate(2, 3).load(conn)?;
        assert_eq!((page.rows[0].id, page.total), (4, 4));
    }

    fn a_page_far_behind_the_last(conn) {
        let page = User::query().order(users::id).paginate(u32::MAX, u32::MAX).load(conn)?;
        assert_eq!((page.rows.len(), page.total, page.last_page()), (0, 4, 1));
    }

    fn a_page_that_cannot_be(conn, statements) {
        for (page, per_page, says) in [
            (0, 5, "there is no page 0: pages are numbered from 1"),
            (2, 0, "there is no page 2 of 0 rows each: a page holds at least one row"),
        ] {
            let (sent, result) = statements.during(|| User::query().paginate(page, per_page).load(conn));
            let Err(QueryBuilderError(error)) = result else { panic!("an error") };
            assert_eq!(error.downcast_ref::<InvalidPage>(), Some(&InvalidPage { page, per_page }));
            assert_eq!((sent, error.to_string().as_str()), (0, says));
        }
    }

    fn chunks_by_primary_key(conn, statements) {
        let mut chunks = Vec::new();
        let (sent, result) = statements.during(|| {
            User::query().filter(users::active.eq(true)).or_filter(users::id.eq(3)).with(User::POSTS).chunk_by_id(3, conn, |_, users| {
                chunks.push(users.iter().map(|user| (user.id, user.posts.len())).collect::<Vec<_>>());
                Ok(())
            })
        });
        result?;
        assert_eq!(chunks, [vec![(1, 3), (2, 1), (3, 0)], vec![(4, 0)]]);
        assert_eq!(sent, 4);
        // A chunk that is full may be the last.
        let mut count = 0;
        let (sent, result) = statements.during(|| User::query().chunk_by_id(2, conn, |_, users| { count += users.len(); Ok(()) }));
        result?;
        assert_eq!((sent, count), (2, 4));
    }

    fn chunks_whose_rows_are_deleted_meanwhile(conn) {
        let mut seen = Vec::new();
        User::query().chunk_by_id(1, conn, |conn, users| {
            seen.extend(ids(&users));
            diesel::delete(users::table.find(users[0].id)).execute(conn)?;
            Ok(())
        })?;
        assert_eq!(seen, [1, 2, 3, 4]);
        assert_eq!(users::table.count().get_result::<i64>(conn)?, 0);
        let alice = Country::query().filter(countries::code.eq("de")).first(conn)?;
        alice.inhabitants().into_query().chunk_by_id(1, conn, |_, _| Ok(()))?;
    }

    fn chunks_stop_at_an_error(conn) {
        let mut calls = 0;
        let result = User::query().chunk_by_id(1, conn, |_, _| { calls += 1; Err(diesel::result::Error::RollbackTransaction) });
        assert_eq!((result, calls), (Err(diesel::result::Error::RollbackTransaction), 1));
        let Err(QueryBuilderError(error)) = User::query().chunk_by_id(0, conn, |_, _| Ok(())) else { panic!("an error") };
        assert!(error.is::<EmptyChunk>());
    }

    fn the_first_or_a_default(conn) {
        let nobody = User { name: "nobody".into(), ..User::default() };
        assert_eq!(User::find(1).first_or(|| nobody.clone(), conn)?.name, "Alice");
        assert_eq!(User::find(99).first_or(|| nobody.clone(), conn)?.name, "nobody");
        let alice = User::find(1).first(conn)?;
        assert_eq!(alice.boss().first_or(|| nobody.clone(), conn)?.name, "nobody");
        assert_eq!(alice.profile().order(profiles::id.desc()).first_or(Profile::default, conn)?.id, 11);
    }

    fn the_only_row(conn, statements) {
        let (sent, dan) = statements.during(|| User::query().filter(users::name.eq("Dan")).with(User::BOSS).sole(conn));
        assert_eq!((sent, dan?.boss.as_ref().map(|boss| boss.id)), (2, Some(3)));
        assert_eq!(User::find(99).sole(conn), Err(diesel::result::Error::NotFound));
        let Err(QueryBuilderError(error)) = User::query().sole(conn) else { panic!("an error") };
        assert!(error.is::<SeveralRows>());
        let alice = User::find(1).first(conn)?;
        assert!(alice.posts().sole(conn).is_err());
        assert_eq!(alice.posts().find(2).sole(conn)?.id, 2);
        assert_eq!(alice.boss().sole(conn), Err(diesel::result::Error::NotFound));
    }

    fn many_keys(conn) {
        assert_eq!(ids(&User::find_many([4, 1, 1, 99]).order(users::id).load(conn)?), [1, 4]);
        assert!(User::find_many(Vec::<i32>::new()).load(conn)?.is_empty());
        assert_eq!(Country::find_many(["de", "fr"]).load(conn)?.len(), 2);
        let alice = User::find(1).with(User::POSTS.find_many([1, 3])).first(conn)?;
        assert_eq!(alice.posts.iter().map(|post| post.id).collect::<Vec<_>>(), [1]);
        assert_eq!(alice.posts().find_many([2, 3, 4]).order(posts::id).load(conn)?.iter().map(|post| post.id).collect::<Vec<_>>(), [2, 4]);
    }

    fn rows_of_owners(conn) {
        let users = User::query().order(users::id).with(User::POSTS).load(conn)?;
        let posts = |posts: Vec<Post>| posts.into_iter().map(|post| post.id).collect::<Vec<_>>();
        assert_eq!(posts(Post::query().where_belongs_to(Post::AUTHOR, &users[0]).order(posts::id).load(conn)?), [1, 2, 4]);
        assert_eq!(posts(Post::query().where_belongs_to(Post::EDITOR, &users[..2]).filter(posts::votes.gt(1)).order(posts::id).load(conn)?), [1, 3]);
        assert_eq!(posts(Post::query().where_belongs_to(Post::AUTHOR, &users).order(posts::id).load(conn)?), [1, 2, 3, 4]);
        let none: [User; 0] = [];
        assert!(Post::query().where_belongs_to(Post::AUTHOR, &none).load(conn)?.is_empty());
        let edited = User::POSTS.where_belongs_to(Post::EDITOR, &users[1]).order(posts::id);
        assert_eq!(User::find(1).with(edited).first(conn)?.posts.len(), 2);
        // Null-safe: a user without a country has no compatriots.
        let homes = Country::query().order(countries::code).load(conn)?;
        assert_eq!(ids(&User::query().where_belongs_to(User::HOME, &homes[0]).order(users::id).load(conn)?), [1, 2]);
    }

    fn the_same_condition_filters_and_loads(conn, statements) {
        let popular = User::POSTS.filter(posts::votes.ge(5)).order(posts::id).with(Post::COMMENTS);
        let (sent, users) = statements.during(|| User::query().order(users::id).with_where_has(popular).load(conn));
        let users = users?;
        assert_eq!(sent, 3);
        assert_eq!(users.iter().map(|user| (user.id, user.posts.len())).collect::<Vec<_>>(), [(1, 1), (2, 1)]);
        let posts = User::POSTS.with_where_has(Post::COMMENTS.filter(comments::body.eq("bad"))).order(posts::id);
        let alice = User::find(1).with(posts).first(conn)?;
        assert_eq!(alice.posts.iter().map(|post| (post.id, post.comments.len())).collect::<Vec<_>>(), [(1, 1), (4, 1)]);
        let mine = alice.posts().with_where_has(Post::COMMENTS.filter(comments::body.eq("good"))).load(conn)?;
        assert_eq!((mine.len(), mine[0].comments.len()), (1, 1));
    }

    fn the_same_record_without_a_statement(conn, statements) {
        let users = User::query().order(users::id).load(conn)?;
        let profile = Profile::find(12).first(conn)?;
        let (sent, ()) = statements.during(|| {
            assert!(users[1].boss().is(&users[0]));
            assert!(users[1].boss().is_not(&users[1]));
            // Without a key it is nobody.
            assert!(users[0].boss().is_not(&users[0]));
            assert!(users[2].profile().is(&profile));
            assert!(users[0].profile().is_not(&profile));
        });
        assert_eq!(sent, 0);
    }
}
