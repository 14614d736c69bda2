//! Rows of a pivot table that leave a many-to-many relation and come back.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::QueryBuilderError;
use diesel_relations::prelude::*;
use diesel_relations::{Changes, HiddenPivot};
use diesel_relations_tests::on_every_backend;

diesel::table! { crates (id) { id -> Integer, name -> Text, } }
diesel::table! { people (id) { id -> Integer, name -> Text, kind -> Text, } }
// One row for each crate and user, whatever it holds.
diesel::table! { owners (crate_id, person_id) { crate_id -> Integer, person_id -> Integer, deleted -> Bool, role -> Nullable<Text>, invited_by -> Nullable<Integer>, } }
// Rows of their own for each kind.
diesel::table! { badges (id) { id -> Integer, crate_id -> Integer, person_id -> Integer, kind -> Text, level -> Integer, deleted_at -> Nullable<Timestamp>, created_at -> Nullable<Timestamp>, updated_at -> Nullable<Timestamp>, } }
// Follower, blocker and moderator in one row.
diesel::table! { actions (crate_id, person_id) { crate_id -> Integer, person_id -> Integer, followed_at -> Nullable<Timestamp>, pending -> Nullable<Bool>, blocked_at -> Nullable<Timestamp>, } }
diesel::allow_tables_to_appear_in_same_query!(crates, people, owners, badges, actions);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = crates)]
#[belongs_to_many(Person, table = people, name = owners, pivot = owners, values(deleted = false), detach(deleted = true))]
#[belongs_to_many(Person, table = people, name = active_owners, pivot = owners, filter = owners::deleted.eq(false), detach(deleted = true), attach(deleted = false, role = "member"))]
#[belongs_to_many(Person, table = people, name = listed_owners, pivot = owners, filter = owners::deleted.eq(false))]
#[belongs_to_many(Person, table = people, name = lost_owners, pivot = owners, filter = owners::deleted.eq(false), detach(delete))]
#[belongs_to_many(Person, table = people, name = developers, pivot = owners, values(role = "dev"))]
#[belongs_to_many(Person, table = people, name = staff, pivot = owners, filter = people::kind.eq("staff"))]
#[belongs_to_many(Person, table = people, name = active_staff, pivot = owners, values(deleted = false), filter = people::kind.eq("staff"), detach(deleted = true))]
#[belongs_to_many(Person, table = people, name = strict_staff, pivot = owners, filter = people::kind.eq("staff").and(owners::deleted.eq(false)), detach(deleted = true), attach(deleted = false))]
#[belongs_to_many(Person, table = people, name = badges, pivot = badges, values(kind = "gold"), soft_delete, timestamps)]
#[belongs_to_many(Person, table = people, name = silver, pivot = badges, values(kind = "silver"))]
#[belongs_to_many(Person, table = people, name = followers, pivot = actions, filter = actions::followed_at.is_not_null(), attach(followed_at = diesel::dsl::now), detach(followed_at = None, pending = None))]
struct Crate {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = people)]
struct Person {
    id: i32,
    name: String,
    kind: String,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE crates (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, kind VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE owners (crate_id INTEGER NOT NULL, person_id INTEGER NOT NULL, deleted BOOL NOT NULL DEFAULT TRUE, role VARCHAR(20), invited_by INTEGER,
    PRIMARY KEY (crate_id, person_id));
CREATE TEMPORARY TABLE actions (crate_id INTEGER NOT NULL, person_id INTEGER NOT NULL, followed_at TIMESTAMP NULL, pending BOOL, blocked_at TIMESTAMP NULL,
    PRIMARY KEY (crate_id, person_id));
INSERT INTO crates VALUES (1, 'serde'), (2, 'diesel');
INSERT INTO people VALUES (1, 'Ann', 'staff'), (2, 'Ben', 'staff'), (3, 'Cid', 'guest'), (4, 'Dan', 'guest');
INSERT INTO owners VALUES (1, 1, FALSE, 'dev', 9), (1, 2, TRUE, 'dev', 9), (2, 1, FALSE, 'dev', 9), (2, 2, TRUE, 'dev', 9);
INSERT INTO actions VALUES (1, 1, '2020-01-01 00:00:00', TRUE, '2020-01-01 00:00:00'), (1, 2, NULL, NULL, '2020-01-01 00:00:00');
";

/// A table whose key the database makes.
fn badges<DB: 'static>() -> String {
    use std::any::TypeId;
    let id = if TypeId::of::<DB>() == TypeId::of::<diesel::sqlite::Sqlite>() {
        "INTEGER PRIMARY KEY"
    } else {
        "SERIAL PRIMARY KEY"
    };
    format!(
        "CREATE TEMPORARY TABLE badges (id {id}, crate_id INTEGER NOT NULL, person_id INTEGER NOT NULL, kind VARCHAR(20) NOT NULL,
         level INTEGER NOT NULL DEFAULT 0, deleted_at TIMESTAMP NULL, created_at TIMESTAMP NULL, updated_at TIMESTAMP NULL);"
    )
}

