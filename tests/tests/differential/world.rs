//! The oracle: the same rows in vectors, and what the relations mean, written as loops over them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::models::*;
use crate::random::Random;

/// Keys are below this; rows have only some of them, and so others dangle.
pub(crate) const KEYS: i32 = 9;

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = town)]
pub(crate) struct TownRow {
    pub(crate) code: String,
    pub(crate) size: Option<i32>,
    pub(crate) mayor: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = person)]
pub(crate) struct PersonRow {
    pub(crate) number: i32,
    pub(crate) level: Option<i32>,
    pub(crate) home: Option<String>,
    pub(crate) birth: Option<String>,
    pub(crate) chief: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = chest)]
pub(crate) struct ChestRow {
    pub(crate) realm: i32,
    pub(crate) slot: i32,
    pub(crate) worth: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = item)]
pub(crate) struct ItemRow {
    pub(crate) serial: i32,
    pub(crate) worth: i32,
    pub(crate) owner: Option<i32>,
    pub(crate) realm: i32,
    pub(crate) slot: Option<i32>,
    pub(crate) gone_at: Option<NaiveDateTime>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = skill)]
pub(crate) struct SkillRow {
    pub(crate) word: String,
    pub(crate) weight: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Queryable, Selectable, Insertable)]
#[diesel(table_name = knows)]
pub(crate) struct KnowsRow {
    pub(crate) person: i32,
    pub(crate) word: String,
    pub(crate) grade: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = remark)]
pub(crate) struct RemarkRow {
    pub(crate) n: i32,
    pub(crate) about_id: Option<String>,
    pub(crate) about_type: Option<String>,
    pub(crate) points: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = stamp)]
pub(crate) struct StampRow {
    pub(crate) n: i32,
    pub(crate) on_id: i32,
    pub(crate) on_type: String,
    pub(crate) points: i32,
}

/// All tables, each in the order of its keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct World {
    pub(crate) town: Vec<TownRow>,
    pub(crate) person: Vec<PersonRow>,
    pub(crate) chest: Vec<ChestRow>,
    pub(crate) item: Vec<ItemRow>,
    pub(crate) skill: Vec<SkillRow>,
    pub(crate) knows: Vec<KnowsRow>,
    pub(crate) remark: Vec<RemarkRow>,
    pub(crate) stamp: Vec<StampRow>,
    /// The people who were touched.
    pub(crate) touched: Vec<i32>,
}

pub(crate) fn code(number: i32) -> String {
    format!("t{number}")
}

pub(crate) fn word(number: i32) -> String {
    format!("w{number}")
}

/// When a row was softly deleted: the time itself is not compared.
pub(crate) fn gone() -> Option<NaiveDateTime> {
    NaiveDateTime::default().checked_add_days(chrono::Days::new(10_000))
}

