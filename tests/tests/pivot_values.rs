//! The columns of a pivot row beside its keys: what is given, `values(..)`, `timestamps`.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::PivotKeyGiven;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { people (id) { id -> Integer, } }
diesel::table! { teams (id) { id -> Integer, name -> Text, } }
diesel::table! {
    members (person_id, team_id) {
        person_id -> Integer,
        team_id -> Integer,
        kind -> Nullable<Text>,
        #[sql_name = "createdAt"]
        created_at -> Nullable<Timestamp>,
        #[sql_name = "updatedAt"]
        updated_at -> Nullable<Timestamp>,
    }
}
diesel::table! { badges (person_id, team_id, kind) { person_id -> Integer, team_id -> Integer, kind -> Text, level -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(people, teams, members, badges);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = people)]
#[belongs_to_many(Team, pivot = members)]
#[belongs_to_many(Team, name = plain_teams, pivot = members, values(kind = None), detach(delete))]
#[belongs_to_many(Team, name = timed_teams, pivot = members, timestamps)]
#[belongs_to_many(Team, name = dev_teams, pivot = members, values(kind = "dev"), detach(delete), timestamps)]
#[belongs_to_many(Team, name = starred_teams, pivot = badges, values(kind = "star"))]
struct Person {
    id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = teams)]
struct Team {
    id: i32,
    name: String,
}

