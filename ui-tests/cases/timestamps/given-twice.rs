#[path = "../../support/times.rs"]
mod times;
use times::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[model(timestamps = (made_at, changed_at), timestamps)]
struct Mistake {
    id: i32,
    title: String,
    user_id: i32,
}

fn main() {}
