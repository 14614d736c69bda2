//! Models with all that is unlike the textbook: tables in the singular, keys of other names and types, several relations between the
//! same two models, and rows that cannot be cloned.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { town (code) { code -> Text, size -> Nullable<Integer>, mayor -> Nullable<Integer>, } }
diesel::table! { person (number) { number -> Integer, level -> Nullable<Integer>, home -> Nullable<Text>, birth -> Nullable<Text>, chief -> Nullable<Integer>, changed_at -> Nullable<Timestamp>, } }
diesel::table! { chest (realm, slot) { realm -> Integer, slot -> Integer, worth -> Integer, } }
diesel::table! { item (serial) { serial -> Integer, worth -> Integer, owner -> Nullable<Integer>, realm -> Integer, slot -> Nullable<Integer>, gone_at -> Nullable<Timestamp>, } }
diesel::table! { skill (word) { word -> Text, weight -> Nullable<Integer>, } }
diesel::table! { knows (person, word) { person -> Integer, word -> Text, grade -> Nullable<Integer>, } }
diesel::table! { remark (n) { n -> Integer, about_id -> Nullable<Text>, about_type -> Nullable<Text>, points -> Integer, } }
diesel::table! { stamp (n) { n -> Integer, on_id -> Integer, on_type -> Text, points -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(
    town, person, chest, item, skill, knows, remark, stamp
);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = town, primary_key(code))]
#[has_many(Person, name = residents, table = person, foreign_key = home)]
#[has_many(Person, name = natives, table = person, foreign_key = birth)]
#[has_one(Person, name = highest, table = person, foreign_key = home, latest = level)]
#[has_many_through(Item, name = goods, table = item, through = Person, through_table = person, first_key = home, second_key = owner, second_local_key = number)]
#[morph_many(Remark, table = remark, morph = about)]
pub(crate) struct Town {
    pub(crate) code: String,
    pub(crate) size: Option<i32>,
    #[model(belongs_to(Person, name = head, table = person, owner_key = number))]
    pub(crate) mayor: Option<i32>,
}

/// Without `Clone`.
#[derive(Debug, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = person, primary_key(number))]
#[has_many(Person, name = team, table = person, foreign_key = chief)]
#[has_many(Item, name = items, table = item, foreign_key = owner)]
#[has_many(Item, name = treasures, table = item, foreign_key = owner, filter = item::worth.ge(5i32))]
#[has_one(Item, name = cheapest, table = item, foreign_key = owner, oldest = worth)]
#[belongs_to_many(Skill, name = skills, table = skill, pivot = knows, foreign_key = person, related_key = word, owner_key = word)]
#[belongs_to_many(Skill, name = graded, table = skill, pivot = knows, foreign_key = person, related_key = word, owner_key = word, using = Knows)]
#[morph_many(Remark, table = remark, morph = about)]
#[morph_many(Stamp, table = stamp, morph = on)]
pub(crate) struct Person {
    pub(crate) number: i32,
    pub(crate) level: Option<i32>,
    #[model(belongs_to(Town, name = residence, table = town, owner_key = code))]
    pub(crate) home: Option<String>,
    #[model(belongs_to(Town, name = origin, table = town, owner_key = code))]
    pub(crate) birth: Option<String>,
    #[model(belongs_to(Person, name = boss, table = person, owner_key = number, touch = changed_at))]
    pub(crate) chief: Option<i32>,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = chest, primary_key(realm, slot))]
#[has_many(Item, name = contents, table = item, foreign_key = (realm, slot))]
pub(crate) struct Chest {
    pub(crate) realm: i32,
    pub(crate) slot: i32,
    pub(crate) worth: i32,
}

/// Without `Clone`, softly deleted.
#[derive(Debug, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = item, primary_key(serial))]
#[model(soft_delete = gone_at)]
#[morph_many(Stamp, table = stamp, morph = on)]
pub(crate) struct Item {
    pub(crate) serial: i32,
    pub(crate) worth: i32,
    #[model(belongs_to(Person, name = keeper, table = person, owner_key = number, touch = changed_at))]
    pub(crate) owner: Option<i32>,
    pub(crate) realm: i32,
    #[model(belongs_to(Chest, name = inside, table = chest, foreign_key = (realm, slot)))]
    pub(crate) slot: Option<i32>,
    pub(crate) gone_at: Option<NaiveDateTime>,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = skill, primary_key(word))]
#[belongs_to_many(Person, name = people, table = person, pivot = knows, foreign_key = word, related_key = person, owner_key = number)]
pub(crate) struct Skill {
    pub(crate) word: String,
    pub(crate) weight: Option<i32>,
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = knows)]
pub(crate) struct Knows {
    pub(crate) grade: Option<i32>,
}

/// About a person or a town, whose keys are texts here.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = remark, primary_key(n))]
pub(crate) struct Remark {
    pub(crate) n: i32,
    #[morph_to(Person, Town)]
    pub(crate) about_id: Option<String>,
    pub(crate) about_type: Option<String>,
    pub(crate) points: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = stamp, primary_key(n))]
pub(crate) struct Stamp {
    pub(crate) n: i32,
    #[morph_to(Person, Item)]
    pub(crate) on_id: i32,
    pub(crate) on_type: String,
    pub(crate) points: i32,
}
