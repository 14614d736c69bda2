//! Polymorphic many-to-many relations, and ids that are texts.

use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::result::Error::{DeserializationError, NotFound};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::BigInt;
use diesel_relations::UnknownMorphType;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { posts (id) { id -> Integer, title -> Text, } }
diesel::table! { videos (id) { id -> Integer, title -> Text, } }
diesel::table! { tags (id) { id -> Integer, name -> Text, } }
diesel::table! { taggables (tag_id, taggable_id, taggable_type) { tag_id -> Integer, taggable_id -> Integer, taggable_type -> Text, place -> Integer, } }
diesel::table! { songs (id) { id -> BigInt, title -> Text, } }
diesel::table! { books (isbn) { isbn -> Text, title -> Text, } }
diesel::table! { labels (id) { id -> Integer, name -> Text, } }
diesel::table! { labelables (label_id, labelable_id, labelable_type) { label_id -> Integer, labelable_id -> Text, labelable_type -> Text, } }
diesel::table! { reviews (id) { id -> Integer, stars -> Integer, reviewable_id -> Nullable<Text>, reviewable_type -> Nullable<Text>, } }
diesel::allow_tables_to_appear_in_same_query!(
    posts, videos, tags, taggables, songs, books, labels, labelables, reviews
);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = posts)]
#[morph_to_many(Tag, morph = taggable)]
#[morph_to_many(Tag, name = placed_tags, morph = taggable, using = Tagging)]
#[morph_to_many(Tag, name = first_tags, morph = taggable, values(place = 1i32))]
#[morph_to_many(Tag, name = long_tags, morph = taggable, filter = tags::name.ne("sql"))]
struct Post {
    id: i32,
    title: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = videos)]
#[model(morph_name = "clip")]
#[morph_to_many(Tag, morph = taggable)]
struct Video {
    id: i32,
    title: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = tags)]
#[morphed_by_many(Post, morph = taggable)]
#[morphed_by_many(Video, pivot = taggables, foreign_key = tag_id, morph_id = taggable_id, morph_type = taggable_type)]
struct Tag {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = taggables)]
struct Tagging {
    place: i32,
    taggable_type: String,
}

/// A key that is no number in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = BigInt)]
struct SongId(i64);

impl<DB: Backend> FromSql<BigInt, DB> for SongId
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        i64::from_sql(bytes).map(SongId)
    }
}

impl<DB: Backend> ToSql<BigInt, DB> for SongId
where
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl std::fmt::Display for SongId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for SongId {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(SongId)
    }
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = songs)]
#[morph_many(Review, morph = reviewable)]
#[morph_one(Review, name = best_review, morph = reviewable, latest = stars)]
#[morph_to_many(Label, morph = labelable)]
struct Song {
    id: SongId,
    title: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = books, primary_key(isbn))]
#[morph_many(Review, morph = reviewable)]
#[morph_to_many(Label, morph = labelable)]
struct Book {
    isbn: String,
    title: String,
}

#[derive(Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = reviews)]
struct Review {
    id: i32,
    stars: i32,
    #[morph_to(Song, Book)]
    reviewable_id: Option<String>,
    reviewable_type: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = labels)]
#[morphed_by_many(Song, morph = labelable)]
#[morphed_by_many(Song, name = slow_songs, morph = labelable, filter = songs::title.like("S%"))]
#[morphed_by_many(Book, morph = labelable)]
struct Label {
    id: i32,
    name: String,
}

