//! Keys of a fixed width on PostgreSQL, where blanks at the end do not count: `CHAR(n)`.
#![cfg(feature = "postgres")]

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::Trimmed;
use diesel_relations::prelude::*;
use diesel_relations_tests::backend::Statements;
use diesel_relations_tests::one::{Postgres, postgres};

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

/// Plain texts, of columns whose blanks count and of others.
mod texts {
    use super::*;

    diesel::table! { places (code) { code -> Text, } }
    diesel::table! { people (id) { id -> Integer, place -> Text, born -> Nullable<Text>, } }
    diesel::table! { clubs (name) { name -> Text, } }
    diesel::table! { place_club (place, club) { place -> Text, club -> Text, } }
    diesel::table! { rooms (house, code) { house -> Integer, code -> Text, } }
    diesel::table! { beds (id) { id -> Integer, house -> Integer, room -> Text, } }
    diesel::allow_tables_to_appear_in_same_query!(places, people, clubs, place_club);
    diesel::allow_tables_to_appear_in_same_query!(rooms, beds);

    #[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
    #[diesel(table_name = places, primary_key(code))]
    #[has_many(Person, table = people, foreign_key = place)]
    #[belongs_to_many(Club, foreign_key = place, related_key = club, pivot = place_club)]
    struct Place {
        code: String,
    }

