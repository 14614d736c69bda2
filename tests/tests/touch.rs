//! Owners that are touched when their rows change.

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::result::Error::{DatabaseError, DeserializationError, NotFound};
use diesel::sql_types::Bool;
use diesel_relations::UnknownKey;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { authors (id) { id -> Integer, name -> Text, updated_at -> Timestamp, } }
diesel::table! { articles (id) { id -> Integer, title -> Text, author_id -> Nullable<Integer>, created_at -> Timestamp, updated_at -> Timestamp, } }
diesel::table! { remarks (id) { id -> Integer, text -> Text, article_id -> Nullable<Integer>, author_id -> Nullable<Integer>, } }
diesel::table! { shelves (id) { id -> Integer, name -> Text, shelf_id -> Nullable<Integer>, changed_at -> Nullable<Timestamp>, } }
diesel::table! { labels (id) { id -> Integer, name -> Text, made_at -> Nullable<Timestamp>, updated_at -> Timestamp, } }
diesel::table! { article_label (article_id, label_id) { article_id -> Integer, label_id -> Integer, place -> Integer, } }
diesel::table! { series (id) { id -> Integer, name -> Text, } }
diesel::table! { article_series (article_id, series_id) { article_id -> Integer, series_id -> Integer, place -> Integer, } }
diesel::table! { label_uses (label_id, owner_id, owner_type) { label_id -> Integer, owner_id -> Integer, owner_type -> Text, } }
diesel::table! { tag_uses (tag_id, owner_id, owner_type) { tag_id -> Integer, owner_id -> Text, owner_type -> Text, } }
diesel::table! { notes (id) { id -> Integer, text -> Text, subject_id -> Nullable<Integer>, subject_type -> Nullable<Text>, } }
diesel::table! { stickers (id) { id -> Integer, text -> Text, subject_id -> Text, subject_type -> Text, } }
diesel::table! { teams (tenant, id) { tenant -> Integer, id -> Integer, updated_at -> Timestamp, } }
diesel::table! { players (tenant, id) { tenant -> Integer, id -> Integer, name -> Text, team -> Nullable<Integer>, } }
diesel::allow_tables_to_appear_in_same_query!(
    authors,
    articles,
    remarks,
    shelves,
    labels,
    article_label,
    series,
    article_series,
    label_uses,
    tag_uses,
    notes,
    stickers,
    teams,
    players
);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = authors)]
#[has_many(Article)]
#[has_many(Remark)]
#[morph_to_many(Label, morph = owner, pivot = label_uses, touch)]
struct Author {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = articles)]
#[model(timestamps)]
#[has_many(Remark)]
#[has_many(Remark, name = loud_remarks, filter = remarks::text.like("%!"))]
#[belongs_to_many(Series, table = series)]
#[morph_many(Note, morph = subject)]
#[morph_many(Sticker, morph = subject)]
struct Article {
    id: i32,
    title: String,
    #[model(belongs_to(Author, touch))]
    author_id: Option<i32>,
}

/// An article that touches its labels.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = articles)]
#[belongs_to_many(Label, pivot = article_label, foreign_key = article_id, touch = updated_at)]
struct Labelled {
    id: i32,
    title: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = remarks)]
struct Remark {
    id: i32,
    text: String,
    #[model(belongs_to(Article, touch))]
    article_id: Option<i32>,
    #[model(belongs_to(Author))]
    author_id: Option<i32>,
}

/// A tree, of which each row touches all above it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = shelves)]
#[has_many(Shelf, name = parts, table = shelves, foreign_key = shelf_id)]
struct Shelf {
    id: i32,
    name: String,
    #[model(belongs_to(Shelf, name = whole, table = shelves, touch = changed_at))]
    shelf_id: Option<i32>,
}

/// A tag of shelves, whose ids are texts in the pivot table: a shelf is touched by its tags.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = labels)]
#[morphed_by_many(TaggedShelf, name = shelves, table = shelves, morph = owner, pivot = tag_uses, touch = changed_at)]
struct Tag {
    id: i32,
    name: String,
}

/// A shelf that touches its tags when they are attached, and is touched.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = shelves)]
#[model(morph_name = r"App\'Shelf")]
#[morph_to_many(Tag, table = labels, morph = owner, pivot = tag_uses)]
#[morph_to_many(Tag, name = loud_tags, table = labels, morph = owner, pivot = tag_uses, touch)]
struct TaggedShelf {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = labels)]
#[model(timestamps = (made_at, updated_at))]
#[morph_many(Sticker, morph = subject)]
struct Label {
    id: i32,
    name: String,
}

