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
    before.to_owned()
        + &TABLES
            .replace("{type}", kind)
            .replace("{ci}", ci)
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
}
