//! Limits per parent.

use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;

fn ids<'p>(posts: impl IntoIterator<Item = &'p Post>) -> Vec<i32> {
    posts.into_iter().map(|post| post.id).collect()
}

on_every_backend! {
    fn the_first_rows_of_each_parent_in_the_order_of_the_relation(conn, statements) {
        let newest = User::POSTS.order(posts::id.desc()).limit(2);
        let (sent, users) = statements.during(|| User::query().order(users::id).with(newest).load(conn));
        let users = users?;
        assert_eq!(sent, 2);
        let posts: Vec<_> = users.iter().map(|user| ids(&user.posts)).collect();
        assert_eq!(posts, [vec![4, 2], vec![3], vec![], vec![]]);
        assert_eq!(users[0].posts[0].title, "Fourth");
    }

    fn by_primary_key_without_an_order(conn) {
        let users = User::query().order(users::id).with(User::POSTS.limit(1)).load(conn)?;
        assert_eq!(users.iter().map(|user| ids(&user.posts)).collect::<Vec<_>>(), [vec![1], vec![3], vec![], vec![]]);
    }

    fn an_offset_skips_within_each_parent(conn) {
        let alice = User::find(1).with(User::POSTS.offset(1)).first(conn)?;
        assert_eq!(ids(&alice.posts), [2, 4]);
        let alice = User::find(1).with(User::POSTS.order(posts::id.desc()).offset(1).limit(1)).first(conn)?;
        assert_eq!(ids(&alice.posts), [2]);
        // The last call counts, as in Diesel.
        let alice = User::find(1).with(User::POSTS.limit(1).offset(9).limit(2).offset(0)).first(conn)?;
        assert_eq!(ids(&alice.posts), [1, 2]);
        let alice = User::find(1).with(User::POSTS.limit(0)).first(conn)?;
        assert!(alice.posts.is_empty());
        let alice = User::find(1).with(User::POSTS.offset(u32::MAX).limit(u32::MAX)).first(conn)?;
        assert!(alice.posts.is_empty());
    }

    fn conditions_count_before_the_limit_wherever_they_stand(conn) {
        let before = User::POSTS.filter(posts::votes.gt(0)).order((posts::votes, posts::id)).limit(1);
        let after = User::POSTS.limit(1).order(posts::votes).then_order_by(posts::id).filter(posts::votes.gt(0));
        for user in [User::find(1).with(before).first(conn)?, User::find(1).with(after).first(conn)?] {
            assert_eq!(ids(&user.posts), [4]);
        }
        let either = User::POSTS.filter(posts::id.eq(2)).or_filter(posts::id.gt(3)).limit(5);
        assert_eq!(ids(&User::find(1).with(either).first(conn)?.posts), [2, 4]);
    }

    fn nested_limits_each_count_per_parent(conn, statements) {
        let posts = User::POSTS.order(posts::id).limit(2).with(Post::COMMENTS.order(comments::id.desc()).limit(1));
        let (sent, users) = statements.during(|| User::query().order(users::id).with(posts).load(conn));
        let users = users?;
        assert_eq!(sent, 3);
        let comments: Vec<Vec<Vec<i32>>> = users
            .iter()
            .map(|user| user.posts.iter().map(|post| post.comments.iter().map(|comment| comment.id).collect()).collect())
            .collect();
        assert_eq!(comments, [vec![vec![2], vec![]], vec![vec![3]], vec![], vec![]]);
    }

    fn limits_of_every_kind_of_relation(conn) {
        let users = User::query().order(users::id).with((User::REPORTS.order(users::name.desc()).limit(1), User::COMPATRIOTS.limit(1), User::POPULAR_POSTS.limit(1), User::BOSS.limit(1))).load(conn)?;
        assert_eq!(users[0].reports[0].name, "Carol");
        // Two parents with one key: each has the rows.
        assert_eq!((users[0].compatriots[0].id, users[1].compatriots[0].id), (1, 1));
        assert_eq!(ids(&users[0].popular_posts), [1]);
        assert_eq!(users[1].boss.as_ref().map(|boss| boss.id), Some(1));
    }

    fn counts_and_existence_see_the_limited_rows(conn) {
        let rows = users::table
            .order(users::id)
            .select((User::POSTS.limit(2).count(), User::POSTS.order(posts::votes.desc()).limit(2).sum(posts::votes), User::POSTS.offset(1).exists(), User::REPORTS.limit(1).count()))
            .load::<(i64, Option<i64>, bool, i64)>(conn)?;
        assert_eq!(rows, [(2, Some(6), true, 1), (1, Some(7), false, 0), (0, None, false, 1), (0, None, false, 0)]);
    }

    fn counts_beside_limited_rows(conn, statements) {
        let posts = User::POSTS.order(posts::id).limit(2).with_count(Post::COMMENTS).with(Post::EDITOR);
        let (sent, alice) = statements.during(|| User::find(1).with(posts).first(conn));
        let alice = alice?;
        assert_eq!(sent, 3);
        assert_eq!(alice.posts.iter().map(|post| post.comments_count).collect::<Vec<_>>(), [2, 0]);
        assert_eq!(alice.posts[0].editor.as_ref().map(|editor| editor.id), Some(2));
    }

    fn a_boxed_relation_keeps_its_type(conn) {
        for (title, newest_first, expected) in [(None, true, vec![4, 2]), (None, false, vec![1, 2]), (Some("First"), true, vec![1])] {
            let mut posts = User::POSTS.into_boxed().limit(2);
            if let Some(title) = title {
                posts = posts.filter(posts::title.eq(title));
            }
            if newest_first {
                posts = posts.order(posts::votes.gt(100)).then_order_by(posts::id.desc());
            }
            assert_eq!(ids(&User::find(1).with(posts).first(conn)?.posts), expected);
        }
        let mut posts = User::POSTS.order(posts::id.desc()).into_boxed();
        posts = posts.filter(posts::votes.lt(5));
        assert_eq!(ids(&User::find(1).with(posts).first(conn)?.posts), [4, 2]);
    }

    fn more_parents_than_a_statement_lists(conn, statements) {
        let rows: Vec<_> = (100..35_100).map(|id| User { id, name: "n".into(), active: true, boss_id: Some(id / 2), country: None }).collect();
        for rows in rows.chunks(5_000) {
            insert_all!(users::table, rows, conn);
        }
        let query = User::query().filter(users::id.ge(100)).order(users::id).with(User::NEWEST_REPORT).with(User::REPORTS.order(users::id).limit(1));
        let (sent, users) = statements.during(|| query.load(conn));
        let users = users?;
        // The keys of both relations take two statements.
        assert_eq!((sent, users.len()), (1 + 2 + 2, 35_000));
        for user in &users {
            let has_reports = user.id * 2 + 1 < 35_100;
            assert_eq!(user.newest_report.as_ref().map(|report| report.id), has_reports.then_some(user.id * 2 + 1));
            assert_eq!(user.reports.first().map(|report| report.id), (user.id * 2 < 35_100).then_some(user.id * 2));
        }
    }

    fn limits_of_one_parent_are_diesels(conn) {
        let alice = User::find(1).first(conn)?;
        assert_eq!(ids(&alice.posts().order(posts::id.desc()).limit(1).offset(1).load(conn)?), [2]);
    }
}
