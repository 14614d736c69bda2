//! The dependency has another name, and something else has its own.

mod orm {
    pub use diesel_relations as relations;
}

mod diesel_relations {}

use diesel::prelude::*;

diesel::table! { users { id -> Integer, boss_id -> Nullable<Integer>, } }
diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }
diesel::table! { notables (note_id, notable_id, notable_type) { note_id -> Integer, notable_id -> Integer, notable_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(users, notes, notables);

#[derive(Queryable, Selectable, orm::relations::Model)]
#[model(crate = crate::orm::relations)]
#[model(search(
    filter(id, reports.reports.id, reports.count), sort(boss.id, reports.max(id)), include(reports, shared_notes, boss.reports),
    aggregate(reports.count), scope(first = users::id.eq(1i32), of(key: i32) = users::id.eq(key)),
))]
#[has_many(User, name = reports, foreign_key = boss_id)]
#[has_many(User, name = first_reports, foreign_key = boss_id, filter = users::id.lt(9i32))]
#[morph_many(Note, morph = notable)]
#[morph_one(Note, morph = notable, latest)]
#[morph_to_many(Note, name = shared_notes, morph = notable, search(note_id: i32))]
pub struct User {
    pub id: i32,
    #[belongs_to(User)]
    pub boss_id: Option<i32>,
}

#[derive(Queryable, Selectable, orm::relations::Model)]
#[model(crate = crate::orm::relations)]
#[model(search)]
#[morphed_by_many(User, morph = notable)]
pub struct Note {
    pub id: i32,
    #[morph_to(User, Note)]
    pub notable_id: i32,
    pub notable_type: String,
}

pub fn load(conn: &mut SqliteConnection) {
    use orm::relations::ModelQuery as _;
    let _ = User::query().with((User::BOSS, User::FIRST_REPORTS)).with_count(User::REPORTS).load(conn);
    let _ = User::query().with((User::NOTES.with(Note::NOTABLE.with_user(User::NOTE)), User::NOTE)).load(conn);
    let _ = User::query().with(User::SHARED_NOTES.with(Note::USERS));
}

fn main() {}
