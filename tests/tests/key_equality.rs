//! Keys and names that are equal to the database though they are written differently: in upper and lower case, with blanks at
//! the end, or with accents, as the collation of the column says.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { posts (id) { id -> Integer, } }
diesel::table! { clips (id) { id -> Integer, } }
diesel::table! { tags (id) { id -> Integer, } }
diesel::table! { taggables (tag_id, taggable_id, taggable_type) { tag_id -> Integer, taggable_id -> Integer, taggable_type -> Text, } }
diesel::table! { songs (id) { id -> BigInt, } }
diesel::table! { books (isbn) { isbn -> Text, } }
diesel::table! { reviews (id) { id -> Integer, reviewable_id -> Text, reviewable_type -> Text, } }
diesel::table! { labels (id) { id -> Integer, } }
diesel::table! { labelables (label_id, labelable_id, labelable_type) { label_id -> Integer, labelable_id -> Text, labelable_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(
    posts, clips, tags, taggables, songs, books, reviews, labels, labelables
);

diesel::table! { articles (id) { id -> Integer, } }
diesel::table! { topics (name) { name -> Text, } }
diesel::table! { article_topic (article_id, topic) { article_id -> Integer, topic -> Text, place -> Integer, } }
diesel::table! { article_word (article_id, topic) { article_id -> Integer, topic -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(articles, topics, article_topic, article_word);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[morph_to_many(Tag, morph = taggable)]
struct Post {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = clips)]
#[model(morph_name = "post")]
#[morph_to_many(Tag, morph = taggable)]
struct Clip {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[morphed_by_many(Post, morph = taggable)]
#[morphed_by_many(Clip, morph = taggable)]
struct Tag {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = songs)]
#[morph_many(Review, morph = reviewable)]
#[morph_to_many(Label, morph = labelable)]
struct Song {
    id: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = books, primary_key(isbn))]
#[morph_many(Review, morph = reviewable)]
#[morph_to_many(Label, morph = labelable)]
struct Book {
    isbn: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = reviews)]
struct Review {
    id: i32,
    #[morph_to(Song, Book)]
    reviewable_id: String,
    reviewable_type: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = labels)]
#[morphed_by_many(Song, morph = labelable)]
struct Label {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = articles)]
#[belongs_to_many(Topic, pivot = article_topic, related_key = topic)]
#[belongs_to_many(Topic, name = words, pivot = article_word, related_key = topic)]
struct Article {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = topics, primary_key(name))]
struct Topic {
    name: String,
}

