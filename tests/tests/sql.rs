//! The SQL of every documented statement, on each database, as reviewed files: `sql/{sqlite,postgres,mysql}.sql`.
//!
//! `UPDATE_EXPECT=1 cargo test -p diesel-relations-tests --features postgres,mysql --test sql` writes them anew.

// The fields are there for the columns.
#![allow(dead_code)]

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::dsl::not;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::backend::QUESTION;
use diesel_relations_tests::one;
use expect_test::expect_file;

diesel::table! { countries { id -> Integer, name -> Text, } }
diesel::table! { users { id -> Integer, name -> Text, boss_id -> Nullable<Integer>, country_id -> Nullable<Integer>, } }
diesel::table! { posts { id -> Integer, title -> Text, votes -> Integer, user_id -> Integer, } }
diesel::table! { comments { id -> Integer, body -> Text, post_id -> Integer, created_at -> Timestamp, updated_at -> Timestamp, } }
diesel::table! { threads { id -> Integer, title -> Text, user_id -> Integer, created_at -> Timestamp, updated_at -> Timestamp, } }
diesel::table! { replies { id -> Integer, body -> Text, thread_id -> Integer, } }
diesel::table! { letters { id -> Integer, text -> Text, user_id -> Integer, deleted_at -> Nullable<Timestamp>, } }
diesel::table! { drafts { id -> Integer, text -> Text, deleted -> Bool, } }
diesel::table! { tags { id -> Integer, name -> Text, } }
diesel::table! { post_tag (post_id, tag_id) { post_id -> Integer, tag_id -> Integer, place -> Integer, } }
diesel::table! { images { id -> Integer, url -> Text, imageable_id -> Integer, imageable_type -> Text, } }
diesel::table! { labels { id -> Integer, name -> Text, } }
diesel::table! { labelables (label_id, labelable_id, labelable_type) { label_id -> Integer, labelable_id -> Integer, labelable_type -> Text, } }
diesel::table! { members (tenant_id, id) { tenant_id -> Integer, id -> Integer, name -> Text, } }
diesel::table! { tasks { id -> Integer, tenant_id -> Integer, member_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(
    countries, users, posts, comments, threads, replies, letters, tags, post_tag, images, labels,
    labelables, members, tasks
);

const TABLES: &str = "
CREATE TEMPORARY TABLE countries (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, boss_id INTEGER, country_id INTEGER);
CREATE TEMPORARY TABLE posts (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, votes INTEGER NOT NULL DEFAULT 0, user_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE comments (id INTEGER PRIMARY KEY, body VARCHAR(20) NOT NULL, post_id INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE threads (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, user_id INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE replies (id INTEGER PRIMARY KEY, body VARCHAR(20) NOT NULL, thread_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE letters (id INTEGER PRIMARY KEY, text VARCHAR(20) NOT NULL, user_id INTEGER NOT NULL, deleted_at TIMESTAMP NULL);
CREATE TEMPORARY TABLE drafts (id INTEGER PRIMARY KEY, text VARCHAR(20) NOT NULL, deleted BOOL NOT NULL);
CREATE TEMPORARY TABLE tags (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE);
CREATE TEMPORARY TABLE post_tag (post_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, place INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (post_id, tag_id));
CREATE TEMPORARY TABLE images (id INTEGER PRIMARY KEY, url VARCHAR(20) NOT NULL, imageable_id INTEGER NOT NULL, imageable_type VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE labels (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE labelables (label_id INTEGER NOT NULL, labelable_id INTEGER NOT NULL, labelable_type VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE members (tenant_id INTEGER NOT NULL, id INTEGER NOT NULL, name VARCHAR(20) NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE TEMPORARY TABLE tasks (id INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL, member_id INTEGER NOT NULL);
";

/// Each piece of code begins with these rows.
const ROWS: &str = "
DELETE FROM countries; DELETE FROM users; DELETE FROM posts; DELETE FROM comments; DELETE FROM threads; DELETE FROM replies;
DELETE FROM letters; DELETE FROM drafts; DELETE FROM tags; DELETE FROM post_tag; DELETE FROM images; DELETE FROM labels; DELETE FROM labelables;
DELETE FROM members; DELETE FROM tasks;
INSERT INTO countries VALUES (1, 'Peru'), (2, 'Chad');
INSERT INTO users VALUES (1, 'Ann', NULL, 1), (2, 'Ben', 1, 1), (3, 'Cid', 1, 2);
INSERT INTO posts VALUES (1, 'a', 5, 1), (2, 'b', 0, 1), (3, 'c', 7, 2);
INSERT INTO comments (id, body, post_id) VALUES (1, 'x', 1), (2, 'y', 1), (3, 'z', 3);
INSERT INTO threads (id, title, user_id) VALUES (1, 't', 1);
INSERT INTO replies VALUES (1, 'r', 1);
INSERT INTO letters VALUES (1, 'l', 1, NULL), (2, 'm', 2, NULL);
INSERT INTO drafts VALUES (1, 'd', FALSE), (2, 'e', FALSE);
INSERT INTO tags VALUES (1, 'rust'), (2, 'sql'), (3, 'news');
INSERT INTO post_tag VALUES (1, 1, 2), (1, 2, 1), (3, 1, 1);
INSERT INTO images VALUES (1, 'i', 1, 'User'), (2, 'j', 1, 'Post'), (3, 'k', 2, 'Post');
INSERT INTO labels VALUES (1, 'hot'), (2, 'old');
INSERT INTO labelables VALUES (1, 1, 'Post'), (2, 1, 'User'), (1, 2, 'User');
INSERT INTO members VALUES (1, 1, 'm'), (1, 2, 'n'), (2, 1, 'o');
INSERT INTO tasks VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1);
";

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = countries)]
#[has_many(User)]
#[has_many_through(Post, through = User)]
#[has_one_through(Post, name = best_post, through = User, latest = votes)]
struct Country {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post)]
#[has_many(Post, name = popular_posts, filter = posts::votes.ge(5i32))]
#[has_one(Post, name = best_post, latest = votes)]
#[has_many(User, name = reports, foreign_key = boss_id)]
#[has_many(Letter)]
#[morph_many(Image, morph = imageable)]
#[morph_to_many(Label, morph = labelable)]
struct User {
    id: i32,
    name: String,
    #[model(belongs_to(User))]
    boss_id: Option<i32>,
    #[model(belongs_to(Country))]
    country_id: Option<i32>,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = posts)]
#[has_many(Comment)]
#[belongs_to_many(Tag)]
#[belongs_to_many(Tag, name = placed_tags, using = Place)]
#[morph_many(Image, morph = imageable)]
#[morph_to_many(Label, morph = labelable)]
struct Post {
    id: i32,
    title: String,
    votes: i32,
    #[model(belongs_to(User, name = author))]
    user_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = comments)]
#[model(timestamps)]
struct Comment {
    id: i32,
    body: String,
    #[model(belongs_to(Post))]
    post_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = threads)]
#[model(timestamps)]
#[has_many(Reply)]
struct Thread {
    id: i32,
    title: String,
    user_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = replies)]
struct Reply {
    id: i32,
    body: String,
    #[model(belongs_to(Thread, touch))]
    thread_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = letters)]
#[model(soft_delete)]
struct Letter {
    id: i32,
    text: String,
    #[model(belongs_to(User, name = author))]
    user_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = drafts)]