const NONE: [i32; 0] = [];

fn serde() -> Crate {
    Crate {
        id: 1,
        name: "serde".into(),
    }
}

/// Attached and revived, detached, updated.
fn told(changes: &Changes<i32>) -> (&[i32], &[i32], &[i32], &[i32]) {
    (
        &changes.attached,
        &changes.revived,
        &changes.detached,
        &changes.updated,
    )
}

fn hidden<T: std::fmt::Debug>(result: QueryResult<T>) -> HiddenPivot {
    match result {
        Err(QueryBuilderError(error)) => error.downcast_ref::<HiddenPivot>().unwrap().clone(),
        other => panic!("{other:?}"),
    }
}

/// The owners of both crates: the crate, the user, `-` where deleted, the role and the one who invited.
macro_rules! rows {
    ($conn:expr) => {
        owners::table
            .order((owners::crate_id, owners::person_id))
            .load::<(i32, i32, bool, Option<String>, Option<i32>)>($conn)?
            .into_iter()
            .map(|(of, user, deleted, role, by)| {
                let deleted = if deleted { "-" } else { "+" };
                format!(
                    "{of}{deleted}{user} {} {}",
                    role.unwrap_or_default(),
                    by.unwrap_or(0)
                )
            })
            .collect::<Vec<_>>()
    };
}

macro_rules! badge_rows {
    ($conn:expr) => {
        badges::table
            .order(badges::id)
            .select((
                badges::person_id,
                badges::kind,
                badges::level,
                badges::deleted_at.is_null(),
            ))
            .load::<(i32, String, i32, bool)>($conn)?
            .into_iter()
            .map(|(user, kind, level, there)| {
                format!("{}{user} {kind} {level}", if there { "+" } else { "-" })
            })
            .collect::<Vec<_>>()
    };
}

