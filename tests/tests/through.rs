//! Relations through a model between.

use diesel::connection::SimpleConnection;
use diesel::dsl::not;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;
use diesel_relations_tests::schema::{comments, countries, posts, users};
use diesel_relations_tests::{Comment, Country, Post};

/// What can be a default.
#[derive(Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
struct Note {
    id: i32,
    body: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = countries, primary_key(code))]
#[has_many_through(Post, through = Writer, through_table = users, first_key = country, second_key = user_id)]
#[has_one_through(Post, name = newest_post, through = Writer, through_table = users, first_key = country, second_key = user_id, latest)]
#[has_one_through(Post, name = any_post, through = Writer, through_table = users, first_key = country, second_key = user_id)]
#[has_one_through(Note, name = newest_comment, table = comments, through = Post, first_key = posts::title, second_key = post_id, latest)]
struct Land {
    code: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
// Comments on this writer's posts, of which `posts.user_id` is the first key.
#[has_many_through(Comment, through = Post, first_key = user_id)]
#[has_many_through(Comment, name = bad_comments, through = Post, first_key = posts::user_id, second_key = comments::post_id, second_local_key = id, filter = comments::body.eq("bad"))]
// Through the parent's own table, ..
#[has_many_through(Post, name = posts_of_reports, through = Writer, through_table = users, first_key = boss_id, second_key = user_id)]
#[has_one_through(Post, name = best_post_of_reports, through = Writer, through_table = users, first_key = boss_id, second_key = user_id, latest = votes)]
// .. which here is the related table, too.
#[has_many_through(Writer, name = reports_of_reports, table = users, through = Writer, through_table = users, first_key = boss_id, second_key = boss_id)]
#[has_one_through(Writer, name = newest_of_reports, table = users, through = Writer, through_table = users, first_key = boss_id, second_key = boss_id, latest)]
// By keys that are no primary keys: posts of people of one's own country.
#[has_many_through(Post, name = posts_of_compatriots, through = Writer, through_table = users, first_key = users::country, second_key = user_id, local_key = country)]
struct Writer {
    id: i32,
    name: String,
    country: Option<String>,
}

on_every_backend! {
    fn other_ways_to_read(conn, statements) {
        let germany = Land { code: "de".into() };
        assert_eq!(germany.posts().find(3).sole(conn)?.votes, 7);
        assert!(germany.posts().sole(conn).is_err());
        let none = || Post { id: 0, title: "none".into(), votes: 0, user_id: 0, editor_id: None };
        assert_eq!(germany.posts().find(99).first_or(none, conn)?.id, 0);
        assert_eq!(germany.posts().order(posts::votes.desc()).first_or(none, conn)?.id, 3);
        assert_eq!(germany.posts().find_many([4, 2, 99]).order(posts::id).load(conn)?.len(), 2);
        let (sent, page) = statements.during(|| germany.posts().with(Post::COMMENTS).order(posts::id).paginate(2, 3).load(conn));
        let page = page?;
        assert_eq!((sent, page.total, page.rows[0].id, page.rows[0].comments.len()), (3, 4, 4, 1));
        let mut ids = Vec::new();
        germany.posts().into_query().chunk_by_id(3, conn, |_, posts| {
            ids.push(posts.iter().map(|post| post.id).collect::<Vec<_>>());
            Ok(())
        })?;
        assert_eq!(ids, [vec![1, 2, 3], vec![4]]);
        let mut batches = germany.posts().with(Post::COMMENTS).batches(2);
        let (sent, posts) = statements.during(|| batches.next(conn));
        assert_eq!((sent, posts?.map(|posts| posts.iter().map(|post| (post.id, post.comments.len())).collect())), (2, Some(vec![(1, 2), (2, 0)])));
        let nowhere = Writer { id: 3, name: "Carol".into(), country: None };
        let mut batches = nowhere.posts_of_compatriots().batches(2);
        assert_eq!(statements.during(|| batches.next(conn)), (0, Ok(None)));
    }

    fn eager_and_lazy(conn, statements) {
        let (sent, lands) = statements.during(|| {
            Land::query().order(countries::code).with(Land::POSTS.order(posts::id).with(Post::COMMENTS)).load(conn)
        });
        let lands = lands?;
        assert_eq!(sent, 3);
        let ids: Vec<Vec<i32>> = lands.iter().map(|land| land.posts.iter().map(|post| post.id).collect()).collect();
        assert_eq!(ids, [vec![1, 2, 3, 4], vec![]]);
        assert_eq!(lands[0].posts[0].comments.len(), 2);
        assert_eq!(lands[0].posts().filter(posts::votes.gt(100)).or_filter(posts::votes.gt(4)).order(posts::id).load(conn)?.len(), 2);
        assert_eq!(lands[1].posts().or_filter(posts::votes.gt(4)).load(conn)?, []);
        let some = Land::query().filter(countries::name.ne("France")).with(Land::POSTS).load(conn)?;
        assert_eq!(some[0].posts.len(), 4);
        let alice = Writer::find(1).with((Writer::COMMENTS.order(comments::id), Writer::BAD_COMMENTS.order(comments::id))).first(conn)?;
        assert_eq!(alice.comments.iter().map(|comment| comment.id).collect::<Vec<_>>(), [1, 2, 5]);
        assert_eq!(alice.bad_comments.iter().map(|comment| comment.id).collect::<Vec<_>>(), [2, 5]);
        assert_eq!(alice.name, "Alice");
    }

    fn one_of_many(conn) {
        let lands = Land::query().order(countries::code).with((Land::NEWEST_POST, Land::ANY_POST.order(posts::id))).load(conn)?;
        assert_eq!((lands[0].newest_post.as_ref().map(|post| post.id), lands[0].any_post.as_ref().map(|post| post.id)), (Some(4), Some(1)));
        assert_eq!((&lands[1].newest_post, &lands[1].any_post), (&None, &None));
        let nobody = Land::ANY_POST.or_default_with(|land| Post { id: 0, title: land.code.clone(), votes: 0, user_id: 0, editor_id: None });
        assert_eq!(Land::find("fr").with(nobody).first(conn)?.any_post.title, "fr");
        assert_eq!(Land::find("fr").with(Land::NEWEST_COMMENT.or_default()).first(conn)?.newest_comment, Note::default());
        assert_eq!(lands[0].newest_post().first(conn)?.id, 4);
        let found = Land::query().filter(Land::NEWEST_POST.filter(posts::id.eq(4)).exists()).load(conn)?;
        assert_eq!(found.len(), 1);
        // A row that stands under several parents is picked for the parent whose latest it is, and for no other.
        conn.batch_execute("INSERT INTO users VALUES (5, 'Eve', TRUE, 2, 'fr'); INSERT INTO posts VALUES (9, 'Ninth', 0, 5, NULL)")?;
        let bosses = Writer::query().order(users::id).with(Writer::BEST_POST_OF_REPORTS).load(conn)?;
        let best: Vec<_> = bosses.iter().map(|boss| boss.best_post_of_reports.as_ref().map(|post| post.id)).collect();
        assert_eq!(best, [Some(3), Some(9), None, None, None]);
    }

    fn through_the_same_table(conn) {
        let bosses = Writer::query()
            .order(users::id)
            .with((Writer::REPORTS_OF_REPORTS, Writer::POSTS_OF_REPORTS, Writer::NEWEST_OF_REPORTS, Writer::POSTS_OF_COMPATRIOTS.order(posts::id)))
            .load(conn)?;
        assert_eq!(bosses[0].reports_of_reports.iter().map(|user| user.id).collect::<Vec<_>>(), [4]);
        assert_eq!(bosses[0].posts_of_reports.iter().map(|post| post.id).collect::<Vec<_>>(), [3]);
        assert_eq!(bosses[0].newest_of_reports.as_ref().map(|user| user.id), Some(4));
        assert_eq!(bosses.iter().map(|user| user.posts_of_compatriots.len()).collect::<Vec<_>>(), [4, 4, 0, 0]);
        assert!(bosses[1..].iter().all(|boss| boss.reports_of_reports.is_empty()));
        let found = Writer::query().filter(Writer::REPORTS_OF_REPORTS.filter(users::name.eq("Dan")).exists()).load(conn)?;
        assert_eq!(found.iter().map(|user| user.id).collect::<Vec<_>>(), [1]);
        assert_eq!(bosses[0].reports_of_reports().count().get_result::<i64>(conn)?, 1);
        let some = Writer::query().filter(users::id.lt(4)).order(users::id).with(Writer::REPORTS_OF_REPORTS.order(users::id).limit(1)).load(conn)?;
        assert_eq!(some.iter().map(|user| user.reports_of_reports.len()).collect::<Vec<_>>(), [1, 0, 0]);
        let counts = Writer::query().order(users::id).with_count(Writer::REPORTS_OF_REPORTS).with_count(Writer::POSTS_OF_REPORTS).load(conn)?;
        assert_eq!(counts.iter().map(|user| (user.reports_of_reports_count, user.posts_of_reports_count)).collect::<Vec<_>>(), [(1, 1), (0, 0), (0, 0), (0, 0)]);
    }

    fn existence_counts_and_limits(conn) {
        let names = |writers: Vec<Writer>| writers.into_iter().map(|writer| writer.name).collect::<Vec<_>>();
        assert_eq!(names(Writer::query().has(Writer::COMMENTS).order(users::id).load(conn)?), ["Alice", "Bob"]);
        assert_eq!(names(Writer::query().filter(Writer::COMMENTS.count().eq(3)).load(conn)?), ["Alice"]);
        assert_eq!(names(Writer::query().filter(not(Writer::BAD_COMMENTS.exists())).order(users::id).load(conn)?), ["Bob", "Carol", "Dan"]);
        let sums = users::table.order(users::id).limit(2).select((Writer::COMMENTS.count(), Writer::COMMENTS.max(posts::votes)));
        assert_eq!(sums.load::<(i64, Option<i32>)>(conn)?, [(3, Some(5)), (1, Some(7))]);
        let lands = Land::query().order(countries::code).with_count(Land::POSTS).with(Land::POSTS.order(posts::id.desc()).limit(2)).load(conn)?;
        assert_eq!((lands[0].posts_count, lands[0].posts.iter().map(|post| post.id).collect::<Vec<_>>()), (4, vec![4, 3]));
    }

    fn rows_are_written_through_the_relation(conn) {
        let land = Land::find("de").first(conn)?;
        assert_eq!(diesel::update(land.posts().filter(users::name.eq("Bob"))).set(posts::votes.eq(1)).execute(conn)?, 1);
        let elsewhere = Post { id: 9, title: "away".into(), votes: 0, user_id: 3, editor_id: None };
        elsewhere.save(conn)?;
        let changes = [(9, posts::title.eq("x")), (3, posts::title.eq("y")), (2, posts::title.eq("z"))];
        let changed = land.posts().update_many(changes).get_results(conn)?;
        assert_eq!(changed.iter().map(|post| (post.id, post.title.as_str())).collect::<Vec<_>>(), [(3, "y"), (2, "z")]);
        assert_eq!(Writer::find(2).first(conn)?.comments().delete(conn)?, 1);
        assert_eq!(diesel::delete(land.posts().find(1)).execute(conn)?, 1);
        assert_eq!(land.posts().filter(posts::title.eq("y")).delete(conn)?, 1);
        assert_eq!(land.posts().force_delete(conn)?, 2);
        assert_eq!(posts::table.select(posts::id).order(posts::id).load::<i32>(conn)?, [9]);
        assert_eq!(Country::query().load(conn)?.len(), 2);
    }
}
