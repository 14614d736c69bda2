#[path = "../../support/times.rs"]
mod times;
use times::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
struct Mistake {
    id: i32,
    title: String,
    #[model(utc)]
    made_at: diesel::data_types::PgTimestamp,
}

fn main() {}
