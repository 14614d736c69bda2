//! Rows of a search as data: they are found, stored, changed, deleted and restored by requests.

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::DatabaseErrorKind::{NotNullViolation, UniqueViolation};
use diesel::result::Error::{DatabaseError, NotFound};
use diesel_relations::prelude::*;
use diesel_relations::search::request::Aggregate;
use diesel_relations::search::{
    Attributes, Conflict, ErrorCode, SearchError, SearchLimits, SearchRequest,
};
use diesel_relations_tests::backend::Facts;
use diesel_relations_tests::on_every_backend;
use serde_json::json;

diesel::table! { users { id -> Integer, name -> Text, updated_at -> Timestamp, created_at -> Timestamp, } }
diesel::table! { profiles { id -> Integer, bio -> Text, user_id -> Integer, } }
diesel::table! {
    posts {
        id -> Integer,
        title -> Text,
        votes -> Integer,
        note -> Nullable<Text>,
        tenant -> Integer,
        user_id -> Integer,
        deleted_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}
diesel::table! { comments { id -> Integer, body -> Text, post_id -> Integer, } }
diesel::table! { tags { id -> Integer, name -> Text, } }
diesel::table! { post_tag (post_id, tag_id) { post_id -> Integer, tag_id -> Integer, } }
diesel::table! { pages (slug) { slug -> Text, title -> Text, } }
diesel::table! { seats (room, number) { room -> Integer, number -> Integer, label -> Nullable<Text>, } }
diesel::allow_tables_to_appear_in_same_query!(users, profiles, posts, comments, tags, post_tag);

fn tables(facts: Facts) -> String {
    let serial = facts.serial;
    let times = "created_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00'";
    format!(
        "DROP TABLE users; DROP TABLE profiles; DROP TABLE posts; DROP TABLE comments;
         CREATE TEMPORARY TABLE users (id {serial}, name VARCHAR(20) NOT NULL, {times});
         CREATE TEMPORARY TABLE profiles (id {serial}, bio VARCHAR(20) NOT NULL, user_id INTEGER NOT NULL);
         CREATE TEMPORARY TABLE posts (id {serial}, title VARCHAR(20) NOT NULL UNIQUE, votes INTEGER NOT NULL DEFAULT 7, note VARCHAR(20),
            tenant INTEGER NOT NULL DEFAULT 1, user_id INTEGER NOT NULL, deleted_at TIMESTAMP NULL, {times});
         CREATE TEMPORARY TABLE comments (id {serial}, body VARCHAR(20) NOT NULL, post_id INTEGER NOT NULL);
         CREATE TEMPORARY TABLE tags (id {serial}, name VARCHAR(20) NOT NULL UNIQUE);
         CREATE TEMPORARY TABLE post_tag (post_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, PRIMARY KEY (post_id, tag_id));
         CREATE TEMPORARY TABLE pages (slug VARCHAR(20) NOT NULL PRIMARY KEY, title VARCHAR(20) NOT NULL);
         CREATE TEMPORARY TABLE seats (room INTEGER NOT NULL, number INTEGER NOT NULL, label VARCHAR(20), PRIMARY KEY (room, number));
         INSERT INTO users (name) VALUES ('Alice'), ('Bob');"
    )
}

/// Times behind the ones that rows have.
const LATER: &str = "2021-01-01 00:00:00";

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = users)]
#[model(timestamps, search(include(posts), write(name)))]
#[has_many(Post)]
#[has_one(Profile)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = profiles)]
#[model(search(write(bio)))]
pub struct Profile {
    pub id: i32,
    pub bio: String,
    #[model(belongs_to(User))]
    pub user_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = posts)]
#[model(soft_delete, timestamps, search(
    filter(votes),
    include(author, comments),
    aggregate(comments.count),
    write(title, votes, note, tenant, user_id),
    trashed,
))]
#[has_many(Comment)]
#[belongs_to_many(Tag)]
pub struct Post {
    pub id: i32,
    pub title: String,
    pub votes: i32,
    pub note: Option<String>,
    pub tenant: i32,
    #[model(belongs_to(User, name = author, touch))]
    pub user_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = comments)]
