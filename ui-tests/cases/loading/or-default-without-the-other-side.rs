#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { owners { id -> Integer, } }
diesel::table! { cars { id -> Integer, owner_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(owners, cars);

#[derive(Queryable, Selectable, Model)]
#[has_one(Car)]
struct Owner {
    id: i32,
}

#[derive(Default, Queryable, Selectable, Model)]
struct Car {
    id: i32,
    owner_id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Owner::query().with(Owner::CAR.or_default()).load(conn);
}
