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

diesel::table! { nations (code) { code -> Text, } }
diesel::table! { citizens (id) { id -> Integer, nation -> Text, origin -> Nullable<Text>, } }
diesel::table! { pets (id) { id -> Integer, citizen_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(nations, citizens, pets);

diesel::table! { shelves (id) { id -> Integer, } }
diesel::table! { words (name) { name -> Text, shelf_id -> Nullable<Integer>, size -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(shelves, words);

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
#[belongs_to_many(Article, pivot = article_topic, foreign_key = topic)]
struct Topic {
    name: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = nations, primary_key(code))]
#[has_many(Citizen, foreign_key = nation)]
#[has_one(Citizen, name = youngest, foreign_key = nation)]
#[has_one(Citizen, name = newest, foreign_key = nation, latest)]
#[has_many_through(Pet, through = Citizen, first_key = nation)]
struct Nation {
    code: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = citizens)]
#[has_many(Citizen, name = compatriots, local_key = nation, foreign_key = nation)]
#[has_many(Pet)]
struct Citizen {
    id: i32,
    #[model(belongs_to(Nation, name = home))]
    nation: String,
    #[model(belongs_to(Nation, name = birthplace))]
    origin: Option<String>,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = pets)]
struct Pet {
    id: i32,
    #[model(belongs_to(Citizen))]
    citizen_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = shelves)]
#[has_many(Word)]
struct Shelf {
    id: i32,
}

