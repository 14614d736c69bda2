//! Values of rows of a pivot table as data: `"pivot": {"approved": true}`.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::DatabaseErrorKind::NotNullViolation;
use diesel::result::Error::DatabaseError;
use diesel_relations::prelude::*;
use diesel_relations::search::{Attributes, ErrorCode, SearchError, SearchRequest};
use diesel_relations_tests::backend::Facts;
use diesel_relations_tests::on_every_backend;
use serde_json::{Value, json};

diesel::table! { groups (id) { id -> Integer, name -> Text, } }
diesel::table! { people (id) { id -> Integer, email -> Text, } }
diesel::table! { group_person (group_id, person_id) {
    group_id -> Integer, person_id -> Integer, approved -> Bool, note -> Nullable<Text>, rank -> Integer, updated_at -> Timestamp, created_at -> Timestamp,
} }
diesel::table! { letters (id) { id -> Integer, group_id -> Integer, email -> Text, kind -> Text, } }
diesel::table! { labels (id) { id -> Integer, label_id -> Integer, thing_id -> Integer, thing_type -> Text, weight -> Nullable<Integer>, } }
diesel::allow_tables_to_appear_in_same_query!(groups, people, group_person, letters, labels);

fn tables(facts: Facts) -> String {
    let serial = facts.serial;
    format!(
        "CREATE TEMPORARY TABLE {q}groups{q} (id {serial}, name VARCHAR(20) NOT NULL);
         CREATE TEMPORARY TABLE people (id {serial}, email VARCHAR(20) NOT NULL);
         CREATE TEMPORARY TABLE group_person (group_id INTEGER NOT NULL, person_id INTEGER NOT NULL, approved BOOL NOT NULL DEFAULT FALSE,
            note VARCHAR(20) DEFAULT 'none', {q}rank{q} INTEGER NOT NULL, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00',
            created_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', PRIMARY KEY (group_id, person_id));
         CREATE TEMPORARY TABLE letters (id {serial}, group_id INTEGER NOT NULL, email VARCHAR(20) NOT NULL, kind VARCHAR(20) NOT NULL DEFAULT 'x');
         CREATE TEMPORARY TABLE labels (id {serial}, label_id INTEGER NOT NULL, thing_id INTEGER NOT NULL, thing_type VARCHAR(20) NOT NULL,
            weight INTEGER);
         INSERT INTO {q}groups{q} (name) VALUES ('one'), ('two');",
        q = facts.quote,
    )
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = groups)]
#[model(search(write(name)))]
#[belongs_to_many(
    Person,
    table = people,
    pivot = group_person,
    timestamps,
    search(approved: bool, write(approved: bool, note: Option<String>, rank: i32)),
    name = people
)]
#[belongs_to_many(Person, table = people, pivot = letters, related_key = email, owner_key = email, search(write(kind: String)), name = readers)]
#[morph_to_many(Person, table = people, pivot = labels, related_key = label_id, morph = thing, search(write(weight: Option<i32>)), name = labelled)]
struct Group {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = people)]
#[model(search(write(email)))]
struct Person {
    id: i32,
    #[model(key)]
    email: String,
}

fn attributes(json: Value) -> Attributes {
    serde_json::from_value(json).expect("an object")
}

fn invalid<T: std::fmt::Debug>(result: Result<T, SearchError>) -> Vec<(String, ErrorCode)> {
    match result.expect_err("a mistake") {
        SearchError::Request(invalid) => {
            let errors = invalid.errors.into_iter();
            errors.map(|error| (error.pointer, error.code)).collect()
        }
        error => panic!("{error}"),
    }
}

/// The rows of the pivot table.
macro_rules! pivots {
    ($conn:ident) => {
        group_person::table
            .order(group_person::person_id)
            .select((
                group_person::group_id,
                group_person::approved,
                group_person::note,
                group_person::rank,
            ))
            .load::<(i32, bool, Option<String>, i32)>($conn)?
    };
}

/// The first two groups.
macro_rules! start {
    ($conn:ident) => {{
        $conn.batch_execute(&tables(facts()))?;
        let groups = Group::query().order(groups::id).load($conn)?;
        <[Group; 2]>::try_from(groups).unwrap()
    }};
}

