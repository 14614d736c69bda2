//! Rows that are marked as deleted by a flag: as those that are marked by a time, with another condition.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::NotFound;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { writers { id -> Integer, name -> Text, deleted -> Bool, } }
diesel::table! { articles { id -> Integer, title -> Text, writer_id -> Integer, removed -> Bool, updated_at -> Timestamp, created_at -> Timestamp, } }
diesel::table! { remarks { id -> Integer, body -> Text, article_id -> Integer, } }
diesel::table! { labels { id -> Integer, name -> Text, deleted -> Bool, } }
diesel::table! { article_label (article_id, label_id) { article_id -> Integer, label_id -> Integer, } }
diesel::table! { follows (writer_id, label_id) { writer_id -> Integer, label_id -> Integer, gone -> Bool, } }
diesel::table! { pictures { id -> Integer, url -> Text, pictured_id -> Integer, pictured_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(
    writers,
    articles,
    remarks,
    labels,
    article_label,
    follows,
    pictures
);

const TABLES: &str = "
    CREATE TEMPORARY TABLE writers (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, deleted BOOL NOT NULL DEFAULT FALSE);
    CREATE TEMPORARY TABLE articles (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, writer_id INTEGER NOT NULL, removed BOOL NOT NULL DEFAULT FALSE,
        created_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
    CREATE TEMPORARY TABLE remarks (id INTEGER PRIMARY KEY, body VARCHAR(20) NOT NULL, article_id INTEGER NOT NULL);
    CREATE TEMPORARY TABLE labels (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, deleted BOOL NOT NULL DEFAULT FALSE);
    CREATE TEMPORARY TABLE article_label (article_id INTEGER NOT NULL, label_id INTEGER NOT NULL, PRIMARY KEY (article_id, label_id));
    CREATE TEMPORARY TABLE follows (writer_id INTEGER NOT NULL, label_id INTEGER NOT NULL, gone BOOL NOT NULL, PRIMARY KEY (writer_id, label_id));
    CREATE TEMPORARY TABLE pictures (id INTEGER PRIMARY KEY, url VARCHAR(20) NOT NULL, pictured_id INTEGER NOT NULL,
        pictured_type VARCHAR(20) NOT NULL);
    INSERT INTO writers (id, name) VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Cid');
    INSERT INTO articles (id, title, writer_id) VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', 2), (4, 'd', 3);
    INSERT INTO remarks VALUES (1, 'x', 1), (2, 'y', 2), (3, 'z', 3);
    INSERT INTO labels (id, name) VALUES (1, 'new'), (2, 'hot'), (3, 'old');
    INSERT INTO article_label VALUES (1, 1), (1, 2), (2, 2), (3, 3);
    INSERT INTO follows VALUES (1, 1, FALSE), (1, 2, TRUE);
    INSERT INTO pictures VALUES (1, 'p', 1, 'Article'), (2, 'q', 2, 'Writer'), (3, 'r', 1, 'Writer');";

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = writers)]
#[model(soft_delete = deleted)]
#[has_many(Article)]
#[has_one(Article, name = last_article, latest)]
#[has_many_through(Remark, through = Article)]
#[belongs_to_many(Label, pivot = follows, soft_delete = gone)]
struct Writer {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = articles)]
#[model(soft_delete = removed, timestamps)]
#[belongs_to_many(Label)]
#[morph_many(Picture, morph = pictured)]
struct Article {
    id: i32,
    title: String,
    #[model(belongs_to(Writer))]
    writer_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = remarks)]
struct Remark {
    id: i32,
    body: String,
    #[model(belongs_to(Article))]
    article_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = labels)]
#[model(soft_delete = deleted)]
#[belongs_to_many(Article)]
struct Label {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = pictures)]
struct Picture {
    id: i32,
    url: String,
    #[morph_to(Article, Writer)]
    pictured_id: i32,
    pictured_type: String,
}

fn ids<R: diesel_relations::LoadedRow<Model = Article>>(articles: &[R]) -> Vec<i32> {
    articles
        .iter()
        .map(|article| R::model(article).id)
        .collect()
}

fn of_each(writers: &[WriterWithArticles]) -> Vec<Vec<i32>> {
    writers.iter().map(|writer| ids(&writer.articles)).collect()
}

