//! Eager loading: what comes back, in which order, with how many statements.

use std::sync::Arc;

use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;

fn ids<'a>(posts: impl IntoIterator<Item = &'a Post>) -> Vec<i32> {
    posts.into_iter().map(|post| post.id).collect()
}

on_every_backend! {
    fn has_many_in_two_statements(conn, statements) {
        let (sent, users) = statements.during(|| {
            User::query().order(users::id).with(User::POSTS.order(posts::id)).load(conn)
        });
        let users = users?;
        assert_eq!(sent, 2);
        let posts: Vec<_> = users.iter().map(|user| (user.name.as_str(), ids(&user.posts))).collect();
        assert_eq!(posts, [("Alice", vec![1, 2, 4]), ("Bob", vec![3]), ("Carol", vec![]), ("Dan", vec![])]);
    }

    fn onto_a_query_that_selects_the_model(conn) {
        let users = users::table.select(<User as SelectableHelper<DB>>::as_select()).order(users::id).with(User::POSTS.order(posts::id)).load(conn)?;
        assert_eq!(ids(&users[0].posts), [1, 2, 4]);
        let users = users::table.select(<User as SelectableHelper<DB>>::as_select()).find(1).with_count(User::POSTS).load(conn)?;
        assert_eq!(users[0].posts_count, 3);
        let bosses = users::table.inner_join(posts::table.on(posts::user_id.eq(users::id))).filter(posts::id.eq(3)).with(User::BOSS).load(conn)?;
        assert_eq!(bosses[0].boss.as_ref().map(|boss| boss.id), Some(1));
        let boxed = users::table.find(1).into_boxed::<DB>().with(User::POSTS).load(conn)?;
        assert_eq!(boxed[0].posts.len(), 3);
    }

    fn filtered_parents_list_their_keys(conn, statements) {
        let query = User::query().filter(users::id.ge(2)).order(users::id).with(User::POSTS);
        let (sent, users) = statements.during(|| query.load(conn));
        assert_eq!(sent, 2);
        assert_eq!(users?.iter().map(|user| ids(&user.posts)).collect::<Vec<_>>(), [vec![3], vec![], vec![]]);
    }

    fn one_parent(conn, statements) {
        let (sent, alice) = statements.during(|| User::find(1).with(User::POSTS.order(posts::votes.desc())).first(conn));
        assert_eq!(sent, 2);
        assert_eq!(ids(&alice?.posts), [1, 4, 2]);
    }

    fn children_keep_the_order_of_their_query(conn) {
        let users = User::query().order(users::id).with(User::POSTS.order(posts::title.desc())).load(conn)?;
        assert_eq!(ids(&users[0].posts), [2, 4, 1]);
        let users = users::table.order(users::id).limit(1).with(User::POSTS.order(posts::votes).then_order_by(posts::id)).load(conn)?;
        assert_eq!(ids(&users[0].posts), [2, 4, 1]);
    }

    fn conditions_constrain_the_related_rows_only(conn) {
        let users = User::query().order(users::id).with(User::POSTS.filter(posts::votes.gt(4))).load(conn)?;
        assert_eq!(users.iter().map(|user| ids(&user.posts)).collect::<Vec<_>>(), [vec![1], vec![3], vec![], vec![]]);
    }

    fn or_filter_stays_inside_the_relation(conn) {
        let either = User::POSTS.filter(posts::id.eq(1)).or_filter(posts::id.eq(3)).order(posts::id);
        let users = User::query().filter(users::id.eq(1)).with(either).load(conn)?;
        assert_eq!(ids(&users[0].posts), [1]);
        let found = User::query().order(users::id).with(User::POSTS.find(4)).load(conn)?;
        assert_eq!(ids(&found[0].posts), [4]);
    }

    fn relations_between_the_same_two_models(conn) {
        let users = User::query().order(users::id).with((User::POSTS.order(posts::id), User::EDITED_POSTS.order(posts::id))).load(conn)?;
        assert_eq!(ids(&users[1].posts), [3]);
        assert_eq!(ids(&users[1].edited_posts), [1, 4]);
    }

    fn a_declared_condition_always_holds(conn) {
        let users = User::query().order(users::id).with(User::POPULAR_POSTS).load(conn)?;
        assert_eq!(ids(&users[0].popular_posts), [1]);
        assert_eq!(users[0].popular_posts().count().get_result::<i64>(conn)?, 1);
        let popular = User::query().has(User::POPULAR_POSTS).order(users::id).load(conn)?;
        assert_eq!(popular.len(), 2);
        let posts = Post::query().order(posts::id).with(Post::ACTIVE_AUTHOR).load(conn)?;
        assert_eq!(posts[0].active_author.as_ref().map(|user| user.id), Some(1));
        // Whatever else is asked: not even `or_filter` lets another row in.
        let either = User::POPULAR_POSTS.filter(posts::id.eq(1)).or_filter(posts::id.eq(2));
        let alice = User::find(1).with(either).first(conn)?;
        assert_eq!(ids(&alice.popular_posts), [1]);
        assert_eq!(ids(&alice.popular_posts().filter(posts::id.eq(1)).or_filter(posts::id.eq(2)).load(conn)?), [1]);
        assert_eq!(users::table.find(1).select(either.count()).first::<i64>(conn)?, 1);
        assert!(User::query().filter(User::POPULAR_POSTS.filter(posts::id.eq(2)).or_filter(posts::id.eq(4)).exists()).load(conn)?.is_empty());
    }

    fn has_one_is_the_first_row_or_none(conn, statements) {
        let (sent, users) = statements.during(|| {
            User::query().order(users::id).with(User::PROFILE.order(profiles::id)).load(conn)
        });
        assert_eq!(sent, 2);
        let profiles: Vec<_> = users?.into_iter().map(|user| user.profile.as_ref().map(|p| p.id)).collect();
        assert_eq!(profiles, [Some(10), None, Some(12), None]);
        let alice = User::find(1).first(conn)?;
        assert_eq!(alice.profile().order(profiles::id).first(conn)?.id, 10);
        assert_eq!(User::find(2).first(conn)?.profile().first(conn).optional()?, None);
    }

    fn an_owner_is_shared(conn, statements) {
        let (sent, posts) = statements.during(|| Post::query().order(posts::id).with(Post::AUTHOR).load(conn));
        let posts = posts?;
        assert_eq!(sent, 2);
        assert_eq!(posts[0].author.name, "Alice");
        assert!(Arc::ptr_eq(&posts[0].author, &posts[3].author));
    }

    fn a_nullable_owner_is_an_option(conn) {
        let posts = Post::query().order(posts::id).with(Post::EDITOR).load(conn)?;
        let editors: Vec<_> = posts.iter().map(|post| post.editor.as_ref().map(|user| user.id)).collect();
        assert_eq!(editors, [Some(2), None, Some(1), Some(2)]);
    }

    fn a_constrained_owner_is_an_option(conn) {
        let posts = Post::query().order(posts::id).with(Post::AUTHOR.filter(users::name.eq("Bob"))).load(conn)?;
        let authors: Vec<_> = posts.iter().map(|post| post.author.as_ref().map(|user| user.id)).collect();
        assert_eq!(authors, [None, None, Some(2), None]);
    }

    fn self_relations_in_both_directions(conn, statements) {
        let reports = User::REPORTS.order(users::id).with(User::REPORTS);
        let (sent, users) = statements.during(|| {
            User::query().order(users::id).with(reports).with(User::BOSS).load(conn)
        });
        let users = users?;
        assert_eq!(sent, 4);
        assert_eq!(users[0].reports.iter().map(|user| user.id).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(users[0].reports[1].reports[0].name, "Dan");
        assert_eq!(users[3].boss.as_ref().map(|boss| boss.name.as_str()), Some("Carol"));
        assert!(users[0].boss.is_none());
    }

    fn text_keys(conn) {
        let countries = Country::query().order(countries::code).with(Country::INHABITANTS.order(users::id)).load(conn)?;
        assert_eq!(countries[0].inhabitants.iter().map(|user| user.id).collect::<Vec<_>>(), [1, 2]);
        let users = User::query().order(users::id).with(User::HOME).load(conn)?;
        assert_eq!(users[3].home.as_ref().map(|country| country.name.as_str()), Some("France"));
        assert!(users[2].home.is_none());
    }

    fn parents_with_the_same_key_each_have_all_rows(conn, statements) {
        let (sent, users) = statements.during(|| {
            User::query().order(users::id).with(User::COMPATRIOTS.order(users::id)).load(conn)
        });
        assert_eq!(sent, 2);
        let ids: Vec<Vec<i32>> = users?.iter().map(|user| user.compatriots.iter().map(|user| user.id).collect()).collect();
        assert_eq!(ids, [vec![1, 2], vec![1, 2], vec![], vec![4]]);
    }

    fn a_parent_that_appears_twice_is_served_twice(conn, statements) {
        // Each user once per post.
        let twice = users::table.inner_join(posts::table.on(posts::user_id.eq(users::id))).order(posts::id);
        let (sent, users) = statements.during(|| twice.with(User::POSTS.order(posts::id).with(Post::COMMENTS.order(comments::id))).load(conn));
        let users = users?;
        assert_eq!(users.iter().map(|user| user.id).collect::<Vec<_>>(), [1, 1, 2, 1]);
        for user in users.iter().filter(|user| user.id == 1) {
            assert_eq!(user.posts.iter().map(|post| post.id).collect::<Vec<_>>(), [1, 2, 4]);
            assert_eq!(user.posts[0].comments.iter().map(|comment| comment.id).collect::<Vec<_>>(), [1, 2]);
        }
        assert_eq!(sent, 3);
    }

    fn nested_to_any_depth(conn, statements) {
        let (sent, countries) = statements.during(|| {
            Country::query()
                .order(countries::code)
                .with(Country::INHABITANTS.order(users::id).with(
                    User::POSTS.order(posts::id).with((Post::COMMENTS.order(comments::id).with(Comment::POST), Post::EDITOR)),
                ))
                .load(conn)
        });
        assert_eq!(sent, 6);
        let post = &countries?[0].inhabitants[0].posts[0];
        assert_eq!(post.comments.len(), 2);
        assert_eq!(post.comments[1].post.as_ref().map(|post| post.id), Some(1));
        assert_eq!(post.editor.as_ref().map(|user| user.id), Some(2));
    }

    fn empty_levels_send_nothing(conn, statements) {
        let none = User::query().filter(users::id.gt(99)).with(User::POSTS.with(Post::COMMENTS));
        let (sent, users) = statements.during(|| none.load(conn));
        assert_eq!((sent, users?.len()), (1, 0));
        let without_posts = User::query().filter(users::id.eq(4)).with(User::POSTS.with(Post::COMMENTS));
        let (sent, users) = statements.during(|| without_posts.load(conn));
        assert_eq!((sent, users?[0].posts.len()), (2, 0));
        let null_keys = Post::query().filter(posts::id.eq(2)).with(Post::EDITOR.with(User::POSTS));
        let (sent, posts) = statements.during(|| null_keys.load(conn));
        assert_eq!((sent, posts?[0].editor.is_none()), (1, true));
    }

    fn null_never_matches_null(conn) {
        diesel::update(users::table).set(users::country.eq(None::<String>)).execute(conn)?;
        let users = User::query().with(User::COMPATRIOTS).load(conn)?;
        assert!(users.iter().all(|user| user.compatriots.is_empty()));
        let comments = Comment::query().order(comments::id).with(Comment::POST).load(conn)?;
        assert!(comments[3].post.is_none());
        assert_eq!(users[0].compatriots().count().get_result::<i64>(conn)?, 0);
        assert_eq!(User::query().has(User::COMPATRIOTS).load(conn)?, []);
    }

    fn a_missing_owner_names_table_column_and_key(conn) {
        diesel::delete(User::find(2)).execute(conn)?;
        let error = Post::query().with(Post::AUTHOR).load(conn).unwrap_err();
        let diesel::result::Error::DeserializationError(error) = error else { panic!("{error}") };
        let missing = error.downcast_ref::<diesel_relations::MissingOwner>().expect("MissingOwner");
        assert_eq!(missing.foreign_key(), ("posts", "user_id"));
        assert_eq!(missing.owner_key(), ("users", "id"));
        assert_eq!(missing.key(), "2");
    }

    fn boxed_relations_take_conditions_at_run_time(conn) {
        let mut posts = User::POSTS.into_boxed::<DB>();
        if users::table.count().get_result::<i64>(conn)? > 0 {
            posts = posts.filter(posts::votes.gt(0));
        }
        let users = User::query().order(users::id).with(posts.order(posts::id)).load(conn)?;
        assert_eq!(ids(&users[0].posts), [1, 4]);
        let mut users = User::query().into_boxed::<DB>();
        users = users.filter(users::id.eq(2));
        assert_eq!(users.with(User::POSTS).load(conn)?[0].posts[0].id, 3);
    }

    fn first_get_result_and_optional(conn, statements) {
        let (sent, bob) = statements.during(|| User::query().order(users::id.desc()).offset(2).with(User::POSTS).first(conn));
        assert_eq!((sent, bob?.name.as_str()), (2, "Bob"));
        assert_eq!(User::find(99).with(User::POSTS).get_result(conn).optional()?, None);
        assert_eq!(User::find(99).first(conn), Err(diesel::result::Error::NotFound));
    }

    fn long_key_lists_are_split(conn, statements) {
        // More keys than a statement can bind on SQLite (32,766) and MySQL (65,535).
        let rows: Vec<_> = (100..70_100).map(|id| User { id, name: "n".into(), active: true, boss_id: Some(id - 1), country: None }).collect();
        for rows in rows.chunks(5_000) {
            insert_all!(users::table, rows, conn);
        }
        diesel::delete(User::find(100)).execute(conn)?;
        let query = User::query().filter(users::id.ge(100)).order(users::id).with(User::BOSS).with(User::REPORTS);
        let (sent, users) = statements.during(|| query.load(conn));
        let users = users?;
        assert_eq!(users.len(), 69_999);
        assert_eq!(sent, 1 + 3 + 3);
        assert!(users[0].boss.is_none());
        assert!(users.windows(2).all(|pair| {
            pair[1].boss.as_ref().map(|boss| boss.id) == Some(pair[0].id)
                && pair[0].reports.iter().map(|user| user.id).eq([pair[1].id])
        }));
    }

    fn conditions_may_borrow(conn) {
        let title = String::from("Third");
        let by_title = |title| User::POSTS.filter(posts::title.eq(title));
        let users = User::query().filter(users::name.ne(title.as_str())).has(by_title(title.as_str())).with(by_title(title.as_str())).load(conn)?;
        assert_eq!(ids(&users[0].posts), [3]);
        assert_eq!(users[0].posts().filter(posts::title.eq(title.as_str())).first(conn)?.id, 3);
    }

    fn relations_of_loaded_rows(conn, statements) {
        let users = User::query().order(users::id).load(conn)?;
        let (sent, users) = statements.during(|| users.load_related((User::POSTS.order(posts::id).with(Post::COMMENTS), User::PROFILE), conn));
        let users = users?;
        assert_eq!(sent, 3);
        assert_eq!(users.iter().map(|user| user.posts.len()).collect::<Vec<_>>(), [3, 1, 0, 0]);
        // Onto rows with relations, and onto one row.
        let users = users.load_related(User::BOSS, conn)?;
        assert_eq!((users[1].posts.len(), users[1].boss.as_ref().map(|boss| boss.id)), (1, Some(1)));
        let bob = User::find(2).first(conn)?.load_related(User::POSTS.filter(posts::votes.gt(9)), conn)?;
        assert_eq!(bob.posts.len(), 0);
        let (sent, none) = statements.during(|| Vec::<User>::new().load_related(User::POSTS, conn));
        assert_eq!((sent, none?.len()), (0, 0));
    }
}