impl World {
    pub(crate) fn random(random: &mut Random) -> Self {
        let mut world = World::default();
        for key in 0..KEYS {
            if random.percent(70) {
                let (size, mayor) = (random.maybe(9), random.maybe(KEYS));
                world.town.push(TownRow {
                    code: code(key),
                    size,
                    mayor,
                });
            }
            if random.percent(75) {
                let home = random.maybe(KEYS).map(code);
                let birth = random.maybe(KEYS).map(code);
                let (level, chief) = (random.maybe(4), random.maybe(KEYS));
                world.person.push(PersonRow {
                    number: key,
                    level,
                    home,
                    birth,
                    chief,
                });
            }
            if random.percent(75) {
                let weight = random.maybe(9);
                world.skill.push(SkillRow {
                    word: word(key),
                    weight,
                });
            }
            if random.percent(75) {
                let worth = random.below(9);
                world.chest.push(ChestRow {
                    realm: key / 3,
                    slot: key % 3,
                    worth,
                });
            }
        }
        for key in 0..2 * KEYS {
            let about_type = ["Person", "Town", ""][random.below(3) as usize];
            let about_id = random.maybe(KEYS).map(|id| {
                if about_type == "Town" {
                    code(id)
                } else {
                    id.to_string()
                }
            });
            let about_type = (!about_type.is_empty()).then(|| about_type.to_owned());
            let points = random.below(5);
            world.remark.push(RemarkRow {
                n: key,
                about_id,
                about_type,
                points,
            });
            let on_type = random.one_of(&["Person", "Item"]).to_string();
            let (on_id, points) = (random.below(KEYS), random.below(5));
            world.stamp.push(StampRow {
                n: key,
                on_id,
                on_type,
                points,
            });
            let (worth, owner) = (random.below(9), random.maybe(KEYS));
            let (realm, slot) = (random.below(3), random.maybe(4));
            let gone_at = if random.percent(20) { gone() } else { None };
            world.item.push(ItemRow {
                serial: key,
                worth,
                owner,
                realm,
                slot,
                gone_at,
            });
            // With duplicates, and keys of nobody.
            let grade = random.maybe(4);
            world.knows.push(KnowsRow {
                person: random.below(KEYS),
                word: word(random.below(KEYS)),
                grade,
            });
        }
        world.knows.sort();
        world
    }

    pub(crate) fn person(&self, number: Option<i32>) -> Option<&PersonRow> {
        self.person.iter().find(|it| Some(it.number) == number)
    }

    pub(crate) fn town(&self, code: Option<&str>) -> Option<&TownRow> {
        self.town.iter().find(|it| Some(it.code.as_str()) == code)
    }

    /// The items that are not deleted.
    pub(crate) fn items(&self) -> impl Iterator<Item = &ItemRow> {
        self.item.iter().filter(|it| it.gone_at.is_none())
    }

    pub(crate) fn items_of(&self, owner: i32) -> Vec<&ItemRow> {
        self.items().filter(|it| it.owner == Some(owner)).collect()
    }

    pub(crate) fn residents(&self, code: &str) -> Vec<&PersonRow> {
        let residents = self.person.iter();
        residents
            .filter(|it| it.home.as_deref() == Some(code))
            .collect()
    }

    pub(crate) fn team(&self, number: i32) -> Vec<&PersonRow> {
        self.person
            .iter()
            .filter(|it| it.chief == Some(number))
            .collect()
    }

    /// Each pivot row of a person with its skill, where there is one.
    pub(crate) fn skills(&self, person: i32) -> Vec<(&KnowsRow, &SkillRow)> {
        let rows = self.knows.iter().filter(|it| it.person == person);
        rows.filter_map(|it| Some((it, self.skill.iter().find(|skill| skill.word == it.word)?)))
            .collect()
    }

    pub(crate) fn people(&self, word: &str) -> Vec<(&KnowsRow, &PersonRow)> {
        let rows = self.knows.iter().filter(|it| it.word == word);
        rows.filter_map(|it| Some((it, self.person(Some(it.person))?)))
            .collect()
    }

    pub(crate) fn remarks(&self, about_type: &str, about_id: &str) -> Vec<&RemarkRow> {
        let remarks = self
            .remark
            .iter()
            .filter(|it| it.about_type.as_deref() == Some(about_type));
        remarks
            .filter(|it| it.about_id.as_deref() == Some(about_id))
            .collect()
    }

    pub(crate) fn stamps(&self, on_type: &str, on_id: i32) -> Vec<&StampRow> {
        self.stamp
            .iter()
            .filter(|it| it.on_type == on_type && it.on_id == on_id)
            .collect()
    }

    pub(crate) fn contents(&self, chest: &ChestRow) -> Vec<&ItemRow> {
        self.items()
            .filter(|it| it.realm == chest.realm && it.slot == Some(chest.slot))
            .collect()
    }