#[model(soft_delete = deleted)]
struct Draft {
    id: i32,
    text: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = tags)]
#[belongs_to_many(Post)]
struct Tag {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = post_tag)]
struct Place {
    place: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = images)]
struct Image {
    id: i32,
    url: String,
    #[morph_to(User, Post)]
    imageable_id: i32,
    imageable_type: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = labels)]
#[morphed_by_many(Post, morph = labelable)]
struct Label {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = members, primary_key(tenant_id, id))]
#[has_many(Task, foreign_key = (tenant_id, member_id))]
struct Member {
    tenant_id: i32,
    id: i32,
    name: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tasks)]
struct Task {
    id: i32,
    tenant_id: i32,
    #[model(belongs_to(Member, foreign_key = (tenant_id, member_id)))]
    member_id: i32,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = posts)]
struct Title {
    title: String,
}

/// The statements that a connection has sent since it was last asked, and its transactions.
struct Sent(Arc<Mutex<Vec<String>>>);

impl Sent {
    fn by(conn: &mut impl Connection) -> Self {
        let sent = Sent(Arc::default());
        let log = Arc::clone(&sent.0);
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            let statement = match event {
                InstrumentationEvent::StartQuery { query, .. } => query.to_string(),
                InstrumentationEvent::BeginTransaction { depth, .. } => {
                    format!("-- begins transaction {depth}")
                }
                InstrumentationEvent::CommitTransaction { depth, .. } => {
                    format!("-- commits transaction {depth}")
                }
                InstrumentationEvent::RollbackTransaction { depth, .. } => {
                    format!("-- rolls back transaction {depth}")
                }
                _ => return,
            };
            log.lock().expect("no panic").push(statement);
        });
        sent
    }

    /// The statements, one a line, without those that Diesel sends for a transaction.
    fn take(&self) -> String {
        let mut text = String::new();
        for statement in self.0.lock().expect("no panic").drain(..) {
            if ![
                "BEGIN",
                "COMMIT",
                "ROLLBACK",
                "SAVEPOINT",
                "RELEASE",
                QUESTION,
            ]
            .iter()
            .any(|word| statement.starts_with(word))
            {
                writeln!(text, "{statement}").expect("a String takes all");
            }
        }
        text
    }
}

