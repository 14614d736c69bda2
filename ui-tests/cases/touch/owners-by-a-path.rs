#[path = "../../support/times.rs"]
mod times;
use times::*;

diesel::table! { notes { id -> Integer, subject_id -> Integer, subject_type -> Text, } }

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = notes)]
struct Mistake {
    id: i32,
    #[morph_to(User, touch = users::updated_at)]
    subject_id: i32,
    subject_type: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Mistake::query().load(conn);
}
