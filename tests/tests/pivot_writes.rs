//! Many-to-many relations, written: `attach`, `detach`, `sync`, `toggle`, `update_pivot`.

use std::collections::HashMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::{Changes, NullKey, PivotUpdates};
use diesel_relations_tests::on_every_backend;

diesel::table! { people (id) { id -> Integer, name -> Text, code -> Nullable<Text>, } }
diesel::table! { roles (id) { id -> Integer, name -> Text, } }
diesel::table! { role_user (user_id, role_id, kind) { user_id -> Integer, role_id -> Integer, kind -> Text, level -> Nullable<Integer>, created_at -> Nullable<Timestamp>, updated_at -> Nullable<Timestamp>, } }
diesel::table! { person_tag (code, tag) { code -> Text, tag -> Text, } }
diesel::table! { tags (name) { name -> Text, } }
diesel::table! { places (a, b) { a -> Integer, b -> Integer, } }
diesel::table! { place_role (a, b, role_id) { a -> Integer, b -> Integer, role_id -> Integer, } }
diesel::table! { follows (follower_id, followed_id) { follower_id -> Integer, followed_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(
    people, roles, role_user, person_tag, tags, places, place_role, follows
);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = people)]
#[belongs_to_many(Role, pivot = role_user, foreign_key = user_id)]
#[belongs_to_many(Role, name = timed_roles, pivot = role_user, foreign_key = user_id, timestamps)]
#[belongs_to_many(Role, name = admin_roles, pivot = role_user, foreign_key = user_id, filter = role_user::kind.eq("admin"), detach(delete))]
#[belongs_to_many(Role, name = named_roles, pivot = role_user, foreign_key = user_id, filter = roles::name.like("r%"))]
#[belongs_to_many(Role, name = team_roles, pivot = role_user, foreign_key = user_id, values(kind = "team", level = 3i32))]
#[belongs_to_many(Tag, pivot = person_tag, foreign_key = code, related_key = tag, local_key = code)]
#[belongs_to_many(Person, name = following, table = people, pivot = follows, foreign_key = follower_id, related_key = followed_id)]
struct Person {
    id: i32,
    name: String,
    code: Option<String>,
}

#[derive(
    Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, AsChangeset, Model,
)]
#[diesel(table_name = roles)]
#[belongs_to_many(Place, pivot = place_role, related_key = (a, b))]
struct Role {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags, primary_key(name))]
struct Tag {
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = places, primary_key(a, b))]
#[belongs_to_many(Role, pivot = place_role, foreign_key = (a, b))]
struct Place {
    a: i32,
    b: i32,
}

#[derive(Debug, Clone, Copy, Default, Insertable)]
#[diesel(table_name = role_user)]
struct Fields {
    kind: Option<&'static str>,
    level: Option<i32>,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, code VARCHAR(20));
CREATE TEMPORARY TABLE roles (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE role_user (user_id INTEGER NOT NULL, role_id INTEGER NOT NULL, kind VARCHAR(20) NOT NULL DEFAULT 'none',
    level INTEGER, created_at TIMESTAMP NULL, updated_at TIMESTAMP NULL);
CREATE INDEX role_user_ids ON role_user (user_id, role_id);
CREATE TEMPORARY TABLE person_tag (code VARCHAR(20) NOT NULL, tag VARCHAR(20) NOT NULL, PRIMARY KEY (code, tag));
CREATE TEMPORARY TABLE tags (name VARCHAR(20) PRIMARY KEY);
CREATE TEMPORARY TABLE places (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b));
CREATE TEMPORARY TABLE place_role (a INTEGER NOT NULL, b INTEGER NOT NULL, role_id INTEGER NOT NULL, PRIMARY KEY (a, b, role_id));
CREATE TEMPORARY TABLE follows (follower_id INTEGER NOT NULL, followed_id INTEGER NOT NULL CHECK (followed_id <> 7),
    PRIMARY KEY (follower_id, followed_id));
INSERT INTO people VALUES (1, 'Ann', 'a'), (2, 'Ben', NULL);
INSERT INTO roles VALUES (1, 'r1'), (2, 'r2'), (3, 'r3'), (4, 's4'), (5, 's5');
INSERT INTO tags VALUES ('x'), ('007');
INSERT INTO places VALUES (1, 1), (1, 2), (2, 1);
";

