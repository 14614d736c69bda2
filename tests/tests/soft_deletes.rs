//! Rows that are marked as deleted: no query and no relation sees them.

use std::sync::Arc;

use diesel::connection::SimpleConnection;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::result::Error::NotFound;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { writers { id -> Integer, name -> Text, mentor_id -> Nullable<Integer>, deleted_at -> Nullable<Timestamp>, } }
diesel::table! { articles { id -> Integer, title -> Text, writer_id -> Integer, reviewer_id -> Nullable<Integer>, removed_at -> Nullable<Timestamp>, } }
diesel::table! { remarks { id -> Integer, body -> Text, article_id -> Integer, } }
diesel::table! { labels { id -> Integer, name -> Text, deleted_at -> Nullable<Timestamp>, } }
diesel::table! { article_label (article_id, label_id) { article_id -> Integer, label_id -> Integer, } }
diesel::table! { pictures { id -> Integer, url -> Text, pictured_id -> Integer, pictured_type -> Text, } }
diesel::table! { notices { id -> Integer, body -> Text, writer_id -> Integer, } }
diesel::table! { threads { id -> Integer, title -> Text, deleted_at -> Nullable<Timestamp>, created_at -> Timestamp, updated_at -> Timestamp, } }
diesel::table! { replies { id -> Integer, thread_id -> Nullable<Integer>, deleted_at -> Nullable<Timestamp>, created_at -> Timestamp, updated_at -> Timestamp, } }
diesel::allow_tables_to_appear_in_same_query!(threads, replies);
diesel::allow_tables_to_appear_in_same_query!(
    writers,
    articles,
    remarks,
    labels,
    article_label,
    pictures,
    notices
);

const TABLES: &str = "
    CREATE TEMPORARY TABLE writers (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, mentor_id INTEGER, deleted_at TIMESTAMP NULL);
    CREATE TEMPORARY TABLE articles (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, writer_id INTEGER NOT NULL, reviewer_id INTEGER,
        removed_at TIMESTAMP NULL);
    CREATE TEMPORARY TABLE remarks (id INTEGER PRIMARY KEY, body VARCHAR(20) NOT NULL, article_id INTEGER NOT NULL);
    CREATE TEMPORARY TABLE labels (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, deleted_at TIMESTAMP NULL);
    CREATE TEMPORARY TABLE article_label (article_id INTEGER NOT NULL, label_id INTEGER NOT NULL, PRIMARY KEY (article_id, label_id));
    CREATE TEMPORARY TABLE pictures (id INTEGER PRIMARY KEY, url VARCHAR(20) NOT NULL, pictured_id INTEGER NOT NULL,
        pictured_type VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE notices (id INTEGER PRIMARY KEY, body VARCHAR(20) NOT NULL, writer_id INTEGER NOT NULL);
    CREATE TEMPORARY TABLE threads (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, deleted_at TIMESTAMP NULL,
        created_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
    CREATE TEMPORARY TABLE replies (id INTEGER PRIMARY KEY, thread_id INTEGER, deleted_at TIMESTAMP NULL,
        created_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
    INSERT INTO threads (id, title) VALUES (1, 'a');
    INSERT INTO replies (id, thread_id) VALUES (1, 1), (2, 1), (3, NULL);
    INSERT INTO writers (id, name, mentor_id) VALUES (1, 'Ann', NULL), (2, 'Ben', 1), (3, 'Cid', 2);
    INSERT INTO articles (id, title, writer_id, reviewer_id) VALUES (1, 'a', 1, 2), (2, 'b', 1, NULL), (3, 'c', 2, 1), (4, 'd', 3, 2);
    INSERT INTO remarks VALUES (1, 'x', 1), (2, 'y', 2), (3, 'z', 3);
    INSERT INTO labels (id, name) VALUES (1, 'new'), (2, 'hot'), (3, 'old');
    INSERT INTO article_label VALUES (1, 1), (1, 2), (2, 2), (3, 3);
    INSERT INTO pictures VALUES (1, 'p', 1, 'Article'), (2, 'q', 2, 'Writer'), (3, 'r', 1, 'Writer');
    INSERT INTO notices VALUES (1, 'n', 1), (2, 'm', 2);";

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = writers)]
#[model(soft_delete)]
#[has_many(Article)]
#[has_one(Article, name = last_article, latest)]
#[has_many(Writer, name = pupils, foreign_key = mentor_id)]
#[has_many_through(Remark, through = Article)]
#[has_many_through(Writer, name = grand_pupils, through = Writer, first_key = mentor_id, second_key = mentor_id)]
#[morph_many(Picture, morph = pictured)]
struct Writer {
    id: i32,
    name: String,
    #[model(belongs_to(Writer))]
    mentor_id: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = articles)]