/// A whole row of the pivot table.
#[derive(Debug, Clone, Copy, Default, Insertable)]
#[diesel(table_name = members)]
struct Member {
    person_id: Option<i32>,
    team_id: Option<i32>,
    kind: Option<&'static str>,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE people (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE teams (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE members (person_id INTEGER NOT NULL, team_id INTEGER NOT NULL, kind VARCHAR(20),
    \"createdAt\" TIMESTAMP NULL, \"updatedAt\" TIMESTAMP NULL);
CREATE TEMPORARY TABLE badges (person_id INTEGER NOT NULL, team_id INTEGER NOT NULL, kind VARCHAR(20) NOT NULL, level INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (person_id, team_id, kind));
INSERT INTO people VALUES (1), (2);
INSERT INTO teams VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd');
";

fn start<C: SimpleConnection>(conn: &mut C, quote: &str) -> QueryResult<()> {
    conn.batch_execute(&TABLES.replace('"', quote))
}

const ANN: Person = Person { id: 1 };

/// The rows of the pivot table.
macro_rules! pivots {
    ($conn:expr) => {
        members::table
            .order((members::person_id, members::team_id, members::kind))
            .select((members::person_id, members::team_id, members::kind))
            .load::<(i32, i32, Option<String>)>($conn)?
            .iter()
            .map(|(person, team, kind)| {
                format!("{person}-{team} {}", kind.as_deref().unwrap_or("NULL"))
            })
            .collect::<Vec<_>>()
    };
}

on_every_backend! {
    fn rows_whose_value_is_null_are_found_again(conn) {
        start(conn, facts().quote)?;
        ANN.teams().attach((4, members::kind.eq("other"))).execute(conn)?;
        let teams = || ANN.plain_teams();
        assert_eq!(teams().attach([1, 2]).execute(conn)?.attached, [1, 2]);
        assert!(teams().attach([1, 2]).execute(conn)?.is_empty());
        assert_eq!(pivots!(conn), ["1-1 NULL", "1-2 NULL", "1-4 other"]);
        let changes = teams().sync([2, 3]).execute(conn)?;
        assert_eq!((changes.attached, changes.detached), (vec![3], vec![1]));
        assert_eq!(teams().toggle(2).execute(conn)?.detached, [2]);
        assert_eq!(teams().order(teams::id).load(conn)?.len(), 1);
        assert_eq!(teams().pivots().count().get_result::<i64>(conn)?, 1);
        assert_eq!(teams().detach_all().execute(conn)?.detached, [3]);
        assert_eq!(pivots!(conn), ["1-4 other"]);
    }

    fn what_is_given_goes_before_what_the_relation_says(conn) {
        start(conn, facts().quote)?;
        let teams = || ANN.dev_teams();
        let kind = |kind: &'static str| members::kind.eq(kind);
        teams().attach((1, kind("pair"))).execute(conn)?;
        teams().attach([2]).with_pivot(kind("all")).execute(conn)?;
        teams().attach([(3, kind("pair")), (4, kind("pair"))]).with_pivot(kind("both")).execute(conn)?;
        assert_eq!(pivots!(conn), ["1-1 pair", "1-2 all", "1-3 both", "1-4 both"]);
        // Where nothing is given, the relation's value.
        let ben = Person { id: 2 };
        ben.dev_teams().attach([(1, Member { kind: Some("given"), ..Member::default() }), (2, Member::default())]).execute(conn)?;
        assert_eq!(pivots!(conn)[4..], ["2-1 given", "2-2 dev"]);
        diesel::delete(members::table).execute(conn)?;
        teams().sync([(1, kind("sync"))]).execute(conn)?;
        teams().toggle([(2, kind("toggle"))]).execute(conn)?;
        teams().attach([3, 3]).with_pivot(kind("twice")).allow_duplicates().execute(conn)?;
        assert_eq!(pivots!(conn), ["1-1 sync", "1-2 toggle", "1-3 twice", "1-3 twice"]);
    }

    fn rows_that_are_made_or_saved_get_what_is_given(conn) {
        start(conn, facts().quote)?;
        let teams = || ANN.dev_teams();
        let kind = |kind: &'static str| members::kind.eq(kind);
        let team = |id: i32| Team { id, name: format!("t{id}") };
        teams().create(team(11)).with_pivot(kind("create")).execute(conn)?;
        teams().create_many([team(12), team(13)]).with_pivots([kind("x"), kind("y")]).get_results(conn)?;
        teams().save(&team(14)).with_pivot(kind("save")).execute(conn)?;
        teams().first_or_create(teams::id.eq(15), team(15)).with_pivot(kind("first")).get_result(conn)?;
        // One that is there.
        teams().first_or_create(teams::id.eq(1), team(1)).with_pivot(kind("found")).get_result(conn)?;
        assert_eq!(pivots!(conn), ["1-1 found", "1-11 create", "1-12 x", "1-13 y", "1-14 save", "1-15 first"]);
    }

    fn rows_with_other_values_than_the_relation_says_are_found_again(conn) {
        start(conn, facts().quote)?;
        let kind = |kind: &'static str| members::kind.eq(kind);
        assert_eq!(ANN.dev_teams().attach((1, kind("pair"))).execute(conn)?.attached, [1]);
        assert!(ANN.dev_teams().attach((1, kind("pair"))).execute(conn)?.is_empty());
        assert_eq!(ANN.dev_teams().attach([1, 2]).with_pivot(kind("pair")).execute(conn)?.attached, [2]);
        assert!(ANN.dev_teams().sync([(1, kind("pair")), (2, kind("pair"))]).execute(conn)?.is_empty());
        // A row of the relation gets what is given.
        ANN.dev_teams().attach(3).execute(conn)?;
        assert_eq!(ANN.dev_teams().attach((3, kind("pair"))).execute(conn)?.updated, [3]);
        assert_eq!(pivots!(conn), ["1-1 pair", "1-2 pair", "1-3 pair"]);
    }

    fn values_that_tell_rows_with_the_same_keys_apart(conn) {
        start(conn, facts().quote)?;
        let badge = |kind: &'static str, level: i32| (badges::kind.eq(kind), badges::level.eq(level));
        let all = |conn: &mut _| badges::table.order((badges::team_id, badges::kind)).select((badges::team_id, badges::kind, badges::level)).load::<(i32, String, i32)>(conn);
        let row = |team: i32, kind: &str, level: i32| (team, kind.to_owned(), level);
        assert_eq!(ANN.starred_teams().attach([(1, badge("moon", 1)), (2, badge("sun", 1))]).execute(conn)?.attached, [1, 2]);
        assert!(ANN.starred_teams().attach([(1, badge("moon", 1)), (2, badge("sun", 1))]).execute(conn)?.is_empty());
        let changes = ANN.starred_teams().attach([(1, badge("moon", 2)), (2, badge("sun", 1)), (3, badge("sun", 3))]).execute(conn)?;
        assert_eq!((changes.attached, changes.updated), (vec![3], vec![1]));
        assert_eq!(all(conn)?, [row(1, "moon", 2), row(2, "sun", 1), row(3, "sun", 3)]);
        let changes = ANN.starred_teams().attach([1, 2, 3]).with_pivot(badge("sun", 3)).execute(conn)?;
        assert_eq!((changes.attached, changes.updated), (vec![1], vec![2]));
        assert_eq!(all(conn)?, [row(1, "moon", 2), row(1, "sun", 3), row(2, "sun", 3), row(3, "sun", 3)]);
        // The relation itself has none of them.
        assert_eq!(ANN.starred_teams().count().get_result::<i64>(conn)?, 0);
        assert!(ANN.starred_teams().detach([1, 2, 3]).execute(conn)?.is_empty());
    }

    fn times_that_are_given(conn) {
        start(conn, facts().quote)?;
        let time = |day| chrono::NaiveDate::from_ymd_opt(2020, 1, day).and_then(|day| day.and_hms_opt(0, 0, 0));
        let times = |conn: &mut _| members::table.order(members::team_id).select((members::created_at, members::updated_at)).load::<(Option<chrono::NaiveDateTime>, Option<chrono::NaiveDateTime>)>(conn);
        ANN.timed_teams().attach((1, members::created_at.eq(time(1)))).execute(conn)?;
        ANN.timed_teams().attach([2]).with_pivot((members::created_at.eq(time(1)), members::updated_at.eq(time(2)))).execute(conn)?;
        let both = times(conn)?;
        assert!(both[0].0 == time(1) && both[0].1 > time(2), "{both:?}");
        assert_eq!(both[1], (time(1), time(2)));
        let changes = ANN.timed_teams().update_pivot([1, 2], members::updated_at.eq(time(3))).execute(conn)?;
        assert_eq!(changes.updated, [1, 2]);
        assert_eq!(times(conn)?, [(time(1), time(3)), (time(1), time(3))]);
        assert!(ANN.timed_teams().update_pivot([1, 2], members::updated_at.eq(time(3))).execute(conn)?.updated.is_empty());
    }

    fn the_keys_cannot_be_given(conn, statements) {
        start(conn, facts().quote)?;
        let row = Member { person_id: Some(1), team_id: None, kind: Some("k") };
        let refused = |error: diesel::result::Error| {
            let diesel::result::Error::QueryBuilderError(error) = error else { panic!("{error}") };
            let error = *error.downcast::<PivotKeyGiven>().expect("a PivotKeyGiven");
            assert_eq!(error.to_string(), format!("the fields of a row of members give {}, which the relation sets: leave it out", error.column().1));
            error.column()
        };
        let (sent, error) = statements.during(|| ANN.teams().attach((4, row)).execute(conn).unwrap_err());
        assert_eq!((sent, refused(error)), (0, ("members", "person_id")));
        let error = ANN.teams().sync([(4, Member { team_id: Some(4), ..Member::default() })]).execute(conn).unwrap_err();
        assert_eq!(refused(error), ("members", "team_id"));
        refused(ANN.teams().toggle([4]).with_pivot(row).execute(conn).unwrap_err());
        refused(ANN.teams().update_pivot([4], members::team_id.eq(5)).execute(conn).unwrap_err());
        refused(ANN.teams().attach([4]).with_pivot(row).allow_duplicates().execute(conn).unwrap_err());
        let team = || Team { id: 9, name: "new".to_owned() };
        refused(ANN.teams().create(team()).with_pivot(row).execute(conn).unwrap_err());
        refused(ANN.teams().create_many([team()]).with_pivots([row]).execute(conn).unwrap_err());
        refused(ANN.teams().save(&team()).with_pivot(row).execute(conn).unwrap_err());
        refused(ANN.teams().first_or_create(teams::id.eq(9), team()).with_pivot(row).get_result(conn).unwrap_err());
        assert_eq!((members::table.count().get_result::<i64>(conn)?, teams::table.count().get_result::<i64>(conn)?), (0, 4));
    }

    fn times_have_the_names_of_their_columns(conn) {
        start(conn, facts().quote)?;
        ANN.timed_teams().attach([1, 2]).execute(conn)?;
        let times = members::created_at.is_not_null().and(members::updated_at.is_not_null());
        assert_eq!(members::table.filter(times).count().get_result::<i64>(conn)?, 2);
        diesel::update(members::table).set(members::updated_at.eq(None::<chrono::NaiveDateTime>)).execute(conn)?;
        ANN.timed_teams().update_pivot(2, members::kind.eq("k")).execute(conn)?;
        assert_eq!(members::table.filter(times).select(members::team_id).load::<i32>(conn)?, [2]);
    }

    fn a_list_without_pairs(conn, statements) {
        start(conn, facts().quote)?;
        ANN.teams().attach([1, 2]).execute(conn)?;
        let none = || Vec::<(i32, diesel::dsl::Eq<members::kind, &str>)>::new();
        // Whatever needs rows sends nothing without them.
        let (sent, result) = statements.during(|| -> QueryResult<bool> {
            Ok(ANN.teams().attach(none()).execute(conn)?.is_empty()
                && ANN.teams().attach(none()).allow_duplicates().execute(conn)?.is_empty()
                && ANN.teams().detach(none()).execute(conn)?.is_empty()
                && ANN.teams().toggle(none()).execute(conn)?.is_empty()
                && ANN.teams().sync(none()).without_detaching().execute(conn)?.is_empty()
                && ANN.teams().update_pivot([0; 0], members::kind.eq("k")).execute(conn)?.updated.is_empty()
                && ANN.teams().create_many([] as [Team; 0]).with_pivots((0..0).map(|_| members::kind.eq("k"))).get_results(conn)?.is_empty()
                && ANN.teams().save_many(&[] as &[Team]).with_pivot(members::kind.eq("k")).execute(conn)?.is_empty())
        });
        assert_eq!((sent, result?), (0, true));
        let (sent, changes) = statements.during(|| ANN.teams().sync(none()).with_pivot(members::kind.eq("k")).execute(conn));
        assert_eq!((sent, changes?.detached), (5, vec![1, 2]));
        assert!(ANN.teams().sync(none()).execute(conn)?.is_empty());
    }
}
