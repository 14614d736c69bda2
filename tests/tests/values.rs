//! Relations whose rows have certain values, and give them to new ones: `values(..)`, `defaults(..)`.

use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { people (id) { id -> Integer, name -> Text, } }
diesel::table! { papers (id) {
    id -> Integer, kind -> Text, title -> Text, published -> Bool, topic -> Nullable<Text>, votes -> Integer, person_id -> Integer,
    deleted_at -> Nullable<Timestamp>,
} }
diesel::table! { marks (id) {
    id -> Integer, kind -> Nullable<Text>, name -> Text, markable_id -> Nullable<Integer>, markable_type -> Nullable<Text>,
} }
diesel::table! { follows (person_id, other_id) { person_id -> Integer, other_id -> Integer, kind -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(people, papers, marks, follows);

/// A text that only some values are of.
#[derive(Debug, Clone, Copy, PartialEq, AsExpression)]
#[diesel(sql_type = Text)]
enum Kind {
    Dev,
    Ops,
}

impl<DB: Backend> ToSql<Text, DB> for Kind
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        match self {
            Kind::Dev => "dev".to_sql(out),
            Kind::Ops => "ops".to_sql(out),
        }
    }
}

const FEW: i32 = 7;

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = people)]
#[has_many(Paper)]
#[has_many(Paper, name = drafts, values(published = false, kind = "dev"))]
#[has_many(Paper, name = loose_papers, values(topic = None), defaults(kind = "loose"))]
#[has_many(Paper, name = popular_drafts, values(published = false, kind = "dev"), filter = papers::votes.ge(10i32))]
#[has_many(Paper, name = new_papers, defaults(votes = 5i32, topic = "new"))]
#[has_one(Paper, name = last_draft, latest, values(published = false))]
#[has_one(Paper, name = rust_paper, values(topic = "rust", kind = "dev"))]
#[has_many(Paper, name = few_ops, values(kind = Kind::Ops as Kind), defaults(votes = FEW as i32, topic = None as Option<&str>))]
#[has_many(Paper, name = popular_dev, values(kind = Kind::Dev as Kind, published = false), filter = papers::votes.ge(10i32))]
#[belongs_to_many(Person, name = colleagues, table = people, pivot = follows, foreign_key = person_id, related_key = other_id, values(kind = Kind::Ops as Kind))]
#[morph_many(Mark, morph = markable)]
#[morph_many(Mark, name = stars, morph = markable, values(kind = "star"))]
#[morph_one(Mark, name = last_star, morph = markable, oldest = name, values(kind = "star"))]
#[morph_many(Mark, name = plain_marks, morph = markable, values(kind = None))]
struct Person {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = papers)]
#[model(soft_delete)]
struct Paper {
    id: i32,
    kind: String,
    title: String,
    published: bool,
    topic: Option<String>,
    votes: i32,
    #[model(belongs_to(Person, table = people))]
    person_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = marks)]
struct Mark {
    id: i32,
    kind: Option<String>,
    name: String,
    #[morph_to(Person)]
    markable_id: Option<i32>,
    markable_type: Option<String>,
}

/// Of the columns that relations give, one before and one behind the others.
#[derive(Debug, Clone, Copy, Insertable)]
#[diesel(table_name = papers)]
struct NewPaper<'t> {
    kind: Option<&'t str>,
    id: i32,
    title: &'t str,
    topic: Option<&'t str>,
}

fn new(id: i32, title: &str) -> NewPaper<'_> {
    NewPaper {
        kind: None,
        id,
        title,
        topic: None,
    }
}

fn of_kind<'t>(id: i32, title: &'t str, kind: &'t str) -> NewPaper<'t> {
    NewPaper {
        kind: Some(kind),
        ..new(id, title)
    }
}