/// The articles of a series know when it changes.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = series)]
#[belongs_to_many(Article, touch)]
struct Series {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = notes)]
struct Note {
    id: i32,
    text: String,
    #[morph_to(Article, Label, touch)]
    subject_id: Option<i32>,
    subject_type: Option<String>,
}

/// The ids of its owners are texts.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = stickers)]
struct Sticker {
    id: i32,
    text: String,
    #[morph_to(Article, Label, touch = updated_at, enum_name = Stuck)]
    subject_id: String,
    subject_type: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = teams, primary_key(tenant, id))]
#[has_many(Player, foreign_key = (tenant, team))]
struct Team {
    tenant: i32,
    id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = players, primary_key(tenant, id))]
struct Player {
    tenant: i32,
    id: i32,
    name: String,
    #[model(belongs_to(Team, name = side, foreign_key = (tenant, team), touch))]
    team: Option<i32>,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE authors (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE articles (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, author_id INTEGER,
    created_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE remarks (id INTEGER PRIMARY KEY, text VARCHAR(20) NOT NULL UNIQUE, article_id INTEGER, author_id INTEGER);
CREATE TEMPORARY TABLE shelves (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, shelf_id INTEGER, changed_at TIMESTAMP NULL);
CREATE TEMPORARY TABLE labels (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, made_at TIMESTAMP NULL, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE article_label (article_id INTEGER NOT NULL, label_id INTEGER NOT NULL, place INTEGER NOT NULL DEFAULT 0);
CREATE TEMPORARY TABLE series (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE article_series (article_id INTEGER NOT NULL, series_id INTEGER NOT NULL, place INTEGER NOT NULL DEFAULT 0);
CREATE TEMPORARY TABLE label_uses (label_id INTEGER NOT NULL, owner_id INTEGER NOT NULL, owner_type VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE tag_uses (tag_id INTEGER NOT NULL, owner_id VARCHAR(20) NOT NULL, owner_type VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE notes (id INTEGER PRIMARY KEY, text VARCHAR(20) NOT NULL, subject_id INTEGER, subject_type VARCHAR(20));
CREATE TEMPORARY TABLE stickers (id INTEGER PRIMARY KEY, text VARCHAR(20) NOT NULL, subject_id VARCHAR(20) NOT NULL, subject_type VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE teams (tenant INTEGER NOT NULL, id INTEGER NOT NULL, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', PRIMARY KEY (tenant, id));
CREATE TEMPORARY TABLE players (tenant INTEGER NOT NULL, id INTEGER NOT NULL, name VARCHAR(20) NOT NULL, team INTEGER, PRIMARY KEY (tenant, id));
INSERT INTO authors (id, name) VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO articles (id, title, author_id) VALUES (1, 'one', 1), (2, 'two', 2), (3, 'none', NULL);
INSERT INTO remarks VALUES (1, 'first', 1, 2), (2, 'second', 2, NULL), (3, 'loose', NULL, NULL);
INSERT INTO shelves (id, name, shelf_id) VALUES (1, 'all', NULL), (2, 'books', 1), (3, 'new', 2), (4, 'novels', 3), (5, 'games', 1);
INSERT INTO labels (id, name) VALUES (1, 'a'), (2, 'b'), (3, 'c');
INSERT INTO article_label VALUES (1, 1, 0), (1, 2, 0), (2, 2, 0);
INSERT INTO series VALUES (1, 's'), (2, 't');
INSERT INTO article_series VALUES (1, 1, 0), (2, 1, 0);
INSERT INTO label_uses VALUES (1, 1, 'Author'), (2, 1, 'Article'), (3, 2, 'Author');
INSERT INTO notes VALUES (1, 'of one', 1, 'Article'), (2, 'of a', 1, 'Label'), (3, 'loose', NULL, NULL), (4, 'of b', 2, 'Label');
INSERT INTO stickers VALUES (1, 'of one', '1', 'Article'), (2, 'of b', '2', 'Label'), (3, 'of none', '01', 'Label');
INSERT INTO teams (tenant, id) VALUES (1, 5), (2, 5);
INSERT INTO players VALUES (1, 1, 'Ann', 5), (2, 1, 'Bea', 5), (1, 2, 'Cid', NULL);
";

/// The rows that were touched; they are made old again.
macro_rules! touched {
    ($conn:expr) => {{
        let mut touched = Vec::new();
        touched!(@ $conn, touched, authors.id, updated_at);
        touched!(@ $conn, touched, articles.id, updated_at);
        touched!(@ $conn, touched, shelves.id, changed_at);
        touched!(@ $conn, touched, labels.id, updated_at);
        touched!(@ $conn, touched, teams.tenant, updated_at);
        touched
    }};
    (@ $conn:expr, $touched:ident, $table:ident.$id:ident, $column:ident) => {
        let column = stringify!($column);
        let rows = $table::table
            .filter(sql::<Bool>(&format!("{column} > '2020-01-02 00:00:00'")))
            .order($table::$id)
            .select($table::$id)
            .load::<i32>($conn)?;
        $touched.extend(rows.iter().map(|id| format!("{} {id}", stringify!($table))));
        $conn.batch_execute(&format!("UPDATE {} SET {column} = '2020-01-01 00:00:00'", stringify!($table)))?;
    };
}

const NOTHING: [&str; 0] = [];

on_every_backend! {
    fn a_chain_is_touched(conn, statements) {
        conn.batch_execute(TABLES)?;
        let mut remark = Remark::find(1).first(conn)?;
        remark.text = "changed".to_owned();
        // A transaction of the update, its article, the author of that, and the labels of that one.
        let (sent, saved) = statements.during(|| remark.save(conn));
        assert_eq!((sent, saved?), (6, 1));
        assert_eq!(touched!(conn), ["authors 1", "articles 1", "labels 1"]);
        // Nothing has changed: nothing is written, and nothing touched.
        let (sent, saved) = statements.during(|| remark.save(conn));
        assert_eq!((sent, saved?), (4, 0));
        assert_eq!(touched!(conn), NOTHING);
        // An insert.
        let new = Remark { id: 9, text: "new".to_owned(), article_id: Some(2), author_id: None };
        assert_eq!(new.save(conn)?, 1);
        assert_eq!(touched!(conn), ["authors 2", "articles 2", "labels 3"]);
        // A delete, while the row still says who its owner is.
        let (sent, deleted) = statements.during(|| new.delete(conn));
        assert_eq!((sent, deleted?), (6, 1));
        assert_eq!(touched!(conn), ["authors 2", "articles 2", "labels 3"]);
        // What is gone touches nothing.
        assert_eq!(new.delete(conn)?, 0);
        assert_eq!(touched!(conn), NOTHING);
        // A touch of the model itself, and of its owners alone.
        let article = Article::find(1).first(conn)?;
        assert_eq!(article.touch(conn)?, 1);
        assert_eq!(touched!(conn), ["authors 1", "articles 1", "labels 1"]);
        assert_eq!(article.touch_owners(conn)?, 2);
        assert_eq!(touched!(conn), ["authors 1", "labels 1"]);
        assert_eq!(remark.touch_owners(conn)?, 3);
        assert_eq!(touched!(conn), ["authors 1", "articles 1", "labels 1"]);
        let gone = Article { id: 99, ..article };
        assert_eq!(gone.touch(conn)?, 0);
        assert_eq!(touched!(conn), NOTHING);
        assert_eq!(Label::find(2).first(conn)?.touch(conn)?, 1);
        assert_eq!(touched!(conn), ["labels 2"]);
    }

    /// MySQL and MariaDB know the key that they made last, and read the row only where nothing was touched.
    fn rows_with_a_key_that_the_database_makes(conn, statements) {
        conn.batch_execute(TABLES)?;
        let returns = facts().returning;
        let article = Article::find(1).first(conn)?;
        if !returns {
            conn.batch_execute("ALTER TABLE remarks MODIFY id INTEGER AUTO_INCREMENT")?;
        } else if facts().knows_default {
            conn.batch_execute("ALTER TABLE remarks ALTER id ADD GENERATED BY DEFAULT AS IDENTITY (START 50)")?;
        }
        let (sent, count) = statements.during(|| article.remarks().create(remarks::text.eq("new")).execute(conn));
        // A transaction, the lock, the key that is forgotten, the row, and what it touches: an article, its author and their labels.
        assert_eq!((sent, count?), (if returns { 6 } else { 8 }, 1));
        assert_eq!(touched!(conn), ["authors 1", "articles 1", "labels 1"]);
        assert_eq!(article.remarks().filter(remarks::text.eq("new")).count().get_result::<i64>(conn)?, 1);
        // A key that is not known: nothing is written.
        if !returns {
            conn.batch_execute("ALTER TABLE remarks MODIFY id INTEGER DEFAULT (70 + 7)")?;
            let error = article.remarks().create(remarks::text.eq("lost")).execute(conn).unwrap_err();
            assert!(matches!(error, DeserializationError(error) if error.is::<UnknownKey>()));
            assert_eq!(remarks::table.filter(remarks::text.eq("lost")).count().get_result::<i64>(conn)?, 0);
        }
    }

    fn without_an_owner(conn, statements) {
        conn.batch_execute(TABLES)?;
        let mut loose = Remark::find(3).first(conn)?;
        loose.text = "looser".to_owned();
        // The transaction and the update: no statement for an owner that is not there.
        let (sent, saved) = statements.during(|| loose.save(conn));
        assert_eq!((sent, saved?), (3, 1));
        let (sent, deleted) = statements.during(|| loose.delete(conn));
        assert_eq!((sent, deleted?), (3, 1));
        // One that has an owner, which has none.
        let article = Article::find(3).first(conn)?;
        article.remarks().create((remarks::id.eq(10), remarks::text.eq("x"))).execute(conn)?;
        assert_eq!(touched!(conn), ["articles 3"]);
    }

    fn the_new_owner_is_touched(conn) {
        conn.batch_execute(TABLES)?;
        let mut remark = Remark::find(1).first(conn)?;
        Remark::ARTICLE.associate(&mut remark, &Article::find(2).first(conn)?);
        remark.save(conn)?;
        assert_eq!(touched!(conn), ["authors 2", "articles 2", "labels 3"]);
        Remark::ARTICLE.dissociate(&mut remark);
        remark.save(conn)?;
        assert_eq!(touched!(conn), NOTHING);
        // By id.
        let one = Article::find(1).first(conn)?;
        assert_eq!(one.remarks().associate([1, 2, 3]).execute(conn)?, 3);
        assert_eq!(touched!(conn), ["authors 1", "articles 1", "labels 1"]);
        assert_eq!(one.remarks().dissociate([1, 2]).execute(conn)?, 2);
        assert_eq!(touched!(conn), NOTHING);
        assert_eq!(one.remarks().associate([1, 99]).execute(conn), Err(NotFound));
        assert_eq!(touched!(conn), NOTHING);
        // The rows themselves have timestamps; what they touch is the new owner.
        let ben = Author::find(2).first(conn)?;
        assert_eq!(ben.articles().associate([1, 3]).execute(conn)?, 2);
        assert_eq!(touched!(conn), ["authors 2", "articles 1", "articles 3", "labels 3"]);
        assert_eq!(ben.articles().dissociate([1, 3]).execute(conn)?, 2);
        assert_eq!(touched!(conn), ["articles 1", "articles 3"]);
        // By a save through the relation, whatever the row in memory says.
        let ann = Author::find(1).first(conn)?;
        let third = Article::find(3).first(conn)?;
        assert_eq!(ann.articles().save(&third).execute(conn)?, 1);
        assert_eq!(touched!(conn), ["authors 1", "articles 3", "labels 1"]);
        assert_eq!(ann.articles().save(&third).execute(conn)?, 0);
        assert_eq!(ann.articles().save(&third).get_result(conn)?.author_id, Some(1));
        assert_eq!(touched!(conn), NOTHING);
    }

    fn a_tree_is_touched_up_to_its_root(conn, statements) {
        conn.batch_execute(TABLES)?;
        touched!(conn);
        let mut novels = Shelf::find(4).first(conn)?;
        novels.name = "poems".to_owned();
        // A transaction, the update, and all above.
        let (sent, saved) = statements.during(|| novels.save(conn));
        assert_eq!((sent, saved?), (4, 1));
        assert_eq!(touched!(conn), ["shelves 1", "shelves 2", "shelves 3"]);
        // Several rows at once: each owner once.
        let new = [(shelves::id.eq(20), shelves::name.eq("x")), (shelves::id.eq(21), shelves::name.eq("y"))];
        assert_eq!(Shelf::find(3).first(conn)?.parts().create_many(new).get_results(conn)?.len(), 2);
        assert_eq!(touched!(conn), ["shelves 1", "shelves 2", "shelves 3"]);
        // Parts of each other.
        diesel::update(Shelf::find(1)).set(shelves::shelf_id.eq(4)).execute(conn)?;
        novels.name = "plays".to_owned();
        let (sent, saved) = statements.during(|| novels.save(conn));
        assert_eq!((sent, saved?), (4, 1));
        assert_eq!(touched!(conn), ["shelves 1", "shelves 2", "shelves 3"]);
        let (sent, saved) = statements.during(|| Shelf::find(1).first(conn)?.parts().associate([2, 5]).execute(conn));
        assert_eq!(saved?, 2);
        assert_eq!(touched!(conn), ["shelves 1", "shelves 3", "shelves 4"]);
        assert!(sent < 12);
        // Part of itself.
        diesel::update(Shelf::find(1)).set(shelves::shelf_id.eq(1)).execute(conn)?;
        Shelf { name: "every".to_owned(), ..Shelf::find(1).first(conn)? }.save(conn)?;
        assert_eq!(touched!(conn), NOTHING);
    }

    fn rows_that_are_created(conn, statements) {
        conn.batch_execute(TABLES)?;
        let article = Article::find(1).first(conn)?;
        let new = |id: i32, text: &'static str| (remarks::id.eq(id), remarks::text.eq(text));
        let all = ["authors 1", "articles 1", "labels 1"];
        let (sent, count) = statements.during(|| article.remarks().create_many([new(10, "a"), new(11, "b")]).execute(conn));
        assert_eq!(count?, 2);
        // On MySQL the parent is locked before rows name it.
        assert_eq!(sent, if facts().returning { 6 } else { 8 });
        assert_eq!(touched!(conn), all);
        // The row is not read.
        let (sent, count) = statements.during(|| article.remarks().create(new(17, "h")).execute(conn));
        assert_eq!((sent, count?), (if facts().returning { 6 } else { 7 }, 1));
        assert_eq!(touched!(conn), all);
        article.remarks().create(new(12, "c")).get_result(conn)?;
        assert_eq!(touched!(conn), all);
        article.remarks().first_or_create(remarks::text.eq("d"), new(13, "d")).get_result(conn)?;
        assert_eq!(touched!(conn), all);
        // Found.
        article.remarks().first_or_create(remarks::text.eq("d"), new(14, "d")).get_result(conn)?;
        assert_eq!(touched!(conn), NOTHING);
        let update = |changes: &'static str| article.remarks().update_or_create(remarks::id.eq(13), remarks::text.eq(changes), new(13, "d"));
        assert_eq!(update("e").get_result(conn)?.text, "e");
        assert_eq!(touched!(conn), all);
        assert_eq!(update("e").get_result(conn)?.text, "e");
        assert_eq!(touched!(conn), NOTHING);
        // An error: nothing has happened.
        let twins = [new(15, "f"), new(16, "a")];
        assert!(matches!(article.remarks().create_many(twins).execute(conn), Err(DatabaseError(..))));
        assert_eq!(touched!(conn), NOTHING);
        assert_eq!(article.remarks().filter(remarks::id.eq(15)).count().get_result::<i64>(conn)?, 0);
        let rows = article.remarks().load(conn)?;
        let (sent, count) = statements.during(|| article.remarks().save_many(&rows).execute(conn));
        assert_eq!((sent, count?), (2 + 1 + 2 * rows.len(), 0));
        assert_eq!(touched!(conn), NOTHING);
        // What Diesel updates by itself touches nothing.
        diesel::update(article.remarks()).set(remarks::author_id.eq(1)).execute(conn)?;
        assert_eq!(touched!(conn), NOTHING);
    }

    fn rows_that_change_each_in_its_own_way(conn, statements) {
        conn.batch_execute(TABLES)?;
        let one = Article::find(1).first(conn)?;
        one.remarks().associate(2).without_touching().execute(conn)?;
        let changes = |text: &'static str| [(1, remarks::text.eq("x")), (2, remarks::text.eq(text)), (3, remarks::text.eq("z"))];
        // A transaction, the lock of the parent, three updates, the row that did not change; the article, its author and the labels of that one, once for both; the rows again.
        let (sent, changed) = statements.during(|| one.remarks().update_many(changes("y")).get_results(conn));
        assert_eq!((sent, changed?.len()), (2 + 1 + 3 + 1 + 3 + 1, 2));
        assert_eq!(touched!(conn), ["authors 1", "articles 1", "labels 1"]);
        // Nothing changes.
        let (sent, changed) = statements.during(|| one.remarks().update_many(changes("y")).execute(conn));
        assert_eq!((sent, changed?), (2 + 1 + 3 + 1, 2));
        assert_eq!(touched!(conn), NOTHING);
        assert_eq!(one.remarks().update_many(changes("w")).without_touching().execute(conn)?, 2);
        assert_eq!(touched!(conn), NOTHING);
    }

    fn not_to_touch(conn, statements) {
        conn.batch_execute(TABLES)?;
        let article = Article::find(1).first(conn)?;
        let mut remark = Remark::find(1).first(conn)?;
        remark.text = "quiet".to_owned();
        let (sent, saved) = statements.during(|| remark.save_without_touching(conn));
        assert_eq!((sent, saved?), (1, 1));
        let (sent, saved) = statements.during(|| remark.delete_without_touching(conn));
        assert_eq!((sent, saved?), (1, 1));
        let new = |id: i32, text: &'static str| (remarks::id.eq(id), remarks::text.eq(text));
        article.remarks().create(new(10, "a")).without_touching().get_result(conn)?;
        article.remarks().create_many([new(11, "b")]).without_touching().execute(conn)?;
        article.remarks().first_or_create(remarks::text.eq("d"), new(13, "d")).without_touching().get_result(conn)?;
        article.remarks().associate(3).without_touching().execute(conn)?;
        article.remarks().save(&Remark::find(2).first(conn)?).without_touching().execute(conn)?;
        assert_eq!(touched!(conn), NOTHING);
        // The row itself keeps its timestamps.
        let ann = Author::find(1).first(conn)?;
        ann.articles().save(&Article { title: "new".to_owned(), ..article.clone() }).without_touching().execute(conn)?;
        assert_eq!(touched!(conn), ["articles 1"]);
        // Not the articles, but their authors; not the authors, but their labels.
        article.remarks().create(new(20, "e")).without_touching_on::<Article>().execute(conn)?;
        assert_eq!(touched!(conn), ["authors 1", "labels 1"]);
        article.remarks().create(new(21, "f")).without_touching_on::<Author>().execute(conn)?;
        assert_eq!(touched!(conn), ["articles 1", "labels 1"]);
        Shelf::find(3).first(conn)?.parts().associate(5).without_touching_on::<Shelf>().execute(conn)?;
        article.series().attach(2).without_touching().execute(conn)?;
        assert_eq!(touched!(conn), NOTHING);
    }

    fn all_rows_of_a_relation(conn, statements) {
        conn.batch_execute(TABLES)?;
        let ann = Author::find(1).first(conn)?;
        let (sent, count) = statements.during(|| ann.articles().touch(conn));
        assert_eq!((sent, count?), (1, 1));
        assert_eq!(touched!(conn), ["articles 1"]);
        let ben = Author::find(2).first(conn)?;
        ben.articles().associate(1).without_touching().execute(conn)?;
        touched!(conn);
        assert_eq!(ben.articles().filter(articles::title.eq("one")).touch(conn)?, 1);
        assert_eq!(touched!(conn), ["articles 1"]);
        // Through a pivot table.
        let series = Series::find(1).first(conn)?;
        let (sent, count) = statements.during(|| series.articles().touch(conn));
        assert_eq!((sent, count?), (1, 2));
        assert_eq!(touched!(conn), ["articles 1", "articles 2"]);
        // The owner of a row that has none.
        let loose = Remark::find(3).first(conn)?;
        assert_eq!(statements.during(|| loose.article().touch(conn)), (0, Ok(0)));
        assert_eq!(Remark::find(2).first(conn)?.article().touch(conn)?, 1);
        assert_eq!(touched!(conn), ["articles 2"]);
    }

    fn the_parent_of_a_pivot_row(conn, statements) {
        conn.batch_execute(TABLES)?;
        let article = Article::find(3).first(conn)?;
        let fields = || article_series::place.eq(7);
        // A transaction, the lock, a look, the insert; the article, which has no author.
        let (sent, changes) = statements.during(|| article.series().attach(1).execute(conn));
        assert_eq!(changes?.attached, [1]);
        assert_eq!(sent, 7);
        assert_eq!(touched!(conn), ["articles 3"]);
        // No change, no touch.
        assert!(article.series().attach(1).execute(conn)?.is_empty());
        assert!(article.series().sync([1]).execute(conn)?.is_empty());
        assert!(article.series().detach([2]).execute(conn)?.is_empty());
        assert_eq!(touched!(conn), NOTHING);
        assert_eq!(article.series().update_pivot(1, fields()).execute(conn)?.updated, [1]);
        assert_eq!(touched!(conn), ["articles 3"]);
        assert!(article.series().update_pivot(1, fields()).execute(conn)?.updated.is_empty());
        assert_eq!(touched!(conn), NOTHING);
        let article = Article::find(1).first(conn)?;
        let all = ["authors 1", "articles 1", "labels 1"];
        article.series().sync([2]).execute(conn)?;
        assert_eq!(touched!(conn), all);
        article.series().toggle([2]).execute(conn)?;
        assert_eq!(touched!(conn), all);
        article.series().attach([1]).allow_duplicates().execute(conn)?;
        assert_eq!(touched!(conn), all);
        article.series().create(Series { id: 5, name: "u".to_owned() }).get_result(conn)?;
        assert_eq!(touched!(conn), all);
        let named = |name: &'static str| series::name.eq(name);
        article.series().first_or_create(named("v"), (series::id.eq(6), named("v"))).get_result(conn)?;
        assert_eq!(touched!(conn), all);
        article.series().first_or_create(named("v"), (series::id.eq(7), named("v"))).get_result(conn)?;
        assert_eq!(touched!(conn), NOTHING);
        article.series().detach_all().execute(conn)?;
        assert_eq!(touched!(conn), all);
        // The other side has its rows touched: those that are attached now, and those that were.
        let one = Series::find(1).first(conn)?;
        one.articles().detach(2).execute(conn)?;
        assert_eq!(touched!(conn), ["articles 2", "articles 3"]);
        one.articles().attach(2).execute(conn)?;
        assert_eq!(touched!(conn), ["articles 2", "articles 3"]);
        // A save of the series touches its articles, and their authors.
        Series { name: "renamed".to_owned(), ..one.clone() }.save(conn)?;
        assert_eq!(touched!(conn), ["authors 2", "articles 2", "articles 3", "labels 3"]);
    }

    fn the_rows_of_a_pivot_table(conn, statements) {
        conn.batch_execute(TABLES)?;
        let article = Labelled::find(1).first(conn)?;
        let (sent, changes) = statements.during(|| article.labels().sync([2, 3]).execute(conn));
        let changes = changes?;
        assert_eq!((changes.attached, changes.detached), (vec![3], vec![1]));
        assert_eq!(touched!(conn), ["labels 1", "labels 2", "labels 3"]);
        // A transaction, the lock, a look; those that are there before the delete, and all behind the insert.
        assert_eq!(sent, 8);
        assert!(article.labels().sync([2, 3]).execute(conn)?.is_empty());
        assert_eq!(touched!(conn), NOTHING);
        article.labels().update_pivot(2, article_label::place.eq(1)).execute(conn)?;
        assert_eq!(touched!(conn), ["labels 2", "labels 3"]);
        // The last one that goes.
        let (sent, changes) = statements.during(|| article.labels().detach_all().execute(conn));
        assert_eq!((sent, changes?.detached), (6, vec![2, 3]));
        assert_eq!(touched!(conn), ["labels 2", "labels 3"]);
        let (sent, changes) = statements.during(|| article.labels().detach_all().execute(conn));
        assert_eq!((sent, changes?.detached), (4, vec![]));
        assert_eq!(touched!(conn), NOTHING);
        article.labels().attach([1, 2]).without_touching().execute(conn)?;
        article.labels().toggle(1).execute(conn)?;
        assert_eq!(touched!(conn), ["labels 1", "labels 2"]);
        // Only those of the same type.
        let ann = Author::find(1).first(conn)?;
        ann.labels().attach([3]).execute(conn)?;
        assert_eq!(touched!(conn), ["labels 1", "labels 3"]);
    }

    fn ids_as_texts(conn) {
        conn.batch_execute(TABLES)?;
        let shelf = TaggedShelf::find(2).first(conn)?;
        // The shelf, and what it touches itself; then the shelves of these tags, of which there is only the one.
        shelf.tags().attach([1, 3]).execute(conn)?;
        assert_eq!(touched!(conn), ["shelves 2", "labels 1", "labels 3"]);
        assert!(shelf.tags().attach([1, 3]).execute(conn)?.is_empty());
        assert_eq!(touched!(conn), NOTHING);
        shelf.tags().attach(2).without_touching_on::<TaggedShelf>().execute(conn)?;
        assert_eq!(touched!(conn), ["labels 1", "labels 2", "labels 3"]);
        shelf.loud_tags().detach(2).without_touching_on::<Tag>().execute(conn)?;
        assert_eq!(touched!(conn), ["shelves 2"]);
        // Rows of another type have the same ids.
        diesel::insert_into(tag_uses::table).values((tag_uses::tag_id.eq(3), tag_uses::owner_id.eq("4"), tag_uses::owner_type.eq("Shelf"))).execute(conn)?;
        Tag { name: "new".to_owned(), ..Tag::find(3).first(conn)? }.save(conn)?;
        assert_eq!(touched!(conn), ["shelves 2", "labels 1"]);
    }

    fn owners_of_several_models(conn, statements) {
        conn.batch_execute(TABLES)?;
        let mut note = Note::find(1).first(conn)?;
        note.text = "changed".to_owned();
        // A transaction, the update, the article, its author, and the labels of that one: no statement for labels.
        let (sent, saved) = statements.during(|| note.save(conn));
        assert_eq!((sent, saved?), (6, 1));
        assert_eq!(touched!(conn), ["authors 1", "articles 1", "labels 1"]);
        let one = Article::find(1).first(conn)?;
        assert_eq!(one.notes().create((notes::id.eq(9), notes::text.eq("new"))).execute(conn)?, 1);
        assert_eq!(touched!(conn), ["authors 1", "articles 1", "labels 1"]);
        assert_eq!(one.notes().associate([2, 3]).execute(conn)?, 2);
        assert_eq!(touched!(conn), ["authors 1", "articles 1", "labels 1"]);
        // Another owner, of another model.
        Note::SUBJECT.associate(&mut note, &Label::find(2).first(conn)?);
        let (sent, saved) = statements.during(|| note.save(conn));
        assert_eq!((sent, saved?), (4, 1));
        assert_eq!(touched!(conn), ["labels 2"]);
        Note::SUBJECT.dissociate(&mut note);
        let (sent, saved) = statements.during(|| note.save(conn));
        assert_eq!((sent, saved?), (3, 1));
        assert_eq!(touched!(conn), NOTHING);
        let of_b = Note::find(4).first(conn)?;
        of_b.save_without_touching(conn)?;
        assert_eq!(of_b.delete(conn)?, 1);
        assert_eq!(touched!(conn), ["labels 2"]);
        // Ids that are texts; `01` is not the text of 1.
        let stickers = Sticker::query().order(stickers::id).load(conn)?;
        for (sticker, all) in stickers.iter().zip([&["authors 1", "articles 1", "labels 1"] as &[_], &["labels 2"], &[]]) {
            sticker.delete(conn)?;
            assert_eq!(touched!(conn), all);
        }
        let label = Label::find(3).first(conn)?;
        label.stickers().create((stickers::id.eq(5), stickers::text.eq("x"))).without_touching_on::<Label>().execute(conn)?;
        assert_eq!(touched!(conn), NOTHING);
        label.stickers().create_many([(stickers::id.eq(6), stickers::text.eq("x"))]).execute(conn)?;
        assert_eq!(touched!(conn), ["labels 3"]);
    }

    fn keys_of_several_columns(conn) {
        conn.batch_execute(TABLES)?;
        let mut ann = Player::find((1, 1)).first(conn)?;
        ann.name = "Anna".to_owned();
        ann.save(conn)?;
        assert_eq!(touched!(conn), ["teams 1"]);
        let team = Team::find((2, 5)).first(conn)?;
        let new = |id: i32| (players::id.eq(id), players::name.eq("x"));
        team.players().create_many([new(7), new(8)]).execute(conn)?;
        assert_eq!(touched!(conn), ["teams 2"]);
        ann.delete(conn)?;
        assert_eq!(touched!(conn), ["teams 1"]);
        let one = Team::find((1, 5)).first(conn)?;
        one.players().associate([(1, 2)]).execute(conn)?;
        assert_eq!(touched!(conn), ["teams 1"]);
    }
}
