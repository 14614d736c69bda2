//! Rows that are inserted or updated, and rows that are found or made in memory.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::DatabaseErrorKind::UniqueViolation;
use diesel::result::Error::{DatabaseError, NotFound, QueryBuilderError};
use diesel_relations::prelude::*;
use diesel_relations::{NoUniqueKey, NullKey, OwnedByAnother};
use diesel_relations_tests::on_every_backend;

diesel::table! { people (id) { id -> Integer, name -> Text, code -> Nullable<Text>, } }
diesel::table! { pages (id) { id -> Integer, slug -> Text, title -> Text, body -> Text, person_id -> Integer, } }
diesel::table! { badges (person_code, kind) { person_code -> Text, kind -> Text, level -> Integer, } }
diesel::table! { marks (id) { id -> Integer, name -> Text, markable_id -> Nullable<Integer>, markable_type -> Nullable<Text>, } }
diesel::table! { roles (id) { id -> Integer, name -> Text, } }
diesel::table! { person_role (person_id, role_id) { person_id -> Integer, role_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(people, pages, badges, marks, roles, person_role);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = people)]
#[has_many(Page)]
#[has_one(Page, name = last_page, latest)]
#[has_many(Badge, foreign_key = person_code, local_key = code)]
#[morph_many(Mark, morph = markable)]
#[belongs_to_many(Role)]
struct Person {
    id: i32,
    name: String,
    code: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = pages)]
struct Page {
    id: i32,
    slug: String,
    title: String,
    body: String,
    #[model(belongs_to(Person, table = people))]
    person_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = badges, primary_key(person_code, kind))]
struct Badge {
    person_code: String,
    kind: String,
    level: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = marks)]
struct Mark {
    id: i32,
    name: String,
    #[morph_to(Person)]
    markable_id: Option<i32>,
    markable_type: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = roles)]
struct Role {
    id: i32,
    name: String,
}

#[derive(Insertable)]
#[diesel(table_name = pages)]
struct NewPage<'t> {
    slug: &'t str,
    title: &'t str,
    body: Option<&'t str>,
}

fn new<'t>(slug: &'t str, title: &'t str) -> NewPage<'t> {
    NewPage {
        slug,
        title,
        body: None,
    }
}

fn ann() -> Person {
    Person {
        id: 1,
        name: "Ann".into(),
        code: Some("a".into()),
    }
}

fn ben() -> Person {
    Person {
        id: 2,
        name: "Ben".into(),
        code: None,
    }
}