on_every_backend! {
    fn detach_updates_the_row_and_attach_brings_it_back(conn, statements) {
        conn.batch_execute(TABLES)?;
        // Begin, lock, select, update, commit.
        let (sent, changes) = statements.during(|| serde().owners().detach([1, 2]).execute(conn));
        assert_eq!((sent, told(&changes?)), (5, (&NONE[..], &NONE[..], &[1][..], &NONE[..])));
        assert_eq!(rows!(conn), ["1-1 dev 9", "1-2 dev 9", "2+1 dev 9", "2-2 dev 9"]);
        assert!(serde().owners().load(conn)?.is_empty());
        assert!(serde().owners().detach([1, 2]).execute(conn)?.is_empty());
        // Begin, lock, select, look for rows that have left, update, insert, commit.
        let (sent, changes) = statements.during(|| serde().owners().attach([3, 2]).execute(conn));
        assert_eq!((sent, told(&changes?)), (7, (&[3, 2][..], &[2][..], &NONE[..], &NONE[..])));
        assert_eq!(rows!(conn), ["1-1 dev 9", "1+2 dev 9", "1+3  0", "2+1 dev 9", "2-2 dev 9"]);
        assert!(serde().owners().attach([2, 3]).execute(conn)?.is_empty());
        assert_eq!(serde().owners().detach_all().execute(conn)?.detached, [2, 3]);
        assert_eq!(rows!(conn), ["1-1 dev 9", "1-2 dev 9", "1-3  0", "2+1 dev 9", "2-2 dev 9"]);
    }

    fn sync_and_toggle_update_the_rows(conn) {
        conn.batch_execute(TABLES)?;
        let changes = serde().owners().sync([2, 4]).execute(conn)?;
        assert_eq!(told(&changes), (&[2, 4][..], &[2][..], &[1][..], &NONE[..]));
        assert_eq!(rows!(conn), ["1-1 dev 9", "1+2 dev 9", "1+4  0", "2+1 dev 9", "2-2 dev 9"]);
        assert!(serde().owners().sync([2, 4]).execute(conn)?.is_empty());
        let changes = serde().owners().toggle([1, 2, 3]).execute(conn)?;
        assert_eq!(told(&changes), (&[1, 3][..], &[1][..], &[2][..], &NONE[..]));
        assert_eq!(rows!(conn), ["1+1 dev 9", "1-2 dev 9", "1+3  0", "1+4  0", "2+1 dev 9", "2-2 dev 9"]);
        serde().owners().sync([0; 0]).execute(conn)?;
        assert_eq!(rows!(conn), ["1-1 dev 9", "1-2 dev 9", "1-3  0", "1-4  0", "2+1 dev 9", "2-2 dev 9"]);
    }

    fn fields_are_given_to_rows_that_come_back(conn) {
        conn.batch_execute(TABLES)?;
        serde().owners().detach_all().execute(conn)?;
        let changes = serde().owners().attach([(1, owners::role.eq("lead")), (2, owners::role.eq("help"))]).execute(conn)?;
        assert_eq!(told(&changes), (&[1, 2][..], &[1, 2][..], &NONE[..], &NONE[..]));
        assert_eq!(rows!(conn)[..2], ["1+1 lead 9", "1+2 help 9"]);
        serde().owners().detach_all().execute(conn)?;
        serde().owners().sync([1, 2, 3]).with_pivot(owners::role.eq("all")).execute(conn)?;
        assert_eq!(rows!(conn)[..3], ["1+1 all 9", "1+2 all 9", "1+3 all 0"]);
    }

    fn attach_says_what_rows_get_that_come(conn) {
        conn.batch_execute(TABLES)?;
        // A filter instead of values, and another column: of rows that come back, and of new ones; what is given wins.
        let changes = serde().active_owners().attach([2, 3]).execute(conn)?;
        assert_eq!(told(&changes), (&[2, 3][..], &[2][..], &NONE[..], &NONE[..]));
        assert_eq!(rows!(conn)[..3], ["1+1 dev 9", "1+2 member 9", "1+3 member 0"]);
        assert_eq!(serde().active_owners().toggle([1, 2]).execute(conn)?.detached, [1, 2]);
        assert_eq!(rows!(conn)[..2], ["1-1 dev 9", "1-2 member 9"]);
        serde().active_owners().attach((1, owners::role.eq("lead"))).execute(conn)?;
        assert_eq!(rows!(conn)[..2], ["1+1 lead 9", "1-2 member 9"]);
    }

    fn columns_are_set_to_null(conn) {
        conn.batch_execute(TABLES)?;
        let state = |conn: &mut _| {
            let columns = (actions::person_id, actions::followed_at.is_not_null(), actions::pending, actions::blocked_at.is_not_null());
            actions::table.order(actions::person_id).select(columns).load::<(i32, bool, Option<bool>, bool)>(conn)
        };
        assert_eq!(serde().followers().detach([1, 2]).execute(conn)?.detached, [1]);
        assert_eq!(state(conn)?, [(1, false, None, true), (2, false, None, true)]);
        let changes = serde().followers().sync([2, 3]).with_pivot(actions::pending.eq(true)).execute(conn)?;
        assert_eq!(told(&changes), (&[2, 3][..], &[2][..], &NONE[..], &NONE[..]));
        assert_eq!(state(conn)?, [(1, false, None, true), (2, true, Some(true), true), (3, true, Some(true), false)]);
    }

    fn soft_delete_sets_a_time(conn) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute(&badges::<DB>())?;
        serde().badges().attach([1, 2]).execute(conn)?;
        serde().silver().attach([1]).execute(conn)?;
        assert_eq!(serde().badges().sync([2]).execute(conn)?.detached, [1]);
        assert_eq!(badge_rows!(conn), ["-1 gold 0", "+2 gold 0", "+1 silver 0"]);
        assert_eq!(serde().badges().count().get_result::<i64>(conn)?, 1);
        assert_eq!(Crate::query().with_count(Crate::BADGES).order(crates::id).first(conn)?.badges_count, 1);
        // `updated_at` goes with both; `created_at` stays.
        diesel::sql_query("UPDATE badges SET created_at = '2020-01-01 00:00:00', updated_at = '2020-01-01 00:00:00'").execute(conn)?;
        let changes = serde().badges().toggle([1, 2]).execute(conn)?;
        assert_eq!(told(&changes), (&[1][..], &[1][..], &[2][..], &NONE[..]));
        assert_eq!(badge_rows!(conn), ["+1 gold 0", "-2 gold 0", "+1 silver 0"]);
        let times = badges::table.order(badges::id).select((badges::created_at.lt(badges::updated_at), badges::deleted_at.ge(badges::updated_at)));
        assert_eq!(times.limit(2).load::<(Option<bool>, Option<bool>)>(conn)?, [(Some(true), None), (Some(true), Some(true))]);
        // The rows of another kind are other rows.
        assert_eq!(serde().silver().detach(1).execute(conn)?.detached, [1]);
        assert_eq!(badge_rows!(conn), ["+1 gold 0", "-2 gold 0"]);
    }

    fn the_last_of_several_rows_comes_back(conn) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute(&badges::<DB>())?;
        conn.batch_execute("INSERT INTO badges (crate_id, person_id, kind, level, deleted_at) VALUES (1, 1, 'gold', 1, '2020-01-01 00:00:00'),
            (1, 1, 'gold', 2, '2020-01-01 00:00:00'), (1, 2, 'gold', 3, '2020-01-01 00:00:00'), (1, 1, 'silver', 4, '2020-01-01 00:00:00'),
            (2, 1, 'gold', 5, '2020-01-01 00:00:00')")?;
        let changes = serde().badges().attach([1, 2]).execute(conn)?;
        assert_eq!(told(&changes), (&[1, 2][..], &[1, 2][..], &NONE[..], &NONE[..]));
        assert_eq!(badge_rows!(conn), ["-1 gold 1", "+1 gold 2", "+2 gold 3", "-1 silver 4", "-1 gold 5"]);
        assert!(serde().badges().attach([1, 2]).execute(conn)?.is_empty());
    }

    fn a_hidden_row_is_an_error_where_nothing_is_declared(conn) {
        conn.batch_execute(TABLES)?;
        let before = rows!(conn);
        let error = hidden(serde().listed_owners().attach([3, 2]).execute(conn));
        assert_eq!((error.pivot(), error.relation(), error.key(), error.related_key()), ("owners", "listed_owners", ("crate_id", "1"), ("person_id", "2")));
        assert_eq!(error.to_string(), "the row of owners with crate_id 1 and person_id 2 is hidden from the relation `listed_owners` and cannot be attached; \
            say in the relation what an attached row holds: `attach(column = value)`");
        hidden(serde().lost_owners().sync([1, 2]).execute(conn));
        hidden(serde().lost_owners().toggle([1, 2]).execute(conn));
        let ben = people::name.eq("Ben");
        let new = Person { id: 9, name: "Ben".into(), kind: "staff".into() };
        hidden(serde().listed_owners().first_or_create(ben, new.clone()).get_result(conn));
        hidden(serde().listed_owners().update_or_create(ben, people::name.eq("Bo"), new.clone()).get_result(conn));
        // Nor is a row inserted that the filter hides: the database's default is TRUE.
        hidden(serde().listed_owners().attach([3]).execute(conn));
        hidden(serde().listed_owners().create(new).get_result(conn));
        assert_eq!((rows!(conn), people::table.count().get_result::<i64>(conn)?), (before, 4));
        let changes = serde().listed_owners().attach((3, owners::deleted.eq(false))).execute(conn)?;
        assert_eq!(told(&changes), (&[3][..], &NONE[..], &NONE[..], &NONE[..]));
        assert_eq!(serde().lost_owners().detach_all().execute(conn)?.detached, [1, 3]);
        assert_eq!(rows!(conn), ["1-2 dev 9", "2+1 dev 9", "2-2 dev 9"]);
    }

    fn values_are_no_other_row_where_the_primary_key_has_none_of_them(conn) {
        conn.batch_execute(TABLES)?;
        diesel::update(owners::table).set(owners::role.eq("boss")).execute(conn)?;
        let error = hidden(serde().developers().attach([3, 1]).execute(conn));
        assert_eq!(error.related_key(), ("person_id", "1"));
        assert_eq!(serde().developers().attach([3]).execute(conn)?.attached, [3]);
        assert_eq!(rows!(conn)[..3], ["1+1 boss 9", "1-2 boss 9", "1-3 dev 0"]);
    }

    fn a_related_row_outside_of_the_relation_is_attached_once(conn) {
        conn.batch_execute(TABLES)?;
        assert_eq!(serde().staff().attach([3]).execute(conn)?.attached, [3]);
        assert!(serde().staff().attach([3]).execute(conn)?.is_empty());
        assert!(serde().staff().toggle([3]).execute(conn)?.is_empty());
        assert!(serde().staff().detach([3]).execute(conn)?.is_empty());
        assert_eq!(serde().staff().sync([3]).execute(conn)?.detached, [1, 2]);
        assert_eq!(rows!(conn), ["1-3  0", "2+1 dev 9", "2-2 dev 9"]);
        // It comes back, too, and is attached then.
        assert_eq!(told(&serde().active_staff().attach([3, 4]).execute(conn)?).1, [3]);
        assert!(serde().active_staff().attach([3, 4]).execute(conn)?.is_empty());
        assert_eq!(rows!(conn)[..2], ["1+3  0", "1+4  0"]);
    }

    fn a_filter_on_both_tables_holds(conn) {
        conn.batch_execute(TABLES)?;
        assert_eq!(told(&serde().strict_staff().attach([1, 2]).execute(conn)?).1, [2]);
        assert_eq!(hidden(serde().strict_staff().attach([3]).execute(conn)).related_key(), ("person_id", "3"));
        assert_eq!(serde().strict_staff().detach_all().execute(conn)?.detached, [1, 2]);
        assert_eq!(rows!(conn), ["1-1 dev 9", "1-2 dev 9", "2+1 dev 9", "2-2 dev 9"]);
    }

    fn first_or_create_looks_for_rows_of_the_relation(conn) {
        conn.batch_execute(TABLES)?;
        let new = |id, kind: &str| Person { id, name: "Cid".into(), kind: kind.into() };
        let cid = people::name.eq("Cid");
        // Cid is a guest, which the relation does not have.
        let found = serde().staff().first_or_create(cid, new(7, "staff")).get_result(conn)?;
        assert_eq!((found.id, found.kind.as_str()), (7, "staff"));
        assert_eq!(serde().staff().first_or_create(cid, new(8, "staff")).get_result(conn)?.id, 7);
        diesel::delete(owners::table).execute(conn)?;
        let changed = serde().staff().update_or_create(cid, people::name.eq("Cyd"), new(8, "staff")).get_result(conn)?;
        assert_eq!((changed.id, changed.name.as_str()), (7, "Cyd"));
        assert_eq!(Person::find(3).first(conn)?.name, "Cid");
        assert_eq!(rows!(conn), ["1-7  0"]);
    }

    fn first_or_create_and_save_bring_rows_back(conn) {
        conn.batch_execute(TABLES)?;
        let ben = Person::find(2).first(conn)?;
        let new = Person { id: 9, name: "Ben".into(), kind: "staff".into() };
        assert_eq!(serde().owners().first_or_create(people::name.eq("Ben"), new).get_result(conn)?, ben);
        assert_eq!(rows!(conn)[..2], ["1+1 dev 9", "1+2 dev 9"]);
        // A pivot row that outlived its user.
        conn.batch_execute("INSERT INTO owners VALUES (1, 5, TRUE, 'old', 9)")?;
        serde().owners().create(Person { id: 5, name: "Eve".into(), kind: "guest".into() }).get_result(conn)?;
        assert_eq!(rows!(conn)[..3], ["1+1 dev 9", "1+2 dev 9", "1+5 old 9"]);
    }

    fn duplicates_on_request_are_inserted(conn, statements) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute(&badges::<DB>())?;
        let (sent, changes) = statements.during(|| serde().badges().attach([1, 1]).allow_duplicates().execute(conn));
        assert_eq!((sent, changes?.attached), (1, vec![1, 1]));
        assert_eq!(serde().badges().detach(1).execute(conn)?.detached, [1]);
        assert_eq!(badge_rows!(conn), ["-1 gold 0", "-1 gold 0"]);
        assert_eq!(serde().badges().attach(1).execute(conn)?.revived, [1]);
        assert_eq!(badge_rows!(conn), ["-1 gold 0", "+1 gold 0"]);
    }
}
