//! Each kind of relation below each kind by which several parents come to one row: the number of statements does not depend on how
//! many parents share the row, and each parent has what the row has when it is loaded by itself.

use std::collections::HashMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::backend::{Statements, sqlite};
use diesel_relations_tests::on_every_backend;

diesel::table! { fans { id -> Integer, city -> Integer, club_id -> Integer, } }
diesel::table! { clubs { id -> Integer, city -> Integer, league_id -> Integer, } }
diesel::table! { leagues { id -> Integer, } }
diesel::table! { club_fan (club_id, fan_id) { club_id -> Integer, fan_id -> Integer, since -> Integer, } }
diesel::table! { goals { id -> Integer, club_id -> Integer, minute -> Integer, } }
diesel::table! { cheers { id -> Integer, goal_id -> Integer, } }
diesel::table! { badges { id -> Integer, } }
diesel::table! { badge_club (badge_id, club_id) { badge_id -> Integer, club_id -> Integer, place -> Integer, } }
diesel::table! { remarks { id -> Integer, subject_id -> Integer, subject_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(
    fans, clubs, leagues, club_fan, goals, cheers, badges, badge_club, remarks
);

/// All clubs are in the city 1, as all fans are; club 1 has all of the rest.
fn tables(fans: i32) -> String {
    let each = |row: fn(i32) -> String| (1..=fans).map(row).collect::<Vec<_>>().join(", ");
    format!(
        "CREATE TEMPORARY TABLE fans (id INTEGER PRIMARY KEY, city INTEGER NOT NULL, club_id INTEGER NOT NULL);
         CREATE TEMPORARY TABLE clubs (id INTEGER PRIMARY KEY, city INTEGER NOT NULL, league_id INTEGER NOT NULL);
         CREATE TEMPORARY TABLE leagues (id INTEGER PRIMARY KEY);
         CREATE TEMPORARY TABLE club_fan (club_id INTEGER NOT NULL, fan_id INTEGER NOT NULL, since INTEGER NOT NULL);
         CREATE TEMPORARY TABLE goals (id INTEGER PRIMARY KEY, club_id INTEGER NOT NULL, minute INTEGER NOT NULL);
         CREATE TEMPORARY TABLE cheers (id INTEGER PRIMARY KEY, goal_id INTEGER NOT NULL);
         CREATE TEMPORARY TABLE badges (id INTEGER PRIMARY KEY);
         CREATE TEMPORARY TABLE badge_club (badge_id INTEGER NOT NULL, club_id INTEGER NOT NULL, place INTEGER NOT NULL);
         CREATE TEMPORARY TABLE remarks (id INTEGER PRIMARY KEY, subject_id INTEGER NOT NULL, subject_type VARCHAR(20) NOT NULL);
         INSERT INTO fans VALUES {};
         INSERT INTO clubs VALUES (1, 1, 1), (2, 1, 1);
         INSERT INTO leagues VALUES (1);
         INSERT INTO club_fan VALUES {}, (2, 1, 0);
         INSERT INTO goals VALUES (1, 1, 80), (2, 1, 20), (3, 1, 40);
         INSERT INTO cheers VALUES (1, 1), (2, 3), (3, 3);
         INSERT INTO badges VALUES (1), (2), (3);
         INSERT INTO badge_club VALUES (1, 1, 3), (2, 1, 1), (1, 2, 2);
         INSERT INTO remarks VALUES (1, 1, 'Club'), (2, 1, 'Club'), (3, 2, 'Club');",
        each(|id| format!("({id}, 1, 1)")),
        each(|id| format!("(1, {id}, {id})")),
    )
}

macro_rules! models {
    ($($clone:ident)?) => {
        use super::*;

        #[derive(Debug, $($clone,)? Queryable, Selectable, Identifiable, Model)]
        #[diesel(table_name = fans)]
        #[has_many(Club, name = city_clubs, local_key = city, foreign_key = city)]
        #[has_one(Club, name = first_club, local_key = city, foreign_key = city, oldest = id)]
        #[belongs_to_many(Club)]
        #[belongs_to_many(Club, name = followed, using = Since)]
        pub(super) struct Fan {
            pub(super) id: i32,
            pub(super) city: i32,
            #[model(belongs_to(Club))]
            pub(super) club_id: i32,
        }

        #[derive(Debug, $($clone,)? Queryable, Selectable)]
        #[diesel(table_name = club_fan)]
        pub(super) struct Since {
            pub(super) since: i32,
        }

        #[derive(Debug, $($clone,)? Queryable, Selectable, Identifiable, Model)]
        #[diesel(table_name = clubs)]
        #[has_many(Goal)]
        #[has_one(Goal, name = goal)]
        #[has_one(Goal, name = last_goal, latest = minute)]
        #[has_many_through(Cheer, through = Goal)]
        #[belongs_to_many(Badge)]
        #[belongs_to_many(Badge, name = places, using = Place)]
        #[morph_many(Remark, morph = subject)]
        pub(super) struct Club {
            pub(super) id: i32,
            pub(super) city: i32,
            #[model(belongs_to(League))]
            pub(super) league_id: i32,
        }

        #[derive(Debug, $($clone,)? Queryable, Selectable, Identifiable, Model)]
        #[diesel(table_name = leagues)]
        pub(super) struct League {
            pub(super) id: i32,
        }

        #[derive(Debug, $($clone,)? Queryable, Selectable, Identifiable, Model)]
        #[diesel(table_name = goals)]
        #[has_many(Cheer)]
        pub(super) struct Goal {
            pub(super) id: i32,
            pub(super) minute: i32,
        }

        #[derive(Debug, $($clone,)? Queryable, Selectable)]
        #[diesel(table_name = goals)]
        pub(super) struct Minute {
            pub(super) minute: i32,
        }

        #[derive(Debug, $($clone,)? Queryable, Selectable, Identifiable, Model)]
        #[diesel(table_name = cheers)]
        pub(super) struct Cheer {
            pub(super) id: i32,
        }

        #[derive(Debug, $($clone,)? Queryable, Selectable, Identifiable, Model)]
        #[diesel(table_name = badges)]
        pub(super) struct Badge {
            pub(super) id: i32,
        }

        #[derive(Debug, $($clone,)? Queryable, Selectable)]
        #[diesel(table_name = badge_club)]
        pub(super) struct Place {
            pub(super) place: i32,
        }

        #[derive(Debug, $($clone,)? Queryable, Selectable, Identifiable, Model)]
        #[diesel(table_name = remarks)]
        pub(super) struct Remark {
            pub(super) id: i32,
            #[morph_to(Club)]
            pub(super) subject_id: i32,
            pub(super) subject_type: String,
        }
    };
}

/// Models that are not `Clone`, as in Diesel's guide.
#[allow(dead_code)]
mod plain {
    models!();
}

#[allow(dead_code)]
mod cloned {
    models!(Clone);
}

/// Loads each relation below each above it. Of a relation above: which it is, and its field; of one below, too.
macro_rules! sweep {
    ($conn:ident, $statements:ident, [$($above:expr => $field:ident),+ $(,)?], $below:tt) => {
        $( sweep!(@above $conn, $statements, $above, $field, $below); )+
    };
    (@above $conn:ident, $statements:ident, $above:expr, $field:ident, [$($below:expr => $value:ident),+ $(,)?]) => {
        $({
            let clubs = Club::query().with($below).load($conn)?;
            let alone: HashMap<i32, String> = clubs.iter().map(|club| (club.id, format!("{:?}", club.$value))).collect();
            let (sent, fans) = $statements.during(|| Fan::query().with($above.with($below)).load($conn));
            let what = concat!(stringify!($above), ", ", stringify!($below));
            assert_eq!(sent, 3, "{what}");
            let mut seen = 0;
            for fan in &fans? {
                for club in fan.$field.iter() {
                    seen += 1;
                    assert_eq!(format!("{:?}", club.$value), alone[&club.id], "{what}");
                }
            }
            assert!(seen >= FANS, "{what}");
        })+
    };
}

/// The sweep of the models in scope.
macro_rules! sweep_all {
    ($conn:ident, $statements:ident) => {
        sweep!(
            $conn,
            $statements,
            [
                Fan::CLUBS => clubs,
                Fan::FOLLOWED => followed,
                Fan::CITY_CLUBS => city_clubs,
                Fan::FIRST_CLUB => first_club,
                Fan::CLUB.filter(clubs::id.gt(0)) => club,
            ],
            [
                Club::GOALS.order(goals::id) => goals,
                Club::GOALS.order(goals::minute).limit(2) => goals,
                Club::GOALS.order(goals::id).select_as::<Minute>() => goals,
                Club::GOALS.order(goals::id).with_count(Goal::CHEERS) => goals,
                Club::GOAL.order(goals::minute) => goal,
                Club::LAST_GOAL => last_goal,
                Club::CHEERS.order(cheers::id) => cheers,
                Club::BADGES.order(badges::id) => badges,
                Club::PLACES.order(badge_club::place) => places,
                Club::REMARKS.order(remarks::id) => remarks,
                Club::LEAGUE => league,
            ]
        );
    };
}

/// How many parents share a row.
const FANS: usize = 20;

on_every_backend! {
    fn models_without_clone(conn, statements) {
        use plain::*;
        conn.batch_execute(&tables(FANS as i32))?;
        sweep_all!(conn, statements);
    }
}

#[test]
fn models_with_clone() -> QueryResult<()> {
    use cloned::*;
    let conn = &mut sqlite();
    let statements = Statements::of(conn);
    conn.batch_execute(&tables(FANS as i32))?;
    sweep_all!(conn, statements);
    Ok(())
}
