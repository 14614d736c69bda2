//! Existence, absence and counts, as expressions and by name.

use diesel::dsl::not;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;

fn names(users: Vec<User>) -> Vec<String> {
    users.into_iter().map(|user| user.name).collect()
}

on_every_backend! {
    fn exists_returns_each_parent_once(conn, statements) {
        let (sent, users) = statements.during(|| {
            User::query().filter(User::POSTS.exists()).order(users::id).load(conn)
        });
        assert_eq!((sent, names(users?)), (1, vec!["Alice".into(), "Bob".into()]));
    }

    fn conditions_go_inside(conn) {
        let loved = User::POSTS.filter(posts::votes.ge(6)).or_filter(posts::title.eq("Second"));
        assert_eq!(names(User::query().filter(loved.exists()).order(users::id).load(conn)?), ["Alice", "Bob"]);
        assert_eq!(names(User::query().filter(not(loved.exists())).order(users::id).load(conn)?), ["Carol", "Dan"]);
    }

    fn and_or_not(conn) {
        let query = User::query()
            .filter(User::POSTS.exists().and(User::PROFILE.exists()).or(not(User::BOSS.exists().or(users::active.eq(true)))))
            .order(users::id);
        assert_eq!(names(query.load(conn)?), ["Alice"]);
    }

    fn nested_cyclic_and_self(conn) {
        // Users with a post that has a comment whose post has an author with a boss.
        let cycle = User::POSTS.filter(Post::COMMENTS.filter(Comment::POST.filter(Post::AUTHOR.filter(User::BOSS.exists()).exists()).exists()).exists());
        assert_eq!(names(User::query().filter(cycle.exists()).load(conn)?), ["Bob"]);
        // Users with a report who has reports.
        let chain = User::REPORTS.filter(User::REPORTS.exists());
        assert_eq!(names(User::query().filter(chain.exists()).load(conn)?), ["Alice"]);
        // The same table three times, with conditions at each level.
        let chain = User::BOSS.filter(users::name.eq("Carol")).filter(User::BOSS.filter(users::name.eq("Alice")).exists());
        assert_eq!(names(User::query().filter(chain.exists()).load(conn)?), ["Dan"]);
    }

    fn nested_absence_keeps_parents_without_any(conn) {
        let quiet = not(User::POSTS.filter(Post::COMMENTS.filter(comments::body.eq("bad")).exists()).exists());
        assert_eq!(names(User::query().filter(quiet).order(users::id).load(conn)?), ["Bob", "Carol", "Dan"]);
    }

    fn named_forms(conn) {
        let query = User::query().has(User::POSTS).doesnt_have(User::PROFILE).or_has(User::REPORTS.filter(users::name.eq("Dan")));
        assert_eq!(names(query.order(users::id).load(conn)?), ["Bob", "Carol"]);
        let query = User::query().filter(users::id.eq(1)).or_doesnt_have(User::BOSS).or_doesnt_have(User::HOME);
        assert_eq!(names(query.order(users::id).load(conn)?), ["Alice", "Carol"]);
        let users = User::query().order(users::id).with(User::POSTS.has(Post::COMMENTS).order(posts::id)).load(conn)?;
        assert_eq!(users[0].posts.iter().map(|post| post.id).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(users[0].posts().doesnt_have(Post::COMMENTS).first(conn)?.id, 2);
    }

    fn every_comparison_with_a_count(conn) {
        let count = || User::POSTS.count();
        let mut with = |condition: Box<dyn BoxableExpression<users::table, DB, SqlType = diesel::sql_types::Bool>>| {
            User::query().filter(condition).order(users::id).load(conn).map(|users| users.into_iter().map(|user| user.id).collect::<Vec<_>>())
        };
        assert_eq!(with(Box::new(count().ge(1)))?, [1, 2]);
        assert_eq!(with(Box::new(count().gt(1)))?, [1]);
        assert_eq!(with(Box::new(count().eq(3)))?, [1]);
        assert_eq!(with(Box::new(count().ne(0)))?, [1, 2]);
        assert_eq!(with(Box::new(count().eq(0)))?, [3, 4]);
        assert_eq!(with(Box::new(count().lt(1)))?, [3, 4]);
        assert_eq!(with(Box::new(count().le(0)))?, [3, 4]);
        assert_eq!(with(Box::new(count().ge(0)))?, [1, 2, 3, 4]);
        assert!(with(Box::new(count().lt(0)))?.is_empty());
    }

    fn counts_in_order_and_select(conn) {
        let rows = users::table
            .order((User::POSTS.count().desc(), users::id))
            .select((users::name, User::POSTS.count(), User::PROFILE.exists()))
            .load::<(String, i64, bool)>(conn)?;
        let rows: Vec<_> = rows.iter().map(|(name, posts, profile)| (name.as_str(), *posts, *profile)).collect();
        assert_eq!(rows, [("Alice", 3, true), ("Bob", 1, false), ("Carol", 0, true), ("Dan", 0, false)]);
    }

    fn with_count_in_the_same_statement(conn, statements) {
        let query = User::query().order(users::id).with_count(User::POSTS.filter(posts::votes.gt(0))).with_count(User::REPORTS);
        let (sent, users) = statements.during(|| query.load(conn));
        assert_eq!(sent, 1);
        let counts: Vec<_> = users?.iter().map(|user| (user.posts_count, user.reports_count)).collect();
        assert_eq!(counts, [(2, 2), (1, 0), (0, 1), (0, 0)]);
    }

    fn counts_of_related_rows(conn, statements) {
        let posts = User::POSTS.order(posts::id).with_count(Post::COMMENTS).with(Post::COMMENTS);
        let (sent, users) = statements.during(|| User::query().order(users::id).with(posts).with_count(User::POSTS).load(conn));
        let users = users?;
        assert_eq!(sent, 3);
        assert_eq!(users[0].posts_count, 3);
        assert_eq!(users[0].posts[0].comments_count, 2);
        assert_eq!(users[0].posts[0].comments.len(), 2);
        assert_eq!(users[0].posts().order(posts::id).with_count(Post::COMMENTS).load(conn)?[2].comments_count, 1);
        assert_eq!(users::table.find(2).with_count(User::POSTS).first(conn)?.posts_count, 1);
    }
}

/// The text matters: SQLite turns only the flat form into a join, and a self relation must not have it.
#[test]
fn existence_is_flat_but_in_self_relations() {
    use diesel::query_builder::AsQuery;
    let sql = |query: &dyn std::fmt::Display| {
        let sql = query.to_string();
        sql.split_once(" WHERE ").unwrap().1.replace('`', "")
    };
    let flat = User::query().filter(User::POSTS.filter(posts::votes.gt(4)).exists());
    assert_eq!(
        sql(&diesel::debug_query::<diesel::sqlite::Sqlite, _>(
            &flat.as_query()
        )),
        "EXISTS (SELECT posts.user_id FROM posts WHERE ((posts.votes > ?) AND posts.user_id = users.id)) -- binds: [4]"
    );
    let derived = User::query().filter(User::REPORTS.exists());
    assert_eq!(
        sql(&diesel::debug_query::<diesel::sqlite::Sqlite, _>(
            &derived.as_query()
        )),
        "EXISTS (SELECT 1 FROM (SELECT users.boss_id FROM users WHERE 1 = 1) AS relations__rows WHERE relations__rows.boss_id = users.id) -- binds: []"
    );
}