const TABLES: &str = "
DROP TABLE IF EXISTS posts; DROP TABLE IF EXISTS tags;
CREATE TEMPORARY TABLE posts (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE clips (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE tags (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE taggables (tag_id INTEGER NOT NULL, taggable_id INTEGER NOT NULL, taggable_type {type} NOT NULL);
CREATE TEMPORARY TABLE songs (id BIGINT PRIMARY KEY);
CREATE TEMPORARY TABLE books (isbn {php} PRIMARY KEY);
CREATE TEMPORARY TABLE reviews (id INTEGER PRIMARY KEY, reviewable_id {php} NOT NULL, reviewable_type {php} NOT NULL);
CREATE TEMPORARY TABLE labels (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE labelables (label_id INTEGER NOT NULL, labelable_id {php} NOT NULL, labelable_type {php} NOT NULL);
CREATE TEMPORARY TABLE articles (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE topics (name {ci} PRIMARY KEY);
CREATE TEMPORARY TABLE article_topic (article_id INTEGER NOT NULL, topic {ci} NOT NULL, place INTEGER NOT NULL DEFAULT 0);
CREATE TEMPORARY TABLE article_word (article_id INTEGER NOT NULL, topic {exact} NOT NULL);
INSERT INTO articles VALUES (1); INSERT INTO topics VALUES ('Rust'), ('sql');
INSERT INTO posts VALUES (1); INSERT INTO clips VALUES (1); INSERT INTO tags VALUES (1), (2), (3);
INSERT INTO taggables VALUES (1, 1, 'Post'), (2, 1, 'post');
INSERT INTO songs VALUES (1), (2); INSERT INTO books VALUES ('a');
INSERT INTO reviews VALUES (1, '1', 'Song'), (2, 'a', 'Book'); INSERT INTO labels VALUES (1); INSERT INTO labelables VALUES (1, '1', 'Song');
";

/// The tables of this file. `{ci}` is a text to which upper and lower case are the same.
fn tables<DB>() -> String {
    let backend = std::any::type_name::<DB>();
    let (before, ci, kind, php) = if backend.contains("ysql") {
        let ci = "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
        (
            "",
            ci,
            ci,
            "VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
        )
    } else if backend.contains("sqlite") {
        let ci = "VARCHAR(20) COLLATE NOCASE";
        ("", ci, ci, "VARCHAR(36)")
    } else {
        let collation = "CREATE COLLATION pg_temp.ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);";
        (
            collation,
            "VARCHAR(20) COLLATE pg_temp.ci",
            "VARCHAR(20)",
            "VARCHAR(36)",
        )
    };
    let exact = match backend.contains("ysql") {
        true => "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        false => "VARCHAR(20)",
    };
    before.to_owned()
        + &TABLES
            .replace("{type}", kind)
            .replace("{ci}", ci)
            .replace("{exact}", exact)
            .replace("{php}", php)
}

on_every_backend! {
    fn models_whose_names_differ_in_case_share_no_rows_of_a_pivot_table(conn) {
        conn.batch_execute(&tables::<DB>())?;
        let post = Post::query().with(Post::TAGS).with_count(Post::TAGS).first(conn)?;
        assert_eq!(post.tags.iter().map(|tag| tag.id).collect::<Vec<_>>(), [1]);
        assert_eq!(post.tags_count, 1);
        assert_eq!(post.tags().count().get_result::<i64>(conn)?, 1);
        let tags = Tag::query().order(tags::id).with(Tag::CLIPS).load(conn)?;
        assert_eq!(tags.iter().map(|tag| tag.clips.len()).collect::<Vec<_>>(), [0, 1, 0]);
        assert_eq!(Tag::query().has(Tag::POSTS).load(conn)?.len(), 1);
        assert_eq!(post.tags().sync([3]).execute(conn)?.detached, [1]);
        assert_eq!(post.tags().detach([2]).execute(conn)?.detached, Vec::<i32>::new());
        assert_eq!(post.tags().detach_all().execute(conn)?.detached, [3]);
        let clip = Clip::query().with(Clip::TAGS).first(conn)?;
        assert_eq!(clip.tags.iter().map(|tag| tag.id).collect::<Vec<_>>(), [2]);
    }

    fn numbers_match_texts_of_any_collation(conn) {
        conn.batch_execute(&tables::<DB>())?;
        let songs = Song::query().order(songs::id).with((Song::REVIEWS, Song::LABELS)).with_count(Song::REVIEWS).load(conn)?;
        assert_eq!(songs.iter().map(|song| (song.reviews_count, song.reviews.len(), song.labels.len())).collect::<Vec<_>>(), [(1, 1, 1), (0, 0, 0)]);
        assert_eq!(Song::query().has(Song::LABELS).load(conn)?.len(), 1);
        assert_eq!(Review::query().has(Review::REVIEWABLE.song()).load(conn)?.len(), 1);
        assert_eq!(Review::query().filter(Review::REVIEWABLE.exists()).load(conn)?.len(), 2);
        assert_eq!(Label::query().with(Label::SONGS).with_count(Label::SONGS).first(conn)?.songs.len(), 1);
        assert_eq!(songs[0].labels().load(conn)?.len(), 1);
        assert_eq!(songs[1].labels().attach([1]).execute(conn)?.attached, [1]);
        assert_eq!(Book::query().with_count(Book::REVIEWS).first(conn)?.reviews_count, 1);
    }

    fn sync_keeps_the_rows_that_are_written_differently(conn) {
        conn.batch_execute(&tables::<DB>())?;
        conn.batch_execute("INSERT INTO article_topic VALUES (1, 'Rust', 1), (1, 'rust', 2), (1, 'sql', 3)")?;
        let article = Article::find(1).first(conn)?;
        let changes = article.topics().sync(["Rust"]).execute(conn)?;
        assert_eq!((changes.attached.len(), changes.detached, changes.updated.len()), (0, vec!["sql".to_owned()], 0));
        let rows = article_topic::table.order(article_topic::place).select((article_topic::topic, article_topic::place));
        assert_eq!(rows.load::<(String, i32)>(conn)?, [("Rust".to_owned(), 1), ("rust".to_owned(), 2)]);
        assert!(article.topics().sync(["RUST"]).execute(conn)?.is_empty());
        let changes = article.topics().sync([("RUST", article_topic::place.eq(7))]).execute(conn)?;
        assert_eq!(changes.updated, ["RUST"]);
        assert_eq!(rows.load::<(String, i32)>(conn)?.iter().map(|row| row.1).collect::<Vec<_>>(), [7, 7]);
        let changes = article.topics().sync(["sql"]).execute(conn)?;
        assert_eq!((changes.attached, changes.detached.len()), (vec!["sql".to_owned()], 2));
    }

    fn an_id_that_is_written_differently_is_attached_once(conn) {
        conn.batch_execute(&tables::<DB>())?;
        let article = Article::find(1).first(conn)?;
        assert_eq!(article.topics().attach(["Rust", "sql", "rust"]).execute(conn)?.attached, ["Rust", "sql"]);
        assert!(article.topics().attach(["RUST"]).execute(conn)?.is_empty());
        assert_eq!(article.topics().attach([("ruST", article_topic::place.eq(5)), ("SQL", article_topic::place.eq(0))]).execute(conn)?.updated, ["ruST"]);
        assert_eq!(article.topics().update_pivot("RUST", article_topic::place.eq(6)).execute(conn)?.updated, ["RUST"]);
        assert_eq!(article_topic::table.filter(article_topic::place.eq(6)).count().get_result::<i64>(conn)?, 1);
        assert_eq!(article.topics().toggle(["rust", "RUST", "new"]).execute(conn)?.detached, ["rust"]);
        assert_eq!(article.topics().detach(["NEW", "Sql"]).execute(conn)?.detached, ["NEW", "Sql"]);
        assert_eq!(article_topic::table.count().get_result::<i64>(conn)?, 0);
    }

    fn an_id_that_is_written_differently_is_found_among_many(conn) {
        conn.batch_execute(&tables::<DB>())?;
        let article = Article::find(1).first(conn)?;
        let topics: Vec<String> = (0..120).map(|number| format!("Topic {number}")).collect();
        assert_eq!(article.topics().attach(&topics).execute(conn)?.attached.len(), 120);
        let topics: Vec<String> = topics.iter().map(|topic| topic.to_uppercase()).collect();
        assert!(article.topics().attach(&topics).execute(conn)?.is_empty());
        assert!(article.topics().sync(&topics).execute(conn)?.is_empty());
        let fields: Vec<_> = topics.iter().map(|topic| (topic, article_topic::place.eq(1))).collect();
        assert_eq!(article.topics().sync(fields).execute(conn)?.updated.len(), 120);
        assert_eq!(article.topics().toggle(&topics).execute(conn)?.detached.len(), 120);
        assert_eq!(article_topic::table.count().get_result::<i64>(conn)?, 0);
    }

    fn ids_are_told_apart_where_the_database_does(conn) {
        conn.batch_execute(&tables::<DB>())?;
        let article = Article::find(1).first(conn)?;
        assert_eq!(article.words().attach(["Rust", "rust"]).execute(conn)?.attached, ["Rust", "rust"]);
        assert_eq!(article.words().sync(["RUST", "rust"]).execute(conn)?.detached, ["Rust"]);
        assert_eq!(article.words().toggle(["Rust", "rust"]).execute(conn)?.detached, ["rust"]);
        let words = article_word::table.order(article_word::topic).select(article_word::topic);
        assert_eq!(words.load::<String>(conn)?, ["RUST", "Rust"]);
    }

    fn ids_that_are_texts_need_no_more_statements_than_numbers(conn, statements) {
        conn.batch_execute(&tables::<DB>())?;
        conn.batch_execute("DELETE FROM taggables")?;
        let (article, post) = (Article::find(1).first(conn)?, Post::find(1).first(conn)?);
        macro_rules! sent {
            ($texts:expr, $numbers:expr) => {
                let texts = statements.during(|| $texts.execute(conn));
                let numbers = statements.during(|| $numbers.execute(conn));
                assert_eq!((texts.0, texts.1?.attached.len()), (numbers.0, numbers.1?.attached.len()));
            };
        }
        sent!(article.topics().attach(["a", "b", "c"]), post.tags().attach([1, 2, 3]));
        sent!(article.topics().sync(["b", "c", "d"]), post.tags().sync([2, 3, 4]));
        sent!(article.topics().toggle(["d", "e"]), post.tags().toggle([4, 5]));
        sent!(article.topics().detach(["e", "x"]), post.tags().detach([5, 6]));
    }
}