fn changes<Id>(
    attached: impl IntoIterator<Item = Id>,
    detached: impl IntoIterator<Item = Id>,
    updated: impl IntoIterator<Item = Id>,
) -> Changes<Id> {
    Changes {
        attached: attached.into_iter().collect(),
        revived: Vec::new(),
        detached: detached.into_iter().collect(),
        updated: updated.into_iter().collect(),
    }
}

const NONE: [i32; 0] = [];

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

/// The rows of the pivot table.
macro_rules! pivots {
    ($conn:expr) => {
        role_user::table
            .order((role_user::user_id, role_user::role_id, role_user::kind))
            .select((
                role_user::user_id,
                role_user::role_id,
                role_user::kind,
                role_user::level,
            ))
            .load::<(i32, i32, String, Option<i32>)>($conn)?
            .iter()
            .map(|(user, role, kind, level)| {
                format!("{user}-{role} {kind} {}", level.unwrap_or(-1))
            })
            .collect::<Vec<_>>()
    };
}

on_every_backend! {
    fn attach_takes_whatever_names_rows(conn) {
        conn.batch_execute(TABLES)?;
        let role = |id| Role { id, name: String::new() };
        assert_eq!(ann().roles().attach(1).execute(conn)?, changes([1], NONE, NONE));
        assert_eq!(ann().roles().attach([1, 2, 2]).execute(conn)?, changes([2], NONE, NONE));
        assert_eq!(ann().roles().attach(&[3][..]).execute(conn)?.attached, [3]);
        assert_eq!(ann().roles().attach(vec![5, 4]).execute(conn)?.attached, [5, 4]);
        assert_eq!(ben().roles().attach(&role(1)).execute(conn)?.attached, [1]);
        assert_eq!(ben().roles().attach(&[role(1), role(2)]).execute(conn)?.attached, [2]);
        assert_eq!(ben().roles().attach(&vec![role(3)]).execute(conn)?.attached, [3]);
        let loaded = Role::query().filter(roles::id.eq(4)).with(Role::PLACES).load(conn)?;
        assert_eq!(ben().roles().attach(&loaded).execute(conn)?.attached, [4]);
        assert_eq!(ben().roles().attach((5, role_user::kind.eq("x"))).execute(conn)?.attached, [5]);
        assert_eq!(pivots!(conn).len(), 10);
        assert!(ann().roles().attach([1, 2, 3, 4, 5]).execute(conn)?.is_empty());
    }

    fn attach_with_fields(conn) {
        conn.batch_execute(TABLES)?;
        let roles = || ann().roles();
        assert_eq!(roles().attach([(1, role_user::kind.eq("a")), (2, role_user::kind.eq("b"))]).execute(conn)?.attached, [1, 2]);
        assert_eq!(pivots!(conn), ["1-1 a -1", "1-2 b -1"]);
        // What is attached gets the fields; only what changes is written and reported.
        let again = roles().attach([(1, role_user::kind.eq("a")), (2, role_user::kind.eq("B")), (3, role_user::kind.eq("c"))]);
        assert_eq!(again.execute(conn)?, changes([3], NONE, [2]));
        assert_eq!(pivots!(conn), ["1-1 a -1", "1-2 B -1", "1-3 c -1"]);
        // Fields of all rows go before those of one.
        let both = roles().attach([(3, (role_user::kind.eq("d"), role_user::level.eq(1))), (4, (role_user::kind.eq("e"), role_user::level.eq(2)))]);
        assert_eq!(both.with_pivot(role_user::kind.eq("all")).execute(conn)?, changes([4], NONE, [3]));
        assert_eq!(pivots!(conn), ["1-1 a -1", "1-2 B -1", "1-3 all 1", "1-4 all 2"]);
        let common = roles().attach([1, 2, 5]).with_pivot((role_user::kind.eq("a"), role_user::level.eq(None::<i32>)));
        assert_eq!(common.execute(conn)?, changes([5], NONE, [2]));
        // Rows with values for other columns are inserted by other statements.
        let mixed = HashMap::from([(1, Fields { kind: Some("m"), level: None }), (2, Fields { kind: None, level: Some(9) })]);
        assert_eq!(ben().roles().attach(mixed).execute(conn)?.attached.len(), 2);
        assert_eq!(pivots!(conn)[5..], ["2-1 m -1", "2-2 none 9"]);
    }

    fn duplicates_on_request(conn, statements) {
        conn.batch_execute(TABLES)?;
        let (sent, changed) = statements.during(|| ann().roles().attach([1, 1, 2]).allow_duplicates().execute(conn));
        assert_eq!((sent, changed?), (1, changes([1, 1, 2], NONE, NONE)));
        assert_eq!(ann().roles().attach(2).allow_duplicates().execute(conn)?.attached, [2]);
        assert_eq!(pivots!(conn).len(), 4);
        assert_eq!(ann().roles().load(conn)?.len(), 4);
        // One row is as good as all of its twins.
        assert_eq!(ann().roles().update_pivot(2, role_user::level.eq(5)).execute(conn)?.updated, [2]);
        assert_eq!(pivots!(conn), ["1-1 none -1", "1-1 none -1", "1-2 none 5", "1-2 none 5"]);
        assert_eq!(ann().roles().toggle([1, 1]).execute(conn)?, changes(NONE, [1], NONE));
        assert_eq!(ann().roles().detach(2).execute(conn)?.detached, [2]);
        assert_eq!(pivots!(conn).len(), 0);
    }

    fn detach(conn, statements) {
        conn.batch_execute(TABLES)?;
        ann().roles().attach([1, 2, 3, 4, 5]).execute(conn)?;
        ben().roles().attach([1, 2]).execute(conn)?;
        assert_eq!(ann().roles().detach([3, 9, 1]).execute(conn)?, changes(NONE, [3, 1], NONE));
        let (sent, changed) = statements.during(|| ann().roles().detach([0; 0]).execute(conn));
        assert_eq!((sent, changed?), (0, changes(NONE, NONE, NONE)));
        assert_eq!(ann().roles().detach_all().execute(conn)?.detached, [2, 4, 5]);
        assert!(ann().roles().detach_all().execute(conn)?.is_empty());
        assert_eq!(pivots!(conn), ["2-1 none -1", "2-2 none -1"]);
        assert_eq!(roles::table.count().get_result::<i64>(conn)?, 5);
    }

    fn sync(conn, statements) {
        conn.batch_execute(TABLES)?;
        ben().roles().attach([1, 2]).execute(conn)?;
        // Begin, lock, select, insert, commit.
        let (sent, changed) = statements.during(|| ann().roles().sync([3, 1, 3]).execute(conn));
        assert_eq!((sent, changed?), (5, changes([3, 1], NONE, NONE)));
        let (sent, changed) = statements.during(|| ann().roles().sync([5, 2, 1]).execute(conn));
        assert_eq!((sent, changed?), (6, changes([5, 2], [3], NONE)));
        let (sent, changed) = statements.during(|| ann().roles().sync([1, 2, 5]).execute(conn));
        assert_eq!((sent, changed?), (4, changes(NONE, NONE, NONE)));
        assert_eq!(ann().roles().sync([1, 4]).without_detaching().execute(conn)?, changes([4], NONE, NONE));
        assert_eq!(pivots!(conn).len(), 6);
        let (sent, changed) = statements.during(|| ann().roles().sync([0; 0]).without_detaching().execute(conn));
        assert_eq!((sent, changed?), (0, changes(NONE, NONE, NONE)));
        assert_eq!(ann().roles().sync([0; 0]).execute(conn)?, changes(NONE, [1, 2, 4, 5], NONE));
        let (sent, changed) = statements.during(|| ann().roles().sync([0; 0]).execute(conn));
        assert_eq!((sent, changed?), (4, changes(NONE, NONE, NONE)));
        assert_eq!(pivots!(conn), ["2-1 none -1", "2-2 none -1"]);
    }

    fn sync_with_fields(conn, statements) {
        conn.batch_execute(TABLES)?;
        let fields = |kind, level| Fields { kind, level };
        let given = [(1, fields(Some("a"), Some(1))), (2, fields(None, None)), (3, fields(None, Some(3)))];
        assert_eq!(ann().roles().sync(given).execute(conn)?.attached, [1, 2, 3]);
        assert_eq!(pivots!(conn), ["1-1 a 1", "1-2 none -1", "1-3 none 3"]);
        // The same again: nothing is written.
        let (sent, changed) = statements.during(|| ann().roles().sync(given).execute(conn));
        assert_eq!((sent, changed?), (4, changes(NONE, NONE, NONE)));
        let given = [(4, fields(None, None)), (3, fields(Some("c"), None)), (1, fields(Some("a"), None))];
        assert_eq!(ann().roles().sync(given).execute(conn)?, changes([4], [2], [3]));
        assert_eq!(pivots!(conn), ["1-1 a 1", "1-3 c 3", "1-4 none -1"]);
        // One update for all rows that differ.
        let (sent, changed) = statements.during(|| ann().roles().sync([1, 3, 4]).with_pivot(role_user::kind.eq("c")).execute(conn));
        assert_eq!((sent, changed?), (5, changes(NONE, NONE, [1, 4])));
    }

    fn toggle(conn) {
        conn.batch_execute(TABLES)?;
        ann().roles().attach([1, 2]).with_pivot(role_user::kind.eq("k")).execute(conn)?;
        assert_eq!(ann().roles().toggle([3, 2, 3, 2]).execute(conn)?, changes([3], [2], NONE));
        assert_eq!(ann().roles().toggle([(2, role_user::kind.eq("t")), (1, role_user::kind.eq("t"))]).execute(conn)?, changes([2], [1], NONE));
        assert!(ann().roles().toggle([0; 0]).execute(conn)?.is_empty());
        assert_eq!(pivots!(conn), ["1-2 t -1", "1-3 none -1"]);
    }

    fn update_pivot(conn, statements) {
        conn.batch_execute(TABLES)?;
        ann().roles().attach([1, 2, 3]).execute(conn)?;
        let updates = |updated: &[i32], unchanged: &[i32], not_attached: &[i32]| PivotUpdates {
            updated: updated.to_vec(),
            unchanged: unchanged.to_vec(),
            not_attached: not_attached.to_vec(),
        };
        assert_eq!(ann().roles().update_pivot([9, 3, 1], role_user::kind.eq("u")).execute(conn)?, updates(&[3, 1], &[], &[9]));
        // Not attached, and attached and the same, are told apart; neither is written.
        let (sent, found) = statements.during(|| ann().roles().update_pivot([4, 1], role_user::kind.eq("u")).execute(conn));
        assert_eq!((sent, found?), (4, updates(&[], &[1], &[4])));
        assert_eq!(ann().roles().update_pivot(1, Fields { kind: None, level: Some(1) }).execute(conn)?, updates(&[1], &[], &[]));
        assert_eq!(ann().roles().update_pivot([1, 5], Fields { kind: None, level: None }).execute(conn)?, updates(&[], &[1], &[5]));
        assert_eq!(pivots!(conn), ["1-1 u 1", "1-2 none -1", "1-3 u -1"]);
        // Of many, and of rows that the relation does not hold.
        let many = ann().roles().update_pivot(1..=100, role_user::kind.eq("u")).execute(conn)?;
        assert_eq!((many.updated, many.unchanged, many.not_attached.len()), (vec![2], vec![1, 3], 97));
        assert_eq!(ann().admin_roles().update_pivot(1, role_user::level.eq(2)).execute(conn)?.not_attached, [1]);
    }

    fn conditions_hold_for_writes(conn) {
        conn.batch_execute(TABLES)?;
        ann().roles().attach([(1, role_user::kind.eq("admin")), (2, role_user::kind.eq("user")), (4, role_user::kind.eq("admin"))]).execute(conn)?;
        // Of the pivot table.
        assert_eq!(ann().admin_roles().detach([1, 2]).execute(conn)?.detached, [1]);
        assert!(ann().admin_roles().update_pivot(2, role_user::level.eq(1)).execute(conn)?.updated.is_empty());
        assert_eq!(ann().admin_roles().sync([4, 3]).with_pivot(role_user::kind.eq("admin")).execute(conn)?, changes([3], NONE, NONE));
        assert_eq!(pivots!(conn), ["1-2 user -1", "1-3 admin -1", "1-4 admin -1"]);
        // Of the related table.
        assert_eq!(ann().named_roles().detach_all().execute(conn)?.detached, [2, 3]);
        assert_eq!(pivots!(conn), ["1-4 admin -1"]);
        // Values are a condition, and written.
        assert_eq!(ann().team_roles().sync([4, 5]).execute(conn)?, changes([4, 5], NONE, NONE));
        assert_eq!(pivots!(conn), ["1-4 admin -1", "1-4 team 3", "1-5 team 3"]);
        assert_eq!(ann().team_roles().toggle([4, 1]).execute(conn)?, changes([1], [4], NONE));
        assert_eq!(ann().team_roles().order(roles::id).load(conn)?.len(), 2);
        assert_eq!(pivots!(conn), ["1-1 team 3", "1-4 admin -1", "1-5 team 3"]);
    }

    fn pivot_rows_as_a_diesel_query(conn) {
        conn.batch_execute(TABLES)?;
        ann().roles().attach([(1, role_user::kind.eq("admin")), (4, role_user::kind.eq("x"))]).execute(conn)?;
        ben().roles().attach([1, 2]).execute(conn)?;
        assert_eq!(ann().roles().pivots().select(role_user::role_id).order(role_user::role_id).load::<i32>(conn)?, [1, 4]);
        assert_eq!(ann().admin_roles().pivots().count().get_result::<i64>(conn)?, 1);
        // Of the pivot table or of the related one, the conditions of the relation hold.
        assert_eq!(diesel::update(ann().named_roles().pivots()).set(role_user::level.eq(7)).execute(conn)?, 1);
        assert_eq!(diesel::delete(ann().team_roles().pivots()).execute(conn)?, 0);
        assert_eq!(diesel::delete(ann().roles().pivots().filter(role_user::kind.eq("x").or(role_user::kind.eq("none")))).execute(conn)?, 1);
        assert_eq!(pivots!(conn), ["1-1 admin 7", "2-1 none -1", "2-2 none -1"]);
    }

    fn timestamps(conn) {
        conn.batch_execute(TABLES)?;
        let times = |conn: &mut _| {
            let times = (role_user::created_at.is_not_null(), role_user::updated_at.is_not_null(), role_user::updated_at.gt(role_user::created_at));
            role_user::table.order(role_user::role_id).select(times).load::<(bool, bool, Option<bool>)>(conn)
        };
        ann().timed_roles().attach([1, 2]).execute(conn)?;
        ann().roles().attach([3]).execute(conn)?;
        assert_eq!(times(conn)?, [(true, true, Some(false)), (true, true, Some(false)), (false, false, None)]);
        diesel::sql_query("UPDATE role_user SET created_at = '2020-01-01 00:00:00', updated_at = '2020-01-01 00:00:00' WHERE role_id < 3").execute(conn)?;
        ann().timed_roles().sync([(1, role_user::kind.eq("none")), (2, role_user::kind.eq("new"))]).without_detaching().execute(conn)?;
        assert_eq!(times(conn)?, [(true, true, Some(false)), (true, true, Some(true)), (false, false, None)]);
    }

    fn keys_of_texts_and_several_columns(conn) {
        conn.batch_execute(TABLES)?;
        let tag = |name: &str| Tag { name: name.to_owned() };
        assert_eq!(ann().tags().attach("007").execute(conn)?, changes(["007".to_owned()], [], []));
        assert_eq!(ann().tags().sync(["x".to_owned()]).execute(conn)?, changes(["x".to_owned()], ["007".to_owned()], []));
        assert_eq!(ann().tags().toggle(&[tag("x"), tag("007")]).execute(conn)?, changes(["007".to_owned()], ["x".to_owned()], []));
        let role = Role::find(1).first(conn)?;
        assert_eq!(role.places().attach([(1, 1), (1, 2)]).execute(conn)?.attached, [(1, 1), (1, 2)]);
        assert_eq!(role.places().sync([(2, 1), (1, 2)]).execute(conn)?, changes([(2, 1)], [(1, 1)], []));
        let place = Place { a: 1, b: 2 };
        assert_eq!(place.roles().sync([5, 1]).execute(conn)?, changes([5], NONE, NONE));
        assert_eq!(Place::query().order((places::a, places::b)).with(Place::ROLES).load(conn)?.iter().map(|place| place.roles.len()).collect::<Vec<_>>(), [0, 2, 1]);
        assert_eq!(role.places().detach(&place).execute(conn)?.detached, [(1, 2)]);
    }

    fn many_rows(conn) {
        conn.batch_execute(TABLES)?;
        let all: Vec<i32> = (1..=20_000).collect();
        assert_eq!(ann().roles().attach(&all).execute(conn)?.attached.len(), 20_000);
        assert_eq!(ann().roles().sync(all[..15_000].iter().map(|&id| (id, role_user::level.eq(id % 2)))).execute(conn)?.updated.len(), 15_000);
        let again = ann().roles().sync(all[5_000..].iter().map(|&id| (id, role_user::level.eq(id % 2)))).execute(conn)?;
        assert_eq!((again.attached.len(), again.detached.len(), again.updated.len()), (5_000, 5_000, 0));
        assert_eq!(ann().roles().toggle(all).execute(conn)?.detached.len(), 15_000);
    }

    fn many_ids_beside_few_and_many_others(conn, statements) {
        conn.batch_execute(TABLES)?;
        let wanted: Vec<i32> = (951..=1_010).collect();
        // Ten times as many others, and fewer: neither is touched.
        ann().roles().attach(1..=1_000).execute(conn)?;
        ben().roles().attach(991..=1_000).execute(conn)?;
        let (sent, changed) = statements.during(|| ann().roles().attach(&wanted).execute(conn));
        assert_eq!((sent, changed?), (6, changes(1_001..=1_010, NONE, NONE)));
        let (sent, changed) = statements.during(|| ben().roles().attach(&wanted).execute(conn));
        assert_eq!((sent, changed?.attached.len()), (5, 50));
        assert_eq!(ann().roles().update_pivot(&wanted, role_user::level.eq(1)).execute(conn)?.updated, wanted);
        let count = |person: Person, conn: &mut _| role_user::table.filter(role_user::user_id.eq(person.id)).count().get_result::<i64>(conn);
        assert_eq!((count(ann(), conn)?, count(ben(), conn)?), (1_010, 60));
        assert_eq!(ann().roles().detach(&wanted).execute(conn)?.detached, wanted);
        // All that is there, and no other.
        assert_eq!(ben().roles().toggle(1..=1_010).execute(conn)?.detached, wanted);
        assert_eq!((count(ann(), conn)?, count(ben(), conn)?), (950, 950));
        assert_eq!(ben().roles().sync(2_001..=2_100).execute(conn)?.detached.len(), 950);
        assert_eq!((count(ann(), conn)?, count(ben(), conn)?), (950, 100));
    }

    fn errors_leave_nothing_behind(conn) {
        conn.batch_execute(TABLES)?;
        ann().following().attach([1, 2]).execute(conn)?;
        let pivots = |conn: &mut _| follows::table.order(follows::followed_id).select(follows::followed_id).load::<i32>(conn);
        // A check refuses 7, after 1 was deleted.
        assert!(ann().following().sync([2, 3, 7]).execute(conn).is_err());
        assert_eq!(pivots(conn)?, [1, 2]);
        // Inside a transaction, a savepoint.
        conn.transaction(|conn| {
            ann().following().attach(5).execute(conn)?;
            assert!(ann().following().sync([2, 3, 7]).execute(conn).is_err());
            assert!(ann().following().attach([1, 7]).allow_duplicates().execute(conn).is_err());
            QueryResult::Ok(())
        })?;
        assert_eq!(pivots(conn)?, [1, 2, 5]);
        // A key that is NULL cannot be referred to.
        let error = ben().tags().attach("x").execute(conn).unwrap_err();
        let diesel::result::Error::QueryBuilderError(error) = error else { panic!("{error}") };
        assert_eq!(error.downcast_ref::<NullKey>().unwrap().to_string(), "people.code is NULL: no row can be related by it");
        assert_eq!(ben().tags().load(conn)?, []);
        assert!(ben().tags().detach("x").execute(conn)?.is_empty() && ben().tags().sync(["x"; 0]).execute(conn)?.is_empty());
    }
}