    /// What is on the way from these people up: they are touched, and whom they refer to, but not who has changed.
    pub(crate) fn touch(&mut self, first: Vec<Option<i32>>, changed: &[i32]) {
        let mut next = first;
        let mut seen = Vec::new();
        while let Some(number) = next.pop() {
            let Some(person) = self.person(number) else {
                continue;
            };
            if !seen.contains(&person.number) {
                seen.push(person.number);
                next.push(person.chief);
            }
        }
        seen.retain(|it| !changed.contains(it));
        self.touched.extend(seen);
        self.touched.sort();
        self.touched.dedup();
    }
}

pub(crate) const TABLES: &str = "
CREATE TEMPORARY TABLE town (code VARCHAR(9) PRIMARY KEY, size INTEGER, mayor INTEGER);
CREATE TEMPORARY TABLE person (number INTEGER PRIMARY KEY, level INTEGER, home VARCHAR(9), birth VARCHAR(9), chief INTEGER, changed_at TIMESTAMP NULL);
CREATE TEMPORARY TABLE chest (realm INTEGER NOT NULL, slot INTEGER NOT NULL, worth INTEGER NOT NULL, PRIMARY KEY (realm, slot));
CREATE TEMPORARY TABLE item (serial INTEGER PRIMARY KEY, worth INTEGER NOT NULL, owner INTEGER, realm INTEGER NOT NULL, slot INTEGER, gone_at TIMESTAMP NULL);
CREATE TEMPORARY TABLE skill (word VARCHAR(9) PRIMARY KEY, weight INTEGER);
CREATE TEMPORARY TABLE knows (person INTEGER NOT NULL, word VARCHAR(9) NOT NULL, grade INTEGER);
CREATE TEMPORARY TABLE remark (n INTEGER PRIMARY KEY, about_id VARCHAR(9), about_type VARCHAR(9), points INTEGER NOT NULL);
CREATE TEMPORARY TABLE stamp (n INTEGER PRIMARY KEY, on_id INTEGER NOT NULL, on_type VARCHAR(9) NOT NULL, points INTEGER NOT NULL);
";

/// The tables of one database, written and read.
macro_rules! tables {
    ($Connection:ty) => {
        /// Makes the tables have these rows.
        pub(crate) fn write(conn: &mut $Connection, world: &World) -> QueryResult<()> {
            tables!(@ conn, world, town person chest item skill knows remark stamp);
            Ok(())
        }

        /// Reads all tables; who was touched is forgotten by that.
        pub(crate) fn read(conn: &mut $Connection) -> QueryResult<World> {
            let touched = person::table.filter(person::changed_at.is_not_null()).order(person::number);
            let touched = touched.select(person::number).load(conn)?;
            diesel::update(person::table).set(person::changed_at.eq(None::<chrono::NaiveDateTime>)).execute(conn)?;
            let mut world = World {
                town: town::table.order(town::code).select(TownRow::as_select()).load(conn)?,
                person: person::table.order(person::number).select(PersonRow::as_select()).load(conn)?,
                chest: chest::table.order((chest::realm, chest::slot)).select(ChestRow::as_select()).load(conn)?,
                item: item::table.order(item::serial).select(ItemRow::as_select()).load(conn)?,
                skill: skill::table.order(skill::word).select(SkillRow::as_select()).load(conn)?,
                knows: knows::table.select(KnowsRow::as_select()).load(conn)?,
                remark: remark::table.order(remark::n).select(RemarkRow::as_select()).load(conn)?,
                stamp: stamp::table.order(stamp::n).select(StampRow::as_select()).load(conn)?,
                touched,
            };
            world.knows.sort();
            for item in &mut world.item {
                item.gone_at = item.gone_at.and(gone());
            }
            Ok(world)
        }
    };
    (@ $conn:ident, $world:ident, $($table:ident)*) => {
        $(
            diesel::delete($table::table).execute($conn)?;
            for row in &$world.$table {
                diesel::insert_into($table::table).values(row).execute($conn)?;
            }
        )*
    };
}
pub(crate) use tables;
