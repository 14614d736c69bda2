#[path = "../../support/times.rs"]
mod times;
use times::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
struct Mistake {
    id: i32,
    title: String,
    #[belongs_to(User, name = author, touch, touch = created_at)]
    user_id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Mistake::query().load(conn);
}