#[model(soft_delete = removed_at)]
#[has_many(Remark)]
#[belongs_to_many(Label)]
#[morph_many(Picture, morph = pictured)]
struct Article {
    id: i32,
    title: String,
    #[model(belongs_to(Writer))]
    writer_id: i32,
    #[model(belongs_to(Writer))]
    reviewer_id: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = remarks)]
struct Remark {
    id: i32,
    body: String,
    #[model(belongs_to(Article))]
    article_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = labels)]
#[model(soft_delete)]
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

/// Of a model without soft deletes.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = notices)]
struct Notice {
    id: i32,
    body: String,
    #[model(belongs_to(Writer))]
    writer_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = threads)]
#[model(soft_delete, timestamps)]
#[has_many(Reply)]
struct Thread {
    id: i32,
    title: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = replies)]
#[model(soft_delete, timestamps)]
struct Reply {
    id: i32,
    #[model(belongs_to(Thread, touch))]
    thread_id: Option<i32>,
}

/// What was changed since the last look, in the tables of threads and replies.
macro_rules! changed {
    ($conn:ident) => {{
        let mut rows: Vec<String> = Vec::new();
        for id in threads::table
            .filter(threads::updated_at.ne(threads::created_at))
            .order(threads::id)
            .select(threads::id)
            .load::<i32>($conn)?
        {
            rows.push(format!("thread {id}"));
        }
        for id in replies::table
            .filter(replies::updated_at.ne(replies::created_at))
            .order(replies::id)
            .select(replies::id)
            .load::<i32>($conn)?
        {
            rows.push(format!("reply {id}"));
        }
        diesel::update(threads::table)
            .set(threads::updated_at.eq(threads::created_at))
            .execute($conn)?;
        diesel::update(replies::table)
            .set(replies::updated_at.eq(replies::created_at))
            .execute($conn)?;
        rows
    }};
}

fn start(conn: &mut impl SimpleConnection) -> QueryResult<()> {
    conn.batch_execute(TABLES)
}

fn ids<R: diesel_relations::LoadedRow<Model = Article>>(articles: &[R]) -> Vec<i32> {
    articles
        .iter()
        .map(|article| R::model(article).id)
        .collect()
}

