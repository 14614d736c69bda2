//! One of many: the row that comes first in an order.

use diesel::connection::SimpleConnection;
use diesel::dsl::not;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;

fn id(post: &Option<Post>) -> Option<i32> {
    post.as_ref().map(|post| post.id)
}

on_every_backend! {
    fn by_primary_key_and_by_column(conn, statements) {
        let (sent, users) = statements.during(|| User::query().order(users::id).with((User::LATEST_POST, User::TOP_POST)).load(conn));
        let users = users?;
        assert_eq!(sent, 3);
        assert_eq!(users.iter().map(|user| id(&user.latest_post)).collect::<Vec<_>>(), [Some(4), Some(3), None, None]);
        assert_eq!(users.iter().map(|user| id(&user.top_post)).collect::<Vec<_>>(), [Some(1), Some(3), None, None]);
    }

    fn ties_go_by_primary_key_in_the_same_direction(conn) {
        conn.batch_execute("INSERT INTO posts VALUES (5, 'Fifth', 5, 1, NULL), (6, 'Sixth', 1, 1, NULL)")?;
        let alice = User::find(1).with((User::TOP_POST, User::FLOP)).first(conn)?;
        // The greatest value: the greatest key. The least value: the least key.
        assert_eq!((id(&alice.top_post), id(&alice.flop)), (Some(5), Some(4)));
    }

    fn a_declared_condition_says_which_rows_compete(conn) {
        // Without it, post 2 would have the fewest votes, and then fail the condition.
        assert_eq!(id(&User::find(1).with(User::FLOP).first(conn)?.flop), Some(4));
        assert_eq!(User::find(1).first(conn)?.flop().first(conn)?.id, 4);
        assert!(User::query().filter(User::FLOP.filter(posts::id.eq(2)).exists()).load(conn)?.is_empty());
    }

    fn a_condition_on_the_relation_filters_after_picking(conn) {
        let popular = User::LATEST_POST.filter(posts::votes.ge(5));
        let users = User::query().order(users::id).with(popular).load(conn)?;
        assert_eq!(users.iter().map(|user| id(&user.latest_post)).collect::<Vec<_>>(), [None, Some(3), None, None]);
        // Not even `or_filter` lets another row in.
        let any = User::LATEST_POST.filter(posts::votes.ge(5)).or_filter(posts::id.gt(0));
        let users = User::query().order(users::id).with(any).load(conn)?;
        assert_eq!(users.iter().map(|user| id(&user.latest_post)).collect::<Vec<_>>(), [Some(4), Some(3), None, None]);
    }

    fn null_comes_last_in_both_directions(conn) {
        let users = User::query().order(users::id).with((User::LAST_EDITED, User::FIRST_EDITED, User::BY_EDITOR_AND_VOTES)).load(conn)?;
        // Post 2 has no editor; posts 1 and 4 have the same one.
        assert_eq!((id(&users[0].last_edited), id(&users[0].first_edited)), (Some(4), Some(1)));
        assert_eq!(id(&users[0].by_editor_and_votes), Some(1));
        conn.batch_execute("UPDATE posts SET editor_id = NULL")?;
        // Where all are NULL, the key decides: a parent with rows always has one.
        let users = User::query().order(users::id).with((User::LAST_EDITED, User::FIRST_EDITED)).load(conn)?;
        assert_eq!((id(&users[0].last_edited), id(&users[0].first_edited)), (Some(4), Some(1)));
    }

    fn only_the_picked_row_counts(conn) {
        let rows = users::table
            .order(users::id)
            .select((
                User::TOP_POST.exists(),
                User::TOP_POST.count(),
                User::TOP_POST.sum(posts::votes),
                User::TOP_POST.filter(posts::votes.lt(6)).count(),
                not(User::LATEST_POST.filter(posts::votes.gt(1)).exists()),
            ))
            .load::<(bool, i64, Option<i64>, i64, bool)>(conn)?;
        assert_eq!(rows, [
            (true, 1, Some(5), 1, true),
            (true, 1, Some(7), 0, false),
            (false, 0, None, 0, true),
            (false, 0, None, 0, true),
        ]);
    }

    fn of_one_parent(conn, statements) {
        let alice = User::find(1).first(conn)?;
        let (sent, post) = statements.during(|| alice.top_post().first(conn));
        assert_eq!((sent, post?.id), (1, 1));
        assert_eq!(alice.top_post().filter(posts::votes.gt(9)).first(conn).optional()?, None);
        assert_eq!(alice.top_post().filter(posts::votes.gt(9)).or_filter(posts::id.gt(0)).load(conn)?.len(), 1);
        assert_eq!(alice.top_post().select(posts::title).first::<String>(conn)?, "First");
    }

    fn of_a_self_relation_and_nested(conn, statements) {
        let report = User::NEWEST_REPORT.with(User::TOP_POST.with(Post::COMMENTS));
        let (sent, users) = statements.during(|| User::query().order(users::id).with(report).load(conn));
        let users = users?;
        assert_eq!(sent, 4 - 1);
        assert_eq!(users.iter().map(|user| user.newest_report.as_ref().map(|report| report.id)).collect::<Vec<_>>(), [Some(3), None, Some(4), None]);
        let heads = User::query().filter(User::NEWEST_REPORT.filter(users::name.eq("Dan")).exists()).load(conn)?;
        assert_eq!(heads.iter().map(|head| head.id).collect::<Vec<_>>(), [3]);
        let heads = User::query().filter(User::NEWEST_REPORT.filter(users::name.eq("Bob")).exists()).load(conn)?;
        assert!(heads.is_empty());
    }

    fn one_of_a_has_many_at_the_place_of_use(conn, statements) {
        let newest = User::POSTS.filter(posts::votes.gt(0)).order(posts::id.desc()).one();
        let (sent, users) = statements.during(|| User::query().order(users::id).with(newest.with(Post::COMMENTS)).load(conn));
        let users = users?;
        assert_eq!(sent, 3);
        let posts: Vec<_> = users.iter().map(|user| user.posts.as_ref().map(|post| (post.id, post.comments.len()))).collect();
        assert_eq!(posts, [Some((4, 1)), Some((3, 1)), None, None]);
        let counts = users::table.order(users::id).select((User::POSTS.one().count(), User::POSTS.offset(2).one().exists())).load::<(i64, bool)>(conn)?;
        assert_eq!(counts, [(1, true), (1, false), (0, false), (0, false)]);
        let second = User::POSTS.order(posts::id).offset(1).one().or_default_with(|user| Post { id: 0, title: user.name.clone(), votes: 0, user_id: user.id, editor_id: None });
        let users = User::query().order(users::id).with(second).load(conn)?;
        assert_eq!((users[0].posts.id, users[1].posts.title.as_str()), (2, "Bob"));
    }

    fn one_row_per_parent_comes_from_the_database(conn) {
        // The relation's own rows, without a parent: each parent once.
        let posts = User::query().order(users::id).load(conn)?.load_related(User::LATEST_POST.order(posts::id), conn)?;
        assert_eq!(posts.iter().filter_map(|user| id(&user.latest_post)).collect::<Vec<_>>(), [4, 3]);
        let filtered = User::query().filter(users::id.le(2)).order(users::id).with(User::LATEST_POST).load(conn)?;
        assert_eq!(filtered.iter().map(|user| id(&user.latest_post)).collect::<Vec<_>>(), [Some(4), Some(3)]);
    }
}
