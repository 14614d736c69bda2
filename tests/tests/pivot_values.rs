//! The columns of a pivot row beside its keys: what is given, `values(..)`, `timestamps`.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
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
diesel::allow_tables_to_appear_in_same_query!(people, teams, members);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = people)]
#[belongs_to_many(Team, pivot = members)]
#[belongs_to_many(Team, name = plain_teams, pivot = members, values(kind = None))]
#[belongs_to_many(Team, name = timed_teams, pivot = members, timestamps)]
struct Person {
    id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = teams)]
struct Team {
    id: i32,
    name: String,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE people (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE teams (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE members (person_id INTEGER NOT NULL, team_id INTEGER NOT NULL, kind VARCHAR(20),
    \"createdAt\" TIMESTAMP NULL, \"updatedAt\" TIMESTAMP NULL);
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

/// How the database quotes a name.
trait Quote {
    const QUOTE: &'static str;
}
impl Quote for diesel::sqlite::Sqlite {
    const QUOTE: &'static str = "\"";
}
#[cfg(feature = "postgres")]
impl Quote for diesel::pg::Pg {
    const QUOTE: &'static str = "\"";
}
#[cfg(feature = "mysql")]
impl Quote for diesel::mysql::Mysql {
    const QUOTE: &'static str = "`";
}

on_every_backend! {
    fn rows_whose_value_is_null_are_found_again(conn) {
        start(conn, DB::QUOTE)?;
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

    fn times_have_the_names_of_their_columns(conn) {
        start(conn, DB::QUOTE)?;
        ANN.timed_teams().attach([1, 2]).execute(conn)?;
        let times = members::created_at.is_not_null().and(members::updated_at.is_not_null());
        assert_eq!(members::table.filter(times).count().get_result::<i64>(conn)?, 2);
        diesel::update(members::table).set(members::updated_at.eq(None::<chrono::NaiveDateTime>)).execute(conn)?;
        ANN.timed_teams().update_pivot(2, members::kind.eq("k")).execute(conn)?;
        assert_eq!(members::table.filter(times).select(members::team_id).load::<i32>(conn)?, [2]);
    }

    fn a_list_without_pairs(conn, statements) {
        start(conn, DB::QUOTE)?;
        ANN.teams().attach([1, 2]).execute(conn)?;
        let none = || Vec::<(i32, diesel::dsl::Eq<members::kind, &str>)>::new();
        // Whatever needs rows sends nothing without them.
        let (sent, result) = statements.during(|| -> QueryResult<bool> {
            Ok(ANN.teams().attach(none()).execute(conn)?.is_empty()
                && ANN.teams().attach(none()).allow_duplicates().execute(conn)?.is_empty()
                && ANN.teams().detach(none()).execute(conn)?.is_empty()
                && ANN.teams().toggle(none()).execute(conn)?.is_empty()
                && ANN.teams().sync(none()).without_detaching().execute(conn)?.is_empty()
                && ANN.teams().update_pivot([0; 0], members::kind.eq("k")).execute(conn)?.is_empty()
                && ANN.teams().create_many([] as [Team; 0]).with_pivots([members::kind.eq("k"); 0]).get_results(conn)?.is_empty()
                && ANN.teams().save_many(&[] as &[Team]).with_pivot(members::kind.eq("k")).execute(conn)?.is_empty())
        });
        assert_eq!((sent, result?), (0, true));
        let (sent, changes) = statements.during(|| ANN.teams().sync(none()).with_pivot(members::kind.eq("k")).execute(conn));
        assert_eq!((sent, changes?.detached), (5, vec![1, 2]));
        assert!(ANN.teams().sync(none()).execute(conn)?.is_empty());
    }
}
