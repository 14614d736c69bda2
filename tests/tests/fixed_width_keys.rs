//! Keys of a fixed width on PostgreSQL, where blanks at the end do not count: `CHAR(n)`.
#![cfg(feature = "postgres")]

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::Trimmed;
use diesel_relations::prelude::*;
use diesel_relations_tests::backend::{Statements, postgres};

diesel::table! { nations (code) { code -> Text, } }
diesel::table! { citizens (id) { id -> Integer, nation -> Text, origin -> Nullable<Text>, } }
diesel::table! { treaties (name) { name -> Text, } }
diesel::table! { nation_treaty (nation, treaty) { nation -> Text, treaty -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(nations, citizens, treaties, nation_treaty);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = nations, primary_key(code))]
#[has_many(Citizen, foreign_key = nation)]
#[belongs_to_many(Treaty, foreign_key = nation, related_key = treaty)]
struct Nation {
    code: Trimmed,
}

#[derive(
    Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, AsChangeset, Model,
)]
#[diesel(table_name = citizens)]
struct Citizen {
    id: i32,
    #[model(belongs_to(Nation, name = home))]
    nation: Trimmed,
    #[model(belongs_to(Nation, name = birthplace))]
    origin: Option<Trimmed>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = treaties, primary_key(name))]
struct Treaty {
    name: Trimmed,
}

/// The widths differ, and so do the blanks.
const TABLES: &str = "
CREATE TEMPORARY TABLE nations (code CHAR(4) PRIMARY KEY);
CREATE TEMPORARY TABLE citizens (id INTEGER PRIMARY KEY, nation CHAR(6) NOT NULL, origin CHAR(4));
CREATE TEMPORARY TABLE treaties (name CHAR(8) PRIMARY KEY);
CREATE TEMPORARY TABLE nation_treaty (nation CHAR(6) NOT NULL, treaty CHAR(10) NOT NULL);
INSERT INTO nations VALUES ('de'), ('fr'), ('it');
INSERT INTO citizens VALUES (1, 'de', 'fr'), (2, 'de', NULL), (3, 'fr', 'de');
INSERT INTO treaties VALUES ('Rome'), ('Nice'); INSERT INTO nation_treaty VALUES ('de', 'Rome');
";

#[test]
fn loads() -> QueryResult<()> {
    let conn = &mut postgres();
    conn.batch_execute(TABLES)?;
    let nations = Nation::query()
        .filter(nations::code.ne("it"))
        .order(nations::code)
        .with((Nation::CITIZENS, Nation::TREATIES))
        .with_count(Nation::CITIZENS)
        .load(conn)?;
    let counts = nations.iter().map(|nation| {
        (
            nation.citizens.len(),
            nation.treaties.len(),
            nation.citizens_count,
        )
    });
    assert_eq!(counts.collect::<Vec<_>>(), [(2, 1, 2), (1, 0, 1)]);
    assert_eq!(
        Nation::query()
            .with(Nation::CITIZENS)
            .load(conn)?
            .iter()
            .map(|nation| nation.citizens.len())
            .sum::<usize>(),
        3
    );
    let citizens = Citizen::query()
        .order(citizens::id)
        .with((Citizen::HOME, Citizen::BIRTHPLACE))
        .load(conn)?;
    assert_eq!(
        citizens
            .iter()
            .map(|citizen| &*citizen.home.code)
            .collect::<Vec<_>>(),
        ["de", "de", "fr"]
    );
    assert_eq!(
        citizens
            .iter()
            .map(|citizen| citizen.birthplace.is_some())
            .collect::<Vec<_>>(),
        [true, false, true]
    );
    Ok(())
}

#[test]
fn loads_need_one_statement_each() -> QueryResult<()> {
    let conn = &mut postgres();
    conn.batch_execute(TABLES)?;
    let statements = Statements::of(conn);
    let (sent, citizens) = statements.during(|| {
        Citizen::query()
            .with((Citizen::HOME, Citizen::BIRTHPLACE))
            .load(conn)
    });
    assert_eq!((sent, citizens?.len()), (3, 3));
    Ok(())
}

#[test]
fn rows_of_one_parent() -> QueryResult<()> {
    let conn = &mut postgres();
    conn.batch_execute(TABLES)?;
    let nation = Nation::find("de").first(conn)?;
    assert_eq!(nation.citizens().count().get_result::<i64>(conn)?, 2);
    assert_eq!(nation.treaties().load(conn)?.len(), 1);
    assert_eq!(
        Citizen::find(3).first(conn)?.home().first(conn)?.code,
        Trimmed::from("fr")
    );
    Ok(())
}

#[test]
fn writes() -> QueryResult<()> {
    let conn = &mut postgres();
    conn.batch_execute(TABLES)?;
    let nation = Nation::find("de").first(conn)?;
    let treaty = Treaty::find("Rome").first(conn)?;
    assert!(nation.treaties().attach(&treaty).execute(conn)?.is_empty());
    assert_eq!(
        nation
            .treaties()
            .sync([Trimmed::from("Nice")])
            .execute(conn)?
            .detached
            .len(),
        1
    );
    assert_eq!(
        nation
            .treaties()
            .detach([Trimmed::from("Nice   ")])
            .execute(conn)?
            .detached
            .len(),
        1
    );
    assert_eq!(
        nation
            .citizens()
            .create((citizens::id.eq(4),))
            .get_result(conn)?
            .nation,
        nation.code
    );
    let citizen = Citizen::find(3).first(conn)?;
    nation.citizens().save(&citizen).execute(conn)?;
    assert_eq!(nation.citizens().count().get_result::<i64>(conn)?, 4);
    Ok(())
}
