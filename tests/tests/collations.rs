//! Loads by keys that collations hold equal: blanks, accents, letters of other scripts, and many of them.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::{insert_all, on_every_backend};

diesel::table! { nations (code) { code -> Text, } }
diesel::table! { citizens (id) { id -> Integer, nation -> Text, origin -> Nullable<Text>, } }
diesel::allow_tables_to_appear_in_same_query!(nations, citizens);

diesel::table! { areas (tenant, code) { tenant -> Integer, code -> Text, } }
diesel::table! { shops (id) { id -> Integer, tenant -> Integer, area -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(areas, shops);

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = nations, primary_key(code))]
#[has_many(Citizen, foreign_key = nation)]
struct Nation {
    code: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = citizens)]
struct Citizen {
    id: i32,
    #[model(belongs_to(Nation, name = home))]
    nation: String,
    #[model(belongs_to(Nation, name = birthplace))]
    origin: Option<String>,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = areas, primary_key(tenant, code))]
#[has_many(Shop, foreign_key = (tenant, area))]
struct Area {
    tenant: i32,
    code: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = shops)]
struct Shop {
    id: i32,
    tenant: i32,
    #[model(belongs_to(Area, name = place, foreign_key = (tenant, area)))]
    area: String,
}

const COLLATION: &str = "CREATE COLLATION pg_temp.ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)";

/// Three ways to write each of two keys, and the type of columns to which they are the same.
fn forms(database: &str) -> Vec<(&'static str, [[&'static str; 3]; 2])> {
    if database == "mysql" {
        let general = "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
        let unicode = "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
        vec![
            (
                general,
                [["Zürich", "zurich", "ZURICH  "], ["Ёлка", "ёлка", "ЁЛКА"]],
            ),
            (
                unicode,
                [["Straße", "strasse", "STRASSE "], ["カナ", "かな", "ｶﾅ"]],
            ),
        ]
    } else if database == "sqlite" {
        vec![
            (
                "TEXT COLLATE RTRIM",
                [["ab", "ab ", "ab  "], ["ß", "ß ", "ß  "]],
            ),
            (
                "TEXT COLLATE NOCASE",
                [["ab", "AB", "aB"], ["ßx", "ßX", "ßX"]],
            ),
        ]
    } else {
        vec![(
            "VARCHAR(20) COLLATE pg_temp.ci",
            [["Ab", "aB", "AB"], ["Ёлка", "ёлка", "ЁЛКА"]],
        )]
    }
}

fn quoted(text: &str) -> String {
    format!("'{text}'")
}