fn label_ids(labels: &[Label]) -> Vec<i32> {
    labels.iter().map(|label| label.id).collect()
}

on_every_backend! {
    fn a_row_is_trashed_restored_and_gone(conn, statements) {
        conn.batch_execute(TABLES)?;
        let article = Article::find(2).first(conn)?;
        let trashed = articles::table.filter(articles::removed).select(articles::id);
        assert_eq!(article.delete(conn)?, 1);
        assert_eq!(article.delete(conn)?, 0);
        assert_eq!(Article::find(2).first(conn), Err(NotFound));
        assert_eq!(trashed.load::<i32>(conn)?, [2]);
        let changed = articles::table.filter(articles::updated_at.ne(articles::created_at)).select(articles::id);
        assert_eq!(changed.load::<i32>(conn)?, [2]);
        assert_eq!((article.restore(conn)?, article.restore(conn)?), (1, 0));
        assert_eq!(Article::find(2).first(conn)?, article);
        assert_eq!(statements.during(|| Article::find_many([1, 3, 99]).delete(conn)), (1, Ok(2)));
        assert_eq!(Article::find_many([1, 2, 3]).delete(conn)?, 1);
        assert_eq!(statements.during(|| Article::find_many([1, 4]).restore(conn)), (1, Ok(1)));
        assert_eq!(trashed.order(articles::id).load::<i32>(conn)?, [2, 3]);
        assert_eq!((article.force_delete(conn)?, article.force_delete(conn)?), (1, 0));
        assert_eq!(Article::query().only_trashed().force_delete(conn)?, 1);
        assert_eq!(articles::table.count().get_result::<i64>(conn)?, 2);
    }

    fn queries_leave_trashed_rows_out(conn) {
        conn.batch_execute(TABLES)?;
        Article::find_many([1, 4]).delete(conn)?;
        let all = || Article::query().order(articles::id);
        assert_eq!(ids(&all().load(conn)?), [2, 3]);
        assert_eq!(ids(&all().filter(articles::id.eq(2)).or_filter(articles::id.lt(9)).load(conn)?), [2, 3]);
        assert_eq!(ids(&all().with_trashed().load(conn)?), [1, 2, 3, 4]);
        assert_eq!(ids(&all().only_trashed().load(conn)?), [1, 4]);
        assert_eq!(ids(&Article::find_many([1, 2]).load(conn)?), [2]);
        assert_eq!(all().paginate(1, 1).load(conn)?.total, 2);
        // A query of the table is Diesel's own.
        assert_eq!(articles::table.count().get_result::<i64>(conn)?, 4);
    }

    fn relations_leave_trashed_rows_out(conn, statements) {
        conn.batch_execute(TABLES)?;
        Article::find_many([2, 3]).delete(conn)?;
        let writers = || Writer::query().order(writers::id);
        let (sent, loaded) = statements.during(|| writers().with(Writer::ARTICLES).load(conn));
        assert_eq!((sent, of_each(&loaded?)), (2, vec![vec![1], vec![], vec![4]]));
        let limited = Writer::ARTICLES.order(articles::id).limit(1);
        assert_eq!(of_each(&writers().with(limited).load(conn)?), [vec![1], vec![], vec![4]]);
        let all = Writer::ARTICLES.order(articles::id).with_trashed();
        assert_eq!(of_each(&writers().with(all).load(conn)?), [vec![1, 2], vec![3], vec![4]]);
        assert_eq!(of_each(&writers().with(Writer::ARTICLES.only_trashed()).load(conn)?), [vec![2], vec![3], vec![]]);
        let last = writers().with(Writer::LAST_ARTICLE).load(conn)?;
        let last: Vec<_> = last.iter().map(|writer| writer.last_article.as_ref().map(|article| article.id)).collect();
        assert_eq!(last, [Some(1), None, Some(4)]);
        // Existence, counts.
        let names = |rows: Vec<Writer>| -> Vec<String> { rows.into_iter().map(|writer| writer.name).collect() };
        assert_eq!(names(writers().has(Writer::ARTICLES).load(conn)?), ["Ann", "Cid"]);
        assert_eq!(names(writers().doesnt_have(Writer::ARTICLES).load(conn)?), ["Ben"]);
        assert_eq!(names(writers().has(Writer::ARTICLES.only_trashed()).load(conn)?), ["Ann", "Ben"]);
        let counts = writers().with_count(Writer::ARTICLES).load(conn)?;
        assert_eq!(counts.iter().map(|writer| writer.articles_count).collect::<Vec<_>>(), [1, 0, 1]);
        // Through a model whose rows are trashed, and unless they are asked for.
        let remarks = |rows: &[WriterWithRemarks]| -> Vec<usize> { rows.iter().map(|writer| writer.remarks.len()).collect() };
        assert_eq!(remarks(&writers().with(Writer::REMARKS).load(conn)?), [1, 0, 0]);
        assert_eq!(remarks(&writers().with(Writer::REMARKS.with_trashed_parents()).load(conn)?), [2, 1, 0]);
        // Of one parent, to read and to write.
        let ann = Writer::find(1).first(conn)?;
        assert_eq!(ids(&ann.articles().load(conn)?), [1]);
        assert_eq!(ids(&ann.articles().only_trashed().load(conn)?), [2]);
        assert_eq!(ann.articles().associate([2]).execute(conn), Err(NotFound));
        assert_eq!(ann.articles().associate([4]).execute(conn)?, 1);
        assert_eq!(ann.articles().restore(conn)?, 1);
        assert_eq!(statements.during(|| ann.articles().delete(conn)), (1, Ok(3)));
        assert_eq!(ann.articles().force_delete(conn)?, 3);
    }

    fn owners_and_their_morphs(conn) {
        conn.batch_execute(TABLES)?;
        Writer::find(1).delete(conn)?;
        let articles = Article::query().order(articles::id).with(Article::WRITER).load(conn)?;
        let names: Vec<_> = articles.iter().map(|article| article.writer.as_ref().map(|writer| writer.name.as_str())).collect();
        assert_eq!(names, [None, None, Some("Ben"), Some("Cid")]);
        let article = Article::find(1).with(Article::WRITER.with_trashed()).first(conn)?;
        assert_eq!(article.writer.name, "Ann");
        Article::find(1).delete(conn)?;
        let pictures = Picture::query().order(pictures::id).with(Picture::PICTURED).load(conn)?;
        assert_eq!(pictures.iter().map(|picture| picture.pictured.is_some()).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(Picture::query().filter(Picture::PICTURED.article().exists()).count().get_result::<i64>(conn)?, 0);
    }

    fn labels_of_a_pivot_table(conn) {
        conn.batch_execute(TABLES)?;
        Label::find(2).delete(conn)?;
        let articles = Article::query().order(articles::id).with(Article::LABELS).load(conn)?;
        let labels: Vec<_> = articles.iter().map(|article| label_ids(&article.labels)).collect();
        assert_eq!(labels, [vec![1], vec![], vec![3], vec![]]);
        let article = Article::find(2).first(conn)?;
        assert_eq!(label_ids(&article.labels().with_trashed().load(conn)?), [2]);
        assert_eq!(Article::query().has(Article::LABELS).count().get_result::<i64>(conn)?, 2);
    }

    fn rows_of_a_pivot_table_by_a_flag(conn) {
        conn.batch_execute(TABLES)?;
        let ann = Writer::find(1).first(conn)?;
        let rows = follows::table.order(follows::label_id).select((follows::label_id, follows::gone));
        assert_eq!(label_ids(&ann.labels().load(conn)?), [1]);
        let changes = ann.labels().sync([2, 3]).execute(conn)?;
        assert_eq!((changes.attached, changes.revived, changes.detached), (vec![2, 3], vec![2], vec![1]));
        assert_eq!(rows.load::<(i32, bool)>(conn)?, [(1, true), (2, false), (3, false)]);
        assert_eq!(ann.labels().detach([3]).execute(conn)?.detached, [3]);
        assert_eq!(Writer::query().with_count(Writer::LABELS).order(writers::id).first(conn)?.labels_count, 1);
        assert_eq!(rows.load::<(i32, bool)>(conn)?, [(1, true), (2, false), (3, true)]);
    }
}
