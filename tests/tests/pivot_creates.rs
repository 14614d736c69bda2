//! Related rows written through a many-to-many relation: `create`, `save`, `first_or_create` and the like.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::DeserializationError;
use diesel_relations::prelude::*;
use diesel_relations::{PivotCount, UnknownKey};
use diesel_relations_tests::on_every_backend;

diesel::table! { people (id) { id -> Integer, name -> Text, } }
diesel::table! { roles (id) { id -> Integer, name -> Text, note -> Nullable<Text>, } }
diesel::table! { person_role (person_id, role_id) { person_id -> Integer, role_id -> Integer, kind -> Text, } }
diesel::table! { words (word) { word -> Text, language -> Text, } }
diesel::table! { person_word (person_id, word) { person_id -> Integer, word -> Text, } }
diesel::table! { marks (id) { id -> Integer, } }
diesel::table! { mark_person (person_id, mark_id) { person_id -> Integer, mark_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(
    people,
    roles,
    person_role,
    words,
    person_word,
    marks,
    mark_person
);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = people)]
#[belongs_to_many(Role)]
#[belongs_to_many(Role, name = own_roles, values(kind = "own"))]
#[belongs_to_many(Word, related_key = word)]
#[belongs_to_many(Mark)]
struct Person {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = roles)]
struct Role {
    id: i32,
    name: String,
    note: Option<String>,
}

/// Keyed by what the program gives it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = words, primary_key(word))]
struct Word {
    word: String,
    language: String,
}

/// Nothing but a key.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = marks)]
struct Mark {
    id: i32,
}

#[derive(Debug, Default, Insertable)]
#[diesel(table_name = roles)]
struct NewRole {
    id: Option<i32>,
    name: &'static str,
    note: Option<&'static str>,
}

#[derive(Debug, Default, Insertable)]
#[diesel(table_name = marks)]
struct NewMark {
    id: Option<i32>,
}

/// `serial`: the type of a key that the database makes.
fn tables(serial: &str) -> String {
    "CREATE TEMPORARY TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
     CREATE TEMPORARY TABLE roles (id SERIAL, name VARCHAR(20) NOT NULL UNIQUE CHECK (name <> 'bad'), note VARCHAR(20));
     CREATE TEMPORARY TABLE person_role (person_id INTEGER NOT NULL, role_id INTEGER NOT NULL,
         kind VARCHAR(20) NOT NULL DEFAULT 'none' CHECK (kind <> 'bad'), PRIMARY KEY (person_id, role_id));
     CREATE TEMPORARY TABLE words (word VARCHAR(20) PRIMARY KEY, language VARCHAR(20) NOT NULL);
     CREATE TEMPORARY TABLE person_word (person_id INTEGER NOT NULL, word VARCHAR(20) NOT NULL, PRIMARY KEY (person_id, word));
     CREATE TEMPORARY TABLE marks (id SERIAL);
     CREATE TEMPORARY TABLE mark_person (person_id INTEGER NOT NULL, mark_id INTEGER NOT NULL);
     INSERT INTO people VALUES (1, 'Ann'), (2, 'Ben');"
        .replace("id SERIAL", &format!("id {}", serial))
}

fn ann() -> Person {
    Person {
        id: 1,
        name: "Ann".into(),
    }
}

fn ben() -> Person {
    Person {
        id: 2,
        name: "Ben".into(),
    }
}

fn named(name: &'static str) -> NewRole {
    NewRole {
        name,
        ..NewRole::default()
    }
}

macro_rules! pivots {
    ($conn:expr) => {
        person_role::table
            .inner_join(roles::table.on(roles::id.eq(person_role::role_id)))
            .order((person_role::person_id, roles::name))
            .select((person_role::person_id, roles::name, person_role::kind))
            .load::<(i32, String, String)>($conn)?
            .iter()
            .map(|(person, role, kind)| format!("{person} {role} {kind}"))
            .collect::<Vec<_>>()
    };
}