on_every_backend! {
    fn blanks_accents_and_other_letters(conn) {
        if facts().name == "postgres" {
            conn.batch_execute(COLLATION)?;
        }
        for (column, [first, second]) in forms(facts().name) {
            conn.batch_execute(&format!("
                DROP TABLE IF EXISTS nations; DROP TABLE IF EXISTS citizens;
                CREATE TEMPORARY TABLE nations (code {column} PRIMARY KEY);
                CREATE TEMPORARY TABLE citizens (id INTEGER PRIMARY KEY, nation {column} NOT NULL, origin {column});
                INSERT INTO nations VALUES ({}), ({});
                INSERT INTO citizens VALUES (1, {}, {}), (2, {}, {}), (3, {}, NULL)",
                quoted(first[0]), quoted(second[0]), quoted(first[1]), quoted(second[2]), quoted(first[2]), quoted(second[1]), quoted(second[1]),
            ))?;
            for nations in [Nation::query().with(Nation::CITIZENS).load(conn)?, Nation::query().filter(nations::code.ne("x")).with(Nation::CITIZENS).load(conn)?] {
                let mut counts: Vec<_> = nations.iter().map(|nation| (nation.code.as_str(), nation.citizens.len())).collect();
                counts.sort_by_key(|(code, _)| *code != first[0]);
                assert_eq!(counts, [(first[0], 2), (second[0], 1)]);
            }
            let citizens = Citizen::query().order(citizens::id).with((Citizen::HOME, Citizen::BIRTHPLACE)).load(conn)?;
            assert_eq!(citizens.iter().map(|citizen| citizen.home.code.as_str()).collect::<Vec<_>>(), [first[0], first[0], second[0]]);
            assert_eq!(citizens.iter().filter(|citizen| citizen.birthplace.is_some()).count(), 2);
        }
    }

    fn keys_of_several_columns(conn) {
        if facts().name == "postgres" {
            conn.batch_execute(COLLATION)?;
        }
        let column = forms(facts().name).remove(0).0.replace("RTRIM", "NOCASE");
        conn.batch_execute(&format!("
            CREATE TEMPORARY TABLE areas (tenant INTEGER NOT NULL, code {column} NOT NULL, PRIMARY KEY (tenant, code));
            CREATE TEMPORARY TABLE shops (id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, area {column} NOT NULL);
            INSERT INTO areas VALUES (1, 'North'), (1, 'South'), (2, 'North');
            INSERT INTO shops VALUES (1, 1, 'north'), (2, 1, 'NORTH'), (3, 2, 'north'), (4, 1, 'South')"))?;
        let areas = Area::query().order((areas::tenant, areas::code)).with(Area::SHOPS.order(shops::id)).with_count(Area::SHOPS).load(conn)?;
        assert_eq!(areas.iter().map(|area| (area.shops.len(), area.shops_count)).collect::<Vec<_>>(), [(2, 2), (1, 1), (1, 1)]);
        let areas = Area::query().filter(areas::tenant.eq(2)).with(Area::SHOPS).load(conn)?;
        assert_eq!(areas[0].shops[0].id, 3);
        let shops = Shop::query().order(shops::id).with(Shop::PLACE).load(conn)?;
        assert_eq!(shops.iter().map(|shop| (shop.place.tenant, shop.place.code.as_str())).collect::<Vec<_>>(), [(1, "North"), (1, "North"), (2, "North"), (1, "South")]);
    }

    fn counts_of_rows_whose_keys_are_written_differently(conn) {
        if facts().name == "postgres" {
            conn.batch_execute(COLLATION)?;
        }
        let column = forms(facts().name).remove(0).0.replace("RTRIM", "NOCASE");
        conn.batch_execute(&format!("
            CREATE TEMPORARY TABLE nations (code {column} PRIMARY KEY);
            CREATE TEMPORARY TABLE citizens (id INTEGER PRIMARY KEY, nation {column} NOT NULL, origin {column});
            INSERT INTO nations VALUES ('de'), ('fr'); INSERT INTO citizens VALUES (1, 'De', NULL), (2, 'DE', NULL)"))?;
        let nations = vec![Nation { code: "DE".to_owned() }, Nation { code: "fr".to_owned() }];
        let nations = nations.load_count(Nation::CITIZENS, conn)?;
        assert_eq!(nations.iter().map(|nation| nation.citizens_count).collect::<Vec<_>>(), [2, 0]);
    }

    fn many_keys_that_are_written_differently(conn, statements) {
        let column = forms(facts().name).remove(0).0;
        let column = column.replace("RTRIM", "NOCASE");
        if facts().name == "postgres" {
            conn.batch_execute(COLLATION)?;
        }
        conn.batch_execute(&format!("
            CREATE TEMPORARY TABLE nations (code {column} PRIMARY KEY);
            CREATE TEMPORARY TABLE citizens (id INTEGER PRIMARY KEY, nation {column} NOT NULL, origin {column})"))?;
        let names: Vec<String> = (0..1_000).map(|number| format!("N{number}")).collect();
        let nations: Vec<_> = names.iter().map(|name| nations::code.eq(name.as_str())).collect();
        let lower: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
        let citizens: Vec<_> = lower.iter().zip(0..).map(|(name, id)| (citizens::id.eq(id), citizens::nation.eq(name.as_str()))).collect();
        for part in nations.chunks(500) {
            insert_all!(nations::table, part, conn);
        }
        for part in citizens.chunks(500) {
            insert_all!(citizens::table, part, conn);
        }
        let (sent, nations) = statements.during(|| Nation::query().with(Nation::CITIZENS).load(conn));
        assert!(nations?.iter().all(|nation| nation.citizens.len() == 1));
        assert_eq!(sent, 8);
        let (sent, citizens) = statements.during(|| Citizen::query().with(Citizen::HOME).load(conn));
        assert_eq!((sent, citizens?.len()), (7, 1_000));
    }
}

/// A text that PostgreSQL compares without case. A connection of several databases has no such type.
#[cfg(all(feature = "postgres", not(feature = "multi")))]
mod citext {
    use super::*;
    use diesel_relations_tests::backend::postgres;

    diesel::table! { use diesel::sql_types::*; teams (name) { name -> Citext, } }
    diesel::table! { use diesel::sql_types::*; players (id) { id -> Integer, team -> Citext, } }
    diesel::allow_tables_to_appear_in_same_query!(teams, players);

    #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = teams, primary_key(name))]
    #[has_many(Player, foreign_key = team)]
    struct Team {
        name: String,
    }

    #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = players)]
    struct Player {
        id: i32,
        #[model(belongs_to(Team, name = club))]
        team: String,
    }

    #[test]
    fn rows_whose_keys_are_written_differently() -> QueryResult<()> {
        let conn = &mut postgres();
        if conn
            .batch_execute("CREATE EXTENSION IF NOT EXISTS citext")
            .is_err()
        {
            return Ok(()); // PostgreSQL without its extensions
        }
        conn.batch_execute("
            CREATE TEMPORARY TABLE teams (name CITEXT PRIMARY KEY); CREATE TEMPORARY TABLE players (id INTEGER PRIMARY KEY, team CITEXT NOT NULL);
            INSERT INTO teams VALUES ('Reds'), ('Blues'); INSERT INTO players VALUES (1, 'reds'), (2, 'REDS'), (3, 'Blues')")?;
        let teams = Team::query()
            .order(teams::name.desc())
            .with(Team::PLAYERS)
            .with_count(Team::PLAYERS)
            .load(conn)?;
        assert_eq!(
            teams
                .iter()
                .map(|team| (team.players.len(), team.players_count))
                .collect::<Vec<_>>(),
            [(2, 2), (1, 1)]
        );
        let players = Player::query()
            .order(players::id)
            .with(Player::CLUB)
            .load(conn)?;
        assert_eq!(
            players
                .iter()
                .map(|player| player.club.name.as_str())
                .collect::<Vec<_>>(),
            ["Reds", "Reds", "Blues"]
        );
        Ok(())
    }
}
