//! The dependency has another name, and something else has its own.

mod orm {
    pub use diesel_relations as relations;
}

mod diesel_relations {}

use diesel::prelude::*;

diesel::table! { users { id -> Integer, boss_id -> Nullable<Integer>, } }

#[derive(Queryable, Selectable, orm::relations::Model)]
#[model(crate = crate::orm::relations)]
#[has_many(User, name = reports, foreign_key = boss_id)]
#[has_many(User, name = first_reports, foreign_key = boss_id, filter = users::id.lt(9i32))]
pub struct User {
    pub id: i32,
    #[belongs_to(User)]
    pub boss_id: Option<i32>,
}

pub fn load(conn: &mut SqliteConnection) {
    use orm::relations::Model as _;
    let _ = User::query().with((User::BOSS, User::FIRST_REPORTS)).with_count(User::REPORTS).load(conn);
}

fn main() {}