/// `serial`: the type of a key that the database makes.
fn tables(serial: &str) -> String {
    "CREATE TEMPORARY TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, code VARCHAR(5));
     CREATE TEMPORARY TABLE pages (id SERIAL, slug VARCHAR(20) NOT NULL UNIQUE, title VARCHAR(20) NOT NULL UNIQUE CHECK (title <> 'bad'),
         body VARCHAR(20) NOT NULL DEFAULT 'empty', person_id INTEGER NOT NULL);
     CREATE TEMPORARY TABLE badges (person_code VARCHAR(5) NOT NULL, kind VARCHAR(5) NOT NULL, level INTEGER NOT NULL,
         PRIMARY KEY (person_code, kind));
     CREATE TEMPORARY TABLE marks (id SERIAL, name VARCHAR(20) NOT NULL UNIQUE, markable_id INTEGER, markable_type VARCHAR(20));
     CREATE TEMPORARY TABLE roles (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
     CREATE TEMPORARY TABLE person_role (person_id INTEGER NOT NULL, role_id INTEGER NOT NULL, PRIMARY KEY (person_id, role_id));
     INSERT INTO people VALUES (1, 'Ann', 'a'), (2, 'Ben', NULL);
     INSERT INTO roles VALUES (1, 'one'), (2, 'two');
     INSERT INTO person_role VALUES (1, 1);"
        .replace("id SERIAL", &format!("id {}", serial))
}

macro_rules! pages {
    ($conn:expr) => {
        pages::table
            .order(pages::slug)
            .load::<(i32, String, String, String, i32)>($conn)?
            .iter()
            .map(|(_, slug, title, body, person)| format!("{slug} {title} {body} {person}"))
            .collect::<Vec<_>>()
    };
}

on_every_backend! {
    fn inserted_or_updated(conn, statements) {
        conn.batch_execute(&tables(facts().serial))?;
        let rows = [new("a", "A"), new("b", "B")];
        let (sent, count) = statements.during(|| ann().pages().upsert(rows, pages::slug, pages::title).execute(conn));
        // In a transaction, to write nothing where a row is another parent's. MySQL may have no such unique key: it is asked.
        assert_eq!((sent, count?), (if facts().names_conflict { 3 } else { 4 }, 2));
        let ids: Vec<i32> = pages::table.order(pages::slug).select(pages::id).load(conn)?;
        // Only the columns that are to be updated; the row keeps its key.
        let rows = [NewPage { body: Some("new"), ..new("b", "B2") }, NewPage { body: Some("text"), ..new("c", "C") }];
        assert_eq!(ann().pages().upsert(rows, pages::slug, pages::title).execute(conn)?, 2);
        assert_eq!(pages!(conn), ["a A empty 1", "b B2 empty 1", "c C text 1"]);
        assert_eq!(pages::table.order(pages::slug).select(pages::id).limit(2).load::<i32>(conn)?, ids);
        let rows = vec![(pages::slug.eq("a"), pages::title.eq("A2"), pages::body.eq("long"))];
        assert_eq!(ann().last_page().upsert(rows, (pages::slug,), (pages::title, pages::body)).execute(conn)?, 1);
        assert_eq!(pages!(conn), ["a A2 long 1", "b B2 empty 1", "c C text 1"]);
        // A row that has not changed counts, too.
        assert_eq!(ann().pages().upsert([new("a", "A2")], pages::slug, pages::title).execute(conn)?, 1);
        let none: [NewPage<'_>; 0] = [];
        assert_eq!(statements.during(|| ann().pages().upsert(none, pages::slug, pages::title).execute(conn)), (0, Ok(0)));
    }

    fn rows_that_stay_as_they_are(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        ann().pages().create(new("a", "A")).execute(conn)?;
        let count = ann().pages().upsert([new("a", "other"), new("b", "B")], pages::slug, ()).execute(conn)?;
        // MySQL does not tell.
        assert_eq!(count, if facts().names_conflict { 1 } else { 2 });
        assert_eq!(pages!(conn), ["a A empty 1", "b B empty 1"]);
    }

    fn rows_of_another_parent(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        // The relation's key wins over what the row says.
        let given = (pages::slug.eq("a"), pages::title.eq("A"), pages::person_id.eq(2));
        ann().pages().upsert([given], pages::slug, pages::title).execute(conn)?;
        assert_eq!(pages!(conn), ["a A empty 1"]);
        // The row goes to this parent where the foreign key is updated.
        ben().pages().upsert([new("a", "A3")], pages::slug, (pages::title, pages::person_id)).execute(conn)?;
        assert_eq!(pages!(conn), ["a A3 empty 2"]);
    }

    fn a_row_of_another_parent_is_an_error_and_nothing_is_written(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        ann().pages().create(new("a", "A")).execute(conn)?;
        ben().pages().create(new("b", "B")).execute(conn)?;
        let rows = [new("a", "A2"), new("b", "B2"), new("c", "C2")];
        let Err(QueryBuilderError(error)) = ann().pages().upsert(rows, pages::slug, pages::title).execute(conn) else { panic!("an error") };
        assert_eq!(error.downcast_ref::<OwnedByAnother>().map(|error| error.unique_key()), Some(("pages", "slug")));
        assert_eq!(pages!(conn), ["a A empty 1", "b B empty 2"]);
        // Left alone, where nothing is to be updated.
        ann().pages().upsert([new("b", "B2"), new("c", "C2")], pages::slug, ()).execute(conn)?;
        assert_eq!(pages!(conn), ["a A empty 1", "b B empty 2", "c C2 empty 1"]);
    }

    fn the_user_s_transaction_goes_on_after_a_row_of_another_parent(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        ben().pages().create(new("b", "B")).execute(conn)?;
        conn.transaction(|conn| {
            ann().pages().create(new("a", "A")).execute(conn)?;
            assert!(ann().pages().upsert([new("b", "B2"), new("c", "C2")], pages::slug, pages::title).execute(conn).is_err());
            QueryResult::Ok(())
        })?;
        assert_eq!(pages!(conn), ["a A empty 1", "b B empty 2"]);
    }

    fn a_row_of_another_type_is_not_this_parent_s(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        conn.batch_execute("INSERT INTO marks (name, markable_id, markable_type) VALUES ('a', 1, 'Place'), ('b', NULL, NULL), ('c', 1, 'Person')")?;
        for name in ["a", "b"] {
            let given = (marks::id.eq(9), marks::name.eq(name));
            let Err(QueryBuilderError(error)) = ann().marks().upsert([given], marks::name, marks::id).execute(conn) else { panic!("an error") };
            assert!(error.is::<OwnedByAnother>());
        }
        assert_eq!(ann().marks().upsert([(marks::id.eq(9), marks::name.eq("c"))], marks::name, marks::id).execute(conn)?, 1);
        assert_eq!(marks::table.filter(marks::id.eq(9)).select(marks::name).load::<String>(conn)?, ["c"]);
    }

    fn columns_that_are_no_unique_key_are_an_error(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        let upsert = |conn: &mut _, slug, body| {
            let row = NewPage { body: Some(body), ..new(slug, slug) };
            ann().pages().upsert([row], pages::body, pages::title).execute(conn)
        };
        let first = upsert(conn, "a", "same");
        let second = upsert(conn, "b", "same");
        if facts().names_conflict {
            assert!(first.is_err() && second.is_err());
            return Ok(());
        }
        assert_eq!(first, Ok(1));
        let Err(QueryBuilderError(error)) = second else { panic!("an error") };
        assert_eq!(error.downcast_ref::<NoUniqueKey>().map(|error| error.columns()), Some(("pages", "body")));
        assert_eq!(pages!(conn), ["a a same 1"]);
    }

    fn unique_keys_of_several_columns(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        let level = |kind: &'static str, level: i32| (badges::kind.eq(kind), badges::level.eq(level));
        let key = (badges::person_code, badges::kind);
        ann().badges().upsert([level("x", 1), level("y", 1)], key, badges::level).execute(conn)?;
        ann().badges().upsert([level("y", 2), level("z", 3)], key, badges::level).execute(conn)?;
        let levels: Vec<(String, String, i32)> = badges::table.order(badges::kind).load(conn)?;
        assert_eq!(levels, [("a".into(), "x".into(), 1), ("a".into(), "y".into(), 2), ("a".into(), "z".into(), 3)]);
        let Err(QueryBuilderError(error)) = ben().badges().upsert([level("x", 1)], key, ()).execute(conn) else { panic!("an error") };
        assert_eq!(error.downcast_ref::<NullKey>().map(|error| error.key()), Some(("people", "code")));
    }

    fn rows_of_a_polymorphic_relation(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        let marks = |names: [&'static str; 2]| names.map(|name| marks::name.eq(name));
        ann().marks().upsert(marks(["a", "b"]), marks::name, ()).execute(conn)?;
        ben().marks().upsert(marks(["b", "c"]), marks::name, (marks::markable_id, marks::markable_type)).execute(conn)?;
        let owners: Vec<(Option<i32>, Option<String>)> = marks::table.order(marks::name).select((marks::markable_id, marks::markable_type)).load(conn)?;
        let person = |id| (Some(id), Some("Person".to_owned()));
        assert_eq!(owners, [person(1), person(2), person(2)]);
    }

    fn many_rows_and_one_transaction(conn, statements) {
        conn.batch_execute(&tables(facts().serial))?;
        let slugs: Vec<String> = (0..25_000).map(|number| format!("s{number}")).collect();
        let rows = || slugs.iter().map(|slug| new(slug, slug));
        // 30,000 values each, four for a row, and a transaction around them.
        let (sent, count) = statements.during(|| ann().pages().upsert(rows(), pages::slug, pages::title).execute(conn));
        assert_eq!((sent, count?), (if facts().names_conflict { 6 } else { 10 }, 25_000));
        assert_eq!(ben().pages().upsert(rows(), pages::slug, pages::person_id).execute(conn)?, 25_000);
        assert_eq!(ben().pages().count().get_result::<i64>(conn)?, 25_000);
        // Another unique key refuses the last row, which is in another statement: nothing is written.
        diesel::delete(pages::table.filter(pages::slug.ne("s1"))).execute(conn)?;
        diesel::update(pages::table).set(pages::person_id.eq(1)).execute(conn)?;
        let refused = NewPage { slug: "new", title: "s2", body: Some("with another column") };
        let all = rows().chain([refused]);
        let result = ann().pages().upsert(all, pages::slug, pages::title).execute(conn);
        if facts().names_conflict {
            assert!(matches!(result, Err(DatabaseError(UniqueViolation, _))), "{result:?}");
            assert_eq!(pages!(conn), ["s1 s1 empty 1"]);
        } else {
            // MySQL takes any unique key: the row with that title is updated.
            assert_eq!(result?, 25_001);
            assert_eq!(pages::table.count().get_result::<i64>(conn)?, 25_000);
        }
    }

    fn a_failure_leaves_nothing_behind(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        // The second is another statement, as it gives another column.
        let rows = [new("a", "A"), NewPage { body: Some("b"), ..new("b", "bad") }];
        assert!(ann().pages().upsert(rows, pages::slug, pages::title).execute(conn).is_err());
        assert!(pages!(conn).is_empty());
        // In a transaction, what was written before it stays.
        let result: QueryResult<()> = conn.transaction(|conn| {
            ann().pages().create(new("c", "C")).execute(conn)?;
            let rows = [new("a", "A"), NewPage { body: Some("b"), ..new("b", "bad") }];
            assert!(ann().pages().upsert(rows, pages::slug, ()).execute(conn).is_err());
            Ok(())
        });
        result?;
        assert_eq!(pages!(conn), ["c C empty 1"]);
    }

    fn found_or_made_in_memory(conn, statements) {
        conn.batch_execute(&tables(facts().serial))?;
        let page = || Page { id: 7, slug: "a".into(), title: "A".into(), body: "text".into(), person_id: 99 };
        let (sent, made) = statements.during(|| ben().pages().filter(pages::slug.eq("a")).first_or_new(page, conn));
        let made = made?;
        assert_eq!((sent, &made), (1, &Page { person_id: 2, ..page() }));
        assert!(pages!(conn).is_empty());
        made.save(conn)?;
        assert_eq!(pages!(conn), ["a A text 2"]);
        // By primary key; another parent's row is not found.
        assert_eq!(ben().pages().find(7).first_or_new(|| panic!("it is there"), conn)?, made);
        assert_eq!(ann().pages().find(7).first_or_new(page, conn)?.person_id, 1);
        assert_eq!(ann().last_page().first_or_new(page, conn)?.person_id, 1);
        let mark = Mark { id: 1, name: "m".into(), markable_id: None, markable_type: None };
        let mark = ann().marks().first_or_new(|| mark, conn)?;
        assert_eq!((mark.markable_id, mark.markable_type.as_deref()), (Some(1), Some("Person")));
        // Many-to-many: the row is not attached.
        let role = || Role { id: 3, name: "three".into() };
        assert_eq!(ann().roles().find(1).first_or_new(role, conn)?.name, "one");
        assert_eq!(ann().roles().find(2).first_or_new(role, conn)?, role());
        assert_eq!(ann().roles().find(3).first(conn), Err(NotFound));
    }
}
