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
// Of owners of several models.
diesel::table! { tags (name) { name -> Text, } }
diesel::table! { taggables (tag_name, taggable_id, taggable_type) { tag_name -> Text, taggable_id -> Integer, taggable_type -> Text, deleted_at -> Nullable<Timestamp>, } }
// Keys of two columns.
diesel::table! { places (a, b) { a -> Integer, b -> Integer, } }
diesel::table! { place_visits (a, b, person_id) { a -> Integer, b -> Integer, person_id -> Integer, gone -> Bool, } }
diesel::allow_tables_to_appear_in_same_query!(
    crates,
    people,
    owners,
    badges,
    actions,
    tags,
    taggables,
    places,
    place_visits
);

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
#[morph_to_many(Tag, morph = taggable, related_key = tag_name, soft_delete)]
struct Crate {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = people)]
#[morph_to_many(Tag, morph = taggable, related_key = tag_name, soft_delete)]
#[belongs_to_many(Place, pivot = place_visits, related_key = (a, b), values(gone = false), detach(gone = true))]
struct Person {
    id: i32,
    name: String,
    kind: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags, primary_key(name))]
#[morphed_by_many(Crate, morph = taggable, foreign_key = tag_name, soft_delete)]
struct Tag {
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = places, primary_key(a, b))]
#[belongs_to_many(Person, table = people, pivot = place_visits, foreign_key = (a, b), values(gone = false), detach(gone = true))]
struct Place {
    a: i32,
    b: i32,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE taggables (tag_name VARCHAR(20) NOT NULL, taggable_id INTEGER NOT NULL, taggable_type VARCHAR(20) NOT NULL, deleted_at TIMESTAMP NULL,
    PRIMARY KEY (tag_name, taggable_id, taggable_type));
CREATE TEMPORARY TABLE places (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b));
CREATE TEMPORARY TABLE place_visits (a INTEGER NOT NULL, b INTEGER NOT NULL, person_id INTEGER NOT NULL, gone BOOL NOT NULL, PRIMARY KEY (a, b, person_id));
INSERT INTO taggables VALUES ('orm', 1, 'Crate', NULL), ('orm', 1, 'Person', NULL), ('web', 1, 'Person', '2020-01-01 00:00:00');
INSERT INTO places VALUES (1, 1), (1, 2), (2, 1);
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

