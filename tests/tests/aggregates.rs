//! Sums, averages, least and greatest values, and values under names of the user's choice.

use diesel::dsl::not;
use diesel::prelude::*;
use diesel::result::Error::DeserializationError;
use diesel_relations::prelude::*;
use diesel_relations::{MissingRow, property};
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;

property! {
    /// A user and the votes of its posts.
    pub WithVotes => votes: Option<i64>
}
property!(WithSilent => silent_posts_count: i64);
property!(WithBest => best: Option<String>);
property!(HasReports => has_reports: bool);

on_every_backend! {
    fn in_select_with_diesels_types(conn) {
        let rows = users::table
            .order(users::id)
            .select((User::POSTS.sum(posts::votes), User::POSTS.min(posts::votes), User::POSTS.max(posts::title), User::REPORTS.max(users::boss_id)))
            .load::<(Option<i64>, Option<i32>, Option<String>, Option<i32>)>(conn)?;
        assert_eq!(rows, [
            (Some(6), Some(0), Some("Second".into()), Some(1)),
            (Some(7), Some(7), Some("Third".into()), None),
            (None, None, None, Some(3)),
            (None, None, None, None),
        ]);
    }

    fn of_the_rows_of_a_query(conn) {
        assert_eq!(Post::query().sum(posts::votes).get_result::<Option<i64>>(conn)?, Some(13));
        assert_eq!(Post::query().filter(posts::votes.gt(0)).min(posts::votes).get_result::<Option<i32>>(conn)?, Some(1));
        let alice = User::find(1).first(conn)?;
        assert_eq!(alice.posts().sum(posts::votes).get_result::<Option<i64>>(conn)?, Some(6));
        assert_eq!(alice.posts().max(posts::title).get_result::<Option<String>>(conn)?.as_deref(), Some("Second"));
        assert_eq!(alice.posts().filter(posts::id.eq(-1)).max(posts::title).get_result::<Option<String>>(conn)?, None);
    }

    fn averages(conn) {
        // The average of integers is a numeric; of the cast column a float, on every backend.
        use diesel::dsl::sql;
        use diesel::sql_types::Double;
        let votes = || sql::<Double>("CAST(votes AS FLOAT)");
        let rows = users::table.order(users::id).select(User::POSTS.avg(votes())).load::<Option<f64>>(conn)?;
        assert_eq!(rows, [Some(2.0), Some(7.0), None, None]);
    }

    fn of_expressions_and_conditions(conn) {
        let loved = User::POSTS.filter(posts::votes.gt(0)).or_filter(posts::id.eq(2));
        let rows = users::table.order(users::id).select((loved.sum(posts::votes + posts::id), loved.count())).load::<(Option<i64>, i64)>(conn)?;
        assert_eq!(rows, [(Some(13), 3), (Some(10), 1), (None, 0), (None, 0)]);
        let distinct = users::table.order(users::id).select(User::COMPATRIOTS.distinct().sum(users::boss_id)).load::<Option<i64>>(conn)?;
        assert_eq!(distinct, [Some(1), Some(1), None, Some(3)]);
    }

    fn in_order_and_filter(conn) {
        let users = User::query().filter(User::POSTS.sum(posts::votes).gt(5)).order(User::POSTS.max(posts::votes).desc()).load(conn)?;
        assert_eq!(users.iter().map(|user| user.id).collect::<Vec<_>>(), [2, 1]);
        let none = User::query().filter(User::POSTS.max(posts::votes).is_null()).order(users::id).load(conn)?;
        assert_eq!(none.iter().map(|user| user.id).collect::<Vec<_>>(), [3, 4]);
    }

    fn several_names_for_one_relation_in_one_statement(conn, statements) {
        let silent = User::POSTS.filter(not(Post::COMMENTS.exists()));
        let query = User::query()
            .order(users::id)
            .with_count(User::POSTS)
            .with_property(WithSilent, silent.count())
            .with_property(WithVotes, User::POSTS.sum(posts::votes))
            .with_property(HasReports, User::REPORTS.exists());
        let (sent, users) = statements.during(|| query.load(conn));
        let users = users?;
        assert_eq!(sent, 1);
        let alice = &users[0];
        assert_eq!((alice.posts_count, alice.silent_posts_count, alice.votes, alice.has_reports), (3, 1, Some(6), true));
        assert_eq!((users[3].posts_count, users[3].silent_posts_count, users[3].votes, users[3].has_reports), (0, 0, None, false));
        let user = User::find(1).with_property(WithVotes, User::POSTS.sum(posts::votes)).first(conn)?;
        let (_, votes) = WithVotes::into_parts(user);
        assert_eq!(votes, Some(6));
    }

    fn beside_related_rows_and_beside_one_parents_rows(conn) {
        property!(WithLastComment => last_comment: Option<i32>);
        let posts = User::POSTS.order(posts::id).with_property(WithLastComment, Post::COMMENTS.max(comments::id)).with(Post::COMMENTS);
        let alice = User::find(1).with(posts).with_property(WithBest, User::POSTS.max(posts::title)).first(conn)?;
        assert_eq!(alice.posts.iter().map(|post| post.last_comment).collect::<Vec<_>>(), [Some(2), None, Some(5)]);
        assert_eq!(alice.best.as_deref(), Some("Second"));
        let posts = alice.posts().order(posts::id).with_property(WithLastComment, Post::COMMENTS.max(comments::id)).load(conn)?;
        assert_eq!(posts[2].last_comment, Some(5));
        // Shared rows are copied with their values.
        let homes = User::COMPATRIOTS.order(users::id).with_property(WithVotes, User::POSTS.sum(posts::votes));
        let users = User::query().order(users::id).with(homes).load(conn)?;
        assert_eq!(users[1].compatriots[0].votes, Some(6));
    }

    fn onto_rows_that_are_loaded(conn, statements) {
        let mut users = User::query().order(users::id).load(conn)?;
        users[0].name = "changed".into();
        users.push(users[0].clone());
        let (sent, users) = statements.during(|| users.load_count((User::POSTS, User::REPORTS.filter(users::active.eq(true)), User::PROFILE), conn));
        let users = users?;
        assert_eq!(sent, 1);
        assert_eq!(users.iter().map(|user| (user.posts_count, user.reports_count, user.profile_count)).collect::<Vec<_>>(),
            [(3, 1, 2), (1, 0, 0), (0, 1, 1), (0, 0, 0), (3, 1, 2)]);
        // What was changed in memory stays.
        assert_eq!(users[0].name, "changed");
        let (sent, users) = statements.during(|| users.load_property(WithVotes, User::POSTS.sum(posts::votes), conn));
        assert_eq!((sent, users?[1].votes), (1, Some(7)));
        let (sent, none) = statements.during(|| Vec::<User>::new().load_count(User::POSTS, conn));
        assert_eq!((sent, none?.len()), (0, 0));
        let alice = User::find(1).with(User::POSTS).first(conn)?.load_count(User::POSTS, conn)?;
        assert_eq!((alice.posts.len(), alice.posts_count), (3, 3));
    }

    fn a_row_that_is_gone_is_named(conn) {
        let dan = User::find(4).first(conn)?;
        diesel::delete(User::find(4)).execute(conn)?;
        let Err(DeserializationError(error)) = dan.load_count(User::POSTS, conn) else { panic!("an error") };
        let missing = error.downcast_ref::<MissingRow>().expect("of ours");
        assert_eq!(missing.to_string(), "no row of users has the id 4");
        assert_eq!((missing.primary_key(), missing.key()), (("users", "id"), "4"));
    }
}