    #[derive(
        Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, AsChangeset, Model,
    )]
    #[diesel(table_name = people)]
    struct Person {
        id: i32,
        #[model(belongs_to(Place, name = home))]
        place: String,
        #[model(belongs_to(Place, name = birthplace))]
        born: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
    #[diesel(table_name = clubs, primary_key(name))]
    struct Club {
        name: String,
    }

    #[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
    #[diesel(table_name = rooms, primary_key(house, code))]
    #[has_many(Bed, foreign_key = (house, room))]
    struct Room {
        house: i32,
        code: String,
    }

    #[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
    #[diesel(table_name = beds)]
    struct Bed {
        id: i32,
        house: i32,
        #[model(belongs_to(Room, name = place, foreign_key = (house, room)))]
        room: String,
    }

    /// The widths of the four columns, of which some keys fill theirs.
    fn tables([place, of_place, club, of_club]: [&str; 4]) -> String {
        format!(
            "CREATE TEMPORARY TABLE places (code {place} PRIMARY KEY);
             CREATE TEMPORARY TABLE people (id INTEGER PRIMARY KEY, place {of_place} NOT NULL, born {of_place});
             CREATE TEMPORARY TABLE clubs (name {club} PRIMARY KEY);
             CREATE TEMPORARY TABLE place_club (place {of_place} NOT NULL, club {of_club} NOT NULL);
             CREATE TEMPORARY TABLE rooms (house INTEGER, code {place}, PRIMARY KEY (house, code));
             CREATE TEMPORARY TABLE beds (id INTEGER PRIMARY KEY, house INTEGER NOT NULL, room {of_place} NOT NULL);
             INSERT INTO places VALUES ('de'), ('fr'), ('o''\\'), ('none');
             INSERT INTO people VALUES (1, 'de', 'fr'), (2, 'de', NULL), (3, 'o''\\', 'de'), (4, 'none', 'none');
             INSERT INTO clubs VALUES ('chess'), ('golf');
             INSERT INTO place_club VALUES ('de', 'chess');
             INSERT INTO rooms VALUES (1, 'a'), (2, 'a'), (1, 'none');
             INSERT INTO beds VALUES (1, 1, 'a'), (2, 2, 'a'), (3, 1, 'none'), (4, 1, 'none')"
        )
    }

    fn on_each(test: impl Fn(&mut Postgres) -> QueryResult<()>) -> QueryResult<()> {
        let widths = [
            ["CHAR(4)", "CHAR(4)", "CHAR(8)", "CHAR(8)"],
            ["CHAR(4)", "CHAR(6)", "CHAR(8)", "CHAR(10)"],
            ["CHAR(6)", "CHAR(4)", "CHAR(10)", "CHAR(8)"],
        ];
        for widths in widths {
            let conn = &mut postgres();
            conn.batch_execute(&tables(widths))?;
            test(conn)?;
        }
        Ok(())
    }

    fn place(conn: &mut Postgres) -> QueryResult<Place> {
        Place::query()
            .filter(diesel::dsl::sql::<diesel::sql_types::Bool>("code = 'de'"))
            .first(conn)
    }

    #[test]
    fn are_loaded() -> QueryResult<()> {
        on_each(|conn| {
            for all in [true, false] {
                let places = Place::query().order(places::code);
                let load = (Place::PEOPLE, Place::CLUBS);
                let places = match all {
                    true => places.with(load).load(conn)?,
                    false => places
                        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>("code <> 'x'"))
                        .with(load)
                        .load(conn)?,
                };
                let counts = places
                    .iter()
                    .map(|place| (place.code.trim_end(), place.people.len(), place.clubs.len()));
                let counts: Vec<_> = counts.collect();
                assert_eq!(
                    counts,
                    [("de", 2, 1), ("fr", 0, 0), ("none", 1, 0), ("o'\\", 1, 0)]
                );
            }
            let people = Person::query()
                .order(people::id)
                .with((Person::HOME, Person::BIRTHPLACE))
                .load(conn)?;
            let homes = people.iter().map(|person| person.home.code.trim_end());
            assert_eq!(homes.collect::<Vec<_>>(), ["de", "de", "o'\\", "none"]);
            let born = people.iter().map(|person| {
                person
                    .birthplace
                    .as_ref()
                    .map(|place| place.code.trim_end())
            });
            assert_eq!(
                born.collect::<Vec<_>>(),
                [Some("fr"), None, Some("de"), Some("none")]
            );
            Ok(())
        })
    }

    #[test]
    fn rows_of_one_parent() -> QueryResult<()> {
        on_each(|conn| {
            let place = place(conn)?;
            assert_eq!(place.people().count().get_result::<i64>(conn)?, 2);
            assert_eq!(place.clubs().load(conn)?.len(), 1);
            assert_eq!(Person::find(1).first(conn)?.home().first(conn)?, place);
            assert_eq!(
                Place::find_many([place.code.clone()]).load(conn)?,
                std::slice::from_ref(&place)
            );
            // Diesel's own `find` and `eq` compare with a `TEXT`.
            assert_eq!(Place::find(place.code.trim_end()).first(conn)?, place);
            assert_eq!(Place::find(&place.code).first(conn).optional()?, None);
            let people = Person::query()
                .where_belongs_to(Person::HOME, &[place])
                .load(conn)?;
            assert_eq!(people.len(), 2);
            Ok(())
        })
    }

    #[test]
    fn keys_of_several_columns() -> QueryResult<()> {
        on_each(|conn| {
            let rooms = Room::query()
                .order((rooms::house, rooms::code))
                .load(conn)?;
            let found = Room::find_many(rooms.iter().map(|room| (room.house, room.code.clone())))
                .load(conn)?;
            assert_eq!(found.len(), 3);
            let of_one = Room::find_many([(1, rooms[0].code.clone())]).load(conn)?;
            assert_eq!(of_one.len(), 1);
            let rooms = rooms.load_related(Room::BEDS, conn)?;
            assert_eq!(
                rooms.iter().map(|room| room.beds.len()).collect::<Vec<_>>(),
                [1, 2, 1]
            );
            let beds = Bed::query().order(beds::id).with(Bed::PLACE).load(conn)?;
            assert_eq!(
                beds.iter()
                    .map(|bed| (bed.place.house, bed.place.code.trim_end()))
                    .collect::<Vec<_>>(),
                [(1, "a"), (2, "a"), (1, "none"), (1, "none")]
            );
            Ok(())
        })
    }

    #[test]
    fn are_written() -> QueryResult<()> {
        on_each(|conn| {
            let place = place(conn)?;
            let clubs = Club::query().order(clubs::name).load(conn)?;
            assert!(place.clubs().attach(&clubs[0]).execute(conn)?.is_empty());
            let changes = place.clubs().sync([clubs[1].name.clone()]).execute(conn)?;
            assert_eq!((changes.attached.len(), changes.detached.len()), (1, 1));
            assert_eq!(
                place
                    .clubs()
                    .detach([clubs[1].name.clone()])
                    .execute(conn)?
                    .detached
                    .len(),
                1
            );
            assert_eq!(place_club::table.count().get_result::<i64>(conn)?, 0);
            assert_eq!(place.save(conn)?, 1);
            assert_eq!(places::table.count().get_result::<i64>(conn)?, 4);
            let person = Person::find(3).first(conn)?;
            place.people().save(&person).execute(conn)?;
            assert_eq!(place.people().count().get_result::<i64>(conn)?, 3);
            let new = (people::id.eq(9),);
            assert_eq!(
                place
                    .people()
                    .first_or_create(people::id.eq(1), new)
                    .get_result(conn)?
                    .id,
                1
            );
            assert_eq!(place.people().delete(conn)?, 3);
            Ok(())
        })
    }

    /// In a `TEXT` or a `VARCHAR` they count.
    #[test]
    fn blanks_count_elsewhere() -> QueryResult<()> {
        for sql_type in ["TEXT", "VARCHAR(20)"] {
            let conn = &mut postgres();
            conn.batch_execute(&tables([sql_type; 4]))?;
            conn.batch_execute(
                "INSERT INTO places VALUES ('de '); INSERT INTO people VALUES (5, 'de ', 'de'), (6, 'de ', NULL), (7, 'de ', NULL);
                 INSERT INTO clubs VALUES ('chess '); INSERT INTO place_club VALUES ('de ', 'chess ');
                 INSERT INTO rooms VALUES (1, 'a '); INSERT INTO beds VALUES (5, 1, 'a '), (6, 1, 'a ')",
            )?;
            let places = Place::find_many(["de", "de "].map(str::to_owned))
                .order(places::code)
                .with((Place::PEOPLE, Place::CLUBS))
                .load(conn)?;
            let counts = places.iter().map(|place| {
                (
                    place.code.as_str(),
                    place.people.len(),
                    place.clubs[0].name.as_str(),
                )
            });
            assert_eq!(
                counts.collect::<Vec<_>>(),
                [("de", 2, "chess"), ("de ", 3, "chess ")]
            );
            let [plain, blank] = ["de", "de "].map(|code| Place {
                code: code.to_owned(),
            });
            assert_eq!(
                (
                    plain.people().count().get_result::<i64>(conn)?,
                    blank.people().count().get_result::<i64>(conn)?
                ),
                (2, 3)
            );
            assert_eq!(
                blank
                    .clubs()
                    .attach("chess".to_owned())
                    .execute(conn)?
                    .attached
                    .len(),
                1
            );
            assert_eq!(
                plain.clubs().load(conn)?,
                [Club {
                    name: "chess".to_owned()
                }]
            );
            let rooms = Room::find_many([(1, "a ".to_owned())])
                .with(Room::BEDS)
                .load(conn)?;
            assert_eq!(
                rooms
                    .iter()
                    .map(|room| (room.code.as_str(), room.beds.len()))
                    .collect::<Vec<_>>(),
                [("a ", 2)]
            );
            assert_eq!(Room::find_many([(1, "a  ".to_owned())]).load(conn)?, []);
        }
        Ok(())
    }
}