on_every_backend! {
    fn a_row_is_stored_with_values_of_its_pivot_row(conn) {
        let [one, two] = start!(conn);
        let request = SearchRequest::new();
        let new = attributes(json!({"email": "a", "pivot": {"approved": true, "rank": 3}}));
        let person = one.people().search(&request).store(&new, conn).unwrap();
        assert_eq!(person.email, "a");
        // A value that is not given is the database's.
        assert_eq!(pivots!(conn), [(one.id, true, Some("none".to_owned()), 3)]);
        let rows = [
            attributes(json!({"email": "b", "pivot": {"note": null, "rank": 1}})),
            attributes(json!({"email": "c", "pivot": {"note": "x", "rank": 2}})),
            attributes(json!({"email": "d", "pivot": {"rank": 5, "approved": true}})),
        ];
        assert_eq!(two.people().search(&request).store_many(&rows, conn).unwrap().len(), 3);
        assert_eq!(
            pivots!(conn)[1..],
            [(two.id, false, None, 1), (two.id, false, Some("x".to_owned()), 2), (two.id, true, Some("none".to_owned()), 5)]
        );
        // They are found by what the relation lists, too.
        let request = SearchRequest::from_query("filter[pivot.approved]=true").unwrap();
        assert_eq!(two.people().search(&request).load(conn)?.total, 1);
    }

    fn values_of_pivot_rows_are_changed(conn) {
        let [one, two] = start!(conn);
        let request = SearchRequest::new();
        let rows = ["a", "b", "c"].map(|email| attributes(json!({"email": email, "pivot": {"rank": 1}})));
        let people = one.people().search(&request).store_many(&rows, conn).unwrap();
        two.people().attach([(people[0].id, group_person::rank.eq(7))]).execute(conn)?;
        let ids: Vec<_> = people.iter().map(|person| person.id).collect();
        let update = |json: Value| attributes(json);

        let person = one.people().search(&request).update(ids[0], &update(json!({"pivot": {"approved": true}})), conn).unwrap();
        assert_eq!((person.id, &*person.email), (ids[0], "a"));
        let both = update(json!({"email": "B", "pivot": {"note": "hi", "rank": 4}}));
        assert_eq!(one.people().search(&request).update(ids[1], &both, conn).unwrap().email, "B");
        let of_one = |rows: Vec<(i32, bool, Option<String>, i32)>| {
            rows.into_iter().filter(|row| row.0 == one.id).map(|(_, approved, note, rank)| (approved, note, rank)).collect::<Vec<_>>()
        };
        let none = || Some("none".to_owned());
        assert_eq!(of_one(pivots!(conn)), [(true, none(), 1), (false, Some("hi".to_owned()), 4), (false, none(), 1)]);

        // Several rows, each with others; one of them twice.
        let changes = [
            (ids[0], update(json!({"pivot": {"note": null}}))),
            (ids[2], update(json!({"pivot": {"approved": true}}))),
            (ids[0], update(json!({"pivot": {"rank": 9}}))),
            (ids[1], update(json!({"email": "b", "pivot": {}}))),
        ];
        assert_eq!(one.people().search(&request).update_many(changes, conn).unwrap().len(), 3);
        assert_eq!(of_one(pivots!(conn)), [(true, None, 9), (false, Some("hi".to_owned()), 4), (true, none(), 1)]);
        // Another parent's row is as it was.
        let other = group_person::table.filter(group_person::group_id.eq(two.id)).select((group_person::approved, group_person::rank));
        assert_eq!(other.load::<(bool, i32)>(conn)?, [(false, 7)]);
        // One that is not attached is not found.
        let found = two.people().search(&request).update(ids[1], &update(json!({"pivot": {"rank": 1}})), conn);
        assert_eq!(found.unwrap_err(), SearchError::Database(diesel::result::Error::NotFound));
        // By another column.
        let change = update(json!({"pivot": {"rank": 12}}));
        one.people().search(&request).by(people::email).update("c".to_owned(), &change, conn).unwrap();
        assert_eq!(of_one(pivots!(conn))[2], (true, none(), 12));
    }

    fn relations_of_other_kinds_have_pivot_rows_too(conn) {
        let [one, _] = start!(conn);
        let request = SearchRequest::new();
        // A pivot table that refers to another column than the primary key.
        let new = attributes(json!({"email": "a", "pivot": {"kind": "weekly"}}));
        let person = one.readers().search(&request).store(&new, conn).unwrap();
        let kinds = letters::table.select((letters::email, letters::kind));
        assert_eq!(kinds.load::<(String, String)>(conn)?, [("a".to_owned(), "weekly".to_owned())]);
        let change = attributes(json!({"pivot": {"kind": "daily"}}));
        one.readers().search(&request).update(person.id, &change, conn).unwrap();
        assert_eq!(kinds.load::<(String, String)>(conn)?, [("a".to_owned(), "daily".to_owned())]);
        // A polymorphic one.
        let new = attributes(json!({"email": "b", "pivot": {"weight": 5}}));
        let person = one.labelled().search(&request).store(&new, conn).unwrap();
        let weights = labels::table.select((labels::thing_type, labels::weight));
        assert_eq!(weights.load::<(String, Option<i32>)>(conn)?, [("Group".to_owned(), Some(5))]);
        one.labelled().search(&request).update(person.id, &attributes(json!({"pivot": {"weight": null}})), conn).unwrap();
        assert_eq!(weights.load::<(String, Option<i32>)>(conn)?, [("Group".to_owned(), None)]);
    }

    fn what_is_not_listed_is_refused(conn, statements) {
        let [one, _] = start!(conn);
        let request = SearchRequest::new();
        let (count, ()) = statements.during(|| {
            let wrong = attributes(json!({"email": 1, "pivot": {"group_id": 2, "approved": "x", "note": 3, "rank": 1}, "x": 1}));
            let expected = [
                ("/x", ErrorCode::UnknownField),
                ("/email", ErrorCode::InvalidValue),
                ("/pivot/group_id", ErrorCode::UnknownField),
                ("/pivot/approved", ErrorCode::InvalidValue),
                ("/pivot/note", ErrorCode::InvalidValue),
            ];
            let expected = expected.map(|(at, code)| (at.to_owned(), code));
            assert_eq!(invalid(one.people().search(&request).store(&wrong, conn)), expected);
            assert_eq!(invalid(one.people().search(&request).update(1, &wrong, conn)), expected);
            for json in [json!({"pivot": null}), json!({"pivot": [1]}), json!({"pivot": true})] {
                let found = invalid(one.people().search(&request).update(1, &attributes(json), conn));
                assert_eq!(found, [("/pivot".to_owned(), ErrorCode::WrongType)]);
            }
            // Without such a relation there is no pivot row.
            let pivot = attributes(json!({"email": "a", "pivot": {"rank": 1}}));
            assert_eq!(invalid(Person::search(&request).store(&pivot, conn)), [("/pivot".to_owned(), ErrorCode::UnknownField)]);
        });
        assert_eq!(count, 0);
        let wrong = attributes(json!({"x": 1, "pivot": {"x": 1}}));
        let SearchError::Request(error) = one.people().search(&request).store(&wrong, conn).unwrap_err() else { panic!() };
        assert_eq!(error.errors[0].allowed, ["email", "pivot"]);
        assert_eq!(error.errors[1].allowed, ["approved", "note", "rank"]);
    }

    fn a_missing_value_of_a_pivot_row_is_a_mistake(conn) {
        let [one, _] = start!(conn);
        let request = SearchRequest::new();
        let new = attributes(json!({"email": "a", "pivot": {"approved": true}}));
        let missing = ("/pivot/rank".to_owned(), ErrorCode::MissingKey);
        assert_eq!(invalid(one.people().search(&request).store(&new, conn)), [missing]);
        let new = [attributes(json!({"email": "a", "pivot": {"rank": 1}})), attributes(json!({"email": "b"}))];
        let missing = ("/1/pivot/rank".to_owned(), ErrorCode::MissingKey);
        assert_eq!(invalid(one.people().search(&request).store_many(&new, conn)), [missing]);
        let email = ("/email".to_owned(), ErrorCode::MissingKey);
        assert_eq!(invalid(one.people().search(&request).store(&attributes(json!({"pivot": {"rank": 1}})), conn)), [email]);
        assert_eq!((Person::query().load(conn)?.len(), pivots!(conn).len()), (0, 0));
        // Through a relation that cannot set it, it is none of the client's.
        conn.batch_execute(&format!("DROP TABLE labels; CREATE TEMPORARY TABLE labels (id {}, label_id INTEGER NOT NULL, thing_id INTEGER NOT NULL,
            thing_type VARCHAR(20) NOT NULL, weight INTEGER, other INTEGER NOT NULL)", facts().serial))?;
        let error = one.labelled().search(&request).store(&attributes(json!({"email": "x"})), conn).unwrap_err();
        assert!(matches!(error, SearchError::Database(DatabaseError(NotNullViolation, _))), "{error}");
    }
}