const TABLES: &str = "
    CREATE TEMPORARY TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE papers (id INTEGER PRIMARY KEY, kind VARCHAR(20) NOT NULL DEFAULT 'any', title VARCHAR(20) NOT NULL UNIQUE,
        published BOOLEAN NOT NULL DEFAULT TRUE, topic VARCHAR(20) DEFAULT 'misc', votes INTEGER NOT NULL DEFAULT 0,
        person_id INTEGER NOT NULL, deleted_at TIMESTAMP NULL);
    CREATE TEMPORARY TABLE marks (id INTEGER PRIMARY KEY, kind VARCHAR(20) DEFAULT 'any', name VARCHAR(20) NOT NULL,
        markable_id INTEGER, markable_type VARCHAR(20));
    CREATE TEMPORARY TABLE follows (person_id INTEGER NOT NULL, other_id INTEGER NOT NULL, kind VARCHAR(20) NOT NULL);
    INSERT INTO people VALUES (1, 'Ann'), (2, 'Ben');
    INSERT INTO papers (id, kind, title, published, topic, votes, person_id) VALUES
        (1, 'dev', 'a', FALSE, 'rust', 20, 1), (2, 'dev', 'b', TRUE, NULL, 0, 1), (3, 'ops', 'c', FALSE, 'rust', 0, 1),
        (4, 'dev', 'd', FALSE, NULL, 0, 1), (5, 'dev', 'e', FALSE, 'sql', 0, 2);
    INSERT INTO marks VALUES (1, 'star', 'x', 1, 'Person'), (2, 'flag', 'y', 1, 'Person'), (3, NULL, 'z', 1, 'Person'),
        (4, 'star', 'w', 2, 'Person'), (5, 'star', 'v', 1, 'Other');";

fn ids(papers: &[Paper]) -> Vec<i32> {
    papers.iter().map(|paper| paper.id).collect()
}

fn mark_ids(marks: &[Mark]) -> Vec<i32> {
    marks.iter().map(|mark| mark.id).collect()
}

/// What the relations give.
fn given(paper: &Paper) -> (i32, &str, bool, Option<&str>) {
    let topic = paper.topic.as_deref();
    (paper.id, &paper.kind, paper.published, topic)
}