/// Each piece of code in a file, with what it has sent.
macro_rules! sends {
    ($conn:ident, $file:expr, $($code:expr;)*) => {
        let sent = Sent::by($conn);
        let mut text = String::new();
        $(
            $conn.batch_execute(ROWS)?;
            sent.take();
            if let Err(error) = $code { panic!("{}: {error}", stringify!($code)); }
            let code = stringify!($code).split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(text, "-- {code}\n{}", sent.take()).expect("a String takes all");
        )*
        expect_file![$file].assert_eq(&text);
    };
}

macro_rules! on {
    ($backend:ident, $Connection:ident, $Established:ty, $url:expr) => {
        #[test]
        fn $backend() -> QueryResult<()> {
            let conn: &mut one::$Connection = &mut one::establish::<$Established, _>(&$url);
            conn.batch_execute(TABLES)?;
            let user = User { id: 1, name: "Ann".into(), boss_id: None, country_id: Some(1) };
            let users = || vec![user.clone(), User { id: 2, name: "Ben".into(), boss_id: Some(1), country_id: Some(1) }];
            let post = Post { id: 1, title: "a".into(), votes: 5, user_id: 1 };
            let comment = Comment { id: 1, body: "x".into(), post_id: 1 };
            let thread = Thread { id: 1, title: "t".into(), user_id: 1 };
            let reply = Reply { id: 1, body: "r!".into(), thread_id: 1 };
            let letter = Letter { id: 1, text: "l".into(), user_id: 1 };
            let draft = Draft { id: 1, text: "d".into() };
            let image = Image { id: 2, url: "j".into(), imageable_id: 1, imageable_type: "Post".into() };
            let member = Member { tenant_id: 1, id: 1, name: "m".into() };
            let votes = |title: &'static str| (posts::id.eq(9), posts::title.eq(title), posts::votes.eq(1));
            sends! { conn, concat!("sql/", stringify!($backend), ".sql"),
                // Models.
                User::query().load(conn);
                User::find(1).first(conn);
                User::find_many([1, 2]).load(conn);
                Member::find((1, 1)).first(conn);
                Member::find_many([(1, 1), (1, 2)]).load(conn);
                User::query().filter(users::name.eq("Ann")).sole(conn);
                User::query().filter(users::name.eq("Ann")).order(users::id).exists(conn);
                User::query().distinct().limit(9).offset(1).exists(conn);
                User::query().with(User::POSTS).limit(2).doesnt_exist(conn);
                User::query().order(users::id).paginate(1, 2).load(conn);
                User::query().batches(2).next(conn);
                Letter::query().load(conn);
                Letter::query().with_trashed().load(conn);
                Letter::query().exists(conn);
                Letter::query().only_trashed().load(conn);
                Draft::query().load(conn);
                Draft::query().only_trashed().load(conn);
                // Eager loads: of all rows, of some, of one.
                User::query().with(User::POSTS).load(conn);
                User::query().filter(users::id.gt(1)).with(User::POSTS).load(conn);
                User::find(1).with(User::POSTS).first(conn);
                User::query().filter(users::id.gt(1)).with(User::POSTS.filter(posts::votes.gt(0)).order(posts::id.desc())).load(conn);
                User::query().with(User::POPULAR_POSTS).load(conn);
                User::query().with(User::BEST_POST).load(conn);
                User::query().filter(users::id.gt(0)).with(User::BEST_POST).load(conn);
                User::query().with(User::POSTS.order(posts::votes.desc()).limit(3)).load(conn);
                User::query().filter(users::id.gt(0)).with(User::POSTS.limit(3).offset(1)).load(conn);
                User::query().with(User::POSTS.order(posts::votes.desc()).one()).load(conn);
                User::query().with(User::POSTS.select_as::<Title>()).load(conn);
                User::query().with(User::BOSS).load(conn);
                User::query().with(User::REPORTS).load(conn);
                Post::query().with(Post::AUTHOR).load(conn);
                User::query().with(User::LETTERS).load(conn);
                User::query().with(User::LETTERS.with_trashed()).load(conn);
                Letter::query().with(Letter::AUTHOR).load(conn);
                User::query().with(User::POSTS.with(Post::COMMENTS)).load(conn);
                Post::query().with(Post::TAGS).load(conn);
                Post::query().filter(posts::id.gt(0)).with(Post::TAGS).load(conn);
                Post::query().with(Post::PLACED_TAGS.order(post_tag::place)).load(conn);
                Country::query().with(Country::POSTS).load(conn);
                Country::query().filter(countries::id.gt(0)).with(Country::POSTS).load(conn);
                Country::query().with(Country::BEST_POST).load(conn);
                User::query().with(User::IMAGES).load(conn);
                User::query().filter(users::id.gt(0)).with(User::IMAGES).load(conn);
                User::query().with(User::LABELS).load(conn);
                Label::query().filter(labels::id.gt(0)).with(Label::POSTS).load(conn);
                Image::query().with(Image::IMAGEABLE).load(conn);
                Member::query().with(Member::TASKS).load(conn);
                Member::query().filter(members::tenant_id.eq(1)).with(Member::TASKS).load(conn);
                Task::query().with(Task::MEMBER).load(conn);
                users().load_related(User::POSTS, conn);
                User::query().with(User::POSTS).first(conn)?.reload_related(User::POSTS, conn);
                User::query().with(User::POSTS).snapshot().load(conn);
                // Existence, counts, aggregates.
                User::query().has(User::POSTS).load(conn);
                User::query().filter(User::POSTS.filter(posts::votes.gt(1)).exists()).load(conn);
                User::query().filter(not(User::POSTS.exists())).load(conn);
                User::query().doesnt_have(User::BOSS).load(conn);
                User::query().has(User::REPORTS).load(conn);
                User::query().filter(User::POSTS.filter(Post::COMMENTS.exists()).exists()).load(conn);
                User::query().filter(User::POSTS.count().ge(2)).load(conn);
                User::query().has(User::BEST_POST).load(conn);
                User::query().has(User::LETTERS).load(conn);
                Post::query().has(Post::TAGS).load(conn);
                Country::query().has(Country::POSTS).load(conn);
                User::query().has(User::IMAGES).load(conn);
                Post::query().has(Post::LABELS).load(conn);
                Image::query().filter(Image::IMAGEABLE.post().filter(posts::votes.gt(1)).exists()).load(conn);
                Image::query().filter(Image::IMAGEABLE.is_post()).load(conn);
                Image::query().filter(Image::IMAGEABLE.morphed_to(&post)).load(conn);
                Image::query().filter(Image::IMAGEABLE.not_morphed_to(&post)).load(conn);
                Image::query().filter(Image::IMAGEABLE.exists()).load(conn);
                Member::query().has(Member::TASKS).load(conn);
                User::query().with_count(User::POSTS).load(conn);
                Post::query().with_count(Post::TAGS).load(conn);
                users::table.select(User::POSTS.sum(posts::votes)).load::<Option<i64>>(conn);
                Post::query().where_belongs_to(Post::AUTHOR, &user).load(conn);
                Post::query().where_attached_to(Post::TAGS, [1, 2]).load(conn);
                User::query().with_where_has(User::POSTS.filter(posts::votes.gt(1))).load(conn);
                // One row.
                user.posts().load(conn);
                user.posts().filter(posts::votes.eq(0)).or_filter(posts::title.eq("b")).first(conn);
                user.posts().count().get_result::<i64>(conn);
                user.posts().filter(posts::votes.eq(0)).or_filter(posts::title.eq("b")).exists(conn);
                user.best_post().exists(conn);
                user.boss().exists(conn);
                post.tags().exists(conn);
                post.placed_tags().distinct().exists(conn);
                image.imageable().exists(conn);
                diesel::update(user.posts()).set(posts::votes.eq(1)).execute(conn);
                diesel::delete(user.posts().filter(posts::votes.eq(0))).execute(conn);
                user.letters().load(conn);
                user.best_post().first(conn);
                user.boss().first(conn).optional();
                post.tags().load(conn);
                post.placed_tags().load(conn);
                post.tags().pivots().load::<(i32, i32, i32)>(conn);
                user.images().load(conn);
                image.imageable().first(conn);
                member.tasks().load(conn);
                // Writes.
                user.posts().create(votes("new")).execute(conn);
                user.posts().create(votes("new")).get_result(conn);
                user.posts().create_many([(posts::id.eq(8), posts::title.eq("x")), (posts::id.eq(9), posts::title.eq("y"))]).get_results(conn);
                user.posts().save(&post).execute(conn);
                user.posts().update_many([(1, posts::title.eq("x")), (2, posts::title.eq("y"))]).execute(conn);
                user.posts().upsert([votes("new")], posts::id, posts::title).execute(conn);
                user.posts().first_or_create(posts::title.eq("a"), votes("a")).get_result(conn);
                user.posts().first_or_create(posts::title.eq("q"), votes("q")).get_result(conn);
                user.posts().update_or_create(posts::title.eq("a"), posts::votes.eq(2), votes("a")).get_result(conn);
                user.posts().create_or_first(posts::title.eq("q"), votes("q")).get_result(conn);
                user.posts().associate([3]).execute(conn);
                user.reports().dissociate(2).execute(conn);
                user.images().create((images::id.eq(9), images::url.eq("n"))).get_result(conn);
                post.save(conn);
                post.delete(conn);
                post.clone().refresh(conn);
                comment.save(conn);
                thread.touch(conn);
                reply.save(conn);
                reply.delete(conn);
                thread.replies().create((replies::id.eq(9), replies::body.eq("s"))).execute(conn);
                letter.delete(conn);
                letter.restore(conn);
                letter.force_delete(conn);
                Letter::query().filter(letters::id.gt(1)).delete(conn);
                user.letters().force_delete(conn);
                draft.delete(conn);
                draft.restore(conn);
                Draft::query().filter(drafts::id.gt(1)).delete(conn);
                // Many-to-many.
                post.tags().attach([2, 3]).execute(conn);
                post.tags().attach([(3, post_tag::place.eq(5))]).execute(conn);
                post.tags().attach([3]).allow_duplicates().execute(conn);
                post.tags().detach([1, 3]).execute(conn);
                post.tags().detach_all().execute(conn);
                post.tags().sync([2, 3]).execute(conn);
                post.tags().sync([(1, post_tag::place.eq(1)), (2, post_tag::place.eq(1))]).execute(conn);
                post.tags().sync([3]).without_detaching().execute(conn);
                post.tags().toggle([1, 3]).execute(conn);
                post.tags().update_pivot([1], post_tag::place.eq(5)).execute(conn);
                post.tags().create((tags::id.eq(9), tags::name.eq("new"))).get_result(conn);
                post.tags().create((tags::id.eq(9), tags::name.eq("new"))).execute(conn);
                post.tags().first_or_create(tags::name.eq("news"), (tags::id.eq(9), tags::name.eq("news"))).get_result(conn);
                post.labels().sync([2]).execute(conn);
            }
            Ok(())
        }
    };
}

on!(sqlite, Sqlite, SqliteConnection, ":memory:");
#[cfg(feature = "postgres")]
on!(
    postgres,
    Postgres,
    PgConnection,
    url("POSTGRES_URL", "postgres://postgres@127.0.0.1/test")
);
#[cfg(feature = "mysql")]
on!(
    mysql,
    Mysql,
    MysqlConnection,
    url("MYSQL_URL", "mysql://root@127.0.0.1/test")
);

#[cfg(any(feature = "postgres", feature = "mysql"))]
fn url(variable: &str, default: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| default.to_owned())
}