on_every_backend! {
    fn a_row_is_trashed_restored_and_gone(conn, statements) {
        start(conn)?;
        let article = Article::find(2).first(conn)?;
        // Another row stays as it is, and a second time there is nothing to trash.
        assert_eq!(statements.during(|| article.delete(conn)), (1, Ok(1)));
        assert_eq!(article.delete(conn)?, 0);
        assert_eq!(Article::find(2).first(conn), Err(NotFound));
        assert_eq!(articles::table.filter(articles::removed_at.is_not_null()).select(articles::id).load::<i32>(conn)?, [2]);
        assert_eq!(Article::query().count().get_result::<i64>(conn)?, 3);
        // What was loaded can be read again.
        let mut again = article.clone();
        again.title.clear();
        again.refresh(conn)?;
        assert_eq!(again, article);
        assert_eq!((article.restore(conn)?, article.restore(conn)?), (1, 0));
        assert_eq!(Article::find(2).first(conn)?, article);
        article.delete(conn)?;
        assert_eq!((article.force_delete(conn)?, article.force_delete(conn)?), (1, 0));
        assert_eq!(articles::table.count().get_result::<i64>(conn)?, 3);
        assert_eq!(article.restore(conn)?, 0);
        // Without soft deletes, both delete for good.
        assert_eq!(Notice::find(1).first(conn)?.delete(conn)?, 1);
        assert_eq!(Notice::find(2).first(conn)?.force_delete(conn)?, 1);
        assert_eq!(notices::table.count().get_result::<i64>(conn)?, 0);
    }

    fn times_of_trashed_rows(conn, statements) {
        start(conn)?;
        let reply = Reply::find(1).first(conn)?;
        // A transaction of two statements.
        assert_eq!(statements.during(|| reply.delete(conn)), (4, Ok(1)));
        assert_eq!(changed!(conn), ["thread 1", "reply 1"]);
        // It is trashed already: nothing changes, nothing is touched.
        assert_eq!(statements.during(|| reply.delete(conn)), (3, Ok(0)));
        assert!(changed!(conn).is_empty());
        assert_eq!(reply.restore(conn)?, 1);
        assert_eq!(changed!(conn), ["thread 1", "reply 1"]);
        assert_eq!(reply.delete_without_touching(conn)?, 1);
        assert_eq!(changed!(conn), ["reply 1"]);
        // No owner, no statement.
        let loose = Reply::find(3).first(conn)?;
        assert_eq!(statements.during(|| loose.delete(conn)), (3, Ok(1)));
        assert_eq!(changed!(conn), ["reply 3"]);
        // An owner that is trashed is touched, too.
        Thread::find(1).delete(conn)?;
        assert_eq!(changed!(conn), ["thread 1"]);
        assert_eq!(Reply::find(2).first(conn)?.force_delete(conn)?, 1);
        assert_eq!(changed!(conn), ["thread 1"]);
        assert_eq!(Reply::find(2).first(conn), Err(NotFound));
        // Rows of a query are not read: they keep their own time, and touch nothing.
        assert_eq!(Reply::query().only_trashed().restore(conn)?, 2);
        assert_eq!(changed!(conn), ["reply 1", "reply 3"]);
        assert_eq!(Reply::query().delete(conn)?, 2);
        assert_eq!(changed!(conn), ["reply 1", "reply 3"]);
        // An upsert keeps the times, too: that of the change where the row is there, both of a new one.
        let thread = Thread::find(1).with_trashed().first(conn)?;
        let upsert = thread.replies().upsert([replies::id.eq(1), replies::id.eq(8)], replies::id, replies::thread_id);
        assert_eq!(upsert.execute(conn)?, 2);
        assert_eq!(changed!(conn), ["reply 1"]);
        let old = diesel::dsl::sql::<diesel::sql_types::Bool>("created_at < '2021-01-01 00:00:00'");
        assert_eq!(replies::table.filter(diesel::dsl::not(old)).select(replies::id).load::<i32>(conn)?, [8]);
        // Saved is what the row says: that it is trashed is no field of it.
        assert_eq!(reply.save(conn)?, 0);
        assert_eq!(Reply::find(1).first(conn), Err(NotFound));
    }

    fn queries_leave_trashed_rows_out(conn) {
        start(conn)?;
        Article::find_many([1, 4]).delete(conn)?;
        let all = || Article::query().order(articles::id);
        assert_eq!(ids(&all().load(conn)?), [2, 3]);
        // The condition is added last: no `or_filter` lets them in.
        assert_eq!(ids(&all().filter(articles::id.eq(2)).or_filter(articles::id.lt(9)).load(conn)?), [2, 3]);
        assert_eq!(ids(&all().with_trashed().load(conn)?), [1, 2, 3, 4]);
        assert_eq!(ids(&all().only_trashed().load(conn)?), [1, 4]);
        assert_eq!(ids(&all().only_trashed().filter(articles::id.eq(2)).or_filter(articles::id.gt(2)).load(conn)?), [4]);
        // Both: trashed rows, too.
        assert_eq!(ids(&all().with_trashed().only_trashed().load(conn)?), [1, 2, 3, 4]);
        assert_eq!(ids(&all().only_trashed().with_trashed().load(conn)?), [1, 2, 3, 4]);
        assert_eq!(ids(&Article::find_many([1, 2]).load(conn)?), [2]);
        assert_eq!(ids(&Article::find_many([1, 2]).with_trashed().order(articles::id).load(conn)?), [1, 2]);
        assert_eq!(Article::find(1).only_trashed().sole(conn)?.title, "a");
        assert_eq!(ids(&all().into_boxed().filter(articles::id.lt(4)).load(conn)?), [2, 3]);
        let page = all().paginate(1, 1).load(conn)?;
        assert_eq!((page.total, ids(&page.rows)), (2, vec![2]));
        assert_eq!(all().select(articles::id).load::<i32>(conn)?, [2, 3]);
        let mut chunks = Vec::new();
        Article::query().chunk_by_id(1, conn, |_, rows| {
            chunks.push(ids(&rows));
            Ok(())
        })?;
        assert_eq!(chunks, [[2], [3]]);
        // A query of the table is Diesel's own.
        let raw = articles::table.order(articles::id).with(Article::REMARKS).load(conn)?;
        assert_eq!(ids(&raw), [1, 2, 3, 4]);
        assert_eq!(diesel::update(Article::query()).set(articles::title.eq("seen")).execute(conn)?, 2);
        assert_eq!(diesel::delete(Article::query().with_trashed()).execute(conn)?, 4);
    }

    fn batches_of_rows(conn, statements) {
        start(conn)?;
        assert_eq!(statements.during(|| Article::find_many([1, 2, 99]).delete(conn)), (1, Ok(2)));
        assert_eq!(Article::find_many([1, 2, 3]).delete(conn)?, 1);
        assert_eq!(statements.during(|| Article::find_many([1, 3, 99]).restore(conn)), (1, Ok(2)));
        assert_eq!(Article::query().only_trashed().restore(conn)?, 1);
        let none: [i32; 0] = [];
        assert_eq!(Article::find_many(none).delete(conn)?, 0);
        Article::find(1).delete(conn)?;
        // For good, trashed ones too, unless only these are meant.
        assert_eq!(Article::query().only_trashed().force_delete(conn)?, 1);
        Article::find(2).delete(conn)?;
        assert_eq!(Article::find_many([2, 3]).force_delete(conn)?, 2);
        assert_eq!(articles::table.select(articles::id).load::<i32>(conn)?, [4]);
        assert_eq!(Notice::find_many([1, 2]).delete(conn)?, 2);
        assert_eq!(Notice::query().force_delete(conn)?, 0);
    }

    fn relations_leave_trashed_rows_out(conn, statements) {
        start(conn)?;
        Article::find_many([2, 3]).delete(conn)?;
        let writers = || Writer::query().order(writers::id);
        let articles_of = |rows: Vec<WriterWithArticles>| -> Vec<Vec<i32>> {
            rows.iter().map(|writer| ids(&writer.articles)).collect()
        };
        let (sent, loaded) = statements.during(|| writers().with(Writer::ARTICLES).load(conn));
        assert_eq!((sent, articles_of(loaded?)), (2, vec![vec![1], vec![], vec![4]]));
        // Also where more is asked, or the condition is widened.
        let wide = Writer::ARTICLES.filter(articles::id.gt(3)).or_filter(articles::id.gt(0));
        assert_eq!(articles_of(writers().with(wide).load(conn)?), [vec![1], vec![], vec![4]]);
        assert_eq!(articles_of(writers().with(Writer::ARTICLES.order(articles::id).limit(1)).load(conn)?), [vec![1], vec![], vec![4]]);
        let all = Writer::ARTICLES.order(articles::id).with_trashed();
        assert_eq!(articles_of(writers().with(all).load(conn)?), [vec![1, 2], vec![3], vec![4]]);
        let trashed = Writer::ARTICLES.only_trashed();
        assert_eq!(articles_of(writers().with(trashed).load(conn)?), [vec![2], vec![3], vec![]]);
        assert_eq!(articles_of(writers().with(Writer::ARTICLES.only_trashed().with_trashed().order(articles::id)).load(conn)?), [vec![1, 2], vec![3], vec![4]]);
        // One of many is one of those that are left.
        let last = |rows: Vec<WriterWithLastArticle>| -> Vec<Option<i32>> {
            rows.iter().map(|writer| writer.last_article.as_ref().map(|article| article.id)).collect()
        };
        assert_eq!(last(writers().with(Writer::LAST_ARTICLE).load(conn)?), [Some(1), None, Some(4)]);
        assert_eq!(last(writers().with(Writer::LAST_ARTICLE.with_trashed()).load(conn)?), [Some(2), Some(3), Some(4)]);
        // Existence, absence, counts, aggregates.
        let names = |rows: Vec<Writer>| -> Vec<String> { rows.into_iter().map(|writer| writer.name).collect() };
        assert_eq!(names(writers().has(Writer::ARTICLES).load(conn)?), ["Ann", "Cid"]);
        assert_eq!(names(writers().doesnt_have(Writer::ARTICLES).load(conn)?), ["Ben"]);
        assert_eq!(names(writers().has(Writer::ARTICLES.only_trashed()).load(conn)?), ["Ann", "Ben"]);
        let counts = writers().with_count(Writer::ARTICLES).load(conn)?;
        assert_eq!(counts.iter().map(|writer| writer.articles_count).collect::<Vec<_>>(), [1, 0, 1]);
        let counts = writers().with_count(Writer::ARTICLES.with_trashed()).load(conn)?;
        assert_eq!(counts.iter().map(|writer| writer.articles_count).collect::<Vec<_>>(), [2, 1, 1]);
        let greatest = writers().select(Writer::ARTICLES.max(articles::id)).load::<Option<i32>>(conn)?;
        assert_eq!(greatest, [Some(1), None, Some(4)]);
        let writers = Writer::query().order(writers::id).load(conn)?.load_count(Writer::ARTICLES, conn)?;
        assert_eq!(writers[0].articles_count, 1);
        // Of one parent.
        let ann = Writer::find(1).first(conn)?;
        assert_eq!(ids(&ann.articles().load(conn)?), [1]);
        assert_eq!(ids(&ann.articles().order(articles::id).with_trashed().load(conn)?), [1, 2]);
        assert_eq!(ann.articles().only_trashed().find(2).first(conn)?.title, "b");
        assert_eq!(ann.articles().find(2).first(conn), Err(NotFound));
        assert_eq!(ann.articles().count().get_result::<i64>(conn)?, 1);
        assert_eq!(diesel::update(ann.articles()).set(articles::title.eq("new")).execute(conn)?, 1);
        assert_eq!(ann.articles().restore(conn)?, 1);
        assert_eq!(statements.during(|| ann.articles().delete(conn)), (1, Ok(2)));
        assert_eq!(ann.articles().filter(articles::id.eq(1)).force_delete(conn)?, 1);
        assert_eq!(articles::table.filter(articles::removed_at.is_null()).count().get_result::<i64>(conn)?, 1);
        // Associated are only rows that are seen; made through the relation, too.
        assert_eq!(ann.articles().associate([2]).execute(conn), Err(NotFound));
        assert_eq!(ann.articles().associate([4]).execute(conn)?, 1);
        let new = (articles::id.eq(9), articles::title.eq("b"));
        assert_eq!(ann.articles().with_trashed().first_or_create(articles::title.eq("b"), new).get_result(conn)?.id, 2);
        assert_eq!(ann.articles().first_or_create(articles::title.eq("b"), new).get_result(conn)?.id, 9);
    }

    fn a_trashed_owner_is_not_there(conn) {
        start(conn)?;
        Writer::find(2).delete(conn)?;
        let all = || Article::query().order(articles::id);
        // The key is NOT NULL, and yet there may be no owner.
        let articles: Vec<ArticleWithWriter<Article, Option<Arc<Writer>>>> = all().with(Article::WRITER).load(conn)?;
        let names: Vec<_> = articles.iter().map(|article| article.writer.as_ref().map(|writer| writer.name.as_str())).collect();
        assert_eq!(names, [Some("Ann"), Some("Ann"), None, Some("Cid")]);
        // Unless trashed ones are asked for.
        let articles: Vec<ArticleWithWriter<Article, Arc<Writer>>> = all().with(Article::WRITER.with_trashed()).load(conn)?;
        assert_eq!(articles[2].writer.name, "Ben");
        let articles = all().with(Article::REVIEWER.only_trashed()).load(conn)?;
        assert_eq!(articles[0].reviewer.as_ref().map(|writer| writer.id), Some(2));
        assert_eq!(articles[2].reviewer, None);
        let articles = all().with(Article::WRITER.or_default_with(|_| Writer { id: 0, name: "gone".to_owned(), mentor_id: None })).load(conn)?;
        assert_eq!(articles[2].writer.name, "gone");
        assert_eq!(ids(&all().doesnt_have(Article::WRITER).load(conn)?), [3]);
        assert_eq!(Notice::query().order(notices::id).with(Notice::WRITER).load(conn)?[1].writer, None);
        assert_eq!(Article::find(3).first(conn)?.writer().first(conn), Err(NotFound));
        assert!(Article::find(3).first(conn)?.writer().is(&Writer::find(2).with_trashed().first(conn)?));
        assert_eq!(Article::find(3).first(conn)?.writer().with_trashed().first(conn)?.name, "Ben");
    }

    fn rows_between_that_are_trashed(conn) {
        start(conn)?;
        Article::find(1).delete(conn)?;
        Writer::find(2).delete(conn)?;
        let remarks = |rows: Vec<WriterWithRemarks>| -> Vec<Vec<i32>> {
            rows.iter().map(|writer| writer.remarks.iter().map(|remark| remark.id).collect()).collect()
        };
        let all = || Writer::query().with_trashed().order(writers::id);
        assert_eq!(remarks(all().with(Writer::REMARKS).load(conn)?), [vec![2], vec![3], vec![]]);
        let with = Writer::REMARKS.order(remarks::id).with_trashed_parents();
        assert_eq!(remarks(all().with(with).load(conn)?), [vec![1, 2], vec![3], vec![]]);
        let ann = Writer::find(1).first(conn)?;
        assert_eq!(ann.remarks().count().get_result::<i64>(conn)?, 1);
        assert_eq!(ann.remarks().with_trashed_parents().count().get_result::<i64>(conn)?, 2);
        // Through the model itself: both sides are writers.
        let names = |rows: Vec<Writer>| -> Vec<String> { rows.into_iter().map(|writer| writer.name).collect() };
        assert!(names(ann.grand_pupils().load(conn)?).is_empty());
        assert_eq!(names(ann.grand_pupils().with_trashed_parents().load(conn)?), ["Cid"]);
        Writer::find(3).delete(conn)?;
        assert!(names(ann.grand_pupils().with_trashed_parents().load(conn)?).is_empty());
        assert!(names(ann.grand_pupils().with_trashed().load(conn)?).is_empty());
        assert_eq!(names(ann.grand_pupils().with_trashed().with_trashed_parents().load(conn)?), ["Cid"]);
        assert_eq!(names(Writer::query().has(Writer::GRAND_PUPILS.with_trashed().with_trashed_parents()).load(conn)?), ["Ann"]);
        // Of a self relation.
        assert_eq!(names(Writer::query().has(Writer::PUPILS).load(conn)?).len(), 0);
        assert_eq!(names(Writer::query().has(Writer::PUPILS.with_trashed()).load(conn)?), ["Ann"]);
    }

    fn many_to_many(conn) {
        start(conn)?;
        Label::find(2).delete(conn)?;
        let names = |rows: Vec<Label>| -> Vec<String> { rows.into_iter().map(|label| label.name).collect() };
        let article = Article::find(1).first(conn)?;
        assert_eq!(names(article.labels().load(conn)?), ["new"]);
        assert_eq!(names(article.labels().order(labels::id).with_trashed().load(conn)?), ["new", "hot"]);
        let articles = Article::query().order(articles::id).with(Article::LABELS).load(conn)?;
        assert_eq!(articles.iter().map(|article| article.labels.len()).collect::<Vec<_>>(), [1, 0, 1, 0]);
        assert_eq!(article.labels().only_trashed().count().get_result::<i64>(conn)?, 1);
        assert_eq!(ids(&Article::query().order(articles::id).has(Article::LABELS).load(conn)?), [1, 3]);
        // The pivot rows are those of all related rows: attached is attached.
        assert!(article.labels().attach([2]).execute(conn)?.is_empty());
        assert!(article.labels().with_trashed().attach([2]).execute(conn)?.is_empty());
        let changes = article.labels().with_trashed().sync([1, 3]).execute(conn)?;
        assert_eq!((changes.attached, changes.detached), (vec![3], vec![2]));
        // A row that is looked for is one that is seen.
        let new = (labels::id.eq(9), labels::name.eq("hot"));
        assert_eq!(article.labels().first_or_create(labels::name.eq("hot"), new).get_result(conn)?.id, 9);
        // Rows of the related table are trashed, not those of the pivot.
        assert_eq!(article.labels().delete(conn)?, 3);
        assert_eq!(article_label::table.filter(article_label::article_id.eq(1)).select(count_star()).get_result::<i64>(conn)?, 3);
        assert_eq!(article.labels().restore(conn)?, 3);
        assert_eq!(article.labels().force_delete(conn)?, 3);
        assert_eq!(labels::table.count().get_result::<i64>(conn)?, 1);
    }

    fn polymorphic_owners(conn) {
        start(conn)?;
        Writer::find(2).delete(conn)?;
        let pictures = Picture::query().order(pictures::id).with(Picture::PICTURED).load(conn)?;
        let kinds: Vec<_> = pictures.iter().map(|picture| match &picture.pictured {
            Some(Pictured::Article(article)) => article.title.as_str(),
            Some(Pictured::Writer(writer)) => writer.name.as_str(),
            None => "-",
        }).collect();
        assert_eq!(kinds, ["a", "-", "Ann"]);
        // With all owners, there is always one.
        let pictures = Picture::query()
            .order(pictures::id)
            .with(Picture::PICTURED.constrain_writer(|writer| writer.with_trashed()).constrain_article(|article| article.with_trashed()))
            .load(conn)?;
        assert!(matches!(&pictures[1].pictured, Pictured::Writer(writer) if writer.name == "Ben"));
        assert_eq!(Picture::query().has(Picture::PICTURED).count().get_result::<i64>(conn)?, 2);
        assert_eq!(Picture::query().doesnt_have(Picture::PICTURED).load(conn)?[0].id, 2);
        assert_eq!(Picture::query().has(Picture::PICTURED.writer().with_trashed()).count().get_result::<i64>(conn)?, 2);
        let ann = Writer::find(1).first(conn)?;
        assert_eq!(ann.pictures().count().get_result::<i64>(conn)?, 1);
    }
}