on_every_backend! {
    fn create(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        let role = ann().roles().create(named("a")).get_result(conn)?;
        assert_eq!((role.name.as_str(), role.note), ("a", None));
        let role = ann().roles().create((roles::name.eq("b"), roles::note.eq("n"))).with_pivot(person_role::kind.eq("k")).get_result(conn)?;
        assert_eq!((role.name.as_str(), role.note.as_deref()), ("b", Some("n")));
        // A key that is given.
        let role = ben().roles().create(NewRole { id: Some(70), ..named("c") }).get_result(conn)?;
        assert_eq!(role.id, 70);
        assert_eq!(ben().own_roles().create(roles::name.eq("d")).execute(conn)?, 1);
        assert_eq!(pivots!(conn), ["1 a none", "1 b k", "2 c none", "2 d own"]);
        // A key that the database does not make, a row without values.
        let word = ann().words().create(Word { word: "hi".into(), language: "en".into() }).get_result(conn)?;
        assert_eq!(word.word, "hi");
        let mark = ann().marks().create(NewMark::default()).get_result(conn)?;
        assert_eq!(ann().marks().load(conn)?, [mark]);
        assert_eq!(ann().words().load(conn)?, [word]);
    }

    fn one_transaction_without_savepoints(conn, statements) {
        conn.batch_execute(&tables(facts().serial))?;
        // MySQL and MariaDB read the row that they inserted, by the key that they made last.
        let reads = if facts().returning { 0 } else { 2 };
        let (sent, role) = statements.during(|| ann().roles().create(named("a")).get_result(conn));
        let role = role?;
        // A transaction, the row, the row of the pivot table.
        assert_eq!(sent, 4 + reads);
        let (sent, changes) = statements.during(|| ben().roles().save(&role).execute(conn));
        assert_eq!(changes?.attached, [role.id]);
        // A transaction, the row, the lock, a look, the row of the pivot table.
        assert_eq!(sent, 6);
        let (sent, _) = statements.during(|| ann().roles().first_or_create(roles::name.eq("b"), named("b")).get_result(conn));
        // A look; a transaction, the lock, a look, the row, the row of the pivot table.
        assert_eq!(sent, 7 + reads);
    }

    fn execute_does_not_read_the_row(conn, statements) {
        conn.batch_execute(&tables(facts().serial))?;
        let returns = facts().returning;
        let kind = || person_role::kind.eq("k");
        // A transaction, the row, its pivot row. MySQL and MariaDB forget the last key first where they make one.
        let (sent, count) = statements.during(|| ann().roles().create(named("a")).with_pivot(kind()).execute(conn));
        assert_eq!((sent, count?), (if returns { 4 } else { 5 }, 1));
        let given = |id, name| NewRole { id: Some(id), ..named(name) };
        let (sent, count) = statements.during(|| ann().roles().create(given(70, "b")).with_pivot(kind()).execute(conn));
        assert_eq!((sent, count?), (4, 1));
        let hi = (words::word.eq("hi"), words::language.eq("en"));
        let (sent, count) = statements.during(|| ann().words().create(hi).execute(conn));
        assert_eq!((sent, count?), (4, 1));
        let (sent, count) = statements.during(|| ann().roles().create_many([given(71, "c")]).execute(conn));
        assert_eq!((sent, count?), (4, 1));
        assert_eq!(pivots!(conn), ["1 a k", "1 b k", "1 c none"]);
        assert_eq!(ann().words().count().get_result::<i64>(conn)?, 1);
        // A key that is not known is an error, and nothing is written.
        if !returns {
            conn.batch_execute("ALTER TABLE words MODIFY word VARCHAR(50) DEFAULT CONCAT('1-', UUID())")?;
            let Err(DeserializationError(error)) = ann().words().create(words::language.eq("de")).execute(conn) else { panic!("an error") };
            assert!(error.is::<UnknownKey>());
            assert_eq!(words::table.count().get_result::<i64>(conn)?, 1);
        }
    }

    fn create_many(conn, statements) {
        conn.batch_execute(&tables(facts().serial))?;
        let roles = ann().roles().create_many([named("a"), named("b")]).with_pivots([person_role::kind.eq("x"), person_role::kind.eq("y")]).get_results(conn)?;
        assert_eq!(roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(ann().roles().create_many(vec![named("c")]).with_pivot(person_role::kind.eq("z")).execute(conn)?, 1);
        let (sent, rows) = statements.during(|| ann().roles().create_many(Vec::<NewRole>::new()).execute(conn));
        assert_eq!((sent, rows?), (0, 0));
        assert_eq!(pivots!(conn), ["1 a x", "1 b y", "1 c z"]);
        let error = ann().roles().create_many([named("d")]).with_pivots([person_role::kind.eq("x"), person_role::kind.eq("y")]).execute(conn).unwrap_err();
        let diesel::result::Error::QueryBuilderError(error) = error else { panic!("{error}") };
        assert_eq!(error.downcast_ref(), Some(&PivotCount { rows: 1, pivots: 2 }));
        // All or nothing.
        assert!(ann().roles().create_many([named("d"), named("bad")]).execute(conn).is_err());
        assert!(ann().roles().create(named("d")).with_pivot(person_role::kind.eq("bad")).execute(conn).is_err());
        assert_eq!(roles::table.count().get_result::<i64>(conn)?, 3);
    }

    /// Without a foreign key, a pivot row can name a row that is not there: it is kept, and not written once more.
    fn rows_that_pivot_rows_have_named_before(conn, statements) {
        conn.batch_execute(&tables(facts().serial))?;
        conn.batch_execute(
            "INSERT INTO mark_person VALUES (1, 1), (1, 7), (1, 8), (1, 9);
             INSERT INTO person_word VALUES (1, 'a'), (1, 'b'), (1, 'c');
             INSERT INTO person_role VALUES (1, 70, 'old'), (1, 71, 'old')",
        )?;
        let mark = |id| NewMark { id: Some(id) };
        // The key that the database makes first, and keys that are given.
        assert_eq!(ann().marks().create(NewMark::default()).execute(conn)?, 1);
        assert_eq!(ann().marks().create(mark(7)).execute(conn)?, 1);
        assert_eq!(ann().marks().create(mark(8)).get_result(conn)?, Mark { id: 8 });
        let (sent, marks) = statements.during(|| ann().marks().create_many([mark(9), mark(10)]).get_results(conn));
        assert_eq!(marks?, [Mark { id: 9 }, Mark { id: 10 }]);
        // A transaction, the rows, the lock, a look, the one pivot row that is missing.
        let reads = if facts().returning { 0 } else { 1 };
        assert_eq!(sent, 6 + reads);
        assert_eq!(ann().marks().order(marks::id).load(conn)?, [1, 7, 8, 9, 10].map(|id| Mark { id }));

        let word = |word: &'static str| (words::word.eq(word), words::language.eq("en"));
        let is = |word: &'static str| words::word.eq(word);
        ann().words().first_or_create(is("a"), word("a")).get_result(conn)?;
        ann().words().update_or_create(is("b"), words::language.eq("de"), word("b")).get_result(conn)?;
        ann().words().create_or_first(is("c"), word("c")).get_result(conn)?;
        assert_eq!(person_word::table.count().get_result::<i64>(conn)?, 3);

        // Fields are given to the pivot row that is there.
        ann().roles().create(NewRole { id: Some(70), ..named("a") }).execute(conn)?;
        ann().roles().create(NewRole { id: Some(71), ..named("b") }).with_pivot(person_role::kind.eq("new")).execute(conn)?;
        assert_eq!(pivots!(conn), ["1 a old", "1 b new"]);
    }

    fn save(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        let mut role = Role { id: 5, name: "a".into(), note: Some("n".into()) };
        assert_eq!(ann().roles().save(&role).with_pivot(person_role::kind.eq("k")).execute(conn)?.attached, [5]);
        role.name = "A".into();
        role.note = None;
        // The row is updated; it is not attached twice.
        assert!(ann().roles().save(&role).execute(conn)?.is_empty());
        assert_eq!(Role::find(5).first(conn)?, role);
        let others = [role, Role { id: 6, name: "b".into(), note: None }];
        let kinds = [person_role::kind.eq("x"), person_role::kind.eq("y")];
        let changes = ann().roles().save_many(&others).with_pivots(kinds).execute(conn)?;
        assert_eq!((changes.attached, changes.updated), (vec![6], vec![5]));
        assert_eq!(pivots!(conn), ["1 A x", "1 b y"]);
        ann().marks().save(&Mark { id: 3 }).execute(conn)?;
        ann().marks().save(&Mark { id: 3 }).execute(conn)?;
        assert_eq!(ann().marks().load(conn)?, [Mark { id: 3 }]);
        let none: [Role; 0] = [];
        assert!(ann().roles().save_many(&none).execute(conn)?.is_empty());
        assert_eq!(ann().roles().save_many(&none).get_results(conn)?, []);
        // A row that is there, and a new one, as they are then.
        assert_eq!(ben().roles().save(&others[1]).get_result(conn)?, others[1]);
        assert_eq!(ben().roles().save_many(&others).get_results(conn)?, others);
        assert_eq!(ben().roles().order(roles::id).load(conn)?, others);
    }

    fn first_or_create(conn) {
        conn.batch_execute(&tables(facts().serial))?;
        let is = |name: &'static str| roles::name.eq(name);
        // Neither attached nor there; there; attached.
        let role = ann().roles().first_or_create(is("a"), named("a")).with_pivot(person_role::kind.eq("k")).get_result(conn)?;
        assert_eq!(ben().roles().first_or_create(is("a"), named("a")).get_result(conn)?, role);
        assert_eq!(ben().roles().first_or_create(is("a"), named("a")).with_pivot(person_role::kind.eq("other")).get_result(conn)?, role);
        assert_eq!(pivots!(conn), ["1 a k", "2 a none"]);
        let changed = ben().roles().update_or_create(is("a"), roles::note.eq("new"), named("a")).get_result(conn)?;
        assert_eq!((changed.id, changed.note.as_deref()), (role.id, Some("new")));
        let created = ben().roles().update_or_create(is("b"), roles::note.eq("new"), named("b")).get_result(conn)?;
        assert_eq!(created.note, None);
        // Refused by the unique key: the row that is there.
        assert_eq!(ann().roles().create_or_first(is("b"), named("b")).get_result(conn)?, created);
        assert_eq!(ann().roles().create_or_first(is("c"), named("c")).get_result(conn)?.name, "c");
        // A row that the condition does not find is an error, and nothing is written.
        let error = ben().roles().create_or_first(is("nobody"), named("c")).get_result(conn).unwrap_err();
        assert!(matches!(error, diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _)), "{error}");
        assert_eq!(pivots!(conn), ["1 a k", "1 b none", "1 c none", "2 a none", "2 b none"]);
        // Inside a transaction it goes on.
        conn.transaction(|conn| {
            ann().roles().create_or_first(is("c"), named("c")).get_result(conn)?;
            assert!(ann().roles().create(named("c")).execute(conn).is_err());
            ann().roles().create(named("d")).execute(conn)
        })?;
        assert_eq!(ann().roles().count().get_result::<i64>(conn)?, 4);
    }
}