#[model(search(write(post_id)))]
pub struct Comment {
    pub id: i32,
    pub body: String,
    #[model(belongs_to(Post))]
    pub post_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = tags)]
#[model(search(include(posts), write(name)))]
#[belongs_to_many(Post)]
pub struct Tag {
    pub id: i32,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = pages, primary_key(slug))]
#[model(search(write(slug, title)))]
pub struct WebPage {
    pub slug: String,
    pub title: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = seats, primary_key(room, number))]
#[model(search(write(room, number, label)))]
pub struct Seat {
    pub room: i32,
    pub number: i32,
    pub label: Option<String>,
}

/// Alice, with the posts `A` and `B`, and Bob, with the post `C`.
macro_rules! start {
    ($conn:ident) => {{
        $conn.batch_execute(&tables(facts()))?;
        let users = User::query().order(users::id).load($conn)?;
        let [alice, bob] = <[User; 2]>::try_from(users).unwrap();
        let mut posts = Vec::new();
        for (title, user) in [("A", &alice), ("B", &alice), ("C", &bob)] {
            let new = (posts::title.eq(title), posts::votes.eq(1));
            posts.push(user.posts().create(new).get_result($conn)?);
        }
        let [a, b, c] = <[Post; 3]>::try_from(posts).unwrap();
        // Later changes are seen.
        for table in ["users", "posts"] {
            $conn.batch_execute(&format!(
                "UPDATE {table} SET updated_at = '2020-01-01 00:00:00'"
            ))?;
        }
        (alice, bob, a, b, c)
    }};
}

fn later() -> chrono::NaiveDateTime {
    chrono::NaiveDateTime::parse_from_str(LATER, "%Y-%m-%d %H:%M:%S").expect("a time")
}

/// The users and posts that have changed, by their names and titles.
macro_rules! changed {
    ($conn:ident) => {{
        let mut changed: Vec<String> = users::table
            .filter(users::updated_at.gt(later()))
            .order(users::id)
            .select(users::name)
            .load($conn)?;
        changed.extend(
            posts::table
                .filter(posts::updated_at.gt(later()))
                .order(posts::id)
                .select(posts::title)
                .load::<String>($conn)?,
        );
        changed
    }};
}

/// The title and votes of all posts that are not trashed.
macro_rules! all {
    ($conn:ident) => {
        Post::query()
            .order(posts::id)
            .load($conn)?
            .into_iter()
            .map(|post| (post.title, post.votes))
            .collect::<Vec<_>>()
    };
}

fn pairs(posts: &[(&str, i32)]) -> Vec<(String, i32)> {
    let posts = posts.iter();
    posts
        .map(|(title, votes)| (title.to_string(), *votes))
        .collect()
}

fn invalid<T: std::fmt::Debug>(result: Result<T, SearchError>) -> Vec<(String, ErrorCode)> {
    match result.expect_err("a mistake") {
        SearchError::Request(invalid) => {
            let errors = invalid.errors.into_iter();
            errors.map(|error| (error.pointer, error.code)).collect()
        }
        error => panic!("{error}"),
    }
}

fn not_found<T: std::fmt::Debug + PartialEq>(result: Result<T, SearchError>) {
    assert_eq!(result.expect_err("no row"), SearchError::Database(NotFound));
}