on_every_backend! {
    fn values_are_conditions(conn, statements) {
        conn.batch_execute(TABLES)?;
        let query = Person::query().order(people::id).with((
            Person::DRAFTS.order(papers::id),
            Person::LOOSE_PAPERS.order(papers::id),
            Person::POPULAR_DRAFTS,
            Person::NEW_PAPERS.order(papers::id),
            Person::LAST_DRAFT,
            Person::RUST_PAPER,
        ));
        let (sent, people) = statements.during(|| query.load(conn));
        let people = people?;
        assert_eq!(sent, 7);
        let [ann, ben] = people.as_slice() else { panic!("two people") };
        assert_eq!((ids(&ann.drafts), ids(&ben.drafts)), (vec![1, 4], vec![5]));
        assert_eq!((ids(&ann.loose_papers), ids(&ben.loose_papers)), (vec![2, 4], vec![]));
        assert_eq!((ids(&ann.popular_drafts), ids(&ben.popular_drafts)), (vec![1], vec![]));
        // `defaults` ask for nothing.
        assert_eq!((ids(&ann.new_papers), ids(&ben.new_papers)), (vec![1, 2, 3, 4], vec![5]));
        let last = |draft: &Option<Paper>| draft.as_ref().map(|paper| paper.id);
        assert_eq!((last(&ann.last_draft), last(&ben.last_draft)), (Some(4), Some(5)));
        assert_eq!((last(&ann.rust_paper), last(&ben.rust_paper)), (Some(1), None));

        assert_eq!(Person::query().filter(Person::RUST_PAPER.exists()).load(conn)?.len(), 1);
        assert_eq!(Person::query().filter(Person::LOOSE_PAPERS.exists()).load(conn)?.len(), 1);
        assert_eq!(Person::query().filter(Person::DRAFTS.exists()).load(conn)?.len(), 2);
        assert_eq!(Person::query().filter(Person::DRAFTS.count().eq(2)).load(conn)?.len(), 1);
        let counted = Person::query().order(people::id).with_count(Person::DRAFTS).load(conn)?;
        assert_eq!(counted.iter().map(|person| person.drafts_count).collect::<Vec<_>>(), [2, 1]);

        let ann = Person::find(1).first(conn)?;
        assert_eq!(ids(&ann.drafts().filter(papers::id.ne(4)).or_filter(papers::id.eq(2)).order(papers::id).load(conn)?), [1]);
        assert_eq!(ann.last_draft().first(conn)?.id, 4);
        assert_eq!(ann.drafts().filter(papers::votes.gt(0)).count().get_result::<i64>(conn)?, 1);
    }

    fn soft_deletes_and_writes_see_the_values(conn) {
        conn.batch_execute(TABLES)?;
        let ann = Person::find(1).first(conn)?;
        assert_eq!(diesel::update(ann.drafts()).set(papers::votes.eq(1)).execute(conn)?, 2);
        assert_eq!(ann.drafts().find(2).delete(conn)?, 0);
        assert_eq!(ann.drafts().find(4).delete(conn)?, 1);
        assert_eq!(ids(&ann.drafts().load(conn)?), [1]);
        assert_eq!(ann.last_draft().first(conn)?.id, 3);
        assert_eq!(ids(&ann.drafts().only_trashed().load(conn)?), [4]);
        assert_eq!(ids(&ann.drafts().with_trashed().order(papers::id).load(conn)?), [1, 4]);
        let ann = Person::find(1).with(Person::DRAFTS.with_trashed().order(papers::id)).first(conn)?;
        assert_eq!(ids(&ann.drafts), [1, 4]);
        ann.drafts().with_trashed().create(new(9, "trash")).execute(conn)?;
        assert_eq!(given(&Paper::find(9).first(conn)?), (9, "dev", false, Some("misc")));
        assert_eq!(diesel::delete(ann.drafts()).execute(conn)?, 2);
        assert_eq!(Paper::query().with_trashed().count().get_result::<i64>(conn)?, 4);
    }

    fn new_rows_get_the_values(conn, statements) {
        conn.batch_execute(TABLES)?;
        let ann = Person::find(1).first(conn)?;
        let (sent, paper) = statements.during(|| ann.drafts().create(new(10, "new")).get_result(conn));
        assert_eq!(given(&paper?), (10, "dev", false, Some("misc")));
        assert_eq!(sent, if facts().returning { 3 } else { 4 });
        // What is given wins, and may not be one of the rows.
        ann.drafts().create(of_kind(11, "ops", "ops")).execute(conn)?;
        assert_eq!(given(&Paper::find(11).first(conn)?), (11, "ops", false, Some("misc")));
        let values = (papers::id.eq(12), papers::title.eq("out"), papers::published.eq(true), papers::person_id.eq(2));
        let paper = ann.drafts().create(values).get_result(conn)?;
        assert_eq!((given(&paper), paper.person_id), ((12, "dev", true, Some("misc")), 1));
        assert_eq!(ids(&ann.drafts().order(papers::id).load(conn)?), [1, 4, 10]);

        // NULL where the table has a default; beside a condition that is not written.
        let paper = ann.loose_papers().create(new(13, "loose")).get_result(conn)?;
        assert_eq!(given(&paper), (13, "loose", true, None));
        let paper = ann.loose_papers().create(NewPaper { topic: Some("sql"), ..of_kind(14, "tight", "ops") }).get_result(conn)?;
        assert_eq!(given(&paper), (14, "ops", true, Some("sql")));
        let paper = ann.popular_drafts().create(new(15, "unpopular")).get_result(conn)?;
        assert_eq!((given(&paper), paper.votes), ((15, "dev", false, Some("misc")), 0));
        let paper = ann.new_papers().create(new(16, "newest")).get_result(conn)?;
        assert_eq!((given(&paper), paper.votes), ((16, "any", true, Some("new")), 5));
        let paper = ann.last_draft().create(new(17, "last")).get_result(conn)?;
        assert_eq!(given(&paper), (17, "any", false, Some("misc")));
        assert_eq!(ann.last_draft().first(conn)?, paper);
        // Without values it is what the table says.
        assert_eq!(given(&ann.papers().create(new(18, "plain")).get_result(conn)?), (18, "any", true, Some("misc")));
        // A row that is saved says itself what it has.
        let paper = Paper { id: 19, kind: "ops".into(), published: true, title: "saved".into(), ..paper };
        ann.drafts().save(&paper).execute(conn)?;
        assert_eq!(Paper::find(19).first(conn)?, paper);
        let paper = Paper { topic: None, ..paper };
        assert_eq!(ann.new_papers().save(&paper).get_result(conn)?, paper);
    }

    fn many_new_rows_are_one_statement(conn, statements) {
        conn.batch_execute(TABLES)?;
        let ann = Person::find(1).first(conn)?;
        let rows = [new(10, "f"), of_kind(11, "g", "ops"), new(12, "h"), of_kind(13, "i", "dev")];
        let (sent, made) = statements.during(|| ann.drafts().create_many(rows).get_results(conn));
        let made = made?;
        let all: Vec<_> = made.iter().map(given).collect();
        let topic = Some("misc");
        assert_eq!(all, [(10, "dev", false, topic), (11, "ops", false, topic), (12, "dev", false, topic), (13, "dev", false, topic)]);
        assert_eq!(sent, if facts().returning { 3 } else { 4 });
        // Rows with and without the columns that nothing is given for are several where a list of rows cannot say `DEFAULT`.
        let rows = [new(20, "j"), NewPaper { topic: Some("sql"), ..new(21, "k") }, of_kind(22, "l", "ops")];
        let (sent, count) = statements.during(|| ann.drafts().create_many(rows).execute(conn));
        assert_eq!((sent, count?), (if facts().knows_default { 1 } else { 4 }, 3));
        let rows = [NewPaper { topic: Some("sql"), ..new(30, "m") }, new(31, "n"), of_kind(32, "o", "ops")];
        let (sent, count) = statements.during(|| ann.loose_papers().create_many(rows).execute(conn));
        assert_eq!((sent, count?), (1, 3));
        let loose = Paper::find_many([30, 31, 32]).order(papers::id).load(conn)?;
        let all: Vec<_> = loose.iter().map(given).collect();
        assert_eq!(all, [(30, "loose", true, Some("sql")), (31, "loose", true, None), (32, "ops", true, None)]);
    }

    fn rows_that_are_not_found_get_the_values(conn) {
        conn.batch_execute(TABLES)?;
        let ann = Person::find(1).first(conn)?;
        let title = |title: &'static str| papers::title.eq(title);
        assert_eq!(ann.drafts().first_or_create(title("a"), new(10, "a")).get_result(conn)?.id, 1);
        let paper = ann.drafts().first_or_create(title("f"), new(10, "f")).get_result(conn)?;
        assert_eq!(given(&paper), (10, "dev", false, Some("misc")));
        let paper = ann.rust_paper().update_or_create(title("g"), papers::votes.eq(3), of_kind(11, "g", "ops")).get_result(conn)?;
        assert_eq!((given(&paper), paper.votes), ((11, "ops", true, Some("rust")), 0));
        // It is there, and is not given what it does not have.
        let paper = ann.drafts().update_or_create(title("a"), papers::votes.eq(3), new(12, "a")).get_result(conn)?;
        assert_eq!((given(&paper), paper.votes), ((1, "dev", false, Some("rust")), 3));
        let paper = ann.loose_papers().create_or_first(title("h"), new(13, "h")).get_result(conn)?;
        assert_eq!(given(&paper), (13, "loose", true, None));
        assert_eq!(ann.loose_papers().create_or_first(title("h"), new(14, "h")).get_result(conn)?, paper);
    }

    fn upserted_rows_get_the_values(conn, statements) {
        conn.batch_execute(TABLES)?;
        let ann = Person::find(1).first(conn)?;
        let rows = [new(10, "f"), of_kind(2, "b2", "ops"), new(3, "c2")];
        let upsert = || ann.drafts().upsert(rows, papers::id, (papers::title, papers::kind));
        let (sent, count) = statements.during(|| upsert().execute(conn));
        // A transaction, where a row of another parent is refused by the statement.
        assert_eq!((sent, count?), (if facts().names_conflict { 3 } else { 1 }, 3));
        let rows = Paper::find_many([2, 3, 10]).order(papers::id).load(conn)?;
        let all: Vec<_> = rows.iter().map(given).collect();
        assert_eq!(all, [(2, "ops", true, None), (3, "dev", false, Some("rust")), (10, "dev", false, Some("misc"))]);
        assert_eq!(rows[1].title, "c2");
    }

    fn values_with_their_types(conn) {
        conn.batch_execute(TABLES)?;
        let people = Person::query().order(people::id).with((Person::FEW_OPS, Person::POPULAR_DEV)).load(conn)?;
        let ann = &people[0];
        assert_eq!((ids(&ann.few_ops), ids(&ann.popular_dev)), (vec![3], vec![1]));
        let made = ann.few_ops().create((papers::id.eq(10), papers::title.eq("x"))).get_result(conn)?;
        assert_eq!((given(&made), made.votes), ((10, "ops", true, None), FEW));
        let made = ann.popular_dev().create((papers::id.eq(11), papers::title.eq("y"))).get_result(conn)?;
        assert_eq!(given(&made), (11, "dev", false, Some("misc")));
        assert_eq!(ann.colleagues().attach(2).execute(conn)?.attached, [2]);
        assert_eq!(follows::table.select(follows::kind).load::<String>(conn)?, ["ops"]);
        diesel::update(follows::table).set(follows::kind.eq(Kind::Dev)).execute(conn)?;
        assert!(ann.colleagues().load(conn)?.is_empty());
    }

    fn polymorphic_relations_have_values_too(conn) {
        conn.batch_execute(TABLES)?;
        let people = Person::query().order(people::id).with((Person::STARS, Person::LAST_STAR, Person::PLAIN_MARKS)).load(conn)?;
        let ann = &people[0];
        assert_eq!((mark_ids(&ann.stars), mark_ids(&ann.plain_marks)), (vec![1], vec![3]));
        assert_eq!(ann.last_star.as_ref().map(|mark| mark.id), Some(1));
        assert_eq!(Person::query().filter(Person::PLAIN_MARKS.exists()).load(conn)?.len(), 1);
        let new = |id: i32| (marks::id.eq(id), marks::name.eq("new"), marks::markable_type.eq("Other"));
        let star = ann.stars().create(new(10)).get_result(conn)?;
        assert_eq!((star.kind.as_deref(), star.markable_id, star.markable_type.as_deref()), (Some("star"), Some(1), Some("Person")));
        assert_eq!(ann.last_star().first(conn)?, star);
        assert_eq!(ann.plain_marks().create(new(11)).get_result(conn)?.kind, None);
        assert_eq!(ann.marks().create(new(12)).get_result(conn)?.kind.as_deref(), Some("any"));
        // NULL that is given is a value; none is not.
        let null = (marks::kind.eq(None::<&str>), marks::id.eq(13), marks::name.eq("null"));
        assert_eq!(ann.stars().create(null).get_result(conn)?.kind, None);
        let none = (Some(marks::kind.eq("x")).filter(|_| false), marks::id.eq(14), marks::name.eq("none"));
        assert_eq!(ann.stars().create(none).get_result(conn)?.kind.as_deref(), Some("star"));
        let row = Mark { id: 15, kind: None, name: "made".into(), markable_id: None, markable_type: None };
        let made = ann.last_star().filter(marks::name.eq("made")).first_or_new(|| row.clone(), conn)?;
        assert_eq!((made.kind, made.markable_id), (None, Some(1)));
    }
}