#[derive(
    Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, AsChangeset, Model,
)]
#[diesel(table_name = words, primary_key(name))]
struct Word {
    name: String,
    #[model(belongs_to(Shelf))]
    shelf_id: Option<i32>,
    size: i32,
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
CREATE TEMPORARY TABLE shelves (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE words (name {ci} PRIMARY KEY, shelf_id INTEGER, size INTEGER NOT NULL);
INSERT INTO shelves VALUES (1); INSERT INTO words VALUES ('Rust', 1, 0), ('Sql', 1, 0), ('Diesel', NULL, 0);
CREATE TEMPORARY TABLE nations (code {ci} PRIMARY KEY);
CREATE TEMPORARY TABLE citizens (id INTEGER PRIMARY KEY, nation {ci} NOT NULL, origin {ci});
CREATE TEMPORARY TABLE pets (id INTEGER PRIMARY KEY, citizen_id INTEGER NOT NULL);
INSERT INTO nations VALUES ('De'), ('fr'), ('it');
INSERT INTO citizens VALUES (1, 'de', 'FR'), (2, 'De', NULL), (3, 'DE', 'xx'), (4, 'fr', 'IT'), (5, 'FR', 'fr');
INSERT INTO pets VALUES (1, 1), (2, 3), (3, 4), (4, 5);
INSERT INTO posts VALUES (1); INSERT INTO clips VALUES (1); INSERT INTO tags VALUES (1), (2), (3);
INSERT INTO taggables VALUES (1, 1, 'Post'), (2, 1, 'post');
INSERT INTO songs VALUES (1), (2); INSERT INTO books VALUES ('a');
INSERT INTO reviews VALUES (1, '1', 'Song'), (2, 'a', 'Book'); INSERT INTO labels VALUES (1); INSERT INTO labelables VALUES (1, '1', 'Song');
";

/// The tables of this file. `{ci}` is a text to which upper and lower case are the same.
fn tables(database: &str) -> String {
    let (before, ci, kind, php) = if database == "mysql" {
        let ci = "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
        (
            "",
            ci,
            ci,
            "VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
        )
    } else if database == "sqlite" {
        let ci = "VARCHAR(20) COLLATE NOCASE";
        ("", ci, ci, "VARCHAR(36) COLLATE NOCASE")
    } else {
        let collation = "CREATE COLLATION pg_temp.ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);";
        (
            collation,
            "VARCHAR(20) COLLATE pg_temp.ci",
            "VARCHAR(20)",
            "VARCHAR(36) COLLATE pg_temp.ci",
        )
    };
    let exact = match database == "mysql" {
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
        conn.batch_execute(&tables(facts().name))?;
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
        conn.batch_execute(&tables(facts().name))?;
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
        conn.batch_execute(&tables(facts().name))?;
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
        conn.batch_execute(&tables(facts().name))?;
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
        conn.batch_execute(&tables(facts().name))?;
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
        conn.batch_execute(&tables(facts().name))?;
        let article = Article::find(1).first(conn)?;
        assert_eq!(article.words().attach(["Rust", "rust"]).execute(conn)?.attached, ["Rust", "rust"]);
        assert_eq!(article.words().sync(["RUST", "rust"]).execute(conn)?.detached, ["Rust"]);
        assert_eq!(article.words().toggle(["Rust", "rust"]).execute(conn)?.detached, ["rust"]);
        let words = article_word::table.order(article_word::topic).select(article_word::topic);
        assert_eq!(words.load::<String>(conn)?, ["RUST", "Rust"]);
    }

    fn ids_that_are_texts_need_no_more_statements_than_numbers(conn, statements) {
        conn.batch_execute(&tables(facts().name))?;
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

    fn children_whose_keys_are_written_differently_are_loaded(conn, statements) {
        conn.batch_execute(&tables(facts().name))?;
        let ids = |nations: &[NationWithCitizens]| nations.iter().map(|nation| nation.citizens.iter().map(|citizen| citizen.id).collect()).collect::<Vec<Vec<i32>>>();
        let citizens = || Nation::CITIZENS.order(citizens::id.desc());
        let all = Nation::query().order(nations::code).with(citizens()).load(conn)?;
        assert_eq!(ids(&all), [vec![3, 2, 1], vec![5, 4], vec![]]);
        let (sent, some) = statements.during(|| Nation::query().filter(nations::code.ne("it")).order(nations::code).with(citizens()).load(conn));
        assert_eq!((sent, ids(&some?)), (3, vec![vec![3, 2, 1], vec![5, 4]]));
        assert_eq!(ids(&[Nation::find("DE").with(citizens()).first(conn)?]), [[3, 2, 1]]);
        assert_eq!(ids(&Nation::query().order(nations::code).with(citizens().limit(2)).load(conn)?), [vec![3, 2], vec![5, 4], vec![]]);
        let nations = vec![Nation { code: "FR".to_owned() }, Nation { code: "De".to_owned() }];
        assert_eq!(ids(&nations.load_related(citizens(), conn)?), [vec![5, 4], vec![3, 2, 1]]);
    }

    fn one_child_is_the_first_however_its_key_is_written(conn) {
        conn.batch_execute(&tables(facts().name))?;
        let youngest = Nation::YOUNGEST.order(citizens::id.desc());
        let nations = Nation::query().order(nations::code).with((youngest, Nation::NEWEST)).load(conn)?;
        let ids = nations.iter().map(|nation| (nation.youngest.as_ref().map(|one| one.id), nation.newest.as_ref().map(|one| one.id)));
        assert_eq!(ids.collect::<Vec<_>>(), [(Some(3), Some(3)), (Some(5), Some(5)), (None, None)]);
    }

    fn owners_whose_keys_are_written_differently_are_loaded(conn, statements) {
        conn.batch_execute(&tables(facts().name))?;
        let (sent, citizens) = statements.during(|| Citizen::query().order(citizens::id).with(Citizen::HOME).load(conn));
        let codes = |citizens: &[CitizenWithHome]| citizens.iter().map(|citizen| citizen.home.code.clone()).collect::<Vec<_>>();
        assert_eq!((sent, codes(&citizens?)), (3, ["De", "De", "De", "fr", "fr"].map(str::to_owned).to_vec()));
        assert_eq!(codes(&Citizen::query().filter(citizens::id.eq(3)).with(Citizen::HOME).load(conn)?), ["De"]);
        let citizens = Citizen::query().order(citizens::id).with(Citizen::BIRTHPLACE).load(conn)?;
        let codes = citizens.iter().map(|citizen| citizen.birthplace.as_ref().map(|nation| nation.code.as_str()));
        assert_eq!(codes.collect::<Vec<_>>(), [Some("fr"), None, None, Some("it"), Some("fr")]);
        let citizens = Citizen::query().order(citizens::id).with(Citizen::HOME.filter(nations::code.ne("fr"))).load(conn)?;
        assert_eq!(citizens.iter().map(|citizen| citizen.home.is_some()).collect::<Vec<_>>(), [true, true, true, false, false]);
    }

    fn parents_whose_keys_are_written_differently_have_the_same_rows(conn) {
        conn.batch_execute(&tables(facts().name))?;
        let compatriots = || Citizen::COMPATRIOTS.order(citizens::id);
        let all = Citizen::query().order(citizens::id).with(compatriots()).load(conn)?;
        let ids = |citizens: &[CitizenWithCompatriots]| citizens.iter().map(|citizen| citizen.compatriots.iter().map(|one| one.id).collect()).collect::<Vec<Vec<i32>>>();
        assert_eq!(ids(&all), [vec![1, 2, 3], vec![1, 2, 3], vec![1, 2, 3], vec![4, 5], vec![4, 5]]);
        let some = Citizen::query().filter(citizens::id.eq_any([1, 3, 5])).order(citizens::id).with(compatriots()).load(conn)?;
        assert_eq!(ids(&some), [vec![1, 2, 3], vec![1, 2, 3], vec![4, 5]]);
    }

    fn rows_through_a_model_and_of_a_pivot_table(conn) {
        conn.batch_execute(&tables(facts().name))?;
        let nations = Nation::query().order(nations::code).with(Nation::PETS.order(pets::id)).load(conn)?;
        assert_eq!(nations.iter().map(|nation| nation.pets.iter().map(|pet| pet.id).collect()).collect::<Vec<Vec<i32>>>(), [vec![1, 2], vec![3, 4], vec![]]);
        let some = Nation::query().filter(nations::code.eq("de")).with(Nation::PETS).load(conn)?;
        assert_eq!(some[0].pets.len(), 2);
        conn.batch_execute("INSERT INTO article_topic VALUES (1, 'rust', 1), (1, 'SQL', 2)")?;
        let topics = Topic::query().with(Topic::ARTICLES).load(conn)?;
        assert_eq!(topics.iter().map(|topic| topic.articles.len()).collect::<Vec<_>>(), [1, 1]);
        let topics = Topic::query().filter(topics::name.eq("RUST")).with(Topic::ARTICLES).load(conn)?;
        assert_eq!(topics.iter().map(|topic| topic.articles.len()).collect::<Vec<_>>(), [1]);
        assert_eq!(Article::query().with(Article::TOPICS).first(conn)?.topics.len(), 2);
    }

    fn owners_and_children_by_type(conn) {
        conn.batch_execute(&tables(facts().name))?;
        conn.batch_execute("DELETE FROM reviews; INSERT INTO reviews VALUES (1, 'A', 'Book'), (2, 'a', 'Book'), (3, '2', 'Song')")?;
        assert_eq!(Book::query().with(Book::REVIEWS).first(conn)?.reviews.len(), 2);
        let reviews = Review::query().order(reviews::id).with(Review::REVIEWABLE).load(conn)?;
        let is_book = |review: &ReviewWithReviewable| matches!(&review.reviewable, Reviewable::Book(book) if book.isbn == "a");
        assert_eq!(reviews.iter().map(is_book).collect::<Vec<_>>(), [true, true, false]);
        assert!(matches!(Review::find(1).first(conn)?.reviewable().first(conn)?, Reviewable::Book(_)));
    }

    fn nested_relations_of_rows_whose_keys_are_written_differently(conn) {
        conn.batch_execute(&tables(facts().name))?;
        let nations = Nation::query().order(nations::code).with(Nation::CITIZENS.order(citizens::id).with((Citizen::HOME, Citizen::PETS))).load(conn)?;
        let pets = |nation: &NationWithCitizens<Nation, Vec<CitizenWithPets<CitizenWithHome>>>| nation.citizens.iter().map(|citizen| (citizen.home.code.clone(), citizen.pets.len())).collect::<Vec<_>>();
        assert_eq!(pets(&nations[0]), [("De".to_owned(), 1), ("De".to_owned(), 0), ("De".to_owned(), 1)]);
        assert_eq!(pets(&nations[1]), [("fr".to_owned(), 1), ("fr".to_owned(), 1)]);
    }

    fn loads_by_texts_need_one_statement_each(conn, statements) {
        conn.batch_execute(&tables(facts().name))?;
        conn.batch_execute("DELETE FROM citizens; INSERT INTO citizens VALUES (1, 'De', NULL), (2, 'De', 'fr'), (3, 'fr', 'none')")?;
        let (sent, nations) = statements.during(|| Nation::query().with((Nation::CITIZENS, Nation::YOUNGEST, Nation::PETS)).load(conn));
        assert_eq!((sent, nations?.len()), (4, 3));
        let (sent, nations) = statements.during(|| Nation::query().filter(nations::code.ne("x")).with((Nation::CITIZENS, Nation::YOUNGEST)).load(conn));
        assert_eq!((sent, nations?.len()), (3, 3));
        let (sent, citizens) = statements.during(|| Citizen::query().with((Citizen::HOME, Citizen::BIRTHPLACE, Citizen::COMPATRIOTS)).load(conn));
        assert_eq!((sent, citizens?.len()), (4, 3));
    }

    fn rows_are_changed_by_keys_that_are_written_differently(conn) {
        conn.batch_execute(&tables(facts().name))?;
        let shelf = Shelf::find(1).first(conn)?;
        let words = [("rust", words::size.eq(1)), ("SQL", words::size.eq(2)), ("Rust", words::size.eq(3)), ("diesel", words::size.eq(4))];
        let changed = shelf.words().update_many(words).get_results(conn)?;
        assert_eq!(changed.iter().map(|word| (word.name.as_str(), word.size)).collect::<Vec<_>>(), [("Rust", 3), ("Sql", 2)]);
        assert_eq!(shelf.words().associate(["DIESEL", "rust", "diesel"]).execute(conn)?, 2);
        let words = shelf.words().associate(["sql", "SQL"]).get_results(conn)?;
        assert_eq!(words.iter().map(|word| word.name.as_str()).collect::<Vec<_>>(), ["Sql"]);
        assert_eq!(shelf.words().dissociate(["RUST", "rust"]).execute(conn)?, 1);
        assert_eq!(shelf.words().count().get_result::<i64>(conn)?, 2);
    }
}