on_every_backend! {
    fn a_row_is_found_by_its_key(conn, statements) {
        let (alice, bob, a, _, c) = start!(conn);
        let request = SearchRequest::new().include("author").aggregate(Aggregate::count("comments"));
        let (count, found) = statements.during(|| alice.posts().search(&request).find(a.id, conn));
        let found = found.unwrap();
        assert_eq!(count, 2);
        let found = serde_json::to_value(&found).unwrap();
        assert_eq!((&found["title"], &found["author"]["name"], &found["comments_count"]), (&json!("A"), &json!("Alice"), &json!(0)));
        not_found(alice.posts().search(&request).find(c.id, conn));
        not_found(Post::search(&request).find(c.id + 100, conn));
        assert_eq!(bob.posts().search(&request).find(c.id, conn).unwrap().id, c.id);
        // The request and the code narrow it.
        let popular = SearchRequest::new().filter("votes", ">", 5);
        not_found(Post::search(&popular).find(a.id, conn));
        not_found(Post::query().filter(posts::tenant.eq(2)).search(&request).find(a.id, conn));
        // Trashed rows are there for those who ask.
        a.delete(conn)?;
        not_found(Post::search(&request).find(a.id, conn));
        let mut trashed = SearchRequest::new();
        trashed.only_trashed = true;
        assert_eq!(Post::search(&trashed).find(a.id, conn).unwrap().id, a.id);
        let mut nobody = alice.clone();
        nobody.id = 0;
        not_found(nobody.posts().search(&request).find(c.id, conn));
    }

    fn a_row_is_stored_with_the_database_s_defaults(conn, statements) {
        let (alice, ..) = start!(conn);
        let request = SearchRequest::new().include("author").aggregate(Aggregate::count("comments"));
        let attributes = Attributes::new().set("title", "New").set("note", json!(null));
        let (count, post) = statements.during(|| alice.posts().search(&request).store(&attributes, conn));
        let post = post.unwrap();
        assert_eq!((&*post.title, post.votes, &post.note, post.user_id, post.tenant), ("New", 7, &None, alice.id, 1));
        let json = serde_json::to_value(&post).unwrap();
        assert_eq!((&json["author"]["name"], &json["comments_count"]), (&json!("Alice"), &json!(0)));
        // A transaction, the parent's lock where the database has one, the row, the owner that is touched, the row once more, and its author.
        assert!((6..=11).contains(&count), "{count}");
        assert_eq!(changed!(conn), ["Alice", "New"]);
        // The relation's key wins.
        let attributes = Attributes::new().set("title", "To Bob").set("user_id", 2);
        let post = alice.posts().search(&request).store(&attributes, conn).unwrap();
        assert_eq!(post.user_id, alice.id);
        // By the model itself.
        let attributes = Attributes::new().set("title", "Alone").set("user_id", alice.id).set("votes", 3);
        let post = Post::search(&request).store(&attributes, conn).unwrap();
        assert_eq!((post.votes, post.user_id), (3, alice.id));
    }

    fn attributes_are_checked_before_anything_is_sent(conn, statements) {
        let (alice, _, a, b, _) = start!(conn);
        let request = SearchRequest::new();
        let bad = Attributes::new().set("titel", "x").set("votes", "3").set("title", json!(null)).set("tenant", 1.5).set("id", 9).set("note", "x");
        let expected = [
            ("/titel", ErrorCode::UnknownField),
            ("/id", ErrorCode::UnknownField),
            ("/title", ErrorCode::InvalidValue),
            ("/votes", ErrorCode::InvalidValue),
            ("/tenant", ErrorCode::InvalidValue),
        ];
        let expected = expected.map(|(at, code)| (at.to_owned(), code));
        let (count, ()) = statements.during(|| {
            assert_eq!(invalid(alice.posts().search(&request).store(&bad, conn)), expected);
            assert_eq!(invalid(Post::search(&request).update(a.id, &bad, conn)), expected);
            let good = Attributes::new().set("title", "x");
            let many = [good.clone(), bad.clone()];
            let found = invalid(Post::search(&request).store_many(&many, conn));
            assert_eq!(found[0], ("/1/titel".to_owned(), ErrorCode::UnknownField));
            let found = invalid(Post::search(&request).update_many([(a.id, &good), (b.id, &bad)], conn));
            assert_eq!((found.len(), found[4].0.clone()), (5, format!("/{}/tenant", b.id)));
            let bad = SearchRequest::new().include("authors");
            assert_eq!(invalid(Post::search(&bad).store(&good, conn))[0].1, ErrorCode::UnknownRelation);
            assert_eq!(invalid(Post::search(&bad).delete(a.id, conn))[0].1, ErrorCode::UnknownRelation);
            let mut limits = SearchLimits::default();
            limits.batch = 1;
            let found = invalid(Post::search(&request).limits(limits.clone()).delete_many(&[a.id, b.id], conn));
            assert_eq!(found, [(String::new(), ErrorCode::TooMany)]);
            let found = invalid(Post::search(&request).limits(limits).store_many([&good, &good], conn));
            assert_eq!(found, [(String::new(), ErrorCode::TooMany)]);
        });
        assert_eq!(count, 0);
        let error = Post::search(&request).store(&bad, conn).unwrap_err();
        let SearchError::Request(error) = error else { panic!("{error}") };
        assert_eq!(error.errors[0].allowed, ["title", "votes", "note", "tenant", "user_id"]);
        assert_eq!(error.errors[3].message, "this is no value of the field, which is a whole number");
    }

    fn an_attribute_without_a_default_that_is_missing_is_a_mistake(conn) {
        let (alice, _, a, ..) = start!(conn);
        let request = SearchRequest::new();
        let before = all!(conn);
        let votes = Attributes::new().set("votes", 3);
        let found = alice.posts().search(&request).store(&votes, conn);
        let SearchError::Request(error) = found.unwrap_err() else { panic!() };
        let [error] = &error.errors[..] else { panic!("{error:?}") };
        assert_eq!((&*error.pointer, error.code, &*error.message), ("/title", ErrorCode::MissingKey, "`title` is missing, and has no default"));
        // Each row that lacks it; the parent's key is no attribute there, and one without the relation.
        let title = Attributes::new().set("title", "N");
        let rows = [&title, &votes, &Attributes::new()];
        let missing = |at: &str| (at.to_owned(), ErrorCode::MissingKey);
        assert_eq!(invalid(alice.posts().search(&request).store_many(rows, conn)), [missing("/1/title"), missing("/2/title")]);
        assert_eq!(invalid(Post::search(&request).store(&title, conn)), [missing("/user_id")]);
        assert_eq!(invalid(a.tags().search(&request).store(&Attributes::new(), conn)), [missing("/name")]);
        // Nothing is left of it, in a transaction of the program, too.
        let inside = conn.transaction(|conn| {
            assert_eq!(invalid(alice.posts().search(&request).store(&votes, conn)), [missing("/title")]);
            User::query().count().get_result::<i64>(conn)
        });
        assert_eq!(inside, Ok(2));
        assert_eq!(all!(conn), before);
        // A column that data cannot set is none of the client's.
        let error = Comment::search(&request).store(&Attributes::new().set("post_id", a.id), conn).unwrap_err();
        assert!(matches!(error, SearchError::Database(DatabaseError(NotNullViolation, _))), "{error}");
    }

    fn a_to_one_relation_has_one_row(conn) {
        let (alice, bob, ..) = start!(conn);
        let request = SearchRequest::new();
        let bio = Attributes::new().set("bio", "x");
        let profile = alice.profile().search(&request).store(&bio, conn).unwrap();
        assert_eq!(profile.user_id, alice.id);
        let error = alice.profile().search(&request).store(&bio, conn).unwrap_err();
        assert_eq!(error, SearchError::Conflict(Conflict::Filled { relation: "profile" }));
        assert_eq!(error.to_string(), "`profile` has a row already");
        let SearchError::Conflict(conflict) = error else { panic!() };
        assert_eq!(serde_json::to_value(&conflict).unwrap(), json!({"code": "filled", "relation": "profile"}));
        let error = bob.profile().search(&request).store_many([&bio, &bio], conn).unwrap_err();
        assert_eq!(error, SearchError::Conflict(Conflict::Filled { relation: "profile" }));
        assert_eq!(Profile::query().count().get_result::<i64>(conn)?, 1);
        assert_eq!(alice.profile().search(&request).update(profile.id, &Attributes::new().set("bio", "y"), conn).unwrap().bio, "y");
        not_found(bob.profile().search(&request).delete(profile.id, conn));
        alice.profile().search(&request).delete(profile.id, conn).unwrap();
        alice.profile().search(&request).store(&bio, conn).unwrap();
    }

    fn a_row_of_a_many_to_many_relation_is_attached(conn) {
        let (_, _, a, b, _) = start!(conn);
        let request = SearchRequest::new().include("posts");
        let tag = a.tags().search(&request).store(&Attributes::new().set("name", "x"), conn).unwrap();
        assert_eq!(serde_json::to_value(&tag).unwrap()["posts"][0]["title"], json!("A"));
        assert_eq!(a.tags().load(conn)?.len(), 1);
        let rename = Attributes::new().set("name", "y");
        assert_eq!(a.tags().search(&request).update(tag.id, &rename, conn).unwrap().name, "y");
        not_found(b.tags().search(&request).update(tag.id, &rename, conn));
        not_found(b.tags().search(&request).delete(tag.id, conn));
        assert_eq!(a.tags().search(&request).find(tag.id, conn).unwrap().name, "y");
        let names = ["p", "q"].map(|name| Attributes::new().set("name", name));
        let tags = b.tags().search(&request).store_many(&names, conn).unwrap();
        assert_eq!(tags.iter().map(|tag| &*tag.name).collect::<Vec<_>>(), ["p", "q"]);
        assert_eq!(b.tags().search(&request).delete_many(&[tags[1].id, tag.id, tags[0].id], conn).unwrap().len(), 2);
        assert_eq!(Tag::query().load(conn)?.len(), 1);
    }

    fn several_rows_are_stored_in_their_order_or_none(conn, statements) {
        let (alice, ..) = start!(conn);
        let request = SearchRequest::new();
        let one = Attributes::new().set("title", "1").set("votes", 1);
        let (of_one, _) = statements.during(|| alice.posts().search(&request).store_many([&one], conn).unwrap());
        let many: Vec<_> = (10..40).map(|number| Attributes::new().set("title", number.to_string()).set("votes", number)).collect();
        let (of_many, posts) = statements.during(|| alice.posts().search(&request).store_many(&many, conn).unwrap());
        assert_eq!(posts.iter().map(|post| post.votes).collect::<Vec<_>>(), Vec::from_iter(10..40));
        assert!(of_many <= of_one + 2, "{of_one} {of_many}");
        let different = [Attributes::new().set("title", "x"), Attributes::new().set("votes", 3).set("title", "y"), Attributes::new().set("title", "z")];
        let posts = alice.posts().search(&request).store_many(&different, conn).unwrap();
        assert_eq!(posts.iter().map(|post| (&*post.title, post.votes)).collect::<Vec<_>>(), [("x", 7), ("y", 3), ("z", 7)]);
        let before = all!(conn);
        let double = [Attributes::new().set("title", "v"), Attributes::new().set("title", "w"), Attributes::new().set("title", "v")];
        let error = alice.posts().search(&request).store_many(&double, conn).unwrap_err();
        assert!(matches!(error, SearchError::Database(DatabaseError(UniqueViolation, _))), "{error}");
        assert_eq!(all!(conn), before);
        let (count, none) = statements.during(|| alice.posts().search(&request).store_many(Vec::<Attributes>::new(), conn).unwrap());
        assert_eq!((count, none.len()), (0, 0));
    }

    fn a_row_is_changed_by_its_key(conn, statements) {
        let (alice, _, a, _, c) = start!(conn);
        let request = SearchRequest::new().include("author").aggregate(Aggregate::count("comments"));
        let attributes = Attributes::new().set("votes", 2).set("note", "hi");
        let (count, post) = statements.during(|| alice.posts().search(&request).update(a.id, &attributes, conn).unwrap());
        assert_eq!((&*post.title, post.votes, post.note.as_deref()), ("A", 2, Some("hi")));
        assert_eq!(serde_json::to_value(&post).unwrap()["author"]["name"], json!("Alice"));
        assert!((6..=8).contains(&count), "{count}");
        assert_eq!(changed!(conn), ["Alice", "A"]);
        let post = alice.posts().search(&request).update(a.id, &Attributes::new().set("note", json!(null)), conn).unwrap();
        assert_eq!((post.votes, post.note.as_deref()), (2, None));
        // No attributes, no change; and a key of another parent is not found.
        assert_eq!(alice.posts().search(&request).update(a.id, &Attributes::new(), conn).unwrap().votes, 2);
        not_found(alice.posts().search(&request).update(c.id, &attributes, conn));
        not_found(Post::query().filter(posts::tenant.eq(2)).search(&request).update(a.id, &attributes, conn));
        let popular = SearchRequest::new().filter("votes", ">", 5);
        not_found(Post::search(&popular).update(a.id, &attributes, conn));
        assert_eq!(all!(conn), pairs(&[("A", 2), ("B", 1), ("C", 1)]));
        // The filters of the request need not find the row once it has changed.
        let few = SearchRequest::new().filter("votes", "<", 5);
        assert_eq!(Post::search(&few).update(a.id, &Attributes::new().set("votes", 9), conn).unwrap().votes, 9);
        // A trashed row is found by those who ask.
        a.delete(conn)?;
        not_found(Post::search(&request).update(a.id, &attributes, conn));
        let mut trashed = SearchRequest::new();
        trashed.with_trashed = true;
        assert_eq!(Post::search(&trashed).update(a.id, &attributes, conn).unwrap().votes, 2);
    }

    fn a_row_stays_within_reach_of_the_code(conn) {
        let (alice, bob, a, b, _) = start!(conn);
        let request = SearchRequest::new();
        let before = all!(conn);
        let out = SearchError::Conflict(Conflict::OutOfReach);
        let to_bob = Attributes::new().set("user_id", bob.id);
        assert_eq!(alice.posts().search(&request).update(a.id, &to_bob, conn).unwrap_err(), out);
        let tenant = || Post::query().filter(posts::tenant.eq(1));
        let to_other = Attributes::new().set("tenant", 2).set("votes", 5);
        assert_eq!(tenant().search(&request).update(a.id, &to_other, conn).unwrap_err(), out);
        let both = [(b.id, Attributes::new().set("votes", 6)), (a.id, to_other.clone())];
        assert_eq!(tenant().search(&request).update_many(both, conn).unwrap_err(), out);
        let new = to_other.set("title", "M").set("user_id", alice.id);
        assert_eq!(tenant().search(&request).store(&new, conn).unwrap_err(), out);
        let ok = Attributes::new().set("title", "N").set("user_id", alice.id).set("tenant", 1);
        assert_eq!(tenant().search(&request).store_many([&ok, &new], conn).unwrap_err(), out);
        assert_eq!(all!(conn), before);
        assert_eq!(Post::query().filter(posts::user_id.eq(alice.id)).count().get_result::<i64>(conn)?, 2);
        assert_eq!(changed!(conn), Vec::<String>::new());
        tenant().search(&request).store(&ok, conn).unwrap();
    }

    fn several_rows_are_changed_and_unknown_keys_skipped(conn, statements) {
        let (alice, _, a, b, c) = start!(conn);
        let request = SearchRequest::new().include("author");
        let votes = |votes: i32| Attributes::new().set("votes", votes);
        let changes = [(b.id, votes(2)), (c.id, votes(3)), (a.id, votes(4)), (c.id + 100, votes(5))];
        let posts = alice.posts().search(&request).update_many(changes, conn).unwrap();
        assert_eq!(posts.iter().map(|post| (&*post.title, post.votes)).collect::<Vec<_>>(), [("B", 2), ("A", 4)]);
        assert_eq!(all!(conn), pairs(&[("A", 4), ("B", 2), ("C", 1)]));
        assert_eq!(changed!(conn), ["Alice", "A", "B"]);
        // A row that is named twice is there once, as it is at last.
        let changes = [(a.id, votes(5)), (b.id, votes(6)), (a.id, votes(7))];
        let posts = Post::search(&request).update_many(changes, conn).unwrap();
        assert_eq!(posts.iter().map(|post| post.votes).collect::<Vec<_>>(), [7, 6]);
        // All or none.
        let before = all!(conn);
        let changes = BTreeMap::from([(a.id, votes(9)), (b.id, Attributes::new().set("title", "C"))]);
        let error = Post::search(&request).update_many(&changes, conn).unwrap_err();
        assert!(matches!(error, SearchError::Database(DatabaseError(UniqueViolation, _))), "{error}");
        assert_eq!(all!(conn), before);
        let (count, none) = statements.during(|| Post::search(&request).update_many(BTreeMap::<i32, Attributes>::new(), conn).unwrap());
        assert_eq!((count, none.len()), (0, 0));
        // One statement more for each row.
        let (of_one, _) = statements.during(|| Post::search(&request).update_many([(a.id, votes(1))], conn).unwrap());
        let (of_three, _) = statements.during(|| {
            Post::search(&request).update_many([(a.id, votes(2)), (b.id, votes(2)), (c.id, votes(2))], conn).unwrap()
        });
        assert!(of_three <= of_one + 3, "{of_one} {of_three}");
    }

    fn rows_are_deleted_and_restored(conn, statements) {
        let (alice, _, a, b, c) = start!(conn);
        let request = SearchRequest::new().include("author");
        let (of_one, post) = statements.during(|| alice.posts().search(&request).delete(a.id, conn).unwrap());
        assert_eq!(serde_json::to_value(&post).unwrap()["author"]["name"], json!("Alice"));
        assert_eq!(changed!(conn), ["Alice", "A"]);
        not_found(alice.posts().search(&request).delete(a.id, conn));
        let mut trashed = SearchRequest::new();
        trashed.with_trashed = true;
        not_found(alice.posts().search(&trashed).delete(a.id, conn));
        not_found(Post::query().only_trashed().search(&request).delete(b.id, conn));
        not_found(alice.posts().search(&request).delete(c.id, conn));
        not_found(alice.posts().search(&request).restore(c.id, conn));
        not_found(alice.posts().search(&request).force_delete(c.id, conn));
        assert_eq!(all!(conn), pairs(&[("B", 1), ("C", 1)]));
        assert_eq!(alice.posts().search(&request).restore(a.id, conn).unwrap().title, "A");
        // One that is not trashed stays as it is.
        assert_eq!(alice.posts().search(&request).restore(b.id, conn).unwrap().title, "B");
        assert_eq!(changed!(conn), ["Alice", "A"]);
        // Several: keys that are not there are skipped, and the order stays.
        let keys = [c.id, b.id, c.id + 100, a.id, b.id];
        let (of_several, posts) = statements.during(|| alice.posts().search(&request).delete_many(&keys, conn).unwrap());
        assert_eq!(posts.iter().map(|post| &*post.title).collect::<Vec<_>>(), ["B", "A"]);
        assert_eq!(of_several, of_one);
        assert_eq!(all!(conn), pairs(&[("C", 1)]));
        assert_eq!(Post::query().only_trashed().search(&request).restore(b.id, conn).unwrap().title, "B");
        let posts = alice.posts().search(&request).restore_many(&keys, conn).unwrap();
        assert_eq!(posts.iter().map(|post| &*post.title).collect::<Vec<_>>(), ["B", "A"]);
        assert_eq!(all!(conn), pairs(&[("A", 1), ("B", 1), ("C", 1)]));
        let (count, none) = statements.during(|| alice.posts().search(&request).delete_many(&[], conn).unwrap());
        assert_eq!((count, none.len()), (0, 0));
        // For good.
        a.delete(conn)?;
        not_found(Post::query().filter(posts::tenant.eq(2)).search(&request).force_delete(a.id, conn));
        let post = alice.posts().search(&request).force_delete(a.id, conn).unwrap();
        assert_eq!(serde_json::to_value(&post).unwrap()["author"]["name"], json!("Alice"));
        assert_eq!(Post::search(&request).force_delete_many(&[c.id, a.id, b.id], conn).unwrap().len(), 2);
        assert_eq!(posts::table.count().get_result::<i64>(conn)?, 0);
    }

    fn a_row_without_soft_deletes_is_gone(conn) {
        let (_, _, a, ..) = start!(conn);
        let request = SearchRequest::new();
        let comment = a.comments().create(comments::body.eq("x")).get_result(conn)?;
        assert_eq!(a.comments().search(&request).delete(comment.id, conn).unwrap().body, "x");
        assert_eq!(Comment::query().count().get_result::<i64>(conn)?, 0);
        // Nothing of it may be written.
        let found = invalid(a.comments().search(&request).store(&Attributes::new().set("body", "x"), conn));
        assert_eq!(found, [("/body".to_owned(), ErrorCode::UnknownField)]);
    }

    fn rows_have_keys_of_texts_and_of_several_columns(conn) {
        start!(conn);
        let request = SearchRequest::new();
        let page = |slug: &str| Attributes::new().set("slug", slug).set("title", "x");
        let pages = WebPage::search(&request).store_many([page("b"), page("a")], conn).unwrap();
        assert_eq!(pages.iter().map(|page| &*page.slug).collect::<Vec<_>>(), ["b", "a"]);
        let title = Attributes::new().set("title", "y");
        assert_eq!(WebPage::search(&request).update("a".to_owned(), &title, conn).unwrap().title, "y");
        // The primary key of a row stays.
        let found = invalid(WebPage::search(&request).update("a".to_owned(), &page("c"), conn));
        assert_eq!(found, [("/slug".to_owned(), ErrorCode::NotAllowed)]);
        // MariaDB does not tell upper case from lower case.
        let changes = [("A".to_owned(), &title), ("b".to_owned(), &title)];
        let pages = WebPage::search(&request).update_many(changes, conn).unwrap();
        let slugs: Vec<_> = pages.iter().map(|page| &*page.slug).collect();
        match facts().name {
            "mysql" => assert_eq!(slugs, ["a", "b"]),
            _ => assert_eq!(slugs, ["b"]),
        }
        assert_eq!(WebPage::search(&request).delete_many(&["b".to_owned(), "a".to_owned()], conn).unwrap().len(), 2);

        let seat = |room: i32, number: i32| Attributes::new().set("room", room).set("number", number);
        let seats = Seat::search(&request).store_many([seat(1, 2), seat(1, 1)], conn).unwrap();
        assert_eq!(seats.iter().map(|seat| seat.number).collect::<Vec<_>>(), [2, 1]);
        let label = Attributes::new().set("label", "x");
        assert_eq!(Seat::search(&request).update((1, 2), &label, conn).unwrap().label.as_deref(), Some("x"));
        not_found(Seat::search(&request).find((2, 1), conn));
        let seats = Seat::search(&request).delete_many(&[(1, 1), (2, 2), (1, 2)], conn).unwrap();
        assert_eq!(seats.iter().map(|seat| seat.number).collect::<Vec<_>>(), [1, 2]);
    }

    fn an_operation_is_a_part_of_the_transaction_around_it(conn) {
        let (alice, _, a, ..) = start!(conn);
        let request = SearchRequest::new();
        let before = all!(conn);
        let result = conn.transaction(|conn| {
            alice.posts().search(&request).update(a.id, &Attributes::new().set("votes", 5), conn).unwrap();
            // One that fails does not end it.
            let error = alice.posts().search(&request).update(a.id, &Attributes::new().set("title", "B"), conn);
            assert!(matches!(error, Err(SearchError::Database(DatabaseError(UniqueViolation, _)))));
            assert_eq!(alice.posts().search(&request).find(a.id, conn).unwrap().votes, 5);
            alice.posts().search(&request).store(&Attributes::new().set("title", "N"), conn).unwrap();
            Err::<(), _>(diesel::result::Error::RollbackTransaction)
        });
        assert!(result.is_err());
        assert_eq!(all!(conn), before);
    }
}