const TABLES: &str = "
DROP TABLE posts;
CREATE TEMPORARY TABLE posts (id INTEGER PRIMARY KEY, title VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE videos (id INTEGER PRIMARY KEY, title VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE tags (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE taggables (tag_id INTEGER NOT NULL, taggable_id INTEGER NOT NULL, taggable_type VARCHAR(50) NOT NULL,
    place INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (tag_id, taggable_id, taggable_type));
INSERT INTO posts VALUES (1, 'First'), (2, 'Second');
INSERT INTO videos VALUES (1, 'Intro'), (2, 'Outro');
INSERT INTO tags VALUES (1, 'rust'), (2, 'sql'), (3, 'news');
INSERT INTO taggables VALUES (1, 1, 'Post', 1), (2, 1, 'Post', 2), (2, 1, 'clip', 1), (3, 1, 'clip', 2), (3, 2, 'Post', 1);
";

const TEXT_KEYS: &str = "
CREATE TEMPORARY TABLE songs (id BIGINT PRIMARY KEY, title VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE books (isbn VARCHAR(50) PRIMARY KEY, title VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE labels (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE labelables (label_id INTEGER NOT NULL, labelable_id VARCHAR(50) NOT NULL, labelable_type VARCHAR(50) NOT NULL,
    PRIMARY KEY (label_id, labelable_id, labelable_type));
CREATE TEMPORARY TABLE reviews (id INTEGER PRIMARY KEY, stars INTEGER NOT NULL, reviewable_id VARCHAR(50), reviewable_type VARCHAR(50));
INSERT INTO songs VALUES (7, 'Seven'), (9000000000, 'Slow'), (12, 'Twelve');
INSERT INTO books VALUES ('7', 'Seventh'), ('978-3', 'Third'), ('x', 'Other');
INSERT INTO labels VALUES (1, 'loud'), (2, 'long');
INSERT INTO labelables VALUES (1, '7', 'Song'), (2, '9000000000', 'Song'), (2, '978-3', 'Book'), (1, '7', 'Book'), (1, 'seven', 'Song');
INSERT INTO reviews VALUES (1, 5, '7', 'Song'), (2, 3, '7', 'Book'), (3, 4, '9000000000', 'Song'), (4, 1, '978-3', 'Book'),
    (5, 2, 'seven', 'Song'), (6, 2, '07', 'Song'), (7, 2, ' 7', 'Song'), (8, 9, '7', 'Song'), (9, 0, NULL, 'Song'), (10, 0, '7x', 'Song');
";

fn names(tags: &[Tag]) -> Vec<&str> {
    tags.iter().map(|tag| tag.name.as_str()).collect()
}

on_every_backend! {
    fn each_model_sees_its_own(conn, statements) {
        conn.batch_execute(TABLES)?;
        let (sent, posts) = statements.during(|| Post::query().order(posts::id).with(Post::TAGS.order(tags::id)).load(conn));
        let posts = posts?;
        assert_eq!(sent, 2);
        assert_eq!(posts.iter().map(|post| names(&post.tags)).collect::<Vec<_>>(), [vec!["rust", "sql"], vec!["news"]]);
        let videos = Video::query().filter(videos::id.gt(0)).order(videos::id).with(Video::TAGS.order(tags::id)).load(conn)?;
        assert_eq!(videos.iter().map(|video| names(&video.tags)).collect::<Vec<_>>(), [vec!["sql", "news"], vec![]]);
        let (sent, tags) = statements.during(|| Tag::query().order(tags::id).with((Tag::POSTS, Tag::VIDEOS)).load(conn));
        let tags = tags?;
        assert_eq!(sent, 3);
        let counts: Vec<_> = tags.iter().map(|tag| (tag.posts.len(), tag.videos.len())).collect();
        assert_eq!(counts, [(1, 0), (1, 1), (1, 1)]);
        assert_eq!(tags[1].posts().first(conn)?.title, "First");
        assert_eq!(names(&posts[0].tags().order(tags::id).load(conn)?), ["rust", "sql"]);
        let placed = Post::find(1).with(Post::PLACED_TAGS.order(taggables::place.desc())).first(conn)?;
        let places: Vec<_> = placed.placed_tags.iter().map(|tag| (tag.id, tag.pivot.place, tag.pivot.taggable_type.as_str())).collect();
        assert_eq!(places, [(2, 2, "Post"), (1, 1, "Post")]);
        let posts = Post::query().order(posts::id).with((Post::FIRST_TAGS, Post::LONG_TAGS)).load(conn)?;
        assert_eq!((names(&posts[0].first_tags), names(&posts[0].long_tags)), (vec!["rust"], vec!["rust"]));
        let counted = Post::query().order(posts::id).with_count(Post::TAGS).load(conn)?;
        assert_eq!(counted.iter().map(|post| post.tags_count).collect::<Vec<_>>(), [2, 1]);
        let sql = Post::query().has(Post::TAGS.filter(tags::name.eq("sql"))).load(conn)?;
        assert_eq!(sql.len(), 1);
        let without = Video::query().doesnt_have(Video::TAGS).load(conn)?;
        assert_eq!(without[0].title, "Outro");
        assert_eq!(Post::query().where_attached_to(Post::TAGS, [3]).load(conn)?[0].id, 2);
        assert_eq!(names(&Post::find(1).with(Post::TAGS.order(tags::id.desc()).limit(1)).first(conn)?.tags), ["sql"]);
    }

    fn writes_stay_with_their_model(conn) {
        conn.batch_execute(TABLES)?;
        let all = |conn: &mut _| taggables::table
            .order((taggables::taggable_type, taggables::taggable_id, taggables::tag_id))
            .select((taggables::tag_id, taggables::taggable_id, taggables::taggable_type))
            .load::<(i32, i32, String)>(conn);
        let of_others = |rows: Vec<(i32, i32, String)>| rows.into_iter().filter(|row| row.2 == "clip" || row.1 != 1).count();
        let post = Post::find(1).first(conn)?;
        let changes = post.tags().sync([2, 3]).execute(conn)?;
        assert_eq!((changes.attached, changes.detached, changes.updated), (vec![3], vec![1], vec![]));
        assert_eq!(names(&post.tags().order(tags::id).load(conn)?), ["sql", "news"]);
        assert_eq!(of_others(all(conn)?), 3);
        let changes = post.tags().attach([1, 2]).with_pivot(taggables::place.eq(5)).execute(conn)?;
        assert_eq!((changes.attached, changes.updated), (vec![1], vec![2]));
        assert_eq!(post.tags().toggle([1]).execute(conn)?.detached, [1]);
        assert_eq!(post.tags().update_pivot(3, taggables::place.eq(8)).execute(conn)?.updated, [3]);
        let place: i32 = taggables::table.filter(taggables::taggable_type.eq("clip")).filter(taggables::tag_id.eq(3)).select(taggables::place).first(conn)?;
        assert_eq!(place, 2);
        assert_eq!(post.tags().detach_all().execute(conn)?.detached, [2, 3]);
        assert_eq!(of_others(all(conn)?), 3);

        // From the other side.
        let tag = Tag::find(3).first(conn)?;
        let changes = tag.videos().sync([2]).execute(conn)?;
        assert_eq!((changes.attached, changes.detached), (vec![2], vec![1]));
        assert_eq!(tag.posts().attach(&post).execute(conn)?.attached, [1]);
        let new = tag.posts().create((posts::id.eq(9), posts::title.eq("Ninth"))).get_result(conn)?;
        assert_eq!(new.title, "Ninth");
        let ids: Vec<_> = tag.posts().order(posts::id).load(conn)?.into_iter().map(|post| post.id).collect();
        assert_eq!(ids, [1, 2, 9]);
        assert!(all(conn)?.contains(&(3, 9, "Post".to_owned())) && all(conn)?.contains(&(3, 2, "clip".to_owned())));
        let found = post.tags().first_or_create(tags::name.eq("rust"), (tags::id.eq(50), tags::name.eq("rust"))).get_result(conn)?;
        assert_eq!(found.id, 1);
        // A value that always holds is written, too.
        post.first_tags().attach(2).execute(conn)?;
        assert_eq!(names(&post.first_tags().load(conn)?), ["sql"]);
    }

    fn ids_as_texts(conn, statements) {
        conn.batch_execute(TEXT_KEYS)?;
        let songs = Song::query().order(songs::id).with((Song::REVIEWS.order(reviews::id), Song::BEST_REVIEW)).load(conn)?;
        let ids = |reviews: &[Review]| reviews.iter().map(|review| review.id).collect::<Vec<_>>();
        // A text is the key only if it is written as the key is.
        assert_eq!(songs.iter().map(|song| ids(&song.reviews)).collect::<Vec<_>>(), [vec![1, 8], vec![], vec![3]]);
        assert_eq!(songs.iter().map(|song| song.best_review.as_ref().map(|review| review.id)).collect::<Vec<_>>(), [Some(8), None, Some(3)]);
        assert_eq!(ids(&songs[0].reviews().order(reviews::id).load(conn)?), [1, 8]);
        let books = Book::query().filter(books::isbn.ne("x")).order(books::isbn).with(Book::REVIEWS).load(conn)?;
        assert_eq!(books.iter().map(|book| ids(&book.reviews)).collect::<Vec<_>>(), [vec![2], vec![4]]);
        let reviewed = Song::query().filter(Song::REVIEWS.exists()).order(songs::id).load(conn)?;
        assert_eq!(reviewed.iter().map(|song| song.id.0).collect::<Vec<_>>(), [7, 9_000_000_000]);
        let counts: Vec<i64> = songs::table.order(songs::id).select(Song::REVIEWS.count()).load(conn)?;
        assert_eq!(counts, [2, 0, 1]);
        let best = Song::query().has(Song::BEST_REVIEW.filter(reviews::stars.gt(5))).load(conn)?;
        assert_eq!(best.len(), 1);

        let (sent, reviews) = statements.during(|| Review::query().order(reviews::id).with(Review::REVIEWABLE).load(conn));
        let reviews = reviews?;
        assert_eq!(sent, 3);
        let titles: Vec<_> = reviews.iter().map(|review| match &review.reviewable {
            Some(Reviewable::Song(song)) => song.title.as_str(),
            Some(Reviewable::Book(book)) => book.title.as_str(),
            None => "",
        }).collect();
        assert_eq!(titles, ["Seven", "Seventh", "Slow", "Third", "", "", "", "Seven", "", ""]);
        let owned = Review::query().has(Review::REVIEWABLE).order(reviews::id).load(conn)?;
        assert_eq!(ids(&owned), [1, 2, 3, 4, 8]);
        let of_seven = Review::query().has(Review::REVIEWABLE.song().filter(songs::title.eq("Seven"))).order(reviews::id).load(conn)?;
        assert_eq!(ids(&of_seven), [1, 8]);
        assert_eq!(ids(&Review::query().doesnt_have(Review::REVIEWABLE.song()).order(reviews::id).load(conn)?), [5, 6, 7, 9, 10]);
        assert_eq!(ids(&Review::query().filter(Review::REVIEWABLE.morphed_to(&songs[0])).order(reviews::id).load(conn)?), [1, 8]);
        assert_eq!(Review::query().filter(Review::REVIEWABLE.not_morphed_to(&songs[0])).load(conn)?.len(), 8);
        let mut review = Review::find(1).first(conn)?;
        assert!(review.reviewable().is(&songs[0]));
        Review::REVIEWABLE.associate(&mut review, &songs[2]);
        assert_eq!((review.reviewable_id.as_deref(), review.reviewable_type.as_deref()), (Some("9000000000"), Some("Song")));
        assert!(matches!(review.reviewable().first(conn)?, Reviewable::Song(song) if song.title == "Slow"));
        let nothing = Review { reviewable_id: Some("seven".to_owned()), ..review };
        assert!(matches!(nothing.reviewable().first(conn), Err(NotFound)));
        let unknown = Review { reviewable_type: Some("song".to_owned()), ..nothing };
        assert!(matches!(unknown.reviewable().first(conn), Err(DeserializationError(error)) if error.is::<UnknownMorphType>()));
        let default = Song::find(SongId(12)).with(Song::BEST_REVIEW.or_default()).first(conn)?.best_review;
        assert_eq!((default.reviewable_id.as_deref(), default.reviewable_type.as_deref()), (Some("12"), Some("Song")));
    }

    fn pivots_with_ids_as_texts(conn) {
        conn.batch_execute(TEXT_KEYS)?;
        let songs = Song::query().order(songs::id).with(Song::LABELS).load(conn)?;
        let labels: Vec<Vec<&str>> = songs.iter().map(|song| song.labels.iter().map(|label| label.name.as_str()).collect()).collect();
        assert_eq!(labels, [vec!["loud"], vec![], vec!["long"]]);
        let labels = Label::query().order(labels::id).with((Label::SONGS, Label::BOOKS, Label::SLOW_SONGS)).load(conn)?;
        let titles: Vec<(Vec<&str>, Vec<&str>)> = labels
            .iter()
            .map(|label| (label.songs.iter().map(|song| song.title.as_str()).collect(), label.books.iter().map(|book| book.title.as_str()).collect()))
            .collect();
        assert_eq!(titles, [(vec!["Seven"], vec!["Seventh"]), (vec!["Slow"], vec!["Third"])]);
        assert_eq!(labels[1].slow_songs.len(), 1);
        assert_eq!(Label::query().has(Label::SONGS.filter(songs::title.eq("Slow"))).load(conn)?[0].id, 2);
        let counted = Label::query().order(labels::id).with_count(Label::SONGS).load(conn)?;
        assert_eq!(counted.iter().map(|label| label.songs_count).collect::<Vec<_>>(), [1, 1]);

        let changes = songs[1].labels().sync([1, 2]).execute(conn)?;
        assert_eq!(changes.attached, [1, 2]);
        assert_eq!(songs[1].labels().sync([2]).execute(conn)?.detached, [1]);
        let loud = Label::find(1).first(conn)?;
        let changes = loud.songs().sync(&songs[1..]).execute(conn)?;
        // The pivot row of a text that is no key is the relation's, too.
        assert_eq!((changes.attached, changes.detached), (vec!["12".to_owned(), "9000000000".to_owned()], vec!["7".to_owned(), "seven".to_owned()]));
        assert_eq!(loud.books().load(conn)?.len(), 1);
        assert_eq!(loud.slow_songs().detach_all().execute(conn)?.detached, ["9000000000"]);
        assert_eq!(loud.songs().detach("12").execute(conn)?.detached, ["12"]);
    }
}