/// A table whose key the database makes, of this type.
fn badges(id: &str) -> String {
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
        Err(QueryBuilderError(error)) => error
            .downcast_ref::<HiddenPivot>()
            .expect("a hidden pivot row")
            .clone(),
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
        // What is given wins, for rows that come back and for new ones.
        serde().active_owners().attach([(1, owners::role.eq("lead")), (4, owners::role.eq("help"))]).execute(conn)?;
        assert_eq!(rows!(conn)[..4], ["1+1 lead 9", "1-2 member 9", "1+3 member 0", "1+4 help 0"]);
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
        conn.batch_execute(&badges(facts().serial))?;
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
        conn.batch_execute(&badges(facts().serial))?;
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
        conn.batch_execute(&badges(facts().serial))?;
        let (sent, changes) = statements.during(|| serde().badges().attach([1, 1]).allow_duplicates().execute(conn));
        assert_eq!((sent, changes?.attached), (1, vec![1, 1]));
        assert_eq!(serde().badges().detach(1).execute(conn)?.detached, [1]);
        assert_eq!(badge_rows!(conn), ["-1 gold 0", "-1 gold 0"]);
        assert_eq!(serde().badges().attach(1).execute(conn)?.revived, [1]);
        assert_eq!(badge_rows!(conn), ["-1 gold 0", "+1 gold 0"]);
    }

    fn rows_of_another_type_are_other_rows(conn) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute("CREATE TEMPORARY TABLE tags (name VARCHAR(20) PRIMARY KEY); INSERT INTO tags VALUES ('orm'), ('web')")?;
        let rows = |conn: &mut _| {
            let columns = (taggables::tag_name, taggables::taggable_type, taggables::deleted_at.is_null());
            let rows = taggables::table.order((taggables::taggable_type, taggables::tag_name)).select(columns).load::<(String, String, bool)>(conn);
            rows.map(|rows| rows.iter().map(|(tag, of, there)| format!("{}{tag} {of}", if *there { "+" } else { "-" })).collect::<Vec<_>>())
        };
        let web = "web".to_owned();
        let changes = serde().tags().sync([web.clone()]).execute(conn)?;
        assert_eq!((changes.attached, changes.revived, changes.detached), (vec![web.clone()], vec![], vec!["orm".to_owned()]));
        assert_eq!(rows(conn)?, ["-orm Crate", "+web Crate", "+orm Person", "-web Person"]);
        let ann = Person::find(1).first(conn)?;
        assert_eq!(ann.tags().toggle(["orm", "web"]).execute(conn)?.revived, [web]);
        assert_eq!(rows(conn)?, ["-orm Crate", "+web Crate", "-orm Person", "+web Person"]);
        let orm = Tag { name: "orm".into() };
        assert_eq!(told(&orm.crates().attach([1]).execute(conn)?), (&[1][..], &[1][..], &NONE[..], &NONE[..]));
        assert_eq!(rows(conn)?, ["+orm Crate", "+web Crate", "-orm Person", "+web Person"]);
        assert_eq!(orm.crates().load(conn)?, [serde()]);
    }

    fn keys_of_several_columns(conn) {
        conn.batch_execute(TABLES)?;
        let ann = Person::find(1).first(conn)?;
        ann.places().attach([(1, 1), (1, 2)]).execute(conn)?;
        assert_eq!(ann.places().sync([(1, 2), (2, 1)]).execute(conn)?.detached, [(1, 1)]);
        let changes = ann.places().toggle([(1, 1), (2, 1)]).execute(conn)?;
        assert_eq!((changes.revived, changes.detached), (vec![(1, 1)], vec![(2, 1)]));
        let place = Place { a: 2, b: 1 };
        assert_eq!(told(&place.people().attach([1, 2]).execute(conn)?), (&[1, 2][..], &[1][..], &NONE[..], &NONE[..]));
        assert_eq!(place_visits::table.filter(place_visits::gone).count().get_result::<i64>(conn)?, 0);
        assert_eq!(place_visits::table.count().get_result::<i64>(conn)?, 4);
    }

    fn keys_that_the_database_takes_for_equal(conn) {
        conn.batch_execute(TABLES)?;
        let collation = if facts().name == "sqlite" { "COLLATE NOCASE" } else { "" };
        conn.batch_execute("DROP TABLE taggables")?;
        conn.batch_execute(&format!("CREATE TEMPORARY TABLE taggables (tag_name VARCHAR(20) {collation} NOT NULL, taggable_id INTEGER NOT NULL,
            taggable_type VARCHAR(20) NOT NULL, deleted_at TIMESTAMP NULL);
            INSERT INTO taggables VALUES ('Orm', 1, 'Crate', '2020-01-01 00:00:00')"))?;
        let changes = serde().tags().attach("orm").execute(conn)?;
        assert_eq!(changes.attached, ["orm"]);
        // PostgreSQL tells them apart.
        let rows: i64 = taggables::table.count().get_result(conn)?;
        assert_eq!(rows as usize + changes.revived.len(), 2);
        assert!(serde().tags().attach("orm").execute(conn)?.is_empty());
    }

    fn many_rows(conn, statements) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute("DELETE FROM owners")?;
        let all: Vec<i32> = (1..=1_000).collect();
        serde().owners().attach(&all).execute(conn)?;
        assert_eq!(serde().owners().sync([0; 0]).execute(conn)?.detached.len(), 1_000);
        let (sent, changes) = statements.during(|| serde().owners().sync(501..=1_500).execute(conn));
        let changes = changes?;
        assert_eq!((sent, changes.attached.len(), changes.revived.len()), (7, 1_000, 500));
        assert_eq!(serde().owners().detach(all).execute(conn)?.detached.len(), 500);
        assert_eq!(owners::table.filter(owners::deleted).count().get_result::<i64>(conn)?, 1_000);
    }

    fn nothing_is_left_of_a_write_that_fails(conn) {
        conn.batch_execute(TABLES)?;
        let before = rows!(conn);
        conn.transaction(|conn| {
            hidden(serde().lost_owners().sync([3, 2]).execute(conn));
            serde().owners().attach(2).execute(conn)
        })?;
        assert_eq!(rows!(conn)[1], "1+2 dev 9");
        assert_eq!((rows!(conn).len(), before.len()), (4, 4));
    }
}
